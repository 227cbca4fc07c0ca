// SPDX-License-Identifier: Apache-2.0
/* The pages over a random month of work: the leader's, a past day, the table, JSON and spreadsheet say the same. */
#include "figures/figures_testing.h"

/* -- decisions ---------------------------------------------------------------------------------------------------- */

typedef struct {
    Id task;
    const char *kind;
} Wanted;

static Fail want(Ctx *c, void *arg)
{
    Wanted *m = arg;
    Id id;
    NewTask n = {.plan = plan,
                 .node = nodes[0],
                 .lead = S("SYT"),
                 .assigner = S("STTTT"),
                 .title = S("Việc cần quyết"),
                 .begins = NO_DAY,
                 .due = c->today + 5};
    TRY(task_add(c, &n, true, &m->task));
    TRY(task_move(c, m->task, MOVE_ACCEPT, (Str){0}));
    TRY(task_extension_ask(c, m->task, c->today + 20, S("Chờ hàng về")));
    TRY(difficulty_raise(c, m->task, S("Thiếu kinh phí"), &id));
    return difficulty_move(c, id, DIFFICULTY_SUBMIT, S("Bổ sung kinh phí"));
}

static void ten_decisions_of_all_kinds(void **state)
{
    World *w = *state;
    Wanted m = {0};
    DecisionList d;
    size_t of[DECISION_KINDS] = {0};
    must(store_write(&w->c, w->store, want, &m));
    must(figure_decisions(&w->c, 0, DECISIONS, &d));
    assert_int_equal(d.n, DECISIONS);
    for (size_t i = 0; i < d.n; i++) {
        Task t;
        of[d.at[i].kind]++;
        if (i) assert_true(d.at[i].kind >= d.at[i - 1].kind);
        if (i && d.at[i].kind == d.at[i - 1].kind && d.at[i].kind != DECIDE_RETURNED)
            assert_true(d.at[i].since >= d.at[i - 1].since);
        must(task_by_id(&w->c, d.at[i].task, &t));
        if (d.at[i].kind == DECIDE_CONFIRM) assert_int_equal(t.state, TASK_ASKED);
        if (d.at[i].kind == DECIDE_RETURNED) assert_int_equal(t.state, TASK_RETURNED);
        if (d.at[i].kind == DECIDE_OVERDUE) assert_int_equal(t.class, CLASS_OVERDUE);
    }
    for (int k = 0; k < DECISION_KINDS; k++) assert_true(of[k] > 0);
    assert_int_equal(of[DECIDE_DIRECTION], 1);
    assert_int_equal(d.at[0].task, m.task);
    assert_has(d.at[1].what, "xin gia hạn đến 18/10/2024: Chờ hàng về");
    LocalReply r = get(w, "/lanh-dao");
    assert_has(r.body, "Thiếu kinh phí");
    assert_has(r.body, "Chờ hàng về");
    assert_has(r.body, str_format(&w->c.mem, "href=\"/viec/%lld\"", (long long)m.task).p);
    assert_has(r.body, "href=\"/kho-khan/");
    must(figure_decisions(&w->c, 12345, DECISIONS, &d)); /* a plan that is not there */
    assert_int_equal(d.n, 0);
}

/* -- pages -------------------------------------------------------------------------------------------------------- */

static int64_t number_in(const json_t *o, const char *key) { return json_integer_value(json_object_get(o, key)); }

static void the_leader_sees_all_of_it(void **state)
{
    World *w = *state;
    LocalReply r = get(w, "/lanh-dao");
    assert_status(r, 200);
    assert_has(r.body, "Số liệu tính đến lúc này, Thứ Bảy 28/9/2024.");
    assert_has(r.body, "href=\"/lanh-dao?ngay=2024-09-20\"");
    assert_has(r.body, "href=\"/viec?loai=qua-han\"");
    assert_has(r.body, "href=\"/viec?nhanh=H213&amp;loai=qua-han\"");
    assert_has_not(r.body, "style=");
    assert_true(r.body.n < 30000);
    json_t *o = json_of(w, "/lanh-dao"), *total = json_object_get(o, "total");
    int64_t sum = 0;
    for (int k = 0; k < TASK_CLASS_COUNT; k++) sum += number_in(total, task_classes[k].key);
    assert_int_equal(sum, DAYS * A_DAY);
    assert_int_equal(number_in(total, "total"), sum);
    assert_int_equal(json_array_size(json_object_get(o, "decisions")), DECISIONS);
    json_decref(o);
}

