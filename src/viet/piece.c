// SPDX-License-Identifier: Apache-2.0
#include "viet/piece.h"
#include "viet/letter.h"

enum { UPPER_RUN = 3, MARKER_DIGITS = 2, SHORT_NUMBER = 3 };

static const char signs_before[] = "\"'([{-+*.,;:_<>|~=#";
static const char signs_after[] = "./,;:!?)\"']}*_>|~=%";
static const Str marks[] = {STR("“"), STR("”"), STR("‘"), STR("’"), STR("–"), STR("—"), STR("•"),
                            STR("…"), STR("®"), STR("«"), STR("»"), STR("¹"), STR("²"), STR("³")};

static bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* How many bytes of a sign stand at the front, or at the end; 0 when a letter does. */
static size_t sign_at_front(Str s)
{
    if (s.n && strchr(signs_before, *s.p)) return 1;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (str_starts(s, marks[i])) return marks[i].n;
    return 0;
}

static size_t sign_at_end(Str s)
{
    if (s.n && strchr(signs_after, s.p[s.n - 1])) return 1;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (str_ends(s, marks[i])) return marks[i].n;
    return 0;
}

static Stop stop_of(Str signs, const char *ends)
{
    Stop stop = STOP_NONE;
    for (size_t i = 0; i < signs.n; i++) {
        if (strchr(ends, signs.p[i])) return STOP_END;
        if (signs.p[i] == ',') stop = STOP_COMMA;
    }
    return str_contains(signs, S("“")) || str_contains(signs, S("”")) || str_contains(signs, S("…")) ? STOP_END : stop;
}

/* -- what kind ---------------------------------------------------------------------------------------------- */

typedef struct {
    int points, letters, digits, capitals, vowels,
        others; /* others: no letter of ours and no digit, but part of a word */
} Counts;

static Counts count(Str core)
{
    Counts k = {0};
    while (core.n) {
        uint32_t point = letter_next(&core);
        int letter = letter_of(point);
        k.points++;
        k.letters += letter != 0, k.capitals += letter_is_capital(letter),
            k.vowels += letter && letter_is_vowel(letter);
        k.digits += point >= '0' && point <= '9';
        k.others += !letter && point >= 0x80;
    }
    return k;
}

bool piece_is_upper(Str core)
{
    Counts k = count(core);
    return k.letters && k.letters == k.capitals;
}

static bool only(Str core, const char *of)
{
    for (size_t i = 0; i < core.n; i++)
        if (!strchr(of, core.p[i])) return false;
    return core.n;
}

static bool is_ascii(Str core)
{
    for (size_t i = 0; i < core.n; i++)
        if ((unsigned char)core.p[i] >= 0x80) return false;
    return true;
}

static bool has_any(Str core, const char *of)
{
    for (size_t i = 0; i < core.n; i++)
        if (strchr(of, core.p[i])) return true;
    return false;
}

/* "bacgiang.gov.vn", "a@b.vn", "x_y", "f(x)" */
static bool is_address(Str core)
{
    if (has_any(core, "@_=<>\\{}#") && core.n > 3 && is_ascii(core) && !has_any(core, "()")) {
        size_t signs = 0;
        for (size_t i = 0; i < core.n; i++) signs += strchr("@_=<>\\{}#", core.p[i]) != NULL;
        if (signs > 1 || core.n > 8) return true;
    }
    for (size_t i = 2; i + 2 < core.n; i++)
        if (core.p[i] == '.' && is_ascii(core)) return true;
    return str_contains(core, S("://"));
}

/* "4m", "14km", "5ha", "6m2", "16h30"; and "4A", as roads and houses are numbered. */
static bool is_quantity(Str core)
{
    static const Str units[] = {STR("m"),  STR("km"), STR("cm"), STR("mm"), STR("m2"), STR("m3"), STR("km2"),
                                STR("ha"), STR("kg"), STR("h"),  STR("kV"), STR("kW"), STR("MW")};
    size_t n = 0;
    while (n < core.n && is_digit(core.p[n])) n++;
    Str unit = str_from(core, n);
    for (size_t i = 0; n && i < sizeof units / sizeof *units; i++)
        if (str_equal(unit, units[i])) return true;
    if (n && unit.n > 1 && *unit.p == 'h') return only(str_from(unit, 1), "0123456789");
    return n && unit.n == 1 && *unit.p >= 'A' && *unit.p <= 'E';
}

