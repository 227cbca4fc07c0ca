// SPDX-License-Identifier: Apache-2.0
/* act.c -- what a person does with a message, and what time does: sending again, leaving it, forgetting its content. */
#include "journal/journal.h"
#include "mail/inside.h"
#include "people/people.h"

typedef struct {
    MailState state;
    bool has_content;
    Str subject;
} Found;

static MailState state_of(Str key)
{
    int k = 0;
    while (k < MAIL_STATE_COUNT - 1 && !str_equal(key, str_of(mail_states[k].key))) k++;
    return (MailState)k;
}

static Fail find(Ctx *c, Id id, Found *f)
{
    Rows r;
    Fail found = store_one(
        c, &r, "SELECT state, has_content, subject FROM mail_message WHERE office_id = $1 AND id = $2", OFFICE, id);
    if (found == FAIL_MISSING) return fail_rather(c, FAIL_MISSING, "Không có thư này. Hãy mở lại từ danh sách.");
    TRY(found);
    *f = (Found){state_of(row_text(&r, 0)), row_integer(&r, 1) != 0, row_text(&r, 2)};
    return rows_end(&r);
}

Fail mail_stand(Ctx *c, Id id, MailState *state, Str *subject)
{
    Found f;
    TRY(find(c, id, &f));
    *state = f.state, *subject = f.subject.n ? f.subject : S("Tin nhắn");
    return OK;
}

static Fail note(Ctx *c, const char *act, Id id, MailState before, MailState after)
{
    return journal_write(c, (JournalEntry){.act = act,
                                           .object = "mail",
                                           .id = id,
                                           .before = str_of(mail_states[before].name),
                                           .after = str_of(mail_states[after].name)});
}

/* The ticket stays: should an attempt that was given up for unsure tell after all that it succeeded, this one does not
 * leave. */
Fail mail_retry(Ctx *c, Id id)
{
    Found f;
    TRY(find(c, id, &f));
    if (f.state == MAIL_SENT) return fail(c, FAIL_CONFLICT, "Thư này đã gửi xong, không cần gửi lại.");
    if (f.state == MAIL_SENDING) return fail(c, FAIL_CONFLICT, "Thư này đang được gửi. Hãy xem lại sau vài phút.");
    if (!f.has_content)
        return fail(c, FAIL_CONFLICT, "Nội dung thư này đã được xóa theo thời hạn, nên không gửi lại được.");
    TRY(store_run(c,
                  "UPDATE mail_message SET state = 'queued', attempts = 0, first_at = 0, next_at = $3, moved_at = $3, "
                  "until_at = CASE WHEN until_at < $4 THEN $4 ELSE until_at END WHERE office_id = $1 AND id = $2",
                  OFFICE, id, c->now, c->now + DAYS(MAIL_WAIT_DAYS)));
    return note(c, "Gửi lại thư", id, f.state, MAIL_QUEUED);
}

Fail mail_drop(Ctx *c, Id id)
{
    Found f;
    TRY(find(c, id, &f));
    if (f.state == MAIL_SENT) return fail(c, FAIL_CONFLICT, "Thư này đã gửi xong, không bỏ được nữa.");
    if (f.state == MAIL_SENDING) return fail(c, FAIL_CONFLICT, "Thư này đang được gửi. Hãy xem lại sau vài phút.");
    if (f.state == MAIL_DROPPED) return OK;
    TRY(store_run(c, "UPDATE mail_message SET state = 'dropped', moved_at = $3 WHERE office_id = $1 AND id = $2",
                  OFFICE, id, c->now));
    return note(c, "Bỏ thư", id, f.state, MAIL_DROPPED);
}

Fail mail_undo(Ctx *c, Id id, int version, Str before, Str *title)
{
    Found f;
    (void)version; /* what is not dropped any more went on */
    TRY(find(c, id, &f));
    *title = f.subject;
    if (f.state != MAIL_DROPPED || !f.has_content) return fail(c, FAIL_CONFLICT, "đã có người đổi tiếp sau đó");
    TRY(store_run(c, "UPDATE mail_message SET state = $3, moved_at = $4 WHERE office_id = $1 AND id = $2", OFFICE, id,
                  before, c->now));
    return note(c, "Hoàn tác: bỏ thư", id, MAIL_DROPPED, state_of(before));
}

Fail mail_try(Ctx *c)
{
    Person p = {0};
    if (c->actor) TRY(person_by_id(c, c->actor->person, &p));
    if (!p.mail.n)
        return fail(c, FAIL_INPUT, "Tài khoản của bạn chưa có địa chỉ thư. Hãy ghi địa chỉ ở trang Tài khoản trước.");
    Mail m = {.channel = MAIL_LETTER,
              .person = p.id,
              .address = p.mail,
              .subject = S("Thư thử của Ngày Số"),
              .body = S("Nếu bạn đọc được thư này, Ngày Số gửi thư được.\nBạn không phải làm gì thêm.\n")};
    TRY(mail_queue(c, &m));
    return journal_write(c, (JournalEntry){.act = "Gửi thư thử", .object = "mail"});
}

Fail mail_hurry(Ctx *c)
{
    int64_t n;
    TRY(store_change(c, &n,
                     "UPDATE mail_message SET next_at = $2 WHERE office_id = $1 AND state = 'queued' AND next_at > $2",
                     OFFICE, c->now));
    Str title = str_format(&c->mem, "%lld thư", (long long)n);
    return n ? journal_write(c, (JournalEntry){.act = "Gửi ngay thư đang chờ", .object = "mail", .title = title}) : OK;
}

/* -- how long ---------------------------------------------------------------------------------------------------- */

Fail mail_purge(Ctx *c)
{
    TRY(store_run(c,
                  "UPDATE mail_message SET state = 'failed', last_error = $3, moved_at = $2 "
                  "WHERE office_id = $1 AND state = 'queued' AND until_at < $2",
                  OFFICE, c->now, "Chờ quá lâu, nội dung không còn đúng lúc."));
    TRY(store_run(c,
                  "UPDATE mail_message SET address = '', subject = '', body = '', last_error = '', has_content = 0 "
                  "WHERE office_id = $1 AND state IN ('sent', 'failed', 'unsure', 'dropped') AND has_content = 1 "
                  "AND moved_at < $2",
                  OFFICE, c->now - DAYS(MAIL_CONTENT_DAYS)));
    return store_run(c,
                     "DELETE FROM mail_message WHERE office_id = $1 "
                     "AND state IN ('sent', 'failed', 'unsure', 'dropped') AND moved_at < $2",
                     OFFICE, c->now - DAYS(MAIL_ROW_DAYS));
}

Fail mail_purge_count(Ctx *c, int64_t *n, int64_t *all)
{
    Rows r;
    TRY(store_one(
        c, &r,
        "SELECT coalesce(sum(CASE WHEN (state = 'queued' AND until_at < $2) OR (state IN ('sent', 'failed', "
        "'unsure', 'dropped') AND ((has_content = 1 AND moved_at < $3) OR moved_at < $4)) THEN 1 ELSE 0 END), "
        "0), count(*) FROM mail_message WHERE office_id = $1",
        OFFICE, c->now, c->now - DAYS(MAIL_CONTENT_DAYS), c->now - DAYS(MAIL_ROW_DAYS)));
    *n = row_integer(&r, 0), *all = row_integer(&r, 1);
    return rows_end(&r);
}

/* What is being sent right now keeps its state: its end is noted as ever. */