// SPDX-License-Identifier: Apache-2.0
/* web_list.c -- lists of tasks: chosen by address, a page at a time, and one act for all that are ticked. */
#include "http/reply.h"
#include "http/shared.h"
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

bool task_opens_on_own(const Ctx *c)
{
    return c->actor && c->actor->org.n && actor_scope(c->actor, "work.report") == OWN;
}

/* What waits for who assigned. */
static TaskMove awaited_in(TaskState state)
{
    switch (state) {
    case TASK_ASKED: return MOVE_CONFIRM;
    case TASK_RETURNED: return MOVE_INSIST;
    case TASK_PAUSED: return MOVE_RESUME;
    default: return TASK_MOVE_COUNT;
    }
}

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
    if (task_opens_on_own(c) && listing_is_bare(q)) a->lead = c->actor->org;
    /* Who may not read everybody's sees their own agency's. */
    if (c->actor && !right_at(c->actor, "work.read", place_at((Str){0}, 0))) a->lead = c->actor->org;
    if (actor_plan(c->actor)) a->plan = c->actor->plan;
    a->class = task_class_of(input_text(q, "loai"));
    a->state = task_state_of(input_text(q, "trang-thai"));
    a->due_from = input_day(q, "tu");
    a->due_to = input_day(q, "den");
    a->only_late_silent = input_given(q, "im-lang");
    a->sort = str_equal(input_text(q, "xep"), S("moi")) ? SORT_UPDATED : SORT_DUE;
    a->alike = input_id(q, "nhom");
    a->after = input_text(q, "sau");
    return OK;
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

/* -- pages ---------------------------------------------------------------------------------------------------------
 */

static const ListColumn columns[] = {{"viec", "Việc", .is_fixed = true},
                                     {"co-quan", "Cơ quan chủ trì", .sort = NULL},
                                     {"han", "Hạn", .sort = "han"},
                                     {"tinh-trang", "Tình trạng", .sort = NULL},
                                     {"tien-do", "Tiến độ", .sort = NULL},
                                     {"ket-qua", "Kết quả mới nhất", .is_extra = true},
                                     {"giao", "Cơ quan giao", .is_extra = true},
                                     {"bao-cao", "Báo cáo gần nhất", .is_extra = true},
                                     {"cap-nhat", "Cập nhật", .sort = "moi", .is_extra = true},
                                     {0}};
const ListKind task_list_kind = {
    "viec", "/viec", columns, .ticks = "viec", .groups = "nhom-viec", .own = "co-quan", .everybody = "moi-co-quan"};

/* Who sees everybody's tasks sees those with the same words as one line that opens; but each that was reported as done
 * is confirmed by what was reported of it. */
static bool is_grouped(const Ctx *c, const Request *q, const TaskChoice *a)
{
    bool all = !c->actor || right_at(c->actor, "work.read", place_at((Str){0}, 0));
    return all && a->state != TASK_ASKED && !a->lead.n && !a->alike && a->sort == SORT_DUE &&
           !input_given(q, "tung-viec");
}

/* The names behind what was asked for by codes. */
static Fail words_of(Ctx *c, const TaskChoice *a, ListWord words[TASK_LIST_WORDS])
{
    Org org;
    PlanCard card;
    int n = 0;
    if (a->lead.n) {
        TRY(org_by_code(c, a->lead, &org));
        words[n++] = (ListWord){"co-quan", org.name};
    }
    if (a->branch.n) {
        TRY(org_by_code(c, a->branch, &org));
        words[n++] = (ListWord){"nhanh", org.name};
    }
    if (a->plan) {
        TRY(plan_card(c, a->plan, &card));
        words[n++] = (ListWord){"ke-hoach", card.number.n ? card.number : card.title};
    }
    if (a->node) words[n++] = (ListWord){"hoat-dong", S("một hoạt động của kế hoạch")};
    if (a->alike) words[n++] = (ListWord){"nhom", S("một việc của nhiều cơ quan")};
    return OK;
}

enum { MEMBERS_SHOWN = 8 };
/* Those of the line that was opened. */
static Fail open_group(Ctx *c, const TaskChoice *a, Id alike, TaskList *members)
{
    Str next;
    TaskChoice part = *a;
    if (!alike) return OK;
    part.grouped = false;
    part.alike = alike;
    part.after = (Str){0};
    part.most = MEMBERS_SHOWN;
    return task_list(c, &part, members, &next);
}

/* What opened stands on the page instead of lines behind it: those begin the next one. */
static void make_room(Ctx *c, TaskList *tasks, const TaskList *members, Id opened, Str *next)
{
    size_t keep = tasks->n > members->n ? tasks->n - members->n : 1, at = 0;
    while (at < tasks->n && tasks->at[at].alike != opened) at++;
    if (keep <= at) keep = at + 1;
    if (!members->n || keep >= tasks->n) return;
    *next = task_list_from(c, &tasks->at[keep]);
    tasks->n = keep;
}

/* How much evidence there is for each that waits to be confirmed. */
static Fail count_files(Ctx *c, const TaskList *tasks, int *files)
{
    for (size_t i = 0; i < tasks->n; i++) {
        UploadList all;
        bool may;
        files[i] = -1;
        TRY(task_allows(c, &tasks->at[i], "work.inside", &may));
        if (!may) continue;
        TRY(uploads_of(c, tasks->at[i].id, &all));
        files[i] = (int)all.n;
    }
    return OK;
}

