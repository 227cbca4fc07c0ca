// SPDX-License-Identifier: Apache-2.0
/* task.h -- a task that comes of a dossier, for whoever leads it, in the plan that runs.  (Apart, for both plan/field.h
 * and form/design.h have fields.) */
#pragma once
#include "base/fail.h"
#include "base/id.h"

typedef struct {
    Str lead, title, content;
    int days; /* working days from today; 0 = without a due day */
} NewDossierTask;
/* In a write.  *task = 0 when no plan runs or nobody knows the agency. */
Fail dossier_task_add(Ctx *c, const NewDossierTask *t, Id *task) CHECKED;
