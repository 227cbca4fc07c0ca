// SPDX-License-Identifier: Apache-2.0
#include "form/yaml.h"
#include "base/map.h"
#include "viet/text.h"
#include <stdarg.h>
#include <stdio.h>
#include <yaml.h>

/* -- what breaks the grammar ---------------------------------------------------------------------------------- */

typedef enum { AT_PLACE, AT_BEGINNING } BreakPlace; /* where libyaml noticed it, or where that piece began */

/* libyaml's words, and ours.  A piece of its sentence is enough; the first row that fits counts. */
static const struct {
    const char *problem;
    BreakPlace place;
    const char *says;
} breaks[] = {
    {"mapping values are not allowed", AT_PLACE,
     "dấu hai chấm không được đứng ở đây: nếu nó thuộc nội dung thì đặt cả nội dung trong dấu nháy kép, nếu không thì "
     "xem lại chỗ lùi đầu dòng"},
    {"could not find expected ':'", AT_BEGINNING,
     "dòng này thiếu dấu hai chấm: viết theo dạng «khóa: giá trị», hoặc lùi đầu dòng nếu nó nối dòng trên"},
    {"block sequence entries are not allowed", AT_PLACE,
     "dấu gạch đầu dòng không được đứng ở đây: xuống dòng rồi mới viết «- »"},
    {"mapping keys are not allowed", AT_PLACE, "dấu hỏi không được đứng đầu ở đây: đặt nội dung trong dấu nháy kép"},
    {"found character that cannot start any token", AT_PLACE,
     "ký tự này không được đứng đầu một giá trị: đặt cả giá trị trong dấu nháy kép"},
    {"found unexpected end of stream", AT_BEGINNING, "dấu nháy mở ở đây không được đóng lại"},
    {"found unexpected document indicator", AT_BEGINNING, "dấu nháy mở ở đây không được đóng lại"},
    {"escape character", AT_PLACE,
     "trong dấu nháy kép, sau dấu \\ chỉ được là n, t, \", \\ hoặc mã ký tự: viết \\\\ nếu muốn chính dấu \\"},
    {"hexdecimal", AT_PLACE, "mã ký tự sau dấu \\ chưa đủ chữ số"},
    {"Unicode character escape", AT_PLACE, "mã ký tự này không có trong Unicode"},
    {"tab character", AT_PLACE, "lùi đầu dòng bằng dấu cách, không bằng phím Tab"},
    {"tag handle", AT_PLACE, "dấu ! ở đầu giá trị có nghĩa riêng: đặt giá trị trong dấu nháy kép"},
    {"expected ',' or ']'", AT_BEGINNING,
     "danh sách trong [ ] không đóng đúng: xem lại dấu phẩy, dấu ] và đặt giá trị có dấu đặc biệt trong dấu nháy kép"},
    {"expected ',' or '}'", AT_BEGINNING,
     "phần trong { } không đóng đúng: xem lại dấu phẩy, dấu } và đặt giá trị có ${…} trong dấu nháy kép"},
    {"expected '-' indicator", AT_PLACE, "dòng này không thẳng hàng với các dấu gạch đầu dòng ở trên"},
    {"did not find expected key", AT_PLACE,
     "dòng này không thẳng hàng với các khóa ở trên, hoặc nội dung sau dấu nháy còn thừa chữ"},
    {"expected node content", AT_PLACE, "ở đây thiếu một giá trị"},
    {"comment or line break", AT_PLACE, "sau dấu | hoặc > phải xuống dòng"},
    {"indentation indicator", AT_PLACE, "sau dấu | hoặc > phải xuống dòng"},
    {"alphabetic or numeric character", AT_PLACE,
     "dấu & hoặc * ở đầu giá trị có nghĩa riêng: đặt giá trị trong dấu nháy kép"},
    {"document start", AT_PLACE, "dòng này không thuộc phần nào: xem lại chỗ lùi đầu dòng"},
    {"%", AT_PLACE, "dấu % ở đầu dòng có nghĩa riêng: đặt giá trị trong dấu nháy kép"},
    {"", AT_PLACE, "chỗ này không đúng cách viết YAML: xem lại chỗ lùi đầu dòng, dấu hai chấm và dấu nháy"},
};

