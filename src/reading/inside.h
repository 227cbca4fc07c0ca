// SPDX-License-Identifier: Apache-2.0
/* inside.h -- what the stages of the reader hand to each other; nobody outside of reading/ includes it.
 *
 *   item.c      lines -> items: a marker (II., 3.1., a), -, +) and its joined text        label.c   items -> fields
 *   near.c      phrases in text that an OCR garbled
 *   table.c     rows of a table -> items, with a field for each column
 *   outline.c   items -> a tree                             party.c, class.c   text -> agencies and classes
 *   header.c, basis.c, ending.c, annex.c, section.c, activities.c, activity.c, joined.c, assignment.c   the tree -> the
 *   Reading
 *   finding.c, json.c */
#pragma once
#include "doc/table.h"
#include "reading/marker.h"
#include "reading/reading.h"

/* The fields of plans; those up to FIELD_PRODUCT belong to an activity. */
typedef enum {
    FIELD_NONE,
    FIELD_CONTENT,
    FIELD_FORMAT,
    FIELD_LEAD,
    FIELD_PARTNER,
    FIELD_TIME,
    FIELD_PLACE,
    FIELD_SCALE,
    FIELD_AUDIENCE,
    FIELD_THEME,
    FIELD_PRODUCT,
    FIELD_FUNDING,
    FIELD_PURPOSE,
    FIELD_REQUIREMENT
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
    size_t end;    /* the first item behind it that does not belong to it */
    bool is_upper; /* written in capitals */
    bool is_inner; /* a field cut from the paragraph that stands before it */
    bool is_cell;  /* of a table: its column was its label */
    bool in_code;  /* a section whose rows are numbered from 1 again */
} Item;
typedef LIST(Item) ItemList;

typedef struct {
    size_t begin, end; /* lines */
    Text title;
} Annex;

/* What a part of a plan is. */
typedef enum {
    PART_OTHER,
    PART_LABELLED, /* work, with fields or columns that name agencies */
    PART_WORKS,    /* work, without */
    PART_ASSIGNS,  /* agencies and their duties */
    PART_FUNDS
} PartKind;
typedef struct {
    int item;          /* its heading; -1 when the whole document is one */
    size_t begin, end; /* its items: [begin, end) */
    PartKind kind;
} Part;

/* Words of plans that are data, not code (data/reading/). */
typedef struct {
    Str phrase, class;
} ClassPhrase;
typedef struct {
    Str folded;
    bool qualifies;
} ClassTail;
typedef struct {
    Str printed, folded;
    bool in_names; /* a verb that names of agencies hold too: "quản lý"; a head noun that needs a name: "thuế" */
} Words;
typedef LIST(Words) WordsList;
typedef struct {
    LIST(ClassPhrase) phrases;
    LIST(ClassTail) tails;
    WordsList beginnings, look_alikes, verbs; /* of names of agencies; what only looks so; of duties */
} Vocabulary;

/* What a spreadsheet has that is not read: a column, or a whole sheet. */
typedef struct {
    Str name;
    int line;
    bool sheet;
} Unread;

typedef struct {
    const Doc *doc, *as_read; /* the same lines; as the OCR left them */
    DocTableList tables;
    const Directory *directory;
    const ReadingHow *how;
    const Vocabulary *vocabulary;
    OrgClassList classes;
    bool elsewhere; /* issued where the directory does not know the agencies */
    bool garbled;   /* the Vietnamese marks were lost: match by distance */
    ItemList items;
    size_t begin, end;   /* lines of the body: [begin, end) of doc->line */
    size_t signed_from;  /* where recipients and signer are looked for: behind the title of what was signed */
    LIST(Unread) unread; /* of a spreadsheet */
    LIST(Annex) annexes;
    LIST(Part) parts;
    Reading *reading;
} Reader;

/* -- marker.c ----------------------------------------------------------------------------------------------- */
/* "Nhiệm vụ 1: …", "Hoạt động 2. …": a noun that is counted; *noun = its words. */
bool marker_take_counted(Ctx *c, Str line, Marker *m, Str *noun);

/* True when the line has a marker that begins a part or a numbered item. */
bool line_is_heading(Ctx *c, const Reader *r, Str line);
bool line_is_part(Ctx *c, const Reader *r, Str line); /* only "II. …" */

/* -- item.c ------------------------------------------------------------------------------------------------- */
void items_read(Ctx *c, Reader *r);
/* The text of lines [from, to) joined with blanks. */
Text lines_text(Ctx *c, const Doc *doc, size_t from, size_t to);
Text text_of(Str s, int first, int last);
Str without_final(Str s, const char *signs); /* any of `signs` at the end, and blanks, cut off */

