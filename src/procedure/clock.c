// SPDX-License-Identifier: Apache-2.0
/* clock.c -- time that runs between moves: when it begins, stands still, is over. */
#include "org/org.h"
#include "procedure/act.h"
#include "viet/workday.h"

const char *const clock_states[CLOCK_STATES] = {"running", "paused", "done", "over"};

/* -- arithmetic ------------------------------------------------------------------------------------------------------
 */

/* The day itself, or the next working day behind it. */
static Day on_workday(const Workdays *w, Day d) { return workday_is(w, d) ? d : workday_add(w, d, 1); }

static void runs_to(const Workdays *w, ClockRow *k, Day to)
{
    k->runs_to = to;
    k->due = on_workday(w, to);
}

void clock_begin(const Workdays *w, ClockRow *k, Day on, int days, bool is_calendar)
{
    k->begun = on, k->state = CLOCK_RUNNING, k->paused = NO_DAY, k->days_left = 0;
    runs_to(w, k, is_calendar ? on + days : workday_add(w, on, days));
}

void clock_pause(const Workdays *w, ClockRow *k, Day on, bool is_calendar)
{
    k->state = CLOCK_PAUSED, k->paused = on;
    k->days_left = is_calendar ? k->runs_to - on : workday_count(w, on, k->runs_to);
}

void clock_resume(const Workdays *w, ClockRow *k, Day on, bool is_calendar)
{
    k->state = CLOCK_RUNNING, k->paused = NO_DAY;
    if (k->days_left < 0) return; /* it was over before it stood still: it stays so */
    runs_to(w, k, is_calendar || !k->days_left ? on + k->days_left : workday_add(w, on, k->days_left));
}

/* So many days of its kind before its last. */
static Day warn_day(const Workdays *w, const ProcedureClock *k, Day due)
{
    if (!k->warns) return NO_DAY;
    return k->is_calendar || k->until ? due - k->warns : workday_before(w, due, k->warns);
}

/* -- in the store ----------------------------------------------------------------------------------------------------
 */

static Str day_or_empty(Ctx *c, Day d) { return d == NO_DAY ? S("") : day_iso(&c->mem, d); }
static Day day_or_none(Str s) { return s.n ? day_parse_iso(s) : NO_DAY; }

#define COLUMNS                                                                                                        \
    "SELECT dossier_id, name, label, state, begun, runs_to, due, days_left, paused, warns, is_ended FROM "             \
    "dossier_clock "

static ClockRow read_clock(Rows *r)
{
    ClockRow k = {.dossier = row_integer(r, 0),
                  .name = row_text(r, 1),
                  .label = row_text(r, 2),
                  .begun = day_or_none(row_text(r, 4)),
                  .runs_to = day_or_none(row_text(r, 5)),
                  .due = day_or_none(row_text(r, 6)),
                  .days_left = (int)row_integer(r, 7),
                  .paused = day_or_none(row_text(r, 8)),
                  .warns = day_or_none(row_text(r, 9)),
                  .is_ended = row_integer(r, 10)};
    for (int i = 0; i < CLOCK_STATES; i++)
        if (str_equal(row_text(r, 3), str_of(clock_states[i]))) k.state = (ClockState)i;
    return k;
}

bool clock_is_calendar(const Procedure *p, Str name)
{
    for (size_t i = 0; i < p->clocks; i++)
        if (str_equal(p->clock[i].name, name)) return p->clock[i].is_calendar || p->clock[i].until;
    return false;
}

Fail dossier_clocks(Ctx *c, Id id, ClockRows *clocks)
{
    Rows r;
    *clocks = (ClockRows){0};
    TRY(store_query(c, &r, COLUMNS "WHERE office_id = $1 AND dossier_id = $2 ORDER BY begun, name", OFFICE, id));
    while (rows_next(&r)) *list_add(&c->mem, clocks) = read_clock(&r);
    return rows_end(&r);
}

