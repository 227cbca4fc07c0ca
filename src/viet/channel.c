// SPDX-License-Identifier: Apache-2.0
/* channel.c -- a walk through the tree of words with one row of costs a node: how well the letters so far give the
 * first j signs that were read.  A branch ends where no row entry is within BEAM of the best word found. */
#include "viet/channel.h"
#include "viet/letter.h"
#include <math.h>
#include <utf8proc.h>

enum { LETTERS = LETTER_FIRST_SIGN, SIGNS = SIGNS_MAX, POINTS = 0x2200, LIGATURES = 0xFB00, LIGATURES_N = 7 };
enum {
    LANES = 16,
    ROW_PAD = 4,
    KINDS = 4,
    UNITS_MAX = 4096,
    TWOS_MAX = 64,
    FOUND_MAX = 1024,
    DEPTH_MAX = WORD_LETTERS_MAX + 1
};

/* A word in capitals among small letters, and the other way round. */
static const float ODD_CASE = -3;
static const float NEVER = -1e9F, BEAM = 9, FIRST_BOUND = -7, WORST_BOUND = -12, WORST_BOUND_EACH = 2.5F,
                   FREQUENT = 0.7F;
/* What no row of the table knows. */
static const float SAME = -1.5F, SAME_BASE = -5, OTHER_CASE = -6.5F, OTHER_VOWEL = -7, UNLIKE = -10, LOST = -9,
                   TWO_OF_BASE = -8.5F, TWO = -12, THREE = -14;

/* A row of the table: one or two printed letters, 0 where there is none. */
typedef struct {
    uint32_t read; /* up to three signs, ten bits each */
    uint16_t first, second;
    float score;
} Unit;

struct Channel {
    uint16_t sign[POINTS], ligature[LIGATURES_N];
    int signs;
    uint32_t point[SIGNS];
    uint16_t base[SIGNS]; /* the sign of its base letter */
    float one[LETTERS][SIGNS], none[LETTERS];
    Unit unit[UNITS_MAX]; /* of two or three signs, or of two letters; ascending by what was read */
    int units;
    /* of the word that is being looked for */
    int n;
    uint16_t read[READ_POINTS_MAX];
    float score[LETTERS][KINDS][LANES]; /* [letter][signs taken][signs taken so far] */
    uint8_t two[LETTERS][LETTERS];      /* 1 + place in twos, 0 = none */
    struct {
        uint16_t first, second;
        float score[KINDS][LANES];
    } twos[TWOS_MAX];
    int n_twos;
    const Model *model;
    const Lexicon *lexicon;
    Candidate found[FOUND_MAX];
    int n_found;
    float bound, beam;
    WordCase written;
    bool upper_line;
};

/* -- the table ---------------------------------------------------------------------------------------------- */

static uint16_t *sign_place(Channel *c, uint32_t point)
{
    if (point < POINTS) return &c->sign[point];
    if (point >= LIGATURES && point < LIGATURES + LIGATURES_N) return &c->ligature[point - LIGATURES];
    return NULL;
}

static uint16_t sign_of(Channel *c, uint32_t point)
{
    const uint16_t *at = sign_place(c, point);
    return at ? *at : 0;
}

static uint16_t sign_made(Channel *c, uint32_t point)
{
    uint16_t *at = sign_place(c, point);
    if (!at) return 0;
    if (!*at && c->signs < SIGNS) c->point[c->signs] = point, *at = (uint16_t)c->signs++;
    return *at;
}

static bool is_capital_sign(uint16_t sign) { return letter_is_capital(sign); }

static float unknown_one(const Channel *c, int letter, uint16_t sign)
{
    if (c->base[letter] != c->base[sign])
        return letter_is_vowel(letter) && sign < LETTER_FIRST_SIGN && sign && letter_is_vowel(sign) &&
                       letter_is_capital(letter) == is_capital_sign(sign)
                   ? OTHER_VOWEL
                   : UNLIKE;
    if (letter == sign) return SAME;
    return letter_is_capital(letter) == is_capital_sign(sign) ? SAME_BASE : OTHER_CASE;
}

static void make_defaults(Channel *c)
{
    c->signs = LETTER_FIRST_SIGN;
    for (int i = 1; i < LETTER_FIRST_SIGN; i++) {
        c->point[i] = letter_point(i);
        uint16_t *at = sign_place(c, c->point[i]);
        if (at) *at = (uint16_t)i;
        c->base[i] = (uint16_t)letter_of(letter_base(c->point[i]));
    }
    for (uint32_t p = ' ' + 1; p < 0x7F; p++) sign_made(c, p);
    for (int i = LETTER_FIRST_SIGN; i < SIGNS; i++) c->base[i] = (uint16_t)i;
    for (int letter = 1; letter < LETTERS; letter++) {
        c->none[letter] = LOST;
        for (int s = 0; s < SIGNS; s++) c->one[letter][s] = unknown_one(c, letter, (uint16_t)s);
    }
}

