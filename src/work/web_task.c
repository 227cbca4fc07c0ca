// SPDX-License-Identifier: Apache-2.0
/* web_task.c -- one task: its page, its form, its parts. */
#include "http/reply.h"
#include "http/shared.h"
#include "people/rights.h"
#include "plan/steps.h"
#include "work/inside.h"
#include "work/json.h"
#include "work/steps.h"
#include "work/view.h"
#include "work/web.h"

static bool may(const Ctx *c, const char *right, Str org, Id plan)
{
    return !c->actor || right_at(c->actor, right, place_at(org, plan));
}

static Fail find_node(Ctx *c, const Task *t, TaskPage *m)
{
    if (!t->plan) return OK;
    PlanCard *card = NEW(&c->mem, PlanCard, 1);
    Fail found = plan_card(c, t->plan, card);
    if (found == FAIL_MISSING) {
        c->why[0] = 0;
        return OK;
    }
    TRY(found);
    m->plan = card;
    return t->node ? plan_node_by_id(c, t->plan, t->node, &m->node) : OK;
}

static Fail find_people(Ctx *c, TaskPage *m)
{
    const Task *t = m->task;
    m->may_manage = may(c, "work.manage", t->assigner, t->plan);
    m->may_report = may(c, "work.report", t->lead, t->plan);
    m->may_sign = may(c, "work.sign", t->lead, t->plan);
    TRY(task_allows(c, t, "work.comment", &m->may_comment));
    return task_agency_get(c, t->lead, &m->head_confirms);
}

static Fail does_watch(Ctx *c, Id task, bool *watches)
{
    IdList watchers;
    *watches = false;
    if (!actor_is_known(c->actor)) return OK;
    TRY(task_watchers(c, task, &watchers));
    for (size_t i = 0; i < watchers.n; i++) *watches |= watchers.at[i] == c->actor->person;
    return OK;
}

static Fail find_orders(Ctx *c, TaskPage *m)
{
    TaskList *befores = NEW(&c->mem, TaskList, 1), *waiters = NEW(&c->mem, TaskList, 1);
    TRY(task_befores(c, m->task->id, befores));
    TRY(task_waiters(c, m->task->id, waiters));
    m->befores = befores, m->waiters = waiters;
    return OK;
}

static Fail find_parts(Ctx *c, Id task, TaskList *parts)
{
    TaskChoice a = TASK_ANY;
    Str next;
    a.parent = task;
    a.most = TASK_PAGE_MAX;
    return task_list(c, &a, parts, &next);
}

/* What whom the task does not concern is not shown: evidence, discussion, reasons (place.c). */
static Fail find_inside(Ctx *c, TaskPage *m, TaskEntryList *entries, TaskExtensionList *extensions, UploadList *files)
{
    *entries = (TaskEntryList){0}, *extensions = (TaskExtensionList){0}, *files = (UploadList){0};
    TRY(task_allows(c, m->task, "work.inside", &m->may_inside));
    if (!m->may_inside) return OK;
    TRY(task_entries(c, m->task->id, entries));
    TRY(task_extensions(c, m->task->id, extensions));
    return uploads_of(c, m->task->id, files);
}

/* Of an end that has come nobody need know which day it would have been. */
static void note_days(Ctx *c, const Request *q, TaskPage *m)
{
    const TaskExtension *last = m->extensions->n ? &m->extensions->at[m->extensions->n - 1] : NULL;
    bool open = m->task->state == TASK_PROPOSED || task_states[m->task->state].is_open;
    if (open) m->day_note = task_day_note(c, NULL, m->task->due);
    if (last && str_equal(last->state, S("asked"))) m->asked_note = task_day_note(c, NULL, last->asked);
    m->due_said = due_said(c, q);
}

/* What the page and its JSON say; what it points to is in c's memory. */
static Fail find_task(Ctx *c, const Request *q, TaskPage *m)
{
    Task *t = NEW(&c->mem, Task, 1);
    TaskItemList *items = NEW(&c->mem, TaskItemList, 1);
    TaskPartnerList *partners = NEW(&c->mem, TaskPartnerList, 1);
    TaskEntryList *entries = NEW(&c->mem, TaskEntryList, 1);
    TaskExtensionList *extensions = NEW(&c->mem, TaskExtensionList, 1);
    TaskList *parts = NEW(&c->mem, TaskList, 1);
    UploadList *files = NEW(&c->mem, UploadList, 1);
    TRY(task_by_id(c, input_id(q, "task"), t));
    *m = (TaskPage){.q = q,
                    .task = t,
                    .items = items,
                    .partners = partners,
                    .entries = entries,
                    .parts = parts,
                    .extensions = extensions,
                    .files = files,
                    .today = c->today};
    if ((t->state == TASK_PROPOSED || t->state == TASK_DROPPED) && !right_here(c, "work.assign"))
        return fail(c, FAIL_MISSING, "Không có việc này. Hãy mở lại từ danh sách việc.");
    TRY(task_items(c, t->id, items));
    TRY(task_partners(c, t->id, partners));
    TRY(find_inside(c, m, entries, extensions, files));
    TRY(find_parts(c, t->id, parts));
    TRY(task_repeat_get(c, t->id, &m->repeat));
    return task_roll_up(c, t->id, &m->roll_up);
}

