// SPDX-License-Identifier: Apache-2.0
/* template_shipped.c -- the form of each kind that an office begins with, and the made-up document by which forms are
 * checked and explained. */
#include "report/inside.h"
#include "report/template_tree.h"

/* -- the form ------------------------------------------------------------------------------------------------------ */

static void line(Paper *p, PaperStyle style, const char *text) { paper_add(p, style, (Str){0}, str_of(text)); }

/* A loop in lines of its own, so that nothing is left where it is empty. */
static void loop(Paper *p, PaperStyle style, const char *name, const char *text)
{
    line(p, style, str_format(p->mem, "{#%s}", name).p);
    line(p, style, text);
    line(p, style, str_format(p->mem, "{/%s}", name).p);
}

static void put_head(Paper *p, DocumentKind kind)
{
    p->form = p->open_end = true;
    p->governing = S("{#co_quan_cap_tren}\n{co_quan_cap_tren}\n{/co_quan_cap_tren}"), p->issuer = S("{co_quan}");
    p->number = S("{so}"), p->symbol = S("{ky_hieu}"), p->place = S("{noi_ngay}");
    p->title = S("{trich_yeu}");
    p->urgency = S("{#du_thao}\nDỰ THẢO\n{/du_thao}");
    if (document_kinds[kind].by_head) p->authority = S("{tham_quyen}");
}

static void put_text(Paper *p, DocumentKind kind)
{
    loop(p, PAPER_TO, "gui_mot_noi", "Kính gửi: {gui_mot_noi}");
    line(p, PAPER_TO, "{#gui_nhieu_noi}");
    line(p, PAPER_TO, "Kính gửi:");
    loop(p, PAPER_TO_EACH, "kinh_gui", "- {ten}{dau}");
    line(p, PAPER_TO, "{/gui_nhieu_noi}");
    loop(p, PAPER_BASIS, "can_cu", "{ten}{dau}");
    if (document_kinds[kind].by_head) line(p, PAPER_CENTRE, "QUYẾT ĐỊNH:");
    line(p, PAPER_BODY, "{#muc}");
    loop(p, PAPER_SECTION, "muc_lon", "{so_muc} {tieu_de}");
    loop(p, PAPER_ITEM, "muc_vua", "{so_muc} {tieu_de}");
    loop(p, PAPER_SUBITEM, "muc_nho", "{so_muc} {tieu_de}");
    loop(p, PAPER_BODY, "dieu_chu", "{so_muc} {dieu_chu}");
    loop(p, PAPER_BODY, "doan", "{dong}");
    line(p, PAPER_BODY, "{/muc}");
}

static void put_end(Paper *p, DocumentKind kind)
{
    static const char *const copies[] = {"{#noi_nhan}", "- {ten}{dau}", "{/noi_nhan}"};
    for (size_t i = 0; i < sizeof copies / sizeof *copies; i++) *list_add(p->mem, &p->copies) = str_of(copies[i]);
    if (kind == DOCUMENT_MINUTES)
        *list_add(p->mem, &p->signers) = (PaperSigner){
            .post = S("{thu_ky.quyen_han}"), .name = S("{thu_ky.ho_ten}"), .instruction = S("(Ký, ghi rõ họ tên)")};
    *list_add(p->mem, &p->signers) =
        (PaperSigner){.post = S("{ky.quyen_han}"),
                      .name = S("{ky.ho_ten}"),
                      .instruction = kind == DOCUMENT_MINUTES ? S("(Ký, ghi rõ họ tên)") : (Str){0}};
}

/* The row that is repeated: the loop opens in its first cell and closes in its last. */
static void put_rows(Paper *p, PaperTable *t, const Annex *k)
{
    Arena *a = p->mem;
    Str list = place_name(a, "bang_", k->sheet);
    PaperRow *row = paper_row(p, t, false);
    for (size_t i = 0; i < k->columns.n; i++) {
        Str name = place_name(a, "", k->columns.at[i].name);
        Str open = i ? (Str){0} : str_format(a, "{#%.*s}", STR_ARGS(list));
        Str close = i + 1 < k->columns.n ? (Str){0} : str_format(a, "{/%.*s}", STR_ARGS(list));
        paper_cell(p, row, str_format(a, "%.*s{%.*s}%.*s", STR_ARGS(open), STR_ARGS(name), STR_ARGS(close)));
    }
}

static void put_sums(Paper *p, PaperTable *t, const Annex *k)
{
    Arena *a = p->mem;
    Str sums = place_name(a, "cong_", k->sheet);
    PaperRow *row = paper_row(p, t, false);
    row->strong = true;
    for (size_t i = 0; i < k->columns.n; i++) {
        bool is_number = k->columns.at[i].type == ANNEX_NUMBER;
        Str name = place_name(a, "", k->columns.at[i].name);
        Str cell = str_format(a, "{%.*s.%.*s}", STR_ARGS(sums), STR_ARGS(name));
        paper_cell(p, row, is_number ? cell : i == 1 ? S("Cộng") : (Str){0});
    }
}

