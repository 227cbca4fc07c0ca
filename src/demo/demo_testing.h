// SPDX-License-Identifier: Apache-2.0
/* demo_testing.h -- what the tests of demo/ share; for *_test.c only. */
#pragma once
#include "demo/demo.h"
#include "http/world.h"
#include "work/work.h"

static inline Fail agencies(Ctx *c, void *unused)
{
    (void)unused;
    return org_ensure_shipped(c);
}

static inline int64_t number(World *w, Rows *r)
{
    assert_true(rows_next(r));
    int64_t n = row_integer(r, 0);
    must(rows_end(r));
    return n;
}
#define count(sql, ...)                                                                                                \
    ({                                                                                                                 \
        Rows r;                                                                                                        \
        must(store_query(&w->c, &r, "SELECT count(*) FROM " sql __VA_OPT__(, ) __VA_ARGS__));                          \
        number(w, &r);                                                                                                 \
    })
