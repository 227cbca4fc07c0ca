// SPDX-License-Identifier: Apache-2.0
#include "portal/ical.h"

/* RFC 5545, 3.1: lines end in CRLF and are folded at 75 octets, not inside of a letter. */
enum { FOLD_AT = 75 };

static void put_line(Calendar *k, Str line)
{
    for (size_t room = FOLD_AT; line.n; room = FOLD_AT - 1) {
        Str head = str_head(line, room);
        out_raw(k->out, head);
        line = str_from(line, head.n);
        out_raw(k->out, line.n ? S("\r\n ") : S("\r\n"));
    }
}

#define PUT(k, ...) put_line((k), str_format(&(k)->c->mem, __VA_ARGS__))

/* 3.3.11: backslash, semicolon, comma and line ends are escaped. */
static Str escaped(Calendar *k, Str s)
{
    Out o = {.mem = &k->c->mem};
    for (size_t i = 0; i < s.n; i++) {
        char ch = s.p[i];
        if (ch == '\n') out_raw(&o, S("\\n"));
        else if (ch == '\r') continue;
        else if (strchr("\\;,", ch)) out_char(&o, '\\'), out_char(&o, ch);
        else if ((unsigned char)ch >= ' ') out_char(&o, ch);
    }
    return out_str(&o);
}

static Str basic_day(Calendar *k, Day d)
{
    int year, month, day;
    day_split(d, &year, &month, &day);
    return str_format(&k->c->mem, "%04d%02d%02d", year, month, day);
}

/* UTC, as DTSTAMP wants it. */
static Str basic_time(Calendar *k, int64_t utc_ms)
{
    enum { MS_A_DAY = 86400000 };
    int64_t day = utc_ms / MS_A_DAY, seconds = utc_ms % MS_A_DAY / 1000;
    return str_format(&k->c->mem, "%.*sT%02d%02d%02dZ", STR_ARGS(basic_day(k, (Day)day)), (int)(seconds / 3600),
                      (int)(seconds / 60 % 60), (int)(seconds % 60));
}

Calendar calendar_begin(Ctx *c, Out *out, Str name, Str site)
{
    Calendar k = {.c = c, .out = out, .site = site};
    PUT(&k, "BEGIN:VCALENDAR");
    PUT(&k, "VERSION:2.0");
    PUT(&k, "PRODID:-//Ngay So//ngayso//VI");
    PUT(&k, "CALSCALE:GREGORIAN");
    PUT(&k, "METHOD:PUBLISH");
    PUT(&k, "X-WR-CALNAME:%.*s", STR_ARGS(escaped(&k, name)));
    PUT(&k, "X-WR-TIMEZONE:Asia/Ho_Chi_Minh");
    /* RFC 7986, 5.7; the second is what Outlook reads. */
    PUT(&k, "REFRESH-INTERVAL;VALUE=DURATION:PT%dH", CALENDAR_REFRESH_HOURS);
    PUT(&k, "X-PUBLISHED-TTL:PT%dH", CALENDAR_REFRESH_HOURS);
    return k;
}

void calendar_end(Calendar *k) { PUT(k, "END:VCALENDAR"); }

typedef struct {
    const char *what;
    Id id;
    Day first, last;
    Str summary, description;
    Str path;       /* of its page, from "/" on */
    int64_t stamp;  /* when it was last changed */
    int days_ahead; /* it reminds so many days before; 0 = never */
    bool is_sure;
} Entry;

/* RFC 5545, 3.6.6.  A whole day begins at midnight: the morning of an earlier day is so many days and hours before. */
static void put_alarm(Calendar *k, const Entry *e)
{
    if (!e->days_ahead) return;
    PUT(k, "BEGIN:VALARM");
    PUT(k, "ACTION:DISPLAY");
    PUT(k, "TRIGGER:-P%dDT%dH", e->days_ahead - 1, 24 - CALENDAR_ALARM_HOUR);
    PUT(k, "DESCRIPTION:%.*s", STR_ARGS(escaped(k, e->summary)));
    PUT(k, "END:VALARM");
}

