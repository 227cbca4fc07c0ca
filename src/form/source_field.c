// SPDX-License-Identifier: Apache-2.0
/* One field of a YAML. */
#include "form/source_inside.h"
#include "viet/distance.h"

/* -- which keys a type has ------------------------------------------------------------------------------------ */

#define IS(symbol) (1u << FIELD_##symbol)
enum {
    ANY = (1u << FIELD_TYPE_COUNT) - 1,
    ANSWERED = ANY & ~(IS(HEADING) | IS(NOTE)),
    TYPED = ANSWERED & ~IS(COMPUTED),
    VALUE = TYPED & ~(IS(ROWS) | IS(FILE) | IS(IMAGE)),
    NUMBER = IS(INTEGER) | IS(DECIMAL) | IS(MONEY),
    UPLOADED = IS(FILE) | IS(IMAGE),
    CHOSEN = IS(CHOICE) | IS(CHOICES),
    BOUND = NUMBER | UPLOADED | IS(TEXT) | IS(LINES) | IS(DAY) | IS(PERIOD) | IS(CHOICES) | IS(ROWS),
};
static const struct {
    const char *key;
    unsigned types;
} keys[] = {
    {"required", TYPED},
    {"required_message", TYPED},
    {"constraint", TYPED},
    {"message", TYPED},
    {"compute", VALUE | IS(COMPUTED)},
    {"first", VALUE},
    {"default", VALUE},
    {"min", BOUND},
    {"max", BOUND},
    {"decimals", IS(DECIMAL)},
    {"size", UPLOADED},
    {"accept", IS(FILE)},
    {"unit", NUMBER | IS(COMPUTED)},
    {"agencies", IS(AGENCY)},
    {"list", CHOSEN},
    {"choices", CHOSEN},
    {"filter", CHOSEN},
    {"columns", IS(ROWS)},
    {"purpose", ANSWERED},
    {"unique", VALUE},
    {"indexed", VALUE | IS(COMPUTED)},
    {"seen_by", ANSWERED},
};

/* What people write who know other programs, and what it is called here. */
static const struct {
    const char *word, *ours;
} other_words[] = {
    {"relevant", "shown_if"},
    {"visible_if", "shown_if"},
    {"hint", "help"},
    {"calculation", "compute"},
    {"choice_filter", "filter"},
    {"options", "choices"},
    {"constraint_message", "message"},
    {"string", "text"},
    {"int", "integer"},
    {"number", "integer"},
    {"float", "decimal"},
    {"date", "day"},
    {"select_one", "choice"},
    {"select", "choice"},
    {"select_multiple", "choices"},
    {"boolean", "yes"},
    {"bool", "yes"},
    {"yes_no", "yes"},
    {"email", "mail"},
    {"tel", "phone"},
    {"textarea", "lines"},
    {"multiline", "lines"},
    {"table", "rows"},
    {"repeat", "rows"},
    {"calculate", "computed"},
    {"group", "heading"},
    {"section", "heading"},
    {"upload", "file"},
    {"photo", "image"},
    {"picture", "image"},
    {"link", "url"},
    {"daterange", "period"},
    {"currency", "money"},
    {"label_only", "note"},
};
static const char *our_word(Str word)
{
    for (size_t i = 0; i < sizeof other_words / sizeof *other_words; i++)
        if (str_equal_ascii(str_of(other_words[i].word), word)) return other_words[i].ours;
    return NULL;
}

static const YamlPair *pair_of(const YamlMap *m, const char *key, size_t *at)
{
    for (*at = 0; m->node && *at < m->node->n; ++*at)
        if (str_equal(m->node->pair[*at].key, str_of(key))) return &m->node->pair[*at];
    return NULL;
}

