// SPDX-License-Identifier: Apache-2.0
/* What leaves: failures as pages and as JSON, methods, compression, files, the description of the API, kept pages; and
 * what is left behind when a statement fails, room ends, or the server stops in the middle. */
#include "base/asset.h"
#include "http/inside.h"
#include "http/world.h"
#include <arpa/inet.h>
#include <sys/socket.h>
#include <zlib.h>

static const Migration steps[] = {
    {"note", 1,
     "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL);"
     "CREATE TABLE tally (n INTEGER NOT NULL); INSERT INTO tally VALUES (0);"},
    {0},
};

/* -- the feature -------------------------------------------------------------------------------------------- */

static int drawn;
static Server *_Atomic until_ending; /* the writer waits until this one is told to end; NULL = it does not */
static _Atomic int prepared;

static Fail list_get(Ctx *c, const Request *q, Reply *r)
{
    Rows rows;
    drawn++;
    if (reply_is_json(r)) return reply_json(c, r, json_pack("{s:i}", "drawn", drawn));
    Out *o = reply_page(c, q, r, S("Ghi chép"));
    out_raw(o, S("<h1>Ghi chép</h1>"));
    TRY(store_query(c, &rows, "SELECT text FROM note ORDER BY id"));
    while (rows_next(&rows)) OUT_TEXT(o, row_text(&rows, 0));
    for (int i = 0; i < 200; i++) out_format(o, "<p>%d</p>", i);
    return rows_end(&rows);
}

static Fail note_post(Ctx *c, const Request *q, Reply *r)
{
    hold_while(until_ending && !until_ending->ending);
    TRY(store_run(c, "UPDATE tally SET n = n + 1"));
    NEW(&c->mem, char, 3000);
    TRY(store_run(c, "INSERT INTO note (id, text) SELECT coalesce(max(id), 0) + 1, $1 FROM note",
                  input_text(q, "text")));
    Out *o = reply_page(c, q, r, S("Xong"));
    for (int i = 0; i < 300; i++) OUT_LITERAL(o, "<p>Đã ghi.</p>");
    reply_file_name(c, r, S("đã ghi.html"));
    return store_run(c, "UPDATE tally SET n = n + 1");
}

static Fail note_prepare(Ctx *c, const Request *q, Reply *r)
{
    Rows rows;
    TRY(store_one(c, &rows, "SELECT n FROM tally"));
    TRY(rows_end(&rows));
    reply_prepared(r, (void *)(uintptr_t)str_c(&c->mem, input_text(q, "text")));
    return OK;
}

/* Ours is the last act before the writer has it. */
static Fail count_prepare(Ctx *c, const Request *q, Reply *r)
{
    (void)c, (void)q, (void)r;
    prepared++;
    return OK;
}

static Fail form_get(Ctx *c, const Request *q, Reply *r)
{
    Rows rows;
    TRY(store_one(c, &rows, "SELECT n FROM tally"));
    out_format(reply_page(c, q, r, S("Biểu mẫu")), "<h1>%lld</h1>%.*s", (long long)row_integer(&rows, 0),
               STR_ARGS(request_typed(q, "text")));
    return rows_end(&rows);
}

static const Input inputs[] = {{INPUT_TEXT, "text", "Nội dung", .required = true, .max = 40}, {0}};
static const Input search_inputs[] = {{INPUT_CHOICE, "k", "Loại", .required = false, .choices = "a|b"},
                                      {INPUT_INTEGER, "n", "Số", .required = false, .min = 1, .max = 3},
                                      {0}};
static const Route routes[] = {
    {GET, "/ghi", list_get, search_inputs, "r", "Danh sách", .api = true, .cached = true},
    {POST, "/ghi", note_post, inputs, "w", "Thêm", .api = true},
    {GET, "/mau", form_get, .right = "r", .help = "Biểu mẫu"},
    {POST, "/mau", note_post, inputs, "w", "Thêm", .api = true, .prepare = note_prepare, .again = form_get},
    {POST, "/chi-gui", note_post, inputs, "w", "Chỉ gửi", .api = false},
    {POST, "/dem", note_post, inputs, "w", "Đếm", .api = false, .prepare = count_prepare},
    {0},
};
static const Feature note = {.name = "note", .routes = routes};
extern const Feature feature_http;
static const Feature *const list[] = {&feature_http, &note, NULL};

