// SPDX-License-Identifier: Apache-2.0
/* privacy_testing.h -- a world with people in it, for the tests of the law on personal data. */
#pragma once
#include "http/world.h"
#include "people/signed_in.h"
#include "privacy/privacy.h"
#include "privacy/view.h"

extern const Feature feature_http, feature_org, feature_people, feature_privacy;
static const Feature *const list[] = {&feature_http, &feature_org, &feature_people, &feature_privacy, NULL};

static SignedIn admin, official, other;

static inline Fail fill(Ctx *c, void *unused)
{
    (void)unused;
    TRY(org_ensure_shipped(c));
    TRY(signed_in_new(c, "Nguyễn Quản Trị", "STTTT", ROLE_ADMIN, &admin));
    TRY(signed_in_new(c, "Trần Thị Bình", "STTTT", ROLE_OFFICIAL, &official));
    return signed_in_new(c, "Lê Văn Cường", "STTTT", ROLE_OFFICIAL, &other);
}

static inline int begin(void **state)
{
    Day today = day_at(clock_ms());
    return world_begins(state, (ServerOptions){.features = list, .gate = &people_gate, .today = today}, fill);
}

/* A rule in a write, at a time. */
static inline Fail at(World *w, int64_t now, Fail (*run)(Ctx *, void *), void *arg)
{
    w->c.now = now;
    w->c.today = day_at(now);
    w->c.why[0] = 0;
    return store_write(&w->c, w->store, run, arg);
}

static inline int64_t noon(int year, int month, int day)
{
    return (int64_t)day_of(year, month, day) * 24 * 3600 * 1000 + 5 * 3600 * 1000; /* 12:00 in Vietnam */
}

#define DAYS(n) ((n)*INT64_C(24) * 3600 * 1000)

static inline int64_t number(World *w, const char *what, Id person)
{
    Rows r;
    bool consents = !strcmp(what, "consent"), requests = !strcmp(what, "request");
    if (consents)
        assert_int_equal(store_one(&w->c, &r, "SELECT count(*) FROM consent WHERE office_id = $1 AND person_id = $2",
                                   OFFICE, person),
                         OK);
    else if (requests)
        assert_int_equal(store_one(&w->c, &r,
                                   "SELECT count(*) FROM data_request WHERE office_id = $1 AND person_id = $2", OFFICE,
                                   person),
                         OK);
    else
        assert_int_equal(store_one(&w->c, &r, "SELECT count(*) FROM session WHERE office_id = $1 AND person_id = $2",
                                   OFFICE, person),
                         OK);
    int64_t n = row_integer(&r, 0);
    assert_int_equal(rows_end(&r), OK);
    return n;
}

static inline bool holds(World *w, Id person, Str purpose)
{
    bool yes;
    assert_int_equal(consent_holds(&w->c, person, purpose, &yes), OK);
    return yes;
}

static inline Id newest_request(World *w, Id person)
{
    DataRequestList all;
    assert_int_equal(data_requests_of(&w->c, person, &all), OK);
    assert_true(all.n > 0);
    return all.at[0].id;
}

static inline const char *path_of(World *w, const char *before, Id id, const char *after)
{
    return str_format(&w->c.mem, "%s%lld%s", before, (long long)id, after).p;
}

static inline void chain_is_whole(World *w, int64_t *erased)
{
    JournalProof proof;
    assert_int_equal(journal_verify(&w->c, &proof), OK);
    assert_int_equal(proof.wrong, 0);
    *erased = proof.erased;
}

typedef struct {
    Id person, id;
    DataKind kind;
} Asked;

static inline Fail run_make(Ctx *c, void *arg)
{
    Asked *a = arg;
    return data_request_make(c, a->person, a->kind, S("…"), &a->id);
}
static inline Fail run_extend(Ctx *c, void *arg) { return data_request_extend(c, ((Asked *)arg)->id, S("lý do")); }
