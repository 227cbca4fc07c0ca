// SPDX-License-Identifier: Apache-2.0
/* web_act.c -- what is done to one task from its page. */
#include "http/reply.h"
#include "work/view.h"
#include "work/web.h"

static Fail back(Ctx *c, const Request *q, Reply *r)
{
    return reply_redirect(c, r, "/viec/%lld", (long long)input_id(q, "task"));
}

static Fail back_saying(Ctx *c, const Request *q, Reply *r, Str warning)
{
    return reply_redirect(c, r, "/viec/%lld%.*s", (long long)input_id(q, "task"),
                          STR_ARGS(due_query(c, input_text(q, "han"), warning, "?")));
}

/* What was done to the task, on its page. */
static Fail receipt_of_act(Ctx *c, Reply *r, const Task *before, const char *did)
{
    ReceiptDraft *k = receipt_open(c, str_format(&c->mem, "/viec/%lld", (long long)before->id));
    TRY(task_receipt(c, k, before));
    return receipt_close(c, r, k,
                         str_format(&c->mem, "Đã %s việc “%.*s”.", did, STR_ARGS(str_head(before->title, 120))));
}

static Fail back_having(Ctx *c, const Request *q, Reply *r, const Task *before, const char *did)
{
    TRY(receipt_of_act(c, r, before, did));
    return back(c, q, r);
}

Fail task_manage_post(Ctx *c, const Request *q, Reply *r)
{
    Task before;
    TaskMove move = task_move_of(input_text(q, "lam"));
    TRY(task_by_id(c, input_id(q, "task"), &before));
    TRY(task_move(c, before.id, move, input_text(q, "ly-do")));
    return back_having(c, q, r, &before, task_moves[move].did);
}

Fail task_report_post(Ctx *c, const Request *q, Reply *r)
{
    Task before;
    Str act = input_text(q, "lam"), reason = input_text(q, "ly-do");
    bool is_cause = str_equal(act, S("nguyen-nhan"));
    TRY(task_by_id(c, input_id(q, "task"), &before));
    if (is_cause) TRY(task_set_cause(c, before.id, reason));
    else TRY(task_act(c, before.id, task_move_of(act), reason));
    return back_having(c, q, r, &before, is_cause ? "ghi nguyên nhân chậm" : task_moves[task_move_of(act)].did);
}

Fail task_due_post(Ctx *c, const Request *q, Reply *r)
{
    Day due;
    Str warning;
    Task before;
    TRY(input_rule(q, "han", task_due_typed(c, input_text(q, "han"), &due, &warning)));
    TRY(task_by_id(c, input_id(q, "task"), &before));
    TRY(task_set_due(c, before.id, due, input_text(q, "ly-do")));
    TRY(receipt_of_act(c, r, &before, due == NO_DAY ? "bỏ hạn của" : "đổi hạn của"));
    return back_saying(c, q, r, warning);
}

Fail task_repeat_post(Ctx *c, const Request *q, Reply *r)
{
    Str every = input_text(q, "moi");
    Id task = input_id(q, "task");
    if (str_equal(every, S("thoi"))) TRY(task_repeat_stop(c, task));
    else TRY(task_repeat_set(c, task, str_equal(every, S("thang")), input_day(q, "den")));
    return back(c, q, r);
}

Fail task_excuse_post(Ctx *c, const Request *q, Reply *r)
{
    Task before;
    bool excused = input_given(q, "khach-quan");
    TRY(task_by_id(c, input_id(q, "task"), &before));
    TRY(task_excuse(c, before.id, excused, input_text(q, "ly-do")));
    return back_having(c, q, r, &before, excused ? "ghi chậm do khách quan cho" : "bỏ ghi chậm do khách quan của");
}

Fail task_sign_post(Ctx *c, const Request *q, Reply *r)
{
    Task before;
    bool yes = str_equal(input_text(q, "dong-y"), S("co"));
    TRY(task_by_id(c, input_id(q, "task"), &before));
    TRY(task_sign(c, before.id, yes, input_text(q, "ly-do")));
    return back_having(c, q, r, &before, yes ? "xác nhận báo cáo của" : "trả lại báo cáo của");
}

