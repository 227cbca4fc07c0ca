// SPDX-License-Identifier: Apache-2.0
/* form_bench -- what expressions cost: a million evaluations, in turns of what forms ask (bounds, choices, texts, days,
 * a sum over ten rows), CPU time of one thread; and all that a submission is asked: calculated, shown, checked. */
#include "form/made_design.h"
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

enum { TODAY = 19996, TURNS = 1000000, ROWS = 10, SUBMISSIONS = 20000 };

static const char *const texts[] = {
    "${so_luong} > 0 and ${so_luong} <= 20",
    "${kinh_phi} <= 0.2 * 10000000",
    "${ngay_ket_thuc} - ${ngay} + 1 <= 15",
    "if(${so_luong} > 10, 'nhiều', if(${so_luong} > 0, 'ít', ''))",
    "selected(${xa}, 'tan_an') and not(selected(${xa}, 'bich_dong'))",
    "coalesce(${dien_tich}, 0) * ${so_luong} * 1000",
    "sum(${gia})",
    "concat(${ten}, ' ', ${so_luong})",
    "string-length(${ten}) >= 3",
    "${huyen} = 'yen_dung'",
    "format-date(${ngay}, '%d/%m/%Y')",
    "round(${kinh_phi} div 3, 2)",
    "date(${ngay} + 15) > today()",
    "${dong_y} = true() or ${dien_tich} = ''",
    "regex(${dien_thoai}, '^0[0-9]{9}$')",
    "count-selected(${xa}) <= 2",
};
enum { KINDS = sizeof texts / sizeof *texts };

static double cpu(void)
{
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    return (double)used.ru_utime.tv_sec + (double)used.ru_utime.tv_usec / 1e6;
}

static const Expression *parsed(Arena *mem, const Design *d, const DesignField *self, const char *text)
{
    ExpressionProblem problem;
    Names names = {.design = d, .self = self};
    const Expression *e = expression_parse(mem, str_of(text), &names, &problem);
    if (e) return e;
    fprintf(stderr, "%s: %.*s\n", text, STR_ARGS(problem.text));
    exit(2);
}

static Answers filled(Ctx *c, const Design *d, const DesignField *rows)
{
    Answers a;
    Str json =
        S("{\"ten\":\"Gian hàng số 5\",\"so_luong\":12,\"kinh_phi\":1500000,\"ngay\":\"2024-10-01\",\"ngay_ket_thuc\":"
          "\"2024-10-10\",\"huyen\":\"yen_dung\",\"xa\":\"nham_bien "
          "tan_an\",\"dong_y\":true,\"dien_thoai\":\"0912345678\"}");
    if (answers_from_json(c, d, json, &a, NULL)) exit(2);
    for (int i = 0; i < ROWS; i++) {
        AnswerRow *row = answers_add_row(&c->mem, &a, rows, TODAY);
        row->at[1] = answer_of_integer(i + 1);
        row->at[2] = answer_of_integer(35000);
    }
    return a;
}

static double evaluations(Arena mem, const Design *d, const Answers *a)
{
    const Expression *e[KINDS];
    size_t empty = 0;
    for (int i = 0; i < KINDS; i++) e[i] = parsed(&mem, d, NULL, texts[i]);
    double begun = cpu();
    for (int i = 0; i < TURNS; i++) {
        Arena scratch = mem;
        Scope s = {.mem = &scratch, .answers = a, .today = TODAY};
        empty += answer_is_empty(expression_value(e[i % KINDS], &s));
    }
    if (empty) exit(2);
    return cpu() - begun;
}

/* A design in which a fifth of the fields ask others. */
static double submissions(Arena mem, Design *d, DesignField *field, const Answers *a)
{
    made_field(field, "thanh_tien")->computed = parsed(&mem, d, made_field(field, "thanh_tien"), "${so} * ${gia}");
    made_field(field, "tong")->computed = parsed(&mem, d, made_field(field, "tong"), "sum(${thanh_tien})");
    made_field(field, "xa")->shown = parsed(&mem, d, made_field(field, "xa"), "${huyen} = 'yen_dung'");
    made_field(field, "ngay_ket_thuc")->constraint =
        parsed(&mem, d, made_field(field, "ngay_ket_thuc"), ". - ${ngay} + 1 <= 15");
    double begun = cpu();
    for (int i = 0; i < SUBMISSIONS; i++) {
        Arena scratch = mem;
        Answers one = *a;
        AnswerProblems problems = {0};
        answers_compute(&scratch, &one, TODAY);
        answers_check(&scratch, &one, false, TODAY, &problems);
        if (problems.n) exit(2);
    }
    return (cpu() - begun) / SUBMISSIONS * 1e6;
}

int main(void)
{
    Ctx c = {.mem = arena_reserve((size_t)64 << 20), .today = TODAY};
    DesignField *field;
    Design *d = made_design(&c.mem, &field);
    Answers a = filled(&c, d, made_field(field, "hang"));
    double seconds = evaluations(c.mem, d, &a), us = submissions(c.mem, d, field, &a);
    printf("1,000,000 evaluations of expressions, of 16 kinds, one a sum over ten rows, CPU | %.2f s | <= 1 s | %s\n",
           seconds, seconds <= 1 ? "yes" : "NO");
    printf("answers to 24 fields and ten rows calculated, shown and checked, CPU | %.0f µs |  | \n", us);
    return seconds > 1;
}
