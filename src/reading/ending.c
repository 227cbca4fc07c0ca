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

/* Posts of those who sign, folded, the longer first; "Phó", "Quyền" may stand in front. */
static const struct {
    Str folded, title;
} posts[] = {
    {STR("chu tich"), STR("Chủ tịch")},
    {STR("tong giam doc"), STR("Tổng Giám đốc")},
    {STR("giam doc"), STR("Giám đốc")},
    {STR("chanh van phong"), STR("Chánh Văn phòng")},
    {STR("chanh thanh tra"), STR("Chánh Thanh tra")},
    {STR("thu truong"), STR("Thứ trưởng")},
    {STR("bo truong"), STR("Bộ trưởng")},
    {STR("thu tuong"), STR("Thủ tướng")},
    {STR("truong ban"), STR("Trưởng ban")},
    {STR("chi cuc truong"), STR("Chi cục trưởng")},
    {STR("tong cuc truong"), STR("Tổng cục trưởng")},
    {STR("cuc truong"), STR("Cục trưởng")},
    {STR("vu truong"), STR("Vụ trưởng")},
    {STR("vien truong"), STR("Viện trưởng")},
    {STR("hieu truong"), STR("Hiệu trưởng")},
    {STR("truong phong"), STR("Trưởng phòng")},
    {STR("to truong"), STR("Tổ trưởng")},
    {STR("doi truong"), STR("Đội trưởng")},
    {STR("chi huy truong"), STR("Chỉ huy trưởng")},
    {STR("tong bi thu"), STR("Tổng Bí thư")},
    {STR("bi thu"), STR("Bí thư")},
    {STR("tu lenh"), STR("Tư lệnh")},
};
enum { POSTS = sizeof posts / sizeof *posts };

/* A line that is a post, {phó | quyền | q} {post} {thường trực | of what}; *title is empty when it is none. */
static Str post_at(Ctx *c, const Reader *r, Str folded, bool whole)
{
    Str s = folded, before = {0};
    if (str_starts(s, S("pho "))) s = str_from(s, 4), before = S("Phó ");
    else if (str_starts(s, S("quyen "))) s = str_from(s, 6), before = S("Quyền ");
    else if (str_starts(s, S("q "))) s = str_from(s, 2), before = S("Quyền ");
    for (size_t i = 0; i < POSTS; i++) {
        bool found = whole ? near_start(r, s, posts[i].folded) : str_starts(s, posts[i].folded);
        if (!found) continue;
        Str rest = str_trim(str_from(s, posts[i].folded.n)), title = posts[i].title;
        bool standing = str_starts(rest, S("thuong truc"));
        return str_format(&c->mem, "%.*s%.*s%s", STR_ARGS(before), STR_ARGS(title), standing ? " Thường trực" : "");
    }
    return (Str){0};
}

/* Where "pho …" stands behind another post on one line: "KT. CHỦ TỊCH PHÓ CHỦ TỊCH". */
static Str deputy_in(Ctx *c, const Reader *r, Str folded)
{
    for (size_t at = 0; at + 4 < folded.n; at++)
        if (folded.p[at] == ' ' && str_starts(str_from(folded, at + 1), S("pho ")))
            return post_at(c, r, str_from(folded, at + 1), false);
    return (Str){0};
}

/* "KT. CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN": for whom the line below signs. */
static bool signs_for(Str folded)
{
    static const Str marks[] = {STR("kt "), STR("tl "), STR("tuq "), STR("tm "), STR("t m "), STR("ttm ")};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (str_starts(folded, marks[i])) return true;
    return false;
}

/* A line in capitals that says who signs.  The own post is the first that no "KT." stands before; what follows it
 * ("TRƯỞNG BAN / PHÓ CHỦ TỊCH UBND TỈNH") says what else that person is. */
static bool read_post(Ctx *c, Reader *r, Str s, int line)
{
    enum { POST_BYTES_MAX = 90 };
    Text *title = &r->reading->signer_title;
    if (!viet_is_upper(s) || s.n > POST_BYTES_MAX) return false;
    Str folded = viet_fold_ocr(&c->mem, s);
    bool instead = signs_for(folded);
    Str found = instead ? deputy_in(c, r, folded) : post_at(c, r, folded, false);
    if (!instead && !found.n && r->garbled && !title->text.n) found = post_at(c, r, folded, true);
    if (!found.n) return instead;
    if (title->text.n) return true;
    *title = text_of(found, line, line);
    title->raw = s;
    return true;
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

/* Of a line whose columns an OCR joined with one blank: the post at its end, "… và TM. ỦY BAN NHÂN DÂN", "CĐS (b/c);
 * CHỦ TỊCH".  What stands before it. */
static Str take_post_behind(Ctx *c, Reader *r, Str s, int line)
{
    static const Str marks[] = {STR(" TM. "), STR(" KT. "), STR(" TL. "), STR(" TUQ. "), STR("; ")};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t at = str_find(s, marks[i]);
        Str rest = at < s.n ? str_trim(str_from(s, at + 1)) : (Str){0};
        if (rest.n && read_post(c, r, rest, line)) return str_trim(str_slice(s, 0, at + (marks[i].p[0] == ';')));
    }
    return s;
}

