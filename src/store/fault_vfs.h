// SPDX-License-Identifier: Apache-2.0
/* fault_vfs.h -- a disk that fails as it is told, for *_test.c only: SQLite's file layer between ours and the system's.
 *
 * What was written and not synced is remembered, old bytes and new.  At a crash each of these writes is kept, lost, or
 * torn in the middle of its sectors, as a seed decides: a disk may write in any order what it was not told to sync.
 * Real syncs are left out: nobody pulls the plug of the machine that runs the tests. */
#pragma once
#include <pthread.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef enum { FAULT_READ, FAULT_WRITE, FAULT_SYNC, FAULT_TRUNCATE, FAULT_OPEN, FAULT_DELETE, FAULT_KINDS } FaultKind;

/* A change of a file that was not synced yet. */
typedef struct Unsynced {
    struct Unsynced *next; /* the newer one */
    char path[120];
    int64_t offset, size_before; /* of the file */
    size_t n, n_old;             /* bytes written; of them, how many stood there before */
    unsigned char *now, *old;
    bool truncates; /* to `offset`; `old` is what was cut off */
} Unsynced;

static struct {
    sqlite3_vfs vfs, *real;
    pthread_mutex_t mutex;
    Unsynced *first, *last;
    int fail_in[FAULT_KINDS]; /* calls until one fails; 0 = none */
    bool fired;
    bool full;    /* the disk is: every write fails from here on */
    int crash_in; /* writes until the crash; 0 = none */
    bool crashed; /* nothing reaches the disk any more */
    int writes;   /* counted, to know how many there are */
    uint64_t random;
} fault = {.mutex = PTHREAD_MUTEX_INITIALIZER};

typedef struct {
    sqlite3_file base;
    char path[120];
    sqlite3_file *real;
} FaultFile;

enum { SECTOR = 512 };

static uint32_t fault_random(void)
{
    fault.random = fault.random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(fault.random >> 33);
}

/* True when this call is the one that fails. */
static bool fault_now(FaultKind kind)
{
    bool now = fault.crashed || (fault.fail_in[kind] && !--fault.fail_in[kind]);
    fault.fired |= now;
    return now;
}

/* -- what was not synced ------------------------------------------------------------------------------------ */

static void fault_note(FaultFile *f, Unsynced u)
{
    Unsynced *kept = malloc(sizeof *kept);
    if (!kept) abort();
    *kept = u;
    kept->next = NULL;
    snprintf(kept->path, sizeof kept->path, "%s", f->path);
    if (fault.last) fault.last->next = kept;
    else fault.first = kept;
    fault.last = kept;
}

static void fault_forget(const char *path) /* NULL = all */
{
    Unsynced **at = &fault.first;
    fault.last = NULL;
    while (*at) {
        Unsynced *u = *at;
        if (path && strcmp(u->path, path)) {
            fault.last = u;
            at = &u->next;
            continue;
        }
        *at = u->next;
        free(u->now), free(u->old), free(u);
    }
}

/* -- SQLite's calls ----------------------------------------------------------------------------------------- */

static int fault_close(sqlite3_file *file)
{
    FaultFile *f = (FaultFile *)file;
    return f->real->pMethods ? f->real->pMethods->xClose(f->real) : SQLITE_OK;
}

static int fault_read(sqlite3_file *file, void *to, int n, sqlite3_int64 at)
{
    FaultFile *f = (FaultFile *)file;
    pthread_mutex_lock(&fault.mutex);
    bool fails = fault_now(FAULT_READ);
    pthread_mutex_unlock(&fault.mutex);
    return fails ? SQLITE_IOERR_READ : f->real->pMethods->xRead(f->real, to, n, at);
}

static unsigned char *fault_bytes(FaultFile *f, sqlite3_int64 at, size_t n, size_t *got)
{
    sqlite3_int64 size = 0;
    unsigned char *bytes = calloc(1, n + 1);
    if (!bytes || f->real->pMethods->xFileSize(f->real, &size)) abort();
    *got = at >= size ? 0 : (size_t)(size - at) < n ? (size_t)(size - at) : n;
    if (*got && f->real->pMethods->xRead(f->real, bytes, (int)*got, at)) abort();
    return bytes;
}

