// SPDX-License-Identifier: Apache-2.0
/* web_map.c -- the map of tiles. */
#include "figures/view.h"
#include "figures/web.h"
#include "http/shared.h"

enum { COMMUNES_SHOWN = 20 }; /* in the table beside all communes; those of one district are all shown */

/* Beside all communes only those that have something of the figure. */
static size_t shown_rows(const TileMapPage *m)
{
    size_t n = 0;
    if (!m->of_communes || m->district) return m->figures->rows.n;
    while (n < m->figures->rows.n && n < COMMUNES_SHOWN && figure_value(&m->figures->rows.at[n].n, m->column).part) n++;
    return n;
}

static bool has_districts(const FigureNames *names)
{
    const OrgRows *orgs = figure_orgs(names);
    for (size_t i = 0; i < orgs->n; i++)
        if (str_equal(orgs->at[i].kind, S(DISTRICT_KIND))) return true;
    return false;
}

/* Which figure, which level: the communes of a district that is named, or of all on a day without districts. */
static Fail map_chosen(Ctx *c, const Request *q, FigureNames *names, TileMapPage *m)
{
    Str level = input_text(q, "cap"), district = input_text(q, "huyen");
    m->column = figure_column_of(input_text(q, "so-lieu"));
    if (!input_given(q, "so-lieu")) m->column = COLUMN_FIRST;
    m->has_districts = has_districts(names);
    m->of_communes = level.n ? str_equal(level, S("xa")) : district.n || !m->has_districts;
    if (!m->of_communes || !district.n) return OK;
    TRY(figure_name(c, names, district, &m->district));
    if (!str_equal(m->district->kind, S(DISTRICT_KIND)))
        return fail(c, FAIL_INPUT, "Không có huyện nào mang mã “%.*s”. Hãy chọn huyện trên bản đồ.",
                    STR_ARGS(district));
    m->district_code = district;
    return OK;
}

/* A tile as others see it; without a place where the layout has none. */
typedef struct {
    Str code;
    int step, column, row, column_within, row_within;
} TileShown;
typedef struct {
    const Chosen *chosen;
    const Figures *figures;
    const char *figure, *level;
    Str sentence;
    LIST(TileShown) tiles;
    StrList steps;
} TileMap;

static const Column tile_columns[] = {COL_TEXT(TileShown, code, "code"),
                                      COL_NUMBER(TileShown, step, "step"),
                                      COL_NUMBER(TileShown, column, "column", .some = true),
                                      COL_NUMBER(TileShown, row, "row", .some = true),
                                      COL_NUMBER(TileShown, column_within, "column_within", .some = true),
                                      COL_NUMBER(TileShown, row_within, "row_within", .some = true),
                                      {0}};
static const Record tile_record = {.name = "Tile", .columns = tile_columns};
static const Column map_columns[] = {COL_ALL_AT(TileMap, figures, &figures_record),
                                     COL_MADE(COLUMN_DAY, "on", chosen_on),
                                     COL_WORDS(TileMap, figure, "figure"),
                                     COL_WORDS(TileMap, level, "level"),
                                     COL_TEXT(TileMap, sentence, "sentence"),
                                     COL_ROWS(TileMap, tiles, "tiles", &tile_record),
                                     COL_TEXTS(TileMap, steps, "steps"),
                                     {0}};
const Record tile_map_record = {.name = "TileMap", .columns = map_columns};

static Fail map_json(Ctx *c, Reply *r, const TileMapPage *m)
{
    TileMap shown = {m->chosen, m->figures, figure_columns[m->column].key, m->of_communes ? "xa" : "huyen", m->sentence,
                     {0},       {0}};
    for (size_t i = 0; i <= m->tiles->blocks.n; i++) {
        const TileBlock *b = i < m->tiles->blocks.n ? &m->tiles->blocks.at[i] : NULL;
        const TileList *of = b ? &b->tiles : &m->tiles->loose;
        for (size_t k = 0; k < of->n; k++) {
            const Tile *t = &of->at[k];
            *list_add(&c->mem, &shown.tiles) = (TileShown){t->row->item,         t->step,      b ? b->place.column : 0,
                                                           b ? b->place.row : 0, t->at_column, t->at_row};
        }
    }
    for (int step = 1; step <= m->tiles->scale.steps; step++)
        *list_add(&c->mem, &shown.steps) = scale_words(&c->mem, &m->tiles->scale, step);
    return reply_record(c, r, &tile_map_record, &shown);
}

/* The table is of agencies of one level, so its choice is not the one of the page's addresses. */
static FigureChoice level_choice(const TileMapPage *m)
{
    FigureChoice choice = m->chosen->choice;
    choice.by_branch = !m->of_communes;
    choice.kind = m->of_communes ? S(COMMUNE_KIND) : S(DISTRICT_KIND);
    choice.under = m->district_code;
    choice.idle_too = true;
    return choice;
}

/* What it points to is in c's memory. */
static Fail find_map(Ctx *c, const Request *q, TileMapPage *m)
{
    Chosen *k = NEW(&c->mem, Chosen, 1);
    Figures *f = NEW(&c->mem, Figures, 1), *cut = NEW(&c->mem, Figures, 1);
    Tiles *tiles = NEW(&c->mem, Tiles, 1);
    FigureNames *names;
    TilePlaceList layout;
    *m = (TileMapPage){.q = q, .chosen = k, .figures = f, .tiles = tiles, .table = cut};
    TRY(chosen_of(c, q, false, k));
    TRY(figure_names(c, k->choice.on, &names));
    TRY(map_chosen(c, q, names, m));
    k->kept = tile_map_kept(&c->mem, m->column, m->of_communes, m->district_code);
    FigureChoice choice = level_choice(m);
    TRY(figures_by_agency(c, &choice, names, f));
    TRY(tiles_layout_shipped(c, &layout));
    figures_sort(f, m->column, false);
    TRY(tiles_place(c, &layout, names, f, m->column, tiles));
    m->sentence = figures_column_sentence(&c->mem, f, m->column, m->of_communes ? "xã" : "huyện");
    *cut = *f;
    figures_cut(cut, shown_rows(m));
    return OK;
}

static Fail draw_map(Ctx *c, const Request *q, Reply *r, Out *o, const void *unused)
{
    TileMapPage m;
    (void)unused;
    TRY(find_map(c, q, &m));
    shared_title(c, r, S("Bản đồ"));
    tile_map_page(o, &m);
    return OK;
}

Fail tile_map_get(Ctx *c, const Request *q, Reply *r)
{
    TileMapPage m;
    if (!reply_is_json(r)) return shared_page(c, q, r, (Str){0}, draw_map, NULL);
    TRY(find_map(c, q, &m));
    return map_json(c, r, &m);
}
