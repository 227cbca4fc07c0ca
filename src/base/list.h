// SPDX-License-Identifier: Apache-2.0
/* list.h -- growing arrays in an arena.
 *
 *     LIST(Activity) activities = {0};
 *     Activity *one = list_add(&c->mem, &activities);     zeroed; valid until the next list_add
 *     for (size_t i = 0; i < activities.n; i++) use(&activities.at[i]);
 *
 * A list that outgrows its room moves to twice the room and leaves the old one to the arena. */
#pragma once
#include "base/arena.h"

#define LIST(T)                                                                                                        \
    struct {                                                                                                           \
        T *at;                                                                                                         \
        size_t n, room;                                                                                                \
    }

/* A pointer to a new zeroed last element.  Names that a header needs in two places: typedef LIST(Str) StrList. */
#define list_add(arena, list)                                                                                          \
    ((list)->n == (list)->room ? ((list)->at = list_grown((arena), (list)->at, (list)->n, &(list)->room,               \
                                                          sizeof *(list)->at, _Alignof(__typeof__(*(list)->at))))      \
                               : (list)->at,                                                                           \
     &(list)->at[(list)->n++])

void *list_grown(Arena *a, const void *old, size_t n, size_t *room, size_t size, size_t align);

typedef LIST(Str) StrList;
