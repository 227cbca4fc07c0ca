// SPDX-License-Identifier: Apache-2.0
/* A difficulty goes from its agency to the chairman and back; nobody acts in another's place; nothing is out of a list.
 */
#include "difficulty/difficulty.h"
#include "http/world.h"
#include "people/signed_in.h"

extern const Feature feature_work, feature_difficulty, feature_people, feature_receipt, feature_listing;
extern const Gate people_gate;
static const Feature *const list[] = {&feature_listing, &feature_people,     &feature_receipt,
                                      &feature_work,    &feature_difficulty, NULL};

static Id task, other_task;
static SignedIn official, other, coordinator, chairman;

static Fail prepare(Ctx *c, void *unused)
{
    (void)unused;
    TRY(org_ensure_shipped(c));
    TRY(signed_in_new(c, "Trần Thị Bình", "SCT", ROLE_OFFICIAL, &official));
    TRY(signed_in_new(c, "Lê Văn Khác", "SYT", ROLE_OFFICIAL, &other));
    TRY(signed_in_new(c, "Nguyễn Điều Phối", "STTTT", ROLE_COORDINATOR, &coordinator));
    TRY(signed_in_new(c, "Mai Chủ Tịch", "UBND", ROLE_CHAIRMAN, &chairman));
    NewTask n = {
        .lead = S("SCT"), .assigner = S("STTTT"), .title = S("Vận động hộ lên sàn"), .begins = NO_DAY, .due = NO_DAY};
    TRY(task_add(c, &n, true, &task));
    n.lead = S("SYT");
    return task_add(c, &n, true, &other_task);
}

static int begin(void **state)
{
    return world_begins(state, (ServerOptions){.features = list, .gate = &people_gate}, prepare);
}

#define path_of(w, ...) str_format(&(w)->c.mem, __VA_ARGS__).p

static Id raise_as(World *w, const SignedIn *who, Id of, const char *text)
{
    DifficultyList all;
    assert_status(submit(w, who, path_of(w, "/viec/%lld/kho-khan", (long long)of), path_of(w, "noi-dung=%s", text)),
                  303);
    assert_int_equal(difficulties_of(&w->c, of, &all), OK);
    return all.at[all.n - 1].id;
}

static Id raise_for(World *w, const SignedIn *who, Id of) { return raise_as(w, who, of, "Thi%E1%BA%BFu+s%C3%A0n"); }

static DifficultyState state_of(World *w, Id id)
{
    Difficulty d;
    if (difficulty_by_id(&w->c, id, &d)) test_fails("%s", w->c.why);
    return d.state;
}

