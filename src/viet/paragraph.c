// SPDX-License-Identifier: Apache-2.0
/* paragraph.c -- a text cut into pieces and paragraphs; who read it; which of its words fit. */
#include "viet/job.h"
#include <math.h>

/* One word in MARKED_SHARE has marks of its own: the program knew Vietnamese.  Each UNKNOWN_SHARE-th error makes a word
 * that nobody knows. */
enum { MARKED_SHARE = 5, UNKNOWN_SHARE = 6 };
/* Words that stand beside each other at least this often fit: log P in steps of 1 / MODEL_STEPS. */
enum { USUAL_COST = 6 * MODEL_STEPS };
/* A text of so many words of which none is unknown was read well: then any pair that texts have fits. */
enum { WELL_READ_WORDS = 1000 };
/* Of the pages that the channel was learnt from, and the most that is believed. */
static const float LEARNT_ERRORS = 0.022F, LEAST_ERRORS = 0.005F, MOST_ERRORS = 0.15F;
enum { GAP_LINES_MAX = 2, SHORT_LINE = 45, PARAGRAPH_PIECES_MAX = 600 };

bool piece_begins_capital(const Piece *p)
{
    Str s = p->core;
    return letter_is_capital(letter_of(letter_next(&s)));
}

/* Letters that a program without Vietnamese never writes: ă đ ĩ ũ ơ ư, and those with two marks, a hook or a dot. */
bool piece_has_own_marks(const Piece *p)
{
    Str s = p->core;
    while (s.n) {
        uint32_t point = letter_next(&s);
        if (point < 0x100 || !letter_of(point)) continue;
        return true;
    }
    return false;
}

/* -- paragraphs --------------------------------------------------------------------------------------------- */

static bool begins_item(const Piece *p, Str line)
{
    char c = *p->core.p;
    Str s = str_trim(line);
    return *s.p == '-' || *s.p == '+' || str_starts(s, S("•")) || p->sign == ')' ||
           (c >= '0' && c <= '9' && (p->sign == '.' || str_index(p->core, '.') < p->core.n));
}

/* A line goes on when it opens no item and the one before did not end. */
static bool goes_on(const Job *j, const Piece *last, const Piece *next)
{
    Str before = j->lines.at[last->line - 1];
    size_t gap = next->line - last->line - 1;
    bool capital = piece_begins_capital(next);
    if (begins_item(next, j->lines.at[next->line - 1]) || gap > GAP_LINES_MAX) return false;
    return last->after != STOP_END && !(capital && before.n < SHORT_LINE) && !(capital && gap);
}

static void gather_paragraphs(Job *j)
{
    for (size_t i = 0; i < j->pieces.n; i++) {
        const Piece *p = &j->pieces.at[i];
        Paragraph *last = j->paragraphs.n ? &j->paragraphs.at[j->paragraphs.n - 1] : NULL;
        bool fresh = !last || (p->line != p[-1].line && !goes_on(j, p - 1, p)) ||
                     last->end - last->begin >= PARAGRAPH_PIECES_MAX;
        if (fresh) *list_add(j->a, &j->paragraphs) = (Paragraph){i, i + 1};
        else last->end = i + 1;
    }
}

void job_cut(Job *j)
{
    for (Str rest = j->text, line; str_cut(&rest, '\n', &line);) {
        *list_add(j->a, &j->lines) = line;
        pieces_cut(j->a, line, j->lines.n, &j->pieces);
    }
    j->words = NEW(j->a, Word, j->pieces.n);
    for (size_t i = 0; i < j->pieces.n; i++) j->words[i].read = lexicon_piece(&j->r->lexicon, &j->pieces.at[i]);
    gather_paragraphs(j);
}

/* -- who read it -------------------------------------------------------------------------------------------- */

/* Sets who read it, and how readily words that have their marks are changed. */
void job_find_reader(Job *j)
{
    size_t words = 0, marked = 0, unknown = 0;
    for (size_t i = 0; i < j->pieces.n; i++) {
        const Piece *p = &j->pieces.at[i];
        if (p->kind != PIECE_WORD || points_in(p->core) < 2) continue;
        bool own = piece_has_own_marks(p);
        words++, marked += own;
        unknown += own && !piece_begins_capital(p) && j->words[i].read == WORD_OTHER;
    }
    j->unknown = unknown, j->well_read = !unknown && words >= WELL_READ_WORDS;
    if (marked * MARKED_SHARE < words) j->by = READ_WITHOUT_MARKS;
    else j->by = READ_WITH_MARKS;
    float errors = words ? (float)(unknown * UNKNOWN_SHARE) / (float)words : 0;
    j->change_cost =
        j->by == READ_WITH_MARKS ? logf(fmaxf(fminf(errors, MOST_ERRORS), LEAST_ERRORS) / LEARNT_ERRORS) : 0;
}

/* -- words that fit ----------------------------------------------------------------------------------------- */

/* The word or stop before piece i, or behind it. */
static int neighbour(const Job *j, size_t i, bool behind)
{
    const Piece *p = &j->pieces.at[i];
    Stop stop = behind ? p->after : p->before;
    if (!behind && !stop && i) stop = p[-1].after;
    if (stop) return stop == STOP_END ? WORD_END : WORD_COMMA;
    if (behind) return i + 1 < j->pieces.n && p[1].line == p->line ? j->words[i + 1].read : -1;
    return i && p[-1].line == p->line ? j->words[i - 1].read : -1;
}

/* True for a pair of words that texts have often, and for a line's edge. */
static bool is_usual(const Job *j, int first, int second)
{
    if (first < 0 || second < 0) return true;
    int64_t pair = model_pair(&j->r->model, first, second);
    return pair >= 0 && (j->well_read || j->r->model.pair_cost[pair] <= USUAL_COST);
}

/* Of a text that has its marks most words are right: those that stand beside each other in texts, too, are not looked
 * at again.  This is what makes clean text cheap. */
void job_find_fitting(Job *j)
{
    if (j->by != READ_WITH_MARKS || j->unknown) return;
    for (size_t i = 0; i < j->pieces.n; i++) {
        Word *w = &j->words[i];
        w->fits = w->read >= WORD_FIRST && is_usual(j, neighbour(j, i, false), w->read) &&
                  is_usual(j, w->read, neighbour(j, i, true));
    }
}
