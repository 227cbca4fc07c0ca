// SPDX-License-Identifier: Apache-2.0
/* Backups taken while others write, put back, and what looking through finds. */
#include "app/keep.h"
#include "base/testing.h"
#include "http/route.h"
#include "journal/journal.h"
#include "org/org.h"
#include "store/backup.h"
#include "upload/upload.h"
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WRITERS = 8, PIECE = 4096 };

static char folder[80];
static Arena whole;
static Ctx c;
static Store *store;

static const char *in_folder(const char *name) { return str_format(&c.mem, "%s/%s", folder, name).p; }

static Fail fill(Ctx *k, void *unused)
{
    (void)unused;
    return org_ensure_shipped(k);
}

static void open_store(void)
{
    assert_int_equal(store_open(&c, (StoreOptions){.path = in_folder("a.db"), .steps = migrations}, &store), OK);
    assert_int_equal(store_write(&c, store, fill, NULL), OK);
    c.store = store_reader(store);
}

static void shut_store(void)
{
    store_close(store);
    store = NULL;
}

static int begin(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "%s/ngayso-keep-%d", test_folder(), (int)getpid());
    char remove[240];
    snprintf(remove, sizeof remove, "rm -rf %s && mkdir %s", folder, folder);
    assert_int_equal(system(remove), 0);
    whole = arena_reserve((size_t)256 << 20);
    c = (Ctx){.mem = whole, .now = clock_ms()};
    c.today = day_at(c.now);
    open_store();
    return 0;
}
static int end(void **state)
{
    (void)state;
    char remove[240];
    shut_store();
    arena_back(&c.mem, whole); /* handles and parts that tests left */
    arena_release(&whole);
    snprintf(remove, sizeof remove, "rm -rf %s", folder);
    assert_int_equal(system(remove), 0);
    return 0;
}

/* -- a load ------------------------------------------------------------------------------------------------- */

static _Atomic bool ending;
static _Atomic int64_t acknowledged; /* rows of the journal */

static Fail note(Ctx *k, void *unused)
{
    (void)unused;
    return journal_write(k, (JournalEntry){.act = "Thử", .object = "test", .id = 1, .after = S("một dòng")});
}

static void *write_on(void *unused)
{
    (void)unused;
    Arena own = arena_reserve(1 << 20);
    Ctx k = {.mem = own, .now = clock_ms()};
    while (!ending)
        if (!store_write(&k, store, note, NULL)) acknowledged++;
    arena_release(&own);
    return NULL;
}

static JournalProof proof_of(const char *path)
{
    Store *copy;
    JournalProof proof;
    Ctx k = {.mem = c.mem, .now = c.now, .today = c.today};
    assert_int_equal(store_open(&k, (StoreOptions){.path = path, .steps = migrations}, &copy), OK);
    k.store = store_reader(copy);
    assert_int_equal(journal_verify(&k, &proof), OK);
    store_close(copy);
    return proof;
}

static char kept[200]; /* where the data of before is */

static Fail put_back(Ctx *k, void *backup)
{
    Str path;
    TRY(store_restore(k, backup, in_folder("a.db"), &path));
    snprintf(kept, sizeof kept, "%.*s", STR_ARGS(path));
    return OK;
}

static void a_backup_taken_under_load_is_whole(void **state)
{
    (void)state;
    pthread_t writer[WRITERS];
    ending = false;
    acknowledged = 0;
    for (int i = 0; i < WRITERS; i++) assert_int_equal(pthread_create(&writer[i], NULL, write_on, NULL), 0);
    for (int round = 0; round < test_times(1, 3); round++) {
        char name[20];
        snprintf(name, sizeof name, "b%d.db", round);
        wait_for(acknowledged >= 100 * (round + 1));
        int64_t before = acknowledged;
        assert_int_equal(store_backup(&c, in_folder("a.db"), in_folder(name)), OK);
        JournalProof proof = proof_of(in_folder(name));
        assert_int_equal(proof.wrong, 0);
        assert_true(proof.rows >= before); /* what was acknowledged before it began is in it */
    }
    ending = true;
    for (int i = 0; i < WRITERS; i++) pthread_join(writer[i], NULL);
    int64_t rows = proof_of(in_folder("b0.db")).rows;
    shut_store();
    assert_int_equal(edge_run(&c, put_back, (void *)(uintptr_t)in_folder("b0.db")), OK); /* gives the lock back */
    assert_int_equal(proof_of(in_folder("a.db")).rows, rows);
    assert_true(proof_of(kept).rows >= acknowledged); /* what was there before is there still */
    open_store();
}

