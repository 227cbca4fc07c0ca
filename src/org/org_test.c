// SPDX-License-Identifier: Apache-2.0
/* Agencies in the store: the shipped ones on every day, imports good and bad, faults, rebuild, search. */
#include "base/asset.h"
#include "base/map.h"
#include "doc/sheet.h"
#include "http/world.h"
#include "org/org.h"
#include "store/place.h"

extern const Feature feature_org;
static const Feature *const list[] = {&feature_org, NULL};

static Fail fill(Ctx *c, void *unused)
{
    (void)unused;
    return org_ensure_shipped(c);
}

static int begin(void **state) { return world_begins(state, (ServerOptions){.features = list}, fill); }

static size_t count_on(World *w, Day on, const char *kind)
{
    OrgRows all;
    size_t n = 0;
    assert_int_equal(org_on(&w->c, on, &all), OK);
    for (size_t i = 0; i < all.n; i++) n += str_equal(all.at[i].kind, str_of(kind));
    return n;
}

static void there_are_as_many_as_the_law_says(void **state)
{
    World *w = *state;
    Day before = day_of(2024, 9, 15), new_year = day_of(2025, 1, 1), july = day_of(2025, 7, 1);
    assert_int_equal(count_on(w, before, "ubnd-huyen"), 10);
    assert_int_equal(count_on(w, before, "ubnd-xa"), 209);
    assert_int_equal(count_on(w, new_year, "ubnd-huyen"), 10);
    assert_int_equal(count_on(w, new_year, "ubnd-xa"), 192);
    assert_int_equal(count_on(w, july, "ubnd-huyen"), 0);
    assert_int_equal(count_on(w, july, "ubnd-xa"), 58);
}

static void who_came_after_is_known_both_ways(void **state)
{
    World *w = *state;
    Org org;
    OrgSuccessorList next, last;
    assert_int_equal(org_by_code(&w->c, S("STTTT"), &org), OK);
    assert_str(org.name, S("Sở Thông tin và Truyền thông tỉnh Bắc Giang"));
    assert_str(org.parent, S("UBND"));
    assert_int_equal(org_successors(&w->c, org.id, &next), OK);
    assert_int_equal(next.n, 1);
    assert_int_equal(next.at[0].on, day_of(2025, 3, 1));
    assert_int_equal(org_predecessors(&w->c, next.at[0].org.id, &last), OK);
    bool found = false;
    for (size_t i = 0; i < last.n; i++) found |= last.at[i].org.id == org.id;
    assert_true(found);
    Org alone; /* without its parent it is the same, in other letters, too; and who is not there has a sentence */
    assert_int_equal(org_alone(&w->c, S("STTTT"), &alone), OK);
    assert_int_equal(alone.id, org.id);
    assert_str(alone.name, org.name);
    assert_int_equal(alone.to, org.to);
    assert_int_equal(org_alone(&w->c, S("sttTT"), &alone), OK);
    assert_str(alone.code, S("STTTT"));
    assert_int_equal(org_alone(&w->c, S("KHONGCO"), &alone), FAIL_MISSING);
    assert_true(*w->c.why);
    assert_int_equal(org_by_code(&w->c, S("TU"), &org), OK);
    assert_int_equal(org_successors(&w->c, org.id, &next), OK);
    assert_str(next.at[0].org.name, S("Tỉnh ủy Bắc Ninh")); /* of another province: a name, no code */
    assert_int_equal(next.at[0].org.code.n, 0);
}

