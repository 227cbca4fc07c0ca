// SPDX-License-Identifier: Apache-2.0
/* sql.h -- what other folders' statements may say of people: the only way to their tables (tools/layers). */
#pragma once

/* Behind FROM … t: the person whose number is in `t.column`, under the name `p`: PERSON_NAME("p").
 *     "SELECT e.id, " PERSON_NAME("p") " FROM task_entry e " PERSON_JOIN("e", "person_id", "p") "WHERE …" */
#define PERSON_JOIN(t, column, p)                                                                                      \
    "LEFT JOIN person " p " ON " p ".office_id = " t ".office_id AND " p ".id = " t "." column " "
#define PERSON_NAME(p) "coalesce(" p ".name, '')"
