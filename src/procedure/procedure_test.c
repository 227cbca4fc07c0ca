// SPDX-License-Identifier: Apache-2.0
/* What a procedure's text may say; each mistake named where it stands. */
#include "base/asset.h"
#include "doc/doc.h"
#include "procedure/text_testing.h"
#include <time.h>

static void the_manual_shows_a_whole_one(void **state)
{
    Procedure p;
    DesignProblems problems;
    const Directory *agencies;
    (void)state;
    assert_int_equal(directory_shipped(&c, &agencies), OK);
    if (!procedure_read(&c.mem, manual_procedure(&c), agencies, &p, &problems) || problems.n)
        test_fails("%.*s", STR_ARGS(problem_line(&c.mem, &problems.at[0])));
    assert_str(p.form.code, S("treo-bang-ron"));
    assert_int_equal(p.states, 7);
    assert_int_equal(p.moves, 8);
    assert_str(p.move[0].name, S("nop"));
    assert_int_equal(p.clocks, 2);
    assert_int_equal(p.n_indexed, 2);
    assert_true(procedure_move(&p, S("bo_sung"))->to == NULL);
    assert_int_equal(p.apply.by, BY_PUBLIC | BY_AGENCY);
    assert_str(p.apply.phone->name, S("dien_thoai"));
}

/* A change of the manual's text, the line on which it is told (of the changed text), and a part of the sentence. */
static const struct {
    const char *from, *to;
    const char *at; /* a part of the line where it stands */
    const char *says;
} mistakes[] = {
    {"    to: dang_tham_dinh\n    who: {agency: SVHTTDL}\n", "    to: dang_tham_dinh\n", "- name: tiep_nhan",
     "Không ai được làm bước"},
    {"    who: applicant\n    edits: asked", "    who: {role: giam-doc}\n    edits: asked", "giam-doc",
     "Không có vai trò"},
    {"guard: ${so_luong} <= 100", "guard: ${so_luon} <= 100", "guard:", "so_luon"},
    {"guard: ${so_luong} <= 100", "guard: ${so_luong} <= ", "guard:", ""},
    {"    guard_says: Quá 100 chiếc phải trình UBND tỉnh.\n", "", "- name: dong_y", "guard_says"},
    {"to: da_dong_y\n", "to: da_dong_i\n", "to: da_dong_i", "Không có trạng thái"},
    {"  - {name: da_rut,", "  - {name: hoi_dong, label: Họp hội đồng, kind: open}\n  - {name: da_rut,", "hoi_dong",
     "Không bước nào dẫn tới"},
    {"kind: ended, outcome: refused", "kind: decided, outcome: refused", "khong_dong_y, label",
     "không có bước nào đi tiếp"},
    {"label: Tiếp nhận hồ sơ đủ", "help: Tiếp nhận", "- name: tiep_nhan", "label"},
    {"    days: 5\n", "", "- name: tham_dinh", "cần “days” hoặc “until”"},
    {"    stops: [dong_y, khong_dong_y]\n    warns: 1\n    end:\n      - {mark: Trả lời quá hạn}\n      - {mail: "
     "deciders, subject: \"Quá hạn trả lời ${_so}\", text: \"Hồ sơ ${_so} đã quá hạn trả lời.\"}\n",
     "    warns: 1\n", "- name: tham_dinh", "không bao giờ kết thúc"},
    {"starts: dong_y\n", "starts: dong_\n", "starts: dong_", "Không có bước"},
    {"${_den_thoi_gian}", "${_den_thoi}", "until:", "_den_thoi"},
    {"text: Đồng ý treo ${so_luong}", "text: Đồng ý treo ${so_luongg}", "${so_luongg}", "so_luongg"},
    {"what: sum, of: so_luong, by: [xa, noi]", "what: sum, of: noi_dung, by: [xa, don_vi]", "name: so_bang_ron",
     "Chỉ cộng được số"},
    {"supplement: true", "suplement: true", "suplement", "suplement"},
    {"waits: applicant}", "waits: aplicant}", "aplicant", "aplicant"},
    {"    edits: asked", "    edits: [khong_co]", "khong_co", "Biểu mẫu không có trường"},
    {"  - {name: dien_thoai, type: phone,", "  - {name: dien_thoai, type: text,", "by: [public",
     "cần một trường loại phone"},
    {"number: \"{so}/BR-{nam}\"", "number: \"BR-{nam}\"", "by: [public", "{so}"},
    {"removes: personal", "removes: personnel", "retention:", "personnel"},
    {"[applicant, {agency: SVHTTDL}, clock]", "[applicant, {agency: SVHTTDL}]", "name: thao_do, label: Đã tháo dỡ",
     "phải có clock"},
    {"{agency: SVHTTDL, role: thu-truong}]", "{agency: SVHTTDL, from: 2024-10-02, until: 2024-10-01}]",
     "from: 2024-10-02", "không ai làm được"},
    {"  - {name: ly_do,", "  - {name: noi_dung,", "name: noi_dung, type: lines, label: Lý do", "cần tên khác"},
    {"      - publish: yes", "      - publish: yes\n        mark: X", "mark: X", "chỉ có một việc"},
    {"code: treo-bang-ron", "code: Treo băng rôn", "code:", ""},
    {"states:\n", "states: mới\nstates2:\n", "states", ""},
};

