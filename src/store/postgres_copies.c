// SPDX-License-Identifier: Apache-2.0
/* postgres_copies.c -- several programs over one PostgreSQL database.
 *
 * store_office has a row for each office: whoever holds its lock writes, until the commit; so the batches of an office
 * run one after the other, and what a rule read is still true when it writes.  `seq` counts its commits: a reader that
 * sees seq n sees everything up to it, on a replica too.
 * store_copy has a row for each running program: a number of its own (identifiers carry it), how long it is believed to
 * live, and its last batch: by that we know whether a commit whose answer was lost was kept.
 * Each commit says its number and the tables it changed on a channel; every copy listens, on a thread and a connection
 * of its own, and what it drew from these tables is stale. */
#include "store/postgres.h"
#include <stdio.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

enum {
    NODES = 256,     /* numbers that an identifier has room for */
    LIFE_MS = 30000, /* after its last sign of life a copy's number is free */
    SIGN_EVERY_MS = 3000,
    BEAT_MS = 1000, /* how often we ask whether we missed something */
    NAMES_ROOM = 4096,
    PATIENCE_MS = 50,
    HEARD_LIMIT_MS = 3000 /* when we heard nothing for so long, nothing kept is believed */
};
#define DATABASE_NOW "(extract(epoch FROM clock_timestamp()) * 1000)::bigint"

struct Copies {
    Store *store;
    Connection *ear; /* the listening thread's */
    pthread_t thread;
    bool running;
    _Atomic bool ending;
    int wake; /* rings when we end */
    char holder[48], channel[80];
    int number;               /* this copy's; the writer's thread changes it */
    int64_t batch;            /* counted by the writer; of the commit that was sent last */
    bool is_unsure;           /* that commit had no answer */
    _Atomic int64_t coming;   /* the newest commit that we know of */
    _Atomic int64_t heard;    /* the newest commit whose tables were raised, too */
    _Atomic int64_t written;  /* the newest commit of ours */
    _Atomic int64_t heard_at; /* monotonic milliseconds */
    _Atomic int alive;        /* copies, with us */
};

static int64_t number_in(PGresult *r, int row, int column) { return strtoll(PQgetvalue(r, row, column), NULL, 10); }

/* -- tables ------------------------------------------------------------------------------------------------- */

Fail copies_make_tables(Ctx *c, Store *s)
{
    Connection *k = s->writer;
    TRY(line_script(
        c, k,
        "CREATE TABLE IF NOT EXISTS store_office (office_id BIGINT PRIMARY KEY, seq BIGINT NOT NULL);"
        "CREATE TABLE IF NOT EXISTS store_copy (office_id BIGINT NOT NULL, n BIGINT NOT NULL,"
        " holder TEXT NOT NULL, batch BIGINT NOT NULL, id_last BIGINT NOT NULL, until BIGINT NOT NULL,"
        " PRIMARY KEY (office_id, n));"
        "CREATE TABLE IF NOT EXISTS store_lease (office_id BIGINT NOT NULL, name TEXT COLLATE \"C\" NOT NULL,"
        " holder TEXT NOT NULL, until BIGINT NOT NULL, PRIMARY KEY (office_id, name))"));
    PQclear(postgres_ask(c, k, "INSERT INTO store_office (office_id, seq) VALUES ($1, 0) ON CONFLICT DO NOTHING",
                         VALUES(OFFICE)));
    return k->line.failure;
}

/* -- this copy's number ------------------------------------------------------------------------------------- */

