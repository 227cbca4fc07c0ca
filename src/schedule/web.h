// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "http/route.h"

Fail place_of_schedule(Ctx *c, const Request *q, Place *place);
Fail board_get(Ctx *c, const Request *q, Reply *r);          /* web_board.c */
Fail schedule_get(Ctx *c, const Request *q, Reply *r);       /* web_calendar.c */
Fail schedule_feed_post(Ctx *c, const Request *q, Reply *r); /* web_calendar.c */
Fail schedule_feed_drop_post(Ctx *c, const Request *q, Reply *r);
Fail schedule_feed_get(Ctx *c, const Request *q, Reply *r);
