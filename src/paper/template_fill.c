// SPDX-License-Identifier: Apache-2.0
/* template_fill.c -- loops unrolled and values put in, on the tree of a part.
 *
 * A loop covers the children of one node, from that in which it opens to that in which it closes: runs of a paragraph,
 * paragraphs and tables, rows of a table.  Where it opens and closes in different cells of a row, the row. */
#include "paper/template_data.h"
#include "paper/template_inside.h"
#include "viet/text.h"

static Fail fill_children(Filling *f, Node *parent, const Scope *scope);
static Fail fill_range(Filling *f, Node *first, Node *last, const Scope *scope);

static bool opens(const Node *n) { return n->tag && (n->tag->kind == TAG_OPEN || n->tag->kind == TAG_OPEN_NONE); }
static bool closes(const Node *n) { return n->tag && n->tag->kind == TAG_CLOSE; }

/* -- where a loop begins and ends -------------------------------------------------------------------------------------
 */

/* The first mark in n that opens and is not closed in it, or closes and was not opened in it; NULL = balanced. */
static Node *unbalanced(Arena *a, Node *n)
{
    LIST(Node *) open = {0};
    for (Node *k = n; k; k = node_walk(k, n)) {
        if (opens(k)) *list_add(a, &open) = k;
        if (closes(k)) {
            if (!open.n) return k;
            open.n--;
        }
    }
    return open.n ? open.at[0] : NULL;
}

/* The mark that closes `open`, in its siblings from `from` on; *in = the sibling. */
static Node *find_close(Node *open, Node *from, Node **in)
{
    int depth = 0;
    bool begun = false;
    for (Node *s = from; s; s = s->next)
        for (Node *k = s; k; k = node_walk(k, s)) {
            begun |= k == open;
            if (!begun) continue;
            if (opens(k)) depth++;
            if (closes(k) && --depth == 0) {
                *in = s;
                return k;
            }
        }
    return NULL;
}

/* A row in which a loop opens in one cell and closes in another; NULL = none. */
static Node *open_in_row(Arena *a, Node *row)
{
    if (!node_is(row, "w:tr")) return NULL;
    for (Node *cell = row->first; cell; cell = cell->next) {
        Node *open = unbalanced(a, cell);
        if (open) return open;
    }
    return NULL;
}

/* -- what remains when marks go
 * ------------------------------------------------------------------------------------------ */

static bool has_content(const Node *run)
{
    for (const Node *k = run->first; k; k = k->next)
        if (!node_is(k, "w:rPr") && !(node_is(k, "w:t") && !k->text.n && !k->tag)) return true;
    return false;
}

static Node *paragraph_of(Node *n)
{
    while (n && !node_is(n, "w:p")) n = n->parent;
    return n;
}

static void remove_mark(Node *t)
{
    Node *run = t->parent;
    t->tag = NULL;
    node_cut(t);
    if (run && !has_content(run)) node_cut(run);
}

/* Does anything stand in p before (or behind) the mark? */
static bool beside(Node *p, const Node *mark, bool behind)
{
    bool passed = false;
    for (Node *k = p; k; k = node_walk(k, p)) {
        if (k == mark) passed = true;
        else if (passed == behind && ((node_is(k, "w:t") && (k->tag || str_trim(k->text).n)) ||
                                      node_is(k, "w:drawing") || node_is(k, "w:pict")))
            return true;
    }
    return false;
}

/* A section ends in the properties of a paragraph: such a one stays. */
static bool ends_section(const Node *p) { return node_child(node_child(p, "w:pPr"), "w:sectPr") != NULL; }

static bool is_empty(Node *p)
{
    for (Node *k = p; k; k = node_walk(k, p))
        if ((node_is(k, "w:t") && (k->tag || str_trim(k->text).n)) || node_is(k, "w:drawing") || node_is(k, "w:pict") ||
            node_is(k, "w:br") || node_is(k, "w:object") || node_is(k, "w:fldChar") || node_is(k, "w:fldSimple"))
            return false;
    return !ends_section(p);
}

