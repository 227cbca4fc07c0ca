// SPDX-License-Identifier: Apache-2.0
/* indicator_world.h -- sets that are being collected, for *_test.c only. */
#pragma once
#include "http/world.h"
#include "indicator/desk.h"
#include "indicator/roll.h"
#include "people/signed_in.h"

/* In a write: declared by this text and begun. */
static inline Fail set_begun(Ctx *c, const char *yaml, Day first, Day last)
{
    IndicatorSetList sets;
    Id id;
    TRY(indicator_declare(c, str_of(yaml), &id));
    TRY(indicator_sets(c, &sets));
    for (size_t i = 0; i < sets.n; i++)
        if (sets.at[i].id == id) TRY(indicator_set_run(c, &sets.at[i], first, last));
    return OK;
}

/* In a write: one value as somebody types it; *problem = NULL when it was taken. */
static inline Fail value_put(Ctx *c, const char *code, const char *org, Day on, const char *typed, const char *why,
                             const char **problem)
{
    IndicatorSet set;
    const Indicator *k;
    IndicatorDesk *d;
    TRY(indicator_by_code(c, str_of(code), &set, &k));
    TRY(desk_open(c, &set, &d));
    IndicatorCell cell = desk_cell(c, d, k, str_of(org), term_of(set.term, on), str_of(typed), false);
    TRY(desk_put(c, d, &cell, str_of(why)));
    *problem = cell.problem;
    return desk_close(c, d, "Nhập số liệu");
}

typedef struct {
    const char *code, *org;
    Day on;
    const char *typed, *why;
    const char *problem;
} Entry;
static inline Fail entry_put(Ctx *c, void *arg)
{
    Entry *e = arg;
    static char kept[1000];
    TRY(value_put(c, e->code, e->org, e->on, e->typed, e->why, &e->problem));
    if (e->problem) snprintf(kept, sizeof kept, "%s", e->problem), e->problem = kept;
    return OK;
}
/* NULL = taken; else the sentence, until the next. */
static inline const char *enter(World *w, const char *code, const char *org, Day on, const char *typed, const char *why)
{
    Entry e = {code, org, on, typed, why, NULL};
    must_write(w, entry_put, &e);
    return e.problem;
}