static void a_past_day_is_shown_as_it_was(void **state)
{
    World *w = *state;
    LocalReply r = get(w, "/lanh-dao?ngay=2024-09-20");
    assert_status(r, 200);
    assert_has(r.body, "Số liệu tính đến hết ngày 20/9/2024 (Thứ Sáu)");
    assert_has(r.body, "Chỉ trang của hôm nay có danh sách này.");
    assert_has(r.body, "href=\"/co-quan-so-lieu/viec?ngay=2024-09-20&amp;loai=qua-han\"");
    Counts all = all_of(w, 0, day_of(2024, 9, 20));
    json_t *o = json_of(w, "/co-quan-so-lieu?ngay=2024-09-20");
    assert_int_equal(number_in(json_object_get(o, "total"), "total"), count_total(&all));
    assert_int_equal(number_in(json_object_get(o, "total"), "qua-han"), all.class[CLASS_OVERDUE]);
    json_decref(o);
    r = get(w, "/co-quan-so-lieu/viec?ngay=2024-09-20&loai=qua-han");
    assert_status(r, 200);
    assert_has(r.body, "Quá hạn: những việc nào?");
    assert_has(r.body, "Việc &lt;thử&gt; &amp;");
    assert_status(get(w, "/co-quan-so-lieu/viec?ngay=2024-09-20&nhanh=SYT&sau=xyz"), 400);
    r = get(w, "/lanh-dao?ngay=2024-09-29");
    assert_status(r, 400);
    assert_has(r.body, "chưa đến nên chưa có số liệu");
    r = get(w, "/co-quan-so-lieu?ngay=2023-01-01");
    assert_status(r, 200);
    assert_has(r.body, "Chưa có số liệu");
}

static void the_table_is_chosen_by_address(void **state)
{
    World *w = *state;
    LocalReply r = get(w, "/co-quan-so-lieu");
    assert_status(r, 200);
    assert_has(r.body, "aria-sort=\"descending\"><a href=\"/co-quan-so-lieu?chieu=tang\">Quá hạn</a>");
    assert_has(r.body, "href=\"/co-quan-so-lieu?xep=ty-le-xong\"");
    assert_has(r.body, "href=\"/co-quan-so-lieu.xlsx\"");
    assert_has(r.body, "href=\"/viec?nhanh=SYT\"");
    assert_has_not(r.body, "href=\"/viec?nhanh=X07201\"");
    r = get(w, "/co-quan-so-lieu?xem=tung-co-quan&loai-co-quan=ubnd-xa&xep=ten");
    assert_status(r, 200);
    assert_has(r.body, "href=\"/viec?co-quan=X07201\"");
    assert_has(r.body, "cơ quan (chỉ UBND cấp xã)");
    assert_has_not(r.body, "href=\"/viec?co-quan=SYT\"");
    for (char digit = '1'; digit <= '9'; digit++) /* a part of all: no list counts the same */
        assert_has_not(r.body, str_format(&w->c.mem, "<a href=\"/viec\">%c", digit).p);
    assert_status(get(w, "/co-quan-so-lieu?xep=gi-do"), 400);
    assert_status(get(w, "/co-quan-so-lieu?ke-hoach=12345"), 200);
}

/* -- the spreadsheet ---------------------------------------------------------------------------------------------- */

static int64_t integer_at(const SheetRow *row, int column)
{
    int64_t n = -1;
    assert_true(str_integer(sheet_cell(row, column), &n));
    return n;
}

