// SPDX-License-Identifier: Apache-2.0
/* live.c -- pages that refresh themselves: GET LIVE_PATH?trang=PATH is a stream of server-sent events.
 *
 *   answer_get -> live_open: may whoever asks see the page at PATH? -> a response that libmicrohttpd reads from us ->
 *   read_stream: says what there is to say; nothing -> the connection sleeps
 *   loop_step -> live_step, ten times a second: a table of the row changed, or a beat is due -> the connection wakes
 *
 * A stream has no thread and no exchange: its own few bytes, and what libmicrohttpd keeps of the connection.  All of a
 * stream happens on its loop's thread.  A sleeping connection is not watched, so that its client left is seen at a
 * beat.
 *
 *   event: moi   the page is old                    :   a beat; its id says until when all was told
 *   event: het   ask again when somebody is there   (then the stream ends)
 *
 * A commit between drawing a page and opening its stream, or while a stream is broken, is not lost: `tuoi` says how old
 * the page is (milliseconds), and Last-Event-ID, which the browser sends when it comes back, what it was told. */
#include "http/exchange.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>

enum {
    LOOK_MS = 100,
    BEATS_A_CHECK = 2, /* rights are looked at within a minute */
    BEATS_ALONE = 12,  /* five minutes: the shortest time without a sign of the person that a session survives */
    BEATS_MAX = 144,   /* an hour; then the browser comes back by itself */
    /* Another copy may have heard of a commit so much later than this one, and clocks differ a little. */
    HEARD_LATE_MS = 3000,
    RETRY_MS = 2000,
    RETRY_SPREAD_MS = 3000, /* after a restart not all come in the same moment */
    SPREAD = 7919,          /* a prime: neighbours get beats and retries far from each other */
    BLOCK = 256
};

/* What there is to say; GONE: nobody hears it. */
enum { SAY_EVENT = 1, SAY_BEAT = 2, SAY_ALONE = 4, SAY_END = 8, SAY_GONE = 16 };

typedef struct Stream {
    struct Stream *next, **link; /* of its loop; what points to this one */
    Loop *loop;
    struct MHD_Connection *connection;
    LiveTopic *topic;
    int64_t said_at, beat_at; /* monotonic */
    unsigned told;            /* the topic's turn */
    unsigned number, beats, says, holder;
    bool sleeps, is_known; /* is_known: of somebody who is signed in */
    char page[];           /* as asked for */
} Stream;

/* -- what is said ------------------------------------------------------------------------------------------- */

/* For the browser to send back: nothing while it was not told of what we know. */
static int put_id(const Stream *s, char *to, size_t room)
{
    if (s->told != s->topic->turn) return 0;
    return snprintf(to, room, "id: %lld\n", (long long)s->loop->live.told_to - HEARD_LATE_MS);
}

static ssize_t put(const Stream *s, char *to, size_t room, const char *text)
{
    char said[128];
    int n = snprintf(said, sizeof said, "%s", text);
    n += put_id(s, said + n, sizeof said - (size_t)n);
    n += snprintf(said + n, sizeof said - (size_t)n, "\n");
    if ((size_t)n > room) return MHD_CONTENT_READER_END_WITH_ERROR;
    memcpy(to, said, (size_t)n);
    return n;
}

static ssize_t read_stream(void *arg, uint64_t at, char *to, size_t room)
{
    Stream *s = arg;
    unsigned says = s->says;
    char hello[40];
    s->says &= SAY_END | SAY_GONE | (at ? 0 : SAY_EVENT);
    if (says & SAY_GONE) return MHD_CONTENT_READER_END_WITH_ERROR;
    if (!at) {
        snprintf(hello, sizeof hello, "retry: %u\n", RETRY_MS + s->number * SPREAD % RETRY_SPREAD_MS);
        return put(s, to, room, hello);
    }
    if (says & SAY_EVENT) return put(s, to, room, "event: moi\ndata: 1\n"); /* also as its last word */
    if (says & SAY_END) return MHD_CONTENT_READER_END_OF_STREAM;
    if (says & SAY_ALONE) {
        s->says = SAY_END;
        return put(s, to, room, "event: het\ndata: 1\n");
    }
    if (says & SAY_BEAT) return put(s, to, room, ":\n");
    s->sleeps = true;
    MHD_suspend_connection(s->connection);
    return 0;
}

static void say(Stream *s, unsigned what)
{
    s->says |= what;
    if (!s->sleeps) return;
    s->sleeps = false;
    MHD_resume_connection(s->connection);
}

/* -- may they see the page? --------------------------------------------------------------------------------- */

typedef struct {
    Exchange *ex; /* of loop, connection and who asks; gets the page's row and inputs */
    Str page;
} Asking;

static Fail no_such_page(Ctx *c) { return fail(c, FAIL_MISSING, "Không có trang nào tự làm mới ở địa chỉ này."); }

/* As get.c does for the page itself. */
static Fail ask(Ctx *c, void *arg)
{
    Asking *a = arg;
    Exchange *ex = a->ex;
    TRY(page_find(c, ex, a->page));
    TRY(store_read_begin(c));
    Fail result = ex->q.route->wall ? wall_enter(c, ex) : door_place(c, ex, &ex->q);
    store_read_end(c);
    return result;
}

