// SPDX-License-Identifier: Apache-2.0
/* design_order.c -- who asks whom: an order in which all can be calculated, or a circle. */
#include "form/expression.h"

typedef enum { NEW_ONE, BEGUN, DONE } Seen;
typedef struct {
    Arena *mem;
    const Design *d;
    FieldPlaces *asks; /* of each field */
    Seen *seen;
    size_t *order, n;
    size_t *way, depth; /* from the first that was begun to the one at hand */
} Walk;

static void gather(Walk *w, size_t i)
{
    const DesignField *f = &w->d->field[i];
    if (f->shown) expression_asks(w->mem, f->shown, &w->asks[i]);
    if (f->computed) expression_asks(w->mem, f->computed, &w->asks[i]);
    if (f->rows != NO_ROWS) *list_add(w->mem, &w->asks[i]) = f->rows;
}

/* Depth first, no deeper than there are fields; false at the first circle, which ends at the top of the way. */
static bool visit(Walk *w, size_t i)
{
    w->seen[i] = BEGUN;
    w->way[w->depth++] = i;
    for (size_t k = 0; k < w->asks[i].n; k++) {
        size_t asked = w->asks[i].at[k];
        if (w->seen[asked] == BEGUN) {
            w->way[w->depth++] = asked;
            return false;
        }
        if (w->seen[asked] == NEW_ONE && !visit(w, asked)) return false;
    }
    w->depth--;
    w->seen[i] = DONE;
    w->order[w->n++] = i;
    return true;
}

bool design_order(Arena *mem, const Design *d, const size_t **order, StrList *circle)
{
    Walk w = {mem,
              d,
              NEW(mem, FieldPlaces, d->n),
              NEW(mem, Seen, d->n),
              NEW(mem, size_t, d->n),
              0,
              NEW(mem, size_t, d->n + 1),
              0};
    *order = w.order;
    for (size_t i = 0; i < d->n; i++) gather(&w, i);
    for (size_t i = 0; i < d->n; i++) {
        if (w.seen[i] != NEW_ONE || visit(&w, i)) continue;
        size_t last = w.way[w.depth - 1], from = 0;
        while (w.way[from] != last) from++;
        for (; from + 1 < w.depth; from++) *list_add(mem, circle) = d->field[w.way[from]].name;
        return false;
    }
    return true;
}
