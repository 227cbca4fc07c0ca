// SPDX-License-Identifier: Apache-2.0
/* Inputs that an address names (Route.more): read letter by letter, refused whole, drawn again with all that was sent.
 */
#include "http/form.h"
#include "http/reply.h"
#include "http/world.h"

static const Migration steps[] = {{"note", 1, "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT);"}, {0}};

/* "/to/a" takes these, "/to/b" nothing, others are not there. */
static const Input named[] = {{INPUT_TEXT, "ten", "Tên", .max = 10},
                              {INPUT_LINES, "loi", "Lời", .max = 90},
                              {INPUT_CHOICE, "chon", "Chọn", .choices = "a=Một|b=Hai|c=Ba", .many = true},
                              {INPUT_TEXT, "o", "Ô", .max = 90, .each = true},
                              {INPUT_FILE, "tep", "Tệp", .max = 1000, .many = true},
                              {.type = INPUT_END}};
static const Input twice[] = {
    {INPUT_TEXT, "ten", "Tên", .max = 9}, {INPUT_TEXT, "ten", "Tên", .max = 9}, {.type = INPUT_END}};
static const Input ours[] = {{INPUT_TEXT, "to-khai", "Tên", .max = 9}, {.type = INPUT_END}};
static const Input none[] = {{.type = INPUT_END}};

static Fail more(Ctx *c, const Request *q, const Input **inputs)
{
    Str what = input_text(q, "to-khai");
    *inputs = str_equal(what, S("a")) ? named : str_equal(what, S("c")) ? twice : str_equal(what, S("d")) ? ours : none;
    return what.n == 1 && what.p[0] >= 'a' && what.p[0] <= 'd' ? OK : fail(c, FAIL_MISSING, "Không có tờ này.");
}

static Str taken; /* what the last form gave */
static char taken_room[400];

static Fail prepare(Ctx *c, const Request *q, Reply *r)
{
    static const char *const cells[] = {"o", NULL};
    Out o = {.mem = &c->mem};
    (void)r;
    if (str_equal(input_text(q, "to-khai"), S("b"))) return OK;
    if (str_equal(input_text(q, "nut-bam"), S("them"))) return request_redraw(c, q);
    StrList names = input_texts(c, q, "ten", 0), chosen = input_texts(c, q, "chon", 0);
    IdList rows = input_rows(c, q, cells);
    for (size_t i = 0; i < names.n; i++) out_format(&o, "ten=%.*s;", STR_ARGS(names.at[i]));
    for (size_t i = 0; i < chosen.n; i++) out_format(&o, "chon=%.*s;", STR_ARGS(chosen.at[i]));
    for (size_t i = 0; i < rows.n; i++) {
        StrList cell = input_texts(c, q, "o", rows.at[i]);
        out_format(&o, "o.%lld=%.*s;", (long long)rows.at[i], STR_ARGS(cell.n ? cell.at[0] : (Str){0}));
        if (cell.n && str_equal(cell.at[0], S("sai"))) input_problem(c, q, "o", rows.at[i], S("Ô này sai."));
    }
    snprintf(taken_room, sizeof taken_room, "%.*s", STR_ARGS(out_str(&o)));
    taken = str_of(taken_room);
    return input_has_problem(q) ? fail(c, FAIL_INPUT, "Còn chỗ sai.") : OK;
}

static Fail sheet_post(Ctx *c, const Request *q, Reply *r)
{
    (void)q;
    return reply_redirect(c, r, "/to/a");
}

static Fail sheet_get(Ctx *c, const Request *q, Reply *r)
{
    static const char *const cells[] = {"o", NULL};
    Out *o = reply_page(c, q, r, S("Một tờ"));
    Form form =
        form_begin(o, q, POST, "/to/{to-khai}", (FormAt){.action = S("/to/a"), .more = named, .is_lenient = true});
    StrList ticked = request_typed_all(c, q, S("chon"));
    form_input(o, &form, "ten", (FormDraw){0});
    form_input(o, &form, "loi", (FormDraw){0});
    form_input(o, &form, "chon", (FormDraw){.values = &ticked});
    IdList rows = request_is_again(q) ? request_typed_rows(c, q, cells) : (IdList){0};
    for (size_t i = 0; i < rows.n; i++) {
        form.each = rows.at[i];
        form_input(o, &form, "o", (FormDraw){0});
    }
    form.each = 0;
    form_end(o, &form);
    return OK;
}

static const Input inputs[] = {
    {INPUT_TEXT, "to-khai", "Tờ", .required = true, .max = 9}, {INPUT_TEXT, "nut-bam", "Nút", .max = 9}, {0}};
static const Route routes[] = {
    {GET, "/to/{to-khai}", sheet_get, inputs, "r", .help = "Một tờ"},
    {POST, "/to/{to-khai}", sheet_post, inputs, "w", "Gửi", .api = true, .again = sheet_get, .more = more,
     .prepare = prepare},
    {0},
};
extern const Feature feature_http;
static const Feature sheet = {.name = "sheet", .routes = routes};
static const Feature *const list[] = {&feature_http, &sheet, NULL};

