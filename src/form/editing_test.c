// SPDX-License-Identifier: Apache-2.0
/* The editor: a form is brought as a file, its fields are changed one by one, its text is kept with its mistakes, it is
 * tried, compared with what is in force, and taken away as a file. */
#include "base/testing.h"
#include "form/editing.h"
#include "http/world.h"
#include "people/signed_in.h"
#include <xlsxwriter.h>

static SignedIn coordinator, official;

/* An owner of forms: its texts have a key of their own beside the form. */
static Fail published(Ctx *c, Str code, Str *text)
{
    if (!str_equal(code, S("don"))) return fail(c, FAIL_MISSING, "Chưa có.");
    *text = S("code: don\ntitle: Đơn\nfields:\n  - a: Một\n  - b: {type: integer, label: Hai, max: 50}\nstates: [x]\n");
    return OK;
}
static void check(Arena *mem, Str text, Design *d, DesignProblems *problems)
{
    Yaml y = yaml_read(mem, text);
    YamlMap m = yaml_map(&y, y.root, "thủ tục");
    design_take(&m, (DesignTake){0}, d);
    yaml_take(&m, "states", true);
    yaml_end(&m);
    *problems = y.problems;
}
static const DesignKind kind = {.kind = "don",
                                .name = "thủ tục thử",
                                .published = published,
                                .check = check,
                                .next = "/don/cong-bo/{}",
                                .next_words = "Xem và công bố",
                                .make = "/don/lam/{}",
                                .make_words = "Làm thành đơn",
                                .make_right = "form.design"};
static const DesignKind *const kinds[] = {&kind, NULL};
static const Feature owner = {.name = "don", .designs = kinds};
static const Feature *all[64];

static Fail begin_rows(Ctx *c, void *nothing)
{
    (void)nothing;
    TRY(org_ensure_shipped(c));
    TRY(signed_in_new(c, "Nguyễn Thị Hoa", "STTTT", ROLE_COORDINATOR, &coordinator));
    return signed_in_new(c, "Trần Văn Minh", "STC", ROLE_OFFICIAL, &official);
}

static int begin(void **state)
{
    int n = 0;
    for (; features[n]; n++) all[n] = features[n];
    all[n] = &owner, all[n + 1] = NULL;
    return world_begins(state, (ServerOptions){.features = all, .gate = &people_gate, .no_limits = true}, begin_rows);
}

#define see(w, path)           visit(w, &coordinator, path)
#define press(w, path, fields) submit(w, &coordinator, path, fields)

static const char yaml[] = "# của phòng\n"
                           "code: don\n"
                           "title: Đơn\n"
                           "fields:\n"
                           "  - a: Một\n"
                           "  - b: {type: integer, label: Hai, min: 1, max: 20, shown_if: ${a} != ''}\n"
                           "  - c: {label: Ba, compute: ${b} * 2}\n";

/* A working copy of that text: where its page is. */
static const char *brought(World *w, Str text)
{
    LocalReply r = submit_file(w, &coordinator, "/bieu-mau", "don.yaml", text);
    assert_status(r, 303);
    return str_copy(&w->c.mem, header_part(r, "Location: ", '\r')).p;
}
static const char *below(World *w, const char *path, const char *rest) { return text_in(w, "%s%s", path, rest); }
static Str text_of(World *w, const char *path) { return see(w, below(w, path, "/tai?dang=yaml")).body; }

static void only_who_may_write_forms_comes_in(void **state)
{
    World *w = *state;
    assert_status(visit(w, &official, "/bieu-mau"), 403);
    assert_status(see(w, "/bieu-mau"), 200);
    assert_has(see(w, "/huong-dan/bieu-mau").body, "${ten_truong}");
}

