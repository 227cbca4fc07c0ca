// SPDX-License-Identifier: Apache-2.0
/* Any bytes as a template; behind "BODY" stand the paragraphs of one, so that the fuzzer need not invent checksums.
 * What is filled is a Word file that can be read. */
#include "doc/format_world.h"
#include "doc/formats.h"
#include "paper/archive.h"
#include "paper/template.h"
#include <assert.h>

static Str body_of(Ctx *c, Str body)
{
    ArchiveParts parts = {0};
    Str bytes;
    *list_add(&c->mem, &parts) = (ArchivePart){
        "[Content_Types].xml",
        S("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override "
          "PartName=\"/word/document.xml\" "
          "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>"),
        true};
    *list_add(&c->mem, &parts) = (ArchivePart){
        "word/document.xml",
        str_format(&c->mem, "<w:document" W_NS "><w:body>%.*s</w:body></w:document>", STR_ARGS(body)), true};
    Fail result = archive_write(c, &parts, &bytes);
    assert(!result);
    return bytes;
}

static TemplateValue *data(Arena *a)
{
    TemplateValue *d = template_group(a), *list = template_list(a, d, S("a"));
    template_put(a, d, S("x"), S("một\nhai & <ba>"));
    template_put(a, list->shape, S("y"), S("y"));
    for (int i = 0; i < 3; i++) template_put(a, template_item(a, list), S("y"), S("y"));
    TemplateValue *inner = template_list(a, list->items.at[0], S("b"));
    template_text_item(a, inner, S("z"));
    *list_add(a, &list->shape->members) = list->items.at[0]->members.at[1];
    return d;
}

static Fail properties(Ctx *c, void *arg)
{
    Str s = *(Str *)arg, filled;
    TemplateProblems problems = {0};
    Parsed parsed;
    if (str_starts(s, S("BODY"))) s = body_of(c, str_from(s, 4));
    TRY(template_fill(c, s, data(&c->mem), &filled, &problems));
    assert(!problems.n);
    Fail read = docx_parse(c, filled, &parsed);
    assert(!read || c->why[0]);
    return OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static Arena whole;
    if (!whole.at) whole = arena_reserve((size_t)256 << 20);
    Ctx c = {.mem = whole};
    Fail result = edge_run(&c, properties, &(Str){(const char *)bytes, n});
    assert(!result || c.why[0]);
    return 0;
}
