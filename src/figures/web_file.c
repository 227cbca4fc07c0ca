// SPDX-License-Identifier: Apache-2.0
/* web_file.c -- the table of agencies as a spreadsheet that counts by itself, with every task on a second sheet. */
#include "doc/sheet_write.h"
#include "figures/view.h"
#include "figures/web.h"
#include "http/reply.h"
#include <assert.h>

enum { CODE, NAME, KIND, FIRST_CLASS, TOTAL = FIRST_CLASS + TASK_CLASS_COUNT, IN_TIME, DONE_SHARE, FILE_COLUMNS };

static const SheetColumn columns[FILE_COLUMNS] = {
    [CODE] = {"Mã", 10},
    [NAME] = {"Cơ quan", 44},
    [KIND] = {"Loại cơ quan", 18},
#define X(symbol, key, name, mark) [FIRST_CLASS + CLASS_##symbol] = {name, 12},
    TASK_CLASSES(X)
#undef X
        [TOTAL] = {"Đã giao", 10},
    [IN_TIME] = {"Đúng hạn, % trên số đã hoàn thành", 18},
    [DONE_SHARE] = {"Đã xong, % trên số đã giao trừ việc hủy", 18},
};
static const SheetColumn task_columns[] = {{"Việc", 60},         {"Mã cơ quan", 12},    {"Cơ quan chủ trì", 40},
                                           {"Hạn", 12},          {"Ngày báo xong", 14}, {"Trạng thái", 18},
                                           {"Xếp theo hạn", 22}, {"Tiến độ (%)", 12},   {"Địa chỉ", 26}};
enum { TASK_COLUMNS = sizeof task_columns / sizeof *task_columns };

/* The letter of a column, as formulas call it. */
static char letter(int column)
{
    static_assert(FILE_COLUMNS <= 26, "one letter a column");
    return (char)('A' + column);
}

/* Total and shares of the row that is being written, from its own cells. */
static void put_formulas(Ctx *c, SheetWriter *w, const Counts *n)
{
    size_t row = sheet_row_number(w);
    Share in_time = share_in_time(n), done = share_done(n);
    char in = letter(FIRST_CLASS + CLASS_IN_TIME), late = letter(FIRST_CLASS + CLASS_LATE), all = letter(TOTAL),
         out = letter(FIRST_CLASS + CLASS_CANCELLED), first = letter(FIRST_CLASS), last = letter(TOTAL - 1);
    sheet_formula(w, str_format(&c->mem, "=SUM(%c%zu:%c%zu)", first, row, last, row), count_total(n));
    Str base = str_format(&c->mem, "(%c%zu+%c%zu)", in, row, late, row);
    sheet_share(w, str_format(&c->mem, "=IF(%s=0,\"\",%c%zu/%s)", base.p, in, row, base.p), in_time.part, in_time.base);
    Str rest = str_format(&c->mem, "(%c%zu-%c%zu)", all, row, out, row);
    sheet_share(w, str_format(&c->mem, "=IF(%s=0,\"\",%s/%s)", rest.p, base.p, rest.p), done.part, done.base);
    sheet_end_row(w);
}

static void put_agencies(Ctx *c, SheetWriter *w, const Figures *f)
{
    for (size_t i = 0; i < f->rows.n; i++) {
        const FigureRow *row = &f->rows.at[i];
        sheet_text(w, row->item);
        sheet_text(w, row->name);
        sheet_text(w, org_kind_name(row->kind));
        for (int k = 0; k < TASK_CLASS_COUNT; k++) sheet_integer(w, row->n.class[k]);
        put_formulas(c, w, &row->n);
    }
}

/* SUBTOTAL(109) adds up what a filter leaves in sight. */
static void put_total(Ctx *c, SheetWriter *w, const Figures *f)
{
    size_t last = f->rows.n + 1;
    sheet_foot(w);
    sheet_text(w, (Str){0});
    sheet_text(w, S("Cộng"));
    sheet_text(w, (Str){0});
    for (int k = 0; k < TASK_CLASS_COUNT; k++) {
        char at = letter(FIRST_CLASS + k);
        Str formula = f->rows.n ? str_format(&c->mem, "=SUBTOTAL(109,%c2:%c%zu)", at, at, last) : S("=0");
        sheet_formula(w, formula, f->total.class[k]);
    }
    put_formulas(c, w, &f->total);
}

