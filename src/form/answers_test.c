// SPDX-License-Identifier: Apache-2.0
#include "base/out.h"
#include "base/testing.h"
#include "form/made_design.h"

static Arena whole;
static Ctx c;
static DesignField *field;
static const Design *design;
static Answers answers;
enum { TODAY = 19996 }; /* 2024-09-30 */

static int begin(void **state)
{
    (void)state;
    c = (Ctx){.mem = whole, .today = TODAY};
    design = made_design(&c.mem, &field);
    answers = answers_empty(&c.mem, design);
    return 0;
}

static DesignField *of(const char *name) { return made_field(field, name); }
static Answer *at(const char *name, size_t row) { return answers_cell(&answers, of(name), row); }

static const Expression *asks(const char *text, const char *self)
{
    ExpressionProblem problem;
    Names names = {.design = design, .self = of(self), .tags = of(self)->list};
    const Expression *e = expression_parse(&c.mem, str_of(text), &names, &problem);
    if (!e) test_fails("%s: %.*s", text, STR_ARGS(problem.text));
    return e;
}

/* -- reading ------------------------------------------------------------------------------------------------ */

static void reads(const char *name, const char *typed, const char *expected)
{
    Answer a;
    Str problem;
    if (!answer_read(&c.mem, of(name), str_of(typed), &a, &problem))
        test_fails("%s: “%s” is refused: %.*s", name, typed, STR_ARGS(problem));
    Str text = answer_text(&c.mem, a);
    if (!str_equal(text, str_of(expected)))
        test_fails("%s: “%s” is “%.*s”, not “%s”", name, typed, STR_ARGS(text), expected);
}

static void refuses(const char *name, const char *typed, const char *expected)
{
    Answer a;
    Str problem;
    if (answer_read(&c.mem, of(name), str_of(typed), &a, &problem)) test_fails("%s: “%s” is taken", name, typed);
    if (!str_equal(problem, str_of(expected))) test_fails("%s: “%s”: %.*s", name, typed, STR_ARGS(problem));
}

static void numbers_are_read_as_people_type_them(void **state)
{
    (void)state;
    reads("so_luong", "12", "12");
    reads("so_luong", "1.234.500", "1234500");
    reads("so_luong", "1,234,500", "1234500");
    reads("so_luong", "1.234", "1234");
    reads("so_luong", "1 234 500", "1234500");
    reads("so_luong", "1\u00a0234", "1234");
    reads("so_luong", "-5", "-5");
    reads("so_luong", "\u22125", "-5");
    reads("so_luong", "12,0", "12");
    reads("so_luong", "", "");
    reads("so_luong", "0", "0");
    reads("dien_tich", "12,5", "12.5");
    reads("dien_tich", "1.234,5", "1234.5");
    reads("dien_tich", "1,234.5", "1234.5");
    reads("dien_tich", "1.5", "1.5");
    reads("dien_tich", "0.125", "0.125");
    reads("dien_tich", "1.234", "1234");
    reads("dien_tich", "37,5 m²", "37.5");
    refuses("so_luong", "mười", "Ô này phải là một số, viết như 12 hoặc 1.200.");
    refuses("so_luong", "12,5", "Ô này là số nguyên, không có phần lẻ sau dấu phẩy.");
    refuses("so_luong", "1.23.4", "Ô này phải là một số, viết như 12 hoặc 1.200.");
    refuses("so_luong", "12345678901234567890", "Ô này phải là một số, viết như 12 hoặc 1.200.");
    refuses("dien_tich", "1,2,3", "Ô này phải là một số, viết như 12,5 hoặc 1.200.");
}

static void money_is_whole_dong(void **state)
{
    (void)state;
    reads("kinh_phi", "1.500.000", "1500000");
    reads("kinh_phi", "1.500.000 đồng", "1500000");
    reads("kinh_phi", "1500000đ", "1500000");
    reads("kinh_phi", "1.500.000 VNĐ", "1500000");
    reads("kinh_phi", "1,5 triệu", "1500000");
    reads("kinh_phi", "15 triệu đồng", "15000000");
    reads("kinh_phi", "1 tỷ 200 triệu", "1200000000");
    reads("kinh_phi", "500 nghìn", "500000");
    reads("kinh_phi", "9.007.199.254.740.993", "9007199254740993");
    reads("kinh_phi", "0", "0");
    const char *sentence = "Số tiền tính bằng đồng, không có phần lẻ, viết như 1.500.000 hoặc 1,5 triệu.";
    refuses("kinh_phi", "1.500.000,5", sentence);
    refuses("kinh_phi", "12 đô la", sentence);
    refuses("kinh_phi", "1,2345678 triệu", sentence);
    refuses("kinh_phi", "đồng", sentence);
}

