// SPDX-License-Identifier: Apache-2.0
/* The acts of a review are said, and taken back whole: titles looked at, words decided, findings, what was learnt. */
#include "people/signed_in.h"
#include "plan/learnt.h"
#include "plan/sample.h"
#include "plan/wording.h"

extern const Feature feature_plan, feature_people, feature_receipt;
extern const Gate people_gate;
static const Feature *const list[] = {&feature_receipt, &feature_people, &feature_plan, NULL};

static Id plan; /* of the world that is open */
static SignedIn coordinator, other;

static Fail fill(Ctx *c, void *unused)
{
    (void)unused;
    TRY(sample_plan_read(c, &plan));
    TRY(signed_in_new(c, "Nguyễn Điều Phối", "STTTT", ROLE_COORDINATOR, &coordinator));
    return signed_in_new(c, "Lê Cũng Điều Phối", "STTTT", ROLE_COORDINATOR, &other);
}

static int begin(void **state)
{
    PlanCard card;
    world_begins(state, (ServerOptions){.features = list, .gate = &people_gate}, fill);
    World *w = *state;
    must(plan_current(&w->c, &card));
    plan = card.id;
    return 0;
}

#define at(w, rest) text_in((w), "/ke-hoach/%lld%s", (long long)plan, (rest))

static PlanLookList looks_now(World *w)
{
    PlanLookList looks;
    must(plan_looks(&w->c, plan, &looks));
    return looks;
}

static size_t words_left(World *w)
{
    PlanDoubtList all;
    size_t n = 0;
    must(plan_doubts(&w->c, plan, &all));
    for (size_t i = 0; i < all.n; i++) n += !all.at[i].is_seen;
    return n;
}

static PlanValue value_now(World *w, Id id)
{
    PlanNodeList nodes;
    must(plan_nodes(&w->c, plan, (Str){0}, &nodes));
    for (size_t i = 0; i < nodes.n; i++)
        for (size_t k = 0; k < nodes.at[i].values.n; k++)
            if (nodes.at[i].values.at[k].id == id) return nodes.at[i].values.at[k];
    test_fails("the value is gone");
    return (PlanValue){0};
}

static void titles_that_were_looked_at_are_asked_about_again(void **state)
{
    World *w = *state;
    PlanLookList looks = looks_now(w);
    size_t words = words_left(w);
    const PlanValue *first = &looks.at[0].value, *second = &looks.at[1].value;
    LocalReply r = submit_and_follow(
        w, &coordinator, at(w, "/chu"),
        text_in(w, "phien-ban.%lld=%d&chu.%lld=T%%C3%%AAn+m%%E1%%BB%%9Bi&phien-ban.%lld=%d&chu.%lld=%.*s&xem.%lld=1",
                (long long)first->id, first->version, (long long)first->id, (long long)second->id, second->version,
                (long long)second->id, STR_ARGS(second->value), (long long)second->id));
    assert_has(r.body, "Đã ghi 2 tên gọi đã xem.");
    assert_str(value_now(w, first->id).value, S("Tên mới"));
    assert_int_equal(looks_now(w).n, looks.n - 2);
    r = submit_and_follow(w, &coordinator, undo_in(w, r.body), "");
    assert_has(r.body, "Đã hoàn tác.");
    assert_has_not(r.body, "Để lại");
    assert_str(value_now(w, first->id).value, first->value);
    assert_int_equal(looks_now(w).n, looks.n);
    assert_int_equal(words_left(w), words);
}

static void words_that_were_decided_are_asked_about_again_and_unlearnt(void **state)
{
    World *w = *state;
    PlanDoubtList all;
    LearntList learnt;
    size_t words = words_left(w);
    must(plan_doubts(&w->c, plan, &all));
    const PlanDoubt *d = &all.at[0];
    long long id = d->id;
    LocalReply r = submit_and_follow(w, &coordinator, at(w, "/chua-chac"),
                                     text_in(w, "to=1&phien-ban.%lld=0&chon.%lld=kh%%C3%%A1c", id, id));
    assert_has(r.body, "Đã ghi 1 chỗ.");
    assert_int_equal(words_left(w), words - 1);
    must(learnt_all(&w->c, &learnt));
    assert_true(learnt.n && learnt.at[0].holds);
    r = submit_and_follow(w, &coordinator, undo_in(w, r.body), "");
    assert_int_equal(words_left(w), words);
    must(learnt_all(&w->c, &learnt));
    assert_false(learnt.at[0].holds);
    assert_has(submit_and_follow(w, &coordinator, at(w, "/chua-chac"), "to=1").body, "không ghi gì");
}

static PlanFinding finding_now(World *w, Id id)
{
    PlanFindingList all;
    must(plan_findings(&w->c, plan, &all));
    for (size_t i = 0; i < all.n; i++)
        if (!id || all.at[i].id == id) return all.at[i];
    test_fails("no finding");
    return (PlanFinding){0};
}

static void a_finding_is_open_again_unless_somebody_went_on(void **state)
{
    World *w = *state;
    Id id = finding_now(w, 0).id;
    const char *path = text_in(w, "/ke-hoach/%lld/phat-hien/%lld", (long long)plan, (long long)id);
    LocalReply r = submit_and_follow(w, &coordinator, path, "quyet-dinh=chap-nhan");
    assert_has(r.body, "Đã chấp nhận một phát hiện.");
    (void)submit_and_follow(w, &coordinator, undo_in(w, r.body), "");
    assert_str(finding_now(w, id).state, S("open"));
    const char *undo = undo_in(w, submit_and_follow(w, &coordinator, path, "quyet-dinh=chap-nhan").body);
    (void)submit_and_follow(w, &other, path, "quyet-dinh=mo-lai");
    r = submit_and_follow(w, &coordinator, undo, "");
    assert_has(r.body, "Không hoàn tác được.");
    assert_has(r.body, "đã có người đổi tiếp sau đó");
}

static void what_was_learnt_is_learnt_again(void **state)
{
    World *w = *state;
    PlanDoubtList all;
    LearntList learnt;
    must(plan_doubts(&w->c, plan, &all));
    long long id = all.at[0].id;
    (void)submit_and_follow(w, &coordinator, at(w, "/chua-chac"),
                            text_in(w, "to=1&phien-ban.%lld=0&chon.%lld=kh%%C3%%A1c", id, id));
    must(learnt_all(&w->c, &learnt));
    LocalReply r =
        submit_and_follow(w, &coordinator, text_in(w, "/ke-hoach/da-hoc/%lld/bo", (long long)learnt.at[0].id), "");
    assert_has(r.body, "Đã bỏ. Văn bản nhập từ nay");
    (void)submit_and_follow(w, &coordinator, undo_in(w, r.body), "");
    must(learnt_all(&w->c, &learnt));
    assert_true(learnt.at[0].holds);
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, begin, world_ends)
    const struct CMUnitTest tests[] = {T(titles_that_were_looked_at_are_asked_about_again),
                                       T(words_that_were_decided_are_asked_about_again_and_unlearnt),
                                       T(a_finding_is_open_again_unless_somebody_went_on),
                                       T(what_was_learnt_is_learnt_again)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
