// SPDX-License-Identifier: Apache-2.0
#include "doc/parcel.h"

enum { MAGIC = 0x3344534E, MAGIC_PAGE = 0x3150534E }; /* "NSD3", "NSP1" */

enum { LENGTH_MAX = 1 << 22 }; /* xml_integer's, and sums of two */

/* -- packing ------------------------------------------------------------------------------------------------ */

static void put(Out *o, size_t n)
{
    for (int i = 0; i < 4; i++, n >>= 8) out_char(o, (char)(n & 255));
}

static void put_str(Out *o, Str s)
{
    put(o, s.n);
    out_raw(o, s);
}

static void put_row(Out *o, const DocRow *row)
{
    put(o, row->parted);
    put(o, row->cells.n);
    for (size_t i = 0; i < row->cells.n; i++) {
        const DocCell *cell = &row->cells.at[i];
        put_str(o, cell->text);
        put(o, (size_t)cell->column);
        put(o, (size_t)cell->span);
        put(o, (size_t)cell->first);
        put(o, (size_t)cell->last);
    }
}

static void put_table(Out *o, const DocTable *t)
{
    put(o, t->begin);
    put(o, t->end);
    put(o, (size_t)t->columns);
    put(o, t->numbered);
    for (int k = 0; k < t->columns; k++) put_str(o, t->head[k]);
    put(o, t->rows.n);
    for (size_t i = 0; i < t->rows.n; i++) put_row(o, &t->rows.at[i]);
}

static void put_box(Out *o, const PlacedBox *b)
{
    put(o, b->line);
    put(o, (size_t)b->box.page);
    put(o, (size_t)b->box.left | (size_t)b->box.top << 16);
    put(o, (size_t)b->box.right | (size_t)b->box.bottom << 16);
}

static void put_drawn(Out *o, const DrawnTable *t)
{
    put(o, (size_t)t->rows);
    put(o, (size_t)t->columns);
    put(o, t->cells.n);
    for (size_t i = 0; i < t->cells.n; i++) {
        const DrawnCell *cell = &t->cells.at[i];
        put(o, (size_t)cell->row);
        put(o, (size_t)cell->column);
        put(o, (size_t)cell->rows);
        put(o, (size_t)cell->columns);
        put(o, (size_t)cell->page);
        put_str(o, cell->text);
    }
}

/* A length that may be negative. */
static void put_length(Out *o, int n) { put(o, (size_t)(n + LENGTH_MAX)); }

static void put_paragraph(Out *o, const DocParagraph *p)
{
    put(o, p->line);
    put(o, (size_t)p->element);
    put_str(o, p->font);
    put(o, (size_t)p->size);
    put(o, (size_t)p->bold | (size_t)p->italic << 1 | (size_t)p->in_cell << 2 | (size_t)p->align << 3);
    put_length(o, p->first);
    put_length(o, p->left);
    put_length(o, p->before);
    put_length(o, p->after);
    put_length(o, p->spacing);
}

static void put_section(Out *o, const DocSection *s)
{
    put(o, s->last);
    const int lengths[] = {s->width, s->height, s->top, s->right, s->bottom, s->left};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) put_length(o, lengths[i]);
    put(o, (size_t)s->number | (size_t)s->first_too << 2);
}

static void put_layout(Out *o, const DocLayout *l)
{
    put(o, l->sections.n);
    for (size_t i = 0; i < l->sections.n; i++) put_section(o, &l->sections.at[i]);
    put(o, l->paragraphs.n);
    for (size_t i = 0; i < l->paragraphs.n; i++) put_paragraph(o, &l->paragraphs.at[i]);
}

static void put_turn(Out *o, DocTurn t) { put(o, (size_t)t.quarters | (size_t)(t.skew + DOC_SKEW_MAX) << 8); }

void parcel_pack(Out *o, Fail result, Str why, const Parsed *parsed)
{
    put(o, MAGIC);
    put(o, result);
    put_str(o, why);
    put_str(o, parsed->text);
    put(o, parsed->tables.n);
    for (size_t i = 0; i < parsed->tables.n; i++) put_table(o, &parsed->tables.at[i]);
    put(o, parsed->boxes.n);
    for (size_t i = 0; i < parsed->boxes.n; i++) put_box(o, &parsed->boxes.at[i]);
    put(o, (size_t)parsed->sheets);
    for (int i = 0; i < parsed->sheets; i++) put_turn(o, parsed->turn[i]);
    put(o, parsed->is_picture);
    put(o, parsed->is_layer);
    put(o, parsed->workbook);
    put(o, (size_t)parsed->undrawn);
    put(o, parsed->drawn.n);
    for (size_t i = 0; i < parsed->drawn.n; i++) put_drawn(o, &parsed->drawn.at[i]);
    put_layout(o, &parsed->layout);
}

void parcel_pack_page(Out *o, Fail result, Str why, Str made)
{
    put(o, MAGIC_PAGE);
    put(o, result);
    put_str(o, why);
    put_str(o, made);
}

