// SPDX-License-Identifier: Apache-2.0
#include "viet/repair.h"
#include "base/asset.h"
#include "base/out.h"
#include "viet/job.h"

Str repair_shipped_model(void) { return asset("viet/model.bin"); }

Repairer *repairer_load(Arena *a, Str model)
{
    Repairer *r = NEW(a, Repairer, 1);
    if (!model_open(model.n ? model : repair_shipped_model(), &r->model)) return NULL;
    r->lexicon = lexicon_of(a, &r->model);
    r->abbreviations = abbreviations_of(a, &r->model);
    r->seen = pairs_seen(a, &r->model);
    case_scores_fill(&r->scores);
    r->channel[0] = channel_load(a, asset("viet/ocr-vie.tsv"));
    r->channel[1] = channel_load(a, asset("viet/ocr-eng.tsv"));
    return r;
}

static void list_alternatives(Job *j, size_t i, RepairToken *t)
{
    const Slot *s = j->words[i].slot;
    bool taken[CHOICES_MAX] = {0};
    taken[s->best] = true;
    while (t->alternatives < REPAIR_ALTERNATIVES) {
        int best = -1;
        for (int k = 0; k < s->n; k++)
            if (!taken[k] && s->through[k] > -REPAIR_SURE && (best < 0 || s->through[k] > s->through[best])) best = k;
        if (best < 0) return;
        taken[best] = true;
        t->alternative[t->alternatives++] = job_choice(j, i, best);
    }
}

static void write_answer(Job *j, Repair *result)
{
    Out o = {.mem = j->a};
    const char *at = j->text.p;
    for (size_t i = 0; i < j->pieces.n; i++) {
        const Piece *p = &j->pieces.at[i];
        const Word *w = &j->words[i];
        RepairToken *t = list_add(j->a, &result->tokens);
        Str restored = w->candidates ? job_choice(j, i, w->slot->best) : w->restored.n ? w->restored : p->core;
        size_t begin = (size_t)(p->core.p - j->text.p);
        out_raw(&o, (Str){at, (size_t)(p->core.p - at)});
        if (p->grown_on) out_char(&o, ' ');
        *t = (RepairToken){.read = p->core,
                           .restored = restored,
                           .begin = begin,
                           .end = begin + p->core.n,
                           .line = p->line,
                           .out_begin = o.n,
                           .out_end = o.n + restored.n,
                           .margin = w->margin};
        if (w->candidates) list_alternatives(j, i, t);
        result->unsure += w->margin < REPAIR_UNSURE;
        out_raw(&o, restored);
        at = p->core.p + p->core.n;
    }
    out_raw(&o, (Str){at, (size_t)(j->text.p + j->text.n - at)});
    result->text = out_str(&o);
}

void viet_repair(Arena *a, Repairer *r, Str text, Str names, Repair *result)
{
    Job j = {.a = a, .r = r, .text = text};
    *result = (Repair){.text = text};
    if (text.n > REPAIR_BYTES_MAX) return;
    job_cut(&j);
    if (!j.pieces.n) return;
    job_find_reader(&j);
    result->by = j.by;
    j.channel = r->channel[result->by == READ_WITHOUT_MARKS];
    job_find_fitting(&j);
    job_find_numerals(&j);
    job_decide(&j, names);
    write_answer(&j, result);
    if (j.by == READ_WITH_MARKS && str_equal(result->text, text)) *result = (Repair){.text = text};
}