typedef struct {
    Spot spot;
    const char *says; /* NULL = none */
    bool is_end;      /* nothing behind it is read */
} Break;

static Spot spot_of(yaml_mark_t mark) { return (Spot){.line = (int)mark.line + 1, .column = (int)mark.column + 1}; }

static Break break_of(const yaml_parser_t *p)
{
    if (p->error == YAML_MEMORY_ERROR) return (Break){{.line = 1, .column = 1}, "tệp quá lớn", .is_end = true};
    size_t i = 0;
    while (!strstr(p->problem, breaks[i].problem)) i++;
    bool is_beginning = breaks[i].place == AT_BEGINNING && p->context;
    return (Break){spot_of(is_beginning ? p->context_mark : p->problem_mark), breaks[i].says, .is_end = false};
}

/* -- the tree from libyaml's events --------------------------------------------------------------------------- */

typedef LIST(const YamlNode *) NodeList;
typedef LIST(YamlPair) PairList;

/* A list or mapping that is not closed yet. */
typedef struct {
    YamlNode *node;
    NodeList items;
    PairList pairs;
    Map keys;
    YamlPair next;            /* of a mapping: the key whose value comes */
    bool has_key, is_dropped; /* … it stood there before, or is no text */
} Open;

typedef struct {
    Yaml *y;
    yaml_parser_t parser;
    yaml_event_t event;
    bool has_parser, has_event;
    Open open[YAML_DEPTH_MAX];
    size_t depth, nodes;
    const YamlNode *root;
    int documents;
} Build;

static void build_clear(void *arg)
{
    Build *b = arg;
    if (b->has_event) yaml_event_delete(&b->event);
    if (b->has_parser) yaml_parser_delete(&b->parser);
    b->has_event = b->has_parser = false;
}

void yaml_problem(Yaml *y, Spot spot, const char *format, ...)
{
    char text[1000];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    problem_add(y->mem, &y->problems, spot, "%s", text);
}

/* What may stand in a text: no control character but tab and line end. */
static bool is_printable(Str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (((unsigned char)s.p[i] < ' ' && s.p[i] != '\t' && s.p[i] != '\n') || s.p[i] == 0x7f) return false;
    return true;
}

/* ${x} may stand in brackets without quotes: its own brackets are other letters as long as libyaml has the text, and
 * each is still one column. */
#define OPEN  "\ufdd0"
#define CLOSE "\ufdd1"

static Str with_brackets(Arena *mem, Str s)
{
    if (!str_contains(s, S(OPEN)) && !str_contains(s, S(CLOSE))) return str_copy(mem, s);
    Out o = {.mem = mem};
    while (s.n) {
        bool is_open = str_starts(s, S(OPEN)), is_bracket = is_open || str_starts(s, S(CLOSE));
        out_char(&o, is_bracket ? (is_open ? '{' : '}') : s.p[0]);
        s = str_from(s, is_bracket ? sizeof OPEN - 1 : 1);
    }
    return out_str(&o);
}

static YamlNode *text_of(Build *b)
{
    Arena *mem = b->y->mem;
    const yaml_event_t *e = &b->event;
    YamlNode *node = NEW(mem, YamlNode, 1);
    Str s = {(const char *)e->data.scalar.value, e->data.scalar.length};
    bool is_block =
        e->data.scalar.style == YAML_LITERAL_SCALAR_STYLE || e->data.scalar.style == YAML_FOLDED_SCALAR_STYLE;
    node->kind = YAML_TEXT;
    node->spot = spot_of(e->start_mark);
    node->is_quoted = e->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
    node->is_one_line = e->start_mark.line == e->end_mark.line;
    if (is_block) s = str_ends(s, S("\n")) ? str_slice(s, 0, s.n - 1) : s;
    if (!node->is_quoted) s = str_equal(s, S("~")) || str_equal_ascii(s, S("null")) ? (Str){0} : str_trim(s);
    if (!is_printable(s))
        yaml_problem(b->y, node->spot, "nội dung có ký tự điều khiển không đọc được: xóa đi rồi gõ lại"), s = (Str){0};
    node->text = viet_nfc(mem, with_brackets(mem, s));
    return node;
}