/* The first free one, in the writer's transaction, with the office's lock. */
static Fail take_number(Ctx *c, Connection *k)
{
    Copies *p = k->store->copies;
    PGresult *r = postgres_ask(
        c, k, "SELECT n, until > " DATABASE_NOW ", id_last FROM store_copy WHERE office_id = $1 ORDER BY n",
        VALUES(OFFICE));
    if (!r) return line_failure(k);
    int n = 0, rows = PQntuples(r);
    while (n < rows && number_in(r, n, 0) == n && *PQgetvalue(r, n, 1) == 't') n++;
    int64_t id_last = n < rows && number_in(r, n, 0) == n ? number_in(r, n, 2) : 0;
    PQclear(r);
    if (n >= NODES) return fail(c, FAIL_CONFLICT, "Đã có %d bản Ngày Số cùng chạy trên kho dữ liệu này.", (int)NODES);
    PQclear(postgres_ask(c, k,
                         "INSERT INTO store_copy (office_id, n, holder, batch, id_last, until) "
                         "VALUES ($1, $2, $3, 0, $4, " DATABASE_NOW " + $5) ON CONFLICT (office_id, n) DO UPDATE "
                         "SET holder = excluded.holder, batch = 0, until = excluded.until",
                         VALUES(OFFICE, n, p->holder, id_last, (int)LIFE_MS)));
    TRY(k->line.failure);
    p->number = n;
    p->batch = 0;
    id_set_node((unsigned)n, id_last);
    return OK;
}

static Fail begin_alone(Ctx *c, Connection *k)
{
    return line_send(c, k, NULL, "SELECT seq FROM store_office WHERE office_id = $1 FOR UPDATE", VALUES(OFFICE));
}

/* What our row says our last batch was; false when it is not ours any more. */
static Fail read_batch(Ctx *c, Connection *k, bool *is_ours, int64_t *batch)
{
    Copies *p = k->store->copies;
    TRY(begin_alone(c, k));
    PGresult *r = postgres_ask(c, k, "SELECT batch FROM store_copy WHERE office_id = $1 AND n = $2 AND holder = $3",
                               VALUES(OFFICE, p->number, p->holder));
    if (!r) return line_failure(k);
    *is_ours = PQntuples(r) == 1;
    *batch = *is_ours ? number_in(r, 0, 0) : 0;
    PQclear(r);
    return OK;
}

Fail copies_begin(Ctx *c, Connection *k)
{
    bool is_ours;
    int64_t batch;
    TRY(read_batch(c, k, &is_ours, &batch));
    return is_ours ? OK : take_number(c, k);
}

/* -- committing --------------------------------------------------------------------------------------------- */

#define EVERYTHING "*"

/* Names of tables with a blank before each, or EVERYTHING when they are too many for one message; in a buffer, because
 * a batch may have no memory left. */
static void write_changed(const Connection *k, char names[NAMES_ROOM])
{
    const TableNames *known = &k->store->names;
    size_t n = 0;
    names[0] = 0;
    EACH_TABLE (i, &k->changed) {
        if (i >= known->n_tables || n + strlen(known->table[i]) + 2 > NAMES_ROOM) {
            snprintf(names, NAMES_ROOM, " %s", EVERYTHING);
            return;
        }
        n += (size_t)snprintf(names + n, NAMES_ROOM - n, " %s", known->table[i]);
    }
}

/* All of it is sent together; the answer of the COMMIT is the only one that we wait for. */
static Fail send_commit(Ctx *c, Connection *k)
{
    Copies *p = k->store->copies;
    char names[NAMES_ROOM];
    write_changed(k, names);
    TRY(line_send(c, k, NULL, "UPDATE store_copy SET batch = $3, id_last = $4 WHERE office_id = $1 AND n = $2",
                  VALUES(OFFICE, p->number, p->batch + 1, id_last())));
    TRY(line_send(c, k, NULL, "UPDATE store_office SET seq = seq + 1 WHERE office_id = $1", VALUES(OFFICE)));
    TRY(line_send(
        c, k, NULL,
        "SELECT seq, pg_notify($2::text, seq || ' ' || $3::text || $4::text) FROM store_office WHERE office_id = $1",
        VALUES(OFFICE, p->channel, p->holder, names)));
    return line_send(c, k, NULL, "COMMIT", VALUES());
}

