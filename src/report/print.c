// SPDX-License-Identifier: Apache-2.0
/* print.c -- a document's content as Word, PDF (paper/) or a spreadsheet. */
#include "doc/sheet_write.h"
#include "report/content.h"
#include "viet/text.h"

const char *const report_extensions[REPORT_FILES] = {".docx", ".pdf", ".xlsx"};

const char *report_media_type(ReportFile file)
{
    if (file == REPORT_XLSX) return sheet_media_type(SHEET_XLSX);
    return paper_media_type(file == REPORT_PDF ? PAPER_FILE_PDF : PAPER_FILE_DOCX);
}

/* -- texts
 * ----------------------------------------------------------------------------------------------------------------------
 */

typedef struct {
    Paper *p;
    const Content *k;
    Str site;
} Printing;

/* A line with its figures, each a link to what it counts where the reader can follow one. */
static void put_pieces(Printing *w, PaperText *t, Str line)
{
    TextPieceList pieces;
    text_pieces(w->p->mem, line, &w->k->figures, &pieces);
    for (size_t i = 0; i < pieces.n; i++) {
        const TextPiece *piece = &pieces.at[i];
        bool links = piece->figure && piece->figure->path.n && w->site.n;
        Str source =
            links ? str_format(w->p->mem, "%.*s%.*s", STR_ARGS(w->site), STR_ARGS(piece->figure->path)) : (Str){0};
        paper_run(w->p, t, piece->text, 0, source);
    }
}

static void put_line(Printing *w, Str line)
{
    PaperStyle style = PAPER_BODY;
    Str marker = {0};
    if (str_starts(line, S("- "))) style = PAPER_DASH, marker = S("-"), line = str_from(line, 2);
    else if (str_starts(line, S("+ "))) style = PAPER_PLUS, marker = S("+"), line = str_from(line, 2);
    put_pieces(w, paper_add(w->p, style, marker, (Str){0}), line);
}

enum { DOTTED_LINES = 3 };

static void put_part(Printing *w, const DocumentPart *part)
{
    static const PaperStyle styles[] = {PAPER_BODY, PAPER_SECTION, PAPER_ITEM, PAPER_SUBITEM, PAPER_ARTICLE};
    Str rest = part->text, line;
    if (part->level == LEVEL_ARTICLE) {
        bool any = str_cut(&rest, '\n', &line);
        put_pieces(w, paper_add(w->p, PAPER_ARTICLE, part->marker, (Str){0}), any ? line : (Str){0});
    } else if (part->level) {
        Str heading = part->level == 1 ? viet_upper(w->p->mem, part->heading) : part->heading;
        paper_add(w->p, styles[part->level], part->marker, heading);
    }
    while (str_cut(&rest, '\n', &line))
        if (str_trim(line).n) put_line(w, str_trim(line));
    bool is_open = part->is_needed && !part->text.n; /* to be written by hand */
    for (int i = 0; is_open && i < DOTTED_LINES; i++)
        paper_add(w->p, PAPER_BODY, (Str){0}, S("………………………………………………………………………………"));
}

/* -- annexes
 * --------------------------------------------------------------------------------------------------------------------
 */

static void put_cells(Printing *w, PaperTable *t, const Annex *a, const AnnexRow *row)
{
    PaperRow *to = paper_row(w->p, t, false);
    for (size_t i = 0; i < a->columns.n; i++) {
        const AnnexCell *cell = &row->cells[i];
        Str text = cell->text;
        if (a->columns.at[i].type == ANNEX_NUMBER) text = cell->number ? number_words(w->p->mem, cell->number) : S("0");
        if (a->columns.at[i].type == ANNEX_DAY)
            text = (Day)cell->number == NO_DAY ? (Str){0} : day_vietnamese(w->p->mem, (Day)cell->number);
        paper_cell(w->p, to, text);
    }
}

