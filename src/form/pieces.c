// SPDX-License-Identifier: Apache-2.0
#include "form/pieces.h"
#include "form/source.h"

/* -- lines ---------------------------------------------------------------------------------------------------- */

/* The next line of *text without its end; what follows the last end is none. */
static bool next_line(Str *text, Str *line)
{
    if (!text->n) return false;
    *line = str_slice(*text, 0, str_index(*text, '\n'));
    *text = str_from(*text, line->n + 1);
    return true;
}

static int lines_in(Str text)
{
    int n = 0;
    for (Str line; next_line(&text, &line);) n++;
    return n;
}

/* Lines from..to, with their ends. */
static Str lines_of(Str text, int from, int to)
{
    size_t begin = 0, at = 0;
    for (int line = 1; at < text.n && line <= to; line++) {
        if (line == from) begin = at;
        at += str_index(str_from(text, at), '\n') + 1;
    }
    return from > to ? (Str){0} : str_slice(text, begin, at < text.n ? at : text.n);
}

/* A comment deeper than the dash may be a line of a text. */
static bool is_about_nothing(Str line, size_t dash)
{
    size_t blanks = 0;
    while (blanks < line.n && line.p[blanks] == ' ') blanks++;
    line = str_trim(line);
    return !line.n || (line.p[0] == '#' && blanks <= dash);
}

/* What stands behind a piece belongs to what comes next. */
static int trimmed(Str text, int first, int last, size_t dash)
{
    while (last > first && is_about_nothing(lines_of(text, last, last), dash)) last--;
    return last;
}

static Str joined(Arena *mem, Str a, Str b, Str c)
{
    const char *gap = a.n && !str_ends(a, S("\n")) ? "\n" : "", *next = b.n && c.n && !str_ends(b, S("\n")) ? "\n" : "";
    return str_format(mem, "%.*s%s%.*s%s%.*s", STR_ARGS(a), gap, STR_ARGS(b), next, STR_ARGS(c));
}

/* Lines from..to are others now; to = from - 1: those come in before line `from`. */
static Str with_lines(Arena *mem, Str text, int from, int to, Str lines)
{
    return joined(mem, lines_of(text, 1, from - 1), lines, lines_of(text, to + 1, lines_in(text)));
}

/* -- finding -------------------------------------------------------------------------------------------------- */

typedef struct {
    Arena *mem;
    Str text;
    LIST(Piece) pieces;
    bool is_good;
} Find;

static const YamlNode *value_of(const YamlNode *map, const char *key, int *behind)
{
    for (size_t i = 0; map && map->kind == YAML_MAP && i < map->n; i++) {
        if (!str_equal(map->pair[i].key, str_of(key))) continue;
        if (i + 1 < map->n) *behind = map->pair[i + 1].spot.line;
        return map->pair[i].value;
    }
    return NULL;
}

/* The keys of a field: of "- ten: {…}" what is in there. */
static const YamlNode *body_of(const YamlNode *item)
{
    return item->kind == YAML_MAP && item->n == 1 && item->pair[0].value->kind == YAML_MAP ? item->pair[0].value : item;
}

static void find(Find *f, const YamlNode *list, int behind, size_t table)
{
    for (size_t i = 0; f->is_good && i < list->n; i++) {
        const YamlNode *item = list->item[i];
        int next = i + 1 < list->n ? list->item[i + 1]->spot.line : behind, columns_end = next;
        Str line = lines_of(f->text, item->spot.line, item->spot.line);
        size_t dash = 0;
        while (dash < line.n && line.p[dash] == ' ') dash++;
        f->is_good = str_starts(str_from(line, dash), S("- ")) && next > item->spot.line;
        /* "- - x" and "- {x: 1}, …" do not stand alone. */
        for (size_t k = dash + 1; k + 1 < (size_t)item->spot.column; k++) f->is_good = f->is_good && line.p[k] == ' ';
        if (!f->is_good) return;
        size_t at = f->pieces.n;
        int last = trimmed(f->text, item->spot.line, next - 1, dash);
        *list_add(f->mem, &f->pieces) = (Piece){item->spot.line, last, (int)dash, table, item};
        const YamlNode *columns = value_of(body_of(item), "columns", &columns_end);
        if (columns && columns->kind == YAML_LIST && table == NO_ROWS) find(f, columns, columns_end, at);
    }
}

static bool find_all(Arena *mem, Str text, Pieces *p)
{
    Yaml y = yaml_read(mem, text);
    int behind = lines_in(text) + 1;
    Find f = {.mem = mem, .text = text, .is_good = y.root && !y.is_broken};
    const YamlNode *list = f.is_good ? value_of(y.root, "fields", &behind) : NULL;
    if (!list || list->kind != YAML_LIST) return false;
    find(&f, list, behind, NO_ROWS);
    *p = (Pieces){text, f.pieces.at, f.pieces.n};
    return f.is_good;
}

