// SPDX-License-Identifier: Apache-2.0
#include "form/sketch.h"
#include "base/out.h"
#include "viet/text.h"

/* -- names ---------------------------------------------------------------------------------------------------- */

static bool is_made_of(Str s, const char *first, const char *rest)
{
    for (size_t i = 0; i < s.n; i++)
        if (!s.p[i] || !strchr(i ? rest : first, s.p[i])) return false;
    return s.n > 0 && s.n <= DESIGN_NAME_MAX;
}
#define LOWER "abcdefghijklmnopqrstuvwxyz"
bool design_name_is_good(Str name) { return is_made_of(name, LOWER, LOWER "_0123456789"); }
bool design_code_is_good(Str code) { return is_made_of(code, LOWER, LOWER "-0123456789"); }

/* Folded, `gap` between its words, `front` before one that does not begin with a letter. */
static Str word_of(Arena *mem, Str text, char gap, const char *front)
{
    Str folded = viet_fold(mem, text);
    bool is_word = folded.n && folded.p[0] >= 'a' && folded.p[0] <= 'z';
    Str word = str_format(mem, "%s%.*s", is_word ? "" : front, STR_ARGS(folded));
    for (size_t i = 0; i < word.n; i++)
        if (!strchr(LOWER "0123456789_", word.p[i])) ((char *)word.p)[i] = gap;
    return str_slice(word, 0, DESIGN_NAME_MAX);
}
Str design_name_of(Arena *mem, Str text) { return word_of(mem, text, '_', "o_"); }
Str design_code_of(Arena *mem, Str text) { return word_of(mem, text, '-', "b"); }

bool design_key_is_good(Str key)
{
    for (size_t i = 0; i < key.n; i++)
        if ((unsigned char)key.p[i] <= ' ' || strchr("'\"<>&", key.p[i])) return false;
    return key.n > 0 && str_letters(key) <= DESIGN_LABEL_MAX;
}

Str expression_of_text(Arena *mem, Str text)
{
    if (str_index(text, '\'') == text.n) return str_format(mem, "'%.*s'", STR_ARGS(text));
    if (str_index(text, '"') == text.n) return str_format(mem, "\"%.*s\"", STR_ARGS(text));
    Out o = {.mem = mem};
    for (size_t n; text.n; text = str_from(text, n)) {
        bool is_quote = text.p[0] == '\'';
        for (n = 1; n < text.n && (text.p[n] == '\'') == is_quote; n++) {}
        out_format(&o, is_quote ? "%s\"%.*s\"" : "%s'%.*s'", o.n ? ", " : "concat(", STR_ARGS(str_slice(text, 0, n)));
    }
    out_char(&o, ')');
    return out_str(&o);
}

/* -- adding --------------------------------------------------------------------------------------------------- */

SketchField *sketch_add_field(Sketch *d, Str name, Spot spot)
{
    if (d->fields.n >= DESIGN_FIELDS_MAX) {
        if (!d->is_full)
            problem_add(d->mem, d->problems, spot, "biểu mẫu có hơn %d trường: bớt đi, hoặc chia thành nhiều biểu mẫu",
                        DESIGN_FIELDS_MAX);
        d->is_full = true;
        return NULL;
    }
    SketchField *f = list_add(d->mem, &d->fields);
    f->f.name = name;
    f->f.rows = NO_ROWS;
    f->f.spot = spot;
    f->f.seen_by = SEEN_BY_DECIDERS;
    return f;
}

const DesignList *sketch_list(const Sketch *d, Str name)
{
    for (size_t i = 0; i < d->lists.n; i++)
        if (str_equal(d->lists.at[i].list.name, name)) return &d->lists.at[i].list;
    for (size_t i = 0; d->base && i < d->base->n_lists; i++)
        if (str_equal(d->base->lists[i].name, name)) return &d->base->lists[i];
    return NULL;
}

static bool has_field(const Sketch *d, Str name)
{
    for (size_t i = 0; i < d->fields.n; i++)
        if (str_equal(d->fields.at[i].f.name, name)) return true;
    return false;
}

Str sketch_free_name(const Sketch *d, Str wanted, bool is_list)
{
    Str name = wanted;
    for (int i = 2; is_list ? sketch_list(d, name) != NULL : has_field(d, name); i++) {
        Str end = str_format(d->mem, "_%d", i);
        name = str_format(d->mem, "%.*s%.*s", STR_ARGS(str_slice(wanted, 0, DESIGN_NAME_MAX - end.n)), STR_ARGS(end));
    }
    return name;
}

void sketch_add_list(Sketch *d, DesignList list, Spot spot)
{
    if (!design_name_is_good(list.name))
        problem_add(d->mem, d->problems, spot,
                    "tên danh sách «%.*s» chỉ được gồm chữ thường không dấu, chữ số và dấu _: có thể viết «%.*s»",
                    STR_ARGS(str_head(list.name, 60)), STR_ARGS(design_name_of(d->mem, list.name)));
    else if (sketch_list(d, list.name))
        problem_add(d->mem, d->problems, spot, "đã có danh sách «%.*s»: đặt tên khác", STR_ARGS(list.name));
    if (!list.n)
        problem_add(d->mem, d->problems, spot, "danh sách «%.*s» chưa có lựa chọn nào",
                    STR_ARGS(str_head(list.name, 60)));
    size_t before = d->choices;
    d->choices += list.n;
    if (before <= DESIGN_CHOICES_MAX && d->choices > DESIGN_CHOICES_MAX)
        problem_add(d->mem, d->problems, spot, "các danh sách có hơn %d lựa chọn: bớt đi, hoặc để người điền gõ",
                    DESIGN_CHOICES_MAX);
    *list_add(d->mem, &d->lists) = (SketchList){list, spot};
}
