// SPDX-License-Identifier: Apache-2.0
/* Many dossiers: lists look through a bounded number of them and go on behind it, a file has them all, counters are
 * counted again, those whose time is over go in turns. */
#include "http/world.h"
#include "people/signed_in.h"
#include "procedure/testing.h"

extern const Feature feature_people, feature_receipt, feature_form, feature_upload, feature_listing, feature_procedure;
static const Feature *const list[] = {
    &feature_listing, &feature_people, &feature_receipt, &feature_upload, &feature_form, &feature_procedure, NULL};
static SignedIn coordinator, commune;

enum { MANY = 4300, OF_ONE_COMMUNE = 7 };

static const char many_procedure[] =
    "code: nhieu\ntitle: Rất nhiều hồ sơ\n"
    "lists:\n  loai: [{key: a, label: A}, {key: b, label: B}]\n"
    "fields:\n"
    "  - {name: don_vi, type: text, label: Đơn vị, required: true}\n"
    "  - {name: phone, type: phone, label: Điện thoại, purpose: Liên hệ}\n"
    "  - {name: so, type: integer, label: Số}\n"
    "  - {name: loai, type: choice, list: loai, label: Loại, indexed: true}\n"
    "  - {name: xa, type: commune, label: Xã, indexed: true}\n"
    "states:\n"
    "  - {name: cho, label: Chờ, kind: open}\n"
    "  - {name: xong, label: Xong, kind: ended, outcome: agreed}\n"
    "moves:\n"
    "  - {name: dong_y, label: Đồng ý, from: cho, to: xong, who: [clock, {role: dieu-phoi}, {field: xa}]}\n"
    "counters:\n"
    "  - {name: tong, label: Tổng, what: sum, of: so, in: [cho, xong], by: [loai, xa]}\n"
    "  - {name: noi, label: Nơi, what: distinct, of: don_vi, in: [cho, xong]}\n"
    "retention: {days: 30, removes: personal}\n";

/* The oldest are of kind b and of one commune's; all that follow of kind a. */
static Fail fill(Ctx *c, void *ids)
{
    Version v;
    TRY(version_current(c, S("nhieu"), &v));
    for (int i = 0; i < MANY; i++) {
        Arena mark = c->mem;
        Answers a;
        Id id;
        Str code,
            json = str_format(&c->mem,
                              "{\"don_vi\":\"Đơn vị q%d\",\"phone\":\"0912345678\",\"so\":%d,\"loai\":\"%s\","
                              "\"xa\":\"%s\"}",
                              i % 50, i % 9, i < OF_ONE_COMMUNE ? "b" : "a", i < OF_ONE_COMMUNE ? "X07210" : "X07222");
        TRY(answers_from_json(c, &v.procedure->form, json, &a, NULL));
        TRY(dossier_submit(c, &v, &(NewDossier){.answers = &a}, &id, &code));
        arena_back(&c->mem, mark);
        *list_add(&c->mem, (IdList *)ids) = id;
    }
    return OK;
}

static Fail prepare(Ctx *c, void *unused)
{
    Id id;
    IdList ids = {0};
    (void)unused;
    TRY(org_ensure_shipped(c));
    TRY(signed_in_new(c, "Nguyễn Điều Phối", "STTTT", ROLE_COORDINATOR, &coordinator));
    TRY(signed_in_new(c, "Lê Văn Xã", "X07210", ROLE_OFFICIAL, &commune));
    TRY(version_publish(c, S(many_procedure), false, &id));
    return fill(c, &ids);
}

static int begin(void **state)
{
    return world_begins(state, (ServerOptions){.features = list, .gate = &people_gate}, prepare);
}

static Fail by_actor(World *w, const SignedIn *who)
{
    return actor_by_duty(&w->c, who->person, who->duty, &w->c.actor);
}

static void who_may_read_few_of_many_finds_them_at_once(void **state)
{
    World *w = *state;
    DossierRows rows;
    Id next;
    must(by_actor(w, &commune));
    must(dossier_list(&w->c, &(DossierChoice){.procedure = S("nhieu"), .query = S("don vi")}, &rows, &next));
    assert_int_equal(rows.n, OF_ONE_COMMUNE);
    assert_int_equal(next, 0);
    for (size_t i = 1; i < rows.n; i++) assert_true(rows.at[i - 1].id > rows.at[i].id);
    must(dossier_list(&w->c, &(DossierChoice){.procedure = S("nhieu"), .most = 3}, &rows, &next));
    assert_int_equal(rows.n, 3);
    must(dossier_list(&w->c, &(DossierChoice){.procedure = S("nhieu"), .most = 9, .before = next}, &rows, &next));
    assert_int_equal(rows.n, OF_ONE_COMMUNE - 3);
    assert_int_equal(next, 0);
}

/* Where nothing rare leads, a page looks through so many, and the next goes on behind them. */
static void what_looks_too_far_for_one_page_goes_on_with_the_next(void **state)
{
    World *w = *state;
    DossierRows rows;
    Id next;
    DossierChoice a = {.procedure = S("nhieu"), .filters = 2, .query = S("don vi")};
    a.filter[0] = (DossierFilter){S("loai"), S("a")}, a.filter[1] = (DossierFilter){S("loai"), S("b")};
    must(by_actor(w, &coordinator));
    must(dossier_list(&w->c, &a, &rows, &next));
    assert_int_equal(rows.n, 0);
    assert_int_equal(next, 0); /* b is rare: it was seen that none has both */
    a = (DossierChoice){.procedure = S("nhieu"), .filters = 1, .query = S("don vi q49")};
    a.filter[0] = (DossierFilter){S(""), S("cho")};
    size_t found = 0;
    for (int pages = 0; pages < 20; pages++) {
        must(dossier_list(&w->c, &a, &rows, &next));
        found += rows.n, a.before = next;
        if (!next) break;
    }
    assert_int_equal(next, 0);
    assert_int_equal(found, MANY / 50);
}

