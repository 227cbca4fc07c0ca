// SPDX-License-Identifier: Apache-2.0
#include "plan/sheet.h"
#include <stdlib.h>

/* -- sheets ---------------------------------------------------------------------------------------------------- */

/* Bytes of HTML, about: a line, a doubtful word with the row that asks about it, a part that begins, what was read of
 * it, what the reader is unsure of, what the text does not say, a finding. */
enum {
    LINE_WEIGHT = 90,
    WORD_WEIGHT = 1050,
    NODE_WEIGHT = 500,
    VALUE_WEIGHT = 370,
    UNSURE_WEIGHT = 600,
    UNSAID_WEIGHT = 150,
    FINDING_WEIGHT = 1000
};

static const double sure = 0.6; /* below, the reader guessed */

typedef struct {
    const Doc *doc;
    size_t *at; /* of each line of doc, and of what stands nowhere at the first */
} Weights;

/* Lines of a document have rising numbers; pieces of a long one the same. */
static void add_weight(const Weights *w, int number, size_t more)
{
    size_t low = 0, high = w->doc->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (w->doc->line[middle].number < number) low = middle + 1;
        else high = middle;
    }
    w->at[low < w->doc->n ? low : 0] += more;
}

static void add_value(const Weights *w, const PlanNode *n, const PlanValue *v)
{
    size_t more = v->initial.n ? VALUE_WEIGHT + v->initial.n : UNSAID_WEIGHT;
    if (v->initial.n && v->confidence < sure) more += UNSURE_WEIGHT;
    add_weight(w, v->first_line ? v->first_line : n->first_line, more);
}

/* As it was read, not as it stands now: a sheet stays as it is while it is reviewed. */
static size_t *weights_of(Arena *a, const Reviewed *k)
{
    const Doc *doc = k->doc;
    Weights w = {doc, NEW(a, size_t, doc->n + 1)};
    for (size_t i = 0; i < doc->n; i++)
        if (doc->line[i].text.n) w.at[i] = LINE_WEIGHT + doc->line[i].text.n;
    for (size_t i = 0; i < k->doubts->n; i++)
        if ((size_t)k->doubts->at[i].line < doc->n) w.at[k->doubts->at[i].line] += WORD_WEIGHT;
    for (size_t i = 0; i < k->nodes->n; i++) {
        const PlanNode *n = &k->nodes->at[i];
        add_weight(&w, n->first_line, NODE_WEIGHT);
        for (size_t v = 0; v < n->values.n; v++) add_value(&w, n, &n->values.at[v]);
    }
    for (size_t i = 0; i < k->findings->n; i++)
        add_weight(&w, k->findings->at[i].first_line, FINDING_WEIGHT + k->findings->at[i].sentence.n);
    return w.at;
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

void sheets_of(Arena *a, const Reviewed *k, SheetList *sheets)
{
    const Doc *doc = k->doc;
    const size_t *weight = weights_of(a, k);
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
