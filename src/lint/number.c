// SPDX-License-Identifier: Apache-2.0
/* number.c -- markers that count: what is missing, twice, or out of order, level by level. */
#include "lint/inside.h"
#include "reading/marker.h"
#include "viet/text.h"

typedef struct {
    int last[MARK_NONE]; /* of each level; 0 = none since a higher one */
    Str code[MARK_NONE];
} Levels;

/* Letters before numerals ("A.") go by another alphabet than ours as often as not; dashes do not count. */
static bool counts(Mark mark) { return mark == MARK_PART || (mark >= MARK_NUMBER && mark <= MARK_PAREN); }

/* "3" of "3.1": what the number stands under. */
static Str stem(Str code)
{
    for (size_t i = code.n; i-- > 0;)
        if (code.p[i] == '.') return str_slice(code, 0, i);
    return (Str){0};
}

static Str shown(Lint *l, const Marker *m, int ordinal)
{
    Arena *a = &l->c->mem;
    Str before = stem(m->code);
    switch (m->mark) {
    case MARK_PART: return paper_roman(a, ordinal);
    case MARK_ALPHA: return str_format(a, "%.*s)", STR_ARGS(paper_letter(a, ordinal)));
    case MARK_PAREN: return str_format(a, "(%d)", ordinal);
    default: return before.n ? str_format(a, "%.*s.%d", STR_ARGS(before), ordinal) : str_format(a, "%d", ordinal);
    }
}

static void judge(Lint *l, int at, const Marker *m, int last)
{
    Str now = shown(l, m, m->ordinal), before = shown(l, m, last);
    if (m->ordinal == last) LINT(l, NUMBERING, at, "Mục %.*s có hai lần. Hãy đánh số lại.", STR_ARGS(now));
    else if (m->ordinal > last)
        LINT(l, NUMBERING, at, "Thiếu mục %.*s: sau %.*s là %.*s. Hãy bổ sung hoặc đánh số lại.",
             STR_ARGS(shown(l, m, last + 1)), STR_ARGS(before), STR_ARGS(now));
    else
        LINT(l, NUMBERING, at, "Mục %.*s đứng sau mục %.*s. Hãy đánh số lại theo thứ tự.", STR_ARGS(now),
             STR_ARGS(before));
}

static void take(Lint *l, Levels *v, int at, const Marker *m)
{
    int last = v->last[m->mark];
    /* Of another stem it begins anew: "4.1" behind "3.5". */
    if (last && !str_equal(stem(v->code[m->mark]), stem(m->code))) last = 0;
    for (int k = m->mark + 1; k < MARK_NONE; k++) v->last[k] = 0;
    v->last[m->mark] = m->ordinal, v->code[m->mark] = m->code;
    bool again = m->ordinal == 1 && !(last == 1 && m->mark == MARK_PART); /* a list below text begins anew */
    if (!counts(m->mark) || m->ordinal == last + 1 || again) return;
    if (last) judge(l, at, m, last);
    else if (m->mark == MARK_NUMBER2 || m->mark == MARK_PART)
        LINT(l, NUMBERING, at, "Mục đầu tiên là %.*s, thiếu %.*s. Hãy đánh số lại.", STR_ARGS(shown(l, m, m->ordinal)),
             STR_ARGS(shown(l, m, 1)));
}

/* "Điều 3." */
static bool take_article(const LintLine *k, int64_t *n)
{
    Str s = k->line->text;
    if (!str_starts(s, S("Điều "))) return false;
    s = str_from(s, S("Điều ").n);
    return str_index(s, '.') < s.n && str_integer(str_slice(s, 0, str_index(s, '.')), n);
}

static void check_rows(Lint *l, const DocTable *t)
{
    int64_t last = 0, n;
    for (size_t i = 0; t->numbered && i < t->rows.n; i++) {
        Str cell = table_cell(&t->rows.at[i], 0);
        if (cell.n && cell.p[cell.n - 1] == '.') cell = str_slice(cell, 0, cell.n - 1);
        if (!str_integer(cell, &n)) {
            if (table_across(t, &t->rows.at[i]).n) last = 0; /* what heads a group may begin anew */
            continue;
        }
        int at = t->rows.at[i].cells.n ? lint_line(l, t->rows.at[i].cells.at[0].first) : LINT_NOWHERE;
        if (last && n == last)
            LINT(l, NUMBERING, at, "Số thứ tự %lld trong bảng có hai lần. Hãy đánh số lại.", (long long)n);
        else if (last && n != last + 1 && n != 1)
            LINT(l, NUMBERING, at, "Số thứ tự trong bảng nhảy từ %lld đến %lld. Hãy đánh số lại.", (long long)last,
                 (long long)n);
        last = n;
    }
}

void lint_numbers(Lint *l)
{
    Levels v = {0};
    Marker m;
    int64_t article = 0, n;
    for (size_t i = 0; i < l->lines.n; i++) {
        const LintLine *k = &l->lines.at[i];
        if (k->style == PAPER_ANNEX || k->style == PAPER_NAME || k->style == PAPER_SIGNER) v = (Levels){0};
        if (k->style != PAPER_BODY) continue;
        if (take_article(k, &n)) {
            if (article && n != article + 1 && n != 1)
                LINT(l, NUMBERING, (int)i, "Sau Điều %lld là Điều %lld. Hãy đánh số lại.", (long long)article,
                     (long long)n);
            article = n, v = (Levels){0};
        } else if (marker_take(l->c, false, k->line->text, &m)) take(l, &v, (int)i, &m);
    }
    DocTableList tables = {0};
    doc_tables(l->c, l->doc, &tables);
    for (size_t i = 0; i < tables.n; i++) check_rows(l, &tables.at[i]);
}
