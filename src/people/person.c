// SPDX-License-Identifier: Apache-2.0
/* person.c -- people: adding, changing, finding. */
#include "base/out.h"
#include "journal/proof.h"
#include "org/sql.h"
#include "people/inside.h"
#include "viet/text.h"

#define PERSON_COLUMNS                                                                                                 \
    "SELECT id, account, name, mail, phone, state, password <> '', totp_key <> '', created_at, signed_in_at, "         \
    "mail_proved_at > 0 FROM person "

static Person read_person(Rows *r)
{
    return (Person){.id = row_integer(r, 0),
                    .account = row_text(r, 1),
                    .name = row_text(r, 2),
                    .mail = row_text(r, 3),
                    .phone = row_text(r, 4),
                    .state = row_text(r, 5),
                    .has_password = row_integer(r, 6) != 0,
                    .has_second = row_integer(r, 7) != 0,
                    .created_at = row_integer(r, 8),
                    .signed_in_at = row_integer(r, 9),
                    .is_mail_proved = row_integer(r, 10) != 0};
}

Fail no_such_person(Ctx *c) { return fail_rather(c, FAIL_MISSING, "Không có người này. Hãy mở lại từ danh sách."); }

Fail person_by_id(Ctx *c, Id id, Person *p)
{
    Rows r;
    Fail result = store_one(c, &r, PERSON_COLUMNS "WHERE office_id = $1 AND id = $2", OFFICE, id);
    if (result == FAIL_MISSING) return no_such_person(c);
    TRY(result);
    *p = read_person(&r);
    return rows_end(&r);
}

Str account_folded(Arena *a, Str typed)
{
    Str s = str_trim(typed);
    char *p = NEW(a, char, s.n + 1);
    for (size_t i = 0; i < s.n; i++) p[i] = s.p[i] >= 'A' && s.p[i] <= 'Z' ? (char)(s.p[i] | 0x20) : s.p[i];
    return (Str){p, s.n};
}

Fail person_by_account(Ctx *c, Str typed, Person *p)
{
    Rows r;
    Str account = account_folded(&c->mem, typed);
    Fail result =
        store_one(c, &r,
                  PERSON_COLUMNS "WHERE office_id = $1 AND (account = $2 OR (mail = $2 AND mail_proved_at > 0)) "
                                 "ORDER BY CASE WHEN account = $2 THEN 0 ELSE 1 END LIMIT 1",
                  OFFICE, account);
    if (result == FAIL_MISSING) return no_such_person(c);
    TRY(result);
    *p = read_person(&r);
    return rows_end(&r);
}

Fail person_by_mail(Ctx *c, Str mail, Person *p)
{
    Rows r;
    Fail result = store_one(c, &r, PERSON_COLUMNS "WHERE office_id = $1 AND mail = $2 AND mail_proved_at > 0", OFFICE,
                            account_folded(&c->mem, mail));
    if (result == FAIL_MISSING) return no_such_person(c);
    TRY(result);
    *p = read_person(&r);
    return rows_end(&r);
}

/* -- what may be typed -------------------------------------------------------------------------------------- */

bool person_account_is_good(Str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char b = s.p[i];
        bool letter = (b >= 'a' && b <= 'z') || (b >= '0' && b <= '9');
        if (!letter && (!strchr(".-_@+", b) || !b)) return false;
    }
    return s.n >= 3 && s.n <= PERSON_ACCOUNT_MAX;
}

/* Enough to catch a slip of the hand; whether it reaches anybody only a letter shows. */
static bool is_mail(Str s)
{
    size_t at = str_index(s, '@');
    Str host = str_from(s, at + 1);
    bool shape = at && at + 1 < s.n && str_index(host, '@') == host.n && str_index(host, '.') > 0 &&
                 str_index(host, '.') + 1 < host.n;
    for (size_t i = 0; i < s.n && shape; i++) shape = (unsigned char)s.p[i] > ' ' && !strchr("<>,;\"", s.p[i]);
    return shape && s.n <= PERSON_MAIL_MAX;
}

static bool is_phone(Str s)
{
    size_t digits = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] >= '0' && s.p[i] <= '9') digits++;
        else if (!strchr(" .-+()", s.p[i]) || !s.p[i]) return false;
    }
    return digits >= 9 && digits <= 15;
}

static bool is_name(Str s)
{
    bool letters = false;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char b = (unsigned char)s.p[i];
        letters |= b >= 0x80 || ((b | 0x20) >= 'a' && (b | 0x20) <= 'z');
        if (b < ' ' || strchr("<>{}@0123456789", s.p[i])) return false;
    }
    return letters;
}

