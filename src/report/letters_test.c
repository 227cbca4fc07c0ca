// SPDX-License-Identifier: Apache-2.0
/* Letters, and many at once who write one document. */
#include "report/document_testing.h"

/* -- letters
 * ----------------------------------------------------------------------------------------------------------------------------------
 */

static void letters_are_read_on_a_day(void **state)
{
    World *w = *state;
    Document d = issued(w);
    Org org;
    ReceiptList sent;
    must(org_by_code(&w->c, S("SCT"), &org));
    const char *path = text_in(w, "/van-ban/%lld/gui", (long long)d.id);
    assert_status(submit(w, &coordinator, path, text_in(w, "nhan=%lld", (long long)org.id)), 303);
    assert_status(submit(w, &coordinator, path, text_in(w, "nhan=%lld", (long long)org.id)), 303); /* once is enough */
    must(receipts_of(&w->c, SENT_DOCUMENT, d.id, &sent));
    assert_int_equal(sent.n, 1);
    assert_has(visit(w, &coordinator, path).body, "1 cơ quan đã nhận, 1 cơ quan chưa đọc");
    assert_has(visit(w, &official, "/van-ban-den").body, "01/BC-UBND");
    const char *letter = text_in(w, "/van-ban-den/%lld", (long long)sent.at[0].id);
    Str page = visit(w, &official, letter).body;
    assert_has(page, "Đã treo 8 băng rôn");
    assert_has_not(page, "/van-ban/"); /* what its figures count is not theirs to open */
    assert_status(visit(w, &official, text_in(w, "%s/van-ban.docx", letter)), 200);
    assert_status(visit(w, &official, text_in(w, "/van-ban/%lld", (long long)d.id)), 404);
    assert_status(submit(w, &official, letter, ""), 303);
    must(receipts_of(&w->c, SENT_DOCUMENT, d.id, &sent));
    assert_int_equal(sent.at[0].read_day, w->c.today);
    assert_str(sent.at[0].reader, S("Trần Thị Bình"));
}

typedef struct {
    Id batch;
} Urging;
static Fail urge_all(Ctx *c, void *arg)
{
    UrgeCandidateList all;
    IdList orgs = {0};
    TRY(urge_candidates(c, plan, &all));
    for (size_t i = 0; i < all.n; i++) *list_add(&c->mem, &orgs) = all.at[i].org_id;
    return urge_send(c, &orgs, S("Mong sớm nhận được"), S("để thử"), &((Urging *)arg)->batch);
}

static void an_urging_becomes_a_numbered_letter(void **state)
{
    World *w = *state;
    Urging u;
    DocumentList documents;
    Id next;
    StrList to;
    must_write(w, urge_all, &u);
    assert_has(visit(w, &coordinator, text_in(w, "/don-doc/%lld", (long long)u.batch)).body, "Lập công văn đôn đốc");
    assert_status(
        submit(w, &coordinator, "/van-ban", text_in(w, "loai=don-doc&ve=%lld&ban-hanh=STTTT", (long long)u.batch)),
        303);
    must(document_list(&w->c, &(DocumentChoice){.state = DOCUMENT_STATE_COUNT}, &documents, &next));
    Document *d = &documents.at[0];
    assert_has(d->receivers, "Sở Xây dựng tỉnh Bắc Giang");
    assert_has(stored(w, d->id, "org SXD").text, "Tuyên truyền (hạn 05/10/2024, quá hạn 5 ngày)");
    assert_has(stored(w, d->id, "ket").text, "Mong sớm nhận được");
    assert_has(stored(w, d->id, "ket").text,
               "trước ngày 16/10/2024"); /* three working days behind a Thursday: the 15th */
    must(receivers_of(&w->c, d, &to));
    assert_true(to.n > 0);
}

static void each_kind_is_drafted_and_printed(void **state)
{
    World *w = *state;
    Draft draft;
    Str bytes;
    for (int kind = 0; kind < DOCUMENT_KIND_COUNT; kind++) {
        DraftOrder order = {.kind = (DocumentKind)kind,
                            .plan = plan,
                            .org = S("UBND"),
                            .as_of = w->c.today,
                            .about = kind == DOCUMENT_ASSIGNMENT ? tasks[0] : 0,
                            .what = S("Sơ kết Ngày Chuyển đổi số"),
                            .when = S("8 giờ 00, ngày 15/10/2024"),
                            .where = S("phòng họp tầng 2"),
                            .chair = S("Phó Chủ tịch UBND tỉnh"),
                            .who = S("Sở Công Thương; đơn vị\nSở Y tế"),
                            .receivers = kind == DOCUMENT_SUBMISSION ? S("Thủ tướng Chính phủ") : (Str){0}};
        must(draft_make(&w->c, &order, &draft));
        must(draft_file(&w->c, &draft, REPORT_DOCX, (Str){0}, &bytes));
        assert_true(str_starts(bytes, S("PK")));
        assert_status(visit(w, &coordinator, text_in(w, "/van-ban/moi/%s", document_kinds[kind].key)), 200);
    }
    DraftOrder empty = {.kind = DOCUMENT_INVITATION, .plan = plan, .org = S("UBND"), .as_of = w->c.today};
    assert_int_equal(draft_make(&w->c, &empty, &draft), FAIL_INPUT);
    assert_has(str_of(w->c.why), "Hãy ghi mời dự việc gì");
}

