// SPDX-License-Identifier: Apache-2.0
/* scrambled.c -- tables of tasks as an OCR leaves them: a row is a line or several, cells are parted by one blank or by
 * what is left of a border, and a wrapped line holds the ends of all its cells.  The head says which columns there are,
 * in which order; unscramble.c cuts the rows.
 *
 * Only in documents that lost their marks.  Gives the tables of doc/table.h, so that whoever reads those needs not
 * know. */
#include "reading/scrambled.h"
#include "viet/text.h"

enum { HEAD_LINES_MAX = 7 };

static bool numbers_in_middle(Ctx *c, const Reader *r, size_t at);

/* -- the table ---------------------------------------------------------------------------------------------- */

/* "II. SỐ HÓA HỒ SƠ" right above the next row, whose number has no full stop: it heads rows. */
static bool heads_rows(Ctx *c, const Reader *r, size_t i, int64_t last)
{
    Str number, rest, s = r->doc->line[i].text;
    if (!line_is_part(c, r, s) || !viet_is_upper(s)) return false;
    for (i++; i < r->doc->n && !r->doc->line[i].text.n;) i++;
    if (i >= r->doc->n || !row_takes_number(r->doc->line[i].text, &number, &rest) || !row_follows(number, last))
        return false;
    Str word = cell_word(r->doc->line[i].text);
    return word.p[word.n - 1] != '.' && number.p[0] >= '0' && number.p[0] <= '9';
}

/* What a word of a head says; who: an agency, of which another word may say what it does. */
static const struct {
    Str folded;
    Field kind;
    bool who;
} heads[] = {
    {STR("phoi hop"), FIELD_PARTNER, false},  {STR("phoi"), FIELD_PARTNER, false},
    {STR("chu tri"), FIELD_LEAD, false},      {STR("phu trach"), FIELD_LEAD, false},
    {STR("thuc hien"), FIELD_LEAD, false},    {STR("theo doi"), FIELD_LEAD, false},
    {STR("don vi tinh"), FIELD_SCALE, false}, {STR("co quan"), FIELD_LEAD, true},
    {STR("don vi"), FIELD_LEAD, true},        {STR("bo phan"), FIELD_LEAD, true},
    {STR("nguoi"), FIELD_LEAD, true},         {STR("trach nhiem"), FIELD_LEAD, true},
    {STR("phan cong"), FIELD_LEAD, true},     {STR("noi dung"), FIELD_NONE, false},
    {STR("nhiem vu"), FIELD_NONE, false},     {STR("cong viec"), FIELD_NONE, false},
    {STR("hoat dong"), FIELD_NONE, false},    {STR("chi tieu"), FIELD_NONE, false},
    {STR("thoi gian"), FIELD_TIME, false},    {STR("thoi han"), FIELD_TIME, false},
    {STR("tien do"), FIELD_TIME, false},      {STR("lo trinh"), FIELD_TIME, false},
    {STR("hoan thanh"), FIELD_TIME, false},   {STR("ket qua"), FIELD_PRODUCT, false},
    {STR("san pham"), FIELD_PRODUCT, false},  {STR("dia diem"), FIELD_PLACE, false},
    {STR("kinh phi"), FIELD_FUNDING, false},  {STR("ghi chu"), FIELD_FUNDING, false},
};
enum { HEADS = sizeof heads / sizeof *heads };

/* The word of heads that begins here, also spoilt; -1 when none does. */
static int head_at(const Reader *r, Str folded)
{
    for (int i = 0; i < HEADS; i++) {
        Str front = str_slice(folded, 0, heads[i].folded.n);
        bool ends = folded.n <= heads[i].folded.n || folded.p[heads[i].folded.n] == ' ';
        if (ends && (str_equal(front, heads[i].folded) || (front.n > 6 && near_start(r, front, heads[i].folded))))
            return i;
    }
    return -1;
}

static void insert_column(Columns *columns, int at, Field kind, bool said)
{
    if (columns->n == UNSCRAMBLED_MAX) return;
    memmove(&columns->kind[at + 1], &columns->kind[at], (size_t)(columns->n - at) * sizeof *columns->kind);
    memmove(&columns->said[at + 1], &columns->said[at], (size_t)(columns->n - at) * sizeof *columns->said);
    columns->kind[at] = kind, columns->said[at] = said, columns->n++;
}

