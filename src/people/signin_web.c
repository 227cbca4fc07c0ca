// SPDX-License-Identifier: Apache-2.0
/* signin_web.c -- the pages on which people prove who they are. */
#include "http/reply.h"
#include "people/view.h"
#include "people/web.h"

/* Back to where the person came from; only ever a path of ours. */
static Fail go_back(Ctx *c, Reply *r, Str to)
{
    bool ours = to.n && to.p[0] == '/' && !(to.n > 1 && (to.p[1] == '/' || to.p[1] == '\\'));
    for (size_t i = 0; i < to.n && ours; i++) ours = (unsigned char)to.p[i] > ' ' && (unsigned char)to.p[i] < 0x7F;
    if (!ours) to = S("/");
    return reply_redirect(c, r, "%.*s", STR_ARGS(to));
}

/* They are in: this browser knows it, and so does this device from now on. */
static Fail let_in(Ctx *c, const Request *q, Reply *r, Id person, Str token, bool is_trusted)
{
    Str device;
    TRY(known_note(c, person, request_device(q), &device));
    reply_session(c, r, token, is_trusted ? SESSION_MAX_MS / 1000 : 0);
    reply_device(c, r, device);
    return OK;
}

/* -- name and password -------------------------------------------------------------------------------------- */

static Fail draw_sign_in(Ctx *c, const Request *q, Reply *r, SignInPage *m)
{
    TRY(panels_draw(c, q, r, PANEL_OF_SIGN_IN, (PanelSubject){0}, &m->panels));
    sign_in_page(reply_page(c, q, r, S("Đăng nhập")), m);
    return OK;
}

Fail sign_in_get(Ctx *c, const Request *q, Reply *r)
{
    SignInPage m = {.q = q, .back = input_text(q, "ve")};
    if (actor_is_known(c->actor) && !request_is_again(q)) return go_back(c, r, m.back);
    return draw_sign_in(c, q, r, &m);
}

Fail sign_in_prepare(Ctx *c, const Request *q, Reply *r)
{
    SignIn *s = NEW(&c->mem, SignIn, 1);
    TRY(sign_in_check(c, input_text(q, "tai-khoan"), input_text(q, "mat-khau"), request_device(q), s));
    reply_prepared(r, s);
    return OK;
}

Fail sign_in_post(Ctx *c, const Request *q, Reply *r)
{
    const SignIn *s = request_prepared(q);
    Str token, back = input_text(q, "ve");
    TRY(sign_in_note(c, s, request_agent(q), input_given(q, "tin"), &token));
    if (!token.n) {
        SignInPage m = {.q = q, .problem = s->problem, .account = input_text(q, "tai-khoan"), .back = back};
        reply_status(r, s->locked ? FAIL_OFTEN : FAIL_SIGNIN);
        return draw_sign_in(c, q, r, &m);
    }
    if (!s->waits) {
        TRY(let_in(c, q, r, s->person, token, input_given(q, "tin")));
        return go_back(c, r, back);
    }
    reply_session(c, r, token, 0);
    Out to = {.mem = &c->mem};
    out_url(&to, back);
    return reply_redirect(c, r, "/toi/ma?ve=%.*s", STR_ARGS(out_str(&to)));
}

Fail sign_out_post(Ctx *c, const Request *q, Reply *r)
{
    (void)q;
    TRY(session_end(c, c->actor->person, c->actor->session));
    reply_session(c, r, (Str){0}, 0);
    return reply_redirect(c, r, "/dang-nhap");
}

/* -- the code of the phone ----------------------------------------------------------------------------------- */

Fail code_get(Ctx *c, const Request *q, Reply *r)
{
    SignInPage m = {.q = q, .back = input_text(q, "ve")};
    if (!c->actor->waits_for_code) return go_back(c, r, m.back);
    code_page(reply_page(c, q, r, S("Nhập mã")), &m);
    return OK;
}

