// SPDX-License-Identifier: Apache-2.0
/* web_issue.c -- a draft is issued: who signs, on which day, under which number. */
#include "report/view.h"
#include "report/web.h"
#include "viet/text.h"

/* The symbol that would be given now: nobody has taken it yet. */
static Fail next_symbol(Ctx *c, const Document *d, Str type, int year, Str *symbol)
{
    RegisterNumberList list;
    Str next;
    RegisterChoice a = {.org = d->org, .type = type, .year = year, .most = 1};
    ReportAgency agency;
    TRY(report_agency(c, d->org, &agency));
    TRY(register_list(c, &a, &list, &next));
    Str number = paper_number(&c->mem, list.n ? list.at[0].number + 1 : 1);
    Str rest = paper_symbol(&c->mem, document_kinds[d->kind].paper, agency.symbol, agency.unit);
    *symbol = str_format(&c->mem, "%.*s/%.*s", STR_ARGS(number), STR_ARGS(rest));
    return OK;
}

Fail issue_get(Ctx *c, const Request *q, Reply *r)
{
    Document d;
    ReportAgency agency;
    ReportSignerList signers;
    RegisterNumberList kept;
    DocumentPartList parts;
    StrList missing;
    int year, month, day;
    day_split(c->today, &year, &month, &day);
    TRY(document_by_id(c, input_id(q, "document"), &d));
    if (d.state != DOCUMENT_DRAFT)
        return fail(c, FAIL_CONFLICT, "Văn bản này không còn là dự thảo. Hãy mở lại văn bản.");
    TRY(report_agency(c, d.org, &agency));
    TRY(report_signers(c, d.org, document_kinds[d.kind].by_head, c->today, &signers));
    Str type = register_type(document_kinds[d.kind].paper);
    TRY(register_kept(c, d.org, type, year, &kept));
    TRY(document_parts(c, d.id, &parts));
    TRY(parts_missing(c, &parts, &missing));
    IssuePage m = {
        .q = q, .d = &d, .agency = &agency, .signers = &signers, .kept = &kept, .missing = &missing, .today = c->today};
    TRY(next_symbol(c, &d, type, year, &m.next_symbol));
    TRY(document_steps(c, r, &d));
    issue_page(reply_page(c, q, r, S("Ban hành")), &m);
    return OK;
}

/* A document in somebody's name goes out only by who knows whose it is. */
static Fail is_confirmed(Ctx *c, const Request *q, const Document *d, Id duty, Day day)
{
    ReportSigner signer;
    TRY(report_signer(c, d->org, document_kinds[d->kind].by_head, duty, day, &signer));
    if (str_equal(viet_fold(&c->mem, str_trim(input_text(q, "xac-nhan"))), viet_fold(&c->mem, signer.name))) return OK;
    return input_rule(q, "xac-nhan",
                      fail(c, FAIL_INPUT, "Tên vừa gõ không phải người ký đã chọn, %.*s. Hãy xem lại người ký.",
                           STR_ARGS(signer.name)));
}

Fail issue_post(Ctx *c, const Request *q, Reply *r)
{
    Id document = input_id(q, "document");
    IssueOrder order = {.duty = input_id(q, "nguoi-ky"),
                        .day = input_day(q, "ngay"),
                        .kept = input_id(q, "so-danh"),
                        .unit = input_text(q, "don-vi")};
    Document d;
    TRY(document_by_id(c, document, &d));
    TRY(is_confirmed(c, q, &d, order.duty, order.day));
    TRY(document_issue(c, document, (int)input_integer(q, "thay"), &order));
    return reply_redirect(c, r, "/van-ban/%lld", (long long)document);
}
