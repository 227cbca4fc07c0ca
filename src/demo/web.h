// SPDX-License-Identifier: Apache-2.0
/* web.h -- the hints of the first page, in a demonstration only. */
#pragma once
#include "http/route.h"

DrawPanel hints_panel;
Handler hints_off_post;

/* True in a demonstration, until this person put them away. */
Fail demo_shows_hints(Ctx *c, Id person, bool *shown) CHECKED;
