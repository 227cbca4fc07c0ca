// SPDX-License-Identifier: Apache-2.0
/* atom.c -- from a text to words and numbers (words_cut), and from these to atoms, each with the word of relation
 * before it.
 */
#include "viet/atom.h"
#include "viet/distance.h"
#include "viet/text.h"

/* -- words and numbers -------------------------------------------------------------------------------------- */

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

void words_cut(Str text, Words *w)
{
    w->n = 0, w->guessed = false;
    for (Str token; w->n < WORDS_MAX && viet_token(&text, &token);) {
        Word *word = &w->word[w->n++];
        *word = (Word){.text = token, .number = number_of(token), .sign = sign_of(token)};
        if (word->number < 0 && !word->sign && token.n <= WORD_BYTES_MAX) fold_small(token, word->folded);
    }
}

bool word_is(Words *w, int i, const char *meant)
{
    if (i < 0 || i >= w->n || !w->word[i].folded[0]) return false;
    if (!strcmp(w->word[i].folded, meant)) return true;
    Str read = str_of(w->word[i].folded), wanted = str_of(meant);
    if (wanted.n < 3 || read.p[0] != wanted.p[0] || viet_distance(read, wanted, 0.72) > 0.72) return false;
    w->guessed = true;
    return true;
}

bool word_is_exact(const Words *w, int i, const char *meant)
{
    return i >= 0 && i < w->n && !strcmp(w->word[i].folded, meant);
}

/* -- atoms -------------------------------------------------------------------------------------------------- */

static int roman_quarter(const Words *w, int i)
{
    static const char *const roman[] = {"i", "ii", "iii", "iv"};
    for (int q = 0; q < 4; q++)
        if (word_is_exact(w, i, roman[q])) return q + 1;
    int n = number_at(w, i);
    return n >= 1 && n <= 4 ? n : 0;
}

/* Also days and months that no calendar has, "32/1/2024", "15/13/2024": note_slips settles them. */
bool atom_take_date(Words *w, int i, Atom *a)
{
    int d = number_at(w, i), m = number_at(w, i + 2);
    if (d < 0 || d > TWO_DIGITS_MAX || m < 1 || m > TWO_DIGITS_MAX) return false;
    if (is_date_sign(sign_at(w, i + 1)) && is_date_sign(sign_at(w, i + 3)) && is_year(number_at(w, i + 4))) {
        *a = (Atom){PRECISION_DAY, number_at(w, i + 4), m, d, .begin = i, .end = i + 5};
        return true;
    }
    if (!word_is(w, i + 1, "thang") || !is_month(m)) return false;
    int at = i + 3;
    if (sign_at(w, at) == ',') at++;
    bool named = word_is(w, at, "nam") || sign_at(w, at) == '/';
    int year = number_at(w, named ? at + 1 : i + 3);
    if (!is_year(year) || (!is_day(d) && !word_is(w, i - 1, "ngay"))) return false;
    *a = (Atom){PRECISION_DAY, year, m, d, .begin = i, .end = named ? at + 2 : i + 4};
    return true;
}

