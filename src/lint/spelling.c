// SPDX-License-Identifier: Apache-2.0
/* spelling.c -- words that cannot be: letters with Vietnamese marks that make no syllable.  Names, and words without
 * marks (English, codes), are left alone. */
#include "lint/inside.h"
#include "viet/repair.h"
#include "viet/text.h"

enum { DOUBTS_MAX = 30 }; /* more: then the text came through something that spoils it */

/* Marks are what is left of it when it is folded; "Đ" in a code is one, too. */
static bool is_marked_word(Lint *l, Str word)
{
    Str lower = viet_lower(&l->c->mem, word);
    if (!str_equal(lower, word) || word.n < 3) return false; /* names and codes have capitals */
    if (!viet_fold(&l->c->mem, word).n) return false;        /* a quotation mark */
    bool marked = false;
    for (size_t i = 0; i < word.n; i++) {
        unsigned char c = (unsigned char)word.p[i];
        if (c >= '0' && c <= '9') return false;
        marked |= c >= 0x80;
    }
    return marked;
}

/* What the restorer is sure was meant; empty when it is not. */
static Str meant(const Lint *l, const LintLine *k, Str word)
{
    const float sure = 2 * REPAIR_UNSURE;
    const Doc *w = l->draft->reading ? l->draft->reading->wording : NULL;
    for (size_t i = 0; w && i < w->n; i++) {
        if (w->line[i].number != k->line->number) continue;
        for (size_t n = 0; n < w->line[i].n_words; n++) {
            const RepairToken *t = &w->line[i].words[n];
            if (str_equal(t->read, word) && t->margin >= sure && !str_equal(t->restored, word)) return t->restored;
        }
    }
    return (Str){0};
}

void lint_spelling(Lint *l)
{
    int told = 0;
    for (size_t i = 0; i < l->lines.n; i++) {
        Str rest = viet_nfc(&l->c->mem, l->lines.at[i].line->text), word;
        while (viet_token(&rest, &word)) {
            if (!is_marked_word(l, word) || viet_is_syllable(word)) continue;
            if (++told > DOUBTS_MAX) return;
            Str due = meant(l, &l->lines.at[i], word);
            if (due.n)
                LINT(l, SPELLING, (int)i, "“%.*s” không phải là một tiếng Việt viết đúng. Có lẽ là “%.*s”: hãy sửa.",
                     STR_ARGS(word), STR_ARGS(due));
            else
                LINT(l, SPELLING, (int)i, "“%.*s” không phải là một tiếng Việt viết đúng. Hãy kiểm tra chính tả.",
                     STR_ARGS(word));
        }
    }
}
