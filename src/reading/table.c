// SPDX-License-Identifier: Apache-2.0
/* table.c -- tables of tasks (TT | Nhiệm vụ | Cơ quan chủ trì | …) become items with a field for each column.  A table
 * is one when its head names who does something and what; others say nothing that a plan's work is made of. */
#include "doc/table.h"
#include "reading/inside.h"
#include "viet/numeral.h"
#include "viet/text.h"

typedef enum { COLUMN_OTHER, COLUMN_NUMBER, COLUMN_TASK, COLUMN_FIELD } Role;

typedef struct {
    const DocTable *table;
    Role role[TABLE_COLUMNS_MAX];
    Field field[TABLE_COLUMNS_MAX];
    int number, task;                /* which column holds the numbers (-1 = none) and the tasks */
    bool named;                      /* the column of tasks is called so */
    int begins, ends;                /* two columns of time, "Bắt đầu" and "Hoàn thành"; -1 = none */
    bool unknown[TABLE_COLUMNS_MAX]; /* its head says nothing that we know */
    int rows;                        /* so far, to number those that have no number */
    int roman;                       /* the numeral of the last row that had one */
    size_t first;                    /* its first item */
    Text above[TABLE_COLUMNS_MAX];   /* what its columns said last */
} Tasks;

/* -- the head ----------------------------------------------------------------------------------------------- */

/* What the words of a column's head say; the first that it holds decides. */
static const struct {
    Str folded;
    Role role;
    Field field;
} heads[] = {
    {STR("don vi tinh"), COLUMN_OTHER, FIELD_NONE}, {STR("ghi chu"), COLUMN_OTHER, FIELD_NONE},
    {STR("phoi hop"), COLUMN_FIELD, FIELD_PARTNER}, {STR("chu tri"), COLUMN_FIELD, FIELD_LEAD},
    {STR("phu trach"), COLUMN_FIELD, FIELD_LEAD},   {STR("thoi gian"), COLUMN_FIELD, FIELD_TIME},
    {STR("thoi han"), COLUMN_FIELD, FIELD_TIME},    {STR("tien do"), COLUMN_FIELD, FIELD_TIME},
    {STR("lo trinh"), COLUMN_FIELD, FIELD_TIME},    {STR("han hoan thanh"), COLUMN_FIELD, FIELD_TIME},
    {STR("bat dau"), COLUMN_FIELD, FIELD_TIME},     {STR("ket thuc"), COLUMN_FIELD, FIELD_TIME},
    {STR("san pham"), COLUMN_FIELD, FIELD_PRODUCT}, {STR("ket qua"), COLUMN_FIELD, FIELD_PRODUCT},
    {STR("kinh phi"), COLUMN_FIELD, FIELD_FUNDING}, {STR("dia diem"), COLUMN_FIELD, FIELD_PLACE},
    {STR("hinh thuc"), COLUMN_FIELD, FIELD_FORMAT}, {STR("nhiem vu"), COLUMN_TASK, FIELD_NONE},
    {STR("noi dung"), COLUMN_TASK, FIELD_NONE},     {STR("cong viec"), COLUMN_TASK, FIELD_NONE},
    {STR("hoat dong"), COLUMN_TASK, FIELD_NONE},    {STR("ten de an"), COLUMN_TASK, FIELD_NONE},
    {STR("giai phap"), COLUMN_TASK, FIELD_NONE},    {STR("muc tieu"), COLUMN_FIELD, FIELD_PRODUCT},
    {STR("chi tieu"), COLUMN_FIELD, FIELD_PRODUCT}, {STR("thuc hien"), COLUMN_FIELD, FIELD_LEAD},
    {STR("theo doi"), COLUMN_FIELD, FIELD_LEAD},    {STR("co quan"), COLUMN_FIELD, FIELD_LEAD},
    {STR("don vi"), COLUMN_FIELD, FIELD_LEAD},      {STR("hoan thanh"), COLUMN_FIELD, FIELD_TIME},
    {STR("quy mo"), COLUMN_FIELD, FIELD_SCALE},     {STR("thanh phan tham"), COLUMN_FIELD, FIELD_AUDIENCE},
};

