// SPDX-License-Identifier: Apache-2.0
/* Whole requests, without a network, against a small feature of our own. */
#include "http/world.h"

static const Migration steps[] = {
    {"note", 1,
     "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE, day TEXT);"
     "CREATE TABLE tally (n INTEGER NOT NULL); INSERT INTO tally VALUES (0);"
     "CREATE TABLE other (n INTEGER NOT NULL); INSERT INTO other VALUES (7);"},
    {0},
};

/* -- the feature -------------------------------------------------------------------------------------------- */

static int drawn; /* how often a list was drawn */

static Fail list_get(Ctx *c, const Request *q, Reply *r)
{
    Rows rows;
    drawn++;
    json_t *all = json_array();
    TRY(store_query(c, &rows, "SELECT text FROM note ORDER BY id"));
    Out *o = reply_is_json(r) ? NULL : reply_page(c, q, r, S("Ghi chép"));
    if (o) out_raw(o, S("<h1>Ghi chép</h1>"));
    while (rows_next(&rows)) {
        if (o) out_raw(o, S("<p>")), OUT_TEXT(o, row_text(&rows, 0)), out_raw(o, S("</p>"));
        else json_array_append_new(all, json_str(row_text(&rows, 0)));
    }
    TRY(rows_end(&rows));
    if (!o) return reply_json(c, r, json_pack("{s:o}", "notes", all));
    json_decref(all);
    return OK;
}

static Fail other_get(Ctx *c, const Request *q, Reply *r)
{
    Rows rows;
    drawn++;
    TRY(store_one(c, &rows, "SELECT n FROM other"));
    out_integer(reply_page(c, q, r, S("Khác")), row_integer(&rows, 0));
    return rows_end(&rows);
}

static Fail form_get(Ctx *c, const Request *q, Reply *r)
{
    Out *o = reply_page(c, q, r, S("Biểu mẫu"));
    const char *problem = request_problem(q, "text"), *rule = request_problem(q, "");
    out_raw(o, S("<h1>Biểu mẫu</h1>"));
    if (rule) out_raw(o, S("<p class=rule>")), OUT_TEXT(o, rule), out_raw(o, S("</p>"));
    if (problem) out_raw(o, S("<p class=problem>")), OUT_TEXT(o, problem), out_raw(o, S("</p>"));
    out_raw(o, S("<input value=\"")), OUT_ATTR(o, request_typed(q, "text")), out_raw(o, S("\">"));
    return OK;
}

static Fail note_prepare(Ctx *c, const Request *q, Reply *r)
{
    reply_prepared(r, (void *)(uintptr_t)str_format(&c->mem, "%.*s!", STR_ARGS(input_text(q, "text"))).p);
    return OK;
}

/* Three statements, so that a fault can strike between them. */
static Fail note_post(Ctx *c, const Request *q, Reply *r)
{
    const char *text = request_prepared(q);
    Str printed = input_text(q, "text");
    if (str_equal(printed, S("rule"))) return fail(c, FAIL_INPUT, "Quy tắc không cho phép.");
    if (str_equal(printed, S("conflict"))) return fail(c, FAIL_CONFLICT, "Người khác vừa sửa.");
    if (str_equal(printed, S("denied"))) return fail(c, FAIL_DENIED, "Không có quyền.");
    TRY(store_run(c, "UPDATE tally SET n = n + 1"));
    TRY(store_run(c, "INSERT INTO note (id, text, day) SELECT coalesce(max(id), 0) + 1, $1, $2 FROM note",
                  text ? str_of(text) : printed, value_day(c, input_day(q, "day"))));
    TRY(store_run(c, "UPDATE tally SET n = n + 1"));
    if (str_equal(printed, S("huge")))
        for (;;) NEW(&c->mem, char, 1 << 16);
    return reply_redirect(c, r, "/ghi");
}

static Fail upload_post(Ctx *c, const Request *q, Reply *r)
{
    out_format(reply_text(c, r, "text/plain; charset=utf-8"), "%.*s|%zu|%.*s", STR_ARGS(input_file_name(q, "file")),
               input_text(q, "file").n, STR_ARGS(input_text(q, "note")));
    return OK;
}

static Fail types_get(Ctx *c, const Request *q, Reply *r)
{
    Day day = input_day(q, "day");
    Str iso = day == NO_DAY ? S("-") : day_iso(&c->mem, day);
    out_format(reply_text(c, r, "text/plain; charset=utf-8"), "%.*s|%lld|%.*s|%.*s", STR_ARGS(input_text(q, "part")),
               (long long)input_integer(q, "count"), STR_ARGS(iso), STR_ARGS(input_text(q, "choice")));
    return OK;
}

