// SPDX-License-Identifier: Apache-2.0
/* item.c -- lines become items: the marker at the front says that a new one begins; what has none goes on, or is a
 * paragraph of its own.  Page numbers and footnotes that stand in between are taken out. */
#include "reading/inside.h"
#include "viet/text.h"
#include <stdlib.h>

enum { ROMAN_MAX = 30, FOOTNOTE_LINES_MAX = 14, FULL_OF_HUNDRED = 80, WIDTH_WRAPPED_MIN = 50, WIDTH_WRAPPED_MAX = 140 };

/* -- markers ------------------------------------------------------------------------------------------------ */

typedef struct {
    Mark mark;
    Str code;
    int ordinal;
    size_t length; /* bytes of the line that it takes, blanks included */
} Marker;

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_low(char c) { return c >= 'a' && c <= 'z'; }
static bool is_up(char c) { return c >= 'A' && c <= 'Z'; }

static size_t skip_blanks(Str s, size_t i)
{
    while (i < s.n && s.p[i] == ' ') i++;
    return i;
}

/* The value of a Roman number in which the OCR may have put 1, l or | for I, and in garbled text more; 0 when it is
 * none.
 */
static int roman_value(Str s, bool garbled)
{
    int value = 0, last = 0;
    bool capital = false;
    for (size_t i = s.n; i-- > 0;) {
        char c = s.p[i];
        bool one = strchr("I1l|", c) || (garbled && strchr("Li!", c));
        int v = c == 'X' ? 10 : c == 'V' || (garbled && c == 'v') ? 5 : one ? 1 : 0;
        if (!v) return 0;
        capital |= is_up(c);
        value += v < last ? -v : v;
        last = v > last ? v : last;
    }
    capital |= garbled; /* "ll.", "v.": only above a heading in capitals, or several */
    return capital && value > 0 && value <= ROMAN_MAX ? value : 0;
}

/* "PHẦN I", "Phần thứ hai", "Chương II": they stand above the Roman parts. */
static bool take_volume(Ctx *c, Str s, Marker *m)
{
    static const char *const names[] = {"phan ", "chuong "};
    static const char *const ordinals[] = {"", "thu nhat", "thu hai", "thu ba", "thu tu", "thu nam", "thu sau"};
    static const char *const roman[] = {"", "I", "II", "III", "IV", "V", "VI"};
    if (!s.n || (s.p[0] != 'P' && s.p[0] != 'C') || s.n > 200) return false;
    Str folded = viet_fold(&c->mem, str_slice(s, 0, 24));
    size_t name = 0, number = 0, blank = str_index(s, ' ');
    while (name < 2 && !str_starts(folded, str_of(names[name]))) name++;
    if (name == 2 || blank == s.n) return false;
    Str rest = str_from(s, blank + 1), after = str_from(folded, strlen(names[name]));
    int value = 0;
    for (int i = 1; i < 7 && !value; i++)
        if (str_starts(after, str_of(ordinals[i]))) {
            value = i, number = str_index(rest, ' ') + 1;
            number += str_index(str_from(rest, number), ' ');
        }
    if (!value) {
        while (number < rest.n && strchr("IVX1l|", rest.p[number])) number++;
        value = roman_value(str_slice(rest, 0, number), false);
        if (!value || (number < rest.n && !strchr(" .:-", rest.p[number]))) return false;
    }
    number = skip_blanks(rest, number);
    if (number < rest.n && strchr(".:-", rest.p[number])) number++;
    *m = (Marker){MARK_LETTER, value < 7 ? str_of(roman[value]) : S("I"), value, skip_blanks(s, blank + 1 + number)};
    return true;
}

static bool take_roman(Str s, bool garbled, Marker *m)
{
    size_t n = 0;
    while (n < s.n && n < 6 && strchr(garbled ? "IVX1l|Liv!" : "IVX1l|", s.p[n])) n++;
    if (!n || n >= s.n) return false;
    int value = roman_value(str_slice(s, 0, n), garbled);
    if (!value || (n + 1 < s.n && is_digit(s.p[n + 1]))) return false;
    bool sign = strchr(".)-:/,", s.p[n]) != NULL, spoilt = !strchr(".)-:/", s.p[n]);
    for (size_t i = 0; i < n; i++) spoilt |= !strchr("IVX1l|", s.p[i]);
    spoilt |= n == 1 && !is_up(s.p[0]);
    /* Spoilt, or without its sign, only above a heading in capitals. */
    size_t length = skip_blanks(s, n + sign);
    bool sure = n > 1 && s.p[n] == '.' && s.p[0] == 'I'; /* "IIL. ", "Ill. " */
    if (spoilt && !(garbled && sure) && (!garbled || length + 6 > s.n || !viet_is_upper(str_from(s, length))))
        return false;
    *m = (Marker){MARK_PART, str_slice(s, 0, n), value, length};
    return true;
}