/* Every row of data/org/succession.tsv, both ways. */
static void succession_is_as_its_table_says(void **state)
{
    World *w = *state;
    Sheet t = sheet_shipped(&w->c.mem, "org/succession.tsv");
    for (size_t i = 1; i < t.n; i++) {
        const SheetRow *row = &t.row[i];
        Str successor = sheet_named(&t, row, S("successor"));
        Str outside = sheet_named(&t, row, S("outside"));
        Day day = day_parse_iso(sheet_named(&t, row, S("day")));
        Org org;
        OrgSuccessorList next, last;
        assert_true(day != NO_DAY && !successor.n != !outside.n);
        assert_int_equal(org_by_code(&w->c, sheet_named(&t, row, S("code")), &org), OK);
        assert_int_equal(org.to, day);
        assert_int_equal(org_successors(&w->c, org.id, &next), OK);
        assert_int_equal(next.n, 1);
        assert_int_equal(next.at[0].on, day);
        assert_str(next.at[0].org.code, successor);
        if (outside.n) assert_str(next.at[0].org.name, outside);
        if (outside.n) continue;
        assert_int_equal(org_predecessors(&w->c, next.at[0].org.id, &last), OK);
        bool found = false;
        for (size_t k = 0; k < last.n; k++) found |= last.at[k].org.id == org.id && last.at[k].on == day;
        assert_true(found);
    }
    assert_int_equal(t.n, 1 + 251);
}

static const Org *on_day(World *w, Day on, const char *code)
{
    OrgRows *all = NEW(&w->c.mem, OrgRows, 1);
    assert_int_equal(org_on(&w->c, on, all), OK);
    for (size_t i = 0; i < all->n; i++)
        if (str_equal(all->at[i].code, str_of(code))) return &all->at[i];
    test_fails("%s is not there", code);
    return NULL;
}

/* On every day on which something changes, everybody stands under somebody who is there. */
static void everybody_stands_under_somebody_who_is_there(void **state)
{
    World *w = *state;
    static const struct {
        int year, month, day;
        const char *code, *parent;
    } rows[] = {
        {2024, 9, 15, "X07750", "H221"},  {2025, 1, 1, "X07750", "H213"}, /* Yên Dũng went into the city */
        {2024, 12, 31, "X07552", "H219"}, {2025, 1, 1, "X07552", "H224"}, /* Lục Ngạn's went to Chũ */
        {2024, 9, 15, "BTDKT", "SNV"},    {2025, 3, 1, "BTDKT", "SNV-2025"},
        {2025, 7, 1, "BTDKT", ""},        {2025, 7, 1, "BCDCDS", "UBND-BN"},
    };
    Org org;
    static const int days[][3] = {{2024, 9, 15}, {2025, 1, 1}, {2025, 2, 1}, {2025, 3, 1}, {2025, 7, 1}, {2026, 1, 1}};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        OrgRows all;
        Map there = {0};
        assert_int_equal(org_on(&w->c, day_of(days[i][0], days[i][1], days[i][2]), &all), OK);
        for (size_t k = 0; k < all.n; k++) *map_put(&w->c.mem, &there, all.at[k].code) = w;
        for (size_t k = 0; k < all.n; k++)
            if (all.at[k].parent.n && !map_get(&there, all.at[k].parent))
                test_fails("%.*s stands under %.*s", STR_ARGS(all.at[k].code), STR_ARGS(all.at[k].parent));
    }
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        w->c.today = day_of(rows[i].year, rows[i].month, rows[i].day);
        assert_str(on_day(w, w->c.today, rows[i].code)->parent, str_of(rows[i].parent));
        assert_int_equal(org_by_code(&w->c, str_of(rows[i].code), &org), OK);
        assert_str(org.parent, str_of(rows[i].parent));
    }
    w->c.today = day_of(2026, 1, 1); /* of an agency that is no more: its last one */
    assert_int_equal(org_by_code(&w->c, S("X07552"), &org), OK);
    assert_str(org.parent, S("H224"));
    assert_int_equal(org_by_code(&w->c, S("STTTT"), &org), OK);
    assert_str(org.parent, S("UBND"));
}

static void assert_same(const Org *a, const Org *b)
{
    assert_int_equal(a->id, b->id);
    assert_str(a->code, b->code);
    assert_str(a->name, b->name);
    assert_str(a->kind, b->kind);
    assert_str(a->parent, b->parent);
    assert_int_equal(a->from, b->from);
    assert_int_equal(a->to, b->to);
}

