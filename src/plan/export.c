// SPDX-License-Identifier: Apache-2.0
#include "plan/export.h"
#include "base/out.h"
#include "doc/table.h"
#include "paper/paper.h"
#include "viet/text.h"

typedef struct {
    Ctx *c;
    Paper paper;
    PlanNodeList nodes;
    const PlanNode *plan;
    PlanText text;
    DocTableList tables;
    bool *begins; /* of each line: something that was read begins there */
} Export;

/* -- where the text begins and ends --------------------------------------------------------------------------- */

static size_t index_of(const Doc *doc, int number)
{
    size_t i = 0;
    while (i < doc->n && doc->line[i].number < number) i++;
    return i;
}

/* The last line of what is printed above the text. */
static int head_end(const PlanNode *plan)
{
    static const PlanField head[] = {PLAN_NUMBER, PLAN_ISSUED, PLAN_ISSUER, PLAN_ISSUED_AT, PLAN_TYPE, PLAN_TITLE};
    int last = 0;
    for (size_t i = 0; i < sizeof head / sizeof *head; i++) {
        const PlanValue *v = node_value(plan, head[i]);
        if (v && v->last_line > last) last = v->last_line;
    }
    return last;
}

/* The first and last line of recipients and signature; both 0 when there are none. */
static void ending_of(const PlanNode *plan, int *first, int *last)
{
    *first = *last = 0;
    for (size_t i = 0; i < plan->values.n; i++) {
        const PlanValue *v = &plan->values.at[i];
        bool is_ending = v->field == PLAN_RECIPIENT || v->field == PLAN_SIGNER || v->field == PLAN_SIGNER_TITLE;
        if (!is_ending || !v->first_line || !v->value.n) continue;
        if (!*first || v->first_line < *first) *first = v->first_line;
        if (v->last_line > *last) *last = v->last_line;
    }
}

/* -- paragraphs ------------------------------------------------------------------------------------------------ */

static bool is_upper_roman(Str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!memchr("IVXLC", s.p[i], 5)) return false;
    return s.n > 0;
}

static bool is_digits(Str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((s.p[i] < '0' || s.p[i] > '9') && s.p[i] != '.') return false;
    return s.n > 0;
}

/* "I." "1." "1.1." "a)" "-" "+" at the beginning of a paragraph. */
static PaperStyle style_of(Str text, Str *marker, Str *rest)
{
    Str word = text;
    *marker = (Str){0}, *rest = text;
    word.n = str_index(text, ' ');
    if (word.n == text.n || word.n > 12) return PAPER_BODY;
    char end = word.p[word.n - 1];
    Str inner = str_slice(word, 0, word.n - 1);
    PaperStyle style = str_equal(word, S("-")) || str_equal(word, S("–")) ? PAPER_DASH
                       : str_equal(word, S("+"))                          ? PAPER_PLUS
                       : end == '.' && is_upper_roman(inner)              ? PAPER_SECTION
                       : end == '.' && is_digits(inner) ? str_index(inner, '.') < inner.n ? PAPER_SUBITEM : PAPER_ITEM
                       : end == ')' && inner.n && inner.n <= 2 ? PAPER_POINT
                                                               : PAPER_BODY;
    if (style == PAPER_BODY) return style;
    *marker = word, *rest = str_trim(str_from(text, word.n));
    return style;
}

/* A heading has few words and does not go on; what is numbered and runs on is text. */
enum { HEADING_MAX = 160 };
static PaperStyle as_text(PaperStyle style, Str text)
{
    bool is_short = text.n <= HEADING_MAX && !str_ends(text, S(".")) && !str_ends(text, S(";"));
    bool heads = style == PAPER_SECTION || style == PAPER_ITEM || style == PAPER_SUBITEM || style == PAPER_POINT;
    return heads && !is_short ? PAPER_CLAUSE : style;
}

static void mark_beginnings(Export *e)
{
    const Doc *doc = &e->text.meant;
    e->begins = NEW(&e->c->mem, bool, doc->n + 1);
    for (size_t i = 0; i < e->nodes.n; i++)
        for (size_t k = 0; k < e->nodes.at[i].values.n; k++) {
            const PlanValue *v = &e->nodes.at[i].values.at[k];
            if (v->first_line && plan_fields[v->field].type == SAYS_TEXT)
                e->begins[index_of(doc, v->first_line)] = true;
        }
}

static const DocTable *table_at(const Export *e, size_t i)
{
    for (size_t k = 0; k < e->tables.n; k++)
        if (e->tables.at[k].begin == i) return &e->tables.at[k];
    return NULL;
}

