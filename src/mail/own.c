// SPDX-License-Identifier: Apache-2.0
/* own.c -- one's own mail: a letter with a link goes there, and whoever opens it, signed in, has shown that it is
 * theirs. Opening shows a button only: mail servers open links before people do. */
#include "http/reply.h"
#include "mail/view.h"
#include "mail/web.h"
#include "people/people.h"

static Fail draw(Ctx *c, const Request *q, Reply *r, Str token)
{
    Person p;
    Str hosts[MAIL_CHANNELS];
    TRY(person_by_id(c, c->actor->person, &p));
    TRY(mail_ways(c, hosts));
    OwnMailPage m = {.q = q,
                     .person = &p,
                     .token = token,
                     .has_way = hosts[MAIL_LETTER].n > 0,
                     .is_sent = !request_is_again(q) && !token.n && input_given(q, "xong")};
    own_mail_page(reply_page(c, q, r, S("Địa chỉ thư của tôi")), &m);
    reply_secret(r);
    return OK;
}

Fail own_mail_get(Ctx *c, const Request *q, Reply *r) { return draw(c, q, r, (Str){0}); }

static Fail send_letter(Ctx *c, const Request *q, const Person *p, Str token)
{
    Str site = request_site(q);
    Mail m = {
        .channel = MAIL_LETTER,
        .person = p->id,
        .address = p->mail,
        .subject = S("Xác nhận địa chỉ thư của bạn ở Ngày Số"),
        .body = str_format(&c->mem,
                           "Kính gửi ông/bà %.*s,\n\nTài khoản %.*s ở Ngày Số ghi địa chỉ thư này. Nếu đúng là của "
                           "ông/bà, hãy đăng nhập rồi mở liên kết sau trong %d giờ:\n\n%.*s/toi/thu/%.*s\n\nNếu không "
                           "phải, ông/bà không cần làm gì: địa chỉ chưa xác nhận không được dùng vào việc nào.\n",
                           STR_ARGS(p->name), STR_ARGS(p->account), MAIL_HOURS, STR_ARGS(site), STR_ARGS(token)),
        .until = c->now + (int64_t)MAIL_HOURS * 3600 * 1000};
    return mail_queue(c, &m);
}

Fail own_mail_post(Ctx *c, const Request *q, Reply *r)
{
    Person p;
    Str token, hosts[MAIL_CHANNELS];
    TRY(person_by_id(c, c->actor->person, &p));
    TRY(mail_ways(c, hosts));
    if (!hosts[MAIL_LETTER].n)
        return fail(c, FAIL_CONFLICT,
                    "Chưa nối máy chủ thư điện tử. Hãy nhờ người quản trị xác nhận thay địa chỉ này.");
    TRY(mail_proof_begin(c, p.id, &token));
    TRY(send_letter(c, q, &p, token));
    return reply_redirect(c, r, "/toi/thu?xong=1");
}

Fail own_mail_link_get(Ctx *c, const Request *q, Reply *r)
{
    PersonLink link;
    TRY(mail_proof_find(c, c->actor->person, input_text(q, "token"), &link));
    return draw(c, q, r, input_text(q, "token"));
}

Fail own_mail_link_post(Ctx *c, const Request *q, Reply *r)
{
    TRY(mail_proof_finish(c, c->actor->person, input_text(q, "token")));
    return reply_redirect(c, r, "/toi?xong=4#lien-he");
}
