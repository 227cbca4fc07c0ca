// SPDX-License-Identifier: Apache-2.0
/* module.c -- loading is the dynamic linker's work; here is only where the files lie. */
#include "base/module.h"
#include <assert.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <link.h>
#include <pthread.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MODULES_MAX = 32 };

/* The folder of this program, without its last slash. */
static bool own_folder(char *path, size_t room)
{
    ssize_t n = readlink("/proc/self/exe", path, room - 1);
    if (n <= 0) return false;
    path[n] = 0;
    char *slash = strrchr(path, '/');
    if (!slash) return false;
    *slash = 0;
    return true;
}

/* The i-th path where its file may lie; false = there are no more. */
static bool path_at(size_t i, const char *module, char *path, size_t room)
{
    static const char *const places[] = {"module", "../module", "../lib/ngayso"};
    char folder[PATH_MAX];
    if (i == sizeof places / sizeof *places || !own_folder(folder, sizeof folder)) return false;
    snprintf(path, room, "%s/%s/%s.so", folder, places[i], module);
    return true;
}

static int open_file(const char *module)
{
    char path[2 * PATH_MAX];
    int file = -1;
    for (size_t i = 0; file < 0 && path_at(i, module, path, sizeof path); i++) file = open(path, O_RDONLY | O_CLOEXEC);
    return file;
}

/* One that ends too early, for a full disk or a broken copy, would end the program while the linker maps it: what
 * stands at its end is the table of its sections. */
static bool is_whole(const char *path)
{
    ElfW(Ehdr) head;
    struct stat about;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return false;
    bool whole = read(file, &head, sizeof head) == sizeof head && !fstat(file, &about) &&
                 head.e_shoff + (uint64_t)head.e_shentsize * head.e_shnum <= (uint64_t)about.st_size;
    close(file);
    return whole;
}

/* Lazy for its libraries: it is itself bound at once (-z now). */
static void *load_from(const char *path) { return is_whole(path) ? dlopen(path, RTLD_LAZY | RTLD_LOCAL) : NULL; }

static void *load(const char *module)
{
    char path[2 * PATH_MAX];
    void *loaded = NULL;
    for (size_t i = 0; !loaded && path_at(i, module, path, sizeof path); i++) loaded = load_from(path);
    return loaded;
}

static void *load_held(int file)
{
    char path[40];
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    return load_from(path);
}

static Fail is_missing(Ctx *c, const char *module)
{
    return fail(c, FAIL_STORE, "Chương trình thiếu phần '%s'. Hãy cài lại, hoặc báo người quản trị.", module);
}

typedef struct {
    const char *name; /* a literal; NULL = a free place */
    void *handle;     /* NULL = it is not loaded yet, … */
    int file;         /* … but held open */
} Known;
static Known known[MODULES_MAX];
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER; /* guards them */

static Known *place_of(const char *module)
{
    int i = 0;
    while (known[i].name && strcmp(known[i].name, module) != 0) i++;
    assert(i < MODULES_MAX - 1 && "the Makefile names no more");
    return &known[i];
}

/* Loaded once: what a process behind walls (doc/apart.c) loaded before they went up it finds without a file. */
static void *loaded_once(const char *module)
{
    pthread_mutex_lock(&mutex);
    Known *k = place_of(module);
    if (!k->handle) k->handle = k->name ? load_held(k->file) : load(module);
    void *handle = k->handle;
    if (handle) k->name = module;
    pthread_mutex_unlock(&mutex);
    return handle;
}

Fail module_hold(Ctx *c, const char *module)
{
    pthread_mutex_lock(&mutex);
    Known *k = place_of(module);
    int file = k->name ? -1 : open_file(module);
    if (file >= 0) *k = (Known){.name = module, .file = file};
    bool is_there = k->name;
    pthread_mutex_unlock(&mutex);
    return is_there ? OK : is_missing(c, module);
}

Fail module_function(Ctx *c, const char *module, const char *name, void **function)
{
    *function = dlsym(RTLD_DEFAULT, name);
    if (*function) return OK;
    void *loaded = loaded_once(module);
    *function = loaded ? dlsym(loaded, name) : NULL;
    return *function ? OK : is_missing(c, module);
}

Fail module_ready(Ctx *c, const char *module) { return loaded_once(module) ? OK : is_missing(c, module); }

Fail module_calls(Ctx *c, const char *module, const char *name, const void **calls)
{
    void *function;
    TRY(module_function(c, module, name, &function));
    *calls = ((const void *(*)(void))function)();
    return OK;
}
