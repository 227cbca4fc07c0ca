// SPDX-License-Identifier: Apache-2.0
/* request.c -- what people ask about their own data, and what becomes of it.
 *
 *     open -> done | refused (by who is in charge, with an answer) | withdrawn (by the person) */
#include "privacy/privacy.h"

enum { CLOSED_SHOWN = 50 };

#define REQUEST_COLUMNS                                                                                                \
    "SELECT q.id, q.person_id, p.name, p.account, p.state, q.kind, q.text, q.state, q.received_at, "                   \
    "q.acknowledged_at, q.extended_at, q.closed_at, q.extension, q.answer FROM data_request q "                        \
    "JOIN people_person p ON p.office_id = q.office_id AND p.id = q.person_id WHERE q.office_id = $1 "

static DataKind kind_of(Str key)
{
    int k = 0;
    while (k < DATA_DELETE && !str_equal(key, str_of(data_kinds[k].key))) k++;
    return (DataKind)k;
}

static DataRequest read_request(Rows *r, const Workdays *w)
{
    DataRequest q = {.id = row_integer(r, 0),
                     .person = row_integer(r, 1),
                     .person_name = row_text(r, 2),
                     .person_account = row_text(r, 3),
                     .person_state = row_text(r, 4),
                     .kind = kind_of(row_text(r, 5)),
                     .text = row_text(r, 6),
                     .state = row_text(r, 7),
                     .received_at = row_integer(r, 8),
                     .acknowledged_at = row_integer(r, 9),
                     .extended_at = row_integer(r, 10),
                     .closed_at = row_integer(r, 11),
                     .extension = row_text(r, 12),
                     .answer = row_text(r, 13)};
    q.deadline = data_deadline(w, q.kind, q.received_at, q.extended_at != 0);
    return q;
}

static Fail no_such_request(Ctx *c)
{
    return fail_rather(c, FAIL_MISSING, "Không có yêu cầu này. Hãy mở lại từ danh sách.");
}

Fail data_request_by_id(Ctx *c, Id id, DataRequest *q)
{
    Rows r;
    const Workdays *w = workdays();
    Fail result = store_one(c, &r, REQUEST_COLUMNS "AND q.id = $2", OFFICE, id);
    if (result == FAIL_MISSING) return no_such_request(c);
    TRY(result);
    *q = read_request(&r, w);
    return rows_end(&r);
}

static Fail read_all(Ctx *c, Rows *r, DataRequestList *list)
{
    const Workdays *w = workdays();
    *list = (DataRequestList){0};
    while (rows_next(r)) *list_add(&c->mem, list) = read_request(r, w);
    return rows_end(r);
}

Fail data_requests_of(Ctx *c, Id person, DataRequestList *list)
{
    Rows r;
    TRY(store_query(c, &r, REQUEST_COLUMNS "AND q.person_id = $2 ORDER BY q.id DESC", OFFICE, person));
    return read_all(c, &r, list);
}

/* What must be done first: acknowledging, where that is open, else the answer. */
static int64_t urgency(const DataRequest *q)
{
    bool answer = q->acknowledged_at || q->deadline.acknowledge_by == NO_DAY;
    Day by = answer || q->deadline.due < q->deadline.acknowledge_by ? q->deadline.due : q->deadline.acknowledge_by;
    return by;
}

Fail data_requests_all(Ctx *c, DataRequestList *open, DataRequestList *closed)
{
    Rows r;
    TRY(store_query(c, &r, REQUEST_COLUMNS "AND q.state = 'open' ORDER BY q.id", OFFICE));
    TRY(read_all(c, &r, open));
    for (size_t i = 1; i < open->n; i++)
        for (size_t k = i; k && urgency(&open->at[k]) < urgency(&open->at[k - 1]); k--) {
            DataRequest moved = open->at[k];
            open->at[k] = open->at[k - 1];
            open->at[k - 1] = moved;
        }
    TRY(store_query(c, &r, REQUEST_COLUMNS "AND q.state <> 'open' ORDER BY q.closed_at DESC, q.id DESC LIMIT $2",
                    OFFICE, CLOSED_SHOWN));
    return read_all(c, &r, closed);
}

/* -- by the person ------------------------------------------------------------------------------------------ */

/* Without the words: heads and the coordinator read the journal too, and what somebody asks about their own data is
 * between them and who is in charge of it. */
static Fail note(Ctx *c, const char *act, const DataRequest *q)
{
    return journal_write(c, (JournalEntry){.act = act,
                                           .object = "data_request",
                                           .id = q->id,
                                           .within = q->person,
                                           .subject = q->person,
                                           .title = str_of(data_kinds[q->kind].title)});
}

