// SPDX-License-Identifier: Apache-2.0
/* web_list.c -- the dossiers of a procedure, over all its versions: chosen by state, by what its form says may choose,
 * by words; as a page, as a file, as JSON. */
#include "doc/sheet_write.h"
#include "http/record.h"
#include "http/shared.h"
#include "people/rights.h"
#include "procedure/act.h"
#include "procedure/range.h"
#include "procedure/view.h"
#include "procedure/web.h"

static const ListColumn columns[] = {{"ho-so", "Hồ sơ", .is_fixed = true},
                                     {"so", "Số", .sort = NULL},
                                     {"nguoi-nop", "Người nộp", .sort = NULL},
                                     {"tinh-trang", "Tình trạng", .sort = NULL},
                                     {"han", "Hạn", .sort = NULL},
                                     {"nop", "Ngày nộp", .sort = NULL},
                                     {"chuyen", "Lần chuyển cuối", .is_extra = true},
                                     {0}};
const ListKind dossier_list_kind = {"ho-so", "/ho-so", columns, .ticks = NULL};

static const char *const filter_inputs[PROCEDURE_INDEXED_MAX] = {"loc-1", "loc-2", "loc-3", "loc-4", "loc-5"};

/* -- what is chosen
 * ------------------------------------------------------------------------------------------------------- */

static void add_filter(DossierChoice *a, Str field, Str value)
{
    if (a->filters < DOSSIER_FILTERS_MAX) a->filter[a->filters++] = (DossierFilter){field, value};
}

/* "noi:trung_tam" */
static void choice_of(Ctx *c, const Request *q, const Version *v, DossierChoice *a)
{
    *a = (DossierChoice){.procedure = v->row.code, .query = input_text(q, "tim")};
    int64_t before = 0;
    if (str_integer(input_text(q, "sau"), &before) && before > 0) a->before = before;
    if (input_given(q, "trang-thai")) add_filter(a, S(""), input_text(q, "trang-thai"));
    for (size_t i = 0; i < PROCEDURE_INDEXED_MAX; i++) {
        Str typed = input_text(q, filter_inputs[i]);
        size_t at = str_index(typed, ':');
        if (at < typed.n) add_filter(a, str_slice(typed, 0, at), str_from(typed, at + 1));
    }
    (void)c;
}

static void add_name(Ctx *c, StrList *keys, StrList *names, const DesignField *f, Str key, Str name)
{
    *list_add(&c->mem, keys) = str_format(&c->mem, "%.*s:%.*s", STR_ARGS(f->name), STR_ARGS(key));
    *list_add(&c->mem, names) = name;
}

static Fail add_orgs(Ctx *c, const DesignField *f, StrList *keys, StrList *names)
{
    OrgRows orgs;
    TRY(org_on(c, c->today, &orgs));
    for (size_t i = 0; i < orgs.n; i++) {
        const Org *o = &orgs.at[i];
        bool is_commune = str_equal(o->kind, S("ubnd-xa"));
        if (f->type == FIELD_COMMUNE ? is_commune : !is_commune && (!f->agencies.n || str_equal(f->agencies, o->kind)))
            add_name(c, keys, names, f, o->code, o->name);
    }
    return OK;
}

/* What may be chosen of each field by which the list is filtered. */
static Fail choices_of(Ctx *c, const Procedure *p, DossierListPage *m)
{
    for (size_t i = 0; i < p->states; i++) {
        *list_add(&c->mem, &m->states) = p->state[i].name;
        *list_add(&c->mem, &m->state_names) = p->state[i].label.text;
    }
    for (size_t i = 0; i < p->n_indexed; i++) {
        const DesignField *f = p->indexed[i];
        if (f->type == FIELD_AGENCY || f->type == FIELD_COMMUNE) TRY(add_orgs(c, f, &m->keys[i], &m->names[i]));
        for (size_t j = 0; f->list && j < f->list->n; j++)
            add_name(c, &m->keys[i], &m->names[i], f, f->list->choice[j].key, f->list->choice[j].label.text);
        if (f->type != FIELD_YES) continue;
        add_name(c, &m->keys[i], &m->names[i], f, S("true"), S("Có"));
        add_name(c, &m->keys[i], &m->names[i], f, S("false"), S("Không"));
    }
    return OK;
}