static PieceKind kind_of(const Piece *p, const Counts *k)
{
    if (k->digits && only(p->core, "0123456789.,/:%-()")) return PIECE_NUMBER;
    if (k->digits && k->letters && (has_any(p->core, "/") || k->digits > k->letters + 1)) return PIECE_NUMBER;
    if (*p->core.p == '/' || is_quantity(p->core)) return PIECE_NUMBER;
    if (!k->letters && !k->digits && !k->others && !has_any(p->core, "&@$(")) return PIECE_FIXED;
    if (is_address(p->core)) return PIECE_FIXED;
    if (k->points == 2 && k->digits == 1 && is_digit(*p->core.p) && p->core.p[1] == 'G') return PIECE_FIXED;
    if (k->points == 1 && k->letters && (p->sign == ')' || (p->sign == '.' && k->capitals))) return PIECE_FIXED;
    if (p->sign == ')' && p->begins_line && only(p->core, "ivx")) return PIECE_FIXED;
    if (k->digits && k->letters + k->digits < 3 && p->sign == ')' && p->begins_line) return PIECE_FIXED;
    if (only(p->core, "IVX") && (p->sign == '.' || k->points > 1)) return PIECE_FIXED;
    bool upper = k->letters >= 2 && k->capitals == k->letters && !k->digits;
    if (upper && !k->vowels) return PIECE_SHORT;
    if (upper && k->letters >= 3 && !p->upper_line && is_ascii(p->core)) return PIECE_SHORT;
    return PIECE_WORD;
}

/* -- cutting ------------------------------------------------------------------------------------------------ */

static bool is_upper_line(Str line)
{
    size_t upper = 0, others = 0;
    for (size_t i = 0; i < line.n;) {
        while (i < line.n && is_blank(line.p[i])) i++;
        size_t from = i;
        while (i < line.n && !is_blank(line.p[i])) i++;
        Counts k = count(str_slice(line, from, i));
        if (k.letters < 2) continue;
        if (k.capitals == k.letters) upper++;
        else others++;
    }
    return upper >= 2 && upper >= others;
}

/* "SéY": a capital behind a small letter begins the next word, where marks show that it is Vietnamese. */
static size_t grown_together(Str word)
{
    bool marked = !is_ascii(word), small = false;
    for (Str rest = word; rest.n && marked;) {
        const char *at = rest.p;
        int letter = letter_of(letter_next(&rest));
        if (small && letter_is_capital(letter)) return (size_t)(at - word.p);
        small = letter && !letter_is_capital(letter);
    }
    return word.n;
}

/* "1.Mục", "II.NHIỆM": what the marker of an item takes when its blank was lost, with its point; 0 when there is none.
 */
static size_t marker_end(Str word)
{
    size_t n = 0;
    while (n < word.n && is_digit(word.p[n])) n++;
    bool number = n > 0 && n <= MARKER_DIGITS;
    while (!number && n < word.n && strchr("IVX", word.p[n])) n++;
    if (!n || n + 1 >= word.n || (word.p[n] != '.' && word.p[n] != ')')) return 0;
    Str rest = str_from(word, n + 1);
    return letter_is_capital(letter_of(letter_next(&rest))) && rest.n ? n + 1 : 0;
}

/* "Diéu.7": where the word before a number ends when a sign stands for their blank; 0 when it is none. */
static size_t before_number(Str word)
{
    size_t n = 0, digits = 0;
    for (Str rest = word; rest.n && letter_of(letter_next(&rest));) n = word.n - rest.n;
    Str number = str_from(word, n);
    while (digits + 1 < number.n && is_digit(number.p[digits + 1])) digits++;
    return n > 1 && digits && strchr(".,;:", *number.p) && digits + 1 == number.n && digits <= SHORT_NUMBER ? n : 0;
}

