// SPDX-License-Identifier: Apache-2.0
/* web_assign.c -- between the plan and the work: the proposed list is reviewed, then goes out. */
#include "http/record.h"
#include "plan/steps.h"
#include "work/json.h"
#include "work/view.h"
#include "work/web.h"

/* "tay": those that were added by hand. */
static const Str by_hand = STR("tay");

static ProposalGroup *group_of(Ctx *c, ProposalGroupList *groups, const PlanNodeList *nodes, Id node)
{
    for (size_t i = 0; i < groups->n; i++)
        if (groups->at[i].id == node) return &groups->at[i];
    ProposalGroup *g = list_add(&c->mem, groups);
    *g = (ProposalGroup){.id = node};
    for (size_t i = 0; i < nodes->n; i++)
        if (nodes->at[i].id == node) g->node = &nodes->at[i];
    return g;
}

/* In the order of the plan; those of no activity come last. */
static Fail proposals_grouped(Ctx *c, Id plan, const Workdays *days, TaskList *tasks, ProposalGroupList *groups)
{
    PlanNodeList nodes;
    TaskChoice a = TASK_ANY;
    Str next;
    a.plan = plan;
    a.state = TASK_PROPOSED;
    a.most = TASK_PAGE_MAX;
    TRY(task_list(c, &a, tasks, &next));
    TRY(plan_nodes(c, plan, (Str){0}, &nodes));
    for (size_t i = 0; i < nodes.n; i++)
        for (size_t k = 0; k < tasks->n; k++)
            if (tasks->at[k].node == nodes.at[i].id) {
                group_of(c, groups, &nodes, nodes.at[i].id);
                break;
            }
    for (size_t k = 0; k < tasks->n; k++) {
        ProposalGroup *g = group_of(c, groups, &nodes, tasks->at[k].node);
        g->n++;
        g->without_due += tasks->at[k].due == NO_DAY;
        g->without_lead += !tasks->at[k].lead.n;
        g->due_off += tasks->at[k].due != NO_DAY && !workday_is(days, tasks->at[k].due);
    }
    return OK;
}

static bool is_open(const ProposalGroup *g, Str typed)
{
    int64_t id;
    if (str_equal(typed, by_hand)) return !g->node;
    return str_integer(typed, &id) && g->id == id;
}

static RecordValue activity_of(Ctx *c, const void *group)
{
    (void)c;
    const ProposalGroup *g = group;
    return (RecordValue){.text = g->node ? g->node->code : (Str){0}};
}

static const Column group_columns[] = {COL_INTEGER(ProposalGroup, id, "id"),
                                       COL_MADE(COLUMN_TEXT, "code", activity_of),
                                       COL_NUMBER(ProposalGroup, n, "tasks"),
                                       COL_NUMBER(ProposalGroup, without_due, "without_due"),
                                       COL_NUMBER(ProposalGroup, without_lead, "without_lead"),
                                       {0}};
static const Record group_record = {.name = "ProposalGroup", .columns = group_columns};
static const Column difference_columns[] = {
    COL_INTEGER(TaskDifference, task, "task"), COL_TEXT(TaskDifference, sentence, "sentence"), {0}};
static const Record difference_record = {.name = "TaskDifference", .columns = difference_columns};
static const Column assign_columns[] = {COL_NUMBER(AssignPage, n, "proposed"),
                                        COL_NUMBER(AssignPage, assigned, "assigned"),
                                        COL_ROWS_AT(AssignPage, groups, "groups", &group_record),
                                        COL_ROWS_AT(AssignPage, differences, "differences", &difference_record),
                                        COL_ROWS_AT(AssignPage, tasks, "tasks", &task_record),
                                        {0}};
const Record assign_record = {.name = "Proposals", .columns = assign_columns};

