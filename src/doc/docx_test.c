// SPDX-License-Identifier: Apache-2.0
/* docx_test.c -- Word documents as they are printed, with all changes accepted.  Every file goes the whole way, through
 * the process of its own. */
#include "doc/format_testing.h"

static void reads(WordParts w, const char *lines)
{
    Doc doc;
    if (doc_read(&c, word_of(&c.mem, w), &doc)) test_fails("refused: %s", c.why);
    assert_str(doc_shown(&c, &doc), str_of(lines));
}

#define T(text) "<w:r><w:t xml:space=\"preserve\">" text "</w:t></w:r>"
#define P(text) "<w:p>" T(text) "</w:p>"
#define L(list, level, text)                                                                                           \
    "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"" #level "\"/><w:numId w:val=\"" #list                                       \
    "\"/></w:numPr></w:pPr>" T(text) "</w:p>"
#define STYLED(style, text) "<w:p><w:pPr><w:pStyle w:val=\"" style "\"/></w:pPr>" T(text) "</w:p>"
#define LEVEL(level, form, text)                                                                                       \
    "<w:lvl w:ilvl=\"" #level "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" form "\"/><w:lvlText w:val=\"" text        \
    "\"/></w:lvl>"
#define NUM(id, form, more) "<w:num w:numId=\"" #id "\"><w:abstractNumId w:val=\"" #form "\"/>" more "</w:num>"
#define FORM(id, levels)    "<w:abstractNum w:abstractNumId=\"" #id "\">" levels "</w:abstractNum>"

static void lists_are_numbered_as_word_shows_them(void **state)
{
    (void)state;
    Str numbering = S(FORM(0, LEVEL(0, "upperRoman", "%1.") LEVEL(1, "decimal", "%2.") LEVEL(2, "decimal", "%2.%3.")
                                  LEVEL(3, "lowerLetter", "%4)") LEVEL(4, "bullet", "-")
                                      LEVEL(5, "bullet", "\xEF\x82\xB7")) NUM(1, 0, ""));
    reads((WordParts){.numbering = numbering,
                      .body = S(L(1, 0, "Một") L(1, 1, "Hai") L(1, 2, "Ba") L(1, 2, "Ba nữa") L(1, 3, "Bốn")
                                    L(1, 4, "Gạch") L(1, 5, "Chấm") L(1, 1, "Hai nữa") L(1, 2, "Ba lại")
                                        L(1, 0, "Một nữa") L(1, 1, "Hai lại"))},
          "I. Một\n1. Hai\n1.1. Ba\n1.2. Ba nữa\na) Bốn\n- Gạch\n• Chấm\n2. Hai nữa\n2.1. Ba lại\nII. Một nữa\n1. Hai "
          "lại\n");
}

static void lists_go_on_begin_anew_and_are_overridden(void **state)
{
    (void)state;
    Str numbering =
        S(FORM(0, LEVEL(0, "decimal", "%1.") LEVEL(1, "lowerLetter", "%2)")) FORM(1, LEVEL(0, "lowerRoman", "(%1)"))
              NUM(1, 0, "") NUM(2, 0, "")
                  NUM(3, 0, "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride>")
                      NUM(4, 0, "<w:lvlOverride w:ilvl=\"1\">" LEVEL(1, "upperLetter", "%1%2.") "</w:lvlOverride>")
                          NUM(5, 1, "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"4\"/></w:lvlOverride>"));
    reads((WordParts){.numbering = numbering,
                      .body = S(L(1, 0, "một") P("xen giữa") L(2, 0, "tiếp") L(3, 0, "lại từ đầu") L(3, 0, "hai")
                                    L(4, 1, "đè") L(5, 0, "bốn") L(0, 0, "không số") L(9, 0, "không có danh sách"))},
          "1. một\nxen giữa\n2. tiếp\n1. lại từ đầu\n2. hai\n2A. đè\n(iv) bốn\nkhông số\nkhông có danh sách\n");
}

