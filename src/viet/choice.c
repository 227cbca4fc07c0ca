// SPDX-License-Identifier: Apache-2.0
/* choice.c -- what each word of a paragraph may be. */
#include "viet/job.h"
#include <math.h>

/* What it costs to leave a word as it was read that is none, at once and for each letter: cheaper inside of a sentence
 * when it has a capital, as names have; and how much that some words are names. */
static const float KEEP = -14, KEEP_NAME = -10, KEEP_MARKED_NAME = -5, KEEP_EACH = -0.9F, RARE_CASE = 0.05F;
/* What it counts that a number was read, over what a number has of its kind; names seldom stand behind one. */
static const float NUMBER = 1.5F, NUMBER_BEFORE_NAME = 0;
/* How often words lead to a capital, and what it counts. */
static const float MEAN_LEAD = 0.1F, RARE_LEAD = 0.02F, LEAD_WEIGHT = 0.8F;
enum { SHORT_WORD = 2, DIGITS_MAX = 2, UNIT_MAX = 2 };

static Candidates *candidates_of(Job *j, Str core, bool upper_line)
{
    void **at = map_put(j->a, &j->candidates[upper_line], core);
    if (!*at) {
        Candidates *c = NEW(j->a, Candidates, 1);
        channel_candidates(j->channel, &j->r->model, &j->r->lexicon, core, upper_line, c);
        *at = c;
    }
    return *at;
}

static Str written(Arena *a, const Model *m, const Candidate *c)
{
    uint8_t letters[WORD_LETTERS_MAX];
    int n = letters_of(model_word(m, c->word), letters, WORD_LETTERS_MAX);
    for (int i = 0; i < n; i++)
        if (c->written == CASE_ALL || (c->written == CASE_FIRST && !i))
            letters[i] = (uint8_t)letter_capital(letters[i]);
    char *p = NEW(a, char, (size_t)n * 3);
    return (Str){p, letters_write(letters, n, p)};
}

void case_scores_fill(CaseScores *s)
{
    for (int share = 0; share < 256; share++) {
        float capital = RARE_CASE + (1 - 2 * RARE_CASE) * (float)share / 255;
        float lead = RARE_LEAD + (1 - 2 * RARE_LEAD) * (float)share / 255;
        s->capital[1][share] = logf(capital), s->capital[0][share] = logf(1 - capital);
        s->lead[1][share] = LEAD_WEIGHT * logf(lead / MEAN_LEAD);
        s->lead[0][share] = LEAD_WEIGHT * logf((1 - lead) / (1 - MEAN_LEAD));
    }
}

/* Names stand in capitals inside of a sentence, other words do not. */
static float case_score(const Repairer *r, const Candidate *c)
{
    return r->scores.capital[c->written != CASE_SMALL][r->model.capital[c->word]];
}

/* How much more often a word in small letters leads to a name than others do, or to none: "huyện", "ở" before a
 * capital. */
static float lead_score(const Job *j, size_t i, const Candidate *c)
{
    const Piece *p = &j->pieces.at[i];
    if (c->written != CASE_SMALL || p->upper_line || p->after || i + 1 >= j->pieces.n || p[1].before) return 0;
    bool name = p[1].kind <= PIECE_SHORT && piece_begins_capital(&p[1]);
    return j->r->scores.lead[name][j->r->model.leads[c->word]];
}

static void offer(Slot *s, int word, float score)
{
    s->word[s->n] = (uint16_t)word;
    s->score[s->n++] = score;
}

/* A word as it was read, "hoà" as well as "hòa". */
static bool is_as_read(const Job *j, size_t i, const Candidate *c)
{
    const Piece *p = &j->pieces.at[i];
    if (j->words[i].read != c->word) return false;
    WordCase read = piece_is_upper(p->core) && points_in(p->core) > 1 ? CASE_ALL
                    : piece_begins_capital(p)                         ? CASE_FIRST
                                                                      : CASE_SMALL;
    return read == c->written;
}

static void offer_words(Job *j, size_t i, bool inside, Slot *s)
{
    const Piece *p = &j->pieces.at[i];
    Word *w = &j->words[i];
    w->candidates = candidates_of(j, p->core, p->upper_line);
    bool as_read = false;
    for (int k = 0; k < w->candidates->n; k++) {
        const Candidate *c = &w->candidates->at[k];
        bool same = is_as_read(j, i, c);
        float cased = inside && !p->upper_line ? case_score(j->r, c) : 0;
        offer(s, c->word, c->score + cased + lead_score(j, i, c) + (same ? 0 : j->change_cost));
        as_read = as_read || same;
    }
    w->keeps = !as_read;
    bool name = inside && piece_begins_capital(p);
    float keep = !name ? KEEP : j->by == READ_WITH_MARKS ? KEEP_MARKED_NAME : KEEP_NAME;
    if (w->keeps) offer(s, WORD_OTHER, keep + KEEP_EACH * (float)points_in(p->core));
}

