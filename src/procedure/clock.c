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

Fail dossier_clocks(Ctx *c, Id id, ClockRows *clocks)
{
    Rows r;
    *clocks = (ClockRows){0};
    TRY(store_query(c, &r, COLUMNS "WHERE office_id = $1 AND dossier_id = $2 ORDER BY begun, name", OFFICE, id));
    while (rows_next(&r)) *list_add(&c->mem, clocks) = read_clock(&r);
    return rows_end(&r);
}

static Fail save_clock(Ctx *c, const ClockRow *k)
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

static ClockRow *clock_named(ClockRows *rows, Str name)
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

static Fail move_clock(Ctx *c, const Workdays *w, const Dossier *d, const ProcedureClock *of, ClockRow *k,
                       const ProcedureMove *m, const ProcedureState *from)
{
    const Procedure *p = d->version.procedure;
    ClockRow fresh;
    bool pauses = of->pauses & state_bit(p, d->state), paused = from && of->pauses & state_bit(p, from);
    bool is_live = k && (k->state == CLOCK_RUNNING || k->state == CLOCK_PAUSED);
    if (is_live && (is_among(of->stops, of->n_stops, m) || d->state->kind == STATE_ENDED)) k->state = CLOCK_DONE;
    else if (is_among(of->starts, of->n_starts, m) && d->state->kind != STATE_ENDED) {
        if (!begin_clock(c, w, d, of, &fresh)) return OK;
        k = &fresh;
        if (pauses) clock_pause(w, k, c->today, of->is_calendar);
    } else if (is_live && pauses && k->state == CLOCK_RUNNING && !of->until)
        clock_pause(w, k, c->today, of->is_calendar);
    else if (is_live && paused && !pauses && k->state == CLOCK_PAUSED) {
        clock_resume(w, k, c->today, of->is_calendar);
        k->warns = warn_day(w, of, k->due);
    } else return OK;
    return save_clock(c, k);
}

/* The nearest last day of those that run. */
static Fail find_due(Ctx *c, Dossier *d)
{
    ClockRows rows;
    TRY(dossier_clocks(c, d->row.id, &rows));
    d->row.due = NO_DAY;
    for (size_t i = 0; i < rows.n; i++)
        if (rows.at[i].state == CLOCK_RUNNING && (d->row.due == NO_DAY || rows.at[i].due < d->row.due))
            d->row.due = rows.at[i].due;
    return OK;
}

Fail clocks_move(Ctx *c, Dossier *d, const ProcedureMove *m, const ProcedureState *from)
{
    int bad;
    ClockRows rows;
    const Procedure *p = d->version.procedure;
    if (!p->clocks) return OK;
    const Workdays *w = workdays_load(&c->mem, (Str){0}, &bad);
    TRY(dossier_clocks(c, d->row.id, &rows));
    for (size_t i = 0; i < p->clocks; i++)
        TRY(move_clock(c, w, d, &p->clock[i], clock_named(&rows, p->clock[i].name), m, from));
    TRY(find_due(c, d));
    return dossier_open_more(c, d);
}

/* -- what is due -----------------------------------------------------------------------------------------------------
 */

static Fail warn_deciders(Ctx *c, Dossier *d, const ClockRow *k)
{
    const Effect letter = {.kind = EFFECT_MAIL,
                           .what = S("deciders"),
                           .subject = {S("Hồ sơ ${_so} sắp đến hạn")},
                           .text = {str_format(&c->mem, "Hồ sơ ${_so}, thủ tục “${_thu_tuc}”: %.*s là ngày %.*s.",
                                               STR_ARGS(k->label), STR_ARGS(day_vietnamese(&c->mem, k->due)))}};
    return effects_run(c, d, &(EffectList){&letter, 1});
}

static Fail end_clock(Ctx *c, Dossier *d, const ProcedureClock *of)
{
    for (size_t i = 0; of && i < of->end.n; i++) {
        const Effect *e = &of->end.at[i];
        bool may;
        if (e->kind != EFFECT_MOVE) {
            TRY(effects_run(c, d, &(EffectList){e, 1}));
            continue;
        }
        TRY(move_allows(c, d, e->move, AS_CLOCK, &may));
        if (!may) continue; /* somebody went on before */
        Dossier after;
        TRY(dossier_move(c, d->row.id, &(MoveOrder){.move = e->move->name, .as = AS_CLOCK}, &after));
        *d = after;
    }
    return OK;
}

typedef struct {
    Id dossier;
    Str name;
} DueClock;

/* One clock: warned of, or ended, once; looked at again inside of the write. */
static Fail run_clock(Ctx *c, void *arg)
{
    const DueClock *due = arg;
    ClockRows rows;
    Dossier d;
    const ProcedureClock *of = NULL;
    TRY(dossier_by_id(c, due->dossier, &d));
    TRY(dossier_clocks(c, due->dossier, &rows));
    ClockRow *k = clock_named(&rows, due->name);
    if (!k || k->state != CLOCK_RUNNING) return OK;
    for (size_t i = 0; i < d.version.procedure->clocks; i++)
        if (str_equal(d.version.procedure->clock[i].name, k->name)) of = &d.version.procedure->clock[i];
    if (k->warns != NO_DAY && k->warns <= c->today) {
        k->warns = NO_DAY;
        TRY(save_clock(c, k));
        if (k->due >= c->today) TRY(warn_deciders(c, &d, k));
    }
    if (k->due >= c->today || k->is_ended) return OK;
    k->is_ended = true;
    if (of && of->end.n && !of->n_stops) k->state = CLOCK_OVER;
    TRY(save_clock(c, k));
    TRY(dossier_note(c, &d, (NewEntry){.kind = "clock", .text = k->label, .is_applicant = true}));
    return end_clock(c, &d, of);
}

enum { CLOCKS_STEP = 200 };

static Fail due_clocks(Ctx *c, DueClock *due, int *n)
{
    Rows r;
    Str today = day_iso(&c->mem, c->today);
    *n = 0;
    TRY(store_query(c, &r,
                    "SELECT dossier_id, name FROM dossier_clock WHERE office_id = $1 AND state = 'running' AND "
                    "((due < $2 AND is_ended = 0) OR (warns <> '' AND warns <= $2)) ORDER BY due, dossier_id LIMIT $3",
                    OFFICE, today, (int)CLOCKS_STEP));
    while (rows_next(&r)) due[(*n)++] = (DueClock){row_integer(&r, 0), row_text(&r, 1)};
    return rows_end(&r);
}

Fail clocks_run(Ctx *c, Store *store, int *done)
{
    DueClock due[CLOCKS_STEP];
    int n = CLOCKS_STEP;
    *done = 0;
    while (n == CLOCKS_STEP) {
        int failed = 0;
        TRY(due_clocks(c, due, &n));
        for (int i = 0; i < n; i++) {
            /* One that cannot be ended keeps no other from its turn; it is tried again at the next run. */
            if (store_write(c, store, run_clock, &due[i])) c->why[0] = 0, failed++;
            else (*done)++;
        }
        if (failed) break;
    }
    return OK;
}
