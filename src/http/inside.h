// SPDX-License-Identifier: Apache-2.0
/* inside.h -- what the files of http/ share: a request on its way through the server. */
#pragma once
#include "base/map.h"
#include "http/reply.h"
#include "http/request.h"
#include "http/server.h"
#include "http/shared.h"
#include "http/view.h"
#include "secret/secret.h"
#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>

#define SESSION_COOKIE "__Host-ngayso"     /* the prefix lets no other host or path set it (RFC 6265bis) */
#define DEVICE_COOKIE  "__Host-ngayso-may" /* outlives the session: somebody came in here before */
#define FORM_TOKEN     "_token"
#define LIVE_PATH      "/song"
#define LIVE_HEADER    "X-Tu-Lam-Moi" /* of a request that a page makes on its own */
#define PART_HEADER    "HX-Request"   /* htmx sends it; so does review.js */

enum {
    FIELDS_FIRST = 64,
    FIELDS_MAX = 4096,
    MORE_FIELDS_MAX = 1 << 16,
    PROBLEMS_MAX = 100,
    PARTS_MAX = 8,
    MENU_MAX = 64,
    FOOT_MAX = 8,
    JSON_BODY_MAX = 1 << 20
};

/* A name and a value as they came: of the query, the form or the path. */
typedef struct {
    Str name, value, file_name;
} Field;

typedef struct {
    Field first[FIELDS_FIRST]; /* more of them are in the arena */
    Field *at;
    int room;
    int max;      /* FIELDS_MAX, or of a row with `more` MORE_FIELDS_MAX */
    int n, parts; /* the first `parts` are of the path: nothing that is sent in another way overrides them */
    bool too_many;
} Fields;

/* The checked value of one declared input. */
typedef struct {
    bool given;
    Str text, file_name;
    int64_t integer; /* also identifiers and days */
    const char *problem;
} Checked;

/* The same of a field NAME.ID, or one of several of a name. */
typedef struct {
    const Input *input;
    Id id;
    bool is_repeated; /* one of this input and identifier was sent before it */
    Checked value;
} EachChecked;

/* What `prepare` and rules say of the inputs, while the exchange lives. */
typedef struct {
    Str name; /* of the field: "ten", "so_luong.3" */
    const char *text;
} Problem;
typedef struct {
    const char *ruled; /* the input that a rule refused; NULL = none in particular */
    LIST(Problem) problems;
    bool is_redraw; /* request_redraw */
    bool is_drawn;  /* the form that was refused stands on the page again, with what was typed */
} Told;

struct Request {
    const Server *server;
    const Route *route;
    const Actor *actor; /* NULL = nobody is signed in */
    struct MHD_Connection *connection;
    Str path;  /* without query, without /api/v1 */
    Str query; /* what stands in the search field */
    Str uri;   /* as asked for, with query; empty when it was too long */
    bool is_json, is_sheet, is_again, is_wall;
    bool is_part;              /* a script puts a part of the answer into its page, and says itself what was done */
    Id receipt;                /* of an act whose receipt the browser did not see yet; 0 = none */
    Fields *fields;            /* as typed */
    Checked value[INPUTS_MAX]; /* by the row's inputs */
    const Input *more;         /* those that its address names; NULL = none */
    Map more_named;            /* by name */
    EachChecked *each;         /* as they were sent; of `more` all, with id 0 where it has no row */
    int n_each;
    const void **by_row;  /* n_each of them, by input, then identifier, then as they were sent */
    const void **by_name; /* is_again: the fields that are not of the path, by name, then as they were sent */
    void *prepared;
    Told *told;
    /* Drawing a form again: the row that refused, its checked inputs, and the rule's own sentence. */
    const Route *refused_row;
    const Input *refused_inputs, *refused_more;
    const Checked *refused;
    const char *problem;
};

/* What follows the address of a list to have it as a spreadsheet (sheet.c). */
#define SHEET_PATH ".xlsx"

/* Did somebody type what a page that does not draw their form again would lose: lines, answers of a form? */
bool request_has_typed(const Request *q);
/* What was refused, with links to the fields that are wrong (form.html). */
void form_refused(Out *o, const Request *q);

/* A stretch of the body that was packed before, for all who see it (common.c); as long as the snapshot. */
typedef struct {
    size_t from, n; /* of the body */
    Str bytes;      /* packed by gzip_piece */
} Packed;
typedef LIST(Packed) PackedList;

