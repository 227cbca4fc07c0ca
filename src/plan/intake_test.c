// SPDX-License-Identifier: Apache-2.0
/* intake_test.c -- scans are read page by page beside the server's work: found again, cancelled, failed, tried again.
 */
#include "http/world.h"
#include "plan/intake.h"
#include "plan/place.h"
#include "plan/reread.h"
#include "sight/scan_testing.h"
#include <sched.h>
#include <sys/wait.h>

extern const Feature feature_plan;
static const Feature *const list[] = {&feature_plan, NULL};

static Fail take(Ctx *c, void *unused)
{
    (void)unused;
    return org_ensure_shipped(c);
}

static int begin(void **state) { return world_begins(state, (ServerOptions){.features = list}, take); }

typedef struct {
    UploadKept kept;
    int pages;
    Id intake;
} Adding;

static Fail add(Ctx *c, void *arg)
{
    Adding *a = arg;
    return intake_add(c, &a->kept, a->pages, (Str){0}, &a->intake);
}

/* A TIFF of these pages, sent. */
static Id sent(World *w, PIX **page, int pages)
{
    l_uint8 *data;
    size_t n;
    PIXA *all = pixaCreate(pages);
    for (int i = 0; i < pages; i++) pixaAddPix(all, page[i], L_INSERT);
    assert_false(pixaWriteMemMultipageTiff(&data, &n, all));
    Str bytes = str_copy(&w->c.mem, (Str){(char *)data, n});
    lept_free(data);
    pixaDestroy(&all);
    PlanDraft *draft;
    Adding a = {.pages = -1};
    assert_int_equal(plan_draft_unless_scan(&w->c, S("quet.tif"), bytes, &draft, &a.pages), OK);
    assert_int_equal(a.pages, pages);
    assert_null(draft);
    assert_int_equal(upload_keep(&w->c, PLAN_SCANS, S("quet.tif"), bytes, &a.kept), OK);
    assert_int_equal(store_write(&w->c, w->store, add, &a), OK);
    return a.intake;
}

static Intake now(World *w, Id id)
{
    Intake one;
    assert_int_equal(intake_by_id(&w->c, id, &one), OK);
    return one;
}

static bool step(World *w)
{
    bool worked;
    w->c.now += 200000; /* the one before may have died */
    if (intake_step(&w->c, w->store, -1, &worked)) test_fails("%s", w->c.why);
    return worked;
}

static const char *const first[] = {"ỦY BAN NHÂN DÂN TỈNH",
                                    "Số: 98/KH-UBND",
                                    "KẾ HOẠCH",
                                    "Tổ chức hội thảo năm 2025",
                                    "I. MỤC ĐÍCH",
                                    "- Giới thiệu mô hình hay.",
                                    "II. NỘI DUNG",
                                    "1. Hội thảo khoa học"};
static const char *const second[] = {"- Cơ quan chủ trì: Sở Y tế.", "- Thời gian: tháng 9 năm 2025.",
                                     "III. TỔ CHỨC THỰC HIỆN", "1. Sở Y tế", "- Chủ trì tổ chức hội thảo."};
enum { SIZE = 38 };
#define LINES(text) (int)(sizeof(text) / sizeof *(text))

static void pages_are_read_one_by_one_and_become_a_plan(void **state)
{
    World *w = *state;
    PIX *pages[] = {paper_with(first, LINES(first), SIZE), paper_with(second, LINES(second), SIZE)};
    Id id = sent(w, pages, 2);
    IntakeList open;
    PlanPlaceList places;
    int sheets = 0;
    assert_int_equal(now(w, id).done, 0);
    assert_true(intake_seconds_left(&(Intake){.pages = 12}) == 60);
    assert_true(step(w));
    /* Whoever starts anew finds the first page done. */
    Intake half = now(w, id);
    assert_int_equal(half.done, 1);
    assert_true(half.took_ms > 0);
    assert_int_equal(intakes_open(&w->c, &open), OK);
    assert_int_equal(open.n, 1);
    assert_true(step(w) && step(w));
    assert_false(step(w));
    Intake done = now(w, id);
    assert_str(done.state, S("done"));
    assert_int_equal(intakes_open(&w->c, &open), OK);
    assert_int_equal(open.n, 0);
    PlanActivityList activities;
    Id original;
    assert_int_equal(plan_activities(&w->c, done.plan, &activities), OK);
    assert_int_equal(activities.n, 1);
    assert_int_equal(plan_pages(&w->c, done.plan, &sheets), OK);
    assert_int_equal(sheets, 2);
    assert_int_equal(plan_places(&w->c, done.plan, 1, 1000, &places), OK);
    assert_int_equal(places.at[places.n - 1].box.page, 2);
    assert_int_equal(plan_original(&w->c, done.plan, &original), OK);
    assert_true(original > 0);
}

