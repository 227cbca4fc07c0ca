// SPDX-License-Identifier: Apache-2.0
/* store.c -- opening and closing the data file, readers, versions of tables. */
#include "base/module.h"
#include "store/inside.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static const uint64_t NEVER_CURRENT = UINT64_MAX;

/* A file that an older program made, or somebody copied, may be open to all; whose it is not cannot change that. */
void store_make_private(const char *path)
{
    static const char *const ends[] = {"", "-wal", "-shm", "-journal"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        char name[PATH_MAX];
        struct stat about;
        snprintf(name, sizeof name, "%s%s", path, ends[i]);
        if (!lstat(name, &about) && S_ISREG(about.st_mode) && about.st_mode & 077) (void)!chmod(name, STORE_FILE_MODE);
    }
}

/* An advisory lock of our own: SQLite lets several processes write, our versions of tables do not. */
static Fail lock_file(Ctx *c, Store *s)
{
    s->lock = open(s->path, O_RDWR | O_CREAT | O_CLOEXEC, STORE_FILE_MODE);
    if (s->lock < 0)
        return fail(c, FAIL_STORE, "Không mở được tệp dữ liệu '%s' (%s). Hãy kiểm tra thư mục và quyền.", s->path,
                    strerror(errno));
    if (flock(s->lock, LOCK_EX | LOCK_NB))
        return fail(c, FAIL_CONFLICT, "Tệp dữ liệu '%s' đang được một chương trình Ngày Số khác mở. Hãy dừng nó trước.",
                    s->path);
    store_make_private(s->path);
    return OK;
}

static Fail open_all(Ctx *c, Store *s, StoreOptions o)
{
    bool is_file = s->engine == &sqlite_engine;
    TRY(tables_learn(c, &s->names, s->steps));
    if (is_file) TRY(lock_file(c, s));
    TRY(connection_open(c, s, s->path, true, &s->writer));
    TRY(store_migrate(c, s));
    if (s->engine->copies.join) TRY(s->engine->copies.join(c, s));
    return writer_start(c, s, o.room ? o.room : STORE_ROOM);
}

bool store_is_address(const char *path)
{
    return str_starts(str_of(path), S("postgresql://")) || str_starts(str_of(path), S("postgres://"));
}

static Fail engine_of(Ctx *c, const char *path, const Engine **engine)
{
    const void *other = &sqlite_engine;
    if (store_is_address(path)) TRY(module_calls(c, "postgres", "postgres_engine", &other));
    *engine = other;
    return OK;
}

Fail store_open(Ctx *c, StoreOptions o, Store **store)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    const Engine *engine;
    TRY(engine_of(c, o.path, &engine));
    pthread_once(&once, sqlite_configure);
    Store *s = calloc(1, sizeof *s);
    char *path = strdup(o.path), *read_path = o.read_path ? strdup(o.read_path) : NULL;
    char *key_file = o.key_file ? strdup(o.key_file) : NULL;
    if (!s || !path || (o.read_path && !read_path) || (o.key_file && !key_file)) {
        free(s);
        free(path);
        free(read_path);
        free(key_file);
        return fail(c, FAIL_STORE, "Hết bộ nhớ khi mở kho dữ liệu.");
    }
    s->path = path;
    s->read_path = read_path;
    s->key_file = key_file;
    s->engine = engine;
    s->batch_max = s->engine == &sqlite_engine ? STORE_BATCH_MAX : STORE_BATCH_POSTGRES_MAX;
    s->steps = o.steps;
    s->vfs = o.vfs;
    s->moving_from = o.moving_from;
    s->is_deaf = o.is_deaf;
    s->lock = -1;
    s->queue_max = o.queue_max ? o.queue_max : STORE_QUEUE_MAX;
    s->last = &s->first;
    pthread_mutex_init(&s->mutex, NULL);
    pthread_cond_init(&s->waiting, NULL);
    Fail result = open_all(c, s, o);
    if (result) store_close(s);
    else *store = s;
    return result;
}

