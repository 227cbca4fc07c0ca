// SPDX-License-Identifier: Apache-2.0
/* web_report.c -- who has reported and who has not, reminding them; publishing; what the first page says of it. */
#include "contact/contact.h"
#include "http/shared.h"
#include "indicator/view.h"
#include "indicator/web.h"
#include "journal/journal.h"
#include "people/rights.h"
#include <stdlib.h>

/* -- the page --------------------------------------------------------------------------------------------------------
 */

static Fail set_report(Ctx *c, const OrgDated *tree, const IndicatorSet *set, Term t, SetReport *s)
{
    Rows r;
    *s = (SetReport){.set = set};
    TRY(indicator_report(c, tree, set, t, (Str){0}, &s->report));
    TRY(store_query(c, &r, "SELECT at FROM indicator_published WHERE office_id = $1 AND set_id = $2 AND term = $3",
                    OFFICE, set->id, term_key(&c->mem, t)));
    s->published = rows_next(&r) ? row_integer(&r, 0) : 0;
    return rows_end(&r);
}

static Fail reports_of(Ctx *c, const OrgDated *tree, const IndicatorSetList *sets, SetReportList *reports)
{
    *reports = (SetReportList){0};
    for (size_t i = 0; i < sets->n; i++) {
        const IndicatorSet *set = &sets->at[i];
        if (set->state == SET_RUNNING)
            TRY(set_report(c, tree, set, indicator_term_now(set, c->today), list_add(&c->mem, reports)));
    }
    return OK;
}

static int by_above(const void *a, const void *b)
{
    const MissingLine *x = a, *y = b;
    int found = str_compare(x->above, y->above);
    return found ? found : str_compare(x->name, y->name);
}

static Fail add_missing(Ctx *c, const OrgDated *tree, FigureNames *names, const SetReport *s, MissingLineList *missing)
{
    for (size_t i = 0; i < s->report.agencies.n; i++) {
        const AgencyReport *k = &s->report.agencies.at[i];
        const FigureName *name, *above = NULL;
        const Org *parent = org_dated_parent(tree, k->org, s->report.term.last);
        if (k->state < REPORT_PART) continue;
        TRY(figure_name(c, names, k->org->code, &name));
        if (parent && !str_equal(parent->kind, S("ubnd-tinh"))) TRY(figure_name(c, names, parent->code, &above));
        *list_add(&c->mem, missing) = (MissingLine){.code = s->set->code,
                                                    .title = s->set->title,
                                                    .term_words = term_name(&c->mem, s->report.term),
                                                    .name = name->name,
                                                    .state_words = str_of(report_states[k->state].name),
                                                    .org = k->org->code,
                                                    .due = s->report.due,
                                                    .set = s->set,
                                                    .term = s->report.term,
                                                    .report = *k,
                                                    .above = above ? above->name : org_kind_name(k->org->kind)};
    }
    if (missing->n) qsort(missing->at, missing->n, sizeof *missing->at, by_above);
    return OK;
}

/* The set that is named, for the term that is named; else the first with somebody missing. */
static Fail choose(Ctx *c, const Request *q, const OrgDated *tree, SetReportList *reports, SetReport **chosen)
{
    Str code = input_text(q, "bo");
    *chosen = NULL;
    for (size_t i = 0; i < reports->n; i++) {
        SetReport *s = &reports->at[i];
        bool is_missing = s->report.n[REPORT_NONE] + s->report.n[REPORT_PART] > 0;
        if (code.n ? str_equal(s->set->code, code) : is_missing && !*chosen) *chosen = s;
    }
    if (!*chosen && reports->n && !code.n) *chosen = &reports->at[0];
    if (!*chosen) return code.n ? fail(c, FAIL_MISSING, "Bộ số liệu này không đang thu thập.") : OK;
    Term t;
    TRY(term_asked(c, q, (*chosen)->set, (*chosen)->report.term, &t));
    return t.first == (*chosen)->report.term.first ? OK : set_report(c, tree, (*chosen)->set, t, *chosen);
}