Fail copies_commit(Ctx *c, Connection *k)
{
    Copies *p = k->store->copies;
    if (table_set_is_empty(&k->changed) || !p) { /* the migration's own, or nothing to tell */
        PQclear(postgres_ask(c, k, "COMMIT", VALUES()));
        return k->line.failure;
    }
    TRY(send_commit(c, k));
    p->is_unsure = true;
    PGresult *r = line_settle(c, k);
    if (!r) {
        p->is_unsure = !k->pg; /* an error that the server told us of is an answer */
        return line_failure(k);
    }
    p->is_unsure = false;
    p->batch++;
    atomic_store(&p->written, number_in(r, 0, 0));
    if (p->written > p->coming) atomic_store(&p->coming, p->written);
    PQclear(r);
    return OK;
}

/* On a new line: is the batch whose commit had no answer there?  With the office's lock, so that the old transaction
 * has ended one way or the other. */
bool copies_may_repeat(Ctx *c, Connection *k, bool *kept)
{
    Copies *p = k->store->copies;
    bool is_ours = false;
    int64_t batch = 0;
    if (!p || !p->is_unsure) return true;
    k->line.is_open = true;
    Fail result = line_send(c, k, NULL, "BEGIN", VALUES());
    if (!result) result = read_batch(c, k, &is_ours, &batch);
    k->engine->rollback(k);
    if (result) return k->pg == NULL; /* once more, after the next wait */
    p->is_unsure = false;
    if (!is_ours) {
        c->why[0] = 0;
        (void)fail(c, FAIL_BUSY,
                   "Kho dữ liệu vừa gián đoạn, chưa rõ nội dung đã được lưu chưa. Hãy tải lại trang để xem.");
        return false;
    }
    *kept = batch == p->batch + 1;
    if (*kept) p->batch++;
    return !*kept;
}

/* -- listening ---------------------------------------------------------------------------------------------- */

bool copies_are_heard(const Store *s)
{
    return monotonic_ms() - atomic_load_explicit(&s->copies->heard_at, memory_order_relaxed) < HEARD_LIMIT_MS;
}

static void raise_named(Store *s, Str names)
{
    Str name;
    while (str_cut(&names, ' ', &name)) {
        int table = table_number(&s->names, name);
        if (table >= 0) atomic_fetch_add(&s->version[table], 1);
        else if (name.n) tables_raise_all(s); /* EVERYTHING, or a newer program's */
    }
}

/* "seq holder table table …" */
static void take_in(Copies *p, Str said)
{
    Str seq_text = str_slice(said, 0, str_index(said, ' ')), rest = str_from(said, seq_text.n + 1);
    Str holder = str_slice(rest, 0, str_index(rest, ' '));
    int64_t seq = 0, heard = atomic_load(&p->heard);
    if (!str_integer(seq_text, &seq)) return;
    if (seq > atomic_load(&p->coming)) atomic_store(&p->coming, seq);
    if (seq > heard + 1) tables_raise_all(p->store); /* one was missed */
    else if (seq > heard && !str_equal(holder, str_of(p->holder))) raise_named(p->store, str_from(rest, holder.n + 1));
    if (seq > heard) atomic_store(&p->heard, seq);
    atomic_store(&p->heard_at, monotonic_ms());
}

/* What we may have missed: everything, when the count is not where we left it.  `patience` (ms): what was committed
 * just now may be on its way to the ear. */
static Fail catch_up(Ctx *c, Copies *p, Connection *k, int patience)
{
    PGresult *r = postgres_ask(c, k, "SELECT seq FROM store_office WHERE office_id = $1", VALUES(OFFICE));
    if (!r) return line_failure(k);
    int64_t seq = PQntuples(r) ? number_in(r, 0, 0) : 0;
    PQclear(r);
    PGnotify *n;
    while ((n = line_hear(k, seq > atomic_load(&p->heard) ? patience : 0, -1))) {
        take_in(p, str_of(n->extra));
        PQfreemem(n);
    }
    if (seq > atomic_load(&p->heard)) {
        if (seq > atomic_load(&p->coming)) atomic_store(&p->coming, seq);
        tables_raise_all(p->store);
        atomic_store(&p->heard, seq);
    }
    atomic_store(&p->heard_at, monotonic_ms());
    return OK;
}

