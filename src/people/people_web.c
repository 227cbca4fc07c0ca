// SPDX-License-Identifier: Apache-2.0
/* people_web.c -- people as those see them who let them in. */
#include "http/reply.h"
#include "people/view.h"
#include "people/web.h"

/* -- places ------------------------------------------------------------------------------------------------- */

/* Where somebody is: of their agencies one for which who asks has the right, when there is one. */
static Fail place_of(Ctx *c, Id person, const char *right, Place *place)
{
    DutyList duties;
    Person p;
    TRY(person_by_id(c, person, &p));
    TRY(duties_of(c, person, true, &duties));
    for (size_t i = 0; i < duties.n; i++) {
        *place = (Place){.org = duties.at[i].org};
        if (right_at(c->actor, right, *place)) break;
    }
    /* Somebody without any duty belongs to nobody but those who see everybody. */
    if (!duties.n) place->org = S("-");
    return OK;
}

Fail place_of_person(Ctx *c, const Request *q, Place *place)
{
    return place_of(c, input_id(q, "nguoi"), request_right(q), place);
}

Fail place_of_duty(Ctx *c, const Request *q, Place *place)
{
    Duty d;
    TRY(duty_by_id(c, input_id(q, "nhiem-vu"), &d));
    if (d.person != input_id(q, "nguoi")) return fail(c, FAIL_MISSING, "Không có trang nào ở địa chỉ này.");
    *place = (Place){.org = d.org};
    return OK;
}

Fail place_of_typed_org(Ctx *c, const Request *q, Place *place)
{
    Org org;
    Fail found = org_by_code(c, input_text(q, "co-quan"), &org);
    if (found == FAIL_MISSING) return fail_rather(c, FAIL_INPUT, "%s", str_c(&c->mem, str_of(c->why)));
    TRY(found);
    *place = (Place){.org = org.code};
    return OK;
}

/* -- lists -------------------------------------------------------------------------------------------------- */

Fail people_get(Ctx *c, const Request *q, Reply *r)
{
    DutyList duties;
    PeoplePage m = {.duties = &duties,
                    .query = input_text(q, "loc"),
                    .org = input_text(q, "co-quan"),
                    .may_invite = !c->actor || right_somewhere(c->actor, "person.invite"),
                    .today = c->today};
    TRY(people_list(c, c->actor, m.org, m.query, &duties));
    people_page(reply_page(c, q, r, S("Người")), &m);
    return OK;
}

Fail rights_get(Ctx *c, const Request *q, Reply *r)
{
    rights_page(reply_page(c, q, r, S("Quyền")));
    return OK;
}

Fail person_get(Ctx *c, const Request *q, Reply *r)
{
    Person p;
    DutyList duties;
    Place place = {0};
    Id id = input_id(q, "nguoi");
    TRY(person_by_id(c, id, &p));
    TRY(duties_of(c, id, true, &duties));
    TRY(place_of(c, id, "person.manage", &place));
    PersonPage m = {.q = q,
                    .person = &p,
                    .duties = &duties,
                    .actor = c->actor,
                    .problem = request_problem(q, ""),
                    .may_manage = right_at(c->actor, "person.manage", place),
                    .may_invite = right_at(c->actor, "person.invite", place),
                    .may_read_journal = right_at(c->actor, "journal.read", place),
                    .today = c->today};
    person_page(reply_page(c, q, r, p.name), &m);
    return OK;
}

/* -- inviting one ------------------------------------------------------------------------------------------- */

static Fail draw_links(Ctx *c, const Request *q, Reply *r, const InvitedList *rows, const char *title)
{
    reply_secret(r);
    invited_page(reply_page(c, q, r, str_of(title)), rows, title);
    return OK;
}

/* The link of somebody as it is sent. */
static Fail make_link(Ctx *c, const Request *q, LinkKind kind, Id person, InvitedList *rows)
{
    Person p;
    Str token;
    TRY(person_by_id(c, person, &p));
    TRY(link_new(c, kind, person, &token));
    Str link = str_format(&c->mem, "%.*s/loi-moi/%.*s", STR_ARGS(request_site(q)), STR_ARGS(token));
    *list_add(&c->mem, rows) = (InvitedRow){.name = p.name, .account = p.account, .link = link};
    return OK;
}

Fail invite_get(Ctx *c, const Request *q, Reply *r)
{
    InvitePage m = {.q = q, .actor = c->actor, .problem = request_problem(q, "")};
    invite_page(reply_page(c, q, r, S("Mời một người")), &m);
    return OK;
}

