// SPDX-License-Identifier: Apache-2.0
#include "privacy/command.h"
#include "base/command.h"
#include "privacy/privacy.h"
#include <getopt.h>
#include <stdio.h>

static Fail purge(Ctx *c, void *done) { return privacy_purge_told(c, done); }

static Fail run(Ctx *c, void *data)
{
    Store *store;
    Purged done;
    TRY(org_open_data(c, data, &store));
    TRY(store_write(c, store, purge, &done));
    printf("Đã xóa phần về cá nhân của %lld dòng nhật ký, %lld lần đồng ý, %lld yêu cầu; khóa %lld tài khoản.\n",
           (long long)done.journal_rows, (long long)done.consents, (long long)done.requests, (long long)done.locked);
    if (done.waiting)
        printf("%lld việc xóa dữ liệu đang chờ người quản trị quyết định ở " MASS_PATH ".\n", (long long)done.waiting);
    return OK;
}

int purge_command(int argc, char **argv)
{
    static const struct option known[] = {
        {"data", required_argument, NULL, 'd'}, {"store", required_argument, NULL, 'd'}, {0}};
    static char standard[] = "ngayso.db";
    char *data = standard;
    optind = 1;
    for (int k; (k = getopt_long(argc, argv, "", known, NULL)) != -1;) {
        if (k != 'd') return fail_exit_code(FAIL_INPUT);
        data = optarg;
    }
    return command_run(run, data);
}
