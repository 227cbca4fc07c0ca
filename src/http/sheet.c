// SPDX-License-Identifier: Apache-2.0
/* sheet.c -- what answers with a record: JSON, or its list as a spreadsheet: the rows of the record that a row shows,
 * with the columns that have a title.  So what may be seen is decided once, for the page, its JSON and its file. */
#include "doc/sheet_write.h"
#include "http/inside.h"
#include "http/record.h"
#include "viet/text.h"

/* -- columns --------------------------------------------------------------------------------------------------------
 */

typedef LIST(const Column *) Columns;

/* Those of a structure within stand among ours. */
static void columns_of(Ctx *c, const Record *of, Columns *columns)
{
    for (const Column *k = of->columns; k && k->type; k++) {
        if (k->type == COLUMN_ALL) columns_of(c, k->of, columns);
        else if (k->title) *list_add(&c->mem, columns) = k;
    }
}

static int width_of(const Column *k)
{
    if (k->width) return k->width;
    switch (k->type) {
    case COLUMN_DAY: return 12;
    case COLUMN_NUMBER:
    case COLUMN_INTEGER: return k->is_time ? 18 : 10;
    case COLUMN_KEY: return 20;
    default: return 30;
    }
}

static SheetColumn *headings(Ctx *c, const Columns *columns)
{
    SheetColumn *all = NEW(&c->mem, SheetColumn, columns->n + 1);
    for (size_t i = 0; i < columns->n; i++) all[i] = (SheetColumn){columns->at[i]->title, width_of(columns->at[i])};
    return all;
}

/* -- rows -----------------------------------------------------------------------------------------------------------
 */

typedef struct {
    Ctx *c;
    SheetWriter *w;
    int64_t *sums;
    size_t column;
} Sheet;

static Str key_words(const Column *k, const void *record)
{
    int number;
    memcpy(&number, (const char *)record + k->offset, sizeof number);
    return str_of(k->word ? k->word(number) : k->key(number));
}

static void put_cell(Sheet *s, const Column *k, const void *record)
{
    RecordValue v = record_value(s->c, k, record);
    bool is_there = !k->given || ((const bool *)record)[k->given];
    bool is_number = k->type == COLUMN_NUMBER || k->type == COLUMN_INTEGER;
    if (!is_there || (k->some && is_number && !v.integer)) sheet_text(s->w, (Str){0});
    else if (is_number && k->is_time) v.integer ? sheet_time(s->w, v.integer) : sheet_text(s->w, (Str){0});
    else if (is_number) sheet_integer(s->w, v.integer), s->sums[s->column] += v.integer;
    else if (k->type == COLUMN_DAY) sheet_day(s->w, v.day);
    else if (k->type == COLUMN_YES) sheet_text(s->w, v.yes ? S("có") : (Str){0});
    else if (k->type == COLUMN_KEY) sheet_text(s->w, k->computed ? str_of(v.words) : key_words(k, record));
    else sheet_text(s->w, k->type == COLUMN_WORDS ? str_of(v.words) : k->type == COLUMN_TEXT ? v.text : (Str){0});
    s->column++;
}

static void put_row(Sheet *s, const Record *of, const void *record)
{
    for (const Column *k = of->columns; k && k->type; k++) {
        if (k->type == COLUMN_ALL) put_row(s, k->of, record_value(s->c, k, record).at);
        else if (k->title) put_cell(s, k, record);
    }
}

static bool any_sums(const Columns *columns)
{
    for (size_t i = 0; i < columns->n; i++)
        if (columns->at[i]->sums) return true;
    return false;
}

/* SUBTOTAL(109) adds up what a filter leaves in sight. */
static void put_sums(Sheet *s, const Columns *columns, size_t rows)
{
    sheet_foot(s->w);
    for (size_t i = 0; i < columns->n; i++) {
        char at = (char)('A' + i);
        if (columns->at[i]->sums && i < 26)
            sheet_formula(s->w, str_format(&s->c->mem, "=SUBTOTAL(109,%c2:%c%zu)", at, at, rows + 1), s->sums[i]);
        else sheet_text(s->w, i ? (Str){0} : S("Cộng"));
    }
    sheet_end_row(s->w);
}

/* -- all ------------------------------------------------------------------------------------------------------------
 */

typedef LIST(char) AnyList;

static const Column *first_list(const Record *of)
{
    const Column *k = of->columns;
    while (k->type && k->type != COLUMN_ROWS) k++;
    return k;
}

static Fail put_sheet(Ctx *c, Reply *r, const Column *k, const AnyList *list, Str *bytes)
{
    Columns columns = {0};
    columns_of(c, k->of, &columns);
    Sheet s = {.c = c, .sums = NEW(&c->mem, int64_t, columns.n + 1)};
    TRY(sheet_begin(c, SHEET_XLSX, str_of(r->sheet), headings(c, &columns), columns.n, &s.w));
    for (size_t i = 0; i < list->n; i++) {
        const void *one = list->at + i * k->step;
        if (k->of_pointers) memcpy(&one, one, sizeof one);
        s.column = 0;
        put_row(&s, k->of, one);
        sheet_end_row(s.w);
    }
    if (list->n && any_sums(&columns)) put_sums(&s, &columns, list->n);
    return sheet_end(s.w, bytes);
}

static Fail reply_sheet(Ctx *c, Reply *r, const Record *of, const void *record)
{
    const Column *k = first_list(of);
    const void *at = record_value(c, k, record).at;
    AnyList list = {0};
    Str bytes;
    if (at) memcpy(&list, at, sizeof list);
    TRY(put_sheet(c, r, k, &list, &bytes));
    Str name = viet_fold(&c->mem, str_of(r->sheet));
    char *dashed = arena_bytes(&c->mem, name.n);
    for (size_t i = 0; i < name.n; i++) dashed[i] = name.p[i] == ' ' ? '-' : name.p[i];
    name = str_format(&c->mem, "%.*s-%.*s" SHEET_PATH, (int)name.n, dashed, STR_ARGS(day_iso(&c->mem, c->today)));
    out_raw(reply_text(c, r, sheet_media_type(SHEET_XLSX)), bytes);
    reply_file_name(c, r, name);
    return OK;
}

Fail reply_record(Ctx *c, Reply *r, const Record *of, const void *record)
{
    if (reply_is_sheet(r)) return reply_sheet(c, r, of, record);
    return reply_json(c, r, record_json(c, of, record));
}
