// SPDX-License-Identifier: Apache-2.0
/* What people type and programs send: every type of input at its bounds, forms drawn again, bodies of every kind. */
#include "http/inside.h"
#include "http/reply.h"
#include "http/world.h"
#include <jansson.h>
#include <signal.h>
#include <sys/wait.h>

static const Migration steps[] = {{"note", 1, "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT);"}, {0}};

/* -- the feature: answers with what it was given ------------------------------------------------------------ */

static Fail echo(Ctx *c, const Request *q, Reply *r)
{
    Day day = input_day(q, "day");
    Str iso = day == NO_DAY ? S("-") : day_iso(&c->mem, day), one = input_text(q, "one"), many = input_text(q, "many"),
        kind = input_text(q, "kind");
    out_format(reply_text(c, r, "text/plain; charset=utf-8"), "%lld|%.*s|%.*s|%lld%s|%.*s|%.*s",
               (long long)input_id(q, "id"), STR_ARGS(one), STR_ARGS(many), (long long)input_integer(q, "number"),
               input_given(q, "number") ? "" : " not given", STR_ARGS(iso), STR_ARGS(kind));
    return OK;
}

/* The page with the form: its own optional inputs have the names of the form's, and other bounds. */
static Fail form_get(Ctx *c, const Request *q, Reply *r)
{
    static const char *const names[] = {"", "one", "many", "number", "day", "kind"};
    Out *o = reply_page(c, q, r, S("Biểu mẫu"));
    out_format(o, "<h1>%lld</h1>", (long long)input_id(q, "id"));
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *problem = request_problem(q, names[i]);
        out_format(o, "<p>%s=[", names[i]);
        OUT_TEXT(o, *names[i] ? request_typed(q, names[i]) : (Str){0});
        out_format(o, "] %s</p>", problem ? problem : "");
    }
    return OK;
}

static Fail refuse(Ctx *c, const Request *q, Reply *r)
{
    (void)r;
    static const Fail kinds[] = {FAIL_INPUT, FAIL_DENIED, FAIL_MISSING, FAIL_CONFLICT,
                                 FAIL_ROOM,  FAIL_STORE,  FAIL_BUSY};
    int64_t n = input_integer(q, "number");
    TRY(store_run(c, "INSERT INTO note (id, text) SELECT coalesce(max(id), 0) + 1, $1 FROM note",
                  input_text(q, "one")));
    if (n >= 1 && n <= 7) return fail(c, kinds[n - 1], "Không được vì lý do \"%d\".", (int)n);
    return n == 8 ? reply_redirect(c, r, "//evil.example/") : reply_redirect(c, r, "/bieu-mau/1");
}

static Fail read_undeclared(Ctx *c, const Request *q, Reply *r)
{
    (void)c, (void)r;
    return input_text(q, "secret").n ? OK : FAIL_MISSING;
}

#define INPUTS                                                                                                         \
    {INPUT_ID, "id", "Mã", .required = true}, {INPUT_TEXT, "one", "Tên", .required = true, .min = 2, .max = 5},        \
        {INPUT_LINES, "many", "Lời nhắn", .required = false, .max = 9},                                                \
        {INPUT_INTEGER, "number", "Số", .required = false, .min = -5, .max = 99},                                      \
        {INPUT_DAY, "day", "Ngày", .required = false}, {INPUT_CHOICE, "kind", "Loại", .choices = "có|không"},          \
    {                                                                                                                  \
        0                                                                                                              \
    }
static const Input inputs[] = {INPUTS};
static const Input form_inputs[] = {
    {INPUT_ID, "id", "Mã", .required = true}, {INPUT_ID, "one", "Mã khác", .required = false}, {0}};
static Fail echo_rows(Ctx *c, const Request *q, Reply *r);
static Fail read_many(Ctx *c, const Request *q, Reply *r);
static Fail draw_many(Ctx *c, const Request *q, Reply *r);
static const Input row_inputs[] = {{INPUT_TEXT, "ten", "Tên", .max = 5, .each = true},
                                   {INPUT_INTEGER, "so", "Số", .min = 0, .max = 9, .each = true},
                                   {INPUT_ID, "chon", "Đánh dấu", .many = true},
                                   {0}};