/* "3.", "3)", "128.", "3.1.", "3.1", "3.1.2."; not "2024.", "150.500". */
static bool take_number(Str s, bool garbled, Marker *m)
{
    size_t i = 0, parts = 0, end = 0;
    int ordinal = 0;
    while (parts < 4 && i < s.n && is_digit(s.p[i])) {
        size_t from = i;
        for (ordinal = 0; i < s.n && is_digit(s.p[i]) && i - from < 3; i++) ordinal = ordinal * 10 + s.p[i] - '0';
        size_t most = parts ? 2 : 3;
        if (i - from > most || !ordinal || (i < s.n && is_digit(s.p[i]))) return false;
        parts++, end = i;
        if (i < s.n && s.p[i] == '.') i++;
        else break;
    }
    if (!parts) return false;
    bool dotted = i > end;
    bool bracket = !dotted && i < s.n && (s.p[i] == ')' || (s.p[i] == '/' && i + 1 < s.n && s.p[i + 1] == ' '));
    /* "4, Diễn đàn": the OCR's full stop. */
    bool comma = garbled && !dotted && !bracket && i + 2 < s.n && s.p[i] == ',' && s.p[i + 1] == ' ' &&
                 (is_up(s.p[i + 2]) || (unsigned char)s.p[i + 2] >= 0x80);
    if (bracket || comma) i++;
    if (parts == 1 && !dotted && !bracket && !comma) return false;
    if (i >= s.n || (s.p[i] != ' ' && (unsigned char)s.p[i] < 0x80 && !is_up(s.p[i]))) return false;
    Mark mark = parts == 1 ? MARK_NUMBER : parts == 2 ? MARK_NUMBER2 : MARK_NUMBER3;
    *m = (Marker){mark, str_slice(s, 0, end), ordinal, skip_blanks(s, i)};
    return true;
}

/* "a)", "đ)", "a.", "b}" */
static bool take_alpha(Str s, Marker *m)
{
    size_t n = str_starts(s, S("đ")) ? 2 : s.n && is_low(s.p[0]) ? 1 : 0;
    if (!n || n >= s.n || !strchr(").}/", s.p[n])) return false;
    bool dot = s.p[n] != ')' && s.p[n] != '}';
    size_t after = skip_blanks(s, n + 1);
    if (dot && (after == n + 1 || after >= s.n || is_low(s.p[after]))) return false;
    static const char order[] = "abcd.eghiklmnopqrstuvxy";
    const char *at = strchr(order, s.p[0]);
    *m = (Marker){MARK_ALPHA, str_slice(s, 0, n), n == 2 ? 5 : at ? (int)(at - order) + 1 : 24, after};
    return true;
}

static bool take_letter(Str s, Marker *m)
{
    if (s.n < 3 || !is_up(s.p[0]) || (s.p[1] != '.' && s.p[1] != '/') || s.p[2] != ' ') return false;
    *m = (Marker){MARK_LETTER, str_slice(s, 0, 1), s.p[0] - 'A' + 1, skip_blanks(s, 2)};
    return true;
}

static bool take_paren(Str s, Marker *m)
{
    size_t n = 1;
    while (n < s.n && n < 4 && (is_digit(s.p[n]) || is_low(s.p[n]))) n++;
    if (s.n < 3 || s.p[0] != '(' || n == 1 || n >= s.n || s.p[n] != ')') return false;
    int64_t value = s.p[1] - 'a' + 1;
    str_integer(str_slice(s, 1, n), &value);
    *m = (Marker){MARK_PAREN, str_slice(s, 1, n), (int)value, skip_blanks(s, n + 1)};
    return true;
}

