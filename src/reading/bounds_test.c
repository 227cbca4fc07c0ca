// SPDX-License-Identifier: Apache-2.0
/* bounds_test.c -- what is no plan gets one sentence; what is absurdly long gets a result, in bounded time: each text
 * is read at two sizes, and twice the text may take four times as long at most, where a quadratic step would take more
 * as soon as it counts. */
#include "base/out.h"
#include "reading/facts.h"
#include <time.h>

#define HEAD "ỦY BAN NHÂN DÂN TỈNH HÒA AN\nSố: 8/KH-UBND\nHòa An, ngày 04 tháng 3 năm 2025\nKẾ HOẠCH\nThử\n\n"
#define PART HEAD "II. NHIỆM VỤ\n"

static const struct {
    const char *what, *head, *line;
    int n;
} texts[] = {
    {"short lines", PART, "x\n", 50000},
    {"one line of a million letters", PART "1. ", "việc này, việc kia; chủ trì: Sở Y tế. ", 6000},
    {"dashes", PART, "- việc\n", 50000},
    {"one paragraph", PART "1. Việc\n", "đi tiếp bằng chữ thường\n", 50000},
    {"activities", PART, "1. Việc\n- Chủ trì: Sở Y tế\n- Thời gian: Năm 2025\n", 4000},
    {"one field again and again", PART "1. Việc\n", "- Chủ trì: Sở Y tế\n", 10000},
    {"one field with many agencies", PART "1. Việc\n- Chủ trì: ", "Sở Y tế, ", 20000},
    {"assignments", HEAD "II. TỔ CHỨC THỰC HIỆN\n", "1. Sở Y tế chủ trì việc này\n", 4000},
    {"bases", HEAD, "Căn cứ Quyết định số 5/QĐ-TTg ngày 01/01/2024 của Thủ tướng về việc;\n", 5000},
    {"open brackets", HEAD "Căn cứ ", "Quyết định số 5/QĐ-TTg (", 20000},
    {"rows", PART "| TT | Nhiệm vụ | Cơ quan chủ trì |\n", "| 1 | Việc | Sở Y tế |\n", 4000},
    {"a row without end", PART "| TT | Nhiệm vụ | Cơ quan chủ trì |\n| 1 | a | b |\n", "| | Việc nữa | Sở |\n", 20000},
    {"cells one a line", PART "TT\nNhiệm vụ\nCơ quan chủ trì\nThời gian\n", "1\nViệc\nSở Y tế\nQuý I/2025\n", 3000},
    {"one cell a line without end", PART "TT\nNhiệm vụ\nCơ quan chủ trì\n1\n", "việc\nSở Y tế\n", 10000},
    {"heads of cells", PART, "TT\nNhiệm vụ\nCơ quan chủ trì\n", 4000},
    {"heads of tables", PART, "Nhiệm vụ   Cơ quan chủ trì   Thời gian\n", 10000},
    {"rows between tabs", PART "TT\tNhiệm vụ\tCơ quan chủ trì\n", "1\tViệc\tSở Y tế\nI. Nhóm\n", 4000},
    {"rows under each other", PART "TT   Nhiệm vụ    Cơ quan chủ trì\n", "1    Việc        Sở Y tế\n     nữa\n", 4000},
    {"heads of aligned tables", PART, "TT   Nhiệm vụ   Cơ quan chủ trì   Thời gian\n", 5000},
    {"rows that an OCR scrambled", "UBND TINH HOA AN\nKE HOACH\nThu\nII. NHIEM VU\nTT Nhiem vu Co quan chu tri\n",
     "1 Viec can lam Cong an tinh Thang 5/2025\n", 3000},
    {"heads that an OCR scrambled", "UBND TINH HOA AN\nKE HOACH\nThu\nII. NHIEM VU\n", "TT Nhiem vu Co quan chu tri\n",
     5000},
    {"agencies that open a sentence", PART "1. Việc\n- ", "Hội Làm vườn, Sở Y tế, các trạm y tế xã, phường, ", 1000},
    {"annexes", PART, "PHỤ LỤC\n1. Việc\n- Chủ trì: Sở Y tế\n", 3000},
    {"nesting", PART, "I. a\n1. b\n1.1. c\na) d\n- e\n+ f\n", 3000},
    {"agencies without commas", PART "1. Việc\n- Chủ trì: ", "Sở Y tế ", 5000},
    {"agencies that nobody knows", PART "1. Việc\n- Chủ trì: ", "Hội Làm vườn tỉnh và ", 700},
    {"recipients", PART "Nơi nhận:\n", "- Sở Y tế;\n", 20000},
};