static const Route routes[] = {
    {POST, "/bang", echo_rows, row_inputs, "w", "Gửi một bảng", .api = true},
    {GET, "/nhieu", draw_many, .right = "r", .help = "Nhiều dòng"},
    {POST, "/nhieu", read_many, row_inputs, "w", "Gửi nhiều dòng", .api = true, .again = draw_many},
    {GET, "/in/{id}", echo, inputs, "r", "Đọc", .api = true},
    {POST, "/in/{id}", echo, inputs, "w", "Gửi", .api = true},
    {GET, "/bieu-mau/{id}", form_get, form_inputs, "r", .help = "Biểu mẫu"},
    {POST, "/bieu-mau/{id}", refuse, inputs, "w", "Gửi biểu mẫu", .api = true, .again = form_get},
    {POST, "/khong-mau/{id}", refuse, inputs, "w", "Gửi", .api = true},
    {GET, "/khai", read_undeclared, .right = "r", .help = "Đọc điều không khai"},
    {0},
};
static const Feature note = {.name = "note", .routes = routes};
static const Feature *const list[] = {&note, NULL};

static int begin(void **state)
{
    *state = world_begin(steps, (ServerOptions){.features = list}, NULL, 0);
    return 0;
}

#define JSON              "Content-Type: application/json\r\n"
#define FORM(boundary)    "Content-Type: multipart/form-data; boundary=" boundary "\r\n"
#define PART(name, value) "--xy\r\nContent-Disposition: form-data; name=\"" name "\"\r\n\r\n" value "\r\n"

static int64_t notes(World *w)
{
    Rows r;
    assert_int_equal(store_one(&w->c, &r, "SELECT count(*) FROM note"), OK);
    int64_t n = row_integer(&r, 0);
    assert_int_equal(rows_end(&r), OK);
    return n;
}

/* -- inputs ------------------------------------------------------------------------------------------------- */

static void good_inputs_in_every_dress(void **state)
{
    static const struct {
        const char *headers, *body, *echoed;
    } sent[] = {
        {NULL, "one=ab", "7|ab||0 not given|-|"},
        {NULL, "one=abcde&many=a%0D%0Ab%0Dc%0Ad&number=-5&day=1%2F2%2F2024&kind=c%C3%B3",
         "7|abcde|a\nb\nc\nd|-5|2024-02-01|có"},
        {NULL, "one=+ab+&number=+99+&day=+2024-12-31+&kind=+c%C3%B3+", "7|ab||99|2024-12-31|có"},
        {NULL, "one=ab&number=+++&day=+&kind=+&many=%0D%0A", "7|ab||0 not given|-|"}, /* blanks are nothing */
        {NULL, "one=e%CC%82%CC%81o", "7|ếo||0 not given|-|"},                         /* decomposed: one letter */
        {NULL, "one=ab&one=cd", "7|cd||0 not given|-|"},                              /* the last counts */
        {NULL, "&&=1&x&many=%&one=41&number", "7|41|%|0 not given|-|"},
        {NULL, "one=a%zzb", "7|a%zzb||0 not given|-|"}, /* as browsers read a bad escape */
        {NULL, "one=ab&id=8", "7|ab||0 not given|-|"},  /* the path is stronger */
        {FORM("xy"), PART("one", "ab") PART("number", "3") PART("id", "8") "--xy--\r\n", "7|ab||3|-|"},
        {JSON, "{\"one\":\"e\\u0302\\u0301o\",\"number\":3,\"many\":null,\"id\":8}", "7|ếo||3|-|"},
        {"Content-Type: application/json; charset=utf-8\r\n", "{\"one\":\"ab\",\"number\":\"12\"}", "7|ab||12|-|"},
    };
    for (size_t i = 0; i < sizeof sent / sizeof *sent; i++) {
        LocalReply r = ask(*state, "/api/v1/in/7?id=9&unknown=1", sent[i].headers, sent[i].body);
        assert_status(r, 200);
        assert_str(r.body, str_of(sent[i].echoed));
    }
    assert_str(get(*state, "/in/7?one=ab&id=9&number=4").body, S("7|ab||4|-|"));
    assert_str(get(*state, "/api/v1/in/7?one=ab").body, S("7|ab||0 not given|-|"));
}

