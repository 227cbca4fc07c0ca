// SPDX-License-Identifier: Apache-2.0
/* web_one.c -- one indicator: by agency, this term beside the one before, on the map, over the last terms. */
#include "http/shared.h"
#include "indicator/view.h"
#include "indicator/web.h"
#include "viet/text.h"
#include <math.h>
#include <stdlib.h>

/* -- which agencies are lines ----------------------------------------------------------------------------------------
 */

typedef struct {
    Ctx *c;
    const OrgDated *tree;
    IndicatorPage *m;
    FigureNames *names;
    RolledList rolled[TERMS_SHOWN], was[TERMS_SHOWN], so_far; /* was: of whom an heir's figure is made */
    Day on;                                                   /* whose tree it is */
    int *expected;                                            /* by place in the tree: reporters at or below it */
} Page;

static bool is_province(const Org *o) { return str_equal(o->kind, S("ubnd-tinh")); }

/* Directly below what is looked at; of all: those below the province, or below nobody. */
static bool is_line(const Page *p, const Org *o)
{
    const Org *parent = org_dated_parent(p->tree, o, p->on);
    if (p->m->under.n) return parent && str_equal(parent->code, p->m->under);
    return !is_province(o) && (!parent || is_province(parent));
}

static void count_expected(Page *p)
{
    const Org *above[ORG_ABOVE_MAX];
    p->expected = NEW(&p->c->mem, int, org_dated_size(p->tree) + 1);
    for (size_t i = 0; i < org_dated_size(p->tree); i++) {
        const Org *o = org_dated_at(p->tree, i);
        if (!indicator_reports(p->tree, p->m->set, o, p->m->term)) continue;
        size_t n = org_dated_above(p->tree, o, p->m->term.last, above);
        p->expected[i]++, p->expected[org_dated_size(p->tree)]++;
        for (size_t k = 0; k < n; k++) p->expected[org_dated_place(p->tree, above[k])]++;
    }
}

static AgencyLine line_for(Page *p, const RolledList *rolled, Str org, int expected)
{
    const Indicator *k = p->m->indicator;
    AgencyLine line = {.org = org, .expected = expected};
    for (int i = 0; i < TERMS_SHOWN; i++) line.trend.figure[i] = rolled_of(&rolled[i], org);
    line.now = line.trend.figure[TERMS_SHOWN - 1], line.before = line.trend.figure[TERMS_SHOWN - 2];
    line.aim = k->kind == INDICATOR_FLOW && k->time == OVER_SUM ? rolled_of(&p->so_far, org) : line.now;
    line.reported = (int)line.now.n;
    line.target = indicator_target(k, expected, !org.n);
    line.is_there = figure_is_there(line.now), line.value = indicator_number(k, line.now);
    line.words = indicator_words(&p->c->mem, k, line.now),
    line.before_words = indicator_words(&p->c->mem, k, line.before);
    return line;
}

static bool has_any(const AgencyLine *line)
{
    for (int i = 0; i < TERMS_SHOWN; i++)
        if (figure_is_there(line->trend.figure[i])) return true;
    return false;
}

static Fail add_line(Page *p, const RolledList *rolled, const Org *o, size_t place)
{
    const FigureName *name;
    AgencyLine line = line_for(p, rolled, o->code, p->expected[place]);
    if (!line.expected && !has_any(&line)) return OK;
    TRY(figure_name(p->c, p->names, o->code, &name));
    line.name = name->name, line.kind = name->kind, line.under = name->under, line.place = name->place;
    line.is_gone = name->is_gone;
    line.is_leaf = indicator_may_report(p->tree, p->m->set, o, p->m->term);
    *list_add(&p->c->mem, &p->m->lines) = line;
    return OK;
}

static int by_value(const void *a, const void *b)
{
    const AgencyLine *x = a, *y = b;
    if (x->is_there != y->is_there) return x->is_there ? -1 : 1;
    if (x->value != y->value) return x->value > y->value ? -1 : 1;
    return (x->place > y->place) - (x->place < y->place);
}

