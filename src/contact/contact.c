// SPDX-License-Identifier: Apache-2.0
/* contact.c -- choosing a way, and sending by it. */
#include "contact/contact.h"
#include "privacy/privacy.h"

const ContactWayRow contact_ways[CONTACT_WAYS] = {[CONTACT_MAIL] = {"thu", "thư điện tử", NULL},
                                                  [CONTACT_SMS] = {"sms", "SMS", "nhan-sms"},
                                                  [CONTACT_ZALO] = {"zalo", "Zalo", "nhan-zalo"}};

ContactWay contact_way_of(Str key)
{
    int i = 0;
    while (i < CONTACT_WAYS && !str_equal(key, str_of(contact_ways[i].key))) i++;
    return (ContactWay)i;
}

Fail contact_is_set_up(Ctx *c, ContactWay way, bool *is)
{
    Str hosts[MAIL_CHANNELS];
    *is = way == CONTACT_MAIL;
    if (*is) return OK;
    TRY(mail_ways(c, hosts));
    *is = hosts[MAIL_HOOK].n > 0;
    return OK;
}

/* "0912 345.678" as it is dialled. */
static Str digits_of(Ctx *c, Str phone)
{
    char *p = NEW(&c->mem, char, phone.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < phone.n; i++)
        if ((phone.p[i] >= '0' && phone.p[i] <= '9') || (phone.p[i] == '+' && !n)) p[n++] = phone.p[i];
    return (Str){p, n};
}

Str contact_address(Ctx *c, const Person *p, ContactWay way)
{
    if (way == CONTACT_MAIL) return mail_address_problem(MAIL_LETTER, p->mail) ? (Str){0} : p->mail;
    Str number = digits_of(c, p->phone);
    return number.n ? str_format(&c->mem, "%s:%.*s", contact_ways[way].key, STR_ARGS(number)) : (Str){0};
}

/* The way that was agreed to last and still is. */
static Fail agreed_way(Ctx *c, Id person, ContactWay *way)
{
    ConsentList all;
    *way = CONTACT_MAIL;
    TRY(consents_of(c, person, &all));
    for (size_t i = 0; i < all.n; i++)
        for (int k = CONTACT_SMS; k < CONTACT_WAYS; k++) {
            bool holds;
            if (all.at[i].withdrawn_at || !str_equal(all.at[i].purpose, str_of(contact_ways[k].purpose))) continue;
            TRY(consent_holds(c, person, all.at[i].purpose, &holds));
            if (!holds) continue;
            *way = (ContactWay)k;
            return OK;
        }
    return OK;
}

Fail contact_of(Ctx *c, const Person *p, Contact *contact)
{
    bool has_hook;
    *contact = (Contact){CONTACT_MAIL, p->is_mail_proved ? contact_address(c, p, CONTACT_MAIL) : (Str){0}};
    TRY(contact_is_set_up(c, CONTACT_SMS, &has_hook));
    if (!has_hook || !p->phone.n) return OK;
    ContactWay way;
    TRY(agreed_way(c, p->id, &way));
    if (way != CONTACT_MAIL) *contact = (Contact){way, contact_address(c, p, way)};
    return OK;
}

static Fail take_back_others(Ctx *c, Id person, ContactWay way)
{
    ConsentList all;
    TRY(consents_of(c, person, &all));
    for (int k = CONTACT_SMS; k < CONTACT_WAYS; k++)
        for (size_t i = 0; i < all.n && k != (int)way; i++)
            if (!all.at[i].withdrawn_at && str_equal(all.at[i].purpose, str_of(contact_ways[k].purpose)))
                TRY(consent_withdraw(c, person, all.at[i].purpose));
    return OK;
}

Fail contact_choose(Ctx *c, Id person, ContactWay way, int version, Str agent)
{
    Person p;
    bool is;
    TRY(person_by_id(c, person, &p));
    TRY(contact_is_set_up(c, way, &is));
    if (!is) return fail(c, FAIL_CONFLICT, "Chưa có nơi gửi %s. Hãy chọn thư điện tử.", contact_ways[way].name);
    if (way != CONTACT_MAIL && !p.phone.n)
        return fail(c, FAIL_CONFLICT, "Chưa có số điện thoại để nhận %s. Hãy thêm số ở mục Liên hệ trước.",
                    contact_ways[way].name);
    TRY(take_back_others(c, person, way));
    return way == CONTACT_MAIL
               ? OK
               : consent_give(c, person, str_of(contact_ways[way].purpose), version, S("/toi/lien-lac"), agent);
}

Fail contact_send(Ctx *c, const Person *p, const Contact *contact, const News *news, bool *sent)
{
    bool by_letter = contact->way == CONTACT_MAIL;
    Str site = news->site;
    *sent = contact->address.n > 0;
    if (!*sent) return OK;
    if (!site.n) TRY(mail_site(c, &site));
    Str link = site.n ? str_format(&c->mem, "%.*s%.*s", STR_ARGS(site), STR_ARGS(news->path)) : (Str){0};
    Mail m = {.channel = by_letter ? MAIL_LETTER : MAIL_HOOK,
              .person = p->id,
              .address = contact->address,
              .subject = news->subject,
              .body = by_letter ? news->letter : contact_message(c, contact->way, news->sentence, link),
              .dedupe = news->dedupe,
              .until = news->until,
              .is_secret = news->is_secret};
    return mail_queue(c, &m);
}

static bool hears(const Duty *d, Day today)
{
    return (d->role == ROLE_OFFICIAL || d->role == ROLE_HEAD) && duty_holds(d, today) &&
           str_equal(d->person_state, S("active"));
}

Fail contact_agency(Ctx *c, Str org, PersonList *people)
{
    DutyList duties;
    *people = (PersonList){0};
    TRY(people_list(c, NULL, org, (Str){0}, &duties));
    for (size_t i = 0; i < duties.n; i++)
        if (hears(&duties.at[i], c->today)) TRY(person_by_id(c, duties.at[i].person, list_add(&c->mem, people)));
    return OK;
}

Fail contact_reaches(Ctx *c, bool *reaches)
{
    Str hosts[MAIL_CHANNELS];
    TRY(mail_ways(c, hosts));
    *reaches = hosts[MAIL_LETTER].n || hosts[MAIL_HOOK].n;
    return OK;
}
