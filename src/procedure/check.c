// SPDX-License-Identifier: Apache-2.0
/* check.c -- what can be wrong with a procedure as a whole: states that nothing reaches or leaves, moves that nobody
 * may make, clocks that never end. */
#include "procedure/inside.h"

/* Where a move leads from `from`; one that goes back leads to whence that state can be entered: reached already. */
static uint64_t leads_to(const Procedure *p, const ProcedureMove *m) { return m->to ? state_bit(p, m->to) : 0; }

static uint64_t reached(const Procedure *p, uint64_t first)
{
    uint64_t all = first, before = 0;
    for (size_t i = 0; i < p->quotas; i++)
        if (p->quota[i].waiting) all |= state_bit(p, p->quota[i].waiting);
    while (all != before) {
        before = all;
        for (size_t i = 0; i < p->moves; i++)
            if (p->move[i].from & all) all |= leads_to(p, &p->move[i]);
    }
    return all;
}

/* From which states something in `goal` can be reached. */
static uint64_t leading_to(const Procedure *p, uint64_t goal)
{
    uint64_t all = goal, before = 0, entered = 0;
    while (all != before) {
        before = all, entered = 0;
        for (size_t i = 0; i < p->moves; i++) {
            const ProcedureMove *m = &p->move[i];
            /* Going back leads on as soon as any state from which one came does. */
            for (size_t j = 0; !m->to && j < p->moves; j++)
                if (p->move[j].to && m->from & state_bit(p, p->move[j].to)) entered |= p->move[j].from;
            if (m->to ? state_bit(p, m->to) & all : entered & all) all |= m->from;
        }
    }
    return all;
}

static void check_states(Reading *r)
{
    const Procedure *p = r->p;
    const ProcedureState *first = p->moves && p->move[0].to ? p->move[0].to : p->state;
    uint64_t out = 0, there = p->states ? reached(p, state_bit(p, first)) : 0, over = 0;
    for (size_t i = 0; i < p->take_overs; i++)
        if (p->take_over[i].to) there |= reached(p, state_bit(p, p->take_over[i].to));
    for (size_t i = 0; i < p->moves; i++) out |= p->move[i].from;
    for (size_t i = 0; i < p->states; i++)
        if (p->state[i].kind != STATE_OPEN) over |= (uint64_t)1 << i;
    uint64_t ends = leading_to(p, over);
    for (size_t i = 0; i < p->states; i++) {
        const ProcedureState *s = &p->state[i];
        uint64_t bit = (uint64_t)1 << i;
        if (!(there & bit))
            yaml_problem(&r->y, s->spot, "Không bước nào dẫn tới trạng thái “%.*s”.", STR_ARGS(s->name));
        else if (s->kind != STATE_ENDED && !(out & bit))
            yaml_problem(&r->y, s->spot,
                         "Từ trạng thái “%.*s” không có bước nào đi tiếp: hãy thêm bước, hoặc ghi kind: ended.",
                         STR_ARGS(s->name));
        else if (s->kind == STATE_OPEN && !(ends & bit))
            yaml_problem(&r->y, s->spot, "Từ trạng thái “%.*s” không bao giờ tới được kết quả nào.", STR_ARGS(s->name));
    }
}

static bool clock_makes(const Procedure *p, const ProcedureMove *m)
{
    for (size_t i = 0; i < p->clocks; i++)
        for (size_t j = 0; j < p->clock[i].end.n; j++)
            if (p->clock[i].end.at[j].move == m) return true;
    for (size_t i = 0; i < p->quotas; i++)
        if (p->quota[i].promote == m) return true;
    return false;
}

