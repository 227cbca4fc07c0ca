// SPDX-License-Identifier: Apache-2.0
/* upload.c -- rows that name kept bytes. */
#include "upload/upload.h"
#include "base/out.h"
#include "journal/proof.h"
#include "secret/secret.h"
#include "upload/inside.h"

/* -- keeping ------------------------------------------------------------------------------------------------ */

/* "PDF (.pdf), Word (.docx) hoặc ảnh PNG (.png)" */
static Str names_of(Arena *a, UploadSet set)
{
    Out o = {.mem = a};
    for (int k = 0; k < UPLOAD_KINDS; k++) {
        if (!(set & UPLOAD_SET(k))) continue;
        bool last = !(set >> (k + 1));
        if (o.n) out_raw(&o, last ? S(" hoặc ") : S(", "));
        out_raw(&o, str_of(upload_kinds[k].name));
    }
    return out_str(&o);
}

static Fail check(Ctx *c, UploadSet allowed, Str bytes, UploadKind *kind)
{
    size_t most = 0;
    for (int k = 0; k < UPLOAD_KINDS; k++)
        if (allowed & UPLOAD_SET(k) && upload_kinds[k].max > most) most = upload_kinds[k].max;
    if (!bytes.n) return fail(c, FAIL_INPUT, "Tệp này trống. Hãy chọn lại tệp.");
    if (bytes.n > most) return fail(c, FAIL_INPUT, "Tệp lớn hơn %zu MB. Hãy chọn tệp nhỏ hơn.", most >> 20);
    TRY(upload_kind(c, bytes, kind));
    if (*kind == UPLOAD_UNKNOWN || !(allowed & UPLOAD_SET(*kind))) {
        Str names = names_of(&c->mem, allowed);
        return fail(c, FAIL_INPUT,
                    "Nội dung tệp không phải %.*s nguyên vẹn, khác với đuôi của tên tệp. Hãy xuất lại từ chương trình "
                    "đã tạo ra nó.",
                    STR_ARGS(names));
    }
    if (bytes.n > upload_kinds[*kind].max)
        return fail(c, FAIL_INPUT, "Tệp %s chỉ nhận đến %zu MB. Hãy chọn tệp nhỏ hơn.", upload_kinds[*kind].name,
                    upload_kinds[*kind].max >> 20);
    return OK;
}

Fail upload_keep(Ctx *c, UploadSet allowed, Str name, Str bytes, UploadKept *kept)
{
    UploadKept k = {.bytes = bytes.n};
    TRY(check(c, allowed, bytes, &k.kind));
    k.name = upload_name(&c->mem, name, k.kind);
    k.digest = digest(&c->mem, "upload", bytes);
    TRY(files_keep(c, k.digest, bytes));
    *kept = k;
    return OK;
}

PROOF(upload, "upload", "tệp đã gửi",
      "t.kind || ' ' || t.bytes || ' byte, ' || t.hangs_on || ' ' || t.object_id || ' ' || t.made_by", "''", "1 = 0")

/* Name and digest stand beside the chain: names of people are in names of files, and the digest knows its file again.
 */
static Fail note(Ctx *c, const UploadKept *k, Id object, Id upload)
{
    return journal_write(
        c, (JournalEntry){.act = "Gửi tệp",
                          .object = "upload",
                          .id = upload,
                          .within = object,
                          .title = str_format(&c->mem, "%s, %zu byte", upload_kinds[k->kind].name, k->bytes),
                          .personal_after = str_format(&c->mem, "%.*s; %.*s", STR_ARGS(k->name), STR_ARGS(k->digest))});
}

Fail upload_add(Ctx *c, const UploadKept *k, const char *kind, Id object, Id *upload)
{
    Id id = id_new(c->now);
    bool have;
    TRY(files_have(c, k->digest, k->bytes, &have));
    if (!have) return fail(c, FAIL_CONFLICT, "Tệp vừa gửi không còn trên máy chủ. Hãy gửi lại.");
    TRY(store_run(c,
                  "INSERT INTO upload (office_id, id, digest, bytes, kind, name, hangs_on, object_id, made_by, "
                  "made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                  OFFICE, id, k->digest, k->bytes, upload_kinds[k->kind].key, k->name, kind, object,
                  c->actor ? c->actor->person : 0, c->now));
    TRY(note(c, k, object, id));
    *upload = id;
    return OK;
}

/* -- reading ------------------------------------------------------------------------------------------------ */

#define UPLOAD_COLUMNS "SELECT id, digest, bytes, kind, name, hangs_on, object_id, made_at FROM upload "

static Upload read_upload(Rows *r)
{
    return (Upload){.id = row_integer(r, 0),
                    .digest = row_text(r, 1),
                    .bytes = (size_t)row_integer(r, 2),
                    .kind = upload_kind_of(row_text(r, 3)),
                    .name = row_text(r, 4),
                    .hangs_on = row_text(r, 5),
                    .object = row_integer(r, 6),
                    .made_at = row_integer(r, 7)};
}

Fail upload_by_id(Ctx *c, Id upload, Upload *u)
{
    Rows r;
    Fail result = store_one(c, &r, UPLOAD_COLUMNS "WHERE office_id = $1 AND id = $2", OFFICE, upload);
    if (result == FAIL_MISSING) return fail_rather(c, FAIL_MISSING, "Không có tệp này. Hãy mở lại từ trang có nó.");
    TRY(result);
    *u = read_upload(&r);
    return rows_end(&r);
}

Fail uploads_of(Ctx *c, Id object, UploadList *uploads)
{
    Rows r;
    *uploads = (UploadList){0};
    TRY(store_query(c, &r, UPLOAD_COLUMNS "WHERE office_id = $1 AND object_id = $2 ORDER BY id", OFFICE, object));
    while (rows_next(&r)) *list_add(&c->mem, uploads) = read_upload(&r);
    return rows_end(&r);
}

Fail uploads_by(Ctx *c, Id person, int most, UploadList *uploads)
{
    Rows r;
    *uploads = (UploadList){0};
    TRY(store_query(c, &r, UPLOAD_COLUMNS "WHERE office_id = $1 AND made_by = $2 ORDER BY id DESC LIMIT $3", OFFICE,
                    person, most));
    while (rows_next(&r)) *list_add(&c->mem, uploads) = read_upload(&r);
    return rows_end(&r);
}

Fail upload_bytes(Ctx *c, const Upload *u, Str *bytes) { return files_read(c, u->digest, u->bytes, bytes); }
