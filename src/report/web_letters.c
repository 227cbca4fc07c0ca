// SPDX-License-Identifier: Apache-2.0
/* web_letters.c -- what an agency was sent, and that it was read. */
#include "people/rights.h"
#include "report/content.h"
#include "report/view.h"
#include "report/web.h"

static const char *sent_key(int kind) { return sent_kinds[kind]; }
static const Column receipt_columns[] = {COL_INTEGER(Receipt, id, "id"),
                                         COL_KEY(Receipt, kind, "kind", sent_key),
                                         COL_INTEGER(Receipt, thing, "thing"),
                                         COL_TEXT(Receipt, org, "org", .title = "Mã cơ quan", .width = 12),
                                         COL_TEXT(Receipt, org_name, "org_name", .title = "Cơ quan nhận", .width = 44),
                                         COL_TEXT(Receipt, symbol, "symbol", .title = "Số, ký hiệu", .width = 18),
                                         COL_TEXT(Receipt, title, "title", .title = "Trích yếu", .width = 60),
                                         COL_TEXT(Receipt, from, "from", .title = "Nơi gửi", .width = 40),
                                         COL_DAY(Receipt, day, "sent", .title = "Ngày gửi"),
                                         COL_DAY(Receipt, read_day, "read", .title = "Ngày đọc"),
                                         COL_TEXT(Receipt, reader, "reader", .title = "Người đọc", .width = 24),
                                         {0}};
const Record receipt_record = {.name = "Receipt", .columns = receipt_columns};
static const Column letters_columns[] = {
    COL_ROWS_AT(LettersPage, list, "letters", &receipt_record), COL_TEXT(LettersPage, next, "next"), {0}};
const Record letters_record = {.name = "Letters", .columns = letters_columns};
/* -- received
 * ----------------------------------------------------------------------------------------------------------------------------------
 */

Fail letters_waiting(Ctx *c, int *n)
{
    if (!c->actor || !c->actor->org.n || !right_at(c->actor, "letter.confirm", place_at(c->actor->org, 0))) return OK;
    return receipts_unread(c, c->actor->org, n);
}

static const ListColumn shown[] = {{"van-ban", "Văn bản", .is_fixed = true}, {"noi-gui", "Nơi gửi", .sort = NULL},
                                   {"gui", "Ngày gửi", .sort = NULL},        {"doc", "Đã đọc", .sort = NULL},
                                   {"nguoi", "Người đọc", .is_extra = true}, {0}};
const ListKind letters_list_kind = {"van-ban-den", "/van-ban-den", shown, .ticks = "den"};

static Fail before_of(Ctx *c, const Request *q, Id *before)
{
    *before = 0;
    if (!input_given(q, "sau") || str_integer(input_text(q, "sau"), before)) return OK;
    return fail(c, FAIL_INPUT, "Địa chỉ trang này không đúng. Hãy mở lại danh sách từ đầu.");
}

Fail letters_get(Ctx *c, const Request *q, Reply *r)
{
    ReceiptList list = {0};
    Listing l;
    Id before, next = 0;
    LettersPage m = {.q = q, .list = &list, .listing = &l};
    TRY(before_of(c, q, &before));
    m.org = actor_is_known(c->actor) ? c->actor->org : (Str){0};
    if (m.org.n)
        TRY(receipts_to(c, m.org, input_given(q, "chua-doc"), before, reply_rows(r, RECEIPT_PAGE), &list, &next));
    if (next) m.next = str_format(&c->mem, "%lld", (long long)next);
    if (reply_is_json(r)) return reply_record(c, r, &letters_record, &m);
    m.may_confirm = m.org.n && right_at(c->actor, "letter.confirm", place_at(m.org, 0));
    TRY(listing_open(c, q, &letters_list_kind, m.may_confirm, &l));
    letters_page(reply_page(c, q, r, S("Văn bản đến")), &m);
    return OK;
}

