// SPDX-License-Identifier: Apache-2.0
/* rebuild.c -- all that is derived of dossiers: moved with each change, made again from all of them in one pass, so
 * that a million take seconds: keys are kept back until many can be written in their order, figures are added up in
 * memory and written once. */
#include "base/map.h"
#include "base/out.h"
#include "procedure/act.h"

Fail dossier_settle(Ctx *c, const Dossier *before, const Dossier *after)
{
    TRY(keys_move(c, before, after));
    TRY(waits_move(c, before, after));
    return counts_move(c, before, after);
}

/* -- what is kept back -----------------------------------------------------------------------------------------------
 */

enum {
    STEP = 500,            /* dossiers that are read at once */
    KEYS_KEPT = 2000000,   /* keys that wait to be written in their order: each turn touches the whole table */
    TALLIES_KEPT = 40000,  /* figures that are added up … */
    NAMES_ROOM = 12 << 20, /* … and what they are called */
    ROOM = 96 << 20,       /* of all that: of addresses; as much memory as is used */
};

typedef struct {
    Str procedure;
    Counted k; /* k.value: the sum; of a thing that is counted once, how many stand behind it */
} Tally;

typedef struct {
    VersionList versions;
    DossierKeys keys; /* none is negative (secret.h: digest_number) */
    DossierKey *sorted;
    size_t *begins;
    LIST(Tally) tallies;
    Map by_name;
    Arena room, whole, names; /* of keys and tallies; of what tallies say */
    bool is_recount;          /* figures only */
} Rebuild;

static void give_back(void *arg) { arena_release(arg); }

static Fail begin(Ctx *c, Rebuild *b, bool is_recount)
{
    Rows r;
    IdList ids = {0};
    Arena *room = NEW(&c->mem, Arena, 1);
    *b = (Rebuild){.is_recount = is_recount, .room = *room = arena_reserve(ROOM)};
    arena_at_end(&c->mem, give_back, room);
    b->room.edge = c->mem.edge;
    TRY(store_query(c, &r, "SELECT id FROM procedure_version WHERE office_id = $1 ORDER BY id", OFFICE));
    while (rows_next(&r)) *list_add(&c->mem, &ids) = row_integer(&r, 0);
    TRY(rows_end(&r));
    for (size_t i = 0; i < ids.n; i++) TRY(version_in(c, ids.at[i], &b->versions, &(Version){0}));
    b->tallies.at = NEW(&b->room, Tally, b->tallies.room = TALLIES_KEPT);
    b->names.at = arena_bytes(&b->room, NAMES_ROOM);
    b->names.end = b->names.at + NAMES_ROOM, b->names.edge = c->mem.edge;
    b->whole = b->names;
    b->begins = NEW(&b->room, size_t, 1 << 16);
    b->keys.room = KEYS_KEPT;
    b->keys.at = (DossierKey *)(void *)arena_bytes(&b->room, KEYS_KEPT * sizeof(DossierKey));
    b->sorted = (DossierKey *)(void *)arena_bytes(&b->room, KEYS_KEPT * sizeof(DossierKey));
    return OK;
}

/* -- keys ------------------------------------------------------------------------------------------------------------
 */

/* By their keys, of one key in the order in which they came, which is that of the dossiers: digits of 16 bits, the last
 * one first.  (qsort took a third of a rebuild.) */
static void sort_keys(Rebuild *b)
{
    enum { DIGITS = 1 << 16 };
    for (int shift = 0; shift < 64; shift += 16) {
        memset(b->begins, 0, DIGITS * sizeof *b->begins);
        for (size_t i = 0; i < b->keys.n; i++) b->begins[(uint64_t)b->keys.at[i].key >> shift & (DIGITS - 1)]++;
        for (size_t i = 0, from = 0; i < DIGITS; i++) {
            size_t n = b->begins[i];
            b->begins[i] = from;
            from += n;
        }
        for (size_t i = 0; i < b->keys.n; i++)
            b->sorted[b->begins[(uint64_t)b->keys.at[i].key >> shift & (DIGITS - 1)]++] = b->keys.at[i];
        DossierKey *at = b->keys.at;
        b->keys.at = b->sorted, b->sorted = at;
    }
}

static Fail write_keys(Ctx *c, Rebuild *b)
{
    sort_keys(b);
    TRY(dossier_keys_add(c, b->keys.at, b->keys.n));
    b->keys.n = 0;
    return OK;
}

static Fail take_keys(Ctx *c, Rebuild *b, const Dossier *d)
{
    DossierKeys its = {0};
    dossier_keys(c, d, &its);
    if (b->keys.n + its.n > b->keys.room) TRY(write_keys(c, b));
    memcpy(b->keys.at + b->keys.n, its.at, its.n * sizeof *its.at);
    b->keys.n += its.n;
    return OK;
}

/* -- figures ---------------------------------------------------------------------------------------------------------
 */