static Fail listen_to(Ctx *c, Copies *p)
{
    p->ear->line.hears = true;
    TRY(line_script(c, p->ear, str_format(&c->mem, "LISTEN \"%s\"", p->channel).p));
    return catch_up(c, p, p->ear, 0);
}

/* A sign of life, and how many others give one. */
static Fail give_sign(Ctx *c, Copies *p)
{
    TRY(line_send(c, p->ear, NULL,
                  "UPDATE store_copy SET until = " DATABASE_NOW " + $3 WHERE office_id = $1 AND holder = $2",
                  VALUES(OFFICE, p->holder, (int)LIFE_MS)));
    PGresult *r = postgres_ask(
        c, p->ear, "SELECT count(*) FROM store_copy WHERE office_id = $1 AND until > " DATABASE_NOW, VALUES(OFFICE));
    if (!r) return line_failure(p->ear);
    int alive = (int)number_in(r, 0, 0);
    PQclear(r);
    atomic_store(&p->alive, alive > 1 ? alive : 1);
    return OK;
}

static Fail hear_a_while(Ctx *c, void *arg)
{
    Copies *p = arg;
    bool was_there = p->ear->pg != NULL;
    TRY(line_ready(c, p->ear));
    if (!was_there) TRY(listen_to(c, p));
    TRY(give_sign(c, p));
    for (int64_t end = monotonic_ms() + SIGN_EVERY_MS, beat = 0; monotonic_ms() < end && p->ear->pg && !p->ending;) {
        PGnotify *n = line_hear(p->ear, BEAT_MS, p->wake);
        if (n) take_in(p, str_of(n->extra));
        PQfreemem(n);
        if (monotonic_ms() - beat < BEAT_MS) continue;
        TRY(catch_up(c, p, p->ear, PATIENCE_MS));
        beat = monotonic_ms();
    }
    return OK;
}

static void *hear(void *arg)
{
    Copies *p = arg;
    Ctx c = {.mem = arena_reserve((size_t)1 << 20)};
    Arena whole = c.mem;
    while (!p->ending) {
        bool was_there = p->ear->pg != NULL;
        c.why[0] = 0;
        Fail lost = edge_run(&c, hear_a_while, p);
        if (lost && was_there) fprintf(stderr, "ngayso: mất liên lạc với kho dữ liệu PostgreSQL, đang nối lại\n");
        if (lost) line_pause_us(BEAT_MS * 50);
    }
    arena_release(&whole);
    return NULL;
}

/* -- coming and going --------------------------------------------------------------------------------------- */

static Fail open_channel(Ctx *c, Copies *p, Connection *k)
{
    PGresult *r = postgres_ask(c, k, "SELECT current_schema()", VALUES());
    if (!r) return line_failure(k);
    snprintf(p->channel, sizeof p->channel, "ngayso_%.50s", PQgetvalue(r, 0, 0));
    PQclear(r);
    return OK;
}

static Fail join_alone(Ctx *c, Store *s)
{
    Connection *k = s->writer;
    TRY(open_channel(c, s->copies, k));
    k->line.is_open = true;
    TRY(line_send(c, k, NULL, "BEGIN", VALUES()));
    TRY(begin_alone(c, k));
    TRY(take_number(c, k));
    PQclear(postgres_ask(c, k, "COMMIT", VALUES()));
    return k->line.failure;
}