static void a_form_begins_with_a_name_or_a_file(void **state)
{
    World *w = *state;
    LocalReply r = press(w, "/bieu-mau", "ten-bieu-mau=%C4%90%C6%A1n+xin");
    assert_status(r, 303);
    assert_has(see(w, str_copy(&w->c.mem, header_part(r, "Location: ", '\r')).p).body, "Họ và tên");
    assert_has(see(w, "/bieu-mau").body, "Đơn xin</a>");
    r = press(w, "/bieu-mau", "ten-bieu-mau=");
    assert_status(r, 400);
    assert_has(r.body, "Hãy đặt tên, hoặc chọn một tệp đã có.");
    r = submit_file(w, &coordinator, "/bieu-mau", "a.pdf", S("%PDF-1.4"));
    assert_status(r, 400);
    assert_has(r.body, "Tệp này không phải YAML hay XLSForm");
    const char *path = brought(w, str_of(yaml));
    assert_str(text_of(w, path), str_of(yaml));
    assert_has(see(w, path).body, text_in(w, "href=\"/don/lam/%s\">Làm thành đơn", path + strlen("/bieu-mau/")));
}

static void one_field_changes_and_the_rest_stays_as_it_was_written(void **state)
{
    World *w = *state;
    const char *path = brought(w, str_of(yaml));
    LocalReply r = see(w, below(w, path, "/truong?ten=b"));
    assert_has(r.body, "value=\"Hai\"");
    assert_has(r.body, "value=\"${a} != &#39;&#39;\"");
    r = press(w, below(w, path, "/truong"),
              "lan=1&cu=b&kieu=integer&ten=so_luong&nhan=S%E1%BB%91+l%C6%B0%E1%BB%A3ng&it-nhat=1&nhieu-nhat=30&"
              "bat-buoc=co&ai-xem=all");
    assert_status(r, 303);
    assert_str(text_of(w, path), S("# của phòng\n"
                                   "code: don\n"
                                   "title: Đơn\n"
                                   "fields:\n"
                                   "  - a: Một\n"
                                   "  - so_luong:\n"
                                   "      type: integer\n"
                                   "      label: Số lượng\n"
                                   "      required: true\n"
                                   "      min: 1\n"
                                   "      max: 30\n"
                                   "      seen_by: all\n"
                                   "  - c: {label: Ba, compute: ${so_luong} * 2}\n"));
}

static void what_is_wrong_with_a_field_stands_beside_what_was_typed(void **state)
{
    World *w = *state;
    const char *path = brought(w, str_of(yaml));
    LocalReply r = press(w, below(w, path, "/truong"),
                         "lan=1&cu=b&kieu=integer&ten=b&nhan=Hai&it-nhat=m%C6%B0%E1%BB%9Di&hien-khi=%24%7Bx%7D+%3D+1");
    assert_status(r, 400);
    assert_has(r.body, "id=\"sai-it-nhat\"");
    assert_has(r.body, "id=\"sai-hien-khi\"");
    assert_has(r.body, "Không có trường nào tên «x»");
    assert_has(r.body, "value=\"mười\"");
    r = press(w, below(w, path, "/truong"), "lan=1&cu=b&kieu=integer&ten=B-1&nhan=Hai");
    assert_has(r.body, "Tên chỉ gồm chữ thường không dấu");
    assert_str(text_of(w, path), str_of(yaml));
}

static void fields_are_added_moved_removed_and_that_is_taken_back(void **state)
{
    World *w = *state;
    const char *path = brought(w, str_of(yaml));
    assert_status(
        press(w, below(w, path, "/truong"), "lan=1&sau=a&kieu=choice&nhan=Lo%E1%BA%A1i&lua-chon=Ngang%0AD%E1%BB%8Dc"),
        303);
    assert_has(text_of(w, path), "  - a: Một\n  - loai:\n      type: choice\n      label: Loại\n      choices:\n       "
                                 " - Ngang\n        - Dọc\n");
    assert_status(press(w, below(w, path, "/truong/chuyen"), "lan=2&lam=len:loai"), 303);
    assert_has(text_of(w, path), "        - Dọc\n  - a: Một\n");
    LocalReply r = press(w, below(w, path, "/truong/chuyen"), "lan=3&lam=bo:b"); /* c asks it */
    assert_status(r, 409);
    assert_has(r.body, "Không bỏ được trường này");
    assert_status(press(w, below(w, path, "/truong/chuyen"), "lan=3&lam=bo:loai"), 303);
    assert_str(text_of(w, path), str_of(yaml));
    assert_status(press(w, below(w, path, "/hoan-tac"), "lan=4"), 303);
    assert_has(text_of(w, path), "  - loai:\n");
    r = press(w, below(w, path, "/truong/chuyen"), "lan=4&lam=bo:loai"); /* somebody saw an older one */
    assert_status(r, 409);
    assert_has(r.body, "vừa được sửa ở nơi khác");
}

