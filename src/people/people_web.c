// SPDX-License-Identifier: Apache-2.0
/* people_web.c -- people as those see them who let them in. */
#include "http/record.h"
#include "people/view.h"
#include "people/web.h"

/* -- places ------------------------------------------------------------------------------------------------- */

/* Where somebody is: of their agencies one for which who asks has the right, when there is one.  Where somebody left,
 * one may still look at what was, or offer a duty anew; their account is no longer that agency's. */
static Fail place_of(Ctx *c, Id person, const char *right, Place *place)
{
    DutyList duties;
    Person p;
    bool also_left = strcmp(right, "person.manage");
    TRY(person_by_id(c, person, &p));
    TRY(duties_of(c, person, true, &duties));
    /* Somebody without any duty belongs to nobody but those who see everybody. */
    *place = place_at((Str){0}, 0);
    for (size_t i = 0; i < duties.n; i++) {
        const Duty *d = &duties.at[i];
        bool counts = also_left || (!d->behalf && (d->to == NO_DAY || c->today < d->to));
        if (!counts) continue;
        *place = (Place){.org = d->org};
        if (right_at(c->actor, right, *place)) break;
    }
    return OK;
}

Fail place_of_person(Ctx *c, const Request *q, Place *place)
{
    return place_of(c, input_id(q, "nguoi"), request_right(q), place);
}

Fail place_of_duty(Ctx *c, const Request *q, Place *place)
{
    Duty d;
    TRY(duty_by_id(c, input_id(q, "nhiem-vu"), &d));
    if (d.person != input_id(q, "nguoi")) return fail(c, FAIL_MISSING, "Không có trang nào ở địa chỉ này.");
    *place = (Place){.org = d.org};
    return OK;
}

Fail place_of_offer(Ctx *c, const Request *q, Place *place)
{
    Offer f;
    TRY(offer_by_id(c, input_id(q, "de-nghi"), &f));
    *place = (Place){.org = f.org};
    return OK;
}

Fail place_of_typed_org(Ctx *c, const Request *q, Place *place)
{
    Org org;
    Fail found = org_by_code(c, input_text(q, "co-quan"), &org);
    if (found == FAIL_MISSING) found = fail_rather(c, FAIL_INPUT, "%s", str_c(&c->mem, str_of(c->why)));
    TRY(input_rule(q, "co-quan", found));
    *place = (Place){.org = org.code};
    return OK;
}

enum { PEOPLE_ALL = 1000000 };

/* -- lists -------------------------------------------------------------------------------------------------- */

static const char *role_key(int role) { return role_names[role].key; }
static const char *role_name(int role) { return role_names[role].name; }

/* What the pages of people show of a duty; mail and phone are no part of it. */
static const Column duty_columns[] = {COL_INTEGER(Duty, id, "id"),
                                      COL_INTEGER(Duty, person, "person"),
                                      COL_TEXT(Duty, person_name, "name", .title = "Họ và tên"),
                                      COL_KEY(Duty, role, "role", role_key, .title = "Vai trò", .word = role_name),
                                      COL_TEXT(Duty, org, "org", .title = "Mã cơ quan", .width = 12),
                                      COL_TEXT(Duty, org_name, "org_name", .title = "Cơ quan", .width = 44),
                                      COL_TEXT(Duty, position, "position", .title = "Chức vụ"),
                                      COL_DAY(Duty, from, "from", .title = "Từ ngày"),
                                      COL_DAY(Duty, to, "to", .title = "Thôi từ ngày", .width = 14),
                                      COL_TEXT(Duty, person_state, "state"),
                                      {0}};
static const Record duty_record = {.name = "Duty", .columns = duty_columns};
static const Column people_columns[] = {COL_ROWS_AT(PeoplePage, duties, "duties", &duty_record), {0}};
const Record people_record = {.name = "People", .columns = people_columns};

static const ListColumn people_shown[] = {{"ten", "Họ và tên", .is_fixed = true},
                                          {"vai-tro", "Vai trò", .sort = NULL},
                                          {"co-quan", "Cơ quan", .sort = NULL},
                                          {"tai-khoan", "Tài khoản", .sort = NULL},
                                          {"tu", "Từ ngày", .is_extra = true},
                                          {"den", "Thôi từ ngày", .is_extra = true},
                                          {0}};
