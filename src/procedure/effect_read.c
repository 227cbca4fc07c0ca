// SPDX-License-Identifier: Apache-2.0
/* effect_read.c -- what a move or the end of a clock does beside changing the state. */
#include "procedure/inside.h"

const char *const effect_keys[EFFECT_KIND_COUNT] = {
#define X(symbol, word) word,
    EFFECT_KINDS(X)
#undef X
};
static const char *const papers[] = {"letter", "notice", "decision", "submission", "minutes", "report"};
enum { PAPERS = sizeof papers / sizeof *papers };

static void take_publish(Reading *r, const YamlNode *node, Effect *e)
{
    bool yes;
    if (!yaml_is_yes(node, &yes)) e->value = node_expression(r, node);
    else if (!yes) yaml_problem(&r->y, node->spot, "“publish” là yes, hoặc ngày cuối cùng được công bố.");
}

static void take_mail(Reading *r, YamlMap *m, const YamlNode *node, Effect *e)
{
    e->subject = take_wording(r, m, "subject", true);
    e->text = take_wording(r, m, "text", true);
    if (!str_equal(e->what, S("applicant")) && !str_equal(e->what, S("deciders")))
        look_for_agency(r, node->spot, e->what);
}

static Wording take_agency(Reading *r, YamlMap *m, bool is_needed)
{
    Wording w = take_wording(r, m, "agency", is_needed);
    if (w.text.n && !str_contains(w.text, S("${"))) look_for_agency(r, m->node->spot, w.text);
    return w;
}

static void take_parts(Reading *r, YamlMap *m, const YamlNode *node, bool is_clock, Effect *e)
{
    int64_t days = 0;
    if (e->kind == EFFECT_PUBLISH) {
        take_publish(r, node, e);
        return;
    }
    if (!yaml_is_text(&r->y, node, effect_keys[e->kind], &e->what)) return;
    switch (e->kind) {
    case EFFECT_MAIL: take_mail(r, m, node, e); return;
    case EFFECT_TASK:
        e->subject = take_wording(r, m, "title", true);
        e->agency = take_agency(r, m, true);
        e->text = take_wording(r, m, "text", false);
        if (yaml_integer(m, "days", 1, 1000, &days)) e->days = (int)days;
        return;
    case EFFECT_DOCUMENT: {
        int paper = yaml_choice(m, "kind", papers, PAPERS, 0);
        e->paper = str_of(papers[paper]);
        e->subject = take_wording(r, m, "title", true);
        e->text = take_wording(r, m, "text", true);
        e->agency = take_agency(r, m, false);
        return;
    }
    case EFFECT_INDICATOR:
        e->value = take_expression(r, m, "value", false);
        e->agency = take_agency(r, m, false);
        return;
    case EFFECT_MOVE:
        if (!is_clock)
            yaml_problem(&r->y, node->spot,
                         "Chỉ khi hết một thời hạn mới tự chuyển bước được: “move” đứng trong “end” của “clocks”.");
        e->move = procedure_move(r->p, e->what);
        if (!e->move) yaml_problem(&r->y, node->spot, "Không có bước “%.*s” trong “moves”.", STR_ARGS(e->what));
        return;
    default: return;
    }
}

static bool take_effect(Reading *r, const YamlNode *node, bool is_clock, Effect *e)
{
    YamlMap m = yaml_map(&r->y, node, "tác động");
    const YamlNode *key = NULL;
    if (!m.node) return false;
    e->spot = node->spot;
    for (int k = 0; k < EFFECT_KIND_COUNT; k++) {
        const YamlNode *value = yaml_take(&m, effect_keys[k], false);
        if (!value) continue;
        if (key) yaml_problem(&r->y, value->spot, "Mỗi tác động chỉ có một việc; hãy tách thành hai dòng.");
        else key = value, e->kind = (EffectKind)k;
    }
    if (!key) {
        yaml_problem(&r->y, node->spot, "Tác động phải là một trong mail, task, document, publish, indicator, mark%s.",
                     is_clock ? ", move" : "");
        return false;
    }
    take_parts(r, &m, key, is_clock, e);
    e->when = take_expression(r, &m, "when", false);
    yaml_end(&m);
    return true;
}

EffectList take_effects(Reading *r, YamlMap *m, const char *key, bool is_clock)
{
    size_t n, kept = 0;
    const YamlNode *const *item = yaml_list(m, key, false, &n);
    if (n > PROCEDURE_EFFECTS_MAX) {
        yaml_problem(&r->y, item[0]->spot, "Nhiều nhất %d tác động.", PROCEDURE_EFFECTS_MAX);
        n = PROCEDURE_EFFECTS_MAX;
    }
    Effect *effects = NEW(r->mem, Effect, n);
    for (size_t i = 0; i < n; i++) kept += take_effect(r, item[i], is_clock, &effects[kept]);
    return (EffectList){effects, kept};
}
