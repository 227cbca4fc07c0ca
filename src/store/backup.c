// SPDX-License-Identifier: Apache-2.0
#include "store/backup.h"
#include "store/inside.h"
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BUSY_WAIT_MS = 10000 };

/* -- handles ------------------------------------------------------------------------------------------------ */

typedef struct {
    sqlite3 *db;
    sqlite3_stmt *statement;
} Handle;

static void close_handle(void *arg)
{
    Handle *h = arg;
    sqlite3_finalize(h->statement);
    sqlite3_close(h->db);
    *h = (Handle){0};
}

static Fail failed(Ctx *c, const Handle *h, const char *path)
{
    int code = h->db ? sqlite3_errcode(h->db) : SQLITE_NOMEM;
    if (code == SQLITE_NOTADB || code == SQLITE_CORRUPT)
        return fail(c, FAIL_INPUT, "Tệp '%s' không phải tệp dữ liệu của Ngày Số hoặc đã hỏng.", path);
    return fail(c, FAIL_STORE, "Không đọc hay ghi được '%s' (%s).", path, h->db ? sqlite3_errmsg(h->db) : "hết bộ nhớ");
}

/* Closed with c's memory, or before. */
static Fail open_handle(Ctx *c, const char *path, int flags, Handle **handle)
{
    Handle *h = NEW(&c->mem, Handle, 1);
    arena_at_end(&c->mem, close_handle, h);
    *handle = h;
    if (sqlite3_open_v2(path, &h->db, flags, NULL) != SQLITE_OK) return failed(c, h, path);
    sqlite3_busy_timeout(h->db, BUSY_WAIT_MS);
    return OK;
}

static Fail prepare(Ctx *c, Handle *h, const char *path, const char *sql)
{
    sqlite3_finalize(h->statement);
    h->statement = NULL;
    return sqlite3_prepare_v2(h->db, sql, -1, &h->statement, NULL) == SQLITE_OK ? OK : failed(c, h, path);
}

static Fail check_owner(Ctx *c, Handle *h, const char *path)
{
    TRY(prepare(c, h, path, "PRAGMA application_id"));
    if (sqlite3_step(h->statement) != SQLITE_ROW) return failed(c, h, path);
    bool ours = sqlite3_column_int(h->statement, 0) == APPLICATION_ID;
    sqlite3_reset(h->statement);
    return ours ? OK : fail(c, FAIL_INPUT, "Tệp '%s' không phải tệp dữ liệu của Ngày Số.", path);
}

/* -- looking through ---------------------------------------------------------------------------------------- */

static Fail first_text(Ctx *c, Handle *h, const char *path, const char *sql, Str *text)
{
    TRY(prepare(c, h, path, sql));
    int code = sqlite3_step(h->statement);
    if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB) *text = S("tệp đã hỏng");
    else if (code == SQLITE_ROW) *text = str_copy(&c->mem, str_of((const char *)sqlite3_column_text(h->statement, 0)));
    else if (code == SQLITE_DONE) *text = (Str){0};
    else return failed(c, h, path);
    sqlite3_reset(h->statement);
    return OK;
}

static Fail look_through(Ctx *c, Handle *h, const char *path, Str *wrong)
{
    TRY(first_text(c, h, path, "PRAGMA integrity_check(1)", wrong));
    if (!str_equal(*wrong, S("ok"))) return OK;
    TRY(first_text(c, h, path, "PRAGMA foreign_key_check", wrong));
    if (wrong->n) *wrong = str_format(&c->mem, "khóa ngoại của bảng %.*s", STR_ARGS(*wrong));
    return OK;
}

Fail store_look_through(Ctx *c, const char *path, Str *wrong)
{
    Handle *h;
    TRY(open_handle(c, path, SQLITE_OPEN_READWRITE, &h));
    Fail result = look_through(c, h, path, wrong);
    close_handle(h);
    return result;
}

/* -- copying ------------------------------------------------------------------------------------------------ */

static Fail sync_path(Ctx *c, const char *path, int flags)
{
    int descriptor = open(path, flags | O_CLOEXEC);
    bool good = descriptor >= 0 && !fsync(descriptor);
    if (descriptor >= 0) close(descriptor);
    return good ? OK : fail(c, FAIL_STORE, "Không ghi được '%s' xuống đĩa (%s).", path, strerror(errno));
}

