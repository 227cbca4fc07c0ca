// SPDX-License-Identifier: Apache-2.0
#include "demo/command.h"
#include "http/route.h"

static const Command commands[] = {
    {"demo", "[--data FILE] [--plan PLAN] [--seed N] [--tasks N] [--until DAY]",
     "make a data file that shows the province on 2024-09-28, or on a later day with everything brought to its end, "
     "with "
     "accounts for all agencies (printed); it is served on this machine only",
     demo_command},
    {0},
};

const Feature feature_demo = {.name = "demo", .commands = commands};
