// SPDX-License-Identifier: Apache-2.0
/* web.h -- the handlers that feature.c gives to the routes. */
#pragma once
#include "difficulty/difficulty.h"

/* Where the agency is that raised it. */
Fail place_of_difficulties(Ctx *c, const Request *q, Place *place);
Fail place_of_difficulty(Ctx *c, const Request *q, Place *place);
Fail difficulty_list_get(Ctx *c, const Request *q, Reply *r);
Fail difficulty_oldest_get(Ctx *c, const Request *q, Reply *r);
Fail difficulty_chairman_get(Ctx *c, const Request *q, Reply *r);
Fail difficulty_get(Ctx *c, const Request *q, Reply *r);
Fail difficulty_raise_get(Ctx *c, const Request *q, Reply *r);
Fail difficulty_raise_post(Ctx *c, const Request *q, Reply *r);

/* web_act.c */
Fail difficulty_move_post(Ctx *c, const Request *q, Reply *r);
Fail difficulty_join_post(Ctx *c, const Request *q, Reply *r);
Fail difficulty_direct_post(Ctx *c, const Request *q, Reply *r);
Fail difficulty_bulk_post(Ctx *c, const Request *q, Reply *r);
Fail difficulty_direct_all_post(Ctx *c, const Request *q, Reply *r);

/* On the menu. */
CountWaiting difficulties_waiting, difficulties_to_direct;

/* panel.html */
DrawPanel difficulty_panel;
/* home.html */
DrawPanel difficulty_answer_home, difficulty_direct_home, difficulty_raiser_home;
/* What a direction gives unless another day is typed: a week from today, on a day on which agencies work. */
Day difficulty_direction_due(Ctx *c);

/* What the JSON of these pages is made from. */
extern const Record difficulty_list_record;
extern const ListKind difficulty_list_kind;
/* The list that was chosen: of whose, waiting for whom. */
Fail difficulty_chosen(Ctx *c, const Request *q, DifficultyChoice *a) CHECKED;
