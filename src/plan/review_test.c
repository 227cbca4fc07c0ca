// SPDX-License-Identifier: Apache-2.0
/* What is not sure, decided word by word: the line, the values that have the word, what stands beside it, search; the
 * sheets of the review; two people at once. */
#include "plan/sample_testing.h"
#include "plan/sheet.h"
#include "viet/text.h"

static PlanText text_of(World *w)
{
    PlanText text;
    must(plan_text(&w->c, plan, &text));
    return text;
}

/* One whose line reads `before`, then it. */
static PlanDoubt word_behind(World *w, const char *before)
{
    PlanText t = text_of(w);
    for (size_t i = 0; i < t.doubts.n; i++)
        if (str_ends(t.doubts.at[i].before, str_of(before))) return t.doubts.at[i];
    test_fails("no doubtful word behind %s", before);
    return (PlanDoubt){0};
}

static PlanDoubt word_again(World *w, Id id)
{
    PlanText t = text_of(w);
    for (size_t i = 0; i < t.doubts.n; i++)
        if (t.doubts.at[i].id == id) return t.doubts.at[i];
    test_fails("the word is gone");
    return (PlanDoubt){0};
}

typedef struct {
    Id word;
    int seen;
    const char *text; /* NULL = again */
} Deciding;

static Fail decide_job(Ctx *c, void *arg)
{
    const Deciding *d = arg;
    return d->text ? plan_word_decide(c, plan, d->word, d->seen, str_of(d->text))
                   : plan_word_reopen(c, plan, d->word, d->seen);
}

static Fail decide(World *w, Id word, int seen, const char *text)
{
    w->c.why[0] = 0;
    return store_write(&w->c, w->store, decide_job, &(Deciding){word, seen, text});
}

static bool any_value_has(World *w, const char *part)
{
    PlanNodeList nodes;
    must(plan_nodes(&w->c, plan, (Str){0}, &nodes));
    for (size_t i = 0; i < nodes.n; i++)
        for (size_t k = 0; k < nodes.at[i].values.n; k++)
            if (str_contains(nodes.at[i].values.at[k].value, str_of(part))) return true;
    return false;
}

/* -- one word ------------------------------------------------------------------------------------------------ */

static void a_word_that_is_put_right_is_right_in_the_line_in_values_and_in_search(void **state)
{
    World *w = *state;
    PlanDoubt d = word_behind(w, "G161 ");
    PlanHitList hits;
    assert_true(any_value_has(w, "G161 thiếu các mô hình"));
    assert_int_equal(decide(w, d.id, 0, "thiệu"), OK);
    assert_false(any_value_has(w, "G161 thiếu"));
    assert_true(any_value_has(w, "G161 thiệu các mô hình"));
    PlanText t = text_of(w);
    assert_has(t.meant.line[d.line].text, "+ G161 thiệu các mô hình");
    must(plan_search(&w->c, S("G161 thieu cac mo hinh"), &hits));
    assert_true(hits.n > 0);
    assert_has(hits.at[hits.n - 1].title, "G161 thiệu");
    d = word_again(w, d.id);
    assert_true(d.is_seen);
    assert_str(d.word, S("thiệu"));
    assert_str(d.restored, S("thiếu"));
    assert_int_equal(d.version, 1);
    assert_int_equal(decide(w, d.id, 0, "thiệu"), OK); /* a second click */
    assert_int_equal(word_again(w, d.id).version, 1);
}

static void what_was_decided_can_be_taken_back(void **state)
{
    World *w = *state;
    PlanDoubt d = word_behind(w, "G161 ");
    assert_int_equal(decide(w, d.id, 0, "thiệu"), OK);
    assert_int_equal(decide(w, d.id, 1, NULL), OK);
    d = word_again(w, d.id);
    assert_false(d.is_seen);
    assert_int_equal(d.version, 2);
    assert_true(any_value_has(w, "G161 thiếu các mô hình"));
    assert_has(text_of(w).meant.line[d.line].text, "G161 thiếu các");
    assert_int_equal(decide(w, d.id, 2, NULL), OK);
}

