// SPDX-License-Identifier: Apache-2.0
/* annex.c -- where annexes begin and what they are called: "PHỤ LỤC I", its title, "(Kèm theo Kế hoạch số …)". */
#include "reading/inside.h"
#include "viet/text.h"

enum { HEADING_BYTES_MAX = 120, TITLE_LINES_MAX = 8 };

/* "H-", "ll.": what scans make of "II"; folded. */
static bool is_misread_numeral(Str s)
{
    enum { BYTES_MAX = 5 };
    for (size_t i = 0; i < s.n; i++)
        if (!strchr("ivxhlt1|.-", s.p[i])) return false;
    return s.n <= BYTES_MAX;
}

/* "PHỤ LỤC", "Phụ lục II", "PHỤ LỤC 01: DANH MỤC …"; not "Phụ lục kèm theo Kế hoạch này" inside a sentence. */
static bool is_heading(Ctx *c, Str s)
{
    if (s.n > HEADING_BYTES_MAX || (s.p[0] != 'P' && s.p[0] != 'p')) return false;
    Str folded = viet_fold(&c->mem, s);
    if (!str_starts(folded, S("phu luc"))) return false;
    if (viet_is_upper(s)) return true;
    Str rest = str_trim(str_from(folded, sizeof "phu luc" - 1));
    if (str_starts(rest, S("so "))) rest = str_from(rest, 3);
    for (size_t i = 0; i < rest.n; i++)
        if (!strchr("ivx0123456789", rest.p[i])) return is_misread_numeral(rest);
    return true;
}

/* Above a table without "PHỤ LỤC": the lines in capitals that name it, behind the signature. */
static size_t title_above(const Doc *doc, size_t i, size_t least)
{
    size_t title = i;
    for (size_t k = i; k > least && i - k < TITLE_LINES_MAX; k--) {
        Str s = doc->line[k - 1].text;
        if (s.n && s.p[0] != '(' && !viet_is_upper(s)) break;
        if (viet_is_upper(s)) title = k - 1;
    }
    return title;
}

static bool is_signature(Ctx *c, Str s) { return s.n < 40 && str_starts(viet_fold(&c->mem, s), S("noi nhan")); }

size_t annexes_begin(Ctx *c, const Reader *r, size_t from)
{
    const Doc *doc = r->doc;
    size_t signature = doc->n;
    for (size_t i = from; i < doc->n; i++) {
        Str s = doc->line[i].text;
        if (!s.n) continue;
        if (is_heading(c, s)) return i;
        if (signature == doc->n && is_signature(c, s)) signature = i;
        if (i > signature && table_begins(c, r, i)) return title_above(doc, i, signature + 1);
    }
    return doc->n;
}

/* The title: the lines in capitals behind the heading, or the rest of its own line behind a colon. */
static void read_annex(Ctx *c, Reader *r, size_t begin, size_t end)
{
    const Doc *doc = r->doc;
    Annex *annex = list_add(&c->mem, &r->annexes);
    size_t at = begin;
    if (is_heading(c, doc->line[at].text)) {
        size_t colon = str_index(doc->line[at].text, ':');
        annex->title = text_of(doc->line[at].text, doc->line[at].number, doc->line[at].number);
        if (colon < doc->line[at].text.n) annex->title.text = str_trim(str_from(doc->line[at].text, colon + 1));
        at++;
    }
    size_t first = at;
    for (; at < end && at < first + TITLE_LINES_MAX; at++) {
        Str s = doc->line[at].text;
        if (s.n && (!viet_is_upper(s) || line_is_heading(c, r, s) || table_begins(c, r, at))) break;
    }
    Text title = lines_text(c, doc, first, at);
    if (title.text.n) annex->title = title;
    while (at < end && doc->line[at].text.n && doc->line[at].text.p[0] == '(') {
        while (at < end && doc->line[at].text.n && !str_ends(doc->line[at].text, S(")"))) at++;
        at += at < end;
    }
    annex->begin = at, annex->end = end;
}

void annexes_read(Ctx *c, Reader *r, size_t from)
{
    const Doc *doc = r->doc;
    for (size_t i = from; i < doc->n;) {
        size_t next = i + 1;
        while (next < doc->n && !(doc->line[next].text.n && is_heading(c, doc->line[next].text))) next++;
        read_annex(c, r, i, next);
        i = next;
    }
}
