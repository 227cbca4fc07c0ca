// SPDX-License-Identifier: Apache-2.0
/* web.c -- the page of the outbox, for who looks after it. */
#include "mail/web.h"
#include "http/record.h"
#include "mail/view.h"
#include "people/rights.h"

static MailState chosen(const Request *q)
{
    int k = 0;
    while (k < MAIL_STATE_COUNT && !str_equal(input_text(q, "xem"), str_of(mail_states[k].slug))) k++;
    return (MailState)k;
}

static const char *done_words(const Request *q)
{
    static const char *const words[] = {"Thư đã vào hàng chờ để gửi ngay.", "Đã bỏ thư.",
                                        "Mọi thư đang chờ sẽ được gửi ngay.",
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
    COL_ROWS_AT(MailPage, rows, "mails", &row_record), COL_INTEGER(MailPage, older, "older"), {0}};
const Record mail_list_record = {.name = "MailList", .columns = list_columns};

Fail mail_get(Ctx *c, const Request *q, Reply *r)
{
    MailCounts counts;
    MailRowList rows;
    Str hosts[MAIL_CHANNELS];
    bool more;
    MailState only = chosen(q);
    TRY(mail_count(c, &counts));
    TRY(mail_ways(c, hosts));
    TRY(mail_list(c, only, input_id(q, "truoc"), &rows, &more));
    while (more && reply_is_sheet(r)) {
        MailRowList page;
        TRY(mail_list(c, only, rows.at[rows.n - 1].id, &page, &more));
        for (size_t i = 0; i < page.n; i++) *list_add(&c->mem, &rows) = page.at[i];
    }
    MailPage m = {.counts = &counts,
                  .rows = &rows,
                  .hosts = hosts,
                  .only = only,
                  .older = more ? rows.at[rows.n - 1].id : 0,
                  .done = request_is_again(q) ? NULL : done_words(q),
                  .may_see_people = right_here(c, "person.read")};
    if (reply_is_json(r)) return reply_record(c, r, &mail_list_record, &m);
    mail_page(reply_page(c, q, r, S("Thư đi")), &m);
    return OK;
}

static Fail back(Ctx *c, const Request *q, Reply *r, int done)
{
    Str xem = input_text(q, "xem");
    return xem.n ? reply_redirect(c, r, "/thu?xem=%.*s&xong=%d", STR_ARGS(xem), done)
                 : reply_redirect(c, r, "/thu?xong=%d", done);
}

Fail mail_retry_post(Ctx *c, const Request *q, Reply *r)
{
    TRY(mail_retry(c, input_id(q, "thu")));
    return back(c, q, r, 1);
}

Fail mail_drop_post(Ctx *c, const Request *q, Reply *r)
{
    TRY(mail_drop(c, input_id(q, "thu")));
    return back(c, q, r, 2);
}

Fail mail_hurry_post(Ctx *c, const Request *q, Reply *r)
{
    (void)q;
    TRY(mail_hurry(c));
    return reply_redirect(c, r, "/thu?xong=3");
}

Fail mail_try_post(Ctx *c, const Request *q, Reply *r)
{
    (void)q;
    TRY(mail_try(c));
    return reply_redirect(c, r, "/thu?xong=4");
}
