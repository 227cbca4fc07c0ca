// SPDX-License-Identifier: Apache-2.0
#include "base/testing.h"
#include "viet/numeral.h"
#include "viet/repair.h"
#include <glob.h>
#include <stdio.h>

enum { FILE_MAX = 1 << 20, LONG_WORD = 4000, LONG_LINE_WORDS = 20000 };

static Arena whole, mem;
static Repairer *repairer;

static int set_up(void **state)
{
    (void)state;
    whole = arena_reserve(64 << 20);
    repairer = repairer_load(&whole, (Str){0});
    mem = arena_reserve((size_t)1 << 30);
    return 0;
}

static Repair repaired_with(const char *text, const char *names)
{
    Repair r;
    viet_repair(&mem, repairer, str_of(text), str_of(names), &r);
    return r;
}
static Repair repaired(const char *text) { return repaired_with(text, ""); }

static Str file(const char *path)
{
    char *bytes = NEW(&mem, char, FILE_MAX);
    FILE *in = fopen(path, "r");
    if (!in) test_fails("%s is not there", path);
    Str s = {bytes, fread(bytes, 1, FILE_MAX, in)};
    fclose(in);
    return s;
}

static void garbled_words_come_back(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"T6 chirc Ngay Chuyén doi s6 tinh Bic Giang nim 2024", "Tổ chức Ngày Chuyển đổi số tỉnh Bắc Giang năm 2024"},
        {"Thuc hién Quyét dinh s 505/Qb-TTg ngay 22/4/2022 cua Thu tuong",
         "Thực hiện Quyết định số 505/QĐ-TTg ngày 22/4/2022 của Thủ tướng"},
        {"UY BAN NHAN DAN CONG HOA XA HQI CHU NGHIA VIET NAM", "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"},
        {"TINH BAC GIANG DPgc 1ap - Tw do - Hanh phuc", "TỈNH BẮC GIANG Độc lập - Tự do - Hạnh phúc"}, /* two columns */
        {"Co quan chu tri: S& Thong tin va Truyén thong;", "Cơ quan chủ trì: Sở Thông tin và Truyền thông;"},
        {"chu tri, tham muu cho HDND tinh, HBND huyén", "chủ trì, tham mưu cho HĐND tỉnh, HĐND huyện"},
        {"Don vi chu tri: SéY té, UBND tinh", "Đơn vị chủ trì: Sở Y tế, UBND tỉnh"}, /* a blank was lost */
        {"I1. NOI DUNG THUC HIEN", "II. NỘI DUNG THỰC HIỆN"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) assert_str(repaired(rows[i][0]).text, str_of(rows[i][1]));
}

static void text_that_an_ocr_with_marks_spoilt_is_mended(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"Uỷ ban nhân dân thành phố tô chức hội nghị tông kết công tác năm 2023, phương hướng nhiệm vụ năm 2024",
         "Uỷ ban nhân dân thành phố tổ chức hội nghị tổng kết công tác năm 2023, phương hướng nhiệm vụ năm 2024"},
        {"ỦY BAN NHÂN DÂN THÀNH PHÓ HÀ NỘI\nCác cơ quan, đơn vị chịu trách nhiêm thưc hiện kế hoạch này.",
         "ỦY BAN NHÂN DÂN THÀNH PHỐ HÀ NỘI\nCác cơ quan, đơn vị chịu trách nhiệm thực hiện kế hoạch này."},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Repair r = repaired(rows[i][0]);
        assert_str(r.text, str_of(rows[i][1]));
        assert_int_equal(r.by, READ_WITH_MARKS);
    }
}

static void text_with_its_marks_comes_back_as_it_is(void **state)
{
    (void)state;
    static const char text[] =
        "Các cơ quan, đơn vị chịu trách nhiệm thực hiện; báo cáo trước ngày 20/10/2024.\n\nThuỷ lợi, hoà giải¹.";
    Repair r = repaired(text);
    assert_str(r.text, str_of(text));
    assert_int_equal(r.by, READ_WELL);
    assert_str(repaired("Nghị quyết số 57- NQ/TW ngày 22/12/2024").text, S("Nghị quyết số 57- NQ/TW ngày 22/12/2024"));
    assert_str(repaired("").text, S(""));
}

