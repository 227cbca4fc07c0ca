// SPDX-License-Identifier: Apache-2.0
/* tiles.h -- the province as tiles: where each district stands, who is on which tile as of a day, and the steps of one
 * colour.  The page is map.html.
 *
 * The layout (data/figures) names districts and communes by their code.  A commune is a tile inside of its district, at
 * its place there; a district that exists on the day and has no place is "loose", with its communes, so nobody
 * vanishes; who is no more on the day has no tile, only a row in the table. */
#pragma once
#include "figures/figures.h"

/* -- the layout ----------------------------------------------------------------------------------------------- */

enum { TILES_MAX = 10 }; /* columns, and rows: as many as style.css has places for */
typedef struct {
    Str code;
    int column, row; /* 1 = left, 1 = on top: of the province, of a commune inside of its district */
} TilePlace;
typedef LIST(TilePlace) TilePlaceList;

/* From a table with the columns code, column and row, in the order of reading: by row, then by column.  FAIL_INPUT
 * names the first bad row by its line. */
Fail tiles_layout(Ctx *c, Str table, TilePlaceList *places) CHECKED;
/* The one that the program ships: Bắc Giang. */
Fail tiles_layout_shipped(Ctx *c, TilePlaceList *places) CHECKED;

/* -- the steps of the colour ----------------------------------------------------------------------------------- */

/* Ranges of one width from 0 on, so that a tile twice as dark is about twice as much and a small difference is not
 * blown up; the width is 1, 2 or 5 (10, 20 …), the smallest with which STEPS of them reach the largest value. */
enum { STEP_NO_TASKS = -1, STEP_ZERO, STEPS = 5 };
typedef struct {
    int column;
    int64_t width; /* of a step: tasks, or percent */
    int steps;     /* how many the largest value needs; 0 = there is nothing but zeros */
} Scale;
Scale scale_of(const Figures *f, int column);
/* 1 … STEPS; STEP_ZERO; STEP_NO_TASKS when there is nothing to count or no base. */
int scale_step(const Scale *scale, const Counts *n);
/* "1–2", "3"; of a share "trên 20 đến 40 %". */
Str scale_words(Arena *a, const Scale *scale, int step);

/* -- who is where ------------------------------------------------------------------------------------------------ */

typedef struct {
    const FigureRow *row;
    Str label; /* "Lục Ngạn", "TP Bắc Giang", "TT Đồi Ngô" */
    int step;
    int at_column, at_row; /* of a commune inside of its district, from 1 on; 0 = wherever there is room */
} Tile;
typedef LIST(Tile) TileList;

/* A district that has a place: of a map of districts itself, of a map of communes all of its own, by their places. */
typedef struct {
    TilePlace place;
    Str label;
    TileList tiles;
} TileBlock;
typedef LIST(TileBlock) TileBlockList;

typedef struct {
    Scale scale;
    TileBlockList blocks; /* in the order of reading; none is empty */
    TileList loose;       /* exist, have no place; in Vietnamese order */
} Tiles;

#define DISTRICT_KIND "ubnd-huyen"
#define COMMUNE_KIND  "ubnd-xa"

/* `f` (which must stay as it is) has the districts or the communes of a day, `names` is of the same day. */
Fail tiles_place(Ctx *c, const TilePlaceList *layout, FigureNames *names, const Figures *f, int column,
                 Tiles *t) CHECKED;
/* "UBND huyện Lục Ngạn" is "Lục Ngạn" on a tile. */
Str tile_label(Arena *a, Str name);
