// SPDX-License-Identifier: Apache-2.0
/* answers.h -- what somebody answered to a design: one answer a field, and tables of rows.  Kept as one JSON text
 * (answers_json), by the names of the fields, so that versions of a design can be read together. */
#pragma once
#include "form/expression.h"

typedef struct {
    Answer *at; /* one for each column, in their order; n of them = the table's columns */
} AnswerRow;

struct Answers {
    const Design *design;
    Answer
        *at; /* one for each field of the design; of a FIELD_ROWS: IS_INTEGER, how many rows; of its columns: unused */
    struct {
        AnswerRow *at;
        size_t n, room;
    } * rows;   /* one for each field of the design; of a FIELD_ROWS its rows */
    Work *work; /* what is left of WORK_MAX; copies share it */
};

Answers answers_empty(Arena *mem, const Design *d);
/* The same, then what stands there at first: `first` of each field, in the order of the page. */
Answers answers_new(Arena *mem, const Design *d, Day today);
Answer answers_of(const Answers *a, Str name); /* empty when there is no such field */
/* The cell of a column in a row, or the answer of a field that is no column (row is nothing then). */
Answer *answers_cell(const Answers *a, const DesignField *f, size_t row);
/* A row with what stands there at first.  Rows that were given before move: ask answers_cell again. */
AnswerRow *answers_add_row(Arena *mem, Answers *a, const DesignField *rows, Day today);
AnswerRow *answers_add_empty_row(Arena *mem, Answers *a, const DesignField *rows); /* without that */

/* Calculates what is computed, in the order of who asks whom.  What is not shown counts as empty, for whoever asks it,
 * and stays as it is. */
void answers_compute(Arena *mem, Answers *a, Day today);

/* What is shown, all of it at once: a field that is hidden hides, by its empty answer, those that ask it; a table its
 * columns. */
typedef struct {
    const Design *design;
    const bool *at;           /* one for each field; of a column: unused */
    const bool *const *cells; /* one for each column: its rows; else NULL */
} Shown;
Shown answers_shown(Arena *mem, const Answers *a, Day today);
bool shown_is(const Shown *s, const DesignField *f, size_t row);
/* A copy as everybody sees it: computed, and without what is not shown. */
Answers answers_as_seen(Arena *mem, const Answers *a, Day today, Shown *shown);
/* The same in place: what is not shown is gone. */
void answers_drop_hidden(Arena *mem, Answers *a, Day today);
/* The choices that a field has now: the filter asks the other answers. */
typedef LIST(const DesignChoice *) ChoiceList;
ChoiceList answers_choices(Arena *mem, const Answers *a, const DesignField *f, size_t row, Day today);

/* Each speaks when it is reached; a field's own bounds may say less, up to DESIGN_LETTERS_MAX. */
enum { ANSWER_TEXT_MAX = 500, ANSWER_LINES_MAX = 5000 };
/* Of a number, also of đồng: every whole one up to it is exact as a double, too, and thousands of them add up in 64
 * bits. */
#define ANSWER_NUMBER_MAX INT64_C(1000000000000000)

/* One thing that is wrong with an answer, to stand beside its field. */
typedef struct {
    const DesignField *field;
    size_t row;
    Str text; /* one Vietnamese sentence */
} AnswerProblem;
typedef LIST(AnswerProblem) AnswerProblems;
/* Brings what was typed to the field's type; false with the sentence.  Numbers are Vietnamese: "1.234.500" and "1.234"
 * have points between thousands, "1.234,5" and "1234.5" a part behind; money may say "12 triệu", "1,5 tỷ đồng".  Days:
 * "10/10/2024", "10-10-2024", ISO.  A period: two of them, "1/10/2024 - 10/10/2024".  Bounds and choices are checked
 * later; a code of an agency, an identifier of a file are taken as they are. */
bool answer_read(Arena *mem, const DesignField *f, Str typed, Answer *a, Str *problem);
/* What was calculated, brought to the field's type: a number for a MONEY is rounded to whole đồng, 'true' for a YES is
 * true.  Empty when it cannot be. */
Answer answer_fitting(Arena *mem, const DesignField *f, Answer a);
/* All that is wrong, in the order of the page: required, bounds, choices that are not there (any more), constraints;
 * or, alone, WORK_SAYS.  Of a table with too many rows that is all that is said.  A draft is not asked what is
 * required.  What needs the store (is_unique, agencies, uploads) is asked by fill.h. */
void answers_check(Arena *mem, const Answers *a, bool is_draft, Day today, AnswerProblems *problems);
/* As people read it: "1.234.500 đồng", "Có", labels of choices, "từ 01/10/2024 đến 10/10/2024"; a number with the
 * field's unit.  Agencies and files, of which only their keepers know names, as their codes. */
Str answer_words(Arena *mem, const DesignField *f, Answer a);
/* {"ten":"…","so_luong":12,"hang_muc":[{…},…]}; empty answers are left out. */
Str answers_json(Arena *mem, const Answers *a);
/* Fields that the design does not have are kept out and named in *lost (may be NULL).  FAIL_INPUT when it is no JSON of
 * this kind. */
Fail answers_from_json(Ctx *c, const Design *d, Str json, Answers *a, StrList *lost) CHECKED;
