// SPDX-License-Identifier: Apache-2.0
/* diff.c -- what changed between two texts, word by word: the longest common sequence of words, by a table. */
#include "report/inside.h"

typedef LIST(Str) Words;

/* Words with the blanks behind them: put together they are the text again. */
static void words_of(Arena *a, Str text, Words *words)
{
    *words = (Words){0};
    for (size_t from = 0, at = 0; from < text.n; from = at) {
        while (at < text.n && text.p[at] != ' ' && text.p[at] != '\n') at++;
        while (at < text.n && (text.p[at] == ' ' || text.p[at] == '\n')) at++;
        *list_add(a, words) = str_slice(text, from, at);
    }
}

/* Pieces of one kind that follow each other in their text are one. */
static void add_piece(Arena *a, DiffPieceList *pieces, int kind, Str word)
{
    DiffPiece *last = pieces->n ? &pieces->at[pieces->n - 1] : NULL;
    if (last && (int)last->kind == kind && last->text.p + last->text.n == word.p) last->text.n += word.n;
    else if (word.n) *list_add(a, pieces) = (DiffPiece){kind, word};
}

static void walk(Arena *a, const Words *x, const Words *y, const uint16_t *longest, DiffPieceList *pieces)
{
    size_t i = 0, k = 0, width = y->n + 1;
    while (i < x->n && k < y->n) {
        if (str_equal(x->at[i], y->at[k])) add_piece(a, pieces, DIFF_SAME, y->at[k]), i++, k++;
        else if (longest[(i + 1) * width + k] >= longest[i * width + k + 1])
            add_piece(a, pieces, DIFF_GONE, x->at[i++]);
        else add_piece(a, pieces, DIFF_NEW, y->at[k++]);
    }
    while (i < x->n) add_piece(a, pieces, DIFF_GONE, x->at[i++]);
    while (k < y->n) add_piece(a, pieces, DIFF_NEW, y->at[k++]);
}

void text_diff(Arena *a, Str before, Str after, DiffPieceList *pieces)
{
    Words x, y;
    words_of(a, before, &x);
    words_of(a, after, &y);
    *pieces = (DiffPieceList){0};
    if (x.n > DIFF_WORDS_MAX || y.n > DIFF_WORDS_MAX) {
        add_piece(a, pieces, DIFF_GONE, before);
        add_piece(a, pieces, DIFF_NEW, after);
        return;
    }
    size_t width = y.n + 1;
    uint16_t *longest = NEW(a, uint16_t, (x.n + 1) * width); /* of the ends of both */
    for (size_t i = x.n; i-- > 0;)
        for (size_t k = y.n; k-- > 0;) {
            uint16_t down = longest[(i + 1) * width + k], right = longest[i * width + k + 1];
            longest[i * width + k] = str_equal(x.at[i], y.at[k]) ? (uint16_t)(longest[(i + 1) * width + k + 1] + 1)
                                     : down > right              ? down
                                                                 : right;
        }
    walk(a, &x, &y, longest, pieces);
}