static void name_column(Ctx *c, const Reader *r, Tasks *t, int k)
{
    Arena mark = c->mem;
    Str folded = viet_fold_ocr(&c->mem, t->table->head[k]);
    t->role[k] =
        (k == 0 && t->table->numbered) || table_is_counter(c, t->table->head[k]) ? COLUMN_NUMBER : COLUMN_OTHER;
    t->unknown[k] = folded.n && t->role[k] == COLUMN_OTHER;
    for (size_t i = 0; t->role[k] == COLUMN_OTHER && i < sizeof heads / sizeof *heads; i++)
        if (folded.n && near_find(r, folded, heads[i].folded) < folded.n) {
            t->role[k] = heads[i].role, t->field[k] = heads[i].field, t->unknown[k] = false;
            break;
        }
    if (t->field[k] == FIELD_TIME && str_contains(folded, S("bat dau")) && !str_contains(folded, S("ket thuc")))
        t->begins = k;
    else if (t->field[k] == FIELD_TIME) t->ends = k;
    c->mem.at = mark.at;
}

/* The tasks stand in the column that is called so, else in the first one that says what is to be reached. */
static bool names_task_and_who(Ctx *c, const Reader *r, Tasks *t)
{
    bool who = false;
    t->number = t->task = t->begins = t->ends = -1;
    for (int k = 0; k < t->table->columns; k++) {
        name_column(c, r, t, k);
        if (t->role[k] == COLUMN_NUMBER && t->number < 0) t->number = k;
        if (t->role[k] == COLUMN_TASK && t->task < 0) t->task = k;
        who |= t->role[k] == COLUMN_FIELD && (t->field[k] == FIELD_LEAD || t->field[k] == FIELD_PARTNER);
    }
    t->named = t->task >= 0;
    int second = t->number + 1;
    if (t->task < 0 && second < t->table->columns &&
        (t->role[second] == COLUMN_OTHER || t->field[second] == FIELD_PRODUCT))
        t->task = second;
    if (t->task >= 0) t->role[t->task] = COLUMN_TASK;
    return who && t->task >= 0;
}

/* -- rows whose cells have no column ------------------------------------------------------------------------ */

static Field kind_of_cell(Ctx *c, const Reader *r, Str cell)
{
    enum { TIME_BYTES_MAX = 60 };
    Period p;
    if (party_begins(c, r, cell)) return FIELD_LEAD;
    return cell.n < TIME_BYTES_MAX && viet_period(&c->mem, cell, r->reading->date, &p) ? FIELD_TIME : FIELD_NONE;
}

static Field kind_of_column(const Tasks *t, int k)
{
    if (t->role[k] != COLUMN_FIELD) return FIELD_NONE;
    if (t->field[k] == FIELD_PARTNER) return FIELD_LEAD;
    return t->field[k] == FIELD_LEAD || t->field[k] == FIELD_TIME ? t->field[k] : FIELD_NONE;
}

/* A cell goes under the next head of its kind: a time, an agency, anything else. */
static int column_for(Ctx *c, const Reader *r, const Tasks *t, Str cell, int last)
{
    if (last < t->task) return t->task;
    Field kind = kind_of_cell(c, r, cell);
    for (int k = last + 1; k < t->table->columns; k++)
        if (kind_of_column(t, k) == kind && k != t->task) return k;
    return last;
}

/* -- items -------------------------------------------------------------------------------------------------- */

static void add_field(Ctx *c, Reader *r, const Tasks *t, int column, Text value)
{
    Item *item = list_add(&c->mem, &r->items);
    *item = (Item){.mark = MARK_FIELD, .ordinal = column, .text = value, .value = value, .parent = -1, .is_cell = true};
    item->field = t->field[column], item->label = t->table->head[column];
}

static Mark mark_of_number(Str number)
{
    size_t dots = 0;
    for (size_t i = 0; i < number.n; i++) dots += number.p[i] == '.';
    bool digit = number.n && number.p[0] >= '0' && number.p[0] <= '9';
    if (number.n && !digit) return number.p[0] >= 'a' ? MARK_ALPHA : MARK_SECTION;
    return dots == 0 ? MARK_NUMBER : dots == 1 ? MARK_NUMBER2 : MARK_NUMBER3;
}

