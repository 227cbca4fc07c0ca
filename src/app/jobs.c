// SPDX-License-Identifier: Apache-2.0
#include "app/jobs.h"
#include <stdio.h>

enum { LEASE_SLACK = JOB_TICK / 2 };

Jobs jobs_of(Ctx *c, const Feature *const *list, Store *store)
{
    Jobs jobs = {.place.store = store};
    for (; *list; list++)
        for (const Job *j = (*list)->jobs; j && j->name; j++)
            *list_add(&c->mem, &jobs.at) = (DueJob){j, c->now + j->every * INT64_C(1000)};
    return jobs;
}

typedef struct {
    const Job *job;
    const JobPlace *place;
    bool is_ours;
} Run;

/* A little shorter than the pause: whoever had it last must not find it still taken. */
static Fail lease(Ctx *c, void *arg)
{
    Run *r = arg;
    return store_lease(c, r->job->name, (r->job->every - LEASE_SLACK) * INT64_C(1000), &r->is_ours);
}

static Fail run(Ctx *c, void *arg)
{
    Run *r = arg;
    if (r->job->leased && r->job->every) {
        TRY(store_write(c, r->place->store, lease, r));
        if (!r->is_ours) return OK;
    }
    return r->job->run(c, r->place);
}

Fail jobs_start(Ctx *c, const Jobs *jobs)
{
    for (size_t i = 0; i < jobs->at.n; i++)
        if (jobs->at.at[i].job->at_start) TRY(jobs->at.at[i].job->run(c, &jobs->place));
    return OK;
}

void jobs_step(Ctx *c, Jobs *jobs, bool only_asked)
{
    for (size_t i = 0; i < jobs->at.n; i++) {
        DueJob *d = &jobs->at.at[i];
        if (!d->job->every || c->now < d->due || (only_asked && !d->job->is_asked)) continue;
        d->due = c->now + d->job->every * INT64_C(1000);
        c->why[0] = 0;
        if (edge_run(c, run, &(Run){d->job, &jobs->place, false}))
            fprintf(stderr, "ngayso: %s: %s\n", d->job->name, c->why);
    }
}