/* A line goes on with the one before unless something begins with it, or the one before ended. */
static bool goes_on(const Export *e, size_t i, Str so_far)
{
    const Line *line = &e->text.meant.line[i];
    Str marker, rest;
    if (e->begins[i] || table_at(e, i) || style_of(line->text, &marker, &rest) != PAPER_BODY) return false;
    bool ended = str_ends(so_far, S(".")) || str_ends(so_far, S(";")) || str_ends(so_far, S(":"));
    bool was_blank = !e->text.meant.line[i - 1].text.n && !line->page_begins;
    return !ended && !(was_blank && viet_is_upper(so_far)) &&
           !(viet_is_upper(line->text) != viet_is_upper(so_far) && was_blank);
}

/* Values that somebody corrected, as they read now.  Where the words of one cannot be found the text stays as restored.
 */
static Str corrected(const Export *e, Str text, int first, int last)
{
    Arena *a = &e->c->mem;
    for (size_t i = 0; i < e->nodes.n; i++)
        for (size_t k = 0; k < e->nodes.at[i].values.n; k++) {
            const PlanValue *v = &e->nodes.at[i].values.at[k];
            bool here = v->first_line >= first && v->last_line <= last && v->first_line;
            if (!here || !v->version || !v->value.n || plan_fields[v->field].type != SAYS_TEXT) continue;
            size_t at = str_find(text, v->initial);
            if (!v->initial.n || at == text.n || str_equal(v->initial, v->value)) continue;
            text = str_format(a, "%.*s%.*s%.*s", STR_ARGS(str_slice(text, 0, at)), STR_ARGS(v->value),
                              STR_ARGS(str_from(text, at + v->initial.n)));
        }
    return text;
}

static bool is_footnote(const Export *e, int line)
{
    const PlanValue *v;
    for (size_t at = 0; (v = node_next(e->plan, PLAN_FOOTNOTE, &at));)
        if (v->first_line == line) return true;
    return false;
}

/* "1 Việc treo …" at the foot of a page: a footnote of the paragraph above it. */
static bool put_footnote(Export *e, Str text)
{
    PaperBlocks *body = &e->paper.body;
    PaperText *above = body->n && !body->at[body->n - 1].table ? &body->at[body->n - 1].text : NULL;
    if (!above || !above->runs.n) return false;
    Str number = str_slice(text, 0, str_index(text, ' '));
    if (is_digits(number)) text = str_trim(str_from(text, number.n));
    PaperRun *last = &above->runs.at[above->runs.n - 1];
    if (last->note.n) text = str_format(&e->c->mem, "%.*s\n%.*s", STR_ARGS(last->note), STR_ARGS(text));
    last->note = text;
    return true;
}

static void put_paragraph(Export *e, Str text, int first, int last)
{
    Str marker, rest;
    text = corrected(e, text, first, last);
    if (is_footnote(e, first) && put_footnote(e, text)) return;
    PaperStyle style = style_of(text, &marker, &rest);
    paper_add(&e->paper, as_text(style, rest), marker, rest);
}

/* The paragraph that begins at line i; gives the line behind it. */
static size_t put_lines(Export *e, size_t i, size_t end)
{
    const Doc *doc = &e->text.meant;
    Out o = {.mem = &e->c->mem};
    int first = doc->line[i].number, last = first;
    out_raw(&o, doc->line[i].text);
    for (i++; i < end; i++) {
        if (!doc->line[i].text.n) continue;
        if (!goes_on(e, i, out_str(&o))) break;
        out_char(&o, ' ');
        out_raw(&o, doc->line[i].text);
        last = doc->line[i].number;
    }
    put_paragraph(e, out_str(&o), first, last);
    return i;
}

/* -- tables ---------------------------------------------------------------------------------------------------- */

static void put_row(Export *e, PaperTable *t, const DocTable *table, const DocRow *row)
{
    PaperRow *r = paper_row(&e->paper, t, false);
    Str across = table_across(table, row);
    if (across.n) {
        PaperCell *cell = paper_cell(&e->paper, r, across);
        cell->span = table->columns, r->strong = true;
        return;
    }
    for (int k = 0; k < table->columns; k++) paper_cell(&e->paper, r, table_cell(row, k));
}

