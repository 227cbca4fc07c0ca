// SPDX-License-Identifier: Apache-2.0
/* view.h -- what the pages of people show (*.html). */
#pragma once
#include "http/panel.h"
#include "http/request.h"
#include "http/view.h"
#include "listing/listing.h"
#include "people/inside.h"

/* -- signing in: signin.html -------------------------------------------------------------------------------- */

typedef struct {
    const Request *q;
    const char *problem; /* found by the handler that draws; NULL = none */
    Str account, back;   /* as typed; the path to go on to */
    Panels panels;       /* of the sign-in page */
} SignInPage;
void sign_in_page(Out *o, const SignInPage *m);
void code_page(Out *o, const SignInPage *m);
void confirm_page(Out *o, const SignInPage *m);

typedef struct {
    const Request *q;
    const PersonLink *link;
    Str token, name, account; /* of whom the link is for */
} LinkPage;
void link_page(Out *o, const LinkPage *m);
void try_page(Out *o, Str token);

/* -- one's own account: me.html ----------------------------------------------------------------------------- */

typedef struct {
    const Request *q;
    const Person *person;
    const DutyList *duties;
    const SessionRowList *sessions;
    const OfferList *offers;    /* duties that wait for their answer */
    bool searches;              /* there are very many colleagues: those that were searched for */
    const DutyList *colleagues; /* whom one may delegate to; NULL = may not delegate */
    const Actor *actor;
    const char *saved;
    Day today;
    Panels panels;
} MePage;
void me_page(Out *o, const MePage *m);

void password_page(Out *o, const Request *q, bool has_second);

typedef struct {
    const Request *q;
    Str key, spelt; /* that waits for its phone, also in groups of four; empty = none does */
    Str path;       /* the dark modules of the QR code, as SVG draws them; side × side modules */
    int side;
    bool has_second, must;
} SecondPage;
void second_page(Out *o, const SecondPage *m);
void recovery_page(Out *o, const StrList *codes);

/* -- screens on walls: wall.html ---------------------------------------------------------------------------- */

typedef struct {
    const Request *q;
    WallList walls;
    LIST(const Route *) pages; /* to choose from */
    Str chosen, address;       /* that a link led here for; of the link that was just made, empty = none */
    bool is_of_all;
} WallPage;
void wall_page(Out *o, const WallPage *m);

/* To choose from while a code is typed. */
typedef struct {
    StrList codes, names;
} Agencies;

/* -- people: people.html ------------------------------------------------------------------------------------ */

typedef struct {
    const Request *q;
    const Listing *list;
    const ListWord *words;
    const DutyList *duties;
    const OfferList *offers; /* that wait, or were declined */
    Str org, next;           /* next: where the next page begins; empty = this is the last */
    int n;                   /* duties that hold today */
    bool may_invite;
    Day today;
} PeoplePage;
void people_page(Out *o, const PeoplePage *m);

typedef struct {
    const Request *q;
    const Person *person;
    const DutyList *duties;  /* where the actor may read people */
    const OfferList *offers; /* for them, where the actor may invite */
    const Actor *actor;
    bool may_invite, may_manage, may_read_journal, may_vouch;
    bool sees_contact; /* they work nowhere but where the actor may read people */
    Day today;
    Agencies agencies;
} PersonPage;
void person_page(Out *o, const PersonPage *m);

typedef struct {
    const Request *q;
    const Actor *actor;
    Agencies agencies;
} InvitePage;
void invite_page(Out *o, const InvitePage *m);

/* What becomes of one row of a list: invited, or all that is wrong with it. */
typedef struct {
    int row; /* of the file */
    Str name, account, link;
    Panels panels; /* ways to send the link */
    StrList problems;
    PersonAdded added;
} InvitedRow;
typedef LIST(InvitedRow) InvitedList;
/* So many links are shown to be copied one by one; more leave as a file, or by mail. */
enum { INVITED_EACH = 20 };
typedef struct {
    InvitedList rows;
    const char *title;
    ManyLinks links; /* of those rows that have one */
    Panels panels;   /* ways to send them together */
} InvitedPage;
void invited_page(Out *o, const InvitedPage *m);

typedef struct {
    const Request *q;
    const InvitedList *wrong; /* rows that cannot be taken; empty at first */
    const char *problem;
    size_t rows; /* that the file has */
} ManyPage;
void many_page(Out *o, const ManyPage *m);

void rights_page(Out *o);

/* -- the journal: journal.html ------------------------------------------------------------------------------ */

typedef struct {
    JournalRow row;
    Str who, when; /* name of the person, "28/9/2024 15:04" */
    Str link;      /* path of what was changed; empty = none */
} JournalShown;
typedef LIST(JournalShown) JournalShownList;

typedef struct {
    const Listing *list;
    const ListWord *words;
    const JournalShownList *rows;
    Str title;
    int64_t older; /* number of the last row shown, when there are more; else 0 */
    bool is_whole; /* one row, with all of its words */
    bool may_export;
} JournalPage;
void journal_page(Out *o, const JournalPage *m);
