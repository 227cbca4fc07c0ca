// SPDX-License-Identifier: Apache-2.0
/* figures_read.c -- clocks, counters, quotas, and what a new version does with older dossiers. */
#include "procedure/inside.h"

const char *const counter_kinds[COUNTER_KINDS] = {"count", "sum", "distinct"};
static const char *const day_kinds[] = {"working", "calendar"};
static const char *const removals[] = {"personal", "all"};

static bool is_whole(const DesignField *f)
{
    AnswerKind kind = f->type == FIELD_COMPUTED && f->computed ? expression_kind(f->computed) : field_kind(f);
    return kind == IS_INTEGER || (f->type == FIELD_COMPUTED && kind != IS_TEXT);
}

static void take_clock(Reading *r, const YamlNode *node, ProcedureClock *k)
{
    int64_t n = 0;
    YamlMap m = yaml_map(&r->y, node, "thời hạn");
    if (!m.node) return;
    k->spot = node->spot;
    k->name = take_name(r, &m);
    k->label = take_words(&m, "label", true);
    if (yaml_integer(&m, "days", 1, 3660, &n)) k->days = (int)n;
    k->is_calendar = yaml_choice(&m, "count", day_kinds, 2, 0) == 1;
    k->until = take_expression(r, &m, "until", false);
    k->starts = take_moves(r, &m, "starts", true, &k->n_starts);
    k->stops = take_moves(r, &m, "stops", false, &k->n_stops);
    k->pauses = take_states(r, &m, "pauses", false);
    if (!yaml_take(&m, "pauses", false))
        for (size_t i = 0; i < r->p->states; i++)
            if (r->p->state[i].waits_applicant) k->pauses |= (uint64_t)1 << i;
    n = 0;
    if (yaml_integer(&m, "warns", 0, 365, &n)) k->warns = (int)n;
    k->end = take_effects(r, &m, "end", true);
    yaml_end(&m);
    if (!k->days && !k->until)
        yaml_problem(&r->y, node->spot, "Thời hạn “%.*s” cần “days” hoặc “until”.", STR_ARGS(k->name));
    if (k->days && k->until)
        yaml_problem(&r->y, node->spot, "Thời hạn “%.*s” chỉ có một trong “days” và “until”.", STR_ARGS(k->name));
}

void take_clocks(Reading *r, YamlMap *top)
{
    size_t n;
    const YamlNode *const *item = yaml_list(top, "clocks", false, &n);
    if (n > PROCEDURE_CLOCKS_MAX) {
        yaml_problem(&r->y, item[0]->spot, "Nhiều nhất %d thời hạn.", PROCEDURE_CLOCKS_MAX);
        n = PROCEDURE_CLOCKS_MAX;
    }
    ProcedureClock *clocks = NEW(r->mem, ProcedureClock, n);
    r->p->clock = clocks, r->p->clocks = n;
    for (size_t i = 0; i < n; i++) {
        take_clock(r, item[i], &clocks[i]);
        for (size_t j = 0; j < i; j++)
            if (clocks[i].name.n && str_equal(clocks[i].name, clocks[j].name))
                yaml_problem(&r->y, item[i]->spot, "Đã có thời hạn tên “%.*s”.", STR_ARGS(clocks[i].name));
    }
}

static uint64_t agreed_states(const Procedure *p)
{
    uint64_t bits = 0;
    for (size_t i = 0; i < p->states; i++)
        if (p->state[i].outcome == OUTCOME_AGREED) bits |= (uint64_t)1 << i;
    return bits;
}

/* A field of the form, or one that a move asks. */
static const DesignField *counted_field(Reading *r, Spot spot, Str name)
{
    const DesignField *f = design_field(&r->p->form, name);
    for (size_t i = DOSSIER_NAME_COUNT; !f && i < r->p->n_more; i++)
        if (r->p->more_fields[i] && str_equal(r->p->more[i], name) && str_equal(r->p->more_fields[i]->name, name))
            f = r->p->more_fields[i];
    if (f && field_is_answered(f) && f->rows == NO_ROWS) return f;
    yaml_problem(&r->y, spot, "Biểu mẫu và các bước không có trường “%.*s”.", STR_ARGS(name));
    return NULL;
}

