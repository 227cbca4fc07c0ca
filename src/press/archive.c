// SPDX-License-Identifier: Apache-2.0
/* archive.c -- what ISO 19005 (PDF/A) asks for beyond what cairo writes: metadata as XMP, a colour profile, an
 * identifier, the language, no transparency, links that are printed, maps of glyphs.  Through qpdf's C interface. */
#include "base/out.h"
#include "press/inside.h"
#include "viet/text.h"
#include <qpdf/qpdf-c.h>
#include <stdio.h>

#define PROFILE "/usr/share/color/icc/sRGB.icc" /* Debian: icc-profiles-free */

static Fail no_profile(Ctx *c)
{
    return fail(c, FAIL_STORE,
                "Máy chủ thiếu tệp màu " PROFILE ", nên chưa tạo được PDF/A. Hãy báo người quản trị cài gói "
                "icc-profiles-free.");
}

static Fail not_written(Ctx *c)
{
    return fail(c, FAIL_STORE, "Không ghi được PDF/A. Hãy thử lại, hoặc tải dạng Word.");
}

static Fail read_profile(Ctx *c, Str *profile)
{
    enum { MOST = 1 << 20 };
    FILE *f = fopen(PROFILE, "rb");
    if (!f) return no_profile(c);
    char *p = arena_bytes(&c->mem, MOST);
    size_t n = fread(p, 1, MOST, f);
    fclose(f);
    *profile = (Str){p, n};
    return n && n < MOST ? OK : no_profile(c);
}

/* -- metadata ----------------------------------------------------------------------------------------------------- */

#define PRODUCER "ngayso"

typedef struct {
    Str title, author, day; /* as ISO 8601 */
} About;

static About about(Ctx *c, const Paper *p)
{
    Arena *a = &c->mem;
    Str name = p->name.n ? p->name : paper_kind_name(p->kind);
    return (About){viet_printable(a, p->title.n ? p->title : name),
                   viet_printable(a, p->issuer_in_text.n ? p->issuer_in_text : p->issuer),
                   day_iso(a, p->day == NO_DAY ? c->today : p->day)};
}