static Str replaced(Str text, const char *from, const char *to)
{
    size_t at = str_find(text, str_of(from));
    if (at == text.n) test_fails("the manual has no “%s” any more", from);
    return str_format(&c.mem, "%.*s%s%.*s", (int)at, text.p, to, STR_ARGS(str_from(text, at + strlen(from))));
}

static Str line_of(Str text, int line)
{
    Str one = {0};
    for (int i = 0; i < line && str_cut(&text, '\n', &one); i++) {}
    return one;
}

static void each_mistake_is_named_where_it_stands(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        Procedure p;
        DesignProblems problems;
        Str text = replaced(manual_procedure(&c), mistakes[i].from, mistakes[i].to);
        bool is_good = procedure_read(&c.mem, text, NULL, &p, &problems), is_told = false;
        for (size_t j = 0; j < problems.n; j++) {
            const DesignProblem *w = &problems.at[j];
            if (w->is_warning || !str_contains(w->text, str_of(mistakes[i].says))) continue;
            is_told |= w->spot.column > 0 && str_contains(line_of(text, w->spot.line), str_of(mistakes[i].at));
        }
        if (is_good || !is_told) {
            for (size_t j = 0; j < problems.n; j++)
                print_error("  %.*s\n", STR_ARGS(problem_line(&c.mem, &problems.at[j])));
            test_fails("“%s” is not told of at “%s”", mistakes[i].to, mistakes[i].at);
        }
    }
}

static void all_mistakes_are_told_at_once(void **state)
{
    Procedure p;
    DesignProblems problems;
    (void)state;
    Str text = replaced(manual_procedure(&c), "guard: ${so_luong} <= 100", "guard: ${a} <= ${b}");
    text = replaced(text, "to: da_dong_y\n", "to: ba\n");
    text = replaced(text, "until: ${_den_thoi_gian}", "until: ${c}");
    text = replaced(text, "by: [xa, noi]", "by: [d]");
    assert_false(procedure_read(&c.mem, text, NULL, &p, &problems));
    assert_true(problems.n >= 4);
    for (size_t i = 1; i < problems.n; i++) assert_true(problems.at[i - 1].spot.line <= problems.at[i].spot.line);
}

