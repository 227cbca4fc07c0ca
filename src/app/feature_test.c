// SPDX-License-Identifier: Apache-2.0
/* What the features declare, seen from the house: names that are given once, jobs that run when they are due. */
#include "app/jobs.h"
#include "base/testing.h"
#include "people/rights.h"
#include "store/place.h"
#include <stdlib.h>

/* -- declarations --------------------------------------------------------------------------------------------- */

static void a_right_is_granted_in_one_place(void **state)
{
    (void)state;
    int n = 0;
    for (const Feature *const *f = features; *f; f++)
        for (const Grant *g = (*f)->grants; g && g->right; g++, n++)
            if (grant_of(g->right) != g) test_fails("%s is granted twice, again in %s", g->right, (*f)->name);
    assert_true(n > 15);
}

static void a_job_has_a_name_of_its_own_and_a_pause_that_the_clock_can_keep(void **state)
{
    (void)state;
    StrList names = {0};
    Ctx c = {.mem = arena_reserve(1 << 16)};
    Arena whole = c.mem;
    for (const Feature *const *f = features; *f; f++)
        for (const Job *j = (*f)->jobs; j && j->name; j++) {
            for (size_t i = 0; i < names.n; i++)
                if (str_equal(names.at[i], str_of(j->name))) test_fails("two jobs are called %s", j->name);
            *list_add(&c.mem, &names) = str_of(j->name);
            if (j->every % JOB_TICK || (!j->every && !j->at_start)) test_fails("%s: when does it run?", j->name);
            if (!str_starts(str_of(j->name), str_of((*f)->name)))
                test_fails("%s is not named after its feature", j->name);
        }
    assert_true(names.n >= 4);
    arena_release(&whole);
}

/* What people type, and no part of the address; links travel through forms unseen. */
static bool is_typed(const Route *r, const Input *in)
{
    static const char *const unseen[] = {"token", "lien-ket", "loc", "bang"};
    char part[80];
    bool by_hand = in->type == INPUT_TEXT || in->type == INPUT_LINES || in->type == INPUT_INTEGER ||
                   in->type == INPUT_DAY || in->type == INPUT_SECRET || in->type == INPUT_FILE;
    snprintf(part, sizeof part, "{%s}", in->name);
    for (size_t i = 0; i < sizeof unseen / sizeof *unseen; i++) by_hand &= strcmp(in->name, unseen[i]) != 0;
    return by_hand && !str_contains(str_of(r->path), str_of(part));
}

static void a_form_that_is_refused_comes_back_with_what_was_typed(void **state)
{
    (void)state;
    int forms = 0;
    for (const Feature *const *f = features; *f; f++)
        for (const Route *r = (*f)->routes; r && r->path; r++) {
            bool typed = false;
            for (const Input *in = r->inputs; in && in->type != INPUT_END; in++) typed |= is_typed(r, in);
            forms += r->method == POST && typed;
            bool is_short = !strcmp(r->path, "/danh-sach/cach-xem");   /* a name of a word or two */
            bool is_script = !strcmp(r->path, "/so-lieu/nhap/{bo}/o"); /* no page: the cell stays as it is */
            if (r->method == POST && typed && !r->again && !is_short && !is_script)
                test_fails("POST %s: what was typed is lost when it is refused", r->path);
        }
    assert_true(forms > 60);
}

/* "/viec/{}" is the page of the row "/viec/{task}". */
static bool is_page_of(Str path, Str row)
{
    Str have, want;
    for (;;) {
        bool more = str_cut(&path, '/', &have);
        if (more != str_cut(&row, '/', &want)) return false;
        if (!more) return true;
        bool both = have.n && want.n && have.p[0] == '{' && want.p[0] == '{';
        if (!both && !str_equal(have, want)) return false;
    }
}

static bool has_page(Str path)
{
    path = str_slice(path, 0, str_index(path, '?'));
    path = str_slice(path, 0, str_index(path, '#'));
    for (const Feature *const *f = features; *f; f++)
        for (const Route *r = (*f)->routes; r && r->path; r++)
            if (r->method == GET && is_page_of(path, str_of(r->path))) return true;
    return false;
}

static void a_kind_of_thing_has_one_page_which_there_is(void **state)
{
    (void)state;
    int n = 0;
    for (const Feature *const *f = features; *f; f++)
        for (const ObjectKind *k = (*f)->objects; k && k->kind; k++, n++) {
            if (k->path && !has_page(str_of(k->path))) test_fails("%s: there is no page %s", k->kind, k->path);
            for (const Feature *const *g = features; *g; g++)
                for (const ObjectKind *other = (*g)->objects; other && other->kind; other++)
                    if (other != k && !strcmp(other->kind, k->kind)) test_fails("%s stands twice", k->kind);
        }
    assert_true(n > 8);
}

static void a_panel_asks_for_a_right_that_there_is(void **state)
{
    (void)state;
    int n = 0;
    for (const Feature *const *f = features; *f; f++)
        for (const Panel *p = (*f)->panels; p && p->draw; p++, n++)
            if (p->right && strcmp(p->right, PANEL_OWN) != 0 && !grant_of(p->right))
                test_fails("%s: a panel asks for %s", (*f)->name, p->right);
    assert_true(n > 5);
}

/* -- jobs ----------------------------------------------------------------------------------------------------- */

static struct {
    int started, each_minute, each_hour, failed;
    Str site;
} ran;