static int begin(void **state)
{
    *state = world_begin(steps, (ServerOptions){.features = list}, NULL, 0);
    drawn = 0;
    until_ending = NULL;
    return 0;
}

static LocalReply ask_as(World *w, const char *method, const char *path, const char *headers)
{
    LocalReply r;
    LocalRequest q = {.method = method, .path = path, .headers = headers};
    assert_int_equal(server_local(&w->c, w->server, q, &r), OK);
    return r;
}

/* Twice a note is in the tally: half of it is half done. */
static int64_t whole_notes(World *w)
{
    Rows r;
    assert_int_equal(store_one(&w->c, &r, "SELECT (SELECT count(*) FROM note), n FROM tally"), OK);
    int64_t n = row_integer(&r, 0);
    assert_int_equal(row_integer(&r, 1), 2 * n);
    assert_int_equal(rows_end(&r), OK);
    return n;
}

static int times(Str s, Str part)
{
    int n = 0;
    for (size_t at; (at = str_find(s, part)) < s.n; s = str_from(s, at + part.n)) n++;
    return n;
}

/* -- failures ----------------------------------------------------------------------------------------------- */

static void assert_failure_page(LocalReply r, int status)
{
    static const char *const headers[] = {"Content-Security-Policy: default-src 'none'",
                                          "X-Content-Type-Options: nosniff",
                                          "Referrer-Policy: same-origin",
                                          "Cross-Origin-Opener-Policy: same-origin",
                                          "Cache-Control: no-cache",
                                          "Content-Type: text/html; charset=utf-8"};
    assert_status(r, status);
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) assert_has(r.headers, headers[i]);
    assert_int_equal(times(r.body, S("<h1>")), 1);
    assert_int_equal(times(r.body, S("</html>")), 1);
    assert_has(r.body, "Thứ Bảy, 28/9/2024");
}

static void assert_failure_json(LocalReply r, int status)
{
    assert_status(r, status);
    assert_has(r.headers, "Content-Type: application/json; charset=utf-8");
    json_t *o = json_loadb(r.body.p, r.body.n, 0, NULL), *e = json_object_get(o, "error");
    assert_int_equal(json_integer_value(json_object_get(e, "status")), status);
    assert_true(json_string_length(json_object_get(e, "why")) > 10);
    json_decref(o);
}

static void failures_are_a_page_or_json(void **state)
{
    static const struct {
        const char *path, *headers, *body;
        int status;
    } asked[] = {
        {"/ghi?k=c", NULL, NULL, 400},
        {"/ghi", NULL, "text=", 400},
        {"/ghi%00", NULL, NULL, 400},
        {"/ghi", "Host: evil.example\r\n", NULL, 403},
        {"/ghi", "Host: localhost.evil.example\r\n", NULL, 403},
        {"/ghi", "Host: localhost:evil.example\r\n", NULL, 403},
        {"/ghi", "Host: 127.0.0.1:80@evil.example\r\n", NULL, 403},
        {"/ghi", "Host: [::1]evil.example\r\n", NULL, 403},
        {"/ghi", "Host: 127.0.0.1\r\nOrigin: http://127.0.0.1:1\r\n", "text=a", 403},
        {"/ghi", "Origin: null\r\n", "text=a", 403},
        {"/ghi", "Host: localhost:80\r\nOrigin: https://localhost:80\r\n", "text=a", 403},
        {"/ghi", "Sec-Fetch-Site: same-site\r\n", "text=a", 403},
        {"/khong-co", NULL, NULL, 404},
        {"/khong-co", NULL, "text=a", 404},
        {"//ghi", NULL, NULL, 404},
        {"/openapi.json/", NULL, NULL, 404},
    };
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        char twin[64];
        snprintf(twin, sizeof twin, "/api/v1%s", asked[i].path);
        assert_failure_page(ask(*state, asked[i].path, asked[i].headers, asked[i].body), asked[i].status);
        assert_failure_json(ask(*state, twin, asked[i].headers, asked[i].body), asked[i].status);
    }
    assert_int_equal(whole_notes(*state), 0);
    const char *ours = "Host: localhost:80\r\nOrigin: http://localhost:80\r\nSec-Fetch-Site: same-origin\r\n";
    assert_status(ask(*state, "/ghi", ours, "text=a"), 200);
    assert_status(ask(*state, "/ghi", "Host: [::1]:80\r\n", NULL), 200);
}

