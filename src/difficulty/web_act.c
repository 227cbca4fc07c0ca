// SPDX-License-Identifier: Apache-2.0
/* web_act.c -- what is done to one difficulty, or to all that say the same. */
#include "difficulty/view.h"
#include "difficulty/web.h"
#include "people/rights.h"

static Str path_of(Ctx *c, Id id) { return str_format(&c->mem, "/kho-khan/%lld", (long long)id); }

/* -- one --------------------------------------------------------------------------------------------------------- */

static Fail one_receipt(Ctx *c, Reply *r, const DifficultyList *before, Str sentence)
{
    ReceiptDraft *k = receipt_open(c, path_of(c, before->at[0].id));
    TRY(difficulty_receipt(c, k, before));
    return receipt_close(c, r, k, sentence);
}

static Fail may_move(Ctx *c, const Difficulty *d, DifficultyMove move)
{
    if (!c->actor || right_at(c->actor, difficulty_moves[move].right, (Place){.org = d->org, .plan = d->plan}))
        return OK;
    return fail(c, FAIL_DENIED, "Nhiệm vụ đang chọn không được “%s”. Hãy nhờ người có quyền.",
                difficulty_moves[move].name);
}

static Fail move_typed(Ctx *c, Id id, DifficultyMove move, Str text, Str lead)
{
    return move == DIFFICULTY_SUBMIT ? difficulty_submit(c, id, text, lead) : difficulty_move(c, id, move, text);
}

/* Each move has its own right: the row's is only that of reading. */
Fail difficulty_move_post(Ctx *c, const Request *q, Reply *r)
{
    DifficultyList before = {0};
    Id id = input_id(q, "difficulty");
    DifficultyMove move = difficulty_move_of(input_text(q, "lam"));
    Str lead;
    TRY(difficulty_before(c, id, &before));
    TRY(may_move(c, &before.at[0], move));
    TRY(input_rule(q, "co-quan", task_lead_typed(c, input_text(q, "co-quan"), &lead)));
    TRY(move_typed(c, id, move, input_text(q, "noi-dung"), lead));
    TRY(one_receipt(c, r, &before, str_of(difficulty_moves[move].did)));
    if (move == DIFFICULTY_ASK_BACK) return reply_redirect(c, r, "/chi-dao");
    return reply_redirect(c, r, "/kho-khan/%lld", (long long)id);
}

Fail difficulty_join_post(Ctx *c, const Request *q, Reply *r)
{
    DifficultyList before = {0};
    TRY(difficulty_before(c, input_id(q, "difficulty"), &before));
    TRY(difficulty_join(c, input_id(q, "difficulty"), input_id(q, "voi")));
    TRY(one_receipt(c, r, &before, S("Đã gộp vào khó khăn này; các cơ quan nhận cùng một câu trả lời.")));
    return reply_redirect(c, r, "/kho-khan/%lld", (long long)input_id(q, "voi"));
}

/* What was decided of `n` difficulties, with the tasks that it became.  A task went out: that is not taken back by a
 * touch. */
static Fail directed(Ctx *c, Reply *r, ReceiptDraft *k, size_t n, Str decided, const IdList *tasks)
{
    for (size_t i = 0; i < n; i++) receipt_did_for_good(k);
    for (size_t i = 0; i < tasks->n; i++) {
        Task t;
        TRY(task_by_id(c, tasks->at[i], &t));
        receipt_made(k, str_format(&c->mem, "%.*s (%.*s)", STR_ARGS(str_head(t.title, 200)), STR_ARGS(t.lead_name)),
                     str_format(&c->mem, "/viec/%lld", (long long)t.id));
    }
    return receipt_close(c, r, k, str_format(&c->mem, "%.*s, giao thành %zu việc:", STR_ARGS(decided), tasks->n));
}

