// SPDX-License-Identifier: Apache-2.0
/* keep.c -- keeping the data: a copy taken while the server runs, putting it back, looking through all of it. */
#include "app/keep.h"
#include "base/command.h"
#include "base/list.h"
#include "http/route.h"
#include "journal/journal.h"
#include "store/backup.h"
#include <ftw.h>
#include <getopt.h>
#include <stdio.h>
#include <unistd.h>

typedef struct {
    const char *data, *file;
} Options;

static bool parse(int argc, char **argv, Options *o)
{
    static const struct option known[] = {
        {"data", required_argument, NULL, 'd'}, {"store", required_argument, NULL, 'd'}, {0}};
    *o = (Options){.data = "ngayso.db"};
    optind = 1;
    for (int k; (k = getopt_long(argc, argv, "", known, NULL)) != -1;) {
        if (k != 'd') return false;
        o->data = optarg;
    }
    if (optind < argc) o->file = argv[optind++];
    return optind == argc;
}

static int run(int argc, char **argv, Fail (*body)(Ctx *, void *))
{
    Options o;
    return parse(argc, argv, &o) ? command_run(body, &o) : fail_exit_code(FAIL_INPUT);
}

Fail rebuild_derived(Ctx *c, Store *store)
{
    LIST(Rebuilder) all = {0};
    for (const Feature *const *f = features; *f; f++)
        if ((*f)->rebuild) *list_add(&c->mem, &all) = (*f)->rebuild;
    return store_rebuild(c, store, all.at, (int)all.n);
}

static Fail rebuild(Ctx *c, void *arg)
{
    const Options *o = arg;
    Store *store;
    TRY(store_open_held(c, (StoreOptions){.path = o->data, .is_deaf = true, .steps = migrations}, &store));
    return rebuild_derived(c, store);
}

/* All of a database as it is at one moment, in a new file; whoever writes there goes on. */
static Fail copy_to_file(Ctx *c, const char *address, const char *file)
{
    Store *from, *to;
    if (!access(file, F_OK)) return fail(c, FAIL_CONFLICT, "Tệp '%s' đã có. Hãy chọn tên khác cho bản sao lưu.", file);
    TRY(store_open(c, (StoreOptions){.path = address, .is_deaf = true, .steps = migrations}, &from));
    Fail result =
        store_open(c, (StoreOptions){.path = file, .is_deaf = true, .steps = migrations, .moving_from = address}, &to);
    if (!result) {
        result = move_data(c, from, to, false);
        store_close(to);
    }
    store_close(from);
    return result;
}

static Fail backup(Ctx *c, void *arg)
{
    const Options *o = arg;
    if (!o->file) return fail(c, FAIL_INPUT, "Hãy nêu tệp sao lưu: ngayso backup TỆP [--data ngayso.db]");
    bool is_file = !store_is_address(o->data);
    TRY(is_file ? store_backup(c, o->data, o->file) : copy_to_file(c, o->data, o->file));
    printf("Đã sao lưu %s vào '%s'.\n", is_file ? o->data : "kho PostgreSQL", o->file);
    return OK;
}

static Fail restore(Ctx *c, void *arg)
{
    const Options *o = arg;
    Str kept;
    if (!o->file) return fail(c, FAIL_INPUT, "Hãy nêu tệp sao lưu: ngayso restore TỆP [--data ngayso.db]");
    if (store_is_address(o->data))
        return fail(c, FAIL_INPUT,
                    "Hãy tạo một cơ sở dữ liệu trống rồi chạy: ngayso move --from %s --to postgresql://…", o->file);
    TRY(store_restore(c, o->file, o->data, &kept));
    printf("Đã khôi phục '%s' từ '%s'.\n", o->data, o->file);
    if (kept.n) printf("Dữ liệu trước đó còn ở '%.*s'.\n", STR_ARGS(kept));
    return OK;
}

/* -- looking through ---------------------------------------------------------------------------------------- */

static Fail say(Ctx *c, const char *what, Str wrong)
{
    printf("%s: %s%.*s\n", what, wrong.n ? "SAI: " : "đúng", STR_ARGS(wrong));
    return wrong.n ? fail(c, FAIL_CONFLICT, "%s: %.*s. Hãy khôi phục từ bản sao lưu gần nhất.", what, STR_ARGS(wrong))
                   : OK;
}

static Fail check_journal(Ctx *c, Store *store)
{
    JournalProof proof;
    Str wrong = {0};
    c->store = store_reader(store);
    if (!c->store) return fail(c, FAIL_STORE, "Không mở được tệp dữ liệu để đọc.");
    TRY(journal_verify(c, &proof));
    if (proof.wrong) wrong = str_format(&c->mem, "dòng %lld, %.*s", (long long)proof.wrong, STR_ARGS(proof.what));
    return say(c, "Nhật ký nối liền nhau", wrong);
}

static Fail check_derived(Ctx *c, Store *store, const char *path)
{
    TableSumList before, after;
    Str wrong = {0};
    TRY(store_sums(c, path, migrations, &before));
    TRY(rebuild_derived(c, store));
    TRY(store_sums(c, path, migrations, &after));
    for (size_t i = 0; i < after.n && !wrong.n; i++)
        if (before.at[i].sum != after.at[i].sum || before.at[i].rows != after.at[i].rows)
            wrong = str_format(&c->mem, "bảng %.*s (%lld dòng, làm lại được %lld); chạy 'ngayso rebuild'",
                               STR_ARGS(after.at[i].table), (long long)before.at[i].rows, (long long)after.at[i].rows);
    return say(c, "Bảng suy ra khớp với dữ liệu gốc", wrong);
}

static int remove_one(const char *path, const struct stat *about, int type, struct FTW *walk)
{
    (void)about, (void)type, (void)walk;
    return remove(path);
}

static void remove_copy(void *path)
{
    static const char *const ends[] = {"", "-wal", "-shm"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        char name[4096];
        snprintf(name, sizeof name, "%s%s", (const char *)path, ends[i]);
        unlink(name);
    }
    char files[4096];
    snprintf(files, sizeof files, "%s.files", (const char *)path);
    nftw(files, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

/* On a copy: so it can run beside a server, and sees one moment. */
static Fail check(Ctx *c, void *arg)
{
    const Options *o = arg;
    Store *store;
    bool is_file = !store_is_address(o->data);
    Str wrong, copy = str_format(&c->mem, "%s.check-%d", is_file ? o->data : "/var/tmp/ngayso", (int)getpid());
    arena_at_end(&c->mem, remove_copy, (void *)(uintptr_t)copy.p);
    Fail copied = is_file ? store_backup(c, o->data, copy.p) : copy_to_file(c, o->data, copy.p);
    if (copied) return copied == FAIL_INPUT ? say(c, "Tệp dữ liệu nguyên vẹn", str_of(c->why)) : copied;
    TRY(store_look_through(c, copy.p, &wrong));
    TRY(say(c, "Tệp dữ liệu nguyên vẹn", wrong));
    TRY(store_open_held(c, (StoreOptions){.path = copy.p, .is_deaf = true, .steps = migrations}, &store));
    TRY(check_journal(c, store));
    return check_derived(c, store, copy.p);
}

int backup_command(int argc, char **argv) { return run(argc, argv, backup); }
int restore_command(int argc, char **argv) { return run(argc, argv, restore); }
int check_command(int argc, char **argv) { return run(argc, argv, check); }
int rebuild_command(int argc, char **argv) { return run(argc, argv, rebuild); }