static void days_and_periods_are_real(void **state)
{
    (void)state;
    reads("ngay", "10/10/2024", "2024-10-10");
    reads("ngay", "1/9/2024", "2024-09-01");
    reads("ngay", "01-09-2024", "2024-09-01");
    reads("ngay", "1.9.2024", "2024-09-01");
    reads("ngay", "2024-02-29", "2024-02-29");
    reads("ngay", "ngày 10 tháng 10 năm 2024", "2024-10-10");
    const char *sentence = "Ô này phải là một ngày có thật, viết như 15/9/2024.";
    refuses("ngay", "30/2/2024", sentence);
    refuses("ngay", "10/10", sentence);
    refuses("ngay", "2023-02-29", sentence);
    refuses("ngay", "mai", sentence);
    reads("thoi_gian", "1/10/2024 - 10/10/2024", "2024-10-01/2024-10-10");
    reads("thoi_gian", "2024-10-01/2024-10-10", "2024-10-01/2024-10-10");
    reads("thoi_gian", "1/10/2024 đến 10/10/2024", "2024-10-01/2024-10-10");
    reads("thoi_gian", "từ ngày 01/10/2024 đến ngày 10/10/2024", "2024-10-01/2024-10-10");
    reads("thoi_gian", "10/10/2024", "2024-10-10/2024-10-10");
    refuses("thoi_gian", "10/10/2024 - 1/10/2024", "Ngày cuối đứng trước ngày đầu. Hãy đổi lại hai ngày.");
    refuses("thoi_gian", "tuần sau", "Khoảng ngày viết như 1/10/2024 - 10/10/2024, với ngày có thật.");
}

static void choices_are_read_by_key_or_label(void **state)
{
    (void)state;
    reads("huyen", "yen_dung", "yen_dung");
    reads("huyen", "Yên Dũng", "yen_dung");
    reads("huyen", "VIET YEN", "viet_yen");
    reads("xa", "tan_an nham_bien", "nham_bien tan_an");
    reads("xa", "Bích Động; Nham Biền", "nham_bien bich_dong");
    reads("xa", "Tân An, Tân An", "tan_an");
    refuses("huyen", "Hà Nội", "Không có lựa chọn “Hà Nội”. Hãy chọn trong các mục có sẵn.");
    refuses("xa", "tan_an ha_noi", "Không có lựa chọn “tan_an ha_noi”. Hãy chọn trong các mục có sẵn.");
    reads("dong_y", "Có", "true");
    reads("dong_y", "1", "true");
    reads("dong_y", "không", "false");
    refuses("dong_y", "để xem", "Hãy chọn Có hoặc Không.");
}

static void addresses_have_their_form(void **state)
{
    (void)state;
    reads("thu", "an@bacgiang.gov.vn", "an@bacgiang.gov.vn");
    refuses("thu", "an@", "Địa chỉ thư phải viết như an@bacgiang.gov.vn, không dấu, không khoảng trắng.");
    reads("dien_thoai", "0912 345 678", "0912345678");
    reads("dien_thoai", "+84 912.345.678", "0912345678");
    reads("dien_thoai", "(0204) 3854 123", "02043854123");
    refuses("dien_thoai", "12345", "Số điện thoại phải có 9 đến 15 chữ số, viết như 0912345678.");
    refuses("dien_thoai", "09123x45678", "Số điện thoại phải có 9 đến 15 chữ số, viết như 0912345678.");
    reads("trang", "https://bacgiang.gov.vn/tin?id=1", "https://bacgiang.gov.vn/tin?id=1");
    reads("trang", "bacgiang.gov.vn", "https://bacgiang.gov.vn");
    refuses("trang", "javascript:alert(1)", "Địa chỉ trang web viết như https://bacgiang.gov.vn.");
    refuses("trang", "ftp://bacgiang.gov.vn", "Địa chỉ trang web viết như https://bacgiang.gov.vn.");
    refuses("trang", "hai chữ", "Địa chỉ trang web viết như https://bacgiang.gov.vn.");
    refuses("ten", "hai\ndòng", "Ô này chỉ viết trên một dòng.");
    refuses("ten", "\xff", "Ô này có ký tự không đọc được. Hãy gõ lại bằng bảng mã Unicode.");
    reads("ten", "  Chơ\u0323 số ", "Chợ số");
}

