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
    DEPTH_MAX = WORD_LETTERS_MAX + 1,
    SHAPES = 2,  /* small letters and capitals */
    GROUPS = 12, /* a, ă, â, e … in their six tones: letters that stand side by side */
    GROUP_LEAST = 3,
    CASES = 3
};

/* Costs of the walk: log P in steps of 1 / STEPS.  Two of the worst still fit, and no row holds less than NEVER. */
typedef int16_t Cost;
enum { STEPS = WORD_STEPS, NEVER = -16000 };
#define COST(log_p) ((Cost)((log_p)*STEPS - 0.5F))

/* A word in capitals among small letters, and the other way round. */
static const Cost ODD_CASE = COST(-3);
static const Cost BEAM = COST(7), FIRST_BOUND = COST(-13), WORST_BOUND = COST(-20), WORST_BOUND_EACH = COST(-2.5F);
/* What no row of the table knows. */
static const Cost SAME = COST(-1.5F), SAME_BASE = COST(-5), OTHER_CASE = COST(-6.5F), OTHER_VOWEL = COST(-7),
                  UNLIKE = COST(-10), LOST = COST(-9), TWO_OF_BASE = COST(-8.5F), TWO = COST(-12), THREE = COST(-14);

/* A row of the table: one or two printed letters, 0 where there is none. */
typedef struct {
    uint32_t read; /* up to three signs, ten bits each */
    uint16_t first, second;
    Cost score;
} Unit;

struct Channel {
    uint16_t sign[POINTS], ligature[LIGATURES_N];
    int signs;
    uint32_t point[SIGNS];
    uint16_t base[SIGNS]; /* the sign of its base letter */
    Cost one[SIGNS][LETTERS], none[LETTERS];
    Cost most[SHAPES][SIGNS], most_none[SHAPES]; /* the best of one[sign], of none */
    Unit unit[UNITS_MAX]; /* of two or three signs, or of two letters; ascending by what was read */
    int units;
    /* of the word that is being looked for */
    int n;
    uint32_t turn, made[LETTERS]; /* the turn in which a letter's costs were made */
    uint16_t read[READ_POINTS_MAX];
    Cost score[LETTERS][KINDS][LANES];        /* [letter][signs taken][signs taken so far] */
    Cost group[SHAPES][GROUPS][KINDS][LANES]; /* the best of its letters */
    uint32_t group_made[SHAPES][GROUPS];
    uint8_t two[LETTERS][LETTERS]; /* 1 + place in twos, 0 = none */
    bool begins_two[LETTERS];
    struct {
        uint16_t first, second;
        Cost score[KINDS][LANES];
    } twos[TWOS_MAX];
    int n_twos;
    /* At most what the signs from here on can add, by the least and most letters that are to come. */
    Cost rest[SHAPES][WORD_LEFT_MAX + 1][WORD_LEFT_MAX + 1][LANES];
    const Model *model;
    const Lexicon *lexicon;
    Candidate found[FOUND_MAX];
    Cost rank[FOUND_MAX];
    int n_found;
    int bound, beam;
    WordCase written;
    bool other_done; /* words in small letters were looked for, now those with a capital, or the other way round */
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

static Cost unknown_one(const Channel *c, int letter, uint16_t sign)
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
        for (int s = 0; s < SIGNS; s++)
            c->one[s][letter] = s < LETTER_FIRST_SIGN ? unknown_one(c, letter, (uint16_t)s) : UNLIKE;
    }
}

static int by_read(const void *x, const void *y)
{
    const Unit *a = x, *b = y;
    return (a->read > b->read) - (a->read < b->read);
}

static void take_row(Channel *c, Str printed, Str read, Cost score)
{
    uint8_t letters[2];
    int n = letters_of(printed, letters, 2), k = 0;
    uint32_t signs = 0;
    for (; read.n && k < KINDS; k++) signs = signs << 10 | sign_made(c, letter_next(&read));
    if (n < 1 || k >= KINDS) return;
    if (n == 1 && k == 0) c->none[letters[0]] = score;
    else if (n == 1 && k == 1) c->one[signs][letters[0]] = score;
    else if (c->units < UNITS_MAX) c->unit[c->units++] = (Unit){signs, letters[0], n == 2 ? letters[1] : 0, score};
}

