// SPDX-License-Identifier: Apache-2.0
#include "base/testing.h"
#include "form/answers.h"
#include "form/source.h"
#include "form/xlsform_testing.h"
#include <time.h>
#include <xlsxwriter.h>

static Arena whole, mem;

static Str problems;
static Design form_of(Str survey, Str choices, Str settings)
{
    Design d;
    DesignProblems list = {0};
    Out o = {.mem = &mem};
    XlsSheets sheets = {sheet_of(&mem, survey), sheet_of(&mem, choices), sheet_of(&mem, settings)};
    xlsform_take(&mem, &sheets, &d, &list);
    problems_settle(&mem, &list);
    for (size_t i = 0; i < list.n; i++)
        out_format(&o, "%s%.*s\n", list.at[i].is_warning ? "~" : "", STR_ARGS(problem_line(&mem, &list.at[i])));
    problems = str_copy(&mem, out_str(&o));
    return d;
}
#define SETTINGS S("form_title|form_id|version\nPhiên chợ số|phien_cho_so|1\n")

static const DesignField *field(const Design *d, const char *name)
{
    const DesignField *f = design_field(d, str_of(name));
    if (!f) test_fails("no field %s\n%.*s", name, STR_ARGS(problems));
    return f;
}

static void a_form_of_others_is_taken(void **state)
{
    (void)state;
    Design d = form_of(S("type|name|label::Vietnamese (vi)|label::English "
                         "(en)|hint|required|relevant|constraint|constraint_message|calculation|default|choice_filter|"
                         "appearance|read_only|repeat_count|parameters\n"
                         "begin group|g|Doanh nghiệp|Firm||||||||||\n"
                         "text|ten|Tên|Name|Như trong giấy đăng ký|yes\n"
                         "text|mo_ta|Mô tả||||||||||multiline\n"
                         "end group\n"
                         "select_one huyen|huyen|Huyện|District||true()\n"
                         "select one xa|xa|Xã||||${huyen} != ''||||| huyen=${huyen}\n"
                         "select_multiple mat_hang or_other|mat_hang|Mặt hàng||||\n"
                         "integer|so_gian|Số gian|Booths||yes||. > 0 and . <= 3|Từ 1 đến 3||1\n"
                         "range|diem|Điểm|||||||||||||start=1 end=5 step=1\n"
                         "begin_group|chi_tiet||||no|${so_gian} > 1\n"
                         "begin repeat|gian|Gian hàng||||||||||||${so_gian}\n"
                         "text|hang|Hàng\n"
                         "decimal|gia|Giá||||${hang} != ''\n"
                         "end repeat\n"
                         "end_group\n"
                         "calculate|tong||||||||sum(${gia})\n"
                         "note|loi|Tổng: xem ở trên\n"
                         "acknowledge|cam_ket|Tôi cam kết|||yes\n"
                         "time|gio|Giờ đến\n"
                         "date|ngay|Ngày đến|||||. >= today()|||2024-10-10\n"),
                       S("list_name|name|label::Vietnamese (vi)|label::English (en)|huyen\n"
                         "huyen|yen_the|Yên Thế|Yen The\nhuyen|viet_yen|Việt Yên|Viet Yen\n"
                         "xa|x1|Đồng Tâm||yen_the\nxa|x2|Bích Động||viet_yen\n"
                         "mat_hang|nong_san|Nông sản\nmat_hang|khac|Khác nữa\n"),
                       SETTINGS);
    assert_str(problems, S(""));
    assert_str(d.code, S("phien-cho-so"));
    assert_str(d.title, S("Phiên chợ số"));
    assert_str(d.language[0], S("en"));
    assert_int_equal(d.field[0].type, FIELD_HEADING);
    const DesignField *ten = field(&d, "ten");
    assert_str(ten->label.text, S("Tên"));
    assert_str(ten->label.other[0].text, S("Name"));
    assert_str(ten->help.text, S("Như trong giấy đăng ký"));
    assert_str(expression_text(ten->required), S("1"));
    assert_int_equal(field(&d, "mo_ta")->type, FIELD_LINES);
    const DesignField *xa = field(&d, "xa");
    assert_str(expression_text(xa->filter), S("huyen=${huyen}"));
    assert_str(xa->list->choice[1].tag[0], S("viet_yen"));
    assert_int_equal(field(&d, "mat_hang")->list->n, 3);
    assert_str(expression_text(field(&d, "mat_hang_other")->shown), S("selected(${mat_hang}, 'other')"));
    const DesignField *so = field(&d, "so_gian"), *gian = field(&d, "gian"), *gia = field(&d, "gia");
    assert_str(expression_text(so->first), S("1"));
    assert_str(so->constraint_says.text, S("Từ 1 đến 3"));
    assert_true(field(&d, "diem")->has_min && field(&d, "diem")->max == 5);
    assert_int_equal(gian->type, FIELD_ROWS);
    assert_str(expression_text(gian->shown), S("${so_gian} > 1"));
    assert_str(expression_text(gian->constraint), S(". = (${so_gian})"));
    assert_int_equal(gia->rows, design_place(&d, gian));
    assert_str(expression_text(gia->shown), S("${hang} != ''"));
    assert_str(expression_text(field(&d, "tong")->computed), S("sum(${gia})"));
    assert_int_equal(field(&d, "tong")->label.text.n, 0);
    assert_str(field(&d, "cam_ket")->list->choice[0].key, S("OK"));
    assert_str(expression_text(field(&d, "ngay")->first), S("date('2024-10-10')"));
}

