// SPDX-License-Identifier: Apache-2.0
#include "form/xform_inside.h"

Str xform_path(XForm *x, const DesignField *f)
{
    if (f->rows == NO_ROWS) return str_format(x->o->mem, "/data/%.*s", STR_ARGS(f->name));
    return str_format(x->o->mem, "/data/%.*s/%.*s", STR_ARGS(x->d->field[f->rows].name), STR_ARGS(f->name));
}

/* Functions over all rows of a table. */
static bool is_over_rows(Str function)
{
    static const Str names[] = {STR("sum"), STR("count"), STR("min"), STR("max"), STR("count-non-empty"), STR("join")};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_equal(names[i], function)) return true;
    return false;
}

/* Of the two rules of ours that ODK has nothing for. */
static bool is_ours(Str function) { return str_contains(function, S("workdays")); }

/* Where a field is found from `self`. */
static Str reference(XForm *x, const DesignField *self, const DesignField *f, Str function, bool is_filter)
{
    Arena *mem = x->o->mem;
    bool is_same_table = f->rows != NO_ROWS && self->rows == f->rows;
    if (!is_same_table || str_equal(function, S("indexed-repeat"))) return xform_path(x, f);
    Str table = x->d->field[f->rows].name, from = is_filter ? S("current()/..") : S("..");
    if (is_over_rows(function))
        return str_format(mem, "%.*s/../%.*s/%.*s", STR_ARGS(from), STR_ARGS(table), STR_ARGS(f->name));
    return str_format(mem, "%.*s/%.*s", STR_ARGS(from), STR_ARGS(f->name));
}

/* What the field is compared with begins with a quote: it is meant as the text that is kept. */
static bool is_compared_as_text(Str rest)
{
    rest = str_trim(rest);
    if (str_starts(rest, S("!="))) rest = str_from(rest, 2);
    else if (str_starts(rest, S("="))) rest = str_from(rest, 1);
    else return false;
    rest = str_trim(rest);
    return rest.n && (rest.p[0] == '\'' || rest.p[0] == '"');
}

static void put_reference(XForm *x, Out *o, const DesignField *self, Str name, Str function, bool is_filter, Str rest)
{
    const DesignField *f = design_field(x->d, name);
    if (!f) return;
    Str path = reference(x, self, f, function, is_filter);
    if (f->type == FIELD_PERIOD) out_format(o, "concat(%.*s/tu, '/', %.*s/den)", STR_ARGS(path), STR_ARGS(path));
    else if (f->type == FIELD_YES && !is_compared_as_text(rest) && !function.n)
        out_format(o, "boolean-from-string(%.*s)", STR_ARGS(path));
    else out_raw(o, path);
}

static bool is_name_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == ':';
}

/* One piece; *function = the one whose brackets were opened last and right before.  0 = ODK has no such function. */
static size_t put_piece(XForm *x, Out *o, Str s, const DesignField *self, bool is_filter, Str *function)
{
    size_t n = 1;
    if (s.p[0] == '\'' || s.p[0] == '"') {
        n = str_index(str_from(s, 1), s.p[0]) + 2;
        out_raw(o, str_slice(s, 0, n));
    } else if (str_starts(s, S("${"))) {
        n = str_index(s, '}') + 1;
        put_reference(x, o, self, str_trim(str_slice(s, 2, n - 1)), *function, is_filter, str_from(s, n));
    } else if (is_name_letter(s.p[0])) {
        while (n < s.n && is_name_letter(s.p[n])) n++;
        Str rest = str_from(s, n);
        while (rest.n && rest.p[0] == ' ') rest = str_from(rest, 1);
        if (str_starts(rest, S("("))) *function = str_slice(s, 0, n);
        if (is_ours(str_slice(s, 0, n))) return 0;
        out_raw(o, str_slice(s, 0, n));
        return n;
    } else {
        out_char(o, s.p[0]);
        if (s.p[0] == ')') *function = (Str){0};
    }
    return n < s.n ? n : s.n;
}

static void lose(XForm *x, const DesignField *f)
{
    if (x->lost && (!x->lost->n || !str_equal(x->lost->at[x->lost->n - 1], f->name)))
        *list_add(x->o->mem, x->lost) = f->name;
}

Str xform_expression(XForm *x, const DesignField *self, const Expression *e, bool is_filter)
{
    Out o = {.mem = x->o->mem};
    Str s = e ? expression_text(e) : (Str){0}, function = {0};
    for (size_t n; s.n; s = str_from(s, n)) {
        n = put_piece(x, &o, s, self, is_filter, &function);
        if (n) continue;
        lose(x, self);
        return (Str){0};
    }
    return str_copy(o.mem, out_str(&o));
}

/* -- constraints ---------------------------------------------------------------------------------------------- */

/* What the bounds of a field are about; NULL = ODK cannot ask it. */
static const char *bounded(FieldType type)
{
    switch (type) {
    case FIELD_INTEGER:
    case FIELD_MONEY:
    case FIELD_DECIMAL:
    case FIELD_DAY: return ".";
    case FIELD_TEXT:
    case FIELD_LINES: return "string-length(.)";
    case FIELD_CHOICES: return "count-selected(.)";
    default: return NULL;
    }
}

static Str number(Arena *mem, const DesignField *f, double value)
{
    if (f->type == FIELD_DAY) return str_format(mem, "date('%.*s')", STR_ARGS(day_iso(mem, (Day)value)));
    return str_format(mem, value == (double)(int64_t)value ? "%.0f" : "%.9f", value);
}

static Str and_(Arena *mem, Str all, Str one)
{
    return !all.n ? one : str_format(mem, "%.*s and %.*s", STR_ARGS(all), STR_ARGS(one));
}

Str xform_constraint(XForm *x, const DesignField *f)
{
    Arena *mem = x->o->mem;
    const char *what = bounded(f->type);
    Str all = {0}, own = f->type == FIELD_ROWS ? (Str){0} : xform_expression(x, f, f->constraint, false);
    if (f->type == FIELD_ROWS && f->constraint) lose(x, f);
    if (f->type == FIELD_MONEY) all = S(". = int(.)");
    if (what && f->has_min) all = and_(mem, all, str_format(mem, "%s >= %.*s", what, STR_ARGS(number(mem, f, f->min))));
    if (what && f->has_max) all = and_(mem, all, str_format(mem, "%s <= %.*s", what, STR_ARGS(number(mem, f, f->max))));
    if (!own.n || !all.n) return own.n ? own : all;
    return str_format(mem, "(%.*s) and %.*s", STR_ARGS(own), STR_ARGS(all));
}