/* Keys that other types have, and words of other programs: named by what they are. */
static void name_strange_keys(Take *t, YamlMap *m, FieldType type)
{
    size_t at;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const YamlPair *pair = keys[i].types >> type & 1 ? NULL : pair_of(m, keys[i].key, &at);
        if (!pair) continue;
        m->taken[at] = true;
        yaml_problem(t->y, pair->spot, "trường kiểu «%s» không có «%s»", field_words[type], keys[i].key);
    }
    for (at = 0; m->node && at < m->node->n; at++) {
        const char *ours = m->taken[at] ? NULL : our_word(m->node->pair[at].key);
        if (!ours) continue;
        m->taken[at] = true;
        yaml_problem(t->y, m->node->pair[at].spot, "không có khóa «%.*s»: viết «%s»", STR_ARGS(m->node->pair[at].key),
                     ours);
    }
}

/* -- type ----------------------------------------------------------------------------------------------------- */

/* What is not said follows from what is there. */
static FieldType type_unsaid(const YamlMap *m)
{
    size_t at;
    return pair_of(m, "choices", &at) || pair_of(m, "list", &at) ? FIELD_CHOICE
           : pair_of(m, "columns", &at)                          ? FIELD_ROWS
           : pair_of(m, "compute", &at)                          ? FIELD_COMPUTED
                                                                 : FIELD_TEXT;
}

static FieldType type_of(Take *t, YamlMap *m, bool *is_broken)
{
    const YamlNode *node = yaml_take(m, "type", false);
    Str word, words[FIELD_TYPE_COUNT];
    if (!node) return type_unsaid(m);
    *is_broken = true;
    if (!yaml_is_text(t->y, node, "type", &word)) return FIELD_TEXT;
    for (int i = 0; i < FIELD_TYPE_COUNT; i++) {
        words[i] = str_of(field_words[i]);
        if (!str_equal_ascii(words[i], word)) continue;
        *is_broken = false;
        return (FieldType)i;
    }
    size_t near = viet_nearest(t->y->mem, word, words, FIELD_TYPE_COUNT);
    const char *meant = our_word(word) ? our_word(word) : near < FIELD_TYPE_COUNT ? field_words[near] : NULL;
    if (meant)
        yaml_problem(t->y, node->spot, "không có kiểu «%.*s»: có phải «%s»?", STR_ARGS(str_head(word, 60)), meant);
    else
        yaml_problem(t->y, node->spot, "không có kiểu «%.*s»: các kiểu là text, lines, integer, decimal, money, day, …",
                     STR_ARGS(str_head(word, 60)));
    return FIELD_TEXT;
}

/* -- one field ------------------------------------------------------------------------------------------------ */

static void take_choices(Take *t, YamlMap *m, SketchField *f)
{
    const YamlNode *list = yaml_take(m, "list", false), *choices = yaml_take(m, "choices", false);
    if (list && choices)
        yaml_problem(t->y, list->spot,
                     "«list» là danh sách khai ở ngoài, «choices» là danh sách của riêng trường này: bỏ một trong hai");
    if (list) yaml_is_text(t->y, list, "list", &f->list), f->list_spot = list->spot;
    if (!choices || list) return;
    f->list = sketch_free_name(&t->d, f->f.name, true);
    f->list_spot = choices->spot;
    source_list(t, f->list, choices->spot, choices);
}

static void take_required(Take *t, YamlMap *m, SketchField *f)
{
    size_t at;
    bool yes = false;
    const YamlPair *pair = pair_of(m, "required", &at);
    if (!pair || !yaml_is_yes(pair->value, &yes)) f->required = source_expression(t, m, "required");
    else if (yaml_take(m, "required", false) && yes) f->required = (SketchExpression){S("1"), pair->spot, false};
    f->f.required_says = source_text(t, m, "required_message");
}

