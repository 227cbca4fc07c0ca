// SPDX-License-Identifier: Apache-2.0
#include "reading/finding.h"
#include "base/map.h"
#include "reading/inside.h"
#include "viet/text.h"
#include "viet/workday.h"

/* Advertising Law 16/2012/QH13: notice of banners goes out 15 days before (art. 29, 30), the answer takes 5 working
 * days from a complete dossier. */
enum { BANNER_NOTICE_DAYS = 15, BANNER_ANSWER_WORKDAYS = 5, PLACE_LINES = 1 };
static const double sure_enough = 0.8;

static const struct {
    const char *slug;
    Severity severity;
} kinds[] = {
#define X(kind, slug, severity, meaning) [FOUND_##kind] = {slug, severity},
    FINDING_KINDS(X)
#undef X
};

#define FOUND(kind, target, first, last, ...)                                                                          \
    found(c, r, FOUND_##kind, target, first, last, str_format(&c->mem, __VA_ARGS__))
static Finding *found(Ctx *c, Reader *r, FindingKind kind, Str target, int first, int last, Str sentence)
{
    Finding *f = list_add(&c->mem, &r->reading->findings);
    *f = (Finding){str_of(kinds[kind].slug), kinds[kind].severity, sentence, target, {0}, first, last};
    return f;
}

static Str say(Ctx *c, Day d) { return day_vietnamese(&c->mem, d); }

/* -- the day of issue --------------------------------------------------------------------------------------- */

static void check_date(Ctx *c, Reader *r, const Workdays *w)
{
    Reading *out = r->reading;
    int line = out->date_text.first_line;
    if (out->date == NO_DAY) {
        FOUND(NO_DATE, S("date"), 0, 0, "Không đọc được ngày ban hành. Hãy nhập ngày ghi trên văn bản.");
        return;
    }
    bool day_off = !workday_is(w, out->date);
    Day begin = out->period.from;
    int year, month, day;
    day_split(out->date, &year, &month, &day);
    /* The neighbouring month that is a working day, and still before the plan begins, is as likely. */
    Day later = day_of(year, month + 1, day), earlier = day_of(year, month - 1, day);
    if (day_off || out->date_uncertain) {
        Day other = later != NO_DAY && workday_is(w, later) && (begin == NO_DAY || later <= begin) ? later : earlier;
        out->date_uncertain = true;
        if (other != NO_DAY && workday_is(w, other)) out->date_alternative = other;
        Finding *f = FOUND(UNSURE_DATE, S("date"), line, line,
                           "Ngày ban hành đọc được là %.*s, là %s%s. Hãy đối chiếu chữ số với bản gốc: có thể là %.*s.",
                           STR_ARGS(say(c, out->date)), day_weekday_name(out->date), day_off ? ", ngày nghỉ" : "",
                           STR_ARGS(other != NO_DAY ? say(c, other) : S("ngày khác")));
        f->suggestion = day_iso(&c->mem, out->date_alternative);
    }
}

/* -- what most activities lack ------------------------------------------------------------------------------- */

/* Where most activities lack something that another part says for all of them, one finding says so. */
typedef struct {
    bool unled, untimed;
} Most;

static Most check_most(Ctx *c, Reader *r)
{
    enum { ACTIVITIES_MIN = 4 };
    const Reading *out = r->reading;
    size_t unled = 0, untimed = 0, n = out->activities.n;
    for (size_t i = 0; i < n; i++) unled += !out->activities.at[i].leads.n, untimed += !out->activities.at[i].timed;
    Most most = {.unled = n >= ACTIVITIES_MIN && unled * 2 > n && out->assignments.n,
                 .untimed = n >= ACTIVITIES_MIN && untimed * 2 > n};
    if (most.unled)
        FOUND(NO_LEADS, S("activities"), 0, 0,
              "%zu trên %zu hoạt động không ghi cơ quan chủ trì, vì phần tổ chức thực hiện mới giao nhiệm vụ. Hãy thêm "
              "cơ "
              "quan cho từng hoạt động theo phần đó, hoặc chấp nhận để trống.",
              unled, n);
    if (most.untimed)
        FOUND(NO_TIMES, S("activities"), 0, 0,
              "%zu trên %zu hoạt động không ghi thời gian riêng. Hãy nhập nếu biết, hoặc chấp nhận để trống.", untimed,
              n);
    return most;
}

/* -- times -------------------------------------------------------------------------------------------------- */

static Str target_of(Ctx *c, const Activity *a, const char *field)
{
    return str_format(&c->mem, "activities/%.*s/%s", STR_ARGS(a->code), field);
}

/* It says that its tasks are those of an annex, and there are such: each row there names who leads. */
static bool is_told_in_annex(Ctx *c, const Reading *out, const Activity *a)
{
    bool rows = false, says = str_contains(viet_fold(&c->mem, a->title.text), S("phu luc"));
    for (size_t i = 0; i < out->activities.n && !rows; i++) {
        const Activity *row = &out->activities.at[i];
        rows = str_starts(row->code, S("PL")) && row->leads.n;
    }
    for (size_t i = 0; i < a->contents.n && rows && !says; i++)
        says = str_contains(viet_fold(&c->mem, a->contents.at[i].text), S("phu luc"));
    return rows && says;
}

static void check_lead(Ctx *c, Reader *r, const Activity *a)
{
    if (is_told_in_annex(c, r->reading, a))
        FOUND(LEAD_IN_ANNEX, target_of(c, a, "leads"), a->first_line, a->first_line,
              "%.*s giao nhiệm vụ trong phụ lục: cơ quan chủ trì theo từng dòng của phụ lục.", STR_ARGS(a->code));
    else
        FOUND(NO_LEAD, target_of(c, a, "leads"), a->first_line, a->first_line,
              "%.*s không ghi cơ quan chủ trì. Hãy nhập cơ quan chịu trách nhiệm.", STR_ARGS(a->code));
}

static void check_time(Ctx *c, Reader *r, const Activity *a, const Most *most)
{
    const Period *plan = &r->reading->period, *p = &a->period;
    int first = a->time.first_line, last = a->time.last_line;
    if (p->uncertain)
        FOUND(UNSURE_TIME, target_of(c, a, "time"), first, last, "%.*s: %.*s", STR_ARGS(a->code), STR_ARGS(p->note))
            ->suggestion = day_iso(&c->mem, p->to);
    if (!a->timed && !most->untimed)
        FOUND(NO_TIME, target_of(c, a, "time"), a->first_line, a->first_line,
              "%.*s không ghi thời gian thực hiện. Hãy nhập nếu biết, hoặc chấp nhận để trống.", STR_ARGS(a->code));
    bool early = plan->from != NO_DAY && p->from != NO_DAY && p->from < plan->from,
         late = plan->to != NO_DAY && p->to != NO_DAY && p->to > plan->to;
    if (early || late)
        FOUND(OUTSIDE_PERIOD, target_of(c, a, "time"), first, last,
              "%.*s (%.*s – %.*s) nằm ngoài thời gian tổ chức của kế hoạch (%.*s – %.*s). Hãy xác nhận là đúng ý, hoặc "
              "sửa.",
              STR_ARGS(a->code), STR_ARGS(say(c, p->from)), STR_ARGS(say(c, p->to)), STR_ARGS(say(c, plan->from)),
              STR_ARGS(say(c, plan->to)));
}

static void check_report(Ctx *c, Reader *r, const Workdays *w)
{
    Reading *out = r->reading;
    Day due = out->report_due;
    int first = out->report_text.first_line, last = out->report_text.last_line;
    if (due == NO_DAY) return;
    Str codes = {0};
    for (size_t i = 0; i < out->activities.n; i++) {
        const Activity *a = &out->activities.at[i];
        if (a->period.to == NO_DAY || a->period.to < due) continue;
        codes = codes.n ? str_format(&c->mem, "%.*s, %.*s", STR_ARGS(codes), STR_ARGS(a->code)) : a->code;
    }
    if (codes.n)
        FOUND(
            REPORT_BEFORE_END, S("report_due"), first, last,
            "Báo cáo phải gửi trước ngày %.*s, khi các hoạt động %.*s chưa kết thúc. Hãy lên lịch một báo cáo bổ sung.",
            STR_ARGS(say(c, due)), STR_ARGS(codes));
    if (!workday_is(w, due)) {
        Day latest = workday_before(w, due, 1);
        FOUND(REPORT_DAY_OFF, S("report_due"), first, last,
              "Hạn báo cáo %.*s là %s. Ngày làm việc cuối cùng trước đó là %s, %.*s.", STR_ARGS(say(c, due)),
              day_weekday_name(due), day_weekday_name(latest), STR_ARGS(say(c, latest)))
            ->suggestion = day_iso(&c->mem, latest);
    }
}

static void check_banners(Ctx *c, Reader *r, const Activity *a, const Workdays *w)
{
    Str folded = viet_fold_ocr(&c->mem, a->title.text);
    if (a->period.from == NO_DAY || !(str_contains(folded, S("bang ron")) || str_contains(folded, S("khau hieu")) ||
                                      (str_contains(folded, S("bing r")) || str_contains(folded, S("pano")))))
        return;
    Day notice = a->period.from - BANNER_NOTICE_DAYS,
        latest = workday_before(w, a->period.from, BANNER_ANSWER_WORKDAYS);
    FOUND(PERMIT_FILING, target_of(c, a, "permit"), a->title.first_line, a->title.last_line,
          "%.*s treo từ %.*s: hồ sơ thông báo gửi trước 15 ngày, chậm nhất %.*s; muộn nhất để kịp trả lời trong 5 ngày "
          "làm việc là %.*s (Luật Quảng cáo 2012, Điều 29, 30).",
          STR_ARGS(a->code), STR_ARGS(say(c, a->period.from)), STR_ARGS(say(c, notice)), STR_ARGS(say(c, latest - 1)))
        ->suggestion = day_iso(&c->mem, notice);
}

/* -- agencies ----------------------------------------------------------------------------------------------- */

static Str identity(const Party *p) { return p->org ? p->org->code : p->class_code.n ? p->class_code : p->name; }

static void check_parties(Ctx *c, Reader *r, const PartyList *list, Str target, Map *seen)
{
    for (size_t i = 0; i < list->n; i++) {
        const Party *p = &list->at[i];
        if (p->known || map_get(seen, p->name)) continue;
        *map_put(&c->mem, seen, p->name) = (void *)p;
        FOUND(UNKNOWN_AGENCY, target, p->source.first_line, p->source.last_line,
              "“%.*s” không có trong danh mục cơ quan. Hãy chọn cơ quan đúng, hoặc chấp nhận như văn bản ghi.",
              STR_ARGS(p->name));
    }
}

static void note_members(Ctx *c, Map *known, const PartyList *list)
{
    for (size_t i = 0; i < list->n; i++) *map_put(&c->mem, known, identity(&list->at[i])) = (void *)&list->at[i];
}

/* Do two lists name the same agencies, in whatever order? */
static bool are_same_parties(Ctx *c, const PartyList *x, const PartyList *y)
{
    Map of_x = {0};
    size_t n = 0;
    note_members(c, &of_x, x);
    for (size_t i = 0; i < y->n; i++) n += map_get(&of_x, identity(&y->at[i])) != NULL;
    return x->n == y->n && n == y->n;
}

static Str names_of(Ctx *c, const PartyList *list)
{
    Str all = {0};
    for (size_t i = 0; i < list->n; i++)
        all = i ? str_format(&c->mem, "%.*s, %.*s", STR_ARGS(all), STR_ARGS(list->at[i].name)) : list->at[i].name;
    return all;
}

/* The text and the row of an annex on one task: who leads, and by when. */
static void check_told_twice(Ctx *c, Reader *r, const Activity *a)
{
    const Activity *row = a->also;
    if (!row) return;
    if (a->leads.n && row->leads.n && !are_same_parties(c, &a->leads, &row->leads))
        FOUND(TOLD_OTHERWISE, target_of(c, a, "leads"), row->first_line, row->last_line,
              "%.*s do %.*s chủ trì, nhưng phụ lục (%.*s) ghi %.*s. Hãy chọn cơ quan đúng.", STR_ARGS(a->code),
              STR_ARGS(names_of(c, &a->leads)), STR_ARGS(row->code), STR_ARGS(names_of(c, &row->leads)));
    if (a->period.to != NO_DAY && row->period.to != NO_DAY && a->period.to != row->period.to)
        FOUND(TOLD_OTHERWISE, target_of(c, a, "time"), row->first_line, row->last_line,
              "%.*s có hạn %.*s, nhưng phụ lục (%.*s) ghi %.*s. Hãy chọn ngày đúng.", STR_ARGS(a->code),
              STR_ARGS(say(c, a->period.to)), STR_ARGS(row->code), STR_ARGS(say(c, row->period.to)))
            ->suggestion = day_iso(&c->mem, row->period.to);
}

/* Of these parties, how many are not in `known`. */
static size_t unmatched(const PartyList *list, Map *known)
{
    size_t n = 0;
    for (size_t i = 0; i < list->n; i++) n += !map_get(known, identity(&list->at[i]));
    return n;
}

/* Told only where leads and duties mostly agree: a plan whose duties speak of other things has no gaps to show.  Who
 * helps has a part in the work. */
enum { GAPS_OF = 4 }; /* one in so many may lack its counterpart */
static void check_leads_and_duties(Ctx *c, Reader *r)
{
    Map leads = {0}, duties = {0}, told = {0};
    Reading *out = r->reading;
    size_t n = 0, off = 0;
    for (size_t i = 0; i < out->activities.n; i++) note_members(c, &leads, &out->activities.at[i].leads);
    for (size_t i = 0; i < out->assignments.n; i++) note_members(c, &duties, &out->assignments.at[i].agencies);
    for (size_t i = 0; i < out->activities.n; i++)
        n += out->activities.at[i].leads.n, off += unmatched(&out->activities.at[i].leads, &duties);
    for (size_t i = 0; out->assignments.n && off * GAPS_OF <= n && i < out->activities.n; i++)
        for (size_t k = 0; k < out->activities.at[i].leads.n; k++) {
            const Party *p = &out->activities.at[i].leads.at[k];
            if (map_get(&duties, identity(p)) || map_get(&told, identity(p))) continue;
            *map_put(&c->mem, &told, identity(p)) = (void *)p;
            FOUND(
                LEAD_WITHOUT_DUTY, target_of(c, &out->activities.at[i], "leads"), p->source.first_line,
                p->source.last_line,
                "Hoạt động %.*s do %.*s chủ trì, nhưng phần phân công không giao nhiệm vụ nào. Hãy xem có thiếu không.",
                STR_ARGS(out->activities.at[i].code), STR_ARGS(p->name));
        }
    n = off = 0;
    for (size_t i = 0; i < out->activities.n; i++) note_members(c, &leads, &out->activities.at[i].partners);
    for (size_t i = 0; i < out->assignments.n; i++)
        n += out->assignments.at[i].agencies.n, off += unmatched(&out->assignments.at[i].agencies, &leads);
    for (size_t i = 0; out->activities.n && off * GAPS_OF <= n && i < out->assignments.n; i++)
        for (size_t k = 0; k < out->assignments.at[i].agencies.n; k++) {
            const Party *p = &out->assignments.at[i].agencies.at[k];
            if (map_get(&leads, identity(p)) || map_get(&told, identity(p))) continue;
            *map_put(&c->mem, &told, identity(p)) = (void *)p;
            FOUND(DUTY_WITHOUT_LEAD, str_format(&c->mem, "assignments/%.*s", STR_ARGS(out->assignments.at[i].code)),
                  p->source.first_line, p->source.last_line,
                  "Mục %.*s giao nhiệm vụ cho %.*s, nhưng cơ quan này không chủ trì hoạt động nào. Hãy xem có thiếu "
                  "không.",
                  STR_ARGS(out->assignments.at[i].code), STR_ARGS(p->name));
        }
}

/* Old code tables are told by statistics: whoever reviews should know which one it was. */
static void say_read_as(Ctx *c, Reader *r)
{
    if (r->doc->code != CODE_UTF8 && r->doc->code != CODE_UNKNOWN)
        FOUND(READ_AS, S("text"), 1, 1,
              "Tệp được đọc theo bảng mã %s. Nếu chữ hiện sai, hãy lưu tệp theo mã UTF-8 rồi nhập lại.",
              text_code_name(r->doc->code));
}

static void check_words(Ctx *c, Reader *r)
{
    if (r->garbled)
        FOUND(UNSURE_WORDS, S("text"), 1, (int)r->doc->n,
              "Văn bản mất dấu tiếng Việt khi quét: lời văn trích ra còn lỗi. Hãy đối chiếu với bản gốc trước khi dùng "
              "làm văn bản.");
    for (size_t i = 0; i < r->reading->activities.n; i++) {
        const Activity *a = &r->reading->activities.at[i];
        for (size_t k = 0; k < a->leads.n; k++)
            if (a->leads.at[k].org && a->leads.at[k].source.confidence < sure_enough)
                FOUND(UNSURE_WORDS, target_of(c, a, "leads"), a->leads.at[k].source.first_line,
                      a->leads.at[k].source.last_line, "“%.*s” được hiểu là %.*s. Hãy xác nhận.",
                      STR_ARGS(a->leads.at[k].source.text), STR_ARGS(a->leads.at[k].name));
    }
}

/* Pages whose tables were read by alignment alone. */
static void say_undrawn(Ctx *c, Reader *r)
{
    if (r->doc->undrawn)
        FOUND(
            UNREAD, S("text"), 1, 1,
            "Tệp quá nặng: từ trang %d, đường kẻ của bảng không được xét. Hãy kiểm tra các bảng từ trang đó, hoặc tách "
            "tệp rồi gửi lại.",
            r->doc->undrawn);
}

/* Who sends a spreadsheet expects all of it to be taken: what is left out is said. */
static void say_unread(Ctx *c, Reader *r)
{
    for (size_t i = 0; i < r->unread.n; i++) {
        const Unread *u = &r->unread.at[i];
        if (u->sheet)
            FOUND(UNREAD, S("text"), u->line, u->line,
                  "Trang tính “%.*s” không có cột nhiệm vụ và cột cơ quan nên không được đọc.", STR_ARGS(u->name));
        else
            FOUND(UNREAD, S("text"), u->line, u->line,
                  "Cột “%.*s” không thuộc phần nào của kế hoạch nên không được đọc. Nếu cần, hãy đặt lại tên cột rồi "
                  "gửi lại.",
                  STR_ARGS(u->name));
    }
}

void findings_make(Ctx *c, Reader *r)
{
    Map seen = {0};
    Reading *out = r->reading;
    const Workdays *w = workdays();
    check_date(c, r, w);
    if (r->elsewhere)
        FOUND(ELSEWHERE, S("issuer"), out->issuer.first_line, out->issuer.last_line,
              "Kế hoạch do %.*s ban hành, không phải của %.*s: tên cơ quan được giữ như văn bản ghi. Hãy kiểm tra có "
              "nhập "
              "đúng kế hoạch không.",
              STR_ARGS(out->issuer.text), STR_ARGS(directory_province(r->directory)));
    Most most = check_most(c, r);
    for (size_t i = 0; i < out->activities.n; i++) {
        const Activity *a = &out->activities.at[i];
        if (!a->leads.n && !most.unled) check_lead(c, r, a);
        check_time(c, r, a, &most);
        check_banners(c, r, a, w);
        check_told_twice(c, r, a);
        if (r->elsewhere) continue; /* said above */
        check_parties(c, r, &a->leads, target_of(c, a, "leads"), &seen);
        check_parties(c, r, &a->partners, target_of(c, a, "coordinators"), &seen);
    }
    check_report(c, r, w);
    check_leads_and_duties(c, r);
    check_words(c, r);
    say_read_as(c, r);
    say_unread(c, r);
    say_undrawn(c, r);
}