static Fail ask_again(Ctx *c, void *arg)
{
    Asking *a = arg;
    TRY(door_who(c, a->ex));
    return ask(c, a);
}

/* A store that is away says nothing of rights. */
static bool may_stay(Stream *s)
{
    Loop *loop = s->loop;
    Ctx *c = &loop->c;
    Exchange *ex = loop->live.asking;
    exchange_init(ex, loop, s->connection);
    ex->is_alone = true;
    c->now = server_now(loop->server);
    c->today = server_today(loop->server);
    c->seen = 0;
    c->why[0] = 0;
    Fail result = edge_run(c, ask_again, &(Asking){ex, str_of(s->page)});
    if (result) store_read_end(c); /* a jump may have left it open */
    c->actor = NULL;
    return result != FAIL_INPUT && result != FAIL_SIGNIN && result != FAIL_DENIED && result != FAIL_MISSING;
}

/* -- opening and closing ------------------------------------------------------------------------------------ */

/* Two that meet in one place share its limit; of so many places that is rare. */
static unsigned holder_of(Ctx *c, const Exchange *ex)
{
    uint64_t h = UINT64_C(0xcbf29ce484222325);
    Str address = ex->actor ? (Str){0} : door_address(c, ex);
    if (ex->actor) h ^= (uint64_t)ex->actor->session * UINT64_C(0x9E3779B97F4A7C15);
    for (size_t i = 0; i < address.n; i++) h = (h ^ (unsigned char)address.p[i]) * UINT64_C(0x100000001b3);
    return (unsigned)((h ^ h >> 32) % LIVE_HOLDERS);
}

static void give_place(Server *s, unsigned holder)
{
    atomic_fetch_sub(&s->streams_of[holder], 1);
    atomic_fetch_sub(&s->streams, 1);
}

static Fail take_place(Ctx *c, Server *s, unsigned holder)
{
    int all = atomic_fetch_add(&s->streams, 1), of_holder = atomic_fetch_add(&s->streams_of[holder], 1);
    if (all < LIVE_MAX && (of_holder < LIVE_EACH || s->o.no_limits)) return OK;
    give_place(s, holder);
    return fail(c, FAIL_BUSY, "Đang mở quá nhiều trang tự làm mới. Hãy đóng bớt trang, hoặc tự tải lại khi cần.");
}

static void stream_free(void *arg)
{
    Stream *s = arg;
    *s->link = s->next;
    if (s->next) s->next->link = s->link;
    give_place(s->loop->server, s->holder);
    free(s);
}

static int beat_ms(const Loop *loop)
{
    int wanted = loop->server->o.live_beat;
    return wanted ? wanted : LIVE_BEAT_MS;
}

/* A test whose beats are fast does not wait for its events either. */
static int event_ms(const Loop *loop) { return beat_ms(loop) < LIVE_EVENT_MS ? beat_ms(loop) : LIVE_EVENT_MS; }

/* Its place is taken.  NULL when there is no memory: it is given back then. */
static Stream *stream_new(Exchange *ex, const Asking *a, unsigned holder)
{
    Loop *loop = ex->loop;
    Live *live = &loop->live;
    Stream *s = calloc(1, sizeof *s + a->page.n + 1);
    if (!s) {
        give_place(loop->server, holder);
        return NULL;
    }
    memcpy(s->page, a->page.p, a->page.n);
    s->loop = loop, s->connection = ex->connection, s->holder = holder;
    s->is_known = ex->actor != NULL;
    for (s->topic = live->topics; s->topic->row != a->ex->q.route;) s->topic++;
    s->told = s->topic->turn;
    s->number = live->opened++;
    int64_t now = ticks_ms();
    s->said_at = now - event_ms(loop);
    s->beat_at = now + beat_ms(loop) / 2 + (int)(s->number * SPREAD % (unsigned)beat_ms(loop)) / 2;
    s->next = live->first, s->link = &live->first;
    if (s->next) s->next->link = &s->next;
    live->first = s;
    if (loop->server->ending) s->says = SAY_END;
    return s;
}

/* Until when whoever asks knows of everything; far ahead when they do not say. */
static int64_t known_until(Ctx *c, const Exchange *ex)
{
    const char *told = MHD_lookup_connection_value(ex->connection, MHD_HEADER_KIND, "Last-Event-ID");
    const Field *age = fields_find(&ex->fields, "tuoi");
    int64_t n;
    if (told && str_integer(str_of(told), &n)) return n;
    return age && str_integer(age->value, &n) && n >= 0 && n < c->now ? c->now - n - HEARD_LATE_MS : INT64_MAX;
}

static struct MHD_Response *stream_response(Ctx *c, Exchange *ex, Stream *s)
{
    Reply r;
    struct MHD_Response *m = MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, BLOCK, read_stream, s, stream_free);
    if (!m) return NULL;
    reply_init(c, &r, &ex->q);
    r.type = "text/event-stream";
    r.is_secret = true;
    reply_headers(m, &r, NULL);
    MHD_add_response_header(m, "X-Accel-Buffering", "no"); /* nginx keeps nothing back */
    MHD_add_response_header(m, "Connection", "close");
    return m;
}

