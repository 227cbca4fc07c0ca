// SPDX-License-Identifier: Apache-2.0
/* draft_view.h -- the pages of drafts (draft.html). */
#pragma once
#include "form/draft_inside.h"
#include "http/reply.h"

/* draft_page.c: what a page of a draft shows. */
typedef struct {
    Loaded *l;
    Typed typed;          /* what is to be seen */
    const Typed *other;   /* what stands in the store, where that differs */
    bool tells;           /* what is wrong with this part */
    AnswerProblems extra; /* that only this press knows: files that were refused */
    Str saved;
} DraftView;
Fail draft_draw(Ctx *c, const Request *q, Reply *r, DraftView *v) CHECKED;
Str draft_path(Ctx *c, const Request *q); /* of its page: what is drawn again was sent to another address */
/* Is what this part asks typed otherwise than it stands in the store? */
bool draft_differs(const Loaded *l, const Typed *typed, bool with_files);

typedef struct {
    const Request *q;
    const Loaded *l;
    Str saved;                   /* "Đã lưu lúc …"; empty = nothing to tell */
    bool is_changed;             /* the design is another than when it was begun */
    bool has_rules;              /* something is computed, hidden or filtered: "Tính lại" makes sense */
    const UploadComings *coming; /* files that broke off */
    Str path;                    /* of its page */
    Str link;                    /* of this draft; empty = it was opened from the list */
} DraftPage;
void draft_head(Out *o, const DraftPage *p);
void draft_steps(Out *o, const DraftPage *p);
void draft_fields_in(Out *o, Str language); /* … </div>: what stands between is in that language */
void draft_languages(Out *o, const Design *d, Str language);
void draft_buttons(Out *o, const DraftPage *p);
void draft_review_head(Out *o, size_t problems);
void draft_foot(Out *o, const DraftPage *p);
void draft_link_page(Out *o, Str path, Str link, Str squares, int side);

typedef struct {
    Id id;
    Str title, about;
} DraftLine;
typedef LIST(DraftLine) DraftLines;
void drafts_page(Out *o, const DraftLines *lines);
void drafts_home(Out *o, size_t n);
void drafts_link(Out *o);
