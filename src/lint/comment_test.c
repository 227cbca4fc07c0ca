// SPDX-License-Identifier: Apache-2.0
/* A copy with comments: the same file in everything but its comments, whatever stands in it, and hostile ones refused.
 */
#include "base/out.h"
#include "doc/format_testing.h"
#include "doc/formats.h"
#include "doc/package.h"
#include "lint/comment.h"

#define COMMENTS "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
#define RELS     "http://schemas.openxmlformats.org/package/2006/relationships"
#define TYPES    S("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>")

static Str part_of(Str docx, const char *name)
{
    Package *p;
    Str bytes = {0};
    if (package_open(&c, docx, &p) || package_bytes(&c, p, name, FORMAT_PART_MAX, &bytes))
        test_fails("%s: %s", name, c.why);
    package_close(p);
    return bytes;
}

static Str commented(Str docx, const Comment *comments, size_t n)
{
    Str copy;
    c.why[0] = 0, c.now = INT64_C(1722500000000);
    if (comments_put(&c, docx, comments, n, S("Ngày Số"), &copy)) test_fails("refused: %s", c.why);
    return copy;
}

/* Without what was put in. */
static Str unmarked(Str s)
{
    static const struct {
        const char *begin, *end;
    } marks[] = {
        {"<w:commentRangeStart xmlns:w=", "/>"}, {"<w:commentRangeEnd xmlns:w=", "/>"}, {"<w:r xmlns:w=", "</w:r>"}};
    Out o = {.mem = &c.mem};
    while (s.n) {
        bool cut = false;
        for (size_t k = 0; k < 3 && !cut; k++) {
            if (!str_starts(s, str_of(marks[k].begin))) continue;
            s = str_from(s, str_find(s, str_of(marks[k].end)) + strlen(marks[k].end)), cut = true;
        }
        if (!cut) out_char(&o, s.p[0]), s = str_from(s, 1);
    }
    return out_str(&o);
}

static void only_marks_are_put_in(void **state)
{
    (void)state;
    Str body = S(
        "<w:p><w:pPr><w:jc w:val=\"both\"/></w:pPr><w:ins w:id=\"3\" w:author=\"A\"><w:r><w:t>một</w:t></w:r></w:ins>"
        "<w:del w:id=\"4\" "
        "w:author=\"A\"><w:r><w:delText>hai</w:delText></w:r></w:del></w:p><w:p/><w:p><w:r><w:t>ba</w:t></w:r></w:p>");
    Str docx = word_of(&c.mem, (WordParts){.body = body, .styles = S("<w:style/>")});
    /* 1 = w:document, 2 = w:body, 3 = the first paragraph, 12 = the empty one */
    Comment comments[] = {
        {13, S("Sau <&>")}, {3, S("Trước")}, {3, S("Cùng chỗ")}, {12, S("Không đặt được")}, {99, S("Không có")}};
    Str copy = commented(docx, comments, 5), text = part_of(copy, "word/document.xml"),
        said = part_of(copy, "word/comments.xml");
    assert_str(unmarked(text), part_of(docx, "word/document.xml"));
    assert_str(part_of(copy, "word/styles.xml"), part_of(docx, "word/styles.xml"));
    assert_true(str_contains(text, S("</w:pPr><w:commentRangeStart")));
    assert_true(str_contains(text, S("</w:del><w:commentRangeEnd")));
    assert_true(str_contains(said, S("Sau &lt;&amp;&gt;")));
    assert_true(str_contains(said, S("Trước</w:t></w:r></w:p><w:p><w:r><w:t xml:space=\"preserve\">Cùng chỗ")));
    assert_false(str_contains(said, S("Không")));
    assert_true(str_contains(part_of(copy, "[Content_Types].xml"), S("/word/comments.xml")));
    assert_true(str_contains(part_of(copy, "word/_rels/document.xml.rels"), S(COMMENTS)));
    Str again = commented(copy, comments + 1, 1);
    assert_true(str_contains(part_of(again, "word/comments.xml"), S("Trước")));
    assert_true(str_contains(part_of(again, "word/comments.xml"), S("w:id=\"2\"")));
}

