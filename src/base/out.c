// SPDX-License-Identifier: Apache-2.0
#include "base/out.h"
#include <assert.h>
#include <stdarg.h>
#include <stdio.h>

enum { FIRST_ROOM = 256 };

Str out_str(const Out *o) { return (Str){o->p, o->n}; }

static void grow(Out *o, size_t more)
{
    size_t room = o->room ? o->room : FIRST_ROOM;
    while (room - o->n < more) room *= 2;
    /* The last thing taken from the arena grows where it is; anything else moves. */
    if (o->p && o->p + o->room == o->mem->at) {
        arena_bytes(o->mem, room - o->room);
    } else {
        char *p = arena_bytes(o->mem, room);
        if (o->n) memcpy(p, o->p, o->n);
        o->p = p;
    }
    o->room = room;
}

void out_raw(Out *o, Str s)
{
    if (o->room - o->n < s.n) grow(o, s.n);
    if (s.n) memcpy(o->p + o->n, s.p, s.n);
    o->n += s.n;
}

/* Copy runs of plain bytes; the table says how each special byte is written. */
void out_text(Out *o, Str s)
{
    static const unsigned char special[256] = {['&'] = 1, ['<'] = 2, ['>'] = 3, ['"'] = 4, ['\''] = 5};
    static const Str as[] = {{0}, STR("&amp;"), STR("&lt;"), STR("&gt;"), STR("&quot;"), STR("&#39;")};
    if (!s.n) return; /* its p may be NULL */
    const unsigned char *p = (const unsigned char *)s.p, *from = p, *end = p + s.n;
    for (;;) {
        while (end - p >= 4 && !(special[p[0]] | special[p[1]] | special[p[2]] | special[p[3]])) p += 4;
        while (p < end && !special[*p]) p++;
        out_raw(o, (Str){(const char *)from, (size_t)(p - from)});
        if (p == end) return;
        out_raw(o, as[special[*p]]);
        from = ++p;
    }
}

void out_url(Out *o, Str s)
{
    static const char hex[] = "0123456789ABCDEF";
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                     c == '_' || c == '.' || c == '~';
        if (plain) out_char(o, (char)c);
        else out_raw(o, (Str){(char[]){'%', hex[c >> 4], hex[c & 15]}, 3});
    }
}

void out_integer(Out *o, int64_t value)
{
    char b[24], *p = b + sizeof b;
    uint64_t u = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    do *--p = (char)('0' + u % 10);
    while (u /= 10);
    if (value < 0) *--p = '-';
    out_raw(o, (Str){p, (size_t)(b + sizeof b - p)});
}

void out_attribute_end(Out *o, size_t begun)
{
    bool is_empty = o->n >= begun && o->p[o->n - 1] == '"' && o->p[o->n - 2] == '='; /* a value has no quote */
    if (is_empty) o->n -= begun;
    else out_char(o, '"');
}

void out_html(Out *o, Html h) { out_raw(o, h.markup); }

void out_format(Out *o, const char *format, ...)
{
    va_list ap, again;
    va_start(ap, format);
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, format, ap);
    va_end(ap);
    if (n > 0) {
        if (o->room - o->n < (size_t)n + 1) grow(o, (size_t)n + 1);
        vsnprintf(o->p + o->n, (size_t)n + 1, format, again);
        o->n += (size_t)n;
    }
    va_end(again);
}

Link link_to(Str path)
{
    assert(path.n && path.p[0] == '/' && (path.n == 1 || (path.p[1] != '/' && path.p[1] != '\\')) && "a path of ours");
    return (Link){str_from(path, 1)};
}

void out_link(Out *o, Link link) { out_text(o, link.rest); }
