// SPDX-License-Identifier: Apache-2.0
/* sheet.h -- a plan cut into the sheets that are reviewed one after the other: a page of the document, or a part of one
 * that is longer than a screen or two.  What is read of a plan stands on the sheet of its first line. */
#pragma once
#include "plan/wording.h"

/* Bytes of HTML, about, beside the frame: what has no pages, or longer ones, is cut into equal parts. */
enum { SHEET_WEIGHT_MAX = 16000, SHEETS_MAX = DOC_LINES_MAX };

typedef struct {
    size_t begin, end;  /* of Doc.line: [begin, end) */
    int page;           /* of the document, from 1 */
    int part, parts;    /* the first of one … */
    int first, last;    /* numbers of its lines */
    int words, values;  /* that nobody looked at yet: doubtful words, values that the reader was unsure of */
    int findings, must; /* open ones, of them blocking */
} Sheet;
typedef LIST(Sheet) SheetList;

/* What is looked at: what a sheet may hold depends on all of it. */
typedef struct {
    const Doc *doc;
    const PlanDoubtList *doubts;
    const PlanNodeList *nodes;
    const PlanFindingList *findings;
} Reviewed;
/* At least one, however little there is. */
void sheets_of(Arena *a, const Reviewed *what, SheetList *sheets);
/* The sheet that has the line; the first one for a line that there is not. */
size_t sheet_of_line(const SheetList *sheets, int number);

/* What is not sure on a sheet, in the order of the text. */
typedef struct {
    const PlanDoubt *word;  /* a doubtful word, or … */
    const PlanValue *value; /* … a value */
    const PlanNode *node;   /* of the value */
    int line;
} Unsure;
typedef LIST(Unsure) UnsureList;

/* A value that the reader was unsure of, for another reason than its doubtful words, and nobody looked at yet. */
bool value_is_unsure(Arena *a, const PlanDoubtList *doubts, const PlanValue *v);
/* All of the plan that nobody looked at yet; counted on its sheets. */
void unsure_of(Arena *a, const PlanDoubtList *doubts, const PlanNodeList *nodes, SheetList *sheets, UnsureList *unsure);
