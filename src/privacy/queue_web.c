// SPDX-License-Identifier: Apache-2.0
/* queue_web.c -- requests about personal data, as who is in charge of them sees them. */
#include "http/record.h"
#include "privacy/view.h"
#include "privacy/web.h"

static const char *kind_title(int kind) { return data_kinds[kind].title; }
static const Column request_columns[] = {COL_INTEGER(DataRequest, id, "id"),
                                         COL_INTEGER(DataRequest, person, "person"),
                                         COL_KEY(DataRequest, kind, "kind", kind_title),
                                         COL_TEXT(DataRequest, state, "state"),
                                         COL_INTEGER(DataRequest, received_at, "received_at"),
                                         COL_INTEGER(DataRequest, closed_at, "closed_at"),
                                         {0}};
static const Record request_record = {.name = "DataRequest", .columns = request_columns};
static const Column queue_columns[] = {COL_ROWS_AT(QueuePage, open, "open", &request_record),
                                       COL_ROWS_AT(QueuePage, closed, "closed", &request_record),
                                       {0}};
const Record data_queue_record = {.name = "DataRequests", .columns = queue_columns};

Fail queue_get(Ctx *c, const Request *q, Reply *r)
{
    DataRequestList open, closed;
    TRY(data_requests_all(c, &open, &closed));
    MassState state;
    TRY(mass_state(c, &state));
    QueuePage m = {.open = &open, .closed = &closed, .waiting = state.waiting, .now = c->now};
    if (reply_is_json(r)) return reply_record(c, r, &data_queue_record, &m);
    queue_page(reply_page(c, q, r, S("Yêu cầu về dữ liệu cá nhân")), &m);
    return OK;
}

Fail request_get(Ctx *c, const Request *q, Reply *r)
{
    DataRequest request;
    ConsentList consents;
    PurposeList purposes;
    RequestPage m = {.q = q, .request = &request, .consents = &consents, .purposes = &purposes, .now = c->now};
    TRY(data_request_by_id(c, input_id(q, "yeu-cau"), &request));
    TRY(consents_of(c, request.person, &consents));
    TRY(person_is_last_admin(c, request.person, &m.is_last_admin));
    purposes_on(&c->mem, c->today, &purposes);
    data_request_page(reply_page(c, q, r, str_of(data_kinds[request.kind].title)), &m);
    return OK;
}

Fail any_proof_get(Ctx *c, const Request *q, Reply *r)
{
    Consent k;
    Purpose p;
    Person person;
    TRY(consent_by_id(c, input_id(q, "dong-y"), &k));
    TRY(purpose_of(c, k.purpose, k.version, &p));
    TRY(person_by_id(c, k.person, &person));
    bool holds = consent_was_from(c, &k, input_text(q, "dia-chi"), input_text(q, "trinh-duyet"));
    ProofPage m = {q, &k, &p, &person, .may_check = true, .holds = input_given(q, "dia-chi") ? &holds : NULL};
    proof_page(reply_page(c, q, r, S("Bằng chứng đồng ý")), &m);
    return OK;
}

static Fail back(Ctx *c, const Request *q, Reply *r)
{
    return reply_redirect(c, r, "/du-lieu-ca-nhan/yeu-cau/%lld", (long long)input_id(q, "yeu-cau"));
}

Fail request_acknowledge_post(Ctx *c, const Request *q, Reply *r)
{
    TRY(data_request_acknowledge(c, input_id(q, "yeu-cau")));
    return back(c, q, r);
}

Fail request_extend_post(Ctx *c, const Request *q, Reply *r)
{
    TRY(data_request_extend(c, input_id(q, "yeu-cau"), input_text(q, "vi-sao")));
    return back(c, q, r);
}

Fail request_done_post(Ctx *c, const Request *q, Reply *r)
{
    TRY(data_request_close(c, input_id(q, "yeu-cau"), true, input_text(q, "ket-qua")));
    return back(c, q, r);
}

Fail request_refuse_post(Ctx *c, const Request *q, Reply *r)
{
    TRY(data_request_close(c, input_id(q, "yeu-cau"), false, input_text(q, "ly-do")));
    return back(c, q, r);
}

Fail request_forget_post(Ctx *c, const Request *q, Reply *r)
{
    TRY(data_request_forget(c, input_id(q, "yeu-cau"), input_text(q, "tai-khoan")));
    return back(c, q, r);
}
