// SPDX-License-Identifier: Apache-2.0
/* decode.c -- Viterbi over pairs of neighbouring words, forward with a beam, then backward for what each choice costs.
 */
#include "viet/decode.h"
#include <math.h>

enum { FEW_PAIRS = 16 };
static const float BEAM = 8, IMPOSSIBLE = -1e30F, STEP = -1.0F / MODEL_STEPS;

/* The last two choices. */
typedef struct {
    float forward, backward;
    int32_t pair;  /* its two words in the model, -1 = not there or of no use */
    uint16_t from; /* the state before it on the best way here */
    uint8_t before, now;
    float *next; /* log P of each choice of the next slot */
} State;

typedef struct {
    State *at;
    int n;
    int begin[CHOICES_MAX + 1]; /* of the states whose last choice is k */
} Column;

/* What is known of the pairs of two slots: [choice before][choice here]. */
typedef struct {
    float log_p[CHOICES_MAX][CHOICES_MAX];
    int32_t place[CHOICES_MAX][CHOICES_MAX];
    bool known[CHOICES_MAX][CHOICES_MAX]; /* the document knows the pair */
    uint8_t choice[MODEL_WORDS_MAX];      /* 1 + which choice of the slot a word is, 0 = none */
} Pairs;

/* Ways to each choice of the next slot from one choice before it. */
typedef struct {
    float forward[CHOICES_MAX][CHOICES_MAX]; /* [choice before][choice here] */
    uint16_t from[CHOICES_MAX][CHOICES_MAX];
} Ways;

struct Decoder {
    const Language *language;
    Pairs pairs;
    Ways ways;
};

Decoder *decoder_of(Arena *a, const Language *l)
{
    Decoder *d = NEW(a, Decoder, 1);
    d->language = l;
    return d;
}

/* -- which pairs the model has ------------------------------------------------------------------------------- */

static uint32_t pair_bit(int first, int second)
{
    return ((uint32_t)first << 16 | (uint32_t)second) * 0x9E3779B1U >> (32 - PAIR_BITS);
}

const uint64_t *pairs_seen(Arena *a, const Model *m)
{
    uint64_t *bits = NEW(a, uint64_t, (1U << PAIR_BITS) / 64);
    for (uint32_t w = 0; w < m->words; w++)
        for (uint32_t i = m->pairs_at[w]; i < m->pairs_at[w + 1]; i++) {
            uint32_t bit = pair_bit((int)w, m->second[i]);
            bits[bit / 64] |= 1ULL << bit % 64;
        }
    return bits;
}

static int64_t find_pair(const Language *l, int first, int second)
{
    uint32_t bit = pair_bit(first, second);
    return l->seen[bit / 64] >> bit % 64 & 1 ? model_pair(l->model, first, second) : -1;
}

/* -- forward ------------------------------------------------------------------------------------------------- */

/* P with what is known of the document, where that knows the pair at all. */
static float with_known(const Language *l, float general, int first, int second, int third)
{
    return logf(expf(general + l->unknown_log) + l->known_weight * expf(model_log(l->known, first, second, third)));
}

/* Where the pairs of `word` and the slot's choices stand in the model.  Few pairs are looked through, of many each
 * choice is looked for. */
static void find_pairs(const Language *l, int word, const Slot *here, const Pairs *p, int32_t *place)
{
    const Model *m = l->model;
    uint32_t from = m->pairs_at[word], to = m->pairs_at[word + 1];
    bool few = to - from <= FEW_PAIRS * (uint32_t)here->n;
    for (int k = 0; k < here->n; k++) place[k] = few ? -1 : (int32_t)find_pair(l, word, here->word[k]);
    for (uint32_t i = from; few && i < to; i++) {
        int choice = p->choice[m->second[i]];
        if (choice) place[choice - 1] = (int32_t)i;
    }
}

