// SPDX-License-Identifier: Apache-2.0
#include "base/testing.h"
#include "form/made_design.h"

static Arena whole, mem;
static DesignField *field;
static const Design *design;
static Answers answers;
enum { TODAY = 19996 }; /* 2024-09-30 */

static const Expression *parsed(const char *text, const char *self, ExpressionProblem *problem)
{
    Names names = {.design = design, .self = self ? made_field(field, self) : NULL};
    return expression_parse(&mem, str_of(text), &names, problem);
}

static Answer value_in(const char *text, const char *self, size_t row)
{
    ExpressionProblem problem;
    const Expression *e = parsed(text, self, &problem);
    if (!e) test_fails("%s: %d: %.*s", text, problem.at, STR_ARGS(problem.text));
    Scope s = {.mem = &mem, .answers = &answers, .row = row, .today = TODAY};
    if (self) s.self = *answers_cell(&answers, made_field(field, self), row);
    return expression_value(e, &s);
}

static void is(const char *text, const char *expected)
{
    Str got = answer_text(&mem, value_in(text, NULL, 0));
    if (!str_equal(got, str_of(expected))) test_fails("%s gives «%.*s», not «%s»", text, STR_ARGS(got), expected);
}

static void is_wrong(const char *text, const char *self, int at, const char *expected)
{
    ExpressionProblem problem;
    if (parsed(text, self, &problem)) test_fails("%s was taken", text);
    if (problem.at != at || !str_equal(problem.text, str_of(expected)))
        test_fails("%s: at %d, not %d: %.*s", text, problem.at, at, STR_ARGS(problem.text));
}

static void give(const char *name, Answer a) { *answers_cell(&answers, made_field(field, name), 0) = a; }

static int begin(void **state)
{
    (void)state;
    mem = whole;
    design = made_design(&mem, &field);
    answers = answers_empty(&mem, design);
    give("ten", answer_of_text(S("Chợ số")));
    give("so_luong", answer_of_integer(12));
    give("kinh_phi", answer_of_integer(9007199254740993)); /* 2^53 + 1 */
    give("ngay", answer_of_day(TODAY + 1));
    give("xa", answer_of_text(S("nham_bien bich_dong")));
    give("huyen", answer_of_text(S("yen_dung")));
    for (int i = 1; i <= 3; i++) {
        AnswerRow *row = answers_add_row(&mem, &answers, made_field(field, "hang"), TODAY);
        row->at[1] = answer_of_integer(i);
        row->at[2] = answer_of_integer(1000 * i);
    }
    return 0;
}

static void numbers_are_exact_and_days_are_days(void **state)
{
    (void)state;
    is("1 + 2 * 3", "7");
    is("(1 + 2) * 3", "9");
    is("7 div 2", "3.5");
    is("8 div 2", "4");
    is("-7 mod 3", "-1");
    is("0.1 + 0.2", "0.30000000000000004");
    is("${kinh_phi} + 1", "9007199254740994");
    is("9223372036854775807 + 1", "9223372036854776000"); /* a decimal, as JavaScript writes it */
    is("1 div 0", "Infinity");
    is("0 div 0", "");
    is("${ngay}", "2024-10-01");
    is("${ngay} + 1", "19998");
    is("date(${ngay} + 1)", "2024-10-02");
    is("${ngay} > today()", "true");
    is("${ngay} = '2024-10-01'", "true");
    is("format-date(${ngay}, '%d/%m/%Y')", "01/10/2024");
    is("workdays-between('2024-09-30', '2024-10-07')", "5");
    is("add-workdays('2024-09-30', 5)", "2024-10-07");
    is("round(2.5) + round(-2.5)", "0");
    is("round(1234.567, 2)", "1234.57");
    is("round(1250, -2)", "1300");
    is("int(-2.7)", "-2");
}

static void empty_is_never_zero(void **state)
{
    (void)state;
    is("${dien_tich} = 0", "false");
    is("${dien_tich} >= 0", "false");
    is("${dien_tich} < 0", "false");
    is("${dien_tich} != 0", "true");
    is("${dien_tich} = ''", "true");
    is("${dien_tich} + 1", "");
    is("'' + 1", "");
    is("${dong_y} = false()", "false");
    is("coalesce(${dien_tich}, 0) + 1", "1");
    is("if(${dien_tich}, 'có', 'không')", "không");
    is("not(${dien_tich})", "true");
    is("count-selected(${thu})", "0");
    is("string-length(${thu})", "0");
}

