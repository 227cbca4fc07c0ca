// SPDX-License-Identifier: Apache-2.0
/* What files are, by their contents alone, and what they may be called. */
#include "base/out.h"
#include "base/testing.h"
#include "upload/inside.h"

static Arena whole;

static int begin(void **state)
{
    Ctx *c = calloc(1, sizeof *c);
    whole = arena_reserve(64 << 20);
    c->mem = whole;
    *state = c;
    return 0;
}

static int end(void **state)
{
    arena_release(&whole);
    free(*state);
    return 0;
}

/* -- archives of our own ------------------------------------------------------------------------------------ */

typedef struct {
    const char *name;
    Str bytes;
    const char *called;           /* in the directory, when that tells another name */
    unsigned flags, method, size; /* size 0 = as it is */
    bool shared;                  /* stands where the one before it stands */
} Packed;

static void little(Out *o, size_t value, int bytes)
{
    for (int i = 0; i < bytes; i++) out_char(o, (char)(i < 8 ? value >> 8 * i : 0));
}

static void header(Out *o, const Packed *f, bool central)
{
    const char *name = central && f->called ? f->called : f->name;
    size_t size = f->size ? f->size : f->bytes.n;
    if (central) little(o, 20, 2);
    little(o, 20, 2);
    little(o, f->flags, 2);
    little(o, f->method, 2);
    little(o, 0, 8); /* time, day, CRC */
    little(o, f->bytes.n, 4);
    little(o, size, 4);
    little(o, strlen(name), 2);
    little(o, 0, 2);
    if (central) little(o, 0, 10);
}

static Str zip(Ctx *c, Str before, const Packed *files, size_t n, Str comment)
{
    Out o = {.mem = &c->mem};
    size_t *at = NEW(&c->mem, size_t, n + 1);
    out_raw(&o, before);
    for (size_t i = 0; i < n; i++) {
        at[i] = files[i].shared ? at[i - 1] : o.n - before.n;
        if (files[i].shared) continue;
        OUT_LITERAL(&o, "PK\3\4");
        header(&o, &files[i], false);
        out_raw(&o, str_of(files[i].name));
        out_raw(&o, files[i].bytes);
    }
    size_t from = o.n;
    for (size_t i = 0; i < n; i++) {
        OUT_LITERAL(&o, "PK\1\2");
        header(&o, &files[i], true);
        little(&o, at[i], 4);
        out_raw(&o, str_of(files[i].called ? files[i].called : files[i].name));
    }
    size_t size = o.n - from;
    OUT_LITERAL(&o, "PK\5\6");
    little(&o, 0, 4);
    little(&o, n, 2);
    little(&o, n, 2);
    little(&o, size, 4);
    little(&o, from - before.n, 4);
    little(&o, comment.n, 2);
    out_raw(&o, comment);
    return out_str(&o);
}

#define TYPES                                                                                                          \
    {                                                                                                                  \
        .name = "[Content_Types].xml", .bytes = STR("<Types/>")                                                        \
    }
#define WORD                                                                                                           \
    {                                                                                                                  \
        .name = "word/document.xml", .bytes = STR("<w:document/>")                                                     \
    }
#define ZIP(c, ...)                                                                                                    \
    zip((c), (Str){0}, (const Packed[]){__VA_ARGS__}, sizeof((const Packed[]){__VA_ARGS__}) / sizeof(Packed), (Str){0})

static Str docx(Ctx *c) { return ZIP(c, TYPES, WORD); }

#define PNG_HEAD "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\10\0\0\0\0\x3A\x7E\x9B\x55"
#define PNG_END  "\0\0\0\0IEND\xAE\x42\x60\x82"
#define PNG                                                                                                            \
    PNG_HEAD "\0\0\0\12IDATx\x9C"                                                                                      \
             "c`\0\0\0\2\0\1\x48\xAF\xA4\x71" PNG_END
