// SPDX-License-Identifier: Apache-2.0
/* table.c -- tables of tasks (TT | Nhiệm vụ | Cơ quan chủ trì | …) become items with a field for each column.
 *
 * Three forms are read: cells between "|", cells between tabs, and cells that stand under each other, parted by two
 * blanks or more; a fourth, one cell a line, is made one of them by cells.c.  A table is one whose head names a task
 * and who does it; others stay text. */
#include "reading/inside.h"
#include "viet/text.h"

enum { COLUMNS_MAX = 16, HEAD_LINES_MAX = 4, GAP_LINES_MAX = 3, NUMBER_BYTES_MAX = 8, CELL_BYTES_MAX = 4096 };

typedef enum { FORM_NONE, FORM_PIPES, FORM_TABS, FORM_ALIGNED } Form;

typedef struct {
    Str text;
    size_t begin, end; /* letters from the left edge */
} Cell;

typedef struct {
    Cell cell[COLUMNS_MAX];
    int n;
} Row;

typedef enum { COLUMN_OTHER, COLUMN_NUMBER, COLUMN_TASK, COLUMN_FIELD } Role;

typedef struct {
    Role role;
    Field field;
    Str label;
    size_t begin, end;
} Column;

typedef struct {
    Form form;
    Column column[COLUMNS_MAX];
    int n, number, task; /* which column holds the numbers (-1 = none) and the tasks */
    int rows;            /* so far, to number those that have no number */
    size_t first;        /* its first item */
    size_t head_lines;
} Table;

/* -- cells -------------------------------------------------------------------------------------------------- */

static Form form_of(Str raw)
{
    size_t pipes = 0, tabs = 0, gaps = 0;
    Str s = str_trim(raw);
    for (size_t i = 0; i < s.n; i++) {
        pipes += s.p[i] == '|', tabs += s.p[i] == '\t';
        gaps += s.p[i] == ' ' && i + 1 < s.n && s.p[i + 1] == ' ' && i && s.p[i - 1] != ' ';
    }
    return pipes >= 2 ? FORM_PIPES : tabs >= 1 ? FORM_TABS : gaps >= 1 ? FORM_ALIGNED : FORM_NONE;
}

static void add_cell(Row *row, Str text, size_t begin, size_t end)
{
    text = str_trim(text);
    while (text.n && text.p[0] == '*') text = str_from(text, 1); /* bold, in Markdown */
    if (row->n < COLUMNS_MAX) row->cell[row->n++] = (Cell){without_final(text, "*"), begin, end};
}

static void cut_at(Str raw, char sign, Row *row)
{
    for (Str cell; str_cut(&raw, sign, &cell);) add_cell(row, cell, 0, 0);
}

/* Runs of text parted by two blanks or more, and where they stand. */
static void cut_aligned(Str raw, Row *row)
{
    size_t from = 0, column = 0, begin = 0;
    bool open = false;
    for (size_t i = 0; i <= raw.n; i++) {
        bool blank = i == raw.n || strchr(" \t\r\f", raw.p[i]);
        bool ends = blank && (i + 1 >= raw.n || strchr(" \t\r\f", raw.p[i + 1]));
        if (open && ends) add_cell(row, str_slice(raw, from, i), begin, column), open = false;
        else if (!open && !blank) open = true, from = i, begin = column;
        if (i < raw.n) column += ((unsigned char)raw.p[i] & 0xC0) != 0x80;
    }
}

static Row cut_row(Form form, Str raw)
{
    Row row = {0};
    if (form == FORM_PIPES) {
        Str s = str_trim(raw);
        if (str_starts(s, S("|"))) s = str_from(s, 1);
        cut_at(s, '|', &row);
    } else if (form == FORM_TABS) cut_at(raw, '\t', &row);
    else cut_aligned(raw, &row);
    return row;
}

/* "|---|:---:|" */
static bool is_rule(Str raw)
{
    for (size_t i = 0; i < raw.n; i++)
        if (!strchr("|-:+= \t\r", raw.p[i])) return false;
    return raw.n > 0;
}

/* -- the head ----------------------------------------------------------------------------------------------- */

