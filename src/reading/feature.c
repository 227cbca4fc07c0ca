// SPDX-License-Identifier: Apache-2.0
#include "http/route.h"
#include "reading/command.h"

static const Command commands[] = {
    {"read", "FILE [--orgs DIRECTORY.tsv] | --schema",
     "read a plan and print it as JSON; --schema prints the JSON Schema", read_command},
    {0},
};

const Feature feature_reading = {.name = "reading", .commands = commands};