static void what_the_program_ships_can_be_published(void **state)
{
    int n = 0;
    const Directory *agencies;
    (void)state;
    assert_int_equal(directory_shipped(&c, &agencies), OK);
    for (const Asset *a = assets; a->name.n; a++) {
        Procedure p;
        DesignProblems problems;
        if (!str_starts(a->name, S("procedures/"))) continue;
        bool is_good = procedure_read(&c.mem, a->bytes, agencies, &p, &problems);
        for (size_t i = 0; i < problems.n; i++)
            print_error("%.*s, %.*s\n", STR_ARGS(a->name), STR_ARGS(problem_line(&c.mem, &problems.at[i])));
        assert_true(is_good && !problems.n);
        n++;
    }
    assert_true(n >= 10);
}

/* -- clocks against a calendar that is counted day by day
 * -------------------------------------------------------------- */

/* A calendar of its own, which knows nothing of the program's: weekdays by the C library; days off and Saturdays that
 * are worked as the yearly notices announced them to people, weekends included (5015/TB-LĐTBXH, 1570/TB-LĐTBXH,
 * 6150/TB-BLĐTBXH, 9441/TB-BNV), the others by the Labour Code, art. 112. */
typedef struct {
    int year, month, day, last_month, last_day;
} Span;
static const Span days_off[] = {
    {2024, 1, 1, 1, 1},   {2024, 2, 8, 2, 14}, {2024, 4, 18, 4, 18}, {2024, 4, 27, 5, 1},
    {2024, 8, 31, 9, 3},  {2025, 1, 1, 1, 1},  {2025, 1, 25, 2, 2},  {2025, 4, 7, 4, 7},
    {2025, 4, 30, 5, 4},  {2025, 8, 30, 9, 2}, {2026, 1, 1, 1, 4},   {2026, 2, 14, 2, 22},
    {2026, 4, 25, 4, 27}, {2026, 4, 30, 5, 3}, {2026, 8, 29, 9, 2},  {2026, 11, 24, 11, 24}};
static const Span days_worked[] = {
    {2024, 5, 4, 5, 4}, {2025, 4, 26, 4, 26}, {2026, 1, 10, 1, 10}, {2026, 8, 22, 8, 22}};

static int64_t seconds_of(int year, int month, int day)
{
    struct tm t = {.tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = day};
    return timegm(&t);
}

static bool is_in(const Span *span, size_t n, int64_t second)
{
    for (size_t i = 0; i < n; i++)
        if (second >= seconds_of(span[i].year, span[i].month, span[i].day) &&
            second <= seconds_of(span[i].year, span[i].last_month, span[i].last_day))
            return true;
    return false;
}

enum { CALENDAR_DAYS = 3 * 366 };
static bool works_on[CALENDAR_DAYS]; /* from 1 January 2024 on */

static void open_calendar(void)
{
    for (int i = 0; i < CALENDAR_DAYS; i++) {
        struct tm t;
        time_t second = seconds_of(2024, 1, 1) + i * (int64_t)86400;
        gmtime_r(&second, &t);
        bool is_weekday = t.tm_wday >= 1 && t.tm_wday <= 5;
        works_on[i] = is_in(days_worked, sizeof days_worked / sizeof *days_worked, second) ||
                      (is_weekday && !is_in(days_off, sizeof days_off / sizeof *days_off, second));
    }
}

static bool works(Day d) { return works_on[d - day_of(2024, 1, 1)]; }

typedef struct {
    Day from, to; /* days from+1 … to are not counted */
} Pause;

static bool is_paused(const Pause *pause, int n, Day d)
{
    for (int i = 0; i < n; i++)
        if (d > pause[i].from && d <= pause[i].to) return true;
    return false;
}

/* The day on which the last of `days` was counted, moved off a day of rest. */
static Day counted_due(Day begun, int days, bool is_calendar, const Pause *pause, int n)
{
    Day d = begun, resumed = n ? pause[n - 1].to : begun;
    for (int left = days; left;) {
        d++;
        if (!is_paused(pause, n, d) && (is_calendar || works(d))) left--;
    }
    if (d < resumed && days) d = resumed; /* all were counted when it stood still: it is due when it goes on */
    while (!works(d)) d++;
    return d;
}

