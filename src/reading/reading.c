// SPDX-License-Identifier: Apache-2.0
/* reading.c -- the stages in their order. */
#include "reading/inside.h"
#include "viet/text.h"

/* -- what is no plan ---------------------------------------------------------------------------------------- */

static bool is_one_of(Str kind, const Str *kinds, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_equal(kind, kinds[i])) return true;
    return false;
}

/* A notice or letter that names nobody who has to do something. */
static bool is_told_to_nobody(const Reading *reading)
{
    for (size_t i = 0; i < reading->activities.n; i++)
        if (reading->activities.at[i].leads.n) return false;
    for (size_t i = 0; i < reading->assignments.n; i++)
        if (reading->assignments.at[i].agencies.n) return false;
    return true;
}

/* Of the kinds of Decree 30/2020 some are plans, some may tell somebody what to do; the others (rules, reports,
 * invitations, contracts) give nobody a task, but for a table of tasks: a decision has articles and no plan attached, a
 * report tells what was done. */
static Fail refuse_others(Ctx *c, const Reader *r)
{
    static const Str plans[] = {STR("Kế hoạch"), STR("Chương trình"), STR("Chương trình hành động"),
                                STR("Đề án"),    STR("Phương án"),    STR("Dự án")};
    static const Str telling[] = {STR("Công văn"), STR("Công điện"), STR("Thông báo"), STR("Chỉ thị"), STR("Kết luận")};
    Str type = r->reading->type.text, title = viet_fold_ocr(&c->mem, r->reading->title.text);
    bool labelled = false, tells = false;
    if (!type.n || is_one_of(type, plans, sizeof plans / sizeof *plans) || r->reading->attached.text.n) return OK;
    for (size_t i = 0; i < r->parts.n; i++) {
        labelled |= r->parts.at[i].kind == PART_LABELLED;
        tells |= r->parts.at[i].kind == PART_ASSIGNS;
    }
    /* A decision that gives duties out says so in its title. */
    labelled |= tells && (str_contains(title, S("giao nhiem vu")) || str_contains(title, S("phan cong")));
    bool may_tell = is_one_of(type, telling, sizeof telling / sizeof *telling);
    if (may_tell ? !is_told_to_nobody(r->reading) : labelled) return OK;
    return fail(c, FAIL_INPUT,
                "Văn bản này là %.*s, không phải kế hoạch: không có nhiệm vụ nào giao kèm cơ quan chủ trì. Hãy chọn kế "
                "hoạch, hoặc quyết định, công văn, chương trình, thông báo kết luận có giao nhiệm vụ.",
                STR_ARGS(viet_lower(&c->mem, type)));
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
    table_sheets(c, &r);
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
    activities_join(c, &r);
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