/* A value that is complete goes where it belongs. */
static void place(Build *b, const YamlNode *node)
{
    if (!b->depth) {
        b->root = b->root ? b->root : node;
        return;
    }
    Open *in = &b->open[b->depth - 1];
    if (in->node->kind == YAML_LIST) {
        *list_add(b->y->mem, &in->items) = node;
        return;
    }
    if (in->has_key) {
        in->next.value = node;
        if (!in->is_dropped) *list_add(b->y->mem, &in->pairs) = in->next;
        in->has_key = false;
        return;
    }
    in->has_key = true;
    in->next = (YamlPair){.key = node->text, .spot = node->spot};
    in->is_dropped = node->kind != YAML_TEXT || !node->text.n;
    if (in->is_dropped) {
        yaml_problem(b->y, node->spot, "khóa phải là một từ, không phải danh sách hay để trống");
        return;
    }
    void **before = map_put(b->y->mem, &in->keys, node->text);
    in->is_dropped = *before != NULL;
    if (in->is_dropped)
        yaml_problem(b->y, node->spot, "khóa «%.*s» đã có ở dòng %d: bỏ bớt một chỗ", STR_ARGS(node->text),
                     ((const YamlNode *)*before)->spot.line);
    else *before = (void *)node;
}

static Break begin(Build *b, YamlKind kind)
{
    if (b->depth == YAML_DEPTH_MAX) return (Break){spot_of(b->event.start_mark), "lồng nhau quá sâu", .is_end = false};
    YamlNode *node = NEW(b->y->mem, YamlNode, 1);
    node->kind = kind;
    node->spot = spot_of(b->event.start_mark);
    b->open[b->depth++] = (Open){.node = node};
    return (Break){0};
}

static void end(Build *b)
{
    Open *done = &b->open[--b->depth];
    YamlNode *node = done->node;
    node->item = done->items.at;
    node->pair = done->pairs.at;
    node->n = node->kind == YAML_LIST ? done->items.n : done->pairs.n;
    place(b, node);
}

/* Anchors and tags change what is meant without being seen where it is read. */
static void look_at_marks(Build *b, const yaml_char_t *anchor, const yaml_char_t *tag)
{
    Spot spot = spot_of(b->event.start_mark);
    if (anchor)
        yaml_problem(b->y, spot, "dấu & ở đầu giá trị có nghĩa riêng: đặt giá trị trong dấu nháy kép, hoặc bỏ «&%s»",
                     (const char *)anchor);
    if (tag && strncmp((const char *)tag, YAML_STR_TAG, sizeof "tag:yaml.org,2002:" - 1) != 0)
        yaml_problem(b->y, spot, "dấu ! ở đầu giá trị có nghĩa riêng: đặt giá trị trong dấu nháy kép");
}

static const YamlNode nothing = {.kind = YAML_TEXT};