static Fail write_tallies(Ctx *c, Rebuild *b)
{
    for (size_t i = 0; i < b->tallies.n; i++) TRY(count_add(c, b->tallies.at[i].procedure, &b->tallies.at[i].k));
    b->tallies.n = 0;
    b->by_name = (Map){0};
    arena_back(&b->names, b->whole);
    return OK;
}

static Str name_of(Ctx *c, Str procedure, const Counted *k)
{
    Out name = {.mem = &c->mem};
    const Str parts[] = {procedure, k->counter, k->part, k->item, {(const char *)&k->thing, sizeof k->thing}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) out_raw(&name, parts[i]), out_char(&name, '\0');
    return out_str(&name);
}

static Fail take_counted(Ctx *c, Rebuild *b, Str procedure, const Counted *k)
{
    enum { BESIDE = 256 }; /* what the map takes for one, and more */
    Str name = name_of(c, procedure, k);
    Tally *t = map_get(&b->by_name, name);
    if (!t) {
        bool is_full = (size_t)(b->names.end - b->names.at) < 2 * name.n + BESIDE;
        if (is_full || b->tallies.n == b->tallies.room) TRY(write_tallies(c, b));
        t = &b->tallies.at[b->tallies.n++];
        t->procedure = str_copy(&b->names, procedure);
        t->k = (Counted){str_copy(&b->names, k->counter), str_copy(&b->names, k->part), str_copy(&b->names, k->item), 0,
                         k->thing};
        *map_put(&b->names, &b->by_name, str_copy(&b->names, name)) = t;
    }
    t->k.value += k->thing ? 1 : k->value;
    return OK;
}

/* -- all of it -------------------------------------------------------------------------------------------------------
 */

static Fail take_dossier(Ctx *c, Rebuild *b, const DossierRow *row)
{
    Dossier d;
    CountedList counted;
    TRY(dossier_open_in(c, row, &b->versions, &d));
    TRY(dossier_counted(c, &d, &counted));
    for (size_t i = 0; i < counted.n; i++) TRY(take_counted(c, b, d.row.procedure, &counted.at[i]));
    if (b->is_recount) return OK;
    TRY(take_keys(c, b, &d));
    return waits_move(c, NULL, &d);
}

/* The next of them; *after moves on. */
static Fail take_some(Ctx *c, Rebuild *b, Id *after, int *n)
{
    Rows r;
    DossierRows rows;
    TRY(store_query(
        c, &r, "SELECT " DOSSIER_COLUMNS " FROM dossier d WHERE d.office_id = $1 AND d.id > $2 ORDER BY d.id LIMIT $3",
        OFFICE, *after, (int)STEP));
    TRY(dossier_rows(c, &r, &rows));
    for (size_t i = 0; i < rows.n; i++) {
        Arena mark = c->mem;
        TRY(take_dossier(c, b, &rows.at[i]));
        *after = rows.at[i].id;
        arena_back(&c->mem, mark);
    }
    *n = (int)rows.n;
    return OK;
}

static Fail take_all(Ctx *c, bool is_recount)
{
    Rebuild b;
    Id after = 0;
    TRY(begin(c, &b, is_recount));
    for (int n = STEP; n == STEP;) {
        Arena mark = c->mem;
        TRY(take_some(c, &b, &after, &n));
        arena_back(&c->mem, mark);
    }
    TRY(write_keys(c, &b));
    TRY(write_tallies(c, &b));
    return count_things(c);
}

Fail dossiers_rebuild(Ctx *c) { return take_all(c, false); }

/* What is counted under the name of each counter, as a number that another sum would hardly have. */
static Fail digest_counts(Ctx *c, int64_t *figures)
{
    Rows r;
    uint64_t sum = 0;
    TRY(store_query(c, &r,
                    "SELECT procedure, counter, part, item, value FROM dossier_count WHERE office_id = $1 AND value <> "
                    "0 ORDER BY procedure, counter, part, item",
                    OFFICE));
    while (rows_next(&r)) {
        Arena mark = c->mem;
        Counted k = {row_text(&r, 1), row_text(&r, 2), row_text(&r, 3), .thing = row_integer(&r, 4)};
        sum = sum * 31 + (uint64_t)digest_number("dossier count", name_of(c, row_text(&r, 0), &k));
        c->mem.at = mark.at;
    }
    *figures = (int64_t)sum;
    return rows_end(&r);
}

Fail dossiers_recount(Ctx *c, bool *was_right)
{
    int64_t before, after;
    TRY(digest_counts(c, &before));
    TRY(store_run(c, "DELETE FROM dossier_count WHERE office_id = $1", OFFICE));
    TRY(store_run(c, "DELETE FROM dossier_distinct WHERE office_id = $1", OFFICE));
    TRY(take_all(c, true));
    TRY(digest_counts(c, &after));
    *was_right = before == after;
    return OK;
}