static bool take_bullet(Str s, Marker *m)
{
    static const struct {
        Str sign;
        Mark mark;
    } signs[] = {
        {STR("-"), MARK_DASH},
        {STR("–"), MARK_DASH},
        {STR("—"), MARK_DASH},
        {STR("−"), MARK_DASH},
        {STR("+"), MARK_PLUS},
        {STR("*"), MARK_BULLET},
        {STR("•"), MARK_BULLET},
        {STR("·"), MARK_BULLET},
        {STR("●"), MARK_BULLET},
        {STR("▪"), MARK_BULLET},
        {STR("\xEF\x82\xB7"), MARK_BULLET},
        {STR("■"), MARK_BULLET},
        {STR("◦"), MARK_PLUS},
        {STR("○"), MARK_PLUS},
        {STR("❖"), MARK_BULLET},
        {STR("➢"), MARK_BULLET},
        {STR("◆"), MARK_BULLET},
        {STR("✓"), MARK_BULLET},
        {STR("→"), MARK_BULLET},
        {STR("□"), MARK_BULLET},
    };
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (!str_starts(s, signs[i].sign)) continue;
        *m = (Marker){signs[i].mark, signs[i].sign, 0, skip_blanks(s, signs[i].sign.n)};
        return true;
    }
    return false;
}

static bool take_marker(Ctx *c, bool garbled, Str s, Marker *m)
{
    return take_volume(c, s, m) || take_number(s, garbled, m) || take_roman(s, garbled, m) || take_letter(s, m) ||
           take_alpha(s, m) || take_paren(s, m) || take_bullet(s, m);
}

bool line_is_heading(Ctx *c, const Reader *r, Str line)
{
    Marker m;
    return take_marker(c, r->garbled, line, &m) && m.mark <= MARK_NUMBER3;
}

bool line_is_part(Ctx *c, const Reader *r, Str line)
{
    Marker m;
    return take_marker(c, r->garbled, line, &m) && m.mark == MARK_PART && m.length < line.n;
}

/* -- what is no item ---------------------------------------------------------------------------------------- */

static bool is_page_number(Str s)
{
    int64_t n;
    if (str_equal(s, S("|"))) return true; /* what is left of a table's border */
    return s.n <= 3 && str_integer(s, &n);
}

/* A footnote at the foot of a page: "1 Việc treo …" up to the page break.  Its lines, or 0. */
static size_t footnote_lines(const Doc *doc, size_t i, size_t end)
{
    Str s = doc->line[i].text;
    size_t n = 0;
    while (n < s.n && is_digit(s.p[n])) n++;
    if (!n || n > 2 || n + 1 >= s.n || s.p[n] != ' ' || is_low(s.p[n + 1]) || is_digit(s.p[n + 1])) return 0;
    if (i && doc->line[i - 1].text.n) return 0;
    for (size_t k = i + 1; k < end && k - i <= FOOTNOTE_LINES_MAX; k++)
        if (doc->line[k].page_begins) return k - i;
    return 0;
}

/* -- joining ------------------------------------------------------------------------------------------------ */

static size_t letters_in(Str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
    return n;
}

static int by_number(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }

/* The usual width of full lines, in letters.  0 when every line is a paragraph of its own: then widths are scattered,
 * while a page that was set breaks its lines near one edge. */
static size_t full_width(Ctx *c, const Reader *r)
{
    enum { NEAR_MIN = 3 };
    int *width = NEW(&c->mem, int, r->end - r->begin + 1);
    size_t n = 0, near = 0, beyond = 0;
    for (size_t i = r->begin; i < r->end; i++) {
        size_t letters = letters_in(r->doc->line[i].text);
        if (letters) width[n++] = (int)letters;
    }
    if (!n) return 0;
    qsort(width, n, sizeof *width, by_number);
    int edge = width[n * 19 / 20];
    for (size_t i = 0; i < n; i++) near += width[i] * 20 >= edge * 17, beyond += width[i] * 5 > edge * 6;
    bool page = edge >= WIDTH_WRAPPED_MIN && edge <= WIDTH_WRAPPED_MAX;
    return page && near >= NEAR_MIN && near * 8 >= n && beyond * 25 <= n ? (size_t)edge : 0;
}

static bool begins_low(Ctx *c, Str s)
{
    size_t n = 0;
    while (n < s.n && (unsigned char)s.p[n] < 0x80 && !is_low(s.p[n]) && !is_up(s.p[n])) n++;
    if (n >= s.n || n > 3) return false;
    Str first = str_slice(s, n, n + ((unsigned char)s.p[n] < 0x80 ? 1 : 2 + ((unsigned char)s.p[n] >= 0xE0)));
    return str_equal(viet_lower(&c->mem, first), first) && !str_equal(viet_upper(&c->mem, first), first);
}

