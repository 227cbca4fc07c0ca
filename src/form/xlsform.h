// SPDX-License-Identifier: Apache-2.0
/* xlsform.h -- an XLSForm (xlsform.org) as a sketch of a design, from the rows of its worksheets: column (headings and
 * languages) → formula (expressions with the names that we give) → type → list (worksheet choices) → row (worksheet
 * survey).  For xlsform*.c, their test and fuzzer only; others call design_from_xlsform.
 *
 * What a row asks that we do not have is left out and named as a warning, with worksheet and cell. */
#pragma once
#include "base/map.h"
#include "base/out.h"
#include "doc/sheet.h"
#include "form/sketch.h"

/* The worksheets; one without rows is not there. */
typedef struct {
    Sheet survey, choices, settings;
} XlsSheets;
void xlsform_take(Arena *mem, const XlsSheets *sheets, Design *d, DesignProblems *problems);

/* -- columns -------------------------------------------------------------------------------------------------- */

/* symbol, worksheets that have it (survey, choices, settings), its heading, other headings for the same */
#define XLS_COLUMNS(X)                                                                                                 \
    X(TYPE, "s", "type", "command")                                                                                    \
    X(NAME, "sc", "name", "value")                                                                                     \
    X(LIST, "c", "list_name", "listname")                                                                              \
    X(LABEL, "sc", "label", "caption")                                                                                 \
    X(HINT, "s", "hint", "")                                                                                           \
    X(GUIDANCE, "s", "guidance_hint", "")                                                                              \
    X(REQUIRED, "s", "required", "")                                                                                   \
    X(REQUIRED_SAYS, "s", "required_message", "requiredmsg")                                                           \
    X(RELEVANT, "s", "relevant", "relevance")                                                                          \
    X(CONSTRAINT, "s", "constraint", "")                                                                               \
    X(CONSTRAINT_SAYS, "s", "constraint_message", "constraintmsg")                                                     \
    X(CALCULATION, "s", "calculation", "calculate")                                                                    \
    X(DEFAULT, "s", "default", "")                                                                                     \
    X(FILTER, "s", "choice_filter", "")                                                                                \
    X(APPEARANCE, "s", "appearance", "")                                                                               \
    X(READ_ONLY, "s", "read_only", "readonly")                                                                         \
    X(REPEAT_COUNT, "s", "repeat_count", "count")                                                                      \
    X(PARAMETERS, "s", "parameters", "")                                                                               \
    X(DISABLED, "s", "disabled", "")                                                                                   \
    X(TITLE, "t", "form_title", "title")                                                                               \
    X(ID, "t", "form_id", "id_string")                                                                                 \
    X(DEFAULT_LANGUAGE, "t", "default_language", "")                                                                   \
    X(NOT_NEEDED, "s", "note", "notes|comment|comments|autoplay|sms_keyword|order|ghi_chu")
typedef enum {
#define X(symbol, where, heading, others) XLS_##symbol,
    XLS_COLUMNS(X)
#undef X
        XLS_OTHER
} XlsColumnKind;

typedef struct {
    XlsColumnKind kind;
    Str heading;  /* as it stands there; of a list's further column its name */
    Str language; /* "en"; "vi"; empty = it does not say */
} XlsColumn;

typedef struct {
    Str name; /* of the worksheet */
    const Sheet *sheet;
    XlsColumn *column;
    size_t n;
} XlsSheet;

/* How a form is read. */
typedef struct {
    Arena *mem;
    Sketch d;
    XlsSheet survey, choices, settings;
    StrList languages; /* of texts, but that which stands for Vietnamese */
    Str ours;          /* the language of what stands for Vietnamese; empty = the columns that do not say */
    Map names;         /* of fields as they were written → const Str *, as we call them */
    Map lists;         /* the same of lists */
} Xls;

void xls_columns(Xls *x, XlsSheet *s, const char *name, const Sheet *sheet);
void xls_choose_language(Xls *x, Str default_language);
/* The cell of the first column of that kind; *column = where, from 1; 0 = there is none. */
Str xls_cell(const XlsSheet *s, const SheetRow *row, XlsColumnKind kind, int *column);
DesignText xls_text(Xls *x, const XlsSheet *s, const SheetRow *row, XlsColumnKind kind);
Spot xls_spot(const XlsSheet *s, const SheetRow *row, int column);
/* "yes", "TRUE", "true()", "có". */
bool xls_is_yes(Str s);
bool xls_is_no(Str s);
/* Without the blanks, capitals and strokes by which the same word differs: "Begin group" is begin_group. */
Str xls_word(Arena *mem, Str s);

/* -- formulas ------------------------------------------------------------------------------------------------- */

/* An expression with the fields as we call them, and straight quotes; of a choice filter (`tags`) its bare names too.
 */
SketchExpression xls_formula(Xls *x, const XlsSheet *s, const SheetRow *row, XlsColumnKind kind,
                             const DesignList *tags);
/* Both must hold; either may be empty. */
SketchExpression xls_both(Arena *mem, SketchExpression outer, SketchExpression inner);
Str xls_renamed(Xls *x, Str formula, const DesignList *tags);
/* Whether a default is calculated, not a value. */
bool xls_is_formula(Str s);

/* -- types ---------------------------------------------------------------------------------------------------- */

typedef enum {
    XLS_FIELD,  /* a field of `field` */
    XLS_SELECT, /* one that chooses from a list */
    XLS_RANGE,
    XLS_TIME,
    XLS_TODAY,
    XLS_HIDDEN,
    XLS_ACKNOWLEDGE,
    XLS_BEGIN_GROUP,
    XLS_END_GROUP,
    XLS_BEGIN_REPEAT,
    XLS_END_REPEAT,
    XLS_OURSELVES, /* what the program notes itself: left out without a word that would worry */
    XLS_NOT_TAKEN, /* we have nothing like it */
    XLS_UNKNOWN
} XlsTypeKind;
typedef struct {
    XlsTypeKind kind;
    FieldType field;
    const char *says; /* what is different here: a warning; NULL = nothing */
    Str list;         /* XLS_SELECT */
    bool has_other;   /* … and "or_other" */
} XlsType;
XlsType xls_type(Arena *mem, Str written);

/* -- rows ----------------------------------------------------------------------------------------------------- */

void xls_lists(Xls *x);
Str xls_list_name(Xls *x, Str written);
/* The list, with the choice "other" when it has none. */
Str xls_list_with_other(Xls *x, Str name);
void xls_rows(Xls *x);
