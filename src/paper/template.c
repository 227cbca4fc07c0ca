// SPDX-License-Identifier: Apache-2.0
/* template.c -- the file of a template: what is refused, which parts have text, and all of it written again. */
#include "paper/template.h"
#include "doc/zip.h"
#include "paper/template_inside.h"
#include "viet/text.h"

typedef struct {
    Str name;
    Str bytes; /* unpacked */
    Str what;  /* of parts with text: "Thân văn bản"; else empty */
    bool dirty;
} Part;

typedef struct {
    Ctx *c;
    const ZipCalls *calls;
    Zip *zip;
    LIST(Part) parts;
    TemplateProblems *problems;
} File;

static Fail broken(Ctx *c)
{
    return fail(c, FAIL_INPUT,
                "Tệp mẫu không phải văn bản Word (.docx) đọc được. Hãy mở bằng Word, lưu dạng .docx rồi gửi lại.");
}

/* -- unpacking ----------------------------------------------------------------------------------------------------- */

static Fail unpack(File *f, int64_t index, size_t *sum)
{
    Ctx *c = f->c;
    Str name;
    uint64_t size;
    if (!f->calls->about(f->zip, index, &name, &size)) return broken(c);
    if (size > TEMPLATE_UNPACKED_MAX || *sum + size > TEMPLATE_UNPACKED_MAX)
        return fail(c, FAIL_ROOM, "Mẫu quá lớn khi giải nén (trên %d MB). Hãy bỏ bớt ảnh và phần không dùng.",
                    TEMPLATE_UNPACKED_MAX >> 20);
    size_t n = (size_t)size;
    *sum += n;
    Part *part = list_add(&c->mem, &f->parts);
    part->name = str_copy(&c->mem, name);
    if (f->calls->begin(f->zip, index) != ZIP_READS) return broken(c);
    char *p = arena_bytes(&c->mem, n + 1), extra;
    int64_t got = f->calls->read(f->zip, p, n);
    bool whole = got >= 0 && (size_t)got == n && f->calls->read(f->zip, &extra, 1) == 0; /* it told the truth */
    f->calls->end(f->zip);
    part->bytes = (Str){p, n};
    return whole ? OK : broken(c);
}

static Part *part_of(File *f, Str name)
{
    for (size_t i = 0; i < f->parts.n; i++)
        if (str_equal_ascii(f->parts.at[i].name, name)) return &f->parts.at[i];
    return NULL;
}

static Fail open_file(File *f, Str docx)
{
    Ctx *c = f->c;
    size_t sum = 0;
    if (docx.n > TEMPLATE_BYTES_MAX)
        return fail(c, FAIL_ROOM, "Mẫu lớn hơn %d MB. Hãy bỏ bớt ảnh rồi gửi lại.", TEMPLATE_BYTES_MAX >> 20);
    TRY(zip_ready(c, &f->calls));
    Fail result = f->calls->open(c, docx, &f->zip);
    if (result) return result == FAIL_INPUT ? broken(c) : result;
    int64_t n = f->calls->count(f->zip);
    if (n > TEMPLATE_PARTS_MAX)
        return fail(c, FAIL_ROOM, "Mẫu có quá nhiều thành phần. Hãy mở bằng Word, lưu lại rồi gửi lại.");
    for (int64_t i = 0; i < n; i++) TRY(unpack(f, i, &sum));
    f->calls->close(f->zip);
    return OK;
}

/* -- what is refused ------------------------------------------------------------------------------------------------
 */

static void refuse(File *f, Str sentence)
{
    Finder finder = {f->c, f->problems};
    problem(&finder, NULL, sentence);
}

/* An address that a reader may follow brings nothing into the document. */
static bool is_plain_link(Str type, Str target)
{
    static const Str begins[] = {STR("http://"), STR("https://"), STR("mailto:")};
    if (!str_ends(type, S("/hyperlink"))) return false;
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
        if (str_starts(target, begins[i])) return true;
    return false;
}

static void refuse_external(File *f, Str type, Str target)
{
    Arena *a = &f->c->mem;
    if (is_plain_link(type, target)) return;
    target = str_head(target, 200);
    if (str_ends(type, S("/image")))
        refuse(f, str_format(a, "Mẫu có ảnh nằm ngoài tệp (“%.*s”). Hãy chèn hẳn ảnh vào mẫu, không chèn liên kết.",
                             STR_ARGS(target)));
    else if (str_ends(type, S("/attachedTemplate")))
        refuse(f,
               str_format(a, "Mẫu dựa trên một tệp mẫu khác (“%.*s”). Hãy chép nội dung sang văn bản mới trong Word.",
                          STR_ARGS(target)));
    else
        refuse(f, str_format(a, "Mẫu có liên kết ra ngoài tới “%.*s”. Hãy bỏ liên kết đó trong Word rồi gửi lại.",
                             STR_ARGS(target)));
}

