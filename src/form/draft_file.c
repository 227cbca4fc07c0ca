// SPDX-License-Identifier: Apache-2.0
/* draft_file.c -- a large file into a draft, piece by piece: it goes on where the connection broke.
 *
 *     o=anh&ten=san-khau.jpg&co=7340032      -> {"id":"7","here":0}, or where the same file came to before
 *     tep=7&tu=0&khuc=<at most 1 MB>         -> {"id":"7","here":1048576} …
 *     tep=7&o=anh&xong=1                     -> {"key":"h9","name":"san-khau.jpg","about":"JPEG, 7,0 MB"}
 *
 * The key then stands in the form as the hidden field anh-co. */
#include "form/draft_inside.h"
#include "form/web.h"
#include "http/reply.h"

/* What somebody sent, for who goes on with the draft. */
Fail draft_file_get(Ctx *c, const Request *q, Reply *r)
{
    Draft d;
    UploadHeld u;
    Str bytes;
    TRY(draft_by_key(c, input_text(q, "ban-nhap"), &d));
    TRY(upload_held_by(c, d.id, input_id(q, "tep"), &u));
    TRY(upload_held_bytes(c, &u, &bytes));
    reply_file(c, r, upload_kinds[u.kept.kind].type, u.kept.name, bytes, u.kept.digest);
    return OK;
}

typedef struct {
    Loaded l;
    const DesignField *field;
    UploadKept kept;
} Piece;

static Fail find_field(Ctx *c, const Request *q, Piece *p)
{
    p->field = design_field(p->l.asks.asked.design, input_text(q, "o"));
    if (p->field && field_is_file(p->field) && asked_is(&p->l.asks.asked, p->field)) return OK;
    return fail(c, FAIL_INPUT, "Biểu mẫu không có ô này để nhận tệp. Hãy tải lại trang.");
}

Fail draft_file_prepare(Ctx *c, const Request *q, Reply *r)
{
    Piece *p = NEW(&c->mem, Piece, 1);
    Str name, bytes;
    reply_prepared(r, p);
    TRY(draft_load(c, q, 1, &p->l));
    if (p->l.draft.sent_path.n) return fail(c, FAIL_CONFLICT, "Biểu mẫu này đã nộp, không nhận thêm tệp.");
    if (!input_given(q, "tep") || input_given(q, "xong")) TRY(find_field(c, q, p));
    if (!input_given(q, "xong")) return OK;
    TRY(upload_whole(c, p->l.draft.id, input_id(q, "tep"), &name, &bytes));
    return upload_keep(c, field_uploads(p->field), name, bytes, &p->kept);
}

static Fail begin(Ctx *c, const Request *q, const Piece *p, UploadComing *coming)
{
    int64_t most = field_file_max(p->field);
    if (input_integer(q, "co") > most)
        return fail(c, FAIL_INPUT, "Tệp lớn hơn %lld MB. Hãy chọn tệp nhỏ hơn.", (long long)(most >> 20));
    return upload_begin(c, p->l.draft.id, input_text(q, "ten"), input_integer(q, "co"), coming);
}

static Fail end(Ctx *c, const Request *q, Reply *r, const Piece *p)
{
    Id held;
    TRY(upload_came(c, p->l.draft.id, input_id(q, "tep")));
    TRY(upload_hold(c, &p->kept, p->l.draft.id, &held));
    Str about = file_about(&c->mem, p->kept.kind, p->kept.bytes), key = str_format(&c->mem, "h%lld", (long long)held);
    return reply_json(
        c, r,
        json_pack("{s:o,s:o,s:o}", "key", json_str(key), "name", json_str(p->kept.name), "about", json_str(about)));
}

Fail draft_file_post(Ctx *c, const Request *q, Reply *r)
{
    const Piece *p = request_prepared(q);
    UploadComing coming = {0};
    if (input_given(q, "xong")) return end(c, q, r, p);
    if (!input_given(q, "tep")) TRY(begin(c, q, p, &coming));
    else TRY(upload_take(c, p->l.draft.id, input_id(q, "tep"), input_integer(q, "tu"), input_text(q, "khuc"), &coming));
    Str id = str_format(&c->mem, "%lld", (long long)coming.id); /* a text: numbers of scripts have 53 bits */
    return reply_json(c, r, json_pack("{s:o,s:I}", "id", json_str(id), "here", (json_int_t)coming.here));
}
