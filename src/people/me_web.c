// SPDX-License-Identifier: Apache-2.0
/* me_web.c -- one's own account: duties, devices, password, second factor, contacts. */
#include "http/record.h"
#include "people/view.h"
#include "people/web.h"
#include "viet/text.h"

static const char *role_key(int role) { return role_names[role].key; }

static const Column me_columns[] = {COL_TEXT(Actor, name, "name"),
                                    COL_TEXT(Actor, account, "account"),
                                    COL_TEXT(Actor, org, "org"),
                                    COL_KEY(Actor, role, "role", role_key),
                                    COL_TEXT(Actor, role_name, "role_name"),
                                    COL_TEXT(Actor, form_token, "token"),
                                    {0}};
const Record me_record = {.name = "Me", .columns = me_columns};

enum { COLLEAGUES_SHOWN = 30 }; /* to choose from; more are searched */

/* Of very many those that were searched for; of a form that was refused the one who was chosen. */
static bool is_asked_for(Ctx *c, const Request *q, const Duty *d)
{
    if (request_is_again(q)) {
        Id typed;
        return str_integer(request_typed(q, "nguoi"), &typed) && typed == d->person;
    }
    Str said = str_format(&c->mem, "%.*s %.*s %.*s", STR_ARGS(d->person_name), STR_ARGS(d->org), STR_ARGS(d->org_name));
    return str_contains(viet_fold(&c->mem, said), viet_fold(&c->mem, input_text(q, "tim-nguoi")));
}

static void find_colleagues(Ctx *c, const Request *q, MePage *m)
{
    DutyList *found = NEW(&c->mem, DutyList, 1);
    m->searches = m->colleagues->n > COLLEAGUES_SHOWN;
    if (!m->searches) return;
    bool asks = request_is_again(q) || input_given(q, "tim-nguoi");
    for (size_t i = 0; asks && i < m->colleagues->n && found->n < COLLEAGUES_SHOWN; i++)
        if (is_asked_for(c, q, &m->colleagues->at[i])) *list_add(&c->mem, found) = m->colleagues->at[i];
    m->colleagues = found;
}

/* Whom one may let act in one's place: who has a duty of their own at the same agency or under it. */
static Fail offer_colleagues(Ctx *c, const Request *q, MePage *m)
{
    DutyList *all = NEW(&c->mem, DutyList, 1), *others = NEW(&c->mem, DutyList, 1);
    Str subtree, org = c->actor->org;
    if (!right_somewhere(c->actor, "duty.delegate")) return OK;
    TRY(people_subtree(c, org, &subtree));
    TRY(people_list(c, NULL, (Str){0}, (Str){0}, all));
    for (size_t i = 0; i < all->n; i++) {
        const Duty *d = &all->at[i];
        bool near = str_equal(d->org, org) || subtree_has(subtree, d->org);
        bool can = near && !d->behalf && d->person != c->actor->person && duty_holds(d, c->today) &&
                   str_equal(d->person_state, S("active"));
        if (can) *list_add(&c->mem, others) = *d;
    }
    m->colleagues = others;
    find_colleagues(c, q, m);
    return OK;
}

static const char *saved_words(const Request *q)
{
    static const char *const words[] = {"Đã lưu.", "Đã đổi mật khẩu.", "Đã đăng xuất ở đó.",
                                        "Đã xác nhận địa chỉ thư của bạn."};
    return input_given(q, "xong") ? words[input_integer(q, "xong") - 1] : NULL;
}

Fail me_get(Ctx *c, const Request *q, Reply *r)
{
    Person p;
    DutyList duties;
    OfferList offers;
    SessionRowList sessions;
    if (reply_is_json(r)) return reply_record(c, r, &me_record, c->actor);
    TRY(person_by_id(c, c->actor->person, &p));
    TRY(duties_of(c, p.id, true, &duties));
    TRY(sessions_of(c, p.id, &sessions));
    TRY(offers_to(c, p.id, &offers));
    MePage m = {.q = q,
                .offers = &offers,
                .person = &p,
                .duties = &duties,
                .sessions = &sessions,
                .actor = c->actor,
                .saved = request_is_again(q) ? NULL : saved_words(q),
                .today = c->today};
    TRY(offer_colleagues(c, q, &m));
    TRY(panels_draw(c, q, r, PANEL_OF_ME, (PanelSubject){.id = p.id, .thing = &p}, &m.panels));
    me_page(reply_page(c, q, r, S("Tài khoản của tôi")), &m);
    return OK;
}

Fail me_post(Ctx *c, const Request *q, Reply *r)
{
    NewPerson n = {.name = input_text(q, "ho-ten"), .mail = input_text(q, "thu"), .phone = input_text(q, "dien-thoai")};
    TRY(person_typed(c, q, &n));
    TRY(person_change(c, c->actor->person, n.name, n.mail, n.phone));
    return reply_redirect(c, r, "/toi?xong=1");
}

Fail duty_choose_post(Ctx *c, const Request *q, Reply *r)
{
    TRY(session_choose(c, c->actor->session, input_id(q, "nhiem-vu")));
    return reply_redirect(c, r, "/");
}

/* Back to one's own page, with a receipt of what became of somebody's duties. */
static Fail back_having(Ctx *c, Reply *r, const DutyState *before, Str sentence)
{
    ReceiptDraft *k = receipt_open(c, S("/toi"));
    TRY(duty_receipt(c, k, before));
    TRY(receipt_close(c, r, k, sentence));
    return reply_redirect(c, r, "/toi");
}

