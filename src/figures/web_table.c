// SPDX-License-Identifier: Apache-2.0
/* web_table.c -- the table of agencies, and the tasks that a number of a past day counts. */
#include "figures/view.h"
#include "figures/web.h"
#include "http/reply.h"

Fail table_get(Ctx *c, const Request *q, Reply *r)
{
    Chosen k;
    FigureNames *names;
    Figures f;
    TRY(chosen_of(c, q, true, &k));
    TRY(figure_names(c, k.choice.on, &names));
    TRY(figures_by_agency(c, &k.choice, names, &f));
    figures_sort(&f, k.column, k.rises);
    if (reply_is_json(r)) {
        json_t *o = figures_json(&f);
        json_object_set_new(o, "on", json_day(c, k.choice.on));
        return reply_json(c, r, o);
    }
    TablePage m = {.chosen = &k, .figures = &f};
    table_page(reply_page(c, q, r, S("Số liệu từng cơ quan")), &m);
    return OK;
}

/* -- what a number counts --------------------------------------------------------------------------------------- */

static Fail heading_of(Ctx *c, const FigureTaskChoice *a, FigureNames *names, Str *heading)
{
    const FigureName *name;
    Str code = a->lead.n ? a->lead : a->branch;
    Out o = {.mem = &c->mem};
    out_format(&o, "%s", a->class < TASK_CLASS_COUNT ? task_classes[a->class].name : "Đã giao");
    out_format(&o, ": những việc nào?");
    *heading = out_str(&o);
    if (!code.n) return OK;
    TRY(figure_name(c, names, code, &name));
    *heading = str_format(&c->mem, "%.*s, %.*s", STR_ARGS(name->name), STR_ARGS(*heading));
    return OK;
}

/* The address of the page behind this one. */
static Str next_of(Ctx *c, const Request *q, const FigureTaskChoice *a, Str next)
{
    static const char *const kept[] = {"ke-hoach", "hoat-dong", "co-quan", "nhanh", "loai"};
    Out o = {.mem = &c->mem};
    if (!next.n) return (Str){0};
    out_format(&o, "/co-quan-so-lieu/viec?ngay=%.*s", STR_ARGS(day_iso(&c->mem, a->on)));
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        if (!input_given(q, kept[i])) continue;
        out_format(&o, "&%s=", kept[i]);
        out_url(&o, input_text(q, kept[i]));
    }
    out_format(&o, "&sau=%.*s", STR_ARGS(next));
    return out_str(&o);
}

static Fail counted_json(Ctx *c, Reply *r, const CountedPage *m)
{
    json_t *all = json_array();
    for (size_t i = 0; i < m->tasks->n; i++) {
        const FigureTask *t = m->tasks->at[i].task;
        json_array_append_new(all,
                              json_pack("{s:I,s:o,s:o,s:s,s:s,s:o,s:o,s:i}", "id", (json_int_t)t->task, "title",
                                        json_str(t->title), "lead", json_str(t->lead), "state",
                                        task_states[t->state].key, "class", task_classes[t->class].key, "due",
                                        json_day(c, t->due), "asked", json_day(c, t->asked), "percent", t->percent));
    }
    return reply_json(
        c, r,
        json_pack("{s:o,s:o,s:o}", "on", json_day(c, m->chosen->choice.on), "tasks", all, "next", json_str(m->next)));
}

Fail counted_tasks_get(Ctx *c, const Request *q, Reply *r)
{
    Chosen k;
    FigureNames *names;
    FigureTaskList tasks;
    CountedTaskList shown = {0};
    CountedPage m = {.chosen = &k, .tasks = &shown};
    Str next;
    TRY(chosen_of(c, q, false, &k));
    FigureTaskChoice a = {.plan = k.choice.plan,
                          .node = input_id(q, "hoat-dong"),
                          .lead = input_text(q, "co-quan"),
                          .branch = input_text(q, "nhanh"),
                          .class = task_class_of(input_text(q, "loai")),
                          .on = k.choice.on,
                          .after = input_text(q, "sau")};
    TRY(figure_names(c, a.on, &names));
    TRY(figure_tasks(c, &a, &tasks, &next));
    for (size_t i = 0; i < tasks.n; i++) {
        const FigureName *name;
        TRY(figure_name(c, names, tasks.at[i].lead, &name));
        *list_add(&c->mem, &shown) = (CountedTask){&tasks.at[i], name->name};
    }
    m.next = next_of(c, q, &a, next);
    TRY(heading_of(c, &a, names, &m.heading));
    if (reply_is_json(r)) return counted_json(c, r, &m);
    counted_page(reply_page(c, q, r, m.heading), &m);
    return OK;
}
