// SPDX-License-Identifier: Apache-2.0
/* mass.c -- jobs that delete or lock much at once ask first.
 *
 * Two things make a job suspect.  The clock: the jobs run each hour, so when more than MASS_CLOCK_DAYS lie between two
 * runs (before the first one: since the last row of the journal), either nothing ran for so long, or the clock is
 * wrong, or an old backup was put back; nobody but a person can tell, and until they do no job does anything.  And the
 * number: more than `few` and more than MASS_SHARE of all at once. */
#include "base/out.h"
#include "privacy/inside.h"
#include <stdio.h>

/* -- the clock ------------------------------------------------------------------------------------------------ */

static Fail read_clock(Ctx *c, int64_t *seen, int64_t *jumped_from)
{
    Rows r;
    TRY(store_query(c, &r, "SELECT seen_at, jumped_from FROM keeping_clock WHERE office_id = $1", OFFICE));
    bool found = rows_next(&r);
    *seen = found ? row_integer(&r, 0) : 0;
    *jumped_from = found ? row_integer(&r, 1) : 0;
    TRY(rows_end(&r));
    if (found) return OK;
    TRY(store_one(c, &r, "SELECT coalesce(max(n), 0) FROM journal_row WHERE office_id = $1", OFFICE));
    int64_t last = row_integer(&r, 0);
    TRY(rows_end(&r));
    TRY(store_query(c, &r, "SELECT at FROM journal_row WHERE office_id = $1 AND n = $2", OFFICE, last));
    *seen = rows_next(&r) ? row_integer(&r, 0) : c->now;
    return rows_end(&r);
}

static Fail keep_clock(Ctx *c, int64_t seen, int64_t jumped_from)
{
    return store_run(c,
                     "INSERT INTO keeping_clock (office_id, seen_at, jumped_from) VALUES ($1, $2, $3) "
                     "ON CONFLICT (office_id) DO UPDATE SET seen_at = $2, jumped_from = $3",
                     OFFICE, seen, jumped_from);
}

/* A clock that goes back makes nothing too old; one that came back to where it was is right again. */
static Fail look_at_clock(Ctx *c, bool *believed)
{
    int64_t seen, from;
    TRY(read_clock(c, &seen, &from));
    int64_t since = from ? from : seen;
    *believed = c->now - since <= MASS_CLOCK_DAYS * DAY_MS;
    return *believed ? keep_clock(c, c->now, 0) : keep_clock(c, seen, since);
}

Fail clock_is_believed(Ctx *c, bool *believed)
{
    int64_t seen, from;
    TRY(read_clock(c, &seen, &from));
    *believed = !from;
    return OK;
}

Fail clock_trust(Ctx *c)
{
    int64_t seen, from;
    TRY(read_clock(c, &seen, &from));
    TRY(keep_clock(c, c->now, 0));
    if (!from) return OK;
    Str day = day_iso(&c->mem, day_at(from));
    return journal_write(c, (JournalEntry){.act = "Xác nhận đồng hồ đúng", .object = "retention", .before = day});
}

/* -- what was held -------------------------------------------------------------------------------------------- */

static Fail read_holds(Ctx *c, MassHold holds[MASS_JOBS])
{
    Rows r;
    for (int i = 0; i < MASS_JOBS; i++)
        holds[i] = (MassHold){.key = mass_jobs[i].key,
                              .title = mass_jobs[i].title,
                              .unit = mass_jobs[i].unit,
                              .effect = mass_jobs[i].effect};
    TRY(store_query(
        c, &r, "SELECT job, wanted, things, is_clock, asked_at, dismissed_at FROM keeping_hold WHERE office_id = $1",
        OFFICE));
    while (rows_next(&r))
        for (int i = 0; i < MASS_JOBS; i++) {
            if (!str_equal(row_text(&r, 0), str_of(mass_jobs[i].key))) continue;
            holds[i].wanted = row_integer(&r, 1), holds[i].things = row_integer(&r, 2);
            holds[i].is_clock = row_integer(&r, 3) != 0;
            holds[i].asked_at = row_integer(&r, 4), holds[i].dismissed_at = row_integer(&r, 5);
        }
    return rows_end(&r);
}

static Fail drop_hold(Ctx *c, const MassHold *h)
{
    if (!h->asked_at) return OK;
    return store_run(c, "DELETE FROM keeping_hold WHERE office_id = $1 AND job = $2", OFFICE, str_of(h->key));
}

static Str in_words(Ctx *c, const MassHold *h)
{
    return str_format(&c->mem, "%s: %lld trên %lld %s", h->title, (long long)h->wanted, (long long)h->things, h->unit);
}

static Fail hold(Ctx *c, const MassHold *h)
{
    bool again = h->asked_at && !h->dismissed_at;
    TRY(store_run(c,
                  "INSERT INTO keeping_hold (office_id, job, wanted, things, is_clock, asked_at, dismissed_at) "
                  "VALUES ($1, $2, $3, $4, $5, $6, 0) ON CONFLICT (office_id, job) DO UPDATE SET wanted = $3, "
                  "things = $4, is_clock = $5, asked_at = $6, dismissed_at = 0",
                  OFFICE, str_of(h->key), h->wanted, h->things, (int)h->is_clock, again ? h->asked_at : c->now));
    if (again) return OK;
    fprintf(stderr, "ngayso: dừng lại chờ người quản trị quyết định ở " MASS_PATH ": %s (%lld %s)\n", h->title,
            (long long)h->wanted, h->unit);
    return journal_write(c, (JournalEntry){.act = "Dừng việc xóa dữ liệu, chờ quyết định",
                                           .object = "retention",
                                           .title = in_words(c, h),
                                           .after = h->is_clock ? S("đồng hồ nhảy") : S("quá nhiều một lúc")});
}

