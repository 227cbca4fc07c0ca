// SPDX-License-Identifier: Apache-2.0
#include "base/map.h"

struct MapNode {
    MapNode *child[4];
    Str key;
    void *value;
};

static uint64_t hash(Str key)
{
    uint64_t h = 0xcbf29ce484222325; /* FNV-1a, then mixed so that the high bits are as good as the low */
    for (size_t i = 0; i < key.n; i++) h = (h ^ (unsigned char)key.p[i]) * 0x100000001b3;
    return h ^ h >> 32;
}

void **map_put(Arena *a, Map *m, Str key)
{
    MapNode **at = &m->root;
    for (uint64_t h = hash(key) * 0x9E3779B97F4A7C15; *at; h <<= 2) {
        if (str_equal((*at)->key, key)) return &(*at)->value;
        at = &(*at)->child[h >> 62];
    }
    *at = NEW(a, MapNode, 1);
    (*at)->key = key;
    m->n++;
    return &(*at)->value;
}

void *map_get(const Map *m, Str key)
{
    const MapNode *at = m->root;
    for (uint64_t h = hash(key) * 0x9E3779B97F4A7C15; at; h <<= 2) {
        if (str_equal(at->key, key)) return at->value;
        at = at->child[h >> 62];
    }
    return NULL;
}
