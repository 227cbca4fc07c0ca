// SPDX-License-Identifier: Apache-2.0
/* format.c -- which parser a file is for; runs beside the parsers. */
#include "base/module.h"
#include "doc/formats.h"
#include "doc/package.h"
#include "doc/xml.h"
#include "doc/zip.h"

static Fail unlock(Ctx *c)
{
    return fail(c, FAIL_INPUT, "Tệp có mật khẩu. Hãy mở tệp, bỏ mật khẩu, lưu lại rồi gửi lại.");
}

static bool has_secrets(const XmlNode *n)
{
    for (n = n ? n->first : NULL; n; n = n->next)
        if (xml_is(n, "manifest:encryption-data") || has_secrets(n)) return true;
    return false;
}

static Fail parse_odt(Ctx *c, Package *p, Str bytes, Parsed *parsed)
{
    const XmlNode *manifest = NULL;
    if (package_has(p, "encrypted-package")) return unlock(c);
    if (package_has(p, "META-INF/manifest.xml"))
        TRY(xml_read(c, p, "META-INF/manifest.xml", FORMAT_PART_MAX, &manifest));
    package_close(p);
    return has_secrets(manifest) ? unlock(c) : odt_parse(c, bytes, parsed);
}

static Fail parse_archive(Ctx *c, Package *p, Str bytes, Parsed *parsed)
{
    if (package_has(p, "word/document.xml")) {
        package_close(p);
        return docx_parse(c, bytes, parsed);
    }
    if (package_has(p, "xl/workbook.xml")) {
        package_close(p);
        return tasks_parse(c, bytes, parsed);
    }
    if (package_has(p, "mimetype")) return parse_odt(c, p, bytes, parsed);
    return fail(
        c, FAIL_INPUT,
        "Đây là tệp nén, không phải văn bản. Hãy giải nén, rồi chọn tệp kế hoạch (.docx, .odt hoặc .txt) bên trong.");
}

static Fail parse_any_archive(Ctx *c, Str bytes, Parsed *parsed)
{
    Package *p;
    TRY(package_open(c, bytes, &p));
    return parse_archive(c, p, bytes, parsed);
}

bool format_is_pdf(Str bytes)
{
    enum { PDF_BEFORE = 1024 };
    return str_contains(str_slice(bytes, 0, PDF_BEFORE), S("%PDF-"));
}

Fail format_parser(Ctx *c, Str bytes, FormatParser **parser)
{
    const ZipCalls *zip;
    void *found;
    *parser = parse_any_archive;
    if (str_starts(bytes, S("PK\3\4"))) return zip_ready(c, &zip);
    TRY(module_function(c, "sight", format_is_pdf(bytes) ? "pdf_parse" : "picture_parse", &found));
    *parser = (FormatParser *)found;
    return OK;
}

Fail format_words_parser(Ctx *c, FormatParser **parser)
{
    void *found;
    TRY(module_function(c, "sight", "words_parse", &found));
    *parser = (FormatParser *)found;
    return OK;
}

Fail format_parse(Ctx *c, Str bytes, Parsed *parsed)
{
    FormatParser *parser;
    *parsed = (Parsed){0};
    TRY(format_parser(c, bytes, &parser));
    return parser(c, bytes, parsed);
}

Fail format_page_maker(Ctx *c, PageKind kind, PageMaker **maker)
{
    static const char *const names[] = {
        [PAGE_PICTURE] = "page_picture", [PAGE_WORDS] = "page_words", [PAGE_JOINED] = "pages_join"};
    void *found;
    if (kind == PAGE_WORDS) {
        TRY(module_function(c, "sight", "ocr_ready", &found));
        TRY(((Fail(*)(Ctx *))found)(c));
    }
    TRY(module_function(c, "sight", names[kind], &found));
    *maker = (PageMaker *)found;
    return OK;
}
