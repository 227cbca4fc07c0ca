// SPDX-License-Identifier: Apache-2.0
/* view.h -- what the pages of procedures and dossiers show. */
#pragma once
#include "form/editing.h"
#include "http/form.h"
#include "http/panel.h"
#include "listing/listing.h"
#include "procedure/dossier.h"
#include <jansson.h>

/* -- pieces ----------------------------------------------------------------------------------------------------------
 */

void state_sign(Out *o, const ProcedureState *s);
/* "còn 3 ngày làm việc", "quá hạn 2 ngày", "hôm nay là hạn"; INT_MAX = no clock. */
Str days_words(Arena *a, int days, bool is_calendar);
void days_sign(Out *o, int days, bool is_calendar);
/* From today to the last day, in days of its clock: below 0 = late. */
int clock_days(const Workdays *w, Day today, Day due, bool is_calendar);
Str clock_words(Arena *a, const Workdays *w, const ClockRow *k, Day today, bool is_calendar);

/* Out of the JSON of answers, also out of the rows of its tables, what `who` may not read. */
void answers_hide(Ctx *c, json_t *answers, const Design *form, ShownTo who);

/* -- the catalogue
 * ----------------------------------------------------------------------------------------------------- */

typedef struct {
    VersionRow row;
    Str about, closed; /* closed: why nobody can apply now; empty = one can */
    bool decides;      /* c->actor decides in it, or oversees it */
} CatalogueRow;
typedef LIST(CatalogueRow) CatalogueRows;
typedef struct {
    const Request *q;
    const CatalogueRows *rows;
    bool may_manage, is_known;
} CataloguePage;
void catalogue_page(Out *o, const CataloguePage *m);
void public_links(Out *o); /* of the page that signs in */

typedef struct {
    const Request *q;
    const Version *v;
    Str closed;
    const VersionRows *versions;
    bool decides, may_manage;
} ProcedurePage;
void procedure_page(Out *o, const ProcedurePage *m);

/* -- one dossier
 * --------------------------------------------------------------------------------------------------------- */

typedef struct {
    const Request *q;
    const Dossier *d;
    ActAs as;
    ShownTo who;
    Str base; /* "/ho-so/812", "/tra-cuu/TOKEN" */
    const MoveList *moves;
    const DossierEntries *entries;
    const Str *asked; /* of each entry: what was answered at the move, a line each */
    const ClockRows *clocks;
    const DossierRows *alike;
    const Workdays *days;
    Day today;
    Str org_name; /* of the applicant */
    Str code;     /* to be shown once; empty = not */
    Str squares;  /* of its QR code, side × side modules */
    int side;
    bool is_done; /* something was just done */
} DossierPage;
void dossier_head(Out *o, const DossierPage *m);
void dossier_rest(Out *o, const DossierPage *m);
bool move_is_plain(const ProcedureMove *m); /* it asks nothing: a button does it */

typedef struct {
    const Request *q;
    const Dossier *d;
    const ProcedureMove *move;
    Str base;
    bool may_name; /* who looks may read the line by which it is called */
} MovePage;
void move_head(Out *o, const MovePage *m);
void move_foot(Out *o, const ProcedureMove *move, Str base); /* the button */

/* -- lists
 * ---------------------------------------------------------------------------------------------------------------- */

typedef struct {
    const Request *q;
    const WaitRows *rows;
    const WaitRows *groups; /* one of each procedure */
    const Procedure *one;   /* of which all are; NULL = of several */
    const MoveList *moves;  /* that may be made for many */
    Str procedure;
    int n;
} WaitPage;
void dossiers_wait_page(Out *o, const WaitPage *m);
void dossiers_wait_home(Out *o, const WaitRows *rows, int n);

typedef struct {
    const Request *q;
    const DossierRows *rows;
    const StrList *states, *titles; /* of each row, in words */
} MinePage;
void my_dossiers_page(Out *o, const MinePage *m);

typedef struct {
    const Request *q;
    Str code, phone; /* as typed; the code also as a letter's link brings it */
    const char *problem;
} LookupPage;
void lookup_page(Out *o, const LookupPage *m);