/* What chips say of what was chosen. */
static void words_of(Ctx *c, const Request *q, const DossierListPage *m, ListWord *words)
{
    int n = 0;
    const Procedure *p = m->v->procedure;
    words[n++] = (ListWord){"thu-tuc", m->v->row.title};
    const ProcedureState *s = procedure_state(p, input_text(q, "trang-thai"));
    if (s) words[n++] = (ListWord){"trang-thai", s->label.text};
    for (size_t i = 0; i < p->n_indexed; i++)
        for (size_t j = 0; j < m->keys[i].n; j++)
            if (str_equal(m->keys[i].at[j], input_text(q, filter_inputs[i])))
                words[n++] =
                    (ListWord){filter_inputs[i], str_format(&c->mem, "%.*s: %.*s", STR_ARGS(p->indexed[i]->label.text),
                                                            STR_ARGS(m->names[i].at[j]))};
    for (size_t i = 0; i < p->n_indexed; i++) {
        Str label = p->indexed[i]->label.text, from = input_text(q, range_from[i]),
            until = input_text(q, range_until[i]);
        if (from.n)
            words[n++] =
                (ListWord){range_from[i], str_format(&c->mem, "%.*s từ %.*s", STR_ARGS(label), STR_ARGS(from))};
        if (until.n)
            words[n++] =
                (ListWord){range_until[i], str_format(&c->mem, "%.*s đến %.*s", STR_ARGS(label), STR_ARGS(until))};
    }
}

enum { FILE_STEP = 500 }; /* that are read at once, where many are looked at */

/* -- lines
 * ------------------------------------------------------------------------------------------------------------------ */

/* Those that c->actor may read, found by what they may read of them. */
static Fail lines_of(Ctx *c, const DossierRows *rows, const DossierChoice *by, const DossierRange *range,
                     DossierLines *lines)
{
    VersionList versions = {0};
    Audiences mine;
    *lines = (DossierLines){0};
    TRY(actor_audiences(c, &mine));
    for (size_t i = 0; i < rows->n; i++) {
        DossierLine l;
        bool may;
        TRY(dossier_open_in(c, &rows->at[i], &versions, &l.d));
        l.who = dossier_shown_by(c, &l.d, AS_SIGNED_IN, &mine, &may);
        if (!may || !dossier_may_be_found(c, &l.d, l.who, by)) continue;
        l.subject = dossier_subject_is_seen(&l.d, l.who) ? l.d.row.subject : (Str){0};
        l.name = dossier_name_is_seen(&l.d, l.who) ? l.d.row.name : (Str){0};
        if (!range_holds(range, &l)) continue;
        *list_add(&c->mem, lines) = l;
    }
    return OK;
}

/* A page of them: of what is chosen by a range only, as many as are found among RANGE_LOOKED_MAX. */
static Fail page_of(Ctx *c, DossierChoice a, DossierListPage *m, DossierLines *lines, Id *next)
{
    DossierRows rows;
    DossierLines some;
    size_t looked = 0, most = range_is_open(m->range) ? 1 : RANGE_LOOKED_MAX;
    *lines = (DossierLines){0};
    if (m->range->until != NO_DAY) { /* identifiers are given in the order of time */
        Id behind = id_from(day_begins(m->range->until + 1));
        if (!a.before || a.before > behind) a.before = behind;
    }
    do {
        if (most > 1) a.most = looked ? FILE_STEP : 2 * DOSSIER_PAGE;
        TRY(dossier_list(c, &a, &rows, next));
        TRY(lines_of(c, &rows, &a, m->range, &some));
        for (size_t i = 0; i < some.n; i++) *list_add(&c->mem, lines) = some.at[i];
        looked += rows.n, a.before = *next;
        if (rows.n && range_is_over(m->range, &rows.at[rows.n - 1])) *next = 0;
    } while (*next && rows.n && lines->n < DOSSIER_PAGE && looked < most);
    m->looked_in_part = *next && looked >= most && most > 1;
    if (lines->n > DOSSIER_PAGE && most > 1) lines->n = DOSSIER_PAGE, *next = lines->at[DOSSIER_PAGE - 1].d.row.id;
    return OK;
}

static void hide_column(json_t *table, const char *name)
{
    size_t i;
    json_t *row;
    json_array_foreach(table, i, row) json_object_del(row, name);
}

