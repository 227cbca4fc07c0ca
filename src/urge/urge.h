// SPDX-License-Identifier: Apache-2.0
/* urge.h -- who is late, silent, or will be late; and urging them: counted, dated, kept as evidence.
 *
 * At most once in four hours for an agency, on working days from 7 to 18 o'clock, unless a person says why not: what
 * the provinces' systems settled on ("nhắc việc", at most one per four hours).  Right: urge.send. */
#pragma once
#include "work/work.h"

enum {
    URGE_EVERY_MS = 4 * 3600 * 1000,
    URGE_FROM_HOUR = 7,
    URGE_TO_HOUR = 18,
    URGE_NOTE_MAX = 1000,
    URGE_TASKS_MAX = 100, /* of one agency in one urge: the most pressing */
    URGE_ANSWER_DAYS = 3  /* working days that the letter gives (report/letters.c) */
};

/* An agency that should hear of it. */
typedef struct {
    Id org_id;
    Str org, name,
        branch; /* branch: code of the agency under the province to which it belongs; its own where it is one */
    int late, soon, silent; /* open tasks; one may be counted as silent too */
    Day first_due;          /* of the late ones */
    int nth;                /* urged so many times already */
    int64_t last_at;        /* 0 = never */
    Day last_day;           /* of last_at; NO_DAY = never */
    int64_t spared_until;   /* urged less than four hours ago; 0 = it was not */
} UrgeCandidate;
typedef LIST(UrgeCandidate) UrgeCandidateList;
/* Whom to urge, what burns most first; `plan` 0 = of all plans. */
Fail urge_candidates(Ctx *c, Id plan, UrgeCandidateList *list) CHECKED;
/* The same in a few numbers. */
typedef struct {
    int agencies, late;  /* with overdue tasks; those tasks */
    int urged;           /* of those agencies, today */
    int silent_agencies; /* without, but silent */
} UrgeSum;
Fail urge_sum(Ctx *c, Id plan, UrgeSum *sum) CHECKED;
/* How many urgings are less than four hours old: while this and the table stay as they are, the same are spared. */
Fail urges_lately(Ctx *c, int *n) CHECKED;

typedef struct {
    Id id, batch;
    Str org, org_name, note, forced;
    int nth;
    Day day;
    int64_t at, seen_at;
} Urge;
typedef LIST(Urge) UrgeList;
Fail urges_of_batch(Ctx *c, Id batch, UrgeList *urges) CHECKED; /* none = FAIL_MISSING with a sentence */
/* Those that the agency has not answered by a report yet, the newest first. */
Fail urges_open(Ctx *c, Str org, UrgeList *urges) CHECKED;
Fail urge_tasks(Ctx *c, Id urge, TaskList *tasks) CHECKED;

/* From when on one may urge: "7 giờ Thứ Hai, 30/9/2024"; empty = now. */
Str urge_opens(Ctx *c);

/* In a write: urge these agencies (org.id) together; *batch for the letter (report/).  Who is spared is passed over,
 * and told to the receipt (NULL = nobody reads one), unless `forced` says why it goes out all the same.  FAIL_CONFLICT
 * when it is no working time, or nobody was left. */
Fail urge_send(Ctx *c, const IdList *orgs, Str note, Str forced, ReceiptDraft *receipt, Id *batch) CHECKED;
/* In a write: the agency has reported. */
Fail urges_seen(Ctx *c, Str org) CHECKED;
