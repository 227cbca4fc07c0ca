// SPDX-License-Identifier: Apache-2.0
/* sync.c -- a plan's proposals against the tasks that are there: what is new is proposed, what the plan says otherwise
 * now is carried over unless a person decided it here, what it asks no more is told. */
#include "base/map.h"
#include "work/inside.h"
#include <stdarg.h>
#include <stdio.h>

typedef struct {
    Task task;
    Str origin, source_title;
    Day source_due;
    bool found; /* the plan still asks it */
} Known;

typedef struct {
    Ctx *c;
    Map by_origin; /* -> Known */
    LIST(Known *) known;
    ProposalList proposals;
} Comparison;

static Fail load(Ctx *c, Id plan, Comparison *k)
{
    Rows r;
    PlanCard card;
    *k = (Comparison){.c = c};
    TRY(plan_card(c, plan, &card));
    if (!plan_is_active(&card))
        return fail(c, FAIL_CONFLICT, "Kế hoạch chưa kích hoạt. Hãy rà soát và kích hoạt trước khi giao việc.");
    TRY(proposals_of(c, plan, &k->proposals));
    TRY(store_query(c, &r,
                    "SELECT id, origin, state, title, due, source_title, source_due, due_first, version, begins, lead, "
                    "branch, node_id FROM task WHERE office_id = $1 AND plan_id = $2 AND origin > '' ORDER BY id",
                    OFFICE, plan));
    while (rows_next(&r)) {
        Known *one = NEW(&c->mem, Known, 1);
        *one =
            (Known){.task = {.id = row_integer(&r, 0), .plan = plan, .title = row_text(&r, 3), .due = row_day(&r, 4)},
                    .origin = row_text(&r, 1),
                    .source_title = row_text(&r, 5),
                    .source_due = row_day(&r, 6)};
        one->task.state = task_state_of(row_text(&r, 2));
        *map_put(&c->mem, &k->by_origin, one->origin) = one;
        *list_add(&c->mem, &k->known) = one;
    }
    return rows_end(&r);
}

static bool is_over(const Task *t)
{
    return t->state == TASK_DONE || t->state == TASK_CANCELLED || t->state == TASK_DROPPED;
}

static bool says_otherwise(const Known *k, const Proposal *p)
{
    return !str_equal(k->source_title, p->task.title) || k->source_due != p->task.due;
}

/* -- what would change, in sentences ---------------------------------------------------------------------------- */

__attribute__((format(printf, 3, 4))) static void tell(TaskDifferenceList *list, Comparison *k, const char *format,
                                                       ...);
static void tell(TaskDifferenceList *list, Comparison *k, const char *format, ...)
{
    char text[1000];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    *list_add(&k->c->mem, list) = (TaskDifference){.sentence = str_copy(&k->c->mem, str_of(text))};
}

static void tell_change(TaskDifferenceList *list, Comparison *k, const Known *one, const Proposal *p)
{
    Ctx *c = k->c;
    Str title = str_head(one->task.title, 120);
    if (one->source_due != p->task.due && one->task.due == one->source_due)
        tell(list, k, "%.*s: hạn %.*s → %.*s", STR_ARGS(title), STR_ARGS(due_words(c, one->task.due)),
             STR_ARGS(due_words(c, p->task.due)));
    else if (one->source_due != p->task.due)
        tell(list, k, "%.*s: kế hoạch đổi hạn thành %.*s, nhưng hạn ở đây đã sửa tay nên giữ %.*s", STR_ARGS(title),
             STR_ARGS(due_words(c, p->task.due)), STR_ARGS(due_words(c, one->task.due)));
    if (!str_equal(one->source_title, p->task.title))
        tell(list, k, "%.*s → %.*s", STR_ARGS(title), STR_ARGS(str_head(p->task.title, 120)));
    if (list->n) list->at[list->n - 1].task = one->task.id;
}

