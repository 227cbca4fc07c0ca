// SPDX-License-Identifier: Apache-2.0
/* roll.c -- the counters from one day to the next.
 *
 * A class depends on the day, so the counters hold for one day (task_counted).  When the next one begins only the open
 * tasks whose due day lies around it change their class, and only those of whom nothing was heard on one day fall
 * silent: those are found by their index and moved. */
#include "base/map.h"
#include "work/inside.h"
#include <stdio.h>

/* Many tasks move the counters of few agencies and activities: those are added up first, and written once each. */
typedef struct {
    Id plan;
    TaskGrain grain;
    Str item;
    Counts n;
} Moved;
typedef struct {
    Map by_key;
    LIST(Moved *) all;
} Moves;

static void gather_one(Ctx *c, Moves *m, Id plan, TaskGrain grain, Str item, const Counts *n)
{
    char text[128]; /* two numbers and the code of an agency */
    Str key = {text, (size_t)snprintf(text, sizeof text, "%lld %d %.*s", (long long)plan, grain, STR_ARGS(item))};
    if (key.n >= sizeof text) key = str_format(&c->mem, "%lld %d %.*s", (long long)plan, grain, STR_ARGS(item));
    Moved *to = map_get(&m->by_key, key);
    if (!to) {
        to = NEW(&c->mem, Moved, 1);
        *to = (Moved){.plan = plan, .grain = grain, .item = str_copy(&c->mem, item)};
        *map_put(&c->mem, &m->by_key, str_copy(&c->mem, key)) = to;
        *list_add(&c->mem, &m->all) = to;
    }
    counts_add(&to->n, n);
}

/* A row that begins with plan, node, lead and branch. */
static void gather(Ctx *c, Moves *m, Rows *r, const Counts *n)
{
    char node[24];
    Id plan = row_integer(r, 0);
    if (count_is_nothing(n)) return;
    snprintf(node, sizeof node, "%lld", (long long)row_integer(r, 1));
    gather_one(c, m, plan, GRAIN_ALL, S(""), n);
    gather_one(c, m, plan, GRAIN_LEAD, row_text(r, 2), n);
    gather_one(c, m, plan, GRAIN_BRANCH, row_text(r, 3), n);
    gather_one(c, m, plan, GRAIN_NODE, str_of(node), n);
}

/* Those that are owed and fell silent since `from`.  (Not grouped: SQLite would then walk along all tasks by plan.) */
static Fail gather_silent(Ctx *c, Day from, Moves *m)
{
    Rows r;
    TRY(store_query(c, &r,
                    "SELECT plan_id, node_id, lead, branch FROM task t WHERE office_id = $1 AND " TASK_IS_OWED(
                        "t") " AND said_day > $2 AND said_day <= $3",
                    OFFICE, day_iso(&c->mem, from - TASK_SILENT_DAYS), day_iso(&c->mem, c->today - TASK_SILENT_DAYS)));
    while (rows_next(&r)) gather(c, m, &r, &(Counts){.silent = 1});
    return rows_end(&r);
}

/* Open tasks, without those that wait for confirming (they stand still), whose class differs between `from` and today:
 * those that came within the days that are soon, and those whose day passed. */
static Fail gather_due(Ctx *c, Day from, Moves *m)
{
    Rows r;
    TRY(store_query(c, &r,
                    "SELECT plan_id, node_id, lead, branch, due, is_late_excused FROM task t WHERE office_id = $1 "
                    "AND " TASK_IS_OWED("t") " AND due >= $2 AND due <= $3 AND (due < $4 OR due > $5)",
                    OFFICE, day_iso(&c->mem, from), day_iso(&c->mem, c->today + TASK_SOON_DAYS),
                    day_iso(&c->mem, c->today), day_iso(&c->mem, from + TASK_SOON_DAYS)));
    while (rows_next(&r)) {
        Day due = row_day(&r, 4);
        bool excused = row_integer(&r, 5);
        Counts s = {0};
        counts_add_tasks(&s, TASK_DOING, task_class(TASK_DOING, due, NO_DAY, from), excused, false, -1);
        counts_add_tasks(&s, TASK_DOING, task_class(TASK_DOING, due, NO_DAY, c->today), excused, false, 1);
        gather(c, m, &r, &s);
    }
    return rows_end(&r);
}

