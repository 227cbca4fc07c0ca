// SPDX-License-Identifier: Apache-2.0
/* form_world.h -- a feature that takes forms, for *_test.c only: a short form on one page (/don/{mot-don}), a long one
 * with drafts.  What was sent last is kept in `sent`. */
#pragma once
#include "base/testing.h"
#include "form/draft.h"
#include "form/source.h"
#include "http/world.h"
#include "people/signed_in.h"

/* -- designs ----------------------------------------------------------------------------------------------------- */

/* Fewer than twelve fields: one page.  `ten` is taken once it is "Đã có". */
static const char short_yaml[] =
    "code: ngan\ntitle: Đăng ký gian hàng\nabout: Dành cho doanh nghiệp trong tỉnh.\nlanguages: [en]\n"
    "fields:\n"
    "  - ten: {type: text, label: {vi: Tên gian hàng, en: Name of the stand}, required: true, max: 60, unique: true}\n"
    "  - so_luong: {type: integer, label: Số gian, min: 1, max: 5, required: true, unit: gian}\n"
    "  - kinh_phi: {type: money, label: Kinh phí}\n"
    "  - loai: {type: choice, label: Loại, choices: {trong: {label: {vi: Trong nhà, en: Indoors}}, ngoai: Ngoài trời}, "
    "required: true}\n"
    "  - mai_che: {type: 'yes', label: Có mái che, shown_if: \"${loai} = 'ngoai'\", required: true}\n"
    "  - ngay: {type: period, label: Thời gian}\n"
    "  - anh: {type: file, label: Bản vẽ, max: 2, size: 2 MB, accept: [txt, pdf, png]}\n"
    "  - hang: {label: Hàng bày bán, max: 4, columns: [{ten_hang: {type: text, label: Tên hàng, required: true}}, "
    "{gia: {type: money, label: Giá}}, {so: {type: integer, label: Số}}, {tien: {label: Thành tiền, compute: \"${gia} "
    "* ${so}\"}}]}\n"
    "  - tong: {label: Tổng tiền, compute: sum(${tien})}\n";

static const char long_yaml[] =
    "code: dai\ntitle: Xin treo băng rôn\nabout: Nộp trước ngày treo 15 ngày.\n"
    "lists:\n"
    "  xa: [{key: x1, label: Đồng Tâm, huyen: yen_the}, {key: x2, label: Bích Động, huyen: viet_yen}]\n"
    "fields:\n"
    "  - heading: Người xin\n"
    "  - ho_ten: {type: person, label: Họ và tên, required: true, purpose: để liên hệ}\n"
    "  - dien_thoai: {type: phone, label: Điện thoại, required: true, purpose: để liên hệ}\n"
    "  - thu: {type: mail, label: Thư điện tử}\n"
    "  - co_quan: {type: agency, label: Cơ quan}\n"
    "  - heading: Băng rôn\n"
    "  - noi_dung: {type: lines, label: Nội dung, required: true, seen_by: all}\n"
    "  - so_luong: {type: integer, label: Số lượng, min: 1, max: 50, required: true, seen_by: signed_in}\n"
    "  - dai: {type: decimal, label: Dài, unit: m}\n"
    "  - rong: {type: decimal, label: Rộng, unit: m}\n"
    "  - dien_tich: {label: Diện tích, compute: \"${dai} * ${rong}\", unit: m²}\n"
    "  - tai_tro: {type: 'yes', label: Có tài trợ}\n"
    "  - ty_le: {type: decimal, label: Phần của nhà tài trợ, unit: '%', shown_if: \"${tai_tro} = true()\", required: "
    "true, "
    "constraint: '. <= 20', message: Phần của nhà tài trợ nhiều nhất 20 %.}\n"
    "  - ma_ket: {type: image, label: Ma-két}\n"
    "  - heading: Nơi treo\n"
    "  - huyen: {type: choice, label: Huyện, choices: {yen_the: Yên Thế, viet_yen: Việt Yên}}\n"
    "  - xa: {type: choice, label: Xã, list: xa, filter: \"huyen = ${huyen}\"}\n"
    "  - xa_treo: {type: commune, label: Xã treo}\n"
    "  - tu_ngay: {type: day, label: Từ ngày, required: true}\n"
    "  - cam_ket: {type: choices, label: Cam kết, choices: {thao: Tháo đúng hạn, dep: Giữ mỹ quan}, required: true}\n";

