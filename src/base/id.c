// SPDX-License-Identifier: Apache-2.0
#include "base/id.h"
#include <stdatomic.h>

enum { COUNTER_BITS = 13, NODE_BITS = 8 };
static const int64_t epoch_ms = 1577836800000; /* 2020-01-01T00:00:00Z */

static _Atomic int64_t last; /* milliseconds and counter of the newest identifier, without the node */
static _Atomic unsigned node;

static Id id_of(int64_t counted)
{
    int64_t ms = counted >> COUNTER_BITS, counter = counted & ((1 << COUNTER_BITS) - 1);
    return ms << (NODE_BITS + COUNTER_BITS) | (int64_t)atomic_load(&node) << COUNTER_BITS | counter;
}

void id_set_node(unsigned n, Id after)
{
    int64_t least = (after >> (NODE_BITS + COUNTER_BITS)) << COUNTER_BITS | (after & ((1 << COUNTER_BITS) - 1)),
            old = atomic_load(&last);
    while (old < least && !atomic_compare_exchange_weak(&last, &old, least)) {}
    atomic_store(&node, n & ((1u << NODE_BITS) - 1));
}

Id id_last(void) { return atomic_load(&last) ? id_of(atomic_load(&last)) : 0; }

Id id_from(int64_t ms) { return ms <= epoch_ms ? 0 : (ms - epoch_ms) << (NODE_BITS + COUNTER_BITS); }

Id id_new(int64_t now_ms)
{
    int64_t earliest = (now_ms - epoch_ms) << COUNTER_BITS, old = atomic_load(&last), next;
    do next = old < earliest ? earliest : old + 1;
    while (!atomic_compare_exchange_weak(&last, &old, next));
    return id_of(next);
}