static void what_cannot_be_taken_is_named_by_its_cell(void **state)
{
    (void)state;
    Design d = form_of(S("type|name|label|relevant|media::image|hint\n"
                         "start|start\n"
                         "text|Ho-Ten|Họ tên\n"
                         "geopoint|vi_tri|Vị trí\n"
                         "select_one khong|a|A|${Ho-Ten} != ''\n"
                         "txt|b|B\n"
                         "begin repeat|r|R\n"
                         "text|c|C\n"
                         "begin repeat|r2|R2\n"
                         "text|d|D\n"
                         "end repeat\n"
                         "end repeat\n"
                         "integer|e|E|${khong_co} = 1|x.png\n"
                         "integer|e|E2\n"
                         "text|||\n"
                         "|g|G\n"
                         "begin group|h|H\n"
                         "text|i|Xin chào ${Ho-Ten}\n"),
                       S("list name|name|label\nx|a b|A\nx|c|\n"), S(""));
    assert_str(
        problems,
        S("~trang tính survey, ô E1: cột «media::image» không được dùng ở đây nên bỏ qua\n"
          "~trang tính survey, ô A2: «start» không cần: chương trình tự ghi người gửi và lúc gửi\n"
          "~trang tính survey, ô B3: tên «Ho-Ten» ở đây là «ho_ten»\n"
          "~trang tính survey, ô A4: «vi_tri» không lấy: ở đây không có vị trí trên bản đồ\n"
          "trang tính survey, ô A5: không có danh sách «khong»\n"
          "trang tính survey, ô A6: không có kiểu «txt»: có phải «text»?\n"
          "~trang tính survey, dòng 9: bảng trong bảng: ở đây bảng không lồng nhau, cả phần này không lấy\n"
          "~trang tính survey, ô A10: «d» không lấy: ở đây không có bảng trong bảng\n"
          "trang tính survey, ô D13: điều kiện hiện của «e», từ chữ thứ 1: Không có trường nào tên «khong_co».\n"
          "~trang tính survey, ô B14: tên «e» ở đây là «e_2», vì tên ấy đã dùng ở trên\n"
          "trang tính survey, dòng 15: trường này chưa có tên\n"
          "~trang tính survey, ô A16: dòng này chưa có kiểu (cột type) nên bỏ qua\n"
          "trang tính survey, ô A17: nhóm mở ở đây không được đóng: thêm end_group\n"
          "~trang tính survey, dòng 18: câu chữ có ${…}: ở đây câu chữ không thay được theo câu trả lời, sẽ hiện "
          "nguyên như thế\n"
          "~Trang tính settings chưa có tên biểu mẫu (form_title): tạm gọi là «Biểu mẫu mới».\n"
          "trang tính choices, ô B2: khóa «a b» của lựa chọn không được có dấu cách hay dấu nháy: có thể viết «a_b»\n"
          "~trang tính choices, ô B3: lựa chọn «c» chưa có nhãn: lấy khóa làm nhãn\n"));
    assert_str(expression_text(field(&d, "a")->shown), S("${ho_ten} != ''"));
    assert_int_equal(field(&d, "c")->rows, design_place(&d, field(&d, "r")));
}

