// SPDX-License-Identifier: Apache-2.0
/* connection.c -- one handle on the data file: how it is set up, what its errors mean, which tables a statement uses.
 *
 * The tables come from SQLite's authorizer, which is called while a statement is prepared; nobody lists them by hand,
 * so a cached page cannot forget one. */
#include "store/inside.h"
#include <stdlib.h>

/* Measured on two cores: 4000 pages between checkpoints writes about a tenth faster than SQLite's 1000. */
static const char setup[] = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
                            "PRAGMA wal_autocheckpoint = 4000; PRAGMA temp_store = MEMORY;";
static const char setup_reader[] =
    "PRAGMA mmap_size = 268435456; PRAGMA cache_size = -1000; PRAGMA temp_store = MEMORY;";
enum { BUSY_WAIT_MS = 5000 };

/* The number of a table; the last place is shared by all that come too late, which only makes pages stale more often.
 */
static int table_number(Store *s, const char *name)
{
    pthread_mutex_lock(&s->mutex);
    int i = 0;
    while (i < s->n_tables && strcmp(s->tables[i], name)) i++;
    if (i == s->n_tables && i < STORE_TABLES_MAX - 1) {
        char *copy = strdup(name);
        if (copy) s->tables[s->n_tables++] = copy;
        else i = STORE_TABLES_MAX - 1;
    }
    pthread_mutex_unlock(&s->mutex);
    return i;
}

static int note_table(void *arg, int action, const char *table, const char *column, const char *base,
                      const char *trigger)
{
    (void)column, (void)base, (void)trigger;
    Connection *k = arg;
    if (!k->reads || !table) return SQLITE_OK;
    uint64_t bit = UINT64_C(1) << table_number(k->store, table);
    if (action == SQLITE_READ) *k->reads |= bit;
    if (action == SQLITE_INSERT || action == SQLITE_UPDATE || action == SQLITE_DELETE) *k->writes |= bit;
    return SQLITE_OK;
}

Fail connection_failed(Ctx *c, Connection *k, int code)
{
    switch (code & 0xFF) {
    case SQLITE_CONSTRAINT:
        return fail(c, FAIL_CONFLICT, "Dữ liệu này trùng hoặc trái với dữ liệu đã có. Tải lại trang rồi thử lại.");
    case SQLITE_FULL:
        return fail(c, FAIL_STORE, "Đĩa đã đầy, chưa có gì thay đổi. Hãy giải phóng chỗ trên đĩa rồi thử lại.");
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
        return fail(c, FAIL_INPUT, "Tệp '%s' không phải tệp dữ liệu của Ngày Số hoặc đã hỏng. Hãy chọn tệp khác.",
                    k->store->path);
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_READONLY:
        return fail(c, FAIL_STORE, "Không mở được tệp dữ liệu '%s' để ghi. Hãy kiểm tra thư mục và quyền.",
                    k->store->path);
    default:
        return fail(c, FAIL_STORE, "Kho dữ liệu báo lỗi, chưa có gì thay đổi. Hãy thử lại. (%s)",
                    sqlite3_errmsg(k->db));
    }
}

bool connection_may_run(Connection *k)
{
    if (!atomic_load_explicit(&k->store->fail_in, memory_order_relaxed)) return true;
    if (atomic_fetch_sub(&k->store->fail_in, 1) != 1) return true;
    atomic_store(&k->store->has_failed, true);
    return false;
}

Fail connection_run(Ctx *c, Connection *k, const char *sql)
{
    if (!connection_may_run(k)) return fail(c, FAIL_STORE, "Kho dữ liệu báo lỗi, chưa có gì thay đổi. Hãy thử lại.");
    int code = sqlite3_exec(k->db, sql, NULL, NULL, NULL);
    return code == SQLITE_OK ? OK : connection_failed(c, k, code);
}

Fail connection_open(Ctx *c, Store *store, bool is_writer, Connection **connection)
{
    Connection *k = calloc(1, sizeof *k);
    if (!k) return fail(c, FAIL_STORE, "Hết bộ nhớ khi mở tệp dữ liệu.");
    *k = (Connection){.store = store, .is_writer = is_writer};
    int flags = SQLITE_OPEN_NOMUTEX | (is_writer ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY);
    int code = sqlite3_open_v2(store->path, &k->db, flags, store->vfs);
    Fail result = code == SQLITE_OK ? OK : connection_failed(c, k, code);
    if (!result) {
        sqlite3_extended_result_codes(k->db, 1);
        sqlite3_busy_timeout(k->db, BUSY_WAIT_MS);
        sqlite3_set_authorizer(k->db, note_table, k);
        result = connection_run(c, k, is_writer ? setup : setup_reader);
    }
    if (result) connection_close(k);
    else *connection = k;
    return result;
}

void connection_close(Connection *k)
{
    if (!k) return;
    for (size_t i = 0; i < k->room; i++) sqlite3_finalize(k->statements[i].handle);
    free(k->statements);
    sqlite3_finalize(k->commit);
    sqlite3_close(k->db);
    free(k);
}
