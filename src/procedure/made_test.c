// SPDX-License-Identifier: Apache-2.0
/* Texts that are made: of forms of every kind, of every procedure that is shipped. */
#include "base/asset.h"
#include "procedure/made.h"
#include "procedure/text_testing.h"

static void letters_of_a_title(void **state)
{
    (void)state;
    assert_str(made_letters(&c.mem, S("Đăng ký tham gia phiên chợ số")), S("ĐKTGPCS"));
    assert_str(made_letters(&c.mem, S("2024 (ước lượng)")), S("L"));
    assert_str(made_letters(&c.mem, S("  ")), S("HS"));
}

static const Made usual = {.code = STR("phien-cho"),
                           .title = STR("Phiên chợ: \"số\""),
                           .by = BY_PUBLIC,
                           .agency = STR("SCT"),
                           .days = 5,
                           .until = NO_DAY};

/* Made, and read without a mistake. */
static Str made(const char *form, const Made *m, Procedure *p)
{
    Design d;
    DesignProblems problems;
    if (!design_from_yaml(&c.mem, str_of(form), &d, &problems))
        test_fails("the form: %.*s", STR_ARGS(problem_line(&c.mem, &problems.at[0])));
    Str text = made_of_form(&c.mem, str_of(form), &d, m);
    if (!procedure_read(&c.mem, text, NULL, p, &problems) || problems.n)
        test_fails("%.*s in:\n%.*s", STR_ARGS(problem_line(&c.mem, &problems.at[0])), STR_ARGS(text));
    assert_str(p->form.code, m->code);
    assert_str(p->form.title, m->title);
    return text;
}

static void forms_of_all_kinds_become_procedures(void **state)
{
    Procedure p;
    Made m = usual;
    (void)state;
    /* What is written stays, comments too; a phone is added behind the last field. */
    Str text = made("# của phòng\ncode: cu\ntitle: >-\n  Tên\n  cũ\nfields:\n  - ten: Tên # ai\n", &m, &p);
    assert_true(str_contains(text, S("# của phòng")) && str_contains(text, S("# ai")));
    assert_int_equal(p.form.field[p.form.n - 2].type, FIELD_PHONE);
    assert_int_equal(p.form.field[p.form.n - 1].type, FIELD_MAIL);
    assert_int_equal(p.clock[0].days, 5);
    assert_false(p.clock[0].is_calendar);
    assert_str(procedure_move(&p, S("duyet"))->who.at[0].agency, S("SCT"));
    assert_true(procedure_move(&p, S("yeu_cau_bo_sung"))->is_supplement);
    assert_str(p.apply.number, S("{so}/PC-{nam}"));
    /* All in brackets; names that the moves would ask by. */
    made("{code: cu, title: Cũ, fields: [{name: ly_do, label: Lý do}, {name: y_kien, label: Ý kiến}, {name: "
         "dien_thoai, label: Máy}]}",
         &m, &p);
    /* A text becomes the phone, with all that stands there; labels in two languages. */
    m.telephone = S("may"), m.until = day_of(2024, 10, 9), m.category = S("Kinh tế: số"), m.days = 1;
    text = made("code: a\ntitle: A\nlanguages: [en]\nfields:\n  - may:\n      type: text\n      label: {vi: Máy, en: "
                "Phone}\n      required: true\n  - xa: {type: commune, label: Xã}\n  - gian: {type: integer, label: "
                "'Gian: số'}\n",
                &m, &p);
    assert_str(p.apply.phone->name, S("may"));
    assert_int_equal(p.apply.phone->label.others, 1);
    assert_true(p.apply.phone->purpose.n > 0);
    assert_int_equal(p.apply.until, day_of(2024, 10, 9));
    assert_int_equal(p.counter[1].n_by, 1);
    assert_str(p.counter[2].of->name, S("gian"));
    assert_int_equal(p.n_indexed, 2);
    assert_int_equal(p.form.n, 4); /* and a mail */
    made("code: a\ntitle: A\nfields:\n  - may: Máy\n", &m, &p);
    assert_str(p.apply.phone->name, S("may"));
    /* Nobody without an account: no phone. */
    m.by = BY_AGENCY, m.telephone = (Str){0};
    made("code: a\ntitle: A\nfields:\n  - ten: Tên\n", &m, &p);
    assert_int_equal(p.form.n, 1);
    assert_int_equal(p.apply.by, BY_AGENCY);
}

