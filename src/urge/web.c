// SPDX-License-Identifier: Apache-2.0
/* web.c -- whom to urge, and who was urged. */
#include "urge/web.h"
#include "http/panel.h"
#include "http/record.h"
#include "urge/view.h"

static const Column columns[] = {
    COL_INTEGER(UrgeCandidate, org_id, "id"),
    COL_TEXT(UrgeCandidate, org, "org", .title = "Mã cơ quan", .width = 12),
    COL_TEXT(UrgeCandidate, name, "name", .title = "Cơ quan", .width = 44),
    COL_NUMBER(UrgeCandidate, late, "late", .title = "Quá hạn", .sums = true),
    COL_NUMBER(UrgeCandidate, soon, "soon", .title = "Sắp đến hạn", .width = 12, .sums = true),
    COL_NUMBER(UrgeCandidate, silent, "silent", .title = "Chưa báo cáo 7 ngày", .width = 18, .sums = true),
    COL_NUMBER(UrgeCandidate, nth, "urged", .title = "Số lần đã đôn đốc", .width = 16),
    {0}};
static const Record record = {.name = "UrgeCandidate", .columns = columns};
static const Column list_columns[] = {COL_NUMBER(UrgePage, late, "overdue"),
                                      COL_NUMBER(UrgePage, answered, "overdue_answered"),
                                      COL_NUMBER(UrgePage, soon, "soon"),
                                      COL_NUMBER(UrgePage, silent, "silent"),
                                      COL_ROWS_AT(UrgePage, list, "agencies", &record),
                                      {0}};
const Record urge_list_record = {.name = "UrgeList", .columns = list_columns};

/* The tasks of the list, and those that are overdue besides: together as many as everywhere else. */
static Fail count_tasks(Ctx *c, UrgePage *m)
{
    TaskCountList all;
    Id plan = actor_plan(c->actor);
    for (size_t i = 0; i < m->list->n; i++) {
        const UrgeCandidate *k = &m->list->at[i];
        m->late += k->late, m->soon += k->soon, m->silent += k->silent;
    }
    TRY(task_counts(c, plan, GRAIN_ALL, c->today, &all));
    int more = (int)counts_of(&all, S("")).class[CLASS_OVERDUE] - m->late;
    m->answered = more > 0 ? more : 0;
    return OK;
}

static Fail reply_urges(Ctx *c, Reply *r, const UrgeCandidateList *list)
{
    UrgePage m = {.list = list};
    TRY(count_tasks(c, &m));
    return reply_record(c, r, &urge_list_record, &m);
}

Fail urge_get(Ctx *c, const Request *q, Reply *r)
{
    UrgeCandidateList list;
    IdList ticked = {0};
    TRY(urge_candidates(c, 0, &list));
    if (reply_is_json(r)) return reply_urges(c, r, &list);
    if (request_is_again(q)) ticked = input_ids(c, q, "co-quan");
    bool only_late = str_equal(input_text(q, "chon"), S("qua-han"));
    for (size_t i = 0; only_late && i < list.n; i++)
        if (list.at[i].late) *list_add(&c->mem, &ticked) = list.at[i].org_id;
    UrgePage m = {.q = q,
                  .list = &list,
                  .ticked = &ticked,
                  .all_ticked = input_given(q, "chon") && !only_late,
                  .today = c->today};
    TRY(count_tasks(c, &m));
    urge_page(reply_page(c, q, r, S("Đôn đốc")), &m);
    return OK;
}

Fail urge_post(Ctx *c, const Request *q, Reply *r)
{
    Id batch;
    IdList orgs = input_ids(c, q, "co-quan");
    TRY(urge_send(c, &orgs, input_text(q, "noi-dung"), input_text(q, "van-gui"), &batch));
    return reply_redirect(c, r, "/don-doc/%lld", (long long)batch);
}

Fail urge_batch_get(Ctx *c, const Request *q, Reply *r)
{
    UrgeList urges;
    BatchPage m = {.urges = &urges};
    Id batch = input_id(q, "batch");
    TRY(urges_of_batch(c, batch, &urges));
    TRY(panels_draw(c, q, r, PANEL_OF_URGE, (PanelSubject){.id = batch}, &m.panels));
    batch_page(reply_page(c, q, r, S("Đã đôn đốc")), &m);
    return OK;
}
