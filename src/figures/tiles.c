// SPDX-License-Identifier: Apache-2.0
/* tiles.c -- the layout of a province, and who is on which tile of it. */
#include "figures/tiles.h"
#include "base/asset.h"
#include "base/map.h"
#include "doc/sheet.h"
#include <stdlib.h>

/* -- the layout ----------------------------------------------------------------------------------------------- */

static int by_place(const void *a, const void *b)
{
    const TilePlace *x = a, *y = b;
    int found = x->row != y->row ? x->row - y->row : x->column - y->column;
    return found ? found : str_compare(x->code, y->code);
}

static bool is_place(Str cell, int *place)
{
    int64_t n;
    if (!str_integer(cell, &n) || n < 1 || n > TILES_MAX) return false;
    *place = (int)n;
    return true;
}

Fail tiles_layout(Ctx *c, Str table, TilePlaceList *places)
{
    Sheet t;
    Map codes = {0};
    TilePlaceList all = {0};
    TRY(sheet_read(c, table, &t));
    int code = sheet_column(&t, S("code")), column = sheet_column(&t, S("column")), row = sheet_column(&t, S("row"));
    if (code < 0 || column < 0 || row < 0)
        return fail(c, FAIL_INPUT, "Dòng 1: bảng vị trí cần đủ ba cột code, column, row.");
    for (size_t i = 1; i < t.n; i++) {
        int line = t.row[i].number;
        TilePlace p = {.code = sheet_cell(&t.row[i], code)};
        if (!p.code.n) return fail(c, FAIL_INPUT, "Dòng %d: thiếu mã cơ quan.", line);
        if (!is_place(sheet_cell(&t.row[i], column), &p.column) || !is_place(sheet_cell(&t.row[i], row), &p.row))
            return fail(c, FAIL_INPUT, "Dòng %d: cột và hàng phải là số từ 1 đến %d.", line, TILES_MAX);
        void **known = map_put(&c->mem, &codes, p.code);
        if (*known) return fail(c, FAIL_INPUT, "Dòng %d: mã “%.*s” đã có vị trí ở trên.", line, STR_ARGS(p.code));
        *known = &codes;
        *list_add(&c->mem, &all) = p;
    }
    if (all.n) qsort(all.at, all.n, sizeof *all.at, by_place);
    *places = all;
    return OK;
}

Fail tiles_layout_shipped(Ctx *c, TilePlaceList *places)
{
    return tiles_layout(c, asset("figures/bac-giang-tiles.tsv"), places);
}

/* -- who is where ------------------------------------------------------------------------------------------------ */

Str tile_label(Arena *a, Str name)
{
    static const struct {
        Str long_one, short_one;
    } words[] = {{STR("huyện "), STR("")},     {STR("xã "), STR("")},          {STR("thành phố "), STR("TP ")},
                 {STR("thị xã "), STR("TX ")}, {STR("thị trấn "), STR("TT ")}, {STR("phường "), STR("P. ")}};
    if (str_starts(name, S("UBND "))) name = str_from(name, 5);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_starts(name, words[i].long_one))
            return str_format(a, "%.*s%.*s", STR_ARGS(words[i].short_one),
                              STR_ARGS(str_from(name, words[i].long_one.n)));
    return name;
}

static const Org *district_on(const FigureNames *names, Str code)
{
    const OrgRows *orgs = figure_orgs(names);
    for (size_t i = 0; i < orgs->n; i++)
        if (str_equal(orgs->at[i].code, code) && str_equal(orgs->at[i].kind, S(DISTRICT_KIND))) return &orgs->at[i];
    return NULL;
}

