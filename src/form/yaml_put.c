// SPDX-License-Identifier: Apache-2.0
#include "form/yaml.h"

/* Words that other programs read as something else than a text. */
static bool is_special(Str s)
{
    static const Str words[] = {STR("null"), STR("true"), STR("false"), STR("yes"), STR("no"),
                                STR("on"),   STR("off"),  STR("y"),     STR("n")};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_equal_ascii(s, words[i])) return true;
    return false;
}

/* Begins with a letter, and holds nothing that ends or begins something in YAML, on a line of its own. */
static bool is_plain(Str s)
{
    unsigned char first = s.n ? (unsigned char)s.p[0] : 0;
    bool is_letter = (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') || first == '_' ||
                     (first >= 0xc3 && first <= 0xe1);
    if (!is_letter || is_special(s) || s.p[s.n - 1] == ' ') return false;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c < ' ' || c == 0x7f || strchr("\"'#:{}[]&*!|>%@`\\", c)) return false;
        /* Blanks and line ends that are no ASCII begin with these bytes; so do letters, which may be quoted too. */
        if (c == 0xc2 || c == 0xe2 || c == 0xe3 || c == 0xef) return false;
    }
    return true;
}

static size_t escaped(Out *o, Str s)
{
    static const char hex[] = "0123456789abcdef";
    unsigned char c = (unsigned char)s.p[0];
    if (c == '"' || c == '\\') out_char(o, '\\'), out_char(o, (char)c);
    else if (c == '\n') out_raw(o, S("\\n"));
    else if (c < ' ' || c == 0x7f) out_raw(o, S("\\x")), out_char(o, hex[c >> 4]), out_char(o, hex[c & 15]);
    else if (str_starts(s, S("\u2028"))) return out_raw(o, S("\\L")), 3;
    else if (str_starts(s, S("\u2029"))) return out_raw(o, S("\\P")), 3;
    else if (str_starts(s, S("\ufeff"))) return out_raw(o, S("\\ufeff")), 3;
    else if (str_starts(s, S("\xef\xbf\xbe"))) return out_raw(o, S("\\ufffe")), 3; /* two that YAML takes so only */
    else if (str_starts(s, S("\xef\xbf\xbf"))) return out_raw(o, S("\\uffff")), 3;
    else if (str_starts(s, S("\ufdd0")) || str_starts(s, S("\ufdd1"))) return 3; /* no letters: yaml.c */
    else if (c == 0xc2 && s.n > 1 && (unsigned char)s.p[1] < 0xa0)
        return out_raw(o, S("\\x")), out_char(o, hex[(unsigned char)s.p[1] >> 4]), out_char(o, hex[s.p[1] & 15]), 2;
    else out_char(o, (char)c);
    return 1;
}

void yaml_put_text(Out *o, Str text)
{
    if (is_plain(text)) {
        out_raw(o, text);
        return;
    }
    out_char(o, '"');
    for (size_t i = 0; i < text.n;) i += escaped(o, str_from(text, i));
    out_char(o, '"');
}

/* What a literal block keeps as it is. */
static bool is_block(Str s)
{
    if (str_index(s, '\n') == s.n || s.p[0] == ' ' || s.p[0] == '\n' || str_ends(s, S("\n"))) return false;
    for (size_t i = 0; i < s.n; i++)
        if (((unsigned char)s.p[i] < ' ' && s.p[i] != '\n') || s.p[i] == 0x7f || (unsigned char)s.p[i] == 0xc2 ||
            (unsigned char)s.p[i] == 0xef || str_starts(str_from(s, i), S("\u2028")) ||
            str_starts(str_from(s, i), S("\u2029")))
            return false;
    return true;
}

void yaml_put_pair(Out *o, int indent, Str key, Str text)
{
    Str line;
    yaml_put_indent(o, indent);
    yaml_put_text(o, key);
    if (!is_block(text)) {
        out_raw(o, S(": "));
        yaml_put_text(o, text);
        out_char(o, '\n');
        return;
    }
    out_raw(o, S(": |\n"));
    while (str_cut(&text, '\n', &line)) {
        if (line.n) yaml_put_indent(o, indent + 2);
        out_raw(o, line);
        out_char(o, '\n');
    }
}

static bool is_bare(Str s)
{
    if (str_equal(s, S("true")) || str_equal(s, S("false"))) return true;
    for (size_t i = 0; i < s.n; i++)
        if ((s.p[i] < '0' || s.p[i] > '9') && (!i || !strchr("./-", s.p[i]))) return false;
    return s.n > 0;
}

void yaml_put_value(Out *o, int indent, Str key, Str value)
{
    if (!is_bare(value)) {
        yaml_put_pair(o, indent, key, value);
        return;
    }
    yaml_put_indent(o, indent);
    yaml_put_text(o, key);
    out_raw(o, S(": "));
    out_raw(o, value);
    out_char(o, '\n');
}

void yaml_put_node(Out *o, int indent, const YamlNode *node)
{
    for (size_t i = 0; node->kind == YAML_MAP && i < node->n; i++) {
        const YamlPair *pair = &node->pair[i];
        if (pair->value->kind == YAML_TEXT) {
            (pair->value->is_quoted ? yaml_put_pair : yaml_put_value)(o, indent, pair->key, pair->value->text);
            continue;
        }
        yaml_put_indent(o, indent);
        yaml_put_text(o, pair->key);
        out_raw(o, pair->value->n ? S(":\n") : pair->value->kind == YAML_MAP ? S(": {}\n") : S(": []\n"));
        yaml_put_node(o, indent + 2, pair->value);
    }
    for (size_t i = 0; node->kind == YAML_LIST && i < node->n; i++) {
        const YamlNode *item = node->item[i];
        yaml_put_indent(o, indent);
        out_raw(o, S("-"));
        if (item->kind == YAML_TEXT) out_char(o, ' '), yaml_put_text(o, item->text);
        out_raw(o, item->kind == YAML_TEXT || item->n ? S("\n") : item->kind == YAML_MAP ? S(" {}\n") : S(" []\n"));
        if (item->kind != YAML_TEXT) yaml_put_node(o, indent + 2, item);
    }
}
