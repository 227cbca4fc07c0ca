// SPDX-License-Identifier: Apache-2.0
/* person.c -- who somebody is: finding people, and what may be typed of them. */
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

void person_problems(Ctx *c, const NewPerson *n, const char *of[PERSON_PARTS])
{
    Arena *a = &c->mem;
    for (int i = 0; i < PERSON_PARTS; i++) of[i] = NULL;
    if (!n->name.n) of[PART_NAME] = "Thiếu họ và tên.";
    else if (!is_name(n->name)) of[PART_NAME] = "Họ và tên chỉ gồm chữ, như Nguyễn Văn An.";
    if (n->account.n && !person_account_is_good(account_folded(a, n->account)))
        of[PART_ACCOUNT] = "Tên đăng nhập gồm chữ không dấu, chữ số và . - _ @, ít nhất 3 ký tự.";
    if (n->mail.n && !is_mail(n->mail)) of[PART_MAIL] = "Thư điện tử phải viết như an@bacgiang.gov.vn.";
    if (n->phone.n && !is_phone(n->phone)) of[PART_PHONE] = "Số điện thoại phải có 9 đến 15 chữ số.";
}

const char *person_problem(Ctx *c, const NewPerson *n, PersonPart *part)
{
    const char *of[PERSON_PARTS];
    person_problems(c, n, of);
    for (int i = 0; i < PERSON_PARTS; i++) {
        if (!of[i]) continue;
        if (part) *part = (PersonPart)i;
        return of[i];
    }
    return NULL;
}

/* What lets somebody in is told by a digest; who was only invited has no password, whose salt would keep it from being
 * guessed. */
PROOF(
    person, "person", "người",
    "t.state || CASE WHEN t.password <> '' THEN ' mật-khẩu' ELSE '' END || "
    "CASE WHEN t.totp_key <> '' THEN ' hai-lớp' ELSE '' END",
    "CASE WHEN t.password <> '' THEN t.password || ' ' || t.totp_key || ' ' || t.account || ' ' || t.mail ELSE '' END",
    "1 = 0")

/* -- lists -------------------------------------------------------------------------------------------------- */

static bool has_words(Arena *a, Str text, Str query)
{
    Str folded = viet_fold(a, text), word;
    while (str_cut(&query, ' ', &word))
        if (word.n && !str_contains(folded, word)) return false;
    return true;
}

#define DUTY_ROWS                                                                                                      \
    "SELECT d.id, d.person_id, d.org, d.role, d.position, d.plan_id, d.from_day, d.to_day, d.behalf_id, "              \
    "p.name, p.state, " ORG_NAME(                                                                                      \
        "d.org") ", p.account, coalesce(org_o.place, 0) FROM duty d "                                                  \
                 "JOIN person p ON p.office_id = d.office_id AND p.id = d.person_id " ORG_NAME_JOIN(                   \
                     "d", "org") "WHERE d.office_id = $1 "                                                             \
                                 "AND p.state <> 'forgotten' "                                                         \
                                 "AND ($2 = '' OR d.org = $2) "
#define BY_AGENCY "ORDER BY coalesce(org_o.place, 0), d.org, d.id"

static Duty read_row(Rows *r)
{
    return (Duty){.id = row_integer(r, 0),
                  .person = row_integer(r, 1),
                  .org = row_text(r, 2),
                  .role = role_of(row_text(r, 3)),
                  .position = row_text(r, 4),
                  .plan = row_integer(r, 5),
                  .from = row_day(r, 6),
                  .to = row_day(r, 7),
                  .behalf = row_integer(r, 8),
                  .person_name = row_text(r, 9),
                  .person_state = row_text(r, 10),
                  .org_name = row_text(r, 11)};
}

static bool is_wanted(Ctx *c, Rows *r, const Duty *d, const Actor *actor, Str words)
{
    if (actor && !right_at(actor, "person.read", (Place){.org = d->org})) return false;
    if (!words.n) return true;
    return has_words(&c->mem,
                     str_format(&c->mem, "%.*s %.*s %.*s %.*s", STR_ARGS(d->person_name), STR_ARGS(row_text(r, 12)),
                                STR_ARGS(d->org_name), STR_ARGS(d->org)),
                     words);
}