typedef struct {
    Dossier d;
    ShownTo who;
    Str subject, name; /* as far as who looks may read them */
} DossierLine;
typedef LIST(DossierLine) DossierLines;
/* From … to …, both count (range.h). */
typedef struct {
    Answer answer;       /* empty = open */
    const char *problem; /* what was typed is none; NULL = nothing */
} RangeEnd;
typedef struct {
    const DesignField *field; /* NULL = it has no range */
    RangeEnd from, until;
} FieldRange;
typedef struct {
    Day from, until; /* of the submission; NO_DAY = open */
    FieldRange of[PROCEDURE_INDEXED_MAX];
    bool is_wrong; /* something that was typed is none */
} DossierRange;
typedef struct {
    const Request *q;
    const Version *v;
    const DossierLines *lines;
    const DossierRange *range;
    bool looked_in_part; /* there may be more among older ones */
    const Listing *list;
    const ListWord *words;
    StrList states, state_names;
    StrList keys[PROCEDURE_INDEXED_MAX], names[PROCEDURE_INDEXED_MAX]; /* of each indexed field with choices */
    Str next;
} DossierListPage;
void dossier_list_page(Out *o, const DossierListPage *m);

typedef struct {
    const Version *v;
    const DossierRows *rows;
    Id next;
} PublishedPage;
void published_head(Out *o, const PublishedPage *m);
void published_one(Out *o, const DossierRow *w, Str words);
void published_foot(Out *o, const PublishedPage *m);

/* -- figures ---------------------------------------------------------------------------------------------------------
 */

typedef struct {
    Str name, value;
} CounterRow;
typedef struct {
    Str label;
    LIST(CounterRow) rows;
} CounterPart;
typedef struct {
    Str name, label, total, most;
    LIST(CounterPart) parts;
} CounterView;
typedef LIST(CounterView) CounterViews;
typedef struct {
    const Version *v;
    const CounterViews *counters, *quotas;
} FiguresPage;
void figures_page(Out *o, const FiguresPage *m);

typedef struct {
    Str code, title;
    LIST(CounterRow) totals;
} HomeCount;
typedef LIST(HomeCount) HomeCounts;
void counted_home(Out *o, const HomeCounts *lines);

/* -- writing procedures, reading spreadsheets -------------------------------------------------------------------------
 */

typedef struct {
    const Request *q;
    StrList codes, titles; /* of those that can be copied */
    Str copied;            /* that is chosen at first */
    EditingList forms;     /* forms alone that are being written */
} StartPage;
void start_page(Out *o, const StartPage *m);

typedef struct {
    const Request *q;
    const Editing *e;
    const Design *d;
    const StrList *agencies, *agency_names; /* codes; of who may decide */
    StrList phones, phone_names;            /* fields that may be the applicant's phone */
    StrList choices, choice_names;          /* fields that the figures may be split by */
    Str phone, split;                       /* of these, what is chosen at first; may be empty */
    size_t n;                               /* of fields that are answered */
    bool has_phone, has_mail;               /* the form has a field of that type */
    const DesignProblems *problems;         /* of the whole text; NULL = it was not made yet */
    Str text;
} MakePage;
void make_page(Out *o, const MakePage *m);
void procedure_guide_page(Out *o);

typedef struct {
    const Request *q;
    Str text;
    const Procedure *p; /* when it was looked at */
    const DesignProblems *problems;
    const PublishTrial *trial;
    Id editing;      /* the working copy that it comes from (form/editing.h); 0 = none */
    Str told;        /* what could not be taken of the file that it was made of */
    bool is_crossed; /* somebody published another version meanwhile, or it has the code of another one */
    int seen;        /* the version that is in force, where the text was not looked at */
    bool is_good;
} EditorPage;
void editor_page(Out *o, const EditorPage *m);

typedef struct {
    const Request *q;
    const Version *v;
    const StrList *problems; /* NULL = nothing was sent yet */
    size_t rows;
    bool checked;
} ImportPage;
void import_page(Out *o, const ImportPage *m);

typedef struct {
    const Request *q;
    const Version *v;
    const InviteRows *rows;
    Str link; /* that was just made; empty = none */
} InvitePage;
void dossier_invite_page(Out *o, const InvitePage *m);

typedef struct {
    const Version *v;
    const InviteRow *invite;
    Str token;
} InvitedPage;
void dossier_invited_page(Out *o, const InvitedPage *m);
