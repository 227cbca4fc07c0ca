// SPDX-License-Identifier: Apache-2.0
/* office_test.c -- LibreOffice as a guest: what it makes is read, and nothing of it stays, however it ends. */
#include "doc/office.c"
/* behind it, for it has a `c` of all tests */
#include "doc/format_testing.h"

#define RTF "{\\rtf1\\ansi\\uc0 "

static void old_word_files_are_told_by_their_contents(void **state)
{
    (void)state;
    Str magic = S("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    assert_true(office_is_old(S(RTF "x}")));
    assert_true(office_is_old(str_format(&c.mem, "%.*sWordDocument", STR_ARGS(magic))) == false);
    assert_true(office_is_old(S("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0")));
    assert_false(office_is_old(S("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1W\0o\0r\0k\0b\0o\0o\0k\0")));
    assert_false(office_is_old(S("Word.Document")));
}

static void rtf_is_read_where_libreoffice_is_installed(void **state)
{
    (void)state;
    Doc doc;
    c.why[0] = 0;
    Fail result = doc_read(&c, S(RTF "K\\u7871  ho\\u7841 ch\\par Hai\\par}"), &doc);
    if (!office_program()) {
        assert_int_equal(result, FAIL_INPUT);
        assert_non_null(strstr(c.why, ".docx"));
        return;
    }
    if (result) test_fails("refused: %s", c.why);
    assert_str(doc.line[0].text, S("Kế hoạch"));
    assert_str(doc.line[1].text, S("Hai"));
}

/* A guest of two processes that never ends; it says where it is. */
static const char *made_guest(const char *folder, const char *more)
{
    const char *path = str_c(&c.mem, str_format(&c.mem, "%s/guest", folder));
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0700);
    Str script = str_format(&c.mem, "#!/bin/sh\n%s\n", more);
    assert_int_equal(write(file, script.p, script.n), (ssize_t)script.n);
    close(file);
    return path;
}

static Fail invite(const char *guest, int patience, char folder[static 64])
{
    Desk d = {.patience = patience};
    Str docx;
    c.why[0] = 0;
    Fail result = convert(&c, &d, guest, S(RTF "x}"), &docx);
    memcpy(folder, d.path, sizeof d.path);
    clear_desk(&d);
    return result;
}

static void at_the_limit_it_goes_with_its_children_and_its_folder(void **state)
{
    (void)state;
    char own[64], desk[64];
    snprintf(own, sizeof own, "%s/ngayso-guest-XXXXXX", test_folder());
    assert_non_null(mkdtemp(own));
    const char *told = str_c(&c.mem, str_format(&c.mem, "%s/child", own));
    const char *guest = made_guest(
        own, str_c(&c.mem, str_format(&c.mem, "sleep 600 & echo $! > %s.new; mv %s.new %s; wait", told, told, told)));
    Str child;
    int64_t number;
    int patience = 200;
    do { /* until the child had time to begin */
        assert_int_equal(invite(guest, patience, desk), FAIL_INPUT);
        assert_non_null(strstr(c.why, "giây"));
        assert_int_not_equal(access(desk, F_OK), 0);
        patience *= 2;
    } while (access(told, R_OK));
    assert_int_equal(doc_load_file(&c, told, &child), OK);
    assert_true(str_integer(str_trim(child), &number));
    wait_for(kill((pid_t)number, 0) && errno == ESRCH);
    made_guest(own, "exit 3");
    assert_int_equal(invite(guest, 60000, desk), FAIL_INPUT);
    assert_non_null(strstr(c.why, "hỏng"));
    assert_int_not_equal(access(desk, F_OK), 0);
    nftw(own, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, begin, end)
    const struct CMUnitTest tests[] = {
        T(old_word_files_are_told_by_their_contents),
        T(rtf_is_read_where_libreoffice_is_installed),
        T(at_the_limit_it_goes_with_its_children_and_its_folder),
    };
    return cmocka_run_group_tests_name("office", tests, NULL, NULL);
}
