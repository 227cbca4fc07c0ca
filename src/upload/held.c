// SPDX-License-Identifier: Apache-2.0
/* held.c -- files of what is not sent yet: kept bytes that wait for a row, and large ones on their way, piece by
 * piece. */
#include "upload/inside.h"

/* -- how much -------------------------------------------------------------------------------------------------- */

typedef struct {
    int64_t n, bytes;
} Held;

static Fail add_up(Rows *r, Held *h)
{
    if (rows_next(r)) h->n += row_integer(r, 0), h->bytes += row_integer(r, 1);
    return rows_end(r);
}

#define ADDED_UP "SELECT count(*), CAST(COALESCE(sum(bytes), 0) AS BIGINT) FROM "

/* What somebody holds, and what they said would come. */
static Fail held_by(Ctx *c, Id holder, Held *h)
{
    Rows r;
    TRY(store_query(c, &r, ADDED_UP "upload_held WHERE office_id = $1 AND holder_id = $2", OFFICE, holder));
    TRY(add_up(&r, h));
    TRY(store_query(c, &r, ADDED_UP "upload_coming WHERE office_id = $1 AND holder_id = $2", OFFICE, holder));
    return add_up(&r, h);
}

static Fail held_by_all(Ctx *c, Held *h)
{
    Rows r;
    TRY(store_query(c, &r, ADDED_UP "upload_held WHERE office_id = $1", OFFICE));
    TRY(add_up(&r, h));
    TRY(store_query(c, &r, ADDED_UP "upload_coming WHERE office_id = $1", OFFICE));
    return add_up(&r, h);
}

static Fail has_room(Ctx *c, Id holder, int64_t more)
{
    Held own = {0}, all = {0};
    TRY(held_by(c, holder, &own));
    if (own.n >= UPLOAD_HELD_MAX)
        return fail(c, FAIL_ROOM, "Bản nháp này đã có %lld tệp. Hãy bỏ bớt tệp rồi gửi tiếp.", (long long)own.n);
    if (own.bytes + more > UPLOAD_HELD_BYTES_MAX)
        return fail(c, FAIL_ROOM, "Các tệp của bản nháp này cộng lại lớn hơn %d MB. Hãy bỏ bớt tệp rồi gửi tiếp.",
                    UPLOAD_HELD_BYTES_MAX >> 20);
    TRY(held_by_all(c, &all));
    if (all.bytes + more > UPLOAD_HELD_ALL_BYTES_MAX)
        return fail(c, FAIL_ROOM,
                    "Máy chủ đang giữ quá nhiều tệp của các bản nháp chưa nộp. Hãy gửi tệp này sau vài giờ, hoặc gọi "
                    "cơ quan tiếp nhận.");
    return OK;
}

