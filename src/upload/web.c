// SPDX-License-Identifier: Apache-2.0
/* web.c -- a file goes back to who may read it: a download, or a PDF that a page shows. */
#include "upload/web.h"
#include "http/reply.h"
#include "http/request.h"
#include "upload/upload.h"

/* What it hangs on says who may read it; what nobody knows any more, nobody reads. */
Fail upload_place(Ctx *c, const Request *q, Place *place)
{
    Upload u;
    TRY(upload_by_id(c, input_id(q, "upload"), &u));
    const ObjectKind *k = request_object_kind(q, u.hangs_on);
    if (!k || !k->place) return fail(c, FAIL_MISSING, "Không có tệp này. Hãy mở lại từ trang có nó.");
    return k->place(c, u.object, place);
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

/* Only what the browser itself draws, as nothing that runs: README.md says why. */
Fail upload_show_get(Ctx *c, const Request *q, Reply *r)
{
    Upload u;
    TRY(upload_by_id(c, input_id(q, "upload"), &u));
    if (u.kind != UPLOAD_PDF) return fail(c, FAIL_MISSING, "Tệp này không xem được trong trang. Hãy tải về.");
    TRY(upload_get(c, q, r));
    reply_file_shown(r);
    return OK;
}
