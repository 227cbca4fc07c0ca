// SPDX-License-Identifier: Apache-2.0
/* mine_web.c -- the notice for everybody, and each person's own data: see, take along, agree, ask. */
#include "http/reply.h"
#include "people/personal.h"
#include "privacy/view.h"
#include "privacy/web.h"

enum { NEWEST_SHOWN = 10 };

/* -- the notice --------------------------------------------------------------------------------------------- */

static Fail read_offices(Ctx *c, StrList *offices)
{
    DutyList all;
    TRY(people_list(c, NULL, (Str){0}, (Str){0}, &all));
    for (size_t i = 0; i < all.n; i++) {
        const Duty *d = &all.at[i];
        bool known = right_scope(d->role, "data.manage") == NOWHERE || !duty_holds(d, c->today) ||
                     !str_equal(d->person_state, S("active"));
        for (size_t k = 0; k < offices->n; k++) known |= str_equal(offices->at[k], d->org_name);
        if (!known) *list_add(&c->mem, offices) = d->org_name;
    }
    return OK;
}

/* What is asked for messages is asked where the office can send them. */
static Fail offered_purposes(Ctx *c, PurposeList *purposes)
{
    PurposeList all;
    Str hosts[MAIL_CHANNELS];
    *purposes = (PurposeList){0};
    TRY(mail_ways(c, hosts));
    purposes_on(&c->mem, c->today, &all);
    for (size_t i = 0; i < all.n; i++) {
        bool is_message = str_equal(all.at[i].key, S("nhan-sms")) || str_equal(all.at[i].key, S("nhan-zalo"));
        if (!is_message || hosts[MAIL_HOOK].n) *list_add(&c->mem, purposes) = all.at[i];
    }
    return OK;
}

Fail notice_get(Ctx *c, const Request *q, Reply *r)
{
    PurposeList purposes;
    StrList offices = {0};
    TRY(offered_purposes(c, &purposes));
    TRY(read_offices(c, &offices));
    NoticePage m = {.purposes = &purposes, .offices = &offices, .today = c->today};
    notice_page(reply_page(c, q, r, S("Dữ liệu cá nhân")), &m);
    return OK;
}

/* -- what is held ------------------------------------------------------------------------------------------- */

static const char *saved_words(const Request *q)
{
    static const char *const words[] = {"Đã ghi nhận đồng ý.", "Đã rút lại đồng ý.", "Đã gửi yêu cầu.",
                                        "Đã rút yêu cầu."};
    return input_given(q, "xong") ? words[input_integer(q, "xong") - 1] : NULL;
}

Fail mine_get(Ctx *c, const Request *q, Reply *r)
{
    Held held;
    PurposeList purposes;
    TRY(held_of(c, c->actor->person, NEWEST_SHOWN, &held));
    TRY(offered_purposes(c, &purposes));
    MinePage m = {.q = q,
                  .held = &held,
                  .purposes = &purposes,
                  .saved = request_is_again(q) ? NULL : saved_words(q),
                  .may_read_journal = right_somewhere(c->actor, "journal.read"),
                  .now = c->now};
    mine_page(reply_page(c, q, r, S("Dữ liệu về tôi")), &m);
    return OK;
}

static json_t *json_time(Ctx *c, int64_t at) { return at ? json_str(time_vietnamese(&c->mem, at)) : json_null(); }

static json_t *person_json(Ctx *c, const Person *p, int64_t recovery)
{
    return json_pack("{s:o,s:o,s:o,s:o,s:b,s:o,s:o,s:b,s:b,s:I,s:o,s:o}", "id",
                     json_str(str_format(&c->mem, "%lld", (long long)p->id)), "account", json_str(p->account), "name",
                     json_str(p->name), "mail", json_str(p->mail), "mail_proved", p->is_mail_proved, "phone",
                     json_str(p->phone), "state", json_str(p->state), "has_password", p->has_password,
                     "has_second_factor", p->has_second, "recovery_codes", (json_int_t)recovery, "created",
                     json_time(c, p->created_at), "signed_in", json_time(c, p->signed_in_at));
}

static json_t *duties_json(Ctx *c, const DutyList *duties)
{
    json_t *all = json_array();
    for (size_t i = 0; i < duties->n; i++) {
        const Duty *d = &duties->at[i];
        json_array_append_new(all, json_pack("{s:o,s:o,s:s,s:o,s:o,s:o,s:o}", "agency", json_str(d->org), "agency_name",
                                             json_str(d->org_name), "role", role_names[d->role].name, "position",
                                             json_str(d->position), "from", json_day(c, d->from), "last_day",
                                             d->to == NO_DAY ? json_null() : json_day(c, d->to - 1), "on_behalf_of",
                                             json_str(d->behalf_name)));
    }
    return all;
}