void answers_hide(Ctx *c, json_t *answers, const Design *form, ShownTo who)
{
    for (size_t i = 0; answers && i < form->n; i++) {
        const DesignField *f = &form->field[i];
        const char *name = str_c(&c->mem, f->name);
        if (fill_is_seen(f, who)) continue;
        if (f->rows == NO_ROWS) json_object_del(answers, name);
        else hide_column(json_object_get(answers, str_c(&c->mem, form->field[f->rows].name)), name);
    }
}

static bool line_more(Ctx *c, const void *record, json_t *object)
{
    const DossierLine *l = record;
    json_t *answers = json_loadb(l->d.row.answers.p, l->d.row.answers.n, 0, NULL);
    const Design *form = &l->d.version.procedure->form;
    answers_hide(c, answers, form, l->who);
    return !json_object_set_new(object, "answers", answers ? answers : json_object());
}

static void line_schema(json_t *properties, json_t *schemas)
{
    (void)schemas;
    json_object_set_new(properties, "answers",
                        json_pack("{s:s, s:s}", "type", "object", "description",
                                  "answers by the names of the fields, as far as who asks may read them"));
}

static const Column line_columns[] = {COL_INTEGER(DossierLine, d.row.id, "id"),
                                      COL_TEXT(DossierLine, d.row.number, "number"),
                                      COL_TEXT(DossierLine, d.row.state, "state"),
                                      COL_TEXT(DossierLine, subject, "subject"),
                                      COL_TEXT(DossierLine, name, "name"),
                                      COL_DAY(DossierLine, d.row.due, "due"),
                                      COL_INTEGER(DossierLine, d.row.created_at, "created_at"),
                                      COL_INTEGER(DossierLine, d.row.moved_at, "moved_at"),
                                      {0}};
static const Record line_record = {
    .name = "Dossier", .columns = line_columns, .more = line_more, .more_schema = line_schema};
static const Column list_columns[] = {
    COL_ROWS_AT(DossierListPage, lines, "dossiers", &line_record), COL_TEXT(DossierListPage, next, "next"), {0}};
const Record dossier_list_record = {.name = "DossierList", .columns = list_columns};

/* What the page and its JSON say; what it points to is in c's memory. */
static Fail find_list(Ctx *c, const Request *q, DossierListPage *m)
{
    Version *v = NEW(&c->mem, Version, 1);
    DossierRange *range = NEW(&c->mem, DossierRange, 1);
    DossierLines *lines = NEW(&c->mem, DossierLines, 1);
    DossierChoice a;
    Id next;
    *m = (DossierListPage){.q = q, .v = v, .lines = lines, .range = range};
    TRY(version_current(c, input_text(q, "thu-tuc"), v));
    choice_of(c, q, v, &a);
    range_of(c, q, v->procedure, range);
    TRY(page_of(c, a, m, lines, &next));
    m->next = next ? str_format(&c->mem, "%lld", (long long)next) : (Str){0};
    return OK;
}

static Fail draw_list(Ctx *c, const Request *q, Reply *r, Out *o, const void *listing)
{
    DossierListPage m;
    ListWord words[3 * PROCEDURE_INDEXED_MAX + 4] = {0};
    TRY(find_list(c, q, &m));
    TRY(choices_of(c, m.v->procedure, &m));
    words_of(c, q, &m, words);
    m.list = listing, m.words = words;
    shared_title(c, r, str_format(&c->mem, "Hồ sơ: %.*s", STR_ARGS(m.v->row.title)));
    dossier_list_page(o, &m);
    return OK;
}

/* Who submitted one themself may read more of it than others with the same rights. */
Fail dossier_list_get(Ctx *c, const Request *q, Reply *r)
{
    DossierListPage m = {.lines = &(DossierLines){0}};
    Listing l;
    bool has_own;
    if (!input_given(q, "thu-tuc"))
        return reply_is_json(r) ? reply_record(c, r, &dossier_list_record, &m) : reply_redirect(c, r, "/thu-tuc");
    if (reply_is_json(r)) {
        TRY(find_list(c, q, &m));
        return reply_record(c, r, &dossier_list_record, &m);
    }
    TRY(listing_open(c, q, &dossier_list_kind, false, &l));
    TRY(dossiers_has_own(c, &has_own));
    if (has_own) return unshared_page(c, q, r, draw_list, &l);
    return shared_page(c, q, r, listing_key(c, &l), draw_list, &l);
}

