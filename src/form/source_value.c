// SPDX-License-Identifier: Apache-2.0
/* Values of a YAML that mean something by the type of their field. */
#include "form/answers.h"
#include "form/source_inside.h"
#include "upload/upload.h"
#include "viet/distance.h"
#include <stdlib.h>

Str source_number(Arena *mem, double value)
{
    Str text = {0};
    for (int places = 0; places <= 20; places++) {
        text = str_format(mem, "%.*f", places, value + 0.0); /* no -0 */
        if (strtod(text.p, NULL) == value) break;
    }
    return text;
}

/* -- bounds and defaults -------------------------------------------------------------------------------------- */

/* 0.5 as every YAML writes it: there 1.234 is no thousand. */
static bool is_decimal(Arena *mem, Str s, double *value)
{
    size_t digits = 0, points = 0;
    for (size_t i = 0; i < s.n; i++) {
        bool is_digit = s.p[i] >= '0' && s.p[i] <= '9';
        digits += is_digit, points += s.p[i] == '.';
        if (!is_digit && s.p[i] != '.' && (i || s.p[i] != '-')) return false;
    }
    if (!digits || points > 1 || s.n > 40) return false;
    *value = strtod(str_c(mem, s), NULL);
    return true;
}

/* As if it were typed into a field of that type, which knows nothing but its type. */
static bool read_typed(Take *t, const YamlNode *node, const char *key, DesignField like, Answer *a)
{
    Str typed, problem = {0};
    if (!yaml_is_text(t->y, node, key, &typed)) return false;
    like.has_min = like.has_max = false;
    if (like.type == FIELD_DECIMAL && is_decimal(t->y->mem, typed, &a->decimal)) {
        a->kind = IS_DECIMAL;
        return true;
    }
    if (answer_read(t->y->mem, &like, typed, a, &problem) && !answer_is_empty(*a)) return true;
    yaml_problem(t->y, node->spot, "«%s» không đúng kiểu «%s»: %.*s", key, field_names[like.type],
                 STR_ARGS(problem.n ? problem : S("chưa có giá trị.")));
    return false;
}

static bool is_value(FieldType type)
{
    return type == FIELD_INTEGER || type == FIELD_MONEY || type == FIELD_DECIMAL || type == FIELD_DAY ||
           type == FIELD_PERIOD;
}

static bool bound(Take *t, YamlMap *m, const char *key, const DesignField *f, double *value)
{
    int64_t count;
    if (!is_value(f->type)) {
        if (!yaml_integer(m, key, 0, DESIGN_LETTERS_MAX, &count)) return false;
        *value = (double)count;
        return true;
    }
    const YamlNode *node = yaml_take(m, key, false);
    DesignField like = *f;
    Answer a = {0};
    if (like.type == FIELD_PERIOD) like.type = FIELD_DAY;
    if (!node || !read_typed(t, node, key, like, &a)) return false;
    *value = a.kind == IS_DAY ? a.day : a.kind == IS_INTEGER ? (double)a.integer : a.decimal;
    if (*value < -DESIGN_VALUE_MAX || *value > DESIGN_VALUE_MAX)
        yaml_problem(t->y, node->spot, "«%s» quá lớn: nhiều nhất 9.007.199.254.740.992", key);
    return true;
}

void source_bounds(Take *t, YamlMap *m, DesignField *f)
{
    f->has_min = bound(t, m, "min", f, &f->min);
    f->has_max = bound(t, m, "max", f, &f->max);
}

/* Keys of choices may stand as a list. */
static const YamlNode *in_one_line(Take *t, const YamlNode *node)
{
    if (node->kind != YAML_LIST) return node;
    YamlNode *line = NEW(t->y->mem, YamlNode, 1);
    *line = (YamlNode){.kind = YAML_TEXT, .spot = node->spot};
    for (size_t i = 0; i < node->n; i++)
        if (node->item[i]->kind == YAML_TEXT)
            line->text =
                str_format(t->y->mem, "%.*s%s%.*s", STR_ARGS(line->text), i ? " " : "", STR_ARGS(node->item[i]->text));
    return line;
}

