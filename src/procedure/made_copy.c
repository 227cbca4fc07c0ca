// SPDX-License-Identifier: Apache-2.0
/* made_copy.c -- a text under another name, and what it still says of the one that it was copied from. */
#include "procedure/made.h"
#include "viet/text.h"

Str made_letters(Arena *mem, Str title)
{
    Out o = {.mem = mem};
    Str rest = viet_upper(mem, title), word;
    for (size_t n = 0; n < 8 && str_cut(&rest, ' ', &word);) {
        if (!word.n) continue;
        size_t bytes = 1;
        while (bytes < word.n && ((unsigned char)word.p[bytes] & 0xc0) == 0x80) bytes++;
        bool is_letter = ((unsigned char)word.p[0] >= 'A' && word.p[0] <= 'Z') || (unsigned char)word.p[0] >= 0xc3;
        if (is_letter) out_raw(&o, str_slice(word, 0, bytes)), n++;
    }
    return out_str(&o).n ? out_str(&o) : S("HS");
}

bool text_is_procedure(Arena *mem, Str text)
{
    static const Str own[] = {STR("states"), STR("moves"), STR("clocks"), STR("apply")};
    Yaml y = yaml_read(mem, text);
    for (size_t i = 0; y.root && y.root->kind == YAML_MAP && i < y.root->n; i++)
        for (size_t k = 0; k < sizeof own / sizeof *own; k++)
            if (str_equal(y.root->pair[i].key, own[k])) return true;
    return false;
}

/* -- another code and title ------------------------------------------------------------------------------------------
 */

static bool stands_alone(const YamlNode *root)
{
    for (size_t i = 0; i < root->n; i++)
        if (root->pair[i].spot.column != 1) return false;
    return root->n > 0;
}

/* The text of one key of a mapping on lines of its own; every other line as it is. */
static Str with_pair(Arena *mem, Str text, const char *key, Str value)
{
    Yaml y = yaml_read(mem, text);
    Out o = {.mem = mem};
    int first = 0, behind = INT32_MAX, at = 1;
    for (size_t i = 0; i < y.root->n; i++)
        if (str_equal(y.root->pair[i].key, str_of(key))) {
            const YamlNode *old = y.root->pair[i].value;
            first = y.root->pair[i].spot.line;
            behind = old->is_one_line && old->spot.line == first ? first + 1
                     : i + 1 < y.root->n                         ? y.root->pair[i + 1].spot.line
                                                                 : INT32_MAX;
        }
    if (!first) yaml_put_pair(&o, 0, str_of(key), value);
    for (Str rest = text, line; str_cut(&rest, '\n', &line); at++) {
        if (at == first) yaml_put_pair(&o, 0, str_of(key), value);
        if (!first || at < first || at >= behind) out_raw(&o, line), out_char(&o, '\n');
    }
    return out_str(&o);
}

Str text_named(Arena *mem, Str text, Str code, Str title)
{
    Yaml y = yaml_read(mem, text);
    if (!y.root || y.root->kind != YAML_MAP) return text;
    if (!stands_alone(y.root)) {
        Out o = {.mem = mem};
        yaml_put_node(&o, 0, y.root);
        text = out_str(&o);
    }
    return with_pair(mem, with_pair(mem, text, "title", title), "code", code);
}

/* -- of another procedure
 * ---------------------------------------------------------------------------------------------- */

static Str replaced(Arena *mem, Str text, Str old, Str new)
{
    Out o = {.mem = mem};
    for (size_t at; old.n && (at = str_find(text, old)) < text.n; text = str_from(text, at + old.n))
        out_raw(&o, str_slice(text, 0, at)), out_raw(&o, new);
    out_raw(&o, text);
    return out_str(&o);
}

static const YamlNode *value_of(const YamlNode *map, Str key)
{
    for (size_t i = 0; map && map->kind == YAML_MAP && i < map->n; i++)
        if (str_equal(map->pair[i].key, key)) return map->pair[i].value;
    return NULL;
}

