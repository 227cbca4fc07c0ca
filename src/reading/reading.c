// SPDX-License-Identifier: Apache-2.0
/* reading.c -- the stages in their order. */
#include "reading/inside.h"

Fail reading_of(Ctx *c, const Doc *doc, const Directory *directory, Reading *reading)
{
    Reader r = {.directory = directory, .reading = reading, .end = doc->n};
    *reading = (Reading){
        .date = NO_DAY, .date_alternative = NO_DAY, .report_due = NO_DAY, .period = {.from = NO_DAY, .to = NO_DAY}};
    TRY(org_classes_load(c, &r.classes));
    r.vocabulary = vocabulary_load(&c->mem);
    TRY(garbled_restore(c, doc, &r));
    header_read(c, &r);
    ending_read(c, &r);
    items_read(c, &r);
    items_split_fields(c, &r);
    for (size_t i = 0; i < r.items.n; i++)
        if (!r.items.at[i].is_cell) item_label(c, &r, &r.items.at[i]);
    items_nest(&r);
    preamble_read(c, &r);
    sections_read(c, &r);
    activities_read(c, &r);
    assignments_read(c, &r);
    if (!reading->activities.n && !reading->assignments.n && !reading->number.text.n && !reading->type.text.n)
        return fail(c, FAIL_INPUT,
                    "Không thấy kế hoạch nào trong văn bản này: không có số, tên loại, hoạt động hay phân công. Hãy "
                    "chọn đúng tệp.");
    garbled_give_raw(c, doc, &r);
    findings_make(c, &r);
    return OK;
}