static int begin(void **state)
{
    *state = world_begin(steps, (ServerOptions){.features = list}, NULL, 0);
    return 0;
}

static void what_the_address_names_is_read(void **state)
{
    assert_status(post(*state, "/to/a", "ten=+A%20&chon=b&chon=a&o.7=x&o.2=y"), 303);
    assert_str(taken, S("ten=A;chon=b;chon=a;o.2=y;o.7=x;"));
    LocalReply r = ask(*state, "/api/v1/to/a", "Content-Type: application/json\r\n",
                       "{\"ten\":\"B\",\"chon\":[\"a\",\"c\"],\"o.1\":\"z\"}");
    assert_status(r, 200);
    assert_str(taken, S("ten=B;chon=a;chon=c;o.1=z;"));
    assert_status(post(*state, "/to/b", ""), 303);
    assert_status(post(*state, "/to/x", ""), 404);
}

static void what_it_does_not_name_refuses_the_form_and_comes_back(void **state)
{
    LocalReply r = post(*state, "/to/a", "ten=A&la=%3Cb%3E&o=khong-hang&o.x=1&chon=c");
    assert_status(r, 400);
    assert_has(r.body, "Biểu mẫu không có ô “la”.");
    assert_has(r.body, "<dt>la</dt><dd>&lt;b&gt;</dd>");
    assert_has(r.body, "<dt>o</dt><dd>khong-hang</dd>");
    assert_has(r.body, "<dt>o.x</dt><dd>1</dd>");
    assert_has(r.body, "value=\"A\"");
    assert_has(r.body, "value=\"c\" checked");
    assert_status(post(*state, "/to/b", "ten=A"), 303); /* which takes nothing (any more): what is sent is left alone */
}

static void each_that_is_wrong_is_told_beside_its_field_and_on_top(void **state)
{
    LocalReply r = post(*state, "/to/a", "ten=dai+qua+muoi+chu&o.3=sai&o.4=duoc&o.9=sai");
    assert_status(r, 400);
    assert_has(r.body, "<a href=\"#sai-ten\">Tên dài"); /* letters first: nobody is asked before they are right */
    r = post(*state, "/to/a", "ten=A&o.3=sai&o.4=duoc&o.9=sai");
    assert_has(r.body, "<a href=\"#sai-o-3\">Ô này sai.</a>");
    assert_has(r.body, "<input id=\"sai-o-9\" name=\"o.9\"");
    assert_has(r.body, "<input id=\"o-4\" name=\"o.4\"");
    r = post(*state, "/to/a", "ten=A&ten=B");
    assert_has(r.body, "Tên được gửi hai lần, “A” và “B”. Hãy giữ một.");
    assert_status(post(*state, "/to/a", "ten=A&ten=A"), 303); /* the same twice is one */
}

static void a_form_that_is_only_wanted_again_is_no_failure(void **state)
{
    LocalReply r = post(*state, "/to/a", "ten=A&o.1=x&nut-bam=them");
    assert_status(r, 200);
    assert_has_not(r.body, "class=\"errors\"");
    assert_has(r.body, "value=\"x\"");
}

static void thousands_of_cells_are_read_and_more_are_one_sentence(void **state)
{
    World *w = *state;
    Out body = {.mem = &w->c.mem};
    out_raw(&body, S("ten=A"));
    for (int i = 1; i <= 60000; i++) out_format(&body, "&o.%d=", i);
    assert_status(post(w, "/to/a", str_copy(&w->c.mem, out_str(&body)).p), 303);
    for (int i = 1; i <= 6000; i++) out_format(&body, "&o.%d=", 100000 + i);
    LocalReply r = post(w, "/to/a", str_copy(&w->c.mem, out_str(&body)).p);
    assert_status(r, 400);
    assert_has(r.body, "quá nhiều ô");
}

#define T(test) cmocka_unit_test_setup_teardown(test, begin, world_ends)

/* Who made the form has to change it; whoever fills it in hears so, and the program goes on. */
static void two_inputs_of_one_name_are_a_sentence(void **state)
{
    assert_status(post(*state, "/to/c", "ten=A"), 409);
    assert_status(post(*state, "/to/d", "ten=A"), 409);
    assert_status(post(*state, "/to/a", "ten=A&o.1=x"), 303);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(what_the_address_names_is_read),
        T(what_it_does_not_name_refuses_the_form_and_comes_back),
        T(each_that_is_wrong_is_told_beside_its_field_and_on_top),
        T(a_form_that_is_only_wanted_again_is_no_failure),
        T(thousands_of_cells_are_read_and_more_are_one_sentence),
        T(two_inputs_of_one_name_are_a_sentence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