static void comments_that_are_there_stay(void **state)
{
    (void)state;
    ZipPart parts[] = {
        {"[Content_Types].xml", TYPES},
        {"word/document.xml",
         S("<x:document xmlns:x=\"" W_URI "\"><x:body><x:p><x:commentRangeStart x:id=\"7\"/><x:r><x:t>một</x:t></x:r>"
           "<x:commentRangeEnd x:id=\"7\"/><x:r><x:commentReference x:id=\"7\"/></x:r></x:p></x:body></x:document>")},
        {"word/notes/c.xml",
         S("<x:comments xmlns:x=\"" W_URI "\"><x:comment x:id=\"7\" x:author=\"B\"><x:p/></x:comment></x:comments>")},
        {"word/_rels/document.xml.rels", S("<Relationships xmlns=\"" RELS "\"><Relationship Id=\"r1\" Type=\"" COMMENTS
                                           "\" Target=\"notes/c.xml\"/></Relationships>")}};
    Str docx = zip_of(&c.mem, parts, 4), copy = commented(docx, &(Comment){3, S("Mới")}, 1),
        said = part_of(copy, "word/notes/c.xml");
    assert_true(str_contains(said, S("<x:comment x:id=\"7\" x:author=\"B\"><x:p/></x:comment><w:comment ")));
    assert_true(str_contains(said, S("w:id=\"8\"")));
    assert_str(part_of(copy, "word/_rels/document.xml.rels"), parts[3].bytes);
    assert_str(unmarked(part_of(copy, "word/document.xml")), parts[1].bytes);
}

static void nothing_to_say_changes_nothing(void **state)
{
    (void)state;
    Str docx = word_of(&c.mem, (WordParts){.body = S("<w:p><w:r><w:t>a</w:t></w:r></w:p>")}),
        copy = commented(docx, NULL, 0);
    assert_str(part_of(copy, "word/document.xml"), part_of(docx, "word/document.xml"));
}

/* Word has no comments in text boxes and foot notes: they hang on the paragraph outside. */
static void a_text_box_hangs_on_its_paragraph(void **state)
{
    (void)state;
    Doc doc;
    Str docx = word_of(
        &c.mem,
        (WordParts){
            .body =
                S("<w:p><w:r><w:t>ngoài</w:t></w:r><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>trong</w:t></w:r></w:p>"
                  "</w:txbxContent></w:pict></w:r><w:r><w:footnoteReference w:id=\"1\"/></w:r></w:p>"),
            .footnotes = S("<w:footnote w:id=\"1\"><w:p><w:r><w:t>chân</w:t></w:r></w:p></w:footnote>")});
    if (doc_read(&c, docx, &doc)) test_fails("%s", c.why);
    assert_int_equal(doc.layout->paragraphs.n, 3);
    for (size_t i = 0; i < 3; i++) assert_int_equal(doc.layout->paragraphs.at[i].element, 3);
}

static void refuses(Str bytes, const char *says)
{
    Str copy;
    c.why[0] = 0;
    assert_int_equal(comments_put(&c, bytes, &(Comment){3, S("a")}, 1, S("b"), &copy), FAIL_INPUT);
    if (!strstr(c.why, says)) test_fails("\"%s\" does not say \"%s\"", c.why, says);
}

static void what_is_no_word_file_is_refused(void **state)
{
    (void)state;
    refuses(S("PK\3\4 không phải zip"), "hỏng");
    refuses(zip_of(&c.mem, (ZipPart[]){{"a.txt", S("a")}}, 1), "không phải văn bản Word");
    refuses(zip_of(&c.mem, (ZipPart[]){{"[Content_Types].xml", TYPES}, {"word/document.xml", S("<w:document")}}, 2),
            "hỏng");
    refuses(zip_of(&c.mem, (ZipPart[]){{"[Content_Types].xml", TYPES}, {"word/document.xml", S("\xFF\xFE<\0a\0")}}, 2),
            "UTF-16");
    refuses(zip_of(&c.mem,
                   (ZipPart[]){{"[Content_Types].xml", TYPES},
                               {"word/document.xml", S("<!DOCTYPE a [<!ENTITY b \"b\">]><a>&b;</a>")}},
                   2),
            "DOCTYPE");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(only_marks_are_put_in, begin, end),
        cmocka_unit_test_setup_teardown(comments_that_are_there_stay, begin, end),
        cmocka_unit_test_setup_teardown(nothing_to_say_changes_nothing, begin, end),
        cmocka_unit_test_setup_teardown(a_text_box_hangs_on_its_paragraph, begin, end),
        cmocka_unit_test_setup_teardown(what_is_no_word_file_is_refused, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
