// SPDX-License-Identifier: Apache-2.0
/* view.h -- what the pages of a plan show. */
#pragma once
#include "base/out.h"
#include "http/panel.h"
#include "http/request.h"
#include "plan/intake.h"
#include "plan/learnt.h"
#include "plan/place.h"
#include "plan/plan.h"
#include "plan/reread.h"
#include "plan/sheet.h"
#include "plan/when.h"
#include "plan/wording.h"

/* -- pieces that other pages use too ------------------------------------------------------------------------ */

/* An agency or class as a link to its page; an unknown name as text. */
void party_link(Out *o, const PlanParty *p);
/* Parties with commas. */
void party_links(Out *o, const PlanPartyList *list);
/* "dòng 181–183", a link to the signed text; nothing for line 0. */
void lines_link(Out *o, Id plan, int first, int last);
/* "◐ đang diễn ra" and the days. */
void when_state(Out *o, When w);
/* open: "", "/phan-cong", "/ra-soat"; more: tabs of other features */
void plan_tabs(Out *o, const PlanCard *plan, const char *open, Html more);

/* A value; its doubtful words are marked where they stand, with what was read and what else they may be, as long as
 * nobody looked at them.  `linked`: each leads to its line; `asked`: to its row in the review's list, which says that.
 */
typedef enum { MARKED_PLAIN, MARKED_LINKED, MARKED_ASKED } Marked;
void worded(Out *o, Id plan, const PlanDoubtList *doubts, const PlanValue *v, Marked as);
void worded_pieces(Out *o, Id plan, const PlanPieceList *pieces, Marked as);

/* -- pages -------------------------------------------------------------------------------------------------- */

void plan_list_page(Out *o, const PlanCardList *plans, const IntakeList *intakes, bool may_import);

/* How far a scan is; a line of it in the list of plans. */
void intake_page(Out *o, const Request *q, const Intake *one);
void intake_row(Out *o, const Intake *one);

void plan_upload_page(Out *o, const Request *q);

/* Of the JSON only. */
typedef struct {
    const PlanCardList *plans;
} PlanListPage;

typedef struct {
    const PlanCard *card;
    const PlanNode *plan;
    const PlanActivityList *activities;
    size_t from, end; /* of them, on this page */
    const PlanNodeList *assignments;
    Id original; /* the file as it was sent; 0 = only its text is here */
    const PlanDoubtList *doubts;
    const PlanLookList *looks; /* titles that nobody looked at yet */
    bool may_review;
    Day today;
    Panels panels;
} PlanPage;
void plan_page(Out *o, const PlanPage *m);

/* Who is told to do what, apart from the activities. */
typedef struct {
    const PlanCard *card;
    const PlanNodeList *assignments;
    size_t from, end; /* of them, on this page */
    const PlanDoubtList *doubts;
    Panels panels;
} AssignmentsPage;
void assignments_page(Out *o, const AssignmentsPage *m);

typedef struct {
    const PlanCard *card;
    const PlanNode *node;
    const PlanActivity *before, *after; /* NULL at the ends */
    const PlanFindingList *findings;    /* of this activity, open ones */
    const PlanDoubtList *doubts;
    Day today;
} ActivityPage;
void activity_page(Out *o, const ActivityPage *m);

/* Pixels of a page's picture: as it stands beside the structure on a screen with two pixels for one, and zoomed. */
enum { PAGE_WIDTH = 1100, PAGE_WIDTH_MAX = 2200 };

typedef struct {
    const Request *q;
    const PlanCard *card;
    Panels panels;
    const PlanText *text;
    const PlanDoubtList *words; /* its doubtful ones; for the JSON */
    const SheetList *sheets;
    size_t at;                   /* the one that is shown */
    const UnsureList *unsure;    /* of the whole plan, that nobody looked at yet */
    const PlanPlaceList *places; /* of the sheet's lines on pictures of pages */
    int learnt;                  /* from this plan, that holds */
    bool as_read;                /* show the text as it came, not as it was restored */
    const PlanNodeList *nodes;
    const PlanFindingList *findings;
    const PlanValue *chosen; /* the value that is looked at; NULL = none */
    const PlanCorrectionList *history;
    bool offers_names;                               /* agencies to choose from, while somebody types one */
    Id adding;                                       /* the node that gets a value; 0 = none */
    int saved;                                       /* just now, for so many activities; 0 = not */
    bool may_review, may_activate, may_read_journal; /* otherwise the page only shows */
    Day today;
} ReviewPage;
void review_page(Out *o, const ReviewPage *m);
void review_structure(Out *o, const ReviewPage *m);
void review_findings(Out *o, const ReviewPage *m);
void review_source(Out *o, const ReviewPage *m);
void review_pictures(Out *o, const ReviewPage *m);
void review_unsure(Out *o, const ReviewPage *m);
size_t sheet_of_finding(const SheetList *sheets, const PlanFinding *f);

/* What was learnt from reviews. */
typedef struct {
    const LearntList *list;
} LearntPage;
void learnt_page(Out *o, const LearntPage *m);

/* A plan read again in another way: the ways, and what one of them would change. */
typedef struct {
    const Request *q;
    const PlanCard *card;
    bool has_file;
    const RereadChangeList *changes; /* NULL = no way was chosen yet */
    Str way;                         /* its key */
    int pages;                       /* of its file that can be looked at */
    bool wants_words;                /* they have to be recognised first */
} RereadPage;
void reread_page(Out *o, const RereadPage *m);

/* "Đối chiếu tên gọi": titles of restored wording, one after the other. */
typedef struct {
    PlanLook look;
    PlanPieceList doubts; /* its doubtful words */
    StrList strange;      /* its words that are visibly no Vietnamese, in order */
} WordingRow;
typedef LIST(WordingRow) WordingRowList;
typedef struct {
    const Request *q;
    const PlanCard *card;
    const WordingRowList *rows; /* that nobody looked at yet */
    size_t doubtful;            /* so many of them */
} WordingPage;
void wording_page(Out *o, const WordingPage *m);
Str look_name(Arena *a, const PlanLook *l); /* "Hoạt động 3.1.a: tên gọi" */