/* "10/2024", "tháng 10", "tháng 10 năm 2024", and "ngày 10/2024", which is a slip. */
static bool take_month(Words *w, int i, Atom *a)
{
    bool named = word_is(w, i, "thang");
    int at = named ? i + 1 : i, month = number_at(w, at);
    if (!is_month(month)) return false;
    *a = (Atom){PRECISION_MONTH, 0, month, 0, .begin = i, .end = at + 1};
    if (is_date_sign(sign_at(w, at + 1)) && is_year(number_at(w, at + 2))) {
        a->year = number_at(w, at + 2), a->end = at + 3;
        a->slip = !named && word_is(w, i - 1, "ngay");
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
    if (word_is_exact(w, *i, "thu")) (*i)++;
    int n = number_at(w, *i);
    for (size_t k = 0; n < 0 && k < sizeof named / sizeof *named; k++)
        if (word_is_exact(w, *i, named[k].folded)) n = named[k].week;
    if (n < 1 || n > LAST_WEEK) return 0;
    (*i)++;
    return n;
}

/* "Tuần 1 tháng 10", "tuần thứ hai của tháng 9 năm 2024", "tuần 3, 4 tháng 10/2024" */
static bool take_week(Words *w, int i, Atom *a)
{
    if (!word_is_exact(w, i, "tuan")) return false;
    int at = i + 1, first = week_number(w, &at), last = first;
    if (!first) return false;
    while (sign_at(w, at) == ',' || sign_at(w, at) == '-' || word_is_exact(w, at, "va")) {
        at += 1 + word_is_exact(w, at + 1, "tuan");
        if (!(last = week_number(w, &at))) return false;
    }
    if (word_is_exact(w, at, "cua") || word_is_exact(w, at, "trong")) at++;
    if (!word_is(w, at, "thang") || !take_month(w, at, a)) return false;
    a->begin = i, a->week = first, a->last_week = last;
    return true;
}

static bool take_day_without_year(Words *w, int i, Atom *a)
{
    int d = number_at(w, i), m = number_at(w, i + 2);
    if (d < 1 || d > 31) return false;
    if ((sign_at(w, i + 1) == '/' || word_is(w, i + 1, "thang")) && is_month(m) && sign_at(w, i + 3) != '/') {
        *a = (Atom){PRECISION_DAY, 0, m, d, .begin = i, .end = i + 3};
        return true;
    }
    /* "08 - 09/9/2025": the first of two days of a month. */
    bool span =
        sign_at(w, i + 1) == '-' && is_day(m) && m > d && sign_at(w, i + 3) == '/' && is_month(number_at(w, i + 4));
    if (!span && !word_is(w, i - 1, "ngay")) return false;
    *a = (Atom){PRECISION_DAY, 0, 0, d, .begin = i, .end = i + 1}; /* "từ ngày 01 đến ngày 10/10/2024" */
    return true;
}

static bool take_quarter(Words *w, int i, Atom *a)
{
    int quarter = roman_quarter(w, i + 1);
    if (!word_is_exact(w, i, "quy") || !quarter) return false;
    *a = (Atom){PRECISION_QUARTER, 0, quarter, 0, .begin = i, .end = i + 2};
    if (is_date_sign(sign_at(w, i + 2)) && is_year(number_at(w, i + 3))) a->year = number_at(w, i + 3), a->end = i + 4;
    return true;
}

static bool take_half_year(Words *w, int i, Atom *a)
{
    bool six = number_at(w, i) == 6 || word_is_exact(w, i, "sau");
    if (!six || !word_is(w, i + 1, "thang") || !(word_is_exact(w, i + 2, "dau") || word_is_exact(w, i + 2, "cuoi")))
        return false;
    *a = (Atom){PRECISION_QUARTER, .half = word_is_exact(w, i + 2, "dau") ? 1 : 2, .begin = i, .end = i + 3};
    if (word_is(w, i + 3, "nam")) a->end++;
    if (is_year(number_at(w, a->end))) a->year = number_at(w, a->end++);
    return true;
}

static bool take_year(Words *w, int i, Atom *a)
{
    bool named = word_is(w, i, "nam");
    int year = number_at(w, named ? i + 1 : i);
    bool span = is_year(year) && ((sign_at(w, i + 1) == '-' && is_year(number_at(w, i + 2))) ||
                                  (sign_at(w, i - 1) == '-' && is_year(number_at(w, i - 2))));
    bool stage = i > 0 && word_is_exact(w, i - 1, "doan");
    if (!is_year(year) || !(named || span || stage || word_is(w, i - 1, "nam"))) return false;
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
        if (word_is_exact(w, i, limits[k][0]) && word_is_exact(w, i + 1, limits[k][1])) return true;
    return false;
}

/* The relation that the words in [from, to) give to what follows them. */
static Relation relation_of(Words *w, int from, int to)
{
    Relation r = NOTHING;
    for (int i = from; i < to; i++) {
        if (word_is_exact(w, i, "truoc")) r = BEFORE;
        else if (names_limit(w, i) && r != BEFORE) r = UNTIL;
        else if (word_is_exact(w, i, "den") || word_is_exact(w, i, "toi")) r = UNTIL;
        else if (word_is_exact(w, i, "het")) r = UNTIL;
        else if (word_is_exact(w, i, "tu") || word_is_exact(w, i, "tir") || word_is_exact(w, i, "ti")) r = FROM;
        else if (sign_at(w, i) == '-' && r == NOTHING) r = UNTIL;
        else if ((word_is_exact(w, i, "va") || word_is_exact(w, i, "hoac") || sign_at(w, i) == ',' ||
                  sign_at(w, i) == ';') &&
                 r == NOTHING)
            r = AND;
    }
    return r;
}

static bool take_atom(Words *w, int i, const Atom *last, Atom *a)
{
    return atom_take_date(w, i, a) || take_week(w, i, a) || take_half_year(w, i, a) || take_month(w, i, a) ||
           take_quarter(w, i, a) || take_day_without_year(w, i, a) || take_next_of_list(w, i, last, a) ||
           take_year(w, i, a);
}

void atoms_find(Words *w, Atoms *atoms)
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

void atoms_complete(Atoms *atoms, Day issued)
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

Day atom_first(const Atom *a)
{
    switch (a->precision) {
    case PRECISION_DAY: return day_of(a->year, a->month, a->day);
    case PRECISION_MONTH: return a->week ? week_first(a, a->week) : day_of(a->year, a->month, 1);
    case PRECISION_QUARTER: return day_of(a->year, a->half ? a->half * 6 - 5 : a->month * 3 - 2, 1);
    case PRECISION_YEAR: return day_of(a->year, 1, 1);
    default: return NO_DAY;
    }
}

Day atom_last(const Atom *a)
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
