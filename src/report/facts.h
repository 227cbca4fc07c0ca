// SPDX-License-Identifier: Apache-2.0
/* facts.h -- what a report may say: everything that is known of a plan, or of a part of it, as of the end of a day; and
 * the wording that agencies used themselves.  Gathered once, counted and told by figure.c and draft.c. */
#pragma once
#include "base/map.h"
#include "report/inside.h"

/* What somebody reported of a task. */
typedef struct {
    Str text;
    Day day;
    bool is_final; /* said when its completion was reported */
} FactLine;

typedef struct {
    Id id, node;
    Str title, lead;
    TaskClass class;
    Day due, asked;
    Str cause;
    bool is_excused, has_words;
    int evidence, urged;
    LIST(FactLine) lines; /* in the order they were said */
} FactTask;

/* A figure that agencies report of an activity: equal words and units are one. */
typedef struct {
    Id node;
    Str words, unit, key; /* key: folded, by which equal ones are found */
    int64_t value, target;
    bool has_value, has_target;
    int agencies; /* that gave a value */
} FactFigure;

typedef struct {
    Id plan;
    ReportScope scope;
    Str org;
    Day on;
    FigureNames *names;
    LIST(FactTask) tasks;
    LIST(FactFigure) figures;
    DifficultyList difficulties; /* raised by that day, the oldest first */
    LIST(Str) urgings;           /* "STTTT 1727…": one a time and agency */
} Facts;

Fail facts_gather(Ctx *c, Id plan, ReportScope scope, Str org, Day on, Facts *f) CHECKED;
/* "UBND huyện Lục Ngạn": its name of that day. */
Fail facts_name(Ctx *c, const Facts *f, Str code, Str *name) CHECKED;
/* Of one activity; node 0 = of all. */
int64_t facts_count(Ctx *c, const Facts *f, FigureKind kind, Id node, Str words, Str unit);

/* -- the agencies' own words (wording.c) ----------------------------------------------------------------------------
 */

/* What several agencies said in the same words. */
typedef struct {
    Str text;
    Str pattern;  /* folded, each number one '#': the same thing said with other numbers has the same */
    StrList orgs; /* codes, each once */
} WordGroup;
typedef LIST(WordGroup) WordGroupList;
/* What counts of the lines of tasks: of each task its last word, and what it said with numbers before, unless it said
 * the same later with others.  Groups of one pattern follow each other, the pattern of most agencies first. */
void words_group(Ctx *c, const Facts *f, Id node, WordGroupList *groups);