static void take_keys(Take *t, YamlMap *m, SketchField *f)
{
    static const char *const seen_by[] = {"deciders", "signed_in", "all"};
    int64_t decimals = 0;
    const YamlNode *label = yaml_take(m, "label", false);
    f->f.label = source_text_of(t, label, "label");
    f->is_label_named = label && label->kind != YAML_TEXT;
    f->f.help = source_text(t, m, "help");
    f->shown = source_expression(t, m, "shown_if");
    take_required(t, m, f);
    f->constraint = source_expression(t, m, "constraint");
    f->f.constraint_says = source_text(t, m, "message");
    f->computed = source_expression(t, m, "compute");
    f->first = source_expression(t, m, "first");
    take_choices(t, m, f);
    f->filter = source_expression(t, m, "filter");
    yaml_integer(m, "decimals", 1, 9, &decimals);
    f->f.decimals = (int)decimals;
    f->f.unit = yaml_text(m, "unit", false);
    f->f.agencies = yaml_text(m, "agencies", false);
    f->f.purpose = yaml_text(m, "purpose", false);
    f->f.is_unique = yaml_yes(m, "unique", false);
    f->f.is_indexed = yaml_yes(m, "indexed", false);
    f->f.seen_by = (SeenBy)yaml_choice(m, "seen_by", seen_by, 3, SEEN_BY_DECIDERS);
    if (f->is_broken) /* nobody knows what they would mean */
        for (const char *const *key = (const char *const[]){"min", "max", "size", "accept", "default", NULL}; *key;
             key++)
            yaml_take(m, *key, false);
    else source_bounds(t, m, &f->f), source_files(t, m, &f->f), source_default(t, m, f);
}

static void take_body(Take *t, YamlMap *m, Str name, Spot spot, size_t rows)
{
    bool is_broken = false;
    size_t n, at = t->d.fields.n;
    FieldType type = type_of(t, m, &is_broken);
    SketchField *f = sketch_add_field(&t->d, name, spot);
    if (!f) return;
    f->f.type = type;
    f->f.rows = rows;
    f->is_broken = is_broken;
    if (!is_broken) name_strange_keys(t, m, type);
    take_keys(t, m, f);
    const YamlNode *const *columns = yaml_list(m, "columns", false, &n);
    yaml_end(m);
    for (size_t i = 0; i < n; i++) {
        if (rows == NO_ROWS) source_field(t, columns[i], at);
        else if (!i) yaml_problem(t->y, columns[i]->spot, "bảng không lồng trong bảng được");
    }
}

/* heading: Phần I; note: …; or the label of a line of text. */
static void take_short(Take *t, const YamlPair *pair, size_t rows)
{
    bool is_heading = str_equal(pair->key, S("heading")), is_note = str_equal(pair->key, S("note"));
    Str name = is_heading ? S("muc_1") : is_note ? S("loi_dan_1") : pair->key;
    SketchField *f =
        sketch_add_field(&t->d, is_heading || is_note ? sketch_free_name(&t->d, name, false) : name, pair->spot);
    if (!f) return;
    f->f.type = is_heading ? FIELD_HEADING : is_note ? FIELD_NOTE : FIELD_TEXT;
    f->f.rows = rows;
    f->f.label = source_text_of(t, pair->value, "label");
}

void source_field(Take *t, const YamlNode *node, size_t rows)
{
    size_t at;
    if (node->kind != YAML_MAP || !node->n) {
        yaml_problem(t->y, node->spot, "mỗi trường viết «tên: {type: …, label: …}»");
        return;
    }
    const YamlPair *first = &node->pair[0];
    bool is_empty = first->value->kind == YAML_TEXT && !first->value->text.n;
    YamlMap m = yaml_map(t->y, node, "trường");
    if (node->n == 1 && first->value->kind == YAML_MAP) { /* also of one that is called "name" */
        YamlMap body = yaml_map(t->y, first->value, "trường");
        take_body(t, &body, first->key, first->spot, rows);
    } else if (pair_of(&m, "name", &at)) {
        Str name = yaml_text(&m, "name", true);
        take_body(t, &m, name, node->spot, rows);
    } else if (node->n == 1 && first->value->kind == YAML_TEXT && !is_empty) take_short(t, first, rows);
    else if (is_empty) { /* the lines of the field are not indented deeper than its name */ m.taken[0] = true;
        take_body(t, &m, first->key, first->spot, rows);
    } else
        yaml_problem(t->y, node->spot, "không rõ tên trường: viết «- tên: {type: …, label: …}», các dòng sau lùi vào");
}
