// SPDX-License-Identifier: Apache-2.0
#include "http/route.h"
#include "reading/command.h"

static const Command commands[] = {
    {"read", "FILE|PICTURE… [--orgs DIRECTORY.tsv] [--data DATA] [-o FILE.docx|.pdf] | --tables FILE | --schema",
     "read a plan (several pictures: its pages, in this order) and print it as JSON; -o writes it as a document "
     "instead; --tables prints the tables of any file, "
     "cell by cell; --schema the JSON Schema",
     read_command},
    {"repair", "[FILE] [--tsv] [--names FILE] [--data DATA]",
     "restore the wording of text that an OCR program garbled; --tsv: what was read, restored, how sure, else",
     repair_command},
    {"learn", "FILE… [--data DATA]", "learn how this office writes from its own correct documents", learn_command},
    {0},
};

const Feature feature_reading = {.name = "reading", .commands = commands};