static void from_the_agency_to_the_chairman_and_back(void **state)
{
    World *w = *state;
    Id id = raise_for(w, &official, task);
    LocalReply form = ask(w, path_of(w, "/viec/%lld/kho-khan", (long long)task), official.cookie, NULL);
    assert_has(form.body, "Việc này đã nêu 1 khó khăn"); /* so that nobody raises it twice */
    const char *one = path_of(w, "/kho-khan/%lld", (long long)id);
    assert_has(visit(w, &coordinator, "/kho-khan?cho=dieu-phoi").body, "Thiếu sàn");
    assert_status(submit(w, &coordinator, one, "lam=trinh"), 400); /* without a proposal */
    assert_status(submit(w, &coordinator, one, "lam=trinh&noi-dung=Giao+S%E1%BB%9F+C%C3%B4ng+Th%C6%B0%C6%A1ng"), 303);
    LocalReply r = visit(w, &chairman, "/chi-dao");
    assert_has(r.body, "Thiếu sàn");
    assert_has(r.body, "Vận động hộ lên sàn");
    assert_has(r.body, "Giao Sở Công Thương");
    assert_has(r.body, "value=\"04/10/2024\""); /* a week from Saturday, 28/9/2024, is a Saturday */
    r = submit_and_follow(w, &chairman, path_of(w, "%s/chi-dao", one), "dong-y=1&co-quan=SCT&han=2024-10-05");
    Difficulty d;
    Task t;
    assert_int_equal(difficulty_by_id(&w->c, id, &d), OK);
    assert_has(r.body, "Đã đồng ý với đề xuất “Giao Sở Công Thương”, giao thành 1 việc:");
    assert_has(r.body,
               path_of(w, "<a href=\"/viec/%lld\">Giao Sở Công Thương (Sở Công Thương", (long long)d.direction_task));
    assert_int_equal(d.state, DIFFICULTY_DIRECTED);
    assert_int_equal(task_by_id(&w->c, d.direction_task, &t), OK);
    assert_str(t.title, S("Giao Sở Công Thương"));
    assert_int_equal(t.due, day_of(2024, 10, 5));
    assert_int_equal(t.state, TASK_NEW);
    /* All agencies read what is to be done, only who is to do it what it is for. */
    const char *direction = path_of(w, "/viec/%lld", (long long)d.direction_task);
    assert_has(visit(w, &official, direction).body, "Thiếu sàn");
    r = visit(w, &other, direction);
    assert_has(r.body, "Giao Sở Công Thương");
    assert_has_not(r.body, "Thiếu sàn");
    assert_status(submit(w, &official, one, "lam=chua-xong&noi-dung=c%C3%B2n"), 303);
    assert_int_equal(state_of(w, id), DIFFICULTY_OPEN);
    assert_status(submit(w, &coordinator, one, "lam=tra-loi&noi-dung=%C4%90%C3%A3+c%C3%B3"), 303);
    assert_status(submit(w, &official, one, "lam=xac-nhan"), 303);
    assert_int_equal(state_of(w, id), DIFFICULTY_DONE);
    assert_status(submit(w, &official, one, "lam=xac-nhan"), 409);
    assert_has(visit(w, &official, path_of(w, "/viec/%lld", (long long)task)).body, "nêu khó khăn");
}

static void a_page_of_the_list_begins_only_where_one_ended(void **state)
{
    World *w = *state;
    static const char *const wrong[] = {"x", "hom-qua.5", "2024-09-01.5.7", "2024-09-01.5."};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_status(visit(w, &coordinator, path_of(w, "/kho-khan?sau=%s", wrong[i])), 400);
    assert_status(visit(w, &coordinator, "/kho-khan?sau=2024-09-01.5"), 200);
}

static void nobody_acts_for_others(void **state)
{
    World *w = *state;
    Id id = raise_for(w, &official, task);
    const char *one = path_of(w, "/kho-khan/%lld", (long long)id);
    assert_status(submit(w, &other, path_of(w, "/viec/%lld/kho-khan", (long long)task), "noi-dung=x"), 404);
    assert_status(submit(w, &official, one, "lam=tra-loi&noi-dung=x"), 403);
    assert_status(submit(w, &other, one, "lam=rut"), 404); /* as if it were not there */
    assert_status(submit(w, &chairman, one, "lam=tra-loi&noi-dung=x"), 403);
    assert_status(submit(w, &coordinator, one, "lam=hoi-lai&noi-dung=x"), 403);
    assert_status(visit(w, &official, "/chi-dao"), 403);
    assert_status(submit(w, &coordinator, path_of(w, "%s/chi-dao", one), "noi-dung=x"), 404);
    assert_int_equal(state_of(w, id), DIFFICULTY_OPEN);
}

