// SPDX-License-Identifier: Apache-2.0
/* upload.h -- files that people send: checked by size and content, kept once by their digest, named by rows.
 *
 * In a route's slow `prepare`: upload_keep, which looks at the bytes and puts them on disk.  In its handler:
 * upload_add, which gives them a row.  So an acknowledged row always has its bytes; bytes without a row are swept a day
 * later. A file is never served by its path, only by its row (GET /tep/{upload}), a download, or a PDF in a
 * sandboxed frame. */
#pragma once
#include "base/list.h"
#include "http/route.h"

/* -- kinds -------------------------------------------------------------------------------------------------- */

typedef enum {
    UPLOAD_UNKNOWN,
    UPLOAD_TEXT,
    UPLOAD_PDF,
    UPLOAD_DOCX,
    UPLOAD_ODT,
    UPLOAD_XLSX,
    UPLOAD_PNG,
    UPLOAD_JPEG,
    UPLOAD_WEBP,
    UPLOAD_HEIC,
    UPLOAD_TIFF,
    UPLOAD_KINDS
} UploadKind;

typedef struct {
    const char *key;               /* in the table: "pdf" */
    const char *name;              /* in sentences: "PDF (.pdf)" */
    const char *type;              /* as it is served */
    const char *says;              /* what libmagic calls it: "application/zip|…" */
    const char *extensions;        /* "jpg|jpeg"; the first is added to a name that has none of them */
    size_t max;                    /* bytes */
    bool (*is)(Ctx *c, Str bytes); /* what libmagic does not look at; inside.h */
} UploadKindRow;
extern const UploadKindRow upload_kinds[UPLOAD_KINDS];
UploadKind upload_kind_of(Str key); /* UPLOAD_UNKNOWN when there is no such kind */

/* Sets of kinds: what a form takes. */
typedef unsigned UploadSet;
#define UPLOAD_SET(kind) (1u << (kind))
#define UPLOAD_PICTURES                                                                                                \
    (UPLOAD_SET(UPLOAD_PNG) | UPLOAD_SET(UPLOAD_JPEG) | UPLOAD_SET(UPLOAD_WEBP) | UPLOAD_SET(UPLOAD_HEIC))
#define UPLOAD_DOCUMENTS                                                                                               \
    (UPLOAD_SET(UPLOAD_PDF) | UPLOAD_SET(UPLOAD_DOCX) | UPLOAD_SET(UPLOAD_ODT) | UPLOAD_SET(UPLOAD_XLSX))

/* Scans and photos of pages: what doc/scan.h reads; with PDF. */
#define UPLOAD_SCANS (UPLOAD_SET(UPLOAD_PNG) | UPLOAD_SET(UPLOAD_JPEG) | UPLOAD_SET(UPLOAD_TIFF))

/* What `bytes` are by their contents; UPLOAD_UNKNOWN = none of the table, or two things at once (a picture that is an
 * archive too).  FAIL_STORE when libmagic cannot read its own tables.  Some milliseconds: not on the writer. */
Fail upload_kind(Ctx *c, Str bytes, UploadKind *kind) CHECKED;

/* -- keeping ------------------------------------------------------------------------------------------------ */

enum { UPLOAD_NAME_MAX = 180 }; /* bytes of a name */

/* Bytes that are on disk and have no row yet. */
typedef struct {
    Str digest, name;
    size_t bytes;
    UploadKind kind;
} UploadKept;

/* Not in a write: check `bytes` against the kinds of `allowed` and keep them on disk.  `name` is what the sender called
 * it: used for the download, and believed in nothing.  FAIL_INPUT with one sentence when they may not be taken,
 * FAIL_STORE when the disk refuses. */
Fail upload_keep(Ctx *c, UploadSet allowed, Str name, Str bytes, UploadKept *kept) CHECKED;

/* In a write: a row for kept bytes, that hangs on the thing `object` of that kind (route.h: ObjectKind): who may read
 * there may read it, whatever becomes of the thing.  FAIL_CONFLICT when the bytes were swept meanwhile. */
Fail upload_add(Ctx *c, const UploadKept *kept, const char *kind, Id object, Id *upload) CHECKED;

/* -- waiting for a row -------------------------------------------------------------------------------------- */

/* Kept bytes of what is not sent yet, by who holds them (a draft): no sweep takes them. */
typedef struct {
    Id id, holder;
    UploadKept kept;
} UploadHeld;
/* Of one holder, also what is on its way; of all together: anybody may begin a draft, and nobody's files fill the
 * disk. */
