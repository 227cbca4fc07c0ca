// SPDX-License-Identifier: Apache-2.0
/* piece.h -- text cut into what the restorer and the learner look at: words, and what must stay as it is. */
#pragma once
#include "base/list.h"

typedef enum {
    PIECE_WORD,   /* may be a Vietnamese syllable */
    PIECE_SHORT,  /* capitals among small letters: an abbreviation, "UBND" */
    PIECE_NUMBER, /* digits, dates, amounts, codes: never changed but for the letters of a code */
    PIECE_FIXED,  /* markers, addresses, single signs: never changed */
} PieceKind;

typedef enum { STOP_NONE, STOP_COMMA, STOP_END } Stop;

typedef struct {
    Str core; /* slice of the text: the word without the signs around it */
    PieceKind kind;
    Stop before, after; /* what the signs before and after it say */
    size_t line;
    bool begins_line, joined; /* joined: no blank stands between it and the piece before */
    bool grown_on;            /* a blank was lost before it: "SéY té" */
    bool upper_line;          /* most words of its line are in capitals */
    char sign;                /* the sign right behind it, 0 for none */
} Piece;
typedef LIST(Piece) Pieces;

/* Cut one line; slices point into it.  Linear. */
void pieces_cut(Arena *a, Str line, size_t number, Pieces *pieces);

/* True when the piece has letters and all of them are capitals. */
bool piece_is_upper(Str core);