static void a_word_that_is_nothing_is_taken_out_and_comes_back(void **state)
{
    World *w = *state;
    PlanDoubt d = word_behind(w, "G161 ");
    assert_int_equal(decide(w, d.id, 0, ""), OK);
    assert_has(text_of(w).meant.line[d.line].text, "+ G161 các mô hình");
    assert_true(any_value_has(w, "G161 các mô hình"));
    assert_int_equal(decide(w, d.id, 1, "thiệu"), OK);
    assert_has(text_of(w).meant.line[d.line].text, "+ G161 thiệu các mô hình");
    assert_true(any_value_has(w, "G161 thiệu các mô hình"));
}

/* "+ Đăng tải thông tin": both were doubtful, and each is what the other is found by. */
static void words_beside_each_other_are_found_whichever_comes_first(void **state)
{
    World *w = *state;
    PlanText t = text_of(w);
    Id first = 0, second = 0;
    for (size_t i = 0; i + 1 < t.doubts.n && !first; i++)
        if (t.doubts.at[i].line == t.doubts.at[i + 1].line &&
            t.doubts.at[i].at + t.doubts.at[i].word.n + 1 == t.doubts.at[i + 1].at)
            first = t.doubts.at[i].id, second = t.doubts.at[i + 1].id;
    assert_true(first);
    assert_int_equal(decide(w, first, 0, "Một"), OK);
    assert_int_equal(decide(w, second, 0, "hai"), OK);
    assert_true(any_value_has(w, "Một hai"));
    assert_int_equal(decide(w, first, 1, "Ba mươi"), OK);
    assert_true(any_value_has(w, "Ba mươi hai"));
    assert_has(text_of(w).meant.line[word_again(w, first).line].text, "Ba mươi hai");
}

static void who_comes_second_sees_both_words(void **state)
{
    World *w = *state;
    PlanDoubt d = word_behind(w, "G161 ");
    assert_int_equal(decide(w, d.id, 0, "thiệu"), OK);
    assert_int_equal(decide(w, d.id, 0, "thiểu"), FAIL_CONFLICT);
    assert_has(str_of(w->c.why), "ghi “thiệu”, còn bạn ghi “thiểu”");
    assert_int_equal(decide(w, d.id, 0, NULL), FAIL_CONFLICT);
    assert_str(word_again(w, d.id).word, S("thiệu"));
    assert_int_equal(decide(w, d.id + 1, 0, "x"), FAIL_MISSING);
}

static void a_fault_leaves_nothing_half_decided(void **state)
{
    World *w = *state;
    PlanDoubt d = word_behind(w, "G161 ");
    int n = 1;
    for (;; n++) {
        store_fail_statement(w->store, n);
        Fail result = decide(w, d.id, 0, "thiệu");
        if (!store_has_failed(w->store)) break;
        assert_int_equal(result, FAIL_STORE);
        assert_false(word_again(w, d.id).is_seen);
        assert_true(any_value_has(w, "G161 thiếu"));
    }
    store_fail_statement(w->store, 0);
    assert_true(n > 8);
    assert_true(any_value_has(w, "G161 thiệu"));
}

/* -- whole values -------------------------------------------------------------------------------------------- */

static PlanValue value_with(World *w, const char *part)
{
    PlanNodeList nodes;
    must(plan_nodes(&w->c, plan, (Str){0}, &nodes));
    for (size_t i = 0; i < nodes.n; i++)
        for (size_t k = 0; k < nodes.at[i].values.n; k++)
            if (str_contains(nodes.at[i].values.at[k].value, str_of(part))) return nodes.at[i].values.at[k];
    test_fails("no value has %s", part);
    return (PlanValue){0};
}

static PlanValue corrected;
static Str correction;
static Fail correct_job(Ctx *c, void *unused)
{
    (void)unused;
    return plan_correct(c, plan, corrected.id, corrected.version, correction);
}

static void who_corrects_a_value_has_looked_at_its_words(void **state)
{
    World *w = *state;
    PlanDoubt d = word_behind(w, "G161 ");
    corrected = value_with(w, "G161 thiếu");
    size_t where = str_find(corrected.value, S("G161 thiếu"));
    correction = str_format(&w->c.mem, "%.*sGiới thiệu%.*s", STR_ARGS(str_slice(corrected.value, 0, where)),
                            STR_ARGS(str_from(corrected.value, where + S("G161 thiếu").n)));
    must_write(w, correct_job, NULL);
    d = word_again(w, d.id);
    assert_true(d.is_seen);
    assert_str(d.word, S("thiệu"));
    PlanText t = text_of(w);
    for (size_t i = 0; i < t.doubts.n; i++)
        if (t.doubts.at[i].number == d.number) assert_true(t.doubts.at[i].is_seen);
    assert_has(t.meant.line[d.line].text, "thiệu các mô hình"); /* the rest of the text stays as it was read */
    assert_true(any_value_has(w, "Giới thiệu các mô hình"));
}