static Fail start(Ctx *c, const JobPlace *place)
{
    (void)c, (void)place;
    ran.started++;
    return OK;
}
static Fail fails(Ctx *c, const JobPlace *place)
{
    (void)place;
    ran.failed++;
    return fail(c, FAIL_BUSY, "chưa làm được");
}
static Fail runs_out_of_room(Ctx *c, const JobPlace *place)
{
    (void)place;
    ran.failed++;
    while (NEW(&c->mem, char, 1 << 20)) continue;
    return OK;
}
static Fail minute(Ctx *c, const JobPlace *place)
{
    (void)c;
    ran.site = place->site;
    ran.each_minute++;
    return OK;
}
static Fail hour(Ctx *c, const JobPlace *place)
{
    (void)c, (void)place;
    ran.each_hour++;
    return OK;
}

static const Job toy_jobs[] = {
    {"toy.start", .at_start = true, .run = start},
    {"toy.fails", .every = JOB_TICK, .run = fails},
    {"toy.room", .every = JOB_TICK, .run = runs_out_of_room},
    {"toy.minute", .every = JOB_TICK, .run = minute},
    {"toy.hour", .every = 60 * JOB_TICK, .leased = true, .run = hour},
    {0},
};
static const Job bad_start[] = {
    {"toy.bad", .at_start = true, .run = fails}, {"toy.late", .at_start = true, .run = start}, {0}};
static const Feature toy = {.name = "toy", .jobs = toy_jobs}, bad = {.name = "bad", .jobs = bad_start};
static const Migration no_steps[] = {{0}};

typedef struct {
    char path[PLACE_ROOM];
    Store *store;
    Arena whole;
    Ctx c;
} World;

static int begin(void **state)
{
    World *w = calloc(1, sizeof *w);
    w->whole = arena_reserve(4 << 20);
    w->c = (Ctx){.mem = w->whole, .now = 1000000};
    place_make(w->path, "jobs");
    assert_int_equal(store_open(&w->c, (StoreOptions){.path = w->path, .steps = no_steps}, &w->store), OK);
    memset(&ran, 0, sizeof ran);
    *state = w;
    return 0;
}

static int end(void **state)
{
    World *w = *state;
    store_close(w->store);
    place_remove(w->path);
    arena_release(&w->whole);
    free(w);
    return 0;
}

static void what_is_due_runs_and_a_failure_keeps_nobody_from_their_turn(void **state)
{
    World *w = *state;
    Jobs jobs = jobs_of(&w->c, (const Feature *const[]){&toy, NULL}, w->store);
    jobs.place.site = S("https://vi-du.example");
    assert_int_equal(jobs_start(&w->c, &jobs), OK);
    assert_int_equal(ran.started, 1);
    jobs_step(&w->c, &jobs, false);
    assert_int_equal(ran.each_minute + ran.failed, 0);
    for (int i = 0; i < 120; i++) {
        w->c.now += JOB_TICK * 1000;
        jobs_step(&w->c, &jobs, false);
    }
    assert_int_equal(ran.each_minute, 120);
    assert_int_equal(ran.failed, 240);
    assert_int_equal(ran.each_hour, 2);
    assert_int_equal(ran.started, 1);
    assert_true(str_equal(ran.site, S("https://vi-du.example")));
    w->c.now += JOB_TICK * 1000;
    jobs_step(&w->c, &jobs, true); /* nobody asked for any of these */
    assert_int_equal(ran.each_minute, 120);
}

static void a_job_of_the_start_that_fails_stops_the_start(void **state)
{
    World *w = *state;
    Jobs jobs = jobs_of(&w->c, (const Feature *const[]){&bad, NULL}, w->store);
    assert_int_equal(jobs_start(&w->c, &jobs), FAIL_BUSY);
    assert_string_equal(w->c.why, "chưa làm được");
    assert_int_equal(ran.started, 0);
}

/* Two copies of the program on one database. */
static void a_leased_job_is_done_by_one_copy(void **state)
{
    World *w = *state;
    if (!place_is_postgres()) skip();
    Store *other;
    assert_int_equal(store_open(&w->c, (StoreOptions){.path = w->path, .steps = no_steps}, &other), OK);
    const Feature *const list[] = {&toy, NULL};
    Jobs one = jobs_of(&w->c, list, w->store), two = jobs_of(&w->c, list, other);
    w->c.now += 60 * JOB_TICK * 1000;
    jobs_step(&w->c, &one, false);
    jobs_step(&w->c, &two, false);
    assert_int_equal(ran.each_hour, 1);
    assert_int_equal(ran.each_minute, 2);
    store_close(other);
}

#define IN_A_WORLD(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_right_is_granted_in_one_place),
        cmocka_unit_test(a_form_that_is_refused_comes_back_with_what_was_typed),
        cmocka_unit_test(a_kind_of_thing_has_one_page_which_there_is),
        cmocka_unit_test(a_panel_asks_for_a_right_that_there_is),
        cmocka_unit_test(a_job_has_a_name_of_its_own_and_a_pause_that_the_clock_can_keep),
        IN_A_WORLD(what_is_due_runs_and_a_failure_keeps_nobody_from_their_turn),
        IN_A_WORLD(a_job_of_the_start_that_fails_stops_the_start),
        IN_A_WORLD(a_leased_job_is_done_by_one_copy),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