/* What the words of a column's head say; the first that it holds decides. */
static const struct {
    Str folded;
    Role role;
    Field field;
} heads[] = {
    {STR("phoi hop"), COLUMN_FIELD, FIELD_PARTNER}, {STR("chu tri"), COLUMN_FIELD, FIELD_LEAD},
    {STR("thoi gian"), COLUMN_FIELD, FIELD_TIME},   {STR("thoi han"), COLUMN_FIELD, FIELD_TIME},
    {STR("tien do"), COLUMN_FIELD, FIELD_TIME},     {STR("lo trinh"), COLUMN_FIELD, FIELD_TIME},
    {STR("san pham"), COLUMN_FIELD, FIELD_PRODUCT}, {STR("ket qua"), COLUMN_FIELD, FIELD_PRODUCT},
    {STR("muc tieu"), COLUMN_FIELD, FIELD_PRODUCT}, {STR("chi tieu"), COLUMN_FIELD, FIELD_PRODUCT},
    {STR("kinh phi"), COLUMN_FIELD, FIELD_FUNDING}, {STR("dia diem"), COLUMN_FIELD, FIELD_PLACE},
    {STR("hinh thuc"), COLUMN_FIELD, FIELD_FORMAT}, {STR("nhiem vu"), COLUMN_TASK, FIELD_NONE},
    {STR("noi dung"), COLUMN_TASK, FIELD_NONE},     {STR("cong viec"), COLUMN_TASK, FIELD_NONE},
    {STR("hoat dong"), COLUMN_TASK, FIELD_NONE},    {STR("ten de an"), COLUMN_TASK, FIELD_NONE},
    {STR("giai phap"), COLUMN_TASK, FIELD_NONE},    {STR("thuc hien"), COLUMN_FIELD, FIELD_LEAD},
    {STR("co quan"), COLUMN_FIELD, FIELD_LEAD},     {STR("don vi"), COLUMN_FIELD, FIELD_LEAD},
    {STR("hoan thanh"), COLUMN_FIELD, FIELD_TIME},  {STR("stt"), COLUMN_NUMBER, FIELD_NONE},
    {STR("tt"), COLUMN_NUMBER, FIELD_NONE},         {STR("so tt"), COLUMN_NUMBER, FIELD_NONE},
};

static void name_column(Ctx *c, const Reader *r, Column *column)
{
    Str folded = viet_fold_ocr(&c->mem, column->label);
    column->role = COLUMN_OTHER;
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        bool short_word = heads[i].role == COLUMN_NUMBER;
        if (short_word ? !str_equal(folded, heads[i].folded) : near_find(r, folded, heads[i].folded) == folded.n)
            continue;
        column->role = heads[i].role, column->field = heads[i].field;
        return;
    }
}

static size_t distance(const Cell *cell, const Column *column)
{
    if (cell->end <= column->begin) return column->begin - cell->end + 1;
    return column->end <= cell->begin ? cell->begin - column->end + 1 : 0;
}

/* The column a cell belongs to: its place among the cells, or for aligned ones the column it stands under. */
static int column_of(const Table *t, const Row *row, int k)
{
    if (t->form != FORM_ALIGNED) return k < t->n ? k : -1;
    int best = 0;
    for (int i = 1; i < t->n; i++) {
        size_t d = distance(&row->cell[k], &t->column[i]), least = distance(&row->cell[k], &t->column[best]);
        /* Under two heads: the one that begins nearer to it. */
        bool nearer = row->cell[k].begin + 2 >= t->column[i].begin;
        if (d < least || (d == 0 && least == 0 && nearer)) best = i;
    }
    return best;
}

static Str join_cells(Ctx *c, Str a, Str b)
{
    return !a.n ? b : !b.n ? a : str_format(&c->mem, "%.*s %.*s", STR_ARGS(a), STR_ARGS(b));
}

bool cell_is_number(Str s)
{
    s = without_final(s, ".)");
    if (!s.n || s.n > NUMBER_BYTES_MAX) return false;
    bool digits = true, roman = true;
    for (size_t i = 0; i < s.n; i++) {
        digits &= (s.p[i] >= '0' && s.p[i] <= '9') || s.p[i] == '.';
        roman &= strchr("IVX", s.p[i]) != NULL;
    }
    return (digits && s.p[0] != '.') || roman ||
           (s.n == 1 && ((s.p[0] >= 'A' && s.p[0] <= 'H') || (s.p[0] >= 'a' && s.p[0] <= 'z')));
}

static bool names_task_and_who(Ctx *c, const Reader *r, Table *t)
{
    bool who = false, task = false;
    t->number = t->task = -1;
    for (int i = 0; i < t->n; i++) {
        name_column(c, r, &t->column[i]);
        Role role = t->column[i].role;
        if (role == COLUMN_NUMBER && t->number < 0) t->number = i;
        if (role == COLUMN_TASK && !task) t->task = i, task = true;
        who |= role == COLUMN_FIELD && (t->column[i].field == FIELD_LEAD || t->column[i].field == FIELD_PARTNER);
    }
    return who && task && t->n >= 3;
}

