// SPDX-License-Identifier: Apache-2.0
/* web_letters.c -- what an agency was sent, that it was read; sending, and who has not read yet. */
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
static const Record receipt_record = {.name = "Receipt", .columns = receipt_columns};
static const Column letters_columns[] = {
    COL_ROWS_AT(LettersPage, list, "letters", &receipt_record), COL_TEXT(LettersPage, next, "next"), {0}};
const Record letters_record = {.name = "Letters", .columns = letters_columns};
static const Column receipts_columns[] = {COL_ROWS_AT(SendPage, sent, "receipts", &receipt_record), {0}};
const Record receipts_record = {.name = "Receipts", .columns = receipts_columns};

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

/* -- sending
 * ----------------------------------------------------------------------------------------------------------------------------------------
 */

static bool has_receipt(const ReceiptList *sent, Str org)
{
    for (size_t i = 0; i < sent->n; i++)
        if (str_equal(sent->at[i].org, org)) return true;
    return false;
}

static Fail load_open(Ctx *c, const StrList *orgs, const ReceiptList *sent, ReceiverList *open)
{
    for (size_t i = 0; i < orgs->n; i++) {
        Org org;
        if (has_receipt(sent, orgs->at[i])) continue;
        TRY(org_by_code(c, orgs->at[i], &org));
        *list_add(&c->mem, open) = (Receiver){org.id, org.code, org.name, true};
    }
    return OK;
}

static Fail draw_send(Ctx *c, const Request *q, Reply *r, SendPage *m, const StrList *orgs)
{
    ReceiptList sent;
    ReceiverList open = {0};
    TRY(receipts_of(c, m->kind, m->thing, &sent));
    m->sent = &sent;
    if (reply_is_json(r)) return reply_record(c, r, &receipts_record, m);
    TRY(load_open(c, orgs, &sent, &open));
    m->open = &open, m->only_unread = input_given(q, "chua-doc"), m->may_send = right_here(c, "report.issue");
    for (size_t i = 0; i < sent.n; i++) m->unread += sent.at[i].read_day == NO_DAY;
    send_page(reply_page(c, q, r, S("Ai đã đọc")), m);
    return OK;
}

Fail send_get(Ctx *c, const Request *q, Reply *r)
{
    Document d;
    StrList orgs;
    TRY(document_by_id(c, input_id(q, "document"), &d));
    TRY(receivers_of(c, &d, &orgs));
    SendPage m = {.q = q, .kind = SENT_DOCUMENT, .thing = d.id, .title = d.subject, .symbol = d.symbol};
    return draw_send(c, q, r, &m, &orgs);
}

Fail plan_send_get(Ctx *c, const Request *q, Reply *r)
{
    PlanCard plan;
    StrList orgs;
    TRY(plan_card(c, input_id(q, "plan"), &plan));
    TRY(plan_receivers(c, plan.id, &orgs));
    SendPage m = {.q = q, .kind = SENT_PLAN, .thing = plan.id, .title = plan.title, .symbol = plan.number};
    return draw_send(c, q, r, &m, &orgs);
}

/* The ticked agencies, by their codes. */
static Fail ticked(Ctx *c, const Request *q, StrList *orgs)
{
    IdList ids = input_ids(c, q, "nhan");
    OrgRows all;
    *orgs = (StrList){0};
    TRY(org_on(c, c->today, &all));
    for (size_t i = 0; i < all.n; i++)
        for (size_t k = 0; k < ids.n; k++)
            if (all.at[i].id == ids.at[k]) *list_add(&c->mem, orgs) = all.at[i].code;
    return OK;
}

Fail send_post(Ctx *c, const Request *q, Reply *r)
{
    StrList orgs;
    int sent;
    Id document = input_id(q, "document");
    TRY(ticked(c, q, &orgs));
    TRY(receipts_send(c, SENT_DOCUMENT, document, &orgs, &sent));
    return reply_redirect(c, r, "/van-ban/%lld/gui", (long long)document);
}

Fail plan_send_post(Ctx *c, const Request *q, Reply *r)
{
    StrList orgs;
    int sent;
    Id plan = input_id(q, "plan");
    TRY(ticked(c, q, &orgs));
    TRY(receipts_send(c, SENT_PLAN, plan, &orgs, &sent));
    return reply_redirect(c, r, "/ke-hoach/%lld/gui", (long long)plan);
}