static void what_is_no_word_stays(void **state)
{
    (void)state;
    static const char *const kept[] = {"22/4/2022", "1.250.000",           "8",          "16",   "98,5%", "(02)",
                                       "4G",        "www.bacgiang.gov.vn", "a@b.gov.vn", "24/7", "136",   "VNPT"};
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        Repair r = repaired(str_format(&mem, "thuc hién ké hoach %s cua Uy ban nhan dan tinh%c", kept[i], 0).p);
        Str expected = str_format(&mem, "thực hiện kế hoạch %s của Ủy ban nhân dân tỉnh", kept[i]);
        assert_str(r.text, expected);
    }
}

static void digits_that_were_a_word_become_it_and_numbers_stay(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"Ho tro nguoi dan 6 cac xa vung cao", "Hỗ trợ người dân ở các xã vùng cao"},
        {"cac phuong tien tren quoc 16 1 qua huyen", "các phương tiện trên quốc lộ 1 qua huyện"},
        {"nang cap duong tinh rong 4m, dai 14km, cao 20m va quoc lo 4A; 16h30 phut",
         "nâng cấp đường tỉnh rộng 4m, dài 14km, cao 20m và quốc lộ 4A; 16h30 phút"},
        {"UY BAN NHAN DAN 6", "ỦY BAN NHÂN DÂN 6"},
        {"trong thoi gian 6 thang, tai 16 xa, 14 truong", "trong thời gian 6 tháng, tại 16 xã, 14 trường"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) assert_str(repaired(rows[i][0]).text, str_of(rows[i][1]));
}

static void numerals_before_headings_are_the_next_of_their_list(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"I. MUC DICH, YEU CAU\nH. NOI DUNG THUC HIEN\nHI. TO CHUC THUC HIEN",
         "I. MỤC ĐÍCH, YÊU CẦU\nII. NỘI DUNG THỰC HIỆN\nIII. TỔ CHỨC THỰC HIỆN"},
        {"Ì. MỤC ĐÍCH, YÊU CẦU\nH. NỘI DUNG THỰC HIỆN\n1H. TỔ CHỨC THỰC HIỆN",
         "I. MỤC ĐÍCH, YÊU CẦU\nII. NỘI DUNG THỰC HIỆN\nIII. TỔ CHỨC THỰC HIỆN"},
        {"I. MỤC ĐÍCH, YÊU CẦU\nG. NỘI DUNG THỰC HIỆN\nH. TỔ CHỨC THỰC HIỆN",
         "I. MỤC ĐÍCH, YÊU CẦU\nG. NỘI DUNG THỰC HIỆN\nH. TỔ CHỨC THỰC HIỆN"}, /* a list of letters */
        {"IV. TỔ CHỨC THỰC HIỆN\nH. Nội dung", "IV. TỔ CHỨC THỰC HIỆN\nH. Nội dung"},
        {"II. TỔ CHỨC THỰC HIỆN\nTL. CHỦ TỊCH", "II. TỔ CHỨC THỰC HIỆN\nTL. CHỦ TỊCH"},
        {"Phụ lục H\nHoàn thành trong Quý IH/2025 - Quý I/2026, quý H năm 2027",
         "Phụ lục II\nHoàn thành trong Quý III/2025 - Quý I/2026, quý II năm 2027"},
        {"Phụ lục L1 và quý HV/2025, quý 1/2025, phòng H", "Phụ lục II và quý HV/2025, quý 1/2025, phòng H"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) assert_str(repaired(rows[i][0]).text, str_of(rows[i][1]));
}

