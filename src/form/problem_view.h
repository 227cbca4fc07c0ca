// SPDX-License-Identifier: Apache-2.0
/* problem_view.h -- what is wrong with a text, on the page of that text: a list whose lines lead to the line of the
 * text, without a script to its copy below, with one (web/app.js) into the field with the id `van-ban`. */
#pragma once
#include "base/out.h"
#include "form/design.h"

/* All of them; nothing where there are none. */
void problem_list(Out *o, const DesignProblems *problems, bool is_good);
/* The lines that are wrong, numbered, with those around them. */
void problem_source(Out *o, Str text, const DesignProblems *problems);
