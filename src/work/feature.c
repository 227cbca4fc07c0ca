// SPDX-License-Identifier: Apache-2.0
#include "http/route.h"
#include "work/work.h"

static const Route routes[] = {{0}};

const Feature feature_work = {.name = "work", .routes = routes, .rebuild = work_rebuild};