/* "-0.42"; false when it is no such number. */
static bool read_cost(Str s, Cost *cost)
{
    char text[16], *end;
    if (s.n >= sizeof text) return false;
    memcpy(text, s.p, s.n), text[s.n] = 0;
    double value = strtod(text, &end);
    if (end == text || value > 0) return false;
    *cost = value * STEPS < NEVER ? NEVER : COST(value);
    return true;
}

static void find_most(Channel *c)
{
    for (int s = 0; s < SIGNS; s++) {
        Cost small = NEVER, capital = NEVER;
        for (int letter = 1; letter < LETTERS; letter++) {
            Cost *most = letter_is_capital(letter) ? &capital : &small;
            if (c->one[s][letter] > *most) *most = c->one[s][letter];
        }
        c->most[0][s] = small, c->most[1][s] = capital;
    }
    c->most_none[0] = c->most_none[1] = NEVER;
    for (int letter = 1; letter < LETTERS; letter++) {
        Cost *most = &c->most_none[letter_is_capital(letter)];
        if (c->none[letter] > *most) *most = c->none[letter];
    }
}

Channel *channel_load(Arena *a, Str table)
{
    Channel *c = NEW(a, Channel, 1);
    make_defaults(c);
    for (Str line, printed, read, score; str_cut(&table, '\n', &line);) {
        Cost cost;
        if (!str_cut(&line, '\t', &printed) || !str_cut(&line, '\t', &read) || !str_cut(&line, '\t', &score)) continue;
        if (read_cost(score, &cost)) take_row(c, printed, read, cost);
    }
    qsort(c->unit, (size_t)c->units, sizeof *c->unit, by_read);
    find_most(c);
    return c;
}

/* -- costs of one word that was read ------------------------------------------------------------------------ */

/* How many lanes a word of n signs needs: whole vectors. */
static int lanes_of(int n) { return n < LANES / 2 ? LANES / 2 : LANES; }

/* A letter's costs, made when it is first looked at: most letters never are. */
static void make_letter_costs(Channel *c, int letter)
{
    Cost(*s)[LANES] = c->score[letter];
    uint16_t base = c->base[letter];
    c->made[letter] = c->turn;
    for (int j = 0, lanes = lanes_of(c->n); j < lanes; j++)
        s[0][j] = c->none[letter], s[1][j] = s[2][j] = s[3][j] = NEVER;
    for (int j = 1; j <= c->n; j++) {
        s[1][j] = c->one[c->read[j - 1]][letter];
        if (j > 1) s[2][j] = c->base[c->read[j - 1]] == base || c->base[c->read[j - 2]] == base ? TWO_OF_BASE : TWO;
        if (j > 2) s[3][j] = THREE;
    }
}

static inline Cost (*letter_costs(Channel *c, int letter))[LANES]
{
    if (c->made[letter] != c->turn) make_letter_costs(c, letter);
    return c->score[letter];
}

/* Which group a small letter is in, -1 for consonants, and the first and last of its letters. */
static inline int group_of(int letter) { return letter <= GROUPS * TONES ? (letter - 1) / TONES : -1; }
static inline int group_first(int group) { return group * TONES + 1; }
static inline int group_last(int group) { return group * TONES + TONES; }

static Cost (*group_costs(Channel *c, int shape, int group))[LANES]
{
    Cost(*all)[LANES] = c->group[shape][group];
    if (c->group_made[shape][group] == c->turn) return all;
    c->group_made[shape][group] = c->turn;
    int lanes = lanes_of(c->n);
    for (int letter = group_first(group); letter <= group_last(group); letter++) {
        Cost(*one)[LANES] = letter_costs(c, shape ? letter_capital(letter) : letter);
        for (int k = 0; k < KINDS; k++)
            for (int j = 0; j < lanes; j++)
                if (letter == group_first(group) || one[k][j] > all[k][j]) all[k][j] = one[k][j];
    }
    return all;
}

