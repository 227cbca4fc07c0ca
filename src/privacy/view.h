// SPDX-License-Identifier: Apache-2.0
/* view.h -- what the pages of personal data show (*.html). */
#pragma once
#include "http/request.h"
#include "http/view.h"
#include "privacy/privacy.h"

/* pieces.html */
/* "còn 5 ngày" with its sign and colour; nothing for what is closed. */
void deadline_state(Out *o, const DataRequest *q, int64_t now);
void data_request_state(Out *o, const DataRequest *q);
void purpose_facts(Out *o, const Purpose *p);
/* "10 ngày", "72 giờ". */
Str term_words(Arena *a, const DataTerm *t);

/* -- the notice: notice.html -------------------------------------------------------------------------------- */

typedef struct {
    const PurposeList *purposes;
    const StrList *offices; /* names of agencies whose administrators take requests */
    Day today;
} NoticePage;
void notice_page(Out *o, const NoticePage *m);

/* -- one's own data: mine.html ------------------------------------------------------------------------------ */

typedef struct {
    const Request *q;
    const Held *held;
    const PurposeList *purposes;
    const char *saved;
    bool may_read_journal;
    int64_t now;
} MinePage;
void mine_page(Out *o, const MinePage *m);

typedef struct {
    const Request *q;
    const Consent *consent;
    const Purpose *purpose;
    const Person *person;
    bool may_check;    /* whether it came from an address and a browser that are typed in */
    const bool *holds; /* what that gave; NULL = nothing was typed */
} ProofPage;
void proof_page(Out *o, const ProofPage *m);

/* -- requests: queue.html ----------------------------------------------------------------------------------- */

typedef struct {
    const DataRequestList *open, *closed;
    int waiting; /* jobs that ask: MASS_PATH */
    int64_t now;
} QueuePage;
void queue_page(Out *o, const QueuePage *m);

/* -- jobs that ask: keeping.html ---------------------------------------------------------------------------- */

typedef struct {
    const MassState *state;
    const char *saved;
    bool held; /* any job */
    int64_t now;
} KeepingPage;
void keeping_page(Out *o, const KeepingPage *m);

typedef struct {
    const Request *q;
    const DataRequest *request;
    const ConsentList *consents;
    const PurposeList *purposes;
    bool is_last_admin;
    int64_t now;
} RequestPage;
void data_request_page(Out *o, const RequestPage *m);