/* The pairs of choice b of the slot before, which is `word`. */
static void fill_pairs(const Language *l, int word, const Slot *here, Pairs *p, int b)
{
    const Model *m = l->model, *known = l->known;
    float rest = (float)m->after_one[word] * STEP, *log_p = p->log_p[b];
    int32_t *place = p->place[b];
    find_pairs(l, word, here, p, place);
    for (int k = 0; k < here->n; k++)
        log_p[k] = place[k] >= 0 ? (float)m->pair_cost[place[k]] * STEP : rest + model_log_alone(m, here->word[k]);
    if (!known) return;
    memset(p->known[b], 0, sizeof p->known[b]);
    for (uint32_t i = known->pairs_at[word]; i < known->pairs_at[word + 1]; i++) {
        int choice = p->choice[known->second[i]];
        if (choice) p->known[b][choice - 1] = true;
    }
}

/* log P of each choice of `here` after the state's two words. */
static void fill_next(const Language *l, const State *s, int first, int second, const Slot *here, const Pairs *p)
{
    const Model *m = l->model;
    const float *pair = p->log_p[s->now];
    float back = s->pair < 0 ? 0 : (float)m->after_two[s->pair] * STEP, *next = s->next;
    for (int k = 0; k < here->n; k++) next[k] = back + pair[k];
    for (uint32_t i = s->pair < 0 ? 0 : m->triples_at[s->pair], to = s->pair < 0 ? 0 : m->triples_at[s->pair + 1];
         i < to; i++) {
        int choice = p->choice[m->third[i]];
        if (choice) next[choice - 1] = (float)m->triple_cost[i] * STEP;
    }
    for (int k = 0; l->known && k < here->n; k++)
        next[k] = p->known[s->now][k] ? with_known(l, next[k], first, second, here->word[k]) : next[k] + l->unknown_log;
}

static void list_choices(Pairs *p, const Slot *s)
{
    for (int k = 0; k < s->n; k++)
        if (s->score[k] > SLOT_NEVER) p->choice[s->word[k]] = (uint8_t)(k + 1);
}

static void forget_choices(Pairs *p, const Slot *s)
{
    for (int k = 0; k < s->n; k++) p->choice[s->word[k]] = 0;
}

static void begin(Arena *a, Decoder *d, const Slot *slot, Column *c)
{
    const Language *l = d->language;
    Pairs *p = &d->pairs;
    c->at = NEW(a, State, slot->n);
    list_choices(p, slot);
    fill_pairs(l, WORD_END, slot, p, 0);
    forget_choices(p, slot);
    for (int k = 0; k < slot->n; k++) {
        c->begin[k] = c->n;
        if (slot->score[k] <= SLOT_NEVER) continue;
        float log_p = p->log_p[0][k];
        if (l->known && p->known[0][k]) log_p = with_known(l, log_p, WORD_END, WORD_END, slot->word[k]);
        else if (l->known) log_p += l->unknown_log;
        c->at[c->n++] = (State){.forward = log_p + slot->score[k],
                                .now = (uint8_t)k,
                                .pair = slot->word[k] == WORD_END ? -1 : p->place[0][k]};
    }
    c->begin[slot->n] = c->n;
}

/* From the states whose last choice is b to each choice of the next slot. */
static void go_on(Decoder *d, const Slot *slot, size_t i, Column *before, int b)
{
    const Slot *last = &slot[i - 1], *now = &slot[i];
    int second = last->word[b], n = now->n;
    float *forward = d->ways.forward[b];
    uint16_t *from = d->ways.from[b];
    for (int k = 0; k < n; k++) forward[k] = IMPOSSIBLE;
    for (int s = before->begin[b]; s < before->begin[b + 1]; s++) {
        State *x = &before->at[s];
        int first = i < 2 || second == WORD_END ? WORD_END : slot[i - 2].word[x->before];
        fill_next(d->language, x, first, second, now, &d->pairs);
        for (int k = 0; k < n; k++) {
            float score = x->forward + now->score[k] + x->next[k];
            if (score > forward[k]) forward[k] = score, from[k] = (uint16_t)s;
        }
    }
}

