// SPDX-License-Identifier: Apache-2.0
/* garbled.c -- a document whose Vietnamese marks an OCR lost is read from its words given back; what stood there is
 * what every value keeps as raw.  What could not be given back is matched by distance (near.c). */
#include "base/out.h"
#include "reading/inside.h"
#include "viet/restore.h"

enum { SAMPLE_BYTES = 40000, MARKED_OF_HUNDRED = 4 };
static const double restored = 0.7; /* how sure a value is that was read from words given back */

/* Of the letters few are the composed ones that every sentence is full of. */
static bool is_garbled(const Doc *doc)
{
    size_t bytes = 0, marked = 0;
    for (size_t i = 0; i < doc->n && bytes < SAMPLE_BYTES; i++) {
        Str s = doc->line[i].text;
        bytes += s.n;
        for (size_t k = 0; k + 2 < s.n; k++)
            marked += (unsigned char)s.p[k] == 0xE1 &&
                      ((unsigned char)s.p[k + 1] == 0xBA || (unsigned char)s.p[k + 1] == 0xBB);
    }
    return marked * 100 < bytes * MARKED_OF_HUNDRED;
}

/* A marker is no word: "IL." stays what it was. */
static Str with_marker(Ctx *c, Str read, Str given)
{
    enum { MARKER_BYTES_MAX = 5 };
    size_t end = str_index(read, ' '), same = str_index(given, ' ');
    if (end >= read.n || end > MARKER_BYTES_MAX || same >= given.n || !strchr(".)", read.p[end - (end > 0)]))
        return given;
    return str_format(&c->mem, "%.*s%.*s", (int)end, read.p, STR_ARGS(str_from(given, same)));
}

/* The same lines with their words given back. */
Fail garbled_restore(Ctx *c, const Doc *doc, Reader *r)
{
    r->doc = doc, r->garbled = is_garbled(doc);
    if (!r->garbled) return OK;
    const Restorer *words = restorer_load(&c->mem);
    Doc *read = NEW(&c->mem, Doc, 1);
    *read = *doc;
    read->line = NEW(&c->mem, Line, doc->n + 1);
    for (size_t i = 0; i < doc->n; i++) {
        read->line[i] = doc->line[i];
        if (doc->line[i].text.n)
            read->line[i].text = with_marker(c, doc->line[i].text, viet_restore(&c->mem, words, doc->line[i].text));
    }
    r->doc = read;
    return OK;
}

/* -- what stood there --------------------------------------------------------------------------------------- */

/* The lines of the document as they stood, joined with a blank. */
static void give_raw(Ctx *c, const Doc *doc, Text *t)
{
    if (!t->text.n || t->first_line < 1) return;
    Out o = {.mem = &c->mem};
    for (size_t i = 0, n = doc->n; i < n; i++) {
        /* Lines are in order; a long one may be several with the same number. */
        size_t at = (size_t)t->first_line - 1 + i;
        if (at >= n || doc->line[at].number > t->last_line) break;
        if (o.n) out_char(&o, ' ');
        out_raw(&o, doc->line[at].text);
    }
    t->raw = out_str(&o);
    if (t->confidence > restored) t->confidence = restored;
}

static void give_list(Ctx *c, const Doc *doc, TextList *list)
{
    for (size_t i = 0; i < list->n; i++) give_raw(c, doc, &list->at[i]);
}

static void give_activity(Ctx *c, const Doc *doc, Activity *a)
{
    Text *const texts[] = {&a->group,         &a->title,      &a->scale,         &a->place, &a->theme,
                           &a->audience_text, &a->leads_text, &a->partners_text, &a->time,  &a->formats_label};
    TextList *const lists[] = {&a->contents, &a->formats, &a->products};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) give_raw(c, doc, texts[i]);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) give_list(c, doc, lists[i]);
}

void garbled_give_raw(Ctx *c, const Doc *doc, Reading *r)
{
    Text *const texts[] = {&r->place,      &r->title,          &r->preamble,      &r->theme,       &r->period_text,
                           &r->allocation, &r->attached_title, &r->issue_channel, &r->report_text, &r->signer_name};
    TextList *const lists[] = {&r->purposes,        &r->requirements, &r->measures,
                               &r->funding_sources, &r->footnotes,    &r->unnumbered_bases};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) give_raw(c, doc, texts[i]);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) give_list(c, doc, lists[i]);
    for (size_t i = 0; i < r->activities.n; i++) give_activity(c, doc, &r->activities.at[i]);
    for (size_t i = 0; i < r->assignments.n; i++) {
        give_raw(c, doc, &r->assignments.at[i].heading);
        give_list(c, doc, &r->assignments.at[i].duties);
    }
    for (size_t i = 0; i < r->recipients.n; i++) give_raw(c, doc, &r->recipients.at[i].source);
}
