// SPDX-License-Identifier: Apache-2.0
/* pass.c -- the applicant without an account: a code and the telephone number of the form, guesses limited. */
#include "procedure/act.h"
#include "secret/secret.h"

static Str pass_digest(Ctx *c, Str token) { return digest(&c->mem, "dossier pass", token); }

Fail pass_new(Ctx *c, Id dossier, Str *token)
{
    *token = token_new(&c->mem);
    return store_run(
        c, "INSERT INTO dossier_pass (office_id, token_digest, dossier_id, expires_at) VALUES ($1, $2, $3, $4)", OFFICE,
        pass_digest(c, *token), dossier, c->now + PASS_HOURS * INT64_C(3600000));
}

Fail pass_find(Ctx *c, Str token, Id *dossier)
{
    Rows r;
    *dossier = 0;
    if (token_is_one(token)) {
        TRY(store_query(
            c, &r, "SELECT dossier_id FROM dossier_pass WHERE office_id = $1 AND token_digest = $2 AND expires_at > $3",
            OFFICE, pass_digest(c, token), c->now));
        if (rows_next(&r)) *dossier = row_integer(&r, 0);
        TRY(rows_end(&r));
    }
    return *dossier ? OK
                    : fail(c, FAIL_MISSING, "Địa chỉ này đã hết hạn. Hãy tra cứu lại bằng mã hồ sơ và số điện thoại.");
}

bool code_is_of(Ctx *c, const Dossier *d, Str code)
{
    return d->row.code_digest.n &&
           secret_equal(d->row.code_digest, dossier_code_digest(c, recovery_code_typed(&c->mem, code)));
}

/* -- guesses ---------------------------------------------------------------------------------------------------------
 *
 * Only what failed is counted, so an office behind one address looks up as much as it wants.  Why that is enough: a
 * code is 12 letters of 31, 59 bits.  With 10^6 dossiers one guess meets some code with 10^6 / 31^12 = 1.3 * 10^-12;
 * an address that makes all of its 50 wrong guesses each hour makes 438,000 a year, a thousand addresses 4.4 * 10^8:
 * half a chance in a thousand in a year, and then the telephone number is wanted, too, of which a known code allows 10
 * an hour (of 10^9: ten thousand years).  */

enum { HOUR_MS = 3600 * 1000, ADDRESS_MORE = 5 };

static Str guess_key(Ctx *c, char kind, Str of)
{
    return digest(&c->mem, "dossier guess", str_format(&c->mem, "%c%.*s", kind, STR_ARGS(of)));
}

typedef struct {
    Str key;
    int n, most; /* wrong ones in this hour */
    int64_t since;
} Guesses;

static Fail guesses_of(Ctx *c, Guesses *g)
{
    Rows r;
    g->n = 0, g->since = c->now;
    TRY(store_query(c, &r, "SELECT n, since FROM dossier_guess WHERE office_id = $1 AND of = $2", OFFICE, g->key));
    if (rows_next(&r) && row_integer(&r, 1) > c->now - HOUR_MS)
        g->n = (int)row_integer(&r, 0), g->since = row_integer(&r, 1);
    return rows_end(&r);
}

static Fail guess_was_wrong(Ctx *c, const Guesses *g)
{
    return store_run(c,
                     "INSERT INTO dossier_guess (office_id, of, n, since) VALUES ($1, $2, $3, $4) "
                     "ON CONFLICT (office_id, of) DO UPDATE SET n = excluded.n, since = excluded.since",
                     OFFICE, g->key, g->n + 1, g->since);
}

static Str digits_of(Ctx *c, Str phone)
{
    Out o = {.mem = &c->mem};
    for (size_t i = 0; i < phone.n; i++)
        if (phone.p[i] >= '0' && phone.p[i] <= '9') out_char(&o, phone.p[i]);
    Str digits = str_copy(&c->mem, out_str(&o));
    return str_starts(digits, S("84")) ? str_format(&c->mem, "0%.*s", STR_ARGS(str_from(digits, 2))) : digits;
}

static Fail dossier_meant(Ctx *c, Str code_digest, Str phone, Id *id)
{
    Rows r;
    DossierRows rows;
    *id = 0;
    TRY(store_query(c, &r, "SELECT " DOSSIER_COLUMNS " FROM dossier d WHERE d.office_id = $1 AND d.code_digest = $2",
                    OFFICE, code_digest));
    TRY(dossier_rows(c, &r, &rows));
    if (rows.n && rows.at[0].phone.n && str_equal(digits_of(c, rows.at[0].phone), digits_of(c, phone)))
        *id = rows.at[0].id;
    return OK;
}

Fail pass_by_code(Ctx *c, Str code, Str phone, Str *token, const char **problem)
{
    Id id;
    *token = (Str){0}, *problem = NULL;
    Str its_digest = dossier_code_digest(c, recovery_code_typed(&c->mem, code));
    Guesses of_code = {.key = guess_key(c, 'c', its_digest), .most = GUESSES_AN_HOUR},
            of_address = {.key = guess_key(c, 'a', c->actor ? c->actor->address : (Str){0}),
                          .most = GUESSES_AN_HOUR * ADDRESS_MORE};
    TRY(guesses_of(c, &of_code));
    TRY(guesses_of(c, &of_address));
    if (of_code.n >= of_code.most || of_address.n >= of_address.most) {
        *problem = "Đã thử quá nhiều lần. Hãy đợi một giờ rồi thử lại, hoặc gọi cơ quan tiếp nhận.";
        return OK;
    }
    TRY(dossier_meant(c, its_digest, phone, &id));
    if (id) return pass_new(c, id, token);
    *problem = "Mã hồ sơ và số điện thoại không khớp với hồ sơ nào. Mã in trên trang xác nhận và trong thư đã gửi.";
    TRY(guess_was_wrong(c, &of_code));
    return guess_was_wrong(c, &of_address);
}

Fail passes_purge(Ctx *c)
{
    TRY(store_run(c, "DELETE FROM dossier_pass WHERE office_id = $1 AND expires_at <= $2", OFFICE, c->now));
    return store_run(c, "DELETE FROM dossier_guess WHERE office_id = $1 AND since <= $2", OFFICE, c->now - HOUR_MS);
}
