// SPDX-License-Identifier: Apache-2.0
/* lint.h -- a draft before it is signed: what in it contradicts itself, cannot be, or is laid out against Decree
 * 30/2020/NĐ-CP.  Nothing is kept, nothing is changed.
 *
 *     LintDraft d;
 *     TRY(lint_draft(c, bytes, directory, &d));
 *     for (size_t i = 0; i < d.found.n; i++) …
 *     TRY(lint_commented(c, &d, &copy));
 */
#pragma once
#include "org/directory.h"
#include "reading/reading.h"

/* What this folder looks for itself; what the reader of plans finds keeps the slug of reading/finding.h.
 * symbol, slug, severity, what it means */
#define LINT_KINDS(X)                                                                                                  \
    X(DAY_OFF, "day-off", FINDING_NOTE, "work is due on a day off")                                                    \
    X(DAY_PASSED, "day-passed", FINDING_CHECK, "a deadline lies before the day of issue")                              \
    X(WEEKDAY, "weekday", FINDING_CHECK, "a date is another day of the week than it says, or no day at all")           \
    X(AGENCY_ENDED, "agency-ended", FINDING_CHECK, "an agency does not exist on the plan's day")                       \
    X(NUMBERING, "numbering", FINDING_CHECK, "a number is missing, twice, or out of order")                            \
    X(REFERENCE, "reference", FINDING_CHECK, "a part or an annex that is spoken of does not exist")                    \
    X(BASIS_FORM, "basis-form", FINDING_NOTE, "a basis is cited in another form than the decree's")                    \
    X(BASIS_DATE, "basis-date", FINDING_CHECK, "a basis is younger than the plan, or its year is not its date's")      \
    X(BASIS_EXPIRED, "basis-expired", FINDING_CHECK, "a basis was replaced before the plan's day")                     \
    X(PAPER_SIZE, "paper-size", FINDING_CHECK, "paper that is not A4")                                                 \
    X(MARGINS, "margins", FINDING_NOTE, "margins outside of the decree's")                                             \
    X(PAGE_NUMBERS, "page-number", FINDING_NOTE, "pages without number, or one where it does not belong")              \
    X(FONT, "font", FINDING_NOTE, "another font than the decree's")                                                    \
    X(SIZE, "size", FINDING_NOTE, "letters too small or too large")                                                    \
    X(LOOK, "look", FINDING_NOTE, "bold, italic or alignment are not the decree's")                                    \
    X(SPACING, "spacing", FINDING_NOTE, "lines or paragraphs too close or too far apart")                              \
    X(MOTTO, "motto", FINDING_CHECK, "the country's name or motto is missing or miswritten")                           \
    X(NUMBER_FORM, "number-form", FINDING_NOTE, "number and symbol are not in the decree's form")                      \
    X(DATE_FORM, "date-form", FINDING_NOTE, "place and day are not in the decree's form")                              \
    X(TITLE_FORM, "title-form", FINDING_NOTE, "kind and title are not in the decree's form")                           \
    X(END_MARK, "end-mark", FINDING_NOTE, "the text does not end in './.'")                                            \
    X(COPIES_FORM, "copies-form", FINDING_NOTE, "'Nơi nhận' is not in the decree's form")                              \
    X(SIGNER_FORM, "signer-form", FINDING_NOTE, "capacity or name of who signs are not in the decree's form")          \
    X(ANNEX_FORM, "annex-form", FINDING_NOTE, "the head of an annex is not in the decree's form")                      \
    X(SPELLING, "spelling", FINDING_NOTE, "a word that Vietnamese does not have")

typedef struct {
    Str kind; /* a slug: of LINT_KINDS, or of FINDING_KINDS */
    Severity severity;
    Str sentence;  /* what to do, one Vietnamese sentence or two */
    int line;      /* Line.number of the draft; 0 = the whole */
    int paragraph; /* as people count: those with text, a row of a table one; 0 = the whole */
    int page;      /* 0 = the file does not say */
    Str words;     /* the paragraph's first ones */
} LintFinding;
typedef LIST(LintFinding) LintFindingList;

typedef struct {
    Str bytes;
    Doc doc;
    const Reading *reading; /* NULL = the draft is no plan: then only its form is judged */
    LintFindingList found;  /* in the order of the text; the whole first */
    bool has_form;          /* its form was judged, too: an office file, and not of the Party */
    bool is_word;           /* lint_commented makes a copy */
} LintDraft;

/* Anything doc_read reads.  The day on which the draft is judged: its own, else c->today.  FAIL_INPUT and the others of
 * doc_read. */
Fail lint_draft(Ctx *c, Str bytes, const Directory *directory, LintDraft *draft) CHECKED;
/* The same of a file that was read already. */
Fail lint_read(Ctx *c, Str bytes, const Doc *doc, const Directory *directory, LintDraft *draft) CHECKED;

/* The very file with what was found as comments; FAIL_INPUT when it is no .docx. */
Fail lint_commented(Ctx *c, const LintDraft *draft, Str *copy) CHECKED;

/* "Phải sửa", "Nên sửa", "Lưu ý". */
const char *lint_severity(Severity severity);
/* "đoạn 12", "trang 2, đoạn 12", "toàn văn bản". */
Str lint_place(Arena *a, const LintFinding *f);
