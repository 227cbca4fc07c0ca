// SPDX-License-Identifier: Apache-2.0
/* batch.c -- many reports at once: one for each district, each department.  A row says what is wanted, a row for each
 * agency whether it is there; so it is left, found again and gone on with after a restart, and can be cancelled. */
#include "base/out.h"
#include "journal/journal.h"
#include "people/sql.h"
#include "report/draft.h"

const BatchStateRow batch_states[BATCH_STATE_COUNT] = {
#define X(symbol, key, name) {key, name},
    BATCH_STATES(X)
#undef X
};

static BatchState state_of(Str key)
{
    int i = 0;
    while (i < BATCH_STATE_COUNT - 1 && !str_equal(key, str_of(batch_states[i].key))) i++;
    return (BatchState)i;
}

/* -- what there is ---------------------------------------------------------------------------------------------------
 */

#define COLUMNS                                                                                                        \
    "SELECT b.id, b.plan_id, b.scope, b.org, b.as_of, b.state, b.done, b.wanted, b.note, b.made_at, b.begun_at, "      \
    "b.ended_at, " PERSON_NAME("p") " FROM report_batch b " PERSON_JOIN("b", "person_id", "p")

static Fail read_batches(Ctx *c, Rows *r, BatchList *list)
{
    *list = (BatchList){0};
    while (rows_next(r))
        *list_add(&c->mem, list) =
            (Batch){.id = row_integer(r, 0),
                    .plan = row_integer(r, 1),
                    .scope = str_equal(row_text(r, 2), S("dia-ban")) ? SCOPE_BRANCH : SCOPE_AGENCY,
                    .org = row_text(r, 3),
                    .as_of = row_day(r, 4),
                    .state = state_of(row_text(r, 5)),
                    .done = (int)row_integer(r, 6),
                    .wanted = (int)row_integer(r, 7),
                    .note = row_text(r, 8),
                    .made_at = row_integer(r, 9),
                    .begun_at = row_integer(r, 10),
                    .ended_at = row_integer(r, 11),
                    .person_name = row_text(r, 12)};
    return rows_end(r);
}

Fail batch_list(Ctx *c, BatchList *list)
{
    Rows r;
    TRY(store_query(c, &r, COLUMNS "WHERE b.office_id = $1 ORDER BY b.id DESC LIMIT $2", OFFICE, BATCH_PAGE));
    return read_batches(c, &r, list);
}

static Fail batch_by_id(Ctx *c, Id id, Batch *batch)
{
    Rows r;
    BatchList list;
    TRY(store_query(c, &r, COLUMNS "WHERE b.office_id = $1 AND b.id = $2", OFFICE, id));
    TRY(read_batches(c, &r, &list));
    if (!list.n) return fail(c, FAIL_MISSING, "Không có loạt báo cáo này. Hãy mở lại từ danh sách.");
    *batch = list.at[0];
    return OK;
}

/* -- asking for one
 * ------------------------------------------------------------------------------------------------------ */

/* Districts with all under them; or each department with tasks. */
static Fail agencies_of(Ctx *c, Id plan, ReportScope scope, Day on, StrList *orgs)
{
    FigureNames *names;
    Figures f;
    FigureChoice choice = {.plan = plan, .on = on, .by_branch = scope == SCOPE_BRANCH};
    *orgs = (StrList){0};
    TRY(figure_names(c, on, &names));
    TRY(figures_by_agency(c, &choice, names, &f));
    for (size_t i = 0; i < f.rows.n; i++) {
        bool is_district = str_equal(f.rows.at[i].kind, S("ubnd-huyen"));
        bool is_department = str_equal(f.rows.at[i].kind, S("so")) || str_equal(f.rows.at[i].kind, S("ban-nganh"));
        if ((scope == SCOPE_BRANCH ? is_district : is_department) && count_total(&f.rows.at[i].n))
            *list_add(&c->mem, orgs) = f.rows.at[i].item;
    }
    return OK;
}

Fail batch_add(Ctx *c, Id plan, ReportScope scope, Str org, Day as_of, Id *batch)
{
    StrList orgs;
    if (as_of > c->today)
        return fail(c, FAIL_INPUT, "Ngày này chưa đến nên chưa có số liệu. Hãy chọn hôm nay hoặc một ngày đã qua.");
    TRY(agencies_of(c, plan, scope, as_of, &orgs));
    if (!orgs.n) return fail(c, FAIL_CONFLICT, "Không có cơ quan nào có việc của kế hoạch này để lập báo cáo.");
    *batch = id_new(c->now);
    TRY(store_run(
        c,
        "INSERT INTO report_batch (office_id, id, scope, plan_id, org, as_of, state, done, wanted, note, "
        "person_id, made_at, begun_at, ended_at) VALUES ($1, $2, $3, $4, $5, $6, 'waiting', 0, $7, '', $8, $9, "
        "NULL, NULL)",
        OFFICE, *batch, report_scopes[scope], plan, org, day_iso(&c->mem, as_of), (int64_t)orgs.n, writer_of(c),
        c->now));
    for (size_t i = 0; i < orgs.n; i++)
        TRY(store_run(c, "INSERT INTO report_batch_item (office_id, batch_id, org, document_id) VALUES ($1, $2, $3, 0)",
                      OFFICE, *batch, orgs.at[i]));
    return journal_write(c, (JournalEntry){.act = "Lập loạt báo cáo",
                                           .object = "batch",
                                           .id = *batch,
                                           .within = plan,
                                           .after = str_format(&c->mem, "%zu báo cáo", orgs.n)});
}

