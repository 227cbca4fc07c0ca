// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "http/route.h"

/* The agency that was asked for; one's own where the role sees no other; empty = all. */
Fail lead_asked_for(Ctx *c, const Request *q, Str *lead);
/* The same of a page that opens on one's own agency (task_opens_on_own). */
Fail lead_opened(Ctx *c, const Request *q, Str *lead);
Fail place_of_schedule(Ctx *c, const Request *q, Place *place);
Fail board_get(Ctx *c, const Request *q, Reply *r); /* web_board.c */
Fail board_move_post(Ctx *c, const Request *q, Reply *r);
Fail schedule_get(Ctx *c, const Request *q, Reply *r);       /* web_calendar.c */
Fail schedule_feed_post(Ctx *c, const Request *q, Reply *r); /* web_calendar.c */
Fail schedule_feed_drop_post(Ctx *c, const Request *q, Reply *r);
Fail schedule_feed_get(Ctx *c, const Request *q, Reply *r);

/* web_timeline.c */
Fail place_of_plan_rows(Ctx *c, const Request *q, Place *place);
Fail place_of_order(Ctx *c, const Request *q, Place *place);
Fail plan_rows_get(Ctx *c, const Request *q, Reply *r);
Fail task_order_post(Ctx *c, const Request *q, Reply *r);
Fail task_order_drop_post(Ctx *c, const Request *q, Reply *r);
Fail activity_order_post(Ctx *c, const Request *q, Reply *r);
Fail activity_order_drop_post(Ctx *c, const Request *q, Reply *r);

/* panel.html */
DrawPanel schedule_panel;

/* What the JSON of these pages is made from. */
extern const Record timeline_record;
extern const Record board_record, schedule_record;
