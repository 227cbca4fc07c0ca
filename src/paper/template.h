// SPDX-License-Identifier: Apache-2.0
/* template.h -- Word files with places to be filled, which an office edits in Word and puts back.
 *
 *     {ten}  {don_vi.ten}              a value; dotted names go into groups
 *     {#viec} … {/viec}                for each of a list; for a group or a value that is there: once, inside of it
 *     {^viec} … {/viec}                when there is none
 *     {.}                              the item itself, of a list of texts
 *     {%anh}                           a picture
 *
 * As docxtemplater has them, so offices may know them.  A loop within one paragraph repeats its words; one that begins
 * and ends in different paragraphs repeats these; in different cells or rows of a table, the rows.  A paragraph with
 * nothing but a mark of a loop goes.  Word cuts texts into runs as it likes: a mark may lie in several.
 *
 * Body, heads, feet and notes are filled.  A name is looked for in the innermost loop first, then outwards. */
#pragma once
#include "base/fail.h"
#include "base/list.h"

/* -- what is filled in -------------------------------------------------------------------------------------------- */

typedef enum { TEMPLATE_TEXT, TEMPLATE_GROUP, TEMPLATE_LIST, TEMPLATE_PICTURE } TemplateKind;

typedef struct TemplateValue TemplateValue;
typedef struct {
    Str name;
    TemplateValue *value;
} TemplateMember;

struct TemplateValue {
    TemplateKind kind;
    Str text;     /* TEMPLATE_TEXT: '\n' breaks the line; TEMPLATE_PICTURE: bytes of PNG or JPEG; empty = not there */
    double width; /* of a picture, in mm; 0 = by its pixels at 96 an inch, at most the page */
    LIST(TemplateMember) members; /* of a group */
    LIST(TemplateValue *) items;  /* of a list */
    TemplateValue *shape;         /* of a list: what an item is like, for checking names also where the list is empty */
};

TemplateValue *template_group(Arena *a);
void template_put(Arena *a, TemplateValue *group, Str name, Str text);
void template_picture(Arena *a, TemplateValue *group, Str name, Str bytes, double width);
TemplateValue *template_inner(Arena *a, TemplateValue *group, Str name);
/* A list of groups; fill in list->shape as an item is filled in. */
TemplateValue *template_list(Arena *a, TemplateValue *group, Str name);
TemplateValue *template_item(Arena *a, TemplateValue *list);
void template_text_item(Arena *a, TemplateValue *list, Str text); /* a list of texts */

/* -- filling ------------------------------------------------------------------------------------------------------- */

enum {
    TEMPLATE_BYTES_MAX = 200 << 20,    /* of the file */
    TEMPLATE_PART_MAX = 32 << 20,      /* of one part with text, unpacked */
    TEMPLATE_UNPACKED_MAX = 400 << 20, /* all parts together */
    TEMPLATE_PARTS_MAX = 4096,
    TEMPLATE_PROBLEMS_MAX = 100, /* more are not listed */
    TEMPLATE_NODES_MAX = 4000000 /* elements after filling */
};

/* Something in a template that an office has to mend. */
typedef struct {
    Str part;      /* "Thân văn bản", "Đầu trang", "Chân trang", "Chú thích"; empty: the file itself */
    int paragraph; /* of the part, from 1; 0 = of no paragraph */
    Str around;    /* the words around it */
    Str sentence;  /* what is wrong and what to do */
} TemplateProblem;
typedef LIST(TemplateProblem) TemplateProblems;

/* Everything that is wrong with a template for data of this kind (values do not matter, names and kinds do; of a list
 * its shape).  FAIL_INPUT with the first sentence when something is, FAIL_ROOM when it is too large. */
Fail template_check(Ctx *c, Str docx, TemplateValue *data, TemplateProblems *problems) CHECKED;

/* The template filled in; checked before. */
Fail template_fill(Ctx *c, Str docx, TemplateValue *data, Str *filled, TemplateProblems *problems) CHECKED;

/* -- sheets: certificates, badges, awards -----------------------------------------------------------------------------
 */

/* How an office prints them.  What stands where is in its SVG; on a blank that is printed already, that of the blank.
 */
typedef struct {
    double width, height; /* mm of the paper, 10 to 1200 */
    int columns, rows;    /* how many stand on it, side by side and below each other; 0 = 1 */
    double margin, gap;   /* mm around them, between them */
    double right, down;   /* mm by which this printer has to be put right; may be negative */
} SheetPage;

enum { SHEETS_MAX = 100000, SHEET_SVG_MAX = 8 << 20 };

/* An SVG with {name} in its texts, filled in for each item of a list (its shape says what names there are), as one PDF.
 * Nothing outside of the SVG is read.  FAIL_INPUT: no SVG, an unknown name (all in *problems). */
Fail template_sheets(Ctx *c, Str svg, const TemplateValue *items, SheetPage page, Str *pdf,
                     TemplateProblems *problems) CHECKED;
