// SPDX-License-Identifier: Apache-2.0
/* signin.c -- proving who one is: password, one-time code, recovery code; and what failing costs.
 *
 * The check runs before the transaction (argon2id takes 70 ms on purpose) and tells the same, in the same time, whether
 * the account exists or not; what it found is then noted by the writer. */
#include "people/inside.h"

static const char wrong[] = "Tên đăng nhập, mật khẩu hoặc mã không đúng. Hãy thử lại.";
static const char locked[] = "Đã sai nhiều lần. Hãy đợi ít phút rồi thử lại, hoặc xin quản trị cấp lại mật khẩu.";

/* -- attempts ----------------------------------------------------------------------------------------------- */

static Str attempts_key(Ctx *c, char kind, Str of)
{
    return digest(&c->mem, "attempt", str_format(&c->mem, "%c%.*s", kind, STR_ARGS(of)));
}

/* Until when: 0 = not locked. */
static Fail locked_until(Ctx *c, Str key, int64_t is_free, int64_t *until)
{
    Rows r;
    *until = 0;
    TRY(store_query(c, &r, "SELECT failures, last_at FROM attempt WHERE office_id = $1 AND of = $2", OFFICE, key));
    if (rows_next(&r)) {
        int64_t more = row_integer(&r, 0) - is_free, lasts = LOCK_FIRST_MS;
        for (int64_t i = 0; i < more && lasts < LOCK_MAX_MS; i++) lasts *= 2;
        if (lasts > LOCK_MAX_MS) lasts = LOCK_MAX_MS;
        if (more >= 0) *until = row_integer(&r, 1) + lasts;
    }
    return rows_end(&r);
}

static Fail is_locked(Ctx *c, Str account, Str address, bool *yes)
{
    int64_t of_account, of_address = 0;
    TRY(locked_until(c, attempts_key(c, 'a', account), ATTEMPTS_FREE, &of_account));
    if (address.n) TRY(locked_until(c, attempts_key(c, 'i', address), ATTEMPTS_FREE_ADDRESS, &of_address));
    *yes = of_account > c->now || of_address > c->now;
    return OK;
}

static Fail note_failure(Ctx *c, Str key)
{
    return store_run(c,
                     "INSERT INTO attempt (office_id, of, failures, last_at) VALUES ($1, $2, 1, $3) "
                     "ON CONFLICT (office_id, of) DO UPDATE SET failures = attempt.failures + 1, last_at = $3",
                     OFFICE, key, c->now);
}

Fail attempts_clear(Ctx *c, Str account)
{
    return store_run(c, "DELETE FROM attempt WHERE office_id = $1 AND of = $2", OFFICE, attempts_key(c, 'a', account));
}

/* -- the check ---------------------------------------------------------------------------------------------- */

typedef struct {
    Id id;
    Str state, password, key;
    int64_t last;
} Known;

static Fail read_known(Ctx *c, Str account, Known *k)
{
    Rows r;
    *k = (Known){0};
    TRY(store_query(c, &r,
                    "SELECT id, state, password, totp_key, totp_last FROM person WHERE office_id = $1 "
                    "AND (account = $2 OR (mail = $2 AND mail <> '')) "
                    "ORDER BY CASE WHEN account = $2 THEN 0 ELSE 1 END LIMIT 1",
                    OFFICE, account));
    if (rows_next(&r))
        *k = (Known){row_integer(&r, 0), row_text(&r, 1), row_text(&r, 2), row_text(&r, 3), row_integer(&r, 4)};
    return rows_end(&r);
}

Fail sign_in_check(Ctx *c, Str account, Str password, SignIn *s)
{
    Known k;
    *s = (SignIn){.account = account_folded(&c->mem, account), .address = c->actor ? c->actor->address : (Str){0}};
    TRY(is_locked(c, s->account, s->address, &s->locked));
    if (s->locked) {
        s->problem = locked;
        return OK;
    }
    TRY(read_known(c, s->account, &k));
    bool right = password_matches(k.password, password) && str_equal(k.state, S("active"));
    s->problem = right ? NULL : wrong;
    if (!right) return OK;
    s->person = k.id;
    s->waits = k.key.n > 0;
    return password_is_weak(k.password) ? password_hash(c, password, &s->better) : OK;
}

static Fail check_recovery(Ctx *c, Id person, Str code, CodeTry *t)
{
    Rows r;
    Str key = digest(&c->mem, "recovery", recovery_code_typed(&c->mem, code));
    TRY(store_query(c, &r, "SELECT 1 FROM person_recovery WHERE office_id = $1 AND person_id = $2 AND code = $3",
                    OFFICE, person, key));
    t->right = rows_next(&r);
    if (t->right) t->recovery = key;
    return rows_end(&r);
}

Fail code_check(Ctx *c, Str code, CodeTry *t)
{
    Known k;
    *t = (CodeTry){0};
    TRY(is_locked(c, c->actor->account, (Str){0}, &t->locked));
    if (t->locked) {
        t->problem = locked;
        return OK;
    }
    TRY(read_known(c, c->actor->account, &k));
    t->step = totp_match(k.key, code, c->now);
    t->right = t->step > k.last;
    if (!t->right) TRY(check_recovery(c, k.id, code, t));
    if (!t->right) t->problem = "Mã không đúng hoặc đã dùng. Hãy nhập mã mới nhất, hoặc một mã dự phòng.";
    return OK;
}

/* -- noting it ---------------------------------------------------------------------------------------------- */

static Fail note_refusal(Ctx *c, Str account, Str address, Id person)
{
    TRY(note_failure(c, attempts_key(c, 'a', account)));
    if (address.n) TRY(note_failure(c, attempts_key(c, 'i', address)));
    return journal_write(c, (JournalEntry){.act = "Đăng nhập không được", .object = "session", .within = person});
}

Fail sign_in_note(Ctx *c, const SignIn *s, Str agent, Str *token)
{
    *token = (Str){0};
    if (s->locked) return OK;
    if (!s->person) return note_refusal(c, s->account, s->address, 0);
    /* The right password alone does not wipe out wrong codes: else these could be tried without end. */
    if (!s->waits) TRY(attempts_clear(c, s->account));
    if (s->better.n)
        TRY(store_run(c, "UPDATE person SET password = $3 WHERE office_id = $1 AND id = $2", OFFICE, s->person,
                      s->better));
    return session_new(c, s->person, false, agent, token);
}

/* The same code in two requests at once: the second one finds it used. */
static Fail use_code(Ctx *c, const CodeTry *t)
{
    int64_t changed;
    if (t->recovery.n)
        TRY(store_change(c, &changed,
                         "DELETE FROM person_recovery WHERE office_id = $1 AND person_id = $2 AND code = $3", OFFICE,
                         c->actor->person, t->recovery));
    else
        TRY(store_change(c, &changed,
                         "UPDATE person SET totp_last = $3 WHERE office_id = $1 AND id = $2 AND totp_last < $3", OFFICE,
                         c->actor->person, t->step));
    return changed ? OK : fail(c, FAIL_CONFLICT, "Mã này vừa được dùng. Hãy nhập mã mới.");
}

Fail code_note(Ctx *c, const CodeTry *t, Str agent, Str *token)
{
    const Actor *a = c->actor;
    *token = (Str){0};
    if (t->locked) return OK;
    if (!t->right) return note_refusal(c, a->account, (Str){0}, a->person);
    TRY(use_code(c, t));
    TRY(attempts_clear(c, a->account));
    TRY(session_end(c, a->person, a->session));
    return session_new(c, a->person, true, agent, token);
}
