// SPDX-License-Identifier: Apache-2.0
/* date.c -- days that cannot be, days off, deadlines that have passed. */
#include "lint/inside.h"
#include "viet/text.h"

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static Str say(const Lint *l, Day d) { return day_vietnamese(&l->c->mem, d); }

/* -- as written --------------------------------------------------------------------------------------------- */

static size_t take_digits(Str s, size_t i, int *n)
{
    for (*n = 0; i < s.n && is_digit(s.p[i]) && *n < 100000; i++) *n = *n * 10 + s.p[i] - '0';
    return i;
}

/* "31/9/2024": the date at `i` of s; *length = its bytes.  False when there is none; *day = NO_DAY where the calendar
 * has no such day. */
static bool take_date(Str s, size_t i, Day *day, size_t *length)
{
    int d, m, y;
    size_t at = take_digits(s, i, &d), from = at;
    if (at == i || at > i + 2 || at >= s.n || !strchr("/.-", s.p[at])) return false;
    char sign = s.p[at];
    at = take_digits(s, from + 1, &m);
    if (at == from + 1 || at > from + 3 || at >= s.n || s.p[at] != sign) return false;
    from = at;
    at = take_digits(s, from + 1, &y);
    if (at != from + 5 || y < YEAR_MIN || y > YEAR_MAX || d < 1 || d > 31 || m < 1 ||
        (at < s.n && (s.p[at] == '/' || s.p[at] == '-')))
        return false;
    *day = day_of(y, m, d), *length = at - i;
    return m <= 12 || sign == '/';
}

/* The day of the week that the words right before name: MONDAY …, 0 = none. */
static int weekday_before(Lint *l, Str before)
{
    static const Str names[] = {STR("thứ hai"), STR("thứ ba"),  STR("thứ tư"),  STR("thứ năm"),
                                STR("thứ sáu"), STR("thứ bảy"), STR("chủ nhật")};
    static const Str fillers[] = {STR(","), STR("("), STR("ngày"), STR("-"), STR("–")};
    Str s = str_trim(
        viet_lower(&l->c->mem, viet_nfc(&l->c->mem, str_slice(before, before.n > 40 ? before.n - 40 : 0, before.n))));
    for (bool cut = true; cut;) {
        cut = false;
        for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++)
            if (str_ends(s, fillers[i])) s = str_trim(str_slice(s, 0, s.n - fillers[i].n)), cut = true;
    }
    for (int k = 0; k < 7; k++)
        if (str_ends(s, names[k])) return k + 1;
    return 0;
}

static void check_written(Lint *l, int at)
{
    Str s = l->lines.at[at].line->text;
    Day day;
    size_t length;
    for (size_t i = 0; i < s.n; i++) {
        if (!is_digit(s.p[i]) || (i && (is_digit(s.p[i - 1]) || strchr("/-.", s.p[i - 1]))) ||
            !take_date(s, i, &day, &length))
            continue;
        Str written = str_slice(s, i, i + length);
        int said = weekday_before(l, str_slice(s, 0, i));
        if (day == NO_DAY) LINT(l, WEEKDAY, at, "Không có ngày %.*s. Hãy sửa ngày.", STR_ARGS(written));
        else if (said && said != day_weekday(day))
            LINT(l, WEEKDAY, at, "Ngày %.*s là %s, không phải thứ ghi trong dự thảo. Hãy sửa thứ hoặc ngày.",
                 STR_ARGS(written), day_weekday_name(day));
        i += length;
    }
}

/* -- as read ------------------------------------------------------------------------------------------------ */

static void check_issue(Lint *l)
{
    const Reading *r = l->draft->reading;
    if (!l->is_dated || workday_is(l->workdays, l->day)) return;
    Str holiday = workday_holiday(l->workdays, l->day);
    LINT(l, DAY_OFF, lint_line(l, r->date_text.first_line), "Ngày ban hành %.*s là %s%s%.*s. Hãy kiểm tra lại ngày ký.",
         STR_ARGS(say(l, l->day)), day_weekday_name(l->day), holiday.n ? ", " : "", STR_ARGS(holiday));
}

/* A deadline has an end alone; what lasts may end on any day. */
static void check_activity(Lint *l, const Activity *a)
{
    const Period *p = &a->period;
    int at = lint_line(l, a->time.first_line);
    if (!a->timed || p->to == NO_DAY || p->uncertain) return;
    if (p->to < l->day)
        LINT(l, DAY_PASSED, at, "%.*s phải xong ngày %.*s, trước %s (%.*s). Hãy sửa thời hạn.", STR_ARGS(a->code),
             STR_ARGS(say(l, p->to)), l->is_dated ? "ngày ban hành" : "hôm nay, khi dự thảo chưa ký",
             STR_ARGS(say(l, l->day)));
    Day due = p->before ? p->to - 1 : p->to;
    bool deadline = p->from == NO_DAY && p->precision == PRECISION_DAY, one_day = p->from == p->to;
    Str holiday = workday_holiday(l->workdays, due);
    if (p->to >= l->day && deadline && !p->before && !workday_is(l->workdays, due)) {
        Day earlier = workday_before(l->workdays, due, 1);
        LINT(l, DAY_OFF, at, "Hạn %.*s của %.*s là %s, ngày nghỉ. Hãy dùng ngày làm việc, ví dụ %.*s.",
             STR_ARGS(say(l, due)), STR_ARGS(a->code), day_weekday_name(due), STR_ARGS(say(l, earlier)));
    } else if (p->to >= l->day && one_day && holiday.n)
        LINT(l, DAY_OFF, at, "%.*s tổ chức ngày %.*s là ngày nghỉ lễ (%.*s). Hãy kiểm tra có đúng ý không.",
             STR_ARGS(a->code), STR_ARGS(say(l, due)), STR_ARGS(holiday));
}

void lint_dates(Lint *l)
{
    for (int i = 0; i < (int)l->lines.n; i++) check_written(l, i);
    const Reading *r = l->draft->reading;
    if (!r) return;
    check_issue(l);
    for (size_t i = 0; i < r->activities.n; i++) check_activity(l, &r->activities.at[i]);
    if (r->report_due != NO_DAY && r->report_due < l->day)
        LINT(l, DAY_PASSED, lint_line(l, r->report_text.first_line),
             "Hạn báo cáo %.*s đã qua (%.*s). Hãy sửa thời hạn.", STR_ARGS(say(l, r->report_due)),
             STR_ARGS(say(l, l->day)));
}