/* -- as a file
 * ---------------------------------------------------------------------------------------------------------------- */

enum { FIXED = 6, WIDTH = 24 };

/* Fields of the form and asked at moves, of the newest version: older dossiers are told by the same names. */
typedef struct {
    SheetColumn *column;
    const DesignField **field;
    size_t n;
    Str table; /* whose rows they are the columns of; empty = dossiers */
    const Directory *agencies;
} FileColumns;

static void file_columns(Ctx *c, const Procedure *p, FileColumns *k)
{
    static const SheetColumn fixed[FIXED] = {{"Số hồ sơ", 14}, {"Tình trạng", 20}, {"Người nộp", 30},
                                             {"Ngày nộp", 12}, {"Hạn", 12},        {"Lần chuyển cuối", 18}};
    size_t room = FIXED + p->form.n + p->n_more;
    k->column = NEW(&c->mem, SheetColumn, room);
    k->field = NEW(&c->mem, const DesignField *, room);
    memcpy(k->column, fixed, sizeof fixed);
    k->n = FIXED;
    for (size_t i = 0; i < p->form.n; i++) {
        const DesignField *f = &p->form.field[i];
        if (!field_is_answered(f) || f->rows != NO_ROWS) continue;
        k->column[k->n] = (SheetColumn){str_c(&c->mem, f->label.text), WIDTH};
        k->field[k->n++] = f;
    }
    for (size_t i = 0; i < p->n_more; i++) {
        const DesignField *f = p->more_fields[i];
        if (!f || !str_equal(f->name, p->more[i])) continue;
        k->column[k->n] = (SheetColumn){str_c(&c->mem, f->label.text), WIDTH};
        k->field[k->n++] = f;
    }
}

static Fail put_answer(Ctx *c, SheetWriter *w, const FileColumns *k, const DesignField *f, Answer a)
{
    Str words = {0};
    if (a.kind == IS_INTEGER) sheet_integer(w, a.integer);
    else if (a.kind == IS_DAY) sheet_day(w, a.day);
    else {
        if (f && !answer_is_empty(a)) TRY(fill_words_in(c, k->agencies, f, a, &words));
        sheet_text(w, words);
    }
    return OK;
}

/* What a dossier of any version answered to a field of that name. */
static Fail put_cell(Ctx *c, SheetWriter *w, const FileColumns *k, const DossierLine *l, const DesignField *f)
{
    const Procedure *p = l->d.version.procedure;
    const DesignField *own = design_field(&p->form, f->name);
    Answer a = {0};
    if (own) a = answers_of(&l->d.answers, f->name);
    for (size_t i = 0; !own && i < p->n_more; i++)
        if (p->more_fields[i] && str_equal(p->more[i], f->name)) own = p->more_fields[i], a = l->d.more[i];
    return put_answer(c, w, k, own, own && fill_is_seen(own, l->who) ? a : (Answer){0});
}

static Fail put_line(Ctx *c, SheetWriter *w, const FileColumns *k, const DossierLine *l)
{
    sheet_text(w, l->d.row.number);
    sheet_text(w, l->d.state->label.text);
    sheet_text(w, l->name);
    sheet_day(w, day_at(l->d.row.created_at));
    sheet_day(w, l->d.row.due);
    sheet_time(w, l->d.row.moved_at);
    for (size_t i = FIXED; i < k->n; i++) TRY(put_cell(c, w, k, l, k->field[i]));
    sheet_end_row(w);
    return OK;
}

/* The rows of a table, one each, behind the number of their dossier. */
static Fail put_rows(Ctx *c, SheetWriter *w, const FileColumns *k, const DossierLine *l)
{
    const Design *form = &l->d.version.procedure->form;
    const DesignField *table = design_field(form, k->table);
    if (!table || table->type != FIELD_ROWS || !fill_is_seen(table, l->who)) return OK;
    for (size_t row = 0; row < l->d.answers.rows[design_place(form, table)].n; row++) {
        sheet_text(w, l->d.row.number);
        for (size_t i = 1; i < k->n; i++) {
            const DesignField *own = design_field(form, k->field[i]->name);
            bool is_there = own && own->rows == design_place(form, table) && fill_is_seen(own, l->who);
            TRY(put_answer(c, w, k, own, is_there ? *answers_cell(&l->d.answers, own, row) : (Answer){0}));
        }
        sheet_end_row(w);
    }
    return OK;
}

