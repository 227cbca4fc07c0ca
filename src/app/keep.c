// SPDX-License-Identifier: Apache-2.0
/* keep.c -- looking through all of the data, and making again what follows from it. */
#include "app/keep.h"
#include "base/list.h"
#include "http/route.h"
#include "journal/proof.h"
#include "store/backup.h"
#include <stdio.h>
#include <unistd.h>

Fail rebuild_derived(Ctx *c, Store *store)
{
    LIST(Rebuilder) all = {0};
    for (const Feature *const *f = features; *f; f++)
        if ((*f)->rebuild) *list_add(&c->mem, &all) = (*f)->rebuild;
    return store_rebuild(c, store, all.at, (int)all.n);
}

static Fail rebuild(Ctx *c, void *arg)
{
    const KeepOptions *o = arg;
    Store *store;
    TRY(store_open_held(c, (StoreOptions){.path = o->data, .is_deaf = true, .steps = migrations}, &store));
    return rebuild_derived(c, store);
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

static void say_unproven(const char *what, const Unproven *u)
{
    printf("  %s %lld: ", what, (long long)u->id);
    if (u->is_secret) printf("mật khẩu, khóa xác thực hoặc tài khoản không khớp với nhật ký\n");
    else if (!u->has.n) printf("có trong nhật ký mà không còn trong dữ liệu\n");
    else if (!u->proven.n) printf("có trong dữ liệu mà nhật ký không có (%.*s)\n", STR_ARGS(u->has));
    else printf("dữ liệu là “%.*s”, nhật ký là “%.*s”\n", STR_ARGS(u->has), STR_ARGS(u->proven));
}

/* What somebody changed by SQL: the journal says otherwise. */
static Fail check_facts(Ctx *c)
{
    ProofReportList reports;
    int64_t wrong = 0, things = 0, unknown = 0;
    TRY(proofs_check(c, &reports));
    for (size_t i = 0; i < reports.n; i++) {
        const ProofReport *k = &reports.at[i];
        things += k->things, unknown += k->unknown, wrong += k->wrong;
        for (size_t j = 0; j < k->first.n; j++) say_unproven(k->what, &k->first.at[j]);
        if (k->wrong > (int64_t)k->first.n)
            printf("  … và %lld %s nữa\n", (long long)(k->wrong - (int64_t)k->first.n), k->what);
    }
    printf("Dữ liệu khớp với nhật ký: %s (đã so %lld, chưa có gì để so %lld)\n", wrong ? "SAI" : "đúng",
           (long long)(things - unknown), (long long)unknown);
    if (!wrong) return OK;
    return fail(c, FAIL_CONFLICT,
                "%lld chỗ trong dữ liệu không khớp với nhật ký: có người đã sửa ngoài chương trình. Hãy so với các bản "
                "sao lưu trước khi làm tiếp.",
                (long long)wrong);
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
    remove_tree(files);
}

/* On a copy: so it can run beside a server, and sees one moment. */
static Fail check(Ctx *c, void *arg)
{
    const KeepOptions *o = arg;
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
    TRY(check_facts(c));
    return check_derived(c, store, copy.p);
}

int check_command(int argc, char **argv) { return keep_run(argc, argv, check); }
int rebuild_command(int argc, char **argv) { return keep_run(argc, argv, rebuild); }