static void answers_are_read_by_people(void **state)
{
    (void)state;
    Arena *m = &c.mem;
    assert_str(answer_words(m, of("kinh_phi"), answer_of_integer(1234500)), S("1.234.500 đồng"));
    assert_str(answer_words(m, of("so_luong"), answer_of_integer(-12)), S("-12"));
    assert_str(answer_words(m, of("dien_tich"), (Answer){IS_DECIMAL, .decimal = 1234.5}), S("1.234,5 m²"));
    assert_str(answer_words(m, of("dien_tich"), (Answer){IS_DECIMAL, .decimal = -0.5}), S("-0,5 m²"));
    assert_str(answer_words(m, of("dong_y"), answer_of_boolean(false)), S("Không"));
    assert_str(answer_words(m, of("xa"), answer_of_text(S("tan_an cu"))), S("Tân An; cu"));
    assert_str(answer_words(m, of("ngay"), answer_of_day(TODAY)), S("30/9/2024"));
    assert_str(answer_words(m, of("thoi_gian"), answer_of_text(S("2024-10-01/2024-10-10"))),
               S("từ 01/10/2024 đến 10/10/2024"));
    assert_str(answer_words(m, of("ten"), (Answer){0}), S(""));
}

/* -- calculated and shown ------------------------------------------------------------------------------------ */

static void give_rows(int n)
{
    for (int i = 1; i <= n; i++) {
        AnswerRow *row = answers_add_row(&c.mem, &answers, of("hang"), TODAY);
        row->at[1] = answer_of_integer(i);
        row->at[2] = answer_of_integer(1000 * i);
    }
}

static void sums_of_calculated_columns_come_right_in_one_pass(void **state)
{
    (void)state;
    of("so_luong")->computed = asks("${tong} div 1000 + 0.6", "so_luong"); /* stands before what it asks */
    of("tong")->computed = asks("sum(${thanh_tien})", "tong");
    of("thanh_tien")->computed = asks("${so} * ${gia}", "thanh_tien");
    give_rows(3);
    answers_compute(&c.mem, &answers, TODAY);
    assert_int_equal(at("thanh_tien", 2)->integer, 9000);
    assert_int_equal(at("tong", 0)->integer, 14000);
    assert_int_equal(at("so_luong", 0)->integer, 15); /* an integer is rounded */
}

static void what_stands_there_at_first_is_calculated(void **state)
{
    (void)state;
    of("ngay")->first = asks("today()", "ngay");
    of("ngay_ket_thuc")->first = asks("date(${ngay} + 10)", "ngay_ket_thuc");
    of("so")->first = asks("1", "so");
    answers = answers_new(&c.mem, design, TODAY);
    assert_int_equal(answers_of(&answers, S("ngay_ket_thuc")).day, TODAY + 10);
    answers_add_row(&c.mem, &answers, of("hang"), TODAY);
    assert_int_equal(at("so", 0)->integer, 1);
    assert_int_equal(answers_of(&answers, S("hang")).integer, 1);
}

/* dong_y → huyen → xa; each of them is answered. */
static void a_chain_of_hidden_fields_is_hidden(void **state)
{
    (void)state;
    of("huyen")->shown = asks("${dong_y} = true()", "huyen");
    of("xa")->shown = asks("${huyen} = 'yen_dung'", "xa");
    of("tong")->computed = asks("concat(${xa}, '!')", "tong");
    *at("dong_y", 0) = answer_of_boolean(true);
    *at("huyen", 0) = answer_of_text(S("yen_dung"));
    *at("xa", 0) = answer_of_text(S("tan_an"));
    Shown shown = answers_shown(&c.mem, &answers, TODAY);
    assert_true(shown_is(&shown, of("xa"), 0));
    answers_compute(&c.mem, &answers, TODAY);
    assert_str(at("tong", 0)->text, S("tan_an!"));

    *at("dong_y", 0) = answer_of_boolean(false);
    shown = answers_shown(&c.mem, &answers, TODAY);
    assert_false(shown_is(&shown, of("huyen"), 0) || shown_is(&shown, of("xa"), 0));
    answers_compute(&c.mem, &answers, TODAY);
    assert_str(at("tong", 0)->text, S("!"));
    assert_str(at("xa", 0)->text, S("tan_an")); /* a draft keeps it */
    answers_drop_hidden(&c.mem, &answers, TODAY);
    assert_true(answer_is_empty(*at("xa", 0)) && answer_is_empty(*at("huyen", 0)));
}