typedef struct {
    Str text;
    double seconds;
} Job;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static const Directory *directory; /* of the test that runs */

static Fail read_text(Ctx *c, void *arg)
{
    Job *job = arg;
    Doc doc;
    Reading reading;
    TRY(doc_from_text(c, job->text, &doc));
    double begin = now();
    Fail result = reading_of(c, &doc, directory, &reading);
    job->seconds = now() - begin;
    return result;
}

static double seconds_for(Ctx *c, const char *what, const char *head, const char *line, int n)
{
    Out o = {.mem = &c->mem};
    out_raw(&o, str_of(head));
    for (int i = 0; i < n; i++) out_raw(&o, str_of(line));
    Job job = {.text = out_str(&o)};
    Fail result = edge_run(c, read_text, &job);
    if (result) test_fails("%s: %s: %s", what, fail_meaning(result), c->why);
    return job.seconds;
}

static Fail time_is_linear(Ctx *c, void *arg)
{
    const double noise = 0.3, factor = 4;
    (void)arg;
    TRY(directory_shipped(c, &directory));
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        Arena mark = c->mem;
        int n = texts[i].n / test_times(10, 1);
        double half = seconds_for(c, texts[i].what, texts[i].head, texts[i].line, n);
        double full = seconds_for(c, texts[i].what, texts[i].head, texts[i].line, n * 2);
        arena_back(&c->mem, mark);
        if (full > half * factor + noise) test_fails("%s: %.2f s, and %.2f s for half", texts[i].what, full, half);
    }
    return OK;
}

