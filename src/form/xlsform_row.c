// SPDX-License-Identifier: Apache-2.0
/* The worksheet survey, row by row. */
#include "form/answers.h"
#include "form/xlsform.h"
#include "form/xlsform_inside.h"
#include <stdlib.h>

/* -- names ---------------------------------------------------------------------------------------------------- */

static bool is_named(XlsTypeKind kind)
{
    return kind != XLS_END_GROUP && kind != XLS_END_REPEAT && kind != XLS_OURSELVES && kind != XLS_NOT_TAKEN &&
           kind != XLS_UNKNOWN && kind != XLS_BEGIN_GROUP;
}

/* The first bearer of a name is the one that formulas mean. */
static Str take_name(Walk *w, const SheetRow *row, Str written, int column)
{
    Xls *x = w->x;
    Str name = design_name_is_good(written) ? written : design_name_of(x->mem, written), wanted = name;
    for (int i = 2; map_get(&w->taken, name); i++) {
        Str end = str_format(x->mem, "_%d", i);
        name = str_format(x->mem, "%.*s%.*s", STR_ARGS(str_slice(wanted, 0, DESIGN_NAME_MAX - end.n)), STR_ARGS(end));
    }
    *map_put(x->mem, &w->taken, name) = w;
    if (!str_equal(name, written))
        problem_warn(x->mem, x->d.problems, xls_spot(&x->survey, row, column), "tên «%.*s» ở đây là «%.*s»%s",
                     STR_ARGS(str_head(written, 60)), STR_ARGS(name),
                     str_equal(name, wanted) ? "" : ", vì tên ấy đã dùng ở trên");
    void **place = map_put(x->mem, &x->names, written);
    if (*place) return name;
    Str *kept = NEW(x->mem, Str, 1);
    *kept = name;
    *place = kept;
    return name;
}

/* Formulas may ask fields further down, so all names are known first: of so many as may become fields, and more than as
 * many again that are let go. */
enum { NAMES_MAX = 3 * DESIGN_FIELDS_MAX };

static void take_names(Walk *w)
{
    Xls *x = w->x;
    const Sheet *sheet = x->survey.sheet;
    size_t n = 0;
    w->name = NEW(x->mem, Str, sheet->n);
    for (size_t i = 1; i < sheet->n; i++) {
        int column;
        const SheetRow *row = &sheet->row[i];
        XlsType type = xls_type(x->mem, xls_cell(&x->survey, row, XLS_TYPE, &column));
        Str written = xls_cell(&x->survey, row, XLS_NAME, &column);
        if (!written.n || !is_named(type.kind)) continue;
        if (n++ == NAMES_MAX) return;
        w->name[i] = take_name(w, row, written, column);
        if (!type.has_other) continue;
        Str other = str_format(x->mem, "%.*s_other", STR_ARGS(w->name[i])), *kept = NEW(x->mem, Str, 1);
        *kept = other;
        *map_put(x->mem, &w->taken, other) = w;
        *map_put(x->mem, &x->names, str_format(x->mem, "%.*s_other", STR_ARGS(written))) = kept;
    }
}

/* -- groups --------------------------------------------------------------------------------------------------- */

static SketchExpression relevant_of(Walk *w, const SheetRow *row)
{
    SketchExpression own = xls_formula(w->x, &w->x->survey, row, XLS_RELEVANT, NULL);
    if (xls_is_yes(own.text)) own = (SketchExpression){0};
    return xls_both(w->x->mem, w->group[w->depth].relevant, own);
}

static void push(Walk *w, const SheetRow *row, XlsGroup group)
{
    if (w->depth + 1 >= XLS_DEPTH_MAX) {
        problem_add(w->x->mem, w->x->d.problems, xls_spot(&w->x->survey, row, 0), "nhóm lồng nhau quá sâu");
        w->lost++;
        return;
    }
    group.row = row;
    w->group[++w->depth] = group;
}

static void begin_group(Walk *w, const SheetRow *row)
{
    XlsGroup group = w->group[w->depth];
    DesignText label = xls_text(w->x, &w->x->survey, row, XLS_LABEL);
    group.is_repeat = false;
    group.relevant = relevant_of(w, row);
    if (label.text.n && group.table == NO_ROWS && !group.is_dropped) {
        SketchField *f = sketch_add_field(&w->x->d, xls_free_name(w, "muc_1"), xls_spot(&w->x->survey, row, 0));
        if (f)
            f->f.type = FIELD_HEADING, f->f.label = label, f->f.help = xls_help(w->x, row), f->shown = group.relevant;
    }
    push(w, row, group);
}

static void begin_repeat(Walk *w, const SheetRow *row, Str name)
{
    Xls *x = w->x;
    XlsGroup group = w->group[w->depth];
    group.is_repeat = true;
    if (group.table != NO_ROWS && !group.is_dropped) {
        problem_warn(x->mem, x->d.problems, xls_spot(&x->survey, row, 0),
                     "bảng trong bảng: ở đây bảng không lồng nhau, cả phần này không lấy");
        group.is_dropped = true;
    }
    SketchField *f = group.is_dropped ? NULL : sketch_add_field(&x->d, name, xls_spot(&x->survey, row, 0));
    if (f) {
        f->f.type = FIELD_ROWS;
        f->shown = relevant_of(w, row);
        xls_describe(w, f, row);
        xls_repeat_count(x, f, row);
        group.table = x->d.fields.n - 1;
        group.relevant = (SketchExpression){0}; /* the table is shown or not; its columns ask only what is inside */
    }
    push(w, row, group);
}