/* The form of each procedure that is shipped, as a form alone, made anew; and each copied. */
static void shipped_ones_are_copied(void **state)
{
    (void)state;
    int n = 0;
    for (const Asset *a = assets; a->name.n; a++) {
        Procedure p, copy;
        DesignProblems problems;
        if (!str_starts(a->name, S("procedures/"))) continue;
        assert_true(procedure_read(&c.mem, a->bytes, NULL, &p, &problems));
        Str text = made_of_procedure(&c.mem, &p, S("ban-chep"), S("Bản chép: thử"));
        if (!procedure_read(&c.mem, text, NULL, &copy, &problems))
            test_fails("%.*s: %.*s", STR_ARGS(a->name), STR_ARGS(problem_line(&c.mem, &problems.at[0])));
        assert_str(copy.form.code, S("ban-chep"));
        assert_str(copy.form.title, S("Bản chép: thử"));
        assert_int_equal(copy.moves, p.moves);
        if (!str_equal(p.apply.number, S("{so}/{nam}"))) assert_str(copy.apply.number, S("{so}/BCT-{nam}"));
        Out form = {.mem = &c.mem};
        design_put_yaml(&form, &p.form, 0);
        made(str_c(&c.mem, out_str(&form)), &usual, &copy);
        n++;
    }
    assert_int_equal(n, 13);
}

/* However the pattern of numbers is written. */
static void numbers_of_a_copy_are_its_own(void **state)
{
    (void)state;
    const char *patterns[] = {"\"{so}/A-{nam}\"", "'{so}/A-{nam}'", "A{so}", "A-{so}/{nam} # như cũ"};
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        Procedure p, copy;
        DesignProblems problems;
        Str text =
            str_format(&c.mem,
                       "code: a\ntitle: Giấy A\nfields:\n  - type: text\n    name: ten\n    label: 'type: text, a'\n"
                       "apply:\n  by: agency\n  number: %s\nstates:\n  - {name: cho, label: Chờ, kind: open}\n  - "
                       "{name: xong, label: Xong, kind: ended}\n"
                       "moves:\n  - {name: xong, label: Xong Giấy A, from: cho, to: xong, who: {agency: SCT}}\n",
                       patterns[i]);
        if (!procedure_read(&c.mem, text, NULL, &p, &problems))
            test_fails("%.*s", STR_ARGS(problem_line(&c.mem, &problems.at[0])));
        text = made_of_procedure(&c.mem, &p, S("b"), S("Giấy phép B"));
        if (!procedure_read(&c.mem, text, NULL, &copy, &problems))
            test_fails("%.*s in %.*s", STR_ARGS(problem_line(&c.mem, &problems.at[0])), STR_ARGS(text));
        assert_str(copy.apply.number, S("{so}/GPB-{nam}"));
        assert_str(copy.move[1].label.text, S("Xong Giấy phép B"));
    }
    Made m = usual;
    Procedure p;
    m.telephone = S("ten");
    made("code: a\ntitle: A\nfields:\n  - type: text\n    name: ten\n    label: 'type: text, a'\n", &m, &p);
    assert_str(p.apply.phone->label.text, S("type: text, a"));
}

static void texts_are_told_apart(void **state)
{
    (void)state;
    assert_true(text_is_procedure(&c.mem, manual_procedure(&c)));
    assert_false(text_is_procedure(&c.mem, S("code: a\ntitle: A\nfields:\n  - states: Trạng thái\n")));
    assert_false(text_is_procedure(&c.mem, S("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_of_a_title),      cmocka_unit_test(forms_of_all_kinds_become_procedures),
        cmocka_unit_test(shipped_ones_are_copied), cmocka_unit_test(numbers_of_a_copy_are_its_own),
        cmocka_unit_test(texts_are_told_apart),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
