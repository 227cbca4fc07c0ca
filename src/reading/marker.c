// SPDX-License-Identifier: Apache-2.0
/* marker.c -- the markers at the front of lines: "PHẦN I", "II.", "3.", "3.1.", "1-", "a)", "(1)", "-", "+", "•", and
 * nouns that are counted. */
#include "reading/inside.h"
#include "viet/text.h"

enum { ROMAN_MAX = 30 };

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
    /* "1- Tổ chức học tập": as Party documents number. */
    bool dash = !dotted && !bracket && i + 2 < s.n && s.p[i] == '-' && s.p[i + 1] == ' ' &&
                (is_up(s.p[i + 2]) || (unsigned char)s.p[i + 2] >= 0x80);
    if (bracket || comma || dash) i++;
    if (parts == 1 && !dotted && !bracket && !comma && !dash) return false;
    if (i >= s.n || (s.p[i] != ' ' && (unsigned char)s.p[i] < 0x80 && !is_up(s.p[i]))) return false;
    Mark mark = parts == 1 ? MARK_NUMBER : parts == 2 ? MARK_NUMBER2 : MARK_NUMBER3;
    *m = (Marker){mark, str_slice(s, 0, end), ordinal, skip_blanks(s, i)};
    return true;
}

/* "Nhiệm vụ 1: …", "Hoạt động 2. …": a noun that is counted; `noun` = its words.  Articles ("Điều 1.") are rules. */
bool marker_take_counted(Ctx *c, Str s, Marker *m, Str *noun)
{
    enum { NOUN_BYTES_MAX = 40, WORDS_MAX = 3 };
    size_t at = 0, words = 0, from;
    if (!s.n || is_digit(s.p[0]) || is_low(s.p[0]) || strchr("-+*(|", s.p[0])) return false;
    while (at < s.n && at < NOUN_BYTES_MAX && !is_digit(s.p[at]) && !strchr(".,:;(", s.p[at]))
        words += s.p[at++] == ' ';
    for (from = at; at < s.n && is_digit(s.p[at]);) at++;
    if (at == from || at - from > 2 || !words || words > WORDS_MAX || s.p[from - 1] != ' ' || at + 2 >= s.n)
        return false;
    if (!strchr(".:", s.p[at]) || s.p[at + 1] != ' ' || is_low(s.p[at + 2])) return false;
    int64_t value;
    *noun = str_slice(s, 0, from);
    if (str_starts(viet_fold(&c->mem, *noun), S("dieu ")) || !str_integer(str_slice(s, from, at), &value)) return false;
    *m = (Marker){MARK_NUMBER, str_slice(s, from, at), (int)value, skip_blanks(s, at + 1)};
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

bool marker_take(Ctx *c, bool garbled, Str s, Marker *m)
{
    return take_volume(c, s, m) || take_number(s, garbled, m) || take_roman(s, garbled, m) || take_letter(s, m) ||
           take_alpha(s, m) || take_paren(s, m) || take_bullet(s, m);
}

bool line_is_heading(Ctx *c, const Reader *r, Str line)
{
    Marker m;
    return marker_take(c, r->garbled, line, &m) && m.mark <= MARK_NUMBER3;
}

bool line_is_part(Ctx *c, const Reader *r, Str line)
{
    Marker m;
    return marker_take(c, r->garbled, line, &m) && m.mark == MARK_PART && m.length < line.n;
}
