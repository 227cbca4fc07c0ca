// SPDX-License-Identifier: Apache-2.0
/* fill_view.h -- the pieces of a form that are no inputs (fill.html). */
#pragma once
#include "form/fill_inside.h"

/* Pressing Enter in a field is this button, not the first that happens to stand on the page. */
void enter_button(Out *o, Str value);
void heading_piece(Out *o, const DesignField *f, Str id, bool is_off);
void note_piece(Out *o, const DesignField *f, Str id, bool is_off);
typedef struct {
    const DesignField *field;
    Str id, value;
    Id row;      /* of a table; 0 = none */
    bool is_off; /* not asked, as the answers are now */
} ComputedPiece;
void computed_piece(Out *o, const ComputedPiece *p);

void row_open(Out *o, const DesignField *table, Id id, size_t number);
void row_close(Out *o, const DesignField *table, Id id, size_t number);
void template_open(Out *o, const DesignField *table);
void template_close(Out *o);
void rows_more(Out *o, const DesignField *table, size_t n);
/* Rows beyond what a table takes: all that was typed, to copy. */
void rows_beyond(Out *o, const DesignField *table, Str id, size_t n, Str text);
/* What web/form.js goes by. */
void rules_piece(Out *o, Str json);

typedef struct {
    Str id, text; /* id: of its field */
} ProblemLine;
typedef LIST(ProblemLine) ProblemLines;
void problem_lines(Out *o, const ProblemLines *lines, size_t more);

/* -- filled in -- */
typedef struct {
    Str label, words, unit;
    const FormFiles *files; /* of a file */
} FilledLine;
void filled_open(Out *o);
void filled_close(Out *o);
void filled_heading(Out *o, Str text);
void filled_line(Out *o, const FilledLine *line);
typedef struct {
    Str label;
    const FilledLine *cells; /* columns × rows, row by row; labels are those of the first */
    size_t columns, rows;
} FilledTable;
void filled_table(Out *o, const FilledTable *t);
