// SPDX-License-Identifier: Apache-2.0
/* press.h -- a document as PDF, by pango and cairo; in a module of its own (base/module.h), for what it loads. */
#pragma once
#include "paper/paper.h"
#include "paper/template.h"

/* `part` of ISO 19005: 2 = PDF/A-2b, what everybody should have; 1 = PDF/A-1b, for archives that still ask for it.
 * Tagged: a reader for the blind, or a program, gets the text in its order with its tables.  FAIL_STORE with a sentence
 * when the machine has no font, no colour profile or no memory. */
Fail press_pdf(Ctx *c, const Paper *p, int part, Str *bytes) CHECKED;

/* template_sheets (paper/template.h): by librsvg, a page after the other. */
Fail press_sheets(Ctx *c, Str svg, const TemplateValue *items, SheetPage page, Str *pdf,
                  TemplateProblems *problems) CHECKED;
