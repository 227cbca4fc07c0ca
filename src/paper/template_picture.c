// SPDX-License-Identifier: Apache-2.0
/* template_picture.c -- pictures: their size by the first bytes of PNG (ISO/IEC 15948, 11.2.2) and JPEG (ITU-T T.81,
 * B.2.2), and the drawing that shows them (ECMA-376 part 1, 20.4). */
#include "paper/style.h"
#include "paper/template_inside.h"

typedef struct {
    unsigned wide, high; /* pixels */
    bool png;
} PictureSize;

static unsigned big_endian(const char *p, int n)
{
    unsigned v = 0;
    for (int i = 0; i < n; i++) v = v << 8 | (unsigned char)p[i];
    return v;
}

static bool size_of(Str s, PictureSize *size)
{
    enum { SIDE_MAX = 20000 };
    *size = (PictureSize){0};
    if (s.n > 24 && str_starts(s, S("\x89PNG\r\n\x1a\n")))
        *size = (PictureSize){big_endian(s.p + 16, 4), big_endian(s.p + 20, 4), true};
    else if (str_starts(s, S("\xff\xd8\xff")))
        for (size_t i = 2; i + 9 < s.n && s.p[i] == '\xff';) {
            unsigned marker = (unsigned char)s.p[i + 1], n = big_endian(s.p + i + 2, 2);
            bool frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
            if (frame) {
                *size = (PictureSize){big_endian(s.p + i + 7, 2), big_endian(s.p + i + 5, 2), false};
                break;
            }
            i += 2 + n;
        }
    return size->wide && size->high && size->wide <= SIDE_MAX && size->high <= SIDE_MAX;
}

#define DRAWING                                                                                                        \
    "<w:drawing xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><wp:inline "                  \
    "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" distT=\"0\" distB=\"0\" "     \
    "distL=\"0\" distR=\"0\"><wp:extent cx=\"%lld\" cy=\"%lld\"/><wp:docPr id=\"1\" name=\"%s\"/><a:graphic "          \
    "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"><a:graphicData "                                \
    "uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic "                                       \
    "xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:nvPicPr><pic:cNvPr id=\"1\" "         \
    "name=\"%s\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"%s\" "                                  \
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"/><a:stretch><a:fillRect/>"        \
    "</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"%lld\" cy=\"%lld\"/></a:xfrm>"   \
    "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>"   \
    "</w:drawing>"

static const char *add_media(Filling *f, Str bytes, bool png)
{
    Arena *a = &f->finder.c->mem;
    Pictures *p = &f->pictures;
    size_t n = p->media->n + 1;
    const char *extension = png ? "png" : "jpeg", *id = str_format(a, "ngayso%zu", n).p;
    *list_add(a, p->media) =
        (ArchivePart){.name = str_format(a, "word/media/ngayso%zu.%s", n, extension).p, .bytes = bytes, .stored = true};
    out_format(
        &p->relations,
        "<Relationship Id=\"%s\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image\" "
        "Target=\"media/ngayso%zu.%s\"/>",
        id, n, extension);
    if (png) p->png = true;
    else p->jpeg = true;
    return id;
}

void fill_picture(Filling *f, Node *t, const Tag *tag, const TemplateValue *v)
{
    enum { EMU_A_MM = 36000 };
    Ctx *c = f->finder.c;
    PictureSize size;
    Node *drawing;
    t->text = (Str){0};
    if (f->checking || !v->text.n) return;
    if (!size_of(v->text, &size)) {
        problem(&f->finder, tag,
                str_format(&c->mem, "Tệp của “%.*s” không phải ảnh PNG hoặc JPEG đọc được.", STR_ARGS(tag->name)));
        return;
    }
    double page = PAGE_SHORT - PAGE_LEFT - PAGE_RIGHT, wide = v->width > 0 ? v->width : size.wide * 25.4 / 96;
    if (wide > page) wide = page;
    long long cx = (long long)(wide * EMU_A_MM), cy = (long long)(wide * size.high / size.wide * EMU_A_MM);
    const char *id = add_media(f, v->text, size.png);
    Str xml = str_format(&c->mem, DRAWING, cx, cy, id, id, id, cx, cy);
    if (!tree_read(c, xml, &drawing)) node_put_behind(t, drawing);
}
