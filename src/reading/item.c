// SPDX-License-Identifier: Apache-2.0
/* item.c -- lines become items: the marker at the front says that a new one begins; what has none goes on, or is a
 * paragraph of its own.  Page numbers and footnotes that stand in between are taken out. */
#include "reading/inside.h"
#include "viet/text.h"
#include <stdlib.h>

enum { FOOTNOTE_LINES_MAX = 14, FULL_OF_HUNDRED = 80, WIDTH_WRAPPED_MIN = 50, WIDTH_WRAPPED_MAX = 140 };

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_low(char c) { return c >= 'a' && c <= 'z'; }
static bool is_up(char c) { return c >= 'A' && c <= 'Z'; }

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

/* "Il- NHIỆM VỤ" whose number the restorer took for a word: in front of a heading in capitals it counts as it was read.
 */
static bool marker_of(Ctx *c, const Reader *r, size_t i, Marker *m)
{
    Str line = r->doc->line[i].text, read = r->as_read->line[i].text;
    if (marker_take(c, r->garbled, line, m)) return true;
    if (!r->garbled || !marker_take(c, true, read, m) || m->mark != MARK_PART) return false;
    m->length = str_index(line, ' ') + 1;
    return m->length < line.n && viet_is_upper(str_from(line, m->length));
}

/* A row of counted nouns, of which the first and the second were seen. */
typedef struct {
    Str noun;
    Mark mark;
    int last;
} Counted;

/* Below a number they are its letters, else they are numbers themselves. */
static bool goes_on_counting(Ctx *c, const Reader *r, size_t i, size_t end, Counted *row, int number, Marker *m)
{
    enum { AHEAD_MAX = 200 };
    Str noun, next;
    Marker second;
    if (!marker_take_counted(c, r->doc->line[i].text, m, &noun)) return false;
    bool follows = m->ordinal == row->last + 1 && str_equal(noun, row->noun);
    for (size_t k = i + 1; !follows && m->ordinal == 1 && k < end && k < i + AHEAD_MAX; k++) {
        if (!marker_take_counted(c, r->doc->line[k].text, &second, &next) || second.ordinal != 2 ||
            !str_equal(next, noun))
            continue;
        *row = (Counted){noun, number ? MARK_ALPHA : MARK_NUMBER, 0};
        follows = true;
    }
    if (follows) row->last = m->ordinal, m->mark = row->mark;
    return follows;
}

/* The items of lines [begin, end): the body of the plan, or one annex. */
static void read_lines(Ctx *c, Reader *r, size_t begin, size_t end, size_t width)
{
    bool gap = true;
    const Line *above = NULL;
    size_t first = r->items.n, indent = 0; /* of the last line with a marker */
    int number = 0;
    Counted counted = {0};
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
        bool marked = (marker_of(c, r, i, &m) && !is_chance(c, r, &m, before, line, gap, indent, number)) ||
                      goes_on_counting(c, r, i, end, &counted, number, &m);
        if (!marked && goes_on(c, r, before, above, line, gap, width)) append(&c->mem, before, &joined, line);
        else {
            add_item(c, r, line, marked ? m : (Marker){MARK_NONE, {0}, 0, 0});
            joined = (Joined){0};
            if (marked) indent = indent_of(line);
            if (marked && m.mark <= MARK_NUMBER)
                number = m.mark == MARK_NUMBER ? m.ordinal : 0,
                counted.last = m.mark == counted.mark ? counted.last : 0;
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
