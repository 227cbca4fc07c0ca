// SPDX-License-Identifier: Apache-2.0
/* web.c -- one page, one save: of what was sent the good rows are kept, the others come back with what is wrong. */
#include "update/web.h"
#include "http/record.h"
#include "people/rights.h"
#include "receipt/receipt.h"
#include "update/view.h"
#include "work/json.h"

enum {
    ROWS_MAX = 60, /* of one agency: more do not fit three minutes */
    READ_AT_ONCE = 100
};

/* Bytes of HTML, about: a page has as many rows as have room beside the frame (30 KB in all). */
enum { PAGE_WEIGHT = 21500, ROW_WEIGHT = 2500, ITEM_WEIGHT = 560, TITLE_WEIGHT = 1 };

Fail update_own_get(Ctx *c, const Request *q, Reply *r)
{
    (void)q;
    if (!actor_is_known(c->actor) || !c->actor->org.n)
        return fail(c, FAIL_MISSING,
                    "Nhiệm vụ đang chọn không gắn với cơ quan nào. Hãy chọn nhiệm vụ khác ở góc trên bên phải.");
    return reply_redirect(c, r, "/cap-nhat/%.*s", STR_ARGS(c->actor->org));
}

/* What burns: the number that the page begins with. */
Fail update_waiting(Ctx *c, int *n)
{
    return actor_is_known(c->actor) && c->actor->org.n ? task_owed_now(c, c->actor->org, n) : OK;
}

/* -- the page
 * ---------------------------------------------------------------------------------------------------------- */

typedef struct {
    Id task;
    const char *problem;
    const char *field; /* as UpdateRow.wrong, … */
    Id id;             /* … and wrong_id */
} RowProblem;
typedef LIST(RowProblem) RowProblemList;

static RowProblem problem_of(const RowProblemList *problems, Id task)
{
    for (size_t i = 0; i < problems->n; i++)
        if (problems->at[i].task == task) return problems->at[i];
    return (RowProblem){0};
}

/* -- which rows stand on the page ---------------------------------------------------------------------------- */

static size_t weight_of(const UpdateRow *row)
{
    return ROW_WEIGHT + TITLE_WEIGHT * row->task.title.n + row->task.result.n + ITEM_WEIGHT * row->items.n;
}

/* Behind the last row that has room beside the one at `from`. */
static size_t page_end(const UpdateRowList *rows, size_t from)
{
    size_t weight = 0, i = from;
    while (i < rows->n && (i == from || weight + weight_of(&rows->at[i]) <= PAGE_WEIGHT))
        weight += weight_of(&rows->at[i++]);
    return i;
}

static bool has_task(const UpdateRowList *rows, size_t from, size_t end, Id task)
{
    for (size_t i = from; i < end; i++)
        if (rows->at[i].task.id == task) return true;
    return false;
}

/* The page that has `task`, else the one that is asked for, else the last. */
static void cut_page(UpdateRowList *rows, Id task, int asked, UpdatePage *m)
{
    size_t from = 0, end = 0, at = 0;
    int page = 0;
    bool found = false;
    m->all = rows->n;
    while (at < rows->n) {
        size_t next = page_end(rows, at);
        m->pages++;
        bool is_it = task ? has_task(rows, at, next, task) : m->pages == asked;
        if (!found) from = at, end = next, page = m->pages, found = is_it;
        at = next;
    }
    m->page = page;
    if (rows->n) *rows = (UpdateRowList){.at = rows->at + from, .n = end - from, .room = 0};
}

/* Rows that came back stay together with those that were sent with them. */
static void keep_sent(Arena *a, UpdateRowList *rows, const IdList *sent, UpdatePage *m)
{
    UpdateRowList kept = {0};
    m->all = rows->n;
    for (size_t i = 0; i < rows->n; i++)
        for (size_t k = 0; k < sent->n; k++)
            if (rows->at[i].task.id == sent->at[k]) *list_add(a, &kept) = rows->at[i];
    *rows = kept;
}