static void what_excel_keeps_unseen_is_no_part_of_a_text(void **state)
{
    (void)state;
    DesignProblems list;
    Design again, d = form_of(S("type|name|label\ntext|a|Hai\r dòng\x01\ufdd0\n"), S(""), SETTINGS);
    Out o = {.mem = &mem};
    assert_str(d.field[0].label.text, S("Hai dòng"));
    design_put_yaml(&o, &d, 0);
    assert_true(design_from_yaml(&mem, out_str(&o), &again, &list) && design_same(&mem, &d, &again));
}

static void only_english_is_better_than_nothing(void **state)
{
    (void)state;
    Design d = form_of(S("type|name|label::English (en)|label::French (fr)\ntext|a|Name|Nom\n"), S(""),
                       S("form_title|default_language\nX|French (fr)\n"));
    assert_str(d.field[0].label.text, S("Nom"));
    assert_str(d.field[0].label.other[0].text, S("Name"));
    assert_str(
        problems,
        S("~trang tính survey, dòng 1: không có cột tiếng Việt (label::Vietnamese (vi)): tạm lấy nhãn tiếng «fr»\n"));
}

/* An .xlsx as Excel writes it: other worksheets before and between, capitals and blanks in names. */
/* -- worksheets that mean no good ------------------------------------------------------------------------------------
 */

/* A head, then `line` n times, where # stands for the number of the row. */
static Str many(const char *head, int n, const char *line)
{
    Out o = {.mem = &mem};
    out_raw(&o, str_of(head));
    for (int i = 0; i < n; i++) {
        for (const char *p = line; *p; p++)
            if (*p == '#') out_format(&o, "%d", i);
            else out_char(&o, *p);
        out_char(&o, '\n');
    }
    return str_copy(&mem, out_str(&o));
}