static Break take_event(Build *b)
{
    const yaml_event_t *e = &b->event;
    Spot spot = spot_of(e->start_mark);
    if (b->nodes > YAML_NODES_MAX)
        return (Break){spot, "từ chỗ này không đọc nữa: tệp có quá nhiều mục", .is_end = true};
    switch (e->type) {
    case YAML_DOCUMENT_START_EVENT:
        if (b->documents++)
            return (Break){spot, "tệp có hai văn bản cách nhau bằng «---»: tách thành hai tệp", .is_end = true};
        break;
    case YAML_ALIAS_EVENT:
        yaml_problem(b->y, spot, "không dùng được «*%s»: viết hẳn nội dung ra, hoặc đặt trong dấu nháy kép",
                     (const char *)e->data.alias.anchor);
        place(b, &nothing);
        break;
    case YAML_SCALAR_EVENT:
        b->nodes++;
        look_at_marks(b, e->data.scalar.anchor, e->data.scalar.tag);
        place(b, text_of(b));
        break;
    case YAML_SEQUENCE_START_EVENT:
        b->nodes++;
        look_at_marks(b, e->data.sequence_start.anchor, e->data.sequence_start.tag);
        return begin(b, YAML_LIST);
    case YAML_MAPPING_START_EVENT:
        b->nodes++;
        look_at_marks(b, e->data.mapping_start.anchor, e->data.mapping_start.tag);
        return begin(b, YAML_MAP);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT: end(b); break;
    default: break;
    }
    return (Break){0};
}

static Break build_all(Build *b, Str text)
{
    Break broken = {0};
    if (!yaml_parser_initialize(&b->parser)) return (Break){{.line = 1, .column = 1}, "tệp quá lớn", .is_end = true};
    b->has_parser = true;
    yaml_parser_set_encoding(&b->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&b->parser, (const unsigned char *)text.p, text.n);
    for (bool is_end = false; !is_end && !broken.says;) {
        if (!yaml_parser_parse(&b->parser, &b->event)) return break_of(&b->parser);
        b->has_event = true;
        is_end = b->event.type == YAML_STREAM_END_EVENT;
        broken = take_event(b);
        b->has_event = false;
        yaml_event_delete(&b->event);
    }
    b->y->root = b->root;
    return broken;
}

/* The tree of the whole text, or where and why there is none.  The library's memory goes at once: the arena may live as
 * long as the program. */
static Break build(Yaml *y, Str text)
{
    Build *b = NEW(y->mem, Build, 1);
    b->y = y;
    arena_at_end(y->mem, build_clear, b);
    Break broken = build_all(b, text);
    build_clear(b);
    return broken;
}

/* -- before and between -------------------------------------------------------------------------------------- */

/* A character at `s`: its bytes, 1 when it is ill-formed. */
static size_t character(Str s, bool *is_good)
{
    unsigned char c = (unsigned char)s.p[0];
    size_t length = c < 0x80 ? 1 : c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : 2;
    *is_good = length <= s.n && (length == 1 || str_is_utf8(str_slice(s, 0, length)));
    return *is_good ? length : 1;
}

/* What libyaml would refuse, or take for the end of a line that no editor counts. */
static bool is_control(Str c)
{
    unsigned char first = (unsigned char)c.p[0];
    if (c.n == 1) return (first < ' ' && first != '\t' && first != '\n') || first == 0x7f;
    return (c.n == 2 && first == 0xc2 && (unsigned char)c.p[1] < 0xa0) || str_equal(c, S("\xef\xbb\xbf")) ||
           str_equal(c, S("\xef\xbf\xbe")) || str_equal(c, S("\xef\xbf\xbf")) || str_equal(c, S(OPEN)) ||
           str_equal(c, S(CLOSE));
}
static bool is_separator(Str c) { return str_equal(c, S("\u2028")) || str_equal(c, S("\u2029")); }

/* Behind "${" comes a name and its bracket: how long the name is; else 0. */
static size_t name_length(Str s)
{
    size_t n = str_index(s, '}');
    if (n == s.n || n > 2 * DESIGN_NAME_MAX) return 0;
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)s.p[i] <= ' ' || strchr("{,[]\"'", s.p[i])) return 0;
    return n;
}

/* The text with LF alone at the ends of its lines.  What no YAML may hold becomes a blank and is named: the first place
 * of each kind. */
