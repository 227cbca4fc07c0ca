// SPDX-License-Identifier: Apache-2.0
/* A plan that an OCR garbled: its wording is restored, doubtful words are marked, its titles are looked at before it
 * runs.  A clean plan has nothing of it. */
#include "plan/sample_testing.h"
#include "viet/learn.h"
#include "viet/repair.h"
#include <unistd.h>

/* All is settled but the wording. */
static Fail take_settled(Ctx *c, void *unused)
{
    (void)unused;
    TRY(sample_plan_read(c, &plan));
    return sample_settle(c, plan);
}

static Fail take_clean(Ctx *c, void *unused)
{
    static const char text[] = "KẾ HOẠCH\nTổ chức hội thi đọc sách năm 2024\nI. NỘI DUNG\n1. Thi đọc\n"
                               "- Cơ quan chủ trì: Sở Y tế\n- Thời gian: ngày 01/10/2024\n";
    (void)unused;
    TRY(sample_take(c, S("hoi-thi.txt"), S(text), &plan));
    return sample_settle(c, plan);
}

static int begin_settled(void **state) { return begin_with(state, take_settled); }
static int begin_clean(void **state) { return begin_with(state, take_clean); }

static PlanLookList looks_of(World *w)
{
    PlanLookList looks;
    must(plan_looks(&w->c, plan, &looks));
    return looks;
}

/* One whose text holds `part`. */
static PlanLook look_at(World *w, const char *part)
{
    PlanLookList looks = looks_of(w);
    for (size_t i = 0; i < looks.n; i++)
        if (str_contains(looks.at[i].value.value, str_of(part))) return looks.at[i];
    test_fails("no title with %s to look at", part);
    return (PlanLook){0};
}

static int unlooked(World *w)
{
    PlanCard card;
    must(plan_card(&w->c, plan, &card));
    return card.unlooked;
}

static Fail activate(Ctx *c, void *unused)
{
    (void)unused;
    return plan_activate(c, plan);
}

/* -- before the plan runs ------------------------------------------------------------------------------------ */

static void a_garbled_plan_is_not_activated_before_its_titles_were_looked_at(void **state)
{
    World *w = *state;
    assert_true(unlooked(w) > 20);
    assert_int_equal(do_write(w, activate, NULL), FAIL_CONFLICT);
    assert_has(str_of(w->c.why), "chưa ai xem. Hãy xem ở trang “Đối chiếu tên gọi”");
    LocalReply r = post(w, at(w, "/kich-hoat"), "");
    assert_status(r, 409);
    assert_has(r.body, "chưa ai xem. Hãy xem ở trang “Đối chiếu tên gọi”");
    assert_has(r.body, at(w, "/chu\">Đối chiếu "));
    assert_has(get(w, at(w, "/ra-soat")).body, at(w, "/chu\">Đối chiếu "));
    assert_has(get(w, at(w, "")).body, at(w, "/chu\">Đối chiếu "));
}

static void a_clean_plan_is_not_bothered(void **state)
{
    World *w = *state;
    assert_int_equal(unlooked(w), 0);
    Str page = get(w, at(w, "/ra-soat")).body;
    assert_has_not(page, "/chu\"");
    assert_has_not(page, "class=\"doubt\"");
    assert_has_not(page, "phục hồi");
    /* Nobody looked at anything yet, and nobody is said to have. */
    assert_has(page, "Máy không có điều gì phải hỏi.");
    assert_has(page, "<button>Kích hoạt kế hoạch</button>");
    assert_has_not(page, "xem hết");
    assert_has_not(page, "✓");
    assert_has(get(w, at(w, "/chu")).body, "Không còn tên gọi nào phải xem chữ");
    assert_status(post(w, at(w, "/kich-hoat"), ""), 303);
}

/* Without the script the page marks them, with it Enter asks about each: test/browser/wording.mjs. */
static void words_that_are_no_vietnamese_are_marked(void **state)
{
    World *w = *state;
    Str page = get(w, at(w, "/chu")).body;
    assert_has(page, "data-strange=\"Pơng\">“Pơng”</b>");
    assert_has(page, "data-strange=\"67‘\">");
    assert_has(page, "không phải chữ Việt: hãy sửa, hoặc giữ nguyên");
    assert_has_not(page, "data-strange=\"UBND");
}

