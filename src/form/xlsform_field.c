// SPDX-License-Identifier: Apache-2.0
/* What one row of the survey says of its field. */
#include "form/answers.h"
#include "form/xlsform_inside.h"
#include "viet/distance.h"
#include <stdlib.h>

#define WARN(x, spot, ...) problem_warn((x)->mem, (x)->d.problems, (spot), __VA_ARGS__)

Str xls_free_name(Walk *w, const char *wanted)
{
    Str front = str_slice(str_of(wanted), 0, strlen(wanted) - 1), name = str_of(wanted); /* "muc_1": muc_2 … */
    for (int i = 2; map_get(&w->taken, name); i++) name = str_format(w->x->mem, "%.*s%d", STR_ARGS(front), i);
    *map_put(w->x->mem, &w->taken, name) = w;
    return name;
}

/* -- texts ---------------------------------------------------------------------------------------------------- */

static Str both_texts(Arena *mem, Str a, Str b)
{
    return !a.n ? b : !b.n ? a : str_format(mem, "%.*s\n%.*s", STR_ARGS(a), STR_ARGS(b));
}

DesignText xls_help(Xls *x, const SheetRow *row)
{
    DesignText hint = xls_text(x, &x->survey, row, XLS_HINT), more = xls_text(x, &x->survey, row, XLS_GUIDANCE);
    if (!hint.text.n) return more;
    hint.text = both_texts(x->mem, hint.text, more.text);
    return hint;
}

void xls_describe(Walk *w, SketchField *f, const SheetRow *row)
{
    Xls *x = w->x;
    int column;
    f->f.label = xls_text(x, &x->survey, row, XLS_LABEL);
    f->f.help = xls_help(x, row);
    if (f->f.label.text.n || f->f.type == FIELD_COMPUTED) return;
    if (f->f.help.text.n) {
        f->f.label = f->f.help;
        f->f.help = (DesignText){0};
        return;
    }
    Str name = xls_cell(&x->survey, row, XLS_NAME, &column);
    if (name.n)
        WARN(x, xls_spot(&x->survey, row, column), "«%.*s» chưa có nhãn (cột label): lấy tên làm nhãn",
             STR_ARGS(str_head(name, 60)));
    f->f.label.text = name.n ? name : S("…");
}

/* -- values --------------------------------------------------------------------------------------------------- */

/* A value that stands there, as the expression that gives it; empty, and named, when it is none of this type. */
static Str literal(Xls *x, const SketchField *f, Str value, Spot spot)
{
    Answer a = {0};
    Str problem;
    DesignField like = f->f;
    like.has_min = like.has_max = false;
    if (f->f.type == FIELD_CHOICE || f->f.type == FIELD_CHOICES || f->f.type == FIELD_COMPUTED)
        return expression_of_text(x->mem, value);
    if (!answer_read(x->mem, &like, value, &a, &problem) || answer_is_empty(a)) {
        WARN(x, spot, "giá trị ban đầu «%.*s» không đúng kiểu nên bỏ qua", STR_ARGS(str_head(value, 60)));
        return (Str){0};
    }
    Str text = answer_text(x->mem, a);
    return a.kind == IS_DAY                               ? str_format(x->mem, "date('%.*s')", STR_ARGS(text))
           : a.kind == IS_INTEGER || a.kind == IS_DECIMAL ? text
                                                          : expression_of_text(x->mem, text);
}

static SketchExpression default_of(Xls *x, SketchField *f, const SheetRow *row)
{
    int column;
    Str value = xls_cell(&x->survey, row, XLS_DEFAULT, &column);
    if (!value.n || xls_is_formula(value)) return xls_formula(x, &x->survey, row, XLS_DEFAULT, NULL);
    if (f->f.type == FIELD_CHOICE || f->f.type == FIELD_CHOICES) f->first_keys = value;
    Spot spot = xls_spot(&x->survey, row, column);
    return (SketchExpression){.text = literal(x, f, value, spot), .spot = spot};
}

