// SPDX-License-Identifier: Apache-2.0
/* out.h -- text that grows in an arena, and the typed writers that decide how a value is escaped.
 *
 * Pages are compiled to calls of OUT_TEXT, OUT_ATTR and OUT_URL (tools/h2c.c chooses by the place in the HTML);
 * _Generic then chooses by the type of the value.  Html is text that somebody vouched for; only it is written
 * as it is, and only where text may stand: in an attribute it is a type error. */
#pragma once
#include "base/arena.h"

typedef struct {
    Str markup;
} Html;

/* What follows the first '/' of a path of ours, with its query, as we made it: it stands in a URL as it is.  In a page:
 * href="/{link_to(path)}". */
typedef struct {
    Str rest;
} Link;
Link link_to(Str path); /* aborts when it leads elsewhere: "//other.site" */

typedef struct {
    char *p;
    size_t n, room;
    Arena *mem; /* where it grows; running out of it jumps to the edge */
    Html form;  /* what every form that is posted begins with: the server's proof that the form is of its own page */
} Out;

Str out_str(const Out *o); /* what was written so far; valid until the next write */

void out_raw(Out *o, Str s);             /* as it is */
void out_text(Out *o, Str s);            /* with & < > " ' escaped */
void out_url(Out *o, Str s);             /* percent-encoded, all but RFC 3986 unreserved */
void out_integer(Out *o, int64_t value); /* plain digits */
void out_html(Out *o, Html h);
/* Behind ` name="` and a value: the quote that ends it; or, when the value was empty, the attribute goes again, `begun`
 * bytes with its blank. */
void out_attribute_end(Out *o, size_t begun);
void out_link(Out *o, Link link);
__attribute__((format(printf, 2, 3))) void out_format(Out *o, const char *format, ...);

static inline void out_char(Out *o, char c) { out_raw(o, (Str){&c, 1}); }
static inline void out_c(Out *o, const char *s) { out_text(o, str_of(s)); }
static inline void out_url_c(Out *o, const char *s) { out_url(o, str_of(s)); }
static inline void out_int(Out *o, int v) { out_integer(o, v); }
static inline void out_size(Out *o, size_t v) { out_integer(o, (int64_t)v); }

#define OUT_FORM(o)             out_html((o), (o)->form)
#define OUT_LITERAL(o, literal) out_raw((o), S(literal))
#define OUT_TEXT(o, x)                                                                                                 \
    _Generic((x), Str: out_text, Html: out_html, char *: out_c, const char *: out_c, int: out_int,            \
             int64_t: out_integer, size_t: out_size)((o), (x))
#define OUT_ATTR(o, x)                                                                                                 \
    _Generic((x), Str: out_text, char *: out_c, const char *: out_c, int: out_int, int64_t: out_integer,      \
             size_t: out_size)((o), (x))
#define OUT_URL(o, x)                                                                                                  \
    _Generic((x), Str: out_url, Link: out_link, char *: out_url_c, const char *: out_url_c, int: out_int,                     \
             int64_t: out_integer, size_t: out_size)((o), (x))