/* As of a day a figure is made of what those reported for whom this one answers now. */
static Fail add_predecessors(Page *p, const Org *own)
{
    for (int i = 0; i < TERMS_SHOWN; i++) {
        Term t = term_after(p->m->term, i - TERMS_SHOWN + 1);
        TRY(indicator_roll(p->c, p->tree, p->m->set, p->m->indicator, (RollChoice){t, t, NO_DAY}, &p->was[i]));
    }
    for (size_t i = 0; i < org_dated_size(p->tree); i++) {
        const Org *o = org_dated_at(p->tree, i);
        if (o != own && org_dated_heir(p->tree, o, p->on) == own) TRY(add_line(p, p->was, o, i));
    }
    return OK;
}

static Fail find_lines(Page *p)
{
    size_t n = org_dated_size(p->tree);
    count_expected(p);
    p->m->all = line_for(p, p->rolled, p->m->under, p->m->under.n ? 0 : p->expected[n]);
    for (size_t i = 0; i < n; i++) {
        const Org *o = org_dated_at(p->tree, i);
        if (p->m->under.n && str_equal(o->code, p->m->under)) p->m->all.expected = p->expected[i];
        if (org_is_there(o, p->on) && is_line(p, o)) TRY(add_line(p, p->rolled, o, i));
    }
    if (p->m->all.expected) p->m->all.target = indicator_target(p->m->indicator, p->m->all.expected, !p->m->under.n);
    const Org *own = p->m->under.n ? org_dated_by_code(p->tree, p->m->under) : NULL;
    if (own && !p->m->lines.n && p->m->as_of != NO_DAY) TRY(add_predecessors(p, own));
    if (own && !p->m->lines.n) TRY(add_line(p, p->rolled, own, org_dated_place(p->tree, own)));
    if (p->m->lines.n) qsort(p->m->lines.at, p->m->lines.n, sizeof *p->m->lines.at, by_value);
    return OK;
}

static Fail roll_terms(Page *p)
{
    const IndicatorPage *m = p->m;
    for (int i = 0; i < TERMS_SHOWN; i++) {
        Term t = term_after(m->term, i - TERMS_SHOWN + 1);
        TRY(indicator_roll(p->c, p->tree, m->set, m->indicator, (RollChoice){t, t, m->as_of}, &p->rolled[i]));
    }
    Term from = m->set->first == NO_DAY ? term_after(m->term, 1 - TERMS_SHOWN) : term_of(m->set->term, m->set->first);
    TRY(indicator_roll(p->c, p->tree, m->set, m->indicator, (RollChoice){from, m->term, m->as_of}, &p->so_far));
    p->m->so_far = rolled_of(&p->so_far, m->under);
    return OK;
}

/* -- the map: districts or communes, by their tiles ------------------------------------------------------------------
 */

static bool is_of_places(const IndicatorPage *m)
{
    for (size_t i = 0; i < m->lines.n; i++)
        if (str_equal(m->lines.at[i].kind, S(DISTRICT_KIND)) || str_equal(m->lines.at[i].kind, S(COMMUNE_KIND)))
            return true;
    return false;
}

/* A tile says "nothing reported" apart from 0; its step is by the rounded number. */
static void mark_missing(const IndicatorPage *m, TileList *tiles)
{
    for (size_t i = 0; i < tiles->n; i++)
        for (size_t k = 0; k < m->lines.n; k++)
            if (str_equal(m->lines.at[k].org, tiles->at[i].row->item) && !m->lines.at[k].is_there)
                tiles->at[i].step = STEP_NO_TASKS;
}