const ListKind people_list_kind = {"nguoi", "/nguoi", people_shown, .ticks = NULL};

static Fail agency_words(Ctx *c, Str code, ListWord words[2])
{
    Org org;
    if (!code.n) return OK;
    Fail found = org_by_code(c, code, &org);
    if (found == FAIL_MISSING) c->why[0] = 0;
    else if (found) return found;
    words[0] = (ListWord){"co-quan", found ? code : org.name};
    return OK;
}

Fail people_get(Ctx *c, const Request *q, Reply *r)
{
    DutyList duties;
    OfferList offers = {0};
    Listing l;
    ListWord words[2] = {0};
    PeoplePage m = {.q = q,
                    .list = &l,
                    .words = words,
                    .duties = &duties,
                    .offers = &offers,
                    .org = input_text(q, "co-quan"),
                    .may_invite = !c->actor || right_somewhere(c->actor, "person.invite"),
                    .today = c->today};
    PeopleChoice a = {.org = m.org,
                      .query = input_text(q, "loc"),
                      .role = input_text(q, "vai-tro"),
                      .state = input_text(q, "tai-khoan"),
                      .after = input_text(q, "sau"),
                      .most = reply_is_json(r) ? PEOPLE_ALL : 0};
    TRY(people_page_of(c, c->actor, &a, &duties, &m.next));
    if (m.may_invite && !a.after.n) TRY(offers_seen_by(c, c->actor, &offers));
    if (reply_is_json(r)) return reply_record(c, r, &people_record, &m);
    TRY(people_count(c, c->actor, m.org, &m.n));
    TRY(listing_open(c, q, &people_list_kind, false, &l));
    TRY(agency_words(c, m.org, words));
    people_page(reply_page(c, q, r, S("Người")), &m);
    return OK;
}

/* One right: for each role where it holds. */
static bool put_roles(Ctx *c, const void *grant, json_t *object)
{
    static const char *const scopes[] = {[NOWHERE] = "nowhere", [OWN] = "own", [SUBTREE] = "subtree", [ALL] = "all"};
    (void)c;
    for (int i = ROLE_ADMIN; i < ROLE_COUNT; i++)
        if (json_object_set_new(object, role_names[i].key, json_string(scopes[((const Grant *)grant)->scope[i]])))
            return false;
    return true;
}

static void describe_roles(json_t *properties, json_t *schemas)
{
    (void)schemas;
    for (int i = ROLE_ADMIN; i < ROLE_COUNT; i++)
        json_object_set_new(properties, role_names[i].key,
                            json_pack("{s:[s,s,s,s]}", "enum", "nowhere", "own", "subtree", "all"));
}

typedef struct {
    LIST(Grant) rights;
} Rights;
static const Column grant_columns[] = {COL_WORDS(Grant, right, "right"), COL_WORDS(Grant, help, "help"), {0}};
static const Record grant_record = {
    .name = "Right", .columns = grant_columns, .more = put_roles, .more_schema = describe_roles};
static const Column rights_columns[] = {COL_ROWS(Rights, rights, "rights", &grant_record), {0}};
const Record rights_record = {.name = "Rights", .columns = rights_columns};

static Fail rights_json(Ctx *c, Reply *r)
{
    Rights all = {0};
    for (const Feature *const *f = features; *f; f++)
        for (const Grant *g = (*f)->grants; g && g->right; g++) *list_add(&c->mem, &all.rights) = *g;
    return reply_record(c, r, &rights_record, &all);
}

Fail rights_get(Ctx *c, const Request *q, Reply *r)
{
    if (reply_is_json(r)) return rights_json(c, r);
    rights_page(reply_page(c, q, r, S("Quyền")));
    return OK;
}

/* What concerns an agency of somebody who also works elsewhere: their duties there.  Their contacts are for those who
 * see all of them. */
static void bound(Ctx *c, const DutyList *all, DutyList *seen, bool *sees_contact)
{
    bool here = false, elsewhere = false;
    for (size_t i = 0; i < all->n; i++) {
        const Duty *d = &all->at[i];
        bool may = right_at(c->actor, "person.read", (Place){.org = d->org}),
             over = d->to != NO_DAY && d->to <= c->today;
        if (may) *list_add(&c->mem, seen) = *d;
        here |= may && !over;
        elsewhere |= !may && !over;
    }
    *sees_contact = (here && !elsewhere) || actor_scope(c->actor, "person.read") == ALL;
}