static void equals_are_joined_and_hear_the_same(void **state)
{
    World *w = *state;
    Id first = raise_as(w, &official, task, "Rieng+cua+SCT"), second = raise_for(w, &other, other_task);
    char join[60];
    snprintf(join, sizeof join, "voi=%lld", (long long)first);
    assert_status(submit(w, &coordinator, path_of(w, "/kho-khan/%lld/gop", (long long)second), join), 303);
    assert_int_equal(state_of(w, second), DIFFICULTY_JOINED);
    assert_has_not(visit(w, &other, path_of(w, "/kho-khan/%lld", (long long)second)).body, "Rieng cua SCT");
    assert_has_not(visit(w, &other, path_of(w, "/viec/%lld", (long long)other_task)).body, "Rieng cua SCT");
    assert_has(visit(w, &other, path_of(w, "/kho-khan/%lld", (long long)second)).body, "Cơ quan khác cũng nêu");
    assert_status(submit(w, &coordinator, path_of(w, "/kho-khan/%lld/gop", (long long)first), join), 400);
    assert_status(submit(w, &coordinator, path_of(w, "/kho-khan/%lld", (long long)first),
                         "lam=tra-loi&noi-dung=C%C3%B3+r%E1%BB%93i"),
                  303);
    assert_int_equal(state_of(w, second), DIFFICULTY_ANSWERED);
    Difficulty d;
    assert_int_equal(difficulty_by_id(&w->c, second, &d), OK);
    assert_str(d.answer, S("Có rồi"));
    int counts[WAITS_COUNT];
    assert_int_equal(difficulty_counts(&w->c, 0, S(""), counts), OK);
    assert_int_equal(counts[WAITS_AGENCY], 2);
}

static void who_waits_how_long_is_counted_in_working_days(void **state)
{
    World *w = *state;
    Id id = raise_for(w, &official, task); /* Saturday, 28 September 2024 */
    Difficulty d;
    w->c.today = day_of(2024, 10, 7);
    assert_int_equal(difficulty_by_id(&w->c, id, &d), OK);
    assert_int_equal(d.days, 6);
    assert_has(visit(w, &coordinator, "/kho-khan/cu-nhat").body, "Thiếu sàn");
}

static const char *ids_of(World *w, Id a, Id b)
{
    return path_of(w, "kho-khan=%lld&kho-khan=%lld", (long long)a, (long long)b);
}

static const char *submitted(World *w, Id id, const char *proposal)
{
    const char *one = path_of(w, "/kho-khan/%lld", (long long)id);
    assert_status(submit(w, &coordinator, one, path_of(w, "lam=trinh&noi-dung=%s", proposal)), 303);
    return one;
}

static size_t times(Str text, const char *part)
{
    size_t n = 0;
    for (size_t at; (at = str_find(text, str_of(part))) < text.n; n++) text = str_from(text, at + strlen(part));
    return n;
}

static void what_says_the_same_is_one_decision(void **state)
{
    World *w = *state;
    Difficulty a, b;
    Task t;
    Id one = raise_as(w, &official, task, "Thiếu+sàn"), two = raise_as(w, &other, other_task, "THIẾU++sàn."),
       third = raise_as(w, &official, task, "Chuyện+khác");
    submitted(w, one, "Giao+chung"), submitted(w, two, "Giao+chung"), submitted(w, third, "Khác");
    LocalReply r = visit(w, &chairman, "/chi-dao");
    assert_int_equal(times(r.body, "class=\"owed decision\""), 2);
    assert_has(r.body, "2 cơ quan cùng nêu");
    assert_has(r.body, "2 điều cần quyết, từ 3 khó khăn được nêu");
    /* One task for who is named, and both hear it; what somebody withdrew meanwhile is passed over. */
    assert_status(submit(w, &official, path_of(w, "/kho-khan/%lld", (long long)third), "lam=rut"), 303);
    const char *all = path_of(w, "%s&kho-khan=%lld", ids_of(w, one, two), (long long)third);
    assert_status(submit(w, &chairman, "/chi-dao", path_of(w, "%s&noi-dung=&co-quan=STC", all)), 400); /* says what? */
    r = submit_and_follow(w, &chairman, "/chi-dao",
                          path_of(w, "%s&noi-dung=B%%E1%%BB%%95+sung&co-quan=STC&han=2024-10-04", all));
    assert_has(r.body, "Đã chỉ đạo 2 khó khăn, giao thành 1 việc:");
    assert_int_equal(difficulty_by_id(&w->c, one, &a), OK);
    assert_int_equal(difficulty_by_id(&w->c, two, &b), OK);
    assert_int_equal(a.state, DIFFICULTY_DIRECTED);
    assert_int_equal(b.state, DIFFICULTY_DIRECTED);
    assert_int_equal(a.direction_task, b.direction_task);
    assert_int_equal(task_by_id(&w->c, a.direction_task, &t), OK);
    assert_str(t.lead, S("STC"));
    assert_int_equal(state_of(w, third), DIFFICULTY_WITHDRAWN);
    assert_status(submit(w, &chairman, "/chi-dao", path_of(w, "%s&dong-y=1", ids_of(w, one, two))), 409); /* done */
}

