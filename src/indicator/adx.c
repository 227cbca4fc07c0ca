// SPDX-License-Identifier: Apache-2.0
/* adx.c -- expat calls back where no arena may be asked, so values are gathered in a heap first. */
#include "indicator/adx.h"
#include "doc/package.h"
#include <expat.h>
#include <stdlib.h>

typedef enum { FINE, NO_DOCTYPE, NO_ADX, TOO_DEEP, TOO_MANY, TOO_LONG, NO_MEMORY } AdxVerdict;

typedef enum { PART_ORG, PART_PERIOD, PART_SET, PART_ELEMENT, PART_VALUE, PARTS } Part;
static const char *const names[PARTS] = {"orgUnit", "period", "dataSet", "dataElement", "value"};

typedef struct {
    uint32_t at[PARTS], n[PARTS]; /* in the bytes */
    int line, column;
} Gathered;

typedef struct {
    XML_Parser parser;
    Heap values, bytes;
    Gathered group;
    AdxVerdict verdict;
    int depth;
    bool in_group;
} Adx;

static void stop(Adx *a, AdxVerdict why)
{
    a->verdict = why;
    XML_StopParser(a->parser, XML_FALSE);
}

static bool is_named(const char *name, const char *wanted)
{
    const char *local = strrchr(name, '\n');
    return !strcmp(local ? local + 1 : name, wanted);
}

static void keep(Adx *a, Gathered *g, Part part, const char *text)
{
    size_t n = strlen(text);
    if (n > ADX_TEXT_MAX) {
        stop(a, TOO_LONG);
        return;
    }
    char *to = HEAP_ADD(&a->bytes, char, n + 1);
    if (!to) {
        stop(a, NO_MEMORY);
        return;
    }
    memcpy(to, text, n + 1);
    g->at[part] = (uint32_t)(a->bytes.n - n - 1), g->n[part] = (uint32_t)n;
}

static void keep_all(Adx *a, Gathered *g, Part from, Part to, const char **attributes)
{
    for (; *attributes && !a->verdict; attributes += 2)
        for (Part part = from; part <= to; part++)
            if (is_named(attributes[0], names[part])) keep(a, g, part, attributes[1]);
}

static void begin_element(void *arg, const XML_Char *name, const XML_Char **attributes)
{
    Adx *a = arg;
    if (++a->depth > ADX_DEPTH_MAX) stop(a, TOO_DEEP);
    else if (a->depth == 1 && !is_named(name, "adx")) stop(a, NO_ADX);
    else if (a->depth == 2 && is_named(name, "group")) {
        a->group = (Gathered){0}, a->in_group = true;
        keep_all(a, &a->group, PART_ORG, PART_SET, attributes);
    } else if (a->depth == 3 && a->in_group && is_named(name, "dataValue")) {
        if (a->values.n >= ADX_VALUES_MAX) {
            stop(a, TOO_MANY);
            return;
        }
        Gathered g = a->group;
        g.line = (int)XML_GetCurrentLineNumber(a->parser);
        g.column = (int)XML_GetCurrentColumnNumber(a->parser) + 1;
        keep_all(a, &g, PART_ELEMENT, PART_VALUE, attributes);
        Gathered *to = a->verdict ? NULL : HEAP_ADD(&a->values, Gathered, 1);
        if (to) *to = g;
        else if (!a->verdict) stop(a, NO_MEMORY);
    }
}

static void end_element(void *arg, const XML_Char *name)
{
    Adx *a = arg;
    (void)name;
    if (--a->depth == 1) a->in_group = false;
}

static void refuse_doctype(void *arg, const XML_Char *name, const XML_Char *system, const XML_Char *public, int inner)
{
    (void)name, (void)system, (void)public, (void)inner;
    stop(arg, NO_DOCTYPE);
}

static void free_all(void *arg)
{
    Adx *a = arg;
    if (a->parser) XML_ParserFree(a->parser);
    free(a->values.at);
    free(a->bytes.at);
    *a = (Adx){0};
}

static Fail refused(Ctx *c, const Adx *a)
{
    int line = (int)XML_GetCurrentLineNumber(a->parser), column = (int)XML_GetCurrentColumnNumber(a->parser) + 1;
    switch (a->verdict) {
    case NO_DOCTYPE:
        return fail(c, FAIL_INPUT, "Dòng %d: tệp XML có DOCTYPE nên không đọc. Hãy xuất lại mà không có phần đó.",
                    line);
    case NO_ADX: return fail(c, FAIL_INPUT, "Tệp XML này không phải ADX: phần tử đầu tiên phải là <adx>.");
    case TOO_DEEP: return fail(c, FAIL_ROOM, "Dòng %d: XML lồng nhau quá %d tầng.", line, ADX_DEPTH_MAX);
    case TOO_MANY: return fail(c, FAIL_ROOM, "Tệp có quá %d giá trị. Hãy chia thành nhiều tệp.", ADX_VALUES_MAX);
    case TOO_LONG:
        return fail(c, FAIL_ROOM, "Dòng %d, cột %d: một thuộc tính dài quá %d byte.", line, column, ADX_TEXT_MAX);
    case NO_MEMORY: return fail(c, FAIL_ROOM, "Máy chủ đang thiếu bộ nhớ. Hãy gửi lại sau ít phút.");
    case FINE: break;
    }
    return fail(c, FAIL_INPUT, "Dòng %d, cột %d: XML bị hỏng ở đây. Hãy xuất lại tệp từ chương trình đã làm ra nó.",
                line, column);
}

static void take_values(Ctx *c, const Adx *a, AdxValueList *values)
{
    const Gathered *g = a->values.at;
    const char *bytes = str_copy(&c->mem, (Str){a->bytes.at, a->bytes.n}).p;
#define TEXT(part) str_trim((Str){bytes + g[i].at[part], g[i].n[part]})
    for (size_t i = 0; i < a->values.n; i++)
        *list_add(&c->mem, values) = (AdxValue){TEXT(PART_ORG),   TEXT(PART_PERIOD), TEXT(PART_SET), TEXT(PART_ELEMENT),
                                                TEXT(PART_VALUE), g[i].line,         g[i].column};
#undef TEXT
}

bool adx_is(Str bytes)
{
    if (str_starts(bytes, S("\xEF\xBB\xBF"))) bytes = str_from(bytes, 3);
    bytes = str_trim(bytes);
    return bytes.n && bytes.p[0] == '<';
}

Fail adx_read(Ctx *c, Str bytes, AdxValueList *values)
{
    Adx *a = NEW(&c->mem, Adx, 1);
    *values = (AdxValueList){0};
    if (bytes.n > ADX_BYTES_MAX)
        return fail(c, FAIL_ROOM, "Tệp lớn quá %d MB. Hãy chia thành nhiều tệp.", ADX_BYTES_MAX >> 20);
    arena_at_end(&c->mem, free_all, a);
    a->parser = XML_ParserCreateNS(NULL, '\n');
    if (!a->parser) return fail(c, FAIL_ROOM, "Máy chủ đang thiếu bộ nhớ. Hãy gửi lại sau ít phút.");
    XML_SetUserData(a->parser, a);
    XML_SetElementHandler(a->parser, begin_element, end_element);
    XML_SetStartDoctypeDeclHandler(a->parser, refuse_doctype);
    if (XML_Parse(a->parser, bytes.p, (int)bytes.n, XML_TRUE) != XML_STATUS_OK) return refused(c, a);
    take_values(c, a, values);
    free_all(a);
    return OK;
}
