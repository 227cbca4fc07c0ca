// SPDX-License-Identifier: Apache-2.0
/* arena.h -- memory that lives exactly as long as one request, job or command.
 *
 * An allocation never returns NULL.  When the room is used up the arena jumps to its edge (fail.h: edge_run),
 * which runs the clean-ups and answers FAIL_ROOM; so between the edge and a leaf nobody writes
 * "if (!p)", and nothing is freed one by one.
 *
 * Only the arena jumps, and only to the edge.  Never allocate from an arena inside a callback of a library
 * (SQLite, libmicrohttpd): the jump would cross the library's frames. */
#pragma once
#include "base/str.h"
#include <setjmp.h>

typedef struct Cleanup {
    struct Cleanup *next;
    void (*run)(void *);
    void *arg;
} Cleanup;

typedef struct {
    char *at, *end;    /* the room that is left */
    Cleanup *cleanups; /* newest first */
    jmp_buf *edge;     /* where to jump when the room is used up */
} Arena;

/* Zeroed room for `n` things of type T, or a jump to the edge. */
#define NEW(arena, T, n) ((T *)arena_take((arena), sizeof(T), _Alignof(T), (n)))

void *arena_take(Arena *a, size_t size, size_t align, size_t n);
/* `n` bytes that hold anything, for who fills them at once: output of megabytes grows without being zeroed first. Under
 * the address sanitizer they hold no zeros, so that nobody counts on one behind the last byte. */
char *arena_bytes(Arena *a, size_t n);

/* Run `run(arg)` when the arena is given back, newest first.  Register first, acquire second: registering can
 * itself run out of room, so `run` must accept an arg that is still zeroed. */
void arena_at_end(Arena *a, void (*run)(void *), void *arg);

/* Give back all that was taken since `mark` (a copy of the arena), newest clean-up first. */
void arena_back(Arena *a, Arena mark);

/* Reserve address space for an arena; the system gives pages as they are touched.  `room` in bytes.
 * Returns an arena without an edge; release it with arena_release.  Aborts when the address space is gone,
 * which happens at start-up or never. */
Arena arena_reserve(size_t room);
void arena_release(Arena *whole); /* takes the arena as arena_reserve returned it */

/* A copy of `s` in the arena; the copy has a NUL after its last byte, for libraries that want one. */
Str str_copy(Arena *a, Str s);
/* The same as a C string; inner NUL bytes are kept and so cut it short for C. */
const char *str_c(Arena *a, Str s);
/* printf into the arena. */
__attribute__((format(printf, 2, 3))) Str str_format(Arena *a, const char *format, ...);
