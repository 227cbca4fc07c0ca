// SPDX-License-Identifier: Apache-2.0
#include "viet/restore.h"
#include "base/asset.h"
#include "base/map.h"
#include "base/out.h"
#include "viet/text.h"

enum { LETTERS_MIN = 2, READING_KINDS_MAX = 6 };

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

static int most_frequent(const Readings *r)
{
    int best = 0;
    for (int i = 1; i < r->kinds; i++)
        if (r->reading[i].n > r->reading[best].n) best = i;
    return best;
}

typedef struct {
    Str text, folded, reading;
    bool is_settled; /* by the word before it */
} Word;

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
    /* One word is held back until its neighbour was seen. */
    for (Str rest = s; cut_word(&rest, &gap, &text);) {
        Word word = {.text = text, .folded = has_letter(text) ? viet_fold_ocr(a, text) : (Str){0}};
        const Readings *alone = word.folded.n >= LETTERS_MIN ? map_get(&r->single, word.folded) : NULL;
        if (alone && alone->kinds == 1) word.reading = alone->reading[0].first;
        bool neighbours = last.folded.n && word.folded.n && str_equal(gap, S(" "));
        const Readings *both = neighbours ? map_get(&r->pair, pair_key(a, last.folded, word.folded)) : NULL;
        if (both) {
            int best = most_frequent(both);
            if (!last.is_settled) last.reading = both->reading[best].first;
            word.reading = both->reading[best].second;
            word.is_settled = true;
        }
        if (last.text.n) out_raw(&o, last.reading.n ? with_case_of(a, last.text, last.reading) : last.text);
        out_raw(&o, gap);
        last = word;
    }
    if (last.text.n) out_raw(&o, last.reading.n ? with_case_of(a, last.text, last.reading) : last.text);
    return out_str(&o);
}