typedef struct {
    Text cell[TABLE_COLUMNS_MAX];
} Row;

/* The cells of a row under the heads; several in one column are joined. */
static Row placed(Ctx *c, const Reader *r, const Tasks *t, const DocRow *from)
{
    Row row = {0};
    int last = t->number;
    for (size_t i = 0; i < from->cells.n; i++) {
        const DocCell *cell = &from->cells.at[i];
        int k = cell->column >= 0 ? cell->column : column_for(c, r, t, cell->text, last);
        Text *to = &row.cell[k];
        if (!to->text.n) *to = text_of(cell->text, cell->first, cell->last);
        else to->text = to->raw = str_format(&c->mem, "%.*s %.*s", STR_ARGS(to->text), STR_ARGS(cell->text));
        to->last_line = cell->last, last = k;
    }
    /* "Bắt đầu", "Hoàn thành": one time from the one to the other. */
    if (t->begins >= 0 && t->ends >= 0 && row.cell[t->begins].text.n && row.cell[t->ends].text.n) {
        Text *begin = &row.cell[t->begins], *end = &row.cell[t->ends];
        end->text = end->raw = str_format(&c->mem, "%.*s - %.*s", STR_ARGS(begin->text), STR_ARGS(end->text));
        *begin = (Text){0};
    } else if (t->begins >= 0 && t->ends >= 0 && viet_find_date(row.cell[t->ends].text).day != NO_DAY) {
        Text *end = &row.cell[t->ends]; /* nobody says when it begins */
        end->text = end->raw = str_format(&c->mem, "đến %.*s", STR_ARGS(end->text));
    }
    return row;
}

static Item *last_row(Reader *r, const Tasks *t)
{
    for (size_t i = r->items.n; i-- > t->first;)
        if (r->items.at[i].mark != MARK_FIELD) return &r->items.at[i];
    return NULL;
}

static Item *last_field(Reader *r, const Tasks *t, int column)
{
    for (size_t i = r->items.n; i-- > t->first && r->items.at[i].mark == MARK_FIELD;)
        if (r->items.at[i].ordinal == column) return &r->items.at[i];
    return NULL;
}

/* What a row without a number goes on with is joined to the row above. */
static void continue_row(Ctx *c, Reader *r, const Tasks *t, const Row *row)
{
    for (int k = 0; k < t->table->columns; k++) {
        Text more = row->cell[k];
        if (!more.text.n || (k != t->task && t->role[k] != COLUMN_FIELD)) continue;
        Item *item = k == t->task ? last_row(r, t) : last_field(r, t, k);
        if (!item) {
            add_field(c, r, t, k, more);
            continue;
        }
        if (item->text.text.n > TABLE_CELL_MAX) continue;
        item->text.text = item->text.raw =
            str_format(&c->mem, "%.*s %.*s", STR_ARGS(item->text.text), STR_ARGS(more.text));
        item->text.last_line = more.last_line;
        if (k != t->task) item->value = item->text;
    }
}

/* "nt", "-nt-", "Như trên", a ditto mark: what the row above says. */
static bool is_same_as_above(Ctx *c, Str cell)
{
    static const Str marks[] = {STR("\""), STR("\"\""), STR("''"), STR("”"), STR("“"), STR("″"), STR("//"), STR("〃")};
    enum { CELL_BYTES_MAX = 24 };
    if (!cell.n || cell.n > CELL_BYTES_MAX) return false;
    while (cell.n && strchr("-_ ", cell.p[0])) cell = str_from(cell, 1);
    cell = without_final(cell, "-_.;: ");
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (str_equal(cell, marks[i])) return true;
    Str folded = viet_fold(&c->mem, cell);
    return str_equal(folded, S("nt")) || str_equal(folded, S("nhu tren"));
}

