// SPDX-License-Identifier: Apache-2.0
/* figures.c -- counts get names, an order and sums. */
#include "figures/figures.h"
#include "base/map.h"
#include <stdlib.h>

const FigureColumn figure_columns[MAP_COLUMNS] = {[COLUMN_NAME] = {"ten", "Cơ quan"},
                                                  [COLUMN_TOTAL] = {"tong", "Đã giao"},
#define X(symbol, key, name, mark) [COLUMN_CLASS + CLASS_##symbol] = {key, name},
                                                  TASK_CLASSES(X)
#undef X
#define X(symbol, key, name) [COLUMN_##symbol] = {key, name},
                                                      FIGURE_SHARES(X) FIGURE_SHARES_OF_MAP(X)
#undef X
};

const char *figure_brief(int column)
{
    switch (column) {
    case COLUMN_CLASS + CLASS_IN_TIME: return "Xong đúng hạn";
    case COLUMN_CLASS + CLASS_LATE: return "Xong quá hạn";
    case COLUMN_IN_TIME: return "Đúng hạn";
    case COLUMN_TOTAL:
    case COLUMN_DONE: return ""; /* the style sheet says it: first and last of each row */
    default: return figure_columns[column].name;
    }
}

int figure_column_of(Str key)
{
    for (int i = 0; i < MAP_COLUMNS; i++)
        if (str_equal(key, str_of(figure_columns[i].key))) return i;
    return COLUMN_NAME;
}

Share figure_value(const Counts *n, int column)
{
    switch (column) {
    case COLUMN_TOTAL: return (Share){count_total(n), 1};
    case COLUMN_IN_TIME: return share_in_time(n);
    case COLUMN_DONE: return share_done(n);
    case COLUMN_OVERDUE_SHARE: return share_overdue(n);
    default: return (Share){n->class[column - COLUMN_CLASS], 1};
    }
}

/* Monday is the third day behind 1970-01-01, a Thursday, counted backwards. */
Day friday_before(Day today)
{
    Day monday = today - (day_weekday(today) - MONDAY);
    return monday - (7 - (FRIDAY - MONDAY));
}

/* -- sums ----------------------------------------------------------------------------------------------------- */

static void add_row(Ctx *c, Figures *f, FigureRow row)
{
    counts_add(&f->total, &row.n);
    *list_add(&c->mem, &f->rows) = row;
}

void figures_cut(Figures *f, size_t most)
{
    if (f->rows.n <= most) return;
    for (size_t i = most; i < f->rows.n; i++) counts_add(&f->rest.n, &f->rows.at[i].n);
    f->n_rest = f->rows.n - most;
    f->rows.n = most;
}

/* -- agencies ------------------------------------------------------------------------------------------------- */

/* "tỉnh" of "tỉnh Bắc Giang", "thành phố" of "thành phố Hải Phòng". */
static Str level_of(Str province)
{
    static const Str levels[] = {STR("tỉnh"), STR("thành phố")};
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
        if (str_starts(province, levels[i])) return levels[i];
    return (Str){0};
}

/* As a letter of the province calls it, for all are of one: "Sở Y tế", "Công an tỉnh", "Văn phòng UBND tỉnh", "UBND
 * huyện Lục Ngạn".  Only a Sở is of a province without saying so. */
static Str short_name(Ctx *c, Str name, Str province)
{
    static const Str committee = STR("Ủy ban nhân dân ");
    size_t at;
    if (province.n && name.n > province.n && str_ends(name, province)) {
        Str level = str_starts(name, S("Sở ")) ? (Str){0} : level_of(province);
        Str rest = str_slice(name, 0, name.n - province.n);
        name = str_trim(str_format(&c->mem, "%.*s%.*s", STR_ARGS(rest), STR_ARGS(level)));
    }
    if ((at = str_find(name, committee)) >= name.n) return name;
    return str_format(&c->mem, "%.*sUBND %.*s", (int)at, name.p, STR_ARGS(str_from(name, at + committee.n)));
}

/* Of those that exist on a day: kept from page to page. */
typedef struct {
    Map by_code;
    OrgRows orgs;
    Str province; /* "tỉnh Bắc Giang" */
} DayNames;

