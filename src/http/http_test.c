// SPDX-License-Identifier: Apache-2.0
/* Whole requests: pages, inputs, errors. */
#include "http/http_testing.h"

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
    r = get(w, "/api");
    assert_has(r.body, "<a href=\"/api?duoi=ghi\"><code>/ghi</code></a>");
    assert_has_not(r.body, "/api/v1/ghi/moi"); /* a step behind: the page stays small however many there are */
    assert_has(get(w, "/api?duoi=ghi").body, "/api/v1/ghi/moi");
    assert_status(get(w, "/api?duoi=khong-co"), 404);
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
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