/* What the drawing of a page is told of agencies that it keeps is what the store says of each, on each day. */
static void one_that_is_kept_is_as_it_is_read(void **state)
{
    World *w = *state;
    const Directory *d;
    static const int days[][3] = {{2024, 9, 15}, {2025, 1, 1}, {2025, 3, 1}, {2025, 7, 1}, {2026, 1, 1}, {1990, 1, 1}};
    assert_int_equal(org_directory(&w->c, &d), OK);
    size_t n = directory_size(d);
    Org *read = NEW(&w->c.mem, Org, n), kept;
    for (size_t k = 0; k < sizeof days / sizeof *days; k++) {
        w->c.today = day_of(days[k][0], days[k][1], days[k][2]);
        for (size_t i = 0; i < n; i++) assert_int_equal(org_by_code(&w->c, directory_at(d, i)->code, &read[i]), OK);
        assert_int_equal(store_read_begin(&w->c), OK);
        store_use_memos(&w->c);
        for (size_t i = 0; i < n; i++) {
            assert_int_equal(org_by_code(&w->c, directory_at(d, i)->code, &kept), OK);
            assert_same(&kept, &read[i]);
        }
        assert_int_equal(org_by_code(&w->c, S("KHONGCO"), &kept), FAIL_MISSING);
        assert_int_equal(org_by_code(&w->c, S("sttTT"), &kept), OK);
        store_read_end(&w->c);
    }
}

static Fail ensure(Ctx *c, void *unused)
{
    (void)unused;
    return org_ensure_shipped(c);
}

/* A store that is filled costs one query: a second statement of its own would be the one that fails. */
static void a_filled_store_costs_one_query(void **state)
{
    World *w = *state;
    store_fail_statement(w->store, place_is_postgres() ? 4 : 3); /* begin, savepoint there, the query, then the end */
    assert_int_equal(store_write(&w->c, w->store, ensure, NULL), FAIL_STORE);
    store_fail_statement(w->store, 0);
    w->c.why[0] = 0;
    size_t before;
    const Directory *d;
    assert_int_equal(org_directory(&w->c, &d), OK);
    before = directory_size(d);
    assert_int_equal(store_write(&w->c, w->store, ensure, NULL), OK);
    assert_int_equal(org_directory(&w->c, &d), OK);
    assert_int_equal(directory_size(d), before);
}

/* -- imports ------------------------------------------------------------------------------------------------ */

typedef struct {
    const char *table;
    size_t added, changed, same, problems;
    char first[200]; /* sentence */
    int line;
} Asked;

static Fail import(Ctx *c, void *arg)
{
    Asked *job = arg;
    OrgImport result;
    Fail failed = org_import(c, str_of(job->table), &result);
    job->added = result.added, job->changed = result.changed, job->same = result.same;
    job->problems = result.problems.n;
    if (result.problems.n) {
        job->line = result.problems.at[0].line;
        snprintf(job->first, sizeof job->first, "%.*s", STR_ARGS(result.problems.at[0].sentence));
    }
    return failed;
}

static Asked run(World *w, const char *table, Fail expected)
{
    Asked job = {.table = table};
    w->c.why[0] = 0;
    assert_int_equal(store_write(&w->c, w->store, import, &job), expected);
    return job;
}

static void codes_are_found_whatever_their_case(void **state)
{
    World *w = *state;
    Org org;
    assert_int_equal(org_by_code(&w->c, S("sttTT"), &org), OK);
    assert_int_equal(org_by_code(&w->c, S("stttt"), &org), OK);
    run(w, "code\tname\nTo-1a\tMột\n", OK);
    assert_int_equal(org_by_code(&w->c, S("tO-1A"), &org), OK);
    assert_int_equal(w->c.why[0], 0);
    assert_int_equal(org_by_code(&w->c, S("KHONGCO"), &org), FAIL_MISSING);
    assert_has(str_of(w->c.why), "KHONGCO");
}