static void check_move(Reading *r, const ProcedureMove *m)
{
    bool somebody = false, clock = false;
    for (size_t i = 0; i < m->who.n; i++)
        if (m->who.at[i].kind == WHO_CLOCK) clock = true;
        else somebody = true;
    if (!m->who.n) yaml_problem(&r->y, m->spot, "Không ai được làm bước “%.*s”: thiếu “who”.", STR_ARGS(m->name));
    else if (clock && !clock_makes(r->p, m) && !somebody)
        yaml_problem(&r->y, m->spot,
                     "Không ai được làm bước “%.*s”: chỉ có clock, mà không thời hạn hay hạn mức nào gọi nó.",
                     STR_ARGS(m->name));
    if (!clock && clock_makes(r->p, m))
        yaml_problem(&r->y, m->spot, "Bước “%.*s” được một thời hạn hoặc hạn mức gọi: “who” phải có clock.",
                     STR_ARGS(m->name));
    if (clock && clock_makes(r->p, m))
        for (size_t i = 0; i < m->asked.n; i++)
            if (m->asked.field[i].required && !m->asked.field[i].first)
                yaml_problem(&r->y, m->asked.field[i].spot,
                             "Bước “%.*s” có thể do chương trình làm, nên không bắt buộc trả lời gì.",
                             STR_ARGS(m->name));
    if (m->is_supplement && m->to && !m->to->waits_applicant)
        yaml_problem(&r->y, m->spot, "Yêu cầu bổ sung phải dẫn tới trạng thái chờ người nộp (waits: applicant).");
}

/* Where the applicant waits they must be able to go on. */
static void check_turns(Reading *r)
{
    for (size_t i = 0; i < r->p->states; i++) {
        bool is_able = !r->p->state[i].waits_applicant;
        for (size_t j = 1; j < r->p->moves && !is_able; j++)
            for (size_t k = 0; r->p->move[j].from >> i & 1 && k < r->p->move[j].who.n; k++)
                is_able |= r->p->move[j].who.at[k].kind == WHO_APPLICANT;
        if (!is_able)
            yaml_problem(&r->y, r->p->state[i].spot,
                         "Trạng thái “%.*s” chờ người nộp, nhưng người nộp không có bước nào để làm.",
                         STR_ARGS(r->p->state[i].name));
    }
}

static void check_clock(Reading *r, const ProcedureClock *k)
{
    const Procedure *p = r->p;
    uint64_t on = 0, all, ended = 0;
    bool stops = false;
    if (k->end.n) return;
    for (size_t i = 0; i < k->n_starts; i++) on |= leads_to(p, k->starts[i]);
    all = reached(p, on);
    for (size_t i = 0; i < p->states; i++)
        if (p->state[i].kind == STATE_ENDED) ended |= (uint64_t)1 << i;
    for (size_t i = 0; i < k->n_stops; i++) stops |= (k->stops[i]->from & all) != 0;
    if (!k->n_stops)
        yaml_problem(&r->y, k->spot, "Thời hạn “%.*s” không bao giờ kết thúc: thiếu “stops” hoặc “end”.",
                     STR_ARGS(k->name));
    else if (!stops && !(all & ended))
        yaml_problem(&r->y, k->spot,
                     "Thời hạn “%.*s” không bao giờ kết thúc: sau khi bắt đầu không tới được bước nào trong “stops”.",
                     STR_ARGS(k->name));
}

static void check_ways(Reading *r)
{
    check_states(r);
    check_turns(r);
    for (size_t i = 0; i < r->p->clocks; i++) check_clock(r, &r->p->clock[i]);
}

void check_whole(Reading *r)
{
    Procedure *p = r->p;
    const DesignField **indexed = NEW(r->mem, const DesignField *, p->form.n);
    for (size_t i = 1; i < p->moves; i++) check_move(r, &p->move[i]);
    if (!r->is_lost) check_ways(r);
    p->indexed = indexed;
    for (size_t i = 0; i < p->form.n; i++)
        if (p->form.field[i].is_indexed && p->form.field[i].rows == NO_ROWS)
            indexed[p->n_indexed++] = &p->form.field[i];
    if (p->n_indexed > PROCEDURE_INDEXED_MAX) {
        yaml_problem(&r->y, indexed[PROCEDURE_INDEXED_MAX]->spot, "Danh sách lọc được theo nhiều nhất %d trường.",
                     PROCEDURE_INDEXED_MAX);
        p->n_indexed = PROCEDURE_INDEXED_MAX;
    }
}
