// SPDX-License-Identifier: Apache-2.0
/* repair.c -- text cut into paragraphs, each decoded, twice: the second time with what the first is sure of. */
#include "viet/repair.h"
#include "base/asset.h"
#include "base/map.h"
#include "base/out.h"
#include "viet/abbreviation.h"
#include "viet/decode.h"
#include "viet/letter.h"
#include <math.h>

/* What it costs to leave a word as it was read that is none, at once and for each letter. */
static const float KEEP_NAME = -5, KEEP = -14, KEEP_EACH = -0.9F;
/* How much the document's own words weigh, those surer than KNOWN_SURE; and how much that some words are names. */
static const float KNOWN_WEIGHT = 0.2F, KNOWN_SURE = 3, SURE_ENOUGH = 6, HOPELESS = 7, RARE_CASE = 0.05F;

/* One word in MARKED_SHARE has marks of its own: the program knew Vietnamese.  Each UNKNOWN_SHARE-th error makes a word
 * that nobody knows. */
enum { MARKED_SHARE = 5, UNKNOWN_SHARE = 6 };
/* Words that stand beside each other at least this often fit: log P in steps of 1 / MODEL_STEPS. */
enum { USUAL_COST = 6 * MODEL_STEPS };
/* A text of so many words of which none is unknown was read well: then any pair that texts have fits. */
enum { WELL_READ_WORDS = 1000 };
/* Of the pages that the channel was learnt from, and the most that is believed. */
static const float LEARNT_ERRORS = 0.022F, LEAST_ERRORS = 0.001F, MOST_ERRORS = 0.15F;
/* The mean of how well a paragraph's words are explained: garbled Vietnamese gives more than -4, English less than -7.
 */
static const float FOREIGN_SCORE = -6;
enum {
    FOREIGN_WORDS = 3,
    SHORT_WORD = 2,
    GAP_LINES_MAX = 2,
    SHORT_LINE = 45,
    PARAGRAPH_PIECES_MAX = 600,
    CHANNELS = 2
};

struct Repairer {
    Model model;
    Lexicon lexicon;
    Abbreviations abbreviations;
    const uint64_t *seen;
    Channel *channel[CHANNELS]; /* of READ_WITH_MARKS, READ_WITHOUT_MARKS */
};

Str repair_shipped_model(void) { return asset("viet/model.bin"); }

Repairer *repairer_load(Arena *a, Str model)
{
    Repairer *r = NEW(a, Repairer, 1);
    if (!model_open(model.n ? model : repair_shipped_model(), &r->model)) return NULL;
    r->lexicon = lexicon_of(a, &r->model);
    r->abbreviations = abbreviations_of(a, &r->model);
    r->seen = pairs_seen(a, &r->model);
    r->channel[0] = channel_load(a, asset("viet/ocr-vie.tsv"));
    r->channel[1] = channel_load(a, asset("viet/ocr-eng.tsv"));
    return r;
}

/* -- one piece of work -------------------------------------------------------------------------------------- */

typedef struct {
    Str restored; /* empty = as it stands */
    float margin;
    const Candidates *candidates;
    bool left;  /* of another language */
    bool keeps; /* leaving it as it is, is a choice: the last */
    Slot *slot;
    int read;  /* the word that it is as it was read: lexicon_piece */
    bool fits; /* it has its marks and goes with the words beside it: nothing else is looked for */
} Word;

typedef struct {
    size_t begin, end; /* pieces */
} Paragraph;

typedef struct {
    Arena *a;
    Repairer *r;
    Str text;
    StrList lines;
    Pieces pieces;
    Word *words; /* one a piece */
    LIST(Paragraph) paragraphs;
    Channel *channel;
    ReadBy by;
    size_t unknown; /* words with marks that nobody knows */
    bool well_read;
    float change_cost; /* of a word that has its marks */
    Map candidates[2]; /* of a word that was read, in lines of small letters and of capitals: it comes again */
    Language language;
} Job;

static void cut(Job *j)
{
    for (Str rest = j->text, line; str_cut(&rest, '\n', &line);) {
        *list_add(j->a, &j->lines) = line;
        pieces_cut(j->a, line, j->lines.n, &j->pieces);
    }
    j->words = NEW(j->a, Word, j->pieces.n);
    for (size_t i = 0; i < j->pieces.n; i++) j->words[i].read = lexicon_piece(&j->r->lexicon, &j->pieces.at[i]);
}

static size_t points_in(Str s)
{
    size_t n = 0;
    for (; s.n; n++) letter_next(&s);
    return n;
}

