// SPDX-License-Identifier: Apache-2.0
/* Templates as offices have them: marks in pieces, loops over rows, everything that is wrong with one said at once. */
#include "doc/format_testing.h"
#include "doc/formats.h"
#include "paper/archive.h"
#include "paper/paper_world.h"
#include "paper/template.h"
#include <zip.h>

#define W_NS_DECL   W_NS " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""
#define R(s)        "<w:r><w:t>" s "</w:t></w:r>"
#define P(s)        "<w:p>" R(s) "</w:p>"
#define C(s)        "<w:tc><w:tcPr><w:tcW w:w=\"2000\" w:type=\"dxa\"/></w:tcPr>" s "</w:tc>"
#define TABLE(rows) "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w=\"2000\"/></w:tblGrid>" rows "</w:tbl>"
#define ROW(cells)  "<w:tr>" cells "</w:tr>"

#define TYPES_HEAD                                                                                                     \
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" "       \
    "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" "            \
    "ContentType=\"application/xml\"/>"
#define WORD_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml."

/* A template with this body; `more` overrides parts. */
static Str template_of(Str body, const char *types, const char *relations, const char *head)
{
    ArchiveParts parts = {0};
    Str bytes;
    *list_add(&c.mem, &parts) = (ArchivePart){
        "[Content_Types].xml",
        str_format(&c.mem,
                   TYPES_HEAD "<Override PartName=\"/word/document.xml\" ContentType=\"" WORD_TYPE
                              "document.main+xml\"/>%s%s</Types>",
                   head ? "<Override PartName=\"/word/header1.xml\" ContentType=\"" WORD_TYPE "header+xml\"/>" : "",
                   types ? types : ""),
        false};
    *list_add(&c.mem, &parts) = (ArchivePart){
        "_rels/.rels",
        S(RELATIONS_OPEN
          "<Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
          "officeDocument\" Target=\"word/document.xml\"/></Relationships>"),
        false};
    *list_add(&c.mem, &parts) = (ArchivePart){
        "word/document.xml",
        str_format(&c.mem, "<w:document " W_NS_DECL "><w:body>%.*s%s</w:body></w:document>", STR_ARGS(body),
                   head ? "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"h1\"/></w:sectPr>" : ""),
        false};
    if (head)
        *list_add(&c.mem, &parts) =
            (ArchivePart){"word/header1.xml", str_format(&c.mem, "<w:hdr " W_NS_DECL ">%s</w:hdr>", head), false};
    *list_add(&c.mem, &parts) = (ArchivePart){
        "word/_rels/document.xml.rels",
        str_format(&c.mem, RELATIONS_OPEN "%s%s</Relationships>",
                   head ? "<Relationship Id=\"h1\" "
                          "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/header\" "
                          "Target=\"header1.xml\"/>"
                        : "",
                   relations ? relations : ""),
        false};
    assert_int_equal(archive_write(&c, &parts, &bytes), OK);
    return bytes;
}

/* The office's data: a name, an agency, tasks with people, none of one kind. */
static TemplateValue *data(void)
{
    Arena *a = &c.mem;
    TemplateValue *d = template_group(a), *agency, *tasks;
    template_put(a, d, S("ten"), S("Kế hoạch & <Chuyển đổi số>"));
    template_put(a, d, S("trong"), S(""));
    template_put(a, d, S("nhieu_dong"), S("một\nhai"));
    agency = template_inner(a, d, S("don_vi"));
    template_put(a, agency, S("ten"), S("Sở Y tế"));
    tasks = template_list(a, d, S("viec"));
    template_put(a, tasks->shape, S("ten"), (Str){0}), template_put(a, tasks->shape, S("han"), (Str){0});
    TemplateValue *shape = template_list(a, tasks->shape, S("nguoi"));
    template_put(a, shape->shape, S("ho_ten"), (Str){0});
    for (int i = 1; i <= 2; i++) {
        TemplateValue *task = template_item(a, tasks), *people;
        template_put(a, task, S("ten"), str_format(a, "Việc %d", i));
        template_put(a, task, S("han"), str_format(a, "%d/10", i));
        people = template_list(a, task, S("nguoi"));
        people->shape = shape->shape;
        for (int k = 1; k <= i; k++)
            template_put(a, template_item(a, people), S("ho_ten"), str_format(a, "Người %d.%d", i, k));
    }
    TemplateValue *none = template_list(a, d, S("cham"));
    template_put(a, none->shape, S("ten"), (Str){0});
    TemplateValue *words = template_list(a, d, S("chu"));
    template_text_item(a, words, S("đỏ")), template_text_item(a, words, S("xanh"));
    template_picture(a, d, S("anh"), (Str){"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x08\x08\2\0\0\0\0\0\0\0", 33},
                     30);
    template_picture(a, d, S("khong_phai_anh"), S("GIF89a"), 0);
    return d;
}