static void texts_and_choices(void **state)
{
    (void)state;
    is("selected(${xa}, 'bich_dong') and not(selected(${xa}, 'tan_an'))", "true");
    is("count-selected(${xa})", "2");
    is("selected-at(${xa}, 1)", "bich_dong");
    is("selected-at(${xa}, 2)", "");
    is("jr:choice-name(${huyen}, '${huyen}')", "Yên Dũng");
    is("concat(${ten}, ' ', ${so_luong})", "Chợ số 12");
    is("string-length(${ten})", "6");
    is("substr(${ten}, 4)", "số");
    is("substr(${ten}, -2, 6)", "số");
    is("contains(${ten}, 'ợ s') and starts-with(${ten}, 'Chợ') and ends-with(${ten}, 'số')", "true");
    is("normalize-space('  a   b ')", "a b");
    is("regex('0912345678', '^0\\d{9}$')", "true");
    is("regex('0912345678\n', '^0\\d{9}$')", "false");
    is("if(${so_luong} > 10, if(${so_luong} > 11, 'nhiều', 'vừa'), 'ít')", "nhiều");
    is("substring-after('a=b', '=')", "b");
}

static void rows_are_asked_together_or_one(void **state)
{
    (void)state;
    is("sum(${gia})", "6000");
    is("count(${hang})", "3");
    is("max(${gia}) - min(${gia}, 500)", "2500");
    is("indexed-repeat(${gia}, ${hang}, 2)", "2000");
    is("indexed-repeat(${gia}, ${hang}, 4)", "");
    is("join(', ', ${so})", "1, 2, 3");
    assert_int_equal(value_in("${so} * ${gia}", "thanh_tien", 2).integer, 9000);
    assert_int_equal(value_in("position(..)", "thanh_tien", 1).integer, 2);
    assert_int_equal(value_in("indexed-repeat(${gia}, ${hang}, position(..) - 1)", "thanh_tien", 1).integer, 1000);
    assert_true(value_in(". > 1000", "gia", 1).boolean);
    answers_add_row(&mem, &answers, made_field(field, "hang"), TODAY);
    is("sum(${gia})", "");
    is("count-non-empty(${gia})", "3");
}

static void what_is_wrong_is_said_where_it_stands(void **state)
{
    (void)state;
    is_wrong("${so_lung} > 1", NULL, 1, "Không có trường nào tên «so_lung». Có phải là ${so_luong} không?");
    is_wrong("1 + ${ten}", NULL, 5, "Phép + cần số, nhưng ${ten} là chữ.");
    is_wrong("contain('a', 'b')", NULL, 1, "Không có hàm «contain». Có phải là contains() không?");
    is_wrong("(1 + 2", NULL, 7, "Dấu ( ở chữ thứ 1 chưa được đóng trước chỗ kết thúc.");
    is_wrong("1 + 2)", NULL, 6, "Dấu ) này không có dấu ( nào mở.");
    is_wrong("", NULL, 1, "Biểu thức chưa có gì.");
    is_wrong("${so_luong} == 1", NULL, 13, "Không có phép «==»; viết một dấu =.");
    is_wrong("${huyen} = 'yen_dun'", NULL, 12, "${huyen} không có lựa chọn «yen_dun». Có phải là «yen_dung» không?");
    is_wrong("${dong_y} = 'yes'", NULL, 13, "${dong_y} là có/không, không phải chữ; viết = true() hoặc = false().");
    is_wrong("${gia} + 1", NULL, 1,
             "${gia} là cột của bảng «hang», có nhiều dòng; viết sum(${gia}), max(${gia}) hoặc indexed-repeat(…).");
    is_wrong("${hang} > 2", NULL, 1, "${hang} là một bảng; số dòng của nó viết count(${hang}).");
    is_wrong("${phan_1} = ''", NULL, 1, "${phan_1} là tiêu đề, không có câu trả lời để hỏi.");
    is_wrong("so_luong > 1", NULL, 1, "Tên trường viết trong ${…}: ${so_luong}.");
    is_wrong("if(1, 2)", NULL, 1, "if() cần 3 phần trong ngoặc, ở đây có 2.");
    is_wrong(". > 1", NULL, 1, "Dấu chấm (trường này) không dùng được ở đây; viết ${tên trường}.");
    is_wrong("regex(${ten}, '(a')", NULL, 15, "Mẫu của regex() không đọc được: xem lại ngoặc và dấu \\.");
    is_wrong("${so_luong} > ‘1’", NULL, 15, "Dấu nháy này cong; chữ viết giữa hai dấu nháy thẳng: '…'.");
    is_wrong("'a", NULL, 1, "Dấu nháy này không được đóng lại.");
    is_wrong("sum(${ten_hang})", NULL, 5, "Hàm sum() cần số, nhưng ${ten_hang} là chữ.");
    is_wrong("uuid()", NULL, 1, "Hàm uuid() cho kết quả khác nhau mỗi lần tính, nên không dùng được ở đây.");
    is_wrong("1 2", NULL, 3, "Thiếu một phép tính trước «2».");
    is_wrong("today > 1", NULL, 1, "Hàm «today» viết có ngoặc ở sau: today(…).");
}

