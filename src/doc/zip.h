// SPDX-License-Identifier: Apache-2.0
/* zip.h -- archives in memory, by libzip: what an office file is.  A module (base/module.h), because libzip brings
 * libcrypto along; package.h reads the parts of an office file through it, paper/archive.h writes them. */
#pragma once
#include "base/fail.h"

typedef struct Zip Zip; /* given back with the arena at the latest */
typedef enum { ZIP_USUAL, ZIP_QUICK, ZIP_STORED } ZipPacking;
typedef enum { ZIP_READS, ZIP_LOCKED, ZIP_BROKEN } ZipState;

typedef struct {
    /* `bytes` must stay.  FAIL_STORE; FAIL_INPUT without a sentence: it is no archive. */
    Fail (*open)(Ctx *c, Str bytes, Zip **zip) CHECKED;
    int64_t (*count)(Zip *z);
    int64_t (*find)(Zip *z, const char *name); /* the case of ASCII letters does not count; -1 = none */
    /* Of the part number i: its name, until the archive is closed, and its unpacked size, as the archive says. */
    bool (*about)(Zip *z, int64_t i, Str *name, uint64_t *size);
    /* Unpack it, one at a time; ZIP_LOCKED: by a password. */
    ZipState (*begin)(Zip *z, int64_t i);
    int64_t (*read)(Zip *z, char *to, size_t room); /* -1: it is broken */
    void (*end)(Zip *z);
    void (*close)(Zip *z);

    /* A new archive, or the parts of another one, which is then changed.  Like open. */
    Fail (*create)(Ctx *c, Str begins_with, Zip **zip) CHECKED;
    /* In place of the part of that name, if there is one.  `bytes` must stay until it is written.  False: no memory.
     * put_alike: dated the first of January 1980, so the same parts give the same bytes. */
    bool (*put)(Zip *z, const char *name, Str bytes);
    bool (*put_alike)(Zip *z, const char *name, Str bytes, ZipPacking packing);
    /* Write it: its bytes are in the arena.  FAIL_STORE; FAIL_INPUT without a sentence: what it began with is broken.
     */
    Fail (*write)(Ctx *c, Zip *z, Str *bytes) CHECKED;
} ZipCalls;
const void *zip_calls(void);

/* package.c: loaded, from here on at no cost.  FAIL_STORE: it is not there. */
Fail zip_ready(Ctx *c, const ZipCalls **zip) CHECKED;
Fail zip_no_memory(Ctx *c); /* FAIL_STORE, with the sentence */