static void a_hidden_table_has_no_rows(void **state)
{
    (void)state;
    of("hang")->shown = asks("${dong_y} = true()", "hang");
    of("gia")->shown = asks("${so} > 1", "gia");
    of("thanh_tien")->computed = asks("coalesce(${gia}, 0) + 1", "thanh_tien");
    of("tong")->computed = asks("count(${hang})", "tong");
    give_rows(2);
    *at("dong_y", 0) = answer_of_boolean(true);
    answers_compute(&c.mem, &answers, TODAY);
    assert_int_equal(at("thanh_tien", 0)->integer, 1); /* the first row's price is hidden */
    assert_int_equal(at("thanh_tien", 1)->integer, 2001);
    assert_int_equal(at("tong", 0)->integer, 2);
    *at("dong_y", 0) = answer_of_boolean(false);
    answers_compute(&c.mem, &answers, TODAY);
    assert_int_equal(at("tong", 0)->integer, 0);
    assert_int_equal(answers.rows[MADE_TABLE].n, 2);
    answers_drop_hidden(&c.mem, &answers, TODAY);
    assert_int_equal(answers.rows[MADE_TABLE].n, 0);
}

/* -- checked ------------------------------------------------------------------------------------------------ */

static void has_problem(const char *name, size_t row, const char *text)
{
    AnswerProblems problems = {0};
    answers_check(&c.mem, &answers, false, TODAY, &problems);
    for (size_t i = 0; i < problems.n; i++)
        if (problems.at[i].field == of(name) && problems.at[i].row == row) {
            assert_str(problems.at[i].text, str_of(text));
            return;
        }
    if (*text) test_fails("nothing is wrong with %s: %zu others", name, problems.n);
}

static void what_is_missing_or_out_of_bounds_is_said(void **state)
{
    (void)state;
    of("ten")->required = asks("1", "ten");
    has_problem("ten", 0, "Hãy điền: Tên.");
    of("ten")->required_says.text = S("Cho biết tên gian hàng.");
    has_problem("ten", 0, "Cho biết tên gian hàng.");
    AnswerProblems none = {0};
    answers_check(&c.mem, &answers, true, TODAY, &none); /* a draft */
    assert_int_equal(none.n, 0);
    of("ten")->shown = asks("${so_luong} > 0", "ten");
    has_problem("ten", 0, "");

    of("so_luong")->has_max = true, of("so_luong")->max = 20;
    of("so_luong")->has_min = true, of("so_luong")->min = 1;
    *at("so_luong", 0) = answer_of_integer(21);
    has_problem("so_luong", 0, "Phải nhiều nhất 20.");
    *at("so_luong", 0) = answer_of_integer(0);
    has_problem("so_luong", 0, "Phải ít nhất 1.");
    of("ngay")->has_min = true, of("ngay")->min = TODAY;
    *at("ngay", 0) = answer_of_day(TODAY - 1);
    has_problem("ngay", 0, "Phải là ngày sớm nhất 30/9/2024.");
    of("hang")->required = asks("true()", "hang");
    has_problem("hang", 0, "Hãy thêm ít nhất một dòng: Hàng.");
    of("hang")->has_max = true, of("hang")->max = 1;
    give_rows(2);
    has_problem("hang", 0, "Số dòng phải nhiều nhất 1.");
    char *long_text = NEW(&c.mem, char, 600);
    memset(long_text, 'a', 600);
    *at("ghi_chu", 0) = (Answer){IS_TEXT, .text = {long_text, 600}};
    has_problem("ghi_chu", 0, "");
    of("ghi_chu")->has_max = true, of("ghi_chu")->max = 100;
    has_problem("ghi_chu", 0, "Dài 600 chữ; rút xuống còn nhiều nhất 100 chữ.");
}