static void methods_are_those_of_the_rows(void **state)
{
    static const struct {
        const char *method, *path, *allow;
    } asked[] = {
        {"DELETE", "/ghi", "GET, HEAD, POST"}, {"PUT", "/chi-gui", "POST"},         {"GET", "/chi-gui", "POST"},
        {"OPTIONS", "/api", "GET, HEAD"},      {"POST", "/api", "GET, HEAD"},       {"HEAD", "/chi-gui", "POST"},
        {"GET", "/api/v1/mau", "POST"},        {"BREW", "/ghi", "GET, HEAD, POST"},
    };
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        char header[64];
        LocalReply r = ask_as(*state, asked[i].method, asked[i].path, NULL);
        assert_status(r, 405);
        snprintf(header, sizeof header, "Allow: %s\r\n", asked[i].allow);
        assert_has(r.headers, header);
        if (strcmp(asked[i].method, "HEAD") && !strstr(asked[i].path, "/v1/")) assert_failure_page(r, 405);
    }
    assert_failure_json(ask_as(*state, "DELETE", "/api/v1/ghi", NULL), 405);
    assert_failure_json(ask_as(*state, "GET", "/api/v1/chi-gui", NULL), 404); /* it has no twin at all */
    assert_failure_page(ask_as(*state, "DELETE", "/khong-co", NULL), 404);
    assert_failure_page(ask_as(*state, "DELETE", "/ghi", "Host: evil.example\r\n"), 403);
}

/* -- how an answer travels ---------------------------------------------------------------------------------- */

static Str unpacked(Ctx *c, Str packed)
{
    enum { ROOM = 1 << 20 };
    char *p = NEW(&c->mem, char, ROOM);
    z_stream z = {
        .next_in = (Bytef *)(uintptr_t)packed.p, .avail_in = (uInt)packed.n, .next_out = (Bytef *)p, .avail_out = ROOM};
    assert_int_equal(inflateInit2(&z, MAX_WBITS + 16), Z_OK);
    assert_int_equal(inflate(&z, Z_FINISH), Z_STREAM_END);
    inflateEnd(&z);
    return (Str){p, z.total_out};
}

static void a_packed_answer_is_the_same(void **state)
{
    World *w = *state;
    static const char *const paths[] = {"/ghi", "/tinh/style.css", "/khong-co"};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        LocalReply plain = get(w, paths[i]), packed = ask(w, paths[i], "Accept-Encoding: br, GZIP;q=0.5\r\n", NULL);
        assert_has_not(plain.headers, "Content-Encoding");
        assert_has(packed.headers, "Content-Encoding: gzip");
        assert_has(packed.headers, "Vary: Accept-Encoding");
        assert_true(packed.body.n < plain.body.n);
        assert_str(unpacked(&w->c, packed.body), plain.body);
        assert_has_not(ask(w, paths[i], "Accept-Encoding: gzip;q=0\r\n", NULL).headers, "Content-Encoding");
        assert_has_not(ask(w, paths[i], "Accept-Encoding: xgzip\r\n", NULL).headers, "Content-Encoding");
        LocalReply head = ask_as(w, "HEAD", paths[i], NULL);
        assert_int_equal(head.status, plain.status);
        assert_int_equal(head.body.n, 0);
        assert_has(head.headers, str_format(&w->c.mem, "Content-Length: %zu\r\n", plain.body.n).p);
    }
}

