// SPDX-License-Identifier: Apache-2.0
#include "base/testing.h"
#include "form/answers.h"
#include "form/source_testing.h"

static Arena whole, mem;

static Design design_of(Str yaml, Str *problems)
{
    Design d;
    DesignProblems list;
    design_from_yaml(&mem, yaml, &d, &list);
    *problems = lines_of(&mem, &list);

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

static void a_design_that_was_written_is_read_again(void **state)
{
    (void)state;
    for (int i = 0; i < test_times(500, 20000); i++) {
        Str problems;
        Design d = random_design(&mem, (uint64_t)i, &problems), again;
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

static void a_field_may_be_called_name(void **state)
{
    (void)state;
    Design d, again;
    DesignProblems problems = {0};
    Out o = {.mem = &mem};
    assert_true(design_from_yaml(&mem, S("code: a\ntitle: A\nfields:\n  - {name: name, type: text, label: Tên}\n"), &d,
                                 &problems));
    design_put_yaml(&o, &d, 0);
    assert_true(design_from_yaml(&mem, out_str(&o), &again, &problems) && design_same(&mem, &d, &again));
}

int main(void)
{
    mem = whole = arena_reserve(256 << 20);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(people_write_a_form_as_they_like, back),
        cmocka_unit_test_teardown(all_that_is_wrong_is_named_at_once, back),
        cmocka_unit_test_teardown(what_changed_is_said_field_by_field, back),
        cmocka_unit_test_teardown(a_design_that_was_written_is_read_again, back),
        cmocka_unit_test_teardown(a_field_may_be_called_name, back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
