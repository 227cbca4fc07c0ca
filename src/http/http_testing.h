// SPDX-License-Identifier: Apache-2.0
/* http_testing.h -- a feature with all that a page can be, for the tests of the server. */
#pragma once
#include "http/world.h"

static const Migration steps[] = {
    {"note", 1,
     "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE, day TEXT);"
     "CREATE TABLE tally (n INTEGER NOT NULL); INSERT INTO tally VALUES (0);"
     "CREATE TABLE other (n INTEGER NOT NULL); INSERT INTO other VALUES (7);"},
    {0},
};

static int drawn; /* how often a list was drawn */

static inline Fail list_get(Ctx *c, const Request *q, Reply *r)
{
    Rows rows;
    drawn++;
    json_t *all = json_array();
    TRY(store_query(c, &rows, "SELECT text FROM note ORDER BY id"));
    Out *o = reply_is_json(r) ? NULL : reply_page(c, q, r, S("Ghi chép"));
    if (o) out_raw(o, S("<h1>Ghi chép</h1>"));
    while (rows_next(&rows)) {
        if (o) out_raw(o, S("<p>")), OUT_TEXT(o, row_text(&rows, 0)), out_raw(o, S("</p>"));
        else json_array_append_new(all, json_str(row_text(&rows, 0)));
    }
    TRY(rows_end(&rows));
    if (!o) return reply_json(c, r, json_pack("{s:o}", "notes", all));
    json_decref(all);
    return OK;
}

static inline Fail other_get(Ctx *c, const Request *q, Reply *r)
{
    Rows rows;
    drawn++;
    TRY(store_one(c, &rows, "SELECT n FROM other"));
    out_integer(reply_page(c, q, r, S("Khác")), row_integer(&rows, 0));
    return rows_end(&rows);
}

static inline Fail form_get(Ctx *c, const Request *q, Reply *r)
{
    Out *o = reply_page(c, q, r, S("Biểu mẫu"));
    const char *problem = request_problem(q, "text"), *rule = request_problem(q, "");
    out_raw(o, S("<h1>Biểu mẫu</h1>"));
    if (rule) out_raw(o, S("<p class=rule>")), OUT_TEXT(o, rule), out_raw(o, S("</p>"));
    if (problem) out_raw(o, S("<p class=problem>")), OUT_TEXT(o, problem), out_raw(o, S("</p>"));
    out_raw(o, S("<input value=\"")), OUT_ATTR(o, request_typed(q, "text")), out_raw(o, S("\">"));
    return OK;
}

static inline Fail note_prepare(Ctx *c, const Request *q, Reply *r)
{
    reply_prepared(r, (void *)(uintptr_t)str_format(&c->mem, "%.*s!", STR_ARGS(input_text(q, "text"))).p);
    return OK;
}

/* Three statements, so that a fault can strike between them. */
static inline Fail note_post(Ctx *c, const Request *q, Reply *r)
{
    const char *text = request_prepared(q);
    Str printed = input_text(q, "text");
    if (str_equal(printed, S("rule"))) return fail(c, FAIL_INPUT, "Quy tắc không cho phép.");
    if (str_equal(printed, S("conflict"))) return fail(c, FAIL_CONFLICT, "Người khác vừa sửa.");
    if (str_equal(printed, S("denied"))) return fail(c, FAIL_DENIED, "Không có quyền.");
    TRY(store_run(c, "UPDATE tally SET n = n + 1"));
    TRY(store_run(c, "INSERT INTO note (id, text, day) SELECT coalesce(max(id), 0) + 1, $1, $2 FROM note",
                  text ? str_of(text) : printed, value_day(c, input_day(q, "day"))));
    TRY(store_run(c, "UPDATE tally SET n = n + 1"));
    if (str_equal(printed, S("huge")))
        for (;;) NEW(&c->mem, char, 1 << 16);
    return reply_redirect(c, r, "/ghi");
}