static void table_columns(Ctx *c, const Design *form, size_t table, FileColumns *k)
{
    k->column = NEW(&c->mem, SheetColumn, form->n + 1);
    k->field = NEW(&c->mem, const DesignField *, form->n + 1);
    k->column[0] = (SheetColumn){"Số hồ sơ", 14};
    k->n = 1, k->table = form->field[table].name;
    for (size_t i = table + 1; i < form->n && form->field[i].rows == table; i++) {
        if (!field_is_answered(&form->field[i])) continue;
        k->column[k->n] = (SheetColumn){str_c(&c->mem, form->field[i].label.text), WIDTH};
        k->field[k->n++] = &form->field[i];
    }
}

typedef Fail PutLine(Ctx *c, SheetWriter *w, const FileColumns *k, const DossierLine *l);

/* Every dossier that is chosen, some at a time. */
static Fail put_all(Ctx *c, SheetWriter *w, const FileColumns *k, DossierChoice a, const DossierRange *range,
                    PutLine *put)
{
    a.most = FILE_STEP;
    for (Id next = 1; next && !sheet_is_full(w); a.before = next) {
        Arena mark = c->mem;
        DossierRows rows;
        DossierLines lines;
        TRY(dossier_list(c, &a, &rows, &next));
        TRY(lines_of(c, &rows, &a, range, &lines));
        for (size_t i = 0; i < lines.n; i++) TRY(put(c, w, k, &lines.at[i]));
        arena_back(&c->mem, mark);
    }
    return OK;
}

/* XLSX has a worksheet more for each table of the form. */
static Fail reply_sheet_of(Ctx *c, const Request *q, Reply *r, SheetFile file)
{
    Version v;
    DossierChoice a;
    DossierRange range;
    FileColumns k = {0};
    SheetWriter *w;
    int bytes;
    TRY(version_current(c, input_text(q, "thu-tuc"), &v));
    choice_of(c, q, &v, &a);
    range_of(c, q, v.procedure, &range);
    TRY(org_directory(c, &k.agencies));
    file_columns(c, v.procedure, &k);
    TRY(sheet_begin_file(c, file, S("Hồ sơ"), k.column, k.n, &w));
    TRY(put_all(c, w, &k, a, &range, put_line));
    const Design *form = &v.procedure->form;
    for (size_t i = 0; file == SHEET_XLSX && i < form->n; i++) {
        if (form->field[i].type != FIELD_ROWS) continue;
        FileColumns *rows = NEW(&c->mem, FileColumns, 1);
        table_columns(c, form, i, rows);
        rows->agencies = k.agencies;
        TRY(sheet_next(w, form->field[i].label.text, rows->column, rows->n));
        TRY(put_all(c, w, rows, a, &range, put_rows));
    }
    TRY(sheet_end_file(w, &bytes));
    reply_open_file(c, r, sheet_media_type(file),
                    str_format(&c->mem, "ho-so-%.*s%s", STR_ARGS(v.row.code), sheet_extension(file)), bytes);
    return OK;
}

Fail dossier_sheet_get(Ctx *c, const Request *q, Reply *r) { return reply_sheet_of(c, q, r, SHEET_XLSX); }
Fail dossier_csv_get(Ctx *c, const Request *q, Reply *r) { return reply_sheet_of(c, q, r, SHEET_CSV); }

/* -- for everybody
 * ---------------------------------------------------------------------------------------------------------- */

Fail published_get(Ctx *c, const Request *q, Reply *r)
{
    Version v;
    DossierRows rows;
    PublishedPage m = {.v = &v, .rows = &rows};
    TRY(version_current(c, input_text(q, "thu-tuc"), &v));
    TRY(dossiers_published(c, v.row.code, input_id(q, "truoc"), &rows, &m.next));
    Out *o = reply_page(c, q, r, str_format(&c->mem, "Công khai: %.*s", STR_ARGS(v.row.title)));
    published_head(o, &m);
    for (size_t i = 0; i < rows.n; i++) {
        Dossier d;
        TRY(dossier_open(c, &rows.at[i], &d));
        published_one(o, &rows.at[i], dossier_subject_is_seen(&d, SHOWN_TO_ALL) ? d.row.subject : (Str){0});
        TRY(fill_show(c, o, &d.answers, SHOWN_TO_ALL));
    }
    published_foot(o, &m);
    return OK;
}