/* Rows of a CSV file, without the names of the columns. */
static size_t lines_in(Str csv)
{
    size_t n = 0;
    for (Str line; str_cut(&csv, '\n', &line);) n += line.n > 1;
    return n - 1;
}

static void a_file_has_all_of_them(void **state)
{
    World *w = *state;
    LocalReply csv = visit(w, &coordinator, "/ho-so.csv?thu-tuc=nhieu");
    assert_status(csv, 200);
    assert_int_equal(lines_in(csv.body), MANY);
    assert_has(csv.body, "Đơn vị q49");
    assert_int_equal(lines_in(visit(w, &coordinator, "/ho-so.csv?thu-tuc=nhieu&loc-1=loai%3Ab").body), OF_ONE_COMMUNE);
    LocalReply xlsx = visit(w, &coordinator, "/ho-so.xlsx?thu-tuc=nhieu");
    assert_status(xlsx, 200);
    assert_true(str_starts(xlsx.body, S("PK")) && xlsx.body.n > MANY);
    assert_has(xlsx.headers, "ho-so-nhieu.xlsx");
}

static Fail recount(Ctx *c, void *was_right) { return dossiers_recount(c, was_right); }

static Fail spoil(Ctx *c, void *unused)
{
    (void)unused;
    return store_run(c, "UPDATE dossier_count SET value = value + 1 WHERE office_id = $1 AND part = 'xa'", OFFICE);
}

static int64_t total(World *w)
{
    CountRows rows;
    must(procedure_counts(&w->c, S("nhieu"), &rows));
    int64_t sum = 0;
    for (size_t i = 0; i < rows.n; i++) sum += rows.at[i].value;
    return sum;
}

static void a_recount_says_whether_counters_were_right_and_sets_them_right(void **state)
{
    World *w = *state;
    bool was_right;
    int64_t before = total(w), expected = 50;
    for (int i = 0; i < MANY; i++) expected += 3 * (i % 9);
    assert_int_equal(before, expected);
    must_write(w, recount, &was_right);
    assert_true(was_right);
    must_write(w, spoil, NULL);
    assert_true(total(w) != before);
    must_write(w, recount, &was_right);
    assert_false(was_right);
    assert_int_equal(total(w), before);
}

static Fail end_all(Ctx *c, void *unused)
{
    IdList ids = {0};
    Rows r;
    Dossier after;
    (void)unused;
    TRY(store_query(c, &r, "SELECT id FROM dossier WHERE office_id = $1 ORDER BY id LIMIT 250", OFFICE));
    while (rows_next(&r)) *list_add(&c->mem, &ids) = row_integer(&r, 0);
    TRY(rows_end(&r));
    for (size_t i = 0; i < ids.n; i++) {
        Arena mark = c->mem;
        TRY(dossier_move(c, ids.at[i], &(MoveOrder){.move = S("dong_y"), .as = AS_CLOCK}, &after));
        arena_back(&c->mem, mark);
    }
    return OK;
}

static Fail erase_some(Ctx *c, void *erased)
{
    c->today += 31;
    Fail result = dossiers_erase_old(c, 100, erased);
    c->today -= 31;
    return result;
}

static void those_whose_time_is_over_go_in_turns(void **state)
{
    World *w = *state;
    int erased, turns[4];
    must_write(w, end_all, NULL);
    for (int i = 0; i < 4; i++) {
        must_write(w, erase_some, &erased);
        turns[i] = erased;
    }
    assert_int_equal(turns[0], 100);
    assert_int_equal(turns[1], 100);
    assert_int_equal(turns[2], 50);
    assert_int_equal(turns[3], 0);
    bool was_right;
    must_write(w, recount, &was_right);
    assert_true(was_right);
}

static Fail publish_next(Ctx *c, void *trial)
{
    Procedure p;
    DesignProblems problems;
    Id id;
    Str text = str_format(&c->mem, "%s%s", many_procedure, "takes_over:\n  - {from: cho, to: cho}\n");
    assert_true(procedure_read(&c->mem, text, NULL, &p, &problems));
    TRY(version_try(c, &p, trial));
    return version_publish(c, text, false, &id);
}

static void a_new_version_takes_over_however_many_are_open(void **state)
{
    World *w = *state;
    Rows r;
    PublishTrial trial;
    bool was_right;
    must_write(w, publish_next, &trial);
    assert_int_equal(trial.open, MANY);
    assert_int_equal(trial.moved, MANY);
    must(store_one(&w->c, &r, "SELECT count(DISTINCT version_id), count(*) FROM dossier WHERE office_id = $1", OFFICE));
    assert_int_equal(row_integer(&r, 0), 1);
    assert_int_equal(row_integer(&r, 1), MANY);
    must(rows_end(&r));
    must_write(w, recount, &was_right);
    assert_true(was_right);
}

#define T(name) cmocka_unit_test_setup_teardown(name, begin, world_ends)
int main(void)
{
    const struct CMUnitTest tests[] = {
        T(who_may_read_few_of_many_finds_them_at_once),
        T(what_looks_too_far_for_one_page_goes_on_with_the_next),
        T(a_file_has_all_of_them),
        T(a_recount_says_whether_counters_were_right_and_sets_them_right),
        T(those_whose_time_is_over_go_in_turns),
        T(a_new_version_takes_over_however_many_are_open),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
