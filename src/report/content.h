// SPDX-License-Identifier: Apache-2.0
/* content.h -- all that a document says, in one structure: what a draft says now, or what was frozen when it was
 * issued. Files are made of it, and it is what is digested. */
#pragma once
#include "report/draft.h"
#include <jansson.h>

typedef enum { ANNEX_TEXT, ANNEX_NUMBER, ANNEX_DAY } AnnexType;
typedef struct {
    Str name;
    AnnexType type;
    int width; /* letters */
} AnnexColumn;
typedef struct {
    Str text;
    int64_t number; /* of ANNEX_NUMBER; of ANNEX_DAY the day */
} AnnexCell;
typedef struct {
    AnnexCell *cells; /* as many as there are columns */
} AnnexRow;
typedef struct {
    Str title, sheet; /* on paper; of the worksheet */
    bool only_sheet;  /* too long for paper */
    bool has_sum;     /* a last row adds the numbers up */
    bool is_upright;  /* few columns: the page stands as the document's own do */
    LIST(AnnexColumn) columns;
    LIST(AnnexRow) rows;
} Annex;
typedef LIST(Annex) AnnexList;

typedef struct {
    Document document;
    ReportAgency agency;
    PaperSigner signer; /* name empty = not signed yet */
    DocumentPartList parts;
    DocumentFigureList figures;
    AnnexList annexes;
} Content;

/* annex.c: the tables behind a document of this kind, from what is known on its day. */
Fail content_annexes(Ctx *c, const Document *d, AnnexList *annexes) CHECKED;
/* All tables behind it, in their order: lists that a person wrote, then its annexes. */
void content_tables(Ctx *c, const Content *content, AnnexList *tables);
/* Those that documents of this kind can have, without rows. */
void annex_shapes(Ctx *c, DocumentKind kind, AnnexList *shapes);
/* Of a draft as it stands; of an issued one as it was frozen. */
Fail content_of(Ctx *c, const Document *d, Content *content) CHECKED;
Fail content_of_draft(Ctx *c, const Draft *draft, Content *content) CHECKED;

/* Canonical: the same content is the same text. */
Fail content_write(Ctx *c, const Content *content, Str *text) CHECKED;
Fail content_read(Ctx *c, Str text, Content *content) CHECKED;

/* annex.c: for who makes one */
void annex_column(Ctx *c, Annex *annex, const char *name, AnnexType type, int width);
AnnexCell *annex_row(Ctx *c, Annex *annex); /* as many as it has columns */
/* A table behind a consolidated report that a folder above makes (Feature.annex): its columns; and with what is known
 * on the document's day, in its scope, or nothing. */
struct AnnexKind {
    void (*shape)(Ctx *c, AnnexList *annexes);
    Fail (*make)(Ctx *c, const Document *d, AnnexList *annexes) CHECKED;
};

/* annex.c: what a cell says on paper; the sum of a column of numbers. */
Str annex_words(Arena *a, const Annex *annex, const AnnexRow *row, size_t column);
int64_t annex_sum(const Annex *annex, size_t column);

/* print.c */
PaperTable *annex_table(Paper *p, const Annex *annex); /* an annex of the paper with its table: the heads, no rows */
Fail content_paper(Ctx *c, const Content *content, Str site, Paper *paper) CHECKED;
/* file.c */
Fail content_file(Ctx *c, const Content *content, ReportFile file, Str site, Str *bytes) CHECKED;
