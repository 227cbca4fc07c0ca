// SPDX-License-Identifier: Apache-2.0
#include "doc/format_testing.h"
#include "paper/paper_world.h"

static void dates_and_numbers_are_written_as_the_decree_says(void **state)
{
    (void)state;
    Arena *a = &c.mem;
    assert_str(paper_day(a, day_of(2025, 2, 5)), S("ngày 05 tháng 02 năm 2025"));
    assert_str(paper_day(a, day_of(2025, 3, 11)), S("ngày 11 tháng 3 năm 2025"));
    assert_str(paper_day(a, day_of(2024, 10, 9)), S("ngày 09 tháng 10 năm 2024"));
    assert_str(paper_number(a, 5), S("05"));
    assert_str(paper_number(a, 1234), S("1234"));
    assert_str(paper_symbol(a, PAPER_REPORT, S("STTTT"), S("CNTT")), S("BC-STTTT"));
    assert_str(paper_symbol(a, PAPER_LETTER, S("STTTT"), S("CNTT")), S("STTTT-CNTT"));
    assert_str(paper_symbol(a, PAPER_LETTER, S("STTTT"), (Str){0}), S("STTTT"));
    assert_str(paper_roman(a, 1994), S("MCMXCIV"));
    assert_str(paper_letter(a, 5), S("đ"));
    assert_str(paper_letter(a, 23), S("y"));
    assert_str(paper_letter(a, 24), S("aa"));
    PaperKind kind;
    assert_true(paper_kind_of(a, S("KẾ HOẠCH"), &kind) && kind == PAPER_PLAN);
    assert_false(paper_kind_of(a, S("Thiệp"), &kind));
}

static void a_signer_is_written_by_capacity(void **state)
{
    (void)state;
    Arena *a = &c.mem;
    PaperSigner s = {
        .body = S("Ủy ban nhân dân"), .capacity = PAPER_KT, .head = S("Chủ tịch"), .post = S("Phó Chủ tịch")};
    assert_str(paper_signer_lines(a, &s), S("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"));
    PaperSigner again = paper_signer_of(a, paper_signer_lines(a, &s), S("Lê Văn Ánh"));
    assert_str(paper_signer_lines(a, &again), paper_signer_lines(a, &s));
    assert_str(again.head, S("CHỦ TỊCH"));
    s = (PaperSigner){.capacity = PAPER_Q, .post = S("Giám đốc")};
    assert_str(paper_signer_lines(a, &s), S("Q. GIÁM ĐỐC"));
    again = paper_signer_of(a, S("TL. Chủ tịch\nChánh Văn phòng"), (Str){0});
    assert_int_equal(again.capacity, PAPER_TL);
    assert_str(paper_signer_lines(a, &again), S("TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG"));
}

static void word_gives_back_what_was_written(void **state)
{
    (void)state;
    Str bytes, again;
    Doc doc;
    Paper p = paper_world_full(&c.mem, 60);
    assert_int_equal(paper_docx(&c, &p, &bytes), OK);
    assert_int_equal(paper_docx(&c, &p, &again), OK);
    assert_str(bytes, again);
    Fail result = doc_read(&c, bytes, &doc);
    if (result) test_fails("%s", c.why);
    assert_true(str_contains(doc.text, S("hoàn thành 19/21 nhiệm vụ được giao")));
    assert_true(str_contains(doc.text, S("<treo băng rôn> & \"khẩu hiệu\"")));
    assert_true(str_contains(doc.text, S("xem xét, chỉ đạo./.")));
    assert_int_equal(doc.tables, 2);
    assert_int_equal(doc.table[1].columns, 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(dates_and_numbers_are_written_as_the_decree_says, begin, end),
        cmocka_unit_test_setup_teardown(a_signer_is_written_by_capacity, begin, end),
        cmocka_unit_test_setup_teardown(word_gives_back_what_was_written, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
