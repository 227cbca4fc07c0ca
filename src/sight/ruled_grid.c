// SPDX-License-Identifier: Apache-2.0
/* ruled_grid.c -- lines as tables: turned upright, pieces of one line joined, those that touch taken together, and
 * cells merged where no rule parts them. */
#include "sight/ruled_inside.h"
#include <math.h>

/* Pixels at 150 dots an inch. */
enum {
    BESIDE = 6,        /* double rules are one */
    GAP = 14,          /* a broken rule goes on */
    TOUCH = 7,         /* rules that end so near to another reach it */
    APART = 8,         /* columns and rows are wider */
    SHORT_ACROSS = 45, /* shorter ones are no rules */
    SHORT_DOWN = 20,
    BEYOND = 20, /* rules that reach so far beyond the last upright one have a column there */
    STEM = 48,   /* longer ones are rules, not letters */
    STEM_APART = 3,
    LONG = 90 /* such tell the skew */
};
enum { GRID_MAX = 400 }; /* rows or columns of one table on one page */

/* -- upright ------------------------------------------------------------------------------------------------ */

static int by_value(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return x < y ? -1 : x > y;
}

static float median_lean(Ctx *c, const RuleList *rules, float unit)
{
    float *lean = NEW(&c->mem, float, rules->n + 1);
    size_t n = 0;
    for (size_t i = 0; i < rules->n; i++)
        if (rules->at[i].to - rules->at[i].from > LONG * unit) lean[n++] = rules->at[i].lean;
    if (n) qsort(lean, n, sizeof *lean, by_value);
    return n ? lean[n / 2] : 0;
}

static void turn(RuleList *rules, float slope, bool down)
{
    size_t n = 0;
    for (size_t i = 0; i < rules->n; i++) {
        Rule r = rules->at[i];
        float middle = (r.from + r.to) / 2, sign = down ? 1 : -1;
        if (fabsf(r.lean + sign * slope) > RULED_SKEW_MAX) continue;
        float at = r.at + sign * slope * middle;
        r.from -= sign * slope * r.at, r.to -= sign * slope * r.at, r.at = at;
        rules->at[n++] = r;
    }
    rules->n = n;
}

/* -- joined ------------------------------------------------------------------------------------------------- */

static int by_place(const void *a, const void *b)
{
    const Rule *x = a, *y = b;
    return x->at < y->at ? -1 : x->at > y->at ? 1 : x->from < y->from ? -1 : x->from > y->from;
}

static int root_of(int *parent, int i)
{
    while (parent[i] != i) i = parent[i] = parent[parent[i]];
    return i;
}

static void unite(int *parent, int a, int b)
{
    a = root_of(parent, a), b = root_of(parent, b);
    if (a < b) parent[b] = a;
    else parent[a] = b;
}

static int *alone(Ctx *c, size_t n)
{
    int *parent = NEW(&c->mem, int, n + 1);
    for (size_t i = 0; i < n; i++) parent[i] = (int)i;
    return parent;
}

/* Pieces of a broken rule, and the two of a double one, become one rule; what stays short goes. */
static void join(Ctx *c, RuleList *rules, float unit, float shortest)
{
    size_t n = 0;
    int *parent = alone(c, rules->n);
    if (rules->n) qsort(rules->at, rules->n, sizeof *rules->at, by_place);
    for (size_t i = 0; i < rules->n; i++)
        for (size_t k = i + 1; k < rules->n && rules->at[k].at - rules->at[i].at <= BESIDE * unit; k++) {
            const Rule *a = &rules->at[i], *b = &rules->at[k];
            if (a->from <= b->to + GAP * unit && b->from <= a->to + GAP * unit) unite(parent, (int)i, (int)k);
        }
    float *weight = NEW(&c->mem, float, rules->n + 1), *sum = NEW(&c->mem, float, rules->n + 1);
    for (size_t i = 0; i < rules->n; i++) {
        int to = root_of(parent, (int)i);
        Rule *a = &rules->at[to];
        const Rule *b = &rules->at[i];
        weight[to] += b->to - b->from, sum[to] += b->at * (b->to - b->from);
        if (b->from < a->from) a->from = b->from;
        if (b->to > a->to) a->to = b->to;
    }
    for (size_t i = 0; i < rules->n; i++) {
        if (parent[i] != (int)i || rules->at[i].to - rules->at[i].from < shortest) continue;
        Rule r = rules->at[i];
        r.at = sum[i] / weight[i];
        rules->at[n++] = r;
    }
    rules->n = n;
    if (n) qsort(rules->at, n, sizeof *rules->at, by_place);
}

