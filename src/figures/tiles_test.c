// SPDX-License-Identifier: Apache-2.0
/* The map of tiles: the layout, who is on it on three days between which districts ended, the steps of the colour, what
 * it says in words, and that it shows what the table shows. */
#include "figures/tiles.h"
#include "http/world.h"
#include <jansson.h>

extern const Feature feature_work, feature_figures;
static const Feature *const list[] = {&feature_work, &feature_figures, NULL};

static Day autumn, winter, summer; /* 10 districts; Chũ came, Yên Dũng ended; no districts any more */

/* -- a few tasks -------------------------------------------------------------------------------------------------- */

static Fail add_tasks(Ctx *c, const char *lead, Day due, int n)
{
    Id task;
    NewTask t = {.lead = str_of(lead), .assigner = S("STTTT"), .title = S("Việc mẫu"), .begins = NO_DAY, .due = due};
    for (int i = 0; i < n; i++) TRY(task_add(c, &t, true, &task));
    return OK;
}

/* Lục Ngạn: 8 overdue, 2 of them a commune's; Yên Dũng 1 of 4; Sơn Động has none that is late; a department that no map
 * shows. */
static Fail prepare(Ctx *c, void *unused)
{
    (void)unused;
    autumn = day_of(2024, 9, 28), winter = day_of(2025, 1, 2), summer = day_of(2025, 7, 2);
    Day late = autumn - 3, later = day_of(2026, 1, 1);
    TRY(org_ensure_shipped(c));
    c->today = autumn - 10;
    TRY(add_tasks(c, "H219", late, 6));
    TRY(add_tasks(c, "X07552", late, 2));
    TRY(add_tasks(c, "H221", late, 1));
    TRY(add_tasks(c, "H221", later, 3));
    TRY(add_tasks(c, "H220", later, 5));
    TRY(add_tasks(c, "SYT", late, 7));
    c->today = summer;
    return task_roll(c);
}

static int begin(void **state)
{
    return world_begins(state, (ServerOptions){.features = list, .today = day_of(2025, 7, 2)}, prepare);
}

/* -- the layout --------------------------------------------------------------------------------------------------- */

static void the_layout_is_good(void **state)
{
    World *w = *state;
    TilePlaceList shipped;
    const Directory *d;
    must(tiles_layout_shipped(&w->c, &shipped));
    must(org_directory(&w->c, &d));
    size_t districts = 0, placed = 0;
    for (size_t i = 0; i < directory_size(d); i++) districts += str_equal(directory_at(d, i)->kind, S(DISTRICT_KIND));
    for (size_t i = 0; i < shipped.n; i++) {
        const Org *org = directory_by_code(d, shipped.at[i].code);
        if (!org) test_fails("row %zu is nobody", i);
        placed += str_equal(org->kind, S(DISTRICT_KIND));
        assert_true(str_equal(org->kind, S(DISTRICT_KIND)) || str_equal(org->kind, S(COMMUNE_KIND)));
        if (i) assert_true(shipped.at[i].row >= shipped.at[i - 1].row);
    }
    assert_int_equal(placed, districts);
}