static void an_import_adds_changes_and_keeps(void **state)
{
    World *w = *state;
    static const char table[] = "code\tname\taliases\tkind\tparent_code\tvalid_from\tvalid_to\n"
                                "THV\tThư viện số tỉnh\tTVS|Thư viện\tdon-vi-su-nghiep\tSTTTT\t2024-01-01\t\n";
    Asked job = run(w, table, OK);
    assert_int_equal(job.added, 1);
    job = run(w, table, OK);
    assert_int_equal(job.same, 1);
    assert_int_equal(job.added + job.changed, 0);
    job = run(w, "code,name,kind,parent_code\r\nTHV,\"Thư viện số, học liệu tỉnh\",don-vi-su-nghiep,UBND\r\n", OK);
    assert_int_equal(job.changed, 1);
    Org org;
    assert_int_equal(org_by_code(&w->c, S("THV"), &org), OK);
    assert_str(org.name, S("Thư viện số, học liệu tỉnh"));
    assert_str(org.parent, S("UBND"));
    const Directory *d;
    assert_int_equal(org_directory(&w->c, &d), OK); /* older plans still find it by its old name */
    assert_non_null(directory_exact(d, org_key(&w->c.mem, S("Thư viện số tỉnh"), false)));
    assert_non_null(directory_exact(d, org_key(&w->c.mem, S("tvs"), false)));
}

static void the_name_of_a_day_is_the_name_it_had(void **state)
{
    World *w = *state;
    OrgRows all;
    run(w, "code\tname\tkind\nTHV\tTên cũ\thiep-hoi\n", OK);
    run(w, "code\tname\tkind\nTHV\tTên mới\thiep-hoi\n", OK);
    assert_int_equal(org_on(&w->c, day_at(clock_ms()), &all), OK);
    size_t i = 0;
    while (!str_equal(all.at[i].code, S("THV"))) i++;
    assert_str(all.at[i].name, S("Tên mới"));
    assert_int_equal(org_on(&w->c, day_of(2024, 9, 15), &all), OK);
    for (i = 0; !str_equal(all.at[i].code, S("THV"));) i++;
    assert_str(all.at[i].name, S("Tên cũ"));
}

static void a_shipped_table_again_changes_nothing(void **state)
{
    World *w = *state;
    Asked job = run(w, asset("org/bac-giang.tsv").p, OK);
    assert_int_equal(job.added + job.changed, 0);
    assert_int_equal(job.same, 424);
}

static void what_the_file_does_not_say_stays(void **state)
{
    World *w = *state;
    Day before = day_of(2024, 9, 15);
    Asked job = run(w, "code\tname\taliases\nSTTTT\tSở Thông tin và Truyền thông tỉnh Bắc Giang\tSở 4T\n", OK);
    assert_int_equal(job.changed, 1);
    const Org *o = on_day(w, before, "STTTT");
    assert_str(o->kind, S("so"));
    assert_str(o->parent, S("UBND"));
    assert_int_equal(o->to, day_of(2025, 3, 1));
    assert_int_equal(run(w, "code,name,kind\nSTTTT,Sở Thông tin và Truyền thông tỉnh Bắc Giang,so\n", OK).same, 1);
    job =
        run(w, "code\tname\tvalid_from\nSTTTT\tSở Thông tin và Truyền thông tỉnh Bắc Giang\t2026-01-01\n", FAIL_INPUT);
    assert_has(str_of(job.first), "Dòng 2: ngày hết hiệu lực đứng trước ngày bắt đầu đã lưu");
}

