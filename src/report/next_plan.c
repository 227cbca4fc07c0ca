// SPDX-License-Identifier: Apache-2.0
#include "report/next_plan.h"
#include "doc/doc.h"
#include "plan/export.h"
#include "reading/written.h"
#include "work/work.h"

const char *const next_note_titles[NEXT_NOTES] = {
    [NEXT_BASE] = "Căn cứ: kiểm tra còn hiệu lực",
    [NEXT_AGENCY] = "Cơ quan đã đổi",
    [NEXT_DAY] = "Ngày rơi vào ngày nghỉ",
    [NEXT_UNDONE] = "Việc năm nay chưa xong, đề xuất làm tiếp",
};

typedef struct {
    Ctx *c;
    NextPlan *next;
    Reading r;
    Day begins;         /* of next year's plan: agencies are those of that day */
    LIST(Str) old, new; /* names of agencies that ended, and of who came after them */
} Making;

static void note(Ctx *c, NextPlan *next, NextNoteKind kind, Str text)
{
    *list_add(&c->mem, &next->notes) = (NextNote){kind, text};
}

/* -- texts a year later -------------------------------------------------------------------------------------------- */

/* "136/KH-UBND", "17/2022/NĐ-CP": the number of a document. */
static bool is_symbol(Str word)
{
    bool slash = false, letter = false;
    if (!word.n) return false;
    for (size_t i = 0; i < word.n; i++) {
        slash |= word.p[i] == '/';
        letter |= (word.p[i] >= 'A' && word.p[i] <= 'Z') || (unsigned char)word.p[i] >= 0xC3;
    }
    return slash && letter && word.p[0] >= '0' && word.p[0] <= '9';
}

static bool is_digit(Str s, size_t i) { return i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; }

/* The year in a word, standing alone: "2024", "15/9/2024,"; its place, else the word's end. */
static size_t year_in(Str word, Str year)
{
    for (size_t at = 0; at + year.n <= word.n; at++)
        if (str_equal(str_slice(word, at, at + year.n), year) && !is_digit(word, at + year.n) &&
            !(at && is_digit(word, at - 1)))
            return at;
    return word.n;
}

Str text_next_year(Arena *a, Str text, int year)
{
    enum { DATE_WORDS = 7 }; /* "ngày 11 tháng 8 năm 2024" behind the number of a document is that document's */
    Str now = str_format(a, "%d", year), then = str_format(a, "%d", year + 1), word;
    Out o = {.mem = a};
    int cited = 0;
    while (text.n) {
        size_t n = 0;
        while (n < text.n && text.p[n] != ' ' && text.p[n] != '\n') n++;
        word = str_slice(text, 0, n);
        bool ends = word.n && strchr(",;.)", word.p[word.n - 1]);
        if (is_symbol(word)) cited = DATE_WORDS;
        size_t at = cited ? word.n : year_in(word, now);
        if (at < word.n)
            out_format(&o, "%.*s%.*s%.*s", (int)at, word.p, STR_ARGS(then), STR_ARGS(str_from(word, at + now.n)));
        else out_raw(&o, word);
        bool dated = !is_symbol(word) && year_in(word, now) < word.n;
        cited = !cited || ends || dated ? 0 : cited - 1;
        if (n < text.n) out_char(&o, text.p[n++]);
        text = str_from(text, n);
    }
    return out_str(&o);
}

/* -- agencies ------------------------------------------------------------------------------------------------------ */

static bool has_ended(const Making *m, const Org *org) { return org->to != NO_DAY && org->to <= m->begins; }

/* Who has its work on the first day of next year's plan; several are told as several. */
static Fail successor(Making *m, const Org *org, Str *name)
{
    enum { HOPS = 8 };
    Org at = *org;
    *name = (Str){0};
    for (int i = 0; i < HOPS && has_ended(m, &at); i++) {
        OrgSuccessorList all;
        Out o = {.mem = &m->c->mem};
        TRY(org_successors(m->c, at.id, &all));
        if (!all.n) return OK;
        for (size_t k = 0; k < all.n; k++) out_format(&o, "%s%.*s", k ? ", " : "", STR_ARGS(all.at[k].org.name));
        *name = out_str(&o);
        if (all.n > 1 || !all.at[0].org.code.n) return OK;
        at = all.at[0].org;
    }
    return OK;
}

