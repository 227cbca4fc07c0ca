// SPDX-License-Identifier: Apache-2.0
#include "plan/intake.h"
#include "base/out.h"
#include "doc/scan.h"
#include "plan/inside.h"
#include "plan/place.h"

/* -- rows --------------------------------------------------------------------------------------------------- */

Fail intake_add(Ctx *c, const UploadKept *kept, int pages, Str names, Id *intake)
{
    Id upload;
    *intake = id_new(c->now);
    TRY(store_run(c,
                  "INSERT INTO plan_intake (office_id, id, file_name, pages, state, why, begun_at, names) "
                  "VALUES ($1, $2, $3, $4, 'reading', '', $5, $6)",
                  OFFICE, *intake, kept->name, pages, c->now, names));
    if (kept->digest.n) TRY(upload_add(c, kept, "intake", *intake, &upload));
    return journal_write(
        c, (JournalEntry){.act = "Gửi bản quét của kế hoạch", .object = "intake", .id = *intake, .title = kept->name});
}

static Fail note_again(Ctx *c, const PlanCard *card)
{
    return journal_write(
        c, (JournalEntry){
               .act = "Nhận dạng lại chữ trên các trang", .object = "plan", .id = card->id, .title = card->file_name});
}

static Fail add_again(Ctx *c, const PlanCard *card, Id *intake)
{
    int pages;
    Id original;
    TRY(plan_pages(c, card->id, &pages));
    TRY(plan_original(c, card->id, &original));
    if (!pages || !original)
        return fail(c, FAIL_MISSING, "Tệp gốc không có ảnh của các trang để nhận dạng. Hãy đọc lại bằng cách khác.");
    *intake = id_new(c->now);
    TRY(store_run(c,
                  "INSERT INTO plan_intake (office_id, id, file_name, pages, state, why, begun_at, reads_again) "
                  "VALUES ($1, $2, $3, $4, 'reading', '', $5, $6)",
                  OFFICE, *intake, card->file_name, pages, c->now, card->id));
    return note_again(c, card);
}

Fail intake_add_again(Ctx *c, Id plan, Id *intake)
{
    Rows r;
    PlanCard card;
    TRY(plan_card(c, plan, &card));
    if (plan_is_active(&card))
        return fail(c, FAIL_CONFLICT,
                    "Kế hoạch đã kích hoạt, các việc đang thực hiện theo kế hoạch này nên không đọc lại. Hãy sửa từng "
                    "giá trị.");
    TRY(store_query(c, &r,
                    "SELECT max(id) FROM plan_intake WHERE office_id = $1 AND reads_again = $2 AND state = 'reading'",
                    OFFICE, plan));
    *intake = rows_next(&r) ? row_integer(&r, 0) : 0;
    TRY(rows_end(&r));
    if (*intake) return OK;
    TRY(intake_forget(c, plan));
    return add_again(c, &card, intake);
}

Fail intake_words(Ctx *c, Id plan, Str *words)
{
    Rows r;
    Out o = {.mem = &c->mem};
    TRY(store_query(c, &r,
                    "SELECT p.words FROM plan_intake i JOIN plan_intake_page p ON p.office_id = i.office_id AND "
                    "p.intake_id = i.id WHERE i.office_id = $1 AND i.reads_again = $2 AND i.state = 'done' "
                    "ORDER BY p.page",
                    OFFICE, plan));
    while (rows_next(&r)) out_raw(&o, row_text(&r, 0));
    *words = out_str(&o);
    TRY(rows_end(&r));
    return words->n ? OK : fail(c, FAIL_MISSING, "Các trang chưa được nhận dạng lại. Hãy bấm “Nhận dạng lại”.");
}

Fail intake_forget(Ctx *c, Id plan)
{
    return store_run(c,
                     "DELETE FROM plan_intake_page WHERE office_id = $1 AND intake_id IN (SELECT id FROM plan_intake "
                     "WHERE office_id = $1 AND reads_again = $2 AND state = 'done')",
                     OFFICE, plan);
}

#define INTAKE_COLUMNS                                                                                                 \
    "SELECT i.id, i.file_name, i.state, i.why, i.pages, "                                                              \
    "(SELECT count(*) FROM plan_intake_page p WHERE p.office_id = i.office_id AND p.intake_id = i.id), "               \
    "(SELECT COALESCE(sum(p.took_ms), 0) FROM plan_intake_page p WHERE p.office_id = i.office_id AND "                 \
    "p.intake_id = i.id), i.plan_id, i.names, i.reads_again FROM plan_intake i "

