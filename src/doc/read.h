// SPDX-License-Identifier: Apache-2.0
/* read.h -- what a file is by its first bytes, and a parser's answer as lines; for scan.c only. */
#pragma once
#include "doc/block.h"

Fail read_check_size(Ctx *c, Str bytes) CHECKED;
bool read_is_apart(Str bytes);                       /* no text: a process of its own parses it */
Fail read_text(Ctx *c, Str bytes, Doc *doc) CHECKED; /* else */
Fail read_parsed(Ctx *c, Parsed *parsed, Doc *doc) CHECKED;