static Fail cancel(Ctx *c, void *arg) { return intake_cancel(c, *(Id *)arg); }
static Fail again(Ctx *c, void *arg) { return intake_again(c, *(Id *)arg); }

static void one_can_be_cancelled_and_taken_up_again(void **state)
{
    World *w = *state;
    PIX *pages[] = {paper_with(second, LINES(second), SIZE), paper_with(second, LINES(second), SIZE)};
    Id id = sent(w, pages, 2);
    assert_true(step(w));
    assert_int_equal(store_write(&w->c, w->store, cancel, &id), OK);
    assert_false(step(w));
    assert_int_equal(store_write(&w->c, w->store, again, &id), OK);
    assert_int_equal(now(w, id).done, 1); /* the page that was read needs not be read again */
}

/* In the middle of a page, which is read by whoever starts next. */
static void the_thread_stops_at_once_and_the_page_is_read_later(void **state)
{
    World *w = *state;
    enum { LARGE = 3000, AT_MOST_MS = 1000 };
    PIX *large = pixCreate(LARGE, 4 * LARGE / 3, 8), *text = paper_with(first, LINES(first), SIZE);
    pixSetAll(large);
    for (int y = 0; y + PAPER_HEIGHT < pixGetHeight(large); y += PAPER_HEIGHT)
        for (int x = 0; x + PAPER_WIDTH < LARGE; x += PAPER_WIDTH)
            pixRasterop(large, x, y, PAPER_WIDTH, PAPER_HEIGHT, PIX_SRC, text, 0, 0);
    pixDestroy(&text);
    pixSetResolution(large, PAPER_DPI, PAPER_DPI);
    PIX *pages[] = {large};
    Id id = sent(w, pages, 1);
    IntakeThread *thread;
    siginfo_t unused;
    assert_int_equal(intake_start(&w->c, w->store, &thread), OK);
    while (waitid(P_ALL, 0, &unused, WEXITED | WNOHANG | WNOWAIT)) sched_yield(); /* until there is a child */
    int64_t begun = clock_ms();
    intake_stop(thread);
    assert_true(clock_ms() - begun < AT_MOST_MS);
    Intake one = now(w, id);
    assert_str(one.state, S("reading"));
    assert_int_equal(one.done, 0);
    assert_true(step(w));
    assert_int_equal(now(w, id).done, 1);
}

static Fail recognise(Ctx *c, void *arg)
{
    Adding *a = arg;
    return intake_add_again(c, a->intake, &a->intake);
}

static Fail forget(Ctx *c, void *arg) { return intake_forget(c, *(Id *)arg); }

/* However many pages, and whatever text lies under them: behind the page, and nothing changes before somebody agrees.
 */
static void pages_are_recognised_again_before_a_plan_is_read_again(void **state)
{
    World *w = *state;
    PIX *pages[] = {paper_with(first, LINES(first), SIZE), paper_with(second, LINES(second), SIZE)};
    Id id = sent(w, pages, 2), plan;
    PlanDraft *draft;
    RereadChangeList changes;
    while (step(w)) {}
    plan = now(w, id).plan;
    assert_int_equal(reread_draft(&w->c, plan, REREAD_PAGES, &draft), FAIL_MISSING);
    Adding one = {.intake = plan}, two = {.intake = plan};
    assert_int_equal(store_write(&w->c, w->store, recognise, &one), OK);
    assert_int_equal(store_write(&w->c, w->store, recognise, &two), OK);
    assert_int_equal(one.intake, two.intake); /* pressed twice */
    while (step(w)) {}
    Intake done = now(w, one.intake);
    assert_str(done.state, S("done"));
    assert_int_equal(done.plan, plan);
    assert_has(get(w, text_in(w, "/quet/%lld", (long long)done.id)).body, "doc-lai?cach=nhan-dang");
    assert_int_equal(reread_draft(&w->c, plan, REREAD_PAGES, &draft), OK);
    assert_int_equal(reread_changes(&w->c, plan, draft, &changes), OK);
    assert_int_equal(changes.n, 0);
    assert_int_equal(store_write(&w->c, w->store, forget, &plan), OK);
    assert_int_equal(reread_draft(&w->c, plan, REREAD_PAGES, &draft), FAIL_MISSING);
}

