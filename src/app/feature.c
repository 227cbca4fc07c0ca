// SPDX-License-Identifier: Apache-2.0
#include "app/keep.h"
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
    {"backup", "FILE [--data FILE]", "copy the data into a new file, while the server runs", backup_command},
    {"restore", "FILE [--data FILE]", "put a backup in place of the data; what was there stays beside it",
     restore_command},
    {"check", "[--data FILE]",
     "look through all data: the file itself, foreign keys, the journal's chain, derived tables; while the server runs",
     check_command},
    {"rebuild", "[--data FILE]", "drop the derived tables and make them again from the facts", rebuild_command},
    {0},
};

const Feature feature_app = {.name = "app", .commands = commands};
