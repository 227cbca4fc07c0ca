// SPDX-License-Identifier: Apache-2.0
/* offer.c -- a duty for somebody who has an account begins when both sides said so: one offers, the other accepts. */
#include "org/sql.h"
#include "people/inside.h"

#define OFFER_COLUMNS                                                                                                  \
    "SELECT f.id, f.person_id, f.name, f.org, " ORG_NAME(                                                              \
        "f.org") ", f.role, f.position, f.plan_id, f.to_day, f.made_by, "                                              \
                 "f.made_in, coalesce(b.name, ''), f.created_at, f.expires_at, f.declined_at FROM duty_offer f "       \
                 "LEFT JOIN person b ON b.office_id = f.office_id AND b.id = f.made_by " ORG_NAME_JOIN("f", "org")

static Offer read_offer(Rows *r)
{
    return (Offer){.id = row_integer(r, 0),
                   .person = row_integer(r, 1),
                   .name = row_text(r, 2),
                   .org = row_text(r, 3),
                   .org_name = row_text(r, 4),
                   .role = role_of(row_text(r, 5)),
                   .position = row_text(r, 6),
                   .plan = row_integer(r, 7),
                   .to = row_day(r, 8),
                   .made_by = row_integer(r, 9),
                   .made_in = row_integer(r, 10),
                   .made_by_name = row_text(r, 11),
                   .created_at = row_integer(r, 12),
                   .expires_at = row_integer(r, 13),
                   .declined_at = row_integer(r, 14)};
}

Fail offer_by_id(Ctx *c, Id offer, Offer *f)
{
    Rows r;
    Fail found = store_one(c, &r, OFFER_COLUMNS "WHERE f.office_id = $1 AND f.id = $2 AND f.expires_at > $3", OFFICE,
                           offer, c->now);
    if (found == FAIL_MISSING) return fail_rather(c, FAIL_MISSING, "Lời đề nghị này không còn nữa. Hãy tải lại trang.");
    TRY(found);
    *f = read_offer(&r);
    return rows_end(&r);
}

Fail offers_to(Ctx *c, Id person, OfferList *offers)
{
    Rows r;
    *offers = (OfferList){0};
    TRY(store_query(c, &r,
                    OFFER_COLUMNS "WHERE f.office_id = $1 AND f.person_id = $2 AND f.expires_at > $3 ORDER BY f.id",
                    OFFICE, person, c->now));
    while (rows_next(&r)) *list_add(&c->mem, offers) = read_offer(&r);
    return rows_end(&r);
}

Fail offers_seen_by(Ctx *c, const Actor *actor, OfferList *offers)
{
    Rows r;
    *offers = (OfferList){0};
    TRY(store_query(c, &r, OFFER_COLUMNS "WHERE f.office_id = $1 AND f.expires_at > $2 ORDER BY f.id", OFFICE, c->now));
    while (rows_next(&r)) {
        Offer f = read_offer(&r);
        if (!actor || right_at(actor, "person.invite", (Place){.org = f.org})) *list_add(&c->mem, offers) = f;
    }
    return rows_end(&r);
}

/* -- writing ------------------------------------------------------------------------------------------------ */

static Fail note(Ctx *c, const char *act, const Offer *f)
{
    Str words = str_format(&c->mem, "%s, %.*s", role_names[f->role].name, STR_ARGS(f->org));
    return journal_write(
        c, (JournalEntry){.act = act, .object = "offer", .id = f->id, .within = f->person, .after = words});
}

static Fail drop(Ctx *c, Id offer)
{
    return store_run(c, "DELETE FROM duty_offer WHERE office_id = $1 AND id = $2", OFFICE, offer);
}

