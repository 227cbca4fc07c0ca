// SPDX-License-Identifier: Apache-2.0
/* web.c -- all figures of one agency, or of all; and what the pages of figures share. */
#include "indicator/web.h"
#include "http/shared.h"
#include "indicator/view.h"
#include "people/rights.h"
#include <math.h>

/* -- whose figures ---------------------------------------------------------------------------------------------------
 */

Fail place_of_figures_asked(Ctx *c, const Request *q, Place *place)
{
    (void)c;
    *place = (Place){.org = input_text(q, "trong")};
    return OK;
}

Fail figures_of(Ctx *c, Str asked, Str *org)
{
    *org = asked;
    if (!c->actor || right_at(c->actor, RIGHT_INDICATOR_READ, place_at(asked, 0))) return OK;
    if (asked.n) return fail(c, FAIL_MISSING, "Không có cơ quan này trong phạm vi của bạn.");
    *org = c->actor->org;
    return OK;
}

Fail term_asked(Ctx *c, const Request *q, const IndicatorSet *set, Term otherwise, Term *t)
{
    Str typed = input_text(q, "ky");
    *t = otherwise;
    if (!typed.n || term_read(typed, set->term, t)) return OK;
    return fail(c, FAIL_INPUT, "“%.*s” không phải là một %s. Hãy chọn lại từ trang Số liệu.",
                STR_ARGS(str_head(typed, 40)), term_names[set->term]);
}

Fail plan_ends(Ctx *c, Day *last)
{
    PlanCardList plans;
    *last = NO_DAY;
    TRY(plan_cards(c, &plans));
    for (size_t i = 0; i < plans.n; i++)
        if (plan_is_active(&plans.at[i]) && plans.at[i].to != NO_DAY && plans.at[i].to >= c->today)
            *last = plans.at[i].to;
    return OK;
}

/* -- the lines of a set ----------------------------------------------------------------------------------------------
 */

static Str of_unit(Arena *a, const Indicator *k, Str number)
{
    if (k->kind == INDICATOR_RATIO || !k->unit.n) return number;
    return str_format(a, "%.*s %.*s", STR_ARGS(number), STR_ARGS(k->unit));
}

/* Which of them people should look at first. */
static Str sentence_of(Ctx *c, const SetSheet *s)
{
    const SheetLine *best = NULL;
    double most = 0;
    for (size_t i = 0; i < s->lines.n; i++) {
        const SheetLine *line = &s->lines.at[i];
        double before = indicator_number(line->indicator, line->before);
        if (!figure_is_there(line->now) || !figure_is_there(line->before) || before <= 0) continue;
        if (!is_like(line->indicator, line->now, line->before)) continue;
        double share = fabs(indicator_number(line->indicator, line->now) / before - 1);
        if (share > most) most = share, best = line;
    }
    if (!best) return (Str){0};
    Str change = change_words(&c->mem, best->indicator, best->now, best->before);
    return str_format(&c->mem, "Đổi nhiều nhất: %.*s, %.*s.", STR_ARGS(best->indicator->title),
                      STR_ARGS(of_unit(&c->mem, best->indicator, change)));
}

/* Since the set began, of what is added over terms. */
static Figure so_far(const TermFigureList *figures, const IndicatorSet *set, const Indicator *k, Term t)
{
    Figure sum = {0};
    if (k->kind != INDICATOR_FLOW || k->time != OVER_SUM || k->agencies != OVER_SUM) return (Figure){0};
    for (size_t i = 0; i < figures->n; i++) {
        const TermFigure *f = &figures->at[i];
        bool counts = f->indicator == k->id && f->term <= t.first &&
                      (set->first == NO_DAY || f->term >= term_of(set->term, set->first).first);
        if (counts) sum.part += f->figure.part, sum.base = 1, sum.n = f->figure.n;
    }
    return sum;
}

typedef struct {
    const OrgDated *tree;
    Str org;
    TermFigureList figures;
} Source;

/* By the counters; a ratio from its values. */
static Fail figure_for(Ctx *c, const Source *from, const IndicatorSet *set, const Indicator *k, Term t, Figure *f)
{
    RolledList rolled;
    *f = figure_in(&from->figures, k, t);
    if (k->kind != INDICATOR_RATIO) return OK;
    TRY(indicator_roll(c, from->tree, set, k, (RollChoice){t, t, NO_DAY}, &rolled));
    *f = rolled_of(&rolled, from->org);
    return OK;
}