static void a_text_is_kept_with_its_mistakes_which_are_told_by_line(void **state)
{
    World *w = *state;
    const char *path = brought(w, str_of(yaml));
    LocalReply r = press(w, below(w, path, "/noi-dung"),
                         "lan=1&van-ban=code%3A+don%0Atitle%3A+a%3A+b%0Afields%3A%0A++-+x%3A+%7Blable%3A+X%7D");
    assert_status(r, 303);
    assert_str(header_part(r, "Location: ", '\r'), str_of(below(w, path, "/noi-dung#sai")));
    r = see(w, below(w, path, "/noi-dung"));
    assert_has(r.body, "2 chỗ cần sửa");
    assert_has(r.body, "Dòng 2, cột 9</a>:");
    assert_has(r.body, "không có khóa «lable»: có phải «label»?");
    assert_has(see(w, path).body, "Văn bản còn 2 chỗ sai");
    assert_has(see(w, path).body, "<h1>Đơn</h1>"); /* its name, as it was */
    assert_status(press(w, below(w, path, "/truong"), "lan=2&cu=x&kieu=text&ten=x&nhan=X"), 409);
}

static void it_is_tried_and_nothing_is_kept(void **state)
{
    World *w = *state;
    const char *path = brought(w, str_of(yaml));
    assert_has(see(w, below(w, path, "/thu")).body, "Đúng như người điền sẽ thấy");
    LocalReply r = press(w, below(w, path, "/thu"), "a=x&b=50&nut-bam=gui");
    assert_status(r, 400);
    assert_has(r.body, "nhiều nhất 20");
    r = press(w, below(w, path, "/thu"), "a=x&b=7&nut-bam=gui");
    assert_status(r, 200);
    assert_has(r.body, "<dt>Ba</dt><dd>14</dd>");
    r = press(w, below(w, path, "/thu"), "a=&b=&nut-bam=gui");
    assert_has(r.body, "<h2>Không hỏi lần này</h2>");
    assert_has(r.body, "<dt>Hai</dt>");
}

static void it_goes_out_as_files(void **state)
{
    World *w = *state;
    const char *path = brought(w, str_of(yaml));
    LocalReply r = see(w, below(w, path, "/tai?dang=xform"));
    assert_status(r, 200);
    assert_has(r.headers, "don.xml");
    assert_has(r.body, "<bind nodeset=\"/data/c\" type=\"string\" calculate=\"/data/b * 2\" readonly=\"true()\"/>");
    assert_status(press(w, below(w, path, "/bo"), ""), 303);
    assert_status(see(w, path), 404);
}

static Fail begin_of_owner(Ctx *c, void *id)
{
    return editing_begin(c, "don", S("don"),
                         S("code: don\ntitle: Đơn\nfields:\n  - a: Một\n  - b: {type: integer, label: Hai, max: "
                           "20}\nstates: [x]  # giữ\n"),
                         (Str){0}, id);
}

