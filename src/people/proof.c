// SPDX-License-Identifier: Apache-2.0
/* proof.c -- whose mail it is: whoever can read what is sent there, or an administrator says so.  The letter itself is
 * mail's (mail/own.c). */
#include "people/inside.h"

static Fail sent_lately(Ctx *c, Id person, int64_t *n)
{
    Rows r;
    TRY(store_one(c, &r,
                  "SELECT count(*) FROM invitation WHERE office_id = $1 AND person_id = $2 AND kind = 'mail' "
                  "AND created_at > $3",
                  OFFICE, person, c->now - LINK_COUNTED_MS));
    *n = row_integer(&r, 0);
    return rows_end(&r);
}

/* The owner of a mail box that two wrote down: only one of them can be. */
static Fail is_free(Ctx *c, const Person *p)
{
    Person other;
    Fail found = person_by_mail(c, p->mail, &other);
    if (found == FAIL_MISSING) c->why[0] = 0;
    else TRY(found);
    if (found || other.id == p->id) return OK;
    return fail(
        c, FAIL_CONFLICT,
        "Địa chỉ thư này đã được xác nhận ở một tài khoản khác. Hãy dùng địa chỉ khác hoặc nhờ người quản trị.");
}

static Fail prove(Ctx *c, const Person *p, const char *act)
{
    TRY(is_free(c, p));
    TRY(store_run(c, "UPDATE person SET mail_proved_at = $3 WHERE office_id = $1 AND id = $2", OFFICE, p->id, c->now));
    return journal_write(
        c, (JournalEntry){.act = act, .object = "person", .id = p->id, .subject = p->id, .personal_after = p->mail});
}

Fail mail_proof_begin(Ctx *c, Id person, Str *token)
{
    Person p;
    int64_t n;
    TRY(person_by_id(c, person, &p));
    if (!p.mail.n) return fail(c, FAIL_CONFLICT, "Hãy ghi địa chỉ thư ở trang Tài khoản trước.");
    if (p.is_mail_proved) return fail(c, FAIL_CONFLICT, "Địa chỉ thư này đã được xác nhận rồi.");
    TRY(sent_lately(c, person, &n));
    if (n >= MAIL_PROOFS_A_DAY)
        return fail(c, FAIL_OFTEN,
                    "Mỗi ngày gửi nhiều nhất %d thư xác nhận. Hãy tìm thư đã gửi, hoặc thử lại ngày mai.",
                    MAIL_PROOFS_A_DAY);
    return link_new(c, LINK_MAIL, person, token);
}

Fail mail_proof_find(Ctx *c, Id person, Str token, PersonLink *link)
{
    TRY(link_find(c, token, link));
    if (link->kind == LINK_MAIL && link->person == person) return OK;
    return fail(c, FAIL_MISSING, "Liên kết này là của tài khoản khác. Hãy đăng nhập đúng tài khoản rồi mở lại.");
}

Fail mail_proof_finish(Ctx *c, Id person, Str token)
{
    PersonLink link;
    Person p;
    TRY(mail_proof_find(c, person, token, &link));
    TRY(person_by_id(c, person, &p));
    TRY(link_use(c, link.id));
    return prove(c, &p, "Xác nhận địa chỉ thư");
}

Fail mail_vouch(Ctx *c, Id person, Str mail)
{
    Person p;
    TRY(person_by_id(c, person, &p));
    if (!p.mail.n || !str_equal(p.mail, account_folded(&c->mem, mail)))
        return fail(c, FAIL_CONFLICT, "Người này vừa đổi địa chỉ thư. Hãy xem lại rồi xác nhận.");
    if (p.is_mail_proved) return OK;
    return prove(c, &p, "Xác nhận thay địa chỉ thư");
}

Fail mail_unprove(Ctx *c, Id person)
{
    TRY(store_run(c, "UPDATE person SET mail_proved_at = 0 WHERE office_id = $1 AND id = $2", OFFICE, person));
    return store_run(c,
                     "UPDATE invitation SET used_at = $3 WHERE office_id = $1 AND person_id = $2 AND kind = 'mail' "
                     "AND used_at = 0",
                     OFFICE, person, c->now);
}