Fail code_post(Ctx *c, const Request *q, Reply *r)
{
    CodeTry t;
    Str token;
    const Actor *a = c->actor;
    TRY(code_try(c, input_text(q, "ma"), request_device(q), request_agent(q), &t, &token));
    if (!token.n) {
        SignInPage m = {.q = q, .problem = t.problem, .back = input_text(q, "ve")};
        reply_status(r, t.locked ? FAIL_OFTEN : FAIL_SIGNIN);
        code_page(reply_page(c, q, r, S("Nhập mã")), &m);
        return OK;
    }
    TRY(let_in(c, q, r, a->person, token, a->is_trusted));
    return go_back(c, r, input_text(q, "ve"));
}

/* -- again, before dangerous acts --------------------------------------------------------------------------- */

static void draw_confirm(Ctx *c, const Request *q, Reply *r, const char *problem)
{
    SignInPage m = {.q = q, .problem = problem, .account = c->actor->account, .back = input_text(q, "ve")};
    confirm_page(reply_page(c, q, r, S("Xác nhận")), &m);
}

Fail confirm_get(Ctx *c, const Request *q, Reply *r)
{
    Person p;
    TRY(person_by_id(c, c->actor->person, &p));
    const char *problem = NULL;
    if (!p.has_password) problem = "Tài khoản này chưa có mật khẩu. Hãy mở lại liên kết đã cho vào.";
    draw_confirm(c, q, r, problem);
    return OK;
}

Fail confirm_prepare(Ctx *c, const Request *q, Reply *r)
{
    SignIn *s = NEW(&c->mem, SignIn, 1);
    TRY(confirm_check(c, input_text(q, "mat-khau"), s));
    reply_prepared(r, s);
    return OK;
}

Fail confirm_post(Ctx *c, const Request *q, Reply *r)
{
    const SignIn *s = request_prepared(q);
    TRY(confirm_note(c, s));
    if (!s->person) {
        reply_status(r, s->locked ? FAIL_OFTEN : FAIL_SIGNIN);
        draw_confirm(c, q, r, s->locked ? s->problem : "Mật khẩu không đúng. Hãy thử lại.");
        return OK;
    }
    return go_back(c, r, input_text(q, "ve"));
}

/* -- links that let in once --------------------------------------------------------------------------------- */

static Fail draw_link(Ctx *c, const Request *q, Reply *r, const PersonLink *link)
{
    Person p = {0};
    if (link->person) TRY(person_by_id(c, link->person, &p));
    LinkPage m = {q, link, input_text(q, "token"), p.name, p.account};
    link_page(reply_page(c, q, r, S("Đặt mật khẩu")), &m);
    reply_secret(r);
    return OK;
}

/* Links to look around, and to show whose mail it is, have their own pages. */
static Fail find_link(Ctx *c, const Request *q, PersonLink *link)
{
    TRY(link_find(c, input_text(q, "token"), link));
    return link->kind <= LINK_RESET ? OK : fail(c, FAIL_MISSING, "Không có trang nào ở địa chỉ này.");
}

Fail link_get(Ctx *c, const Request *q, Reply *r)
{
    PersonLink link;
    TRY(find_link(c, q, &link));
    return draw_link(c, q, r, &link);
}

static Fail is_good(Ctx *c, Str password, bool has_second, const Str *names, size_t n)
{
    const char *problem = password_problem(&c->mem, password, has_second, names, n);
    return problem ? fail(c, FAIL_INPUT, "%s", problem) : OK;
}

static Fail is_twice(Ctx *c, Str password, Str again)
{
    if (str_equal(password, again)) return OK;
    return fail(c, FAIL_INPUT, "Hai lần nhập mật khẩu không giống nhau. Hãy nhập lại.");
}

