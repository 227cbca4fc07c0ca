// SPDX-License-Identifier: Apache-2.0
/* xlsx.c -- the first visible sheet of a workbook as lines of text.
 *
 * expat calls back from its own frames, where the arena must not jump: what is read meanwhile lies in memory of malloc
 * and is copied afterwards.  No part may name a document type: entities are how a small file becomes a large one. */
#include "doc/xlsx.h"
#include "base/out.h"
#include "viet/text.h"
#include <ctype.h>
#include <expat.h>
#include <stdlib.h>
#include <zip.h>

/* -- text that grows outside the arena ---------------------------------------------------------------------- */

typedef struct {
    char *p;
    size_t n, room;
    bool failed; /* no memory, or larger than XLSX_PART_MAX */
} Text;

static void text_add(Text *t, const char *p, size_t n)
{
    if (t->failed || t->n + n > XLSX_PART_MAX) {
        t->failed = true;
        return;
    }
    if (t->n + n + 1 > t->room) {
        size_t room = t->room ? t->room : 4096;
        while (room < t->n + n + 1) room *= 2;
        char *more = realloc(t->p, room);
        if (!more) {
            t->failed = true;
            return;
        }
        t->p = more, t->room = room;
    }
    memcpy(t->p + t->n, p, n);
    t->n += n;
    t->p[t->n] = 0;
}

/* -- the archive -------------------------------------------------------------------------------------------- */

typedef struct {
    zip_t *zip;
    XML_Parser parser;
    Text part, strings, cell, lines;
    size_t *string_ends; /* of the shared strings, in `strings` */
    size_t n_strings, room_strings;
    Str wanted; /* id of the sheet */
    char sheet_id[64], target[200];
    int row, column, at_column; /* 1-based; at_column: cells of this row that were written */
    bool in_text, in_value, in_phonetic, is_shared, is_refused, too_many;
} Workbook;

static void workbook_close(void *arg)
{
    Workbook *w = arg;
    if (w->parser) XML_ParserFree(w->parser);
    if (w->zip) zip_discard(w->zip);
    free(w->part.p), free(w->strings.p), free(w->cell.p), free(w->lines.p), free(w->string_ends);
    *w = (Workbook){0};
}

static Fail broken(Ctx *c)
{
    return fail(c, FAIL_INPUT, "Tệp Excel này bị hỏng. Hãy mở nó trong Excel, lưu lại dạng .xlsx rồi gửi lại.");
}

/* Unpacked as far as XLSX_PART_MAX, whatever the archive says of its size. */
static Fail read_part(Ctx *c, Workbook *w, const char *name)
{
    char piece[16384];
    zip_file_t *f = zip_fopen(w->zip, name, ZIP_FL_NOCASE);
    w->part.n = 0;
    w->part.failed = false;
    if (!f) return broken(c);
    zip_int64_t n;
    while ((n = zip_fread(f, piece, sizeof piece)) > 0 && !w->part.failed) text_add(&w->part, piece, (size_t)n);
    zip_fclose(f);
    if (n < 0) return broken(c);
    return w->part.failed ? fail(c, FAIL_INPUT, "Bảng tính quá lớn. Hãy chia thành nhiều tệp nhỏ hơn.") : OK;
}

static void refuse_doctype(void *arg, const XML_Char *name, const XML_Char *system, const XML_Char *public,
                           int internal)
{
    (void)name, (void)system, (void)public, (void)internal;
    Workbook *w = arg;
    w->is_refused = true;
    XML_StopParser(w->parser, XML_FALSE);
}

static Fail parse_part(Ctx *c, Workbook *w, XML_StartElementHandler begin, XML_EndElementHandler end,
                       XML_CharacterDataHandler text)
{
    w->parser = XML_ParserCreateNS(NULL, '|');
    if (!w->parser) return fail(c, FAIL_STORE, "Hết bộ nhớ khi đọc bảng tính.");
    XML_SetUserData(w->parser, w);
    XML_SetElementHandler(w->parser, begin, end);
    XML_SetCharacterDataHandler(w->parser, text);
    XML_SetStartDoctypeDeclHandler(w->parser, refuse_doctype);
    bool good = XML_Parse(w->parser, w->part.p ? w->part.p : "", (int)w->part.n, 1) == XML_STATUS_OK;
    XML_ParserFree(w->parser);
    w->parser = NULL;
    if (w->too_many || w->lines.failed || w->strings.failed)
        return fail(c, FAIL_INPUT, "Bảng tính có quá nhiều dòng hoặc cột. Hãy chia thành nhiều tệp nhỏ hơn.");
    return good && !w->is_refused ? OK : broken(c);
}

