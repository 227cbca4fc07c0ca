// SPDX-License-Identifier: Apache-2.0
/* samples.h -- one person of each agency, and what hangs on them; for *_test.c only (http/samples.h). */
#pragma once
#include "http/samples.h"
#include "people/rights.h"
#include "people/signed_in.h"

/* A duty that they are offered and did not answer. */
static inline Fail people_offer_sample(Ctx *c, SampleOf *k)
{
    NewPerson n = {.name = sample_mark(c, k, MARK_person), .org = k->org, .role = ROLE_TEAM, .to = NO_DAY};
    OfferList offers;
    bool has_it;
    TRY(offer_make(c, k->person, &n, &has_it));
    TRY(offers_to(c, k->person, &offers));
    sample_id(k, "people", "de-nghi", offers.at[0].id);
    return OK;
}

/* A screen that they hung. */
static inline Fail people_wall_sample(Ctx *c, SampleOf *k)
{
    const Actor *before = c->actor, who = {.person = k->person, .duty = k->duty};
    WallList walls;
    Str token;
    c->actor = &who;
    Fail result = wall_new(c, S("/khong-co"), 1, &token);
    c->actor = before;
    TRY(result);
    TRY(walls_of(c, k->person, &walls));
    sample_id(k, "people", "man-hinh", walls.at[0].id);
    return OK;
}

/* An official of k->org: k->person, whose session it is the others' c->actor can be made of. */
static inline Fail people_first_samples(Ctx *c, SampleOf *k, SignedIn *who)
{
    Str token, org = k->org;
    TRY(signed_in_new(c, sample_mark(c, k, MARK_person).p, str_c(&c->mem, org), ROLE_OFFICIAL, who));
    k->person = who->person, k->duty = who->duty, k->session = who->session;
    Str mail = str_format(&c->mem, "%.*s@example.vn", STR_ARGS(sample_mark(c, k, MARK_mail)));
    TRY(store_run(c, "UPDATE person SET mail = $3, account = $4 WHERE office_id = $1 AND id = $2", OFFICE, k->person,
                  mail, sample_mark(c, k, MARK_account)));
    TRY(store_run(c, "UPDATE duty SET position = $3 WHERE office_id = $1 AND id = $2", OFFICE, k->duty,
                  sample_mark(c, k, MARK_position)));
    TRY(link_new(c, LINK_RESET, k->person, &token));
    sample_text(k, "people", "token", token);
    sample_id(k, "people", "nguoi", k->person);
    sample_id(k, "people", "doi-tuong", k->person);
    sample_id(k, "people", "nhiem-vu", k->duty);
    sample_id(k, "people", "phien", k->session);
    sample_text(k, "people", "co-quan", org);
    sample_text(k, "people", "vai-tro", S("chuyen-vien"));
    sample_text(k, "people", "ho-ten", S("Phạm Văn Mới"));
    sample_text(k, "people", "loc", sample_mark(c, k, MARK_person));
    sample_text(k, "people", "thu", mail);
    TRY(people_wall_sample(c, k));
    return people_offer_sample(c, k);
}

static const InputCase people_cases[] = {
    {"/nguoi/moi", "co-quan", ROLE_HEAD, "ho-ten=An&vai-tro=chuyen-vien&co-quan=@", .refused = 404, .taken = 200},
    {"/nguoi/{nguoi}/nhiem-vu", "co-quan", ROLE_HEAD, "vai-tro=xem&co-quan=@", .refused = 403, .taken = 303},
    {"/toi/nhiem-vu", "nhiem-vu", ROLE_OFFICIAL, "nhiem-vu=@", .refused = 404, .taken = 303},
    {"/toi/de-nghi/{de-nghi}/tu-choi", "de-nghi", ROLE_OFFICIAL, "", .refused = 404, .taken = 303},
    {"/toi/de-nghi/{de-nghi}/nhan", "de-nghi", ROLE_OFFICIAL, "", .refused = 404, .taken = 303},
    {"/nguoi/{nguoi}/nhiem-vu/{nhiem-vu}/thoi", "nhiem-vu", ROLE_HEAD, "", .refused = 404, .taken = 303,
     .is_last = true},
    {"/man-hinh/{man-hinh}/thu-hoi", "man-hinh", ROLE_OFFICIAL, "", .refused = 404, .taken = 303},
    {"/toi/thiet-bi/{phien}", "phien", ROLE_OFFICIAL, "", .refused = 404, .taken = 303, .is_last = true},
    {0},
};

static const InputFree people_free[] = {
    {"/loi-moi/{token}", NULL, "who has the link is let in; it says of whom it is"},
    {"/vao/{token}", NULL, "who has the link is let in; it says of whom it is"},
    {"/toi/uy-quyen", "nguoi", "to whom one may delegate is tried in duty_test.c"},
    {0},
};