static void end(Walk *w, const SheetRow *row, bool is_repeat)
{
    Xls *x = w->x;
    if (w->lost) {
        w->lost--;
        return;
    }
    if (!w->depth || w->group[w->depth].is_repeat != is_repeat) {
        problem_add(x->mem, x->d.problems, xls_spot(&x->survey, row, 1),
                    w->depth ? "đóng nhầm: nhóm mở ở dòng %d là %s" : "đóng mà không có nhóm nào mở ở trên",
                    w->depth ? w->group[w->depth].row->number : 0,
                    w->depth && w->group[w->depth].is_repeat ? "begin_repeat" : "begin_group");
        return;
    }
    w->depth--;
}

/* -- rows ----------------------------------------------------------------------------------------------------- */

static void name_not_taken(Walk *w, const SheetRow *row, int column, const char *what)
{
    Xls *x = w->x;
    int at;
    Str name = xls_cell(&x->survey, row, XLS_NAME, &at);
    problem_warn(x->mem, x->d.problems, xls_spot(&x->survey, row, column), "«%.*s» không lấy: ở đây không có %s",
                 STR_ARGS(str_head(name, 60)), what);
}

static void take_field(Walk *w, const SheetRow *row, const XlsType *type, Str name)
{
    Xls *x = w->x;
    const XlsGroup *in = &w->group[w->depth];
    if (type->field == FIELD_NOTE && !name.n) name = xls_free_name(w, "loi_dan_1");
    SketchField *f = sketch_add_field(&x->d, name, xls_spot(&x->survey, row, 0));
    if (!f) return;
    f->f.type = type->field;
    f->f.rows = in->table;
    f->shown = relevant_of(w, row);
    xls_fill(w, f, row, type);
    if (!type->has_other) return;
    SketchField *other = sketch_add_field(&x->d, str_format(x->mem, "%.*s_other", STR_ARGS(name)), f->f.spot);
    if (!other) return;
    Str chosen = str_format(x->mem, "selected(${%.*s}, 'other')", STR_ARGS(name));
    other->f.type = FIELD_TEXT;
    other->f.rows = in->table;
    other->f.label.text = S("Khác, ghi rõ");
    other->shown = (SketchExpression){.text = chosen, .spot = other->f.spot};
}

static void take_row(Walk *w, size_t i)
{
    Xls *x = w->x;
    const SheetRow *row = &x->survey.sheet->row[i];
    int column, at;
    Str written = xls_cell(&x->survey, row, XLS_TYPE, &column), disabled = xls_cell(&x->survey, row, XLS_DISABLED, &at);
    if (xls_is_yes(disabled)) return;
    if (!written.n) {
        if (xls_cell(&x->survey, row, XLS_NAME, &at).n || xls_text(x, &x->survey, row, XLS_LABEL).text.n)
            problem_warn(x->mem, x->d.problems, xls_spot(&x->survey, row, column),
                         "dòng này chưa có kiểu (cột type) nên bỏ qua");
        return;
    }
    XlsType type = xls_type(x->mem, written);
    bool is_dropped = w->group[w->depth].is_dropped;
    switch (type.kind) {
    case XLS_BEGIN_GROUP: begin_group(w, row); return;
    case XLS_BEGIN_REPEAT: begin_repeat(w, row, w->name[i]); return;
    case XLS_END_GROUP: end(w, row, false); return;
    case XLS_END_REPEAT: end(w, row, true); return;
    case XLS_OURSELVES:
        problem_warn(x->mem, x->d.problems, xls_spot(&x->survey, row, column), "«%.*s» không cần: %s",
                     STR_ARGS(str_head(written, 60)), type.says);
        return;
    case XLS_NOT_TAKEN: name_not_taken(w, row, column, type.says); return;
    case XLS_UNKNOWN: xls_name_unknown(x, row, column, written); return;
    default: break;
    }
    if (is_dropped) name_not_taken(w, row, column, "bảng trong bảng");
    else if (type.list.n && str_contains(type.list, S("${")))
        name_not_taken(w, row, column, "danh sách chọn lấy từ câu trả lời");
    else if (type.field == FIELD_NOTE && w->group[w->depth].table != NO_ROWS)
        name_not_taken(w, row, column, "lời dẫn trong bảng");
    else take_field(w, row, &type, w->name[i]);
}

void xls_rows(Xls *x)
{
    Walk w = {.x = x};
    w.group[0].table = NO_ROWS;
    take_names(&w);
    for (size_t i = 1; i < x->survey.sheet->n && !x->d.is_full; i++) take_row(&w, i);
    for (; w.depth && !x->d.is_full; w.depth--)
        problem_add(x->mem, x->d.problems, xls_spot(&x->survey, w.group[w.depth].row, 1),
                    "nhóm mở ở đây không được đóng: thêm %s", w.group[w.depth].is_repeat ? "end_repeat" : "end_group");
}
