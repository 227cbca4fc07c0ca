// SPDX-License-Identifier: Apache-2.0
/* web.c -- choosing how one is reached, and sending somebody the link that lets them in. */
#include "contact/web.h"
#include "contact/view.h"
#include "http/reply.h"

Fail contact_get(Ctx *c, const Request *q, Reply *r)
{
    Person p;
    Contact now;
    TRY(person_by_id(c, c->actor->person, &p));
    TRY(contact_of(c, &p, &now));
    ContactPage m = {.person = &p, .now = now.way, .is_saved = !request_is_again(q) && input_given(q, "xong")};
    TRY(contact_is_set_up(c, CONTACT_SMS, &m.has_hook));
    for (int i = CONTACT_SMS; i < CONTACT_WAYS; i++)
        TRY(purpose_of(c, str_of(contact_ways[i].purpose), 0, &m.purpose[i]));
    contact_page(reply_page(c, q, r, S("Nhận tin qua đâu")), &m);
    return OK;
}

Fail contact_panel(Ctx *c, const PanelSubject *s, Out *o)
{
    (void)c, (void)s;
    contact_link(o);
    return OK;
}

Fail contact_post(Ctx *c, const Request *q, Reply *r)
{
    TRY(contact_choose(c, c->actor->person, contact_way_of(input_text(q, "qua")), (int)input_integer(q, "phien-ban"),
                       request_agent(q)));
    return reply_redirect(c, r, "/toi/lien-lac?xong=1");
}

/* -- a link for somebody else ---------------------------------------------------------------------------------------
 *
 * Who has the link made it a moment ago: no page shows it twice. */

static Fail find_link(Ctx *c, const Request *q, Person *p, PersonLink *link)
{
    TRY(person_by_id(c, input_id(q, "nguoi"), p));
    TRY(link_find(c, input_text(q, "token"), link));
    return link->person == p->id ? OK : fail(c, FAIL_MISSING, "Liên kết này không phải của người đó.");
}

static Fail find_offers(Ctx *c, const Person *p, bool offered[CONTACT_WAYS])
{
    Str hosts[MAIL_CHANNELS];
    TRY(mail_ways(c, hosts));
    for (int i = 0; i < CONTACT_WAYS; i++)
        offered[i] = hosts[i == CONTACT_MAIL ? MAIL_LETTER : MAIL_HOOK].n && contact_address(c, p, (ContactWay)i).n;
    return OK;
}

/* Beside a link that was just made: only where it can be sent. */
Fail link_panel(Ctx *c, const PanelSubject *s, Out *o)
{
    Person p;
    bool offered[CONTACT_WAYS];
    TRY(person_by_id(c, s->id, &p));
    TRY(find_offers(c, &p, offered));
    for (int i = 0; i < CONTACT_WAYS; i++)
        if (offered[i]) {
            link_send_form(o, &p, *(const Str *)s->thing);
            return OK;
        }
    return OK;
}

static Fail draw(Ctx *c, const Request *q, Reply *r, LinkSendPage *m)
{
    m->token = input_text(q, "token");
    reply_secret(r);
    link_send_page(reply_page(c, q, r, S("Gửi liên kết")), m);
    return OK;
}

Fail link_choose_post(Ctx *c, const Request *q, Reply *r)
{
    Person p;
    PersonLink link;
    LinkSendPage m = {.person = &p};
    TRY(find_link(c, q, &p, &link));
    TRY(find_offers(c, &p, m.is_offered));
    return draw(c, q, r, &m);
}