static void all_that_is_sure_is_accepted_at_once_and_the_rest_one_by_one(void **state)
{
    World *w = *state;
    PlanLookList looks = looks_of(w);
    int sure = 0, doubtful = 0;
    Out body = {.mem = &w->c.mem};
    out_raw(&body, S("tat-ca=chac"));
    for (size_t i = 0; i < looks.n; i++) {
        const PlanValue *v = &looks.at[i].value;
        *(looks.at[i].is_doubtful ? &doubtful : &sure) += 1;
        out_format(&body, "&phien-ban.%lld=%d&chu.%lld=", (long long)v->id, v->version, (long long)v->id);
        out_url(&body, v->value);
        if (looks.at[i].is_doubtful && doubtful == 1) out_format(&body, "&xem.%lld=1", (long long)v->id);
    }
    assert_true(sure > 10 && doubtful > 1);
    out_char(&body, 0);
    LocalReply r = post(w, at(w, "/chu"), out_str(&body).p);
    assert_status(r, 303);
    assert_int_equal(unlooked(w), doubtful - 1);
}

/* -- one title ----------------------------------------------------------------------------------------------- */

static void what_is_accepted_has_a_history_and_stays_when_the_text_is_read_again(void **state)
{
    World *w = *state;
    PlanLook l = look_at(w, "Diễn đàn kết nối");
    const char *body =
        text_in(w, "phien-ban.%lld=0&xem.%lld=1&chu.%lld=M%%E1%%BB%%99t%%0Adi%%E1%%BB%%85n+%%C4%%91%%C3%%A0n",
                (long long)l.value.id, (long long)l.value.id, (long long)l.value.id);
    assert_status(post(w, at(w, "/chu"), body), 303);
    PlanValue v;
    PlanCorrectionList history;
    must(plan_value(&w->c, plan, l.value.id, &v));
    assert_str(v.value, S("Một diễn đàn")); /* one line */
    must(plan_corrections(&w->c, &v, &history));
    assert_int_equal(history.n, 1);
    assert_str(history.at[0].before, l.value.value);
    Id same = plan;
    must_write(w, take_sample, NULL);
    assert_int_equal(plan, same);
    must(plan_value(&w->c, plan, l.value.id, &v));
    assert_str(v.value, S("Một diễn đàn"));
}

static PlanLook shown;
static const char *typed;
static Fail confirm(Ctx *c, void *unused)
{
    (void)unused;
    return plan_confirm(c, plan, shown.value.id, shown.value.version, str_of(typed));
}

static void who_accepts_a_title_as_it_is_stands_in_its_history(void **state)
{
    World *w = *state;
    PlanCorrectionList history;
    int before = unlooked(w);
    shown = look_at(w, "băng rôn"), typed = str_format(&w->c.mem, "%.*s%c", STR_ARGS(shown.value.value), 0).p;
    must_write(w, confirm, NULL);
    must_write(w, confirm, NULL); /* a second click */
    assert_int_equal(unlooked(w), before - 1);
    must(plan_corrections(&w->c, &shown.value, &history));
    assert_int_equal(history.n, 1);
    assert_str(history.at[0].after, shown.value.value);
    Rows r;
    must(store_one(&w->c, &r, "SELECT count(*) FROM journal WHERE office_id = $1 AND object_id = $2 AND act = $3",
                   OFFICE, shown.value.id, "Xem chữ, thấy đúng"));
    assert_int_equal(row_integer(&r, 0), 1);
    must(rows_end(&r));
    assert_has(get(w, at(w, text_in(w, "/ra-soat?gia-tri=%lld", (long long)shown.value.id))).body,
               "<li>Xem chữ, thấy đúng: Tổ chức treo băng rôn");
    typed = "Bản của người khác"; /* who was slower sees both */
    assert_int_equal(do_write(w, confirm, NULL), FAIL_CONFLICT);
    assert_has(str_of(w->c.why), "Bản của người khác");
}