static Fail may_give(Ctx *c, Role role)
{
    if (role_may_give((Role)c->actor->role, role)) return OK;
    return fail(c, FAIL_DENIED, "Nhiệm vụ đang dùng của bạn không giao được vai trò %s. Hãy nhờ người quản trị.",
                role_names[role].name);
}

static NewPerson typed_duty(const Request *q)
{
    Day last = input_day(q, "den");
    return (NewPerson){.org = input_text(q, "co-quan"),
                       .position = input_text(q, "chuc-vu"),
                       .role = role_of(input_text(q, "vai-tro")),
                       .to = last == NO_DAY ? NO_DAY : last + 1};
}

Fail invite_post(Ctx *c, const Request *q, Reply *r)
{
    NewPerson n = typed_duty(q);
    InvitedList rows = {0};
    Id person;
    bool existed;
    n.name = input_text(q, "ho-ten"), n.mail = input_text(q, "thu"), n.phone = input_text(q, "dien-thoai");
    TRY(may_give(c, n.role));
    TRY(person_add(c, &n, &person, &existed));
    if (existed) return reply_redirect(c, r, "/nguoi/%lld", (long long)person);
    TRY(make_link(c, q, LINK_INVITE, person, &rows));
    return draw_links(c, q, r, &rows, "Đã mời một người");
}

/* -- one person --------------------------------------------------------------------------------------------- */

static Fail back_to(Ctx *c, const Request *q, Reply *r)
{
    return reply_redirect(c, r, "/nguoi/%lld", (long long)input_id(q, "nguoi"));
}

/* Nobody takes over an account that may do more than they may give. */
static Fail may_take(Ctx *c, Id person)
{
    DutyList duties;
    TRY(duties_of(c, person, false, &duties));
    for (size_t i = 0; i < duties.n; i++) {
        TRY(may_give(c, duties.at[i].role));
        if (!right_at(c->actor, "person.manage", (Place){.org = duties.at[i].org}))
            return fail(c, FAIL_DENIED, "Người này còn nhiệm vụ ở cơ quan khác. Hãy nhờ người quản trị.");
    }
    return OK;
}

Fail person_link_post(Ctx *c, const Request *q, Reply *r)
{
    Person p;
    InvitedList rows = {0};
    Id id = input_id(q, "nguoi");
    TRY(person_by_id(c, id, &p));
    TRY(may_take(c, id));
    if (str_equal(p.state, S("disabled")) || str_equal(p.state, S("forgotten")))
        return fail(c, FAIL_CONFLICT, "Tài khoản này đang khóa. Hãy mở lại trước.");
    TRY(make_link(c, q, p.has_password ? LINK_RESET : LINK_INVITE, id, &rows));
    return draw_links(c, q, r, &rows, p.has_password ? "Liên kết đặt lại mật khẩu" : "Liên kết mời");
}

static Fail lock(Ctx *c, const Request *q, Reply *r, bool locked)
{
    Id id = input_id(q, "nguoi");
    if (id == c->actor->person) return fail(c, FAIL_CONFLICT, "Không tự khóa được tài khoản của chính mình.");
    TRY(may_take(c, id));
    TRY(person_disable(c, id, locked));
    return back_to(c, q, r);
}

Fail person_lock_post(Ctx *c, const Request *q, Reply *r) { return lock(c, q, r, true); }
Fail person_unlock_post(Ctx *c, const Request *q, Reply *r) { return lock(c, q, r, false); }

Fail person_phone_lost_post(Ctx *c, const Request *q, Reply *r)
{
    Id id = input_id(q, "nguoi");
    TRY(may_take(c, id));
    TRY(person_drop_second(c, id));
    TRY(sessions_end(c, id, 0));
    return back_to(c, q, r);
}

Fail person_duty_post(Ctx *c, const Request *q, Reply *r)
{
    NewPerson n = typed_duty(q);
    Org org;
    Id duty;
    TRY(may_give(c, n.role));
    TRY(org_by_code(c, n.org, &org));
    if (!right_at(c->actor, "person.invite", (Place){.org = org.code}))
        return fail(c, FAIL_DENIED, "Bạn chỉ giao được nhiệm vụ ở cơ quan mình và các đơn vị thuộc cơ quan.");
    TRY(duty_add(c, input_id(q, "nguoi"), &n, &duty));
    return back_to(c, q, r);
}

Fail person_duty_end_post(Ctx *c, const Request *q, Reply *r)
{
    Duty d;
    TRY(duty_by_id(c, input_id(q, "nhiem-vu"), &d));
    TRY(may_give(c, d.role));
    TRY(duty_end(c, d.id, c->today - 1));
    return back_to(c, q, r);
}
