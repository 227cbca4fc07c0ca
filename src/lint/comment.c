// SPDX-License-Identifier: Apache-2.0
/* comment.c -- where marks go is found by parsing; then they are put into the bytes as they are, each with its own
 * declaration of the namespace, for the file may call it as it likes. */
#include "lint/comment.h"
#include "base/map.h"
#include "base/out.h"
#include "doc/formats.h"
#include "doc/package.h"
#include "doc/xml.h"
#include "viet/text.h"
#include <stdlib.h>

#define WORD          "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define STRICT        "http://purl.oclc.org/ooxml/wordprocessingml/main"
#define OFFICE        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
#define STRICT_OFFICE "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
#define RELATIONS     "http://schemas.openxmlformats.org/package/2006/relationships"
#define TYPES         "http://schemas.openxmlformats.org/package/2006/content-types"
#define COMMENTS_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
#define XML_HEAD      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

static const char document_part[] = "word/document.xml", relations_part[] = "word/_rels/document.xml.rels",
                  types_part[] = "[Content_Types].xml";

typedef struct {
    size_t at;
    Str put;
} Insertion;

typedef struct {
    Ctx *c;
    Package *package;
    Str document;
    bool strict;
    LIST(Comment) comments; /* in the order of the text */
    int id;                 /* the first that is free */
} Commenting;

/* -- finding places ----------------------------------------------------------------------------------------- */

/* Where a paragraph's text begins and ends; begin = end = 0 of what is none, or has nothing in it. */
typedef struct {
    size_t begin, end;
} Span;

typedef struct {
    const Package *package;
    const Comment *comment; /* sorted by element */
    Span *span;             /* of each */
    size_t n, next;
    int element, depth, id;
    struct {
        size_t comment; /* n = none */
        int children;
    } open[PACKAGE_DEPTH_MAX + 1];
} Marks;

static Verdict begin_element(void *arg, Str tag, const char **attributes)
{
    Marks *f = arg;
    PartPlace place = package_place(f->package);
    if (f->depth) f->open[f->depth].children++;
    f->element++, f->depth++;
    f->open[f->depth].comment = f->n, f->open[f->depth].children = 0;
    bool mark = str_starts(tag, S("w:comment"));
    for (; mark && *attributes; attributes += 2) {
        const char *local = strrchr(attributes[0], PACKAGE_URI_END);
        if (!local || strcmp(local + 1, "id")) continue;
        int64_t id;
        if (!str_integer(str_of(attributes[1]), &id)) continue;
        if (id >= f->id && id < INT32_MAX - 2 * COMMENTS_MAX) f->id = (int)id + 1;
    }
    while (f->next < f->n && f->comment[f->next].element < f->element) f->next++;
    if (f->next == f->n || f->comment[f->next].element != f->element || !str_equal(tag, S("w:p"))) return GO_ON;
    f->open[f->depth].comment = f->next;
    f->span[f->next].begin = place.end;
    return GO_ON;
}

static Verdict end_element(void *arg, Str tag)
{
    Marks *f = arg;
    PartPlace place = package_place(f->package);
    size_t own = f->open[f->depth].comment, outer = f->open[f->depth - 1].comment;
    bool properties = str_equal(tag, S("w:pPr")) && f->depth > 1 && f->open[f->depth - 1].children == 1;
    if (own < f->n) f->span[own].end = place.begin == place.end ? f->span[own].begin = 0 : place.begin;
    else if (properties && outer < f->n) f->span[outer].begin = place.end;
    f->depth--;
    return GO_ON;
}

static int by_element(const void *a, const void *b)
{
    const Comment *x = a, *y = b;
    return x->element < y->element ? -1 : x->element > y->element;
}

/* -- putting ------------------------------------------------------------------------------------------------ */

static Str with_insertions(Ctx *c, Str s, const Insertion *in, size_t n)
{
    Out o = {.mem = &c->mem};
    size_t from = 0;
    for (size_t i = 0; i < n; i++) {
        out_raw(&o, str_slice(s, from, in[i].at));
        out_raw(&o, in[i].put);
        from = in[i].at;
    }
    out_raw(&o, str_from(s, from));
    return out_str(&o);
}

/* In front of the end of the outermost element; one that is written "<a/>" gets an end. */
static Str at_the_end(Ctx *c, Str part, Str put)
{
    size_t end = part.n;
    while (end && part.p[end - 1] != '>') end--;
    size_t begin = end;
    while (begin && part.p[begin - 1] != '<') begin--;
    bool closes = begin && begin < part.n && part.p[begin] == '/';
    if (closes) return with_insertions(c, part, &(Insertion){begin - 1, put}, 1);
    Str name = str_slice(part, begin, end - 2);
    for (size_t i = 0; i < name.n; i++)
        if (strchr(" \t\r\n", name.p[i])) name.n = i;
    return str_format(&c->mem, "%.*s>%.*s</%.*s>", STR_ARGS(str_slice(part, 0, end - 2)), STR_ARGS(put),
                      STR_ARGS(name));
}

