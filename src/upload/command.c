// SPDX-License-Identifier: Apache-2.0
#include "upload/command.h"
#include "base/command.h"
#include "org/org.h"
#include "upload/upload.h"
#include <getopt.h>
#include <stdio.h>

typedef struct {
    const char *data;
    bool check, sweep;
} Options;

static Fail sweep(Ctx *c, Store *store)
{
    size_t removed;
    TRY(upload_sweep(c, store, &removed));
    printf("Đã xóa %zu tệp không còn dùng.\n", removed);
    return OK;
}

/* Names and contents are nobody's business here: a row is told by its address. */
static Fail check(Ctx *c)
{
    UploadReport r;
    TRY(upload_check(c, &r));
    for (size_t i = 0; i < r.uploads.n; i++)
        printf("/tep/%lld: tệp mất hoặc không còn như lúc gửi\n", (long long)r.uploads.at[i]);
    printf("Đã đọc %zu tệp, %lld byte: %zu tệp hỏng.\n", r.files, (long long)r.bytes, r.wrong);
    return r.wrong ? fail(c, FAIL_STORE, "Có tệp hỏng. Hãy lấy lại thư mục '.files' từ bản sao lưu.") : OK;
}

static Fail run(Ctx *c, void *arg)
{
    const Options *o = arg;
    Store *store;
    if (!o->check && !o->sweep)
        return fail(c, FAIL_INPUT, "Hãy gõ 'ngayso files --check' hoặc 'ngayso files --sweep'.");
    TRY(org_open_data(c, o->data, &store));
    c->store = store_reader(store);
    if (!c->store) return fail(c, FAIL_STORE, "Không mở được tệp dữ liệu để đọc.");
    if (o->sweep) TRY(sweep(c, store));
    return o->check ? check(c) : OK;
}

int files_command(int argc, char **argv)
{
    static const struct option known[] = {{"check", no_argument, NULL, 'c'},
                                          {"sweep", no_argument, NULL, 's'},
                                          {"data", required_argument, NULL, 'd'},
                                          {"store", required_argument, NULL, 'd'},
                                          {0}};
    Options o = {.data = "ngayso.db"};
    optind = 1;
    for (int k; (k = getopt_long(argc, argv, "", known, NULL)) != -1;) switch (k) {
        case 'c': o.check = true; break;
        case 's': o.sweep = true; break;
        case 'd': o.data = optarg; break;
        default: return fail_exit_code(FAIL_INPUT);
        }
    return command_run(run, &o);
}
