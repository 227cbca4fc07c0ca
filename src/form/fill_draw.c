// SPDX-License-Identifier: Apache-2.0
/* fill_draw.c -- the fields of a design in a form of a page.  Without JavaScript all is there that may be asked, what
 * the answers make unnecessary says so; web/form.js hides it (rules: fill_rules.c). */
#include "form/fill_view.h"

enum { TEMPLATE_ROW = 999999999 }; /* web/form.js puts another number in its place */
#define UNASKED_WORDS "Không cần điền theo các câu trả lời hiện có."

typedef struct {
    Ctx *c;
    Out *o;
    Form form;
    const Filling *k;
    const Design *design;
    Answers a;
    Shown shown;
    Agencies agencies;
} Drawing;

/* -- what is asked, as the answers are ------------------------------------------------------------------------- */

static bool is_on_page(const Drawing *d, size_t place)
{
    const DesignField *f = &d->design->field[place];
    return place >= d->k->first && place < d->k->end && asked_is(d->k->asked, f);
}

/* Does an answer that is typed on this page change it, whoever else stands between? */
static bool hangs_on_page(const Drawing *d, const Expression *e, int depth)
{
    FieldPlaces places = {0};
    if (!e || depth > 20) return false;
    expression_asks(&d->c->mem, e, &places);
    for (size_t i = 0; i < places.n; i++) {
        const DesignField *f = &d->design->field[places.at[i]];
        if (is_on_page(d, places.at[i]) && field_is_typed(f)) return true;
        if (hangs_on_page(d, f->computed, depth + 1) || hangs_on_page(d, f->shown, depth + 1)) return true;
    }
    return false;
}

static bool holds(const Drawing *d, const Expression *e, const DesignField *f, size_t row)
{
    Scope s = {
        .mem = &d->c->mem, .answers = &d->a, .row = row, .self = *answers_cell(&d->a, f, row), .today = d->c->today};
    return e && expression_holds(e, &s);
}

static bool is_off(const Drawing *d, const DesignField *f, size_t row) { return !shown_is(&d->shown, f, row); }

/* -- one field ------------------------------------------------------------------------------------------------- */

static Id row_name(const Drawing *d, const DesignField *f, size_t row)
{
    if (f->rows == NO_ROWS) return 0;
    const IdList *ids = &d->k->typed.rows[f->rows];
    return row < ids->n ? ids->at[row] : TEMPLATE_ROW;
}

static Str id_of(const Drawing *d, const DesignField *f, size_t row)
{
    Id id = row_name(d, f, row);
    if (!id) return str_format(&d->c->mem, "%s%.*s", d->form.prefix, STR_ARGS(f->name));
    return str_format(&d->c->mem, "%s%.*s-%lld", d->form.prefix, STR_ARGS(f->name), (long long)id);
}

static const char *problem_of(const Drawing *d, const DesignField *f, size_t row)
{
    const AnswerProblems *problems = d->k->problems;
    for (size_t i = 0; problems && i < problems->n; i++)
        if (problems->at[i].field == f && problems->at[i].row == row) return str_c(&d->c->mem, problems->at[i].text);
    return NULL;
}

/* "Mỗi tệp nhiều nhất 5 MB: pdf, docx." */
static Str file_help(Arena *mem, const DesignField *f)
{
    Out o = {.mem = mem};
    int64_t max = field_file_max(f);
    if (max >= 1 << 20) out_format(&o, "Mỗi tệp nhiều nhất %lld MB", (long long)(max >> 20));
    else out_format(&o, "Mỗi tệp nhiều nhất %lld KB", (long long)(max >> 10));
    for (size_t i = 0; i < f->n_accepts; i++) out_format(&o, "%s%.*s", i ? ", " : ": ", STR_ARGS(f->accepts[i]));
    if (field_files_max(f) > 1) out_format(&o, "; đến %zu tệp", field_files_max(f));
    out_char(&o, '.');
    return out_str(&o);
}

/* What it says itself; what files it takes; what personal data is asked for. */
static const char *help_of(const Drawing *d, const DesignField *f)
{
    Out o = {.mem = &d->c->mem};
    out_raw(&o, f->help.text);
    if (field_is_file(f)) out_format(&o, "%s%.*s", o.n ? " " : "", STR_ARGS(file_help(&d->c->mem, f)));
    if (f->purpose.n)
        out_format(&o, "%sMục đích: %.*s%s", o.n ? " " : "", STR_ARGS(f->purpose),
                   str_ends(f->purpose, S(".")) ? "" : ".");
    return o.n ? str_c(&d->c->mem, out_str(&o)) : NULL;
}

