// SPDX-License-Identifier: Apache-2.0
/* golden_test.c -- the sample plan as a scanner and an OCR without Vietnamese left it: every date, code, agency and
 * number that it holds.  Texts are not compared: they have lost their marks. */
#include "reading/facts.h"

static const struct {
    const char *path, *value;
} facts[] = {
    {"number", "136/KH-UBND"},
    {"issuer", "Ủy ban nhân dân tỉnh Bắc Giang"},
    {"type", "Kế hoạch"},
    {"date", "2024-08-11"},
    {"date_uncertain", "true"},
    {"date_alternatives", "2024-09-11"},
    {"legal_bases", "505/QĐ-TTg 2022-04-22 | 934/QĐ-BTTTT 2024-06-07 | 2913/QĐ-UBND 2022-09-10"},
    {"purposes/n", "4"},
    {"requirements/n", "4"},
    {"period/from", "2024-09-15"},
    {"period/to", "2024-10-10"},
    {"activities", "3.1.a | 3.1.b | 3.2.a | 3.2.b | 3.3 | 3.4.a | 3.4.b | 3.5 | 3.6 | 3.7"},
    {"activities/3.1.a/leads", "BBG | DPTTH | #so-nganh | #ubnd-cap-huyen"},
    {"activities/3.1.a/coordinators", "STTTT"},
    {"activities/3.1.a/from", "2024-09-15"},
    {"activities/3.1.a/to", "2024-10-10"},
    {"activities/3.1.a/contents/n", "4"},
    {"activities/3.1.a/formats/n", "4"},
    {"activities/3.1.b/leads", "#so-nganh | #ubnd-cap-huyen"},
    {"activities/3.1.b/coordinators", "SVHTTDL"},
    {"activities/3.1.b/contents/n", "3"},
    {"activities/3.1.b/from", "2024-10-01"},
    {"activities/3.1.b/to", "2024-10-10"},
    {"activities/3.2.a/audience", "TU | HDND | UBND | MTTQ | DBQH | #so-nganh | #ubnd-cap-huyen | HHDN | HTH | "
                                  "#doanh-nghiep-cong-nghe-so | #chuyen-gia-chuyen-doi-so"},
    {"activities/3.2.a/leads", "STTTT"},
    {"activities/3.2.a/coordinators",
     "#so-nganh | #ubnd-cap-huyen | HHDN | HTH | #doanh-nghiep-cntt-buu-chinh-vien-thong"},
    {"activities/3.2.a/from", "2024-10-10"},
    {"activities/3.2.a/to", "2024-10-10"},
    {"activities/3.2.b/leads", "STTTT"},
    {"activities/3.2.b/coordinators", "#doanh-nghiep-cong-nghe-so | HHDN | HTH"},
    {"activities/3.2.b/from", "2024-10-09"},
    {"activities/3.2.b/to", "2024-10-10"},
    {"activities/3.3/group", "-"},
    {"activities/3.3/leads", "VNPT | VIETTEL | MOBIFONE"},
    {"activities/3.3/coordinators", "STTTT | #ubnd-cap-huyen"},
    {"activities/3.3/from", "2024-09-01"},
    {"activities/3.3/to", "2024-10-31"},
    {"activities/3.3/time_uncertain", "true"},
    {"activities/3.4.a/leads", "SCT"},
    {"activities/3.4.a/coordinators", "#so-nganh | #ubnd-cap-huyen | HHDN"},
    {"activities/3.4.a/to", "2024-10-31"},
    {"activities/3.4.b/leads", "NHNN"},
    {"activities/3.4.b/coordinators", "#ngan-hang-thuong-mai | STC | KBNN"},
    {"activities/3.4.b/to", "2024-10-31"},
    {"activities/3.5/leads", "#ubnd-cap-huyen | #ubnd-cap-xa"},
    {"activities/3.5/coordinators", "TDOAN | #so-nganh (liên quan) | BUUDIEN | VIETTEL | VNPT"},
    {"activities/3.6/leads", "SKHDT"},
    {"activities/3.6/from", "2024-10-09"},
    {"activities/3.7/leads", "#so-nganh | #ubnd-cap-huyen"},
    {"activities/3.7/from", "2024-10-10"},
    {"funding/sources/n", "4"},
    {"assignments", "1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12"},
    {"assignments/1/agencies", "STTTT"},
    {"assignments/1/duties/n", "6"},
    {"assignments/2/duties/n", "3"},
    {"assignments/3/duties/n", "2"},
    {"assignments/4/duties/n", "2"},
    {"assignments/5/duties/n", "1"},
    {"assignments/6/agencies", "NHNN"},
    {"assignments/6/duties/n", "2"},
    {"assignments/7/agencies", "BBG | DPTTH"},
    {"assignments/7/duties/n", "2"},
    {"assignments/8/agencies", "#ubnd-cap-huyen"},
    {"assignments/8/duties/n", "4"},
    {"assignments/9/agencies", "MTTQ | #to-chuc-chinh-tri-xa-hoi"},
    {"assignments/9/mode", "đề nghị"},
    {"assignments/9/duties/n", "2"},
    {"assignments/10/agencies", "#so-nganh (khác)"},
    {"assignments/10/duties/n", "3"},
    {"assignments/11/agencies", "VNPT | VIETTEL | MOBIFONE"},
    {"assignments/11/duties/n", "6"},
    {"assignments/12/agencies", "HHDN | HTH | #doanh-nghiep-chuyen-doi-so"},
    {"assignments/12/duties/n", "4"},
    {"report_due/date", "2024-10-20"},
    {"report_due/relation", "before"},
    {"report_due/by", "STTTT"},
    {"recipients/n", "13"},
    {"signer/title", "Chủ tịch"},
    {"footnotes/n", "1"},
};

static Fail sample_is_read(Ctx *c, void *arg)
{
    (void)arg;
    Str text;
    const Directory *directory;
    json_t *reading;
    int wrong = 0;
    TRY(directory_shipped(c, &directory));
    TRY(doc_load_file(c, "data/samples/ke-hoach-136-2024.ocr.txt", &text));
    TRY(facts_of(c, text, directory, &reading));
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
        Str given = fact(&c->mem, reading, str_of(facts[i].path));
        if (str_equal(given, str_of(facts[i].value))) continue;
        print_error("%s is \"%.*s\", not \"%s\"\n", facts[i].path, STR_ARGS(given), facts[i].value);
        wrong++;
    }
    Str kinds = fact(&c->mem, reading, S("findings"));
    static const Str must[] = {STR("unsure-date"),       STR("unsure-time"),    STR("outside-period"),
                               STR("report-before-end"), STR("report-day-off"), STR("permit-filing"),
                               STR("lead-without-duty"), STR("unsure-words")};
    for (size_t i = 0; i < sizeof must / sizeof *must; i++)
        if (!str_contains(kinds, must[i])) print_error("no finding %s\n", must[i].p), wrong++;
    json_decref(reading);
    assert_int_equal(wrong, 0);
    return OK;
}

static void test_sample_is_read(void **state)
{
    (void)state;
    Arena whole = arena_reserve((size_t)256 << 20);
    Ctx c = {.mem = whole};
    Fail result = edge_run(&c, sample_is_read, NULL);
    arena_release(&whole);
    if (result) test_fails("%s: %s", fail_meaning(result), c.why);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_sample_is_read)};
    return cmocka_run_group_tests_name("golden", tests, NULL, NULL);
}
