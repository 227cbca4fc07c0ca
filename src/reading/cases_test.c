// SPDX-License-Identifier: Apache-2.0
/* cases_test.c -- the conventions of a reading, each shown by small documents and the facts they must give: cases.txt,
 * read with the agencies of a province that does not exist (cases-orgs.tsv).
 *
 *     == what the case shows
 *     the document …
 *     > activities/1.a/leads = KHCN          a fact (facts.h)
 *
 * Every reading must hold no more than the schema allows; schema_test.c checks that. */
#include "reading/facts.h"

typedef struct {
    Ctx *c;
    const Directory *directory;
    int cases, facts, wrong;
} Run;

static void check_fact(Run *run, const json_t *reading, Str name, Str line)
{
    size_t equals = str_find(line, S(" = "));
    Str path = str_trim(str_slice(line, 0, equals)), expected = str_trim(str_from(line, equals + 3));
    Str given = fact(&run->c->mem, reading, path);
    run->facts++;
    if (str_equal(given, expected)) return;
    run->wrong++;
    print_error("%.*s: %.*s\n    is   %.*s\n    not  %.*s\n", STR_ARGS(name), STR_ARGS(path), STR_ARGS(given),
                STR_ARGS(expected));
}

static Fail check_case(Run *run, Str name, Str document, Str facts)
{
    json_t *reading;
    run->cases++;
    if (!facts.n) test_fails("%.*s: has no facts", STR_ARGS(name));
    TRY(facts_of(run->c, document, run->directory, &reading));
    for (Str line; str_cut(&facts, '\n', &line);)
        if (str_starts(line, S("> "))) check_fact(run, reading, name, str_from(line, 2));
        else if (str_trim(line).n) test_fails("%.*s: text behind the facts: %.*s", STR_ARGS(name), STR_ARGS(line));
    json_decref(reading);
    return OK;
}

static Fail cases_hold(Ctx *c, void *arg)
{
    Str text, table;
    Run run = {.c = c};
    (void)arg;
    TRY(doc_load_file(c, "src/reading/cases-orgs.tsv", &table));
    TRY(directory_from_table(c, table, &run.directory));
    TRY(doc_load_file(c, "src/reading/cases.txt", &text));
    for (Str name, document, facts; case_next(&text, &name, &document, &facts);)
        TRY(check_case(&run, name, document, facts));
    print_message("%d cases, %d facts, %d wrong\n", run.cases, run.facts, run.wrong);
    assert_true(run.cases > 0);
    assert_int_equal(run.wrong, 0);
    return OK;
}

static void test_cases_hold(void **state)
{
    (void)state;
    Arena whole = arena_reserve((size_t)512 << 20);
    Ctx c = {.mem = whole};
    Fail result = edge_run(&c, cases_hold, NULL);
    arena_release(&whole);
    if (result) test_fails("%s: %s", fail_meaning(result), c.why);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_cases_hold)};
    return cmocka_run_group_tests_name("cases", tests, NULL, NULL);
}
