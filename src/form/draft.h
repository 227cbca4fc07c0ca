// SPDX-License-Identifier: Apache-2.0
/* draft.h -- a form that is filled in on pages of its own, kept as it is typed, until it is sent once.
 *
 *     draft_begin -> /ban-nhap/TOKEN: part by part; saved with every press, and while one types -> sent: FormKind.send
 *
 * Whoever has the link may go on, on any device; who is signed in finds theirs at /ban-nhap.  A draft keeps what was
 * typed, letter by letter, also what cannot be taken and what is not shown; it is asked nothing that is required before
 * it is sent.  It follows the newest version of its design.  Two who save one draft see both versions.  It goes
 * DRAFT_DAYS after it was last touched. */
#pragma once
#include "form/begin.h"
#include "form/fill.h"

enum { DRAFT_AGAIN_MINUTES = 5 };               /* how long a second press leads where the first did */
enum { DRAFT_DAYS = 30, DRAFT_EMPTY_DAYS = 1 }; /* the latter: in which nothing was ever typed */

typedef struct {
    Id id;
    Str kind, code; /* of its FormKind; the form's own code: "bang-ron" */
    Id about;       /* the thing that is supplemented; 0 = a new one */
    StrList only;   /* the fields that are asked; none = all */
    int version;    /* of the design, when it was saved last */
    int edition;    /* grows with each save */
    Id person;      /* who began it, when they were signed in; else 0 */
    int64_t made_at, changed_at;
    Str typed;     /* JSON: typed.h */
    Str sent_path; /* where it led when it was sent; empty = it was not */
} Draft;

/* How a draft is asked: filled in by its kind. */
typedef struct {
    Asked asked; /* `only` may be left out: it is the draft's */
    int version; /* of asked.design: the newest */
    Str send;    /* words of the button: "Nộp hồ sơ" */
    Str back;    /* path of the page that speaks of the form */
    Str closed;  /* why it cannot be sent now: one sentence; empty = it can */
} DraftAsks;

/* What takes forms: a row of its feature (Feature.forms). */
struct FormKind {
    const char *kind; /* in tables: "thu-tuc" */
    /* In a snapshot or a write.  FAIL_MISSING with a sentence when there is no such form any more. */
    Fail (*asks)(Ctx *c, const Draft *d, DraftAsks *asks);
    /* In a write, once for a draft: makes the thing of the answers, which are checked (after fill_keep(c, q, asked, f,
     * …) with its own kind and number).  *path is where the reader goes on, now and whenever they send it again. */
    Fail (*send)(Ctx *c, const Request *q, const Draft *d, const DraftAsks *asks, Filled *f, Str *path);
};