/* "nt" that the restorer took for a word: "kt", "nữ"; the line, as it was read, has it. */
static bool was_same_as_above(Ctx *c, const Reader *r, Text cell)
{
    enum { WORD_BYTES_MAX = 6 };
    size_t i = (size_t)cell.first_line - 1;
    Str one = without_final(cell.text, "-_.; ");
    while (one.n && strchr("-_", one.p[0])) one = str_from(one, 1);
    if (!one.n || one.n > WORD_BYTES_MAX || cell.first_line < 1 || i >= r->as_read->n || r->doc == r->as_read)
        return false;
    for (size_t k = 0; k < one.n; k++)
        if (one.p[k] <= '9') return false;
    if (!str_equal(viet_lower(&c->mem, one), one)) return false;
    for (Str rest = r->as_read->line[i].text, word; str_cut(&rest, ' ', &word);) {
        while (word.n && strchr("|-_", word.p[0])) word = str_from(word, 1);
        if (str_equal(without_final(word, "|-_.;"), S("nt"))) return true;
    }
    return false;
}

/* The value of a field, of the row above where it says so. */
static Text value_of(Ctx *c, const Reader *r, Tasks *t, int column, Text cell)
{
    Text *above = &t->above[column];
    if (above->text.n && (is_same_as_above(c, cell.text) || was_same_as_above(c, r, cell))) cell.text = above->text;
    *above = cell;
    return cell;
}

static void add_row(Ctx *c, Reader *r, Tasks *t, const Row *row, Str number)
{
    int64_t ordinal = ++t->rows;
    if (!number.n) number = str_format(&c->mem, "%d", t->rows);
    else str_integer(number, &ordinal);
    Item *item = list_add(&c->mem, &r->items);
    *item =
        (Item){.mark = mark_of_number(number), .code = number, .ordinal = (int)ordinal, .parent = -1, .is_cell = true};
    item->text = row->cell[t->task];
    for (int k = 0; k < t->table->columns; k++)
        if (t->role[k] == COLUMN_FIELD && row->cell[k].text.n)
            add_field(c, r, t, k, value_of(c, r, t, k, row->cell[k]));
}

/* "II. Kinh tế số" without its number: a group of the rows below. */
static void add_section(Ctx *c, Reader *r, Text text, Str number)
{
    Item *item = list_add(&c->mem, &r->items);
    *item = (Item){.mark = MARK_SECTION, .text = text, .code = number, .parent = -1, .is_cell = true};
    size_t end = str_index(text.text, ' ');
    if (!number.n && end < text.text.n && end && strchr(".-)", text.text.p[end - 1]) &&
        cell_is_number(str_slice(text.text, 0, end - 1))) {
        item->code = str_slice(text.text, 0, end - 1);
        item->text.text = item->text.raw = str_trim(str_from(text.text, end));
    }
}

/* A second task under one merged number: it has its own task and says who or when. */
static bool is_own_task(Ctx *c, const Tasks *t, const Row *row)
{
    bool says = false;
    Str task = row->cell[t->task].text;
    for (int k = 0; k < t->table->columns; k++)
        says |= (t->field[k] == FIELD_LEAD || t->field[k] == FIELD_TIME) && row->cell[k].text.n;
    return task.n && says && str_equal(viet_capital(&c->mem, task), task);
}

static void read_row(Ctx *c, Reader *r, Tasks *t, const DocRow *from)
{
    Str across = table_across(t->table, from);
    if (across.n) {
        add_section(c, r, text_of(across, from->cells.at[0].first, from->cells.at[0].last), (Str){0});
        return;
    }
    Row row = placed(c, r, t, from);
    Str number = t->number >= 0 ? without_final(row.cell[t->number].text, ".)") : (Str){0};
    Str meant = numeral_misread(&c->mem, number, t->roman);
    if (meant.n) number = meant;
    if (numeral_value(number)) t->roman = numeral_value(number);
    bool first = r->items.n == t->first, alone = true;
    for (int k = 0; k < t->table->columns; k++) alone &= k == t->number || k == t->task || !row.cell[k].text.n;
    if (number.n && !cell_is_number(number)) {
        if (!row.cell[t->task].text.n) add_section(c, r, row.cell[t->number], (Str){0});
        return;
    }
    if (t->number >= 0 && !number.n && !first && row.cell[t->task].text.n && !alone && is_own_task(c, t, &row)) {
        Item *above = last_row(r, t);
        bool counts = above && above->mark != MARK_SECTION && above->code.n;
        add_row(c, r, t, &row, counts ? above->code : (Str){0});
    } else if (t->number >= 0 && !number.n && alone && from->parted && row.cell[t->task].text.n)
        add_section(c, r, row.cell[t->task], (Str){0});
    else if (!first && (t->number >= 0 ? !number.n : !row.cell[t->task].text.n)) continue_row(c, r, t, &row);
    else if (row.cell[t->task].text.n || number.n) add_row(c, r, t, &row, number);
}

