// SPDX-License-Identifier: Apache-2.0
#include "viet/lexicon.h"
#include "viet/letter.h"

typedef struct {
    uint8_t letters[WORD_LETTERS_MAX + 1]; /* ends in 0 */
    uint16_t word;
} Entry;

static int by_letters(const void *x, const void *y)
{
    return strcmp((const char *)((const Entry *)x)->letters, (const char *)((const Entry *)y)->letters);
}

static const float FREQUENT = 0.7F;

int word_frequent(const Model *m, int word) { return (int)(model_log_alone(m, word) * FREQUENT * WORD_STEPS); }

typedef struct {
    const Model *model;
    const Entry *entry;
    WordNode *node;
    size_t n;
} Builder;

static void count_alike(WordNode *child, size_t n)
{
    for (size_t i = n; i-- > 0;) {
        int group = letter_group(child[i].letter);
        bool more = i + 1 < n && letter_group(child[i + 1].letter) == group;
        child[i].alike = group < 0 ? 0 : (uint8_t)(1 + (more ? child[i + 1].alike : 0));
    }
}

/* The children of `parent`, whose words are entry[from, to) with `depth` letters in common; then theirs. */
static void add_children(Builder *b, size_t parent, size_t from, size_t to, size_t depth)
{
    int most = INT16_MIN;
    int least_left = WORD_LEFT_MAX, most_left = 0;
    if (from < to && !b->entry[from].letters[depth]) {
        b->node[parent].word = b->entry[from++].word;
        most = word_frequent(b->model, b->node[parent].word), least_left = 0;
    }
    while (from < to && !b->entry[from].letters[depth]) from++;
    size_t first = b->n, begin = from;
    b->node[parent].first = (uint32_t)first;
    for (size_t i = from; i < to; i++)
        if (i == from || b->entry[i].letters[depth] != b->entry[i - 1].letters[depth])
            b->node[b->n++].letter = b->entry[i].letters[depth];
    b->node[parent].children = (uint8_t)(b->n - first);
    count_alike(b->node + first, b->n - first);
    for (size_t child = first, last = b->n; child < last; child++) {
        size_t end = begin;
        while (end < to && b->entry[end].letters[depth] == b->node[child].letter) end++;
        add_children(b, child, begin, end, depth + 1);
        const WordNode *below = &b->node[child];
        if (below->most > most) most = below->most;
        if (below->least_left < least_left) least_left = below->least_left + 1;
        if (below->most_left >= most_left) most_left = below->most_left + (below->most_left < WORD_LEFT_MAX);
        begin = end;
    }
    b->node[parent].most = (int16_t)most;
    b->node[parent].least_left = (uint8_t)least_left, b->node[parent].most_left = (uint8_t)most_left;
}

Lexicon lexicon_of(Arena *a, const Model *m)
{
    Entry *entry = NEW(a, Entry, m->words);
    size_t n = 0, letters = 1;
    for (uint32_t w = WORD_FIRST; w < m->words; w++) {
        int length = letters_of(model_word(m, (int)w), entry[n].letters, WORD_LETTERS_MAX);
        if (length <= 0) continue;
        entry[n].letters[length] = 0;
        entry[n++].word = (uint16_t)w;
        letters += (size_t)length;
    }
    qsort(entry, n, sizeof *entry, by_letters);
    Builder b = {m, entry, NEW(a, WordNode, letters), 1};
    add_children(&b, 0, 0, n, 0);
    return (Lexicon){b.node, b.n};
}

int lexicon_find(const Lexicon *v, const uint8_t *letters, int n)
{
    const WordNode *at = v->node;
    for (int i = 0; i < n; i++) {
        const WordNode *child = v->node + at->first, *end = child + at->children;
        while (child < end && child->letter < letters[i]) child++;
        if (child == end || child->letter != letters[i]) return -1;
        at = child;
    }
    return at->word ? at->word : -1;
}

int lexicon_piece(const Lexicon *v, const Piece *p)
{
    if (p->kind == PIECE_NUMBER) return WORD_NUMBER;
    if (p->kind == PIECE_FIXED) return WORD_OTHER;
    uint8_t letters[WORD_LETTERS_MAX];
    int n = letters_of(p->core, letters, WORD_LETTERS_MAX);
    for (int i = 0; i < n; i++) letters[i] = (uint8_t)letter_small(letters[i]);
    if (n > 0) letters_place_tone(letters, n);
    int word = n > 0 ? lexicon_find(v, letters, n) : -1;
    return word < 0 ? WORD_OTHER : word;
}

void lexicon_stream(Arena *a, const Lexicon *v, const Pieces *pieces, WordStream *stream)
{
    for (size_t i = 0; i < pieces->n; i++) {
        const Piece *p = &pieces->at[i];
        bool fresh = !stream->n || stream->at[stream->n - 1] == WORD_END;
        if (p->before == STOP_END && !fresh) *list_add(a, stream) = WORD_END;
        *list_add(a, stream) = (uint16_t)lexicon_piece(v, p);
        if (p->after) *list_add(a, stream) = p->after == STOP_END ? WORD_END : WORD_COMMA;
    }
    if (stream->n && stream->at[stream->n - 1] != WORD_END) *list_add(a, stream) = WORD_END;
}
