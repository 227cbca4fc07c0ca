// SPDX-License-Identifier: Apache-2.0
/* samples.h -- a task of each agency in its order, and a calendar of it for a phone; for *_test.c only
 * (http/samples.h). */
#pragma once
#include "http/samples.h"
#include "people/rights.h"
#include "schedule/schedule.h"

static inline Fail schedule_samples(Ctx *c, SampleOf *k)
{
    FeedList feeds;
    PlanActivityList activities;
    Str token;
    Id before;
    NewTask n = {.plan = k->plan, .lead = k->org, .assigner = k->org, .begins = NO_DAY, .due = c->today};
    TRY(plan_activities(c, k->plan, &activities));
    n.node = activities.at[0].node, n.title = sample_mark(c, k, MARK_title);
    TRY(task_add(c, &n, true, &before));
    TRY(feed_new(c, false, 0, &token));
    TRY(feeds_of(c, k->person, &feeds));
    sample_text(k, "schedule", "token", token);
    sample_id(k, "schedule", "dia-chi", feeds.at[0].id);
    sample_id(k, "schedule", "viec", k->task);
    sample_id(k, "schedule", "task", k->task);
    sample_id(k, "schedule", "truoc", before);
    sample_id(k, "schedule", "ke-hoach", k->plan);
    sample_id(k, "schedule", "hoat-dong", n.node);
    sample_text(k, "schedule", "co-quan", k->org);
    return OK;
}

static const InputCase schedule_cases[] = {
    {"/lich-viec/{dia-chi}/thu-hoi", "dia-chi", ROLE_OFFICIAL, "", .refused = 404, .taken = 303},
    {0},
};

static const InputFree schedule_free[] = {
    {"/viec/{viec}/sau", NULL, "a task may wait for another agency's of the same plan: its title is common to all"},
    {"/viec/{viec}/sau/{truoc}/bo", NULL, "the order belongs to the task that waits, whose place the door looks at"},
    {"/bang-viec/{task}/quan-ly", "co-quan", "only which board is drawn: who makes these moves may read every one"},
    {"/bang-viec/{task}/thuc-hien", "co-quan", "only which board is drawn: who makes these moves may read every one"},
    {"/lich-viec", "co-quan", "the door looks at it; the calendar is of the own agency, whatever is asked"},
    {"/lich-viec/{dia-chi}/thu-hoi", "co-quan", "only which page is drawn"},
    {0},
};
