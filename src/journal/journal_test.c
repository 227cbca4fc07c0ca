// SPDX-License-Identifier: Apache-2.0
/* The chain, and everything that may be done to it behind our back. */
#include "base/testing.h"
#include "journal/journal.h"
#include "store/place.h"
#include <stdio.h>
#include <unistd.h>

enum { WRITTEN = 5000 }; /* more than one piece of a walk */

static char path[PLACE_ROOM];
static Store *store;
static Arena whole;
static Ctx c;

static const Actor an = {.person = 7, .duty = 70, .org = STR("STTTT"), .address = STR("203.0.113.7")};

static Fail write_some(Ctx *k, void *arg)
{
    int n = *(int *)arg;
    for (int i = 0; i < n; i++) {
        Arena mark = k->mem;
        k->actor = i % 2 ? &an : NULL;
        JournalEntry e = {.act = "Sửa giá trị",
                          .object = "value",
                          .id = 100 + i,
                          .within = 5,
                          .title = S("3.1.b: đến hết ngày"),
                          .before = S("cũ"),
                          .after = str_format(&k->mem, "mới %d", i)};
        if (i % 3 == 0) e.subject = 8, e.personal_after = S("an@bacgiang.gov.vn");
        TRY(journal_write(k, e));
        arena_back(&k->mem, mark);
    }
    k->actor = NULL;
    return OK;
}

static void write_rows(int n) { assert_int_equal(store_write(&c, store, write_some, &n), OK); }

static int begin(void **state)
{
    (void)state;
    place_make(path, "journal");
    whole = arena_reserve(256 << 20);
    c = (Ctx){.mem = whole, .now = clock_ms()};
    assert_int_equal(store_open(&c, (StoreOptions){.path = path, .steps = migrations}, &store), OK);
    c.store = store_reader(store);
    return 0;
}
static int end(void **state)
{
    (void)state;
    store_close(store);
    place_remove(path);
    arena_release(&whole);
    return 0;
}

static JournalProof proof(void)
{
    JournalProof p;
    assert_int_equal(journal_verify(&c, &p), OK);
    return p;
}

static void what_was_written_holds(void **state)
{
    (void)state;
    assert_int_equal(proof().rows, 0);
    assert_int_equal(proof().wrong, 0);
    write_rows(WRITTEN);
    JournalProof p = proof();
    assert_int_equal(p.rows, WRITTEN);
    if (p.wrong) test_fails("row %lld: %.*s", (long long)p.wrong, STR_ARGS(p.what));
    assert_int_equal(p.erased, 0);
    assert_int_equal(p.head.n, 64);
}

static void rows_are_found_by_what_who_and_where(void **state)
{
    (void)state;
    JournalRowList rows;
    write_rows(10);
    assert_int_equal(journal_rows(&c, (JournalChoice){0}, &rows), OK);
    assert_int_equal(rows.n, 10);
    assert_int_equal(rows.at[0].n, 10);
    assert_int_equal(journal_rows(&c, (JournalChoice){.object = 103}, &rows), OK);
    assert_int_equal(rows.n, 1);
    assert_str(rows.at[0].address, S("203.0.113.7"));
    assert_str(rows.at[0].after, S("mới 3"));
    assert_int_equal(journal_rows(&c, (JournalChoice){.object = 5, .most = 3, .before = 9}, &rows), OK);
    assert_int_equal(rows.n, 3);
    assert_int_equal(rows.at[0].n, 8);
    assert_int_equal(journal_rows(&c, (JournalChoice){.person = 7}, &rows), OK);
    assert_int_equal(rows.n, 5);
    assert_int_equal(journal_rows(&c, (JournalChoice){.org = S("STTTT")}, &rows), OK);
    assert_int_equal(rows.n, 5);
}

/* -- behind our back ---------------------------------------------------------------------------------------- */

#define TAMPER(name, sql)                                                                                              \
    static Fail name(Ctx *k, void *unused)                                                                             \
    {                                                                                                                  \
        (void)unused;                                                                                                  \
        return store_run(k, sql);                                                                                      \
    }
TAMPER(change_value, "UPDATE journal SET after = 'khác' WHERE n = 5")
TAMPER(change_time, "UPDATE journal SET at = at + 1 WHERE n = 5")
TAMPER(change_who, "UPDATE journal SET person_id = 9 WHERE n = 5")
TAMPER(move_text, "UPDATE journal SET before = 'cũm', after = 'ới 4' WHERE n = 5")
TAMPER(take_out, "DELETE FROM journal WHERE n = 5")
TAMPER(take_first, "DELETE FROM journal WHERE n = 1")
TAMPER(cut_off, "DELETE FROM journal WHERE n >= 8")
TAMPER(cut_all, "DELETE FROM journal")
TAMPER(
    change_hash,
    "UPDATE journal SET hash = CASE substr(hash, 1, 1) WHEN '0' THEN '1' ELSE '0' END || substr(hash, 2) WHERE n = 10")
