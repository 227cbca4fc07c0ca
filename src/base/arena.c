// SPDX-License-Identifier: Apache-2.0
#include "base/arena.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

#if defined __SANITIZE_ADDRESS__
#define IS_SANITIZED true
#elif defined __has_feature
#define IS_SANITIZED __has_feature(address_sanitizer)
#else
#define IS_SANITIZED false
#endif

static char *take(Arena *a, size_t size, size_t align, size_t n)
{
    size_t pad = -(uintptr_t)a->at & (align - 1), room = (size_t)(a->end - a->at);
    if (pad > room || n > (room - pad) / size) {
        if (!a->edge) abort(); /* a bug: memory taken outside of edge_run */
        longjmp(*a->edge, 1);
    }
    char *p = a->at + pad;
    a->at = p + n * size;
    return p;
}

void *arena_take(Arena *a, size_t size, size_t align, size_t n)
{
    char *p = take(a, size, align, n);
    return n ? memset(p, 0, n * size) : p;
}

char *arena_bytes(Arena *a, size_t n)
{
    char *p = take(a, 1, 1, n);
    if (IS_SANITIZED && n) memset(p, 'X', n);
    return p;
}

void arena_at_end(Arena *a, void (*run)(void *), void *arg)
{
    Cleanup *c = NEW(a, Cleanup, 1);
    *c = (Cleanup){a->cleanups, run, arg};
    a->cleanups = c;
}

void arena_back(Arena *a, Arena mark)
{
    for (; a->cleanups != mark.cleanups; a->cleanups = a->cleanups->next) a->cleanups->run(a->cleanups->arg);
    a->at = mark.at;
    a->edge = mark.edge;
}

Arena arena_reserve(size_t room)
{
    char *p = mmap(NULL, room, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (p == MAP_FAILED) abort();
    return (Arena){p, p + room, NULL, NULL};
}

void arena_release(Arena *whole) { munmap(whole->at, (size_t)(whole->end - whole->at)); }

Str str_copy(Arena *a, Str s)
{
    char *p = NEW(a, char, s.n + 1);
    if (s.n) memcpy(p, s.p, s.n);
    return (Str){p, s.n};
}

const char *str_c(Arena *a, Str s) { return str_copy(a, s).p; }

Str str_format(Arena *a, const char *format, ...)
{
    va_list ap, again;
    va_start(ap, format);
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, format, ap);
    va_end(ap);
    char *p = n < 0 ? NULL : NEW(a, char, (size_t)n + 1);
    if (p) vsnprintf(p, (size_t)n + 1, format, again);
    va_end(again);
    return p ? (Str){p, (size_t)n} : (Str){0};
}
