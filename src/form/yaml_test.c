// SPDX-License-Identifier: Apache-2.0
#include "base/testing.h"
#include "form/yaml.h"

static Arena whole, mem;

/* All problems of a text, a line each. */
static Str settled(Yaml *y)
{
    Out o = {.mem = &mem};
    problems_settle(&mem, &y->problems);
    for (size_t i = 0; i < y->problems.n; i++) out_raw(&o, problem_line(&mem, &y->problems.at[i])), out_char(&o, '\n');
    return out_str(&o);
}
static Str problems_of(Str text)
{
    Yaml y = yaml_read(&mem, text);
    return settled(&y);
}

static void a_tree_knows_lines_and_columns(void **state)
{
    (void)state;
    Yaml y = yaml_read(
        &mem, S("# lời\nmã: so-12\ndanh sách:\n  - một\n  - {hai: \"no\", ba: no}\nkhối: |\n  dòng 1\n  dòng 2\n"));
    assert_str(settled(&y), S(""));
    assert_int_equal(y.root->n, 3);
    const YamlNode *list = y.root->pair[1].value, *map = list->item[1];
    assert_int_equal(y.root->pair[1].spot.line, 3);
    assert_int_equal(map->spot.line, 5);
    assert_int_equal(map->spot.column, 5);
    assert_str(map->pair[0].value->text, S("no"));
    assert_true(map->pair[0].value->is_quoted && !map->pair[1].value->is_quoted);
    assert_int_equal(map->pair[1].value->spot.column, 21);
    assert_str(y.root->pair[2].value->text, S("dòng 1\ndòng 2"));
}

static void texts_are_nfc_and_lines_end_as_they_like(void **state)
{
    (void)state;
    Yaml y = yaml_read(&mem, S("\xef\xbb\xbf"
                               "a: ho\xcc\x80"
                               "a\r\nb: hai\rc: ba\n"));
    assert_str(settled(&y), S(""));
    assert_int_equal(y.root->n, 3);
    assert_str(y.root->pair[0].value->text, S("hòa"));
    assert_int_equal(y.root->pair[2].spot.line, 3);
}

static void what_breaks_the_grammar_is_named_all_of_it(void **state)
{
    (void)state;
    assert_str(problems_of(S("title: Đơn: xin\nfields:\n  - a: {type: text, shown_if: {b} = 1}\n  - b: 'mở\n")),
               S("dòng 1, cột 11: dấu hai chấm không được đứng ở đây: nếu nó thuộc nội dung thì đặt cả nội dung trong "
                 "dấu nháy kép, "
                 "nếu không thì xem lại chỗ lùi đầu dòng\n"
                 "dòng 3, cột 8: phần trong { } không đóng đúng: xem lại dấu phẩy, dấu } và đặt giá trị có ${…} trong "
                 "dấu nháy kép\n"
                 "dòng 4, cột 8: dấu nháy mở ở đây không được đóng lại\n"));
    assert_str(problems_of(S("a: 1\nb\nc: 2\n")), S("dòng 2, cột 1: dòng này thiếu dấu hai chấm: viết theo dạng «khóa: "
                                                    "giá trị», hoặc lùi đầu dòng nếu nó nối dòng trên\n"));
    assert_str(problems_of(S("a:\n\t- 1\n\t- 2\nb: @x\n")),
               S("dòng 2, cột 1: lùi đầu dòng bằng dấu cách, không bằng phím Tab\n"
                 "dòng 3, cột 1: lùi đầu dòng bằng dấu cách, không bằng phím Tab\n"));
    assert_str(problems_of(S("a: *b\nc: &d 1\ne: !f 2\n")),
               S("dòng 1, cột 4: không dùng được «*b»: viết hẳn nội dung ra, hoặc đặt trong dấu nháy kép\n"
                 "dòng 2, cột 4: dấu & ở đầu giá trị có nghĩa riêng: đặt giá trị trong dấu nháy kép, hoặc bỏ «&d»\n"
                 "dòng 3, cột 4: dấu ! ở đầu giá trị có nghĩa riêng: đặt giá trị trong dấu nháy kép\n"));
    assert_str(problems_of(S("a: 1\nb: 2\na: 3\n? [x]\n: 4\n")),
               S("dòng 3, cột 1: khóa «a» đã có ở dòng 1: bỏ bớt một chỗ\n"
                 "dòng 4, cột 3: khóa phải là một từ, không phải danh sách hay để trống\n"));
    assert_str(problems_of(S("a: 1\n---\nb: 2\n")),
               S("dòng 2, cột 1: tệp có hai văn bản cách nhau bằng «---»: tách thành hai tệp\n"));
    assert_str(problems_of(S("")), S("dòng 1, cột 1: tệp chưa có nội dung gì\n"));
    assert_str(problems_of(S("a: 1\nb: \xe0\xf9\nc: x\x01y\n")),
               S("dòng 2, cột 4: tệp không phải bảng mã UTF-8, sai từ đây: lưu lại với bảng mã UTF-8\n"
                 "dòng 3, cột 5: ở đây có ký tự điều khiển không đọc được: xóa đi\n"));
}

static Str repeated(Str piece, size_t times)
{
    Out o = {.mem = &mem};
    while (times--) out_raw(&o, piece);
    return out_str(&o);
}