struct Reply {
    int status;
    const char *type;
    Out body;
    PackedList packed; /* stretches of it, one behind the other */
    Html form;         /* what each of its forms begins with */
    Str location, file_name;
    int file;          /* that is sent instead of the body, + 1; 0 = none */
    const char *tag;   /* of a file; NULL = none */
    const char *sheet; /* a spreadsheet is asked for, of this name; NULL = it is not */
    bool is_json, is_framed, is_secret, is_shown, is_kept, is_not_kept, is_wall, is_part;
    Id receipt;          /* 0 = none; to be kept by the browser, or -1 to be forgotten */
    bool counts;         /* the store can be asked what waits (CountWaiting) … */
    Fail counted;        /* … and whether that was had */
    Str title;           /* of a shared page */
    StepList steps;      /* where a page stands */
    size_t main_at;      /* of a framed page: where its contents begin */
    bool is_known;       /* for one person only */
    int session_seconds; /* that the browser keeps it; 0 = until it ends */
    const char *session; /* a cookie to set: the token, or "" to take it back; NULL = none */
    const char *device;  /* another one; NULL = none */
    const Server *server;
    Frame frame;
    void *prepared;
};

struct Loop;
typedef struct Exchange Exchange; /* exchange.h: a request on its way */

typedef struct {
    uint64_t hash;
    char *key;
    struct MHD_Response *response;
    size_t bytes;
    ReadMark mark;
    Day today;
    uint64_t view; /* of the actor for whom it was drawn; 0 = nobody */
} CachedPage;
enum { CACHE_PLACES = 1024, CACHE_BYTES_MAX = 6 << 20 };

typedef struct {
    CachedPage at[CACHE_PLACES];
    size_t bytes;
} PageCache;

/* The tables of a row of live pages: what they were when this loop looked last. */
typedef struct {
    const Route *row;
    TableSet tables;
    uint64_t versions;
    unsigned turn;      /* how often it saw them change */
    int64_t changed_at; /* the last time: UTC, milliseconds */
} LiveTopic;

/* The open streams of one loop (live.c). */
typedef struct {
    LiveTopic *topics;
    int n_topics;
    struct Stream *first;
    unsigned opened;  /* how many ever: spreads their beats */
    int64_t look_at;  /* monotonic */
    int64_t told_to;  /* UTC: who reads on now was told all that was committed before */
    Exchange *asking; /* for looking whether somebody may still see their page */
} Live;

enum { SPARE_ARENAS = 256, SPARE_TOUCHED_MAX = 64 << 10, SPARE_LOOKED_AT = 64 /* of so many POSTs one */ };

/* One thread: a libmicrohttpd daemon, polled from outside, with its own reader, arena and cache. */
typedef struct Loop {
    struct Server *server;
    struct MHD_Daemon *daemon;
    int poll, wake;
    Arena whole;
    Ctx c;
    /* Arenas of POSTs that are over: mapping 64 MB, touching its pages and unmapping it cost more than the rule. */
    Arena spare[SPARE_ARENAS];
    int n_spare;
    unsigned given_back; /* how many ever */
    PageCache cache;
    Live live;
    void *known; /* the gate's memory of sessions */
    Exchange *idle;
    int waiting, active;   /* exchanges at the writer, and all that are not answered yet; of this thread only */
    pthread_mutex_t mutex; /* guards `finished` */
    Exchange *finished;
    pthread_t thread;
    bool has_thread;
} Loop;

/* A slow piece of work, for one of these threads: `run` at an edge of c with a reader's connection, then `then`. */
typedef struct Preparation {
    struct Preparation *next;
    Ctx *c;
    Fail (*run)(Ctx *c, void *arg);
    void (*then)(void *arg, Fail result); /* the sentence is c->why */
    void *arg;
} Preparation;

/* The threads of slow preparations. */
enum { PREPARERS = 2 };
typedef struct {
    pthread_t thread[PREPARERS];
    int started; /* threads */
    bool running;
    pthread_mutex_t mutex; /* guards what follows */
    pthread_cond_t changed;
    Preparation *first, **last;
    int n;
    bool ending;
} Preparer;

