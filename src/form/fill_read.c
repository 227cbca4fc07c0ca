// SPDX-License-Identifier: Apache-2.0
/* fill_read.c -- from what was typed to answers that may be kept: all that is wrong, beside its field. */
#include "form/fill_inside.h"
#include <stdlib.h>

typedef struct {
    Ctx *c;
    const Asked *asked;
    Typed *t;
    Answers *a;
    Shown shown;
    AnswerProblems *problems;
    Agencies agencies;
} Checking;

static bool has_problem(const AnswerProblems *problems, const DesignField *f, size_t row)
{
    for (size_t i = 0; i < problems->n; i++)
        if (problems->at[i].field == f && problems->at[i].row == row) return true;
    return false;
}

static void tell(const Checking *k, const DesignField *f, size_t row, Str text)
{
    if (!asked_is(k->asked, f) || !shown_is(&k->shown, f, row) || has_problem(k->problems, f, row)) return;
    *list_add(&k->c->mem, k->problems) = (AnswerProblem){f, row, text};
}

static size_t rows_of(const Checking *k, const DesignField *f)
{
    return f->rows == NO_ROWS ? 1 : k->a->rows[f->rows].n;
}

static void check_files(const Checking *k, const DesignField *f, size_t row)
{
    size_t n = 0, most = field_files_max(f);
    Str rest = typed_text(k->t, f, row), key;
    while (file_key_next(&rest, &key)) n++;
    if (n > most)
        tell(k, f, row,
             str_format(&k->c->mem, "%.*s: nhiều nhất %zu tệp, đang có %zu. Hãy bỏ bớt.", STR_ARGS(f->label.text), most,
                        n));
}

static Fail check_agency(Checking *k, const DesignField *f, size_t row)
{
    Answer a = *answers_cell(k->a, f, row);
    if (answer_is_empty(a)) return OK;
    bool fits = false;
    if (a.kind == IS_TEXT) TRY(agency_check(k->c, &k->agencies, f, a.text, &fits));
    if (fits) return OK;
    tell(k, f, row,
         str_format(&k->c->mem,
                    f->type == FIELD_COMMUNE ? "%.*s: hãy chọn một xã, phường, thị trấn đang có."
                                             : "%.*s: hãy chọn một cơ quan trong danh sách.",
                    STR_ARGS(f->label.text)));
    return OK;
}

static Fail check_taken(Ctx *c, const Asked *asked, const Answers *a, const DesignField *f, bool *is_taken)
{
    Answer answer = a->at[design_place(a->design, f)];
    *is_taken = false;
    if (!f->is_unique || !asked->is_taken || f->rows != NO_ROWS || answer_is_empty(answer) || !asked_is(asked, f))
        return OK;
    return asked->is_taken(c, asked->about, f, answer_text(&c->mem, answer), is_taken);
}

static Str taken_words(Arena *mem, const DesignField *f)
{
    return str_format(mem, "%.*s này đã có ở một hồ sơ khác. Hãy xem lại, hoặc mở hồ sơ đã gửi.",
                      STR_ARGS(f->label.text));
}

static Fail check_in_store(Checking *k, const DesignField *f)
{
    bool is_taken;
    for (size_t row = 0; row < rows_of(k, f); row++) {
        if (field_is_agency(f)) TRY(check_agency(k, f, row));
        if (field_is_file(f)) check_files(k, f, row);
    }
    TRY(check_taken(k->c, k->asked, k->a, f, &is_taken));
    if (is_taken) tell(k, f, 0, taken_words(&k->c->mem, f));
    return OK;
}

/* As the page has them: row by row of a table. */
static int by_page(const void *x, const void *y)
{
    const AnswerProblem *a = x, *b = y;
    size_t table = a->field->rows;
    if (table != NO_ROWS && table == b->field->rows && a->row != b->row) return a->row < b->row ? -1 : 1;
    return (a->field > b->field) - (a->field < b->field);
}

