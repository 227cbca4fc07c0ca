// SPDX-License-Identifier: Apache-2.0
/* ending.c -- recipients on the left, signer on the right, merged by the scan (Decree 30/2020, app. I: boxes 7 and 9b).
 */
#include "reading/inside.h"
#include "viet/distance.h"
#include "viet/text.h"

enum { ENDING_LINES_MAX = 90, NAME_BYTES_MAX = 48 };

/* *length = what it takes of the line.  `nearly`: also when the OCR garbled it. */
static bool is_recipients_heading(Ctx *c, Str s, bool nearly, size_t *length)
{
    size_t colon = str_index(str_slice(s, 0, 30), ':');
    bool has_colon = colon < 30 && colon < s.n;
    if (!has_colon && s.n > 30) return false;
    Str read = viet_fold_ocr(&c->mem, str_slice(s, 0, colon));
    *length = has_colon ? colon + 1 : s.n;
    return str_equal(read, S("noi nhan")) || (nearly && has_colon && (s.p[0] == 'N' || s.p[0] == 'n') &&
                                              viet_distance_ratio(read, S("noi nhan"), 0.35) <= 0.3);
}

/* Posts of those who sign, folded, the longer first. */
static const struct {
    Str folded, title;
} posts[] = {
    {STR("pho chu tich thuong truc"), STR("Phó Chủ tịch Thường trực")},
    {STR("pho chu tich"), STR("Phó Chủ tịch")},
    {STR("chu tich"), STR("Chủ tịch")},
    {STR("pho giam doc"), STR("Phó Giám đốc")},
    {STR("giam doc"), STR("Giám đốc")},
    {STR("pho chanh van phong"), STR("Phó Chánh Văn phòng")},
    {STR("chanh van phong"), STR("Chánh Văn phòng")},
    {STR("thu truong"), STR("Thứ trưởng")},
    {STR("bo truong"), STR("Bộ trưởng")},
    {STR("pho thu tuong"), STR("Phó Thủ tướng")},
    {STR("thu tuong"), STR("Thủ tướng")},
    {STR("pho truong ban"), STR("Phó Trưởng ban")},
    {STR("truong ban"), STR("Trưởng ban")},
    {STR("pho cuc truong"), STR("Phó Cục trưởng")},
    {STR("cuc truong"), STR("Cục trưởng")},
    {STR("hieu truong"), STR("Hiệu trưởng")},
    {STR("truong phong"), STR("Trưởng phòng")},
    {STR("bi thu"), STR("Bí thư")},
    {STR("pho bi thu"), STR("Phó Bí thư")},
};

/* The post that a line in capitals ends with: "KT. CHỦ TỊCH" gives way to the line below it. */
static bool read_post(Ctx *c, Reader *r, Str s, int line)
{
    Str folded = viet_fold_ocr(&c->mem, s);
    bool instead = str_starts(folded, S("kt ")) || str_starts(folded, S("tl ")) || str_starts(folded, S("tuq ")) ||
                   str_starts(folded, S("tm "));
    if (!viet_is_upper(s)) return false;
    for (size_t i = 0; i < sizeof posts / sizeof *posts; i++) {
        size_t at = str_find(folded, posts[i].folded);
        if (at >= folded.n) continue;
        if (instead && r->reading->signer_title.text.n) return true;
        r->reading->signer_title = text_of(posts[i].title, line, line);
        r->reading->signer_title.raw = s;
        /* "KT. CHỦ TỊCH PHÓ CHỦ TỊCH" on one line */
        Str rest = str_from(folded, at + posts[i].folded.n);
        size_t pho = str_find(rest, S("pho "));
        if (instead && pho < rest.n)
            for (size_t k = 0; k < sizeof posts / sizeof *posts; k++)
                if (str_starts(str_from(rest, pho), posts[k].folded)) {
                    r->reading->signer_title.text = posts[k].title;
                    break;
                }
        return true;
    }
    for (size_t i = 0; !instead && r->garbled && i < sizeof posts / sizeof *posts; i++)
        if (near_start(r, folded, posts[i].folded) && !r->reading->signer_title.text.n) {
            r->reading->signer_title = text_of(posts[i].title, line, line);
            r->reading->signer_title.raw = s;
            return true;
        }
    return instead;
}