static int column_of(const Columns *columns, Field kind)
{
    for (int k = 0; k < columns->n; k++)
        if (columns->kind[k] == kind) return k;
    return -1;
}

/* The words of a head as they are compared; what is left of borders parts them. */
static Str head_words(Ctx *c, Str line)
{
    char *p = NEW(&c->mem, char, line.n + 1);
    for (size_t i = 0; i < line.n; i++) p[i] = strchr("|[]{}_", line.p[i]) ? ' ' : line.p[i];
    return viet_fold_ocr(&c->mem, (Str){p, line.n});
}

/* The first line of a head names the columns; false when it has words that heads have not. */
static bool first_line(Ctx *c, const Reader *r, Str line, Columns *columns)
{
    enum { OTHERS_MAX = 4 };
    int others = 0;
    Str folded = head_words(c, line);
    for (size_t at = 0; at < folded.n;) {
        int found = head_at(r, str_from(folded, at));
        size_t length = found >= 0 ? heads[found].folded.n : str_index(str_from(folded, at), ' ');
        at += length + 1;
        if (found < 0) {
            others++;
            continue;
        }
        Field kind = heads[found].kind, last = columns->n ? columns->kind[columns->n - 1] : FIELD_AUDIENCE;
        bool *said = columns->n ? &columns->said[columns->n - 1] : NULL;
        bool agencies = kind == FIELD_LEAD || kind == FIELD_PARTNER;
        if (agencies && !heads[found].who && said && last == FIELD_LEAD && !*said)
            columns->kind[columns->n - 1] = kind, *said = true;
        else if (str_equal(heads[found].folded, S("thuc hien")) && said && last != FIELD_FUNDING) *said = true;
        else if (kind != last || (agencies && (heads[found].who ? *said || length < 10 : false)))
            insert_column(columns, columns->n, kind, agencies && !heads[found].who);
    }
    return others <= OTHERS_MAX;
}

/* "Chủ trì Phối hợp" below "Phân công", "hợp" below "Đơn vị phối": what the other lines of a head add. */
static void further_line(Ctx *c, const Reader *r, Str line, Columns *columns)
{
    Str folded = head_words(c, line);
    int lead = column_of(columns, FIELD_LEAD);
    if (lead < 0 || column_of(columns, FIELD_PARTNER) >= 0) return;
    if (near_find(r, folded, S("phoi hop")) == folded.n && !str_contains(folded, S("phoi"))) return;
    for (int k = lead + 1; k < columns->n; k++)
        if (columns->kind[k] == FIELD_LEAD) {
            columns->kind[k] = FIELD_PARTNER;
            return;
        }
    insert_column(columns, lead + 1, FIELD_PARTNER, true);
}

/* "Cơ quan chủ | Cơ quan phối | Thời gian" above "TT | Nhiệm vụ | Sản phẩm | trì | hợp | thực hiện | Ghi chú": cells of
 * two lines begin above those of one.  What the line above names and the counter's line has not stands where that has
 * words which are no heads, else behind its columns; a time, and what helps, behind who leads. */
static void line_above(Ctx *c, const Reader *r, size_t i, Columns *columns)
{
    enum { LINE_BYTES_MAX = 120 };
    Columns more = {0};
    while (i && !r->doc->line[i - 1].text.n) i--;
    Str above = i ? r->doc->line[i - 1].text : (Str){0};
    if (!above.n || above.n > LINE_BYTES_MAX || above.p[0] == '(' || viet_is_upper(above)) return; /* a title */
    if (!first_line(c, r, above, &more) && more.n < 2) return;
    int at = columns->n;
    bool notes = at && columns->kind[at - 1] == FIELD_FUNDING;
    if (notes) at--;
    for (int k = 0; k < more.n; k++) {
        if (column_of(columns, more.kind[k]) >= 0) continue;
        insert_column(columns, at, more.kind[k], more.said[k]);
        at += at < columns->n;
    }
}

/* A line of the first row, above its number: it begins as a task does and has no word of heads. */
static bool opens_middle_row(Ctx *c, const Reader *r, size_t i)
{
    enum { WORDS_MIN = 4 };
    Str line = cell_bare(r->doc->line[i].text), folded = viet_fold_ocr(&c->mem, line);
    size_t words = 1;
    if (!word_is_capital(c, cell_word(line)) || viet_is_upper(line) || !numbers_in_middle(c, r, i)) return false;
    for (size_t at = 0; at < folded.n; at += str_index(str_from(folded, at), ' ') + 1, words++)
        if (head_at(r, str_from(folded, at)) >= 0) return false;
    return words > WORDS_MIN;
}

