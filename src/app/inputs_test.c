// SPDX-License-Identifier: Apache-2.0
/* inputs_test.c -- identifiers that the door does not look at: another agency's in a form, or behind the first in an
 * address, are refused inside; the same request with the own one is taken, so that nothing else was wrong with it. */
#include "app/rights_world.h"
#include "difficulty/difficulty.h"
#include "work/work.h"

/* The rows of all features. */
#define EACH_OF(type, k, lists)                                                                                        \
    for (const type *const *list_ = lists; *list_; list_++)                                                            \
        for (const type *k = *list_; k->path; k++)

static const InputCase *case_of(const Route *row, const Input *in)
{
    EACH_OF (InputCase, k, input_cases)
        if (!strcmp(k->path, row->path) && !strcmp(k->input, in->name)) return k;
    return NULL;
}

static bool is_free(const Route *row, const Input *in)
{
    EACH_OF (InputFree, k, inputs_free)
        if (!strcmp(k->path, row->path) && (!k->input || !strcmp(k->input, in->name))) return true;
    return false;
}

/* Who has the right has it everywhere: there is no other agency's for them. */
static bool is_for_all_places(const Route *row)
{
    const Grant *g = grant_of(row->right);
    for (int role = 0; g && role < ROLE_COUNT; role++)
        if (g->scope[role] == OWN || g->scope[role] == SUBTREE) return false;
    return g;
}

static bool is_identifier(const Route *row, const Input *in)
{
    return in->type == INPUT_ID || in->each || in_path(row, in) || !strcmp(in->name, "co-quan");
}

static void every_identifier_behind_the_door_has_its_case(void **state)
{
    (void)state;
    for (const Feature *const *f = features; *f; f++)
        for (const Route *r = (*f)->routes; r && r->path; r++) {
            bool at_door = r->place;
            if (r->method != POST || is_for_all_places(r)) continue;
            for (const Input *in = r->inputs; in && in->type != INPUT_END; in++) {
                if (!is_identifier(r, in)) continue;
                if (at_door && in_path(r, in)) at_door = false; /* the first is what the place is found by */
                else if (!case_of(r, in) && !is_free(r, in))
                    test_fails("POST %s takes %s, which the door does not look at. Add a case: somebody who sends "
                               "another agency's is refused.",
                               r->path, in->name);
            }
        }
}

/* -- sending one ---------------------------------------------------------------------------------------------- */

static const Route *row_of(const char *path, const Feature **feature)
{
    for (const Feature *const *f = features; *f; f++)
        for (const Route *r = (*f)->routes; r && r->path; r++) {
            *feature = *f;
            if (r->method == POST && !strcmp(r->path, path)) return r;
        }
    test_fails("there is no POST %s", path);
    return NULL;
}

static Str with_sample(World *w, const char *fields, const char *value)
{
    Out o = {.mem = &w->c.mem};
    for (; *fields; fields++) {
        if (*fields == '@') out_raw(&o, str_of(value));
        else out_char(&o, *fields);
    }
    return out_str(&o);
}

/* All of the own agency, but the one input of `place`. */
static int status_of(World *w, const InputCase *k, int place)
{
    const Feature *f;
    const Route *row = row_of(k->path, &f);
    const SignedIn *who = &actors[k->role];
    Out path = {.mem = &w->c.mem};
    Str rest = str_of(row->path), part;
    str_cut(&rest, '/', &part);
    while (str_cut(&rest, '/', &part)) {
        Str name = part.n && part.p[0] == '{' ? str_slice(part, 1, part.n - 1) : (Str){0};
        out_char(&path, '/');
        if (name.n)
            put_value(&path, f, row, input_named(row, name), str_equal(name, str_of(k->input)) ? place : PLACE_OWN);
        else out_raw(&path, part);
    }
    Str fields = with_sample(w, k->fields, sample_value(f->name, k->input, place));
    Str body = str_format(&w->c.mem, "_token=%s&%s", who->form, str_c(&w->c.mem, fields));
    return request_as(w, who, "POST", out_str(&path), "", body).status;
}