static Fail look_at_party(Making *m, const Party *p)
{
    Str name, printed = p->source.text;
    if (!p->org || !has_ended(m, p->org)) return OK;
    for (size_t i = 0; i < m->old.n; i++)
        if (str_equal(m->old.at[i], printed)) return OK;
    TRY(successor(m, p->org, &name));
    if (!name.n) {
        note(m->c, m->next, NEXT_AGENCY,
             str_format(&m->c->mem, "%.*s không còn; chưa rõ cơ quan kế tiếp.", STR_ARGS(printed)));
        name = printed;
    } else note(m->c, m->next, NEXT_AGENCY, str_format(&m->c->mem, "%.*s → %.*s", STR_ARGS(printed), STR_ARGS(name)));
    *list_add(&m->c->mem, &m->old) = printed;
    *list_add(&m->c->mem, &m->new) = name;
    return OK;
}

static Fail look_at_parties(Making *m, const PartyList *list)
{
    for (size_t i = 0; i < list->n; i++) TRY(look_at_party(m, &list->at[i]));
    return OK;
}

static Fail look_at_agencies(Making *m)
{
    const Reading *r = &m->r;
    for (size_t i = 0; i < r->activities.n; i++) {
        TRY(look_at_parties(m, &r->activities.at[i].leads));
        TRY(look_at_parties(m, &r->activities.at[i].partners));
        TRY(look_at_parties(m, &r->activities.at[i].audience));
    }
    for (size_t i = 0; i < r->assignments.n; i++) TRY(look_at_parties(m, &r->assignments.at[i].agencies));
    for (size_t i = 0; i < r->recipients.n; i++) TRY(look_at_parties(m, &r->recipients.at[i].agencies));
    return look_at_parties(m, &r->report_by);
}

/* The issuer, where the directory knows that it ended. */
static Fail look_at_issuer(Making *m, const Directory *directory)
{
    Str name, printed = m->r.issuer.text;
    const Org *org = directory_exact(directory, org_key(&m->c->mem, printed, false));
    if (!org || !has_ended(m, org)) return OK;
    TRY(successor(m, org, &name));
    if (!name.n) name = printed;
    note(m->c, m->next, NEXT_AGENCY,
         str_format(&m->c->mem, "Cơ quan ban hành: %.*s → %.*s", STR_ARGS(printed), STR_ARGS(name)));
    m->r.issuer.text = name;
    return OK;
}

/* -- every text of it ---------------------------------------------------------------------------------------------- */

static void renew(Making *m, Text *t) { t->text = text_next_year(&m->c->mem, t->text, m->next->year - 1); }

/* The longest of the names that ended which stands at the front of a text; n when there is none. */
static size_t old_at(const Making *m, Str text)
{
    size_t longest = m->old.n;
    for (size_t i = 0; i < m->old.n; i++)
        if (str_starts(text, m->old.at[i]) && (longest == m->old.n || m->old.at[i].n > m->old.at[longest].n))
            longest = i;
    return longest;
}

/* What names agencies.  Running text keeps its words: there a name may be part of a citation. */
static void rename_in(Making *m, Text *t)
{
    Out o = {.mem = &m->c->mem};
    renew(m, t);
    for (Str rest = t->text; rest.n;) {
        size_t k = old_at(m, rest);
        if (k < m->old.n) out_raw(&o, m->new.at[k]);
        else out_char(&o, rest.p[0]);
        rest = str_from(rest, k < m->old.n ? m->old.at[k].n : 1);
    }
    t->text = out_str(&o);
}

static void rename_parties(Making *m, PartyList *list)
{
    for (size_t i = 0; i < list->n; i++) rename_in(m, &list->at[i].source);
}

static void renew_list(Making *m, TextList *list)
{
    for (size_t i = 0; i < list->n; i++) renew(m, &list->at[i]);
}

