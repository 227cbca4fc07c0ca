// SPDX-License-Identifier: Apache-2.0
/* Many connections at once over real sockets on 127.0.0.1.  libmicrohttpd's own epoll stalled whenever exactly k×128
 * sockets were ready (Debian's 0.9.75); these numbers of connections are that case, and far above it. */
#include "http/world.h"
#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>

static const Migration steps[] = {{"note", 1, "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL);"}, {0}};

enum { ROUNDS = 3, PATIENCE_MS = 180000, CLIENTS_MAX = 2000, ANSWER_MAX = 8192 };

static Fail page_get(Ctx *c, const Request *q, Reply *r)
{
    Rows rows;
    TRY(store_one(c, &rows, "SELECT count(*) FROM note"));
    out_format(reply_page(c, q, r, S("Trang")), "<h1>%lld</h1>", (long long)row_integer(&rows, 0));
    return rows_end(&rows);
}

static Fail note_post(Ctx *c, const Request *q, Reply *r)
{
    TRY(store_run(c, "INSERT INTO note (id, text) VALUES ($1, $2)", id_new(c->now), input_text(q, "text")));
    return reply_redirect(c, r, "/");
}

static _Atomic bool is_held; /* then what is slow takes for ever */

static Fail slow_prepare(Ctx *c, const Request *q, Reply *r)
{
    (void)c, (void)q, (void)r;
    hold_while(is_held);
    return OK;
}

static const Input inputs[] = {{INPUT_TEXT, "text", "Chữ", .required = true, .min = 0}, {0}};
static const Route routes[] = {
    {GET, "/", page_get, .right = "r", .help = "Trang"},
    {POST, "/", note_post, inputs, "w", "Ghi", .api = false},
    {POST, "/cham", note_post, inputs, "w", "Ghi chậm", .prepare = slow_prepare, .slow = true},
    {0},
};
static const Feature note = {.name = "note", .routes = routes};
static const Feature *const list[] = {&note, NULL};

typedef struct {
    int socket;
    size_t got, wanted; /* wanted 0 = the head is not there yet */
    bool done;
    char answer[ANSWER_MAX];
} Client;

static Client clients[CLIENTS_MAX];

