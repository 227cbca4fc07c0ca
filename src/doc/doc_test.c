// SPDX-License-Identifier: Apache-2.0
#include "base/out.h"
#include "base/testing.h"
#include "doc/doc.h"
#include <stdlib.h>
#include <unistd.h>

static Fail lines_are_cut(Ctx *c, void *arg)
{
    (void)arg;
    Doc doc;
    TRY(doc_from_text(c, S("\xEF\xBB\xBFMột \t hai\r\n\r\n  ba\xC2\xA0\xC2\xA0 bốn  \ncuối"), &doc));
    assert_int_equal(doc.n, 4);
    assert_int_equal(doc.pages, 1);
    assert_str(doc.line[0].text, S("Một hai"));
    assert_str(doc.line[1].text, S(""));
    assert_str(doc.line[2].text, S("ba bốn"));
    assert_str(doc.line[3].text, S("cuối"));
    assert_int_equal(doc.line[3].number, 4);
    /* Decomposed letters become composed ones; what stood there is kept. */
    TRY(doc_from_text(c, S("a\xCC\x82\xCC\x81"), &doc));
    assert_str(doc.line[0].text, S("ấ"));
    assert_str(doc.line[0].raw, S("a\xCC\x82\xCC\x81"));
    return OK;
}

static Fail pages_are_counted(Ctx *c, void *arg)
{
    (void)arg;
    Doc doc;
    Out o = {.mem = &c->mem};
    TRY(doc_from_text(c, S("một\n\fhai\nba\n\f\nbốn\n"), &doc));
    assert_int_equal(doc.pages, 3);
    assert_true(doc.line[1].page_begins && !doc.line[2].page_begins);
    assert_int_equal(doc.line[1].page, 2);
    /* A form feed that became one blank: few lines begin so. */
    for (int i = 0; i < 60; i++) out_raw(&o, i == 30 ? S(" trang sau\n") : S("dòng\n"));
    TRY(doc_from_text(c, out_str(&o), &doc));
    assert_int_equal(doc.pages, 2);
    assert_int_equal(doc.line[30].page, 2);
    /* Many do: that is an indent. */
    o.n = 0;
    for (int i = 0; i < 60; i++) out_raw(&o, i % 2 ? S(" thụt vào\n") : S("dòng\n"));
    TRY(doc_from_text(c, out_str(&o), &doc));
    assert_int_equal(doc.pages, 1);
    return OK;
}

static Fail long_lines_are_cut(Ctx *c, void *arg)
{
    (void)arg;
    Doc doc;
    Out o = {.mem = &c->mem};
    size_t bytes = 0;
    for (int i = 0; i < 200000; i++) out_raw(&o, S("chữ "));
    Str text = out_str(&o);
    TRY(doc_from_text(c, text, &doc));
    assert_true(doc.n > 1);
    for (size_t i = 0; i < doc.n; i++) {
        assert_int_equal(doc.line[i].number, 1);
        assert_true(doc.line[i].text.n <= DOC_LINE_MAX && str_is_utf8(doc.line[i].text));
        bytes += doc.line[i].raw.n;
    }
    assert_int_equal(bytes, text.n);
    /* No blank to cut at: still not inside a letter. */
    o.n = 0;
    for (int i = 0; i < 100000; i++) out_raw(&o, S("ữ"));
    TRY(doc_from_text(c, out_str(&o), &doc));
    for (size_t i = 0; i < doc.n; i++) assert_true(str_is_utf8(doc.line[i].raw));
    return OK;
}

