// SPDX-License-Identifier: Apache-2.0
/* send.c -- documents and plans go to agencies inside the program: who was sent what, who has read it, on what day. */
#include "contact/contact.h"
#include "journal/journal.h"
#include "org/sql.h"
#include "people/sql.h"
#include "report/draft.h"
#include "urge/urge.h"
#include "work/sql.h"

const char *const sent_kinds[SENT_KINDS] = {"document", "plan"};

/* -- reading
 * --------------------------------------------------------------------------------------------------------------------
 */

/* clang-format off */
#define COLUMNS                                                                                                        \
    "SELECT x.id, x.thing_id, x.kind, x.org, " ORG_NAME("x.org") ", x.day, x.read_day, x.sent_at, x.read_at, "         \
    PERSON_NAME("p") " FROM report_receipt x " PERSON_JOIN("x", "read_by", "p") ORG_NAME_JOIN("x", "org")
/* clang-format on */

static Fail read_receipts(Ctx *c, Rows *r, ReceiptList *list)
{
    *list = (ReceiptList){0};
    while (rows_next(r))
        *list_add(&c->mem, list) = (Receipt){.id = row_integer(r, 0),
                                             .thing = row_integer(r, 1),
                                             .kind = str_equal(row_text(r, 2), S("plan")) ? SENT_PLAN : SENT_DOCUMENT,
                                             .org = row_text(r, 3),
                                             .org_name = row_text(r, 4),
                                             .day = row_day(r, 5),
                                             .read_day = row_day(r, 6),
                                             .sent_at = row_integer(r, 7),
                                             .read_at = row_integer(r, 8),
                                             .reader = row_text(r, 9)};
    return rows_end(r);
}

/* What it is called, and who issued it. */
static Fail name_thing(Ctx *c, SentKind kind, Id thing, Receipt *r)
{
    Document d;
    PlanCard plan;
    if (kind == SENT_PLAN) {
        TRY(plan_card(c, thing, &plan));
        r->title = plan.title, r->symbol = plan.number, r->from = plan.issuer;
        return OK;
    }
    ReportAgency agency;
    TRY(document_by_id(c, thing, &d));
    TRY(report_agency(c, d.org, &agency));
    r->title = d.subject, r->symbol = d.symbol, r->from = agency.name;
    return OK;
}

Fail receipt_by_id(Ctx *c, Id id, Receipt *receipt)
{
    Rows r;
    ReceiptList list;
    TRY(store_query(c, &r, COLUMNS "WHERE x.office_id = $1 AND x.id = $2", OFFICE, id));
    TRY(read_receipts(c, &r, &list));
    if (!list.n) return fail(c, FAIL_MISSING, "Không có văn bản đến này. Hãy mở lại từ danh sách.");
    *receipt = list.at[0];
    return name_thing(c, receipt->kind, receipt->thing, receipt);
}

Fail receipts_of(Ctx *c, SentKind kind, Id thing, ReceiptList *list)
{
    Rows r;
    TRY(store_query(c, &r,
                    COLUMNS
                    "WHERE x.office_id = $1 AND x.kind = $2 AND x.thing_id = $3 ORDER BY org_o.place NULLS LAST, x.org",
                    OFFICE, sent_kinds[kind], thing));
    return read_receipts(c, &r, list);
}

Fail receipts_to(Ctx *c, Str org, bool only_unread, Id before, int most, ReceiptList *list, Id *next)
{
    Rows r;
    *next = 0;
    TRY(store_query(
        c, &r,
        COLUMNS "WHERE x.office_id = $1 AND x.org = $2 AND ($3 = 0 OR x.id < $3) AND ($5 = 0 OR x.read_day IS NULL) "
                "ORDER BY x.id DESC LIMIT $4",
        OFFICE, org, before, most + 1, (int)only_unread));
    TRY(read_receipts(c, &r, list));
    if (list->n > (size_t)most) list->n = (size_t)most, *next = list->at[most - 1].id;
    for (size_t i = 0; i < list->n; i++) TRY(name_thing(c, list->at[i].kind, list->at[i].thing, &list->at[i]));
    return OK;
}

Fail receipts_unread(Ctx *c, Str org, int *n)
{
    Rows r;
    *n = 0;
    TRY(store_query(c, &r, "SELECT count(*) FROM report_receipt WHERE office_id = $1 AND org = $2 AND read_day IS NULL",
                    OFFICE, org));
    if (rows_next(&r)) *n = (int)row_integer(&r, 0);
    return rows_end(&r);
}

/* -- to whom
 * ------------------------------------------------------------------------------------------------------------------------
 */

Fail plan_receivers(Ctx *c, Id plan, StrList *orgs)
{
    TaskCountList counts;
    *orgs = (StrList){0};
    TRY(task_counts(c, plan, GRAIN_LEAD, c->today, &counts));
    for (size_t i = 0; i < counts.n; i++)
        if (counts.at[i].item.n) *list_add(&c->mem, orgs) = counts.at[i].item;
    return OK;
}