/* "http://…/main|row" -> "row" */
static const char *local(const char *name)
{
    const char *bar = strrchr(name, '|');
    return bar ? bar + 1 : name;
}

static const char *attribute(const char **list, const char *name)
{
    for (; *list; list += 2)
        if (!strcmp(local(*list), name)) return list[1];
    return NULL;
}

/* -- which sheet -------------------------------------------------------------------------------------------- */

static void workbook_begin(void *arg, const char *name, const char **list)
{
    Workbook *w = arg;
    const char *state = attribute(list, "state"), *id = NULL;
    if (strcmp(local(name), "sheet") || w->sheet_id[0] || (state && strcmp(state, "visible"))) return;
    for (const char **a = list; *a; a += 2)
        if (!strcmp(local(*a), "id") && strchr(*a, '|')) id = a[1];
    if (id) snprintf(w->sheet_id, sizeof w->sheet_id, "%s", id);
}

static void relations_begin(void *arg, const char *name, const char **list)
{
    Workbook *w = arg;
    const char *id = attribute(list, "Id"), *target = attribute(list, "Target");
    if (strcmp(local(name), "Relationship") || !id || !target || strcmp(id, w->sheet_id)) return;
    if (*target == '/') snprintf(w->target, sizeof w->target, "%s", target + 1);
    else snprintf(w->target, sizeof w->target, "xl/%s", target);
}

/* -- shared strings ----------------------------------------------------------------------------------------- */

static void strings_begin(void *arg, const char *name, const char **list)
{
    (void)list;
    Workbook *w = arg;
    if (!strcmp(local(name), "rPh")) w->in_phonetic = true;
    if (!strcmp(local(name), "t")) w->in_text = !w->in_phonetic;
}

static void strings_end(void *arg, const char *name)
{
    Workbook *w = arg;
    if (!strcmp(local(name), "t")) w->in_text = false;
    if (!strcmp(local(name), "rPh")) w->in_phonetic = false;
    if (strcmp(local(name), "si")) return;
    if (w->n_strings == w->room_strings) {
        size_t room = w->room_strings ? w->room_strings * 2 : 1024;
        size_t *more = realloc(w->string_ends, room * sizeof *more);
        if (!more) {
            w->strings.failed = true;
            return;
        }
        w->string_ends = more, w->room_strings = room;
    }
    w->string_ends[w->n_strings++] = w->strings.n;
}

static void strings_text(void *arg, const char *p, int n)
{
    Workbook *w = arg;
    if (w->in_text) text_add(&w->strings, p, (size_t)n);
}

static Str shared_string(const Workbook *w, Str number)
{
    int64_t i;
    if (!str_integer(number, &i) || i < 0 || (size_t)i >= w->n_strings) return (Str){0};
    size_t from = i ? w->string_ends[i - 1] : 0;
    return (Str){w->strings.p + from, w->string_ends[i] - from};
}

/* -- the sheet ---------------------------------------------------------------------------------------------- */

/* "AB12" -> 28 */
static int column_of(const char *reference)
{
    int column = 0;
    for (; reference && isalpha((unsigned char)*reference) && column < 10000; reference++)
        column = column * 26 + (toupper((unsigned char)*reference) - 'A' + 1);
    return column;
}

static void go_to_row(Workbook *w, int row)
{
    if (row > XLSX_ROWS_MAX) w->too_many = true;
    for (; w->row < row && !w->too_many; w->row++)
        if (w->row) text_add(&w->lines, "\n", 1);
    w->column = w->at_column = 0;
}

static void sheet_begin(void *arg, const char *name, const char **list)
{
    Workbook *w = arg;
    const char *what = local(name), *at = attribute(list, "r"), *type = attribute(list, "t");
    if (!strcmp(what, "row")) {
        int64_t row;
        bool said = at && str_integer(str_of(at), &row) && row > w->row && row < INT32_MAX;
        go_to_row(w, said ? (int)row : w->row + 1);
    } else if (!strcmp(what, "c")) {
        w->column = at ? column_of(at) : w->column + 1;
        w->is_shared = type && !strcmp(type, "s");
        w->cell.n = 0;
        if (type && !strcmp(type, "e")) w->column = 0; /* an error is an empty cell */
    } else if (!strcmp(what, "rPh")) w->in_phonetic = true;
    else if (!strcmp(what, "v") || !strcmp(what, "t")) w->in_value = !w->in_phonetic;
    if (w->too_many) XML_StopParser(w->parser, XML_FALSE);
}

