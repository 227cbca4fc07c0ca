// SPDX-License-Identifier: Apache-2.0
/* files.c -- bytes by their digest, in a directory beside the data file: <data>.files/ab/cdef….
 *
 * Written under another name, synced, renamed, and the directories synced: what files_keep returned for is there after
 * a crash, whole.  The directories are of mode 0700, the files of 0600, and no path in them was ever typed by anybody.
 */
#include "secret/secret.h"
#include "store/store.h"
#include "upload/inside.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <sys/stat.h>
#include <unistd.h>

/* -- tests -------------------------------------------------------------------------------------------------- */

static _Atomic int fail_in; /* steps until one fails; 0 = none */
static _Atomic bool has_failed;

void files_fail_step(int n)
{
    atomic_store(&has_failed, false);
    atomic_store(&fail_in, n);
}

bool files_have_failed(void) { return atomic_load(&has_failed); }

static bool is_full(void)
{
    if (!atomic_load(&fail_in) || atomic_fetch_sub(&fail_in, 1) != 1) return false;
    atomic_store(&has_failed, true);
    errno = ENOSPC;
    return true;
}

#define STEP(call) (is_full() ? -1 : (call))

/* -- where -------------------------------------------------------------------------------------------------- */

#define UNFINISHED "new-" /* no digest begins so */

static const char *root_path(Ctx *c) { return str_format(&c->mem, "%s.files", store_path(c->store)).p; }

static const char *folder_path(Ctx *c, Str digest)
{
    return str_format(&c->mem, "%s/%.*s", root_path(c), FOLDER_LETTERS, digest.p).p;
}

static const char *file_path(Ctx *c, Str digest)
{
    Str rest = str_from(digest, FOLDER_LETTERS);
    return str_format(&c->mem, "%s/%.*s", folder_path(c, digest), STR_ARGS(rest)).p;
}

/* The directory that the data file stands in. */
static const char *home_path(Ctx *c)
{
    Str path = str_of(store_path(c->store));
    size_t n = path.n;
    while (n && path.p[n - 1] != '/') n--;
    return n ? str_c(&c->mem, str_slice(path, 0, n)) : ".";
}

static Fail disk_failed(Ctx *c, int error)
{
    if (error == ENOSPC || error == EDQUOT || error == EFBIG)
        return fail(c, FAIL_STORE, "Ổ đĩa của máy chủ đã đầy nên tệp chưa được giữ. Hãy báo người quản trị.");
    return fail(c, FAIL_STORE, "Máy chủ không ghi được tệp (%s). Hãy báo người quản trị.", strerror(error));
}

static void close_file(void *descriptor)
{
    int *file = descriptor;
    if (*file > 0) close(*file);
    *file = 0;
}

/* Closed by close_file, and when c's memory is given back before that. */
static int *held_file(Ctx *c)
{
    int *file = NEW(&c->mem, int, 1);
    arena_at_end(&c->mem, close_file, file);
    return file;
}

/* -- reading ------------------------------------------------------------------------------------------------ */

static bool read_all(int file, char *p, size_t n)
{
    while (n) {
        ssize_t got = read(file, p, n);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return false;
        p += got;
        n -= (size_t)got;
    }
    return true;
}

static bool has_size(int file, size_t n)
{
    struct stat about;
    return !fstat(file, &about) && S_ISREG(about.st_mode) && (size_t)about.st_size == n;
}

