// SPDX-License-Identifier: Apache-2.0
/* view.h -- what the pages of documents, the register and letters show. */
#pragma once
#include "http/form.h"
#include "http/record.h"
#include "listing/listing.h"
#include "report/draft.h"
#include "report/next_plan.h"
#include "report/office_template.h"

void document_state(Out *o, const Document *d);
/* A text as it will be printed: its figures lead to what they count. */
void text_view(Out *o, Str text, const DocumentFigureList *figures);
void diff_view(Out *o, Str before, Str after);
/* Of a part: "II.1 …", or what stands for it where it has no heading. */
Str part_name(Arena *a, const DocumentPart *p);

/* -- lists
 * ------------------------------------------------------------------------------------------------------------------------
 */

typedef struct {
    const Request *q;
    const DocumentList *list;
    Id next;
    bool may_write, has_plan, is_first;
    const PlanCard *plan;
    Day today;
} DocumentListPage;
void document_list_page(Out *o, const DocumentListPage *m);

typedef struct {
    const Request *q;
    DocumentKind kind;
    PlanCardList plans;
    StrList issuers, issuer_names;
    const PlanActivityList *activities;
    Id about;
    Str about_words;  /* the task, the urging that it is about */
    DraftOrder order; /* what stands in the fields at first */
    Day today;
} NewDocumentPage;
void new_document_page(Out *o, const NewDocumentPage *m);

/* -- one document
 * -------------------------------------------------------------------------------------------------------------------
 */

typedef struct {
    const Request *q;
    const Document *d;
    const ReportAgency *agency;
    const DocumentPartList *parts;
    const DocumentFigureList *figures;
    const PartOfferList *offers; /* as of the document's day */
    int fresh_figures;           /* of which there is a newer number */
    int unread, sent;            /* agencies */
    bool is_whole, may_write, may_issue, is_past;
    Str scope_name;
    const StrList *missing; /* names of parts that are still to be written */
    Day today;
} DocumentPage;
void document_page(Out *o, const DocumentPage *m);

typedef struct {
    const Request *q;
    const Document *d;
    const DocumentPart *part;
    const DocumentFigureList *figures; /* those that its text, or its draft, mentions */
    const PartOffer *offer;            /* NULL = a draft of now says the same */
    bool is_conflict;                  /* somebody else saved meanwhile: both texts are shown */
    Str typed;
    const DocumentPart *before, *after; /* the parts beside it; NULL = none */
} PartPage;
void part_page(Out *o, const PartPage *m);

typedef struct {
    const Request *q;
    const Document *d;
} HeadPage;
void head_page(Out *o, const HeadPage *m);

typedef struct {
    const Document *d;
    const DocumentEditList *edits;
} HistoryPage;
void history_page(Out *o, const HistoryPage *m);

/* Two versions beside each other: the parts that differ. */
typedef struct {
    Str heading, before, after;
    Id part;
} PartChange;
typedef LIST(PartChange) PartChangeList;
typedef struct {
    const Request *q;
    const Document *d;
    const PartChangeList *changes;
    int from, to;
    bool may_write;
} ComparePage;
void compare_page(Out *o, const ComparePage *m);

typedef struct {
    Str title, path, org_name, note;
} CountedThing;
typedef LIST(CountedThing) CountedThingList;
typedef struct {
    const Document *d;
    const DocumentFigure *figure;
    Str node_name;
    const CountedThingList *things;
    int64_t total;
} CountedPage;
void counted_things_page(Out *o, const CountedPage *m);

typedef struct {
    const Request *q;
    const Document *d;
    const ReportAgency *agency;
    const ReportSignerList *signers;
    const RegisterNumberList *kept;
    Str next_symbol; /* that would be given now */
    const StrList *missing;
    Day today;
} IssuePage;
void issue_page(Out *o, const IssuePage *m);

typedef struct {
    const Request *q;
    const BatchList *list;
    PlanCardList plans;
    StrList issuers, issuer_names;
    Day today;
    int64_t now;
} BatchPage;
void batches_page(Out *o, const BatchPage *m);

/* -- the register
 * -----------------------------------------------------------------------------------------------------------------------
 */

typedef struct {
    const Request *q;
    const RegisterNumberList *list;
    RegisterChoice choice;
    StrList types, type_names, issuers, issuer_names;
    const ReportAgency *agency;
    Str next, query; /* addresses: the next page, what is chosen */
    bool may_keep, is_first;
    int gaps;
    Day today;
} RegisterPage;
void register_page(Out *o, const RegisterPage *m);

/* -- letters
 * ------------------------------------------------------------------------------------------------------------------------------
 */

typedef struct {
    const ReceiptList *list;
    Str org;
    const Request *q;
    const Listing *listing;
    Str next; /* where the next page begins; empty = this is the end */
    bool may_confirm;
} LettersPage;
void letters_page(Out *o, const LettersPage *m);

typedef struct {
    const Request *q;
    const Receipt *r;
    const DocumentPartList *parts; /* of a document */
    const DocumentFigureList *figures;
    const Document *d; /* NULL = a plan */
    bool may_confirm;
} LetterPage;
void received_page(Out *o, const LetterPage *m);

/* An agency that has it, or could get it. */
typedef struct {
    Id org_id;
    Str org, name;
    const Receipt *receipt; /* NULL = it was not sent there */
} SendLine;
typedef LIST(SendLine) SendLineList;
enum { SEND_PAGE = 40 };
typedef struct {
    const Request *q;
    SentKind kind;
    Id thing;
    Str title, symbol;
    const ReceiptList *sent;
    const Listing *listing;
    SendLineList lines; /* of this page */
    Str next;           /* where the next one begins; empty = this is the end */
    size_t open;        /* could get it, and have not */
    int unread;
    bool may_send;
} SendPage;
/* Before letters go out to many. */
typedef struct {
    const Request *q;
    const IdList *ids;
    Str back;
    int agencies, people, unreached; /* unreached: nobody there gets letters */
    bool reaches;                    /* mail or messages are set up */
} SendQuestion;
void send_question_page(Out *o, const SendQuestion *m);
void send_page(Out *o, const SendPage *m);

/* -- templates of the office ------------------------------------------------------------------------------------- */

typedef struct {
    DocumentKind kind;
    const OfficeTemplate *used; /* NULL = the program's own layout */
    int versions;
} TemplateLine;
typedef LIST(TemplateLine) TemplateLineList;
typedef struct {
    const TemplateLineList *list;
} TemplatesPage;
void templates_page(Out *o, const TemplatesPage *m);

typedef struct {
    const Request *q;
    DocumentKind kind;
    const OfficeTemplateList *list;
    const DocumentList *documents;    /* of the kind, to look at a template with; none for who may not read them */
    const TemplateProblems *problems; /* of the file that was just sent; NULL = none was */
    Str sent;                         /* its name */
} TemplatePage;
void template_page(Out *o, const TemplatePage *m);

/* A name that may stand in a template. */
typedef struct {
    Str name, says, example; /* name as it is written: "{so}", "{#muc} … {/muc}" */
    int depth;               /* in so many lists */
} TemplatePlace;
typedef LIST(TemplatePlace) TemplatePlaceList;
typedef struct {
    DocumentKind kind;
    const TemplatePlaceList *list;
} PlacesPage;
void places_page(Out *o, const PlacesPage *m);

/* -- next year's plan ---------------------------------------------------------------------------------------------- */

typedef struct {
    const NextPlan *next;
} NextPage;
void next_page(Out *o, const NextPage *m);