static void renew_activity(Making *m, Activity *a)
{
    Text *texts[] = {&a->group, &a->title, &a->formats_label, &a->scale, &a->place, &a->theme, &a->time};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) renew(m, texts[i]);
    renew_list(m, &a->contents), renew_list(m, &a->formats), renew_list(m, &a->products);
    rename_in(m, &a->audience_text), rename_in(m, &a->leads_text), rename_in(m, &a->partners_text);
    rename_parties(m, &a->audience), rename_parties(m, &a->leads), rename_parties(m, &a->partners);
}

static void renew_all(Making *m)
{
    Reading *r = &m->r;
    Text *texts[] = {&r->issuer,     &r->title,         &r->preamble,    &r->theme,         &r->period_text,
                     &r->allocation, &r->issue_channel, &r->report_text, &r->attached_title};
    TextList *lists[] = {&r->purposes, &r->requirements, &r->measures, &r->funding_sources, &r->footnotes};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) renew(m, texts[i]);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) renew_list(m, lists[i]);
    for (size_t i = 0; i < r->activities.n; i++) renew_activity(m, &r->activities.at[i]);
    for (size_t i = 0; i < r->assignments.n; i++) {
        rename_in(m, &r->assignments.at[i].heading);
        renew_list(m, &r->assignments.at[i].duties);
    }
    for (size_t i = 0; i < r->recipients.n; i++) rename_in(m, &r->recipients.at[i].source);
    size_t slash = str_index(r->number.text, '/');
    r->number.text = str_from(r->number.text, slash < r->number.text.n ? slash : r->number.text.n);
    r->date = NO_DAY, r->signer_name.text = (Str){0};
}

/* -- what to look at ----------------------------------------------------------------------------------------------- */

static void note_bases(Making *m)
{
    for (size_t i = 0; i < m->r.legal_bases.n; i++) {
        const LegalBase *b = &m->r.legal_bases.at[i];
        Str day = b->date == NO_DAY ? (Str){0} : day_vietnamese(&m->c->mem, b->date);
        note(m->c, m->next, NEXT_BASE,
             str_format(&m->c->mem, "%.*s%s%.*s%s%.*s%s%.*s", STR_ARGS(b->number), day.n ? " ngày " : "", STR_ARGS(day),
                        b->issuer.n ? " của " : "", STR_ARGS(b->issuer), b->about.n ? " " : "", STR_ARGS(b->about)));
    }
    for (size_t i = 0; i < m->r.unnumbered_bases.n; i++)
        note(m->c, m->next, NEXT_BASE, m->r.unnumbered_bases.at[i].text);
}

static void note_day(Making *m, Str where, Day day)
{
    if (day == NO_DAY || day_weekday(day) < SATURDAY) return;
    note(m->c, m->next, NEXT_DAY,
         str_format(&m->c->mem, "%.*s: ngày %.*s là %s.", STR_ARGS(where), STR_ARGS(day_vietnamese(&m->c->mem, day)),
                    day_weekday_name(day)));
}

static void note_days(Making *m)
{
    for (size_t i = 0; i < m->r.activities.n; i++) {
        const Activity *a = &m->r.activities.at[i];
        Period p = {0};
        if (!viet_period(&m->c->mem, a->time.text, day_of(m->next->year, 1, 1), &p) || p.precision != PRECISION_DAY)
            continue;
        Str where = str_format(&m->c->mem, "%.*s. %.*s", STR_ARGS(a->code), STR_ARGS(a->title.text));
        note_day(m, where, p.from);
        if (p.to != p.from) note_day(m, where, p.to);
    }
}

static Fail note_undone(Ctx *c, NextPlan *next)
{
    TaskCountList counts;
    PlanActivityList all;
    TRY(task_counts(c, next->card.id, GRAIN_NODE, c->today, &counts));
    TRY(plan_activities(c, next->card.id, &all));
    for (size_t i = 0; i < all.n; i++) {
        Counts n = counts_of(&counts, str_format(&c->mem, "%lld", (long long)all.at[i].node));
        int64_t given = count_total(&n) - n.class[CLASS_CANCELLED];
        int64_t open = given - n.class[CLASS_IN_TIME] - n.class[CLASS_LATE];
        if (open)
            note(c, next, NEXT_UNDONE,
                 str_format(&c->mem, "%.*s. %.*s: %lld trên %lld việc chưa xong đến ngày %.*s.",
                            STR_ARGS(all.at[i].code), STR_ARGS(all.at[i].title), (long long)open, (long long)given,
                            STR_ARGS(day_vietnamese(&c->mem, c->today))));
    }
    return OK;
}