static Intake read_intake(Rows *r)
{
    return (Intake){.id = row_integer(r, 0),
                    .file_name = row_text(r, 1),
                    .state = row_text(r, 2),
                    .why = row_text(r, 3),
                    .pages = (int)row_integer(r, 4),
                    .done = (int)row_integer(r, 5),
                    .took_ms = row_integer(r, 6),
                    .plan = row_integer(r, 7),
                    .names = row_text(r, 8),
                    .again = row_integer(r, 9)};
}

Fail intake_by_id(Ctx *c, Id intake, Intake *one)
{
    Rows r;
    Fail result = store_one(c, &r, INTAKE_COLUMNS "WHERE i.office_id = $1 AND i.id = $2", OFFICE, intake);
    if (result == FAIL_MISSING)
        return fail_rather(c, FAIL_MISSING, "Không có bản quét này. Hãy mở lại từ danh sách kế hoạch.");
    TRY(result);
    *one = read_intake(&r);
    return rows_end(&r);
}

Fail intakes_open(Ctx *c, IntakeList *intakes)
{
    Rows r;
    *intakes = (IntakeList){0};
    TRY(store_query(c, &r,
                    INTAKE_COLUMNS "WHERE i.office_id = $1 AND i.state IN ('reading', 'failed') "
                                   "ORDER BY i.id DESC LIMIT 50",
                    OFFICE));
    _Static_assert(INTAKES_SHOWN == 50, "the statement above");
    while (rows_next(&r)) *list_add(&c->mem, intakes) = read_intake(&r);
    return rows_end(&r);
}

static Fail set_state(Ctx *c, Id intake, const char *state, Str why)
{
    return store_run(c, "UPDATE plan_intake SET state = $3, why = $4, ended_at = $5 WHERE office_id = $1 AND id = $2",
                     OFFICE, intake, state, why, c->now);
}

Fail intake_cancel(Ctx *c, Id intake)
{
    Intake one;
    TRY(intake_by_id(c, intake, &one));
    if (str_equal(one.state, S("done"))) return OK;
    TRY(set_state(c, intake, "cancelled", (Str){0}));
    return journal_write(
        c, (JournalEntry){.act = "Bỏ bản quét của kế hoạch", .object = "intake", .id = intake, .title = one.file_name});
}

Fail intake_again(Ctx *c, Id intake)
{
    Intake one;
    TRY(intake_by_id(c, intake, &one));
    return str_equal(one.state, S("done")) ? OK : set_state(c, intake, "reading", (Str){0});
}

int intake_seconds_left(const Intake *one)
{
    enum { PAGE_MS = 5000 }; /* before the first page is read */
    int64_t page = one->done ? one->took_ms / one->done : PAGE_MS;
    return (int)((page * (one->pages - one->done) + 999) / 1000);
}

/* -- a step ------------------------------------------------------------------------------------------------- */

typedef struct {
    Intake one;
    int stop; /* doc/apart.h */
    bool is_ours, is_there;
    Upload file;
    Str bytes, words; /* of the page that was read, or of all */
    int64_t took_ms;
    const PlanDraft *draft;
} Step;

static Fail find_next(Ctx *c, void *arg)
{
    Step *s = arg;
    Rows r;
    TRY(store_query(c, &r, INTAKE_COLUMNS "WHERE i.office_id = $1 AND i.state = 'reading' ORDER BY i.id LIMIT 1",
                    OFFICE));
    s->is_there = rows_next(&r);
    if (s->is_there) s->one = read_intake(&r);
    return rows_end(&r);
}

static Fail lease(Ctx *c, void *arg)
{
    enum { PAGE_AT_MOST_MS = 150000 };
    Step *s = arg;
    return store_lease(c, "plan.intake", PAGE_AT_MOST_MS, &s->is_ours);
}

static Fail give_back(Ctx *c, void *arg)
{
    Step *s = arg;
    return store_lease(c, "plan.intake", 0, &s->is_ours);
}