static Str readable(Yaml *y, Str bytes)
{
    Str text = {arena_bytes(y->mem, 3 * bytes.n), 0}, c;
    Spot spot = {.line = 1, .column = 1};
    bool is_good, is_utf8 = true, is_clean = true;
    size_t close = 0; /* how far the bracket is that closes ${ */
    if (str_starts(bytes, S("\xef\xbb\xbf"))) bytes = str_from(bytes, 3);
    for (; bytes.n; bytes = str_from(bytes, c.n)) {
        c = str_slice(bytes, 0, character(bytes, &is_good));
        bool is_end = c.p[0] == '\n' || c.p[0] == '\r', is_crlf = str_starts(bytes, S("\r\n"));
        if (is_crlf) continue;
        if (!is_good && is_utf8)
            yaml_problem(y, spot, "tệp không phải bảng mã UTF-8, sai từ đây: lưu lại với bảng mã UTF-8"),
                is_utf8 = false;
        if (is_good && !is_end && is_control(c) && is_clean)
            yaml_problem(y, spot, "ở đây có ký tự điều khiển không đọc được: xóa đi"), is_clean = false;
        Str kept = is_end ? S("\n") : !is_good || is_control(c) || is_separator(c) ? S(" ") : c;
        bool is_open = c.p[0] == '{' && str_ends(text, S("$")) && name_length(str_from(bytes, 1));
        if (close && !(close -= c.n < close ? c.n : close)) kept = S(CLOSE);
        if (is_open) close = name_length(str_from(bytes, 1)) + 1, kept = S(OPEN);
        memcpy((char *)text.p + text.n, kept.p, kept.n);
        text.n += kept.n;
        spot.column++;
        if (is_end) spot.line++, spot.column = 1;
    }
    return text;
}

static Str line_at(Str text, int number)
{
    Str line = {0};
    while (number-- && str_cut(&text, '\n', &line)) {}
    return line;
}

/* Blanks the line where it broke, or the last one with something in it above; false when there is none. */
static bool leave_out(Str text, Spot spot)
{
    for (int number = spot.line; number > 0; number--) {
        Str line = line_at(text, number);
        if (!str_trim(line).n) continue;
        memset((char *)line.p, ' ', line.n);
        return true;
    }
    return false;
}

/* libyaml stops at the first Tab that indents: all of them are named at once, and nothing else of the grammar, which
 * they spoil.  false when there is none. */
static bool name_tabs(Yaml *y, Str text)
{
    Str line;
    bool some = false;
    for (int number = 1; str_cut(&text, '\n', &line); number++) {
        size_t blanks = 0;
        while (blanks < line.n && line.p[blanks] == ' ') blanks++;
        if (blanks == line.n || line.p[blanks] != '\t' || !str_trim(line).n) continue;
        yaml_problem(y, (Spot){.line = number, .column = (int)blanks + 1},
                     "lùi đầu dòng bằng dấu cách, không bằng phím Tab");
        some = true;
    }
    return some;
}

Yaml yaml_read(Arena *mem, Str bytes)
{
    Yaml y = {.mem = mem};
    if (bytes.n > DESIGN_SOURCE_MAX) {
        yaml_problem(&y, (Spot){0}, "Tệp dài %zu KB, chỉ nhận đến %d KB: bớt nội dung hoặc chia thành nhiều tệp.",
                     bytes.n >> 10, DESIGN_SOURCE_MAX >> 10);
        y.is_broken = true;
        return y;
    }
    Str text = readable(&y, bytes);
    for (int round = 0;; round++) {
        DesignProblems before = y.problems;
        Arena mark = *mem;
        Break broken = build(&y, text);
        if (!broken.says) break;
        y.is_broken = true;
        if (!broken.is_end) arena_back(mem, mark), y.problems = before, y.root = NULL;
        Str line = line_at(text, broken.spot.line);
        if (!broken.is_end && !round && line.n && memchr(line.p, '\t', line.n) && name_tabs(&y, text)) break;
        yaml_problem(&y, broken.spot, "%s", broken.says);
        if (broken.is_end || round == YAML_BREAKS_MAX || !leave_out(text, broken.spot)) break;
    }
    if (!y.root && !y.problems.n) yaml_problem(&y, (Spot){.line = 1, .column = 1}, "tệp chưa có nội dung gì");
    return y;
}
