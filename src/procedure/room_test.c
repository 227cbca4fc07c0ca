// SPDX-License-Identifier: Apache-2.0
/* What may not be oversold: whatever frees room lets in who waits; a new version oversells nothing; figures stay whole
 * numbers, however large. */
#include "procedure/act_testing.h"

enum { SEATS = 20 }; /* of course_procedure, for who comes in person */

static int64_t taken(World *w) { return count(w, "%cho_ngoi", "", "truc_tiep"); }

static Fail changed(World *w, Id id, int people, const char *how)
{
    const char *answers =
        text_in(w, "{\"don_vi\":\"Đổi %lld\",\"so_nguoi\":%d,\"cach\":\"%s\"}", (long long)id, people, how);
    return moved_with(w, &coordinator, id, "doi", (Act){.edited = answers});
}

static void an_edit_that_frees_room_lets_in_who_waits(void **state)
{
    World *w = *state;
    Id a = joins(w, "A", 20, "truc_tiep"), b = joins(w, "B", 5, "truc_tiep"), c = joins(w, "C", 4, "truc_tiep");
    assert_state(w, b, "hang");
    assert_done(w, changed(w, a, 15, "truc_tiep"));
    assert_state(w, b, "cho");
    assert_state(w, c, "hang");
    assert_done(w, changed(w, a, 15, "truc_tuyen")); /* another choice frees the whole share */
    assert_state(w, c, "cho");
    assert_int_equal(taken(w), 9);
}

static void who_stood_in_front_and_leaves_lets_in_who_needs_less(void **state)
{
    World *w = *state;
    joins(w, "A", 15, "truc_tiep");
    Id many = joins(w, "B", 10, "truc_tiep"), few = joins(w, "C", 5, "truc_tiep");
    assert_state(w, many, "hang");
    assert_state(w, few, "hang");
    assert_done(w, moved(w, &coordinator, many, "huy"));
    assert_state(w, few, "cho");
    assert_int_equal(taken(w), SEATS);
}

/* The clock's move has a guard that this one does not meet: those behind it come in, the one who left is not held up.
 */
static void who_may_not_come_in_keeps_nobody_out(void **state)
{
    World *w = *state;
    Str guarded = with(w, S(course_procedure), "to: cho, who: clock}",
                       "to: cho, who: clock, guard: \"${don_vi} != 'B'\", guard_says: Chưa đủ giấy tờ.}");
    must_write(w, publish_act, &guarded);
    Id a = joins(w, "A", 20, "truc_tiep"), b = joins(w, "B", 2, "truc_tiep"), c = joins(w, "C", 2, "truc_tiep");
    assert_done(w, moved(w, &coordinator, a, "huy"));
    assert_state(w, b, "hang");
    assert_state(w, c, "cho");
}

static const char taking_over[] = "takes_over: [{from: hang, to: cho}, {from: cho, to: cho}]\nduplicates: [don_vi]\n";

