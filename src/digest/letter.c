// SPDX-License-Identifier: Apache-2.0
/* letter.c -- a digest as a letter: plain text, the most pressing first. */
#include "base/out.h"
#include "digest/digest.h"

static int all_of(const Digest *d, DigestKind kind) { return (int)d->lines[kind].n + d->more[kind]; }

Str digest_subject(Ctx *c, const Digest *d)
{
    Out o = {.mem = &c->mem};
    const struct {
        int n;
        const char *what;
    } parts[] = {{d->overdue, "việc quá hạn"},
                 {all_of(d, DIGEST_NEW), "việc mới giao"},
                 {all_of(d, DIGEST_BACK), "việc phải làm tiếp"},
                 {all_of(d, DIGEST_SIGN), "việc chờ xác nhận"},
                 {all_of(d, DIGEST_DUE) - d->overdue, "việc sắp đến hạn"}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i].n > 0) out_format(&o, "%s%d %s", o.n ? ", " : "", parts[i].n, parts[i].what);
    out_format(&o, "%ssáng %.*s", o.n ? ", " : "Ngày Số, ", STR_ARGS(day_vietnamese(&c->mem, c->today)));
    return out_str(&o);
}

Str digest_sentence(Ctx *c, const Digest *d)
{
    return str_format(&c->mem, "Ngày Số: %.*s.", STR_ARGS(digest_subject(c, d)));
}

Str digest_letter(Ctx *c, const Digest *d, Str name, Str site)
{
    Out o = {.mem = &c->mem};
    out_format(&o, "Kính gửi ông/bà %.*s,\n", STR_ARGS(name));
    for (int k = 0; k < DIGEST_KIND_COUNT; k++) {
        const DigestLineList *lines = &d->lines[k];
        if (!lines->n) continue;
        out_format(&o, "\n%s (%d)\n", digest_kinds[k].name, all_of(d, (DigestKind)k));
        for (size_t i = 0; i < lines->n; i++)
            out_format(&o, "- %.*s\n  %.*s%.*s\n", STR_ARGS(lines->at[i].text), STR_ARGS(site),
                       STR_ARGS(lines->at[i].path));
        if (d->more[k]) out_format(&o, "- và %d nữa: %.*s/cap-nhat\n", d->more[k], STR_ARGS(site));
    }
    out_format(&o, "\nMỗi sáng làm việc có nhiều nhất một thư này. Chọn nội dung muốn nhận: %.*s/thu-sang\n",
               STR_ARGS(site));
    return out_str(&o);
}
