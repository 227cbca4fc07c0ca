// SPDX-License-Identifier: Apache-2.0
/* sample_testing.h -- a world with the sample plan in review, as it was read: for tests of what people decide about it.
 */
#pragma once
#include "http/world.h"
#include "plan/inside.h"
#include "plan/sample.h"

extern const Feature feature_plan;
static const Feature *const list[] = {&feature_plan, NULL};
static Id plan; /* of the world that is open */

static inline Fail take_sample(Ctx *c, void *unused)
{
    (void)unused;
    return sample_plan_read(c, &plan);
}

/* `prepare` takes the plan. */
static inline int begin_with(void **state, WorldPrepare prepare)
{
    PlanCard card;
    world_begins(state, (ServerOptions){.features = list}, prepare);
    World *w = *state;
    must(plan_current(&w->c, &card));
    plan = card.id;
    return 0;
}
static inline int begin(void **state) { return begin_with(state, take_sample); }

/* A page of the plan. */
#define at(w, rest) text_in((w), "/ke-hoach/%lld%s", (long long)plan, (rest))
