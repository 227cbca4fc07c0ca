// SPDX-License-Identifier: Apache-2.0
/* sheet_xlsx.c -- the first visible worksheet of an .xlsx as rows (ECMA-376 part 1, chapter 18).
 *
 * expat's callbacks only collect, into memory outside of the arena; afterwards the collected becomes rows. */
#include "doc/package.h"
#include "doc/sheet_inside.h"

enum {
    EXCEL_ROWS = 1048576,
    EXCEL_COLUMNS = 16384,
    RELATIONS_MAX = 4000,
    STRINGS_MAX = 1000000,
    FORMATS_MAX = 1000,
    FORMS_MAX = 100000
};

typedef enum { OTHER, WORKBOOK, WORKSHEET, STRINGS, STYLES } PartKind;

typedef struct {
    char id[64], target[256]; /* the target is the path of a part */
    PartKind kind;
} Relation;

typedef enum { NUMBER, SHARED, TEXT, BOOLEAN, ERROR, ISO_DATE } CellKind;

typedef struct {
    int row, column; /* 1-based, 0-based */
    CellKind kind;
    NumberForm form;
    size_t from, n; /* in `text` */
} Cell;

typedef struct {
    size_t from, n; /* in `text` of the strings */
    Str ready;      /* in the arena, once a cell wanted it */
} Shared;

typedef struct {
    int id;
    NumberForm form;
} NumberFormat;

typedef struct {
    Package *package;
    Str folder; /* of the part whose relations are read: "" or "xl/" */
    Heap relations, formats, forms, strings, string_text, cells, text, merges;
    bool is_workbook, from_1904;
    Relation sheet;    /* the one to read; no target = none is visible */
    int which, sheets; /* its number among the visible ones; how many these are */
    char name[128];    /* of the sheet: Excel allows 31 letters */

    bool in_formats;       /* styles: of the cells, not of the named styles */
    bool in_cell, wanted;  /* inside of a cell; of a text that belongs to it */
    int phonetic;          /* depth inside of <rPh> */
    int row, column, form; /* of the sheet: where it is */
    Cell cell;
} Reader;

static void free_all(void *reader)
{
    Reader *r = reader;
    Heap *const heaps[] = {&r->relations, &r->formats,     &r->forms, &r->strings,
                           &r->cells,     &r->string_text, &r->text,  &r->merges};
    for (size_t i = 0; i < sizeof heaps / sizeof *heaps; i++) {
        free(heaps[i]->at);
        *heaps[i] = (Heap){0};
    }
}

static bool is(Str tag, const char *name) { return str_equal(tag, str_of(name)); }

static bool is_true(Str s) { return is(s, "1") || is(s, "true"); }

/* A number of an attribute, `missing` when it is none. */
static int number_of(Str s, int missing)
{
    int64_t n;
    return str_integer(str_trim(s), &n) && n >= 0 && n < INT32_MAX ? (int)n : missing;
}

static Verdict keep_text(Heap *text, Str s)
{
    char *at = HEAP_ADD(text, char, s.n);
    if (!at) return PART_MEMORY;
    memcpy(at, s.p, s.n);
    return GO_ON;
}

static Verdict nothing_at_end(void *arg, Str tag)
{
    (void)arg, (void)tag;
    return GO_ON;
}

/* -- relations: which part is what -------------------------------------------------------------------------- */

