// SPDX-License-Identifier: Apache-2.0
/* people.c -- accounts: coordinator and chairman, and of each agency an official and a head. */
#include "demo/inside.h"
#include "viet/text.h"

const DemoGuest demo_guests[DEMO_GUESTS] = {{"h217", "Chuyên viên"},   {"h219.truong", "Thủ trưởng cơ quan"},
                                            {"dieuphoi", "Điều phối"}, {"lanhdao", "Lãnh đạo UBND"},
                                            {"xem", "Chỉ xem"},        {"quantri", "Quản trị"}};

static const Str coordinating = STR("STTTT"), committee = STR("UBND");

static Fail add_person(Ctx *c, Demo *d, Str account, Role role, Str org, Str org_name, Actor *actor)
{
    NewPerson n = {.name = demo_name(d, &c->mem), .account = account, .org = org, .role = role, .to = NO_DAY};
    DutyList duties;
    PersonAdded added;
    *actor = (Actor){.name = n.name,
                     .account = account,
                     .org = org,
                     .org_name = org_name,
                     .role = role,
                     .role_name = str_of(role_names[role].name),
                     .address = S("127.0.0.1"),
                     .subtree = str_format(&c->mem, "\n%.*s\n", STR_ARGS(org))};
    TRY(person_add(c, &n, &actor->person, &added));
    TRY(person_set_password(c, actor->person, d->password, 0));
    TRY(duties_of(c, actor->person, false, &duties));
    if (duties.n) actor->duty = duties.at[0].id;
    return OK;
}

Fail demo_first_people(Ctx *c, Demo *d)
{
    Org org;
    dice_begin(d, 1);
    c->actor = NULL;
    TRY(org_by_code(c, coordinating, &org));
    TRY(add_person(c, d, S("dieuphoi"), ROLE_COORDINATOR, org.code, org.name, &d->coordinator));
    TRY(org_by_code(c, committee, &org));
    TRY(add_person(c, d, S("lanhdao"), ROLE_CHAIRMAN, org.code, org.name, &d->chairman));
    TRY(add_person(c, d, S("xem"), ROLE_VIEWER, org.code, org.name, &d->viewer));
    TRY(org_by_code(c, coordinating, &org));
    return add_person(c, d, S("quantri"), ROLE_ADMIN, org.code, org.name, &d->admin);
}

static Temper temper_of(Demo *d)
{
    unsigned throw = dice(d, 100);
    return throw < 62 ? TEMPER_DILIGENT : throw < 88 ? TEMPER_SLOW : TEMPER_SILENT;
}

Fail demo_agency_people(Ctx *c, Demo *d)
{
    dice_begin(d, 2);
    c->actor = NULL;
    for (size_t i = 0; i < d->agencies.n; i++) {
        Agency *a = &d->agencies.at[i];
        Org org;
        TRY(org_by_code(c, a->code, &org));
        a->kind = org.kind, a->parent = org.parent;
        a->temper = temper_of(d);
        if (str_equal(a->code, coordinating)) a->temper = TEMPER_DILIGENT; /* it answers for all */
        Str account = viet_fold(&c->mem, a->code);
        TRY(add_person(c, d, account, ROLE_OFFICIAL, a->code, org.name, &a->official));
        account = str_format(&c->mem, "%.*s.truong", STR_ARGS(account));
        TRY(add_person(c, d, account, ROLE_HEAD, a->code, org.name, &a->head));
    }
    return OK;
}