static Fail find_tiles(Page *p)
{
    TilePlaceList layout;
    Figures *f = NEW(&p->c->mem, Figures, 1);
    Tiles *tiles = NEW(&p->c->mem, Tiles, 1);
    if (!is_of_places(p->m)) return OK;
    for (size_t i = 0; i < p->m->lines.n; i++) {
        const AgencyLine *line = &p->m->lines.at[i];
        FigureRow *row = list_add(&p->c->mem, &f->rows);
        bool is_place = str_equal(line->kind, S(DISTRICT_KIND)) || str_equal(line->kind, S(COMMUNE_KIND));
        *row = (FigureRow){.item = line->org,
                           .name = line->name,
                           .kind = line->kind,
                           .place = line->place,
                           .under = line->under,
                           .is_gone = !is_place};
        row->n.class[CLASS_LATER] = line->value > 0 ? llround(line->value) : 0;
    }
    TRY(tiles_layout_shipped(p->c, &layout));
    TRY(tiles_place(p->c, &layout, p->names, f, COLUMN_TOTAL, tiles));
    for (size_t i = 0; i < tiles->blocks.n; i++) mark_missing(p->m, &tiles->blocks.at[i].tiles);
    mark_missing(p->m, &tiles->loose);
    p->m->tiles = tiles;
    return OK;
}

/* -- what to see -----------------------------------------------------------------------------------------------------
 */

static Str sentence_of(Ctx *c, const IndicatorPage *m)
{
    Out o = {.mem = &c->mem};
    const Indicator *k = m->indicator;
    Str change = change_words(&c->mem, k, m->all.now, m->all.before),
        reached = target_words(&c->mem, m->set, k, m->all.aim, m->all.target, m->all.expected);
    size_t silent = 0;
    for (size_t i = 0; i < m->lines.n; i++)
        silent += m->lines.at[i].expected && m->lines.at[i].reported < m->lines.at[i].expected;
    if (m->all.is_there) {
        out_format(&o, "%.*s: %.*s%s%.*s", STR_ARGS(m->term_words), STR_ARGS(m->all.words),
                   k->kind == INDICATOR_RATIO || !k->unit.n ? "" : " ",
                   STR_ARGS(k->kind == INDICATOR_RATIO ? S("") : k->unit));
        if (change.n)
            out_format(
                &o, ", %.*s%s", STR_ARGS(change),
                str_equal(change, S("như kỳ trước")) || str_starts(change, S(NOT_COMPARED)) ? "" : " so với kỳ trước");
        if (reached.n) out_format(&o, "; đạt %.*s chỉ tiêu", STR_ARGS(reached));
        OUT_LITERAL(&o, ".");
    } else if (k->agencies == OVER_NONE) OUT_LITERAL(&o, "Số này đếm từng nơi riêng, không cộng lại được.");
    else out_format(&o, "%.*s chưa có số liệu.", STR_ARGS(m->term_words));
    if (m->lines.n > 1 && m->lines.at[0].is_there)
        out_format(&o, " Cao nhất: %.*s, %.*s.", STR_ARGS(m->lines.at[0].name), STR_ARGS(m->lines.at[0].words));
    if (silent && !k->is_counted && m->all.expected)
        out_format(&o, " %d trong %d cơ quan chưa báo cáo.", m->all.expected - m->all.reported, m->all.expected);
    return viet_capital(&c->mem, out_str(&o));
}

/* -- the page --------------------------------------------------------------------------------------------------------
 */

static const Column line_columns[] = {
    COL_TEXT(AgencyLine, org, "agency", .title = "Mã", .width = 14),
    COL_TEXT(AgencyLine, name, "name", .title = "Cơ quan", .width = 44),
    COL_YES(AgencyLine, is_there, "is_there"),
    COL_REAL(AgencyLine, value, "value"),
    COL_TEXT(AgencyLine, words, "words", .title = "Kỳ này", .width = 16),
    COL_TEXT(AgencyLine, before_words, "before", .title = "Kỳ trước", .width = 16),
    COL_NUMBER(AgencyLine, reported, "reported", .title = "Đã báo cáo", .sums = true),
    COL_NUMBER(AgencyLine, expected, "expected", .title = "Phải báo cáo", .sums = true),
    {0}};
