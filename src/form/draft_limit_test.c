// SPDX-License-Identifier: Apache-2.0
/* Drafts that nobody sends: swept with their files; how many there may be, of one person, one address, all; how large.
 */
#include "form/draft_testing.h"

static Fail grow_old(Ctx *c, void *days)
{
    return store_run(c, "UPDATE form_draft SET changed_at = changed_at - $2 WHERE office_id = $1", OFFICE,
                     *(int *)days * (int64_t)86400000);
}
static Fail grow_an_hour_old(Ctx *c, void *unused)
{
    (void)unused;
    return store_run(c, "UPDATE form_draft SET changed_at = changed_at - $2 WHERE office_id = $1", OFFICE,
                     (int64_t)(DRAFT_EMPTY_MINUTES + 1) * 60000);
}
static Fail purge(Ctx *c, void *nothing)
{
    (void)nothing;
    return drafts_purge(c);
}

static void drafts_that_nobody_touches_go_with_their_files(void **state)
{
    World *w = *state;
    int days = DRAFT_DAYS - 1;
    const char *kept = begun(w, "ngan"), *empty = begun(w, "ngan");
    IdList holders;
    assert_status(send_file(w, kept, "lan-luu=0&ten=A&nut-bam=luu", "anh", "a.txt", S("một dòng\n")), 303);
    must_write(w, grow_old, &days);
    must_write(w, purge, NULL);
    assert_status(get(w, kept), 200);
    assert_status(get(w, empty), 404);
    must(upload_holders(&w->c, &holders));
    assert_int_equal(holders.n, 1);
    days = 2;
    must_write(w, grow_old, &days);
    must_write(w, purge, NULL);
    assert_status(get(w, kept), 404);
    must(upload_holders(&w->c, &holders));
    assert_int_equal(holders.n, 0);
}

typedef struct {
    int n;
    Str place; /* empty = each another */
} ManyDrafts;

static Fail add_drafts(Ctx *c, void *arg)
{
    const ManyDrafts *k = arg;
    Str place = k->place;
    for (int i = 0; i < k->n; i++) {
        Arena mark = c->mem;
        Str token = token_new(&c->mem);
        TRY(store_run(c,
                      "INSERT INTO form_draft (office_id, id, token, kind, code, about_id, only_fields, version, "
                      "edition, typed, person_id, made_at, changed_at, place) VALUES ($1, $2, $3, 'don', 'ngan', 0, "
                      "'', 0, 1, '', 0, $4, $4, $5)",
                      OFFICE, id_new(c->now), token, c->now, place.n ? place : token));
        arena_back(&c->mem, mark);
    }
    return OK;
}

/* The place of the first draft. */
static Str some_place(World *w)
{
    Rows r;
    must(store_one(&w->c, &r, "SELECT max(place) FROM form_draft WHERE office_id = $1", OFFICE));
    Str place = row_text(&r, 0);
    must(rows_end(&r));
    return place;
}

/* Those who came here before; each of them began one and went away. */
static void strangers_begin_so_many_and_not_more(void **state)
{
    World *w = *state;
    for (int i = 0; i < DRAFTS_OF_PLACE_MAX; i++) begun(w, "ngan");
    LocalReply r = post(w, "/don/ngan/bat-dau", "");
    assert_status(r, 429);
    assert_has(r.body, "đang có 200 bản nháp chưa nộp");
    assert_status(submit(w, &hoa, "/don/ngan/bat-dau", ""), 303); /* who is signed in has their own limit */
    /* Nobody typed anything into them: an hour later they go, and only they. */
    must_write(w, grow_an_hour_old, NULL);
    const char *kept = begun(w, "ngan");
    assert_status(get(w, kept), 200);
    must_write(w, add_drafts, (&(ManyDrafts){.n = DRAFTS_OF_PLACE_MAX - 1, .place = some_place(w)}));
    assert_status(post(w, "/don/ngan/bat-dau", ""), 429);
    press(w, kept, "lan-luu=0&ten=A&so_luong=1&loai=trong&nut-bam=gui"); /* what is sent makes room, too */
    begun(w, "ngan");
    assert_status(post(w, "/don/ngan/bat-dau", ""), 429);
    must_write(w, grow_an_hour_old, NULL);
    begun(w, "ngan");                                     /* for the one that was empty */
    assert_status(post(w, "/don/ngan/bat-dau", ""), 429); /* what was typed stays */
}