static void put_note(SheetWriter *w, Str text)
{
    sheet_text(w, (Str){0});
    sheet_text(w, text);
    sheet_end_row(w);
}

/* -- the second sheet ------------------------------------------------------------------------------------------- */

static Fail put_task(Ctx *c, SheetWriter *w, const FigureTask *t, const FigureName *name, Str site)
{
    sheet_text(w, t->title);
    sheet_text(w, t->lead);
    sheet_text(w, name->name);
    sheet_day(w, t->due);
    sheet_day(w, t->asked);
    sheet_text(w, str_of(task_states[t->state].name));
    sheet_text(w, str_of(task_classes[t->class].name));
    sheet_integer(w, t->percent);
    sheet_text(w, str_format(&c->mem, "%.*s/viec/%lld", STR_ARGS(site), (long long)t->task));
    sheet_end_row(w);
    return OK;
}

/* Of the agencies of the first sheet: `kind` chose by agency or by the one it belongs to. */
static Fail put_tasks(Ctx *c, SheetWriter *w, const Chosen *k, FigureNames *names, Str site)
{
    FigureTaskList tasks;
    Str next;
    FigureTaskChoice a = {
        .plan = k->choice.plan, .class = TASK_CLASS_COUNT, .on = k->choice.on, .most = FIGURE_TASKS_EXPORT};
    TRY(figure_tasks(c, &a, &tasks, &next));
    for (size_t i = 0; i < tasks.n; i++) {
        const FigureTask *t = &tasks.at[i];
        const FigureName *name, *row;
        TRY(figure_name(c, names, t->lead, &name));
        TRY(figure_name(c, names, k->choice.by_branch ? t->branch : t->lead, &row));
        if (!k->choice.kind.n || str_equal(k->choice.kind, row->kind)) TRY(put_task(c, w, t, name, site));
    }
    sheet_foot(w);
    if (next.n)
        sheet_text(w, str_format(&c->mem, "Còn nữa: tệp chỉ ghi %d việc có hạn sớm nhất. Hãy chọn một kế hoạch.",
                                 (int)FIGURE_TASKS_EXPORT));
    if (next.n) sheet_end_row(w);
    return OK;
}

Fail table_file_get(Ctx *c, const Request *q, Reply *r)
{
    Chosen k;
    FigureNames *names;
    Figures f;
    SheetWriter *w;
    Str bytes;
    TRY(chosen_of(c, q, true, &k));
    TRY(figure_names(c, k.choice.on, &names));
    TRY(figures_by_agency(c, &k.choice, names, &f));
    figures_sort(&f, k.column, k.rises);
    Str day = day_iso(&c->mem, k.choice.on);
    TRY(sheet_begin(c, SHEET_XLSX, str_format(&c->mem, "Số liệu %.*s", STR_ARGS(day)), columns, FILE_COLUMNS, &w));
    put_agencies(c, w, &f);
    put_total(c, w, &f);
    sheet_end_row(w);
    put_note(w, as_of_words(&c->mem, k.choice.on, k.today));
    put_note(w, S("Dòng Cộng chỉ cộng những dòng đang hiện khi lọc."));
    TRY(sheet_next(w, S("Từng việc"), task_columns, TASK_COLUMNS));
    TRY(put_tasks(c, w, &k, names, request_site(q)));
    TRY(sheet_end(w, &bytes));
    out_raw(reply_text(c, r, sheet_media_type(SHEET_XLSX)), bytes);
    reply_file_name(c, r, str_format(&c->mem, "so-lieu-%.*s%s", STR_ARGS(day), sheet_extension(SHEET_XLSX)));
    return OK;
}
