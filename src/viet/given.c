// SPDX-License-Identifier: Apache-2.0
#include "viet/given.h"
#include "base/map.h"
#include "base/out.h"
#include "viet/text.h"

typedef LIST(const GivenWord *) Chosen;

static void by_read(Arena *a, const GivenWordList *given, Map *map)
{
    *map = (Map){0};
    for (size_t i = 0; i < given->n; i++) {
        Chosen **of = (Chosen **)map_put(a, map, given->at[i].read);
        if (!*of) *of = NEW(a, Chosen, 1);
        *list_add(a, *of) = &given->at[i];
    }
}

/* The word beside the i-th of its line. */
static Str beside(const Repair *r, size_t i, int by)
{
    size_t k = i + (size_t)by;
    return k < r->tokens.n && r->tokens.at[k].line == r->tokens.at[i].line ? r->tokens.at[k].restored : (Str){0};
}

static bool is_same(Arena *a, Str x, Str y) { return str_equal(viet_fold(a, x), viet_fold(a, y)); }

/* What was read comes back as another choice. */
static void put(RepairToken *t, Str right)
{
    Str others[REPAIR_ALTERNATIVES] = {t->restored};
    int n = 1;
    for (int i = 0; i < t->alternatives && n < REPAIR_ALTERNATIVES; i++)
        if (!str_equal(t->alternative[i], right)) others[n++] = t->alternative[i];
    memcpy(t->alternative, others, sizeof others);
    t->alternatives = n;
    t->restored = right;
}

static bool give(Arena *a, Repair *r, size_t i, const Chosen *of)
{
    RepairToken *t = &r->tokens.at[i];
    const GivenWord *best = NULL;
    for (size_t k = 0; k < of->n; k++) {
        const GivenWord *g = of->at[k];
        bool here = is_same(a, g->before, beside(r, i, -1)) && is_same(a, g->after, beside(r, i, 1));
        if (here && t->margin < REPAIR_SURE) t->margin = REPAIR_SURE;
        if (here || (!best && t->margin < REPAIR_UNSURE)) best = g;
        if (here) break;
    }
    if (!best || str_equal(best->right, t->restored)) return false;
    put(t, best->right);
    return true;
}

/* The text again from its words. */
static void write_again(Arena *a, Repair *r)
{
    Out o = {.mem = a};
    size_t from = 0;
    for (size_t i = 0; i < r->tokens.n; i++) {
        RepairToken *t = &r->tokens.at[i];
        out_raw(&o, str_slice(r->text, from, t->out_begin));
        from = t->out_end;
        t->out_begin = o.n;
        out_raw(&o, t->restored);
        t->out_end = o.n;
    }
    out_raw(&o, str_from(r->text, from));
    r->text = out_str(&o);
}

void repair_give(Arena *a, Repair *r, const GivenWordList *given)
{
    Map map;
    bool changed = false;
    if (!given || !given->n) return;
    by_read(a, given, &map);
    r->unsure = 0;
    for (size_t i = 0; i < r->tokens.n; i++) {
        const Chosen *of = map_get(&map, r->tokens.at[i].read);
        if (of) changed |= give(a, r, i, of);
        r->unsure += r->tokens.at[i].margin < REPAIR_UNSURE;
    }
    if (changed) write_again(a, r);
}