static void what_is_no_backup_is_not_put_back(void **state)
{
    (void)state;
    Str before;
    char piece[PIECE];
    assert_int_equal(store_restore(&c, in_folder("none.db"), in_folder("new.db"), &before), FAIL_MISSING);
    FILE *f = fopen(in_folder("junk"), "w");
    for (int i = 0; i < 1000; i++) fputs("không phải dữ liệu ", f);
    fclose(f);
    c.why[0] = 0;
    assert_int_equal(store_restore(&c, in_folder("junk"), in_folder("new.db"), &before), FAIL_INPUT);
    assert_int_equal(store_backup(&c, in_folder("a.db"), in_folder("good.db")), OK);
    c.why[0] = 0;
    assert_int_equal(store_backup(&c, in_folder("a.db"), in_folder("good.db")), FAIL_CONFLICT);
    c.why[0] = 0;
    assert_int_equal(store_restore(&c, in_folder("good.db"), in_folder("a.db"), &before), FAIL_CONFLICT);
    assert_non_null(strstr(c.why, "đang được một chương trình"));
    /* Half of it. */
    FILE *from = fopen(in_folder("good.db"), "r"), *to = fopen(in_folder("half.db"), "w");
    for (int i = 0; i < 20 && fread(piece, 1, sizeof piece, from); i++) fwrite(piece, 1, sizeof piece, to);
    fclose(from), fclose(to);
    c.why[0] = 0;
    assert_int_equal(store_restore(&c, in_folder("half.db"), in_folder("new.db"), &before), FAIL_INPUT);
    assert_int_not_equal(access(in_folder("new.db"), F_OK), 0);
}

/* -- the commands ------------------------------------------------------------------------------------------- */

static int run(int (*command)(int, char **), const char *file, const char *data)
{
    char *argv[] = {(char *)(uintptr_t) "x", (char *)(uintptr_t) "--data", (char *)(uintptr_t)data,
                    (char *)(uintptr_t)file, NULL};
    fflush(stdout);
    int keep_out = dup(1), keep_error = dup(2), nowhere = open("/dev/null", O_WRONLY);
    dup2(nowhere, 1), dup2(nowhere, 2);
    int result = command(file ? 4 : 3, argv);
    fflush(stdout);
    dup2(keep_out, 1), dup2(keep_error, 2);
    close(keep_out), close(keep_error), close(nowhere);
    return result;
}

static void flip(const char *path, Str text)
{
    static char all[8 << 20];
    FILE *f = fopen(path, "r+");
    size_t n = fread(all, 1, sizeof all, f), at = str_find((Str){all, n}, text);
    assert_true(at < n);
    fseek(f, (long)at, SEEK_SET);
    fputc(text.p[0] ^ 1, f);
    fclose(f);
}

static Fail spoil(Ctx *k, void *unused)
{
    (void)unused;
    return store_run(
        k, "UPDATE org_search SET folded = folded || 'x' WHERE name_id = (SELECT min(name_id) FROM org_search)");
}

static Fail note_marked(Ctx *k, void *unused)
{
    (void)unused;
    return journal_write(k, (JournalEntry){.act = "Thử", .object = "test", .id = 1, .after = S("dấu-để-tìm-lại")});
}

static void looking_through_finds_what_is_wrong(void **state)
{
    (void)state;
    assert_int_equal(store_write(&c, store, note_marked, NULL), OK);
    assert_int_equal(run(check_command, NULL, in_folder("a.db")), 0); /* while a program has it open */
    assert_int_equal(run(backup_command, in_folder("flipped"), in_folder("a.db")), 0);
    flip(in_folder("flipped/ngayso.db"), S("dấu-để-tìm-lại"));
    assert_int_equal(run(check_command, NULL, in_folder("flipped/ngayso.db")), 5);
    assert_int_equal(run(backup_command, in_folder("spoilt"), in_folder("a.db")), 0);
    shut_store();
    assert_int_equal(run(restore_command, in_folder("spoilt"), in_folder("a.db")), 0);
    open_store();
    assert_int_equal(store_write(&c, store, spoil, NULL), OK);
    assert_int_equal(run(check_command, NULL, in_folder("a.db")), 5);
    assert_int_equal(run(rebuild_command, NULL, in_folder("a.db")), 5); /* not while it is open */
    shut_store();
    assert_int_equal(run(rebuild_command, NULL, in_folder("a.db")), 0);
    assert_int_equal(run(check_command, NULL, in_folder("a.db")), 0);
    open_store();
}

