// SPDX-License-Identifier: Apache-2.0
#include "plan/learnt.h"
#include "base/map.h"
#include "journal/journal.h"
#include "org/sql.h"
#include "people/sql.h"

static const char *const kinds[] = {[LEARNT_WORD] = "word", [LEARNT_AGENCY] = "agency"};

/* -- what there is ------------------------------------------------------------------------------------------- */

static Learnt read_one(Rows *r)
{
    return (Learnt){.id = row_integer(r, 0),
                    .kind = str_equal(row_text(r, 1), S("word")) ? LEARNT_WORD : LEARNT_AGENCY,
                    .was = row_text(r, 2),
                    .became = row_text(r, 3),
                    .before = row_text(r, 4),
                    .after = row_text(r, 5),
                    .plan = row_integer(r, 6),
                    .at = row_integer(r, 7),
                    .revoked_at = row_integer(r, 8),
                    .holds = !row_integer(r, 8),
                    .plan_name = row_text(r, 9),
                    .agency = row_text(r, 10),
                    .by = row_text(r, 11),
                    .revoked_by = row_text(r, 12)};
}

static Fail add_those(Ctx *c, bool revoked, LearntList *list)
{
    Rows r;
    TRY(store_query(
        c, &r,
        "SELECT l.id, l.kind, l.was, l.became, l.before_it, l.after_it, l.plan_id, l.learnt_at, "
        "l.revoked_at, coalesce(k.number, ''), " ORG_NAME("l.became") ", " PERSON_NAME("p") ", " PERSON_NAME(
            "v") " FROM plan_learnt l "
                 "LEFT JOIN plan_card k ON k.office_id = l.office_id AND k.plan_id = l.plan_id " ORG_NAME_JOIN("l",
                                                                                                               "became")
                     PERSON_JOIN("l", "learnt_by", "p") PERSON_JOIN(
                         "l", "revoked_by",
                         "v") "WHERE l.office_id = $1 AND (l.revoked_at <> 0) = ($2 <> 0) ORDER BY l.id DESC LIMIT $3",
        OFFICE, revoked, LEARNT_MAX));
    while (rows_next(&r)) *list_add(&c->mem, list) = read_one(&r);
    return rows_end(&r);
}

Fail learnt_all(Ctx *c, LearntList *list)
{
    *list = (LearntList){0};
    TRY(add_those(c, false, list));
    return add_those(c, true, list);
}

Fail learnt_count(Ctx *c, Id plan, int *n)
{
    Rows r;
    TRY(store_one(c, &r, "SELECT count(*) FROM plan_learnt WHERE office_id = $1 AND plan_id = $2 AND revoked_at = 0",
                  OFFICE, plan));
    *n = (int)row_integer(&r, 0);
    return rows_end(&r);
}

/* -- learning ------------------------------------------------------------------------------------------------- */

static Id who(const Ctx *c) { return c->actor ? c->actor->person : 0; }

static Fail note(Ctx *c, const char *act, const Learnt *l)
{
    return journal_write(c, (JournalEntry){.act = act,
                                           .object = "plan",
                                           .id = l->plan,
                                           .title = l->kind == LEARNT_WORD ? S("từ ngữ") : S("tên cơ quan"),
                                           .before = l->was,
                                           .after = l->became,
                                           .changes_nothing = true});
}

/* The one that holds now; id 0 = none. */
static Fail holding(Ctx *c, const Learnt *like, Learnt *l)
{
    Rows r;
    *l = (Learnt){0};
    TRY(store_query(c, &r,
                    "SELECT id, plan_id, became FROM plan_learnt WHERE office_id = $1 AND kind = $2 AND was = $3 "
                    "AND before_it = $4 AND after_it = $5 AND revoked_at = 0",
                    OFFICE, kinds[like->kind], like->was, like->before, like->after));
    if (rows_next(&r)) {
        *l = *like;
        l->id = row_integer(&r, 0), l->plan = row_integer(&r, 1), l->became = row_text(&r, 2);
    }
    return rows_end(&r);
}

static Fail revoke(Ctx *c, Id id)
{
    return store_run(c,
                     "UPDATE plan_learnt SET revoked_at = $3, revoked_by = $4 WHERE office_id = $1 AND id = $2 "
                     "AND revoked_at = 0",
                     OFFICE, id, c->now, who(c));
}

static Fail learn(Ctx *c, const Learnt *l)
{
    Learnt before;
    TRY(holding(c, l, &before));
    if (before.id && str_equal(before.became, l->became)) return OK;
    if (before.id) TRY(revoke(c, before.id));
    TRY(store_run(c,
                  "INSERT INTO plan_learnt (office_id, id, kind, was, became, before_it, after_it, plan_id, learnt_by, "
                  "learnt_at, revoked_by, revoked_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, 0)",
                  OFFICE, id_new(c->now), kinds[l->kind], l->was, l->became, l->before, l->after, l->plan, who(c),
                  c->now));
    return note(c, "Học cho văn bản sau", l);
}

Fail learn_word(Ctx *c, Id plan, const GivenWord *w)
{
    if (!w->read.n || !w->right.n) return OK;
    return learn(c, &(Learnt){.kind = LEARNT_WORD,
                              .plan = plan,
                              .was = w->read,
                              .became = w->right,
                              .before = w->before,
                              .after = w->after});
}