static Fail add_large_drafts(Ctx *c, void *unused)
{
    (void)unused;
    char *large = NEW(&c->mem, char, DRAFT_BYTES_MAX);
    memset(large, ' ', DRAFT_BYTES_MAX);
    large[0] = '{', large[DRAFT_BYTES_MAX - 1] = '}';
    Str typed = {large, DRAFT_BYTES_MAX};
    for (int i = 0; i < DRAFTS_MAX - 1; i++)
        TRY(store_run(c,
                      "INSERT INTO form_draft (office_id, id, token, kind, code, about_id, only_fields, version, "
                      "edition, typed, person_id, made_at, changed_at) VALUES ($1, $2, $3, 'don', 'ngan', 0, '', 1, "
                      "1, $4, $5, $6, $6)",
                      OFFICE, id_new(c->now), token_new(&c->mem), typed, hoa.person, c->now));
    return OK;
}

/* As many and as large as somebody may have: the list of them and the next one do not read what was typed. */
static void many_large_drafts_are_listed(void **state)
{
    World *w = *state;
    must_write(w, add_large_drafts, NULL);
    assert_status(visit(w, &hoa, "/ban-nhap"), 200);
    assert_status(submit(w, &hoa, "/don/ngan/bat-dau", ""), 303);
    assert_status(submit(w, &hoa, "/don/ngan/bat-dau", ""), 429);
}

static void all_strangers_together_begin_so_many(void **state)
{
    World *w = *state;
    begun(w, "ngan");
    must_write(w, add_drafts, (&(ManyDrafts){.n = DRAFTS_OF_ALL_MAX}));
    LocalReply r = post(w, "/don/ngan/bat-dau", "");
    assert_status(r, 429);
    assert_has(r.body, "quá nhiều bản nháp chưa nộp của người chưa đăng nhập");
}

typedef struct {
    Id holder;
    int n;
    int64_t bytes;
    Fail result;
    char why[WHY_ROOM];
} Holding;

static Fail hold_more(Ctx *c, void *arg)
{
    Holding *k = arg;
    UploadComing coming;
    for (int i = 0; i < k->n; i++)
        TRY(store_run(c,
                      "INSERT INTO upload_held (office_id, id, holder_id, digest, bytes, kind, name, made_at) VALUES "
                      "($1, $2, $3, 'x', $4, 'txt', 'a.txt', 0)",
                      OFFICE, id_new(c->now), k->holder, k->bytes));
    k->result = upload_begin(c, k->holder, S("b.txt"), 1000, &coming);
    snprintf(k->why, sizeof k->why, "%s", c->why);
    return OK;
}

/* Of one draft, and of all: whoever begins one fills no disk. */
static void files_of_drafts_have_a_limit_that_speaks(void **state)
{
    World *w = *state;
    Holding few = {.holder = 7, .n = 3, .bytes = 1000}, many = {.holder = 8, .n = UPLOAD_HELD_MAX, .bytes = 1},
            large = {.holder = 9, .n = 1, .bytes = UPLOAD_HELD_BYTES_MAX - 500},
            all = {.holder = 10, .n = 1, .bytes = UPLOAD_HELD_ALL_BYTES_MAX}, next = {.holder = 11};
    must_write(w, hold_more, &few);
    assert_int_equal(few.result, OK);
    must_write(w, hold_more, &many);
    assert_int_equal(many.result, FAIL_ROOM);
    assert_has(str_of(many.why), "đã có 300 tệp");
    must_write(w, hold_more, &large);
    assert_int_equal(large.result, FAIL_ROOM);
    assert_has(str_of(large.why), "lớn hơn 500 MB");
    must_write(w, hold_more, &all);
    must_write(w, hold_more, &next);
    assert_int_equal(next.result, FAIL_ROOM);
    assert_has(str_of(next.why), "quá nhiều tệp của các bản nháp");
}

static void files_of_drafts_are_swept_only_when_the_draft_is_gone(void **state)
{
    World *w = *state;
    const char *path = begun(w, "ngan");
    size_t removed = 9;
    UploadReport report;
    assert_status(send_file(w, path, "lan-luu=0&ten=A&nut-bam=luu", "anh", "a.txt", S("một dòng\n")), 303);
    w->c.now += 3 * INT64_C(86400000);
    must(upload_sweep(&w->c, w->store, &removed));
    assert_int_equal(removed, 0);
    must(upload_check(&w->c, &report));
    assert_true(report.files == 1 && !report.wrong);
    press(w, text_in(w, "%s/bo", path), "");
    must(upload_sweep(&w->c, w->store, &removed));
    assert_int_equal(removed, 1);
}

#define T(test) cmocka_unit_test_setup_teardown(test, begin, world_ends)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(drafts_that_nobody_touches_go_with_their_files),
        T(strangers_begin_so_many_and_not_more),
        T(many_large_drafts_are_listed),
        T(all_strangers_together_begin_so_many),
        T(files_of_drafts_have_a_limit_that_speaks),
        T(files_of_drafts_are_swept_only_when_the_draft_is_gone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