static Str xmp_of(Arena *a, About of, int part)
{
    Out o = {.mem = a};
    OUT_LITERAL(
        &o, "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>"
            "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
            "<rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" "
            "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" "
            "xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">");
    out_format(&o, "<pdfaid:part>%d</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>", part);
    OUT_LITERAL(&o, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">");
    out_text(&o, of.title);
    OUT_LITERAL(&o, "</rdf:li></rdf:Alt></dc:title>");
    if (of.author.n) {
        OUT_LITERAL(&o, "<dc:creator><rdf:Seq><rdf:li>");
        out_text(&o, of.author);
        OUT_LITERAL(&o, "</rdf:li></rdf:Seq></dc:creator>");
    }
    OUT_LITERAL(&o, "<dc:language><rdf:Bag><rdf:li>vi-VN</rdf:li></rdf:Bag></dc:language>"
                    "<xmp:CreatorTool>Ngày Số</xmp:CreatorTool><pdf:Producer>" PRODUCER "</pdf:Producer>");
    out_format(&o, "<xmp:CreateDate>%.*sT00:00:00+07:00</xmp:CreateDate>", STR_ARGS(of.day));
    OUT_LITERAL(&o, "</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"w\"?>");
    return out_str(&o);
}

static void put_text(qpdf_data q, qpdf_oh dictionary, const char *key, const char *text)
{
    qpdf_oh_replace_key(q, dictionary, key, qpdf_oh_new_unicode_string(q, text));
}

static qpdf_oh stream_of(qpdf_data q, Str bytes, const char *dictionary)
{
    qpdf_oh stream = qpdf_oh_new_stream(q);
    qpdf_oh nothing = qpdf_oh_new_null(q);
    qpdf_oh_replace_stream_data(q, stream, (const unsigned char *)bytes.p, bytes.n, nothing, nothing);
    qpdf_oh own = qpdf_oh_get_dict(q, stream), given = qpdf_oh_parse(q, dictionary);
    qpdf_oh_begin_dict_key_iter(q, given);
    while (qpdf_oh_dict_more_keys(q)) {
        const char *key = qpdf_oh_dict_next_key(q);
        qpdf_oh_replace_key(q, own, key, qpdf_oh_get_key(q, given, key));
    }
    return stream;
}

static void put_metadata(Ctx *c, qpdf_data q, const Paper *paper, int part)
{
    About of = about(c, paper);
    qpdf_oh info = qpdf_oh_parse(q, "<< >>"), root = qpdf_get_root(q);
    put_text(q, info, "/Title", str_c(&c->mem, of.title));
    if (of.author.n) put_text(q, info, "/Author", str_c(&c->mem, of.author));
    put_text(q, info, "/Creator", "Ngày Số");
    put_text(q, info, "/Producer", PRODUCER);
    put_text(q, info, "/CreationDate",
             str_format(&c->mem, "D:%.4s%.2s%.2s000000+07'00'", of.day.p, of.day.p + 5, of.day.p + 8).p);
    qpdf_oh_replace_key(q, qpdf_get_trailer(q), "/Info", qpdf_make_indirect_object(q, info));
    qpdf_oh_replace_key(q, root, "/Metadata",
                        stream_of(q, xmp_of(&c->mem, of, part), "<< /Type /Metadata /Subtype /XML >>"));
    put_text(q, root, "/Lang", "vi-VN");
    qpdf_oh_replace_key(q, root, "/ViewerPreferences", qpdf_oh_parse(q, "<< /DisplayDocTitle true >>"));
}

static void put_profile(qpdf_data q, Str profile)
{
    qpdf_oh intent =
        qpdf_oh_parse(q, "<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /Info (sRGB) "
                         "/RegistryName (http://www.color.org) >>");
    qpdf_oh_replace_key(q, intent, "/DestOutputProfile", stream_of(q, profile, "<< /N 3 >>"));
    qpdf_oh intents = qpdf_oh_new_array(q);
    qpdf_oh_append_item(q, intents, qpdf_make_indirect_object(q, intent));
    qpdf_oh_replace_key(q, qpdf_get_root(q), "/OutputIntents", intents);
}

/* -- objects ------------------------------------------------------------------------------------------------------- */

static bool is_name(qpdf_data q, qpdf_oh dictionary, const char *key, const char *name)
{
    qpdf_oh value = qpdf_oh_get_key(q, dictionary, key);
    return qpdf_oh_is_name(q, value) && !strcmp(qpdf_oh_get_name(q, value), name);
}

/* PDF/A-1 wants to be told which glyphs a subset has (6.3.5), and 2 allows it.  cairo numbers them from 0, and gives
 * the width of each. */
static void put_glyph_set(Ctx *c, qpdf_data q, qpdf_oh font)
{
    qpdf_oh widths = qpdf_oh_get_array_item(q, qpdf_oh_get_key(q, font, "/W"), 1);
    size_t n = (size_t)qpdf_oh_get_array_n_items(q, widths);
    char *bits = NEW(&c->mem, char, n / 8 + 1);
    for (size_t i = 0; i < n; i++) bits[i / 8] = (char)(bits[i / 8] | 0x80 >> i % 8);
    qpdf_oh_replace_key(q, qpdf_oh_get_key(q, font, "/FontDescriptor"), "/CIDSet",
                        stream_of(q, (Str){bits, (n + 7) / 8}, "<< >>"));
}

static void mend(Ctx *c, qpdf_data q, qpdf_oh object)
{
    enum { PRINTED = 4 };
    if (!qpdf_oh_is_dictionary(q, object)) return;
    if (is_name(q, object, "/Type", "/Page")) qpdf_oh_remove_key(q, object, "/Group");
    else if (is_name(q, object, "/Subtype", "/CIDFontType2")) {
        qpdf_oh_replace_key(q, object, "/CIDToGIDMap", qpdf_oh_new_name(q, "/Identity"));
        put_glyph_set(c, q, object);
    } else if (is_name(q, object, "/Subtype", "/Link"))
        qpdf_oh_replace_key(q, object, "/F", qpdf_oh_new_integer(q, PRINTED));
}

static void mend_all(Ctx *c, qpdf_data q)
{
    long long n = qpdf_oh_get_int_value(q, qpdf_oh_get_key(q, qpdf_get_trailer(q), "/Size"));
    for (int i = 1; i < n; i++) mend(c, q, qpdf_get_object_by_id(q, i, 0));
}

/* -- the file ------------------------------------------------------------------------------------------------------ */

static Fail write_file(Ctx *c, qpdf_data q, int part, Str *bytes)
{
    if (qpdf_init_write_memory(q)) return not_written(c);
    qpdf_set_deterministic_ID(q, QPDF_TRUE);
    qpdf_set_newline_before_endstream(q, QPDF_TRUE);
    qpdf_set_object_stream_mode(q, part == 1 ? qpdf_o_disable : qpdf_o_generate);
    qpdf_force_pdf_version(q, part == 1 ? "1.4" : "1.7");
    if (qpdf_write(q)) return not_written(c);
    Str written = {(const char *)qpdf_get_buffer(q), qpdf_get_buffer_length(q)};
    *bytes = str_copy(&c->mem, written);
    return OK;
}

static void close_qpdf(void *arg)
{
    qpdf_data *q = arg;
    if (*q) qpdf_cleanup(q);
}

Fail press_archive(Ctx *c, const Paper *paper, int part, Str pdf, Str *bytes)
{
    Str profile;
    qpdf_data *q = NEW(&c->mem, qpdf_data, 1);
    TRY(read_profile(c, &profile));
    arena_at_end(&c->mem, close_qpdf, q);
    *q = qpdf_init();
    qpdf_silence_errors(*q);
    qpdf_set_suppress_warnings(*q, QPDF_TRUE);
    if (qpdf_read_memory(*q, "ngayso.pdf", pdf.p, pdf.n, NULL)) return not_written(c);
    mend_all(c, *q);
    put_metadata(c, *q, paper, part);
    put_profile(*q, profile);
    Fail result = qpdf_has_error(*q) ? not_written(c) : write_file(c, *q, part, bytes);
    close_qpdf(q);
    return result;
}