/* -- copies
 * -------------------------------------------------------------------------------------------------------------------
 */

static bool is_once(const Node *n)
{
    static const char *const names[] = {"w:bookmarkStart", "w:bookmarkEnd", "w:commentRangeStart", "w:commentRangeEnd",
                                        "w:commentReference"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (node_is(n, names[i])) return true;
    return false;
}

typedef LIST(Node *) Nodes;

static void cut_all(const Nodes *nodes)
{
    for (size_t i = 0; i < nodes->n; i++) node_cut(nodes->at[i]);
}

static void forget_attribute(Node *n, const char *name)
{
    for (size_t i = 0; i + 1 < n->attribute.n; i += 2)
        if (str_equal(n->attribute.at[i], str_of(name))) {
            memmove(&n->attribute.at[i], &n->attribute.at[i + 2], (n->attribute.n - i - 2) * sizeof *n->attribute.at);
            n->attribute.n -= 2;
            return;
        }
}

/* What may stand in a document only once: names of places, comments, identifiers of paragraphs and controls. */
static void forget_names(Arena *a, Node *root)
{
    Nodes gone = {0};
    for (Node *n = root; n; n = node_walk(n, root)) {
        forget_attribute(n, "w14:paraId"), forget_attribute(n, "w14:textId");
        if (n != root && (is_once(n) || (node_is(n, "w:id") && node_is(n->parent, "w:sdtPr")))) *list_add(a, &gone) = n;
    }
    cut_all(&gone);
}

static size_t count(const Node *root)
{
    size_t n = 0;
    for (const Node *k = root; k; k = node_walk(k, root)) n++;
    return n;
}

enum { MARK_OPEN = 1, MARK_CLOSE = 2 };

/* The mark is gone, and with it a paragraph that was nothing else, where others remain beside it. */
static void drop_mark(Node *mark, Node **first, Node **last)
{
    Node *run = mark->parent, *p = paragraph_of(mark);
    bool inside = run != *first && run != *last;
    mark->tag = NULL, mark->text = (Str){0};
    if (inside) remove_mark(mark); /* else a run without words, so that the range keeps its ends */
    if (!inside || !p || !is_empty(p)) return;
    bool edge = p == *first || p == *last;
    if (edge ? *first == *last : !node_is(p->before, "w:p") && !node_is(p->next, "w:p")) return;
    if (p == *first) *first = p->next;
    else if (p == *last) *last = p->before;
    node_cut(p);
}

/* One round of the loop: the siblings from first to last once more, before `at`, without the loop's own marks. */
static Fail put_round(Filling *f, Node *first, Node *last, Node *at, const Scope *scope, bool again)
{
    Ctx *c = f->finder.c;
    Node *begun = NULL, *end = NULL, *marks[2] = {0};
    for (Node *k = first;; k = k->next) {
        Node *copy = node_copy(&c->mem, k);
        f->nodes += count(copy);
        if (f->nodes > TEMPLATE_NODES_MAX)
            return fail(c, FAIL_ROOM, "Văn bản điền theo mẫu quá lớn. Hãy chia nhỏ số liệu, hoặc rút gọn mẫu.");
        if (again) forget_names(&c->mem, copy);
        node_put(at, copy);
        if (!begun) begun = copy;
        end = copy;
        for (Node *n = copy; n; n = node_walk(n, copy))
            if (n->mark) marks[n->mark - 1] = n, n->mark = 0;
        if (k == last) break;
    }
    for (int i = 0; i < 2; i++)
        if (marks[i]) drop_mark(marks[i], &begun, &end);
    return fill_range(f, begun, end, scope);
}

/* -- loops -----------------------------------------------------------------------------------------------------------
 */

static void unknown(Filling *f, const Tag *tag, const Scope *scope)
{
    Arena *a = &f->finder.c->mem;
    Str nearest = data_nearest(a, scope, tag->name), name = tag->name;
    problem(&f->finder, tag,
            nearest.n ? str_format(a, "Không có mục “%.*s”. Có phải là “%.*s”?", STR_ARGS(name), STR_ARGS(nearest))
                      : str_format(a, "Không có mục “%.*s” trong số liệu của mẫu này.", STR_ARGS(name)));
}

/* What the inside of the loop is filled with when it is only looked at. */
static TemplateValue *looked_at(TemplateValue *v, bool inverted, const Scope *scope)
{
    if (!v || inverted) return scope->value;
    return v->kind == TEMPLATE_LIST && v->shape ? v->shape : v;
}

static Fail unroll(Filling *f, const Tag *tag, Node *first, Node *last, const Scope *scope)
{
    TemplateValue *v = data_find(scope, tag->name);
    bool there = v && data_is_there(v), inverted = tag->kind == TAG_OPEN_NONE;
    Node *end = node_new(&f->finder.c->mem, "w:end"); /* rounds come before it */
    if (!v) unknown(f, tag, scope);
    node_put_behind(last, end);
    if (f->checking) TRY(put_round(f, first, last, end, &(Scope){looked_at(v, inverted, scope), scope}, false));
    else if (inverted && !there) TRY(put_round(f, first, last, end, scope, false));
    else if (!inverted && there && v->kind == TEMPLATE_LIST)
        for (size_t i = 0; i < v->items.n; i++)
            TRY(put_round(f, first, last, end, &(Scope){v->items.at[i], scope}, i > 0));
    else if (!inverted && there) TRY(put_round(f, first, last, end, &(Scope){v, scope}, false));
    for (Node *k = first, *next;; k = next) {
        next = k->next;
        node_cut(k);
        if (k == last) break;
    }
    node_cut(end);
    return OK;
}

/* The mark stands in a cell of a table that is inside of n. */
static bool in_cell_of(const Node *mark, const Node *n)
{
    for (const Node *k = mark; k && k != n; k = k->parent)
        if (node_is(k, "w:tc")) return !node_is(n, "w:tr");
    return false;
}

static void not_level(Filling *f, const Tag *tag)
{
    static const char *const signs[] = {[TAG_OPEN] = "#", [TAG_OPEN_NONE] = "^", [TAG_CLOSE] = "/"};
    problem(&f->finder, tag,
            str_format(&f->finder.c->mem,
                       "{%s%.*s}: chỗ mở và chỗ đóng không cùng cấp, như một đầu trong bảng, một đầu ngoài bảng. Hãy "
                       "đặt cả hai trong bảng, hoặc cả hai ngoài bảng.",
                       signs[tag->kind], STR_ARGS(tag->name)));
}

/* "Danh sách: {#viec}" alone on its line is not repeated itself, nor is "{/viec} Hết.": false when nothing remains. */
static bool trim(Node *open, Node *close, Node **first, Node **last)
{
    Node *p = *first, *q = *last;
    bool apart = p != q;
    if (apart && node_is(p, "w:p") && beside(p, open, false) && !beside(p, open, true))
        *first = p->next, remove_mark(open);
    if (apart && node_is(q, "w:p") && beside(q, close, true) && !beside(q, close, false)) {
        if (*first == q) {
            remove_mark(close);
            return false;
        }
        *last = q->before, remove_mark(close);
    }
    return true;
}

/* The loop that opens in `first`; *behind = where the text goes on. */
static Fail loop_at(Filling *f, Node *open, Node *first, const Scope *scope, Node **behind)
{
    Node *last = NULL, *close = closes(open) ? NULL : find_close(open, first, &last);
    const Tag *tag = open->tag;
    if (!close || in_cell_of(open, first) || in_cell_of(close, last)) {
        not_level(f, tag);
        open->tag = NULL;
        if (close) close->tag = NULL;
        *behind = first; /* once more, without it */
        return OK;
    }
    *behind = last->next;
    open->mark = MARK_OPEN, close->mark = MARK_CLOSE;
    return trim(open, close, &first, &last) ? unroll(f, tag, first, last, scope) : OK;
}

/* -- values
 * ---------------------------------------------------------------------------------------------------------------------
 */

static void put_words(Filling *f, Node *t, Str s)
{
    Arena *a = &f->finder.c->mem;
    s = viet_printable(a, s);
    Node *at = t;
    t->text = (Str){0};
    for (bool first = true; s.n || first; first = false) {
        size_t n = 0;
        while (n < s.n && s.p[n] != '\n' && s.p[n] != '\t') n++;
        if (first) t->text = str_slice(s, 0, n);
        else {
            Node *more = node_new(a, "w:t");
            more->text = str_slice(s, 0, n);
            node_set(a, more, "xml:space", S("preserve"));
            node_put_behind(at, more), at = more;
        }
        if (n < s.n) {
            Node *sign = node_new(a, s.p[n] == '\n' ? "w:br" : "w:tab");
            node_put_behind(at, sign), at = sign;
        }
        s = str_from(s, n + 1);
    }
    node_set(a, t, "xml:space", S("preserve"));
}

static void put_value(Filling *f, Node *t, const Scope *scope)
{
    Arena *a = &f->finder.c->mem;
    const Tag *tag = t->tag;
    TemplateValue *v = data_find(scope, tag->name);
    t->tag = NULL;
    if (!v) unknown(f, tag, scope);
    else if (v->kind == TEMPLATE_LIST)
        problem(&f->finder, tag,
                str_format(a, "“%.*s” là danh sách, phải viết {#%.*s} … {/%.*s}.", STR_ARGS(tag->name),
                           STR_ARGS(tag->name), STR_ARGS(tag->name)));
    else if (tag->kind == TAG_PICTURE && v->kind != TEMPLATE_PICTURE)
        problem(&f->finder, tag,
                str_format(a, "“%.*s” không phải ảnh, phải viết {%.*s}.", STR_ARGS(tag->name), STR_ARGS(tag->name)));
    else if (tag->kind == TAG_PICTURE) {
        fill_picture(f, t, tag, v);
        return;
    } else if (v->kind == TEMPLATE_PICTURE)
        problem(&f->finder, tag,
                str_format(a, "“%.*s” là ảnh, phải viết {%%%.*s}.", STR_ARGS(tag->name), STR_ARGS(tag->name)));
    put_words(f, t, v && v->kind == TEMPLATE_TEXT ? v->text : (Str){0});
}

/* -- the tree
 * ----------------------------------------------------------------------------------------------------------------------
 */

static Fail fill_range(Filling *f, Node *first, Node *last, const Scope *scope)
{
    Node *stop = last->next;
    for (Node *n = first, *behind; n && n != stop; n = behind) {
        behind = n->next;
        Node *open = unbalanced(&f->finder.c->mem, n);
        if (!open) open = open_in_row(&f->finder.c->mem, n);
        if (open) TRY(loop_at(f, open, n, scope, &behind));
        else if (n->tag) put_value(f, n, scope);
        else TRY(fill_children(f, n, scope));
    }
    return OK;
}

static Fail fill_children(Filling *f, Node *parent, const Scope *scope)
{
    return parent->first ? fill_range(f, parent->first, parent->last, scope) : OK;
}

/* What the schema wants and a loop without items took away: a paragraph in each cell, a row in each table. */
static void tidy(Filling *f, Node *root)
{
    static const char *const holders[] = {"w:tc", "w:hdr", "w:ftr", "w:footnote", "w:endnote", "w:txbxContent"};
    Arena *a = &f->finder.c->mem;
    Nodes gone = {0};
    for (Node *n = root; n; n = node_walk(n, root))
        if (node_is(n, "w:tbl") && !node_child(n, "w:tr")) *list_add(a, &gone) = n;
    cut_all(&gone);
    for (Node *n = root; n; n = node_walk(n, root))
        for (size_t i = 0; i < sizeof holders / sizeof *holders; i++)
            if (node_is(n, holders[i]) && !node_is(n->last, "w:p")) node_append(n, node_new(a, "w:p"));
}

Fail fill_part(Filling *f, Node *root, TemplateValue *data)
{
    TRY(fill_children(f, root, &(Scope){data, NULL}));
    tidy(f, root);
    return OK;
}
