// SPDX-License-Identifier: Apache-2.0
/* bond.c -- how much two words that stand side by side belong together, by the model of the language that the restorer
 * uses: "quản | lý" do, "chất | phòng" do not. */
#include "base/map.h"
#include "reading/inside.h"
#include "viet/model.h"
#include "viet/repair.h"
#include "viet/text.h"

struct Bonds {
    Model model;
    Map words; /* small letters -> number + 1 */
};

Bonds *bonds_load(Ctx *c)
{
    Bonds *b = NEW(&c->mem, Bonds, 1);
    *b = (Bonds){0};
    if (!model_open(repair_shipped_model(), &b->model)) return b;
    for (uint32_t i = WORD_FIRST; i < b->model.words; i++)
        *map_put(&c->mem, &b->words, model_word(&b->model, (int)i)) = (void *)(uintptr_t)(i + 1);
    return b;
}

static int number_of(Ctx *c, const Bonds *b, Str word)
{
    Arena mark = c->mem;
    Str low = viet_lower(&c->mem, without_final(word, ",.;:()"));
    uintptr_t found = low.n <= MODEL_WORD_BYTES_MAX ? (uintptr_t)map_get(&b->words, low) : 0;
    c->mem.at = mark.at;
    return (int)found - 1;
}

double bond_of(Ctx *c, const Bonds *b, Str before, Str after)
{
    const double most = 5;
    if (!before.n || strchr(",.;:()", before.p[before.n - 1])) return 0;
    int one = number_of(c, b, before), two = number_of(c, b, after);
    if (one < 0 || two < 0) return 0;
    double bond = (double)model_log_pair(&b->model, one, two) - (double)model_log_alone(&b->model, two);
    return bond > most ? most : bond < -most ? -most : bond;
}
