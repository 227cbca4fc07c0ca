// SPDX-License-Identifier: Apache-2.0
/* scrambled.c -- tables of tasks as an OCR leaves them: a row is a line or several, cells are parted by one blank or by
 * what is left of a border, and a wrapped line holds the ends of all its cells.  Columns are gone; what the words are
 * puts them back: the task up to the first agency, who leads, who helps, when.
 *
 * Only in documents that lost their marks.  Gives the tables of doc/table.h, so that whoever reads those needs not
 * know. */
#include "reading/inside.h"
#include "viet/text.h"

enum { HEAD_LINES_MAX = 6, ROW_LINES_MAX = 12, COLUMN_TASK = 1, COLUMN_LEAD, COLUMN_PARTNER, COLUMN_TIME, COLUMNS };

typedef struct {
    Str cell[COLUMNS];
    int first, last; /* lines */
} Row;

static Str first_word(Str s) { return str_slice(s, 0, str_index(s, ' ')); }

static Str without_border(Str s)
{
    while (s.n && strchr("|_[]{} ,", s.p[0])) s = str_from(s, 1);
    return without_final(s, "|_[]{} ");
}

static Str joined(Ctx *c, Str a, Str b)
{
    return !a.n ? b : !b.n ? a : str_format(&c->mem, "%.*s %.*s", STR_ARGS(a), STR_ARGS(b));
}

/* -- rows --------------------------------------------------------------------------------------------------- */

/* "1.1 | Cắt giảm …": the number of a row and what stands behind it. */
static bool take_number(Str line, Str *number, Str *rest)
{
    Str word = without_final(first_word(line), ".,|)");
    *rest = without_border(str_from(line, first_word(line).n));
    size_t roman = 0;
    while (roman < word.n && strchr("IVX1l|", word.p[roman])) roman++;
    *number = word;
    if (roman == word.n && word.n > 1 && word.p[0] == 'I') *number = word.n == 2 ? S("II") : S("III");
    return rest->n && cell_is_number(*number);
}

/* Does this number come behind that one, or begin a count? */
static bool follows(Str number, int64_t last)
{
    int64_t n;
    enum { LOST_MAX = 2 }; /* rows whose number the OCR lost */
    if (str_integer(number, &n)) return n == 1 || (n > last && n <= last + 1 + LOST_MAX);
    return true;
}

/* Words with which times begin, in capitals or digits. */
static bool time_begins(Ctx *c, const Reader *r, Str s)
{
    static const Str words[] = {STR("quy"), STR("thang"), STR("nam"), STR("truoc"), STR("thuong"), STR("hang"),
                                STR("tu"),  STR("ngay"),  STR("den"), STR("sau"),   STR("hoan"),   STR("trong")};
    Str word = first_word(s);
    int64_t year;
    if (word.n == 4 && str_integer(word, &year) && year > 2000) return true;
    bool digits = word.n >= 4 && word.p[0] >= '0' && word.p[0] <= '9', found = digits;
    Arena mark = c->mem;
    Str folded = viet_fold_ocr(&c->mem, word);
    for (size_t i = 0; !digits && i < sizeof words / sizeof *words; i++)
        found |= str_equal(folded, words[i]) && !str_equal(viet_lower(&c->mem, word), word);
    size_t blanks = 0, end = 0; /* the time stands at once, not somewhere behind */
    while (end < s.n && (blanks += s.p[end] == ' ') < 3) end++;
    Period p;
    found = (found && str_equal(folded, S("quy"))) ||
            (found && viet_period(&c->mem, str_slice(s, 0, end), r->reading->date, &p));
    c->mem.at = mark.at;
    return found;
}

static bool is_capital(Ctx *c, Str word)
{
    Arena mark = c->mem;
    bool capital = !str_equal(viet_lower(&c->mem, word), word);
    c->mem.at = mark.at;
    return capital;
}

/* An agency stands here: a known one with those joined to it, or a head noun with a capital up to where a known one
 * begins; what follows without a comma is the next cell. */
static size_t agency_length(Ctx *c, const Reader *r, Str s)
{
    Party p;
    if (!is_capital(c, first_word(s)) || !party_begins(c, r, s)) return 0;
    size_t known = party_opening(c, r, s, &p), all = parties_opening(c, r, s);
    bool joined_to = known < s.n && strchr(",;", s.p[known]);
    if (known && !joined_to) return known;
    for (size_t at = first_word(s).n + 1; at < all; at += first_word(str_from(s, at)).n + 1) {
        bool comma = strchr(",;", s.p[at - 2]) != NULL;
        if (!comma && is_capital(c, first_word(str_from(s, at))) && party_opening(c, r, str_from(s, at), &p))
            return at - 1;
    }
    return all;
}