static Fail line_of(Ctx *c, const Source *from, const SetSheet *s, const Indicator *k, SheetLine *made)
{
    SheetLine line = {.indicator = k, .code = k->code, .title = k->title, .unit = k->unit};
    for (int i = 0; i < TERMS_SHOWN; i++)
        TRY(figure_for(c, from, s->set, k, term_after(s->term, i - TERMS_SHOWN + 1), &line.trend.figure[i]));
    line.now = line.trend.figure[TERMS_SHOWN - 1], line.before = line.trend.figure[TERMS_SHOWN - 2];
    line.so_far = so_far(&from->figures, s->set, k, s->term);
    line.target = indicator_target(k, s->report.expected, !from->org.n);
    line.is_there = figure_is_there(line.now), line.value = indicator_number(k, line.now);
    line.words = indicator_words(&c->mem, k, line.now), line.before_words = indicator_words(&c->mem, k, line.before);
    *made = line;
    return OK;
}

static bool has_figure(const SheetLine *line)
{
    for (int i = 0; i < TERMS_SHOWN; i++)
        if (figure_is_there(line->trend.figure[i])) return true;
    return false;
}

static Fail sheet_of(Ctx *c, const Source *from, const IndicatorSet *set, Term t, SetSheet *s, bool *is_shown)
{
    const OrgDated *tree = from->tree;
    Str org = from->org;
    const Org *own = org.n ? org_dated_by_code(tree, org) : NULL;
    *s = (SetSheet){.set = set, .code = set->code, .title = set->title, .term = t};
    s->first = s->term.first, s->last = s->term.last, s->term_words = term_name(&c->mem, s->term);
    TRY(indicator_report(c, tree, set, s->term, org, &s->report));
    s->expected = s->report.expected, s->complete = s->report.n[REPORT_IN_TIME] + s->report.n[REPORT_LATE];
    s->is_leaf = own && indicator_reports(tree, set, own, s->term);
    bool any = false;
    for (size_t i = 0; i < set->indicators.n; i++) {
        const Indicator *k = &set->indicators.at[i];
        SheetLine line;
        TRY(line_of(c, from, s, k, &line));
        if ((k->is_gone || k->is_counted) && !has_figure(&line)) continue; /* nothing is waited for */
        any |= has_figure(&line);
        *list_add(&c->mem, &s->lines) = line;
    }
    s->sentence = sentence_of(c, s);
    s->may_enter = s->expected && set->state == SET_RUNNING && right_here(c, RIGHT_INDICATOR_WRITE);
    *is_shown = any || (set->state == SET_RUNNING && s->expected);
    return OK;
}

Fail indicator_sheets(Ctx *c, const IndicatorSetList *all, Str org, Day on, bool is_newest, SetSheetList *sheets)
{
    Source from = {.org = org};
    TRY(org_dated(c, &from.tree));
    TRY(indicator_figures(c, org, on - 400, &from.figures));
    *sheets = (SetSheetList){0};
    for (size_t i = 0; i < all->n; i++) {
        SetSheet s;
        bool is_shown;
        const IndicatorSet *set = &all->at[i];
        if (set->state == SET_OFFERED) continue;
        Term t = is_newest ? indicator_term_shown(set, on) : term_of(set->term, on);
        TRY(sheet_of(c, &from, set, t, &s, &is_shown));
        if (is_shown) *list_add(&c->mem, sheets) = s;
    }
    return OK;
}

/* -- the page --------------------------------------------------------------------------------------------------------
 */

static const Column line_columns[] = {
    COL_TEXT(SheetLine, code, "code"),           COL_TEXT(SheetLine, title, "title"),
    COL_TEXT(SheetLine, unit, "unit"),           COL_YES(SheetLine, is_there, "is_there"),
    COL_REAL(SheetLine, value, "value"),         COL_TEXT(SheetLine, words, "words"),
    COL_TEXT(SheetLine, before_words, "before"), {0}};
static const Record line_record = {.name = "IndicatorLine", .columns = line_columns};
static const Column sheet_columns[] = {COL_TEXT(SetSheet, code, "code"),
                                       COL_TEXT(SetSheet, title, "title"),
                                       COL_TEXT(SetSheet, term_words, "term"),
                                       COL_DAY(SetSheet, first, "first_day"),
                                       COL_DAY(SetSheet, last, "last_day"),
                                       COL_NUMBER(SetSheet, expected, "expected"),
                                       COL_NUMBER(SetSheet, complete, "complete"),
                                       COL_ROWS(SetSheet, lines, "indicators", &line_record),
                                       {0}};
