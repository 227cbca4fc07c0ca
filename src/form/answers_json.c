// SPDX-License-Identifier: Apache-2.0
/* answers_json.c -- answers as they are kept: by the names of the fields, so that another version of the design reads
 * them; what it does not have is named, what it has as another type is read anew. */
#include "base/out.h"
#include "form/answers_inside.h"
#include <jansson.h>

enum { REAL_DIGITS = 15 }; /* 0.1 stays 0.1 */

/* Whole numbers up to 64 bits stay exact; days and periods are ISO texts. */
static json_t *to_json(Arena *mem, Answer a)
{
    Str text;
    switch (a.kind) {
    case IS_INTEGER: return json_integer(a.integer);
    case IS_DECIMAL: return json_real(a.decimal);
    case IS_BOOLEAN: return json_boolean(a.boolean);
    default: text = answer_text(mem, a); return json_stringn(text.p, text.n); /* NULL, and left out, unless UTF-8 */
    }
}

static void put(Arena *mem, json_t *object, const DesignField *f, Answer a)
{
    if (!field_is_answered(f) || answer_is_empty(a)) return;
    const char *name = str_c(mem, f->name);
    json_object_set_new(object, name, to_json(mem, a));
}

/* What is made hangs in `object` at once: the arena may jump. */
static void put_rows(Arena *mem, json_t *object, const Answers *a, size_t place)
{
    const Design *d = a->design;
    const char *name = str_c(mem, d->field[place].name);
    json_t *rows = json_array();
    json_object_set_new(object, name, rows);
    for (size_t r = 0; r < a->rows[place].n; r++) {
        json_t *row = json_object();
        json_array_append_new(rows, row);
        for (size_t k = place + 1; k < d->n && d->field[k].rows == place; k++)
            put(mem, row, &d->field[k], *answers_cell(a, &d->field[k], r));
    }
}

static void free_json(void *arg) { json_decref(*(json_t **)arg); }
static void free_text(void *arg) { free(*(char **)arg); }

Str answers_json(Arena *mem, const Answers *a)
{
    const Design *d = a->design;
    json_t **object = NEW(mem, json_t *, 1);
    char **text = NEW(mem, char *, 1);
    arena_at_end(mem, free_json, object);
    arena_at_end(mem, free_text, text);
    *object = json_object();
    for (size_t i = 0; i < d->n; i++) {
        const DesignField *f = &d->field[i];
        if (f->rows != NO_ROWS) continue;
        if (f->type != FIELD_ROWS) put(mem, *object, f, a->at[i]);
        else if (a->rows[i].n) put_rows(mem, *object, a, i);
    }
    *text = json_dumps(*object, JSON_COMPACT | JSON_REAL_PRECISION(REAL_DIGITS));
    return str_of(*text ? *text : "{}");
}

/* -- back --------------------------------------------------------------------------------------------------- */

typedef struct {
    Ctx *c;
    Answers *a;
    StrList *lost;
} Back;

static void lose(Back *b, const char *name)
{
    for (size_t i = 0; b->lost && i < b->lost->n; i++)
        if (str_equal(b->lost->at[i], str_of(name))) return;
    if (b->lost) *list_add(&b->c->mem, b->lost) = str_copy(&b->c->mem, str_of(name));
}

static Answer scalar(Arena *mem, const json_t *v)
{
    switch (json_typeof(v)) {
    case JSON_INTEGER: return answer_of_integer(json_integer_value(v));
    case JSON_REAL: return (Answer){IS_DECIMAL, .decimal = json_real_value(v)};
    case JSON_TRUE:
    case JSON_FALSE: return answer_of_boolean(json_is_true(v));
    case JSON_STRING: return answer_of_text(str_copy(mem, (Str){json_string_value(v), json_string_length(v)}));
    default: return (Answer){0};
    }
}

/* ["a","b"], as programs send choices. */
static Answer keys_joined(Arena *mem, const json_t *v)
{
    Out o = {.mem = mem};
    size_t i;
    json_t *one;
    json_array_foreach(v, i, one)
    {
        if (!json_is_string(one)) return (Answer){0};
        if (o.n) out_char(&o, ' ');
        out_raw(&o, (Str){json_string_value(one), json_string_length(one)});
    }
    return answer_of_text(out_str(&o));
}