static void put_event(Calendar *k, const Entry *e)
{
    PUT(k, "BEGIN:VEVENT");
    PUT(k, "UID:%s-%lld@ngayso", e->what, (long long)e->id);
    PUT(k, "DTSTAMP:%.*s", STR_ARGS(basic_time(k, e->stamp)));
    PUT(k, "DTSTART;VALUE=DATE:%.*s", STR_ARGS(basic_day(k, e->first)));
    PUT(k, "DTEND;VALUE=DATE:%.*s", STR_ARGS(basic_day(k, e->last + 1))); /* the first day after */
    PUT(k, "SUMMARY:%.*s", STR_ARGS(escaped(k, e->summary)));
    if (e->description.n) PUT(k, "DESCRIPTION:%.*s", STR_ARGS(escaped(k, e->description)));
    PUT(k, "URL:%.*s%.*s", STR_ARGS(k->site), STR_ARGS(e->path));
    PUT(k, "STATUS:%s", e->is_sure ? "CONFIRMED" : "TENTATIVE");
    PUT(k, "TRANSP:TRANSPARENT");
    put_alarm(k, e);
    PUT(k, "END:VEVENT");
}

static int64_t stamp_of(const PlanCard *plan) { return plan->activated_at ? plan->activated_at : plan->imported_at; }

static void name_parties(Out *o, const char *label, const PlanPartyList *list)
{
    if (!list->n) return;
    out_format(o, "%s: ", label);
    for (size_t i = 0; i < list->n; i++) {
        if (i) out_raw(o, S(", "));
        out_raw(o, list->at[i].name);
    }
    out_char(o, '\n');
}

void calendar_activity(Calendar *k, const PlanCard *plan, const PlanActivity *a)
{
    if (a->from == NO_DAY && a->to == NO_DAY) return;
    Out about = {.mem = &k->c->mem};
    name_parties(&about, "Chủ trì", &a->leads);
    name_parties(&about, "Phối hợp", &a->partners);
    out_format(&about, "Kế hoạch %.*s", STR_ARGS(plan->number));
    Out path = {.mem = &k->c->mem};
    out_format(&path, "/ke-hoach/%lld/hoat-dong/", (long long)plan->id);
    out_url(&path, a->code);
    const char *hint = a->from == NO_DAY ? "Hạn cuối: " : a->to == NO_DAY ? "Bắt đầu: " : "";
    Entry e = {.what = "hoat-dong",
               .id = a->node,
               .first = a->from == NO_DAY ? a->to : a->from,
               .last = a->to == NO_DAY ? a->from : a->to,
               .summary = str_format(&k->c->mem, "%s%.*s %.*s", hint, STR_ARGS(a->code), STR_ARGS(a->title)),
               .description = out_str(&about),
               .path = out_str(&path),
               .stamp = stamp_of(plan),
               .is_sure = plan_is_active(plan)};
    put_event(k, &e);
}

void calendar_report(Calendar *k, const PlanCard *plan)
{
    if (plan->report_due == NO_DAY) return;
    Entry e = {.what = "bao-cao",
               .id = plan->id,
               .first = plan->report_due,
               .last = plan->report_due,
               .summary = str_format(&k->c->mem, "Hạn báo cáo kết quả kế hoạch %.*s", STR_ARGS(plan->number)),
               .path = str_format(&k->c->mem, "/ke-hoach/%lld", (long long)plan->id),
               .stamp = stamp_of(plan),
               .is_sure = plan_is_active(plan)};
    put_event(k, &e);
}

void calendar_task(Calendar *k, const Task *t)
{
    if (t->due == NO_DAY) return;
    Str path = str_format(&k->c->mem, "/viec/%lld", (long long)t->id);
    Entry e = {.what = "viec",
               .id = t->id,
               .first = t->due,
               .last = t->due,
               .summary = str_format(&k->c->mem, "Hạn: %.*s", STR_ARGS(t->title)),
               .description = str_format(&k->c->mem, "%s, %d %%\n%.*s%.*s", task_states[t->state].name, t->percent,
                                         STR_ARGS(k->site), STR_ARGS(path)), /* also where URL is not shown */
               .path = path,
               .stamp = t->updated_at,
               .days_ahead = k->days_ahead,
               .is_sure = true};
    put_event(k, &e);
}
