// SPDX-License-Identifier: Apache-2.0
/* evidence.c -- what whoever reports a task as done shows for it.  No rule of the program demands any; here every
 * finished task has some that fits: a photograph where people met or hung something up, the agency's list of results,
 * or the page on its portal; and the result says which. */
#include "demo/inside.h"
#include "doc/sheet_write.h"
#include "viet/text.h"

/* A spreadsheet of its tasks, once for each agency above the communes: on disk before the days are lived, as uploads
 * are. */
static Fail keep_report(Ctx *c, Agency *a)
{
    static const SheetColumn columns[] = {{"Nhiệm vụ", 60}, {"Hạn", 12}, {"Kết quả", 20}};
    TaskChoice choice = TASK_ANY;
    TaskList tasks;
    SheetWriter *w;
    Str next, bytes;
    choice.lead = a->code;
    choice.most = TASK_PAGE_MAX;
    TRY(task_list(c, &choice, &tasks, &next));
    TRY(sheet_begin(c, SHEET_XLSX, S("Kết quả"), columns, sizeof columns / sizeof *columns, &w));
    for (size_t i = 0; i < tasks.n; i++) {
        sheet_text(w, tasks.at[i].title);
        sheet_day(w, tasks.at[i].due);
        sheet_text(w, S("hoàn thành"));
        sheet_end_row(w);
    }
    TRY(sheet_end(w, &bytes));
    Str name = str_format(&c->mem, "bao-cao-ket-qua-%.*s.xlsx", STR_ARGS(a->code));
    return upload_keep(c, UPLOAD_DOCUMENTS, name, bytes, &a->report);
}

Fail demo_keep_evidence(Ctx *c, Demo *d)
{
    for (size_t i = 0; i < d->agencies.n; i++) {
        Org org;
        TRY(org_by_code(c, d->agencies.at[i].code, &org));
        if (!str_equal(org.kind, S("ubnd-xa"))) TRY(keep_report(c, &d->agencies.at[i]));
    }
    return OK;
}

/* Something that can be photographed. */
static bool is_seen(Ctx *c, const Task *t)
{
    static const Str signs[] = {STR("tuyen truyen"), STR("treo"),     STR("to chuc"),
                                STR("hoi thao"),     STR("tap huan"), STR("huong dan"),
                                STR("trien lam"),    STR("den tung"), STR("ra quan")};
    Str title = viet_fold(&c->mem, t->title);
    if (str_starts(title, S("chi dao"))) return false; /* that is done on paper */
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (str_contains(title, signs[i])) return true;
    return false;
}

static Fail attach(Ctx *c, const Task *t, const UploadKept *file)
{
    Id upload;
    TRY(upload_add(c, file, "task", t->id, &upload));
    return task_entry_add(c, t->id, "evidence", file->name, (Str){0},
                          str_format(&c->mem, "/tep/%lld", (long long)upload));
}

Str demo_portal_page(Ctx *c, Str code, Id task)
{
    return str_format(&c->mem, "https://%.*s.example/chuyen-doi-so/%lld", STR_ARGS(viet_fold(&c->mem, code)),
                      (long long)task);
}

Fail demo_show(Ctx *c, Demo *d, const Agency *a, const Task *t, TaskReport *report)
{
    unsigned throw = dice(d, 4);
    if (is_seen(c, t) && throw < 3) {
        report->result = say(d, SAY_DONE_PICTURE);
        return attach(c, t, &d->picture);
    }
    if (throw % 2 || !a->report.digest.n) {
        report->result = say(d, SAY_DONE_PAGE);
        report->link = demo_portal_page(c, t->lead, t->id);
        return OK;
    }
    report->result = say(d, SAY_DONE_REPORT);
    return attach(c, t, &a->report);
}
