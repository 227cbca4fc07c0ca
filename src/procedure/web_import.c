// SPDX-License-Identifier: Apache-2.0
/* web_import.c -- dossiers from a spreadsheet: every cell that cannot be taken is named, then nothing is taken. */
#include "doc/sheet.h"
#include "doc/sheet_write.h"
#include "people/rights.h"
#include "procedure/act.h"
#include "procedure/view.h"
#include "procedure/web.h"
#include "receipt/receipt.h"
#include "viet/text.h"

enum { IMPORT_ROWS_MAX = 2000, WIDTH = 24 };

static bool is_from_sheet(const DesignField *f)
{
    return field_is_answered(f) && f->rows == NO_ROWS && f->type != FIELD_ROWS && f->type != FIELD_FILE &&
           f->type != FIELD_IMAGE && !f->computed;
}

static Fail of_whom(Ctx *c, const Request *q, Version *v)
{
    bool decides;
    TRY(version_current(c, input_text(q, "thu-tuc"), v));
    TRY(procedure_is_decided_by(c, v->procedure, &decides));
    return decides ? OK : fail(c, FAIL_MISSING, "Trong nhiệm vụ hiện nay bạn không nhập hồ sơ của thủ tục này được.");
}

Fail import_get(Ctx *c, const Request *q, Reply *r)
{
    Version v;
    TRY(of_whom(c, q, &v));
    import_page(reply_page(c, q, r, S("Nhập hồ sơ từ Excel")), &(ImportPage){.q = q, .v = &v});
    return OK;
}

Fail import_sheet_get(Ctx *c, const Request *q, Reply *r)
{
    Version v;
    SheetWriter *w;
    Str bytes;
    size_t n = 0;
    TRY(of_whom(c, q, &v));
    const Design *form = &v.procedure->form;
    SheetColumn *columns = NEW(&c->mem, SheetColumn, form->n);
    for (size_t i = 0; i < form->n; i++)
        if (is_from_sheet(&form->field[i]))
            columns[n++] = (SheetColumn){str_c(&c->mem, form->field[i].label.text), WIDTH};
    if (!n) return fail(c, FAIL_CONFLICT, "Biểu mẫu này không có mục nào nhập từ bảng tính được.");
    TRY(sheet_begin(c, SHEET_XLSX, S("Hồ sơ"), columns, n, &w));
    TRY(sheet_end(w, &bytes));
    reply_file(c, r, sheet_media_type(SHEET_XLSX), str_format(&c->mem, "mau-%.*s.xlsx", STR_ARGS(v.row.code)), bytes,
               digest(&c->mem, "sheet", bytes));
    return OK;
}

/* -- reading
 * ----------------------------------------------------------------------------------------------------------------- */

typedef struct {
    StrList problems;
    LIST(Answers) rows;
    Work work; /* of all rows together */
} Imported;

/* People write labels of choices and names of agencies; what is kept are keys and codes. */
static Fail key_of_words(Ctx *c, const DesignField *f, const Directory *agencies, Str *typed)
{
    Str folded = viet_fold(&c->mem, *typed);
    for (size_t i = 0; f->list && i < f->list->n; i++)
        if (str_equal(viet_fold(&c->mem, f->list->choice[i].label.text), folded)) *typed = f->list->choice[i].key;
    if (f->type == FIELD_AGENCY || f->type == FIELD_COMMUNE) {
        const Org *o = directory_by_code(agencies, *typed);
        if (!o) o = directory_exact(agencies, org_key(&c->mem, *typed, false));
        if (!o && f->type == FIELD_COMMUNE)
            o = directory_exact(agencies, org_key(&c->mem, str_format(&c->mem, "UBND %.*s", STR_ARGS(*typed)), false));
        if (!o) return fail(c, FAIL_INPUT, "không có cơ quan hay xã, phường “%.*s”.", STR_ARGS(*typed));
        *typed = o->code;
    }
    return OK;
}

static void wrong(Ctx *c, Imported *k, const SheetRow *row, const DesignField *f, Str why)
{
    *list_add(&c->mem, &k->problems) =
        str_format(&c->mem, "Dòng %d, “%.*s”: %.*s", row->number, STR_ARGS(f->label.text), STR_ARGS(why));
}

