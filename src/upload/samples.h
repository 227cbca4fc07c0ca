// SPDX-License-Identifier: Apache-2.0
/* samples.h -- a file on a thing of each agency, for *_test.c only (http/samples.h). */
#pragma once
#include "http/samples.h"
#include "upload/upload.h"

static inline Fail upload_sample_on(Ctx *c, const SampleOf *k, const char *kind, Id object)
{
    UploadKept kept;
    Id upload;
    Str name = str_format(&c->mem, "%.*s.txt", STR_ARGS(sample_mark(c, k, MARK_file)));
    Str bytes = str_format(&c->mem, "Minh chứng %.*s\n", STR_ARGS(sample_mark(c, k, MARK_bytes)));
    TRY(upload_keep(c, UPLOAD_SET(UPLOAD_TEXT), name, bytes, &kept));
    TRY(upload_add(c, &kept, kind, object, &upload));
    sample_id(k, "upload", "upload", upload);
    return OK;
}
