// SPDX-License-Identifier: Apache-2.0
#include "viet/restore.h"
#include "base/asset.h"
#include "base/map.h"
#include "base/out.h"
#include "viet/text.h"

enum { LETTERS_MIN = 2, READING_KINDS_MAX = 6, MARKED_OF_HUNDRED = 25 };

/* The readings of one folded form, with how often each was seen. */
typedef struct {
    struct {
        Str first, second;
        int n;
    } reading[READING_KINDS_MAX];
    int kinds;
} Readings;

struct Restorer {
    Map single, pair; /* folded -> Readings */
};

static void note(Arena *a, Map *m, Str folded, Str first, Str second)
{
    void **at = map_put(a, m, folded);
    Readings *r = *at ? *at : (*at = NEW(a, Readings, 1));
    for (int i = 0; i < r->kinds; i++)
        if (str_equal(r->reading[i].first, first) && str_equal(r->reading[i].second, second)) {
            r->reading[i].n++;
            return;
        }
    if (r->kinds == READING_KINDS_MAX) return;
    r->reading[r->kinds].first = first, r->reading[r->kinds].second = second, r->reading[r->kinds++].n = 1;
}

static Str pair_key(Arena *a, Str x, Str y) { return str_format(a, "%.*s %.*s", STR_ARGS(x), STR_ARGS(y)); }

static bool is_word(Str token) { return (unsigned char)token.p[0] >= 0x80 || (token.p[0] | 32) >= 'a'; }

const Restorer *restorer_load(Arena *a)
{
    Restorer *r = NEW(a, Restorer, 1);
    for (Str rest = asset("viet/phrases.txt"), line; str_cut(&rest, '\n', &line);) {
        Str before = {0}, before_folded = {0};
        for (Str token; viet_token(&line, &token);) {
            if (!is_word(token)) {
                before = (Str){0};
                continue;
            }
            Str word = viet_lower(a, token), folded = viet_fold_ocr(a, word);
            note(a, &r->single, folded, word, (Str){0});
            if (before.n) note(a, &r->pair, pair_key(a, before_folded, folded), before, word);
            before = word, before_folded = folded;
        }
    }
    return r;
}

typedef struct {
    Str text, folded, reading;
    Str kept;        /* it has its marks: in small letters */
    bool is_settled; /* by the word before it */
} Word;

/* The most frequent reading that leaves the words alone that have their marks; -1 when there is none. */
static int most_frequent(const Readings *r, const Word *first, const Word *second)
{
    int best = -1;
    for (int i = 0; i < r->kinds; i++) {
        bool keeps = (!first->kept.n || str_equal(first->kept, r->reading[i].first)) &&
                     (!second->kept.n || str_equal(second->kept, r->reading[i].second));
        if (keeps && (best < 0 || r->reading[i].n > r->reading[best].n)) best = i;
    }
    return best;
}

/* The signs that the OCR puts inside of words belong to them: "S&", "c¢ng", "1ap". */
static bool cut_word(Str *rest, Str *gap, Str *word)
{
    size_t i = 0;
    while (i < rest->n && strchr(" \t.,;:!\"()[]/-+", rest->p[i])) i++;
    size_t from = i;
    while (i < rest->n && !strchr(" \t.,;:!\"()[]/-+", rest->p[i])) i++;
    *gap = str_slice(*rest, 0, from), *word = str_slice(*rest, from, i);
    *rest = str_from(*rest, i);
    return word->n || gap->n;
}

static bool has_letter(Str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] >= 0x80 || ((s.p[i] | 32) >= 'a' && (s.p[i] | 32) <= 'z')) return true;
    return false;
}

/* Letters that an OCR without Vietnamese never writes: ă đ ĩ ũ ơ ư, and those with two marks, a hook or a dot. */
static bool has_own_marks(Str s)
{
    static const Str letters[] = {STR("ă"), STR("Ă"), STR("đ"), STR("Đ"), STR("ĩ"), STR("Ĩ"),
                                  STR("ũ"), STR("Ũ"), STR("ơ"), STR("Ơ"), STR("ư"), STR("Ư")};
    for (size_t i = 0; i + 1 < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i], next = (unsigned char)s.p[i + 1];
        if (c == 0xE1 && (next == 0xBA || next == 0xBB)) return true; /* U+1E80 to U+1EFF */
        for (size_t k = 0; (c == 0xC4 || c == 0xC6 || c == 0xC5) && k < sizeof letters / sizeof *letters; k++)
            if (str_starts(str_from(s, i), letters[k])) return true;
    }
    return false;
}

static bool has_its_marks(Str word) { return has_own_marks(word) && viet_is_syllable(word); }

static bool is_marked(Str s)
{
    size_t words = 0, marked = 0;
    for (Str rest = s, gap, word; cut_word(&rest, &gap, &word);)
        words += has_letter(word), marked += has_its_marks(word);
    return marked && marked * 100 >= words * MARKED_OF_HUNDRED;
}

static Str with_case_of(Arena *a, Str printed, Str reading)
{
    if (printed.n > 1 && viet_is_upper(printed)) return viet_upper(a, reading);
    bool capital = printed.p[0] >= 'A' && printed.p[0] <= 'Z';
    return capital ? viet_capital(a, reading) : reading;
}

Str viet_restore(Arena *a, const Restorer *r, Str s)
{
    Out o = {.mem = a};
    Word last = {0};
    Str gap, text;
    if (is_marked(s)) return s;
    /* One word is held back until its neighbour was seen. */
    for (Str rest = s; cut_word(&rest, &gap, &text);) {
        Word word = {.text = text, .folded = has_letter(text) ? viet_fold_ocr(a, text) : (Str){0}};
        const Readings *alone = word.folded.n >= LETTERS_MIN ? map_get(&r->single, word.folded) : NULL;
        if (has_its_marks(text)) word.kept = viet_lower(a, text);
        else if (alone && alone->kinds == 1) word.reading = alone->reading[0].first;
        bool neighbours = last.folded.n && word.folded.n && str_equal(gap, S(" "));
        const Readings *both = neighbours ? map_get(&r->pair, pair_key(a, last.folded, word.folded)) : NULL;
        int best = both ? most_frequent(both, &last, &word) : -1;
        if (best >= 0) {
            if (!last.is_settled && !last.kept.n) last.reading = both->reading[best].first;
            if (!word.kept.n) word.reading = both->reading[best].second;
            word.is_settled = true;
        }
        if (last.text.n) out_raw(&o, last.reading.n ? with_case_of(a, last.text, last.reading) : last.text);
        out_raw(&o, gap);
        last = word;
    }
    if (last.text.n) out_raw(&o, last.reading.n ? with_case_of(a, last.text, last.reading) : last.text);
    return out_str(&o);
}
