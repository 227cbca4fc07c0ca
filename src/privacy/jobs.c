// SPDX-License-Identifier: Apache-2.0
/* jobs.c -- taking away what is over: each job counts first, then does it when mass.c lets it. */
#include "privacy/inside.h"

static Fail two_numbers(Rows *r, int64_t *n, int64_t *all)
{
    *n = row_integer(r, 0);
    *all = row_integer(r, 1);
    return rows_end(r);
}

/* -- accounts that nobody used -------------------------------------------------------------------------------- */

/* The rows j of the journal that speak of the person p: found by their name, not by walking through all of it. */
#define OF_PERSON                                                                                                      \
    "j.office_id = p.office_id AND j.n IN (SELECT k.n FROM journal_row k WHERE k.office_id = p.office_id "             \
    "AND k.object_id = p.id AND k.object = 'person')"

/* Those whom nobody saw for so long; the longest first, so that of several administrators the last one seen stays. */
static Fail idle_people(Ctx *c, IdList *people)
{
    Rows r;
    *people = (IdList){0};
    TRY(store_query(
        c, &r,
        "SELECT p.id FROM people_person p WHERE p.office_id = $1 AND p.state = 'active' AND p.created_at < $2 "
        "AND p.signed_in_at < $2 AND NOT EXISTS (SELECT 1 FROM journal_row j WHERE " OF_PERSON
        " AND j.act = 'Mở lại tài khoản' AND j.at >= $2) ORDER BY p.signed_in_at, p.id",
        OFFICE, c->now - ACCOUNT_IDLE_DAYS * DAY_MS));
    while (rows_next(&r)) *list_add(&c->mem, people) = row_integer(&r, 0);
    return rows_end(&r);
}

/* True when no administrator would be left: then the last one seen stays. */
static Fail takes_all_admins(Ctx *c, const IdList *people, bool *all)
{
    IdList admins;
    size_t theirs = 0;
    TRY(people_admins(c, &admins));
    for (size_t i = 0; i < admins.n; i++)
        for (size_t k = 0; k < people->n; k++) theirs += people->at[k] == admins.at[i];
    *all = admins.n && theirs == admins.n;
    return OK;
}

static Fail count_idle(Ctx *c, int64_t *n, int64_t *all)
{
    Rows r;
    IdList people;
    bool one_stays;
    TRY(idle_people(c, &people));
    TRY(takes_all_admins(c, &people, &one_stays));
    TRY(store_one(c, &r, "SELECT 0, count(*) FROM people_person WHERE office_id = $1 AND state = 'active'", OFFICE));
    TRY(two_numbers(&r, n, all));
    *n = (int64_t)people.n - one_stays;
    return OK;
}

static Fail lock_idle(Ctx *c, int64_t *locked)
{
    IdList people;
    TRY(idle_people(c, &people));
    for (size_t i = 0; i < people.n; i++) {
        bool last;
        TRY(person_is_last_admin(c, people.at[i], &last));
        if (last) continue;
        TRY(person_lock_idle(c, people.at[i]));
        ++*locked;
    }
    return OK;
}

Fail idle_locked(Ctx *c, IdList *people)
{
    Rows r;
    *people = (IdList){0};
    TRY(store_query(
        c, &r,
        "SELECT p.id FROM people_person p WHERE p.office_id = $1 AND p.state = 'disabled' AND (SELECT j.act FROM "
        "journal_row j WHERE " OF_PERSON " AND j.after = 'disabled' ORDER BY j.n DESC LIMIT 1) = $2 ORDER BY p.id",
        OFFICE, ACT_LOCK_IDLE));
    while (rows_next(&r)) *list_add(&c->mem, people) = row_integer(&r, 0);
    return rows_end(&r);
}

Fail idle_reopen(Ctx *c, int64_t *opened)
{
    IdList people;
    *opened = 0;
    TRY(idle_locked(c, &people));
    for (size_t i = 0; i < people.n; i++, ++*opened) TRY(person_disable(c, people.at[i], false));
    return OK;
}

/* -- the rest ------------------------------------------------------------------------------------------------- */