static int64_t journal_end(World *w)
{
    Rows r;
    assert_int_equal(store_one(&w->c, &r, "SELECT max(n) FROM journal WHERE office_id = $1", OFFICE), OK);
    int64_t n = row_integer(&r, 0);
    assert_int_equal(rows_end(&r), OK);
    return n;
}

static void try_case(World *w, const InputCase *k)
{
    int64_t before = journal_end(w);
    int refused = status_of(w, k, PLACE_OTHER);
    if (refused != k->refused)
        test_fails("%s with another agency's %s answers %d, not %d", k->path, k->input, refused, k->refused);
    if (journal_end(w) != before) test_fails("%s with another agency's %s changed something", k->path, k->input);
    int taken = status_of(w, k, PLACE_OWN);
    if (taken != k->taken)
        test_fails("%s with the own %s answers %d, not %d: it was refused for something else", k->path, k->input, taken,
                   k->taken);
}

static void what_is_another_agencys_is_refused_inside(void **state)
{
    (void)state;
    World *w = rights_world(false);
    for (int last = 0; last < 2; last++)
        EACH_OF (InputCase, k, input_cases)
            if (k->is_last == last) try_case(w, k);
    world_end(w);
}

/* -- a duty that is about one plan ------------------------------------------------------------------------------ */

static Id elsewhere;
static Fail add_elsewhere(Ctx *c, void *unused)
{
    (void)unused;
    NewTask n = {.lead = S("SYT"), .title = S("Việc ngoài kế hoạch"), .begins = NO_DAY, .due = NO_DAY};
    return task_add(c, &n, false, &elsewhere);
}

static void what_is_of_another_plan_is_not_assigned_through_this_one(void **state)
{
    (void)state;
    World *w = rights_world(false);
    assert_int_equal(store_write(&w->c, w->store, add_elsewhere, NULL), OK);
    const SignedIn *who = &actors[ROLE_COORDINATOR];
    Str path = str_format(&w->c.mem, "/ke-hoach/%lld/giao-viec", (long long)made[PLACE_OWN].plan);
    Str body = str_format(&w->c.mem, "_token=%s&lam=giao&viec=%lld", who->form, (long long)elsewhere);
    assert_status(request_as(w, who, "POST", path, "", body), 404);
    world_end(w);
}

/* -- what people read of a choice is what the tables of states say ----------------------------------------------------
 */

static const Input *choice_of(Method method, const char *path, const char *name)
{
    for (const Feature *const *f = features; *f; f++)
        for (const Route *r = (*f)->routes; r && r->path; r++)
            if (r->method == method && !strcmp(r->path, path)) return input_named(r, str_of(name));
    return NULL;
}

static const char *state_words(Str key) { return task_states[task_state_of(key)].name; }
static const char *class_words(Str key) { return task_classes[task_class_of(key)].name; }
static const char *difficulty_words(Str key) { return difficulty_moves[difficulty_move_of(key)].name; }

static void the_words_of_a_choice_are_those_of_its_table(void **state)
{
    (void)state;
    static const struct {
        Method method;
        const char *path, *input;
        const char *(*words)(Str key);
    } all[] = {{GET, "/viec", "trang-thai", state_words},
               {GET, "/viec", "loai", class_words},
               {POST, "/kho-khan/{difficulty}", "lam", difficulty_words}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        const Input *in = choice_of(all[i].method, all[i].path, all[i].input);
        assert_non_null(in);
        for (Str rest = str_of(in->choices), key, words; choice_next(&rest, &key, &words);)
            assert_str(words, str_of(all[i].words(key)));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_identifier_behind_the_door_has_its_case),
        cmocka_unit_test(what_is_another_agencys_is_refused_inside),
        cmocka_unit_test(the_words_of_a_choice_are_those_of_its_table),
        cmocka_unit_test(what_is_of_another_plan_is_not_assigned_through_this_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