static Fail give_myself_a_duty(Ctx *k, void *unused)
{
    (void)unused;
    return store_run(k,
                     "INSERT INTO duty (office_id, id, person_id, org, role, position, plan_id, from_day, to_day, "
                     "behalf_id, created_at) VALUES ($1, 7, 7, 'STTTT', 'quan-tri', '', 0, '2024-01-01', NULL, 0, 0)",
                     OFFICE);
}

static void looking_through_finds_what_the_journal_does_not_know(void **state)
{
    (void)state;
    assert_int_equal(run(check_command, NULL, in_folder("a.db")), 0);
    assert_int_equal(store_write(&c, store, give_myself_a_duty, NULL), OK);
    assert_int_equal(run(check_command, NULL, in_folder("a.db")), 5);
}

/* -- whose they are ------------------------------------------------------------------------------------------ */

static unsigned open_to_others(const char *path)
{
    struct stat about;
    if (stat(path, &about)) test_fails("%s is not there", path);
    return about.st_mode & 077;
}

static void what_is_written_is_for_its_owner_alone(void **state)
{
    static const mode_t masks[] = {022, 0};
    (void)state;
    for (size_t i = 0; i < sizeof masks / sizeof *masks; i++) {
        mode_t before = umask(masks[i]);
        const char *folder_of_it = str_format(&c.mem, "%s/mask%zu", folder, i).p,
                   *data = str_format(&c.mem, "%s/new%zu.db", folder, i).p;
        assert_int_equal(run(backup_command, folder_of_it, in_folder("a.db")), 0);
        assert_int_equal(run(restore_command, folder_of_it, data), 0);
        assert_int_equal(run(restore_command, folder_of_it, data), 0); /* what was there stays beside it */
        assert_int_equal(run(rebuild_command, NULL, data), 0);
        assert_int_equal(open_to_others(folder_of_it), 0);
        assert_int_equal(open_to_others(str_format(&c.mem, "%s/ngayso.db", folder_of_it).p), 0);
        assert_int_equal(open_to_others(data), 0);
        const char *single = str_format(&c.mem, "%s/single%zu.db", folder, i).p;
        assert_int_equal(store_backup(&c, in_folder("a.db"), single), OK);
        assert_int_equal(open_to_others(single), 0);
        shut_store();
        assert_int_equal(chmod(in_folder("a.db"), 0644), 0); /* as an older program left it */
        open_store();
        static const char *const files[] = {"a.db", "a.db-wal", "a.db-shm"};
        for (size_t k = 0; k < 3; k++) assert_int_equal(open_to_others(in_folder(files[k])), 0);
        umask(before);
    }
    char find[240];
    snprintf(find, sizeof find, "test -z \"$(find %s -mindepth 1 -perm /077)\"", folder);
    assert_int_equal(system(find), 0);
}

/* -- files that people sent ---------------------------------------------------------------------------------- */

typedef struct {
    UploadKept kept;
    Id id;
} Sent;

static Fail give_row(Ctx *k, void *arg)
{
    Sent *s = arg;
    return upload_add(k, &s->kept, "task", 0, &s->id);
}

static void send_file(Ctx *k, Str text, Sent *s)
{
    assert_int_equal(upload_keep(k, UPLOAD_SET(UPLOAD_TEXT), S("bao-cao.txt"), text, &s->kept), OK);
    assert_int_equal(store_write(k, store, give_row, s), OK);
}

static _Atomic int sent_files;

static void *send_on(void *unused)
{
    (void)unused;
    Arena own = arena_reserve(64 << 20);
    Ctx k = {.mem = own, .now = clock_ms(), .store = store_reader(store)};
    k.today = day_at(k.now);
    for (int i = 0; !ending; i++) {
        Arena mark = k.mem;
        Sent s;
        send_file(&k, str_format(&k.mem, "Báo cáo số %d của xã, gửi trong lúc sao lưu.", i), &s);
        sent_files++;
        arena_back(&k.mem, mark);
    }
    arena_release(&own);
    return NULL;
}

