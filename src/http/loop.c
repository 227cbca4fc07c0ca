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

Arena loop_arena(Loop *loop)
{
    return loop->n_spare ? loop->spare[--loop->n_spare] : arena_reserve(loop->server->o.room);
}

/* Those of a crowd go back to the system, and so does what one grew beyond the usual.  How far it grew nobody knows:
 * what failed or was scratch was given back to the arena before, though its pages are still there. */
void loop_arena_back(Loop *loop, Arena whole)
{
    size_t room = (size_t)(whole.end - whole.at);
    bool clean =
        room <= SPARE_TOUCHED_MAX || !madvise(whole.at + SPARE_TOUCHED_MAX, room - SPARE_TOUCHED_MAX, MADV_DONTNEED);
    if (clean && loop->n_spare < SPARE_ARENAS) loop->spare[loop->n_spare++] = whole;
    else arena_release(&whole);
}