/* Of open tasks in their order those that are owed, to ROWS_MAX, and those that wait for others. */
static Fail sort_out(Ctx *c, const TaskList *tasks, const RowProblemList *problems, UpdateRowList *rows,
                     TaskList *asked, bool *is_full)
{
    for (size_t i = 0; i < tasks->n; i++) {
        const Task *t = &tasks->at[i];
        if (t->state == TASK_ASKED || t->is_waiting_head) {
            *list_add(&c->mem, asked) = *t;
            continue;
        }
        *is_full = rows->n == ROWS_MAX;
        if (*is_full) return OK;
        UpdateRow *row = list_add(&c->mem, rows);
        row->task = *t;
        RowProblem wrong = problem_of(problems, t->id);
        row->problem = wrong.problem, row->wrong = wrong.field, row->wrong_id = wrong.id;
        TRY(task_items(c, t->id, &row->items));
    }
    return OK;
}

/* An agency may have thousands of open tasks; no more are read than the page needs. */
static Fail find_rows(Ctx *c, Str org, const RowProblemList *problems, UpdateRowList *rows, TaskList *asked, bool *more)
{
    TaskChoice a = TASK_ANY;
    bool is_full = false;
    a.plan = actor_plan(c->actor);
    a.lead = org;
    a.only_open = true;
    a.most = READ_AT_ONCE;
    for (int n = 0; n < TASK_PAGE_MAX && !is_full; n += READ_AT_ONCE) {
        TaskList tasks;
        TRY(task_list(c, &a, &tasks, &a.after));
        TRY(sort_out(c, &tasks, problems, rows, asked, &is_full));
        if (!a.after.n) break;
    }
    *more = is_full || a.after.n;
    return OK;
}

static Fail find_helped(Ctx *c, const Org *org, TaskList *helped)
{
    OrgClassList classes;
    StrList codes;
    Org parent = {0};
    TRY(org_classes_load(c, &classes));
    if (org->parent.n) TRY(org_by_code(c, org->parent, &parent));
    org_classes_of(&c->mem, &classes, org, parent.kind, &codes);
    return tasks_helped(c, org->code, &codes, helped);
}

static void count_rows(UpdatePage *m)
{
    for (size_t i = 0; i < m->rows->n; i++) {
        const Task *t = &m->rows->at[i].task;
        m->overdue += t->class == CLASS_OVERDUE;
        m->soon += t->class == CLASS_SOON;
        m->silent += t->said == NO_DAY || t->said <= m->today - TASK_SILENT_DAYS;
        m->refused += m->rows->at[i].problem != NULL;
    }
}

static const Column row_columns[] = {COL_ALL(UpdateRow, task, &task_record), {0}};
static const Record row_record = {.name = "UpdateRow", .columns = row_columns};
static const Column update_columns[] = {COL_ROWS_AT(UpdatePage, rows, "tasks", &row_record),
                                        COL_ROWS_AT(UpdatePage, asked, "asked", &task_record),
                                        COL_ROWS_AT(UpdatePage, helped, "helped", &task_record),
                                        COL_NUMBER(UpdatePage, overdue, "overdue"),
                                        COL_NUMBER(UpdatePage, soon, "soon"),
                                        COL_NUMBER(UpdatePage, silent, "silent"),
                                        COL_YES(UpdatePage, more, "more"),
                                        {0}};
const Record update_record = {.name = "Update", .columns = update_columns};

/* What became of what was sent. */
typedef struct {
    int saved; /* -1 = nothing was sent */
    Id receipt;
    const RowProblemList *problems;
    const IdList *sent; /* NULL = the page is one of all of them: */
    Id task;
    int page;
} Outcome;

static Fail draw(Ctx *c, const Request *q, Reply *r, Str code, const Outcome *k)
{
    Org org;
    UpdateRowList rows = {0};
    TaskList asked = {0}, helped;
    UrgeList urges;
    UpdatePage m = {.q = q,
                    .org = &org,
                    .rows = &rows,
                    .asked = &asked,
                    .helped = &helped,
                    .urges = &urges,
                    .saved = k->saved,
                    .receipt = k->receipt,
                    .today = c->today};
    TRY(org_by_code(c, code, &org));
    TRY(find_rows(c, org.code, k->problems, &rows, &asked, &m.more));
    TRY(find_helped(c, &org, &helped));
    TRY(urges_open(c, org.code, &urges));
    TRY(task_agency_get(c, org.code, &m.head_confirms));
    m.may_set = c->actor && right_at(c->actor, "work.sign", (Place){.org = org.code});
    count_rows(&m);
    if (reply_is_json(r)) return reply_record(c, r, &update_record, &m);
    if (k->sent) keep_sent(&c->mem, &rows, k->sent, &m);
    else cut_page(&rows, k->task, k->page, &m);
    if (!m.page) m.page = m.pages = k->page;
    update_page(reply_page(c, q, r, str_format(&c->mem, "Việc cần cập nhật của %.*s", STR_ARGS(org.name))), &m);
    return OK;
}