/* All files that a data file names, read. */
static UploadReport files_of(const char *path)
{
    Store *copy;
    UploadReport report;
    Ctx k = {.mem = c.mem, .now = c.now, .today = c.today};
    assert_int_equal(store_open(&k, (StoreOptions){.path = path, .steps = migrations}, &copy), OK);
    k.store = store_reader(copy);
    assert_int_equal(upload_check(&k, &report), OK);
    store_close(copy);
    return report;
}

static void one_backup_holds_the_files_and_one_command_brings_them_back(void **state)
{
    (void)state;
    pthread_t sender;
    Sent s;
    const char *elsewhere = in_folder("elsewhere.db");
    send_file(&c, S("Biên bản nghiệm thu của phường."), &s);
    ending = false;
    sent_files = 0;
    assert_int_equal(pthread_create(&sender, NULL, send_on, NULL), 0);
    wait_for(sent_files >= 5);
    int before = sent_files;
    assert_int_equal(run(backup_command, in_folder("all"), in_folder("a.db")), 0);
    ending = true;
    pthread_join(sender, NULL);
    char only[240]; /* the data and its files, nothing that the copying left */
    snprintf(only, sizeof only, "test -z \"$(ls %s | grep -vx -e ngayso.db -e ngayso.db.files)\"", in_folder("all"));
    assert_int_equal(system(only), 0);
    assert_int_equal(run(restore_command, in_folder("all"), elsewhere), 0);
    UploadReport report = files_of(elsewhere);
    assert_int_equal(report.wrong, 0);
    assert_true(report.files >= (size_t)before + 1); /* what was acknowledged before it began */
    assert_int_equal(files_of(in_folder("all/ngayso.db")).wrong, 0);
}

static void a_backup_of_an_older_program_is_put_back_with_the_files_beside_it(void **state)
{
    (void)state;
    Sent s;
    UploadMirror files;
    send_file(&c, S("Biên bản nghiệm thu của phường."), &s);
    assert_int_equal(store_backup(&c, in_folder("a.db"), in_folder("old.db")), OK);
    assert_int_equal(run(restore_command, in_folder("old.db"), in_folder("bare.db")), 0);
    assert_int_equal(files_of(in_folder("bare.db")).wrong, 1); /* the file alone was the backup */
    assert_int_equal(upload_mirror(&c, in_folder("a.db"), in_folder("old.db"), false, &files), OK);
    assert_int_equal(run(restore_command, in_folder("old.db"), in_folder("pair.db")), 0);
    assert_int_equal(files_of(in_folder("pair.db")).wrong, 0);
}

static void a_broken_file_of_a_backup_replaces_no_good_one(void **state)
{
    (void)state;
    Sent s;
    UploadMirror files;
    send_file(&c, S("Biên bản nghiệm thu của phường."), &s);
    assert_int_equal(upload_mirror(&c, in_folder("a.db"), in_folder("b.db"), true, &files), OK);
    assert_int_equal(files.files, 1);
    char spoil_it[300];
    snprintf(spoil_it, sizeof spoil_it, "f=$(find %s/b.db.files -type f) && rm $f && echo khac > $f", folder);
    assert_int_equal(system(spoil_it), 0);
    assert_int_equal(upload_mirror(&c, in_folder("b.db"), in_folder("c.db"), true, &files), OK);
    assert_int_equal(files.wrong, 1);
    assert_int_equal(upload_mirror(&c, in_folder("a.db"), in_folder("b.db"), true, &files),
                     OK); /* mended by a good one */
    assert_int_equal(files.files, 1);
    assert_int_equal(upload_mirror(&c, in_folder("b.db"), in_folder("c.db"), true, &files), OK);
    assert_int_equal(files.wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_backup_taken_under_load_is_whole, begin, end),
        cmocka_unit_test_setup_teardown(what_is_no_backup_is_not_put_back, begin, end),
        cmocka_unit_test_setup_teardown(looking_through_finds_what_is_wrong, begin, end),
        cmocka_unit_test_setup_teardown(looking_through_finds_what_the_journal_does_not_know, begin, end),
        cmocka_unit_test_setup_teardown(what_is_written_is_for_its_owner_alone, begin, end),
        cmocka_unit_test_setup_teardown(one_backup_holds_the_files_and_one_command_brings_them_back, begin, end),
        cmocka_unit_test_setup_teardown(a_backup_of_an_older_program_is_put_back_with_the_files_beside_it, begin, end),
        cmocka_unit_test_setup_teardown(a_broken_file_of_a_backup_replaces_no_good_one, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