static void read_row(Ctx *c, const Design *form, const DesignField *const *column, const SheetRow *row,
                     const Directory *agencies, Imported *k)
{
    Answers a = answers_new(&c->mem, form, c->today);
    a.work = &k->work;
    size_t before = k->problems.n;
    AnswerProblems problems = {0};
    for (size_t i = 0; i < row->n; i++) {
        Str typed = row->cell[i], problem = {0};
        if (!column[i] || !typed.n) continue;
        if (key_of_words(c, column[i], agencies, &typed)) {
            wrong(c, k, row, column[i], str_copy(&c->mem, str_of(c->why)));
            c->why[0] = 0;
        } else if (!answer_read(&c->mem, column[i], typed, answers_cell(&a, column[i], 0), &problem))
            wrong(c, k, row, column[i], problem);
    }
    answers_compute(&c->mem, &a, c->today);
    answers_drop_hidden(&c->mem, &a, c->today);
    answers_check(&c->mem, &a, false, c->today, &problems);
    for (size_t i = 0; k->problems.n == before && i < problems.n; i++)
        if (problems.at[i].field->type != FIELD_FILE && problems.at[i].field->type != FIELD_IMAGE)
            wrong(c, k, row, problems.at[i].field, problems.at[i].text);
    *list_add(&c->mem, &k->rows) = a;
}

static void read_heads(Ctx *c, const Design *form, const SheetRow *head, const DesignField **column, Imported *k)
{
    for (size_t i = 0; i < head->n; i++) {
        Str name = viet_fold(&c->mem, head->cell[i]);
        for (size_t j = 0; j < form->n && name.n; j++)
            if (is_from_sheet(&form->field[j]) && (str_equal(name, viet_fold(&c->mem, form->field[j].label.text)) ||
                                                   str_equal(head->cell[i], form->field[j].name)))
                column[i] = &form->field[j];
        if (name.n && !column[i])
            *list_add(&c->mem, &k->problems) =
                str_format(&c->mem, "Dòng %d: biểu mẫu không có mục “%.*s”.", head->number, STR_ARGS(head->cell[i]));
    }
}

Fail import_prepare(Ctx *c, const Request *q, Reply *r)
{
    Version v;
    Sheet sheet;
    const Directory *agencies;
    Imported *k = NEW(&c->mem, Imported, 1);
    const DesignField **column = NEW(&c->mem, const DesignField *, SHEET_COLUMNS_MAX);
    TRY(of_whom(c, q, &v));
    TRY(input_rule(q, "tep", sheet_read(c, input_text(q, "tep"), &sheet)));
    TRY(org_directory(c, &agencies));
    if (sheet.n > IMPORT_ROWS_MAX + 1)
        return input_rule(q, "tep", fail(c, FAIL_INPUT, "Mỗi lần nhập nhiều nhất %d hồ sơ.", IMPORT_ROWS_MAX));
    read_heads(c, &v.procedure->form, &sheet.row[0], column, k);
    k->work.left = WORK_MAX;
    for (size_t i = 1; i < sheet.n && !work_is_over(&k->work); i++)
        read_row(c, &v.procedure->form, column, &sheet.row[i], agencies, k);
    reply_prepared(r, k);
    return OK;
}

Fail import_post(Ctx *c, const Request *q, Reply *r)
{
    Version v;
    Imported *k = request_prepared(q);
    TRY(of_whom(c, q, &v));
    if (k->problems.n || !k->rows.n || input_given(q, "thu")) {
        if (!k->rows.n && !k->problems.n) *list_add(&c->mem, &k->problems) = S("Tệp không có dòng hồ sơ nào.");
        if (k->problems.n) reply_status(r, FAIL_INPUT);
        import_page(reply_page(c, q, r, S("Nhập hồ sơ từ Excel")),
                    &(ImportPage){.q = q, .v = &v, .problems = &k->problems, .rows = k->rows.n, .checked = true});
        return OK;
    }
    for (size_t i = 0; i < k->rows.n; i++) {
        Id id;
        Str code;
        TRY(dossier_submit(c, &v, &(NewDossier){.answers = &k->rows.at[i], .is_entered = true}, &id, &code));
    }
    ReceiptDraft *receipt = receipt_open(c, str_format(&c->mem, "/ho-so?thu-tuc=%.*s", STR_ARGS(v.row.code)));
    receipt_did_for_good(receipt);
    TRY(receipt_close(c, r, receipt, str_format(&c->mem, "Đã nhập %zu hồ sơ.", k->rows.n)));
    return reply_redirect(c, r, "/ho-so?thu-tuc=%.*s", STR_ARGS(v.row.code));
}
