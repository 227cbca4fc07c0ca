// SPDX-License-Identifier: Apache-2.0
/* view.h -- what the pages of urging show. */
#pragma once
#include "http/panel.h"
#include "http/request.h"
#include "http/view.h"
#include "listing/listing.h"
#include "urge/urge.h"

/* A line of the list: an agency, or those under one district or department that need not be read one by one. */
typedef struct {
    UrgeCandidateList all;
    Id group; /* org.id of what they stand under; 0 = a single agency */
    Str name; /* of the agency, or of what they stand under */
    int late, soon, silent, nth;
    Day first_due;
    int64_t last_at, spared_until; /* the latest of them; 0 = not all are spared */
} UrgeLine;
typedef LIST(UrgeLine) UrgeLineList;

typedef enum { URGE_BY_LATE, URGE_BY_SOON, URGE_BY_SILENT, URGE_BY_LAST } UrgeSort;
enum { URGE_PAGE = 20 };
/* Those of `all` that `class` ("qua-han", "sap-den-han", "im-lang"; empty = all) chooses. */
UrgeCandidateList urge_chosen(Ctx *c, const UrgeCandidateList *all, Str class);
/* As lines in order; of what stands under one agency those that are only silent or soon due are one line when `grouped`
 * and there are several: who is late has a line of their own. */
Fail urge_lines(Ctx *c, const UrgeCandidateList *list, UrgeSort sort, bool grouped, UrgeLineList *lines) CHECKED;
/* In place: a page of them behind `after`; *next is empty when it is the last.  FAIL_INPUT for what we never wrote. */
Fail urge_page_of(Ctx *c, UrgeLineList *lines, UrgeSort sort, Str after, int most, Str *next) CHECKED;

typedef struct {
    const Request *q;
    const UrgeCandidateList *list;
    const Listing *listing;
    const UrgeLineList *lines;
    Id opened;              /* the group; 0 = none */
    int late, soon, silent; /* tasks, in all */
    int answered;           /* other overdue ones: reported as done, given back: nobody is urged for them */
    int agencies;           /* in all */
    Str next, opens;        /* opens: from when on one may urge; empty = now */
    Day today;
} UrgePage;
void urge_page(Out *o, const UrgePage *m);

/* Before letters go out: to whom, and who is passed over. */
typedef struct {
    const Request *q;
    const UrgeCandidateList *urged, *spared, *unreached; /* unreached: of `urged`, nobody there gets letters */
    const IdList *orgs, *groups;
    int people;
    bool reaches;                  /* mail or messages are set up */
    Str note, forced, opens, back; /* back: address of the list, as it was chosen */
} UrgeQuestion;
void urge_question_page(Out *o, const UrgeQuestion *m);

typedef struct {
    const UrgeList *urges;
    Panels panels;
} BatchPage;
void batch_page(Out *o, const BatchPage *m);