static const Column missing_columns[] = {
    COL_TEXT(MissingLine, org, "agency", .title = "Mã", .width = 14),
    COL_TEXT(MissingLine, name, "name", .title = "Cơ quan", .width = 44),
    COL_TEXT(MissingLine, above, "above", .title = "Thuộc", .width = 30),
    COL_TEXT(MissingLine, code, "set"),
    COL_TEXT(MissingLine, title, "set_title", .title = "Bộ số liệu", .width = 40),
    COL_TEXT(MissingLine, term_words, "term", .title = "Kỳ", .width = 24),
    COL_TEXT(MissingLine, state_words, "state", .title = "Tình trạng", .width = 18),
    COL_DAY(MissingLine, due, "due", .title = "Hạn"),
    {0}};
static const Record missing_record = {.name = "IndicatorMissing", .columns = missing_columns};
static const Column reports_columns[] = {COL_ROWS_AT(ReportPage, missing, "missing", &missing_record), {0}};
const Record reports_record = {.name = "IndicatorReports", .columns = reports_columns};

/* What the page and its JSON say; what it points to is in c's memory. */
static Fail find_reports(Ctx *c, const Request *q, ReportPage *m)
{
    IndicatorSetList *sets = NEW(&c->mem, IndicatorSetList, 1);
    SetReportList *reports = NEW(&c->mem, SetReportList, 1);
    MissingLineList *missing = NEW(&c->mem, MissingLineList, 1);
    const OrgDated *tree;
    FigureNames *names;
    SetReport *chosen;
    TRY(indicator_sets(c, sets));
    TRY(org_dated(c, &tree));
    TRY(reports_of(c, tree, sets, reports));
    TRY(choose(c, q, tree, reports, &chosen));
    TRY(figure_names(c, chosen ? chosen->report.term.last : c->today, &names));
    if (chosen) TRY(add_missing(c, tree, names, chosen, missing));
    *m = (ReportPage){.q = q, .sets = reports, .chosen = chosen, .missing = missing, .today = c->today};
    return OK;
}

static Fail draw_reports(Ctx *c, const Request *q, Reply *r, Out *o, const void *unused)
{
    ReportPage m;
    (void)unused;
    TRY(find_reports(c, q, &m));
    if (m.chosen) {
        Term next = term_after(m.chosen->report.term, 1);
        m.has_next = next.first <= c->today && indicator_covers(m.chosen->set, next);
        m.may_publish = m.chosen->report.term.last < c->today;
    }
    if (!request_is_again(q) && input_given(q, "da-nhac"))
        m.told = str_format(&c->mem, "Đã gửi lời nhắc đến %lld người.", (long long)input_integer(q, "da-nhac")).p;
    shared_title(c, r, S("Ai chưa báo cáo số liệu"));
    report_page(o, &m);
    return OK;
}

Fail reports_get(Ctx *c, const Request *q, Reply *r)
{
    ReportPage m;
    if (!reply_is_json(r) && !reply_is_sheet(r)) return shared_page(c, q, r, (Str){0}, draw_reports, NULL);
    TRY(find_reports(c, q, &m));
    return reply_record(c, r, &reports_record, &m);
}

/* -- reminding -------------------------------------------------------------------------------------------------------
 */

