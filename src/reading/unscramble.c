// SPDX-License-Identifier: Apache-2.0
/* unscramble.c -- a row of a table whose cells an OCR wrote one after the other, line by line: "Trang trí hội trường,
 * khẩu | Phòng Quản trị - Phục Trước ngày", "hiệu, băng rôn vụ 03/9/2025".  A line holds a piece of each cell, in the
 * order of the columns; cells begin at the top, so that one that has ended stays empty.  Of all ways to cut the lines
 * the best is the one whose cells are most like what their columns hold: whole names of agencies, times.  A beam keeps
 * the search small: so many ways go on from line to line. */
#include "base/map.h"
#include "reading/inside.h"
#include "viet/text.h"

enum { WORDS_MAX = 40, BEAM = 12, TRIED_MAX = 4000 };

typedef struct {
    Str word[WORDS_MAX];
    bool bar[WORDS_MAX]; /* what is left of a border stands before it */
    int n, bars;
} LineWords;

typedef struct {
    Str cell[UNSCRAMBLED_MAX];
    bool open[UNSCRAMBLED_MAX]; /* had a piece on the last line */
    double bonds;               /* of the words at the cuts */
    double score;
} Way;

typedef struct {
    const Reader *r;
    const Bonds *bonds;
    const Field *kind;
    int columns, kept, tried;
    Map scores;
    Way best[BEAM + 1];
} Search;

/* -- words -------------------------------------------------------------------------------------------------- */

static void add_word(LineWords *w, Str word, bool bar)
{
    bool noise =
        str_equal(word, S("‘")) || str_equal(word, S("’")) || str_equal(word, S("—")) || str_equal(word, S("="));
    if (!word.n || noise || w->n == WORDS_MAX) return;
    bar &= w->n > 0;
    w->word[w->n] = word, w->bar[w->n] = bar, w->bars += bar, w->n++;
}

static LineWords cut_words(Str line)
{
    LineWords w = {0};
    bool bar = false;
    for (Str word; str_cut(&line, ' ', &word);)
        for (Str part; word.n;) {
            size_t end = str_index(word, '|');
            part = str_slice(word, 0, end);
            while (part.n && strchr("_[]{}'", part.p[0])) part = str_from(part, 1);
            part = without_final(part, "_[]{}");
            add_word(&w, part, bar);
            bar = end < word.n || (bar && !part.n);
            word = str_from(word, end + 1);
        }
    return w;
}

static Str joined_words(Ctx *c, const LineWords *w, int from, int to)
{
    Str s = {0};
    for (int i = from; i < to; i++)
        s = s.n ? str_format(&c->mem, "%.*s %.*s", STR_ARGS(s), STR_ARGS(w->word[i])) : w->word[i];
    return s;
}

static bool is_capital(Ctx *c, Str word)
{
    Arena mark = c->mem;
    bool capital = !str_equal(viet_lower(&c->mem, word), word);
    c->mem.at = mark.at;
    return capital;
}

static bool is_date_word(Str s) { return s.n >= 4 && s.p[0] >= '0' && s.p[0] <= '9' && str_index(s, '/') < s.n; }

static bool is_ditto(Ctx *c, Str s)
{
    Str folded = viet_fold_ocr(&c->mem, s);
    return str_equal(folded, S("nt")) || str_equal(folded, S("nu")) || str_starts(folded, S("nhu tren"));
}

static bool is_time_word(Ctx *c, Str word)
{
    static const Str words[] = {STR("quy"),  STR("thang"), STR("nam"),   STR("truoc"),  STR("ngay"),  STR("tu"),
                                STR("den"),  STR("het"),   STR("trong"), STR("thuong"), STR("xuyen"), STR("hang"),
                                STR("dinh"), STR("ky"),    STR("va"),    STR("cac"),    STR("tiep"),  STR("theo"),
                                STR("hoan"), STR("thanh"), STR("dau"),   STR("cuoi"),   STR("giai"),  STR("doan"),
                                STR("sau"),  STR("tuan"),  STR("dip")};
    bool sign = true; /* digits, Roman numbers, signs */
    for (size_t i = 0; i < word.n; i++) sign &= strchr("0123456789/-.,IVX", word.p[i]) != NULL;
    if (sign) return true;
    Str folded = viet_fold_ocr(&c->mem, word);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_equal(folded, words[i])) return true;
    return false;
}

/* -- how like its column a cell is -------------------------------------------------------------------------- */