static Fail start_hearing(Ctx *c, Store *s)
{
    Copies *p = s->copies;
    TRY(connection_open(c, s, s->path, true, &p->ear));
    TRY(listen_to(c, p));
    if (pthread_create(&p->thread, NULL, hear, p))
        return fail(c, FAIL_STORE, "Hệ điều hành không cho tạo thêm luồng. Hãy thử lại.");
    p->running = true;
    return OK;
}

Fail copies_join(Ctx *c, Store *s)
{
    Copies *p = calloc(1, sizeof *p);
    if (!p) return fail(c, FAIL_STORE, "Hết bộ nhớ khi mở kho dữ liệu.");
    char host[20] = "";
    gethostname(host, sizeof host - 1);
    snprintf(p->holder, sizeof p->holder, "%s/%d/%llx", host, (int)getpid(), (unsigned long long)id_new(clock_ms()));
    p->store = s;
    p->alive = 1;
    p->wake = eventfd(0, EFD_CLOEXEC);
    s->copies = p;
    Fail result = join_alone(c, s);
    if (result) s->writer->engine->rollback(s->writer);
    s->writer->line.is_open = false;
    if (!result && !s->is_deaf) result = start_hearing(c, s);
    return result;
}

void copies_leave(Store *s)
{
    Copies *p = s->copies;
    Ctx c = {.mem = arena_reserve(1 << 16)};
    Arena whole = c.mem;
    p->ending = true;
    uint64_t one = 1;
    if (p->running && write(p->wake, &one, sizeof one) == sizeof one) pthread_join(p->thread, NULL);
    if (p->wake >= 0) close(p->wake);
    Connection *k = p->ear ? p->ear : s->writer;
    if (k && k->pg && !k->line.is_open)
        PQclear(postgres_ask(&c, k, "UPDATE store_copy SET until = 0 WHERE office_id = $1 AND holder = $2",
                             VALUES(OFFICE, p->holder)));
    connection_close(p->ear);
    arena_release(&whole);
    free(p);
    s->copies = NULL;
}

/* -- what the rest asks ------------------------------------------------------------------------------------- */

Fail copies_count(Ctx *c, int *n)
{
    TRY(line_ready(c, c->store));
    PGresult *r = postgres_ask(
        c, c->store, "SELECT count(*) FROM store_copy WHERE office_id = $1 AND until > " DATABASE_NOW, VALUES(OFFICE));
    if (!r) return line_failure(c->store);
    *n = (int)number_in(r, 0, 0);
    PQclear(r);
    return OK;
}

int copies_alive(const Store *s) { return atomic_load(&s->copies->alive); }

int64_t copies_written(const Store *s) { return atomic_load(&s->copies->written); }

int64_t copies_coming(const Store *s) { return atomic_load(&s->copies->coming); }

/* Who says that they saw a commit which we did not hear of may be lying: the store knows. */
Fail copies_catch_up(Ctx *c)
{
    Connection *k = c->store;
    Copies *p = k->store->copies;
    if (c->seen <= atomic_load(&p->heard) || c->seen <= atomic_load(&p->written)) return OK;
    TRY(line_ready(c, k));
    return catch_up(c, p, k, 0);
}

Fail copies_lease(Ctx *c, const char *name, int64_t ms, bool *is_ours)
{
    Connection *k = c->store;
    Copies *p = k->store->copies;
    TRY(line_settled(c, k));
    PGresult *r =
        postgres_ask(c, k,
                     "INSERT INTO store_lease (office_id, name, holder, until) "
                     "VALUES ($1, $2, $3, " DATABASE_NOW " + $4) ON CONFLICT (office_id, name) DO UPDATE "
                     "SET holder = excluded.holder, until = excluded.until WHERE store_lease.until <= " DATABASE_NOW
                     " OR store_lease.holder = excluded.holder RETURNING 1",
                     VALUES(OFFICE, name, p->holder, ms));
    if (!r) return line_failure(k);
    *is_ours = PQntuples(r) == 1;
    PQclear(r);
    return OK;
}