struct FigureNames {
    const DayNames *day;
    Map gone;           /* those that a task still names */
    const Directory *d; /* of all times; NULL = was not needed yet */
    size_t n;
};

const OrgRows *figure_orgs(const FigureNames *names) { return &names->day->orgs; }

static const FigureName *put_name(Ctx *c, Map *names, const Org *org, Str province, size_t place, bool is_gone)
{
    FigureName *name = NEW(&c->mem, FigureName, 1);
    *name = (FigureName){short_name(c, org->name, province), org->kind, org->parent, place, is_gone};
    return *map_put(&c->mem, names, org->code) = name;
}

static Fail make_names(Ctx *c, int64_t on, const void **made)
{
    DayNames *n = NEW(&c->mem, DayNames, 1);
    TRY(org_on(c, (Day)on, &n->orgs));
    for (size_t i = 0; i < n->orgs.n && !n->province.n; i++) {
        Str name = n->orgs.at[i].name, committee = S("Ủy ban nhân dân ");
        if (str_equal(n->orgs.at[i].kind, S("ubnd-tinh")) && str_starts(name, committee))
            n->province = str_from(name, committee.n);
    }
    for (size_t i = 0; i < n->orgs.n; i++) put_name(c, &n->by_code, &n->orgs.at[i], n->province, i, false);
    *made = n;
    return OK;
}

Fail figure_names(Ctx *c, Day on, FigureNames **names)
{
    const void *made;
    FigureNames *n = *names = NEW(&c->mem, FigureNames, 1);
    TRY(store_memo(c, make_names, on, &made));
    n->day = made, n->n = n->day->orgs.n;
    return OK;
}

/* A task keeps the agency that it was given to. */
Fail figure_name(Ctx *c, FigureNames *names, Str code, const FigureName **name)
{
    *name = map_get(&names->day->by_code, code);
    if (!*name) *name = map_get(&names->gone, code);
    if (*name) return OK;
    if (!names->d) TRY(org_directory(c, &names->d));
    const Org *org = directory_by_code(names->d, code);
    Org unknown = {.code = code, .name = code.n ? code : S("Chưa chọn cơ quan")};
    *name = put_name(c, &names->gone, org ? org : &unknown, names->day->province, names->n++, true);
    return OK;
}

static void add_kind(Ctx *c, StrList *kinds, Str kind)
{
    for (size_t i = 0; i < kinds->n; i++)
        if (str_equal(kinds->at[i], kind)) return;
    if (kind.n) *list_add(&c->mem, kinds) = kind;
}

static bool is_chosen(const FigureChoice *choice, const FigureName *name)
{
    return (!choice->kind.n || str_equal(choice->kind, name->kind)) &&
           (!choice->under.n || str_equal(choice->under, name->under));
}

static void add_agency(Ctx *c, Figures *f, Str code, const FigureName *name, const Counts *n)
{
    add_row(c, f, (FigureRow){code, 0, name->name, name->kind, name->place, *n, name->under, name->is_gone});
}

/* Whoever exists on that day and has no row yet. */
static Fail add_idle(Ctx *c, const FigureChoice *choice, FigureNames *names, Figures *f)
{
    Map there = {0};
    for (size_t i = 0; i < f->rows.n; i++) *map_put(&c->mem, &there, f->rows.at[i].item) = f;
    for (size_t i = 0; i < names->day->orgs.n; i++) {
        const FigureName *name;
        Str code = names->day->orgs.at[i].code;
        TRY(figure_name(c, names, code, &name));
        if (is_chosen(choice, name) && !map_get(&there, code)) add_agency(c, f, code, name, &(Counts){0});
    }
    return OK;
}

Fail figures_by_agency(Ctx *c, const FigureChoice *choice, FigureNames *names, Figures *f)
{
    TaskCountList counts;
    *f = (Figures){.is_of_all_tasks = !choice->kind.n && !choice->under.n};
    TRY(task_counts(c, choice->plan, choice->by_branch ? GRAIN_BRANCH : GRAIN_LEAD, choice->on, &counts));
    for (size_t i = 0; i < counts.n; i++) {
        const FigureName *name;
        TRY(figure_name(c, names, counts.at[i].item, &name));
        add_kind(c, &f->kinds, name->kind);
        if (is_chosen(choice, name)) add_agency(c, f, counts.at[i].item, name, &counts.at[i].n);
    }
    if (choice->idle_too) TRY(add_idle(c, choice, names, f));
    figures_sort(f, COLUMN_NAME, true);
    return OK;
}

