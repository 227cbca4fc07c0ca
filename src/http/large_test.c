// SPDX-License-Identifier: Apache-2.0
/* large_test.c -- what is larger than BODY_MAX: taken by rows that say so, from a file instead of memory, from whoever
 * may send it and keeps the pace, a few at a time. */
#include "base/sanitized.h"
#include "http/exchange.h"
#include "http/gate_testing.h"
#include "http/world.h"
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

enum { MB = 1 << 20, FILE_MOST = 20 * MB };

/* Memory that is no file's, KB; sampled where the files are read. */
static int64_t own_memory(void)
{
    char line[200];
    long long kb = -1;
    FILE *f = fopen("/proc/self/status", "r");
    while (f && fgets(line, sizeof line, f))
        if (!strncmp(line, "RssAnon:", 8)) kb = strtoll(line + 8, NULL, 10);
    if (f) fclose(f);
    return kb;
}
static int64_t seen_memory;

static Fail take(Ctx *c, const Request *q, Reply *r)
{
    InputFileList files = input_files(c, q, "tep");
    Out *o = reply_text(c, r, "text/plain");
    seen_memory = own_memory();
    for (size_t i = 0; i < files.n; i++) {
        Str bytes = files.at[i].bytes;
        out_format(o, "%.*s %zu %c%c|", STR_ARGS(files.at[i].name), bytes.n, bytes.n ? bytes.p[0] : '-',
                   bytes.n ? bytes.p[bytes.n - 1] : '-');
    }
    return OK;
}

static const Input large_inputs[] = {{INPUT_FILE, "tep", "Tệp", .required = true, .max = FILE_MOST, .many = true}, {0}};
static const Route routes[] = {{POST, "/lon", take, large_inputs, .right = "w", .help = "Gửi tệp lớn"},
                               {POST, "/kin", take, large_inputs, .right = "kin", .help = "Gửi tệp kín"},
                               {POST, "/moi", take, large_inputs, .right = RIGHT_PUBLIC, .help = "Ai cũng gửi"},
                               {0}};
static const Feature feature = {.name = "large", .routes = routes};
static const Feature *const list[] = {&feature, NULL};
static const Migration steps[] = {{0}};

static int begin(void **state)
{
    *state = world_begin(steps, (ServerOptions){.features = list}, NULL, 0);
    return 0;
}

/* Files of so many bytes each, the first letter of each 'a', the last 'z'. */
static LocalReply sent(World *w, const size_t *bytes, int n)
{
    static char kept[1 << 16];
    Arena mark = w->c.mem;
    Out o = {.mem = &w->c.mem};
    LocalReply r;
    for (int i = 0; i < n; i++) {
        out_format(&o, "--xyz\r\nContent-Disposition: form-data; name=\"tep\"; filename=\"trang %d.jpg\"\r\n\r\na",
                   i + 1);
        for (size_t k = 2; k < bytes[i]; k++) out_char(&o, (char)(k * 7919 >> 4));
        out_raw(&o, S("z\r\n"));
    }
    out_raw(&o, S("--xyz--\r\n"));
    int64_t before = own_memory();
    LocalRequest q = {"POST", "/lon", "Content-Type: multipart/form-data; boundary=xyz\r\n", out_str(&o)};
    if (server_local(&w->c, w->server, q, &r)) test_fails("no answer: %s", w->c.why);
    seen_memory -= before;
    r.body = str_slice(r.body, 0, sizeof kept);
    memcpy(kept, r.body.p, r.body.n);
    r.body.p = kept;
    arena_back(&w->c.mem, mark);
    return r;
}

static void several_large_files_are_read_in_their_order(void **state)
{
    World *w = *state;
    LocalReply r = sent(w, (size_t[]){8 * MB, 7, 11 * MB}, 3);
    assert_status(r, 200);
    assert_str(r.body, S("trang 1.jpg 8388608 az|trang 2.jpg 7 az|trang 3.jpg 11534336 az|"));
    assert_int_equal(w->server->large_bodies, 0); /* its place is free again */
    r = sent(w, (size_t[]){100, 200}, 2);         /* small ones as ever */
    assert_str(r.body, S("trang 1.jpg 100 az|trang 2.jpg 200 az|"));
}

static void they_take_no_memory(void **state)
{
    World *w = *state;
    assert_status(sent(w, (size_t[]){8 * MB}, 1), 200);
    assert_true(seen_memory > 0);
    assert_status(sent(w, (size_t[]){19 * MB}, 1), 200);
    if (SANITIZED) return;               /* it keeps what was given back */
    assert_true(seen_memory < 28 << 10); /* KB: 20 are the request as the test wrote it */
}

