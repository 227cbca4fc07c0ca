// SPDX-License-Identifier: Apache-2.0
/* template_xml.c -- expat calls back where no arena may be asked, so its calls become tokens in a heap, and these a
 * tree that keeps every name and attribute as it stood. */
#include "doc/package.h"
#include "paper/template_inside.h"
#include <expat.h>

/* -- parsing ----------------------------------------------------------------------------------------------------------
 */

typedef enum { SIGN_BEGIN, SIGN_ATTRIBUTE, SIGN_VALUE, SIGN_TEXT, SIGN_END } Sign;

typedef struct {
    Sign sign;
    size_t at, n; /* in the bytes */
} Token;

typedef struct {
    XML_Parser parser;
    Heap tokens, bytes;
    int depth;
    bool refused, memory;
} Parse;

static void add(Parse *p, Sign sign, const char *s, size_t n)
{
    Token *token = HEAP_ADD(&p->tokens, Token, 1);
    char *to = token ? HEAP_ADD(&p->bytes, char, n) : NULL;
    if (!to) {
        p->memory = true;
        XML_StopParser(p->parser, XML_FALSE);
        return;
    }
    if (n) memcpy(to, s, n);
    *token = (Token){sign, p->bytes.n - n, n};
}

static void begin(void *arg, const XML_Char *name, const XML_Char **attributes)
{
    Parse *p = arg;
    if (++p->depth > PACKAGE_DEPTH_MAX) p->refused = true, XML_StopParser(p->parser, XML_FALSE);
    if (p->refused || p->memory) return;
    add(p, SIGN_BEGIN, name, strlen(name));
    for (; *attributes && !p->memory; attributes += 2) {
        add(p, SIGN_ATTRIBUTE, attributes[0], strlen(attributes[0]));
        if (!p->memory) add(p, SIGN_VALUE, attributes[1], strlen(attributes[1]));
    }
}

static void end(void *arg, const XML_Char *name)
{
    (void)name;
    Parse *p = arg;
    p->depth--;
    if (!p->refused && !p->memory) add(p, SIGN_END, "", 0);
}

static void text(void *arg, const XML_Char *s, int n)
{
    Parse *p = arg;
    if (!p->refused && !p->memory) add(p, SIGN_TEXT, s, (size_t)n);
}

static void refuse_doctype(void *arg, const XML_Char *name, const XML_Char *system, const XML_Char *public, int inner)
{
    (void)name, (void)system, (void)public, (void)inner;
    Parse *p = arg;
    p->refused = true;
    XML_StopParser(p->parser, XML_FALSE);
}

static void free_parse(void *arg)
{
    Parse *p = arg;
    if (p->parser) XML_ParserFree(p->parser);
    free(p->tokens.at), free(p->bytes.at);
    *p = (Parse){0};
}

/* -- the tree
 * ---------------------------------------------------------------------------------------------------------- */

Node *node_new(Arena *a, const char *name)
{
    Node *n = NEW(a, Node, 1);
    n->name = str_of(name);
    return n;
}

void node_append(Node *parent, Node *n)
{
    n->parent = parent, n->before = parent->last, n->next = NULL;
    if (parent->last) parent->last->next = n;
    else parent->first = n;
    parent->last = n;
}

void node_put(Node *at, Node *n)
{
    n->parent = at->parent, n->next = at, n->before = at->before;
    if (at->before) at->before->next = n;
    else at->parent->first = n;
    at->before = n;
}

void node_put_behind(Node *at, Node *n)
{
    if (at->next) node_put(at->next, n);
    else node_append(at->parent, n);
}

void node_cut(Node *n)
{
    if (!n->parent) return;
    if (n->before) n->before->next = n->next;
    else n->parent->first = n->next;
    if (n->next) n->next->before = n->before;
    else n->parent->last = n->before;
    n->parent = n->before = n->next = NULL;
}

Node *node_copy(Arena *a, const Node *n)
{
    Node *copy = NEW(a, Node, 1);
    *copy = (Node){.name = n->name, .text = n->text, .tag = n->tag, .mark = n->mark};
    for (size_t i = 0; i < n->attribute.n; i++) *list_add(a, &copy->attribute) = n->attribute.at[i];
    for (const Node *k = n->first; k; k = k->next) node_append(copy, node_copy(a, k));
    return copy;
}

bool node_is(const Node *n, const char *name) { return n && str_equal(n->name, str_of(name)); }

Str node_get(const Node *n, const char *attribute)
{
    for (size_t i = 0; n && i + 1 < n->attribute.n; i += 2)
        if (str_equal(n->attribute.at[i], str_of(attribute))) return n->attribute.at[i + 1];
    return (Str){0};
}

void node_set(Arena *a, Node *n, const char *attribute, Str value)
{
    for (size_t i = 0; i + 1 < n->attribute.n; i += 2)
        if (str_equal(n->attribute.at[i], str_of(attribute))) {
            n->attribute.at[i + 1] = value;
            return;
        }
    *list_add(a, &n->attribute) = str_of(attribute);
    *list_add(a, &n->attribute) = value;
}

Node *node_child(const Node *n, const char *name)
{
    for (Node *k = n ? n->first : NULL; k; k = k->next)
        if (node_is(k, name)) return k;
    return NULL;
}

