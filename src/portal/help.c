// SPDX-License-Identifier: Apache-2.0
/* help.c -- one page for each role, made of what the rows of the routes and of the menu say: what is not theirs is not
 * there, and what is new explains itself. */
#include "http/reply.h"
#include "people/people.h"
#include "portal/view.h"
#include "portal/web.h"

static const Route *route_of(const Request *q, const char *path)
{
    for (const Feature *const *f = request_features(q); *f; f++)
        for (const Route *r = (*f)->routes; r && r->path; r++)
            if (r->method == GET && !strcmp(r->path, path)) return r;
    return NULL;
}

static bool may(Role role, const MenuRow *m) { return !m->right || right_scope(role, m->right) != NOWHERE; }

/* In the order of the menu: by its groups, then by `order`. */
static void put(Ctx *c, HelpPage *page, const MenuRow *m, const Route *r)
{
    HelpLine line = {m, r->help};
    list_add(&c->mem, &page->lines);
    size_t i = page->lines.n - 1;
    for (; i > 0; i--) {
        const MenuRow *before = page->lines.at[i - 1].row;
        if (before->group < m->group || (before->group == m->group && before->order <= m->order)) break;
        page->lines.at[i] = page->lines.at[i - 1];
    }
    page->lines.at[i] = line;
}

static void gather(Ctx *c, const Request *q, HelpPage *page)
{
    for (const Feature *const *f = request_features(q); *f; f++)
        for (const MenuRow *m = (*f)->menu; m && m->path; m++) {
            const Route *r = route_of(q, m->path);
            if (m->spot == SPOT_MENU && r && may(page->role, m)) put(c, page, m, r);
        }
    for (const Feature *const *f = request_features(q); *f; f++)
        for (const Route *r = (*f)->routes; r && r->path; r++)
            if (r->method == GET && str_starts(str_of(r->path), S("/huong-dan/")))
                *list_add(&c->mem, &page->manuals) = r;
    if (page->lines.n > HELP_LINES) page->lines.n = HELP_LINES;
}

Fail help_get(Ctx *c, const Request *q, Reply *r)
{
    HelpPage m = {.role = ROLE_OFFICIAL};
    if (input_given(q, "vai-tro")) m.role = role_of(input_text(q, "vai-tro"));
    else if (actor_is_known(c->actor) && c->actor->role != ROLE_NONE) m.role = (Role)c->actor->role;
    gather(c, q, &m);
    help_page(reply_page(c, q, r, S("Trợ giúp")), &m);
    return OK;
}