Fail data_request_make(Ctx *c, Id person, DataKind kind, Str text, Id *id)
{
    DataRequestList mine;
    TRY(data_requests_of(c, person, &mine));
    for (size_t i = 0; i < mine.n; i++)
        if (mine.at[i].kind == kind && str_equal(mine.at[i].state, S("open")))
            return fail(c, FAIL_CONFLICT, "Bạn đã có yêu cầu loại này đang được xử lý. Hãy đợi trả lời, hoặc rút nó.");
    DataRequest q = {.id = id_new(c->now), .person = person, .kind = kind};
    *id = q.id;
    TRY(store_run(c,
                  "INSERT INTO data_request (office_id, id, person_id, kind, text, state, received_at, "
                  "acknowledged_at, acknowledged_by, extended_at, extension, closed_at, closed_by, answer) "
                  "VALUES ($1, $2, $3, $4, $5, 'open', $6, 0, 0, 0, '', 0, 0, '')",
                  OFFICE, q.id, person, data_kinds[kind].key, text, c->now));
    return note(c, "Gửi yêu cầu về dữ liệu", &q);
}

static Fail open_request(Ctx *c, Id id, DataRequest *q)
{
    TRY(data_request_by_id(c, id, q));
    if (str_equal(q->state, S("open"))) return OK;
    return fail(c, FAIL_CONFLICT, "Yêu cầu này đã được giải quyết hoặc đã rút. Hãy tải lại trang.");
}

static Fail close(Ctx *c, Id id, const char *state, Str answer)
{
    return store_run(c,
                     "UPDATE data_request SET state = $3, closed_at = $4, closed_by = $5, answer = $6, "
                     "acknowledged_at = CASE WHEN acknowledged_at = 0 THEN $4 ELSE acknowledged_at END "
                     "WHERE office_id = $1 AND id = $2",
                     OFFICE, id, state, c->now, c->actor ? c->actor->person : (Id)0, answer);
}

Fail data_request_take_back(Ctx *c, Id person, Id id)
{
    DataRequest q;
    TRY(data_request_by_id(c, id, &q));
    if (q.person != person) return no_such_request(c);
    TRY(open_request(c, id, &q));
    TRY(close(c, id, "withdrawn", (Str){0}));
    return note(c, "Rút yêu cầu về dữ liệu", &q);
}

/* -- by who is in charge ------------------------------------------------------------------------------------ */

Fail data_request_acknowledge(Ctx *c, Id id)
{
    DataRequest q;
    TRY(open_request(c, id, &q));
    if (q.acknowledged_at) return OK;
    TRY(store_run(c,
                  "UPDATE data_request SET acknowledged_at = $3, acknowledged_by = $4 WHERE office_id = $1 AND id = $2",
                  OFFICE, id, c->now, c->actor ? c->actor->person : (Id)0));
    return note(c, "Tiếp nhận yêu cầu về dữ liệu", &q);
}

Fail data_request_extend(Ctx *c, Id id, Str why)
{
    DataRequest q;
    TRY(open_request(c, id, &q));
    if (!q.deadline.term->more)
        return fail(c, FAIL_CONFLICT, "%s không cho gia hạn loại yêu cầu này.", q.deadline.term->source);
    if (q.extended_at) return fail(c, FAIL_CONFLICT, "Yêu cầu này đã được gia hạn một lần, không gia hạn nữa được.");
    if (c->now > q.deadline.due_at) return fail(c, FAIL_CONFLICT, "Đã quá hạn nên không gia hạn được nữa.");
    if (why.n < DATA_ANSWER_MIN) return fail(c, FAIL_INPUT, "Hãy nêu lý do gia hạn: người yêu cầu sẽ đọc.");
    TRY(store_run(c, "UPDATE data_request SET extended_at = $3, extension = $4 WHERE office_id = $1 AND id = $2",
                  OFFICE, id, c->now, why));
    return note(c, "Gia hạn yêu cầu về dữ liệu", &q);
}

Fail data_request_close(Ctx *c, Id id, bool done, Str answer)
{
    DataRequest q;
    TRY(open_request(c, id, &q));
    if (done && q.kind == DATA_DELETE)
        return fail(c, FAIL_CONFLICT, "Yêu cầu xóa chỉ xong khi đã xóa: hãy dùng nút xóa ở cuối trang.");
    if (answer.n < DATA_ANSWER_MIN)
        return fail(c, FAIL_INPUT,
                    done ? "Hãy ghi đã làm gì: người yêu cầu sẽ đọc." : "Hãy nêu lý do từ chối: người yêu cầu sẽ đọc.");
    TRY(close(c, id, done ? "done" : "refused", answer));
    return note(c, done ? "Giải quyết yêu cầu về dữ liệu" : "Từ chối yêu cầu về dữ liệu", &q);
}

Fail data_request_forget(Ctx *c, Id id, Str typed)
{
    DataRequest q;
    TRY(open_request(c, id, &q));
    if (q.kind != DATA_DELETE) return fail(c, FAIL_CONFLICT, "Người này không yêu cầu xóa.");
    if (!str_equal(str_trim(typed), q.person_account))
        return fail(c, FAIL_INPUT, "Tên đăng nhập gõ vào không phải của người yêu cầu. Hãy gõ đúng: %.*s",
                    STR_ARGS(q.person_account));
    TRY(close(c, id, "done", (Str){0}));
    TRY(note(c, "Giải quyết yêu cầu về dữ liệu", &q));
    return person_forget(c, q.person);
}