bool pieces_of_other(Arena *mem, Str text, const Design *d, Str *other)
{
    Yaml y = yaml_read(mem, text);
    Out o = {.mem = mem};
    if (y.is_broken || !y.root || y.root->kind != YAML_MAP) return false;
    int lines = lines_in(text), kept = 1;
    bool has_fields = false;
    for (size_t i = 0; i < y.root->n; i++) {
        const YamlPair *pair = &y.root->pair[i];
        int next = i + 1 < y.root->n ? y.root->pair[i + 1].spot.line : lines + 1;
        bool is_fields = str_equal(pair->key, S("fields")), is_ours = is_fields || str_equal(pair->key, S("lists"));
        if (pair->spot.column != 1 || next <= pair->spot.line) return false;
        if (!is_ours) continue;
        out_raw(&o, lines_of(text, kept, pair->spot.line - 1));
        if (is_fields) design_put_fields(&o, d, 0), has_fields = true;
        kept = next;
    }
    out_raw(&o, lines_of(text, kept, lines));
    *other = str_copy(mem, out_str(&o));
    return has_fields;
}

/* The text with its lists and fields laid out anew. */
static bool laid_out(Arena *mem, Str text, Str *laid)
{
    Yaml y = yaml_read(mem, text);
    Design d;
    YamlMap m = yaml_map(&y, y.root, "");
    design_take(&m, (DesignTake){0}, &d);
    return m.node && pieces_of_other(mem, text, &d, laid);
}

bool pieces_of(Arena *mem, Str text, Pieces *p)
{
    Str laid;
    if (find_all(mem, text, p)) return true;
    return laid_out(mem, text, &laid) && find_all(mem, laid, p);
}

const YamlNode *piece_body(const Piece *piece)
{
    const YamlNode *item = piece->node, *body = body_of(item);
    bool is_short = item->kind != YAML_MAP || (body == item && item->n == 1);
    return is_short ? NULL : body;
}

Str piece_columns(Arena *mem, const Pieces *p, size_t at, int indent)
{
    Out o = {.mem = mem};
    if (at + 1 >= p->n || p->at[at + 1].table != at) return (Str){0};
    int first = p->at[at + 1].first, last = first;
    for (size_t i = at + 1; i < p->n && p->at[i].table == at; i++) last = p->at[i].last;
    Str lines = lines_of(p->text, first, last), line;
    while (next_line(&lines, &line)) {
        size_t blanks = 0;
        while (blanks < line.n && blanks < (size_t)p->at[at + 1].indent && line.p[blanks] == ' ') blanks++;
        if (str_trim(line).n) yaml_put_indent(&o, indent), out_raw(&o, str_from(line, blanks));
        out_char(&o, '\n');
    }
    return out_str(&o);
}

/* -- changing ------------------------------------------------------------------------------------------------- */

static Str indented(Arena *mem, Str snippet, int indent)
{
    Out o = {.mem = mem};
    Str line;
    while (next_line(&snippet, &line)) {
        if (str_trim(line).n) yaml_put_indent(&o, indent), out_raw(&o, line);
        out_char(&o, '\n');
    }
    return out_str(&o);
}

Str pieces_replaced(Arena *mem, const Pieces *p, size_t at, Str snippet)
{
    const Piece *piece = &p->at[at];
    return with_lines(mem, p->text, piece->first, piece->last, indented(mem, snippet, piece->indent));
}

Str pieces_with(Arena *mem, const Pieces *p, size_t behind, Str snippet)
{
    const Piece *piece = &p->at[behind];
    return with_lines(mem, p->text, piece->last + 1, piece->last, indented(mem, snippet, piece->indent));
}

Str pieces_without(Arena *mem, const Pieces *p, size_t at)
{
    return with_lines(mem, p->text, p->at[at].first, p->at[at].last, (Str){0});
}

/* Its neighbour in the same list; p->n = there is none. */
static size_t neighbour(const Pieces *p, size_t at, bool is_up)
{
    for (size_t i = at; is_up ? i-- > 0 : ++i < p->n;)
        if (p->at[i].table == p->at[at].table) return i;
    return p->n;
}
bool piece_has_neighbour(const Pieces *p, size_t at, bool is_up) { return neighbour(p, at, is_up) < p->n; }

Str pieces_moved(Arena *mem, const Pieces *p, size_t at, bool is_up)
{
    size_t other = neighbour(p, at, is_up);
    if (other == p->n) return p->text;
    const Piece *a = &p->at[is_up ? other : at], *b = &p->at[is_up ? at : other];
    Str between = lines_of(p->text, a->last + 1, b->first - 1);
    Str both = joined(mem, lines_of(p->text, b->first, b->last), between, lines_of(p->text, a->first, a->last));
    return with_lines(mem, p->text, a->first, b->last, both);
}
