// SPDX-License-Identifier: Apache-2.0
#include "plan/command.h"
#include "base/command.h"
#include "doc/join.h"
#include "plan/export.h"
#include "plan/plan.h"
#include <getopt.h>
#include <stdio.h>

typedef struct {
    const char *data;
    char **files;
    int n;
} Options;

static Fail import_one(Ctx *c, Store *store, char *const *files, size_t n)
{
    Id id;
    bool existed;
    PlanCard card;
    TRY(plan_import_files(c, store, files, n, &id, &existed));
    TRY(plan_card(c, id, &card));
    printf("%s: %s, %.*s, %d phát hiện cần xem: /ke-hoach/%lld/ra-soat\n", files[0], existed ? "đã có" : "đã nhập",
           STR_ARGS(card.number), card.open, (long long)id);
    return OK;
}

static bool is_picture(Ctx *c, const char *path)
{
    Arena mark = c->mem;
    Str bytes;
    bool is = !doc_load_file(c, path, &bytes) && join_is_page(bytes);
    arena_back(&c->mem, mark);
    c->why[0] = 0;
    return is;
}

/* Pictures that follow each other are the pages of one plan; any other file is one. */
static size_t pages_from(Ctx *c, const Options *o, size_t first)
{
    size_t n = 0;
    while (first + n < (size_t)o->n && is_picture(c, o->files[first + n])) n++;
    return n ? n : 1;
}

static Fail import_all(Ctx *c, void *arg)
{
    const Options *o = arg;
    Store *store;
    if (!o->n) return fail(c, FAIL_INPUT, "Hãy nêu tệp cần nhập: ngayso import TỆP.txt");
    TRY(org_open_data(c, o->data, &store));
    for (size_t i = 0, n; i < (size_t)o->n; i += n) {
        n = pages_from(c, o, i);
        TRY(import_one(c, store, o->files + i, n));
    }
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

/* -- export ------------------------------------------------------------------------------------------------------ */

typedef struct {
    const char *data, *to;
    Str plan; /* its identifier or its number, "136/KH-UBND" */
} ExportOptions;

static Fail find_plan(Ctx *c, Str which, Id *plan)
{
    PlanCardList all;
    TRY(plan_cards(c, &all));
    for (size_t i = 0; i < all.n; i++) {
        Str id = str_format(&c->mem, "%lld", (long long)all.at[i].id);
        if (str_equal(id, which) || str_equal_ascii(all.at[i].number, which)) return *plan = all.at[i].id, OK;
    }
    return fail(c, FAIL_MISSING, "Không có kế hoạch “%.*s”. Hãy nêu số, ký hiệu như 136/KH-UBND.", STR_ARGS(which));
}

static Fail write_file(Ctx *c, const char *path, Str bytes)
{
    FILE *f = fopen(path, "wb");
    bool done = f && fwrite(bytes.p, 1, bytes.n, f) == bytes.n;
    if (f && fclose(f)) done = false;
    return done ? OK : fail(c, FAIL_STORE, "Không ghi được tệp %s. Hãy xem thư mục và chỗ trống trên đĩa.", path);
}

static Fail export_one(Ctx *c, void *arg)
{
    const ExportOptions *o = arg;
    Store *store;
    Id plan = 0;
    Str bytes, name;
    if (!o->plan.n) return fail(c, FAIL_INPUT, "Hãy nêu kế hoạch cần xuất: ngayso export 136/KH-UBND -o TỆP.docx");
    TRY(org_open_data(c, o->data, &store));
    c->store = store_reader(store);
    if (!c->store) return fail(c, FAIL_STORE, "Không mở được tệp dữ liệu để đọc.");
    TRY(store_read_begin(c));
    TRY(find_plan(c, o->plan, &plan));
    TRY(plan_docx(c, plan, &bytes, &name));
    store_read_end(c);
    const char *to = o->to ? o->to : str_format(&c->mem, "%.*s%c", STR_ARGS(name), 0).p;
    TRY(write_file(c, to, bytes));
    printf("%s\n", to);
    return OK;
}

int export_command(int argc, char **argv)
{
    static const struct option known[] = {{"data", required_argument, NULL, 'd'}, {0}};
    ExportOptions o = {.data = "ngayso.db"};
    optind = 1;
    for (int k; (k = getopt_long(argc, argv, "o:", known, NULL)) != -1;)
        if (k == 'd') o.data = optarg;
        else if (k == 'o') o.to = optarg;
        else return fail_exit_code(FAIL_INPUT);
    if (optind < argc) o.plan = str_of(argv[optind]);
    return command_run(export_one, &o);
}