static bool touches(const Rule *across, const Rule *down, float near)
{
    return down->at > across->from - near && down->at < across->to + near && across->at > down->from - near &&
           across->at < down->to + near;
}

/* Stems of large letters: as tall as a low cell, but from rule to rule they do not go. */
static void drop_stems(Rules *r, float unit)
{
    size_t n = 0;
    for (size_t i = 0; i < r->down.n; i++) {
        const Rule *d = &r->down.at[i];
        bool above = d->to - d->from > STEM * unit, below = above;
        for (size_t k = 0; k < r->across.n && !(above && below); k++) {
            const Rule *a = &r->across.at[k];
            if (!touches(a, d, STEM_APART * unit)) continue;
            above |= a->at<d->from + STEM_APART * unit, below |= a->at> d->to - STEM_APART * unit;
        }
        if (above && below) r->down.at[n++] = *d;
    }
    r->down.n = n;
}

/* Rules that touch, through others, are of one group. */
static void group(Ctx *c, Rules *r, float unit)
{
    int *parent = alone(c, r->across.n + r->down.n);
    for (size_t i = 0; i < r->across.n; i++)
        for (size_t k = 0; k < r->down.n; k++)
            if (touches(&r->across.at[i], &r->down.at[k], TOUCH * unit)) unite(parent, (int)i, (int)(r->across.n + k));
    for (size_t i = 0; i < r->across.n; i++) r->across.at[i].group = root_of(parent, (int)i);
    for (size_t k = 0; k < r->down.n; k++) r->down.at[k].group = root_of(parent, (int)(r->across.n + k));
}

/* -- a grid ------------------------------------------------------------------------------------------------- */

/* Edges between columns, or rows: where rules of the group are, or where the rules across them end. */
typedef struct {
    float at[GRID_MAX + 1];
    int n;
    bool made[2]; /* the first, the last has no rule of its own */
} Edges;

static bool add_edge(Edges *e, float at)
{
    if (e->n > GRID_MAX) return false;
    e->at[e->n++] = at;
    return true;
}

static float far_end(const RuleList *others, int group, bool last, float from, float beyond)
{
    float best = from;
    int n = 0, all = 0;
    for (size_t i = 0; i < others->n; i++) {
        const Rule *r = &others->at[i];
        all += r->group == group;
        if (r->group != group || (last ? r->to < from + beyond : r->from > from - beyond)) continue;
        n++;
        if (last ? r->to > best : r->from < best) best = last ? r->to : r->from;
    }
    return n > 1 || n == all ? best : from; /* one alone is an underline that a table touches */
}

static bool find_edges(const RuleList *rules, const RuleList *others, int group, float unit, Edges *e)
{
    float sum = 0, weight = 0, last = 0;
    *e = (Edges){0};
    for (size_t i = 0; i <= rules->n; i++) { /* they are in order */
        const Rule *r = i < rules->n ? &rules->at[i] : NULL;
        if (r && r->group != group) continue;
        if (weight > 0 && (!r || r->at - last > APART * unit)) {
            if (!add_edge(e, sum / weight)) return false;
            sum = 0, weight = 0;
        }
        if (r) sum += r->at * (r->to - r->from), weight += r->to - r->from, last = r->at;
    }
    if (!e->n) return false;
    float first = far_end(others, group, false, e->at[0], BEYOND * unit);
    last = far_end(others, group, true, e->at[e->n - 1], BEYOND * unit);
    if (first < e->at[0]) {
        memmove(e->at + 1, e->at, (size_t)e->n * sizeof *e->at);
        e->at[0] = first, e->n++, e->made[0] = true;
    }
    if (last > e->at[e->n - 1]) {
        if (!add_edge(e, last)) return false;
        e->made[1] = true;
    }
    return e->n <= GRID_MAX && e->n > 1;
}