static void files_are_the_assets_and_pages_name_their_version(void **state)
{
    World *w = *state;
    Str page = get(w, "/ghi").body;
    for (size_t at; (at = str_find(page, S("\"/tinh/"))) < page.n; page = str_from(page, at + 1)) {
        Str link = str_slice(str_from(page, at + 1), 0, str_index(str_from(page, at + 1), '"'));
        Str name = str_slice(link, strlen("/tinh/"), str_index(link, '?'));
        LocalReply r = get(w, str_c(&w->c.mem, link));
        assert_status(r, 200);
        assert_str(r.body, asset(str_format(&w->c.mem, "web/%.*s", STR_ARGS(name)).p));
        assert_has(r.headers, "Cache-Control: public, max-age=31536000, immutable");
        assert_true(str_ends(name, S(".woff2")) || str_contains(link, S("?v=")));
    }
    assert_status(get(w, "/tinh/"), 404);
    assert_status(get(w, "/tinh/org/bac-giang.tsv"), 404);
}

static void every_row_with_a_twin_is_described_with_its_inputs(void **state)
{
    LocalReply r = get(*state, "/api/v1/openapi.json");
    json_t *o = json_in(r), *paths = json_object_get(o, "paths");
    size_t described = 0;
    for (const Route *row = routes; row->path; row++) {
        json_t *item = json_object_get(paths, row->path),
               *operation = json_object_get(item, row->method == GET ? "get" : "post");
        assert_int_equal(operation != NULL, row->api);
        if (!row->api) continue;
        described++;
        assert_str(str_of(json_string_value(json_object_get(operation, "summary"))), str_of(row->help));
        char *text = json_dumps(operation, 0);
        for (const Input *in = row->inputs; in && in->type; in++) {
            char name[64];
            snprintf(name, sizeof name, row->method == GET ? "\"name\": \"%s\"" : "\"%s\": {", in->name);
            assert_has(str_of(text), name);
            assert_has(str_of(text), in->label);
        }
        free(text);
    }
    assert_int_equal(described, 3);
    assert_has(r.body, "\"enum\":[\"a\",\"b\"]");
    assert_has(r.body, "\"minimum\":1,\"maximum\":3");
    json_decref(o);
}

static void a_kept_page_ends_with_its_day(void **state)
{
    World *w = *state;
    for (int i = 0; i < 3; i++) assert_has(get(w, "/ghi").body, "Thứ Bảy, 28/9/2024");
    assert_int_equal(drawn, 1);
    w->server->o.today++;
    for (int i = 0; i < 3; i++) assert_has(get(w, "/ghi").body, "Chủ nhật, 29/9/2024");
    assert_int_equal(drawn, 2);
    get(w, "/ghi?k=a"), get(w, "/ghi?k=b"), get(w, "/ghi?k=a"), get(w, "/api/v1/ghi"), get(w, "/api/v1/ghi");
    assert_int_equal(drawn, 5); /* each address for itself */
    ask(w, "/ghi", "HX-Request: true\r\n", NULL);
    assert_int_equal(drawn, 6); /* a part is never kept, nor given for a page */
    get(w, "/ghi?k=c"), get(w, "/ghi?k=c");
    assert_int_equal(drawn, 6);
}

/* -- faults ------------------------------------------------------------------------------------------------- */

static void any_statement_may_fail(void **state)
{
    static const char *const paths[] = {"/ghi", "/mau", "/api/v1/mau"};
    World *w = *state;
    int failures = 0;
    for (size_t p = 0; p < 3; p++)
        for (int n = 1;; n++) {
            int64_t before = whole_notes(w);
            store_fail_statement(w->store, n);
            LocalReply r = post(w, paths[p], "text=a");
            bool failed = store_has_failed(w->store);
            store_fail_statement(w->store, 0);
            assert_status(r, failed ? 500 : 200);
            if (failed && p) assert_has(r.body, p == 1 ? "</html>" : "{\"error\":{\"status\":500");
            assert_int_equal(whole_notes(w), before + !failed);
            assert_status(post(w, paths[p], "text=b"), 200);
            if (!failed) break;
            failures++;
        }
    assert_true(failures >= 5 + 7 + 7);
    for (int n = 1; n <= 2; n++) { /* a GET's BEGIN and its query */
        store_fail_statement(w->store, n);
        assert_failure_page(get(w, n == 1 ? "/ghi?n=1" : "/ghi?n=2"), 500);
        assert_true(store_has_failed(w->store));
    }
    assert_status(get(w, "/ghi?n=1"), 200);
}

