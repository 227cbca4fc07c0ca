// SPDX-License-Identifier: Apache-2.0
/* people.h -- people, their duties, their sessions, and the links that let them in.
 *
 * A person has any number of duties: a role at an agency, [from, to), maybe for one plan only, maybe by delegation.
 * Leaving ends the duty, not the record.  Whoever is signed in acts in one duty at a time (journal/actor.h). */
#pragma once
#include "base/list.h"
#include "journal/journal.h"
#include "org/org.h"
#include "people/rights.h"

extern const Gate people_gate;
/* The same before made-up data, whose passwords are printed and which this machine alone is shown: an administrator is
 * asked for a second factor, not sent to it. */
extern const Gate people_gate_shown;

/* -- people ------------------------------------------------------------------------------------------------- */

enum {
    PERSON_NAME_MAX = 100, /* letters */
    PERSON_ACCOUNT_MAX = 100,
    PERSON_MAIL_MAX = 200,
    PERSON_PHONE_MAX = 20,
    PERSON_POSITION_MAX = 200
};

typedef struct {
    Id id;
    Str account, name, mail, phone, state; /* invited, active, disabled, forgotten */
    bool has_password, has_second;
    bool is_mail_proved; /* else it finds nobody, and nothing is sent there */
    int64_t created_at, signed_in_at;
} Person;

typedef struct {
    Id id, person;
    Str org, org_name, position;
    Role role;
    Id plan;
    Day from, to; /* [from, to); NO_DAY = open */
    Id behalf;    /* the person who delegated it; 0 = their own */
    Id origin;    /* the duty of theirs that they delegated: when it ends, so does this one; 0 = their own */
    Str behalf_name, person_name, person_state;
} Duty;
typedef LIST(Person) PersonList;
typedef LIST(Duty) DutyList;

Fail person_by_id(Ctx *c, Id id, Person *p) CHECKED; /* FAIL_MISSING with a sentence */
/* Account or proved mail, any case; FAIL_MISSING. */
Fail person_by_account(Ctx *c, Str typed, Person *p) CHECKED;
bool person_account_is_good(Str account);
/* "Nguyễn Văn An" -> "nguyen.van.an", with a number behind it when somebody has it. */
Fail person_account_for(Ctx *c, Str name, Str *account) CHECKED;

typedef enum { PART_NAME, PART_ACCOUNT, PART_MAIL, PART_PHONE, PERSON_PARTS } PersonPart;
/* What is known of somebody who is to be let in. */
typedef struct NewPerson {
    Str name, account, mail, phone; /* account empty = made from the name */
    Str org, position;              /* of the first duty; org empty = none */
    Role role;
    Id plan;
    Day to; /* NO_DAY = open */
} NewPerson;
/* NULL, or one sentence about what is wrong with it; does not look into the store. */
/* What is wrong with each part, NULL = nothing; and the first of them. */
void person_problems(Ctx *c, const NewPerson *n, const char *of[PERSON_PARTS]);
const char *person_problem(Ctx *c, const NewPerson *n, PersonPart *part); /* *part = which is wrong; may be NULL */
typedef enum {
    PERSON_NEW,
    PERSON_OFFERED, /* somebody has this mail, proved: the duty is offered to them, and they are to answer */
    PERSON_THERE    /* they have this duty already */
} PersonAdded;
/* In a write: add them with their first duty; who has an account with this mail is offered it.  FAIL_CONFLICT when the
 * account is taken, FAIL_INPUT with person_problem, FAIL_MISSING when there is no such agency. */
Fail person_add(Ctx *c, const NewPerson *n, Id *person, PersonAdded *added) CHECKED;
/* In a write.  Another mail counts only when it was proved again. */
Fail person_change(Ctx *c, Id person, Str name, Str mail, Str phone) CHECKED; /* in a write */
/* In a write: disabled (signed out everywhere, keeps the record), or able again. */
Fail person_disable(Ctx *c, Id person, bool disabled) CHECKED;
/* In a write: because nobody used it for so long; the journal names it so, and a later job finds it again by that. */
#define ACT_LOCK_IDLE "Khóa tài khoản không dùng"
Fail person_lock_idle(Ctx *c, Id id) CHECKED;