/* The head takes the lines up to the first row; its cells are joined column by column. */
static bool read_head(Ctx *c, const Reader *r, size_t i, size_t end, Table *t)
{
    const Doc *doc = r->doc;
    *t = (Table){.form = form_of(doc->line[i].raw)};
    if (t->form == FORM_NONE) return false;
    Row first = cut_row(t->form, doc->line[i].raw);
    for (int k = 0; k < first.n; k++)
        t->column[t->n++] =
            (Column){.label = first.cell[k].text, .begin = first.cell[k].begin, .end = first.cell[k].end};
    for (t->head_lines = 1; t->head_lines < HEAD_LINES_MAX && i + t->head_lines < end; t->head_lines++) {
        Str raw = doc->line[i + t->head_lines].raw;
        Row more = cut_row(t->form, raw);
        if (!str_trim(raw).n) break;
        if (is_rule(raw)) { /* below the head */
            t->head_lines++;
            break;
        }
        bool tabbed = t->form != FORM_ALIGNED && more.n < 3;
        if (!more.n || tabbed || cell_is_number(more.cell[0].text)) break;
        if (t->form != FORM_ALIGNED && more.cell[0].text.n && t->column[0].label.n) break;
        for (int k = 0; k < more.n; k++) {
            int at = column_of(t, &more, k);
            if (at < 0) continue;
            Column *column = &t->column[at];
            column->label = join_cells(c, column->label, more.cell[k].text);
            if (more.cell[k].begin < column->begin) column->begin = more.cell[k].begin;
            if (more.cell[k].end > column->end) column->end = more.cell[k].end;
        }
    }
    return names_task_and_who(c, r, t);
}

/* A first guess without reading: heads are short and name who does it. */
static bool may_be_head(Ctx *c, const Reader *r, const Line *line)
{
    if (line->text.n < 12 || line->text.n > 400 || form_of(line->raw) == FORM_NONE) return false;
    Arena mark = c->mem;
    if (r->garbled) return cut_row(form_of(line->raw), line->raw).n >= 3;
    Str folded = viet_fold_ocr(&c->mem, line->text);
    bool task = str_contains(folded, S("nhiem vu")) || str_contains(folded, S("noi dung")) ||
                str_contains(folded, S("cong viec")) || str_contains(folded, S("hoat dong")) ||
                str_contains(folded, S("giai phap")) || str_contains(folded, S("ten de an"));
    c->mem.at = mark.at;
    return task;
}

/* -- rows --------------------------------------------------------------------------------------------------- */

static Text text_at(Str s, const Line *line) { return text_of(s, line->number, line->number); }

static Item *last_row(Reader *r, const Table *t, int column)
{
    for (size_t i = r->items.n; i-- > t->first;) {
        Item *item = &r->items.at[i];
        if (column == t->task ? item->mark != MARK_FIELD : item->mark == MARK_FIELD && item->ordinal == column)
            return item;
        if (item->mark != MARK_FIELD) break;
    }
    return NULL;
}

static void add_field(Ctx *c, Reader *r, const Table *t, int column, Text value)
{
    Item *item = list_add(&c->mem, &r->items);
    *item = (Item){.mark = MARK_FIELD, .ordinal = column, .text = value, .value = value, .parent = -1, .is_cell = true};
    item->field = t->column[column].field, item->label = t->column[column].label;
}

static Mark mark_of_number(Str number)
{
    size_t dots = 0;
    for (size_t i = 0; i < number.n; i++) dots += number.p[i] == '.';
    bool digit = number.n && number.p[0] >= '0' && number.p[0] <= '9';
    if (number.n && !digit) return number.p[0] >= 'a' ? MARK_ALPHA : MARK_SECTION;
    return dots == 0 ? MARK_NUMBER : dots == 1 ? MARK_NUMBER2 : MARK_NUMBER3;
}

/* What a wrapped cell goes on with is joined to the row above; false when that grows beyond all cells. */
static bool continue_row(Ctx *c, Reader *r, const Table *t, const Line *line, const Str *cell)
{
    for (int i = 0; i < t->n; i++) {
        if (!cell[i].n || (i != t->task && t->column[i].role != COLUMN_FIELD)) continue;
        Item *item = last_row(r, t, i);
        if (!item) {
            add_field(c, r, t, i, text_at(cell[i], line));
            continue;
        }
        if (item->text.text.n > CELL_BYTES_MAX) return false; /* no cell any more */
        Text *text = i == t->task ? &item->text : &item->value;
        text->text = text->raw = join_cells(c, text->text, cell[i]);
        text->last_line = line->number;
        if (i != t->task) item->text = *text;
    }
    return true;
}