/* -- the whole ----------------------------------------------------------------------------------------------------- */

static int day_year(Day on)
{
    int year, month, day;
    day_split(on, &year, &month, &day);
    return year;
}

/* A day in the year of its work, else its own, else `today`. */
static Day day_of_work(const Reading *r, Day today)
{
    Day on = r->period.from != NO_DAY && r->period.from ? r->period.from : r->date;
    return on && on != NO_DAY ? on : today;
}

/* The day a year after its first activity begins, else New Year. */
static Day begin_of(const Making *m)
{
    Day first = NO_DAY;
    int year, month, day;
    for (size_t i = 0; i < m->r.activities.n; i++) {
        const Activity *a = &m->r.activities.at[i];
        if (a->timed && a->period.from != NO_DAY && (first == NO_DAY || a->period.from < first)) first = a->period.from;
    }
    if (first == NO_DAY) return day_of(m->next->year, 1, 1);
    day_split(first, &year, &month, &day);
    return day_of(m->next->year, month, day == 29 && month == 2 ? 28 : day);
}

/* The plan as people corrected it, as a document: a memo, for a file is written and read again by a process apart. */
static Fail make_document(Ctx *c, int64_t plan, const void **made)
{
    Str bytes, name;
    Doc *doc = NEW(&c->mem, Doc, 1);
    TRY(plan_docx(c, plan, &bytes, &name));
    TRY(doc_read(c, bytes, doc));
    *made = doc;
    return OK;
}

/* All of it but what is known of its work.  Without a year in the plan it is year 0 and nothing else, unless `today`
 * says which one. */
static Fail draft(Ctx *c, const Doc *doc, Day today, NextPlan *next)
{
    Making m = {.c = c, .next = next};
    const Directory *directory;
    *next = (NextPlan){0};
    TRY(org_directory(c, &directory));
    TRY(reading_of_office(c, doc, directory, &(ReadingHow){.as_it_is = true}, &m.r));
    Day on = day_of_work(&m.r, today);
    if (on == NO_DAY) return OK;
    next->year = day_year(on) + 1;
    m.begins = begin_of(&m);
    note_bases(&m);
    TRY(look_at_issuer(&m, directory));
    TRY(look_at_agencies(&m));
    renew_all(&m);
    note_days(&m);
    paper_of_reading(c, &m.r, &next->paper);
    next->paper.draft = true;
    return OK;
}

/* A memo too: 500 lines of text take milliseconds to read.  A plan of hundreds of pages takes more memory than a memo
 * has: it is year 0 here, and read for each who asks. */
static Fail make_draft(Ctx *c, int64_t plan, const void **made)
{
    enum { KEPT_BYTES_MAX = 96 << 10 }; /* of text: reading takes some 230 times as much */
    NextPlan *next = NEW(&c->mem, NextPlan, 1);
    const void *doc;
    *made = next;
    TRY(make_document(c, plan, &doc));
    return ((const Doc *)doc)->text.n <= KEPT_BYTES_MAX ? draft(c, doc, NO_DAY, next) : OK;
}

Fail next_plan(Ctx *c, Id plan, NextPlan *next)
{
    const void *made, *doc;
    PlanCard card;
    TRY(plan_card(c, plan, &card));
    TRY(store_memo(c, make_draft, plan, &made));
    *next = *(const NextPlan *)made;
    if (!next->year) {
        TRY(store_memo(c, make_document, plan, &doc));
        TRY(draft(c, doc, c->today, next));
    }
    next->card = card;
    NextNoteList kept = next->notes;
    next->notes = (NextNoteList){0}; /* the memo's stays as it is */
    for (size_t i = 0; i < kept.n; i++) *list_add(&c->mem, &next->notes) = kept.at[i];
    return note_undone(c, next);
}

Str next_plan_file_name(Ctx *c, const NextPlan *next)
{
    return str_format(&c->mem, "du-thao-ke-hoach-%d.docx", next->year);
}