Fail filling_check(Ctx *c, const Asked *asked, Typed *t, bool is_draft, Answers *a, AnswerProblems *problems)
{
    AnswerProblems read = {0}, checked = {0}, taken = *problems;
    *a = typed_read(&c->mem, t, asked, c->today, &read);
    Checking k = {
        .c = c, .asked = asked, .t = t, .a = a, .shown = answers_shown(&c->mem, a, c->today), .problems = problems};
    *problems = (AnswerProblems){0};
    for (size_t i = 0; i < taken.n; i++) tell(&k, taken.at[i].field, taken.at[i].row, taken.at[i].text);
    for (size_t i = 0; i < read.n; i++) tell(&k, read.at[i].field, read.at[i].row, read.at[i].text);
    answers_check(&c->mem, a, is_draft, c->today, &checked);
    for (size_t i = 0; i < checked.n; i++) tell(&k, checked.at[i].field, checked.at[i].row, checked.at[i].text);
    for (size_t i = 0; i < asked->design->n; i++) TRY(check_in_store(&k, &asked->design->field[i]));
    if (problems->n) qsort(problems->at, problems->n, sizeof *problems->at, by_page);
    return OK;
}

/* "Số lượng, dòng 2: Phải ít nhất 1."; where the sentence names the field itself, it stands alone. */
Str problem_words(Arena *mem, const AnswerProblem *p)
{
    Str label = p->field->label.text.n ? p->field->label.text : p->field->name;
    bool is_named = str_contains(p->text, label);
    if (p->field->rows == NO_ROWS)
        return is_named ? p->text : str_format(mem, "%.*s: %.*s", STR_ARGS(label), STR_ARGS(p->text));
    if (is_named) return str_format(mem, "Dòng %zu: %.*s", p->row + 1, STR_ARGS(p->text));
    return str_format(mem, "%.*s, dòng %zu: %.*s", STR_ARGS(label), p->row + 1, STR_ARGS(p->text));
}

/* -- a form on one page ---------------------------------------------------------------------------------------- */

static Id row_name(const Typed *t, const DesignField *f, size_t row)
{
    return f->rows == NO_ROWS ? 0 : t->rows[f->rows].at[row];
}

/* Files that came stay with the form when it is drawn again. */
static void keep_with_form(Ctx *c, const Request *q, const Typed *t, const FilledFiles *files)
{
    for (size_t i = 0; i < files->n; i++) {
        const FilledFile *file = &files->at[i];
        Id row = row_name(t, file->field, file->row);
        const char *name = field_part(&c->mem, file->field, "-co");
        Str sealed = file_seal(c, &file->kept);
        if (sealed.n)
            request_add(c, q, row ? str_format(&c->mem, "%s.%lld", name, (long long)row) : str_of(name), sealed);
    }
}

static Fail refuse(Ctx *c, const Request *q, const Typed *t, const AnswerProblems *problems)
{
    for (size_t i = 0; i < problems->n; i++) {
        const AnswerProblem *p = &problems->at[i];
        input_problem(c, q, field_part(&c->mem, p->field, ""), row_name(t, p->field, p->row),
                      problem_words(&c->mem, p));
    }
    return fail(c, FAIL_INPUT, "%.*s", STR_ARGS(str_head(problems->at[0].text, WHY_ROOM - 1)));
}

Fail fill_read(Ctx *c, const Request *q, const Asked *asked, Filled *f)
{
    AnswerProblems problems = {0};
    Str button = input_text(q, "nut-bam");
    Typed had = asked->had ? typed_of_answers(&c->mem, asked->had) : typed_empty(&c->mem, asked->design);
    Typed t = typed_sent(c, q, asked, &had);
    *f = (Filled){0};
    TRY(files_take(c, q, asked, 0, &had, &t, &f->files, &problems));
    bool is_sent = !button.n || str_equal(button, S("gui"));
    if (is_sent) typed_drop_empty_rows(&t);
    if (is_sent) TRY(filling_check(c, asked, &t, false, &f->answers, &problems));
    if (!is_sent || problems.n) keep_with_form(c, q, &t, &f->files);
    if (problems.n) return refuse(c, q, &t, &problems);
    if (!is_sent) return request_redraw(c, q);
    answers_drop_hidden(&c->mem, &f->answers, c->today);
    return OK;
}

Fail fill_keep(Ctx *c, const Request *q, const Asked *asked, Filled *f, const char *kind, Id object)
{
    bool is_taken;
    const Design *d = f->answers.design; /* as it was read; `asked` may have been found anew */
    for (size_t i = 0; i < d->n; i++) {
        const DesignField *field = &d->field[i];
        TRY(check_taken(c, asked, &f->answers, field, &is_taken));
        if (!is_taken) continue;
        Str why = taken_words(&c->mem, field);
        return input_rule(q, field_part(&c->mem, field, ""), fail(c, FAIL_INPUT, "%.*s", STR_ARGS(why)));
    }
    return files_add(c, &f->files, &f->answers, kind, object);
}
