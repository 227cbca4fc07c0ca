// SPDX-License-Identifier: Apache-2.0
/* template_tree.c -- what stands in the places of an office's template: a document's content, each thing under a name
 * and with a word on what it is.  The same walk fills a template, checks one (with the sample) and makes the page that
 * lists the names, so that they cannot differ. */
#include "report/template_tree.h"
#include "report/inside.h"
#include "viet/text.h"

typedef struct {
    Ctx *c;
    const Content *k;
    Paper paper; /* how the head is printed */
    DocumentTree *tree;
    Str last; /* key of the part with which the text ends: "./." */
} Growing;

/* -- names --------------------------------------------------------------------------------------------------------- */

Str place_name(Arena *a, const char *front, Str words)
{
    Out o = {.mem = a};
    Str folded = viet_fold(a, words);
    out_raw(&o, str_of(front));
    for (size_t i = 0; i < folded.n; i++) {
        bool is_word = (folded.p[i] >= 'a' && folded.p[i] <= 'z') || (folded.p[i] >= '0' && folded.p[i] <= '9');
        if (is_word) out_char(&o, folded.p[i]);
        else if (o.n && i + 1 < folded.n && !str_ends(out_str(&o), S("_"))) out_char(&o, '_');
    }
    return out_str(&o);
}

static Str named(Growing *g, Str name, Str says)
{
    Str *words = NEW(&g->c->mem, Str, 1);
    *words = says;
    *map_put(&g->c->mem, &g->tree->says, name) = words;
    return name;
}

static void put(Growing *g, TemplateValue *group, const char *name, const char *says, Str text)
{
    template_put(&g->c->mem, group, named(g, str_of(name), str_of(says)), text);
}

/* For {#…}: there or not. */
static Str yes(bool is) { return is ? S("có") : (Str){0}; }

static TemplateValue *put_list(Growing *g, TemplateValue *group, const char *name, const char *says)
{
    return template_list(&g->c->mem, group, named(g, str_of(name), str_of(says)));
}

/* -- the head ------------------------------------------------------------------------------------------------------ */

static void put_name(Growing *g, TemplateValue *item, Str name, Str sign)
{
    put(g, item, "ten", "Một dòng của danh sách", name);
    put(g, item, "dau", "Dấu ở cuối dòng: “;”, dòng cuối “.”", sign);
}

static void put_names(Growing *g, const char *name, const char *says, const StrList *names)
{
    TemplateValue *list = put_list(g, g->tree->root, name, says);
    put_name(g, list->shape, (Str){0}, (Str){0});
    for (size_t i = 0; i < names->n; i++)
        put_name(g, template_item(&g->c->mem, list), bare_end(names->at[i]), i + 1 < names->n ? S(";") : S("."));
}

static void put_signer(Growing *g, const char *name, const char *says, const PaperSigner *s)
{
    TemplateValue *group = template_inner(&g->c->mem, g->tree->root, named(g, str_of(name), str_of(says)));
    put(g, group, "quyen_han", "Các dòng trên chữ ký: TM., KT., TL. và chức vụ",
        s ? paper_signer_lines(&g->c->mem, s) : (Str){0});
    put(g, group, "ho_ten", "Họ tên người ký, không ghi học hàm, học vị", s ? s->name : (Str){0});
}

static void put_receivers(Growing *g)
{
    const Paper *p = &g->paper;
    put(g, g->tree->root, "gui_mot_noi", "Nơi kính gửi, khi chỉ có một nơi", p->to.n == 1 ? p->to.at[0] : (Str){0});
    put(g, g->tree->root, "gui_nhieu_noi", "Có khi kính gửi từ hai nơi", yes(p->to.n > 1));
    put_names(g, "kinh_gui", "Mọi nơi kính gửi", &p->to);
    put_names(g, "can_cu", "Các căn cứ", &p->bases);
    put_names(g, "noi_nhan", "Nơi nhận", &p->copies);
}

