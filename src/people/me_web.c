// SPDX-License-Identifier: Apache-2.0
/* me_web.c -- one's own account: duties, devices, password, second factor, contacts. */
#include "http/reply.h"
#include "people/view.h"
#include "people/web.h"

static json_t *me_json(const Actor *a)
{
    return json_pack("{s:o,s:o,s:o,s:o,s:o,s:o}", "name", json_str(a->name), "account", json_str(a->account), "org",
                     json_str(a->org), "role", json_str(str_of(role_names[a->role].key)), "role_name",
                     json_str(a->role_name), "token", json_str(a->form_token));
}

/* Whom one may let act in one's place: everybody of the same agency with a duty of today. */
static Fail offer_colleagues(Ctx *c, MePage *m)
{
    DutyList *all = NEW(&c->mem, DutyList, 1), *others = NEW(&c->mem, DutyList, 1);
    if (!right_somewhere(c->actor, "duty.delegate") || c->actor->behalf) return OK;
    TRY(people_list(c, NULL, c->actor->org, (Str){0}, all));
    for (size_t i = 0; i < all->n; i++) {
        const Duty *d = &all->at[i];
        bool can = d->person != c->actor->person && duty_holds(d, c->today) && str_equal(d->person_state, S("active"));
        if (can) *list_add(&c->mem, others) = *d;
    }
    m->colleagues = others;
    return OK;
}

static const char *saved_words(const Request *q)
{
    static const char *const words[] = {"Đã lưu.", "Đã đổi mật khẩu.", "Đã ủy quyền.", "Đã đăng xuất thiết bị đó."};
    return input_given(q, "xong") ? words[input_integer(q, "xong") - 1] : NULL;
}

Fail me_get(Ctx *c, const Request *q, Reply *r)
{
    Person p;
    DutyList duties;
    SessionRowList sessions;
    if (reply_is_json(r)) return reply_json(c, r, me_json(c->actor));
    TRY(person_by_id(c, c->actor->person, &p));
    TRY(duties_of(c, p.id, true, &duties));
    TRY(sessions_of(c, p.id, &sessions));
    MePage m = {.q = q,
                .person = &p,
                .duties = &duties,
                .sessions = &sessions,
                .actor = c->actor,
                .problem = request_problem(q, ""),
                .saved = request_is_again(q) ? NULL : saved_words(q),
                .today = c->today};
    TRY(offer_colleagues(c, &m));
    TRY(panels_draw(c, q, r, PANEL_OF_ME, (PanelSubject){.id = p.id, .thing = &p}, &m.panels));
    me_page(reply_page(c, q, r, S("Tài khoản của tôi")), &m);
    return OK;
}

Fail me_post(Ctx *c, const Request *q, Reply *r)
{
    TRY(person_change(c, c->actor->person, input_text(q, "ho-ten"), input_text(q, "thu"), input_text(q, "dien-thoai")));
    return reply_redirect(c, r, "/toi?xong=1");
}

Fail duty_choose_post(Ctx *c, const Request *q, Reply *r)
{
    TRY(session_choose(c, c->actor->session, input_id(q, "nhiem-vu")));
    return reply_redirect(c, r, "/");
}

Fail delegate_post(Ctx *c, const Request *q, Reply *r)
{
    TRY(duty_delegate(c, input_id(q, "nguoi"), input_day(q, "tu"), input_day(q, "den")));
    return reply_redirect(c, r, "/toi?xong=3");
}

Fail device_post(Ctx *c, const Request *q, Reply *r)
{
    TRY(session_end(c, c->actor->person, input_id(q, "phien")));
    return reply_redirect(c, r, "/toi?xong=4#thiet-bi");
}

Fail devices_post(Ctx *c, const Request *q, Reply *r)
{
    (void)q;
    TRY(sessions_end(c, c->actor->person, c->actor->session));
    return reply_redirect(c, r, "/toi?xong=4#thiet-bi");
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
    Str password = input_text(q, "mat-khau"), *hash = NEW(&c->mem, Str, 1);
    TRY(person_by_id(c, c->actor->person, &p));
    const Str names[] = {p.account, p.name, p.mail};
    const char *problem = password_problem(&c->mem, password, p.has_second, names, sizeof names / sizeof *names);
    if (problem) return fail(c, FAIL_INPUT, "%s", problem);
    if (!str_equal(password, input_text(q, "mat-khau-lai")))
        return fail(c, FAIL_INPUT, "Hai lần nhập mật khẩu không giống nhau. Hãy nhập lại.");
    TRY(password_hash(c, password, hash));
    reply_prepared(r, hash);
    return OK;
}

Fail password_post(Ctx *c, const Request *q, Reply *r)
{
    const Str *hash = request_prepared(q);
    TRY(person_set_password(c, c->actor->person, *hash, c->actor->session));
    return reply_redirect(c, r, "/toi?xong=2");
}

/* -- second factor ------------------------------------------------------------------------------------------ */

/* The dark modules as one path of unit squares. */
static Str squares(Ctx *c, const QrCode *code)
{
    Out path = {.mem = &c->mem};
    for (int y = 0; y < code->side; y++)
        for (int x = 0; x < code->side; x++)
            if (code->dark[y * code->side + x]) out_format(&path, "M%d %dh1v1h-1z", x, y);
    return out_str(&path);
}

static Str in_groups(Ctx *c, Str key)
{
    Out o = {.mem = &c->mem};
    for (size_t i = 0; i < key.n; i++) {
        if (i && i % 4 == 0) out_char(&o, ' ');
        out_char(&o, key.p[i]);
    }
    return out_str(&o);
}

/* The key travels through the form: it is the person's own until they showed that their phone has it. */
Fail second_get(Ctx *c, const Request *q, Reply *r)
{
    Person p;
    QrCode code;
    Str typed = request_typed(q, "khoa"), key = typed.n ? typed : totp_key_new(&c->mem);
    SecondPage m = {.q = q, .key = key, .spelt = in_groups(c, key), .problem = request_problem(q, "")};
    TRY(person_by_id(c, c->actor->person, &p));
    TRY(person_must_have_second(c, p.id, &m.must));
    TRY(qr_code(c, totp_address(&c->mem, key, p.account), &code));
    m.has_second = p.has_second;
    m.path = squares(c, &code), m.side = code.side;
    second_page(reply_page(c, q, r, S("Xác thực hai lớp")), &m);
    return OK;
}

Fail second_post(Ctx *c, const Request *q, Reply *r)
{
    StrList codes;
    Str key = input_text(q, "khoa");
    int64_t step = totp_match(key, input_text(q, "ma"), c->now);
    if (!step) return fail(c, FAIL_INPUT, "Mã không khớp. Kiểm tra giờ trên điện thoại rồi nhập mã mới nhất.");
    TRY(person_set_second(c, c->actor->person, key, step, &codes));
    recovery_page(reply_page(c, q, r, S("Mã dự phòng")), &codes);
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