/* -- opening ------------------------------------------------------------------------------------------------ */

typedef struct {
    Ctx *c;
    Str rest;
    bool bad;
    size_t lines;
} Parcel;

/* The next number, at most `most`. */
static size_t take(Parcel *p, size_t most)
{
    if (p->rest.n < 4) p->bad = true;
    if (p->bad) return 0;
    const unsigned char *b = (const unsigned char *)p->rest.p;
    size_t n = (size_t)b[0] | (size_t)b[1] << 8 | (size_t)b[2] << 16 | (size_t)b[3] << 24;
    p->rest = str_from(p->rest, 4);
    p->bad |= n > most;
    return p->bad ? 0 : n;
}

static Str take_bytes(Parcel *p)
{
    size_t n = take(p, p->rest.n);
    p->bad |= n > p->rest.n;
    if (p->bad) return (Str){0};
    Str s = str_slice(p->rest, 0, n);
    p->rest = str_from(p->rest, n);
    return s;
}

static Str take_str(Parcel *p)
{
    Str s = take_bytes(p);
    p->bad |= !str_is_utf8(s);
    return p->bad ? (Str){0} : s;
}

static void take_row(Parcel *p, int columns, DocRow *row)
{
    enum { CELL_BYTES = 20 };
    *row = (DocRow){.parted = take(p, 1)};
    size_t n = take(p, p->rest.n / CELL_BYTES);
    for (size_t i = 0; i < n && !p->bad; i++) {
        DocCell cell = {.text = take_str(p)};
        cell.column = (int)take(p, (size_t)columns - 1);
        cell.span = (int)take(p, (size_t)(columns - cell.column));
        cell.first = (int)take(p, p->lines);
        cell.last = (int)take(p, p->lines);
        p->bad |= cell.span < 1 || cell.first < 1 || cell.last < cell.first;
        *list_add(&p->c->mem, &row->cells) = cell;
    }
}

static void take_table(Parcel *p, size_t from, DocTable *t)
{
    enum { ROW_BYTES = 8, COLUMNS_MIN = 3 };
    *t = (DocTable){.begin = take(p, p->lines), .end = take(p, p->lines + 1)};
    t->columns = (int)take(p, TABLE_COLUMNS_MAX);
    t->numbered = take(p, 1);
    p->bad |= t->begin < from || t->end <= t->begin || t->columns < COLUMNS_MIN;
    for (int k = 0; k < t->columns; k++) t->head[k] = take_str(p);
    size_t n = take(p, p->rest.n / ROW_BYTES);
    for (size_t i = 0; i < n && !p->bad; i++) take_row(p, t->columns, list_add(&p->c->mem, &t->rows));
}

static void take_box(Parcel *p, size_t from, PlacedBox *b)
{
    enum { HALF = 0xFFFF };
    *b = (PlacedBox){.line = take(p, p->lines)};
    b->box.page = (int)take(p, DOC_PAGES_MAX);
    size_t begin = take(p, UINT32_MAX), end = take(p, UINT32_MAX);
    b->box.left = (uint16_t)(begin & HALF), b->box.top = (uint16_t)(begin >> 16);
    b->box.right = (uint16_t)(end & HALF), b->box.bottom = (uint16_t)(end >> 16);
    p->bad |= b->line < from || b->box.page < 1 || b->box.right > DOC_BOX_WHOLE || b->box.bottom > DOC_BOX_WHOLE ||
              b->box.left > b->box.right || b->box.top > b->box.bottom;
}

static void take_boxes(Parcel *p, Parsed *found)
{
    enum { BOX_BYTES = 16 };
    size_t n = take(p, p->rest.n / BOX_BYTES), from = 1;
    for (size_t i = 0; i < n && !p->bad; i++) {
        PlacedBox *b = list_add(&p->c->mem, &found->boxes);
        take_box(p, from, b);
        from = b->line;
    }
}

static void take_drawn(Parcel *p, DrawnTable *t)
{
    enum { CELL_BYTES = 24 };
    *t = (DrawnTable){.rows = (int)take(p, p->rest.n), .columns = (int)take(p, 2 * GRID_SPAN_MAX)};
    size_t n = take(p, p->rest.n / CELL_BYTES);
    for (size_t i = 0; i < n && !p->bad; i++) {
        DrawnCell cell = {.row = (int)take(p, (size_t)t->rows), .column = (int)take(p, (size_t)t->columns)};
        cell.rows = (int)take(p, (size_t)(t->rows - cell.row));
        cell.columns = (int)take(p, (size_t)(t->columns - cell.column));
        cell.page = (int)take(p, DOC_PAGES_MAX);
        cell.text = take_str(p);
        p->bad |= cell.rows < 1 || cell.columns < 1;
        *list_add(&p->c->mem, &t->cells) = cell;
    }
}

