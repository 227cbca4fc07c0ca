// SPDX-License-Identifier: Apache-2.0
/* What is changed behind the program's back is named: a whole province agrees with its journal, and each kind of thing
 * that the journal proves does not once SQL has touched it. */
#include "demo/demo_testing.h"
#include "journal/proof.h"
#include "people/people.h"

extern const Feature feature_work;
static const Feature *const list[] = {&feature_work, NULL};

static ProofReportList looked_through(World *w)
{
    ProofReportList reports;
    must(proofs_check(&w->c, &reports));
    return reports;
}

static void say_all(const ProofReportList *reports)
{
    for (size_t i = 0; i < reports->n; i++)
        for (size_t k = 0; k < reports->at[i].first.n; k++) {
            const Unproven *u = &reports->at[i].first.at[k];
            print_message("%s %lld: '%.*s' '%.*s'\n", reports->at[i].what, (long long)u->id, STR_ARGS(u->has),
                          STR_ARGS(u->proven));
        }
}

static int64_t wrong_of(const ProofReportList *reports, const char *what)
{
    int64_t wrong = 0;
    for (size_t i = 0; i < reports->n; i++)
        if (!what || !strcmp(reports->at[i].what, what)) wrong += reports->at[i].wrong;
    return wrong;
}

typedef struct {
    const char *what; /* is found */
    Fail (*change)(Ctx *c);
} Touch;

/* One thing of each kind, by what whoever has the database could type. */
#define TOUCH(name, sql)                                                                                               \
    static Fail name(Ctx *c) { return store_run(c, sql, OFFICE); }
TOUCH(task_state, "UPDATE task SET state = 'done' WHERE office_id = $1 AND id = (SELECT min(id) FROM task WHERE "
                  "office_id = $1 AND state = 'new')")
TOUCH(task_due, "UPDATE task SET due = '2024-12-31' WHERE office_id = $1 AND id = (SELECT max(id) FROM task WHERE "
                "office_id = $1 AND state = 'doing')")
TOUCH(task_asked,
      "UPDATE task SET asked_day = '2024-09-16' WHERE office_id = $1 AND id = (SELECT min(id) FROM task WHERE "
      "office_id = $1 AND state = 'asked')")
TOUCH(task_lead, "UPDATE task SET lead = 'SYT' WHERE office_id = $1 AND id = (SELECT min(id) FROM task WHERE "
                 "office_id = $1 AND state = 'doing' AND lead <> 'SYT')")
TOUCH(task_gone, "DELETE FROM task WHERE office_id = $1 AND id = (SELECT max(id) FROM task WHERE office_id = $1 "
                 "AND state = 'new')")
TOUCH(task_by_proposal, "UPDATE task SET state = 'proposed' WHERE office_id = $1 AND id = (SELECT max(id) FROM task "
                        "WHERE office_id = $1 AND state = 'doing')")
TOUCH(duty_role, "UPDATE duty SET role = 'quan-tri' WHERE office_id = $1 AND id = (SELECT max(id) FROM duty WHERE "
                 "office_id = $1 AND role = 'chuyen-vien')")
TOUCH(duty_org, "UPDATE duty SET org = 'SYT' WHERE office_id = $1 AND id = (SELECT max(id) FROM duty WHERE "
                "office_id = $1 AND org <> 'SYT')")
TOUCH(duty_end_day,
      "UPDATE duty SET to_day = '2030-01-01' WHERE office_id = $1 AND id = (SELECT min(id) FROM duty WHERE "
      "office_id = $1)")
TOUCH(duty_put_in,
      "INSERT INTO duty (office_id, id, person_id, org, role, position, plan_id, from_day, to_day, "
      "behalf_id, created_at) SELECT office_id, 77, person_id, org, 'quan-tri', '', 0, from_day, NULL, 0, 0 "
      "FROM duty WHERE office_id = $1 AND id = (SELECT max(id) FROM duty WHERE office_id = $1)")
TOUCH(person_state, "UPDATE person SET state = 'disabled' WHERE office_id = $1 AND id = (SELECT min(id) FROM person "
                    "WHERE office_id = $1 AND state = 'active')")
TOUCH(person_password, "UPDATE person SET password = '$argon2id$v=19$m=65536,t=2,p=1$YWFh$YmJi' WHERE office_id = $1 "
                       "AND id = (SELECT min(id) FROM person WHERE office_id = $1 AND state = 'active')")
TOUCH(person_second, "UPDATE person SET totp_key = 'GEZDGNBVGY3TQOJQ' WHERE office_id = $1 AND id = (SELECT min(id) "
                     "FROM person WHERE office_id = $1 AND state = 'active')")
TOUCH(person_mail, "UPDATE person SET mail = 'ke.gian@example.com' WHERE office_id = $1 AND id = (SELECT max(id) FROM "
                   "person WHERE office_id = $1 AND state = 'active')")
TOUCH(person_gone, "DELETE FROM person WHERE office_id = $1 AND id = (SELECT max(id) FROM person WHERE office_id = $1)")
TOUCH(plan_state, "UPDATE plan SET state = 'review' WHERE office_id = $1 AND state = 'active'")
TOUCH(plan_day, "UPDATE plan_value SET value = '2024-12-31' WHERE office_id = $1 AND id = (SELECT min(id) FROM "
                "plan_value WHERE office_id = $1 AND value LIKE '2024-%')")
