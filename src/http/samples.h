// SPDX-License-Identifier: Apache-2.0
/* samples.h -- one thing of each kind, for each of three agencies: what the {parts} of addresses and the inputs of
 * forms name when app/rights_test.c tries who is let in.  For *_test.c only.
 *
 * Each feature with {parts} has a samples.h of its own with `FEATURE_samples(c, k)`, which makes the things of one
 * agency and says their identifiers, and `FEATURE_cases[]`, `FEATURE_free[]` (InputCase, InputFree); the build gathers
 * them (gen/samples.h).  Every text of a thing carries a mark
 * (sample_mark), so that an answer shows whose things are in it. */
#pragma once
#include "base/testing.h"
#include "http/route.h"
#include <stdio.h>

/* The agency of who asks; one under it; another. */
enum { PLACE_OWN, PLACE_CHILD, PLACE_OTHER, PLACES };

/* For whom things are made. */
typedef struct {
    int place;
    Str org;
    Id plan;
    Id person, duty, session; /* of an official there; c->actor is them */
    Id task;                  /* of the folder of work, for those above it */
} SampleOf;

/* A case of an identifier that the door does not look at: in a form, or behind the first in an address.  Sent with
 * another agency's it is refused inside, with the own one it is taken.  '@' in the fields is the sample of `input`. */
typedef struct {
    const char *path, *input;
    int role; /* of people/rights.h */
    const char *fields;
    int refused, taken; /* status */
    bool is_last;       /* it takes away what other cases need */
} InputCase;
/* One that needs no case, and why.  An input of NULL: all of the row. */
typedef struct {
    const char *path, *input, *why;
} InputFree;

enum { SAMPLES_MAX = 96, SAMPLE_ROOM = 96 };
typedef struct {
    const char *feature, *name;
    char value[PLACES][SAMPLE_ROOM];
} Sample;
static Sample samples[SAMPLES_MAX];

static inline void sample_text(const SampleOf *k, const char *feature, const char *name, Str value)
{
    Sample *s = samples;
    while (s < samples + SAMPLES_MAX && s->name && (strcmp(s->feature, feature) || strcmp(s->name, name))) s++;
    if (s == samples + SAMPLES_MAX || value.n >= SAMPLE_ROOM) test_fails("no room for the sample %s", name);
    s->feature = feature, s->name = name;
    memcpy(s->value[k->place], value.p, value.n);
    s->value[k->place][value.n] = 0;
}

static inline void sample_id(const SampleOf *k, const char *feature, const char *name, Id id)
{
    char text[SAMPLE_ROOM];
    snprintf(text, sizeof text, "%lld", (long long)id);
    sample_text(k, feature, name, str_of(text));
}

/* NULL when the feature says nothing of it. */
static inline const char *sample_value(const char *feature, const char *name, int place)
{
    for (const Sample *s = samples; s < samples + SAMPLES_MAX && s->name; s++)
        if (!strcmp(s->feature, feature) && !strcmp(s->name, name) && s->value[place][0]) return s->value[place];
    return NULL;
}

/* What may stand in a thing of an agency.  Each row of test/marks.tsv decides who may meet one of another agency. */
/* clang-format off */
#define SAMPLE_MARKS(X)                                                                                                \
    X(title)                                                                                                           \
    X(content)                                                                                                         \
    X(product)                                                                                                         \
    X(item)                                                                                                            \
    X(result)                                                                                                          \
    X(cause)                                                                                                           \
    X(comment)                                                                                                         \
    X(reason)                                                                                                          \
    X(file)                                                                                                            \
    X(bytes)                                                                                                           \
    X(extension)                                                                                                       \
    X(difficulty)                                                                                                      \
    X(answer)                                                                                                          \
    X(urge)                                                                                                            \
    X(person)                                                                                                          \
    X(account)                                                                                                         \
    X(mail)                                                                                                            \
    X(position)                                                                                                        \
    X(letter)                                                                                                          \
    X(request)                                                                                                         \
    X(filter)
/* clang-format on */
typedef enum {
#define X(name) MARK_##name,
    SAMPLE_MARKS(X)
#undef X
        SAMPLE_MARK_COUNT
} SampleMark;
static const char *const sample_marks[SAMPLE_MARK_COUNT] = {
#define X(name) #name,
    SAMPLE_MARKS(X)
#undef X
};

/* "zvtitlec": letters only, so that it can be a name, a word, a part of an address. */
static inline Str sample_mark(Ctx *c, const SampleOf *k, SampleMark mark)
{
    return str_format(&c->mem, "zv%s%c", sample_marks[mark], 'a' + k->place);
}