static Str decided(Ctx *c, bool agrees, size_t n, Str text)
{
    if (n > 1)
        return str_format(&c->mem, agrees ? "Đã đồng ý với đề xuất về %zu khó khăn" : "Đã chỉ đạo %zu khó khăn", n);
    return str_format(&c->mem, "%s “%.*s”", agrees ? "Đã đồng ý với đề xuất" : "Đã chỉ đạo",
                      STR_ARGS(str_head(str_trim(text), 200)));
}

/* "Đồng ý" is the coordinator's proposal in one touch. */
Fail difficulty_direct_post(Ctx *c, const Request *q, Reply *r)
{
    Difficulty d;
    Str lead, warning, text = input_text(q, "noi-dung");
    Day due;
    TRY(difficulty_by_id(c, input_id(q, "difficulty"), &d));
    bool agrees = input_given(q, "dong-y");
    if (agrees) text = d.proposal;
    TRY(input_rule(q, "co-quan", task_lead_typed(c, input_text(q, "co-quan"), &lead)));
    TRY(input_rule(q, "han", task_due_typed(c, input_text(q, "han"), &due, &warning)));
    TRY(difficulty_direct(c, d.id, text, lead.n ? lead : difficulty_doer(&d), due));
    TRY(difficulty_by_id(c, d.id, &d));
    IdList task = {&d.direction_task, 1, 1};
    TRY(directed(c, r, receipt_open(c, S("/chi-dao")), 1, decided(c, agrees, 1, text), &task));
    return reply_redirect(c, r, "/chi-dao%.*s", STR_ARGS(due_query(c, input_text(q, "han"), warning, "?")));
}

/* -- many at once ------------------------------------------------------------------------------------------
 */

/* Those that were on the page and still wait; the receipt has the others. */
static Fail still_waiting(Ctx *c, const IdList *all, DifficultyMove move, DifficultyState state, ReceiptDraft *k,
                          IdList *waiting)
{
    for (size_t i = 0; i < all->n; i++) {
        Difficulty d;
        TRY(difficulty_by_id(c, all->at[i], &d));
        if (move < DIFFICULTY_MOVE_COUNT) TRY(may_move(c, &d, move));
        if (d.state == state) *list_add(&c->mem, waiting) = d.id;
        else
            receipt_passed_over(
                k, FAIL_CONFLICT,
                str_format(&c->mem, "%.*s, %.*s", STR_ARGS(str_head(d.text, 120)), STR_ARGS(d.org_name)),
                path_of(c, d.id), str_of(difficulty_states[d.state].name));
    }
    return waiting->n ? OK : fail(c, FAIL_CONFLICT, "Các khó khăn này đã có người xử lý. Hãy tải lại trang.");
}

static Fail move_all(Ctx *c, const IdList *ids, DifficultyMove move, Str text, Str lead, ReceiptDraft *k)
{
    for (size_t i = 0; i < ids->n; i++) {
        DifficultyList before = {0};
        TRY(difficulty_before(c, ids->at[i], &before));
        TRY(move_typed(c, ids->at[i], move, text, lead));
        TRY(difficulty_receipt(c, k, &before));
    }
    return OK;
}

/* What is ticked, and all that say the same as the first of a line that stands for many. */
static Fail ticked(Ctx *c, const Request *q, IdList *ids)
{
    IdList groups = input_ids(c, q, "nhom-kho-khan");
    DifficultyChoice a;
    *ids = input_ids(c, q, "kho-khan");
    TRY(difficulty_chosen(c, q, &a));
    for (size_t i = 0; i < groups.n; i++) {
        Difficulty first;
        DifficultyList all;
        TRY(difficulty_by_id(c, groups.at[i], &first));
        TRY(difficulties_alike(c, &a, &first, &all));
        for (size_t k = 0; k < all.n; k++)
            if (!listing_is_among(ids, all.at[k].id)) *list_add(&c->mem, ids) = all.at[k].id;
    }
    return ids->n ? OK : fail(c, FAIL_INPUT, "Hãy đánh dấu ít nhất một khó khăn trong danh sách.");
}