/* "STT | Nhiệm vụ Cơ quan chủ trì …": the line of the first row, or 0. */
static size_t read_head(Ctx *c, const Reader *r, size_t i, Columns *columns)
{
    enum { COLUMNS_MIN = 3, LINE_BYTES_MAX = 200 };
    const Doc *doc = r->doc;
    Str line = doc->line[i].text, first = without_final(cell_first(line), ".|,"), number, rest;
    if (line.n > LINE_BYTES_MAX) return 0;
    Arena mark = c->mem;
    Str read = without_final(cell_first(r->as_read->line[i].text), ".|,}]){");
    Str counter = viet_fold_ocr(&c->mem, read); /* before a restorer took it for a word */
    columns->counted = str_equal(counter, S("tt")) || str_equal(counter, S("stt")) || str_equal(counter, S("so"));
    bool heads_columns = columns->counted || head_at(r, viet_fold_ocr(&c->mem, line)) >= 0;
    c->mem.at = mark.at;
    if (!heads_columns || first.n == line.n) return 0;
    if (!first_line(c, r, columns->counted ? str_from(line, first.n) : line, columns) && !columns->counted) return 0;
    if (columns->counted) line_above(c, r, i, columns);
    size_t at = i + 1, lines = 1;
    for (; at < doc->n && lines < HEAD_LINES_MAX; at++) {
        Str next = doc->line[at].text;
        if (!next.n) continue;
        lines++;
        if (columns->counted ? row_takes_number(next, &number, &rest) || heads_rows(c, r, at, 0)
                             : word_is_capital(c, cell_word(next))) {
            /* "Chủ trì Phối hợp" begins with a capital too. */
            if (columns->counted || head_at(r, viet_fold_ocr(&c->mem, next)) < 0) break;
        }
        if (columns->counted && opens_middle_row(c, r, at)) break;
        further_line(c, r, next, columns);
        if (!columns->counted || !viet_is_upper(next) || head_at(r, viet_fold_ocr(&c->mem, next)) >= 0) continue;
        columns->section = cell_joined(c, columns->section, cell_bare(next));
        if (!columns->section_line) columns->section_line = doc->line[at].number;
    }
    bool who = column_of(columns, FIELD_LEAD) >= 0, task = column_of(columns, FIELD_NONE) >= 0;
    if (!who || at >= doc->n || lines >= HEAD_LINES_MAX) return 0;
    if (!task && columns->counted) insert_column(columns, 0, FIELD_NONE, false), task = true;
    return task && columns->n + columns->counted >= COLUMNS_MIN ? at : 0;
}

/* The line belongs to no row any more: a part, an annex, the end. */
static bool ends_table(Ctx *c, const Reader *r, Str s)
{
    Str folded = viet_fold_ocr(&c->mem, str_head(s, 24));
    return (line_is_part(c, r, s) && viet_is_upper(s) && str_index(cell_word(s), '.') < cell_word(s).n) ||
           near_start(r, folded, S("noi nhan")) || near_start(r, folded, S("phu luc")) || line_is_agency_field(c, r, s);
}

static void add_section(Ctx *c, DocTable *t, const Line *line)
{
    DocRow *to = list_add(&c->mem, &t->rows);
    *to = (DocRow){0};
    *list_add(&c->mem, &to->cells) = (DocCell){line->text, 0, t->columns, line->number, line->number};
}

static Str head_name(Field kind)
{
    switch (kind) {
    case FIELD_NONE: return S("Nhiệm vụ");
    case FIELD_LEAD: return S("Cơ quan chủ trì");
    case FIELD_PARTNER: return S("Cơ quan phối hợp");
    case FIELD_TIME: return S("Thời gian");
    case FIELD_PRODUCT: return S("Sản phẩm");
    case FIELD_PLACE: return S("Địa điểm");
    default: return S("Ghi chú");
    }
}

/* Does a row begin on this line, where no number says so?  Its first cell begins: a capital, or a time. */
static bool begins_uncounted(Ctx *c, const Reader *r, const Columns *columns, Str line)
{
    Period p;
    line = cell_bare(line);
    if (!word_is_capital(c, cell_word(line))) return false;
    if (columns->kind[0] != FIELD_TIME) return true;
    return viet_period(&c->mem, str_head(line, 24), r->reading->date, &p);
}

