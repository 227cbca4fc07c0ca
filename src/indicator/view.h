// SPDX-License-Identifier: Apache-2.0
/* view.h -- what the pages of figures show. */
#pragma once
#include "base/out.h"
#include "figures/tiles.h"
#include "http/form.h"
#include "http/record.h"
#include "indicator/desk.h"
#include "indicator/import.h"
#include "indicator/roll.h"

enum { TERMS_SHOWN = 8 }; /* the last one is the one that is looked at */

/* -- pieces ----------------------------------------------------------------------------------------------------------
 */

/* Bars of a few terms, the last one dark; nothing where there is none. */
typedef struct {
    Figure figure[TERMS_SHOWN];
} Trend;
void trend_bars(Out *o, const Indicator *k, const Trend *t);
/* "thêm 1.200 hộ", "bớt 0,4 điểm %", "như kỳ trước"; where more agencies reported, that too; where
 * fewer did (of a rate: others), that it cannot be compared yet; empty when one of the two is missing. */
bool is_like(const Indicator *k, Figure now, Figure before); /* of as many agencies: fit to be compared */
#define NOT_COMPARED "chưa so được: "
Str change_words(Arena *a, const Indicator *k, Figure now, Figure before);
/* "12/209 cơ quan đã báo cáo" beside a sum to which some have not come yet; empty when all have. */
Str reporters_words(Arena *a, const Indicator *k, Figure f, int expected);
/* "82 %" of the target; empty when there is none of the two, and of a rate to which some of the `expected` agencies
 * have not come yet. */
Str target_words(Arena *a, const IndicatorSet *set, const Indicator *k, Figure now, Figure target, int expected);
/* "/so-lieu/chi-tieu/{code}?ky=…&trong=…" */
Link indicator_link(Arena *a, const Indicator *k, Term t, Str under, Day as_of);
Link cell_link(Arena *a, const Indicator *k, Term t, Str org);
Link grid_link(Arena *a, const IndicatorSet *set, Term t, Str under);
/* The records that a counted figure counts; false when the set names none. */
bool records_link(Arena *a, const Indicator *k, Term t, Str org, Link *to);

/* -- all indicators for one agency -----------------------------------------------------------------------------------
 */

typedef struct {
    const Indicator *indicator;
    Trend trend;
    Figure now, before, so_far, target; /* so_far: of a flow, since the set began */
    /* For JSON. */
    Str code, title, unit, words, before_words;
    double value;
    bool is_there;
} SheetLine;
typedef LIST(SheetLine) SheetLineList;

typedef struct {
    const IndicatorSet *set;
    Term term;
    SheetLineList lines;
    TermReport report;
    int64_t published;
    Str sentence; /* what to see */
    bool is_leaf, may_enter, may_manage;
    /* For JSON. */
    Str code, title, term_words;
    Day first, last;
    int expected, complete;
} SetSheet;
typedef LIST(SetSheet) SetSheetList;
/* All that is known of an agency (empty = of all) in the terms of that day, or (is_newest) in those that people look at
 * on that day. */
Fail indicator_sheets(Ctx *c, const IndicatorSetList *all, Str org, Day on, bool is_newest,
                      SetSheetList *sheets) CHECKED;

typedef struct {
    const Request *q;
    Str org, name; /* empty = all */
    Day day;       /* whose terms are shown; NO_DAY = the newest */
    Day today;
    const SetSheetList *sets;
    size_t offered;
    bool may_manage, may_report;
    Str back, next; /* days of the terms before and after, ISO; empty = none */
} OverviewPage;
void overview_page(Out *o, const OverviewPage *m);

/* -- one indicator ---------------------------------------------------------------------------------------------------
 */

typedef struct {
    Str org, name, kind, under;
    bool is_leaf, is_gone;
    Trend trend;
    Figure now, before, target, aim; /* aim: what is measured by the target: of a flow the sum since the set began */
    int reported, expected;          /* agencies at or below it */
    size_t place;
    /* For JSON. */
    Str words, before_words;
    double value;
    bool is_there;
} AgencyLine;
typedef LIST(AgencyLine) AgencyLineList;

