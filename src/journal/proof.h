// SPDX-License-Identifier: Apache-2.0
/* proof.h -- which columns of a table the journal proves, declared beside the code that writes them:
 *
 *     PROOF(duty, "duty", "nhiệm vụ", "t.org || ' ' || t.role", "''", "1 = 0")
 *
 * From then on each row of the journal about a "duty" keeps what these columns say in the same transaction, and
 * proofs_check compares the last one with the table: who changes a table by SQL cannot make the journal agree.
 *
 * So: write the journal's row after the change, one for each thing that changed; an act that changes none of these
 * columns says so (JournalEntry.changes_nothing), that it does not vouch for what it did not look at. */
#pragma once
#include "journal/journal.h"

typedef struct Proof {
    const char *object; /* of the journal, and name of what it is in `what` */
    const char *what;   /* Vietnamese: "nhiệm vụ" */
    Fail (*one)(Ctx *c, Id id, Str *facts, Str *secret);
    Fail (*all)(Ctx *c, Rows *r);  /* id, facts, secret, the journal's last facts, 1 = there may be nothing in it */
    Fail (*gone)(Ctx *c, Rows *r); /* id: the journal knows it, the table does not */
    struct Proof *next;            /* proof_declare's */
} Proof;
void proof_declare(Proof *p); /* by PROOF and PROOF_BY, before main */

/* `table` (t) has the columns office_id and id.  `facts`: SQL, a text, shown when it differs; nothing about a person.
 * `secret`: the same for what must not be shown, kept as a digest; '' = nothing.  `untold`: SQL, true of rows that may
 * be there without a row in the journal. */
#define PROOF(table, object_, what_, facts_, secret_, untold_)                                                         \
    static Fail proof_one_##table(Ctx *c, Id id, Str *facts, Str *secret)                                              \
    {                                                                                                                  \
        Rows r;                                                                                                        \
        TRY(store_query(c, &r,                                                                                         \
                        "SELECT " facts_ ", " secret_ " FROM " #table " t WHERE t.office_id = $1 AND t.id = $2",       \
                        OFFICE, id));                                                                                  \
        bool found = rows_next(&r);                                                                                    \
        *facts = found ? row_text(&r, 0) : (Str){0};                                                                   \
        *secret = found ? row_text(&r, 1) : (Str){0};                                                                  \
        return rows_end(&r);                                                                                           \
    }                                                                                                                  \
    static Fail proof_all_##table(Ctx *c, Rows *r)                                                                     \
    {                                                                                                                  \
        return store_query(c, r,                                                                                       \
                           "SELECT t.id, " facts_ ", " secret_ ", coalesce((SELECT f.facts FROM journal_fact f "       \
                           "WHERE f.office_id = t.office_id AND f.object = '" object_                                  \
                           "' AND f.object_id = t.id ORDER BY f.n DESC LIMIT 1), ''), "                                \
                           "CASE WHEN " untold_ " OR EXISTS (SELECT 1 FROM journal k WHERE k.office_id = t.office_id " \
                           "AND k.object_id = t.id AND k.object = '" object_ "') THEN 1 ELSE 0 END "                   \
                           "FROM " #table " t WHERE t.office_id = $1",                                                 \
                           OFFICE);                                                                                    \
    }                                                                                                                  \
    static Fail proof_gone_##table(Ctx *c, Rows *r)                                                                    \
    {                                                                                                                  \
        return store_query(                                                                                            \
            c, r,                                                                                                      \
            "SELECT DISTINCT f.object_id FROM journal_fact f WHERE f.office_id = $1 AND f.object = '" object_          \
            "' AND NOT EXISTS (SELECT 1 FROM " #table " t WHERE t.office_id = f.office_id AND t.id = f.object_id)",    \
            OFFICE);                                                                                                   \
    }                                                                                                                  \
    static Proof proof_of_##table = {object_, what_, proof_one_##table, proof_all_##table, proof_gone_##table, NULL};  \
    __attribute__((constructor)) static void proof_declare_##table(void) { proof_declare(&proof_of_##table); }

/* The newest `after` of the thing t.id.  max(n) alone: an index answers it, and nobody walks back through the journal.
 */
#define JOURNAL_LAST_AFTER(t, object_)                                                                                 \
    "(SELECT j.after FROM journal j WHERE j.office_id = " t ".office_id AND j.n = (SELECT max(k.n) FROM journal k "    \
    "WHERE k.office_id = " t ".office_id AND k.object_id = " t ".id AND k.object = '" object_ "'))"

/* Where rows of the journal say it as they are (`after`): no facts are kept, `all` alone compares. */
#define PROOF_BY(object_, what_, all_)                                                                                 \
    static Proof proof_of_##all_ = {object_, what_, NULL, all_, NULL, NULL};                                           \
    __attribute__((constructor)) static void proof_declare_##all_(void) { proof_declare(&proof_of_##all_); }

/* One kind of thing, looked through. */
typedef struct {
    Id id;
    Str has, proven; /* what the table says, and the journal; empty when it has no row, or there is no thing */
    bool is_secret;  /* what differs is not shown */
} Unproven;
enum { UNPROVEN_SHOWN_MAX = 20 };
typedef struct {
    const char *what;
    int64_t things, wrong;
    int64_t unknown; /* written of before this program kept facts: nothing is known of them */
    LIST(Unproven) first;
} ProofReport;
typedef LIST(ProofReport) ProofReportList;

/* All declared tables against the journal, which has to be whole (journal_verify).  OK also when something differs. */
Fail proofs_check(Ctx *c, ProofReportList *reports) CHECKED;
