// SPDX-License-Identifier: Apache-2.0
/* figure.c -- figures in a text: "{214|s3}" says 214, and row 3 of the document's figures says what it counts.  A
 * person may move a figure or take it out; what it says changes only by taking the newer one. */
#include "base/out.h"
#include "report/draft.h"

const FigureKindRow figure_kinds[FIGURE_COUNT] = {
#define X(symbol, key, name) {key, name},
    DOCUMENT_FIGURES(X)
#undef X
};

static FigureKind kind_of(Str key)
{
    int i = 0;
    while (i < FIGURE_COUNT - 1 && !str_equal(key, str_of(figure_kinds[i].key))) i++;
    return (FigureKind)i;
}

const DocumentFigure *figure_nth(const DocumentFigureList *figures, int nth)
{
    for (size_t i = 0; i < figures->n; i++)
        if (figures->at[i].nth == nth) return &figures->at[i];
    return NULL;
}

Str figure_token(Arena *a, int64_t value, int nth)
{
    return str_format(a, "{%.*s|s%d}", STR_ARGS(number_words(a, value)), nth);
}

/* -- in the store ----------------------------------------------------------------------------------------------------
 */

Fail figures_load(Ctx *c, Id document, DocumentFigureList *figures)
{
    Rows r;
    *figures = (DocumentFigureList){0};
    TRY(store_query(c, &r,
                    "SELECT nth, what, node_id, words, unit, value FROM report_figure WHERE office_id = $1 "
                    "AND document_id = $2 ORDER BY nth",
                    OFFICE, document));
    while (rows_next(&r)) {
        DocumentFigure *one = list_add(&c->mem, figures);
        *one = (DocumentFigure){.nth = (int)row_integer(&r, 0),
                                .kind = kind_of(row_text(&r, 1)),
                                .node = row_integer(&r, 2),
                                .words = row_text(&r, 3),
                                .unit = row_text(&r, 4),
                                .value = row_integer(&r, 5)};
        one->now = one->value;
        one->path = str_format(&c->mem, "/van-ban/%lld/so/%d", (long long)document, one->nth);
    }
    return rows_end(&r);
}

Fail figure_keep(Ctx *c, Id document, const DocumentFigure *one)
{
    return store_run(c,
                     "INSERT INTO report_figure (office_id, id, document_id, nth, what, node_id, words, unit, value) "
                     "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                     OFFICE, id_new(c->now), document, one->nth, figure_kinds[one->kind].key, one->node, one->words,
                     one->unit, one->value);
}

Fail document_figures(Ctx *c, const Document *d, bool fresh, DocumentFigureList *figures)
{
    Facts f;
    TRY(figures_load(c, d->id, figures));
    if (!fresh || !figures->n) return OK;
    TRY(facts_gather(c, d->plan, d->scope, d->scope_org, d->as_of, &f));
    for (size_t i = 0; i < figures->n; i++) {
        DocumentFigure *one = &figures->at[i];
        one->now = facts_count(c, &f, one->kind, one->node, one->words, one->unit);
    }
    return OK;
}

/* -- in a text
 * ---------------------------------------------------------------------------------------------------------- */

/* A figure at the beginning of `text`: its number as it is written, its row; 0 = there is none there.  Its length. */
static size_t token_at(Str text, Str *number, int *nth)
{
    size_t i = 1, end = str_index(text, '}');
    int64_t row;
    if (!text.n || text.p[0] != '{' || end == text.n) return 0;
    while (i < end && text.p[i] != '|') i++;
    if (i + 2 >= end || text.p[i + 1] != 's') return 0;
    if (!str_integer(str_slice(text, i + 2, end), &row) || row < 1 || row > INT32_MAX) return 0;
    *number = str_slice(text, 1, i), *nth = (int)row;
    return end + 1;
}

void text_pieces(Arena *a, Str text, const DocumentFigureList *figures, TextPieceList *pieces)
{
    size_t from = 0, at = 0;
    *pieces = (TextPieceList){0};
    while (at < text.n) {
        Str number;
        int nth;
        size_t length = text.p[at] == '{' ? token_at(str_from(text, at), &number, &nth) : 0;
        if (!length) {
            at++;
            continue;
        }
        if (at > from) *list_add(a, pieces) = (TextPiece){str_slice(text, from, at), NULL};
        *list_add(a, pieces) = (TextPiece){number, figure_nth(figures, nth)};
        at += length, from = at;
    }
    if (at > from) *list_add(a, pieces) = (TextPiece){str_slice(text, from, at), NULL};
}

Fail text_check(Ctx *c, Str text, const DocumentFigureList *figures)
{
    for (size_t at = 0; at < text.n; at++) {
        Str number;
        int nth;
        size_t length = text.p[at] == '{' ? token_at(str_from(text, at), &number, &nth) : 0;
        if (!length) continue;
        const DocumentFigure *one = figure_nth(figures, nth);
        if (!one)
            return fail(c, FAIL_INPUT,
                        "Văn bản này không có số liệu s%d. Hãy xóa dấu ngoặc, hoặc chép lại ô số liệu có "
                        "trong bảng bên cạnh.",
                        nth);
        Str is = number_words(&c->mem, one->value);
        if (!str_equal(str_trim(number), is))
            return fail(c, FAIL_INPUT,
                        "Số {%.*s|s%d} là %s, đếm được %.*s, nên không sửa ở đây. Hãy để lại %.*s; số sai thì sửa ở "
                        "chính việc mà nó đếm.",
                        STR_ARGS(number), nth, figure_kinds[one->kind].name, STR_ARGS(is), STR_ARGS(is));
        at += length - 1;
    }
    return OK;
}

/* The text with the figures' present values, of those in `figures` (all, or the one that is taken). */
Str text_renewed(Arena *a, Str text, const DocumentFigureList *figures)
{
    Out o = {.mem = a};
    for (size_t at = 0; at < text.n;) {
        Str number;
        int nth;
        size_t length = text.p[at] == '{' ? token_at(str_from(text, at), &number, &nth) : 0;
        const DocumentFigure *one = length ? figure_nth(figures, nth) : NULL;
        if (one) out_raw(&o, figure_token(a, one->value, nth));
        else out_raw(&o, str_slice(text, at, at + (length ? length : 1)));
        at += length ? length : 1;
    }
    return out_str(&o);
}
