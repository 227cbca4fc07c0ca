// SPDX-License-Identifier: Apache-2.0
/* gate_testing.h -- who stands behind a request, for tests of the server alone: a gate that keeps nothing; a test says
 * who holds a token and what they may do. */
#pragma once
#include "http/gate.h"

static inline void *gate_begin(Store *store) { return store; }
static inline void gate_end(void *memory) { (void)memory; }
static inline const char *gate_first(const Actor *a, const Route *row) { return (void)a, (void)row, NULL; }
static inline bool gate_is_fresh(const Actor *a, int64_t now) { return (void)a, (void)now, false; }

/* Further members may follow: GATE_OF(gate_who, gate_may, gate_may_at, .still = gate_still). */
#define GATE_OF(who_, may_, may_at_, ...)                                                                              \
    {                                                                                                                  \
        .begin = gate_begin, .end = gate_end, .who = (who_), .may = (may_), .may_at = (may_at_),                       \
        .must_first = gate_first, .is_fresh = gate_is_fresh, .sign_in = "/vao", .sign_out = "/ra",                     \
        .choose_duty = "/nhiem-vu", .account = "/toi" __VA_OPT__(, ) __VA_ARGS__                                       \
    }