/* A line behind "Nơi nhận:": a recipient, the rest of one, or the right column. */
static void read_line(Ctx *c, Reader *r, const Line *line, Text *open)
{
    size_t dash;
    if (!line->text.n) return;
    Str s = r->garbled ? take_post_behind(c, r, line->text, line->number) : line->text;
    if (is_dash(s, &dash)) {
        if (s.n == line->text.n) s = take_right_column(c, r, line);
        add_recipient(c, r, *open);
        s = str_trim(str_from(s, dash));
        *open = text_of(s, line->number, line->number);
    } else if (read_post(c, r, s, line->number)) return;
    else if (is_name(c, without_final(s, ".;, "))) {
        read_name(c, r, s, line->number);
        return;
    } else if (open->text.n && !strchr(";.", open->text.p[open->text.n - 1]) && s.n > 3 && !viet_is_upper(s)) {
        if (s.n == line->text.n) s = take_right_column(c, r, line);
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
    size_t first = at, begin = at;
    /* Nothing else stands between a signature and its recipients: "CHỦ TỊCH UBND TỈNH" above "Căn cứ …" signs nothing.
     */
    for (; begin > r->signed_from && at - begin < SIGNATURE_LINES_MAX; begin--) {
        Str s = r->doc->line[begin - 1].text;
        if (s.n && !(viet_is_upper(s) && s.n < 60 && !line_is_heading(c, r, s)) &&
            !is_name(c, without_final(s, ".;, ")))
            break;
    }
    for (size_t i = begin; i < at; i++) {
        const Line *line = &r->doc->line[i];
        if (line->text.n && line->text.n < 60 && viet_is_upper(line->text) && !line_is_heading(c, r, line->text) &&
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
        if (s.n && (numbered ? line_is_heading(c, r, s) : line_is_part(c, r, s) || line_is_agency_field(c, r, s)))
            return i;
    }
    return least;
}

/* Where an OCR lost the words "Nơi nhận": the list whose last dash keeps a copy, "- Lưu: VT".  `to` when there is none.
 */
static size_t find_list(Ctx *c, const Reader *r, size_t from, size_t to)
{
    enum { LINE_BYTES_MAX = 90 };
    size_t dash, last = to, first;
    for (size_t i = to; i > from && last == to; i--) {
        Str s = r->doc->line[i - 1].text;
        if (is_dash(s, &dash) && str_starts(viet_fold_ocr(&c->mem, str_trim(str_from(s, dash))), S("luu")))
            last = i - 1;
    }
    if (last == to) return to;
    first = last;
    for (size_t i = last; i > from; i--) {
        Str s = r->doc->line[i - 1].text;
        if (s.n > LINE_BYTES_MAX || (s.n && strchr(".:", s.p[s.n - 1])) || line_is_heading(c, r, s)) break;
        if (s.n) first = i - 1;
    }
    return first;
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
    return at < to || !r->garbled ? at : find_list(c, r, behind_work(c, r, from, to, true), to);
}

/* Some pages are read column by column: what was signed comes behind the heading of the annex. */
static void read_posts_behind(Ctx *c, Reader *r, size_t at)
{
    enum { LINES_MAX = 12 };
    for (size_t i = at; i < r->doc->n && i < at + LINES_MAX; i++) {
        const Line *line = &r->doc->line[i];
        if (!line->text.n) continue;
        if (!r->reading->signer_title.text.n) read_post(c, r, line->text, line->number);
        else {
            read_name(c, r, line->text, line->number);
            return;
        }
    }
}

void ending_read(Ctx *c, Reader *r)
{
    const Doc *doc = r->doc;
    size_t length = 0, to = annexes_begin(c, r, r->begin), at = to;
    /* A decision is signed above the plan that it puts into force; or both below it. */
    if (r->signed_from < r->begin) at = find_recipients(c, r, r->signed_from, r->begin, &length);
    if (at >= r->begin) at = find_recipients(c, r, r->begin, to, &length);
    r->end = read_posts_above(c, r, at);
    size_t last = at < to ? at + (length > 0) : to;
    if (at < to) {
        Text open = {0};
        Str beside = length ? str_trim(str_from(doc->line[at].text, length)) : (Str){0};
        if (beside.n && !read_post(c, r, beside, doc->line[at].number))
            open = text_of(beside, doc->line[at].number, doc->line[at].number);
        size_t stop = at < r->begin ? r->begin : to;
        for (; last < stop && last < at + ENDING_LINES_MAX; last++) read_line(c, r, &doc->line[last], &open);
        add_recipient(c, r, open);
    }
    if (r->garbled && !r->reading->signer_title.text.n) read_posts_behind(c, r, to);
    /* Signed above an attached plan: the plan goes on to the annexes. */
    if (r->end < r->begin) r->end = to;
    annexes_read(c, r, to);
}
