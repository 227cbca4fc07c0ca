// SPDX-License-Identifier: Apache-2.0
/* Pages that refresh themselves, over real sockets: who gets a stream, what it says and when, how it ends. */
#include "http/gate_testing.h"
#include "http/inside.h"
#include "http/world.h"
#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>

static const Migration steps[] = {{"note", 1,
                                   "CREATE TABLE note (id BIGINT PRIMARY KEY); CREATE TABLE other (id BIGINT PRIMARY "
                                   "KEY); CREATE TABLE note_count(n BIGINT NOT NULL);"},
                                  {0}};
enum { PATIENCE_MS = 180000, BEAT_MS = 60, OPEN_PLAN = 1 };
enum { A_WHILE_MS = 150 }; /* left for saying what must not be said: whoever is slow is not blamed */

/* -- the pages and who may see them ------------------------------------------------------------------------- */

static Fail page_get(Ctx *c, const Request *q, Reply *r)
{
    out_raw(reply_page(c, q, r, S("Trang")), S("<h1>Trang</h1>"));
    return OK;
}

static Fail wrong_get(Ctx *c, const Request *q, Reply *r)
{
    reply_status(r, FAIL_CONFLICT);
    return page_get(c, q, r);
}

static Fail refuse_post(Ctx *c, const Request *q, Reply *r)
{
    (void)q, (void)r;
    return fail(c, FAIL_INPUT, "Không được.");
}

static Fail plan_place(Ctx *c, const Request *q, Place *place)
{
    (void)c;
    place->plan = input_id(q, "plan");
    return OK;
}

static const Input plan_inputs[] = {{INPUT_ID, "plan", "Kế hoạch", .required = true},
                                    {INPUT_INTEGER, "trang", "Trang", .required = false, .min = 1, .max = 9},
                                    {0}};
static const Route routes[] = {
    {GET, "/ghi", page_get, .right = RIGHT_OWN, .help = "Của người đã đăng nhập", .live = "note note_count"},
    {GET, "/chung", page_get, .right = RIGHT_PUBLIC, .help = "Của mọi người", .cached = true, .live = "note"},
    {GET, "/kin", page_get, .right = "secret", .help = "Không ai có quyền", .live = "note"},
    {GET, "/ke-hoach/{plan}", page_get, plan_inputs, "read", "Một kế hoạch", .place = plan_place, .live = "note",
     .api = true},
    {GET, "/yen", page_get, .right = RIGHT_PUBLIC, .help = "Không tự làm mới"},
    {GET, "/sai", wrong_get, .right = RIGHT_PUBLIC, .help = "Có gì đó sai", .live = "note"},
    {POST, "/chung", refuse_post, .right = RIGHT_PUBLIC, .help = "Bị từ chối", .again = page_get},
    {0},
};
static const Feature note = {.name = "note", .routes = routes};
static const Feature *const list[] = {&note, NULL};

static Actor person = {.person = 1, .session = 7, .view = 1};
static _Atomic bool is_signed_in;
static _Atomic int asked, asked_alone;

static Fail find_person(Str token, const Actor **actor)
{
    *actor = is_signed_in && str_equal(token, S("ai")) ? &person : NULL;
    return OK;
}
static Fail gate_who(Ctx *c, void *memory, Str token, const Actor **actor)
{
    (void)c, (void)memory;
    asked++;
    return find_person(token, actor);
}
static Fail gate_still(Ctx *c, void *memory, Str token, const Actor **actor)
{
    (void)c, (void)memory;
    asked_alone++;
    return find_person(token, actor);
}
static bool gate_may(const Actor *a, const char *right) { return a && strcmp(right, "secret"); }
static bool gate_may_at(const Actor *a, const char *right, Place at)
{
    return gate_may(a, right) && at.plan == OPEN_PLAN;
}
static const Gate gate = GATE_OF(gate_who, gate_may, gate_may_at, .still = gate_still, .confirm = "/xac-nhan");
static Gate simple_gate; /* the same, but it cannot tell who only left a page open */
#define AS_PERSON "Cookie: __Host-ngayso=ai\r\n"

/* -- a server, and its streams ------------------------------------------------------------------------------ */

