// SPDX-License-Identifier: Apache-2.0
/* What is put right in one plan is known in the next, seen on a page, and revoked there. */
#include "http/world.h"
#include "plan/inside.h"
#include "plan/learnt.h"
#include "plan/sample.h"

extern const Feature feature_plan;
static const Feature *const list[] = {&feature_plan, NULL};
static Id plan; /* the last one that was taken in */

static const char *more = ""; /* what the next document has more, so that it is another one */

static Fail take_sample(Ctx *c, void *unused)
{
    Str text;
    (void)unused;
    TRY(doc_load_file(c, "data/samples/ke-hoach-136-2024.ocr.txt", &text));
    text = str_format(&c->mem, "%.*s%s", STR_ARGS(text), more);
    return sample_take(c, S("ke-hoach-136.txt"), text, &plan);
}

static Fail take_clean(Ctx *c, void *unused)
{
    (void)unused;
    Str text = str_format(&c->mem,
                          "KẾ HOẠCH\nTổ chức hội thi đọc sách năm 2024\nI. NỘI DUNG\n1. Thi đọc\n"
                          "- Cơ quan chủ trì: Trung tâm Văn thư Lưu trữ Sông Hồng\n- Thời gian: ngày 01/10/2024\n%s",
                          more);
    return sample_take(c, S("hoi-thi.txt"), text, &plan);
}

static int begin_with(void **state, WorldPrepare prepare)
{
    PlanCard card;
    more = "";
    world_begins(state, (ServerOptions){.features = list}, prepare);
    World *w = *state;
    must(plan_current(&w->c, &card));
    plan = card.id;
    return 0;
}
static int begin(void **state) { return begin_with(state, take_sample); }
static int begin_clean(void **state) { return begin_with(state, take_clean); }

/* -- words ---------------------------------------------------------------------------------------------------- */

/* One whose line reads `before`, then it; NULL when it is not doubtful. */
static const PlanDoubt *word_behind(World *w, const char *before)
{
    PlanDoubtList all;
    must(plan_doubts(&w->c, plan, &all));
    for (size_t i = 0; i < all.n; i++)
        if (str_ends(all.at[i].before, str_of(before))) return &all.at[i];
    return NULL;
}

static Id word;
static int seen;
static Str put;
static Fail decide(Ctx *c, void *unused)
{
    (void)unused;
    return put.n ? plan_word_decide(c, plan, word, seen, put) : plan_word_reopen(c, plan, word, seen);
}

static void put_right(World *w)
{
    word = word_behind(w, "khen thưởng ")->id, seen = 0, put = S("khac");
    must_write(w, decide, NULL);
}

static bool text_has(World *w, const char *part)
{
    PlanText t;
    must(plan_text(&w->c, plan, &t));
    for (size_t i = 0; i < t.meant.n; i++)
        if (str_contains(t.meant.line[i].text, str_of(part))) return true;
    return false;
}

static LearntList learnt_of(World *w)
{
    LearntList all;
    must(learnt_all(&w->c, &all));
    return all;
}

static void a_word_that_was_put_right_is_right_in_the_next_document(void **state)
{
    World *w = *state;
    assert_true(text_has(w, "khen thưởng khác do"));
    put_right(w);
    LearntList all = learnt_of(w);
    assert_int_equal(all.n, 1);
    assert_str(all.at[0].was, S("khac"));
    assert_str(all.at[0].before, S("thưởng"));
    assert_str(all.at[0].after, S("do"));
    more = "\nThem mot dong.\n";
    must_write(w, take_sample, NULL);
    assert_true(text_has(w, "khen thưởng khac do"));
    assert_null(word_behind(w, "khen thưởng ")); /* and is asked about no more */
}

static void what_is_taken_back_is_not_learnt(void **state)
{
    World *w = *state;
    put_right(w);
    put = (Str){0}, seen = 1;
    must_write(w, decide, NULL);
    LearntList all = learnt_of(w);
    assert_int_equal(all.n, 1);
    assert_false(all.at[0].holds);
    put = S("khác"), seen = 2; /* the restorer's own word: nothing to learn */
    must_write(w, decide, NULL);
    assert_int_equal(learnt_of(w).n, 1);
}