/* One a person, a day: whoever presses twice sends once. */
static Fail remind(Ctx *c, const IndicatorSet *set, Term t, Day due, const Org *o, Str words, int *sent)
{
    PersonList people;
    Str term = term_name(&c->mem, t);
    TRY(contact_agency(c, o->code, &people));
    for (size_t i = 0; i < people.n; i++) {
        const Person *p = &people.at[i];
        Contact contact;
        bool is_sent;
        TRY(contact_of(c, p, &contact));
        Str subject = str_format(&c->mem, "Chưa có số liệu %.*s: %.*s", STR_ARGS(term), STR_ARGS(set->title));
        News news = {
            .subject = subject,
            .letter = str_format(&c->mem,
                                 "Kính gửi ông/bà %.*s, %.*s,\n\nSố liệu “%.*s” %.*s của cơ quan chưa đủ; hạn là hết "
                                 "ngày %.*s.\n%.*s%s\nMở Ngày Số, trang “Số liệu”, bấm “Nhập số”.\n",
                                 STR_ARGS(p->name), STR_ARGS(o->name), STR_ARGS(set->title), STR_ARGS(term),
                                 STR_ARGS(day_vietnamese(&c->mem, due)), STR_ARGS(words), words.n ? "\n" : ""),
            .sentence =
                str_format(&c->mem, "%.*s. Hạn %.*s.", STR_ARGS(subject), STR_ARGS(day_vietnamese(&c->mem, due))),
            .path =
                str_format(&c->mem, "/so-lieu/nhap/%.*s?ky=%.*s", STR_ARGS(set->code), STR_ARGS(term_key(&c->mem, t))),
            .dedupe =
                str_format(&c->mem, "so lieu %.*s %.*s %lld %.*s", STR_ARGS(set->code), STR_ARGS(term_key(&c->mem, t)),
                           (long long)p->id, STR_ARGS(day_iso(&c->mem, c->today)))};
        TRY(contact_send(c, p, &contact, &news, &is_sent));
        *sent += is_sent;
    }
    return OK;
}

Fail reports_post(Ctx *c, const Request *q, Reply *r)
{
    IndicatorSet set;
    IndicatorDesk *d;
    TermReport report;
    Term t;
    IdList ticked = input_ids(c, q, "co-quan");
    int sent = 0, asked = 0;
    TRY(indicator_set_by_code(c, input_text(q, "bo"), &set));
    TRY(term_asked(c, q, &set, indicator_term_now(&set, c->today), &t));
    if (!ticked.n) return fail(c, FAIL_INPUT, "Hãy đánh dấu ít nhất một cơ quan để nhắc.");
    TRY(desk_open(c, &set, &d));
    TRY(indicator_report(c, desk_tree(d), &set, t, (Str){0}, &report));
    for (size_t i = 0; i < report.agencies.n; i++) {
        const AgencyReport *k = &report.agencies.at[i];
        bool is_ticked = false;
        for (size_t n = 0; n < ticked.n && !is_ticked; n++) is_ticked = ticked.at[n] == k->org->id;
        if (!is_ticked || k->state < REPORT_PART) continue;
        TRY(remind(c, &set, t, report.due, k->org, input_text(q, "noi-dung"), &sent));
        asked++;
    }
    if (!asked) return fail(c, FAIL_CONFLICT, "Các cơ quan này vừa báo cáo đủ rồi. Hãy tải lại trang.");
    TRY(journal_write(c, (JournalEntry){.act = "Nhắc báo cáo số liệu",
                                        .object = "indicator_set",
                                        .id = set.id,
                                        .title = str_format(&c->mem, "%.*s, %.*s: %d cơ quan", STR_ARGS(set.title),
                                                            STR_ARGS(term_name(&c->mem, t)), asked),
                                        .after = input_text(q, "noi-dung")}));
    return reply_redirect(c, r, "/so-lieu/bao-cao?bo=%.*s&ky=%.*s&da-nhac=%d", STR_ARGS(set.code),
                          STR_ARGS(term_key(&c->mem, t)), sent);
}

/* -- publishing ------------------------------------------------------------------------------------------------------
 */

static Fail term_of_form(Ctx *c, const Request *q, IndicatorSet *set, IndicatorDesk **d, Term *t)
{
    TRY(indicator_set_by_code(c, input_text(q, "bo"), set));
    if (!term_read(input_text(q, "ky"), set->term, t)) return fail(c, FAIL_INPUT, "Hãy chọn kỳ nào.");
    return desk_open(c, set, d);
}