static Fail sync_folder_of(Ctx *c, const char *path)
{
    char *copy = NEW(&c->mem, char, strlen(path) + 1);
    memcpy(copy, path, strlen(path) + 1);
    return sync_path(c, dirname(copy), O_RDONLY | O_DIRECTORY);
}

/* All at once, so that it is one moment; in WAL mode a reader holds nobody up. */
static Fail copy_pages(Ctx *c, Handle *from, Handle *to, const char *path)
{
    sqlite3_backup *b = sqlite3_backup_init(to->db, "main", from->db, "main");
    if (!b) return failed(c, to, path);
    int code = sqlite3_backup_step(b, -1);
    int ended = sqlite3_backup_finish(b);
    if (code != SQLITE_DONE || ended != SQLITE_OK) return failed(c, to, path);
    /* The copy is one file, without a -wal beside it. */
    return sqlite3_exec(to->db, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL) == SQLITE_OK ? OK
                                                                                               : failed(c, to, path);
}

/* SQLite itself would make a file that others may read; its journal gets the mode of the file. */
static Fail make_empty(Ctx *c, const char *path)
{
    int descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, STORE_FILE_MODE);
    if (descriptor < 0) return fail(c, FAIL_STORE, "Không tạo được '%s' (%s).", path, strerror(errno));
    close(descriptor);
    return OK;
}

static Fail copy_file(Ctx *c, const char *from, const char *to)
{
    Handle *source, *copy;
    Str wrong;
    TRY(open_handle(c, from, SQLITE_OPEN_READWRITE, &source));
    TRY(check_owner(c, source, from));
    TRY(make_empty(c, to));
    TRY(open_handle(c, to, SQLITE_OPEN_READWRITE, &copy));
    TRY(copy_pages(c, source, copy, to));
    close_handle(source);
    TRY(look_through(c, copy, to, &wrong));
    close_handle(copy);
    if (wrong.n) return fail(c, FAIL_INPUT, "Tệp '%s' đã hỏng: %.*s.", from, STR_ARGS(wrong));
    return sync_path(c, to, O_RDWR);
}

static void remove_part(void *path)
{
    char journal[4096];
    unlink(path);
    snprintf(journal, sizeof journal, "%s-journal", (const char *)path);
    unlink(journal);
}

/* `from` as a sound file beside `to`, gone again when c's memory is given back. */
static Fail copy_beside(Ctx *c, const char *from, const char *to, const char **part)
{
    if (access(from, F_OK)) return fail(c, FAIL_MISSING, "Không có tệp '%s'.", from);
    *part = str_format(&c->mem, "%s.part-%d", to, (int)getpid()).p;
    arena_at_end(&c->mem, remove_part, (void *)(uintptr_t)*part);
    remove_part((void *)(uintptr_t)*part);
    return copy_file(c, from, *part);
}

Fail store_backup(Ctx *c, const char *data, const char *to)
{
    const char *part;
    if (!access(to, F_OK)) return fail(c, FAIL_CONFLICT, "Tệp '%s' đã có. Hãy chọn tên khác cho bản sao lưu.", to);
    TRY(copy_beside(c, data, to, &part));
    /* A link does not overwrite what came there meanwhile. */
    if (link(part, to)) return fail(c, FAIL_STORE, "Không tạo được '%s' (%s).", to, strerror(errno));
    /* Now, not when memory is given back: the folder may have another name by then. */
    remove_part((void *)(uintptr_t)part);
    return sync_folder_of(c, to);
}

/* -- putting back ------------------------------------------------------------------------------------------- */

static void unlock(void *descriptor)
{
    if (*(int *)descriptor > 0) close(*(int *)descriptor);
}

/* The same lock that a program with the data file open holds (store.c). */
static Fail lock(Ctx *c, const char *data)
{
    int *descriptor = NEW(&c->mem, int, 1);
    arena_at_end(&c->mem, unlock, descriptor);
    *descriptor = open(data, O_RDWR | O_CLOEXEC);
    if (*descriptor < 0) return fail(c, FAIL_STORE, "Không mở được '%s' (%s).", data, strerror(errno));
    if (flock(*descriptor, LOCK_EX | LOCK_NB))
        return fail(c, FAIL_CONFLICT, "Tệp dữ liệu '%s' đang được một chương trình Ngày Số mở. Hãy dừng nó trước.",
                    data);
    return OK;
}

