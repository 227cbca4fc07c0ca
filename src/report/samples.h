// SPDX-License-Identifier: Apache-2.0
/* samples.h -- a draft of each agency, a number that was kept, a letter that it received; for *_test.c only
 * (http/samples.h). */
#pragma once
#include "http/samples.h"
#include "report/office_template.h"
#include "report/template_tree.h"

static inline Fail report_samples(Ctx *c, SampleOf *k)
{
    Draft draft;
    Id document;
    DocumentPartList parts;
    ReceiptList letters;
    Id next;
    StrList orgs = {0};
    int sent;
    DraftOrder order = {
        .kind = DOCUMENT_ASSIGNMENT, .plan = k->plan, .about = k->task, .org = k->org, .as_of = c->today};
    Id batch, template;
    UploadKept file;
    Str docx;
    RegisterNumber kept = {.org = k->org, .type = S("BC"), .note = S("Để thử")};
    TRY(draft_make(c, &order, &draft));
    TRY(draft_keep(c, &draft, &document));
    TRY(document_parts(c, document, &parts));
    TRY(register_keep(c, &kept));
    TRY(batch_add(c, k->plan, SCOPE_BRANCH, k->org, c->today, &batch));
    TRY(template_shipped(c, DOCUMENT_ASSIGNMENT, &docx));
    TRY(upload_keep(c, UPLOAD_SET(UPLOAD_DOCX), S("mau.docx"), docx, &file));
    TRY(template_add(c, DOCUMENT_ASSIGNMENT, &file, &template));
    *list_add(&c->mem, &orgs) = k->org;
    TRY(receipts_send(c, SENT_PLAN, k->plan, &orgs, &sent));
    TRY(receipts_to(c, k->org, false, 0, RECEIPT_PAGE, &letters, &next));
    sample_id(k, "report", "document", document);
    sample_id(k, "report", "muc", parts.at[0].id);
    sample_id(k, "report", "so", 1);
    sample_id(k, "report", "so-van-ban", kept.id);
    sample_id(k, "report", "loat", batch);
    sample_id(k, "report", "mau", template);
    sample_id(k, "report", "van-ban", document);
    sample_id(k, "report", "den", letters.at[0].id);
    sample_id(k, "report", "plan", k->plan);
    sample_text(k, "report", "loai", S("giao-viec"));
    return OK;
}

static const InputCase report_cases[] = {
    {"/van-ban-den", "den", ROLE_OFFICIAL, "den=@", .refused = 404, .taken = 303},
    {0},
};