static Fail file_get(Ctx *c, const Request *q, Reply *r)
{
    (void)q;
    out_raw(reply_text(c, r, "text/calendar; charset=utf-8"), S("BEGIN:VCALENDAR\r\n"));
    reply_file_name(c, r, S("lịch tháng 9.ics"));
    return OK;
}

static const Input note_inputs[] = {{INPUT_TEXT, "text", "Nội dung", .required = true, .min = 2, .max = 20},
                                    {INPUT_DAY, "day", "Ngày", .required = false},
                                    {0}};
static const Input upload_inputs[] = {{INPUT_FILE, "file", "Tệp", .required = true, .max = 100000},
                                      {INPUT_LINES, "note", "Lời nhắn", .required = false},
                                      {0}};
static const Input types_inputs[] = {{INPUT_TEXT, "part", "Phần", .required = true, .max = 30},
                                     {INPUT_INTEGER, "count", "Số lượng", .required = false, .min = 1, .max = 9},
                                     {INPUT_DAY, "day", "Ngày", .required = false},
                                     {INPUT_CHOICE, "choice", "Lựa chọn", .required = false, .choices = "a|b"},
                                     {0}};

static const Route routes[] = {
    {GET, "/ghi", list_get, .right = "r", .help = "Ghi chép", .api = true, .cached = true},
    {GET, "/khac", other_get, .right = "r", .help = "Khác", .cached = true},
    {GET, "/ghi/moi", form_get, .right = "r", .help = "Biểu mẫu"},
    {POST, "/ghi/moi", note_post, note_inputs, "w", "Thêm ghi chép", .api = true, .prepare = note_prepare,
     .again = form_get},
    {POST, "/ghi/tho", note_post, note_inputs, "w", "Thêm không có biểu mẫu", .api = true},
    {POST, "/tep", upload_post, upload_inputs, "w", "Gửi tệp", .api = false},
    {GET, "/loai/{part}", types_get, types_inputs, "r", "Các kiểu", .api = false},
    {GET, "/tai", file_get, .right = "r", .help = "Tải về"},
    {0},
};
static int waiting;
static Fail count_it(Ctx *c, int *n)
{
    *n = waiting;
    return waiting < 0 ? fail(c, FAIL_STORE, "Không đếm được.") : OK;
}
static const MenuRow menu[] = {{"/khac", "Sau", MENU_WORK, 1, .right = NULL},
                               {"/ghi", "Trước", MENU_TODAY, 2, .right = NULL},
                               {"/loai", "Sau nữa", MENU_WORK, 2, .waits = count_it},
                               {0}};
static const Feature note = {.name = "note", .routes = routes, .menu = menu};
extern const Feature feature_http;
static const Feature *const list[] = {&feature_http, &note, NULL};

static int begin(void **state)
{
    *state = world_begin(steps, (ServerOptions){.features = list}, NULL, 0);
    drawn = 0;
    return 0;
}

static int64_t count(World *w, const char *what)
{
    Rows r;
    int64_t n;
    Fail result = strcmp(what, "note") ? store_one(&w->c, &r, "SELECT n FROM tally")
                                       : store_one(&w->c, &r, "SELECT count(*) FROM note");
    assert_int_equal(result, OK);
    n = row_integer(&r, 0);
    assert_int_equal(rows_end(&r), OK);
    return n;
}

/* -- pages -------------------------------------------------------------------------------------------------- */

static void pages_have_a_frame_a_menu_and_a_strict_policy(void **state)
{
    World *w = *state;
    LocalReply r = get(w, "/ghi");
    assert_status(r, 200);
    assert_has(r.body, "<!doctype html>");
    assert_has(r.body, "<title>Ghi chép – Ngày Số</title>");
    assert_true(str_find(r.body, S("Trước</a>")) < str_find(r.body, S("Sau</a>")));
    assert_has(r.body, "Thứ Bảy, 28/9/2024");
    assert_has(r.headers, "Content-Security-Policy: default-src 'none'");
    assert_has(r.headers, "X-Content-Type-Options: nosniff");
    assert_has(r.headers, "Content-Type: text/html; charset=utf-8");
    assert_has_not(r.headers, "unsafe-inline");
}

