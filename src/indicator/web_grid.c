// SPDX-License-Identifier: Apache-2.0
/* web_grid.c -- the grid in which figures are typed: agencies × indicators of a set, for one term.  Without a script
 * one save keeps what is good and gives back what is not; with it (web/grid.js) every cell is saved as soon as it is
 * left. */
#include "base/map.h"
#include "indicator/view.h"
#include "indicator/web.h"
#include "people/rights.h"

enum { ROWS_MAX = 40 }; /* on one page: more are turned to by district */

/* -- what is on it ---------------------------------------------------------------------------------------------------
 */

typedef struct {
    IndicatorSet set;
    IndicatorDesk *desk;
    FigureNames *names;
    GridPage m;
    GridRowList rows;
    GridPartList parts;
} Grid;

static bool is_own(const Ctx *c, const Org *o)
{
    return !c->actor || right_at(c->actor, RIGHT_INDICATOR_WRITE, place_at(o->code, 0));
}

/* The district of a commune; empty for what stands below the province or nobody. */
static const Org *part_of(const Grid *g, const Org *o)
{
    const Org *parent = org_dated_parent(desk_tree(g->desk), o, g->m.term.last);
    return parent && !str_equal(parent->kind, S("ubnd-tinh")) ? parent : NULL;
}

static Fail add_part(Ctx *c, Grid *g, const Org *part, bool is_missing)
{
    const FigureName *name;
    for (size_t i = 0; i < g->parts.n; i++)
        if (str_equal(g->parts.at[i].code, part->code)) {
            g->parts.at[i].missing += is_missing;
            return OK;
        }
    TRY(figure_name(c, g->names, part->code, &name));
    *list_add(&c->mem, &g->parts) = (GridPart){part->code, name->name, is_missing};
    return OK;
}

/* Those whom the actor may report for; of many districts only those of the one that is turned to. */
static Fail find_rows(Ctx *c, Grid *g)
{
    const AgencyReportList *all = &g->m.report.agencies;
    size_t mine = 0;
    for (size_t i = 0; i < all->n; i++) mine += is_own(c, all->at[i].org);
    for (size_t i = 0; i < all->n; i++) {
        const Org *o = all->at[i].org, *part = part_of(g, o);
        if (is_own(c, o) && part) TRY(add_part(c, g, part, all->at[i].state >= REPORT_PART));
    }
    if (!g->m.under.n && mine > ROWS_MAX && g->parts.n) g->m.under = g->parts.at[0].code;
    for (size_t i = 0; i < all->n; i++) {
        const FigureName *name;
        const Org *o = all->at[i].org, *part = part_of(g, o);
        bool is_here = !g->m.under.n || str_equal(o->code, g->m.under) || (part && str_equal(part->code, g->m.under));
        if (!is_own(c, o) || !is_here || g->rows.n >= ROWS_MAX) continue;
        TRY(figure_name(c, g->names, o->code, &name));
        *list_add(&c->mem, &g->rows) = (GridRow){.org = o, .name = name->name, .state = all->at[i].state};
    }
    return OK;
}

static size_t column_of(const Grid *g, Id indicator)
{
    size_t i = 0;
    while (i < g->m.n && g->m.columns[i]->id != indicator) i++;
    return i;
}

static Fail read_values(Ctx *c, Grid *g)
{
    Rows r;
    Map by_org = {0};
    for (size_t i = 0; i < g->rows.n; i++) *map_put(&c->mem, &by_org, g->rows.at[i].org->code) = (void *)(i + 1);
    TRY(store_query(
        c, &r,
        "SELECT v.indicator_id, v.org, v.amount FROM indicator_value v WHERE v.office_id = $1 AND v.term = $3 "
        "AND v.indicator_id IN (SELECT id FROM indicator WHERE office_id = $1 AND set_id = $2)",
        OFFICE, g->set.id, term_key(&c->mem, g->m.term)));
    while (rows_next(&r)) {
        size_t row = (size_t)map_get(&by_org, row_text(&r, 1)), column = column_of(g, row_integer(&r, 0));
        if (row && column < g->m.n)
            g->rows.at[row - 1].typed[column] = amount_words(&c->mem, g->m.columns[column], row_integer(&r, 2)).p;
    }
    return rows_end(&r);
}

