// SPDX-License-Identifier: Apache-2.0
/* command.c -- `ngayso demo`: make the data, print who may sign in. */
#include "demo/command.h"
#include "base/command.h"
#include "demo/demo.h"
#include "org/org.h"
#include <getopt.h>
#include <stdio.h>

typedef struct {
    const char *data;
    DemoOptions make;
    bool good;
} Options;

static void print_accounts(Ctx *c, const DemoAccountList *accounts)
{
    printf("Dữ liệu trình diễn, ngày %.*s.  Mật khẩu của mọi người: %s\n\n",
           STR_ARGS(day_vietnamese(&c->mem, c->today)), DEMO_PASSWORD);
    for (size_t i = 0; i < accounts->n; i++) {
        const DemoAccount *a = &accounts->at[i];
        printf("%.*s\t%.*s\t%.*s\t%.*s\n", STR_ARGS(a->account), STR_ARGS(a->role), STR_ARGS(a->org_name),
               STR_ARGS(a->name));
    }
}

static Fail run(Ctx *c, void *arg)
{
    const Options *o = arg;
    Store *store;
    DemoAccountList accounts;
    if (!o->good)
        return fail(c, FAIL_INPUT,
                    "Hãy gõ: ngayso demo --data TỆP [--plan KẾ-HOẠCH] [--seed N] [--tasks N] "
                    "[--until 2024-10-20]");
    TRY(org_open_data(c, o->data, &store));
    TRY(demo_make(c, store, &o->make, &accounts));
    print_accounts(c, &accounts);
    return OK;
}

enum { DAYS_ON_MAX = 92 };

static bool number(int64_t most, int64_t *n) { return str_integer(str_of(optarg), n) && *n >= 0 && *n <= most; }

/* Not before the two weeks are over, nor so far on that nothing happens any more. */
static bool last_day(Day *day)
{
    *day = day_parse_iso(str_of(optarg));
    return *day != NO_DAY && *day >= demo_today() && *day <= demo_today() + DAYS_ON_MAX;
}

int demo_command(int argc, char **argv)
{
    static const struct option known[] = {{"data", required_argument, NULL, 'd'},
                                          {"store", required_argument, NULL, 'd'},
                                          {"plan", required_argument, NULL, 'p'},
                                          {"seed", required_argument, NULL, 's'},
                                          {"tasks", required_argument, NULL, 't'},
                                          {"until", required_argument, NULL, 'u'},
                                          {0}};
    Options o = {.data = "demo.db", .make = {.seed = DEMO_SEED}, .good = true};
    int64_t n = 0;
    optind = 1;
    for (int k; (k = getopt_long(argc, argv, "", known, NULL)) != -1;) switch (k) {
        case 'd': o.data = optarg; break;
        case 'p': o.make.plan = optarg; break;
        case 's': o.good &= number(1000000, &n), o.make.seed = (unsigned)n; break;
        case 't': o.good &= number(DEMO_TASKS_MAX, &n), o.make.tasks = (int)n; break;
        case 'u': o.good &= last_day(&o.make.last); break;
        default: o.good = false;
        }
    o.good &= optind == argc;
    return command_run(run, &o);
}
