// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "http/route.h"

FindPlace place_of_org; /* of the input "code"; for the routes of other features */

Fail tree_get(Ctx *c, const Request *q, Reply *r);

/* What the JSON of these pages is made from. */
extern const Record org_tree_record;
extern const ListKind org_list_kind;
