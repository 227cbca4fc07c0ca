// SPDX-License-Identifier: Apache-2.0
/* typed.h -- what stands in the fields of a form, letter by letter, whether or not it can be taken: of a request, of a
 * draft, of answers.  Nobody outside of form/ includes it.
 *
 * Kept in the shape of answers, all of them texts: CHOICES and FILE as keys with blanks between, a PERIOD as
 * "TU - DEN".  Keys of files: fill_inside.h. */
#pragma once
#include "form/fill.h"

typedef struct {
    Answers raw;
    IdList *rows; /* of each table: what its rows are called in names of fields, NAME.ROW */
} Typed;

bool asked_is(const Asked *asked, const DesignField *f); /* is this field asked at all? */
/* Does somebody type it?  Not what is computed, a heading, a note. */
bool field_is_typed(const DesignField *f);
/* How its fields are called: NAME, NAME-tu, NAME-co. */
const char *field_part(Arena *mem, const DesignField *f, const char *suffix);

Typed typed_empty(Arena *mem, const Design *d);
/* Of a request whose inputs are checked (Route.more); what is not asked as it stood before, in `had` (NULL = nothing).
 */
Typed typed_sent(Ctx *c, const Request *q, const Asked *asked, const Typed *had);
/* Of a form that is drawn again. */
Typed typed_again(Ctx *c, const Request *q, const Asked *asked, const Typed *had);
/* As people would have typed these answers. */
Typed typed_of_answers(Arena *mem, const Answers *a);
Str typed_text(const Typed *t, const DesignField *f, size_t row);
void typed_set(Typed *t, const DesignField *f, size_t row, Str text);
/* With cells of its own: what is set in one is not in the other. */
Typed typed_copy(Arena *mem, const Typed *t);
/* A row at the end, with what stands there at first; one is taken out. */
void typed_add_row(Arena *mem, Typed *t, const DesignField *table, Day today);
void typed_drop_row(Typed *t, const DesignField *table, size_t row);
/* A row that was left empty is none, once the form is sent. */
void typed_drop_empty_rows(Typed *t);
/* How many rows a table may have. */
size_t table_rows_max(const DesignField *table);

/* A press of a button that only draws the form again: rows more and less.  False when it was none of them. */
bool typed_press(Arena *mem, Typed *t, Str button, Day today);

/* As answers; what cannot be taken stays empty and is told. */
Answers typed_read(Arena *mem, const Typed *t, const Asked *asked, Day today, AnswerProblems *problems);

/* {"ten":"…","hang_muc":[{"ten":"…"},…]}.  Fields that the design does not have (any more) are kept out of *t and told
 * with what stood in them; they stay in the JSON. */
typedef struct {
    Str name, text;
} LostAnswer;
typedef LIST(LostAnswer) LostAnswers;
Str typed_json(Arena *mem, const Typed *t, const LostAnswers *lost);
/* The fields of this that differ, as they stand in two of them. */
bool typed_differs(const Typed *a, const Typed *b, const DesignField *f);
Fail typed_from_json(Ctx *c, const Design *d, Str json, Typed *t, LostAnswers *lost) CHECKED;

/* The two days of a period, as they were typed. */
void typed_period(Str text, Str *from, Str *to);