static void put_head(Growing *g)
{
    Arena *a = &g->c->mem;
    const Paper *p = &g->paper;
    const Document *d = &g->k->document;
    TemplateValue *root = g->tree->root;
    Str day = paper_day(a, p->day);
    put(g, root, "co_quan_cap_tren", "Cơ quan chủ quản, chữ in hoa", viet_upper(a, p->governing));
    put(g, root, "co_quan", "Cơ quan ban hành, chữ in hoa", viet_upper(a, p->issuer));
    put(g, root, "co_quan_trong_cau", "Cơ quan ban hành, như viết trong câu", p->issuer_in_text);
    put(g, root, "so", "Số; dự thảo để chỗ trống", p->number.n ? p->number : S("        "));
    put(g, root, "ky_hieu", "Ký hiệu, không có số", p->symbol);
    put(g, root, "dia_danh", "Địa danh", p->place);
    put(g, root, "ngay", "Ngày ban hành bằng chữ; dự thảo để chỗ trống", day);
    put(g, root, "noi_ngay", "Địa danh và ngày ban hành, cả dòng",
        str_format(a, "%.*s%s%.*s", STR_ARGS(p->place), p->place.n ? ", " : "", STR_ARGS(day)));
    put(g, root, "loai", "Tên loại văn bản, chữ in hoa", viet_upper(a, paper_kind_name(p->kind)));
    put(g, root, "trich_yeu", "Trích yếu", p->title);
    put(g, root, "so_lieu_den", "Số liệu đến hết ngày", day_vietnamese(a, d->as_of));
    put(g, root, "du_thao", "“DỰ THẢO” khi chưa ban hành, ban hành rồi thì trống", p->draft ? S("DỰ THẢO") : (Str){0});
    if (document_kinds[d->kind].by_head)
        put(g, root, "tham_quyen", "Người có thẩm quyền ban hành, chữ in hoa", viet_upper(a, p->authority));
    put_receivers(g);
    put_signer(g, "ky", "Người ký", p->signers.n ? &p->signers.at[p->signers.n - 1] : NULL);
    if (d->kind == DOCUMENT_MINUTES)
        put_signer(g, "thu_ky", "Thư ký cuộc họp", p->signers.n > 1 ? &p->signers.at[0] : NULL);
}

/* -- the text ------------------------------------------------------------------------------------------------------ */

/* What a text says, its figures as numbers. */
static Str plain(Growing *g, Str line)
{
    TextPieceList pieces;
    Out o = {.mem = &g->c->mem};
    text_pieces(o.mem, line, &g->k->figures, &pieces);
    for (size_t i = 0; i < pieces.n; i++) out_raw(&o, pieces.at[i].text);
    return out_str(&o);
}

static void put_paragraph(Growing *g, TemplateValue *item, Str line, bool is_end)
{
    Str sign = str_starts(line, S("- ")) ? S("-") : str_starts(line, S("+ ")) ? S("+") : (Str){0};
    if (is_end && !str_ends(line, S("./."))) line = str_format(&g->c->mem, "%.*s./.", STR_ARGS(bare_end(line)));
    put(g, item, "dong", "Cả đoạn, có gạch đầu dòng", line);
    put(g, item, "dau_dong", "Gạch đầu dòng “-” hoặc “+”; đoạn thường thì trống", sign);
    put(g, item, "chu", "Chữ của đoạn, không có gạch đầu dòng", sign.n ? str_from(line, 2) : line);
}

#define DOTS "………………………………………………………………………………"

/* The lines of a part that follow its heading; what is still to be written as dots. */
static StrList lines_of(Growing *g, const DocumentPart *p)
{
    StrList lines = {0};
    Str rest = p->text, line;
    if (p->level == LEVEL_ARTICLE) str_cut(&rest, '\n', &line);
    while (str_cut(&rest, '\n', &line))
        if (str_trim(line).n) *list_add(&g->c->mem, &lines) = plain(g, str_trim(line));
    if (p->is_needed && !p->text.n) *list_add(&g->c->mem, &lines) = S(DOTS "\n" DOTS "\n" DOTS);
    return lines;
}

