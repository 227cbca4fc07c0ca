// SPDX-License-Identifier: Apache-2.0
/* loop.c -- what an exchange asks of its loop: the hour, an arena, to be woken. */
#include "http/exchange.h"
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

int64_t ticks_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int64_t server_now(const Server *s)
{
    int64_t now = clock_ms();
    return s->o.is_of_today ? now + (s->o.today - day_at(now)) * INT64_C(86400000) : now;
}

Day server_today(const Server *s) { return s->o.today == NO_DAY ? day_at(clock_ms()) : s->o.today; }

/* -- who was answered on another thread ---------------------------------------------------------------------- */

void loop_ring(const Loop *loop)
{
    uint64_t one = 1;
    if (write(loop->wake, &one, sizeof one) < 0) return; /* full: it rings already */
}

void loop_finished(Loop *loop, Exchange *ex)
{
    pthread_mutex_lock(&loop->mutex);
    bool first = !loop->finished;
    ex->next = loop->finished;
    loop->finished = ex;
    pthread_mutex_unlock(&loop->mutex);
    if (first) loop_ring(loop);
}

/* -- arenas of POSTs ------------------------------------------------------------------------------------------- */

/* Lies at the end of what a POST usually takes, and is written over by one that takes more.  Only a large block that
 * nobody filled leaves it as it is: so arenas are looked at now and then all the same.  Itself it stays where it is: to
 * give a page back that was touched, all cores are interrupted. */
static const char untouched[] = "untouched";

static char *mark_of(Arena whole)
{
    return (size_t)(whole.end - whole.at) <= SPARE_TOUCHED_MAX ? NULL : whole.at + SPARE_TOUCHED_MAX - sizeof untouched;
}

static void set_mark(Arena whole)
{
    char *mark = mark_of(whole);
    if (mark) memcpy(mark, untouched, sizeof untouched);
}

Arena loop_arena(Loop *loop)
{
    if (loop->n_spare) return loop->spare[--loop->n_spare];
    Arena whole = arena_reserve(loop->server->o.room);
    set_mark(whole);
    return whole;
}

/* What it grew beyond the usual goes back to the system: how far that is nobody knows, for what failed or was scratch
 * was given back to the arena before, though its pages are still there. */
static bool cut_back(Loop *loop, Arena whole)
{
    char *mark = mark_of(whole);
    bool looked_at = loop->given_back++ % SPARE_LOOKED_AT == 0;
    if (!mark || (!looked_at && !memcmp(mark, untouched, sizeof untouched))) return true;
    char *rest = whole.at + SPARE_TOUCHED_MAX;
    if (madvise(rest, (size_t)(whole.end - rest), MADV_DONTNEED)) return false;
    set_mark(whole);
    return true;
}

/* Those of a crowd go back, too. */
void loop_arena_back(Loop *loop, Arena whole)
{
    if (cut_back(loop, whole) && loop->n_spare < SPARE_ARENAS) loop->spare[loop->n_spare++] = whole;
    else arena_release(&whole);
}
