// SPDX-License-Identifier: Apache-2.0
/* begin.h -- a draft begins, or is not wanted any more: all that a page needs that leads to a form (draft.h). */
#pragma once
#include "base/list.h"
#include "store/store.h"

/* What a draft begins with. */
typedef struct {
    const char *kind;
    Str code;
    Id about;
    const StrList *only;
} DraftNew;
/* In a write: a new draft, of c->actor when somebody is signed in.  *path = its address, with the token that opens it:
 * give it to nobody else. */
Fail draft_begin(Ctx *c, const DraftNew *draft, Str *path) CHECKED;
/* In a write: those about a thing that is no more, or not asked any more. */
Fail drafts_drop(Ctx *c, const char *kind, Id about) CHECKED;

/* In a write: a new working copy.  `kind` NULL = of a form alone.  FAIL_OFTEN beyond EDITINGS_MAX (editing.h). */
Fail editing_begin(Ctx *c, const char *kind, Str code, Str source, Str told, Id *id) CHECKED;