/* -- activities ----------------------------------------------------------------------------------------------- */

static void put_node(Ctx *c, Map *nodes, FigureRowList *rows, const PlanActivity *a, Str plan)
{
    Str name = str_format(&c->mem, "%.*s %.*s", STR_ARGS(a->code), STR_ARGS(a->title));
    if (plan.n) name = str_format(&c->mem, "%.*s (%.*s)", STR_ARGS(name), STR_ARGS(plan));
    Str key = str_format(&c->mem, "%lld", (long long)a->node);
    *list_add(&c->mem, rows) = (FigureRow){.node = a->node, .name = name, .place = rows->n};
    *map_put(&c->mem, nodes, key) = (void *)rows->n; /* its place + 1 */
}

/* The activities of the plan, or of all: those without tasks too. */
static Fail load_activities(Ctx *c, Id plan, Map *nodes, FigureRowList *rows)
{
    PlanCardList plans;
    TRY(plan_cards(c, &plans));
    for (size_t i = 0; i < plans.n; i++) {
        PlanActivityList activities;
        if ((plan && plans.at[i].id != plan) || !plan_is_active(&plans.at[i])) continue;
        TRY(plan_activities(c, plans.at[i].id, &activities));
        for (size_t k = 0; k < activities.n; k++)
            put_node(c, nodes, rows, &activities.at[k], plan || plans.n == 1 ? (Str){0} : plans.at[i].number);
    }
    return OK;
}

Fail figures_by_activity(Ctx *c, const FigureChoice *choice, Figures *f)
{
    TaskCountList counts;
    Map nodes = {0};
    FigureRowList rows = {0};
    *f = (Figures){.is_of_all_tasks = true};
    TRY(task_counts(c, choice->plan, GRAIN_NODE, choice->on, &counts));
    TRY(load_activities(c, choice->plan, &nodes, &rows));
    FigureRow duties = {.name = S("Nhiệm vụ giao riêng từng cơ quan"), .place = rows.n},
              others = {.name = S("Việc thêm ngoài kế hoạch"), .place = rows.n + 1};
    for (size_t i = 0; i < counts.n; i++) {
        size_t at = (size_t)map_get(&nodes, counts.at[i].item);
        FigureRow *row = at ? &rows.at[at - 1] : str_equal(counts.at[i].item, S("0")) ? &others : &duties;
        counts_add(&row->n, &counts.at[i].n);
    }
    *list_add(&c->mem, &rows) = duties;
    *list_add(&c->mem, &rows) = others;
    for (size_t i = 0; i < rows.n; i++)
        if (count_total(&rows.at[i].n)) add_row(c, f, rows.at[i]);
    return OK;
}

/* -- order ---------------------------------------------------------------------------------------------------- */

typedef struct {
    int column;
    bool rises, worst;
} Order;

static int compare_column(const FigureRow *x, const FigureRow *y, int column)
{
    if (column == COLUMN_NAME) return (x->place > y->place) - (x->place < y->place);
    return share_compare(figure_value(&x->n, column), figure_value(&y->n, column));
}

static int by_order(const void *a, const void *b, void *arg)
{
    const FigureRow *x = a, *y = b;
    const Order *order = arg;
    int found = compare_column(x, y, order->column);
    if (!found && order->worst) found = share_compare(share_overdue(&x->n), share_overdue(&y->n));
    if (found) return order->rises ? found : -found;
    return compare_column(x, y, COLUMN_NAME);
}

void figures_sort(Figures *f, int column, bool rises)
{
    Order order = {.column = column, .rises = rises};
    if (f->rows.n) qsort_r(f->rows.at, f->rows.n, sizeof *f->rows.at, by_order, &order);
}

void figures_sort_worst(Figures *f)
{
    Order order = {.column = COLUMN_CLASS + CLASS_OVERDUE, .worst = true};
    if (f->rows.n) qsort_r(f->rows.at, f->rows.n, sizeof *f->rows.at, by_order, &order);
}