/* -- the feature --------------------------------------------------------------------------------------------------- */

static struct {
    int n;
    Str json;
    Id draft, about, id;
    char path[80];
} sent;
static const char *closed;          /* why no more are taken */
static int long_version = 1;        /* the newest */
static const char *other_long_yaml; /* the design of version 2 */
static Id supplemented;             /* drafts about it have answers already */

static Fail design_for(Ctx *c, Str code, Design **d)
{
    DesignProblems problems;
    const char *yaml = str_equal(code, S("ngan")) ? short_yaml : long_version > 1 ? other_long_yaml : long_yaml;
    *d = NEW(&c->mem, Design, 1);
    if (design_from_yaml(&c->mem, str_of(yaml), *d, &problems)) return OK;
    for (size_t i = 0; i < problems.n; i++) fprintf(stderr, "%.*s\n", STR_ARGS(problem_line(&c->mem, &problems.at[i])));
    return fail(c, FAIL_INPUT, "design");
}

static Fail is_taken(Ctx *c, const void *about, const DesignField *f, Str answer, bool *taken)
{
    (void)c, (void)about, (void)f;
    *taken = str_equal(answer, S("Đã có"));
    return OK;
}

static Fail thing_asks(Ctx *c, const Draft *draft, DraftAsks *asks)
{
    Design *d;
    TRY(design_for(c, draft->code, &d));
    *asks = (DraftAsks){.asked = {.design = d, .is_taken = is_taken},
                        .version = str_equal(draft->code, S("dai")) ? long_version : 1,
                        .send = S("Nộp đơn"),
                        .back = S("/don"),
                        .closed = closed ? str_of(closed) : (Str){0}};
    if (draft->about) {
        Answers *had = NEW(&c->mem, Answers, 1);
        TRY(answers_from_json(c, d, S("{\"ho_ten\":\"Nguyễn Thị Hoa\",\"dien_thoai\":\"0912345678\",\"so_luong\":3}"),
                              had, NULL));
        asks->asked.had = had;
    }
    return OK;
}

static Fail thing_send(Ctx *c, const Request *q, const Draft *draft, const DraftAsks *asks, Filled *f, Str *path)
{
    Id id = id_new(c->now);
    static char json[20000];
    TRY(fill_keep(c, q, &asks->asked, f, "don", id));
    Str text = answers_json(&c->mem, &f->answers);
    if (str_contains(text, S("het cho"))) return fail(c, FAIL_CONFLICT, "Đã hết chỗ.");
    snprintf(json, sizeof json, "%.*s", STR_ARGS(text));
    snprintf(sent.path, sizeof sent.path, "/don?da-nop=%lld", (long long)id);
    sent.n++, sent.json = str_of(json), sent.draft = draft->id, sent.about = draft->about, sent.id = id;
    *path = str_of(sent.path);
    return OK;
}
static const FormKind thing_kind = {"don", thing_asks, thing_send};
static const FormKind *const thing_kinds[] = {&thing_kind, NULL};

/* -- its pages -------------------------------------------------------------------------------------------------------
 */

static Fail asked_of(Ctx *c, const Request *q, Asked *asked)
{
    Design *d;
    if (!str_equal(input_text(q, "mot-don"), S("ngan"))) return fail(c, FAIL_MISSING, "Không có biểu mẫu này.");
    TRY(design_for(c, S("ngan"), &d));
    *asked = (Asked){.design = d, .is_taken = is_taken};
    return OK;
}

static Fail thing_more(Ctx *c, const Request *q, const Input **inputs)
{
    Asked asked;
    TRY(asked_of(c, q, &asked));
    return fill_more(c, &asked, inputs);
}

