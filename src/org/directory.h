// SPDX-License-Identifier: Apache-2.0
/* directory.h -- the agencies in memory: what the reader of plans looks names up in.
 *
 * Made from a TSV (code, name, aliases separated by |, kind, parent_code, valid_from, valid_to; the first line names
 * the columns), or from the store.  Read-only after it was made; any number of threads may use it. */
#pragma once
#include "base/fail.h"
#include "base/id.h"
#include "base/list.h"

typedef struct {
    Id id;          /* 0 when not from the store */
    Str code, name; /* "STTTT", "Sở Thông tin và Truyền thông tỉnh Bắc Giang" */
    Str *aliases;
    size_t n_aliases;
    Str kind, parent; /* kind as in classes; parent's code or empty */
    Day from, to;     /* [from, to): to is the first day on which it is no more; NO_DAY = open */
} Org;

/* Bounds of a table's cells: a code in characters, a name in letters. */
enum { ORG_CODE_MAX = 40, ORG_NAME_MAX = 300, ORG_ALIASES_MAX = 64 };

typedef struct Directory Directory;

/* The directory the program ships (Bắc Giang, September 2024 and what became of it). */
Fail directory_shipped(Ctx *c, const Directory **d) CHECKED;
/* From a TSV or CSV (by its first line).  FAIL_INPUT names the first bad row by its line. */
Fail directory_from_table(Ctx *c, Str bytes, const Directory **d) CHECKED;
/* From agencies that somebody else read, with distinct codes; their texts must outlive the directory. */
Fail directory_of(Ctx *c, const Org *orgs, size_t n, const Directory **d) CHECKED;

size_t directory_size(const Directory *d);
const Org *directory_at(const Directory *d, size_t i); /* in the order of the table */
const Org *directory_by_code(const Directory *d, Str code);
/* The province the directory is of: the name of its ubnd-tinh without "Ủy ban nhân dân" ("tỉnh Bắc Giang");
 * empty when it has none. */
Str directory_province(const Directory *d);

/* -- looking names up --------------------------------------------------------------------------------------- */

/* What names are compared by: folded, usual abbreviations spelt out ("UBND" = "Ủy ban nhân dân", "TT&TT" = "Thông tin
 * và Truyền thông"), without "và".  `ocr` folds look-alikes too (viet_fold_ocr). */
Str org_key(Arena *a, Str printed, bool ocr);

/* The agency of which `key` (org_key, not OCR'd) is a name, an alias, the code, or a name with another way to name
 * the province ("Sở Y tế", "Sở Y tế tỉnh", "Sở Y tế Bắc Giang").  The first of the table wins.  NULL when none. */
const Org *directory_exact(const Directory *d, Str key);

/* The first agency that a text names, by a name of at least two words; NULL when it names none. */
const Org *directory_named(Arena *a, const Directory *d, Str text);

/* The agency whose name is nearest to an OCR'd `key` (org_key with ocr), within `most` of the longer length
 * (viet_distance_ratio), and clearly nearer than any other agency.  NULL when none; *ratio as found. */
const Org *directory_nearest(const Directory *d, Str key, double most, double *ratio);

/* -- classes of agencies ("các sở, ngành", "UBND cấp xã") --------------------------------------------------- */

typedef struct {
    Str code;    /* "so-nganh" */
    Str name;    /* "các sở, ngành" */
    Str members; /* a rule in the table's small language, see org/README.md */
    bool open;   /* others may join: firms register */
} OrgClass;
typedef LIST(OrgClass) OrgClassList;
Fail org_classes_load(Ctx *c, OrgClassList *classes) CHECKED;
const OrgClass *org_class(const OrgClassList *classes, Str code); /* NULL when unknown */
/* The members of a class as of a day, in the directory's order; none for NULL and for classes where a person chooses.
 */
typedef LIST(const Org *) OrgList;
void directory_members(Arena *a, const Directory *d, const OrgClass *class, Day on, OrgList *members);
/* Whether a rule names this agency, whose parent is of that kind. */
bool org_rule_fits(Str rule, const Org *o, Str parent_kind);
/* The codes of the classes that an agency belongs to as long as it exists; `parent_kind` is its parent's kind. */
void org_classes_of(Arena *a, const OrgClassList *classes, const Org *o, Str parent_kind, StrList *codes);
