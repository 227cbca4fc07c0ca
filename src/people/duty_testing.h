// SPDX-License-Identifier: Apache-2.0
/* duty_testing.h -- people with duties, for their tests. */
#pragma once
#include "people/people_testing.h"

static inline Fail end_duty(Ctx *c, void *duty) { return duty_end(c, *(Id *)duty, c->today - 1); }

static inline Str offer_path(World *w, const SignedIn *to, const char *act)
{
    OfferList offers;
    w->c.now = clock_ms();
    assert_int_equal(offers_to(&w->c, to->person, &offers), OK);
    assert_int_equal(offers.n, 1);
    return str_format(&w->c.mem, "/toi/de-nghi/%lld/%s", (long long)offers.at[0].id, act);
}