static bool begins_capital(const Piece *p)
{
    Str s = p->core;
    return letter_is_capital(letter_of(letter_next(&s)));
}

/* -- who read it -------------------------------------------------------------------------------------------- */

/* Letters that a program without Vietnamese never writes: ă đ ĩ ũ ơ ư, and those with two marks, a hook or a dot. */
static bool has_own_marks(Str s)
{
    while (s.n) {
        uint32_t point = letter_next(&s);
        if (point < 0x100 || !letter_of(point)) continue;
        return true;
    }
    return false;
}

/* Sets who read it, and how readily words that have their marks are changed. */
static void find_reader(Job *j)
{
    size_t words = 0, marked = 0, unknown = 0;
    for (size_t i = 0; i < j->pieces.n; i++) {
        const Piece *p = &j->pieces.at[i];
        if (p->kind != PIECE_WORD || points_in(p->core) < 2) continue;
        bool own = has_own_marks(p->core);
        words++, marked += own;
        unknown += own && !begins_capital(p) && j->words[i].read == WORD_OTHER;
    }
    j->unknown = unknown, j->well_read = !unknown && words >= WELL_READ_WORDS;
    if (marked * MARKED_SHARE < words) j->by = READ_WITHOUT_MARKS;
    else j->by = READ_WITH_MARKS;
    float errors = words ? (float)(unknown * UNKNOWN_SHARE) / (float)words : 0;
    j->change_cost =
        j->by == READ_WITH_MARKS ? logf(fmaxf(fminf(errors, MOST_ERRORS), LEAST_ERRORS) / LEARNT_ERRORS) : 0;
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
    bool capital = begins_capital(next);
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
static void find_fitting(Job *j)
{
    if (j->by != READ_WITH_MARKS || j->unknown) return;
    for (size_t i = 0; i < j->pieces.n; i++) {
        Word *w = &j->words[i];
        w->fits = w->read >= WORD_FIRST && is_usual(j, neighbour(j, i, false), w->read) &&
                  is_usual(j, w->read, neighbour(j, i, true));
    }
}

/* -- choices ------------------------------------------------------------------------------------------------ */

static const Candidates *candidates_of(Job *j, Str core, bool upper_line)
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

/* Names stand in capitals inside of a sentence, other words do not. */
static float case_score(const Model *m, const Candidate *c)
{
    float capital = RARE_CASE + (1 - 2 * RARE_CASE) * (float)m->capital[c->word] / 255;
    return logf(c->written == CASE_SMALL ? 1 - capital : capital);
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
                    : begins_capital(p)                               ? CASE_FIRST
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
        float cased = inside && !p->upper_line ? case_score(&j->r->model, c) : 0;
        offer(s, c->word, c->score + cased + (same ? 0 : j->change_cost));
        as_read = as_read || same;
    }
    w->keeps = !as_read;
    bool name = j->by == READ_WITH_MARKS && inside && begins_capital(p);
    if (w->keeps) offer(s, WORD_OTHER, name ? KEEP_NAME : KEEP + KEEP_EACH * (float)points_in(p->core));
}

/* "I1." before a heading is II., and so is "IL" in a heading of capitals, whose last letter took the point in. */
static Str roman(Arena *a, const Piece *p)
{
    bool sure = false, point = p->upper_line && p->core.n > 1 && p->core.p[p->core.n - 1] == 'L';
    for (size_t i = 0; i < p->core.n; i++) {
        if (!strchr("IVX1lL", p->core.p[i])) return (Str){0};
        sure = sure || strchr("IVX", p->core.p[i]);
    }
    if (!p->begins_line || (p->sign != '.' && !point) || !sure) return (Str){0};
    Str s = str_copy(a, p->core);
    char *at = (char *)s.p;
    for (size_t i = 0; i < s.n; i++)
        if (strchr("1lL", at[i])) at[i] = 'I';
    return p->sign == '.' ? s : str_format(a, "%.*s.", STR_ARGS(s));
}