enum { UPLOAD_HELD_MAX = 300, UPLOAD_HELD_BYTES_MAX = 500 << 20 };
#define UPLOAD_HELD_ALL_BYTES_MAX ((int64_t)20 << 30)
/* In a write.  FAIL_CONFLICT as upload_add; FAIL_ROOM with a sentence. */
Fail upload_hold(Ctx *c, const UploadKept *kept, Id holder, Id *held) CHECKED;
Fail upload_held_by(Ctx *c, Id holder, Id held, UploadHeld *u) CHECKED; /* FAIL_MISSING with a sentence */
Fail upload_held_bytes(Ctx *c, const UploadHeld *u, Str *bytes) CHECKED;
/* In a write: of one that is not wanted any more; of all that a holder has, also what is on its way. */
Fail upload_let_go(Ctx *c, Id holder, Id held) CHECKED;
Fail uploads_let_go(Ctx *c, Id holder) CHECKED;
Fail upload_holders(Ctx *c, IdList *holders) CHECKED; /* all that hold something; some twice */

/* A large file piece by piece: what came stays when the connection breaks.  So many at once for each holder. */
enum { UPLOAD_PIECE_MAX = 1 << 20, UPLOAD_COMING_MAX = 10 };
typedef struct {
    Id id;
    Str name;
    int64_t bytes, here;
} UploadComing;
/* In a write: one begins, or the same (name and size) that was begun before goes on.  FAIL_INPUT when it is too large
 * for any kind, FAIL_OFTEN when too many are on their way, FAIL_ROOM when the holder has too much. */
Fail upload_begin(Ctx *c, Id holder, Str name, int64_t bytes, UploadComing *coming) CHECKED;
typedef LIST(UploadComing) UploadComings;
Fail uploads_coming(Ctx *c, Id holder, UploadComings *uploads) CHECKED; /* that are not whole yet, as they began */
/* In a write: bytes from `at` on.  Those that are here already are passed over; a gap changes nothing: u->here says
 * where to go on. */
Fail upload_take(Ctx *c, Id holder, Id coming, int64_t at, Str piece, UploadComing *u) CHECKED;
/* All of it, for upload_keep; FAIL_CONFLICT while something is missing.  upload_came, in a write, lets its pieces go.
 */
Fail upload_whole(Ctx *c, Id holder, Id coming, Str *name, Str *bytes) CHECKED;
Fail upload_came(Ctx *c, Id holder, Id coming) CHECKED;

/* -- reading ------------------------------------------------------------------------------------------------ */

typedef struct {
    Id id, object;
    Str digest, name;
    size_t bytes;
    UploadKind kind;
    Str hangs_on; /* the kind of `object` */
    int64_t made_at;
} Upload;
typedef LIST(Upload) UploadList;

Fail upload_by_id(Ctx *c, Id upload, Upload *u) CHECKED;                   /* FAIL_MISSING with a sentence */
Fail uploads_of(Ctx *c, Id object, UploadList *uploads) CHECKED;           /* in the order they came */
Fail uploads_by(Ctx *c, Id person, int most, UploadList *uploads) CHECKED; /* the newest that this person sent */
Fail upload_bytes(Ctx *c, const Upload *u, Str *bytes) CHECKED; /* FAIL_STORE unless they are what was sent */

/* -- care --------------------------------------------------------------------------------------------------- */

/* Remove what a crash or a refused write left: files older than a day that no row names.  Not in a write; it makes
 * writes of its own.  c->store is a reader's. */
Fail upload_sweep(Ctx *c, Store *store, size_t *removed) CHECKED;

/* Keep every file that a row of `from` names in `to` as well; what is there already is not written again.  Both have a
 * reader's store. */
Fail upload_copy(Ctx *from, Ctx *to, size_t *files) CHECKED;

/* Bring all files that stand beside the data file `from` beside the data file `to`, which need not be there yet; what
 * is there already stays.  `proves`: read each, leave out those that are not what was sent (result->wrong), and replace
 * such.  On disk when it returns; nobody has to stop writing. */
typedef struct {
    size_t files, wrong; /* brought; left out */
} UploadMirror;
Fail upload_mirror(Ctx *c, const char *from, const char *to, bool proves, UploadMirror *result) CHECKED;

/* Read every file that a row names. */
typedef struct {
    size_t files, wrong; /* wrong: not there, or not what was sent */
    int64_t bytes;
    LIST(Id) uploads; /* one row of each wrong file */
} UploadReport;
Fail upload_check(Ctx *c, UploadReport *report) CHECKED;