static void an_empty_title_is_refused_and_nothing_of_the_form_is_lost(void **state)
{
    World *w = *state;
    PlanLook empty = look_at(w, "băng rôn"), good = look_at(w, "Diễn đàn kết nối");
    int before = unlooked(w);
    LocalReply r = post(w, at(w, "/chu"),
                        text_in(w, "phien-ban.%lld=0&xem.%lld=1&chu.%lld=Hay&phien-ban.%lld=0&xem.%lld=1&chu.%lld=+",
                                (long long)good.value.id, (long long)good.value.id, (long long)good.value.id,
                                (long long)empty.value.id, (long long)empty.value.id, (long long)empty.value.id));
    assert_status(r, 400);
    assert_has(r.body, "Hoạt động 3.1.b: tên gọi còn trống. Hãy điền");
    assert_has(r.body, ">Hay</textarea>");
    Str box = str_from(r.body, str_find(r.body, str_of(text_in(w, "name=\"xem.%lld\"", (long long)good.value.id))));
    assert_has(str_slice(box, 0, str_index(box, '>')), " checked");
    assert_int_equal(unlooked(w), before);
}

static void a_group_is_looked_at_once_for_all_its_activities(void **state)
{
    World *w = *state;
    PlanLookList looks = looks_of(w);
    PlanActivityList activities;
    int groups = 0;
    for (size_t i = 0; i < looks.n; i++) groups += looks.at[i].value.field == PLAN_GROUP;
    must(plan_activities(&w->c, plan, &activities));
    int different = 0;
    for (size_t i = 0; i < activities.n; i++)
        different += activities.at[i].group.n && (!i || !str_equal(activities.at[i].group, activities.at[i - 1].group));
    assert_int_equal(groups, different);
    shown = look_at(w, "Hội thảo và Triển lãm"), typed = "Hội thảo, triển lãm";
    assert_int_equal(shown.value.field, PLAN_GROUP);
    must_write(w, confirm, NULL);
    must(plan_activities(&w->c, plan, &activities));
    int renamed = 0;
    for (size_t i = 0; i < activities.n; i++) renamed += str_equal(activities.at[i].group, S("Hội thảo, triển lãm"));
    assert_int_equal(renamed, 2);
}

static void correcting_a_title_elsewhere_is_looking_at_it(void **state)
{
    World *w = *state;
    PlanLook l = look_at(w, "băng rôn");
    int before = unlooked(w);
    assert_status(post(w, at(w, text_in(w, "/gia-tri/%lld", (long long)l.value.id)), "phien-ban=0&noi-dung=Treo"), 303);
    assert_int_equal(unlooked(w), before - 1);
}

static void a_fault_at_any_statement_leaves_the_title_to_be_looked_at(void **state)
{
    World *w = *state;
    int n = 1, before = unlooked(w);
    shown = look_at(w, "Hội thảo và Triển lãm"), typed = "Hội thảo và Triển lãm mới";
    for (; n < 200; n++) {
        store_fail_statement(w->store, n);
        Fail result = do_write(w, confirm, NULL);
        if (!store_has_failed(w->store)) break;
        assert_int_equal(result, FAIL_STORE);
        assert_int_equal(unlooked(w), before);
    }
    store_fail_statement(w->store, 0);
    assert_true(n > 10);
    assert_int_equal(unlooked(w), before - 1);
}

/* -- what people see ----------------------------------------------------------------------------------------- */

static void pages_show_restored_words(void **state)
{
    World *w = *state;
    static const char *const paths[] = {"", "/ra-soat", "/hoat-dong/3.1.a", "/hoat-dong/3.1.b", "/hoat-dong/3.3"};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        Str page = get(w, at(w, paths[i])).body;
        assert_has_not(page, "chirc");
        assert_has_not(page, "Bic Giang");
        assert_has_not(page, "tuyén");
    }
    assert_has(get(w, at(w, "")).body, "<h1>Tổ chức Ngày Chuyển đổi số tỉnh Bắc Giang năm 2024</h1>");
    assert_has(get(w, at(w, "/ra-soat?chu=may-doc")).body, "chirc"); /* the text as it came is a click away */
}