/* Agencies that begin inside of `s` where no sign joins them: another cell, rather. */
static int agencies_inside(Ctx *c, const Reader *r, Str s, bool behind)
{
    int n = 0;
    for (size_t at = 0; at < s.n; at += str_index(str_from(s, at), ' ') + 1) {
        Str word = str_slice(s, at, at + str_index(str_from(s, at), ' '));
        bool joined = !at ? !behind : strchr(",;(-:", s.p[at - 2]) || str_ends(str_slice(s, 0, at), S(" và ")) != 0;
        if (!joined && is_capital(c, word) && party_begins(c, r, str_from(s, at))) n++;
    }
    return n;
}

static size_t count_words(Str s)
{
    size_t n = s.n > 0;
    for (size_t i = 0; i < s.n; i++) n += s.p[i] == ' ';
    return n;
}

/* "ngày", "Quý", digits: no words of names. */
static int odd_words(Ctx *c, Str s)
{
    int n = 0;
    for (Str rest = s, word; str_cut(&rest, ' ', &word);) {
        Str folded = viet_fold_ocr(&c->mem, word);
        bool digits = word.p && word.n && word.p[0] >= '0' && word.p[0] <= '9';
        n += digits || str_equal(folded, S("ngay")) || str_equal(folded, S("thang")) || str_equal(folded, S("truoc")) ||
             (str_equal(folded, S("quy")) && word.n > 3);
    }
    return n;
}

static double agency_score(Ctx *c, const Reader *r, Str s, bool leads)
{
    const double whole = 2.5, none = -2, absent = leads ? -2 : -0.5, a_word = 0.8, another = 1.5, open = 0.7,
                 known = 1.5, odd = 1.5;
    if (!s.n) return absent;
    if (is_ditto(c, s)) return whole;
    Party p;
    size_t n = parties_opening(c, r, s), sure = party_opening(c, r, s, &p);
    Str rest = str_trim(without_final(str_from(s, n), ".;, "));
    double score = (n ? whole : none) + (sure && sure + 1 >= n ? known : 0) - a_word * (double)count_words(rest) -
                   odd * odd_words(c, s);
    /* What begins inside of a known name is its own. */
    score -= another * agencies_inside(c, r, str_trim(str_from(s, sure)), sure > 0);
    bool is_open = strchr(",;-", s.p[s.n - 1]) || str_ends(s, S(" và")) || str_ends(s, S(" các"));
    return is_open ? score - open : score;
}

/* "Quý TII/2025": its number as an OCR spoils it. */
static bool is_quarter(Ctx *c, Str s)
{
    Str word = str_slice(s, 0, str_index(s, ' ')), number = str_from(s, word.n + 1);
    if (!number.n || !str_equal(viet_fold_ocr(&c->mem, word), S("quy"))) return false;
    number = str_slice(number, 0, str_index(number, ' '));
    for (size_t i = 0; i < number.n; i++)
        if (!strchr("IVX1l|!][JTi'/.,0123456789", number.p[i])) return false;
    return true;
}

static double time_score(Ctx *c, const Reader *r, Str s)
{
    const double whole = 3, none = -2, absent = -0.8, a_word = 2;
    Period p;
    if (!s.n) return absent;
    if (is_ditto(c, s)) return whole;
    bool timed = is_quarter(c, s) || viet_period(&c->mem, s, r->reading->date, &p);
    double score = timed ? whole : none;
    for (Str rest = is_quarter(c, s) ? (Str){0} : s, word; str_cut(&rest, ' ', &word);)
        score -= is_time_word(c, word) ? 0 : a_word;
    return score;
}

static double task_score(Ctx *c, const Reader *r, Str s)
{
    const double absent = -6, agency = 0.7, date = 0.6;
    if (!s.n) return absent;
    double score = -agency * agencies_inside(c, r, s, false);
    for (Str rest = s, word; str_cut(&rest, ' ', &word);) score -= is_date_word(word) ? date : 0;
    return score;
}

static double score_of(Ctx *c, Search *s, int column, Str cell)
{
    const double other_word = 0.1;
    Field kind = s->kind[column];
    Str key = str_format(&c->mem, "%d %.*s", (int)kind, STR_ARGS(cell));
    double *known = map_get(&s->scores, key);
    if (known) return *known;
    double *score = NEW(&c->mem, double, 1);
    switch (kind) {
    case FIELD_LEAD: *score = agency_score(c, s->r, cell, true); break;
    case FIELD_PARTNER: *score = agency_score(c, s->r, cell, false); break;
    case FIELD_TIME: *score = time_score(c, s->r, cell); break;
    case FIELD_NONE: *score = task_score(c, s->r, cell); break;
    default: *score = -other_word * (double)count_words(cell);
    }
    *map_put(&c->mem, &s->scores, key) = score;
    return *score;
}

/* -- the search --------------------------------------------------------------------------------------------- */