Fail extension_ask_post(Ctx *c, const Request *q, Reply *r)
{
    Day due;
    Str warning;
    TRY(input_rule(q, "han", task_due_typed(c, input_text(q, "han"), &due, &warning)));
    TRY(task_extension_ask(c, input_id(q, "task"), due, input_text(q, "ly-do")));
    return back_saying(c, q, r, warning);
}

/* "Cho" needs no day: it is the one that was asked for. */
/* The agency is told at once: nothing to take back, another day is set with a reason. */
static Fail receipt_of_answer(Ctx *c, const Request *q, Reply *r, Day due)
{
    ReceiptDraft *k = receipt_open(c, str_format(&c->mem, "/viec/%lld", (long long)input_id(q, "task")));
    receipt_did_for_good(k);
    if (due == NO_DAY) return receipt_close(c, r, k, S("Đã trả lời: không gia hạn."));
    return receipt_close(c, r, k, str_format(&c->mem, "Đã gia hạn đến %.*s.", STR_ARGS(day_vietnamese(&c->mem, due))));
}

Fail extension_answer_post(Ctx *c, const Request *q, Reply *r)
{
    TaskExtensionList all;
    Day due = NO_DAY;
    Str warning = {0}, answer = input_text(q, "tra-loi");
    TRY(task_extensions(c, input_id(q, "task"), &all));
    for (size_t i = 0; i < all.n && str_equal(answer, S("cho")); i++)
        if (all.at[i].id == input_id(q, "extension")) due = all.at[i].asked;
    if (str_equal(answer, S("ngan-hon"))) {
        TRY(input_rule(q, "han", task_due_typed(c, input_text(q, "han"), &due, &warning)));
        if (due == NO_DAY) return fail(c, FAIL_INPUT, "Hãy ghi hạn mới, ngắn hơn ngày được đề nghị.");
    }
    TRY(task_extension_answer(c, input_id(q, "task"), input_id(q, "extension"), due, input_text(q, "ly-do")));
    TRY(receipt_of_answer(c, q, r, due));
    return back_saying(c, q, r, warning);
}

Fail comment_post(Ctx *c, const Request *q, Reply *r)
{
    TRY(task_comment(c, input_id(q, "task"), input_text(q, "noi-dung")));
    return reply_redirect(c, r, "/viec/%lld#lich-su", (long long)input_id(q, "task"));
}

Fail watch_post(Ctx *c, const Request *q, Reply *r)
{
    if (actor_is_known(c->actor))
        TRY(task_watch(c, input_id(q, "task"), c->actor->person, str_equal(input_text(q, "theo-doi"), S("co"))));
    return back(c, q, r);
}

Fail item_add_post(Ctx *c, const Request *q, Reply *r)
{
    Id item;
    int64_t target = input_integer(q, "chi-tieu");
    bool figure = str_equal(input_text(q, "loai"), S("so-lieu"));
    TRY(task_item_add(c, input_id(q, "task"), figure, input_text(q, "noi-dung"), input_text(q, "don-vi"),
                      figure && input_given(q, "chi-tieu") ? &target : NULL, &item));
    return back(c, q, r);
}

Fail item_drop_post(Ctx *c, const Request *q, Reply *r)
{
    TRY(task_item_drop(c, input_id(q, "task"), input_id(q, "item")));
    return back(c, q, r);
}

Fail evidence_prepare(Ctx *c, const Request *q, Reply *r)
{
    UploadKept *kept = NEW(&c->mem, UploadKept, 1);
    TRY(upload_keep(c, UPLOAD_PICTURES | UPLOAD_DOCUMENTS, input_file_name(q, "tep"), input_text(q, "tep"), kept));
    reply_prepared(r, kept);
    return OK;
}

Fail evidence_post(Ctx *c, const Request *q, Reply *r)
{
    const UploadKept *kept = request_prepared(q);
    Task t;
    Id upload;
    TRY(task_by_id(c, input_id(q, "task"), &t));
    TRY(upload_add(c, kept, "task", t.id, &upload));
    TRY(task_entry_add(c, t.id, "evidence", kept->name, (Str){0}, str_format(&c->mem, "/tep/%lld", (long long)upload)));
    return back(c, q, r);
}
