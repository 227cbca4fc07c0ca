// SPDX-License-Identifier: Apache-2.0
/* session.c -- who is signed in where: beginning, listing, ending. */
#include "people/inside.h"

Fail session_new(Ctx *c, const NewSession *n, Str *token)
{
    Id id = id_new(c->now);
    *token = token_new(&c->mem);
    TRY(store_run(
        c,
        "INSERT INTO session (office_id, id, person_id, duty_id, token, has_second, created_at, confirmed_at, "
        "address, agent, is_trusted) VALUES ($1, $2, $3, 0, $4, $5, $6, $6, $7, $8, $9)",
        OFFICE, id, n->person, digest(&c->mem, "session", *token), n->has_second, c->now,
        c->actor ? c->actor->address : (Str){0}, n->agent, n->is_trusted));
    TRY(store_run(c, "INSERT INTO session_seen (office_id, session_id, at) VALUES ($1, $2, $3)", OFFICE, id, c->now));
    TRY(store_run(c, "UPDATE person SET signed_in_at = $3 WHERE office_id = $1 AND id = $2", OFFICE, n->person,
                  c->now));
    return journal_write(c, (JournalEntry){.act = n->is_trusted ? "Đăng nhập, giữ 8 giờ" : "Đăng nhập",
                                           .object = "session",
                                           .id = id,
                                           .within = n->person,
                                           .who = n->person});
}

static Fail forget_seen(Ctx *c)
{
    return store_run(c,
                     "DELETE FROM session_seen WHERE office_id = $1 AND session_id NOT IN "
                     "(SELECT id FROM session WHERE office_id = $1)",
                     OFFICE);
}

Fail session_end(Ctx *c, Id person, Id session)
{
    int64_t changed;
    TRY(store_change(c, &changed, "DELETE FROM session WHERE office_id = $1 AND id = $2 AND person_id = $3", OFFICE,
                     session, person));
    if (!changed) return fail(c, FAIL_MISSING, "Phiên này đã kết thúc rồi.");
    TRY(store_run(c, "DELETE FROM session_seen WHERE office_id = $1 AND session_id = $2", OFFICE, session));
    return journal_write(c, (JournalEntry){.act = "Đăng xuất", .object = "session", .id = session, .within = person});
}

Fail sessions_end(Ctx *c, Id person, Id but)
{
    int64_t changed;
    TRY(store_change(c, &changed, "DELETE FROM session WHERE office_id = $1 AND person_id = $2 AND id <> $3", OFFICE,
                     person, but));
    if (!changed) return OK;
    TRY(forget_seen(c));
    return journal_write(
        c, (JournalEntry){.act = "Đăng xuất mọi nơi khác", .object = "person", .id = person, .changes_nothing = true});
}

Fail session_confirm(Ctx *c, Id session)
{
    return store_run(c, "UPDATE session SET confirmed_at = $3 WHERE office_id = $1 AND id = $2", OFFICE, session,
                     c->now);
}

Fail session_choose(Ctx *c, Id session, Id duty)
{
    Duty d;
    TRY(duty_by_id(c, duty, &d));
    if (!c->actor || d.person != c->actor->person || !duty_holds(&d, c->today))
        return fail(c, FAIL_MISSING, "Nhiệm vụ này không còn là của bạn. Hãy tải lại trang.");
    TRY(store_run(c, "UPDATE session SET duty_id = $3 WHERE office_id = $1 AND id = $2", OFFICE, session, duty));
    return journal_write(
        c, (JournalEntry){
               .act = "Chọn nhiệm vụ", .object = "duty", .id = duty, .within = d.person, .changes_nothing = true});
}

static Str first_of(Str agent, const char *const (*known)[2])
{
    for (; (*known)[0]; known++)
        if (str_contains(agent, str_of((*known)[0]))) return str_of((*known)[1]);
    return (Str){0};
}

/* What browsers call themselves, the more special names first: each also claims to be those below. */
static Str device_of(Ctx *c, Str agent)
{
    static const char *const browsers[][2] = {{"Edg", "Edge"},        {"OPR/", "Opera"},    {"coc_coc", "Cốc Cốc"},
                                              {"Firefox", "Firefox"}, {"Chrome", "Chrome"}, {"CriOS", "Chrome"},
                                              {"Safari", "Safari"},   {NULL, NULL}};
    static const char *const systems[][2] = {
        {"Android", "Android"}, {"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Windows", "Windows"},
        {"Mac OS", "máy Mac"},  {"Linux", "Linux"},   {NULL, NULL}};
    Str browser = first_of(agent, browsers), system = first_of(agent, systems);
    if (!browser.n) return agent.n ? agent : S("Thiết bị không rõ");
    return system.n ? str_format(&c->mem, "%.*s trên %.*s", STR_ARGS(browser), STR_ARGS(system)) : browser;
}

