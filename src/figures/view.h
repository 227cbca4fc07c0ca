// SPDX-License-Identifier: Apache-2.0
/* view.h -- what the pages of figures show, and what their handlers share. */
#pragma once
#include "base/out.h"
#include "figures/figures.h"
#include "figures/tiles.h"
#include "http/form.h"
#include "http/record.h"
#include "http/request.h"
#include "work/json.h"

/* -- what a page is about: input plan and day --------------------------------------------------------------- */

typedef struct {
    FigureChoice choice;
    PlanCardList plans; /* active ones, to choose from */
    Day today;
    bool is_table;
    int column; /* of the table: by which it is sorted */
    bool rises;
    Str kept; /* of the map: what else stands in its addresses, "so-lieu=tong&cap=xa" */
} Chosen;
/* From the inputs ngay, ke-hoach and, of the table, xem, loai-co-quan, xep, chieu.  FAIL_INPUT for a day to come. */
Fail chosen_of(Ctx *c, const Request *q, bool is_table, Chosen *chosen) CHECKED;

extern const Record figures_record;
Computed chosen_on; /* the day of a page whose first member is its Chosen */

/* -- pieces ------------------------------------------------------------------------------------------------- */

/* "Số liệu tính đến hết ngày 27/9/2024." */
Str as_of_words(Arena *a, Day on, Day today);
/* The page again with other values: query "ngay=2024-09-27&ke-hoach=…", with '?' before it; empty when nothing is
 * chosen. */
Str chosen_query(Arena *a, const Chosen *k);

/* A number that opens what it counts: of one item of a grain, of one class (TASK_CLASS_COUNT = all). */
typedef struct {
    const Chosen *chosen;
    TaskGrain grain;
    Str item; /* code, or number of a node; empty with another grain than GRAIN_ALL: nothing to open */
} NumberOf;
void number_link(Out *o, const NumberOf *of, int64_t n, TaskClass class);
Str id_text(Arena *a, Id id); /* plain digits */
Link number_address(Arena *a, const NumberOf *of, TaskClass class);
/* A column of a row as a cell: a number that opens what it counts, a share; nothing is an empty cell. */
void column_cell(Out *o, const NumberOf *of, const Counts *n, int column, const char *label);
/* Day and plan to choose, with last Friday as a link. */
void chosen_fields(Out *o, Form form, const Chosen *k);
void chosen_days(Out *o, const Chosen *k, const char *path);
/* Done, still in term, overdue: parts of a bar. */
void share_bar(Out *o, const Counts *n);

/* -- pages -------------------------------------------------------------------------------------------------- */

typedef struct {
    const Decision *decision;
    Str org_name;
} DecisionShown;
typedef LIST(DecisionShown) DecisionShownList;

typedef struct {
    const Chosen *chosen;
    const Figures *agencies, *activities; /* the worst of them; together they are all */
    Counts total;
    Str sentence;
    const FigureWeekList *weeks; /* of a past day none */
    const DecisionShownList *decisions;
    int to_direct; /* difficulties that wait for the chairman */
    bool may_decide, may_direct;
    const Request *q;
} LeaderPage;
void leader_page(Out *o, const LeaderPage *m);
extern const Record figure_week_record;
/* Small charts of the last Fridays and today, with their table; nothing without a week before. */
void weeks_part(Out *o, const FigureWeekList *weeks, const FigureWeek *now);
void leader_numbers(Out *o, const LeaderPage *m); /* the six of them, of chosen and total */

typedef struct {
    const FigureSince *since;
    Str since_words;
    bool may_decide;
} SincePage;
void since_page(Out *o, const SincePage *m);

enum { TABLE_ROWS = 48 }; /* of agencies, on one page: the departments and districts of a province */
typedef struct {
    const Chosen *chosen;
    const Figures *figures;
    size_t from; /* the first row on this page, from 0 */
    const Request *q;
} TablePage;
void table_page(Out *o, const TablePage *m);

typedef struct {
    const FigureTask *task;
    Str lead_name;
} CountedTask;
typedef LIST(CountedTask) CountedTaskList;
typedef struct {
    const Chosen *chosen;
    const CountedTaskList *tasks;
    Str heading, next; /* next = address of the next page; empty = the last one */
} CountedPage;
void counted_page(Out *o, const CountedPage *m);

typedef struct {
    const Chosen *chosen;
    int column; /* what the colour says */
    bool of_communes, has_districts;
    const FigureName *district; /* only its communes; NULL = of all */
    Str district_code;
    const Figures *figures, *table; /* all; as many rows as the table shows, most first */
    const Tiles *tiles;
    Str sentence;
    const Request *q;
} TileMapPage;
void tile_map_page(Out *o, const TileMapPage *m);
/* For Chosen.kept; what is so anyway is left out. */
Str tile_map_kept(Arena *a, int column, bool of_communes, Str district);
