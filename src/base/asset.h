// SPDX-License-Identifier: Apache-2.0
/* asset.h -- files that the build puts inside the program (Makefile: ASSETS; tools/embed).  The program needs
 * nothing beside it: style sheet, font, directory of agencies, holidays and weights travel with it. */
#pragma once
#include "base/str.h"

typedef struct {
    Str name;  /* "org/bac-giang.tsv", "style.css" … as listed in the Makefile */
    Str bytes; /* followed by a NUL byte that is not counted */
} Asset;

extern const Asset assets[]; /* sorted by name, ended by an empty name; generated */

/* The bytes of an asset; a missing one is a mistake of the build and aborts. */
Str asset(const char *name);
/* NULL when there is none of that name. */
const Asset *asset_find(Str name);
