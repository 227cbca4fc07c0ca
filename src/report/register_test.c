// SPDX-License-Identifier: Apache-2.0
/* The register of numbers: one after the other, each once, whoever asks at the same time; the rules about days; numbers
 * that are kept, struck out, or stand in a book of paper. */
#include "http/world.h"
#include "org/org.h"
#include "report/report.h"
#include <pthread.h>

extern const Feature feature_report, feature_portal;
static const Feature *const list[] = {&feature_portal, &feature_report, NULL}; /* the frame has its own search */

static Fail prepare(Ctx *c, void *unused)
{
    (void)unused;
    return org_ensure_shipped(c);
}

static int begin(void **state)
{
    World *w = world_begin(migrations, (ServerOptions){.features = list}, prepare, 0);
    w->c.today = day_of(2024, 10, 18); /* a Friday */
    *state = w;
    return 0;
}

static Fail take(Ctx *c, void *arg) { return register_take(c, arg); }
static Fail keep(Ctx *c, void *arg) { return register_keep(c, arg); }

static RegisterNumber a_report(World *w)
{
    return (RegisterNumber){.org = S("STTTT"), .type = S("BC"), .day = w->c.today, .subject = S("Kết quả")};
}

static RegisterNumber taken(World *w)
{
    RegisterNumber n = a_report(w);
    must_write(w, take, &n);
    return n;
}

static void symbols_are_those_of_the_decree(void **state)
{
    World *w = *state;
    RegisterNumber n = taken(w);
    assert_str(n.symbol, S("01/BC-STTTT"));
    n = (RegisterNumber){.org = S("UBND"), .type = S(REGISTER_LETTERS), .unit = S("VX"), .day = w->c.today};
    must_write(w, take, &n);
    assert_str(n.symbol, S("01/UBND-VX")); /* a letter has no type */
    n = (RegisterNumber){.org = S("SLDTBXH"), .type = S("TTr"), .day = w->c.today};
    must_write(w, take, &n);
    assert_str(n.symbol, S("01/TTr-SLĐTBXH")); /* the directory's code has no marks; the name tells where a Đ stood */
    n = (RegisterNumber){.org = S("H219"), .type = S("BC"), .day = w->c.today};
    must_write(w, take, &n);
    assert_str(n.symbol, S("01/BC-UBND"));
}

/* -- many at once
 * -------------------------------------------------------------------------------------------------------------- */

enum { CLIENTS = 64, NUMBERS = 10000 };
static _Atomic int left;
static _Atomic int failed;

static void *client(void *arg)
{
    World *w = arg;
    Arena whole = arena_reserve((size_t)64 << 20);
    Ctx c = {.mem = whole, .now = clock_ms(), .today = w->c.today};
    while (left-- > 0) {
        Arena mark = c.mem;
        RegisterNumber n = a_report(w);
        if (store_write(&c, w->store, take, &n)) failed++;
        arena_back(&c.mem, mark);
    }
    arena_release(&whole);
    return NULL;
}

static void sixty_four_clients_take_ten_thousand_numbers(void **state)
{
    World *w = *state;
    pthread_t threads[CLIENTS];
    int gaps;
    Rows r;
    left = NUMBERS;
    for (int i = 0; i < CLIENTS; i++) assert_int_equal(pthread_create(&threads[i], NULL, client, w), 0);
    for (int i = 0; i < CLIENTS; i++) assert_int_equal(pthread_join(threads[i], NULL), 0);
    assert_int_equal(failed, 0);
    must(register_gaps(&w->c, S("STTTT"), S("BC"), 2024, &gaps));
    assert_int_equal(gaps, 0);
    must(store_one(
        &w->c, &r,
        "SELECT count(*), count(DISTINCT number), min(number), max(number) FROM report_number WHERE office_id = $1",
        OFFICE));
    for (int i = 0; i < 4; i++) assert_int_equal(row_integer(&r, i), i == 2 ? 1 : NUMBERS);
    must(rows_end(&r));
}

/* -- days
 * -------------------------------------------------------------------------------------------------------------------------
 */

static void refused(World *w, Day day, const char *sentence)
{
    RegisterNumber n = a_report(w);
    n.day = day;
    assert_int_equal(do_write(w, take, &n), FAIL_INPUT);
    assert_has(str_of(w->c.why), sentence);
}

static void numbers_follow_days(void **state)
{
    World *w = *state;
    taken(w);
    refused(w, w->c.today + 1, "chưa đến");
    refused(w, w->c.today - 1, "không ghi ngày sớm hơn"); /* number 1 has a later day */
    refused(w, NO_DAY, "ngày của văn bản");
    RegisterNumber n = {.org = S("SYT"), .type = S("BC"), .day = w->c.today - 1};
    must_write(w, take, &n); /* signed on Thursday, registered on Friday */
    n = (RegisterNumber){.org = S("SCT"), .type = S("BC"), .day = w->c.today - 2};
    assert_int_equal(do_write(w, take, &n), FAIL_INPUT);
    assert_has(str_of(w->c.why), "chậm nhất trong ngày làm việc tiếp theo");
}

static void a_year_begins_with_one(void **state)
{
    World *w = *state;
    taken(w), taken(w);
    w->c.today = day_of(2025, 1, 2);
    assert_str(taken(w).symbol, S("01/BC-STTTT"));
}