Fail password_typed(Ctx *c, const Request *q, bool has_second, const Str *names, size_t n, Str *hash)
{
    Str password = input_text(q, "mat-khau");
    TRY(input_rule(q, "mat-khau", is_good(c, password, has_second, names, n)));
    TRY(input_rule(q, "mat-khau-lai", is_twice(c, password, input_text(q, "mat-khau-lai"))));
    return password_hash(c, password, hash);
}

typedef struct {
    PersonLink link;
    Str hash;
} Chosen;

Fail link_prepare(Ctx *c, const Request *q, Reply *r)
{
    Chosen *k = NEW(&c->mem, Chosen, 1);
    Person p = {0};
    TRY(find_link(c, q, &k->link));
    if (k->link.person) TRY(person_by_id(c, k->link.person, &p));
    const Str names[] = {p.account, p.name, p.mail, input_text(q, "tai-khoan"), input_text(q, "ho-ten")};
    TRY(password_typed(c, q, p.has_second, names, sizeof names / sizeof *names, &k->hash));
    reply_prepared(r, k);
    return OK;
}

Fail person_typed(Ctx *c, const Request *q, const NewPerson *n)
{
    static const char *const fields[PERSON_PARTS] = {"ho-ten", "tai-khoan", "thu", "dien-thoai"};
    PersonPart part;
    const char *problem = person_problem(c, n, &part);
    return problem ? input_rule(q, fields[part], fail(c, FAIL_INPUT, "%s", problem)) : OK;
}

static Fail set_up(Ctx *c, const Request *q, Id *person)
{
    NewPerson n = {.name = input_text(q, "ho-ten"),
                   .account = input_text(q, "tai-khoan"),
                   .org = input_text(q, "co-quan"),
                   .role = ROLE_ADMIN};
    PersonAdded added;
    if (!n.account.n) return input_rule(q, "tai-khoan", fail(c, FAIL_INPUT, "Hãy điền tên đăng nhập."));
    if (!n.org.n) return input_rule(q, "co-quan", fail(c, FAIL_INPUT, "Hãy điền mã cơ quan."));
    TRY(person_typed(c, q, &n));
    return person_add(c, &n, person, &added);
}

Fail link_post(Ctx *c, const Request *q, Reply *r)
{
    const Chosen *k = request_prepared(q);
    Id person = k->link.person;
    Person p;
    Str token;
    TRY(link_use(c, k->link.id));
    if (k->link.kind == LINK_SETUP) TRY(set_up(c, q, &person));
    TRY(person_set_password(c, person, k->hash, 0));
    TRY(person_by_id(c, person, &p));
    TRY(attempts_clear(c, p.account));
    /* Who has a second factor still has to show it. */
    if (k->link.kind == LINK_RESET) return reply_redirect(c, r, "/dang-nhap");
    TRY(session_new(c, &(NewSession){.person = person, .agent = request_agent(q)}, &token));
    TRY(let_in(c, q, r, person, token, false));
    return reply_redirect(c, r, k->link.kind == LINK_SETUP ? "/toi/hai-lop" : "/");
}

Fail try_get(Ctx *c, const Request *q, Reply *r)
{
    PersonLink link;
    TRY(link_find(c, input_text(q, "token"), &link));
    if (link.kind != LINK_TRY) return fail(c, FAIL_MISSING, "Không có trang nào ở địa chỉ này.");
    try_page(reply_page(c, q, r, S("Vào Ngày Số")), input_text(q, "token"));
    reply_secret(r);
    return OK;
}

Fail try_post(Ctx *c, const Request *q, Reply *r)
{
    PersonLink link;
    Str token;
    TRY(link_find(c, input_text(q, "token"), &link));
    if (link.kind != LINK_TRY) return fail(c, FAIL_MISSING, "Không có trang nào ở địa chỉ này.");
    TRY(link_use(c, link.id));
    NewSession n = {.person = link.person, .has_second = true, .agent = request_agent(q)};
    TRY(session_new(c, &n, &token));
    reply_session(c, r, token, 0);
    return reply_redirect(c, r, "/");
}