static void the_menu_has_groups_and_says_what_waits(void **state)
{
    World *w = *state;
    waiting = 0;
    LocalReply r = get(w, "/ghi");
    assert_has(r.body, "<a href=\"/ghi\" aria-current=\"page\">Trước</a>"); /* alone in its group: by its own name */
    assert_has(r.body, "<li class=\"shut\"><a href=\"/khac\">Kế hoạch và việc</a>"); /* to the first of it */
    assert_has_not(r.body, "đang chờ");
    waiting = 7;
    assert_status(post(w, "/ghi/tho", "text=xx"), 303);
    r = get(w, "/khac");
    assert_has(r.body, "<li class=\"open\">");
    assert_has(r.body, "Kế hoạch và việc <b class=\"waits\">7<span class=\"hidden-text\"> đang chờ</span></b></a>");
    assert_has(r.body, "Sau nữa <b class=\"waits\">7");
    waiting = -1;
    assert_status(post(w, "/ghi/tho", "text=yy"), 303);
    assert_status(get(w, "/ghi"), 500);
    assert_status(get(w, "/tep"), 405); /* a page that says what went wrong counts nothing */
    waiting = 0;
}

static void what_is_stored_is_escaped(void **state)
{
    World *w = *state;
    assert_status(post(w, "/ghi/tho", "text=%3Cscript%3E%26"), 303);
    assert_has(get(w, "/ghi").body, "<p>&lt;script&gt;&amp;</p>");
}

static void api_rows_have_a_json_twin_others_have_none(void **state)
{
    World *w = *state;
    assert_status(post(w, "/ghi/tho", "text=m%E1%BB%99t"), 303);
    LocalReply r = get(w, "/api/v1/ghi");
    assert_status(r, 200);
    assert_str(r.body, S("{\"notes\":[\"một\"]}"));
    assert_has(r.headers, "application/json");
    assert_status(get(w, "/api/v1/khac"), 404);
    r = ask(w, "/api/v1/ghi/moi", "Content-Type: application/json\r\n", "{\"text\": \"hai\"}");
    assert_status(r, 200);
    assert_str(r.body, S("{\"location\":\"/ghi\"}"));
    assert_has(get(w, "/ghi").body, "hai!");
}

static void the_api_is_described_from_the_rows(void **state)
{
    World *w = *state;
    LocalReply r = get(w, "/api/v1/openapi.json");
    assert_status(r, 200);
    json_t *o = json_in(r);
    assert_str(str_of(json_string_value(json_object_get(o, "openapi"))), S("3.1.0"));
    json_t *paths = json_object_get(o, "paths"), *path = json_object_get(paths, "/ghi/moi");
    assert_non_null(json_object_get(json_object_get(paths, "/ghi"), "get"));
    assert_null(json_object_get(paths, "/khac"));
    assert_has(str_of(json_string_value(json_object_get(json_object_get(path, "post"), "summary"))), "Thêm ghi chép");
    assert_has(r.body, "\"maxLength\":20");
    json_decref(o);
    assert_has(get(w, "/api").body, "/api/v1/ghi/moi");
}

static void head_has_no_body_and_large_pages_are_compressed(void **state)
{
    World *w = *state;
    LocalReply r = {0};
    assert_int_equal(server_local(&w->c, w->server, (LocalRequest){.method = "HEAD", .path = "/ghi"}, &r), OK);
    assert_int_equal(r.status, 200);
    assert_int_equal(r.body.n, 0);
    r = ask(w, "/ghi", "Accept-Encoding: gzip, br\r\n", NULL);
    assert_has(r.headers, "Content-Encoding: gzip");
    assert_true(r.body.n > 2 && (unsigned char)r.body.p[0] == 0x1f && (unsigned char)r.body.p[1] == 0x8b);
}

static Str tag_of(LocalReply r)
{
    Str rest = str_from(r.headers, str_find(r.headers, S("ETag: ")) + strlen("ETag: "));
    return str_slice(rest, 0, str_index(rest, '\r'));
}

static void a_page_that_the_browser_has_is_not_sent_again(void **state)
{
    World *w = *state;
    for (int kept = 0; kept < 2; kept++) {
        Str tag = tag_of(get(w, "/ghi"));
        const char *asks = str_format(&w->c.mem, "If-None-Match: \"x\", %.*s\r\n", STR_ARGS(tag)).p;
        LocalReply r = ask(w, "/ghi", asks, NULL);
        assert_status(r, 304);
        assert_int_equal(r.body.n, 0);
        assert_has(r.headers, "ETag: ");
        assert_status(post(w, "/ghi/tho", kept ? "text=hai" : "text=abc"), 303);
        assert_status(ask(w, "/ghi", asks, NULL), 200);
    }
    LocalReply missing = get(w, "/khong-co");
    assert_has_not(missing.headers, "ETag");
}

