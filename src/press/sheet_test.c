// SPDX-License-Identifier: Apache-2.0
/* Certificates and badges: one page or place an item, names escaped, wrong names told. */
#include "doc/format_testing.h"
#include "paper/template.h"

static const char certificate[] = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"420mm\" height=\"297mm\" "
                                  "viewBox=\"0 0 420 297\"><style>text { fill: #000 }</style>"
                                  "<text x=\"210\" y=\"140\" font-size=\"14\" text-anchor=\"middle\" "
                                  "font-family=\"Liberation Serif\" font-weight=\"bold\">{ten}</text>"
                                  "<text x=\"210\" y=\"170\" font-size=\"9\" text-anchor=\"middle\" "
                                  "font-family=\"Liberation Serif\">Đã có thành tích: <tspan>{thanh_tich}</tspan>"
                                  "</text></svg>";

static TemplateValue *people(size_t n)
{
    TemplateValue *d = template_group(&c.mem), *list = template_list(&c.mem, d, S("nguoi"));
    template_put(&c.mem, list->shape, S("ten"), (Str){0}), template_put(&c.mem, list->shape, S("thanh_tich"), (Str){0});
    for (size_t i = 0; i < n; i++) {
        TemplateValue *one = template_item(&c.mem, list);
        template_put(&c.mem, one, S("ten"), str_format(&c.mem, "Nguyễn Thị Ước & <%zu>", i + 1));
        template_put(&c.mem, one, S("thanh_tich"), S("chuyển đổi số"));
    }
    return list;
}

static size_t times(Str s, Str part)
{
    size_t n = 0;
    for (size_t at; (at = str_find(s, part)) < s.n; s = str_from(s, at + part.n)) n++;
    return n;
}

static void a_page_each(void **state)
{
    (void)state;
    Str pdf;
    TemplateProblems problems = {0};
    SheetPage page = {.width = 420, .height = 297, .right = -1.5, .down = 2};
    if (template_sheets(&c, S(certificate), people(3), page, &pdf, &problems)) test_fails("%s", c.why);
    assert_int_equal(times(pdf, S("/Type /Page ")) + times(pdf, S("/Type /Page\n")), 3);
    /* ten badges a page */
    page = (SheetPage){.width = 210, .height = 297, .columns = 2, .rows = 5, .margin = 10, .gap = 4};
    if (template_sheets(&c, S(certificate), people(11), page, &pdf, &problems)) test_fails("%s", c.why);
    assert_int_equal(times(pdf, S("/Type /Page ")) + times(pdf, S("/Type /Page\n")), 2);
}

static void what_is_wrong_is_said(void **state)
{
    (void)state;
    Str pdf;
    TemplateProblems problems = {0};
    SheetPage page = {.width = 420, .height = 297};
    assert_int_equal(
        template_sheets(&c, S("<svg><text>{tem} {thanh_tic}</text></svg>"), people(1), page, &pdf, &problems),
        FAIL_INPUT);
    assert_int_equal(problems.n, 2);
    assert_str(problems.at[0].sentence, S("Không có mục “tem”. Có phải là “ten”?"));
    problems.n = 0;
    assert_int_equal(template_sheets(&c, S("<html/>"), people(1), page, &pdf, &problems), FAIL_INPUT);
    assert_int_equal(template_sheets(&c, S("<!DOCTYPE svg><svg/>"), people(1), page, &pdf, &problems), FAIL_INPUT);
    page.margin = 300;
    assert_int_equal(template_sheets(&c, S(certificate), people(1), page, &pdf, &problems), FAIL_INPUT);
}

static void ten_thousand_are_quick(void **state)
{
    (void)state;
    enum { CPU_SECONDS = 60 };
    size_t n = (size_t)test_times(100, 10000);
    Str pdf;
    TemplateProblems problems = {0};
    TemplateValue *list = people(n);
    struct timespec from, to;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
    if (template_sheets(&c, S(certificate), list, (SheetPage){.width = 420, .height = 297}, &pdf, &problems))
        test_fails("%s", c.why);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
    print_message("%zu certificates in %ld s of CPU, %zu bytes\n", n, (long)(to.tv_sec - from.tv_sec), pdf.n);
    if (n == 10000) assert_true(to.tv_sec - from.tv_sec <= CPU_SECONDS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_page_each, begin, end),
        cmocka_unit_test_setup_teardown(what_is_wrong_is_said, begin, end),
        cmocka_unit_test_setup_teardown(ten_thousand_are_quick, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
