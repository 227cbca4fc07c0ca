// SPDX-License-Identifier: Apache-2.0
/* issue.c -- a draft becomes a document: its number, its day, who signs; from then on nothing of it changes. */
#include "report/office_template.h"
#include "secret/secret.h"

static Fail check_written(Ctx *c, const DocumentPartList *parts)
{
    for (size_t i = 0; i < parts->n; i++) {
        const DocumentPart *p = &parts->at[i];
        if (p->is_needed && !str_trim(p->text).n)
            return fail(c, FAIL_INPUT, "Mục “%.*s %.*s” chưa viết. Hãy viết mục này trước khi ban hành.",
                        STR_ARGS(p->marker), STR_ARGS(p->heading));
    }
    return OK;
}

static Fail take_number(Ctx *c, const Document *d, const IssueOrder *order, const ReportSigner *signer,
                        RegisterNumber *n)
{
    *n = (RegisterNumber){.org = d->org,
                          .type = register_type(document_kinds[d->kind].paper),
                          .unit = order->unit,
                          .day = order->day,
                          .document = d->id,
                          .subject = d->subject,
                          .signer = signer->name,
                          .receivers = d->receivers};
    return order->kept ? register_use(c, order->kept, n) : register_take(c, n);
}

static Fail freeze(Ctx *c, const Content *k)
{
    const Document *d = &k->document;
    Str frozen;
    TRY(content_write(c, k, &frozen));
    TRY(store_run(c,
                  "UPDATE report_document SET state = 'issued', symbol = $3, day = $4, place = $5, capacity = $6, "
                  "signer = $7, frozen = $8, digest = $9, issued_at = $10, version = $11, template_id = $12 WHERE "
                  "office_id = $1 AND id = $2",
                  OFFICE, d->id, d->symbol, day_iso(&c->mem, d->day), d->place, d->capacity, d->signer, frozen,
                  digest(&c->mem, "document", frozen), c->now, d->version + 1, d->template));
    return OK;
}

Fail document_issue(Ctx *c, Id id, int seen, const IssueOrder *order)
{
    Document d;
    Content k;
    ReportSigner signer;
    RegisterNumber n;
    TRY(document_for_change(c, id, seen, &d));
    TRY(report_signer(c, d.org, document_kinds[d.kind].by_head, order->duty, order->day, &signer));
    TRY(content_of(c, &d, &k));
    TRY(check_written(c, &k.parts));
    TRY(take_number(c, &d, order, &signer, &n));
    k.document.symbol = n.symbol, k.document.day = n.day, k.document.place = k.agency.place;
    TRY(template_used(c, d.kind, &k.document.template));
    k.document.capacity = signer.lines, k.document.signer = signer.name;
    TRY(freeze(c, &k));
    TRY(document_by_id(c, id, &d));
    return document_tell(c, &d, "Ban hành văn bản", (Str){0},
                         str_format(&c->mem, "%.*s, mã kiểm tra %.*s", STR_ARGS(d.symbol), STR_ARGS(d.digest)));
}

Fail document_verify(Ctx *c, const Document *d, bool *is_whole)
{
    Rows r;
    TRY(store_one(c, &r, "SELECT frozen FROM report_document WHERE office_id = $1 AND id = $2", OFFICE, d->id));
    *is_whole = str_equal(digest(&c->mem, "document", row_text(&r, 0)), d->digest);
    return rows_end(&r);
}
