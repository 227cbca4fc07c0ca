// SPDX-License-Identifier: Apache-2.0
/* xml.c -- expat calls back where no arena may be asked, so its calls become tokens in a heap, and these a tree. */
#include "doc/xml.h"

typedef enum { TOKEN_BEGIN, TOKEN_NAME, TOKEN_VALUE, TOKEN_TEXT, TOKEN_END } TokenKind;

typedef struct {
    TokenKind kind;
    uint32_t at, n; /* in the bytes */
} XmlToken;

typedef struct {
    Heap tokens, bytes;
    size_t nodes;
} Tokens;

static bool add_token(Tokens *t, TokenKind kind, Str s)
{
    XmlToken *token = HEAP_ADD(&t->tokens, XmlToken, 1);
    char *to = token ? HEAP_ADD(&t->bytes, char, s.n) : NULL;
    if (!to) return false;
    if (s.n) memcpy(to, s.p, s.n);
    *token = (XmlToken){kind, (uint32_t)(t->bytes.n - s.n), (uint32_t)s.n};
    return true;
}

static Verdict begin_token(void *arg, Str tag, const char **attributes)
{
    Tokens *t = arg;
    if (++t->nodes > XML_NODES_MAX) return PART_LARGE;
    if (!add_token(t, TOKEN_BEGIN, tag)) return PART_MEMORY;
    for (; tag.n && *attributes; attributes += 2) {
        const char *local = strrchr(attributes[0], PACKAGE_URI_END);
        if (!add_token(t, TOKEN_NAME, str_of(local ? local + 1 : attributes[0])) ||
            !add_token(t, TOKEN_VALUE, str_of(attributes[1])))
            return PART_MEMORY;
    }
    return GO_ON;
}

/* expat gives a text in pieces: those that follow each other are one. */
static Verdict text_token(void *arg, Str s)
{
    Tokens *t = arg;
    XmlToken *last = t->tokens.n ? HEAP_AT(&t->tokens, XmlToken) + t->tokens.n - 1 : NULL;
    if (last && last->kind == TOKEN_TEXT) {
        char *to = HEAP_ADD(&t->bytes, char, s.n);
        if (!to) return PART_MEMORY;
        memcpy(to, s.p, s.n);
        last->n += (uint32_t)s.n;
        return GO_ON;
    }
    if (++t->nodes > XML_NODES_MAX) return PART_LARGE;
    return add_token(t, TOKEN_TEXT, s) ? GO_ON : PART_MEMORY;
}

static Verdict end_token(void *arg, Str tag)
{
    (void)tag;
    return add_token(arg, TOKEN_END, (Str){0}) ? GO_ON : PART_MEMORY;
}

static void free_tokens(void *arg)
{
    Tokens *t = arg;
    free(t->tokens.at);
    free(t->bytes.at);
    *t = (Tokens){0};
}

/* -- the tree ----------------------------------------------------------------------------------------------- */

typedef struct {
    XmlNode *node, *last; /* and its last child */
} Open;

static size_t names_behind(const Tokens *t, size_t i)
{
    size_t n = 0;
    while (i + n < t->tokens.n && HEAP_AT(&t->tokens, XmlToken)[i + n].kind == TOKEN_NAME) n++, i++;
    return n;
}

static void add_child(Open *open, XmlNode *node)
{
    if (open->last) open->last->next = node;
    else open->node->first = node;
    open->last = node;
}

static XmlNode *tree_of(Ctx *c, const Tokens *t)
{
    const XmlToken *token = t->tokens.at;
    const char *bytes = str_copy(&c->mem, (Str){t->bytes.at, t->bytes.n}).p;
    XmlNode *nodes = NEW(&c->mem, XmlNode, t->nodes + 1), *next = nodes + 1;
    Open stack[PACKAGE_DEPTH_MAX + 2] = {{nodes, NULL}}, *open = stack;
    int elements = 0;
    for (size_t i = 0; i < t->tokens.n; i++) {
        Str s = {bytes + token[i].at, token[i].n};
        if (token[i].kind == TOKEN_END) {
            open--;
            continue;
        }
        XmlNode *node = next++;
        add_child(open, node);
        if (token[i].kind == TOKEN_TEXT) {
            node->text = s;
            continue;
        }
        node->tag = s, node->number = ++elements;
        *++open = (Open){node, NULL};
        node->attributes = names_behind(t, i + 1);
        Str *pairs = NEW(&c->mem, Str, 2 * node->attributes + 1);
        for (size_t k = 0; k < 2 * node->attributes; k++, i++)
            pairs[k] = (Str){bytes + token[i + 1].at, token[i + 1].n};
        node->attribute = pairs;
    }
    return nodes->first;
}

Fail xml_read(Ctx *c, Package *p, const char *part, size_t most, const XmlNode **root)
{
    static const PartReader reader = {begin_token, text_token, end_token};
    Tokens *t = NEW(&c->mem, Tokens, 1);
    arena_at_end(&c->mem, free_tokens, t);
    TRY(package_parse(c, p, part, most, &reader, t));
    *root = tree_of(c, t);
    free_tokens(t);
    return OK;
}

/* -- looking ------------------------------------------------------------------------------------------------ */

bool xml_is(const XmlNode *n, const char *tag) { return str_equal(n->tag, str_of(tag)); }

const XmlNode *xml_child(const XmlNode *n, const char *tag)
{
    for (n = n ? n->first : NULL; n; n = n->next)
        if (xml_is(n, tag)) return n;
    return NULL;
}

Str xml_get(const XmlNode *n, const char *attribute)
{
    for (size_t i = 0; n && i < n->attributes; i++)
        if (str_equal(n->attribute[2 * i], str_of(attribute))) return n->attribute[2 * i + 1];
    return (Str){0};
}

int xml_integer(const XmlNode *n, const char *attribute, int otherwise)
{
    enum { MOST = 1 << 20 };
    int64_t value;
    return str_integer(xml_get(n, attribute), &value) && value >= -MOST && value <= MOST ? (int)value : otherwise;
}
