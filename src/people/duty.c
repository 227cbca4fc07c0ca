// SPDX-License-Identifier: Apache-2.0
/* duty.c -- who is in charge of what, from when to when. */
#include "base/out.h"
#include "journal/proof.h"
#include "org/sql.h"
#include "people/inside.h"

#define DUTY_COLUMNS                                                                                                   \
    "SELECT d.id, d.person_id, d.org, d.role, d.position, d.plan_id, d.from_day, d.to_day, d.behalf_id, " ORG_NAME(    \
        "d.org") ", coalesce(b.name, ''), p.name, p.state, d.origin_id, g.to_day FROM duty d "                         \
                 "JOIN person p ON p.office_id = d.office_id AND p.id = d.person_id "                                  \
                 "LEFT JOIN duty g ON g.office_id = d.office_id AND g.id = d.origin_id "                               \
                 "LEFT JOIN person b ON b.office_id = d.office_id AND b.id = d.behalf_id " ORG_NAME_JOIN("d", "org")

static Day sooner(Day a, Day b) { return a == NO_DAY || (b != NO_DAY && b < a) ? b : a; }

/* A delegated duty ends with the one that was delegated, whatever its own row says. */
static Duty read_duty(Rows *r)
{
    return (Duty){.id = row_integer(r, 0),
                  .person = row_integer(r, 1),
                  .org = row_text(r, 2),
                  .role = role_of(row_text(r, 3)),
                  .position = row_text(r, 4),
                  .plan = row_integer(r, 5),
                  .from = row_day(r, 6),
                  .to = sooner(row_day(r, 7), row_day(r, 14)),
                  .behalf = row_integer(r, 8),
                  .origin = row_integer(r, 13),
                  .org_name = row_text(r, 9),
                  .behalf_name = row_text(r, 10),
                  .person_name = row_text(r, 11),
                  .person_state = row_text(r, 12)};
}

bool duty_holds(const Duty *d, Day on) { return d->from <= on && (d->to == NO_DAY || on < d->to); }

Fail duties_of(Ctx *c, Id person, bool also_ended, DutyList *duties)
{
    Rows r;
    *duties = (DutyList){0};
    TRY(store_query(c, &r, DUTY_COLUMNS "WHERE d.office_id = $1 AND d.person_id = $2 ORDER BY d.from_day, d.id", OFFICE,
                    person));
    while (rows_next(&r)) {
        Duty d = read_duty(&r);
        if (also_ended || duty_holds(&d, c->today)) *list_add(&c->mem, duties) = d;
    }
    return rows_end(&r);
}

Fail people_in_role(Ctx *c, Role role, DutyList *duties)
{
    Rows r;
    *duties = (DutyList){0};
    TRY(store_query(c, &r,
                    DUTY_COLUMNS "WHERE d.office_id = $1 AND d.role = $2 AND p.state IN ('active', 'invited') "
                                 "AND d.from_day <= $3 AND (d.to_day IS NULL OR d.to_day > $3) ORDER BY d.id",
                    OFFICE, role_names[role].key, value_day(c, c->today)));
    while (rows_next(&r)) *list_add(&c->mem, duties) = read_duty(&r);
    return rows_end(&r);
}

Fail duty_by_id(Ctx *c, Id duty, Duty *d)
{
    Rows r;
    Fail result = store_one(c, &r, DUTY_COLUMNS "WHERE d.office_id = $1 AND d.id = $2", OFFICE, duty);
    if (result == FAIL_MISSING) return fail_rather(c, FAIL_MISSING, "Không có nhiệm vụ này. Hãy mở lại từ danh sách.");
    TRY(result);
    *d = read_duty(&r);
    return rows_end(&r);
}

/* -- agencies under one -------------------------------------------------------------------------------------- */