Node *node_walk(const Node *n, const Node *root)
{
    if (n->first) return n->first;
    while (n && n != root && !n->next) n = n->parent;
    return n && n != root ? n->next : NULL;
}

/* A text comes in pieces, which stand behind each other in the bytes; so what is long costs no more than its length. */
static Str longer(Arena *a, Str text, Str more)
{
    if (!text.n) return more;
    if (text.p + text.n == more.p) return (Str){text.p, text.n + more.n};
    return str_format(a, "%.*s%.*s", STR_ARGS(text), STR_ARGS(more));
}

/* The text of a w:t is its own, others are nodes. */
static void put_text(Arena *a, Node *to, Str s)
{
    if (!node_is(to, "w:t")) {
        if (!to->last || to->last->name.n) node_append(to, node_new(a, ""));
        to = to->last;
    }
    to->text = longer(a, to->text, s);
}

static Node *build(Ctx *c, const Parse *p)
{
    const Token *token = HEAP_AT(&p->tokens, Token);
    Str bytes = str_copy(&c->mem, (Str){p->bytes.at, p->bytes.n});
    Node *top = node_new(&c->mem, ""), *at = top;
    for (size_t i = 0; i < p->tokens.n; i++) {
        Str s = str_slice(bytes, token[i].at, token[i].at + token[i].n);
        switch (token[i].sign) {
        case SIGN_BEGIN: {
            Node *n = NEW(&c->mem, Node, 1);
            n->name = s;
            node_append(at, n), at = n;
            break;
        }
        case SIGN_ATTRIBUTE:
        case SIGN_VALUE: *list_add(&c->mem, &at->attribute) = s; break;
        case SIGN_TEXT: put_text(&c->mem, at, s); break;
        case SIGN_END: at = at->parent; break;
        }
    }
    Node *root = top->first;
    if (root) node_cut(root);
    return root;
}

/* Whatever prefix the file gives the namespace of Word, here it is "w". */
static void name_prefix(Ctx *c, Node *root)
{
    Str prefix = {0};
    for (size_t i = 0; i + 1 < root->attribute.n; i += 2)
        if (str_starts(root->attribute.at[i], S("xmlns:")) &&
            str_ends(root->attribute.at[i + 1], S("/wordprocessingml/2006/main")))
            prefix = str_format(&c->mem, "%.*s:", STR_ARGS(str_from(root->attribute.at[i], 6)));
    if (!prefix.n || str_equal(prefix, S("w:"))) return;
    for (Node *n = root; n; n = node_walk(n, root)) {
        if (str_starts(n->name, prefix)) n->name = str_format(&c->mem, "w:%.*s", STR_ARGS(str_from(n->name, prefix.n)));
        for (size_t i = 0; i < n->attribute.n; i += 2)
            if (str_starts(n->attribute.at[i], prefix))
                n->attribute.at[i] = str_format(&c->mem, "w:%.*s", STR_ARGS(str_from(n->attribute.at[i], prefix.n)));
        if (node_is(n, "w:t") && n->first) {
            for (Node *k = n->first; k; k = k->next) n->text = longer(&c->mem, n->text, k->text);
            n->first = n->last = NULL;
        }
    }
    node_set(&c->mem, root, "xmlns:w", S("http://schemas.openxmlformats.org/wordprocessingml/2006/main"));
}

Fail tree_read(Ctx *c, Str xml, Node **root)
{
    Parse *p = NEW(&c->mem, Parse, 1);
    arena_at_end(&c->mem, free_parse, p);
    p->parser = XML_ParserCreate(NULL);
    if (!p->parser) return fail(c, FAIL_STORE, "Máy chủ đang thiếu bộ nhớ. Hãy thử lại sau ít phút.");
    XML_SetUserData(p->parser, p);
    XML_SetElementHandler(p->parser, begin, end);
    XML_SetCharacterDataHandler(p->parser, text);
    XML_SetStartDoctypeDeclHandler(p->parser, refuse_doctype);
    bool good = XML_Parse(p->parser, xml.p, (int)xml.n, XML_TRUE) == XML_STATUS_OK && !p->refused && !p->memory;
    *root = good ? build(c, p) : NULL;
    free_parse(p);
    if (!*root) return package_broken(c);
    name_prefix(c, *root);
    return OK;
}

/* -- written
 * ------------------------------------------------------------------------------------------------------------ */

/* Depth is bounded by what was read (PACKAGE_DEPTH_MAX) and what is put in (a picture). */
static void write(Out *o, const Node *n)
{
    if (!n->name.n) {
        out_text(o, n->text);
        return;
    }
    out_char(o, '<'), out_raw(o, n->name);
    for (size_t i = 0; i + 1 < n->attribute.n; i += 2) {
        out_char(o, ' '), out_raw(o, n->attribute.at[i]);
        OUT_LITERAL(o, "=\"");
        out_text(o, n->attribute.at[i + 1]);
        out_char(o, '"');
    }
    if (!n->first && !n->text.n) {
        OUT_LITERAL(o, "/>");
        return;
    }
    out_char(o, '>');
    out_text(o, n->text);
    for (const Node *k = n->first; k; k = k->next) write(o, k);
    OUT_LITERAL(o, "</"), out_raw(o, n->name), out_char(o, '>');
}

void tree_write(Out *o, const Node *root)
{
    OUT_LITERAL(o, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
    write(o, root);
}