/* As large as a worksheet may be; each ends soon, with a sentence. */
static void what_is_meant_to_be_too_much_ends_with_a_sentence(void **state)
{
    (void)state;
    enum { ROWS = SHEET_ROWS_MAX - 10, SECONDS = 5 };
    static const struct {
        const char *head;
        int n;
        const char *line, *choices, *says;
    } cases[] = {
        {"type|name|label\n", ROWS, "text|a|A", "", "hơn 300 trường"},
        {"type|name|label\n", ROWS, "text|a#|A", "", "hơn 300 trường"},
        {"type|name|label|relevant\n", ROWS, "text|a#|A|${a#} = 1", "", "hỏi vòng quanh nhau"},
        {"type|name|label\n", ROWS, "begin group|g#|G", "", "nhóm lồng nhau quá sâu"},
        {"type|name|label\n", ROWS, "begin repeat|g#|G", "", "nhóm lồng nhau quá sâu"},
        {"type|name|label|relevant\n", 250, "text|a#|A|${a#} = '1' or ${a0} = '2' or ${a249} = '3'", "",
         "hỏi vòng quanh nhau"},
        {"type|name|label\n", ROWS, "select_one l#|a#|A", "", "không có danh sách"},
        {"type|name|label\n", 1, "select_one l|a|A", "l|k#|K", "hơn 5000"},
        {"type|name|label\n", 1, "select_one l|a|A", "l|k|K", "«k»"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Str choices = cases[i].choices[0] ? many("list_name|name|label\n", ROWS, cases[i].choices) : S("");
        Str survey = many(cases[i].head, cases[i].n, cases[i].line);
        clock_t before = clock();
        form_of(survey, choices, SETTINGS);
        if ((clock() - before) / CLOCKS_PER_SEC >= SECONDS) test_fails("%s takes too long", cases[i].line);
        if (!str_contains(problems, str_of(cases[i].says)))
            test_fails("%s: %.*s", cases[i].line, STR_ARGS(str_head(problems, 400)));
        arena_back(&mem, whole);
    }
}

static void a_real_workbook_is_read(void **state)
{
    (void)state;
    const char *path = str_format(&mem, "%s/xlsform-%d.xlsx", test_folder(), (int)getpid()).p;
    lxw_workbook *book = workbook_new(path);
    lxw_worksheet *guide = workbook_add_worksheet(book, "Hướng dẫn"),
                  *choices = workbook_add_worksheet(book, "Choices"), *survey = workbook_add_worksheet(book, "Survey "),
                  *other = workbook_add_worksheet(book, "Entities"),
                  *settings = workbook_add_worksheet(book, "settings");
    worksheet_write_string(guide, 0, 0, "Xin đọc kỹ", NULL), worksheet_write_string(other, 0, 0, "list_name", NULL);
    static const char *const rows[][4] = {{"Type", "Name", "Label", "Required"},
                                          {"select_one Tinh", "tinh", "<b>Tỉnh</b> của **anh chị**", "TRUE"},
                                          {"integer", "tuoi", "Tuổi", ""}};
    for (uint32_t i = 0; i < 3; i++)
        for (uint16_t k = 0; k < 4; k++) worksheet_write_string(survey, i, k, rows[i][k], NULL);
    worksheet_write_string(choices, 0, 0, "list_name", NULL), worksheet_write_string(choices, 0, 1, "name", NULL);
    worksheet_write_string(choices, 0, 2, "label", NULL), worksheet_write_string(choices, 1, 0, "Tinh", NULL);
    worksheet_write_number(choices, 1, 1, 24, NULL), worksheet_write_string(choices, 1, 2, "Bắc Giang", NULL);
    worksheet_write_string(settings, 0, 0, "form_id", NULL),
        worksheet_write_string(settings, 1, 0, "Khảo sát 2024", NULL);
    assert_int_equal(workbook_close(book), LXW_NO_ERROR);
    static char bytes[1 << 20];
    FILE *file = fopen(path, "rb");
    size_t n = fread(bytes, 1, sizeof bytes, file);
    fclose(file), unlink(path);
    Design d;
    DesignProblems list;
    Ctx c = {.mem = mem};
    assert_int_equal(design_from_xlsform(&c, (Str){bytes, n}, &d, &list), OK);
    assert_int_equal(list.n, 1);
    assert_true(list.at[0].is_warning);
    assert_str(problem_line(&mem, &list.at[0]), S("Trang tính «entities» không được dùng ở đây nên bỏ qua."));
    assert_str(d.code, S("khao-sat-2024"));
    assert_str(d.field[0].label.text, S("Tỉnh của anh chị"));
    assert_str(d.field[0].list->name, S("tinh"));
    assert_str(d.field[0].list->choice[0].key, S("24"));
    assert_int_equal(design_from_xlsform(&c, S("không phải bảng tính"), &d, &list), OK);
    assert_int_equal(list.n, 1);
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
        cmocka_unit_test_teardown(a_form_of_others_is_taken, back),
        cmocka_unit_test_teardown(what_cannot_be_taken_is_named_by_its_cell, back),
        cmocka_unit_test_teardown(what_is_meant_to_be_too_much_ends_with_a_sentence, back),
        cmocka_unit_test_teardown(a_real_workbook_is_read, back),
        cmocka_unit_test_teardown(what_excel_keeps_unseen_is_no_part_of_a_text, back),
        cmocka_unit_test_teardown(only_english_is_better_than_nothing, back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
