// SPDX-License-Identifier: Apache-2.0
/* web_list.c -- lists of tasks: chosen by address, a page at a time, and one act for all that are ticked. */
#include "http/reply.h"
#include "people/rights.h"
#include "work/json.h"
#include "work/view.h"
#include "work/web.h"

/* For who assigns: reported as done, or given back. */
Fail tasks_waiting(Ctx *c, int *n)
{
    Counts all;
    if (!right_here(c, "work.assign")) return OK;
    TRY(task_counts_of(c, GRAIN_ALL, (Str){0}, &all));
    *n = (int)(all.asked + all.returned);
    return OK;
}

/* -- what is chosen ---------------------------------------------------------------------------------------------- */

/* Of the agency that was asked for; of none in particular: choice_of narrows it to what may be read. */
Fail place_of_list(Ctx *c, const Request *q, Place *place)
{
    *place = (Place){.plan = input_id(q, "ke-hoach")};
    TRY(task_lead_typed(c, input_text(q, "co-quan"), &place->org));
    return place->org.n ? OK : task_lead_typed(c, input_text(q, "nhanh"), &place->org);
}

static Fail choice_of(Ctx *c, const Request *q, TaskChoice *a)
{
    *a = TASK_ANY;
    a->plan = input_id(q, "ke-hoach");
    a->node = input_id(q, "hoat-dong");
    TRY(task_lead_typed(c, input_text(q, "co-quan"), &a->lead));
    TRY(task_lead_typed(c, input_text(q, "nhanh"), &a->branch));
    /* Who may not read everybody's sees their own agency's. */
    if (c->actor && !right_at(c->actor, "work.read", place_at((Str){0}, 0))) a->lead = c->actor->org;
    if (actor_plan(c->actor)) a->plan = c->actor->plan;
    a->class = task_class_of(input_text(q, "loai"));
    a->state = task_state_of(input_text(q, "trang-thai"));
    a->due_from = input_day(q, "tu");
    a->due_to = input_day(q, "den");
    a->only_late_silent = input_given(q, "im-lang");
    a->sort = str_equal(input_text(q, "xep"), S("moi")) ? SORT_UPDATED : SORT_DUE;
    a->after = input_text(q, "sau");
    return OK;
}

/* "co-quan=SYT&loai=qua-han": the same list again, from its first page. */
static Str query_of(Ctx *c, const Request *q)
{
    static const char *const names[] = {"ke-hoach",   "hoat-dong", "co-quan", "nhanh",   "loai",
                                        "trang-thai", "tu",        "den",     "im-lang", "xep"};
    Out o = {.mem = &c->mem};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (!input_given(q, names[i])) continue;
        out_format(&o, "%s%s=", o.n ? "&" : "", names[i]);
        out_url(&o, input_text(q, names[i]));
    }
    return out_str(&o);
}

static Fail heading_of(Ctx *c, const TaskChoice *a, Str *heading)
{
    Org org;
    Str code = a->lead.n ? a->lead : a->branch;
    *heading = S("Việc nào, ai làm, đến đâu?");
    if (!code.n) return OK;
    TRY(org_by_code(c, code, &org));
    *heading = str_format(&c->mem, "Việc của %.*s%s", STR_ARGS(org.name), a->lead.n ? "" : " và cấp dưới");
    return OK;
}

/* Of a state alone, where it is counted; -1 = it is not. */
static int64_t total_of_state(const Counts *n, TaskState state)
{
    return state == TASK_NEW ? n->fresh : state == TASK_ASKED ? n->asked : state == TASK_RETURNED ? n->returned : -1;
}

/* How many there are, where a counter knows it: chosen by one thing and a class or a state at most. */
static Fail total_of(Ctx *c, const TaskChoice *a, int64_t *total)
{
    TaskCountList counts;
    *total = -1;
    bool more = a->due_from != NO_DAY || a->due_to != NO_DAY || a->only_late_silent ||
                (a->state < TASK_STATE_COUNT && a->class < TASK_CLASS_COUNT);
    int grains = (a->lead.n > 0) + (a->branch.n > 0) + (a->node > 0);
    if (more || grains > 1) return OK;
    TaskGrain grain = a->lead.n ? GRAIN_LEAD : a->branch.n ? GRAIN_BRANCH : a->node ? GRAIN_NODE : GRAIN_ALL;
    Str item = a->lead.n ? a->lead : a->branch.n ? a->branch : S("");
    if (a->node) item = str_format(&c->mem, "%lld", (long long)a->node);
    TRY(task_counts(c, a->plan, grain, c->today, &counts));
    Counts n = counts_of(&counts, item);
    *total = a->state < TASK_STATE_COUNT   ? total_of_state(&n, a->state)
             : a->class < TASK_CLASS_COUNT ? n.class[a->class]
                                           : count_total(&n);
    return OK;
}

/* -- pages ----------------------------------------------------------------------------------------------------------
 */

