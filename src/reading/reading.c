// SPDX-License-Identifier: Apache-2.0
/* reading.c -- the stages in their order. */
#include "reading/inside.h"
#include "viet/text.h"

/* -- what is no plan ---------------------------------------------------------------------------------------- */

/* A notice, a letter, an invitation that names nobody who has to do something. */
static bool is_told_to_nobody(const Reading *reading)
{
    static const Str plans[] = {STR("Kế hoạch"),  STR("Chương trình"), STR("Chương trình hành động"),
                                STR("Đề án"),     STR("Phương án"),    STR("Dự án"),
                                STR("Chiến lược")};
    if (!reading->type.text.n) return false;
    for (size_t i = 0; i < sizeof plans / sizeof *plans; i++)
        if (str_starts(reading->type.text, plans[i])) return false;
    for (size_t i = 0; i < reading->activities.n; i++)
        if (reading->activities.at[i].leads.n) return false;
    for (size_t i = 0; i < reading->assignments.n; i++)
        if (reading->assignments.at[i].agencies.n) return false;
    return true;
}

/* Rules and reports give nobody a task: a decision has articles and no plan attached, a report tells what was done. */
static Fail refuse_others(Ctx *c, const Reader *r)
{
    static const Str others[] = {STR("Quyết định"), STR("Nghị quyết"), STR("Báo cáo"),  STR("Tờ trình"),
                                 STR("Quy chế"),    STR("Quy định"),   STR("Hướng dẫn")};
    bool other = false, labelled = false, tells = false;
    Str title = viet_fold_ocr(&c->mem, r->reading->title.text);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) other |= str_equal(r->reading->type.text, others[i]);
    for (size_t i = 0; i < r->parts.n; i++) {
        labelled |= r->parts.at[i].kind == PART_LABELLED;
        tells |= r->parts.at[i].kind == PART_ASSIGNS;
    }
    /* A decision that gives duties out says so in its title. */
    labelled |= tells && (str_contains(title, S("giao nhiem vu")) || str_contains(title, S("phan cong")));
    other = other ? !labelled : is_told_to_nobody(r->reading);
    if (!other || r->reading->attached.text.n) return OK;
    return fail(c, FAIL_INPUT,
                "Văn bản này là %.*s, không phải kế hoạch: không có nhiệm vụ nào giao kèm cơ quan chủ trì. Hãy chọn kế "
                "hoạch, hoặc quyết định, công văn, chương trình, thông báo kết luận có giao nhiệm vụ.",
                STR_ARGS(viet_lower(&c->mem, r->reading->type.text)));
}

Fail reading_of(Ctx *c, const Doc *doc, const Directory *directory, Reading *reading)
{
    return reading_of_office(c, doc, directory, &(ReadingHow){0}, reading);
}

Fail reading_of_office(Ctx *c, const Doc *doc, const Directory *directory, const ReadingHow *how, Reading *reading)
{
    Reader r = {.directory = directory, .how = how, .reading = reading, .end = doc->n};
    *reading = (Reading){
        .date = NO_DAY, .date_alternative = NO_DAY, .report_due = NO_DAY, .period = {.from = NO_DAY, .to = NO_DAY}};
    TRY(org_classes_load(c, &r.classes));
    r.vocabulary = vocabulary_load(&c->mem);
    TRY(garbled_restore(c, doc, &r));
    doc_tables(c, r.doc, &r.tables);
    if (r.garbled) scrambled_tables(c, &r);
    header_read(c, &r);
    ending_read(c, &r);
    items_read(c, &r);
    items_split_fields(c, &r);
    for (size_t i = 0; i < r.items.n; i++)
        if (!r.items.at[i].is_cell) item_label(c, &r, &r.items.at[i]);
    items_nest(&r);
    parts_read(c, &r);
    preamble_read(c, &r);
    sections_read(c, &r);
    activities_read(c, &r);
    assignments_read(c, &r);
    TRY(refuse_others(c, &r));
    if (!reading->activities.n && !reading->assignments.n && !reading->number.text.n && !reading->type.text.n)
        return fail(c, FAIL_INPUT,
                    "Không thấy kế hoạch nào trong văn bản này: không có số, tên loại, hoạt động hay phân công. Hãy "
                    "chọn đúng tệp.");
    garbled_give_raw(c, doc, &r);
    findings_make(c, &r);
    return OK;
}