static void put_paragraphs(Growing *g, TemplateValue *list, const DocumentPart *p)
{
    StrList lines = p ? lines_of(g, p) : (StrList){0};
    bool is_last = p && str_equal(p->key, g->last);
    put_paragraph(g, list->shape, (Str){0}, false);
    for (size_t i = 0; i < lines.n; i++)
        put_paragraph(g, template_item(&g->c->mem, list), lines.at[i], is_last && i + 1 == lines.n);
}

/* NULL: what a part is like. */
static void put_part(Growing *g, TemplateValue *item, const DocumentPart *p)
{
    Arena *a = &g->c->mem;
    int level = p ? p->level : -1;
    Str heading = p ? p->heading : (Str){0}, article = {0}, rest = p ? p->text : (Str){0};
    if (level == LEVEL_ARTICLE) str_cut(&rest, '\n', &article), article = plain(g, article);
    if (level == LEVEL_ARTICLE && str_equal(p->key, g->last) && !str_trim(rest).n)
        article = str_format(a, "%.*s./.", STR_ARGS(bare_end(article)));
    put(g, item, "so_muc", "Số của mục: I., 1., 1.1., Điều 1.", p ? p->marker : (Str){0});
    put(g, item, "tieu_de", "Tiêu đề của mục", level == 1 ? viet_upper(a, heading) : heading);
    put(g, item, "muc_lon", "Có khi là mục I, II, …: để đặt trong {#muc_lon}…{/muc_lon}", yes(level == 1));
    put(g, item, "muc_vua", "Có khi là mục 1, 2, …", yes(level == 2));
    put(g, item, "muc_nho", "Có khi là mục 1.1, 1.2, …", yes(level == 3));
    put(g, item, "dieu_chu", "Chữ của một Điều, khi mục là Điều", article);
    put_paragraphs(g, put_list(g, item, "doan", "Các đoạn của mục"), p);
}

static void put_parts(Growing *g, const char *name, const char *says, Str key)
{
    TemplateValue *list = put_list(g, g->tree->root, name, says);
    put_part(g, list->shape, NULL);
    for (size_t i = 0; i < g->k->parts.n; i++) {
        const DocumentPart *p = &g->k->parts.at[i];
        if (p->level == LEVEL_ANNEX || !str_starts(p->key, key)) continue;
        put_part(g, template_item(&g->c->mem, list), p);
    }
}

