// SPDX-License-Identifier: Apache-2.0
#include "doc/repaired.h"
#include "base/out.h"

static Str joined_lines(Ctx *c, const Doc *doc)
{
    Out all = {.mem = &c->mem};
    for (size_t i = 0; i < doc->n; i++) {
        out_raw(&all, doc->line[i].text);
        out_char(&all, '\n');
    }
    return out_str(&all);
}

/* `raw` holds the same words between other blanks: each is replaced where it stands. */
static Str raw_repaired(Ctx *c, Str raw, const RepairToken *token, size_t n)
{
    Out o = {.mem = &c->mem};
    Str rest = raw;
    for (size_t i = 0; i < n; i++) {
        size_t at = str_find(rest, token[i].read);
        if (at == rest.n) continue;
        out_raw(&o, str_slice(rest, 0, at));
        out_raw(&o, token[i].restored);
        rest = str_from(rest, at + token[i].read.n);
    }
    out_raw(&o, rest);
    return out_str(&o);
}

ReadBy doc_repaired(Ctx *c, const Doc *doc, Str names, Str office, const GivenWordList *given, Doc *repaired)
{
    Repair r = {0};
    *repaired = *doc;
    Repairer *repairer = repairer_load(&c->mem, office);
    if (!repairer) repairer = repairer_load(&c->mem, (Str){0});
    viet_repair(&c->mem, repairer, joined_lines(c, doc), names, &r);
    if (r.by == READ_WELL) return READ_WELL;
    repair_give(&c->mem, &r, given);
    repaired->table = NULL, repaired->tables = 0; /* their cells are found again among the restored lines */
    repaired->line = NEW(&c->mem, Line, doc->n + 1);
    Str rest = r.text, text;
    for (size_t i = 0, k = 0; i < doc->n && str_cut(&rest, '\n', &text); i++) {
        Line *line = &repaired->line[i];
        size_t first = k;
        *line = doc->line[i];
        while (k < r.tokens.n && r.tokens.at[k].line == i + 1) k++;
        line->words = r.tokens.n ? &r.tokens.at[first] : NULL, line->n_words = k - first;
        line->text = text;
        line->raw = raw_repaired(c, doc->line[i].raw, &r.tokens.at[first], k - first);
    }
    return r.by;
}
