// SPDX-License-Identifier: Apache-2.0
/* publish.c -- a text becomes a version: tried against what is open, frozen, and what its rules move is moved. */
#include "base/asset.h"
#include "procedure/act.h"
#include "procedure/kept.h"

typedef LIST(Dossier) DossierList;

/* They may be many: so many at once. */
enum { OLDER_STEP = 200, REFUSED_TOLD_MAX = 200 };

/* Those of other versions than `but` that are open, behind *after, which moves on. */
static Fail older_dossiers(Ctx *c, Str code, Id but, Id *after, DossierList *some)
{
    Rows r;
    DossierRows rows;
    VersionList versions = {0};
    TRY(store_query(c, &r,
                    "SELECT " DOSSIER_COLUMNS
                    " FROM procedure_version v JOIN dossier d ON d.office_id = v.office_id AND d.version_id = v.id "
                    "WHERE v.office_id = $1 AND v.code = $2 AND v.id <> $3 AND d.kind <> 'ended' AND d.id > $4 "
                    "ORDER BY d.id LIMIT $5",
                    OFFICE, code, but, *after, (int)OLDER_STEP));
    TRY(dossier_rows(c, &r, &rows));
    *some = (DossierList){0};
    for (size_t i = 0; i < rows.n; i++) {
        TRY(dossier_open_in(c, &rows.at[i], &versions, list_add(&c->mem, some)));
        *after = rows.at[i].id;
    }
    return OK;
}

/* The state that a rule of the new version gives to a dossier; NULL = it stays with its own. */
static const ProcedureState *taken_over(Ctx *c, const Procedure *p, const Dossier *d)
{
    for (size_t i = 0; i < p->take_overs; i++) {
        const TakeOver *rule = &p->take_over[i];
        bool is_meant = false;
        for (size_t j = 0; j < rule->n; j++) is_meant |= str_equal(rule->from[j], d->row.state);
        if (!is_meant) continue;
        Dossier there = *d;
        StrList lost = {0};
        there.version.procedure = p;
        if (rule->when) {
            if (answers_from_json(c, &p->form, d->row.answers, &there.answers, &lost)) continue;
            if (dossier_open_more(c, &there)) continue;
            Scope s = dossier_scope(c, &there, c->today);
            if (!expression_holds(rule->when, &s)) continue;
        }
        return rule->to;
    }
    return NULL;
}

static Fail try_dossier(Ctx *c, const Procedure *p, const Dossier *d, CountedList *tried, PublishTrial *t)
{
    Answers answers;
    StrList lost = {0};
    AnswerProblems problems = {0};
    const ProcedureState *state = taken_over(c, p, d);
    t->open++;
    if (!state) {
        t->stays++;
        return OK;
    }
    Fail moved = dossier_try_over(c, d, &(Version){.procedure = p}, state, tried);
    if (moved == FAIL_CONFLICT) {
        t->stays++;
        *list_add(&c->mem, &t->refused) =
            str_format(&c->mem, "Hồ sơ %.*s ở lại phiên bản cũ: %s", STR_ARGS(d->row.number), c->why);
        c->why[0] = 0;
        return OK;
    }
    TRY(moved);
    t->moved++;
    TRY(answers_from_json(c, &p->form, d->row.answers, &answers, &lost));
    for (size_t i = 0; i < lost.n; i++)
        *list_add(&c->mem, &t->refused) =
            str_format(&c->mem, "Hồ sơ %.*s sẽ mất câu trả lời “%.*s”.", STR_ARGS(d->row.number), STR_ARGS(lost.at[i]));
    answers_check(&c->mem, &answers, false, c->today, &problems);
    for (size_t i = 0; i < problems.n; i++)
        *list_add(&c->mem, &t->refused) =
            str_format(&c->mem, "Hồ sơ %.*s, “%.*s”: %.*s", STR_ARGS(d->row.number),
                       STR_ARGS(problems.at[i].field->label.text), STR_ARGS(problems.at[i].text));
    return OK;
}

