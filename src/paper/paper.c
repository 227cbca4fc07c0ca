// SPDX-License-Identifier: Apache-2.0
/* paper.c -- building a document, and asking for it as a file. */
#include "paper/paper.h"
#include "base/module.h"
#include <assert.h>

Paper paper_new(Arena *a, PaperKind kind) { return (Paper){.mem = a, .kind = kind, .day = NO_DAY}; }

static PaperText text_of(Paper *p, PaperStyle style, Str marker, Str text)
{
    PaperText t = {.style = style, .marker = marker};
    if (text.n) *list_add(p->mem, &t.runs) = (PaperRun){.text = text};
    return t;
}

PaperText *paper_add_to(Paper *p, PaperBlocks *blocks, PaperStyle style, Str marker, Str text)
{
    PaperBlock *b = list_add(p->mem, blocks);
    b->text = text_of(p, style, marker, text);
    return &b->text;
}

PaperText *paper_add(Paper *p, PaperStyle style, Str marker, Str text)
{
    return paper_add_to(p, &p->body, style, marker, text);
}

PaperRun *paper_run(Paper *p, PaperText *t, Str text, unsigned look, Str source)
{
    PaperRun *run = list_add(p->mem, &t->runs);
    *run = (PaperRun){.text = text, .look = look, .source = source};
    return run;
}

PaperTable *paper_table(Paper *p, PaperBlocks *blocks, const PaperColumn *column, int n)
{
    assert(n > 0 && n <= PAPER_COLUMNS_MAX);
    PaperTable *t = NEW(p->mem, PaperTable, 1);
    t->column = NEW(p->mem, PaperColumn, (size_t)n), t->columns = n;
    memcpy(t->column, column, sizeof *column * (size_t)n);
    list_add(p->mem, blocks)->table = t;
    return t;
}

PaperRow *paper_row(Paper *p, PaperTable *t, bool head)
{
    PaperRow *row = list_add(p->mem, &t->rows);
    row->head = head;
    return row;
}

PaperCell *paper_cell(Paper *p, PaperRow *row, Str text)
{
    PaperCell *cell = list_add(p->mem, &row->cells);
    if (text.n) paper_cell_text(p, cell, text);
    return cell;
}

PaperText *paper_cell_text(Paper *p, PaperCell *cell, Str text)
{
    PaperText *t = list_add(p->mem, &cell->texts);
    *t = text_of(p, PAPER_CELL, (Str){0}, text);
    return t;
}

void paper_new_page(Paper *p, PaperBlocks *blocks) { list_add(p->mem, blocks)->page_break = true; }

PaperAnnex *paper_annex(Paper *p, Str title, bool landscape)
{
    PaperAnnex *annex = list_add(p->mem, &p->annexes);
    annex->title = title, annex->landscape = landscape;
    return annex;
}

/* -- as a file ------------------------------------------------------------------------------------------------- */

const char *paper_media_type(PaperFile file)
{
    return file != PAPER_FILE_DOCX ? "application/pdf"
                                   : "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
}

const char *paper_extension(PaperFile file) { return file == PAPER_FILE_DOCX ? ".docx" : ".pdf"; }

static Fail press(Ctx *c, const Paper *p, int part, Str *bytes)
{
    void *function;
    TRY(module_function(c, "press", "press_pdf", &function));
    Fail (*pdf)(Ctx *, const Paper *, int, Str *) = (Fail(*)(Ctx *, const Paper *, int, Str *))function;
    return pdf(c, p, part, bytes);
}

Fail paper_pdf(Ctx *c, const Paper *p, Str *bytes) { return press(c, p, 2, bytes); }

Fail paper_write(Ctx *c, const Paper *p, PaperFile file, Str *bytes)
{
    if (file == PAPER_FILE_DOCX) return paper_docx(c, p, bytes);
    return press(c, p, file == PAPER_FILE_PDF_A1 ? 1 : 2, bytes);
}