Fail difficulty_bulk_post(Ctx *c, const Request *q, Reply *r)
{
    IdList all, ids = {0};
    DifficultyMove move = difficulty_move_of(input_text(q, "lam"));
    Str back = listing_back(c, q, &difficulty_list_kind);
    Str lead;
    bool turned;
    TRY(listing_turn(c, q, r, &difficulty_list_kind, &turned));
    if (turned) return OK;
    TRY(ticked(c, q, &all));
    if (!input_given(q, "noi-dung"))
        return input_rule(q, "noi-dung", fail(c, FAIL_INPUT, "Hãy viết vài dòng cho bên kia rồi gửi."));
    TRY(input_rule(q, "thuc-hien", task_lead_typed(c, input_text(q, "thuc-hien"), &lead)));
    ReceiptDraft *k = receipt_open(c, back);
    TRY(still_waiting(c, &all, move, DIFFICULTY_OPEN, k, &ids));
    TRY(move_all(c, &ids, move, input_text(q, "noi-dung"), lead, k));
    TRY(receipt_close(c, r, k, str_format(&c->mem, "%s %zu khó khăn.", difficulty_moves[move].did_all, ids.n)));
    return reply_redirect(c, r, "%.*s", STR_ARGS(back));
}

static Fail must_direct(Ctx *c, const IdList *ids)
{
    for (size_t i = 0; i < ids->n && c->actor; i++) {
        Difficulty d;
        TRY(difficulty_by_id(c, ids->at[i], &d));
        if (!right_at(c->actor, "difficulty.direct", place_at(d.org, d.plan)))
            return fail(c, FAIL_MISSING, "Không có khó khăn này. Hãy mở lại từ danh sách.");
    }
    return OK;
}

Fail difficulty_direct_all_post(Ctx *c, const Request *q, Reply *r)
{
    IdList ids = {0};
    Str lead, warning, text = input_text(q, "noi-dung");
    Day due;
    IdList tasks;
    Difficulty first;
    bool agrees = input_given(q, "dong-y");
    bool asks = str_equal(input_text(q, "lam"), str_of(difficulty_moves[DIFFICULTY_ASK_BACK].key));
    ReceiptDraft *k = receipt_open(c, S("/chi-dao"));
    IdList all = input_ids(c, q, "kho-khan");
    if (!all.n) return fail(c, FAIL_INPUT, "Hãy mở lại trang rồi chọn khó khăn cần xử lý.");
    TRY(must_direct(c, &all));
    TRY(still_waiting(c, &all, DIFFICULTY_MOVE_COUNT, DIFFICULTY_SUBMITTED, k, &ids));
    if (asks) {
        TRY(move_all(c, &ids, DIFFICULTY_ASK_BACK, text, (Str){0}, k));
        TRY(receipt_close(c, r, k, str_of(difficulty_moves[DIFFICULTY_ASK_BACK].did)));
        return reply_redirect(c, r, "/chi-dao");
    }
    if (agrees) text = (Str){0};
    else if (!text.n) return input_rule(q, "noi-dung", fail(c, FAIL_INPUT, "Hãy ghi ý kiến chỉ đạo."));
    TRY(input_rule(q, "co-quan", task_lead_typed(c, input_text(q, "co-quan"), &lead)));
    TRY(input_rule(q, "han", task_due_typed(c, input_text(q, "han"), &due, &warning)));
    TRY(difficulty_direct_all(c, &ids, text, lead, due, &tasks));
    TRY(difficulty_by_id(c, ids.at[0], &first));
    TRY(directed(c, r, k, ids.n, decided(c, agrees, ids.n, first.direction), &tasks));
    return reply_redirect(c, r, "/chi-dao%.*s", STR_ARGS(due_query(c, input_text(q, "han"), warning, "?")));
}