/* Left, right, and how many of it: one sentence each, and nothing falls over. */
static void limits_speak(void **state)
{
    (void)state;
    ExpressionProblem problem;
    char *text = NEW(&mem, char, 20010);
    memset(text, '(', 10000);
    assert_null(parsed(text, NULL, &problem));
    assert_str(problem.text, S("Biểu thức dài 10000 chữ; nhiều nhất 4000. Hãy tách ra các trường tự tính."));
    text[3000] = '\0';
    assert_null(parsed(text, NULL, &problem));
    assert_str(problem.text, S("Ngoặc lồng nhau quá 100 lớp; hãy tách ra các trường tự tính."));
    memset(text, '-', 3000);
    assert_null(parsed(text, NULL, &problem));
    assert_str(problem.text, S("Có hơn 100 dấu trừ liền nhau."));
    for (int i = 0; i < 1000; i++) memcpy(text + 2 * i, "1+", 2);
    text[1999] = '\0';
    assert_null(parsed(text, NULL, &problem));
    assert_str(problem.text, S("Biểu thức có hơn 1000 phần; hãy tách ra các trường tự tính."));
    text[999] = '\0';
    is(text, "500");
}

/* A pattern that would try for years gives up. */
static void a_bad_pattern_ends(void **state)
{
    (void)state;
    is("regex('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab', '^(a+)+$')", "false");
}

static void what_is_asked_is_known(void **state)
{
    (void)state;
    ExpressionProblem problem;
    FieldPlaces asks = {0};
    const Expression *e = parsed("if(${so_luong} > 1, sum(${gia}), ${so_luong})", NULL, &problem);
    expression_asks(&mem, e, &asks);
    assert_int_equal(asks.n, 2);
    assert_int_equal(asks.at[0], design_place(design, made_field(field, "so_luong")));
    assert_str(expression_script(&mem, e),
               S("[\"call\",\"if\",[\">\",[\"field\",\"so_luong\"],1],[\"call\",\"sum\",[\"cells\",\"gia\"]],"
                 "[\"field\",\"so_luong\"]]"));
    assert_int_equal(expression_kind(parsed("1 > 2", NULL, &problem)), IS_BOOLEAN);
}

static void names_of_others_have_values(void **state)
{
    (void)state;
    ExpressionProblem problem;
    const Str more[] = {STR("trang_thai")};
    const AnswerKind kinds[] = {IS_TEXT};
    const Answer values[] = {{IS_TEXT, .text = STR("moi")}};
    Names names = {.design = design, .more = more, .kinds = kinds, .n_more = 1};
    const Expression *e = expression_parse(&mem, S("${trang_thai} = 'moi'"), &names, &problem);
    Scope s = {.mem = &mem, .answers = &answers, .more = values, .today = TODAY};
    assert_true(expression_holds(e, &s));
    assert_null(expression_parse(&mem, S("${trang_thai} > 1"), &names, &problem));
    names.design = NULL;
    assert_non_null(expression_parse(&mem, S("${trang_thai} = 'moi'"), &names, &problem));
}

static void circles_are_named(void **state)
{
    (void)state;
    ExpressionProblem problem;
    const size_t *order;
    StrList circle = {0};
    assert_true(design_order(&mem, design, &order, &circle));
    made_field(field, "tong")->computed = parsed("sum(${thanh_tien})", "tong", &problem);
    made_field(field, "thanh_tien")->computed = parsed("${so} * ${gia}", "thanh_tien", &problem);
    assert_true(design_order(&mem, design, &order, &circle));
    made_field(field, "gia")->shown = parsed("${so_luong} > 0", "gia", &problem);
    made_field(field, "so_luong")->computed = parsed("${tong}", "so_luong", &problem);
    assert_false(design_order(&mem, design, &order, &circle));
    assert_int_equal(circle.n, 4);
    assert_str(circle.at[0], S("so_luong"));
    assert_str(circle.at[1], S("tong"));
    assert_str(circle.at[3], S("gia"));
}

static int end(void **state)
{
    (void)state;
    arena_back(&mem, whole);
    return 0;
}

int main(void)
{
    whole = arena_reserve(64 << 20);
#define T(f) cmocka_unit_test_setup_teardown(f, begin, end)
    const struct CMUnitTest tests[] = {
        T(numbers_are_exact_and_days_are_days),
        T(empty_is_never_zero),
        T(texts_and_choices),
        T(rows_are_asked_together_or_one),
        T(what_is_wrong_is_said_where_it_stands),
        T(limits_speak),
        T(a_bad_pattern_ends),
        T(what_is_asked_is_known),
        T(names_of_others_have_values),
        T(circles_are_named),
    };
    return cmocka_run_group_tests_name("expression", tests, NULL, NULL);
}
