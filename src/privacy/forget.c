// SPDX-License-Identifier: Apache-2.0
/* forget.c -- somebody's data is deleted: Luật 91/2025/QH15 art. 14.
 *
 * What others did and decided stays true: the journal, the duties, the consents' proof keep the person's number, which
 * from then on leads to nobody. */
#include "privacy/privacy.h"

Fail person_is_last_admin(Ctx *c, Id person, bool *last)
{
    Rows r;
    TRY(store_one(c, &r,
                  "SELECT coalesce(max(CASE WHEN d.person_id = $3 THEN 1 ELSE 0 END), 0), "
                  "coalesce(max(CASE WHEN d.person_id <> $3 THEN 1 ELSE 0 END), 0) FROM duty d "
                  "JOIN person p ON p.office_id = d.office_id AND p.id = d.person_id AND p.state = 'active' "
                  "WHERE d.office_id = $1 AND d.role = $2 AND d.from_day <= $4 AND (d.to_day IS NULL OR d.to_day > $4)",
                  OFFICE, role_names[ROLE_ADMIN].key, person, value_day(c, c->today)));
    *last = row_integer(&r, 0) && !row_integer(&r, 1);
    return rows_end(&r);
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

/* What lets them in, and what tells who they were. */
static Fail clear(Ctx *c, Id person)
{
    Str nobody = str_format(&c->mem, "da-xoa-%lld", (long long)person);
    TRY(sessions_end(c, person, 0));
    TRY(mail_forget(c, person));
    TRY(store_run(c, "DELETE FROM wall WHERE office_id = $1 AND person_id = $2", OFFICE, person));
    TRY(store_run(c, "DELETE FROM invitation WHERE office_id = $1 AND person_id = $2", OFFICE, person));
    TRY(second_cancel(c, person));
    TRY(known_forget(c, person));
    TRY(offers_forget(c, person));
    TRY(store_run(c, "DELETE FROM person_recovery WHERE office_id = $1 AND person_id = $2", OFFICE, person));
    TRY(store_run(c,
                  "UPDATE consent SET withdrawn_at = $3 WHERE office_id = $1 AND person_id = $2 AND withdrawn_at = 0",
                  OFFICE, person, c->now));
    TRY(store_run(c,
                  "UPDATE data_request SET text = '', extension = '', answer = '', "
                  "closed_at = CASE WHEN state = 'open' THEN $3 ELSE closed_at END, "
                  "state = CASE WHEN state = 'open' THEN 'done' ELSE state END WHERE office_id = $1 AND person_id = $2",
                  OFFICE, person, c->now));
    return store_run(c,
                     "UPDATE person SET account = $3, name = $4, mail = '', mail_proved_at = 0, phone = '', password = "
                     "'', totp_key = '', "
                     "totp_last = 0, signed_in_at = 0, state = 'forgotten' WHERE office_id = $1 AND id = $2",
                     OFFICE, person, nobody, S("Người đã xóa thông tin"));
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
