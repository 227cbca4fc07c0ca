// SPDX-License-Identifier: Apache-2.0
/* switch.c -- the kinds of what a letter tells, and which of them somebody does not want. */
#include "digest/digest.h"

const DigestKindRow digest_kinds[DIGEST_KIND_COUNT] = {
#define X(symbol, key, name, may_be_off) {key, name, may_be_off},
    DIGEST_KINDS(X)
#undef X
};

Fail digest_switches(Ctx *c, Id person, DigestSwitches *s)
{
    Rows r;
    *s = (DigestSwitches){0};
    TRY(store_query(c, &r, "SELECT kind FROM digest_off WHERE office_id = $1 AND person_id = $2", OFFICE, person));
    while (rows_next(&r))
        for (int k = 0; k < DIGEST_KIND_COUNT; k++)
            if (digest_kinds[k].may_be_off && str_equal(row_text(&r, 0), str_of(digest_kinds[k].key)))
                s->is_off[k] = true;
    return rows_end(&r);
}

Fail digest_switch(Ctx *c, Id person, const DigestSwitches *s)
{
    TRY(store_run(c, "DELETE FROM digest_off WHERE office_id = $1 AND person_id = $2", OFFICE, person));
    for (int k = 0; k < DIGEST_KIND_COUNT; k++)
        if (s->is_off[k] && digest_kinds[k].may_be_off)
            TRY(store_run(c, "INSERT INTO digest_off (office_id, person_id, kind) VALUES ($1, $2, $3)", OFFICE, person,
                          digest_kinds[k].key));
    return OK;
}