static Str filled(Str docx)
{
    Str bytes;
    TemplateProblems problems = {0};
    if (template_fill(&c, docx, data(), &bytes, &problems)) test_fails("%s", c.why);
    assert_int_equal(problems.n, 0);
    if (getenv("TEMPLATE_SAVE")) {
        static int n;
        FILE *f = fopen(str_format(&c.mem, "%s/%02d.docx", getenv("TEMPLATE_SAVE"), ++n).p, "w");
        fwrite(bytes.p, 1, bytes.n, f), fclose(f);
    }
    return bytes;
}

/* What the filled template says, a line a paragraph that says something. */
static Str said_by(Str docx)
{
    Parsed parsed;
    if (docx_parse(&c, filled(docx), &parsed)) test_fails("%s", c.why);
    Out o = {.mem = &c.mem};
    for (Str line; str_cut(&parsed.text, '\n', &line);)
        if (str_trim(line).n) out_format(&o, "%s%.*s", o.n ? "\n" : "", STR_ARGS(line));
    return str_trim(out_str(&o));
}
static Str said(const char *body) { return said_by(template_of(str_of(body), NULL, NULL, NULL)); }

static void values_are_put_in(void **state)
{
    (void)state;
    assert_str(said(P("{ten}, {don_vi.ten}: {trong}.")), S("Kế hoạch & <Chuyển đổi số>, Sở Y tế: ."));
    assert_str(said("<w:p>" R("{t") "<w:proofErr w:type=\"spellStart\"/><w:r><w:rPr><w:b/></w:rPr><w:t>e</w:t></w:r>" R(
                   "n}!") "</w:p>"),
               S("Kế hoạch & <Chuyển đổi số>!"));
    assert_str(said("<w:p>" R("{") R("#") R("viec") R("}") R("{ten") R("}; ") R("{/") R("viec}") R("hết") "</w:p>"),
               S("Việc 1; Việc 2; hết"));
    assert_str(said(P("{nhieu_dong}")), S("một\nhai"));
    assert_str(said(P("{#chu}-{.}{/}{ ten }")), S("-đỏ-xanhKế hoạch & <Chuyển đổi số>"));
    assert_str(said(P("{#don_vi}{ten}{/don_vi}{#trong}không{/trong}{^trong}trống{/trong}")), S("Sở Y tếtrống"));
}

static void loops_cover_paragraphs(void **state)
{
    (void)state;
    assert_str(said(P("{#viec}") P("- {ten}, hạn {han}") P("{/viec}") P("Hết.")),
               S("- Việc 1, hạn 1/10\n- Việc 2, hạn 2/10\nHết."));
    assert_str(said(P("{#viec}{ten}:") P("{#nguoi}") P("+ {ho_ten} ({ten})") P("{/nguoi}{/viec}")),
               S("Việc 1:\n+ Người 1.1 (Việc 1)\nViệc 2:\n+ Người 2.1 (Việc 2)\n+ Người 2.2 (Việc 2)"));
    assert_str(said(P("Gồm: {#viec}") P("- {ten}") P("{/viec}./.")), S("Gồm:\n- Việc 1\n- Việc 2\n./."));
    assert_str(said(P("{#cham}") P("{ten}") P("{/cham}") P("{^cham}") P("Không có.") P("{/cham}")), S("Không có."));
    assert_str(said(P("{#viec}") TABLE(ROW(C(P("{ten}")) C(P("{han}")))) P("{/viec}") P("x")),
               S("Việc 1\n1/10\nViệc 2\n2/10\nx"));
}

