// SPDX-License-Identifier: Apache-2.0
/* web.c -- the page of the outbox, for who looks after it. */
#include "mail/web.h"
#include "http/record.h"
#include "mail/view.h"
#include "people/rights.h"
#include "receipt/receipt.h"

static MailState chosen(const Request *q)
{
    int k = 0;
    while (k < MAIL_STATE_COUNT && !str_equal(input_text(q, "xem"), str_of(mail_states[k].slug))) k++;
    return (MailState)k;
}

static const char *done_words(const Request *q)
{
    static const char *const words[] = {"Mọi thư đang chờ sẽ được gửi ngay.",
                                        "Thư thử đang đến hộp thư của bạn. Tải lại trang để xem nó đã đi chưa."};
    return input_given(q, "xong") ? words[input_integer(q, "xong") - 1] : NULL;
}

static const char *state_key(int state) { return mail_states[state].key; }
static const char *state_name(int state) { return mail_states[state].name; }
static const Column row_columns[] = {
    COL_INTEGER(MailRow, id, "id"),
    COL_KEY(MailRow, state, "state", state_key, .title = "Tình trạng", .word = state_name),
    COL_TEXT(MailRow, subject, "subject", .title = "Tiêu đề", .width = 60),
    COL_TEXT(MailRow, error, "error", .title = "Vì sao chưa gửi được", .width = 40),
    COL_INTEGER(MailRow, attempts, "attempts", .title = "Số lần gửi"),
    COL_INTEGER(MailRow, next_at, "next_at", .title = "Gửi tiếp lúc", .is_time = true),
    COL_INTEGER(MailRow, made_at, "made_at", .title = "Lập lúc", .is_time = true),
    {0}};
static const Record row_record = {.name = "Mail", .columns = row_columns};
static const Column list_columns[] = {
    COL_ROWS_AT(MailPage, rows, "mails", &row_record), COL_TEXT(MailPage, next, "next"), {0}};
const Record mail_list_record = {.name = "MailList", .columns = list_columns};

static const ListColumn shown[] = {{"thu", "Thư, tin nhắn", .is_fixed = true},
                                   {"den", "Gửi đến", .sort = NULL},
                                   {"bang", "Bằng", .sort = NULL},
                                   {"tinh-trang", "Tình trạng", .sort = NULL},
                                   {"viet", "Viết lúc", .sort = NULL},
                                   {"vi-sao", "Lý do chưa gửi được", .sort = NULL},
                                   {"thu-lai", "Thử lại", .is_extra = true},
                                   {0}};
const ListKind mail_list_kind = {"thu", "/thu", shown, .ticks = "thu"};

static Fail before_of(Ctx *c, const Request *q, Id *before)
{
    *before = 0;
    if (!input_given(q, "sau") || str_integer(input_text(q, "sau"), before)) return OK;
    return fail(c, FAIL_INPUT, "Địa chỉ trang này không đúng. Hãy mở lại danh sách từ đầu.");
}

Fail mail_get(Ctx *c, const Request *q, Reply *r)
{
    MailCounts counts;
    MailRowList rows;
    Listing l;
    Str hosts[MAIL_CHANNELS];
    bool more;
    Id before;
    MailState only = chosen(q);
    TRY(before_of(c, q, &before));
    TRY(mail_count(c, &counts));
    TRY(mail_ways(c, hosts));
    TRY(mail_list(c, only, before, &rows, &more));
    while (more && reply_is_sheet(r)) {
        MailRowList page;
        TRY(mail_list(c, only, rows.at[rows.n - 1].id, &page, &more));
        for (size_t i = 0; i < page.n; i++) *list_add(&c->mem, &rows) = page.at[i];
    }
    MailPage m = {.q = q,
                  .list = &l,
                  .counts = &counts,
                  .rows = &rows,
                  .hosts = hosts,
                  .only = only,
                  .done = request_is_again(q) ? NULL : done_words(q),
                  .may_see_people = right_here(c, "person.read")};
    if (more) m.next = str_format(&c->mem, "%lld", (long long)rows.at[rows.n - 1].id);
    if (reply_is_json(r)) return reply_record(c, r, &mail_list_record, &m);
    TRY(listing_open(c, q, &mail_list_kind, true, &l));
    mail_page(reply_page(c, q, r, S("Thư đi")), &m);
    return OK;
}

/* A rule that refuses one has not touched it: the others go on. */
static Fail bulk_one(Ctx *c, Id id, bool again, ReceiptDraft *k)
{
    MailState before;
    Str subject;
    TRY(mail_stand(c, id, &before, &subject));
    Fail result = again ? mail_retry(c, id) : mail_drop(c, id);
    if (result && result != FAIL_CONFLICT) return result;
    if (result) {
        receipt_passed_over(k, result, subject, S("/thu"), str_copy(&c->mem, str_of(c->why)));
        c->why[0] = 0;
    } else if (again) {
        receipt_did_for_good(k);
    } else if (before != MAIL_DROPPED) {
        receipt_did(k, "mail", id, 0, str_of(mail_states[before].key));
    }
    return OK;
}

Fail mail_bulk_post(Ctx *c, const Request *q, Reply *r)
{
    IdList ids = input_ids(c, q, "thu");
    bool again = str_equal(input_text(q, "lam"), S("gui-lai")), turned;
    Str back = listing_back(c, q, &mail_list_kind);
    TRY(listing_turn(c, q, r, &mail_list_kind, &turned));
    if (turned) return OK;
    if (!ids.n) return fail(c, FAIL_INPUT, "Hãy đánh dấu ít nhất một thư trong danh sách.");
    if (!input_given(q, "lam")) return input_rule(q, "lam", fail(c, FAIL_INPUT, "Hãy chọn gửi lại hay bỏ."));
    ReceiptDraft *k = receipt_open(c, back);
    for (size_t i = 0; i < ids.n; i++) TRY(bulk_one(c, ids.at[i], again, k));
    const ReceiptSkip *first = receipt_first_skip(k);
    if (!receipt_done(k) && first) return fail(c, FAIL_CONFLICT, "%.*s", STR_ARGS(first->why));
    TRY(receipt_close(
        c, r, k,
        str_format(&c->mem, again ? "Đã đưa %zu thư vào hàng chờ để gửi ngay." : "Đã bỏ %zu thư.", receipt_done(k))));
    return reply_redirect(c, r, "%.*s", STR_ARGS(back));
}

Fail mail_hurry_post(Ctx *c, const Request *q, Reply *r)
{
    (void)q;
    TRY(mail_hurry(c));
    return reply_redirect(c, r, "/thu?xong=1");
}

Fail mail_try_post(Ctx *c, const Request *q, Reply *r)
{
    (void)q;
    TRY(mail_try(c));
    return reply_redirect(c, r, "/thu?xong=2");
}