/* A number of one or two digits inside of a line, with nothing but blanks around it, may have been a word: "6" for ở,
 * "16" for lộ, "14m" for làm. */
static bool may_be_word(const Job *j, size_t i)
{
    const Piece *p = &j->pieces.at[i];
    if (j->by != READ_WITHOUT_MARKS || p->core.n > DIGITS_MAX + UNIT_MAX || p->sign || p->before || p->begins_line ||
        p->joined)
        return false;
    size_t digits = 0;
    while (digits < p->core.n && p->core.p[digits] >= '0' && p->core.p[digits] <= '9') digits++;
    for (size_t k = digits; k < p->core.n; k++)
        if (p->core.p[k] < 'a' || p->core.p[k] > 'z') return false;
    if (digits > DIGITS_MAX) return false;
    return !p[-1].after && p[-1].kind == PIECE_WORD && !piece_is_upper(p[-1].core); /* in a head it is a speck */
}

static void offer_number(Job *j, size_t i, Slot *s)
{
    const Piece *p = &j->pieces.at[i];
    Word *w = &j->words[i];
    Candidates *words = candidates_of(j, p->core, false);
    for (int k = 0; k < words->n; k++) {
        words->at[k].written = CASE_SMALL; /* digits have no case */
        offer(s, words->at[k].word, words->at[k].score);
    }
    w->candidates = words, w->keeps = true;
    bool name = i + 1 < j->pieces.n && p[1].line == p->line && piece_begins_capital(&p[1]);
    offer(s, WORD_NUMBER, name ? NUMBER_BEFORE_NAME : NUMBER);
}

static void offer_all(Job *j, size_t i, bool inside, Slot *s)
{
    const Piece *p = &j->pieces.at[i];
    Word *w = &j->words[i];
    w->slot = s, w->margin = REPAIR_SURE;
    bool short_word = p->kind == PIECE_SHORT && p->core.n <= SHORT_WORD && w->read == WORD_OTHER;
    bool marked = j->by == READ_WITHOUT_MARKS && piece_has_own_marks(p) && w->read != WORD_OTHER;
    if (w->fits && p->kind == PIECE_WORD) {
        offer(s, w->read, 0);
        return;
    }
    if (w->restored.n) {
        if (w->doubtful) w->margin = 0;
        offer(s, WORD_OTHER, 0);
        return;
    }
    if (p->kind == PIECE_NUMBER && may_be_word(j, i)) {
        offer_number(j, i, s);
        return;
    }
    if (short_word || (!marked && p->kind == PIECE_WORD)) {
        offer_words(j, i, inside, s);
        return;
    }
    int word = w->read;
    if (p->kind == PIECE_SHORT || p->kind == PIECE_NUMBER) {
        w->restored = abbreviations_restored(j->a, &j->r->abbreviations, p->core);
        if (p->kind == PIECE_SHORT) {
            Piece as_meant = *p;
            as_meant.core = w->restored;
            word = lexicon_piece(&j->r->lexicon, &as_meant);
        }
    }
    offer(s, word, 0);
}

Slot *job_slots(Job *j, const Paragraph *p, size_t *n)
{
    size_t room = p->end - p->begin;
    for (size_t i = p->begin; i < p->end; i++)
        room += (j->pieces.at[i].before == STOP_END) + (j->pieces.at[i].after != STOP_NONE);
    Slot *slots = NEW(j->a, Slot, room);
    *n = 0;
    for (size_t i = p->begin; i < p->end; i++) {
        const Piece *piece = &j->pieces.at[i];
        bool fresh = !*n || slots[*n - 1].word[0] == WORD_END;
        if (piece->before == STOP_END && !fresh) offer(&slots[(*n)++], WORD_END, 0), fresh = true;
        offer_all(j, i, !fresh, &slots[(*n)++]);
        if (piece->after) offer(&slots[(*n)++], piece->after == STOP_END ? WORD_END : WORD_COMMA, 0);
    }
    return slots;
}

Str job_choice(Job *j, size_t i, int choice)
{
    const Word *w = &j->words[i];
    const Piece *p = &j->pieces.at[i];
    if (w->keeps && choice == w->slot->n - 1) return p->core;
    const Candidate *c = &w->candidates->at[choice];
    return is_as_read(j, i, c) ? p->core : written(j->a, &j->r->model, c);
}
