// SPDX-License-Identifier: Apache-2.0
#include "base/id.h"
#include <stdatomic.h>

enum { COUNTER_BITS = 13, NODE_BITS = 8 };
static const int64_t epoch_ms = 1577836800000; /* 2020-01-01T00:00:00Z */

static _Atomic int64_t last; /* milliseconds and counter of the newest identifier, without the node */
static unsigned node;

void id_set_node(unsigned n) { node = n & ((1u << NODE_BITS) - 1); }

Id id_new(int64_t now_ms)
{
    int64_t earliest = (now_ms - epoch_ms) << COUNTER_BITS, old = atomic_load(&last), next;
    do next = old < earliest ? earliest : old + 1;
    while (!atomic_compare_exchange_weak(&last, &old, next));
    int64_t ms = next >> COUNTER_BITS, counter = next & ((1 << COUNTER_BITS) - 1);
    return ms << (NODE_BITS + COUNTER_BITS) | (int64_t)node << COUNTER_BITS | counter;
}
