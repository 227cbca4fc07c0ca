// SPDX-License-Identifier: Apache-2.0
#include "base/testing.h"
#include "form/answers.h"
#include "form/sketch.h"
#include "form/source.h"

static Arena whole, mem;

static Str lines_of(const DesignProblems *problems)
{
    Out o = {.mem = &mem};
    for (size_t i = 0; i < problems->n; i++) out_raw(&o, problem_line(&mem, &problems->at[i])), out_char(&o, '\n');
    return out_str(&o);
}

static Design design_of(Str yaml, Str *problems)
{
    Design d;
    DesignProblems list;
    design_from_yaml(&mem, yaml, &d, &list);
    *problems = lines_of(&list);

    return d;
}
static Str problems_of(Str yaml)
{
    Str problems;
    design_of(yaml, &problems);
    return problems;
}

/* A form with what a form needs around these fields. */
#define FORM "code: bang-ron\ntitle: Treo băng rôn\n"

static void people_write_a_form_as_they_like(void **state)
{
    (void)state;
    Str problems;
    Design d = design_of(
        S(FORM
          "languages: [en]\n"
          "about: {vi: Đơn xin phép, en: Application}\n"
          "lists:\n"
          "  huyen: [Yên Thế, Việt Yên]\n"
          "  xa:\n"
          "    - {key: x1, label: Đồng Tâm, huyen: yen_the}\n"
          "    - x2: {label: Bích Động, huyen: viet_yen}\n"
          "fields:\n"
          "  - heading: Phần I\n"
          "  - ho_ten: Họ và tên\n"
          "  - loai: {label: Loại, choices: {ngang: Ngang, doc: {vi: Dọc, en: Vertical}}, required: true}\n"
          "  - so_luong: {type: integer, label: Số băng rôn, min: 1, max: 50, required: \"${loai} = 'ngang'\",\n"
          "      help: Đếm cả hai mặt, shown_if: \"${loai} != ''\", constraint: \". <= 40\", message: Nhiều quá, "
          "default: 3}\n"
          "  - name: huyen\n    type: choice\n    label: Huyện\n    list: huyen\n    default: yen_the\n"
          "  - xa:\n    type: choice\n    label: Xã\n    list: xa\n    filter: huyen = ${huyen}\n"
          "  - ngay: {type: day, label: Từ ngày, min: 1/10/2024, max: 2024-12-31, default: 10/10/2024}\n"
          "  - tien: {type: money, label: Kinh phí, max: 1.000.000.000, unit: đồng, seen_by: all, default: 12 triệu}\n"
          "  - anh: {type: file, label: Ma-két, size: 5 MB, accept: [pdf, .jpg], max: 2}\n"
          "  - hang:\n      label: Hàng\n      max: 5\n      columns:\n"
          "        - ten: Tên hàng\n"
          "        - gia: {type: decimal, label: Giá, decimals: 2, min: 0.5}\n"
          "  - tong: {label: Tổng, compute: sum(${gia})}\n"
          "  - note: Xin cảm ơn\n"),
        &problems);
    assert_str(problems, S(""));
    assert_int_equal(d.n, 14);
    assert_int_equal(d.n_lists, 3);
    assert_str(d.about.other[0].text, S("Application"));
    const DesignField *loai = design_field(&d, S("loai")), *so = design_field(&d, S("so_luong"));
    assert_int_equal(loai->type, FIELD_CHOICE);
    assert_str(loai->list->choice[1].label.other[0].text, S("Vertical"));
    assert_str(expression_text(loai->required), S("1"));
    assert_str(expression_text(so->required), S("${loai} = 'ngang'"));
    assert_true(so->has_min && so->min == 1 && so->has_max && so->max == 50);
    assert_str(expression_text(so->first), S("3"));
    const DesignList *xa = design_field(&d, S("xa"))->list;
    assert_str(xa->tag[0], S("huyen"));
    assert_str(xa->choice[1].tag[0], S("viet_yen"));
    assert_str(xa->choice[1].key, S("x2"));
    const DesignField *ngay = design_field(&d, S("ngay"));
    assert_true(ngay->min == day_of(2024, 10, 1) && ngay->max == day_of(2024, 12, 31));
    assert_str(expression_text(ngay->first), S("date('2024-10-10')"));
    assert_str(expression_text(design_field(&d, S("tien"))->first), S("12000000"));
    assert_int_equal(design_field(&d, S("anh"))->bytes_max, 5 << 20);
    assert_int_equal(design_field(&d, S("anh"))->n_accepts, 2);
    const DesignField *gia = design_field(&d, S("gia"));
    assert_int_equal(gia->rows, design_place(&d, design_field(&d, S("hang"))));
    assert_true(gia->min == 0.5 && gia->decimals == 2);
    assert_int_equal(design_field(&d, S("tong"))->type, FIELD_COMPUTED);
    assert_str(d.field[0].name, S("muc_1"));
    assert_int_equal(d.field[13].type, FIELD_NOTE);
}