Fail publish_post(Ctx *c, const Request *q, Reply *r)
{
    IndicatorSet set;
    IndicatorDesk *d;
    Term t;
    TRY(term_of_form(c, q, &set, &d, &t));
    TRY(indicator_publish(c, d, t));
    return reply_redirect(c, r, "/so-lieu/bao-cao?bo=%.*s&ky=%.*s", STR_ARGS(set.code), STR_ARGS(term_key(&c->mem, t)));
}

Fail reopen_post(Ctx *c, const Request *q, Reply *r)
{
    IndicatorSet set;
    IndicatorDesk *d;
    Term t;
    TRY(term_of_form(c, q, &set, &d, &t));
    TRY(input_rule(q, "ly-do", indicator_reopen(c, d, t, input_text(q, "ly-do"))));
    return reply_redirect(c, r, "/so-lieu/bao-cao?bo=%.*s&ky=%.*s", STR_ARGS(set.code), STR_ARGS(term_key(&c->mem, t)));
}

/* -- the first page --------------------------------------------------------------------------------------------------
 */

typedef struct {
    const IndicatorSet *set;
    Term term;
    AgencyReport own;
    Day due;
} Owed;
typedef LIST(Owed) OwedList;

/* What the actor's agency has not reported of the terms that are over, and of the one that ends today. */
static Fail find_owed(Ctx *c, OwedList *owed)
{
    IndicatorSetList *sets = NEW(&c->mem, IndicatorSetList, 1);
    const OrgDated *tree;
    *owed = (OwedList){0};
    if (!actor_is_known(c->actor) || !c->actor->org.n) return OK;
    TRY(indicator_sets(c, sets));
    if (!sets->n || sets->at[0].state != SET_RUNNING) return OK;
    TRY(org_dated(c, &tree));
    const Org *own = org_dated_by_code(tree, c->actor->org);
    for (size_t i = 0; own && i < sets->n && sets->at[i].state == SET_RUNNING; i++) {
        const IndicatorSet *set = &sets->at[i];
        Term t = indicator_term_now(set, c->today);
        TermReport report;
        if (t.first > c->today || !indicator_covers(set, t) || !indicator_reports(tree, set, own, t)) continue;
        TRY(indicator_report(c, tree, set, t, own->code, &report));
        for (size_t k = 0; k < report.agencies.n; k++) {
            const AgencyReport *a = &report.agencies.at[k];
            if (str_equal(a->org->code, own->code) && a->state >= REPORT_PART)
                *list_add(&c->mem, owed) = (Owed){set, t, *a, report.due};
        }
    }
    return OK;
}

Fail indicator_owed_home(Ctx *c, const PanelSubject *s, Out *o)
{
    OwedList owed;
    (void)s;
    TRY(find_owed(c, &owed));
    for (size_t i = 0; i < owed.n; i++)
        owed_line(o, owed.at[i].set, owed.at[i].term, &owed.at[i].own, owed.at[i].due, c->today);
    return OK;
}

typedef struct {
    int all, late;
} Missing;

/* Of the day that c->today is. */
static Fail make_missing(Ctx *c, int64_t today, const void **made)
{
    IndicatorSetList sets;
    SetReportList reports = {0};
    const OrgDated *tree;
    Missing *m = NEW(&c->mem, Missing, 1);
    *made = m;
    TRY(indicator_sets(c, &sets));
    if (!sets.n || sets.at[0].state != SET_RUNNING) return OK;
    TRY(org_dated(c, &tree));
    TRY(reports_of(c, tree, &sets, &reports));
    for (size_t i = 0; i < reports.n; i++) {
        int n = reports.at[i].report.n[REPORT_NONE] + reports.at[i].report.n[REPORT_PART];
        m->all += n, m->late += today > reports.at[i].report.due ? n : 0;
    }
    return OK;
}

Fail indicator_reports_home(Ctx *c, const PanelSubject *s, Out *o)
{
    const void *made;
    (void)s;
    TRY(store_memo(c, make_missing, c->today, &made));
    const Missing *m = made;
    if (m->all) missing_line(o, m->all, m->late);
    return OK;
}