static Str jpeg_of(World *w, const char *const *lines, int n)
{
    return paper_file(&w->c.mem, paper_with(lines, n, SIZE), IFF_JFIF_JPEG);
}

static void part(Out *o, const char *name, const char *file, Str value)
{
    out_format(o, "--xyz\r\nContent-Disposition: form-data; name=\"%s\"", name);
    if (file) out_format(o, "; filename=\"%s\"", file);
    out_raw(o, S("\r\n\r\n")), out_raw(o, value), out_raw(o, S("\r\n"));
}

/* Chosen in any order, numbered by the telephone. */
static void photos_sent_together_become_one_scan_in_their_order(void **state)
{
    World *w = *state;
    LocalReply r;
    Out o = {.mem = &w->c.mem};
    part(&o, "tep", "trang 10.jpg", jpeg_of(w, second, LINES(second)));
    part(&o, "tep", "trang 9.jpg", jpeg_of(w, first, LINES(first)));
    part(&o, "thu-tu", NULL, S("ten"));
    out_raw(&o, S("--xyz--\r\n"));
    LocalRequest q = {"POST", "/ke-hoach/moi", "Content-Type: multipart/form-data; boundary=xyz\r\n", out_str(&o)};
    assert_int_equal(server_local(&w->c, w->server, q, &r), OK);
    assert_status(r, 303);
    IntakeList open;
    assert_int_equal(intakes_open(&w->c, &open), OK);
    assert_int_equal(open.n, 1);
    assert_int_equal(open.at[0].pages, 2);
    assert_str(open.at[0].names, S("trang 9.jpg\ntrang 10.jpg"));
    assert_str(open.at[0].file_name, S("trang 9.pdf"));
    LocalReply page = get(w, text_in(w, "/quet/%lld", (long long)open.at[0].id));
    assert_has(page.body, "<li>trang 9.jpg</li>");
    while (step(w)) {}
    Intake done = now(w, open.at[0].id);
    PlanActivityList activities;
    assert_str(done.state, S("done"));
    assert_int_equal(plan_activities(&w->c, done.plan, &activities), OK);
    assert_int_equal(activities.n, 1);
}

static void a_word_file_among_photos_is_refused_with_what_to_do(void **state)
{
    World *w = *state;
    LocalReply r;
    Out o = {.mem = &w->c.mem};
    part(&o, "tep", "trang 1.jpg", jpeg_of(w, first, LINES(first)));
    part(&o, "tep", "phụ lục.docx", S("PK\3\4 không phải ảnh"));
    out_raw(&o, S("--xyz--\r\n"));
    LocalRequest q = {"POST", "/ke-hoach/moi", "Content-Type: multipart/form-data; boundary=xyz\r\n", out_str(&o)};
    assert_int_equal(server_local(&w->c, w->server, q, &r), OK);
    assert_status(r, 400);
    assert_has(r.body, "Tệp thứ 2 không phải ảnh");
}

static void what_holds_nothing_fails_with_its_sentence_and_keeps_the_file(void **state)
{
    World *w = *state;
    PIX *pages[] = {paper_with(NULL, 0, SIZE)};
    Id id = sent(w, pages, 1);
    PlanCardList plans;
    while (step(w)) {}
    Intake one = now(w, id);
    assert_str(one.state, S("failed"));
    assert_true(str_contains(one.why, S("trang trắng")));
    assert_int_equal(plan_cards(&w->c, &plans), OK);
    assert_int_equal(plans.n, 0);
    UploadList files;
    assert_int_equal(uploads_of(&w->c, id, &files), OK);
    assert_int_equal(files.n, 1);
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, begin, world_ends)
    const struct CMUnitTest tests[] = {
        T(pages_are_read_one_by_one_and_become_a_plan),
        T(one_can_be_cancelled_and_taken_up_again),
        T(the_thread_stops_at_once_and_the_page_is_read_later),
        T(pages_are_recognised_again_before_a_plan_is_read_again),
        T(photos_sent_together_become_one_scan_in_their_order),
        T(a_word_file_among_photos_is_refused_with_what_to_do),
        T(what_holds_nothing_fails_with_its_sentence_and_keeps_the_file),
    };
    return cmocka_run_group_tests_name("intake", tests, NULL, NULL);
}