/* The same one once more takes the place of the one before. */
static Fail insert(Ctx *c, const Offer *f)
{
    TRY(store_run(c,
                  "DELETE FROM duty_offer WHERE office_id = $1 AND person_id = $2 AND org = $3 AND role = $4 "
                  "AND plan_id = $5",
                  OFFICE, f->person, f->org, role_names[f->role].key, f->plan));
    return store_run(c,
                     "INSERT INTO duty_offer (office_id, id, person_id, name, org, role, position, plan_id, to_day, "
                     "made_by, made_in, created_at, expires_at, declined_at) "
                     "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
                     OFFICE, f->id, f->person, f->name, f->org, role_names[f->role].key, f->position, f->plan,
                     value_day(c, f->to), f->made_by, f->made_in, f->created_at, f->expires_at, f->declined_at);
}

Fail offer_make(Ctx *c, Id person, const NewPerson *n, bool *has_it)
{
    Id duty;
    Org org;
    TRY(duty_check(c, n, &org));
    TRY(duty_find(c, person, n, &duty));
    *has_it = duty;
    if (duty) return OK;
    Offer f = {.id = id_new(c->now),
               .person = person,
               .name = n->name,
               .org = org.code,
               .role = n->role,
               .position = n->position,
               .plan = n->plan,
               .to = n->to ? n->to : NO_DAY,
               .made_by = c->actor ? c->actor->person : 0,
               .made_in = c->actor ? c->actor->duty : 0,
               .created_at = c->now,
               .expires_at = c->now + (int64_t)OFFER_DAYS * 24 * 3600 * 1000};
    TRY(insert(c, &f));
    return note(c, "Đề nghị nhiệm vụ", &f);
}

static Fail my_offer(Ctx *c, Id offer, Offer *f)
{
    TRY(offer_by_id(c, offer, f));
    if (c->actor && f->person == c->actor->person) return OK;
    return fail(c, FAIL_MISSING, "Lời đề nghị này không còn nữa. Hãy tải lại trang.");
}

/* Both sides, also when the other one said so days ago: they must still be who could. */
static Fail still_stands(Ctx *c, const Offer *f)
{
    Person p;
    Duty d;
    if (!f->made_by) return OK; /* whoever may open the data file */
    TRY(person_by_id(c, f->made_by, &p));
    TRY(duty_by_id(c, f->made_in, &d));
    if (str_equal(p.state, S("active")) && duty_holds(&d, c->today)) return OK;
    return fail(c, FAIL_CONFLICT, "Người đề nghị không còn giữ nhiệm vụ của họ. Hãy xin lời đề nghị mới.");
}

Fail offer_accept(Ctx *c, Id offer)
{
    Offer f;
    Id duty;
    TRY(my_offer(c, offer, &f));
    TRY(still_stands(c, &f));
    NewPerson n = {.org = f.org, .role = f.role, .position = f.position, .plan = f.plan, .to = f.to};
    TRY(drop(c, f.id));
    TRY(note(c, "Nhận nhiệm vụ được đề nghị", &f));
    return duty_add(c, f.person, &n, &duty);
}

Fail offer_decline(Ctx *c, Id offer)
{
    Offer f;
    TRY(my_offer(c, offer, &f));
    if (f.declined_at) return OK;
    TRY(store_run(c, "UPDATE duty_offer SET declined_at = $3 WHERE office_id = $1 AND id = $2", OFFICE, f.id, c->now));
    return note(c, "Từ chối nhiệm vụ được đề nghị", &f);
}

Fail offer_withdraw(Ctx *c, Id offer)
{
    Offer f;
    TRY(offer_by_id(c, offer, &f));
    TRY(drop(c, f.id));
    return note(c, "Rút lời đề nghị nhiệm vụ", &f);
}

Fail offer_restore(Ctx *c, const Offer *f)
{
    TRY(insert(c, f));
    return note(c, "Hoàn tác lời đề nghị nhiệm vụ", f);
}

Fail offer_reopen(Ctx *c, Id offer)
{
    Offer f;
    TRY(my_offer(c, offer, &f));
    TRY(store_run(c, "UPDATE duty_offer SET declined_at = 0 WHERE office_id = $1 AND id = $2", OFFICE, f.id));
    return note(c, "Hoàn tác lời từ chối nhiệm vụ", &f);
}