static Fail load(Ctx *c, Step *s)
{
    UploadList all;
    Id original;
    if (s->one.again) {
        TRY(plan_original(c, s->one.again, &original));
        TRY(upload_by_id(c, original, &s->file));
        return upload_bytes(c, &s->file, &s->bytes);
    }
    TRY(uploads_of(c, s->one.id, &all));
    if (!all.n) return fail(c, FAIL_STORE, "Tệp của bản quét không còn. Hãy gửi lại tệp.");
    s->file = all.at[0];
    return upload_bytes(c, &s->file, &s->bytes);
}

static Fail all_words(Ctx *c, Step *s)
{
    Rows r;
    Out o = {.mem = &c->mem};
    TRY(store_query(c, &r, "SELECT words FROM plan_intake_page WHERE office_id = $1 AND intake_id = $2 ORDER BY page",
                    OFFICE, s->one.id));
    while (rows_next(&r)) out_raw(&o, row_text(&r, 0));
    s->words = out_str(&o);
    return rows_end(&r);
}

/* Somebody may have cancelled it meanwhile. */
static Fail keep_page(Ctx *c, void *arg)
{
    const Step *s = arg;
    Intake now;
    TRY(intake_by_id(c, s->one.id, &now));
    if (!str_equal(now.state, S("reading")) || now.done != s->one.done) return OK;
    return store_run(c,
                     "INSERT INTO plan_intake_page (office_id, intake_id, page, words, took_ms) "
                     "VALUES ($1, $2, $3, $4, $5)",
                     OFFICE, s->one.id, s->one.done + 1, s->words, s->took_ms);
}

static Fail keep_plan(Ctx *c, void *arg)
{
    const Step *s = arg;
    Intake now;
    Id plan;
    bool existed;
    TRY(intake_by_id(c, s->one.id, &now));
    if (!str_equal(now.state, S("reading"))) return OK;
    TRY(plan_take(c, s->draft, &plan, &existed));
    TRY(set_state(c, s->one.id, "done", (Str){0}));
    TRY(store_run(c, "UPDATE plan_intake SET plan_id = $3 WHERE office_id = $1 AND id = $2", OFFICE, s->one.id, plan));
    return store_run(c, "DELETE FROM plan_intake_page WHERE office_id = $1 AND intake_id = $2", OFFICE, s->one.id);
}

/* The words wait for somebody to look at what they change. */
static Fail keep_words(Ctx *c, void *arg)
{
    const Step *s = arg;
    Intake now;
    TRY(intake_by_id(c, s->one.id, &now));
    if (!str_equal(now.state, S("reading"))) return OK;
    TRY(set_state(c, s->one.id, "done", (Str){0}));
    return store_run(c, "UPDATE plan_intake SET plan_id = $3 WHERE office_id = $1 AND id = $2", OFFICE, s->one.id,
                     s->one.again);
}

static Fail keep_failure(Ctx *c, void *arg)
{
    const Step *s = arg;
    return set_state(c, s->one.id, "failed", s->words);
}

static Fail read_page(Ctx *c, Store *store, Step *s)
{
    int64_t begun = clock_ms();
    TRY(load(c, s));
    TRY(scan_page(c, s->bytes, s->one.done + 1, s->stop, &s->words));
    s->took_ms = clock_ms() - begun;
    return store_write(c, store, keep_page, s);
}

static Fail read_plan(Ctx *c, Store *store, Step *s)
{
    PlanDraft *draft;
    if (s->one.again) return store_write(c, store, keep_words, s);
    TRY(load(c, s));
    TRY(all_words(c, s));
    TRY(store_read_begin(c));
    Fail result = plan_draft_scan(c, &s->file, s->bytes, s->words, &draft);
    store_read_end(c);
    TRY(result);
    s->draft = draft;
    return store_write(c, store, keep_plan, s);
}

/* What cannot be read says so on its page, and the next scan gets its turn. */
Fail intake_step(Ctx *c, Store *store, int stop, bool *worked)
{
    Step *s = NEW(&c->mem, Step, 1);
    *worked = false;
    s->stop = stop;
    TRY(find_next(c, s));
    if (!s->is_there) return OK;
    TRY(store_write(c, store, lease, s));
    if (!s->is_ours) return OK;
    *worked = true;
    Fail result = s->one.done < s->one.pages ? read_page(c, store, s) : read_plan(c, store, s);
    if (result == FAIL_BUSY) return store_write(c, store, give_back, s); /* whoever is there next reads this page */
    if (!result) return OK;
    s->words = str_copy(&c->mem, str_of(c->why));
    c->why[0] = 0;
    return store_write(c, store, keep_failure, s);
}
