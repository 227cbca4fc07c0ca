// SPDX-License-Identifier: Apache-2.0
/* record.c -- a structure and its table of columns: as JSON, and as the schema of that JSON (JSON Schema 2020-12, which
 * OpenAPI 3.1 speaks). */
#include "http/record.h"
#include <stdio.h>

/* -- a value ---------------------------------------------------------------------------------------------------- */

RecordValue record_value(Ctx *c, const Column *k, const void *record)
{
    const char *at = (const char *)record + k->offset;
    RecordValue v = {0};
    int number;
    if (k->computed) return k->computed(c, record);
    switch (k->type) {
    case COLUMN_TEXT: memcpy(&v.text, at, sizeof v.text); break;
    case COLUMN_WORDS: memcpy(&v.words, at, sizeof v.words); break;
    case COLUMN_INTEGER: memcpy(&v.integer, at, sizeof v.integer); break;
    case COLUMN_PAIR: memcpy(v.pair, at, sizeof v.pair); break;
    case COLUMN_REAL: memcpy(&v.real, at, sizeof v.real); break;
    case COLUMN_YES: memcpy(&v.yes, at, sizeof v.yes); break;
    case COLUMN_DAY: memcpy(&v.day, at, sizeof v.day); break;
    case COLUMN_NUMBER:
        memcpy(&number, at, sizeof number);
        v.integer = number;
        break;
    case COLUMN_KEY:
        memcpy(&number, at, sizeof number);
        v.words = k->key(number);
        break;
    case COLUMN_RECORD:
    case COLUMN_ROWS:
    case COLUMN_TEXTS:
    case COLUMN_ALL:
        v.at = at;
        if (k->is_pointer) memcpy(&v.at, at, sizeof v.at);
        break;
    case COLUMN_END: break;
    }
    return v;
}

static bool is_nothing(const Column *k, RecordValue v)
{
    switch (k->type) {
    case COLUMN_TEXT: return !v.text.n;
    case COLUMN_WORDS:
    case COLUMN_KEY: return !v.words;
    case COLUMN_NUMBER:
    case COLUMN_INTEGER: return !v.integer;
    case COLUMN_PAIR: return !v.pair[0];
    case COLUMN_YES: return !v.yes;
    case COLUMN_DAY: return v.day == NO_DAY;
    default: return !v.at;
    }
}

/* -- JSON ------------------------------------------------------------------------------------------------------- */

typedef LIST(char) AnyList;

static json_t *list_json(Ctx *c, const Column *k, const void *at)
{
    AnyList list = {0};
    json_t *all = json_array();
    if (at) memcpy(&list, at, sizeof list);
    for (size_t i = 0; i < list.n; i++) {
        const void *one = list.at + i * (k->type == COLUMN_TEXTS ? sizeof(Str) : k->step);
        if (k->of_pointers) memcpy(&one, one, sizeof one);
        json_t *value = k->type == COLUMN_TEXTS ? json_str(*(const Str *)one) : record_json(c, k->of, one);
        if (!json_array_append_new(all, value)) continue;
        json_decref(all);
        return NULL;
    }
    return all;
}

static json_t *value_json(Ctx *c, const Column *k, RecordValue v)
{
    switch (k->type) {
    case COLUMN_TEXT: return json_str(v.text);
    case COLUMN_WORDS:
    case COLUMN_KEY: return v.words ? json_string(v.words) : json_null();
    case COLUMN_NUMBER:
    case COLUMN_INTEGER: return json_integer(v.integer);
    case COLUMN_PAIR: return json_pack("[i,i]", v.pair[0], v.pair[1]);
    case COLUMN_REAL: return json_real(v.real);
    case COLUMN_YES: return json_boolean(v.yes);
    case COLUMN_DAY: return json_day(c, v.day);
    case COLUMN_RECORD: return v.at ? record_json(c, k->of, v.at) : json_null();
    case COLUMN_ROWS:
    case COLUMN_TEXTS: return list_json(c, k, v.at);
    case COLUMN_ALL:
    case COLUMN_END: break;
    }
    return NULL;
}

