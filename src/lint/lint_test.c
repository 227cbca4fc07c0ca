// SPDX-License-Identifier: Apache-2.0
/* What is found in a draft: nothing in one without faults, and in one with a fault that fault alone. */
#include "base/out.h"
#include "base/testing.h"
#include "doc/formats.h"
#include "doc/package.h"
#include "lint/comment.h"
#include "lint/lint.h"
#include "paper/paper_world.h"

static Arena whole;
static Ctx c;
static const Directory *directory;

static int begin(void **state)
{
    (void)state;
    whole = arena_reserve((size_t)512 << 20);
    c = (Ctx){.mem = whole, .today = day_of(2024, 8, 1), .now = INT64_C(1722500000000)};
    if (directory_shipped(&c, &directory)) test_fails("%s", c.why);
    return 0;
}
static int end(void **state)
{
    (void)state;
    arena_back(&c.mem, whole);
    arena_release(&whole);
    return 0;
}

static void add_activity(Paper *p, const char *marker, const char *title, const char *lead, const char *when)
{
    paper_add(p, PAPER_ITEM, str_of(marker), str_of(title));
    paper_add(p, PAPER_DASH, S("-"), str_format(p->mem, "Cơ quan chủ trì: %s.", lead));
    paper_add(p, PAPER_DASH, S("-"), str_format(p->mem, "Thời gian thực hiện: %s.", when));
}

static void add_duty(Paper *p, const char *marker, const char *agency, const char *duty)
{
    paper_add(p, PAPER_ITEM, str_of(marker), str_of(agency));
    paper_add(p, PAPER_DASH, S("-"), str_of(duty));
}

/* A plan in which everything is right. */
static Paper good_plan(void)
{
    Arena *a = &c.mem;
    Paper p = paper_new(a, PAPER_PLAN);
    p.issuer = S("Ủy ban nhân dân tỉnh Bắc Giang"), p.issuer_in_text = S("Ủy ban nhân dân tỉnh Bắc Giang");
    p.number = S("136"), p.symbol = paper_symbol(a, PAPER_PLAN, S("UBND"), (Str){0});
    p.place = S("Bắc Giang"), p.day = day_of(2024, 8, 12);
    p.title = S("Tổ chức Ngày Chuyển đổi số tỉnh Bắc Giang năm 2024");
    *list_add(a, &p.bases) = S("Căn cứ Luật Tổ chức chính quyền địa phương");
    *list_add(a, &p.bases) =
        S("Căn cứ Nghị định số 13/2023/NĐ-CP ngày 17 tháng 4 năm 2023 của Chính phủ về bảo vệ dữ liệu cá nhân");
    paper_add(&p, PAPER_SECTION, S("I."), S("MỤC ĐÍCH, YÊU CẦU"));
    paper_add(&p, PAPER_ITEM, S("1."), S("Mục đích"));
    paper_add(&p, PAPER_BODY, (Str){0},
              S("Nâng cao nhận thức của người dân, doanh nghiệp và cán bộ, công chức về chuyển đổi số, tạo sự đồng "
                "thuận trong xã hội."));
    paper_add(&p, PAPER_ITEM, S("2."), S("Yêu cầu"));
    paper_add(&p, PAPER_BODY, (Str){0},
              S("Các hoạt động thiết thực, hiệu quả, tiết kiệm, phù hợp với điều kiện của từng cơ quan, địa phương "
                "trong tỉnh."));
    paper_add(&p, PAPER_SECTION, S("II."), S("NỘI DUNG"));
    add_activity(&p, "1.", "Tổ chức hội thảo về chuyển đổi số", "Sở Thông tin và Truyền thông", "Ngày 10/10/2024");
    add_activity(&p, "2.", "Hỗ trợ doanh nghiệp lên sàn thương mại điện tử", "Sở Công Thương",
                 "Từ ngày 01/10/2024 đến ngày 31/10/2024");
    paper_add(&p, PAPER_SECTION, S("III."), S("TỔ CHỨC THỰC HIỆN"));
    add_duty(&p, "1.", "Sở Thông tin và Truyền thông", "Chủ trì hội thảo nêu tại mục 1 Phần II Kế hoạch này.");
    add_duty(&p, "2.", "Sở Công Thương", "Hướng dẫn doanh nghiệp theo Phụ lục kèm theo.");
    *list_add(a, &p.copies) = S("Sở Thông tin và Truyền thông"), *list_add(a, &p.copies) = S("Sở Công Thương");
    *list_add(a, &p.copies) = S("Lưu: VT, KGVX");
    *list_add(a, &p.signers) = (PaperSigner){.body = S("Ủy ban nhân dân"),
                                             .capacity = PAPER_KT,
                                             .head = S("Chủ tịch"),
                                             .post = S("Phó Chủ tịch"),
                                             .name = S("Nguyễn Thị Hằng Ước")};
    PaperAnnex *annex = paper_annex(&p, S("Danh mục sàn thương mại điện tử"), false);
    paper_add_to(&p, &annex->body, PAPER_CLAUSE, S("1."), S("Sàn thứ nhất."));
    paper_add_to(&p, &annex->body, PAPER_CLAUSE, S("2."), S("Sàn thứ hai."));
    return p;
}

