// SPDX-License-Identifier: Apache-2.0
/* yaml_tree.c -- libyaml's events as a tree, and its complaints as sentences; a module (base/module.h). */
#include "base/map.h"
#include "form/yaml_inside.h"
#include "viet/text.h"
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

static Spot spot_of(yaml_mark_t mark) { return (Spot){.line = (int)mark.line + 1, .column = (int)mark.column + 1}; }

static YamlBreak break_of(const yaml_parser_t *p)
{
    if (p->error == YAML_MEMORY_ERROR) return (YamlBreak){{.line = 1, .column = 1}, "tệp quá lớn", .is_end = true};
    size_t i = 0;
    while (!strstr(p->problem, breaks[i].problem)) i++;
    bool is_beginning = breaks[i].place == AT_BEGINNING && p->context;
    return (YamlBreak){spot_of(is_beginning ? p->context_mark : p->problem_mark), breaks[i].says, .is_end = false};
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

/* What may stand in a text: no control character but tab and line end. */
static bool is_printable(Str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (((unsigned char)s.p[i] < ' ' && s.p[i] != '\t' && s.p[i] != '\n') || s.p[i] == 0x7f) return false;
    return true;
}

static Str with_brackets(Arena *mem, Str s)
{
    if (!str_contains(s, S(YAML_OPEN)) && !str_contains(s, S(YAML_CLOSE))) return str_copy(mem, s);
    Out o = {.mem = mem};
    while (s.n) {
        bool is_open = str_starts(s, S(YAML_OPEN)), is_bracket = is_open || str_starts(s, S(YAML_CLOSE));
        out_char(&o, is_bracket ? (is_open ? '{' : '}') : s.p[0]);
        s = str_from(s, is_bracket ? sizeof YAML_OPEN - 1 : 1);
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

static YamlBreak begin(Build *b, YamlKind kind)
{
    if (b->depth == YAML_DEPTH_MAX)
        return (YamlBreak){spot_of(b->event.start_mark), "lồng nhau quá sâu", .is_end = false};
    YamlNode *node = NEW(b->y->mem, YamlNode, 1);
    node->kind = kind;
    node->spot = spot_of(b->event.start_mark);
    b->open[b->depth++] = (Open){.node = node};
    return (YamlBreak){0};
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

static YamlBreak take_event(Build *b)
{
    const yaml_event_t *e = &b->event;
    Spot spot = spot_of(e->start_mark);
    if (b->nodes > YAML_NODES_MAX)
        return (YamlBreak){spot, "từ chỗ này không đọc nữa: tệp có quá nhiều mục", .is_end = true};
    switch (e->type) {
    case YAML_DOCUMENT_START_EVENT:
        if (b->documents++)
            return (YamlBreak){spot, "tệp có hai văn bản cách nhau bằng «---»: tách thành hai tệp", .is_end = true};
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
    return (YamlBreak){0};
}

static YamlBreak build_all(Build *b, Str text)
{
    YamlBreak broken = {0};
    if (!yaml_parser_initialize(&b->parser))
        return (YamlBreak){{.line = 1, .column = 1}, "tệp quá lớn", .is_end = true};
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
YamlBreak yaml_tree(Yaml *y, Str text)
{
    Build *b = NEW(y->mem, Build, 1);
    b->y = y;
    arena_at_end(y->mem, build_clear, b);
    YamlBreak broken = build_all(b, text);
    build_clear(b);
    return broken;
}