static void put_sum(Printing *w, PaperTable *t, const Annex *a)
{
    PaperRow *to = paper_row(w->p, t, false);
    to->strong = true;
    for (size_t i = 0; i < a->columns.n; i++) {
        int64_t sum = 0;
        for (size_t k = 0; k < a->rows.n; k++) sum += a->rows.at[k].cells[i].number;
        bool is_number = a->columns.at[i].type == ANNEX_NUMBER;
        paper_cell(w->p, to, is_number ? number_words(w->p->mem, sum) : i == 1 ? S("Cộng") : (Str){0});
    }
}

static void put_annex(Printing *w, const Annex *a)
{
    PaperAnnex *annex = paper_annex(w->p, a->title, true);
    PaperColumn *columns = NEW(w->p->mem, PaperColumn, a->columns.n);
    for (size_t i = 0; i < a->columns.n; i++)
        columns[i] = (PaperColumn){a->columns.at[i].width,
                                   a->columns.at[i].type == ANNEX_TEXT ? i ? PAPER_LEFT : PAPER_CENTRED : PAPER_RIGHT};
    PaperTable *t = paper_table(w->p, &annex->body, columns, (int)a->columns.n);
    PaperRow *head = paper_row(w->p, t, true);
    for (size_t i = 0; i < a->columns.n; i++) paper_cell(w->p, head, a->columns.at[i].name);
    for (size_t i = 0; i < a->rows.n; i++) put_cells(w, t, a, &a->rows.at[i]);
    if (a->has_sum && a->rows.n) put_sum(w, t, a);
}

/* A list that a person wrote: a row a line, its columns cut at ';'. */
static void put_list(Printing *w, const DocumentPart *part)
{
    PaperAnnex *annex = paper_annex(w->p, part->heading, false);
    PaperTable *t =
        paper_table(w->p, &annex->body, (PaperColumn[]){{1, PAPER_CENTRED}, {6, PAPER_LEFT}, {6, PAPER_LEFT}}, 3);
    PaperRow *head = paper_row(w->p, t, true);
    int n = 0;
    paper_cell(w->p, head, S("TT")), paper_cell(w->p, head, S("Họ và tên, tập thể")),
        paper_cell(w->p, head, S("Chức vụ, đơn vị, thành tích"));
    for (Str rest = part->text, line; str_cut(&rest, '\n', &line);) {
        Str name;
        if (!str_trim(line).n || !str_cut(&line, ';', &name)) continue;
        PaperRow *row = paper_row(w->p, t, false);
        paper_cell(w->p, row, str_format(w->p->mem, "%d", ++n));
        paper_cell(w->p, row, str_trim(name));
        paper_cell(w->p, row, str_trim(line));
    }
}

/* -- the head
 * ----------------------------------------------------------------------------------------------------------------------
 */

static void put_lines(Arena *a, StrList *list, Str text)
{
    for (Str line; str_cut(&text, '\n', &line);)
        if (str_trim(line).n) *list_add(a, list) = str_trim(line);
}

/* "Ủy ban nhân dân tỉnh Bắc Giang" in two lines, of the head of a page. */
static Str issuer_lines(Arena *a, Str name)
{
    static const char committee[] = "Ủy ban nhân dân ";
    if (!str_starts(name, str_of(committee))) return name;
    return str_format(a, "Ủy ban nhân dân\n%.*s", STR_ARGS(str_from(name, sizeof committee - 1)));
}

static Str governing(Arena *a, Str name)
{
    static const char committee[] = "Ủy ban nhân dân ";
    if (!str_starts(name, str_of(committee))) return name;
    return str_format(a, "UBND %.*s", STR_ARGS(str_from(name, sizeof committee - 1)));
}

static void put_number(Printing *w, const Document *d)
{
    size_t at = str_index(d->symbol, '/');
    const ReportAgency *g = &w->k->agency;
    w->p->draft = d->state != DOCUMENT_ISSUED;
    if (d->symbol.n) w->p->number = str_slice(d->symbol, 0, at), w->p->symbol = str_from(d->symbol, at + 1);
    else w->p->symbol = paper_symbol(w->p->mem, document_kinds[d->kind].paper, g->symbol, g->unit);
}