static void what_is_too_large_says_how_much_is_taken(void **state)
{
    World *w = *state;
    LocalReply r = sent(w, (size_t[]){11 * MB, 11 * MB}, 2);
    assert_status(r, 400);
    assert_has(r.body, "Các tệp cộng lại lớn hơn 20 MB");
    r = sent(w, (size_t[]){21 * MB}, 1);
    assert_status(r, 400);
    assert_has(r.body, "Tệp lớn hơn 20 MB");
    r = sent(w, (size_t[]){30 * MB}, 1);
    assert_status(r, 413);
    assert_has(r.body, "lớn hơn 29 MB");
    static size_t tiny[FILES_MAX + 1];
    for (int i = 0; i <= FILES_MAX; i++) tiny[i] = 3;
    r = sent(w, tiny, FILES_MAX + 1);
    assert_status(r, 400);
    assert_has(r.body, "Nhiều nhất 100 tệp");
}

static void a_few_are_on_their_way_at_once(void **state)
{
    World *w = *state;
    w->server->large_bodies = LARGE_BODIES_MAX;
    LocalReply r = sent(w, (size_t[]){12 * MB}, 1);
    assert_status(r, 503);
    assert_has(r.body, "Hãy gửi lại sau ít phút");
    assert_status(sent(w, (size_t[]){2 * MB}, 1), 200); /* in memory */
    assert_int_equal(w->server->large_bodies, LARGE_BODIES_MAX);
    w->server->large_bodies = 0;
    assert_status(sent(w, (size_t[]){12 * MB}, 1), 200);
}

/* No folder to put it into. */
static void a_disk_that_takes_nothing_is_said(void **state)
{
    World *w = *state;
    char *before = getenv("TMPDIR") ? strdup(getenv("TMPDIR")) : NULL;
    setenv("TMPDIR", "/proc", 1);
    assert_status(sent(w, (size_t[]){12 * MB}, 1), 503);
    assert_int_equal(w->server->large_bodies, 0);
    if (before) setenv("TMPDIR", before, 1);
    else unsetenv("TMPDIR");
    free(before);
}

/* -- who holds a place ------------------------------------------------------------------------------------------- */

/* Knows "ai", until a day that comes long before today's clock: as where a server shows another day (`--today`). */
static Actor person = {.person = 1, .session = 7, .form_token = STR("")};
static Fail gate_who(Ctx *c, void *memory, Str token, const Actor **actor)
{
    (void)memory;
    *actor = str_equal(token, S("ai")) && day_at(c->now) <= day_of(2024, 9, 28) ? &person : NULL;
    return OK;
}
static bool gate_may(const Actor *a, const char *right) { return a && !strcmp(right, "w"); }
static bool gate_may_at(const Actor *a, const char *right, Place at) { return (void)at, gate_may(a, right); }
static const Gate gate = GATE_OF(gate_who, gate_may, gate_may_at);
#define AS_PERSON "Cookie: __Host-ngayso=ai\r\n"

static World *guarded(int patience_ms)
{
    return world_begin(steps,
                       (ServerOptions){.features = list,
                                       .gate = &gate,
                                       .is_of_today = true,
                                       .today = day_of(2024, 9, 28),
                                       .body_patience_ms = patience_ms},
                       NULL, 0);
}

/* Somebody who says that so much comes, and sends so much of it; what they hear, if anything, is in `said`. */
typedef struct {
    int end;
    bool is_open;
    char said[4096];
    size_t heard;
} Sender;

static void listen_to(World *w, Sender *s)
{
    loop_step(&w->server->loops[0], 0);
    ssize_t n = recv(s->end, s->said + s->heard, sizeof s->said - 1 - s->heard, MSG_DONTWAIT);
    if (n > 0) s->heard += (size_t)n;
    if (!n || (n < 0 && errno == ECONNRESET)) s->is_open = false;
}

static void send_on(World *w, Sender *s, size_t n)
{
    static const char bytes[1 << 16];
    while (n && s->is_open) {
        ssize_t sent = send(s->end, bytes, n < sizeof bytes ? n : sizeof bytes, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (sent > 0) n -= (size_t)sent;
        if (sent < 0 && errno == EPIPE) s->is_open = false;
        listen_to(w, s);
    }
    for (int i = 0; i < 50; i++) listen_to(w, s); /* what lies in the pipe is read */
}

static Sender begins(World *w, const char *headers, const char *path, size_t whole)
{
    struct sockaddr_in from = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int ends[2];
    Sender s = {.is_open = true};
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends), 0);
    s.end = ends[0];
    assert_int_equal(MHD_add_connection(w->server->loops[0].daemon, ends[1], (struct sockaddr *)&from, sizeof from),
                     MHD_YES);
    const char *head = text_in(w,
                               "POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: multipart/form-data; "
                               "boundary=xyz\r\n%sContent-Length: %zu\r\n\r\n",
                               path, headers, whole);
    assert_int_equal(send(s.end, head, strlen(head), MSG_NOSIGNAL), (ssize_t)strlen(head));
    return s;
}

