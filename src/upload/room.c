// SPDX-License-Identifier: Apache-2.0
/* room.c -- memory for the bytes of a file. */
#include "upload/inside.h"
#include <sys/mman.h>

typedef struct {
    void *at;
    size_t n;
} Mapped;

static void unmap(void *arg)
{
    Mapped *m = arg;
    munmap(m->at, m->n);
}

/* A scan is as large as the arena of a request. */
char *files_room(Ctx *c, size_t n)
{
    enum { SMALL = 4 << 20 };
    if (n < SMALL) return NEW(&c->mem, char, n + 1);
    Mapped *m = NEW(&c->mem, Mapped, 1);
    m->n = n + 1;
    m->at = mmap(NULL, m->n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (m->at == MAP_FAILED) return NEW(&c->mem, char, n + 1); /* which says that there is none */
    arena_at_end(&c->mem, unmap, m);
    return m->at;
}
