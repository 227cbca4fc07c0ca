// SPDX-License-Identifier: Apache-2.0
/* The same random statements on SQLite and on PostgreSQL, of the kinds that the features use and of random shape: the
 * same rows.  Each run has a seed of its own, which it prints; SEED=n makes that run again. */
#include "base/out.h"
#include "base/testing.h"
#include "store/dialect_shapes.h"
#include "store/place.h"
#include "store/store.h"

enum { STATEMENTS = 6000, SHAPES = 400, KEYS = 40, STORES = 2 };

static const Migration steps[] = {
    {"test", 1,
     "CREATE TABLE thing (office_id INTEGER NOT NULL, id INTEGER NOT NULL, name TEXT NOT NULL, folded TEXT NOT NULL, "
     "day TEXT, weight REAL, count INTEGER, content BYTEA, PRIMARY KEY (office_id, id)) WITHOUT ROWID;"
     "CREATE UNIQUE INDEX thing_by_name ON thing (office_id, name) WHERE name <> '';"
     "CREATE TABLE part (office_id BIGINT NOT NULL, thing_id BIGINT NOT NULL, place BIGINT NOT NULL, text TEXT NOT "
     "NULL, "
     "PRIMARY KEY (office_id, thing_id, place));"},
    {0}};

/* What a parameter is: i an id, n any number or NULL, t a text, p a pattern for LIKE, d a day or NULL, r a real or
 * NULL, b bytes, s a small number. */
typedef struct {
    const char *sql, *parameters, *columns; /* columns: t text, i integer, r real, b bytes; "" = it writes */
} Kind;

static const Kind kinds[] = {
    {"INSERT INTO thing (office_id, id, name, folded, day, weight, count, content) VALUES ($1, $2, $3, $4, $5, $6, $7, "
     "$8)",
     "1ittdrnb", ""},
    {"INSERT INTO thing (office_id, id, name, folded, day, weight, count, content) VALUES ($1, $2, $3, $4, $5, $6, $7, "
     "$8) "
     "ON CONFLICT (office_id, id) DO UPDATE SET folded = excluded.folded, count = excluded.count, day = excluded.day",
     "1ittdrnb", ""},
    {"INSERT INTO part (office_id, thing_id, place, text) VALUES ($1, $2, $3, $4)", "1ist", ""},
    {"INSERT INTO part (office_id, thing_id, place, text) SELECT $1, $2, coalesce(max(place), 0) + 1, $3 FROM part "
     "WHERE office_id = $1 AND thing_id = $2",
     "1it", ""},
    {"UPDATE thing SET count = count + $3, folded = ' ' || $4 || ' ' WHERE office_id = $1 AND id = $2", "1ist", ""},
    {"UPDATE thing SET day = $3, weight = $4 WHERE office_id = $1 AND id < $2 AND day IS NULL", "1idr", ""},
    {"UPDATE thing SET name = CASE WHEN count = 0 THEN '' ELSE name END WHERE office_id = $1 AND id = $2", "1i", ""},
    {"DELETE FROM part WHERE office_id = $1 AND thing_id NOT IN (SELECT id FROM thing WHERE office_id = $1)", "1", ""},
    {"DELETE FROM thing WHERE office_id = $1 AND id = $2 AND (day IS NULL OR day < $3)", "1id", ""},
    {"SELECT id, name, folded, day, weight, count, content FROM thing WHERE office_id = $1 ORDER BY id", "1",
     "itttrib"},
    {"SELECT id, name FROM thing WHERE office_id = $1 ORDER BY name, id", "1", "it"},
    {"SELECT id, day FROM thing WHERE office_id = $1 ORDER BY day NULLS FIRST, id DESC", "1", "it"},
    {"SELECT id FROM thing WHERE office_id = $1 ORDER BY count DESC NULLS LAST, weight NULLS FIRST, id", "1", "i"},
    {"SELECT id FROM thing WHERE office_id = $1 AND (name > $2 OR (name = $2 AND id > $3)) ORDER BY name, id LIMIT 5",
     "1ti", "i"},
    {"SELECT id, folded LIKE $2 FROM thing WHERE office_id = $1 AND folded LIKE $3 ORDER BY id", "1pp", "ii"},
    {"SELECT count(*), count(day), coalesce(sum(count), 0), min(name), max(day), min(weight) FROM thing WHERE "
     "office_id = $1",
     "1", "iiittr"},
    {"SELECT t.id, coalesce(p.text, t.name, '-'), length(t.name) FROM thing t LEFT JOIN part p ON p.office_id = "
     "t.office_id "
     "AND p.thing_id = t.id WHERE t.office_id = $1 AND ($2 = '' OR t.name >= $2) ORDER BY t.id, p.place NULLS FIRST",
     "1t", "iti"},
    {"SELECT thing_id, count(*), max(place) FROM part WHERE office_id = $1 GROUP BY thing_id ORDER BY 2 DESC, 1", "1",
     "iii"},
    {"SELECT DISTINCT day FROM thing WHERE office_id = $1 AND day IS NOT NULL ORDER BY day", "1", "t"},
    {"SELECT t.id, t.weight > $2, t.name <> '' FROM thing t WHERE t.office_id = $1 AND EXISTS (SELECT 1 FROM part p "
     "WHERE "
     "p.office_id = t.office_id AND p.thing_id = t.id AND p.place > $3) ORDER BY t.id",
     "1Rs", "iii"},
    {"SELECT id, count / 7, count % 7, count * 2 - 1, -count FROM thing WHERE office_id = $1 AND count BETWEEN "
     "-1000000 AND "
     "1000000 ORDER BY id",
     "1", "iiiii"},
    {"SELECT id, CASE WHEN day IS NULL THEN 'không' WHEN day <= $2 THEN 'trước' ELSE 'sau' END FROM thing WHERE "
     "office_id = "
     "$1 AND (count = $3 OR count IS NULL) ORDER BY id",
     "1Ds", "it"},
    {"SELECT id, upper(folded), name || '/' || folded FROM thing WHERE office_id = $1 AND name IN ($2, $3, '') ORDER "
     "BY id",
     "1tt", "itt"},
};
enum { KINDS = sizeof kinds / sizeof *kinds };