static json_t *offers_json(Ctx *c, const OfferList *offers)
{
    json_t *all = json_array();
    for (size_t i = 0; i < offers->n; i++) {
        const Offer *f = &offers->at[i];
        json_array_append_new(all, json_pack("{s:o,s:s,s:o,s:o,s:o,s:o}", "agency", json_str(f->org), "role",
                                             role_names[f->role].name, "named", json_str(f->name), "offered_by",
                                             json_str(f->made_by_name), "offered", json_time(c, f->created_at),
                                             "declined", json_time(c, f->declined_at)));
    }
    return all;
}

static json_t *sessions_json(Ctx *c, const Held *h)
{
    json_t *all = json_array();
    for (size_t i = 0; i < h->sessions.n; i++) {
        const SessionRow *s = &h->sessions.at[i];
        json_array_append_new(all, json_pack("{s:o,s:o,s:o}", "began", json_time(c, s->created_at), "address",
                                             json_str(s->address), "browser", json_str(s->agent)));
    }
    return all;
}

static json_t *links_json(Ctx *c, const Held *h)
{
    json_t *all = json_array();
    for (size_t i = 0; i < h->links.n; i++)
        json_array_append_new(all, json_pack("{s:o,s:o,s:o,s:b}", "kind", json_str(h->links.at[i].kind), "made",
                                             json_time(c, h->links.at[i].created_at), "expires",
                                             json_time(c, h->links.at[i].expires_at), "used", h->links.at[i].is_used));
    return all;
}

/* Every kind of row that stands about them; NULL rows: nothing counts them; more: than was counted. */
static json_t *kinds_json(const Held *h)
{
    json_t *all = json_array();
    for (size_t i = 0; i < h->kinds.n; i++) {
        const HeldKind *k = &h->kinds.at[i];
        json_array_append_new(all, json_pack("{s:s,s:o,s:b,s:s?,s:s?,s:b}", "what", k->row->what, "rows",
                                             k->is_uncounted ? json_null() : json_integer(k->n), "more", k->is_more,
                                             "kept", k->row->kept, "why", k->row->why, "goes_with_the_account",
                                             k->row->forget != NULL));
    }
    return all;
}

static json_t *files_json(Ctx *c, const UploadList *files)
{
    json_t *all = json_array();
    for (size_t i = 0; i < files->n; i++)
        json_array_append_new(all,
                              json_pack("{s:o,s:o,s:I}", "name", json_str(files->at[i].name), "sent",
                                        json_time(c, files->at[i].made_at), "bytes", (json_int_t)files->at[i].bytes));
    return all;
}

static json_t *mails_json(Ctx *c, const MailRowList *mails)
{
    json_t *all = json_array();
    for (size_t i = 0; i < mails->n; i++) {
        const MailRow *k = &mails->at[i];
        json_array_append_new(all, json_pack("{s:s,s:o,s:o,s:o,s:o}", "state", mail_states[k->state].key, "address",
                                             json_str(k->address), "subject", json_str(k->subject), "made",
                                             json_time(c, k->made_at), "since", json_time(c, k->moved_at)));
    }
    return all;
}

static json_t *consents_json(Ctx *c, const ConsentList *consents)
{
    json_t *all = json_array();
    for (size_t i = 0; i < consents->n; i++) {
        const Consent *k = &consents->at[i];
        json_array_append_new(all, json_pack("{s:o,s:i,s:o,s:o,s:o,s:o}", "purpose", json_str(k->purpose), "version",
                                             k->version, "given", json_time(c, k->given_at), "withdrawn",
                                             json_time(c, k->withdrawn_at), "form", json_str(k->form), "proof",
                                             json_str(k->proof)));
    }
    return all;
}

static json_t *requests_json(Ctx *c, const DataRequestList *requests)
{
    json_t *all = json_array();
    for (size_t i = 0; i < requests->n; i++) {
        const DataRequest *k = &requests->at[i];
        json_array_append_new(all, json_pack("{s:s,s:o,s:o,s:o,s:o,s:o,s:o,s:o}", "kind", data_kinds[k->kind].title,
                                             "text", json_str(k->text), "state", json_str(k->state), "received",
                                             json_time(c, k->received_at), "acknowledged",
                                             json_time(c, k->acknowledged_at), "due", json_day(c, k->deadline.due),
                                             "closed", json_time(c, k->closed_at), "answer", json_str(k->answer)));
    }
    return all;
}

