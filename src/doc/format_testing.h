// SPDX-License-Identifier: Apache-2.0
/* format_testing.h -- where the tests of formats work: room enough for the largest file that is read. */
#pragma once
#include "base/testing.h"
#include "doc/format_world.h"

static Arena whole;
static Ctx c;

static int begin(void **state)
{
    (void)state;
    whole = arena_reserve((size_t)1 << 30);
    c = (Ctx){.mem = whole};
    return 0;
}
static int end(void **state)
{
    (void)state;
    arena_back(&c.mem, whole);
    arena_release(&whole);
    return 0;
}
