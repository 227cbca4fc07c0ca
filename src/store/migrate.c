// SPDX-License-Identifier: Apache-2.0
/* migrate.c -- bringing a data file to this program's tables.
 *
 * Facts: every NNN.sql runs once, in order, and is remembered with a checksum; a file that knows a step this program
 * does not know comes from a newer one and is refused.  Derived tables: made with a new file and by
 * store_rebuild, with the checksum of derived.sql; another checksum means that they must be made again. */
#include "store/inside.h"

/* FNV-1a: tells an edited step from the one that ran, nothing more. */
static int64_t checksum(const char *sql)
{
    uint64_t h = UINT64_C(0xcbf29ce484222325);
    for (; *sql; sql++) h = (h ^ (unsigned char)*sql) * UINT64_C(0x100000001b3);
    return (int64_t)(h >> 1 | 1); /* 0 means: never ran */
}

/* 0 when the step never ran. */
static Fail step_ran(Ctx *c, const Migration *step, int64_t *ran)
{
    Rows r;
    *ran = 0;
    TRY(store_query(c, &r, "SELECT checksum FROM migration WHERE feature = $1 AND number = $2", step->feature,
                    step->number));
    if (rows_next(&r)) *ran = row_integer(&r, 0);
    return rows_end(&r);
}

static Fail remember(Ctx *c, const Migration *step)
{
    return store_run(c,
                     "INSERT INTO migration (feature, number, checksum, at) VALUES ($1, $2, $3, $4) "
                     "ON CONFLICT (feature, number) DO UPDATE SET checksum = excluded.checksum, at = excluded.at",
                     step->feature, step->number, checksum(step->sql), c->now);
}

static const Migration *step_find(const Store *s, Str feature, int64_t number)
{
    for (const Migration *m = s->steps; m->feature; m++)
        if (m->number == number && str_equal(str_of(m->feature), feature)) return m;
    return NULL;
}

static Fail refuse_newer(Ctx *c, Store *s)
{
    Rows r;
    bool newer = false;
    TRY(store_query(c, &r, "SELECT feature, number FROM migration WHERE number > 0"));
    while (rows_next(&r)) newer |= !step_find(s, row_text(&r, 0), row_integer(&r, 1));
    TRY(rows_end(&r));
    return newer ? fail(c, FAIL_INPUT, "Tệp '%s' do bản Ngày Số mới hơn tạo ra. Hãy dùng bản mới nhất.", s->path) : OK;
}

/* In a new file nothing can be derived from nothing: its empty derived tables are right as they are. */
static Fail run_steps(Ctx *c, Store *s, bool fresh)
{
    for (const Migration *m = s->steps; m->feature; m++) {
        int64_t ran;
        TRY(step_ran(c, m, &ran));
        if (m->number == 0 && !fresh) {
            s->needs_rebuild |= ran != checksum(m->sql);
        } else if (!ran) {
            TRY(s->engine->run(c, s->writer, m->sql));
            TRY(remember(c, m));
        } else if (ran != checksum(m->sql)) {
            return fail(c, FAIL_INPUT,
                        "Bước dữ liệu %s/%03d đã bị sửa sau khi chạy; thêm bước mới thay vì sửa bước cũ.", m->feature,
                        m->number);
        }
    }
    return OK;
}

/* A store that is being filled from another one (move.c) has a row that says from which; nobody else opens it. */
static Fail check_move(Ctx *c, Store *s, bool fresh)
{
    Rows r;
    int64_t begun = 0, wanted = s->moving_from ? checksum(s->moving_from) : 0;
    TRY(store_query(c, &r, "SELECT checksum FROM migration WHERE feature = 'unfinished move' AND number = 0"));
    if (rows_next(&r)) begun = row_integer(&r, 0);
    TRY(rows_end(&r));
    if (begun == wanted) return OK;
    if (!wanted)
        return fail(c, FAIL_CONFLICT,
                    "Kho này đang được chuyển đến dở dang. Hãy chạy lại lệnh 'ngayso move' để chuyển nốt.");
    if (begun) return fail(c, FAIL_CONFLICT, "Kho đích đang nhận dữ liệu từ một kho khác. Hãy chọn kho đích trống.");
    if (!fresh) return fail(c, FAIL_CONFLICT, "Kho đích đã có dữ liệu. Hãy chọn tệp mới hoặc cơ sở dữ liệu trống.");
    return store_run(c, "INSERT INTO migration (feature, number, checksum, at) VALUES ('unfinished move', 0, $1, $2)",
                     wanted, c->now);
}

static Fail migrate(Ctx *c, Store *s)
{
    bool fresh = false;
    TRY(s->engine->check_owner(c, s, &fresh));
    TRY(s->engine->run(c, s->writer,
                       "CREATE TABLE IF NOT EXISTS migration (feature TEXT NOT NULL, number INTEGER NOT NULL, "
                       "checksum INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (feature, number)) WITHOUT ROWID"));
    TRY(refuse_newer(c, s));
    TRY(check_move(c, s, fresh));
    TRY(run_steps(c, s, fresh));
    return s->engine->claim(c, s);
}

Fail store_migrate(Ctx *c, Store *s)
{
    Connection *outside = c->store;
    c->store = s->writer;
    Fail result = s->engine->run(c, s->writer, s->engine->migrate_begin);
    if (!result) result = migrate(c, s);
    if (!result) result = s->engine->run(c, s->writer, "COMMIT");
    if (result) s->engine->rollback(s->writer);
    c->store = outside;
    return result;
}

/* -- derived tables ----------------------------------------------------------------------------------------- */

typedef struct {
    Store *store;
    const Rebuilder *rebuilders;
    int n;
} Rebuild;

static Fail rebuild(Ctx *c, void *arg)
{
    const Rebuild *b = arg;
    for (const Migration *m = b->store->steps; m->feature; m++)
        if (m->number == 0) {
            TRY(b->store->engine->run(c, c->store, m->sql));
            TRY(remember(c, m));
        }
    for (int i = 0; i < b->n; i++) TRY(b->rebuilders[i](c));
    TRY(c->store->engine->analyze(c, c->store));
    memset(&c->store->changed, 0xff, sizeof c->store->changed);
    return OK;
}

Fail store_rebuild(Ctx *c, Store *store, const Rebuilder *rebuilders, int n)
{
    TRY(store_write(c, store, rebuild, &(Rebuild){store, rebuilders, n}));
    store->needs_rebuild = false;
    return OK;
}

bool store_needs_rebuild(const Store *store) { return store->needs_rebuild; }
