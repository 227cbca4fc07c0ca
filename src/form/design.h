// SPDX-License-Identifier: Apache-2.0
/* design.h -- the design of a form: its fields as somebody declared them, in YAML, as an XLSForm spreadsheet or in the
 * editor (source.h); checked whole, ready to be drawn, read and calculated with.  A design never changes once it is
 * made: what is published keeps it under the number of its version.
 *
 * Fields stand in the order of the page.  The columns of a table of rows follow its FIELD_ROWS and point back to it;
 * tables do not nest.  Expressions are XLSForm's (expression.h). */
#pragma once
#include "base/day.h"
#include "base/list.h"

/* symbol, word in YAML, what people call it in the editor */
#define FIELD_TYPES(X)                                                                                                 \
    X(TEXT, "text", "Một dòng chữ")                                                                                    \
    X(LINES, "lines", "Nhiều dòng chữ")                                                                                \
    X(INTEGER, "integer", "Số nguyên")                                                                                 \
    X(DECIMAL, "decimal", "Số thập phân")                                                                              \
    X(MONEY, "money", "Số tiền (đồng)")                                                                                \
    X(DAY, "day", "Ngày")                                                                                              \
    X(PERIOD, "period", "Khoảng ngày")                                                                                 \
    X(CHOICE, "choice", "Chọn một")                                                                                    \
    X(CHOICES, "choices", "Chọn nhiều")                                                                                \
    X(YES, "yes", "Có hay không")                                                                                      \
    X(AGENCY, "agency", "Cơ quan")                                                                                     \
    X(COMMUNE, "commune", "Xã, phường, thị trấn")                                                                      \
    X(PERSON, "person", "Họ và tên")                                                                                   \
    X(PHONE, "phone", "Số điện thoại")                                                                                 \
    X(MAIL, "mail", "Thư điện tử")                                                                                     \
    X(ADDRESS, "address", "Địa chỉ")                                                                                   \
    X(URL, "url", "Địa chỉ trang web")                                                                                 \
    X(FILE, "file", "Tệp")                                                                                             \
    X(IMAGE, "image", "Ảnh")                                                                                           \
    X(ROWS, "rows", "Bảng nhiều dòng")                                                                                 \
    X(COMPUTED, "computed", "Tự tính")                                                                                 \
    X(HEADING, "heading", "Tiêu đề phần")                                                                              \
    X(NOTE, "note", "Lời dẫn")
typedef enum {
#define X(symbol, word, name) FIELD_##symbol,
    FIELD_TYPES(X)
#undef X
        FIELD_TYPE_COUNT
} FieldType;
extern const char *const field_words[FIELD_TYPE_COUNT], *const field_names[FIELD_TYPE_COUNT];

/* Each speaks when it is reached. */
enum {
    DESIGN_FIELDS_MAX = 300,
    DESIGN_CHOICES_MAX = 5000, /* of one form, all its lists */
    DESIGN_ROWS_MAX = 500,     /* of one table, unless the design says less */
    DESIGN_NAME_MAX = 40, /* letters of a name: [a-z][a-z0-9_]*, what is written in expressions and kept; those that
                             begin with _ are the program's */
    DESIGN_LABEL_MAX = 500,
    DESIGN_LETTERS_MAX = 20000,  /* of an answer */
    DESIGN_FILES_MAX = 20,       /* of one field */
    DESIGN_FILE_MAX = 100 << 20, /* bytes of each; upload may take less of its kind */
    DESIGN_SOURCE_MAX = 1 << 20  /* bytes of a YAML file; of a spreadsheet: SHEET_BYTES_MAX */
};

#define DESIGN_VALUE_MAX 9007199254740992.0 /* of a bound: whole numbers are exact up to here */

typedef struct Expression Expression; /* expression.h */

/* Where in its source something stands, 1-based: line and column of a YAML file, row and column of a spreadsheet,
 * with the worksheet's name.  line 0 = nowhere in particular. */
typedef struct {
    Str sheet;
    int line, column;
} Spot;

/* A label or help in another language than Vietnamese. */
typedef struct {
    Str language, text; /* "en", … */
} OtherText;

typedef struct {
    Str text;               /* Vietnamese; empty = none */
    const OtherText *other; /* NULL = none */
    size_t others;
} DesignText;

typedef struct {
    Str key; /* what is sent and kept: no blanks */
    DesignText label;
    const Str *tag; /* values of the columns that the choice filter may ask, in the order of the list's `tags` */
} DesignChoice;

/* A list to choose from; fields share it. */
typedef struct {
    Str name;
    const DesignChoice *choice;
    size_t n;
    const Str *tag; /* names of the further columns: "huyen" */
    size_t tags;
} DesignList;

/* Who may read an answer, beside who gave it. */
typedef enum { SEEN_BY_DECIDERS, SEEN_BY_SIGNED_IN, SEEN_BY_ALL } SeenBy;