Fail people_list(Ctx *c, const Actor *actor, Str org, Str query, DutyList *duties)
{
    Rows r;
    Str words = viet_fold(&c->mem, query);
    *duties = (DutyList){0};
    TRY(store_query(c, &r, DUTY_ROWS BY_AGENCY, OFFICE, org));
    while (rows_next(&r)) {
        Duty d = read_row(&r);
        if (is_wanted(c, &r, &d, actor, words)) *list_add(&c->mem, duties) = d;
    }
    return rows_end(&r);
}

/* -- a page at a time: by agency, and there in the order in which duties began ------------------------------------ */

typedef struct {
    int64_t place;
    Str org;
    Id id;
} DutyKey;

static Fail key_of(Ctx *c, Str after, DutyKey *k)
{
    Rows r;
    *k = (DutyKey){.place = -1};
    if (!after.n) return OK;
    if (!str_integer(after, &k->id) || k->id < 1) return fail(c, FAIL_INPUT, "Hãy mở lại danh sách từ trang đầu.");
    TRY(store_query(c, &r,
                    "SELECT coalesce(org_o.place, 0), d.org FROM duty d " ORG_NAME_JOIN(
                        "d", "org") "WHERE d.office_id = $1 AND d.id = $2",
                    OFFICE, k->id));
    bool found = rows_next(&r);
    if (found) k->place = row_integer(&r, 0), k->org = row_text(&r, 1);
    TRY(rows_end(&r));
    return found ? OK : fail(c, FAIL_INPUT, "Hãy mở lại danh sách từ trang đầu.");
}

enum { PEOPLE_AT_ONCE = 200 };

/* Some more of them behind *k; *rows = how many were looked at. */
static Fail some(Ctx *c, const Actor *actor, const PeopleChoice *a, Str words, DutyKey *k, DutyList *duties, int *rows)
{
    Rows r;
    *rows = 0;
    TRY(store_query(c, &r,
                    DUTY_ROWS "AND ($3 = '' OR d.role = $3) AND ($4 = '' OR p.state = $4) "
                              "AND (coalesce(org_o.place, 0), d.org, d.id) > ($5, $6, $7) " BY_AGENCY " LIMIT $8",
                    OFFICE, a->org, a->role, a->state, k->place, k->org, k->id, (int)PEOPLE_AT_ONCE));
    while (rows_next(&r)) {
        Duty d = read_row(&r);
        ++*rows;
        *k = (DutyKey){row_integer(&r, 13), d.org, d.id};
        if (is_wanted(c, &r, &d, actor, words)) *list_add(&c->mem, duties) = d;
    }
    return rows_end(&r);
}

Fail people_page_of(Ctx *c, const Actor *actor, const PeopleChoice *a, DutyList *duties, Str *next)
{
    DutyKey k;
    int rows = PEOPLE_AT_ONCE;
    size_t most = (size_t)(a->most ? a->most : PEOPLE_PAGE);
    Str words = viet_fold(&c->mem, a->query);
    *duties = (DutyList){0};
    *next = (Str){0};
    TRY(key_of(c, a->after, &k));
    while (rows == PEOPLE_AT_ONCE && duties->n <= most) TRY(some(c, actor, a, words, &k, duties, &rows));
    if (duties->n <= most) return OK;
    duties->n = most;
    *next = str_format(&c->mem, "%lld", (long long)duties->at[most - 1].id);
    return OK;
}

Fail people_count(Ctx *c, const Actor *actor, Str org, int *n)
{
    Rows r;
    *n = 0;
    TRY(store_query(c, &r,
                    "SELECT d.org, count(*) FROM duty d JOIN person p ON p.office_id = d.office_id "
                    "AND p.id = d.person_id WHERE d.office_id = $1 AND p.state <> 'forgotten' "
                    "AND ($2 = '' OR d.org = $2) AND d.from_day <= $3 AND (d.to_day IS NULL OR d.to_day > $3) "
                    "GROUP BY d.org ORDER BY d.org",
                    OFFICE, org, day_iso(&c->mem, c->today)));
    while (rows_next(&r))
        if (!actor || right_at(actor, "person.read", (Place){.org = row_text(&r, 0)})) *n += (int)row_integer(&r, 1);
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
