// SPDX-License-Identifier: Apache-2.0
#include "report/facts.h"
#include "viet/text.h"
#include "work/sql.h"
#include <stdio.h>

/* -- tasks ------------------------------------------------------------------------------------------------------------
 */

static Fail gather_tasks(Ctx *c, Facts *f, Map *by_id)
{
    FigureTaskList tasks;
    Str next;
    FigureTaskChoice a = {.plan = f->plan, .class = TASK_CLASS_COUNT, .on = f->on, .most = DRAFT_TASKS_MAX};
    if (f->scope == SCOPE_AGENCY) a.lead = f->org;
    if (f->scope == SCOPE_BRANCH) a.branch = f->org;
    TRY(figure_tasks(c, &a, &tasks, &next));
    if (next.n)
        return fail(c, FAIL_ROOM, "Kế hoạch có hơn %d việc, quá lớn cho một báo cáo. Hãy lập báo cáo từng huyện.",
                    DRAFT_TASKS_MAX);
    for (size_t i = 0; i < tasks.n; i++) {
        const FigureTask *t = &tasks.at[i];
        *list_add(&c->mem, &f->tasks) = (FactTask){.id = t->task,
                                                   .node = t->node,
                                                   .title = t->title,
                                                   .lead = t->lead,
                                                   .class = t->class,
                                                   .due = t->due,
                                                   .asked = t->asked};
    }
    for (size_t i = 0; i < f->tasks.n; i++)
        *map_put(&c->mem, by_id, str_format(&c->mem, "%lld", (long long)f->tasks.at[i].id)) = &f->tasks.at[i];
    return OK;
}

static FactTask *task_of(const Map *by_id, Id task)
{
    char key[24];
    int n = snprintf(key, sizeof key, "%lld", (long long)task);
    return map_get(by_id, (Str){key, (size_t)n});
}

static Fail gather_causes(Ctx *c, const Facts *f, const Map *by_id)
{
    Rows r;
    TRY(store_query(
        c, &r,
        "SELECT t.id, t.cause, t.is_late_excused FROM work_task t WHERE t.office_id = $1 AND t.plan_id = $2 "
        "AND (t.cause <> '' OR t.is_late_excused = 1)",
        OFFICE, f->plan));
    while (rows_next(&r)) {
        FactTask *t = task_of(by_id, row_integer(&r, 0));
        if (t) t->cause = row_text(&r, 1), t->is_excused = row_integer(&r, 2);
    }
    return rows_end(&r);
}

/* What was said, proved and urged, in the order in which it happened. */
static Fail gather_entries(Ctx *c, Facts *f, const Map *by_id)
{
    Rows r;
    Map urgings = {0};
    TRY(store_query(c, &r,
                    "SELECT e.task_id, e.kind, e.text, e.day, e.at FROM work_entry e JOIN work_task t "
                    "ON t.office_id = e.office_id AND t.id = e.task_id WHERE e.office_id = $1 AND t.plan_id = $2 "
                    "AND e.day <= $3 AND e.kind IN ('progress', 'ask', 'evidence', 'link', 'urge') ORDER BY e.id",
                    OFFICE, f->plan, day_iso(&c->mem, f->on)));
    while (rows_next(&r)) {
        FactTask *t = task_of(by_id, row_integer(&r, 0));
        Str kind = row_text(&r, 1), text = str_trim(row_text(&r, 2));
        if (!t) continue;
        bool is_final = str_equal(kind, S("ask"));
        if (str_equal(kind, S("urge"))) {
            Str once = str_format(&c->mem, "%.*s %lld", STR_ARGS(t->lead), (long long)row_integer(&r, 4));
            void **place = map_put(&c->mem, &urgings, once);
            if (!*place) *place = t, *list_add(&c->mem, &f->urgings) = once;
            t->urged++;
        } else if (str_equal(kind, S("evidence")) || str_equal(kind, S("link"))) {
            t->evidence++;
        } else if (text.n) {
            t->has_words = true;
            *list_add(&c->mem, &t->lines) = (FactLine){text, row_day(&r, 3), is_final};
        }
    }
    return rows_end(&r);
}

/* -- reported figures
 * -------------------------------------------------------------------------------------------------- */

static FactFigure *figure_of(Ctx *c, Facts *f, Id node, Str words, Str unit)
{
    Str key = str_format(&c->mem, "%.*s|%.*s", STR_ARGS(viet_fold(&c->mem, words)), STR_ARGS(viet_fold(&c->mem, unit)));
    for (size_t i = 0; i < f->figures.n; i++)
        if (f->figures.at[i].node == node && str_equal(f->figures.at[i].key, key)) return &f->figures.at[i];
    FactFigure *one = list_add(&c->mem, &f->figures);
    *one = (FactFigure){.node = node, .words = words, .unit = unit, .key = key};
    return one;
}

static Fail gather_figures(Ctx *c, Facts *f, const Map *by_id)
{
    Rows r;
    TRY(store_query(c, &r,
                    "SELECT i.task_id, i.text, i.unit, i.target, (SELECT g.value FROM work_figure g "
                    "WHERE g.office_id = i.office_id AND g.item_id = i.id AND g.day <= $3 ORDER BY g.day DESC LIMIT 1) "
                    "FROM work_item i JOIN work_task t ON t.office_id = i.office_id AND t.id = i.task_id "
                    "WHERE i.office_id = $1 AND t.plan_id = $2 AND i.kind = 'figure' ORDER BY i.task_id, i.place",
                    OFFICE, f->plan, day_iso(&c->mem, f->on)));
    while (rows_next(&r)) {
        const FactTask *t = task_of(by_id, row_integer(&r, 0));
        if (!t || t->class == CLASS_CANCELLED) continue;
        FactFigure *one = figure_of(c, f, t->node, row_text(&r, 1), row_text(&r, 2));
        if (!row_is_null(&r, 3)) one->has_target = true, one->target += row_integer(&r, 3);
        if (!row_is_null(&r, 4)) one->has_value = true, one->value += row_integer(&r, 4), one->agencies++;
    }
    return rows_end(&r);
}

