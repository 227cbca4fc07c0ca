// SPDX-License-Identifier: Apache-2.0
/* Every statement of the program (store.h: STATEMENT): it can be prepared on both stores, names its office wherever it
 * touches a table, and says nothing that the two would understand differently. */
#include "app/office_rule.h"
#include "base/testing.h"
#include "store/inside.h"
#include "store/place.h"

static sqlite3 *db;
static TableSet read_by_sqlite, changed_by_sqlite;
static TableNames names;

static int view_number(Str name)
{
    int i = 0;
    while (i < names.n_views && !str_equal(str_of(names.view[i]), name)) i++;
    return i < names.n_views ? i : -1;
}

static bool is_view(const char *name) { return view_number(str_of(name)) >= 0; }

/* A view that a folder publishes is a projection of one table: what may be NULL there may be NULL here. */
static Str base_of(Str table)
{
    int view = view_number(table);
    return view < 0 ? table : str_of(names.table[table_set_next(&names.made_of[view], 0)]);
}

static void a_view_is_a_projection_of_one_table(void **state)
{
    (void)state;
    assert_true(names.n_views > 3);
    for (int i = 0; i < names.n_views; i++) {
        const TableSet *of = &names.made_of[i];
        if (table_set_is_empty(of) || table_set_next(of, table_set_next(of, 0) + 1) >= 0)
            test_fails("%s is not made of one table", names.view[i]);
    }
}

static int note_table(void *arg, int action, const char *table, const char *column, const char *base,
                      const char *trigger)
{
    (void)arg, (void)column, (void)base, (void)trigger;
    bool change = action == SQLITE_INSERT || action == SQLITE_UPDATE || action == SQLITE_DELETE;
    if (!table || !strncmp(table, "sqlite_", 7) || !strncmp(table, "pragma_", 7)) return SQLITE_OK;
    int number = table_number(&names, str_of(table));
    if (number >= 0 && action == SQLITE_READ) table_set_add(&read_by_sqlite, number);
    if (number >= 0 && change) table_set_add(&changed_by_sqlite, number);
    if (number < 0 && action == SQLITE_READ && strcmp(table, "migration") && !is_view(table))
        test_fails("no step makes the table %s", table);
    return SQLITE_OK;
}

