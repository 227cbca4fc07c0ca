// SPDX-License-Identifier: Apache-2.0
/* Any text through the reader; what must hold for every reading is asserted. */
#include "base/map.h"
#include "reading/reading.h"
#include <assert.h>

static void check_text(const Doc *doc, const Text *t)
{
    assert(str_is_utf8(t->text) && str_is_utf8(t->raw));
    assert(t->first_line >= 0 && t->last_line <= (int)doc->n);
    assert(t->first_line <= t->last_line);
    assert(t->confidence >= 0 && t->confidence <= 1);
}

static void check_parties(const Doc *doc, const PartyList *list)
{
    for (size_t i = 0; i < list->n; i++) {
        check_text(doc, &list->at[i].source);
        assert(list->at[i].name.n && str_is_utf8(list->at[i].name) && str_is_utf8(list->at[i].qualifier));
    }
}

static void check_activity(const Doc *doc, const Activity *a)
{
    assert(a->code.n && str_is_utf8(a->code));
    check_text(doc, &a->title);
    check_text(doc, &a->group);
    check_text(doc, &a->time);
    check_text(doc, &a->place);
    for (size_t i = 0; i < a->contents.n; i++) check_text(doc, &a->contents.at[i]);
    check_parties(doc, &a->leads);
    check_parties(doc, &a->partners);
    check_parties(doc, &a->audience);
    assert(a->first_line > 0 && a->last_line <= (int)doc->n);
}

/* A member that jansson refused (ill-formed UTF-8, no memory) would be missing. */
static void check_json(const json_t *value, size_t members)
{
    assert(value && json_object_size(value) >= members);
    const json_t *list = json_object_get(value, "activities");
    for (size_t i = 0; i < json_array_size(list); i++) assert(json_object_size(json_array_get(list, i)) >= 18);
}

/* Every other text of a reading. */
static void check_texts(const Doc *doc, const Reading *r)
{
    const Text *const texts[] = {&r->number,       &r->issuer,     &r->place,          &r->date_text,
                                 &r->type,         &r->title,      &r->preamble,       &r->theme,
                                 &r->period_text,  &r->allocation, &r->report_text,    &r->signer_name,
                                 &r->signer_title, &r->attached,   &r->attached_title, &r->issue_channel};
    const TextList *const lists[] = {&r->unnumbered_bases, &r->purposes,        &r->requirements,
                                     &r->measures,         &r->funding_sources, &r->footnotes};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) check_text(doc, texts[i]);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        for (size_t k = 0; k < lists[i]->n; k++) check_text(doc, &lists[i]->at[k]);
    for (size_t i = 0; i < r->legal_bases.n; i++) {
        check_text(doc, &r->legal_bases.at[i].source);
        assert(str_is_utf8(r->legal_bases.at[i].issuer) && str_is_utf8(r->legal_bases.at[i].about));
    }
}

static const Directory *directory;

static Fail load_directory(Ctx *c, void *arg)
{
    (void)arg;
    return directory_shipped(c, &directory);
}

static Fail properties(Ctx *c, void *arg)
{
    enum { MEMBERS_AT_LEAST = 24 };
    Str bytes = *(Str *)arg;
    Doc doc;
    Reading reading;
    Map codes = {0};
    TRY(doc_from_text(c, bytes, &doc));
    Fail result = reading_of(c, &doc, directory, &reading);
    if (result) return result;
    check_texts(&doc, &reading);
    for (size_t i = 0; i < reading.activities.n; i++) {
        const Activity *a = &reading.activities.at[i];
        check_activity(&doc, a);
        assert(!map_get(&codes, a->code));
        *map_put(&c->mem, &codes, a->code) = (void *)a;
    }
    for (size_t i = 0; i < reading.assignments.n; i++) {
        check_text(&doc, &reading.assignments.at[i].heading);
        check_parties(&doc, &reading.assignments.at[i].agencies);
        for (size_t k = 0; k < reading.assignments.at[i].duties.n; k++)
            check_text(&doc, &reading.assignments.at[i].duties.at[k]);
    }
    for (size_t i = 0; i < reading.recipients.n; i++) check_text(&doc, &reading.recipients.at[i].source);
    for (size_t i = 0; i < reading.findings.n; i++) assert(str_is_utf8(reading.findings.at[i].sentence));
    json_t *value = reading_json(c, &reading);
    check_json(value, MEMBERS_AT_LEAST);
    json_decref(value);
    return OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static Arena whole, kept; /* the directory outlives all runs */
    if (!whole.at) {
        whole = arena_reserve((size_t)256 << 20), kept = arena_reserve((size_t)64 << 20);
        Ctx once = {.mem = kept};
        assert(edge_keep(&once, load_directory, NULL) == OK);
    }
    Ctx c = {.mem = whole};
    Str s = {(const char *)bytes, n < 16384 ? n : 16384};
    Fail result = edge_run(&c, properties, &s);
    assert(result == OK || result == FAIL_INPUT);
    assert(result == OK || c.why[0]);
    return 0;
}
