// SPDX-License-Identifier: Apache-2.0
/* atom.h -- what date.c and atom.c share: the words of a time field, and the dates named by them ("tháng 9/2024", "ngày
 * 15/9/2024"), each with the word of relation before it. */
#pragma once
#include "viet/date.h"

enum { WORDS_MAX = 240, WORD_BYTES_MAX = 24, ATOMS_MAX = 24, FOLD_ROOM = 256, TWO_DIGITS_MAX = 99, LAST_WEEK = 6 };

typedef struct {
    Str text;               /* slice of the input */
    char folded[FOLD_ROOM]; /* of a word */
    int number;             /* of digits, else -1 */
    char sign;              /* of punctuation: / - . , ; else 0 */
} Word;

typedef struct {
    Word word[WORDS_MAX];
    int n;
    bool guessed; /* a word was only nearly the one it was taken for */
} Words;

typedef enum { NOTHING, FROM, UNTIL, BEFORE, AND } Relation;

typedef struct {
    Precision precision;
    int year, month, day; /* 0 = not said; month holds the quarter for PRECISION_QUARTER */
    int half;             /* 1, 2: "6 tháng đầu năm", "6 tháng cuối năm" */
    int week, last_week;  /* 1..5 of the month: "tuần 3, 4 tháng 10"; LAST_WEEK = "tuần cuối" */
    Relation relation;    /* the words before it */
    bool slip;            /* "ngày 10/2024" */
    bool lent;            /* the year was said of what stands behind it */
    int begin, end;       /* words [begin, end) */
} Atom;

typedef struct {
    Atom atom[ATOMS_MAX];
    int n;
} Atoms;

/* Cut `text` into words; what comes behind WORDS_MAX of them is left. */
void words_cut(Str text, Words *w);
/* True when word `i` is `meant`, also when the OCR spoilt one letter of it; words are named by their place. */
bool word_is(Words *w, int i, const char *meant);
bool word_is_exact(const Words *w, int i, const char *meant);
static inline int number_at(const Words *w, int i) { return i >= 0 && i < w->n ? w->word[i].number : -1; }
static inline char sign_at(const Words *w, int i) { return i >= 0 && i < w->n ? w->word[i].sign : 0; }
static inline bool is_year(int n) { return n >= YEAR_MIN && n <= YEAR_MAX; }
static inline bool is_month(int n) { return n >= 1 && n <= 12; }
static inline bool is_day(int n) { return n >= 1 && n <= 31; }
static inline bool is_date_sign(char c) { return c == '/' || c == '-' || c == '.'; }

bool atom_take_date(Words *w, int i, Atom *a);
void atoms_find(Words *w, Atoms *atoms);
/* Years and months that are not said come from the atom after, else before, else from the date of issue; of a span
 * that goes over the new year, "từ tháng 11 đến tháng 2/2025", from the year beside it. */
void atoms_complete(Atoms *atoms, Day issued);
Day atom_first(const Atom *a); /* its first day, NO_DAY when no calendar has it */
Day atom_last(const Atom *a);