static Fail answer_offer(Ctx *c, const Request *q, Reply *r, bool yes)
{
    Offer f;
    DutyState before;
    TRY(offer_by_id(c, input_id(q, "de-nghi"), &f));
    TRY(duty_state(c, c->actor->person, &before));
    TRY(yes ? offer_accept(c, f.id) : offer_decline(c, f.id));
    Str words = duty_words(c, f.role, f.org_name);
    return back_having(
        c, r, &before,
        yes ? str_format(&c->mem, "Đã nhận nhiệm vụ %.*s. Chọn “Dùng nhiệm vụ này” ở mục Nhiệm vụ để bắt đầu.",
                         STR_ARGS(words))
            : str_format(&c->mem, "Đã từ chối nhiệm vụ %.*s; người đề nghị thấy câu trả lời này.", STR_ARGS(words)));
}

Fail offer_accept_post(Ctx *c, const Request *q, Reply *r) { return answer_offer(c, q, r, true); }
Fail offer_decline_post(Ctx *c, const Request *q, Reply *r) { return answer_offer(c, q, r, false); }

Fail delegate_post(Ctx *c, const Request *q, Reply *r)
{
    Person to;
    DutyState before;
    Day from = input_day(q, "tu"), last = input_day(q, "den");
    TRY(person_by_id(c, input_id(q, "nguoi"), &to));
    TRY(duty_state(c, to.id, &before));
    TRY(duty_delegate(c, to.id, from, last));
    return back_having(c, r, &before,
                       str_format(&c->mem, "Đã ủy quyền cho %.*s từ %.*s đến hết %.*s.", STR_ARGS(to.name),
                                  STR_ARGS(day_vietnamese(&c->mem, from)), STR_ARGS(day_vietnamese(&c->mem, last))));
}

Fail device_post(Ctx *c, const Request *q, Reply *r)
{
    TRY(session_end(c, c->actor->person, input_id(q, "phien")));
    return reply_redirect(c, r, "/toi?xong=3#thiet-bi");
}

Fail devices_post(Ctx *c, const Request *q, Reply *r)
{
    (void)q;
    TRY(sessions_end(c, c->actor->person, c->actor->session));
    return reply_redirect(c, r, "/toi?xong=3#thiet-bi");
}

/* -- password ----------------------------------------------------------------------------------------------- */

Fail password_get(Ctx *c, const Request *q, Reply *r)
{
    Person p;
    TRY(person_by_id(c, c->actor->person, &p));
    password_page(reply_page(c, q, r, S("Đổi mật khẩu")), q, p.has_second);
    return OK;
}

Fail password_prepare(Ctx *c, const Request *q, Reply *r)
{
    Person p;
    Str *hash = NEW(&c->mem, Str, 1);
    TRY(person_by_id(c, c->actor->person, &p));
    const Str names[] = {p.account, p.name, p.mail};
    TRY(password_typed(c, q, p.has_second, names, sizeof names / sizeof *names, hash));
    reply_prepared(r, hash);
    return OK;
}

Fail password_post(Ctx *c, const Request *q, Reply *r)
{
    const Str *hash = request_prepared(q);
    Str device;
    TRY(person_set_password(c, c->actor->person, *hash, c->actor->session));
    TRY(known_note(c, c->actor->person, request_device(q), &device));
    reply_device(c, r, device);
    return reply_redirect(c, r, "/toi?xong=2");
}

/* -- second factor ------------------------------------------------------------------------------------------ */

static Str in_groups(Ctx *c, Str key)
{
    Out o = {.mem = &c->mem};
    for (size_t i = 0; i < key.n; i++) {
        if (i && i % 4 == 0) out_char(&o, ' ');
        out_char(&o, key.p[i]);
    }
    return out_str(&o);
}

static Fail show_key(Ctx *c, SecondPage *m, Str account)
{
    QrCode code;
    if (!m->key.n) return OK;
    TRY(qr_code(c, totp_address(&c->mem, m->key, account), &code));
    m->spelt = in_groups(c, m->key);
    m->path = qr_path(&c->mem, &code), m->side = code.side;
    return OK;
}

Fail second_get(Ctx *c, const Request *q, Reply *r)
{
    Person p;
    SecondPage m = {.q = q};
    TRY(person_by_id(c, c->actor->person, &p));
    TRY(person_must_have_second(c, p.id, &m.must));
    TRY(second_pending(c, p.id, &m.key));
    TRY(show_key(c, &m, p.account));
    m.has_second = p.has_second;
    second_page(reply_page(c, q, r, S("Xác thực hai lớp")), &m);
    reply_secret(r);
    return OK;
}

Fail second_begin_post(Ctx *c, const Request *q, Reply *r)
{
    (void)q;
    TRY(second_begin(c, c->actor->person));
    return reply_redirect(c, r, "/toi/hai-lop");
}

Fail second_cancel_post(Ctx *c, const Request *q, Reply *r)
{
    (void)q;
    TRY(second_cancel(c, c->actor->person));
    return reply_redirect(c, r, "/toi/hai-lop");
}

Fail second_post(Ctx *c, const Request *q, Reply *r)
{
    StrList codes;
    TRY(second_enrol(c, c->actor->person, input_text(q, "ma"), &codes));
    recovery_page(reply_page(c, q, r, S("Mã dự phòng")), &codes);
    reply_secret(r);
    return OK;
}

Fail second_drop_post(Ctx *c, const Request *q, Reply *r)
{
    (void)q;
    bool must;
    TRY(person_must_have_second(c, c->actor->person, &must));
    if (must) return fail(c, FAIL_CONFLICT, "Người quản trị phải có xác thực hai lớp nên không tắt được.");
    TRY(person_drop_second(c, c->actor->person));
    return reply_redirect(c, r, "/toi?xong=1");
}