/* What somebody else saved meanwhile, where it differs. */
static Fail note_of(const Drawing *d, const DesignField *f, size_t row, const char **note)
{
    const Typed *other = d->k->other;
    size_t rows = other && f->rows != NO_ROWS ? other->raw.rows[f->rows].n : 1;
    Str theirs = other && row < rows ? typed_text(other, f, row) : (Str){0}, problem, words;
    Answer a;
    *note = NULL;
    if (!other || str_equal(theirs, typed_text(&d->k->typed, f, row))) return OK;
    if (theirs.n && answer_read(&d->c->mem, f, theirs, &a, &problem)) TRY(fill_words(d->c, f, a, &words));
    else words = theirs;
    *note = words.n ? str_format(&d->c->mem, "Nơi khác vừa lưu: “%.*s”.", STR_ARGS(words)).p
                    : "Nơi khác vừa lưu: để trống.";
    return OK;
}

static Fail look_of(const Drawing *d, const DesignField *f, size_t row, FormDraw *draw)
{
    bool off = is_off(d, f, row);
    *draw = (FormDraw){.help = help_of(d, f),
                       .problem = problem_of(d, f, row),
                       .is_needed = !off && holds(d, f->required, f, row),
                       .is_unmarked = off && f->required,
                       .unit = f->unit.n                ? f->unit
                               : f->type == FIELD_MONEY ? S("đồng")
                                                        : (Str){0},
                       .class = off ? "unasked" : NULL,
                       .value = typed_text(&d->k->typed, f, row)};
    TRY(note_of(d, f, row, &draw->note));
    if (off && !draw->note) draw->note = UNASKED_WORDS;
    return OK;
}

/* -- what is chosen -------------------------------------------------------------------------------------------- */

static StrList *keys_of(Ctx *c, Str joined)
{
    StrList *keys = NEW(&c->mem, StrList, 1);
    Str key;
    while (file_key_next(&joined, &key)) *list_add(&c->mem, keys) = key;
    return keys;
}

/* As far as the answers allow them; all of them while that hangs on what is typed here and is not typed yet. */
static void list_choices(const Drawing *d, const DesignField *f, size_t row, StrList *keys, StrList *names)
{
    Arena *mem = &d->c->mem;
    ChoiceList now = answers_choices(mem, &d->a, f, row, d->c->today);
    bool all = f->filter && !now.n && hangs_on_page(d, f->filter, 0);
    for (size_t i = 0; i < (all ? f->list->n : now.n); i++) {
        const DesignChoice *choice = all ? &f->list->choice[i] : now.at[i];
        *list_add(mem, keys) = choice->key;
        *list_add(mem, names) = choice->label.text.n ? choice->label.text : choice->key;
    }
}

static Fail put_choice(Drawing *d, const DesignField *f, size_t row, FormDraw draw)
{
    StrList *keys = NEW(&d->c->mem, StrList, 2), *names = keys + 1;
    AgencyChoices agencies;
    if (field_is_agency(f)) {
        TRY(agencies_load(d->c, &d->agencies));
        agencies = agencies_for(d->c, &d->agencies, f);
        draw.keys = &agencies.keys, draw.names = &agencies.names, draw.groups = &agencies.groups;
        draw.none = f->type == FIELD_COMMUNE ? "Hãy chọn xã, phường, thị trấn" : "Hãy chọn cơ quan";
    } else if (f->list) {
        list_choices(d, f, row, keys, names);
        draw.keys = keys, draw.names = names;
    }
    if (f->type == FIELD_CHOICE || f->type == FIELD_YES) draw.none = f->required ? NULL : "Không chọn";
    if (f->type == FIELD_CHOICES) draw.values = keys_of(d->c, draw.value);
    form_input(d->o, &d->form, field_part(&d->c->mem, f, ""), draw);
    return OK;
}

/* -- by type ----------------------------------------------------------------------------------------------------- */