static Fail read_part(Ctx *c, Package *p, const char *name, Str *bytes)
{
    TRY(package_bytes(c, p, name, FORMAT_PART_MAX, bytes));
    if (!str_starts(*bytes, S("\xFF\xFE")) && !str_starts(*bytes, S("\xFE\xFF"))) return OK;
    return fail(c, FAIL_INPUT,
                "Tệp Word ghi theo mã UTF-16, không chèn được ghi chú. Hãy mở bằng Word, lưu lại rồi gửi lại.");
}

static const char *word_uri(const Commenting *k) { return k->strict ? STRICT : WORD; }

/* "<w:comment …>": what the margin shows. */
static Str comment_of(const Commenting *k, int id, Str text, Str author, Str time)
{
    Out o = {.mem = &k->c->mem};
    out_format(&o, "<w:comment xmlns:w=\"%s\" w:id=\"%d\" w:author=\"", word_uri(k), id);
    out_text(&o, viet_printable(&k->c->mem, author));
    out_format(&o, "\" w:date=\"%.*s\" w:initials=\"NS\">", STR_ARGS(time));
    text = viet_printable(&k->c->mem, text);
    for (Str line; str_cut(&text, '\n', &line);) {
        OUT_LITERAL(&o, "<w:p><w:r><w:t xml:space=\"preserve\">");
        out_text(&o, line);
        OUT_LITERAL(&o, "</w:t></w:r></w:p>");
    }
    OUT_LITERAL(&o, "</w:comment>");
    return out_str(&o);
}

static int by_place(const void *a, const void *b)
{
    const Insertion *x = a, *y = b;
    return x->at < y->at ? -1 : x->at > y->at;
}

/* The text with its marks; *put = the comments that found their paragraph. */
static Fail mark_document(Commenting *k, Str *marked, Str author, Out *put)
{
    static const PartReader reader = {begin_element, NULL, end_element};
    enum { DAY_SECONDS = 86400 };
    Ctx *c = k->c;
    size_t n = k->comments.n, marks = 0;
    Marks f = {.package = k->package, .comment = k->comments.at, .span = NEW(&c->mem, Span, n + 1), .n = n};
    f.open[0].comment = n;
    f.id = k->id;
    TRY(package_parse(c, k->package, document_part, FORMAT_PART_MAX, &reader, &f));
    k->id = f.id;
    Insertion *in = NEW(&c->mem, Insertion, 2 * n + 1);
    int64_t second = c->now / 1000 % DAY_SECONDS;
    Day day = (Day)(c->now / 1000 / DAY_SECONDS); /* in UTC, as the time is */
    Str time = str_format(&c->mem, "%.*sT%02d:%02d:%02dZ", STR_ARGS(day_iso(&c->mem, day)), (int)(second / 3600),
                          (int)(second / 60 % 60), (int)(second % 60));
    for (size_t i = 0; i < n; i++) {
        if (!f.span[i].begin || f.span[i].end < f.span[i].begin) continue;
        int id = k->id++;
        const char *uri = word_uri(k);
        in[marks++] = (Insertion){f.span[i].begin,
                                  str_format(&c->mem, "<w:commentRangeStart xmlns:w=\"%s\" w:id=\"%d\"/>", uri, id)};
        in[marks++] =
            (Insertion){f.span[i].end, str_format(&c->mem,
                                                  "<w:commentRangeEnd xmlns:w=\"%s\" w:id=\"%d\"/><w:r xmlns:w=\"%s\">"
                                                  "<w:commentReference w:id=\"%d\"/></w:r>",
                                                  uri, id, uri, id)};
        out_raw(put, comment_of(k, id, k->comments.at[i].text, author, time));
    }
    qsort(in, marks, sizeof *in, by_place);
    *marked = with_insertions(c, k->document, in, marks);
    return OK;
}

/* -- the parts of comments ---------------------------------------------------------------------------------- */

/* The part of comments that the file has; NULL = none. */
static Fail find_comments(Commenting *k, const char **name)
{
    Ctx *c = k->c;
    const XmlNode *root;
    *name = NULL;
    if (!package_has(k->package, relations_part)) return OK;
    TRY(xml_read(c, k->package, relations_part, FORMAT_PART_MAX, &root));
    for (const XmlNode *n = root->first; n; n = n->next) {
        Str type = xml_get(n, "Type"), target = xml_get(n, "Target");
        if (!str_equal(type, S(OFFICE)) && !str_equal(type, S(STRICT_OFFICE))) continue;
        *name = str_starts(target, S("/")) ? str_copy(&c->mem, str_from(target, 1)).p
                                           : str_format(&c->mem, "word/%.*s", STR_ARGS(target)).p;
        return OK;
    }
    return OK;
}

