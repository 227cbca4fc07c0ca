// SPDX-License-Identifier: Apache-2.0
/* backup.h -- copies of the data file: taken while a server writes, put back, and looked through.
 *
 * All of it works on files by their path, with handles of its own, from any process. */
#pragma once
#include "base/list.h"
#include "store/store.h"

/* Copy the data file as it is at one moment (SQLite's backup interface; nobody who writes has to wait) into a new file
 * that is whole in itself, sound (integrity_check) and on disk.  FAIL_CONFLICT when `to` is there already, FAIL_MISSING
 * when there is no data file, FAIL_INPUT when it is none of ours, FAIL_STORE when the disk fails; then `to` is not
 * made. */
Fail store_backup(Ctx *c, const char *data, const char *to) CHECKED;

/* The data file was copied, files and all, just now: a note beside it (DATA.backed-up) says so to the program that has
 * it open.  One that cannot be written is no failure of the copy. */
void store_backup_note(Ctx *c, const char *data);
/* When that was, UTC in milliseconds; 0 = never, or of a store that is no file. */
int64_t store_backed_up_at(Ctx *c);

/* Put a backup in place of the data file, after looking through it.  What was there before stays beside it: *kept is
 * its path, empty when there was nothing.  FAIL_CONFLICT when a program has the data file open. */
Fail store_restore(Ctx *c, const char *backup, const char *data, Str *kept) CHECKED;

/* What SQLite finds wrong with a file: pages, indexes, foreign keys; *wrong is empty when nothing is. */
Fail store_look_through(Ctx *c, const char *path, Str *wrong) CHECKED;

/* The rows of each table that a derived.sql of `steps` makes, summed up: the same rows in any order give the same sum.
 */
typedef struct {
    Str table;
    int64_t rows;
    uint64_t sum;
} TableSum;
typedef LIST(TableSum) TableSumList;
Fail store_sums(Ctx *c, const char *path, const Migration *steps, TableSumList *sums) CHECKED;
