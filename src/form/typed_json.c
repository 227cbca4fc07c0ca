// SPDX-License-Identifier: Apache-2.0
/* typed_json.c -- what a draft keeps: what was typed, by the names of the fields, all of it texts. */
#include "form/typed.h"

/* -- out ------------------------------------------------------------------------------------------------------ */

static void set(json_t *object, Str name, Str text)
{
    char key[DESIGN_NAME_MAX + 1];
    if (!text.n || name.n > DESIGN_NAME_MAX) return;
    memcpy(key, name.p, name.n);
    key[name.n] = 0;
    json_object_set_new(object, key, json_str(text));
}

static json_t *rows_json(const Typed *t, const DesignField *table)
{
    const Design *d = t->raw.design;
    size_t place = design_place(d, table);
    json_t *rows = json_array();
    for (size_t row = 0; row < t->raw.rows[place].n; row++) {
        json_t *one = json_object();
        for (size_t i = place + 1; i < d->n && d->field[i].rows == place; i++)
            set(one, d->field[i].name, typed_text(t, &d->field[i], row));
        json_array_append_new(rows, one);
    }
    return rows;
}

Str typed_json(Arena *mem, const Typed *t, const LostAnswers *lost)
{
    const Design *d = t->raw.design;
    json_t *whole = json_object();
    for (size_t i = 0; i < d->n; i++) {
        const DesignField *f = &d->field[i];
        if (f->rows != NO_ROWS) continue;
        if (f->type != FIELD_ROWS) set(whole, f->name, typed_text(t, f, 0));
        else if (t->raw.rows[i].n) json_object_set_new(whole, field_part(mem, f, ""), rows_json(t, f));
    }
    for (size_t i = 0; lost && i < lost->n; i++) set(whole, lost->at[i].name, lost->at[i].text);
    char *text = json_dumps(whole, JSON_COMPACT | JSON_SORT_KEYS);
    json_decref(whole);
    Str kept = text ? str_copy(mem, str_of(text)) : S("{}");
    free(text);
    return kept;
}

/* -- in -------------------------------------------------------------------------------------------------------- */

typedef struct {
    Ctx *c;
    Typed *t;
    LostAnswers *lost;
} Taking;

static void lose(const Taking *k, const char *name, const json_t *value)
{
    char *text = json_is_string(value) ? NULL : json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
    Str shown = text ? str_of(text) : (Str){json_string_value(value), json_string_length(value)};
    if (k->lost && shown.n)
        *list_add(&k->c->mem, k->lost) = (LostAnswer){str_copy(&k->c->mem, str_of(name)), str_copy(&k->c->mem, shown)};
    free(text);
}

static void take_text(const Taking *k, const DesignField *f, size_t row, const char *name, const json_t *value)
{
    if (!f || !field_is_typed(f) || f->type == FIELD_ROWS || !json_is_string(value)) lose(k, name, value);
    else typed_set(k->t, f, row, str_copy(&k->c->mem, (Str){json_string_value(value), json_string_length(value)}));
}

static void take_table(const Taking *k, const DesignField *table, json_t *rows)
{
    const Design *d = k->t->raw.design;
    size_t row, place = design_place(d, table);
    json_t *one, *value;
    const char *name;
    json_array_foreach(rows, row, one)
    {
        answers_add_row(&k->c->mem, &k->t->raw, table, NO_DAY);
        *list_add(&k->c->mem, &k->t->rows[place]) = (Id)row + 1;
        for (size_t i = place + 1; i < d->n && d->field[i].rows == place; i++)
            typed_set(k->t, &d->field[i], row, (Str){0});
        json_object_foreach(one, name, value)
        {
            const DesignField *f = design_field(d, str_of(name));
            take_text(k, f && f->rows == place ? f : NULL, row, name, value);
        }
    }
}

static void forget(void *value) { json_decref(*(json_t **)value); }

Fail typed_from_json(Ctx *c, const Design *d, Str json, Typed *t, LostAnswers *lost)
{
    json_t **held = NEW(&c->mem, json_t *, 1), *value;
    const char *name;
    arena_at_end(&c->mem, forget, held);
    *held = json_loadb(json.p, json.n, 0, NULL);
    if (!json_is_object(*held)) return fail(c, FAIL_STORE, "Bản nháp này không đọc được.");
    *t = typed_empty(&c->mem, d);
    Taking k = {c, t, lost};
    json_object_foreach(*held, name, value)
    {
        const DesignField *f = design_field(d, str_of(name));
        if (f && f->type == FIELD_ROWS && json_is_array(value)) take_table(&k, f, value);
        else take_text(&k, f && f->rows == NO_ROWS ? f : NULL, 0, name, value);
    }
    return OK;
}