static void the_spreadsheet_says_the_same(void **state)
{
    World *w = *state;
    Sheet sheet;
    static const char *const paths[] = {"/co-quan-so-lieu.xlsx",
                                        "/co-quan-so-lieu.xlsx?ngay=2024-09-20&xem=tung-co-quan"};
    for (int i = 0; i < 2; i++) {
        LocalReply r = get(w, paths[i]);
        assert_status(r, 200);
        assert_has(r.headers, i ? "so-lieu-2024-09-20.xlsx" : "so-lieu-2024-09-28.xlsx");
        must(sheet_read(&w->c, r.body, &sheet));
        Figures f = agencies(w, on(i ? day_of(2024, 9, 20) : w->c.today, !i));
        figures_sort(&f, COLUMN_FIRST, false);
        int class = sheet_column(&sheet, S("Chưa đến hạn")), total = sheet_column(&sheet, S("Đã giao"));
        assert_int_equal(class, 3);
        for (size_t k = 0; k <= f.rows.n; k++) {
            const Counts *n = k < f.rows.n ? &f.rows.at[k].n : &f.total;
            const SheetRow *row = &sheet.row[k + 1];
            assert_str(sheet_cell(row, 1), k < f.rows.n ? f.rows.at[k].name : S("Cộng"));
            for (int j = 0; j < TASK_CLASS_COUNT; j++) assert_int_equal(integer_at(row, class + j), n->class[j]);
            assert_int_equal(integer_at(row, total), count_total(n));
        }
        assert_has(sheet_cell(&sheet.row[f.rows.n + 2], 1),
                   i ? "Số liệu tính đến hết ngày 20/9/2024" : "tính đến lúc này");
    }
    assert_status(get(w, "/co-quan-so-lieu.xlsx?ngay=2020-01-01"), 200);
}

static void nothing_yet_is_said(void **state)
{
    World *w = *state;
    LocalReply r = get(w, "/lanh-dao");
    assert_status(r, 200);
    assert_has(r.body, "Chưa có việc nào được giao.");
    assert_has(r.body, "Không có khó khăn nào chờ lãnh đạo chỉ đạo.");
    assert_has(get(w, "/co-quan-so-lieu").body, "Chưa có số liệu");
    assert_status(get(w, "/co-quan-so-lieu.xlsx"), 200);
    assert_has(get(w, "/co-quan-so-lieu/viec").body, "Không có việc nào như vậy");
}

static void the_last_fridays_are_counted_once_as_their_pages_showed_them(void **state)
{
    World *w = *state;
    FigureWeekList weeks, again;
    assert_int_equal(figure_weeks_count(&w->c, w->store), OK);
    assert_int_equal(figure_weeks(&w->c, 0, S(""), &weeks), OK);
    assert_int_equal(weeks.n, FIGURE_WEEKS);
    for (size_t i = 0; i < weeks.n; i++) {
        TaskCountList then;
        assert_int_equal(task_counts(&w->c, 0, GRAIN_ALL, weeks.at[i].day, &then), OK);
        Counts n = counts_of(&then, S(""));
        assert_int_equal(weeks.at[i].overdue, n.class[CLASS_OVERDUE]);
        assert_int_equal(weeks.at[i].done, n.class[CLASS_IN_TIME] + n.class[CLASS_LATE]);
        assert_int_equal(day_weekday(weeks.at[i].day), MONDAY + 4);
    }
    assert_int_equal(weeks.at[FIGURE_WEEKS - 1].day, friday_before(w->c.today));
    assert_int_equal(figure_weeks_count(&w->c, w->store), OK); /* the next hour: nothing is there twice */
    assert_int_equal(figure_weeks(&w->c, 0, S(""), &again), OK);
    assert_memory_equal(weeks.at, again.at, weeks.n * sizeof *weeks.at);
    assert_int_equal(figure_weeks(&w->c, 0, S("SYT"), &again), OK);
    for (size_t i = 0; i < again.n; i++) assert_true(again.at[i].assigned <= weeks.at[weeks.n - again.n + i].assigned);
    assert_has(get(w, "/lanh-dao").body, "Từ thứ Sáu ");
}

int main(void)
{
#define T(test) cmocka_unit_test(test)
    const struct CMUnitTest month[] = {
        T(the_last_fridays_are_counted_once_as_their_pages_showed_them),
        T(the_leader_sees_all_of_it),
        T(a_past_day_is_shown_as_it_was),
        T(the_table_is_chosen_by_address),
        T(the_spreadsheet_says_the_same),
        T(ten_decisions_of_all_kinds), /* writes: the last one */
    };
    const struct CMUnitTest empty[] = {T(nothing_yet_is_said)};
    int failed = cmocka_run_group_tests(month, begin, world_ends);
    return failed + cmocka_run_group_tests(empty, begin_empty, world_ends);
}