/* What they did: without the values, which may speak of others. */
static json_t *acts_json(Ctx *c, const JournalRowList *rows)
{
    json_t *all = json_array();
    for (size_t i = 0; i < rows->n; i++) {
        const JournalRow *k = &rows->at[i];
        json_array_append_new(all, json_pack("{s:I,s:o,s:o,s:o,s:o}", "n", (json_int_t)k->n, "at", json_time(c, k->at),
                                             "act", json_str(k->act), "title", json_str(k->title), "address",
                                             json_str(k->address)));
    }
    return all;
}

/* What others did with their account: without who from where, which speaks of those. */
static json_t *about_json(Ctx *c, const Held *h)
{
    json_t *all = json_array();
    for (size_t i = 0; i < h->about.n; i++) {
        const JournalRow *k = &h->about.at[i];
        if (k->person == h->person.id) continue;
        json_array_append_new(all, json_pack("{s:I,s:o,s:o,s:o,s:o,s:o}", "n", (json_int_t)k->n, "at",
                                             json_time(c, k->at), "act", json_str(k->act), "title", json_str(k->title),
                                             "before", json_str(k->before), "after", json_str(k->after)));
    }
    return all;
}

Fail mine_json_get(Ctx *c, const Request *q, Reply *r)
{
    Held h;
    (void)q;
    TRY(held_of(c, c->actor->person, HELD_NEWEST_MAX, &h));
    HeldKind by = held_kind(&h, "journal", "person_id");
    reply_file_name(c, r,
                    str_format(&c->mem, "du-lieu-%.*s-%.*s.json", STR_ARGS(h.person.account),
                               STR_ARGS(day_iso(&c->mem, c->today))));
    return reply_json(c, r,
                      json_pack("{s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:{s:I,s:b,s:I,s:b,s:o,s:o}}", "person",
                                person_json(c, &h.person, held_kind(&h, "person_recovery", "person_id").n), "duties",
                                duties_json(c, &h.duties), "offers", offers_json(c, &h.offers), "kinds", kinds_json(&h),
                                "sessions", sessions_json(c, &h), "links", links_json(c, &h), "consents",
                                consents_json(c, &h.consents), "requests", requests_json(c, &h.requests), "mails",
                                mails_json(c, &h.mails), "files", files_json(c, &h.uploads), "journal", "rows_by_you",
                                (json_int_t)by.n, "more_by_you", by.is_more, "rows_about_you",
                                (json_int_t)h.journal_about.n, "more_about_you", h.journal_about.is_more,
                                "newest_by_you", acts_json(c, &h.journal), "newest_about_you", about_json(c, &h)));
}

/* -- agreeing ----------------------------------------------------------------------------------------------- */

Fail consent_post(Ctx *c, const Request *q, Reply *r)
{
    if (!input_given(q, "dong-y"))
        return fail(c, FAIL_INPUT,
                    "Bạn chưa đánh dấu ô đồng ý nên chưa có gì được ghi. Để trống nghĩa là không đồng ý.");
    TRY(consent_give(c, c->actor->person, input_text(q, "muc-dich"), (int)input_integer(q, "phien-ban"),
                     S("/toi/du-lieu"), request_agent(q)));
    return reply_redirect(c, r, "/toi/du-lieu?xong=1#dong-y");
}

Fail consent_withdraw_post(Ctx *c, const Request *q, Reply *r)
{
    TRY(consent_withdraw(c, c->actor->person, input_text(q, "muc-dich")));
    return reply_redirect(c, r, "/toi/du-lieu?xong=2#dong-y");
}

Fail proof_get(Ctx *c, const Request *q, Reply *r)
{
    Consent k;
    Purpose p;
    Person person;
    TRY(consent_by_id(c, input_id(q, "dong-y"), &k));
    if (k.person != c->actor->person) return fail(c, FAIL_MISSING, "Không có lần đồng ý này.");
    TRY(purpose_of(c, k.purpose, k.version, &p));
    TRY(person_by_id(c, k.person, &person));
    proof_page(reply_page(c, q, r, S("Bằng chứng đồng ý")),
               &(ProofPage){.consent = &k, .purpose = &p, .person = &person});
    return OK;
}

/* -- asking ------------------------------------------------------------------------------------------------- */

Fail request_make_post(Ctx *c, const Request *q, Reply *r)
{
    Id id;
    int kind = 0;
    while (!str_equal(input_text(q, "loai"), str_of(data_kinds[kind].key))) kind++; /* the row's choices: all of them */
    TRY(data_request_make(c, c->actor->person, (DataKind)kind, input_text(q, "noi-dung"), &id));
    return reply_redirect(c, r, "/toi/du-lieu?xong=3#yeu-cau");
}

Fail request_take_back_post(Ctx *c, const Request *q, Reply *r)
{
    TRY(data_request_take_back(c, c->actor->person, input_id(q, "yeu-cau")));
    return reply_redirect(c, r, "/toi/du-lieu?xong=4#yeu-cau");
}