/* What is called a picture and is none shows as a red cross, in every document. */
static void look_at_picture(File *f, const Part *part)
{
    static const struct {
        const char *end, *begins;
        size_t n;
    } kinds[] = {{".png", "\x89PNG\r\n\x1a\n", 8},
                 {".jpg", "\xff\xd8\xff", 3},
                 {".jpeg", "\xff\xd8\xff", 3},
                 {".gif", "GIF8", 4}};
    Str name = viet_lower(&f->c->mem, part->name);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (str_ends(name, str_of(kinds[i].end)) && !str_starts(part->bytes, (Str){kinds[i].begins, kinds[i].n}))
            refuse(f, str_format(&f->c->mem, "Ảnh “%.*s” trong mẫu không phải ảnh. Hãy chèn lại ảnh đó trong Word.",
                                 STR_ARGS(part->name)));
}

static Fail look_at_relations(File *f, const Part *part)
{
    Node *root;
    TRY(tree_read(f->c, part->bytes, &root));
    for (Node *n = root->first; n; n = n->next) {
        Str type = node_get(n, "Type"), target = node_get(n, "Target");
        if (str_equal_ascii(node_get(n, "TargetMode"), S("External"))) refuse_external(f, type, target);
        else if (str_ends(type, S("/oleObject")) || str_ends(type, S("/control")) || str_ends(type, S("/package")))
            refuse(f, S("Mẫu có đối tượng nhúng (OLE, ActiveX). Hãy thay bằng chữ, bảng hoặc ảnh."));
        else if (str_ends(type, S("/aFChunk")))
            refuse(f, S("Mẫu nhúng một văn bản khác. Hãy chép nội dung của nó vào mẫu."));
    }
    return OK;
}

/* Fields that bring something in from elsewhere. */
static void look_at_fields(File *f, const Node *root, Str what)
{
    static const Str names[] = {STR("DDE"), STR("INCLUDETEXT"), STR("INCLUDEPICTURE"), STR("LINK "), STR("DATABASE")};
    for (const Node *n = root; n; n = node_walk(n, root)) {
        Str code = node_get(n, "w:instr");
        if (node_is(n, "w:instrText") && n->first) code = n->first->text;
        code = str_trim(code);
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            if (str_starts(code, names[i])) {
                Finder finder = {f->c, f->problems};
                problem(&finder, &(Tag){.part = what, .around = str_head(code, 100)},
                        S("Mẫu có trường lấy nội dung từ tệp khác. Hãy bỏ trường đó trong Word."));
            }
    }
}

