// SPDX-License-Identifier: Apache-2.0
/* inside.h -- what the files of org/ share. */
#pragma once
#include "base/map.h"
#include "doc/sheet.h"
#include "org/org.h"

/* A table of agencies: its first row names the columns, each other one is read by org_row_read.  FAIL_INPUT with the
 * line in its sentence. */
Fail org_table_read(Ctx *c, Str bytes, Sheet *t) CHECKED;
Fail org_row_read(Ctx *c, const Sheet *t, const SheetRow *row, Org *o) CHECKED;

/* -- an import: check.c, then import.c ---------------------------------------------------------------------- */

typedef struct {
    Org org; /* what shall be: the file's columns, and the store's where the file has none */
    int line;
    Id id;          /* of the store; 0 = not there yet */
    const Org *was; /* as the store has it; NULL = not there yet */
} Incoming;

typedef struct {
    Ctx *c;
    OrgImport *result;
    LIST(Incoming) rows;       /* the good ones */
    const Directory *in_store; /* all agencies before the import */
    Map by_code;               /* of `rows` */
    Map named;                 /* codes of all rows, bad ones too */
    Map codes;                 /* of the file and the store, in capitals -> the code as it stands there */
} Import;

/* Read the table and check every row against the others and the store; bad ones go to result->problems. */
Fail org_import_check(Import *m, Str bytes) CHECKED;

bool org_has_alias(const Org *o, Str name);

/* -- rows of agencies --------------------------------------------------------------------------------------- */

/* The columns that read_org reads; the official name is the one that has not ended. */
#define ORG_COLUMNS "SELECT o.id, o.code, n.name, o.kind, o.valid_from, o.valid_to, coalesce(p.code, '') FROM org o "
#define ORG_NAME                                                                                                       \
    "JOIN org_name n ON n.office_id = o.office_id AND n.org_id = o.id AND n.is_alias = 0 AND n.valid_to IS NULL "
#define ORG_PARENT                                                                                                     \
    "LEFT JOIN org_edge e ON e.office_id = o.office_id AND e.org_id = o.id AND e.valid_to IS NULL "                    \
    "LEFT JOIN org p ON p.office_id = e.office_id AND p.id = e.parent_id "
Org org_read(Rows *r);

/* -- derived rows: derive.c --------------------------------------------------------------------------------- */

/* What a name is found and sorted by; call it whenever a row of org_name is added. */
Fail org_derive_name(Ctx *c, Id name, Id org, Str text, Str code) CHECKED;
