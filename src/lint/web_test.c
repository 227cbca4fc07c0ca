// SPDX-License-Identifier: Apache-2.0
/* The page of a draft: the list at once, the copy from what came back, and nothing kept. */
#include "base/out.h"
#include "http/world.h"
#include "lint/lint.h"
#include "paper/paper_world.h"
#include "people/signed_in.h"
#include "upload/upload.h"

extern const Feature feature_org, feature_people, feature_upload, feature_plan, feature_lint;
static const Feature *const list[] = {&feature_org,  &feature_people, &feature_upload,
                                      &feature_plan, &feature_lint,   NULL};
static SignedIn coordinator, official;

static Fail prepare(Ctx *c, void *unused)
{
    (void)unused;
    TRY(org_ensure_shipped(c));
    TRY(signed_in_new(c, "Nguyễn Văn Phối", "STTTT", ROLE_COORDINATOR, &coordinator));
    return signed_in_new(c, "Trần Thị Bình", "SCT", ROLE_OFFICIAL, &official);
}

static int begin(void **state)
{
    return world_begins(state, (ServerOptions){.features = list, .gate = &people_gate}, prepare);
}

static LocalReply send(World *w, const SignedIn *who, const char *name, Str bytes)
{
    Out body = {.mem = &w->c.mem};
    LocalReply r = {0};
    out_format(&body, "--xyz\r\nContent-Disposition: form-data; name=\"_token\"\r\n\r\n%s\r\n", who->form);
    out_format(&body, "--xyz\r\nContent-Disposition: form-data; name=\"tep\"; filename=\"%s\"\r\n\r\n", name);
    out_raw(&body, bytes);
    OUT_LITERAL(&body, "\r\n--xyz--\r\n");
    Str headers = str_format(&w->c.mem, "%sContent-Type: multipart/form-data; boundary=xyz\r\n", who->cookie);
    LocalRequest q = {.method = "POST", .path = "/kiem-tra-du-thao", .headers = headers.p, .body = out_str(&body)};
    if (server_local(&w->c, w->server, q, &r)) test_fails("no answer: %s", w->c.why);
    return r;
}

static Str draft_of(World *w, bool good)
{
    Str bytes;
    Paper p = paper_world_full(&w->c.mem, 3);
    if (!good) p.symbol = S("KH-STTTT");
    must(paper_docx(&w->c, &p, &bytes));
    return bytes;
}

static int64_t files_of(World *w)
{
    Rows r;
    assert_int_equal(store_one(&w->c, &r, "SELECT (SELECT count(*) FROM upload) + (SELECT count(*) FROM plan)"), OK);
    int64_t n = row_integer(&r, 0);
    assert_int_equal(rows_end(&r), OK);
    return n;
}

static void the_list_comes_at_once_and_nothing_is_kept(void **state)
{
    World *w = *state;
    assert_has(visit(w, &official, "/kiem-tra-du-thao").body, "Kiểm tra dự thảo trước khi ký");
    LocalReply r = send(w, &official, "b.docx", draft_of(w, false));
    assert_status(r, 200);
    assert_has(r.body, "Dự thảo có 1 chỗ cần xem");
    assert_has(r.body, "không hợp với tên loại Báo cáo");
    assert_has(r.body, "Số: 05/KH-STTTT");
    assert_has(r.body, "Tải bản Word có ghi chú");
    assert_int_equal(files_of(w), 0);
    r = send(w, &official, "a.docx", draft_of(w, true));
    assert_has(r.body, "không có chỗ nào cần sửa");
}

/* What the page sends back becomes the copy. */
static void the_copy_is_made_of_what_came_back(void **state)
{
    World *w = *state;
    LocalReply r = send(w, &official, "b.docx", draft_of(w, false));
    const char *from = "name=\"noi-dung\" value=\"";
    Str value = str_from(r.body, str_find(r.body, str_of(from)) + strlen(from));
    value = str_slice(value, 0, str_index(value, '"'));
    Out fields = {.mem = &w->c.mem};
    OUT_LITERAL(&fields, "ten=b.docx&noi-dung=");
    out_url(&fields, value);
    out_char(&fields, '\0');
    LocalReply copy = submit(w, &official, "/kiem-tra-du-thao/ghi-chu", out_str(&fields).p);
    assert_status(copy, 200);
    assert_true(str_starts(copy.body, S("PK\3\4")));
    assert_true(str_contains(copy.body, S("word/comments.xml")));
    assert_true(str_contains(copy.headers, S("attachment")));
    assert_status(submit(w, &official, "/kiem-tra-du-thao/ghi-chu", "ten=b&noi-dung=%21%21"), 400);
    assert_int_equal(files_of(w), 0);
}

static void bad_files_get_a_sentence_beside_the_field(void **state)
{
    World *w = *state;
    LocalReply r = send(w, &official, "x.docx", S("PK\3\4 không phải zip"));
    assert_status(r, 400);
    assert_has(r.body, "Tệp bị hỏng");
    assert_has(r.body, "name=\"tep\"");
    r = send(w, &coordinator, "x.txt", S("Căn cứ Nghị định số 13/2022/NĐ-CP ngày 17/4/2023 của Chính phủ;\n"));
    assert_status(r, 200);
    assert_has(r.body, "Không nhận ra đây là một kế hoạch");
    assert_has(r.body, "Thể thức chưa được kiểm tra");
    assert_has(r.body, "Ghi chú chỉ đặt được vào tệp Word");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_list_comes_at_once_and_nothing_is_kept, begin, world_ends),
        cmocka_unit_test_setup_teardown(the_copy_is_made_of_what_came_back, begin, world_ends),
        cmocka_unit_test_setup_teardown(bad_files_get_a_sentence_beside_the_field, begin, world_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