static Fail offers_shown(Ctx *c, Id person, OfferList *shown)
{
    OfferList all;
    TRY(offers_to(c, person, &all));
    for (size_t i = 0; i < all.n; i++)
        if (right_at(c->actor, "person.invite", (Place){.org = all.at[i].org})) *list_add(&c->mem, shown) = all.at[i];
    return OK;
}
static const Column person_columns[] = {
    COL_INTEGER(Person, id, "id"), COL_TEXT(Person, name, "name"), COL_TEXT(Person, state, "state"), {0}};
static const Record person_record = {.name = "Person", .columns = person_columns};
static const Column page_columns[] = {
    COL_ALL_AT(PersonPage, person, &person_record), COL_ROWS_AT(PersonPage, duties, "duties", &duty_record), {0}};
const Record person_page_record = {.name = "PersonPage", .columns = page_columns};

Fail person_get(Ctx *c, const Request *q, Reply *r)
{
    Person p;
    DutyList all, duties = {0};
    OfferList offers = {0};
    Place manage, place;
    Id id = input_id(q, "nguoi");
    TRY(person_by_id(c, id, &p));
    TRY(duties_of(c, id, true, &all));
    TRY(place_of(c, id, "person.manage", &manage));
    TRY(place_of(c, id, "person.invite", &place));
    TRY(offers_shown(c, id, &offers));
    PersonPage m = {.q = q,
                    .person = &p,
                    .duties = &duties,
                    .offers = &offers,
                    .actor = c->actor,
                    .may_manage = right_at(c->actor, "person.manage", manage),
                    .may_invite = right_at(c->actor, "person.invite", place),
                    .may_read_journal = right_at(c->actor, "journal.read", place),
                    .may_vouch = right_somewhere(c->actor, "person.vouch"),
                    .today = c->today};
    bound(c, &all, &duties, &m.sees_contact);
    if (reply_is_json(r)) return reply_record(c, r, &person_page_record, &m);
    if (m.may_invite) TRY(org_names_coded(c, &m.agencies.codes, &m.agencies.names));
    person_page(reply_page(c, q, r, p.name), &m);
    return OK;
}

/* -- inviting one ------------------------------------------------------------------------------------------- */

static Fail draw_links(Ctx *c, const Request *q, Reply *r, const InvitedList *rows, const char *title)
{
    InvitedPage m = {.rows = *rows, .title = title};
    reply_secret(r);
    invited_page(reply_page(c, q, r, str_of(title)), &m);
    return OK;
}

/* The link of somebody as it is sent. */
static Fail make_link(Ctx *c, const Request *q, const Reply *r, LinkKind kind, Id person, InvitedList *rows)
{
    Person p;
    Str token;
    TRY(person_by_id(c, person, &p));
    TRY(link_new(c, kind, person, &token));
    Str link = str_format(&c->mem, "%.*s/loi-moi/%.*s", STR_ARGS(request_site(q)), STR_ARGS(token));
    InvitedRow *row = list_add(&c->mem, rows);
    *row = (InvitedRow){.name = p.name, .account = p.account, .link = link};
    return panels_draw(c, q, r, PANEL_OF_LINK, (PanelSubject){.id = p.id, .thing = &token}, &row->panels);
}

Fail invite_get(Ctx *c, const Request *q, Reply *r)
{
    InvitePage m = {.q = q, .actor = c->actor};
    TRY(org_names_coded(c, &m.agencies.codes, &m.agencies.names));
    invite_page(reply_page(c, q, r, S("Mời một người")), &m);
    return OK;
}

static Fail may_give(Ctx *c, Role role)
{
    if (role_may_give(c->actor, role)) return OK;
    return fail(c, FAIL_DENIED, "Nhiệm vụ đang dùng của bạn không giao được vai trò %s. Hãy nhờ người quản trị.",
                role_names[role].name);
}

