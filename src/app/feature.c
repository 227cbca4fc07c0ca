// SPDX-License-Identifier: Apache-2.0
#include "app/keep.h"
#include "app/serve.h"
#include "http/route.h"

static const Command commands[] = {
    {"serve",
     "[--data FILE | --store postgresql://…] [--read-store postgresql://…] [--port N] [--import PLAN|PICTURE]…\n"
     "      [--today YYYY-MM-DD] [--try] [--log] [--no-cache] [--no-limits]\n"
     "      [--host ADDRESS --behind-proxy ADDRESS,… --site https://NAME]\n"
     "      [--mail smtp://HOST:PORT --mail-from ADDRESS [--mail-user NAME --mail-password-file FILE] [--mail-ca "
     "FILE]]\n"
     "      [--hook https://ADDRESS [--hook-token-file FILE]] [--key-file FILE]",
     "serve the pages; --import reads a plan first, unless the data file holds it already; --try prints a link that "
     "signs in\n"
     "      to look around, on this machine only; --no-cache: no page is kept, each is drawn for who asks; "
     "--behind-proxy: TLS is in front, X-Forwarded-For is believed from "
     "there;\n"
     "      --store: on PostgreSQL, with as many of these programs as there are machines (every command takes --store "
     "in "
     "place\n      of --data); --read-store: pages are read from this replica when it has what the reader saw;\n"
     "      --mail: letters leave by this server, with TLS unless it is this machine; --hook: who sends SMS and Zalo "
     "messages;\n      --key-file: encrypts second factors; FILE.key beside the data file, with --store the same one "
     "on "
     "each machine",
     serve_command},
    {"backup", "FOLDER [--data FILE]",
     "copy the data and the uploaded files into a new folder, while the server runs; the key file is not in it",
     backup_command},
    {"restore", "FOLDER [--data FILE]",
     "put a backup in place of the data, its files beside it; what was there stays beside it; takes a single data file "
     "too",
     restore_command},
    {"check", "[--data FILE]",
     "look through all data: the file itself, foreign keys, the journal's chain, facts against the journal, derived\n  "
     "    tables; while the server runs",
     check_command},
    {"move", "--from STORE --to STORE",
     "copy all data from a file into an empty PostgreSQL database, or back, and prove that it is the same; goes on "
     "where "
     "it was\n      when it was broken off",
     move_command},
    {"rebuild", "[--data FILE]", "drop the derived tables and make them again from the facts", rebuild_command},
    {0},
};

const Feature feature_app = {.name = "app", .commands = commands};
