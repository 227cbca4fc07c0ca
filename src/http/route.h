// SPDX-License-Identifier: Apache-2.0
/* route.h -- what a page needs and does, as data: the row of a route and the record of a feature.
 *
 * The row says method, path, right, declared inputs with bounds, and one line of help; the server checks them all
 * before the handler runs, and an input that is not declared cannot be read.  The OpenAPI description, the help
 * page and later the rights screen are printed from the rows, so they cannot drift. */
#pragma once
#include "base/fail.h"
#include "base/out.h"
#include "store/store.h"

typedef struct Request Request; /* http/request.h */
typedef struct Reply Reply;     /* http/reply.h */

typedef struct Record Record;         /* http/record.h */
typedef struct ListKind ListKind;     /* listing/listing.h */
typedef struct FormKind FormKind;     /* form/draft.h */
typedef struct DesignKind DesignKind; /* form/editing.h */

typedef Fail Handler(Ctx *c, const Request *q, Reply *r);

typedef enum { GET, POST } Method;

typedef enum {
    INPUT_END,     /* ends a list of inputs */
    INPUT_TEXT,    /* UTF-8, brought to NFC, trimmed; min..max letters */
    INPUT_LINES,   /* the same with line ends kept, each as LF */
    INPUT_INTEGER, /* min..max */
    INPUT_ID,      /* an identifier (base/id.h) */
    INPUT_DAY,     /* ISO 2024-09-15 or 15/9/2024 */
    INPUT_CHOICE,  /* one of `choices` */
    INPUT_SECRET,  /* a password: NFC, not trimmed, never shown again */
    INPUT_FILE     /* an upload, up to max bytes; POST only */
} InputType;

typedef struct {
    InputType type;
    const char *name;  /* of the form field, query parameter or {part} of the path */
    const char *label; /* Vietnamese, as the form shows it: used in messages and in the API description */
    bool required;
    int64_t min, max;    /* letters, or the value; 0,0 = the default bounds of the type (text: 0..INPUT_TEXT_MAX) */
    const char *choices; /* "accept|correct"; with words for people: "accept=Chấp nhận|correct=Sửa" */
    bool each;           /* a row of a table each: fields NAME.ID, as many as there are rows; never required; one
                            that is wrong refuses its row alone (request.h) */
    bool many;           /* INPUT_ID, of Route.more also others: may be sent several times, once for each box that was
                            ticked; INPUT_FILE: up to FILES_MAX, `max` bytes in all */
    /* Of a list (listing/listing.h): it chooses what is there, or only changes how it looks. */
    enum { LIST_NOT, LIST_CHOOSES, LIST_LOOK } list;
    /* How it is drawn (http/form.h). */
    const char *help;         /* one line below the label: what to write, how, what for */
    const char *autocomplete; /* of HTML: "name", "email", "new-password" …; NULL = off */
    const char *accept;       /* of a file */
    int lines;                /* INPUT_LINES: how many are seen; 0 = FORM_LINES */
    bool is_short;            /* what is typed is a date, a code, a number */
    bool is_plain;            /* no capital letters, no spelling: accounts, codes */
    bool is_radio;            /* a choice of which all are seen */
    const char *keys;         /* INPUT_TEXT, what is typed: "email", "tel", "url", "search", "numeric"; NULL = text */
} Input;
enum { FORM_LINES = 2 };
/* The next of an input's choices and its words; false at the end.  *rest = str_of(in->choices) at first. */
bool choice_next(Str *rest, Str *key, Str *words);

/* Where a right is needed: for what of this agency, of this plan.  Empty and 0 = nowhere in particular. */
typedef struct {
    Str org; /* code */
    Id plan;
    const char *right; /* that is needed there besides the row's own; NULL = the row's is enough */
} Place;
/* At this agency; without one it is nobody's in particular: who has the right everywhere has it there. */
static inline Place place_at(Str org, Id plan) { return (Place){.org = org.n ? org : S("-"), .plan = plan}; }
struct Actor;
/* For a row that shows another page: whose reading it is, and that page ("/trang?loc=7").  *actor = NULL for
 * who may read nothing any more.  FAIL_MISSING with a sentence when there is no such link (any more). */
typedef Fail FindWall(Ctx *c, const Request *q, const struct Actor **actor, Str *page);
typedef Fail FindPlace(Ctx *c, const Request *q, Place *place);

/* For a row whose address says what it takes: further inputs, ended by INPUT_END, when those of the row are checked; in
 * a snapshot.  FAIL_MISSING with a sentence when there is no such thing. */
typedef Fail MoreInputs(Ctx *c, const Request *q, const Input **inputs);

/* The right of pages that everybody may see, and of those for whoever is signed in. */
#define RIGHT_PUBLIC "public"
#define RIGHT_OWN    "own"

enum { MORE_INPUTS_MAX = 2000 };
enum { INPUT_TEXT_MAX = 4000, INPUTS_MAX = 24, UPLOAD_MAX = 8 << 20, FILES_MAX = 100 };

