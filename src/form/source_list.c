// SPDX-License-Identifier: Apache-2.0
/* Texts in several languages, lists of choices: what fields of a YAML are made with. */
#include "base/map.h"
#include "form/source_inside.h"

/* -- texts in several languages ------------------------------------------------------------------------------- */

static bool has_language(const Take *t, Str language)
{
    for (size_t i = 0; i < t->d.languages.n; i++)
        if (str_equal(t->d.languages.at[i], language)) return true;
    for (size_t i = 0; t->d.base && i < t->d.base->languages; i++)
        if (str_equal(t->d.base->language[i], language)) return true;
    return false;
}

DesignText source_text_of(Take *t, const YamlNode *node, const char *what)
{
    DesignText text = {0};
    LIST(OtherText) others = {0};
    if (!node) return text;
    if (node->kind != YAML_MAP) {
        if (yaml_is_text(t->y, node, what, &text.text)) text.text = str_trim(text.text);
        return text;
    }
    for (size_t i = 0; i < node->n; i++) {
        const YamlPair *pair = &node->pair[i];
        Str words = {0};
        if (!yaml_is_text(t->y, pair->value, what, &words)) continue;
        words = str_trim(words);
        if (str_equal(pair->key, S("vi"))) text.text = words;
        else if (has_language(t, pair->key)) *list_add(t->y->mem, &others) = (OtherText){pair->key, words};
        else
            yaml_problem(t->y, pair->spot, "ngôn ngữ «%.*s» chưa khai ở «languages»",
                         STR_ARGS(str_head(pair->key, 20)));
    }
    if (!text.text.n && !t->y->is_broken) yaml_problem(t->y, node->spot, "«%s» thiếu tiếng Việt (khóa vi)", what);
    text.other = others.at;
    text.others = others.n;
    return text;
}

DesignText source_text(Take *t, YamlMap *m, const char *key)
{
    return source_text_of(t, yaml_take(m, key, false), key);
}

SketchExpression source_expression(Take *t, YamlMap *m, const char *key)
{
    const YamlNode *node = yaml_take(m, key, false);
    SketchExpression e = {0};
    if (!node || !yaml_is_text(t->y, node, key, &e.text)) return (SketchExpression){0};
    e.spot = yaml_spot_in(node, 1);
    e.is_in_line = node->is_one_line;
    return e;
}

/* -- lists ---------------------------------------------------------------------------------------------------- */

typedef struct {
    LIST(DesignChoice) choices;
    StrList tags;
    Map keys;
} ListTake;

static void add_choice(Take *t, ListTake *l, Str key, DesignText label, Spot spot, const Str *tag)
{
    void **place = map_put(t->y->mem, &l->keys, key);
    if (!design_key_is_good(key))
        yaml_problem(t->y, spot, "khóa «%.*s» của lựa chọn không được có dấu cách hay dấu nháy: có thể viết «%.*s»",
                     STR_ARGS(str_head(key, 60)), STR_ARGS(design_name_of(t->y->mem, key)));
    else if (*place) yaml_problem(t->y, spot, "lựa chọn «%.*s» đã có trong danh sách này", STR_ARGS(str_head(key, 60)));
    if (!label.text.n && !t->y->is_broken)
        yaml_problem(t->y, spot, "lựa chọn «%.*s» chưa có nhãn", STR_ARGS(str_head(key, 60)));
    if (str_letters(label.text) > DESIGN_LABEL_MAX)
        yaml_problem(t->y, spot, "nhãn của lựa chọn «%.*s» dài quá %d chữ", STR_ARGS(str_head(key, 60)),
                     DESIGN_LABEL_MAX);
    *place = t;
    *list_add(t->y->mem, &l->choices) = (DesignChoice){.key = key, .label = label, .tag = tag};
}