static void to_agree_gives_each_agency_its_task(void **state)
{
    World *w = *state;
    Difficulty a, b;
    Id one = raise_for(w, &official, task), two = raise_for(w, &other, other_task);
    submitted(w, one, "Giao+chung"), submitted(w, two, "Giao+chung");
    assert_status(submit(w, &coordinator, "/chi-dao", path_of(w, "%s&dong-y=1", ids_of(w, one, two))), 403);
    assert_status(submit(w, &chairman, "/chi-dao", path_of(w, "%s&dong-y=1&han=2024-10-04", ids_of(w, one, two))), 303);
    assert_int_equal(difficulty_by_id(&w->c, one, &a), OK);
    assert_int_equal(difficulty_by_id(&w->c, two, &b), OK);
    assert_true(a.direction_task && b.direction_task && a.direction_task != b.direction_task);
    assert_str(b.direction, S("Giao chung"));
}

static void one_answer_for_all_is_taken_back_by_one_touch(void **state)
{
    World *w = *state;
    Id one = raise_for(w, &official, task), two = raise_for(w, &other, other_task);
    LocalReply r = visit(w, &coordinator, "/kho-khan");
    assert_int_equal(times(r.body, "<th scope=\"row\">"), 1);
    assert_has(r.body, "<b>2 cơ quan</b> cùng nêu");
    r = visit(w, &coordinator, path_of(w, "/kho-khan?mo=%lld", (long long)one));
    assert_int_equal(times(r.body, "class=\"member\""), 2);
    assert_has_not(visit(w, &official, "/kho-khan").body, "Trả lời, trình lãnh đạo"); /* nothing to tick */
    /* The first page brings its tick along; without words all is kept. */
    r = visit(w, &coordinator, path_of(w, "/kho-khan?nhom-kho-khan=%lld", (long long)one));
    assert_has(r.body, "checked");
    const char *group = path_of(w, "nhom-kho-khan=%lld&lam=tra-loi&noi-dung=", (long long)one);
    r = submit(w, &coordinator, "/kho-khan", group);
    assert_status(r, 400);
    assert_has(r.body, "checked");
    assert_status(submit(w, &coordinator, "/kho-khan", "lam=tra-loi&noi-dung=x"), 400); /* nothing is ticked */
    r = submit_and_follow(w, &coordinator, "/kho-khan?xep=moi", path_of(w, "%sChung", group));
    assert_has(r.body, "Đã trả lời 2 khó khăn.");
    assert_status(submit(w, &coordinator, undo_in(w, r.body), ""), 303);
    assert_int_equal(state_of(w, two), DIFFICULTY_OPEN);
    assert_status(submit(w, &official, "/kho-khan", path_of(w, "%s&lam=tra-loi&noi-dung=x", ids_of(w, one, two))), 403);
    r = submit_and_follow(w, &coordinator, "/kho-khan",
                          path_of(w, "%s&lam=tra-loi&noi-dung=Co+roi", ids_of(w, one, two)));
    assert_int_equal(state_of(w, one), DIFFICULTY_ANSWERED);
    assert_int_equal(state_of(w, two), DIFFICULTY_ANSWERED);
    assert_has(r.body, "Đã trả lời 2 khó khăn.");
    /* What its agency said meanwhile stays. */
    assert_status(submit(w, &official, path_of(w, "/kho-khan/%lld", (long long)one), "lam=xac-nhan"), 303);
    assert_status(submit(w, &coordinator, undo_in(w, r.body), ""), 303);
    assert_int_equal(state_of(w, one), DIFFICULTY_DONE);
    assert_int_equal(state_of(w, two), DIFFICULTY_OPEN);
}