static Fail count_journal(Ctx *c, int64_t *n, int64_t *all)
{
    Rows r;
    int64_t last;
    TRY(journal_last_before(c, c->now - JOURNAL_PERSONAL_DAYS * DAY_MS, &last));
    TRY(store_one(c, &r, "SELECT count(*) FROM journal_row_personal WHERE office_id = $1 AND n <= $2", OFFICE, last));
    *n = *all = row_integer(&r, 0);
    TRY(rows_end(&r));
    if (!*n) return OK; /* how many there are is asked only when some would go: it is most of the journal */
    TRY(store_one(c, &r, "SELECT count(*) FROM journal_row_personal WHERE office_id = $1 AND n > $2", OFFICE, last));
    *all += row_integer(&r, 0);
    return rows_end(&r);
}

static Fail forget_journal(Ctx *c, int64_t *rows)
{
    return journal_forget_before(c, c->now - JOURNAL_PERSONAL_DAYS * DAY_MS, rows);
}

static Fail count_consents(Ctx *c, int64_t *n, int64_t *all)
{
    Rows r;
    TRY(store_one(
        c, &r,
        "SELECT coalesce(sum(CASE WHEN withdrawn_at > 0 AND withdrawn_at < $2 THEN 1 ELSE 0 END), 0), count(*) "
        "FROM consent WHERE office_id = $1",
        OFFICE, c->now - CONSENT_KEPT_DAYS * DAY_MS));
    return two_numbers(&r, n, all);
}

static Fail drop_consents(Ctx *c, int64_t *n)
{
    return store_change(c, n, "DELETE FROM consent WHERE office_id = $1 AND withdrawn_at > 0 AND withdrawn_at < $2",
                        OFFICE, c->now - CONSENT_KEPT_DAYS * DAY_MS);
}

static Fail count_requests(Ctx *c, int64_t *n, int64_t *all)
{
    Rows r;
    TRY(store_one(c, &r,
                  "SELECT coalesce(sum(CASE WHEN closed_at > 0 AND closed_at < $2 THEN 1 ELSE 0 END), 0), count(*) "
                  "FROM data_request WHERE office_id = $1",
                  OFFICE, c->now - REQUEST_KEPT_DAYS * DAY_MS));
    return two_numbers(&r, n, all);
}

static Fail drop_requests(Ctx *c, int64_t *n)
{
    return store_change(c, n, "DELETE FROM data_request WHERE office_id = $1 AND closed_at > 0 AND closed_at < $2",
                        OFFICE, c->now - REQUEST_KEPT_DAYS * DAY_MS);
}

static Fail purge_mail(Ctx *c, int64_t *n)
{
    int64_t all;
    TRY(mail_purge_count(c, n, &all));
    return mail_purge(c);
}

static Fail purge_people(Ctx *c, int64_t *n)
{
    int64_t all;
    TRY(people_purge_count(c, n, &all));
    return people_purge(c);
}

const MassJob mass_jobs[MASS_JOBS] = {
    [MASS_IDLE] = {"khoa-tai-khoan", "Khóa tài khoản không dùng 45 ngày", "tài khoản",
                   "Người bị khóa không đăng nhập được đến khi được mở lại.", MASS_FEW_ACCOUNTS, count_idle, lock_idle},
    [MASS_JOURNAL] = {"nhat-ky", "Xóa địa chỉ mạng và giá trị về cá nhân cũ hơn 12 tháng trong nhật ký", "dòng",
                      "Phần đã xóa không lấy lại được.", MASS_FEW_ROWS, count_journal, forget_journal},
    [MASS_CONSENTS] = {"dong-y", "Xóa những lần đồng ý đã rút quá 5 năm", "lần đồng ý",
                       "Phần đã xóa không lấy lại được.", MASS_FEW_PROOFS, count_consents, drop_consents},
    [MASS_REQUESTS] = {"yeu-cau", "Xóa yêu cầu về dữ liệu đã giải quyết quá 5 năm", "yêu cầu",
                       "Phần đã xóa không lấy lại được.", MASS_FEW_PROOFS, count_requests, drop_requests},
    [MASS_MAIL] = {"thu", "Thôi gửi thư chờ quá hạn, xóa nội dung thư quá 30 ngày và dấu vết quá 12 tháng", "thư",
                   "Thư đã thôi gửi thì không tự gửi lại.", MASS_FEW_ROWS, mail_purge_count, purge_mail},
    [MASS_SESSIONS] = {"phien", "Xóa phiên đăng nhập, liên kết mời và lần đăng nhập sai đã hết hạn", "dòng",
                       "Người có liên kết mời đã xóa phải được mời lại.", INT64_MAX, people_purge_count, purge_people},
};
