// SPDX-License-Identifier: Apache-2.0
#include "base/day.h"
#include <time.h>

static bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

static int month_length(int year, int month)
{
    static const int length[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : length[month - 1];
}

Day day_of(int year, int month, int day)
{
    if (year < YEAR_MIN || year > YEAR_MAX || month < 1 || month > 12 || day < 1 || day > month_length(year, month))
        return NO_DAY;
    /* Years that begin in March put the leap day last; 719468 days lie between 0000-03-01 and 1970-01-01. */
    int y = month <= 2 ? year - 1 : year, shifted = (month + 9) % 12;
    return y * 365 + y / 4 - y / 100 + y / 400 + (shifted * 153 + 2) / 5 + day - 1 - 719468;
}

void day_split(Day d, int *year, int *month, int *day)
{
    int z = d + 719468, era = z / 146097, of_era = z - era * 146097;
    int year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int shifted = (5 * of_year + 2) / 153;
    *day = of_year - (153 * shifted + 2) / 5 + 1;
    *month = shifted < 10 ? shifted + 3 : shifted - 9;
    *year = year_of_era + era * 400 + (*month <= 2);
}

int day_weekday(Day d)
{
    int since_thursday = (d % 7 + 7) % 7; /* 1970-01-01 was a Thursday */
    return (since_thursday + 3) % 7 + 1;
}

Day day_month_end(int year, int month)
{
    if (month < 1 || month > 12) return NO_DAY;
    return day_of(year, month, month_length(year, month));
}

enum { DAY_MS = 86400000, ZONE_MS = 7 * 3600000 };

Day day_at(int64_t utc_ms)
{
    int64_t local = utc_ms + ZONE_MS;
    return (Day)(local >= 0 ? local / DAY_MS : -((-local + DAY_MS - 1) / DAY_MS));
}

int64_t day_begins(Day d) { return (int64_t)d * DAY_MS - ZONE_MS; }

int64_t clock_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* A page writes hundreds of days: printf would be a tenth of what it costs. */
static char *put_digits(char *p, int value, int n)
{
    for (int i = n; i-- > 0; value /= 10) p[i] = (char)('0' + value % 10);
    return p + n;
}

Str day_iso(Arena *a, Day d)
{
    int y, m, day;
    if (d == NO_DAY) return (Str){0};
    day_split(d, &y, &m, &day);
    if (y < 0 || y > 9999) return str_format(a, "%04d-%02d-%02d", y, m, day);
    char *start = NEW(a, char, sizeof "2024-09-15"), *p = put_digits(start, y, 4);
    *p++ = '-';
    p = put_digits(p, m, 2);
    *p++ = '-';
    p = put_digits(p, day, 2);
    return (Str){start, (size_t)(p - start)};
}

Day day_parse_iso(Str s)
{
    int64_t y, m, d;
    if (s.n != 10 || s.p[4] != '-' || s.p[7] != '-' || s.p[0] == '-') return NO_DAY;
    if (!str_integer(str_slice(s, 0, 4), &y) || !str_integer(str_slice(s, 5, 7), &m) ||
        !str_integer(str_slice(s, 8, 10), &d))
        return NO_DAY;
    return day_of((int)y, (int)m, (int)d);
}

Str time_vietnamese(Arena *a, int64_t utc_ms)
{
    int64_t minutes = utc_ms / 60000 + 7 * 60;
    Str day = day_vietnamese(a, day_at(utc_ms));
    return str_format(a, "%02d:%02d, %.*s", (int)(minutes / 60 % 24), (int)(minutes % 60), STR_ARGS(day));
}

Str day_vietnamese(Arena *a, Day d)
{
    int y, m, day;
    if (d == NO_DAY) return (Str){0};
    day_split(d, &y, &m, &day);
    if (y < 1000 || y > 9999) return str_format(a, m <= 2 ? "%02d/%02d/%d" : "%02d/%d/%d", day, m, y);
    char *start = NEW(a, char, sizeof "15/09/2024"), *p = put_digits(start, day, 2);
    *p++ = '/';
    p = put_digits(p, m, m <= 2 || m > 9 ? 2 : 1);
    *p++ = '/';
    p = put_digits(p, y, 4);
    return (Str){start, (size_t)(p - start)};
}

static bool is_part_of_word(Str text, size_t at)
{
    if (at >= text.n) return false;
    char c = text.p[at];
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
}

Str day_vietnamese_in(Arena *a, Str text)
{
    enum { LENGTH = 10 }; /* "2024-09-15" */
    size_t copied = 0;
    Str all = {0};
    for (size_t i = 0; i + LENGTH <= text.n; i++) {
        Day d = text.p[i + 4] == '-' ? day_parse_iso(str_slice(text, i, i + LENGTH)) : NO_DAY;
        if (d == NO_DAY || (i && is_part_of_word(text, i - 1)) || is_part_of_word(text, i + LENGTH)) continue;
        Str before = str_slice(text, copied, i), day = day_vietnamese(a, d);
        all = str_format(a, "%.*s%.*s%.*s", STR_ARGS(all), STR_ARGS(before), STR_ARGS(day));
        i += LENGTH - 1, copied = i + 1;
    }
    return copied ? str_format(a, "%.*s%.*s", STR_ARGS(all), STR_ARGS(str_from(text, copied))) : text;
}

const char *day_weekday_name(Day d)
{
    static const char *const name[] = {NULL,      "Thứ Hai", "Thứ Ba",  "Thứ Tư",
                                       "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"};
    return name[day_weekday(d)];
}
