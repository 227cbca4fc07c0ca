// SPDX-License-Identifier: Apache-2.0
#include "doc/package.h"
#include "base/module.h"
#include "doc/zip.h"
#include <expat.h>

struct Package {
    const ZipCalls *calls;
    Zip *zip;          /* NULL = closed */
    Heap part;         /* the bytes of the part that is unpacked */
    XML_Parser parser; /* of it */
    const PartReader *reader;
    void *arg;
    Verdict verdict;
    int depth;
    bool doctype;
    char tag[64]; /* of the element that is read: names that we look for are shorter */
};

enum { PIECE = 64 << 10 };

void *heap_add(Heap *h, size_t size, size_t n)
{
    if (h->room - h->n < n) {
        size_t room = h->room ? h->room : 64;
        while (room - h->n < n) room *= 2;
        void *at = realloc(h->at, room * size);
        if (!at) return NULL;
        h->at = at, h->room = room;
    }
    h->n += n;
    return (char *)h->at + (h->n - n) * size;
}

Fail package_broken(Ctx *c)
{
    return fail(c, FAIL_INPUT,
                "Tệp bị hỏng, không đọc được. Hãy mở bằng Word, Excel hoặc LibreOffice, lưu lại rồi gửi lại.");
}

static Fail no_memory(Ctx *c) { return fail(c, FAIL_ROOM, "Máy chủ đang thiếu bộ nhớ. Hãy gửi lại sau ít phút."); }

static Fail too_large(Ctx *c)
{
    return fail(
        c, FAIL_ROOM,
        "Nội dung trong tệp quá lớn khi giải nén. Hãy bỏ bớt dòng, trang tính và phần không dùng, hoặc chia thành "
        "nhiều tệp.");
}

/* -- the archive -------------------------------------------------------------------------------------------- */

static void end_part(Package *p)
{
    if (p->parser) XML_ParserFree(p->parser);
    if (p->zip) p->calls->end(p->zip);
    free(p->part.at);
    p->parser = NULL, p->part = (Heap){0};
}

void package_close(Package *p)
{
    end_part(p);
    if (p->zip) p->calls->close(p->zip);
    p->zip = NULL;
}

static void close_package(void *package) { package_close(package); }

Fail zip_ready(Ctx *c, const ZipCalls **zip)
{
    const void *calls;
    TRY(module_calls(c, "zip", "zip_calls", &calls));
    *zip = calls;
    return OK;
}

Fail zip_no_memory(Ctx *c)
{
    return fail(c, FAIL_STORE, "Không tạo được tệp: máy chủ đang thiếu bộ nhớ. Hãy thử lại sau ít phút.");
}

Fail package_open(Ctx *c, Str bytes, Package **package)
{
    Package *p = NEW(&c->mem, Package, 1);
    Zip *zip;
    TRY(zip_ready(c, &p->calls));
    Fail result = p->calls->open(c, bytes, &zip);
    if (result) return result == FAIL_INPUT ? package_broken(c) : no_memory(c);
    p->zip = zip;
    arena_at_end(&c->mem, close_package, p);
    *package = p;
    return OK;
}

bool package_has(const Package *p, const char *part) { return p->calls->find(p->zip, part) >= 0; }

static Fail open_part(Ctx *c, Package *p, const char *part)
{
    switch (p->calls->begin(p->zip, p->calls->find(p->zip, part))) {
    case ZIP_READS: return OK;
    case ZIP_LOCKED: return fail(c, FAIL_INPUT, "Tệp có mật khẩu. Hãy bỏ mật khẩu, lưu lại rồi gửi lại.");
    case ZIP_BROKEN: break;
    }
    return package_broken(c);
}

/* All of the part into p->part. */
static Fail unpack(Ctx *c, Package *p, size_t most)
{
    for (;;) {
        char *at = HEAP_ADD(&p->part, char, PIECE);
        if (!at) return no_memory(c);
        int64_t got = p->calls->read(p->zip, at, PIECE);
        if (got < 0) return package_broken(c);
        p->part.n -= PIECE - (size_t)got;
        if (p->part.n > most) return too_large(c);
        if (got == 0) return OK;
    }
}

/* -- XML ---------------------------------------------------------------------------------------------------- */

#define ODF "urn:oasis:names:tc:opendocument:xmlns:"

