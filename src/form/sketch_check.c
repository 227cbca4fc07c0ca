// SPDX-License-Identifier: Apache-2.0
#include "base/map.h"
#include "form/sketch_inside.h"
#include "viet/distance.h"

#define SAY(d, spot, ...) problem_add((d)->mem, (d)->problems, (spot), __VA_ARGS__)

static void check_name(Sketch *d, const DesignField *f, Map *names)
{
    Str name = str_head(f->name, 60), better = design_name_of(d->mem, f->name);
    if (!f->name.n) {
        if (!d->is_cut) SAY(d, f->spot, "trường này chưa có tên");
        return;
    }
    if (!design_name_is_good(f->name))
        SAY(d, f->spot,
            "tên trường «%.*s» phải gồm chữ thường không dấu, chữ số và dấu _, nhiều nhất %d chữ: có thể viết «%.*s»",
            STR_ARGS(name), DESIGN_NAME_MAX, STR_ARGS(better));
    void **place = map_put(d->mem, names, f->name);
    if (!*place) *place = (void *)f;
    else if (((const DesignField *)*place)->spot.line)
        SAY(d, f->spot, "tên trường «%.*s» đã dùng ở dòng %d: đặt tên khác", STR_ARGS(name),
            ((const DesignField *)*place)->spot.line);
    else SAY(d, f->spot, "tên trường «%.*s» đã dùng rồi: đặt tên khác", STR_ARGS(name));
}

static void check_texts(Sketch *d, const DesignField *f, bool is_label_named)
{
    size_t most = f->type == FIELD_NOTE ? SKETCH_TEXT_MAX : DESIGN_LABEL_MAX;
    if (!f->label.text.n && f->type != FIELD_COMPUTED && !d->is_cut && !is_label_named)
        SAY(d, f->spot, "trường «%.*s» chưa có nhãn: thêm «label» là câu người điền đọc", STR_ARGS(f->name));
    if (str_letters(f->label.text) > most)
        SAY(d, f->spot, "nhãn của «%.*s» dài quá %zu chữ: rút ngắn, phần giải thích đưa vào «help»", STR_ARGS(f->name),
            most);
    if (str_letters(f->help.text) > SKETCH_TEXT_MAX)
        SAY(d, f->spot, "lời giải thích của «%.*s» dài quá %d chữ", STR_ARGS(f->name), SKETCH_TEXT_MAX);
}

/* What the bounds of a type count, and the most there may be; 0 = any value. */
static double most_of(const DesignField *f)
{
    switch (f->type) {
    case FIELD_ROWS: return DESIGN_ROWS_MAX;
    case FIELD_CHOICES: return DESIGN_CHOICES_MAX;
    case FIELD_FILE:
    case FIELD_IMAGE: return DESIGN_FILES_MAX;
    case FIELD_TEXT:
    case FIELD_LINES: return DESIGN_LETTERS_MAX;
    default: return 0;
    }
}

static void check_bounds(Sketch *d, const DesignField *f)
{
    double most = most_of(f);
    if (f->has_min && f->has_max && f->min > f->max)
        SAY(d, f->spot, "«%.*s»: «min» lớn hơn «max», nên không giá trị nào được nhận", STR_ARGS(f->name));
    if (most > 0 && ((f->has_min && (f->min < 0 || f->min > most)) || (f->has_max && (f->max < 1 || f->max > most))))
        SAY(d, f->spot, "«%.*s»: «min» từ 0, «max» từ 1 đến %d", STR_ARGS(f->name), (int)most);
}

static void check_table(Sketch *d, size_t at)
{
    const DesignField *f = &d->fields.at[at].f;
    if (f->rows != NO_ROWS && (f->type == FIELD_ROWS || f->type == FIELD_HEADING || f->type == FIELD_NOTE))
        SAY(d, f->spot, "«%.*s» nằm trong bảng nên không thể là %s", STR_ARGS(f->name),
            f->type == FIELD_ROWS ? "một bảng nữa" : "tiêu đề hay lời dẫn");
    bool has_column = at + 1 < d->fields.n && d->fields.at[at + 1].f.rows == at;
    if (f->type == FIELD_ROWS && !has_column && !d->is_cut)
        SAY(d, f->spot, "bảng «%.*s» chưa có cột nào", STR_ARGS(f->name));
}

static Str nearest_list(Sketch *d, Str name)
{
    StrList names = {0};
    for (size_t i = 0; i < d->lists.n; i++) *list_add(d->mem, &names) = d->lists.at[i].list.name;
    for (size_t i = 0; d->base && i < d->base->n_lists; i++) *list_add(d->mem, &names) = d->base->lists[i].name;
    size_t near = viet_nearest(d->mem, name, names.at, names.n);
    return near < names.n ? names.at[near] : (Str){0};
}

static const DesignList *list_of(Sketch *d, const SketchField *f)
{
    if (f->f.type != FIELD_CHOICE && f->f.type != FIELD_CHOICES) return NULL;
    const DesignList *list = sketch_list(d, f->list);
    if (list || d->is_cut) return list;
    Str near = nearest_list(d, f->list);
    if (!f->list.n) SAY(d, f->f.spot, "«%.*s» là trường chọn mà chưa có danh sách để chọn", STR_ARGS(f->f.name));
    else if (near.n)
        SAY(d, f->list_spot, "không có danh sách «%.*s»: có phải «%.*s»?", STR_ARGS(str_head(f->list, 60)),
            STR_ARGS(near));
    else SAY(d, f->list_spot, "không có danh sách «%.*s»", STR_ARGS(str_head(f->list, 60)));
    return NULL;
}

static void check_first_keys(Sketch *d, const SketchField *f, const DesignList *list)
{
    Str rest = f->first_keys, key;
    while (list && str_cut(&rest, ' ', &key)) {
        size_t i = 0;
        while (i < list->n && !str_equal(list->choice[i].key, key)) i++;
        if (key.n && i == list->n)
            SAY(d, f->first.spot, "danh sách «%.*s» không có lựa chọn «%.*s» để đặt sẵn", STR_ARGS(list->name),
                STR_ARGS(str_head(key, 60)));
    }
}

void sketch_finish(Sketch *d, Design *design)
{
    DesignField *field = NEW(d->mem, DesignField, d->fields.n);
    DesignList *lists = NEW(d->mem, DesignList, d->lists.n);
    Map names = {0};
    for (size_t i = 0; i < d->lists.n; i++) lists[i] = d->lists.at[i].list;
    design->field = field;
    design->n = d->fields.n;
    design->lists = lists;
    design->n_lists = d->lists.n;
    if (!design->n && !d->is_cut) SAY(d, (Spot){0}, "Biểu mẫu chưa có trường nào.");
    for (size_t i = 0; i < d->fields.n; i++) {
        SketchField *f = &d->fields.at[i];
        field[i] = f->f;
        check_name(d, &field[i], &names);
        check_texts(d, &f->f, f->is_label_named);
        check_bounds(d, &f->f);
        check_table(d, i);
        field[i].list = list_of(d, f);
        check_first_keys(d, f, field[i].list);
    }
    for (size_t i = 0; i < design->n; i++) /* a list of ours lies in the design from now on */
        for (size_t k = 0; field[i].list && k < d->lists.n; k++)
            if (field[i].list == &d->lists.at[k].list) field[i].list = &lists[k];
    sketch_parse(d, design, field);
    sketch_name_circles(d, design, field);
}