Fail people_subtree(Ctx *c, Str org, Str *subtree)
{
    OrgRows all;
    Out o = {.mem = &c->mem};
    TRY(org_on(c, c->today, &all));
    bool *under = NEW(&c->mem, bool, all.n + 1);
    bool grew = true;
    out_char(&o, '\n');
    while (grew) {
        grew = false;
        for (size_t i = 0; i < all.n; i++) {
            bool child = str_equal(all.at[i].parent, org);
            for (size_t k = 0; k < all.n && !child && all.at[i].parent.n; k++)
                child = under[k] && str_equal(all.at[i].parent, all.at[k].code);
            if (!child || under[i]) continue;
            under[i] = grew = true;
            out_raw(&o, all.at[i].code);
            out_char(&o, '\n');
        }
    }
    *subtree = out_str(&o);
    return OK;
}

PROOF(duty, "duty", "nhiệm vụ",
      "t.person_id || ' ' || t.org || ' ' || t.role || ' ' || t.plan_id || ' ' || t.from_day || ' ' || "
      "coalesce(t.to_day, '-') || ' ' || t.behalf_id",
      "''", "1 = 0")

/* -- writing ------------------------------------------------------------------------------------------------ */

static Str in_words(Ctx *c, Role role, Str org, Day from, Day to)
{
    Str begins = day_vietnamese(&c->mem, from);
    Str ends =
        to == NO_DAY ? (Str){0} : str_format(&c->mem, " đến hết %.*s", STR_ARGS(day_vietnamese(&c->mem, to - 1)));
    return str_format(&c->mem, "%s, %.*s, từ %.*s%.*s", role_names[role].name, STR_ARGS(org), STR_ARGS(begins),
                      STR_ARGS(ends));
}

static Fail insert(Ctx *c, const Duty *d, const char *act, Id *duty)
{
    *duty = id_new(c->now);
    /* A link that was made for an account that could do less does not let into one that can do more. */
    TRY(links_end(c, d->person));
    TRY(store_run(
        c,
        "INSERT INTO duty (office_id, id, person_id, org, role, position, plan_id, from_day, to_day, behalf_id, "
        "origin_id, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        OFFICE, *duty, d->person, d->org, role_names[d->role].key, d->position, d->plan, value_day(c, d->from),
        value_day(c, d->to), d->behalf, d->origin, c->now));
    return journal_write(c, (JournalEntry){.act = act,
                                           .object = "duty",
                                           .id = *duty,
                                           .within = d->person,
                                           .after = in_words(c, d->role, d->org, d->from, d->to)});
}

Fail duty_check(Ctx *c, const NewPerson *n, Org *org)
{
    TRY(org_by_code(c, n->org, org));
    if (n->role == ROLE_NONE) return fail(c, FAIL_INPUT, "Hãy chọn vai trò.");
    if (n->to != NO_DAY && n->to != 0 && n->to <= c->today)
        return fail(c, FAIL_INPUT, "Ngày kết thúc nhiệm vụ phải sau hôm nay.");
    return OK;
}

/* What they do for somebody else is not theirs. */
Fail duty_find(Ctx *c, Id person, const NewPerson *n, Id *duty)
{
    DutyList all;
    *duty = 0;
    TRY(duties_of(c, person, false, &all));
    for (size_t i = 0; i < all.n; i++) {
        const Duty *d = &all.at[i];
        if (!d->behalf && d->role == n->role && str_equal_ascii(d->org, n->org) && d->plan == n->plan) *duty = d->id;
    }
    return OK;
}

Fail duty_add(Ctx *c, Id person, const NewPerson *n, Id *duty)
{
    Org org;
    TRY(duty_check(c, n, &org));
    TRY(duty_find(c, person, n, duty));
    if (*duty) return OK;
    Duty d = {.person = person,
              .org = org.code,
              .role = n->role,
              .position = n->position,
              .plan = n->plan,
              .from = c->today,
              .to = n->to ? n->to : NO_DAY};
    return insert(c, &d, "Giao nhiệm vụ", duty);
}

/* -- ending ------------------------------------------------------------------------------------------------- */

