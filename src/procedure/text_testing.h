// SPDX-License-Identifier: Apache-2.0
/* text_testing.h -- what tests of a procedure's text begin with, for *_test.c only: a Ctx without a store. */
#pragma once
#include "base/testing.h"
#include "procedure/testing.h"

static Ctx c;
static Arena whole;

static int begin(void **state)
{
    (void)state;
    whole = arena_reserve(256 << 20);
    c = (Ctx){.mem = whole, .today = day_of(2024, 9, 28)};
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_back(&c.mem, whole);
    arena_release(&whole);
    return 0;
}