static bool put_columns(Ctx *c, const Record *of, const void *record, json_t *object)
{
    for (const Column *k = of->columns; k && k->type; k++) {
        RecordValue v = record_value(c, k, record);
        if (k->given && !((const bool *)record)[k->given]) {
            if (json_object_set_new(object, k->name, json_null())) return false;
            continue;
        }
        if (k->some && is_nothing(k, v)) continue;
        if (k->type == COLUMN_ALL ? !put_columns(c, k->of, v.at, object)
                                  : json_object_set_new(object, k->name, value_json(c, k, v)))
            return false;
    }
    return !of->more || of->more(c, record, object);
}

json_t *record_json(Ctx *c, const Record *of, const void *record)
{
    json_t *object = json_object();
    if (object && put_columns(c, of, record, object)) return object;
    json_decref(object);
    return NULL;
}

/* -- its schema ------------------------------------------------------------------------------------------------- */

static json_t *one_schema(const Column *k, json_t *schemas)
{
    static const char *const types[] = {
        [COLUMN_TEXT] = "string",     [COLUMN_WORDS] = "string", [COLUMN_KEY] = "string", [COLUMN_NUMBER] = "integer",
        [COLUMN_INTEGER] = "integer", [COLUMN_YES] = "boolean",  [COLUMN_DAY] = "string", [COLUMN_REAL] = "number"};
    bool may_be_null =
        !k->some && (k->type == COLUMN_TEXT || k->type == COLUMN_WORDS || k->type == COLUMN_DAY || k->given);
    if (k->type == COLUMN_RECORD) {
        json_t *to = record_schema(k->of, schemas);
        return k->some || k->always || (!k->is_pointer && !k->computed)
                   ? to
                   : json_pack("{s:[o,{s:s}]}", "anyOf", to, "type", "null");
    }
    if (k->type == COLUMN_ROWS) {
        json_t *all = json_pack("{s:s,s:o}", "type", "array", "items", record_schema(k->of, schemas));
        return k->given ? json_pack("{s:[o,{s:s}]}", "anyOf", all, "type", "null") : all;
    }
    if (k->type == COLUMN_TEXTS) return json_pack("{s:s,s:{s:s}}", "type", "array", "items", "type", "string");
    if (k->type == COLUMN_PAIR)
        return json_pack("{s:s,s:{s:s},s:i,s:i}", "type", "array", "items", "type", "integer", "minItems", 2,
                         "maxItems", 2);
    json_t *schema = may_be_null ? json_pack("{s:[s,s]}", "type", types[k->type], "null")
                                 : json_pack("{s:s}", "type", types[k->type]);
    if (k->type == COLUMN_DAY) json_object_set_new(schema, "format", json_string("date"));
    if (k->type == COLUMN_INTEGER) json_object_set_new(schema, "format", json_string("int64"));
    return schema;
}

static void put_schemas(const Record *of, json_t *properties, json_t *required, json_t *schemas)
{
    for (const Column *k = of->columns; k && k->type; k++) {
        if (k->type == COLUMN_ALL) {
            put_schemas(k->of, properties, k->some ? NULL : required, schemas);
            continue;
        }
        json_object_set_new(properties, k->name, one_schema(k, schemas));
        if (!k->some && required) json_array_append_new(required, json_string(k->name));
    }
    if (of->more_schema) of->more_schema(properties, schemas);
}

json_t *record_schema(const Record *of, json_t *schemas)
{
    char to[120];
    snprintf(to, sizeof to, "#/components/schemas/%s", of->name);
    if (!json_object_get(schemas, of->name)) {
        json_t *properties = json_object(), *required = json_array();
        json_t *schema =
            json_pack("{s:s,s:o,s:b}", "type", "object", "properties", properties, "additionalProperties", 0);
        json_object_set_new(schemas, of->name, schema); /* before: it may lead back to itself */
        put_schemas(of, properties, required, schemas);
        if (json_array_size(required)) json_object_set(schema, "required", required);
        json_decref(required);
    }
    return json_pack("{s:s}", "$ref", to);
}

/* -- what everybody needs --------------------------------------------------------------------------------------- */

static const Column moved_columns[] = {{.type = COLUMN_TEXT, .name = "location"}, {0}};
const Record moved_record = {.name = "Moved", .columns = moved_columns};