static NewPerson typed_duty(const Request *q)
{
    Day last = input_day(q, "den");
    return (NewPerson){.org = input_text(q, "co-quan"),
                       .position = input_text(q, "chuc-vu"),
                       .role = role_of(input_text(q, "vai-tro")),
                       .to = last == NO_DAY ? NO_DAY : last + 1};
}

Fail invite_post(Ctx *c, const Request *q, Reply *r)
{
    NewPerson n = typed_duty(q);
    InvitedList rows = {0};
    Id person;
    PersonAdded added;
    n.name = input_text(q, "ho-ten"), n.mail = input_text(q, "thu"), n.phone = input_text(q, "dien-thoai");
    TRY(input_rule(q, "vai-tro", may_give(c, n.role)));
    TRY(person_typed(c, q, &n));
    TRY(person_add(c, &n, &person, &added));
    if (added == PERSON_NEW) TRY(make_link(c, q, r, LINK_INVITE, person, &rows));
    else *list_add(&c->mem, &rows) = (InvitedRow){.name = n.name, .added = added};
    return draw_links(c, q, r, &rows, added == PERSON_NEW ? "Đã mời một người" : "Người này đã có tài khoản");
}

/* -- one person --------------------------------------------------------------------------------------------- */

static Str path_of(Ctx *c, Id person) { return str_format(&c->mem, "/nguoi/%lld", (long long)person); }

/* To somebody's page: what was done to their account cannot be taken back, but by the act that is its opposite. */
static Fail back_saying(Ctx *c, Reply *r, Id person, const char *did, const char *rest)
{
    Person p;
    TRY(person_by_id(c, person, &p));
    ReceiptDraft *k = receipt_open(c, path_of(c, person));
    receipt_did_for_good(k);
    TRY(receipt_close(c, r, k, str_format(&c->mem, "%s %.*s%s.", did, STR_ARGS(p.name), rest)));
    return reply_redirect(c, r, "%.*s", STR_ARGS(path_of(c, person)));
}

/* Nobody takes over an account that may do more than they may give: in a duty of today or a later one, their own or for
 * somebody else. */
static Fail may_take(Ctx *c, Id person)
{
    DutyList duties;
    TRY(duties_of(c, person, true, &duties));
    for (size_t i = 0; i < duties.n; i++) {
        const Duty *d = &duties.at[i];
        if (d->to != NO_DAY && d->to <= c->today) continue;
        TRY(may_give(c, d->role));
        if (!right_at(c->actor, "person.manage", (Place){.org = d->org}))
            return fail(c, FAIL_DENIED, "Người này còn nhiệm vụ ở cơ quan khác. Hãy nhờ người quản trị.");
    }
    return OK;
}

Fail person_link_post(Ctx *c, const Request *q, Reply *r)
{
    Person p;
    InvitedList rows = {0};
    Id id = input_id(q, "nguoi");
    TRY(person_by_id(c, id, &p));
    TRY(may_take(c, id));
    if (str_equal(p.state, S("disabled")) || str_equal(p.state, S("forgotten")))
        return fail(c, FAIL_CONFLICT, "Tài khoản này đang khóa. Hãy mở lại trước.");
    TRY(make_link(c, q, r, p.has_password ? LINK_RESET : LINK_INVITE, id, &rows));
    return draw_links(c, q, r, &rows, p.has_password ? "Liên kết đặt lại mật khẩu" : "Liên kết mời");
}

static Fail lock(Ctx *c, const Request *q, Reply *r, bool locked)
{
    Id id = input_id(q, "nguoi");
    if (id == c->actor->person) return fail(c, FAIL_CONFLICT, "Không tự khóa được tài khoản của chính mình.");
    TRY(may_take(c, id));
    TRY(person_disable(c, id, locked));
    if (locked) TRY(delegations_end(c, id));
    return locked ? back_saying(c, r, id, "Đã khóa tài khoản của", "; các phiên đăng nhập và ủy quyền đã chấm dứt")
                  : back_saying(c, r, id, "Đã mở lại tài khoản của", "");
}

Fail person_lock_post(Ctx *c, const Request *q, Reply *r) { return lock(c, q, r, true); }
Fail person_unlock_post(Ctx *c, const Request *q, Reply *r) { return lock(c, q, r, false); }

