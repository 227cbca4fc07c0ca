// SPDX-License-Identifier: Apache-2.0
/* walk.c -- which words a garbled one may have been: a walk through the tree of words with one row of costs a node, how
 * well the letters so far give the first j signs that were read.  A branch ends where what is read and what is to come
 * cannot reach the worst that is still of use. */
#include "viet/costs.h"

enum { FOUND_MAX = 1024, GROUP_LEAST = 3, CASES = 3, ROW_PAD = KINDS };

/* A word in capitals among small letters, and the other way round. */
static const Cost ODD_CASE = COST(-3);
/* What the best word has at least, tried one after the other; and how far behind it others are of use. */
static const Cost BOUND[] = {COST(-8), COST(-13)}, BEAM = COST(7), OTHER_BEAM = COST(4), WORST_BOUND = COST(-20),
                  WORST_BOUND_EACH = COST(-2.5F);

typedef struct {
    Cost at[ROW_PAD + LANES_MAX]; /* those before at[ROW_PAD] are NEVER */
} Row;

typedef struct {
    Channel *channel;
    const Model *model;
    const Lexicon *lexicon;
    bool upper_line;
    WordCase written;
    bool other_done; /* words in small letters were looked for, now those with a capital, or the other way round */
    int bound, beam;
    Candidate found[FOUND_MAX];
    Cost rank[FOUND_MAX];
    int n;
} Walk;

/* to[j] = the best way to add this letter, or these two, to `from`. */
static inline void extend(const Row *restrict from, const Cost (*restrict score)[LANES_MAX], int lanes,
                          Row *restrict to)
{
    for (int i = 0; i < ROW_PAD; i++) to->at[i] = NEVER;
    for (int half = 0; half < lanes; half += LANES) {
        const Cost *f = from->at + ROW_PAD + half, *none = score[0] + half, *one = score[1] + half,
                   *two = score[2] + half, *three = score[3] + half;
        Cost *t = to->at + ROW_PAD + half;
        for (int j = 0; j < LANES; j++) {
            Cost a = (Cost)(f[j] + none[j]), b = (Cost)(f[j - 1] + one[j]), c = (Cost)(f[j - 2] + two[j]),
                 d = (Cost)(f[j - 3] + three[j]);
            a = a > b ? a : b, c = c > d ? c : d, a = a > c ? a : c;
            t[j] = a > NEVER ? a : NEVER;
        }
    }
}

static void keep_better(const Row *restrict other, int lanes, Row *restrict row)
{
    for (int j = 0; j < ROW_PAD + lanes; j++)
        if (other->at[j] > row->at[j]) row->at[j] = other->at[j];
}

/* True when a word that goes on from here may still reach `least`, with these costs to come. */
static inline bool may_reach(const Row *restrict row, const Cost *restrict rest, int lanes, int least)
{
    for (int half = 0; half < lanes; half += LANES) {
        Cost best = 2 * NEVER;
        for (int j = 0; j < LANES; j++) {
            Cost all = (Cost)(row->at[ROW_PAD + half + j] + rest[half + j]);
            best = all > best ? all : best;
        }
        if (best >= least) return true;
    }
    return false;
}

/* The whole word's cost when this letter, or these two, are its last. */
static inline int last_cost(const Row *from, const Cost (*score)[LANES_MAX], int n)
{
    int best = NEVER;
    for (int k = 0; k < KINDS; k++) {
        int cost = from->at[ROW_PAD + n - k] + score[k][n];
        best = cost > best ? cost : best;
    }
    return best;
}

static void found(Walk *w, int word, int score)
{
    bool abbreviation = w->model->flags[word] & WORD_CAPITALS;
    if (abbreviation && w->written != CASE_ALL) return;
    if (!abbreviation && (w->written == CASE_ALL) != w->upper_line) score += ODD_CASE;
    int rank = score + word_frequent(w->model, word);
    if (rank < w->bound) return;
    if (rank - w->beam > w->bound) w->bound = rank - w->beam;
    if (w->n == FOUND_MAX) return;
    w->rank[w->n] = (Cost)rank;
    w->found[w->n++] = (Candidate){(uint16_t)word, (uint8_t)w->written, (float)score / STEPS};
}

/* How many children from the i-th on are letters of a group of which none can reach the bound. */
static int hopeless(Walk *w, const WordNode *node, int i, const Row *row, bool capital)
{
    Channel *c = w->channel;
    const WordNode *child = w->lexicon->node + node->first + i;
    if (child->alike < GROUP_LEAST) return 0;
    Row best;
    int left = node->most_left < WORD_LEFT_MAX ? node->most_left - 1 : WORD_LEFT_MAX;
    extend(row, group_costs(c, capital, letter_group(child->letter)), c->lanes, &best);
    return may_reach(&best, c->rest[w->written == CASE_ALL][0][left], c->lanes, w->bound - node->most) ? 0
                                                                                                       : child->alike;
}

/* True when a first letter in this case costs at least what it costs in the other: what follows costs the same, so no
 * word is better in this case. */