/* Until which day (not included) they have a duty of their own at the agency or under it; c->today when none. */
static Fail works_under(Ctx *c, Id person, Str org, Day *until)
{
    DutyList duties;
    Str subtree;
    *until = c->today;
    TRY(duties_of(c, person, false, &duties));
    TRY(people_subtree(c, org, &subtree));
    for (size_t i = 0; i < duties.n; i++) {
        const Duty *d = &duties.at[i];
        bool under = !d->behalf && (str_equal(d->org, org) || subtree_has(subtree, d->org));
        if (under && *until != NO_DAY && (d->to == NO_DAY || d->to > *until)) *until = d->to;
    }
    return OK;
}

/* Whoever acted on this person's behalf in it does so no longer; each has its row in the journal. */
static Fail end_each(Ctx *c, Rows *r, Day last, int *n)
{
    IdList duties = {0};
    while (rows_next(r)) *list_add(&c->mem, &duties) = row_integer(r, 0);
    TRY(rows_end(r));
    for (size_t i = 0; i < duties.n; i++) TRY(duty_end(c, duties.at[i], last));
    *n = (int)duties.n;
    return OK;
}

static Fail end_delegated(Ctx *c, Id duty, Day last)
{
    Rows r;
    int n;
    TRY(store_query(c, &r,
                    "SELECT id FROM duty WHERE office_id = $1 AND origin_id = $2 AND (to_day IS NULL OR to_day > $3)",
                    OFFICE, duty, value_day(c, last + 1)));
    return end_each(c, &r, last, &n);
}

/* Who no longer works at an agency acts for nobody there. */
static Fail end_without_own(Ctx *c, Id person, Day last)
{
    DutyList all;
    TRY(duties_of(c, person, true, &all));
    for (size_t i = 0; i < all.n; i++) {
        const Duty *d = &all.at[i];
        Day until;
        if (!d->behalf || (d->to != NO_DAY && d->to <= last + 1)) continue;
        TRY(works_under(c, person, d->org, &until));
        if (until != NO_DAY && (d->to == NO_DAY || until < d->to)) TRY(duty_end(c, d->id, until - 1));
    }
    return OK;
}

Fail duty_end(Ctx *c, Id duty, Day last)
{
    Duty d;
    TRY(duty_by_id(c, duty, &d));
    if (last < d.from - 1) last = d.from - 1;
    if (d.to != NO_DAY && d.to <= last + 1) return OK;
    TRY(store_run(c, "UPDATE duty SET to_day = $3 WHERE office_id = $1 AND id = $2", OFFICE, duty,
                  value_day(c, last + 1)));
    TRY(journal_write(c, (JournalEntry){.act = "Thôi nhiệm vụ",
                                        .object = "duty",
                                        .id = duty,
                                        .within = d.person,
                                        .before = in_words(c, d.role, d.org, d.from, d.to),
                                        .after = in_words(c, d.role, d.org, d.from, last + 1)}));
    TRY(links_end_made_by(c, d.person));
    TRY(end_delegated(c, duty, last));
    return d.behalf ? OK : end_without_own(c, d.person, last);
}

Str duty_words(Ctx *c, Role role, Str org_name)
{
    return str_format(&c->mem, "%s, %.*s", role_names[role].name, STR_ARGS(org_name));
}

Fail duty_restore(Ctx *c, Id duty, Day to)
{
    Duty d;
    Id same;
    TRY(duty_by_id(c, duty, &d));
    TRY(duty_find(c, d.person, &(NewPerson){.org = d.org, .role = d.role, .plan = d.plan}, &same));
    if (same && same != duty && !d.behalf) return fail(c, FAIL_CONFLICT, "đã được giao lại nhiệm vụ ấy");
    TRY(links_end(c, d.person)); /* as insert() says */
    TRY(store_run(c, "UPDATE duty SET to_day = $3 WHERE office_id = $1 AND id = $2", OFFICE, duty, value_day(c, to)));
    return journal_write(c, (JournalEntry){.act = "Hoàn tác thôi nhiệm vụ",
                                           .object = "duty",
                                           .id = duty,
                                           .within = d.person,
                                           .before = in_words(c, d.role, d.org, d.from, d.to),
                                           .after = in_words(c, d.role, d.org, d.from, to)});
}

