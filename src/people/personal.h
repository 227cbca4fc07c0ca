// SPDX-License-Identifier: Apache-2.0
/* personal.h -- what a feature holds about a person, as rows of its record: shown to them, kept for how long and why,
 * forgotten with them (Luật 91/2025/QH15 art. 13, 14).  `privacy` gathers the rows of all features; a test refuses
 * a column that names a person and has no row (app/personal_test.c). */
#pragma once
#include "http/route.h"

struct Personal {
    const char *table, *column; /* where their number stands */
    const char *what;           /* "Việc đang theo dõi": several rows of the same are told as one */
    const char *kept, *why;     /* how long and why, as the notice says it; NULL = as long as the account */
    const char *count;  /* how many rows: SQL, $1 = the office, $2 = the person; more than PERSONAL_COUNTED need not be
                         * counted; NULL = nothing finds them but a walk */
    const char *forget; /* likewise, run when they are forgotten; NULL = their number stays, leading to nobody */
};

/* Who did a million things is told "hơn 10.000": their page costs what everybody's costs. */
#define PERSONAL_COUNTED       10000
#define PERSONAL_LIMIT(most)   "LIMIT " #most " + 1"
#define PERSONAL_LIMITED(most) PERSONAL_LIMIT(most)
#define PERSONAL_COUNT(t, c)                                                                                           \
    "SELECT count(*) FROM (SELECT 1 FROM " t " WHERE office_id = $1 AND " c                                            \
    " = $2 " PERSONAL_LIMITED(PERSONAL_COUNTED) ") AS counted"
/* Their rows go. */
#define PERSONAL_GOES(t, c, what, kept, why)                                                                           \
    {                                                                                                                  \
        t, c, what, kept, why, PERSONAL_COUNT(t, c), "DELETE FROM " t " WHERE office_id = $1 AND " c " = $2"           \
    }
/* Their rows are emptied of what speaks of them: `set` is that of an UPDATE. */
#define PERSONAL_EMPTIED(t, c, what, kept, why, set)                                                                   \
    {                                                                                                                  \
        t, c, what, kept, why, PERSONAL_COUNT(t, c), "UPDATE " t " SET " set " WHERE office_id = $1 AND " c " = $2"    \
    }
/* Their number stays: the record is the office's. */
#define PERSONAL_STAYS(t, c, what, kept, why)                                                                          \
    {                                                                                                                  \
        t, c, what, kept, why, PERSONAL_COUNT(t, c), NULL                                                              \
    }
/* Why: what people did for the office is its record. */
#define PERSONAL_WHY_RECORD "hồ sơ công việc của cơ quan; sau khi xóa chỉ còn mã số không dẫn đến ai"
/* The same in a large table that no index leads through by person. */
#define PERSONAL_STAYS_UNCOUNTED(t, c, what, kept, why)                                                                \
    {                                                                                                                  \
        t, c, what, kept, why, NULL, NULL                                                                              \
    }

/* In a write: what the features hold about somebody is forgotten, all but the account itself (privacy.h:
 * person_forget). */
Fail personal_forget(Ctx *c, Id person) CHECKED;
