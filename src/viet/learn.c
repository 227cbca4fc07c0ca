// SPDX-License-Identifier: Apache-2.0
#include "viet/learn.h"
#include "base/map.h"
#include "viet/abbreviation.h"
#include "viet/letter.h"
#include "viet/lexicon.h"
#include "viet/text.h"

enum { FOREIGN_LEAST = 4, UNMARKED_LEAST = 2 };

/* A word that was seen in a source. */
typedef struct {
    Str word;                               /* small letters, tone where it usually stands */
    uint32_t seen, inside, capitals, upper; /* upper: all in capitals among small letters */
    uint32_t small, leads;                  /* in small letters before another word; before one with a capital */
} Seen;

typedef struct {
    Arena *a;
    Map by_word;
    LIST(Seen *) seen;
} Census;

static Seen *meet(Census *c, Str core)
{
    uint8_t letters[WORD_LETTERS_MAX];
    char bytes[WORD_LETTERS_MAX * 3];
    int n = letters_of(core, letters, WORD_LETTERS_MAX);
    if (n < 1) return NULL;
    for (int i = 0; i < n; i++) letters[i] = (uint8_t)letter_small(letters[i]);
    letters_place_tone(letters, n);
    Str word = {bytes, letters_write(letters, n, bytes)};
    Seen *known = map_get(&c->by_word, word);
    if (known) return known;
    Seen *s = NEW(c->a, Seen, 1);
    s->word = str_copy(c->a, word);
    *map_put(c->a, &c->by_word, s->word) = s;
    *list_add(c->a, &c->seen) = s;
    return s;
}

/* "QĐ" and "TTg" of "505/QĐ-TTg". */
static void meet_parts(Census *c, Str code)
{
    size_t from = 0;
    for (size_t i = 0; i <= code.n; i++) {
        if (i < code.n && ((unsigned char)code.p[i] >= 0x80 || (code.p[i] | 32) >= 'a')) continue;
        Str part = str_slice(code, from, i);
        Seen *s = part.n > 1 && piece_is_upper(part) ? meet(c, part) : NULL;
        if (s) s->seen++, s->upper++;
        from = i + 1;
    }
}

static bool begins_capital(const Piece *p)
{
    Str rest = p->core;
    return p->kind <= PIECE_SHORT && letter_is_capital(letter_of(letter_next(&rest)));
}

static void meet_line(Census *c, const Pieces *pieces)
{
    for (size_t i = 0; i < pieces->n; i++) {
        const Piece *p = &pieces->at[i];
        if (p->kind == PIECE_NUMBER) meet_parts(c, p->core);
        if (p->kind == PIECE_NUMBER || p->kind == PIECE_FIXED) continue;
        Seen *s = meet(c, p->core);
        if (!s) continue;
        Str rest = p->core;
        bool capital = letter_is_capital(letter_of(letter_next(&rest))), upper = rest.n && piece_is_upper(p->core);
        bool inside = i && !p->upper_line && pieces->at[i - 1].after != STOP_END && p->before != STOP_END;
        s->seen++, s->upper += upper && !p->upper_line;
        if (inside && !upper) s->inside++, s->capitals += capital;
        if (!capital && !p->upper_line && i + 1 < pieces->n && !p->after && !p[1].before)
            s->small++, s->leads += begins_capital(&p[1]);
    }
}

static bool has_marks(Str word)
{
    for (size_t i = 0; i < word.n; i++)
        if ((unsigned char)word.p[i] >= 0x80) return true;
    return false;
}

static bool is_taken(const Seen *s, const LearnSource *from)
{
    bool syllable = viet_is_syllable(s->word);
    if (from->foreign) return syllable && s->seen >= FOREIGN_LEAST;
    return syllable || has_marks(s->word) || s->seen >= UNMARKED_LEAST;
}

static uint8_t flags_of(const Seen *s)
{
    if (s->upper * 2 <= s->seen) return 0;
    uint8_t level = 0;
    while (level < LEVEL_MAX && s->upper >> level) level++;
    return (uint8_t)(WORD_CAPITALS | level << LEVEL_SHIFT);
}

