// SPDX-License-Identifier: Apache-2.0
/* range.h -- a list of dossiers from … to …: by the day on which they were submitted, by numbers and days that their
 * form lets lists be filtered by.  Looked at dossier by dossier: there is no index of it. */
#pragma once
#include "procedure/view.h"

/* Looked through for one page: then it says that older ones were not. */
enum { RANGE_LOOKED_MAX = 2000 };

/* The inputs of the n-th indexed field. */
extern const char *const range_from[PROCEDURE_INDEXED_MAX], *const range_until[PROCEDURE_INDEXED_MAX];
bool field_has_range(const DesignField *f);

/* What was typed; what is no number or day is told beside its field (problem) and does not choose. */
void range_of(Ctx *c, const Request *q, const Procedure *p, DossierRange *range);
bool range_is_open(const DossierRange *range); /* it chooses nothing */
/* As far as who looks may read the answer: what they may not read is in no range. */
bool range_holds(const DossierRange *range, const DossierLine *line);
/* This one, and all that were submitted before it, are too old. */
bool range_is_over(const DossierRange *range, const DossierRow *row);
