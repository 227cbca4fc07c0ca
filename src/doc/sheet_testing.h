// SPDX-License-Identifier: Apache-2.0
/* sheet_testing.h -- an .xlsx made by hand, part by part; for sheet_test.c and sheet_fuzz.c only. */
#pragma once
#include "base/out.h"
#include <zlib.h>

typedef struct {
    const char *name;
    Str bytes;
} ZipPart;

static inline void zip_number(Out *o, uint32_t n, int bytes)
{
    for (; bytes--; n >>= 8) out_char(o, (char)(n & 255));
}

/* What a part's local head and its row of the directory have in common. */
static inline void zip_common(Out *o, const ZipPart *part)
{
    uint32_t sum = (uint32_t)crc32(0, (const Bytef *)part->bytes.p, (uInt)part->bytes.n);
    zip_number(o, 20, 2); /* version; no flags, stored, no time */
    zip_number(o, 0, 4);
    zip_number(o, 0x21 << 16, 4); /* 1980-01-01 */
    zip_number(o, sum, 4);
    zip_number(o, (uint32_t)part->bytes.n, 4);
    zip_number(o, (uint32_t)part->bytes.n, 4);
    zip_number(o, (uint32_t)strlen(part->name), 2);
    zip_number(o, 0, 2);
}

/* A zip archive with these parts, not compressed. */
static inline Str zip_of(Arena *a, const ZipPart *part, size_t n)
{
    Out o = {.mem = a}, directory = {.mem = a};
    for (size_t i = 0; i < n; i++) {
        uint32_t at = (uint32_t)o.n;
        out_raw(&o, S("PK\x03\x04"));
        zip_common(&o, &part[i]);
        out_raw(&o, str_of(part[i].name));
        out_raw(&o, part[i].bytes);
        out_raw(&directory, S("PK\x01\x02\x14\0"));
        zip_common(&directory, &part[i]);
        zip_number(&directory, 0, 4); /* comment, disk */
        zip_number(&directory, 0, 2); /* attributes */
        zip_number(&directory, 0, 4);
        zip_number(&directory, at, 4);
        out_raw(&directory, str_of(part[i].name));
    }
    uint32_t at = (uint32_t)o.n;
    out_raw(&o, out_str(&directory));
    out_raw(&o, S("PK\x05\x06\0\0\0\0"));
    zip_number(&o, (uint32_t)n, 2);
    zip_number(&o, (uint32_t)n, 2);
    zip_number(&o, (uint32_t)directory.n, 4);
    zip_number(&o, at, 4);
    zip_number(&o, 0, 2);
    return out_str(&o);
}

#define XMLNS_MAIN     "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define XMLNS_STRICT   "http://purl.oclc.org/ooxml/spreadsheetml/main"
#define XMLNS_RELATION "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define RELATIONS_OPEN "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"

/* The parts of a workbook; empty ones are left to what is usual. */
typedef struct {
    Str sheet, strings, styles, workbook, relations;
} Workbook;

/* An .xlsx of these parts. */
static inline Str xlsx_of(Arena *a, Workbook w)
{
    if (!w.workbook.n)
        w.workbook = S("<workbook xmlns=\"" XMLNS_MAIN "\" xmlns:r=\"" XMLNS_RELATION "\"><sheets>"
                       "<sheet name=\"Một\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
    if (!w.relations.n)
        w.relations =
            S(RELATIONS_OPEN "<Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
                             "<Relationship Id=\"r2\" Type=\"x/sharedStrings\" Target=\"/xl/strings.xml\"/>"
                             "<Relationship Id=\"r3\" Type=\"x/styles\" Target=\"styles.xml\"/></Relationships>");
    if (!w.strings.n) w.strings = S("<sst xmlns=\"" XMLNS_MAIN "\"/>");
    if (!w.styles.n) w.styles = S("<styleSheet xmlns=\"" XMLNS_MAIN "\"/>");
    ZipPart parts[] = {{"_rels/.rels", S(RELATIONS_OPEN "<Relationship Id=\"a\" Type=\"x/officeDocument\" "
                                                        "Target=\"xl/workbook.xml\"/></Relationships>")},
                       {"xl/workbook.xml", w.workbook},
                       {"xl/_rels/workbook.xml.rels", w.relations},
                       {"xl/worksheets/sheet1.xml", w.sheet},
                       {"xl/strings.xml", w.strings},
                       {"xl/styles.xml", w.styles}};
    return zip_of(a, parts, sizeof parts / sizeof *parts);
}
