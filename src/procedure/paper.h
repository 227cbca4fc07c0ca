// SPDX-License-Identifier: Apache-2.0
/* paper.h -- a document that a move wrote, in the layout of Decree 30/2020/NĐ-CP.  (Apart, for both plan/field.h below
 * report.h and form/design.h have fields.) */
#pragma once
#include "paper/paper.h"

typedef struct {
    Str data; /* as effect.c kept it: kind, title, text, agency */
    Str to, number;
    Day day;
} DossierPaper;
Fail dossier_paper(Ctx *c, const DossierPaper *d, PaperFile file, Str *bytes) CHECKED;