static Fail thing_get(Ctx *c, const Request *q, Reply *r)
{
    Asked asked;
    const Input *more;
    TRY(asked_of(c, q, &asked));
    TRY(fill_more(c, &asked, &more));
    Out *o = reply_page(c, q, r, asked.design->title);
    out_format(o, "<h1>%.*s</h1>", STR_ARGS(asked.design->title));
    Form form =
        form_begin(o, q, POST, "/don/{mot-don}", (FormAt){.action = request_path(q), .more = more, .is_lenient = true});
    TRY(fill_draw(c, o, &form, &asked));
    out_raw(o, S("<p class=\"actions\"><button name=\"nut-bam\" value=\"gui\">Gửi</button></p>"));
    form_end(o, &form);
    fill_script(o);
    return OK;
}

static Fail thing_prepare(Ctx *c, const Request *q, Reply *r)
{
    Filled *f = NEW(&c->mem, Filled, 1);
    Asked asked;
    reply_prepared(r, f);
    TRY(asked_of(c, q, &asked));
    return fill_read(c, q, &asked, f);
}

static Fail thing_post(Ctx *c, const Request *q, Reply *r)
{
    Asked asked;
    Filled f = *(const Filled *)request_prepared(q);
    DraftAsks asks = {0};
    Str path;
    TRY(asked_of(c, q, &asked));
    asks.asked = asked;
    TRY(thing_send(c, q, &(Draft){0}, &asks, &f, &path));
    return reply_redirect(c, r, "%.*s", STR_ARGS(path));
}

static Fail things_get(Ctx *c, const Request *q, Reply *r)
{
    Out *o = reply_page(c, q, r, S("Các đơn"));
    out_raw(o, S("<h1>Các đơn</h1>"));
    for (int i = 0; i < 2; i++) {
        Form form = form_begin(o, q, POST, "/don/{mot-don}/bat-dau",
                               (FormAt){.action = i ? S("/don/dai/bat-dau") : S("/don/ngan/bat-dau")});
        out_raw(o, i ? S("<p><button>Băng rôn</button></p>") : S("<p><button>Gian hàng</button></p>"));
        form_end(o, &form);
    }
    return OK;
}

static Fail thing_begin_post(Ctx *c, const Request *q, Reply *r)
{
    static Str names[] = {STR("so_luong"), STR("noi_dung")};
    static const StrList only = {.at = names, .n = 2};
    Str path;
    TRY(draft_begin(c, &(DraftNew){"don", input_text(q, "mot-don"), supplemented, supplemented ? &only : NULL}, &path));
    return reply_redirect(c, r, "%.*s", STR_ARGS(path));
}

static const Input thing_inputs[] = {{INPUT_TEXT, "mot-don", "Đơn", .required = true, .max = 40}, {0}};
static const Input thing_post_inputs[] = {
    {INPUT_TEXT, "mot-don", "Đơn", .required = true, .max = 40}, FILL_BUTTON, {0}};
static const Input things_inputs[] = {{INPUT_ID, "da-nop", "Vừa nộp", .required = false}, {0}};
static const Route thing_routes[] = {
    {GET, "/don", things_get, things_inputs, RIGHT_PUBLIC, .help = "Các đơn"},
    {GET, "/don/{mot-don}", thing_get, thing_inputs, RIGHT_PUBLIC, .help = "Một đơn"},
    {POST, "/don/{mot-don}", thing_post, thing_post_inputs, RIGHT_PUBLIC, "Gửi đơn", .api = true, .again = thing_get,
     .more = thing_more, .prepare = thing_prepare, .files_max = 8 << 20, .slow_with_files = true},
    {POST, "/don/{mot-don}/bat-dau", thing_begin_post, thing_inputs, RIGHT_PUBLIC, .help = "Bắt đầu đơn"},
    {0}};
static Fail thing_place(Ctx *c, Id id, Place *place)
{
    (void)c, (void)id;
    *place = (Place){.right = "plan.read"};
    return OK;
}
static const ObjectKind thing_objects[] = {{"don", .path = "/don", .place = thing_place}, {0}};
static const Feature feature_thing = {
    .name = "don", .routes = thing_routes, .objects = thing_objects, .forms = thing_kinds};
extern const Feature feature_form, feature_upload;
static const Feature *const thing_features[] = {&feature_upload, &feature_form, &feature_thing, NULL};