static inline Fail upload_post(Ctx *c, const Request *q, Reply *r)
{
    out_format(reply_text(c, r, "text/plain; charset=utf-8"), "%.*s|%zu|%.*s", STR_ARGS(input_file_name(q, "file")),
               input_text(q, "file").n, STR_ARGS(input_text(q, "note")));
    return OK;
}

static inline Fail types_get(Ctx *c, const Request *q, Reply *r)
{
    Day day = input_day(q, "day");
    Str iso = day == NO_DAY ? S("-") : day_iso(&c->mem, day);
    out_format(reply_text(c, r, "text/plain; charset=utf-8"), "%.*s|%lld|%.*s|%.*s", STR_ARGS(input_text(q, "part")),
               (long long)input_integer(q, "count"), STR_ARGS(iso), STR_ARGS(input_text(q, "choice")));
    return OK;
}

static inline Fail file_get(Ctx *c, const Request *q, Reply *r)
{
    (void)q;
    out_raw(reply_text(c, r, "text/calendar; charset=utf-8"), S("BEGIN:VCALENDAR\r\n"));
    reply_file_name(c, r, S("lịch tháng 9.ics"));
    return OK;
}

static const Input note_inputs[] = {{INPUT_TEXT, "text", "Nội dung", .required = true, .min = 2, .max = 20},
                                    {INPUT_DAY, "day", "Ngày", .required = false},
                                    {0}};
static const Input upload_inputs[] = {{INPUT_FILE, "file", "Tệp", .required = true, .max = 100000},
                                      {INPUT_LINES, "note", "Lời nhắn", .required = false},
                                      {0}};
static const Input types_inputs[] = {{INPUT_TEXT, "part", "Phần", .required = true, .max = 30},
                                     {INPUT_INTEGER, "count", "Số lượng", .required = false, .min = 1, .max = 9},
                                     {INPUT_DAY, "day", "Ngày", .required = false},
                                     {INPUT_CHOICE, "choice", "Lựa chọn", .required = false, .choices = "a|b"},
                                     {0}};

static const Route routes[] = {
    {GET, "/ghi", list_get, .right = "r", .help = "Ghi chép", .api = true, .cached = true},
    {GET, "/khac", other_get, .right = "r", .help = "Khác", .cached = true},
    {GET, "/ghi/moi", form_get, .right = "r", .help = "Biểu mẫu"},
    {POST, "/ghi/moi", note_post, note_inputs, "w", "Thêm ghi chép", .api = true, .prepare = note_prepare,
     .again = form_get},
    {POST, "/ghi/tho", note_post, note_inputs, "w", "Thêm không có biểu mẫu", .api = true},
    {POST, "/tep", upload_post, upload_inputs, "w", "Gửi tệp", .api = false},
    {GET, "/loai/{part}", types_get, types_inputs, "r", "Các kiểu", .api = false},
    {GET, "/tai", file_get, .right = "r", .help = "Tải về"},
    {0},
};
static int waiting;
static inline Fail count_it(Ctx *c, int *n)
{
    *n = waiting;
    return waiting < 0 ? fail(c, FAIL_STORE, "Không đếm được.") : OK;
}
static const MenuRow menu[] = {{"/khac", "Sau", MENU_WORK, 1, .right = NULL},
                               {"/ghi", "Trước", MENU_TODAY, 2, .right = NULL},
                               {"/loai", "Sau nữa", MENU_WORK, 2, .waits = count_it},
                               {0}};
static const Feature note = {.name = "note", .routes = routes, .menu = menu};
extern const Feature feature_http;
static const Feature *const list[] = {&feature_http, &note, NULL};

static inline int begin(void **state)
{
    *state = world_begin(steps, (ServerOptions){.features = list}, NULL, 0);
    drawn = 0;
    return 0;
}

static inline int64_t count(World *w, const char *what)
{
    Rows r;
    int64_t n;
    Fail result = strcmp(what, "note") ? store_one(&w->c, &r, "SELECT n FROM tally")
                                       : store_one(&w->c, &r, "SELECT count(*) FROM note");
    assert_int_equal(result, OK);
    n = row_integer(&r, 0);
    assert_int_equal(rows_end(&r), OK);
    return n;
}