static void a_style_brings_its_list_and_a_legal_level_counts_in_digits(void **state)
{
    (void)state;
    Str numbering =
        S("<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt "
          "w:val=\"upperRoman\"/>"
          "<w:pStyle w:val=\"H1\"/><w:lvlText w:val=\"%1.\"/></w:lvl><w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/>"
          "<w:numFmt w:val=\"decimal\"/><w:pStyle w:val=\"H2\"/><w:isLgl/><w:lvlText "
          "w:val=\"%1.%2.\"/></w:lvl></w:abstractNum>" NUM(7, 0, ""));
    Str styles =
        S("<w:style w:type=\"paragraph\" w:styleId=\"H1\"><w:pPr><w:numPr><w:numId "
          "w:val=\"7\"/></w:numPr></w:pPr></w:style>"
          "<w:style w:type=\"paragraph\" w:styleId=\"H2\"><w:basedOn w:val=\"H1\"/><w:rPr><w:caps/></w:rPr></w:style>"
          "<w:style w:type=\"paragraph\" w:styleId=\"An\"><w:rPr><w:vanish/></w:rPr></w:style>");
    reads((WordParts){.numbering = numbering,
                      .styles = styles,
                      .body = S(STYLED("H1", "phần") STYLED("H2", "mục") STYLED("H2", "mục hai") STYLED(
                          "H1", "phần hai") STYLED("H2", "lại") STYLED("TOC1", "phần\t1") STYLED("An", "ẩn"))},
          "I. phần\n1.1. MỤC\n1.2. MỤC HAI\nII. phần hai\n2.1. LẠI\n\n");
}

static void changes_are_accepted(void **state)
{
    (void)state;
    reads(
        (WordParts){
            .body = S("<w:p>" T(
                "Giữ ") "<w:del w:id=\"1\"><w:r><w:delText>bỏ</w:delText></w:r></w:del><w:ins "
                        "w:id=\"2\">" T("thêm") "</w:ins><w:moveFrom w:id=\"3\">" T(
                            "đi") "</w:moveFrom><w:moveTo w:id=\"4\">" T(" đến") "</w:moveTo></w:p>"
                                                                                 "<w:p><w:pPr><w:rPr><w:"
                                                                                 "del "
                                                                                 "w:id=\"5\"/></w:rPr></"
                                                                                 "w:pPr>" T("Hai đoạn ") "</w:p>" P(
                                                                                     "th"
                                                                                     "àn"
                                                                                     "h "
                                                                                     "mộ"
                                                                                     "t"
                                                                                     ".") "<w:tbl><w:tr><"
                                                                                          "w:trPr><w:del "
                                                                                          "w:id=\"6\"/></"
                                                                                          "w:trPr><w:"
                                                                                          "tc>" P(
                                                                                              "hàng "
                                                                                              "bỏ") "<"
                                                                                                    "/"
                                                                                                    "w"
                                                                                                    ":"
                                                                                                    "t"
                                                                                                    "c"
                                                                                                    ">"
                                                                                                    "<"
                                                                                                    "/"
                                                                                                    "w"
                                                                                                    ":"
                                                                                                    "t"
                                                                                                    "r"
                                                                                                    ">"
                                                                                                    "<"
                                                                                                    "w"
                                                                                                    ":"
                                                                                                    "t"
                                                                                                    "r"
                                                                                                    ">"
                                                                                                    "<"
                                                                                                    "w"
                                                                                                    ":"
                                                                                                    "t"
                                                                                                    "c"
                                                                                                    ">" P(
                                                                                                        "hàng còn") "</"
                                                                                                                    "w:"
                                                                                                                    "tc"
                                                                                                                    "><"
                                                                                                                    "/w"
                                                                                                                    ":t"
                                                                                                                    "r>"
                                                                                                                    "</"
                                                                                                                    "w:"
                                                                                                                    "tb"
                                                                                                                    "l"
                                                                                                                    ">")},
        "Giữ thêm đến\nHai đoạn thành một.\nhàng còn\n");
}