/* Who has a duty, on c->today or ever, in agencies that `actor` may read people of; `query` folded words. */
Fail people_list(Ctx *c, const Actor *actor, Str org, Str query, DutyList *duties) CHECKED;
/* The same a page at a time, by keyset; empty chooses nothing. */
enum { PEOPLE_PAGE = 25 };
typedef struct {
    Str org, query, role, state; /* role: key of rights.h; state: of the account */
    Str after;                   /* *next of the page before */
    int most;                    /* 0 = PEOPLE_PAGE */
} PeopleChoice;
Fail people_page_of(Ctx *c, const Actor *actor, const PeopleChoice *choice, DutyList *duties, Str *next) CHECKED;
/* How many duties hold today there. */
Fail people_count(Ctx *c, const Actor *actor, Str org, int *n) CHECKED;

/* -- duties ------------------------------------------------------------------------------------------------- */

Fail duties_of(Ctx *c, Id person, bool also_ended, DutyList *duties) CHECKED; /* in the order they began */
/* Those that hold today in which somebody acts as `role`, the earliest first. */
Fail people_in_role(Ctx *c, Role role, DutyList *duties) CHECKED;
Fail duty_by_id(Ctx *c, Id duty, Duty *d) CHECKED;
/* Whoever holds it, as if they were signed in with it: for asking what they may where no request of theirs is. */
Fail duty_actor(Ctx *c, const Duty *d, Actor *actor) CHECKED;
bool duty_holds(const Duty *d, Day on);
Fail duty_add(Ctx *c, Id person, const NewPerson *n, Id *duty) CHECKED; /* in a write */
/* In a write: `last` is the last day.  Whoever acts for them in it stops, and so do they where they have no duty of
 * their own any more; resets that they made for others are good for nothing. */
Fail duty_end(Ctx *c, Id duty, Day last) CHECKED;
/* In a write: let `to_person`, who has a duty at the same agency or under it, act for the actor in their present duty,
 * from..last, and not beyond either's own duty; at most DELEGATION_DAYS_MAX.  Not an administrator's, nor one that is
 * itself delegated.  What it does not carry says the table (rights.h). */
enum { DELEGATION_DAYS_MAX = 92 };
Fail duty_delegate(Ctx *c, Id to_person, Day from, Day last) CHECKED;
Fail delegations_end(Ctx *c, Id person) CHECKED; /* in a write: nobody acts for this person any more */

/* -- duties that are offered -------------------------------------------------------------------------------- */

enum { OFFER_DAYS = 14 };
typedef struct {
    Id id, person;
    Str name; /* as who offers it calls them */
    Str org, org_name, position;
    Role role;
    Id plan;
    Day to;
    Id made_by, made_in; /* the person, and their duty */
    Str made_by_name;
    int64_t created_at, expires_at, declined_at; /* declined_at: 0 = no answer yet */
} Offer;
typedef LIST(Offer) OfferList;
Fail offer_by_id(Ctx *c, Id offer, Offer *f) CHECKED; /* FAIL_MISSING, also when it is too old */
Fail offers_to(Ctx *c, Id person, OfferList *offers) CHECKED;
/* At agencies to which `actor` may invite. */
Fail offers_seen_by(Ctx *c, const Actor *actor, OfferList *offers) CHECKED;
/* In a write, by who may give it: nothing is offered to who has it already, then *has_it. */
Fail offer_make(Ctx *c, Id person, const NewPerson *n, bool *has_it) CHECKED;
Fail offer_withdraw(Ctx *c, Id offer) CHECKED; /* in a write, by who may give it */
/* In a write, by c->actor, whom it is for.  FAIL_CONFLICT when whoever offered it could not any more. */
Fail offer_accept(Ctx *c, Id offer) CHECKED;
Fail offer_decline(Ctx *c, Id offer) CHECKED;

/* -- links that are good for one time ----------------------------------------------------------------------- */