static bool is_empty(const Column *c, int choice) { return c->begin[choice] == c->begin[choice + 1]; }

/* The ways within the beam become the states of `here`. */
static void keep_states(Arena *a, const Decoder *d, const Slot *last, const Slot *now, const Column *before,
                        Column *here)
{
    float least = IMPOSSIBLE;
    int n = 0;
    for (int b = 0; b < last->n; b++)
        for (int k = 0; k < now->n && !is_empty(before, b); k++)
            least = d->ways.forward[b][k] - BEAM > least ? d->ways.forward[b][k] - BEAM : least;
    for (int b = 0; b < last->n; b++)
        for (int k = 0; k < now->n && !is_empty(before, b); k++) n += d->ways.forward[b][k] > least;
    here->at = NEW(a, State, n);
    for (int k = 0; k < now->n; k++) {
        here->begin[k] = here->n;
        for (int b = 0; b < last->n; b++)
            if (!is_empty(before, b) && d->ways.forward[b][k] > least)
                here->at[here->n++] = (State){.forward = d->ways.forward[b][k],
                                              .before = (uint8_t)b,
                                              .now = (uint8_t)k,
                                              .from = d->ways.from[b][k],
                                              .pair = now->word[k] == WORD_END ? -1 : d->pairs.place[b][k]};
    }
    here->begin[now->n] = here->n;
}

/* The states of `here` from those before it. */
static void step(Arena *a, Decoder *d, const Slot *slot, size_t i, Column *before, Column *here)
{
    const Slot *last = &slot[i - 1], *now = &slot[i];
    Pairs *p = &d->pairs;
    float *next = NEW(a, float, before->n * now->n);
    for (int s = 0; s < before->n; s++) before->at[s].next = next + s * now->n;
    list_choices(p, now);
    for (int b = 0; b < last->n; b++) {
        if (is_empty(before, b)) continue;
        fill_pairs(d->language, last->word[b], now, p, b);
        go_on(d, slot, i, before, b);
    }
    forget_choices(p, now);
    keep_states(a, d, last, now, before, here);
}

/* -- backward ------------------------------------------------------------------------------------------------ */

static void look_back(const Slot *now, Column *before, const Column *here)
{
    for (int s = 0; s < before->n; s++) before->at[s].backward = IMPOSSIBLE;
    for (int s = 0; s < here->n; s++) {
        const State *y = &here->at[s];
        float behind = y->backward + now->score[y->now];
        for (int k = before->begin[y->before]; k < before->begin[y->before + 1]; k++) {
            State *x = &before->at[k];
            float score = behind + x->next[y->now];
            if (score > x->backward) x->backward = score;
        }
    }
}

static int best_state(const Column *c)
{
    int best = 0;
    for (int s = 1; s < c->n; s++)
        if (c->at[s].forward > c->at[best].forward) best = s;
    return best;
}

static void answer(Slot *slot, const Column *c, int state, float total)
{
    for (int k = 0; k < slot->n; k++) slot->through[k] = IMPOSSIBLE;
    for (int s = 0; s < c->n; s++) {
        float *at = &slot->through[c->at[s].now], score = c->at[s].forward + c->at[s].backward - total;
        if (score > *at) *at = score;
    }
    slot->best = c->at[state].now;
    slot->through[slot->best] = 0;
}

void decode(Arena a, Decoder *d, Slot *slot, size_t n)
{
    if (!n) return;
    Column *c = NEW(&a, Column, n);
    begin(&a, d, &slot[0], &c[0]);
    for (size_t i = 1; i < n; i++) step(&a, d, slot, i, &c[i - 1], &c[i]);
    int state = best_state(&c[n - 1]);
    float total = c[n - 1].at[state].forward;
    for (size_t i = n; i-- > 0;) {
        if (i + 1 < n) look_back(&slot[i + 1], &c[i], &c[i + 1]);
        answer(&slot[i], &c[i], state, total);
        state = c[i].at[state].from;
    }
}