typedef struct {
    FieldType type;
    Str name;
    DesignText label, help; /* a FIELD_COMPUTED without label is not drawn; others have one */
    size_t rows;            /* the index of the FIELD_ROWS that it is a column of; NO_ROWS = of none */
    const DesignList *list; /* FIELD_CHOICE, FIELD_CHOICES; else NULL */
    const Expression
        *shown; /* NULL = always.  What is not shown has no answer: it stays in a draft, is dropped at the end */
    const Expression *required;   /* NULL = not; the expression 1 = always.  A field that is not shown never is */
    const Expression *constraint; /* over `.`; not asked of an empty answer */
    const Expression *computed;   /* FIELD_COMPUTED, and of others: the answer is always this, nobody types it */
    const Expression *first;      /* what stands there at first */
    const Expression *filter;     /* of `list`: which choices there are, over the names of its tags */
    DesignText constraint_says, required_says; /* the sentence; empty = the program's own */
    /* Bounds; each counts when it is said.  TEXT, LINES: letters.  INTEGER, MONEY (đồng), DECIMAL: the value.  DAY,
     * PERIOD: the days.  CHOICES: how many.  FILE, IMAGE: files.  ROWS: rows. */
    bool has_min, has_max;
    double min, max;    /* whole and exact up to 2^53 but of DECIMAL; a day as its number */
    int decimals;       /* DECIMAL: digits behind the comma that are kept, 1..9; 0 = as many as were typed */
    int64_t bytes_max;  /* FILE, IMAGE: of each; 0 = what upload takes */
    const Str *accepts; /* FILE: kinds by their ending, "pdf", "docx"; NULL = whatever upload takes */
    size_t n_accepts;
    Str unit;        /* behind the field: "m²", "hộ" */
    Str agencies;    /* AGENCY: only of this kind (org/class.h); empty = any */
    Str purpose;     /* personal data: what it is asked for, as the person reads it; empty = it is none */
    bool is_unique;  /* no two that wait or were agreed have the same: within the plan */
    bool is_indexed; /* lists are filtered by it */
    SeenBy seen_by;
    Spot spot;
} DesignField;
#define NO_ROWS SIZE_MAX

typedef struct {
    Str code;         /* [a-z][a-z0-9-]*, of its address */
    Str title;        /* Vietnamese */
    DesignText about; /* what it is for, who may use it: above the first field */
    const DesignField *field;
    size_t n;
    const DesignList *lists; /* all that are declared */
    size_t n_lists;
    const Str *language; /* further languages */
    size_t languages;
} Design;

/* By name; NULL = there is none. */
const DesignField *design_field(const Design *d, Str name);
static inline size_t design_place(const Design *d, const DesignField *f) { return (size_t)(f - d->field); }
/* Whether it has an answer at all: not a heading, not a note. */
bool field_is_answered(const DesignField *f);
static inline bool field_is_choice(const DesignField *f) { return f->type == FIELD_CHOICE || f->type == FIELD_CHOICES; }
static inline bool field_is_number(const DesignField *f)
{
    return f->type == FIELD_INTEGER || f->type == FIELD_DECIMAL || f->type == FIELD_MONEY;
}

/* The same with labels, helps and choices in one of its other languages, where they are said; itself when it has no
 * such language.  Fields keep their places, so answers to the one are answers to the other. */
const Design *design_in(Arena *mem, const Design *d, Str language);
bool design_speaks(const Design *d, Str language);
Str language_name(Str code); /* as its speakers call it; the code itself when it is not known */

/* The order in which answers can be calculated and shown: each field behind those that its `computed` and `shown` ask,
 * a column behind its table; d->n indexes.  false when some ask each other in a circle: those are *circle, in the order
 * in which each asks the next and the last the first. */
bool design_order(Arena *mem, const Design *d, const size_t **order, StrList *circle);
/* What is wrong with a source, all of it at once, in the order of the source. */
typedef struct {
    Spot spot;
    bool is_warning; /* it can be used nevertheless: a column that was not understood */
    Str text;        /* one Vietnamese sentence that names what stands there and says what to write */
} DesignProblem;
typedef LIST(DesignProblem) DesignProblems;
enum { DESIGN_PROBLEMS_MAX = 100 }; /* then one that says how many more there are */
/* "dòng 12, cột 5: …", "trang tính survey, dòng 4: …" */
Str problem_line(Arena *mem, const DesignProblem *p);
/* Names one; a warning when it can be used nevertheless.  printf. */
__attribute__((format(printf, 4, 5))) void problem_add(Arena *mem, DesignProblems *problems, Spot spot,
                                                       const char *format, ...);
__attribute__((format(printf, 4, 5))) void problem_warn(Arena *mem, DesignProblems *problems, Spot spot,
                                                        const char *format, ...);
/* In the order of the source, no sentence twice at one place, DESIGN_PROBLEMS_MAX and how many more: once, when all are
 * named.  True when none is more than a warning. */
bool problems_settle(Arena *mem, DesignProblems *problems);