/* Parts that a draft of each kind writes under a key of their own; the test looks whether all are here. */
const TemplateSection template_sections[] = {
    {DOCUMENT_CONSOLIDATED, "mo-dau", "Đoạn mở đầu", 0, NULL},
    {DOCUMENT_CONSOLIDATED, "chi-dao", "Công tác chỉ đạo, triển khai", 1, NULL},
    {DOCUMENT_CONSOLIDATED, "ket-qua", "Kết quả thực hiện các hoạt động", 1, NULL},
    {DOCUMENT_CONSOLIDATED, "nhiem-vu", "Kết quả thực hiện nhiệm vụ giao các cơ quan", 1, NULL},
    {DOCUMENT_CONSOLIDATED, "phat-sinh", "Việc phát sinh, việc theo ý kiến chỉ đạo", 1, NULL},
    {DOCUMENT_CONSOLIDATED, "kinh-phi", "Kinh phí thực hiện", 1, NULL},
    {DOCUMENT_CONSOLIDATED, "kho-khan", "Khó khăn, vướng mắc và việc chỉ đạo giải quyết", 1, NULL},
    {DOCUMENT_CONSOLIDATED, "danh-gia", "Đánh giá chung", 1, NULL},
    {DOCUMENT_CONSOLIDATED, "uu-diem", "Ưu điểm", 2, NULL},
    {DOCUMENT_CONSOLIDATED, "han-che", "Tồn tại, hạn chế", 2, NULL},
    {DOCUMENT_CONSOLIDATED, "nguyen-nhan", "Nguyên nhân", 2, NULL},
    {DOCUMENT_CONSOLIDATED, "de-xuat", "Nhiệm vụ tiếp theo và đề xuất, kiến nghị", 1, NULL},
    {DOCUMENT_CONSOLIDATED, "ket", "Đoạn kết", 0, NULL},
    {DOCUMENT_URGING, "mo-dau", "Đoạn mở đầu", 0, NULL},
    {DOCUMENT_URGING, "ket", "Đoạn kết", 0, NULL},
    {DOCUMENT_ASSIGNMENT, "mo-dau", "Đoạn mở đầu", 0, NULL},
    {DOCUMENT_ASSIGNMENT, "noi-dung", "Nội dung công việc", 2, NULL},
    {DOCUMENT_ASSIGNMENT, "san-pham", "Sản phẩm, kết quả cần đạt", 2, NULL},
    {DOCUMENT_ASSIGNMENT, "thoi-han", "Thời hạn", 2, NULL},
    {DOCUMENT_ASSIGNMENT, "phoi-hop", "Cơ quan phối hợp", 2, NULL},
    {DOCUMENT_ASSIGNMENT, "bao-cao", "Chế độ báo cáo", 2, NULL},
    {DOCUMENT_INVITATION, "noi-dung", "Nội dung giấy mời", 0, NULL},
    {DOCUMENT_SUBMISSION, "mo-dau", "Đoạn mở đầu", 0, NULL},
    {DOCUMENT_SUBMISSION, "su-can-thiet", "Sự cần thiết", 1, NULL},
    {DOCUMENT_SUBMISSION, "de-nghi", "Nội dung đề nghị", 1, NULL},
    {DOCUMENT_SUBMISSION, "ho-so", "Hồ sơ kèm theo", 1, NULL},
    {DOCUMENT_SUBMISSION, "ket", "Đoạn kết", 0, NULL},
    {DOCUMENT_NOTICE, "mo-dau", "Đoạn mở đầu", 0, NULL},
    {DOCUMENT_NOTICE, "ket-luan", "Nội dung kết luận", 2, NULL},
    {DOCUMENT_NOTICE, "ket", "Đoạn kết", 0, NULL},
    {DOCUMENT_MINUTES, "mo-dau", "Đoạn mở đầu", 0, NULL},
    {DOCUMENT_MINUTES, "dien-bien", "Diễn biến cuộc họp", 2, NULL},
    {DOCUMENT_MINUTES, "ket-luan", "Kết luận", 2, NULL},
    {DOCUMENT_MINUTES, "ket", "Đoạn kết", 0, NULL},
    {0},
};

/* Parts of which there are as many as there are activities, agencies, articles: by the beginning of their key. */
const TemplateSection template_repeated[] = {
    {DOCUMENT_CONSOLIDATED, "group ", "Từng nhóm hoạt động của kế hoạch, chỉ tiêu đề", 2, "nhom_hoat_dong"},
    {DOCUMENT_CONSOLIDATED, "node ", "Từng hoạt động, nhiệm vụ của kế hoạch", 2, "hoat_dong"},
    {DOCUMENT_URGING, "org ", "Từng cơ quan được đôn đốc", 2, "tung_co_quan"},
    {DOCUMENT_DECISION, "dieu ", "Từng Điều", LEVEL_ARTICLE, "dieu"},
    {0},
};

static void put_sections(Growing *g)
{
    Arena *a = &g->c->mem;
    for (const TemplateSection *s = template_sections; s->key; s++) {
        if (s->kind != g->k->document.kind) continue;
        const DocumentPart *part = NULL;
        for (size_t i = 0; i < g->k->parts.n; i++)
            if (str_equal(g->k->parts.at[i].key, str_of(s->key))) part = &g->k->parts.at[i];
        Str says = str_format(a, "%s: các đoạn", s->says);
        put_paragraphs(g, put_list(g, g->tree->root, str_c(a, place_name(a, "", str_of(s->key))), says.p), part);
    }
    for (const TemplateSection *s = template_repeated; s->key; s++)
        if (s->kind == g->k->document.kind) put_parts(g, s->list, s->says, str_of(s->key));
}

/* -- figures and tables -------------------------------------------------------------------------------------------- */