static int write_through(FaultFile *f, const void *from, int n, sqlite3_int64 at)
{
    Unsynced u = {.offset = at, .n = (size_t)n, .now = malloc((size_t)n + 1)};
    sqlite3_int64 size = 0;
    if (!u.now || f->real->pMethods->xFileSize(f->real, &size)) abort();
    memcpy(u.now, from, (size_t)n);
    u.size_before = size;
    u.old = fault_bytes(f, at, u.n, &u.n_old);
    fault_note(f, u);
    return f->real->pMethods->xWrite(f->real, from, n, at);
}

static int fault_write(sqlite3_file *file, const void *from, int n, sqlite3_int64 at)
{
    pthread_mutex_lock(&fault.mutex);
    fault.writes++;
    if (fault.crash_in && !--fault.crash_in) fault.crashed = true;
    bool fails = fault_now(FAULT_WRITE);
    int result = fails ? SQLITE_IOERR_WRITE : fault.full ? SQLITE_FULL : write_through((FaultFile *)file, from, n, at);
    pthread_mutex_unlock(&fault.mutex);
    return result;
}

static int fault_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    FaultFile *f = (FaultFile *)file;
    sqlite3_int64 before = 0;
    pthread_mutex_lock(&fault.mutex);
    int result = SQLITE_IOERR_TRUNCATE;
    if (!fault_now(FAULT_TRUNCATE)) {
        if (f->real->pMethods->xFileSize(f->real, &before)) abort();
        Unsynced u = {.offset = size, .truncates = true, .size_before = before};
        if (before > size) {
            u.old = fault_bytes(f, size, (size_t)(before - size), &u.n_old);
            fault_note(f, u);
        }
        result = f->real->pMethods->xTruncate(f->real, size);
    }
    pthread_mutex_unlock(&fault.mutex);
    return result;
}

static int fault_sync(sqlite3_file *file, int flags)
{
    (void)flags;
    FaultFile *f = (FaultFile *)file;
    pthread_mutex_lock(&fault.mutex);
    bool fails = fault_now(FAULT_SYNC);
    if (!fails) fault_forget(f->path);
    pthread_mutex_unlock(&fault.mutex);
    return fails ? SQLITE_IOERR_FSYNC : SQLITE_OK;
}

#define REAL(file) (((FaultFile *)(file))->real)
static int fault_size(sqlite3_file *f, sqlite3_int64 *n) { return REAL(f)->pMethods->xFileSize(REAL(f), n); }
static int fault_lock(sqlite3_file *f, int l) { return REAL(f)->pMethods->xLock(REAL(f), l); }
static int fault_unlock(sqlite3_file *f, int l) { return REAL(f)->pMethods->xUnlock(REAL(f), l); }
static int fault_reserved(sqlite3_file *f, int *r) { return REAL(f)->pMethods->xCheckReservedLock(REAL(f), r); }
static int fault_control(sqlite3_file *f, int op, void *a) { return REAL(f)->pMethods->xFileControl(REAL(f), op, a); }
static int fault_sector(sqlite3_file *f)
{
    (void)f;
    return SECTOR;
}
static int fault_device(sqlite3_file *f) /* no promise: not that a sector is whole, not that writes keep their order */
{
    (void)f;
    return 0;
}
static int fault_shm_map(sqlite3_file *f, int i, int n, int more, void volatile **p)
{
    return REAL(f)->pMethods->xShmMap(REAL(f), i, n, more, p);
}
static int fault_shm_lock(sqlite3_file *f, int at, int n, int flags)
{
    return REAL(f)->pMethods->xShmLock(REAL(f), at, n, flags);
}
static void fault_shm_barrier(sqlite3_file *f) { REAL(f)->pMethods->xShmBarrier(REAL(f)); }
static int fault_shm_unmap(sqlite3_file *f, int gone) { return REAL(f)->pMethods->xShmUnmap(REAL(f), gone); }