/* Where the values of a further column are kept; made when it is new. */
static size_t tag_place(Take *t, ListTake *l, const YamlPair *pair)
{
    size_t i = 0;
    while (i < l->tags.n && !str_equal(l->tags.at[i], pair->key)) i++;
    if (i < l->tags.n) return i;
    if (!design_name_is_good(pair->key) || i >= SKETCH_TAGS_MAX)
        yaml_problem(t->y, pair->spot,
                     i >= SKETCH_TAGS_MAX ? "lựa chọn có quá nhiều cột phụ: «%.*s» không được nhận"
                                          : "cột phụ «%.*s» phải gồm chữ thường không dấu, chữ số, dấu _",
                     STR_ARGS(str_head(pair->key, 60)));
    if (i < SKETCH_TAGS_MAX) *list_add(t->y->mem, &l->tags) = pair->key;
    return i;
}

/* {key: ngang, label: Ngang, huyen: yen_the}; the key may stand before the rest: ngang: {label: Ngang, …}. */
static void take_choice_map(Take *t, ListTake *l, const YamlNode *node, Str key)
{
    bool is_keyed = key.n > 0;
    DesignText label = {0};
    Str *tag = NEW(t->y->mem, Str, SKETCH_TAGS_MAX);
    for (size_t i = 0; i < node->n; i++) {
        const YamlPair *pair = &node->pair[i];
        Str text = {0};
        if (str_equal(pair->key, S("label"))) label = source_text_of(t, pair->value, "label");
        else if (!yaml_is_text(t->y, pair->value, "lựa chọn", &text)) continue;
        else if (str_equal(pair->key, S("key")) && !is_keyed) key = text;
        else {
            size_t at = tag_place(t, l, pair);
            if (at < SKETCH_TAGS_MAX) tag[at] = text;
        }
    }
    if (!key.n) yaml_problem(t->y, node->spot, "lựa chọn thiếu «key»");
    else add_choice(t, l, key, label, node->spot, tag);
}

/* ngang: Ngang, or with more about it. */
static void take_choice_pair(Take *t, ListTake *l, const YamlPair *pair)
{
    const YamlNode *v = pair->value;
    bool is_languages = v->kind == YAML_MAP && v->n && str_equal(v->pair[0].key, S("vi"));
    if (v->kind == YAML_MAP && !is_languages) take_choice_map(t, l, v, pair->key);
    else add_choice(t, l, pair->key, source_text_of(t, v, "label"), pair->spot, NEW(t->y->mem, Str, SKETCH_TAGS_MAX));
}

static void take_choice(Take *t, ListTake *l, const YamlNode *node)
{
    if (node->kind == YAML_TEXT) {
        DesignText label = {.text = str_trim(node->text)};
        add_choice(t, l, design_name_of(t->y->mem, label.text), label, node->spot,
                   NEW(t->y->mem, Str, SKETCH_TAGS_MAX));
    } else if (node->kind == YAML_LIST) yaml_problem(t->y, node->spot, "mỗi lựa chọn viết một dòng «khóa: nhãn»");
    else if (node->n == 1 && !str_equal(node->pair[0].key, S("key"))) take_choice_pair(t, l, &node->pair[0]);
    else take_choice_map(t, l, node, (Str){0});
}

void source_list(Take *t, Str name, Spot spot, const YamlNode *node)
{
    ListTake l = {0};
    if (node->kind == YAML_MAP)
        for (size_t i = 0; i < node->n; i++) take_choice_pair(t, &l, &node->pair[i]);
    else if (node->kind == YAML_LIST)
        for (size_t i = 0; i < node->n; i++) take_choice(t, &l, node->item[i]);
    else if (node->text.n) yaml_problem(t->y, node->spot, "danh sách phải gồm các dòng «khóa: nhãn»");
    sketch_add_list(&t->d, (DesignList){name, l.choices.at, l.choices.n, l.tags.at, l.tags.n}, spot);
}

void source_lists(Take *t, YamlMap *m)
{
    const YamlNode *node = yaml_take(m, "lists", false);
    YamlMap lists = yaml_map(t->y, node, "«lists»");
    for (size_t i = 0; lists.node && i < node->n; i++)
        source_list(t, node->pair[i].key, node->pair[i].spot, node->pair[i].value);
}