static void a_new_version_oversells_nothing(void **state)
{
    World *w = *state;
    Id a = joins(w, "A", 12, "truc_tiep"), b = joins(w, "B", 8, "truc_tiep"), c = joins(w, "C", 3, "truc_tiep");
    Str text = with(w, S(course_procedure), "duplicates: [don_vi]\n", taking_over);
    Procedure p;
    DesignProblems problems = {0};
    PublishTrial trial;
    assert_true(procedure_read(&w->c.mem, text, NULL, &p, &problems));
    assert_done(w, version_try(&w->c, &p, &trial));
    assert_int_equal(trial.moved, 3);
    must_write(w, publish_act, &text);
    assert_state(w, a, "cho");
    assert_state(w, b, "cho");
    assert_state(w, c, "hang"); /* twenty seats are taken: it goes on waiting, whatever the rule says */
    assert_int_equal(dossier(w, c).version.row.version, 2);
    assert_int_equal(taken(w), SEATS);
    /* Where nobody may wait it stays with its version, and the trial says so. */
    Str less = with(w,
                    with(w, text, "{truc_tiep: 20, truc_tuyen: 50}, waiting: hang, promote: vao}",
                         "{truc_tiep: 20, truc_tuyen: 50}, full: Hết chỗ.}"),
                    "to: cho, who: clock}", "to: cho, who: {agency: STTTT}}");
    less = with(w, less, "from: cho, to: cho, who: {agency: STTTT}, edits: all}",
                "from: cho, to: cho, who: {agency: STTTT}, edits: all}\n  - {name: xep, label: Xếp, from: cho, to: "
                "hang, who: {agency: STTTT}}");
    problems = (DesignProblems){0};
    if (!procedure_read(&w->c.mem, less, NULL, &p, &problems))
        test_fails("%.*s", STR_ARGS(problem_line(&w->c.mem, &problems.at[0])));
    assert_done(w, version_try(&w->c, &p, &trial));
    assert_int_equal(trial.moved, 2);
    assert_int_equal(trial.stays, 1);
    assert_has(trial.refused.at[0], "ở lại phiên bản cũ: Hết chỗ.");
    must_write(w, publish_act, &less);
    assert_int_equal(dossier(w, a).version.row.version, 3);
    assert_int_equal(dossier(w, c).version.row.version, 2);
    assert_int_equal(taken(w), SEATS);
}

static void more_room_in_a_new_version_lets_in_who_waits(void **state)
{
    World *w = *state;
    joins(w, "A", 20, "truc_tiep");
    Id b = joins(w, "B", 3, "truc_tiep");
    Str text = with(w, S(course_procedure), "truc_tiep: 20", "truc_tiep: 22");
    must_write(w, publish_act, &text);
    assert_state(w, b, "hang");
    text = with(w, S(course_procedure), "truc_tiep: 20", "truc_tiep: 30");
    must_write(w, publish_act, &text);
    assert_state(w, b, "cho");
    assert_state(w, joins(w, "C", 7, "truc_tiep"), "cho");
    assert_state(w, joins(w, "D", 1, "truc_tiep"), "hang");
}

static unsigned random_state = 7;
static int random_below(int n)
{
    random_state = random_state * 1664525u + 1013904223u;
    return (int)((random_state >> 8) % (unsigned)n);
}

/* Never more than there are; and nobody at the head of the line waits for room that is there. */
static void check_room(World *w, const char *how, int seats)
{
    DossierRows rows;
    Id next;
    int64_t held = 0, first = 0;
    DossierChoice a = {.procedure = S("hoi-thao"), .filter = {{S("cach"), str_of(how)}}, .filters = 1, .most = 1000};
    as(w, &coordinator);
    assert_done(w, dossier_list(&w->c, &a, &rows, &next));
    for (size_t i = 0; i < rows.n; i++) { /* the newest first: the last one that waits is the first in line */
        Dossier d;
        assert_done(w, dossier_open(&w->c, &rows.at[i], &d));
        int64_t n = answers_of(&d.answers, S("so_nguoi")).integer;
        if (str_equal(d.row.state, S("hang"))) first = n;
        else if (state_holds(d.state)) held += n;
    }
    assert_true(held <= seats);
    assert_int_equal(held, count(w, "%cho_ngoi", "", how));
    if (first && held + first <= seats)
        test_fails("%lld of %d are taken, %lld wait", (long long)held, seats, (long long)first);
}