typedef enum { LINK_SETUP, LINK_INVITE, LINK_RESET, LINK_MAIL, LINK_TRY } LinkKind;
enum { INVITE_DAYS = 14, RESET_HOURS = 24, SETUP_DAYS = 7, TRY_HOURS = 12, MAIL_HOURS = 24 };
/* In a write: a new link; older ones of this person and kind are good for nothing from now on.  *token is what the
 * address holds: /loi-moi/TOKEN.  It is kept as a digest only. */
Fail link_new(Ctx *c, LinkKind kind, Id person, Str *token) CHECKED;
typedef struct {
    Id id, person;
    LinkKind kind;
    int64_t expires_at;
    Id made_by; /* 0 = nobody who was signed in */
} PersonLink;
/* FAIL_MISSING with a sentence when it was used, is too old or never was. */
Fail link_find(Ctx *c, Str token, PersonLink *link) CHECKED;
Fail link_use(Ctx *c, Id link) CHECKED; /* in a write */
/* Several of which c->actor has the tokens because they made them a moment ago: one a line; what is not theirs or good
 * no more is left out. */
typedef struct {
    PersonLink link;
    Str token;
} MadeLink;
typedef LIST(MadeLink) MadeLinkList;
Fail links_made(Ctx *c, Str tokens, MadeLinkList *links) CHECKED;
/* What a page of such links tells the panels of PANEL_OF_LINKS. */
typedef struct {
    Str tokens;
    size_t with_mail; /* so many of them are for somebody with a mail */
} ManyLinks;
/* In a write: what would let somebody into this account, invitations and resets, is good for nothing from now on. */
Fail links_end(Ctx *c, Id person) CHECKED;
/* In a write: the same of the resets that this person made for others; their invitations stay, others hold them. */
Fail links_end_made_by(Ctx *c, Id person) CHECKED;

/* -- a forgotten password ----------------------------------------------------------------------------------- */

/* In a write: a link for a letter to who typed this account or proved mail, LOST_A_DAY in a day.  *token empty: there
 * is nobody to write to, which is to be told to nobody.  FAIL_OFTEN, whoever it is. */
enum { LOST_A_DAY = 3 };
Fail lost_begin(Ctx *c, Str typed, Person *p, Str *token) CHECKED;

/* -- proving whose mail it is ------------------------------------------------------------------------------- */

enum { MAIL_PROOFS_A_DAY = 5, LINK_COUNTED_MS = 24 * 3600 * 1000 };
/* In a write: a link for the letter that goes to the mail of this person; it opens for them only, signed in. */
Fail mail_proof_begin(Ctx *c, Id person, Str *token) CHECKED;
Fail mail_proof_find(Ctx *c, Id person, Str token, PersonLink *link) CHECKED;
Fail mail_proof_finish(Ctx *c, Id person, Str token) CHECKED; /* in a write */
Fail mail_vouch(Ctx *c, Id person, Str mail) CHECKED;         /* in a write: an administrator knows that it is theirs */

/* -- proving who one is ------------------------------------------------------------------------------------- */

/* TCVN 14423, level 3: a session sleeps after 15 minutes (administrators 5); ours ends then, and after a working day.
 * On a device that its owner called theirs at sign-in the lock of the device does that, and ours ends after 8 hours of
 * rest; never for who is an administrator in any of their duties. */
enum {
    SESSION_IDLE_MS = 15 * 60 * 1000,
    SESSION_IDLE_ADMIN_MS = 5 * 60 * 1000,
    SESSION_IDLE_TRUSTED_MS = 8 * 3600 * 1000,
    SESSION_MAX_MS = 12 * 3600 * 1000,
    SESSION_FRESH_MS = 10 * 60 * 1000, /* how long a dangerous act needs no password again */
    SESSION_SEEN_EVERY_MS = 30 * 1000
};

/* Five failures lock for a minute, each further one twice as long, up to an hour; forgotten after a day.  An address
 * may fail more often, and each success from there takes some off. */
