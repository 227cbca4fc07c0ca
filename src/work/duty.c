// SPDX-License-Identifier: Apache-2.0
/* duty.c -- what one duty of a plan asks, and until when: "Tham mưu dự toán trước ngày 15/4/2024, báo cáo kết quả trước
 * ngày 15/12/2024" asks twice. */
#include "viet/date.h"
#include "viet/text.h"
#include "work/inside.h"

/* The last word of *folded, taken off. */
static Str last_word(Str *folded)
{
    *folded = str_trim(*folded);
    size_t at = folded->n;
    while (at && folded->p[at - 1] != ' ') at--;
    Str word = str_from(*folded, at);
    *folded = str_slice(*folded, 0, at);
    return word;
}

/* "trước", also as OCR reads it: "trudc", "trucc". */
static bool is_before(Str word)
{
    return word.n >= 4 && word.n <= 6 && str_starts(word, S("tru")) && str_ends(word, S("c"));
}

typedef enum { DATE_ONLY, DATE_BEFORE, DATE_UNTIL } DateRole;

/* What the words in front of a date make of it; *front loses them.  Nothing but such words makes it a due day: a duty
 * also names the days of decrees. */
static DateRole role_of_date(Str *front)
{
    Str rest = *front, word = last_word(&rest);
    if (str_equal(word, S("ngay"))) word = last_word(&rest);
    DateRole role = is_before(word) ? DATE_BEFORE : DATE_ONLY;
    if (role == DATE_ONLY) {
        if (str_equal(word, S("la")) || str_equal(word, S("vao")) || str_equal(word, S("den"))) word = last_word(&rest);
        Str front_of_it = last_word(&rest);
        if ((str_equal(front_of_it, S("cham")) && str_equal(word, S("nhat"))) ||
            (str_equal(front_of_it, S("den")) && str_equal(word, S("het"))))
            role = DATE_UNTIL;
    }
    if (role != DATE_ONLY) *front = rest;
    return role;
}

/* Whether what stands before its due day says by itself what is to be done: "báo cáo kết quả", not "và", "lần 2". */
static bool says_what(Str front)
{
    static const char *const counts[] = {"lan", "dot", "ky", "cham"};
    Str word, first = {0};
    size_t n = 0;
    while (str_cut(&front, ' ', &word)) {
        while (word.n && strchr(",;.:", word.p[0])) word = str_from(word, 1);
        if (word.n && !str_equal(word, S("va")) && !n++) first = word;
    }
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        if (str_equal(first, str_of(counts[i]))) return false;
    return n > 1;
}

static Str piece_of(Arena *a, Str s)
{
    s = str_trim(s);
    while (s.n && strchr(",;. ", s.p[0])) s = str_from(s, 1);
    if (str_starts(s, S("và "))) s = str_from(s, strlen("và "));
    while (s.n && strchr(",;. ", s.p[s.n - 1])) s = str_slice(s, 0, s.n - 1);
    return viet_capital(a, s);
}

void duty_asks(Arena *a, Str text, Day issued, DutyAskList *asks)
{
    bool each_says = true;
    size_t at = 0, from = 0, last = 0; /* bytes that were looked at; behind the last due day; where its piece begins */
    *asks = (DutyAskList){0};
    for (FoundDate f; f = viet_find_date(str_from(text, at)), f.day != NO_DAY;) {
        size_t begin = (size_t)(f.text.p - text.p);
        Str front = viet_fold(a, str_slice(text, from, begin));
        DateRole role = role_of_date(&front);
        at = begin + f.text.n;
        if (role == DATE_ONLY || (issued != NO_DAY && f.day < issued)) continue;
        each_says &= !asks->n || says_what(front);
        Day due = role == DATE_BEFORE ? f.day - 1 : f.day;
        *list_add(a, asks) = (DutyAsk){piece_of(a, str_slice(text, from, at)), due};
        last = from, from = at;
    }
    if (!asks->n) *list_add(a, asks) = (DutyAsk){text, NO_DAY};
    bool apart = asks->n > 1 && each_says;
    for (size_t i = 0; i < asks->n && !apart; i++) asks->at[i].text = text;
    if (apart) asks->at[asks->n - 1].text = piece_of(a, str_from(text, last)); /* with what stands behind its day */
}
