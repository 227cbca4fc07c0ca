// SPDX-License-Identifier: Apache-2.0
/* `ngayso org …` as it is typed: what it prints, and its exit code. */
#include "http/world.h"
#include "org/command.h"
#include "org/org.h"
#include <fcntl.h>

static char folder[] = "/tmp/ngayso-org-XXXXXX";
static char data[PLACE_ROOM], table[64], said[64];
static char text[60000]; /* what the command printed last, both streams */

/* Run with `words` behind "org"; `--data` is added.  Returns the exit code. */
static int type(const char *const *words)
{
    char *argv[10] = {(char *)"org"};
    int n = 1;
    while (*words) argv[n++] = (char *)*words++;
    argv[n++] = (char *)"--data", argv[n++] = data;
    fflush(stdout), fflush(stderr);
    int out = dup(1), err = dup(2), file = open(said, O_RDWR | O_CREAT | O_TRUNC, 0600);
    assert_true(out >= 0 && err >= 0 && file >= 0 && dup2(file, 1) == 1 && dup2(file, 2) == 2);
    int code = org_command(n, argv);
    fflush(stdout), fflush(stderr);
    dup2(out, 1), dup2(err, 2), close(out), close(err);
    ssize_t got = pread(file, text, sizeof text - 1, 0);
    text[got > 0 ? got : 0] = 0;
    close(file);
    return code;
}
#define TYPE(...) type((const char *const[]){__VA_ARGS__, NULL})

static void write_table(const char *bytes)
{
    FILE *f = fopen(table, "w");
    assert_true(f && fputs(bytes, f) >= 0 && !fclose(f));
}

static void says(const char *part) { assert_has(str_of(text), part); }

static void import_adds_and_counts(void **state)
{
    (void)state;
    write_table("code\tname\tkind\tparent_code\nTHV\tThư viện số\tdon-vi-su-nghiep\tSTTTT\nTHW\tBảo tàng\t\t\n");
    assert_int_equal(TYPE("import", table, "--check"), 0);
    says("Tệp đúng. Nếu nhập sẽ thêm 2, sửa 0, giữ nguyên 0 cơ quan.");
    assert_int_equal(TYPE("import", table), 0);
    says("Đã thêm 2, sửa 0, giữ nguyên 0 cơ quan.");
    assert_int_equal(TYPE("import", table), 0);
    says("Đã thêm 0, sửa 0, giữ nguyên 2 cơ quan.");
    assert_int_equal(TYPE("list", "--on", "2024-09-15"), 0);
    says("THV\tThư viện số\tdon-vi-su-nghiep\tSTTTT\n");
    says("STTTT\tSở Thông tin và Truyền thông tỉnh Bắc Giang\tso\tUBND\n");
    assert_int_equal(TYPE("list", "--on", "2025-07-01"), 0);
    assert_has_not(str_of(text), "\nSTTTT\t");
}

static void bad_rows_are_named_and_nothing_is_kept(void **state)
{
    (void)state;
    write_table("code,name,parent_code\nGOOD,Tốt,\nBAD,,\nUP,Trên,ZZZ\n");
    assert_int_equal(TYPE("import", table), 2);
    says("Dòng 3: thiếu tên (name).\nDòng 4: cơ quan cấp trên “ZZZ” không có trong danh mục.\n");
    says("Có 2 dòng chưa đúng nên chưa lưu gì.");
    assert_int_equal(TYPE("import", table, "--check"), 2);
    says("Dòng 3: thiếu tên");
    assert_int_equal(TYPE("list"), 0);
    assert_has_not(str_of(text), "GOOD\t");
    assert_int_equal(TYPE("import", "/khong/co"), 4);
    assert_int_equal(TYPE("import"), 2);
    assert_int_equal(TYPE("list", "--on", "15-9-2024"), 2);
    says("Ngày phải viết như 2024-09-15");
    assert_int_equal(TYPE("nothing"), 2);
}

/* A name with line ends in its cell stays one line of the list. */
static void a_list_is_a_table(void **state)
{
    (void)state;
    write_table("code,name\nCELL,\"Hội\n  đồng\tmới\"\n");
    assert_int_equal(TYPE("import", table), 0);
    assert_int_equal(TYPE("list"), 0);
    says("CELL\tHội đồng mới\t\t\n");
}

int main(void)
{
    if (!mkdtemp(folder)) return 1;
    place_make(data, "command");
    snprintf(table, sizeof table, "%s/table", folder);
    snprintf(said, sizeof said, "%s/said", folder);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(import_adds_and_counts),
        cmocka_unit_test(bad_rows_are_named_and_nothing_is_kept),
        cmocka_unit_test(a_list_is_a_table),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    place_remove(data);
    unlink(table), unlink(said), rmdir(folder);
    return failed;
}