/* -- delegation ---------------------------------------------------------------------------------------------- */

static Fail may_delegate_to(Ctx *c, const Duty *mine, Id to_person, Day from, Day *until)
{
    Person to;
    TRY(person_by_id(c, to_person, &to));
    if (mine->behalf) return fail(c, FAIL_CONFLICT, "Nhiệm vụ được ủy quyền thì không ủy quyền tiếp được.");
    if (mine->role == ROLE_ADMIN)
        return fail(c, FAIL_DENIED, "Nhiệm vụ quản trị không ủy quyền được. Hãy giao nhiệm vụ quản trị cho người ấy.");
    if (to_person == mine->person) return fail(c, FAIL_INPUT, "Hãy chọn người khác để ủy quyền.");
    TRY(works_under(c, to_person, mine->org, until));
    if (*until != NO_DAY && (*until <= c->today || *until <= from))
        return fail(
            c, FAIL_DENIED,
            "Chỉ ủy quyền được cho người có nhiệm vụ ở cơ quan mình hoặc đơn vị thuộc cơ quan. Hãy chọn người khác.");
    if (str_equal(to.state, S("active"))) return OK;
    return fail(c, FAIL_CONFLICT, "Người được ủy quyền chưa có tài khoản đang hoạt động. Hãy chọn người khác.");
}

Fail duty_delegate(Ctx *c, Id to_person, Day from, Day last)
{
    const Actor *a = c->actor;
    Duty mine;
    Id duty;
    Day until;
    TRY(duty_by_id(c, a->duty, &mine));
    TRY(may_delegate_to(c, &mine, to_person, from, &until));
    if (from < c->today) return fail(c, FAIL_INPUT, "Ngày bắt đầu ủy quyền phải từ hôm nay trở đi.");
    if (last < from) return fail(c, FAIL_INPUT, "Ngày cuối của ủy quyền phải từ ngày bắt đầu trở đi.");
    if (last - from >= DELEGATION_DAYS_MAX)
        return fail(c, FAIL_INPUT, "Ủy quyền nhiều nhất %d ngày một lần.", DELEGATION_DAYS_MAX);
    Duty d = {.person = to_person,
              .org = mine.org,
              .role = mine.role,
              .position = mine.position,
              .plan = mine.plan,
              .from = from,
              .to = sooner(sooner(mine.to, until), last + 1),
              .behalf = a->person,
              .origin = mine.id};
    return insert(c, &d, "Ủy quyền", &duty);
}

Fail delegations_end(Ctx *c, Id person)
{
    Rows r;
    int ended;
    TRY(store_query(c, &r,
                    "SELECT id FROM duty WHERE office_id = $1 AND behalf_id = $2 AND (to_day IS NULL OR to_day > $3)",
                    OFFICE, person, value_day(c, c->today)));
    TRY(end_each(c, &r, c->today - 1, &ended));
    Str title = str_format(&c->mem, "%d ủy quyền", ended);
    return ended ? journal_write(
                       c, (JournalEntry){.act = "Chấm dứt ủy quyền", .object = "person", .id = person, .title = title})
                 : OK;
}

Fail people_admins(Ctx *c, IdList *admins)
{
    Rows r;
    *admins = (IdList){0};
    TRY(store_query(c, &r,
                    "SELECT DISTINCT d.person_id FROM duty d JOIN person p ON p.office_id = d.office_id "
                    "AND p.id = d.person_id AND p.state = 'active' WHERE d.office_id = $1 AND d.role = $2 "
                    "AND d.from_day <= $3 AND (d.to_day IS NULL OR d.to_day > $3)",
                    OFFICE, role_names[ROLE_ADMIN].key, value_day(c, c->today)));
    while (rows_next(&r)) *list_add(&c->mem, admins) = row_integer(&r, 0);
    return rows_end(&r);
}
