// SPDX-License-Identifier: Apache-2.0
/* web_send.c -- a document or a plan goes to agencies inside the program: who has it, who has read it, who could get
 * it. */
#include "contact/contact.h"
#include "people/rights.h"
#include "plan/steps.h"
#include "report/view.h"
#include "report/web.h"

static const Column receipts_columns[] = {COL_ROWS_AT(SendPage, sent, "receipts", &receipt_record), {0}};
const Record receipts_record = {.name = "Receipts", .columns = receipts_columns};

static const ListColumn shown[] = {{"co-quan", "Cơ quan", .is_fixed = true},
                                   {"gui", "Gửi ngày", .is_fixed = true},
                                   {"doc", "Đã đọc", .is_fixed = true},
                                   {0}};

/* Its address is that of the thing. */
static ListKind kind_here(Ctx *c, const Request *q)
{
    return (ListKind){"gui", str_c(&c->mem, request_path(q)), shown, .ticks = "nhan"};
}

/* -- who has it, who could get it -------------------------------------------------------------------------------- */

static const Receipt *receipt_in(const ReceiptList *sent, Str org)
{
    for (size_t i = 0; i < sent->n; i++)
        if (str_equal(sent->at[i].org, org)) return &sent->at[i];
    return NULL;
}

static Fail load_open(Ctx *c, const StrList *orgs, const ReceiptList *sent, SendLineList *lines)
{
    for (size_t i = 0; i < orgs->n; i++) {
        Org org;
        if (receipt_in(sent, orgs->at[i])) continue;
        TRY(org_by_code(c, orgs->at[i], &org));
        *list_add(&c->mem, lines) = (SendLine){.org_id = org.id, .org = org.code, .name = org.name};
    }
    return OK;
}

static bool is_chosen(const Request *q, const SendLine *k)
{
    Str which = input_text(q, "xem");
    if (str_equal(which, S("chua-gui"))) return !k->receipt;
    if (str_equal(which, S("chua-doc"))) return k->receipt && k->receipt->read_day == NO_DAY;
    if (str_equal(which, S("da-doc"))) return k->receipt && k->receipt->read_day != NO_DAY;
    return true;
}

/* Those that could get it first; of `m->lines` what was chosen. */
static Fail load_lines(Ctx *c, const Request *q, SendPage *m, const StrList *orgs)
{
    SendLineList all = {0};
    if (m->may_send) TRY(load_open(c, orgs, m->sent, &all));
    m->open = all.n;
    for (size_t i = 0; i < m->sent->n; i++) {
        const Receipt *r = &m->sent->at[i];
        *list_add(&c->mem, &all) = (SendLine){.org = r->org, .name = r->org_name, .receipt = r};
        m->unread += r->read_day == NO_DAY;
    }
    for (size_t i = 0; i < all.n; i++)
        if (is_chosen(q, &all.at[i])) *list_add(&c->mem, &m->lines) = all.at[i];
    return OK;
}

/* What comes behind the agency with this code: an agency stays in the list, whatever becomes of its letter. */
static void page_of(Str after, SendPage *m)
{
    size_t at = 0;
    while (after.n && at < m->lines.n && !str_equal(m->lines.at[at].org, after)) at++;
    if (after.n && at < m->lines.n) m->lines.at += at + 1, m->lines.n -= at + 1;
    if (m->lines.n <= SEND_PAGE) return;
    m->lines.n = SEND_PAGE;
    m->next = m->lines.at[SEND_PAGE - 1].org;
}

static void tick_all(Ctx *c, const SendPage *m, Listing *l)
{
    for (size_t i = 0; i < m->lines.n && l->ticked.n < LIST_TICKED_MAX; i++)
        if (!m->lines.at[i].receipt) *list_add(&c->mem, &l->ticked) = m->lines.at[i].org_id;
}