Fail version_try(Ctx *c, const Procedure *p, PublishTrial *t)
{
    DossierList older;
    CountedList tried = {0};
    *t = (PublishTrial){0};
    Fail found = version_current(c, p->form.code, &t->before);
    if (found == FAIL_MISSING) {
        t->before = (Version){0}, c->why[0] = 0;
        return OK;
    }
    TRY(found);
    design_changes(&c->mem, &t->before.procedure->form, &p->form, &t->fields);
    procedure_changes(&c->mem, t->before.procedure, p, &t->changes);
    Id after = 0;
    do {
        Arena mark = c->mem;
        size_t told = t->refused.n, given = tried.n;
        TRY(older_dossiers(c, p->form.code, 0, &after, &older));
        for (size_t i = 0; i < older.n; i++) TRY(try_dossier(c, p, &older.at[i], &tried, t));
        if (t->refused.n == told && tried.n == given) arena_back(&c->mem, mark);
    } while (older.n == OLDER_STEP && t->refused.n < REFUSED_TOLD_MAX);
    return OK;
}

static Fail insert_version(Ctx *c, const Procedure *p, Str digest, int version, bool is_shipped, Id *id)
{
    *id = id_new(c->now);
    TRY(store_run(c,
                  "UPDATE procedure_version SET is_current = 0 WHERE office_id = $1 AND code = $2 AND is_current = 1",
                  OFFICE, p->form.code));
    return store_run(
        c,
        "INSERT INTO procedure_version (office_id, id, code, version, title, category, digest, source, is_shipped, "
        "is_current, is_open, published_at, published_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1, 1, $10, $11)",
        OFFICE, *id, p->form.code, version, p->form.title, p->category, digest, p->source, is_shipped, c->now,
        actor_is_known(c->actor) ? c->actor->person : (Id)0);
}

/* Moves what its rules move; what has no room there stays with its own version.  More room lets in who waits. */
static Fail take_over(Ctx *c, const Version *v)
{
    const Procedure *p = v->procedure;
    DossierList older;
    Id after = 0;
    do {
        Arena mark = c->mem;
        TRY(older_dossiers(c, p->form.code, v->row.id, &after, &older));
        for (size_t i = 0; i < older.n; i++) {
            const ProcedureState *state = taken_over(c, p, &older.at[i]);
            Fail moved = state ? dossier_take_over(c, &older.at[i], v, state) : OK;
            if (moved == FAIL_CONFLICT) c->why[0] = 0;
            else TRY(moved);
        }
        arena_back(&c->mem, mark);
    } while (older.n == OLDER_STEP);
    for (size_t i = 0; after && i < p->quotas; i++)
        for (size_t j = 0; j < p->quota[i].limits; j++)
            TRY(quota_promote(c, p->form.code, p->quota[i].name, p->quota[i].limit[j].key));
    return OK;
}

Fail version_publish(Ctx *c, Str text, bool is_shipped, Id *id)
{
    const Procedure *p;
    Version v;
    Str its_digest = digest(&c->mem, "procedure", text);
    TRY(procedure_keep(c, its_digest, text, &p));
    Fail found = version_current(c, p->form.code, &v);
    if (found && found != FAIL_MISSING) return found;
    c->why[0] = 0;
    if (!found && str_equal(v.row.digest, its_digest)) {
        *id = v.row.id;
        return OK;
    }
    TRY(insert_version(c, p, its_digest, found ? 1 : v.row.version + 1, is_shipped, id));
    TRY(journal_write(
        c, (JournalEntry){.act = "Công bố thủ tục", .object = "procedure", .id = *id, .title = p->form.title}));
    TRY(version_by_id(c, *id, &v));
    return take_over(c, &v);
}

Fail versions_ensure_shipped(Ctx *c)
{
    for (const Asset *a = assets; a->name.n; a++) {
        VersionRows rows;
        const Procedure *p;
        Id id;
        if (!str_starts(a->name, S("procedures/"))) continue;
        Str its_digest = digest(&c->mem, "procedure", a->bytes);
        TRY(procedure_keep(c, its_digest, a->bytes, &p));
        TRY(versions_of(c, p->form.code, &rows));
        bool is_own = rows.n && !rows.at[0].is_shipped;
        for (size_t i = 0; i < rows.n; i++) is_own |= str_equal(rows.at[i].digest, its_digest);
        if (!is_own) TRY(version_publish(c, a->bytes, true, &id));
    }
    return OK;
}