#define JPEG "\xFF\xD8\xFF\xE0\0\20JFIF\0\1\1\0\0\1\0\1\0\0\xFF\xD9"
#define PDF  "%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
#define HEIC "\0\0\0\30ftypheic\0\0\0\0mif1heic\0\0\0\14meta\0\0\0\0"
#define WEBP "RIFF\24\0\0\0WEBPVP8L\10\0\0\0\x2f\0\0\0\0\0\0\0"

static Str joined(Ctx *c, Str a, Str b)
{
    Out o = {.mem = &c->mem};
    out_raw(&o, a);
    out_raw(&o, b);
    return out_str(&o);
}

static UploadKind kind_of(Ctx *c, Str bytes)
{
    UploadKind kind;
    if (upload_kind(c, bytes, &kind)) test_fails("%s", c->why);
    return kind;
}
#define assert_kind(c, bytes, expected)                                                                                \
    do {                                                                                                               \
        UploadKind kind_ = kind_of((c), (bytes));                                                                      \
        if (kind_ != (expected)) test_fails("%s is '%s'", #bytes, upload_kinds[kind_].key);                            \
    } while (0)

/* -- kinds -------------------------------------------------------------------------------------------------- */

static void a_kind_is_told_by_the_contents(void **state)
{
    Ctx *c = *state;
    assert_kind(c, S("KẾ HOẠCH\nSố 99\n"), UPLOAD_TEXT);
    assert_kind(c, S("a,b\n1,2\n"), UPLOAD_TEXT);
    assert_kind(c, S(PDF), UPLOAD_PDF);
    assert_kind(c, S(PNG), UPLOAD_PNG);
    assert_kind(c, S(JPEG), UPLOAD_JPEG);
    assert_kind(c, S(WEBP), UPLOAD_WEBP);
    assert_kind(c, S(HEIC), UPLOAD_HEIC);
    assert_kind(c, S("II*\0\x08\0\0\0\0\0\0\0\0\0"), UPLOAD_TIFF);
    assert_kind(c, docx(c), UPLOAD_DOCX);
    assert_kind(c, ZIP(c, WORD, TYPES), UPLOAD_DOCX);
    assert_kind(c, ZIP(c, TYPES, {.name = "xl/workbook.xml", .bytes = STR("<x/>")}), UPLOAD_XLSX);
    assert_kind(c,
                ZIP(c, {.name = "mimetype", .bytes = STR("application/vnd.oasis.opendocument.text")},
                    {.name = "content.xml", .bytes = STR("<x/>")}),
                UPLOAD_ODT);
    static const Str none[] = {STR("<html><script>alert(1)</script>"),
                               STR("#!/bin/sh\nrm -r /\n"),
                               STR("MZ\x90\0\3\0\0\0\4\0\0\0\xFF\xFF"),
                               STR("\x7F"
                                   "ELF\2\1\1\0\0\0\0\0\0\0\0\0\3\0\x3E\0"),
                               STR("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
                               STR("GIF89a\1\0\1\0\0\0\0;"),
                               STR("\xFF\xFEK\0\xBF\x1E"),
                               STR("K\xC7 ho\xB9"
                                   "ch\n"),
                               STR("a\0b\n"),
                               STR("x")};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        if (kind_of(c, none[i])) test_fails("%zu is '%s'", i, upload_kinds[kind_of(c, none[i])].key);
}

static void a_file_that_is_two_things_is_neither(void **state)
{
    Ctx *c = *state;
    Str archive = docx(c);
    assert_kind(c, joined(c, S(PNG), archive), UPLOAD_UNKNOWN);
    assert_kind(c, joined(c, S(PNG), S("<script>")), UPLOAD_UNKNOWN);
    assert_kind(c, joined(c, S(JPEG), archive), UPLOAD_UNKNOWN);
    assert_kind(c, joined(c, S(PDF), archive), UPLOAD_UNKNOWN);
    assert_kind(c, joined(c, S(WEBP), archive), UPLOAD_UNKNOWN);
    assert_kind(c, joined(c, S(HEIC), archive), UPLOAD_UNKNOWN);
    assert_kind(c, joined(c, S("<html>\n"), S(PDF)), UPLOAD_UNKNOWN);
    assert_kind(c, joined(c, S(PDF), archive), UPLOAD_UNKNOWN);
    /* An archive inside of a picture's remark, whose own comment is the rest of the picture. */
    Packed one = {.name = "a.class", .bytes = STR("b")};
    Str inner = zip(c, (Str){0}, &one, 1, S("crc." PNG_END));
    Out remark = {.mem = &c->mem};
    size_t n = inner.n - strlen("crc.") - sizeof PNG_END + 1;
    out_raw(&remark, S(PNG_HEAD));
    little(&remark, n << 24 | (n & 0xFF00) << 8, 4);
    OUT_LITERAL(&remark, "tEXt");
    out_raw(&remark, inner);
    assert_kind(c, out_str(&remark), UPLOAD_UNKNOWN);
    assert_kind(c, S("%PDF-1.4\n1 0 obj"), UPLOAD_UNKNOWN);
    assert_kind(c, S(PNG_HEAD), UPLOAD_UNKNOWN);
    assert_kind(c, S(PNG_HEAD "\xFF\xFF\xFF\xFFIDAT" PNG_END), UPLOAD_UNKNOWN);
    /* A telephone's film behind its picture is no archive. */
    assert_kind(c, joined(c, S(JPEG), S(HEIC)), UPLOAD_JPEG);
}

static void an_archive_reads_the_same_from_both_ends(void **state)
{
    Ctx *c = *state;
    Packed files[] = {TYPES, WORD};
    Str good = docx(c);
    assert_kind(c, zip(c, (Str){0}, files, 2, S("a comment")), UPLOAD_DOCX);
    assert_kind(c, zip(c, S("#!/bin/sh\n"), files, 2, (Str){0}), UPLOAD_UNKNOWN);
    assert_kind(c, zip(c, good, files, 2, (Str){0}), UPLOAD_UNKNOWN);
    assert_kind(c, joined(c, good, S("more")), UPLOAD_UNKNOWN);
    assert_kind(c, str_slice(good, 0, good.n - 1), UPLOAD_UNKNOWN);
    assert_kind(c, ZIP(c, TYPES, WORD, {.name = "a", .bytes = STR("b"), .called = "c"}), UPLOAD_UNKNOWN);
    assert_kind(c, ZIP(c, TYPES, WORD, {.name = "word/document.xml", .bytes = STR("b")}), UPLOAD_UNKNOWN);
    assert_kind(c, ZIP(c, TYPES, WORD, {.name = "word/x", .called = "word/document.xml", .shared = true}),
                UPLOAD_UNKNOWN);
    assert_kind(c, ZIP(c, {.name = "other", .bytes = STR("b")}), UPLOAD_UNKNOWN);
}

static void an_archive_leads_nowhere_and_hides_nothing(void **state)
{
    Ctx *c = *state;
    assert_kind(c, ZIP(c, TYPES, WORD, {.name = "word/../../etc/passwd", .bytes = STR("b")}), UPLOAD_UNKNOWN);
    assert_kind(c, ZIP(c, TYPES, WORD, {.name = "/etc/passwd", .bytes = STR("b")}), UPLOAD_UNKNOWN);
    assert_kind(c, ZIP(c, TYPES, WORD, {.name = "..\\x", .bytes = STR("b")}), UPLOAD_UNKNOWN);
    assert_kind(c, ZIP(c, TYPES, WORD, {.name = "word/vbaProject.bin", .bytes = STR("b")}), UPLOAD_UNKNOWN);
    assert_kind(c, ZIP(c, TYPES, WORD, {.name = "word/VBAPROJECT.BIN", .bytes = STR("b")}), UPLOAD_UNKNOWN);
    assert_kind(c, ZIP(c, TYPES, WORD, {.name = "a", .bytes = STR("b"), .flags = 1}), UPLOAD_UNKNOWN);
    assert_kind(c, ZIP(c, TYPES, WORD, {.name = "a", .bytes = STR("b"), .method = 12}), UPLOAD_UNKNOWN);
    assert_kind(c, ZIP(c, TYPES, WORD, {.name = "a", .bytes = STR("b"), .method = 8, .size = 300u << 20}),
                UPLOAD_UNKNOWN);
    assert_kind(c, ZIP(c, TYPES, WORD, {.name = "a", .bytes = STR("b"), .method = 8, .size = 1000}), UPLOAD_DOCX);
}

/* -- names -------------------------------------------------------------------------------------------------- */

static void a_name_is_only_a_name(void **state)
{
    Ctx *c = *state;
    static const struct {
        Str claimed;
        UploadKind kind;
        const char *name;
    } names[] = {
        {STR("Kế hoạch 99.pdf"), UPLOAD_PDF, "Kế hoạch 99.pdf"},
        {STR("Ke\xCC\x82\xCC\x81 hoa\xCC\xA3"
             "ch.PDF"),
         UPLOAD_PDF, "Kế hoạch.PDF"}, /* as macOS sends it */
        {STR("../../x"), UPLOAD_TEXT, "x.txt"},
        {STR("..\\..\\x.txt"), UPLOAD_TEXT, "x.txt"},
        {STR("C:\\Users\\an\\don.pdf"), UPLOAD_PDF, "don.pdf"},
        {STR("/etc/"), UPLOAD_TEXT, "tep.txt"},
        {STR(""), UPLOAD_JPEG, "tep.jpg"},
        {STR("..."), UPLOAD_JPEG, "tep.jpg"},
        {STR(".htaccess"), UPLOAD_TEXT, "htaccess.txt"},
        {STR(".txt"), UPLOAD_TEXT, "txt.txt"},
        {STR("anh.jpeg"), UPLOAD_JPEG, "anh.jpeg"},
        {STR("a.pdf.exe"), UPLOAD_PDF, "a.pdf.exe.pdf"},
        {STR("a\0b.pdf"), UPLOAD_PDF, "ab.pdf"},
        {STR("a\r\nSet-Cookie: x=y.pdf"), UPLOAD_PDF, "aSet-Cookie x=y.pdf"},
        {STR("anh\xE2\x80\xAE"
             "gpj.exe"),
         UPLOAD_JPEG, "anhgpj.exe.jpg"}, /* right to left from here */
        {STR("a\xE2\x80\x8B\xEF\xBB\xBF\xE2\x81\xA7"
             "b.txt"),
         UPLOAD_TEXT, "ab.txt"}, /* nothing that can be seen */
        {STR("a\xFF\xC3.txt"), UPLOAD_TEXT, "a\xEF\xBF\xBD\xEF\xBF\xBD.txt"},
        {STR("a<b>|?*\"\x7F.txt. "), UPLOAD_TEXT, "ab.txt"},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        Str name = upload_name(&c->mem, names[i].claimed, names[i].kind);
        if (!str_equal(name, str_of(names[i].name))) test_fails("%s became %.*s", names[i].name, STR_ARGS(name));
    }
    Out o = {.mem = &c->mem};
    for (int i = 0; i < 300; i++) out_raw(&o, S("ệ"));
    Str name = upload_name(&c->mem, out_str(&o), UPLOAD_DOCX);
    assert_true(name.n <= UPLOAD_NAME_MAX && name.n > UPLOAD_NAME_MAX - 4);
    assert_true(str_is_utf8(name) && str_ends(name, S("ệ.docx")));
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, begin, end)
    const struct CMUnitTest tests[] = {
        T(a_kind_is_told_by_the_contents),
        T(a_file_that_is_two_things_is_neither),
        T(an_archive_reads_the_same_from_both_ends),
        T(an_archive_leads_nowhere_and_hides_nothing),
        T(a_name_is_only_a_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
