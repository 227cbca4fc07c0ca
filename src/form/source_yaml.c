// SPDX-License-Identifier: Apache-2.0
/* A design from YAML: README.md has the format. */
#include "form/source_inside.h"

static void take_languages(Take *t, YamlMap *m)
{
    size_t n;
    const YamlNode *const *item = yaml_list(m, "languages", false, &n);
    for (size_t i = 0; i < n; i++) {
        Str language;
        if (!yaml_is_text(t->y, item[i], "languages", &language)) continue;
        bool is_good = language.n >= 2 && language.n <= 3;
        for (size_t k = 0; k < language.n; k++) is_good = is_good && language.p[k] >= 'a' && language.p[k] <= 'z';
        if (!is_good || str_equal(language, S("vi")))
            yaml_problem(t->y, item[i]->spot, "ngôn ngữ ngoài tiếng Việt viết bằng mã hai, ba chữ: en, fr, zh");
        else *list_add(t->y->mem, &t->d.languages) = language;
    }
}

static void take_head(Take *t, YamlMap *m, Design *d)
{
    const YamlNode *code = yaml_take(m, "code", true), *title = yaml_take(m, "title", true);
    if (code && yaml_is_text(t->y, code, "code", &d->code) && !design_code_is_good(d->code))
        yaml_problem(t->y, code->spot,
                     "«code» nằm trong địa chỉ trang nên chỉ gồm chữ thường không dấu, chữ số, dấu gạch: phien-cho-so");
    if (title && yaml_is_text(t->y, title, "title", &d->title) && str_letters(d->title) > DESIGN_LABEL_MAX)
        yaml_problem(t->y, title->spot, "«title» dài quá %d chữ", DESIGN_LABEL_MAX);
    take_languages(t, m);
    d->about = source_text(t, m, "about");
    d->language = t->d.languages.at;
    d->languages = t->d.languages.n;
}

/* fields: a list of fields, or a mapping of them by name. */
static void take_fields(Take *t, YamlMap *m, bool is_needed)
{
    const YamlNode *node = yaml_take(m, "fields", is_needed);
    if (!node) return;
    if (node->kind == YAML_TEXT) yaml_problem(t->y, node->spot, "«fields» phải là danh sách các trường");
    for (size_t i = 0; node->kind == YAML_LIST && i < node->n && !t->d.is_full; i++)
        source_field(t, node->item[i], NO_ROWS);
    for (size_t i = 0; node->kind == YAML_MAP && i < node->n && !t->d.is_full; i++) {
        YamlNode one = {.kind = YAML_MAP, .spot = node->pair[i].spot, .pair = &node->pair[i], .n = 1};
        source_field(t, &one, NO_ROWS);
    }
}

bool design_take(YamlMap *m, DesignTake how, Design *d)
{
    *d = (Design){0};
    if (!m->node) return false;
    Take t = {.y = m->y};
    size_t before = m->y->problems.n;
    t.d = (Sketch){.mem = m->y->mem, .problems = &m->y->problems, .base = how.base, .is_cut = m->y->is_broken};
    if (!how.is_part) take_head(&t, m, d);
    source_lists(&t, m);
    take_fields(&t, m, !how.is_part);
    sketch_finish(&t.d, d);
    return m->y->problems.n == before && !m->y->is_broken;
}

bool design_from_yaml(Arena *mem, Str bytes, Design *d, DesignProblems *problems)
{
    Yaml y = yaml_read(mem, bytes);
    YamlMap m = yaml_map(&y, y.root, "biểu mẫu");
    design_take(&m, (DesignTake){0}, d);
    yaml_end(&m);
    *problems = y.problems;
    return problems_settle(mem, problems) && y.root;
}
