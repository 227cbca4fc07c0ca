// SPDX-License-Identifier: Apache-2.0
/* inside.h -- between the checks of this folder; nobody outside includes it.
 *
 *   found.c       what all of them say, and where
 *   component.c   lines -> what each of them is in the decree's diagram
 *   head.c, foot.c, look.c, page.c   form: Decree 30/2020/NĐ-CP, appendix I
 *   number.c, refer.c, basis.c, date.c, agency.c, spelling.c   what contradicts itself or cannot be */
#pragma once
#include "doc/table.h"
#include "lint/lint.h"
#include "paper/style.h"
#include "viet/workday.h"

typedef struct {
    const Line *line;
    const DocParagraph *look; /* NULL = the file does not say, or it is a row of a table */
    int paragraph;            /* as people count */
    PaperStyle style;         /* what it is; PAPER_CELL in a table */
    Str folded;               /* viet_fold */
} LintLine;

typedef struct {
    Ctx *c;
    LintDraft *draft;
    const Doc *doc;
    const Directory *directory;
    const Workdays *workdays;
    Day day;       /* of issue, else today */
    bool is_dated; /* the draft says its day */
    LIST(LintLine) lines;
    bool has_form; /* its lines are paragraphs, and the decree is for it: not of text, whose columns are mixed and lines
                      cut, of PDF, and of the Party, which has rules of its own */
    bool has_kind; /* there is the name of a kind */
    PaperKind kind; /* of it; PAPER_LETTER without one */
} Lint;

enum { LINT_NOWHERE = -1 };

/* Something found at line `at` of l->lines, or LINT_NOWHERE. */
#define LINT(l, kind, at, ...) lint_found(l, LINT_##kind, at, str_format(&(l)->c->mem, __VA_ARGS__))
typedef enum {
#define X(kind, slug, severity, meaning) LINT_##kind,
    LINT_KINDS(X)
#undef X
} LintKind;
void lint_found(Lint *l, LintKind kind, int at, Str sentence);
/* The same of what somebody else named and judged. */
void lint_add(Lint *l, Str slug, Severity severity, int at, Str sentence);
/* The index of the line of that number, or of the next with text; LINT_NOWHERE for 0. */
int lint_line(const Lint *l, int number);
/* The first line that is this; LINT_NOWHERE when there is none. */
int lint_first(const Lint *l, PaperStyle style);

void lint_components(Lint *l);
void lint_head(Lint *l);
void lint_foot(Lint *l);
void lint_annexes(Lint *l);
void lint_looks(Lint *l);
void lint_pages(Lint *l);
void lint_numbers(Lint *l);
void lint_references(Lint *l);
void lint_bases(Lint *l);
void lint_dates(Lint *l);
void lint_agencies(Lint *l);
void lint_spelling(Lint *l);
