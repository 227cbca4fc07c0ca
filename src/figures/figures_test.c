// SPDX-License-Identifier: Apache-2.0
/* A random month of work: on every day of it, and looked back at later, rows and columns add up, and every number
 * counts the tasks that it opens. */
#include "figures/figures_testing.h"

/* -- it adds up ------------------------------------------------------------------------------------------------- */

static void assert_adds_up(const Figures *f, const Counts *all)
{
    int64_t total = 0;
    for (int k = 0; k < TASK_CLASS_COUNT; k++) {
        int64_t sum = f->rest.n.class[k];
        for (size_t i = 0; i < f->rows.n; i++) sum += f->rows.at[i].n.class[k];
        assert_int_equal(sum, f->total.class[k]);
        if (all) assert_int_equal(sum, all->class[k]);
    }
    for (size_t i = 0; i < f->rows.n; i++) total += count_total(&f->rows.at[i].n);
    assert_int_equal(total + count_total(&f->rest.n), count_total(&f->total));
}

static void rows_and_columns_add_up_on_every_day(void **state)
{
    World *w = *state;
    Arena mark = w->c.mem;
    for (Day day = first - 1; day <= w->c.today; day++) {
        for (int with_plan = 0; with_plan < 2; with_plan++) {
            arena_back(&w->c.mem, mark);
            Id of = with_plan ? plan : 0;
            Counts all = all_of(w, of, day);
            Figures f;
            for (int branch = 0; branch < 2; branch++) {
                FigureChoice choice = {.plan = of, .on = day, .by_branch = branch};
                f = agencies(w, choice);
                assert_adds_up(&f, &all);
                int64_t kinds = 0;
                for (size_t i = 0; i < f.kinds.n; i++) {
                    choice.kind = f.kinds.at[i];
                    Figures part = agencies(w, choice);
                    assert_adds_up(&part, NULL);
                    kinds += count_total(&part.total);
                }
                assert_int_equal(kinds, count_total(&f.total));
                figures_sort_worst(&f);
                figures_cut(&f, 2);
                assert_adds_up(&f, &all);
            }
            FigureChoice choice = {.plan = of, .on = day};
            must(figures_by_activity(&w->c, &choice, &f));
            assert_adds_up(&f, &all);
            if (day < first) assert_int_equal(count_total(&all), 0);
        }
    }
    assert_int_equal(count_total(&(Counts){.class = {1, 2, 3}}), 6);
    Counts today = all_of(w, 0, w->c.today);
    assert_int_equal(count_total(&today), DAYS * A_DAY);
}

/* The counters of today are what the stands of the end of this day give, looked at from tomorrow. */
static void today_is_the_same_tomorrow(void **state)
{
    World *w = *state;
    Figures now = agencies(w, on(w->c.today, true));
    w->c.today++;
    Figures then = agencies(w, on(w->c.today - 1, true));
    w->c.today--;
    assert_int_equal(now.rows.n, then.rows.n);
    for (size_t i = 0; i < now.rows.n; i++) {
        assert_str(now.rows.at[i].item, then.rows.at[i].item);
        assert_memory_equal(now.rows.at[i].n.class, then.rows.at[i].n.class, sizeof now.total.class);
    }
}

/* How many tasks a choice opens, over as many pages as there are. */
static int64_t opened(World *w, FigureTaskChoice a)
{
    int64_t n = 0;
    FigureTaskList tasks;
    Arena mark = w->c.mem;
    char after[48] = "";
    a.most = 7;
    do {
        a.after = str_of(after);
        Str next;
        must(figure_tasks(&w->c, &a, &tasks, &next));
        for (size_t i = 0; i < tasks.n; i++)
            if (a.class < TASK_CLASS_COUNT) assert_int_equal(tasks.at[i].class, a.class);
        n += (int64_t)tasks.n;
        snprintf(after, sizeof after, "%.*s", STR_ARGS(next));
        arena_back(&w->c.mem, mark);
    } while (*after);
    return n;
}

static void every_number_counts_what_it_opens(void **state)
{
    World *w = *state;
    for (Day day = first + 3; day <= w->c.today; day += 5) {
        Counts all = all_of(w, 0, day);
        for (int k = 0; k < TASK_CLASS_COUNT; k++)
            assert_int_equal(opened(w, (FigureTaskChoice){.on = day, .class = (TaskClass)k}), all.class[k]);
        Figures f = agencies(w, on(day, false));
        for (size_t i = 0; i < f.rows.n; i++)
            assert_int_equal(
                opened(w, (FigureTaskChoice){.on = day, .class = TASK_CLASS_COUNT, .lead = f.rows.at[i].item}),
                count_total(&f.rows.at[i].n));
        f = agencies(w, on(day, true));
        for (size_t i = 0; i < f.rows.n; i++)
            assert_int_equal(
                opened(w, (FigureTaskChoice){.on = day, .class = CLASS_OVERDUE, .branch = f.rows.at[i].item}),
                f.rows.at[i].n.class[CLASS_OVERDUE]);
    }
    FigureTaskList none;
    Str next;
    static const char *const bad[] = {"x", "2024-09-28", "2024-09-28.x", "2024-09-28.1.2"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        FigureTaskChoice a = {.on = w->c.today, .class = TASK_CLASS_COUNT, .after = str_of(bad[i])};
        assert_int_equal(figure_tasks(&w->c, &a, &none, &next), FAIL_INPUT);
    }
}