Fail learn_agency(Ctx *c, Id plan, Str printed, Str code)
{
    if (!printed.n || !code.n) return OK;
    return learn(c, &(Learnt){.kind = LEARNT_AGENCY, .plan = plan, .was = printed, .became = code});
}

Fail unlearn(Ctx *c, Id plan, LearntKind kind, Str was, Str became)
{
    int64_t changed;
    TRY(store_change(c, &changed,
                     "UPDATE plan_learnt SET revoked_at = $6, revoked_by = $7 WHERE office_id = $1 AND plan_id = $2 "
                     "AND kind = $3 AND was = $4 AND became = $5 AND revoked_at = 0",
                     OFFICE, plan, kinds[kind], was, became, c->now, who(c)));
    if (!changed) return OK;
    return note(c, "Thôi học cho văn bản sau", &(Learnt){.kind = kind, .plan = plan, .was = was, .became = became});
}

static Fail read_kept(Ctx *c, Id id, Learnt *l)
{
    Rows r;
    Fail result = store_one(c, &r,
                            "SELECT kind, was, became, plan_id, revoked_at, before_it, after_it FROM plan_learnt "
                            "WHERE office_id = $1 AND id = $2",
                            OFFICE, id);
    if (result == FAIL_MISSING)
        return fail_rather(c, FAIL_MISSING, "Không có điều đã học này. Hãy mở lại trang “Điều đã học”.");
    TRY(result);
    *l = (Learnt){.id = id,
                  .kind = str_equal(row_text(&r, 0), S("word")) ? LEARNT_WORD : LEARNT_AGENCY,
                  .was = row_text(&r, 1),
                  .became = row_text(&r, 2),
                  .plan = row_integer(&r, 3),
                  .revoked_at = row_integer(&r, 4),
                  .before = row_text(&r, 5),
                  .after = row_text(&r, 6)};
    return rows_end(&r);
}

Fail learnt_revoke(Ctx *c, Id id)
{
    Learnt l;
    TRY(read_kept(c, id, &l));
    if (l.revoked_at) return OK;
    TRY(revoke(c, id));
    return note(c, "Bỏ điều đã học", &l);
}

Fail learnt_undo_revoke(Ctx *c, Id id, int version, Str before, Str *title)
{
    Learnt l, other;
    (void)version, (void)before;
    *title = S("Một điều đã học");
    TRY(read_kept(c, id, &l));
    *title = l.was;
    TRY(holding(c, &l, &other));
    if (other.id) return fail(c, FAIL_CONFLICT, "đã học điều khác thay vào đó");
    TRY(store_run(c, "UPDATE plan_learnt SET revoked_at = 0, revoked_by = 0 WHERE office_id = $1 AND id = $2", OFFICE,
                  id));
    return note(c, "Hoàn tác bỏ điều đã học", &l);
}

/* -- reading the next document -------------------------------------------------------------------------------- */

Fail learnt_words(Ctx *c, GivenWordList *words)
{
    Rows r;
    *words = (GivenWordList){0};
    TRY(store_query(c, &r,
                    "SELECT was, became, before_it, after_it FROM plan_learnt WHERE office_id = $1 AND kind = 'word' "
                    "AND revoked_at = 0 ORDER BY id DESC LIMIT $2",
                    OFFICE, LEARNT_MAX));
    while (rows_next(&r))
        *list_add(&c->mem, words) = (GivenWord){row_text(&r, 0), row_text(&r, 1), row_text(&r, 2), row_text(&r, 3)};
    return rows_end(&r);
}

/* Names that were learnt, by the agency's code. */
static Fail read_aliases(Ctx *c, Map *aliases)
{
    Rows r;
    *aliases = (Map){0};
    TRY(store_query(c, &r,
                    "SELECT was, became FROM plan_learnt WHERE office_id = $1 AND kind = 'agency' AND revoked_at = 0 "
                    "ORDER BY id DESC LIMIT $2",
                    OFFICE, LEARNT_MAX));
    while (rows_next(&r)) {
        StrList **of = (StrList **)map_put(&c->mem, aliases, row_text(&r, 1));
        if (!*of) *of = NEW(&c->mem, StrList, 1);
        *list_add(&c->mem, *of) = row_text(&r, 0);
    }
    return rows_end(&r);
}

static void add_aliases(Arena *a, Org *o, const StrList *more)
{
    Str *all = NEW(a, Str, o->n_aliases + more->n);
    memcpy(all, o->aliases, o->n_aliases * sizeof *all);
    memcpy(all + o->n_aliases, more->at, more->n * sizeof *all);
    o->aliases = all, o->n_aliases += more->n;
}

Fail learnt_directory(Ctx *c, const Directory **directory)
{
    Map aliases;
    TRY(org_directory(c, directory));
    TRY(read_aliases(c, &aliases));
    if (!aliases.n) return OK;
    size_t n = directory_size(*directory);
    Org *all = NEW(&c->mem, Org, n);
    for (size_t i = 0; i < n; i++) {
        all[i] = *directory_at(*directory, i);
        const StrList *more = map_get(&aliases, all[i].code);
        if (more) add_aliases(&c->mem, &all[i], more);
    }
    return directory_of(c, all, n, directory);
}
