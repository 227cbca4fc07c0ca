// SPDX-License-Identifier: Apache-2.0
/* steps.h -- where a page stands in a plan, as the plan itself is divided: Kế hoạch › 136/KH-UBND › 3.1 Tuyên truyền ›
 * 3.1.a Treo băng rôn › the page.  For every page that speaks of a plan, before its reply_page. */
#pragma once
#include "http/reply.h"

/* The steps down to a node: an activity with the group that it stands in, an assignment with its agency; 0 = to the
 * plan itself.  Further ones by reply_step.  Nothing for JSON, for no plan, or for a plan that who asks may not see. */
Fail plan_steps(Ctx *c, Reply *r, Id plan, Id node) CHECKED;

/* The number of the group that an activity stands in: "3.1" of "3.1.a"; empty when its code has no such part. */
Str plan_group_code(Str activity);