static void loops_cover_rows(void **state)
{
    (void)state;
    assert_str(said(TABLE(ROW(C(P("Tên")) C(P("Hạn"))) ROW(C(P("{#viec}{ten}")) C(P("{han}{/viec}")))) P("x")),
               S("Tên\nHạn\nViệc 1\n1/10\nViệc 2\n2/10\nx"));
    /* several rows an item, a loop in a loop, two in one cell */
    assert_str(said(TABLE(ROW(C(P("{#viec}{ten}")) C(P("{han}")))
                              ROW(C(P("{#nguoi}{ho_ten}")) C(P("{ten}{/nguoi}{/viec}")))) P("x")),
               S("Việc 1\n1/10\nNgười 1.1\nViệc 1\nViệc 2\n2/10\nNgười 2.1\nViệc 2\nNgười 2.2\nViệc 2\nx"));
    assert_str(said(TABLE(ROW(C(P("{#viec}{ten} {/viec}{#chu}{.} {/chu}")))) P("x")), S("Việc 1 Việc 2 đỏ xanh\nx"));
    assert_str(said(TABLE(ROW(C(P("a"))) ROW(C(P("{#cham}{ten}")) C(P("{/cham}")))) P("x")), S("a\nx"));
    /* all rows gone: no table */
    assert_str(said(TABLE(ROW(C(P("{#cham}{ten}")) C(P("{/cham}")))) P("x")), S("x"));
    /* a cell that spans rows is copied with them */
    assert_str(said(TABLE(ROW("<w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr>" P("{#viec}{ten}") "</w:tc>" C(
                   P("{han}"))) ROW("<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>" C(P("sau{/viec}")))) P("x")),
               S("Việc 1\n1/10\nsau\nViệc 2\n2/10\nsau\nx"));
}

static bool holds(Str docx, const char *part, const char *s)
{
    zip_t *z = zip_open_from_source(zip_source_buffer_create(docx.p, docx.n, 0, NULL), ZIP_RDONLY, NULL);
    zip_file_t *f = zip_fopen(z, part, 0);
    char *p = NEW(&c.mem, char, 1 << 20);
    zip_int64_t n = f ? zip_fread(f, p, (1 << 20) - 1) : 0;
    if (f) zip_fclose(f);
    zip_discard(z);
    return str_contains((Str){p, n > 0 ? (size_t)n : 0}, str_of(s));
}

static void heads_and_pictures(void **state)
{
    (void)state;
    Str docx = filled(template_of(S(P("x") P("{#viec}{%anh}{/viec}")), NULL, NULL, P("{don_vi.ten}")));
    assert_true(holds(docx, "word/header1.xml", "Sở Y tế"));
    assert_true(holds(docx, "word/document.xml", "wp:docPr id=\"1\"") &&
                holds(docx, "word/document.xml", "wp:docPr id=\"2\""));
    assert_true(holds(docx, "word/_rels/document.xml.rels", "media/ngayso2.png"));
    assert_true(holds(docx, "[Content_Types].xml", "image/png"));
}

/* All that is wrong, as "part paragraph: sentence", a line each. */
static Str wrong(Str docx)
{
    TemplateProblems problems = {0};
    Out o = {.mem = &c.mem};
    c.why[0] = 0;
    if (!template_check(&c, docx, data(), &problems)) return S("");
    assert_true(c.why[0]);
    for (size_t i = 0; i < problems.n; i++)
        out_format(&o, "%.*s %d [%.*s] %.*s\n", STR_ARGS(problems.at[i].part), problems.at[i].paragraph,
                   STR_ARGS(problems.at[i].around), STR_ARGS(problems.at[i].sentence));
    return problems.n ? out_str(&o) : str_of(c.why);
}

static Str wrong_body(const char *body) { return wrong(template_of(str_of(body), NULL, NULL, NULL)); }

