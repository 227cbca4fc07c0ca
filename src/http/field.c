// SPDX-License-Identifier: Apache-2.0
/* field.c -- what was sent, name by name: found, put in order so that much of it is found too, its letters checked. */
#include "http/inside.h"
#include "viet/text.h"

void fields_begin(Fields *f)
{
    f->at = f->first;
    f->room = FIELDS_FIRST;
    f->max = FIELDS_MAX;
    f->n = f->parts = 0;
    f->too_many = false;
}

void fields_make_room(Ctx *c, Fields *f, size_t more)
{
    size_t most = (size_t)f->max, room = more > most - (size_t)f->n ? most : (size_t)f->n + more;
    if (room <= (size_t)f->room) return;
    Field *at = NEW(&c->mem, Field, room);
    memcpy(at, f->at, (size_t)f->n * sizeof *at);
    f->at = at;
    f->room = (int)room;
}

bool fields_add(Fields *f, Field field)
{
    if (f->n == f->room) f->too_many = true;
    else f->at[f->n++] = field;
    return !f->too_many;
}

/* The last of that name, so that a ticked box wins over the hidden field before it; but parts of the path first. */
const Field *fields_find(const Fields *f, const char *name)
{
    for (int i = 0; i < f->parts; i++)
        if (str_equal(f->at[i].name, str_of(name))) return &f->at[i];
    for (int i = f->n; i-- > f->parts;)
        if (str_equal(f->at[i].name, str_of(name))) return &f->at[i];
    return NULL;
}

/* -- letters ------------------------------------------------------------------------------------------------ */

/* Well-formed, and no control characters but blanks and line ends: they could stand in no page, no JSON, no calendar.
 */
bool field_is_readable(Str s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char b = (unsigned char)s.p[i];
        if ((b < ' ' && !strchr("\t\n\r", b)) || !b || b == 0x7F) return false;
    }
    return str_is_utf8(s);
}

/* Browsers send CR LF where a text area counts one letter. */
static Str with_plain_line_ends(Ctx *c, Str s)
{
    if (str_index(s, '\r') == s.n) return s;
    char *p = NEW(&c->mem, char, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '\r' && i + 1 < s.n && s.p[i + 1] == '\n') continue;
        p[n++] = s.p[i] == '\r' ? '\n' : s.p[i];
    }
    return (Str){p, n};
}

const char *check_letters(Ctx *c, const Input *in, Str *text)
{
    int64_t max = in->max ? in->max : INPUT_TEXT_MAX;
    if (!field_is_readable(*text))
        return str_format(&c->mem, "%s có ký tự không đọc được. Hãy gõ lại bằng bảng mã Unicode.", in->label).p;
    *text = str_trim(with_plain_line_ends(c, viet_nfc(&c->mem, *text)));
    if (in->type != INPUT_LINES && (str_index(*text, '\n') < text->n))
        return str_format(&c->mem, "%s chỉ viết trên một dòng.", in->label).p;
    size_t n = str_letters(*text);
    if (n > (size_t)max)
        return str_format(&c->mem, "%s dài %zu chữ; rút xuống còn nhiều nhất %lld chữ.", in->label, n, (long long)max)
            .p;
    return NULL;
}

/* -- in order ----------------------------------------------------------------------------------------------- */

static int row_order(const void *x, const void *y)
{
    const EachChecked *a = x, *b = y;
    if (a->input != b->input) return a->input < b->input ? -1 : 1;
    return (a->id > b->id) - (a->id < b->id);
}

static int name_order(const void *x, const void *y)
{
    return str_compare(((const Field *)x)->name, ((const Field *)y)->name);
}

/* Of pointers into one array, which is as it was sent: of equals those that came later stand behind. */
static int by_row(const void *x, const void *y)
{
    const char *a = *(const char *const *)x, *b = *(const char *const *)y;
    int order = row_order(a, b);
    return order ? order : (a > b) - (a < b);
}

static int by_name(const void *x, const void *y)
{
    const char *a = *(const char *const *)x, *b = *(const char *const *)y;
    int order = name_order(a, b);
    return order ? order : (a > b) - (a < b);
}

/* The last of the sorted rows that equals `key`; NULL = none. */
static const void *last_equal(const void *const *rows, int n, int (*order)(const void *, const void *), const void *key,
                              int *steps)
{
    int from = 0;
    while (n > 0) {
        bool is_behind = order(rows[from + n / 2], key) > 0;
        ++*steps;
        if (!is_behind) from += n / 2 + 1;
        n = is_behind ? n / 2 : n - n / 2 - 1;
    }
    return from && !order(rows[from - 1], key) ? rows[from - 1] : NULL;
}

void sort_each(Ctx *c, Request *q)
{
    q->by_row = NEW(&c->mem, const void *, (size_t)q->n_each + 1);
    for (int i = 0; i < q->n_each; i++) q->by_row[i] = &q->each[i];
    qsort(q->by_row, (size_t)q->n_each, sizeof *q->by_row, by_row);
    for (int i = 1; i < q->n_each; i++) {
        const EachChecked *before = q->by_row[i - 1], *one = q->by_row[i];
        q->each[one - q->each].is_repeated = before->input == one->input && before->id == one->id;
    }
}

void sort_fields(Ctx *c, Request *q)
{
    const Fields *f = q->fields;
    q->by_name = NEW(&c->mem, const void *, (size_t)(f->n - f->parts) + 1);
    for (int i = f->parts; i < f->n; i++) q->by_name[i - f->parts] = &f->at[i];
    qsort(q->by_name, (size_t)(f->n - f->parts), sizeof *q->by_name, by_name);
}

const EachChecked *each_sent(const Request *q, const Input *in, Id id, int *steps)
{
    EachChecked key = {.input = in, .id = id};
    return last_equal(q->by_row, q->n_each, row_order, &key, steps);
}

/* As fields_find, of which each field that is drawn again asks. */
const Field *field_typed(const Request *q, const char *name)
{
    const Fields *f = q->fields;
    Field key = {.name = str_of(name)};
    int steps = 0;
    for (int i = 0; i < f->parts; i++)
        if (str_equal(f->at[i].name, key.name)) return &f->at[i];
    return last_equal(q->by_name, f->n - f->parts, name_order, &key, &steps);
}
