// SPDX-License-Identifier: Apache-2.0
/* inside.h -- what the files of privacy/ share. */
#pragma once
#include "journal/journal.h"
#include "privacy/privacy.h"

#define DAY_MS (INT64_C(24) * 3600 * 1000)

/* jobs.c */
typedef struct {
    const char *key, *title, *unit, *effect;
    int64_t few; /* so many at once are not asked about while the clock is believed */
    Fail (*count)(Ctx *c, int64_t *n, int64_t *all); /* what it would do now, of how many */
    Fail (*run)(Ctx *c, int64_t *n);                 /* in a write; adds what it did */
} MassJob;
extern const MassJob mass_jobs[MASS_JOBS];

/* In a write: what is over, job by job; done[i] = how many. */
Fail mass_run(Ctx *c, int64_t done[MASS_JOBS]) CHECKED;
