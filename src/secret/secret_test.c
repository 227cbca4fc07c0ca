// SPDX-License-Identifier: Apache-2.0
#include "base/testing.h"
#include "secret/secret.h"
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static Ctx c;
static Arena whole;

static int begin(void **state)
{
    (void)state;
    whole = arena_reserve(64 << 20);
    c = (Ctx){.mem = whole};
    password_make_cheap();
    return 0;
}
static int end(void **state)
{
    (void)state;
    arena_release(&whole);
    return 0;
}

static void tokens_are_long_and_different(void **state)
{
    (void)state;
    Str a = token_new(&c.mem), b = token_new(&c.mem);
    assert_true(token_is_one(a) && token_is_one(b));
    assert_false(str_equal(a, b));
    assert_false(token_is_one(S("abc")));
    Str bad = str_copy(&c.mem, a);
    ((char *)(uintptr_t)bad.p)[3] = '/';
    assert_false(token_is_one(bad));
    assert_true(secret_equal(a, str_copy(&c.mem, a)));
    assert_false(secret_equal(a, b));
}

static void a_digest_is_of_one_purpose(void **state)
{
    (void)state;
    Str token = token_new(&c.mem);
    assert_str(digest(&c.mem, "session", token), digest(&c.mem, "session", token));
    assert_false(str_equal(digest(&c.mem, "session", token), digest(&c.mem, "invitation", token)));
    assert_int_equal(digest(&c.mem, "session", (Str){0}).n, DIGEST_LETTERS);
}

static const char *problem(const char *password, bool second)
{
    const Str names[] = {S("nguyen.van.an"), S("Nguyễn Văn An"), {0}};
    return password_problem(&c.mem, str_of(password), second, names, 3);
}

static void easy_passwords_are_refused(void **state)
{
    (void)state;
    static const char *const refused[] = {"ngắn quá",          "matkhau12345678",    "bacgiang2024!!!",
                                          "aaaaaaaaaaaaaaaa",  "Nguyễn Văn An 1990", "nguyen.van.an123",
                                          "Chuyển đổi số 2024"};
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        if (!problem(refused[i], false)) test_fails("%s is taken", refused[i]);
    assert_null(problem("cây cầu tím bay chậm", false));
    assert_non_null(problem("cautimbay", false));
    assert_null(problem("cautimbay", true));
    assert_non_null(problem("password1", true));
    assert_non_null(problem("iloveyou", true));
}

static void a_password_is_kept_as_argon2id(void **state)
{
    (void)state;
    Str hash;
    assert_int_equal(password_hash(&c, S("cây cầu tím bay chậm"), &hash), OK);
    assert_true(str_starts(hash, S("$argon2id$")));
    assert_true(password_matches(hash, S("cây cầu tím bay chậm")));
    assert_false(password_matches(hash, S("cây cầu tím bay nhanh")));
    assert_false(password_matches((Str){0}, S("cây cầu tím bay chậm")));
    assert_false(password_matches(S("$argon2id$broken"), S("x")));
    assert_false(password_is_weak(hash));
}

static int64_t step_of(Str key, Str code, int64_t now_ms)
{
    int64_t step;
    assert_int_equal(totp_match(&c, key, code, now_ms, &step), OK);
    return step;
}

