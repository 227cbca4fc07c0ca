// SPDX-License-Identifier: Apache-2.0
/* module.h -- parts of the program that few of its commands need, with the large libraries behind them (poppler,
 * Tesseract, pango, libcurl, libpq): folders that the Makefile names in MODULES, and files of folders in PARTS, become
 * a file each beside the program, loaded when first asked for.  So a command that only reads text starts without
 * seventy libraries; `serve` asks at its start for what a request will need.  A module may call what is in the program,
 * and no other module (tools/modules checks it).
 *
 * The files lie in `module/` beside the program, or in ../lib/ngayso/ of where it is installed.  A program that holds
 * the folder itself (tests, fuzzers) uses its own. */
#pragma once
#include "base/fail.h"

/* The function `name` of the module; call it as what its header declares.  FAIL_STORE with a sentence when the file is
 * missing or does not fit. */
Fail module_function(Ctx *c, const char *module, const char *name, void **function) CHECKED;
/* What its function `name` gives, which takes nothing and gives a pointer: mostly a table of calls. */
Fail module_calls(Ctx *c, const char *module, const char *name, const void **calls) CHECKED;

/* Load it now, so that nobody waits for it later. */
Fail module_ready(Ctx *c, const char *module) CHECKED;
/* Open its file now, to be loaded when it is first asked for: what an upgrade puts in its place meanwhile belongs to
 * another program. */
Fail module_hold(Ctx *c, const char *module) CHECKED;