static unsigned random_state = 17;
static int random_below(int n)
{
    random_state = random_state * 1664525u + 1013904223u;
    return (int)((random_state >> 8) % (unsigned)n);
}

static void clocks_agree_with_a_calendar(void **state)
{
    int bad;
    const Workdays *w = workdays_load(&c.mem, (Str){0}, &bad);
    (void)state;
    open_calendar();
    for (int i = 0; i < 10000; i++) {
        bool is_calendar = random_below(2);
        int days = 1 + random_below(40), n = 0;
        Day begun = day_of(2024, 1, 1) + random_below(900), on = begun;
        Pause pause[4];
        ClockRow k = {0};
        clock_begin(w, &k, begun, days, is_calendar);
        for (int pauses = random_below(4); n < pauses; n++) {
            on += random_below(12);
            if (on > k.runs_to) break; /* over: pauses change nothing any more */
            pause[n].from = on;
            clock_pause(w, &k, on, is_calendar);
            on += random_below(20);
            pause[n].to = on;
            clock_resume(w, &k, on, is_calendar);
        }
        Day expected = counted_due(begun, days, is_calendar, pause, n);
        if (k.due != expected)
            test_fails("case %d: %d %s days from %.*s with %d pauses: %.*s, not %.*s", i, days,
                       is_calendar ? "calendar" : "working", STR_ARGS(day_iso(&c.mem, begun)), n,
                       STR_ARGS(day_iso(&c.mem, k.due)), STR_ARGS(day_iso(&c.mem, expected)));
    }
}

static void clocks_of_the_law(void **state)
{
    static const struct {
        int from[3], days, due[3];
    } examples[] = {{{2024, 9, 15}, 5, {2024, 9, 20}},  {{2024, 9, 23}, 5, {2024, 9, 30}},
                    {{2024, 8, 30}, 5, {2024, 9, 10}},  {{2024, 8, 30}, 25, {2024, 10, 8}},
                    {{2024, 9, 4}, 25, {2024, 10, 9}},  {{2026, 8, 20}, 5, {2026, 8, 26}},
                    {{2024, 10, 10}, 5, {2024, 10, 17}}};
    int bad;
    const Workdays *w = workdays_load(&c.mem, (Str){0}, &bad);
    (void)state;
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        ClockRow k = {0};
        clock_begin(w, &k, day_of(examples[i].from[0], examples[i].from[1], examples[i].from[2]), examples[i].days,
                    false);
        assert_int_equal(k.due, day_of(examples[i].due[0], examples[i].due[1], examples[i].due[2]));
    }
}

/* What follows from a name that is not there is not told beside it: the name alone, with what was meant. */
static void a_wrong_name_is_told_alone(void **state)
{
    (void)state;
    Str text = manual_procedure(&c);
    size_t at = str_find(text, S("to: da_dong_y\n"));
    Str wrong = str_format(&c.mem, "%.*sto: da_dong_i\n%.*s", STR_ARGS(str_slice(text, 0, at)),
                           STR_ARGS(str_from(text, at + 14)));
    Procedure p;
    DesignProblems problems;
    assert_false(procedure_read(&c.mem, wrong, NULL, &p, &problems));
    assert_int_equal(problems.n, 1);
    assert_str(problems.at[0].text, S("Không có trạng thái “da_dong_i” trong “states”: có phải “da_dong_y”?"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_wrong_name_is_told_alone),
        cmocka_unit_test(the_manual_shows_a_whole_one),
        cmocka_unit_test(each_mistake_is_named_where_it_stands),
        cmocka_unit_test(all_mistakes_are_told_at_once),
        cmocka_unit_test(what_the_program_ships_can_be_published),
        cmocka_unit_test(clocks_agree_with_a_calendar),
        cmocka_unit_test(clocks_of_the_law),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