/* -- difficulties
 * -------------------------------------------------------------------------------------------------------- */

static Fail gather_difficulties(Ctx *c, Facts *f, const Map *by_id)
{
    static const DifficultyWaits both[] = {WAITS_NOBODY, WAITS_COUNT};
    for (size_t i = 0; i < sizeof both / sizeof *both; i++) {
        DifficultyChoice a = {.waits = both[i], .plan = f->plan, .most = 200};
        Str next;
        do {
            DifficultyList page;
            TRY(difficulty_list(c, &a, &page, &next));
            for (size_t k = 0; k < page.n; k++) {
                const Difficulty *d = &page.at[k];
                if (d->raised > f->on || d->state == DIFFICULTY_WITHDRAWN || !task_of(by_id, d->task)) continue;
                *list_add(&c->mem, &f->difficulties) = *d;
            }
            a.after = next;
        } while (next.n);
    }
    return OK;
}

/* -- all
 * -------------------------------------------------------------------------------------------------------------------
 */

Fail facts_gather(Ctx *c, Id plan, ReportScope scope, Str org, Day on, Facts *f)
{
    Map by_id = {0};
    *f = (Facts){.plan = plan, .scope = scope, .org = org, .on = on};
    TRY(figure_names(c, on, &f->names));
    TRY(gather_tasks(c, f, &by_id));
    TRY(gather_causes(c, f, &by_id));
    TRY(gather_entries(c, f, &by_id));
    TRY(gather_figures(c, f, &by_id));
    return gather_difficulties(c, f, &by_id);
}

Fail facts_name(Ctx *c, const Facts *f, Str code, Str *name)
{
    const FigureName *n;
    TRY(figure_name(c, f->names, code, &n));
    *name = n->name;
    return OK;
}

/* -- counting
 * -------------------------------------------------------------------------------------------------------------- */

static bool is_of(FigureKind kind, TaskClass class)
{
    switch (kind) {
    case FIGURE_GIVEN: return true;
    case FIGURE_DONE: return class == CLASS_IN_TIME || class == CLASS_LATE;
    case FIGURE_IN_TIME: return class == CLASS_IN_TIME;
    case FIGURE_LATE: return class == CLASS_LATE;
    case FIGURE_TERM: return class == CLASS_LATER || class == CLASS_SOON;
    case FIGURE_UNDATED: return class == CLASS_UNDATED;
    case FIGURE_OVERDUE: return class == CLASS_OVERDUE;
    case FIGURE_STOPPED: return class == CLASS_PAUSED || class == CLASS_CANCELLED;
    default: return false;
    }
}

/* Agencies with tasks there; or those of them of whose tasks nobody said a word. */
static int64_t count_agencies(Ctx *c, const Facts *f, Id node, bool silent)
{
    Map all = {0}, speaking = {0};
    for (size_t i = 0; i < f->tasks.n; i++) {
        const FactTask *t = &f->tasks.at[i];
        if ((node && t->node != node) || t->class == CLASS_CANCELLED) continue;
        *map_put(&c->mem, &all, t->lead) = &f->tasks.at[i];
        if (t->has_words) *map_put(&c->mem, &speaking, t->lead) = &f->tasks.at[i];
    }
    return (int64_t)(silent ? all.n - speaking.n : all.n);
}

static int64_t count_difficulties(const Facts *f, FigureKind kind, Id node)
{
    int64_t n = 0;
    for (size_t i = 0; i < f->difficulties.n; i++) {
        const Difficulty *d = &f->difficulties.at[i];
        bool waits = difficulty_states[d->state].waits != WAITS_NOBODY;
        if (node && d->node != node) continue;
        n += kind == FIGURE_DIFFICULTIES || (kind == FIGURE_WAITING) == waits;
    }
    return n;
}

static int64_t reported(Ctx *c, const Facts *f, FigureKind kind, Id node, Str words, Str unit)
{
    Str key = str_format(&c->mem, "%.*s|%.*s", STR_ARGS(viet_fold(&c->mem, words)), STR_ARGS(viet_fold(&c->mem, unit)));
    for (size_t i = 0; i < f->figures.n; i++)
        if (f->figures.at[i].node == node && str_equal(f->figures.at[i].key, key))
            return kind == FIGURE_VALUE ? f->figures.at[i].value : f->figures.at[i].target;
    return 0;
}

int64_t facts_count(Ctx *c, const Facts *f, FigureKind kind, Id node, Str words, Str unit)
{
    int64_t n = 0;
    switch (kind) {
    case FIGURE_AGENCIES: return count_agencies(c, f, node, false);
    case FIGURE_SILENT: return count_agencies(c, f, node, true);
    case FIGURE_DIFFICULTIES:
    case FIGURE_SOLVED:
    case FIGURE_WAITING: return count_difficulties(f, kind, node);
    case FIGURE_URGED: return (int64_t)f->urgings.n;
    case FIGURE_VALUE:
    case FIGURE_TARGET: return reported(c, f, kind, node, words, unit);
    default: break;
    }
    for (size_t i = 0; i < f->tasks.n; i++) {
        const FactTask *t = &f->tasks.at[i];
        if (node && t->node != node) continue;
        n += kind == FIGURE_EVIDENCE ? t->evidence : is_of(kind, t->class);
    }
    return n;
}