TAMPER(change_personal, "UPDATE journal_personal SET address = '198.51.100.1' WHERE n = 4")
TAMPER(add_personal, "INSERT INTO journal_personal VALUES (1, 99, 0, '', '', '', '')")
TAMPER(head_back, "UPDATE journal_head SET n = 9, hash = (SELECT hash FROM journal WHERE n = 9)")

static Fail swap(Ctx *k, void *unused)
{
    (void)unused;
    TRY(store_run(k, "UPDATE journal SET n = -5 WHERE n = 5"));
    TRY(store_run(k, "UPDATE journal SET n = 5 WHERE n = 6"));
    return store_run(k, "UPDATE journal SET n = 6 WHERE n = -5");
}

/* A row taken out and the others moved up, as if it never was. */
static Fail close_the_gap(Ctx *k, void *unused)
{
    (void)unused;
    TRY(store_run(k, "DELETE FROM journal_personal"));
    TRY(store_run(k, "DELETE FROM journal WHERE n = 5"));
    TRY(store_run(k, "UPDATE journal SET n = -n WHERE n > 5"));
    return store_run(k, "UPDATE journal SET n = -n - 1 WHERE n < 0");
}

static void tampering_is_found(void **state)
{
    (void)state;
    static const struct {
        Fail (*act)(Ctx *, void *);
        int64_t wrong;
    } known[] = {{change_value, 5},  {change_time, 5}, {change_who, 5}, {move_text, 5},    {take_out, 5},
                 {take_first, 1},    {cut_off, 8},     {cut_all, 1},    {change_hash, 10}, {change_personal, 4},
                 {add_personal, 99}, {head_back, 10},  {swap, 5},       {close_the_gap, 5}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (i) end(NULL), begin(NULL);
        write_rows(10);
        assert_int_equal(proof().wrong, 0);
        assert_int_equal(store_write(&c, store, known[i].act, NULL), OK);
        JournalProof p = proof();
        if (p.wrong != known[i].wrong) test_fails("tampering %zu: row %lld", i, (long long)p.wrong);
        assert_true(p.what.n > 0);
    }
}

static Fail forget(Ctx *k, void *person) { return journal_forget(k, *(Id *)person); }
static Fail forget_all(Ctx *k, void *rows) { return journal_forget_before(k, k->now + 1, rows); }

static void what_is_deleted_on_request_leaves_the_chain_whole(void **state)
{
    (void)state;
    JournalRowList rows;
    Id mail = 8, person = 7;
    int64_t n = 0;
    write_rows(10);
    assert_int_equal(store_write(&c, store, forget, &mail), OK);
    assert_int_equal(proof().wrong, 0);
    assert_int_equal(proof().erased, 4);
    assert_int_equal(store_write(&c, store, forget, &person), OK);
    assert_int_equal(proof().wrong, 0);
    assert_int_equal(journal_rows(&c, (JournalChoice){.object = 101}, &rows), OK);
    assert_true(rows.at[0].is_erased && !rows.at[0].address.n);
    assert_str(rows.at[0].after, S("mới 1"));
    write_rows(4);
    assert_int_equal(store_write(&c, store, forget_all, &n), OK);
    assert_true(n > 0);
    assert_int_equal(proof().wrong, 0);
}

static Fail write_and_fail(Ctx *k, void *unused)
{
    (void)unused;
    TRY(journal_write(k, (JournalEntry){.act = "Thử", .object = "x", .id = 1}));
    return fail(k, FAIL_INPUT, "không");
}

static void what_did_not_happen_is_not_in_it(void **state)
{
    (void)state;
    write_rows(3);
    assert_int_equal(store_write(&c, store, write_and_fail, NULL), FAIL_INPUT);
    write_rows(3);
    assert_int_equal(proof().rows, 6);
    assert_int_equal(proof().wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_was_written_holds, begin, end),
        cmocka_unit_test_setup_teardown(rows_are_found_by_what_who_and_where, begin, end),
        cmocka_unit_test_setup_teardown(tampering_is_found, begin, end),
        cmocka_unit_test_setup_teardown(what_is_deleted_on_request_leaves_the_chain_whole, begin, end),
        cmocka_unit_test_setup_teardown(what_did_not_happen_is_not_in_it, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
