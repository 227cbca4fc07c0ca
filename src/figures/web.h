// SPDX-License-Identifier: Apache-2.0
/* web.h -- the handlers that feature.c gives to the routes. */
#pragma once
#include "http/route.h"

Fail place_of_figures(Ctx *c, const Request *q, Place *place);

Fail leader_get(Ctx *c, const Request *q, Reply *r); /* web.c */
Fail since_get(Ctx *c, const Request *q, Reply *r);
Fail table_get(Ctx *c, const Request *q, Reply *r);         /* web_table.c */
Fail table_file_get(Ctx *c, const Request *q, Reply *r);    /* web_file.c */
Fail tile_map_get(Ctx *c, const Request *q, Reply *r);      /* web_map.c */
Fail counted_tasks_get(Ctx *c, const Request *q, Reply *r); /* web_table.c */

/* What the JSON of these pages is made from. */
extern const Record since_record, leader_record, figures_table_record, tile_map_record, counted_tasks_record;

/* home.html */
DrawPanel figures_home;
/* since.html */
DrawPanel since_home;
