// SPDX-License-Identifier: Apache-2.0
/* date.c -- what the atoms of a time field (atom.h) say together. */
#include "base/out.h"
#include "viet/atom.h"
#include "viet/text.h"

/* Where the folded phrase stands in words, or -1. */
static int phrase_at(Words *w, const char *phrase)
{
    for (int i = 0; i < w->n; i++) {
        const char *p = phrase;
        int k = i;
        while (*p && k < w->n) {
            size_t n = strcspn(p, " ");
            if (strncmp(w->word[k].folded, p, n) || w->word[k].folded[n]) break;
            p += n + (p[n] == ' '), k++;
        }
        if (!*p) return i;
    }
    return -1;
}

static Str text_between(const Words *w, int from, int to)
{
    const char *begin = w->word[from].text.p, *end = w->word[to - 1].text.p + w->word[to - 1].text.n;
    return (Str){begin, (size_t)(end - begin)};
}

static Str recurrence_of(Words *w)
{
    static const char *const phrases[] = {"thuong xuyen", "hang nam",  "hang thang",  "hang quy",
                                          "hang tuan",    "hang ngay", "dinh ky",     "moi nam",
                                          "moi quy",      "moi thang", "thuong nien", "lien tuc"};
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) {
        int at = phrase_at(w, phrases[i]);
        if (at >= 0) return text_between(w, at, at + 2);
    }
    return (Str){0};
}

static Str condition_of(Words *w, Str text)
{
    static const char *const phrases[] = {"sau khi",        "theo tien do", "khi co",        "ngay sau",
                                          "theo huong dan", "theo yeu cau", "theo ke hoach", "theo lo trinh",
                                          "theo quy dinh",  "theo chi dao"};
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++)
        if (phrase_at(w, phrases[i]) >= 0) return str_trim(text);
    return (Str){0};
}

static bool goes_on(Words *w)
{
    return phrase_at(w, "nam tiep theo") >= 0 || phrase_at(w, "nam sau") >= 0 || phrase_at(w, "tro di") >= 0;
}

/* A day that no calendar has: the last of its month; month and day exchanged; else its whole year. */
static Str settle_impossible(Arena *mem, Atom *a, Str said)
{
    if (is_month(a->month)) {
        for (a->day = 31; a->day > 27 && atom_first(a) == NO_DAY;) a->day--;
        return str_format(mem, "Không có ngày %.*s trong lịch: hiểu là ngày cuối tháng. Hãy xác nhận hoặc sửa.",
                          STR_ARGS(said));
    }
    int day = a->month;
    if (is_month(a->day) && is_day(day)) {
        a->month = a->day, a->day = day;
        if (atom_first(a) != NO_DAY)
            return str_format(mem, "Không có ngày %.*s trong lịch: hiểu là ngày %d tháng %d. Hãy xác nhận hoặc sửa.",
                              STR_ARGS(said), a->day, a->month);
    }
    a->precision = PRECISION_YEAR;
    return str_format(mem, "Không có ngày %.*s trong lịch: hiểu là cả năm. Hãy xác nhận hoặc sửa.", STR_ARGS(said));
}

static void note_slips(Arena *mem, const Words *w, Atoms *atoms, Period *p)
{
    for (int i = 0; i < atoms->n; i++) {
        Atom *a = &atoms->atom[i];
        Str said = text_between(w, a->begin, a->end), note = {0};
        if (a->slip)
            note =
                str_format(mem, "Văn bản viết “ngày %.*s” nhưng thiếu ngày: hiểu là cả tháng. Hãy xác nhận hoặc sửa.",
                           STR_ARGS(said));
        else if (a->week && atom_first(a) != NO_DAY)
            note =
                str_format(mem, "Văn bản viết “%.*s”: hiểu mỗi tuần là bảy ngày kể từ ngày 1. Hãy xác nhận hoặc sửa.",
                           STR_ARGS(said));
        else if (a->precision == PRECISION_DAY && a->year && a->month && atom_first(a) == NO_DAY)
            note = settle_impossible(mem, a, said);
        if (note.n) p->uncertain = true, p->note = note;
    }
}

static void add_milestones(Arena *mem, const Atoms *atoms, Period *p)
{
    for (int i = 0; i < atoms->n; i++)
        if (atoms->atom[i].precision == PRECISION_DAY) *list_add(mem, &p->milestones) = atom_last(&atoms->atom[i]);
}

