// SPDX-License-Identifier: Apache-2.0
/* api.h -- the API described from the route rows: JSON (OpenAPI 3.1.0, spec.openapis.org/oas/v3.1.0) and a page. */
#pragma once
#include "base/out.h"
#include "http/route.h"

Fail api_description(Ctx *c, const Request *q, Reply *r);
Fail api_help(Ctx *c, const Request *q, Reply *r);

/* All addresses by their first part; those of one part ("viec"), with what each is for. */
void api_page(Out *o, const Feature *const *all);
void api_part_page(Out *o, const Feature *const *all, Str part);
bool api_has(const Feature *const *all, Str part);