Fail clock_save(Ctx *c, const ClockRow *k)
{
    return store_run(c,
                     "INSERT INTO dossier_clock (office_id, dossier_id, name, label, state, begun, runs_to, due, "
                     "days_left, paused, warns, is_ended) "
                     "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (office_id, dossier_id, "
                     "name) DO UPDATE SET "
                     "label = excluded.label, state = excluded.state, begun = excluded.begun, runs_to = "
                     "excluded.runs_to, due = excluded.due, "
                     "days_left = excluded.days_left, paused = excluded.paused, warns = excluded.warns, is_ended = "
                     "excluded.is_ended",
                     OFFICE, k->dossier, k->name, k->label, clock_states[k->state], day_or_empty(c, k->begun),
                     day_or_empty(c, k->runs_to), day_or_empty(c, k->due), k->days_left, day_or_empty(c, k->paused),
                     day_or_empty(c, k->warns), k->is_ended);
}

static bool is_among(const ProcedureMove *const *moves, size_t n, const ProcedureMove *m)
{
    for (size_t i = 0; i < n; i++)
        if (moves[i] == m) return true;
    return false;
}

ClockRow *clock_named(ClockRows *rows, Str name)
{
    for (size_t i = 0; i < rows->n; i++)
        if (str_equal(rows->at[i].name, name)) return &rows->at[i];
    return NULL;
}

/* A clock whose last day an expression gives: none when it gives no day. */
static bool begin_clock(Ctx *c, const Workdays *w, const Dossier *d, const ProcedureClock *of, ClockRow *k)
{
    *k = (ClockRow){.dossier = d->row.id, .name = of->name, .label = of->label.text};
    clock_begin(w, k, c->today, of->days, of->is_calendar);
    if (of->until) {
        Scope s = dossier_scope(c, d, c->today);
        Answer last = expression_value(of->until, &s);
        Day day = last.kind == IS_DAY ? last.day : last.kind == IS_TEXT ? day_parse_iso(last.text) : NO_DAY;
        if (day == NO_DAY) return false;
        k->runs_to = k->due = day;
    }
    k->warns = warn_day(w, of, k->due);
    return true;
}

/* Of those that are there, *rows: the one is changed or added, and saved. */
static Fail move_clock(Ctx *c, const Workdays *w, const Dossier *d, const ProcedureClock *of, ClockRows *rows,
                       const ProcedureMove *m, const ProcedureState *from)
{
    const Procedure *p = d->version.procedure;
    ClockRow fresh, *k = clock_named(rows, of->name);
    bool pauses = of->pauses & state_bit(p, d->state), paused = from && of->pauses & state_bit(p, from);
    bool is_live = k && (k->state == CLOCK_RUNNING || k->state == CLOCK_PAUSED);
    if (is_live && (is_among(of->stops, of->n_stops, m) || d->state->kind == STATE_ENDED)) k->state = CLOCK_DONE;
    else if (is_among(of->starts, of->n_starts, m) && d->state->kind != STATE_ENDED) {
        if (!begin_clock(c, w, d, of, &fresh)) return OK;
        if (!k) k = list_add(&c->mem, rows);
        *k = fresh;
        if (pauses) clock_pause(w, k, c->today, of->is_calendar);
    } else if (is_live && pauses && k->state == CLOCK_RUNNING && !of->until)
        clock_pause(w, k, c->today, of->is_calendar);
    else if (is_live && paused && !pauses && k->state == CLOCK_PAUSED) {
        clock_resume(w, k, c->today, of->is_calendar);
        k->warns = warn_day(w, of, k->due);
    } else return OK;
    return clock_save(c, k);
}

/* The nearest last day of those that run. */
static Day nearest_due(const ClockRows *rows)
{
    Day due = NO_DAY;
    for (size_t i = 0; i < rows->n; i++)
        if (rows->at[i].state == CLOCK_RUNNING && (due == NO_DAY || rows->at[i].due < due)) due = rows->at[i].due;
    return due;
}

Fail clocks_move(Ctx *c, Dossier *d, const ProcedureMove *m, const ProcedureState *from)
{
    ClockRows rows = {0};
    const Procedure *p = d->version.procedure;
    if (!p->clocks) return OK;
    if (from) TRY(dossier_clocks(c, d->row.id, &rows)); /* one that begins has none */
    for (size_t i = 0; i < p->clocks; i++) TRY(move_clock(c, workdays(), d, &p->clock[i], &rows, m, from));
    d->row.due = nearest_due(&rows);
    return dossier_open_more(c, d);
}
