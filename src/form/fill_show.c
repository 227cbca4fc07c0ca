// SPDX-License-Identifier: Apache-2.0
/* fill_show.c -- a form that is filled in, for who may see which of its answers. */
#include "form/fill_view.h"

bool fill_is_seen(const DesignField *f, ShownTo who)
{
    if (who == SHOWN_TO_DECIDERS || who == SHOWN_TO_GIVER) return true;
    if (f->purpose.n) return false;
    return f->seen_by == SEEN_BY_ALL || (f->seen_by == SEEN_BY_SIGNED_IN && who == SHOWN_TO_SIGNED_IN);
}

/* A file's name for each key that can be told; others stay. */
static Fail file_words(Ctx *c, Answer a, Str *words)
{
    FormFiles files = {0};
    Out o = {.mem = &c->mem};
    TRY(files_shown(c, (FilesAt){0}, a.kind == IS_TEXT ? a.text : (Str){0}, (StrList){0}, &files));
    for (size_t i = 0; i < files.n; i++) out_format(&o, "%s%.*s", i ? ", " : "", STR_ARGS(files.at[i].name));
    *words = out_str(&o);
    return OK;
}

static Fail words_of(Ctx *c, Agencies *all, const DesignField *f, Answer a, Str *words)
{
    if (answer_is_empty(a)) {
        *words = (Str){0};
        return OK;
    }
    if (field_is_file(f)) return file_words(c, a, words);
    if (!field_is_agency(f) || a.kind != IS_TEXT) {
        *words = answer_words(&c->mem, f, a);
        return OK;
    }
    TRY(agencies_load(c, all));
    *words = agency_name(all, f, a.text);
    return OK;
}

/* Of one agency, which is asked for in writes too: not all of them are read for it. */
Fail fill_words(Ctx *c, const DesignField *f, Answer a, Str *words)
{
    Agencies one = {0};
    Org org;
    if (answer_is_empty(a) || !field_is_agency(f) || a.kind != IS_TEXT) return words_of(c, &one, f, a, words);
    Fail found = org_by_code(c, a.text, &org);
    if (found == FAIL_MISSING) c->why[0] = 0;
    else TRY(found);
    if (!found) *list_add(&c->mem, &one.orgs) = org;
    *words = agency_name(&one, f, a.text);
    return OK;
}

Fail fill_words_in(Ctx *c, const Directory *agencies, const DesignField *f, Answer a, Str *words)
{
    Agencies one = {0};
    if (answer_is_empty(a) || !field_is_agency(f) || a.kind != IS_TEXT) return words_of(c, &one, f, a, words);
    const Org *org = directory_by_code(agencies, a.text);
    if (org) *list_add(&c->mem, &one.orgs) = *org;
    *words = agency_name(&one, f, a.text);
    return OK;
}

typedef struct {
    Ctx *c;
    Out *o;
    FilesAt files;
    const Answers *a;
    ShownTo who;
    Agencies agencies;
    bool is_open; /* a list was begun */
} Showing;

/* Files lead to themselves: who may read them, upload.h asks. */
static Fail line_of(Showing *s, const DesignField *f, size_t row, FilledLine *line)
{
    Answer a = *answers_cell(s->a, f, row);
    *line = (FilledLine){.label = f->label.text.n ? f->label.text : f->name};
    if (!field_is_file(f)) return words_of(s->c, &s->agencies, f, a, &line->words);
    FormFiles *files = NEW(&s->c->mem, FormFiles, 1);
    TRY(files_shown(s->c, s->files, a.kind == IS_TEXT ? a.text : (Str){0}, (StrList){0}, files));
    bool leads = s->who == SHOWN_TO_DECIDERS || s->who == SHOWN_TO_SIGNED_IN;
    for (size_t i = 0; i < files->n && leads; i++)
        files->at[i].path = str_format(&s->c->mem, "/tep/%.*s", STR_ARGS(files->at[i].key));
    line->files = files;
    return OK;
}

static Fail show_rows(Showing *s, const DesignField *table)
{
    const Design *d = s->a->design;
    size_t place = design_place(d, table), columns = 0, n = 0, rows = s->a->rows[place].n;
    for (size_t i = place + 1; i < d->n && d->field[i].rows == place; i++)
        columns += field_is_answered(&d->field[i]) && fill_is_seen(&d->field[i], s->who);
    FilledLine *cells = NEW(&s->c->mem, FilledLine, rows * columns + 1);
    for (size_t row = 0; row < rows; row++)
        for (size_t i = place + 1; i < d->n && d->field[i].rows == place; i++)
            if (field_is_answered(&d->field[i]) && fill_is_seen(&d->field[i], s->who))
                TRY(line_of(s, &d->field[i], row, &cells[n++]));
    if (n) filled_table(s->o, &(FilledTable){table->label.text, cells, columns, rows});
    return OK;
}

static Fail show_one(Showing *s, const DesignField *f)
{
    FilledLine line;
    if (f->type == FIELD_ROWS) return show_rows(s, f);
    if (answer_is_empty(s->a->at[design_place(s->a->design, f)])) return OK;
    TRY(line_of(s, f, 0, &line));
    filled_line(s->o, &line);
    return OK;
}

static bool has_answer(const Answers *a, const DesignField *f, ShownTo who)
{
    size_t place = design_place(a->design, f);
    if (f->rows != NO_ROWS || !field_is_answered(f) || !fill_is_seen(f, who)) return false;
    return f->type == FIELD_ROWS ? a->rows[place].n > 0 : !answer_is_empty(a->at[place]);
}

/* A heading only where something stands below it. */
static bool has_any(const Answers *a, size_t heading, ShownTo who)
{
    for (size_t i = heading + 1; i < a->design->n && a->design->field[i].type != FIELD_HEADING; i++)
        if (has_answer(a, &a->design->field[i], who)) return true;
    return false;
}

Fail fill_show(Ctx *c, Out *o, const Answers *a, ShownTo who) { return filling_show(c, o, a, who, (FilesAt){0}); }

Fail filling_show(Ctx *c, Out *o, const Answers *a, ShownTo who, FilesAt files)
{
    Showing s = {.c = c, .o = o, .files = files, .a = a, .who = who};
    for (size_t i = 0; i < a->design->n; i++) {
        const DesignField *f = &a->design->field[i];
        bool is_heading = f->type == FIELD_HEADING && has_any(a, i, who);
        if (is_heading && s.is_open) filled_close(o);
        if (is_heading) s.is_open = false, filled_heading(o, f->label.text);
        if (!has_answer(a, f, who)) continue;
        if (!s.is_open) filled_open(o);
        s.is_open = true;
        TRY(show_one(&s, f));
    }
    if (s.is_open) filled_close(o);
    return OK;
}
