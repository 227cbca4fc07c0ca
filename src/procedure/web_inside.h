// SPDX-License-Identifier: Apache-2.0
/* web_inside.h -- what the handlers of one dossier share. */
#pragma once
#include "procedure/view.h"

/* The one that the address names, and who looks; FAIL_MISSING when it is not there to them. */
Fail dossier_asked_for(Ctx *c, const Request *q, Dossier *d, DossierPage *m) CHECKED;
/* What a counter says, as people write it. */
Str counter_words(Arena *mem, const ProcedureCounter *k, int64_t value);