/* The layout without those that are not there on the day.  Of two in one place the second has none. */
static Fail find_blocks(Ctx *c, const TilePlaceList *layout, FigureNames *names, TileBlockList *blocks)
{
    *blocks = (TileBlockList){0};
    for (size_t i = 0; i < layout->n; i++) {
        const FigureName *name;
        TilePlace p = layout->at[i];
        const TileBlock *last = blocks->n ? &blocks->at[blocks->n - 1] : NULL;
        if (!district_on(names, p.code)) continue;
        if (last && last->place.row == p.row && last->place.column == p.column) continue;
        TRY(figure_name(c, names, p.code, &name));
        *list_add(&c->mem, blocks) = (TileBlock){.place = p, .label = tile_label(&c->mem, name->name)};
    }
    return OK;
}

static TileList *tiles_of(Tiles *t, Str district)
{
    for (size_t i = 0; i < t->blocks.n; i++)
        if (str_equal(t->blocks.at[i].place.code, district)) return &t->blocks.at[i].tiles;
    return &t->loose;
}

/* In the order of reading, those without a place behind the others. */
static int by_inner_place(const void *a, const void *b)
{
    const Tile *x = a, *y = b;
    if (!x->at_row != !y->at_row) return !x->at_row - !y->at_row;
    int found = x->at_row != y->at_row ? x->at_row - y->at_row : x->at_column - y->at_column;
    return found ? found : str_compare(x->row->item, y->row->item);
}

static int by_name(const void *a, const void *b)
{
    const Tile *x = a, *y = b;
    return (x->row->place > y->row->place) - (x->row->place < y->row->place);
}

static void sort_tiles(TileList *tiles, int (*compare)(const void *, const void *))
{
    if (tiles->n) qsort(tiles->at, tiles->n, sizeof *tiles->at, compare);
}

/* Where the communes of a district stand: those of an area that became two districts share one grid, so each begins at
 * its own corner.  Of two in one place the second has none. */
static void place_communes(TileList *tiles, const Map *places)
{
    int left = TILES_MAX, top = TILES_MAX;
    for (size_t i = 0; i < tiles->n; i++) {
        const TilePlace *p = map_get(places, tiles->at[i].row->item);
        if (!p) continue;
        tiles->at[i].at_column = p->column, tiles->at[i].at_row = p->row;
        left = p->column < left ? p->column : left;
        top = p->row < top ? p->row : top;
    }
    sort_tiles(tiles, by_inner_place);
    int column = 0, row = 0;
    for (size_t i = 0; i < tiles->n && tiles->at[i].at_row; i++) {
        Tile *t = &tiles->at[i];
        bool is_taken = t->at_column == column && t->at_row == row;
        column = t->at_column, row = t->at_row;
        t->at_column = is_taken ? 0 : column - left + 1;
        t->at_row = is_taken ? 0 : row - top + 1;
    }
    sort_tiles(tiles, by_inner_place);
}

/* Districts without communes have nothing to show on a map of communes. */
static void drop_empty(TileBlockList *blocks)
{
    size_t kept = 0;
    for (size_t i = 0; i < blocks->n; i++)
        if (blocks->at[i].tiles.n) blocks->at[kept++] = blocks->at[i];
    blocks->n = kept;
}

Fail tiles_place(Ctx *c, const TilePlaceList *layout, FigureNames *names, const Figures *f, int column, Tiles *t)
{
    Map places = {0};
    *t = (Tiles){.scale = scale_of(f, column)};
    for (size_t i = 0; i < layout->n; i++) *map_put(&c->mem, &places, layout->at[i].code) = &layout->at[i];
    TRY(find_blocks(c, layout, names, &t->blocks));
    for (size_t i = 0; i < f->rows.n; i++) {
        const FigureRow *row = &f->rows.at[i];
        bool is_district = str_equal(row->kind, S(DISTRICT_KIND));
        if (row->is_gone) continue;
        TileList *tiles = tiles_of(t, is_district ? row->item : row->under);
        *list_add(&c->mem, tiles) =
            (Tile){.row = row, .label = tile_label(&c->mem, row->name), .step = scale_step(&t->scale, &row->n)};
    }
    for (size_t i = 0; i < t->blocks.n; i++) place_communes(&t->blocks.at[i].tiles, &places);
    sort_tiles(&t->loose, by_name);
    drop_empty(&t->blocks);
    return OK;
}
