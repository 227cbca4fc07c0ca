// SPDX-License-Identifier: Apache-2.0
/* loop_test.c -- the memory of POSTs: kept for the next one, and no more of it than is usual. */
#include "base/testing.h"
#include "http/inside.h"
#include <stdlib.h>

enum { ROOM = 1 << 20, FAR = ROOM / 2 };

static Loop *made(Server *server)
{
    Loop *loop = calloc(1, sizeof *loop);
    if (!loop) abort();
    server->o.room = ROOM;
    loop->server = server;
    return loop;
}

/* Its pages are new ones then: nothing is left of what it held. */
static void what_one_took_beyond_the_usual_goes_back(void **state)
{
    static Server server;
    Loop *loop = made(&server);
    (void)state;
    for (int i = 0; i < 3; i++) {
        Arena whole = loop_arena(loop), a = whole;
        assert_int_equal(whole.at[FAR], 0);
        memset(arena_bytes(&a, ROOM - 100), 'x', ROOM - 100);
        loop_arena_back(loop, whole);
    }
    assert_int_equal(loop->n_spare, 1);
    arena_release(&loop->spare[0]);
    free(loop);
}

/* A block that nobody filled hides what lies behind it: at the latest after so many POSTs it is found. */
static void what_nobody_saw_goes_back_later(void **state)
{
    static Server server;
    Loop *loop = made(&server);
    (void)state;
    Arena whole = loop_arena(loop);
    loop_arena_back(loop, whole);
    whole = loop_arena(loop);
    whole.at[FAR] = 'x';
    for (int i = 0; i < SPARE_LOOKED_AT; i++) {
        loop_arena_back(loop, whole);
        whole = loop_arena(loop);
    }
    assert_int_equal(whole.at[FAR], 0);
    arena_release(&whole);
    free(loop);
}

static void those_of_a_crowd_are_not_kept(void **state)
{
    static Server server;
    static Arena all[SPARE_ARENAS + 3];
    Loop *loop = made(&server);
    (void)state;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) all[i] = loop_arena(loop);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) loop_arena_back(loop, all[i]);
    assert_int_equal(loop->n_spare, SPARE_ARENAS);
    while (loop->n_spare) arena_release(&loop->spare[--loop->n_spare]);
    free(loop);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_one_took_beyond_the_usual_goes_back),
        cmocka_unit_test(what_nobody_saw_goes_back_later),
        cmocka_unit_test(those_of_a_crowd_are_not_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