static void a_download_keeps_its_vietnamese_name(void **state)
{
    World *w = *state;
    assert_has(get(w, "/tai").headers, "filename*=UTF-8''l%E1%BB%8Bch%20th%C3%A1ng%209.ics");
}

static void static_files_are_kept_by_their_version(void **state)
{
    World *w = *state;
    LocalReply r = get(w, "/tinh/style.css");
    assert_status(r, 200);
    assert_has(r.headers, "Content-Type: text/css");
    assert_has(r.headers, "max-age=31536000");
    assert_status(get(w, "/tinh/none.css"), 404);
    assert_status(get(w, "/tinh/../ghi"), 404);
}

/* -- inputs ------------------------------------------------------------------------------------------------- */

static void inputs_of_every_type_are_read(void **state)
{
    World *w = *state;
    assert_str(get(w, "/loai/3.1.a?count=3&day=15/9/2024&choice=b").body, S("3.1.a|3|2024-09-15|b"));
    assert_str(get(w, "/loai/x?day=2024-02-29").body, S("x|0|2024-02-29|"));
    assert_str(get(w, "/loai/B%E1%BA%AFc%20Giang").body, S("Bắc Giang|0|-|"));
    assert_str(get(w, "/loai/Ba%CC%86%CC%81c").body, S("Bắc|0|-|")); /* decomposed -> NFC */
}

static void bad_inputs_get_one_sentence(void **state)
{
    World *w = *state;
    static const struct {
        const char *path, *says;
        int status;
    } bad[] = {
        {"/loai/x?count=0", "Số lượng phải từ 1 đến 9.", 400},
        {"/loai/x?count=12345678901234567890", "Số lượng phải là một số", 400},
        {"/loai/x?day=31/2/2024", "Ngày phải là một ngày có thật, viết như 15/9/2024.", 400},
        {"/loai/x?choice=c", "Lựa chọn: hãy chọn một trong các mục có sẵn.", 400},
        {"/loai/1234567890123456789012345678901", "Không có trang nào", 404},
        {"/loai/%FF%FE", "Không có trang nào", 404},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        LocalReply r = get(w, bad[i].path);
        assert_status(r, bad[i].status);
        assert_has(r.body, bad[i].says);
    }
}

static void a_refused_form_comes_back_with_what_was_typed(void **state)
{
    World *w = *state;
    LocalReply r = post(w, "/ghi/moi", "text=m");
    assert_status(r, 400);
    assert_has(r.body, "<p class=problem>Nội dung cần ít nhất 2 chữ.</p>");
    assert_has(r.body, "<input value=\"m\">");
    r = post(w, "/ghi/moi", "text=rule");
    assert_status(r, 400);
    assert_has(r.body, "<p class=rule>Quy tắc không cho phép.</p>");
    assert_has(r.body, "<input value=\"rule\">");
    r = post(w, "/ghi/tho", "text=m"); /* no form to draw: the error page keeps it */
    assert_status(r, 400);
    assert_has(r.body, "Những gì vừa gửi");
    assert_int_equal(count(w, "note"), 0);
}

static void uploads_are_bounded(void **state)
{
    World *w = *state;
    const char *type = "Content-Type: multipart/form-data; boundary=xyz\r\n";
    LocalReply r = ask(w, "/tep", type,
                       "--xyz\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nd\xc3\xb2ng 1\r\nhai\r\n"
                       "--xyz\r\nContent-Disposition: form-data; name=\"file\"; "
                       "filename=\"k\xe1\xba\xbf.txt\"\r\n\r\nabc\r\n--xyz--\r\n");
    assert_status(r, 200);
    assert_str(r.body, S("kế.txt|3|dòng 1\nhai"));
    assert_has(
        ask(w, "/tep", type, "--xyz\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nd\r\n--xyz--\r\n").body,
        "Hãy chọn một tệp.");
    Out big = {.mem = &w->c.mem};
    out_raw(&big, S("--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"k\"\r\n\r\n"));
    for (int i = 0; i < 200000; i++) out_char(&big, 'x');
    out_raw(&big, S("\r\n--xyz--\r\n"));
    assert_status(ask(w, "/tep", type, str_c(&w->c.mem, out_str(&big))), 400);
}

