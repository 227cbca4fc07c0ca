// SPDX-License-Identifier: Apache-2.0
#include "store/cursor.h"

static bool parts(Str written, Str *key, int64_t *id)
{
    Str rest = written, number;
    return str_cut(&rest, '.', key) && str_cut(&rest, '.', &number) && !rest.p && str_integer(number, id) && *id >= 0;
}

static Fail is_wrong(Ctx *c)
{
    return fail(c, FAIL_INPUT, "Địa chỉ trang này không đúng. Hãy mở lại danh sách từ đầu.");
}

Fail cursor_read_day(Ctx *c, Str written, Cursor *k)
{
    Cursor read = {0};
    if (!written.n) return OK;
    /* Not day_parse_iso: the last days of all (no due day: 9999-12-31) are no days of the calendar. */
    if (!parts(written, &read.day, &read.id) || read.day.n != sizeof "2024-09-28" - 1) return is_wrong(c);
    for (size_t i = 0; i < read.day.n; i++) {
        bool is_digit = read.day.p[i] >= '0' && read.day.p[i] <= '9';
        if (i == 4 || i == 7 ? read.day.p[i] != '-' : !is_digit) return is_wrong(c);
    }
    *k = read;
    return OK;
}

Fail cursor_read_time(Ctx *c, Str written, Cursor *k)
{
    Cursor read = {0};
    Str key;
    if (!written.n) return OK;
    if (!parts(written, &key, &read.id) || !str_integer(key, &read.time)) return is_wrong(c);
    *k = read;
    return OK;
}

Str cursor_write_day(Arena *a, Str day, Id id) { return str_format(a, "%.*s.%lld", STR_ARGS(day), (long long)id); }

Str cursor_write_time(Arena *a, int64_t time, Id id)
{
    return str_format(a, "%lld.%lld", (long long)time, (long long)id);
}