static News news_of(Ctx *c, const Request *q, const Person *p, const PersonLink *link, Str token)
{
    bool is_reset = link->kind == LINK_RESET;
    Str path = str_format(&c->mem, "/loi-moi/%.*s", STR_ARGS(token)), site = request_site(q);
    const char *what = is_reset ? "đặt lại mật khẩu Ngày Số" : "vào Ngày Số và đặt mật khẩu";
    return (News){.subject = is_reset ? S("Đặt lại mật khẩu Ngày Số") : S("Mời dùng Ngày Số"),
                  .letter = str_format(&c->mem,
                                       "Kính gửi ông/bà %.*s,\n\nMời ông/bà %s. Tên đăng nhập: %.*s. Liên kết dùng một "
                                       "lần:\n\n%.*s%.*s\n",
                                       STR_ARGS(p->name), what, STR_ARGS(p->account), STR_ARGS(site), STR_ARGS(path)),
                  .sentence = str_format(&c->mem, "Mời %s:", what),
                  .path = path,
                  .site = site,
                  .dedupe = str_format(&c->mem, "lien ket %lld", (long long)link->id),
                  .until = link->expires_at,
                  .is_secret = true};
}

Fail link_send_post(Ctx *c, const Request *q, Reply *r)
{
    Person p;
    PersonLink link;
    bool sent;
    ContactWay way = contact_way_of(input_text(q, "qua"));
    LinkSendPage m = {.person = &p, .sent_by = contact_ways[way].name};
    TRY(find_link(c, q, &p, &link));
    TRY(find_offers(c, &p, m.is_offered));
    if (!m.is_offered[way]) return fail(c, FAIL_CONFLICT, "Chưa gửi được bằng %s. Hãy tự gửi liên kết.", m.sent_by);
    if (way != CONTACT_MAIL && !input_given(q, "dong-y"))
        return fail(c, FAIL_INPUT, "Gửi bằng %s thì người nhận phải đồng ý trước: hãy hỏi họ rồi đánh dấu.", m.sent_by);
    News news = news_of(c, q, &p, &link, input_text(q, "token"));
    TRY(contact_send(c, &p, &(Contact){way, contact_address(c, &p, way)}, &news, &sent));
    TRY(journal_write(c,
                      (JournalEntry){.act = way == CONTACT_MAIL ? "Gửi liên kết" : "Gửi liên kết, người nhận đã đồng ý",
                                     .object = "link",
                                     .id = link.id,
                                     .within = p.id,
                                     .title = str_of(m.sent_by)}));
    return draw(c, q, r, &m);
}

/* -- links for many ---------------------------------------------------------------------------------------------- */

Fail links_panel(Ctx *c, const PanelSubject *s, Out *o)
{
    const ManyLinks *links = s->thing;
    Str hosts[MAIL_CHANNELS];
    TRY(mail_ways(c, hosts));
    if (hosts[MAIL_LETTER].n && links->with_mail) links_send_form(o, links);
    return OK;
}

static Fail send_one(Ctx *c, const Request *q, const MadeLink *k, LinksSentPage *m)
{
    Person p;
    bool sent;
    TRY(person_by_id(c, k->link.person, &p));
    Contact way = {CONTACT_MAIL, contact_address(c, &p, CONTACT_MAIL)};
    if (!way.address.n) {
        *list_add(&c->mem, &m->left) = p.name;
        return OK;
    }
    News news = news_of(c, q, &p, &k->link, k->token);
    TRY(contact_send(c, &p, &way, &news, &sent));
    m->sent += sent;
    return journal_write(c, (JournalEntry){.act = "Gửi liên kết",
                                           .object = "link",
                                           .id = k->link.id,
                                           .within = p.id,
                                           .title = str_of(contact_ways[CONTACT_MAIL].name)});
}

Fail links_send_post(Ctx *c, const Request *q, Reply *r)
{
    MadeLinkList links;
    LinksSentPage m = {0};
    Str hosts[MAIL_CHANNELS];
    TRY(mail_ways(c, hosts));
    if (!hosts[MAIL_LETTER].n) return fail(c, FAIL_CONFLICT, "Chưa nối máy chủ thư điện tử. Hãy tải tệp các liên kết.");
    TRY(links_made(c, input_text(q, "lien-ket"), &links));
    if (!links.n)
        return fail(c, FAIL_MISSING, "Các liên kết này đã dùng hoặc đã hết hạn. Hãy tạo lại ở trang của từng người.");
    for (size_t i = 0; i < links.n; i++) TRY(send_one(c, q, &links.at[i], &m));
    links_sent_page(reply_page(c, q, r, S("Gửi liên kết")), &m);
    return OK;
}