static void each_bad_input_has_its_sentence(void **state)
{
    static const struct {
        const char *body, *says;
    } bad[] = {
        {"", "Hãy điền: Tên."},
        {"one=++", "Hãy điền: Tên."},
        {"one=a", "Tên cần ít nhất 2 chữ."},
        {"one=%E1%BA%AFbcdef", "Tên dài 6 chữ; rút xuống còn nhiều nhất 5 chữ."},
        {"one=a%0Ab", "Tên chỉ viết trên một dòng."},
        {"one=a%0Db", "Tên chỉ viết trên một dòng."},
        {"one=a%00b", "Tên có ký tự không đọc được."},
        {"one=a%08b", "Tên có ký tự không đọc được."},
        {"one=a%7Fb", "Tên có ký tự không đọc được."},
        {"one=%C3%28", "Tên có ký tự không đọc được."},
        {"one=%ED%A0%80", "Tên có ký tự không đọc được."},
        {"one=ab&many=1234567890", "Lời nhắn dài 10 chữ"},
        {"one=ab&number=100", "Số phải từ -5 đến 99."},
        {"one=ab&number=-6", "Số phải từ -5 đến 99."},
        {"one=ab&number=1.5", "Số phải là một số"},
        {"one=ab&number=1%00", "Số phải là một số"},
        {"one=ab&day=29/2/2023", "Ngày phải là một ngày có thật"},
        {"one=ab&day=1/2/2024/", "Ngày phải là một ngày có thật"},
        {"one=ab&day=1/-2/2024", "Ngày phải là một ngày có thật"},
        {"one=ab&kind=c", "Loại: hãy chọn một trong các mục có sẵn."},
        {"one=ab&kind=c%C3%B3|kh%C3%B4ng", "Loại: hãy chọn"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        LocalReply r = ask(*state, "/api/v1/in/7", NULL, bad[i].body);
        assert_status(r, 400);
        json_t *o = json_loadb(r.body.p, r.body.n, 0, NULL), *e = json_object_get(o, "error");
        assert_int_equal(json_integer_value(json_object_get(e, "status")), 400);
        assert_has(str_of(json_string_value(json_object_get(e, "why"))), bad[i].says);
        json_decref(o);
    }
}

static void a_path_that_cannot_be_is_no_page(void **state)
{
    static const char *const paths[] = {"/in/0", "/in/-1",     "/in/a", "/in/9223372036854775808",
                                        "/in/",  "/in/%C3%28", "/in",   "/in/1/"};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        LocalReply r = ask(*state, paths[i], NULL, "one=x"); /* and the other input is bad too */
        assert_status(r, 404);
        assert_has(r.body, "Không có trang nào ở địa chỉ này.");
    }
}