/* "Lê Ánh Dương": two to five words, each with a capital. */
static bool is_name(Ctx *c, Str s)
{
    int words = 0;
    if (s.n < 5 || s.n > NAME_BYTES_MAX) return false;
    for (Str rest = s, word; str_cut(&rest, ' ', &word); words++) {
        if (word.n < 2 || strchr("0123456789(-:", word.p[0])) return false;
        if (str_equal(viet_capital(&c->mem, word), word) == false || viet_is_upper(word)) return false;
        if (str_equal(viet_lower(&c->mem, word), word)) return false;
    }
    return words >= 2 && words <= 5;
}

static void read_name(Ctx *c, Reader *r, Str s, int line)
{
    s = without_final(str_trim(s), ".;, ");
    if (is_name(c, s)) r->reading->signer_name = text_of(s, line, line);
}

static void add_recipient(Ctx *c, Reader *r, Text text)
{
    text.text = without_final(text.text, ";., ");
    if (!text.text.n) return;
    Recipient *one = list_add(&c->mem, &r->reading->recipients);
    one->source = text;
    Str folded = viet_fold_ocr(&c->mem, str_slice(text.text, 0, 16));
    bool nobody =
        str_starts(folded, S("luu")) || str_starts(folded, S("nhu tren")) || str_starts(folded, S("nhu dieu"));
    if (!nobody) parties_read(c, r, text, &one->agencies);
}

static bool is_dash(Str s, size_t *length)
{
    *length = str_starts(s, S("-")) || str_starts(s, S("+")) ? 1 : str_starts(s, S("–")) ? sizeof "–" - 1 : 0;
    return *length > 0;
}

/* Where the left column of a line ends: at the first tab or three blanks behind its text; the line's end when it has
 * one column. */
static size_t left_column(Str raw)
{
    size_t i = 0;
    while (i < raw.n && strchr(" \t\f", raw.p[i])) i++;
    for (; i + 3 < raw.n; i++)
        if (raw.p[i] == '\t' || (raw.p[i] == ' ' && raw.p[i + 1] == ' ' && raw.p[i + 2] == ' ')) return i;
    return raw.n;
}

/* Read the right column of a line, a post or a name; the left one is what it gives. */
static Str take_right_column(Ctx *c, Reader *r, const Line *line)
{
    size_t cut = left_column(line->raw);
    Str right = viet_nfc(&c->mem, str_trim(str_from(line->raw, cut)));
    if (!right.n) return line->text;
    if (!read_post(c, r, right, line->number)) read_name(c, r, right, line->number);
    return viet_nfc(&c->mem, str_trim(str_slice(line->raw, 0, cut)));
}

/* A line behind "Nơi nhận:": a recipient, the rest of one, or the right column. */
static void read_line(Ctx *c, Reader *r, const Line *line, Text *open)
{
    size_t dash;
    if (!line->text.n) return;
    Str s = line->text;
    if (is_dash(s, &dash)) {
        s = take_right_column(c, r, line);
        add_recipient(c, r, *open);
        s = str_trim(str_from(s, dash));
        *open = text_of(s, line->number, line->number);
    } else if (read_post(c, r, s, line->number)) return;
    else if (is_name(c, without_final(s, ".;, "))) {
        read_name(c, r, s, line->number);
        return;
    } else if (open->text.n && !strchr(";.", open->text.p[open->text.n - 1]) && s.n > 3 && !viet_is_upper(s)) {
        s = take_right_column(c, r, line);
        open->text = str_format(&c->mem, "%.*s %.*s", STR_ARGS(open->text), STR_ARGS(s));
        open->last_line = line->number;
    } else return;
    /* What stands behind the semicolon is the other column. */
    size_t end = str_index(open->text, ';');
    if (end + 1 < open->text.n) {
        Str rest = str_trim(str_from(open->text, end + 1));
        bool names_somebody = is_name(c, without_final(rest, ".;, "));
        if (names_somebody) read_name(c, r, rest, line->number);
        else if (!read_post(c, r, rest, line->number) && !r->garbled) return; /* "TTr Tỉnh ủy; TTr HĐND tỉnh;" */
        open->text = str_slice(open->text, 0, end + 1);
    }
}