static void open_with_rooms(World *w, size_t request, size_t job)
{
    server_stop(w->server);
    store_close(w->store);
    assert_int_equal(store_open(&w->c, (StoreOptions){.path = w->path, .steps = steps, .room = job}, &w->store), OK);
    ServerOptions o = {.store = w->store, .features = list, .room = request, .today = w->c.today};
    assert_int_equal(server_start_local(&w->c, o, &w->server), OK);
    w->c.store = store_reader(w->store);
}

/* From none to enough: of the request, with the writer's left at its usual size, and the other way round. */
static void room_may_end_anywhere(void **state)
{
    World *w = *state;
    for (int which = 0; which < 2; which++) {
        bool enough = false;
        int failures = 0;
        for (size_t room = 1; !enough; room += room < 256 ? 15 : room < 8192 ? 1024 : 16384) {
            int64_t before = whole_notes(w);
            open_with_rooms(w, which ? 0 : room, which ? room : 0);
            LocalReply r = ask(w, "/mau", "Accept-Encoding: gzip\r\n", "text=a");
            enough = r.status == 200;
            if (!enough) assert_status(r, 413);
            assert_int_equal(whole_notes(w), before + enough);
            int page = get(w, "/ghi").status;
            assert_true(page == 200 || (page == 413 && !which));
            failures += !enough;
        }
        assert_true(failures > 2);
    }
}