static void offer_all(Job *j, size_t i, bool inside, Slot *s)
{
    const Piece *p = &j->pieces.at[i];
    Word *w = &j->words[i];
    w->slot = s, w->margin = REPAIR_SURE;
    bool short_word = p->kind == PIECE_SHORT && p->core.n <= SHORT_WORD && w->read == WORD_OTHER;
    bool marked = j->by == READ_WITHOUT_MARKS && has_own_marks(p->core) && w->read != WORD_OTHER;
    if (w->fits && p->kind == PIECE_WORD) {
        offer(s, w->read, 0);
        return;
    }
    if (short_word || (!marked && p->kind == PIECE_WORD && !(w->restored = roman(j->a, p)).n)) {
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

/* The slots of a paragraph; stops are words too. */
static Slot *make_slots(Job *j, const Paragraph *p, size_t *n)
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

/* -- deciding ----------------------------------------------------------------------------------------------- */

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
        if ((!w->candidates && !w->fits) || points_in(j->pieces.at[i].core) < 2) continue;
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

static void decide(Job *j, Str names)
{
    size_t *n = NEW(j->a, size_t, j->paragraphs.n);
    Slot **slots = NEW(j->a, Slot *, j->paragraphs.n);
    j->language = (Language){
        .model = &j->r->model, .seen = j->r->seen, .known_weight = KNOWN_WEIGHT, .unknown_log = logf(1 - KNOWN_WEIGHT)};
    for (size_t i = 0; i < j->paragraphs.n; i++) {
        slots[i] = make_slots(j, &j->paragraphs.at[i], &n[i]);
        decode(*j->a, &j->language, slots[i], n[i]);
        settle(j, &j->paragraphs.at[i]);
    }
    leave_foreign(j);
    if (all_settled(j)) return;
    j->language.known = learn_known(j, names);
    for (size_t i = 0; i < j->paragraphs.n; i++) {
        if (is_settled(j, &j->paragraphs.at[i])) continue;
        drop_hopeless(slots[i], n[i]);
        decode(*j->a, &j->language, slots[i], n[i]);
        settle(j, &j->paragraphs.at[i]);
    }
}

/* -- the answer --------------------------------------------------------------------------------------------- */

static Str choice_text(Job *j, size_t i, int choice)
{
    const Word *w = &j->words[i];
    const Piece *p = &j->pieces.at[i];
    if (w->keeps && choice == w->slot->n - 1) return p->core;
    const Candidate *c = &w->candidates->at[choice];
    return is_as_read(j, i, c) ? p->core : written(j->a, &j->r->model, c);
}

static void list_alternatives(Job *j, size_t i, RepairToken *t)
{
    const Slot *s = j->words[i].slot;
    bool taken[CHOICES_MAX] = {0};
    taken[s->best] = true;
    while (t->alternatives < REPAIR_ALTERNATIVES) {
        int best = -1;
        for (int k = 0; k < s->n; k++)
            if (!taken[k] && s->through[k] > -REPAIR_SURE && (best < 0 || s->through[k] > s->through[best])) best = k;
        if (best < 0) return;
        taken[best] = true;
        t->alternative[t->alternatives++] = choice_text(j, i, best);
    }
}

static void write_answer(Job *j, Repair *result)
{
    Out o = {.mem = j->a};
    const char *at = j->text.p;
    for (size_t i = 0; i < j->pieces.n; i++) {
        const Piece *p = &j->pieces.at[i];
        const Word *w = &j->words[i];
        RepairToken *t = list_add(j->a, &result->tokens);
        Str restored = w->candidates ? choice_text(j, i, w->slot->best) : w->restored.n ? w->restored : p->core;
        size_t begin = (size_t)(p->core.p - j->text.p);
        out_raw(&o, (Str){at, (size_t)(p->core.p - at)});
        if (p->grown_on) out_char(&o, ' ');
        *t = (RepairToken){.read = p->core,
                           .restored = restored,
                           .begin = begin,
                           .end = begin + p->core.n,
                           .line = p->line,
                           .out_begin = o.n,
                           .out_end = o.n + restored.n,
                           .margin = w->margin};
        if (w->candidates) list_alternatives(j, i, t);
        result->unsure += w->margin < REPAIR_UNSURE;
        out_raw(&o, restored);
        at = p->core.p + p->core.n;
    }
    out_raw(&o, (Str){at, (size_t)(j->text.p + j->text.n - at)});
    result->text = out_str(&o);
}

void viet_repair(Arena *a, Repairer *r, Str text, Str names, Repair *result)
{
    Job j = {.a = a, .r = r, .text = text};
    *result = (Repair){.text = text};
    if (text.n > REPAIR_BYTES_MAX) return;
    cut(&j);
    if (!j.pieces.n) return;
    find_reader(&j);
    result->by = j.by;
    j.channel = r->channel[result->by == READ_WITHOUT_MARKS];
    gather_paragraphs(&j);
    find_fitting(&j);
    decide(&j, names);
    write_answer(&j, result);
    if (j.by == READ_WITH_MARKS && str_equal(result->text, text)) *result = (Repair){.text = text};
}
