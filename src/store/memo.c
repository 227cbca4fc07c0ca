// SPDX-License-Identifier: Apache-2.0
/* memo.c -- what most pages need and seldom changes, made once and kept by the connection that read it, until a table
 * that it was made from changes.  Each connection has its own: nobody waits for anybody. */
#include "store/inside.h"
#include <stdlib.h>

enum { MEMOS_MAX = 48, MEMO_ROOM = 32 << 20 /* of address space; pages come as they are touched */ };

struct Memo {
    MakeMemo *make; /* NULL = a free place */
    int64_t of;
    ReadMark mark;
    const void *made;
    Arena whole;   /* at = NULL: not reserved yet */
    Ctx c;         /* what it is made with: a jump leaves the page's own as it is */
    uint64_t turn; /* of the last snapshot that used it: what that one holds must stay */
    bool is_making;
};

/* What failed, or jumped to the edge, is not kept: its statements must not stay busy. */
static void settle(Memo *m)
{
    m->is_making = false;
    m->make = NULL;
    arena_back(&m->c.mem, m->whole);
}

/* In the memory of who asks, which may outlive the connection: it knows the memo only while that is made. */
typedef struct {
    Memo *of;
} Making;

static void settle_jumped(void *making)
{
    Memo *m = ((Making *)making)->of;
    if (m) settle(m);
}

/* Of these tables, when the snapshot began. */
static uint64_t versions(const Connection *k, const TableSet *tables)
{
    uint64_t sum = 0;
    EACH_TABLE (i, tables) sum += k->begun[i];
    return sum;
}

/* The place of what is asked, or the one that nobody used for longest; NULL = this snapshot uses them all. */
static Memo *place(Connection *k, MakeMemo *make, int64_t of)
{
    Memo *oldest = NULL;
    for (Memo *m = k->memos; m < k->memos + MEMOS_MAX; m++) {
        if (m->make == make && m->of == of) return m;
        if (m->turn != k->turn && !m->is_making && (!oldest || m->turn < oldest->turn)) oldest = m;
    }
    return oldest;
}

static Fail make_anew(Ctx *c, Memo *m, MakeMemo *make, int64_t of)
{
    Connection *k = c->store;
    TableSet before = k->seen;
    Making *making = NEW(&c->mem, Making, 1);
    if (!m->whole.at) m->whole = m->c.mem = arena_reserve(MEMO_ROOM);
    if (m->make) arena_back(&m->c.mem, m->whole);
    m->make = NULL;
    arena_at_end(&c->mem, settle_jumped, making);
    making->of = m;
    m->is_making = true;
    k->seen = (TableSet){0};
    Arena mem = m->c.mem;
    m->c = *c;
    m->c.mem = mem;
    m->c.mem.edge = c->mem.edge;
    Fail result = make(&m->c, of, &m->made);
    if (result) memcpy(c->why, m->c.why, sizeof c->why);
    m->mark = (ReadMark){k->seen, versions(k, &k->seen)};
    table_set_join(&k->seen, &before);
    making->of = NULL;
    if (result) settle(m);
    m->is_making = false;
    if (!result) m->make = make, m->of = of, m->turn = k->turn;
    return result;
}

/* What a memo is made from is made for it, in its own memory: another memo may go before it does. */
static bool is_inside(const Connection *k)
{
    for (const Memo *m = k->memos; m && m < k->memos + MEMOS_MAX; m++)
        if (m->is_making) return true;
    return false;
}

void store_use_memos(Ctx *c) { c->store->uses_memos = true; }

/* What is written in a transaction has no version yet; what another program wrote has none here before it is heard. */
bool store_keeps_memos(const Ctx *c)
{
    const Connection *k = c->store;
    return !k->is_writer && !k->is_behind && k->uses_memos && !is_inside(k) && store_hears(k->store);
}

Fail store_memo(Ctx *c, MakeMemo *make, int64_t of, const void **made)
{
    Connection *k = c->store;
    if (!store_keeps_memos(c)) return make(c, of, made);
    if (!k->memos && !(k->memos = calloc(MEMOS_MAX, sizeof *k->memos))) return make(c, of, made);
    Memo *m = place(k, make, of);
    if (!m) return make(c, of, made);
    if (m->make == make && m->of == of && versions(k, &m->mark.tables) == m->mark.versions) {
        m->turn = k->turn;
        table_set_join(&k->seen, &m->mark.tables);
    } else if (m->make && m->turn == k->turn) return make(c, of, made);
    else TRY(make_anew(c, m, make, of));
    *made = m->made;
    return OK;
}

void memos_end(Connection *k)
{
    for (Memo *m = k->memos; m && m < k->memos + MEMOS_MAX; m++) {
        if (!m->whole.at) continue;
        arena_back(&m->c.mem, m->whole);
        arena_release(&m->whole);
    }
    free(k->memos);
    k->memos = NULL;
}
