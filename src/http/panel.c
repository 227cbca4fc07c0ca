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

static bool is_own(const Panel *p) { return p->right && !strcmp(p->right, PANEL_OWN); }

static bool is_shown(const Request *q, const Panel *p, const PanelSubject *s)
{
    const Gate *gate = q->server->o.gate;
    return !p->right || is_own(p) || !gate || gate->may_at(q->actor, p->right, s->place);
}

/* Their forms carry nobody's token, as all that is shared: shared_page puts each one's own in its place. */
Fail panels_own(Ctx *c, const Request *q, PanelPage page, PanelSubject s, PanelsOwn *own)
{
    *own = (PanelsOwn){0};
    for (int slot = 0; slot < PANEL_SLOTS; slot++)
        for (const Panel *p = NULL; (p = next_panel(page, (PanelSlot)slot, p));) {
            Out o = {.mem = &c->mem, .form = common_form(c, q)};
            if (!is_own(p)) continue;
            TRY(p->draw(c, &s, &o));
            *list_add(&c->mem, own) = (PanelOwn){p, out_str(&o)};
        }
    return OK;
}

Str panels_own_key(Ctx *c, const PanelsOwn *own)
{
    Out o = {.mem = &c->mem};
    for (size_t i = 0; i < own->n; i++) {
        out_integer(&o, (int64_t)own->at[i].markup.n);
        out_char(&o, '\n');
        out_raw(&o, own->at[i].markup);
    }
    return out_str(&o);
}

static const PanelOwn *drawn_before(const PanelsOwn *own, const Panel *p)
{
    for (size_t i = 0; own && i < own->n; i++)
        if (own->at[i].panel == p) return &own->at[i];
    return NULL;
}

Fail panels_draw_with(Ctx *c, const Request *q, const Reply *r, PanelPage page, PanelSubject s, const PanelsOwn *own,
                      Panels *drawn)
{
    *drawn = (Panels){0};
    for (int slot = 0; slot < PANEL_SLOTS; slot++) {
        Out o = {.mem = &c->mem, .form = r->form};
        for (const Panel *p = NULL; (p = next_panel(page, (PanelSlot)slot, p));) {
            const PanelOwn *before = drawn_before(own, p);
            if (before) out_raw(&o, before->markup);
            else if (is_shown(q, p, &s)) TRY(p->draw(c, &s, &o));
        }
        drawn->of[slot] = (Html){out_str(&o)};
    }
    return OK;
}

Fail panels_draw(Ctx *c, const Request *q, const Reply *r, PanelPage page, PanelSubject s, Panels *drawn)
{
    return panels_draw_with(c, q, r, page, s, NULL, drawn);
}
