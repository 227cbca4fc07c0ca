// SPDX-License-Identifier: Apache-2.0
/* sight.h -- what a file looks like: parsers that need large libraries, in a module of their own (base/module.h).  Like
 * all parsers they run in a process of their own (doc/apart.h). */
#pragma once
#include "doc/formats.h"

Fail pdf_parse(Ctx *c, Str bytes, Parsed *parsed) CHECKED; /* .pdf with text in it, by poppler */
