// SPDX-License-Identifier: Apache-2.0
#include "form/xlsform.h"

static bool is_name_letter(char c, bool is_first)
{
    bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (unsigned char)c >= 0x80;
    return is_letter || (!is_first && ((c >= '0' && c <= '9') || c == '-' || c == '.'));
}

/* What Word and Excel make of quotes. */
static Str straight(Str s, size_t *n)
{
    static const struct {
        Str curly, straight;
    } quotes[] = {{STR("‘"), STR("'")}, {STR("’"), STR("'")}, {STR("“"), STR("\"")}, {STR("”"), STR("\"")}};
    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++) {
        if (!str_starts(s, quotes[i].curly)) continue;
        *n = quotes[i].curly.n;
        return quotes[i].straight;
    }
    *n = 1;
    return str_slice(s, 0, 1);
}

static Str straightened(Arena *mem, Str s)
{
    Out o = {.mem = mem};
    if (str_index(s, '\xe2') == s.n) return s;
    for (size_t n; s.n; s = str_from(s, n)) out_raw(&o, straight(s, &n));
    return out_str(&o);
}

static Str field_name(Xls *x, Str written)
{
    const Str *ours = map_get(&x->names, written);
    return ours ? *ours : written;
}

static Str tag_name(Xls *x, Str written, const DesignList *tags)
{
    Str name = design_name_of(x->mem, written);
    for (size_t i = 0; i < tags->tags; i++)
        if (str_equal(tags->tag[i], name)) return name;
    return written;
}

/* One piece: a text in quotes, a field, a name, or a sign; how many bytes. */
static size_t put_piece(Xls *x, Out *o, Str s, const DesignList *tags)
{
    size_t n = 1;
    if (s.p[0] == '\'' || s.p[0] == '"') {
        n = 1 + str_index(str_from(s, 1), s.p[0]) + 1;
        out_raw(o, str_slice(s, 0, n));
    } else if (str_starts(s, S("${")) && str_index(s, '}') < s.n) {
        n = str_index(s, '}') + 1;
        out_format(o, "${%.*s}", STR_ARGS(field_name(x, str_trim(str_slice(s, 2, n - 1)))));
    } else if (is_name_letter(s.p[0], true)) {
        while (n < s.n && is_name_letter(s.p[n], false)) n++;
        Str name = str_slice(s, 0, n);
        bool is_call = str_starts(str_trim(str_from(s, n)), S("("));
        out_raw(o, tags && !is_call ? tag_name(x, name, tags) : name);
    } else out_char(o, s.p[0]);
    return n < s.n ? n : s.n;
}

Str xls_renamed(Xls *x, Str formula, const DesignList *tags)
{
    Out o = {.mem = x->mem};
    formula = straightened(x->mem, formula);
    while (formula.n) formula = str_from(formula, put_piece(x, &o, formula, tags));
    return str_copy(x->mem, out_str(&o));
}

SketchExpression xls_formula(Xls *x, const XlsSheet *s, const SheetRow *row, XlsColumnKind kind, const DesignList *tags)
{
    int column;
    Str cell = xls_cell(s, row, kind, &column);
    if (!cell.n) return (SketchExpression){0};
    return (SketchExpression){.text = xls_renamed(x, cell, tags), .spot = xls_spot(s, row, column)};
}

SketchExpression xls_both(Arena *mem, SketchExpression outer, SketchExpression inner)
{
    if (!outer.text.n) return inner;
    if (!inner.text.n) return outer;
    inner.text = str_format(mem, "(%.*s) and (%.*s)", STR_ARGS(outer.text), STR_ARGS(inner.text));
    return inner;
}

bool xls_is_formula(Str s)
{
    if (str_contains(s, S("${"))) return true;
    size_t open = str_index(s, '(');
    return open > 0 && open < s.n && s.p[s.n - 1] == ')' && is_name_letter(s.p[open - 1], false) &&
           str_index(str_slice(s, 0, open), ' ') == open;
}
