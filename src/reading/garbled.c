// SPDX-License-Identifier: Apache-2.0
/* garbled.c -- a document that an OCR garbled is read from its restored wording; what stood there is what every value
 * keeps as raw, and a value with words that the restorer is not sure of says so.  What could not be restored is matched
 * by distance (near.c). */
#include "base/out.h"
#include "doc/repaired.h"
#include "reading/inside.h"

/* How sure a value is that was read from restored words, and one with doubtful words among them. */
static const double restored = 0.8, doubtful = 0.5;

typedef struct {
    const Doc *as_read, *restored; /* line by line */
} GarbledDocs;

/* The agencies' names, one a line: the restorer then knows them. */
static Str names_of(Ctx *c, const Directory *directory)
{
    Out all = {.mem = &c->mem};
    for (size_t i = 0; i < directory_size(directory); i++) {
        out_raw(&all, directory_at(directory, i)->name);
        out_char(&all, '\n');
    }
    return out_str(&all);
}

/* Text that kept its marks is read from its restored wording too, but matched as clean text is. */
Fail garbled_restore(Ctx *c, const Doc *doc, Reader *r)
{
    Doc *read = NEW(&c->mem, Doc, 1);
    ReadBy by = doc_repaired(c, doc, names_of(c, r->directory), r->how->wording, r->how->given, read);
    r->doc = by == READ_WELL || r->how->as_it_is ? doc : read, r->as_read = doc;
    r->garbled = by == READ_WITHOUT_MARKS;
    return OK;
}

/* -- what stood there --------------------------------------------------------------------------------------- */

/* True when one of the line's doubtful words is in the value. */
static bool has_doubtful(const Line *line, Str value)
{
    for (size_t i = 0; i < line->n_words; i++)
        if (line->words[i].margin < REPAIR_UNSURE && str_contains(value, line->words[i].restored)) return true;
    return false;
}

/* The lines of the document as they stood, joined with a blank. */
static void give_raw(Ctx *c, const GarbledDocs *docs, Text *t)
{
    if (!t->text.n || t->first_line < 1) return;
    Out o = {.mem = &c->mem};
    bool changed = false, doubt = false;
    for (size_t i = (size_t)t->first_line - 1; i < docs->as_read->n && docs->as_read->line[i].number <= t->last_line;
         i++) {
        if (docs->as_read->line[i].number < t->first_line)
            continue; /* a long line may be several with the same number */
        if (o.n) out_char(&o, ' ');
        out_raw(&o, docs->as_read->line[i].text);
        changed |= !str_equal(docs->as_read->line[i].text, docs->restored->line[i].text);
        doubt |= has_doubtful(&docs->restored->line[i], t->text);
    }
    if (changed) t->raw = out_str(&o);
    double most = doubt ? doubtful : changed ? restored : 1;
    if (t->confidence > most) t->confidence = most;
}

static void give_list(Ctx *c, const GarbledDocs *docs, TextList *list)
{
    for (size_t i = 0; i < list->n; i++) give_raw(c, docs, &list->at[i]);
}

static void give_activity(Ctx *c, const GarbledDocs *docs, Activity *a)
{
    Text *const texts[] = {&a->group,         &a->title,      &a->scale,         &a->place, &a->theme,
                           &a->audience_text, &a->leads_text, &a->partners_text, &a->time,  &a->formats_label};
    TextList *const lists[] = {&a->contents, &a->formats, &a->products};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) give_raw(c, docs, texts[i]);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) give_list(c, docs, lists[i]);
}

void garbled_give_raw(Ctx *c, const Doc *doc, const Reader *reader)
{
    if (reader->doc == doc) return;
    const GarbledDocs *docs = &(GarbledDocs){doc, reader->doc};
    Reading *r = reader->reading;
    r->wording = reader->doc;
    Text *const texts[] = {&r->place,      &r->title,          &r->preamble,      &r->theme,       &r->period_text,
                           &r->allocation, &r->attached_title, &r->issue_channel, &r->report_text, &r->signer_name};
    TextList *const lists[] = {&r->purposes,        &r->requirements, &r->measures,
                               &r->funding_sources, &r->footnotes,    &r->unnumbered_bases};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) give_raw(c, docs, texts[i]);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) give_list(c, docs, lists[i]);
    for (size_t i = 0; i < r->activities.n; i++) give_activity(c, docs, &r->activities.at[i]);
    for (size_t i = 0; i < r->assignments.n; i++) {
        give_raw(c, docs, &r->assignments.at[i].heading);
        give_list(c, docs, &r->assignments.at[i].duties);
    }
    for (size_t i = 0; i < r->recipients.n; i++) give_raw(c, docs, &r->recipients.at[i].source);
}
