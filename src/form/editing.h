// SPDX-License-Identifier: Apache-2.0
/* editing.h -- working copies of forms, changed in the browser (/bieu-mau) until whoever owns the form publishes one.
 *
 * The text is the truth: YAML, of a form alone or of something that holds one (a procedure).  The pages change single
 * fields of it and leave everything else as it was written.
 *
 *     const DesignKind procedure_designs = {"thu-tuc", "thủ tục", …};   a row of Feature.designs
 *     editing_begin(c, "thu-tuc", code, text, &id)  ->  /bieu-mau/ID  …  ->  DesignKind.next: publishes editing_load's
 *     source, then editing_drop */
#pragma once
#include "form/begin.h"
#include "form/source.h"
#include "http/route.h"

/* Who owns forms: a row of its feature (Feature.designs). */
struct DesignKind {
    const char *kind; /* in tables: "thu-tuc" */
    const char *name; /* in sentences: "thủ tục" */
    /* The text that is in force, to compare with; FAIL_MISSING = there is none yet.  In a snapshot. */
    Fail (*published)(Ctx *c, Str code, Str *text);
    /* All that is wrong with a whole text, and the form in it. */
    void (*check)(Arena *mem, Str text, Design *d, DesignProblems *problems);
    const char *next;       /* where a finished copy goes on: "/thu-tuc/ban-sua/{}", {} = its number */
    const char *next_words; /* of the link: "Xem và công bố" */
    /* Where a form alone is made one of these, {} = the number of its working copy; NULL = nowhere.  Shown to who has
     * the right. */
    const char *make, *make_words, *make_right;
};

enum { EDITINGS_MAX = 200, EDITING_DAYS = 365 /* untouched so long it goes */ };

typedef struct {
    Id id;
    Str kind, code, title, source, before, told;
    int edition;
    Id made_by, changed_by;
    int64_t made_at, changed_at;
} Editing;
typedef LIST(Editing) EditingList;

Fail editing_load(Ctx *c, Id id, Editing *e) CHECKED; /* FAIL_MISSING with a sentence */
Fail editings_all(Ctx *c, EditingList *list) CHECKED; /* without their texts; the last changed first */
/* In a write: another text.  FAIL_CONFLICT when it is not of that edition any more. */
Fail editing_save(Ctx *c, const Editing *e, Str source) CHECKED;
Fail editing_undo(Ctx *c, const Editing *e) CHECKED; /* the text before, and that one the text before */
Fail editing_tell(Ctx *c, Id id, Str told) CHECKED;  /* what could not be taken of a file; empty = it has been read */
Fail editing_drop(Ctx *c, Id id) CHECKED;
Fail editings_purge(Ctx *c) CHECKED;

/* What a file is made of: YAML as it was sent, an XLSForm as YAML with what could not be taken.  FAIL_INPUT with a
 * sentence when it is neither. */
typedef struct {
    Str source, told;
    Design d;
    bool is_form; /* nothing but a form: in a text that holds more it takes the place of the form there */
} Brought;
Fail editing_brought(Ctx *c, Str bytes, Brought *b) CHECKED;

/* What a text is, by its kind. */
const DesignKind *design_kind(const Feature *const *features, Str kind); /* NULL = a form alone */
bool design_check(Arena *mem, const DesignKind *kind, Str text, Design *d, DesignProblems *problems);
