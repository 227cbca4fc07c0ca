// SPDX-License-Identifier: Apache-2.0
/* The worksheet choices. */
#include "form/xlsform.h"

typedef struct {
    Str name;
    LIST(DesignChoice) choices;
    Map keys;
    Spot spot;
} XlsList;
typedef LIST(XlsList) XlsLists;

static bool is_among(const Str *names, size_t n, Str name)
{
    for (size_t i = 0; i < n; i++)
        if (str_equal(names[i], name)) return true;
    return false;
}

/* The further columns, which choice filters ask. */
static size_t find_tags(Xls *x, int *column, Str *tag)
{
    size_t n = 0;
    for (size_t i = 0; i < x->choices.n && n < SKETCH_TAGS_MAX; i++) {
        const XlsColumn *c = &x->choices.column[i];
        bool is_plain = str_index(c->heading, ':') == c->heading.n && c->heading.n;
        if (c->kind != XLS_OTHER || !is_plain) continue;
        Str name = design_name_of(x->mem, c->heading);
        if (is_among(tag, n, name) || str_equal(name, S("label"))) { /* the latter is what people read, in YAML too */
            problem_warn(x->mem, x->d.problems, xls_spot(&x->choices, &x->choices.sheet->row[0], (int)i + 1),
                         "cột «%.*s» trùng tên với một cột trước nên bỏ qua", STR_ARGS(str_head(c->heading, 60)));
            continue;
        }
        tag[n] = name;
        column[n++] = (int)i;
    }
    return n;
}

static XlsList *list_named(Xls *x, XlsLists *lists, Str name, Spot spot)
{
    for (size_t i = lists->n; i--;) /* rows of one list mostly follow each other */
        if (str_equal(lists->at[i].name, name)) return &lists->at[i];
    if (lists->n >= SKETCH_LISTS_MAX) return NULL;
    XlsList *l = list_add(x->mem, lists);
    l->name = name;
    l->spot = spot;
    return l;
}

static void add_choice(Xls *x, XlsList *l, const SheetRow *row, Str key, int column, const Str *tag)
{
    DesignText label = xls_text(x, &x->choices, row, XLS_LABEL);
    Spot spot = xls_spot(&x->choices, row, column);
    if (!label.text.n) {
        problem_warn(x->mem, x->d.problems, spot, "lựa chọn «%.*s» chưa có nhãn: lấy khóa làm nhãn",
                     STR_ARGS(str_head(key, 60)));
        label.text = key;
    }
    if (!design_key_is_good(key)) {
        problem_add(x->mem, x->d.problems, spot,
                    "khóa «%.*s» của lựa chọn không được có dấu cách hay dấu nháy: có thể viết «%.*s»",
                    STR_ARGS(str_head(key, 60)), STR_ARGS(design_name_of(x->mem, key)));
        return;
    }
    void **place = map_put(x->mem, &l->keys, key);
    if (*place)
        problem_warn(x->mem, x->d.problems, spot, "lựa chọn «%.*s» đã có trong danh sách này: dòng này bỏ qua",
                     STR_ARGS(str_head(key, 60)));
    else *list_add(x->mem, &l->choices) = (DesignChoice){.key = key, .label = label, .tag = tag};
    *place = x;
}

static void take_choice(Xls *x, XlsLists *lists, const SheetRow *row, const int *column, size_t tags)
{
    int at_list, at_key;
    Str list = xls_cell(&x->choices, row, XLS_LIST, &at_list), key = xls_cell(&x->choices, row, XLS_NAME, &at_key);
    if (!list.n && !key.n) return;
    if (!list.n || !key.n) {
        problem_add(x->mem, x->d.problems, xls_spot(&x->choices, row, list.n ? at_key : at_list),
                    list.n ? "lựa chọn này chưa có khóa (cột name)"
                           : "lựa chọn này chưa thuộc danh sách nào (cột list_name)");
        return;
    }
    XlsList *l = list_named(x, lists, list, xls_spot(&x->choices, row, at_list));
    Str *tag = NEW(x->mem, Str, tags);
    for (size_t i = 0; i < tags; i++) tag[i] = sheet_cell(row, column[i]);
    if (l) add_choice(x, l, row, key, at_key, tag);
}

void xls_lists(Xls *x)
{
    int column[SKETCH_TAGS_MAX];
    Str *tag = NEW(x->mem, Str, SKETCH_TAGS_MAX);
    XlsLists lists = {0};
    size_t tags = find_tags(x, column, tag);
    for (size_t i = 1; i < x->choices.sheet->n; i++) take_choice(x, &lists, &x->choices.sheet->row[i], column, tags);
    for (size_t i = 0; i < lists.n; i++) {
        const XlsList *l = &lists.at[i];
        Str name = sketch_free_name(&x->d, design_name_of(x->mem, l->name), true), *kept = NEW(x->mem, Str, 1);
        *kept = name;
        *map_put(x->mem, &x->lists, l->name) = kept;
        sketch_add_list(&x->d, (DesignList){name, l->choices.at, l->choices.n, tag, tags}, l->spot);
    }
}

Str xls_list_name(Xls *x, Str written)
{
    const Str *name = map_get(&x->lists, written);
    return name ? *name : written;
}

Str xls_list_with_other(Xls *x, Str name)
{
    const DesignList *l = sketch_list(&x->d, name);
    Str with = str_format(x->mem, "%.*s_khac", STR_ARGS(str_slice(name, 0, DESIGN_NAME_MAX - 5)));
    if (!l || sketch_list(&x->d, with)) return l ? with : name;
    for (size_t i = 0; i < l->n; i++)
        if (str_equal(l->choice[i].key, S("other"))) return name;
    DesignChoice *choice = NEW(x->mem, DesignChoice, l->n + 1);
    if (l->n) memcpy(choice, l->choice, l->n * sizeof *choice);
    choice[l->n] = (DesignChoice){.key = S("other"), .label = {.text = S("Khác")}, .tag = NEW(x->mem, Str, l->tags)};
    DesignList list = *l;
    list.name = with, list.choice = choice, list.n++;
    sketch_add_list(&x->d, list, (Spot){0});
    return with;
}
