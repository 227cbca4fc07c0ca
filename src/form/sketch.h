// SPDX-License-Identifier: Apache-2.0
/* sketch.h -- a design that is being made: fields and lists as a source has them, expressions still as texts that know
 * where they stand.  Readers of YAML, of spreadsheets and the editor fill one; sketch_finish checks it whole. */
#pragma once
#include "form/design.h"

/* What is written of an expression, and where. */
typedef struct {
    Str text; /* empty = none */
    Spot spot;
    bool is_in_line; /* its letters stand behind spot, one column each */
} SketchExpression;

/* symbol (of DesignField and here), what people call it in a sentence */
#define SKETCH_EXPRESSIONS(X)                                                                                          \
    X(shown, "điều kiện hiện")                                                                                         \
    X(required, "điều kiện bắt buộc")                                                                                  \
    X(constraint, "điều kiện hợp lệ")                                                                                  \
    X(computed, "công thức tính")                                                                                      \
    X(first, "giá trị ban đầu")                                                                                        \
    X(filter, "điều kiện lọc danh sách")

typedef struct {
    DesignField f;       /* all but its expressions and its list; `rows` is the place of its table in the sketch */
    bool is_broken;      /* its type was none: what asks it is not judged */
    bool is_label_named; /* what is wrong with its label was said */
#define X(symbol, words) SketchExpression symbol;
    SKETCH_EXPRESSIONS(X)
#undef X
    Str first_keys; /* of a choice: what `first` gives, when it is no formula */
    Str list;       /* name of its list */
    Spot list_spot;
} SketchField;

typedef struct {
    DesignList list;
    Spot spot;
} SketchList;
enum {
    SKETCH_LISTS_MAX = 300,
    SKETCH_TAGS_MAX = 12 /* further columns of a list */,
    SKETCH_TEXT_MAX = 4000 /* letters of a help, of a note */
};

typedef struct {
    Arena *mem;
    DesignProblems *problems;
    LIST(SketchField) fields;
    LIST(SketchList) lists;
    StrList languages;
    const Design *base; /* whose lists and languages may be used too; NULL = none */
    bool is_cut;        /* parts of the source could not be read: nothing is called missing */
    size_t choices;     /* of all its lists */
    bool is_full;       /* the fields beyond the limit were named */
} Sketch;

/* NULL, and named once, when there are DESIGN_FIELDS_MAX already: the source is read no further. */
SketchField *sketch_add_field(Sketch *d, Str name, Spot spot);
/* Adds a list whose choices are complete; no more than SKETCH_LISTS_MAX. */
void sketch_add_list(Sketch *d, DesignList list, Spot spot);
const DesignList *sketch_list(const Sketch *d, Str name); /* of its base too; NULL = there is none */
/* `wanted`, or with _2, _3 … behind it when that is a field's (a list's) already. */
Str sketch_free_name(const Sketch *d, Str wanted, bool is_list);

/* [a-z_][a-z0-9_]*, of at most DESIGN_NAME_MAX letters.  design_name_of makes one: "Họ-tên" is ho_ten. */
bool design_name_is_good(Str name);
Str design_name_of(Arena *mem, Str text);
/* [a-z][a-z0-9-]*, of an address. */
bool design_code_is_good(Str code);
Str design_code_of(Arena *mem, Str text); /* "Phiên chợ số 2024" is phien-cho-so-2024 */
/* What may stand as the key of a choice: no blanks, no quotes. */
bool design_key_is_good(Str key);

/* A text as an expression that gives it: 'abc', or concat() of pieces when it has both kinds of quotes. */
Str expression_of_text(Arena *mem, Str text);

/* Checks all and makes the design's fields and lists of it: names, labels, bounds, lists, expressions, circles.  The
 * rest of *design stays as it is. */
void sketch_finish(Sketch *d, Design *design);
