// SPDX-License-Identifier: Apache-2.0
/* decode.c -- Viterbi over pairs of neighbouring words, forward with a beam, then backward for what each choice costs.
 */
#include "viet/decode.h"
#include <math.h>

static const float BEAM = 10, IMPOSSIBLE = -1e30F;

/* The last two choices. */
typedef struct {
    float forward, backward;
    uint8_t before, now;
    uint16_t from; /* the state before it on the best way here */
    float *next;   /* log P of each choice of the next slot */
} State;

typedef struct {
    State *at;
    int n;
    float pair[CHOICES_MAX][CHOICES_MAX]; /* [choice before][choice here] */
    bool known[CHOICES_MAX][CHOICES_MAX]; /* the document knows this pair */
} Column;

/* P with what is known of the document, where that knows the pair at all. */
static float with_known(const Language *l, float general, bool known, int first, int second, int third)
{
    if (!l->known) return general;
    float less = general + l->unknown_log;
    return known ? logf(expf(less) + l->known_weight * expf(model_log(l->known, first, second, third))) : less;
}

/* Only for choices that a state still has. */
static void fill_pairs(const Language *l, const Slot *before, const Slot *here, const Column *last, Column *c)
{
    bool alive[CHOICES_MAX] = {0};
    for (int s = 0; s < last->n; s++) alive[last->at[s].now] = true;
    for (int b = 0; b < before->n; b++)
        for (int k = 0; alive[b] && k < here->n; k++) {
            if (here->score[k] <= SLOT_NEVER) continue;
            c->pair[b][k] = model_log_pair(l->model, before->word[b], here->word[k]);
            c->known[b][k] = l->known && model_pair(l->known, before->word[b], here->word[k]) >= 0;
        }
}

/* log P of each choice of `here` after the state's two words. */
static void fill_next(const Language *l, const State *s, int first, int second, const Slot *here, const Column *c)
{
    const Model *m = l->model;
    int64_t context = second == WORD_END ? -1 : model_pair(m, first, second);
    uint32_t from = context < 0 ? 0 : m->triples_at[context], to = context < 0 ? 0 : m->triples_at[context + 1];
    float back = context < 0 ? 0 : (float)m->after_two[context] * (-1.0F / MODEL_STEPS);
    for (int k = 0; k < here->n; k++) {
        if (here->score[k] <= SLOT_NEVER) continue;
        int64_t triple = -1;
        if (from < to) {
            uint32_t low = from, high = to;
            while (low < high) {
                uint32_t middle = (low + high) / 2;
                if (m->third[middle] < here->word[k]) low = middle + 1;
                else high = middle;
            }
            if (low < to && m->third[low] == here->word[k]) triple = low;
        }
        float general = triple >= 0 ? (float)m->triple_cost[triple] * (-1.0F / MODEL_STEPS) : back + c->pair[s->now][k];
        s->next[k] = with_known(l, general, c->known[s->now][k], first, second, here->word[k]);
    }
}

static void begin(Arena *a, const Language *l, const Slot *slot, Column *c)
{
    c->at = NEW(a, State, slot->n);
    for (int k = 0; k < slot->n; k++) {
        if (slot->score[k] <= SLOT_NEVER) continue;
        bool known = l->known && model_pair(l->known, WORD_END, slot->word[k]) >= 0;
        float p =
            with_known(l, model_log_pair(l->model, WORD_END, slot->word[k]), known, WORD_END, WORD_END, slot->word[k]);
        c->at[c->n++] = (State){.forward = p + slot->score[k], .now = (uint8_t)k};
    }
}

/* The states of `here` from those before it. */
static void step(Arena *a, const Language *l, const Slot *slot, size_t i, const Column *before, Column *here)
{
    State grid[CHOICES_MAX][CHOICES_MAX];
    const Slot *last = &slot[i - 1], *now = &slot[i];
    float best = IMPOSSIBLE;
    bool reached[CHOICES_MAX] = {0};
    fill_pairs(l, last, now, before, here);
    for (int s = 0; s < before->n; s++) {
        State *x = &before->at[s];
        int second = last->word[x->now], first = i < 2 || second == WORD_END ? WORD_END : slot[i - 2].word[x->before];
        for (int k = 0; k < now->n && !reached[x->now]; k++) grid[x->now][k].forward = IMPOSSIBLE;
        reached[x->now] = true;
        x->next = (float *)arena_take(a, sizeof(float), _Alignof(float), (size_t)now->n);
        fill_next(l, x, first, second, now, here);
        for (int k = 0; k < now->n; k++) {
            if (now->score[k] <= SLOT_NEVER) continue;
            float score = x->forward + now->score[k] + x->next[k];
            if (score <= grid[x->now][k].forward) continue;
            grid[x->now][k] = (State){.forward = score, .before = x->now, .now = (uint8_t)k, .from = (uint16_t)s};
            if (score > best) best = score;
        }
    }
    size_t room = 0;
    for (int b = 0; b < last->n; b++)
        for (int k = 0; k < now->n && reached[b]; k++) room += grid[b][k].forward > best - BEAM;
    here->at = NEW(a, State, room);
    for (int b = 0; b < last->n; b++)
        for (int k = 0; k < now->n && reached[b]; k++)
            if (grid[b][k].forward > best - BEAM) here->at[here->n++] = grid[b][k];
}

static void look_back(const Slot *now, Column *before, const Column *here)
{
    for (int s = 0; s < before->n; s++) before->at[s].backward = IMPOSSIBLE;
    for (int s = 0; s < here->n; s++) {
        const State *y = &here->at[s];
        for (int k = 0; k < before->n; k++) {
            State *x = &before->at[k];
            if (x->now != y->before) continue;
            float score = y->backward + now->score[y->now] + x->next[y->now];
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

void decode(Arena a, const Language *l, Slot *slot, size_t n)
{
    if (!n) return;
    Column *c = NEW(&a, Column, n);
    begin(&a, l, &slot[0], &c[0]);
    for (size_t i = 1; i < n; i++) step(&a, l, slot, i, &c[i - 1], &c[i]);
    int state = best_state(&c[n - 1]);
    float total = c[n - 1].at[state].forward;
    for (size_t i = n; i-- > 0;) {
        if (i + 1 < n) look_back(&slot[i + 1], &c[i], &c[i + 1]);
        answer(&slot[i], &c[i], state, total);
        state = c[i].at[state].from;
    }
}
