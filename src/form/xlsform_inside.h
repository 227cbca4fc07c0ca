// SPDX-License-Identifier: Apache-2.0
/* xlsform_inside.h -- walking through the rows of a survey: for xlsform_row.c (which rows there are) and
 * xlsform_field.c (what one says) only. */
#pragma once
#include "form/xlsform.h"

enum { XLS_DEPTH_MAX = 30 };

/* A group or repeat that is open; [0] is the form itself. */
typedef struct {
    bool is_repeat, is_dropped;
    size_t table; /* the columns of which table stand here; NO_ROWS = none */
    SketchExpression relevant;
    const SheetRow *row; /* where it begins */
} XlsGroup;

typedef struct {
    Xls *x;
    Str *name; /* of each row, as we call it; empty = none */
    Map taken;
    XlsGroup group[XLS_DEPTH_MAX];
    size_t depth, lost; /* groups beyond XLS_DEPTH_MAX */
} Walk;

/* A name for what has none. */
Str xls_free_name(Walk *w, const char *wanted);
DesignText xls_help(Xls *x, const SheetRow *row);
/* Label and help. */
void xls_describe(Walk *w, SketchField *f, const SheetRow *row);
void xls_repeat_count(Xls *x, SketchField *f, const SheetRow *row);
/* All that a row says of its field. */
void xls_fill(Walk *w, SketchField *f, const SheetRow *row, const XlsType *type);
void xls_name_unknown(Xls *x, const SheetRow *row, int column, Str written);
