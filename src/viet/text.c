// SPDX-License-Identifier: Apache-2.0
#include "viet/text.h"
#include <stdatomic.h>
#include <utf8proc.h>

enum { REPLACEMENT = 0xFFFD, DECOMPOSED_MAX = 32 };

/* The next code point of *s; a bad byte is U+FFFD. */
static utf8proc_int32_t next_point(Str *s)
{
    utf8proc_int32_t point = 0;
    if ((unsigned char)*s->p < 0x80) {
        point = *s->p;
        *s = str_from(*s, 1);
        return point;
    }
    utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)s->p, (utf8proc_ssize_t)s->n, &point);
    *s = str_from(*s, n > 0 ? (size_t)n : 1);
    return n > 0 ? point : REPLACEMENT;
}

/* Points that stand in NFC wherever they are: ASCII to Latin Extended-B, Vietnamese letters, common punctuation. */
static bool is_surely_composed(Str s)
{
    while (s.n) {
        utf8proc_int32_t c = next_point(&s);
        if (c == REPLACEMENT || !(c < 0x300 || (c >= 0x1EA0 && c <= 0x1EF9) || (c >= 0x2010 && c <= 0x2027)))
            return false;
    }
    return true;
}

Str viet_nfc(Arena *a, Str s)
{
    if (is_surely_composed(s)) return s;
    /* Canonical decomposition gives at most three points a byte of input, mostly fewer. */
    utf8proc_int32_t *points = NEW(a, utf8proc_int32_t, s.n * 3 + DECOMPOSED_MAX);
    utf8proc_ssize_t n = 0;
    int boundary = 0;
    for (Str rest = s; rest.n;)
        n += utf8proc_decompose_char(next_point(&rest), points + n, DECOMPOSED_MAX, UTF8PROC_DECOMPOSE, &boundary);
    /* utf8proc_decompose would also order the marks; do as it does, a stable sort by combining class. */
    for (utf8proc_ssize_t i = 1; i < n; i++) {
        int class = utf8proc_get_property(points[i])->combining_class;
        utf8proc_ssize_t j = i;
        for (utf8proc_int32_t mark = points[i]; class && j > 0; j--) {
            if (utf8proc_get_property(points[j - 1])->combining_class <= class || i - j > DECOMPOSED_MAX) break;
            points[j] = points[j - 1], points[j - 1] = mark;
        }
    }
    n = utf8proc_normalize_utf32(points, n, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
    char *p = NEW(a, char, (size_t)n * 4 + 1);
    size_t length = 0;
    for (utf8proc_ssize_t i = 0; i < n; i++)
        length += (size_t)utf8proc_encode_char(points[i], (utf8proc_uint8_t *)p + length);
    return (Str){p, length};
}

/* U+FFFE and U+FFFF are no letters, and XML refuses them. */
static bool is_no_letter(Str s) { return s.n >= 3 && !memcmp(s.p, "\xEF\xBF", 2) && (unsigned char)s.p[2] >= 0xBE; }

static bool is_control(char c) { return ((unsigned char)c < ' ' && c != '\t' && c != '\n') || c == 0x7F; }

Str viet_printable(Arena *a, Str s)
{
    size_t i = 0, n = 0;
    s = viet_nfc(a, s);
    while (i < s.n && !is_control(s.p[i]) && !is_no_letter(str_from(s, i))) i++;
    if (i == s.n) return s;
    char *p = NEW(a, char, s.n + 1);
    for (i = 0; i < s.n; i++) {
        if (is_no_letter(str_from(s, i))) i += 2;
        else if (!is_control(s.p[i])) p[n++] = s.p[i];
    }
    return (Str){p, n};
}

/* -- without marks ------------------------------------------------------------------------------------------ */

/* The likeness of a point that decomposition leaves; 0 = a mark, that goes. */
static char plain_of(utf8proc_int32_t point)
{
    if (point >= ' ' && point < 0x7F) return strchr("^{}\\[]~|`", (int)point) ? '?' : (char)point;
    if (utf8proc_get_property(point)->combining_class) return 0;
    switch (point) {
    case '\n':
    case 0xA0: return ' ';
    case 0x110: return 'D';
    case 0x111: return 'd';
    case 0x2018:
    case 0x2019: return '\'';
    case 0x201C:
    case 0x201D: return '"';
    case 0x2010:
    case 0x2011:
    case 0x2013:
    case 0x2014: return '-';
    default: return '?';
    }
}

Str viet_plain(Arena *a, Str s)
{
    utf8proc_int32_t points[DECOMPOSED_MAX];
    char *p = NEW(a, char, s.n * 3 + 1); /* a byte gives at most three points */
    size_t n = 0;
    int boundary = 0;
    while (s.n) {
        utf8proc_ssize_t k =
            utf8proc_decompose_char(next_point(&s), points, DECOMPOSED_MAX, UTF8PROC_DECOMPOSE, &boundary);
        for (utf8proc_ssize_t i = 0; i < k; i++) {
            char plain = plain_of(points[i]);
            if (plain) p[n++] = plain;
        }
    }
    return (Str){p, n};
}

/* -- folding ------------------------------------------------------------------------------------------------ */

static bool is_letter_or_digit(unsigned char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

typedef struct {
    char *p;
    size_t n;
    bool gap; /* a separator was seen since the last letter */
} Folded;

static void fold_keep(Folded *f, unsigned char c)
{
    if (f->gap && f->n) f->p[f->n++] = ' ';
    f->gap = false;
    f->p[f->n++] = (char)c;
}

/* The folded text; the room that it did not need goes back, as folding is what most memory would go to. */
static Str fold_end(Arena *a, const Folded *f)
{
    Arena mark = *a;
    mark.at = f->p + f->n;
    arena_back(a, mark);
    return (Str){f->p, f->n};
}

static unsigned char lower(unsigned char c) { return c >= 'A' && c <= 'Z' ? (unsigned char)(c + 32) : c; }

/* Any point that is no ASCII: its letters without marks, or a separator.  Combining marks vanish. */
static void fold_decomposed(Folded *f, utf8proc_int32_t point)
{
    utf8proc_int32_t parts[DECOMPOSED_MAX];
    int boundary = 0;
    utf8proc_ssize_t n = utf8proc_decompose_char(point, parts, DECOMPOSED_MAX,
                                                 UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD, &boundary);
    for (utf8proc_ssize_t i = 0; i < n && i < DECOMPOSED_MAX; i++) {
        if (parts[i] == 0x111 || parts[i] == 0xF0) parts[i] = 'd'; /* đ, and ð of old encodings */
        if (parts[i] < 0x80 && is_letter_or_digit(lower((unsigned char)parts[i])))
            fold_keep(f, lower((unsigned char)parts[i]));
        else if (!utf8proc_get_property(parts[i])->combining_class && parts[i] != 0x200B && parts[i] != 0xAD)
            f->gap = true;
    }
}

/* What letters of Vietnamese and of its neighbours in Unicode fold to, learnt as they come: 0 = not yet seen; SEVERAL =
 * as decomposed; GAP; else the one letter.  Threads that learn the same write the same. */
enum { LATIN_FROM = 0x80, LATIN_TO = 0x250, VIET_FROM = 0x1E00, VIET_TO = 0x1F00, SEVERAL = 1, GAP = 2 };
static _Atomic unsigned char latin[LATIN_TO - LATIN_FROM], vietnamese[VIET_TO - VIET_FROM];

static unsigned char learn_fold(utf8proc_int32_t point)
{
    char letters[1 + DECOMPOSED_MAX * 2];
    Folded f = {.p = letters, .n = 1}; /* behind a letter: a gap before another one shows */
    fold_decomposed(&f, point);
    return f.n == 2 && !f.gap ? (unsigned char)letters[1] : f.n == 1 && f.gap ? GAP : SEVERAL;
}

static void fold_point(Folded *f, utf8proc_int32_t point)
{
    bool is_latin = point < LATIN_TO;
    if (!is_latin && (point < VIET_FROM || point >= VIET_TO)) return fold_decomposed(f, point);
    _Atomic unsigned char *known = is_latin ? &latin[point - LATIN_FROM] : &vietnamese[point - VIET_FROM];
    unsigned char letter = atomic_load_explicit(known, memory_order_relaxed);
    if (!letter) atomic_store_explicit(known, letter = learn_fold(point), memory_order_relaxed);
    if (letter == SEVERAL) fold_decomposed(f, point);
    else if (letter == GAP) f->gap = true;
    else fold_keep(f, letter);
}

Str viet_fold(Arena *a, Str s)
{
    /* One byte of input gives at most a letter and a blank; compatibility forms ("㏂") up to some more. */
    Folded f = {.p = NEW(a, char, s.n * 6 + DECOMPOSED_MAX)};
    while (s.n) {
        utf8proc_int32_t point = next_point(&s);
        if (point >= 0x80) fold_point(&f, point);
        else if (is_letter_or_digit(lower((unsigned char)point))) fold_keep(&f, lower((unsigned char)point));
        else f.gap = true;
    }
    return fold_end(a, &f);
}

/* What an OCR program writes for a letter: the letter; 0 = a speck inside a word; nothing = as viet_fold. */
static int ocr_letter(utf8proc_int32_t point)
{
    switch (point) {
    case 0xA2:
    case 0x20AC: return 'e';
    case 0xA5: return 'y';
    case '&':
    case '0':
    case '6': return 'o';
    case '@': return 'd';
    case '1':
    case '|':
    case '!': return 'i';
    case '}': return 'n';
    case 0xFB01: return 'u'; /* the ligature fi stands for ũ, ủ */
    case '$':
    case '5':
    case '8': return 's';
    case '9': return 'g';
    case '4': return 'a';
    case '{':
    case '(':
    case '\\':
    case '\'':
    case '?':
    case '_':
    case 0x2018:
    case 0x2019:
    case 0xAE: return 0;
    default: return -1;
    }
}

Str viet_fold_ocr(Arena *a, Str s)
{
    Folded f = {.p = NEW(a, char, s.n * 6 + DECOMPOSED_MAX)};
    while (s.n) {
        utf8proc_int32_t point = next_point(&s);
        int letter = ocr_letter(point);
        if (letter > 0) fold_keep(&f, (unsigned char)letter);
        else if (letter == 0) continue;
        else if (point >= 0x80) fold_point(&f, point);
        else if (is_letter_or_digit(lower((unsigned char)point))) fold_keep(&f, lower((unsigned char)point));
        else f.gap = true;
    }
    return fold_end(a, &f);
}

/* -- case --------------------------------------------------------------------------------------------------- */

static Str with_case(Arena *a, Str s, utf8proc_int32_t (*change)(utf8proc_int32_t), size_t letters)
{
    char *p = NEW(a, char, s.n * 3 + 1); /* ill-formed bytes become three */
    size_t n = 0;
    for (size_t i = 0; s.n; i++) {
        utf8proc_int32_t point = next_point(&s);
        n += (size_t)utf8proc_encode_char(i < letters ? change(point) : point, (utf8proc_uint8_t *)p + n);
    }
    return (Str){p, n};
}

Str viet_lower(Arena *a, Str s) { return with_case(a, s, utf8proc_tolower, SIZE_MAX); }
Str viet_upper(Arena *a, Str s) { return with_case(a, s, utf8proc_toupper, SIZE_MAX); }
Str viet_capital(Arena *a, Str s) { return with_case(a, s, utf8proc_toupper, 1); }

bool viet_is_upper(Str s)
{
    size_t letters = 0, capitals = 0;
    while (s.n) {
        utf8proc_int32_t point = next_point(&s);
        bool up = utf8proc_tolower(point) != point;
        capitals += up;
        letters += up || utf8proc_toupper(point) != point;
    }
    return letters >= 2 && capitals * 5 >= letters * 4;
}

/* -- tokens ------------------------------------------------------------------------------------------------- */

static bool is_word(utf8proc_int32_t point)
{
    if (point < 0x80) return is_letter_or_digit(lower((unsigned char)point));
    utf8proc_category_t kind = utf8proc_category(point);
    return (kind >= UTF8PROC_CATEGORY_LU && kind <= UTF8PROC_CATEGORY_NL);
}

static bool is_blank(utf8proc_int32_t point)
{
    return point == ' ' || (point >= '\t' && point <= '\r') || point == 0xA0 || (point >= 0x2000 && point <= 0x200B) ||
           point == 0x3000;
}

bool viet_token(Str *rest, Str *token)
{
    while (rest->n) {
        Str after = *rest;
        utf8proc_int32_t point = next_point(&after);
        if (is_blank(point)) {
            *rest = after;
            continue;
        }
        const char *begin = rest->p;
        if (is_word(point))
            for (*rest = after; after.n; *rest = after)
                if (!is_word(next_point(&after))) break;
        *token = (Str){begin, (size_t)((is_word(point) ? rest->p : after.p) - begin)};
        if (!is_word(point)) *rest = after;
        return true;
    }
    return false;
}
