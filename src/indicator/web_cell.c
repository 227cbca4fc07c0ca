// SPDX-License-Identifier: Apache-2.0
/* web_cell.c -- one value: what it is, was, and what was said of it. */
#include "http/reply.h"
#include "indicator/view.h"
#include "indicator/web.h"
#include "people/rights.h"

typedef struct {
    IndicatorSet set;
    const Indicator *indicator;
    IndicatorDesk *desk;
    Term term;
    Org org;
} Cell;

static Fail cell_of(Ctx *c, const Request *q, Cell *x)
{
    *x = (Cell){0};
    TRY(indicator_by_code(c, input_text(q, "chi-tieu"), &x->set, &x->indicator));
    if (!term_read(input_text(q, "ky"), x->set.term, &x->term))
        return fail(c, FAIL_MISSING, "Không có kỳ này. Hãy mở lại từ trang Số liệu.");
    TRY(org_by_code(c, input_text(q, "code"), &x->org));
    return desk_open(c, &x->set, &x->desk);
}

/* Its columns, for the twin. */
typedef struct {
    Str indicator, agency, term, words, by;
    bool is_there;
    double value;
    int64_t at;
    const IndicatorEventList *events;
} CellShown;
static const Column event_columns[] = {
    COL_INTEGER(IndicatorEvent, at, "at"),         COL_TEXT(IndicatorEvent, by, "by"),
    COL_YES(IndicatorEvent, is_note, "is_note"),   COL_YES(IndicatorEvent, is_cleared, "is_cleared"),
    COL_INTEGER(IndicatorEvent, before, "before"), COL_INTEGER(IndicatorEvent, after, "after"),
    COL_TEXT(IndicatorEvent, text, "text"),        {0}};
static const Record event_record = {.name = "IndicatorEvent", .columns = event_columns};
static const Column cell_columns[] = {COL_TEXT(CellShown, indicator, "indicator"),
                                      COL_TEXT(CellShown, agency, "agency"),
                                      COL_TEXT(CellShown, term, "term"),
                                      COL_YES(CellShown, is_there, "is_there"),
                                      COL_REAL(CellShown, value, "value"),
                                      COL_TEXT(CellShown, words, "words"),
                                      COL_INTEGER(CellShown, at, "at"),
                                      COL_TEXT(CellShown, by, "by"),
                                      COL_ROWS_AT(CellShown, events, "events", &event_record),
                                      {0}};
const Record cell_record = {.name = "IndicatorValue", .columns = cell_columns};

/* Why it was corrected and what was noted is between the agency, who stands above it, and who judges. */
static bool may_see_inside(const Ctx *c, Str org)
{
    Place place = place_at(org, 0);
    if (actor_plan(c->actor)) return false; /* let in for one plan alone: figures are of no plan */
    return !c->actor || right_at(c->actor, RIGHT_INDICATOR_WRITE, place) || right_at(c->actor, "work.inside", place);
}

static Fail reply_cell(Ctx *c, Reply *r, const Cell *x, const IndicatorValue *v, const IndicatorEventList *events)
{
    Figure f = v->is_there ? (Figure){v->amount, 1, 1} : (Figure){0};
    CellShown shown = {.indicator = x->indicator->code,
                       .agency = x->org.code,
                       .term = term_key(&c->mem, x->term),
                       .words = indicator_words(&c->mem, x->indicator, f),
                       .by = v->by,
                       .is_there = v->is_there,
                       .value = indicator_number(x->indicator, f),
                       .at = v->at,
                       .events = events};
    return reply_record(c, r, &cell_record, &shown);
}

Fail cell_get(Ctx *c, const Request *q, Reply *r)
{
    Cell x;
    IndicatorEventList events;
    CellPage m = {.q = q};
    TRY(cell_of(c, q, &x));
    TRY(indicator_value(c, x.indicator, x.org.code, x.term, &m.value));
    TRY(indicator_events(c, x.indicator, x.org.code, x.term, &events));
    if (!may_see_inside(c, x.org.code)) events.n = 0, m.value.by = S("");
    if (reply_is_json(r)) return reply_cell(c, r, &x, &m.value, &events);
    m.set = &x.set, m.indicator = x.indicator, m.term = x.term, m.org = x.org.code, m.name = x.org.name;
    m.events = &events;
    IndicatorCell cell = desk_cell(c, x.desk, x.indicator, x.org.code, x.term, S(""), false);
    m.closed = cell.problem, m.is_overdue = cell.is_overdue, m.due = desk_due(x.desk, x.term);
    m.may_note = !c->actor || right_at(c->actor, RIGHT_INDICATOR_WRITE, place_at(x.org.code, 0));
    cell_page(
        reply_page(c, q, r, str_format(&c->mem, "%.*s, %.*s", STR_ARGS(x.indicator->title), STR_ARGS(x.org.name))), &m);
    return OK;
}

static Fail back_to(Ctx *c, const Cell *x, Reply *r)
{
    return reply_redirect(c, r, "/so-lieu/o/%.*s/%.*s/%.*s", STR_ARGS(x->indicator->code), STR_ARGS(x->org.code),
                          STR_ARGS(term_key(&c->mem, x->term)));
}

Fail cell_post(Ctx *c, const Request *q, Reply *r)
{
    Cell x;
    TRY(cell_of(c, q, &x));
    IndicatorCell cell = desk_cell(c, x.desk, x.indicator, x.org.code, x.term, input_text(q, "gia-tri"), false);
    cell.knows_seen = true, cell.seen = input_text(q, "da-xem");
    TRY(desk_put(c, x.desk, &cell, input_text(q, "ly-do")));
    if (cell.problem)
        return input_rule(q, cell.wants_why ? "ly-do" : "gia-tri", fail(c, FAIL_INPUT, "%s", cell.problem));
    TRY(desk_close(c, x.desk, cell.does == CELL_NEW ? "Nhập số liệu" : "Sửa số liệu"));
    return back_to(c, &x, r);
}

Fail cell_note_post(Ctx *c, const Request *q, Reply *r)
{
    Cell x;
    TRY(cell_of(c, q, &x));
    TRY(input_rule(q, "ghi-chu", indicator_note(c, x.desk, x.indicator, x.org.code, x.term, input_text(q, "ghi-chu"))));
    return back_to(c, &x, r);
}
