// SPDX-License-Identifier: Apache-2.0
/* editing_view.h -- what the pages of the editor show. */
#pragma once
#include "form/editing.h"
#include "form/fill.h"
#include "form/snippet.h"

/* A working copy with what its text says. */
typedef struct {
    const Request *q;
    Editing e;
    const DesignKind *kind;          /* NULL = a form alone */
    LIST(const DesignKind *) makers; /* of a form alone: what who looks may make of it */
    Design d;
    DesignProblems problems;
    bool is_good; /* none of them is more than a warning */
    Pieces pieces;
} Edited;
Fail edited_load(Ctx *c, const Request *q, Edited *m) CHECKED;
/* That, of a text without mistakes, laid out in pieces; FAIL_CONFLICT with a sentence when it is none. */
Fail edited_pieces(Ctx *c, const Request *q, Edited *m) CHECKED;
/* The place of a field by name; FAIL_MISSING. */
Fail edited_field(Ctx *c, const Edited *m, Str name, size_t *at) CHECKED;
/* "/bieu-mau/12" + rest. */
Str editing_path(Arena *mem, const Edited *m, const char *rest);
Str editing_next(Arena *mem, const Edited *m);                         /* DesignKind.next */
Str editing_make(Arena *mem, const Edited *m, const DesignKind *kind); /* DesignKind.make */

typedef struct {
    const Request *q;
    EditingList list;
    const Feature *const *features;
} EditingsPage;
typedef struct {
    const Edited *m;
    Snippet snippet;
    Str before; /* the name of the field that is changed; empty = a new one */
    Str behind; /* a new one: behind which */
    bool is_column, is_required_when;
} FieldPage;
typedef struct {
    const Edited *m;
    Str text; /* what stands in the field: as it was typed, when it was refused */
    const DesignProblems *problems;
    bool is_good;
} TextPage;
typedef struct {
    const Edited *m;
    DesignChanges changes;
    bool is_new; /* nothing is published to compare with */
} ChangesPage;
typedef struct {
    Str label, value;
    bool is_hidden;
} TriedLine;
typedef struct {
    const Edited *m;
    LIST(TriedLine) lines; /* what was calculated, and what was not asked */
} TriedPage;

void guide_page(Out *o);
void editings_page(Out *o, const EditingsPage *m);
void editing_page(Out *o, const Edited *m);
void field_page(Out *o, const FieldPage *m);
void text_page(Out *o, const TextPage *m);
void changes_page(Out *o, const ChangesPage *m);
void try_head(Out *o, const Edited *m);
void try_buttons(Out *o);
void tried_head(Out *o, const Edited *m);
void tried_lines(Out *o, const TriedPage *m);
