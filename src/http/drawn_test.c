// SPDX-License-Identifier: Apache-2.0
/* Forms as they are drawn from their rows (form.h): at first, when they were refused, several of a row, filters; and
 * what the description of the API tells of the same inputs. */
#include "http/form.h"
#include "http/reply.h"
#include "http/world.h"

static const Migration steps[] = {{"note", 1, "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT);"}, {0}};

/* -- a form drawn from its row, twice on one page, and from a table's rows ------------------------------------ */

static const Input drawn_inputs[] = {{INPUT_ID, "id", "Mã", .required = true},
                                     {INPUT_TEXT, "ten", "Tên", .required = true, .min = 2, .max = 30,
                                      .help = "Như trong giấy tờ.", .autocomplete = "name"},
                                     {INPUT_LINES, "loi", "Lời nhắn", .max = 90, .lines = 4},
                                     {INPUT_INTEGER, "so", "Số người", .min = 0, .max = 99},
                                     {INPUT_DAY, "ngay", "Ngày", .required = false},
                                     {INPUT_CHOICE, "loai", "Loại", .choices = "a=Loại một|b=Loại hai"},
                                     {INPUT_CHOICE, "luon", "Gửi luôn", .choices = "1"},
                                     {INPUT_SECRET, "khoa", "Mật khẩu", .max = 100, .autocomplete = "current-password"},
                                     {INPUT_FILE, "tep", "Tệp", .max = 1000, .accept = ".pdf"},
                                     {0}};

static Fail drawn_get(Ctx *c, const Request *q, Reply *r)
{
    Out *o = reply_page(c, q, r, S("Hai biểu mẫu"));
    for (int id = 1; id <= 2; id++) {
        Str action = str_format(&c->mem, "/ve/%d", id);
        Form form = form_begin(o, q, POST, "/ve/{id}", (FormAt){.action = action, .prefix = id == 1 ? "mot-" : "hai-"});
        form_input(o, &form, "ten", (FormDraw){.value = S("<Chị Hoa>")});
        form_input(o, &form, "loi", (FormDraw){.label = "Lời dặn"});
        form_input(o, &form, "so", (FormDraw){.is_needed = true});
        form_input(o, &form, "ngay", (FormDraw){0});
        form_input(o, &form, "loai", (FormDraw){.value = S("b")});
        form_input(o, &form, "luon", (FormDraw){.value = S("1")});
        form_input(o, &form, "khoa", (FormDraw){0});
        form_input(o, &form, "tep", (FormDraw){0});
        form_end(o, &form);
    }
    return OK;
}

static Fail drawn_post(Ctx *c, const Request *q, Reply *r)
{
    (void)r;
    return fail(c, FAIL_CONFLICT, "Tên %.*s đã có.", STR_ARGS(input_text(q, "ten")));
}

/* -- forms of one row that differ by a part, folded away; a filter ------------------------------------------------ */

static const Input part_inputs[] = {
    {INPUT_CHOICE, "lam", "Làm gì", .required = true, .choices = "bo=Bỏ|giu=Giữ"},
    {INPUT_TEXT, "han", "Hạn", .max = 20, .help = "Viết như 15/9/2024.", .is_short = true},
    {INPUT_LINES, "ly-do", "Lý do", .max = 90},
    {INPUT_CHOICE, "cho", "Sửa cho", .choices = "nhom=cả nhóm|mot=riêng một", .is_radio = true},
    {INPUT_ID, "truoc", "Việc trước", .required = false},
    {INPUT_INTEGER, "dai", "Chiều dài", .min = 0, .max = 99},
    {0}};
static const Input filter_inputs[] = {{INPUT_TEXT, "ten", "Tên", .keys = "search"},
                                      {INPUT_DAY, "tu", "Từ ngày", .required = false},
                                      {INPUT_CHOICE, "loai", "Loại", .choices = "a=Loại một|b=Loại hai"},
                                      {0}};