/* -- running -------------------------------------------------------------------------------------------------- */

static Fail run_one(Ctx *c, const MassJob *job, MassHold *h, bool believed, int64_t *done)
{
    int64_t n, all;
    TRY(job->count(c, &n, &all));
    if (!n) return drop_hold(c, h);
    bool rests =
        h->dismissed_at && c->now - h->dismissed_at < MASS_DISMISSED_DAYS * DAY_MS && c->now >= h->dismissed_at;
    if (rests) return OK;
    h->wanted = n, h->things = all, h->is_clock = !believed;
    if (!believed || (n > job->few && n * 100 > all * MASS_SHARE)) return hold(c, h);
    TRY(drop_hold(c, h));
    return job->run(c, done);
}

Fail mass_run(Ctx *c, int64_t done[MASS_JOBS])
{
    bool believed;
    MassHold holds[MASS_JOBS];
    TRY(look_at_clock(c, &believed));
    TRY(read_holds(c, holds));
    for (int i = 0; i < MASS_JOBS; i++) TRY(run_one(c, &mass_jobs[i], &holds[i], believed, &done[i]));
    return OK;
}

/* -- deciding ------------------------------------------------------------------------------------------------- */

Fail mass_state(Ctx *c, MassState *state)
{
    IdList locked;
    int64_t seen;
    *state = (MassState){0};
    TRY(read_clock(c, &seen, &state->jumped_from));
    TRY(read_holds(c, state->holds));
    for (int i = 0; i < MASS_JOBS; i++) {
        const MassHold *h = &state->holds[i];
        state->waiting += h->asked_at && !h->dismissed_at;
    }
    TRY(idle_locked(c, &locked));
    state->idle_locked = (int64_t)locked.n;
    return OK;
}

static Fail find_held(Ctx *c, Str key, MassHold *h, const MassJob **job)
{
    MassHold holds[MASS_JOBS];
    TRY(read_holds(c, holds));
    for (int i = 0; i < MASS_JOBS; i++)
        if (str_equal(key, str_of(mass_jobs[i].key)) && holds[i].asked_at && !holds[i].dismissed_at) {
            *h = holds[i];
            *job = &mass_jobs[i];
            return OK;
        }
    return fail(c, FAIL_CONFLICT, "Việc này không còn chờ quyết định. Hãy tải lại trang.");
}

Fail mass_confirm(Ctx *c, Str key, int64_t seen, int64_t *done)
{
    MassHold h;
    const MassJob *job;
    int64_t n, all;
    *done = 0;
    TRY(find_held(c, key, &h, &job));
    TRY(job->count(c, &n, &all));
    if (n > seen)
        return fail(c, FAIL_CONFLICT, "Nay là %lld %s, không phải %lld như lúc bạn xem. Hãy xem lại rồi quyết định.",
                    (long long)n, job->unit, (long long)seen);
    TRY(drop_hold(c, &h));
    TRY(job->run(c, done));
    h.wanted = *done;
    return journal_write(
        c, (JournalEntry){.act = "Cho làm việc xóa dữ liệu đã dừng", .object = "retention", .title = in_words(c, &h)});
}

Fail mass_dismiss(Ctx *c, Str key)
{
    MassHold h;
    const MassJob *job;
    TRY(find_held(c, key, &h, &job));
    TRY(store_run(c, "UPDATE keeping_hold SET dismissed_at = $3 WHERE office_id = $1 AND job = $2", OFFICE,
                  str_of(h.key), c->now));
    return journal_write(
        c,
        (JournalEntry){.act = "Không làm việc xóa dữ liệu đã dừng", .object = "retention", .title = in_words(c, &h)});
}

/* -- each hour ------------------------------------------------------------------------------------------------ */

Fail privacy_purge_told(Ctx *c, Purged *done)
{
    int64_t n[MASS_JOBS] = {0};
    TRY(mass_run(c, n));
    *done = (Purged){.consents = n[MASS_CONSENTS],
                     .requests = n[MASS_REQUESTS],
                     .journal_rows = n[MASS_JOURNAL],
                     .locked = n[MASS_IDLE]};
    MassState state;
    TRY(mass_state(c, &state));
    done->waiting = state.waiting;
    done->clock_believed = !state.jumped_from;
    if (!done->consents && !done->requests && !done->journal_rows) return OK;
    Str what = str_format(&c->mem, "%lld dòng nhật ký, %lld lần đồng ý, %lld yêu cầu", (long long)done->journal_rows,
                          (long long)done->consents, (long long)done->requests);
    return journal_write(c, (JournalEntry){.act = "Xóa dữ liệu hết hạn", .object = "retention", .title = what});
}
