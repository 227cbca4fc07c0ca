// SPDX-License-Identifier: Apache-2.0
/* numeral.c -- the Roman numerals before headings, of which OCR programs make strokes of all kinds: "I1." and "H." for
 * II., "HI." for III.  What only looks like one is one when it is the next of its list, or stands behind what a numeral
 * follows: "Quý IH/2025", "Phụ lục H". */
#include "viet/numeral.h"
#include "viet/job.h"
#include "viet/text.h"

enum { NUMERALS = 12, STROKES_MAX = 8 };
static const Str numerals[NUMERALS + 1] = {STR(""),  STR("I"),  STR("II"),  STR("III"),  STR("IV"),
                                           STR("V"), STR("VI"), STR("VII"), STR("VIII"), STR("IX"),
                                           STR("X"), STR("XI"), STR("XII")};

/* Signs and the strokes of numerals that they are made of. */
static const struct {
    Str sign, strokes;
} looks[] = {
    {STR("I"), STR("I")}, {STR("V"), STR("V")},  {STR("X"), STR("X")},    {STR("1"), STR("I")}, {STR("l"), STR("I")},
    {STR("L"), STR("I")}, {STR("|"), STR("I")},  {STR("TH"), STR("III")}, {STR("Ì"), STR("I")}, {STR("Í"), STR("I")},
    {STR("Ï"), STR("I")}, {STR("Ỉ"), STR("I")},  {STR("Ĩ"), STR("I")},    {STR("Ị"), STR("I")}, {STR("i"), STR("I")},
    {STR("J"), STR("I")}, {STR("H"), STR("II")}, {STR("v"), STR("V")},    {STR("Y"), STR("V")}, {STR("x"), STR("X")},
};

/* The strokes of what was read, none when it is no numeral; `own`: its signs are those of numerals. */
static Str strokes_of(Arena *a, Str core, bool *own)
{
    char *p = NEW(a, char, STROKES_MAX);
    size_t n = 0;
    *own = true;
    while (core.n) {
        size_t i = 0, count = sizeof looks / sizeof *looks;
        while (i < count && !str_starts(core, looks[i].sign)) i++;
        if (i == count || n + looks[i].strokes.n > STROKES_MAX) return (Str){0};
        memcpy(p + n, looks[i].strokes.p, looks[i].strokes.n);
        n += looks[i].strokes.n, core = str_from(core, looks[i].sign.n);
        *own = *own && strchr("IVX", *looks[i].sign.p) && looks[i].sign.n == 1;
    }
    return (Str){p, n};
}

int numeral_value(Str strokes)
{
    for (int i = 1; i <= NUMERALS; i++)
        if (str_equal(strokes, numerals[i])) return i;
    return 0;
}

Str numeral_misread(Arena *a, Str s, int last)
{
    bool own;
    Str strokes = strokes_of(a, s, &own);
    bool next = strokes.n && !own && last > 0 && last < NUMERALS && str_equal(strokes, numerals[last + 1]);
    return next ? numerals[last + 1] : (Str){0};
}

static bool only_strokes(Str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != 'I') return false;
    return s.n;
}

/* "IL" in a heading of capitals: the last letter took the point in. */
static bool took_point(const Piece *p)
{
    return !p->sign && p->upper_line && p->core.n > 1 && p->core.p[p->core.n - 1] == 'L';
}

/* Whether what was read before a point can be the next numeral: its strokes, or one more or less where two ran into
 * each other. */
static bool may_be(Str strokes, bool own, int next)
{
    Str meant = numerals[next];
    if (str_equal(strokes, meant)) return true;
    return !own && next > 1 && only_strokes(strokes) && only_strokes(meant) && strokes.n > 1 &&
           (strokes.n == meant.n + 1 || meant.n == strokes.n + 1);
}

static bool stands_before_heading(const Job *j, size_t i)
{
    const Piece *p = &j->pieces.at[i];
    bool marked = p->sign == '.' || took_point(p);
    return p->begins_line && marked && i + 1 < j->pieces.n && p[1].line == p->line && piece_begins_capital(&p[1]);
}

static bool reads(Job *j, size_t i, Str folded) { return str_equal(viet_fold(j->a, j->pieces.at[i].core), folded); }

/* The greatest numeral that may follow the words before piece i; 0 = none is expected there. */
static int expected_behind(Job *j, size_t i)
{
    enum { QUARTERS = 4 };
    const Piece *p = &j->pieces.at[i];
    if (!i || p[-1].line != p->line || p[-1].sign) return 0;
    if (reads(j, i - 1, S("quy"))) return QUARTERS;
    bool annex = i > 1 && p[-2].line == p->line && reads(j, i - 1, S("luc")) && reads(j, i - 2, S("phu"));
    return annex ? NUMERALS : 0;
}

/* A person looks at it: strokes that ran into each other may have been one more. */
static void find_expected(Job *j, size_t i)
{
    bool own;
    Str core = j->pieces.at[i].core;
    size_t slash = str_index(core, '/');
    int most = core.n && core.p[0] != '1' ? expected_behind(j, i) : 0;
    int numeral = most ? numeral_value(strokes_of(j->a, str_slice(core, 0, slash), &own)) : 0;
    if (!numeral || numeral > most || own) return;
    j->words[i].restored = str_format(j->a, "%.*s%.*s", STR_ARGS(numerals[numeral]), STR_ARGS(str_from(core, slash)));
    j->words[i].doubtful = true;
}

void job_find_numerals(Job *j)
{
    for (size_t i = 1; i < j->pieces.n; i++) find_expected(j, i);
    int last = 0;
    char before = 0; /* of a list of capitals: "G." comes before "H." */
    for (size_t i = 0; i < j->pieces.n; i++) {
        const Piece *p = &j->pieces.at[i];
        bool own;
        if (!stands_before_heading(j, i)) continue;
        Str strokes = strokes_of(j->a, p->core, &own);
        int numeral = numeral_value(strokes);
        bool listed = p->core.n == 1 && before && *p->core.p == before + 1;
        before = p->core.n == 1 ? *p->core.p : 0;
        if (own && numeral && p->kind != PIECE_NUMBER) last = numeral;
        if (own || !strokes.n || listed || p->kind == PIECE_NUMBER) continue;
        bool next = last < NUMERALS && may_be(strokes, own, last + 1) && (last || p->upper_line || p[1].upper_line);
        if (next) numeral = last + 1;
        else if (strokes.n < 2 || !strchr("IVX", *p->core.p)) continue; /* "I1." says itself what it is */
        if (!numeral) continue;
        last = numeral;
        j->words[i].restored =
            p->sign == '.' ? numerals[numeral] : str_format(j->a, "%.*s.", STR_ARGS(numerals[numeral]));
    }
}