Fail batch_cancel(Ctx *c, Id id)
{
    Batch batch;
    TRY(batch_by_id(c, id, &batch));
    if (batch.state != BATCH_WAITING) return fail(c, FAIL_CONFLICT, "Loạt này đã %s.", batch_states[batch.state].name);
    TRY(store_run(c, "UPDATE report_batch SET state = 'cancelled', ended_at = $3 WHERE office_id = $1 AND id = $2",
                  OFFICE, id, c->now));
    return journal_write(c,
                         (JournalEntry){.act = "Dừng loạt báo cáo", .object = "batch", .id = id, .within = batch.plan});
}

/* -- doing it
 * ---------------------------------------------------------------------------------------------------------------- */

typedef struct {
    Batch batch;
    Str org;
    Draft draft;
    const char *why; /* it could not be drafted */
} Item;

/* The next that is not there yet; none: *org is empty. */
static Fail next_item(Ctx *c, Id batch, Str *org)
{
    Rows r;
    *org = (Str){0};
    TRY(store_query(c, &r,
                    "SELECT org FROM report_batch_item WHERE office_id = $1 AND batch_id = $2 AND document_id = 0 "
                    "ORDER BY org LIMIT 1",
                    OFFICE, batch));
    if (rows_next(&r)) *org = row_text(&r, 0);
    return rows_end(&r);
}

static Fail end_batch(Ctx *c, const Batch *batch, const char *state, const char *note)
{
    return store_run(c,
                     "UPDATE report_batch SET state = $3, note = $4, ended_at = $5 WHERE office_id = $1 AND id = $2 "
                     "AND state = 'waiting'",
                     OFFICE, batch->id, state, note, c->now);
}

/* In a write: unless it was cancelled meanwhile, or another copy of the program was faster. */
static Fail keep_item(Ctx *c, void *arg)
{
    Item *item = arg;
    Batch now;
    Str next;
    Id document;
    int64_t mine;
    TRY(batch_by_id(c, item->batch.id, &now));
    if (now.state != BATCH_WAITING) return OK;
    if (item->why) return end_batch(c, &now, "failed", item->why);
    TRY(draft_keep(c, &item->draft, &document));
    TRY(store_change(
        c, &mine,
        "UPDATE report_batch_item SET document_id = $4 WHERE office_id = $1 AND batch_id = $2 AND org = $3 "
        "AND document_id = 0",
        OFFICE, now.id, item->org, document));
    if (!mine) return fail(c, FAIL_CONFLICT, "Báo cáo này đã có.");
    TRY(store_run(
        c,
        "UPDATE report_batch SET done = done + 1, begun_at = coalesce(begun_at, $3) WHERE office_id = $1 AND id "
        "= $2",
        OFFICE, now.id, c->now));
    TRY(next_item(c, now.id, &next));
    return next.n ? OK : end_batch(c, &now, "done", "");
}

/* Drafted beside the writer, which only keeps it: pages go on meanwhile. */
static Fail do_item(Ctx *c, Store *store, Item *item)
{
    TRY(store_read_begin(c));
    DraftOrder order = {.kind = DOCUMENT_CONSOLIDATED,
                        .plan = item->batch.plan,
                        .scope = item->batch.scope,
                        .scope_org = item->org,
                        .org = item->batch.org,
                        .as_of = item->batch.as_of};
    Fail result = draft_make(c, &order, &item->draft);
    store_read_end(c);
    if (result == FAIL_STORE) return result;
    if (result) item->why = str_c(&c->mem, str_of(c->why));
    return store_write(c, store, keep_item, item);
}

static Fail waiting_one(Ctx *c, Item *item)
{
    BatchList list;
    Rows r;
    TRY(store_read_begin(c));
    Fail result =
        store_query(c, &r, COLUMNS "WHERE b.office_id = $1 AND b.state = 'waiting' ORDER BY b.id LIMIT 1", OFFICE);
    if (!result) result = read_batches(c, &r, &list);
    if (!result && list.n) item->batch = list.at[0], result = next_item(c, list.at[0].id, &item->org);
    store_read_end(c);
    return result;
}

Fail batch_step(Ctx *c, Store *store, bool *more)
{
    Arena mark = c->mem;
    Item item = {0};
    TRY(waiting_one(c, &item));
    *more = item.org.n;
    Fail result = item.org.n ? do_item(c, store, &item) : OK;
    arena_back(&c->mem, mark);
    return result;
}

Fail batch_job(Ctx *c, const JobPlace *place)
{
    bool more = true;
    while (more) TRY(batch_step(c, place->store, &more));
    return OK;
}