static void room_is_right_after_whatever_people_do(void **state)
{
    World *w = *state;
    static const char *const moves[] = {"dong_y", "tu_choi", "du", "huy", "lai"}, *const ways[] = {"truc_tiep",
                                                                                                   "truc_tuyen"};
    IdList ids = {0};
    for (int i = 0; i < 250; i++) {
        if (ids.n < 12 || random_below(3) == 0)
            *list_add(&w->c.mem, &ids) = joins(w, text_in(w, "Cty %d", i), 1 + random_below(9), ways[random_below(2)]);
        Id id = ids.at[random_below((int)ids.n)];
        Fail f = random_below(3) ? moved(w, &coordinator, id, moves[random_below(5)])
                                 : changed(w, id, 1 + random_below(9), ways[random_below(2)]);
        assert_true(f == OK || f == FAIL_CONFLICT);
        check_room(w, "truc_tiep", SEATS);
        check_room(w, "truc_tuyen", 50);
    }
}

/* -- numbers ---------------------------------------------------------------------------------------------------------
 */

static const char sums[] = "code: tien\ntitle: Tiền\nfields:\n"
                           "  - {name: so, type: money, label: Tiền}\n"
                           "  - {name: le, type: decimal, decimals: 2, label: Lẻ}\n"
                           "  - {name: nhan, type: computed, label: Nhân, compute: \"${le} * ${le} * ${le}\"}\n"
                           "apply: {by: signed_in}\n"
                           "states:\n"
                           "  - {name: cho, label: Chờ, kind: open}\n"
                           "  - {name: duoc, label: Được, kind: ended, outcome: agreed}\n"
                           "moves:\n"
                           "  - {name: dong_y, label: Đồng ý, from: cho, to: duoc, who: {agency: STTTT}}\n"
                           "counters:\n"
                           "  - {name: tong, label: Tổng, what: sum, of: so, in: cho}\n"
                           "  - {name: tong_le, label: Tổng lẻ, what: sum, of: le, in: cho}\n"
                           "  - {name: tong_nhan, label: Tổng nhân, what: sum, of: nhan, in: cho}\n";

static int64_t sum_of(World *w, const char *counter)
{
    CountRows rows;
    must(procedure_counts(&w->c, S("tien"), &rows));
    for (size_t i = 0; i < rows.n; i++)
        if (str_equal(rows.at[i].counter, str_of(counter))) return rows.at[i].value;
    return 0;
}

/* Odd sums just below the most that a form takes: one that went through a double anywhere would lose its last đồng in
 * the sum (above 2^53). */
static void money_is_whole_from_the_form_to_the_sum(void **state)
{
    World *w = *state;
    Str text = S(sums);
    int64_t all = 0;
    must_write(w, publish_act, &text);
    for (int i = 0; i < 30; i++) {
        int64_t one = ANSWER_NUMBER_MAX - 1 - 2 * i;
        all += one;
        submitted(w, &official, "tien", text_in(w, "{\"so\":%lld}", (long long)one));
    }
    assert_true(all > INT64_C(1) << 53 && all % 2 == 0);
    submitted(w, &official, "tien", "{\"so\":1}");
    assert_true(sum_of(w, "tong") == all + 1);
}

static void what_is_too_large_for_a_figure_is_no_accident(void **state)
{
    World *w = *state;
    Str text = S(sums);
    must_write(w, publish_act, &text);
    submitted(w, &official, "tien", "{\"le\":900000000000000.25,\"nhan\":7.29e44}");
    assert_true(sum_of(w, "tong_nhan") == ANSWER_NUMBER_MAX);
    submitted(w, &official, "tien", "{\"le\":-900000000000000.25,\"nhan\":-7.29e44}");
    assert_true(sum_of(w, "tong_nhan") == 0);
    assert_true(sum_of(w, "tong_le") == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, begin, world_ends)
        T(an_edit_that_frees_room_lets_in_who_waits),    T(who_stood_in_front_and_leaves_lets_in_who_needs_less),
        T(who_may_not_come_in_keeps_nobody_out),         T(a_new_version_oversells_nothing),
        T(more_room_in_a_new_version_lets_in_who_waits), T(room_is_right_after_whatever_people_do),
        T(money_is_whole_from_the_form_to_the_sum),      T(what_is_too_large_for_a_figure_is_no_accident),
#undef T
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
