// SPDX-License-Identifier: Apache-2.0
#include "work/json.h"
#include "work/view.h"

const char *task_state_key(int state) { return task_states[state].key; }
const char *task_class_key(int class) { return task_classes[class].key; }
const char *task_state_name(int state) { return task_states[state].name; }
const char *task_class_name(int class) { return task_classes[class].name; }

static const Column task_columns[] = {
    COL_INTEGER(Task, id, "id"),
    COL_TEXT(Task, title, "title", .title = "Việc", .width = 60),
    COL_TEXT(Task, lead, "lead", .title = "Mã cơ quan", .width = 12),
    COL_TEXT(Task, lead_name, "lead_name", .title = "Cơ quan chủ trì", .width = 40),
    COL_DAY(Task, due, "due", .title = "Hạn"),
    COL_DAY(Task, due_first, "due_first", .title = "Hạn ban đầu"),
    COL_DAY(Task, asked, "asked", .title = "Ngày báo xong"),
    COL_KEY(Task, state, "state", task_state_key, .title = "Trạng thái", .word = task_state_name),
    COL_KEY(Task, class, "class", task_class_key, .title = "Xếp theo hạn", .word = task_class_name),
    COL_NUMBER(Task, percent, "percent", .title = "Tiến độ (%)"),
    COL_TEXT(Task, result, "result", .title = "Kết quả", .width = 50),
    COL_NUMBER(Task, version, "version"),
    {0}};
const Record task_record = {.name = "Task", .columns = task_columns};

/* How many: in all, some kinds of them, and by class. */
static RecordValue count_all(Ctx *c, const void *n)
{
    (void)c;
    return (RecordValue){.integer = count_total(n)};
}

static bool put_classes(Ctx *c, const void *of, json_t *object)
{
    (void)c;
    const Counts *n = of;
    for (int i = 0; i < TASK_CLASS_COUNT; i++)
        if (json_object_set_new(object, task_classes[i].key, json_integer((json_int_t)n->class[i]))) return false;
    return true;
}

static void describe_classes(json_t *properties, json_t *schemas)
{
    (void)schemas;
    for (int i = 0; i < TASK_CLASS_COUNT; i++)
        json_object_set_new(properties, task_classes[i].key, json_pack("{s:s}", "type", "integer"));
}

static const Column count_columns[] = {
    COL_MADE(COLUMN_INTEGER, "total", count_all), COL_INTEGER(Counts, fresh, "new"),
    COL_INTEGER(Counts, asked, "asked"),          COL_INTEGER(Counts, returned, "returned"),
    COL_INTEGER(Counts, excused, "excused"),      {0}};
const Record task_count_record = {
    .name = "TaskCount", .columns = count_columns, .more = put_classes, .more_schema = describe_classes};

static const Column list_columns[] = {COL_ROWS_AT(TaskListPage, tasks, "tasks", &task_record),
                                      COL_TEXT(TaskListPage, next, "next"),
                                      COL_INTEGER(TaskListPage, total, "total"),
                                      {0}};
const Record task_list_record = {.name = "TaskList", .columns = list_columns};

/* -- one task ---------------------------------------------------------------------------------------------------- */

static const Column entry_columns[] = {COL_TEXT(TaskEntry, kind, "kind"),
                                       COL_INTEGER(TaskEntry, at, "at"),
                                       COL_TEXT(TaskEntry, org, "org"),
                                       COL_TEXT(TaskEntry, text, "text"),
                                       COL_TEXT(TaskEntry, before, "before"),
                                       COL_TEXT(TaskEntry, after, "after"),
                                       {0}};
static const Record entry_record = {.name = "TaskEntry", .columns = entry_columns};

static const Column item_columns[] = {COL_INTEGER(TaskItem, id, "id"),
                                      COL_TEXT(TaskItem, text, "text"),
                                      COL_YES(TaskItem, is_figure, "is_figure"),
                                      COL_YES(TaskItem, is_done, "is_done"),
                                      COL_INTEGER_IF(TaskItem, value, "value", has_value),
                                      {0}};
static const Record item_record = {.name = "TaskItem", .columns = item_columns};

static RecordValue content_of(Ctx *c, const void *page)
{
    (void)c;
    return (RecordValue){.text = ((const TaskPage *)page)->task->content};
}

static RecordValue product_of(Ctx *c, const void *page)
{
    (void)c;
    return (RecordValue){.text = ((const TaskPage *)page)->task->product};
}

static RecordValue due_note(Ctx *c, const void *page)
{
    return (RecordValue){.text = task_day_note(c, NULL, ((const TaskPage *)page)->task->due)};
}

static const Column extension_columns[] = {
    COL_INTEGER(TaskExtension, id, "id"),       COL_TEXT(TaskExtension, state, "state"),
    COL_DAY(TaskExtension, before, "before"),   COL_DAY(TaskExtension, asked, "asked"),
    COL_DAY(TaskExtension, granted, "granted"), COL_TEXT(TaskExtension, reason, "reason"),
    COL_TEXT(TaskExtension, answer, "answer"),  {0}};
static const Record extension_record = {.name = "TaskExtension", .columns = extension_columns};

static const Column page_columns[] = {
    COL_ALL_AT(TaskPage, task, &task_record),
    COL_MADE(COLUMN_TEXT, "due_note", due_note),
    COL_ROWS_AT(TaskPage, extensions, "extensions", &extension_record, .given = offsetof(TaskPage, may_inside)),
    COL_MADE(COLUMN_TEXT, "content", content_of),
    COL_MADE(COLUMN_TEXT, "product", product_of),
    COL_ROWS_AT(TaskPage, items, "items", &item_record),
    COL_ROWS_AT(TaskPage, entries, "history", &entry_record, .given = offsetof(TaskPage, may_inside)),
    {0}};
const Record task_page_record = {.name = "TaskPage", .columns = page_columns};