/* "3. TỔ CHỨC THỰC HIỆN" behind row 4. */
static bool is_heading(Str line, Str number, Str rest, int64_t last)
{
    return number.n && str_index(cell_word(line), '.') < cell_word(line).n && !row_follows(number, last) &&
           viet_is_upper(rest);
}

/* A second task under one number: a line that is a whole row by itself. */
static bool is_own_task(Ctx *c, const Reader *r, const Columns *columns, Str line)
{
    Str cells[UNSCRAMBLED_MAX] = {0};
    bool who = false, when = false, task = false;
    line = cell_bare(line);
    if (!word_is_capital(c, cell_word(line)) || party_begins(c, r, line)) return false;
    row_unscramble(c, r, columns->bonds, columns->kind, columns->n, &line, 1, cells);
    for (int k = 0; k < columns->n; k++) {
        Field kind = columns->kind[k];
        task |= kind == FIELD_NONE && str_index(cells[k], ' ') < cells[k].n && str_starts(line, cell_word(cells[k]));
        who |= kind == FIELD_LEAD && cells[k].n && parties_opening(c, r, cells[k]) == cells[k].n;
        when |= kind == FIELD_TIME && cells[k].n;
    }
    return who && when && task;
}

/* -- rows whose number stands in their middle ----------------------------------------------------------------- */

/* Lines of a table between two that head rows. */
typedef struct {
    size_t line;      /* of the document */
    Str text, number; /* without the number */
} BodyLine;
typedef LIST(BodyLine) BodyLineList;

static bool is_digit(Str number) { return number.n && number.p[0] >= '0' && number.p[0] <= '9'; }

/* Cells of a row stand around its middle, and so does its number: as far as it is from the first line, the last one is
 * from it, or a line near that behind which a task begins. */
static size_t middle_row_end(Ctx *c, const BodyLineList *body, size_t from, size_t number, size_t next)
{
    enum { NO_CAPITAL = 2 }; /* costs as much as so many lines */
    size_t best = number, wanted = 2 * number - from, least = SIZE_MAX;
    for (size_t end = number; end < next; end++) {
        size_t off = end > wanted ? end - wanted : wanted - end;
        bool begins = word_is_capital(c, cell_word(cell_bare(body->at[end + 1].text)));
        if (!begins) off += NO_CAPITAL;
        if (off < least) least = off, best = end;
    }
    return best;
}

static void add_middle_rows(Ctx *c, const Reader *r, Columns *columns, DocTable *t, const BodyLineList *body)
{
    for (size_t from = 0, number = 0; from < body->n; number++) {
        while (number < body->n && !body->at[number].number.n) number++;
        if (number == body->n) return;
        size_t next = number + 1;
        while (next < body->n && !body->at[next].number.n) next++;
        size_t end = next == body->n ? body->n - 1 : middle_row_end(c, body, from, number, next);
        Row row = {.number = body->at[number].number, .first = r->doc->line[body->at[from].line].number};
        for (size_t i = from; i <= end && row.n < ROW_LINES_MAX; i++)
            if (body->at[i].text.n)
                row.line[row.n++] = body->at[i].text, row.last = r->doc->line[body->at[i].line].number;
        if (row.n) row_add(c, r, columns, t, &row);
        from = end + 1, number = end;
    }
}

/* Where a row's own lines stand above its number, what stands beside it goes on with a word; and the first number has
 * lines above it, behind the head or a line that heads rows. */
static bool numbers_in_middle(Ctx *c, const Reader *r, size_t at)
{
    enum { ABOVE_MAX = 8, LINES_MAX = 60 };
    Str number, rest;
    size_t above = 0, counted = 0, begin = 0, seen = 0;
    int64_t last = 0;
    for (size_t i = at; i < r->doc->n && seen < LINES_MAX; i++) {
        Str line = r->doc->line[i].text;
        if (!line.n) continue;
        seen++;
        bool numbered = row_takes_number(line, &number, &rest) && row_follows(number, last);
        if (numbered && is_digit(number)) {
            if (!counted && (!above || !str_equal(number, S("1")))) return false;
            str_integer(number, &last);
            counted++, begin += word_is_capital(c, cell_word(rest));
        } else if (numbered) above = 0;
        else if (!counted && ++above > ABOVE_MAX) return false;
    }
    return counted && begin * 2 <= counted;
}

