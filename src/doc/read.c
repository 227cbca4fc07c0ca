// SPDX-License-Identifier: Apache-2.0
/* read.c -- what a file is by its first bytes, and the way to its lines. */
#include "doc/read.h"
#include "doc/formats.h"
#include "doc/join.h"

/* What begins so is no text and nothing that is parsed here: what to do instead. */
static const struct {
    size_t at;
    Str begins;
    const char *why;
} others[] = {
    {0, STR("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
     "Đây là tệp Excel hoặc PowerPoint kiểu cũ, hoặc tệp có mật khẩu. Hãy mở tệp, bỏ mật khẩu nếu có, lưu thành .xlsx "
     "hoặc .docx rồi gửi lại."},
    {0, STR("BM"), NULL},
    {4, STR("ftyp"), NULL},
    {8, STR("WEBP"), NULL},
};

static Fail refuse_others(Ctx *c, Str bytes)
{
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (!str_starts(str_from(bytes, others[i].at), others[i].begins)) continue;
        if (!others[i].why && str_index(bytes, 0) == bytes.n) continue; /* "BM" begins a text, too */
        return fail(c, FAIL_INPUT, "%s",
                    others[i].why ? others[i].why
                                  : "Đây là ảnh kiểu HEIC, WebP hoặc BMP. Hãy lưu thành JPEG hoặc PNG rồi gửi lại.");
    }
    return OK;
}

bool read_is_apart(Str bytes) { return str_starts(bytes, S("PK\3\4")) || join_is_page(bytes) || format_is_pdf(bytes); }

/* Lines that were too long became several: their numbers tell where a table begins. */
static size_t index_of(const Doc *doc, size_t number)
{
    size_t low = 0, high = doc->n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if ((size_t)doc->line[middle].number < number) low = middle + 1;
        else high = middle;
    }
    return low;
}

/* Boxes come in the order of their lines. */
static void place_lines(Ctx *c, const Parsed *parsed, Doc *doc)
{
    DocBox *all = NEW(&c->mem, DocBox, parsed->boxes.n + 1);
    for (size_t i = 0; i < parsed->boxes.n; i++) {
        size_t at = index_of(doc, parsed->boxes.at[i].line);
        all[i] = parsed->boxes.at[i].box;
        if (at == doc->n) continue;
        Line *line = &doc->line[at];
        if (!line->boxes++) line->box = &all[i];
    }
    doc->sheets = parsed->sheets, doc->drawn = parsed->drawn, doc->workbook = parsed->workbook;
    doc->undrawn = parsed->undrawn;
    if (parsed->layout.sections.n) {
        DocLayout *layout = NEW(&c->mem, DocLayout, 1);
        *layout = parsed->layout;
        doc->layout = layout;
    }
    DocTurn *turn = NEW(&c->mem, DocTurn, (size_t)parsed->sheets + 1);
    memcpy(turn, parsed->turn, (size_t)parsed->sheets * sizeof *turn);
    doc->turn = turn;
}

Fail read_parsed(Ctx *c, Parsed *parsed, Doc *doc)
{
    Str text;
    TextCode code = viet_to_utf8(&c->mem, parsed->text, &text); /* letters of old fonts */
    TRY(doc_from_text(c, text, doc));
    doc->code = code, doc->is_text = false;
    for (size_t i = 0; i < parsed->tables.n; i++) {
        DocTable *t = &parsed->tables.at[i];
        t->begin = index_of(doc, t->begin), t->end = index_of(doc, t->end);
    }
    place_lines(c, parsed, doc);
    /* The cells are still in the old letters: they are found again among the lines. */
    if (code == CODE_UTF8) doc->table = parsed->tables.at, doc->tables = parsed->tables.n;
    return OK;
}

Fail read_check_size(Ctx *c, Str bytes)
{
    bool pictures = join_is_page(bytes) || format_is_pdf(bytes);
    if (bytes.n <= (pictures ? DOC_SCAN_BYTES_MAX : DOC_BYTES_MAX)) return OK;
    return fail(c, FAIL_INPUT,
                pictures
                    ? "Tệp lớn hơn %d MB. Hãy quét lại ở 300 dpi đen trắng hoặc xám, hoặc tách bớt trang."
                    : "Tệp lớn hơn %d MB, không phải một bản kế hoạch. Hãy chọn đúng tệp, hoặc bỏ bớt ảnh trong tệp.",
                (pictures ? DOC_SCAN_BYTES_MAX : DOC_BYTES_MAX) >> 20);
}

Fail read_text(Ctx *c, Str bytes, Doc *doc)
{
    Str text = bytes;
    TRY(refuse_others(c, bytes));
    TextCode code = viet_to_utf8(&c->mem, bytes, &text);
    TRY(doc_from_text(c, text, doc));
    doc->code = code;
    return OK;
}
