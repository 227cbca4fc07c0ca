// SPDX-License-Identifier: Apache-2.0
/* odt_test.c -- OpenDocument texts as they are printed. */
#include "doc/format_testing.h"

static void reads(Str styles, Str text, const char *lines)
{
    Doc doc;
    if (doc_read(&c, odt_of(&c.mem, styles, text), &doc)) test_fails("refused: %s", c.why);
    assert_str(doc_shown(&c, &doc), str_of(lines));
}

#define P(text)                   "<text:p>" text "</text:p>"
#define ITEM(more)                "<text:list-item>" more "</text:list-item>"
#define LISTED(attributes, items) "<text:list " attributes ">" items "</text:list>"
#define NUMBERED(level, form, shown, suffix)                                                                           \
    "<text:list-level-style-number text:level=\"" #level "\" style:num-format=\"" form                                 \
    "\" text:display-levels=\"" #shown "\" style:num-suffix=\"" suffix "\"/>"
#define STYLES                                                                                                         \
    "<text:list-style style:name=\"L\">" NUMBERED(1, "I", 1, ".") NUMBERED(2, "1", 1, ".") NUMBERED(                   \
        3, "1", 2, ".") "<text:list-level-style-bullet text:level=\"4\" text:bullet-char=\"–\"/></text:list-style>"

static void lists_are_numbered_go_on_and_begin_anew(void **state)
{
    (void)state;
    reads(S(STYLES),
          S(LISTED("text:style-name=\"L\" xml:id=\"a\"",
                   ITEM(P("một") LISTED("", ITEM(P("hai") LISTED("", ITEM(P("ba") LISTED("", ITEM(P("gạch"))))
                                                                         ITEM(P("ba nữa") P("không số"))))))
                       ITEM(P("một nữa"))) P("xen giữa")
                LISTED("text:continue-list=\"a\" text:style-name=\"L\"", ITEM(P("tiếp")))
                    LISTED("text:style-name=\"L\"",
                           ITEM(P("lại")) "<text:list-header>" P("đầu mục") "</text:list-header>"
                                                                            "<text:list-item text:start-value=\"7\">" P(
                                                                                "bảy") "</text:list-item>")),
          "I. một\n1. hai\n1.1. ba\n- gạch\n1.2. ba nữa\nkhông số\nII. một nữa\nxen giữa\nIII. tiếp\nI. lại\nđầu "
          "mục\nVII. bảy\n");
}

static void what_the_page_shows_is_read_and_nothing_twice(void **state)
{
    (void)state;
    reads(S("<style:style style:name=\"An\"><style:text-properties text:display=\"none\"/></style:style>"
            "<style:style style:name=\"Moi\"><style:paragraph-properties fo:break-before=\"page\" "
            "xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\"/></style:style>"),
          S("<text:tracked-changes>" P(
              "đã bỏ") "</text:tracked-changes><text:p>Một<text:s text:c=\"3\"/>hai<text:tab/>ba<text:line-break/>dòng"
                       "<text:span text:style-name=\"An\">ẩn</text:span><office:annotation>" P(
                           "góp ý") "</office:annotation>"
                                    "<draw:frame><draw:text-box>" P(
                                        "khung") "</draw:text-box></draw:frame></"
                                                 "text:p><text:section>" P("mục") "</text:section>"
                                                                                  "<text:p "
                                                                                  "text:style-name=\"Moi\">Trang<"
                                                                                  "text:note "
                                                                                  "text:note-class=\"footnote\"><"
                                                                                  "text:note-citation>1</"
                                                                                  "text:note-citation><text:note-"
                                                                                  "body>" P("chú thích") "</"
                                                                                                         "text:"
                                                                                                         "note-"
                                                                                                         "body></"
                                                                                                         "text:"
                                                                                                         "note></"
                                                                                                         "text:"
                                                                                                         "p>" P("sa"
                                                                                                                "u")),
          "Một hai ba\ndòng\nkhung\nmục\n^Trang\n\n1 chú thích\n^sau\n");
}

#define C(attributes, text) "<table:table-cell " attributes ">" P(text) "</table:table-cell>"
#define COVERED             "<table:covered-table-cell/>"
#define R(cells)            "<table:table-row>" cells "</table:table-row>"

static void a_table_with_merged_cells_keeps_its_columns(void **state)
{
    (void)state;
    reads(S(""),
          S("<table:table><table:table-header-rows>" R(C("table:number-rows-spanned=\"2\"", "TT") C(
              "table:number-rows-spanned=\"2\"", "Việc") C("table:number-columns-spanned=\"2\"", "Cơ quan") COVERED)
                R(COVERED COVERED C("", "chủ trì") C("", "phối hợp")) "</table:table-header-rows>" R(
                    C("table:number-columns-spanned=\"4\"", "Nhóm") COVERED COVERED COVERED)
                    R(C("", "1") C("", "Một") C("table:number-rows-spanned=\"2\"", "Sở A") C("", "Sở B"))
                        R(C("", "2") C("", "Hai") COVERED C("", "Sở C")) "</table:table>"),
          "TT Việc Cơ quan chủ trì Cơ quan phối hợp\nNhóm\n1 Một Sở A Sở B\n2 Hai Sở A Sở C\n"
          "= TT | Việc | Cơ quan chủ trì | Cơ quan phối hợp\n2: 0+4 Nhóm\n3: 0 1 1 Một 2 Sở A 3 Sở B\n4: 0 2 1 Hai 2 "
          "Sở A 3 Sở C\n");
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, begin, end)
    const struct CMUnitTest tests[] = {
        T(lists_are_numbered_go_on_and_begin_anew),
        T(what_the_page_shows_is_read_and_nothing_twice),
        T(a_table_with_merged_cells_keeps_its_columns),
    };
    return cmocka_run_group_tests_name("odt", tests, NULL, NULL);
}
