// SPDX-License-Identifier: Apache-2.0
/* Keys of second factors: encrypted in the data, with a key that lies outside; and when that one is lost. */
#include "http/world.h"
#include "people/signed_in.h"
#include <sys/stat.h>

extern const Feature feature_org, feature_people;
static const Feature *const list[] = {&feature_org, &feature_people, NULL};

static SignedIn admin, official;
static char key_path[100];
static const Str phone = STR("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");

static Fail prepare(Ctx *c, void *unused)
{
    (void)unused;
    TRY(org_ensure_shipped(c));
    TRY(signed_in_new(c, "Quản Trị Viên", "STTTT", ROLE_ADMIN, &admin));
    return signed_in_new(c, "Chuyên Viên", "H213", ROLE_OFFICIAL, &official);
}

static int begin(void **state)
{
    snprintf(key_path, sizeof key_path, "%s/ngayso-second-%d.key", test_folder(), (int)getpid());
    setenv("NGAYSO_KEY_FILE", key_path, 1);
    return world_begins(state, (ServerOptions){.features = list, .gate = &people_gate}, prepare);
}
static int end(void **state)
{
    world_end(*state);
    unlink(key_path);
    return 0;
}

/* -- helpers -------------------------------------------------------------------------------------------------- */

static Str first_recovery;

static Fail enrol(Ctx *c, void *person)
{
    static char kept[20];
    StrList codes;
    TRY(person_set_second(c, *(Id *)person, phone, 1, &codes));
    snprintf(kept, sizeof kept, "%.*s", STR_ARGS(codes.at[0]));
    first_recovery = str_of(kept);
    return OK;
}

static Fail in_clear(Ctx *c, void *person)
{
    return store_run(c, "UPDATE person SET totp_key = $3 WHERE office_id = $1 AND id = $2", OFFICE, *(Id *)person,
                     phone);
}

static Fail seal_all(Ctx *c, void *unused)
{
    (void)unused;
    return people_seal_seconds(c);
}

static Fail new_key(Ctx *c, void *unused)
{
    (void)unused;
    return second_key_new(c);
}

static Fail kept_by(World *w, Fail (*run)(Ctx *, void *), void *arg)
{
    w->c.why[0] = 0;
    return store_write(&w->c, w->store, run, arg);
}

static Str kept_of(World *w, Id person)
{
    Rows r;
    assert_int_equal(
        store_one(&w->c, &r, "SELECT totp_key FROM person WHERE office_id = $1 AND id = $2", OFFICE, person), OK);
    Str key = row_text(&r, 0);
    assert_int_equal(rows_end(&r), OK);
    return key;
}

typedef struct {
    Id person;
    Str code;
    bool right;
    char problem[300];
} Try;

/* Given up again: a code is good once. */
static Fail one_try(Ctx *c, void *arg)
{
    Try *t = arg;
    Person p;
    CodeTry answer;
    SessionRowList sessions;
    Str token;
    TRY(person_by_id(c, t->person, &p));
    TRY(session_new(c, &(NewSession){.person = p.id, .agent = S("Test")}, &token)); /* the password was right */
    TRY(sessions_of(c, p.id, &sessions));
    c->actor = &(Actor){.person = p.id, .account = p.account, .session = sessions.at[0].id};
    Fail result = code_try(c, t->code, (Str){0}, S("Test"), &answer, &token);
    c->actor = NULL;
    TRY(result);
    t->right = !answer.problem;
    snprintf(t->problem, sizeof t->problem, "%s", answer.problem ? answer.problem : "");
    return fail(c, FAIL_CONFLICT, "given up");
}

static Try try_code(World *w, const SignedIn *who, Str code)
{
    Try t = {.person = who->person, .code = code};
    assert_int_equal(kept_by(w, one_try, &t), FAIL_CONFLICT);
    assert_string_equal(w->c.why, "given up");
    return t;
}

static Str code_now(World *w) { return totp_code(&w->c.mem, phone, w->c.now); }

/* -- the claims ------------------------------------------------------------------------------------------------ */