static void keep(Search *s, const Way *way)
{
    int at = s->kept;
    while (at && s->best[at - 1].score < way->score) at--;
    if (at >= BEAM) return;
    memmove(&s->best[at + 1], &s->best[at], (size_t)((s->kept < BEAM ? s->kept : BEAM - 1) - at) * sizeof *way);
    s->best[at] = *way;
    if (s->kept < BEAM) s->kept++;
}

static bool is_beginning(Ctx *c, Str word)
{
    return is_capital(c, word) || (word.n && word.p[0] >= '0' && word.p[0] <= '9');
}

/* Can a cell of this kind begin here? */
static bool can_begin(Ctx *c, const Search *s, int column, const LineWords *w, int at)
{
    Str rest = joined_words(c, w, at, w->n < at + 6 ? w->n : at + 6);
    switch (s->kind[column]) {
    case FIELD_LEAD:
    case FIELD_PARTNER: return (is_capital(c, w->word[at]) && party_begins(c, s->r, rest)) || is_ditto(c, w->word[at]);
    case FIELD_TIME: return is_time_word(c, w->word[at]) || is_ditto(c, w->word[at]) || is_beginning(c, w->word[at]);
    case FIELD_NONE: return true;
    default: return is_beginning(c, w->word[at]);
    }
}

/* A piece [at, to) goes on with what the column holds, and is cut off what stands behind it on the line. */
static double bond_at(Ctx *c, const Search *s, Str before, const LineWords *w, int at, int to)
{
    const double joins = 0.35, cuts = 0.35;
    double bond = 0;
    size_t last = before.n;
    while (last && before.p[last - 1] != ' ') last--;
    if (before.n) bond += joins * bond_of(c, s->bonds, str_from(before, last), w->word[at]);
    double cut = to < w->n && !w->bar[to] ? bond_of(c, s->bonds, w->word[to - 1], w->word[to]) : 0;
    return bond - (cut > 0 ? cuts * cut : 0);
}

/* Give the words from `at` on to the columns from `column` on, in every way. */
static void try_column(Ctx *c, Search *s, const LineWords *w, bool first, const Way *from, Way *way, int column, int at)
{
    if (column == s->columns) {
        if (at < w->n || s->tried++ > TRIED_MAX) return;
        way->score = way->bonds;
        for (int k = 0; k < s->columns; k++) way->score += score_of(c, s, k, way->cell[k]);
        keep(s, way);
        return;
    }
    way->cell[column] = from->cell[column], way->open[column] = false;
    try_column(c, s, w, first, from, way, column + 1, at);
    const double late = 1.2; /* cells begin at the top, but for what the OCR put lower */
    bool begins = !from->cell[column].n && (first || (s->kind[column] != FIELD_NONE && column));
    if (at == w->n || (!begins && !from->open[column]) || (begins && !can_begin(c, s, column, w, at))) return;
    for (int to = at + 1; to <= w->n; to++) {
        if (to > at + 1 && w->bar[to - 1] && w->bars < s->columns) break; /* never over a border */
        if (column + 1 == s->columns && to < w->n) continue;
        Str piece = joined_words(c, w, at, to), before = from->cell[column];
        double bonds = way->bonds;
        way->bonds += bond_at(c, s, before, w, at, to) - (begins && !first ? late : 0);
        way->cell[column] = before.n ? str_format(&c->mem, "%.*s %.*s", STR_ARGS(before), STR_ARGS(piece)) : piece;
        way->open[column] = true;
        try_column(c, s, w, first, from, way, column + 1, to);
        way->bonds = bonds;
    }
    way->cell[column] = from->cell[column];
}

void row_unscramble(Ctx *c, const Reader *r, const Bonds *bonds, const Field *kind, int columns, const Str *line,
                    size_t n, Str *cells)
{
    Way ways[BEAM] = {0};
    int kept = 1;
    Search s = {.r = r, .bonds = bonds, .kind = kind, .columns = columns};
    for (size_t i = 0; i < n; i++) {
        LineWords w = cut_words(line[i]);
        if (!w.n) continue;
        s.kept = 0;
        for (int k = 0; k < kept; k++) {
            Way way = {.bonds = ways[k].bonds};
            s.tried = 0;
            try_column(c, &s, &w, i == 0, &ways[k], &way, 0, 0);
        }
        if (s.kept) memcpy(ways, s.best, (size_t)(kept = s.kept) * sizeof *ways);
        else { /* no column takes it: the task does */ Str all = joined_words(c, &w, 0, w.n);
            for (int k = 0; k < kept; k++)
                for (int at = 0; at < columns; at++)
                    if (kind[at] == FIELD_NONE)
                        ways[k].cell[at] = str_format(&c->mem, "%.*s %.*s", STR_ARGS(ways[k].cell[at]), STR_ARGS(all));
        }
    }
    for (int k = 0; k < columns; k++) cells[k] = ways[0].cell[k];
}