static void put_figures(Growing *g)
{
    Arena *a = &g->c->mem;
    TemplateValue *group =
        template_inner(a, g->tree->root, named(g, S("so_lieu"), S("Số liệu chung; chỉ có số mà văn bản nhắc đến")));
    for (int kind = 0; kind < FIGURE_COUNT; kind++) {
        Str name = str_of(figure_kinds[kind].name), value = {0};
        for (size_t i = g->k->figures.n; i-- > 0;) {
            const DocumentFigure *f = &g->k->figures.at[i];
            if ((int)f->kind == kind && !f->node && !f->words.n) value = f->value ? number_words(a, f->value) : S("0");
        }
        template_put(a, group, named(g, place_name(a, "", name), name), value);
    }
}

static void put_row(Growing *g, TemplateValue *item, const Annex *k, const AnnexRow *row)
{
    Arena *a = &g->c->mem;
    for (size_t i = 0; i < k->columns.n; i++) {
        Str name = k->columns.at[i].name;
        template_put(a, item, named(g, place_name(a, "", name), name), row ? annex_words(a, k, row, i) : (Str){0});
    }
}

static void put_table(Growing *g, const Annex *shape, const Annex *k)
{
    Arena *a = &g->c->mem;
    Str sheet = shape->sheet;
    Str says = str_format(a, "Bảng “%.*s”: mỗi dòng của bảng", STR_ARGS(shape->title.n ? shape->title : sheet));
    TemplateValue *list = put_list(g, g->tree->root, str_c(a, place_name(a, "bang_", sheet)), says.p);
    put_row(g, list->shape, shape, NULL);
    for (size_t i = 0; k && i < k->rows.n; i++) put_row(g, template_item(a, list), shape, &k->rows.at[i]);
    put(g, g->tree->root, str_c(a, place_name(a, "ten_bang_", sheet)), "Tên của bảng ấy, chữ in hoa",
        viet_upper(a, k ? k->title : shape->title));
    put(g, g->tree->root, str_c(a, place_name(a, "co_bang_", sheet)), "Có khi bảng ấy có dòng nào",
        yes(k && k->rows.n));
    if (!shape->has_sum) return;
    TemplateValue *sums =
        template_inner(a, g->tree->root, named(g, place_name(a, "cong_", sheet), S("Dòng cộng của bảng ấy")));
    for (size_t i = 0; i < shape->columns.n; i++) {
        Str name = shape->columns.at[i].name;
        int64_t sum = k && shape->columns.at[i].type == ANNEX_NUMBER ? annex_sum(k, i) : 0;
        if (shape->columns.at[i].type == ANNEX_NUMBER)
            template_put(a, sums, place_name(a, "", name), sum ? number_words(a, sum) : S("0"));
    }
}

/* What was frozen with other columns keeps its text and loses its table. */
static bool has_columns(const Annex *k, const Annex *shape)
{
    bool same = k->columns.n == shape->columns.n && str_equal(k->sheet, shape->sheet);
    for (size_t i = 0; same && i < shape->columns.n; i++)
        same = k->columns.at[i].type == shape->columns.at[i].type &&
               str_equal(k->columns.at[i].name, shape->columns.at[i].name);
    return same;
}

static void put_tables(Growing *g)
{
    AnnexList shapes, tables;
    annex_shapes(g->c, g->k->document.kind, &shapes);
    content_tables(g->c, g->k, &tables);
    for (size_t i = 0; i < shapes.n; i++) {
        const Annex *k = NULL;
        for (size_t n = 0; n < tables.n; n++)
            if (has_columns(&tables.at[n], &shapes.at[i])) k = &tables.at[n];
        put_table(g, &shapes.at[i], k);
    }
}

/* -- the whole ----------------------------------------------------------------------------------------------------- */

Fail content_tree(Ctx *c, const Content *k, DocumentTree *tree)
{
    Growing g = {.c = c, .k = k, .tree = tree};
    *tree = (DocumentTree){.root = template_group(&c->mem)};
    TRY(content_paper(c, k, (Str){0}, &g.paper));
    for (size_t i = 0; i < k->parts.n && !g.paper.open_end; i++)
        if (k->parts.at[i].level != LEVEL_ANNEX) g.last = k->parts.at[i].key;
    put_head(&g);
    put_parts(&g, "muc", "Mọi mục của văn bản theo thứ tự", (Str){0});
    put_sections(&g);
    put_figures(&g);
    put_tables(&g);
    return OK;
}