static Str kind_of(Str type)
{
    static const struct {
        const char *end, *what;
    } kinds[] = {{"document.main+xml", "Thân văn bản"}, {"template.main+xml", "Thân văn bản"},
                 {"header+xml", "Đầu trang"},           {"footer+xml", "Chân trang"},
                 {"footnotes+xml", "Chú thích"},        {"endnotes+xml", "Chú thích"}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (str_ends(type, str_of(kinds[i].end))) return str_of(kinds[i].what);
    return (Str){0};
}

static Fail look_at_types(File *f, Node **types)
{
    Part *part = part_of(f, S("[Content_Types].xml"));
    bool main = false;
    if (!part) return broken(f->c);
    TRY(tree_read(f->c, part->bytes, types));
    for (Node *n = (*types)->first; n; n = n->next) {
        Str type = node_get(n, "ContentType"), name = node_get(n, "PartName");
        if (str_contains(type, S("macroEnabled")) || str_contains(type, S("vbaProject"))) {
            refuse(f, S("Mẫu có macro. Hãy lưu lại dạng .docx (không phải .docm) rồi gửi lại."));
            return OK;
        }
        Part *own = name.n ? part_of(f, str_from(name, 1)) : NULL;
        if (own) own->what = kind_of(type), main |= str_equal(own->what, S("Thân văn bản"));
        /* A .dotx becomes a document. */
        size_t at = str_find(type, S("template.main+xml"));
        if (at < type.n)
            node_set(&f->c->mem, n, "ContentType", str_format(&f->c->mem, "%.*sdocument.main+xml", (int)at, type.p));
    }
    return main ? OK : broken(f->c);
}

static Fail look_at_all(File *f, Node **types)
{
    TRY(look_at_types(f, types));
    for (size_t i = 0; i < f->parts.n; i++) {
        if (str_ends(f->parts.at[i].name, S(".rels"))) TRY(look_at_relations(f, &f->parts.at[i]));
        look_at_picture(f, &f->parts.at[i]);
        if (str_ends(f->parts.at[i].name, S("vbaProject.bin")))
            refuse(f, S("Mẫu có macro. Hãy lưu lại dạng .docx rồi gửi lại."));
    }
    return OK;
}

/* -- filling ---------------------------------------------------------------------------------------------------------
 */

/* "word/document.xml" → "word/_rels/document.xml.rels". */
static Str relations_of(Arena *a, Str name)
{
    size_t slash = name.n;
    while (slash && name.p[slash - 1] != '/') slash--;
    return str_format(a, "%.*s_rels/%.*s.rels", (int)slash, name.p, STR_ARGS(str_from(name, slash)));
}

static void add_relations(File *f, Str name, Str more)
{
    Ctx *c = f->c;
    Str at = relations_of(&c->mem, name);
    Part *part = part_of(f, at);
    if (!more.n) return;
    if (!part) {
        part = list_add(&c->mem, &f->parts);
        part->name = at;
        part->bytes = S("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships "
                        "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>");
    }
    Node *root, *fresh;
    Str wrapped = str_format(&c->mem, "<r>%.*s</r>", STR_ARGS(more));
    if (tree_read(c, part->bytes, &root) || tree_read(c, wrapped, &fresh)) return; /* was read before */
    while (fresh->first) {
        Node *n = fresh->first;
        node_cut(n);
        node_append(root, n);
    }
    Out o = {.mem = &c->mem};
    tree_write(&o, root);
    part->bytes = out_str(&o);
}

static void number_drawings(Node *root, int *number, Arena *a)
{
    for (Node *n = root; n; n = node_walk(n, root))
        if (node_is(n, "wp:docPr")) node_set(a, n, "id", str_format(a, "%d", ++*number));
}

static Fail fill_parts(File *f, Filling *filling, TemplateValue *data)
{
    Ctx *c = f->c;
    int drawings = 0;
    for (size_t i = 0, n = f->parts.n; i < n; i++) {
        Str what = f->parts.at[i].what, name = f->parts.at[i].name;
        Node *root;
        if (!what.n) continue;
        if (f->parts.at[i].bytes.n > TEMPLATE_PART_MAX)
            return fail(c, FAIL_ROOM, "%.*s của mẫu quá dài. Hãy chia mẫu thành nhiều tệp.", STR_ARGS(what));
        TRY(tree_read(c, f->parts.at[i].bytes, &root));
        size_t before = f->problems->n;
        look_at_fields(f, root, what);
        tags_find(&filling->finder, root, what);
        /* Names are looked at only where marks match. */
        if (f->problems->n > before && !filling->checking) continue;
        filling->pictures.relations = (Out){.mem = &c->mem};
        TRY(fill_part(filling, root, data));
        number_drawings(root, &drawings, &c->mem);
        Out o = {.mem = &c->mem};
        tree_write(&o, root);
        f->parts.at[i].bytes = out_str(&o);
        add_relations(f, name, out_str(&filling->pictures.relations));
    }
    return OK;
}

static void name_pictures(File *f, Node *types, const Pictures *p)
{
    static const char *const extensions[] = {"png", "jpeg"};
    Arena *a = &f->c->mem;
    for (int k = 0; k < 2; k++) {
        bool known = false;
        for (Node *n = types->first; n; n = n->next)
            known |= str_equal_ascii(node_get(n, "Extension"), str_of(extensions[k]));
        if (known || !(k ? p->jpeg : p->png)) continue;
        Node *n = node_new(a, "Default");
        node_set(a, n, "Extension", str_of(extensions[k]));
        node_set(a, n, "ContentType", str_format(a, "image/%s", extensions[k]));
        node_put(types->first, n);
    }
    Out o = {.mem = a};
    tree_write(&o, types);
    part_of(f, S("[Content_Types].xml"))->bytes = out_str(&o);
}

static Fail first_problem(Ctx *c, const TemplateProblems *problems)
{
    if (!problems->n) return OK;
    const TemplateProblem *p = &problems->at[0];
    if (!p->paragraph) return fail(c, FAIL_INPUT, "%.*s", STR_ARGS(p->sentence));
    return fail(c, FAIL_INPUT, "%.*s, đoạn %d: %.*s", STR_ARGS(p->part), p->paragraph, STR_ARGS(p->sentence));
}

static Fail work(Ctx *c, Str docx, TemplateValue *data, bool checking, ArchiveParts *all, TemplateProblems *problems)
{
    File *f = NEW(&c->mem, File, 1);
    Node *types;
    ArchiveParts media = {0};
    *f = (File){.c = c, .problems = problems};
    Filling filling = {.finder = {c, problems}, .checking = checking, .pictures = {.media = &media}};
    TRY(open_file(f, docx));
    TRY(look_at_all(f, &types));
    TRY(fill_parts(f, &filling, data));
    name_pictures(f, types, &filling.pictures);
    for (size_t i = 0; i < f->parts.n; i++)
        *list_add(&c->mem, all) =
            (ArchivePart){.name = str_c(&c->mem, f->parts.at[i].name), .bytes = f->parts.at[i].bytes};
    for (size_t i = 0; i < media.n; i++) *list_add(&c->mem, all) = media.at[i];
    return first_problem(c, problems);
}

Fail template_check(Ctx *c, Str docx, TemplateValue *data, TemplateProblems *problems)
{
    ArchiveParts all = {0};
    return work(c, docx, data, true, &all, problems);
}

Fail template_fill(Ctx *c, Str docx, TemplateValue *data, Str *filled, TemplateProblems *problems)
{
    ArchiveParts all = {0};
    TRY(template_check(c, docx, data, problems));
    TRY(work(c, docx, data, false, &all, problems));
    return archive_write(c, &all, filled);
}
