// SPDX-License-Identifier: Apache-2.0
/* sheet_value.c -- numbers, dates and escaped letters of .xlsx as the text that Excel shows. */
#include "doc/sheet_inside.h"
#include <ctype.h>
#include <math.h>
#include <utf8proc.h>

/* -- number formats ----------------------------------------------------------------------------------------- */

/* ECMA-376 part 1, 18.8.30; 27–36 and 50–58 are the dates of East Asian languages. */
NumberForm sheet_form_builtin(int id)
{
    if ((id >= 18 && id <= 21) || (id >= 45 && id <= 47)) return NUMBER_TIME;
    return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58) ? NUMBER_DATE : NUMBER_PLAIN;
}

/* [h], [mm] and [ss] count hours over a day. */
static bool is_elapsed(Str bracket)
{
    bool same = bracket.n > 2 && strchr("hHmMsS", bracket.p[1]);
    for (size_t i = 2; same && i + 1 < bracket.n; i++) same = bracket.p[i] == bracket.p[1];
    return same;
}

/* What stands in quotes, behind \ _ or *, and in brackets is no part of the number: colours, currencies, languages. */
static size_t format_skip(Str code)
{
    size_t closed = str_index(code, ']') + 1;
    if (code.p[0] == '"') return str_index(str_from(code, 1), '"') + 2;
    if (code.p[0] == '[') return is_elapsed(str_slice(code, 0, closed)) ? 0 : closed;
    return strchr("\\_*", code.p[0]) ? 2 : 0;
}

NumberForm sheet_form_custom(Str code)
{
    bool day = false, month = false, time = false;
    for (size_t skipped; code.n && code.p[0] != ';'; code = str_from(code, skipped ? skipped : 1)) {
        skipped = format_skip(code);
        if (skipped) continue;
        int letter = tolower((unsigned char)code.p[0]);
        if (letter == 'g') return NUMBER_PLAIN; /* General, in any language */
        day |= letter == 'd' || letter == 'y';
        month |= letter == 'm';
        time |= letter == 'h' || letter == 's';
    }
    return day || (month && !time) ? NUMBER_DATE : time ? NUMBER_TIME : NUMBER_PLAIN;
}

/* -- numbers ------------------------------------------------------------------------------------------------ */

enum { SECONDS_A_DAY = 86400, LAST_SERIAL = 2958465 /* 9999-12-31 */, DAYS_TO_1904 = 1462 };
#define WHOLE_MAX 1e15

static Str plain_number(Arena *a, double x)
{
    if (fabs(x) < WHOLE_MAX && x == floor(x)) return str_format(a, "%lld", (long long)x);
    return str_format(a, "%.15G", x);
}

static Str clock_time(Arena *a, int64_t seconds)
{
    int hour = (int)(seconds / 3600), minute = (int)(seconds / 60 % 60), second = (int)(seconds % 60);
    return second ? str_format(a, "%02d:%02d:%02d", hour, minute, second) : str_format(a, "%02d:%02d", hour, minute);
}

/* Days are counted from 1899-12-31 = 0, and there is a 29 February 1900 that never was: 60. */
static Str date(Arena *a, int64_t days, int64_t seconds)
{
    Day first = day_of(1900, 1, 1), day = first + (Day)days - (days > 59 ? 2 : 1);
    Str iso = day_iso(a, day);
    if (!seconds) return iso;
    return str_format(a, "%.*s %.*s", STR_ARGS(iso), STR_ARGS(clock_time(a, seconds)));
}

static bool parse_number(Str s, double *x)
{
    char text[64], *end;
    if (!s.n || s.n >= sizeof text) return false;
    for (size_t i = 0; i < s.n; i++)
        if (!isdigit((unsigned char)s.p[i]) && !strchr("+-.eE", s.p[i])) return false;
    memcpy(text, s.p, s.n);
    text[s.n] = 0;
    *x = strtod(text, &end);
    return !*end && isfinite(*x);
}

Str sheet_number(Arena *a, Str number, NumberForm form, bool from_1904)
{
    double x;
    number = str_trim(number);
    if (!parse_number(number, &x)) return number;
    if (form == NUMBER_PLAIN || x < 0 || x >= LAST_SERIAL) return plain_number(a, x);
    int64_t seconds = llround(x * SECONDS_A_DAY), days = seconds / SECONDS_A_DAY;
    if (form == NUMBER_TIME) return clock_time(a, seconds);
    if (from_1904) days += DAYS_TO_1904;
    if (!days) return clock_time(a, seconds);
    return days > LAST_SERIAL || days == 60 ? plain_number(a, x) : date(a, days, seconds % SECONDS_A_DAY);
}

/* -- letters ------------------------------------------------------------------------------------------------ */

/* The value of "_xHHHH_" at the front of `s`, or -1.  Halves of letters, and NUL, stay as they are written. */
static int escaped(Str s)
{
    int letter = 0;
    if (s.n < 7 || s.p[0] != '_' || s.p[1] != 'x' || s.p[6] != '_') return -1;
    for (size_t i = 2; i < 6; i++) {
        int digit = tolower((unsigned char)s.p[i]);
        if (!isxdigit(digit)) return -1;
        letter = letter * 16 + (isdigit(digit) ? digit - '0' : digit - 'a' + 10);
    }
    return letter && (letter < 0xD800 || letter > 0xDFFF) ? letter : -1;
}

Str sheet_unescape(Arena *a, Str s)
{
    if (!str_contains(s, S("_x"))) return s;
    char *p = NEW(a, char, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n;) {
        int letter = escaped(str_from(s, i));
        i += letter < 0 ? 1 : 7;
        if (letter < 0) p[n++] = s.p[i - 1];
        else n += (size_t)utf8proc_encode_char(letter, (utf8proc_uint8_t *)p + n);
    }
    return (Str){p, n};
}

Str sheet_escape(Arena *a, Str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) n += escaped(str_from(s, i)) >= 0;
    if (!n) return s;
    char *p = NEW(a, char, s.n + n * 6);
    n = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (escaped(str_from(s, i)) >= 0) memcpy(p + n, "_x005F", 6), n += 6;
        p[n++] = s.p[i];
    }
    return (Str){p, n};
}
