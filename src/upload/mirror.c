// SPDX-License-Identifier: Apache-2.0
/* mirror.c -- the files beside one data file brought beside another: for backups and their return.  A file is never
 * changed once it is there, so on one file system a second name for it (a hard link) is a copy. */
#include "secret/secret.h"
#include "upload/inside.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PIECE = 1 << 16 };

typedef struct {
    const char *from, *to; /* folders, of all files and then of those that begin with the same letters */
    bool proves;
    UploadMirror *result;
} Mirror;

static Fail failed(Ctx *c, const char *path)
{
    return fail(c, FAIL_STORE, "Không chép được tệp đã gửi sang '%s' (%s).", path, strerror(errno));
}

static Fail make_folder(Ctx *c, const char *path)
{
    return !mkdir(path, 0700) || errno == EEXIST ? OK : failed(c, path);
}

static void close_both(void *held)
{
    int *both = held;
    for (int i = 0; i < 2; i++) {
        if (both[i] >= 0) close(both[i]);
        both[i] = -1;
    }
}

static bool copy_bytes(int from, int to)
{
    char piece[PIECE];
    ssize_t n;
    while ((n = read(from, piece, sizeof piece)) > 0)
        for (ssize_t done = 0, wrote; done < n; done += wrote)
            if ((wrote = write(to, piece + done, (size_t)(n - done))) <= 0) return false;
    return !n && !fsync(to);
}

static Fail copy_over(Ctx *c, const char *from, const char *to)
{
    int *both = NEW(&c->mem, int, 2);
    const char *part = str_format(&c->mem, "%s.part", to).p;
    both[0] = both[1] = -1;
    arena_at_end(&c->mem, close_both, both);
    unlink(part);
    both[0] = open(from, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    both[1] = open(part, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    bool good = both[0] >= 0 && both[1] >= 0 && copy_bytes(both[0], both[1]) && !rename(part, to);
    int error = errno;
    close_both(both);
    if (!good) unlink(part);
    errno = error;
    return good ? OK : failed(c, to);
}

/* True when the file is what its name says. */
static bool is_whole(Ctx *c, const char *path, Str digest)
{
    struct stat about;
    char letters[DIGEST_LETTERS + 1];
    int *both = NEW(&c->mem, int, 2);
    both[1] = -1;
    both[0] = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    arena_at_end(&c->mem, close_both, both);
    if (both[0] < 0 || fstat(both[0], &about) || !S_ISREG(about.st_mode)) return false;
    size_t n = (size_t)about.st_size, got = 0;
    char *p = NEW(&c->mem, char, n + 1);
    for (ssize_t k; got < n && (k = read(both[0], p + got, n - got)) > 0;) got += (size_t)k;
    close_both(both);
    if (got != n) return false;
    digest_into(letters, "upload", (Str){p, n});
    return str_equal(str_of(letters), digest);
}

static Fail bring(Ctx *c, const Mirror *m, Str digest, const char *from, const char *to)
{
    bool there = !access(to, F_OK);
    if (there && (!m->proves || is_whole(c, to, digest))) return OK;
    if (m->proves && !is_whole(c, from, digest)) {
        m->result->wrong++;
        return OK;
    }
    m->result->files++;
    if (!there && !link(from, to)) return OK;
    return copy_over(c, from, to);
}

static void close_folder(void *held)
{
    if (*(DIR **)held) closedir(*(DIR **)held);
    *(DIR **)held = NULL;
}

static DIR **open_folder(Ctx *c, const char *path)
{
    DIR **folder = NEW(&c->mem, DIR *, 1);
    arena_at_end(&c->mem, close_folder, folder);
    *folder = opendir(path);
    return folder;
}

static Fail bring_folder(Ctx *c, Mirror *m, const char *first)
{
    const char *from = str_format(&c->mem, "%s/%s", m->from, first).p,
               *to = str_format(&c->mem, "%s/%s", m->to, first).p;
    DIR **folder = open_folder(c, from);
    Fail result = *folder ? make_folder(c, to) : failed(c, from);
    for (struct dirent *e; !result && (e = readdir(*folder));) {
        if (!is_hex(e->d_name, DIGEST_LETTERS - FOLDER_LETTERS)) continue;
        Arena mark = c->mem;
        result = bring(c, m, str_format(&c->mem, "%s%s", first, e->d_name),
                       str_format(&c->mem, "%s/%s", from, e->d_name).p, str_format(&c->mem, "%s/%s", to, e->d_name).p);
        arena_back(&c->mem, mark);
    }
    close_folder(folder);
    return result;
}

Fail upload_mirror(Ctx *c, const char *from_data, const char *to_data, bool proves, UploadMirror *result)
{
    Mirror m = {str_format(&c->mem, "%s.files", from_data).p, str_format(&c->mem, "%s.files", to_data).p, proves,
                result};
    *result = (UploadMirror){0};
    DIR **root = open_folder(c, m.from);
    if (!*root) return errno == ENOENT ? OK : failed(c, m.from);
    Fail made = make_folder(c, m.to);
    for (struct dirent *e; !made && (e = readdir(*root));)
        if (is_hex(e->d_name, FOLDER_LETTERS)) made = bring_folder(c, &m, e->d_name);
    close_folder(root);
    if (made) return made;
    int disk = open(m.to, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool kept = disk >= 0 && !syncfs(disk);
    if (disk >= 0) close(disk);
    return kept ? OK : failed(c, m.to);
}
