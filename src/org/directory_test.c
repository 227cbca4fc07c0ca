// SPDX-License-Identifier: Apache-2.0
#include "base/testing.h"
#include "doc/sheet.h"
#include "org/directory.h"

static Fail find(const Directory *d, Ctx *c, const char *printed, const char *code)
{
    const Org *o = directory_exact(d, org_key(&c->mem, str_of(printed), false));
    if (!o || !str_equal(o->code, str_of(code)))
        test_fails("%s is %.*s, not %s", printed, o ? (int)o->code.n : 7, o ? o->code.p : "nothing", code);
    return OK;
}

static Fail names_are_found(Ctx *c, void *arg)
{
    (void)arg;
    const Directory *d;
    double ratio;
    TRY(directory_shipped(c, &d));
    assert_true(directory_size(d) >= 338);
    assert_str(directory_province(d), S("tỉnh Bắc Giang"));
    TRY(find(d, c, "Sở Thông tin và Truyền thông", "STTTT"));
    TRY(find(d, c, "Sở TT&TT tỉnh Bắc Giang", "STTTT"));
    TRY(find(d, c, "SỞ Y TẾ", "SYT"));
    TRY(find(d, c, "Sở Y tế tỉnh", "SYT"));
    TRY(find(d, c, "UBND tỉnh", "UBND"));
    TRY(find(d, c, "Ủy ban nhân dân tỉnh", "UBND"));
    TRY(find(d, c, "Đài Phát thanh - Truyền hình tỉnh", "DPTTH"));
    TRY(find(d, c, "Uỷ ban Mặt trận Tổ quốc Việt Nam tỉnh", "MTTQ"));
    TRY(find(d, c, "UBND TP Bắc Giang", "H213"));
    assert_null(directory_exact(d, org_key(&c->mem, S("Ủy ban nhân dân"), false)));
    const Org *o = directory_nearest(d, org_key(&c->mem, S("S¢ Thong tin va Truyén thong"), true), .2, &ratio);
    assert_true(o && str_equal(o->code, S("STTTT")));
    assert_null(directory_nearest(d, org_key(&c->mem, S("Khu vuc trung tam"), true), .2, &ratio));
    return OK;
}

static Fail classes_expand_by_day(Ctx *c, void *arg)
{
    (void)arg;
    const Directory *d;
    OrgClassList classes;
    OrgList members;
    TRY(directory_shipped(c, &d));
    TRY(org_classes_load(c, &classes));
    static const struct {
        const char *class;
        int y, m, d;
        size_t n;
    } rows[] = {
        {"ubnd-cap-huyen", 2024, 9, 15, 10},
        {"ubnd-cap-xa", 2024, 9, 15, 209},
        {"ubnd-cap-xa", 2025, 1, 1, 192},
        {"ubnd-cap-huyen", 2025, 1, 1, 10},
        {"ubnd-cap-huyen", 2025, 7, 1, 0},
        {"ubnd-cap-xa", 2025, 7, 1, 58},
        {"doanh-nghiep-vien-thong", 2024, 9, 15, 3},
        {"to-chuc-chinh-tri-xa-hoi", 2024, 9, 15, 5},
        {"co-quan-don-vi", 2024, 9, 15, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        directory_members(&c->mem, d, org_class(&classes, str_of(rows[i].class)),
                          day_of(rows[i].y, rows[i].m, rows[i].d), &members);
        if (members.n != rows[i].n)
            test_fails("%s on %d-%d: %zu, not %zu", rows[i].class, rows[i].y, rows[i].m, members.n, rows[i].n);
    }
    return OK;
}

static void expect_refusal(Ctx *c, const char *table, const char *why)
{
    const Directory *d;
    c->why[0] = 0;
    assert_int_equal(directory_from_table(c, str_of(table), &d), FAIL_INPUT);
    if (!strstr(c->why, why)) test_fails("\"%s\" does not say \"%s\"", c->why, why);
}

static Fail bad_rows_are_named(Ctx *c, void *arg)
{
    (void)arg;
    const Directory *d;
    expect_refusal(c, "", "không có chữ nào");
    expect_refusal(c, "ten\tma\nx\ty\n", "Dòng đầu");
    expect_refusal(c, "code\tname\nA\tMột\n\nA\tHai\n", "Dòng 4");
    expect_refusal(c, "code\tname\nA\t\n", "Dòng 2: thiếu tên");
    expect_refusal(c, "code\tname\tvalid_to\nA\tMột\t30/6/2025\n", "Dòng 2: ngày");
    expect_refusal(c, "code,name\nA,\"Một\n", "không đóng");
    expect_refusal(c, "code\tname\nA\tMột\tthừa\n", "nhiều ô hơn");
    expect_refusal(c, "code\tname\tvalid_from\tvalid_to\nA\tMột\t2025-02-01\t2025-01-01\n", "trước ngày bắt đầu");
    TRY(directory_from_table(c, S("\xEF\xBB\xBFname,aliases,code\r\n\"Sở A, B và C \"\"mới\"\"\",SA|Sở ABC,SA\r\n"),
                             &d));
    assert_int_equal(directory_size(d), 1);
    assert_str(directory_at(d, 0)->name, S("Sở A, B và C \"mới\""));
    assert_int_equal(directory_at(d, 0)->n_aliases, 2);
    return OK;
}

#define IN_CTX(body)                                                                                                   \
    static void test_##body(void **state)                                                                              \
    {                                                                                                                  \
        (void)state;                                                                                                   \
        Arena whole = arena_reserve(64 << 20);                                                                         \
        Ctx c = {.mem = whole};                                                                                        \
        Fail result = edge_run(&c, body, NULL);                                                                        \
        arena_release(&whole);                                                                                         \
        if (result) test_fails("%s: %s", fail_meaning(result), c.why);                                                 \
    }
IN_CTX(names_are_found)
IN_CTX(classes_expand_by_day)
IN_CTX(bad_rows_are_named)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names_are_found),
        cmocka_unit_test(test_classes_expand_by_day),
        cmocka_unit_test(test_bad_rows_are_named),
    };
    return cmocka_run_group_tests_name("directory", tests, NULL, NULL);
}
