// SPDX-License-Identifier: Apache-2.0
/* Taking a tree apart: what is missing, of another kind, or not known is named. */
#include "form/yaml.h"
#include "viet/distance.h"
#include "viet/text.h"

static const char *const kinds[] = {
    [YAML_TEXT] = "một giá trị", [YAML_LIST] = "một danh sách", [YAML_MAP] = "các khóa"};

YamlMap yaml_map(Yaml *y, const YamlNode *node, const char *what)
{
    YamlMap m = {.y = y};
    if (!node) return m;
    if (node->kind != YAML_MAP) {
        yaml_problem(y, node->spot, "%s phải gồm các dòng «khóa: giá trị», ở đây lại là %s", what, kinds[node->kind]);
        return m;
    }
    m.node = node;
    m.taken = NEW(y->mem, bool, node->n);
    return m;
}

const YamlNode *yaml_take(YamlMap *m, const char *key, bool is_needed)
{
    if (!m->node) return NULL;
    Str name = str_of(key);
    *list_add(m->y->mem, &m->asked) = name;
    for (size_t i = 0; i < m->node->n; i++) {
        const YamlPair *pair = &m->node->pair[i];
        if (!str_equal(pair->key, name)) continue;
        m->taken[i] = true;
        if (pair->value->kind != YAML_TEXT || pair->value->text.n || pair->value->is_quoted) return pair->value;
        if (is_needed) yaml_problem(m->y, pair->spot, "«%s» chưa có nội dung", key);
        return NULL;
    }
    if (is_needed && !m->y->is_broken) yaml_problem(m->y, m->node->spot, "thiếu khóa «%s»", key);
    return NULL;
}

const YamlNode *const *yaml_list(YamlMap *m, const char *key, bool is_needed, size_t *n)
{
    const YamlNode *node = yaml_take(m, key, is_needed);
    *n = 0;
    if (!node) return NULL;
    if (node->kind == YAML_LIST) {
        *n = node->n;
        return node->item;
    }
    const YamlNode **one = NEW(m->y->mem, const YamlNode *, 1);
    *one = node;
    *n = 1;
    return one;
}

bool yaml_is_text(Yaml *y, const YamlNode *node, const char *what, Str *text)
{
    if (node->kind == YAML_TEXT) {
        *text = node->text;
        return true;
    }
    yaml_problem(y, node->spot, "«%s» phải là một giá trị, ở đây lại là %s", what, kinds[node->kind]);
    return false;
}

Str yaml_text(YamlMap *m, const char *key, bool is_needed)
{
    const YamlNode *node = yaml_take(m, key, is_needed);
    Str text = {0};
    if (node && yaml_is_text(m->y, node, key, &text) && !str_trim(text).n && is_needed)
        yaml_problem(m->y, node->spot, "«%s» chưa có nội dung", key);
    return text;
}

bool yaml_is_yes(const YamlNode *node, bool *yes)
{
    static const Str words[] = {STR("true"),  STR("yes"), STR("co"),    STR("1"),
                                STR("false"), STR("no"),  STR("khong"), STR("0")};
    char folded[16];
    size_t n = 0, half = sizeof words / sizeof *words / 2;
    if (node->kind != YAML_TEXT || node->text.n > sizeof folded) return false;
    for (size_t i = 0; i < node->text.n; i++) {
        char c = node->text.p[i];
        folded[n++] = c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
    }
    Str word = {folded, n};
    if (str_equal(word, S("có"))) word = S("co");
    if (str_equal(word, S("không"))) word = S("khong");
    for (size_t i = 0; i < 2 * half; i++) {
        if (!str_equal(word, words[i])) continue;
        *yes = i < half;
        return true;
    }
    return false;
}

bool yaml_yes(YamlMap *m, const char *key, bool otherwise)
{
    const YamlNode *node = yaml_take(m, key, false);
    bool yes = otherwise;
    if (node && !yaml_is_yes(node, &yes)) yaml_problem(m->y, node->spot, "«%s» chỉ được là true hoặc false", key);
    return yes;
}

/* Without the points, blanks and strokes that set thousands apart. */
static Str digits_of(Arena *mem, Str s)
{
    char *p = arena_bytes(mem, s.n + 1);
    size_t n = 0, since = 0;
    bool in_groups = true, some = false;
    for (size_t i = 0; i < s.n; i++) {
        bool is_gap = s.p[i] == '.' || s.p[i] == '_' || s.p[i] == ' ';
        in_groups = in_groups && (!is_gap || (some ? since == 3 : i > 0));
        some = some || is_gap;
        since = is_gap ? 0 : since + 1;
        if (!is_gap) p[n++] = s.p[i];
    }
    return !some ? s : in_groups && since == 3 ? (Str){p, n} : (Str){0};
}

bool yaml_integer(YamlMap *m, const char *key, int64_t min, int64_t max, int64_t *value)
{
    const YamlNode *node = yaml_take(m, key, false);
    int64_t number;
    if (!node) return false;
    if (node->kind != YAML_TEXT || !str_integer(digits_of(m->y->mem, node->text), &number)) {
        yaml_problem(m->y, node->spot, "«%s» phải là một số nguyên", key);
        return false;
    }
    if (number < min || number > max) {
        yaml_problem(m->y, node->spot, "«%s» phải từ %lld đến %lld", key, (long long)min, (long long)max);
        return false;
    }
    *value = number;
    return true;
}

static Str joined(Arena *mem, const char *const *words, int n)
{
    Out o = {.mem = mem};
    for (int i = 0; i < n; i++) out_format(&o, "%s%s", i ? ", " : "", words[i]);
    return out_str(&o);
}

int yaml_choice(YamlMap *m, const char *key, const char *const *words, int n, int otherwise)
{
    const YamlNode *node = yaml_take(m, key, false);
    Str text, *names = NEW(m->y->mem, Str, (size_t)n);
    if (!node || !yaml_is_text(m->y, node, key, &text)) return otherwise;
    for (int i = 0; i < n; i++) {
        names[i] = str_of(words[i]);
        if (str_equal_ascii(names[i], text)) return i;
    }
    size_t near = viet_nearest(m->y->mem, text, names, (size_t)n);
    if (near < (size_t)n)
        yaml_problem(m->y, node->spot, "«%s» không có giá trị «%.*s»: có phải «%s»?", key, STR_ARGS(str_head(text, 60)),
                     words[near]);
    else
        yaml_problem(m->y, node->spot, "«%s» không có giá trị «%.*s», chỉ có: %.*s", key, STR_ARGS(str_head(text, 60)),
                     STR_ARGS(joined(m->y->mem, words, n)));
    return otherwise;
}

void yaml_end(YamlMap *m)
{
    for (size_t i = 0; m->node && i < m->node->n; i++) {
        const YamlPair *pair = &m->node->pair[i];
        if (m->taken[i]) continue;
        size_t near = viet_nearest(m->y->mem, pair->key, m->asked.at, m->asked.n);
        Str key = str_head(pair->key, 60);
        if (near < m->asked.n)
            yaml_problem(m->y, pair->spot, "không có khóa «%.*s»: có phải «%.*s»?", STR_ARGS(key),
                         STR_ARGS(m->asked.at[near]));
        else
            yaml_problem(m->y, pair->spot, "không có khóa «%.*s»: bỏ dòng này, hoặc xem lại chỗ lùi đầu dòng",
                         STR_ARGS(key));
    }
}

Spot yaml_spot_in(const YamlNode *node, int at)
{
    Spot spot = node->spot;
    if (node->is_one_line) spot.column += at - 1 + node->is_quoted;
    return spot;
}