/* With our prefix in place of the namespaces that we know, transitional and strict; empty in any other. */
static Str known_tag(Package *p, const char *name)
{
    static const struct {
        const char *uri, *prefix;
    } known[] = {{"http://schemas.openxmlformats.org/spreadsheetml/2006/main", ""},
                 {"http://purl.oclc.org/ooxml/spreadsheetml/main", ""},
                 {"http://schemas.openxmlformats.org/package/2006/relationships", ""},
                 {"http://schemas.openxmlformats.org/wordprocessingml/2006/main", "w:"},
                 {"http://purl.oclc.org/ooxml/wordprocessingml/main", "w:"},
                 {"http://schemas.openxmlformats.org/markup-compatibility/2006", "mc:"},
                 {"http://schemas.openxmlformats.org/drawingml/2006/main", "a:"},
                 {"http://purl.oclc.org/ooxml/drawingml/main", "a:"},
                 {ODF "office:1.0", "office:"},
                 {ODF "text:1.0", "text:"},
                 {ODF "table:1.0", "table:"},
                 {ODF "style:1.0", "style:"},
                 {ODF "drawing:1.0", "draw:"},
                 {ODF "manifest:1.0", "manifest:"}};
    Str s = str_of(name);
    size_t uri = str_index(s, PACKAGE_URI_END);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_equal(str_slice(s, 0, uri), str_of(known[i].uri))) {
            if (!known[i].prefix[0]) return str_from(s, uri + 1);
            snprintf(p->tag, sizeof p->tag, "%s%s", known[i].prefix, name + uri + 1);
            return str_of(p->tag);
        }
    return (Str){0};
}

Str part_attribute(const char **attributes, const char *name)
{
    for (; *attributes; attributes += 2)
        if (!strcmp(*attributes, name)) return str_of(attributes[1]);
    return (Str){0};
}

Str part_relation_id(const char **attributes)
{
    Str id = part_attribute(attributes, "http://schemas.openxmlformats.org/officeDocument/2006/relationships\nid");
    return id.n ? id : part_attribute(attributes, "http://purl.oclc.org/ooxml/officeDocument/relationships\nid");
}

static void judge(Package *p, Verdict verdict)
{
    if (verdict == GO_ON || p->verdict != GO_ON) return;
    p->verdict = verdict;
    XML_StopParser(p->parser, XML_FALSE);
}

static void begin_element(void *arg, const XML_Char *name, const XML_Char **attributes)
{
    Package *p = arg;
    if (++p->depth > PACKAGE_DEPTH_MAX) judge(p, PART_BROKEN);
    /* expat may still call after it was stopped */
    if (p->verdict == GO_ON) judge(p, p->reader->begin(p->arg, known_tag(p, name), attributes));
}

static void end_element(void *arg, const XML_Char *name)
{
    Package *p = arg;
    p->depth--;
    if (p->verdict == GO_ON) judge(p, p->reader->end(p->arg, known_tag(p, name)));
}

static void add_text(void *arg, const XML_Char *text, int n)
{
    Package *p = arg;
    if (p->verdict == GO_ON && p->reader->text) judge(p, p->reader->text(p->arg, (Str){text, (size_t)n}));
}

static void refuse_doctype(void *arg, const XML_Char *name, const XML_Char *system, const XML_Char *public, int inner)
{
    (void)name, (void)system, (void)public, (void)inner;
    Package *p = arg;
    p->doctype = true;
    judge(p, PART_BROKEN);
}

static Fail parse(Ctx *c, Package *p)
{
    p->parser = XML_ParserCreateNS(NULL, PACKAGE_URI_END);
    if (!p->parser) return no_memory(c);
    XML_SetUserData(p->parser, p);
    XML_SetElementHandler(p->parser, begin_element, end_element);
    XML_SetCharacterDataHandler(p->parser, add_text);
    XML_SetStartDoctypeDeclHandler(p->parser, refuse_doctype);
    bool good = XML_Parse(p->parser, p->part.at, (int)p->part.n, XML_TRUE) == XML_STATUS_OK;
    if (p->doctype)
        return fail(c, FAIL_INPUT,
                    "Tệp có phần khai báo DOCTYPE không an toàn. Hãy mở bằng Word, Excel hoặc "
                    "LibreOffice, lưu lại rồi gửi lại.");
    if (p->verdict == PART_LARGE) return too_large(c);
    if (p->verdict == PART_MEMORY || XML_GetErrorCode(p->parser) == XML_ERROR_NO_MEMORY) return no_memory(c);
    return good && p->verdict == GO_ON ? OK : package_broken(c);
}

Fail package_parse(Ctx *c, Package *p, const char *part, size_t most, const PartReader *reader, void *arg)
{
    p->reader = reader, p->arg = arg, p->verdict = GO_ON, p->depth = 0, p->doctype = false;
    TRY(open_part(c, p, part));
    TRY(unpack(c, p, most));
    TRY(parse(c, p));
    end_part(p);
    return OK;
}

PartPlace package_place(const Package *p)
{
    size_t begin = (size_t)XML_GetCurrentByteIndex(p->parser);
    return (PartPlace){begin, begin + (size_t)XML_GetCurrentByteCount(p->parser)};
}

Fail package_bytes(Ctx *c, Package *p, const char *part, size_t most, Str *bytes)
{
    TRY(open_part(c, p, part));
    TRY(unpack(c, p, most));
    *bytes = str_copy(&c->mem, (Str){p->part.at, p->part.n});
    end_part(p);
    return OK;
}
