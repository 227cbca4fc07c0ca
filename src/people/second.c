// SPDX-License-Identifier: Apache-2.0
/* second.c -- the key of a second factor while a phone learns it: the same one until it is shown to be there, or left.
 */
#include "people/inside.h"

Fail second_pending(Ctx *c, Id person, Str *key)
{
    Rows r;
    *key = (Str){0};
    TRY(store_query(c, &r,
                    "SELECT totp_key FROM second_pending WHERE office_id = $1 AND person_id = $2 AND made_at > $3",
                    OFFICE, person, c->now - SECOND_PENDING_MS));
    Str kept = rows_next(&r) ? row_text(&r, 0) : (Str){0};
    TRY(rows_end(&r));
    return second_open(c, person, kept, key);
}

Fail second_cancel(Ctx *c, Id person)
{
    return store_run(c, "DELETE FROM second_pending WHERE office_id = $1 AND person_id = $2", OFFICE, person);
}

Fail second_begin(Ctx *c, Id person)
{
    Str key, sealed;
    TRY(second_pending(c, person, &key));
    if (key.n) return OK;
    TRY(second_cancel(c, person));
    TRY(second_seal(c, person, totp_key_new(&c->mem), &sealed));
    return store_run(c, "INSERT INTO second_pending (office_id, person_id, totp_key, made_at) VALUES ($1, $2, $3, $4)",
                     OFFICE, person, sealed, c->now);
}

Fail second_enrol(Ctx *c, Id person, Str code, StrList *codes)
{
    Str key;
    TRY(second_pending(c, person, &key));
    if (!key.n)
        return fail(c, FAIL_CONFLICT,
                    "Chưa có khóa nào đang chờ, hoặc khóa đã quá %d giờ. Hãy tạo khóa rồi quét bằng điện thoại.",
                    SECOND_PENDING_MS / (3600 * 1000));
    int64_t step = totp_match(key, code, c->now);
    if (!step)
        return fail(c, FAIL_INPUT,
                    "Mã không khớp. Kiểm tra giờ trên điện thoại rồi nhập mã mới nhất; không cần quét lại.");
    TRY(second_cancel(c, person));
    return person_set_second(c, person, key, step, codes);
}