Fail update_get(Ctx *c, const Request *q, Reply *r)
{
    Outcome k = {.saved = -1, .problems = &(RowProblemList){0}, .page = 1};
    int64_t page;
    if (request_is_again(q)) {
        if (str_integer(request_typed(q, "trang"), &page) && page > 0 && page <= ROWS_MAX) k.page = (int)page;
        return draw(c, q, r, input_text(q, "code"), &k);
    }
    if (input_given(q, "da-luu")) k.saved = (int)input_integer(q, "da-luu");
    if (input_given(q, "trang")) k.page = (int)input_integer(q, "trang");
    k.task = input_id(q, "viec");
    return draw(c, q, r, input_text(q, "code"), &k);
}

/* -- what was sent ---------------------------------------------------------------------------------------------------
 */

/* A file that cannot be taken is a problem of its row, not of the others. */
typedef struct {
    Id task;
    UploadKept kept;
    const char *problem;
} SentFile;
typedef LIST(SentFile) SentFileList;

Fail update_prepare(Ctx *c, const Request *q, Reply *r)
{
    SentFileList *files = NEW(&c->mem, SentFileList, 1);
    IdList ids = input_ids(c, q, "tep");
    for (size_t i = 0; i < ids.n; i++) {
        if (!input_each_given(q, "tep", ids.at[i])) continue;
        SentFile *f = list_add(&c->mem, files);
        f->task = ids.at[i];
        Fail kept = upload_keep(c, UPLOAD_PICTURES | UPLOAD_DOCUMENTS, input_each_file_name(q, "tep", f->task),
                                input_each_text(q, "tep", f->task), &f->kept);
        if (kept && kept != FAIL_INPUT) return kept;
        if (kept) f->problem = str_copy(&c->mem, str_of(c->why)).p;
        c->why[0] = 0;
    }
    reply_prepared(r, files);
    return OK;
}

static const SentFile *file_of(const Request *q, Id task)
{
    const SentFileList *files = request_prepared(q);
    for (size_t i = 0; files && i < files->n; i++)
        if (files->at[i].task == task) return &files->at[i];
    return NULL;
}

static bool item_changed(const Request *q, const TaskItem *k)
{
    if (!input_each_given(q, "muc-co", k->id)) return false;
    if (!k->is_figure) return input_each_given(q, "muc", k->id) != k->is_done;
    bool given = input_each_given(q, "so-lieu", k->id);
    return given != k->has_value || (given && input_each_integer(q, "so-lieu", k->id) != k->value);
}

static Fail set_items(Ctx *c, const Request *q, Id task, bool only_look, bool *changed)
{
    TaskItemList items;
    TRY(task_items(c, task, &items));
    for (size_t i = 0; i < items.n; i++) {
        const TaskItem *k = &items.at[i];
        if (!item_changed(q, k)) continue;
        *changed = true;
        int64_t value = input_each_integer(q, "so-lieu", k->id);
        bool has = k->is_figure && input_each_given(q, "so-lieu", k->id);
        if (!only_look) TRY(task_item_set(c, task, k->id, input_each_given(q, "muc", k->id), has ? &value : NULL));
    }
    return OK;
}

/* A field that cannot be read: what it says is wrong with it, and where it stands. */
static bool is_wrong(const Request *q, const char *name, Id id, RowProblem *wrong)
{
    const char *problem = input_each_problem(q, name, id);
    if (!problem) return false;
    wrong->problem = problem;
    wrong->field = name, wrong->id = id;
    return true;
}