static Fail gather_moves(Ctx *c, Day from, Moves *m)
{
    TRY(gather_due(c, from, m));
    return gather_silent(c, from, m);
}

static Fail move_all(Ctx *c, const Moves *m)
{
    for (size_t i = 0; i < m->all.n; i++) {
        const Moved *to = m->all.at[i];
        if (!count_is_nothing(&to->n)) TRY(count_put(c, to->plan, to->grain, to->item, &to->n));
    }
    return store_run(c,
                     "INSERT INTO task_counted (office_id, day) VALUES ($1, $2) "
                     "ON CONFLICT (office_id) DO UPDATE SET day = excluded.day",
                     OFFICE, day_iso(&c->mem, c->today));
}

Fail task_roll(Ctx *c)
{
    Day day;
    Moves m = {0};
    TRY(count_day(c, &day));
    if (day == c->today) return OK;
    if (day != NO_DAY && day < c->today) TRY(gather_moves(c, day, &m));
    else {
        TRY(past_forget(c, day == NO_DAY ? NO_DAY : c->today));
        TRY(count_anew(c));
    }
    return move_all(c, &m);
}

/* -- for who reads before that ------------------------------------------------------------------------------------- */

static Fail make_moves(Ctx *c, int64_t of, const void **made)
{
    Moves *m = NEW(&c->mem, Moves, 1);
    Day from;
    c->today = (Day)of;
    *made = m;
    TRY(count_day(c, &from));
    return gather_moves(c, from, m);
}

Fail counts_rolled_on(Ctx *c, Id plan, TaskGrain grain, TaskPlanCountList *list)
{
    const void *made;
    TRY(store_memo(c, make_moves, c->today, &made));
    const Moves *m = made;
    for (size_t i = 0; i < m->all.n; i++) {
        const Moved *k = m->all.at[i];
        if (k->grain == grain && (!plan || k->plan == plan))
            *list_add(&c->mem, list) = (TaskPlanCount){k->plan, {k->item, k->n}};
    }
    return OK;
}

/* -- with an act ----------------------------------------------------------------------------------------------------
 */

/* An act that began before midnight and waited comes when the counters hold for the new day: it is kept on that one, or
 * all would be counted anew for it, and once more for the next.  (Whether a clock was set back the server's job sees.)
 */
Fail task_roll_for_act(Ctx *c)
{
    Day day;
    TRY(count_day(c, &day));
    if (day == c->today + 1) c->today = day;
    return task_roll(c);
}

/* -- beside the writer -------------------------------------------------------------------------------------------- */

/* What was gathered from a reader's snapshot holds in a write when nobody did anything since: each act is in the
 * journal. */
typedef struct {
    Day from, to;
    int64_t acts;
    Moves moves;
    bool is_old;
} Beside;

static Fail look(Ctx *c, void *arg)
{
    Beside *b = arg;
    b->to = c->today;
    TRY(count_day(c, &b->from));
    if (b->from == NO_DAY || b->from >= b->to) return OK;
    TRY(journal_count(c, &b->acts));
    return gather_moves(c, b->from, &b->moves);
}

static Fail move_beside(Ctx *c, void *arg)
{
    Beside *b = arg;
    Day from;
    int64_t acts;
    TRY(count_day(c, &from));
    TRY(journal_count(c, &acts));
    b->is_old = from != b->from || acts != b->acts || c->today != b->to;
    return b->is_old ? OK : move_all(c, &b->moves);
}

static Fail roll(Ctx *c, void *unused)
{
    (void)unused;
    return task_roll(c);
}

Fail task_roll_beside(Ctx *c, Store *store)
{
    enum { TRIES = 3, CLOCKS_DIFFER_MS = 5 * 60 * 1000 };
    for (int i = 0; i < TRIES; i++) {
        Beside b = {0};
        TRY(store_read_begin(c));
        Fail result = look(c, &b);
        store_read_end(c);
        if (result || b.from == b.to) return result;
        /* Another copy's clock is a little ahead: its day comes here, too. */
        if (b.from == b.to + 1 && day_at(c->now + CLOCKS_DIFFER_MS) == b.from) return OK;
        if (b.from == NO_DAY || b.from > b.to) break;
        TRY(store_write(c, store, move_beside, &b));
        if (!b.is_old) return OK;
    }
    return store_write(c, store, roll, NULL);
}
