// SPDX-License-Identifier: Apache-2.0
/* magic.c -- what libmagic says of bytes; a module (base/module.h). */
#include "upload/inside.h"
#include <magic.h>
#include <pthread.h>
#include <stdio.h>

/* Only its tables: what unpacks, follows or guesses is off. */
enum {
    FLAGS = MAGIC_MIME_TYPE | MAGIC_ERROR | MAGIC_NO_COMPRESS_FORK | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_TAR |
            MAGIC_NO_CHECK_APPTYPE | MAGIC_NO_CHECK_ELF | MAGIC_NO_CHECK_CDF | MAGIC_NO_CHECK_CSV |
            MAGIC_NO_CHECK_TOKENS | MAGIC_NO_CHECK_JSON
};

/* One handle for all, one caller at a time: opening takes five milliseconds, looking one, and libmagic 5.44 leaks what
 * a closed handle had compiled.  NULL when its tables cannot be read. */
static magic_t opened(void)
{
    static magic_t kept;
    if (kept) return kept;
    magic_t m = magic_open(FLAGS);
    if (m && !magic_load(m, NULL)) return kept = m;
    if (m) magic_close(m);
    return NULL;
}

/* Into a buffer: nothing may jump while the lock is held. */
bool magic_says(Str bytes, char type[KIND_NAME_ROOM])
{
    static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
    pthread_mutex_lock(&mutex);
    magic_t m = opened();
    const char *says = m ? magic_buffer(m, bytes.p, bytes.n) : NULL;
    snprintf(type, KIND_NAME_ROOM, "%s", says ? says : "");
    pthread_mutex_unlock(&mutex);
    return m != NULL;
}
