// SPDX-License-Identifier: Apache-2.0
/* template_tags.c -- the marks of a template, wherever Word cut them into runs; a run of its own for each. */
#include "paper/template_inside.h"
#include "viet/text.h"

enum { AROUND = 40, NAME_MAX_BYTES = 200 };

void problem(Finder *f, const Tag *at, Str sentence)
{
    if (f->problems->n >= TEMPLATE_PROBLEMS_MAX) return;
    *list_add(&f->c->mem, f->problems) =
        (TemplateProblem){at ? at->part : (Str){0}, at ? at->paragraph : 0, at ? at->around : (Str){0}, sentence};
}

/* -- the text of a paragraph ------------------------------------------------------------------------------------------
 */

typedef struct {
    Node *t;
    size_t begin, end; /* in the text */
} Piece;
typedef LIST(Piece) Pieces;

/* Without the paragraphs of text boxes in it: they are paragraphs of their own. */
static void collect(Arena *a, Node *n, Pieces *pieces, Out *all)
{
    for (Node *k = n->first; k; k = k->next) {
        if (node_is(k, "w:p")) continue;
        if (node_is(k, "w:t")) {
            Piece *piece = list_add(a, pieces);
            *piece = (Piece){.t = k, .begin = all->n};
            out_raw(all, k->text);
            piece->end = all->n;
        } else collect(a, k, pieces, all);
    }
}

/* The run of t is cut before byte `at` of it: what is left of it, and what follows, stands in a run behind. */
static Node *split(Arena *a, Node *t, size_t at)
{
    Node *run = t->parent, *rest = node_new(a, "w:r"), *tail = node_copy(a, t), *properties = node_child(run, "w:rPr");
    for (size_t i = 0; i < run->attribute.n; i++) *list_add(a, &rest->attribute) = run->attribute.at[i];
    if (properties) node_append(rest, node_copy(a, properties));
    tail->text = str_from(t->text, at), t->text = str_slice(t->text, 0, at);
    node_append(rest, tail);
    while (t->next) {
        Node *k = t->next;
        node_cut(k);
        node_append(rest, k);
    }
    node_put_behind(run, rest);
    return tail;
}

static Str words_around(Arena *a, Str all, size_t from, size_t to)
{
    size_t begin = from > AROUND ? from - AROUND : 0, end = to + AROUND < all.n ? to + AROUND : all.n;
    while (begin && ((unsigned char)all.p[begin] & 0xC0) == 0x80) begin--;
    while (end < all.n && ((unsigned char)all.p[end] & 0xC0) == 0x80) end++;
    return str_format(a, "%s%.*s%s", begin ? "…" : "", (int)(end - begin), all.p + begin, end < all.n ? "…" : "");
}

static Tag *tag_of(Arena *a, Str inside)
{
    static const struct {
        char sign;
        TagKind kind;
    } signs[] = {{'#', TAG_OPEN}, {'^', TAG_OPEN_NONE}, {'/', TAG_CLOSE}, {'%', TAG_PICTURE}};
    Tag *tag = NEW(a, Tag, 1);
    tag->kind = TAG_VALUE, tag->name = str_trim(inside);
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (tag->name.n && tag->name.p[0] == signs[i].sign)
            tag->kind = signs[i].kind, tag->name = str_trim(str_from(tag->name, 1)), i = sizeof signs;
    tag->name = viet_nfc(a, tag->name);
    return tag;
}

/* -- one paragraph
 * ------------------------------------------------------------------------------------------------------ */

/* [from, to) of the text becomes a w:t, alone in its run. */
static void isolate(Arena *a, Pieces *pieces, size_t from, size_t to, const Tag *tag)
{
    Node *own = NULL;
    for (size_t i = pieces->n; i-- > 0;) {
        Piece *p = &pieces->at[i];
        if (p->end <= from || p->begin >= to) continue;
        if (p->end > to) split(a, p->t, to - p->begin);
        Node *t = p->begin < from ? split(a, p->t, from - p->begin) : p->t;
        if (p->begin < from) p->end = from;
        else p->end = p->begin; /* nothing of it is text any more */
        t->text = (Str){0};
        own = t;
    }
    if (own->next) split(a, own, 0)->text = (Str){0};
    if (own->before && !node_is(own->before, "w:rPr")) own = split(a, own, 0);
    own->tag = tag;
}

