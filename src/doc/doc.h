// SPDX-License-Identifier: Apache-2.0
/* doc.h -- a document as lines with pages: text with LF or CRLF, form feeds as page breaks. */
#pragma once
#include "base/fail.h"
#include "base/list.h"
#include "doc/layout.h"
#include "viet/encoding.h"

enum {
    DOC_SCAN_BYTES_MAX = 64 << 20, /* of a file that has pictures of its pages: 0.3–3 MB each */
    DOC_BYTES_MAX = 8 << 20,       /* a plan has 20–200 KB; refused above with a clear sentence */
    DOC_LINES_MAX = 200000,
    DOC_LINE_MAX = 64 << 10 /* longer lines are cut into several at a blank, same number */
};

/* A place on a page as the file shows it: in ten-thousandths of the page's width and height, from the left and the top.
 */
typedef struct {
    int page; /* 1-based, of the file; Line.page counts form feeds */
    uint16_t left, top, right, bottom;
} DocBox;
typedef LIST(DocBox) DocBoxList;

/* What brings a page upright, as it is shown and as places count: quarters first, then hundredths of a degree;
 * clockwise. */
typedef struct {
    uint8_t quarters; /* 0 … 3 */
    int16_t skew;     /* within ±DOC_SKEW_MAX */
} DocTurn;
enum { DOC_BOX_WHOLE = 10000, DOC_PAGES_MAX = 500, DOC_SKEW_MAX = 4500 };

typedef struct {
    int number;       /* 1-based, as an editor shows it */
    int page;         /* 1-based */
    Str text;         /* NFC, blanks trimmed at both ends, inner runs of blanks one blank; empty lines are kept */
    Str raw;          /* as it stood, without the line end */
    bool page_begins; /* a form feed, or its flattened trace (one blank before the text), stood before it */
    /* Of a line whose wording was restored: its words as read and as restored, with what else they may be. */
    const struct RepairToken *words;
    size_t n_words;
    /* Where it stands on its pages, in the order it is read: one for each printed line of a paragraph, and for each
     * cell of a row; none in files that have no places (text, Word). */
    const DocBox *box;
    size_t boxes;
} Line;

/* A table as it is drawn (doc/drawn.h). */
typedef struct {
    int row, column;   /* from 0 */
    int rows, columns; /* how many it takes: 1 unless it is merged */
    int page;          /* from 1; 0 = the file does not say */
    Str text;          /* its lines joined with blanks */
} DrawnCell;

typedef struct {
    int rows, columns;
    LIST(DrawnCell) cells;
} DrawnTable;
typedef LIST(DrawnTable) DrawnTableList;

typedef struct {
    Line *line;
    size_t n;
    int pages;
    Str text;      /* the whole as UTF-8: doc_from_text makes the same lines of it, so it is what is worth keeping */
    TextCode code; /* what the text was written in */
    bool is_text;  /* the file itself was text */
    int sheets;    /* pages of the file that can be looked at (PDF, pictures); 0 = it has none */
    const DocTurn *turn; /* of each; NULL = they are upright */
    const struct DocTable
        *table; /* the tables of a file that says where they are (doc/table.h); doc_tables gives them */
    size_t tables;
    bool workbook; /* a spreadsheet: only its tables of tasks are read, and what is left out is said */
    int undrawn;   /* from which page on rules of tables were not looked at, for the file takes too long; 0 = none */
    const DocLayout *layout; /* of a Word file (.docx, and what LibreOffice made one of); NULL = the file has none */
    DrawnTableList drawn;    /* all tables of a file that is no text, also those of two columns */
} Doc;

/* Told before each page of a scan is read, and with pages + 1 when all were. */
typedef struct {
    void (*told)(void *arg, int page, int pages);
    void *arg;
} DocProgress;

/* Whatever an office has, by its contents: text in any code of viet/encoding.h, Word (.docx), OpenDocument (.odt), PDF,
 * Excel (.xlsx), old Word (.doc) and RTF where LibreOffice is installed (doc/office.h), scans and photos (PDF, JPEG,
 * PNG, TIFF; doc/scan.h: seconds a page).  What is no text is parsed by a
 * process of its own (doc/apart.h).  FAIL_INPUT or FAIL_ROOM with one sentence that says what to do.  scan.c */
Fail doc_read(Ctx *c, Str bytes, Doc *doc) CHECKED;
Fail doc_read_telling(Ctx *c, Str bytes, DocProgress progress, Doc *doc) CHECKED;
/* For commands: "Đọc trang 3/12 …" on standard error. */
extern const DocProgress doc_progress_printed;

/* Cut `bytes` into lines; slices point into `bytes` where nothing had to be changed.  FAIL_INPUT with one
 * sentence for: nothing in it, a binary, not UTF-8, too large.  Time linear. */
Fail doc_from_text(Ctx *c, Str bytes, Doc *doc) CHECKED;

/* The whole file in the arena.  FAIL_MISSING, FAIL_INPUT as above (the size is checked before it is read). */
Fail doc_load_file(Ctx *c, const char *path, Str *bytes) CHECKED;