static Cost (*two_of(Channel *c, int first, int second))[LANES]
{
    uint8_t *at = &c->two[first][second];
    if (!*at) {
        if (c->n_twos == TWOS_MAX) return NULL;
        c->twos[c->n_twos].first = (uint16_t)first, c->twos[c->n_twos].second = (uint16_t)second;
        for (int k = 0; k < KINDS; k++)
            for (int j = 0; j < LANES; j++) c->twos[c->n_twos].score[k][j] = NEVER;
        *at = (uint8_t)++c->n_twos, c->begins_two[first] = true;
    }
    return c->twos[*at - 1].score;
}

/* The rows whose signs are read[end - k, end); returns the best cost of them for each shape of letters. */
static void cost_units(Channel *c, int end, int k, Cost most[SHAPES])
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
        Cost(*s)[LANES] = u->second ? two_of(c, u->first, u->second) : letter_costs(c, u->first);
        if (!s) continue;
        s[k][end] = u->score;
        /* The first of two letters may be the capital of a word in small letters. */
        int last = u->second ? u->second : u->first;
        Cost *best = &most[letter_is_capital(last)];
        if (u->score > *best) *best = u->score;
    }
}

/* The best cost of some signs: [end][signs taken][shape of letters]. */
typedef Cost Most[LANES][KINDS][SHAPES];

/* to[j] = at most what the signs from j on cost as one letter more than `from` has. */
static void one_letter_more(const Channel *c, const Most most, int shape, const Cost *from, Cost *to)
{
    for (int j = 0; j <= c->n; j++) {
        int best = from[j] + c->most_none[shape];
        for (int k = 1; k < KINDS && j + k <= c->n; k++)
            if (most[j + k][k][shape] + from[j + k] > best) best = most[j + k][k][shape] + from[j + k];
        to[j] = best < NEVER ? NEVER : (Cost)best;
    }
}

static void cost_rest(Channel *c, const Most most, int shape)
{
    Cost exact[DEPTH_MAX + 1][LANES], (*rest)[WORD_LEFT_MAX + 1][LANES] = c->rest[shape];
    for (int m = 0; m <= DEPTH_MAX; m++)
        for (int j = 0; j < LANES; j++) exact[m][j] = NEVER;
    exact[0][c->n] = 0;
    for (int m = 1; m <= DEPTH_MAX; m++) one_letter_more(c, most, shape, exact[m - 1], exact[m]);
    for (int m = WORD_LEFT_MAX + 1; m <= DEPTH_MAX; m++) /* the last stands for all that are longer */
        for (int j = 0; j < LANES; j++)
            if (exact[m][j] > exact[WORD_LEFT_MAX][j]) exact[WORD_LEFT_MAX][j] = exact[m][j];
    for (int least = 0; least <= WORD_LEFT_MAX; least++) {
        memcpy(rest[least][least], exact[least], sizeof exact[least]);
        for (int m = least + 1; m <= WORD_LEFT_MAX; m++)
            for (int j = 0; j < LANES; j++)
                rest[least][m][j] = exact[m][j] > rest[least][m - 1][j] ? exact[m][j] : rest[least][m - 1][j];
    }
}

static void cost_word(Channel *c)
{
    for (int i = 0; i < c->n_twos; i++)
        c->two[c->twos[i].first][c->twos[i].second] = 0, c->begins_two[c->twos[i].first] = false;
    c->n_twos = 0, c->turn++;
    Most most;
    for (int end = 1; end <= c->n; end++)
        for (int k = 1; k < KINDS && k <= end; k++) {
            uint16_t sign = c->read[end - 1];
            for (int shape = 0; shape < SHAPES; shape++)
                most[end][k][shape] = k == 1 ? c->most[shape][sign] : k == 2 ? TWO_OF_BASE : THREE;
            cost_units(c, end, k, most[end][k]);
        }
    for (int shape = 0; shape < SHAPES; shape++) cost_rest(c, most, shape);
}

/* -- the walk ----------------------------------------------------------------------------------------------- */

typedef struct {
    Cost at[ROW_PAD + LANES]; /* those before at[ROW_PAD] are NEVER */
} Row;