/* -- order, shares, words ----------------------------------------------------------------------------------------- */

static void every_column_sorts_both_ways(void **state)
{
    World *w = *state;
    for (int column = 0; column < COLUMNS; column++) {
        Figures f = agencies(w, on(w->c.today, false));
        figures_sort(&f, column, false);
        Str first_item = f.rows.at[0].item;
        for (size_t i = 1; i < f.rows.n; i++) {
            const Counts *x = &f.rows.at[i - 1].n, *y = &f.rows.at[i].n;
            if (column == COLUMN_TOTAL) assert_true(count_total(x) >= count_total(y));
            if (column == COLUMN_DONE) assert_true(share_compare(share_done(x), share_done(y)) >= 0);
            if (column == COLUMN_IN_TIME) assert_true(share_compare(share_in_time(x), share_in_time(y)) >= 0);
            if (column >= COLUMN_CLASS && column < COLUMN_IN_TIME)
                assert_true(x->class[column - COLUMN_CLASS] >= y->class[column - COLUMN_CLASS]);
        }
        figures_sort(&f, column, true);
        if (column == COLUMN_NAME) assert_string_not_equal(first_item.p, f.rows.at[0].item.p);
        assert_int_equal(figure_column_of(str_of(figure_columns[column].key)), column);
    }
    assert_int_equal(figure_column_of(S("khong-co")), COLUMN_NAME);
}

static void shares_are_honest(void **state)
{
    World *w = *state;
    Arena *a = &w->c.mem;
    assert_str(share_words(a, (Share){0, 0}), S("–"));
    assert_str(share_words(a, (Share){0, 9}), S("0 %"));
    assert_str(share_words(a, (Share){9, 9}), S("100 %"));
    assert_str(share_words(a, (Share){7, 8}), S("87,5 %"));
    assert_str(share_words(a, (Share){1, 3}), S("33,3 %"));
    assert_str(share_words(a, (Share){1, 100000}), S("0,1 %"));
    assert_str(share_words(a, (Share){99999, 100000}), S("99,9 %"));
    assert_str(number_words(a, 0), S("0"));
    assert_str(number_words(a, 999), S("999"));
    assert_str(number_words(a, 1234567), S("1.234.567"));
    assert_str(number_words(a, -1000), S("-1.000"));
    assert_true(share_compare((Share){1, 2}, (Share){2, 4}) == 0);
    assert_true(share_compare((Share){0, 0}, (Share){0, 4}) < 0);
    assert_int_equal(friday_before(day_of(2024, 9, 28)), day_of(2024, 9, 20)); /* a Saturday */
    assert_int_equal(friday_before(day_of(2024, 9, 30)), day_of(2024, 9, 27)); /* a Monday */
    assert_int_equal(friday_before(day_of(2024, 9, 27)), day_of(2024, 9, 20)); /* a Friday */
}

static Str sentence_for(World *w, const int *overdue, size_t n, int64_t later)
{
    Figures f = {0};
    for (size_t i = 0; i < n; i++) {
        FigureRow *row = list_add(&w->c.mem, &f.rows);
        *row = (FigureRow){.name = str_format(&w->c.mem, "Sở %c", (char)('A' + i)), .place = i};
        row->n.class[CLASS_OVERDUE] = overdue[i];
        f.total.class[CLASS_OVERDUE] += overdue[i];
    }
    f.total.class[CLASS_LATER] = later;
    figures_sort_worst(&f);
    return figures_sentence(&w->c.mem, &f);
}
#define sentence(later, ...)                                                                                           \
    sentence_for(w, (const int[]){__VA_ARGS__}, sizeof((const int[]){__VA_ARGS__}) / sizeof(int), later)

static void a_sentence_says_what_to_see(void **state)
{
    World *w = *state;
    assert_str(sentence(0, 0), S("Chưa có việc nào được giao."));
    assert_str(sentence(5, 0, 0), S("Không có việc nào quá hạn."));
    assert_str(sentence(5, 0, 3), S("3 việc quá hạn, đều của Sở B."));
    assert_str(sentence(5, 1, 7, 1), S("Một cơ quan chiếm 78 % trong 9 việc quá hạn: Sở B."));
    assert_str(sentence(5, 4, 1, 3, 1, 1), S("Hai cơ quan chiếm 70 % trong 10 việc quá hạn: Sở A, Sở C."));
    assert_str(sentence(5, 1, 1, 1, 1, 1, 1, 1, 2), S("9 việc quá hạn rải ở 8 cơ quan, nhiều nhất là Sở H (2 việc)."));
    assert_str(sentence(5, 1, 1, 1, 2, 1, 1, 1, 2),
               S("10 việc quá hạn rải ở 8 cơ quan, nhiều nhất là Sở D và Sở H (mỗi cơ quan 2 việc)."));
    assert_str(sentence(5, 1, 1, 1, 1, 1, 1, 1, 1),
               S("8 việc quá hạn rải ở 8 cơ quan, 8 cơ quan cùng nhiều nhất (mỗi cơ quan 1 việc)."));
}

int main(void)
{
#define T(test) cmocka_unit_test(test)
    const struct CMUnitTest month[] = {
        T(rows_and_columns_add_up_on_every_day), T(today_is_the_same_tomorrow), T(every_number_counts_what_it_opens),
        T(every_column_sorts_both_ways),         T(shares_are_honest),          T(a_sentence_says_what_to_see),
    };
    return cmocka_run_group_tests(month, begin, world_ends);
}
