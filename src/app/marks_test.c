// SPDX-License-Identifier: Apache-2.0
/* marks_test.c -- what is behind the doors: every GET route, its page, JSON, file and calendar, is asked by somebody in
 * each role, of the own agency and of others, and each answer is searched for what is in another agency's things.
 * test/marks.tsv decides who may meet what, and why.
 *
 * The other agency's things carry marks that nobody else's do (http/samples.h). */
#include "app/rights_world.h"
#include "doc/package.h"

static const char table[] = "test/marks.tsv";

/* -- what an answer holds ------------------------------------------------------------------------------------- */

static Verdict any_begin(void *arg, Str tag, const char **attributes)
{
    (void)arg, (void)tag, (void)attributes;
    return GO_ON;
}
static Verdict any_end(void *arg, Str tag)
{
    (void)arg, (void)tag;
    return GO_ON;
}
static Verdict take_text(void *arg, Str s)
{
    char *to = HEAP_ADD((Heap *)arg, char, s.n + 1);
    if (!to) return PART_MEMORY;
    memcpy(to, s.p, s.n);
    to[s.n] = '\n';
    return GO_ON;
}

/* The texts of a spreadsheet's sheets; of anything else its bytes. */
static Str texts_of(World *w, Str body)
{
    static const char *const parts[] = {"xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"};
    const PartReader reader = {any_begin, take_text, any_end};
    Package *p;
    Heap texts = {0};
    if (!str_starts(body, S("PK\3\4"))) return body;
    assert_int_equal(package_open(&w->c, body, &p), OK);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (package_has(p, parts[i]))
            assert_int_equal(package_parse(&w->c, p, parts[i], (size_t)8 << 20, &reader, &texts), OK);
    Str all = str_copy(&w->c.mem, (Str){texts.at, texts.n});
    free(texts.at);
    package_close(p);
    return all;
}

typedef struct {
    char path[200]; /* where it was met first; empty = nowhere */
} Met;
static Met met[SAMPLE_MARK_COUNT][ROLE_COUNT], met_own[SAMPLE_MARK_COUNT][ROLE_COUNT];

/* What was asked for is repeated by pages: that is not met. */
static void look_for(World *w, int role, Str path, Str text)
{
    for (int m = 0; m < SAMPLE_MARK_COUNT; m++)
        for (int place = 0; place < PLACES; place += PLACE_OTHER) {
            Met *to = place ? &met[m][role] : &met_own[m][role];
            Str mark = sample_mark(&w->c, &made[place], (SampleMark)m);
            if (to->path[0] || str_contains(path, mark) || !str_contains(text, mark)) continue;
            snprintf(to->path, sizeof to->path, "%.*s", STR_ARGS(path));
        }
}

static void ask_one(World *w, int role, Str path)
{
    Arena before = w->c.mem;
    LocalReply r = request_as(w, &actors[role], "GET", path, "", (Str){0});
    if (r.status >= 500) test_fails("%.*s answers %d", STR_ARGS(path), r.status);
    if (r.status == 200) look_for(w, role, path, texts_of(w, r.body));
    arena_back(&w->c.mem, before);
}

static void ask_both(World *w, int role, const Route *row, Str path)
{
    ask_one(w, role, path);
    if (row->api) ask_one(w, role, str_format(&w->c.mem, "/api/v1%.*s", STR_ARGS(path)));
}

/* -- the walk ------------------------------------------------------------------------------------------------- */

/* The page alone; then with each input that chooses something, alone and together with the plan's activity. */
static void walk_row(World *w, int role, const Feature *f, const Route *row, int place)
{
    Out path = {.mem = &w->c.mem};
    put_path(&path, f, row, place);
    Str alone = out_str(&path);
    ask_both(w, role, row, alone);
    for (const Input *in = row->inputs; in && in->type != INPUT_END; in++) {
        const char *value = sample_value(f->name, in->name, place);
        if (in_path(row, in) || !value) continue;
        ask_both(w, role, row, str_format(&w->c.mem, "%.*s?%s=%s", STR_ARGS(alone), in->name, value));
    }
}

static void note_met(int m, int role, Str path)
{
    if (!met[m][role].path[0]) snprintf(met[m][role].path, sizeof met[m][role].path, "%.*s", STR_ARGS(path));
}

/* Another agency's words are looked for: who finds its task by them has met them, whatever of it the answer shows. */
static void walk_search(World *w, int role)
{
    Str title = sample_mark(&w->c, &made[PLACE_OTHER], MARK_title);
    for (int m = 0; m < SAMPLE_MARK_COUNT; m++) {
        Arena before = w->c.mem;
        Str mark = sample_mark(&w->c, &made[PLACE_OTHER], (SampleMark)m);
        Str page = str_format(&w->c.mem, "/tim?q=%.*s", STR_ARGS(mark)),
            json = str_format(&w->c.mem, "/api/v1%.*s", STR_ARGS(page));
        ask_one(w, role, page);
        LocalReply r = request_as(w, &actors[role], "GET", json, "", (Str){0});
        if (m != MARK_title && r.status == 200 && str_contains(r.body, title)) note_met(m, role, json);
        arena_back(&w->c.mem, before);
    }
}

