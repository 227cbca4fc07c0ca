// SPDX-License-Identifier: Apache-2.0
/* workbook.h -- what sheet_write.c asks of libxlsxwriter, which is a module (base/module.h): a workbook that is written
 * into a file, row after row. */
#pragma once
#include "doc/sheet_write.h"

typedef struct Workbook Workbook;
typedef enum {
    LOOK_TEXT,
    LOOK_HEADING,
    LOOK_NUMBER,
    LOOK_SHARE,
    LOOK_DAY,
    LOOK_TIME,
    LOOK_TOTAL, /* of the foot */
    LOOK_TOTAL_SHARE,
    LOOKS
} Look;

/* Row and column from 0, of the newest worksheet; a row is written when the next one begins. */
typedef struct {
    size_t row, column;
} CellPlace;

typedef struct {
    /* Into the file at `path`; temporary files go to `folder` (NULL = where the system has them).  NULL: no memory. */
    Workbook *(*begin)(Arena *a, const char *path, const char *folder, const char *title);
    bool (*add_sheet)(Workbook *b, const char *name, const SheetColumn *columns, size_t n);
    bool (*text)(Workbook *b, CellPlace at, const char *text, Look look);
    bool (*number)(Workbook *b, CellPlace at, double n, Look look);
    bool (*moment)(Workbook *b, CellPlace at, Day day, int64_t minute, Look look);
    bool (*formula)(Workbook *b, CellPlace at, const char *formula, const double *value, Look look); /* NULL = "" */
    bool (*filter)(Workbook *b, CellPlace last); /* of a table that ends there */
    bool (*save)(Workbook *b);                   /* it is gone then */
    void (*drop)(Workbook *b);
} WorkbookCalls;
const void *workbook_calls(void);
