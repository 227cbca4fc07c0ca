// SPDX-License-Identifier: Apache-2.0
/* web.h -- the handlers that feature.c gives to the routes. */
#pragma once
#include "http/request.h"

FindPlace place_of_plan; /* of the input "plan"; for the routes of other features, too */

/* intake_web.c */
Fail intake_get(Ctx *c, const Request *q, Reply *r);
Fail intake_cancel_post(Ctx *c, const Request *q, Reply *r);
Fail intake_again_post(Ctx *c, const Request *q, Reply *r);

/* pages.c: pictures of pages that were sent together, by a key of PAGE_ORDERS; as one PDF; their names, one a line */
void pages_order(InputFile *file, size_t n, Str order);
Fail pages_joined(Ctx *c, const InputFile *file, size_t n, Str *name, Str *bytes) CHECKED;
Str pages_names(Ctx *c, const InputFile *file, size_t n);

Fail recognise_post(Ctx *c, const Request *q, Reply *r); /* reread_web.c */

/* web.c */
Fail plan_list_get(Ctx *c, const Request *q, Reply *r);
Fail plan_upload_get(Ctx *c, const Request *q, Reply *r);
Fail plan_upload_prepare(Ctx *c, const Request *q, Reply *r);
Fail plan_upload_post(Ctx *c, const Request *q, Reply *r);
Fail plan_get(Ctx *c, const Request *q, Reply *r);
Fail assignments_get(Ctx *c, const Request *q, Reply *r);
Fail plan_docx_get(Ctx *c, const Request *q, Reply *r);
Fail activity_get(Ctx *c, const Request *q, Reply *r);

/* wording_web.c */
Fail wording_get(Ctx *c, const Request *q, Reply *r);
Fail wording_post(Ctx *c, const Request *q, Reply *r);

/* learnt_web.c */
Fail learnt_get(Ctx *c, const Request *q, Reply *r);
Fail learnt_post(Ctx *c, const Request *q, Reply *r);

/* reread_web.c */
Fail reread_get(Ctx *c, const Request *q, Reply *r);
Fail reread_prepare(Ctx *c, const Request *q, Reply *r);
Fail reread_post(Ctx *c, const Request *q, Reply *r);

/* unsure_web.c */
Fail unsure_post(Ctx *c, const Request *q, Reply *r);

/* review.c */
Fail review_get(Ctx *c, const Request *q, Reply *r);
Fail page_picture_get(Ctx *c, const Request *q, Reply *r);
Fail correction_prepare(Ctx *c, const Request *q, Reply *r);
Fail correction_post(Ctx *c, const Request *q, Reply *r);
Fail addition_prepare(Ctx *c, const Request *q, Reply *r);
Fail addition_post(Ctx *c, const Request *q, Reply *r);
Fail finding_post(Ctx *c, const Request *q, Reply *r);
Fail activation_post(Ctx *c, const Request *q, Reply *r);
