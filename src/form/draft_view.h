// SPDX-License-Identifier: Apache-2.0
/* draft_view.h -- the pages of drafts (draft.html). */
#pragma once
#include "form/draft_inside.h"

typedef struct {
    const Request *q;
    const Loaded *l;
    Str saved;       /* "Đã lưu lúc …"; empty = nothing to tell */
    bool is_changed; /* the design is another than when it was begun */
    bool is_other;   /* somebody saved meanwhile */
    bool has_rules;  /* something is computed, hidden or filtered: "Tính lại" makes sense */
    Str path;        /* of its page */
    Str link;        /* of this draft; empty = it was opened from the list */
} DraftPage;
void draft_head(Out *o, const DraftPage *p);
void draft_steps(Out *o, const DraftPage *p);
void draft_fields_open(Out *o);
void draft_buttons(Out *o, const DraftPage *p);
void draft_review_head(Out *o, size_t problems);
void draft_foot(Out *o, const DraftPage *p);

typedef struct {
    Id id;
    Str title, about;
} DraftLine;
typedef LIST(DraftLine) DraftLines;
void drafts_page(Out *o, const DraftLines *lines);
void drafts_home(Out *o, size_t n);
void drafts_link(Out *o);
