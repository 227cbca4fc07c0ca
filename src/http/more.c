// SPDX-License-Identifier: Apache-2.0
/* more.c -- inputs that an address names (Route.more): what was sent of them, and what is wrong with it.  A design has
 * hundreds of fields, a table thousands of cells; so they are found by name once, and sorted. */
#include "http/inside.h"
#include <assert.h>

/* "so_luong.3" is NAME.ROW. */
static Str name_of_field(Str field, Id *row)
{
    size_t dot = field.n;
    while (dot && field.p[dot - 1] != '.') dot--;
    *row = 0;
    if (!dot || !str_integer(str_from(field, dot), row) || *row <= 0) return field;
    return str_slice(field, 0, dot - 1);
}

static const Input *input_of_field(const Request *q, Str field, Id *row)
{
    Str name = name_of_field(field, row);
    const Input *in = map_get(&q->more_named, name);
    return in && in->each == (*row > 0) ? in : NULL;
}

const Input *more_named(const Request *q, const char *name)
{
    return q->more ? map_get(&q->more_named, str_of(name)) : NULL;
}

static bool is_of_row(const Request *q, Str field)
{
    const Route *row = q->refused_row ? q->refused_row : q->route;
    if (str_equal(field, S(FORM_TOKEN))) return true;
    for (const Input *in = row->inputs; in && in->type != INPUT_END; in++)
        if (str_equal(field, str_of(in->name))) return true;
    return false;
}

const Field *more_unknown(const Request *q, int *at)
{
    Id row;
    if (!q->more_named.n) return NULL;
    for (int i = *at > q->fields->parts ? *at : q->fields->parts; i < q->fields->n; i++) {
        const Field *f = &q->fields->at[i];
        if (is_of_row(q, f->name) || input_of_field(q, f->name, &row)) continue;
        *at = i + 1;
        return f;
    }
    return NULL;
}

/* -- what is wrong -------------------------------------------------------------------------------------------- */

static Str field_name(Arena *a, const char *name, Id row)
{
    return row ? str_format(a, "%s.%lld", name, (long long)row) : str_of(name);
}

const char *problem_of(const Request *q, Str name)
{
    for (size_t i = 0; i < q->told->problems.n; i++)
        if (str_equal(q->told->problems.at[i].name, name)) return q->told->problems.at[i].text;
    const char *ruled = q->told->ruled;
    return ruled && q->problem && str_equal(str_of(ruled), name) ? q->problem : NULL;
}

bool input_has_problem(const Request *q) { return q->told->problems.n; }

/* The first of a field stays, and so many of a form: who has a hundred to mend sends it again anyway. */
void input_problem(Ctx *c, const Request *q, const char *name, Id row, Str sentence)
{
    Str field = field_name(&c->mem, name, row);
    if (q->told->problems.n == PROBLEMS_MAX || problem_of(q, field)) return;
    *list_add(&c->mem, &q->told->problems) = (Problem){str_copy(&c->mem, field), str_c(&c->mem, sentence)};
}

Fail request_redraw(Ctx *c, const Request *q)
{
    q->told->is_redraw = true;
    return fail(c, FAIL_INPUT, "Biểu mẫu được vẽ lại với những gì đã gõ.");
}

/* -- what was sent -------------------------------------------------------------------------------------------- */

/* Whoever made them has seen to it that none is called as another or as one of the row's own; a person's form must not
 * end the program all the same. */
static Fail name_all(Ctx *c, Request *q)
{
    int n = 0;
    q->more_named = (Map){0};
    for (const Input *in = q->more; in->type != INPUT_END; in++, n++) {
        void **place = map_put(&c->mem, &q->more_named, str_of(in->name));
        if (*place || is_of_row(q, str_of(in->name)))
            return fail(c, FAIL_CONFLICT, "Biểu mẫu có hai ô cùng tên «%s»: người soạn biểu mẫu cần đổi tên một ô.",
                        in->name);
        *place = (void *)(uintptr_t)in;
    }
    assert(n <= MORE_INPUTS_MAX);
    return OK;
}

static void take_field(Ctx *c, Request *q, const Field *f)
{
    Id row;
    const Input *in = input_of_field(q, f->name, &row);
    if (!in || (!f->value.n && !f->file_name.n)) return;
    Checked v = {.given = true, .text = f->value, .file_name = f->file_name};
    const char *problem = NULL;
    if (in->type != INPUT_FILE) problem = check_letters(c, in, &v.text);
    else if (f->value.n > (size_t)in->max)
        problem = str_format(&c->mem, "Tệp lớn hơn %lld MB. Hãy chọn tệp nhỏ hơn.", (long long)(in->max >> 20)).p;
    if (problem) input_problem(c, q, in->name, row, str_of(problem));
    v.given = v.text.n || in->type == INPUT_FILE;
    if (!problem) q->each[q->n_each++] = (EachChecked){.input = in, .id = row, .value = v};
}

