// SPDX-License-Identifier: Apache-2.0
/* kind.c -- what a file is, by its contents alone.
 *
 * libmagic gives the first opinion, from the beginning of the file; then the whole shape is looked at, because the
 * danger is in a file that is two things: a picture with an archive behind it, an archive with a page before it. */
#include "base/module.h"
#include "upload/inside.h"

enum { MB = 1 << 20, PDF_TAIL = 2048, SCAN_MAX = 64 * MB /* a form says how much it takes; commands take all */ };

/* -- shapes ------------------------------------------------------------------------------------------------- */

/* Text is what every program reads alike. */
static bool is_text(Ctx *c, Str s)
{
    (void)c;
    return str_index(s, 0) == s.n && str_is_utf8(s) && !zip_ends_here(s);
}

/* From its first byte on, with an end; what writers put behind the end is short. */
static bool is_pdf(Ctx *c, Str s)
{
    (void)c;
    Str tail = str_from(s, s.n > PDF_TAIL ? s.n - PDF_TAIL : 0);
    return str_starts(s, S("%PDF-")) && str_contains(tail, S("%%EOF")) && !zip_ends_here(s);
}

static uint32_t big_endian(Str s, size_t at)
{
    const unsigned char *p = (const unsigned char *)s.p + at;
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

/* Chunk after chunk up to IEND, and nothing behind it. */
static bool is_png(Ctx *c, Str s)
{
    (void)c;
    enum { LENGTH = 4, TYPE = 4, CRC = 4 };
    Str rest = str_from(s, 8);
    if (!str_starts(s, S("\x89PNG\r\n\x1a\n"))) return false;
    while (rest.n >= LENGTH + TYPE + CRC) {
        size_t n = big_endian(rest, 0);
        bool last = !memcmp(rest.p + LENGTH, "IEND", TYPE);
        if (n > rest.n - LENGTH - TYPE - CRC) return false;
        rest = str_from(rest, LENGTH + TYPE + n + CRC);
        if (last) return !n && !rest.n && !zip_ends_here(s);
    }
    return false;
}

/* Telephones put a short film behind the picture, so its end says nothing. */
static bool is_jpeg(Ctx *c, Str s)
{
    (void)c;
    return str_starts(s, S("\xFF\xD8\xFF")) && !zip_ends_here(s);
}

static bool is_webp(Ctx *c, Str s)
{
    (void)c;
    if (s.n < 12 || !str_starts(s, S("RIFF")) || memcmp(s.p + 8, "WEBP", 4)) return false;
    const unsigned char *p = (const unsigned char *)s.p + 4;
    size_t n = (size_t)p[0] | (size_t)p[1] << 8 | (size_t)p[2] << 16 | (size_t)p[3] << 24;
    return n + 8 == s.n && !zip_ends_here(s);
}

/* Boxes one after the other to the very end, the first of them `ftyp`. */
static bool is_heic(Ctx *c, Str s)
{
    (void)c;
    Str rest = s;
    if (s.n < 12 || memcmp(s.p + 4, "ftyp", 4) || zip_ends_here(s)) return false;
    while (rest.n >= 8) {
        size_t n = big_endian(rest, 0);
        if (!n) return true; /* this box goes on to the end */
        if (n == 1) {        /* the length follows in 64 bits */
            if (rest.n < 16 || big_endian(rest, 8)) return false;
            n = big_endian(rest, 12);
        }
        if (n < 8 || n > rest.n) return false;
        rest = str_from(rest, n);
    }
    return !rest.n;
}

/* TIFF 6.0, section 2: the order of bytes, 42, and where the first page's description stands: inside. */
static bool is_tiff(Ctx *c, Str s)
{
    (void)c;
    if (s.n < 8 || zip_ends_here(s)) return false;
    uint32_t at = big_endian(s, 4);
    if (str_starts(s, S("II*\0"))) at = __builtin_bswap32(at);
    else if (!str_starts(s, S("MM\0*"))) return false;
    return at >= 8 && at < s.n;
}

/* -- archives ----------------------------------------------------------------------------------------------- */

static bool has(const ZipEntryList *all, Str name)
{
    for (size_t i = 0; i < all->n; i++)
        if (str_equal(all->at[i].name, name)) return true;
    return false;
}

static bool has_under(const ZipEntryList *all, Str folder)
{
    for (size_t i = 0; i < all->n; i++)
        if (str_starts(all->at[i].name, folder)) return true;
    return false;
}

/* Programs inside of a document, under whatever name the document has. */
static bool has_macros(const ZipEntryList *all)
{
    static const Str end = STR("vbaProject.bin");
    for (size_t i = 0; i < all->n; i++) {
        Str name = all->at[i].name;
        if (name.n >= end.n && str_equal_ascii(str_from(name, name.n - end.n), end)) return true;
    }
    return false;
}

static bool is_office(Ctx *c, Str s, Str folder)
{
    ZipEntryList all;
    return zip_entries(c, s, &all) && has(&all, S("[Content_Types].xml")) && has_under(&all, folder) &&
           !has_macros(&all);
}

static bool is_docx(Ctx *c, Str s) { return is_office(c, s, S("word/")); }
static bool is_xlsx(Ctx *c, Str s) { return is_office(c, s, S("xl/")); }

/* OpenDocument 1.2, part 3, 3.3: the first file, not packed, says what the whole is. */
static bool is_odt(Ctx *c, Str s)
{
    ZipEntryList all;
    if (!zip_entries(c, s, &all) || !all.n) return false;
    const ZipEntry *first = &all.at[0];
    return str_equal(first->name, S("mimetype")) && !first->packed &&
           str_equal(first->bytes, S("application/vnd.oasis.opendocument.text")) && has(&all, S("content.xml"));
}

/* -- the table ---------------------------------------------------------------------------------------------- */

#define OFFICE_TYPE "application/vnd.openxmlformats-officedocument."
#define ODT_TYPE    "application/vnd.oasis.opendocument.text"
#define ZIP_TYPES   "|application/zip|application/octet-stream"

const UploadKindRow upload_kinds[UPLOAD_KINDS] = {
    [UPLOAD_UNKNOWN] = {"", "", "application/octet-stream", "", "", 0, NULL},
    [UPLOAD_TEXT] = {"txt", "văn bản thuần (.txt)", "text/plain; charset=utf-8", "text/plain", "txt|text|md|csv",
                     8 * MB, is_text},
    [UPLOAD_PDF] = {"pdf", "PDF (.pdf)", "application/pdf", "application/pdf", "pdf", SCAN_MAX, is_pdf},
    [UPLOAD_DOCX] = {"docx", "Word (.docx)", OFFICE_TYPE "wordprocessingml.document",
                     OFFICE_TYPE "wordprocessingml.document" ZIP_TYPES, "docx", 8 * MB, is_docx},
    [UPLOAD_ODT] = {"odt", "OpenDocument (.odt)", ODT_TYPE, ODT_TYPE ZIP_TYPES, "odt", 8 * MB, is_odt},
    [UPLOAD_XLSX] = {"xlsx", "Excel (.xlsx)", OFFICE_TYPE "spreadsheetml.sheet",
                     OFFICE_TYPE "spreadsheetml.sheet" ZIP_TYPES, "xlsx", 4 * MB, is_xlsx},
    [UPLOAD_PNG] = {"png", "ảnh PNG (.png)", "image/png", "image/png", "png", SCAN_MAX, is_png},
    [UPLOAD_JPEG] = {"jpg", "ảnh JPEG (.jpg)", "image/jpeg", "image/jpeg", "jpg|jpeg", SCAN_MAX, is_jpeg},
    [UPLOAD_WEBP] = {"webp", "ảnh WebP (.webp)", "image/webp", "image/webp", "webp", 8 * MB, is_webp},
    [UPLOAD_HEIC] = {"heic", "ảnh HEIC (.heic)", "image/heic", "image/heic|image/heif", "heic|heif", 8 * MB, is_heic},
    [UPLOAD_TIFF] = {"tiff", "ảnh TIFF (.tif)", "image/tiff", "image/tiff", "tif|tiff", SCAN_MAX, is_tiff},
};

UploadKind upload_kind_of(Str key)
{
    for (int k = UPLOAD_UNKNOWN + 1; k < UPLOAD_KINDS; k++)
        if (str_equal(key, str_of(upload_kinds[k].key))) return (UploadKind)k;
    return UPLOAD_UNKNOWN;
}

static bool is_one_of(const char *list, Str one)
{
    Str rest = str_of(list), piece;
    while (str_cut(&rest, '|', &piece))
        if (str_equal(piece, one)) return true;
    return false;
}

Fail upload_kind(Ctx *c, Str bytes, UploadKind *kind)
{
    char type[KIND_NAME_ROOM];
    void *says;
    *kind = UPLOAD_UNKNOWN;
    TRY(module_function(c, "magic", "magic_says", &says));
    if (!((MagicSays *)says)(bytes, type))
        return fail(c, FAIL_STORE, "Máy chủ thiếu bảng nhận dạng tệp (gói libmagic-mgc). Hãy báo người quản trị.");
    for (int k = UPLOAD_UNKNOWN + 1; k < UPLOAD_KINDS; k++)
        if (is_one_of(upload_kinds[k].says, str_of(type)) && upload_kinds[k].is(c, bytes)) {
            *kind = (UploadKind)k;
            return OK;
        }
    return OK;
}
