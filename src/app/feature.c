// SPDX-License-Identifier: Apache-2.0
#include "app/serve.h"
#include "http/route.h"

static const Command commands[] = {
    {"serve",
     "[--data FILE] [--port N] [--import PLAN] [--today YYYY-MM-DD] [--try] [--log] [--no-cache] [--no-limits]\n"
     "      [--host ADDRESS --behind-proxy ADDRESS,… --site https://NAME]",
     "serve the pages; --import reads a plan first, unless the data file holds it already; --try prints a link that "
     "signs in\n"
     "      to look around, on this machine only; --behind-proxy: TLS is in front, X-Forwarded-For is believed from "
     "there",
     serve_command},
    {"rebuild", "[--data FILE]", "drop the derived tables and make them again from the facts", rebuild_command},
    {0},
};

const Feature feature_app = {.name = "app", .commands = commands};
