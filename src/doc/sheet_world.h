// SPDX-License-Identifier: Apache-2.0
/* sheet_world.h -- what the tests of tables share. */
#pragma once
#include "base/testing.h"
#include "doc/doc.h"
#include "doc/sheet.h"
#include "doc/sheet_testing.h"
#include <dirent.h>
#include <stdlib.h>

static Arena whole;
static Ctx c;

static inline int begin(void **state)
{
    (void)state;
    whole = arena_reserve((size_t)512 << 20);
    c = (Ctx){.mem = whole};
    return 0;
}
static inline int end(void **state)
{
    (void)state;
    arena_back(&c.mem, whole);
    arena_release(&whole);
    return 0;
}

/* Rows as "number: cell | cell". */
static inline Str shown(const Sheet *sheet)
{
    Out o = {.mem = &c.mem};
    for (size_t i = 0; i < sheet->n; i++) {
        out_format(&o, "%s%d: ", i ? "\n" : "", sheet->row[i].number);
        for (size_t k = 0; k < sheet->row[i].n; k++)
            out_format(&o, "%s%.*s", k ? " | " : "", STR_ARGS(sheet->row[i].cell[k]));
    }
    return out_str(&o);
}

static inline void reads(Str bytes, const char *rows)
{
    Sheet sheet;
    c.why[0] = 0;
    if (sheet_read(&c, bytes, &sheet)) test_fails("refused: %s", c.why);
    assert_str(shown(&sheet), str_of(rows));
}

static inline void refuses(Str bytes, Fail kind, const char *part)
{
    Sheet sheet = {0};
    c.why[0] = 0;
    assert_int_equal(sheet_read(&c, bytes, &sheet), kind);
    assert_int_equal(sheet.n, 0); /* untouched */
    if (!strstr(c.why, part)) test_fails("\"%s\" does not say \"%s\"", c.why, part);
}

static inline Str corpus(const char *name)
{
    Str bytes;
    if (doc_load_file(&c, str_format(&c.mem, "test/corpus/doc/%s", name).p, &bytes)) test_fails("%s", c.why);
    return bytes;
}

static inline Str repeated(const char *first, const char *one, size_t n, const char *last)
{
    Out o = {.mem = &c.mem};
    out_raw(&o, str_of(first));
    for (size_t i = 0; i < n; i++) out_raw(&o, str_of(one));
    out_raw(&o, str_of(last));
    return out_str(&o);
}

/* Run `body` with more and more room until it is enough: how often it was not.  The sanitizers tell of what was not
 * given back. */
static inline int rooms_that_fail(Fail (*body)(Ctx *, void *), void *arg, size_t step)
{
    int failed = 0;
    for (size_t room = 0;; room += step, failed++) {
        Ctx small = {.mem = c.mem};
        small.mem.end = small.mem.at + room;
        if (edge_run(&small, body, arg) == OK) return failed;
    }
}

static inline size_t open_files(void)
{
    size_t n = 0;
    DIR *all = opendir("/proc/self/fd");
    while (readdir(all)) n++;
    closedir(all);
    return n;
}

#define SHEET(rows)   S("<worksheet xmlns=\"" XMLNS_MAIN "\"><sheetData>" rows "</sheetData></worksheet>")
#define STRINGS(list) S("<sst xmlns=\"" XMLNS_MAIN "\">" list "</sst>")
#define CELL(what)    SHEET("<row r=\"1\"><c " what "</c></row>")

static inline Str with_sheet(Str sheet) { return xlsx_of(&c.mem, (Workbook){.sheet = sheet}); }