Fail receivers_of(Ctx *c, const Document *d, StrList *orgs)
{
    UrgeList urges;
    Task t;
    *orgs = (StrList){0};
    if (d->kind == DOCUMENT_URGING && d->about) {
        TRY(urges_of_batch(c, d->about, &urges));
        for (size_t i = 0; i < urges.n; i++) *list_add(&c->mem, orgs) = urges.at[i].org;
    } else if (d->kind == DOCUMENT_ASSIGNMENT && d->about) {
        TRY(task_by_id(c, d->about, &t));
        *list_add(&c->mem, orgs) = t.lead;
    } else if (d->scope_org.n) {
        *list_add(&c->mem, orgs) = d->scope_org;
    } else {
        return plan_receivers(c, d->plan, orgs);
    }
    return OK;
}

/* -- sending
 * --------------------------------------------------------------------------------------------------------------------------
 */

static Fail may_send(Ctx *c, SentKind kind, Id thing)
{
    Document d;
    PlanCard plan;
    if (kind == SENT_PLAN) {
        TRY(plan_card(c, thing, &plan));
        return plan_is_active(&plan) ? OK : fail(c, FAIL_CONFLICT, "Kế hoạch chưa kích hoạt nên chưa gửi được.");
    }
    TRY(document_by_id(c, thing, &d));
    return d.state == DOCUMENT_ISSUED
               ? OK
               : fail(c, FAIL_CONFLICT, "Dự thảo chưa có số nên chưa gửi được. Hãy ban hành trước.");
}

static Fail has_it(Ctx *c, SentKind kind, Id thing, Str org, bool *has)
{
    Rows r;
    TRY(store_query(c, &r,
                    "SELECT 1 FROM report_receipt WHERE office_id = $1 AND kind = $2 AND thing_id = $3 AND org = $4",
                    OFFICE, sent_kinds[kind], thing, org));
    *has = rows_next(&r);
    return rows_end(&r);
}

static Fail send_news(Ctx *c, const Receipt *what, Id receipt)
{
    PersonList people;
    TRY(contact_agency(c, what->org, &people));
    for (size_t i = 0; i < people.n; i++) {
        const Person *p = &people.at[i];
        Contact contact;
        bool sent;
        TRY(contact_of(c, p, &contact));
        Str subject = str_format(&c->mem, "Văn bản %.*s của %.*s", STR_ARGS(what->symbol), STR_ARGS(what->from));
        Str letter =
            str_format(&c->mem,
                       "Kính gửi ông/bà %.*s,\n\n%.*s gửi %.*s: %.*s.\n\nHãy mở Ngày Số, trang “Văn bản đến”, đọc "
                       "và bấm “Đã đọc” để nơi gửi biết.\n",
                       STR_ARGS(p->name), STR_ARGS(what->from), STR_ARGS(what->symbol), STR_ARGS(what->title));
        News news = {.subject = str_head(subject, MAIL_SUBJECT_MAX),
                     .letter = letter,
                     .sentence = str_format(&c->mem, "%.*s: %.*s", STR_ARGS(subject), STR_ARGS(what->title)),
                     .path = str_format(&c->mem, "/van-ban-den/%lld", (long long)receipt),
                     .dedupe = str_format(&c->mem, "van ban %lld %lld", (long long)receipt, (long long)p->id)};
        TRY(contact_send(c, p, &contact, &news, &sent));
    }
    return OK;
}

Fail receipts_send(Ctx *c, SentKind kind, Id thing, const StrList *orgs, int *sent)
{
    Receipt what = {0};
    *sent = 0;
    if (!orgs->n) return fail(c, FAIL_INPUT, "Hãy đánh dấu ít nhất một cơ quan nhận.");
    TRY(may_send(c, kind, thing));
    TRY(name_thing(c, kind, thing, &what));
    for (size_t i = 0; i < orgs->n; i++) {
        Org org;
        bool has;
        TRY(org_by_code(c, orgs->at[i], &org));
        TRY(has_it(c, kind, thing, org.code, &has));
        if (has) continue;
        Id id = id_new(c->now);
        TRY(store_run(
            c,
            "INSERT INTO report_receipt (office_id, id, kind, thing_id, org, day, sent_at, read_day, read_at, "
            "read_by) VALUES ($1, $2, $3, $4, $5, $6, $7, NULL, NULL, 0)",
            OFFICE, id, sent_kinds[kind], thing, org.code, day_iso(&c->mem, c->today), c->now));
        what.org = org.code;
        TRY(send_news(c, &what, id));
        (*sent)++;
    }
    if (!*sent) return OK;
    return journal_write(
        c, (JournalEntry){.act = "Gửi văn bản",
                          .object = sent_kinds[kind],
                          .id = thing,
                          .title = str_format(&c->mem, "%.*s %.*s", STR_ARGS(what.symbol), STR_ARGS(what.title)),
                          .after = str_format(&c->mem, "%d cơ quan", *sent),
                          .changes_nothing = true});
}

Fail receipt_confirm(Ctx *c, Id id)
{
    Receipt r;
    TRY(receipt_by_id(c, id, &r));
    if (r.read_day != NO_DAY) return OK;
    TRY(store_run(
        c, "UPDATE report_receipt SET read_day = $3, read_at = $4, read_by = $5 WHERE office_id = $1 AND id = $2",
        OFFICE, id, day_iso(&c->mem, c->today), c->now, writer_of(c)));
    return journal_write(
        c, (JournalEntry){.act = "Đã đọc văn bản",
                          .object = sent_kinds[r.kind],
                          .id = r.thing,
                          .title = str_format(&c->mem, "%.*s %.*s", STR_ARGS(r.symbol), STR_ARGS(r.title)),
                          .after = r.org_name,
                          .changes_nothing = true});
}