static void what_is_too_much_is_one_sentence(void **state)
{
    (void)state;
    assert_true(str_starts(problems_of(repeated(S("a: 1\n"), 2 << 20)), S("Tệp dài 10240 KB, chỉ nhận đến 1024 KB")));
    assert_str(problems_of(repeated(S("["), 500000)), S("dòng 1, cột 25: lồng nhau quá sâu\n"));
    Str many = problems_of(repeated(S("- 1\n"), 200000));
    assert_str(many, S("dòng 100001, cột 3: từ chỗ này không đọc nữa: tệp có quá nhiều mục\n"));
    /* Ten levels of nine times what is above: a billion texts, when aliases are followed. */
    Str bomb = problems_of(S("a: &a [x,x,x]\nb: &b [*a,*a,*a]\nc: &c [*b,*b,*b]\n"));
    assert_true(str_contains(bomb, S("dòng 2, cột 8: không dùng được «*a»")));
    Yaml y = yaml_read(&mem, repeated(S("a: [}\n"), 1000));
    problems_settle(&mem, &y.problems);
    assert_int_equal(y.problems.n, YAML_BREAKS_MAX + 1);
}

static void a_mapping_is_taken_apart_and_all_that_is_wrong_is_named(void **state)
{
    (void)state;
    Yaml y = yaml_read(
        &mem, S("lable: Số\nmin: mười\nmax: 1.000.000\nrequired: có\nseen: decider\nlist: [a, b]\none: x\nempty:\n"));
    YamlMap m = yaml_map(&y, y.root, "trường");
    int64_t value = 7;
    size_t n;
    static const char *const seen[] = {"deciders", "all"};
    yaml_text(&m, "label", true);
    assert_false(yaml_integer(&m, "min", 0, 10, &value));
    assert_true(yaml_integer(&m, "max", 0, 10000000, &value));
    assert_int_equal(value, 1000000);
    assert_true(yaml_yes(&m, "required", false));
    assert_int_equal(yaml_choice(&m, "seen", seen, 2, 1), 1);
    assert_non_null(yaml_list(&m, "list", true, &n));
    assert_int_equal(n, 2);
    assert_non_null(yaml_list(&m, "one", true, &n));
    assert_int_equal(n, 1);
    yaml_text(&m, "empty", true);
    yaml_end(&m);
    assert_str(settled(&y), S("dòng 1, cột 1: thiếu khóa «label»\n"
                              "dòng 1, cột 1: không có khóa «lable»: có phải «label»?\n"
                              "dòng 2, cột 6: «min» phải là một số nguyên\n"
                              "dòng 5, cột 7: «seen» không có giá trị «decider»: có phải «deciders»?\n"
                              "dòng 8, cột 1: «empty» chưa có nội dung\n"));
    assert_false(yaml_take(&(YamlMap){.y = &y}, "x", true));
    Yaml list = yaml_read(&mem, S("- 1"));
    yaml_map(&list, list.root, "biểu mẫu");
    assert_str(settled(&list),
               S("dòng 1, cột 1: biểu mẫu phải gồm các dòng «khóa: giá trị», ở đây lại là một danh sách\n"));
}

static void a_text_that_was_written_is_read_again(void **state)
{
    (void)state;
    static const Str texts[] = {STR("Số băng rôn, khẩu hiệu"),
                                STR("no"),
                                STR("12"),
                                STR(""),
                                STR(" a "),
                                STR("${a} = 'b'"),
                                STR("dòng\nhai\n"),
                                STR("đ: \"e\" \\ f"),
                                STR("~"),
                                STR("null"),
                                STR("#x"),
                                STR("a #b"),
                                STR("= 1"),
                                STR("Ấn"),
                                STR("a\u2028b"),
                                STR("a\xef\xbf\xbe"
                                    "b"),
                                STR("\xef\xbf\xbf"),
                                STR("x\ty"),
                                STR("- a"),
                                STR("½ b"),
                                STR("ế:")};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        Out o = {.mem = &mem};
        out_raw(&o, S("- k: ")), yaml_put_text(&o, texts[i]), out_char(&o, '\n');
        Yaml y = yaml_read(&mem, out_str(&o));
        assert_str(settled(&y), S(""));
        assert_str(y.root->item[0]->pair[0].value->text, texts[i]);
    }
}

static void names_in_brackets_need_no_quotes(void **state)
{
    (void)state;
    Yaml y = yaml_read(&mem, S("a: {b: sum(${gia}) + ${x}, c: '${d}', e: x}\n"));
    assert_str(settled(&y), S(""));
    const YamlNode *a = y.root->pair[0].value;
    assert_str(a->pair[0].value->text, S("sum(${gia}) + ${x}"));
    assert_str(a->pair[1].value->text, S("${d}"));
    assert_int_equal(a->pair[2].spot.column, 39);
}

static void places_within_a_text(void **state)
{
    (void)state;
    Yaml y = yaml_read(&mem, S("a: ${x}\nb: \"${x}\"\nc: >\n  ${x}\n"));
    assert_int_equal(yaml_spot_in(y.root->pair[0].value, 3).column, 6);
    assert_int_equal(yaml_spot_in(y.root->pair[1].value, 3).column, 7);
    assert_int_equal(yaml_spot_in(y.root->pair[2].value, 3).column, 4);
}

static int back(void **state)
{
    (void)state;
    arena_back(&mem, whole);
    mem = whole;
    return 0;
}

int main(void)
{
    mem = whole = arena_reserve(256 << 20);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(a_tree_knows_lines_and_columns, back),
        cmocka_unit_test_teardown(texts_are_nfc_and_lines_end_as_they_like, back),
        cmocka_unit_test_teardown(what_breaks_the_grammar_is_named_all_of_it, back),
        cmocka_unit_test_teardown(what_is_too_much_is_one_sentence, back),
        cmocka_unit_test_teardown(a_mapping_is_taken_apart_and_all_that_is_wrong_is_named, back),
        cmocka_unit_test_teardown(a_text_that_was_written_is_read_again, back),
        cmocka_unit_test_teardown(names_in_brackets_need_no_quotes, back),
        cmocka_unit_test_teardown(places_within_a_text, back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
