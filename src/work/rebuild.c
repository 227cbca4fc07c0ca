// SPDX-License-Identifier: Apache-2.0
/* rebuild.c -- what is derived from tasks, made anew: counters, words, groups of the same text. */
#include "work/inside.h"

Fail work_rebuild(Ctx *c)
{
    TRY(store_run(c, "DELETE FROM task_counted WHERE office_id = $1", OFFICE));
    TRY(task_words_rebuild(c));
    TRY(task_alike_fill(c));
    return task_roll(c);
}
