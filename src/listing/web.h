// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "http/route.h"

Fail listing_columns_post(Ctx *c, const Request *q, Reply *r);
Fail listing_view_post(Ctx *c, const Request *q, Reply *r);
Fail listing_view_drop_post(Ctx *c, const Request *q, Reply *r);
