// SPDX-License-Identifier: Apache-2.0
#include "plan/when.h"
#include "plan/plan.h"

Str period_words(Arena *a, Day from, Day to)
{
    if (from == NO_DAY && to == NO_DAY) return (Str){0};
    Str first = from == NO_DAY ? (Str){0} : day_vietnamese(a, from),
        last = to == NO_DAY ? (Str){0} : day_vietnamese(a, to);
    if (from == to) return str_format(a, "ngày %.*s", STR_ARGS(first));
    if (to == NO_DAY) return str_format(a, "từ %.*s", STR_ARGS(first));
    if (from == NO_DAY) return str_format(a, "đến hết %.*s", STR_ARGS(last));
    return str_format(a, "%.*s – %.*s", STR_ARGS(first), STR_ARGS(last));
}

enum { DAYS_WORTH_COUNTING = 60 };

static Str ago(Arena *a, Day end, Day today)
{
    int days = today - end;
    if (days == 1) return S("đã hết thời gian từ hôm qua");
    if (days <= DAYS_WORTH_COUNTING) return str_format(a, "đã hết thời gian %d ngày", days);
    return S("đã hết thời gian");
}

When when_of(Arena *a, Day from, Day to, Day today)
{
    if (from == NO_DAY && to == NO_DAY) return (When){WHEN_UNKNOWN, S("chưa rõ thời gian")};
    if (to != NO_DAY && to < today) return (When){WHEN_OVER, ago(a, to, today)};
    if (from != NO_DAY && from > today) {
        if (from == today + 1) return (When){WHEN_LATER, S("bắt đầu ngày mai")};
        return (When){WHEN_LATER, str_format(a, "bắt đầu sau %d ngày", from - today)};
    }
    if (to == NO_DAY) return (When){WHEN_NOW, S("đang diễn ra")};
    if (to == today) return (When){WHEN_NOW, S("hôm nay là ngày cuối")};
    return (When){WHEN_NOW, str_format(a, "còn %d ngày", to - today)};
}

/* -- findings in a few words -------------------------------------------------------------------------------- */

/* What must be asked for by a day is urgent until then, and too late afterwards. */
static Str filing_label(Arena *a, Day latest, Day today)
{
    if (latest == NO_DAY) return S("cần xin phép");
    if (today <= latest) return str_format(a, "nộp hồ sơ chậm nhất %.*s", STR_ARGS(day_vietnamese(a, latest)));
    return str_format(a, "hạn nộp hồ sơ đã qua %d ngày", today - latest);
}

Str finding_label(Arena *a, const PlanFinding *f, Day today)
{
    static const struct {
        Str kind, label;
    } labels[] = {
        {STR("no-lead"), STR("chưa có cơ quan chủ trì")}, {STR("unsure-time"), STR("thời gian chưa rõ")},
        {STR("no-time"), STR("chưa có thời gian")},       {STR("outside-period"), STR("ngoài đợt tổ chức")},
        {STR("unknown-agency"), STR("cơ quan chưa rõ")},  {STR("unsure-words"), STR("tên cơ quan chưa chắc")},
        {STR("told-otherwise"), STR("phụ lục ghi khác")},
    };
    if (str_equal(f->kind, S("permit-filing"))) return filing_label(a, day_parse_iso(f->suggestion), today);
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (str_equal(f->kind, labels[i].kind)) return labels[i].label;
    return (Str){0};
}