/* Another pattern of numbers where the old one is written, letter by letter. */
static Str with_number(Arena *mem, Str text, Str title)
{
    Yaml y = yaml_read(mem, text);
    const YamlNode *number = value_of(value_of(y.root, S("apply")), S("number"));
    Out o = {.mem = mem};
    int n = 1;
    if (!number || number->kind != YAML_TEXT || !number->is_one_line) return text;
    for (Str rest = text, line; str_cut(&rest, '\n', &line); n++) {
        size_t at = str_find(line, number->text);
        if (n == number->spot.line && at < line.n) {
            const char *quote = number->is_quoted ? "" : "\"";
            out_format(&o, "%.*s%s{so}/%.*s-{nam}%s%.*s", STR_ARGS(str_slice(line, 0, at)), quote,
                       STR_ARGS(made_letters(mem, title)), quote, STR_ARGS(str_from(line, at + number->text.n)));
        } else out_raw(&o, line);
        out_char(&o, '\n');
    }
    return out_str(&o);
}

/* Whether a text means itself wherever it stands in YAML. */
static bool is_safe(Arena *mem, Str text)
{
    Out o = {.mem = mem};
    yaml_put_text(&o, text);
    return str_equal(out_str(&o), text) && str_index(text, ',') == text.n;
}

Str made_of_procedure(Arena *mem, const Procedure *p, Str code, Str title)
{
    Str text = is_safe(mem, title) ? replaced(mem, p->source, p->form.title, title) : p->source;
    return text_named(mem, with_number(mem, text, title), code, title);
}

/* -- what still speaks of another
 * ---------------------------------------------------------------------------------------- */

static void name_figures(Arena *mem, const Procedure *p, const Procedure *other, DesignProblems *problems)
{
    for (size_t i = 0; i < p->moves; i++)
        for (size_t k = 0; k < p->move[i].effects.n; k++) {
            const Effect *e = &p->move[i].effects.at[k];
            bool is_same = false;
            for (size_t j = 0; e->kind == EFFECT_INDICATOR && j < other->moves; j++)
                for (size_t l = 0; l < other->move[j].effects.n; l++)
                    is_same |= other->move[j].effects.at[l].kind == EFFECT_INDICATOR &&
                               str_equal(other->move[j].effects.at[l].what, e->what);
            if (is_same)
                problem_warn(mem, problems, e->spot,
                             "Bước “%.*s” cộng vào chỉ tiêu “%.*s”, chỉ tiêu mà thủ tục “%.*s” cũng đang cộng: hãy đổi "
                             "chỉ tiêu, nếu không muốn cộng chung.",
                             STR_ARGS(p->move[i].label.text), STR_ARGS(e->what), STR_ARGS(other->form.title));
        }
}

/* Where a text stands in the source, 1-based; line 0 = nowhere. */
static Spot spot_of(Str source, Str part)
{
    size_t at = str_find(source, part);
    Spot spot = {.line = 1, .column = 1};
    if (!part.n || at >= source.n) return (Spot){0};
    for (size_t i = 0; i < at; i++) {
        if (source.p[i] == '\n') spot.line++, spot.column = 1;
        else if (((unsigned char)source.p[i] & 0xc0) != 0x80) spot.column++;
    }
    return spot;
}

static void name_words(Arena *mem, const Procedure *p, const Procedure *other, DesignProblems *problems)
{
    bool has_letters = !str_equal(p->apply.number, S("{so}/{nam}"));
    if (has_letters && str_equal(p->apply.number, other->apply.number))
        problem_warn(mem, problems, spot_of(p->source, p->apply.number),
                     "Số hồ sơ “%.*s” giống số của thủ tục “%.*s”: hai hồ sơ sẽ mang cùng một số.",
                     STR_ARGS(p->apply.number), STR_ARGS(other->form.title));
    if (str_equal(p->form.title, other->form.title))
        problem_warn(mem, problems, spot_of(p->source, p->form.title),
                     "Đã có một thủ tục tên “%.*s”: người nộp sẽ không phân biệt được.", STR_ARGS(other->form.title));
    else if (!str_contains(p->form.title, other->form.title) && str_contains(p->source, other->form.title))
        problem_warn(mem, problems, spot_of(p->source, other->form.title), "Câu chữ ở đây còn nói tới thủ tục “%.*s”.",
                     STR_ARGS(other->form.title));
}

Fail procedure_alike(Ctx *c, const Procedure *p, DesignProblems *problems)
{
    VersionRows rows;
    TRY(versions_current(c, &rows));
    for (size_t i = 0; i < rows.n; i++)
        if (str_equal(rows.at[i].code, p->form.code)) return OK;
    for (size_t i = 0; i < rows.n; i++) {
        Version v;
        TRY(version_by_id(c, rows.at[i].id, &v));
        name_figures(&c->mem, p, v.procedure, problems);
        name_words(&c->mem, p, v.procedure, problems);
    }
    problems_settle(&c->mem, problems);
    return OK;
}