Fail sessions_of(Ctx *c, Id person, SessionRowList *sessions)
{
    Rows r;
    *sessions = (SessionRowList){0};
    TRY(store_query(c, &r,
                    "SELECT s.id, s.created_at, coalesce(k.at, s.created_at), s.address, s.agent, s.is_trusted "
                    "FROM session s "
                    "LEFT JOIN session_seen k ON k.office_id = s.office_id AND k.session_id = s.id "
                    "WHERE s.office_id = $1 AND s.person_id = $2 AND s.created_at > $3 ORDER BY s.id DESC",
                    OFFICE, person, c->now - SESSION_MAX_MS));
    while (rows_next(&r))
        *list_add(&c->mem, sessions) = (SessionRow){row_integer(&r, 0),
                                                    row_integer(&r, 1),
                                                    row_integer(&r, 2),
                                                    row_text(&r, 3),
                                                    device_of(c, row_text(&r, 4)),
                                                    row_text(&r, 4),
                                                    row_integer(&r, 5) != 0};
    return rows_end(&r);
}

/* -- what is over ------------------------------------------------------------------------------------------- */

enum { ATTEMPT_KEPT_MS = 24 * 3600 * 1000 };

Fail people_purge(Ctx *c)
{
    TRY(store_run(c, "DELETE FROM session WHERE office_id = $1 AND created_at < $2", OFFICE, c->now - SESSION_MAX_MS));
    TRY(forget_seen(c));
    /* Used ones are counted for a day: so many letters a person. */
    TRY(store_run(
        c, "DELETE FROM invitation WHERE office_id = $1 AND (expires_at < $2 OR (used_at > 0 AND created_at < $3))",
        OFFICE, c->now, c->now - LINK_COUNTED_MS));
    TRY(store_run(c, "DELETE FROM duty_offer WHERE office_id = $1 AND expires_at < $2", OFFICE, c->now));
    TRY(store_run(c, "DELETE FROM second_pending WHERE office_id = $1 AND made_at < $2", OFFICE,
                  c->now - SECOND_PENDING_MS));
    TRY(store_run(c, "DELETE FROM person_known WHERE office_id = $1 AND seen_at < $2", OFFICE,
                  c->now - (int64_t)KNOWN_DAYS * 24 * 3600 * 1000));
    TRY(store_run(c, "DELETE FROM wall WHERE office_id = $1 AND expires_at < $2", OFFICE, c->now));
    return store_run(c, "DELETE FROM attempt WHERE office_id = $1 AND last_at < $2", OFFICE, c->now - ATTEMPT_KEPT_MS);
}

Fail people_purge_count(Ctx *c, int64_t *n, int64_t *all)
{
    Rows r;
    TRY(store_one(c, &r,
                  "SELECT coalesce(sum(CASE WHEN created_at < $2 THEN 1 ELSE 0 END), 0), count(*) FROM session "
                  "WHERE office_id = $1",
                  OFFICE, c->now - SESSION_MAX_MS));
    *n = row_integer(&r, 0), *all = row_integer(&r, 1);
    TRY(rows_end(&r));
    TRY(store_one(c, &r,
                  "SELECT coalesce(sum(CASE WHEN expires_at < $2 OR used_at > 0 THEN 1 ELSE 0 END), 0), count(*) "
                  "FROM invitation WHERE office_id = $1",
                  OFFICE, c->now));
    *n += row_integer(&r, 0), *all += row_integer(&r, 1);
    TRY(rows_end(&r));
    TRY(store_one(c, &r,
                  "SELECT coalesce(sum(CASE WHEN last_at < $2 THEN 1 ELSE 0 END), 0), count(*) FROM attempt "
                  "WHERE office_id = $1",
                  OFFICE, c->now - ATTEMPT_KEPT_MS));
    *n += row_integer(&r, 0), *all += row_integer(&r, 1);
    return rows_end(&r);
}