static void everything_wrong_is_said_at_once(void **state)
{
    (void)state;
    Str s = wrong_body(P("Tên: {tem} và {don_vi.tenn}") P("{#viec}{hann}{/viec}") P("{viec}") P("{#anh}") P("mở {ten"));
    assert_true(
        str_contains(s, S("Thân văn bản 1 [Tên: {tem} và {don_vi.tenn}] Không có mục “tem”. Có phải là “ten”?")));
    assert_true(str_contains(s, S("Có phải là “don_vi.ten”?")));
    assert_true(str_contains(s, S("Thân văn bản 2")) && str_contains(s, S("Có phải là “han”?")));
    assert_true(str_contains(s, S("là danh sách")));
    assert_true(str_contains(s, S("{#anh} mở mà không có {/anh} đóng lại.")));
    assert_true(str_contains(s, S("Thân văn bản 5 [mở {ten] Dấu { không có dấu }")));
    assert_true(str_contains(wrong_body(P("{/viec}")), S("không có {#viec} mở")));
    assert_true(str_contains(wrong_body(P("{#viec}{#nguoi}{/viec}{/nguoi}")), S("đang mở")));
    assert_true(str_contains(wrong_body(P("{#viec}") TABLE(ROW(C(P("{ten}{/viec}")))) P("x")), S("không cùng cấp")));
    assert_true(str_contains(wrong_body(P("{}")), S("không có tên nào")));
    assert_true(str_contains(wrong_body(P("ngoặc } lạc")), S("Dấu } không có dấu {")));
    assert_true(str_contains(wrong_body(P("{anh}")), S("phải viết {%anh}")));
    assert_true(str_contains(wrong(template_of(S(P("x")), NULL, NULL, P("{la}"))), S("Đầu trang 1")));
}

static void what_is_refused(void **state)
{
    (void)state;
    Str bytes;
    TemplateProblems problems = {0};
    assert_true(str_contains(
        wrong(template_of(
            S(P("x")),
            "<Override PartName=\"/word/vbaProject.bin\" ContentType=\"application/vnd.ms-office.vbaProject\"/>", NULL,
            NULL)),
        S("macro")));
    assert_true(str_contains(
        wrong(template_of(
            S(P("x")), NULL,
            "<Relationship Id=\"x\" Type=\"y/hyperlink\" TargetMode=\"External\" Target=\"file:///c:/a\"/>", NULL)),
        S("liên kết ra ngoài tới “file:///c:/a”")));
    assert_true(str_contains(
        wrong(template_of(S(P("x")), NULL,
                          "<Relationship Id=\"x\" Type=\"y/image\" TargetMode=\"External\" Target=\"http://a.b/\"/>"
                          "<Relationship Id=\"z\" Type=\"y/attachedTemplate\" TargetMode=\"External\" "
                          "Target=\"file:///n.dotm\"/>",
                          NULL)),
        S("ảnh nằm ngoài tệp (“http://a.b/”)")));
    /* what a letterhead has: an address that one may click on */
    assert_str(said_by(template_of(
                   S(P("{ten}")), NULL,
                   "<Relationship Id=\"x\" Type=\"y/hyperlink\" TargetMode=\"External\" Target=\"https://a.vn\"/>"
                   "<Relationship Id=\"z\" Type=\"y/hyperlink\" TargetMode=\"External\" Target=\"mailto:a@b.vn\"/>",
                   NULL)),
               S("Kế hoạch & <Chuyển đổi số>"));
    assert_true(str_contains(
        wrong(template_of(S(P("x")), NULL, "<Relationship Id=\"x\" Type=\"y/oleObject\" Target=\"a.bin\"/>", NULL)),
        S("đối tượng nhúng")));
    assert_true(str_contains(wrong_body("<w:p><w:fldSimple w:instr=\" INCLUDETEXT c:/a.docx \"/></w:p>"),
                             S("lấy nội dung từ tệp khác")));
    assert_true(str_contains(wrong(S("không phải tệp Word")), S("không phải văn bản Word")));
    assert_true(str_contains(wrong(S("PK\x03\x04")), S("không phải văn bản Word")));
    Str picture = template_of(S(P("{%khong_phai_anh}")), NULL, NULL, NULL);
    assert_int_equal(template_fill(&c, picture, data(), &bytes, &problems), FAIL_INPUT);
    assert_true(str_contains(problems.at[0].sentence, S("không phải ảnh PNG hoặc JPEG")));
    ArchiveParts fake = {0};
    *list_add(&c.mem, &fake) = (ArchivePart){"word/media/image1.png", S("GIF89a"), false};
    *list_add(&c.mem, &fake) =
        (ArchivePart){"[Content_Types].xml",
                      S(TYPES_HEAD "<Override PartName=\"/word/document.xml\" ContentType=\"" WORD_TYPE
                                   "document.main+xml\"/></Types>"),
                      false};
    *list_add(&c.mem, &fake) = (ArchivePart){
        "word/document.xml", S("<w:document " W_NS_DECL "><w:body>" P("x") "</w:body></w:document>"), false};
    assert_int_equal(archive_write(&c, &fake, &bytes), OK);
    assert_true(str_contains(wrong(bytes), S("Ảnh “word/media/image1.png” trong mẫu không phải ảnh")));
    /* a bomb: a part of 500 MB in a file of half a megabyte */
    ArchiveParts parts = {0};
    size_t n = (size_t)500 << 20;
    char *zeros = arena_bytes(&c.mem, n);
    memset(zeros, ' ', n);
    *list_add(&c.mem, &parts) = (ArchivePart){"word/document.xml", {zeros, n}, false};
    assert_int_equal(archive_write(&c, &parts, &bytes), OK);
    assert_true(str_contains(wrong(bytes), S("quá lớn khi giải nén")));
}