static bool read_whole(Ctx *c, Str wanted, size_t n, Str *bytes)
{
    int *file = held_file(c);
    char letters[DIGEST_LETTERS + 1];
    *file = open(file_path(c, wanted), O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (*file < 0 || !has_size(*file, n)) return false;
    char *p = files_room(c, n);
    bool whole = read_all(*file, p, n);
    close_file(file);
    if (!whole) return false;
    *bytes = (Str){p, n};
    digest_into(letters, "upload", *bytes);
    return str_equal(str_of(letters), wanted);
}

Fail files_read(Ctx *c, Str digest, size_t n, Str *bytes)
{
    Str whole;
    if (store_is_shared(c)) return chunks_read(c, digest, n, bytes);
    if (!read_whole(c, digest, n, &whole))
        return fail(c, FAIL_STORE,
                    "Tệp này không còn nguyên vẹn trên máy chủ. Hãy báo người quản trị chạy 'ngayso files --check'.");
    *bytes = whole;
    return OK;
}

Fail files_have(Ctx *c, Str digest, size_t n, bool *have)
{
    struct stat about;
    if (store_is_shared(c)) return chunks_have(c, digest, n, have);
    *have = !lstat(file_path(c, digest), &about) && S_ISREG(about.st_mode) && (size_t)about.st_size == n;
    return OK;
}

/* -- keeping ------------------------------------------------------------------------------------------------ */

static Fail make_folder(Ctx *c, const char *path)
{
    if (!STEP(mkdir(path, 0700)) || errno == EEXIST) return OK;
    return disk_failed(c, errno);
}

static Fail sync_folder(Ctx *c, const char *path)
{
    int *folder = held_file(c);
    *folder = STEP(open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (*folder < 0 || STEP(fsync(*folder))) return disk_failed(c, errno);
    close_file(folder);
    return OK;
}

static bool write_all(int file, Str bytes)
{
    while (bytes.n) {
        ssize_t n = STEP(write(file, bytes.p, bytes.n));
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        bytes = str_from(bytes, (size_t)n);
    }
    return true;
}

static bool write_file(Ctx *c, const char *path, Str bytes)
{
    int *file = held_file(c);
    *file = STEP(open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    bool written = *file >= 0 && write_all(*file, bytes) && !STEP(fsync(*file));
    int error = errno;
    close_file(file);
    errno = error;
    return written;
}

/* From another name to its own, in one step. */
static Fail write_new(Ctx *c, Str digest, Str bytes)
{
    const char *path =
        str_format(&c->mem, "%s/" UNFINISHED "%lld", folder_path(c, digest), (long long)id_new(c->now)).p;
    if (write_file(c, path, bytes) && !STEP(rename(path, file_path(c, digest)))) return OK;
    int error = errno;
    unlink(path);
    return disk_failed(c, error);
}

/* True when the file is there and whole; it counts as kept now, so that nobody sweeps it. */
static bool is_kept(Ctx *c, Str digest, size_t n)
{
    Arena mark = c->mem;
    Str there;
    bool whole = read_whole(c, digest, n, &there);
    arena_back(&c->mem, mark);
    return whole && !utimensat(AT_FDCWD, file_path(c, digest), NULL, AT_SYMLINK_NOFOLLOW);
}

/* All is synced also when it was there: whoever kept it may have crashed before. */
Fail files_keep(Ctx *c, Str digest, Str bytes)
{
    if (store_is_shared(c)) return chunks_keep(c, digest, bytes);
    const char *root = root_path(c), *folder = folder_path(c, digest);
    TRY(make_folder(c, root));
    TRY(make_folder(c, folder));
    if (!is_kept(c, digest, bytes.n)) TRY(write_new(c, digest, bytes));
    TRY(sync_folder(c, folder));
    TRY(sync_folder(c, root));
    return sync_folder(c, home_path(c));
}

/* -- care --------------------------------------------------------------------------------------------------- */

static bool is_older(int folder, const char *name, int64_t before)
{
    struct stat about;
    return !fstatat(folder, name, &about, AT_SYMLINK_NOFOLLOW) && S_ISREG(about.st_mode) &&
           (int64_t)about.st_mtim.tv_sec * 1000 + about.st_mtim.tv_nsec / 1000000 < before;
}

static void close_folder(void *held)
{
    DIR **folder = held;
    if (*folder) closedir(*folder);
    *folder = NULL;
}

/* *folder is NULL when it is not there; closed as files are. */
static DIR **held_folder(Ctx *c, const char *path)
{
    DIR **folder = NEW(&c->mem, DIR *, 1);
    arena_at_end(&c->mem, close_folder, folder);
    *folder = opendir(path);
    return folder;
}

/* Finished files are gathered, or unfinished ones dropped. */
typedef struct {
    int64_t before;
    FileList *digests; /* NULL = drop unfinished ones */
    size_t dropped;
} Walk;

static void walk_folder(Ctx *c, const char *first, Walk *w)
{
    DIR **folder = held_folder(c, str_format(&c->mem, "%s/%s", root_path(c), first).p);
    for (struct dirent *e; *folder && (e = readdir(*folder));) {
        bool finished = is_hex(e->d_name, DIGEST_LETTERS - FOLDER_LETTERS),
             unfinished = !strncmp(e->d_name, UNFINISHED, strlen(UNFINISHED));
        if ((!finished && !unfinished) || !is_older(dirfd(*folder), e->d_name, w->before)) continue;
        if (finished && w->digests) *list_add(&c->mem, w->digests) = str_format(&c->mem, "%s%s", first, e->d_name);
        if (unfinished && !w->digests) w->dropped += !unlinkat(dirfd(*folder), e->d_name, 0);
    }
    close_folder(folder);
}

static Fail walk(Ctx *c, Walk *w)
{
    DIR **root = held_folder(c, root_path(c));
    if (!*root && errno != ENOENT)
        return fail(c, FAIL_STORE, "Không mở được thư mục tệp '%s' (%s). Hãy kiểm tra quyền.", root_path(c),
                    strerror(errno));
    for (struct dirent *e; *root && (e = readdir(*root));)
        if (is_hex(e->d_name, FOLDER_LETTERS)) walk_folder(c, e->d_name, w);
    close_folder(root);
    return OK;
}

Fail files_older(Ctx *c, int64_t before, FileList *digests)
{
    *digests = (FileList){0};
    if (store_is_shared(c)) return chunks_older(c, before, digests);
    return walk(c, &(Walk){.before = before, .digests = digests});
}

Fail files_drop_unfinished(Ctx *c, int64_t before, size_t *dropped)
{
    Walk w = {.before = before};
    if (store_is_shared(c)) return chunks_drop_unfinished(c, before, dropped);
    TRY(walk(c, &w));
    *dropped = w.dropped;
    return OK;
}

Fail files_drop(Ctx *c, Str digest, int64_t before, bool *dropped)
{
    if (store_is_shared(c)) return chunks_drop(c, digest, before, dropped);
    const char *path = file_path(c, digest);
    *dropped = is_older(AT_FDCWD, path, before) && !unlink(path);
    return OK;
}