/* Who sent it sees that it was read: that is not taken back.  Others' letters are not there. */
static Fail confirm_one(Ctx *c, Id id, ReceiptDraft *k)
{
    Receipt r;
    TRY(receipt_by_id(c, id, &r));
    if (c->actor && !right_at(c->actor, "letter.confirm", place_at(r.org, 0)))
        return fail(c, FAIL_MISSING, "Không có văn bản đến này. Hãy mở lại từ danh sách.");
    if (r.read_day != NO_DAY) {
        receipt_passed_over(k, FAIL_CONFLICT, r.title, str_format(&c->mem, "/van-ban-den/%lld", (long long)id),
                            str_format(&c->mem, "đã đọc ngày %.*s", STR_ARGS(day_vietnamese(&c->mem, r.read_day))));
        return OK;
    }
    TRY(receipt_confirm(c, id));
    receipt_did_for_good(k);
    return OK;
}

Fail letters_post(Ctx *c, const Request *q, Reply *r)
{
    IdList ids = input_ids(c, q, "den");
    Str back = listing_back(c, q, &letters_list_kind);
    bool turned;
    TRY(listing_turn(c, q, r, &letters_list_kind, &turned));
    if (turned) return OK;
    if (!ids.n) return fail(c, FAIL_INPUT, "Hãy đánh dấu ít nhất một văn bản chưa đọc.");
    ReceiptDraft *k = receipt_open(c, back);
    for (size_t i = 0; i < ids.n; i++) TRY(confirm_one(c, ids.at[i], k));
    const ReceiptSkip *first = receipt_first_skip(k);
    if (!receipt_done(k) && first) return fail(c, FAIL_CONFLICT, "Văn bản này %.*s.", STR_ARGS(first->why));
    TRY(receipt_close(c, r, k, str_format(&c->mem, "Đã xác nhận đọc %zu văn bản.", receipt_done(k))));
    return reply_redirect(c, r, "%.*s", STR_ARGS(back));
}

Fail letter_get(Ctx *c, const Request *q, Reply *r)
{
    Receipt receipt;
    Document d;
    Content k = {0};
    TRY(receipt_by_id(c, input_id(q, "den"), &receipt));
    ReceiptList one = {.at = &receipt, .n = 1};
    if (reply_is_json(r)) return reply_record(c, r, &letters_record, &(LettersPage){.list = &one});
    LetterPage m = {.q = q,
                    .r = &receipt,
                    .may_confirm = !c->actor || right_at(c->actor, "letter.confirm", place_at(receipt.org, 0))};
    if (receipt.kind == SENT_DOCUMENT) {
        TRY(document_by_id(c, receipt.thing, &d));
        TRY(content_of(c, &d, &k));
        /* What a figure counts is for who wrote the document. */
        for (size_t i = 0; i < k.figures.n; i++) k.figures.at[i].path = (Str){0};
        m.d = &d, m.parts = &k.parts, m.figures = &k.figures;
    }
    received_page(reply_page(c, q, r, receipt.symbol.n ? receipt.symbol : receipt.title), &m);
    return OK;
}

Fail letter_post(Ctx *c, const Request *q, Reply *r)
{
    TRY(receipt_confirm(c, input_id(q, "den")));
    return reply_redirect(c, r, "/van-ban-den/%lld", (long long)input_id(q, "den"));
}

static Fail letter_file(Ctx *c, const Request *q, Reply *r, ReportFile file)
{
    Receipt receipt;
    Document d;
    Str bytes;
    TRY(receipt_by_id(c, input_id(q, "den"), &receipt));
    if (receipt.kind != SENT_DOCUMENT) return fail(c, FAIL_MISSING, "Tệp của kế hoạch nằm ở trang kế hoạch.");
    TRY(document_by_id(c, receipt.thing, &d));
    TRY(document_file(c, &d, file, (Str){0}, &bytes));
    out_raw(reply_text(c, r, report_media_type(file)), bytes);
    reply_file_name(c, r, document_file_name(c, &d, file));
    return OK;
}

Fail letter_docx_get(Ctx *c, const Request *q, Reply *r) { return letter_file(c, q, r, REPORT_DOCX); }
Fail letter_pdf_get(Ctx *c, const Request *q, Reply *r) { return letter_file(c, q, r, REPORT_PDF); }