static void take_by(Reading *r, YamlMap *m, ProcedureCounter *k)
{
    size_t n;
    const YamlNode *const *item = yaml_list(m, "by", false, &n);
    const DesignField **by = NEW(r->mem, const DesignField *, n);
    k->by = by;
    for (size_t i = 0; i < n; i++) {
        Str name;
        if (!yaml_is_text(&r->y, item[i], "by", &name)) continue;
        if (str_equal(name, S("applicant_agency"))) {
            k->by_applicant = true;
            continue;
        }
        const DesignField *f = counted_field(r, item[i]->spot, name);
        if (!f) continue;
        if (f->type != FIELD_AGENCY && f->type != FIELD_COMMUNE && f->type != FIELD_CHOICE &&
            f->type != FIELD_CHOICES && f->type != FIELD_YES)
            yaml_problem(&r->y, item[i]->spot, "Chỉ chia được theo cơ quan, xã, lựa chọn; “%.*s” thì không.",
                         STR_ARGS(name));
        else by[k->n_by++] = f;
    }
}

static void take_counter(Reading *r, const YamlNode *node, ProcedureCounter *k)
{
    YamlMap m = yaml_map(&r->y, node, "số đếm");
    if (!m.node) return;
    k->spot = node->spot;
    k->name = take_name(r, &m);
    k->label = take_words(&m, "label", true);
    yaml_take(&m, "what", true);
    k->kind = (CounterKind)yaml_choice(&m, "what", counter_kinds, COUNTER_KINDS, 0);
    const YamlNode *of = yaml_take(&m, "of", k->kind != COUNTER_COUNT);
    Str of_name;
    if (of && yaml_is_text(&r->y, of, "of", &of_name)) k->of = counted_field(r, of->spot, of_name);
    k->in = yaml_take(&m, "in", false) ? take_states(r, &m, "in", false) : agreed_states(r->p);
    k->when = take_expression(r, &m, "when", false);
    take_by(r, &m, k);
    yaml_end(&m);
    if (k->kind == COUNTER_SUM && k->of && !field_is_number(k->of) && !is_whole(k->of))
        yaml_problem(&r->y, node->spot, "Chỉ cộng được số; “%.*s” không phải là số.", STR_ARGS(k->of->name));
    if (!k->in)
        yaml_problem(&r->y, node->spot,
                     "Số đếm “%.*s” không đếm trạng thái nào: hãy ghi “in”, hoặc cho trạng thái “outcome: agreed”.",
                     STR_ARGS(k->name));
}

void take_counters(Reading *r, YamlMap *top)
{
    size_t n;
    const YamlNode *const *item = yaml_list(top, "counters", false, &n);
    if (n > PROCEDURE_COUNTERS_MAX) {
        yaml_problem(&r->y, item[0]->spot, "Nhiều nhất %d số đếm.", PROCEDURE_COUNTERS_MAX);
        n = PROCEDURE_COUNTERS_MAX;
    }
    ProcedureCounter *counters = NEW(r->mem, ProcedureCounter, n);
    r->p->counter = counters, r->p->counters = n;
    for (size_t i = 0; i < n; i++) {
        take_counter(r, item[i], &counters[i]);
        for (size_t j = 0; j < i; j++)
            if (counters[i].name.n && str_equal(counters[i].name, counters[j].name))
                yaml_problem(&r->y, item[i]->spot, "Đã có số đếm tên “%.*s”.", STR_ARGS(counters[i].name));
    }
}

static void take_limits(Reading *r, YamlMap *m, ProcedureQuota *q)
{
    const YamlNode *node = yaml_take(m, "most", true);
    if (!node) return;
    QuotaLimit *limit = NEW(r->mem, QuotaLimit, node->kind == YAML_MAP ? node->n : 1);
    q->limit = limit;
    if (node->kind != YAML_MAP) {
        q->limits = 1;
        yaml_integer(m, "most", 0, INT32_MAX, &limit[0].most);
        return;
    }
    YamlMap each = yaml_map(&r->y, node, "most");
    q->limits = node->n;
    for (size_t i = 0; i < node->n; i++) {
        limit[i].key = node->pair[i].key;
        yaml_integer(&each, str_c(r->mem, limit[i].key), 0, INT32_MAX, &limit[i].most);
        bool is_there = false;
        for (size_t j = 0; q->per && q->per->list && j < q->per->list->n; j++)
            is_there |= str_equal(q->per->list->choice[j].key, limit[i].key);
        if (!is_there)
            yaml_problem(&r->y, node->pair[i].spot, "“per” không có lựa chọn “%.*s”.", STR_ARGS(limit[i].key));
    }
}

