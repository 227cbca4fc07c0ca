// SPDX-License-Identifier: Apache-2.0
#include "org/command.h"
#include "base/command.h"
#include "doc/doc.h"
#include "org/org.h"
#include <getopt.h>
#include <stdio.h>

typedef struct {
    const char *act, *file, *data, *on;
    bool check;
} Options;

typedef struct {
    Str bytes;
    bool check;    /* take it back again */
    bool is_right; /* it could be taken in */
    OrgImport result;
} ImportJob;

/* A check is an import that is taken back: so both find the same. */
static Fail run_import(Ctx *c, void *arg)
{
    ImportJob *job = arg;
    TRY(org_import(c, job->bytes, &job->result));
    job->is_right = true;
    return job->check ? fail(c, FAIL_CONFLICT, "-") : OK;
}

/* The writer's memory is gone when its answer comes: sentences are printed there and then. */
static Fail print_problems(Ctx *c, void *arg)
{
    ImportJob *job = arg;
    Fail result = run_import(c, job);
    for (size_t i = 0; i < job->result.problems.n; i++)
        fprintf(stderr, "%.*s\n", STR_ARGS(job->result.problems.at[i].sentence));
    return result;
}

static Fail import_file(Ctx *c, Store *store, const Options *o)
{
    ImportJob job = {.check = o->check};
    if (!o->file) return fail(c, FAIL_INPUT, "Hãy nêu tệp danh mục: ngayso org import TỆP.tsv");
    TRY(doc_load_file(c, o->file, &job.bytes));
    Fail result = store_write(c, store, print_problems, &job);
    if (result && !(o->check && job.is_right && result == FAIL_CONFLICT)) return result;
    c->why[0] = 0;
    printf("%s %zu, sửa %zu, giữ nguyên %zu cơ quan.\n", o->check ? "Tệp đúng. Nếu nhập sẽ thêm" : "Đã thêm",
           job.result.added, job.result.changed, job.result.same);
    return OK;
}

static Fail list_all(Ctx *c, Store *store, const Options *o)
{
    OrgRows all;
    Day on = o->on ? day_parse_iso(str_of(o->on)) : c->today;
    if (on == NO_DAY) return fail(c, FAIL_INPUT, "Ngày phải viết như 2024-09-15, không phải '%s'.", o->on);
    c->store = store_reader(store);
    if (!c->store) return fail(c, FAIL_STORE, "Không mở được tệp dữ liệu để đọc.");
    TRY(org_on(c, on, &all));
    puts("code\tname\tkind\tparent_code");
    for (size_t i = 0; i < all.n; i++)
        printf("%.*s\t%.*s\t%.*s\t%.*s\n", STR_ARGS(all.at[i].code), STR_ARGS(all.at[i].name), STR_ARGS(all.at[i].kind),
               STR_ARGS(all.at[i].parent));
    return OK;
}

static Fail run(Ctx *c, void *arg)
{
    const Options *o = arg;
    Store *store;
    bool import = o->act && !strcmp(o->act, "import"), list = o->act && !strcmp(o->act, "list");
    if (!import && !list) return fail(c, FAIL_INPUT, "Hãy gõ 'ngayso org import TỆP.tsv' hoặc 'ngayso org list'.");
    TRY(org_open_data(c, o->data, &store));
    return import ? import_file(c, store, o) : list_all(c, store, o);
}

int org_command(int argc, char **argv)
{
    static const struct option known[] = {{"check", no_argument, NULL, 'c'},
                                          {"data", required_argument, NULL, 'd'},
                                          {"store", required_argument, NULL, 'd'},
                                          {"on", required_argument, NULL, 'o'},
                                          {0}};
    Options o = {.data = "ngayso.db"};
    optind = 1;
    for (int k; (k = getopt_long(argc, argv, "", known, NULL)) != -1;) switch (k) {
        case 'c': o.check = true; break;
        case 'd': o.data = optarg; break;
        case 'o': o.on = optarg; break;
        default: return fail_exit_code(FAIL_INPUT);
        }
    if (optind < argc) o.act = argv[optind++];
    if (optind < argc) o.file = argv[optind];
    return command_run(run, &o);
}