static void another_answer_takes_the_place_of_the_first(void **state)
{
    World *w = *state;
    put_right(w);
    put = S("khắc"), seen = 1;
    must_write(w, decide, NULL);
    LearntList all = learnt_of(w);
    assert_int_equal(all.n, 2);
    assert_true(all.at[0].holds);
    assert_str(all.at[0].became, S("khắc"));
    assert_false(all.at[1].holds);
}

static void what_was_revoked_is_applied_no_more(void **state)
{
    World *w = *state;
    put_right(w);
    LocalReply r = get(w, "/ke-hoach/da-hoc");
    assert_status(r, 200);
    assert_has(r.body, "<b>khac</b>");
    Id id = learnt_of(w).at[0].id;
    r = post(w, text_in(w, "/ke-hoach/da-hoc/%lld/bo", (long long)id), "");
    assert_status(r, 303);
    assert_status(post(w, text_in(w, "/ke-hoach/da-hoc/%lld/bo", (long long)id), ""), 303); /* a second click */
    assert_status(post(w, "/ke-hoach/da-hoc/1/bo", ""), 404);
    r = get(w, "/ke-hoach/da-hoc");
    assert_has(r.body, "Đã bỏ (1)");
    json_t *twin = json_of(w, "/ke-hoach/da-hoc");
    assert_int_equal(json_array_size(json_object_get(twin, "learnt")), 1);
    json_decref(twin);
    more = "\nThem mot dong.\n";
    must_write(w, take_sample, NULL);
    assert_true(text_has(w, "khen thưởng khác do"));
    assert_non_null(word_behind(w, "khen thưởng "));
}

/* -- agencies ------------------------------------------------------------------------------------------------- */

static PlanValue lead(World *w)
{
    PlanNode n;
    must(plan_node(&w->c, plan, S("activity"), S("1"), &n));
    return *node_value(&n, PLAN_LEAD);
}

static Str to;
static Fail correct(Ctx *c, void *arg)
{
    const PlanValue *v = arg;
    Str value;
    TRY(plan_value_typed(c, PLAN_LEAD, to, &value));
    return plan_correct(c, plan, v->id, v->version, value);
}

static void an_agency_that_somebody_pointed_out_is_known_in_the_next_document(void **state)
{
    World *w = *state;
    PlanValue v = lead(w);
    assert_str(v.value, S("name Trung tâm Văn thư Lưu trữ Sông Hồng"));
    to = S("Sở Nội vụ");
    must_write(w, correct, &v);
    v = lead(w);
    assert_true(v.party.org.n);
    Str code = v.party.org;
    assert_has(get(w, "/ke-hoach/da-hoc").body, "Trung tâm Văn thư Lưu trữ Sông Hồng");
    more = "- Nội dung: đọc sách.\n";
    must_write(w, take_clean, NULL);
    assert_str(lead(w).party.org, code);
    assert_status(post(w, text_in(w, "/ke-hoach/da-hoc/%lld/bo", (long long)learnt_of(w).at[0].id), ""), 303);
    more = "- Nội dung: kể chuyện.\n";
    must_write(w, take_clean, NULL);
    assert_str(lead(w).value, S("name Trung tâm Văn thư Lưu trữ Sông Hồng"));
}

static void an_agency_that_is_taken_back_is_not_learnt(void **state)
{
    World *w = *state;
    PlanValue v = lead(w);
    to = S("Sở Nội vụ");
    must_write(w, correct, &v);
    v = lead(w), to = S("Trung tâm Văn thư");
    must_write(w, correct, &v);
    assert_false(learnt_of(w).at[0].holds);
}

int main(void)
{
#define T(test)     cmocka_unit_test_setup_teardown(test, begin, world_ends)
#define CLEAN(test) cmocka_unit_test_setup_teardown(test, begin_clean, world_ends)
    const struct CMUnitTest tests[] = {
        T(a_word_that_was_put_right_is_right_in_the_next_document),
        T(what_is_taken_back_is_not_learnt),
        T(another_answer_takes_the_place_of_the_first),
        T(what_was_revoked_is_applied_no_more),
        CLEAN(an_agency_that_somebody_pointed_out_is_known_in_the_next_document),
        CLEAN(an_agency_that_is_taken_back_is_not_learnt),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
