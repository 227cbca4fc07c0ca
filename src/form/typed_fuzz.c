// SPDX-License-Identifier: Apache-2.0
/* Any bytes as what a draft keeps, as the name of a button, as the key of a file: what was typed is kept letter by
 * letter and comes back the same, rows come and go, and it becomes answers. */
#include "form/draft_inside.h"
#include "form/made_design.h"
#include "journal/actor.h"
#include <assert.h>

enum { TODAY = 19996 };

static void check_rows(const Typed *t)
{
    for (size_t i = 0; i < t->raw.design->n; i++)
        if (t->raw.design->field[i].type == FIELD_ROWS) assert(t->raw.rows[i].n == t->rows[i].n);
}

static Fail properties(Ctx *c, void *arg)
{
    DesignField *field;
    Str bytes = *(Str *)arg;
    const Design *d = made_design(&c->mem, &field);
    Asked asked = {.design = d};
    Typed t, back;
    LostAnswers lost = {0}, lost_again = {0};
    AnswerProblems problems = {0};
    UploadKept kept;
    const Actor actor = {.person = 1, .form_token = S("0123456789")};
    c->actor = &actor;
    assert(!file_unseal(c, bytes, &kept)); /* nobody guesses a seal */
    TRY(typed_from_json(c, d, bytes, &t, &lost));
    Str json = typed_json(&c->mem, &t, &lost);
    assert(typed_from_json(c, d, json, &back, &lost_again) == OK);
    assert(str_equal(typed_json(&c->mem, &back, &lost_again), json));
    check_rows(&t);
    Typed copy = typed_copy(&c->mem, &t);
    typed_press(&c->mem, &copy, bytes, TODAY);
    typed_press(&c->mem, &copy, S("them:hang"), TODAY);
    typed_press(&c->mem, &copy, S("bot:hang:1"), TODAY);
    check_rows(&copy);
    assert(str_equal(typed_json(&c->mem, &t, &lost), json)); /* the copy has cells of its own */
    Answers a = typed_read(&c->mem, &t, &asked, TODAY, &problems);
    for (size_t i = 0; i < problems.n; i++) assert(str_is_utf8(problem_words(&c->mem, &problems.at[i])));
    Filling k = {.asked = &asked, .typed = t, .end = d->n};
    c->today = TODAY;
    assert(str_is_utf8(filling_rules(c, &k, &a)));
    Typed again = typed_of_answers(&c->mem, &a);
    check_rows(&again);
    return OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static Ctx c;
    Str s = {(const char *)bytes, n};
    if (!c.mem.at) c.mem = arena_reserve((size_t)256 << 20);
    edge_run(&c, properties, &s);
    return 0;
}