static int begin(void **state)
{
    (void)state;
    assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
    assert_int_equal(
        sqlite3_exec(db, "CREATE TABLE migration (feature, number, checksum, at, PRIMARY KEY (feature, number))", NULL,
                     NULL, NULL),
        SQLITE_OK);
    for (const Migration *m = migrations; m->feature; m++)
        assert_int_equal(sqlite3_exec(db, m->sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_set_authorizer(db, note_table, NULL);
    Ctx c = {0};
    return tables_learn(&c, &names, migrations);
}

static int end(void **state)
{
    (void)state;
    sqlite3_close(db);
    tables_forget(&names);
    return 0;
}

/* What only one of the stores says to its server, or about itself. */
static bool is_the_stores_own(const char *sql)
{
    static const char *const own[] = {"BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (!strncmp(sql, own[i], strlen(own[i]))) return true;
    return strstr(sql, "sqlite_schema") != NULL;
}

#define EACH_STATEMENT(s)                                                                                              \
    for (const char *const *at_ = __start_statements, *s; at_ < __stop_statements && (s = *at_, true); at_++)          \
        if (!is_the_stores_own(s))

/* One number that SQLite answers. */
static int64_t ask(const char *sql, Str a, Str b)
{
    sqlite3_stmt *s;
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &s, NULL), SQLITE_OK);
    if (a.n) sqlite3_bind_text(s, 1, a.p, (int)a.n, SQLITE_STATIC);
    if (b.n) sqlite3_bind_text(s, 2, b.p, (int)b.n, SQLITE_STATIC);
    int64_t n = sqlite3_step(s) == SQLITE_ROW ? sqlite3_column_int64(s, 0) : -1;
    sqlite3_finalize(s);
    return n;
}

static bool has_office(Str table)
{
    return ask("SELECT count(*) FROM pragma_table_info(?1) WHERE name = 'office_id'", table, (Str){0}) == 1;
}

/* -- tables --------------------------------------------------------------------------------------------------- */

static void every_key_begins_with_the_office(void **state)
{
    (void)state;
    sqlite3_stmt *s;
    int tables = 0;
    assert_int_equal(
        sqlite3_prepare_v2(db,
                           "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' "
                           "AND name <> 'migration'",
                           -1, &s, NULL),
        SQLITE_OK);
    for (; sqlite3_step(s) == SQLITE_ROW; tables++) {
        Str table = str_of((const char *)sqlite3_column_text(s, 0));
        if (ask("SELECT pk FROM pragma_table_info(?1) WHERE name = 'office_id'", table, (Str){0}) != 1)
            test_fails("the key of %.*s does not begin with office_id", STR_ARGS(table));
        int64_t bad =
            ask("SELECT count(*) FROM pragma_index_list(?1) l JOIN pragma_index_info(l.name) i ON i.seqno = 0 "
                "WHERE i.name <> 'office_id'",
                table, (Str){0});
        if (bad) test_fails("an index of %.*s does not begin with office_id", STR_ARGS(table));
    }
    sqlite3_finalize(s);
    assert_true(tables > 25);
}

/* -- statements ----------------------------------------------------------------------------------------------- */

static void each_names_its_office(void **state)
{
    (void)state;
    static Reading_ r;
    int n = 0;
    EACH_STATEMENT(sql)
    {
        rule_read(&r, sql);
        if (r.too_much) test_fails("office_rule.h holds no statement with so many %s: %s", r.too_much, sql);
        const Occurrence *one = rule_unbound(&r, has_office);
        if (one)
            test_fails("%.*s (%.*s) is not bound to an office in: %s", STR_ARGS(one->table), STR_ARGS(one->alias), sql);
        n++;
    }
    print_message("%d statements\n", n);
    assert_true(n > 150);
}

/* What tables.c reads out of the words is what SQLite finds in its plan. */
static void no_table_escapes(void **state)
{
    (void)state;
    EACH_STATEMENT(sql)
    {
        sqlite3_stmt *s;
        TableSet reads, writes;
        read_by_sqlite = changed_by_sqlite = (TableSet){0};
        if (sqlite3_prepare_v2(db, sql, -1, &s, NULL) != SQLITE_OK) test_fails("%s: %s", sqlite3_errmsg(db), sql);
        sqlite3_finalize(s);
        tables_of(&names, sql, &reads, &writes);
        EACH_TABLE (i, &read_by_sqlite)
            if (!table_set_has(&reads, i)) test_fails("%s, which it reads, was not seen: %s", names.table[i], sql);
        if (memcmp(&changed_by_sqlite, &writes, sizeof writes))
            test_fails("the tables that it changes were not seen: %s", sql);
    }
}

/* A part of a plan that runs once a row, and reads a whole office each time: of two tables that grow, the square. */
static bool walks_for_each_row(sqlite3_stmt *plan, char walk[200])
{
    enum { STEPS_MAX = 256 };
    bool repeats[STEPS_MAX] = {0};
    while (sqlite3_step(plan) == SQLITE_ROW) {
        int id = sqlite3_column_int(plan, 0), parent = sqlite3_column_int(plan, 1);
        const char *what = (const char *)sqlite3_column_text(plan, 3);
        if (id >= STEPS_MAX) continue;
        repeats[id] = repeats[parent < STEPS_MAX ? parent : 0] || !strncmp(what, "CORRELATED", strlen("CORRELATED"));
        if (repeats[id] && strstr(what, "(office_id=?)")) return snprintf(walk, 200, "%s", what) > 0;
    }
    return false;
}

static void none_walks_through_an_office_for_each_row(void **state)
{
    (void)state;
    char walk[200];
    EACH_STATEMENT(sql)
    {
        sqlite3_stmt *s;
        char *explain = sqlite3_mprintf("EXPLAIN QUERY PLAN %s", sql);
        if (sqlite3_prepare_v2(db, explain, -1, &s, NULL) != SQLITE_OK) test_fails("%s: %s", sqlite3_errmsg(db), sql);
        if (walks_for_each_row(s, walk)) test_fails("%s, for each row of: %s", walk, sql);
        sqlite3_finalize(s);
        sqlite3_free(explain);
    }
}

static void each_is_prepared_by_postgresql(void **state)
{
    (void)state;
    if (!place_is_postgres()) skip();
    char path[PLACE_ROOM];
    Ctx c = {.mem = arena_reserve(16 << 20), .now = clock_ms()};
    Arena whole = c.mem;
    Store *store;
    place_make(path, "statements");
    assert_int_equal(store_open(&c, (StoreOptions){.path = path, .steps = migrations}, &store), OK);
    PGconn *pg = PQconnectdb(path);
    EACH_STATEMENT(sql)
    {
        PGresult *r = PQprepare(pg, "", sql, 0, NULL);
        if (PQresultStatus(r) != PGRES_COMMAND_OK) test_fails("%s%s", PQerrorMessage(pg), sql);
        PQclear(r);
    }
    PQfinish(pg);
    store_close(store);
    arena_release(&whole);
}

/* -- one dialect ----------------------------------------------------------------------------------------------- */

static const char *foreign_word(const Reading_ *r)
{
    static const char *const words[] = {
        "GLOB",   "IFNULL", "ifnull",  "rowid",   "total",     "strftime",     "datetime",   "julianday",
        "printf", "format", "REPLACE", "ILIKE",   "RETURNING", "group_concat", "string_agg", "json_extract",
        "random", "now",    "extract", "COLLATE", "TRUE",      "FALSE",        "IIF",        "instr"};
    for (int i = 0; i < r->n; i++) {
        for (size_t k = 0; k < sizeof words / sizeof *words; k++)
            if (rule_is(r, i, words[k])) return words[k];
        if (rule_is(r, i, "\"") || (rule_is(r, i, "=") && rule_is(r, i + 1, "=")) || rule_is(r, i, ":"))
            return "a foreign sign";
        if (rule_is(r, i, "LIKE") && !rule_is_parameter(r, i + 1)) return "LIKE without a parameter";
        if (rule_is(r, i, "INSERT") && rule_is(r, i + 1, "OR")) return "INSERT OR";
    }
    return NULL;
}

static bool has_comma_join(const Reading_ *r)
{
    for (int i = 1; i + 1 < r->n; i++) {
        if (!rule_is(r, i - 1, "FROM") || !rule_is_name(r, i)) continue;
        int next = rule_is_name(r, i + 1) ? i + 2 : i + 1;
        if (rule_is(r, next, ",")) return true;
    }
    return false;
}

/* SQLite puts NULLs first, PostgreSQL last. */
static bool may_be_null(const Reading_ *r, int i)
{
    int k = rule_meant(r, rule_alias_before(r, i), r->scope_of[i]);
    if (k < 0 || !rule_is_name(r, i) || rule_is(r, i + 1, ".") || rule_is(r, i + 1, "(")) return false;
    const char *nullable = "SELECT count(*) FROM pragma_table_info(?1) WHERE name = ?2 AND \"notnull\" = 0 AND pk = 0";
    const char *known = "SELECT count(*) FROM pragma_table_info(?1) WHERE name = ?2";
    return ask(nullable, base_of(r->at[k].table), r->word[i]) ||
           (r->at[k].is_outer && ask(known, r->at[k].table, r->word[i]));
}

static bool orders_nulls_by_luck(const Reading_ *r)
{
    for (int i = 0; i + 1 < r->n; i++) {
        if (!rule_is(r, i, "ORDER") || !rule_is(r, i + 1, "BY")) continue;
        int scope = r->scope_of[i];
        bool unsure = false;
        for (int k = i + 2; k <= r->n; k++) {
            bool ends =
                k == r->n || r->scope_of[k] < scope ||
                (r->scope_of[k] == scope && (rule_is(r, k, ",") || rule_is(r, k, "LIMIT") || rule_is(r, k, ")")));
            if (ends && unsure) return true;
            if (k == r->n || rule_is(r, k, "LIMIT") || rule_is(r, k, ")")) break;
            if (r->scope_of[k] == scope && may_be_null(r, k)) unsure = true;
            if (rule_is(r, k, "NULLS")) unsure = false;
        }
    }
    return false;
}

static const char *wrong_with(const char *sql)
{
    static Reading_ r;
    rule_read(&r, sql);
    if (r.too_much) return "more than office_rule.h holds";
    const char *foreign = foreign_word(&r);
    if (foreign) return foreign;
    if (has_comma_join(&r)) return "tables joined by a comma";
    if (orders_nulls_by_luck(&r)) return "ORDER BY what may be NULL, without NULLS FIRST or LAST";
    if (strstr(sql, "LIMIT") && !strstr(sql, "ORDER BY") && strncmp(sql, "SELECT 1 ", 9))
        return "LIMIT without ORDER BY";
    return NULL;
}

static void each_is_understood_alike(void **state)
{
    (void)state;
    EACH_STATEMENT(sql)
    {
        const char *wrong = wrong_with(sql);
        if (wrong) test_fails("%s: %s", wrong, sql);
    }
}

/* -- the rules have teeth -------------------------------------------------------------------------------------- */

static void what_forgets_the_office_is_found(void **state)
{
    (void)state;
    static Reading_ r;
    static const char *const bad[] = {
        "SELECT id FROM plan WHERE id = $1",
        "SELECT p.id FROM plan p JOIN plan_node n ON n.plan_id = p.id WHERE p.office_id = $1",
        "SELECT p.id FROM plan p JOIN plan_node n ON n.office_id = n.office_id WHERE p.office_id = $1",
        "SELECT p.id FROM plan p WHERE p.office_id = $1 AND p.id IN (SELECT plan_id FROM plan_node WHERE kind = 'x')",
        "SELECT p.id FROM plan p WHERE p.office_id = $1 AND EXISTS (SELECT 1 FROM plan_node n WHERE n.plan_id = p.id)",
        "SELECT (SELECT count(*) FROM plan_node), id FROM plan WHERE office_id = $1",
        "UPDATE plan SET state = $1 WHERE id = $2",
        "DELETE FROM plan WHERE id = $1",
        "INSERT INTO plan_source (plan_id, content) VALUES ($1, $2)",
        "INSERT INTO plan_source (office_id, plan_id, content) SELECT 1, id, '' FROM plan WHERE office_id = $1",
        "INSERT INTO plan_source (office_id, plan_id, content) SELECT $1, id, '' FROM plan",
        "DELETE FROM plan WHERE office_id = $1 AND id NOT IN (SELECT plan_id FROM plan_node)",
    };
    static const char *const good[] = {
        "SELECT p.id FROM plan p JOIN plan_node n ON n.office_id = p.office_id AND n.plan_id = p.id WHERE p.office_id "
        "= $1",
        "SELECT a.id FROM plan a LEFT JOIN plan_node n ON n.office_id = a.office_id WHERE n.office_id = $2",
        "SELECT p.id FROM plan p WHERE p.office_id = $1 AND EXISTS (SELECT 1 FROM plan_node n WHERE n.office_id = "
        "p.office_id)",
        "INSERT INTO plan_source (office_id, plan_id, content) SELECT office_id, id, '' FROM plan WHERE office_id = $1",
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        rule_read(&r, bad[i]);
        if (!rule_unbound(&r, has_office)) test_fails("taken for good: %s", bad[i]);
    }
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        rule_read(&r, good[i]);
        if (rule_unbound(&r, has_office)) test_fails("taken for bad: %s", good[i]);
    }
}

