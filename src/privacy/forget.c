// SPDX-License-Identifier: Apache-2.0
/* forget.c -- somebody's data is deleted: Luật 91/2025/QH15 art. 14.
 *
 * What others did and decided stays true: the journal, the duties, the consents' proof keep the person's number, which
 * from then on leads to nobody. */
#include "people/personal.h"
#include "privacy/privacy.h"

Fail person_is_last_admin(Ctx *c, Id person, bool *last)
{
    IdList admins;
    TRY(people_admins(c, &admins));
    *last = admins.n == 1 && admins.at[0] == person;
    return OK;
}

static Fail end_duties(Ctx *c, Id person)
{
    DutyList duties;
    TRY(duties_of(c, person, true, &duties));
    for (size_t i = 0; i < duties.n; i++) {
        const Duty *d = &duties.at[i];
        if (d->to == NO_DAY || d->to > c->today) TRY(duty_end(c, d->id, c->today - 1));
    }
    return OK;
}

/* What they agreed to and asked for ends with them. */
static Fail end_open(Ctx *c, Id person)
{
    TRY(store_run(c,
                  "UPDATE consent SET withdrawn_at = $3 WHERE office_id = $1 AND person_id = $2 AND withdrawn_at = 0",
                  OFFICE, person, c->now));
    return store_run(c,
                     "UPDATE data_request SET closed_at = $3, state = 'done' "
                     "WHERE office_id = $1 AND person_id = $2 AND state = 'open'",
                     OFFICE, person, c->now);
}

/* What lets them in, and what tells who they were: of every feature. */
static Fail clear(Ctx *c, Id person)
{
    TRY(end_open(c, person));
    TRY(personal_forget(c, person));
    return person_empty(c, person);
}

Fail person_forget(Ctx *c, Id person)
{
    Person p;
    bool last;
    TRY(person_by_id(c, person, &p));
    if (str_equal(p.state, S("forgotten"))) return fail(c, FAIL_CONFLICT, "Thông tin của người này đã được xóa.");
    TRY(person_is_last_admin(c, person, &last));
    if (last)
        return fail(c, FAIL_CONFLICT,
                    "Đây là người quản trị cuối cùng. Hãy giao nhiệm vụ quản trị cho người khác trước khi xóa.");
    TRY(end_duties(c, person));
    TRY(clear(c, person));
    TRY(journal_write(c, (JournalEntry){.act = "Xóa thông tin cá nhân", .object = "person", .id = person}));
    return journal_forget(c, person); /* last: also what the rows above say of them */
}
