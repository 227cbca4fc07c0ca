// SPDX-License-Identifier: Apache-2.0
#include "plan/sheet.h"
#include <stdlib.h>

/* -- sheets ---------------------------------------------------------------------------------------------------- */

/* Bytes of HTML, about: a line of the text with what was read of it, and the row that asks about a doubtful word. */
enum { LINE_WEIGHT = 450, BYTE_WEIGHT = 3, WORD_WEIGHT = 1100 };

/* Of each line.  Words count whether they were looked at or not: a sheet stays as it is while it is reviewed. */
static size_t *weights_of(Arena *a, const Doc *doc, const PlanDoubtList *doubts)
{
    size_t *weight = NEW(a, size_t, doc->n + 1);
    for (size_t i = 0; i < doc->n; i++)
        if (doc->line[i].text.n) weight[i] = LINE_WEIGHT + BYTE_WEIGHT * doc->line[i].text.n;
    for (size_t i = 0; i < doubts->n; i++)
        if ((size_t)doubts->at[i].line < doc->n) weight[doubts->at[i].line] += WORD_WEIGHT;
    return weight;
}

/* What one sheet of the page that begins at line i takes: a page that is too long for one is cut into equal parts. */
static size_t share_of(const Doc *doc, const size_t *weight, size_t i)
{
    size_t all = 0;
    for (size_t k = i; k < doc->n && doc->line[k].page == doc->line[i].page; k++) all += weight[k];
    size_t parts = (all + SHEET_WEIGHT_MAX - 1) / SHEET_WEIGHT_MAX;
    return parts ? (all + parts - 1) / parts : all;
}

/* Pieces of one long line stay together. */
static bool may_end_before(const Doc *doc, size_t i)
{
    return doc->line[i].text.n && doc->line[i].number != doc->line[i - 1].number;
}

static Sheet *begin_sheet(Arena *a, SheetList *sheets, const Doc *doc, size_t i)
{
    Sheet *s = list_add(a, sheets);
    *s = (Sheet){.begin = i, .page = doc->line[i].page, .part = 1, .parts = 1, .first = doc->line[i].number};
    return s;
}

/* Parts of one page know how many they are. */
static void number_parts(SheetList *sheets)
{
    for (size_t i = 1; i < sheets->n; i++)
        if (sheets->at[i - 1].page == sheets->at[i].page) sheets->at[i].part = sheets->at[i - 1].part + 1;
    for (size_t i = sheets->n; i-- > 0;) {
        bool goes_on = i + 1 < sheets->n && sheets->at[i + 1].page == sheets->at[i].page;
        sheets->at[i].parts = goes_on ? sheets->at[i + 1].parts : sheets->at[i].part;
    }
}

void sheets_of(Arena *a, const Doc *doc, const PlanDoubtList *doubts, SheetList *sheets)
{
    const size_t *weight = weights_of(a, doc, doubts);
    size_t fill = 0, share = 0;
    *sheets = (SheetList){0};
    for (size_t i = 0; i < doc->n; i++) {
        Sheet *s = sheets->n ? &sheets->at[sheets->n - 1] : NULL;
        bool turns = !s || doc->line[i].page != s->page;
        if (turns) share = share_of(doc, weight, i);
        if (turns || (fill >= share && may_end_before(doc, i))) s = begin_sheet(a, sheets, doc, i), fill = 0;
        s->end = i + 1, s->last = doc->line[i].number;
        fill += weight[i];
    }
    if (!sheets->n) *list_add(a, sheets) = (Sheet){.page = 1, .part = 1, .parts = 1};
    number_parts(sheets);
}

size_t sheet_of_line(const SheetList *sheets, int number)
{
    for (size_t i = sheets->n; i-- > 1;)
        if (sheets->at[i].first <= number) return i;
    return 0;
}

/* -- what is not sure ------------------------------------------------------------------------------------------ */

static const double sure = 0.6; /* below, the reader guessed */

bool value_is_unsure(Arena *a, const PlanDoubtList *doubts, const PlanValue *v)
{
    PlanPieceList pieces;
    if (v->confidence >= sure || v->version || !v->value.n || !v->first_line) return false;
    plan_all_pieces(a, doubts, v->shown, v->first_line, v->last_line, &pieces);
    for (size_t i = 0; i < pieces.n; i++)
        if (pieces.at[i].doubt) return false;
    return true;
}

static int by_line(const void *x, const void *y)
{
    const Unsure *a = x, *b = y;
    if (a->line != b->line) return a->line < b->line ? -1 : 1;
    if (a->word && b->word) return a->word->id < b->word->id ? -1 : 1;
    if (!a->word != !b->word) return a->word ? -1 : 1;
    return a->value->id < b->value->id ? -1 : 1;
}

void unsure_of(Arena *a, const PlanDoubtList *doubts, const PlanNodeList *nodes, SheetList *sheets, UnsureList *unsure)
{
    *unsure = (UnsureList){0};
    for (size_t i = 0; i < doubts->n; i++)
        if (!doubts->at[i].is_seen)
            *list_add(a, unsure) = (Unsure){.word = &doubts->at[i], .line = doubts->at[i].number};
    for (size_t i = 0; i < nodes->n; i++)
        for (size_t k = 0; k < nodes->at[i].values.n; k++) {
            const PlanValue *v = &nodes->at[i].values.at[k];
            if (value_is_unsure(a, doubts, v))
                *list_add(a, unsure) = (Unsure){.value = v, .node = &nodes->at[i], .line = v->first_line};
        }
    if (unsure->n) qsort(unsure->at, unsure->n, sizeof *unsure->at, by_line);
    for (size_t i = 0; i < unsure->n; i++) {
        Sheet *s = &sheets->at[sheet_of_line(sheets, unsure->at[i].line)];
        *(unsure->at[i].word ? &s->words : &s->values) += 1;
    }
}
