// SPDX-License-Identifier: Apache-2.0
/* duty.c -- who is in charge of what, from when to when. */
#include "org/sql.h"
#include "people/inside.h"

#define DUTY_COLUMNS                                                                                                   \
    "SELECT d.id, d.person_id, d.org, d.role, d.position, d.plan_id, d.from_day, d.to_day, d.behalf_id, " ORG_NAME(    \
        "d.org") ", coalesce(b.name, ''), p.name, p.state FROM duty d "                                                \
                 "JOIN person p ON p.office_id = d.office_id AND p.id = d.person_id "                                  \
                 "LEFT JOIN person b ON b.office_id = d.office_id AND b.id = d.behalf_id " ORG_NAME_JOIN("d", "org")

static Duty read_duty(Rows *r)
{
    return (Duty){.id = row_integer(r, 0),
                  .person = row_integer(r, 1),
                  .org = row_text(r, 2),
                  .role = role_of(row_text(r, 3)),
                  .position = row_text(r, 4),
                  .plan = row_integer(r, 5),
                  .from = row_day(r, 6),
                  .to = row_day(r, 7),
                  .behalf = row_integer(r, 8),
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

Fail duty_by_id(Ctx *c, Id duty, Duty *d)
{
    Rows r;
    Fail result = store_one(c, &r, DUTY_COLUMNS "WHERE d.office_id = $1 AND d.id = $2", OFFICE, duty);
    if (result == FAIL_MISSING) return fail_rather(c, FAIL_MISSING, "Không có nhiệm vụ này. Hãy mở lại từ danh sách.");
    TRY(result);
    *d = read_duty(&r);
    return rows_end(&r);
}

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
    TRY(store_run(
        c,
        "INSERT INTO duty (office_id, id, person_id, org, role, position, plan_id, from_day, to_day, behalf_id, "
        "created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        OFFICE, *duty, d->person, d->org, role_names[d->role].key, d->position, d->plan, value_day(c, d->from),
        value_day(c, d->to), d->behalf, c->now));
    return journal_write(c, (JournalEntry){.act = act,
                                           .object = "duty",
                                           .id = *duty,
                                           .within = d->person,
                                           .after = in_words(c, d->role, d->org, d->from, d->to)});
}

Fail duty_add(Ctx *c, Id person, const NewPerson *n, Id *duty)
{
    Org org;
    DutyList all;
    TRY(org_by_code(c, n->org, &org));
    if (n->role == ROLE_NONE) return fail(c, FAIL_INPUT, "Hãy chọn vai trò.");
    if (n->to != NO_DAY && n->to != 0 && n->to <= c->today)
        return fail(c, FAIL_INPUT, "Ngày kết thúc nhiệm vụ phải sau hôm nay.");
    TRY(duties_of(c, person, false, &all));
    for (size_t i = 0; i < all.n; i++) {
        *duty = all.at[i].id;
        if (all.at[i].role == n->role && str_equal(all.at[i].org, org.code) && all.at[i].plan == n->plan) return OK;
    }
    Duty d = {.person = person,
              .org = org.code,
              .role = n->role,
              .position = n->position,
              .plan = n->plan,
              .from = c->today,
              .to = n->to ? n->to : NO_DAY};
    return insert(c, &d, "Giao nhiệm vụ", duty);
}

Fail duty_end(Ctx *c, Id duty, Day last)
{
    Duty d;
    TRY(duty_by_id(c, duty, &d));
    if (last < d.from - 1) last = d.from - 1;
    if (d.to != NO_DAY && d.to <= last + 1) return OK;
    TRY(store_run(c, "UPDATE duty SET to_day = $3 WHERE office_id = $1 AND id = $2", OFFICE, duty,
                  value_day(c, last + 1)));
    /* Whoever acted on this person's behalf in it does so no longer. */
    TRY(store_run(c,
                  "UPDATE duty SET to_day = $4 WHERE office_id = $1 AND behalf_id = $2 AND org = $3 AND role = $5 "
                  "AND (to_day IS NULL OR to_day > $4)",
                  OFFICE, d.person, d.org, value_day(c, last + 1), role_names[d.role].key));
    return journal_write(c, (JournalEntry){.act = "Thôi nhiệm vụ",
                                           .object = "duty",
                                           .id = duty,
                                           .within = d.person,
                                           .before = in_words(c, d.role, d.org, d.from, d.to),
                                           .after = in_words(c, d.role, d.org, d.from, last + 1)});
}

Fail duty_delegate(Ctx *c, Id to_person, Day from, Day last)
{
    const Actor *a = c->actor;
    Duty mine;
    Person to;
    Id duty;
    TRY(duty_by_id(c, a->duty, &mine));
    TRY(person_by_id(c, to_person, &to));
    if (mine.behalf) return fail(c, FAIL_CONFLICT, "Nhiệm vụ được ủy quyền thì không ủy quyền tiếp được.");
    if (to_person == a->person) return fail(c, FAIL_INPUT, "Hãy chọn người khác để ủy quyền.");
    if (from < c->today) return fail(c, FAIL_INPUT, "Ngày bắt đầu ủy quyền phải từ hôm nay trở đi.");
    if (last < from) return fail(c, FAIL_INPUT, "Ngày cuối của ủy quyền phải từ ngày bắt đầu trở đi.");
    if (last - from >= DELEGATION_DAYS_MAX)
        return fail(c, FAIL_INPUT, "Ủy quyền nhiều nhất %d ngày một lần.", DELEGATION_DAYS_MAX);
    if (!str_equal(to.state, S("active")))
        return fail(c, FAIL_CONFLICT, "Người được ủy quyền chưa có tài khoản đang hoạt động. Hãy chọn người khác.");
    Duty d = {.person = to_person,
              .org = mine.org,
              .role = mine.role,
              .position = mine.position,
              .plan = mine.plan,
              .from = from,
              .to = mine.to != NO_DAY && mine.to < last + 1 ? mine.to : last + 1,
              .behalf = a->person};
    return insert(c, &d, "Ủy quyền", &duty);
}