/* Posts, and a name below them, may stand above the recipients: where the first of them stands, else `at`. */
static size_t read_posts_above(Ctx *c, Reader *r, size_t at)
{
    enum { SIGNATURE_LINES_MAX = 12 };
    size_t first = at, begin = at > r->signed_from + SIGNATURE_LINES_MAX ? at - SIGNATURE_LINES_MAX : r->signed_from;
    for (size_t i = begin; i < at; i++) {
        const Line *line = &r->doc->line[i];
        if (line->text.n && line->text.n < 60 && viet_is_upper(line->text) && !line_is_heading(c, line->text) &&
            read_post(c, r, line->text, line->number)) {
            if (first == at) first = i;
        } else if (first < at) read_name(c, r, line->text, line->number);
    }
    return first;
}

/* Behind the last line that plans have and endings never: a part, a label of who does it, or, `numbered`, an item with
 * a number.  `least` when none stands in [least, to). */
static size_t behind_work(Ctx *c, const Reader *r, size_t least, size_t to, bool numbered)
{
    for (size_t i = to; i > least; i--) {
        Str s = r->doc->line[i - 1].text;
        if (s.n && (numbered ? line_is_heading(c, s) : line_is_part(c, s) || line_is_agency_field(c, r, s))) return i;
    }
    return least;
}

/* Where the recipients begin in lines [from, to): behind all work, for "Nội dung:" is as near to "Nơi nhận:" as an
 * OCR's "No1 nhan:".  `to` when nowhere. */
static size_t find_recipients(Ctx *c, const Reader *r, size_t from, size_t to, size_t *length)
{
    const Doc *doc = r->doc;
    size_t at = behind_work(c, r, from, to, false);
    size_t nearly = r->garbled ? behind_work(c, r, at, to, true) : to;
    for (; at < to && !is_recipients_heading(c, doc->line[at].text, at >= nearly, length); at++)
        if (at + 1 < to && str_equal(doc->line[at].text, S("Nơi")) && /* broken by a narrow column */
            str_starts(doc->line[at + 1].text, S("nhận")))
            break;
    return at;
}

void ending_read(Ctx *c, Reader *r)
{
    const Doc *doc = r->doc;
    size_t length = 0, to = annexes_begin(c, r, r->begin), at = to;
    /* A decision is signed above the plan that it puts into force; or both below it. */
    if (r->signed_from < r->begin) at = find_recipients(c, r, r->signed_from, r->begin, &length);
    if (at >= r->begin) at = find_recipients(c, r, r->begin, to, &length);
    r->end = read_posts_above(c, r, at);
    size_t last = at < to ? at + 1 : to;
    if (at < to) {
        Text open = {0};
        Str beside = length ? str_trim(str_from(doc->line[at].text, length)) : (Str){0};
        if (beside.n && !read_post(c, r, beside, doc->line[at].number))
            open = text_of(beside, doc->line[at].number, doc->line[at].number);
        size_t stop = at < r->begin ? r->begin : to;
        for (; last < stop && last < at + ENDING_LINES_MAX; last++) read_line(c, r, &doc->line[last], &open);
        add_recipient(c, r, open);
    }
    /* Signed above an attached plan: the plan goes on to the annexes. */
    if (r->end < r->begin) r->end = to;
    annexes_read(c, r, to);
}