/* to[j] = the best way to add this letter, or these two, to `from`. */
static inline void extend(const Row *restrict from, Cost (*restrict score)[LANES], int n, Row *restrict to)
{
    for (int half = 0; half <= n; half += LANES / 2) {
        const Cost *f = from->at + ROW_PAD + half, *none = score[0] + half, *one = score[1] + half,
                   *two = score[2] + half, *three = score[3] + half;
        Cost *t = to->at + ROW_PAD + half;
        for (int j = 0; j < LANES / 2; j++) {
            Cost a = (Cost)(f[j] + none[j]), b = (Cost)(f[j - 1] + one[j]), c = (Cost)(f[j - 2] + two[j]),
                 d = (Cost)(f[j - 3] + three[j]);
            a = a > b ? a : b, c = c > d ? c : d, a = a > c ? a : c;
            t[j] = a > t[j] ? a : t[j];
        }
    }
}

/* The whole word's cost when this letter, or these two, are its last. */
static inline int last_cost(const Row *from, Cost (*score)[LANES], int n)
{
    int best = NEVER;
    for (int k = 0; k < KINDS; k++) {
        int cost = from->at[ROW_PAD + n - k] + score[k][n];
        best = cost > best ? cost : best;
    }
    return best;
}

/* True when a word that goes on from here may still reach the bound: with these costs to come, and so frequent. */
static inline bool may_reach(const Channel *c, const Row *row, const Cost *rest, int most)
{
    const Cost *at = row->at + ROW_PAD;
    Cost best = 2 * NEVER;
    for (int half = 0; half <= c->n; half += LANES / 2)
        for (int j = 0; j < LANES / 2; j++) {
            Cost all = (Cost)(at[half + j] + rest[half + j]);
            best = all > best ? all : best;
        }
    return best + most >= c->bound;
}

static void found(Channel *c, int word, int score)
{
    bool abbreviation = c->model->flags[word] & WORD_CAPITALS;
    if (abbreviation && c->written != CASE_ALL) return;
    if (!abbreviation && (c->written == CASE_ALL) != c->upper_line) score += ODD_CASE;
    int rank = score + word_frequent(c->model, word);
    if (rank < c->bound) return;
    if (rank - c->beam > c->bound) c->bound = rank - c->beam;
    if (c->n_found == FOUND_MAX) return;
    c->rank[c->n_found] = (Cost)rank;
    c->found[c->n_found++] = (Candidate){(uint16_t)word, (uint8_t)c->written, (float)score / STEPS};
}

static const Row nothing = {{NEVER, NEVER, NEVER, NEVER, NEVER, NEVER, NEVER, NEVER, NEVER, NEVER,
                             NEVER, NEVER, NEVER, NEVER, NEVER, NEVER, NEVER, NEVER, NEVER, NEVER}};

/* How many children from the i-th on are letters of a group of which none can reach the bound. */
static int hopeless(Channel *c, const WordNode *node, int i, const Row *row, bool capital)
{
    const WordNode *child = c->lexicon->node + node->first;
    int group = group_of(child[i].letter), shape = c->written == CASE_ALL, end = i;
    if (group < 0) return 0;
    while (end < node->children && child[end].letter <= group_last(group)) end++;
    if (end - i < GROUP_LEAST) return 0;
    Row best = nothing;
    int left = node->most_left < WORD_LEFT_MAX ? node->most_left - 1 : WORD_LEFT_MAX;
    extend(row, group_costs(c, capital, group), c->n, &best);
    return may_reach(c, &best, c->rest[shape][0][left], node->most) ? 0 : end - i;
}

/* True when a first letter in this case costs at least what it costs in the other: what follows costs the same, so no
 * word is better in this case. */
static bool is_no_better(Channel *c, const Row *row, int next, const Row *own)
{
    int other = letter_is_capital(next) ? letter_small(next) : letter_capital(next);
    if (c->begins_two[next]) return false;
    Row best = nothing;
    extend(row, letter_costs(c, other), c->n, &best);
    for (int j = 0; j <= c->n; j++)
        if (own->at[ROW_PAD + j] > best.at[ROW_PAD + j]) return false;
    return true;
}

