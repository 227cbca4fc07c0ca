// SPDX-License-Identifier: Apache-2.0
/* share.c -- parts of a whole, compared exactly: no floating point. */
#include "figures/figures.h"

static int64_t done(const Counts *n) { return n->class[CLASS_IN_TIME] + n->class[CLASS_LATE]; }

Share share_in_time(const Counts *n) { return (Share){n->class[CLASS_IN_TIME], done(n)}; }
Share share_done(const Counts *n) { return (Share){done(n), count_total(n) - n->class[CLASS_CANCELLED]}; }
Share share_overdue(const Counts *n) { return (Share){n->class[CLASS_OVERDUE], count_total(n)}; }

int share_compare(Share x, Share y)
{
    if (!x.base || !y.base) return (x.base > 0) - (y.base > 0);
    int64_t left = x.part * y.base, right = y.part * x.base;
    return (left > right) - (left < right);
}
