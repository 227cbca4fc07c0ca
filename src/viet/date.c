// SPDX-License-Identifier: Apache-2.0
/* date.c -- from the words of a time field to days: words and numbers (lex), then atoms, "tháng 9/2024", "ngày
 * 15/9/2024", each with the word of relation before it, then what they say together. */
#include "viet/date.h"
#include "viet/distance.h"
#include "viet/text.h"

enum { WORDS_MAX = 240, WORD_BYTES_MAX = 24, ATOMS_MAX = 24, FOLD_ROOM = 256, TWO_DIGITS_MAX = 99, LAST_WEEK = 6 };

/* -- words and numbers -------------------------------------------------------------------------------------- */

typedef struct {
    Str text;               /* slice of the input */
    char folded[FOLD_ROOM]; /* of a word */
    int number;             /* of digits, else -1 */
    char sign;              /* of punctuation: / - . , ; else 0 */
} Word;

typedef struct {
    Word word[WORDS_MAX];
    int n;
    bool guessed; /* a word was only nearly the one it was taken for */
} Words;

static void fold_small(Str text, char *to)
{
    char room[FOLD_ROOM];
    Arena small = {room, room + sizeof room, NULL, NULL};
    Str folded = viet_fold(&small, text);
    memcpy(to, folded.p, folded.n);
    to[folded.n] = 0;
}

static int number_of(Str text)
{
    int64_t value;
    return text.n <= 4 && text.p[0] != '-' && str_integer(text, &value) ? (int)value : -1;
}

static char sign_of(Str text)
{
    if (text.n == 1 && strchr("/-.,;()", text.p[0])) return text.p[0];
    if (str_equal(text, S("–")) || str_equal(text, S("—")) || str_equal(text, S("÷"))) return '-';
    return 0;
}

static void lex(Str text, Words *w)
{
    w->n = 0, w->guessed = false;
    for (Str token; w->n < WORDS_MAX && viet_token(&text, &token);) {
        Word *word = &w->word[w->n++];
        *word = (Word){.text = token, .number = number_of(token), .sign = sign_of(token)};
        if (word->number < 0 && !word->sign && token.n <= WORD_BYTES_MAX) fold_small(token, word->folded);
    }
}

/* True when word `i` is `meant`, also when the OCR spoilt one letter of it. */
static bool is(Words *w, int i, const char *meant)
{
    if (i < 0 || i >= w->n || !w->word[i].folded[0]) return false;
    if (!strcmp(w->word[i].folded, meant)) return true;
    Str read = str_of(w->word[i].folded), wanted = str_of(meant);
    if (wanted.n < 3 || read.p[0] != wanted.p[0] || viet_distance(read, wanted, 0.72) > 0.72) return false;
    w->guessed = true;
    return true;
}

static bool is_exact(const Words *w, int i, const char *meant)
{
    return i >= 0 && i < w->n && !strcmp(w->word[i].folded, meant);
}

static int number_at(const Words *w, int i) { return i >= 0 && i < w->n ? w->word[i].number : -1; }
static char sign_at(const Words *w, int i) { return i >= 0 && i < w->n ? w->word[i].sign : 0; }
static bool is_year(int n) { return n >= YEAR_MIN && n <= YEAR_MAX; }
static bool is_month(int n) { return n >= 1 && n <= 12; }
static bool is_day(int n) { return n >= 1 && n <= 31; }
static bool is_date_sign(char c) { return c == '/' || c == '-' || c == '.'; }

/* -- atoms -------------------------------------------------------------------------------------------------- */

typedef enum { NOTHING, FROM, UNTIL, BEFORE, AND } Relation;

typedef struct {
    Precision precision;
    int year, month, day; /* 0 = not said; month holds the quarter for PRECISION_QUARTER */
    int half;             /* 1, 2: "6 tháng đầu năm", "6 tháng cuối năm" */
    int week, last_week;  /* 1..5 of the month: "tuần 3, 4 tháng 10"; LAST_WEEK = "tuần cuối" */
    Relation relation;    /* the words before it */
    bool slip;            /* "ngày 10/2024" */
    bool lent;            /* the year was said of what stands behind it */
    int begin, end;       /* words [begin, end) */
} Atom;

typedef struct {
    Atom atom[ATOMS_MAX];
    int n;
} Atoms;

static int roman_quarter(const Words *w, int i)
{
    static const char *const roman[] = {"i", "ii", "iii", "iv"};
    for (int q = 0; q < 4; q++)
        if (is_exact(w, i, roman[q])) return q + 1;
    int n = number_at(w, i);
    return n >= 1 && n <= 4 ? n : 0;
}