static Fail find_wrong(Ctx *c, const Request *q, Id task, RowProblem *wrong)
{
    static const char *const unseen[] = {"xem", "xong", "khong-moi"}, *const fields[] = {"tien-do", "ket-qua",
                                                                                         "nguyen-nhan", "lien-ket",
                                                                                         "tep"};
    TaskItemList items;
    for (size_t i = 0; i < sizeof unseen / sizeof *unseen; i++)
        if (input_each_problem(q, unseen[i], task))
            return fail(c, FAIL_INPUT, "%s", input_each_problem(q, unseen[i], task));
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (is_wrong(q, fields[i], task, wrong)) return fail(c, FAIL_INPUT, "%s", wrong->problem);
    TRY(task_items(c, task, &items));
    for (size_t i = 0; i < items.n; i++)
        if (is_wrong(q, "so-lieu", items.at[i].id, wrong)) return fail(c, FAIL_INPUT, "%s", wrong->problem);
    return OK;
}

/* What the row says; *changed is false when it says what is there already. */
static Fail report_of(Ctx *c, const Request *q, const Task *t, TaskReport *p, bool *changed)
{
    Id id = t->id;
    Str result = input_each_text(q, "ket-qua", id), cause = input_each_text(q, "nguyen-nhan", id);
    *p = (TaskReport){.task = id, .seen = (int)input_each_integer(q, "xem", id), .percent = -1};
    *changed = false;
    TRY(set_items(c, q, id, true, changed));
    if (input_each_given(q, "tien-do", id)) p->percent = (int)input_each_integer(q, "tien-do", id);
    if (!str_equal(result, t->result)) p->result = result;
    if (!str_equal(cause, t->cause)) p->cause = cause;
    p->link = input_each_text(q, "lien-ket", id);
    p->asks = input_each_given(q, "xong", id);
    *changed |= (p->percent >= 0 && p->percent != t->percent) || p->result.n || p->cause.n || p->link.n || p->asks ||
                file_of(q, id);
    p->says_nothing = !*changed && (input_each_given(q, "khong-moi", id) || input_given(q, "con-lai"));
    *changed |= p->says_nothing;
    return OK;
}

static Fail keep_row(Ctx *c, const Request *q, const Task *t, const TaskReport *p)
{
    const SentFile *f = file_of(q, t->id);
    bool changed;
    Id upload;
    TRY(set_items(c, q, t->id, false, &changed));
    if (f) {
        TRY(upload_add(c, &f->kept, "task", t->id, &upload));
        TRY(task_entry_add(c, t->id, "evidence", f->kept.name, (Str){0},
                           str_format(&c->mem, "/tep/%lld", (long long)upload)));
    }
    return task_report(c, p);
}

/* What one save did. */
typedef struct {
    ReceiptDraft *receipt;
    RowProblemList problems;
    int saved, asked, nothing_new, with_files; /* saved: all of them */
} Saved;

static Fail keep_saved(Ctx *c, const Request *q, const Task *t, const TaskReport *p, Saved *s)
{
    TaskItemList items;
    TRY(task_items(c, t->id, &items));
    TRY(keep_row(c, q, t, p));
    s->saved++, s->asked += p->asks, s->nothing_new += p->says_nothing;
    s->with_files += file_of(q, t->id) || p->link.n;
    return task_receipt_items(c, s->receipt, t, &items);
}

/* A refusal that is about this row is kept as its problem; what the disk says is not. */
static Fail save_row(Ctx *c, const Request *q, Str org, Id id, Saved *s)
{
    Task t = {0};
    TaskReport p;
    RowProblem wrong = {.task = id};
    bool changed;
    Fail result = task_by_id(c, id, &t);
    bool is_theirs = !result && str_equal(t.lead, org) && (!actor_plan(c->actor) || t.plan == c->actor->plan);
    if (!result && !is_theirs) result = fail(c, FAIL_MISSING, "Việc này không còn do cơ quan chủ trì.");
    if (!result) result = find_wrong(c, q, id, &wrong);
    if (!result) result = report_of(c, q, &t, &p, &changed);
    if (!result && !changed) return OK;
    const SentFile *f = result ? NULL : file_of(q, id);
    if (!result && f && f->problem) result = fail(c, FAIL_INPUT, "%s", f->problem);
    if (!result) result = task_report_check(c, &p);
    if (result == FAIL_INPUT || result == FAIL_CONFLICT || result == FAIL_MISSING) {
        wrong.problem = str_copy(&c->mem, str_of(c->why)).p;
        *list_add(&c->mem, &s->problems) = wrong;
        receipt_passed_over(s->receipt, result, t.title.n ? t.title : S("Một việc"),
                            str_format(&c->mem, "/viec/%lld", (long long)id), str_of(wrong.problem));
        c->why[0] = 0;
        return OK;
    }
    TRY(result);
    return keep_saved(c, q, &t, &p, s);
}

