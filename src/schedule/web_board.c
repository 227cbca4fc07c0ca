// SPDX-License-Identifier: Apache-2.0
/* web_board.c -- tasks by state, a column each. */
#include "http/record.h"
#include "http/shared.h"
#include "schedule/view.h"
#include "schedule/web.h"
#include "work/json.h"
#include "work/web.h"

static const TaskState shown[BOARD_COLUMNS] = {TASK_NEW, TASK_DOING, TASK_ASKED, TASK_RETURNED, TASK_DONE, TASK_PAUSED};
Fail lead_asked_for(Ctx *c, const Request *q, Str *lead)
{
    TRY(task_lead_typed(c, input_text(q, "co-quan"), lead));
    if (!lead->n && c->actor && !right_at(c->actor, "work.read", place_at((Str){0}, 0))) *lead = c->actor->org;
    return OK;
}

Fail lead_opened(Ctx *c, const Request *q, Str *lead)
{
    TRY(lead_asked_for(c, q, lead));
    if (!lead->n && !input_given(q, "moi-co-quan") && task_opens_on_own(c)) *lead = c->actor->org;
    return OK;
}

Fail place_of_schedule(Ctx *c, const Request *q, Place *place)
{
    Str lead = {0};
    TRY(lead_asked_for(c, q, &lead));
    *place = (Place){.org = lead};
    return OK;
}

/* What the agency does with its task is done here for one's own agency only: who may do it for others (the coordinator)
 * does so on the task's page, not by a slip of the hand. */
static bool may(const Ctx *c, const Task *t, const TaskMoveRow *move)
{
    if (move->by_assigner) return right_at(c->actor, "work.manage", task_assigner_place(t));
    return !t->is_waiting_head && c->actor && str_equal(t->lead, c->actor->org) &&
           right_at(c->actor, "work.report", task_lead_place(t));
}

static BoardCard card_of(const Ctx *c, const Task *t)
{
    BoardCard k = {.task = t, .needs_cause = t->class == CLASS_OVERDUE && !t->cause.n};
    for (int i = 0; i < BOARD_COLUMNS; i++) {
        k.move[i] = task_move_between(t->state, shown[i]);
        if (k.move[i] < TASK_MOVE_COUNT && !may(c, t, &task_moves[k.move[i]])) k.move[i] = TASK_MOVE_COUNT;
    }
    return k;
}

/* Counters know agencies by class and by four states; the rest of what is open is being done. */
static Fail count_columns(Ctx *c, BoardPage *m)
{
    TaskCountList counts;
    TRY(task_counts(c, actor_plan(c->actor), m->org.n ? GRAIN_LEAD : GRAIN_ALL, c->today, &counts));
    Counts n = counts_of(&counts, m->org);
    const int64_t all[BOARD_COLUMNS] = {
        n.fresh,    count_open(&n) - n.fresh - n.asked - n.returned, n.asked,
        n.returned, n.class[CLASS_IN_TIME] + n.class[CLASS_LATE],    n.class[CLASS_PAUSED]};
    for (int i = 0; i < BOARD_COLUMNS; i++) m->column[i].all = all[i];
    return OK;
}

/* A column that has none is not looked for, or all tasks of the agency would be walked along. */
static Fail fill_column(Ctx *c, const BoardPage *m, BoardColumn *k)
{
    TaskChoice a = TASK_ANY;
    TaskList *tasks = NEW(&c->mem, TaskList, 1);
    Str next;
    if (!k->all) return OK;
    a.plan = actor_plan(c->actor), a.lead = m->org, a.state = k->state, a.most = BOARD_CARDS;
    a.only_open = task_states[k->state].is_open;
    TRY(task_list(c, &a, tasks, &next));
    for (size_t i = 0; i < tasks->n; i++) *list_add(&c->mem, &k->cards) = card_of(c, &tasks->at[i]);
    return OK;
}