static void all_that_is_wrong_is_named_at_once(void **state)
{
    (void)state;
    assert_str(
        problems_of(S("code: Băng rôn\nfields:\n"
                      "  - A-b: {type: text, label: Một}\n"
                      "  - b: {type: number, lable: Hai}\n"
                      "  - c: {type: choice, label: Ba, list: khong}\n"
                      "  - d: {type: choice, label: Bốn, choices: {}}\n"
                      "  - e: {type: integer, label: Năm, min: 5, max: 3}\n"
                      "  - e: {type: yes, label: Sáu, min: 1}\n"
                      "  - g: {type: integer, label: Bảy, shown_if: \"${so_luog} > 1\"}\n"
                      "  - h: {compute: ${i} + 1}\n"
                      "  - so_luong: {type: integer, label: Mười, compute: \"${k} + 1\"}\n"
                      "  - k: {type: integer, label: K, compute: \"${so_luong} + 1\"}\n"
                      "  - l: {type: rows, label: L}\n"
                      "  - m: {type: text, label: {en: M}}\n")),
        S("dòng 1, cột 1: thiếu khóa «title»\n"
          "dòng 1, cột 7: «code» nằm trong địa chỉ trang nên chỉ gồm chữ thường không dấu, chữ số, dấu gạch: "
          "phien-cho-so\n"
          "dòng 3, cột 5: tên trường «A-b» phải gồm chữ thường không dấu, chữ số và dấu _, nhiều nhất 40 chữ: có thể "
          "viết «a_b»\n"
          "dòng 4, cột 5: trường «b» chưa có nhãn: thêm «label» là câu người điền đọc\n"
          "dòng 4, cột 15: không có kiểu «number»: có phải «integer»?\n"
          "dòng 4, cột 23: không có khóa «lable»: có phải «label»?\n"
          "dòng 5, cột 40: không có danh sách «khong»\n"
          "dòng 6, cột 44: danh sách «d» chưa có lựa chọn nào\n"
          "dòng 7, cột 5: «e»: «min» lớn hơn «max», nên không giá trị nào được nhận\n"
          "dòng 8, cột 5: tên trường «e» đã dùng ở dòng 7: đặt tên khác\n"
          "dòng 8, cột 32: trường kiểu «yes» không có «min»\n"
          "dòng 9, cột 47: điều kiện hiện của «g»: Không có trường nào tên «so_luog». Có phải là ${so_luong} không?\n"
          "dòng 10, cột 18: công thức tính của «h»: Không có trường nào tên «i».\n"
          "dòng 11, cột 5: các trường hỏi vòng quanh nhau nên không bao giờ có giá trị: so_luong → k → so_luong\n"
          "dòng 13, cột 5: bảng «l» chưa có cột nào\n"
          "dòng 14, cột 28: «label» thiếu tiếng Việt (khóa vi)\n"
          "dòng 14, cột 29: ngôn ngữ «en» chưa khai ở «languages»\n"));
}

/* -- random designs ------------------------------------------------------------------------------------------- */

static uint64_t seed;
static size_t any(size_t n)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (size_t)(seed >> 33) % n;
}
static bool one_in(size_t n) { return any(n) == 0; }

static Str random_text(void)
{
    static const Str pieces[] = {STR("Số"), STR(" lượng"), STR(": "), STR("#"),    STR("\n"), STR("\"q\""),
                                 STR("đ"),  STR("no"),     STR("12"), STR("${x}"), STR("- "), STR("\\"),
                                 STR("'"),  STR(", "),     STR("{}"), STR("é\ty"), STR("ế|"), STR("\u00a0"),
                                 STR("*a"), STR("…"),      STR("%"),  STR("null"), STR("~"),  STR("à b")};
    Out o = {.mem = &mem};
    for (size_t i = 1 + any(5); i--;) out_raw(&o, pieces[any(sizeof pieces / sizeof *pieces)]);
    Str s = str_trim(str_copy(&mem, out_str(&o)));
    return s.n ? s : S("x");
}
static DesignText random_words(bool in_languages)
{
    DesignText text = {.text = random_text()};
    if (!in_languages || !one_in(3)) return text;
    OtherText *other = NEW(&mem, OtherText, 1);
    *other = (OtherText){S("en"), random_text()};
    text.other = other, text.others = 1;
    return text;
}
static SketchExpression random_expression(const char *const *texts, size_t n)
{
    return (SketchExpression){.text = str_of(texts[any(n)])};
}

