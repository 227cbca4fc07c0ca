// SPDX-License-Identifier: Apache-2.0
#include "app/serve.h"
#include "http/route.h"

static const Command commands[] = {
    {"serve", "[--data FILE] [--port N] [--import PLAN] [--today YYYY-MM-DD] [--log] [--no-cache]",
     "serve the pages on this machine; --import reads a plan first, unless the data file holds it already",
     serve_command},
    {"rebuild", "[--data FILE]", "drop the derived tables and make them again from the facts", rebuild_command},
    {0},
};

const Feature feature_app = {.name = "app", .commands = commands};
