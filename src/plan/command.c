// SPDX-License-Identifier: Apache-2.0
#include "plan/command.h"
#include "base/command.h"
#include "plan/plan.h"
#include <getopt.h>
#include <stdio.h>

typedef struct {
    const char *data;
    char **files;
    int n;
} Options;

static Fail import_one(Ctx *c, Store *store, const char *file)
{
    Id id;
    bool existed;
    PlanCard card;
    TRY(plan_import_file(c, store, file, &id, &existed));
    TRY(plan_card(c, id, &card));
    printf("%s: %s, %.*s, %d phát hiện cần xem: /ke-hoach/%lld/ra-soat\n", file, existed ? "đã có" : "đã nhập",
           STR_ARGS(card.number), card.open, (long long)id);
    return OK;
}

static Fail import_all(Ctx *c, void *arg)
{
    const Options *o = arg;
    Store *store;
    if (!o->n) return fail(c, FAIL_INPUT, "Hãy nêu tệp cần nhập: ngayso import TỆP.txt");
    TRY(org_open_data(c, o->data, &store));
    for (int i = 0; i < o->n; i++) TRY(import_one(c, store, o->files[i]));
    return OK;
}

int import_command(int argc, char **argv)
{
    static const struct option known[] = {
        {"data", required_argument, NULL, 'd'}, {"store", required_argument, NULL, 'd'}, {0}};
    Options o = {.data = "ngayso.db"};
    optind = 1;
    for (int k; (k = getopt_long(argc, argv, "", known, NULL)) != -1;)
        if (k == 'd') o.data = optarg;
        else return fail_exit_code(FAIL_INPUT);
    o.files = argv + optind, o.n = argc - optind;
    return command_run(import_all, &o);
}