/* Under one, another, and the first again, on one day: what was before stays as it was. */
static void a_parent_may_come_back(void **state)
{
    World *w = *state;
    Day before = day_of(2024, 9, 15), now = day_at(clock_ms());
    run(w, "code\tname\nPA\tSở Một\nPB\tSở Hai\n", OK); /* of today: those of 2024 are no more */
    run(w, "code\tname\tparent_code\nTHV\tThư viện\tPA\n", OK);
    run(w, "code\tname\tparent_code\nTHV\tThư viện\tPB\n", OK);
    assert_str(on_day(w, before, "THV")->parent, S("PA"));
    assert_str(on_day(w, now, "THV")->parent, S("PB"));
    run(w, "code\tname\tparent_code\nTHV\tThư viện\tPA\n", OK);
    assert_str(on_day(w, before, "THV")->parent, S("PA"));
    assert_str(on_day(w, now, "THV")->parent, S("PA"));
    run(w, "code\tname\tparent_code\nTHV\tThư viện\t\n", OK);
    assert_str(on_day(w, before, "THV")->parent, S("PA"));
    assert_int_equal(on_day(w, now, "THV")->parent.n, 0);
}

static void a_name_that_comes_back_is_no_alias_twice(void **state)
{
    World *w = *state;
    const Directory *d;
    for (int i = 0; i < 3; i++) {
        run(w, "code\tname\taliases\nTHV\tTên một\tThư viện|Thư viện|Tên một\n", OK);
        run(w, "code\tname\nTHV\tTên hai\n", OK);
    }
    assert_int_equal(org_directory(&w->c, &d), OK);
    const Org *o = directory_by_code(d, S("THV"));
    assert_str(o->name, S("Tên hai"));
    assert_int_equal(o->n_aliases, 2);
    assert_str(o->aliases[0], S("Thư viện"));
    assert_str(o->aliases[1], S("Tên một"));
    assert_str(on_day(w, day_of(2024, 9, 15), "THV")->name, S("Tên một"));
}

static void every_bad_row_is_named_and_nothing_is_kept(void **state)
{
    World *w = *state;
    static const struct {
        const char *table, *says;
        int line;
    } bad[] = {
        {"code\tname\nA\t\n", "Dòng 2: thiếu tên", 2},
        {"code\tname\n\tTên\n", "Dòng 2: thiếu mã", 2},
        {"code\tname\nA\tMột\nA\tHai\n", "Dòng 3: mã “A” đã có", 3},
        {"code\tname\tparent_code\nA\tMột\tZZZ\n", "Dòng 2: cơ quan cấp trên “ZZZ”", 2},
        {"code\tname\tparent_code\nA\tMột\tB\nB\tHai\tA\n", "là cấp trên của chính nó", 2},
        {"code\tname\tvalid_from\nA\tMột\t31/12/2024\n", "phải viết như 2025-06-30", 2},
        {"code\tname\tvalid_from\tvalid_to\nA\tMột\t2025-01-02\t2025-01-01\n", "đứng trước ngày bắt đầu", 2},
        {"code\tname\nA\tMột\tthừa\n", "nhiều ô hơn", 2},
        {"code\tname\tparent_code\nA\tMột\tA\n", "“A” là cấp trên của chính nó", 2},
        {"code\tname\tparent_code\nUBND\tỦy ban\tSTTTT\n", "“UBND” là cấp trên của chính nó", 2},
        {"code\tname\nA/B\tMột\n", "mã “A/B” chỉ được có chữ không dấu", 2},
        {"code\tname\n..\tMột\n", "mã “..” chỉ được có", 2},
        {"code\tname\nSỞ\tMột\n", "mã “SỞ” chỉ được có", 2},
        {"code\tname\nA2345678901234567890123456789012345678901\tMột\n", "nhiều nhất 40 ký tự", 2},
        {"code\tname\nstttt\tMột\n", "mã “stttt” chỉ khác mã “STTTT” ở chữ hoa", 2},
        {"code\tname\nA1\tMột\na1\tHai\n", "Dòng 3: mã “a1” chỉ khác mã “A1”", 3},
        {"code\tname\nA\t---\n", "tên “---” không có chữ nào", 2},
        {"code\tname\nA\tM\x01t\n", "tên có ký tự điều khiển", 2},
        {"code\tname\taliases\nA\tMột\tb|\x7f\n", "tên khác (aliases) có ký tự điều khiển", 2},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        Asked job = run(w, bad[i].table, FAIL_INPUT);
        assert_has(str_of(job.first), bad[i].says);
        assert_int_equal(job.line, bad[i].line);
        Org org;
        assert_int_equal(org_by_code(&w->c, S("A"), &org), FAIL_MISSING);
    }
    Asked job = run(w, "code\tname\n\tx\nB\t\nC\tTên tốt\n\ty\n", FAIL_INPUT);
    assert_int_equal(job.problems, 3);
    /* in the order of the lines, and nobody is blamed for a bad row above him */
    job = run(w, "code\tname\tparent_code\nA\tMột\tZZ\nB\t\t\nC\tBa\tB\nD\tBốn\tE\nE\tNăm\tD\n", FAIL_INPUT);
    assert_int_equal(job.problems, 4);
    assert_int_equal(job.line, 2);
    char *name = NEW(&w->c.mem, char, 400);
    memset(name, 'x', 301);
    job = run(w, str_format(&w->c.mem, "code\tname\nA\t%s\n", name).p, FAIL_INPUT);
    assert_has(str_of(job.first), "tên dài 301 chữ, nhiều nhất là 300");
    run(w, "ma\tten\nA\tMột\n", FAIL_INPUT);
    run(w, "", FAIL_INPUT);
    run(w, "code\tname\n", FAIL_INPUT);
    run(w, "code\tname\nA\t\xff\xfe\n", FAIL_INPUT);
    assert_has(str_of(w->c.why), "UTF-8");
    run(w, "code,name\nA,\"Một\n", FAIL_INPUT); /* the rest of the file is in that cell: no row can be blamed */
    assert_has(str_of(w->c.why), "Dòng 2: dấu ngoặc kép mở mà không đóng");
}