enum {
    ATTEMPTS_FREE = 5,
    ATTEMPTS_FREE_ADDRESS = 50,
    ATTEMPTS_REFILL_ADDRESS = 10,
    LOCK_FIRST_MS = 60 * 1000,
    LOCK_MAX_MS = 3600 * 1000
};

/* Where one guess is counted (inside.h). */
typedef struct {
    Str of;
    int is_free;
} GuessCount;
typedef struct {
    GuessCount count[2];
    int n;
    bool locked;
    int64_t now;
} Guess;

/* What somebody sent to sign in, checked on the reader's side: in the same time and with the same words whether there
 * is such an account or not.  It is counted before it is checked. */
typedef struct {
    Str account;
    Guess guess;
    Id person;           /* whose password it is; 0 = nobody's */
    bool waits;          /* the account has a second factor: a code must follow */
    Str better;          /* the password hashed anew, when the old hash was cheap; else empty */
    const char *problem; /* what to tell; NULL = right */
    bool locked;
} SignIn;
/* `device`: what the browser's cookie says, or empty. */
Fail sign_in_check(Ctx *c, Str account, Str password, Str device, SignIn *result) CHECKED;
/* In a write: note it.  Right: a new session, *token for the cookie; until the code came it opens nothing but the page
 * that asks for it.  Wrong: *token empty.  `is_trusted`: they say that the device is theirs. */
Fail sign_in_note(Ctx *c, const SignIn *s, Str agent, bool is_trusted, Str *token) CHECKED;
/* The same for the password of c->actor, before a dangerous act: counted for this session alone. */
Fail confirm_check(Ctx *c, Str password, SignIn *result) CHECKED;
Fail confirm_note(Ctx *c, const SignIn *s) CHECKED; /* in a write */

/* In a write: the code of the phone, or one of the recovery codes, of c->actor.  Right: the session gives way to a new
 * one, *token.  Wrong: *problem is what to tell, and whether it is locked. */
typedef struct {
    const char *problem;
    bool locked;
} CodeTry;
Fail code_try(Ctx *c, Str code, Str device, Str agent, CodeTry *t, Str *token) CHECKED;

/* In a write: somebody came in from this device (what its cookie said, may be empty) and address: from there nobody
 * else's failures shut them out.  *device is for the cookie. */
enum { KNOWN_DAYS = 90, KNOWN_EACH = 20 };
Fail known_note(Ctx *c, Id person, Str sent, Str *device) CHECKED;
Fail known_forget(Ctx *c, Id person) CHECKED; /* in a write */

/* In a write: a session for somebody who proved who they are by a link. */
typedef struct {
    Id person;
    bool has_second, is_trusted; /* they showed a second factor; they say that the device is theirs */
    Str agent;                   /* as the browser calls itself */
} NewSession;
Fail session_new(Ctx *c, const NewSession *n, Str *token) CHECKED;
Fail session_end(Ctx *c, Id person, Id session) CHECKED;  /* in a write: FAIL_MISSING when it is not theirs */
Fail sessions_end(Ctx *c, Id person, Id but) CHECKED;     /* in a write: all but one (0 = all) */
Fail session_confirm(Ctx *c, Id session) CHECKED;         /* in a write: the person proved again who they are */
Fail session_choose(Ctx *c, Id session, Id duty) CHECKED; /* in a write: act in this duty, which must be theirs */

typedef struct {
    Id id;
    int64_t created_at, seen_at;
    Str address, device; /* "Chrome trên Android" */
    Str agent;           /* as the browser called itself */
    bool is_trusted;
} SessionRow;
typedef LIST(SessionRow) SessionRowList;
Fail sessions_of(Ctx *c, Id person, SessionRowList *sessions) CHECKED;

/* In a write: set the password (a hash made by password_hash); ends all other sessions. */
Fail person_set_password(Ctx *c, Id person, Str hash, Id session) CHECKED;
/* In a write: begin to use a second factor; ten recovery codes are made new and told this once. */
Fail person_set_second(Ctx *c, Id person, Str key, int64_t step, StrList *codes) CHECKED;
Fail person_drop_second(Ctx *c, Id person) CHECKED; /* in a write */
/* In a write, at each start: keys of second factors that an older program kept plainly are encrypted.  FAIL_CONFLICT
 * with a sentence when the key file is lost; then everything goes on but codes of phones. */