static Fail draw_task(Ctx *c, const Request *q, Reply *r, Out *o, const void *watches)
{
    TaskPage m;
    Task parent;
    TRY(find_task(c, q, &m));
    const Task *t = m.task;
    m.watches = *(const bool *)watches;
    if (t->parent) TRY(task_by_id(c, t->parent, &parent));
    if (t->parent) m.parent = &parent;
    TRY(find_node(c, t, &m));
    TRY(find_orders(c, &m));
    TRY(find_people(c, &m));
    PanelSubject subject = {t->id, {.org = t->lead, .plan = t->plan}, t};
    TRY(panels_draw(c, q, r, PANEL_OF_TASK, subject, &m.panels));
    note_days(c, q, &m);
    TRY(task_steps(c, r, t));
    shared_title(c, r, str_head(t->title, 100));
    task_page(o, &m);
    return OK;
}

Fail task_get(Ctx *c, const Request *q, Reply *r)
{
    TaskPage m;
    bool watches;
    if (reply_is_json(r)) {
        TRY(find_task(c, q, &m));
        return reply_record(c, r, &task_page_record, &m);
    }
    TRY(does_watch(c, input_id(q, "task"), &watches));
    return shared_page(c, q, r, watches ? S("watches") : S(""), draw_task, &watches);
}

/* -- its texts ---------------------------------------------------------------------------------------------------- */

/* *say = what the next page's address has to carry on about the due day. */
static Fail texts_of(Ctx *c, const Request *q, NewTask *n, const char *before, Str *say)
{
    Str warning;
    n->title = input_text(q, "ten");
    n->content = input_text(q, "noi-dung");
    n->product = input_text(q, "san-pham");
    n->begins = input_day(q, "bat-dau");
    TRY(input_rule(q, "co-quan", task_lead_typed(c, input_text(q, "co-quan"), &n->lead)));
    TRY(input_rule(q, "han", task_due_typed(c, input_text(q, "han"), &n->due, &warning)));
    *say = due_query(c, input_text(q, "han"), warning, before);
    return OK;
}

static Fail draw_form(Ctx *c, const Request *q, Reply *r, TaskForm *m, Str title)
{
    m->q = q;
    m->today = c->today;
    task_form(reply_page(c, q, r, title), m);
    return OK;
}

Fail task_new_get(Ctx *c, const Request *q, Reply *r)
{
    PlanCard card;
    TRY(plan_card(c, input_id(q, "plan"), &card));
    TRY(plan_steps(c, r, card.id, 0));
    reply_step(c, r, str_format(&c->mem, "/ke-hoach/%lld/giao-viec", (long long)card.id), (Str){0},
               S("Việc dự kiến giao"));
    return draw_form(c, q, r, &(TaskForm){.plan = &card}, S("Thêm việc"));
}

Fail task_new_post(Ctx *c, const Request *q, Reply *r)
{
    NewTask n = {.plan = input_id(q, "plan"), .assigner = actor_is_known(c->actor) ? c->actor->org : (Str){0}};
    bool now = input_given(q, "giao-ngay");
    Id task;
    Str say;
    TRY(texts_of(c, q, &n, now ? "?" : "&", &say));
    TRY(task_add(c, &n, now, &task));
    if (!now) return reply_redirect(c, r, "/ke-hoach/%lld/giao-viec?muc=tay%.*s", (long long)n.plan, STR_ARGS(say));
    return reply_redirect(c, r, "/viec/%lld%.*s", (long long)task, STR_ARGS(say));
}

Fail task_edit_get(Ctx *c, const Request *q, Reply *r)
{
    Task t;
    TRY(task_by_id(c, input_id(q, "task"), &t));
    TRY(task_steps(c, r, &t));
    return draw_form(c, q, r, &(TaskForm){.task = &t, .day_note = task_day_note(c, NULL, t.due)}, S("Sửa việc"));
}

Fail task_edit_post(Ctx *c, const Request *q, Reply *r)
{
    NewTask n = {0};
    Task t;
    Str say;
    TRY(task_by_id(c, input_id(q, "task"), &t));
    bool listed = t.state == TASK_PROPOSED && t.plan;
    TRY(texts_of(c, q, &n, listed ? "&" : "?", &say));
    TRY(task_may_lead(c, &t, n.lead));
    TRY(task_change(c, t.id, (int)input_integer(q, "phien-ban"), &n));
    if (listed)
        return reply_redirect(c, r, "/ke-hoach/%lld/giao-viec?muc=%lld%.*s#viec-%lld", (long long)t.plan,
                              (long long)t.node, STR_ARGS(say), (long long)t.id);
    return reply_redirect(c, r, "/viec/%lld%.*s", (long long)t.id, STR_ARGS(say));
}

Fail task_part_get(Ctx *c, const Request *q, Reply *r)
{
    Task t;
    TRY(task_by_id(c, input_id(q, "task"), &t));
    TRY(task_steps(c, r, &t));
    return draw_form(c, q, r, &(TaskForm){.task = &t, .within = t.id}, S("Chia nhỏ việc"));
}

Fail task_part_post(Ctx *c, const Request *q, Reply *r)
{
    NewTask n = {0};
    Id part;
    Str say;
    TRY(texts_of(c, q, &n, "?", &say));
    TRY(task_break_down(c, input_id(q, "task"), &n, &part));
    return reply_redirect(c, r, "/viec/%lld%.*s#phan-viec", (long long)input_id(q, "task"), STR_ARGS(say));
}
