// SPDX-License-Identifier: Apache-2.0
/* export.h -- a plan that was read as a Word file: its head and ending from the values, its text line by line as it was
 * restored and put right, its tables as tables, in the layout of Decree 30/2020/NĐ-CP (paper/paper.h). */
#pragma once
#include "plan/wording.h"

/* FAIL_MISSING; FAIL_ROOM when it is too large for a file.  *name: "136-KH-UBND.docx". */
Fail plan_docx(Ctx *c, Id plan, Str *bytes, Str *name) CHECKED;