static void take_quota(Reading *r, const YamlNode *node, ProcedureQuota *q)
{
    YamlMap m = yaml_map(&r->y, node, "hạn mức");
    if (!m.node) return;
    q->spot = node->spot;
    q->name = take_name(r, &m);
    q->label = take_words(&m, "label", true);
    q->sum = take_field(r, &m, "sum", false);
    q->per = take_field(r, &m, "per", false);
    take_limits(r, &m, q);
    q->waiting = take_state(r, &m, "waiting", false);
    q->promote = take_move(r, &m, "promote", q->waiting != NULL);
    q->full = take_words(&m, "full", !q->waiting);
    yaml_end(&m);
    if (q->sum && !is_whole(q->sum))
        yaml_problem(&r->y, node->spot, "Hạn mức chỉ cộng số nguyên; “%.*s” thì không.", STR_ARGS(q->sum->name));
    if (q->per && q->per->type != FIELD_CHOICE) yaml_problem(&r->y, node->spot, "“per” phải là trường chọn một.");
    if (q->waiting && (q->waiting->kind != STATE_OPEN))
        yaml_problem(&r->y, node->spot, "Trạng thái chờ “%.*s” phải có kind: open.", STR_ARGS(q->waiting->name));
    if (q->promote && q->waiting && !(q->promote->from & state_bit(r->p, q->waiting)))
        yaml_problem(&r->y, node->spot, "“promote” phải là bước đi từ trạng thái chờ “%.*s”.",
                     STR_ARGS(q->waiting->name));
}

void take_quotas(Reading *r, YamlMap *top)
{
    size_t n;
    const YamlNode *const *item = yaml_list(top, "quotas", false, &n);
    ProcedureQuota *quotas = NEW(r->mem, ProcedureQuota, n);
    r->p->quota = quotas, r->p->quotas = n;
    for (size_t i = 0; i < n; i++) take_quota(r, item[i], &quotas[i]);
}

static void take_take_overs(Reading *r, YamlMap *top)
{
    size_t n;
    const YamlNode *const *item = yaml_list(top, "takes_over", false, &n);
    TakeOver *rules = NEW(r->mem, TakeOver, n);
    r->p->take_over = rules, r->p->take_overs = n;
    for (size_t i = 0; i < n; i++) {
        size_t names;
        YamlMap m = yaml_map(&r->y, item[i], "takes_over");
        const YamlNode *const *name = yaml_list(&m, "from", true, &names);
        Str *from = NEW(r->mem, Str, names);
        for (size_t j = 0; j < names; j++) rules[i].n += yaml_is_text(&r->y, name[j], "from", &from[rules[i].n]);
        rules[i].from = from;
        rules[i].to = take_state(r, &m, "to", true);
        rules[i].when = take_expression(r, &m, "when", false);
        rules[i].spot = item[i]->spot;
        yaml_end(&m);
    }
}

void take_rest(Reading *r, YamlMap *top)
{
    int64_t days = 0;
    r->p->category = yaml_text(top, "category", false);
    r->p->activity = yaml_text(top, "activity", false);
    r->p->duplicates = take_fields(r, top, "duplicates", &r->p->n_duplicates);
    take_take_overs(r, top);
    YamlMap m = yaml_map(&r->y, yaml_take(top, "retention", false), "retention");
    if (!m.node) return;
    if (yaml_integer(&m, "days", 1, 36600, &days)) r->p->keep_days = (int)days;
    else yaml_problem(&r->y, m.node->spot, "“retention” cần “days”: giữ bao nhiêu ngày sau khi kết thúc.");
    r->p->removes_all = yaml_choice(&m, "removes", removals, 2, 0) == 1;
    yaml_end(&m);
}
