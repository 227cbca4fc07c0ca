// SPDX-License-Identifier: Apache-2.0
/* lost.c -- who lost their password asks for a letter with a link.  What is answered does not tell whether there is
 * such an account: requests are counted by what was typed and by the address, before anybody is looked for.  The letter
 * itself is mail's (mail/lost.c). */
#include "people/inside.h"

static Fail sent_lately(Ctx *c, Id person, int64_t *n)
{
    Rows r;
    TRY(store_one(c, &r,
                  "SELECT count(*) FROM invitation WHERE office_id = $1 AND person_id = $2 AND kind = 'reset' "
                  "AND made_by = 0 AND created_at > $3",
                  OFFICE, person, c->now - LINK_COUNTED_MS));
    *n = row_integer(&r, 0);
    return rows_end(&r);
}

/* Only where the letter surely goes to its owner, and not too often: nobody's box is filled. */
static Fail may_get_letter(Ctx *c, const Person *p, bool *may)
{
    int64_t n;
    *may = p->is_mail_proved && p->has_password && str_equal(p->state, S("active"));
    if (!*may) return OK;
    TRY(sent_lately(c, p->id, &n));
    *may = n < LOST_A_DAY;
    return OK;
}

Fail lost_begin(Ctx *c, Str typed, Person *p, Str *token)
{
    Guess g = {0};
    bool may;
    Str account = account_folded(&c->mem, typed), address = c->actor ? c->actor->address : (Str){0};
    *token = (Str){0};
    guess_in(c, &g, 'q', account, ATTEMPTS_FREE);
    if (address.n) guess_in(c, &g, 'r', address, ATTEMPTS_FREE_ADDRESS);
    TRY(guess_count(c, &g));
    if (g.locked) return fail(c, FAIL_OFTEN, "Đã yêu cầu nhiều lần. Hãy tìm thư đã gửi, hoặc đợi ít phút rồi thử lại.");
    Fail found = person_by_account(c, account, p);
    if (found == FAIL_MISSING) c->why[0] = 0;
    else TRY(found);
    if (found) return OK;
    TRY(may_get_letter(c, p, &may));
    return may ? link_new(c, LINK_RESET, p->id, token) : OK;
}