TOUCH(difficulty_state,
      "UPDATE difficulty SET state = 'done', waits = '' WHERE office_id = $1 AND id = (SELECT min(id) "
      "FROM difficulty WHERE office_id = $1 AND state = 'open')")
TOUCH(upload_place, "UPDATE upload SET object_id = 7 WHERE office_id = $1 AND id = (SELECT min(id) FROM upload WHERE "
                    "office_id = $1)")

static const Touch touches[] = {{"việc", task_state},
                                {"việc", task_due},
                                {"việc", task_asked},
                                {"việc", task_lead},
                                {"việc", task_gone},
                                {"việc", task_by_proposal},
                                {"nhiệm vụ", duty_role},
                                {"nhiệm vụ", duty_org},
                                {"nhiệm vụ", duty_end_day},
                                {"nhiệm vụ", duty_put_in},
                                {"người", person_state},
                                {"người", person_password},
                                {"người", person_second},
                                {"người", person_mail},
                                {"người", person_gone},
                                {"kế hoạch", plan_state},
                                {"giá trị trong kế hoạch", plan_day},
                                {"khó khăn", difficulty_state},
                                {"tệp đã gửi", upload_place}};

/* In a write that is given up again: the next one finds the province as it was. */
static Fail touch(Ctx *c, void *arg)
{
    ProofReportList reports;
    const Touch *t = arg;
    TRY(t->change(c));
    TRY(proofs_check(c, &reports));
    size_t which = (size_t)(t - touches);
    if (wrong_of(&reports, t->what) != 1 || wrong_of(&reports, NULL) != 1) {
        say_all(&reports);
        test_fails("touch %zu of %s: %lld found, %lld in all", which, t->what, (long long)wrong_of(&reports, t->what),
                   (long long)wrong_of(&reports, NULL));
    }
    return fail(c, FAIL_CONFLICT, "given up");
}

static void a_healthy_province_agrees_and_each_touch_is_named(void **state)
{
    (void)state;
    DemoAccountList accounts;
    World *w = world_begin(migrations, (ServerOptions){.features = list}, agencies, 0);
    DemoOptions o = {.plan = "data/samples/ke-hoach-136-2024.ocr.txt", .seed = DEMO_SEED, .tasks = 50};
    must(demo_make(&w->c, w->store, &o, &accounts));
    w->c.store = store_reader(w->store);
    ProofReportList reports = looked_through(w);
    say_all(&reports);
    assert_int_equal(wrong_of(&reports, NULL), 0);
    assert_int_equal(reports.n, 8);
    for (size_t i = 0; i < reports.n; i++) assert_true(reports.at[i].things > 0);
    for (size_t i = 0; i < sizeof touches / sizeof *touches; i++) {
        assert_int_equal(store_write(&w->c, w->store, touch, (void *)(uintptr_t)&touches[i]), FAIL_CONFLICT);
        assert_string_equal(w->c.why, "given up");
        w->c.why[0] = 0;
    }
    reports = looked_through(w);
    assert_int_equal(wrong_of(&reports, NULL), 0);
    world_end(w);
}

/* -- the facts themselves are part of the chain ---------------------------------------------------------------- */

TOUCH(fact_changed, "UPDATE journal_fact SET facts = facts || 'x' WHERE office_id = $1 AND n = (SELECT min(n) FROM "
                    "journal_fact WHERE office_id = $1)")
TOUCH(fact_gone, "DELETE FROM journal_fact WHERE office_id = $1 AND n = (SELECT max(n) FROM journal_fact WHERE "
                 "office_id = $1)")
TOUCH(fact_put_in,
      "INSERT INTO journal_fact (office_id, object, object_id, n, facts) SELECT office_id, object, object_id, "
      "n + 1000000, facts FROM journal_fact WHERE office_id = $1 AND n = (SELECT max(n) FROM journal_fact "
      "WHERE office_id = $1)")

static Fail forge(Ctx *c, void *arg)
{
    JournalProof proof;
    TRY(((const Touch *)arg)->change(c));
    TRY(journal_verify(c, &proof));
    assert_true(proof.wrong > 0);
    return fail(c, FAIL_CONFLICT, "given up");
}

static Fail first_people(Ctx *c, void *unused)
{
    NewPerson n = {.name = S("Trần Thị Bình"), .org = S("STTTT"), .role = ROLE_OFFICIAL};
    Id person;
    PersonAdded added;
    (void)unused;
    TRY(org_ensure_shipped(c));
    return person_add(c, &n, &person, &added);
}

static void facts_that_are_forged_break_the_chain(void **state)
{
    (void)state;
    static const Touch forged[] = {{"", fact_changed}, {"", fact_gone}, {"", fact_put_in}};
    World *w = world_begin(migrations, (ServerOptions){.features = list}, first_people, 0);
    for (size_t i = 0; i < sizeof forged / sizeof *forged; i++) {
        assert_int_equal(store_write(&w->c, w->store, forge, (void *)(uintptr_t)&forged[i]), FAIL_CONFLICT);
        assert_string_equal(w->c.why, "given up");
        w->c.why[0] = 0;
    }
    world_end(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_healthy_province_agrees_and_each_touch_is_named),
                                       cmocka_unit_test(facts_that_are_forged_break_the_chain)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
