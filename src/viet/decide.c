// SPDX-License-Identifier: Apache-2.0
/* decide.c -- each paragraph decoded, twice: the second time with what the first is sure of. */
#include "viet/job.h"
#include <math.h>

/* How much the document's own words weigh, those surer than KNOWN_SURE. */
static const float KNOWN_WEIGHT = 0.2F, KNOWN_SURE = 3, SURE_ENOUGH = 6, HOPELESS = 7;
/* The mean of how well a paragraph's words are explained: garbled Vietnamese gives more than -4, English less than -7.
 */
static const float FOREIGN_SCORE = -6;
enum { FOREIGN_WORDS = 3 };

static void settle(Job *j, const Paragraph *p)
{
    for (size_t i = p->begin; i < p->end; i++) {
        Word *w = &j->words[i];
        if (!w->candidates) continue;
        const Slot *s = w->slot;
        float next = -REPAIR_SURE;
        for (int k = 0; k < s->n; k++)
            if (k != s->best && s->through[k] > next) next = s->through[k];
        w->margin = -next;
    }
}

/* How well the paragraph's words are explained, together, and how many they are. */
static float explained(const Job *j, const Paragraph *p, size_t *words)
{
    float sum = 0;
    *words = 0;
    for (size_t i = p->begin; i < p->end; i++) {
        const Word *w = &j->words[i];
        const Piece *piece = &j->pieces.at[i];
        if ((!w->candidates && !w->fits) || piece->kind == PIECE_NUMBER || points_in(piece->core) < 2) continue;
        sum += w->slot->score[w->slot->best], ++*words;
    }
    return sum;
}

static void leave(Job *j, const Paragraph *p)
{
    for (size_t i = p->begin; i < p->end; i++)
        j->words[i] = (Word){.slot = j->words[i].slot,
                             .read = j->words[i].read,
                             .fits = j->words[i].fits,
                             .margin = REPAIR_SURE,
                             .left = true};
}

/* Paragraphs in another language stay as they are, those too short to tell as most of the document. */
static void leave_foreign(Job *j)
{
    float all = 0;
    size_t words, all_words = 0;
    for (size_t i = 0; i < j->paragraphs.n; i++) all += explained(j, &j->paragraphs.at[i], &words), all_words += words;
    bool foreign = all < FOREIGN_SCORE * (float)all_words;
    for (size_t i = 0; i < j->paragraphs.n; i++) {
        float sum = explained(j, &j->paragraphs.at[i], &words);
        if (words < FOREIGN_WORDS ? foreign : sum < FOREIGN_SCORE * (float)words) leave(j, &j->paragraphs.at[i]);
    }
}

static bool is_settled(const Job *j, const Paragraph *p)
{
    for (size_t i = p->begin; i < p->end; i++)
        if (j->words[i].margin < SURE_ENOUGH) return false;
    return true;
}

static bool all_settled(const Job *j)
{
    for (size_t i = 0; i < j->paragraphs.n; i++)
        if (!is_settled(j, &j->paragraphs.at[i])) return false;
    return true;
}

/* What the names and the sure words of the document say, as a small model of the same words. */
static const Model *learn_known(Job *j, Str names)
{
    WordStream stream = {0};
    Pieces pieces = {0};
    for (Str line; str_cut(&names, '\n', &line);)
        pieces.n = 0, pieces_cut(j->a, line, 1, &pieces), lexicon_stream(j->a, &j->r->lexicon, &pieces, &stream);
    for (size_t k = 0; k < j->paragraphs.n; k++) {
        const Paragraph *p = &j->paragraphs.at[k];
        for (size_t i = p->begin; i < p->end; i++) {
            const Word *w = &j->words[i];
            bool sure = w->margin >= KNOWN_SURE && !w->left;
            *list_add(j->a, &stream) = sure ? w->slot->word[w->slot->best] : WORD_OTHER;
            if (j->pieces.at[i].after)
                *list_add(j->a, &stream) = j->pieces.at[i].after == STOP_END ? WORD_END : WORD_COMMA;
        }
        *list_add(j->a, &stream) = WORD_END;
    }
    ModelWords words = {.at = NEW(j->a, ModelWord, j->r->model.words), .n = j->r->model.words};
    Model *m = NEW(j->a, Model, 1);
    return model_open(model_count(j->a, &words, &stream, 1), m) ? m : NULL;
}

/* What the first pass found far behind is not looked at again. */
static void drop_hopeless(Slot *slot, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (int k = 0; k < slot[i].n; k++)
            if (slot[i].through[k] < -HOPELESS) slot[i].score[k] = SLOT_NEVER;
}

void job_decide(Job *j, Str names)
{
    size_t *n = NEW(j->a, size_t, j->paragraphs.n);
    Slot **slots = NEW(j->a, Slot *, j->paragraphs.n);
    j->language = (Language){
        .model = &j->r->model, .seen = j->r->seen, .known_weight = KNOWN_WEIGHT, .unknown_log = logf(1 - KNOWN_WEIGHT)};
    Decoder *decoder = decoder_of(j->a, &j->language);
    for (size_t i = 0; i < j->paragraphs.n; i++) {
        slots[i] = job_slots(j, &j->paragraphs.at[i], &n[i]);
        decode(*j->a, decoder, slots[i], n[i]);
        settle(j, &j->paragraphs.at[i]);
    }
    leave_foreign(j);
    if (all_settled(j)) return;
    j->language.known = learn_known(j, names);
    for (size_t i = 0; i < j->paragraphs.n; i++) {
        if (is_settled(j, &j->paragraphs.at[i])) continue;
        drop_hopeless(slots[i], n[i]);
        decode(*j->a, decoder, slots[i], n[i]);
        settle(j, &j->paragraphs.at[i]);
    }
}