static void what_the_page_shows_is_read_and_nothing_twice(void **state)
{
    (void)state;
    /* Formatted, the pieces would be stacked to the right. */
    /* clang-format off */
    static const char body[] =
        "<w:p>" T("Trước") "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing>"
        "<w:txbxContent>" P("Trong khung") "</w:txbxContent></w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict><w:txbxContent>" P("Trong khung") "</w:txbxContent></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/></w:docPartObj></w:sdtPr>"
        "<w:sdtContent>" P("Mục lục") "</w:sdtContent></w:sdt>"
        "<w:sdt><w:sdtContent>" P("Trong ô điền") "</w:sdtContent></w:sdt>"
        "<w:p><w:sdt><w:sdtContent>" T("Ngày ") "</w:sdtContent></w:sdt><w:hyperlink>" T("01") "</w:hyperlink>"
        "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r></w:p>"
        "<w:p><w:r><w:t>Dòng</w:t><w:br/><w:t>gãy</w:t><w:tab/><w:t>thụt</w:t><w:noBreakHyphen/></w:r><w:r>"
        "<w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r></w:p>"
        "<w:p><w:r><w:br w:type=\"page\"/><w:t>Trang hai</w:t></w:r></w:p>";
    /* clang-format on */
    reads((WordParts){.body = S(body)}, "Trước\nTrong khung\nTrong ô điền\nNgày 01\nDòng\ngãy thụt-\n^Trang hai\n");
}

static void a_footnote_stands_at_the_foot_of_its_page(void **state)
{
    (void)state;
    reads((WordParts){.footnotes = S("<w:footnote w:id=\"0\" w:type=\"separator\">" P(
                          "---") "</w:footnote><w:footnote w:id=\"3\">" P("Việc treo") "</w:footnote>"),
                      .body = S("<w:p>" T("Sở Văn hóa") "<w:r><w:footnoteReference w:id=\"3\"/></w:r>" T(
                          ".") "</w:p>" P("Sau"))},
          "Sở Văn hóa.\n\n1 Việc treo\n^Sau\n");
}

/* -- tables ------------------------------------------------------------------------------------------------- */

#define C(text)       "<w:tc>" P(text) "</w:tc>"
#define WIDE(n, text) "<w:tc><w:tcPr><w:gridSpan w:val=\"" #n "\"/></w:tcPr>" P(text) "</w:tc>"
#define DOWN(text)    "<w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr>" P(text) "</w:tc>"
#define MERGED        "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"
#define R(cells)      "<w:tr>" cells "</w:tr>"
#define TABLE(rows)   "<w:tbl>" rows "</w:tbl>"

static void a_table_with_merged_cells_keeps_its_columns(void **state)
{
    (void)state;
    reads(
        (WordParts){.body = S(TABLE(R(DOWN("TT") DOWN("Nhiệm vụ") WIDE(2, "Cơ quan") DOWN("Thời gian")) R(
                        MERGED MERGED C("chủ trì") C("phối hợp") MERGED) R(C("(1)") C("(2)") C("(3)") C("(4)") C("(5)"))
                                        R(C("I") WIDE(4, "Kinh tế số")) R(WIDE(5, "Nhóm chung"))
                                            R(C("1") C("Việc một") DOWN("Sở Y tế") C("Sở A") C("Quý I"))
                                                R(C("2") C("Việc hai") MERGED C("Sở B") C("Quý II"))
                                                    R("<w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>" C("tiếp việc hai")
                                                          C("") C("Sở C") C(""))))},
        "TT Nhiệm vụ Cơ quan chủ trì Cơ quan phối hợp Thời gian\nI Kinh tế số\nNhóm chung\n1 Việc một Sở Y tế Sở A Quý "
        "I\n"
        "2 Việc hai Sở Y tế Sở B Quý II\ntiếp việc hai Sở C\n"
        "= TT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian\n2: 0 I 1 Kinh tế số\n3: 0+5 Nhóm chung\n"
        "4: 0 1 1 Việc một 2 Sở Y tế 3 Sở A 4 Quý I\n5: 0 2 1 Việc hai 2 Sở Y tế 3 Sở B 4 Quý II\n6: 1 tiếp việc hai 3 "
        "Sở C\n");
}

static void a_task_merged_over_two_rows_is_one_task(void **state)
{
    (void)state;
    reads((WordParts){.body = S(TABLE(R(C("TT") C("Nhiệm vụ") C("Cơ quan chủ trì")) R(DOWN("1") DOWN("Việc") C("Sở A"))
                                          R(MERGED MERGED C("Sở B"))))},
          "TT Nhiệm vụ Cơ quan chủ trì\n1 Việc Sở A\nSở B\n= TT | Nhiệm vụ | Cơ quan chủ trì\n2: 0 1 1 Việc 2 Sở A\n3: "
          "2 Sở B\n");
}

