// SPDX-License-Identifier: Apache-2.0
/* org.h -- the agencies in the store: a tree whose names, edges and nodes have days.
 *
 * Every [from, to): `to` is the first day on which it holds no more; NO_DAY on either side = open.  The tables are in
 * 001.sql; directory.h is the same in memory, for the reader of plans. */
#pragma once
#include "org/directory.h"
#include "store/store.h"

/* In a write: when the office has no agencies yet, take in those the program ships, and what became of them. */
Fail org_ensure_shipped(Ctx *c) CHECKED;

/* For a command: open the data file with an office that has its agencies; closed with c's memory.  FAIL_CONFLICT with a
 * sentence when the derived tables must be made again first. */
Fail org_open_data(Ctx *c, const char *path, Store **store) CHECKED;

/* -- importing ---------------------------------------------------------------------------------------------- */

typedef struct {
    int line;
    Str sentence; /* "Dòng 14: mã “STTTT” đã có ở dòng trên." */
} OrgProblem;

typedef struct {
    size_t added, changed, same;
    LIST(OrgProblem) problems; /* all of them, in the order of the lines */
} OrgImport;

/* In a write: take in a TSV or CSV of directory.h's columns.  A known code is changed, a new one added, nothing is
 * removed.  With any bad row nothing is stored: FAIL_INPUT, and `result` names every one of them.
 *
 * What the file has no column for stays as it is.  A new name or parent begins on c->today and ends the one before,
 * which the days before keep; a name that ended counts as an alias. */
Fail org_import(Ctx *c, Str bytes, OrgImport *result) CHECKED;

/* -- reading ------------------------------------------------------------------------------------------------ */

/* All agencies of the store, of all times, in the order they came in: for reading a plan by them. */
Fail org_directory(Ctx *c, const Directory **d) CHECKED;

/* One agency; code does not count case.  Its parent is that of c->today (of its last day, when it is no more).
 * FAIL_MISSING with a sentence. */
Fail org_by_code(Ctx *c, Str code, Org *org) CHECKED;
/* The same when nobody asks for its parent, which may be empty: half of the time. */
Fail org_alone(Ctx *c, Str code, Org *org) CHECKED;

/* Who came after it, and on which day; `org.code` is empty when the successor is not in the directory (then only
 * org.name is there). */
typedef struct {
    Day on;
    Org org;
} OrgSuccessor;
typedef LIST(OrgSuccessor) OrgSuccessorList;
Fail org_successors(Ctx *c, Id org, OrgSuccessorList *successors) CHECKED;
Fail org_predecessors(Ctx *c, Id org, OrgSuccessorList *predecessors) CHECKED;

/* All that exist on a day, with their names and parents of that day, in Vietnamese order.  Every parent is one of them:
 * what stood under an agency that ended stands under its successor. */
typedef LIST(Org) OrgRows;
Fail org_on(Ctx *c, Day on, OrgRows *orgs) CHECKED;

/* The agency directly under the province that the one with this code belongs to on c->today; itself when it stands
 * under nobody, or is not known. */
Fail org_branch(Ctx *c, Str code, Str *branch) CHECKED;

/* Codes and names of those that exist on c->today, but communes, in the order they came in: to choose from. */
Fail org_names_coded(Ctx *c, StrList *codes, StrList *names) CHECKED;

/* "Sở", "UBND cấp xã" …: what a kind is called on a page; the kind itself when it is not known. */
Str org_kind_name(Str kind);

/* Agencies of all times that have every word of `query` in one of their names, or as their code (marks and case do not
 * count; a word may be the beginning of one); those with the words together first, then those that exist on c->today;
 * at most ORG_HITS_MAX. */
enum { ORG_HITS_MAX = 40 };
Fail org_search(Ctx *c, Str query, OrgRows *found) CHECKED;

/* The rebuilder of derived.sql. */
Fail org_rebuild(Ctx *c) CHECKED;