static void put_tables(Ctx *c, Paper *p, DocumentKind kind)
{
    AnnexList shapes;
    annex_shapes(c, kind, &shapes);
    for (size_t i = 0; i < shapes.n; i++) {
        Annex *k = &shapes.at[i];
        if (k->only_sheet) continue;
        k->title = str_format(p->mem, "{%.*s}", STR_ARGS(place_name(p->mem, "ten_bang_", k->sheet)));
        PaperTable *t = annex_table(p, k);
        PaperAnnex *annex = &p->annexes.at[p->annexes.n - 1];
        annex->reference = str_format(p->mem, "(Kèm theo %.*s số {so}/{ky_hieu} {ngay} của {co_quan_trong_cau})",
                                      STR_ARGS(paper_kind_name(p->kind)));
        put_rows(p, t, k);
        if (k->has_sum) put_sums(p, t, k);
        Str any = place_name(p->mem, "co_bang_", k->sheet);
        paper_add_to(p, &annex->body, PAPER_BODY, (Str){0}, str_format(p->mem, "{^%.*s}", STR_ARGS(any)));
        paper_add_to(p, &annex->body, PAPER_BODY, (Str){0}, S("Bảng này không có dòng nào."));
        paper_add_to(p, &annex->body, PAPER_BODY, (Str){0}, str_format(p->mem, "{/%.*s}", STR_ARGS(any)));
    }
}

Fail template_shipped(Ctx *c, DocumentKind kind, Str *docx)
{
    Paper p = paper_new(&c->mem, document_kinds[kind].paper);
    put_head(&p, kind);
    put_text(&p, kind);
    put_end(&p, kind);
    put_tables(c, &p, kind);
    return paper_docx(c, &p, docx);
}

/* -- a made-up document --------------------------------------------------------------------------------------------
 */

static void add_part(Ctx *c, Content *k, const char *key, int level, const char *marker, const char *heading)
{
    Str text = level == LEVEL_ARTICLE ? S("Nội dung của Điều này.")
                                      : S("Đã hoàn thành {214|s1} việc.\n- Sở Y tế đã tập huấn 120 người;");
    *list_add(&c->mem, &k->parts) = (DocumentPart){
        .key = str_of(key), .level = level, .marker = str_of(marker), .heading = str_of(heading), .text = text};
}

static void sample_parts(Ctx *c, Content *k)
{
    DocumentKind kind = k->document.kind;
    for (const TemplateSection *s = template_repeated; s->key; s++) {
        bool is_article = s->level == LEVEL_ARTICLE;
        if (s->kind == kind)
            add_part(c, k, str_format(&c->mem, "%s1", s->key).p, s->level, is_article ? "Điều 1." : "1.",
                     is_article ? "" : "Sở Y tế");
    }
    for (const TemplateSection *s = template_sections; s->key; s++)
        if (s->kind == kind)
            add_part(c, k, s->key, s->level, s->level == 1 ? "I." : s->level ? "1." : "", s->level ? s->says : "");
    for (int f = 0; f < FIGURE_COUNT; f++)
        *list_add(&c->mem, &k->figures) = (DocumentFigure){.nth = f + 1, .kind = (FigureKind)f, .value = 214};
}

static void sample_tables(Ctx *c, Content *k)
{
    annex_shapes(c, k->document.kind, &k->annexes);
    for (size_t i = 0; i < k->annexes.n; i++) {
        Annex *a = &k->annexes.at[i];
        AnnexRow *row = list_add(&c->mem, &a->rows);
        if (!a->title.n) a->title = a->sheet;
        row->cells = NEW(&c->mem, AnnexCell, a->columns.n);
        for (size_t n = 0; n < a->columns.n; n++) {
            bool is_day = a->columns.at[n].type == ANNEX_DAY;
            row->cells[n] = (AnnexCell){.text = n ? S("Sở Y tế") : S("1"), .number = is_day ? c->today : 12};
        }
    }
}

void content_sample(Ctx *c, DocumentKind kind, Content *k)
{
    Arena *a = &c->mem;
    *k = (Content){.document = {.kind = kind,
                                .state = DOCUMENT_ISSUED,
                                .as_of = c->today,
                                .day = c->today,
                                .subject = S("Kết quả thực hiện Kế hoạch chuyển đổi số"),
                                .receivers = S("Sở Y tế\nSở Tài chính"),
                                .copies = S("Như trên\nLưu: VT, CNTT"),
                                .bases = S("Căn cứ Luật Tổ chức chính quyền địa phương"),
                                .place = S("Bắc Giang"),
                                .capacity = S("GIÁM ĐỐC"),
                                .signer = S("Nguyễn Văn An")},
                   .agency = {.name = S("Sở Thông tin và Truyền thông"),
                              .kind = S("so"),
                              .parent_name = S("Ủy ban nhân dân tỉnh Bắc Giang"),
                              .symbol = S("STTTT"),
                              .unit = S("CNTT"),
                              .place = S("Bắc Giang")}};
    k->document.symbol =
        str_format(a, "12/%.*s", STR_ARGS(paper_symbol(a, document_kinds[kind].paper, S("STTTT"), S("CNTT"))));
    sample_parts(c, k);
    sample_tables(c, k);
}
