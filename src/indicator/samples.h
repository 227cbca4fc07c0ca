// SPDX-License-Identifier: Apache-2.0
/* samples.h -- figures of each agency, with a correction and a note, and a file that waits; for *_test.c only
 * (http/samples.h). */
#pragma once
#include "http/samples.h"
#include "indicator/desk.h"

static const char indicator_sample_set[] = "code: thu-mau\ntitle: Bộ để thử\nterm: week\n"
                                           "reporters: kind=ubnd-huyen | kind=ubnd-xa | kind=so\nindicators:\n"
                                           "  - {code: thu-so, title: Số để thử, kind: flow}\n";

static inline Fail indicator_sample_begin(Ctx *c, IndicatorSet *set)
{
    Id id;
    if (!indicator_set_by_code(c, S("thu-mau"), set)) return OK;
    c->why[0] = 0;
    TRY(indicator_declare(c, str_of(indicator_sample_set), &id));
    TRY(indicator_set_by_code(c, S("thu-mau"), set));
    TRY(indicator_set_run(c, set, c->today - 100, NO_DAY));
    return indicator_set_by_code(c, S("thu-mau"), set);
}

static inline Fail indicator_samples(Ctx *c, SampleOf *k)
{
    IndicatorSet set;
    IndicatorDesk *d;
    Org org;
    const struct Actor *before = c->actor;
    Id file = id_new(c->now);
    TRY(indicator_sample_begin(c, &set));
    TRY(org_by_code(c, k->org, &org));
    TRY(desk_open(c, &set, &d));
    const Indicator *one = &set.indicators.at[0];
    Term t = term_after(term_of(set.term, c->today), -1);
    c->actor = NULL; /* the program itself: rights are tried from outside */
    IndicatorCell cell = desk_cell(c, d, one, k->org, t, S("12"), false);
    TRY(desk_put(c, d, &cell, S("")));
    cell = desk_cell(c, d, one, k->org, t, S("13"), false);
    TRY(desk_put(c, d, &cell, sample_mark(c, k, MARK_reason)));
    c->actor = before;
    if (cell.problem) return fail(c, FAIL_INPUT, "%s", cell.problem);
    TRY(desk_close(c, d, "Nhập số liệu"));
    TRY(indicator_note(c, d, one, k->org, t, sample_mark(c, k, MARK_comment)));
    TRY(store_run(c,
                  "INSERT INTO indicator_file (office_id, id, set_id, term, name, bytes, at, person_id) "
                  "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                  OFFICE, file, set.id, term_key(&c->mem, t), sample_mark(c, k, MARK_file),
                  value_bytes(S("Mã cơ quan,thu-so\nSYT,5\n")), c->now, k->person));
    sample_text(k, "indicator", "bo", set.code);
    sample_text(k, "indicator", "theo", set.code);
    sample_text(k, "indicator", "chi-tieu", one->code);
    sample_text(k, "indicator", "code", k->org);
    sample_text(k, "indicator", "trong", k->org);
    sample_text(k, "indicator", "ky", term_key(&c->mem, t));
    sample_id(k, "indicator", "tep", file);
    sample_id(k, "indicator", "co-quan", org.id);
    sample_id(k, "indicator", "xem", org.id);
    sample_id(k, "indicator", "o1", org.id);
    return OK;
}

static const InputCase indicator_cases[] = {
    {"/so-lieu/o/{chi-tieu}/{code}/{ky}", "code", ROLE_OFFICIAL, "gia-tri=13&da-xem=13", .refused = 404, .taken = 303},
    {"/so-lieu/o/{chi-tieu}/{code}/{ky}/ghi-chu", "code", ROLE_OFFICIAL, "ghi-chu=x", .refused = 404, .taken = 303},
    {"/so-lieu/nhap/{bo}", "xem", ROLE_OFFICIAL, "xem.@=13&o1.@=13", .refused = 404, .taken = 303},
    {"/so-lieu/nhap/{bo}/o", "code", ROLE_OFFICIAL, "code=@&chi-tieu=thu-so&ky=2024-09-16&gia-tri=13&da-xem=13",
     .refused = 404, .taken = 200},
    {"/so-lieu/nap/{bo}/{tep}", "tep", ROLE_OFFICIAL, "", .refused = 404, .taken = 303},
    {0},
};

static const InputFree indicator_free[] = {
    {"/so-lieu/o/{chi-tieu}/{code}/{ky}", "ky", "a term, no thing of anybody"},
    {"/so-lieu/o/{chi-tieu}/{code}/{ky}/ghi-chu", "ky", "a term, no thing of anybody"},
    {"/so-lieu/nhap/{bo}", NULL, "fields of the rows that xem names, which has its case"},
    {"/so-lieu/nap/{bo}", "bo", "a set is of the whole office; each row of the file is asked of by itself"},
    {"/so-lieu/nap/{bo}/{tep}", "bo", "a set is of the whole office; the file is one's own"},
    {0},
};
