// SPDX-License-Identifier: Apache-2.0
/* move.c -- copy in the order of the key, so that the last key of the target says where to go on; then prove it. */
#include "store/move_inside.h"
#include <sodium.h>

static void close_end(void *end)
{
    MoveEnd *e = end;
    if (e->close) e->close(e);
}

Fail move_end_open(Ctx *c, const Store *s, bool reads, MoveEnd **end)
{
    MoveEnd *e = NEW(&c->mem, MoveEnd, 1);
    arena_at_end(&c->mem, close_end, e);
    *end = e;
    return s->engine->move_open(c, s->path, reads, e);
}

/* -- what there is to move ---------------------------------------------------------------------------------- */

static bool stays(const Move *m, const MoveTable *t)
{
    if (str_equal(t->name, S("migration"))) return true;
    for (const char *const *x = m->except; x && *x; x++)
        if (str_equal(str_of(*x), t->name)) return true;
    return false;
}

static bool is_same(const MoveTable *a, const MoveTable *b)
{
    bool same = str_equal(a->name, b->name) && a->n == b->n && a->n_key == b->n_key && a->n_key > 0;
    for (int i = 0; same && i < a->n; i++)
        same = str_equal(a->column[i].name, b->column[i].name) && a->column[i].type == b->column[i].type;
    for (int i = 0; same && i < a->n_key; i++) same = a->key[i] == b->key[i];
    return same;
}

static Fail find_tables(Ctx *c, const Move *m, MoveEnd *from, MoveEnd *to, MoveTableList *tables)
{
    MoveTableList all = {0}, there = {0};
    *tables = (MoveTableList){0};
    TRY(from->tables(c, from, &all));
    TRY(to->tables(c, to, &there));
    for (size_t i = 0, k = 0; i < all.n; i++) {
        if (stays(m, &all.at[i])) continue;
        for (k = 0; k < there.n && !is_same(&all.at[i], &there.at[k]);) k++;
        if (k == there.n)
            return fail(c, FAIL_CONFLICT, "Bảng %.*s ở hai kho không giống nhau. Hãy chạy 'ngayso rebuild' trước.",
                        STR_ARGS(all.at[i].name));
        *list_add(&c->mem, tables) = all.at[i];
    }
    return OK;
}

/* -- copying ------------------------------------------------------------------------------------------------ */

typedef struct {
    const Move *move;
    MoveEnd *from, *to;
    const MoveTable *table;
    MovedTable *moved;
    bool is_over;
} Copying;

static void tell(const Copying *k, int64_t rows)
{
    if (k->move->tell) k->move->tell(k->move->arg, k->table->name, rows);
}

/* One transaction of the target; rows go on where the last one ended. */
static Fail copy_chunk(Ctx *c, void *arg)
{
    Copying *k = arg;
    Value row[MOVE_COLUMNS];
    bool is_one = true;
    TRY(k->to->begin(c, k->to, k->table));
    for (int n = 0; n < MOVE_CHUNK; n++) {
        TRY(k->from->next(c, k->from, k->table, row, &is_one));
        if (!is_one) break;
        TRY(k->to->put(c, k->to, k->table, row));
        k->moved->copied++;
    }
    k->is_over = !is_one;
    return k->to->commit(c, k->to);
}

static Fail copy_table(Ctx *c, Copying *k)
{
    Value last[MOVE_COLUMNS];
    bool some;
    TRY(k->to->last(c, k->to, k->table, last, &some));
    TRY(k->from->read(c, k->from, k->table, some ? last : NULL));
    for (k->is_over = false; !k->is_over;) {
        TRY(edge_run(c, copy_chunk, k));
        tell(k, k->moved->copied);
    }
    return OK;
}

/* -- proving ------------------------------------------------------------------------------------------------ */

static void digest_value(crypto_generichash_state *h, const Value *v)
{
    unsigned char type = (unsigned char)v->type;
    bool counted = v->type == VALUE_TEXT || v->type == VALUE_BYTES;
    uint64_t n = counted ? v->text.n : 0;
    crypto_generichash_update(h, &type, 1);
    crypto_generichash_update(h, (const unsigned char *)&n, sizeof n);
    if (counted) crypto_generichash_update(h, (const unsigned char *)(v->text.p ? v->text.p : ""), n);
    if (v->type == VALUE_INTEGER) crypto_generichash_update(h, (const unsigned char *)&v->integer, sizeof v->integer);
    if (v->type == VALUE_REAL) crypto_generichash_update(h, (const unsigned char *)&v->real, sizeof v->real);
}

static Fail digest_table(Ctx *c, MoveEnd *e, const MoveTable *t, MovedTable *sum)
{
    crypto_generichash_state h;
    unsigned char digest[32];
    Value row[MOVE_COLUMNS];
    bool is_one;
    crypto_generichash_init(&h, NULL, 0, sizeof digest);
    TRY(e->read(c, e, t, NULL));
    for (sum->rows = 0;; sum->rows++) {
        TRY(e->next(c, e, t, row, &is_one));
        if (!is_one) break;
        for (int i = 0; i < t->n; i++) digest_value(&h, &row[i]);
    }
    crypto_generichash_final(&h, digest, sizeof digest);
    sodium_bin2hex(sum->digest, sizeof sum->digest, digest, sizeof digest);
    return OK;
}

static Fail prove_table(Ctx *c, Copying *k)
{
    MovedTable there = {0};
    TRY(digest_table(c, k->from, k->table, k->moved));
    TRY(digest_table(c, k->to, k->table, &there));
    if (there.rows == k->moved->rows && !strcmp(there.digest, k->moved->digest)) return OK;
    return fail(
        c, FAIL_CONFLICT,
        "Bảng %.*s ở hai kho khác nhau sau khi chuyển (%lld và %lld dòng). Kho cũ còn nguyên; hãy xóa kho mới rồi "
        "chuyển lại.",
        STR_ARGS(k->table->name), (long long)k->moved->rows, (long long)there.rows);
}

/* -- the whole ---------------------------------------------------------------------------------------------- */

static Fail end_move(Ctx *c, void *nothing)
{
    (void)nothing;
    return store_run(c, "DELETE FROM migration WHERE feature = 'unfinished move' AND number = 0");
}

Fail store_move(Ctx *c, const Move *m, MovedTableList *moved)
{
    MoveTableList tables;
    Copying k = {.move = m};
    *moved = (MovedTableList){0};
    TRY(move_end_open(c, m->from, true, &k.from));
    TRY(move_end_open(c, m->to, false, &k.to));
    TRY(find_tables(c, m, k.from, k.to, &tables));
    for (size_t i = 0; i < tables.n; i++) {
        k.table = &tables.at[i];
        k.moved = list_add(&c->mem, moved);
        *k.moved = (MovedTable){.table = k.table->name};
        TRY(copy_table(c, &k));
    }
    for (size_t i = 0; i < tables.n; i++) {
        k.table = &tables.at[i];
        k.moved = &moved->at[i];
        TRY(prove_table(c, &k));
    }
    return store_write(c, m->to, end_move, NULL);
}