/* The first line of a row: the task, then agencies, then the time. */
static void cut_row(Ctx *c, const Reader *r, Str s, bool helps, Row *row)
{
    size_t who = s.n, when = s.n, length = 0;
    for (size_t at = 0; at < s.n && when == s.n; at += first_word(str_from(s, at)).n + 1) {
        if (at && who == s.n && agency_length(c, r, str_from(s, at))) who = at;
        else if (at && time_begins(c, r, str_from(s, at))) when = at;
    }
    if (who < when) length = agency_length(c, r, without_border(str_slice(s, who, when)));
    if (who > when) who = when;
    row->cell[COLUMN_TASK] = without_border(str_slice(s, 0, who));
    Str agencies = str_slice(s, who, when);
    size_t border = str_index(agencies, '|'), cut = border < agencies.n ? border : length;
    if (cut > agencies.n || !helps) cut = agencies.n;
    row->cell[COLUMN_LEAD] = without_border(str_slice(agencies, 0, cut));
    row->cell[COLUMN_PARTNER] = without_border(str_from(agencies, cut));
    Str time = str_from(s, when);
    row->cell[COLUMN_TIME] = without_border(str_slice(time, 0, str_index(time, '|')));
}

/* A cell of agencies that is not at its end: "Công an tỉnh; các". */
static bool is_open(Str cell)
{
    return str_ends(cell, S(",")) || str_ends(cell, S(";")) || str_ends(cell, S(" các")) || str_ends(cell, S(" và"));
}

/* A wrapped line holds the ends of all cells: a date belongs to the time, what completes open agencies to them, the
 * rest to the task. */
static void continue_row(Ctx *c, const Reader *r, Str s, Row *row)
{
    s = without_border(s);
    for (size_t at = 0; at < s.n; at += first_word(str_from(s, at)).n + 1) {
        Str word = first_word(str_from(s, at)), *time = &row->cell[COLUMN_TIME];
        bool date = word.n >= 4 && word.p[0] >= '0' && word.p[0] <= '9';
        if (!date || !(str_index(word, '/') < word.n || (time->n && word.n == 4))) continue;
        *time = joined(c, *time, word);
        s = joined(c, without_border(str_slice(s, 0, at)), without_border(str_from(s, at + word.n)));
        break;
    }
    for (int k = COLUMN_PARTNER; k >= COLUMN_LEAD; k--) {
        if (!is_open(row->cell[k])) continue;
        for (size_t at = 0; at < s.n; at += first_word(str_from(s, at)).n + 1) {
            Str whole = joined(c, row->cell[k], without_border(str_from(s, at)));
            if (parties_opening(c, r, whole) < whole.n) continue;
            row->cell[k] = whole, s = without_border(str_slice(s, 0, at));
            break;
        }
    }
    row->cell[COLUMN_TASK] = joined(c, row->cell[COLUMN_TASK], s);
}

static void add_row(Ctx *c, DocTable *t, const Row *row, Str number)
{
    DocRow *to = list_add(&c->mem, &t->rows);
    *to = (DocRow){.parted = true};
    *list_add(&c->mem, &to->cells) = (DocCell){number, 0, 1, row->first, row->first};
    for (int k = COLUMN_TASK; k < COLUMNS; k++)
        if (row->cell[k].n) *list_add(&c->mem, &to->cells) = (DocCell){row->cell[k], k, 1, row->first, row->last};
}

/* -- the table ---------------------------------------------------------------------------------------------- */

/* "II. SỐ HÓA HỒ SƠ" right above the next row, whose number has no full stop: it heads rows. */
static bool heads_rows(Ctx *c, const Reader *r, size_t i, int64_t last)
{
    Str number, rest, s = r->doc->line[i].text;
    if (!line_is_part(c, r, s) || !viet_is_upper(s)) return false;
    for (i++; i < r->doc->n && !r->doc->line[i].text.n;) i++;
    if (i >= r->doc->n || !take_number(r->doc->line[i].text, &number, &rest) || !follows(number, last)) return false;
    Str word = first_word(r->doc->line[i].text);
    return word.p[word.n - 1] != '.' && number.p[0] >= '0' && number.p[0] <= '9';
}

