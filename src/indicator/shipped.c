// SPDX-License-Identifier: Apache-2.0
/* shipped.c -- the sets that travel inside the program (data/indicators), as offers. */
#include "base/asset.h"
#include "indicator/source.h"
#include <assert.h>

Fail indicator_ensure_shipped(Ctx *c)
{
    for (const Asset *a = assets; a->name.n; a++) {
        IndicatorSet set, there;
        DesignProblems problems;
        Id id;
        if (!str_starts(a->name, S("indicators/"))) continue;
        bool good = indicator_from_yaml(c, a->bytes, &set, &problems);
        assert(good && "what is shipped was tested");
        (void)good;
        Fail found = indicator_set_by_code(c, set.code, &there);
        if (!found) continue;
        if (found != FAIL_MISSING) return found;
        c->why[0] = 0;
        TRY(indicator_set_put(c, &set, &id));
    }
    return OK;
}