static void a_number_too_large_for_sums_is_said(void **state)
{
    (void)state;
    *at("so_luong", 0) = answer_of_integer(ANSWER_NUMBER_MAX);
    has_problem("so_luong", 0, "");
    *at("so_luong", 0) = answer_of_integer(ANSWER_NUMBER_MAX + 1);
    has_problem("so_luong", 0, "Số này quá lớn; nhiều nhất 1.000.000.000.000.000.");
    *at("so_luong", 0) = answer_of_integer(INT64_MIN);
    has_problem("so_luong", 0, "Số này quá lớn; nhiều nhất 1.000.000.000.000.000.");
}

/* A pattern that goes back and forth over each of many rows: counted for all of them, so it ends; what is said is one
 * sentence. */
static void what_is_calculated_has_an_end(void **state)
{
    (void)state;
    of("ten_hang")->constraint = asks("regex(., '^(a+)+(a+)+$')", "ten_hang");
    give_rows(DESIGN_ROWS_MAX);
    for (size_t row = 0; row < DESIGN_ROWS_MAX; row++)
        *at("ten_hang", row) = answer_of_text(S("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab"));
    AnswerProblems problems = {0};
    answers_check(&c.mem, &answers, false, TODAY, &problems);
    assert_int_equal(problems.n, 1);
    assert_str(problems.at[0].text, S(WORK_SAYS));
    assert_true(answers.work->left < 0 && answers.work->left > -WORK_MAX / 10);
    answers.work->left = WORK_MAX;
    for (size_t row = 0; row < DESIGN_ROWS_MAX; row++) *at("ten_hang", row) = answer_of_text(S("aaa"));
    has_problem("ten_hang", 0, "");
    assert_true(answers.work->left > WORK_MAX / 2);
}

static void too_many_rows_are_told_and_not_looked_at(void **state)
{
    (void)state;
    give_rows(DESIGN_ROWS_MAX + 1);
    AnswerProblems problems = {0};
    answers_check(&c.mem, &answers, false, TODAY, &problems);
    assert_int_equal(problems.n, 1);
    assert_str(problems.at[0].text, S("Bảng có 501 dòng; nhiều nhất 500 dòng."));
    assert_int_equal(answers.work->left, WORK_MAX);
}

static void choices_follow_their_filter(void **state)
{
    (void)state;
    of("xa")->filter = asks("huyen = ${huyen}", "xa");
    *at("huyen", 0) = answer_of_text(S("yen_dung"));
    ChoiceList can = answers_choices(&c.mem, &answers, of("xa"), 0, TODAY);
    assert_int_equal(can.n, 2);
    *at("xa", 0) = answer_of_text(S("nham_bien bich_dong"));
    has_problem("xa", 0, "“Bích Động” không có trong các mục chọn được với những câu trả lời khác. Hãy chọn lại.");
    *at("xa", 0) = answer_of_text(S("nham_bien"));
    has_problem("xa", 0, "");
}

static void constraints_speak_with_their_sentence(void **state)
{
    (void)state;
    of("ngay_ket_thuc")->constraint = asks(". >= ${ngay} and . - ${ngay} < 15", "ngay_ket_thuc");
    of("ngay_ket_thuc")->constraint_says.text = S("Treo nhiều nhất 15 ngày.");
    *at("ngay", 0) = answer_of_day(TODAY);
    has_problem("ngay_ket_thuc", 0, ""); /* not asked of an empty one */
    *at("ngay_ket_thuc", 0) = answer_of_day(TODAY + 14);
    has_problem("ngay_ket_thuc", 0, "");
    *at("ngay_ket_thuc", 0) = answer_of_day(TODAY + 15);
    has_problem("ngay_ket_thuc", 0, "Treo nhiều nhất 15 ngày.");
    of("gia")->constraint = asks(". >= ${so} * 1000", "gia");
    give_rows(2);
    *at("gia", 1) = answer_of_integer(1999);
    has_problem("gia", 0, "");
    has_problem("gia", 1, "Câu trả lời này không được chấp nhận. Điều kiện: . >= ${so} * 1000");
}

/* -- kept --------------------------------------------------------------------------------------------------- */