static Fail refusals_say_why(Ctx *c, void *arg)
{
    (void)arg;
    static const Str no_plans[] = {
        STR("Ngày xưa có một cậu bé sống ở làng nhỏ ven sông. Cậu rất thích đọc sách.\nHết.\n"),
        STR("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
        STR("1. Một\n2. Hai\n"),
        STR("TT\tTên\tĐiểm\n1\tAn\t9\n"),
    };
    TRY(directory_shipped(c, &directory));
    for (size_t i = 0; i < sizeof no_plans / sizeof *no_plans; i++) {
        Job job = {.text = no_plans[i]};
        assert_int_equal(edge_run(c, read_text, &job), FAIL_INPUT);
        assert_non_null(strstr(c->why, "Không thấy kế hoạch nào"));
    }
    /* An invitation; a notice that gives nobody a task. */
    Job invites =
            {.text =
                 S("UBND TỈNH HÒA AN\nSố: 7/GM-VP\nHòa An, ngày 06 tháng 8 năm 2025\nGIẤY MỜI\nHọp\n1. Sở Y tế;\n")},
        notice = {
            .text = S("BỆNH VIỆN A\nSố: 8/TB-BV\nHòa An, ngày 06 tháng 8 năm 2025\nTHÔNG BÁO\nTuyển dụng\nI. Chỉ tiêu\n"
                      "1. Bác sĩ: 10 người.\nII. Điều kiện\n- Đủ 18 tuổi.\n")};
    assert_int_equal(edge_run(c, read_text, &invites), FAIL_INPUT);
    assert_non_null(strstr(c->why, "Văn bản này là giấy mời, không phải kế hoạch"));
    assert_int_equal(edge_run(c, read_text, &notice), FAIL_INPUT);
    assert_non_null(strstr(c->why, "Văn bản này là thông báo, không phải kế hoạch"));
    return OK;
}

/* Nothing is dropped, however long: every agency of a field, every duty, every recipient. */
static Fail all_is_read(Ctx *c, void *arg)
{
    enum { MANY = 1000 };
    Doc doc;
    Reading reading;
    Out o = {.mem = &c->mem};
    (void)arg;
    out_raw(&o, S(PART "1. Việc\n- Chủ trì: "));
    for (int i = 0; i < MANY; i++) out_raw(&o, i % 2 ? S("Sở Y tế, ") : S("Hội Làm vườn; "));
    out_raw(&o, S("\nIII. TỔ CHỨC THỰC HIỆN\n"));
    for (int i = 1; i < 1000; i++) out_format(&o, "%d. Sở Y tế chủ trì việc này.\n", i);
    out_raw(&o, S("Nơi nhận:\n- "));
    for (int i = 0; i < MANY; i++) out_raw(&o, S("Sở Y tế, "));
    TRY(directory_shipped(c, &directory));
    TRY(doc_from_text(c, out_str(&o), &doc));
    TRY(reading_of(c, &doc, directory, &reading));
    assert_int_equal(reading.activities.n, 1);
    assert_int_equal(reading.activities.at[0].leads.n, MANY);
    assert_int_equal(reading.assignments.n, 999);
    assert_int_equal(reading.recipients.n, 1);
    assert_int_equal(reading.recipients.at[0].agencies.n, MANY);
    return OK;
}

/* Rules and reports are named for what they are. */
static Fail what_is_no_plan_is_named(Ctx *c, void *arg)
{
    static const struct {
        Str text;
        const char *kind;
    } others[] = {
        {STR("UBND TỈNH HÒA AN\nSố: 34/QĐ-UBND\nQUYẾT ĐỊNH\nBan hành Quy chế\nĐiều 1. Ban hành Quy chế.\nQUY CHẾ\nQuản "
             "lý "
             "dữ liệu\nĐiều 1. Phạm vi\n1. Sở Y tế quản lý.\n2. Sở Nội vụ phối hợp.\n"),
         "là quyết định"},
        {STR("UBND TỈNH HÒA AN\nSố: 5/BC-UBND\nBÁO CÁO\nKết quả năm 2025\nI. KẾT QUẢ\n1. Sở Y tế đã tiêm chủng.\n"),
         "là báo cáo"},
    };
    (void)arg;
    TRY(directory_shipped(c, &directory));
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        Job job = {.text = others[i].text};
        assert_int_equal(edge_run(c, read_text, &job), FAIL_INPUT);
        assert_non_null(strstr(c->why, others[i].kind));
        c->why[0] = 0;
    }
    return OK;
}

#define IN_CTX(body)                                                                                                   \
    static void test_##body(void **state)                                                                              \
    {                                                                                                                  \
        (void)state;                                                                                                   \
        Arena whole = arena_reserve((size_t)1 << 30);                                                                  \
        Ctx c = {.mem = whole};                                                                                        \
        Fail result = edge_run(&c, body, NULL);                                                                        \
        arena_release(&whole);                                                                                         \
        if (result) test_fails("%s: %s", fail_meaning(result), c.why);                                                 \
    }
IN_CTX(time_is_linear)
IN_CTX(what_is_no_plan_is_named)
IN_CTX(refusals_say_why)
IN_CTX(all_is_read)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_time_is_linear),
        cmocka_unit_test(test_refusals_say_why),
        cmocka_unit_test(test_all_is_read),
        cmocka_unit_test(test_what_is_no_plan_is_named),
    };
    return cmocka_run_group_tests_name("bounds", tests, NULL, NULL);
}