Fail task_list_get(Ctx *c, const Request *q, Reply *r)
{
    TaskChoice a;
    TaskList tasks;
    TaskFilterList filters = {0};
    Str next;
    IdList ticked = {0};
    if (request_is_again(q)) ticked = input_ids(c, q, "viec");
    TaskListPage m = {.q = q,
                      .ticked = &ticked,
                      .choice = &a,
                      .tasks = &tasks,
                      .filters = &filters,
                      .today = c->today,
                      .may_manage = right_here(c, "work.manage")};
    TRY(choice_of(c, q, &a));
    a.most = reply_rows(r, 0);
    TRY(task_list(c, &a, &tasks, &next));
    TRY(total_of(c, &a, &m.total));
    m.query = query_of(c, q);
    if (next.n)
        m.next = str_format(&c->mem, "/viec?%.*s%ssau=%.*s", STR_ARGS(m.query), m.query.n ? "&" : "", STR_ARGS(next));
    m.is_first = !a.after.n;
    m.due_said = due_said(c, q);
    if (reply_is_json(r)) return reply_record(c, r, &task_list_record, &m);
    TRY(heading_of(c, &a, &m.heading));
    StrList *names = NEW(&c->mem, StrList, 1);
    TRY(org_names(c, names));
    m.agencies = names;
    if (actor_is_known(c->actor)) TRY(task_filters(c, c->actor->person, &filters));
    task_list_page(reply_page(c, q, r, m.heading), &m);
    return OK;
}

/* -- many at once
 * ------------------------------------------------------------------------------------------------------ */

static Fail bulk_one(Ctx *c, const Request *q, const Task *t, Day due)
{
    Str act = input_text(q, "lam"), reason = input_text(q, "ly-do");
    if (c->actor && !right_at(c->actor, "work.manage", task_assigner_place(t)))
        return fail(c, FAIL_DENIED, "do cơ quan khác giao nên bạn không sửa được");
    if (str_equal(act, S("han"))) return task_set_due(c, t->id, due, reason);
    if (str_equal(act, S("khach-quan"))) return task_excuse(c, t->id, true, reason);
    return task_move(c, t->id, task_move_of(act), reason);
}

static const char *bulk_words(const Request *q)
{
    Str act = input_text(q, "lam");
    if (str_equal(act, S("han"))) return input_text(q, "han").n ? "đổi hạn" : "bỏ hạn của";
    if (str_equal(act, S("khach-quan"))) return "ghi nhận trễ khách quan";
    return task_moves[task_move_of(act)].did;
}

Fail task_bulk_post(Ctx *c, const Request *q, Reply *r)
{
    IdList tasks = input_ids(c, q, "viec");
    Day due;
    Str warning, query = query_of(c, q);
    if (!tasks.n) return fail(c, FAIL_INPUT, "Hãy đánh dấu ít nhất một việc trong danh sách.");
    TRY(input_rule(q, "han", task_due_typed(c, input_text(q, "han"), &due, &warning)));
    ReceiptDraft *k = receipt_open(c, str_format(&c->mem, "/viec%s%.*s", query.n ? "?" : "", STR_ARGS(query)));
    for (size_t i = 0; i < tasks.n; i++) {
        Task before;
        TRY(task_by_id(c, tasks.at[i], &before));
        TRY(task_did(c, k, &before, bulk_one(c, q, &before, due)));
    }
    TRY(tasks_close(c, r, k, bulk_words(q)));
    return reply_redirect(c, r, "/viec%s%.*s%.*s", query.n ? "?" : "", STR_ARGS(query),
                          STR_ARGS(due_query(c, input_text(q, "han"), warning, query.n ? "&" : "?")));
}

/* A rule that refuses one has not touched it (rules look before they write): the others go on. */
Fail task_did(Ctx *c, ReceiptDraft *k, const Task *before, Fail result)
{
    bool of_it = result == FAIL_INPUT || result == FAIL_CONFLICT || result == FAIL_DENIED;
    if (!result) return task_receipt(c, k, before);
    if (!of_it) return result;
    receipt_passed_over(k, result, before->title, str_format(&c->mem, "/viec/%lld", (long long)before->id),
                        str_copy(&c->mem, str_of(c->why)));
    c->why[0] = 0;
    return OK;
}

/* When not one was taken, the form comes back with its ticks and the reason of the first. */
Fail tasks_close(Ctx *c, Reply *r, ReceiptDraft *k, const char *did)
{
    size_t n = receipt_done(k);
    const ReceiptSkip *first = receipt_first_skip(k);
    if (!n && first)
        return fail(c, first->kind, "Chưa đổi việc nào. “%.*s”: %.*s", STR_ARGS(str_head(first->title, 120)),
                    STR_ARGS(first->why));
    return receipt_close(c, r, k, str_format(&c->mem, "Đã %s %zu việc.", did, n));
}

/* Only what a list of ours understands is kept: it becomes a part of an address. */
static bool is_query(Str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~%=&", s.p[i])) return false;
    return true;
}

Fail filter_post(Ctx *c, const Request *q, Reply *r)
{
    Str query = input_text(q, "loc");
    if (!is_query(query))
        return fail(c, FAIL_INPUT, "Bộ lọc này không giữ được. Hãy mở lại danh sách việc rồi thử lại.");
    TRY(task_filter_add(c, input_text(q, "ten"), query));
    return reply_redirect(c, r, "/viec%s%.*s", query.n ? "?" : "", STR_ARGS(query));
}

Fail filter_drop_post(Ctx *c, const Request *q, Reply *r)
{
    TRY(task_filter_drop(c, input_id(q, "filter")));
    return reply_redirect(c, r, "/viec");
}