static Fail move(Ctx *c, const char *from, const char *to)
{
    if (!rename(from, to) || errno == ENOENT) return OK;
    return fail(c, FAIL_STORE, "Không đổi được tên '%s' thành '%s' (%s).", from, to, strerror(errno));
}

/* What was there, with its log, which SQLite finds again under the new name. */
static Fail set_aside(Ctx *c, const char *data, Str *kept)
{
    static const char *const ends[] = {"-wal", "-shm", ""};
    Str day = day_iso(&c->mem, day_at(c->now));
    store_make_private(data);
    *kept = str_format(&c->mem, "%s.truoc-%.*s-%lld", data, STR_ARGS(day), (long long)(c->now % 100000000));
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        TRY(move(c, str_format(&c->mem, "%s%s", data, ends[i]).p, str_format(&c->mem, "%s%s", kept->p, ends[i]).p));
    return OK;
}

Fail store_restore(Ctx *c, const char *backup, const char *data, Str *kept)
{
    const char *part;
    bool there = !access(data, F_OK);
    *kept = (Str){0};
    if (there) TRY(lock(c, data));
    TRY(copy_beside(c, backup, data, &part));
    if (there) TRY(set_aside(c, data, kept));
    TRY(move(c, part, data));
    return sync_folder_of(c, data);
}

/* -- sums of derived tables --------------------------------------------------------------------------------- */

static uint64_t mix(uint64_t h, const void *bytes, size_t n)
{
    const unsigned char *p = bytes;
    for (size_t i = 0; i < n; i++) h = (h ^ p[i]) * UINT64_C(0x100000001b3);
    return h;
}

static uint64_t row_sum(sqlite3_stmt *s)
{
    uint64_t h = UINT64_C(0xcbf29ce484222325);
    for (int i = 0; i < sqlite3_column_count(s); i++) {
        int type = sqlite3_column_type(s, i);
        h = mix(h, &type, sizeof type);
        int n = type == SQLITE_NULL ? 0 : sqlite3_column_bytes(s, i);
        h = mix(mix(h, &n, sizeof n), type == SQLITE_NULL ? "" : sqlite3_column_blob(s, i), (size_t)n);
    }
    return h;
}

static Fail sum_table(Ctx *c, Handle *h, const char *path, TableSum *sum)
{
    TRY(prepare(c, h, path, str_format(&c->mem, "SELECT * FROM \"%.*s\"", STR_ARGS(sum->table)).p));
    int code;
    while ((code = sqlite3_step(h->statement)) == SQLITE_ROW) sum->rows++, sum->sum += row_sum(h->statement);
    return code == SQLITE_DONE ? OK : failed(c, h, path);
}

Fail store_sums(Ctx *c, const char *path, const Migration *steps, TableSumList *sums)
{
    static const Str create = STR("CREATE TABLE ");
    Handle *h;
    *sums = (TableSumList){0};
    TRY(open_handle(c, path, SQLITE_OPEN_READWRITE, &h));
    for (const Migration *m = steps; m->feature; m++) {
        if (m->number) continue;
        for (Str rest = str_of(m->sql); str_find(rest, create) < rest.n;) {
            rest = str_from(rest, str_find(rest, create) + create.n);
            size_t n = strcspn(rest.p, " (\n");
            TableSum *sum = list_add(&c->mem, sums);
            sum->table = str_slice(rest, 0, n);
            TRY(sum_table(c, h, path, sum));
        }
    }
    close_handle(h);
    return OK;
}

/* -- when --------------------------------------------------------------------------------------------------- */

static const char *note_of(Ctx *c, const char *data) { return str_format(&c->mem, "%s.backed-up", data).p; }

void store_backup_note(Ctx *c, const char *data)
{
    int fd = open(note_of(c, data), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0) return;
    futimens(fd, NULL);
    close(fd);
}

int64_t store_backed_up_at(Ctx *c)
{
    struct stat about;
    if (store_is_shared(c) || stat(note_of(c, store_path(c->store)), &about)) return 0;
    return (int64_t)about.st_mtim.tv_sec * 1000;
}