static void put_part(Out *o, const Request *q, const char *act, const char *words)
{
    static Str keys[] = {STR("5"), STR("6"), STR("7")}, names[] = {STR("Năm"), STR("Sáu"), STR("Bảy")},
               groups[] = {STR("Đây"), STR("Đây"), STR("Kia")};
    const StrList key_list = {.at = keys, .n = 3}, name_list = {.at = names, .n = 3},
                  group_list = {.at = groups, .n = 3};
    FormAt at = {.prefix = str_format(o->mem, "%s-", act).p, .part = {"lam", str_of(act)}, .fold = words};
    Form form = form_begin(o, q, POST, "/phan", at);
    form_input(o, &form, "han", (FormDraw){.day = day_of(2024, 9, 15), .list = "ngay-hay-dung"});
    form_input(o, &form, "ly-do", (FormDraw){.is_line = true});
    form_input(o, &form, "cho", (FormDraw){.value = S("nhom")});
    form_input(o, &form, "truoc", (FormDraw){.keys = &key_list, .names = &name_list, .groups = &group_list});
    form_input(o, &form, "dai", (FormDraw){.unit = S("km, chỉ tiêu 20"), .class = "grow"});
    form_end(o, &form);
}

static Fail parts_get(Ctx *c, const Request *q, Reply *r)
{
    Out *o = reply_page(c, q, r, S("Bỏ hay giữ"));
    put_part(o, q, "bo", "Bỏ nó");
    put_part(o, q, "giu", "Giữ nó");
    return OK;
}

static Fail due_rule(Ctx *c, Str due)
{
    return str_equal(due, S("mai")) ? OK : fail(c, FAIL_INPUT, "Không có ngày “%.*s”.", STR_ARGS(due));
}

static Fail parts_post(Ctx *c, const Request *q, Reply *r)
{
    (void)r;
    TRY(input_rule(q, "han", due_rule(c, input_text(q, "han"))));
    return fail(c, FAIL_CONFLICT, "Vừa có người bỏ rồi.");
}

static Fail filter_get(Ctx *c, const Request *q, Reply *r)
{
    Out *o = reply_page(c, q, r, S("Lọc"));
    Form form = form_begin(o, q, GET, "/loc", (FormAt){.class = "line-form"});
    form_input(o, &form, "ten", (FormDraw){0});
    form_input(o, &form, "tu", (FormDraw){.day = input_day(q, "tu")});
    form_input(o, &form, "loai", (FormDraw){0});
    form_end(o, &form);
    return OK;
}

static const Route routes[] = {
    {GET, "/ve", drawn_get, .right = "r", .help = "Hai biểu mẫu"},
    {POST, "/ve/{id}", drawn_post, drawn_inputs, "w", "Gửi", .again = drawn_get},
    {GET, "/phan", parts_get, .right = "r", .help = "Bỏ hay giữ"},
    {POST, "/phan", parts_post, part_inputs, "w", "Gửi", .api = true, .again = parts_get},
    {GET, "/loc", filter_get, filter_inputs, "r", .help = "Lọc"},
    {0},
};
extern const Feature feature_http;
static const Feature note = {.name = "note", .routes = routes};
static const Feature *const list[] = {&feature_http, &note, NULL};

static int begin(void **state)
{
    *state = world_begin(steps, (ServerOptions){.features = list}, NULL, 0);
    return 0;
}
static int end(void **state)
{
    world_end(*state);
    return 0;
}

/* -- forms that are drawn ------------------------------------------------------------------------------------- */

static Str between(Str s, const char *from, const char *to)
{
    size_t at = str_find(s, str_of(from));
    if (at == s.n) test_fails("there is no %s", from);
    Str rest = str_from(s, at);
    return str_slice(rest, 0, str_find(rest, str_of(to)));
}

