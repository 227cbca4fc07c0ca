// SPDX-License-Identifier: Apache-2.0
/* wording.c -- the agencies' own words for a report: grouped, each once, in order.  Nothing is rewritten, and numbers
 * of different agencies are never added up: they stand side by side. */
#include "base/out.h"
#include "report/draft.h"
#include "viet/text.h"
#include <stdlib.h>

/* "Đã treo 8 băng rôn" -> "da treo # bang ron". */
static Str pattern_of(Ctx *c, Str text)
{
    Str folded = viet_fold(&c->mem, text);
    Out o = {.mem = &c->mem};
    bool in_number = false;
    for (size_t i = 0; i < folded.n; i++) {
        bool digit = folded.p[i] >= '0' && folded.p[i] <= '9';
        if (digit && !in_number) out_char(&o, '#');
        else if (!digit) out_char(&o, folded.p[i]);
        in_number = digit;
    }
    return out_str(&o);
}

typedef struct {
    Ctx *c;
    WordGroupList *groups;
    Map by_words;
} Grouping;

static void add_line(Grouping *g, Str text, Str pattern, Str org)
{
    Str key = viet_fold(&g->c->mem, text);
    void **place = map_put(&g->c->mem, &g->by_words, key);
    if (!*place) {
        *list_add(&g->c->mem, g->groups) = (WordGroup){.text = text, .pattern = pattern};
        *place = (void *)g->groups->n; /* 1 + its place: the list may move */
    }
    WordGroup *group = &g->groups->at[(size_t)*place - 1];
    for (size_t i = 0; i < group->orgs.n; i++)
        if (str_equal(group->orgs.at[i], org)) return;
    *list_add(&g->c->mem, &group->orgs) = org;
}

/* Superseded: the task said the same with other numbers later; or it has no number, and something came after. */
static void add_task(Grouping *g, const FactTask *t)
{
    size_t n = t->lines.n;
    Str *patterns = NEW(&g->c->mem, Str, n + 1);
    for (size_t i = 0; i < n; i++) patterns[i] = pattern_of(g->c, t->lines.at[i].text);
    for (size_t i = 0; i < n; i++) {
        bool counts = i + 1 == n || str_index(patterns[i], '#') < patterns[i].n;
        for (size_t k = i + 1; k < n && counts; k++) counts = !str_equal(patterns[i], patterns[k]);
        Str text = viet_capital(&g->c->mem, bare_end(t->lines.at[i].text)); /* "Đã xong." and "đã xong" are one */
        if (counts && text.n) add_line(g, text, patterns[i], t->lead);
    }
}

/* Agencies of a pattern; then within it, agencies of the group; then the words, so that the order never hangs on
 * chance. */
typedef struct {
    WordGroup group;
    size_t of_pattern;
} Ranked;

static int by_rank(const void *a, const void *b)
{
    const Ranked *x = a, *y = b;
    if (x->of_pattern != y->of_pattern) return x->of_pattern < y->of_pattern ? 1 : -1;
    int order = str_compare(x->group.pattern, y->group.pattern);
    if (order) return order;
    if (x->group.orgs.n != y->group.orgs.n) return x->group.orgs.n < y->group.orgs.n ? 1 : -1;
    return str_compare(x->group.text, y->group.text);
}

void words_group(Ctx *c, const Facts *f, Id node, WordGroupList *groups)
{
    Grouping g = {.c = c, .groups = groups};
    Map patterns = {0};
    *groups = (WordGroupList){0};
    for (size_t i = 0; i < f->tasks.n; i++)
        if (f->tasks.at[i].node == node && f->tasks.at[i].class != CLASS_CANCELLED) add_task(&g, &f->tasks.at[i]);
    Ranked *ranked = NEW(&c->mem, Ranked, groups->n + 1);
    for (size_t i = 0; i < groups->n; i++) {
        void **n = map_put(&c->mem, &patterns, groups->at[i].pattern);
        *n = (void *)((size_t)*n + groups->at[i].orgs.n);
    }
    for (size_t i = 0; i < groups->n; i++)
        ranked[i] = (Ranked){groups->at[i], (size_t)map_get(&patterns, groups->at[i].pattern)};
    qsort(ranked, groups->n, sizeof *ranked, by_rank);
    for (size_t i = 0; i < groups->n; i++) groups->at[i] = ranked[i].group;
}