Fail assign_get(Ctx *c, const Request *q, Reply *r)
{
    PlanCard card;
    TaskList all, shown = {0};
    ProposalGroupList groups = {0};
    TaskDifferenceList differences = {0};
    TaskCountList counts;
    const Workdays *days = workdays();
    TRY(plan_card(c, input_id(q, "plan"), &card));
    TRY(proposals_grouped(c, card.id, days, &all, &groups));
    if (plan_is_active(&card)) TRY(task_differences(c, card.id, &differences));
    TRY(task_counts(c, card.id, GRAIN_ALL, c->today, &counts));
    IdList ticked = {0};
    if (request_is_again(q)) ticked = input_ids(c, q, "viec");
    AssignPage m = {.q = q,
                    .ticked = &ticked,
                    .plan = &card,
                    .groups = &groups,
                    .differences = &differences,
                    .tasks = &shown,
                    .n = (int)all.n,
                    .assigned = counts.n ? (int)count_total(&counts.at[0].n) : 0,
                    .today = c->today,
                    .days = days,
                    .due_said = due_said(c, q),
                    .all_ticked = input_given(q, "chon")};
    for (size_t i = 0; i < groups.n; i++) {
        m.without_due += groups.at[i].without_due;
        m.without_lead += groups.at[i].without_lead;
        m.due_off += groups.at[i].due_off;
        if (is_open(&groups.at[i], input_text(q, "muc"))) m.open = &groups.at[i];
    }
    for (size_t i = 0; i < all.n && m.open; i++)
        if (all.at[i].node == m.open->id) *list_add(&c->mem, &shown) = all.at[i];
    if (reply_is_json(r)) return reply_record(c, r, &assign_record, &m);
    TRY(plan_steps(c, r, card.id, 0));
    assign_page(reply_page(c, q, r, S("Giao việc theo kế hoạch")), &m);
    return OK;
}

Fail assign_sync_post(Ctx *c, const Request *q, Reply *r)
{
    TaskSync result;
    TRY(task_sync(c, input_id(q, "plan"), &result));
    return reply_redirect(c, r, "/ke-hoach/%lld/giao-viec", (long long)input_id(q, "plan"));
}

static Fail proposals_all(Ctx *c, Id plan, TaskList *tasks)
{
    TaskChoice a = TASK_ANY;
    Str next;
    a.plan = plan;
    a.state = TASK_PROPOSED;
    a.most = TASK_PAGE_MAX;
    return task_list(c, &a, tasks, &next);
}

static bool is_first_of_lead(const TaskList *all, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (str_equal(all->at[k].lead, all->at[i].lead)) return false;
    return all->at[i].lead.n > 0;
}

/* What "Giao tất cả" would do, before it does it. */
Fail assign_all_get(Ctx *c, const Request *q, Reply *r)
{
    PlanCard card;
    TaskList all;
    AssignAllPage m = {.plan = &card};
    TRY(plan_card(c, input_id(q, "plan"), &card));
    TRY(proposals_all(c, card.id, &all));
    for (size_t i = 0; i < all.n; i++) {
        const Task *t = &all.at[i];
        if (!t->lead.n) m.without_lead++;
        else if (t->due == NO_DAY) m.without_due++;
        else m.ready++, m.passed += t->due < c->today;
        m.agencies += is_first_of_lead(&all, i);
    }
    TRY(plan_steps(c, r, card.id, 0));
    reply_step(c, r, str_format(&c->mem, "/ke-hoach/%lld/giao-viec", (long long)card.id), (Str){0},
               S("Việc dự kiến giao"));
    assign_all_page(reply_page(c, q, r, S("Giao tất cả")), &m);
    return OK;
}

/* Everything that is proposed and has an agency, or only what has a due day too; the rest stays to be looked at. */
static Fail assign_all(Ctx *c, Id plan, bool only_due, ReceiptDraft *k)
{
    TaskList tasks;
    TRY(proposals_all(c, plan, &tasks));
    for (size_t i = 0; i < tasks.n; i++) {
        const Task *t = &tasks.at[i];
        Str path = t->node ? str_format(&c->mem, "/ke-hoach/%lld/giao-viec?muc=%lld#danh-sach", (long long)plan,
                                        (long long)t->node)
                           : str_format(&c->mem, "/ke-hoach/%lld/giao-viec?muc=tay#danh-sach", (long long)plan);
        if (!t->lead.n) receipt_passed_over(k, FAIL_INPUT, t->title, path, S("chưa có cơ quan chủ trì"));
        else if (only_due && t->due == NO_DAY) receipt_passed_over(k, FAIL_INPUT, t->title, path, S("chưa có hạn"));
        else TRY(task_did(c, k, t, task_move(c, t->id, MOVE_ASSIGN, (Str){0})));
    }
    return OK;
}

static Fail set_lead(Ctx *c, Id task, Str lead)
{
    Task t;
    TRY(task_by_id(c, task, &t));
    if (!lead.n) return fail(c, FAIL_INPUT, "Hãy ghi tên cơ quan chủ trì cho các việc được đánh dấu.");
    return task_change(c, task, 0,
                       &(NewTask){.lead = lead,
                                  .title = t.title,
                                  .content = t.content,
                                  .product = t.product,
                                  .begins = t.begins,
                                  .due = t.due});
}