/* -- table.c ------------------------------------------------------------------------------------------------ */
/* When a table begins at this line: its rows as items with a field for each column.  Returns its lines, or 0. */
size_t table_read(Ctx *c, Reader *r, size_t line);
/* Leaves only the sheets of a workbook that hold tasks. */
void table_sheets(Ctx *c, Reader *r);
bool table_begins(Ctx *c, const Reader *r, size_t line); /* one of tasks */

/* -- bond.c ------------------------------------------------------------------------------------------------- */
typedef struct Bonds Bonds;
Bonds *bonds_load(Ctx *c); /* a few ms */
/* How much likelier `after` is behind `before` than anywhere, as a logarithm; 0 when the model does not know them. */
double bond_of(Ctx *c, const Bonds *b, Str before, Str after);

/* -- unscramble.c ------------------------------------------------------------------------------------------- */
enum { UNSCRAMBLED_MAX = 8 };
/* The lines of a row, without its number, cut into its cells.  kind[k] is what column k holds: FIELD_NONE the task,
 * FIELD_LEAD, FIELD_PARTNER, FIELD_TIME, any other what nobody can tell from its words. */
void row_unscramble(Ctx *c, const Reader *r, const Bonds *bonds, const Field *kind, int columns, const Str *line,
                    size_t n, Str *cells);

/* -- scrambled.c -------------------------------------------------------------------------------------------- */
void scrambled_tables(Ctx *c, Reader *r); /* adds what an OCR left of tables to r->tables */

/* -- label.c ------------------------------------------------------------------------------------------------ */
void item_label(Ctx *c, const Reader *r, Item *item);
Field label_field(Ctx *c, const Reader *r, Str printed); /* what a text says as a label */
bool line_is_field(Ctx *c, const Reader *r, Str line);   /* it begins with a label and a colon */
bool line_is_agency_field(Ctx *c, const Reader *r, Str line);
/* Cut a paragraph that holds several labelled fields ("Chủ trì: A; phối hợp: B") into items of one each. */
void items_split_fields(Ctx *c, Reader *r);

/* -- garbled.c ---------------------------------------------------------------------------------------------- */
/* Sets r->doc and r->garbled: a garbled document is read from its restored wording. */
Fail garbled_restore(Ctx *c, const Doc *doc, Reader *r) CHECKED;
/* What stood in `doc` becomes the raw text of every value, and doubtful words lower its confidence. */
void garbled_give_raw(Ctx *c, const Doc *doc, const Reader *r);

/* -- near.c ------------------------------------------------------------------------------------------------- */
/* Every word is a syllable, and as many have marks as Vietnamese has: nothing was lost here, or it was given back. */
bool words_are_whole(Str s);
/* Folded text and phrase (viet_fold_ocr); nearly, where the document is garbled. */
bool near_start(const Reader *r, Str folded, Str phrase);
size_t near_find(const Reader *r, Str folded, Str phrase); /* folded.n when it is not there */

/* -- outline.c ---------------------------------------------------------------------------------------------- */
void items_nest(Reader *r);
size_t item_end(const Reader *r, size_t i); /* the first item behind i that does not belong to it */
bool item_is_numbered(const Item *item);    /* A. II. 3. 3.1. a) (1), and no field */
/* Folded text of an item's heading begins with, or holds, this folded phrase. */
bool item_speaks_of(Ctx *c, const Reader *r, const Item *item, const char *folded);

/* -- class.c ------------------------------------------------------------------------------------------------ */
const Vocabulary *vocabulary_load(Arena *a);
/* The class of a text, with its qualifier as printed; `most` 0 = exactly, else the nearest within that ratio;
 * below 0 exactly and without what else may say whom of it. */
Str class_of(Ctx *c, const Reader *r, Str printed, double most, Str *qualifier, double *ratio);
/* True when a text begins as names of agencies begin. */
bool party_begins(Ctx *c, const Reader *r, Str s);
/* Does a predicate begin here: a verb in small letters, as printed or, where marks were lost, folded? */
typedef enum { VERB_NONE, VERB_IN_NAMES, VERB } Verb;
Verb verb_begins(Ctx *c, const Reader *r, Str s);

/* -- party.c ------------------------------------------------------------------------------------------------ */
void parties_read(Ctx *c, const Reader *r, Text text, PartyList *parties);
/* The agency or class that opens a sentence, and how many bytes it takes; 0 = none. */
size_t party_opening(Ctx *c, const Reader *r, Str text, Party *party);
bool parties_are_known(const PartyList *parties); /* at least one, and each an agency or a class */