/* The last day that an atom leaves: of "trước tháng 10" its first day, as "trước ngày 1/10" would say. */
static Day atom_limit(const Atom *a) { return a->relation == BEFORE && !a->slip ? atom_first(a) : atom_last(a); }

static bool is_limit(const Atom *a) { return a->relation == BEFORE || a->relation == UNTIL; }

/* Two or more atoms: a span, or a list. */
static void combine(Arena *mem, const Atoms *atoms, Period *p)
{
    const Atom *first = &atoms->atom[0], *last = &atoms->atom[atoms->n - 1];
    bool span = atoms->n == 2 && !is_limit(first) && (last->relation == UNTIL || first->relation == FROM);
    p->from = atom_first(first), p->to = atom_limit(last);
    if (span) {
        p->before = last->relation == BEFORE;
        return;
    }
    for (int i = 0; i < atoms->n; i++) {
        const Atom *a = &atoms->atom[i];
        if (atom_limit(a) > p->to) p->to = atom_limit(a);
        if (a->relation == BEFORE || (a->relation == UNTIL && i == 0))
            p->from = NO_DAY, p->before |= a->relation == BEFORE;
    }
    bool days = true;
    for (int i = 0; i < atoms->n; i++) days &= atoms->atom[i].precision == PRECISION_DAY;
    if (days) add_milestones(mem, atoms, p);
}

bool viet_period(Arena *mem, Str text, Day issued, Period *p)
{
    Words w;
    Atoms atoms;
    *p = (Period){.from = NO_DAY, .to = NO_DAY};
    words_cut(text, &w);
    atoms_find(&w, &atoms);
    atoms_complete(&atoms, issued);
    p->recurrence = recurrence_of(&w);
    if (p->recurrence.n) return true;
    bool from_now =
        phrase_at(&w, "tu nay") >= 0 || phrase_at(&w, "tir nay") >= 0 || phrase_at(&w, "tu ngay ban hanh") >= 0;
    if (!atoms.n) {
        p->condition = condition_of(&w, text);
        if (from_now) p->from = issued;
        return p->condition.n || from_now;
    }
    note_slips(mem, &w, &atoms, p);
    for (int i = 0; i < atoms.n; i++)
        if (atoms.atom[i].precision > p->precision) p->precision = atoms.atom[i].precision;
    if (atoms.n == 1) {
        const Atom *a = atoms.atom;
        p->from = is_limit(a) ? NO_DAY : atom_first(a);
        p->to = a->relation == FROM ? NO_DAY : atom_limit(a);
        p->before = a->relation == BEFORE;
    } else combine(mem, &atoms, p);
    if (from_now) p->from = issued;
    if (goes_on(&w)) p->to = NO_DAY;
    if (p->from != NO_DAY && p->to != NO_DAY && p->to < p->from) {
        p->uncertain = true;
        p->note = S("Ngày kết thúc đọc được đứng trước ngày bắt đầu. Hãy xem lại nguyên văn và sửa.");
    }
    return true;
}

Str viet_period_said(Arena *a, Str text)
{
    Words w;
    Atoms atoms;
    Out o = {.mem = a};
    const char *from = text.p;
    words_cut(text, &w);
    atoms_find(&w, &atoms);
    for (int i = 0; i < atoms.n; i++) {
        if (!atoms.atom[i].slip) continue;
        Str named = w.word[atoms.atom[i].begin - 1].text; /* "ngày" */
        out_raw(&o, (Str){from, (size_t)(named.p - from)});
        out_raw(&o, named.p[0] == 'N' ? S("Tháng") : S("tháng"));
        from = named.p + named.n;
    }
    out_raw(&o, str_from(text, (size_t)(from - text.p)));
    return out_str(&o);
}

FoundDate viet_find_date(Str text)
{
    Words w;
    Atom a;
    FoundDate found = {.day = NO_DAY};
    for (bool more = true; more;) {
        words_cut(text, &w);
        more = w.n == WORDS_MAX;
        for (int i = 0; i < w.n; i++) {
            w.guessed = false;
            if (!atom_take_date(&w, i, &a)) continue;
            Day day = day_of(a.year, a.month, a.day);
            if (day == NO_DAY) continue;
            bool named = word_is(&w, i - 1, "ngay");
            return (FoundDate){day, text_between(&w, named ? i - 1 : i, a.end), w.guessed};
        }
        if (more) { /* go on behind the words that were seen, with some overlap */
            const char *next = w.word[WORDS_MAX - 8].text.p;
            text = str_from(text, (size_t)(next - text.p));
        }
    }
    return found;
}