static void close_held(void *held) { store_close(*(Store **)held); }

Fail store_open_held(Ctx *c, StoreOptions options, Store **store)
{
    Store **held = NEW(&c->mem, Store *, 1);
    arena_at_end(&c->mem, close_held, held);
    TRY(store_open(c, options, held));
    *store = *held;
    return OK;
}

void store_close(Store *s)
{
    if (!s) return;
    writer_stop(s);
    for (Connection *k = s->readers, *next; k; k = next) {
        next = k->next;
        connection_close(k);
    }
    if (s->copies) s->engine->copies.leave(s);
    connection_close(s->writer);
    if (s->lock >= 0) close(s->lock); /* only now: closing any descriptor of the file drops SQLite's own locks */
    tables_forget(&s->names);
    pthread_mutex_destroy(&s->mutex);
    pthread_cond_destroy(&s->waiting);
    free(s->path);
    free(s->read_path);
    free(s->key_file);
    free(s);
}

Connection *store_reader(Store *s)
{
    Ctx c = {0}; /* for the sentence only, which nobody reads: opening takes nothing from an arena */
    Connection *k;
    if (connection_open(&c, s, s->path, false, &k)) return NULL;
    if (s->read_path && !connection_open(&c, s, s->read_path, false, &k->replica)) k->replica->primary = k;
    pthread_mutex_lock(&s->mutex);
    k->next = s->readers;
    s->readers = k;
    pthread_mutex_unlock(&s->mutex);
    return k;
}

const char *store_path(const Connection *k) { return k->store->path; }

const char *store_key_file(Ctx *c)
{
    const Store *s = c->store->store;
    const char *named = s->key_file ? s->key_file : getenv("NGAYSO_KEY_FILE"),
               *folder = getenv("CREDENTIALS_DIRECTORY");
    if (named && *named) return named;
    const char *credential = folder ? str_format(&c->mem, "%s/ngayso.key", folder).p : NULL;
    if (credential && !access(credential, R_OK)) return credential;
    return store_is_shared(c) ? NULL : str_format(&c->mem, "%s.key", s->path).p;
}

bool store_is_shared(const Ctx *c) { return c->store->engine != &sqlite_engine; }

Fail store_analyze(Ctx *c) { return c->store->engine->analyze(c, c->store); }

Fail store_write_from(Ctx *c, Fail (*run)(Ctx *, void *), void *arg)
{
    return c->store->is_writer ? run(c, arg) : store_write(c, c->store->store, run, arg);
}

/* -- reading ------------------------------------------------------------------------------------------------ */

Fail store_read_begin(Ctx *c)
{
    Connection *k = c->store;
    uint64_t begun[STORE_TABLES_MAX];
    int n = k->store->names.n_tables;
    for (int i = 0; i < n; i++) begun[i] = atomic_load(&k->store->version[i]);
    Fail result = k->engine->read_begin(c, &k);
    memcpy(k->begun, begun, (size_t)n * sizeof *begun);
    k->seen = (TableSet){0};
    k->turn++;
    k->uses_memos = false;
    c->store = k;
    return result;
}

void store_read_end(Ctx *c)
{
    Connection *k = c->store;
    k->engine->read_end(k);
    k->uses_memos = false;
    if (k->primary) c->store = k->primary;
}

void store_read_mark(Ctx *c, ReadMark *mark)
{
    const Connection *k = c->store;
    *mark = (ReadMark){.tables = k->seen};
    EACH_TABLE (i, &k->seen) mark->versions += k->begun[i];
    if (k->is_behind) mark->versions = NEVER_CURRENT;
}

bool store_is_current(const Store *s, ReadMark mark)
{
    return tables_versions(s, &mark.tables) == mark.versions && store_hears(s);
}

/* -- tests -------------------------------------------------------------------------------------------------- */

void store_fail_statement(Store *s, int n)
{
    atomic_store(&s->has_failed, false);
    atomic_store(&s->fail_in, n);
}

bool store_has_failed(const Store *s) { return atomic_load(&s->has_failed); }