static Fail do_one(Ctx *c, Str act, Id task, Day due, Str lead)
{
    if (str_equal(act, S("giao"))) return task_move(c, task, MOVE_ASSIGN, (Str){0});
    if (str_equal(act, S("bo"))) return task_move(c, task, MOVE_DROP, (Str){0});
    if (str_equal(act, S("tach"))) return task_split(c, task);
    if (str_equal(act, S("co-quan"))) return set_lead(c, task, lead);
    return task_set_due(c, task, due, (Str){0});
}

/* The right was asked for at this plan: another's tasks are not there. */
static Fail must_be_of(Ctx *c, Id plan, const IdList *tasks)
{
    for (size_t i = 0; i < tasks->n; i++) {
        Task t;
        TRY(task_by_id(c, tasks->at[i], &t));
        if (t.plan != plan)
            return fail(c, FAIL_MISSING, "“%.*s” không thuộc kế hoạch này. Hãy mở lại danh sách.",
                        STR_ARGS(str_head(t.title, 120)));
    }
    return OK;
}

/* Back to the group that was open. */
static Fail after_assign(Ctx *c, const Request *q, Reply *r, Str warning)
{
    Str group = input_text(q, "muc");
    int64_t number;
    bool grouped = str_equal(group, by_hand) || str_integer(group, &number);
    return reply_redirect(c, r, "/ke-hoach/%lld/giao-viec%s%.*s%.*s", (long long)input_id(q, "plan"),
                          grouped ? "?muc=" : "", STR_ARGS(grouped ? group : S("")),
                          STR_ARGS(due_query(c, input_text(q, "han"), warning, grouped ? "&" : "?")));
}

/* "giao" in "Đã giao 12 việc." */
static const char *words_of(const Request *q)
{
    static const struct {
        Str act;
        const char *did;
    } words[] = {{STR("gop"), "gộp làm một"},
                 {STR("tach"), "tách theo từng mục"},
                 {STR("bo"), "bỏ khỏi danh sách dự kiến"},
                 {STR("co-quan"), "chọn cơ quan chủ trì cho"}};
    Str act = input_text(q, "lam");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_equal(act, words[i].act)) return words[i].did;
    if (!str_equal(act, S("han"))) return "giao";
    return input_text(q, "han").n ? "đặt hạn cho" : "bỏ hạn của";
}

/* Parts and wholes are not put together again. */
static bool is_for_good(Str act) { return str_equal(act, S("tach")) || str_equal(act, S("co-quan")); }

static Fail assign_ticked(Ctx *c, const Request *q, const IdList *tasks, Day due, Str lead, ReceiptDraft *k)
{
    Str act = input_text(q, "lam");
    for (size_t i = 0; i < tasks->n; i++) {
        Task before;
        TRY(task_by_id(c, tasks->at[i], &before));
        Fail result = do_one(c, act, before.id, due, lead);
        if (result || !is_for_good(act)) TRY(task_did(c, k, &before, result));
        else receipt_did_for_good(k);
    }
    return OK;
}

Fail assign_post(Ctx *c, const Request *q, Reply *r)
{
    IdList tasks = input_ids(c, q, "viec");
    Id plan = input_id(q, "plan");
    Str act = input_text(q, "lam"), warning, lead;
    Day due;
    bool only_due = str_equal(act, S("giao-co-han")), all = only_due || str_equal(act, S("giao-het"));
    if (!tasks.n && !all) return fail(c, FAIL_INPUT, "Hãy đánh dấu ít nhất một việc trong danh sách.");
    TRY(input_rule(q, "han", task_due_typed(c, input_text(q, "han"), &due, &warning)));
    TRY(input_rule(q, "co-quan", task_lead_typed(c, input_text(q, "co-quan"), &lead)));
    TRY(must_be_of(c, plan, &tasks));
    ReceiptDraft *k = receipt_open(c, str_format(&c->mem, "/ke-hoach/%lld/giao-viec", (long long)plan));
    if (str_equal(act, S("gop"))) {
        TRY(task_merge(c, tasks.at, tasks.n));
        for (size_t i = 0; i < tasks.n; i++) receipt_did_for_good(k);
    } else if (all) TRY(assign_all(c, plan, only_due, k));
    else TRY(assign_ticked(c, q, &tasks, due, lead, k));
    TRY(tasks_close(c, r, k, words_of(q)));
    return after_assign(c, q, r, warning);
}