/* How much somebody may still send, in thousandths of a request. */
typedef struct {
    uint64_t key;
    int64_t at, left;
} Bucket;
enum { BUCKETS = 4096, LIVE_HOLDERS = 1 << 14 };

/* What the rest of this folder, which each feature uses, asks of the running server: that is a module, for
 * libmicrohttpd (base/module.h). */
typedef struct {
    Fail (*start)(Ctx *c, ServerOptions o, Server **server) CHECKED;
    void (*stop)(Server *s);
    /* Of a request as it came; NULL = not there. */
    const char *(*header)(const Request *q, const char *name);
    const char *(*cookie)(const Request *q, const char *name);
    /* request_shows, wall_get */
    Fail (*shows)(Ctx *c, const Request *q, Str page) CHECKED;
    Fail (*wall)(Ctx *c, const Request *q, Reply *r) CHECKED;
    Str (*pack)(Arena *a, Str bytes); /* gzip_piece */
} ServerCalls;
const void *server_ready(void);

struct Server {
    const ServerCalls *calls;
    ServerOptions o;
    pthread_mutex_t limits_mutex; /* guards `limits` */
    Bucket limits[BUCKETS];
    _Atomic int streams;                             /* open ones */
    _Atomic int large_bodies;                        /* being sent or read */
    _Atomic unsigned short streams_of[LIVE_HOLDERS]; /* by session or address */
    Preparer preparer;                               /* does not run in a server without threads */
    int port, listener;
    char version[16];       /* of the static files */
    char nobodys_token[65]; /* common.c; random, of a token's length */
    MenuRow menu[MENU_MAX + 1], foot[FOOT_MAX + 1],
        acts[MENU_MAX + 1];         /* in their order, ended by a row without path */
    const MenuRow *search;          /* NULL = none */
    struct MHD_Response **files[2]; /* of assets, by their place: plain and gzip'd */
    Loop *loops;
    int n_loops;
    _Atomic bool ending;
};

/* door.c */
Fail door_origin(Ctx *c, const Exchange *ex) CHECKED;
/* Who it is, by the cookie: ex->actor, q.actor and c->actor, for this call only. */
Fail door_who(Ctx *c, Exchange *ex) CHECKED;
/* For a POST: c->actor (never NULL, with the address) and q.actor in c's arena, valid on other threads. */
void door_keep_actor(Ctx *c, Exchange *ex);
/* Before the body: does who is signed in have the row's right anywhere?  After the body: is the form ours?  With the
 * checked inputs, inside a snapshot: do they have it there? */
Fail door_right(Ctx *c, Exchange *ex) CHECKED;
Fail door_form(Ctx *c, const Exchange *ex) CHECKED;
Fail door_place(Ctx *c, const Exchange *ex, const Request *q) CHECKED;
bool door_is_too_often(Ctx *c, Exchange *ex);
Str door_address(Ctx *c, const Exchange *ex);

/* prepare.c */
Fail preparer_start(Ctx *c, Preparer *p, Store *store) CHECKED;
void preparer_stop(Preparer *p); /* when none waits any more */
/* False when too many wait: it was not taken. */
bool preparer_submit(Preparer *p, Preparation *k) CHECKED;

/* route.c */
/* Check all rows; aborts on a mistake of the program. */
void routes_check(const Server *s);
/* The row for a path; its {parts} begin `fields`.  NULL when none.  `api`: only rows with a JSON twin.  *methods = the
 * set of methods that the path has. */
const Route *route_find(const Server *s, Method method, bool api, Str path, Fields *fields, unsigned *methods);
/* Bytes of a body that the row takes: BODY_MAX, or more where an input says so. */
size_t route_body_max(const Route *r);
/* The GET row that draws with this handler. */
const Route *route_drawn_by(const Server *s, Handler *handler);

/* field.c */
void fields_begin(Fields *f);
/* Room for `more` fields, up to its max in all. */
void fields_make_room(Ctx *c, Fields *f, size_t more);
bool fields_add(Fields *f, Field field);
const Field *fields_find(const Fields *f, const char *name);
/* Letter by letter: a value as text, as check_text has it; *text is brought to NFC.  NULL, or the sentence. */
const char *check_letters(Ctx *c, const Input *in, Str *text);
/* Well-formed, without control characters but blanks and line ends. */
bool field_is_readable(Str s);
/* By input and row, by name: for each_sent and field_typed. */
void sort_each(Ctx *c, Request *q);
void sort_fields(Ctx *c, Request *q);
/* The last one sent of an input of rows, or NULL; *steps grows by how many it looked at: 13 of 4,096. */
const EachChecked *each_sent(const Request *q, const Input *in, Id id, int *steps);
const Field *field_typed(const Request *q, const char *name);

