// SPDX-License-Identifier: Apache-2.0
/* reading.c -- the stages in their order. */
#include "reading/inside.h"
#include "viet/text.h"

enum { SAMPLE_BYTES = 40000, MARKED_OF_HUNDRED = 4 };

/* Text whose Vietnamese marks were lost: of its letters, few are the composed ones that every sentence is full of. */
static bool is_garbled(const Doc *doc)
{
    size_t bytes = 0, marked = 0;
    for (size_t i = 0; i < doc->n && bytes < SAMPLE_BYTES; i++) {
        Str s = doc->line[i].text;
        bytes += s.n;
        for (size_t k = 0; k + 2 < s.n; k++)
            marked += (unsigned char)s.p[k] == 0xE1 &&
                      ((unsigned char)s.p[k + 1] == 0xBA || (unsigned char)s.p[k + 1] == 0xBB);
    }
    return marked * 100 < bytes * MARKED_OF_HUNDRED;
}

Fail reading_of(Ctx *c, const Doc *doc, const Directory *directory, Reading *reading)
{
    Reader r = {.doc = doc, .directory = directory, .reading = reading, .end = doc->n};
    *reading = (Reading){
        .date = NO_DAY, .date_alternative = NO_DAY, .report_due = NO_DAY, .period = {.from = NO_DAY, .to = NO_DAY}};
    TRY(org_classes_load(c, &r.classes));
    r.garbled = is_garbled(doc);
    header_read(c, &r);
    ending_read(c, &r);
    items_read(c, &r);
    items_split_fields(c, &r);
    for (size_t i = 0; i < r.items.n; i++) item_label(c, &r, &r.items.at[i]);
    items_nest(&r);
    preamble_read(c, &r);
    sections_read(c, &r);
    activities_read(c, &r);
    assignments_read(c, &r);
    if (!reading->activities.n && !reading->assignments.n && !reading->number.text.n && !reading->type.text.n)
        return fail(c, FAIL_INPUT,
                    "Không thấy kế hoạch nào trong văn bản này: không có số, tên loại, hoạt động hay phân công. Hãy "
                    "chọn đúng tệp.");
    findings_make(c, &r);
    return OK;
}
