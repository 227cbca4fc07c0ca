// SPDX-License-Identifier: Apache-2.0
/* steps.c -- where a document and the pages about it stand: its plan, the documents, the document. */
#include "plan/steps.h"
#include "report/web.h"

Fail document_steps(Ctx *c, Reply *r, const Document *d)
{
    if (d->plan) TRY(plan_steps(c, r, d->plan, 0));
    reply_step(c, r, S("/van-ban"), (Str){0}, S("Văn bản"));
    reply_step(c, r, str_format(&c->mem, "/van-ban/%lld", (long long)d->id), (Str){0},
               d->symbol.n ? d->symbol : d->subject);
    return OK;
}