/* "I" with agencies in its row is a task; sections whose rows are numbered from 1 again go into the codes. */
static void settle_sections(Reader *r, const Tasks *t)
{
    bool anew = false, section = false;
    int last = 0;
    for (size_t i = t->first; i < r->items.n; i++) {
        Item *item = &r->items.at[i], *next = i + 1 < r->items.n ? item + 1 : NULL;
        bool alone = !next || next->mark != MARK_FIELD;
        if (item->mark == MARK_SECTION && !alone && item->code.n) item->mark = MARK_NUMBER;
        section |= item->mark == MARK_SECTION;
        if (item->mark != MARK_NUMBER || alone) continue;
        anew |= section && last && item->ordinal <= last;
        last = item->ordinal, section = false;
    }
    for (size_t i = t->first; anew && i < r->items.n; i++) r->items.at[i].in_code = r->items.at[i].mark == MARK_SECTION;
}

static const DocTable *table_at(const Reader *r, size_t line)
{
    size_t low = 0, high = r->tables.n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (r->tables.at[middle].begin < line) low = middle + 1;
        else high = middle;
    }
    return low < r->tables.n && r->tables.at[low].begin == line ? &r->tables.at[low] : NULL;
}

bool table_begins(Ctx *c, const Reader *r, size_t line)
{
    Tasks t = {.table = table_at(r, line)};
    return t.table && names_task_and_who(c, r, &t);
}

size_t table_read(Ctx *c, Reader *r, size_t line)
{
    Tasks t = {.table = table_at(r, line), .first = r->items.n};
    if (!t.table) return 0;
    size_t lines = t.table->end - t.table->begin;
    if (!names_task_and_who(c, r, &t)) return t.table->numbered ? lines : 0;
    for (size_t i = 0; i < t.table->rows.n; i++) read_row(c, r, &t, &t.table->rows.at[i]);
    settle_sections(r, &t);
    return lines;
}

/* -- spreadsheets ------------------------------------------------------------------------------------------- */

static void blank(Doc *doc, size_t from, size_t to)
{
    for (size_t i = from; i < to && i < doc->n; i++) doc->line[i].text = doc->line[i].raw = (Str){0};
}

static void say_unknown(Ctx *c, Reader *r, const Tasks *t)
{
    for (int k = 0; k < t->table->columns; k++)
        if (t->unknown[k] && k != t->task)
            *list_add(&c->mem, &r->unread) = (Unread){t->table->head[k], r->doc->line[t->table->begin].number, false};
}

/* Of several sheets only those with tasks are read: where one has a column that is called so, others need one.  The
 * others leave no line behind, nor do the names of sheets. */
void table_sheets(Ctx *c, Reader *r)
{
    bool named = false;
    size_t n = 0, end = 0, tables = r->tables.n;
    Doc *own = NEW(&c->mem, Doc, 1);
    if (!r->doc->workbook) return;
    *own = *r->doc;
    own->line = NEW(&c->mem, Line, own->n + 1);
    memcpy(own->line, r->doc->line, own->n * sizeof *own->line);
    for (size_t i = 0; i < tables; i++) {
        Tasks t = {.table = &r->tables.at[i]};
        named |= names_task_and_who(c, r, &t) && t.named;
    }
    for (size_t i = 0; i < tables; i++) {
        Tasks t = {.table = &r->tables.at[i]};
        bool read = names_task_and_who(c, r, &t) && (t.named || !named);
        if (read) say_unknown(c, r, &t);
        else *list_add(&c->mem, &r->unread) = (Unread){own->line[end].text, own->line[t.table->begin].number, true};
        if (tables > 1) blank(own, end, read ? end + 1 : t.table->end);
        end = t.table->end;
        if (read || tables == 1) r->tables.at[n++] = *t.table;
    }
    r->tables.n = n, r->doc = own;
}
