// SPDX-License-Identifier: Apache-2.0
/* inside.h -- what the files of report/ share; nobody outside includes it. */
#pragma once
#include "journal/actor.h"
#include "report/report.h"

/* Who does it, for the rows that say so; 0 = the program itself. */
static inline Id writer_of(const Ctx *c) { return actor_is_known(c->actor) ? c->actor->person : (Id)0; }

/* Levels of a part's heading that are none of an outline. */
enum {
    LEVEL_ARTICLE = 4, /* "Điều 1." with its text */
    LEVEL_ANNEX = 5    /* a list behind the document: its lines are rows, cut at ';' */
};

/* "Sở Thông tin và Truyền thông", without the name of the province that it belongs to. */
Str agency_short(const ReportAgency *agency);
Str name_within(Str name, Str committee);
/* "Chủ tịch": what the head of an agency of that name is called. */
Str head_title(Ctx *c, Str agency);
