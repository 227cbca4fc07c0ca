// SPDX-License-Identifier: Apache-2.0
/* view.h -- what the pages of a plan show. */
#pragma once
#include "base/out.h"
#include "http/panel.h"
#include "http/request.h"
#include "plan/plan.h"
#include "plan/when.h"

/* -- pieces that other pages use too ------------------------------------------------------------------------ */

/* An agency or class as a link to its page; an unknown name as text. */
void party_link(Out *o, const PlanParty *p);
/* Parties with commas. */
void party_links(Out *o, const PlanPartyList *list);
/* "dòng 181–183", a link to the signed text; nothing for line 0. */
void lines_link(Out *o, Id plan, int first, int last);
/* "◐ đang diễn ra" and the days. */
void when_state(Out *o, When w);
/* open: "", "/ra-soat"; more: tabs of other features */
void plan_tabs(Out *o, const PlanCard *plan, const char *open, Html more);

/* -- pages -------------------------------------------------------------------------------------------------- */

void plan_list_page(Out *o, const PlanCardList *plans, bool may_import);

void plan_upload_page(Out *o, const Request *q);

/* Of the JSON only. */
typedef struct {
    const PlanCardList *plans;
} PlanListPage;

typedef struct {
    const PlanCard *card;
    const PlanNode *plan;
    const PlanActivityList *activities;
    const PlanNodeList *assignments;
    Id original; /* the file as it was sent; 0 = only its text is here */
    Day today;
    Panels panels;
} PlanPage;
void plan_page(Out *o, const PlanPage *m);

typedef struct {
    const PlanCard *card;
    const PlanNode *node;
    const PlanActivity *before, *after; /* NULL at the ends */
    const PlanFindingList *findings;    /* of this activity, open ones */
    Day today;
} ActivityPage;
void activity_page(Out *o, const ActivityPage *m);

typedef struct {
    const Request *q;
    const PlanCard *card;
    Panels panels;
    const Doc *source;
    const PlanNodeList *nodes;
    const PlanFindingList *findings;
    const PlanValue *chosen; /* the value that is looked at; NULL = none */
    const PlanCorrectionList *history;
    const Directory *directory; /* names to choose from while a party is typed; NULL = not needed */
    Id adding;                  /* the node that gets a value; 0 = none */
    int saved;                  /* just now, for so many activities; 0 = not */
    bool may_review, may_activate, may_read_journal; /* otherwise the page only shows */
    Day today;
} ReviewPage;
void review_page(Out *o, const ReviewPage *m);
void review_structure(Out *o, const ReviewPage *m);
void review_findings(Out *o, const ReviewPage *m);
void review_source(Out *o, const ReviewPage *m);
