// SPDX-License-Identifier: Apache-2.0
/* right.c -- who may apply, move, look: asked again in every write. */
#include "org/org.h"
#include "procedure/act.h"

/* Roles in which somebody acts for their agency where no role is named. */
static bool role_acts(int role) { return role && role != ROLE_ADMIN && role != ROLE_VIEWER; }

static bool is_in_time(const Who *w, Day today)
{
    return (w->from == NO_DAY || w->from <= today) && (w->until == NO_DAY || today <= w->until);
}

bool who_is_general(const Who *w) { return w->kind == WHO_PEOPLE && !w->field && !w->when; }

static Str place_of(Ctx *c, const Dossier *d, const Who *w)
{
    if (w->agency.n) return w->agency;
    return w->field ? answer_text(&c->mem, answers_of(&d->answers, w->field->name)) : (Str){0};
}

Str who_audience(Ctx *c, const Dossier *d, const Who *w)
{
    Str role = w->role ? str_of(role_names[w->role].key) : (Str){0}, place = place_of(c, d, w);
    if (w->kind != WHO_PEOPLE || (w->field && !place.n)) return (Str){0};
    if (place.n) return str_format(&c->mem, "%.*s@%.*s", STR_ARGS(role), STR_ARGS(place));
    if (w->agency_kind.n) return str_format(&c->mem, "%.*s#%.*s", STR_ARGS(role), STR_ARGS(w->agency_kind));
    return role.n ? str_format(&c->mem, "%.*s@", STR_ARGS(role)) : (Str){0};
}

static Fail actor_kind(Ctx *c, Str *kind)
{
    Org org;
    *kind = (Str){0};
    if (!actor_is_known(c->actor) || !c->actor->org.n) return OK;
    Fail found = org_by_code(c, c->actor->org, &org);
    if (found == FAIL_MISSING) {
        c->why[0] = 0;
        return OK;
    }
    TRY(found);
    *kind = org.kind;
    return OK;
}

Fail actor_audiences(Ctx *c, Audiences *a)
{
    const Actor *who = c->actor;
    Str kind;
    *a = (Audiences){0};
    if (!actor_is_known(who) || !who->role) return OK;
    const char *role = role_names[who->role].key;
    TRY(actor_kind(c, &kind));
    a->at[a->n++] = str_format(&c->mem, "%s@", role);
    if (who->org.n) a->at[a->n++] = str_format(&c->mem, "%s@%.*s", role, STR_ARGS(who->org));
    if (kind.n) a->at[a->n++] = str_format(&c->mem, "%s#%.*s", role, STR_ARGS(kind));
    if (!role_acts(who->role)) return OK;
    if (who->org.n) a->at[a->n++] = str_format(&c->mem, "@%.*s", STR_ARGS(who->org));
    if (kind.n) a->at[a->n++] = str_format(&c->mem, "#%.*s", STR_ARGS(kind));
    return OK;
}

static bool is_among(const Audiences *a, Str audience)
{
    for (int i = 0; audience.n && i < a->n; i++)
        if (str_equal(a->at[i], audience)) return true;
    return false;
}

Fail apply_allows(Ctx *c, const Procedure *p, bool is_invited)
{
    const ProcedureApply *a = &p->apply;
    Str kind;
    bool known = actor_is_known(c->actor), is_kind = !a->n_kinds;
    if (a->from != NO_DAY && c->today < a->from)
        return fail(c, FAIL_CONFLICT, "Chưa nhận hồ sơ: bắt đầu nhận từ ngày %.*s.",
                    STR_ARGS(day_vietnamese(&c->mem, a->from)));
    if (a->until != NO_DAY && c->today > a->until)
        return a->closed.text.n ? fail(c, FAIL_CONFLICT, "%.*s", STR_ARGS(a->closed.text))
                                : fail(c, FAIL_CONFLICT, "Đã hết hạn nhận hồ sơ, ngày cuối là %.*s.",
                                       STR_ARGS(day_vietnamese(&c->mem, a->until)));
    if (a->by & BY_PUBLIC || (a->by & BY_INVITED && is_invited) || (a->by & BY_SIGNED_IN && known)) return OK;
    if (a->by & BY_AGENCY && known && role_acts(c->actor->role) && c->actor->org.n) {
        TRY(actor_kind(c, &kind));
        for (size_t i = 0; i < a->n_kinds; i++) is_kind |= str_equal(kind, a->kinds[i]);
        if (is_kind) return OK;
        return fail(c, FAIL_DENIED, "Thủ tục này không dành cho cơ quan loại “%.*s”.", STR_ARGS(org_kind_name(kind)));
    }
    if (!known && a->by & (BY_SIGNED_IN | BY_AGENCY)) return fail(c, FAIL_DENIED, "Hãy đăng nhập để nộp hồ sơ này.");
    return fail(c, FAIL_DENIED,
                a->by & BY_INVITED ? "Thủ tục này chỉ dành cho người được mời: hãy mở đường dẫn trong giấy mời."
                                   : "Thủ tục này chỉ dành cho cơ quan, trong nhiệm vụ của cơ quan đó.");
}