static void take_all_drawn(Parcel *p, Parsed *found)
{
    enum { TABLE_BYTES = 12 };
    size_t n = take(p, p->rest.n / TABLE_BYTES);
    for (size_t i = 0; i < n && !p->bad; i++) take_drawn(p, list_add(&p->c->mem, &found->drawn));
}

static int take_length(Parcel *p) { return (int)take(p, 2 * LENGTH_MAX) - (p->bad ? 0 : LENGTH_MAX); }

static void take_paragraph(Parcel *p, size_t from, DocParagraph *to)
{
    enum { SIZE_MOST = 1 << 16, FLAGS = 31 };
    *to = (DocParagraph){.line = take(p, p->lines), .element = (int)take(p, INT32_MAX), .font = take_str(p)};
    to->size = (int)take(p, SIZE_MOST);
    size_t flags = take(p, FLAGS);
    to->bold = flags & 1, to->italic = flags >> 1 & 1, to->in_cell = flags >> 2 & 1, to->align = (DocAlign)(flags >> 3);
    to->first = take_length(p), to->left = take_length(p), to->before = take_length(p), to->after = take_length(p);
    to->spacing = take_length(p);
    p->bad |= to->line < from || to->element < 1;
}

static void take_section(Parcel *p, size_t from, DocSection *s)
{
    enum { FLAGS = 7, NUMBER = 3 };
    *s = (DocSection){.last = take(p, p->lines)};
    int *const lengths[] = {&s->width, &s->height, &s->top, &s->right, &s->bottom, &s->left};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) *lengths[i] = take_length(p);
    size_t flags = take(p, FLAGS);
    s->number = (DocNumber)(flags & NUMBER), s->first_too = flags >> 2;
    p->bad |= s->last < from;
}

static void take_layout(Parcel *p, DocLayout *l)
{
    enum { PARAGRAPH_BYTES = 40 };
    size_t sections = take(p, DOC_SECTIONS_MAX), from = 0;
    for (size_t i = 0; i < sections && !p->bad; i++) {
        DocSection *s = list_add(&p->c->mem, &l->sections);
        take_section(p, from, s);
        from = s->last;
    }
    size_t n = take(p, p->rest.n / PARAGRAPH_BYTES);
    from = 1;
    for (size_t i = 0; i < n && !p->bad; i++) {
        DocParagraph *one = list_add(&p->c->mem, &l->paragraphs);
        take_paragraph(p, from, one);
        from = one->line;
    }
}

static DocTurn take_turn(Parcel *p)
{
    enum { BYTE = 255, QUARTERS = 3 };
    size_t n = take(p, QUARTERS | 2 * DOC_SKEW_MAX << 8);
    p->bad |= (n & BYTE) > QUARTERS;
    return p->bad ? (DocTurn){0} : (DocTurn){(uint8_t)(n & BYTE), (int16_t)((int)(n >> 8) - DOC_SKEW_MAX)};
}

/* What is left when all was taken; a failure has its sentence. */
static Fail verdict(const Parcel *p, size_t result, Str why)
{
    if (p->bad || p->rest.n || (result && !why.n)) return FAIL_STORE;
    return result ? fail(p->c, (Fail)result, "%.*s", STR_ARGS(why)) : OK;
}

Fail parcel_open(Ctx *c, Str bytes, Parsed *parsed)
{
    Parcel p = {.c = c, .rest = bytes};
    p.bad = take(&p, MAGIC) != MAGIC;
    size_t result = take(&p, FAIL_BUSY);
    Str why = take_str(&p);
    Parsed found = {.text = take_str(&p)};
    p.lines = 1;
    for (size_t i = 0; i < found.text.n; i++) p.lines += found.text.p[i] == '\n';
    size_t tables = take(&p, p.rest.n), from = 1;
    for (size_t i = 0; i < tables && !p.bad; i++) {
        DocTable *t = list_add(&c->mem, &found.tables);
        take_table(&p, from, t);
        from = t->end;
    }
    take_boxes(&p, &found);
    found.sheets = (int)take(&p, DOC_PAGES_MAX);
    for (int i = 0; i < found.sheets; i++) found.turn[i] = take_turn(&p);
    found.is_picture = take(&p, 1);
    found.is_layer = take(&p, 1);
    found.workbook = take(&p, 1);
    found.undrawn = (int)take(&p, DOC_PAGES_MAX);
    take_all_drawn(&p, &found);
    take_layout(&p, &found.layout);
    TRY(verdict(&p, result, why));
    *parsed = found;
    return OK;
}

Fail parcel_open_page(Ctx *c, Str bytes, Str *made)
{
    Parcel p = {.c = c, .rest = bytes};
    p.bad = take(&p, MAGIC_PAGE) != MAGIC_PAGE;
    size_t result = take(&p, FAIL_BUSY);
    Str why = take_str(&p), found = take_bytes(&p);
    TRY(verdict(&p, result, why));
    *made = found;
    return OK;
}