static Verdict ids_begin(void *arg, Str tag, const char **attributes)
{
    Marks *f = arg;
    f->depth = 0; /* only identifiers are looked for */
    return begin_element(f, tag, attributes);
}

static Verdict ids_end(void *arg, Str tag)
{
    (void)arg, (void)tag;
    return GO_ON;
}

/* Behind those that are there: their identifiers are taken. */
static Fail look_at_comments(Commenting *k, const char *name)
{
    static const PartReader reader = {ids_begin, NULL, ids_end};
    Marks f = {.package = k->package};
    TRY(package_parse(k->c, k->package, name, FORMAT_PART_MAX, &reader, &f));
    k->id = f.id;
    return OK;
}

typedef LIST(PackagePart) PartList;

static void add_part(Commenting *k, PartList *parts, const char *name, Str bytes)
{
    *list_add(&k->c->mem, parts) = (PackagePart){name, bytes};
}

/* A part of comments where there was none: what it is, and that the text has it. */
static Fail found_comments(Commenting *k, Str put, PartList *parts)
{
    Ctx *c = k->c;
    Str types, relations = S(XML_HEAD "<Relationships xmlns=\"" RELATIONS "\"></Relationships>");
    const char *name = "word/comments.xml";
    for (int i = 1; package_has(k->package, name); i++) name = str_format(&c->mem, "word/comments%d.xml", i).p;
    add_part(k, parts, name,
             str_format(&c->mem, XML_HEAD "<w:comments xmlns:w=\"%s\">%.*s</w:comments>", word_uri(k), STR_ARGS(put)));
    TRY(read_part(c, k->package, types_part, &types));
    add_part(k, parts, types_part,
             at_the_end(c, types,
                        str_format(&c->mem,
                                   "<Override xmlns=\"" TYPES "\" PartName=\"/%s\" ContentType=\"" COMMENTS_TYPE "\"/>",
                                   name)));
    if (package_has(k->package, relations_part)) TRY(read_part(c, k->package, relations_part, &relations));
    add_part(k, parts, relations_part,
             at_the_end(c, relations,
                        str_format(&c->mem,
                                   "<Relationship xmlns=\"" RELATIONS "\" Id=\"ngaysoComments\" Type=\"%s\" "
                                   "Target=\"%s\"/>",
                                   k->strict ? STRICT_OFFICE : OFFICE, name + strlen("word/"))));
    return OK;
}

/* Of one paragraph only one mark: what there is to say stands in it line by line. */
static void gather(Commenting *k, const Comment *comments, size_t n)
{
    Comment *all = NEW(&k->c->mem, Comment, n + 1);
    if (n) memcpy(all, comments, n * sizeof *all);
    qsort(all, n, sizeof *all, by_element);
    for (size_t i = 0; i < n; i++) {
        Comment *last = k->comments.n ? &k->comments.at[k->comments.n - 1] : NULL;
        if (last && last->element == all[i].element)
            last->text = str_format(&k->c->mem, "%.*s\n%.*s", STR_ARGS(last->text), STR_ARGS(all[i].text));
        else if (k->comments.n < COMMENTS_MAX) *list_add(&k->c->mem, &k->comments) = all[i];
    }
}

Fail comments_put(Ctx *c, Str docx, const Comment *comments, size_t n, Str author, Str *copy)
{
    Commenting k = {.c = c};
    PartList parts = {0};
    Out put = {.mem = &c->mem};
    const char *there;
    Str marked, old;
    TRY(package_open(c, docx, &k.package));
    if (!package_has(k.package, document_part))
        return fail(c, FAIL_INPUT, "Đây không phải văn bản Word (.docx), không ghi chú vào được.");
    gather(&k, comments, n);
    TRY(read_part(c, k.package, document_part, &k.document));
    k.strict = str_contains(k.document, S("\"" STRICT "\""));
    TRY(find_comments(&k, &there));
    if (there && package_has(k.package, there)) TRY(look_at_comments(&k, there));
    else there = NULL;
    TRY(mark_document(&k, &marked, author, &put));
    if (put.n) {
        add_part(&k, &parts, document_part, marked);
        if (!there) TRY(found_comments(&k, out_str(&put), &parts));
        else {
            TRY(read_part(c, k.package, there, &old));
            add_part(&k, &parts, there, at_the_end(c, old, out_str(&put)));
        }
    }
    package_close(k.package);
    return package_change(c, docx, parts.at, parts.n, copy);
}