static void a_key_is_kept_encrypted_and_its_codes_are_taken(void **state)
{
    World *w = *state;
    struct stat about;
    assert_int_equal(kept_by(w, enrol, &official.person), OK);
    Str kept = kept_of(w, official.person);
    assert_true(seal_is_one(kept));
    assert_int_equal(str_find(kept, phone), kept.n);
    assert_int_equal(stat(key_path, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
    assert_true(try_code(w, &official, code_now(w)).right);
    assert_false(try_code(w, &official, S("000000")).right);
}

static Fail put_on_another(Ctx *c, void *unused)
{
    (void)unused;
    return store_run(
        c,
        "UPDATE person SET totp_key = (SELECT p.totp_key FROM person p WHERE p.office_id = $1 AND p.id = $2) "
        "WHERE office_id = $1 AND id = $3",
        OFFICE, official.person, admin.person);
}

static void a_key_copied_to_another_person_opens_nothing(void **state)
{
    World *w = *state;
    assert_int_equal(kept_by(w, enrol, &official.person), OK);
    assert_int_equal(kept_by(w, put_on_another, NULL), OK);
    assert_false(try_code(w, &admin, code_now(w)).right);
}

static void keys_of_an_older_program_are_encrypted_at_the_start(void **state)
{
    World *w = *state;
    assert_int_equal(kept_by(w, seal_all, NULL), OK);
    assert_int_not_equal(access(key_path, F_OK), 0); /* made at first need only */
    assert_int_equal(kept_by(w, in_clear, &official.person), OK);
    assert_true(try_code(w, &official, code_now(w)).right);
    assert_int_equal(kept_by(w, seal_all, NULL), OK);
    assert_true(seal_is_one(kept_of(w, official.person)));
    assert_true(try_code(w, &official, code_now(w)).right);
    Str once = kept_of(w, official.person);
    assert_int_equal(kept_by(w, seal_all, NULL), OK);
    assert_str(kept_of(w, official.person), once);
}

static void without_the_key_file_recovery_codes_and_the_administrator_help(void **state)
{
    World *w = *state;
    assert_int_equal(kept_by(w, enrol, &official.person), OK);
    assert_int_equal(unlink(key_path), 0);
    assert_int_equal(kept_by(w, seal_all, NULL), FAIL_CONFLICT);
    assert_non_null(strstr(w->c.why, "ngayso key --new"));
    Try t = try_code(w, &official, code_now(w));
    assert_false(t.right);
    assert_non_null(strstr(t.problem, "mã dự phòng"));
    assert_true(try_code(w, &official, first_recovery).right);
    /* Nobody is given a key that the others could not read. */
    assert_int_equal(kept_by(w, enrol, &admin.person), FAIL_CONFLICT);
    assert_int_not_equal(access(key_path, F_OK), 0);
    /* Lost for good: a new one; the administrator resets who has no recovery code. */
    assert_int_equal(kept_by(w, new_key, NULL), OK);
    assert_int_equal(kept_by(w, seal_all, NULL), OK);
    SecondKeyReport k;
    assert_int_equal(second_key_report(&w->c, &k), OK);
    assert_int_equal(k.lost, 1);
    Str path = str_format(&w->c.mem, "/nguoi/%lld/mat-dien-thoai", (long long)official.person);
    LocalReply r = ask(w, path.p, admin.cookie, str_format(&w->c.mem, "_token=%s", admin.form).p);
    assert_int_equal(r.status, 303);
    assert_int_equal(kept_of(w, official.person).n, 0);
    assert_int_equal(kept_by(w, enrol, &official.person), OK);
    assert_true(try_code(w, &official, code_now(w)).right);
}

static void a_copy_with_another_key_file_writes_nothing(void **state)
{
    World *w = *state;
    char away[120];
    snprintf(away, sizeof away, "%s.away", key_path);
    assert_int_equal(kept_by(w, enrol, &official.person), OK);
    assert_int_equal(rename(key_path, away), 0);
    assert_int_equal(keys_add(&w->c, key_path), OK);
    assert_int_equal(kept_by(w, seal_all, NULL), FAIL_CONFLICT);
    assert_int_equal(kept_by(w, enrol, &admin.person), FAIL_CONFLICT);
    assert_false(try_code(w, &official, code_now(w)).right);
    assert_int_equal(rename(away, key_path), 0);
    assert_int_equal(kept_by(w, seal_all, NULL), OK);
    assert_true(try_code(w, &official, code_now(w)).right);
}

static void enrolling_fails_whole_whichever_statement_fails(void **state)
{
    World *w = *state;
    for (int n = 1;; n++) {
        assert_true(n < 100);
        store_fail_statement(w->store, n);
        Fail result = kept_by(w, enrol, &official.person);
        bool failed = store_has_failed(w->store);
        store_fail_statement(w->store, 0);
        if (!failed) break;
        if (result) assert_int_equal(kept_of(w, official.person).n, 0);
    }
    assert_true(try_code(w, &official, code_now(w)).right);
}

#define T(test) cmocka_unit_test_setup_teardown(test, begin, end)
int main(void)
{
    const struct CMUnitTest tests[] = {
        T(a_key_is_kept_encrypted_and_its_codes_are_taken),
        T(a_key_copied_to_another_person_opens_nothing),
        T(keys_of_an_older_program_are_encrypted_at_the_start),
        T(without_the_key_file_recovery_codes_and_the_administrator_help),
        T(a_copy_with_another_key_file_writes_nothing),
        T(enrolling_fails_whole_whichever_statement_fails),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