/* Also days and months that no calendar has, "32/1/2024", "15/13/2024": note_slips settles them. */
static bool take_full_date(Words *w, int i, Atom *a)
{
    int d = number_at(w, i), m = number_at(w, i + 2);
    if (d < 0 || d > TWO_DIGITS_MAX || m < 1 || m > TWO_DIGITS_MAX) return false;
    if (is_date_sign(sign_at(w, i + 1)) && is_date_sign(sign_at(w, i + 3)) && is_year(number_at(w, i + 4))) {
        *a = (Atom){PRECISION_DAY, number_at(w, i + 4), m, d, .begin = i, .end = i + 5};
        return true;
    }
    if (!is(w, i + 1, "thang") || !is_month(m)) return false;
    int at = i + 3;
    if (sign_at(w, at) == ',') at++;
    bool named = is(w, at, "nam") || sign_at(w, at) == '/';
    int year = number_at(w, named ? at + 1 : i + 3);
    if (!is_year(year) || (!is_day(d) && !is(w, i - 1, "ngay"))) return false;
    *a = (Atom){PRECISION_DAY, year, m, d, .begin = i, .end = named ? at + 2 : i + 4};
    return true;
}

/* "10/2024", "tháng 10", "tháng 10 năm 2024", and "ngày 10/2024", which is a slip. */
static bool take_month(Words *w, int i, Atom *a)
{
    bool named = is(w, i, "thang");
    int at = named ? i + 1 : i, month = number_at(w, at);
    if (!is_month(month)) return false;
    *a = (Atom){PRECISION_MONTH, 0, month, 0, .begin = i, .end = at + 1};
    if (is_date_sign(sign_at(w, at + 1)) && is_year(number_at(w, at + 2))) {
        a->year = number_at(w, at + 2), a->end = at + 3;
        a->slip = !named && is(w, i - 1, "ngay");
        return true;
    }
    return named;
}

/* "1", "thứ hai", "đầu", "cuối" behind "tuần", or behind "tuần 3," and "tuần 3 và": the week, or 0. */
static int week_number(Words *w, int *i)
{
    static const struct {
        const char *folded;
        int week;
    } named[] = {{"dau", 1}, {"nhat", 1}, {"hai", 2}, {"ba", 3}, {"tu", 4}, {"cuoi", LAST_WEEK}};
    if (is_exact(w, *i, "thu")) (*i)++;
    int n = number_at(w, *i);
    for (size_t k = 0; n < 0 && k < sizeof named / sizeof *named; k++)
        if (is_exact(w, *i, named[k].folded)) n = named[k].week;
    if (n < 1 || n > LAST_WEEK) return 0;
    (*i)++;
    return n;
}

/* "Tuần 1 tháng 10", "tuần thứ hai của tháng 9 năm 2024", "tuần 3, 4 tháng 10/2024" */
static bool take_week(Words *w, int i, Atom *a)
{
    if (!is_exact(w, i, "tuan")) return false;
    int at = i + 1, first = week_number(w, &at), last = first;
    if (!first) return false;
    while (sign_at(w, at) == ',' || sign_at(w, at) == '-' || is_exact(w, at, "va")) {
        at += 1 + is_exact(w, at + 1, "tuan");
        if (!(last = week_number(w, &at))) return false;
    }
    if (is_exact(w, at, "cua") || is_exact(w, at, "trong")) at++;
    if (!is(w, at, "thang") || !take_month(w, at, a)) return false;
    a->begin = i, a->week = first, a->last_week = last;
    return true;
}

static bool take_day_without_year(Words *w, int i, Atom *a)
{
    int d = number_at(w, i), m = number_at(w, i + 2);
    if (d < 1 || d > 31) return false;
    if ((sign_at(w, i + 1) == '/' || is(w, i + 1, "thang")) && is_month(m) && sign_at(w, i + 3) != '/') {
        *a = (Atom){PRECISION_DAY, 0, m, d, .begin = i, .end = i + 3};
        return true;
    }
    if (!is(w, i - 1, "ngay")) return false;
    *a = (Atom){PRECISION_DAY, 0, 0, d, .begin = i, .end = i + 1}; /* "từ ngày 01 đến ngày 10/10/2024" */
    return true;
}

static bool take_quarter(Words *w, int i, Atom *a)
{
    int quarter = roman_quarter(w, i + 1);
    if (!is_exact(w, i, "quy") || !quarter) return false;
    *a = (Atom){PRECISION_QUARTER, 0, quarter, 0, .begin = i, .end = i + 2};
    if (is_date_sign(sign_at(w, i + 2)) && is_year(number_at(w, i + 3))) a->year = number_at(w, i + 3), a->end = i + 4;
    return true;
}