/* Nobody can tell which of the words that were put there is which. */
static void a_value_that_is_written_anew_leaves_its_words_to_be_asked_about(void **state)
{
    World *w = *state;
    PlanDoubt d = word_behind(w, "G161 ");
    corrected = value_with(w, "G161 thiếu"), correction = S("Nêu gương.");
    must_write(w, correct_job, NULL);
    assert_false(word_again(w, d.id).is_seen);
}

static int unlooked(World *w)
{
    PlanCard card;
    must(plan_card(&w->c, plan, &card));
    return card.unlooked;
}

static void a_title_is_looked_at_with_the_last_of_its_words(void **state)
{
    World *w = *state;
    PlanLookList looks;
    PlanText t = text_of(w);
    PlanPieceList pieces = {0};
    int before = unlooked(w), asked = 0;
    must(plan_looks(&w->c, plan, &looks));
    for (size_t i = 0; i < looks.n && !asked; i++) {
        const PlanValue *v = &looks.at[i].value;
        plan_pieces(&w->c.mem, &t.doubts, v->value, v->first_line, v->last_line, &pieces);
        for (size_t k = 0; k < pieces.n; k++)
            if (pieces.at[k].doubt) asked++;
    }
    assert_true(asked);
    for (size_t k = 0; k < pieces.n; k++) {
        const PlanDoubt *d = pieces.at[k].doubt;
        if (!d) continue;
        assert_int_equal(unlooked(w), before);
        assert_int_equal(decide(w, d->id, 0, text_in(w, "%.*s%c", STR_ARGS(d->word), 0)), OK);
    }
    assert_true(unlooked(w) < before);
}

/* -- sheets -------------------------------------------------------------------------------------------------- */

static void a_plan_is_cut_into_sheets_that_hold_every_line_once(void **state)
{
    World *w = *state;
    PlanText t = text_of(w);
    SheetList sheets;
    PlanNodeList nodes;
    PlanFindingList findings;
    must(plan_nodes(&w->c, plan, (Str){0}, &nodes));
    must(plan_findings(&w->c, plan, &findings));
    sheets_of(&w->c.mem, &(Reviewed){&t.meant, &t.doubts, &nodes, &findings}, &sheets);
    assert_true(sheets.n > 5 && sheets.n < 30);
    assert_int_equal(sheets.at[0].begin, 0);
    assert_int_equal(sheets.at[sheets.n - 1].end, t.meant.n);
    for (size_t i = 0; i < sheets.n; i++) {
        const Sheet *s = &sheets.at[i];
        if (i) assert_int_equal(s->begin, sheets.at[i - 1].end);
        assert_true(s->begin < s->end && s->part <= s->parts);
        assert_int_equal(sheet_of_line(&sheets, s->first), i);
        assert_int_equal(sheet_of_line(&sheets, s->last), i);
    }
    assert_int_equal(sheet_of_line(&sheets, 0), 0);
    assert_int_equal(sheet_of_line(&sheets, 1 << 20), sheets.n - 1);
    Doc nothing = {0};
    sheets_of(&w->c.mem, &(Reviewed){&nothing, &t.doubts, &nodes, &findings}, &sheets);
    assert_int_equal(sheets.n, 1);
}

static void each_sheet_is_a_small_page_and_all_of_them_hold_every_unsure_word_and_value(void **state)
{
    World *w = *state;
    PlanText t = text_of(w);
    SheetList sheets;
    size_t asked = 0, values = 0;
    PlanNodeList nodes;
    PlanFindingList findings;
    must(plan_nodes(&w->c, plan, (Str){0}, &nodes));
    must(plan_findings(&w->c, plan, &findings));
    sheets_of(&w->c.mem, &(Reviewed){&t.meant, &t.doubts, &nodes, &findings}, &sheets);
    for (size_t i = 0; i < sheets.n; i++) {
        Str page = get(w, at(w, text_in(w, "/ra-soat?to=%zu", i + 1))).body;
        assert_true(page.n <= 30 << 10);
        for (size_t from = 0; (from += str_find(str_from(page, from), S("data-unsure="))) < page.n; from++) asked++;
        for (size_t from = 0; (from += str_find(str_from(page, from), S(" id=\"gia-tri-"))) < page.n; from++) values++;
    }
    UnsureList unsure;
    size_t all = 0;
    unsure_of(&w->c.mem, &t.doubts, &nodes, &sheets, &unsure);
    for (size_t i = 0; i < nodes.n; i++) all += nodes.at[i].values.n;
    assert_int_equal(asked, unsure.n);
    assert_int_equal(values, all);
    assert_status(get(w, at(w, "/ra-soat?to=9999")), 200);
    assert_status(get(w, at(w, "/ra-soat?to=0")), 400);
}