/* The card that one just moved, or that did not go.  Only who may read it is told where it went. */
static Fail find_moved(Ctx *c, const Request *q, BoardPage *m)
{
    Task *t = NEW(&c->mem, Task, 1);
    if (request_is_again(q)) m->refused = input_id(q, "task");
    if (request_is_again(q) || !input_given(q, "task")) return OK;
    Fail found = task_by_id(c, input_id(q, "task"), t);
    if (found == FAIL_MISSING) {
        c->why[0] = 0;
        return OK;
    }
    TRY(found);
    if (!c->actor || right_at(c->actor, "work.read", task_lead_place(t))) m->moved = t;
    return OK;
}

static const Column card_columns[] = {COL_ALL_AT(BoardCard, task, &task_record), {0}};
static const Record card_record = {.name = "BoardCard", .columns = card_columns};
static const Column column_columns[] = {COL_KEY(BoardColumn, state, "state", task_state_key),
                                        COL_INTEGER(BoardColumn, all, "all"),
                                        COL_ROWS(BoardColumn, cards, "tasks", &card_record),
                                        {0}};
static const Record column_record = {.name = "BoardColumn", .columns = column_columns};

typedef LIST(BoardColumn) BoardColumnList;
static RecordValue columns_of(Ctx *c, const void *page)
{
    BoardColumnList *all = NEW(&c->mem, BoardColumnList, 1);
    const BoardPage *m = page;
    for (int i = 0; i < BOARD_COLUMNS; i++) *list_add(&c->mem, all) = m->column[i];
    return (RecordValue){.at = all};
}

static const Column board_columns[] = {
    COL_TEXT(BoardPage, org, "org"),
    COL_MADE(COLUMN_ROWS, "columns", columns_of, .of = &column_record, .step = sizeof(BoardColumn)),
    {0}};
const Record board_record = {.name = "Board", .columns = board_columns};

/* What it points to is in c's memory. */
static Fail find_board(Ctx *c, const Request *q, BoardPage *m)
{
    *m = (BoardPage){.q = q, .today = c->today};
    m->has_own = task_opens_on_own(c);
    if (!request_is_again(q)) m->opened = input_id(q, "the");
    TRY(lead_opened(c, q, &m->org));
    TRY(find_moved(c, q, m));
    if (m->org.n) {
        Org org;
        TRY(org_by_code(c, m->org, &org));
        m->org_name = org.name;
    }
    TRY(count_columns(c, m));
    for (int i = 0; i < BOARD_COLUMNS; i++) {
        m->column[i].state = shown[i];
        TRY(fill_column(c, m, &m->column[i]));
    }
    return OK;
}

static Fail draw_board(Ctx *c, const Request *q, Reply *r, Out *o, const void *unused)
{
    BoardPage m;
    (void)unused;
    TRY(find_board(c, q, &m));
    shared_title(c, r, S("Bảng việc"));
    board_page(o, &m);
    return OK;
}

Fail board_get(Ctx *c, const Request *q, Reply *r)
{
    BoardPage m;
    if (!reply_is_json(r)) return shared_page(c, q, r, (Str){0}, draw_board, NULL);
    TRY(find_board(c, q, &m));
    return reply_record(c, r, &board_record, &m);
}

/* Back to the same board, where the card is now. */
Fail board_move_post(Ctx *c, const Request *q, Reply *r)
{
    Out to = {.mem = &c->mem};
    Id task = input_id(q, "task");
    TRY(task_act(c, task, task_move_of(input_text(q, "lam")), input_text(q, "ly-do")));
    out_format(&to, "/bang-viec?task=%lld", (long long)task);
    if (!input_given(q, "co-quan") && task_opens_on_own(c)) out_raw(&to, S("&moi-co-quan=1"));
    if (input_given(q, "co-quan")) {
        out_raw(&to, S("&co-quan="));
        out_url(&to, input_text(q, "co-quan"));
    }
    out_format(&to, "#viec-%lld", (long long)task);
    return reply_redirect(c, r, "%.*s", STR_ARGS(out_str(&to)));
}