Fail task_differences(Ctx *c, Id plan, TaskDifferenceList *differences)
{
    Comparison k;
    int fresh = 0;
    *differences = (TaskDifferenceList){0};
    TRY(load(c, plan, &k));
    for (size_t i = 0; i < k.proposals.n; i++) {
        const Proposal *p = &k.proposals.at[i];
        Known *one = map_get(&k.by_origin, p->origin);
        if (!one) {
            fresh++;
            continue;
        }
        one->found = true;
        if (!is_over(&one->task) && says_otherwise(one, p)) tell_change(differences, &k, one, p);
    }
    for (size_t i = 0; i < k.known.n; i++)
        if (!k.known.at[i]->found && !is_over(&k.known.at[i]->task)) {
            tell(differences, &k, "%.*s: kế hoạch không còn giao việc này",
                 STR_ARGS(str_head(k.known.at[i]->task.title, 120)));
            differences->at[differences->n - 1].task = k.known.at[i]->task.id;
        }
    if (fresh) tell(differences, &k, "%d việc mới theo kế hoạch", fresh);
    return OK;
}

/* -- doing it -------------------------------------------------------------------------------------------------------
 */

static Fail propose(Ctx *c, const Proposal *p)
{
    Task made;
    Id item;
    TRY(task_insert(c, &p->task, p->origin, p->branch, false, &made));
    for (size_t i = 0; i < p->items.n; i++)
        TRY(task_item_add(c, made.id, false, str_head(p->items.at[i], TASK_TITLE_MAX * 2), (Str){0}, NULL, &item));
    for (size_t i = 0; i < p->partners.n; i++) TRY(task_partner_add(c, made.id, p->partners.at[i]));
    return OK;
}

/* A due day or a title that somebody changed here stays. */
static Fail follow(Ctx *c, const Known *k, const Proposal *p, int *changed)
{
    Task before, after;
    TRY(task_by_id(c, k->task.id, &before));
    after = before;
    bool due = before.due == k->source_due && before.due != p->task.due;
    bool title = str_equal(before.title, k->source_title) && !str_equal(before.title, p->task.title);
    if (due) after.due = p->task.due;
    if (due && before.state == TASK_PROPOSED) after.due_first = after.due;
    if (title) after.title = p->task.title;
    TRY(store_run(c, "UPDATE task SET source_title = $3, source_due = $4 WHERE office_id = $1 AND id = $2", OFFICE,
                  before.id, p->task.title, due_kept(c, p->task.due)));
    if (!due && !title) return OK;
    ++*changed;
    if (title) TRY(task_save_texts(c, &after));
    TRY(task_save(c, &before, &after));
    return task_note(c, &after, "plan", "Sửa việc theo kế hoạch đã đính chính", (Str){0},
                     due ? due_words(c, before.due) : before.title, due ? due_words(c, after.due) : after.title);
}

Fail task_sync(Ctx *c, Id plan, TaskSync *result)
{
    Comparison k;
    *result = (TaskSync){0};
    TRY(load(c, plan, &k));
    for (size_t i = 0; i < k.proposals.n; i++) {
        const Proposal *p = &k.proposals.at[i];
        Known *one = map_get(&k.by_origin, p->origin);
        if (one) one->found = true;
        if (!one) TRY(propose(c, p));
        else if (says_otherwise(one, p) && !is_over(&one->task)) TRY(follow(c, one, p, &result->changed));
        result->proposed += !one;
    }
    for (size_t i = 0; i < k.known.n; i++) {
        const Task *t = &k.known.at[i]->task;
        if (k.known.at[i]->found || is_over(t)) continue;
        ++result->gone;
        if (t->state == TASK_PROPOSED) TRY(task_move(c, t->id, MOVE_DROP, S("kế hoạch không còn giao việc này")));
    }
    result->same = (int)k.known.n - result->changed - result->gone;
    if (!result->proposed && !result->changed && !result->gone) return OK;
    return journal_write(c, (JournalEntry){.act = "Lập danh sách việc dự kiến giao",
                                           .object = "plan",
                                           .id = plan,
                                           .changes_nothing = true,
                                           .after = str_format(&c->mem, "mới %d, sửa %d, thôi %d", result->proposed,
                                                               result->changed, result->gone)});
}