static const Record line_record = {.name = "IndicatorAgency", .columns = line_columns};
static const Column columns[] = {COL_TEXT(IndicatorPage, code, "code"),
                                 COL_TEXT(IndicatorPage, title, "title"),
                                 COL_TEXT(IndicatorPage, unit, "unit"),
                                 COL_TEXT(IndicatorPage, term_words, "term"),
                                 COL_DAY(IndicatorPage, first, "first_day"),
                                 COL_DAY(IndicatorPage, last, "last_day"),
                                 COL_DAY(IndicatorPage, as_of, "as_of"),
                                 COL_TEXT(IndicatorPage, sentence, "sentence"),
                                 COL_IN(IndicatorPage, all, "total", &line_record),
                                 COL_ROWS(IndicatorPage, lines, "agencies", &line_record),
                                 {0}};
const Record indicator_record = {.name = "IndicatorFigures", .columns = columns};

static Fail find_published(Ctx *c, const IndicatorSet *set, Term t, int64_t *at)
{
    Rows r;
    TRY(store_query(c, &r, "SELECT at FROM indicator_published WHERE office_id = $1 AND set_id = $2 AND term = $3",
                    OFFICE, set->id, term_key(&c->mem, t)));
    *at = rows_next(&r) ? row_integer(&r, 0) : 0;
    return rows_end(&r);
}

/* What the page and its JSON say; what it points to is in c's memory. */
static Fail find_one(Ctx *c, const Request *q, Page *p)
{
    IndicatorSet *set = NEW(&c->mem, IndicatorSet, 1);
    IndicatorPage *m = NEW(&c->mem, IndicatorPage, 1);
    const FigureName *name;
    *m = (IndicatorPage){.q = q, .set = set, .today = c->today, .as_of = input_day(q, "tinh-den")};
    TRY(indicator_by_code(c, input_text(q, "chi-tieu"), set, &m->indicator));
    TRY(term_asked(c, q, set, indicator_term_shown(set, c->today), &m->term));
    TRY(figures_of(c, input_text(q, "trong"), &m->under));
    m->code = m->indicator->code, m->title = m->indicator->title, m->unit = m->indicator->unit;
    m->first = m->term.first, m->last = m->term.last, m->term_words = term_name(&c->mem, m->term);
    m->due = indicator_due(workdays(), set, m->term);
    m->has_next = term_after(m->term, 1).first <= c->today && indicator_covers(set, term_after(m->term, 1));
    *p = (Page){.c = c, .m = m, .on = m->as_of == NO_DAY ? m->term.last : m->as_of};
    TRY(org_dated(c, &p->tree));
    TRY(figure_names(c, p->on, &p->names));
    if (m->under.n) {
        TRY(figure_name(c, p->names, m->under, &name));
        m->under_name = name->name;
    }
    TRY(find_published(c, set, m->term, &m->published));
    TRY(roll_terms(p));
    TRY(find_lines(p));
    m->sentence = sentence_of(c, m);
    return OK;
}

static Fail draw_one(Ctx *c, const Request *q, Reply *r, Out *o, const void *unused)
{
    Page p;
    (void)unused;
    TRY(find_one(c, q, &p));
    size_t from = input_given(q, "tu") ? (size_t)input_integer(q, "tu") - 1 : 0;
    p.m->from = from < p.m->lines.n ? from : 0;
    TRY(find_tiles(&p));
    shared_title(c, r, p.m->title);
    indicator_page(o, p.m);
    return OK;
}

Fail indicator_get(Ctx *c, const Request *q, Reply *r)
{
    Page p;
    if (!reply_is_json(r) && !reply_is_sheet(r)) return shared_page(c, q, r, (Str){0}, draw_one, NULL);
    TRY(find_one(c, q, &p));
    return reply_record(c, r, &indicator_record, p.m);
}
