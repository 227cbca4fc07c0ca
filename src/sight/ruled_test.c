// SPDX-License-Identifier: Apache-2.0
/* ruled_test.c -- pages drawn dot by dot: which grids are found, and that nothing else is one. */
#include "base/testing.h"
#include "sight/ruled.h"

enum { WIDE = 1240, HIGH = 1754, DPI = 150, LEFT = 100, TOP = 300 };

static Ctx c;
static Arena whole;
static PIX *page;

static int begin(void **state)
{
    (void)state;
    if (!whole.at) whole = arena_reserve((size_t)64 << 20);
    c = (Ctx){.mem = whole};
    page = pixCreate(WIDE, HIGH, 1);
    return !page;
}

static int end(void **state)
{
    (void)state;
    pixDestroy(&page);
    arena_back(&c.mem, whole);
    return 0;
}

/* -- drawing ------------------------------------------------------------------------------------------------ */

static void bar(int x, int y, int w, int h, int on)
{
    pixRasterop(page, x, y, w, h, on ? PIX_SET : PIX_CLR, NULL, 0, 0);
}

static void text(const char *s, int x, int y, int points)
{
    L_BMF *font = bmfCreate(NULL, points);
    l_int32 width, over;
    assert_non_null(font);
    pixSetTextline(page, font, s, 1, x, y + points * 2, &width, &over);
    bmfDestroy(&font);
}

/* Rules of two dots; row heights and column widths as given, a word in each cell. */
static void grid(const int *width, int columns, int height, int rows)
{
    int right = LEFT, x = LEFT;
    for (int k = 0; k < columns; k++) right += width[k];
    for (int r = 0; r <= rows; r++) bar(LEFT, TOP + r * height, right - LEFT + 2, 2, 1);
    for (int k = 0; k <= columns; x += k < columns ? width[k] : 0, k++) bar(x, TOP, 2, rows * height, 1);
    for (int r = 0; r < rows; r++)
        for (int k = 0, at = LEFT; k < columns; at += width[k++]) text("HI dl", at + 8, TOP + r * height + 8, 4);
}

static const int widths[] = {90, 330, 160, 160, 120, 150};
enum { COLUMNS = 6, ROWS = 15, HEIGHT = 60 };

/* The same on every machine. */
static void speckle(int one_of)
{
    unsigned state = 12345;
    for (int y = 0; y < HIGH; y++)
        for (int x = 0; x < WIDE; x++) {
            state = state * 1103515245U + 12345U;
            if ((state >> 8) % (unsigned)one_of == 0) pixFlipPixel(page, x, y);
        }
}

static Ruled find(void)
{
    Ruled found;
    ruled_find(&c, page, DPI, &found);
    return found;
}

static void finds(int tables, int rows, int columns, size_t cells)
{
    Ruled found = find();
    assert_int_equal((int)found.tables.n, tables);
    if (!tables) return;
    const RuledTable *t = &found.tables.at[0];
    if (t->rows != rows || t->columns != columns || t->n != cells)
        test_fails("%d rows, %d columns, %zu cells, not %d, %d, %zu", t->rows, t->columns, t->n, rows, columns, cells);
}

/* -- grids -------------------------------------------------------------------------------------------------- */

static void ninety_of_ninety_cells_lie_where_they_were_drawn(void **state)
{
    (void)state;
    grid(widths, COLUMNS, HEIGHT, ROWS);
    Ruled found = find();
    finds(1, ROWS, COLUMNS, 90);
    const RuledTable *t = &found.tables.at[0];
    assert_true(t->all_ruled);
    int x = LEFT;
    for (int k = 0; k < COLUMNS; x += widths[k++])
        for (int r = 0; r < ROWS; r++) {
            const RuledCell *cell = ruled_at(t, (float)x + 20, (float)(TOP + r * HEIGHT) + 20);
            assert_non_null(cell);
            assert_int_equal(cell->row, r);
            assert_int_equal(cell->column, k);
            assert_in_range(cell->box.left, x + 2, x + 5);
            assert_in_range(cell->box.bottom, TOP + (r + 1) * HEIGHT - 3, TOP + (r + 1) * HEIGHT);
        }
    assert_null(ruled_at(t, LEFT - 20, TOP + 20));
}

static void turn_page(double degrees)
{
    PIX *turned = pixRotate(page, (float)(degrees * 3.14159265 / 180), L_ROTATE_SAMPLING, L_BRING_IN_WHITE, 0, 0);
    assert_non_null(turned);
    pixDestroy(&page);
    page = turned;
}

static void skewed_and_speckled_pages_have_the_same_cells(void **state)
{
    (void)state;
    static const double degrees[] = {0.8, -0.8, 1.1, 0.3};
    for (size_t i = 0; i < sizeof degrees / sizeof *degrees; i++) {
        end(NULL), begin(NULL);
        grid(widths, COLUMNS, HEIGHT, ROWS);
        turn_page(degrees[i]);
        speckle(150);
        finds(1, ROWS, COLUMNS, 90);
        Ruled found = find();
        double turned = degrees[i] * 3.14159265 / 180, dx = LEFT + 120 - WIDE / 2, dy = TOP + HEIGHT + 30 - HIGH / 2;
        const RuledCell *cell =
            ruled_at(&found.tables.at[0], (float)(WIDE / 2 + dx - turned * dy), (float)(HIGH / 2 + dy + turned * dx));
        assert_true(cell && cell->row == 1 && cell->column == 1);
    }
}

