// SPDX-License-Identifier: Apache-2.0
/* search.c -- agencies found by words of their names.  All names of a province are some hundreds of lines of text: they
 * are looked through in memory, which takes less than asking for them. */
#include "org/inside.h"
#include "viet/text.h"
#include <stdlib.h>

enum { WORDS_MAX = 6 };

typedef struct {
    Str folded; /* " name without marks code ", one of those that its agency has had */
    const Org *org;
} SearchName;

/* Agencies and names, both in the directory's order. */
typedef struct {
    OrgRows orgs;
    LIST(SearchName) names;
} SearchBook;

static Fail make_book(Ctx *c, int64_t of, const void **made)
{
    Rows r;
    SearchBook *b = NEW(&c->mem, SearchBook, 1);
    (void)of;
    *made = b;
    TRY(store_query(c, &r, ORG_COLUMNS ORG_NAME ORG_PARENT "WHERE o.office_id = $1 ORDER BY o.place, o.id", OFFICE));
    while (rows_next(&r)) *list_add(&c->mem, &b->orgs) = org_read(&r);
    TRY(rows_end(&r));
    TRY(store_query(c, &r,
                    "SELECT k.org_id, k.folded FROM org_search k JOIN org o ON o.office_id = k.office_id "
                    "AND o.id = k.org_id WHERE k.office_id = $1 ORDER BY o.place, o.id",
                    OFFICE));
    for (size_t i = 0; rows_next(&r);) {
        Id org = row_integer(&r, 0);
        while (i < b->orgs.n && b->orgs.at[i].id != org) i++;
        if (i == b->orgs.n) break;
        *list_add(&c->mem, &b->names) = (SearchName){row_text(&r, 1), &b->orgs.at[i]};
    }
    return rows_end(&r);
}

typedef struct {
    const Org *org;
    bool apart, gone;
    size_t place;
} Hit;

static int by_nearness(const void *a, const void *b)
{
    const Hit *x = a, *y = b;
    if (x->apart != y->apart) return x->apart - y->apart;
    if (x->gone != y->gone) return x->gone - y->gone;
    return (x->place > y->place) - (x->place < y->place);
}

static bool is_there(const Org *o, Day on)
{
    return (o->from == NO_DAY || o->from <= on) && (o->to == NO_DAY || on < o->to);
}

static bool has_all(Str folded, const Str *word, int n)
{
    for (int i = 0; i < n; i++)
        if (!str_contains(folded, word[i])) return false;
    return true;
}

Fail org_search(Ctx *c, Str query, OrgRows *found)
{
    const void *made;
    Str rest = viet_fold(&c->mem, query), one, word[WORDS_MAX];
    Str phrase = str_format(&c->mem, " %.*s", STR_ARGS(rest)); /* the words together come first */
    LIST(Hit) hits = {0};
    int n = 0;
    *found = (OrgRows){0};
    while (n < WORDS_MAX && str_cut(&rest, ' ', &one))
        if (one.n) word[n++] = str_format(&c->mem, " %.*s", STR_ARGS(one));
    if (!n) return OK;
    TRY(store_memo(c, make_book, 0, &made));
    const SearchBook *b = made;
    for (size_t i = 0; i < b->names.n; i++) {
        const SearchName *name = &b->names.at[i];
        if (!has_all(name->folded, word, n)) continue;
        bool apart = !str_contains(name->folded, phrase);
        Hit *last = hits.n ? &hits.at[hits.n - 1] : NULL;
        if (last && last->org == name->org) last->apart &= apart;
        else *list_add(&c->mem, &hits) = (Hit){name->org, apart, !is_there(name->org, c->today), i};
    }
    if (hits.n) qsort(hits.at, hits.n, sizeof *hits.at, by_nearness);
    for (size_t i = 0; i < hits.n && i < ORG_HITS_MAX; i++) *list_add(&c->mem, found) = *hits.at[i].org;
    return OK;
}