Fail upload_hold(Ctx *c, const UploadKept *k, Id holder, Id *held)
{
    Id id = id_new(c->now);
    bool have;
    TRY(files_have(c, k->digest, k->bytes, &have));
    if (!have) return fail(c, FAIL_CONFLICT, "Tệp vừa gửi không còn trên máy chủ. Hãy gửi lại.");
    TRY(has_room(c, holder, (int64_t)k->bytes));
    TRY(store_run(c,
                  "INSERT INTO upload_held (office_id, id, holder_id, digest, bytes, kind, name, made_at) "
                  "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                  OFFICE, id, holder, k->digest, k->bytes, upload_kinds[k->kind].key, k->name, c->now));
    *held = id;
    return OK;
}

Fail upload_held_by(Ctx *c, Id holder, Id held, UploadHeld *u)
{
    Rows r;
    Fail result = store_one(c, &r,
                            "SELECT id, holder_id, digest, bytes, kind, name FROM upload_held "
                            "WHERE office_id = $1 AND id = $2 AND holder_id = $3",
                            OFFICE, held, holder);
    if (result == FAIL_MISSING) return fail_rather(c, FAIL_MISSING, "Tệp này không còn. Hãy gửi lại.");
    TRY(result);
    *u = (UploadHeld){.id = row_integer(&r, 0),
                      .holder = row_integer(&r, 1),
                      .kept = {.digest = row_text(&r, 2),
                               .bytes = (size_t)row_integer(&r, 3),
                               .kind = upload_kind_of(row_text(&r, 4)),
                               .name = row_text(&r, 5)}};
    return rows_end(&r);
}

Fail upload_held_bytes(Ctx *c, const UploadHeld *u, Str *bytes)
{
    return files_read(c, u->kept.digest, u->kept.bytes, bytes);
}

Fail upload_let_go(Ctx *c, Id holder, Id held)
{
    return store_run(c, "DELETE FROM upload_held WHERE office_id = $1 AND holder_id = $2 AND id = $3", OFFICE, holder,
                     held);
}

Fail uploads_let_go(Ctx *c, Id holder)
{
    TRY(store_run(c,
                  "DELETE FROM upload_piece WHERE office_id = $1 AND coming_id IN "
                  "(SELECT id FROM upload_coming WHERE office_id = $1 AND holder_id = $2)",
                  OFFICE, holder));
    TRY(store_run(c, "DELETE FROM upload_coming WHERE office_id = $1 AND holder_id = $2", OFFICE, holder));
    return store_run(c, "DELETE FROM upload_held WHERE office_id = $1 AND holder_id = $2", OFFICE, holder);
}

Fail upload_holders(Ctx *c, IdList *holders)
{
    Rows r;
    *holders = (IdList){0};
    TRY(store_query(c, &r, "SELECT DISTINCT holder_id FROM upload_held WHERE office_id = $1 ORDER BY 1", OFFICE));
    while (rows_next(&r)) *list_add(&c->mem, holders) = row_integer(&r, 0);
    TRY(rows_end(&r));
    TRY(store_query(c, &r, "SELECT DISTINCT holder_id FROM upload_coming WHERE office_id = $1 ORDER BY 1", OFFICE));
    while (rows_next(&r)) *list_add(&c->mem, holders) = row_integer(&r, 0);
    return rows_end(&r);
}

/* -- piece by piece -------------------------------------------------------------------------------------------- */

static int64_t most(void)
{
    size_t most = 0;
    for (int k = 0; k < UPLOAD_KINDS; k++)
        if (upload_kinds[k].max > most) most = upload_kinds[k].max;
    return (int64_t)most;
}

#define COMING "SELECT id, name, bytes, here FROM upload_coming WHERE office_id = $1 AND holder_id = $2 "

static UploadComing read_coming(Rows *r)
{
    return (UploadComing){row_integer(r, 0), row_text(r, 1), row_integer(r, 2), row_integer(r, 3)};
}

static Fail coming_by(Ctx *c, Id holder, Id coming, UploadComing *u)
{
    Rows r;
    Fail result = store_one(c, &r, COMING "AND id = $3", OFFICE, holder, coming);
    if (result == FAIL_MISSING)
        return fail_rather(c, FAIL_MISSING, "Tệp đang gửi dở này không còn. Hãy gửi lại từ đầu.");
    TRY(result);
    *u = read_coming(&r);
    return rows_end(&r);
}

Fail uploads_coming(Ctx *c, Id holder, UploadComings *uploads)
{
    Rows r;
    *uploads = (UploadComings){0};
    TRY(store_query(c, &r, COMING "ORDER BY id", OFFICE, holder));
    while (rows_next(&r)) *list_add(&c->mem, uploads) = read_coming(&r);
    return rows_end(&r);
}

Fail upload_begin(Ctx *c, Id holder, Str name, int64_t bytes, UploadComing *coming)
{
    UploadComings all;
    if (bytes <= 0) return fail(c, FAIL_INPUT, "Tệp này trống. Hãy chọn lại tệp.");
    if (bytes > most())
        return fail(c, FAIL_INPUT, "Tệp lớn hơn %lld MB. Hãy chọn tệp nhỏ hơn.", (long long)(most() >> 20));
    TRY(uploads_coming(c, holder, &all));
    for (size_t i = 0; i < all.n; i++)
        if (str_equal(all.at[i].name, name) && all.at[i].bytes == bytes) {
            *coming = all.at[i];
            return OK;
        }
    if (all.n >= UPLOAD_COMING_MAX)
        return fail(c, FAIL_OFTEN, "Đang có %zu tệp gửi dở ở bản nháp này. Hãy chờ chúng xong, hoặc bỏ bớt.", all.n);
    TRY(has_room(c, holder, bytes));
    *coming = (UploadComing){id_new(c->now), name, bytes, 0};
    return store_run(c,
                     "INSERT INTO upload_coming (office_id, id, holder_id, name, bytes, here, made_at) "
                     "VALUES ($1, $2, $3, $4, $5, 0, $6)",
                     OFFICE, coming->id, holder, name, bytes, c->now);
}

Fail upload_take(Ctx *c, Id holder, Id coming, int64_t at, Str piece, UploadComing *u)
{
    TRY(coming_by(c, holder, coming, u));
    if (piece.n > UPLOAD_PIECE_MAX)
        return fail(c, FAIL_INPUT, "Mỗi phần của tệp nhiều nhất %d MB.", UPLOAD_PIECE_MAX >> 20);
    if (at < 0 || at > u->here) return OK;
    Str rest = str_from(piece, (size_t)(u->here - at));
    if (!rest.n) return OK;
    if (u->here + (int64_t)rest.n > u->bytes)
        return fail(c, FAIL_INPUT, "Tệp dài hơn đã báo lúc đầu. Hãy gửi lại từ đầu.");
    TRY(store_run(c, "INSERT INTO upload_piece (office_id, coming_id, place, content) VALUES ($1, $2, $3, $4)", OFFICE,
                  coming, u->here, value_bytes(rest)));
    u->here += (int64_t)rest.n;
    return store_run(c, "UPDATE upload_coming SET here = $3 WHERE office_id = $1 AND id = $2", OFFICE, coming, u->here);
}

Fail upload_whole(Ctx *c, Id holder, Id coming, Str *name, Str *bytes)
{
    Rows r;
    UploadComing u;
    size_t length = 0;
    TRY(coming_by(c, holder, coming, &u));
    if (u.here != u.bytes) return fail(c, FAIL_CONFLICT, "Tệp chưa gửi hết. Hãy gửi tiếp phần còn lại.");
    char *p = files_room(c, (size_t)u.bytes);
    TRY(store_query(c, &r, "SELECT content FROM upload_piece WHERE office_id = $1 AND coming_id = $2 ORDER BY place",
                    OFFICE, coming));
    while (rows_next(&r)) {
        Arena mark = c->mem;
        Str part = row_bytes(&r, 0);
        if (length + part.n > (size_t)u.bytes) part.n = (size_t)u.bytes - length;
        memcpy(p + length, part.p ? part.p : "", part.n);
        length += part.n;
        arena_back(&c->mem, mark);
    }
    TRY(rows_end(&r));
    if (length != (size_t)u.bytes) return fail(c, FAIL_STORE, "Tệp đang gửi dở bị thiếu. Hãy gửi lại từ đầu.");
    *name = u.name;
    *bytes = (Str){p, length};
    return OK;
}

Fail upload_came(Ctx *c, Id holder, Id coming)
{
    UploadComing u;
    TRY(coming_by(c, holder, coming, &u));
    TRY(store_run(c, "DELETE FROM upload_piece WHERE office_id = $1 AND coming_id = $2", OFFICE, coming));
    return store_run(c, "DELETE FROM upload_coming WHERE office_id = $1 AND id = $2", OFFICE, coming);
}
