// SPDX-License-Identifier: Apache-2.0
/* pieces.h -- the fields of a YAML text as pieces of it, whole lines each: so that one is added, changed, moved or
 * removed and everything else, comments too, stays as somebody wrote it.
 *
 * For texts without mistakes only: then the pieces are the design's fields, in their order. */
#pragma once
#include "form/yaml.h"

typedef struct {
    int first, last; /* lines, 1-based; blank lines and comments behind it are not in it */
    int indent;      /* blanks before its dash */
    size_t table;    /* the piece whose `columns` it is one of; NO_ROWS = none */
    const YamlNode *node;
} Piece;
typedef struct {
    Str text;
    Piece *at;
    size_t n;
} Pieces;

/* `fields` of a text whose every field stands on lines of its own, as "- …"; others are laid out so first (what is
 * around `lists` and `fields` stays).  false when even that cannot be: the whole text is in brackets. */
bool pieces_of(Arena *mem, Str text, Pieces *p);

/* The text with the lists and fields of `d` instead of its own; what is around them stays.  false when the whole text
 * is in brackets, or has no fields. */
bool pieces_of_other(Arena *mem, Str text, const Design *d, Str *other);

/* The keys of a field, wherever its name stands: of "- ten: {…}" what is in there; NULL when it has none ("- ten: Họ
 * tên"). */
const YamlNode *piece_body(const Piece *piece);
/* The lines of a table's columns, as if their dashes stood at `indent`; empty = it has none. */
Str piece_columns(Arena *mem, const Pieces *p, size_t at, int indent);

/* Each gives the new text.  A snippet begins with "- " and is indented as its neighbours are. */
Str pieces_replaced(Arena *mem, const Pieces *p, size_t at, Str snippet);
Str pieces_with(Arena *mem, const Pieces *p, size_t behind, Str snippet);
Str pieces_without(Arena *mem, const Pieces *p, size_t at);
/* Changes places with the one before or behind it in its list; the same text when there is none. */
Str pieces_moved(Arena *mem, const Pieces *p, size_t at, bool is_up);
/* Whether there is one before or behind it. */
bool piece_has_neighbour(const Pieces *p, size_t at, bool is_up);