static void pages_from_either_end_have_each_once(void **state)
{
    World *w = *state;
    enum { RAISED = DIFFICULTY_PAGE + 5 };
    for (int i = 0; i < RAISED; i++) raise_as(w, &official, task, path_of(w, "Vi%%E1%%BB%%87c+s%%E1%%BB%%91+%d", i));
    for (int newest = 0; newest < 2; newest++) {
        DifficultyChoice a = {.waits = WAITS_COORDINATOR, .newest = newest, .grouped = true};
        DifficultyList page;
        Str next;
        size_t n = 0;
        Id last = 0;
        do {
            assert_int_equal(difficulty_list(&w->c, &a, &page, &next), OK);
            for (size_t i = 0; i < page.n; i++, n++) {
                assert_true(!n || (newest ? page.at[i].id < last : page.at[i].id > last));
                last = page.at[i].id;
            }
            a.after = next;
        } while (next.n);
        assert_int_equal(n, RAISED);
    }
    assert_has(visit(w, &coordinator, "/kho-khan?xep=moi").body, "aria-sort=\"ascending\"");
    assert_has(visit(w, &coordinator, "/kho-khan?co-quan=SCT").body, "Cơ quan nêu: <b>Sở Công Thương");
}

static Fail wait_longer(Ctx *c, void *id)
{
    return store_run(c, "UPDATE difficulty SET waits_since = '2024-09-10' WHERE office_id = $1 AND id = $2", OFFICE,
                     *(Id *)id);
}

/* The one that was raised first need not be the one that waits the longest: it may have been asked back. */
static void a_group_tells_its_longest_wait(void **state)
{
    World *w = *state;
    Id one = raise_for(w, &official, task), two = raise_for(w, &other, other_task);
    submitted(w, one, "Giao+chung"), submitted(w, two, "Giao+chung");
    assert_int_equal(store_write(&w->c, w->store, wait_longer, &two), OK);
    LocalReply r = visit(w, &chairman, "/chi-dao");
    Difficulty d;
    assert_int_equal(difficulty_by_id(&w->c, two, &d), OK);
    assert_true(d.days_here > 5);
    assert_has(r.body, path_of(w, "Chờ lãnh đạo chỉ đạo, lâu nhất %d ngày làm việc", d.days_here));
    assert_has(visit(w, &coordinator, "/kho-khan").body, path_of(w, "lâu nhất %d ngày làm việc", d.days_here));
}

static Fail raise_it(Ctx *c, void *id) { return difficulty_raise(c, task, S("Thiếu người"), id); }

static void a_failing_statement_leaves_nothing(void **state)
{
    World *w = *state;
    DifficultyList all;
    Id id;
    int n = 0;
    do {
        store_fail_statement(w->store, ++n);
        Fail result = store_write(&w->c, w->store, raise_it, &id);
        if (!store_has_failed(w->store)) break;
        assert_int_not_equal(result, OK);
        assert_int_equal(difficulties_of(&w->c, task, &all), OK);
        assert_int_equal(all.n, 0);
    } while (n < 60);
    store_fail_statement(w->store, 0);
    assert_in_range(n, 4, 59);
}

static Difficulty now(World *w, Id id)
{
    Difficulty d;
    must(difficulty_by_id(&w->c, id, &d));
    return d;
}