static int by_read(const void *x, const void *y)
{
    const Unit *a = x, *b = y;
    return (a->read > b->read) - (a->read < b->read);
}

static void take_row(Channel *c, Str printed, Str read, float score)
{
    uint8_t letters[2];
    int n = letters_of(printed, letters, 2), k = 0;
    uint32_t signs = 0;
    for (; read.n && k < KINDS; k++) signs = signs << 10 | sign_made(c, letter_next(&read));
    if (n < 1 || k >= KINDS) return;
    if (n == 1 && k == 0) c->none[letters[0]] = score;
    else if (n == 1 && k == 1) c->one[letters[0]][signs] = score;
    else if (c->units < UNITS_MAX) c->unit[c->units++] = (Unit){signs, letters[0], n == 2 ? letters[1] : 0, score};
}

static float number_of(Arena *a, Str s)
{
    char *end;
    const char *text = str_c(a, s);
    double value = strtod(text, &end);
    return end == text || value > 0 ? NEVER : (float)value;
}

Channel *channel_load(Arena *a, Str table)
{
    Channel *c = NEW(a, Channel, 1);
    make_defaults(c);
    for (Str line, printed, read, score; str_cut(&table, '\n', &line);) {
        if (!str_cut(&line, '\t', &printed) || !str_cut(&line, '\t', &read) || !str_cut(&line, '\t', &score)) continue;
        Arena mark = *a;
        float value = number_of(a, score);
        arena_back(a, mark);
        if (value > NEVER) take_row(c, printed, read, value);
    }
    qsort(c->unit, (size_t)c->units, sizeof *c->unit, by_read);
    return c;
}

/* -- costs of one word that was read ------------------------------------------------------------------------ */

static void cost_alone(Channel *c)
{
    for (int letter = 1; letter < LETTERS; letter++) {
        float(*s)[LANES] = c->score[letter];
        uint16_t base = c->base[letter];
        for (int j = 0; j < LANES; j++) s[0][j] = c->none[letter], s[1][j] = s[2][j] = s[3][j] = NEVER;
        for (int j = 1; j <= c->n; j++) {
            s[1][j] = c->one[letter][c->read[j - 1]];
            if (j > 1) s[2][j] = c->base[c->read[j - 1]] == base || c->base[c->read[j - 2]] == base ? TWO_OF_BASE : TWO;
            if (j > 2) s[3][j] = THREE;
        }
    }
}

static float (*two_of(Channel *c, int first, int second))[LANES]
{
    uint8_t *at = &c->two[first][second];
    if (!*at) {
        if (c->n_twos == TWOS_MAX) return NULL;
        c->twos[c->n_twos].first = (uint16_t)first, c->twos[c->n_twos].second = (uint16_t)second;
        for (int k = 0; k < KINDS; k++)
            for (int j = 0; j < LANES; j++) c->twos[c->n_twos].score[k][j] = NEVER;
        *at = (uint8_t)++c->n_twos;
    }
    return c->twos[*at - 1].score;
}

/* The rows whose signs are read[end - k, end). */
static void cost_units(Channel *c, int end, int k)
{
    uint32_t signs = 0;
    for (int i = end - k; i < end; i++) signs = signs << 10 | c->read[i];
    int from = 0, to = c->units;
    while (from < to) {
        int middle = (from + to) / 2;
        if (c->unit[middle].read < signs) from = middle + 1;
        else to = middle;
    }
    for (; from < c->units && c->unit[from].read == signs; from++) {
        const Unit *u = &c->unit[from];
        float(*s)[LANES] = u->second ? two_of(c, u->first, u->second) : c->score[u->first];
        if (s) s[k][end] = u->score;
    }
}

static void cost_word(Channel *c)
{
    for (int i = 0; i < c->n_twos; i++) c->two[c->twos[i].first][c->twos[i].second] = 0;
    c->n_twos = 0;
    cost_alone(c);
    for (int end = 1; end <= c->n; end++)
        for (int k = 1; k < KINDS && k <= end; k++) cost_units(c, end, k);
}

/* -- the walk ----------------------------------------------------------------------------------------------- */

typedef struct {
    float at[ROW_PAD + LANES]; /* those before at[ROW_PAD] are NEVER */
} Row;

/* to[j] = the best way to add this letter, or these two, to `from`. */
static void extend(const Row *restrict from, float (*restrict score)[LANES], int lanes, Row *restrict to)
{
    for (int half = 0; half < lanes; half += LANES / 2) {
        const float *f = from->at + ROW_PAD + half, *none = score[0] + half, *one = score[1] + half,
                    *two = score[2] + half, *three = score[3] + half;
        float *t = to->at + ROW_PAD + half;
        for (int j = 0; j < LANES / 2; j++) {
            float a = f[j] + none[j], b = f[j - 1] + one[j], c = f[j - 2] + two[j], d = f[j - 3] + three[j];
            a = a > b ? a : b, c = c > d ? c : d, a = a > c ? a : c;
            t[j] = a > t[j] ? a : t[j];
        }
    }
}