static void a_form_is_drawn_from_its_row(void **state)
{
    Str page = ask(*state, "/ve", NULL, NULL).body, form = between(page, "action=\"/ve/1\"", "</form>");
    assert_has(form, "enctype=\"multipart/form-data\"");
    assert_has(form, "<label for=\"mot-ten\">Tên</label>");
    assert_has(form, "<p class=\"help\" id=\"mot-ten-giup\">Như trong giấy tờ.</p>");
    Str ten = between(form, "<input id=\"mot-ten\"", ">");
    assert_has(ten, "value=\"&lt;Chị Hoa&gt;\" maxlength=\"30\"");
    assert_has(ten, "autocomplete=\"name\"");
    assert_has(ten, "aria-describedby=\"mot-ten-giup\"");
    assert_has(ten, "required");
    assert_has_not(ten, "aria-invalid");
    assert_has(form, "Lời dặn (không bắt buộc)</label>");
    assert_has(between(form, "<textarea id=\"mot-loi\"", ">"), "rows=\"4\" maxlength=\"90\"");
    assert_has(between(form, "<input id=\"mot-so\"", ">"), "inputmode=\"numeric\"");
    assert_has(between(form, "<input id=\"mot-so\"", ">"), "required");
    assert_has(between(form, "<input id=\"mot-ngay\"", ">"), "type=\"date\"");
    assert_has(form, "<option value=\"a\" >Loại một</option>");
    assert_has(form, "<option value=\"b\" selected>Loại hai</option>");
    assert_has(between(form, "<input id=\"mot-luon\"", "</label>"), "checked> <span>Gửi luôn</span>");
    assert_has(between(form, "<input id=\"mot-khoa\"", ">"), "type=\"password\"");
    assert_has(between(form, "<input id=\"mot-tep\"", ">"), "type=\"file\" accept=\".pdf\"");
    assert_has(between(page, "action=\"/ve/2\"", "</form>"), "<label for=\"hai-ten\">");
}

static void only_the_form_that_was_refused_shows_what_was_typed(void **state)
{
    LocalReply r = ask(*state, "/ve/2", NULL, "ten=%3Ca%3E&so=100&loai=a&khoa=bimat&loi=d%C3%B2ng+m%E1%BB%99t");
    assert_status(r, 400);
    Str one = between(r.body, "action=\"/ve/1\"", "</form>"), two = between(r.body, "action=\"/ve/2\"", "</form>");
    assert_has(one, "value=\"&lt;Chị Hoa&gt;\"");
    assert_has_not(one, "class=\"problem\"");
    assert_has(two, "value=\"&lt;a&gt;\"");
    assert_has(two, "<p class=\"problem\" id=\"sai-so-sai\">Số người phải từ 0 đến 99.</p>");
    assert_has(between(two, "<input id=\"sai-so\"", ">"), "aria-invalid=\"true\" aria-describedby=\"sai-so-sai\"");
    assert_has(two, ">dòng một</textarea>");
    assert_has(two, "<option value=\"a\" selected>");
    assert_has_not(two, "checked"); /* the box was not ticked this time */
    assert_has_not(r.body, "bimat");
}

static void what_is_wrong_is_listed_above_the_page_and_leads_to_its_fields(void **state)
{
    LocalReply r = ask(*state, "/ve/2", NULL, "ten=&so=100&loai=a");
    Str listed = between(between(r.body, "<main", "</main>"), "<div class=\"errors\"", "</div>");
    assert_has(listed, "role=\"alert\" tabindex=\"-1\" autofocus"); /* told, and reached without JavaScript */
    assert_has(listed, "<li><a href=\"#sai-ten\">Hãy điền: Tên.</a></li>");
    assert_has(listed, "<li><a href=\"#sai-so\">Số người phải từ 0 đến 99.</a></li>");
    assert_has(r.body, "<input id=\"sai-ten\"");
    assert_has(r.body, "<input id=\"sai-so\"");
    assert_has_not(ask(*state, "/ve", NULL, NULL).body, "class=\"errors\"");
    /* a rule that speaks of no field has its sentence there alone */
    listed = between(ask(*state, "/ve/2", NULL, "ten=Hoa").body, "<div class=\"errors\"", "</div>");
    assert_has(listed, "<p>Tên Hoa đã có.</p>");
}

static void what_a_rule_says_of_an_input_stands_beside_its_field(void **state)
{
    LocalReply r = ask(*state, "/phan", NULL, "lam=giu&han=32%2F13&ly-do=m%C6%B0a&cho=mot&truoc=7&dai=5");
    assert_status(r, 400);
    assert_has(r.body, "<a href=\"#sai-han\">Không có ngày “32/13”.</a>");
    assert_has(r.body, "<p class=\"problem\" id=\"sai-han-sai\">Không có ngày “32/13”.</p>");
    Str due = between(r.body, "<input id=\"sai-han\"", ">");
    assert_has(due, "value=\"32/13\"");
    assert_has(due, "aria-invalid=\"true\" aria-describedby=\"sai-han-giup sai-han-sai\"");
    r = ask(*state, "/phan", NULL, "lam=giu&han=mai"); /* another rule, which speaks of none */
    assert_status(r, 409);
    assert_has_not(r.body, "class=\"problem\"");
}