typedef struct {
    Method method;
    const char *path; /* "/ke-hoach/{plan}/hoat-dong/{code}": a {part} is one path segment and a declared input */
    Handler *handler;
    const Input *inputs; /* ended by {INPUT_END}; NULL = none */
    const char *right;   /* "plan.read", "plan.review" …: a row of people/rights.c; RIGHT_PUBLIC, RIGHT_OWN */
    const char *help;    /* one Vietnamese line */
    bool api;            /* GET: also served as JSON under /api/v1 + path, by the same handler (reply_is_json) */
    bool cached;         /* GET: the page may be kept as long as the tables it read stay unchanged */
    /* POST: what needs no transaction and is slow (parsing a file), run before, on the reader's side; hands its result
     * on with reply_prepared.  Its c->store is a reader's, one snapshot. */
    Handler *prepare;
    bool slow; /* prepare, or the handler of a GET, takes more than a few milliseconds: it gets a thread of its own */
    /* POST: the GET handler that draws the form again, with what was typed (request_typed) and what is wrong
     * (request_problem), when an input or the rule refuses.  NULL = the error page. */
    Handler *again;
    /* Where its right is needed, from the checked inputs; NULL = nowhere in particular.  Who has it elsewhere only gets
     * the same 404 as for what does not exist. */
    FindPlace *place;
    bool fresh; /* a dangerous act: the person must have proved who they are within the last minutes */
    /* GET: the page refreshes itself in the browser when one of these tables changed: "task task_count".  The tables
     * that it shows, not those that everybody writes all day (journal, session): each commit makes every open page ask
     * again. It must be a page of reply_page that draws well from its address alone (http/live.c, web/live.js). */
    const char *live;
    /* GET, with the handler wall_get: draws a live page as somebody else may read it, without menu, links and forms; it
     * refreshes itself without any session. */
    FindWall *wall;
    const Record *shows; /* GET with `api`: what its JSON is made from, and described by */
    const char *sheet;   /* GET with `shows`: its first list is also a spreadsheet under path + ".xlsx", called this:
                            "Danh sách việc"; made as what is `slow` */
    /* POST: inputs that its address names, up to MORE_INPUTS_MAX; NULL = none.  Of them only the letters are checked;
     * `prepare` reads them (input_texts) and says what is wrong (input_problem).  What nobody declared, or was sent
     * twice, refuses the form; where it names none, whatever is sent is left alone. */
    MoreInputs *more;
    int64_t files_max;    /* with `more`: bytes of all its files; 0 = none */
    bool slow_with_files; /* as `slow`, when a file was sent */
    const char *no_twin;  /* GET without `api`: why there is no JSON of it, half a Vietnamese sentence */
} Route;

typedef struct {
    const char *name;                  /* "read" */
    const char *usage;                 /* "FILE [--orgs DIRECTORY.tsv]" */
    const char *help;                  /* one English line */
    int (*run)(int argc, char **argv); /* argv[0] is the name; returns the exit code */
} Command;

/* The menu: a few groups by what people want, each with its pages in a second line.  symbol, name */
#define MENU_GROUPS(X)                                                                                                 \
    X(TODAY, "Hôm nay")                                                                                                \
    X(WORK, "Kế hoạch và việc")                                                                                        \
    X(LEAD, "Điều hành")                                                                                               \
    X(PAPERS, "Văn bản và số liệu")                                                                                    \
    X(PEOPLE, "Cơ quan và người")                                                                                      \
    X(KEEP, "Quản trị")
typedef enum {
#define X(symbol, name) MENU_##symbol,
    MENU_GROUPS(X)
#undef X
        MENU_GROUP_COUNT
} MenuGroup;
extern const char *const menu_groups[MENU_GROUP_COUNT];

/* How many things wait on that page for who is signed in.  Asked for each page that is drawn, so from a counter or an
 * index; beyond WAITING_TOLD it may stop counting, the menu says "99+". */
typedef Fail CountWaiting(Ctx *c, int *n);
enum { WAITING_TOLD = 99 };

/* A row of the menu in the frame. */
typedef struct {
    const char *path, *text;
    MenuGroup group;
    int order;           /* in its group, small comes first; a group leads to its first row */
    const char *right;   /* shown to who has it somewhere; NULL = to everybody who is signed in */
    CountWaiting *waits; /* NULL = nothing does */
    /* Another place in the frame than the menu: at its foot, where everybody sees it; the page that the field of the
     * header searches with; nowhere, but the palette ("/") finds it: an act, "Nhập kế hoạch". */
    /* SPOT_GUEST: at the foot, for who is not signed in, while `waits` counts any. */
    enum { SPOT_MENU, SPOT_FOOT, SPOT_GUEST, SPOT_SEARCH, SPOT_ACT } spot;
} MenuRow;

/* A kind of thing that others speak of by its number or code: the journal, search, mail, what hangs on it. */
typedef struct {
    const char *kind; /* as the journal keeps it: "task" */
    const char *path; /* of its page: "/viec/{}"; {} = its number or code, {within} = that of what it is part of; NULL =
                         it has none */
    /* Where what hangs on one (a file) is read, and by which right: place->right.  NULL = nothing hangs on it. */
    Fail (*place)(Ctx *c, Id id, Place *place);
} ObjectKind;