static const Record sheet_record = {.name = "IndicatorSheet", .columns = sheet_columns};
static const Column overview_columns[] = {
    COL_TEXT(OverviewPage, org, "agency"), COL_ROWS_AT(OverviewPage, sets, "sets", &sheet_record), {0}};
const Record overview_record = {.name = "IndicatorOverview", .columns = overview_columns};

/* A step back and on is as long as the shortest of the terms that are shown. */
static void turn(Ctx *c, const SetSheetList *sheets, OverviewPage *m)
{
    const SetSheet *shortest = NULL;
    for (size_t i = 0; i < sheets->n; i++)
        if (!shortest || sheets->at[i].set->term < shortest->set->term) shortest = &sheets->at[i];
    if (!shortest) return;
    Term before = term_after(shortest->term, -1), next = term_after(shortest->term, 1);
    if (indicator_covers(shortest->set, before)) m->back = day_iso(&c->mem, before.last);
    if (next.first <= c->today && indicator_covers(shortest->set, next))
        m->next = day_iso(&c->mem, next.last < c->today ? next.last : c->today);
}

/* What the page and its JSON say; what it points to is in c's memory. */
static Fail find_overview(Ctx *c, const Request *q, Str org, IndicatorSetList *all, OverviewPage *m)
{
    SetSheetList *sheets = NEW(&c->mem, SetSheetList, 1);
    Day day = input_day(q, "ngay");
    if (day != NO_DAY && day > c->today)
        return fail(c, FAIL_INPUT, "Ngày %.*s chưa đến nên chưa có số liệu. Hãy chọn một ngày đã qua.",
                    STR_ARGS(day_vietnamese(&c->mem, day)));
    TRY(indicator_sets(c, all));
    TRY(indicator_sheets(c, all, org, day == NO_DAY ? c->today : day, day == NO_DAY, sheets));
    *m = (OverviewPage){.q = q, .org = org, .day = day, .today = c->today, .sets = sheets};
    return OK;
}

static Fail draw(Ctx *c, const Request *q, Reply *r, Out *o, Str org)
{
    IndicatorSetList all;
    OverviewPage m;
    FigureNames *names;
    const FigureName *name;
    TRY(find_overview(c, q, org, &all, &m));
    if (org.n) {
        TRY(figure_names(c, m.day == NO_DAY ? c->today : m.day, &names));
        TRY(figure_name(c, names, org, &name));
        m.name = name->name;
    }
    for (size_t i = 0; i < all.n; i++) m.offered += all.at[i].state == SET_OFFERED;
    m.may_manage = right_here(c, RIGHT_INDICATOR_MANAGE);
    turn(c, m.sets, &m);
    shared_title(c, r, org.n ? str_format(&c->mem, "Số liệu của %.*s", STR_ARGS(m.name)) : S("Số liệu"));
    overview_page(o, &m);
    return OK;
}

static Fail draw_own(Ctx *c, const Request *q, Reply *r, Out *o, const void *unused)
{
    Str org;
    (void)unused;
    TRY(figures_of(c, (Str){0}, &org));
    return draw(c, q, r, o, org);
}

static Fail draw_of(Ctx *c, const Request *q, Reply *r, Out *o, const void *unused)
{
    Org org;
    (void)unused;
    TRY(org_by_code(c, input_text(q, "code"), &org));
    return draw(c, q, r, o, org.code);
}

static Fail reply_overview(Ctx *c, const Request *q, Reply *r, Str org)
{
    IndicatorSetList all;
    OverviewPage m;
    TRY(find_overview(c, q, org, &all, &m));
    return reply_record(c, r, &overview_record, &m);
}

Fail overview_get(Ctx *c, const Request *q, Reply *r)
{
    Str org;
    if (!reply_is_json(r)) return shared_page(c, q, r, (Str){0}, draw_own, NULL);
    TRY(figures_of(c, (Str){0}, &org));
    return reply_overview(c, q, r, org);
}

Fail overview_of_get(Ctx *c, const Request *q, Reply *r)
{
    Org org;
    if (!reply_is_json(r)) return shared_page(c, q, r, (Str){0}, draw_of, NULL);
    TRY(org_by_code(c, input_text(q, "code"), &org));
    return reply_overview(c, q, r, org.code);
}