typedef struct {
    World *w;
    Server *s;
} Serving;

static Serving begin(ServerOptions o)
{
    Serving l = {.w = world_begin(steps, (ServerOptions){.features = list, .gate = &gate}, NULL, 0)};
    is_signed_in = true;
    o.store = l.w->store;
    o.features = list;
    o.host = "127.0.0.1";
    o.threads = 2;
    if (!o.gate) o.gate = &gate;
    assert_int_equal(server_start(&l.w->c, o, &l.s), OK);
    return l;
}

static void end(Serving l)
{
    server_stop(l.s);
    world_end(l.w);
}

static Fail write_note(Ctx *c, void *unused)
{
    (void)unused;
    return store_run(c, "INSERT INTO note (id) VALUES ($1)", id_new(c->now));
}
static Fail write_other(Ctx *c, void *unused)
{
    (void)unused;
    return store_run(c, "INSERT INTO other (id) VALUES ($1)", id_new(c->now));
}

static void commit(Serving l, Fail (*what)(Ctx *, void *))
{
    l.w->c.now = clock_ms();
    assert_int_equal(store_write(&l.w->c, l.w->store, what, NULL), OK);
}

typedef struct {
    int socket;
    size_t n;
    bool closed;
    char said[4096];
} Heard;

/* `page` as in the address, escaped; `headers`: further ones. */
static Heard open_stream(Serving l, const char *page, const char *headers)
{
    Heard h = {.socket = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    struct sockaddr_in at = {.sin_family = AF_INET,
                             .sin_port = htons((uint16_t)server_port(l.s)),
                             .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    char request[500];
    int n =
        snprintf(request, sizeof request, "GET /song?trang=%s HTTP/1.1\r\nHost: localhost\r\n%s\r\n", page, headers);
    assert_int_equal(connect(h.socket, (struct sockaddr *)&at, sizeof at), 0);
    assert_int_equal(send(h.socket, request, (size_t)n, MSG_NOSIGNAL), n);
    return h;
}

/* Read until `text` was said, or the end of the stream, or so long; true when it was said.  What was said is dropped
 * up to it. */
static bool hears_in(Heard *h, const char *text, int64_t ms)
{
    for (int64_t late = ticks_ms() + ms;;) {
        char *at = strstr(h->said, text);
        if (at) {
            at += strlen(text);
            h->n -= (size_t)(at - h->said);
            memmove(h->said, at, h->n + 1);
            return true;
        }
        struct pollfd ready = {h->socket, POLLIN, 0};
        int64_t left = late - ticks_ms();
        if (h->closed || left < 0 || poll(&ready, 1, (int)left) <= 0) return false;
        ssize_t n = recv(h->socket, h->said + h->n, sizeof h->said - 1 - h->n, 0);
        h->closed = n <= 0;
        if (n > 0) h->said[h->n += (size_t)n] = 0;
    }
}

#define assert_hears(h, text)                                                                                          \
    do {                                                                                                               \
        if (!hears_in((h), (text), PATIENCE_MS)) test_fails("\"%s\" was not said, but \"%s\"", (text), (h)->said);     \
    } while (0)

static const char hello[] = "retry: ", event[] = "event: moi\ndata: 1\n",
                  beat[] = "\n:\nid: ", last_chunk[] = "0\r\n\r\n";

static void assert_all_gone(Serving l)
{
    wait_for(!l.s->streams);
    for (int i = 0; i < LIVE_HOLDERS; i++) assert_int_equal(l.s->streams_of[i], 0);
}

/* -- the tests ---------------------------------------------------------------------------------------------- */

static void commits_are_told_once_in_a_while(void **state)
{
    (void)state;
    enum { WHILE_MS = 700 };
    Serving l = begin((ServerOptions){.live_beat = WHILE_MS});
    Heard own = open_stream(l, "/ghi", AS_PERSON), all = open_stream(l, "%2Fchung%3Fa%3Db", "");
    assert_hears(&own, "HTTP/1.1 200 OK\r\n");
    assert_hears(&all, hello);
    hears_in(&own, "\n\n", PATIENCE_MS);
    commit(l, write_other);
    assert_false(hears_in(&own, event, A_WHILE_MS));
    int64_t begun = ticks_ms(); /* nothing that is told from here on was said before */
    int told = 0;
    for (int i = 0; i < 10; i++) {
        commit(l, write_note);
        told += hears_in(&own, event, A_WHILE_MS);
    }
    commit(l, write_note);
    assert_hears(&own, event); /* the last one, if not before */
    assert_true(told * (int64_t)WHILE_MS <= ticks_ms() - begun);
    assert_hears(&all, event);
    close(own.socket), close(all.socket);
    end(l);
}

static void a_page_that_was_older_is_told_at_once(void **state)
{
    (void)state;
    int64_t before = clock_ms();
    Serving l = begin((ServerOptions){0});
    char told[60];
    Heard fresh = open_stream(l, "/chung", ""), old = open_stream(l, "/chung&tuoi=60000", "");
    assert_hears(&fresh, hello);
    assert_hears(&old, event); /* older than the server */
    assert_hears(&old, "id: ");
    long long id = strtoll(old.said, NULL, 10);
    assert_true(id > before - 10000 && id < clock_ms());
    snprintf(told, sizeof told, "Last-Event-ID: %lld\r\n", (long long)clock_ms());
    Heard back = open_stream(l, "/chung&tuoi=60000", told), late = open_stream(l, "/chung", "Last-Event-ID: 5\r\n");
    assert_hears(&back, hello);
    assert_hears(&late, event);
    assert_false(hears_in(&back, event, A_WHILE_MS) || strstr(fresh.said, event));
    close(fresh.socket), close(old.socket), close(back.socket), close(late.socket);
    end(l);
}

/* What proxies and browsers must know of it. */
static void a_stream_is_kept_nowhere(void **state)
{
    (void)state;
    static const char *const lines[] = {"Content-Type: text/event-stream\r\n", "X-Accel-Buffering: no\r\n",
                                        "Cache-Control: no-store\r\n",
                                        "Content-Security-Policy: ", "Connection: close\r\n"};
    Serving l = begin((ServerOptions){0});
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        Heard h = open_stream(l, "/chung", "Accept-Encoding: gzip\r\n");
        assert_hears(&h, lines[i]);
        assert_hears(&h, hello);
        close(h.socket);
    }
    end(l);
}

static void assert_refused(World *w, const char *page, const char *headers, int status)
{
    char path[200];
    snprintf(path, sizeof path, "/song?trang=%s", page);
    assert_status(ask(w, path, headers, NULL), status);
}

static void a_stream_is_refused_where_the_page_is(void **state)
{
    (void)state;
    World *w = world_begin(steps, (ServerOptions){.features = list, .gate = &gate}, NULL, 0);
    is_signed_in = true;
    assert_refused(w, "/ghi", "", 401);
    assert_refused(w, "/kin", "", 401);
    assert_refused(w, "/kin", AS_PERSON, 403);
    assert_refused(w, "/ke-hoach/2", AS_PERSON, 404);
    assert_refused(w, "/ke-hoach/%252", AS_PERSON, 404);
    assert_refused(w, "/ke-hoach/1%3Ftrang%3D0", AS_PERSON, 400);
    assert_refused(w, "/ke-hoach/2?plan=1", AS_PERSON, 404);
    assert_refused(w, "/api/v1/ke-hoach/1", AS_PERSON, 404);
    assert_refused(w, "/yen", "", 404);
    assert_refused(w, "/khong-co", AS_PERSON, 404);
    assert_refused(w, "/chung%2500", "", 404);
    assert_refused(w, "chung", "", 404);
    assert_refused(w, "/chung", "Host: xau.example\r\n", 403);
    assert_status(get(w, "/song"), 404);
    assert_status(post(w, "/song?trang=/chung", "a=b"), 404);
    is_signed_in = false;
    assert_refused(w, "/ghi", AS_PERSON, 401);
    assert_int_equal(w->server->streams, 0);
    world_end(w);
}

static void a_stream_ends_when_its_person_may_no_longer(void **state)
{
    (void)state;
    Serving l = begin((ServerOptions){.live_beat = BEAT_MS});
    Heard own = open_stream(l, "/ke-hoach/1?trang=2", AS_PERSON), all = open_stream(l, "/chung", "");
    assert_hears(&own, beat);
    int before = asked;
    int alone = asked_alone;
    wait_for(asked_alone > alone + 2); /* it was looked at, and stays */
    assert_false(hears_in(&own, last_chunk, 0));
    assert_int_equal(asked, before);
    is_signed_in = false;
    assert_hears(&own, last_chunk);
    hears_in(&own, "more", PATIENCE_MS);
    assert_true(own.closed);
    assert_hears(&all, beat);
    wait_for(l.s->streams == 1);
    close(own.socket), close(all.socket);
    assert_all_gone(l); /* that one left is seen at the next beat */
    end(l);
}

/* Where open pages would keep a session alive, they are asked whether somebody is there. */
static void a_stream_alone_ends_after_twelve_beats(void **state)
{
    (void)state;
    simple_gate = gate;
    simple_gate.still = NULL;
    Serving l = begin((ServerOptions){.live_beat = 1, .gate = &simple_gate});
    Heard own = open_stream(l, "/ghi", AS_PERSON), all = open_stream(l, "/chung", "");
    assert_hears(&own, "event: het\n");
    assert_hears(&own, last_chunk);
    assert_hears(&all, beat);
    assert_false(strstr(all.said, "het"));
    close(own.socket), close(all.socket);
    end(l);
}

static void so_many_are_enough(void **state)
{
    (void)state;
    static Heard own[LIVE_EACH];
    Serving l = begin((ServerOptions){.live_beat = BEAT_MS});
    for (int i = 0; i < LIVE_EACH; i++) own[i] = open_stream(l, "/ghi", AS_PERSON);
    for (int i = 0; i < LIVE_EACH; i++) assert_hears(&own[i], hello);
    Heard more = open_stream(l, "/ghi", AS_PERSON "Connection: close\r\n"), other = open_stream(l, "/chung", "");
    assert_hears(&more, "HTTP/1.1 503 ");
    assert_hears(&more, "Retry-After: ");
    assert_hears(&other, hello); /* nobody's: by address */
    close(own[0].socket), close(more.socket);
    for (bool again = false; !again;) { /* that one left is seen at a beat */
        own[0] = open_stream(l, "/ghi", AS_PERSON "Connection: close\r\n");
        again = hears_in(&own[0], hello, PATIENCE_MS);
        if (!again) close(own[0].socket);
    }
    for (int i = 0; i < LIVE_EACH; i++) close(own[i].socket);
    close(other.socket);
    assert_all_gone(l);
    end(l);
}

static void the_end_does_not_wait_for_streams(void **state)
{
    (void)state;
    enum { OPEN = 60 };
    static Heard all[OPEN];
    Serving l = begin((ServerOptions){.no_limits = true});
    for (int i = 0; i < OPEN; i++) all[i] = open_stream(l, "/chung", "");
    for (int i = 0; i < OPEN; i++) assert_hears(&all[i], hello);
    server_stop(l.s);
    for (int i = 0; i < OPEN; i++) {
        assert_hears(&all[i], last_chunk);
        close(all[i].socket);
    }
    world_end(l.w);
}

static void only_the_page_itself_says_that_it_is_live(void **state)
{
    (void)state;
    World *w = world_begin(steps, (ServerOptions){.features = list, .gate = &gate}, NULL, 0);
    static const char mark[] = "data-live=\"/song?trang=%2Fchung%3Fx%3D%25C3%25A0%26y\"";
    is_signed_in = true;
    LocalReply page = get(w, "/chung?x=%C3%A0&y");
    assert_has(page.body, mark);
    assert_has(page.body, "/tinh/live.js");
    assert_has_not(get(w, "/yen").body, "live");
    assert_has_not(get(w, "/sai").body, "data-live");
    assert_has_not(get(w, "/ghi").body, "data-live");
    assert_has_not(post(w, "/chung", "a=b").body, "data-live");
    assert_has_not(ask(w, "/ke-hoach/1?trang=77", AS_PERSON, NULL).body, "data-live");
    int before = asked;
    assert_status(ask(w, "/ghi", AS_PERSON LIVE_HEADER ": 1\r\n", NULL), 200); /* the page asks for itself */
    assert_int_equal(asked, before);
    world_end(w);
}

static void names_of_tables_are_looked_at(void **state)
{
    (void)state;
    World *w = world_begin(steps, (ServerOptions){.features = list}, NULL, 0);
    assert_str(live_unknown_table(w->store, "note other note_count"), S(""));
    assert_str(live_unknown_table(w->store, "note not note_count"), S("not"));
    assert_str(live_unknown_table(w->store, "note_"), S("note_"));
    assert_true(live_unknown_table(w->store, "").n);
    assert_true(live_unknown_table(w->store, "note  other").n);
    world_end(w);
}

/* Half of them while their person is signed out: leaving and being sent away meet.  The sanitizers look on. */
static void come_and_go(Serving l, Heard *all, unsigned streams, unsigned rounds)
{
    for (unsigned i = 0; i < rounds; i++) {
        Heard *one = &all[i * 37 % streams];
        struct linger at_once = {1, 0};
        if (i % 3) hears_in(one, event, 0);
        if (i % 5 == 0) setsockopt(one->socket, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
        close(one->socket);
        *one = open_stream(l, i % 4 ? "/ghi" : "/chung&tuoi=99999", AS_PERSON);
        if (i % 8 == 0) commit(l, write_note);
        if (i % 100 == 0) is_signed_in = !is_signed_in;
    }
}

static void streams_come_and_go_while_others_write(void **state)
{
    (void)state;
    enum { STREAMS = 200, ROUNDS = 400 };
    static Heard all[STREAMS];
    Serving l = begin((ServerOptions){.no_limits = true, .live_beat = BEAT_MS});
    for (int i = 0; i < STREAMS; i++) all[i] = open_stream(l, i % 2 ? "/chung" : "/ghi", AS_PERSON);
    come_and_go(l, all, STREAMS, ROUNDS);
    for (int i = 0; i < STREAMS; i++) {
        close(all[i].socket);
        all[i] = open_stream(l, "/chung", "");
    }
    for (int i = 0; i < STREAMS; i++) assert_hears(&all[i], hello);
    commit(l, write_note);
    for (int i = 0; i < STREAMS; i++) assert_hears(&all[i], event);
    for (int i = 0; i < STREAMS; i++) close(all[i].socket);
    assert_all_gone(l);
    end(l);
}

/* What another program commits is told, too; there is one on PostgreSQL only. */
static void the_commit_of_another_copy_is_told(void **state)
{
    (void)state;
    if (!place_is_postgres()) return;
    Serving l = begin((ServerOptions){0});
    Store *other;
    Server *s;
    assert_int_equal(store_open(&l.w->c, (StoreOptions){.path = l.w->path, .steps = steps}, &other), OK);
    ServerOptions o = {.store = other, .features = list, .host = "127.0.0.1", .gate = &gate, .threads = 1};
    assert_int_equal(server_start(&l.w->c, o, &s), OK);
    Heard h = open_stream((Serving){l.w, s}, "/chung", "");
    assert_hears(&h, hello);
    commit(l, write_note); /* by the first one */
    assert_hears(&h, event);
    close(h.socket);
    server_stop(s);
    store_close(other);
    end(l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(commits_are_told_once_in_a_while),
        cmocka_unit_test(a_page_that_was_older_is_told_at_once),
        cmocka_unit_test(a_stream_is_kept_nowhere),
        cmocka_unit_test(a_stream_is_refused_where_the_page_is),
        cmocka_unit_test(a_stream_ends_when_its_person_may_no_longer),
        cmocka_unit_test(a_stream_alone_ends_after_twelve_beats),
        cmocka_unit_test(so_many_are_enough),
        cmocka_unit_test(the_end_does_not_wait_for_streams),
        cmocka_unit_test(only_the_page_itself_says_that_it_is_live),
        cmocka_unit_test(names_of_tables_are_looked_at),
        cmocka_unit_test(streams_come_and_go_while_others_write),
        cmocka_unit_test(the_commit_of_another_copy_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