/* How much of [from, to) at that edge has a rule, 0..1. */
static float covered(const RuleList *rules, int group, float at, float from, float to, float unit)
{
    float sum = 0, end = from;
    for (size_t i = 0; i < rules->n; i++) {
        const Rule *r = &rules->at[i];
        if (r->group != group || fabsf(r->at - at) > APART * unit) continue;
        float a = r->from > end ? r->from : end, b = r->to < to ? r->to : to;
        if (b > a) sum += b - a, end = b;
    }
    return sum / (to - from);
}

typedef struct {
    const Rules *rules;
    int group, rows, columns;
    float unit;
    Edges x, y;
    int *parent; /* of rows * columns places: those of one cell have one root */
} Grid;

static void merge_unparted(Grid *g)
{
    for (int r = 0; r < g->rows; r++)
        for (int k = 0; k < g->columns; k++) {
            int at = r * g->columns + k;
            if (k + 1 < g->columns &&
                covered(&g->rules->down, g->group, g->x.at[k + 1], g->y.at[r], g->y.at[r + 1], g->unit) < 0.75F)
                unite(g->parent, at, at + 1);
            if (r + 1 < g->rows &&
                covered(&g->rules->across, g->group, g->y.at[r + 1], g->x.at[k], g->x.at[k + 1], g->unit) < 0.5F)
                unite(g->parent, at, at + g->columns);
        }
}

typedef struct {
    int row, column, rows, columns;
} Span;

static Span *spans(Ctx *c, const Grid *g)
{
    int n = g->rows * g->columns;
    Span *span = NEW(&c->mem, Span, (size_t)n);
    for (int i = 0; i < n; i++) {
        Span *s = &span[root_of(g->parent, i)];
        int row = i / g->columns, column = i % g->columns;
        if (!s->rows) *s = (Span){row, column, 1, 1};
        if (column < s->column) s->columns += s->column - column, s->column = column;
        if (column >= s->column + s->columns) s->columns = column - s->column + 1;
        if (row >= s->row + s->rows) s->rows = row - s->row + 1;
    }
    return span;
}

/* A cell is a rectangle: what lies in the box of merged places is merged with them. */
static Span *make_rectangles(Ctx *c, Grid *g)
{
    for (;;) {
        Span *span = spans(c, g);
        bool changed = false;
        for (int i = 0; i < g->rows * g->columns; i++)
            for (int r = span[i].row; r < span[i].row + span[i].rows; r++)
                for (int k = span[i].column; k < span[i].column + span[i].columns; k++)
                    if (root_of(g->parent, r * g->columns + k) != root_of(g->parent, i))
                        unite(g->parent, r * g->columns + k, i), changed = true;
        if (!changed) return span;
    }
}

/* Numbers of the edges that part cells somewhere; a speck on a rule makes none. */
static int kept_edges(const Grid *g, const Span *span, bool columns, int *number)
{
    int n = 0, most = columns ? g->columns : g->rows;
    bool used[GRID_MAX + 1] = {false};
    for (int i = 0; i < g->rows * g->columns; i++)
        if (span[i].rows) used[columns ? span[i].column : span[i].row] = true;
    for (int k = 0; k < most; k++) n += used[k], number[k] = n - 1;
    number[most] = n;
    return n;
}

/* -- a table ------------------------------------------------------------------------------------------------ */

static RuledBox upright_box(float left, float top, float right, float bottom, float slope)
{
    /* Back to the picture: the corners that lie furthest out. */
    float drop[2] = {slope * left, slope * right}, shift[2] = {slope * top, slope * bottom};
    return (RuledBox){(int)(left - fmaxf(shift[0], shift[1])), (int)(top + fminf(drop[0], drop[1])),
                      (int)ceilf(right - fminf(shift[0], shift[1])), (int)ceilf(bottom + fmaxf(drop[0], drop[1]))};
}

static float *edge_places(Ctx *c, const Edges *e, const int *number, int n)
{
    float *place = NEW(&c->mem, float, (size_t)n + 1);
    for (int k = e->n - 1; k >= 0; k--) place[number[k]] = e->at[k];
    return place;
}

