// SPDX-License-Identifier: Apache-2.0
/* first.c -- how the first people come in: the link that makes the administrator, the one to look around. */
#include "people/inside.h"

static Fail count_people(Ctx *c, int64_t *n)
{
    Rows r;
    TRY(store_one(c, &r, "SELECT count(*) FROM person WHERE office_id = $1 AND state <> 'forgotten'", OFFICE));
    *n = row_integer(&r, 0);
    return rows_end(&r);
}

Fail people_first_link(Ctx *c, Str *token)
{
    int64_t n;
    *token = (Str){0};
    TRY(count_people(c, &n));
    return n ? OK : link_new(c, LINK_SETUP, 0, token);
}

static const Str try_account = STR("dung.thu");

Fail people_try_link(Ctx *c, Str *token)
{
    Person p;
    Id duty;
    PersonAdded added;
    Fail found = person_by_account(c, try_account, &p);
    if (found == FAIL_MISSING) {
        NewPerson n = {
            .name = S("Người dùng thử"), .account = try_account, .org = S("STTTT"), .role = ROLE_COORDINATOR};
        c->why[0] = 0;
        found = person_add(c, &n, &p.id, &added);
        n.role = ROLE_ADMIN;
        if (!found) found = duty_add(c, p.id, &n, &duty);
        if (!found)
            found = store_run(c, "UPDATE person SET state = 'active' WHERE office_id = $1 AND id = $2", OFFICE, p.id);
        if (!found)
            found = journal_write(c, (JournalEntry){.act = "Mở tài khoản dùng thử", .object = "person", .id = p.id});
    }
    TRY(found);
    return link_new(c, LINK_TRY, p.id, token);
}

Fail people_look_link(Ctx *c, Str account, Str *token)
{
    Person p;
    TRY(person_by_account(c, account, &p));
    return link_new(c, LINK_TRY, p.id, token);
}
