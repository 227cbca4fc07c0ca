// SPDX-License-Identifier: Apache-2.0
/* figures_bench -- figures that agencies report: a grid of 209 communes × 12 indicators.
 *
 *   figures_bench FILE     rows of bench/run's table; exit code 1 when one is missed
 *
 * One cell after the other, each a write of its own that is on disk before the next begins, as a person's are who types;
 * 100,000 values in one write, as of a file; adding an indicator up over all its values.  FILE is made anew, or an empty
 * database: postgresql://…  */
#include "base/out.h"
#include "indicator/desk.h"
#include "indicator/roll.h"
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { CELLS = 1000, VALUES = 100000, COLUMNS = 12, WEEKS = 40 };

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int missed;

static void judge(const char *what, double measured, const char *unit, double most)
{
    printf("%s | %.1f %s | <= %.0f %s | %s\n", what, measured, unit, most, unit, measured <= most ? "yes" : "NO");
    missed += measured > most;
}

static Fail prepare(Ctx *c, void *unused)
{
    (void)unused;
    Out yaml = {.mem = &c->mem};
    IndicatorSet set;
    Id id;
    OUT_LITERAL(&yaml, "code: luoi\ntitle: Lưới\nreporters: ubnd-cap-xa\nindicators:\n");
    for (int i = 0; i < COLUMNS; i++) out_format(&yaml, "  - {code: c%d, title: Chỉ tiêu %d, kind: flow}\n", i, i);
    TRY(org_ensure_shipped(c));
    TRY(indicator_declare(c, out_str(&yaml), &id));
    TRY(indicator_set_by_code(c, S("luoi"), &set));
    return indicator_set_run(c, &set, day_of(2023, 1, 2), NO_DAY);
}

typedef struct {
    int n; /* which cell, or how many */
} Job1;

/* What a cell costs is what its request does: the set, the tree, the value, its sums, its journal. */
static Fail save_cell(Ctx *c, void *arg)
{
    const Job1 *job = arg;
    IndicatorSet set;
    IndicatorDesk *d;
    TRY(indicator_set_by_code(c, S("luoi"), &set));
    TRY(desk_open(c, &set, &d));
    const OrgDated *tree = desk_tree(d);
    Term t = term_of(TERM_WEEK, c->today - 7);
    int wanted = job->n / COLUMNS % 200, k = 0;
    for (size_t i = 0; i < org_dated_size(tree); i++) {
        const Org *o = org_dated_at(tree, i);
        if (!indicator_reports(tree, &set, o, t) || k++ != wanted) continue;
        IndicatorCell cell = desk_cell(c, d, &set.indicators.at[job->n % COLUMNS], o->code, t,
                                       str_format(&c->mem, "%d", 1 + job->n), false);
        TRY(desk_put(c, d, &cell, S("đo")));
        if (cell.problem) return fail(c, FAIL_INPUT, "%s", cell.problem);
        break;
    }
    return desk_close(c, d, "Nhập số liệu");
}

static Fail save_many(Ctx *c, void *arg)
{
    const Job1 *job = arg;
    IndicatorSet set;
    IndicatorDesk *d;
    int n = 0;
    TRY(indicator_set_by_code(c, S("luoi"), &set));
    TRY(desk_open(c, &set, &d));
    const OrgDated *tree = desk_tree(d);
    for (int week = 2; week < WEEKS + 2; week++)
        for (size_t i = 0; i < org_dated_size(tree); i++) {
            const Org *o = org_dated_at(tree, i);
            Term t = term_of(TERM_WEEK, c->today - 7 * week);
            if (!indicator_reports(tree, &set, o, t)) continue;
            for (int k = 0; k < COLUMNS && n < job->n; k++, n++) {
                IndicatorCell cell = desk_cell(c, d, &set.indicators.at[k], o->code, t, S("1.234"), false);
                TRY(desk_put(c, d, &cell, S("đo")));
                if (cell.problem) return fail(c, FAIL_INPUT, "%s", cell.problem);
            }
        }
    return n == job->n ? desk_close(c, d, "Nạp số liệu từ tệp") : fail(c, FAIL_INPUT, "chỉ có %d", n);
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static Fail measure(Ctx *c, void *arg)
{
    Store *store = arg;
    static double took[CELLS];
    IndicatorSet set;
    const OrgDated *tree;
    RolledList rolled;
    TRY(store_write(c, store, prepare, NULL));
    for (int i = 0; i < CELLS; i++) {
        double begun = now_ms();
        TRY(store_write(c, store, save_cell, &(Job1){i}));
        took[i] = now_ms() - begun;
    }
    qsort(took, CELLS, sizeof *took, by_value);
    judge("figures, a grid of 209 x 12: a cell is saved and on disk, p95", took[CELLS * 95 / 100], "ms", 20);
    double begun = now_ms();
    TRY(store_write(c, store, save_many, &(Job1){VALUES}));
    judge("figures, 100000 values of a file with their sums and reports", (now_ms() - begun) / 1e3, "s", 2);
    c->store = store_reader(store);
    TRY(indicator_set_by_code(c, S("luoi"), &set));
    begun = now_ms();
    TRY(org_dated(c, &tree));
    Term from = term_of(TERM_WEEK, c->today - 7 * (WEEKS + 2)), to = term_of(TERM_WEEK, c->today);
    TRY(indicator_roll(c, tree, &set, &set.indicators.at[0], (RollChoice){from, to, c->today}, &rolled));
    judge("figures, an indicator of 209 agencies x 40 weeks added up as of a day", now_ms() - begun, "ms", 50);
    return OK;
}

int main(int argc, char **argv)
{
    Arena whole = arena_reserve((size_t)512 << 20);
    Ctx c = {.mem = whole, .now = clock_ms(), .today = day_of(2024, 9, 28)};
    Store *store;
    if (argc != 2) return 2;
    if (!store_is_address(argv[1])) unlink(argv[1]);
    StoreOptions o = {.path = argv[1], .steps = migrations, .is_deaf = true, .room = (size_t)256 << 20};
    Fail result = store_open(&c, o, &store);
    if (!result) result = edge_keep(&c, measure, store);
    if (result) fprintf(stderr, "figures_bench: %s\n", c.why);
    if (store) store_close(store);
    return result || missed ? 1 : 0;
}