/* Of a draft: nobody has signed, and the head is expected to. */
static PaperSigner open_signer(Ctx *c, const Content *k)
{
    bool is_committee = str_starts(k->agency.kind, S("ubnd-")) && !document_kinds[k->document.kind].by_head;
    if (k->document.kind == DOCUMENT_MINUTES)
        return (PaperSigner){.post = S("Chủ tọa"), .instruction = S("(Ký, ghi rõ họ tên)")};
    return (PaperSigner){.body = is_committee ? S("Ủy ban nhân dân") : (Str){0}, .post = head_title(c, k->agency.name)};
}

static void put_signers(Ctx *c, Printing *w)
{
    const Document *d = &w->k->document;
    PaperSigner s = w->k->signer;
    if (d->capacity.n && !s.name.n) s = (PaperSigner){.post = d->capacity, .name = d->signer};
    if (!s.post.n && !s.name.n) s = open_signer(c, w->k);
    if (d->kind == DOCUMENT_MINUTES)
        *list_add(w->p->mem, &w->p->signers) =
            (PaperSigner){.post = S("Thư ký"), .instruction = S("(Ký, ghi rõ họ tên)")};
    *list_add(w->p->mem, &w->p->signers) = s;
}

static void put_head(Ctx *c, Printing *w)
{
    const Document *d = &w->k->document;
    const ReportAgency *g = &w->k->agency;
    Paper *p = w->p;
    if (g->parent_name.n) p->governing = governing(p->mem, g->parent_name);
    p->issuer = issuer_lines(p->mem, agency_short(g)), p->issuer_in_text = agency_short(g);
    put_number(w, d);
    p->place = d->place.n ? d->place : g->place, p->day = d->day,
    p->title = document_kinds[d->kind].paper == PAPER_LETTER ? in_sentence(p->mem, d->subject) : d->subject;
    put_lines(p->mem, &p->to, d->receivers);
    put_lines(p->mem, &p->copies, d->copies);
    put_lines(p->mem, &p->bases, d->bases);
    p->open_end = d->kind == DOCUMENT_MINUTES || d->kind == DOCUMENT_ASSIGNMENT;
    if (document_kinds[d->kind].by_head)
        p->authority = str_format(p->mem, "%.*s %.*s", STR_ARGS(head_title(c, g->name)), STR_ARGS(g->name)),
        p->resolves = S("QUYẾT ĐỊNH:");
    put_signers(c, w);
}

Fail content_paper(Ctx *c, const Content *k, Str site, Paper *paper)
{
    *paper = paper_new(&c->mem, document_kinds[k->document.kind].paper);
    Printing w = {paper, k, site};
    put_head(c, &w);
    for (size_t i = 0; i < k->parts.n; i++) {
        if (k->parts.at[i].level == LEVEL_ANNEX) put_list(&w, &k->parts.at[i]);
        else put_part(&w, &k->parts.at[i]);
    }
    for (size_t i = 0; i < k->annexes.n; i++)
        if (!k->annexes.at[i].only_sheet) put_annex(&w, &k->annexes.at[i]);
    return OK;
}

/* -- as a spreadsheet
 * ---------------------------------------------------------------------------------------------------------------- */

static void put_sheet_sum(Ctx *c, SheetWriter *w, const Annex *a)
{
    sheet_foot(w);
    for (size_t i = 0; i < a->columns.n; i++) {
        int64_t sum = 0;
        for (size_t k = 0; k < a->rows.n; k++) sum += a->rows.at[k].cells[i].number;
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
    if (!k->annexes.n)
        return fail(c, FAIL_CONFLICT, "%s không có phụ lục số liệu. Hãy tải bản Word hoặc PDF.",
                    document_kinds[k->document.kind].name);
    for (size_t i = 0; i < k->annexes.n; i++) {
        const Annex *a = &k->annexes.at[i];
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
    if (file == REPORT_XLSX) return content_sheet(c, k, bytes);
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