/* Version 2: without xFetch, or readers would map the file past us. */
static const sqlite3_io_methods fault_methods = {.iVersion = 2,
                                                 .xClose = fault_close,
                                                 .xRead = fault_read,
                                                 .xWrite = fault_write,
                                                 .xTruncate = fault_truncate,
                                                 .xSync = fault_sync,
                                                 .xFileSize = fault_size,
                                                 .xLock = fault_lock,
                                                 .xUnlock = fault_unlock,
                                                 .xCheckReservedLock = fault_reserved,
                                                 .xFileControl = fault_control,
                                                 .xSectorSize = fault_sector,
                                                 .xDeviceCharacteristics = fault_device,
                                                 .xShmMap = fault_shm_map,
                                                 .xShmLock = fault_shm_lock,
                                                 .xShmBarrier = fault_shm_barrier,
                                                 .xShmUnmap = fault_shm_unmap};

static int fault_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out)
{
    (void)vfs;
    FaultFile *f = (FaultFile *)file;
    memset(f, 0, sizeof *f);
    f->real = (sqlite3_file *)(f + 1);
    pthread_mutex_lock(&fault.mutex);
    bool fails = fault_now(FAULT_OPEN);
    pthread_mutex_unlock(&fault.mutex);
    if (fails) return SQLITE_CANTOPEN;
    snprintf(f->path, sizeof f->path, "%s", name ? name : "");
    int code = fault.real->xOpen(fault.real, name, f->real, flags, out);
    if (code == SQLITE_OK) f->base.pMethods = &fault_methods;
    return code;
}

static int fault_delete(sqlite3_vfs *vfs, const char *name, int sync)
{
    (void)vfs;
    pthread_mutex_lock(&fault.mutex);
    bool fails = fault_now(FAULT_DELETE);
    if (!fails) fault_forget(name);
    pthread_mutex_unlock(&fault.mutex);
    return fails ? SQLITE_IOERR_DELETE : fault.real->xDelete(fault.real, name, sync);
}

/* -- what tests call ---------------------------------------------------------------------------------------- */

#define FAULT_VFS "faults"

static void fault_register(void)
{
    if (fault.real) return;
    fault.real = sqlite3_vfs_find(NULL);
    fault.vfs = *fault.real;
    fault.vfs.zName = FAULT_VFS;
    fault.vfs.szOsFile += (int)sizeof(FaultFile);
    fault.vfs.xOpen = fault_open;
    fault.vfs.xDelete = fault_delete;
    sqlite3_vfs_register(&fault.vfs, 0);
}

/* A healthy disk. */
static void fault_clear(void)
{
    pthread_mutex_lock(&fault.mutex);
    fault_forget(NULL);
    memset(fault.fail_in, 0, sizeof fault.fail_in);
    fault.fired = fault.full = fault.crashed = false;
    fault.crash_in = fault.writes = 0;
    pthread_mutex_unlock(&fault.mutex);
}

static void patch(const char *path, const unsigned char *bytes, size_t n, int64_t at)
{
    FILE *f = fopen(path, "r+");
    if (!f) return; /* deleted meanwhile */
    fseek(f, (long)at, SEEK_SET);
    if (n && fwrite(bytes, 1, n, f) != n) abort();
    fclose(f);
}

/* Back to what was synced: newest first. */
static void take_back(Unsynced *u)
{
    if (!u) return;
    take_back(u->next);
    if (!u->truncates && truncate(u->path, u->size_before)) return;
    patch(u->path, u->old, u->n_old, u->offset);
}

/* Then, in order, what the disk happened to have written of it. */
static void happen(const Unsynced *u)
{
    uint32_t kept = fault_random() % 3; /* lost, torn, whole */
    if (!kept) return;
    if (u->truncates) {
        if (kept == 2 && truncate(u->path, u->offset)) return;
        return;
    }
    size_t n = u->n;
    if (kept == 1) n = (size_t)(fault_random() % (u->n / SECTOR + 1)) * SECTOR;
    patch(u->path, u->now, n, u->offset);
}

/* The machine went down: what the disk holds afterwards.  Call it when everything is closed. */
static void fault_lose(uint64_t seed)
{
    fault.random = seed;
    take_back(fault.first);
    for (const Unsynced *u = fault.first; u; u = u->next) happen(u);
}