static int places(const World *w) { return w->server->large_bodies; }

static void only_who_is_let_in_holds_a_place(void **state)
{
    (void)state;
    World *w = guarded(0);
    static const struct {
        const char *headers, *path;
        int places;
    } senders[] = {
        {"", "/lon", 0},
        {"Cookie: __Host-ngayso=khac\r\n", "/lon", 0},
        {AS_PERSON, "/kin", 0}, /* without its right */
        {AS_PERSON "Sec-Fetch-Site: cross-site\r\n", "/lon", 0},
        {AS_PERSON, "/khong-co", 0},
        {AS_PERSON, "/lon", 1},
    };
    for (size_t i = 0; i < sizeof senders / sizeof *senders; i++) {
        Sender s = begins(w, senders[i].headers, senders[i].path, 20 * MB);
        send_on(w, &s, 12 * MB);
        if (!s.is_open || places(w) != senders[i].places)
            test_fails("%s%s: %d places", senders[i].headers, senders[i].path, places(w));
        close(s.end);
        while (places(w)) loop_step(&w->server->loops[0], 0); /* the daemon sees that the other end is gone */
    }
    world_end(w);
}

static void a_stranger_hears_why_when_all_is_sent(void **state)
{
    (void)state;
    World *w = guarded(0);
    w->server->large_bodies = LARGE_BODIES_MAX; /* nor do they hear that no place is free */
    LocalReply r = sent(w, (size_t[]){12 * MB}, 1);
    assert_status(r, 401);
    assert_has(r.body, "Hãy đăng nhập để tiếp tục");
    w->server->large_bodies = 0;
    world_end(w);
}

/* A page for all takes of a stranger what any page takes, and says how much that is; a form without files no more of
 * anybody. */
static void more_than_a_page_takes_is_too_large_and_not_too_busy(void **state)
{
    (void)state;
    World *w = guarded(0);
    static char body[10 * MB];
    memset(body, 'a', sizeof body);
    memcpy(body, "tep=", 4);
    const char *type = "Content-Type: application/x-www-form-urlencoded\r\n";
    for (int i = 0; i < 2; i++) {
        LocalReply r;
        LocalRequest q = {"POST", i ? "/lon" : "/moi", i ? text_in(w, "%s" AS_PERSON, type) : type,
                          (Str){body, sizeof body}};
        assert_int_equal(server_local(&w->c, w->server, q, &r), OK);
        assert_status(r, 413);
        assert_has(r.body, "Nội dung gửi lên lớn hơn 9 MB");
    }
    world_end(w);
}

/* Their connection ends; another's place is not touched by that. */
static void who_is_too_slow_is_ended(void **state)
{
    (void)state;
    World *w = guarded(-1000000); /* whoever begins is behind already */
    Sender s = begins(w, AS_PERSON, "/lon", 20 * MB);
    send_on(w, &s, 8 * MB);
    assert_true(s.is_open); /* it holds no place yet */
    send_on(w, &s, 4 * MB);
    assert_false(s.is_open);
    assert_int_equal(places(w), 0);
    close(s.end);
    world_end(w);
}

static void the_pace_counts_from_the_place_on(void **state)
{
    (void)state;
    Server server = {0};
    Loop loop = {.server = &server};
    Exchange *ex = calloc(1, sizeof *ex);
    ex->loop = &loop, ex->body_file = 1, ex->placed_at = 1000, ex->placed_seen = ex->body_seen = BODY_MAX;
    assert_false(body_is_late(ex, 1000 + BODY_PATIENCE_MS));
    assert_true(body_is_late(ex, 1001 + BODY_PATIENCE_MS));
    ex->body_seen += BODY_PACE * 60000; /* a minute's worth more */
    assert_false(body_is_late(ex, 61000 + BODY_PATIENCE_MS));
    assert_true(body_is_late(ex, 61001 + BODY_PATIENCE_MS));
    ex->body_file = 0; /* in memory it may take its time */
    assert_false(body_is_late(ex, INT64_C(1) << 40));
    free(ex);
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, begin, world_ends)
    const struct CMUnitTest tests[] = {
        T(several_large_files_are_read_in_their_order),
        T(they_take_no_memory),
        T(what_is_too_large_says_how_much_is_taken),
        T(a_few_are_on_their_way_at_once),
        T(a_disk_that_takes_nothing_is_said),
        cmocka_unit_test(only_who_is_let_in_holds_a_place),
        cmocka_unit_test(a_stranger_hears_why_when_all_is_sent),
        cmocka_unit_test(more_than_a_page_takes_is_too_large_and_not_too_busy),
        cmocka_unit_test(who_is_too_slow_is_ended),
        cmocka_unit_test(the_pace_counts_from_the_place_on),
    };
    return cmocka_run_group_tests_name("large", tests, NULL, NULL);
}