static Str saved_words(Ctx *c, const Saved *s)
{
    if (!s->saved) return S("Không có gì thay đổi nên không lưu gì.");
    Out o = {.mem = &c->mem};
    out_format(&o, "Đã lưu %d việc", s->saved);
    if (s->nothing_new) out_format(&o, ", trong đó %d việc không có gì mới", s->nothing_new);
    if (s->asked) out_format(&o, "; %d việc đã gửi đề nghị xác nhận hoàn thành", s->asked);
    out_format(&o, ".%s", s->with_files ? " Hoàn tác không gỡ tệp và đường dẫn minh chứng đã gửi." : "");
    return out_str(&o);
}

/* What came back is on the page itself, so the receipt of the rest has a link there. */
static Fail draw_refused(Ctx *c, const Request *q, Reply *r, const Saved *s)
{
    Id receipt = 0;
    if (s->saved && actor_is_known(c->actor)) TRY(receipt_keep(c, s->receipt, saved_words(c, s), &receipt));
    IdList sent = input_ids(c, q, "xem");
    int page = input_given(q, "trang") ? (int)input_integer(q, "trang") : 1;
    TRY(draw(c, q, r, input_text(q, "code"),
             &(Outcome){.saved = s->saved, .receipt = receipt, .problems = &s->problems, .sent = &sent, .page = page}));
    reply_status(r, FAIL_CONFLICT);
    return OK;
}

Fail update_post(Ctx *c, const Request *q, Reply *r)
{
    Str org = input_text(q, "code");
    IdList tasks = input_ids(c, q, "xem");
    Saved s = {.receipt = receipt_open(c, str_format(&c->mem, "/cap-nhat/%.*s", STR_ARGS(org)))};
    for (size_t i = 0; i < tasks.n; i++) TRY(save_row(c, q, org, tasks.at[i], &s));
    if (s.saved) TRY(urges_seen(c, org));
    if (s.problems.n) return draw_refused(c, q, r, &s);
    TRY(receipt_close(c, r, s.receipt, saved_words(c, &s)));
    /* What this browser keeps of the page that comes is not what was saved. */
    if (input_given(q, "sang"))
        return reply_redirect(c, r, "/cap-nhat/%.*s?trang=%d", STR_ARGS(org), (int)input_integer(q, "sang"));
    if (!input_given(q, "trang") || input_integer(q, "trang") == 1)
        return reply_redirect(c, r, "/cap-nhat/%.*s?da-luu=%d", STR_ARGS(org), s.saved);
    return reply_redirect(c, r, "/cap-nhat/%.*s?trang=%d&da-luu=%d", STR_ARGS(org), (int)input_integer(q, "trang"),
                          s.saved);
}

Fail update_setting_post(Ctx *c, const Request *q, Reply *r)
{
    Str org = input_text(q, "code");
    bool head = input_given(q, "thu-truong");
    ReceiptDraft *k = receipt_open(c, str_format(&c->mem, "/cap-nhat/%.*s", STR_ARGS(org)));
    TRY(task_agency_set(c, org, head));
    receipt_did_for_good(k);
    TRY(receipt_close(c, r, k,
                      head ? S("Đã lưu: báo cáo hoàn thành qua thủ trưởng xác nhận rồi mới gửi đi.")
                           : S("Đã lưu: báo cáo hoàn thành gửi thẳng, không qua thủ trưởng xác nhận.")));
    return reply_redirect(c, r, "/cap-nhat/%.*s", STR_ARGS(org));
}
