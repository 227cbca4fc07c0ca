// SPDX-License-Identifier: Apache-2.0
/* template_sheet.c -- the module that draws is loaded when it is asked for. */
#include "base/module.h"
#include "paper/template.h"

Fail template_sheets(Ctx *c, Str svg, const TemplateValue *items, SheetPage page, Str *pdf, TemplateProblems *problems)
{
    void *function;
    TRY(module_function(c, "press", "press_sheets", &function));
    Fail (*press)(Ctx *, Str, const TemplateValue *, SheetPage, Str *, TemplateProblems *) =
        (Fail(*)(Ctx *, Str, const TemplateValue *, SheetPage, Str *, TemplateProblems *))function;
    return press(c, svg, items, page, pdf, problems);
}