static float greatest(const Row *row, int n)
{
    float best = NEVER;
    for (int j = 0; j <= n; j++)
        if (row->at[ROW_PAD + j] > best) best = row->at[ROW_PAD + j];
    return best;
}

static void found(Channel *c, int word, float score)
{
    bool abbreviation = c->model->flags[word] & WORD_CAPITALS;
    if (abbreviation && c->written != CASE_ALL) return;
    if (!abbreviation && (c->written == CASE_ALL) != c->upper_line) score += ODD_CASE;
    if (score < c->bound) return;
    if (score - c->beam > c->bound) c->bound = score - c->beam;
    if (c->n_found < FOUND_MAX) c->found[c->n_found++] = (Candidate){(uint16_t)word, (uint8_t)c->written, score};
}

static void walk(Channel *c, const WordNode *node, const Row *row, const Row *before, int letter, int depth)
{
    static const Row nothing = {{NEVER, NEVER, NEVER, NEVER, NEVER, NEVER, NEVER, NEVER, NEVER, NEVER,
                                 NEVER, NEVER, NEVER, NEVER, NEVER, NEVER, NEVER, NEVER, NEVER, NEVER}};
    if (node->word) found(c, node->word, row->at[ROW_PAD + c->n]);
    if (depth == DEPTH_MAX) return;
    int lanes = c->n < LANES / 2 ? LANES / 2 : LANES;
    for (int i = 0; i < node->children; i++) {
        const WordNode *child = c->lexicon->node + node->first + i;
        bool capital = c->written == CASE_ALL || (c->written == CASE_FIRST && !depth);
        int next = capital ? letter_capital(child->letter) : child->letter;
        Row own = nothing;
        extend(row, c->score[next], lanes, &own);
        if (before && c->two[letter][next]) extend(before, c->twos[c->two[letter][next] - 1].score, lanes, &own);
        if (greatest(&own, c->n) >= c->bound) walk(c, child, &own, row, next, depth + 1);
    }
}

static void walk_all(Channel *c, float bound, float beam)
{
    Row start;
    for (int i = 0; i < ROW_PAD + LANES; i++) start.at[i] = NEVER;
    start.at[ROW_PAD] = 0;
    c->bound = bound, c->beam = beam, c->n_found = 0;
    bool first = c->n && is_capital_sign(c->read[0]), second = c->n > 1 && is_capital_sign(c->read[1]);
    static const WordCase orders[3][3] = {
        {CASE_SMALL, CASE_FIRST, CASE_ALL}, {CASE_FIRST, CASE_SMALL, CASE_ALL}, {CASE_ALL, CASE_FIRST, CASE_SMALL}};
    for (int i = 0; i < 3; i++) {
        c->written = orders[first + (first && second)][i];
        if (c->written == CASE_ALL && c->n == 1) continue;
        walk(c, c->lexicon->node, &start, NULL, 0, 0);
    }
}

/* -- the best of them --------------------------------------------------------------------------------------- */

static float rank(const Channel *c, const Candidate *k)
{
    return k->score + FREQUENT * model_log_alone(c->model, k->word);
}

/* The best so far in order; one word stands only once, in its best case. */
static void keep_best(const Channel *c, const Candidate *one, Candidates *best)
{
    int at = best->n;
    for (int i = 0; i < best->n; i++)
        if (best->at[i].word == one->word) {
            if (best->at[i].score >= one->score) return;
            for (best->n--; i < best->n; i++) best->at[i] = best->at[i + 1];
            at = best->n;
        }
    while (at > 0 && rank(c, &best->at[at - 1]) < rank(c, one)) at--;
    if (at == CANDIDATES_MAX) return;
    if (best->n < CANDIDATES_MAX) best->n++;
    for (int i = best->n - 1; i > at; i--) best->at[i] = best->at[i - 1];
    best->at[at] = *one;
}

void channel_candidates(Channel *c, const Model *m, const Lexicon *v, Str read, bool upper_line, Candidates *result)
{
    *result = (Candidates){0};
    c->model = m, c->lexicon = v, c->n = 0, c->upper_line = upper_line;
    while (read.n) {
        if (c->n == READ_POINTS_MAX) return;
        c->read[c->n++] = sign_of(c, letter_next(&read));
    }
    cost_word(c);
    /* First the best alone, which prunes the walk; then all that come near it. */
    walk_all(c, FIRST_BOUND, 0);
    if (!c->n_found) walk_all(c, WORST_BOUND - WORST_BOUND_EACH * (float)c->n, 0);
    if (c->n_found) walk_all(c, c->bound - BEAM, BEAM);
    for (int i = 0; i < c->n_found; i++)
        if (c->found[i].score >= c->bound) keep_best(c, &c->found[i], result);
}
