// SPDX-License-Identifier: Apache-2.0
/* marker.h -- the signs by which official texts are ordered and cited: markers at the front of lines, numbers of
 * documents. */
#pragma once
#include "base/fail.h"

/* In the order in which they nest; the last three nest as they come. */
typedef enum {
    MARK_ANNEX,   /* PHỤ LỤC I */
    MARK_LETTER,  /* A. PHẦN I */
    MARK_PART,    /* II. */
    MARK_SECTION, /* a row of a table that heads others; no part of their codes unless the numbers begin anew */
    MARK_NUMBER,  /* 3. */
    MARK_NUMBER2, /* 3.1. */
    MARK_NUMBER3, /* 3.1.2. */
    MARK_ALPHA,   /* a) */
    MARK_PAREN,   /* (1) */
    MARK_FIELD,   /* a label without a marker: "Nội dung:" */
    MARK_DASH,
    MARK_PLUS,
    MARK_BULLET,
    MARK_NONE /* a paragraph */
} Mark;

typedef struct {
    Mark mark;
    Str code;
    int ordinal;
    size_t length; /* bytes of the line that it takes, blanks included */
} Marker;
/* False when the line begins with none; `garbled`: also as an OCR that knew no Vietnamese spoils them.  marker.c */
bool marker_take(Ctx *c, bool garbled, Str line, Marker *m);

/* The next "505/QĐ-TTg", "136 /KH-UBND", "57-NQ/TW" of `s`; false when there is none.  *end = behind it. */
bool number_find(Ctx *c, Str s, Str *number, size_t *begin, size_t *end); /* basis.c */
