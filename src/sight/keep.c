// SPDX-License-Identifier: Apache-2.0
/* keep.c -- leptonica's memory lives as long as the arena. */
#include "sight/page.h"

static void free_pix(void *arg) { pixDestroy(arg); }

PIX **page_keep(Ctx *c)
{
    PIX **kept = NEW(&c->mem, PIX *, 1);
    arena_at_end(&c->mem, free_pix, kept);
    return kept;
}