/* What a feature shows on a page of a lower one, which knows nothing of it. */
/* PANEL_OF_RECEIPT: on top of the page that follows an act; `id` is what reply_receipt was given.
 * On the first page an act is a line, <li>…</li>, of what whoever is signed in has to do; `id` is the plan that runs.
 */
typedef enum {
    PANEL_OF_RECEIPT,
    PANEL_OF_HOME,
    PANEL_OF_ME,
    PANEL_OF_PLAN,
    PANEL_OF_TASK,
    PANEL_OF_URGE,
    PANEL_OF_LINK,
    PANEL_OF_LINKS,   /* of ManyLinks (people.h) */
    PANEL_OF_SIGN_IN, /* links to what helps who cannot come in, <a …>…</a>; sections of what needs no account */
    PANEL_PAGES
} PanelPage;
typedef enum {
    PANEL_TAB,     /* another page about the same: <a …>…</a> among its tabs */
    PANEL_ACT,     /* what is to be done next: <a …>…</a> among its acts */
    PANEL_LINK,    /* where to look further: <a …>…</a> */
    PANEL_SECTION, /* <section>…</section> behind its own */
    PANEL_SLOTS
} PanelSlot;
typedef struct {
    Id id;
    Place place;       /* where the panel's right is needed */
    const void *thing; /* what the page shows, as its header says: const Task * on the page of a task, const Str *,
                          the token of a link that lets the person `id` in … */
} PanelSubject;
/* Instead of a right: to whoever sees the page, and it asks who they are, not only what they may do (panels_own). */
#define PANEL_OWN "own"
typedef Fail DrawPanel(Ctx *c, const PanelSubject *subject, Out *o);
typedef struct {
    PanelPage page;
    PanelSlot slot;
    int order;         /* small comes first */
    const char *right; /* shown to who has it there; NULL = to whoever sees the page; PANEL_OWN */
    DrawPanel *draw;   /* what it does not draw is not there */
} Panel;

/* How an act on one thing is taken back (receipt/receipt.h): in a write, what it was `before`, as the feature itself
 * wrote it.  FAIL_CONFLICT with a sentence when it is not of that version any more; *title = what people call it. */
typedef struct {
    const char *kind; /* as in ObjectKind */
    Fail (*undo)(Ctx *c, Id id, int version, Str before, Str *title);
    const char *noun; /* "việc": so many of them are told; NULL = people do not count such things */
} UndoKind;

typedef struct AnnexKind AnnexKind; /* report/content.h */
typedef struct Grant Grant;         /* people/rights.h */
typedef struct Personal Personal;   /* people/personal.h */

/* Work that the clock begins (app/jobs.h runs it). */
typedef struct {
    Store *store;
    Str site; /* what links in letters begin with: "https://ngayso.bacgiang.gov.vn"; empty before the server is up */
} JobPlace;
typedef struct {
    const char *name; /* of its lease, and in the log: "privacy.purge"; no two alike */
    int every;        /* seconds from one run to the next, a multiple of JOB_TICK; 0 = at the start only */
    bool at_start;    /* also once before the first page is served: when that fails, nothing is served */
    bool leased;      /* of several copies of the program one does it */
    bool is_asked;    /* a person asked for it, not the clock: it begins also on a day that stands still (--today) */
    /* Outside a write, at an edge of its own, with a reader's connection; c->now and c->today are set.  What could not
     * be done is done the next time. */
    Fail (*run)(Ctx *c, const JobPlace *place);
} Job;
enum { JOB_TICK = 5, JOB_MINUTE = 60, JOB_HOUR = 3600 };

/* What a folder exports: exactly one symbol, `const Feature feature_<folder>`. */
typedef struct {
    const char *name;
    const Route *routes;     /* ended by a row without path */
    const Command *commands; /* ended by a row without name; NULL = none */
    const MenuRow *menu;     /* ended by a row without path; NULL = none */
    const Grant *grants;     /* the rights that its routes and rules name; ended by a row without right; NULL = none */
    const Job *jobs;         /* ended by a row without name; NULL = none */
    const ObjectKind *objects;        /* ended by a row without kind; NULL = none */
    const UndoKind *undos;            /* ended by a row without kind; NULL = none */
    const ListKind *const *lists;     /* ended by NULL; NULL = none */
    const FormKind *const *forms;     /* ended by NULL; NULL = none */
    const DesignKind *const *designs; /* ended by NULL; NULL = none */
    const Panel *panels;              /* ended by a row without draw; NULL = none */
    const AnnexKind *annex;           /* a table behind reports (report/content.h); NULL = none */
    const Personal *personal;         /* what it holds about people; ended by a row without table; NULL = nothing */
    Rebuilder rebuild;                /* fills the derived tables from the facts; NULL = none */
} Feature;

extern const Feature *const
    features[]; /* in LAYERS order, ended by NULL; generated: all in the program, in a test those up to its folder */