static void a_draft_is_sent_to_nobody(void **state)
{
    World *w = *state;
    Org org;
    must(org_by_code(&w->c, S("SCT"), &org));
    LocalReply r = submit(w, &coordinator, text_in(w, "/van-ban/%lld/gui", (long long)kept(w)),
                          text_in(w, "nhan=%lld", (long long)org.id));
    assert_status(r, 409);
    assert_has(r.body, "chưa có số nên chưa gửi được");
}

/* -- many at once */

static Fail ask_for_many(Ctx *c, void *batch) { return batch_add(c, plan, SCOPE_AGENCY, S("UBND"), c->today, batch); }
static Fail cancel_it(Ctx *c, void *batch) { return batch_cancel(c, *(Id *)batch); }

static Batch newest_batch(World *w)
{
    BatchList batches;
    must(batch_list(&w->c, &batches));
    return batches.at[0];
}

static size_t drafts(World *w)
{
    DocumentList documents;
    Id next;
    must(document_list(&w->c, &(DocumentChoice){.state = DOCUMENT_DRAFT, .most = 1000}, &documents, &next));
    return documents.n;
}

static void many_reports_are_made_one_by_one_and_gone_on_with(void **state)
{
    World *w = *state;
    Id batch;
    bool more = true;
    must_write(w, ask_for_many, &batch);
    assert_int_equal(newest_batch(w).wanted, 4);
    must(batch_step(&w->c, w->store, &more));
    assert_int_equal(newest_batch(w).done, 1); /* here the program ends … */
    assert_has(visit(w, &coordinator, "/van-ban/hang-loat").body, "1/4 báo cáo");
    must(batch_job(&w->c, &(JobPlace){.store = w->store})); /* … and goes on after its start */
    assert_int_equal(newest_batch(w).done, 4);
    assert_int_equal(newest_batch(w).state, BATCH_DONE);
    assert_int_equal(drafts(w), 4);
    must(batch_step(&w->c, w->store, &more));
    assert_false(more);
    assert_int_equal(drafts(w), 4); /* none twice */
}

static void what_was_cancelled_is_not_gone_on_with(void **state)
{
    World *w = *state;
    Id batch;
    bool more;
    must_write(w, ask_for_many, &batch);
    must(batch_step(&w->c, w->store, &more));
    must_write(w, cancel_it, &batch);
    must(batch_job(&w->c, &(JobPlace){.store = w->store}));
    assert_int_equal(newest_batch(w).done, 1);
    assert_int_equal(newest_batch(w).state, BATCH_CANCELLED);
    assert_int_equal(drafts(w), 1);
    assert_int_equal(do_write(w, cancel_it, &batch), FAIL_CONFLICT);
}

static void one_button_is_enough(void **state)
{
    World *w = *state;
    LocalReply r = submit(w, &coordinator, "/van-ban", "loai=bao-cao");
    assert_status(r, 303);
    DocumentList documents;
    Id next;
    must(document_list(&w->c, &(DocumentChoice){.state = DOCUMENT_STATE_COUNT}, &documents, &next));
    assert_int_equal(documents.n, 1);
    assert_str(documents.at[0].org, S("UBND"));
    const char *path = text_in(w, "/van-ban/%lld", (long long)documents.at[0].id);
    assert_has(visit(w, &coordinator, path).body, "Chưa viết: mục này để người lập đánh giá");
    Str counted = visit(w, &coordinator, text_in(w, "%s/so/1", path)).body;
    assert_has(counted, text_in(w, "/viec/%lld", (long long)tasks[0])); /* a figure leads to what it counts */
    for (const char *const *file = (const char *const[]){"docx", "pdf", "xlsx", NULL}; *file; file++)
        assert_status(visit(w, &coordinator, text_in(w, "%s/van-ban.%s", path, *file)), 200);
    assert_status(visit(w, &official, path), 404);
}

#define ONE(test) cmocka_unit_test_setup_teardown(test, begin, world_ends)

int main(void)
{
    const struct CMUnitTest tests[] = {ONE(an_urging_becomes_a_numbered_letter),
                                       ONE(each_kind_is_drafted_and_printed),
                                       ONE(letters_are_read_on_a_day),
                                       ONE(a_draft_is_sent_to_nobody),
                                       ONE(many_reports_are_made_one_by_one_and_gone_on_with),
                                       ONE(what_was_cancelled_is_not_gone_on_with),
                                       ONE(one_button_is_enough)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
