// SPDX-License-Identifier: Apache-2.0
/* What a stranger sends, through the code that a POST goes through before its handler: path, body, declared inputs;
 * then what a handler may rely on is asserted, or that the failure is well told.
 *
 * An input is a letter (u, m, j: how the body is encoded; capitals: asked for under /api/v1), the path up to a line
 * end, and the body.  libmicrohttpd cuts bodies by the header of a connection, so three are begun first and kept
 * waiting. */
#include "http/exchange.h"
#include <arpa/inet.h>
#include <assert.h>
#include <stdlib.h>
#include <sys/socket.h>

static Fail nothing(Ctx *c, const Request *q, Reply *r)
{
    (void)c, (void)q, (void)r;
    return OK;
}

static const Input inputs[] = {
    {INPUT_ID, "id", "Mã", .required = true},
    {INPUT_TEXT, "t", "Tên", .required = true, .min = 2, .max = 5},
    {INPUT_LINES, "l", "Lời", .required = false, .max = 9},
    {INPUT_INTEGER, "n", "Số", .required = false, .min = -5, .max = 99},
    {INPUT_DAY, "d", "Ngày", .required = false},
    {INPUT_CHOICE, "c", "Loại", .required = false, .choices = "a|b"},
    {INPUT_FILE, "f", "Tệp", .required = false, .max = 100},
    {0},
};
static const Route routes[] = {{POST, "/a/{id}/b", nothing, inputs, "w", "Gửi", .api = true}, {0}};
static const Feature feature = {.name = "fuzz", .routes = routes};
static const Feature *const list[] = {&feature, NULL};
static Server server = {.o.features = list, .version = "1"};

/* -- connections that wait ---------------------------------------------------------------------------------- */

static enum MHD_Result keep_waiting(void *arg, struct MHD_Connection *connection, const char *url, const char *method,
                                    const char *version, const char *upload, size_t *upload_size, void **state)
{
    (void)url, (void)method, (void)version, (void)upload, (void)upload_size, (void)state;
    *(struct MHD_Connection **)arg = connection;
    return MHD_YES;
}

static struct MHD_Connection *waiting_connection(const char *type)
{
    static struct MHD_Connection *begun;
    char text[200];
    int ends[2];
    struct sockaddr_in from = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    struct MHD_Daemon *d =
        MHD_start_daemon(MHD_USE_EPOLL | MHD_USE_NO_LISTEN_SOCKET, 0, NULL, NULL, keep_waiting, &begun, MHD_OPTION_END);
    if (!d || socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends)) abort();
    int n = snprintf(text, sizeof text, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Type: %s\r\n\r\n",
                     type);
    if (write(ends[0], text, (size_t)n) != n) abort();
    begun = NULL;
    if (MHD_add_connection(d, ends[1], (struct sockaddr *)&from, sizeof from) != MHD_YES) abort();
    for (int i = 0; i < 10 && !begun; i++) MHD_run(d);
    if (!begun) abort();
    return begun;
}

/* -- what holds for every request --------------------------------------------------------------------------- */

static void check_text(Str s, size_t most)
{
    size_t letters = 0;
    assert(str_is_utf8(s) && !(s.n && memchr(s.p, 0, s.n)) && str_index(s, '\r') == s.n);
    for (size_t i = 0; i < s.n; i++) letters += ((unsigned char)s.p[i] & 0xC0) != 0x80;
    assert(letters <= most);
}

static void check_taken(const Request *q)
{
    int64_t n = input_integer(q, "n");
    Str choice = input_text(q, "c");
    assert(input_id(q, "id") > 0 && input_given(q, "t") && input_text(q, "t").n >= 2);
    check_text(input_text(q, "t"), 5);
    check_text(input_text(q, "l"), 9);
    assert(str_index(input_text(q, "t"), '\n') == input_text(q, "t").n);
    assert(n >= -5 && n <= 99 && input_text(q, "f").n <= 100);
    assert(!choice.n || str_equal(choice, S("a")) || str_equal(choice, S("b")));
    assert(input_day(q, "d") == NO_DAY || input_given(q, "d"));
}

static void check_refused(Ctx *c, Request *q, Fail kind)
{
    Reply r;
    size_t size;
    assert(c->why[0] && str_is_utf8(str_of(c->why)));
    char why[WHY_ROOM];
    memcpy(why, c->why, sizeof why);
    q->is_again = true;
    /* As when the form is drawn again; where it cannot be, nobody asks what was typed. */
    bool drawn = q->route && !inputs_check(c, q);
    memcpy(c->why, why, sizeof why);
    if (drawn) assert(str_is_utf8(request_typed(q, "t")) && str_is_utf8(request_typed(q, "f")));
    reply_failure(c, q, &r, kind, NULL);
    Str body = out_str(&r.body);
    assert(r.status == fail_status(kind) && str_is_utf8(body));
    if (q->is_json) {
        json_t *o = json_loadb(body.p, body.n, 0, NULL);
        assert(json_string_length(json_object_get(json_object_get(o, "error"), "why")) == strlen(c->why));
        json_decref(o);
    }
    struct MHD_Response *m = reply_response(c, &r, false, &size);
    assert(m);
    MHD_destroy_response(m);
}

static Fail one_request(Ctx *c, void *arg)
{
    Exchange *ex = arg;
    Request *q = &ex->q;
    q->route = route_find(&server, POST, false, q->path, &ex->fields, &ex->methods);
    Fail result = q->route ? body_fields(c, ex) : fail(c, FAIL_MISSING, "Không có.");
    if (!result) result = inputs_check(c, q);
    if (result) check_refused(c, q, result);
    else check_taken(q);
    return OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static Arena whole;
    static struct MHD_Connection *connection[3];
    static Exchange ex;
    if (!whole.at) {
        whole = arena_reserve(64 << 20);
        connection[0] = waiting_connection("application/x-www-form-urlencoded");
        connection[1] = waiting_connection("multipart/form-data; boundary=xy");
        connection[2] = waiting_connection("application/json");
    }
    Str all = {(const char *)bytes, n}, how = str_slice(all, 0, 1), path;
    Str rest = str_from(all, 1);
    if (!str_cut(&rest, '\n', &path)) return 0;
    ex = (Exchange){.method = POST, .body_length = rest.n, .body = malloc(rest.n + 1)};
    fields_begin(&ex.fields);
    if (rest.n) memcpy(ex.body, rest.p, rest.n);
    ex.body = realloc(ex.body, rest.n ? rest.n : 1); /* its end is the end that the sanitizer guards */
    char kind = how.n ? how.p[0] | ' ' : 0;
    ex.connection = connection[kind == 'm' ? 1 : kind == 'j' ? 2 : 0];
    ex.q = (Request){
        .server = &server, .path = path, .fields = &ex.fields, .told = &ex.told, .is_json = how.n && how.p[0] < 'a'};
    Ctx c = {.mem = whole, .today = day_of(2024, 9, 28)};
    Fail result = edge_run(&c, one_request, &ex);
    assert(result == OK);
    free(ex.body);
    return 0;
}