static void random_list(Sketch *d, Str name, bool in_languages)
{
    size_t n = 1 + any(4), tags = any(3);
    DesignChoice *choice = NEW(&mem, DesignChoice, n);
    Str *names = NEW(&mem, Str, 2);
    names[0] = S("huyen"), names[1] = S("key");
    for (size_t i = 0; i < n; i++) {
        Str *tag = NEW(&mem, Str, 2);
        if (!one_in(3)) tag[0] = random_text();
        if (!one_in(3)) tag[1] = S("no");
        choice[i] = (DesignChoice){str_format(&mem,
                                              one_in(3)   ? "%zu"
                                              : one_in(3) ? "vi:%zu"
                                                          : "k%zu",
                                              i),
                                   random_words(in_languages), tag};
    }
    sketch_add_list(d, (DesignList){name, choice, n, names, tags}, (Spot){0});
}

static void random_bounds(DesignField *f)
{
    switch (f->type) {
    case FIELD_INTEGER:
    case FIELD_MONEY: f->min = -(double)any(5000), f->max = (double)any(1u << 31) * 4e6; break;
    case FIELD_DECIMAL:
        f->min = -(double)any(1000) / 1e7, f->max = (double)any(100000) / 7, f->decimals = (int)any(10);
        break;
    case FIELD_DAY:
    case FIELD_PERIOD: f->min = 19000 + (double)any(1000), f->max = 20000 + (double)any(1000); break;
    case FIELD_TEXT:
    case FIELD_LINES:
    case FIELD_CHOICES:
    case FIELD_ROWS: f->min = (double)any(3), f->max = 3 + (double)any(100); break;
    case FIELD_FILE:
    case FIELD_IMAGE:
        f->min = (double)any(2), f->max = 2 + (double)any(5);
        f->bytes_max = one_in(2) ? 0 : one_in(2) ? 5 << 20 : 1 + (int64_t)any(1 << 20);
        break;
    default: return;
    }
    f->has_min = one_in(2), f->has_max = one_in(2);
    if (!f->has_min) f->min = 0;
    if (!f->has_max) f->max = 0;
}

static void random_rest(Sketch *d, SketchField *f, size_t at, bool in_languages)
{
    static const char *const conditions[] = {"${f0} != ''", "string-length(${f0}) > 3 and ${f0} != 'a\"b'"};
    static const Str endings[] = {STR("pdf"), STR("docx")};
    FieldType t = f->f.type;
    bool is_answered = t != FIELD_HEADING && t != FIELD_NOTE;
    f->f.label = random_words(in_languages);
    if (one_in(3)) f->f.help = random_words(in_languages);
    if (at && one_in(3)) f->shown = random_expression(conditions, 2);
    random_bounds(&f->f);
    if (!is_answered) return;
    f->f.is_indexed = one_in(4) && t != FIELD_ROWS && t != FIELD_FILE && t != FIELD_IMAGE;
    f->f.seen_by = (SeenBy)any(3);
    if (one_in(4)) f->f.purpose = random_text();
    if (t == FIELD_COMPUTED) f->computed = random_expression((const char *[]){"1 + 1", "concat(${f0}, ' - ')"}, 2);
    if (t == FIELD_INTEGER && one_in(2)) f->f.unit = random_text();
    if (t == FIELD_AGENCY && one_in(2)) f->f.agencies = S("so");
    if (t == FIELD_FILE && one_in(2)) f->f.accepts = endings, f->f.n_accepts = 1 + any(2);
    if (t == FIELD_COMPUTED) return;
    if (one_in(2)) f->required = one_in(2) ? random_expression(conditions, 2) : (SketchExpression){.text = S("1")};
    if (one_in(4)) f->f.required_says = random_words(in_languages);
    if (t == FIELD_INTEGER && one_in(2)) f->constraint = random_expression((const char *[]){". < 5", "not(. = 3)"}, 2);
    if (one_in(4)) f->f.constraint_says = random_words(in_languages);
    if (t == FIELD_TEXT && one_in(2)) f->first = random_expression((const char *[]){"'abc'", "concat('\"', \"'\")"}, 2);
    f->f.is_unique = one_in(4) && t != FIELD_ROWS && t != FIELD_FILE && t != FIELD_IMAGE;
    if (t != FIELD_CHOICE && t != FIELD_CHOICES) return;
    f->list = d->lists.n && one_in(2) ? d->lists.at[any(d->lists.n)].list.name : f->f.name;
    if (!sketch_list(d, f->list)) random_list(d, f->list, in_languages);
    const DesignList *list = sketch_list(d, f->list);
    if (list->tags && one_in(2)) f->filter = (SketchExpression){.text = S("huyen = ${f0}")};
}