static void a_form_of_an_owner_is_compared_and_goes_back_there(void **state)
{
    World *w = *state;
    Id id;
    must_write(w, begin_of_owner, &id);
    const char *path = text_in(w, "/bieu-mau/%lld", (long long)id);
    LocalReply r = see(w, below(w, path, "/khac"));
    assert_has(r.body, "lớn nhất: trước «50», nay «20»");
    assert_has(r.body, "câu trả lời cũ có thể không còn hợp");
    assert_has(see(w, path).body, text_in(w, "href=\"/don/cong-bo/%lld\"", (long long)id));
    assert_has(see(w, "/bieu-mau").body, "thủ tục thử");
    assert_status(press(w, below(w, path, "/truong"), "lan=1&cu=a&kieu=text&ten=a&nhan=M%E1%BB%99t+hai"), 303);
    assert_has(text_of(w, path), "states: [x]  # giữ\n");
    LocalReply r2 = submit_file(w, &coordinator, below(w, path, "/tep"), "moi.yaml",
                                S("code: khac\ntitle: Khác\nfields:\n  - z: Mới\n")); /* a form alone */
    assert_status(r2, 303);
    assert_str(text_of(w, path),
               S("code: don\ntitle: Đơn\nfields:\n  - z:\n      type: text\n      label: Mới\nstates: [x]  # giữ\n"));
}

static Fail purge_a_year_later(Ctx *c, void *days)
{
    c->now += *(int *)days * (int64_t)86400000;
    return editings_purge(c);
}

static void what_nobody_touches_for_a_year_goes(void **state)
{
    World *w = *state;
    int before = EDITING_DAYS - 1, after = EDITING_DAYS + 1;
    const char *path = brought(w, str_of(yaml));
    must_write(w, purge_a_year_later, &before);
    assert_status(see(w, path), 200);
    must_write(w, purge_a_year_later, &after);
    assert_status(see(w, path), 404);
}

static void what_an_xlsform_could_not_give_is_told_until_it_was_read(void **state)
{
    World *w = *state;
    char file[80];
    static char bytes[1 << 16];
    snprintf(file, sizeof file, "%s/editing-%d.xlsx", test_folder(), (int)getpid());
    lxw_workbook *book = workbook_new(file);
    lxw_worksheet *survey = workbook_add_worksheet(book, "survey");
    static const char *const rows[][3] = {
        {"type", "name", "label"}, {"text", "ten", "Tên"}, {"geopoint", "cho", "Chỗ"}};
    for (uint32_t i = 0; i < 3; i++)
        for (uint16_t k = 0; k < 3; k++) worksheet_write_string(survey, i, k, rows[i][k], NULL);
    assert_int_equal(workbook_close(book), LXW_NO_ERROR);
    FILE *f = fopen(file, "rb");
    size_t n = fread(bytes, 1, sizeof bytes, f);
    fclose(f), unlink(file);
    const char *path = brought(w, (Str){bytes, n});
    assert_has(see(w, path).body, "ô A3: «cho» không lấy");
    assert_status(press(w, below(w, path, "/da-xem"), ""), 303);
    assert_has_not(see(w, path).body, "không lấy");
    assert_has(text_of(w, path), "label: Tên");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(only_who_may_write_forms_comes_in, begin, world_ends),
        cmocka_unit_test_setup_teardown(a_form_begins_with_a_name_or_a_file, begin, world_ends),
        cmocka_unit_test_setup_teardown(one_field_changes_and_the_rest_stays_as_it_was_written, begin, world_ends),
        cmocka_unit_test_setup_teardown(what_is_wrong_with_a_field_stands_beside_what_was_typed, begin, world_ends),
        cmocka_unit_test_setup_teardown(fields_are_added_moved_removed_and_that_is_taken_back, begin, world_ends),
        cmocka_unit_test_setup_teardown(a_text_is_kept_with_its_mistakes_which_are_told_by_line, begin, world_ends),
        cmocka_unit_test_setup_teardown(it_is_tried_and_nothing_is_kept, begin, world_ends),
        cmocka_unit_test_setup_teardown(it_goes_out_as_files, begin, world_ends),
        cmocka_unit_test_setup_teardown(a_form_of_an_owner_is_compared_and_goes_back_there, begin, world_ends),
        cmocka_unit_test_setup_teardown(what_nobody_touches_for_a_year_goes, begin, world_ends),
        cmocka_unit_test_setup_teardown(what_an_xlsform_could_not_give_is_told_until_it_was_read, begin, world_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