/* What Word, LibreOffice and people make of templates. */
static void nasty_templates(void **state)
{
    (void)state;
    /* a text box, twice, as Word writes it for old readers; a link; a tracked change; a content control */
    assert_str(said("<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><w:txbxContent>" P("{#viec}")
                        P("{ten}") P("{/viec}") "</w:txbxContent></w:drawing></"
                                                "mc:Choice><mc:Fallback><w:pict><w:txbxContent>" P(
                                                    "{ten}") "</w:txbxContent></w:pict></mc:Fallback></"
                                                             "mc:AlternateContent></w:r>" R("{don_vi.ten}") "</w:p>"),
               S("Sở Y tế\nViệc 1\nViệc 2"));
    assert_str(said("<w:p>" R("{#viec}{") "<w:hyperlink w:anchor=\"x\">" R(
                   "ten}") "</w:hyperlink><w:ins w:id=\"1\" w:author=\"a\">" R(";{/viec") "</w:ins>" R("}") "</w:p>"),
               S("Việc 1;Việc 2;"));
    assert_str(said("<w:sdt><w:sdtPr><w:id w:val=\"5\"/></w:sdtPr><w:sdtContent>" P("{#viec}") P("{ten}")
                        P("{/viec}") "</w:sdtContent></w:sdt>"),
               S("Việc 1\nViệc 2"));
    /* a name in decomposed letters, blanks in the mark, a mark in capitals' run */
    assert_str(
        said(P("{ don_vi.ten }") "<w:p><w:r><w:rPr><w:caps/></w:rPr><w:t>{don_vi</w:t></w:r>" R(".ten}") "</w:p>"),
        S("Sở Y tế\nSỞ Y TẾ"));
    /* two loops one after the other in a row, and one that holds the other's name */
    assert_str(said(TABLE(ROW(C(P("{#viec}{ten}{/viec}")) C(P("{#chu}{.}{/chu}")))) P("x")),
               S("Việc 1Việc 2\nđỏxanh\nx"));
    assert_str(said(P("{#viec}{#viec}{ten}{/viec}|{/viec}")), S("Việc 1Việc 2|Việc 1Việc 2|"));
    /* a table in a cell of a row that is repeated */
    assert_str(said(TABLE(ROW(C(P("{#viec}{ten}"))
                                  C(TABLE(ROW(C(P("{#nguoi}{ho_ten}")) C(P("{/nguoi}")))) P("{/viec}")))) P("x")),
               S("Việc 1\nNgười 1.1\nViệc 2\nNgười 2.1\nNgười 2.2\nx"));
    /* a loop over paragraphs of one cell, the only ones in it */
    assert_str(said(TABLE(ROW(C(P("{#cham}") P("{ten}") P("{/cham}")) C(P("y")))) P("x")), S("y\nx"));
    /* opened in the head of the row, closed rows below, with an empty row between */
    assert_str(said(TABLE(ROW(C(P("{#viec}{ten}")) C("<w:p/>")) ROW(C("<w:p/>") C("<w:p/>"))
                              ROW(C(P("{han}")) C(P("{/viec}")))) P("x")),
               S("Việc 1\n1/10\nViệc 2\n2/10\nx"));
    /* condition around a row */
    assert_str(
        said(TABLE(ROW(C(P("{^viec}không")) C(P("{/viec}"))) ROW(C(P("{#don_vi}{ten}")) C(P("{/don_vi}")))) P("x")),
        S("Sở Y tế\nx"));
    /* the end of a section inside of a loop stays one */
    Str docx = filled(
        template_of(S(P("{#cham}") "<w:p><w:pPr><w:sectPr/></w:pPr>" R("{/cham}sau") "</w:p>"), NULL, NULL, NULL));
    assert_true(holds(docx, "word/document.xml", "<w:sectPr/>"));
    /* names of places once, drawings with numbers of their own */
    docx = filled(template_of(S(P("{#viec}") "<w:p><w:bookmarkStart w:id=\"1\" w:name=\"b\"/>" R(
                                  "{ten}") "<w:bookmarkEnd w:id=\"1\"/></w:p>" P("{/viec}")),
                              NULL, NULL, NULL));
    assert_true(holds(docx, "word/document.xml", "Việc 2") && holds(docx, "word/document.xml", "w:name=\"b\""));
    /* another prefix for Word's namespace */
    ArchiveParts parts = {0};
    *list_add(&c.mem, &parts) =
        (ArchivePart){"[Content_Types].xml",
                      S(TYPES_HEAD "<Override PartName=\"/word/document2.xml\" ContentType=\"" WORD_TYPE
                                   "document.main+xml\"/></Types>"),
                      false};
    *list_add(&c.mem, &parts) = (ArchivePart){
        "word/document2.xml",
        S("<x:document xmlns:x=\"" W_URI
          "\"><x:body><x:p><x:r><x:t>{t</x:t></x:r><x:r><x:t>en}</x:t></x:r></x:p></x:body></x:document>"),
        false};
    assert_int_equal(archive_write(&c, &parts, &docx), OK);
    assert_true(holds(filled(docx), "word/document2.xml", "Kế hoạch &amp; &lt;Chuyển đổi số&gt;"));
    /* a mark over a line break and one over a tab are none */
    assert_true(
        str_contains(wrong_body("<w:p>" R("{te") "<w:r><w:br/></w:r>" R("m}") "</w:p>"), S("Không có mục “tem”")));
}