static bool is_no_better(Channel *c, const Row *row, int next, const Row *own)
{
    int other = letter_is_capital(next) ? letter_small(next) : letter_capital(next);
    if (c->begins_two[next]) return false;
    Row best;
    extend(row, letter_costs(c, other), c->lanes, &best);
    for (int j = 0; j <= c->n; j++)
        if (own->at[ROW_PAD + j] > best.at[ROW_PAD + j]) return false;
    return true;
}

static void go(Walk *w, const WordNode *node, const Row *row, const Row *before, int letter, int depth);

/* On to one child; `next`: its letter as it is written. */
static void go_to(Walk *w, const WordNode *child, const Row *row, const Row *before, int letter, int next, int depth)
{
    Channel *c = w->channel;
    const Cost(*one)[LANES_MAX] = letter_costs(c, next);
    int two = before ? c->two[letter][next] : 0;
    const Cost(*both)[LANES_MAX] = two ? (const Cost(*)[LANES_MAX])c->twos[two - 1].costs : NULL;
    if (!child->children) {
        int cost = last_cost(row, one, c->n), other = two ? last_cost(before, both, c->n) : NEVER;
        cost = other > cost ? other : cost;
        if (cost + child->most >= w->bound) found(w, child->word, cost);
        return;
    }
    Row own, other;
    extend(row, one, c->lanes, &own);
    if (two) extend(before, both, c->lanes, &other), keep_better(&other, c->lanes, &own);
    if (!depth && w->other_done && is_no_better(c, row, next, &own)) return;
    const Cost *rest = c->rest[w->written == CASE_ALL][child->least_left][child->most_left];
    if (may_reach(&own, rest, c->lanes, w->bound - child->most)) go(w, child, &own, row, next, depth + 1);
}

static void go(Walk *w, const WordNode *node, const Row *row, const Row *before, int letter, int depth)
{
    Channel *c = w->channel;
    if (node->word) found(w, node->word, row->at[ROW_PAD + c->n]);
    if (depth == DEPTH_MAX) return;
    bool capital = w->written == CASE_ALL || (w->written == CASE_FIRST && !depth);
    for (int i = 0, group = -1; i < node->children; i++) {
        const WordNode *child = w->lexicon->node + node->first + i;
        int own_group = letter_group(child->letter),
            skipped = own_group != group && !c->begins_two[letter] ? hopeless(w, node, i, row, capital) : 0;
        if (skipped) {
            i += skipped - 1;
            continue;
        }
        group = own_group;
        go_to(w, child, row, before, letter, capital ? letter_capital(child->letter) : child->letter, depth);
    }
}

/* `cases`: of how many ways to write a word, likeliest first. */
static void walk(Walk *w, int bound, int beam, int cases)
{
    const Channel *c = w->channel;
    Row start;
    for (int i = 0; i < ROW_PAD + LANES_MAX; i++) start.at[i] = NEVER;
    start.at[ROW_PAD] = 0;
    w->bound = bound, w->beam = beam, w->n = 0;
    bool one_done = false;
    bool first = c->n && letter_is_capital(c->read[0]), second = c->n > 1 && letter_is_capital(c->read[1]);
    static const WordCase orders[CASES][CASES] = {
        {CASE_SMALL, CASE_FIRST, CASE_ALL}, {CASE_FIRST, CASE_SMALL, CASE_ALL}, {CASE_ALL, CASE_FIRST, CASE_SMALL}};
    for (int i = 0; i < cases; i++) {
        /* Words that are written in the likeliest way may be further behind than others. */
        if (i == 1 && beam) w->beam = OTHER_BEAM, w->bound += beam - OTHER_BEAM;
        w->written = orders[first + (first && second)][i];
        if (w->written == CASE_ALL && c->n == 1) continue;
        w->other_done = one_done && w->written != CASE_ALL;
        go(w, w->lexicon->node, &start, NULL, 0, 0);
        one_done = one_done || w->written != CASE_ALL;
    }
    if (beam && cases > 1) w->bound -= beam - OTHER_BEAM;
}

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
    Walk w;
    w.channel = c, w.model = m, w.lexicon = v, w.upper_line = upper_line, w.n = 0;
    *result = (Candidates){0};
    c->n = 0;
    while (read.n) {
        if (c->n == READ_POINTS_MAX) return;
        c->read[c->n++] = channel_sign(c, letter_next(&read));
    }
    costs_begin(c);
    /* First the best alone, which prunes the walk; then all that come near it. */
    for (size_t i = 0; i < sizeof BOUND / sizeof *BOUND && !w.n; i++) walk(&w, BOUND[i], 0, 1);
    if (!w.n) walk(&w, WORST_BOUND + WORST_BOUND_EACH * c->n, 0, CASES);
    if (w.n) walk(&w, w.bound - BEAM, BEAM, CASES);
    Cost ranks[CANDIDATES_MAX];
    for (int i = 0; i < w.n; i++)
        if (w.rank[i] >= w.bound) keep_best(&w.found[i], w.rank[i], result, ranks);
}
