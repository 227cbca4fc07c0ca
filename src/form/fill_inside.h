// SPDX-License-Identifier: Apache-2.0
/* fill_inside.h -- what the files fill_*.c and draft_*.c share; nobody outside of form/ includes it. */
#pragma once
#include "form/typed.h"
#include "org/org.h"

/* -- fill_agency.c: whom a field of agencies or communes may name --------------------------------------------- */

/* Asked of the store once, for all fields of a form. */
typedef struct {
    OrgRows orgs; /* on the day; empty = nobody asked yet */
    OrgClassList classes;
} Agencies;
Fail agencies_load(Ctx *c, Agencies *all) CHECKED;
/* To choose from: codes, names, and of communes the district above. */
typedef struct {
    StrList keys, names, groups;
} AgencyChoices;
AgencyChoices agencies_for(Ctx *c, const Agencies *all, const DesignField *f);
Fail agency_check(Ctx *c, Agencies *all, const DesignField *f, Str code, bool *is_one) CHECKED;
Str agency_name(const Agencies *all, const DesignField *f, Str code); /* the code itself when nobody has it */
static inline bool field_is_agency(const DesignField *f) { return f->type == FIELD_AGENCY || f->type == FIELD_COMMUNE; }
static inline bool field_is_file(const DesignField *f) { return f->type == FIELD_FILE || f->type == FIELD_IMAGE; }

/* -- fill_file.c ----------------------------------------------------------------------------------------------- */

UploadSet field_uploads(const DesignField *f);
int64_t field_file_max(const DesignField *f); /* bytes of each */
size_t field_files_max(const DesignField *f);
/* "PDF, 1,2 MB" */
Str file_about(Arena *mem, UploadKind kind, size_t bytes);
/* The next place where files stand, from {0}: a field, or a cell of each row. */
typedef struct {
    const DesignField *field;
    size_t row;
} FileCell;
bool file_cell_next(const Answers *a, FileCell *cell);
/* The next key of an answer of files: the number of an upload; "h" and that of one that is held; "+N". */
bool file_key_next(Str *rest, Str *key);
void file_key_add(Ctx *c, Str *keys, Str key);
/* In `prepare`: files that came are kept and stand in *t as "+N" of *files; what is wrong is told.  Sealed keys
 * (file_seal) become "+N" too; others that are not among what was `had` are thrown out. */
Fail files_take(Ctx *c, const Request *q, const Asked *asked, Id holder, const Typed *had, Typed *t, FilledFiles *files,
                AnswerProblems *problems) CHECKED;
/* A file that waits for its row, for who sends the form: "+N" of *files. */
void files_append(Ctx *c, const DesignField *f, size_t row, const UploadKept *kept, FilledFiles *files, Str *keys);
/* What a hidden field says of a file that is kept and has no row: only the server can have written it, for who is
 * signed in.  Empty when nobody is. */
Str file_seal(Ctx *c, const UploadKept *kept);
bool file_unseal(Ctx *c, Str key, UploadKept *kept);
/* In a write: each new file gets a row; "+N" in *t becomes its number. */
Fail files_add(Ctx *c, FilledFiles *files, Answers *a, const char *kind, Id object) CHECKED;
/* What stands at a field, for the page. */
typedef struct {
    Id holder; /* of files that have no row yet: the draft; 0 = none */
    Str path;  /* of the page below which they can be read: "/ban-nhap/TOKEN" */
} FilesAt;
Fail files_shown(Ctx *c, FilesAt at, Str keys, StrList dropped, FormFiles *shown) CHECKED;

/* -- fill_draw.html: the fields of a form ---------------------------------------------------------------------- */

typedef struct {
    const Asked *asked;
    Typed typed;
    const Typed *other;             /* somebody else's, saved meanwhile; NULL = there is none */
    const AnswerProblems *problems; /* of a page that was not refused; NULL = none */
    size_t first, end;              /* only these fields of the design: a part */
    FilesAt files;                  /* that have no row yet */
} Filling;
Fail filling_draw(Ctx *c, Out *o, const Form *f, const Filling *filling) CHECKED;
/* All that is wrong with what was typed, also what the store knows. */
Fail filling_check(Ctx *c, const Asked *asked, Typed *t, bool is_draft, Answers *a, AnswerProblems *problems) CHECKED;
/* As fill_show, also of files that have no row yet. */
Fail filling_show(Ctx *c, Out *o, const Answers *a, ShownTo who, FilesAt files) CHECKED;
/* The list on top, with links to the fields. */
void filling_problems(Out *o, const AnswerProblems *problems, const Typed *t);
/* What web/form.js goes by: fields, expressions, lists, the answers that are not on the page.  fill_rules.c */
Str filling_rules(Ctx *c, const Filling *filling, const Answers *a);
/* What is wrong in words: in a table with its row. */
Str problem_words(Arena *mem, const AnswerProblem *p);
