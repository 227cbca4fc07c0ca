// SPDX-License-Identifier: Apache-2.0
/* The two weeks are all there: every state, every class, every kind of answer; and they are the same two weeks again.
 */
#include "demo/demo_testing.h"
#include "demo/inside.h"
#include "difficulty/difficulty.h"
#include "http/world.h"
#include "secret/secret.h"
#include "urge/urge.h"
#include "work/work.h"

extern const Feature feature_work;
static const Feature *const list[] = {&feature_work, NULL};

/* Wherever it is called: the program needs nothing beside it. */
static World *made(unsigned seed, int tasks, DemoAccountList *accounts)
{
    World *w = world_begin(migrations, (ServerOptions){.features = list}, agencies, 0);
    DemoOptions o = {.seed = seed, .tasks = tasks};
    assert_int_equal(chdir("/"), 0);
    must(demo_make(&w->c, w->store, &o, accounts));
    w->c.store = store_reader(w->store);
    w->c.today = demo_today();
    return w;
}

static Counts all_of(World *w)
{
    TaskCountList counts;
    must(task_counts(&w->c, 0, GRAIN_ALL, w->c.today, &counts));
    assert_int_equal(counts.n, 1);
    return counts.at[0].n;
}

/* What stands in the way is of the agency's kind, and what was said of it speaks of just that. */
static void fits(World *w, const Difficulty *k)
{
    Org org;
    const Hardship *h = demo_hardship_of(k->text);
    must(org_by_code(&w->c, k->org, &org));
    Agency a = {.code = org.code, .kind = org.kind, .parent = org.parent};
    assert_non_null(h);
    if (!demo_fits(&a, h)) test_fails("%.*s: %s", STR_ARGS(a.code), h->text);
    if (k->answer.n) assert_str(k->answer, str_of(h->answer));
    if (k->proposal.n) assert_str(k->proposal, str_of(h->proposal));
    if (k->direction.n) assert_str(k->direction, str_of(h->direction));
}

static void everything_fits(World *w)
{
    DifficultyList found;
    Str next;
    int n = 0;
    for (int waits = 0; waits < WAITS_COUNT; waits++) {
        DifficultyChoice choice = {.waits = (DifficultyWaits)waits, .most = 1000};
        must(difficulty_list(&w->c, &choice, &found, &next));
        for (size_t i = 0; i < found.n; i++, n++) fits(w, &found.at[i]);
    }
    assert_true(n > 20);
}

static Fail look_links(Ctx *c, void *unused)
{
    Str token;
    (void)unused;
    for (int i = 0; i < DEMO_GUESTS; i++) TRY(people_look_link(c, str_of(demo_guests[i].account), &token));
    return OK;
}

static void everybody_is_there(World *w)
{
    must(store_write(&w->c, w->store, look_links, NULL));
    assert_int_equal(count("invitation WHERE office_id = $1 AND kind = 'try'", OFFICE), DEMO_GUESTS);
}

static Counts first; /* of two weeks that were made before */

static void everything_happened(void **state)
{
    (void)state;
    DemoAccountList accounts;
    World *w = made(DEMO_SEED, 600, &accounts);
    Counts n = all_of(w);
    bool is_demo = false;
    first = n;
    assert_true(count_total(&n) >= 600);
    for (int k = 0; k < TASK_CLASS_COUNT; k++) assert_true(n.class[k] > 0);
    assert_true(n.fresh > 0 && n.asked > 0 && n.excused > 0);
    static const char *const states[] = {"open", "submitted", "answered", "directed", "done"};
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (!count("difficulty WHERE office_id = $1 AND state = $2", OFFICE, str_of(states[i])))
            test_fails("no difficulty is %s", states[i]);
    static const char *const extensions[] = {"asked", "granted", "refused"};
    for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++)
        if (!count("task_extension WHERE office_id = $1 AND state = $2", OFFICE, str_of(extensions[i])))
            test_fails("no extension is %s", extensions[i]);
    assert_true(count("urge WHERE office_id = $1", OFFICE) > 10);
    assert_true(count("upload WHERE office_id = $1", OFFICE) > 0);
    assert_true(count("task_entry WHERE office_id = $1 AND kind = 'comment'", OFFICE) > 0);
    assert_true(count("task WHERE office_id = $1 AND parent_id <> 0", OFFICE) >= 3);
    assert_true(accounts.n > 400);
    assert_str(accounts.at[0].account, S("dieuphoi"));
    everything_fits(w);
    everybody_is_there(w);
    must(demo_is(&w->c, &is_demo));
    assert_true(is_demo);
    DemoOptions again = {.seed = 1};
    assert_int_equal(demo_make(&w->c, w->store, &again, &accounts), FAIL_CONFLICT);
    world_end(w);
}

static void the_same_seed_is_the_same_two_weeks(void **state)
{
    (void)state;
    DemoAccountList accounts;
    Counts n[3];
    if (!test_times(0, 1)) skip(); /* a second */
    for (unsigned i = 0; i < 3; i++) {
        World *w = made(i < 2 ? 7 : 8, 0, &accounts);
        n[i] = all_of(w);
        world_end(w);
    }
    assert_memory_equal(n[0].class, n[1].class, sizeof n[0].class);
    assert_memory_not_equal(n[0].class, n[2].class, sizeof n[0].class);
}

static void an_ordinary_store_is_no_demo(void **state)
{
    (void)state;
    World *w = world_begin(migrations, (ServerOptions){.features = list}, agencies, 0);
    bool is_demo = true;
    w->c.store = store_reader(w->store);
    must(demo_is(&w->c, &is_demo));
    assert_false(is_demo);
    world_end(w);
}

int main(void)
{
#define T(test) cmocka_unit_test(test)
    const struct CMUnitTest tests[] = {T(everything_happened), T(the_same_seed_is_the_same_two_weeks),
                                       T(an_ordinary_store_is_no_demo)};
    password_make_cheap();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
