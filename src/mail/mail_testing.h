// SPDX-License-Identifier: Apache-2.0
/* mail_testing.h -- an outbox with two people, and a sender that answers as it is told: for the tests of mail/ only. */
#pragma once
#include "http/world.h"
#include "mail/inside.h"
#include "people/signed_in.h"

extern const Feature feature_http, feature_org, feature_people, feature_mail, feature_receipt, feature_listing;
static const Feature *const list[] = {&feature_http,    &feature_listing, &feature_org, &feature_people,
                                      &feature_receipt, &feature_mail,    NULL};

static SignedIn admin, official;

static inline Fail fill(Ctx *c, void *unused)
{
    (void)unused;
    TRY(org_ensure_shipped(c));
    TRY(signed_in_new(c, "Nguyễn Quản Trị", "STTTT", ROLE_ADMIN, &admin));
    return signed_in_new(c, "Trần Thị Bình", "STTTT", ROLE_OFFICIAL, &official);
}

static inline int begin(void **state)
{
    Day today = day_at(clock_ms());
    return world_begins(state, (ServerOptions){.features = list, .gate = &people_gate, .today = today}, fill);
}
static inline int end(void **state)
{
    world_end(*state);
    return 0;
}

/* -- helpers ------------------------------------------------------------------------------------------------ */

static const Mail letter = {.channel = MAIL_LETTER,
                            .address = STR("an@bacgiang.gov.vn"),
                            .subject = STR("Nhắc việc tuần này"),
                            .body = STR("Bạn có 3 việc đến hạn.\n")};

static inline Fail queue(Ctx *c, void *m) { return mail_queue(c, m); }

static inline Fail put(World *w, Mail m)
{
    w->c.why[0] = 0;
    return store_write(&w->c, w->store, queue, &m);
}

static inline void put_many(World *w, int n)
{
    for (int i = 0; i < n; i++) {
        Mail m = letter;
        m.dedupe = str_format(&w->c.mem, "thư %d", i);
        assert_int_equal(put(w, m), OK);
    }
}

static inline int64_t in_state(World *w, MailState state)
{
    MailCounts counts;
    assert_int_equal(mail_count(&w->c, &counts), OK);
    return counts.n[state];
}

static inline MailRow newest(World *w)
{
    MailRowList rows;
    bool more;
    assert_int_equal(mail_list(&w->c, MAIL_STATE_COUNT, 0, &rows, &more), OK);
    assert_true(rows.n > 0);
    return rows.at[0];
}

typedef Fail OnOne(Ctx *c, Id id);
typedef struct {
    OnOne *run;
    Id id;
} One;
static inline Fail on_one(Ctx *c, void *arg) { return ((One *)arg)->run(c, ((One *)arg)->id); }
static inline Fail act(World *w, OnOne *run, Id id)
{
    w->c.why[0] = 0;
    return store_write(&w->c, w->store, on_one, &(One){run, id});
}

/* -- a sender that answers as it is told ---------------------------------------------------------------------- */

typedef struct {
    OutcomeKind answers[16]; /* one after the other; then the last for ever */
    int n, calls;
    Id ids[64];
    World *w;
    bool dies;     /* ends instead of telling: as if the program was killed in the middle */
    bool is_blind; /* does not look into the store, where a statement is to fail */
    _Atomic bool ending;
    void (*meanwhile)(World *w, Id id);
} Fake;

static inline void fake_send(Ctx *c, const MailWay *way, Session *s, const Parcel *p, Outcome *o)
{
    (void)c, (void)s;
    Fake *f = way->of_test;
    OutcomeKind kind = f->answers[f->calls < f->n ? f->calls : f->n - 1];
    if (f->calls < 64) f->ids[f->calls] = p->id;
    f->calls++;
    if (!f->is_blind) assert_int_equal(in_state(f->w, MAIL_SENDING), 1); /* on disk before it leaves */
    if (f->meanwhile) f->meanwhile(f->w, p->id);
    if (f->dies) {
        f->ending = true;
        store_fail_statement(f->w->store, 1);
    }
    outcome(o, kind, "%s", kind == OUTCOME_SENT ? "" : "Máy chủ nói: 451 thử lại");
}

static inline MailDone deliver(World *w, Fake *f)
{
    MailWay way = {.send = {fake_send, NULL}, .of_test = f, .hurry = 1};
    MailDone done;
    if (!f->n) f->answers[0] = OUTCOME_SENT, f->n = 1;
    f->w = w;
    w->c.why[0] = 0;
    Arena mark = w->c.mem;
    Fail result = mail_deliver(&w->c, w->store, &way, &f->ending, &done);
    if (result && !f->dies) test_fails("%s", w->c.why);
    arena_back(&w->c.mem, mark);
    return done;
}
