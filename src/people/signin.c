// SPDX-License-Identifier: Apache-2.0
/* signin.c -- proving who one is: password, one-time code, recovery code; and what failing costs.
 *
 * The check runs before the transaction (argon2id takes 70 ms on purpose) and tells the same, in the same time, whether
 * the account exists or not; what it found is then noted by the writer.  What a guess costs stands in guess.c. */
#include "people/inside.h"

static const char wrong[] = "Tên đăng nhập, mật khẩu hoặc mã không đúng. Hãy thử lại.";
static const char no_key[] =
    "Máy chủ thiếu tệp khóa nên không kiểm được mã của điện thoại. Hãy dùng một mã dự phòng, hoặc xin người quản trị "
    "đặt lại xác thực hai lớp.";
static const char locked[] = "Đã sai nhiều lần. Hãy đợi ít phút rồi thử lại, hoặc xin quản trị cấp lại mật khẩu.";

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
                    "AND (account = $2 OR (mail = $2 AND mail_proved_at > 0)) "
                    "ORDER BY CASE WHEN account = $2 THEN 0 ELSE 1 END LIMIT 1",
                    OFFICE, account));
    if (rows_next(&r))
        *k = (Known){row_integer(&r, 0), row_text(&r, 1), row_text(&r, 2), row_text(&r, 3), row_integer(&r, 4)};
    return rows_end(&r);
}

/* From where they are known: a count of their own.  Else that of the account and that of the address. */
static Fail count_guess(Ctx *c, const Known *k, Str device, SignIn *s)
{
    Str known, address = c->actor ? c->actor->address : (Str){0};
    TRY(known_find(c, k->id, device, &known));
    if (known.n) guess_in(c, &s->guess, 'k', known, ATTEMPTS_FREE);
    else guess_in(c, &s->guess, 'a', s->account, ATTEMPTS_FREE);
    if (!known.n && address.n) guess_in(c, &s->guess, 'i', address, ATTEMPTS_FREE_ADDRESS);
    return guess_count(c, &s->guess);
}

static Fail check(Ctx *c, const Known *k, Str password, SignIn *s)
{
    s->locked = s->guess.locked;
    s->problem = locked;
    if (s->locked) return OK;
    bool right = password_matches(k->password, password) && str_equal(k->state, S("active"));
    s->problem = right ? NULL : wrong;
    if (!right) return OK;
    s->person = k->id;
    s->waits = k->key.n > 0;
    return password_is_weak(k->password) ? password_hash(c, password, &s->better) : OK;
}

Fail sign_in_check(Ctx *c, Str account, Str password, Str device, SignIn *s)
{
    Known k;
    *s = (SignIn){.account = account_folded(&c->mem, account)};
    TRY(read_known(c, s->account, &k));
    TRY(count_guess(c, &k, device, s));
    return check(c, &k, password, s);
}

Fail confirm_check(Ctx *c, Str password, SignIn *s)
{
    Known k;
    *s = (SignIn){.account = c->actor->account};
    TRY(read_known(c, s->account, &k));
    guess_in(c, &s->guess, 'c', str_format(&c->mem, "%lld", (long long)c->actor->session), ATTEMPTS_FREE);
    TRY(guess_count(c, &s->guess));
    return check(c, &k, password, s);
}

/* -- noting it ---------------------------------------------------------------------------------------------- */

static Fail note_refusal(Ctx *c, Id person)
{
    return journal_write(c, (JournalEntry){.act = "Đăng nhập không được", .object = "session", .within = person});
}

/* The same password, dearer to guess. */
static Fail keep_better(Ctx *c, const SignIn *s)
{
    if (!s->better.n) return OK;
    TRY(store_run(c, "UPDATE person SET password = $3 WHERE office_id = $1 AND id = $2", OFFICE, s->person, s->better));
    return journal_write(
        c, (JournalEntry){.act = "Giữ mật khẩu chắc hơn", .object = "person", .id = s->person, .who = s->person});
}

