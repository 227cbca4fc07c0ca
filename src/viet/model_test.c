// SPDX-License-Identifier: Apache-2.0
#include "base/testing.h"
#include "viet/learn.h"
#include "viet/lexicon.h"
#include "viet/model.h"
#include <math.h>

/* FNV-1a of what the texts below give: the same input makes the same bytes, here and on the next machine. */
#define SMALL_MODEL 0xd9e1c59a5879d06dULL

static Arena mem;

static int set_up(void **state)
{
    (void)state;
    mem = arena_reserve((size_t)1 << 30);
    return 0;
}

static const char small[] =
    "Ủy ban nhân dân tỉnh ban hành kế hoạch.\nỦy ban nhân dân huyện báo cáo Ủy ban nhân dân tỉnh.\n"
    "Sở Y tế chủ trì, phối hợp với Sở Tài chính; UBND huyện, UBND xã thực hiện theo 505/QĐ-TTg, 934/QĐ-TTg.\n";

static Str learnt(const char *text)
{
    LearnSource source = {.text = str_of(text), .weight = 1, .least = 1};
    return model_learn(&mem, &source, 1, NULL, 0);
}

static Model opened(Str bytes)
{
    Model m;
    assert_true(model_open(bytes, &m));
    return m;
}

static int number(const Model *m, const char *word)
{
    for (uint32_t w = WORD_FIRST; w < m->words; w++)
        if (str_equal(model_word(m, (int)w), str_of(word))) return (int)w;
    test_fails("%s is no word of the model", word);
    return -1;
}

static void the_same_texts_make_the_same_bytes(void **state)
{
    (void)state;
    Str one = learnt(small), other = learnt(small);
    assert_str(one, other);
    uint64_t hash = 0xcbf29ce484222325;
    for (size_t i = 0; i < one.n; i++) hash = (hash ^ (unsigned char)one.p[i]) * 0x100000001b3;
    if (hash != SMALL_MODEL) test_fails("the small model is 0x%llx", (unsigned long long)hash);
}

static double sum_after(const Model *m, int first, int second)
{
    double sum = 0;
    for (uint32_t w = 0; w < m->words; w++) sum += exp((double)model_log(m, first, second, (int)w));
    return sum;
}

static void what_may_follow_is_as_likely_as_one_together(void **state)
{
    (void)state;
    Model m = opened(learnt(small));
    int ban = number(&m, "ban"), uy = number(&m, "ủy"), dan = number(&m, "dân"), nhan = number(&m, "nhân");
    const int contexts[][2] = {{uy, ban}, {nhan, dan}, {ban, ban}, {WORD_END, WORD_END}, {WORD_OTHER, uy}};
    for (size_t i = 0; i < sizeof contexts / sizeof *contexts; i++) {
        double sum = sum_after(&m, contexts[i][0], contexts[i][1]);
        if (sum < 0.9 || sum > 1.1) test_fails("context %zu: %.3f", i, sum);
    }
}

static void what_was_seen_is_likelier(void **state)
{
    (void)state;
    Model m = opened(learnt(small));
    int ban = number(&m, "ban"), uy = number(&m, "ủy"), nhan = number(&m, "nhân"), tinh = number(&m, "tỉnh"),
        dan = number(&m, "dân");
    assert_true(model_log(&m, uy, ban, nhan) > model_log(&m, uy, ban, tinh));
    assert_true(model_log(&m, nhan, dan, tinh) > model_log(&m, nhan, dan, nhan));
}

static void abbreviations_are_words_in_capitals_only(void **state)
{
    (void)state;
    Model m = opened(learnt(small));
    assert_true(m.flags[number(&m, "ubnd")] & WORD_CAPITALS);
    assert_true(m.flags[number(&m, "qđ")] & WORD_CAPITALS); /* of a code */
    assert_false(m.flags[number(&m, "sở")] & WORD_CAPITALS);
}

static void an_office_s_texts_add_to_the_base(void **state)
{
    (void)state;
    Model base = opened(learnt(small));
    LearnSource source = {.text = S("Sở Y tế huyện Sơn Động. Huyện Sơn Động."), .weight = 0.4, .least = 1};
    Model both = opened(model_learn(&mem, &source, 1, &base, 0.6));
    assert_true(both.words > base.words);
    for (uint32_t w = WORD_FIRST; w < base.words; w++) assert_str(model_word(&both, (int)w), model_word(&base, (int)w));
    int huyen = number(&both, "huyện"), son = number(&both, "sơn"), dong = number(&both, "động");
    assert_true(model_log(&both, huyen, son, dong) > logf(0.2F));
    int nhan = number(&both, "nhân"), dan = number(&both, "dân"); /* of the base, which alone has met them */
    assert_true(model_log(&both, nhan, dan, huyen) > model_log(&base, nhan, dan, huyen) + logf(0.6F));
}

static void nothing_to_learn_from_is_a_model_too(void **state)
{
    (void)state;
    Model m = opened(learnt(""));
    assert_int_equal(m.words, WORD_FIRST);
    assert_true(lexicon_of(&mem, &m).n >= 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_texts_make_the_same_bytes),
        cmocka_unit_test(what_may_follow_is_as_likely_as_one_together),
        cmocka_unit_test(what_was_seen_is_likelier),
        cmocka_unit_test(abbreviations_are_words_in_capitals_only),
        cmocka_unit_test(an_office_s_texts_add_to_the_base),
        cmocka_unit_test(nothing_to_learn_from_is_a_model_too),
    };
    return cmocka_run_group_tests_name("model", tests, set_up, NULL);
}