/* -- errors ------------------------------------------------------------------------------------------------- */

static void errors_are_pages_that_say_what_to_do(void **state)
{
    World *w = *state;
    Out big = {.mem = &w->c.mem};
    out_raw(&big, S("text="));
    for (int i = 0; i < BODY_MAX; i++) out_char(&big, 'x');
    const char *huge = str_c(&w->c.mem, out_str(&big));
    const struct {
        const char *path, *headers, *body;
        int status;
    } asked[] = {
        {"/ghi/tho", NULL, "text=m", 400},
        {"/ghi", "Host: example.com\r\n", NULL, 403},
        {"/ghi/tho", "Origin: http://example.com\r\n", "text=abc", 403},
        {"/ghi/tho", "Sec-Fetch-Site: cross-site\r\n", "text=abc", 403},
        {"/khong-co", NULL, NULL, 404},
        {"/ghi", NULL, "text=abc", 405},
        {"/ghi/tho", NULL, "text=conflict", 409},
        {"/ghi/tho", NULL, huge, 413},
        {"/ghi/tho", NULL, "text=huge", 413},
    };
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        LocalReply r = ask(w, asked[i].path, asked[i].headers, asked[i].body);
        assert_status(r, asked[i].status);
        assert_has(r.body, "<h1>");
        assert_has(r.body, "Về trang đầu");
        assert_has(r.headers, "Content-Security-Policy");
        if (r.status == 405) assert_has(r.headers, "Allow: GET, HEAD");
    }
    LocalReply r = get(w, "/api/v1/khong-co");
    assert_status(r, 404);
    assert_has(r.body, "{\"error\":{\"status\":404,\"why\":\"");
    assert_int_equal(count(w, "note"), 0);
}

static void hostile_requests_are_answered(void **state)
{
    World *w = *state;
    Out many = {.mem = &w->c.mem}, deep = {.mem = &w->c.mem}, path = {.mem = &w->c.mem};
    for (int i = 0; i < 80; i++) out_format(&many, "f%d=1&", i);
    for (int i = 0; i < 5000; i++) out_char(&deep, '[');
    out_char(&path, '/');
    for (int i = 0; i < URI_MAX; i++) out_char(&path, 'a');
    const char *json = "Content-Type: application/json\r\n";
    const struct {
        const char *path, *headers, *body;
    } asked[] = {
        {str_c(&w->c.mem, out_str(&path)), NULL, NULL},
        {"/ghi/tho", NULL, str_c(&w->c.mem, out_str(&many))},
        {"/ghi/tho", json, str_c(&w->c.mem, out_str(&deep))},
        {"/ghi/tho", json, "{\"text\":\"abc\",\"text\":\"abd\"}"},
        {"/ghi/tho", json, "{\"text\":[1]}"},
        {"/ghi/tho", json, "{\"text\":"},
        {"/ghi/tho", NULL, "text=%00%00%00"},
        {"/ghi/tho", NULL, "text=%ff%fe%80"},
        {"/ghi/tho", NULL, "text=%e1%bb"},
        {"/ghi/tho", NULL, "%%%=%&&&===&text"},
        {"/ghi/tho", "Content-Type: multipart/form-data\r\n", "--x"},
        {"/ghi/tho", "Content-Type: multipart/form-data; boundary=x\r\n", "--x\r\nContent-Disposition: form-data"},
        {"/ghi/tho", "Content-Type: text/plain\r\n", "text=abc"},
        {"/loai/%2e%2e%2f%2e%2e?count=%", NULL, NULL},
    };
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        LocalReply r = ask(w, asked[i].path, asked[i].headers, asked[i].body);
        if (r.status < 400 || r.status >= 500) test_fails("%zu: %s gives %d", i, asked[i].path, r.status);
    }
    assert_int_equal(count(w, "note"), 0);
    assert_status(post(w, "/ghi/tho", "text=abc&text=def"), 303);
    assert_has(get(w, "/ghi").body, "def"); /* of two, the last counts */
}

/* -- faults ------------------------------------------------------------------------------------------------- */

