// SPDX-License-Identifier: Apache-2.0
/* search.c -- everything, with marks or without. */
#include "http/record.h"
#include "http/request.h"
#include "http/shared.h"
#include "portal/view.h"
#include "portal/web.h"
#include "viet/text.h"
#include "work/json.h"

StrList search_words(Ctx *c, Str query)
{
    StrList words = {0};
    Str rest = viet_fold(&c->mem, query), word;
    while (str_cut(&rest, ' ', &word))
        if (word.n) *list_add(&c->mem, &words) = word;
    return words;
}

static const Column task_columns[] = {COL_INTEGER(TaskHit, task.id, "id"),
                                      COL_TEXT(TaskHit, task.title, "title"),
                                      COL_TEXT(TaskHit, task.lead, "lead"),
                                      COL_KEY(TaskHit, task.state, "state", task_state_key),
                                      COL_DAY(TaskHit, task.due, "due"),
                                      COL_TEXT(TaskHit, snippet, "snippet"),
                                      {0}};
static const Record task_hit_record = {.name = "TaskHit", .columns = task_columns};

static const Column hit_columns[] = {COL_TEXT(PlanHit, kind, "kind"),
                                     COL_INTEGER(PlanHit, plan, "plan"),
                                     COL_TEXT(PlanHit, code, "code"),
                                     COL_TEXT(PlanHit, title, "title"),
                                     COL_NUMBER(PlanHit, line, "line", .some = true),
                                     {0}};
static const Record hit_record = {.name = "PlanHit", .columns = hit_columns};

static const Column org_columns[] = {COL_TEXT(Org, code, "code"), COL_TEXT(Org, name, "name"), {0}};
static const Record org_record = {.name = "AgencyHit", .columns = org_columns};

static const Column search_columns[] = {COL_TEXT(SearchPage, query, "query"),
                                        COL_ROWS_AT(SearchPage, hits, "hits", &hit_record),
                                        COL_ROWS_AT(SearchPage, agencies, "agencies", &org_record),
                                        COL_ROWS_AT(SearchPage, tasks, "tasks", &task_hit_record),
                                        COL_INTEGER(SearchPage, next, "next"),
                                        {0}};
const Record search_record = {.name = "Search", .columns = search_columns};

/* All that was found; what it points to is in c's memory. */
static Fail find(Ctx *c, const Request *q, SearchPage *m)
{
    PlanHitList *hits = NEW(&c->mem, PlanHitList, 1);
    OrgRows *agencies = NEW(&c->mem, OrgRows, 1);
    TaskHitList *tasks = NEW(&c->mem, TaskHitList, 1);
    StrList *words = NEW(&c->mem, StrList, 1);
    Str query = input_text(q, "q");
    *words = search_words(c, query);
    *m = (SearchPage){.query = query,
                      .words = words,
                      .hits = hits,
                      .agencies = agencies,
                      .tasks = tasks,
                      .only_tasks = input_given(q, "sau"),
                      .today = c->today};
    if (!m->only_tasks) TRY(plan_search(c, query, hits));
    if (!m->only_tasks) TRY(org_search(c, query, agencies));
    return task_search(c, query, input_id(q, "sau"), TASK_HITS, tasks, &m->next);
}

static Fail draw_search(Ctx *c, const Request *q, Reply *r, Out *o, const void *unused)
{
    SearchPage m;
    (void)unused;
    TRY(find(c, q, &m));
    shared_title(c, r, S("Tìm"));
    search_page(o, &m);
    return OK;
}

Fail search_get(Ctx *c, const Request *q, Reply *r)
{
    SearchPage m;
    if (!reply_is_json(r)) return shared_page(c, q, r, (Str){0}, draw_search, NULL);
    TRY(find(c, q, &m));
    return reply_record(c, r, &search_record, &m);
}
