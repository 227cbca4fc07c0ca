// SPDX-License-Identifier: Apache-2.0
/* print.c -- a document's content as it is printed (paper/). */
#include "report/content.h"
#include "viet/text.h"

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
    for (size_t i = 0; i < a->columns.n; i++) paper_cell(w->p, to, annex_words(w->p->mem, a, row, i));
}

static void put_sum(Printing *w, PaperTable *t, const Annex *a)
{
    PaperRow *to = paper_row(w->p, t, false);
    to->strong = true;
    for (size_t i = 0; i < a->columns.n; i++) {
        bool is_number = a->columns.at[i].type == ANNEX_NUMBER;
        paper_cell(w->p, to, is_number ? number_words(w->p->mem, annex_sum(a, i)) : i == 1 ? S("Cộng") : (Str){0});
    }
}

PaperTable *annex_table(Paper *p, const Annex *a)
{
    PaperAnnex *annex = paper_annex(p, a->title, !a->is_upright);
    PaperColumn *columns = NEW(p->mem, PaperColumn, a->columns.n);
    for (size_t i = 0; i < a->columns.n; i++)
        columns[i] = (PaperColumn){a->columns.at[i].width,
                                   a->columns.at[i].type == ANNEX_TEXT ? i ? PAPER_LEFT : PAPER_CENTRED : PAPER_RIGHT};
    PaperTable *t = paper_table(p, &annex->body, columns, (int)a->columns.n);
    PaperRow *head = paper_row(p, t, true);
    for (size_t i = 0; i < a->columns.n; i++) paper_cell(p, head, a->columns.at[i].name);
    return t;
}

static void put_annex(Printing *w, const Annex *a)
{
    PaperTable *t = annex_table(w->p, a);
    for (size_t i = 0; i < a->rows.n; i++) put_cells(w, t, a, &a->rows.at[i]);
    if (a->has_sum && a->rows.n) put_sum(w, t, a);
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
    for (size_t i = 0; i < k->parts.n; i++)
        if (k->parts.at[i].level != LEVEL_ANNEX) put_part(&w, &k->parts.at[i]);
    AnnexList tables;
    content_tables(c, k, &tables);
    for (size_t i = 0; i < tables.n; i++)
        if (!tables.at[i].only_sheet) put_annex(&w, &tables.at[i]);
    return OK;
}
