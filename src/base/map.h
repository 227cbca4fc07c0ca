// SPDX-License-Identifier: Apache-2.0
/* map.h -- a map from strings to pointers, in an arena.  Keys are not copied.  A hash trie: four children a
 * node, two bits of the hash a level, so it grows without rehashing and needs no size in advance.  For tables
 * of up to some hundred thousand keys made by us, not for keys chosen by strangers to collide. */
#pragma once
#include "base/arena.h"

typedef struct MapNode MapNode;
typedef struct {
    MapNode *root;
    size_t n;
} Map;

/* The place of `key`'s value, made (NULL) when it is not there. */
void **map_put(Arena *a, Map *m, Str key);
/* The value of `key`, or NULL. */
void *map_get(const Map *m, Str key);