Fail sign_in_note(Ctx *c, const SignIn *s, Str agent, bool is_trusted, Str *token)
{
    bool is_admin;
    *token = (Str){0};
    if (s->locked) return OK;
    if (!s->person) return note_refusal(c, 0);
    TRY(guess_was_right(c, &s->guess));
    /* The right password alone does not wipe out what was guessed of it: a code must follow. */
    if (!s->waits) TRY(guess_forget(c, &s->guess));
    TRY(keep_better(c, s));
    TRY(person_must_have_second(c, s->person, &is_admin));
    NewSession n = {.person = s->person, .is_trusted = is_trusted && !is_admin, .agent = agent};
    return session_new(c, &n, token);
}

Fail confirm_note(Ctx *c, const SignIn *s)
{
    if (s->locked) return OK;
    if (!s->person) return note_refusal(c, c->actor->person);
    TRY(guess_forget(c, &s->guess));
    TRY(keep_better(c, s));
    return session_confirm(c, c->actor->session);
}

/* -- the code of the phone ----------------------------------------------------------------------------------- */

typedef struct {
    bool right;
    Str recovery;    /* digest of a recovery code, which is used up; empty = a code of the phone */
    int64_t step;    /* of the code of the phone */
    bool has_no_key; /* it is there, but the key file does not open it */
} Code;

static Fail check_recovery(Ctx *c, Id person, Str code, Code *k)
{
    Rows r;
    Str key = digest(&c->mem, "recovery", recovery_code_typed(&c->mem, code));
    TRY(store_query(c, &r, "SELECT 1 FROM person_recovery WHERE office_id = $1 AND person_id = $2 AND code = $3",
                    OFFICE, person, key));
    k->right = rows_next(&r);
    if (k->right) k->recovery = key;
    return rows_end(&r);
}

static Fail check_code(Ctx *c, const Known *who, Str typed, Code *k)
{
    Str key;
    TRY(second_open(c, who->id, who->key, &key));
    *k = (Code){.has_no_key = who->key.n && !key.n};
    if (key.n) TRY(totp_match(c, key, typed, clock_ms(), &k->step));
    k->right = k->step > who->last;
    return k->right ? OK : check_recovery(c, who->id, typed, k);
}

static Fail use_code(Ctx *c, const Code *k)
{
    if (k->recovery.n)
        return store_run(c, "DELETE FROM person_recovery WHERE office_id = $1 AND person_id = $2 AND code = $3", OFFICE,
                         c->actor->person, k->recovery);
    return store_run(c, "UPDATE person SET totp_last = $3 WHERE office_id = $1 AND id = $2", OFFICE, c->actor->person,
                     k->step);
}

/* Whoever is here knew the password: a count of its own, which no stranger reaches. */
static Fail count_code(Ctx *c, Str device, Guess *g)
{
    Str known;
    TRY(known_find(c, c->actor->person, device, &known));
    if (known.n) guess_in(c, g, 'n', known, ATTEMPTS_FREE);
    else guess_in(c, g, 'm', c->actor->account, ATTEMPTS_FREE);
    return guess_count(c, g);
}

Fail code_try(Ctx *c, Str typed, Str device, Str agent, CodeTry *t, Str *token)
{
    const Actor *a = c->actor;
    Guess g = {0};
    Known who;
    Code k;
    *t = (CodeTry){.problem = locked};
    *token = (Str){0};
    TRY(count_code(c, device, &g));
    t->locked = g.locked;
    if (t->locked) return OK;
    TRY(read_known(c, a->account, &who));
    TRY(check_code(c, &who, typed, &k));
    t->problem = k.right        ? NULL
                 : k.has_no_key ? no_key
                                : "Mã không đúng hoặc đã dùng. Hãy nhập mã mới nhất, hoặc một mã dự phòng.";
    if (!k.right) return note_refusal(c, a->person);
    TRY(use_code(c, &k));
    TRY(guess_forget(c, &g));
    TRY(attempts_clear(c, a->account));
    TRY(session_end(c, a->person, a->session));
    NewSession n = {.person = a->person, .has_second = true, .is_trusted = a->is_trusted, .agent = agent};
    return session_new(c, &n, token);
}
