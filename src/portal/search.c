// SPDX-License-Identifier: Apache-2.0
/* search.c -- everything, with marks or without. */
#include "http/reply.h"
#include "http/request.h"
#include "portal/view.h"
#include "portal/web.h"
#include "viet/text.h"

static StrList words_of(Ctx *c, Str query)
{
    StrList words = {0};
    Str rest = viet_fold(&c->mem, query), word;
    while (str_cut(&rest, ' ', &word))
        if (word.n) *list_add(&c->mem, &words) = word;
    return words;
}

static json_t *tasks_json(Ctx *c, const TaskHitList *tasks)
{
    json_t *all = json_array();
    for (size_t i = 0; i < tasks->n; i++) {
        const Task *t = &tasks->at[i].task;
        json_array_append_new(all, json_pack("{s:I,s:o,s:o,s:s,s:o,s:o}", "id", (json_int_t)t->id, "title",
                                             json_str(t->title), "lead", json_str(t->lead), "state",
                                             task_states[t->state].key, "due", json_day(c, t->due), "snippet",
                                             json_str(tasks->at[i].snippet)));
    }
    return all;
}

static Fail search_json(Ctx *c, Reply *r, const SearchPage *m)
{
    json_t *hits = json_array(), *agencies = json_array();
    for (size_t i = 0; i < m->hits->n; i++) {
        const PlanHit *h = &m->hits->at[i];
        json_t *o = json_pack("{s:o,s:I,s:o,s:o}", "kind", json_str(h->kind), "plan", (json_int_t)h->plan, "code",
                              json_str(h->code), "title", json_str(h->title));
        if (h->line) json_object_set_new(o, "line", json_integer(h->line));
        json_array_append_new(hits, o);
    }
    for (size_t i = 0; i < m->agencies->n; i++)
        json_array_append_new(agencies, json_pack("{s:o,s:o}", "code", json_str(m->agencies->at[i].code), "name",
                                                  json_str(m->agencies->at[i].name)));
    return reply_json(c, r,
                      json_pack("{s:o,s:o,s:o,s:o,s:I}", "query", json_str(m->query), "hits", hits, "agencies",
                                agencies, "tasks", tasks_json(c, m->tasks), "next", (json_int_t)m->next));
}

Fail search_get(Ctx *c, const Request *q, Reply *r)
{
    PlanHitList hits = {0};
    OrgRows agencies = {0};
    TaskHitList tasks;
    Str query = input_text(q, "q");
    StrList words = words_of(c, query);
    SearchPage m = {.query = query,
                    .words = &words,
                    .hits = &hits,
                    .agencies = &agencies,
                    .tasks = &tasks,
                    .only_tasks = input_given(q, "sau"),
                    .today = c->today};
    if (!m.only_tasks) TRY(plan_search(c, query, &hits));
    if (!m.only_tasks) TRY(org_search(c, query, &agencies));
    TRY(task_search(c, query, input_id(q, "sau"), TASK_HITS, &tasks, &m.next));
    if (reply_is_json(r)) return search_json(c, r, &m);
    search_page(reply_page(c, q, r, S("Tìm")), &m);
    return OK;
}
