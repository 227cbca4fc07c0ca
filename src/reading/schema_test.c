// SPDX-License-Identifier: Apache-2.0
/* schema_test.c -- what reading/json.c prints is what schema.json says.  A validator of the words of JSON Schema that
 * our schema uses, and no others: an unknown one fails the test, so that nothing is believed to be checked that is not.
 */
#include "base/asset.h"
#include "reading/facts.h"

static const json_t *root;

static bool is_type(const json_t *value, const char *type)
{
    static const char *const names[] = {
        [JSON_OBJECT] = "object", [JSON_ARRAY] = "array",  [JSON_STRING] = "string", [JSON_INTEGER] = "integer",
        [JSON_REAL] = "number",   [JSON_TRUE] = "boolean", [JSON_FALSE] = "boolean", [JSON_NULL] = "null"};
    return !strcmp(type, names[json_typeof(value)]) || (!strcmp(type, "number") && json_is_integer(value));
}

static bool holds(const json_t *schema, const json_t *value);

static size_t holding(const json_t *schemas, const json_t *value)
{
    size_t n = 0;
    for (size_t i = 0; i < json_array_size(schemas); i++) n += holds(json_array_get(schemas, i), value);
    return n;
}

static bool properties_hold(const json_t *schema, const json_t *value)
{
    const json_t *properties = json_object_get(schema, "properties"), *others;
    const char *name;
    json_t *member;
    others = json_object_get(schema, "additionalProperties");
    json_object_foreach((json_t *)value, name, member)
    {
        const json_t *own = json_object_get(properties, name);
        if (own ? !holds(own, member) : !others || json_is_false(others) || !holds(others, member)) return false;
    }
    return true;
}

static bool word_holds(const json_t *schema, const char *word, const json_t *rule, const json_t *value)
{
    static const char *const says_nothing[] = {"description", "title",      "$schema", "$id",
                                               "$defs",       "properties", "pattern"};
    size_t n = json_array_size(value);
    for (size_t i = 0; i < sizeof says_nothing / sizeof *says_nothing; i++)
        if (!strcmp(word, says_nothing[i])) return true;
    if (!strcmp(word, "additionalProperties")) return !json_is_object(value) || properties_hold(schema, value);
    if (!strcmp(word, "type") && json_is_string(rule)) return is_type(value, json_string_value(rule));
    if (!strcmp(word, "$ref"))
        return holds(json_object_get(json_object_get(root, "$defs"), json_string_value(rule) + strlen("#/$defs/")),
                     value);
    if (!strcmp(word, "anyOf")) return holding(rule, value) >= 1;
    if (!strcmp(word, "oneOf")) return holding(rule, value) == 1;
    if (!strcmp(word, "const")) return json_equal(rule, value);
    if (!strcmp(word, "minLength")) return !json_is_string(value) || json_string_length(value) >= 1;
    if (!strcmp(word, "minItems")) return n >= (size_t)json_integer_value(rule);
    if (!strcmp(word, "maxItems")) return n <= (size_t)json_integer_value(rule);
    if (!strcmp(word, "minimum")) return json_number_value(value) >= json_number_value(rule);
    if (!strcmp(word, "maximum")) return json_number_value(value) <= json_number_value(rule);
    bool found = false;
    for (size_t i = 0; i < json_array_size(rule); i++) {
        const json_t *one = json_array_get(rule, i);
        if (!strcmp(word, "type")) found |= is_type(value, json_string_value(one));
        if (!strcmp(word, "enum")) found |= json_equal(one, value);
        if (!strcmp(word, "required") && !json_object_get(value, json_string_value(one))) return false;
        if (!strcmp(word, "required")) found = true;
    }
    for (size_t i = 0; !strcmp(word, "items") && i < n; i++)
        if (!holds(rule, json_array_get(value, i))) return false;
    return found || !strcmp(word, "items");
}

static bool holds(const json_t *schema, const json_t *value)
{
    const char *word;
    json_t *rule;
    if (!schema) test_fails("the schema refers to something that is not there");
    json_object_foreach((json_t *)schema, word, rule) if (!word_holds(schema, word, rule, value)) return false;
    return true;
}

static Fail check(Ctx *c, Str text, const Directory *directory, Str name)
{
    json_t *reading;
    TRY(facts_of(c, text, directory, &reading));
    bool good = holds(root, reading);
    json_object_set_new(reading, "unheard-of", json_null());
    bool strict = !json_object_get(json_object_get(root, "properties"), "unheard-of") && !holds(root, reading);
    json_decref(reading);
    if (!good || !strict) test_fails("%.*s: %s", STR_ARGS(name), good ? "anything holds" : "does not hold");
    return OK;
}

static Fail readings_hold(Ctx *c, void *arg)
{
    const Directory *shipped, *directory;
    Str sample, cases, table;
    (void)arg;
    TRY(directory_shipped(c, &shipped));
    TRY(doc_load_file(c, "src/reading/cases-orgs.tsv", &table));
    TRY(directory_from_table(c, table, &directory));
    TRY(doc_load_file(c, "data/samples/ke-hoach-136-2024.ocr.txt", &sample));
    TRY(doc_load_file(c, "src/reading/cases.txt", &cases));
    TRY(check(c, sample, shipped, S("the sample")));
    for (Str name, document, facts; case_next(&cases, &name, &document, &facts);)
        TRY(check(c, document, directory, name));
    return OK;
}

static void test_readings_hold(void **state)
{
    (void)state;
    json_t *schema = json_loadb(asset("schema.json").p, asset("schema.json").n, 0, NULL);
    assert_non_null(schema);
    root = schema;
    Arena whole = arena_reserve((size_t)512 << 20);
    Ctx c = {.mem = whole};
    Fail result = edge_run(&c, readings_hold, NULL);
    arena_release(&whole);
    json_decref(schema);
    if (result) test_fails("%s: %s", fail_meaning(result), c.why);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_readings_hold)};
    return cmocka_run_group_tests_name("schema", tests, NULL, NULL);
}