/* RFC 6238, appendix B: the key "12345678901234567890", SHA-1; the last six of its eight digits. */
static void one_time_codes_are_those_of_the_rfc(void **state)
{
    (void)state;
    Str key = S("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    assert_str(totp_code(&c.mem, key, 59000), S("287082"));
    assert_str(totp_code(&c.mem, key, INT64_C(1111111109000)), S("081804"));
    assert_str(totp_code(&c.mem, key, INT64_C(20000000000000)), S("353130"));
    assert_int_equal(step_of(key, S("287 082"), 59000), 1);
    assert_int_equal(step_of(key, S("287082"), 59000 + 30000), 1);
    assert_int_equal(step_of(key, S("287082"), 59000 + 60000), 0);
    assert_int_equal(step_of(key, S("28708"), 59000), 0);
    assert_int_equal(step_of(key, S("28708x"), 59000), 0);
    assert_int_equal(step_of(key, S("2870821"), 59000), 0);
    assert_int_equal(step_of(S("not a key!"), S("287082"), 59000), 0);
    Str made = totp_key_new(&c.mem);
    assert_int_equal(made.n, 32);
    assert_true(step_of(made, totp_code(&c.mem, made, 90000), 90000) > 0);
}

static void recovery_codes_are_read_as_typed(void **state)
{
    (void)state;
    Str code = recovery_code_new(&c.mem);
    assert_int_equal(code.n, 14);
    assert_str(recovery_code_typed(&c.mem, code), code);
    assert_str(recovery_code_typed(&c.mem, S(" K3MQ 7xwdp2na ")), S("k3mq-7xwd-p2na"));
}

static void what_is_sealed_opens_with_its_key_at_its_place_only(void **state)
{
    (void)state;
    char path[80];
    Keys keys, others;
    Str sealed, plain, key = S("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    struct stat about;
    snprintf(path, sizeof path, "%s/ngayso-key-%d", test_folder(), (int)getpid());
    unlink(path);
    assert_int_equal(keys_read(&c, path, &keys), FAIL_MISSING);
    mode_t mask = umask(0);
    assert_int_equal(keys_add(&c, path), OK);
    umask(mask);
    assert_int_equal(stat(path, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
    assert_int_equal(keys_read(&c, path, &keys), OK);
    sealed = seal(&c.mem, &keys.at[0], S("second 1 7"), key);
    assert_int_equal(str_find(sealed, key), sealed.n);
    assert_true(seal_open(&c.mem, &keys, S("second 1 7"), sealed, &plain));
    assert_str(plain, key);
    assert_false(seal_open(&c.mem, &keys, S("second 1 8"), sealed, &plain)); /* of another person */
    char *changed = NEW(&c.mem, char, sealed.n);
    memcpy(changed, sealed.p, sealed.n);
    changed[sealed.n - 3] = changed[sealed.n - 3] == 'A' ? 'B' : 'A';
    assert_false(seal_open(&c.mem, &keys, S("second 1 7"), (Str){changed, sealed.n}, &plain));
    for (size_t n = 0; n < sealed.n; n++)
        assert_false(seal_open(&c.mem, &keys, S("second 1 7"), str_slice(sealed, 0, n), &plain));
    /* A new key behind it: the old one still opens. */
    assert_int_equal(keys_add(&c, path), OK);
    assert_int_equal(keys_read(&c, path, &others), OK);
    assert_int_equal(others.n, 2);
    assert_true(seal_open(&c.mem, &others, S("second 1 7"), sealed, &plain));
    unlink(path);
    assert_int_equal(keys_add(&c, path), OK);
    assert_int_equal(keys_read(&c, path, &others), OK);
    assert_false(seal_open(&c.mem, &others, S("second 1 7"), sealed, &plain));
    FILE *f = fopen(path, "w");
    fputs("không phải khóa\n", f);
    fclose(f);
    c.why[0] = 0;
    assert_int_equal(keys_read(&c, path, &others), FAIL_INPUT);
    unlink(path);
}

static void a_qr_code_has_its_corners(void **state)
{
    (void)state;
    QrCode q;
    assert_int_equal(qr_code(&c, totp_address(&c.mem, totp_key_new(&c.mem), S("an")), &q), OK);
    assert_true(q.side >= 21);
    for (int i = 0; i < 7; i++) assert_true(q.dark[i] && q.dark[q.side - 1 - i] && q.dark[i * q.side]);
    Str huge = {NEW(&c.mem, char, 9000), 9000};
    memset((char *)(uintptr_t)huge.p, 'x', huge.n);
    assert_int_equal(qr_code(&c, huge, &q), FAIL_ROOM);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tokens_are_long_and_different),
        cmocka_unit_test(a_digest_is_of_one_purpose),
        cmocka_unit_test(easy_passwords_are_refused),
        cmocka_unit_test(a_password_is_kept_as_argon2id),
        cmocka_unit_test(one_time_codes_are_those_of_the_rfc),
        cmocka_unit_test(recovery_codes_are_read_as_typed),
        cmocka_unit_test(what_is_sealed_opens_with_its_key_at_its_place_only),
        cmocka_unit_test(a_qr_code_has_its_corners),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
