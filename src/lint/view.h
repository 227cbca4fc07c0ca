// SPDX-License-Identifier: Apache-2.0
/* view.h -- what the page of a draft shows. */
#pragma once
#include "base/out.h"
#include "http/request.h"
#include "lint/lint.h"

typedef struct {
    const LintDraft *draft; /* NULL = none was sent so far */
    Str file_name;
    Str sent_back; /* the file in base64; empty = no copy can be made, `why_not` says why */
    const char *why_not;
    bool may_import; /* whoever asks may read plans in */
} LintPage;
void lint_page(Out *o, const Request *q, const LintPage *m);