/* "STT | Nhiệm vụ Cơ quan chủ trì …": the line of the first row, or 0; *helps: a column tells who helps. */
static size_t read_head(Ctx *c, const Reader *r, size_t i, bool *helps)
{
    const Doc *doc = r->doc;
    Str first = without_final(first_word(doc->line[i].text), ".|,"), head = {0}, number, rest;
    Arena mark = c->mem;
    Str counter = viet_fold_ocr(&c->mem, first);
    bool counts = str_equal(counter, S("tt")) || str_equal(counter, S("stt"));
    c->mem.at = mark.at;
    if (!counts || first.n == doc->line[i].text.n) return 0;
    size_t at = i;
    for (; at < doc->n && at < i + HEAD_LINES_MAX; at++) {
        if (at > i && (take_number(doc->line[at].text, &number, &rest) || heads_rows(c, r, at, 0))) break;
        head = joined(c, head, doc->line[at].text);
    }
    Str folded = viet_fold_ocr(&c->mem, head);
    bool who = near_find(r, folded, S("chu tri")) < folded.n || near_find(r, folded, S("thuc hien")) < folded.n ||
               near_find(r, folded, S("co quan")) < folded.n || near_find(r, folded, S("don vi")) < folded.n;
    *helps = near_find(r, folded, S("phoi hop")) < folded.n || str_contains(folded, S(" phoi "));
    return who && at < doc->n && at < i + HEAD_LINES_MAX ? at : 0;
}

/* The line belongs to no row any more: a part, an annex, the end. */
static bool ends_table(Ctx *c, const Reader *r, Str s)
{
    Str folded = viet_fold_ocr(&c->mem, str_head(s, 24));
    return (line_is_part(c, r, s) && viet_is_upper(s) && str_index(first_word(s), '.') < first_word(s).n) ||
           near_start(r, folded, S("noi nhan")) || near_start(r, folded, S("phu luc")) || line_is_agency_field(c, r, s);
}

static void add_section(Ctx *c, DocTable *t, const Line *line)
{
    DocRow *to = list_add(&c->mem, &t->rows);
    *to = (DocRow){0};
    *list_add(&c->mem, &to->cells) = (DocCell){line->text, 0, COLUMNS, line->number, line->number};
}

static bool read_table(Ctx *c, const Reader *r, size_t i, DocTable *t)
{
    static const Str heads[COLUMNS] = {STR("TT"), STR("Nhiệm vụ"), STR("Cơ quan chủ trì"), STR("Cơ quan phối hợp"),
                                       STR("Thời gian")};
    bool helps, open = false;
    size_t at = read_head(c, r, i, &helps), lines = 0;
    int64_t last = 0;
    Str number = {0}, next, rest;
    Row row = {0};
    if (!at) return false;
    *t = (DocTable){.begin = i, .columns = COLUMNS, .numbered = true};
    for (int k = 0; k < COLUMNS; k++) t->head[k] = heads[k];
    for (; at < r->doc->n; at++) {
        const Line *line = &r->doc->line[at];
        if (!line->text.n) continue;
        if (heads_rows(c, r, at, last)) {
            if (open) add_row(c, t, &row, number);
            open = false, lines = 0, t->end = at + 1;
            add_section(c, t, line);
            continue;
        }
        if (ends_table(c, r, line->text) || lines == ROW_LINES_MAX) break;
        if (take_number(line->text, &next, &rest) && follows(next, last)) {
            if (open) add_row(c, t, &row, number);
            row = (Row){.first = line->number, .last = line->number};
            str_integer(next, &last);
            cut_row(c, r, rest, helps, &row);
            number = next, open = true, lines = 0;
        } else {
            continue_row(c, r, line->text, &row);
            row.last = line->number, lines++;
        }
        t->end = at + 1;
    }
    if (open) add_row(c, t, &row, number);
    return t->rows.n > 1;
}

void scrambled_tables(Ctx *c, Reader *r)
{
    DocTableList all = {0};
    size_t next = 0;
    for (size_t i = 0; i < r->doc->n;) {
        DocTable table;
        while (next < r->tables.n && r->tables.at[next].begin < i) next++;
        bool found = r->doc->line[i].text.n && read_table(c, r, i, &table);
        if (!found && next < r->tables.n && r->tables.at[next].begin == i) table = r->tables.at[next], found = true;
        if (found) *list_add(&c->mem, &all) = table;
        i = found ? table.end : i + 1;
    }
    r->tables = all;
}
