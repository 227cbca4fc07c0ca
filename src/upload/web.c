// SPDX-License-Identifier: Apache-2.0
/* web.c -- a file goes back to who may read it: always a download. */
#include "upload/web.h"
#include "http/reply.h"
#include "http/request.h"
#include "upload/upload.h"

Fail upload_place(Ctx *c, const Request *q, Place *place)
{
    Upload u;
    TRY(upload_by_id(c, input_id(q, "upload"), &u));
    *place = (Place){u.org, u.plan};
    return OK;
}

Fail upload_get(Ctx *c, const Request *q, Reply *r)
{
    Upload u;
    Str bytes;
    TRY(upload_by_id(c, input_id(q, "upload"), &u));
    TRY(upload_bytes(c, &u, &bytes));
    reply_file(c, r, upload_kinds[u.kind].type, u.name, bytes, u.digest);
    return OK;
}
