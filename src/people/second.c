// SPDX-License-Identifier: Apache-2.0
/* second.c -- passwords and second factors; the key while a phone learns it: the same one until it is shown to be
 * there, or left. */
#include "people/inside.h"

Fail person_set_password(Ctx *c, Id person, Str hash, Id session)
{
    TRY(store_run(c,
                  "UPDATE person SET password = $3, state = CASE WHEN state = 'invited' THEN 'active' ELSE state END "
                  "WHERE office_id = $1 AND id = $2",
                  OFFICE, person, hash));
    TRY(sessions_end(c, person, session));
    TRY(second_cancel(c, person));
    TRY(known_forget(c, person)); /* whoever knew the old one is nobody's known device */
    return journal_write(c, (JournalEntry){.act = "Đặt mật khẩu", .object = "person", .id = person});
}

static Fail drop_recovery(Ctx *c, Id person)
{
    return store_run(c, "DELETE FROM person_recovery WHERE office_id = $1 AND person_id = $2", OFFICE, person);
}

Fail person_set_second(Ctx *c, Id person, Str key, int64_t step, StrList *codes)
{
    Str sealed;
    *codes = (StrList){0};
    TRY(second_seal(c, person, key, &sealed));
    TRY(store_run(c, "UPDATE person SET totp_key = $3, totp_last = $4 WHERE office_id = $1 AND id = $2", OFFICE, person,
                  sealed, step));
    TRY(drop_recovery(c, person));
    for (int i = 0; i < RECOVERY_CODES; i++) {
        Str code = recovery_code_new(&c->mem);
        *list_add(&c->mem, codes) = code;
        TRY(store_run(c, "INSERT INTO person_recovery (office_id, person_id, code) VALUES ($1, $2, $3)", OFFICE, person,
                      digest(&c->mem, "recovery", code)));
    }
    if (c->actor && c->actor->person == person)
        TRY(store_run(c, "UPDATE session SET has_second = 1, confirmed_at = $3 WHERE office_id = $1 AND id = $2",
                      OFFICE, c->actor->session, c->now));
    return journal_write(c, (JournalEntry){.act = "Bật xác thực hai lớp", .object = "person", .id = person});
}

Fail person_drop_second(Ctx *c, Id person)
{
    TRY(store_run(c, "UPDATE person SET totp_key = '' WHERE office_id = $1 AND id = $2", OFFICE, person));
    TRY(second_cancel(c, person));
    TRY(drop_recovery(c, person));
    return journal_write(c, (JournalEntry){.act = "Tắt xác thực hai lớp", .object = "person", .id = person});
}

Fail person_must_have_second(Ctx *c, Id person, bool *must)
{
    DutyList duties;
    *must = false;
    TRY(duties_of(c, person, false, &duties));
    for (size_t i = 0; i < duties.n; i++) *must |= duties.at[i].role == ROLE_ADMIN;
    return OK;
}

/* -- while a phone learns it -------------------------------------------------------------------------------- */

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
    int64_t step;
    TRY(totp_match(c, key, code, clock_ms(), &step));
    if (!step)
        return fail(c, FAIL_INPUT,
                    "Mã không khớp. Kiểm tra giờ trên điện thoại rồi nhập mã mới nhất; không cần quét lại.");
    TRY(second_cancel(c, person));
    return person_set_second(c, person, key, step, codes);
}