enum { INDICATOR_ROWS = 16 }; /* agencies in the table of one page; all of them stand on the tiles */
typedef struct {
    const Request *q;
    const IndicatorSet *set;
    const Indicator *indicator;
    Term term;
    size_t from; /* the first of the lines on this page */
    Str under, under_name;
    Day as_of, today;
    AgencyLine all;
    Figure so_far;
    AgencyLineList lines;
    const Tiles *tiles; /* NULL = these are not places */
    Str sentence;
    int64_t published;
    Day due;
    bool has_next;
    /* For JSON. */
    Str code, title, unit, term_words;
    Day first, last;
} IndicatorPage;
void indicator_page(Out *o, const IndicatorPage *m);

/* -- one value -------------------------------------------------------------------------------------------------------
 */

typedef struct {
    const Request *q;
    const IndicatorSet *set;
    const Indicator *indicator;
    Term term;
    Str org, name;
    IndicatorValue value;
    const IndicatorEventList *events;
    const char *closed; /* why nobody may change it; NULL = who sees the form may */
    bool is_overdue, may_note;
    Day due;
} CellPage;
void cell_page(Out *o, const CellPage *m);

/* -- the grid --------------------------------------------------------------------------------------------------------
 */

typedef struct {
    const Org *org;
    Str name;
    const char *typed[INDICATORS_MAX];   /* what stands in each field; NULL = nothing */
    const char *problem[INDICATORS_MAX]; /* NULL = none */
    Str kept[INDICATORS_MAX];            /* of a field that was refused: what who typed it knows to stand there */
    Str seen;                            /* what stood there when it was drawn, behind each other */
    ReportState state;
} GridRow;
typedef LIST(GridRow) GridRowList;

typedef struct {
    Str code, name;
    int missing;
} GridPart;
typedef LIST(GridPart) GridPartList;

typedef struct {
    const Request *q;
    const IndicatorSet *set;
    const Indicator *columns[INDICATORS_MAX];
    size_t n;
    Term term, now;
    Str under, under_name;
    const GridRowList *rows;
    const GridPartList *parts; /* districts to turn to */
    TermReport report;
    Day due, today;
    const char *closed;
    bool is_overdue, has_next;
    int saved, refused; /* of a save that was just made; -1 = none */
    Str why;
} GridPage;
void grid_page(Out *o, const GridPage *m);

/* -- who has reported ------------------------------------------------------------------------------------------------
 */

typedef struct {
    Str code, title, term_words, name, state_words;
    Str org;
    Day due;
    const IndicatorSet *set;
    Term term;
    AgencyReport report;
    Str above; /* the district, or what kind of agency it is */
} MissingLine;
typedef LIST(MissingLine) MissingLineList;

typedef struct {
    const IndicatorSet *set;
    TermReport report;
    int64_t published;
} SetReport;
typedef LIST(SetReport) SetReportList;

typedef struct {
    const Request *q;
    const SetReportList *sets;
    const SetReport *chosen; /* NULL = nothing is collected */
    const MissingLineList *missing;
    Day today;
    bool has_next, may_publish;
    const char *told; /* what was just done */
} ReportPage;
void report_page(Out *o, const ReportPage *m);
/* Lines of the first page. */
void owed_line(Out *o, const IndicatorSet *set, Term t, const AgencyReport *own, Day due, Day today);
void missing_line(Out *o, int missing, int late);

/* -- files
 * --------------------------------------------------------------------------------------------------------------------
 */

typedef struct {
    const Request *q;
    const IndicatorSet *set;
    Term term;
} FilePage;
void file_page(Out *o, const FilePage *m);

typedef struct {
    const Request *q;
    const IndicatorSet *set;
    Id file;
    Str name;
    const ImportResult *result;
    Day today;
    bool is_overdue; /* a correction in it needs a reason */
} LookPage;
void look_page(Out *o, const LookPage *m);
