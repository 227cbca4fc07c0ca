// SPDX-License-Identifier: Apache-2.0
/* changes.c -- what a new version of a procedure does otherwise: states, moves, clocks, by their names. */
#include "procedure/procedure.h"

static Str states_words(Arena *mem, const Procedure *p, uint64_t bits)
{
    Out o = {.mem = mem};
    for (size_t i = 0; i < p->states; i++)
        if (bits >> i & 1) out_format(&o, "%s%.*s", o.n ? ", " : "", STR_ARGS(p->state[i].name));
    return out_str(&o);
}

static Str who_words(Arena *mem, const WhoList *who)
{
    Out o = {.mem = mem};
    for (size_t i = 0; i < who->n; i++) {
        const Who *w = &who->at[i];
        static const char *const kinds[] = {"", "người nộp", "chương trình"};
        if (o.n) out_raw(&o, S("; "));
        out_format(&o, "%s%s%s%.*s%s%.*s%s%.*s%s%.*s", kinds[w->kind], w->role ? " " : "",
                   w->role ? role_names[w->role].name : "", STR_ARGS(w->agency), w->agency_kind.n ? " " : "",
                   STR_ARGS(w->agency_kind), w->field ? " ở " : "", w->field ? (int)w->field->name.n : 0,
                   w->field ? w->field->name.p : "", w->when ? " khi " : "",
                   w->when ? (int)expression_text(w->when).n : 0, w->when ? expression_text(w->when).p : "");
    }
    return out_str(&o);
}

static void differs(Arena *mem, Out *o, const char *what, Str before, Str after)
{
    if (str_equal(before, after)) return;
    if (o->n) out_raw(o, S("; "));
    if (before.n && after.n) out_format(o, "%s là “%.*s”, trước là “%.*s”", what, STR_ARGS(after), STR_ARGS(before));
    else if (after.n) out_format(o, "nay có %s: “%.*s”", what, STR_ARGS(after));
    else out_format(o, "không còn %s", what);
    (void)mem;
}

static void add(Arena *mem, StrList *changes, const char *what, Str label, Str how)
{
    if (how.n) *list_add(mem, changes) = str_format(mem, "%s “%.*s”: %.*s.", what, STR_ARGS(label), STR_ARGS(how));
}

static void state_changes(Arena *mem, const Procedure *before, const Procedure *after, StrList *changes)
{
    for (size_t i = 0; i < after->states; i++) {
        const ProcedureState *s = &after->state[i], *old = procedure_state(before, s->name);
        Out o = {.mem = mem};
        if (!old) {
            add(mem, changes, "Trạng thái", s->label.text, S("mới"));
            continue;
        }
        differs(mem, &o, "tên gọi", old->label.text, s->label.text);
        differs(mem, &o, "loại", str_of(state_kinds[old->kind]), str_of(state_kinds[s->kind]));
        differs(mem, &o, "kết quả", str_of(outcomes[old->outcome]), str_of(outcomes[s->outcome]));
        add(mem, changes, "Trạng thái", s->label.text, out_str(&o));
    }
    for (size_t i = 0; i < before->states; i++)
        if (!procedure_state(after, before->state[i].name))
            add(mem, changes, "Trạng thái", before->state[i].label.text, S("bỏ"));
}

static Str move_to(const ProcedureMove *m) { return m->to ? m->to->name : S("trạng thái trước"); }

static void move_changes(Arena *mem, const Procedure *before, const Procedure *after, StrList *changes)
{
    for (size_t i = 0; i < after->moves; i++) {
        const ProcedureMove *m = &after->move[i], *old = procedure_move(before, m->name);
        Out o = {.mem = mem};
        DesignChanges asked = {0};
        if (!old) {
            add(mem, changes, "Bước", m->label.text, S("mới"));
            continue;
        }
        differs(mem, &o, "tên gọi", old->label.text, m->label.text);
        differs(mem, &o, "đi từ", states_words(mem, before, old->from), states_words(mem, after, m->from));
        differs(mem, &o, "đi tới", move_to(old), move_to(m));
        differs(mem, &o, "ai làm", who_words(mem, &old->who), who_words(mem, &m->who));
        differs(mem, &o, "điều kiện", old->guard ? expression_text(old->guard) : (Str){0},
                m->guard ? expression_text(m->guard) : (Str){0});
        design_changes(mem, &old->asked, &m->asked, &asked);
        for (size_t j = 0; j < asked.n; j++)
            out_format(&o, "%s“%.*s” %.*s", o.n ? "; " : "", STR_ARGS(asked.at[j].label), STR_ARGS(asked.at[j].text));
        add(mem, changes, "Bước", m->label.text, out_str(&o));
    }
    for (size_t i = 0; i < before->moves; i++)
        if (!procedure_move(after, before->move[i].name))
            add(mem, changes, "Bước", before->move[i].label.text, S("bỏ"));
}

static Str clock_words(Arena *mem, const ProcedureClock *k)
{
    if (k->until) return expression_text(k->until);
    return str_format(mem, "%d ngày%s", k->days, k->is_calendar ? "" : " làm việc");
}

static void clock_changes(Arena *mem, const Procedure *before, const Procedure *after, StrList *changes)
{
    for (size_t i = 0; i < after->clocks; i++) {
        const ProcedureClock *k = &after->clock[i], *old = NULL;
        Out o = {.mem = mem};
        for (size_t j = 0; j < before->clocks; j++)
            if (str_equal(before->clock[j].name, k->name)) old = &before->clock[j];
        if (old) differs(mem, &o, "thời gian", clock_words(mem, old), clock_words(mem, k));
        else out_raw(&o, S("mới"));
        add(mem, changes, "Thời hạn", k->label.text, out_str(&o));
    }
}

void procedure_changes(Arena *mem, const Procedure *before, const Procedure *after, StrList *changes)
{
    *changes = (StrList){0};
    state_changes(mem, before, after, changes);
    move_changes(mem, before, after, changes);
    clock_changes(mem, before, after, changes);
}