/* A page of tasks, and how many there are in all. */
static Fail find_tasks(Ctx *c, const Request *q, Reply *r, TaskChoice *a, TaskList *tasks, TaskListPage *m)
{
    TRY(choice_of(c, q, a));
    a->most = reply_rows(r, 0);
    a->grouped = !reply_is_json(r) && is_grouped(c, q, a);
    TRY(task_list(c, a, tasks, &m->next));
    return total_of(c, a, &m->total);
}

/* What each line says beside its task, and what opened stands below. */
static Fail find_beside(Ctx *c, const TaskChoice *a, TaskList *tasks, TaskList *members, TaskListPage *m)
{
    m->alike = NEW(&c->mem, TaskAlike, tasks->n + 1);
    if (a->state == TASK_ASKED) {
        int *files = NEW(&c->mem, int, tasks->n + 1);
        TRY(count_files(c, tasks, files));
        m->files = files;
    }
    if (a->grouped) TRY(tasks_count_alike(c, a, tasks, m->alike));
    if (a->grouped) TRY(open_group(c, a, m->opened, members));
    make_room(c, tasks, members, m->opened, &m->next);
    return OK;
}

static Fail draw_list(Ctx *c, const Request *q, Reply *r, Out *o, const void *listing)
{
    TaskChoice a;
    TaskList tasks, members = {0};
    Listing l = *(const Listing *)listing;
    ListWord words[TASK_LIST_WORDS] = {0};
    TaskListPage m = {.q = q,
                      .list = &l,
                      .words = words,
                      .choice = &a,
                      .tasks = &tasks,
                      .members = &members,
                      .opened = input_id(q, "mo"),
                      .today = c->today,
                      .may_manage = right_here(c, "work.manage")};
    TRY(find_tasks(c, q, r, &a, &tasks, &m));
    TRY(find_beside(c, &a, &tasks, &members, &m));
    m.due_said = due_said(c, q);
    m.awaited = awaited_in(a.state), m.has_own = task_opens_on_own(c);
    if (m.has_own && listing_is_bare(q)) l.own = c->actor->org_name;
    TRY(words_of(c, &a, words));
    TRY(heading_of(c, &a, &m.heading));
    shared_title(c, r, m.heading);
    task_list_page(o, &m);
    return OK;
}

Fail task_list_get(Ctx *c, const Request *q, Reply *r)
{
    Listing l;
    TaskChoice a;
    TaskList tasks;
    TaskListPage m = {.tasks = &tasks};
    if (reply_is_json(r)) {
        TRY(find_tasks(c, q, r, &a, &tasks, &m));
        return reply_record(c, r, &task_list_record, &m);
    }
    TRY(listing_open(c, q, &task_list_kind, right_here(c, "work.manage"), &l));
    return shared_page(c, q, r, listing_key(c, &l), draw_list, &l);
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
    if (str_equal(act, S("khach-quan"))) return "ghi nhận chậm do khách quan";
    return task_moves[task_move_of(act)].did;
}

/* What is ticked, and all that stand behind a line that stands for many. */
static Fail ticked(Ctx *c, const Request *q, IdList *tasks)
{
    IdList groups = input_ids(c, q, "nhom-viec");
    TaskChoice a;
    *tasks = input_ids(c, q, "viec");
    if (!groups.n) return OK;
    TRY(choice_of(c, q, &a));
    a.after = (Str){0};
    a.most = TASK_PAGE_MAX;
    for (size_t i = 0; i < groups.n; i++) {
        TaskList members;
        Str next;
        a.alike = groups.at[i];
        TRY(task_list(c, &a, &members, &next));
        for (size_t k = 0; k < members.n; k++)
            if (!listing_is_among(tasks, members.at[k].id)) *list_add(&c->mem, tasks) = members.at[k].id;
    }
    return OK;
}

Fail task_bulk_post(Ctx *c, const Request *q, Reply *r)
{
    IdList tasks;
    Day due;
    bool turned;
    Str warning, path = listing_back(c, q, &task_list_kind);
    TRY(listing_turn(c, q, r, &task_list_kind, &turned));
    if (turned) return OK;
    TRY(ticked(c, q, &tasks));
    if (!tasks.n) return fail(c, FAIL_INPUT, "Hãy đánh dấu ít nhất một việc trong danh sách.");
    TRY(input_rule(q, "han", task_due_typed(c, input_text(q, "han"), &due, &warning)));
    ReceiptDraft *k = receipt_open(c, path);
    for (size_t i = 0; i < tasks.n; i++) {
        Task before;
        TRY(task_by_id(c, tasks.at[i], &before));
        TRY(task_did(c, k, &before, bulk_one(c, q, &before, due)));
    }
    TRY(tasks_close(c, r, k, bulk_words(q)));
    return reply_redirect(
        c, r, "%.*s%.*s", STR_ARGS(path),
        STR_ARGS(due_query(c, input_text(q, "han"), warning, str_index(path, '?') < path.n ? "&" : "?")));
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
