// SPDX-License-Identifier: Apache-2.0
/* demo.h -- the province as it would look on 28 September 2024: the real plan, assigned on the 15th, and two weeks of
 * made-up work by every agency.  For whoever wants to understand the product in five minutes, for the benchmarks, and
 * for tests of the browser.
 *
 * Everything goes through the rules of the features, day by day, so nothing is there that people could not have done.
 */
#pragma once
#include "base/list.h"
#include "store/store.h"

/* Everybody's password: printed, and good on this machine only (demo_is). */
#define DEMO_PASSWORD "bac giang ngay so 2024"

enum { DEMO_SEED = 136, DEMO_TASKS_MAX = 2000000 };

typedef struct {
    const char *plan; /* file of the plan that is assigned; NULL = Bắc Giang's, which the program has */
    unsigned seed;    /* the same seed, the same two weeks */
    int tasks;        /* add more, by the same rules, until there are so many; 0 = only those of the plan */
    Day last;         /* the last day that is lived; 0 = demo_today().  A later one: in the week before it everything is
                       * brought to an end, with evidence, and every question gets its answer. */
    Fail (*evening)(Ctx *c, void *arg); /* called when a day was lived, as a reader; NULL = nobody looks */
    void *evening_arg;
} DemoOptions;

typedef struct {
    Str account, name, role, org, org_name; /* role as a page says it */
} DemoAccount;
typedef LIST(DemoAccount) DemoAccountList;

/* Somebody in each role, for links that let a newcomer look around as them. */
typedef struct {
    const char *account, *role;
} DemoGuest;
enum { DEMO_GUESTS = 6 };
extern const DemoGuest demo_guests[DEMO_GUESTS];

/* The last day of the two weeks: serve with it as today. */
Day demo_today(void);

/* Fill a store that is empty but for its agencies.  FAIL_CONFLICT with a sentence when there is a plan already;
 * `accounts` are in c's memory, those that a newcomer should try first at the beginning. */
Fail demo_make(Ctx *c, Store *store, const DemoOptions *o, DemoAccountList *accounts) CHECKED;

/* True when the store was made by demo_make: it must not be reachable from other machines. */
Fail demo_is(Ctx *c, bool *is) CHECKED;