/* input.c */
/* Check every declared input of q->route; FAIL_INPUT with the first problem, FAIL_MISSING when it is of the path. */
Fail inputs_check(Ctx *c, Request *q) CHECKED;
/* The same as each_sent, of an input by its name. */
const EachChecked *each_find(const Request *q, const char *name, Id id, int *steps);

/* more.c */
/* The inputs that q's address names, and what was sent of them, in q->each.  FAIL_INPUT with the first problem. */
Fail more_check(Ctx *c, Request *q) CHECKED;
const Input *more_named(const Request *q, const char *name); /* NULL when there is none */
/* The n-th field that was sent and is none of q's inputs; NULL = no more. */
const Field *more_unknown(const Request *q, int *at);
const char *problem_of(const Request *q, Str name); /* that input_problem said */

/* body.c */
/* One more piece of it; false = nobody reads on: it is far too large, or comes too slowly. */
bool body_take(Exchange *ex, const char *bytes, size_t n);
/* It holds a place on the disk, and is so far behind the pace (server.h) at this hour of ticks_ms. */
bool body_is_late(const Exchange *ex, int64_t now);
/* The fields of a POST's body, cut where it lies: good as long as the exchange.  FAIL_ROOM when it was larger than its
 * row takes, FAIL_BUSY when LARGE_BODIES_MAX others are being sent.  Once. */
Fail body_fields(Ctx *c, Exchange *ex) CHECKED;
void body_free(Exchange *ex);

/* The fields of a query or of a URL-encoded form. */
void fields_cut(Ctx *c, Fields *f, Str text);

/* reply.c */
void reply_init(Ctx *c, Reply *r, const Request *q);
/* The page or JSON of a failure, as a reply. */
void reply_failure(Ctx *c, const Request *q, Reply *r, Fail kind, const char *go_to); /* the sentence is c->why */

/* response.c */
/* The answer as a response with all its headers; needs `c` at an edge.  `gzip`: the client takes it.  NULL when there
 * is no memory. */
struct MHD_Response *reply_response(Ctx *c, Reply *r, bool gzip, size_t *bytes);
void reply_headers(struct MHD_Response *m, const Reply *r, const char *disposition);
/* 304, for who has the answer of this ETag already. */
struct MHD_Response *reply_unchanged(const char *tag);

/* asked.c: the newest commit that a browser was told of, until every copy and replica has it */
#define RECEIPT_COOKIE "__Host-ngayso-bien-nhan" /* of an act whose receipt was not shown yet */
#define SEEN_COOKIE    "__Host-ngayso-seen"
enum { SEEN_SECONDS = 60, RECEIPT_COOKIE_SECONDS = 120 };

/* head.c */
/* Before anything else: what a strict reader would not take of the request line and the headers, as half a sentence;
 * NULL = nothing.  Takes "http://host" off ex->uri, when it is the Host. */
const char *head_problem(Exchange *ex, const char *version);

/* wall.c: what ServerCalls call */
Fail wall_draw(Ctx *c, const Request *q, Reply *r) CHECKED;
Fail wall_shows(Ctx *c, const Request *q, Str page) CHECKED;
/* The row of a live page or of a wall, its inputs, and that ex->actor has its right; FAIL_MISSING for others. */
Fail page_find(Ctx *c, Exchange *ex, Str page) CHECKED;
/* ex is at a row with `wall`: on to the page that it shows, as ex->actor from now on, with its place checked. */
Fail wall_enter(Ctx *c, Exchange *ex) CHECKED;
/* Rows with `wall` and the handler wall_get are the same; aborts otherwise. */
void walls_check(const Server *s);

/* plain.c */
/* Take links and forms out of what was written since `from`. */
void wall_plain(Out *o, size_t from);

/* cache.c */
struct MHD_Response *cache_get(PageCache *cache, const Store *store, const Exchange *ex, Day today);
/* Takes the response over, which was queued before. */
void cache_put(PageCache *cache, const Exchange *ex, struct MHD_Response *response, size_t bytes, ReadMark mark,
               Day today);