/* -- opening.c ---------------------------------------------------------------------------------------------- */
/* The agencies that open a text, joined by commas and "và": how many bytes they take; 0 = none. */
size_t parties_opening(Ctx *c, const Reader *r, Str text);
bool party_is_office_of_two(Ctx *c, Str before, Str next);
bool party_is_bare(Ctx *c, Str s); /* "phường" of "các xã, phường" */
/* "Giao …", "Đề nghị …" in front: the mode, and how many bytes it takes. */
Str order_mode(Ctx *c, const Reader *r, Str s, size_t *length);
/* Is a text opened by agencies, behind such an order: as its heading, or as the subject of a sentence? */
typedef enum { OPENED_NOT, OPENED_SENTENCE, OPENED_HEADING } Opened;
Opened opened_by(Ctx *c, const Reader *r, Str s, size_t *begin, size_t *length);

/* -- basis.c ------------------------------------------------------------------------------------------------ */
/* The bases of a paragraph; `goes_on` when the one before ended in a semicolon, as the result says of this one. */
bool bases_read(Ctx *c, Reader *r, Text paragraph, bool goes_on);
void preamble_read(Ctx *c, Reader *r); /* the paragraphs before the first marker */

/* -- annex.c ------------------------------------------------------------------------------------------------ */
size_t annexes_begin(Ctx *c, const Reader *r, size_t from); /* the first line of the first annex, or doc->n */
void annexes_read(Ctx *c, Reader *r, size_t from);

/* -- activity.c --------------------------------------------------------------------------------------------- */
Text text_as_title(Text t);
/* The title from a heading; "X: long enumeration" in one paragraph: the title is X, the rest its first content. */
void activity_title(Ctx *c, Activity *a, Text heading);
/* The items [from, to) below a heading: fields, and before them what is done. */
void activity_block(Ctx *c, const Reader *r, Activity *a, size_t from, size_t to);
/* A field's value: when; who, in what roles by its own words (false when they say none). */
void activity_time(Ctx *c, const Reader *r, Activity *a, const Item *item, Text value);
bool activity_roles(Ctx *c, const Reader *r, Activity *a, Text value);
/* The next clause of `rest`, which goes on behind it: up to a semicolon, or a comma behind a role that is said. */
Str activity_clause(Ctx *c, const Reader *r, Str *rest);

/* -- sentence.c --------------------------------------------------------------------------------------------- */
/* What a sentence without labels says of who and when. */
void activity_from_sentence(Ctx *c, const Reader *r, Activity *a, Text sentence);
/* "… (A chủ trì; B phối hợp; hoàn thành trước 15/5/2025)": takes the brackets from the sentence; false when they say
 * other things. */
bool activity_from_brackets(Ctx *c, const Reader *r, Activity *a, Text *sentence);
/* "Mở 14 lớp học. Đoàn Thanh niên chủ trì; hoàn thành trước ngày 30/11/2025.": sentences behind the first one that say
 * nothing else. */
bool activity_from_closing(Ctx *c, const Reader *r, Activity *a, Text text);
/* "1. Giao Sở A:" above item i, its "a) …". */
void activity_from_order_above(Ctx *c, const Reader *r, Activity *a, size_t i);
/* "- Giao Sở A …" and "- Giao Sở B …" among what is done: all of them lead. */
void activity_from_orders(Ctx *c, const Reader *r, Activity *a);
/* "- Chậm nhất ngày 10/5/2025." among what is done says when, where no label does. */
void activity_time_from_contents(Ctx *c, const Reader *r, Activity *a);

/* -- the parts of a plan ------------------------------------------------------------------------------------ */
void issuer_read(Ctx *c, Reader *r, size_t end); /* of the lines [0, end); issuer.c */
void header_read(Ctx *c, Reader *r);             /* sets r->begin and r->signed_from */
void ending_read(Ctx *c, Reader *r);             /* sets r->end and finds the annexes */
void sections_read(Ctx *c, Reader *r);           /* purposes, requirements, theme, period, funding */
void activities_read(Ctx *c, Reader *r);
void activities_join(Ctx *c, Reader *r); /* of the text with those of annexes, joined.c */
void assignments_read(Ctx *c, Reader *r);
void findings_make(Ctx *c, Reader *r);

/* -- part.c ------------------------------------------------------------------------------------------------- */
void parts_read(Ctx *c, Reader *r);
bool heading_assigns(Ctx *c, const Reader *r, const Item *item); /* it speaks of assigning duties */
bool has_agency_field(const Reader *r, size_t from, size_t to);  /* among the items [from, to) */