/* "12|34||5": what stands in each field; of one that was refused, what its writer knows of it: the others of its row
 * were kept, and are theirs now. */
static void note_seen(Ctx *c, Grid *g)
{
    for (size_t i = 0; i < g->rows.n; i++) {
        GridRow *row = &g->rows.at[i];
        Out o = {.mem = &c->mem};
        for (size_t k = 0; k < g->m.n; k++) {
            Str known = row->problem[k] ? row->kept[k] : str_of(row->typed[k]);
            out_format(&o, "%s%.*s", k ? "|" : "", STR_ARGS(known));
        }
        row->seen = out_str(&o);
    }
}

static Fail grid_of(Ctx *c, const Request *q, Grid *g)
{
    const FigureName *name;
    *g = (Grid){.m = {.q = q, .today = c->today, .saved = -1, .under = input_text(q, "trong")}};
    TRY(indicator_set_by_code(c, input_text(q, "bo"), &g->set));
    g->m.now = indicator_term_now(&g->set, c->today);
    TRY(term_asked(c, q, &g->set, g->m.now, &g->m.term));
    TRY(desk_open(c, &g->set, &g->desk));
    TRY(indicator_report(c, desk_tree(g->desk), &g->set, g->m.term, (Str){0}, &g->m.report));
    TRY(figure_names(c, g->m.term.last, &g->names));
    for (size_t i = 0; i < g->set.indicators.n && g->m.n < INDICATORS_MAX; i++) {
        const Indicator *k = &g->set.indicators.at[i];
        if (!k->is_gone && !k->is_counted && k->kind != INDICATOR_RATIO) g->m.columns[g->m.n++] = k;
    }
    TRY(find_rows(c, g));
    TRY(read_values(c, g));
    note_seen(c, g);
    g->m.set = &g->set, g->m.rows = &g->rows, g->m.parts = &g->parts;
    g->m.due = desk_due(g->desk, g->m.term), g->m.is_overdue = c->today > g->m.due;
    g->m.has_next = term_after(g->m.term, 1).first <= c->today && indicator_covers(&g->set, term_after(g->m.term, 1));
    if (g->m.under.n) {
        TRY(figure_name(c, g->names, g->m.under, &name));
        g->m.under_name = name->name;
    }
    if (g->rows.n && g->m.n) {
        IndicatorCell any = desk_cell(c, g->desk, g->m.columns[0], g->rows.at[0].org->code, g->m.term, S(""), false);
        g->m.closed = any.problem;
    }
    return OK;
}

static void draw(Ctx *c, const Request *q, Reply *r, const Grid *g)
{
    grid_page(reply_page(c, q, r, str_format(&c->mem, "Nhập số liệu: %.*s", STR_ARGS(g->set.title))), &g->m);
}

Fail grid_get(Ctx *c, const Request *q, Reply *r)
{
    Grid g;
    TRY(grid_of(c, q, &g));
    if (!request_is_again(q) && input_given(q, "da-luu")) g.m.saved = (int)input_integer(q, "da-luu");
    draw(c, q, r, &g);
    return OK;
}

/* -- one save --------------------------------------------------------------------------------------------------------
 */

static Str seen_in(Str seen, size_t column)
{
    Str piece = {0};
    for (size_t i = 0; i <= column; i++) {
        size_t at = str_index(seen, '|');
        piece = str_slice(seen, 0, at), seen = str_from(seen, at + 1);
    }
    return piece;
}

/* What was not touched says nothing. */
static bool cell_sent(Ctx *c, const Request *q, const Grid *g, const GridRow *row, size_t column, IndicatorCell *cell)
{
    Id org = row->org->id;
    const char *wrong = input_each_problem(q, grid_field(column), org);
    Str typed = input_each_text(q, grid_field(column), org), seen = seen_in(input_each_text(q, "xem", org), column);
    if (str_equal(typed, seen) && !wrong) return false;
    *cell = desk_cell(c, g->desk, g->m.columns[column], row->org->code, g->m.term, typed, false);
    cell->knows_seen = true, cell->seen = seen;
    if (wrong) cell->problem = wrong;
    return true;
}

