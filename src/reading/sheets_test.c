// SPDX-License-Identifier: Apache-2.0
/* sheets_test.c -- a workbook of three sheets (test/corpus/doc/nhieu-trang.xlsx, made with libxlsxwriter): notes, a
 * list of agencies, and tasks whose columns stand in any order below two title lines, with days that are numbers,
 * numbers that are formulas, an agency merged over two rows and a row that heads the others. */
#include "base/testing.h"
#include "reading/reading.h"

static Ctx c;
static Arena whole;
static Reading reading;

static int begin(void **state)
{
    (void)state;
    Str bytes;
    Doc doc;
    const Directory *directory;
    whole = arena_reserve((size_t)1 << 30);
    c = (Ctx){.mem = whole};
    return doc_load_file(&c, "test/corpus/doc/nhieu-trang.xlsx", &bytes) || doc_read(&c, bytes, &doc) ||
           directory_shipped(&c, &directory) || reading_of(&c, &doc, directory, &reading);
}

static int end(void **state)
{
    (void)state;
    arena_back(&c.mem, whole);
    arena_release(&whole);
    return 0;
}

static void the_sheet_with_tasks_is_read_whatever_the_order_of_its_columns(void **state)
{
    (void)state;
    static const char *const codes[] = {"1", "2", "3", "4"};
    assert_int_equal((int)reading.activities.n, 4);
    for (size_t i = 0; i < reading.activities.n; i++) {
        const Activity *a = &reading.activities.at[i];
        assert_str(a->code, str_of(codes[i]));
        assert_int_equal((int)a->leads.n, 1); /* the second row's is merged with the first's */
        assert_str(a->leads.at[0].source.text, S("Sở Y tế"));
        assert_int_equal((int)a->partners.n, 1);
    }
    assert_int_equal(reading.activities.at[1].period.to, day_of(2026, 9, 11));
    assert_int_equal(reading.activities.at[2].period.to, day_of(2026, 12, 31));
}

static void what_is_not_read_is_said(void **state)
{
    (void)state;
    bool sheet = false, column = false;
    for (size_t i = 0; i < reading.findings.n; i++) {
        const Finding *f = &reading.findings.at[i];
        if (!str_equal(f->kind, S("unread"))) continue;
        sheet |= str_contains(f->sentence, S("Trang tính “Danh mục”"));
        column |= str_contains(f->sentence, S("Cột “Mã dự án”"));
    }
    assert_true(sheet && column);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_sheet_with_tasks_is_read_whatever_the_order_of_its_columns),
        cmocka_unit_test(what_is_not_read_is_said),
    };
    return cmocka_run_group_tests_name("sheets", tests, begin, end);
}