static bool is_of_kind(const DesignField *f, Answer a)
{
    switch (f->type) {
    case FIELD_INTEGER:
    case FIELD_MONEY: return a.kind == IS_INTEGER;
    case FIELD_DECIMAL: return a.kind == IS_INTEGER || a.kind == IS_DECIMAL;
    case FIELD_DAY: return a.kind == IS_TEXT && day_parse_iso(a.text) != NO_DAY;
    case FIELD_YES: return a.kind == IS_BOOLEAN;
    case FIELD_COMPUTED: return true;
    default: return a.kind == IS_TEXT;
    }
}

/* A value of the field's type as it is; of another, what would be read if it were typed; false when neither. */
static bool fit(Back *b, const DesignField *f, const json_t *v, Answer *answer)
{
    Arena *mem = &b->c->mem;
    Str problem;
    Answer a = json_is_array(v) ? keys_joined(mem, v) : scalar(mem, v);
    *answer = a;
    if (json_is_null(v) || answer_is_empty(a)) return json_is_null(v) || json_is_string(v) || json_is_array(v);
    if (!is_of_kind(f, a)) return answer_read(mem, f, answer_text(mem, a), answer, &problem);
    if (f->type == FIELD_DAY) *answer = answer_of_day(day_parse_iso(a.text));
    if (f->type == FIELD_DECIMAL) *answer = (Answer){IS_DECIMAL, .decimal = answer_double(a)};
    return true;
}

static Fail take_row(Back *b, const DesignField *rows, const json_t *object)
{
    size_t place = design_place(b->a->design, rows);
    const char *name;
    json_t *v;
    if (!json_is_object(object))
        return fail(b->c, FAIL_INPUT, "Bảng “%.*s” có một dòng không đọc được.", STR_ARGS(rows->name));
    if (b->a->rows[place].n >= DESIGN_ROWS_MAX)
        return fail(b->c, FAIL_INPUT, "Bảng “%.*s” có nhiều hơn %d dòng.", STR_ARGS(rows->name), DESIGN_ROWS_MAX);
    answers_add_empty_row(&b->c->mem, b->a, rows);
    json_object_foreach((json_t *)object, name, v)
    {
        const DesignField *f = design_field(b->a->design, str_of(name));
        bool is_column = f && f->rows == place && field_is_answered(f);
        if (!is_column || !fit(b, f, v, answers_cell(b->a, f, b->a->rows[place].n - 1))) lose(b, name);
    }
    return OK;
}

static Fail take_field(Back *b, const char *name, const json_t *v)
{
    const DesignField *f = design_field(b->a->design, str_of(name));
    if (!f || f->rows != NO_ROWS || !field_is_answered(f) ||
        (f->type == FIELD_ROWS) != (json_is_array(v) && f->type == FIELD_ROWS)) {
        lose(b, name);
        return OK;
    }
    if (f->type != FIELD_ROWS) {
        if (!fit(b, f, v, answers_cell(b->a, f, 0))) lose(b, name);
        return OK;
    }
    size_t i;
    json_t *row;
    json_array_foreach(v, i, row) TRY(take_row(b, f, row));
    return OK;
}

Fail answers_from_json(Ctx *c, const Design *d, Str json, Answers *a, StrList *lost)
{
    Back b = {c, a, lost};
    json_error_t error;
    const char *name;
    json_t *v, **object = NEW(&c->mem, json_t *, 1);
    *a = answers_empty(&c->mem, d);
    arena_at_end(&c->mem, free_json, object);
    *object = json_loadb(json.p, json.n, JSON_REJECT_DUPLICATES, &error);
    if (!json_is_object(*object)) return fail(c, FAIL_INPUT, "Câu trả lời gửi lên không phải JSON đúng dạng.");
    json_object_foreach(*object, name, v) TRY(take_field(&b, name, v));
    return OK;
}