static Design random_design(Str *problems)
{
    Design d = {.code = S("don"), .title = random_text()};
    DesignProblems list = {0};
    Sketch s = {.mem = &mem, .problems = &list};
    bool in_languages = one_in(2);
    size_t table = NO_ROWS;
    static const Str english[] = {STR("en")};
    if (in_languages) d.language = english, d.languages = 1;
    if (one_in(2)) d.about = random_words(in_languages);
    for (size_t i = any(3); i--;) random_list(&s, str_format(&mem, "l%zu", i), in_languages);
    for (size_t i = 0, n = 1 + any(12); i < n; i++) {
        SketchField *f = sketch_add_field(&s, str_format(&mem, "f%zu", i), (Spot){0});
        f->f.type = i ? (FieldType)any(FIELD_TYPE_COUNT) : FIELD_TEXT;
        if (table != NO_ROWS && (i == table + 1 || one_in(2))) {
            f->f.rows = table;
            if (f->f.type >= FIELD_ROWS) f->f.type = FIELD_TEXT;
        } else table = NO_ROWS;
        if (f->f.type == FIELD_ROWS && i + 1 < n) table = i;
        else if (f->f.type == FIELD_ROWS) f->f.type = FIELD_YES;
        random_rest(&s, f, i, in_languages);
    }
    sketch_finish(&s, &d);
    problems_settle(&mem, &list);
    *problems = lines_of(&list);
    return d;
}

static void a_design_that_was_written_is_read_again(void **state)
{
    (void)state;
    for (int i = 0; i < test_times(500, 20000); i++) {
        Str problems;
        seed = (uint64_t)i;
        Design d = random_design(&problems), again;
        assert_str(problems, S(""));
        Out o = {.mem = &mem};
        design_put_yaml(&o, &d, 0);
        again = design_of(out_str(&o), &problems);
        if (problems.n || !design_same(&mem, &d, &again)) {
            DesignChanges changes = {0};
            design_changes(&mem, &d, &again, &changes);
            for (size_t k = 0; k < changes.n; k++)
                print_error("%.*s: %.*s\n", STR_ARGS(changes.at[k].name), STR_ARGS(changes.at[k].text));
            test_fails("%d:\n%.*s\n%.*s", i, STR_ARGS(problems), STR_ARGS(out_str(&o)));
        }
        arena_back(&mem, whole);
    }
}

static void what_changed_is_said_field_by_field(void **state)
{
    (void)state;
    Str problems;
    Design before =
        design_of(S(FORM "fields:\n  - a: Một\n  - b: {type: integer, label: Hai, max: 50}\n  - c: {label: Ba, "
                         "choices: {x: X, y: Y}}\n  - d: Bốn\n  - e: Năm\n"),
                  &problems);
    Design after = design_of(
        S(FORM
          "fields:\n  - d: Bốn\n  - a: Một\n  - b: {type: integer, label: Hai (chiếc), max: 20}\n  - c: {label: Ba, "
          "choices: {x: X, z: Z}}\n  - f: {type: day, label: Sáu, required: true}\n"),
        &problems);
    DesignChanges changes = {0};
    design_changes(&mem, &before, &after, &changes);
    assert_int_equal(changes.n, 5);
    assert_true(changes.at[0].what == DESIGN_MOVED && str_equal(changes.at[0].name, S("d")) && !changes.at[0].loses);
    assert_str(changes.at[1].text, S("nhãn: trước «Hai», nay «Hai (chiếc)»; lớn nhất: trước «50», nay «20»"));
    assert_true(changes.at[1].loses);
    assert_str(changes.at[2].text, S("bỏ lựa chọn «Y»; thêm lựa chọn «Z»"));
    assert_str(changes.at[3].text, S("trường mới, kiểu Ngày, bắt buộc"));
    assert_true(changes.at[4].what == DESIGN_REMOVED && str_equal(changes.at[4].label, S("Năm")) &&
                changes.at[4].loses);
    assert_true(design_same(&mem, &before, &before) && !design_same(&mem, &before, &after));
}

static int back(void **state)
{
    (void)state;
    arena_back(&mem, whole);
    mem = whole;
    return 0;
}

int main(void)
{
    mem = whole = arena_reserve(256 << 20);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(people_write_a_form_as_they_like, back),
        cmocka_unit_test_teardown(all_that_is_wrong_is_named_at_once, back),
        cmocka_unit_test_teardown(what_changed_is_said_field_by_field, back),
        cmocka_unit_test_teardown(a_design_that_was_written_is_read_again, back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