static Str docx_of(const Paper *p)
{
    Str bytes;
    if (paper_docx(&c, p, &bytes)) test_fails("%s", c.why);
    return bytes;
}

static LintDraft judged(Str bytes)
{
    LintDraft d;
    c.why[0] = 0;
    if (lint_draft(&c, bytes, directory, &d)) test_fails("refused: %s", c.why);
    return d;
}

static Str told(const LintDraft *d)
{
    Out o = {.mem = &c.mem};
    for (size_t i = 0; i < d->found.n; i++)
        out_format(&o, "\n  %.*s %d: %.*s [%.*s]", STR_ARGS(d->found.at[i].kind), d->found.at[i].paragraph,
                   STR_ARGS(d->found.at[i].sentence), STR_ARGS(d->found.at[i].words));
    return out_str(&o);
}

static void finds_nothing(Str bytes)
{
    LintDraft d = judged(bytes);
    if (d.found.n) test_fails("found:%.*s", STR_ARGS(told(&d)));
}

static Str part_of(Str docx, const char *name)
{
    Package *p;
    Str bytes = {0};
    if (package_open(&c, docx, &p) || package_bytes(&c, p, name, FORMAT_PART_MAX, &bytes))
        test_fails("%s: %s", name, c.why);
    package_close(p);
    return bytes;
}

/* A part with the first `from` replaced. */
static Str changed(Str docx, const char *part, const char *from, const char *to)
{
    Str s = part_of(docx, part), bytes;
    size_t at = str_find(s, str_of(from));
    if (at == s.n) test_fails("%s has no \"%s\"", part, from);
    Str now = str_format(&c.mem, "%.*s%s%.*s", (int)at, s.p, to, STR_ARGS(str_from(s, at + strlen(from))));
    if (package_change(&c, docx, &(PackagePart){part, now}, 1, &bytes)) test_fails("%s", c.why);
    return bytes;
}

/* -- nothing ------------------------------------------------------------------------------------------------ */

static void what_we_write_is_clean(void **state)
{
    (void)state;
    Paper plan = good_plan();
    LintDraft d = judged(docx_of(&plan));
    if (d.found.n) test_fails("found:%.*s", STR_ARGS(told(&d)));
    assert_non_null(d.reading);
    assert_true(d.is_word);
    /* A draft has no number and no day so far. */
    plan.number = (Str){0}, plan.day = NO_DAY;
    finds_nothing(docx_of(&plan));
    Paper full = paper_world_full(&c.mem, 60);
    finds_nothing(docx_of(&full));
}

static void all_kinds_are_clean(void **state)
{
    (void)state;
    for (int kind = 0; kind < PAPER_KINDS_N; kind++) {
        bool plan = kind == PAPER_PLAN || kind == PAPER_PROGRAMME || kind == PAPER_SCHEME || kind == PAPER_PROJECT ||
                    kind == PAPER_DECISION;
        Paper p = plan ? good_plan() : paper_world_full(&c.mem, 4);
        p.kind = (PaperKind)kind, p.symbol = paper_symbol(&c.mem, p.kind, S("STTTT"), S("CNTT"));
        LintDraft d = judged(docx_of(&p));
        if (d.found.n) test_fails("kind %d:%.*s", kind, STR_ARGS(told(&d)));
    }
}

/* -- one fault each ----------------------------------------------------------------------------------------- */