/* A link that lets whoever has it in is no leak when somebody else's is followed. */
static bool is_by_link(const Route *row) { return strstr(row->path, "{token}") || strstr(row->path, "{khoa-xem}"); }

static void walk_role(World *w, int role)
{
    for (const Feature *const *f = features; *f; f++)
        for (const Route *r = (*f)->routes; r && r->path; r++) {
            if (r->method != GET) continue;
            for (int place = 0; place < PLACES; place++)
                if (place == PLACE_OWN || !is_by_link(r)) walk_row(w, role, *f, r, place);
        }
    walk_search(w, role);
}

/* -- the table ------------------------------------------------------------------------------------------------ */

static bool is_named(Str names, const char *name)
{
    Str one;
    while (str_cut(&names, ',', &one))
        if (str_equal(str_trim(one), str_of(name))) return true;
    return false;
}

static void check_mark(int m, Str roles, Str why)
{
    if (!why.n) test_fails("%s: %s has to say why", table, sample_marks[m]);
    if (!met_own[m][ROLE_OFFICIAL].path[0]) test_fails("no page shows somebody their own %s", sample_marks[m]);
    for (int role = 0; role < ROLE_COUNT; role++) {
        const char *key = role ? role_names[role].key : "khong";
        bool may = is_named(roles, key);
        if (met[m][role].path[0] && !may)
            test_fails("%s met another agency's %s at %s", key, sample_marks[m], met[m][role].path);
        if (!met[m][role].path[0] && may)
            test_fails("%s: %s never meets another agency's %s, so the table need not allow it", table, key,
                       sample_marks[m]);
    }
}

static void what_an_answer_holds_is_for_whoever_asked(void **state)
{
    (void)state;
    World *w = rights_world(false);
    Str written, line, mark, roles;
    bool decided[SAMPLE_MARK_COUNT] = {0};
    for (int role = 0; role < ROLE_COUNT; role++) walk_role(w, role);
    assert_int_equal(doc_load_file(&w->c, table, &written), OK);
    while (str_cut(&written, '\n', &line)) {
        int m = 0;
        if (!line.n || line.p[0] == '#') continue;
        str_cut(&line, '\t', &mark);
        if (!str_cut(&line, '\t', &roles)) roles = (Str){0};
        while (m < SAMPLE_MARK_COUNT && !str_equal(mark, str_of(sample_marks[m]))) m++;
        if (m == SAMPLE_MARK_COUNT) test_fails("%s: nothing is called %.*s", table, STR_ARGS(mark));
        decided[m] = true;
        check_mark(m, roles, line);
    }
    for (int m = 0; m < SAMPLE_MARK_COUNT; m++)
        if (!decided[m]) test_fails("%s does not say who may meet another agency's %s", table, sample_marks[m]);
    world_end(w);
}

/* -- a duty for one plan -------------------------------------------------------------------------------------- */

static Fail limit_duty(Ctx *c, void *who)
{
    const SignedIn *s = who;
    return store_run(c, "UPDATE duty SET plan_id = $3 WHERE office_id = $1 AND id = $2", OFFICE, s->duty,
                     made[PLACE_OWN].plan + 1);
}

/* What was done is on record by agency and by person, whatever it was about. */
static bool is_record(const char *path) { return strstr(path, "/nhat-ky") || strstr(path, "/toi/du-lieu"); }

static void who_has_a_duty_for_one_plan_meets_no_work_of_another(void **state)
{
    (void)state;
    static const Role roles[] = {ROLE_COORDINATOR, ROLE_HEAD, ROLE_OFFICIAL, ROLE_TEAM, ROLE_VIEWER};
    World *w = rights_world(false);
    memset(met, 0, sizeof met);
    memset(met_own, 0, sizeof met_own);
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
        Role role = roles[i];
        assert_int_equal(store_write(&w->c, w->store, limit_duty, &actors[role]), OK);
        walk_role(w, role);
        for (int m = 0; m <= MARK_answer; m++)
            for (int own = 0; own < 2; own++) {
                const char *at = own ? met_own[m][role].path : met[m][role].path;
                if (at[0] && !is_record(at))
                    test_fails("%s with a duty for another plan meets %s at %s", role_names[role].key, sample_marks[m],
                               at);
            }
    }
    world_end(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_an_answer_holds_is_for_whoever_asked),
        cmocka_unit_test(who_has_a_duty_for_one_plan_meets_no_work_of_another),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