static const char *const texts[] = {
    "",    "a",          "A",       "á",       "ạ",        "Bắc Giang", "bac giang", "đ",      "Đ", "z",        "Z",
    "a b", "a%b",        "a_b",     "a'b",     "a\"b",     "a\\b",      "10",        "9",      "😀", " ",        "\n",
    "ư ơ", "2024-09-28", "Sở TTTT", "ngày số", "ngày hội", "~",         "\xC2\xA0",  "tab\tx", "é", "e\xCC\x81"};
static const char *const patterns[] = {"%", "%a%", "a%", "% b%", "%_%", "", "%đ%", "%A%", "%giang%", "_", "%'%"};
static const int64_t numbers[] = {0, 1, -1, 7, -7, 41, 1000000, INT64_C(9007199254740993), -INT64_C(9007199254740993)};
static const double reals[] = {0, 0.5, -0.1, 1e300, 1e-300, 3.141592653589793, 1.0 / 3, -7};

static uint64_t seed, first_seed;
static unsigned next_random(unsigned below)
{
    seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
    return (unsigned)(seed >> 33) % below;
}
#define ONE_OF(list) (list)[next_random(sizeof(list) / sizeof *(list))]

static Value random_value(Ctx *c, char kind)
{
    bool is_null = !next_random(4);
    switch (kind) {
    case '1': return value_integer(OFFICE);
    case 'i': return value_integer(next_random(KEYS));
    case 's': return value_integer(next_random(5));
    case 'n': return is_null ? SQL_NULL : value_integer(ONE_OF(numbers));
    case 'r': return is_null ? SQL_NULL : value_real(ONE_OF(reals));
    case 'R': return value_real(ONE_OF(reals));
    case 'd': return is_null ? SQL_NULL : value_day(c, day_of(2024, 9, 1) + (int)next_random(60));
    case 'D': return value_day(c, day_of(2024, 9, 1) + (int)next_random(60));
    case 'p': return value_c(ONE_OF(patterns));
    case 'b': return is_null ? SQL_NULL : value_bytes((Str){"\0\1\\\xff\x80'x", next_random(8)});
    default: return value_c(ONE_OF(texts));
    }
}

typedef struct {
    const Kind *kind;
    Values values;
} Run;

static Fail run(Ctx *c, void *arg)
{
    const Run *r = arg;
    int64_t changed;
    return store_run_values(c, r->kind->sql, r->values, &changed);
}

static void put_column(Out *o, Rows *r, int i, char type)
{
    if (row_is_null(r, i)) out_raw(o, S("NULL"));
    else if (type == 'i') out_format(o, "%lld", (long long)row_integer(r, i));
    else if (type == 'r') out_format(o, "%.17g", row_real(r, i));
    else if (type == 't') out_raw(o, row_text(r, i));
    else
        for (Str b = row_bytes(r, i); b.n; b = str_from(b, 1)) out_format(o, "%02x", (unsigned char)b.p[0]);
    out_char(o, '|');
}

static Str rows_of(Ctx *c, const Run *run_this)
{
    Rows r;
    Out o = {.mem = &c->mem};
    assert_int_equal(store_read_begin(c), OK);
    Fail result = store_query_values(c, &r, run_this->kind->sql, run_this->values);
    while (!result && rows_next(&r)) {
        for (int i = 0; run_this->kind->columns[i]; i++) put_column(&o, &r, i, run_this->kind->columns[i]);
        out_char(&o, '\n');
    }
    if (!result) result = rows_end(&r);
    store_read_end(c);
    if (result) test_fails("%s: %s", run_this->kind->sql, c->why);
    return out_str(&o);
}

