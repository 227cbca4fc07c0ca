// SPDX-License-Identifier: Apache-2.0
/* reading.c -- the stages in their order. */
#include "reading/inside.h"
#include "viet/restore.h"
#include "viet/text.h"

enum { SAMPLE_BYTES = 40000, MARKED_OF_HUNDRED = 4 };

/* Text whose Vietnamese marks were lost: of its letters, few are the composed ones that every sentence is full of. */
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

/* -- words whose marks were lost ---------------------------------------------------------------------------- */

static void restore(Ctx *c, const Restorer *words, Text *t)
{
    const double restored = 0.7;
    if (!t->text.n) return;
    t->text = viet_restore(&c->mem, words, t->text);
    if (t->confidence > restored) t->confidence = restored;
}

static void restore_list(Ctx *c, const Restorer *words, TextList *list)
{
    for (size_t i = 0; i < list->n; i++) restore(c, words, &list->at[i]);
}

/* An agency of the directory has its name from there; the others are called as the text calls them. */
static void restore_parties(Ctx *c, const Restorer *words, PartyList *list)
{
    for (size_t i = 0; i < list->n; i++) {
        Party *p = &list->at[i];
        p->source.text = viet_restore(&c->mem, words, p->source.text);
        p->qualifier = viet_restore(&c->mem, words, p->qualifier);
        if (!p->org) p->name = viet_restore(&c->mem, words, p->name);
    }
}

static void restore_activity(Ctx *c, const Restorer *words, Activity *a)
{
    Text *const texts[] = {&a->group,         &a->title,      &a->scale,         &a->place, &a->theme,
                           &a->audience_text, &a->leads_text, &a->partners_text, &a->time,  &a->formats_label};
    TextList *const lists[] = {&a->contents, &a->formats, &a->products};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) restore(c, words, texts[i]);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) restore_list(c, words, lists[i]);
    restore_parties(c, words, &a->leads);
    restore_parties(c, words, &a->partners);
    restore_parties(c, words, &a->audience);
}

/* Structure was found in the text as read; what people will read gets its marks back.  `raw` keeps what was there. */
static void restore_words(Ctx *c, const Restorer *words, Reading *r)
{
    Text *const texts[] = {&r->place,      &r->title,          &r->preamble,      &r->theme,       &r->period_text,
                           &r->allocation, &r->attached_title, &r->issue_channel, &r->report_text, &r->signer_name};
    TextList *const lists[] = {&r->purposes,        &r->requirements, &r->measures,
                               &r->funding_sources, &r->footnotes,    &r->unnumbered_bases};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) restore(c, words, texts[i]);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) restore_list(c, words, lists[i]);
    for (size_t i = 0; i < r->activities.n; i++) restore_activity(c, words, &r->activities.at[i]);
    for (size_t i = 0; i < r->assignments.n; i++) {
        restore(c, words, &r->assignments.at[i].heading);
        restore_list(c, words, &r->assignments.at[i].duties);
        restore_parties(c, words, &r->assignments.at[i].agencies);
    }
    for (size_t i = 0; i < r->recipients.n; i++) {
        restore(c, words, &r->recipients.at[i].source);
        restore_parties(c, words, &r->recipients.at[i].agencies);
    }
    for (size_t i = 0; i < r->legal_bases.n; i++) {
        r->legal_bases.at[i].issuer = viet_restore(&c->mem, words, r->legal_bases.at[i].issuer);
        r->legal_bases.at[i].about = viet_restore(&c->mem, words, r->legal_bases.at[i].about);
    }
}

Fail reading_of(Ctx *c, const Doc *doc, const Directory *directory, Reading *reading)
{
    Reader r = {.doc = doc, .directory = directory, .reading = reading, .end = doc->n};
    *reading = (Reading){
        .date = NO_DAY, .date_alternative = NO_DAY, .report_due = NO_DAY, .period = {.from = NO_DAY, .to = NO_DAY}};
    TRY(org_classes_load(c, &r.classes));
    r.vocabulary = vocabulary_load(&c->mem);
    r.garbled = is_garbled(doc);
    r.words = r.garbled ? restorer_load(&c->mem) : NULL;
    doc_tables(c, doc, &r.tables);
    header_read(c, &r);
    ending_read(c, &r);
    items_read(c, &r);
    items_split_fields(c, &r);
    for (size_t i = 0; i < r.items.n; i++)
        if (!r.items.at[i].is_cell) item_label(c, &r, &r.items.at[i]);
    items_nest(&r);
    parts_read(c, &r);
    preamble_read(c, &r);
    sections_read(c, &r);
    activities_read(c, &r);
    assignments_read(c, &r);
    if (!reading->activities.n && !reading->assignments.n && !reading->number.text.n && !reading->type.text.n)
        return fail(c, FAIL_INPUT,
                    "Không thấy kế hoạch nào trong văn bản này: không có số, tên loại, hoạt động hay phân công. Hãy "
                    "chọn đúng tệp.");
    if (r.garbled) restore_words(c, r.words, reading);
    findings_make(c, &r);
    return OK;
}
