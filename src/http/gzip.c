// SPDX-License-Identifier: Apache-2.0
/* gzip.c -- answers as browsers ask for them.  A page that is drawn for one person is packed once and sent once: each
 * thread keeps its stream, whose memory (a quarter of a megabyte) would otherwise be asked for and given back for each
 * page, and packs quickly rather than tightly.  What is packed once for all is packed tightly. */
#include "http/inside.h"
#include <pthread.h>
#include <stdlib.h>
#include <zlib.h>

enum { GZIP_HEADER = 16 /* zlib: window bits + 16 = a gzip stream */, QUICK = 1, TIGHT = 9, MEMORY = 8 };

static pthread_key_t of_thread;

static void give_back(void *stream)
{
    deflateEnd(stream);
    free(stream);
}

static void make_key(void) { pthread_key_create(&of_thread, give_back); }

/* This thread's stream, as new; NULL when there is no memory for it. */
static z_stream *stream(int level)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, make_key);
    z_stream *z = pthread_getspecific(of_thread);
    if (z) return deflateReset(z) == Z_OK && deflateParams(z, level, Z_DEFAULT_STRATEGY) == Z_OK ? z : NULL;
    z = calloc(1, sizeof *z);
    if (z && deflateInit2(z, level, Z_DEFLATED, MAX_WBITS + GZIP_HEADER, MEMORY, Z_DEFAULT_STRATEGY) == Z_OK &&
        !pthread_setspecific(of_thread, z))
        return z;
    free(z);
    return NULL;
}

Str gzip_pack(Arena *a, Str bytes, GzipHow how)
{
    z_stream *z = stream(how == GZIP_ONCE_FOR_ALL ? TIGHT : QUICK);
    if (!z) return (Str){0};
    uLong room = deflateBound(z, bytes.n);
    if ((size_t)(a->end - a->at) <= room) return (Str){0};
    Arena mark = *a;
    char *p = arena_bytes(a, room);
    z->next_in = (Bytef *)(uintptr_t)bytes.p;
    z->avail_in = (uInt)bytes.n;
    z->next_out = (Bytef *)p;
    z->avail_out = (uInt)room;
    if (deflate(z, Z_FINISH) == Z_STREAM_END && z->total_out < bytes.n) return (Str){p, z->total_out};
    arena_back(a, mark);
    return (Str){0};
}
