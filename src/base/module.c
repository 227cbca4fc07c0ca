// SPDX-License-Identifier: Apache-2.0
/* module.c -- loading is the dynamic linker's work; here is only where the files lie. */
#include "base/module.h"
#include <dlfcn.h>
#include <limits.h>
#include <stdio.h>
#include <unistd.h>

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
        loaded = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    }
    return loaded;
}

Fail module_function(Ctx *c, const char *module, const char *name, void **function)
{
    *function = dlsym(RTLD_DEFAULT, name);
    if (*function) return OK;
    void *loaded = load(module); /* counted by the linker: the second time is quick */
    *function = loaded ? dlsym(loaded, name) : NULL;
    return *function
               ? OK
               : fail(c, FAIL_STORE, "Chương trình thiếu phần '%s'. Hãy cài lại, hoặc báo người quản trị.", module);
}
