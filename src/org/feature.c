// SPDX-License-Identifier: Apache-2.0
#include "http/route.h"
#include "org/org.h"

const Feature feature_org = {.name = "org", .rebuild = org_rebuild};
