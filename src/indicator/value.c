// SPDX-License-Identifier: Apache-2.0
#include "indicator/desk.h"
#include "people/sql.h"

Fail indicator_value(Ctx *c, const Indicator *k, Str org, Term t, IndicatorValue *v)
{
    Rows r;
    *v = (IndicatorValue){0};
    TRY(store_query(c, &r,
                    "SELECT v.amount, v.at, " PERSON_NAME("p") " FROM indicator_value v " PERSON_JOIN(
                        "v", "person_id", "p") "WHERE v.office_id = $1 AND v.indicator_id = $2 AND v.term = $3 "
                                               "AND v.org = $4",
                    OFFICE, k->id, term_key(&c->mem, t), org));
    if (rows_next(&r)) *v = (IndicatorValue){true, row_integer(&r, 0), row_integer(&r, 1), row_text(&r, 2)};
    return rows_end(&r);
}