static void what_the_stores_understand_differently_is_found(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "SELECT id FROM plan WHERE office_id = $1 ORDER BY activated_at",
        "SELECT p.id FROM plan p WHERE p.office_id = $1 ORDER BY p.id, p.activated_at DESC LIMIT 3",
        "SELECT a.id FROM plan a LEFT JOIN plan_card b ON b.office_id = a.office_id ORDER BY b.number",
        "SELECT id FROM plan, plan_node WHERE office_id = $1",
        "SELECT id FROM plan p, plan_node n WHERE office_id = $1",
        "INSERT OR IGNORE INTO plan (office_id, id) VALUES ($1, $2)",
        "SELECT ifnull(activated_at, 0) FROM plan WHERE office_id = $1",
        "SELECT id FROM plan WHERE office_id = $1 AND file_name LIKE 'a%'",
        "SELECT id FROM plan WHERE office_id = $1 LIMIT 5",
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (!wrong_with(bad[i])) test_fails("taken for good: %s", bad[i]);
    assert_null(wrong_with("SELECT id FROM plan WHERE office_id = $1 ORDER BY activated_at NULLS FIRST, id LIMIT 5"));
}

/* What is beyond the room would not be looked at: that is said, not passed over. */
static void a_statement_that_is_too_long_to_judge_is_said(void **state)
{
    (void)state;
    static Reading_ r;
    static const struct {
        const char *each, *many;
        int n;
    } ways[] = {{" JOIN plan_node n ON n.office_id = p.office_id", "tables", OCCURRENCES_MAX},
                {" AND p.id > 1", "words", WORDS_MAX / 4},
                {" AND (p.id)", "parentheses", SCOPES_MAX}};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        char sql[1 << 15] = "SELECT p.id FROM plan p";
        size_t at = strlen(sql), n = strlen(ways[i].each);
        for (int k = 0; k < ways[i].n; k++, at += n) memcpy(sql + at, ways[i].each, n + 1);
        rule_read(&r, sql);
        if (!r.too_much || strcmp(r.too_much, ways[i].many))
            test_fails("%d %s were passed over", ways[i].n, ways[i].many);
        assert_non_null(wrong_with(sql));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_view_is_a_projection_of_one_table),
        cmocka_unit_test(every_key_begins_with_the_office),
        cmocka_unit_test(each_names_its_office),
        cmocka_unit_test(no_table_escapes),
        cmocka_unit_test(none_walks_through_an_office_for_each_row),
        cmocka_unit_test(each_is_prepared_by_postgresql),
        cmocka_unit_test(each_is_understood_alike),
        cmocka_unit_test(what_forgets_the_office_is_found),
        cmocka_unit_test(what_the_stores_understand_differently_is_found),
        cmocka_unit_test(a_statement_that_is_too_long_to_judge_is_said),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