static void take_values(Xls *x, SketchField *f, const SheetRow *row)
{
    int column;
    SketchExpression first = default_of(x, f, row);
    bool is_read_only = xls_is_yes(xls_cell(&x->survey, row, XLS_READ_ONLY, &column));
    f->computed = xls_formula(x, &x->survey, row, XLS_CALCULATION, NULL);
    if (f->f.type == FIELD_COMPUTED || (is_read_only && !f->computed.text.n)) {
        if (!f->computed.text.n) f->computed = first;
        first = (SketchExpression){0};
    }
    if (!f->computed.text.n) f->first = first;
    else f->first_keys = (Str){0};
    bool is_bare = is_read_only && !f->computed.text.n && f->f.rows == NO_ROWS;
    if (is_bare) f->f.type = FIELD_NOTE, f->list = f->first_keys = (Str){0}; /* nobody can answer it: it is read */
}

/* "start=1 end=10 step=2". */
static bool parameter(Arena *mem, Str parameters, const char *name, double *value)
{
    Str piece;
    size_t n = strlen(name);
    while (str_cut(&parameters, ' ', &piece)) {
        piece = str_ends(piece, S(";")) || str_ends(piece, S(",")) ? str_slice(piece, 0, piece.n - 1) : piece;
        if (piece.n <= n + 1 || !str_equal_ascii(str_slice(piece, 0, n), str_of(name)) || piece.p[n] != '=') continue;
        char *end;
        const char *text = str_c(mem, str_from(piece, n + 1));
        *value = strtod(text, &end);
        return end != text && !*end && *value > -DESIGN_VALUE_MAX && *value < DESIGN_VALUE_MAX;
    }
    return false;
}

static bool is_whole(double value) { return value == (double)(int64_t)value; }

static void take_range(Xls *x, SketchField *f, const SheetRow *row)
{
    int column;
    double start = 0, last = 10, step = 1; /* what ODK takes when they are not said */
    Str parameters = xls_cell(&x->survey, row, XLS_PARAMETERS, &column);
    parameter(x->mem, parameters, "start", &start);
    parameter(x->mem, parameters, "end", &last);
    parameter(x->mem, parameters, "step", &step);
    if (!is_whole(start) || !is_whole(last) || !is_whole(step)) f->f.type = FIELD_DECIMAL;
    f->f.has_min = f->f.has_max = true;
    f->f.min = start < last ? start : last;
    f->f.max = start < last ? last : start;
    if (f->f.type != FIELD_INTEGER || step < 2) return;
    SketchExpression steps = {.text = str_format(x->mem, "(. - %.0f) mod %.0f = 0", start, step),
                              .spot = xls_spot(&x->survey, row, column)};
    f->constraint = xls_both(x->mem, steps, f->constraint);
}

void xls_repeat_count(Xls *x, SketchField *f, const SheetRow *row)
{
    int64_t n;
    SketchExpression count = xls_formula(x, &x->survey, row, XLS_REPEAT_COUNT, NULL);
    if (!count.text.n) return;
    if (str_integer(count.text, &n) && n > 0 && n <= DESIGN_ROWS_MAX) {
        f->f.has_min = f->f.has_max = true;
        f->f.min = f->f.max = (double)n;
        return;
    }
    count.text = str_format(x->mem, ". = (%.*s)", STR_ARGS(count.text));
    f->constraint = count;
    f->f.constraint_says.text = S("Số dòng chưa đúng với số đã khai ở trên.");
}

/* -- kinds ---------------------------------------------------------------------------------------------------- */

static void take_time(Xls *x, SketchField *f)
{
    SketchExpression hours = {.text = S("regex(., '^([01]?[0-9]|2[0-3]):[0-5][0-9]$')"), .spot = f->f.spot};
    f->constraint = xls_both(x->mem, hours, f->constraint);
    if (!f->f.constraint_says.text.n) f->f.constraint_says.text = S("Giờ viết như 07:30.");
}

/* One box that must be ticked. */
static void take_acknowledge(Xls *x, SketchField *f)
{
    static const DesignChoice agreed = {.key = STR("OK"), .label = {.text = STR("Tôi đồng ý")}};
    f->list = S("tick_ok");
    if (!sketch_list(&x->d, f->list)) sketch_add_list(&x->d, (DesignList){f->list, &agreed, 1, NULL, 0}, f->f.spot);
}

