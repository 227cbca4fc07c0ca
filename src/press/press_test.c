// SPDX-License-Identifier: Apache-2.0
/* With NGAYSO_PAPERS=FOLDER the documents stay there as files: test/papers looks at them with other people's programs.
 */
#include "doc/format_testing.h"
#include "paper/paper_more.h"
#include "press/press.h"

static void save(const char *name, const char *extension, Str bytes)
{
    const char *folder = getenv("NGAYSO_PAPERS");
    FILE *f = folder ? fopen(str_format(&c.mem, "%s/%s%s", folder, name, extension).p, "w") : NULL;
    if (f) fwrite(bytes.p, 1, bytes.n, f), fclose(f);
}

/* As Word and as PDF; the text that is read of the PDF. */
static Str pressed(const char *name, const Paper *p)
{
    Str bytes, again;
    Doc doc;
    assert_int_equal(paper_docx(&c, p, &bytes), OK);
    save(name, ".docx", bytes);
    if (paper_write(&c, p, PAPER_FILE_PDF_A1, &bytes)) test_fails("%s: %s", name, c.why);
    save(name, ".a1.pdf", bytes);
    assert_int_equal(paper_pdf(&c, p, &bytes), OK);
    save(name, ".pdf", bytes);
    assert_int_equal(paper_pdf(&c, p, &again), OK);
    assert_str(again, bytes);
    if (doc_read(&c, bytes, &doc)) test_fails("%s: %s", name, c.why);
    return doc.text;
}

static void a_pdf_gives_back_what_was_written(void **state)
{
    (void)state;
    Paper p = paper_world_full(&c.mem, 60);
    Str text = pressed("report", &p);
    assert_true(str_contains(text, S("hoàn thành 19/21 nhiệm vụ")));
    assert_true(str_contains(text, S("<treo băng")) && str_contains(text, S("& \"khẩu hiệu\".")));
    assert_true(str_contains(text, S("đạo./.")));
}

static void each_kind_has_its_parts(void **state)
{
    (void)state;
    Paper p = paper_more_letter(&c.mem);
    Str text = pressed("letter", &p);
    assert_true(str_contains(text, S("Số: 812/STTTT-CNTT")));
    assert_true(str_contains(text, S("V/v đôn đốc")));
    assert_true(str_contains(text, S("Kính gửi: Ủy ban nhân dân huyện Sơn Trung")));
    p = paper_more_decision(&c.mem);
    text = pressed("decision", &p);
    assert_true(str_contains(text, S("QUYẾT ĐỊNH:")));
    assert_true(str_contains(text, S("DỰ THẢO")));
    p = paper_more_minutes(&c.mem);
    text = pressed("minutes", &p);
    assert_true(str_contains(text, S("Lý Văn Ân")) && str_contains(text, S("Trần Thị Thu")));
    p = paper_more_letters(&c.mem);
    pressed("letters", &p);
}

/* What no page can hold: a row, a word and a footnote that are higher or wider than it. */
static void nothing_is_too_large_for_a_page(void **state)
{
    (void)state;
    Paper p = paper_new(&c.mem, PAPER_REPORT);
    Out o = {.mem = &c.mem};
    for (int i = 0; i < 4000; i++) out_format(&o, "từ %d ", i);
    Str much = out_str(&o);
    PaperTable *t = paper_table(&p, &p.body, (PaperColumn[]){{1, PAPER_LEFT}, {1, PAPER_LEFT}, {0.001, PAPER_LEFT}}, 3);
    PaperRow *row = paper_row(&p, t, true);
    paper_cell(&p, row, S("Đầu bảng"))->span = 9;
    row = paper_row(&p, t, false);
    paper_cell(&p, row, much)->rows = 7, paper_cell(&p, row, S("bên cạnh")), paper_cell(&p, row, S("hẹp"));
    row = paper_row(&p, t, false);
    paper_cell(&p, row, much);
    paper_run(&p, paper_add(&p, PAPER_BODY, (Str){0}, much), S("chú"), 0, (Str){0})->note = much;
    char *wide = NEW(&c.mem, char, 5001);
    memset(wide, 'W', 5000);
    paper_add(&p, PAPER_SECTION, S("I."), (Str){wide, 5000});
    Str text = pressed("large", &p);
    for (int i = 0; i < 4000; i += 13) assert_true(str_contains(text, str_format(&c.mem, "%d", i)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_pdf_gives_back_what_was_written, begin, end),
        cmocka_unit_test_setup_teardown(each_kind_has_its_parts, begin, end),
        cmocka_unit_test_setup_teardown(nothing_is_too_large_for_a_page, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
