// SPDX-License-Identifier: Apache-2.0
/* Any bytes as a procedure: it is read or every reason why not is told; what can be published can be walked. */
#include "procedure/dossier.h"
#include "procedure/made.h"
#include <assert.h>

/* What expressions of a published procedure give is asked of a dossier without any answer. */
static void walk(Ctx *c, const Procedure *p)
{
    Answers a = answers_new(&c->mem, &p->form, c->today);
    Dossier d = {.version = {.procedure = p},
                 .state = p->state,
                 .answers = a,
                 .row = {.due = NO_DAY, .answers = answers_json(&c->mem, &a)}};
    if (dossier_open_more(c, &d)) return;
    Scope s = dossier_scope(c, &d, c->today);
    assert(p->states && p->moves && p->move[0].to && p->form.code.n);
    for (size_t i = 0; i < p->moves; i++) {
        const ProcedureMove *m = &p->move[i];
        assert(m->name.n && m->label.text.n && (i == 0) == !m->from);
        if (m->guard) expression_holds(m->guard, &s);
        for (size_t j = 0; j < m->who.n; j++)
            if (m->who.at[j].when) expression_holds(m->who.at[j].when, &s);
    }
    for (size_t i = 0; i < p->clocks; i++) {
        assert(p->clock[i].days || p->clock[i].until);
        if (p->clock[i].until) expression_value(p->clock[i].until, &s);
    }
    for (size_t i = 0; i < p->counters; i++) assert(p->counter[i].in);
    assert(p->n_indexed <= PROCEDURE_INDEXED_MAX);
}

/* Copied under another name it is as good as it was. */
static void copy(Ctx *c, const Procedure *p)
{
    Procedure made;
    DesignProblems problems;
    Str text = made_of_procedure(&c->mem, p, S("ban-chep"), S("Bản chép"));
    assert(text.n > DESIGN_SOURCE_MAX || procedure_read(&c->mem, text, NULL, &made, &problems));
}

/* A form alone becomes a procedure: it is read, or says why not. */
static void make(Ctx *c, Str bytes)
{
    Design d;
    Procedure made;
    DesignProblems problems;
    if (!design_from_yaml(&c->mem, bytes, &d, &problems)) return;
    const Made m = {.code = S("a"), .title = S("A"), .by = BY_PUBLIC, .agency = S("SCT"), .days = 5, .until = NO_DAY};
    Str text = made_of_form(&c->mem, bytes, &d, &m);
    assert(procedure_read(&c->mem, text, NULL, &made, &problems) || problems.n);
}

static Fail properties(Ctx *c, void *arg)
{
    Procedure p, again;
    DesignProblems problems, more;
    StrList changes;
    make(c, *(Str *)arg);
    bool is_good = procedure_read(&c->mem, *(Str *)arg, NULL, &p, &problems);
    assert(problems.n <= DESIGN_PROBLEMS_MAX + 1);
    for (size_t i = 0; i < problems.n; i++) assert(problems.at[i].text.n && str_is_utf8(problems.at[i].text));
    if (!is_good) {
        assert(problems.n);
        return OK;
    }
    walk(c, &p);
    copy(c, &p);
    assert(procedure_read(&c->mem, *(Str *)arg, NULL, &again, &more));
    procedure_changes(&c->mem, &p, &again, &changes);
    assert(!changes.n);
    return OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static Arena whole;
    if (!whole.at) whole = arena_reserve(512 << 20);
    Ctx c = {.mem = whole, .today = day_of(2024, 9, 28)};
    Fail result = edge_run(&c, properties, &(Str){(const char *)bytes, n});
    assert(!result || c.why[0]);
    return 0;
}