static int connect_to(int port)
{
    struct sockaddr_in at = {
        .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int s = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (s < 0 || connect(s, (struct sockaddr *)&at, sizeof at)) test_fails("connect: %s", strerror(errno));
    return s;
}

static void send_request(Client *k, bool is_post)
{
    static const char get[] = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
                      post[] =
                          "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                          "Content-Length: 8\r\n\r\ntext=abc";
    const char *text = is_post ? post : get;
    k->got = k->wanted = 0;
    k->done = false;
    assert_int_equal(send(k->socket, text, strlen(text), MSG_NOSIGNAL), (ssize_t)strlen(text));
}

/* Read what is there; done when head and body are complete. */
static void read_answer(Client *k)
{
    ssize_t n = recv(k->socket, k->answer + k->got, ANSWER_MAX - 1 - k->got, MSG_DONTWAIT);
    if (!n) test_fails("the server closed a connection after \"%.*s\"", (int)k->got, k->answer);
    if (n < 0) return;
    k->got += (size_t)n;
    k->answer[k->got] = 0;
    const char *end = strstr(k->answer, "\r\n\r\n"), *length = strstr(k->answer, "Content-Length: ");
    if (!k->wanted && end && length) k->wanted = (size_t)(end + 4 - k->answer) + strtoul(length + 16, NULL, 10);
    k->done = k->wanted && k->got >= k->wanted;
}

/* Until all but `open` of them have their answer. */
static void gather_all_but(unsigned open, unsigned n)
{
    static struct pollfd all[CLIENTS_MAX];
    int64_t late = clock_ms() + PATIENCE_MS;
    for (unsigned left = n; left > open;) {
        for (unsigned i = 0; i < n; i++) all[i] = (struct pollfd){clients[i].done ? -1 : clients[i].socket, POLLIN, 0};
        if (clock_ms() > late) test_fails("%u of %u connections got no answer in %d ms", left, n, PATIENCE_MS);
        assert_true(poll(all, n, 1000) >= 0);
        left = 0;
        for (unsigned i = 0; i < n; i++) {
            if (all[i].revents) read_answer(&clients[i]);
            left += !clients[i].done;
        }
    }
}
static void gather_answers(unsigned n) { gather_all_but(0, n); }

static Server *start(World *w)
{
    Server *s;
    ServerOptions o = {.store = w->store, .features = list, .host = "127.0.0.1", .port = 0, .threads = 2};
    assert_int_equal(server_start(&w->c, o, &s), OK);
    return s;
}

static int64_t notes(World *w)
{
    Rows r;
    assert_int_equal(store_one(&w->c, &r, "SELECT count(*) FROM note"), OK);
    int64_t n = row_integer(&r, 0);
    assert_int_equal(rows_end(&r), OK);
    return n;
}

static void every_connection_gets_its_answers(void **state)
{
    (void)state;
    struct rlimit limit = {0};
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    World *w = world_begin(steps, (ServerOptions){.features = list}, NULL, 0);
    Server *s = start(w);
    static const unsigned numbers[] = {64, 128, 512, 2000};
    int64_t posted = 0;
    for (size_t k = 0; k < (size_t)test_times(2, 4); k++) {
        unsigned n = numbers[k];
        for (unsigned i = 0; i < n; i++) clients[i].socket = connect_to(server_port(s));
        for (int round = 0; round < ROUNDS; round++) {
            for (unsigned i = 0; i < n; i++) send_request(&clients[i], round == 1);
            gather_answers(n);
            for (unsigned i = 0; i < n; i++)
                assert_memory_equal(clients[i].answer, round == 1 ? "HTTP/1.1 303" : "HTTP/1.1 200", 12);
        }
        posted += n;
        assert_int_equal(notes(w), posted); /* each answered post is there */
        for (unsigned i = 0; i < n; i++) close(clients[i].socket);
    }
    server_stop(s);
    world_end(w);
}

static void clients_that_vanish_do_no_harm(void **state)
{
    (void)state;
    static const char half[] =
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        "Content-Length: 100\r\n\r\ntext=";
    World *w = world_begin(steps, (ServerOptions){.features = list}, NULL, 0);
    Server *s = start(w);
    for (int i = 0; i < 200; i++) {
        Client *k = &clients[0];
        k->socket = connect_to(server_port(s));
        if (i % 2) send_request(k, true); /* gone while the writer works for it */
        else assert_int_equal(send(k->socket, half, sizeof half - 1, MSG_NOSIGNAL), (ssize_t)sizeof half - 1);
        close(k->socket);
    }
    clients[0].socket = connect_to(server_port(s));
    send_request(&clients[0], false);
    gather_answers(1);
    close(clients[0].socket);
    server_stop(s);
    world_end(w);
}

/* One behind the other in one packet: each is answered, in order, whatever came before it. */
static void a_connection_goes_on_after_every_answer(void **state)
{
    (void)state;
#define HOST " HTTP/1.1\r\nHost: localhost\r\n"
    static const char row[] = "GET /" HOST "\r\nHEAD /" HOST "\r\nGET /none" HOST "\r\n"
                              "POST /" HOST "Content-Length: 3\r\n\r\na=b" /* of no type */
                              "DELETE /" HOST "Content-Length: 3\r\n\r\nabc"
                              "GET /" HOST "Content-Length: 3\r\n\r\nabc"
                              "GET /" HOST "Connection: close\r\n\r\n";
    static const char *const statuses[] = {"200", "200", "404", "400", "405", "200", "200"};
    static char answer[1 << 16];
    World *w = world_begin(steps, (ServerOptions){.features = list}, NULL, 0);
    Server *s = start(w);
    int socket = connect_to(server_port(s));
    assert_int_equal(send(socket, row, sizeof row - 1, MSG_NOSIGNAL), (ssize_t)sizeof row - 1);
    size_t got = 0, k = 0;
    for (ssize_t n; (n = recv(socket, answer + got, sizeof answer - 1 - got, 0)) > 0;) got += (size_t)n;
    for (const char *at = answer; (at = strstr(at, "HTTP/1.1 ")); at += 9, k++)
        assert_true(k < 7 && !strncmp(at + 9, statuses[k], 3));
    assert_int_equal(k, 7);
    close(socket);
    server_stop(s);
    world_end(w);
}

/* Read to its end so that a browser shows the answer, but not for ever. */
static void a_body_without_end_is_given_up(void **state)
{
    (void)state;
    static const char head[] = "POST /" HOST "Content-Length: 10000000000\r\n\r\n";
    static char piece[1 << 16];
    World *w = world_begin(steps, (ServerOptions){.features = list}, NULL, 0);
    Server *s = start(w);
    int socket = connect_to(server_port(s)), sent = 0;
    assert_true(send(socket, head, sizeof head - 1, MSG_NOSIGNAL) > 0);
    while (sent < 2000 && send(socket, piece, sizeof piece, MSG_NOSIGNAL) > 0) sent++;
    assert_true(sent > BODY_MAX >> 16 && sent < 2000);
    close(socket);
    server_stop(s);
    world_end(w);
}

/* Files that take long to read: whoever wants a page meanwhile gets it, and of too many some are told to wait. */
static void slow_preparations_hold_nobody_up(void **state)
{
    (void)state;
    static const char slow[] = "POST /cham HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                               "application/x-www-form-urlencoded\r\nContent-Length: 8\r\n\r\ntext=abc";
    enum { SLOW = 200 };
    World *w = world_begin(steps, (ServerOptions){.features = list}, NULL, 0);
    Server *s = start(w);
    int kept = 0, busy = 0;
    is_held = true;
    for (int i = 0; i <= SLOW; i++) clients[i].socket = connect_to(server_port(s));
    for (int i = 1; i <= SLOW; i++) {
        clients[i].got = clients[i].wanted = 0, clients[i].done = false;
        assert_int_equal(send(clients[i].socket, slow, sizeof slow - 1, MSG_NOSIGNAL), (ssize_t)sizeof slow - 1);
    }
    send_request(&clients[0], false);
    gather_answers(1); /* though none of the slow ones is over */
    assert_memory_equal(clients[0].answer, "HTTP/1.1 200", 12);
    gather_all_but(SLOW - 1, SLOW + 1); /* and one, at least, is told to come again */
    is_held = false;
    gather_answers(SLOW + 1);
    for (int i = 1; i <= SLOW; i++) {
        kept += !memcmp(clients[i].answer, "HTTP/1.1 303", 12);
        busy += !memcmp(clients[i].answer, "HTTP/1.1 503", 12);
        close(clients[i].socket);
    }
    close(clients[0].socket);
    assert_int_equal(kept + busy, SLOW);
    assert_true(kept >= 100 && busy > 0);
    assert_int_equal(notes(w), kept);
    server_stop(s);
    world_end(w);
}

static void a_taken_port_is_said(void **state)
{
    (void)state;
    World *w = world_begin(steps, (ServerOptions){.features = list}, NULL, 0);
    Server *s = start(w), *second;
    ServerOptions o = {.store = w->store, .features = list, .host = "127.0.0.1", .port = server_port(s)};
    assert_int_equal(server_start(&w->c, o, &second), FAIL_INPUT);
    assert_has(str_of(w->c.why), "Hãy chọn cổng khác");
    w->c.why[0] = 0;
    o.host = "0.0.0.0", o.port = 0;
    assert_int_equal(server_start(&w->c, o, &second), FAIL_INPUT);
    assert_has(str_of(w->c.why), "--behind-proxy");
    server_stop(s);
    world_end(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_connection_gets_its_answers),       cmocka_unit_test(clients_that_vanish_do_no_harm),
        cmocka_unit_test(a_connection_goes_on_after_every_answer), cmocka_unit_test(a_body_without_end_is_given_up),
        cmocka_unit_test(slow_preparations_hold_nobody_up),        cmocka_unit_test(a_taken_port_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