static void put_period(Drawing *d, const DesignField *f, FormDraw draw)
{
    Str from, to;
    Arena *mem = &d->c->mem;
    typed_period(draw.value, &from, &to);
    draw.label = str_c(mem, f->label.text);
    form_group(d->o, &d->form, field_part(mem, f, ""), draw);
    FormDraw half = {.is_unmarked = true, .is_needed = draw.is_needed, .value = from, .label = "Từ ngày"};
    form_input(d->o, &d->form, field_part(mem, f, "-tu"), half);
    half.label = "Đến ngày", half.value = to;
    form_input(d->o, &d->form, field_part(mem, f, "-den"), half);
    form_group_end(d->o);
}

static Fail put_file(Drawing *d, const DesignField *f, size_t row, FormDraw draw)
{
    FormFiles files = {0};
    StrList dropped = {0};
    Id id = row_name(d, f, row);
    const char *out = field_part(&d->c->mem, f, "-bo");
    Str name = id ? str_format(&d->c->mem, "%s.%lld", out, (long long)id) : str_of(out);
    if (d->form.is_again) dropped = request_typed_all(d->c, d->form.q, name);
    TRY(files_shown(d->c, d->k->files, draw.value, dropped, &files));
    draw.files = &files;
    draw.value = (Str){0};
    form_input(d->o, &d->form, field_part(&d->c->mem, f, ""), draw);
    return OK;
}

static Fail put_computed(Drawing *d, const DesignField *f, size_t row)
{
    ComputedPiece p = {.field = f, .id = id_of(d, f, row), .row = row_name(d, f, row), .is_off = is_off(d, f, row)};
    TRY(fill_words(d->c, f, *answers_cell(&d->a, f, row), &p.value));
    computed_piece(d->o, &p);
    return OK;
}

static Fail put_rows(Drawing *d, const DesignField *f);

static Fail put_field(Drawing *d, const DesignField *f, size_t row)
{
    FormDraw draw;
    if (field_is_answered(f) && f->type != FIELD_ROWS && !field_is_typed(f)) return put_computed(d, f, row);
    d->form.each = row_name(d, f, row);
    TRY(look_of(d, f, row, &draw));
    switch (f->type) {
    case FIELD_HEADING: heading_piece(d->o, f, id_of(d, f, 0), is_off(d, f, 0)); break;
    case FIELD_NOTE: note_piece(d->o, f, id_of(d, f, 0), is_off(d, f, 0)); break;
    case FIELD_ROWS: return put_rows(d, f);
    case FIELD_PERIOD: put_period(d, f, draw); break;
    case FIELD_FILE:
    case FIELD_IMAGE: return put_file(d, f, row, draw);
    case FIELD_CHOICE:
    case FIELD_CHOICES:
    case FIELD_YES:
    case FIELD_AGENCY:
    case FIELD_COMMUNE: return put_choice(d, f, row, draw);
    default: form_input(d->o, &d->form, field_part(&d->c->mem, f, ""), draw); break;
    }
    return OK;
}

/* -- tables -------------------------------------------------------------------------------------------------------- */

static Fail put_columns(Drawing *d, const DesignField *table, size_t row)
{
    size_t place = design_place(d->design, table);
    for (size_t i = place + 1; i < d->design->n && d->design->field[i].rows == place; i++)
        TRY(put_field(d, &d->design->field[i], row));
    d->form.each = 0;
    return OK;
}

/* What web/form.js makes a row of: one that begins, drawn as the last and taken away again. */
static Fail put_template(Drawing *d, const DesignField *table)
{
    size_t place = design_place(d->design, table), n = d->k->typed.raw.rows[place].n;
    Drawing blank = *d;
    Filling k = *d->k;
    k.typed = typed_empty(&d->c->mem, d->design);
    k.other = NULL, k.problems = NULL;
    typed_add_row(&d->c->mem, &k.typed, table, d->c->today);
    k.typed.rows[place].at[0] = TEMPLATE_ROW;
    AnswerProblems none = {0};
    blank.k = &k;
    blank.a = typed_read(&d->c->mem, &k.typed, k.asked, d->c->today, &none);
    blank.shown = answers_shown(&d->c->mem, &blank.a, d->c->today);
    blank.form.is_again = false;
    template_open(d->o, table);
    row_open(d->o, table, TEMPLATE_ROW, n + 1);
    TRY(put_columns(&blank, table, 0));
    row_close(d->o, table, TEMPLATE_ROW, n + 1);
    template_close(d->o);
    return OK;
}