const char *person_problem(Ctx *c, const NewPerson *n)
{
    Arena *a = &c->mem;
    if (!n->name.n) return "Thiếu họ và tên.";
    if (!is_name(n->name)) return "Họ và tên chỉ gồm chữ, như Nguyễn Văn An.";
    if (n->account.n && !person_account_is_good(account_folded(a, n->account)))
        return "Tên đăng nhập gồm chữ không dấu, chữ số và . - _ @, ít nhất 3 ký tự.";
    if (n->mail.n && !is_mail(n->mail)) return "Thư điện tử phải viết như an@bacgiang.gov.vn.";
    if (n->phone.n && !is_phone(n->phone)) return "Số điện thoại phải có 9 đến 15 chữ số.";
    return NULL;
}

/* -- accounts ----------------------------------------------------------------------------------------------- */

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

/* What lets somebody in is told by a digest; who was only invited has no password, whose salt would keep it from being
 * guessed. */
PROOF(
    person, "person", "người",
    "t.state || CASE WHEN t.password <> '' THEN ' mật-khẩu' ELSE '' END || "
    "CASE WHEN t.totp_key <> '' THEN ' hai-lớp' ELSE '' END",
    "CASE WHEN t.password <> '' THEN t.password || ' ' || t.totp_key || ' ' || t.account || ' ' || t.mail ELSE '' END",
    "1 = 0")

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
    const char *problem = person_problem(c, n);
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
    const char *problem = person_problem(c, &n);
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
    if (locked) TRY(sessions_end(c, id, 0));
    return journal_write(
        c, (JournalEntry){.act = act, .object = "person", .id = id, .before = p.state, .after = str_of(state)});
}

Fail person_disable(Ctx *c, Id id, bool disabled)
{
    return set_locked(c, id, disabled, disabled ? "Khóa tài khoản" : "Mở lại tài khoản");
}

Fail person_lock_idle(Ctx *c, Id id) { return set_locked(c, id, true, ACT_LOCK_IDLE); }

/* -- lists -------------------------------------------------------------------------------------------------- */

static bool has_words(Arena *a, Str text, Str query)
{
    Str folded = viet_fold(a, text), word;
    while (str_cut(&query, ' ', &word))
        if (word.n && !str_contains(folded, word)) return false;
    return true;
}

Fail people_list(Ctx *c, const Actor *actor, Str org, Str query, DutyList *duties)
{
    Rows r;
    Str words = viet_fold(&c->mem, query);
    *duties = (DutyList){0};
    TRY(store_query(
        c, &r,
        "SELECT d.id, d.person_id, d.org, d.role, d.position, d.plan_id, d.from_day, d.to_day, d.behalf_id, "
        "p.name, p.state, " ORG_NAME(
            "d.org") ", p.account FROM duty d "
                     "JOIN person p ON p.office_id = d.office_id AND p.id = d.person_id " ORG_NAME_JOIN(
                         "d", "org") "WHERE d.office_id = $1 AND p.state <> 'forgotten' AND ($2 = '' OR d.org = $2) "
                                     "ORDER BY coalesce(org_o.place, 0), d.org, d.id",
        OFFICE, org));
    while (rows_next(&r)) {
        Duty d = {.id = row_integer(&r, 0),
                  .person = row_integer(&r, 1),
                  .org = row_text(&r, 2),
                  .role = role_of(row_text(&r, 3)),
                  .position = row_text(&r, 4),
                  .plan = row_integer(&r, 5),
                  .from = row_day(&r, 6),
                  .to = row_day(&r, 7),
                  .behalf = row_integer(&r, 8),
                  .person_name = row_text(&r, 9),
                  .person_state = row_text(&r, 10),
                  .org_name = row_text(&r, 11)};
        Str text = str_format(&c->mem, "%.*s %.*s %.*s %.*s", STR_ARGS(d.person_name), STR_ARGS(row_text(&r, 12)),
                              STR_ARGS(d.org_name), STR_ARGS(d.org));
        if ((!actor || right_at(actor, "person.read", (Place){.org = d.org})) && has_words(&c->mem, text, words))
            *list_add(&c->mem, duties) = d;
    }
    return rows_end(&r);
}

Fail person_empty(Ctx *c, Id person)
{
    Str nobody = str_format(&c->mem, "da-xoa-%lld", (long long)person);
    return store_run(c,
                     "UPDATE person SET account = $3, name = $4, mail = '', mail_proved_at = 0, phone = '', "
                     "password = '', totp_key = '', totp_last = 0, signed_in_at = 0, state = 'forgotten' "
                     "WHERE office_id = $1 AND id = $2",
                     OFFICE, person, nobody, S("Người đã xóa thông tin"));
}
