// SPDX-License-Identifier: Apache-2.0
/* file.c -- a document as a file: Word, in the office's own template where it has one, PDF, a spreadsheet. */
#include "doc/sheet_write.h"
#include "report/office_template.h"
#include "viet/text.h"

const char *const report_extensions[REPORT_FILES] = {".docx", ".pdf", ".xlsx"};

const char *report_media_type(ReportFile file)
{
    if (file == REPORT_XLSX) return sheet_media_type(SHEET_XLSX);
    return paper_media_type(file == REPORT_PDF ? PAPER_FILE_PDF : PAPER_FILE_DOCX);
}

/* -- as a spreadsheet
 * ---------------------------------------------------------------------------------------------------------------- */

static void put_sheet_sum(Ctx *c, SheetWriter *w, const Annex *a)
{
    sheet_foot(w);
    for (size_t i = 0; i < a->columns.n; i++) {
        int64_t sum = annex_sum(a, i);
        char at = (char)('A' + i);
        if (a->columns.at[i].type == ANNEX_NUMBER)
            sheet_formula(w, str_format(&c->mem, "=SUBTOTAL(109,%c2:%c%zu)", at, at, a->rows.n + 1), sum);
        else sheet_text(w, i == 1 ? S("Cộng") : (Str){0});
    }
    sheet_end_row(w);
}

static void put_sheet(Ctx *c, SheetWriter *w, const Annex *a)
{
    for (size_t i = 0; i < a->rows.n; i++) {
        for (size_t k = 0; k < a->columns.n; k++) {
            const AnnexCell *cell = &a->rows.at[i].cells[k];
            if (a->columns.at[k].type == ANNEX_NUMBER) sheet_integer(w, cell->number);
            else if (a->columns.at[k].type == ANNEX_DAY) sheet_day(w, (Day)cell->number);
            else sheet_text(w, cell->text);
        }
        sheet_end_row(w);
    }
    if (a->has_sum && a->rows.n) put_sheet_sum(c, w, a);
}

static SheetColumn *sheet_columns(Ctx *c, const Annex *a)
{
    SheetColumn *columns = NEW(&c->mem, SheetColumn, a->columns.n);
    for (size_t i = 0; i < a->columns.n; i++)
        columns[i] = (SheetColumn){str_c(&c->mem, a->columns.at[i].name), a->columns.at[i].width};
    return columns;
}

static Fail content_sheet(Ctx *c, const Content *k, Str *bytes)
{
    SheetWriter *w;
    AnnexList tables;
    content_tables(c, k, &tables);
    if (!tables.n)
        return fail(c, FAIL_CONFLICT, "%s không có phụ lục số liệu. Hãy tải bản Word hoặc PDF.",
                    document_kinds[k->document.kind].name);
    for (size_t i = 0; i < tables.n; i++) {
        const Annex *a = &tables.at[i];
        if (i) TRY(sheet_next(w, a->sheet, sheet_columns(c, a), a->columns.n));
        else TRY(sheet_begin(c, SHEET_XLSX, a->sheet, sheet_columns(c, a), a->columns.n, &w));
        put_sheet(c, w, a);
    }
    return sheet_end(w, bytes);
}

/* -- all
 * ------------------------------------------------------------------------------------------------------------------------------
 */

Fail content_file(Ctx *c, const Content *k, ReportFile file, Str site, Str *bytes)
{
    Paper paper;
    Id template = k->document.template;
    if (file == REPORT_XLSX) return content_sheet(c, k, bytes);
    if (file == REPORT_DOCX && k->document.state != DOCUMENT_ISSUED) TRY(template_used(c, k->document.kind, &template));
    if (file == REPORT_DOCX && template) return template_content(c, template, k, bytes);
    TRY(content_paper(c, k, site, &paper));
    return paper_write(c, &paper, file == REPORT_PDF ? PAPER_FILE_PDF : PAPER_FILE_DOCX, bytes);
}

Fail document_file(Ctx *c, const Document *d, ReportFile file, Str site, Str *bytes)
{
    Content k;
    TRY(content_of(c, d, &k));
    return content_file(c, &k, file, site, bytes);
}

Fail draft_file(Ctx *c, const Draft *draft, ReportFile file, Str site, Str *bytes)
{
    Content k;
    TRY(content_of_draft(c, draft, &k));
    return content_file(c, &k, file, site, bytes);
}

Str document_file_name(Ctx *c, const Document *d, ReportFile file)
{
    Str symbol = viet_fold(&c->mem, d->symbol.n ? d->symbol : S("du thao"));
    char *dashed = arena_bytes(&c->mem, symbol.n);
    for (size_t i = 0; i < symbol.n; i++) dashed[i] = symbol.p[i] == ' ' ? '-' : symbol.p[i];
    return str_format(&c->mem, "%s-%.*s%s", document_kinds[d->kind].key, STR_ARGS(((Str){dashed, symbol.n})),
                      report_extensions[file]);
}
