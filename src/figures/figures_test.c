// SPDX-License-Identifier: Apache-2.0
/* A random month of work: on every day of it, and looked back at later, rows and columns add up, every number counts
 * the tasks that it opens, and pages, JSON and spreadsheet say the same. */
#include "doc/sheet.h"
#include "figures/figures.h"
#include "http/world.h"
#include "plan/sample.h"

extern const Feature feature_work, feature_difficulty, feature_figures;
static const Feature *const list[] = {&feature_work, &feature_difficulty, &feature_figures, NULL};

enum { DAYS = 24, A_DAY = 9 };
static const char *const leads[] = {"STTTT", "SYT", "SCT", "H213", "H219", "H221", "X07201", "X07552", "TTCNTT"};
enum { LEADS = sizeof leads / sizeof *leads };

static Id plan, nodes[3];
static Day first;
static unsigned seed;

static unsigned any(unsigned n)
{
    seed = seed * 1103515245 + 12345;
    return (seed >> 16) % n;
}

/* -- a month ---------------------------------------------------------------------------------------------------- */

static Fail take_plan(Ctx *c)
{
    PlanActivityList activities;
    TRY(sample_plan_active(c, &plan));
    TRY(plan_activities(c, plan, &activities));
    for (int i = 0; i < 3; i++) nodes[i] = activities.at[i].node;
    return OK;
}

static Fail new_task(Ctx *c)
{
    Id task;
    Day due = any(8) ? c->today + (int)any(12) : NO_DAY;
    bool is_of_plan = any(5);
    NewTask n = {.plan = is_of_plan ? plan : 0,
                 .node = is_of_plan ? nodes[any(3)] : 0,
                 .lead = str_of(leads[any(LEADS)]),
                 .assigner = S("STTTT"),
                 .title = S("Việc <thử> & “nghiệm”"),
                 .begins = NO_DAY,
                 .due = due};
    return task_add(c, &n, true, &task);
}

/* Whatever its state allows; a report that is late has a cause. */
static Fail some_move(Ctx *c, Id task)
{
    Task t;
    TaskMove move = (TaskMove)any(TASK_MOVE_COUNT);
    TRY(task_by_id(c, task, &t));
    if (move == MOVE_ASSIGN || move == MOVE_DROP || move == MOVE_REPORT || !task_may(t.state, move)) return OK;
    return task_move(c, task, move, S("lý do"));
}

static Fail a_day(Ctx *c, void *unused)
{
    (void)unused;
    IdList tasks = {0};
    Rows r;
    for (int i = 0; i < A_DAY; i++) TRY(new_task(c));
    TRY(store_query(c, &r, "SELECT id FROM task WHERE office_id = $1 ORDER BY id", OFFICE));
    while (rows_next(&r)) *list_add(&c->mem, &tasks) = row_integer(&r, 0);
    TRY(rows_end(&r));
    for (int i = 0; i < 3 * A_DAY; i++) TRY(some_move(c, tasks.at[any((unsigned)tasks.n)]));
    return OK;
}

static Fail prepare(Ctx *c, void *unused)
{
    Day today = c->today;
    seed = 7;
    TRY(take_plan(c));
    first = today - DAYS + 1;
    for (c->today = first; c->today < today; c->today++) TRY(a_day(c, unused));
    c->today = today;
    return a_day(c, unused);
}

static int begin(void **state) { return world_begins(state, (ServerOptions){.features = list}, prepare); }
static int begin_empty(void **state) { return world_begins(state, (ServerOptions){.features = list}, NULL); }

static FigureChoice on(Day day, bool by_branch) { return (FigureChoice){.on = day, .by_branch = by_branch}; }

static Figures agencies(World *w, FigureChoice choice)
{
    FigureNames *names;
    Figures f;
    must(figure_names(&w->c, choice.on, &names));
    must(figures_by_agency(&w->c, &choice, names, &f));
    return f;
}

static Counts all_of(World *w, Id of, Day day)
{
    TaskCountList counts;
    must(task_counts(&w->c, of, GRAIN_ALL, day, &counts));
    return counts_of(&counts, S(""));
}

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
    assert_has(d.at[1].what, "xin lùi đến 18/10/2024: Chờ hàng về");
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

static Fail count_weeks(Ctx *c, void *nothing)
{
    (void)nothing;
    return figure_weeks_count(c);
}

static void the_last_fridays_are_counted_once_as_their_pages_showed_them(void **state)
{
    World *w = *state;
    FigureWeekList weeks, again;
    assert_int_equal(store_write(&w->c, w->store, count_weeks, NULL), OK);
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
    assert_int_equal(store_write(&w->c, w->store, count_weeks, NULL), OK); /* the next hour: nothing is there twice */
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
        T(rows_and_columns_add_up_on_every_day), T(the_last_fridays_are_counted_once_as_their_pages_showed_them),
        T(today_is_the_same_tomorrow),           T(every_number_counts_what_it_opens),
        T(every_column_sorts_both_ways),         T(shares_are_honest),
        T(a_sentence_says_what_to_see),          T(the_leader_sees_all_of_it),
        T(a_past_day_is_shown_as_it_was),        T(the_table_is_chosen_by_address),
        T(the_spreadsheet_says_the_same),        T(ten_decisions_of_all_kinds), /* writes: the last one */
    };
    const struct CMUnitTest empty[] = {T(nothing_yet_is_said)};
    int failed = cmocka_run_group_tests(month, begin, world_ends);
    return failed + cmocka_run_group_tests(empty, begin_empty, world_ends);
}