static void bad_lines_are_refused(void **state)
{
    World *w = *state;
    static const struct {
        const char *table, *why;
    } bad[] = {
        {"", "Bảng không có chữ nào"},
        {"code\tcolumn\nH213\t1\n", "Dòng 1: bảng vị trí cần đủ ba cột"},
        {"code\tcolumn\trow\nH213\t1\t1\n\t2\t1\n", "Dòng 3: thiếu mã cơ quan"},
        {"code\tcolumn\trow\nH213\t0\t1\n", "Dòng 2: cột và hàng phải là số từ 1 đến 10"},
        {"code\tcolumn\trow\nH213\t1\t11\n", "Dòng 2: cột và hàng"},
        {"code\tcolumn\trow\nH213\tmột\t1\n", "Dòng 2: cột và hàng"},
        {"code\tcolumn\trow\nH213\t1\n", "Dòng 2: cột và hàng"},
        {"code\tcolumn\trow\nH213\t1\t1\nH215\t2\t1\nH213\t3\t1\n", "Dòng 4: mã “H213” đã có vị trí"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        Ctx c = w->c;
        TilePlaceList untouched = {.n = 77};
        assert_int_equal(tiles_layout(&c, str_of(bad[i].table), &untouched), FAIL_INPUT);
        assert_has(str_of(c.why), bad[i].why);
        assert_int_equal(untouched.n, 77);
    }
    TilePlaceList any_order;
    must(tiles_layout(&w->c, S("row,code,column\n2,B,1\n1,A,3\n1,C,2\n"), &any_order));
    assert_str(any_order.at[0].code, S("C"));
    assert_int_equal(any_order.at[0].column, 2);
    assert_str(any_order.at[2].code, S("B"));
}

/* -- who is where ---------------------------------------------------------------------------------------------------
 */

static Tiles tiles_on(World *w, Day on, bool of_communes, const char *table)
{
    FigureNames *names;
    Figures *f = NEW(&w->c.mem, Figures, 1);
    TilePlaceList layout;
    Tiles t;
    FigureChoice choice = {.on = on,
                           .by_branch = !of_communes,
                           .kind = of_communes ? S(COMMUNE_KIND) : S(DISTRICT_KIND),
                           .idle_too = true};
    must(figure_names(&w->c, on, &names));
    must(figures_by_agency(&w->c, &choice, names, f));
    if (table) must(tiles_layout(&w->c, str_of(table), &layout));
    else must(tiles_layout_shipped(&w->c, &layout));
    must(tiles_place(&w->c, &layout, names, f, COLUMN_FIRST, &t));
    return t;
}

static const TileBlock *block_of(const Tiles *t, const char *code)
{
    for (size_t i = 0; i < t->blocks.n; i++)
        if (str_equal(t->blocks.at[i].place.code, str_of(code))) return &t->blocks.at[i];
    return NULL;
}

static size_t tiles_placed(const Tiles *t)
{
    size_t n = 0;
    for (size_t i = 0; i < t->blocks.n; i++) n += t->blocks.at[i].tiles.n;
    return n;
}

static void districts_come_and_go(void **state)
{
    World *w = *state;
    Tiles t = tiles_on(w, autumn, false, NULL);
    assert_int_equal(t.blocks.n, 10);
    assert_int_equal(t.loose.n, 0);
    assert_null(block_of(&t, "H224"));
    assert_str(block_of(&t, "H221")->label, S("Yên Dũng"));
    assert_str(block_of(&t, "H213")->label, S("TP Bắc Giang"));
    assert_str(block_of(&t, "H222")->label, S("TX Việt Yên"));
    assert_str(t.blocks.at[0].place.code, S("H215")); /* the northernmost is read first */
    assert_int_equal(block_of(&t, "H219")->tiles.at[0].row->n.class[CLASS_OVERDUE], 8);
    t = tiles_on(w, winter, false, NULL);
    assert_int_equal(t.blocks.n, 10);
    assert_null(block_of(&t, "H221"));
    assert_str(block_of(&t, "H224")->label, S("TX Chũ"));
    t = tiles_on(w, summer, false, NULL);
    assert_int_equal(t.blocks.n + t.loose.n, 0);
}

static void communes_stand_in_their_district(void **state)
{
    World *w = *state;
    Tiles t = tiles_on(w, autumn, true, NULL);
    assert_int_equal(t.blocks.n, 10);
    assert_int_equal(tiles_placed(&t), 209);
    const TileList *of = &block_of(&t, "H219")->tiles;
    assert_int_equal(of->n, 29);
    assert_str(of->at[0].label, S("Cấm Sơn")); /* read from the north-west on */
    t = tiles_on(w, winter, true, NULL);
    assert_int_equal(tiles_placed(&t), 192);
    t = tiles_on(w, summer, true, NULL);
    assert_int_equal(t.blocks.n, 0);
    assert_int_equal(t.loose.n, 58);
}

static const Tile *commune(const Tiles *t, const char *label)
{
    for (size_t i = 0; i < t->blocks.n; i++)
        for (size_t k = 0; k < t->blocks.at[i].tiles.n; k++)
            if (str_equal(t->blocks.at[i].tiles.at[k].label, str_of(label))) return &t->blocks.at[i].tiles.at[k];
    test_fails("no commune %s", label);
    return NULL;
}

/* Each commune of a day with districts has a place, none two; the corner of each district is used. */
static void communes_have_places_of_their_own(void **state)
{
    World *w = *state;
    for (int k = 0; k < 2; k++) {
        Tiles t = tiles_on(w, k ? winter : autumn, true, NULL);
        for (size_t i = 0; i < t.blocks.n; i++) {
            bool taken[TILES_MAX + 1][TILES_MAX + 1] = {0}, on_top = false, on_the_left = false;
            for (size_t n = 0; n < t.blocks.at[i].tiles.n; n++) {
                const Tile *one = &t.blocks.at[i].tiles.at[n];
                if (!one->at_row || taken[one->at_row][one->at_column])
                    test_fails("%.*s has no place of its own", STR_ARGS(one->label));
                taken[one->at_row][one->at_column] = true;
                on_top |= one->at_row == 1, on_the_left |= one->at_column == 1;
            }
            assert_true(on_top && on_the_left);
        }
    }
}

/* What somebody from there would look for first. */
static void who_lies_north_and_east_of_whom(void **state)
{
    World *w = *state;
    static const char *const north_of[][2] = {
        {"Cấm Sơn", "TT Chũ"},           {"Xuân Lương", "TT Phồn Xương"}, {"TT Kép", "TT Vôi"},
        {"TT Nhã Nam", "TT Cao Thượng"}, {"TT Thắng", "TT Bắc Lý"},       {"TT An Châu", "TT Tây Yên Tử"},
        {"Bảo Sơn", "TT Đồi Ngô"},       {"P. Bích Động", "P. Nếnh"},     {"Hương Gián", "Trí Yên"}};
    static const char *const east_of[][2] = {{"P. Dĩnh Kế", "P. Đa Mai"}, {"Trí Yên", "Yên Lư"},
                                             {"Biển Động", "Quý Sơn"},    {"Bình Sơn", "TT Phương Sơn"},
                                             {"Dương Hưu", "Cẩm Đàn"},    {"P. Vân Trung", "Tiên Sơn"},
                                             {"Hợp Đức", "Lam Cốt"}};
    Tiles t = tiles_on(w, autumn, true, NULL);
    for (size_t i = 0; i < sizeof north_of / sizeof *north_of; i++)
        assert_true(commune(&t, north_of[i][0])->at_row < commune(&t, north_of[i][1])->at_row);
    for (size_t i = 0; i < sizeof east_of / sizeof *east_of; i++)
        assert_true(commune(&t, east_of[i][0])->at_column > commune(&t, east_of[i][1])->at_column);
}

static void of_two_communes_in_one_place_the_second_goes_where_room_is(void **state)
{
    World *w = *state;
    Tiles t = tiles_on(w, autumn, true,
                       "code\tcolumn\trow\nH224\t1\t1\nH213\t2\t2\nX07201\t5\t5\nX07207\t5\t5\nX07210\t4\t6\n");
    const TileList *of = &block_of(&t, "H213")->tiles;
    assert_int_equal(of->n, 16);
    assert_str(of->at[0].row->item, S("X07201"));
    assert_int_equal(of->at[0].at_column, 2);
    assert_int_equal(of->at[1].at_column, 1);
    for (size_t i = 2; i < of->n; i++) assert_int_equal(of->at[i].at_row, 0);
}

static void nobody_vanishes_with_another_layout(void **state)
{
    World *w = *state;
    Tiles t = tiles_on(w, autumn, false, "code\tcolumn\trow\nHN001\t1\t1\n");
    assert_int_equal(t.blocks.n, 0);
    assert_int_equal(t.loose.n, 10);
    t = tiles_on(w, autumn, false, "code\tcolumn\trow\nH213\t2\t2\nH215\t2\t2\nHN001\t1\t1\nSYT\t3\t3\n");
    assert_int_equal(t.blocks.n, 1); /* a department is no district; of two in one place one is loose */
    assert_int_equal(t.loose.n, 9);
    t = tiles_on(w, autumn, true, "code\tcolumn\trow\nH213\t2\t2\n");
    assert_int_equal(tiles_placed(&t), 16);
    assert_int_equal(t.loose.n, 209 - 16);
}

/* -- steps and words ------------------------------------------------------------------------------------------------
 */

/* `overdue` of as many assigned tasks: of a negative one there are no tasks at all, of 0 one that is not late. */
static Figures figures_of(World *w, const int *overdue, size_t n, int each)
{
    Figures f = {0};
    for (size_t i = 0; i < n; i++) {
        FigureRow *row = list_add(&w->c.mem, &f.rows);
        *row = (FigureRow){.name = str_format(&w->c.mem, "UBND huyện %c", (char)('A' + i)), .place = i};
        if (overdue[i] < 0) continue;
        row->n.class[CLASS_OVERDUE] = overdue[i];
        row->n.class[CLASS_LATER] = each - overdue[i];
        f.total.class[CLASS_OVERDUE] += overdue[i];
        f.total.class[CLASS_LATER] += each - overdue[i];
    }
    return f;
}
#define figures(each, ...)                                                                                             \
    figures_of(w, (const int[]){__VA_ARGS__}, sizeof((const int[]){__VA_ARGS__}) / sizeof(int), each)

static void assert_scale(World *w, Figures f, int column, int64_t width, int steps, const char *last)
{
    Scale scale = scale_of(&f, column);
    assert_int_equal(scale.width, width);
    assert_int_equal(scale.steps, steps);
    assert_in_range(scale.steps, 0, STEPS);
    if (last) assert_str(scale_words(&w->c.mem, &scale, steps), str_of(last));
    for (size_t i = 0; i < f.rows.n; i++) {
        int64_t all = count_total(&f.rows.at[i].n), late = f.rows.at[i].n.class[CLASS_OVERDUE];
        int step = scale_step(&scale, &f.rows.at[i].n);
        if (!all) assert_int_equal(step, STEP_NO_TASKS);
        else if (column == COLUMN_FIRST && !late) assert_int_equal(step, STEP_ZERO);
        else assert_in_range(step, column == COLUMN_FIRST, steps);
    }
}

static void steps_are_of_one_width(void **state)
{
    World *w = *state;
    const int late = COLUMN_FIRST, share = COLUMN_OVERDUE_SHARE;
    assert_scale(w, (Figures){0}, late, 1, 0, NULL);
    assert_scale(w, figures(9, -1, -1), late, 1, 0, NULL);
    assert_scale(w, figures(9, 0, 0, -1), late, 1, 0, NULL);
    assert_scale(w, figures(9, 1), late, 1, 1, "1");
    assert_scale(w, figures(9, 5, 0, 1), late, 1, 5, "5");
    assert_scale(w, figures(9, 6, 0), late, 2, 3, "5–6");
    assert_scale(w, figures(9, 7, 7, 7), late, 2, 4, "7–8");
    assert_scale(w, figures(99, 11, 25), late, 5, 5, "21–25");
    assert_scale(w, figures(99, 26), late, 10, 3, "21–30");
    assert_scale(w, figures(5000000, 4000001, 3), late, 1000000, 5, "4.000.001–5.000.000");
    assert_scale(w, figures(4, 0, 0), share, 1, 0, NULL);
    assert_scale(w, figures(4, 4, 4), share, 20, 5, "trên 80 đến 100 %");
    assert_scale(w, figures(1000, 1, 0), share, 1, 1, "trên 0 đến 1 %");
    assert_scale(w, figures(100, 12, 3), share, 5, 3, "trên 10 đến 15 %");
    assert_scale(w, figures(3, 1, -1), share, 10, 4, "trên 30 đến 40 %");
    Figures gone = figures(50, 40, 2); /* who is no more has no tile and no say in the colours */
    gone.rows.at[0].is_gone = true;
    assert_int_equal(scale_of(&gone, late).steps, 2);
}

static Str sentence(World *w, Figures f, int column)
{
    figures_sort(&f, column, false);
    return figures_column_sentence(&w->c.mem, &f, column, "huyện");
}

static void words_say_what_to_see(void **state)
{
    World *w = *state;
    const int late = COLUMN_FIRST, share = COLUMN_OVERDUE_SHARE;
    assert_str(sentence(w, (Figures){0}, late), S("Chưa có việc nào được giao."));
    assert_str(sentence(w, figures(9, -1, -1), share), S("Chưa có việc nào được giao."));
    assert_str(sentence(w, figures(9, 0, 0), late), S("Không có việc quá hạn, trong 18 việc đã giao cho 2 huyện."));
    assert_str(sentence(w, figures(9, 0, 3), late), S("3 việc quá hạn, đều của UBND huyện B."));
    assert_str(sentence(w, figures(9, 4), late), S("4 việc quá hạn, đều của UBND huyện A."));
    assert_str(sentence(w, figures(9, 2, 2, 2), late), S("3 huyện bằng nhau: mỗi huyện 2 việc quá hạn."));
    assert_str(sentence(w, figures(9, 7, 1, 1, 1), late),
               S("Một huyện chiếm 70 % trong 10 việc quá hạn: UBND huyện A."));
    assert_str(sentence(w, figures(9, 3, 1, 1, 1, 1), late), /* which one to name with A would be chance */
               S("7 việc quá hạn rải ở 5 huyện, nhiều nhất là UBND huyện A (3 việc)."));
    assert_str(sentence(w, figures(9, 3, 1), COLUMN_TOTAL), S("2 huyện bằng nhau: mỗi huyện 9 việc đã giao."));
    assert_str(sentence(w, figures(9, 3, 1), COLUMN_IN_TIME), S("Chưa có việc đã hoàn thành nên chưa có tỷ lệ."));
    assert_str(sentence(w, figures(4, -1, 1), share),
               S("Chỉ UBND huyện B có tỷ lệ: 25 % quá hạn, trên 4 việc đã giao."));
    assert_str(sentence(w, figures(4, 1, 1), share), S("2 huyện bằng nhau: 25 % quá hạn, trên 8 việc đã giao."));
    assert_str(sentence(w, figures(4, 1, 3, -1), share),
               S("Cao nhất là UBND huyện B (75 %), thấp nhất là UBND huyện A (25 %). Tính chung: 50 % quá hạn, trên 8 "
                 "việc đã giao."));
}

/* -- pages ----------------------------------------------------------------------------------------------------------
 */

static json_t *json_at(World *w, const char *path, Day on, const char *query)
{
    return json_of(w, text_in(w, "%s?ngay=%.*s&%s", path, STR_ARGS(day_iso(&w->c.mem, on)), query));
}

/* The row of an agency; NULL when it has none. */
static const json_t *row_of(const json_t *o, const char *code)
{
    const json_t *rows = json_object_get(o, "rows");
    for (size_t i = 0; i < json_array_size(rows); i++)
        if (!strcmp(json_string_value(json_object_get(json_array_get(rows, i), "code")), code))
            return json_array_get(rows, i);
    return NULL;
}

/* Every row of the table is a row of the map, number by number; the map has those without tasks besides. */
static void the_map_shows_what_the_table_shows(void **state)
{
    World *w = *state;
    for (int i = 0; i < 6; i++) {
        Day on = i % 3 == 0 ? autumn : i % 3 == 1 ? winter : summer;
        bool communes = i >= 3;
        json_t *map = json_at(w, "/ban-do", on, communes ? "cap=xa" : "cap=huyen");
        json_t *table = json_at(w, "/co-quan-so-lieu", on,
                                communes ? "xem=tung-co-quan&loai-co-quan=ubnd-xa" : "loai-co-quan=ubnd-huyen");
        const json_t *rows = json_object_get(table, "rows");
        assert_true(json_equal(json_object_get(map, "total"), json_object_get(table, "total")));
        assert_int_equal(json_array_size(rows), communes ? 1 : 3);
        for (size_t k = 0; k < json_array_size(rows); k++) {
            const json_t *row = json_array_get(rows, k);
            assert_true(json_equal(row, row_of(map, json_string_value(json_object_get(row, "code")))));
        }
        json_decref(map);
        json_decref(table);
    }
}

static void json_says_where_and_how_dark(void **state)
{
    World *w = *state;
    json_t *o = json_at(w, "/ban-do", autumn, "");
    const json_t *tiles = json_object_get(o, "tiles");
    assert_int_equal(json_array_size(tiles), 10);
    assert_string_equal(json_string_value(json_object_get(o, "figure")), "qua-han");
    assert_string_equal(json_string_value(json_object_get(o, "level")), "huyen");
    assert_string_equal(json_string_value(json_array_get(json_object_get(o, "steps"), 3)), "7–8");
    for (size_t i = 0; i < 10; i++) {
        const json_t *tile = json_array_get(tiles, i);
        if (strcmp(json_string_value(json_object_get(tile, "code")), "H219")) continue;
        assert_int_equal(json_integer_value(json_object_get(tile, "step")), 4);
        assert_int_equal(json_integer_value(json_object_get(tile, "column")), 5);
        assert_int_equal(json_integer_value(json_object_get(tile, "row")), 2);
    }
    json_decref(o);
    o = json_at(w, "/ban-do", summer, "");
    assert_string_equal(json_string_value(json_object_get(o, "level")), "xa"); /* there are no districts any more */
    assert_int_equal(json_array_size(json_object_get(o, "tiles")), 58);
    json_decref(o);
}

static void a_page_of_districts(void **state)
{
    World *w = *state;
    LocalReply r = get(w, "/ban-do?ngay=2024-09-28");
    assert_status(r, 200);
    assert_has(r.body, "<h1>Huyện nào đang chậm?</h1>");
    assert_has(r.body, "Một huyện chiếm 89 % trong 9 việc quá hạn: UBND huyện Lục Ngạn.");
    assert_has(r.body, "<li class=\"c5 r2 step-4\">");
    assert_has(r.body,
               "<a class=\"face\" href=\"/co-quan-so-lieu/viec?ngay=2024-09-28&amp;nhanh=H219&amp;loai=qua-han\">"
               "Lục Ngạn<span class=\"hidden-text\">: </span><b>8</b>"
               "<span class=\"hidden-text\"> việc quá hạn</span></a>");
    assert_has(r.body, "<span class=\"face\">Sơn Động"); /* nothing to open */
    assert_has(r.body, "<li class=\"c1 r2 step-none\">");
    assert_has(r.body, "</i>7–8</li>");
    assert_has(r.body, "href=\"/ban-do?ngay=2024-09-28&amp;cap=xa\"");
    assert_has_not(r.body, "style=");
    assert_true(r.body.n < 30000);
    r = get(w, "/ban-do?ngay=2024-09-28&so-lieu=ty-le-qua-han");
    assert_has(r.body, "<option value=\"ty-le-qua-han\" selected>");
    assert_has(r.body, "<b>25 %</b><span class=\"hidden-text\"> quá hạn, trên 4 việc đã giao</span>");
    assert_has(r.body, "Quá hạn, % trên số đã giao");
    r = get(w, "/ban-do?ngay=2025-01-02&cap=huyen");
    assert_has(r.body, "(không còn vào ngày này)"); /* Yên Dũng's tasks are still counted */
    assert_has_not(r.body, "class=\"c3 r4");
    for (int i = COLUMN_TOTAL; i < MAP_COLUMNS; i++)
        assert_status(get(w, str_format(&w->c.mem, "/ban-do?so-lieu=%s", figure_columns[i].key).p), 200);
}

static void a_page_of_communes(void **state)
{
    World *w = *state;
    LocalReply r = get(w, "/ban-do?ngay=2024-09-28&cap=xa");
    assert_status(r, 200);
    assert_has(r.body, "<h1>Xã, phường nào đang chậm?</h1>");
    assert_has(r.body, "<li class=\"c5 r2\"><a href=\"/ban-do?ngay=2024-09-28&amp;huyen=H219\">Lục Ngạn</a>");
    assert_has(r.body, "và 208 xã khác");
    assert_has_not(r.body, "style=");
    r = get(w, "/ban-do?ngay=2024-09-28&huyen=H219");
    assert_status(r, 200);
    assert_has(r.body, "Xã, phường nào của huyện Lục Ngạn đang chậm?");
    assert_has(r.body, "href=\"/co-quan-so-lieu/viec?ngay=2024-09-28&amp;co-quan=X07552&amp;loai=qua-han\"");
    assert_has(r.body, "<input type=\"hidden\" name=\"huyen\" value=\"H219\">");
    assert_has_not(r.body, "xã khác");
    r = get(w, "/ban-do"); /* communes without districts: one grid, no map */
    assert_status(r, 200);
    assert_has(r.body, "<h1>Xã, phường nào đang chậm?</h1>");
    assert_has_not(r.body, "Không có chỗ trên bản đồ");
    assert_has_not(r.body, "Xem các huyện trên bản đồ");
}

static void what_is_wrong_is_said(void **state)
{
    World *w = *state;
    assert_status(get(w, "/ban-do?so-lieu=ten"), 400);
    assert_status(get(w, "/ban-do?cap=tinh"), 400);
    LocalReply r = get(w, "/ban-do?ngay=2025-07-03");
    assert_status(r, 400);
    assert_has(r.body, "chưa đến nên chưa có số liệu");
    r = get(w, "/ban-do?huyen=SYT");
    assert_status(r, 400);
    assert_has(r.body, "Không có huyện nào mang mã “SYT”. Hãy chọn huyện trên bản đồ.");
    r = get(w, "/ban-do?huyen=H221"); /* was one */
    assert_status(r, 200);
    assert_has(r.body, "Ngày này không có xã nào của UBND huyện Yên Dũng");
    r = get(w, "/ban-do?cap=huyen");
    assert_status(r, 200);
    assert_has(r.body, "Ngày này không có huyện nào");
    assert_has(get(w, "/ban-do?ngay=2023-01-01").body, "Chưa có việc nào được giao.");
}

int main(void)
{
#define T(test) cmocka_unit_test(test)
    const struct CMUnitTest tests[] = {
        T(the_layout_is_good),
        T(bad_lines_are_refused),
        T(districts_come_and_go),
        T(communes_stand_in_their_district),
        T(communes_have_places_of_their_own),
        T(who_lies_north_and_east_of_whom),
        T(of_two_communes_in_one_place_the_second_goes_where_room_is),
        T(nobody_vanishes_with_another_layout),
        T(steps_are_of_one_width),
        T(words_say_what_to_see),
        T(the_map_shows_what_the_table_shows),
        T(json_says_where_and_how_dark),
        T(a_page_of_districts),
        T(a_page_of_communes),
        T(what_is_wrong_is_said),
    };
    return cmocka_run_group_tests(tests, begin, world_ends);
}