static bool take_half_year(Words *w, int i, Atom *a)
{
    bool six = number_at(w, i) == 6 || is_exact(w, i, "sau");
    if (!six || !is(w, i + 1, "thang") || !(is_exact(w, i + 2, "dau") || is_exact(w, i + 2, "cuoi"))) return false;
    *a = (Atom){PRECISION_QUARTER, .half = is_exact(w, i + 2, "dau") ? 1 : 2, .begin = i, .end = i + 3};
    if (is(w, i + 3, "nam")) a->end++;
    if (is_year(number_at(w, a->end))) a->year = number_at(w, a->end++);
    return true;
}

static bool take_year(Words *w, int i, Atom *a)
{
    bool named = is(w, i, "nam");
    int year = number_at(w, named ? i + 1 : i);
    bool span = is_year(year) && ((sign_at(w, i + 1) == '-' && is_year(number_at(w, i + 2))) ||
                                  (sign_at(w, i - 1) == '-' && is_year(number_at(w, i - 2))));
    bool stage = i > 0 && is_exact(w, i - 1, "doan");
    if (!is_year(year) || !(named || span || stage || is(w, i - 1, "nam"))) return false;
    *a = (Atom){PRECISION_YEAR, year, .begin = i, .end = named ? i + 2 : i + 1};
    return true;
}

/* The bare second member of a list or span: "quý III, IV năm 2024", "tháng 9-10/2024", "tháng 9 và 10". */
static bool take_next_of_list(Words *w, int i, const Atom *last, Atom *a)
{
    if (!last || last->end >= i || i - last->end > 2) return false;
    if (last->precision == PRECISION_QUARTER && !last->half) {
        int quarter = roman_quarter(w, i);
        if (!quarter) return false;
        *a = (Atom){PRECISION_QUARTER, 0, quarter, 0, .begin = i, .end = i + 1};
        if (is_date_sign(sign_at(w, i + 1)) && is_year(number_at(w, i + 2)))
            a->year = number_at(w, i + 2), a->end = i + 3;
        return true;
    }
    if (last->precision != PRECISION_MONTH || last->year || !is_month(number_at(w, i))) return false;
    *a = (Atom){PRECISION_MONTH, 0, number_at(w, i), 0, .begin = i, .end = i + 1};
    return true;
}

/* "chậm nhất", "muộn nhất", "hạn chót", "hạn cuối", "không quá" */
static bool names_limit(const Words *w, int i)
{
    static const char *const limits[][2] = {{"cham", "nhat"}, {"muon", "nhat"}, {"tre", "nhat"},   {"han", "chot"},
                                            {"han", "cuoi"},  {"khong", "qua"}, {"khong", "muon"}, {"khong", "cham"}};
    for (size_t k = 0; k < sizeof limits / sizeof *limits; k++)
        if (is_exact(w, i, limits[k][0]) && is_exact(w, i + 1, limits[k][1])) return true;
    return false;
}

/* The relation that the words in [from, to) give to what follows them. */
static Relation relation_of(Words *w, int from, int to)
{
    Relation r = NOTHING;
    for (int i = from; i < to; i++) {
        if (is_exact(w, i, "truoc")) r = BEFORE;
        else if (names_limit(w, i) && r != BEFORE) r = UNTIL;
        else if (is_exact(w, i, "den") || is_exact(w, i, "toi")) r = UNTIL;
        else if (is_exact(w, i, "het")) r = UNTIL;
        else if (is_exact(w, i, "tu") || is_exact(w, i, "tir") || is_exact(w, i, "ti")) r = FROM;
        else if (sign_at(w, i) == '-' && r == NOTHING) r = UNTIL;
        else if ((is_exact(w, i, "va") || is_exact(w, i, "hoac") || sign_at(w, i) == ',' || sign_at(w, i) == ';') &&
                 r == NOTHING)
            r = AND;
    }
    return r;
}

static bool take_atom(Words *w, int i, const Atom *last, Atom *a)
{
    return take_full_date(w, i, a) || take_week(w, i, a) || take_half_year(w, i, a) || take_month(w, i, a) ||
           take_quarter(w, i, a) || take_day_without_year(w, i, a) || take_next_of_list(w, i, last, a) ||
           take_year(w, i, a);
}