static size_t size_of_directory(World *w)
{
    const Directory *d;
    assert_int_equal(org_directory(&w->c, &d), OK);
    return directory_size(d);
}

static void a_fault_at_any_statement_keeps_nothing(void **state)
{
    World *w = *state;
    size_t before = size_of_directory(w);
    int n = 1;
    for (; n < 200; n += test_times(5, 1)) {
        Arena mark = w->c.mem;
        Asked job = {
            .table = "code\tname\taliases\tparent_code\nQA\tMột\tm|n\tUBND\nQB\tHai\t\tQA\nSTTTT\tSở mới\t\tUBND\n"};
        store_fail_statement(w->store, n);
        Fail result = store_write(&w->c, w->store, import, &job);
        w->c.why[0] = 0;
        if (!store_has_failed(w->store)) break;
        assert_int_equal(result, FAIL_STORE);
        assert_int_equal(size_of_directory(w), before);
        arena_back(&w->c.mem, mark);
    }
    assert_true(n > 15);
    store_fail_statement(w->store, 0);
    assert_int_equal(size_of_directory(w), before + 2);
}

static Str keys_of(World *w)
{
    Out o = {.mem = &w->c.mem};
    Rows r;
    assert_int_equal(
        store_query(&w->c, &r, "SELECT name_id, org_id, folded, order_key FROM org_search ORDER BY name_id"), OK);
    while (rows_next(&r))
        out_format(&o, "%lld %lld%.*s%.*s\n", (long long)row_integer(&r, 0), (long long)row_integer(&r, 1),
                   STR_ARGS(row_text(&r, 2)), STR_ARGS(row_text(&r, 3)));
    assert_int_equal(rows_end(&r), OK);
    return out_str(&o);
}

