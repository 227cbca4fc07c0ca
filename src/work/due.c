// SPDX-License-Identifier: Apache-2.0
/* due.c -- a due day as people write it, and what they should know of it before they decide: a day on which no agency
 * works is not the last working day that its reader takes it for. */
#include "base/out.h"
#include "viet/date.h"
#include "viet/text.h"
#include "work/view.h"

Str task_day_note(Ctx *c, const Workdays *days, Day due)
{
    if (due == NO_DAY) return (Str){0};
    if (!days) days = workdays();
    if (workday_is(days, due)) return (Str){0};
    Day last = workday_before(days, due, 1);
    bool is_holiday = workday_holiday(days, due).n > 0;
    return str_format(&c->mem, "là %s%s, cơ quan không làm việc; ngày làm việc liền trước là %s, %.*s",
                      is_holiday ? "ngày nghỉ lễ" : day_weekday_name(due),
                      is_holiday && !workday_is_official(days, due) ? " (dự kiến, lịch nghỉ năm này chưa công bố)" : "",
                      day_weekday_name(last), STR_ARGS(day_vietnamese(&c->mem, last)));
}

Fail task_due_typed(Ctx *c, Str typed, Day *due, Str *warning)
{
    Str text = str_trim(typed), folded = viet_fold(&c->mem, text);
    *warning = (Str){0};
    *due = NO_DAY;
    if (!text.n) return OK;
    *due = day_parse_iso(text);
    if (*due == NO_DAY) *due = viet_find_date(text).day;
    if (*due == NO_DAY)
        return fail(c, FAIL_INPUT,
                    "“%.*s” không phải một ngày có thật. Hãy viết như 15/9/2024, hoặc trước ngày 20/10/2024.",
                    STR_ARGS(str_head(text, 60)));
    if (str_starts(folded, S("truoc ")) && !str_starts(folded, S("truoc het"))) {
        Day named = (*due)--;
        *warning = str_format(&c->mem, "“Trước ngày %.*s” là chậm nhất hết ngày %.*s.",
                              STR_ARGS(day_vietnamese(&c->mem, named)), STR_ARGS(day_vietnamese(&c->mem, *due)));
    }
    Str note = task_day_note(c, NULL, *due);
    if (note.n)
        *warning = str_format(&c->mem, "%.*s%sNgày %.*s %.*s.", STR_ARGS(*warning), warning->n ? " " : "",
                              STR_ARGS(day_vietnamese(&c->mem, *due)), STR_ARGS(note));
    return OK;
}

/* -- told on the page that comes after it was typed ------------------------------------------------------------- */

Str due_query(Ctx *c, Str typed, Str warning, const char *before)
{
    Out o = {.mem = &c->mem};
    if (!warning.n) return S("");
    out_raw(&o, str_of(before));
    out_raw(&o, S("han-ghi="));
    out_url(&o, typed);
    return out_str(&o);
}

Str due_said(Ctx *c, const Request *q)
{
    Day due;
    Str warning;
    if (task_due_typed(c, input_text(q, "han-ghi"), &due, &warning)) {
        c->why[0] = 0; /* an address that nobody of ours made */
        return (Str){0};
    }
    return warning;
}
