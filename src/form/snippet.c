// SPDX-License-Identifier: Apache-2.0
#include "form/snippet.h"

const char *const snippet_inputs[SNIPPET_KEY_COUNT] = {
#define X(symbol, input, key) input,
    SNIPPET_KEYS(X)
#undef X
};
const char *const snippet_keys[SNIPPET_KEY_COUNT] = {
#define X(symbol, input, key) key,
    SNIPPET_KEYS(X)
#undef X
};

#define IS(symbol) (1u << FIELD_##symbol)
bool snippet_has(FieldType type, SnippetKey key)
{
    unsigned silent = IS(HEADING) | IS(NOTE), computed = IS(COMPUTED), tables = IS(ROWS), files = IS(FILE) | IS(IMAGE);
    unsigned numbers = IS(INTEGER) | IS(DECIMAL) | IS(MONEY), chosen = IS(CHOICE) | IS(CHOICES);
    unsigned all = (1u << FIELD_TYPE_COUNT) - 1, typed = all & ~(silent | computed);
    static const struct {
        SnippetKey first, last;
    } always = {SNIPPET_LABEL, SNIPPET_HELP};
    unsigned types = all;
    if (key >= always.first && key <= always.last) return true;
    switch (key) {
    case SNIPPET_REQUIRED: types = typed; break;
    case SNIPPET_MIN:
    case SNIPPET_MAX:
        types = numbers | tables | files | IS(TEXT) | IS(LINES) | IS(DAY) | IS(PERIOD) | IS(CHOICES);
        break;
    case SNIPPET_UNIT: types = numbers | computed; break;
    case SNIPPET_CHOICES:
    case SNIPPET_LIST: types = chosen; break;
    case SNIPPET_COMPUTE: types = computed | numbers | IS(TEXT) | IS(DAY); break;
    case SNIPPET_DEFAULT: types = typed & ~(tables | files); break;
    case SNIPPET_CONSTRAINT:
    case SNIPPET_MESSAGE: types = typed; break;
    case SNIPPET_PURPOSE:
    case SNIPPET_SEEN_BY: types = all & ~silent; break;
    default: break;
    }
    return types >> type & 1;
}

/* -- from YAML ------------------------------------------------------------------------------------------------ */

static int key_of(Str key)
{
    for (int i = 0; i < SNIPPET_KEY_COUNT; i++)
        if (str_equal(key, str_of(snippet_keys[i]))) return i;
    return -1;
}

static Str value_of(Arena *mem, SnippetKey key, const YamlNode *node)
{
    Out o = {.mem = mem};
    if (node->kind == YAML_TEXT) return node->text;
    if (key == SNIPPET_CHOICES && node->kind == YAML_LIST) { /* plain labels stand without dashes */
        bool is_plain = true;
        for (size_t i = 0; i < node->n; i++) is_plain = is_plain && node->item[i]->kind == YAML_TEXT;
        for (size_t i = 0; is_plain && i < node->n; i++) out_raw(&o, node->item[i]->text), out_char(&o, '\n');
        if (is_plain) return str_trim(out_str(&o));
    }
    for (size_t i = 0; key != SNIPPET_CHOICES && node->kind == YAML_MAP && i < node->n; i++)
        if (str_equal(node->pair[i].key, S("vi"))) return node->pair[i].value->text;
    yaml_put_node(&o, 0, node);
    return str_trim(out_str(&o));
}

static bool is_named_elsewhere(Str key)
{
    return str_equal(key, S("type")) || str_equal(key, S("name")) || str_equal(key, S("columns"));
}

Snippet snippet_of(Arena *mem, const Pieces *p, size_t at, const DesignField *f)
{
    Snippet s = {.name = f->name, .type = f->type};
    Out rest = {.mem = mem};
    const YamlNode *body = piece_body(&p->at[at]);
    s.value[SNIPPET_LABEL] = f->label.text;
    for (size_t i = 0; body && i < body->n; i++) {
        const YamlPair *pair = &body->pair[i];
        int key = key_of(pair->key);
        bool is_name = str_equal(pair->key, f->name) && pair->value->kind == YAML_TEXT && !pair->value->text.n;
        if (key >= 0 && snippet_has(f->type, (SnippetKey)key))
            s.value[key] = value_of(mem, (SnippetKey)key, pair->value);
        else if (!is_named_elsewhere(pair->key) && !is_name) {
            YamlNode one = {.kind = YAML_MAP, .pair = pair, .n = 1};
            yaml_put_node(&rest, 0, &one);
        }
    }
    s.rest = str_copy(mem, str_trim(out_str(&rest)));
    return s;
}

