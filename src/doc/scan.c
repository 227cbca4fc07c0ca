// SPDX-License-Identifier: Apache-2.0
#include "doc/scan.h"
#include "base/out.h"
#include "doc/apart.h"
#include "doc/office.h"
#include "doc/read.h"
#include "viet/text.h"
#include <stdio.h>
#include <unistd.h>

/* -- how well it reads -------------------------------------------------------------------------------------- */

static bool is_letter(unsigned char byte)
{
    return byte >= 0x80 || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static bool has_marks(Str word)
{
    for (size_t i = 0; i < word.n; i++)
        if ((unsigned char)word.p[i] >= 0x80) return true;
    return false;
}

/* Of Vietnamese words more than two in three carry a mark: where few do, they were lost. */
double scan_quality(Str text)
{
    const double marked_enough = 0.55;
    size_t words = 0, good = 0, marked = 0;
    Str piece;
    for (Str line; str_cut(&text, '\n', &line);)
        while (str_cut(&line, ' ', &piece)) {
            while (piece.n && !is_letter((unsigned char)piece.p[0])) piece = str_from(piece, 1);
            while (piece.n && !is_letter((unsigned char)piece.p[piece.n - 1])) piece.n--;
            if (piece.n < 2) continue;
            words++;
            good += viet_is_syllable(piece), marked += has_marks(piece);
        }
    if (!words) return 0;
    double marks = (double)marked / (double)words / marked_enough;
    return (double)good / (double)words * (marks < 1 ? marks : 1);
}

/* -- the three steps ---------------------------------------------------------------------------------------- */

/* Below this a layer was made by a program that errs too often, or knows no Vietnamese. */
static const double layer_reads_well = 0.9;

Fail scan_begin(Ctx *c, Str bytes, Doc *doc, int *pages)
{
    Parsed parsed;
    *pages = 0;
    TRY(read_check_size(c, bytes));
    if (office_is_old(bytes)) TRY(office_to_docx(c, bytes, &bytes));
    if (!read_is_apart(bytes)) return read_text(c, bytes, doc);
    TRY(apart_parse(c, bytes, &parsed));
    bool bad_layer = parsed.is_layer && scan_quality(parsed.text) < layer_reads_well;
    if (parsed.is_picture || bad_layer) *pages = parsed.sheets;
    return *pages ? OK : read_parsed(c, &parsed, doc);
}

Fail scan_page(Ctx *c, Str bytes, int page, int stop, Str *words)
{
    return apart_page_until(c, bytes, PAGE_WORDS, (PageOrder){.page = page}, stop, words);
}

/* Of the worst page; SCAN_FINE when no page says (sight/scan.h). */
enum { SCAN_FINE = 300, SCAN_COARSE = 120 };
static int least_dpi(Str words)
{
    int64_t dpi, least = SCAN_FINE;
    for (Str line; str_cut(&words, '\n', &line);) {
        if (!str_starts(line, S("page "))) continue;
        size_t last = line.n;
        while (line.p[last - 1] != ' ') last--;
        if (str_integer(str_from(line, last), &dpi) && dpi > 0 && dpi < least) least = dpi;
    }
    return (int)least;
}

/* What its words say of a scan in which nothing can be read. */
static Fail check_words(Ctx *c, Str words, const Parsed *parsed)
{
    enum { SURE = 60, WORDS_FEW = 12 };
    size_t n = 0, sure = 0;
    Str rest = words, piece;
    for (Str line; str_cut(&rest, '\n', &line);) {
        int64_t confidence = 0;
        if (!line.n || str_starts(line, S("page "))) continue;
        for (int i = 0; i < 5 && str_cut(&line, ' ', &piece); i++)
            if (i == 4) str_integer(piece, &confidence);
        n++, sure += confidence >= SURE;
    }
    if (!str_trim(parsed->text).n)
        return fail(
            c, FAIL_INPUT,
            "Không có chữ nào trên các trang. Hãy xem lại tệp có phải trang trắng không, quét lại rồi gửi lại.");
    /* From a coarse picture words come that nobody wrote, and are syllables all the same: three in four must be sure.
     */
    bool unread = n < WORDS_FEW || sure * 3 < n || scan_quality(parsed->text) < 0.35;
    if (least_dpi(words) < SCAN_COARSE && sure * 4 < n * 3)
        return fail(c, FAIL_INPUT,
                    "Ảnh có độ phân giải quá thấp để đọc chữ: khoảng %d dpi. Hãy quét ở 300 dpi, hoặc chụp gần hơn để "
                    "trang giấy đầy khung "
                    "hình, rồi gửi lại.",
                    least_dpi(words));
    if (unread)
        return fail(c, FAIL_INPUT,
                    "Không đọc được chữ trên ảnh: chữ viết tay, ảnh chụp màn hình, hoặc quá mờ. Hãy quét lại bản in ở "
                    "300 dpi rồi gửi lại, hoặc gửi bản Word.");
    return OK;
}

Fail scan_finish(Ctx *c, Str bytes, Str words, Doc *doc)
{
    Parsed seen, layer;
    TRY(apart_parse_words(c, words, &seen));
    if (format_is_pdf(bytes)) {
        TRY(apart_parse(c, bytes, &layer));
        bool better = layer.is_layer && !layer.is_picture && scan_quality(layer.text) >= scan_quality(seen.text);
        if (better) return read_parsed(c, &layer, doc);
    }
    TRY(check_words(c, words, &seen));
    return read_parsed(c, &seen, doc);
}

/* -- all at once -------------------------------------------------------------------------------------------- */

static void print_progress(void *unused, int page, int pages)
{
    (void)unused;
    bool goes_on = isatty(STDERR_FILENO); /* on a terminal one line is written over and over */
    if (page <= pages) fprintf(stderr, goes_on ? "\rĐọc trang %d/%d … " : "Đọc trang %d/%d …\n", page, pages);
    else if (goes_on) fprintf(stderr, "\n");
}
const DocProgress doc_progress_printed = {print_progress, NULL};

Fail doc_read_telling(Ctx *c, Str bytes, DocProgress progress, Doc *doc)
{
    Out words = {.mem = &c->mem};
    int pages;
    TRY(scan_begin(c, bytes, doc, &pages));
    if (!pages) return OK;
    for (int page = 1; page <= pages; page++) {
        Str of_page;
        progress.told(progress.arg, page, pages);
        TRY(scan_page(c, bytes, page, -1, &of_page));
        out_raw(&words, of_page);
    }
    progress.told(progress.arg, pages + 1, pages);
    return scan_finish(c, bytes, out_str(&words), doc);
}

static void say_nothing(void *unused, int page, int pages) { (void)unused, (void)page, (void)pages; }

Fail doc_read(Ctx *c, Str bytes, Doc *doc) { return doc_read_telling(c, bytes, (DocProgress){say_nothing, NULL}, doc); }
