// SPDX-License-Identifier: Apache-2.0
/* found.c -- what the checks say, and where. */
#include "lint/inside.h"

static const struct {
    const char *slug;
    Severity severity;
} kinds[] = {
#define X(kind, slug, severity, meaning) [LINT_##kind] = {slug, severity},
    LINT_KINDS(X)
#undef X
};

static Str first_words(Arena *a, Str text)
{
    enum { WORDS = 90 };
    if (text.n <= WORDS) return text;
    Str head = str_head(text, WORDS);
    while (head.n && head.p[head.n - 1] != ' ') head.n--;
    return str_format(a, "%.*s …", STR_ARGS(str_trim(head.n ? head : str_head(text, WORDS))));
}

void lint_add(Lint *l, Str slug, Severity severity, int at, Str sentence)
{
    LintFinding f = {.kind = slug, .severity = severity, .sentence = sentence};
    if (at >= 0 && at < (int)l->lines.n) {
        const LintLine *k = &l->lines.at[at];
        f.line = k->line->number, f.paragraph = k->paragraph, f.words = first_words(&l->c->mem, k->line->text);
        f.page = l->doc->pages > 1 ? k->line->page : 0;
    }
    *list_add(&l->c->mem, &l->draft->found) = f;
}

void lint_found(Lint *l, LintKind kind, int at, Str sentence)
{
    lint_add(l, str_of(kinds[kind].slug), kinds[kind].severity, at, sentence);
}

int lint_line(const Lint *l, int number)
{
    if (number < 1) return LINT_NOWHERE;
    size_t low = 0, high = l->lines.n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (l->lines.at[middle].line->number < number) low = middle + 1;
        else high = middle;
    }
    return low < l->lines.n ? (int)low : LINT_NOWHERE;
}

int lint_first(const Lint *l, PaperStyle style)
{
    for (size_t i = 0; i < l->lines.n; i++)
        if (l->lines.at[i].style == style) return (int)i;
    return LINT_NOWHERE;
}