static void numerals_in_a_column_are_the_next(void **state)
{
    (void)state;
    assert_str(numeral_misread(&mem, S("H"), 1), S("II"));
    assert_str(numeral_misread(&mem, S("1V"), 3), S("IV"));
    assert_int_equal(numeral_misread(&mem, S("H"), 7).n, 0);   /* after G comes H */
    assert_int_equal(numeral_misread(&mem, S("III"), 1).n, 0); /* it says itself what it is */
    assert_int_equal(numeral_misread(&mem, S("1"), 0).n, 0);
    assert_int_equal(numeral_value(S("VIII")), 8);
}

static void english_and_code_stay(void **state)
{
    (void)state;
    static const char *const same[] = {
        "You may copy and distribute verbatim copies of this license document, but changing it is not allowed.",
        "for (size_t i = 0; i < n; i++) sum += table[i].cost; /* the total */ return sum > limit ? limit : sum;",
        "The quick brown fox jumps over the lazy dog and then goes home to eat its dinner.\nReport of a group",
    };
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) assert_str(repaired(same[i]).text, str_of(same[i]));
}

static void lines_blanks_and_signs_stay_where_they_were(void **state)
{
    (void)state;
    assert_str(repaired("\f  - Chu tri :\tSo Y té ;\r\n\n\n  (ké hoach) ,\n").text,
               S("\f  - Chủ trì :\tSở Y tế ;\r\n\n\n  (kế hoạch) ,\n"));
}

static void a_marker_that_lost_its_blank_stays(void **state)
{
    (void)state;
    assert_str(repaired("theo quy dinh tai Diéu.7 cua Luat").text, S("theo quy định tại Điều.7 của Luật"));
    assert_str(repaired("1.Muc tieu chung\n12.Nhiém vu cu thé\n1.Muc tiéu cụ thể").text,
               S("1.Mục tiêu chung\n12.Nhiệm vụ cụ thể\n1.Mục tiêu cụ thể"));
}

static void tokens_say_where_they_stood_and_what_else_they_may_be(void **state)
{
    (void)state;
    Str text = S("Nang cao nhan thuc\ncua moi nguoi dan");
    Repair r;
    viet_repair(&mem, repairer, text, (Str){0}, &r);
    assert_int_equal(r.tokens.n, 8);
    const RepairToken *each = &r.tokens.at[5];
    assert_str(each->read, S("moi"));
    assert_str(str_slice(text, each->begin, each->end), S("moi"));
    assert_str(str_slice(r.text, each->out_begin, each->out_end), each->restored);
    assert_int_equal(each->line, 2);
    assert_true(each->margin < REPAIR_UNSURE && each->alternatives > 0); /* mọi or mỗi */
    assert_true(r.unsure >= 1 && r.unsure < r.tokens.n);
    assert_true(r.tokens.at[0].margin > REPAIR_UNSURE);
}

static void known_names_are_preferred(void **state)
{
    (void)state;
    static const char text[] = "Chu tri: Trung tam Nghiên Ky";
    assert_str(repaired_with(text, "Trung tâm Nghiễn Kỳ\nCông ty Nghiễn Kỳ\n").text, S("Chủ trì: Trung tâm Nghiễn Kỳ"));
}

static void words_and_lines_of_any_length_are_taken(void **state)
{
    (void)state;
    Arena mark = mem;
    char *text = NEW(&mem, char, LONG_LINE_WORDS * 5 + 1);
    memset(text, 'a', LONG_WORD);
    assert_int_equal(repaired(text).text.n, LONG_WORD);
    for (size_t i = 0; i < LONG_LINE_WORDS; i++) memcpy(text + 5 * i, "hoat ", 5);
    assert_int_equal(repaired(text).tokens.n, LONG_LINE_WORDS);
    arena_back(&mem, mark);
}

