// SPDX-License-Identifier: Apache-2.0
/* module.c -- loading is the dynamic linker's work; here is only where the files lie. */
#include "base/module.h"
#include <assert.h>
#include <dlfcn.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
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

static void *load(const char *module)
{
    static const char *const places[] = {"module", "../module", "../lib/ngayso"};
    char folder[PATH_MAX], path[2 * PATH_MAX];
    void *loaded = NULL;
    if (!own_folder(folder, sizeof folder)) return NULL;
    for (size_t i = 0; !loaded && i < sizeof places / sizeof *places; i++) {
        snprintf(path, sizeof path, "%s/%s/%s.so", folder, places[i], module);
        loaded = dlopen(path, RTLD_LAZY | RTLD_LOCAL); /* lazy for its libraries: it is itself bound at once (-z now) */
    }
    return loaded;
}

static Fail is_missing(Ctx *c, const char *module)
{
    return fail(c, FAIL_STORE, "Chương trình thiếu phần '%s'. Hãy cài lại, hoặc báo người quản trị.", module);
}

/* Loaded once: what a process behind walls (doc/apart.c) loaded before they went up it finds without a file. */
static void *loaded_once(const char *module)
{
    static struct {
        const char *name; /* a literal */
        void *handle;
    } known[MODULES_MAX];
    static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
    int i = 0;
    pthread_mutex_lock(&mutex);
    while (known[i].name && strcmp(known[i].name, module) != 0) i++;
    assert(i < MODULES_MAX - 1 && "the Makefile names no more");
    if (!known[i].name) known[i].handle = load(module);
    if (known[i].handle) known[i].name = module;
    void *handle = known[i].handle;
    pthread_mutex_unlock(&mutex);
    return handle;
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
