// SPDX-License-Identifier: Apache-2.0
/* xform_inside.h -- an expression as the XPath of an XForm; for xform*.c only. */
#pragma once
#include "base/out.h"
#include "form/expression.h"

typedef struct {
    Out *o;
    const Design *d;
    StrList *lost;
    bool has_languages;
} XForm;

/* "/data/x", "/data/hang/gia". */
Str xform_path(XForm *x, const DesignField *f);
/* As it is asked by `self`; in a filter (in brackets behind a list's items) its own row is found by current().  Empty,
 * and the field is lost, when ODK has no such function. */
Str xform_expression(XForm *x, const DesignField *self, const Expression *e, bool is_filter);
/* Constraint and bounds; empty = none. */
Str xform_constraint(XForm *x, const DesignField *f);
