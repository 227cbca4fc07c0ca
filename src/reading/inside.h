// SPDX-License-Identifier: Apache-2.0
/* inside.h -- what the stages of the reader hand to each other; nobody outside of reading/ includes it.
 *
 *   item.c      lines -> items: a marker (II., 3.1., a), -, +) and its joined text        label.c   items -> fields
 *   outline.c   items -> a tree                                                           party.c   text -> agencies
 *   header.c, section.c, activity.c, assignment.c, ending.c: the tree -> the Reading      finding.c, json.c */
#pragma once
#include "reading/reading.h"

/* In the order in which they nest; the last three nest as they come. */
typedef enum {
    MARK_LETTER,  /* A. */
    MARK_PART,    /* II. */
    MARK_NUMBER,  /* 3. */
    MARK_NUMBER2, /* 3.1. */
    MARK_NUMBER3, /* 3.1.2. */
    MARK_ALPHA,   /* a) */
    MARK_PAREN,   /* (1) */
    MARK_FIELD,   /* a label without a marker: "Nội dung:" */
    MARK_DASH,
    MARK_PLUS,
    MARK_BULLET,
    MARK_NONE /* a paragraph */
} Mark;

/* label.c: the fields of plans.  name, belongs to a block that says who and when */
#define FIELDS(X)                                                                                                      \
    X(FIELD_NONE, false)                                                                                               \
    X(FIELD_CONTENT, false)                                                                                            \
    X(FIELD_FORMAT, false)                                                                                             \
    X(FIELD_LEAD, true)                                                                                                \
    X(FIELD_PARTNER, true)                                                                                             \
    X(FIELD_TIME, true)                                                                                                \
    X(FIELD_PLACE, false)                                                                                              \
    X(FIELD_SCALE, false)                                                                                              \
    X(FIELD_AUDIENCE, false) X(FIELD_THEME, false) X(FIELD_PRODUCT, true) X(FIELD_FUNDING, true)                       \
        X(FIELD_PURPOSE, false) X(FIELD_REQUIREMENT, false)
typedef enum {
#define X(name, block) name,
    FIELDS(X)
#undef X
} Field;

typedef struct {
    Mark mark;
    Str code;    /* "II", "3.1", "a": the marker without its punctuation */
    int ordinal; /* 2, 1, 1 */
    Text text;   /* without the marker */
    Field field; /* what its label says */
    Str label;   /* as printed, without the colon */
    Text value;  /* behind the label */
    int parent;  /* index of the item it belongs to, or -1 */
    int depth;
    bool is_upper; /* written in capitals */
} Item;
typedef LIST(Item) ItemList;

typedef struct {
    const Doc *doc;
    const Directory *directory;
    OrgClassList classes;
    bool garbled; /* the Vietnamese marks were lost: match by distance */
    ItemList items;
    size_t begin, end; /* lines of the body: [begin, end) of doc->line */
    Reading *reading;
} Reader;

/* -- item.c ------------------------------------------------------------------------------------------------- */
void items_read(Ctx *c, Reader *r);
/* The text of lines [from, to) joined with blanks. */
Text lines_text(Ctx *c, const Doc *doc, size_t from, size_t to);
Text text_of(Str s, int first, int last);
Str without_final(Str s, const char *signs); /* any of `signs` at the end, and blanks, cut off */

/* -- label.c ------------------------------------------------------------------------------------------------ */
void item_label(Ctx *c, const Reader *r, Item *item);
/* Cut a paragraph that holds several labelled fields ("Chủ trì: A; phối hợp: B") into items of one each. */
void items_split_fields(Ctx *c, Reader *r);
bool field_says_who_or_when(Field f);

/* -- outline.c ---------------------------------------------------------------------------------------------- */
void items_nest(Reader *r);
size_t item_end(const Reader *r, size_t i); /* the first item behind i that does not belong to it */
bool item_is_numbered(const Item *item);    /* A. II. 3. 3.1. a) (1), and no field */
/* Folded text of an item's heading begins with, or holds, this folded phrase. */
bool item_speaks_of(Ctx *c, const Item *item, const char *folded);

/* -- party.c ------------------------------------------------------------------------------------------------ */
void parties_read(Ctx *c, const Reader *r, Text text, PartyList *parties);
/* The agency or class that opens a sentence, and how many bytes it takes; 0 = none. */
size_t party_opening(Ctx *c, const Reader *r, Str text, Party *party);
bool parties_are_known(const PartyList *parties); /* at least one, and each an agency or a class */

/* -- the parts of a plan ------------------------------------------------------------------------------------ */
void header_read(Ctx *c, Reader *r);   /* sets r->begin */
void preamble_read(Ctx *c, Reader *r); /* the paragraphs before the first marker */
void ending_read(Ctx *c, Reader *r);   /* sets r->end */
void sections_read(Ctx *c, Reader *r); /* purposes, requirements, theme, period, funding */
void activities_read(Ctx *c, Reader *r);
void assignments_read(Ctx *c, Reader *r);
void findings_make(Ctx *c, Reader *r);
/* True when the part's heading says that it assigns duties. */
bool part_assigns(Ctx *c, const Item *part);