typedef struct {
    Ctx c;
    Store *store;
} Side;

static void same(Side *sides, const Run *r)
{
    Str rows[STORES] = {0};
    Fail result[STORES] = {0};
    for (int i = 0; i < STORES; i++) {
        sides[i].c.why[0] = 0;
        if (*r->kind->columns) rows[i] = rows_of(&sides[i].c, r);
        else result[i] = store_write(&sides[i].c, sides[i].store, run, (void *)(uintptr_t)r);
    }
    if (result[0] != result[1] || !str_equal(rows[0], rows[1]))
        test_fails("seed %llu: %s\nSQLite %d %s\n%.*s\nPostgreSQL %d %s\n%.*s", (unsigned long long)first_seed,
                   r->kind->sql, result[0], sides[0].c.why, STR_ARGS(rows[0]), result[1], sides[1].c.why,
                   STR_ARGS(rows[1]));
}

/* The texts live as long as the stores, which keep statements by where their text is. */
static Shape shapes[SHAPES];
static Kind any[KINDS + SHAPES];

static void make_shapes(void)
{
    const char *given = getenv("SEED");
    first_seed = seed = given ? strtoull(given, NULL, 10) : (uint64_t)clock_ms();
    print_message("SEED=%llu\n", (unsigned long long)seed);
    for (int i = 0; i < KINDS; i++) any[i] = kinds[i];
    for (int i = 0; i < SHAPES; i++) {
        shape_make(&shapes[i], next_random);
        any[KINDS + i] = (Kind){shapes[i].sql, shapes[i].parameters, shapes[i].columns};
    }
}

/* Half of them of a kind that is known to fill the tables. */
static const Kind *any_kind(void) { return next_random(2) ? &any[next_random(KINDS)] : &ONE_OF(any); }

static void random_statements_give_the_same(void **state)
{
    (void)state;
    if (!place_is_postgres()) skip();
    char paths[STORES][PLACE_ROOM] = {"/tmp/ngayso-dialect.db"};
    Side sides[STORES] = {0};
    snprintf(paths[0], PLACE_ROOM, "/tmp/ngayso-dialect-%d.db", (int)getpid());
    place_make(paths[1], "dialect");
    for (int i = 0; i < STORES; i++) {
        sides[i].c = (Ctx){.mem = arena_reserve(64 << 20), .now = clock_ms()};
        assert_int_equal(store_open(&sides[i].c, (StoreOptions){.path = paths[i], .steps = steps}, &sides[i].store),
                         OK);
        sides[i].c.store = store_reader(sides[i].store);
    }
    Arena marks[STORES] = {sides[0].c.mem, sides[1].c.mem};
    make_shapes();
    for (int n = 0; n < STATEMENTS; n++) {
        Value values[SHAPE_VALUES];
        Run r = {.kind = any_kind(), .values = {values, 0}};
        for (const char *p = r.kind->parameters; *p; p++) values[r.values.n++] = random_value(&sides[0].c, *p);
        same(sides, &r);
        for (int i = 0; i < STORES; i++) arena_back(&sides[i].c.mem, marks[i]);
    }
    for (int i = 0; i < STORES; i++) store_close(sides[i].store);
    static const char *const ends[] = {"", "-wal", "-shm"};
    for (int i = 0; i < 3; i++) {
        char name[PLACE_ROOM + 8];
        snprintf(name, sizeof name, "%s%s", paths[0], ends[i]);
        unlink(name);
    }
}

/* Neither takes a NUL in a text. */
static Fail write_nul(Ctx *c, void *arg)
{
    (void)arg;
    return store_run(c, "INSERT INTO part (office_id, thing_id, place, text) VALUES ($1, 1, 1, $2)", OFFICE,
                     ((Str){"a\0b", 3}));
}

static void a_nul_is_refused(void **state)
{
    (void)state;
    char path[PLACE_ROOM];
    Ctx c = {.mem = arena_reserve(16 << 20), .now = clock_ms()};
    Arena whole = c.mem;
    Store *store;
    place_make(path, "nul");
    assert_int_equal(store_open(&c, (StoreOptions){.path = path, .steps = steps}, &store), OK);
    assert_int_equal(store_write(&c, store, write_nul, NULL), FAIL_INPUT);
    assert_true(str_contains(str_of(c.why), S("NUL")));
    store_close(store);
    place_remove(path);
    arena_release(&whole);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(random_statements_give_the_same),
                                       cmocka_unit_test(a_nul_is_refused)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