/* What is wrong stays in its field. */
static Fail save_cell(Ctx *c, const Request *q, Grid *g, GridRow *row, size_t column)
{
    IndicatorCell cell;
    if (!cell_sent(c, q, g, row, column, &cell)) return OK;
    TRY(desk_put(c, g->desk, &cell, input_text(q, "ly-do")));
    if (cell.problem) {
        row->typed[column] = str_c(&c->mem, input_each_text(q, grid_field(column), row->org->id)),
        row->problem[column] = cell.problem;
        row->kept[column] = cell.seen;
        g->m.refused++;
    } else row->typed[column] = cell.is_empty ? NULL : amount_words(&c->mem, cell.indicator, cell.amount).p;
    return OK;
}

/* Only rows that stood on the page of who sends them. */
static Fail check_sent(Ctx *c, const Grid *g, const IdList *sent)
{
    for (size_t i = 0; i < sent->n; i++) {
        bool is_there = false;
        for (size_t k = 0; k < g->rows.n && !is_there; k++) is_there = g->rows.at[k].org->id == sent->at[i];
        if (!is_there)
            return fail(c, FAIL_MISSING, "Có cơ quan không thuộc phạm vi của bạn trong kỳ này. Hãy tải lại trang.");
    }
    return OK;
}

Fail grid_post(Ctx *c, const Request *q, Reply *r)
{
    Grid g;
    TRY(grid_of(c, q, &g));
    IdList sent = input_ids(c, q, "xem");
    TRY(check_sent(c, &g, &sent));
    for (size_t i = 0; i < g.rows.n; i++) {
        GridRow *row = &g.rows.at[i];
        bool is_sent = false;
        for (size_t k = 0; k < sent.n && !is_sent; k++) is_sent = sent.at[k] == row->org->id;
        IndicatorCell cell;
        for (size_t k = 0; is_sent && k < g.m.n; k++)
            if (cell_sent(c, q, &g, row, k, &cell)) desk_expect(c, g.desk, &cell);
        for (size_t k = 0; is_sent && k < g.m.n; k++) TRY(save_cell(c, q, &g, row, k));
    }
    TRY(desk_close(c, g.desk, "Nhập số liệu"));
    g.m.saved = (int)desk_changed(g.desk);
    if (!g.m.refused)
        return reply_redirect(c, r, "/so-lieu/nhap/%.*s?ky=%.*s&trong=%.*s&da-luu=%d", STR_ARGS(g.set.code),
                              STR_ARGS(term_key(&c->mem, g.m.term)), STR_ARGS(g.m.under), g.m.saved);
    g.m.why = input_text(q, "ly-do");
    note_seen(c, &g);
    draw(c, q, r, &g);
    reply_status(r, FAIL_CONFLICT);
    return OK;
}

/* -- one cell, for the script ----------------------------------------------------------------------------------------
 */

typedef struct {
    Str state, words;
    const char *why;
} Taken;
static const Column taken_columns[] = {
    COL_TEXT(Taken, state, "state"), COL_TEXT(Taken, words, "value"), COL_WORDS(Taken, why, "why"), {0}};
const Record taken_record = {.name = "IndicatorTaken", .columns = taken_columns};

Fail grid_cell_post(Ctx *c, const Request *q, Reply *r)
{
    IndicatorSet set;
    IndicatorDesk *d;
    Term t;
    TRY(indicator_set_by_code(c, input_text(q, "bo"), &set));
    TRY(term_asked(c, q, &set, indicator_term_now(&set, c->today), &t));
    const Indicator *k = indicator_in(&set, input_text(q, "chi-tieu"));
    if (!k) return fail(c, FAIL_INPUT, "Bộ này không có chỉ tiêu ấy. Hãy tải lại trang.");
    TRY(desk_open(c, &set, &d));
    IndicatorCell cell = desk_cell(c, d, k, input_text(q, "code"), t, input_text(q, "gia-tri"), false);
    cell.knows_seen = true, cell.seen = input_text(q, "da-xem");
    TRY(desk_put(c, d, &cell, input_text(q, "ly-do")));
    TRY(desk_close(c, d, "Nhập số liệu"));
    Taken taken = {.state = cell.problem ? S("refused") : S("saved"),
                   .words = cell.is_empty  ? S("")
                            : cell.problem ? input_text(q, "gia-tri")
                                           : amount_words(&c->mem, k, cell.amount),
                   .why = cell.problem};
    return reply_record(c, r, &taken_record, &taken);
}
