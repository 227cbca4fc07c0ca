// SPDX-License-Identifier: Apache-2.0
/* jobs.h -- what the clock begins: the jobs that the features declare (http/route.h). */
#pragma once
#include "base/list.h"
#include "http/route.h"

typedef struct {
    const Job *job;
    int64_t due; /* UTC, milliseconds */
} DueJob;
typedef struct {
    LIST(DueJob) at;
    JobPlace place;
} Jobs;

/* All jobs of `list` (ended by NULL), in its order; each is due first one `every` after c->now.  Memory is c's. */
Jobs jobs_of(Ctx *c, const Feature *const *list, Store *store);
/* The jobs of the start, once; the first that fails ends it. */
Fail jobs_start(Ctx *c, const Jobs *jobs) CHECKED;
/* Run what is due at c->now, all or only what people asked for; a failure is told on standard error, and keeps no other
 * job from its turn. */
void jobs_step(Ctx *c, Jobs *jobs, bool only_asked);