static void find_atoms(Words *w, Atoms *atoms)
{
    int since = 0;
    atoms->n = 0;
    for (int i = 0; i < w->n && atoms->n < ATOMS_MAX;) {
        Atom *a = &atoms->atom[atoms->n], *last = atoms->n ? a - 1 : NULL;
        if (!take_atom(w, i, last, a)) {
            i++;
            continue;
        }
        a->relation = relation_of(w, since, a->begin);
        since = i = a->end;
        /* "quý III, IV năm 2024": the year belongs to what stands before it and has none. */
        bool gives_year = a->precision == PRECISION_YEAR && last && !last->year &&
                          (a->relation == NOTHING || a->relation == AND) && a->begin - last->end <= 1;
        if (!gives_year) {
            atoms->n++;
            continue;
        }
        for (Atom *before = last; before >= atoms->atom && !before->year; before--)
            before->year = a->year, before->lent = before != last;
    }
}

/* Months since the year 0 with which an atom begins. */
static int months_of(const Atom *a)
{
    int month = a->half ? a->half * 6 - 5 : a->precision == PRECISION_QUARTER ? a->month * 3 - 2 : a->month;
    return a->year * 12 + month;
}

/* Years and months that are not said come from the atom after, else before, else from the date of issue; of a span
 * that goes over the new year, "từ tháng 11 đến tháng 2/2025", from the year beside it. */
static void complete(Atoms *atoms, Day issued)
{
    int year = 0, month = 0, day;
    bool said[ATOMS_MAX];
    if (issued != NO_DAY) day_split(issued, &year, &month, &day);
    for (int i = 0; i < atoms->n; i++) said[i] = atoms->atom[i].year && !atoms->atom[i].lent;
    for (int i = 0; i < atoms->n; i++)
        if (said[i]) {
            year = atoms->atom[i].year;
            break;
        }
    for (int i = atoms->n - 1; i >= 0; i--) {
        Atom *a = &atoms->atom[i], *after = i + 1 < atoms->n ? a + 1 : NULL;
        if (!a->month && !a->half && a->precision == PRECISION_DAY) a->month = after ? after->month : month;
        if (!a->year) a->year = after ? after->year : year;
    }
    Atom *first = atoms->atom, *last = first + 1;
    bool span = atoms->n == 2 && (last->relation == UNTIL || (first->relation == FROM && last->relation == BEFORE));
    if (!span || first->precision == PRECISION_YEAR || last->precision == PRECISION_YEAR ||
        months_of(first) <= months_of(last))
        return;
    if (!said[1]) last->year++;
    else if (!said[0]) first->year--;
}

/* Weeks as seven days each; the fourth goes on to the end of the month, the last one is its last seven days. */
static Day week_first(const Atom *a, int week)
{
    Day end = day_month_end(a->year, a->month);
    if (end == NO_DAY) return NO_DAY;
    return week == LAST_WEEK ? end - 6 : day_of(a->year, a->month, week > 4 ? 29 : week * 7 - 6);
}

static Day atom_first(const Atom *a)
{
    switch (a->precision) {
    case PRECISION_DAY: return day_of(a->year, a->month, a->day);
    case PRECISION_MONTH: return a->week ? week_first(a, a->week) : day_of(a->year, a->month, 1);
    case PRECISION_QUARTER: return day_of(a->year, a->half ? a->half * 6 - 5 : a->month * 3 - 2, 1);
    case PRECISION_YEAR: return day_of(a->year, 1, 1);
    default: return NO_DAY;
    }
}

static Day atom_last(const Atom *a)
{
    switch (a->precision) {
    case PRECISION_DAY: return day_of(a->year, a->month, a->day);
    case PRECISION_MONTH:
        return a->week && a->last_week < 4 ? week_first(a, a->last_week + 1) - 1 : day_month_end(a->year, a->month);
    case PRECISION_QUARTER: return day_month_end(a->year, a->half ? a->half * 6 : a->month * 3);
    case PRECISION_YEAR: return day_of(a->year, 12, 31);
    default: return NO_DAY;
    }
}

/* -- what a field says -------------------------------------------------------------------------------------- */

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
    lex(text, &w);
    find_atoms(&w, &atoms);
    complete(&atoms, issued);
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

FoundDate viet_find_date(Str text)
{
    Words w;
    Atom a;
    FoundDate found = {.day = NO_DAY};
    for (bool more = true; more;) {
        lex(text, &w);
        more = w.n == WORDS_MAX;
        for (int i = 0; i < w.n; i++) {
            w.guessed = false;
            if (!take_full_date(&w, i, &a)) continue;
            Day day = day_of(a.year, a.month, a.day);
            if (day == NO_DAY) continue;
            bool named = is(&w, i - 1, "ngay");
            return (FoundDate){day, text_between(&w, named ? i - 1 : i, a.end), w.guessed};
        }
        if (more) { /* go on behind the words that were seen, with some overlap */
            const char *next = w.word[WORDS_MAX - 8].text.p;
            text = str_from(text, (size_t)(next - text.p));
        }
    }
    return found;
}