static void a_doubtful_word_says_what_was_read_and_what_else_it_may_be(void **state)
{
    World *w = *state;
    LocalReply review = ask(w, at(w, "/ra-soat?dong=73"), NULL, NULL);
    assert_has(review.body, "+ G161 <a class=\"doubt\" data-chu=\"");
    assert_has(review.body, "<b>thiếu</b> các mô hình");
    assert_has(review.body, "máy đọc “thiéu”");
    assert_has(get(w, at(w, "")).body, "class=\"doubt-says\"> (chưa chắc; máy đọc “");
    assert_has(get(w, at(w, "/hoat-dong/3.1.b")).body, "class=\"doubt-says\"> (chưa chắc; máy đọc “");
}

static void a_word_is_found_whole_and_in_the_order_of_the_text(void **state)
{
    World *w = *state;
    PlanDoubt all[] = {{.number = 3, .word = S("an"), .before = S("la "), .after = S(" xa")},
                       {.number = 3, .word = S("an"), .before = S("- ban “"), .after = S("” toàn ấan an.")},
                       {.number = 4, .word = S("an"), .before = S("ấan "), .after = S(".")},
                       {.number = 9, .word = S("ban")}};
    PlanDoubtList doubts = {.at = all, .n = 4};
    PlanPieceList pieces;
    plan_pieces(&w->c.mem, &doubts, S("ban “an” toàn ấan an."), 3, 4, &pieces);
    assert_int_equal(pieces.n, 5);
    assert_str(pieces.at[0].text, S("ban “"));
    assert_ptr_equal(pieces.at[1].doubt, &all[1]); /* the first one is of what the value leaves out */
    assert_int_equal(pieces.at[1].nth, 0);
    assert_str(pieces.at[2].text, S("” toàn ấan "));
    assert_ptr_equal(pieces.at[3].doubt, &all[2]);
    assert_int_equal(pieces.at[3].nth, 1);
    assert_str(pieces.at[4].text, S("."));
}

/* "… hạ tầng số … giải pháp số …": of two equal words the second was read "so" and is doubtful.  Which words of the
 * sample these are depends on what the model knows. */
static void of_two_equal_words_the_doubtful_one_is_marked(void **state)
{
    World *w = *state;
    PlanDoubtList doubts;
    must(plan_doubts(&w->c, plan, &doubts));
    int second = 0;
    for (size_t i = 0; i < doubts.n; i++) {
        PlanDoubt *d = &doubts.at[i];
        Str spaced = str_format(&w->c.mem, " %.*s ", STR_ARGS(d->restored));
        if (!str_contains(d->before, spaced)) continue;
        PlanPieceList pieces;
        Str line = str_format(&w->c.mem, "%.*s%.*s", STR_ARGS(d->before), STR_ARGS(d->restored));
        plan_pieces(&w->c.mem, &doubts, line, d->number, d->number, &pieces);
        PlanPiece *last = &pieces.at[pieces.n - 1];
        assert_ptr_equal(last->doubt, d);
        assert_true(last->nth >= 1);
        second++;
    }
    assert_true(second > 0);
}

static void search_finds_what_was_garbled_and_the_banner_activity_first(void **state)
{
    World *w = *state;
    PlanHitList hits;
    must(plan_search(&w->c, S("bang ron"), &hits));
    assert_true(hits.n > 0);
    assert_str(hits.at[0].code, S("3.1.b"));
    must(plan_search(&w->c, S("dien hinh tien tien"), &hits)); /* "dién hinh tién tién" */
    assert_true(hits.n > 0);
    must(plan_search(&w->c, S("gioi thieu cac san pham"), &hits));
    assert_true(hits.n > 0);
    for (size_t i = 0; i < hits.n; i++) assert_has_not(hits.at[i].title, "chirc");
    must(plan_search(&w->c, S("chirc"),
                     &hits)); /* what stands in the scan is found, too; the line shows what it means */
    assert_true(hits.n > 0);
    assert_has(hits.at[0].title, "chức");
}

