// SPDX-License-Identifier: Apache-2.0
#include "viet/abbreviation.h"
#include "base/out.h"
#include "viet/letter.h"

Abbreviations abbreviations_of(Arena *a, const Model *m)
{
    Abbreviations k = {.model = m};
    for (uint32_t w = WORD_FIRST; w < m->words; w++)
        if ((m->flags[w] & WORD_CAPITALS) && str_contains(model_word(m, (int)w), S("đ")))
            *list_add(a, &k.crossed) = (uint16_t)w;
    return k;
}

/* The small letter of a capital; 'd' also for what a Đ is read as. */
static uint32_t letter_read(uint32_t point, uint32_t meant)
{
    bool looks = point < 0x80 && strchr("DdbBP", (int)point);
    int letter = letter_of(point);
    if (meant == 0x111 && (looks || point == 0x110)) return meant;
    return letter_is_capital(letter) ? letter_point(letter_small(letter)) : 0;
}

static bool is_read_as(Str meant, Str read)
{
    while (meant.n && read.n) {
        uint32_t letter = letter_next(&meant);
        if (letter_read(letter_next(&read), letter) != letter) return false;
    }
    return !meant.n && !read.n;
}

/* How often the part stands as it is: 0 = never. */
static int known_level(const Model *m, Str part)
{
    for (uint32_t w = WORD_FIRST; w < m->words; w++)
        if ((m->flags[w] & WORD_CAPITALS) && is_read_as(model_word(m, (int)w), part) &&
            !str_contains(model_word(m, (int)w), S("đ")))
            return word_level(m->flags[w]);
    return 0;
}

static int nearest(const Abbreviations *k, Str part)
{
    int best = -1;
    for (size_t i = 0; i < k->crossed.n; i++) {
        int word = k->crossed.at[i];
        bool better = best < 0 || word_level(k->model->flags[word]) > word_level(k->model->flags[best]);
        if (better && is_read_as(model_word(k->model, word), part)) best = word;
    }
    return best >= 0 && known_level(k->model, part) < word_level(k->model->flags[best]) ? best : -1;
}

static void out_capitals(Out *o, Str word)
{
    while (word.n) {
        char bytes[4];
        uint8_t letter = (uint8_t)letter_capital(letter_of(letter_next(&word)));
        out_raw(o, (Str){bytes, letters_write(&letter, 1, bytes)});
    }
}

Str abbreviations_restored(Arena *a, const Abbreviations *k, Str core)
{
    Out o = {.mem = a};
    bool changed = false;
    for (size_t i = 0; i < core.n;) {
        size_t from = i;
        for (Str rest; i < core.n; i = (size_t)(rest.p - core.p)) {
            rest = str_from(core, i);
            if (!letter_of(letter_next(&rest))) break;
        }
        Str part = str_slice(core, from, i);
        int word = part.n > 1 ? nearest(k, part) : -1;
        if (word >= 0) out_capitals(&o, model_word(k->model, word)), changed = true;
        else out_raw(&o, part);
        if (i < core.n) out_raw(&o, str_slice(core, i, i + 1)), i++;
    }
    return changed ? out_str(&o) : core;
}