static void find_in(Finder *f, Node *p, Str part, int number)
{
    Arena *a = &f->c->mem;
    Pieces pieces = {0};
    Out o = {.mem = a};
    collect(a, p, &pieces, &o);
    Str all = out_str(&o);
    /* From the last one, so that what stands before it keeps its place. */
    for (size_t end = all.n; end > 0;) {
        size_t close = end, open;
        while (close > 0 && all.p[close - 1] != '}' && all.p[close - 1] != '{') close--;
        if (!close) return;
        Tag lone = {.part = part, .paragraph = number, .around = words_around(a, all, close - 1, close)};
        if (all.p[close - 1] == '{') {
            problem(f, &lone, S("Dấu { không có dấu } đóng lại trong cùng đoạn. Hãy thêm }, hoặc bỏ {."));
            end = close - 1;
            continue;
        }
        for (open = close - 1; open > 0 && all.p[open - 1] != '{' && all.p[open - 1] != '}'; open--) {}
        if (!open || all.p[open - 1] == '}') {
            problem(f, &lone, S("Dấu } không có dấu { mở ra trong cùng đoạn. Hãy thêm {, hoặc bỏ }."));
            end = close - 1;
            continue;
        }
        Tag *tag = tag_of(a, str_slice(all, open, close - 1));
        tag->part = part, tag->paragraph = number, tag->around = words_around(a, all, open - 1, close);
        if (!tag->name.n && tag->kind != TAG_CLOSE)
            problem(f, tag, S("Giữa { và } không có tên nào. Hãy ghi tên của mục cần điền."));
        else if (tag->name.n > NAME_MAX_BYTES)
            problem(f, tag, S("Tên giữa { và } quá dài. Có thể thiếu một dấu } ở trước."));
        else isolate(a, &pieces, open - 1, close, tag);
        end = open - 1;
    }
}

/* -- a part
 * ---------------------------------------------------------------------------------------------------------------- */

/* Every mark that opens is closed in its order. */
static void match(Finder *f, Node *root)
{
    LIST(const Tag *) open = {0};
    for (Node *n = root; n; n = node_walk(n, root)) {
        const Tag *t = n->tag;
        if (!t) continue;
        if (t->kind == TAG_OPEN || t->kind == TAG_OPEN_NONE) *list_add(&f->c->mem, &open) = t;
        if (t->kind != TAG_CLOSE) continue;
        if (!open.n) {
            problem(f, t,
                    str_format(&f->c->mem, "{/%.*s} đóng mà trước đó không có {#%.*s} mở.", STR_ARGS(t->name),
                               STR_ARGS(t->name)));
            continue;
        }
        const Tag *last = open.at[open.n - 1];
        if (t->name.n && !str_equal(t->name, last->name)) {
            problem(f, t,
                    str_format(&f->c->mem, "{/%.*s} đóng trong khi {#%.*s} đang mở. Hãy đóng {/%.*s} trước.",
                               STR_ARGS(t->name), STR_ARGS(last->name), STR_ARGS(last->name)));
            bool below = false;
            for (size_t i = 0; i < open.n; i++) below |= str_equal(open.at[i]->name, t->name);
            if (!below) continue;
            while (open.n && !str_equal(open.at[open.n - 1]->name, t->name)) open.n--;
        }
        open.n--;
    }
    for (size_t i = 0; i < open.n; i++)
        problem(f, open.at[i],
                str_format(&f->c->mem, "{%s%.*s} mở mà không có {/%.*s} đóng lại.",
                           open.at[i]->kind == TAG_OPEN ? "#" : "^", STR_ARGS(open.at[i]->name),
                           STR_ARGS(open.at[i]->name)));
}

void tags_find(Finder *f, Node *root, Str part)
{
    int number = 0;
    for (Node *n = root; n; n = node_walk(n, root))
        if (node_is(n, "w:p")) find_in(f, n, part, ++number);
    match(f, root);
}
