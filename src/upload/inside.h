// SPDX-License-Identifier: Apache-2.0
/* inside.h -- what the files of upload/ share; nobody outside includes it. */
#pragma once
#include "upload/upload.h"

/* -- name.c ------------------------------------------------------------------------------------------------- */

/* The name for the download: of a claimed path its last part, without what cannot be seen, with the kind's extension.
 * At most UPLOAD_NAME_MAX bytes, well-formed, never empty. */
Str upload_name(Arena *a, Str claimed, UploadKind kind);

/* -- zip.c -------------------------------------------------------------------------------------------------- */

/* One file of an archive. */
typedef struct {
    Str name;
    bool packed;
    Str bytes; /* as they stand in the archive */
} ZipEntry;
typedef LIST(ZipEntry) ZipEntryList;

/* The files of an archive in the order of its directory; false when it is none, or one that two programs could read
 * differently or that unpacks to far more than it is: see zip.c.  Pure, linear but for sorting the names. */
bool zip_entries(Ctx *c, Str bytes, ZipEntryList *entries);
/* True when bytes end as an archive does, whatever they begin with. */
bool zip_ends_here(Str bytes);

/* -- files.c: bytes by their digest, in a directory beside the data file, or in the database that several programs
 * share */

/* <data file>.files/ab/cdef…: the first letters of the digest are the name of a folder. */
enum { FOLDER_LETTERS = 2 };
static inline bool is_hex(const char *s, size_t n) { return strlen(s) == n && strspn(s, "0123456789abcdef") == n; }

/* Room for n + 1 bytes as long as the arena lives; of large ones outside of it. */
char *files_room(Ctx *c, size_t n);
Fail files_keep(Ctx *c, Str digest, Str bytes) CHECKED;            /* on disk when it returns; FAIL_STORE */
Fail files_read(Ctx *c, Str digest, size_t n, Str *bytes) CHECKED; /* FAIL_STORE unless they are what was kept */
Fail files_have(Ctx *c, Str digest, size_t n, bool *have) CHECKED;
/* and what takes care of them: */
typedef LIST(Str) FileList;
Fail files_older(Ctx *c, int64_t before, FileList *digests) CHECKED; /* all whose last keeping was before (ms) */
Fail files_drop_unfinished(Ctx *c, int64_t before, size_t *dropped) CHECKED; /* what a crash left half written */
/* In a write.  *dropped: it was there, and that old. */
Fail files_drop(Ctx *c, Str digest, int64_t before, bool *dropped) CHECKED;

/* chunks.c: the same in the database */
Fail chunks_keep(Ctx *c, Str digest, Str bytes) CHECKED;
Fail chunks_read(Ctx *c, Str digest, size_t n, Str *bytes) CHECKED;
Fail chunks_have(Ctx *c, Str digest, size_t n, bool *have) CHECKED;
Fail chunks_older(Ctx *c, int64_t before, FileList *digests) CHECKED;
Fail chunks_drop_unfinished(Ctx *c, int64_t before, size_t *dropped) CHECKED;
Fail chunks_drop(Ctx *c, Str digest, int64_t before, bool *dropped) CHECKED;

/* magic.c: a module (base/module.h), for libmagic */
enum { KIND_NAME_ROOM = 128 };
typedef bool MagicSays(Str bytes, char type[KIND_NAME_ROOM]);
MagicSays magic_says; /* "image/png"; empty = it does not know; false = it cannot work */

/* For tests: the n-th call from now on that keeps a file fails as on a full disk, once; 0 = none. */
void files_fail_step(int n);
bool files_have_failed(void);