Fail people_seal_seconds(Ctx *c) CHECKED;

/* The key that a phone is to learn: kept until a code of it came, it was given up, or it is too old. */
enum { SECOND_PENDING_MS = 24 * 3600 * 1000 };
Fail second_begin(Ctx *c, Id person) CHECKED;             /* in a write: a key, unless one is pending */
Fail second_pending(Ctx *c, Id person, Str *key) CHECKED; /* empty = none */
Fail second_cancel(Ctx *c, Id person) CHECKED;            /* in a write */
/* In a write: `code` shows that the phone has it: as person_set_second.  FAIL_INPUT when it does not, FAIL_CONFLICT
 * when none is pending. */
Fail second_enrol(Ctx *c, Id person, Str code, StrList *codes) CHECKED;
/* True when one of their duties of today demands a second factor: administrators'. */
Fail person_must_have_second(Ctx *c, Id person, bool *must) CHECKED;

/* Links that were made for a person, used and unused; the newest first. */
typedef struct {
    Str kind; /* invite, reset, … */
    int64_t created_at, expires_at;
    bool is_used;
} LinkRow;
typedef LIST(LinkRow) LinkRowList;
Fail links_of(Ctx *c, Id person, LinkRowList *links) CHECKED;

/* Who is an active administrator today. */
Fail people_admins(Ctx *c, IdList *admins) CHECKED;
/* In a write, the last step of forgetting somebody (privacy.h: person_forget): nothing in the account tells who they
 * were. */
Fail person_empty(Ctx *c, Id person) CHECKED;

/* -- links for a screen on a wall ------------------------------------------------------------------------------- */

/* One page, only to look at, as who made the link may read it at that moment; without any session, for hours. */
enum { WALL_HOURS = 24, WALL_HOURS_MAX = 7 * 24, WALLS_MAX = 10 /* of one person, at once */ };
typedef struct {
    Id id, person;
    Str name, page; /* of who made it; "/trang?loc=7" */
    int64_t created_at, expires_at;
} Wall;
typedef LIST(Wall) WallList;
Fail walls_of(Ctx *c, Id person, WallList *walls) CHECKED; /* those that still hold; person 0 = everybody's */
/* In a write: of c->actor, in their present duty.  The page must be one they may see (request_shows).  *token is what
 * the address holds: /tuong/TOKEN; it is kept as a digest only.  FAIL_INPUT, FAIL_CONFLICT with the limit. */
Fail wall_new(Ctx *c, Str page, int64_t hours, Str *token) CHECKED;
Fail wall_revoke(Ctx *c, Id wall) CHECKED; /* in a write: by its maker, or who has wall.manage; else FAIL_MISSING */
/* FAIL_MISSING with a sentence when it was taken back, is too old or never was. */
Fail wall_find(Ctx *c, Str token, Id *person, Id *duty, Str *page) CHECKED;
/* Somebody in one of their duties, as who holds their session would be; in c's memory.  NULL when they are locked, or
 * the duty holds no more. */
Fail actor_by_duty(Ctx *c, Id person, Id duty, const Actor **actor) CHECKED;

/* -- the beginning ------------------------------------------------------------------------------------------ */

/* In a write: when nobody is there yet, a link to set up the first administrator; else *token empty. */
Fail people_first_link(Ctx *c, Str *token) CHECKED;
/* In a write: somebody to try the program with, coordinator and administrator, and a link that signs them in: for
 * servers on loopback only. */
Fail people_try_link(Ctx *c, Str *token) CHECKED;
/* The same for somebody who is there already, with all that they may. */
Fail people_look_link(Ctx *c, Str account, Str *token) CHECKED;

/* In a write: sessions, links and attempts that are over are taken away. */
Fail people_purge(Ctx *c) CHECKED;
Fail people_purge_count(Ctx *c, int64_t *n, int64_t *all) CHECKED; /* what that would take, of how many */
