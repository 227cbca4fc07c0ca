// SPDX-License-Identifier: Apache-2.0
#include "http/panel.h"
#include "http/inside.h"

static const ObjectKind *kind_of(const char *kind)
{
    for (const Feature *const *f = features; *f; f++)
        for (const ObjectKind *k = (*f)->objects; k && k->kind; k++)
            if (k->path && !strcmp(k->kind, kind)) return k;
    return NULL;
}

Str object_path(Arena *a, const char *kind, Str id, Id within)
{
    const ObjectKind *k = kind_of(kind);
    Out o = {.mem = a};
    for (Str rest = k ? str_of(k->path) : (Str){0}; rest.n;) {
        size_t at = str_index(rest, '{'), end = str_index(rest, '}');
        out_raw(&o, str_slice(rest, 0, at));
        if (at == rest.n) break;
        if (end == at + 1) out_url(&o, id);
        else out_integer(&o, within);
        rest = str_from(rest, end + 1);
    }
    return out_str(&o);
}

/* Few rows: the next one in order of what was drawn last. */
static const Panel *next_panel(PanelPage page, PanelSlot slot, const Panel *last)
{
    const Panel *best = NULL;
    bool passed = !last;
    for (const Feature *const *f = features; *f; f++)
        for (const Panel *p = (*f)->panels; p && p->draw; p++) {
            if (p == last) passed = true;
            else if (p->page == page && p->slot == slot &&
                     (!last || p->order > last->order || (p->order == last->order && passed)) &&
                     (!best || p->order < best->order))
                best = p;
        }
    return best;
}

Fail panels_draw(Ctx *c, const Request *q, const Reply *r, PanelPage page, PanelSubject s, Panels *drawn)
{
    const Gate *gate = q->server->o.gate;
    *drawn = (Panels){0};
    for (int slot = 0; slot < PANEL_SLOTS; slot++) {
        Out o = {.mem = &c->mem, .form = r->form};
        for (const Panel *p = NULL; (p = next_panel(page, (PanelSlot)slot, p));) {
            if (p->right && gate && !gate->may_at(q->actor, p->right, s.place)) continue;
            TRY(p->draw(c, &s, &o));
        }
        drawn->of[slot] = (Html){out_str(&o)};
    }
    return OK;
}