Fail person_phone_lost_post(Ctx *c, const Request *q, Reply *r)
{
    Id id = input_id(q, "nguoi");
    TRY(may_take(c, id));
    TRY(person_drop_second(c, id));
    TRY(sessions_end(c, id, 0));
    return back_saying(c, r, id, "Đã tắt xác thực hai lớp của", "; người này phải đăng nhập lại");
}

/* To somebody's page, with a receipt of what became of their duties. */
static Fail back_having(Ctx *c, Reply *r, const DutyState *before, Str path, Str sentence)
{
    ReceiptDraft *k = receipt_open(c, path);
    TRY(duty_receipt(c, k, before));
    TRY(receipt_close(c, r, k, sentence));
    return reply_redirect(c, r, "%.*s", STR_ARGS(path));
}

/* Who gives it to themselves said yes. */
static Fail give(Ctx *c, const Person *p, const NewPerson *n, Str org_name, Str *sentence)
{
    Str words = duty_words(c, n->role, org_name);
    bool has_it, is_own = p->id == c->actor->person;
    Id duty;
    TRY(duty_find(c, p->id, n, &duty));
    if (duty) *sentence = str_format(&c->mem, "%.*s đang giữ nhiệm vụ %.*s rồi.", STR_ARGS(p->name), STR_ARGS(words));
    else if (is_own) *sentence = str_format(&c->mem, "Đã nhận nhiệm vụ %.*s, từ hôm nay.", STR_ARGS(words));
    else
        *sentence = str_format(&c->mem, "Đã đề nghị %.*s nhận nhiệm vụ %.*s; nhiệm vụ bắt đầu khi người ấy nhận.",
                               STR_ARGS(p->name), STR_ARGS(words));
    return is_own ? duty_add(c, p->id, n, &duty) : offer_make(c, p->id, n, &has_it);
}

Fail person_duty_post(Ctx *c, const Request *q, Reply *r)
{
    NewPerson n = typed_duty(q);
    Person p;
    Org org;
    DutyState before;
    Str sentence;
    TRY(input_rule(q, "vai-tro", may_give(c, n.role)));
    TRY(input_rule(q, "co-quan", org_by_code(c, n.org, &org)));
    if (!right_at(c->actor, "person.invite", (Place){.org = org.code}))
        return fail(c, FAIL_DENIED, "Bạn chỉ giao được nhiệm vụ ở cơ quan mình và các đơn vị thuộc cơ quan.");
    TRY(person_by_id(c, input_id(q, "nguoi"), &p));
    TRY(duty_state(c, p.id, &before));
    n.name = p.name;
    TRY(give(c, &p, &n, org.name, &sentence));
    return back_having(c, r, &before, path_of(c, p.id), sentence);
}

Fail offer_withdraw_post(Ctx *c, const Request *q, Reply *r)
{
    Offer f;
    DutyState before;
    TRY(offer_by_id(c, input_id(q, "de-nghi"), &f));
    TRY(duty_state(c, f.person, &before));
    TRY(offer_withdraw(c, f.id));
    return back_having(c, r, &before, S("/nguoi"),
                       str_format(&c->mem, "Đã rút lời đề nghị %.*s nhận nhiệm vụ %.*s.", STR_ARGS(f.name),
                                  STR_ARGS(duty_words(c, f.role, f.org_name))));
}

Fail person_vouch_post(Ctx *c, const Request *q, Reply *r)
{
    TRY(mail_vouch(c, input_id(q, "nguoi"), input_text(q, "thu")));
    return back_saying(c, r, input_id(q, "nguoi"), "Đã xác nhận thay địa chỉ thư của", "");
}

Fail person_duty_end_post(Ctx *c, const Request *q, Reply *r)
{
    Duty d;
    DutyState before;
    TRY(duty_by_id(c, input_id(q, "nhiem-vu"), &d));
    TRY(may_give(c, d.role));
    TRY(duty_state(c, d.person, &before));
    TRY(duty_end(c, d.id, c->today - 1));
    return back_having(c, r, &before, path_of(c, d.person),
                       str_format(&c->mem, "Đã cho %.*s thôi nhiệm vụ %.*s từ hôm nay.", STR_ARGS(d.person_name),
                                  STR_ARGS(duty_words(c, d.role, d.org_name))));
}
