// SPDX-License-Identifier: Apache-2.0
/* plain.c -- a page without menu, links and forms, as a wall shows it. */
#include "http/inside.h"

/* Of a page that h2c wrote: each '<' begins a tag, each value is escaped. */
typedef struct {
    Str name; /* "form" */
    bool closes, alone;
    Str whole;
} Tag;

static Tag tag_at(Str html)
{
    size_t end = str_index(html, '>');
    Tag t = {.whole = str_slice(html, 0, end + 1), .closes = html.n > 1 && html.p[1] == '/'};
    Str inside = str_slice(html, t.closes ? 2 : 1, end);
    size_t n = 0;
    while (n < inside.n && inside.p[n] != ' ' && inside.p[n] != '/' && inside.p[n] != '\n') n++;
    t.name = str_slice(inside, 0, n);
    t.alone = str_equal(t.name, S("input")) || str_equal(t.name, S("br")) || str_equal(t.name, S("img"));
    return t;
}

static bool is_one_of(Str name, const char *const *names)
{
    for (; *names; names++)
        if (str_equal(name, str_of(*names))) return true;
    return false;
}

/* What goes with all that is in it: controls, and what leads somewhere or chooses what to see. */
static bool goes_whole(const Tag *t, int tables)
{
    static const char *const names[] = {"select", "button", "textarea", "datalist", "legend", "dialog", "nav", NULL};
    bool is_choice = str_equal(t->name, S("form")) && str_contains(t->whole, S("method=\"get\""));
    bool is_row = str_contains(t->whole, S("class=\"actions")) || str_contains(t->whole, S("class=\"field")) ||
                  str_contains(t->whole, S("no-print")) || str_contains(t->whole, S("no-wall"));
    return is_choice || is_row || is_one_of(t->name, names) || (str_equal(t->name, S("label")) && !tables);
}

/* Behind the end of the element that begins here. */
static Str behind(Str html, Str name)
{
    int depth = 0;
    while (html.n) {
        html = str_from(html, str_index(html, '<'));
        if (!html.n) break;
        Tag t = tag_at(html);
        html = str_from(html, t.whole.n);
        if (str_equal(t.name, name)) depth += t.closes ? -1 : 1;
        if (!depth) break;
    }
    return html;
}

void wall_plain(Out *o, size_t from)
{
    static const char *const tags[] = {"form", "input", "fieldset", "label", NULL};
    Str html = str_copy(o->mem, str_from(out_str(o), from));
    int tables = 0;
    o->n = from;
    while (html.n) {
        size_t text = str_index(html, '<');
        out_raw(o, str_slice(html, 0, text));
        html = str_from(html, text);
        if (!html.n) break;
        Tag t = tag_at(html);
        if (str_equal(t.name, S("table"))) tables += t.closes ? -1 : 1;
        if (!t.closes && !t.alone && goes_whole(&t, tables)) {
            html = behind(html, t.name);
            continue;
        }
        bool is_link = str_equal(t.name, S("a"));
        if (is_link) out_raw(o, t.closes ? S("</span>") : S("<span>")); /* the style sheet counts on something there */
        else if (!is_one_of(t.name, tags)) out_raw(o, t.whole);
        html = str_from(html, t.whole.n);
    }
}