static void walk(Channel *c, const WordNode *node, const Row *row, const Row *before, int letter, int depth)
{
    if (node->word) found(c, node->word, row->at[ROW_PAD + c->n]);
    if (depth == DEPTH_MAX) return;
    bool all = c->written == CASE_ALL, capital = all || (c->written == CASE_FIRST && !depth);
    for (int i = 0, group = -1; i < node->children; i++) {
        const WordNode *child = c->lexicon->node + node->first + i;
        if (group_of(child->letter) != group && !c->begins_two[letter]) {
            int skipped = hopeless(c, node, i, row, capital);
            if (skipped) {
                i += skipped - 1;
                continue;
            }
        }
        group = group_of(child->letter);
        int next = capital ? letter_capital(child->letter) : child->letter, two = before ? c->two[letter][next] : 0;
        Cost(*one)[LANES] = letter_costs(c, next);
        if (!child->children) {
            int cost = last_cost(row, one, c->n), other = two ? last_cost(before, c->twos[two - 1].score, c->n) : NEVER;
            cost = other > cost ? other : cost;
            if (cost + child->most >= c->bound) found(c, child->word, cost);
            continue;
        }
        Row own = nothing;
        extend(row, one, c->n, &own);
        if (two) extend(before, c->twos[two - 1].score, c->n, &own);
        if (!depth && c->other_done && is_no_better(c, row, next, &own)) continue;
        const Cost *rest = c->rest[all][child->least_left][child->most_left];
        if (may_reach(c, &own, rest, child->most)) walk(c, child, &own, row, next, depth + 1);
    }
}

/* `cases`: of how many ways to write a word, likeliest first. */
static void walk_all(Channel *c, int bound, int beam, int cases)
{
    Row start;
    for (int i = 0; i < ROW_PAD + LANES; i++) start.at[i] = NEVER;
    start.at[ROW_PAD] = 0;
    c->bound = bound, c->beam = beam, c->n_found = 0;
    bool one_done = false;
    bool first = c->n && is_capital_sign(c->read[0]), second = c->n > 1 && is_capital_sign(c->read[1]);
    static const WordCase orders[CASES][CASES] = {
        {CASE_SMALL, CASE_FIRST, CASE_ALL}, {CASE_FIRST, CASE_SMALL, CASE_ALL}, {CASE_ALL, CASE_FIRST, CASE_SMALL}};
    for (int i = 0; i < cases; i++) {
        c->written = orders[first + (first && second)][i];
        if (c->written == CASE_ALL && c->n == 1) continue;
        c->other_done = one_done && c->written != CASE_ALL;
        walk(c, c->lexicon->node, &start, NULL, 0, 0);
        one_done = one_done || c->written != CASE_ALL;
    }
}

/* -- the best of them --------------------------------------------------------------------------------------- */

/* The best so far in order; one word stands only once, in its best case. */
static void keep_best(const Candidate *one, Cost rank, Candidates *best, Cost *ranks)
{
    int at = best->n;
    if (at == CANDIDATES_MAX && ranks[at - 1] >= rank) return;
    for (int i = 0; i < best->n; i++)
        if (best->at[i].word == one->word) {
            if (best->at[i].score >= one->score) return;
            for (best->n--; i < best->n; i++) best->at[i] = best->at[i + 1], ranks[i] = ranks[i + 1];
            at = best->n;
        }
    while (at > 0 && ranks[at - 1] < rank) at--;
    if (best->n < CANDIDATES_MAX) best->n++;
    for (int i = best->n - 1; i > at; i--) best->at[i] = best->at[i - 1], ranks[i] = ranks[i - 1];
    best->at[at] = *one, ranks[at] = rank;
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
    walk_all(c, FIRST_BOUND, 0, 1);
    if (!c->n_found) walk_all(c, WORST_BOUND + WORST_BOUND_EACH * c->n, 0, CASES);
    if (c->n_found) walk_all(c, c->bound - BEAM, BEAM, CASES);
    Cost ranks[CANDIDATES_MAX];
    for (int i = 0; i < c->n_found; i++)
        if (c->rank[i] >= c->bound) keep_best(&c->found[i], c->rank[i], result, ranks);
}
