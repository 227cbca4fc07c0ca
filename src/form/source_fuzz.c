// SPDX-License-Identifier: Apache-2.0
/* Any bytes as a form: as YAML, or behind "XLS" the worksheets survey, choices and settings with form feeds between,
 * cells between |.  What has no mistakes is the same when it was written as YAML and read again. */
#include "base/fail.h"
#include "form/snippet.h"
#include "form/source.h"
#include "form/xlsform_testing.h"
#include <assert.h>

static Sheet part(Arena *mem, Str *rest)
{
    Str piece = {0};
    str_cut(rest, '\f', &piece);
    return sheet_of(mem, piece);
}

static void look_at(const DesignProblems *problems)
{
    assert(problems->n <= DESIGN_PROBLEMS_MAX + 1);
    for (size_t i = 0; i < problems->n; i++) assert(problems->at[i].text.n && str_is_utf8(problems->at[i].text));
}

/* Each field of it through its small form: the same design. */
static void change_fields(Arena *mem, Str yaml, const Design *d)
{
    Pieces p;
    Design again;
    DesignProblems problems;
    bool is_cut = pieces_of(mem, yaml, &p);
    assert(is_cut && p.n == d->n);
    for (size_t i = 0; i < p.n && i < 20; i++) {
        Snippet s = snippet_of(mem, &p, i, &d->field[i]);
        Str text = pieces_replaced(mem, &p, i, snippet_lines(mem, &s, &p, i).text);
        bool is_good = design_from_yaml(mem, text, &again, &problems);
        assert(is_good && design_same(mem, d, &again));
    }
}

static Fail properties(Ctx *c, void *arg)
{
    Str s = *(Str *)arg;
    Design d, again;
    DesignProblems problems = {0};
    bool is_good;
    if (!str_is_utf8(s)) return OK;
    if (str_starts(s, S("XLS"))) {
        Str rest = str_from(s, 3);
        XlsSheets sheets = {0};
        sheets.survey = part(&c->mem, &rest), sheets.choices = part(&c->mem, &rest);
        sheets.settings = part(&c->mem, &rest);
        xlsform_take(&c->mem, &sheets, &d, &problems);
        is_good = problems_settle(&c->mem, &problems);
    } else is_good = design_from_yaml(&c->mem, s, &d, &problems);
    look_at(&problems);
    if (!is_good) return OK;
    Out yaml = {.mem = &c->mem}, xform = {.mem = &c->mem};
    design_put_yaml(&yaml, &d, 0);
    if (yaml.n > DESIGN_SOURCE_MAX) return OK;
    is_good = design_from_yaml(&c->mem, out_str(&yaml), &again, &problems);
    assert(is_good && design_same(&c->mem, &d, &again));
    change_fields(&c->mem, out_str(&yaml), &d);
    design_put_xform(&xform, &d, 1, NULL);
    assert(str_is_utf8(out_str(&xform)));
    return OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static Arena whole;
    if (!whole.at) whole = arena_reserve(256 << 20);
    Ctx c = {.mem = whole};
    Fail result = edge_run(&c, properties, &(Str){(const char *)bytes, n});
    assert(!result || c.why[0]);
    return 0;
}
