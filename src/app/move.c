// SPDX-License-Identifier: Apache-2.0
/* move.c -- a province moves from its file to a database, or back: rows, files, and the proof that all of it came. */
#include "store/move.h"
#include "app/keep.h"
#include "base/command.h"
#include "journal/journal.h"
#include "upload/upload.h"
#include <getopt.h>
#include <stdio.h>

typedef struct {
    const char *from, *to;
} Options;

static void tell_rows(void *arg, Str table, int64_t rows)
{
    (void)arg;
    if (rows >= MOVE_CHUNK) printf("  %.*s: %lld dòng\n", STR_ARGS(table), (long long)rows);
    fflush(stdout);
}

static Fail nobody_else(Ctx *c, Store *s, const char *path)
{
    int n;
    c->store = store_reader(s);
    if (!c->store) return fail(c, FAIL_STORE, "Không mở được kho '%s' để đọc.", path);
    TRY(store_count_copies(c, &n));
    if (n > 1)
        return fail(
            c, FAIL_CONFLICT,
            "Còn %d bản Ngày Số đang mở kho này. Hãy dừng chúng rồi chạy lại (một bản bị ngắt đột ngột được coi là "
            "đã dừng sau nửa phút).",
            n - 1);
    return OK;
}

/* Files first: a file without its row does no harm. */
static Fail move_files(Ctx *c, Store *from, Store *to, size_t *files)
{
    Ctx there = {.mem = arena_reserve((size_t)64 << 20), .now = c->now, .today = c->today, .store = store_reader(to)};
    Arena whole = there.mem;
    Connection *outside = c->store;
    c->store = store_reader(from);
    Fail result =
        c->store && there.store ? upload_copy(c, &there, files) : fail(c, FAIL_STORE, "Không mở được kho để chép tệp.");
    c->store = outside;
    arena_release(&whole);
    return result;
}

static Fail prove_journal(Ctx *c, Store *to)
{
    JournalProof proof;
    c->store = store_reader(to);
    if (!c->store) return fail(c, FAIL_STORE, "Không mở được kho mới để đọc.");
    TRY(journal_verify(c, &proof));
    if (proof.wrong)
        return fail(c, FAIL_CONFLICT, "Nhật ký ở kho mới sai từ dòng %lld (%.*s). Kho cũ còn nguyên.",
                    (long long)proof.wrong, STR_ARGS(proof.what));
    printf("Nhật ký nối liền nhau: %lld dòng\n", (long long)proof.rows);
    return OK;
}

Fail move_data(Ctx *c, Store *from, Store *to, bool tells)
{
    static const char *const except[] = {"upload_kept", "upload_chunk", NULL}; /* move_files brings them */
    MovedTableList tables;
    size_t files;
    int64_t rows = 0;
    TRY(move_files(c, from, to, &files));
    TRY(store_move(c, &(Move){from, to, except, tells ? tell_rows : NULL, NULL}, &tables));
    for (size_t i = 0; i < tables.n; i++) {
        const MovedTable *t = &tables.at[i];
        rows += t->rows;
        if (tells && t->rows) printf("%-20.*s %9lld dòng  %.16s…\n", STR_ARGS(t->table), (long long)t->rows, t->digest);
    }
    if (tells) printf("%zu bảng, %lld dòng, %zu tệp: hai kho giống nhau.\n", tables.n, (long long)rows, files);
    return OK;
}

static Fail move(Ctx *c, void *arg)
{
    const Options *o = arg;
    Store *from, *to;
    if (!o->from || !o->to || !strcmp(o->from, o->to))
        return fail(c, FAIL_INPUT, "Hãy nêu hai kho khác nhau: ngayso move --from ngayso.db --to postgresql://máy/tên");
    TRY(store_open_held(c, (StoreOptions){.path = o->from, .steps = migrations}, &from));
    if (store_needs_rebuild(from)) return fail(c, FAIL_CONFLICT, "Hãy chạy 'ngayso rebuild' cho kho cũ trước.");
    TRY(nobody_else(c, from, o->from));
    TRY(store_open_held(c, (StoreOptions){.path = o->to, .steps = migrations, .moving_from = o->from}, &to));
    if (store_is_address(o->from))
        TRY(nobody_else(c, to, o->to)); /* else the lock of the file keeps other movers away */
    TRY(move_data(c, from, to, true));
    return prove_journal(c, to);
}

int move_command(int argc, char **argv)
{
    static const struct option known[] = {
        {"from", required_argument, NULL, 'f'}, {"to", required_argument, NULL, 't'}, {0}};
    Options o = {0};
    optind = 1;
    for (int k; (k = getopt_long(argc, argv, "", known, NULL)) != -1;) switch (k) {
        case 'f': o.from = optarg; break;
        case 't': o.to = optarg; break;
        default: return fail_exit_code(FAIL_INPUT);
        }
    return optind == argc ? command_run(move, &o) : fail_exit_code(FAIL_INPUT);
}