/* Columns are as wide as their longest words ask for. */
static void put_table(Export *e, const DocTable *table)
{
    PaperColumn columns[TABLE_COLUMNS_MAX] = {0};
    for (int k = 0; k < table->columns; k++) {
        size_t most = table->head[k].n, sum = 0;
        for (size_t i = 0; i < table->rows.n; i++) sum += table_cell(&table->rows.at[i], k).n;
        size_t mean = table->rows.n ? sum / table->rows.n : 0;
        columns[k].width = 4 + (double)(most / 2 > mean ? most / 2 : mean);
    }
    PaperTable *t = paper_table(&e->paper, &e->paper.body, columns, table->columns);
    PaperRow *head = paper_row(&e->paper, t, true);
    for (int k = 0; k < table->columns; k++) paper_cell(&e->paper, head, table->head[k]);
    for (size_t i = 0; i < table->rows.n; i++) put_row(e, t, table, &table->rows.at[i]);
}

static void put_body(Export *e, size_t from, size_t end)
{
    for (size_t i = from; i < end;) {
        const DocTable *table = table_at(e, i);
        if (table) put_table(e, table);
        if (table) i = table->end > i ? table->end : i + 1;
        else if (e->text.meant.line[i].text.n) i = put_lines(e, i, end);
        else i++;
    }
}

/* -- the whole ------------------------------------------------------------------------------------------------- */

/* "136/KH-UBND" */
static void put_number(Paper *p, Str number)
{
    size_t at = str_index(number, '/');
    p->number = str_trim(str_slice(number, 0, at));
    p->symbol = at < number.n ? str_trim(str_from(number, at + 1)) : (Str){0};
}

static void put_head(Export *e)
{
    Arena *a = &e->c->mem;
    PaperKind kind = PAPER_PLAN;
    Str type = node_text(e->plan, PLAN_TYPE);
    paper_kind_of(a, type, &kind);
    e->paper = paper_new(a, kind);
    Paper *p = &e->paper;
    p->issuer = p->issuer_in_text = node_text(e->plan, PLAN_ISSUER);
    put_number(p, node_text(e->plan, PLAN_NUMBER));
    p->place = node_text(e->plan, PLAN_ISSUED_AT), p->day = node_day(e->plan, PLAN_ISSUED);
    p->title = node_text(e->plan, PLAN_TITLE);
    if (type.n && !str_equal(viet_fold(a, type), viet_fold(a, paper_kind_name(kind)))) p->name = viet_upper(a, type);
    p->open_end = true; /* the text brings its own "./." */
}

static void put_ending(Export *e)
{
    Paper *p = &e->paper;
    const PlanValue *v;
    for (size_t at = 0; (v = node_next(e->plan, PLAN_RECIPIENT, &at));) *list_add(p->mem, &p->copies) = v->value;
    Str post = node_text(e->plan, PLAN_SIGNER_TITLE), name = node_text(e->plan, PLAN_SIGNER);
    if (post.n || name.n) *list_add(p->mem, &p->signers) = paper_signer_of(p->mem, post, name);
}

/* What stands between text and recipients is their label; what stands behind the signature is an annex. */
static void put_text(Export *e)
{
    const Doc *doc = &e->text.meant;
    int first, last;
    ending_of(e->plan, &first, &last);
    size_t from = index_of(doc, head_end(e->plan) + 1), end = first ? index_of(doc, first) : doc->n;
    if (first && end < from) first = 0, end = doc->n;
    while (first && end > from && !doc->line[end - 1].text.n) end--;
    if (first && end > from && str_starts(viet_fold(&e->c->mem, doc->line[end - 1].text), S("noi nhan"))) end--;
    put_body(e, from, end);
    size_t behind = first ? index_of(doc, last + 1) : doc->n;
    while (behind < doc->n && !doc->line[behind].text.n) behind++;
    if (behind == doc->n) return;
    paper_new_page(&e->paper, &e->paper.body);
    put_body(e, behind, doc->n);
}

static Str file_name_of(Arena *a, const PlanCard *card)
{
    Str name = card->number.n ? card->number : S("ke-hoach");
    Out o = {.mem = a};
    for (size_t i = 0; i < name.n; i++) out_char(&o, name.p[i] == '/' || name.p[i] == ' ' ? '-' : name.p[i]);
    out_raw(&o, S(".docx"));
    return out_str(&o);
}

Fail plan_docx(Ctx *c, Id plan, Str *bytes, Str *name)
{
    Export e = {.c = c};
    PlanCard card;
    TRY(plan_card(c, plan, &card));
    TRY(plan_nodes(c, plan, (Str){0}, &e.nodes));
    TRY(plan_text(c, plan, &e.text));
    e.plan = &e.nodes.at[0];
    doc_tables(c, &e.text.meant, &e.tables);
    mark_beginnings(&e);
    put_head(&e);
    put_ending(&e);
    put_text(&e);
    *name = file_name_of(&c->mem, &card);
    return paper_docx(c, &e.paper, bytes);
}