/* -- to YAML -------------------------------------------------------------------------------------------------- */

typedef struct {
    Out o;
    SnippetLines lines;
    size_t counted; /* bytes whose lines have their input */
    int n;
} Write;

/* What was written since belongs to this input. */
static void count(Write *w, const char *input)
{
    for (; w->counted < w->o.n; w->counted++)
        if (w->o.p[w->counted] == '\n' && w->n < SNIPPET_LINES_MAX) w->lines.input[w->n++] = input;
}

static void put_lines(Out *o, int indent, Str text, const char *front)
{
    Str line;
    while (text.n && str_cut(&text, '\n', &line)) {
        if (str_trim(line).n) yaml_put_indent(o, indent), out_raw(o, str_of(front));
        if (front[0]) yaml_put_text(o, str_trim(line));
        else out_raw(o, line);
        out_char(o, '\n');
    }
}

static const YamlNode *before_of(const Pieces *p, size_t at, const char *key)
{
    const YamlNode *body = at == SNIPPET_NEW ? NULL : piece_body(&p->at[at]);
    for (size_t i = 0; body && i < body->n; i++)
        if (str_equal(body->pair[i].key, str_of(key))) return body->pair[i].value;
    return NULL;
}

/* The other languages of a text stay. */
static void put_words(Out *o, const char *key, Str value, const YamlNode *before)
{
    yaml_put_indent(o, 4);
    out_format(o, "%s:\n", key);
    yaml_put_pair(o, 6, S("vi"), value);
    for (size_t i = 0; i < before->n; i++)
        if (!str_equal(before->pair[i].key, S("vi")) && before->pair[i].value->kind == YAML_TEXT)
            yaml_put_pair(o, 6, before->pair[i].key, before->pair[i].value->text);
}

static void put_value(Write *w, const Snippet *s, SnippetKey key, const YamlNode *before)
{
    Str value = s->value[key];
    bool is_words = key == SNIPPET_LABEL || key == SNIPPET_HELP || key == SNIPPET_MESSAGE;
    if (!value.n || !snippet_has(s->type, key)) return;
    if (key == SNIPPET_CHOICES) {
        yaml_put_indent(&w->o, 4);
        out_raw(&w->o, S("choices:\n"));
        put_lines(&w->o, 6, value, str_index(value, ':') == value.n ? "- " : "");
    } else if (is_words && before && before->kind == YAML_MAP) put_words(&w->o, snippet_keys[key], value, before);
    else (is_words ? yaml_put_pair : yaml_put_value)(&w->o, 4, str_of(snippet_keys[key]), value);
    count(w, snippet_inputs[key]);
}

SnippetLines snippet_lines(Arena *mem, const Snippet *s, const Pieces *p, size_t at)
{
    Write w = {.o = {.mem = mem}};
    out_format(&w.o, "- ");
    yaml_put_text(&w.o, s->name);
    out_raw(&w.o, S(":\n"));
    count(&w, "ten");
    out_format(&w.o, "    type: %s\n", field_words[s->type]);
    count(&w, "kieu");
    for (int key = 0; key < SNIPPET_KEY_COUNT; key++)
        put_value(&w, s, (SnippetKey)key, before_of(p, at, snippet_keys[key]));
    put_lines(&w.o, 4, s->rest, "");
    count(&w, "them");
    if (s->type == FIELD_ROWS) {
        Str columns = at == SNIPPET_NEW ? (Str){0} : piece_columns(mem, p, at, 6);
        out_raw(&w.o, S("    columns:\n"));
        out_raw(&w.o, columns.n ? columns : str_format(mem, "      - %.*s_cot_1: Cột 1\n", STR_ARGS(s->name)));
        count(&w, NULL);
    }
    w.lines.text = str_copy(mem, out_str(&w.o));
    return w.lines;
}