static PartKind kind_of(Str type)
{
    static const struct {
        const char *end;
        PartKind kind;
    } kinds[] = {
        {"/officeDocument", WORKBOOK}, {"/worksheet", WORKSHEET}, {"/sharedStrings", STRINGS}, {"/styles", STYLES}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (str_ends(type, str_of(kinds[i].end))) return kinds[i].kind;
    return OTHER;
}

static Verdict begin_relation(void *arg, Str tag, const char **attributes)
{
    Reader *r = arg;
    Str id = part_attribute(attributes, "Id"), target = part_attribute(attributes, "Target");
    if (!is(tag, "Relationship") || is(part_attribute(attributes, "TargetMode"), "External")) return GO_ON;
    if (r->relations.n == RELATIONS_MAX) return PART_BROKEN;
    Relation *one = HEAP_ADD(&r->relations, Relation, 1);
    if (!one) return PART_MEMORY;
    Str folder = str_starts(target, S("/")) ? (Str){0} : r->folder;
    if (str_starts(target, S("/"))) target = str_from(target, 1);
    if (id.n >= sizeof one->id || folder.n + target.n >= sizeof one->target) return PART_BROKEN;
    *one = (Relation){.kind = kind_of(part_attribute(attributes, "Type"))};
    snprintf(one->id, sizeof one->id, "%.*s", STR_ARGS(id));
    snprintf(one->target, sizeof one->target, "%.*s%.*s", STR_ARGS(folder), STR_ARGS(target));
    return GO_ON;
}

static const Relation *relation(const Reader *r, PartKind kind, Str id)
{
    const Relation *all = HEAP_AT(&r->relations, Relation);
    for (size_t i = 0; i < r->relations.n; i++)
        if (all[i].kind == kind && (!id.n || str_equal(str_of(all[i].id), id))) return &all[i];
    return NULL;
}

static Fail read_relations(Ctx *c, Reader *r, const char *part, Str folder)
{
    static const PartReader reader = {.begin = begin_relation, .end = nothing_at_end};
    r->folder = folder;
    r->relations.n = 0;
    return package_parse(c, r->package, part, SHEET_PART_MAX, &reader, r);
}

/* -- the workbook: which sheet ------------------------------------------------------------------------------ */

static Verdict begin_workbook(void *arg, Str tag, const char **attributes)
{
    Reader *r = arg;
    Str state = part_attribute(attributes, "state");
    if (is(tag, "workbook")) r->is_workbook = true;
    if (is(tag, "workbookPr")) r->from_1904 = is_true(part_attribute(attributes, "date1904"));
    if (!is(tag, "sheet") || (state.n && !is(state, "visible"))) return GO_ON;
    Str id = part_relation_id(attributes), name = part_attribute(attributes, "name");
    const Relation *sheet = id.n ? relation(r, WORKSHEET, id) : NULL; /* a sheet of charts has no rows */
    if (!sheet || r->sheets++ != r->which) return GO_ON;
    r->sheet = *sheet;
    name = str_head(name, sizeof r->name - 1);
    if (name.n) memcpy(r->name, name.p, name.n);
    return GO_ON;
}

/* -- styles: which numbers are dates ------------------------------------------------------------------------ */

/* Excel keeps some hundred formats; what comes behind FORMATS_MAX is taken for plain numbers. */
static Verdict add_format(Reader *r, int id, Str code)
{
    if (r->formats.n == FORMATS_MAX) return GO_ON;
    NumberFormat *one = HEAP_ADD(&r->formats, NumberFormat, 1);
    if (!one) return PART_MEMORY;
    *one = (NumberFormat){id, sheet_form_custom(code)};
    return GO_ON;
}

/* A file may say anew what a builtin number means. */
static NumberForm form_of(const Reader *r, int id)
{
    const NumberFormat *all = HEAP_AT(&r->formats, NumberFormat);
    for (size_t i = 0; i < r->formats.n; i++)
        if (all[i].id == id) return all[i].form;
    return sheet_form_builtin(id);
}

static Verdict begin_style(void *arg, Str tag, const char **attributes)
{
    Reader *r = arg;
    int id = number_of(part_attribute(attributes, "numFmtId"), 0);
    if (is(tag, "numFmt")) return add_format(r, id, part_attribute(attributes, "formatCode"));
    if (is(tag, "cellXfs")) r->in_formats = true;
    if (!is(tag, "xf") || !r->in_formats || r->forms.n == FORMS_MAX) return GO_ON;
    NumberForm *form = HEAP_ADD(&r->forms, NumberForm, 1);
    if (!form) return PART_MEMORY;
    *form = form_of(r, id);
    return GO_ON;
}

static Verdict end_style(void *arg, Str tag)
{
    if (is(tag, "cellXfs")) ((Reader *)arg)->in_formats = false;
    return GO_ON;
}

/* -- shared strings ----------------------------------------------------------------------------------------- */

/* Runs of rich text are joined; how a word is pronounced (<rPh>) is left out.  The same inside of a cell. */
static void begin_text(Reader *r, Str tag)
{
    if (is(tag, "rPh")) r->phonetic++;
    if (is(tag, "t")) r->wanted = !r->phonetic;
}

static void end_text(Reader *r, Str tag)
{
    if (is(tag, "rPh")) r->phonetic--;
    if (is(tag, "t") || is(tag, "v")) r->wanted = false;
}

static Verdict begin_string(void *arg, Str tag, const char **attributes)
{
    (void)attributes;
    Reader *r = arg;
    begin_text(r, tag);
    if (!is(tag, "si")) return GO_ON;
    if (r->strings.n == STRINGS_MAX) return PART_LARGE;
    Shared *one = HEAP_ADD(&r->strings, Shared, 1);
    if (!one) return PART_MEMORY;
    *one = (Shared){.from = r->string_text.n};
    return GO_ON;
}

static Verdict add_string(void *arg, Str s)
{
    Reader *r = arg;
    return r->wanted && r->strings.n ? keep_text(&r->string_text, s) : GO_ON;
}

static Verdict end_string(void *arg, Str tag)
{
    Reader *r = arg;
    end_text(r, tag);
    if (!is(tag, "si")) return GO_ON;
    Shared *last = &HEAP_AT(&r->strings, Shared)[r->strings.n - 1];
    last->n = r->string_text.n - last->from;
    return GO_ON;
}

/* -- the worksheet ------------------------------------------------------------------------------------------ */

/* "AB12" -> 27; -1 when it is no such reference. */
static int column_of(Str reference)
{
    int column = 0;
    size_t i = 0;
    for (; i < reference.n && reference.p[i] >= 'A' && reference.p[i] <= 'Z' && column <= EXCEL_COLUMNS; i++)
        column = column * 26 + (reference.p[i] - 'A' + 1);
    return i ? column - 1 : -1;
}

static CellKind cell_kind(Str type)
{
    static const struct {
        const char *type;
        CellKind kind;
    } kinds[] = {{"s", SHARED}, {"str", TEXT}, {"inlineStr", TEXT}, {"b", BOOLEAN}, {"e", ERROR}, {"d", ISO_DATE}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (is(type, kinds[i].type)) return kinds[i].kind;
    return NUMBER;
}

/* Rows and cells may leave out where they are: then they follow the one before.  None may go back. */
static Verdict begin_row(Reader *r, const char **attributes)
{
    int row = number_of(part_attribute(attributes, "r"), r->row + 1);
    if (row <= r->row || row > EXCEL_ROWS) return PART_BROKEN;
    r->row = row;
    r->column = -1;
    return GO_ON;
}

static Verdict begin_cell(Reader *r, const char **attributes)
{
    Str reference = part_attribute(attributes, "r");
    int column = reference.n ? column_of(reference) : r->column + 1;
    if (!r->row || column <= r->column || column >= EXCEL_COLUMNS) return PART_BROKEN;
    r->column = column;
    r->in_cell = true;
    int style = number_of(part_attribute(attributes, "s"), 0);
    r->cell = (Cell){.row = r->row,
                     .column = column,
                     .kind = cell_kind(part_attribute(attributes, "t")),
                     .form = (size_t)style < r->forms.n ? HEAP_AT(&r->forms, NumberForm)[style] : NUMBER_PLAIN,
                     .from = r->text.n};
    return GO_ON;
}

/* "B6:C7" */
static Verdict add_merge(Reader *r, Str reference)
{
    int64_t top, bottom;
    size_t colon = str_index(reference, ':'), a = 0, b = 0;
    Str from = str_slice(reference, 0, colon), to = str_from(reference, colon + 1);
    while (a < from.n && from.p[a] >= 'A') a++;
    while (b < to.n && to.p[b] >= 'A') b++;
    int left = column_of(from), right = column_of(to);
    if (r->merges.n == SHEET_MERGES_MAX || !str_integer(str_from(from, a), &top) ||
        !str_integer(str_from(to, b), &bottom) || left < 0 || right < left || top < 1 || bottom < top ||
        bottom > INT32_MAX)
        return GO_ON;
    SheetMerge *merge = HEAP_ADD(&r->merges, SheetMerge, 1);
    if (!merge) return PART_MEMORY;
    *merge = (SheetMerge){(int)top, left, (int)(bottom - top) + 1, right - left + 1};
    return GO_ON;
}

static Verdict begin_sheet(void *arg, Str tag, const char **attributes)
{
    Reader *r = arg;
    if (is(tag, "mergeCell")) return add_merge(r, part_attribute(attributes, "ref"));
    if (is(tag, "row")) return begin_row(r, attributes);
    if (is(tag, "c")) return begin_cell(r, attributes);
    if (!r->in_cell) return GO_ON;
    begin_text(r, tag);
    if (is(tag, "v")) r->wanted = true;
    return GO_ON;
}

static Verdict add_sheet_text(void *arg, Str s)
{
    Reader *r = arg;
    return r->in_cell && r->wanted ? keep_text(&r->text, s) : GO_ON;
}

static Verdict end_sheet(void *arg, Str tag)
{
    Reader *r = arg;
    if (r->in_cell) end_text(r, tag);
    if (!is(tag, "c")) return GO_ON;
    r->in_cell = false;
    r->cell.n = r->text.n - r->cell.from;
    if (!r->cell.n || r->cell.kind == ERROR) return GO_ON;
    if (r->cells.n == SHEET_CELLS_MAX) return PART_LARGE;
    Cell *cell = HEAP_ADD(&r->cells, Cell, 1);
    if (!cell) return PART_MEMORY;
    *cell = r->cell;
    return GO_ON;
}

/* -- cells as texts ----------------------------------------------------------------------------------------- */

/* A string that many cells share is copied once, and tidied once: half a million cells may share one of 96 KB. */
static Fail shared_string(Ctx *c, Reader *r, Str number, Str *s)
{
    int64_t i;
    if (!str_integer(str_trim(number), &i) || i < 0 || (size_t)i >= r->strings.n) return package_broken(c);
    Shared *shared = &HEAP_AT(&r->strings, Shared)[i];
    if (shared->n && !shared->ready.p) {
        Str raw = {HEAP_AT(&r->string_text, char) + shared->from, shared->n};
        shared->ready = sheet_tidy(&c->mem, sheet_unescape(&c->mem, str_copy(&c->mem, raw)));
    }
    *s = shared->ready;
    return OK;
}

/* "2025-09-30T00:00:00" -> "2025-09-30"; else as it stands, with a blank for the T. */
static Str iso_date(Arena *a, Str s)
{
    Str day = str_slice(s, 0, 10), time = str_from(s, 11);
    if (s.n < 11 || s.p[10] != 'T' || day_parse_iso(day) == NO_DAY) return s;
    if (str_starts(time, S("00:00:00"))) return day;
    return str_format(a, "%.*s %.*s", STR_ARGS(day), STR_ARGS(time));
}

static Fail text_of(Ctx *c, Reader *r, const Cell *cell, Str *s)
{
    Str raw = {HEAP_AT(&r->text, char) + cell->from, cell->n};
    if (cell->kind == SHARED) return shared_string(c, r, raw, s);
    raw = str_copy(&c->mem, raw);
    switch (cell->kind) {
    case TEXT: *s = sheet_tidy(&c->mem, sheet_unescape(&c->mem, raw)); break;
    case BOOLEAN: *s = is_true(str_trim(raw)) ? S("TRUE") : S("FALSE"); break;
    case ISO_DATE: *s = iso_date(&c->mem, sheet_tidy(&c->mem, raw)); break;
    default: *s = sheet_number(&c->mem, sheet_tidy(&c->mem, raw), cell->form, r->from_1904); break;
    }
    return OK;
}

static Fail collect_rows(SheetRows *rows, Reader *r)
{
    Ctx *c = rows->c;
    const Cell *cells = HEAP_AT(&r->cells, Cell);
    Str *row = NEW(&c->mem, Str, SHEET_COLUMNS_MAX);
    for (size_t i = 0; i < r->cells.n;) {
        int number = cells[i].row;
        size_t n = 0;
        for (; i < r->cells.n && cells[i].row == number; i++) {
            Str s;
            TRY(text_of(c, r, &cells[i], &s));
            if (cells[i].column < SHEET_COLUMNS_MAX) {
                for (; n < (size_t)cells[i].column; n++) row[n] = (Str){0};
                row[n++] = s;
            } else if (s.n) return sheet_column_beyond(c, number);
        }
        TRY(sheet_add_row(rows, number, row, n));
    }
    return OK;
}

/* -- all of it ---------------------------------------------------------------------------------------------- */

static Fail not_a_workbook(Ctx *c, const Reader *r)
{
    if (package_has(r->package, "mimetype"))
        return fail(c, FAIL_INPUT,
                    "Đây là tệp OpenDocument (.ods). Hãy mở bằng LibreOffice, lưu thành Excel (.xlsx) rồi gửi lại.");
    return fail(c, FAIL_INPUT, "Đây không phải bảng tính Excel. Hãy chọn tệp .xlsx hoặc CSV rồi gửi lại.");
}

/* "xl/workbook.xml" -> "xl/" and "xl/_rels/workbook.xml.rels". */
static Fail read_workbook(Ctx *c, Reader *r)
{
    static const PartReader reader = {.begin = begin_workbook, .end = nothing_at_end};
    if (!package_has(r->package, "_rels/.rels")) return not_a_workbook(c, r);
    TRY(read_relations(c, r, "_rels/.rels", (Str){0}));
    const Relation *book = relation(r, WORKBOOK, (Str){0});
    if (!book) return not_a_workbook(c, r);
    Str path = str_copy(&c->mem, str_of(book->target)), name = path;
    for (size_t slash; (slash = str_index(name, '/')) < name.n;) name = str_from(name, slash + 1);
    Str folder = str_slice(path, 0, path.n - name.n);
    if (str_ends(path, S(".bin")))
        return fail(c, FAIL_INPUT, "Đây là tệp .xlsb. Hãy mở bằng Excel, lưu thành .xlsx rồi gửi lại.");
    Str relations = str_format(&c->mem, "%.*s_rels/%.*s.rels", STR_ARGS(folder), STR_ARGS(name));
    TRY(read_relations(c, r, relations.p, folder));
    TRY(package_parse(c, r->package, path.p, SHEET_PART_MAX, &reader, r));
    if (!r->is_workbook) return not_a_workbook(c, r);
    if (!r->sheet.target[0] && r->which) return fail(c, FAIL_MISSING, "Tệp không có trang tính thứ %d.", r->which + 1);
    if (!r->sheet.target[0])
        return fail(c, FAIL_INPUT, "Tệp không có trang tính nào hiện ra. Hãy bỏ ẩn trang có bảng.");
    return OK;
}

static Fail read_parts(Ctx *c, Reader *r, Str bytes)
{
    static const PartReader styles = {.begin = begin_style, .end = end_style},
                            strings = {.begin = begin_string, .text = add_string, .end = end_string},
                            sheet = {.begin = begin_sheet, .text = add_sheet_text, .end = end_sheet};
    TRY(package_open(c, bytes, &r->package));
    TRY(read_workbook(c, r));
    const Relation *with = relation(r, STYLES, (Str){0});
    if (with) TRY(package_parse(c, r->package, with->target, SHEET_PART_MAX, &styles, r));
    with = relation(r, STRINGS, (Str){0});
    if (with) TRY(package_parse(c, r->package, with->target, SHEET_PART_MAX, &strings, r));
    r->wanted = false, r->phonetic = 0;
    return package_parse(c, r->package, r->sheet.target, SHEET_PART_MAX, &sheet, r);
}

Fail sheet_rows_of_xlsx(SheetRows *rows, Str bytes)
{
    Reader *r = NEW(&rows->c->mem, Reader, 1);
    arena_at_end(&rows->c->mem, free_all, r);
    r->which = rows->which;
    TRY(read_parts(rows->c, r, bytes));
    package_close(r->package);
    TRY(collect_rows(rows, r));
    SheetMerge *merge = NEW(&rows->c->mem, SheetMerge, r->merges.n + 1);
    if (r->merges.n) memcpy(merge, r->merges.at, r->merges.n * sizeof *merge);
    rows->merge = merge, rows->merges = r->merges.n;
    rows->book = (SheetBook){r->sheets, str_copy(&rows->c->mem, str_of(r->name))};
    free_all(r);
    return OK;
}