static void a_statement_that_fails_leaves_nothing_half_done(void **state)
{
    World *w = *state;
    int n = 1;
    for (; n < 40; n++) {
        char body[32];
        int64_t notes = count(w, "note"), tally = count(w, "tally");
        snprintf(body, sizeof body, "text=note%d", n);
        store_fail_statement(w->store, n);
        LocalReply r = post(w, "/ghi/tho", body);
        if (!store_has_failed(w->store)) break;
        assert_status(r, 500);
        assert_int_equal(count(w, "note"), notes);
        assert_int_equal(count(w, "tally"), tally);
    }
    assert_true(n > 5);
    store_fail_statement(w->store, 0);
    assert_status(post(w, "/ghi/tho", "text=after"), 303);
    assert_has(get(w, "/ghi").body, "after");
}

static void a_request_without_room_leaves_nothing_half_done(void **unused)
{
    (void)unused;
    bool small = false, enough = false;
    for (size_t room = 1; room < 1 << 20 && !enough; room += (size_t)test_times(29, 1)) {
        World *w = world_begin(steps, (ServerOptions){.features = list, .room = room}, NULL, 0);
        LocalReply r = post(w, "/ghi/moi", "text=abc");
        enough = r.status == 303;
        small |= r.status == 413 || r.status == 503;
        assert_true(enough || r.status == 413 || r.status == 503);
        assert_int_equal(count(w, "note"), enough);
        assert_int_equal(count(w, "tally"), enough ? 2 : 0);
        world_end(w);
    }
    assert_true(small && enough);
}

static void a_full_queue_says_busy(void **unused)
{
    (void)unused;
    World *w = world_begin(steps, (ServerOptions){.features = list}, NULL, -1);
    LocalReply r = post(w, "/ghi/moi", "text=abc");
    assert_status(r, 503);
    assert_has(r.headers, "Retry-After: ");
    assert_has(r.body, "<input value=\"abc\">");
    assert_int_equal(count(w, "note"), 0);
    world_end(w);
}

/* -- kept pages --------------------------------------------------------------------------------------------- */

static void a_kept_page_shows_a_write_at_once_and_only_then(void **state)
{
    World *w = *state;
    get(w, "/ghi"), get(w, "/khac");
    assert_int_equal(drawn, 2);
    get(w, "/ghi"), get(w, "/khac"), get(w, "/ghi");
    assert_int_equal(drawn, 2);
    for (int i = 0; i < 50; i++) {
        char body[32], shown[32];
        snprintf(body, sizeof body, "text=note%d", i);
        snprintf(shown, sizeof shown, "<p>note%d</p>", i);
        assert_status(post(w, "/ghi/tho", body), 303);
        assert_has(get(w, "/ghi").body, shown);
    }
    assert_int_equal(drawn, 52);
    get(w, "/khac"); /* reads another table */
    assert_int_equal(drawn, 52);
    assert_status(post(w, "/ghi/tho", "text=denied"), 403);
    get(w, "/ghi"); /* nothing changed */
    assert_int_equal(drawn, 52);
}

static void a_page_of_one_host_is_not_given_to_another(void **state)
{
    World *w = *state;
    assert_status(get(w, "/ghi"), 200);
    assert_status(ask(w, "/ghi", "Host: example.com\r\n", NULL), 403);
    assert_status(ask(w, "/ghi", "Host: localhost:8080\r\n", NULL), 200);
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, begin, world_ends)
    const struct CMUnitTest tests[] = {
        T(pages_have_a_frame_a_menu_and_a_strict_policy),
        T(the_menu_has_groups_and_says_what_waits),
        T(what_is_stored_is_escaped),
        T(api_rows_have_a_json_twin_others_have_none),
        T(the_api_is_described_from_the_rows),
        T(head_has_no_body_and_large_pages_are_compressed),
        T(a_page_that_the_browser_has_is_not_sent_again),
        T(a_download_keeps_its_vietnamese_name),
        T(static_files_are_kept_by_their_version),
        T(inputs_of_every_type_are_read),
        T(bad_inputs_get_one_sentence),
        T(a_refused_form_comes_back_with_what_was_typed),
        T(uploads_are_bounded),
        T(errors_are_pages_that_say_what_to_do),
        T(hostile_requests_are_answered),
        T(a_statement_that_fails_leaves_nothing_half_done),
        cmocka_unit_test(a_request_without_room_leaves_nothing_half_done),
        cmocka_unit_test(a_full_queue_says_busy),
        T(a_kept_page_shows_a_write_at_once_and_only_then),
        T(a_page_of_one_host_is_not_given_to_another),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