static bool is_ended(Str s) { return s.n && strchr(".;:!?", s.p[s.n - 1]); }

/* Sentences that always stand in a paragraph of their own. */
static bool opens_paragraph(Ctx *c, Str s)
{
    static const Str openings[] = {STR("can cu "),      STR("tren day la "),    STR("theo de nghi "),
                                   STR("trong qua "),   STR("xet de nghi "),    STR("yeu cau thu truong "),
                                   STR("de nghi thu "), STR("thuc hien quyet ")};
    Str folded = viet_fold(&c->mem, str_slice(s, 0, 40));
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++)
        if (str_starts(folded, openings[i])) return true;
    return false;
}

static size_t indent_of(const Line *line)
{
    size_t n = 0;
    while (n < line->raw.n && (line->raw.p[n] == ' ' || line->raw.p[n] == '\t')) n++;
    return n;
}

/* Words that no sentence ends with, and "số" above a number: the line was broken behind them. */
static bool is_dangling(Str line, Str next)
{
    static const Str words[] = {STR("của"),   STR("và"),    STR("các"),  STR("ngày"),  STR("tháng"),
                                STR("về"),    STR("tại"),   STR("với"),  STR("cho"),   STR("trong"),
                                STR("trên"),  STR("thuộc"), STR("từ"),   STR("là"),    STR("do"),
                                STR("những"), STR("bằng"),  STR("cùng"), STR("Tháng"), STR("Ngày")};
    size_t at = line.n;
    while (at && line.p[at - 1] != ' ') at--;
    Str last = str_from(line, at);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_equal(last, words[i])) return true;
    return str_equal(last, S("số")) && next.n && is_digit(next.p[0]);
}

/* Would the first word of the next line still have fitted?  Then the drafter ended the line, not the page. */
static bool is_full(Str last, Str next, size_t width)
{
    return (letters_in(last) + 1 + letters_in(str_slice(next, 0, str_index(next, ' ')))) * 100 >=
           width * FULL_OF_HUNDRED;
}

/* Does a line without marker go on with the item before it, whose last line stands above? */
static bool goes_on(Ctx *c, const Reader *r, const Item *before, const Line *above, const Line *line, bool gap,
                    size_t width)
{
    if (!before || !above) return false;
    Str last = above->text, text = line->text;
    bool low = begins_low(c, text), open = last.n && strchr(",(-", last.p[last.n - 1]), ended = is_ended(last);
    if (!before->text.text.n) return true; /* a marker that stands alone: "PHẦN II" */
    if (before->mark <= MARK_PART && !ended && !gap && viet_is_upper(last) && viet_is_upper(text)) return true;
    if (gap) return !is_ended(before->text.text) && (low || open);
    if (!ended && is_dangling(last, text)) return true;
    if (!width) return !ended && low; /* one line a paragraph */
    if (!low && line_is_field(c, r, text)) return false;
    size_t n = letters_in(last);
    if (ended && (n * 10 < width * 8 || opens_paragraph(c, text))) return false;
    if (ended && indent_of(line) > indent_of(above) + 1) return false;
    return low || open || is_full(last, text, width);
}

/* Markers that stand at the front of a line by chance: "Lao động / - Thương binh", "4.0", a year's end.  `number` is
 * that of the last item with a plain one. */
static bool is_chance(Ctx *c, const Reader *r, const Marker *m, const Item *before, const Line *line, bool gap,
                      size_t indent, int number)
{
    Str rest = str_from(line->text, m->length);
    bool running = before && !gap && !is_ended(before->text.text);
    /* A heading in capitals does not go on in small letters. */
    if (running && before->mark <= MARK_PART && viet_is_upper(before->text.text) && !viet_is_upper(rest))
        running = false;
    Str above = running ? before->text.text : (Str){0};
    bool dated = str_ends(above, S("háng")) || str_ends(above, S("gày")); /* "tháng / 12." */
    if (dated && m->mark >= MARK_NUMBER && m->mark <= MARK_NUMBER3) return true;
    if (!before || !rest.n) return false;
    if (m->mark == MARK_DASH && running && begins_low(c, rest) && !line_is_field(c, r, rest)) return true;
    if (m->mark == MARK_DASH && running && !before->text.text.n) return true;
    /* Items of a page whose paragraphs are indented do not begin at its edge. */
    if (m->mark >= MARK_DASH && running && indent > indent_of(line) + 2) return true;
    if (m->mark == MARK_ALPHA && running && begins_low(c, rest) && m->ordinal != 1) return true;
    if (m->mark == MARK_NUMBER && m->ordinal == number + 1) return false;
    return (m->mark == MARK_NUMBER2 || m->mark == MARK_NUMBER) && running && begins_low(c, rest);
}

