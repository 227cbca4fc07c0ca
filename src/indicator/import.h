// SPDX-License-Identifier: Apache-2.0
/* import.h -- figures of a file: CSV or XLSX, one row an agency and term with a column for each indicator, or one row a
 * value (as DHIS2 exports: dataelement, period, orgunit, value); or ADX.  Looked at first: what would change, and
 * every cell that cannot be taken, by row, column and reason; then taken in. */
#pragma once
#include "indicator/desk.h"

enum { IMPORT_FILE_MAX = 8 << 20, IMPORT_PROBLEMS_SHOWN = 200 };

typedef struct {
    int row;    /* as Excel shows it; of XML the line */
    Str column; /* its head, or "A"; may be empty */
    Str why;
} ImportProblem;

typedef struct {
    size_t n_new, changed, same, refused; /* cells */
    LIST(ImportProblem) problems;         /* the first IMPORT_PROBLEMS_SHOWN */
    size_t n_problems;
    Term first, last; /* terms that it speaks of */
} ImportResult;

/* From a reader (`takes` false), or in a write.  `otherwise`: the term of rows that name none; `why`: of corrections
 * that come too late.  FAIL_INPUT, FAIL_ROOM when it is no such file at all. */
Fail indicator_import(Ctx *c, IndicatorDesk *d, Str bytes, Term otherwise, Str why, bool takes,
                      ImportResult *result) CHECKED;

/* -- out: the same columns, so that what was taken out can be put in again -- */
typedef enum { EXPORT_CSV, EXPORT_XLSX, EXPORT_ADX, EXPORT_KINDS } ExportKind;
/* Of the terms `from` to `to`, of agencies for which `may` is true (NULL = of all). */
Fail indicator_export(Ctx *c, const IndicatorSet *set, Term from, Term to, bool (*may)(const Ctx *, Str org),
                      ExportKind kind, Str *bytes) CHECKED;