static void refuse_repeated(Ctx *c, Request *q)
{
    for (int i = 1; i < q->n_each; i++) {
        const EachChecked *before = q->by_row[i - 1], *one = q->by_row[i];
        if (!one->is_repeated || one->input->many || str_equal(before->value.text, one->value.text)) continue;
        Str twice = str_format(&c->mem, "%s được gửi hai lần, “%.*s” và “%.*s”. Hãy giữ một.", one->input->label,
                               STR_ARGS(before->value.text), STR_ARGS(one->value.text));
        input_problem(c, q, one->input->name, one->id, twice);
    }
}

static Fail take_all(Ctx *c, Request *q)
{
    const Fields *f = q->fields;
    int at = 0;
    q->each = NEW(&c->mem, EachChecked, (size_t)(f->n - f->parts) + 1);
    q->n_each = 0;
    for (int i = f->parts; i < f->n; i++) take_field(c, q, &f->at[i]);
    sort_each(c, q);
    refuse_repeated(c, q);
    const Field *unknown = more_unknown(q, &at);
    if (unknown)
        return fail(c, FAIL_INPUT, "Biểu mẫu không có ô “%.*s”. Hãy xem lại rồi gửi lần nữa.",
                    STR_ARGS(str_head(unknown->name, 60)));
    return q->told->problems.n
               ? fail(c, FAIL_INPUT, "%s", str_c(&c->mem, str_head(str_of(q->told->problems.at[0].text), WHY_ROOM - 1)))
               : OK;
}

Fail more_check(Ctx *c, Request *q)
{
    q->more = NULL;
    TRY(store_read_begin(c));
    const Input *inputs = NULL;
    Fail found = q->route->more(c, q, &inputs);
    store_read_end(c);
    TRY(found);
    q->more = inputs;
    TRY(name_all(c, q));
    return take_all(c, q);
}

/* -- reading -------------------------------------------------------------------------------------------------- */

/* The first of the sorted ones of an input and row. */
static int first_of(const Request *q, const Input *in, Id row)
{
    int from = 0, n = q->n_each;
    while (n > 0) {
        const EachChecked *one = q->by_row[from + n / 2];
        bool is_before = one->input != in ? one->input < in : one->id < row;
        if (is_before) from += n / 2 + 1;
        n = is_before ? n - n / 2 - 1 : n / 2;
    }
    return from;
}

static const Input *declared(const Request *q, const char *name)
{
    const Input *in = more_named(q, name);
    assert(in && "nobody declared this input");
    return in;
}

StrList input_texts(Ctx *c, const Request *q, const char *name, Id row)
{
    StrList texts = {0};
    const Input *in = declared(q, name);
    for (int i = first_of(q, in, row); i < q->n_each; i++) {
        const EachChecked *one = q->by_row[i];
        if (one->input != in || one->id != row) break;
        *list_add(&c->mem, &texts) = one->value.text;
    }
    return texts;
}

InputFileList input_texts_files(Ctx *c, const Request *q, const char *name, Id row)
{
    InputFileList files = {0};
    const Input *in = declared(q, name);
    for (int i = first_of(q, in, row); i < q->n_each; i++) {
        const EachChecked *one = q->by_row[i];
        if (one->input != in || one->id != row) break;
        *list_add(&c->mem, &files) = (InputFile){one->value.file_name, one->value.text};
    }
    return files;
}

static int by_number(const void *x, const void *y)
{
    const Id *a = x, *b = y;
    return (*a > *b) - (*a < *b);
}

/* Sorted, each once. */
static IdList once(IdList ids)
{
    size_t n = 0;
    if (ids.n) qsort(ids.at, ids.n, sizeof *ids.at, by_number);
    for (size_t i = 0; i < ids.n; i++)
        if (!n || ids.at[n - 1] != ids.at[i]) ids.at[n++] = ids.at[i];
    ids.n = n;
    return ids;
}

IdList request_typed_rows(Ctx *c, const Request *q, const char *const *names)
{
    IdList ids = {0};
    Id row;
    for (int i = q->fields->parts; i < q->fields->n; i++) {
        Str name = name_of_field(q->fields->at[i].name, &row);
        if (!row) continue;
        const char *const *one = names;
        while (*one && !str_equal(name, str_of(*one))) one++;
        if (*one) *list_add(&c->mem, &ids) = row;
    }
    return once(ids);
}

IdList input_rows(Ctx *c, const Request *q, const char *const *names)
{
    for (const char *const *name = names; *name; name++) declared(q, *name);
    return request_typed_rows(c, q, names);
}

void request_add(Ctx *c, const Request *q, Str name, Str value)
{
    fields_make_room(c, q->fields, (size_t)q->fields->n); /* room for twice as many: the next comes cheap */
    fields_add(q->fields, (Field){.name = str_copy(&c->mem, name), .value = str_copy(&c->mem, value)});
}