/* The text of an item that grows line by line, in room that doubles, so that a long one costs no more than many short
 * ones. */
typedef struct {
    char *p;
    size_t n, room;
} Joined;

static void join(Arena *a, Joined *to, Str s)
{
    if (to->room - to->n < s.n) {
        size_t room = (to->n + s.n) * 2;
        char *p = NEW(a, char, room);
        if (to->n) memcpy(p, to->p, to->n);
        *to = (Joined){p, to->n, room};
    }
    if (s.n) memcpy(to->p + to->n, s.p, s.n);
    to->n += s.n;
}

static void append(Arena *a, Item *item, Joined *joined, const Line *line)
{
    if (!joined->n) join(a, joined, item->text.text);
    if (joined->n) join(a, joined, S(" "));
    join(a, joined, line->text);
    item->text.text = item->text.raw = (Str){joined->p, joined->n};
    item->text.last_line = line->number;
}

Text lines_text(Ctx *c, const Doc *doc, size_t from, size_t to)
{
    Item item = {0};
    Joined joined = {0};
    for (size_t i = from; i < to; i++) {
        const Line *line = &doc->line[i];
        if (!line->text.n) continue;
        if (!item.text.first_line) item.text = text_of(line->text, line->number, line->number);
        else append(&c->mem, &item, &joined, line);
    }
    return item.text;
}

static void add_item(Ctx *c, Reader *r, const Line *line, Marker m)
{
    Item *item = list_add(&c->mem, &r->items);
    Str text = str_from(line->text, m.length);
    *item = (Item){.mark = m.mark,
                   .code = m.code,
                   .ordinal = m.ordinal,
                   .text = text_of(text, line->number, line->number),
                   .parent = -1};
}

/* The items of lines [begin, end): the body of the plan, or one annex. */
static void read_lines(Ctx *c, Reader *r, size_t begin, size_t end, size_t width)
{
    bool gap = true;
    const Line *above = NULL;
    size_t first = r->items.n, indent = 0; /* of the last line with a marker */
    int number = 0;
    Joined joined = {0};
    for (size_t i = begin; i < end; i++) {
        const Line *line = &r->doc->line[i];
        Marker m = {MARK_NONE, {0}, 0, 0};
        size_t notes = footnote_lines(r->doc, i, end), rows = notes ? 0 : table_read(c, r, i);
        if (notes) *list_add(&c->mem, &r->reading->footnotes) = lines_text(c, r->doc, i, i + notes);
        if (notes || rows) {
            i += notes + rows - 1;
            gap = true;
            continue;
        }
        gap |= line->page_begins;
        if (!line->text.n || is_page_number(line->text)) {
            gap = true;
            continue;
        }
        Item *before = r->items.n > first && !r->items.at[r->items.n - 1].is_cell ? &r->items.at[r->items.n - 1] : NULL;
        bool marked =
            take_marker(c, r->garbled, line->text, &m) && !is_chance(c, r, &m, before, line, gap, indent, number);
        if (!marked && goes_on(c, r, before, above, line, gap, width)) append(&c->mem, before, &joined, line);
        else {
            add_item(c, r, line, marked ? m : (Marker){MARK_NONE, {0}, 0, 0});
            joined = (Joined){0};
            if (marked) indent = indent_of(line);
            if (marked && m.mark <= MARK_NUMBER) number = m.mark == MARK_NUMBER ? m.ordinal : 0;
        }
        above = line, gap = false;
    }
}

void items_read(Ctx *c, Reader *r)
{
    size_t width = full_width(c, r);
    read_lines(c, r, r->begin, r->end, width);
    for (size_t i = 0; i < r->annexes.n; i++) {
        Annex *annex = &r->annexes.at[i];
        Item *item = list_add(&c->mem, &r->items);
        *item = (Item){.mark = MARK_ANNEX, .text = annex->title, .parent = -1};
        item->code = r->annexes.n > 1 ? str_format(&c->mem, "PL%zu", i + 1) : S("PL");
        item->ordinal = (int)i + 1;
        read_lines(c, r, annex->begin, annex->end, width);
    }
    for (size_t i = 0; i < r->items.n; i++) r->items.at[i].is_upper = viet_is_upper(r->items.at[i].text.text);
}
