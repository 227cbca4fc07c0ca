// SPDX-License-Identifier: Apache-2.0
/* The memory of a POST is used again by the next: what it took beyond the usual is gone by then, and nothing that was
 * taken is asked of the system anew. */
#include "base/testing.h"
#include "http/exchange.h"
#include <stdlib.h>
#include <sys/mman.h>

enum { ROOM = 4 << 20, FAR = 2 << 20, PAGE = 4096 };

static int begin(void **state)
{
    Loop *loop = calloc(1, sizeof *loop);
    loop->server = calloc(1, sizeof *loop->server);
    loop->server->o.room = ROOM;
    *state = loop;
    return 0;
}

static int end(void **state)
{
    Loop *loop = *state;
    while (loop->n_spare) arena_release(&loop->spare[--loop->n_spare]);
    free(loop->server);
    free(loop);
    return 0;
}

static bool is_in_memory(const char *page)
{
    unsigned char there;
    uintptr_t at = (uintptr_t)page & ~(uintptr_t)(PAGE - 1);
    assert_int_equal(mincore((void *)at, 1, &there), 0);
    return there & 1;
}

/* Takes n bytes, fills those behind `from`, and is over. */
static char *post(Loop *loop, size_t n, size_t from)
{
    Arena whole = loop_arena(loop), mem = whole;
    char *p = arena_bytes(&mem, n);
    memset(p + from, 'x', n - from);
    loop_arena_back(loop, whole);
    return p;
}

static void what_a_small_post_took_stays(void **state)
{
    Loop *loop = *state;
    char *p = post(loop, PAGE, 0);
    for (int i = 0; i < 2 * SPARE_LOOKED_AT; i++) assert_ptr_equal(post(loop, PAGE, 0), p);
    assert_int_equal(loop->n_spare, 1);
    assert_true(is_in_memory(p));
}

static void what_a_large_post_took_beyond_goes_back(void **state)
{
    Loop *loop = *state;
    post(loop, PAGE, 0); /* the first is looked at anyway */
    for (int i = 0; i < 2; i++) {
        char *p = post(loop, FAR + 1, 0);
        assert_true(is_in_memory(p));
        assert_false(is_in_memory(p + SPARE_TOUCHED_MAX));
        assert_false(is_in_memory(p + FAR));
    }
}

/* A block that nobody filled where the mark lies. */
static void what_jumped_the_mark_goes_back_after_some_others(void **state)
{
    Loop *loop = *state;
    post(loop, PAGE, 0);
    char *p = post(loop, FAR + 1, FAR);
    for (int i = 0; i < SPARE_LOOKED_AT; i++) post(loop, PAGE, 0);
    assert_false(is_in_memory(p + FAR));
}

static void of_a_crowd_no_more_are_kept_than_there_is_room_for(void **state)
{
    Loop *loop = *state;
    Arena crowd[SPARE_ARENAS + 8];
    for (int i = 0; i < SPARE_ARENAS + 8; i++) crowd[i] = loop_arena(loop);
    for (int i = 0; i < SPARE_ARENAS + 8; i++) loop_arena_back(loop, crowd[i]);
    assert_int_equal(loop->n_spare, SPARE_ARENAS);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, begin, end)
    const struct CMUnitTest tests[] = {T(what_a_small_post_took_stays), T(what_a_large_post_took_beyond_goes_back),
                                       T(what_jumped_the_mark_goes_back_after_some_others),
                                       T(of_a_crowd_no_more_are_kept_than_there_is_room_for)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
