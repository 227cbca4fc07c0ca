// SPDX-License-Identifier: Apache-2.0
/* panel.h -- how a page shows what higher features know: addresses of things by their kind, panels by the page. */
#pragma once
#include "http/reply.h"
#include "http/request.h"

/* The page of the thing of that kind, with its number or code: "/viec/812".  Empty when no feature of this program has
 * a page for it.  `within` = what it is part of; 0 = nothing. */
Str object_path(Arena *a, const char *kind, Str id, Id within);

/* What the features show on that page, slot by slot: in a page, {m->panels.of[PANEL_ACT]}. */
typedef struct {
    Html of[PANEL_SLOTS];
} Panels;
/* Of a page that others share (shared.h): first the personal ones, for who asks, and what they say as a key; then, in
 * the drawing, all of them, those as they were drawn. */
typedef struct {
    const Panel *panel;
    Str markup;
} PanelOwn;
typedef LIST(PanelOwn) PanelsOwn;
Fail panels_own(Ctx *c, const Request *q, PanelPage page, PanelSubject subject, PanelsOwn *own) CHECKED;
Str panels_own_key(Ctx *c, const PanelsOwn *own);
Fail panels_draw_with(Ctx *c, const Request *q, const Reply *r, PanelPage page, PanelSubject subject,
                      const PanelsOwn *own, Panels *drawn) CHECKED;
Fail panels_draw(Ctx *c, const Request *q, const Reply *r, PanelPage page, PanelSubject subject, Panels *drawn) CHECKED;