/* Lines of cells between tabs, as a spreadsheet takes them. */
static Str beyond_text(const Drawing *d, const DesignField *table, size_t from)
{
    Out o = {.mem = &d->c->mem};
    size_t place = design_place(d->design, table);
    for (size_t row = from; row < d->k->typed.raw.rows[place].n; row++) {
        for (size_t i = place + 1; i < d->design->n && d->design->field[i].rows == place; i++) {
            if (i > place + 1) out_char(&o, '\t');
            out_raw(&o, typed_text(&d->k->typed, &d->design->field[i], row));
        }
        out_char(&o, '\n');
    }
    return out_str(&o);
}

static Fail put_rows(Drawing *d, const DesignField *f)
{
    size_t place = design_place(d->design, f), n = d->k->typed.raw.rows[place].n, most = table_rows_max(f);
    FormDraw draw;
    TRY(look_of(d, f, 0, &draw));
    d->form.each = 0;
    draw.label = str_c(&d->c->mem, f->label.text), draw.value = (Str){0};
    form_group(d->o, &d->form, field_part(&d->c->mem, f, ""), draw);
    for (size_t row = 0; row < n && row < most; row++) {
        row_open(d->o, f, row_name(d, f + 1, row), row + 1);
        TRY(put_columns(d, f, row));
        row_close(d->o, f, row_name(d, f + 1, row), row + 1);
    }
    TRY(put_template(d, f));
    rows_more(d->o, f, n);
    form_group_end(d->o);
    if (n <= most) return OK;
    rows_beyond(d->o, f, str_format(&d->c->mem, "%.*s-thua", STR_ARGS(id_of(d, f, 0))), n - most,
                beyond_text(d, f, most));
    return OK;
}

/* -- all of them --------------------------------------------------------------------------------------------------- */

Fail filling_draw(Ctx *c, Out *o, const Form *f, const Filling *k)
{
    AnswerProblems none = {0};
    Drawing d = {.c = c, .o = o, .form = *f, .k = k, .design = k->asked->design};
    d.a = typed_read(&c->mem, &k->typed, k->asked, c->today, &none);
    d.shown = answers_shown(&c->mem, &d.a, c->today);
    for (size_t i = k->first; i < k->end; i++) {
        const DesignField *field = &d.design->field[i];
        if (field->rows != NO_ROWS || !asked_is(k->asked, field)) continue;
        if (is_off(&d, field, 0) && !hangs_on_page(&d, field->shown, 0)) continue;
        TRY(put_field(&d, field, 0));
    }
    rules_piece(o, filling_rules(c, k, &d.a));
    return OK;
}

/* What stands in the form at first, or what was typed, with the row that was wanted or not. */
Fail fill_draw(Ctx *c, Out *o, const Form *f, const Asked *asked)
{
    Filling k = {.asked = asked, .end = asked->design->n};
    Answers first = asked->had ? *asked->had : answers_new(&c->mem, asked->design, c->today);
    Typed had = typed_of_answers(&c->mem, &first);
    k.typed = f->is_again ? typed_again(c, f->q, asked, &had) : had;
    if (f->is_again) typed_press(&c->mem, &k.typed, form_typed(f, "nut-bam"), c->today);
    enter_button(o, S("gui"));
    return filling_draw(c, o, f, &k);
}

/* -- what is wrong, on top ----------------------------------------------------------------------------------------- */

void filling_problems(Out *o, const AnswerProblems *problems, const Typed *t)
{
    enum { SHOWN_MAX = 50 };
    ProblemLines lines = {0};
    for (size_t i = 0; i < problems->n && i < SHOWN_MAX; i++) {
        const AnswerProblem *p = &problems->at[i];
        Str id = str_format(o->mem, "sai-%.*s", STR_ARGS(p->field->name));
        if (p->field->rows != NO_ROWS)
            id = str_format(o->mem, "%.*s-%lld", STR_ARGS(id), (long long)t->rows[p->field->rows].at[p->row]);
        *list_add(o->mem, &lines) = (ProblemLine){id, problem_words(o->mem, p)};
    }
    if (problems->n) problem_lines(o, &lines, problems->n - lines.n);
}