static const struct {
    const char *part, *from, *to, *kind, *says;
} faults[] = {
#define TEXT  "word/document.xml"
#define STYLE "word/styles.xml"
    {TEXT, "Ngày 10/10/2024", "Trước ngày 10/7/2024", "day-passed", "10/7/2024"},
    {TEXT, "Ngày 10/10/2024", "Hoàn thành chậm nhất ngày 13/10/2024", "day-off", "Chủ nhật"},
    {TEXT, "Ngày 10/10/2024", "Thứ Sáu, ngày 10/10/2024", "weekday", "Thứ Năm"},
    {TEXT, "Ngày 10/10/2024", "Ngày 02/9/2024", "day-off", "lễ"},
    {TEXT, "năm 2023 của Chính phủ", "năm 2023 và 31/9/2024 của Chính phủ", "weekday", "31/9/2024"},
    {TEXT, "ngày 12 tháng 8 năm 2024", "ngày 11 tháng 8 năm 2024", "day-off", "Chủ nhật"},
    {TEXT, "Cơ quan chủ trì: Sở Công Thương", "Cơ quan chủ trì: Sở Kinh tế số", "unknown-agency", "Sở Kinh tế số"},
    {TEXT, "Cơ quan chủ trì: Sở Công Thương", "Cơ quan phối hợp: Sở Công Thương", "no-lead", ""},
    {TEXT, "III. ", "IV. ", "numbering", "III"},
    {TEXT, "Phần II Kế hoạch này", "Phần V Kế hoạch này", "reference", "mục V"},
    {TEXT, "theo Phụ lục kèm theo", "theo Phụ lục III", "reference", "Phụ lục III"},
    {TEXT, "13/2023/NĐ-CP", "13/NĐ-CP", "basis-form", "13/NĐ-CP"},
    {TEXT, "số 13/2023/NĐ-CP", "số 13/2022/NĐ-CP", "basis-date", "2022"},
    {TEXT, "ngày 17 tháng 4 năm 2023", "ngày 17 tháng 4 năm 2025", "basis-date", ""},
    {TEXT, "13/2023/NĐ-CP ngày 17 tháng 4 năm 2023", "91/2017/NĐ-CP ngày 31 tháng 7 năm 2017", "basis-expired",
     "98/2023/NĐ-CP"},
    {TEXT, "địa phương;", "địa phương.", "basis-form", "chấm phẩy"},
    {TEXT, "w:w=\"11906\" w:h=\"16838\"", "w:w=\"12240\" w:h=\"15840\"", "paper-size", "A4"},
    {TEXT, "w:top=\"1134\"", "w:top=\"700\"", "margins", "trên 12 mm"},
    {TEXT, "<w:titlePg/>", "", "page-number", "Trang thứ nhất"},
    {STYLE, "w:ascii=\"Times New Roman\"", "w:ascii=\"Arial\"", "font", "Arial"},
    {STYLE, "<w:jc w:val=\"both\"/></w:pPr><w:rPr><w:color w:val=\"000000\"/><w:sz w:val=\"28\"/>",
     "<w:jc w:val=\"both\"/></w:pPr><w:rPr><w:color w:val=\"000000\"/><w:sz w:val=\"24\"/>", "size", "12"},
    {STYLE, "<w:jc w:val=\"both\"/>", "<w:jc w:val=\"left\"/>", "look", "căn đều"},
    {STYLE, "w:before=\"120\"", "w:before=\"0\"", "spacing", "6 pt"},
    {TEXT, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIÊT NAM", "motto", "Quốc hiệu"},
    {TEXT, "Độc lập - Tự do - Hạnh phúc", "Độc Lập - Tự Do - Hạnh Phúc", "motto", "Tiêu ngữ"},
    {TEXT, "Số: 136/KH-UBND", "Số: 136/QĐ-UBND", "number-form", "KH-"},
    {TEXT, "Số: 136/KH-UBND", "Số 136/KH-UBND", "number-form", "hai chấm"},
    {TEXT, "Số: 136/KH-UBND", "Số: 6/KH-UBND", "number-form", "06"},
    {TEXT, "Số: 136/KH-UBND", "Số: 136/KH - UBND", "number-form", "viết liền"},
    {TEXT, "Bắc Giang, ngày 12", "ngày 12", "date-form", "địa danh"},
    {TEXT, "ngày 12 tháng 8 năm 2024", "ngày 9 tháng 8 năm 2024", "date-form", "09"},
    {TEXT, "KẾ HOẠCH", "Kế hoạch", "title-form", "in hoa"},
    {TEXT, "kèm theo./.", "kèm theo.", "end-mark", "./."},
    {TEXT, "Lưu: VT, KGVX", "Văn phòng", "copies-form", "Lưu"},
    {TEXT, "- Sở Công Thương;", "- Sở Công Thương", "copies-form", "chấm phẩy"},
    {TEXT, "KT. CHỦ TỊCH", "KT CHỦ TỊCH", "signer-form", "KT."},
    {TEXT, "(Kèm theo", "(Tham khảo", "annex-form", "chỉ dẫn"},
    {TEXT, "thiết thực", "thiết thựuc", "spelling", "thựuc"},
};

static void each_fault_is_found(void **state)
{
    (void)state;
    Paper plan = good_plan();
    Str good = docx_of(&plan);
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        LintDraft d = judged(changed(good, faults[i].part, faults[i].from, faults[i].to));
        bool found = false;
        for (size_t k = 0; k < d.found.n; k++) {
            const LintFinding *f = &d.found.at[k];
            found |= str_equal(f->kind, str_of(faults[i].kind)) && str_contains(f->sentence, str_of(faults[i].says));
        }
        if (!found) print_error("%s (\"%s\") is not found:%.*s\n", faults[i].kind, faults[i].to, STR_ARGS(told(&d)));
        else if (d.found.n > 2)
            print_error("%s (\"%s\") is not alone:%.*s\n", faults[i].kind, faults[i].to, STR_ARGS(told(&d)));
        assert_true(found);
        assert_true(d.found.n <= 2);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_we_write_is_clean, begin, end),
        cmocka_unit_test_setup_teardown(all_kinds_are_clean, begin, end),
        cmocka_unit_test_setup_teardown(each_fault_is_found, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