/* -- by forms alone ------------------------------------------------------------------------------------------ */

static void a_sheet_is_decided_by_its_form_alone(void **state)
{
    World *w = *state;
    PlanDoubt d = word_behind(w, "G161 ");
    long long id = d.id;
    assert_has_not(get(w, at(w, "/ra-soat")).body, "đã xem hết");
    LocalReply r = post(w, at(w, "/chua-chac"), text_in(w, "to=2&phien-ban.%lld=0&chon.%lld=thi%%E1%%BB%%87u", id, id));
    assert_status(r, 303);
    assert_has(r.headers, "/ra-soat?to=2#chua-chac");
    assert_str(word_again(w, d.id).word, S("thiệu"));
    Str page = get(w, at(w, "/ra-soat?dong=73")).body;
    assert_has(page, text_in(w, "name=\"mo-lai.%lld\"", id));
    post(w, at(w, "/chua-chac"), text_in(w, "to=2&phien-ban.%lld=1&mo-lai.%lld=1", id, id));
    assert_false(word_again(w, d.id).is_seen);
    /* Typed words are kept, those that were left as they are stay asked about. */
    post(w, at(w, "/chua-chac"), text_in(w, "to=2&phien-ban.%lld=2&chu.%lld=thi%%E1%%BA%%BFu", id, id));
    assert_false(word_again(w, d.id).is_seen);
    post(w, at(w, "/chua-chac"), text_in(w, "to=2&phien-ban.%lld=2&chu.%lld=thi%%E1%%BB%%87u", id, id));
    assert_str(word_again(w, d.id).word, S("thiệu"));
    r = post(w, at(w, "/chua-chac"), text_in(w, "to=2&phien-ban.%lld=2&bo.%lld=1", id, id));
    assert_status(r, 409);
    assert_has(r.body, "Người khác vừa xem chữ ở dòng 73");
    r = post(w, at(w, "/chua-chac"), text_in(w, "to=2&phien-ban.%lld=3&bo.%lld=1", id, id));
    assert_status(r, 303);
    json_t *twin = json_of(w, at(w, "/ra-soat"));
    assert_int_equal(json_array_size(json_object_get(twin, "words")), text_of(w).doubts.n);
    json_decref(twin);
    assert_str(word_again(w, d.id).word, S(""));
}

static void a_picture_is_only_of_a_file_with_pages(void **state)
{
    World *w = *state;
    LocalReply r = get(w, at(w, "/trang/1"));
    assert_status(r, 404);
    assert_has(r.body, "không có ảnh của trang 1");
    assert_status(get(w, at(w, "/trang/1?rong=100000")), 400);
    assert_has_not(get(w, at(w, "/ra-soat")).body, "<figure");
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, begin, world_ends)
    const struct CMUnitTest tests[] = {
        T(a_word_that_is_put_right_is_right_in_the_line_in_values_and_in_search),
        T(what_was_decided_can_be_taken_back),
        T(a_word_that_is_nothing_is_taken_out_and_comes_back),
        T(words_beside_each_other_are_found_whichever_comes_first),
        T(who_comes_second_sees_both_words),
        T(a_fault_leaves_nothing_half_decided),
        T(who_corrects_a_value_has_looked_at_its_words),
        T(a_value_that_is_written_anew_leaves_its_words_to_be_asked_about),
        T(a_title_is_looked_at_with_the_last_of_its_words),
        T(a_plan_is_cut_into_sheets_that_hold_every_line_once),
        T(each_sheet_is_a_small_page_and_all_of_them_hold_every_unsure_word_and_value),
        T(a_sheet_is_decided_by_its_form_alone),
        T(a_picture_is_only_of_a_file_with_pages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
