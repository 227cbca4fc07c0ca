// SPDX-License-Identifier: Apache-2.0
/* procedure.c -- a procedure's text, read whole: everything that is wrong with it is named. */
#include "procedure/inside.h"

static const char *const seers[] = {"deciders", "signed_in", "all"};
static const char *const turns[] = {"deciders", "applicant"};

static void take_state_row(Reading *r, const YamlNode *node, ProcedureState *s)
{
    YamlMap m = yaml_map(&r->y, node, "trạng thái");
    if (!m.node) return;
    s->spot = node->spot;
    s->name = take_name(r, &m);
    s->label = take_words(&m, "label", true);
    yaml_take(&m, "kind", true);
    s->kind = (StateKind)yaml_choice(&m, "kind", state_kinds, STATE_KINDS, STATE_OPEN);
    s->outcome = (Outcome)yaml_choice(&m, "outcome", outcomes, OUTCOMES, OUTCOME_NONE);
    s->waits_applicant = yaml_choice(&m, "waits", turns, 2, 0) == 1;
    s->seen_by = (SeenBy)yaml_choice(&m, "seen_by", seers, 3, SEEN_BY_DECIDERS);
    yaml_end(&m);
    if (s->kind == STATE_OPEN && s->outcome)
        yaml_problem(&r->y, node->spot, "Trạng thái đang mở chưa có kết quả: bỏ “outcome”.");
}

static void take_states_list(Reading *r, YamlMap *top)
{
    size_t n;
    const YamlNode *const *item = yaml_list(top, "states", true, &n);
    if (n > PROCEDURE_STATES_MAX) {
        yaml_problem(&r->y, item[0]->spot, "Nhiều nhất %d trạng thái.", PROCEDURE_STATES_MAX);
        n = PROCEDURE_STATES_MAX;
    }
    ProcedureState *states = NEW(r->mem, ProcedureState, n ? n : 1);
    r->p->state = states;
    for (size_t i = 0; i < n; i++) {
        take_state_row(r, item[i], &states[i]);
        if (procedure_state(r->p, states[i].name))
            yaml_problem(&r->y, item[i]->spot, "Đã có trạng thái tên “%.*s”.", STR_ARGS(states[i].name));
        r->p->states = i + 1;
    }
    if (n && states[0].kind != STATE_OPEN)
        yaml_problem(&r->y, item[0]->spot, "Trạng thái đầu tiên là của hồ sơ vừa nộp, nên phải có kind: open.");
}

/* -- what ${…} means beside the form's fields ------------------------------------------------------------------------
 */

typedef struct {
    Str *name;
    AnswerKind *kind;
    const DesignField **field;
    size_t n;
} More;

static void add_name(More *more, Str name, AnswerKind kind, const DesignField *field)
{
    more->name[more->n] = name, more->kind[more->n] = kind, more->field[more->n] = field;
    more->n++;
}

static void add_asked(Reading *r, More *more, const DesignField *f)
{
    if (!field_is_answered(f) || f->rows != NO_ROWS) return;
    if (design_field(&r->p->form, f->name)) {
        yaml_problem(&r->y, f->spot, "Biểu mẫu đã có trường “%.*s”; điều hỏi thêm ở một bước cần tên khác.",
                     STR_ARGS(f->name));
        return;
    }
    for (size_t i = 0; i < more->n; i++) {
        if (!str_equal(more->name[i], f->name)) continue;
        if (more->kind[i] != field_kind(f))
            yaml_problem(&r->y, f->spot, "“%.*s” đã được hỏi ở một bước khác với loại khác.", STR_ARGS(f->name));
        return;
    }
    add_name(more, f->name, field_kind(f), f);
}

static void know_names(Reading *r)
{
    Procedure *p = r->p;
    size_t room = DOSSIER_NAME_COUNT + 2 * p->form.n;
    for (size_t i = 0; i < p->moves; i++) room += p->move[i].asked.n;
    More more = {NEW(r->mem, Str, room), NEW(r->mem, AnswerKind, room), NEW(r->mem, const DesignField *, room), 0};
#define X(symbol, name, kind) add_name(&more, S(name), kind, NULL);
    DOSSIER_NAMES(X)
#undef X
    for (size_t i = 0; i < p->form.n; i++) {
        const DesignField *f = &p->form.field[i];
        if (f->type != FIELD_PERIOD || f->rows != NO_ROWS) continue;
        add_name(&more, str_format(r->mem, "_tu_%.*s", STR_ARGS(f->name)), IS_DAY, f);
        add_name(&more, str_format(r->mem, "_den_%.*s", STR_ARGS(f->name)), IS_DAY, f);
    }
    for (size_t i = 0; i < p->moves; i++)
        for (size_t j = 0; j < p->move[i].asked.n; j++) add_asked(r, &more, &p->move[i].asked.field[j]);
    p->more = more.name, p->more_kinds = more.kind, p->more_fields = more.field, p->n_more = more.n;
    r->names = (Names){.design = &p->form, .more = p->more, .kinds = p->more_kinds, .n_more = p->n_more};
}

bool procedure_read(Arena *mem, Str text, const Directory *agencies, Procedure *p, DesignProblems *problems)
{
    Reading r = {.mem = mem, .p = p, .agencies = agencies};
    *p = (Procedure){.source = text};
    r.y = yaml_read(mem, text);
    YamlMap top = yaml_map(&r.y, r.y.root, "thủ tục");
    if (top.node) {
        design_take(&top, (DesignTake){0}, &p->form);
        take_states_list(&r, &top);
        begin_moves(&r, &top);
        know_names(&r);
        end_moves(&r);
        take_apply(&r, &top);
        take_clocks(&r, &top);
        take_counters(&r, &top);
        take_quotas(&r, &top);
        take_rest(&r, &top);
        yaml_end(&top);
        check_whole(&r);
    } else if (!r.y.problems.n)
        yaml_problem(&r.y, (Spot){.line = 1, .column = 1}, "Tệp không có gì: hãy bắt đầu bằng “code: ten-thu-tuc”.");
    bool is_good = problems_settle(mem, &r.y.problems);
    *problems = r.y.problems;
    return is_good;
}