static void the_twin_tells_of_each_title_what_was_read_and_what_is_doubtful(void **state)
{
    World *w = *state;
    json_t *o = json_of(w, at(w, "/chu")), *titles = json_object_get(o, "titles"), *t;
    size_t i;
    bool doubt = false;
    assert_int_equal(json_array_size(titles), unlooked(w));
    assert_int_equal(json_integer_value(json_object_get(json_object_get(o, "plan"), "unlooked")), unlooked(w));
    json_array_foreach(titles, i, t)
    {
        assert_true(json_string_length(json_object_get(t, "read")) > 0);
        doubt |= json_array_size(json_object_get(t, "doubts")) > 0;
    }
    assert_true(doubt);
    json_decref(o);
}

/* -- what an office learnt ------------------------------------------------------------------------------------ */

/* Words that the program's own texts lack; read as an OCR without Vietnamese leaves them. */
static void what_an_office_learnt_is_used_by_the_server_too(void **state)
{
    World *w = *state;
    if (place_is_postgres()) return; /* nothing is kept beside an address */
    Out texts = {.mem = &w->c.mem};
    for (int i = 0; i < 40; i++) out_raw(&texts, S("Triển khai tổ chức Lễ hội Ngưỡng Bùn Khuỷu năm 2024 tại tỉnh.\n"));
    Model base;
    assert_true(model_open(repair_shipped_model(), &base));
    LearnSource source = {.text = out_str(&texts), .weight = 0.4, .least = 1};
    Str learnt = model_learn(&w->c.mem, &source, 1, &base, 0.6);
    static const char text[] = "KE HOACH\nTrién khai t6 chirc L8 hdi Nguong Bun Khuyu nim 2024 tai tinh\nI. NQI DUNG\n"
                               "1. T6 chirc L8 hdi Nguong Bun Khuyu\n- Co quan chu tri: S& Y té\n"
                               "- Thoi gian: ngay 01/10/2024\n";
    PlanDraft *draft;
    must(plan_draft(&w->c, S("le-hoi.txt"), S(text), &draft));
    assert_has_not(draft->reading.title.text, "Ngưỡng Bùn Khuỷu");
    const char *path = text_in(w, "%s" REPAIR_OFFICE_SUFFIX, w->path);
    FILE *f = fopen(path, "wb");
    assert_int_equal(fwrite(learnt.p, 1, learnt.n, f), learnt.n);
    fclose(f);
    must(plan_draft(&w->c, S("le-hoi.txt"), S(text), &draft));
    unlink(path);
    assert_has(draft->reading.title.text, "Ngưỡng Bùn Khuỷu");
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, begin_settled, world_ends)
    const struct CMUnitTest tests[] = {
        T(a_garbled_plan_is_not_activated_before_its_titles_were_looked_at),
        cmocka_unit_test_setup_teardown(a_clean_plan_is_not_bothered, begin_clean, world_ends),
        T(words_that_are_no_vietnamese_are_marked),
        T(all_that_is_sure_is_accepted_at_once_and_the_rest_one_by_one),
        T(what_is_accepted_has_a_history_and_stays_when_the_text_is_read_again),
        T(who_accepts_a_title_as_it_is_stands_in_its_history),
        T(an_empty_title_is_refused_and_nothing_of_the_form_is_lost),
        T(a_group_is_looked_at_once_for_all_its_activities),
        T(correcting_a_title_elsewhere_is_looking_at_it),
        T(a_fault_at_any_statement_leaves_the_title_to_be_looked_at),
        T(pages_show_restored_words),
        T(a_doubtful_word_says_what_was_read_and_what_else_it_may_be),
        T(a_word_is_found_whole_and_in_the_order_of_the_text),
        T(of_two_equal_words_the_doubtful_one_is_marked),
        T(search_finds_what_was_garbled_and_the_banner_activity_first),
        T(the_twin_tells_of_each_title_what_was_read_and_what_is_doubtful),
        T(what_an_office_learnt_is_used_by_the_server_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