static Fail draw_send(Ctx *c, const Request *q, Reply *r, SendPage *m, const StrList *orgs)
{
    ReceiptList sent;
    Listing l;
    ListKind kind = kind_here(c, q);
    TRY(receipts_of(c, m->kind, m->thing, &sent));
    m->sent = &sent, m->listing = &l;
    if (reply_is_json(r)) return reply_record(c, r, &receipts_record, m);
    m->may_send = right_here(c, "report.issue");
    TRY(load_lines(c, q, m, orgs));
    TRY(listing_open(c, q, &kind, m->may_send, &l));
    if (str_equal(input_text(q, "chon"), S("moi-trang"))) tick_all(c, m, &l);
    page_of(input_text(q, "sau"), m);
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
    TRY(document_steps(c, r, &d));
    return draw_send(c, q, r, &m, &orgs);
}

Fail plan_send_get(Ctx *c, const Request *q, Reply *r)
{
    PlanCard plan;
    StrList orgs;
    TRY(plan_card(c, input_id(q, "plan"), &plan));
    TRY(plan_receivers(c, plan.id, &orgs));
    SendPage m = {.q = q, .kind = SENT_PLAN, .thing = plan.id, .title = plan.title, .symbol = plan.number};
    TRY(plan_steps(c, r, plan.id, 0));
    return draw_send(c, q, r, &m, &orgs);
}

/* -- sending ----------------------------------------------------------------------------------------------------- */

/* The ticked agencies, by their codes; who has it already is passed over. */
static Fail ticked(Ctx *c, const Request *q, SentKind kind, Id thing, ReceiptDraft *k, StrList *orgs)
{
    IdList ids = input_ids(c, q, "nhan");
    OrgRows all;
    ReceiptList sent;
    *orgs = (StrList){0};
    TRY(org_on(c, c->today, &all));
    TRY(receipts_of(c, kind, thing, &sent));
    for (size_t i = 0; i < all.n; i++) {
        const Receipt *has = receipt_in(&sent, all.at[i].code);
        if (!listing_is_among(&ids, all.at[i].id)) continue;
        if (has)
            receipt_passed_over(
                k, FAIL_CONFLICT, all.at[i].name, (Str){0},
                str_format(&c->mem, "đã được gửi ngày %.*s", STR_ARGS(day_vietnamese(&c->mem, has->day))));
        else *list_add(&c->mem, orgs) = all.at[i].code;
    }
    return OK;
}

/* Letters cannot be called back: many are asked for once more. */
static Fail ask_first(Ctx *c, const Request *q, Reply *r, const StrList *orgs)
{
    IdList ids = input_ids(c, q, "nhan");
    SendQuestion m = {.q = q, .ids = &ids, .back = request_path(q), .agencies = (int)orgs->n};
    TRY(contact_reaches(c, &m.reaches));
    for (size_t i = 0; i < orgs->n; i++) {
        PersonList people;
        TRY(contact_agency(c, orgs->at[i], &people));
        m.people += (int)people.n, m.unreached += !people.n;
    }
    send_question_page(reply_page(c, q, r, S("Gửi văn bản")), &m);
    return OK;
}

static Fail send(Ctx *c, const Request *q, Reply *r, SentKind what, Id thing)
{
    ListKind kind = kind_here(c, q);
    Str back = listing_back(c, q, &kind);
    StrList orgs;
    bool turned;
    int sent;
    TRY(listing_turn(c, q, r, &kind, &turned));
    if (turned) return OK;
    ReceiptDraft *k = receipt_open(c, back);
    TRY(ticked(c, q, what, thing, k, &orgs));
    if (orgs.n > 1 && !input_given(q, "dong-y") && !reply_is_json(r)) return ask_first(c, q, r, &orgs);
    if (orgs.n || !receipt_first_skip(k)) TRY(receipts_send(c, what, thing, &orgs, &sent));
    for (size_t i = 0; i < orgs.n; i++) receipt_did_for_good(k);
    TRY(receipt_close(c, r, k, str_format(&c->mem, "Đã gửi cho %zu cơ quan.", orgs.n)));
    return reply_redirect(c, r, "%.*s", STR_ARGS(back));
}

Fail send_post(Ctx *c, const Request *q, Reply *r) { return send(c, q, r, SENT_DOCUMENT, input_id(q, "document")); }

Fail plan_send_post(Ctx *c, const Request *q, Reply *r) { return send(c, q, r, SENT_PLAN, input_id(q, "plan")); }