/* A document of our own, marked by an office in Word, is a template too. */
static void a_written_document_is_a_template(void **state)
{
    (void)state;
    Str docx, bytes;
    TemplateProblems problems = {0};
    Doc doc;
    Paper p = paper_world_full(&c.mem, 5);
    p.title = S("{ten}");
    p.annexes.n = 0;
    p.body.at[2].text.runs.n = 1; /* without its link */
    paper_add(&p, PAPER_DASH, S("-"), S("{#viec}{ten}; {/viec}"));
    assert_int_equal(paper_docx(&c, &p, &docx), OK);
    if (template_fill(&c, docx, data(), &bytes, &problems)) test_fails("%s", c.why);
    assert_int_equal(doc_read(&c, bytes, &doc), OK);
    assert_true(str_contains(doc.text, S("Kế hoạch & <Chuyển đổi số>")) &&
                str_contains(doc.text, S("- Việc 1; Việc 2;")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(values_are_put_in, begin, end),
        cmocka_unit_test_setup_teardown(loops_cover_paragraphs, begin, end),
        cmocka_unit_test_setup_teardown(loops_cover_rows, begin, end),
        cmocka_unit_test_setup_teardown(heads_and_pictures, begin, end),
        cmocka_unit_test_setup_teardown(everything_wrong_is_said_at_once, begin, end),
        cmocka_unit_test_setup_teardown(what_is_refused, begin, end),
        cmocka_unit_test_setup_teardown(nasty_templates, begin, end),
        cmocka_unit_test_setup_teardown(a_written_document_is_a_template, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