Fail live_open(Ctx *c, void *arg)
{
    Exchange *ex = arg, *page = NEW(&c->mem, Exchange, 1);
    TRY(door_origin(c, ex));
    query_fields(c, ex);
    const Field *at = fields_find(&ex->fields, "trang");
    Asking a = {page, at ? at->value : (Str){0}};
    if (a.page.n >= URI_MAX || !str_starts(a.page, S("/"))) return no_such_page(c);
    exchange_init(page, ex->loop, ex->connection);
    page->actor = ex->actor;
    TRY(ask(c, &a));
    unsigned holder = holder_of(c, ex);
    int64_t until = known_until(c, ex);
    ex->q.actor = NULL; /* a stream has no forms: nothing below takes memory, so nothing jumps with it in hand */
    TRY(take_place(c, ex->loop->server, holder));
    Stream *s = stream_new(ex, &a, holder);
    ex->response = s ? stream_response(c, ex, s) : NULL;
    if (s && !ex->response) stream_free(s);
    if (!ex->response) return fail(c, FAIL_BUSY, "Hết bộ nhớ trong chốc lát. Hãy thử lại.");
    ex->is_stream = true;
    if (s->topic->changed_at <= until) return OK;
    s->says |= SAY_EVENT;
    s->said_at = ticks_ms();
    return OK;
}

/* -- ten times a second ------------------------------------------------------------------------------------- */

static void look_at_tables(Loop *loop)
{
    Live *live = &loop->live;
    int64_t now = clock_ms(); /* before looking: what is committed meanwhile counts as not told */
    for (LiveTopic *t = live->topics; t < live->topics + live->n_topics; t++) {
        uint64_t versions = live_versions(loop->server->o.store, &t->tables);
        if (versions == t->versions) continue;
        t->versions = versions;
        t->turn++;
        t->changed_at = now;
    }
    live->told_to = now;
}

/* libmicrohttpd would see it at the second beat only: the first byte after the end of a connection goes out well. */
static bool is_gone(const Stream *s)
{
    char byte;
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(s->connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    if (!info) return true;
    ssize_t n = recv(info->connect_fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    return !n || (n < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR);
}

static unsigned at_beat(Stream *s)
{
    const Gate *gate = s->loop->server->o.gate;
    if (is_gone(s)) return SAY_GONE;
    if (++s->beats >= BEATS_MAX) return SAY_END;
    if (s->beats % BEATS_A_CHECK == 0 && !may_stay(s)) return SAY_EVENT | SAY_END; /* the page is theirs no more */
    return s->is_known && !gate->still && s->beats >= BEATS_ALONE ? SAY_ALONE : SAY_BEAT;
}

static void stream_step(Stream *s, int64_t now)
{
    if (s->says & (SAY_END | SAY_GONE)) return;
    if (s->told != s->topic->turn && now - s->said_at >= event_ms(s->loop)) {
        s->told = s->topic->turn;
        s->said_at = now;
        say(s, SAY_EVENT);
    }
    if (now < s->beat_at) return;
    s->beat_at = now + beat_ms(s->loop);
    say(s, at_beat(s));
}

void live_step(Loop *loop)
{
    Live *live = &loop->live;
    int64_t now = ticks_ms();
    if (!live->n_topics || now < live->look_at) return;
    live->look_at = now + LOOK_MS;
    look_at_tables(loop);
    for (Stream *s = live->first; s; s = s->next) stream_step(s, now);
}

/* -- start and end ------------------------------------------------------------------------------------------ */

static int count_topics(const Server *s)
{
    int n = 0;
    for (const Feature *const *f = s->o.features; *f; f++)
        for (const Route *r = (*f)->routes; r && r->path; r++) n += r->live != NULL;
    return n;
}

Fail live_start(Ctx *c, Loop *loop)
{
    const Server *s = loop->server;
    Live *live = &loop->live;
    int n = count_topics(s);
    int64_t now = clock_ms();
    if (!n) return OK;
    live->topics = calloc((size_t)n, sizeof *live->topics);
    live->asking = calloc(1, sizeof *live->asking);
    if (!live->topics || !live->asking) return fail(c, FAIL_STORE, "Hết bộ nhớ khi khởi động máy chủ.");
    for (const Feature *const *f = s->o.features; *f; f++)
        for (const Route *r = (*f)->routes; r && r->path; r++) {
            if (!r->live) continue;
            TableSet tables = live_tables(s->o.store, r->live);
            /* What changed while nobody looked nobody knows. */
            live->topics[live->n_topics++] = (LiveTopic){
                .row = r, .tables = tables, .versions = live_versions(s->o.store, &tables), .changed_at = now};
        }
    live->told_to = now;
    return OK;
}

void live_end(Loop *loop)
{
    for (Stream *s = loop->live.first; s; s = s->next) say(s, SAY_END);
}

void live_free(Loop *loop)
{
    free(loop->live.topics);
    free(loop->live.asking);
}