bool dossier_is_mine(const Ctx *c, const Dossier *d)
{
    if (!actor_is_known(c->actor)) return false;
    if (d->row.person && d->row.person == c->actor->person) return true;
    return d->row.org.n && role_acts(c->actor->role) && str_equal(d->row.org, c->actor->org);
}

static Fail who_holds(Ctx *c, const Dossier *d, const Who *w, ActAs as, const Audiences *mine, bool *holds)
{
    *holds = false;
    if (!is_in_time(w, c->today)) return OK;
    if (w->kind == WHO_CLOCK) *holds = as == AS_CLOCK;
    else if (w->kind == WHO_APPLICANT) *holds = as == AS_APPLICANT || (as == AS_SIGNED_IN && dossier_is_mine(c, d));
    else *holds = as == AS_SIGNED_IN && is_among(mine, who_audience(c, d, w));
    if (*holds && w->when) {
        Scope s = dossier_scope(c, d, c->today);
        *holds = expression_holds(w->when, &s);
    }
    return OK;
}

static Fail allows(Ctx *c, const Dossier *d, const ProcedureMove *m, ActAs as, const Audiences *mine, bool *may)
{
    *may = false;
    if (!(m->from & state_bit(d->version.procedure, d->state))) return OK;
    for (size_t i = 0; i < m->who.n && !*may; i++) TRY(who_holds(c, d, &m->who.at[i], as, mine, may));
    return OK;
}

Fail move_allows(Ctx *c, const Dossier *d, const ProcedureMove *m, ActAs as, bool *may)
{
    Audiences mine;
    TRY(actor_audiences(c, &mine));
    return allows(c, d, m, as, &mine, may);
}

Fail moves_now(Ctx *c, const Dossier *d, ActAs as, MoveList *moves)
{
    const Procedure *p = d->version.procedure;
    Audiences mine;
    *moves = (MoveList){0};
    TRY(actor_audiences(c, &mine));
    for (size_t i = 1; i < p->moves && !d->row.erased_at; i++) {
        bool may;
        TRY(allows(c, d, &p->move[i], as, &mine, &may));
        if (may) *list_add(&c->mem, moves) = &p->move[i];
    }
    return OK;
}

/* On the day, and where the dossier is one of theirs: a substitute reads as long as they decide. */
static bool decides_by(Ctx *c, const Dossier *d, const Who *w, const Audiences *mine)
{
    if (w->kind != WHO_PEOPLE || !is_in_time(w, c->today) || (!d && !who_is_general(w))) return false;
    if (!is_among(mine, who_audience(c, d, w))) return false;
    if (!w->when) return true;
    Scope s = dossier_scope(c, d, c->today);
    return expression_holds(w->when, &s);
}

static bool decides(Ctx *c, const Dossier *d, const Procedure *p, const Audiences *mine)
{
    for (size_t i = 0; i < p->moves; i++)
        for (size_t j = 0; j < p->move[i].who.n; j++)
            if (decides_by(c, d, &p->move[i].who.at[j], mine)) return true;
    return false;
}

Fail procedure_is_decided_by(Ctx *c, const Procedure *p, bool *is)
{
    Audiences mine;
    TRY(actor_audiences(c, &mine));
    *is = decides(c, NULL, p, &mine);
    return OK;
}

ShownTo dossier_shown_by(Ctx *c, const Dossier *d, ActAs as, const Audiences *mine, bool *may)
{
    *may = true;
    if (as == AS_APPLICANT || dossier_is_mine(c, d)) return SHOWN_TO_GIVER;
    if (decides(c, d, d->version.procedure, mine)) return SHOWN_TO_DECIDERS;
    if (actor_is_known(c->actor) && (right_here(c, "dossier.oversee") || d->state->seen_by != SEEN_BY_DECIDERS))
        return SHOWN_TO_SIGNED_IN;
    bool is_public =
        d->state->seen_by == SEEN_BY_ALL || (d->row.published_until != NO_DAY && d->row.published_until >= c->today);
    *may = is_public && !d->row.erased_at;
    return SHOWN_TO_ALL;
}

Fail dossier_shown_to(Ctx *c, const Dossier *d, ActAs as, ShownTo *who, bool *may)
{
    Audiences mine;
    TRY(actor_audiences(c, &mine));
    *who = dossier_shown_by(c, d, as, &mine, may);
    return OK;
}