static void broken_and_double_rules_part_as_whole_ones_do(void **state)
{
    (void)state;
    grid(widths, COLUMNS, HEIGHT, ROWS);
    for (int k = 0; k < 12; k++) bar(LEFT + 70 + 90 * k, TOP - 4 + HEIGHT * (k % ROWS), 9, 8, 0);
    for (int k = 0; k < 12; k++) bar(LEFT + 86, TOP + 25 + HEIGHT * k, 8, 10, 0);
    bar(LEFT, TOP + 6, 1012, 2, 1);
    bar(LEFT + 90 + 5, TOP, 2, ROWS * HEIGHT, 1);
    finds(1, ROWS, COLUMNS, 90);
}

static void merged_cells_come_with_their_spans(void **state)
{
    (void)state;
    grid(widths, COLUMNS, HEIGHT, ROWS);
    bar(LEFT + 10, TOP + 3 * HEIGHT + 5, 990, HEIGHT - 8, 0);      /* a group across all columns */
    bar(LEFT + 425, TOP + 5 * HEIGHT + 5, 150, 3 * HEIGHT - 8, 0); /* an agency of three rows */
    bar(LEFT + 425, TOP + 3, 310, HEIGHT - 6, 0);                  /* a head above two columns */
    bar(LEFT + 3, TOP + 3, 80, 2 * HEIGHT - 6, 0);                 /* and one of two lines */
    finds(1, ROWS, COLUMNS, 90 - 5 - 2 - 1 - 1);
    Ruled found = find();
    const RuledCell *group = ruled_at(&found.tables.at[0], LEFT + 500, TOP + 3 * HEIGHT + 30);
    assert_true(group->column == 0 && group->columns == 6 && group->rows == 1);
    const RuledCell *agency = ruled_at(&found.tables.at[0], LEFT + 500, TOP + 6 * HEIGHT + 30);
    assert_true(agency->row == 5 && agency->rows == 3 && agency->columns == 1);
}

static void outer_rules_may_be_missing(void **state)
{
    (void)state;
    grid(widths, COLUMNS, HEIGHT, ROWS);
    bar(LEFT - 2, TOP + 3, 5, ROWS * HEIGHT - 4, 0);
    bar(LEFT + 1008, TOP + 3, 6, ROWS * HEIGHT - 4, 0);
    for (int r = 0; r <= ROWS; r++) bar(LEFT - 2, TOP + r * HEIGHT, 1014, 2, 1);
    finds(1, ROWS, COLUMNS, 90);
    Ruled found = find();
    assert_false(found.tables.at[0].all_ruled);
    bar(LEFT - 2, TOP - 1, 1016, 4, 0); /* now without the upper one, too */
    for (int k = 1, x = LEFT + widths[0]; k < COLUMNS; x += widths[k++]) bar(x, TOP, 2, 20, 1);
    finds(1, ROWS, COLUMNS, 90);
}

static void shaded_cells_count_by_their_edges(void **state)
{
    (void)state;
    PIX *grey = pixCreate(WIDE, HIGH, 8);
    pixSetAll(grey);
    for (int r = 0; r < 5; r++)
        for (int k = 0; k < 4; k++) {
            BOX *box = boxCreate(LEFT + k * 200, TOP + r * 50, 197, 47);
            pixSetInRectArbitrary(grey, box, r ? 235 : 40);
            boxDestroy(&box);
        }
    Ruled found;
    ruled_find(&c, grey, DPI, &found);
    pixDestroy(&grey);
    assert_int_equal((int)found.tables.n, 1);
    assert_int_equal(found.tables.at[0].rows, 5);
    assert_int_equal(found.tables.at[0].columns, 4);
}

/* -- no grids ----------------------------------------------------------------------------------------------- */

static void text_underlines_boxes_and_stamps_are_no_tables(void **state)
{
    (void)state;
    for (int k = 0; k < 24; k++)
        text("Uy ban nhan dan tinh giao cac So, ban, nganh to chuc thuc hien IIII HHHH", 110, 100 + 60 * k, 12);
    bar(300, 90, 400, 3, 1); /* under a heading */
    bar(320, 150, 200, 2, 1);
    finds(0, 0, 0, 0);
    bar(800, 100, 300, 3, 1), bar(800, 200, 300, 3, 1), bar(800, 100, 3, 100, 1), bar(1098, 100, 3, 103, 1); /* a box */
    bar(800, 150, 300, 2, 1); /* in two */
    finds(0, 0, 0, 0);
    for (int r = 88; r < 96; r++) { /* a round stamp */
        PTA *circle = generatePtaFilledCircle(r);
        PTA *inner = generatePtaFilledCircle(r - 1);
        pixRenderPtaArb(page, circle, 0, 0, 0);
        ptaDestroy(&circle), ptaDestroy(&inner);
    }
    finds(0, 0, 0, 0);
    assert_true(find().lines.n >= 2);
}

static void pictures_of_another_kind_and_noise_have_none(void **state)
{
    (void)state;
    speckle(2);
    finds(0, 0, 0, 0);
    pixDestroy(&page);
    page = pixCreate(50, 50, 32);
    finds(0, 0, 0, 0);
    pixDestroy(&page);
    page = pixCreate(1, 1, 1);
    finds(0, 0, 0, 0);
}

int main(void)
{
    setMsgSeverity(L_SEVERITY_ERROR);
#define T(test) cmocka_unit_test_setup_teardown(test, begin, end)
    const struct CMUnitTest tests[] = {
        T(ninety_of_ninety_cells_lie_where_they_were_drawn),
        T(skewed_and_speckled_pages_have_the_same_cells),
        T(broken_and_double_rules_part_as_whole_ones_do),
        T(merged_cells_come_with_their_spans),
        T(outer_rules_may_be_missing),
        T(shaded_cells_count_by_their_edges),
        T(text_underlines_boxes_and_stamps_are_no_tables),
        T(pictures_of_another_kind_and_noise_have_none),
    };
    return cmocka_run_group_tests_name("ruled", tests, NULL, NULL);
}