static void read_middle_rows(Ctx *c, const Reader *r, size_t at, Columns *columns, DocTable *t)
{
    BodyLineList body = {0};
    int64_t last = 0;
    for (; at < r->doc->n; at++) {
        const Line *line = &r->doc->line[at];
        Str number = {0}, rest = {0};
        if (!line->text.n) continue;
        bool numbered = row_takes_number(line->text, &number, &rest) && row_follows(number, last);
        if (ends_table(c, r, line->text)) break;
        t->end = at + 1;
        if (numbered && !is_digit(number)) {
            Row section = {.line = {rest}, .n = 1, .number = number, .first = line->number, .last = line->number};
            add_middle_rows(c, r, columns, t, &body);
            body = (BodyLineList){0};
            row_add(c, r, columns, t, &section);
            continue;
        }
        if (numbered) str_integer(number, &last);
        *list_add(&c->mem, &body) = (BodyLine){at, numbered ? rest : line->text, numbered ? number : (Str){0}};
    }
    add_middle_rows(c, r, columns, t, &body);
}

/* -- one table ---------------------------------------------------------------------------------------------- */

static bool read_table(Ctx *c, const Reader *r, size_t i, Bonds **bonds, DocTable *t)
{
    Columns columns = {0};
    size_t at = read_head(c, r, i, &columns);
    int64_t last = 0;
    Row row = {0};
    if (!at) return false;
    if (!*bonds) *bonds = bonds_load(c);
    columns.bonds = *bonds;
    *t = (DocTable){.begin = i, .columns = columns.n + columns.counted, .numbered = columns.counted};
    if (columns.counted) t->head[0] = S("TT");
    for (int k = 0; k < columns.n; k++) t->head[k + columns.counted] = head_name(columns.kind[k]);
    if (columns.section.n) {
        Row first = {.line = {columns.section}, .n = 1, .number = S("I"), .first = columns.section_line};
        first.last = first.first;
        row_add(c, r, &columns, t, &first);
    }
    if (columns.counted && numbers_in_middle(c, r, at)) {
        read_middle_rows(c, r, at, &columns, t);
        return t->rows.n > 1;
    }
    for (; at < r->doc->n; at++) {
        const Line *line = &r->doc->line[at];
        Str number = {0}, rest = {0};
        if (!line->text.n) continue;
        if (columns.counted && heads_rows(c, r, at, last)) {
            if (row.n) row_add(c, r, &columns, t, &row);
            row = (Row){0}, t->end = at + 1;
            add_section(c, t, line);
            continue;
        }
        bool numbered = row_takes_number(line->text, &number, &rest);
        if (ends_table(c, r, line->text) || row.n == ROW_LINES_MAX ||
            is_heading(line->text, numbered ? number : (Str){0}, rest, last) ||
            (!columns.counted && line_is_heading(c, r, line->text)))
            break;
        bool begins =
            columns.counted ? numbered && row_follows(number, last) : begins_uncounted(c, r, &columns, line->text);
        bool own = !begins && columns.counted && row.n && is_own_task(c, r, &columns, line->text);
        if (begins || own) {
            if (row.n) row_add(c, r, &columns, t, &row);
            row = (Row){.first = line->number, .number = begins && columns.counted ? number : (Str){0}};
            if (begins && columns.counted) str_integer(number, &last);
        }
        if (!begins && !own && !row.n) break;
        row.line[row.n++] = begins && columns.counted ? rest : line->text;
        row.last = line->number, t->end = at + 1;
    }
    if (row.n) row_add(c, r, &columns, t, &row);
    return t->rows.n > 1;
}

void scrambled_tables(Ctx *c, Reader *r)
{
    DocTableList all = {0};
    Bonds *bonds = NULL;
    size_t next = 0;
    for (size_t i = 0; i < r->doc->n;) {
        DocTable table;
        while (next < r->tables.n && r->tables.at[next].begin < i) next++;
        bool found = r->doc->line[i].text.n && read_table(c, r, i, &bonds, &table);
        if (!found && next < r->tables.n && r->tables.at[next].begin == i) table = r->tables.at[next], found = true;
        if (found) *list_add(&c->mem, &all) = table;
        i = found ? table.end : i + 1;
    }
    r->tables = all;
}