static void a_rebuild_gives_the_same_rows(void **state)
{
    World *w = *state;
    run(w, "code\tname\taliases\nSTTTT\tSở khác\tbí danh mới\nTHV\tThư viện\t\n", OK);
    run(w, "code\tname\nTHV\tThư viện số\n", OK);
    Str before = keys_of(w);
    assert_true(before.n > 424 * 40);
    static const Rebuilder all[] = {org_rebuild};
    assert_int_equal(store_rebuild(&w->c, w->store, all, 1), OK);
    assert_str(keys_of(w), before);
}

/* -- search ------------------------------------------------------------------------------------------------- */

/* Đ after D, Đa after Da; as readers of a list expect it. */
static void lists_are_in_vietnamese_order(void **state)
{
    World *w = *state;
    static const char *const names[] = {"Anh", "Ánh", "Ân", "Dân", "Đa", "Ê", "Ô", "Ơ", "Zê"};
    OrgRows all;
    run(w,
        "code\tname\tkind\nQ8\tZê\tq\nQ7\tƠ\tq\nQ2\tÂn\tq\nQ0\tAnh\tq\nQ4\tĐa\tq\nQ1\tÁnh\tq\nQ3\tDân\tq\n"
        "Q6\tÔ\tq\nQ5\tÊ\tq\n",
        OK);
    assert_int_equal(org_on(&w->c, w->c.today, &all), OK);
    size_t n = 0;
    for (size_t i = 0; i < all.n; i++)
        if (str_equal(all.at[i].kind, S("q"))) assert_str(all.at[i].name, str_of(names[n++]));
    assert_int_equal(n, 9);
}

static void search_needs_no_marks(void **state)
{
    World *w = *state;
    static const char *const queries[] = {"so thong tin", "SỞ THÔNG TIN", "stttt", "so tt"};
    for (size_t i = 0; i < 3; i++) {
        OrgRows found;
        assert_int_equal(org_search(&w->c, str_of(queries[i]), &found), OK);
        assert_true(found.n > 0);
        assert_str(found.at[0].code, S("STTTT"));
    }
    OrgRows old, new;
    assert_int_equal(org_search(&w->c, S("hiệp hoà"), &old), OK);
    assert_int_equal(org_search(&w->c, S("hiệp hòa"), &new), OK);
    assert_true(old.n > 0 && old.n == new.n);
    assert_int_equal(org_search(&w->c, S("%%%"), &old), OK);
    assert_int_equal(old.n, 0);
    assert_int_equal(org_search(&w->c, S("uy ban nhan dan"), &old), OK);
    assert_int_equal(old.n, ORG_HITS_MAX);
    /* every word in one and the same name */
    run(w, "code\tname\taliases\nTHV\tThư viện\tnhà sách xanh|kho giấy đỏ\n", OK);
    assert_int_equal(org_search(&w->c, S("sach thv"), &old), OK);
    assert_int_equal(old.n, 1);
    assert_int_equal(org_search(&w->c, S("sach giay"), &old), OK);
    assert_int_equal(old.n, 0);
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, begin, world_ends)
    const struct CMUnitTest tests[] = {
        T(there_are_as_many_as_the_law_says),
        T(who_came_after_is_known_both_ways),
        T(succession_is_as_its_table_says),
        T(everybody_stands_under_somebody_who_is_there),
        T(one_that_is_kept_is_as_it_is_read),
        T(a_filled_store_costs_one_query),
        T(codes_are_found_whatever_their_case),
        T(an_import_adds_changes_and_keeps),
        T(the_name_of_a_day_is_the_name_it_had),
        T(a_shipped_table_again_changes_nothing),
        T(what_the_file_does_not_say_stays),
        T(a_parent_may_come_back),
        T(a_name_that_comes_back_is_no_alias_twice),
        T(every_bad_row_is_named_and_nothing_is_kept),
        T(a_fault_at_any_statement_keeps_nothing),
        T(a_rebuild_gives_the_same_rows),
        T(lists_are_in_vietnamese_order),
        T(search_needs_no_marks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