static int connect_to(int port)
{
    struct sockaddr_in at = {
        .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int s = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(connect(s, (struct sockaddr *)&at, sizeof at), 0);
    return s;
}

enum { PATIENCE_MS = 120000 };

/* What the other side says until it closes or has nothing to say for a while. */
static Str listen_to(Ctx *c, int s, int patience_ms)
{
    Out o = {.mem = &c->mem};
    char piece[4096];
    struct timeval patience = {patience_ms / 1000, patience_ms % 1000 * 1000};
    setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    for (ssize_t n; (n = recv(s, piece, sizeof piece, 0)) > 0;) out_raw(&o, (Str){piece, (size_t)n});
    close(s);
    return out_str(&o);
}

static void who_began_is_answered_when_the_server_stops(void **state)
{
    static const char post_text[] = "POST /dem HTTP/1.1\r\nHost: localhost\r\nContent-Length: 6\r\n"
                                    "Content-Type: application/x-www-form-urlencoded\r\n\r\ntext=a",
                      half[] = "POST /ghi HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\ntext=";
    enum { N = 20 };
    World *w = *state;
    Server *s;
    int sockets[N], dawdler;
    ServerOptions o = {.store = w->store, .features = list, .host = "127.0.0.1", .threads = 2};
    assert_int_equal(server_start(&w->c, o, &s), OK);
    prepared = 0;
    until_ending = s;
    dawdler = connect_to(server_port(s));
    assert_true(send(dawdler, half, sizeof half - 1, MSG_NOSIGNAL) > 0);
    for (int i = 0; i < N; i++) {
        sockets[i] = connect_to(server_port(s));
        assert_true(send(sockets[i], post_text, sizeof post_text - 1, MSG_NOSIGNAL) > 0);
    }
    wait_for(prepared == N);
    server_stop(s); /* and does not wait for the dawdler until the end of days */
    until_ending = NULL;
    for (int i = 0; i < N; i++) assert_true(str_starts(listen_to(&w->c, sockets[i], PATIENCE_MS), S("HTTP/1.1 200")));
    close(dawdler);
    assert_int_equal(whole_notes(w), N);
}

static void bytes_that_are_no_request(void **state)
{
#define LINE "GET /ghi HTTP/1.1\r\nHost: localhost\r\n"
    static const Str sent[] = {
        STR("\0\0\0\0\r\n\r\n"),
        STR("GET\r\n\r\n"),
        STR("GET /ghi\0x HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        STR("GET /ghi HTTP/1.1\r\n\r\n"), /* no Host */
        STR("GET /ghi HTTP/9.9\r\nHost: localhost\r\n\r\n"),
        STR(LINE "Content-Length: -1\r\n\r\n"),
        STR(LINE "Content-Length: 99999999999999999999\r\n\r\n"),
        STR(LINE "Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n"),
        STR(LINE "no colon\r\n\r\n"),
        STR("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"), /* TLS */
        STR("POST /ghi HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\ntext\r\n"),
        STR("GET http://evil.example/ghi HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        STR("OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n"),
    };
    World *w = *state;
    Server *s;
    ServerOptions o = {.store = w->store, .features = list, .host = "127.0.0.1", .threads = 2};
    assert_int_equal(server_start(&w->c, o, &s), OK);
    int sockets[sizeof sent / sizeof *sent];
    for (size_t i = 0; i < sizeof sent / sizeof *sent; i++) {
        sockets[i] = connect_to(server_port(s));
        assert_true(send(sockets[i], sent[i].p, sent[i].n, MSG_NOSIGNAL) > 0);
        shutdown(sockets[i], SHUT_WR);
    }
    for (size_t i = 0; i < sizeof sent / sizeof *sent; i++) {
        /* Not all are closed: of bytes and end in one packet, libmicrohttpd's epoll sees the end at its time limit. */
        Str answer = listen_to(&w->c, sockets[i], i ? 20 : 300);
        bool cut = str_starts(sent[i], S("GET /ghi\0")); /* libmicrohttpd, and so all of us, sees only /ghi */
        if (answer.n && !cut && !str_starts(answer, S("HTTP/1.1 4")) && !str_starts(answer, S("HTTP/1.1 505")))
            test_fails("%zu gives %.*s", i, (int)(answer.n < 300 ? answer.n : 300), answer.p);
    }
    int last = connect_to(server_port(s));
    assert_true(send(last, LINE "Connection: close\r\n\r\n", sizeof LINE "Connection: close\r\n\r\n" - 1, 0) > 0);
    assert_true(str_starts(listen_to(&w->c, last, PATIENCE_MS), S("HTTP/1.1 200")));
    server_stop(s);
}

static void what_cannot_be_taken_now_can_be_sent_again(void **unused)
{
    (void)unused;
    World *w = world_begin(steps, (ServerOptions){.features = list}, NULL, -1);
    LocalReply r = post(w, "/chi-gui", "text=%3Cb%3E+%26+%C4%91%C3%A2y&them=x%22");
    assert_status(r, 503);
    assert_has(r.headers, "Retry-After: ");
    assert_has(r.body, "action=\"/chi-gui\"");
    assert_has(r.body, "<input type=\"hidden\" name=\"text\" value=\"&lt;b&gt; &amp; đây\">");
    assert_has(r.body, "<input type=\"hidden\" name=\"them\" value=\"x&quot;\">");
    assert_has(r.body, "Gửi lại");
    assert_has_not(post(w, "/ghi", "text=").body, "Gửi lại"); /* what is wrong with it would be wrong again */
    world_end(w);
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, begin, world_ends)
    const struct CMUnitTest tests[] = {
        T(failures_are_a_page_or_json),
        T(methods_are_those_of_the_rows),
        T(a_packed_answer_is_the_same),
        T(files_are_the_assets_and_pages_name_their_version),
        T(every_row_with_a_twin_is_described_with_its_inputs),
        T(a_kept_page_ends_with_its_day),
        T(any_statement_may_fail),
        T(room_may_end_anywhere),
        T(who_began_is_answered_when_the_server_stops),
        T(bytes_that_are_no_request),
        cmocka_unit_test(what_cannot_be_taken_now_can_be_sent_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
