// SPDX-License-Identifier: Apache-2.0
/* inside.h -- how pages are filled.
 *
 * A paragraph is set (pango breaks it into lines), its lines stand in a box, and a box is drawn from line to line: the
 * text of a page, a cell of a table that goes on over pages, a column of the head are all boxes.  Measures are points,
 * from the upper left corner of the page. */
#pragma once
#include "doc/package.h"
#include "paper/laid.h"
#include "press/press.h"
#include <cairo-pdf.h>
#include <pango/pangocairo.h>

/* A line end within a paragraph, which for pango begins no new one. */
#define LINE_SEPARATOR "\xE2\x80\xA8"

#define POINTS(mm) ((mm)*72 / 25.4)

typedef struct Set Set;
typedef struct Box Box;
typedef LIST(Box *) BoxList;

/* A paragraph with its lines broken. */
struct Set {
    PangoLayout *layout;
    const PaperText *text;
    const Look *look;
    size_t *run_end; /* of each run: where it ends in the layout's text */
    size_t marker_end;
    bool linked;     /* some run has a source */
    size_t drawn;    /* lines */
    Set *next, **me; /* all that are alive */
    int lines;
};

/* A line of a box; a rule, when it has no set. */
typedef struct {
    Set *set;
    int line;
    double above, height, baseline; /* room over it; its own; from its top */
    double x;                       /* from the left edge of the box */
    double rule;                    /* its length */
    BoxList notes;                  /* footnotes that it calls */
} BoxLine;

struct Box {
    double width;
    LIST(BoxLine) lines;
};

typedef struct {
    Ctx *c;
    cairo_surface_t *surface;
    cairo_t *cr;
    PangoContext *pango;
    PangoFontDescription *font;
    Set *alive;
    Heap file; /* what cairo wrote */
    bool no_memory;

    const LaidPart *part;
    double wide, high, left, width, top, bottom; /* of the page; bottom = where the text ends */
    double y;                                    /* where the next line comes */
    bool fresh;                                  /* nothing stands on the page so far */
    int page, pages;                             /* of the part; of the file */
    BoxList notes;                               /* at the foot of this page */
    double notes_height;
    int notes_seen;
    int outline[8]; /* the newest entry of each level */
} Press;

/* -- box.c: lines ---------------------------------------------------------------------------------------------- */

typedef struct {
    double width;
    const TextAlign *align; /* NULL = the style's */
    bool strong;            /* all in bold */
    double size;            /* 0 = the style's */
    double before;          /* more than the style's */
} Setting;

void box_text(Press *p, Box *b, const PaperText *t, Setting how);
void box_rule(Press *p, Box *b, double mm);
/* All of a list that no page tears. */
Box *box_of(Press *p, const LaidList *list, double width);

double box_height(const Box *b, size_t from, size_t to);
double box_notes(const Box *b, size_t from, size_t to); /* of the footnotes that these lines call */
/* How many lines from there fit. */
size_t box_fit(const Box *b, size_t from, double height);
void box_free(Press *p, Box *b);

/* -- draw.c: onto the page ---------------------------------------------------------------------------------------- */

typedef enum {
    TAG_NOTHING,
    TAG_EACH,
    TAG_IF_MANY
} BoxTags; /* paragraphs get their role: never, always, where there are several */

void draw_lines(Press *p, const Box *b, size_t from, size_t to, double x, double y, BoxTags tags);
void draw_rule(Press *p, double x, double y, double length, double thick);
void tag_begin(Press *p, const char *tag);
void tag_end(Press *p, const char *tag);

/* -- page.c: pages --------------------------------------------------------------------------------------------- */

enum { NOTES_GAP = 12 }; /* points between text and footnotes, with the rule in them */

void page_set(Press *p); /* the measures of the part's pages */
void page_begin(Press *p);
void page_address(Press *p);
void page_foot(Press *p); /* the footnotes of this page */
void page_end(Press *p);
void page_turn(Press *p); /* the next one */
double page_left(const Press *p);
/* Lines are there now: their footnotes stand at the foot of this page. */
void page_notes(Press *p, const Box *b, size_t from, size_t to);

/* -- table.c
 * -------------------------------------------------------------------------------------------------------------- */

typedef struct TablePress TablePress;
TablePress *table_begin(Press *p, const PaperTable *t);
double table_least(Press *p, TablePress *t); /* of its head and its first row */
void table_put(Press *p, TablePress *t);

/* -- flow.c: where a page ends
 * ---------------------------------------------------------------------------------------------- */

void press_part(Press *p, const LaidPart *part, bool first, bool last);

/* -- flow.c: where a page ends ---------------------------------------------------------------------------------- */

void press_part(Press *p, const LaidPart *part, bool first, bool last);

/* -- archive.c: PDF/A
 * -------------------------------------------------------------------------------------------------- */

Fail press_archive(Ctx *c, const Paper *paper, int part, Str pdf, Str *bytes) CHECKED;
