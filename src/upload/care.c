// SPDX-License-Identifier: Apache-2.0
/* care.c -- rows and files compared: files that no row names are removed, rows whose file is not right are told.
 *
 * Removing runs on the writer, after the reader's snapshot knew no row either: whoever keeps the same bytes meanwhile
 * makes the file new (files_keep), and whoever gives them a row sees whether they are there (upload_add). */
#include "upload/inside.h"

enum { DAY_MS = 24 * 3600 * 1000 };

/* A row, or a draft that holds it. */
static Fail has_row(Ctx *c, Str digest, bool *has)
{
    Rows r;
    TRY(store_query(c, &r, "SELECT 1 FROM upload WHERE office_id = $1 AND digest = $2 LIMIT 1", OFFICE, digest));
    *has = rows_next(&r);
    TRY(rows_end(&r));
    if (*has) return OK;
    TRY(store_query(c, &r, "SELECT 1 FROM upload_held WHERE office_id = $1 AND digest = $2 LIMIT 1", OFFICE, digest));
    *has = rows_next(&r);
    return rows_end(&r);
}

typedef struct {
    FileList orphans;
    int64_t before;
    size_t removed;
} Sweep;

static Fail remove_orphans(Ctx *c, void *arg)
{
    Sweep *s = arg;
    bool has, dropped;
    s->removed = 0;
    for (size_t i = 0; i < s->orphans.n; i++) {
        TRY(has_row(c, s->orphans.at[i], &has));
        if (has) continue;
        TRY(files_drop(c, s->orphans.at[i], s->before, &dropped));
        s->removed += dropped;
    }
    return OK;
}

Fail upload_sweep(Ctx *c, Store *store, size_t *removed)
{
    Sweep s = {.before = c->now - DAY_MS};
    FileList old;
    size_t unfinished;
    bool has;
    TRY(files_drop_unfinished(c, s.before, &unfinished));
    TRY(files_older(c, s.before, &old));
    for (size_t i = 0; i < old.n; i++) {
        TRY(has_row(c, old.at[i], &has));
        if (!has) *list_add(&c->mem, &s.orphans) = old.at[i];
    }
    if (s.orphans.n) TRY(store_write(c, store, remove_orphans, &s));
    *removed = s.removed + unfinished;
    return OK;
}

/* -- checking ----------------------------------------------------------------------------------------------- */

typedef struct {
    Id upload;
    Str digest;
    size_t bytes;
} Named;
typedef LIST(Named) NamedList;

static Fail add_named(Rows *r, Ctx *c, NamedList *files)
{
    while (rows_next(r))
        *list_add(&c->mem, files) = (Named){row_integer(r, 0), row_text(r, 1), (size_t)row_integer(r, 2)};
    return rows_end(r);
}

/* What a draft holds and a row names is there twice: no harm. */
static Fail named_files(Ctx *c, NamedList *files)
{
    Rows r;
    *files = (NamedList){0};
    TRY(store_query(c, &r,
                    "SELECT min(id), digest, bytes FROM upload WHERE office_id = $1 GROUP BY digest, bytes ORDER BY 1",
                    OFFICE));
    TRY(add_named(&r, c, files));
    TRY(store_query(c, &r,
                    "SELECT min(id), digest, bytes FROM upload_held WHERE office_id = $1 GROUP BY digest, bytes "
                    "ORDER BY 1",
                    OFFICE));
    return add_named(&r, c, files);
}

typedef struct {
    Ctx *to;
    const Named *file;
} CopyOne;

static Fail copy_one(Ctx *from, void *arg)
{
    const CopyOne *k = arg;
    Str bytes;
    TRY(files_read(from, k->file->digest, k->file->bytes, &bytes));
    Arena mark = k->to->mem;
    Fail result = files_keep(k->to, k->file->digest, bytes);
    arena_back(&k->to->mem, mark);
    return result ? fail(from, result, "%s", k->to->why) : OK;
}

Fail upload_copy(Ctx *from, Ctx *to, size_t *n)
{
    NamedList files;
    TRY(named_files(from, &files));
    for (size_t i = 0; i < files.n; i++) TRY(edge_run(from, copy_one, &(CopyOne){to, &files.at[i]}));
    *n = files.n;
    return OK;
}

static Fail read_one(Ctx *c, void *named)
{
    const Named *f = named;
    Str bytes;
    return files_read(c, f->digest, f->bytes, &bytes);
}

Fail upload_check(Ctx *c, UploadReport *report)
{
    NamedList files;
    TRY(named_files(c, &files));
    *report = (UploadReport){.files = files.n};
    for (size_t i = 0; i < files.n; i++) {
        report->bytes += (int64_t)files.at[i].bytes;
        if (!edge_run(c, read_one, &files.at[i])) continue;
        report->wrong++;
        *list_add(&c->mem, &report->uploads) = files.at[i].upload;
    }
    c->why[0] = 0;
    return OK;
}
