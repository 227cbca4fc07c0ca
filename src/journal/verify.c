// SPDX-License-Identifier: Apache-2.0
/* verify.c -- walking the chain: what was changed, taken out, put in, moved, or cut off at its end. */
#include "journal/inside.h"

enum { PIECE = 2000 }; /* rows read at once; their memory is given back before the next */

typedef struct {
    JournalProof *proof;
    int64_t next; /* the number that the next row must have */
    char last[DIGEST_LETTERS + 1];
    int64_t facts; /* rows of journal_fact that belong to one of the journal */
    bool more;
    char what[WHY_ROOM];
} Walk;

static bool is_wrong(Walk *w, int64_t n, const char *what)
{
    w->proof->wrong = n;
    snprintf(w->what, sizeof w->what, "%s", what);
    return true;
}

static bool check_personal(Ctx *c, Rows *r, Walk *w, const ChainRow *k)
{
    if (row_is_null(r, 15)) {
        w->proof->erased += k->personal.n > 0;
        return false;
    }
    Str now = personal_digest(c, row_text(r, 15), row_text(r, 16), row_text(r, 17), row_text(r, 18));
    return !str_equal(now, k->personal) && is_wrong(w, k->n, "phần về cá nhân của dòng này đã bị sửa");
}

static bool check_row(Ctx *c, Rows *r, Walk *w)
{
    ChainRow k = {.n = row_integer(r, 0),
                  .at = row_integer(r, 1),
                  .person = row_integer(r, 2),
                  .duty = row_integer(r, 3),
                  .behalf = row_integer(r, 4),
                  .org = row_text(r, 5),
                  .act = row_text(r, 6),
                  .object = row_text(r, 7),
                  .id = row_integer(r, 8),
                  .within = row_integer(r, 9),
                  .title = row_text(r, 10),
                  .before = row_text(r, 11),
                  .after = row_text(r, 12),
                  .personal = row_text(r, 13),
                  .facts = row_text(r, 19)};
    Str hash = row_text(r, 14);
    w->proof->rows++;
    w->facts += !row_is_null(r, 19);
    if (k.n != w->next) return is_wrong(w, w->next, "dòng này đã bị lấy ra khỏi nhật ký");
    if (!str_equal(row_hash(c, &k, str_of(w->last)), hash))
        return is_wrong(w, k.n, "dòng này, hoặc thứ tự của nó, đã bị sửa");
    if (check_personal(c, r, w, &k)) return true;
    memcpy(w->last, hash.p, DIGEST_LETTERS);
    w->next++;
    return false;
}

static Fail walk_piece(Ctx *c, void *arg)
{
    Walk *w = arg;
    Rows r;
    int n = 0;
    TRY(store_query(
        c, &r,
        "SELECT j.n, j.at, j.person_id, j.duty_id, j.behalf_id, j.org, j.act, j.object, j.object_id, "
        "j.within_id, j.title, j.before, j.after, j.personal, j.hash, p.salt, p.address, p.before, p.after, "
        "f.facts FROM journal j LEFT JOIN journal_personal p ON p.office_id = j.office_id AND p.n = j.n "
        "LEFT JOIN journal_fact f ON f.office_id = j.office_id AND f.object = j.object "
        "AND f.object_id = j.object_id AND f.n = j.n "
        "WHERE j.office_id = $1 AND j.n >= $2 ORDER BY j.n LIMIT $3",
        OFFICE, w->next, PIECE));
    while (!w->proof->wrong && rows_next(&r)) n++, check_row(c, &r, w);
    w->more = !w->proof->wrong && n == PIECE;
    return rows_end(&r);
}

static Fail check_head(Ctx *c, Walk *w)
{
    Rows r;
    TRY(store_query(c, &r, "SELECT n, hash FROM journal_head WHERE office_id = $1", OFFICE));
    bool found = rows_next(&r);
    int64_t n = found ? row_integer(&r, 0) : 0;
    Str hash = found ? row_text(&r, 1) : (Str){0};
    TRY(rows_end(&r));
    if (n >= w->next) is_wrong(w, w->next, "từ dòng này trở đi nhật ký đã bị cắt bỏ");
    else if (n < w->next - 1 || !str_equal(hash, str_of(w->last)))
        is_wrong(w, w->next - 1, "dòng cuối không khớp với dấu cuối của nhật ký");
    return OK;
}

static Fail check_strays(Ctx *c, Walk *w)
{
    Rows r;
    TRY(store_query(c, &r,
                    "SELECT n FROM journal_personal WHERE office_id = $1 AND (n < 1 OR n >= $2) ORDER BY n LIMIT 1",
                    OFFICE, w->next));
    if (rows_next(&r)) is_wrong(w, row_integer(&r, 0), "có phần về cá nhân mà không có dòng nhật ký");
    TRY(rows_end(&r));
    TRY(store_one(c, &r, "SELECT count(*), coalesce(max(n), 0) FROM journal_fact WHERE office_id = $1", OFFICE));
    if (!w->proof->wrong && row_integer(&r, 0) != w->facts)
        is_wrong(w, row_integer(&r, 1), "có giá trị được thêm vào mà không có dòng nhật ký");
    return rows_end(&r);
}

Fail journal_verify(Ctx *c, JournalProof *proof)
{
    Walk w = {.proof = proof, .next = 1, .more = true};
    *proof = (JournalProof){0};
    while (w.more) TRY(edge_run(c, walk_piece, &w));
    if (!proof->wrong) TRY(check_head(c, &w));
    if (!proof->wrong) TRY(check_strays(c, &w));
    proof->what = str_copy(&c->mem, str_of(w.what));
    proof->head = str_copy(&c->mem, str_of(w.last));
    return OK;
}