/* Tabs and line ends inside of a cell would begin another one. */
static void put_cell(Workbook *w, Str s)
{
    if (w->column < 1 || w->column > XLSX_COLUMNS_MAX || w->column <= w->at_column) return;
    for (w->at_column = w->at_column ? w->at_column : 1; w->at_column < w->column; w->at_column++)
        text_add(&w->lines, "\t", 1);
    s = str_head(s, XLSX_CELL_MAX);
    for (size_t i = 0; i < s.n; i++) {
        unsigned char b = (unsigned char)s.p[i];
        text_add(&w->lines, b < ' ' ? " " : &s.p[i], 1);
    }
}

static void sheet_end(void *arg, const char *name)
{
    Workbook *w = arg;
    const char *what = local(name);
    if (!strcmp(what, "rPh")) w->in_phonetic = false;
    if (!strcmp(what, "v") || !strcmp(what, "t")) w->in_value = false;
    if (strcmp(what, "c")) return;
    Str text = {w->cell.p, w->cell.n};
    put_cell(w, w->is_shared ? shared_string(w, str_trim(text)) : text);
}

static void sheet_text(void *arg, const char *p, int n)
{
    Workbook *w = arg;
    if (w->in_value) text_add(&w->cell, p, (size_t)n);
}

/* -- all of it ---------------------------------------------------------------------------------------------- */

static Fail open_zip(Ctx *c, Workbook *w, Str bytes)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(bytes.p, bytes.n, 0, &error);
    if (source && !(w->zip = zip_open_from_source(source, ZIP_RDONLY, &error))) zip_source_free(source);
    zip_error_fini(&error);
    return w->zip ? OK : broken(c);
}

static Fail read_workbook(Ctx *c, Workbook *w, Str bytes)
{
    TRY(open_zip(c, w, bytes));
    TRY(read_part(c, w, "xl/workbook.xml"));
    TRY(parse_part(c, w, workbook_begin, NULL, NULL));
    TRY(read_part(c, w, "xl/_rels/workbook.xml.rels"));
    TRY(parse_part(c, w, relations_begin, NULL, NULL));
    if (!w->target[0]) return broken(c);
    if (zip_name_locate(w->zip, "xl/sharedStrings.xml", ZIP_FL_NOCASE) >= 0) {
        TRY(read_part(c, w, "xl/sharedStrings.xml"));
        TRY(parse_part(c, w, strings_begin, strings_end, strings_text));
    }
    TRY(read_part(c, w, w->target));
    return parse_part(c, w, sheet_begin, sheet_end, sheet_text);
}

Fail xlsx_table(Ctx *c, Str bytes, Str *text)
{
    *text = bytes;
    if (str_starts(bytes, S("\xD0\xCF\x11\xE0")))
        return fail(c, FAIL_INPUT, "Tệp này là .xls cũ hoặc có mật khẩu. Hãy lưu lại dạng .xlsx không mật khẩu.");
    if (str_starts(bytes, S("\xFF\xFE")) || str_starts(bytes, S("\xFE\xFF")))
        return fail(c, FAIL_INPUT, "Tệp này viết bằng UTF-16. Hãy lưu lại dạng .xlsx, hoặc CSV UTF-8.");
    if (!str_starts(bytes, S("PK")))
        return str_is_utf8(bytes)
                   ? OK
                   : fail(c, FAIL_INPUT, "Tệp này không viết bằng UTF-8. Hãy lưu lại dạng .xlsx, hoặc CSV UTF-8.");
    Workbook *w = NEW(&c->mem, Workbook, 1);
    arena_at_end(&c->mem, workbook_close, w);
    TRY(read_workbook(c, w, bytes));
    Str lines = {w->lines.p ? w->lines.p : "", w->lines.n};
    /* A first line without any tab would be taken for CSV. */
    Out o = {.mem = &c->mem};
    size_t first = str_index(lines, '\n');
    out_raw(&o, str_slice(lines, 0, first));
    if (str_index(str_slice(lines, 0, first), '\t') == first) out_char(&o, '\t');
    out_raw(&o, str_from(lines, first));
    *text = out_str(&o);
    workbook_close(w);
    return OK;
}