static void damaged_models_are_refused(void **state)
{
    (void)state;
    Str shipped = repair_shipped_model();
    Arena mark = mem;
    char *bytes = (char *)NEW(&mem, uint64_t, shipped.n / 8 + 1);
    memcpy(bytes, shipped.p, shipped.n);
    assert_non_null(repairer_load(&mem, (Str){bytes, shipped.n}));
    for (size_t n = 1; n < shipped.n; n += n / 2 + 1) assert_null(repairer_load(&mem, (Str){bytes, n}));
    for (size_t i = 8; i < 28; i++) { /* sizes and counts of its head */
        bytes[i] ^= 0x55;
        assert_null(repairer_load(&mem, (Str){bytes, shipped.n}));
        bytes[i] ^= 0x55;
    }
    arena_back(&mem, mark);
}

/* -- what the model was learnt from ------------------------------------------------------------------------- */

enum { RUN = 18, RUNS_MAX = 8000 };

static bool next_word(Str *rest, Str *word)
{
    while (rest->n && strchr(" \t\n.,;:()\"/-", *rest->p)) *rest = str_from(*rest, 1);
    size_t n = 0;
    while (n < rest->n && !strchr(" \t\n.,;:()\"/-", rest->p[n])) n++;
    *word = str_slice(*rest, 0, n);
    *rest = str_from(*rest, n);
    return n;
}

/* The words of a line with one blank between them and around them. */
static Str words_only(Str line)
{
    char *p = NEW(&mem, char, line.n + 2);
    size_t n = 0;
    p[n++] = ' ';
    for (Str word; next_word(&line, &word); p[n++] = ' ') memcpy(p + n, word.p, word.n), n += word.n;
    return (Str){p, n};
}

static void no_text_holds_a_sentence_of_the_sample_plan(void **state)
{
    (void)state;
    Str run[RUNS_MAX], plan = words_only(file("test/samples/ke-hoach-136-2024.restored.txt"));
    size_t starts[RUNS_MAX], words = 0, runs = 0;
    for (size_t i = 0; i + 1 < plan.n && words < RUNS_MAX; i++)
        if (plan.p[i] == ' ') starts[words++] = i;
    for (size_t i = 0; i + RUN < words; i++) run[runs++] = str_slice(plan, starts[i], starts[i + RUN] + 1);
    assert_true(runs > 3000);
    glob_t found;
    assert_int_equal(glob("data/viet/texts/*.txt", 0, NULL, &found), 0);
    for (size_t f = 0; f < found.gl_pathc; f++) {
        Arena mark = mem;
        for (Str rest = file(found.gl_pathv[f]), line; str_cut(&rest, '\n', &line);) {
            Str text = words_only(line);
            for (size_t i = 0; text.n > RUN * 3 && i < runs; i++)
                if (memmem(text.p, text.n, run[i].p, run[i].n))
                    test_fails("%s holds of the sample plan: %.*s", found.gl_pathv[f], STR_ARGS(run[i]));
        }
        arena_back(&mem, mark);
    }
    globfree(&found);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(garbled_words_come_back),
        cmocka_unit_test(text_that_an_ocr_with_marks_spoilt_is_mended),
        cmocka_unit_test(text_with_its_marks_comes_back_as_it_is),
        cmocka_unit_test(what_is_no_word_stays),
        cmocka_unit_test(digits_that_were_a_word_become_it_and_numbers_stay),
        cmocka_unit_test(numerals_before_headings_are_the_next_of_their_list),
        cmocka_unit_test(numerals_in_a_column_are_the_next),
        cmocka_unit_test(english_and_code_stay),
        cmocka_unit_test(lines_blanks_and_signs_stay_where_they_were),
        cmocka_unit_test(a_marker_that_lost_its_blank_stays),
        cmocka_unit_test(tokens_say_where_they_stood_and_what_else_they_may_be),
        cmocka_unit_test(known_names_are_preferred),
        cmocka_unit_test(words_and_lines_of_any_length_are_taken),
        cmocka_unit_test(damaged_models_are_refused),
        cmocka_unit_test(no_text_holds_a_sentence_of_the_sample_plan),
    };
    return cmocka_run_group_tests_name("repair", tests, set_up, NULL);
}