/* -- kept, struck out, on paper
 * ---------------------------------------------------------------------------------------------------- */

typedef struct {
    Id kept;
    RegisterNumber n;
    const char *why;
} Use;
static Fail use(Ctx *c, void *arg) { return register_use(c, ((Use *)arg)->kept, &((Use *)arg)->n); }
static Fail strike(Ctx *c, void *arg) { return register_void(c, ((Use *)arg)->kept, str_of(((Use *)arg)->why)); }

static void a_kept_number_gets_its_document_between_its_neighbours(void **state)
{
    World *w = *state;
    RegisterNumber kept = {.org = S("STTTT"), .type = S("BC"), .note = S("Báo cáo tháng")};
    taken(w);
    must_write(w, keep, &kept);
    assert_str(kept.symbol, S("02/BC-STTTT"));
    w->c.today += 3; /* Monday */
    assert_str(taken(w).symbol, S("03/BC-STTTT"));
    w->c.today += 1;
    Use u = {.kept = kept.id, .n = a_report(w)};
    assert_int_equal(do_write(w, use, &u), FAIL_INPUT); /* number 3 has an earlier day than today */
    assert_has(str_of(w->c.why), "18/10/2024 đến 21/10/2024");
    u.n.day = day_of(2024, 10, 19);
    must_write(w, use, &u);
    assert_str(u.n.symbol, S("02/BC-STTTT"));
    assert_int_equal(do_write(w, use, &u), FAIL_CONFLICT);
}

static void a_struck_number_stays_in_the_register(void **state)
{
    World *w = *state;
    int gaps;
    RegisterNumber kept = {.org = S("STTTT"), .type = S("BC"), .note = S("Báo cáo quý")};
    must_write(w, keep, &kept);
    Use u = {.kept = kept.id, .why = ""};
    assert_int_equal(do_write(w, strike, &u), FAIL_INPUT);
    u.why = "Không ban hành";
    must_write(w, strike, &u);
    assert_str(taken(w).symbol, S("02/BC-STTTT"));
    must(register_gaps(&w->c, S("STTTT"), S("BC"), 2024, &gaps));
    assert_int_equal(gaps, 0);
    must(register_number(&w->c, kept.id, &kept));
    assert_int_equal(kept.state, NUMBER_VOID);
    assert_str(kept.note, S("Không ban hành"));
}

static void no_more_than_a_few_are_kept(void **state)
{
    World *w = *state;
    for (int i = 0; i <= REGISTER_KEEP_MAX; i++) {
        RegisterNumber n = {.org = S("STTTT"), .type = S("BC"), .note = S("Để dành")};
        assert_int_equal(do_write(w, keep, &n), i < REGISTER_KEEP_MAX ? OK : FAIL_CONFLICT);
    }
}

static Fail go_on_from_paper(Ctx *c, void *unused)
{
    (void)unused;
    return register_begin_after(c, S("STTTT"), S("BC"), 2024, 135);
}

static void a_book_of_paper_is_gone_on_with(void **state)
{
    World *w = *state;
    int gaps;
    must_write(w, go_on_from_paper, NULL);
    assert_str(taken(w).symbol, S("136/BC-STTTT"));
    must(register_gaps(&w->c, S("STTTT"), S("BC"), 2024, &gaps));
    assert_int_equal(gaps, 0);
    assert_int_equal(do_write(w, go_on_from_paper, NULL), FAIL_CONFLICT);
    assert_has(str_of(w->c.why), "136");
}

/* -- list
 * --------------------------------------------------------------------------------------------------------------------------
 */

static void the_register_is_searched_without_marks_and_paged(void **state)
{
    World *w = *state;
    RegisterNumberList found;
    Str next;
    for (int i = 0; i < 5; i++) {
        RegisterNumber n = a_report(w);
        n.subject = i == 3 ? S("Đôn đốc treo băng rôn") : S("Kết quả tuần");
        must_write(w, take, &n);
    }
    RegisterChoice a = {.year = 2024, .query = S("bang ron")};
    must(register_list(&w->c, &a, &found, &next));
    assert_int_equal(found.n, 1);
    assert_int_equal(found.at[0].number, 4);
    a = (RegisterChoice){.year = 2024, .most = 2};
    for (int page = 0; page < 3; page++, a.after = next) {
        must(register_list(&w->c, &a, &found, &next));
        assert_int_equal(found.at[0].number, 5 - 2 * page);
    }
    assert_int_equal(next.n, 0);
    assert_has(get(w, "/so-van-ban?q=bang+ron&nam=2024").body, "04/BC-STTTT");
    assert_status(get(w, "/so-van-ban.xlsx?nam=2024"), 200);
}

#define ONE(test) cmocka_unit_test_setup_teardown(test, begin, world_ends)
int main(void)
{
    const struct CMUnitTest tests[] = {ONE(symbols_are_those_of_the_decree),
                                       ONE(sixty_four_clients_take_ten_thousand_numbers),
                                       ONE(numbers_follow_days),
                                       ONE(a_year_begins_with_one),
                                       ONE(a_kept_number_gets_its_document_between_its_neighbours),
                                       ONE(a_struck_number_stays_in_the_register),
                                       ONE(no_more_than_a_few_are_kept),
                                       ONE(a_book_of_paper_is_gone_on_with),
                                       ONE(the_register_is_searched_without_marks_and_paged)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