static Task task_of_direction(World *w, Id id)
{
    Task t;
    must(task_by_id(&w->c, now(w, id).direction_task, &t));
    return t;
}

/* Money is not found by who lacks it: the proposal names who acts, and the chairman reads it before agreeing. */
static void what_is_agreed_is_for_whom_the_proposal_names(void **state)
{
    World *w = *state;
    Id one = raise_for(w, &official, task), two = raise_for(w, &other, other_task);
    const char *first = path_of(w, "/kho-khan/%lld", (long long)one),
               *second = path_of(w, "/kho-khan/%lld", (long long)two);
    Str named = S(
        "lam=trinh&noi-dung=%C4%90%E1%BB%81+ngh%E1%BB%8B+S%E1%BB%9F+T%C3%A0i+ch%C3%ADnh+b%E1%BB%95+sung+kinh+ph%C3%AD");
    assert_status(submit(w, &coordinator, first, named.p), 303);
    assert_str(now(w, one).proposal_lead, S("STC"));
    assert_status(submit(w, &coordinator, second,
                         "lam=trinh&noi-dung=Cho+b%E1%BB%95+sung&co-quan=V%C4%83n+ph%C3%B2ng+UBND+t%E1%BB%89nh"),
                  303);
    assert_str(now(w, two).proposal_lead, S("VPUBND"));
    LocalReply r = visit(w, &chairman, "/chi-dao");
    assert_has(r.body, "giao Sở Tài chính tỉnh Bắc Giang");
    assert_has(r.body, "Văn phòng Ủy ban nhân dân tỉnh Bắc Giang");
    assert_status(submit(w, &chairman, "/chi-dao", path_of(w, "kho-khan=%lld&dong-y=1&han=2024-10-04", (long long)one)),
                  303);
    assert_str(task_of_direction(w, one).lead, S("STC"));
    assert_status(submit(w, &chairman, path_of(w, "%s/chi-dao", second), "dong-y=1&han=2024-10-04"), 303);
    assert_str(task_of_direction(w, two).lead, S("VPUBND"));
}

static void nobody_named_is_the_agency_itself_and_an_unknown_name_is_said(void **state)
{
    World *w = *state;
    Id id = raise_for(w, &official, task);
    const char *one = path_of(w, "/kho-khan/%lld", (long long)id);
    LocalReply r =
        submit(w, &coordinator, one, "lam=trinh&noi-dung=Cho+l%C3%B9i&co-quan=S%E1%BB%9F+Kh%C3%B4ng+C%C3%B3");
    assert_status(r, 400);
    assert_has(r.body, "Không có cơ quan tên");
    assert_status(submit(w, &coordinator, one, "lam=trinh&noi-dung=Cho+l%C3%B9i"), 303);
    assert_str(now(w, id).proposal_lead, S(""));
    assert_has(visit(w, &chairman, "/chi-dao").body, "giao Sở Công Thương tỉnh Bắc Giang thực hiện, hạn ");
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, begin, world_ends)
    const struct CMUnitTest tests[] = {T(pages_from_either_end_have_each_once),
                                       T(a_group_tells_its_longest_wait),
                                       T(from_the_agency_to_the_chairman_and_back),
                                       T(what_is_agreed_is_for_whom_the_proposal_names),
                                       T(nobody_named_is_the_agency_itself_and_an_unknown_name_is_said),
                                       T(a_page_of_the_list_begins_only_where_one_ended),
                                       T(nobody_acts_for_others),
                                       T(equals_are_joined_and_hear_the_same),
                                       T(who_waits_how_long_is_counted_in_working_days),
                                       T(what_says_the_same_is_one_decision),
                                       T(to_agree_gives_each_agency_its_task),
                                       T(one_answer_for_all_is_taken_back_by_one_touch),
                                       T(a_failing_statement_leaves_nothing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