static void of_forms_of_one_row_only_the_part_that_was_sent_comes_back(void **state)
{
    LocalReply r = ask(*state, "/phan", NULL, "lam=giu&han=32%2F13&ly-do=m%C6%B0a&cho=mot&truoc=7&dai=5");
    Str bo = between(r.body, "<summary>Bỏ nó", "</details>"), giu = between(r.body, "<summary>Giữ nó", "</details>");
    assert_has(r.body, "<details class=\"no-print\" ><summary>Bỏ nó");
    assert_has(r.body, "<details class=\"no-print\" open><summary>Giữ nó");
    assert_has(bo, "<input type=\"hidden\" name=\"lam\" value=\"bo\">");
    assert_has(between(bo, "<input id=\"bo-han\"", ">"), "value=\"15/9/2024\"");
    assert_has(between(bo, "<input id=\"bo-han\"", ">"), "list=\"ngay-hay-dung\"");
    assert_has(bo, "value=\"nhom\" checked");
    assert_has_not(bo, "mưa");
    assert_has(between(giu, "<input id=\"giu-ly-do\"", ">"), "value=\"mưa\""); /* a line of an input of many */
    assert_has(giu, "value=\"mot\" checked");
    assert_has(giu, "<option value=\"7\" selected>Bảy</option>");
    assert_has(giu, "value=\"5\"");
}

static void a_choice_is_drawn_as_its_declaration_says(void **state)
{
    Str bo = between(ask(*state, "/phan", NULL, NULL).body, "<summary>Bỏ nó", "</details>");
    assert_has(bo, "<fieldset class=\"field\"><legend>Sửa cho</legend>");
    assert_has(bo, "<label class=\"choice\" for=\"bo-cho\">");
    assert_has(between(bo, "<optgroup label=\"Đây\">", "</optgroup>"), "Sáu</option>");
    assert_has_not(between(bo, "<optgroup label=\"Đây\">", "</optgroup>"), "Bảy");
    assert_has(between(bo, "<optgroup label=\"Kia\">", "</optgroup>"), "Bảy</option>");
    assert_has(bo, "<div class=\"field grow\">");
    assert_has(bo, "<span class=\"unit\">km, chỉ tiêu 20</span>");
}

static void a_filter_shows_what_was_asked_for(void **state)
{
    Str page = ask(*state, "/loc?ten=s%E1%BB%9F&tu=2024-09-15&loai=b", NULL, NULL).body;
    assert_has(between(page, "<input id=\"ten\"", ">"), "type=\"search\"");
    assert_has(between(page, "<input id=\"ten\"", ">"), "value=\"sở\"");
    assert_has(between(page, "<input id=\"tu\"", ">"), "value=\"2024-09-15\"");
    assert_has(page, "<option value=\"\">Tất cả</option>");
    assert_has(page, "<option value=\"b\" selected>Loại hai</option>");
    assert_has_not(page, "không bắt buộc");
}

static void the_interface_tells_help_and_words_of_choices(void **state)
{
    LocalReply r = get(*state, "/api/v1/openapi.json");
    assert_has(r.body, "\"description\":\"Hạn. Viết như 15/9/2024.\"");
    assert_has(r.body, "\"enum\":[\"bo\",\"giu\"]"); /* what is sent, without its words */
    assert_has(r.body, "\"oneOf\":[{\"const\":\"bo\",\"title\":\"Bỏ\"},{\"const\":\"giu\",\"title\":\"Giữ\"}]");
    assert_has(r.body, "\"minimum\":0,\"maximum\":99,\"description\":\"Chiều dài\"");
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, begin, end)
    const struct CMUnitTest tests[] = {
        T(a_form_is_drawn_from_its_row),
        T(only_the_form_that_was_refused_shows_what_was_typed),
        T(what_is_wrong_is_listed_above_the_page_and_leads_to_its_fields),
        T(what_a_rule_says_of_an_input_stands_beside_its_field),
        T(of_forms_of_one_row_only_the_part_that_was_sent_comes_back),
        T(a_choice_is_drawn_as_its_declaration_says),
        T(a_filter_shows_what_was_asked_for),
        T(the_interface_tells_help_and_words_of_choices),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