static void add_cells(Ctx *c, const Grid *g, const Span *span, const int *column, const int *row, RuledTable *t)
{
    float inset = 2 * g->unit;
    t->cell = NEW(&c->mem, RuledCell, (size_t)(t->rows * t->columns));
    t->at = NEW(&c->mem, int, (size_t)(t->rows * t->columns));
    for (int i = 0; i < g->rows * g->columns; i++) {
        const Span *s = &span[i];
        if (!s->rows) continue;
        int r = row[s->row], k = column[s->column];
        RuledCell cell = {
            .row = r, .column = k, .rows = row[s->row + s->rows] - r, .columns = column[s->column + s->columns] - k};
        cell.box = upright_box(t->x[k] + inset, t->y[r] + inset, t->x[k + cell.columns] - inset,
                               t->y[r + cell.rows] - inset, t->slope);
        for (int y = r; y < r + cell.rows; y++)
            for (int x = k; x < k + cell.columns; x++) t->at[y * t->columns + x] = (int)t->n;
        t->cell[t->n++] = cell;
    }
}

static bool make_table(Ctx *c, Grid *g, float slope, RuledTable *t)
{
    enum { CELLS_MIN = 3 };
    int column[GRID_MAX + 1], row[GRID_MAX + 1];
    g->rows = g->y.n - 1, g->columns = g->x.n - 1;
    g->parent = alone(c, (size_t)(g->rows * g->columns));
    merge_unparted(g);
    const Span *span = make_rectangles(c, g);
    *t = (RuledTable){.slope = slope};
    t->columns = kept_edges(g, span, true, column), t->rows = kept_edges(g, span, false, row);
    if (t->rows < 2 || t->columns < 2) return false;
    t->x = edge_places(c, &g->x, column, t->columns), t->y = edge_places(c, &g->y, row, t->rows);
    add_cells(c, g, span, column, row, t);
    t->box = upright_box(t->x[0], t->y[0], t->x[t->columns], t->y[t->rows], slope);
    t->all_ruled = !g->x.made[0] && !g->x.made[1] && !g->y.made[0] && !g->y.made[1];
    return t->n >= CELLS_MIN;
}

static int by_top(const void *a, const void *b)
{
    const RuledTable *x = a, *y = b;
    return x->box.top < y->box.top ? -1 : x->box.top > y->box.top ? 1 : x->box.left - y->box.left;
}

void ruled_grids(Ctx *c, Rules *rules, float unit, Ruled *found)
{
    float slope = median_lean(c, &rules->across, unit);
    if (fabsf(slope) > RULED_SKEW_MAX) slope = 0;
    turn(&rules->across, slope, false);
    turn(&rules->down, slope, true);
    join(c, &rules->across, unit, SHORT_ACROSS * unit);
    join(c, &rules->down, unit, SHORT_DOWN * unit);
    drop_stems(rules, unit);
    group(c, rules, unit);
    bool *taken = NEW(&c->mem, bool, rules->across.n + rules->down.n + 1);
    for (size_t i = 0; i < rules->across.n; i++) {
        RuledTable table;
        int number = rules->across.at[i].group;
        Grid g = {.rules = rules, .group = number, .unit = unit};
        if (number != (int)i) continue; /* the group bears the number of its first rule across */
        if (find_edges(&rules->down, &rules->across, number, unit, &g.x) &&
            find_edges(&rules->across, &rules->down, number, unit, &g.y) && make_table(c, &g, slope, &table))
            *list_add(&c->mem, &found->tables) = table, taken[number] = true;
    }
    for (size_t i = 0; i < rules->across.n; i++) {
        const Rule *r = &rules->across.at[i];
        RuledBox b = upright_box(r->from, r->at, r->to, r->at, slope);
        if (!taken[r->group]) *list_add(&c->mem, &found->lines) = (RuledLine){b.left, b.right, (b.top + b.bottom) / 2};
    }
    if (found->tables.n) qsort(found->tables.at, found->tables.n, sizeof *found->tables.at, by_top);
}

static int place_of(const float *edge, int n, float at)
{
    if (at < edge[0] || at >= edge[n]) return -1;
    int k = 0;
    while (at >= edge[k + 1]) k++;
    return k;
}

const RuledCell *ruled_at(const RuledTable *t, float x, float y)
{
    int column = place_of(t->x, t->columns, x + t->slope * y), row = place_of(t->y, t->rows, y - t->slope * x);
    return column < 0 || row < 0 ? NULL : &t->cell[t->at[row * t->columns + column]];
}