static void what_is_kept_comes_back(void **state)
{
    (void)state;
    Answers back;
    StrList lost = {0};
    *at("ten", 0) = answer_of_text(S("Chợ \"số\"\n<b>"));
    *at("so_luong", 0) = answer_of_integer(0);
    *at("dien_tich", 0) = (Answer){IS_DECIMAL, .decimal = 0.1};
    *at("kinh_phi", 0) = answer_of_integer(9007199254740993);
    *at("ngay", 0) = answer_of_day(TODAY);
    *at("dong_y", 0) = answer_of_boolean(false);
    give_rows(2);
    Str json = answers_json(&c.mem, &answers);
    assert_str(
        json,
        S("{\"ten\":\"Chợ \\\"số\\\"\\n<b>\",\"so_luong\":0,\"dien_tich\":0.1,\"kinh_phi\":9007199254740993,"
          "\"ngay\":\"2024-09-30\",\"dong_y\":false,\"hang\":[{\"so\":1,\"gia\":1000},{\"so\":2,\"gia\":2000}]}"));
    assert_int_equal(answers_from_json(&c, design, json, &back, &lost), OK);
    assert_int_equal(lost.n, 0);
    assert_str(answers_json(&c.mem, &back), json);
    assert_int_equal(answers_cell(&back, of("ngay"), 0)->kind, IS_DAY);
    assert_int_equal(answers_cell(&back, of("hang"), 0)->integer, 2);
}

/* What an older version had, or has as another type. */
static void other_versions_are_read(void **state)
{
    (void)state;
    StrList lost = {0};
    Str json = S("{\"cu\":1,\"so_luong\":\"1.200\",\"ten\":5,\"xa\":[\"tan_an\",\"nham_bien\"],\"ngay\":\"mai\","
                 "\"hang\":[{\"so\":\"3\",\"mau\":\"x\"}],\"dong_y\":\"có\",\"phan_1\":\"x\",\"so\":1,\"thu\":null}");
    assert_int_equal(answers_from_json(&c, design, json, &answers, &lost), OK);
    assert_int_equal(at("so_luong", 0)->integer, 1200);
    assert_str(at("ten", 0)->text, S("5"));
    assert_str(at("xa", 0)->text, S("tan_an nham_bien"));
    assert_int_equal(at("so", 0)->integer, 3);
    assert_true(at("dong_y", 0)->boolean);
    assert_int_equal(lost.n, 5); /* cu, ngay, mau, phan_1, so */
    assert_str(lost.at[1], S("ngay"));
}

static void json_of_another_kind_is_refused(void **state)
{
    (void)state;
    const char *const wrong[] = {"", "[]", "1", "{", "{\"hang\":[1]}", "{\"ten\":1,\"ten\":2}", "\xff"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        c.why[0] = '\0';
        assert_int_equal(answers_from_json(&c, design, str_of(wrong[i]), &answers, NULL), FAIL_INPUT);
        assert_true(c.why[0]);
    }
    Out o = {.mem = &c.mem};
    out_raw(&o, S("{\"hang\":[{}"));
    for (int i = 0; i < 10000; i++) out_raw(&o, S(",{}"));
    out_raw(&o, S("]}"));
    c.why[0] = '\0';
    assert_int_equal(answers_from_json(&c, design, out_str(&o), &answers, NULL), FAIL_INPUT);
    assert_string_equal(c.why, "Bảng “hang” có nhiều hơn 500 dòng.");
}

static int end(void **state)
{
    (void)state;
    arena_back(&c.mem, whole);
    return 0;
}

int main(void)
{
    whole = arena_reserve(256 << 20);
#define T(f) cmocka_unit_test_setup_teardown(f, begin, end)
    const struct CMUnitTest tests[] = {
        T(numbers_are_read_as_people_type_them),
        T(money_is_whole_dong),
        T(a_number_too_large_for_sums_is_said),
        T(what_is_calculated_has_an_end),
        T(too_many_rows_are_told_and_not_looked_at),
        T(days_and_periods_are_real),
        T(choices_are_read_by_key_or_label),
        T(addresses_have_their_form),
        T(answers_are_read_by_people),
        T(sums_of_calculated_columns_come_right_in_one_pass),
        T(what_stands_there_at_first_is_calculated),
        T(a_chain_of_hidden_fields_is_hidden),
        T(a_hidden_table_has_no_rows),
        T(what_is_missing_or_out_of_bounds_is_said),
        T(choices_follow_their_filter),
        T(constraints_speak_with_their_sentence),
        T(what_is_kept_comes_back),
        T(other_versions_are_read),
        T(json_of_another_kind_is_refused),
    };
    return cmocka_run_group_tests_name("answers", tests, NULL, NULL);
}
