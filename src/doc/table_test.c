// SPDX-License-Identifier: Apache-2.0
/* table_test.c -- the same table in each form in which plans hold one gives the same rows; what is no table gives none.
 */
#include "base/out.h"
#include "base/testing.h"
#include "doc/table.h"

typedef struct {
    Str text;
    size_t tables;
    Str shown; /* rows of the first: cells between "|", rows between "/", a row across all columns in "<…>" */
    size_t begin, end;
} Job;

static void show_row(Out *o, const DocTable *t, const DocRow *row)
{
    Str across = table_across(t, row);
    if (o->n) out_raw(o, S(" / "));
    if (across.n) {
        out_format(o, "<%.*s>", STR_ARGS(across));
        return;
    }
    for (int k = 0; k < t->columns; k++) out_format(o, "%s%.*s", k ? "|" : "", STR_ARGS(table_cell(row, k)));
}

static Fail find(Ctx *c, void *arg)
{
    Job *job = arg;
    Doc doc;
    DocTableList tables = {0};
    Out o = {.mem = &c->mem};
    TRY(doc_from_text(c, job->text, &doc));
    doc_tables(c, &doc, &tables);
    job->tables = tables.n;
    if (!tables.n) return OK;
    for (size_t i = 0; i < tables.at[0].rows.n; i++) show_row(&o, &tables.at[0], &tables.at[0].rows.at[i]);
    job->shown = out_str(&o), job->begin = tables.at[0].begin, job->end = tables.at[0].end;
    return OK;
}

static Job found_in(Ctx *c, Str text)
{
    Job job = {.text = text};
    assert_int_equal(edge_run(c, find, &job), OK);
    return job;
}

static void gives(Str text, const char *rows)
{
    Arena whole = arena_reserve((size_t)16 << 20);
    Ctx c = {.mem = whole};
    Job job = found_in(&c, text);
    if (!rows) assert_int_equal(job.tables, 0);
    else {
        assert_int_equal(job.tables, 1);
        assert_string_equal(str_c(&c.mem, job.shown), rows);
    }
    arena_release(&whole);
}

static const char same[] = "<I. Thể chế> / 1|Rà soát văn bản|Sở A / 2|Ban hành quy chế|Sở B";

static void each_form_gives_the_same_rows(void **state)
{
    (void)state;
    gives(S("| TT | Nhiệm vụ | Chủ trì |\n|---|:--:|---|\n| **I. Thể chế** | | |\n| 1 | Rà soát văn bản | Sở A |\n"
            "| 2 | Ban hành quy chế | Sở B |\nHết bảng."),
          same);
    gives(S("TT\tNhiệm vụ\tChủ trì\nI. Thể chế\n1\tRà soát văn bản\tSở A\n2\tBan hành quy chế\tSở B\nHết bảng."), same);
    gives(S("TT  Nhiệm vụ      Chủ trì\nI. Thể chế\n1   Rà soát       Sở A\n    văn bản\n2   Ban hành      Sở B\n    "
            "quy chế\n\n\n\n\nHết."),
          same);
    gives(S("TT\nNhiệm vụ\nChủ trì\nI. Thể chế\n1\nRà soát\nvăn bản\nSở A\n2\nBan hành quy chế\nSở B\nIII. HẾT\n"),
          same);
}

static void heads_may_take_two_lines(void **state)
{
    (void)state;
    gives(S("| TT | Việc | Phân công | |\n| | | Chủ trì | Phối hợp |\n| 1 | Một | A | B |\n"), "1|Một|A|B");
    gives(S("| TT | Việc | Ai |\n| 1 | a<br>b<br/>c | A |\n"), "1|a b c|A");
    gives(S("TT   Việc    Cơ quan     Thời\n             chủ trì     gian\n1    Một     A           Năm\n"),
          "1|Một|A|Năm");
}

static void a_page_break_with_the_head_once_more_goes_on(void **state)
{
    (void)state;
    gives(S("TT\tViệc\tAi\n1\tMột\tA\n\n2\nTT\tViệc\tAi\n2\tHai\tB\n"), "1|Một|A / 2|Hai|B");
}

static void a_cell_with_lines_of_its_own_breaks_no_row(void **state)
{
    (void)state;
    gives(S("TT\tViệc\tAi\tKhi\n1\tRà soát\n- một\n- hai\tSở A\tQuý I\n2\tHai\tSở B\tQuý II\nIII. HẾT\nNơi nhận:\tA"),
          "1|Rà soát - một - hai|Sở A|Quý I / 2|Hai|Sở B|Quý II");
    gives(S("TT\tViệc\tAi\tRa\n1\tMột\tSở A\n2\tHai\tSở B\nIII. HẾT\n1. Sở C\nNơi nhận:\tA"),
          "1|Một|Sở A| / 2|Hai|Sở B|");
}

static void what_only_looks_like_one_is_none(void **state)
{
    (void)state;
    gives(S("ỦY BAN NHÂN DÂN\tCỘNG HÒA\nTỈNH\tĐộc lập\n"), NULL);
    gives(S("Nơi nhận:\tCHỦ TỊCH\n- A;\tPHÓ\n"), NULL);
    gives(S("TT\nMột câu dài\n"), NULL);
    gives(S("a | b\nc | d\n"), NULL);
}

/* A cell a line whose row has another number of cells: they have no column, whoever reads them places them. */
static void cells_that_are_missing_leave_the_others_without_columns(void **state)
{
    (void)state;
    Arena whole = arena_reserve((size_t)16 << 20);
    Ctx c = {.mem = whole};
    Job job = found_in(&c, S("TT\nViệc\nChủ trì\nPhối hợp\n1\nMột\nSở A\n2\nHai\nSở B\nSở C\n"));
    assert_int_equal(job.tables, 1);
    assert_string_equal(str_c(&c.mem, job.shown), "1||| / 2|Hai|Sở B|Sở C");
    arena_release(&whole);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_form_gives_the_same_rows),
        cmocka_unit_test(heads_may_take_two_lines),
        cmocka_unit_test(a_page_break_with_the_head_once_more_goes_on),
        cmocka_unit_test(a_cell_with_lines_of_its_own_breaks_no_row),
        cmocka_unit_test(what_only_looks_like_one_is_none),
        cmocka_unit_test(cells_that_are_missing_leave_the_others_without_columns),
    };
    return cmocka_run_group_tests_name("table", tests, NULL, NULL);
}
