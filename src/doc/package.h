// SPDX-License-Identifier: Apache-2.0
/* package.h -- an office file as what it is: a zip archive with XML parts (ECMA-376 part 2, OpenDocument 1.3 part 2).
 *
 * The archive and its XML come from strangers.  A part is unpacked up to a bound, whatever the archive says of its
 * size; a DOCTYPE is refused, so there are no entities; elements nest up to PACKAGE_DEPTH_MAX.  A part is parsed in one
 * piece: expat takes quadratic time for a long token that comes in many. */
#pragma once
#include "base/fail.h"

typedef struct Package Package;

enum { PACKAGE_DEPTH_MAX = 200 };
#define PACKAGE_URI_END '\n' /* between the namespace of an attribute and its name */

/* FAIL_INPUT: a zip that is broken.  Closed with the arena, or earlier by package_close; `bytes` must stay until then.
 */
Fail package_open(Ctx *c, Str bytes, Package **package) CHECKED;
void package_close(Package *p);

bool package_has(const Package *p, const char *part);

/* -- parsing a part ----------------------------------------------------------------------------------------- */

/* What a callback says; any but GO_ON ends the parsing. */
typedef enum { GO_ON, PART_BROKEN, PART_LARGE, PART_MEMORY } Verdict;

/* Called while expat is on the stack: never take from an arena in there (base/arena.h); see Heap below.
 * `tag` is the name of an element of SpreadsheetML or of relationships without its namespace, of a text document with
 * the prefix that everyone gives it ("w:p", "text:list"); empty for any other. */
typedef struct {
    Verdict (*begin)(void *arg, Str tag, const char **attributes);
    Verdict (*text)(void *arg, Str s); /* NULL = of no interest; a text may come in pieces */
    Verdict (*end)(void *arg, Str tag);
} PartReader;

/* FAIL_INPUT: missing, broken, with a password, a DOCTYPE.  FAIL_ROOM: more than `most` bytes, or PART_LARGE. */
Fail package_parse(Ctx *c, Package *p, const char *part, size_t most, const PartReader *reader, void *arg) CHECKED;

/* The attribute without a namespace of that name; or, of the namespace of relationships, "id".  Empty when missing. */
Str part_attribute(const char **attributes, const char *name);
Str part_relation_id(const char **attributes);

/* In a callback: where in the part's bytes the tag that is read begins, and ends.  An element without content ends
 * twice: its end is an empty piece behind its only tag. */
typedef struct {
    size_t begin, end;
} PartPlace;
PartPlace package_place(const Package *p);

/* A part as it is, in the arena.  Failures as above. */
Fail package_bytes(Ctx *c, Package *p, const char *part, size_t most, Str *bytes) CHECKED;

/* -- changing ----------------------------------------------------------------------------------------------- */

typedef struct {
    const char *name;
    Str bytes;
} PackagePart;

/* The same archive with these parts in place of its own, or further ones; all others stay as they are packed.
 * FAIL_INPUT: a zip that is broken; FAIL_STORE: no memory.  package_change.c */
Fail package_change(Ctx *c, Str archive, const PackagePart *parts, size_t n, Str *changed) CHECKED;

Fail package_broken(Ctx *c) CHECKED; /* fails: the sentence for a file that is broken */

/* -- memory for callbacks ----------------------------------------------------------------------------------- */

/* A growing array outside of the arena; whoever has it frees `at`. */
typedef struct {
    void *at;
    size_t n, room;
} Heap;

/* Room for n more things of one size behind the others, not zeroed; NULL when there is no memory. */
void *heap_add(Heap *h, size_t size, size_t n);
#define HEAP_ADD(h, T, n) ((T *)heap_add((h), sizeof(T), (n)))
#define HEAP_AT(h, T)     ((T *)(h)->at)
