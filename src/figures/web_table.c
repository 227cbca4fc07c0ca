// SPDX-License-Identifier: Apache-2.0
/* web_table.c -- the table of agencies, and the tasks that a number of a past day counts. */
#include "figures/view.h"
#include "figures/web.h"
#include "http/shared.h"

static const Column table_columns[] = {
    COL_ALL_AT(TablePage, figures, &figures_record), COL_MADE(COLUMN_DAY, "on", chosen_on), {0}};
const Record figures_table_record = {.name = "FiguresTable", .columns = table_columns};

/* What it points to is in c's memory. */
static Fail find_table(Ctx *c, const Request *q, TablePage *m)
{
    Chosen *k = NEW(&c->mem, Chosen, 1);
    Figures *f = NEW(&c->mem, Figures, 1);
    FigureNames *names;
    TRY(chosen_of(c, q, true, k));
    TRY(figure_names(c, k->choice.on, &names));
    TRY(figures_by_agency(c, &k->choice, names, f));
    figures_sort(f, k->column, k->rises);
    size_t from = input_given(q, "tu") ? (size_t)input_integer(q, "tu") - 1 : 0;
    *m = (TablePage){.q = q, .chosen = k, .figures = f, .from = from < f->rows.n ? from : 0};
    return OK;
}

static Fail draw_table(Ctx *c, const Request *q, Reply *r, Out *o, const void *unused)
{
    TablePage m;
    (void)unused;
    TRY(find_table(c, q, &m));
    shared_title(c, r, S("Số liệu từng cơ quan"));
    table_page(o, &m);
    return OK;
}

Fail table_get(Ctx *c, const Request *q, Reply *r)
{
    TablePage m;
    if (!reply_is_json(r)) return shared_page(c, q, r, (Str){0}, draw_table, NULL);
    TRY(find_table(c, q, &m));
    return reply_record(c, r, &figures_table_record, &m);
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

static const Column task_columns[] = {
    COL_INTEGER(FigureTask, task, "id"),
    COL_TEXT(FigureTask, title, "title", .title = "Việc", .width = 60),
    COL_TEXT(FigureTask, lead, "lead", .title = "Mã cơ quan", .width = 12),
    COL_KEY(FigureTask, state, "state", task_state_key, .title = "Trạng thái", .word = task_state_name),
    COL_KEY(FigureTask, class, "class", task_class_key, .title = "Xếp theo hạn", .word = task_class_name),
    COL_DAY(FigureTask, due, "due", .title = "Hạn"),
    COL_DAY(FigureTask, asked, "asked", .title = "Ngày báo xong", .width = 14),
    COL_NUMBER(FigureTask, percent, "percent", .title = "Tiến độ (%)"),
    {0}};
static const Record figure_task_record = {.name = "FigureTask", .columns = task_columns};
static const Column counted_columns[] = {
    COL_ALL_AT(CountedTask, task, &figure_task_record),
    COL_TEXT(CountedTask, lead_name, "lead_name", .title = "Cơ quan chủ trì", .width = 40),
    {0}};
static const Record counted_record = {.name = "CountedTask", .columns = counted_columns};
static const Column list_columns[] = {COL_MADE(COLUMN_DAY, "on", chosen_on),
                                      COL_ROWS_AT(CountedPage, tasks, "tasks", &counted_record),
                                      COL_TEXT(CountedPage, next, "next"),
                                      {0}};
const Record counted_tasks_record = {.name = "CountedTasks", .columns = list_columns};

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
                          .after = input_text(q, "sau"),
                          .most = reply_rows(r, 0)};
    TRY(figure_names(c, a.on, &names));
    TRY(figure_tasks(c, &a, &tasks, &next));
    for (size_t i = 0; i < tasks.n; i++) {
        const FigureName *name;
        TRY(figure_name(c, names, tasks.at[i].lead, &name));
        *list_add(&c->mem, &shown) = (CountedTask){&tasks.at[i], name->name};
    }
    m.next = next_of(c, q, &a, next);
    TRY(heading_of(c, &a, names, &m.heading));
    if (reply_is_json(r)) return reply_record(c, r, &counted_tasks_record, &m);
    counted_page(reply_page(c, q, r, m.heading), &m);
    return OK;
}
