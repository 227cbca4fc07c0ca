// SPDX-License-Identifier: Apache-2.0
/* palette.c -- what the field of the header offers while somebody types: pages, acts, agencies, activities, tasks. */
#include "http/request.h"
#include "portal/view.h"
#include "portal/web.h"
#include "viet/text.h"

enum { PAGES_MAX = 8, OTHERS_MAX = 4 };

/* Every word begins one of the text's. */
static bool is_meant(Ctx *c, const char *text, const StrList *words)
{
    Str folded = str_format(&c->mem, " %.*s", STR_ARGS(viet_fold(&c->mem, str_of(text))));
    for (size_t i = 0; i < words->n; i++) {
        Str part = str_format(&c->mem, " %.*s", STR_ARGS(words->at[i]));
        if (str_find(folded, part) == folded.n) return false;
    }
    return true;
}

/* Acts first: pages stand in the menu anyway. */
static const MenuRow **pages_meant(Ctx *c, const Request *q, const StrList *words)
{
    const MenuRow **found = NEW(&c->mem, const MenuRow *, PAGES_MAX + 1);
    int n = 0;
    for (int acts = 1; acts >= 0; acts--)
        for (const MenuRow *m = menu_rows(c, q, acts); m->path && n < PAGES_MAX; m++)
            if (is_meant(c, m->text, words)) found[n++] = m;
    return found;
}

Fail palette_get(Ctx *c, const Request *q, Reply *r)
{
    PlanHitList hits = {0};
    OrgRows agencies = {0};
    TaskHitList tasks = {0};
    Id next;
    Str query = input_text(q, "q");
    StrList words = search_words(c, query);
    PalettePage m = {.words = &words,
                     .pages = pages_meant(c, q, &words),
                     .hits = &hits,
                     .agencies = &agencies,
                     .tasks = &tasks,
                     .query = query};
    if (words.n) {
        TRY(plan_search(c, query, &hits));
        TRY(org_search(c, query, &agencies));
        TRY(task_search(c, query, 0, OTHERS_MAX, &tasks, &next));
    }
    palette_part(reply_part(c, r), &m);
    return OK;
}
