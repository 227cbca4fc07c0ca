// SPDX-License-Identifier: Apache-2.0
/* account.c -- people and their accounts: adding, changing, locking.  The rest is in person.c, below duties, links and
 * sessions, which ask who somebody is. */
#include "people/inside.h"
#include "viet/text.h"

static Fail is_taken(Ctx *c, Str account, bool *taken)
{
    Rows r;
    TRY(store_one(c, &r, "SELECT count(*) FROM person WHERE office_id = $1 AND account = $2", OFFICE, account));
    *taken = row_integer(&r, 0) > 0;
    return rows_end(&r);
}

Fail person_account_for(Ctx *c, Str name, Str *account)
{
    Str folded = viet_fold(&c->mem, name);
    char *p = NEW(&c->mem, char, folded.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < folded.n && n < PERSON_ACCOUNT_MAX - 8; i++) {
        char b = folded.p[i] == ' ' ? '.' : folded.p[i];
        bool good = (b >= 'a' && b <= 'z') || (b >= '0' && b <= '9') || (b == '.' && n);
        if (good) p[n++] = b;
    }
    Str stem = n >= 3 ? (Str){p, n} : S("can.bo");
    bool taken = true;
    *account = stem;
    for (int i = 2; taken; i++) {
        TRY(is_taken(c, *account, &taken));
        if (taken) *account = str_format(&c->mem, "%.*s%d", STR_ARGS(stem), i);
    }
    return OK;
}

/* -- writing ------------------------------------------------------------------------------------------------ */

/* What the journal keeps beside the chain about a person. */
static Str in_words(Ctx *c, Str name, Str account, Str mail, Str phone)
{
    return str_format(&c->mem, "%.*s; %.*s; %.*s; %.*s", STR_ARGS(name), STR_ARGS(account), STR_ARGS(mail),
                      STR_ARGS(phone));
}

static Fail insert(Ctx *c, const NewPerson *n, Str account, Id *person)
{
    *person = id_new(c->now);
    TRY(store_run(
        c,
        "INSERT INTO person (office_id, id, account, name, mail, phone, state, password, totp_key, totp_last, "
        "created_at, signed_in_at) VALUES ($1, $2, $3, $4, $5, $6, 'invited', '', '', 0, $7, 0)",
        OFFICE, *person, account, n->name, account_folded(&c->mem, n->mail), n->phone, c->now));
    return journal_write(c, (JournalEntry){.act = "Thêm người",
                                           .object = "person",
                                           .id = *person,
                                           .subject = *person,
                                           .personal_after = in_words(c, n->name, account, n->mail, n->phone)});
}

/* Who was added with the same name and mail, and has this duty: the same list a second time.  The mail need not be
 * proved, because nothing is given. */
static Fail was_added(Ctx *c, const NewPerson *n, Id *person)
{
    Rows r;
    IdList same = {0};
    Str name = viet_fold(&c->mem, n->name);
    *person = 0;
    TRY(store_query(c, &r, "SELECT id, name FROM person WHERE office_id = $1 AND mail = $2 AND state <> 'forgotten'",
                    OFFICE, account_folded(&c->mem, n->mail)));
    while (rows_next(&r))
        if (str_equal(viet_fold(&c->mem, row_text(&r, 1)), name)) *list_add(&c->mem, &same) = row_integer(&r, 0);
    TRY(rows_end(&r));
    for (size_t i = 0; i < same.n && !*person; i++) {
        Id duty;
        TRY(duty_find(c, same.at[i], n, &duty));
        if (duty) *person = same.at[i];
    }
    return OK;
}

/* Who has this mail, as far as that counts for anything. */
static Fail find_added(Ctx *c, const NewPerson *n, Id *person, PersonAdded *added)
{
    Person there;
    bool has_it = false;
    *added = PERSON_THERE;
    Fail found = person_by_mail(c, n->mail, &there);
    if (found == FAIL_MISSING) {
        c->why[0] = 0;
        return was_added(c, n, person);
    }
    TRY(found);
    *person = there.id;
    if (n->org.n) TRY(offer_make(c, there.id, n, &has_it));
    *added = has_it || !n->org.n ? PERSON_THERE : PERSON_OFFERED;
    return OK;
}

static Fail free_account(Ctx *c, const NewPerson *n, Str *account)
{
    bool taken;
    *account = account_folded(&c->mem, n->account);
    if (!account->n) return person_account_for(c, n->name, account);
    TRY(is_taken(c, *account, &taken));
    if (!taken) return OK;
    return fail(c, FAIL_CONFLICT, "Tên đăng nhập “%.*s” đã có người dùng. Hãy chọn tên khác.", STR_ARGS(*account));
}

Fail person_add(Ctx *c, const NewPerson *n, Id *person, PersonAdded *added)
{
    Str account;
    Id duty;
    const char *problem = person_problem(c, n, NULL);
    if (problem) return fail(c, FAIL_INPUT, "%s", problem);
    *person = 0;
    if (n->mail.n) TRY(find_added(c, n, person, added));
    if (*person) return OK;
    *added = PERSON_NEW;
    TRY(free_account(c, n, &account));
    TRY(insert(c, n, account, person));
    return n->org.n ? duty_add(c, *person, n, &duty) : OK;
}

Fail person_change(Ctx *c, Id id, Str name, Str mail, Str phone)
{
    Person p;
    NewPerson n = {.name = name, .mail = mail, .phone = phone};
    const char *problem = person_problem(c, &n, NULL);
    if (problem) return fail(c, FAIL_INPUT, "%s", problem);
    TRY(person_by_id(c, id, &p));
    Str folded = account_folded(&c->mem, mail);
    if (!str_equal(folded, p.mail)) TRY(mail_unprove(c, id));
    TRY(store_run(c, "UPDATE person SET name = $3, mail = $4, phone = $5 WHERE office_id = $1 AND id = $2", OFFICE, id,
                  name, folded, phone));
    return journal_write(c, (JournalEntry){.act = "Sửa thông tin cá nhân",
                                           .object = "person",
                                           .id = id,
                                           .subject = id,
                                           .personal_before = in_words(c, p.name, p.account, p.mail, p.phone),
                                           .personal_after = in_words(c, name, p.account, folded, phone)});
}

static Fail set_locked(Ctx *c, Id id, bool locked, const char *act)
{
    Person p;
    TRY(person_by_id(c, id, &p));
    if (str_equal(p.state, S("forgotten"))) return fail(c, FAIL_CONFLICT, "Thông tin của người này đã được xóa.");
    const char *state = locked ? "disabled" : p.has_password ? "active" : "invited";
    TRY(store_run(c, "UPDATE person SET state = $3 WHERE office_id = $1 AND id = $2", OFFICE, id, state));
    if (locked) {
        TRY(sessions_end(c, id, 0));
        TRY(links_end(c, id));
        TRY(links_end_made_by(c, id));
    }
    return journal_write(
        c, (JournalEntry){.act = act, .object = "person", .id = id, .before = p.state, .after = str_of(state)});
}

Fail person_disable(Ctx *c, Id id, bool disabled)
{
    return set_locked(c, id, disabled, disabled ? "Khóa tài khoản" : "Mở lại tài khoản");
}

Fail person_lock_idle(Ctx *c, Id id) { return set_locked(c, id, true, ACT_LOCK_IDLE); }
