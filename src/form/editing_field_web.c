// SPDX-License-Identifier: Apache-2.0
/* editing_field_web.c -- one field's own small form. */
#include "form/editing_view.h"
#include "form/expression.h"
#include "form/sketch.h"
#include "form/web.h"
#include "http/reply.h"
#include "viet/text.h"

static FieldType type_of(Str word, FieldType otherwise)
{
    for (int i = 0; i < FIELD_TYPE_COUNT; i++)
        if (str_equal(word, str_of(field_words[i]))) return (FieldType)i;
    return otherwise;
}

static bool is_always(Str required)
{
    return str_equal(required, S("1")) || str_equal(required, S("true")) || str_equal(required, S("yes")) ||
           str_equal(required, S("có"));
}

/* -- drawn ----------------------------------------------------------------------------------------------------------
 */

Fail field_get(Ctx *c, const Request *q, Reply *r)
{
    Edited m;
    size_t at = 0;
    FieldPage p = {.m = &m};
    bool is_again = request_is_again(q);
    p.before = is_again ? request_typed(q, "cu") : input_text(q, "ten");
    p.behind = is_again ? request_typed(q, "sau") : input_text(q, "sau");
    Str kind = is_again ? request_typed(q, "kieu") : input_text(q, "kieu");
    TRY(edited_pieces(c, q, &m));
    if (p.before.n) {
        TRY(edited_field(c, &m, p.before, &at));
        p.snippet = snippet_of(&c->mem, &m.pieces, at, &m.d.field[at]);
        p.snippet.type = type_of(kind, p.snippet.type);
    } else p.snippet.type = type_of(kind, FIELD_TEXT);
    Str required = p.snippet.value[SNIPPET_REQUIRED];
    if (str_equal(required, S("false")) || str_equal(required, S("no"))) p.snippet.value[SNIPPET_REQUIRED] = (Str){0};
    p.is_required_when = p.snippet.value[SNIPPET_REQUIRED].n && !is_always(required);
    field_page(reply_page(c, q, r, m.e.title), &p);
    return OK;
}

/* -- taken ----------------------------------------------------------------------------------------------------------
 */

static Snippet sent(Ctx *c, const Request *q)
{
    Snippet s = {.name = input_text(q, "ten"), .type = type_of(input_text(q, "kieu"), FIELD_TEXT)};
    for (int i = 0; i < SNIPPET_KEY_COUNT; i++) s.value[i] = input_text(q, snippet_inputs[i]);
    Str required = input_text(q, "bat-buoc");
    s.value[SNIPPET_REQUIRED] = str_equal(required, S("khi"))  ? input_text(q, "bat-buoc-khi")
                                : str_equal(required, S("co")) ? S("true")
                                                               : (Str){0};
    if (str_equal(s.value[SNIPPET_SEEN_BY], S("deciders"))) s.value[SNIPPET_SEEN_BY] = (Str){0}; /* as if unsaid */
    s.rest = input_text(q, "them");
    if (!s.name.n) s.name = design_name_of(&c->mem, s.value[SNIPPET_LABEL]);
    return s;
}

/* Who is called otherwise is asked otherwise, everywhere in the text. */
static Str renamed(Arena *mem, Str text, Str before, Str after)
{
    Str from = str_format(mem, "${%.*s}", STR_ARGS(before)), to = str_format(mem, "${%.*s}", STR_ARGS(after));
    Out o = {.mem = mem};
    if (!before.n || str_equal(before, after)) return text;
    for (size_t at; (at = str_find(text, from)) < text.n; text = str_from(text, at + from.n))
        out_raw(&o, str_slice(text, 0, at)), out_raw(&o, to);
    out_raw(&o, text);
    return str_copy(mem, out_str(&o));
}

/* Where the piece stands in the new text, and what. */
typedef struct {
    Str source;
    SnippetLines lines;
    int first, n; /* lines of it */
} Change;

static Fail change_of(Ctx *c, const Request *q, const Edited *m, const Snippet *s, Change *k)
{
    size_t at = 0;
    Str before = input_text(q, "cu"), behind = input_text(q, "sau");
    bool is_new = !before.n;
    if (!is_new) TRY(edited_field(c, m, before, &at));
    else if (!behind.n || edited_field(c, m, behind, &at)) at = m->pieces.n - 1, c->why[0] = 0;
    k->lines = snippet_lines(&c->mem, s, &m->pieces, is_new ? SNIPPET_NEW : at);
    k->first = is_new ? m->pieces.at[at].last + 1 : m->pieces.at[at].first;
    Str text = k->lines.text;
    for (Str line; str_cut(&text, '\n', &line);) k->n++;
    k->source = is_new ? pieces_with(&c->mem, &m->pieces, at, k->lines.text)
                       : pieces_replaced(&c->mem, &m->pieces, at, k->lines.text);
    k->source = renamed(&c->mem, k->source, before, s->name);
    return OK;
}

static const char *input_at(const Change *k, const DesignProblem *p)
{
    int line = p->spot.line - k->first;
    bool is_here = line >= 0 && line < k->n && line < SNIPPET_LINES_MAX && k->lines.input[line];
    return is_here ? k->lines.input[line] : "ten";
}

static Str capital(Arena *mem, Str s)
{
    Str text = viet_capital(mem, s);
    return str_ends(text, S(".")) || str_ends(text, S("?")) ? text : str_format(mem, "%.*s.", STR_ARGS(text));
}

static void tell(Ctx *c, const Request *q, const Change *k, const DesignProblems *problems)
{
    for (size_t i = 0; i < problems->n; i++) {
        const DesignProblem *p = &problems->at[i];
        const char *input = input_at(k, p);
        if (str_equal(str_of(input), S("bat-buoc"))) input = "bat-buoc-khi";
        if (!p->is_warning) input_problem(c, q, input, 0, capital(&c->mem, p->text));
    }
}

Fail field_prepare(Ctx *c, const Request *q, Reply *r)
{
    Edited m;
    Design d;
    DesignProblems problems;
    Change *k = NEW(&c->mem, Change, 1);
    Snippet s = sent(c, q);
    TRY(edited_pieces(c, q, &m));
    if (!design_name_is_good(s.name))
        return input_rule(q, "ten",
                          fail(c, FAIL_INPUT,
                               "Tên chỉ gồm chữ thường không dấu, chữ số, dấu _, nhiều nhất %d chữ: ho_ten.",
                               DESIGN_NAME_MAX));
    if (str_equal(input_text(q, "bat-buoc"), S("khi")) && !s.value[SNIPPET_REQUIRED].n)
        return input_rule(q, "bat-buoc-khi", fail(c, FAIL_INPUT, "Hãy ghi công thức: bắt buộc khi nào."));
    TRY(change_of(c, q, &m, &s, k));
    if (!design_check(&c->mem, m.kind, k->source, &d, &problems)) {
        tell(c, q, k, &problems);
        return fail(c, FAIL_INPUT, "Trường này còn chỗ chưa đúng.");
    }
    reply_prepared(r, k);
    return OK;
}

Fail field_post(Ctx *c, const Request *q, Reply *r)
{
    const Change *k = request_prepared(q);
    Editing e = {.id = input_id(q, "ban-sua"), .edition = (int)input_integer(q, "lan")};
    TRY(editing_save(c, &e, k->source));
    return reply_redirect(c, r, "/bieu-mau/%lld", (long long)e.id);
}