void source_default(Take *t, YamlMap *m, SketchField *f)
{
    const YamlNode *node = yaml_take(m, "default", false);
    Answer a = {0};
    bool yes;
    if (!node || f->is_broken) return;
    if (f->first.text.n) {
        yaml_problem(t->y, node->spot, "đã có «first» thì không có «default» nữa: bỏ một trong hai");
        return;
    }
    f->first.spot = node->spot;
    if (f->f.type == FIELD_CHOICE || f->f.type == FIELD_CHOICES) {
        if (yaml_is_text(t->y, in_one_line(t, node), "default", &f->first_keys))
            f->first.text = expression_of_text(t->y->mem, f->first_keys);
    } else if (f->f.type == FIELD_YES && yaml_is_yes(node, &yes)) f->first.text = yes ? S("true()") : S("false()");
    else if (read_typed(t, node, "default", f->f, &a)) {
        Str text = answer_text(t->y->mem, a);
        f->first.text = a.kind == IS_DAY ? str_format(t->y->mem, "date('%.*s')", STR_ARGS(text))
                        : a.kind == IS_INTEGER || a.kind == IS_DECIMAL ? text
                                                                       : expression_of_text(t->y->mem, text);
    }
}

/* -- files ---------------------------------------------------------------------------------------------------- */

static bool size_of(Str s, int64_t *bytes)
{
    static const struct {
        Str unit;
        int64_t bytes;
    } units[] = {{STR("MB"), 1 << 20}, {STR("KB"), 1 << 10}, {STR("B"), 1}};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (s.n <= units[i].unit.n || !str_equal_ascii(str_from(s, s.n - units[i].unit.n), units[i].unit)) continue;
        int64_t n;
        if (!str_integer(str_trim(str_slice(s, 0, s.n - units[i].unit.n)), &n) || n < 1 || n > DESIGN_FILE_MAX)
            return false;
        *bytes = n * units[i].bytes;
        return *bytes <= DESIGN_FILE_MAX;
    }
    return false;
}

/* All endings that upload takes. */
static StrList endings(Arena *mem)
{
    StrList list = {0};
    for (int i = UPLOAD_UNKNOWN + 1; i < UPLOAD_KINDS; i++) {
        Str rest = str_of(upload_kinds[i].extensions), ending;
        while (str_cut(&rest, '|', &ending)) *list_add(mem, &list) = ending;
    }
    return list;
}

void source_files(Take *t, YamlMap *m, DesignField *f)
{
    size_t n;
    const YamlNode *size = yaml_take(m, "size", false);
    const YamlNode *const *accept = yaml_list(m, "accept", false, &n);
    StrList known = endings(t->y->mem), taken = {0};
    if (size && (size->kind != YAML_TEXT || !size_of(size->text, &f->bytes_max)))
        yaml_problem(t->y, size->spot, "«size» viết như «5 MB», nhiều nhất %d MB", DESIGN_FILE_MAX >> 20);
    for (size_t i = 0; i < n; i++) {
        Str ending;
        if (!yaml_is_text(t->y, accept[i], "accept", &ending)) continue;
        if (str_starts(ending, S("."))) ending = str_from(ending, 1);
        size_t k = 0;
        while (k < known.n && !str_equal_ascii(known.at[k], ending)) k++;
        if (k < known.n) *list_add(t->y->mem, &taken) = known.at[k];
        else
            yaml_problem(t->y, accept[i]->spot,
                         "không nhận được tệp «.%.*s»; các loại nhận được: pdf, docx, odt, xlsx, txt, jpg, png, webp, "
                         "heic, tiff",
                         STR_ARGS(str_head(ending, 20)));
    }
    f->accepts = taken.at;
    f->n_accepts = taken.n;
}