/* Where a word that two words share ends: "xã/phường", "Nội vụ-Tài chính", "dựng,hoạt"; the whole when it is one. */
static size_t inner_end(Str word)
{
    size_t letters = 0, grown = grown_together(word), marker = marker_end(word), number = before_number(word);
    if (marker || number) return marker ? marker : number;
    if (has_any(word, "0123456789@_=.")) return word.n;
    if (grown < word.n) return grown;
    for (Str rest = word; rest.n;) {
        const char *at = rest.p;
        uint32_t point = letter_next(&rest);
        bool sign = point == '/' || point == '-' || point == ',' || point == ';' || point == ':' || point == 0x2013;
        if (sign && letters >= 2 && rest.n >= 2 && letter_of((unsigned char)*rest.p < 0x80 ? (uint32_t)*rest.p : 'a'))
            return (size_t)(at - word.p);
        letters = sign ? 0 : letters + 1;
    }
    return word.n;
}

/* One word between blanks, or what is left of it behind a sign inside; returns what it took. */
static size_t take(Arena *a, Str word, size_t number, bool upper_line, bool first, bool joined, Pieces *pieces)
{
    size_t from = 0;
    for (size_t n; (n = sign_at_front(str_from(word, from)));) from += n;
    size_t to = from + inner_end(str_from(word, from)), took = to;
    for (size_t n; to > from && (n = sign_at_end(str_slice(word, from, to)));) to -= n;
    Stop before = stop_of(str_slice(word, 0, from), "(["), after = stop_of(str_slice(word, to, took), ".;:!?)");
    if (to == from) { /* nothing but signs: a dash, a full stop that stands alone */
        if (pieces->n && !first && !str_equal(word, S("-"))) pieces->at[pieces->n - 1].after = STOP_END;
        return word.n;
    }
    Piece *p = list_add(a, pieces);
    *p = (Piece){.core = str_slice(word, from, to),
                 .before = before,
                 .after = after,
                 .line = number,
                 .begins_line = first,
                 .joined = joined,
                 .upper_line = upper_line,
                 .sign = to < word.n ? word.p[to] : 0};
    if (took < word.n && word.p[took] == ',') p->after = STOP_COMMA;
    else if (took < word.n && (word.p[took] == ';' || word.p[took] == ':')) p->after = STOP_END;
    p->grown_on = joined && !from && pieces->n > 1 && p[-1].core.p + p[-1].core.n == p->core.p && *p->core.p != '/';
    Counts k = count(p->core);
    p->kind = kind_of(p, &k);
    return took;
}

static bool has_vowel(Str core)
{
    Counts k = count(core);
    return k.vowels && !k.digits && k.letters > 1 && k.letters == k.capitals;
}

/* Several words in capitals side by side are a heading within the line, "TINH BAC GIANG Doc lap", no abbreviations. */
static void find_upper_runs(Pieces *pieces, size_t from)
{
    for (size_t i = from, end; i < pieces->n; i = end + 1) {
        for (end = i; end < pieces->n && has_vowel(pieces->at[end].core) && (end == i || !pieces->at[end - 1].after);)
            end++;
        for (size_t k = i; k < end && end - i >= UPPER_RUN; k++) {
            Piece *p = &pieces->at[k];
            p->upper_line = true;
            if (p->kind == PIECE_SHORT) p->kind = PIECE_WORD;
        }
        if (end > i) end--;
    }
}

void pieces_cut(Arena *a, Str line, size_t number, Pieces *pieces)
{
    size_t begun = pieces->n;
    bool upper = is_upper_line(line), first = true;
    for (size_t i = 0; i < line.n;) {
        while (i < line.n && is_blank(line.p[i])) i++;
        size_t end = i;
        while (end < line.n && !is_blank(line.p[end])) end++;
        for (bool joined = false; i < end; joined = true) {
            size_t n = pieces->n;
            i += take(a, str_slice(line, i, end), number, upper, first, joined, pieces);
            first = first && pieces->n == n;
        }
    }
    find_upper_runs(pieces, begun);
}
