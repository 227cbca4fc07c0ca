// SPDX-License-Identifier: Apache-2.0
/* apart_test.c -- hostile, broken and locked files: one sentence, in bounded time, and the program goes on. */
#include "doc/apart.h"
#include "doc/format_testing.h"
#include "doc/formats.h"
#include "doc/parcel.h"
#include <dirent.h>
#include <errno.h>
#include <sys/wait.h>

static size_t open_files(void)
{
    size_t n = 0;
    DIR *all = opendir("/proc/self/fd");
    while (readdir(all)) n++;
    closedir(all);
    return n;
}

/* Nothing stays behind: no process, no descriptor. */
static void refuses(Str bytes, const char *part)
{
    Doc doc = {.pages = 42};
    size_t open = open_files();
    c.why[0] = 0;
    Fail result = doc_read(&c, bytes, &doc);
    if (result != FAIL_INPUT && result != FAIL_ROOM) test_fails("%s: %s", fail_meaning(result), c.why);
    if (!strstr(c.why, part)) test_fails("\"%s\" does not say \"%s\"", c.why, part);
    assert_int_equal(doc.pages, 42);
    assert_int_equal(open_files(), open);
    assert_true(waitpid(-1, NULL, WNOHANG) < 0 && errno == ECHILD);
}

#define P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"

/* A part of `n` zeros after its beginning, deflated to a thousandth. */
static Str bomb(size_t n)
{
    Str body = str_format(&c.mem, "<w:document" W_NS "><w:body>" P("x"));
    char *plain = NEW(&c.mem, char, n), *packed = NEW(&c.mem, char, n / 100 + 1024);
    memset(plain, ' ', n);
    memcpy(plain, body.p, body.n);
    z_stream z = {.next_in = (Bytef *)plain,
                  .avail_in = (uInt)n,
                  .next_out = (Bytef *)packed,
                  .avail_out = (uInt)(n / 100 + 1024)};
    assert_int_equal(deflateInit2(&z, 9, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY), Z_OK);
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    size_t size = z.total_out;
    deflateEnd(&z);
    Out o = {.mem = &c.mem}, directory = {.mem = &c.mem};
    const char *name = "word/document.xml";
    uint32_t sum = (uint32_t)crc32(0, (const Bytef *)plain, (uInt)n);
    out_raw(&o, S("PK\x03\x04\x14\0\0\0\x08\0\0\0\x21\0"));
    zip_number(&o, sum, 4), zip_number(&o, (uint32_t)size, 4), zip_number(&o, (uint32_t)n, 4),
        zip_number(&o, (uint32_t)strlen(name), 4);
    out_raw(&o, str_of(name));
    out_raw(&o, (Str){packed, size});
    uint32_t at = (uint32_t)o.n;
    out_raw(&directory, S("PK\x01\x02\x14\0\x14\0\0\0\x08\0\0\0\x21\0"));
    zip_number(&directory, sum, 4), zip_number(&directory, (uint32_t)size, 4), zip_number(&directory, (uint32_t)n, 4);
    zip_number(&directory, (uint32_t)strlen(name), 4), zip_number(&directory, 0, 4), zip_number(&directory, 0, 4),
        zip_number(&directory, 0, 4), zip_number(&directory, 0, 2);
    out_raw(&directory, str_of(name));
    out_raw(&o, out_str(&directory));
    out_raw(&o, S("PK\x05\x06\0\0\0\0\x01\0\x01\0"));
    zip_number(&o, (uint32_t)directory.n, 4), zip_number(&o, at, 4), zip_number(&o, 0, 2);
    return out_str(&o);
}

static void bombs_are_refused(void **state)
{
    (void)state;
    refuses(bomb(FORMAT_PART_MAX + 4096), "quá lớn");
    Out deep = {.mem = &c.mem};
    for (int i = 0; i < 300; i++) out_raw(&deep, S("<w:tbl><w:tr><w:tc>"));
    for (int i = 0; i < 300; i++) out_raw(&deep, S("</w:tc></w:tr></w:tbl>"));
    refuses(word_of(&c.mem, (WordParts){.body = out_str(&deep)}), "bị hỏng");
    ZipPart entity[] = {
        {"word/document.xml", S("<!DOCTYPE w [<!ENTITY a \"aaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><w:document" W_NS
                                "><w:body>" P("&b;") "</w:body></w:document>")}};
    refuses(zip_of(&c.mem, entity, 1), "DOCTYPE");
}