static void add_row(Ctx *c, Reader *r, Table *t, const Line *line, const Str *cell)
{
    Str number = t->number >= 0 ? without_final(cell[t->number], ".)") : (Str){0};
    int64_t ordinal = ++t->rows;
    if (!number.n) number = str_format(&c->mem, "%d", t->rows);
    else str_integer(number, &ordinal);
    Item *item = list_add(&c->mem, &r->items);
    *item =
        (Item){.mark = mark_of_number(number), .code = number, .ordinal = (int)ordinal, .parent = -1, .is_cell = true};
    item->text = text_at(cell[t->task], line);
    for (int i = 0; i < t->n; i++)
        if (t->column[i].role == COLUMN_FIELD && cell[i].n) add_field(c, r, t, i, text_at(cell[i], line));
}

/* A heading across the columns: its text stands alone, where numbers do or where tasks do. */
static bool is_section(const Table *t, const Str *cell)
{
    if (t->form == FORM_ALIGNED || t->number < 0) return false;
    Str number = cell[t->number];
    bool alone = true;
    for (int i = 0; i < t->n; i++) alone &= i == t->number || i == t->task || !cell[i].n;
    return alone && (number.n ? !cell_is_number(number) && !cell[t->task].n : cell[t->task].n > 0);
}

static void add_section(Ctx *c, Reader *r, const Line *line, Str text)
{
    Item *item = list_add(&c->mem, &r->items);
    *item = (Item){.mark = MARK_SECTION, .text = text_at(text, line), .parent = -1, .is_cell = true};
}

/* False when the line is no row of the table: it ends there. */
static bool read_row(Ctx *c, Reader *r, Table *t, const Line *line)
{
    Str cell[COLUMNS_MAX] = {{0}};
    Row row = cut_row(t->form, line->raw);
    if (t->form == FORM_PIPES ? form_of(line->raw) != FORM_PIPES : t->form == FORM_TABS && row.n < 2) return false;
    for (int k = 0; k < row.n; k++) {
        int at = column_of(t, &row, k);
        if (at >= 0) cell[at] = join_cells(c, cell[at], row.cell[k].text);
    }
    bool numbered = t->number >= 0, first = r->items.n == t->first;
    Str number = numbered ? cell[t->number] : (Str){0};
    if (is_section(t, cell)) return add_section(c, r, line, number.n ? number : cell[t->task]), true;
    if (number.n && !cell_is_number(number)) return false;
    if (!first && (numbered ? !number.n : !cell[t->task].n)) return continue_row(c, r, t, line, cell);
    if (cell[t->task].n || number.n) add_row(c, r, t, line, cell);
    return true;
}

/* "I" with agencies in its row is a task; sections whose rows are numbered from 1 again go into the codes. */
static void settle_sections(Reader *r, const Table *t)
{
    bool anew = false;
    int last = 0;
    for (size_t i = t->first; i < r->items.n; i++) {
        Item *item = &r->items.at[i], *next = i + 1 < r->items.n ? item + 1 : NULL;
        bool alone = !next || next->mark != MARK_FIELD;
        if (item->mark == MARK_NUMBER && !alone) anew |= item->ordinal <= last, last = item->ordinal;
        if (item->mark == MARK_SECTION && !alone && item->code.n) item->mark = MARK_NUMBER;
    }
    for (size_t i = t->first; anew && i < r->items.n; i++) r->items.at[i].in_code = r->items.at[i].mark == MARK_SECTION;
}

bool table_begins(Ctx *c, const Reader *r, size_t i, size_t end)
{
    Table t;
    return (may_be_head(c, r, &r->doc->line[i]) && read_head(c, r, i, end, &t)) || cells_begin(c, r, i, end);
}

size_t table_read(Ctx *c, Reader *r, size_t i, size_t end)
{
    Table t;
    const Doc *doc = r->doc;
    if (!may_be_head(c, r, &doc->line[i]) || !read_head(c, r, i, end, &t)) return cells_read(c, r, i, end);
    t.first = r->items.n;
    size_t at = i + t.head_lines, last = at, gap = 0;
    Str head = doc->line[i].text;
    for (; at < end && gap <= GAP_LINES_MAX; at++) {
        const Line *line = &doc->line[at];
        int64_t page;
        if (!line->text.n) {
            gap++;
            continue;
        }
        if (r->items.n == t.first && at - i > t.head_lines + HEAD_LINES_MAX) break;
        bool skipped = is_rule(line->raw) || str_equal(line->text, head) ||
                       (line->text.n <= 3 && str_integer(line->text, &page) && gap);
        if (!skipped && !read_row(c, r, &t, line)) break;
        gap = 0, last = at + 1;
    }
    if (r->items.n == t.first) return 0;
    settle_sections(r, &t);
    return last - i;
}