typedef struct {
    ModelWords list;
    Map by_word; /* 1 + its number */
} Words;

static void add_word(Arena *a, Words *w, const Seen *s)
{
    void **at = map_put(a, &w->by_word, s->word);
    if (!*at) {
        if (w->list.n == MODEL_WORDS_MAX) return;
        *list_add(a, &w->list) = (ModelWord){.word = s->word, .flags = flags_of(s)};
        *at = (void *)(uintptr_t)w->list.n;
    }
    ModelWord *word = &w->list.at[(uintptr_t)*at - 1];
    word->seen += s->inside, word->capitals += s->capitals;
    word->small += s->small, word->leads += s->leads;
    if (s->seen > s->upper * 2) word->flags = 0;
}

static void begin_words(Arena *a, Words *w, const Model *base)
{
    static const Str kinds[WORD_FIRST] = {STR(""), STR(""), STR(""), STR("")};
    for (int i = 0; i < WORD_FIRST; i++) *list_add(a, &w->list) = (ModelWord){.word = kinds[i]};
    for (uint32_t i = WORD_FIRST; base && i < base->words; i++) {
        ModelWord one = {.word = model_word(base, (int)i),
                         .flags = base->flags[i],
                         .seen = 255,
                         .capitals = base->capital[i],
                         .small = 255,
                         .leads = base->leads[i]};
        *list_add(a, &w->list) = one;
        *map_put(a, &w->by_word, one.word) = (void *)(uintptr_t)w->list.n;
    }
}

static void each_line(Arena *a, Str text, Pieces *pieces, void (*use)(void *, const Pieces *), void *arg)
{
    size_t number = 0;
    for (Str line; str_cut(&text, '\n', &line);) {
        pieces->n = 0;
        pieces_cut(a, line, ++number, pieces);
        use(arg, pieces);
    }
}

static void census_line(void *census, const Pieces *pieces) { meet_line(census, pieces); }

static int by_word(const void *x, const void *y)
{
    return str_compare((*(Seen *const *)x)->word, (*(Seen *const *)y)->word);
}

static void gather_words(Arena *a, const LearnSource *source, int n, Words *w)
{
    Pieces pieces = {0};
    for (int i = 0; i < n; i++) {
        Census c = {.a = a};
        each_line(a, source[i].text, &pieces, census_line, &c);
        if (c.seen.n) qsort(c.seen.at, c.seen.n, sizeof *c.seen.at, by_word);
        for (size_t k = 0; k < c.seen.n; k++)
            if (is_taken(c.seen.at[k], &source[i]) || map_get(&w->by_word, c.seen.at[k]->word))
                add_word(a, w, c.seen.at[k]);
    }
}

typedef struct {
    Arena *a;
    Lexicon lexicon;
    WordStream stream;
} Counting;

static void count_line(void *counting, const Pieces *pieces)
{
    Counting *c = counting;
    lexicon_stream(c->a, &c->lexicon, pieces, &c->stream);
}

/* A model with these words and no counts, for finding words. */
static Lexicon lexicon_with(Arena *a, const ModelWords *words)
{
    Model m;
    WordStream nothing = {0};
    bool good = model_open(model_count(a, words, &nothing, 1), &m);
    return good ? lexicon_of(a, &m) : (Lexicon){0};
}

Str model_learn(Arena *a, const LearnSource *source, int n, const Model *base, double base_weight)
{
    Words w = {0};
    Model parts[MODEL_PARTS_MAX];
    double weights[MODEL_PARTS_MAX];
    int k = 0;
    begin_words(a, &w, base);
    gather_words(a, source, n, &w);
    Lexicon lexicon = lexicon_with(a, &w.list);
    if (base) parts[k] = *base, weights[k++] = base_weight;
    for (int i = 0; i < n && k < MODEL_PARTS_MAX; i++) {
        Counting c = {a, lexicon, {0}};
        Pieces pieces = {0};
        each_line(a, source[i].text, &pieces, count_line, &c);
        weights[k] = source[i].weight;
        if (model_open(model_count(a, &w.list, &c.stream, source[i].least), &parts[k])) k++;
    }
    return model_mix(a, &w.list, parts, weights, k);
}