static void what_is_locked_old_or_something_else_says_so(void **state)
{
    (void)state;
    refuses(S("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0\0\0"), "mật khẩu");
    refuses(S("\x89PNG\r\n\x1a\n\0\0\0\0"), "bị hỏng");
    refuses(S("\0\0\0\x18"
              "ftypheic\0\0\0\0"),
            "HEIC");
    ZipPart locked[] = {
        {"mimetype", S("application/vnd.oasis.opendocument.text")},
        {"META-INF/manifest.xml", S("<m:manifest xmlns:m=\"" O_URI
                                    "manifest:1.0\"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>")},
        {"content.xml", S("\x12\x34\x56")}};
    refuses(zip_of(&c.mem, locked, 3), "mật khẩu");
    ZipPart photos[] = {{"anh.jpg", S("\xFF\xD8\xFF")}};
    refuses(zip_of(&c.mem, photos, 1), "tệp nén");
    refuses(word_of(&c.mem, (WordParts){.body = S("<w:p/>")}), "không có chữ");
}

static void a_broken_file_is_refused_wherever_it_breaks(void **state)
{
    (void)state;
    Str good = word_of(&c.mem, (WordParts){.body = S(P("Kế hoạch"))});
    for (size_t n = 4; n < good.n; n += good.n / 12) refuses(str_slice(good, 0, n), "bị hỏng");
}

static void a_spreadsheet_of_tasks_is_one_table(void **state)
{
    (void)state;
#define CELL(at, text) "<c r=\"" at "\" t=\"inlineStr\"><is><t>" text "</t></is></c>"
    Doc doc;
    Str sheet =
        S("<worksheet xmlns=\"" XMLNS_MAIN
          "\"><sheetData><row r=\"1\">" CELL("A1", "KẾ HOẠCH NĂM 2025") "</row><row r=\"3\">" CELL("A3", "STT")
              CELL("B3", "Công việc") CELL("C3", "Chủ trì")
                  CELL("D3", "Hạn") "</row><row r=\"4\">" CELL("A4", "Kinh tế số") "</row><row r=\"5\">" CELL("A5", "1")
                      CELL("B5", "Việc") CELL("D5", "Quý I") "</row></sheetData></worksheet>");
    assert_int_equal(doc_read(&c, xlsx_of(&c.mem, (Workbook){.sheet = sheet}), &doc), OK);
    assert_str(doc_shown(&c, &doc), S("KẾ HOẠCH NĂM 2025\nSTT Công việc Chủ trì Hạn\nKinh tế số\n1 Việc Quý I\n"
                                      "= STT | Công việc | Chủ trì | Hạn\n3: 0+4 Kinh tế số\n4: 0 1 1 Việc 3 Quý I\n"));
}

/* What a process that went mad could answer. */
static Fail opened(Str bytes)
{
    Parsed parsed;
    c.why[0] = 0;
    return parcel_open(&c, bytes, &parsed);
}

static void a_parcel_is_believed_in_nothing(void **state)
{
    (void)state;
    Out o = {.mem = &c.mem};
    Parsed parsed = {.text = S("a\tb\tc\n1\t2\t3")}, again;
    DocTable *t = list_add(&c.mem, &parsed.tables);
    *t = (DocTable){.begin = 1, .end = 3, .columns = 3, .head = {S("a"), S("b"), S("c")}};
    DocRow *row = list_add(&c.mem, &t->rows);
    *row = (DocRow){0};
    *list_add(&c.mem, &row->cells) = (DocCell){S("1"), 0, 1, 2, 2};
    *list_add(&c.mem, &parsed.boxes) = (PlacedBox){2, {1, 10, 20, 30, 40}};
    parsed.sheets = 2, parsed.turn[1] = (DocTurn){3, -120};
    parcel_pack(&o, OK, (Str){0}, &parsed);
    Str good = out_str(&o);
    assert_int_equal(parcel_open(&c, good, &again), OK);
    assert_str(again.tables.at[0].rows.at[0].cells.at[0].text, S("1"));
    assert_int_equal(again.boxes.at[0].box.bottom, 40);
    assert_int_equal(again.turn[1].quarters, 3);
    assert_int_equal(again.turn[1].skew, -120);
    for (size_t n = 0; n < good.n; n++) assert_int_equal(opened(str_slice(good, 0, n)), FAIL_STORE);
    /* A wrong number anywhere is refused, or is a parcel as good as any other. */
    for (size_t i = 0; i < good.n; i++) {
        Str bad = str_copy(&c.mem, good);
        ((char *)bad.p)[i] = (char)0xFF;
        Fail result = opened(bad);
        assert_true(result == FAIL_STORE || result == OK || c.why[0]);
    }
}

int main(void)
{
#undef T
#define T(test) cmocka_unit_test_setup_teardown(test, begin, end)
    const struct CMUnitTest tests[] = {
        T(bombs_are_refused),
        T(what_is_locked_old_or_something_else_says_so),
        T(a_broken_file_is_refused_wherever_it_breaks),
        T(a_parcel_is_believed_in_nothing),
        T(a_spreadsheet_of_tasks_is_one_table),
    };
    return cmocka_run_group_tests_name("apart", tests, NULL, NULL);
}