static void an_input_that_is_not_declared_cannot_be_read(void **state)
{
    pid_t child = fork();
    if (!child) {
        World *w = *state;
        (void)!freopen("/dev/null", "w", stderr);
        signal(SIGABRT, SIG_DFL);
        get(w, "/khai?secret=1");
        _exit(0);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_false(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

/* -- tables: a field a row ------------------------------------------------------------------------------------ */

static Fail echo_rows(Ctx *c, const Request *q, Reply *r)
{
    Out *o = reply_text(c, r, "text/plain; charset=utf-8");
    const char *wrong;
    IdList rows = input_ids(c, q, "ten"), ticked = input_ids(c, q, "chon");
    for (size_t i = 0; i < rows.n; i++)
        out_format(o, "%lld=%.*s/%lld%s ", (long long)rows.at[i], STR_ARGS(input_each_text(q, "ten", rows.at[i])),
                   (long long)input_each_integer(q, "so", rows.at[i]),
                   input_each_given(q, "so", rows.at[i]) ? "" : "?");
    for (size_t i = 0; i < rows.n; i++) {
        if ((wrong = input_each_problem(q, "ten", rows.at[i]))) out_format(o, "[%s]", wrong);
        if ((wrong = input_each_problem(q, "so", rows.at[i]))) out_format(o, "[%s]", wrong);
    }
    for (size_t i = 0; i < ticked.n; i++) out_format(o, "+%lld", (long long)ticked.at[i]);
    return OK;
}

/* -- many rows: what each of 4,000 fields needs does not grow with how many there are ---------------------------------
 */

enum { MANY_ROWS = 1300 };

static Fail read_many(Ctx *c, const Request *q, Reply *r)
{
    int looked = 0;
    int64_t sum = 0;
    IdList rows = input_ids(c, q, "so");
    if (input_each_problem(q, "ten", 9)) return fail(c, FAIL_INPUT, "%s", input_each_problem(q, "ten", 9));
    for (size_t i = 0; i < rows.n; i++) {
        const EachChecked *one = each_find(q, "so", rows.at[i], &looked);
        sum += one->value.integer + input_each_integer(q, "so", rows.at[i]);
        if (each_find(q, "ten", rows.at[i], &looked)) sum += 1000000;
    }
    return reply_json(c, r,
                      json_pack("{s:I,s:I,s:i}", "rows", (json_int_t)rows.n, "sum", (json_int_t)sum, "looked", looked));
}

static Fail draw_many(Ctx *c, const Request *q, Reply *r)
{
    Out *o = reply_page(c, q, r, S("Nhiều"));
    for (int i = 1; i <= MANY_ROWS; i++) {
        Str typed = request_typed(q, str_format(&c->mem, "ten.%d", i).p);
        if (typed.n) out_format(o, "[%d=%.*s]", i, STR_ARGS(typed));
    }
    return OK;
}

static void many_rows_are_read_in_few_steps(void **state)
{
    World *w = *state;
    Out body = {.mem = &w->c.mem};
    out_format(&body, "so.7=1");
    for (int i = MANY_ROWS; i >= 1; i--) out_format(&body, "&so.%d=2&khac.%d=x&chon=%d", i, i, i);
    out_format(&body, "&so.7=5&so.0007=3"); /* the last one wins */
    LocalReply r = post(w, "/api/v1/nhieu", str_c(&w->c.mem, out_str(&body)));
    assert_status(r, 200);
    assert_has(r.body, "\"rows\":1300");
    assert_has(r.body, str_format(&w->c.mem, "\"sum\":%d,", 2 * (2 * (MANY_ROWS - 1) + 3)).p);
    json_t *o = json_loadb(r.body.p, r.body.n, 0, NULL);
    assert_in_range(json_integer_value(json_object_get(o, "looked")), 1, 2 * MANY_ROWS * 13);
    json_decref(o);
}

static void many_rows_are_drawn_again_as_they_were_typed(void **state)
{
    World *w = *state;
    Out body = {.mem = &w->c.mem};
    for (int i = MANY_ROWS; i >= 1; i--)
        out_format(&body, "%sten.%d=%s", i < MANY_ROWS ? "&" : "", i, i % 2 ? "" : "Ba");
    out_format(&body, "&ten.9=dai+qua&ten.4=Bon");
    LocalReply r = post(w, "/nhieu", str_c(&w->c.mem, out_str(&body)));
    assert_status(r, 400);
    assert_has(r.body, "[2=Ba][4=Bon][6=Ba][8=Ba][9=dai qua][10=Ba]");
    assert_has(r.body, "[1300=Ba]");
}

static void a_table_has_a_field_for_each_row(void **state)
{
    World *w = *state;
    assert_str(post(w, "/bang", "ten.7=a&so.7=3&ten.9=b&chon=5&chon=6&chon=5&ten.x=c&ten.=d&ten=e&ten.-1=f").body,
               S("7=a/3 9=b/0? +5+6"));
    /* what is wrong in one row stands beside what was typed, and the other rows are there */
    assert_has(post(w, "/bang", "ten.7=abcdef&ten.9=b&so.9=4").body, "7=abcdef/0? 9=b/4 [Tên dài 6 chữ");
    assert_has(post(w, "/bang", "ten.7=a&so.7=12&ten.9=b").body, "7=a/0? 9=b/0? [");
    assert_has(post(w, "/bang", "ten.7=a%01").body, "7=/0? [Tên có ký tự không đọc được");
    assert_str(ask(w, "/bang", JSON, "{\"ten.7\":\"a\",\"chon\":[1,2]}").body, S("7=a/0? +1+2"));
    assert_str(post(w, "/bang", "").body, S(""));
    Out many = {.mem = &w->c.mem}; /* a province's agencies, each with a box */
    for (int i = 1; i <= 3000; i++) out_format(&many, "chon=%d&", i);
    LocalReply r = post(w, "/bang", str_c(&w->c.mem, out_str(&many)));
    assert_has(r.body, "+2999+3000");
    for (int i = 1; i <= 2000; i++) out_format(&many, "chon=%d&", i);
    assert_status(post(w, "/bang", str_c(&w->c.mem, out_str(&many))), 400);
}

/* -- forms drawn again -------------------------------------------------------------------------------------- */

static void a_form_comes_back_for_every_refusal(void **state)
{
    static const int statuses[] = {400, 403, 404, 409, 413, 500, 503};
    for (int n = 1; n <= 7; n++) {
        char body[64], says[64];
        snprintf(body, sizeof body, "one=%%3Cb%%3E&number=%d&many=x%%0D%%0Ay", n);
        LocalReply r = post(*state, "/bieu-mau/7", body);
        assert_status(r, statuses[n - 1]);
        if (n == 3) continue; /* what is gone has no form */
        snprintf(says, sizeof says, "<p>=[] Không được vì lý do \"%d\".</p>", n);
        assert_has(r.body, says);
        assert_has(r.body, "<h1>7</h1>");
        assert_has(r.body, "<p>one=[&lt;b&gt;] </p>");
        assert_has(r.body, "<p>many=[x\r\ny] </p>");
        assert_status(post(*state, "/khong-mau/7", body), statuses[n - 1]);
    }
    assert_int_equal(notes(*state), 0);
    LocalReply r = post(*state, "/bieu-mau/7", "one=abcdefgh&number=x&day=9");
    assert_status(r, 400);
    assert_has(r.body, "<p>one=[abcdefgh] Tên dài 8 chữ");
    assert_has(r.body, "<p>number=[x] Số phải là một số");
    assert_has(r.body, "<p>day=[9] Ngày phải là một ngày có thật");
    assert_has(r.body, "<p>=[] Tên dài 8 chữ"); /* the first of all */
    assert_has(get(*state, "/bieu-mau/7").body, "<p>one=[] </p>");
}

static void what_was_typed_stands_on_the_error_page(void **state)
{
    LocalReply r = post(*state, "/khong-mau/7", "one=%3Cb%3E&number=4&many=gi%E1%BB%AF+l%E1%BA%A1i");
    assert_status(r, 409);
    assert_has(r.body, "&lt;b&gt;\n4\ngiữ lại\n</textarea>");
}

static void nobody_is_led_away(void **state)
{
    assert_status(post(*state, "/khong-mau/7", "one=ab&number=8"), 400);
    LocalReply r = post(*state, "/khong-mau/7", "one=ab&number=9");
    assert_status(r, 303);
    assert_has(r.headers, "Location: /bieu-mau/1\r\n");
    assert_int_equal(notes(*state), 1);
}

/* -- bodies ------------------------------------------------------------------------------------------------- */

static void bodies_that_are_broken(void **state)
{
    static const struct {
        const char *headers, *body;
        int status;
    } sent[] = {
        {FORM("xy"), PART("one", "ab"), 400}, /* the end is missing */
        {FORM("xy"), "--xy\r\nContent-Disposition: form-data; name=\"one\"\r\n", 400},
        {FORM("xy"), "no boundary at all", 400},
        {FORM("xy"), "--xy\r\n\r\nno name\r\n--xy--\r\n", 400},
        {FORM(""), PART("one", "ab") "--xy--\r\n", 400},
        {"Content-Type: multipart/form-data\r\n", PART("one", "ab") "--xy--\r\n", 400},
        {"Content-Type: text/plain\r\n", "one=ab", 400},
        {"Content-Type: x\r\n", "one=ab", 400},
        {JSON, "", 400},
        {JSON, "null", 400},
        {JSON, "[]", 400},
        {JSON, "{\"one\":\"ab\"", 400},
        {JSON, "{\"one\":\"ab\"} x", 400},
        {JSON, "{\"one\":\"ab\",\"one\":\"cd\"}", 400},
        {JSON, "{\"one\":\"a\\u0000b\"}", 400},
        {JSON, "{\"one\":\"a\xff\"}", 400},
        {JSON, "{\"one\":[\"ab\"]}", 400},
        {JSON, "{\"one\":{\"a\":\"ab\"}}", 400},
        {JSON, "{\"\\u0001\\u0002\\u0003\\u0001\\u0002\\u0003\":1.5}", 400},
        {JSON, "{\"one\":1e999}", 400},
        {JSON, "{\"one\":true,\"number\":99999999999999999999}", 400},
    };
    for (size_t i = 0; i < sizeof sent / sizeof *sent; i++) {
        LocalReply r = ask(*state, "/api/v1/in/7", sent[i].headers, sent[i].body);
        if (r.status != sent[i].status) test_fails("%zu: %s gives %d", i, sent[i].body, r.status);
        json_t *o = json_loadb(r.body.p, r.body.n, 0, NULL);
        assert_true(json_string_length(json_object_get(json_object_get(o, "error"), "why")) > 10);
        json_decref(o);
    }
}

static LocalReply ask_sized(World *w, const char *headers, const char *before, const char *fill, size_t n,
                            const char *after)
{
    LocalReply r;
    Out o = {.mem = &w->c.mem};
    out_raw(&o, str_of(before));
    for (size_t i = 0; i < n; i++) out_raw(&o, str_of(fill));
    out_raw(&o, str_of(after));
    LocalRequest q = {"POST", "/api/v1/in/7", headers, out_str(&o)};
    assert_int_equal(server_local(&w->c, w->server, q, &r), OK);
    return r;
}

static void bodies_that_are_large(void **state)
{
    size_t room = BODY_MAX - strlen("one=ab&x=");
    assert_status(ask_sized(*state, NULL, "one=ab&x=", "y", room, ""), 200);
    assert_status(ask_sized(*state, NULL, "one=ab&x=", "y", room + 1, ""), 413);
    assert_status(ask_sized(*state, JSON, "{\"one\":\"", "[", 1 << 20, "\"}"), 413);
    assert_status(ask_sized(*state, JSON, "{\"one\":", "[", 1 << 19, ""), 400);
    assert_status(ask_sized(*state, NULL, "one=ab", "&f=1", 4095, ""), 400); /* with the part of the path it is 4,097 */
    assert_status(ask_sized(*state, NULL, "one=ab", "&f=1", 4094, ""), 200);
    assert_status(ask_sized(*state, NULL, "one=ab&", "n", 70000, "=1"), 200);
    assert_status(ask_sized(*state, FORM("xy"), PART("one", "ab"), PART("f", ""), 4094, "--xy--\r\n"), 200);
    assert_status(ask_sized(*state, FORM("xy"), PART("one", "ab"), PART("f", ""), 4095, "--xy--\r\n"), 400);
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, begin, world_ends)
    const struct CMUnitTest tests[] = {
        T(good_inputs_in_every_dress),
        T(a_table_has_a_field_for_each_row),
        T(many_rows_are_read_in_few_steps),
        T(many_rows_are_drawn_again_as_they_were_typed),
        T(each_bad_input_has_its_sentence),
        T(a_path_that_cannot_be_is_no_page),
        T(an_input_that_is_not_declared_cannot_be_read),
        T(a_form_comes_back_for_every_refusal),
        T(what_was_typed_stands_on_the_error_page),
        T(nobody_is_led_away),
        T(bodies_that_are_broken),
        T(bodies_that_are_large),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