static Fail what_a_file_is_written_in_is_found(Ctx *c, void *arg)
{
    (void)arg;
    Doc doc, again;
    static const char unicode[] = "\xFF\xFEK\0\xBF\x1E \0h\0o\0\xA1\x1E\x63\0h\0\r\0\n\0s\0\xD1\x1E \0001\0\n";
    TRY(doc_read(c, (Str){unicode, sizeof unicode}, &doc));
    assert_int_equal(doc.code, CODE_UTF16);
    assert_str(doc.line[0].text, S("Kế hoạch"));
    TRY(doc_from_text(c, doc.text, &again));
    assert_int_equal(again.n, doc.n);
    assert_str(again.line[1].raw, doc.line[1].raw);
    return OK;
}

static void expect_refusal(Ctx *c, Str bytes, const char *why)
{
    Doc doc;
    c->why[0] = 0;
    assert_int_equal(doc_read(c, bytes, &doc), FAIL_INPUT);
    if (!strstr(c->why, why)) test_fails("\"%s\" does not say \"%s\"", c->why, why);
}

static Fail what_is_no_text_is_refused(Ctx *c, void *arg)
{
    (void)arg;
    expect_refusal(c, S(""), "không có chữ");
    expect_refusal(c, S("\xEF\xBB\xBF \r\n\t\n"), "không có chữ");
    expect_refusal(c, S("PK\3\4\0\0tệp nén"), "bị hỏng");
    expect_refusal(c, S("một\0hai"), "không phải tệp văn bản");
    expect_refusal(c, S("K\xCA ho\xBA\x63h"), "UTF-8");
    char *p = NEW(&c->mem, char, DOC_SCAN_BYTES_MAX + 1);
    memset(p, 'x', DOC_SCAN_BYTES_MAX + 1);
    expect_refusal(c, (Str){p, DOC_SCAN_BYTES_MAX + 1}, "lớn hơn 8 MB");
    memset(p, '\n', DOC_LINES_MAX + 2);
    p[0] = 'x';
    expect_refusal(c, (Str){p, DOC_LINES_MAX + 2}, "dòng");
    return OK;
}

static Fail files_are_loaded(Ctx *c, void *arg)
{
    (void)arg;
    Str bytes;
    char path[] = "/tmp/doc-test-XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0 && write(file, "nội dung", 10) == 10);
    TRY(doc_load_file(c, path, &bytes));
    assert_str(bytes, S("nội dung"));
    assert_int_equal(ftruncate(file, (off_t)DOC_SCAN_BYTES_MAX + 1), 0); /* its size is looked at before it is read */
    assert_int_equal(doc_load_file(c, path, &bytes), FAIL_INPUT);
    close(file);
    unlink(path);
    c->why[0] = 0;
    assert_int_equal(doc_load_file(c, path, &bytes), FAIL_MISSING);
    assert_non_null(strstr(c->why, path));
    c->why[0] = 0;
    assert_int_equal(doc_load_file(c, "/tmp", &bytes), FAIL_INPUT);
    return OK;
}

#define IN_CTX(body)                                                                                                   \
    static void test_##body(void **state)                                                                              \
    {                                                                                                                  \
        (void)state;                                                                                                   \
        Arena whole = arena_reserve((size_t)256 << 20);                                                                \
        Ctx c = {.mem = whole};                                                                                        \
        Fail result = edge_run(&c, body, NULL);                                                                        \
        arena_release(&whole);                                                                                         \
        if (result) test_fails("%s: %s", fail_meaning(result), c.why);                                                 \
    }
IN_CTX(lines_are_cut)
IN_CTX(pages_are_counted)
IN_CTX(long_lines_are_cut)
IN_CTX(what_a_file_is_written_in_is_found)
IN_CTX(what_is_no_text_is_refused)
IN_CTX(files_are_loaded)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines_are_cut),      cmocka_unit_test(test_pages_are_counted),
        cmocka_unit_test(test_long_lines_are_cut), cmocka_unit_test(test_what_is_no_text_is_refused),
        cmocka_unit_test(test_files_are_loaded),   cmocka_unit_test(test_what_a_file_is_written_in_is_found),
    };
    return cmocka_run_group_tests_name("doc", tests, NULL, NULL);
}