static void a_table_that_only_places_things_is_its_cells(void **state)
{
    (void)state;
    reads((WordParts){.body = S(TABLE(R("<w:tc>" P("UBND TỈNH X") P("-------") "</w:tc>" C("CỘNG HÒA"))
                                          R(C("Số: 1/KH-UBND") C("X, ngày 01 tháng 02 năm 2024"))
                                              R("<w:tc>" TABLE(R(C("TT") C("Việc") C("Chủ trì")) R(C("1") C(
                                                  "a\nb") "<w:tc>" P("c") TABLE(R(C("d"))) "</w:tc>")) "</w:tc>")))},
          "UBND TỈNH X\n-------\nCỘNG HÒA\nSố: 1/KH-UBND\nX, ngày 01 tháng 02 năm 2024\nTT Việc Chủ trì\n1 a b c d\n"
          "= TT | Việc | Chủ trì\n7: 0 1 1 a b 2 c d\n");
}

#define AFRESH(level) "<w:lvlOverride w:ilvl=\"" #level "\"><w:startOverride w:val=\"1\"/></w:lvlOverride>"
static void inner_lists_of_pandoc_leave_the_outer_one_counting(void **state)
{
    (void)state;
    Str numbering = S(FORM(0, LEVEL(0, "decimal", "%1.") LEVEL(1, "decimal", "%2.")) NUM(1, 0, AFRESH(0) AFRESH(1))
                          NUM(2, 0, AFRESH(0) AFRESH(1)) NUM(3, 0, AFRESH(0) AFRESH(1)));
    reads((WordParts){.numbering = numbering,
                      .body = S(L(1, 0, "một") L(2, 1, "trong") L(2, 1, "trong nữa") L(1, 0, "hai") L(3, 1, "lại trong")
                                    L(1, 0, "") L(1, 0, "bốn"))},
          "1. một\n1. trong\n2. trong nữa\n2. hai\n1. lại trong\n\n4. bốn\n");
}

static void signs_are_read_as_what_they_show(void **state)
{
    (void)state;
    reads((WordParts){.body = S("<w:p>" T("từ ") "<w:r><w:sym w:font=\"Symbol\" w:char=\"F0B3\"/></w:r>" T(
                          " 5 ") "<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FC\"/><w:sym w:font=\"Other\" "
                                 "w:char=\"F0FF\"/></w:r><w:r><w:rPr><w:rFonts w:ascii=\"Symbol\"/></w:rPr>"
                                 "<w:t>\xEF\x82\xAE</w:t></w:r></w:p>")},
          "từ ≥ 5 ✓□→\n");
}

static void what_is_embedded_from_other_files_is_not_left_out_in_silence(void **state)
{
    (void)state;
    Doc doc;
    assert_int_equal(doc_read(&c, word_of(&c.mem, (WordParts){.body = S(P("a") "<w:altChunk/>")}), &doc), FAIL_INPUT);
    assert_non_null(strstr(c.why, "nhúng"));
}

int main(void)
{
#undef T
#define T(test) cmocka_unit_test_setup_teardown(test, begin, end)
    const struct CMUnitTest tests[] = {
        T(lists_are_numbered_as_word_shows_them),
        T(lists_go_on_begin_anew_and_are_overridden),
        T(a_style_brings_its_list_and_a_legal_level_counts_in_digits),
        T(changes_are_accepted),
        T(what_the_page_shows_is_read_and_nothing_twice),
        T(a_footnote_stands_at_the_foot_of_its_page),
        T(a_table_with_merged_cells_keeps_its_columns),
        T(a_task_merged_over_two_rows_is_one_task),
        T(a_table_that_only_places_things_is_its_cells),
        T(inner_lists_of_pandoc_leave_the_outer_one_counting),
        T(signs_are_read_as_what_they_show),
        T(what_is_embedded_from_other_files_is_not_left_out_in_silence),
    };
    return cmocka_run_group_tests_name("docx", tests, NULL, NULL);
}
