// SPDX-License-Identifier: Apache-2.0
/* web.c -- the page on which a draft is checked.  Nothing is kept: what the copy is made of goes to the browser and
 * comes back with it. */
#include "lint/web.h"
#include "doc/scan.h"
#include "http/reply.h"
#include "lint/view.h"
#include "people/rights.h"
#include "plan/learnt.h"
#include <sodium.h>

Fail lint_get(Ctx *c, const Request *q, Reply *r)
{
    lint_page(reply_page(c, q, r, S("Kiểm tra dự thảo")), q, &(LintPage){0});
    return OK;
}

/* Judged with the office's own agencies.  A scan takes minutes, and is no draft. */
static Fail judge(Ctx *c, Str bytes, LintDraft *draft)
{
    Doc doc;
    int pages;
    const Directory *directory;
    TRY(scan_begin(c, bytes, &doc, &pages));
    if (pages)
        return fail(c, FAIL_INPUT,
                    "Đây là bản quét hoặc ảnh chụp, không phải dự thảo còn sửa được. Hãy gửi tệp Word, OpenDocument "
                    "hoặc PDF có chữ.");
    TRY(learnt_directory(c, &directory));
    return lint_read(c, bytes, &doc, directory, draft);
}

static Str base64_of(Ctx *c, Str bytes)
{
    size_t room = sodium_base64_ENCODED_LEN(bytes.n, sodium_base64_VARIANT_ORIGINAL);
    char *p = NEW(&c->mem, char, room);
    sodium_bin2base64(p, room, (const unsigned char *)bytes.p, bytes.n, sodium_base64_VARIANT_ORIGINAL);
    return (Str){p, room - 1};
}

Fail lint_prepare(Ctx *c, const Request *q, Reply *r)
{
    LintPage *m = NEW(&c->mem, LintPage, 1);
    LintDraft *d = NEW(&c->mem, LintDraft, 1);
    Str bytes = input_text(q, "tep");
    TRY(input_rule(q, "tep", judge(c, bytes, d)));
    *m = (LintPage){.draft = d, .file_name = input_file_name(q, "tep"), .may_import = right_here(c, "plan.review")};
    if (!d->is_word) m->why_not = "Ghi chú chỉ đặt được vào tệp Word (.docx).";
    else if (bytes.n > LINT_SENT_BACK_MAX)
        m->why_not = "Tệp lớn hơn 3 MB nên không tạo được bản có ghi chú ở đây. Hãy bỏ bớt ảnh rồi gửi lại.";
    else m->sent_back = base64_of(c, bytes);
    reply_prepared(r, m);
    return OK;
}

Fail lint_post(Ctx *c, const Request *q, Reply *r)
{
    reply_secret(r);
    lint_page(reply_page(c, q, r, S("Kết quả kiểm tra dự thảo")), q, request_prepared(q));
    return OK;
}

/* -- the copy ----------------------------------------------------------------------------------------------- */

static Fail bytes_of(Ctx *c, Str base64, Str *bytes)
{
    unsigned char *p = NEW(&c->mem, unsigned char, base64.n + 1);
    size_t n;
    if (sodium_base642bin(p, base64.n, base64.p, base64.n, NULL, &n, NULL, sodium_base64_VARIANT_ORIGINAL))
        return fail(c, FAIL_INPUT, "Tệp gửi lại không nguyên vẹn. Hãy chọn lại dự thảo và kiểm tra lại.");
    *bytes = (Str){(const char *)p, n};
    return OK;
}

Fail lint_copy_prepare(Ctx *c, const Request *q, Reply *r)
{
    LintDraft d;
    Str bytes, *copy = NEW(&c->mem, Str, 1);
    TRY(bytes_of(c, input_text(q, "noi-dung"), &bytes));
    TRY(judge(c, bytes, &d));
    TRY(lint_commented(c, &d, copy));
    reply_prepared(r, copy);
    return OK;
}

/* "Dự thảo.docx" -> "Dự thảo - ghi chú.docx" */
Fail lint_copy_post(Ctx *c, const Request *q, Reply *r)
{
    Str name = input_text(q, "ten"), end = S(".docx");
    if (str_ends(name, end)) name = str_slice(name, 0, name.n - end.n);
    reply_file(c, r, "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
               str_format(&c->mem, "%.*s - ghi chú.docx", STR_ARGS(name.n ? name : S("Dự thảo"))),
               *(Str *)request_prepared(q), (Str){0});
    return OK;
}