void cache_clear(PageCache *cache);

/* static.c */
Fail files_make(Ctx *c, Server *s) CHECKED;
void files_free(Server *s);
/* NULL when there is no such file. */
struct MHD_Response *file_response(const Server *s, Str path, bool gzip);

/* gzip.c: in the arena; empty when it does not get smaller.
 * A page for one person, quickly; stretches of it as they were packed before. */
Str gzip_page(Arena *a, Str page, const PackedList *packed);
/* Tells bytes from others, quickly and everywhere the same (CRC-64): for an ETag, which nobody gains by forging. */
uint64_t gzip_tag(Str bytes);
/* What can stand anywhere in gzip_page. */
Str gzip_piece(Arena *a, Str bytes);

/* common.c: what several people see alike, or what one person's pages have in common.  Html of a session's forms: what
 * each begins with (tools/h2c.c puts it there). */
Html form_token(Arena *a, Str token);
/* The same of nobody: where it stands in what is shared, each page has its own. */
Html common_form(Ctx *c, const Request *q);
typedef struct {
    DrawShared *draw;
    const void *of;
    bool by_person; /* it is one person's, alike on their own pages */
} Common;
/* As it lies on the shelf, or drawn now; `key` as for shared_page. */
Fail common_find(Ctx *c, const Request *q, Reply *r, Str key, Common d, Str *drawn) CHECKED;
/* It looks different at each time, or is as it is for this one person only. */
bool common_is_own(const Request *q, const Reply *r);
/* Title and steps to r, off *rest; then what was drawn, behind `o`, the body of r. */
void common_take_head(Ctx *c, Reply *r, Str *rest);
void common_take_cuts(Ctx *c, Reply *r, Out *o, Str rest);
/* What one person's pages have in common, put into one of them. */
Fail common_put(Ctx *c, const Request *q, Reply *r, Out *o, Str key, DrawShared *draw, const void *of) CHECKED;

/* begin.c */
void *exchange_begin(void *loop, const char *uri, struct MHD_Connection *connection);
void exchange_end(void *loop, struct MHD_Connection *connection, void **state, enum MHD_RequestTerminationCode code);
void exchange_free(Exchange *ex);
/* An exchange with nothing in it, and what it asks for. */
void exchange_init(Exchange *ex, Loop *loop, struct MHD_Connection *connection);
void request_init(Exchange *ex, Str path);
/* The fields of the query, behind those that there are. */
void query_fields(Ctx *c, Exchange *ex);

/* exchange.c */
enum MHD_Result exchange_step(void *server, struct MHD_Connection *connection, const char *url, const char *method,
                              const char *version, const char *upload, size_t *upload_size, void **state);

/* live.c */
Fail live_start(Ctx *c, Loop *loop) CHECKED;
/* GET LIVE_PATH: look whether the page would be shown, and make ex->response a stream. */
Fail live_open(Ctx *c, void *exchange) CHECKED;
void live_step(Loop *loop); /* whoever has to hear something: wake them */
void live_end(Loop *loop);  /* all of them: their last word */
void live_free(Loop *loop);

/* live_tables.c: the tables that a row names, as store.h counts their versions. */
TableSet live_tables(const Store *store, const char *names);
uint64_t live_versions(const Store *store, const TableSet *tables);
Str live_unknown_table(const Store *store, const char *names); /* the first that nobody made; empty = none */

/* listen.c */
/* The socket that was handed over to us, or one of our own: s->listener and s->port. */
Fail server_listen(Ctx *c, Server *s) CHECKED;

/* loop.c */
void loop_finished(Loop *loop, Exchange *ex); /* from the writer's thread: wake the loop */
void loop_ring(const Loop *loop);
Arena loop_arena(Loop *loop); /* for a POST, until loop_arena_back */
void loop_arena_back(Loop *loop, Arena whole);
Day server_today(const Server *s);
/* The clock; on a day that was given (ServerOptions.today) the hour of now, on that day. */
int64_t server_now(const Server *s);
int64_t ticks_ms(void); /* monotonic */

/* server.c */
void server_end(Server *s);
bool loop_step(Loop *loop, int wait_ms); /* did anything happen? */
