// SPDX-License-Identifier: Apache-2.0
/* lines.c -- whom to urge, as lines that open: what stands under one district is one line.  A page is what comes behind
 * a line in the order, so that it begins right also when lines before it went away. */
#include "org/org.h"
#include "urge/view.h"
#include <stdlib.h>

UrgeCandidateList urge_chosen(Ctx *c, const UrgeCandidateList *all, Str class)
{
    UrgeCandidateList chosen = {0};
    for (size_t i = 0; i < all->n; i++) {
        const UrgeCandidate *k = &all->at[i];
        int n = str_equal(class, S("qua-han"))       ? k->late
                : str_equal(class, S("sap-den-han")) ? k->soon
                : str_equal(class, S("im-lang"))     ? k->silent
                                                     : 1;
        if (n) *list_add(&c->mem, &chosen) = *k;
    }
    return chosen;
}

/* -- groups -------------------------------------------------------------------------------------------------- */

static void add(Ctx *c, UrgeLine *line, const UrgeCandidate *k)
{
    bool is_first = !line->all.n;
    line->late += k->late, line->soon += k->soon, line->silent += k->silent;
    if (is_first || k->first_due < line->first_due) line->first_due = k->first_due;
    if (k->last_at > line->last_at) line->last_at = k->last_at, line->nth = k->nth;
    line->spared_until = is_first || (line->spared_until && k->spared_until) ? k->spared_until : 0;
    *list_add(&c->mem, &line->all) = *k;
}

/* Of those under an agency the ones that are not late. */
static bool is_quiet(const UrgeCandidate *k) { return k->branch.n && !str_equal(k->branch, k->org) && !k->late; }

/* The only one of them is a line by itself. */
static Fail find_group(Ctx *c, const UrgeCandidateList *list, const UrgeCandidate *k, Org *branch)
{
    int n = 0;
    *branch = (Org){0};
    for (size_t i = 0; i < list->n && is_quiet(k); i++)
        n += is_quiet(&list->at[i]) && str_equal(list->at[i].branch, k->branch);
    if (n < 2) return OK;
    Fail found = org_by_code(c, k->branch, branch);
    if (found == FAIL_MISSING) c->why[0] = 0;
    return found == FAIL_MISSING ? OK : found;
}

static UrgeLine *group_there(const UrgeLineList *lines, const UrgeCandidate *k)
{
    for (size_t i = 0; i < lines->n && is_quiet(k); i++)
        if (lines->at[i].group && str_equal(lines->at[i].all.at[0].branch, k->branch)) return &lines->at[i];
    return NULL;
}

/* -- order --------------------------------------------------------------------------------------------------- */

enum { KEYS = 4 };
typedef struct {
    int64_t at[KEYS];
} Key;

/* What presses most has the smallest key; the agency's number makes each different. */
static Key key_of(const UrgeLine *k, UrgeSort sort)
{
    int64_t id = k->group ? k->group : k->all.at[0].org_id;
    switch (sort) {
    case URGE_BY_LATE: return (Key){{-k->late, k->late ? k->first_due : 0, -k->soon - k->silent, id}};
    case URGE_BY_SOON: return (Key){{-k->soon, -k->late, -k->silent, id}};
    case URGE_BY_SILENT: return (Key){{-k->silent, -k->late, -k->soon, id}};
    case URGE_BY_LAST: break;
    }
    return (Key){{k->last_at / 1000, -k->late, 0, id}};
}

static int compare(const Key *x, const Key *y)
{
    for (int i = 0; i < KEYS; i++)
        if (x->at[i] != y->at[i]) return x->at[i] < y->at[i] ? -1 : 1;
    return 0;
}

typedef struct {
    Key key;
    UrgeLine line;
} Sorted;
static int by_key(const void *x, const void *y)
{
    return compare(&((const Sorted *)x)->key, &((const Sorted *)y)->key);
}

Fail urge_lines(Ctx *c, const UrgeCandidateList *list, UrgeSort sort, bool grouped, UrgeLineList *lines)
{
    *lines = (UrgeLineList){0};
    for (size_t i = 0; i < list->n; i++) {
        const UrgeCandidate *k = &list->at[i];
        Org branch = {0};
        UrgeLine *line = group_there(lines, k);
        if (!line) {
            if (grouped) TRY(find_group(c, list, k, &branch));
            line = list_add(&c->mem, lines);
            line->group = branch.id, line->name = branch.id ? branch.name : k->name;
        }
        add(c, line, k);
    }
    Sorted *sorted = NEW(&c->mem, Sorted, lines->n + 1);
    for (size_t i = 0; i < lines->n; i++) sorted[i] = (Sorted){key_of(&lines->at[i], sort), lines->at[i]};
    qsort(sorted, lines->n, sizeof *sorted, by_key);
    for (size_t i = 0; i < lines->n; i++) lines->at[i] = sorted[i].line;
    return OK;
}

/* -- pages --------------------------------------------------------------------------------------------------- */

static Str key_written(Arena *a, const Key *k)
{
    return str_format(a, "%lld.%lld.%lld.%lld", (long long)k->at[0], (long long)k->at[1], (long long)k->at[2],
                      (long long)k->at[3]);
}

static Fail is_wrong(Ctx *c)
{
    return fail(c, FAIL_INPUT, "Địa chỉ trang này không đúng. Hãy mở lại danh sách từ đầu.");
}

static Fail key_read(Ctx *c, Str written, Key *k)
{
    Str rest = written;
    for (int i = 0; i < KEYS; i++) {
        Str part;
        if (!str_cut(&rest, '.', &part) || !str_integer(part, &k->at[i])) return is_wrong(c);
    }
    return rest.p ? is_wrong(c) : OK;
}

Fail urge_page_of(Ctx *c, UrgeLineList *lines, UrgeSort sort, Str after, int most, Str *next)
{
    Key from = {0};
    size_t at = 0;
    *next = (Str){0};
    if (after.n) TRY(key_read(c, after, &from));
    while (after.n && at < lines->n) {
        Key k = key_of(&lines->at[at], sort);
        if (compare(&k, &from) > 0) break;
        at++;
    }
    lines->at += at, lines->n -= at;
    if (lines->n <= (size_t)most) return OK;
    lines->n = (size_t)most;
    Key last = key_of(&lines->at[most - 1], sort);
    *next = key_written(&c->mem, &last);
    return OK;
}