static void take_select(Xls *x, SketchField *f, const SheetRow *row, const XlsType *type)
{
    int column;
    xls_cell(&x->survey, row, XLS_TYPE, &column);
    f->list = xls_list_name(x, type->list);
    if (type->has_other) f->list = xls_list_with_other(x, f->list);
    f->list_spot = xls_spot(&x->survey, row, column);
    const DesignList *list = sketch_list(&x->d, f->list);
    f->filter = xls_formula(x, &x->survey, row, XLS_FILTER, list);
}

static void take_required(Xls *x, SketchField *f, const SheetRow *row)
{
    int column;
    Str cell = xls_cell(&x->survey, row, XLS_REQUIRED, &column);
    f->required = xls_formula(x, &x->survey, row, XLS_REQUIRED, NULL);
    if (xls_is_yes(cell)) f->required.text = S("1");
    if (xls_is_no(cell)) f->required = (SketchExpression){0};
    f->f.required_says = xls_text(x, &x->survey, row, XLS_REQUIRED_SAYS);
}

static bool has_word(Str words, const char *word)
{
    Str one;
    while (str_cut(&words, ' ', &one))
        if (str_equal_ascii(one, str_of(word))) return true;
    return false;
}

void xls_fill(Walk *w, SketchField *f, const SheetRow *row, const XlsType *type)
{
    Xls *x = w->x;
    int column;
    Str appearance = xls_cell(&x->survey, row, XLS_APPEARANCE, &column);
    if (f->f.type == FIELD_TEXT && has_word(appearance, "multiline")) f->f.type = FIELD_LINES;
    xls_cell(&x->survey, row, XLS_TYPE, &column);
    if (type->kind == XLS_FIELD && type->says) WARN(x, xls_spot(&x->survey, row, column), "%s", type->says);
    if (type->kind == XLS_SELECT && type->says) WARN(x, xls_spot(&x->survey, row, column), "%s", type->says);
    xls_describe(w, f, row);
    if (f->f.type == FIELD_NOTE) return;
    if (type->kind == XLS_SELECT) take_select(x, f, row, type);
    take_values(x, f, row);
    if (type->kind == XLS_TODAY) f->computed = (SketchExpression){.text = S("once(today())"), .spot = f->f.spot};
    if (f->f.type == FIELD_COMPUTED || f->f.type == FIELD_NOTE) return;
    take_required(x, f, row);
    f->constraint = xls_formula(x, &x->survey, row, XLS_CONSTRAINT, NULL);
    f->f.constraint_says = xls_text(x, &x->survey, row, XLS_CONSTRAINT_SAYS);
    if (type->kind == XLS_RANGE) take_range(x, f, row);
    if (type->kind == XLS_TIME) take_time(x, f);
    if (type->kind == XLS_ACKNOWLEDGE) take_acknowledge(x, f);
}

void xls_name_unknown(Xls *x, const SheetRow *row, int column, Str written)
{
    static const Str words[] = {
        STR("text"),       STR("integer"),     STR("decimal"),     STR("range"),        STR("date"),
        STR("time"),       STR("note"),        STR("calculate"),   STR("select_one …"), STR("select_multiple …"),
        STR("image"),      STR("file"),        STR("begin_group"), STR("end_group"),    STR("begin_repeat"),
        STR("end_repeat"), STR("acknowledge"), STR("hidden"),      STR("barcode")};
    size_t n = sizeof words / sizeof *words, near = viet_nearest(x->mem, written, words, n);
    Spot spot = xls_spot(&x->survey, row, column);
    if (near < n)
        problem_add(x->mem, x->d.problems, spot, "không có kiểu «%.*s»: có phải «%.*s»?",
                    STR_ARGS(str_head(written, 60)), STR_ARGS(words[near]));
    else problem_add(x->mem, x->d.problems, spot, "không có kiểu «%.*s»", STR_ARGS(str_head(written, 60)));
}
