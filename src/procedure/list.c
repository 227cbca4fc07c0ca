// SPDX-License-Identifier: Apache-2.0
/* list.c -- dossiers by what they are found by: one key leads through an index, the others are looked up beside it. */
#include "org/org.h"
#include "procedure/act.h"
#include "secret/secret.h"
#include "viet/text.h"
#include "viet/workday.h"
#include <limits.h>

enum { KEYS_MAX_ASKED = 6 };

/* The keys of a choice: two filters together are one, so that a page of two filters reads one range. */
typedef struct {
    Id at[KEYS_MAX_ASKED + 1]; /* with that of who looks */
    int n;
} AskedKeys;

static void ask_key(AskedKeys *k, Id key)
{
    if (k->n < KEYS_MAX_ASKED) k->at[k->n++] = key;
}

static void keys_of_choice(Ctx *c, const DossierChoice *a, Str words_of, AskedKeys *k)
{
    for (int i = 0; i < a->filters; i += 2) {
        if (i + 1 < a->filters && !str_equal(a->filter[i].field, a->filter[i + 1].field))
            ask_key(k, key_of_two(c, a->procedure, a->filter[i], a->filter[i + 1]));
        else {
            ask_key(k, key_of(c, a->procedure, a->filter[i].field, a->filter[i].value));
            if (i + 1 < a->filters) ask_key(k, key_of(c, a->procedure, a->filter[i + 1].field, a->filter[i + 1].value));
        }
    }
    Str words = viet_fold(&c->mem, a->query), word;
    while (str_cut(&words, ' ', &word))
        if (word.n) ask_key(k, key_of(c, a->procedure, words_of, word));
    if (!k->n) ask_key(k, key_of(c, a->procedure, S("*"), S("")));
}

/* Whose keys c->actor has, when not all of them are theirs to find: at most so many.  *looks: they find all, and
 * decide in none of the versions. */
static Fail reader_keys(Ctx *c, Str procedure, Id keys[AUDIENCES_MAX], bool *is_all, bool *looks)
{
    Audiences mine;
    VersionRows versions;
    bool decides = false;
    TRY(versions_of(c, procedure, &versions));
    for (size_t i = 0; i < versions.n && !decides; i++) {
        Version v;
        TRY(version_by_id(c, versions.at[i].id, &v));
        TRY(procedure_is_decided_by(c, v.procedure, &decides));
    }
    *looks = !decides && right_here(c, "dossier.oversee");
    *is_all = decides || *looks;
    TRY(actor_audiences(c, &mine));
    for (int i = 0; i < AUDIENCES_MAX; i++) keys[i] = i < mine.n ? key_of_reader(c, procedure, mine.at[i]) : 0;
    return OK;
}

/* -- rows that have all keys ----------------------------------------------------------------------------------------
 */

/* The rarest of them leads; where even that one is of many dossiers, so many are looked through for one page, which
 * then says that older ones were not. */
enum { RARE = 1000, LOOKED_THROUGH_MAX = 4000 };

static Fail lead_with_rarest(Ctx *c, AskedKeys *k, Id before, int *least)
{
    *least = RARE + 1;
    for (int i = 0; k->n > 1 && i < k->n && *least; i++) {
        Rows r;
        int n = 0;
        TRY(store_query(
            c, &r,
            "SELECT count(*) FROM (SELECT dossier_id FROM dossier_key WHERE office_id = $1 AND key = $2 AND "
            "dossier_id < $3 ORDER BY dossier_id DESC LIMIT $4) n",
            OFFICE, k->at[i], before, (int)RARE));
        if (rows_next(&r)) n = (int)row_integer(&r, 0);
        TRY(rows_end(&r));
        if (n >= *least) continue;
        Id rarest = k->at[i];
        k->at[i] = k->at[0], k->at[0] = rarest;
        *least = n;
    }
    return OK;
}

/* Where looking stopped: 0 = at the end. */
static Fail looked_to(Ctx *c, Id key, Id before, int most, Id *stop)
{
    Rows r;
    *stop = 0;
    TRY(store_query(
        c, &r,
        "SELECT count(*), min(dossier_id) FROM (SELECT dossier_id FROM dossier_key WHERE office_id = $1 AND "
        "key = $2 AND dossier_id < $3 ORDER BY dossier_id DESC LIMIT $4) n",
        OFFICE, key, before, most));
    if (rows_next(&r) && row_integer(&r, 0) == most) *stop = row_integer(&r, 1);
    return rows_end(&r);
}

#define KEY_IS(n)                                                                                                      \
    "AND ($" n " = 0 OR EXISTS (SELECT 1 FROM dossier_key x WHERE x.office_id = $1 AND x.key = $" n                    \
    " AND x.dossier_id = k.dossier_id)) "

/* At most `most` of those before `before` that have all keys; of those before *stop nothing is known, 0 = there are no
 * more. */
static Fail rows_by_keys(Ctx *c, AskedKeys *k, Id before, int most, DossierRows *rows, Id *stop)
{
    Rows r;
    int least, looked = k->n > 1 ? LOOKED_THROUGH_MAX : most;
    TRY(lead_with_rarest(c, k, before, &least));
    TRY(store_query(
        c, &r,
        "SELECT " DOSSIER_COLUMNS " FROM (SELECT k.dossier_id AS id FROM (SELECT dossier_id FROM "
        "dossier_key WHERE office_id = $1 AND key = $2 AND dossier_id < $3 ORDER BY dossier_id DESC LIMIT "
        "$4) k WHERE 1 = 1 " KEY_IS("5") KEY_IS("6") KEY_IS("7") KEY_IS("8") KEY_IS("9")
            KEY_IS("10") "ORDER BY k.dossier_id DESC LIMIT $11) k JOIN dossier d ON d.office_id = $1 AND d.id = k.id "
                         "ORDER BY d.id DESC",
        OFFICE, k->at[0], before, looked, k->at[1], k->at[2], k->at[3], k->at[4], k->at[5], k->at[6], most));
    TRY(dossier_rows(c, &r, rows));
    *stop = 0;
    if (rows->n == (size_t)most) *stop = rows->at[most - 1].id;
    else if (k->n > 1) TRY(looked_to(c, k->at[0], before, looked, stop));
    return OK;
}

/* Rows of several lists, the newest first, none twice: those of which every list tells. */
static void merge_rows(Ctx *c, DossierRows *all, const DossierRows *more, Id stop)
{
    DossierRows both = {0};
    for (size_t i = 0, j = 0; i < all->n || j < more->n;) {
        bool first = j == more->n || (i < all->n && all->at[i].id >= more->at[j].id);
        const DossierRow *row = first ? &all->at[i] : &more->at[j];
        if (!first || (j < more->n && more->at[j].id == row->id)) j++;
        if (first) i++;
        if (row->id < stop) break;
        *list_add(&c->mem, &both) = *row;
    }
    *all = both;
}

/* Who may not find all finds those of each of their keys. */
Fail dossier_list(Ctx *c, const DossierChoice *a, DossierRows *rows, Id *next)
{
    AskedKeys asked = {0};
    Id mine[AUDIENCES_MAX], before = a->before ? a->before : INT64_MAX, stop;
    bool is_all, looks;
    int most = a->most ? a->most : DOSSIER_PAGE;
    TRY(reader_keys(c, a->procedure, mine, &is_all, &looks));
    keys_of_choice(c, a, looks ? S("'") : S("~"), &asked);
    *rows = (DossierRows){0}, *next = 0;
    for (int i = 0; i < (is_all ? 1 : AUDIENCES_MAX); i++) {
        AskedKeys k = asked;
        DossierRows some;
        if (!is_all && !mine[i]) continue;
        if (!is_all) k.at[k.n++] = mine[i];
        TRY(rows_by_keys(c, &k, before, most + 1, &some, &stop));
        if (stop > *next) *next = stop;
        merge_rows(c, rows, &some, *next);
    }
    if (rows->n <= (size_t)most) return OK;
    rows->n = (size_t)most;
    *next = rows->at[most - 1].id;
    return OK;
}

/* -- what waits for somebody -----------------------------------------------------------------------------------------
 */

/* Of each of mine the most urgent: a range of an index, however many wait. */
#define WAITS_OF(audience, columns, order, most)                                                                       \
    "SELECT * FROM (SELECT " columns " FROM dossier_wait WHERE office_id = $1 AND audience = $" audience               \
    " AND valid_from <= $7 AND valid_until >= $7 " order " LIMIT $" most ") w" audience " "
#define WAITS_OF_MINE(columns, order, most)                                                                            \
    WAITS_OF("2", columns, order, most)                                                                                \
    "UNION " WAITS_OF("3", columns, order, most) "UNION " WAITS_OF("4", columns, order, most) "UNION " WAITS_OF(       \
        "5", columns, order, most) "UNION " WAITS_OF("6", columns, order, most)
#define WAITING_ROWS(of)                                                                                               \
    "SELECT " DOSSIER_COLUMNS " FROM (SELECT due, dossier_id FROM (" WAITS_OF_MINE(                                    \
        "due, dossier_id", of "ORDER BY due, dossier_id",                                                              \
        "8") ") mine ORDER BY due, dossier_id LIMIT $8) w JOIN dossier d ON d.office_id = $1 AND d.id = w.dossier_id " \
             "ORDER BY w.due, w.dossier_id"

static Fail waiting_rows(Ctx *c, Str procedure, int most, const Audiences *mine, DossierRows *rows)
{
    Rows r;
    Str today = day_iso(&c->mem, c->today);
    if (procedure.n)
        TRY(store_query(c, &r, WAITING_ROWS("AND procedure = $9 "), OFFICE, mine->at[0], mine->at[1], mine->at[2],
                        mine->at[3], mine->at[4], today, most, procedure));
    else
        TRY(store_query(c, &r, WAITING_ROWS(""), OFFICE, mine->at[0], mine->at[1], mine->at[2], mine->at[3],
                        mine->at[4], today, most));
    return dossier_rows(c, &r, rows);
}

/* Of the clock that ends on the dossier's last day: asked only where a procedure has both kinds. */
static Fail due_is_calendar(Ctx *c, const Procedure *p, const DossierRow *row, bool *is_calendar)
{
    ClockRows clocks;
    size_t calendar = 0;
    for (size_t i = 0; i < p->clocks; i++) calendar += clock_is_calendar(p, p->clock[i].name);
    *is_calendar = calendar > 0;
    if (!calendar || calendar == p->clocks) return OK;
    TRY(dossier_clocks(c, row->id, &clocks));
    for (size_t i = 0; i < clocks.n; i++)
        if (clocks.at[i].state == CLOCK_RUNNING && clocks.at[i].due == row->due)
            *is_calendar = clock_is_calendar(p, clocks.at[i].name);
    return OK;
}

Fail dossiers_waiting(Ctx *c, Str procedure, int most, WaitRows *rows)
{
    Audiences mine;
    DossierRows found = {0};
    VersionList versions = {0};
    *rows = (WaitRows){0};
    TRY(actor_audiences(c, &mine));
    if (!mine.n) return OK;
    TRY(waiting_rows(c, procedure, most, &mine, &found));
    for (size_t i = 0; i < found.n; i++) {
        Version v;
        TRY(version_in(c, found.at[i].version, &versions, &v));
        const ProcedureState *s = procedure_state(v.procedure, found.at[i].state);
        WaitRow *w = list_add(&c->mem, rows);
        *w = (WaitRow){.row = found.at[i],
                       .title = v.procedure->form.title,
                       .state = s ? s->label.text : found.at[i].state,
                       .due = found.at[i].due,
                       .days = INT_MAX};
        if (w->due == NO_DAY) continue;
        TRY(due_is_calendar(c, v.procedure, &w->row, &w->is_calendar));
        w->days = w->is_calendar ? w->due - c->today : workday_count(workdays(), c->today, w->due);
    }
    return OK;
}

Fail dossiers_waiting_count(Ctx *c, int *n)
{
    Rows r;
    Audiences mine;
    *n = 0;
    TRY(actor_audiences(c, &mine));
    if (!mine.n) return OK;
    TRY(store_query(c, &r, "SELECT count(*) FROM (" WAITS_OF_MINE("dossier_id", "ORDER BY due, dossier_id", "8") ") n",
                    OFFICE, mine.at[0], mine.at[1], mine.at[2], mine.at[3], mine.at[4], day_iso(&c->mem, c->today),
                    (int)WAITS_COUNTED_MAX));
    if (rows_next(&r)) *n = (int)row_integer(&r, 0);
    TRY(rows_end(&r));
    if (*n > WAITS_COUNTED_MAX) *n = WAITS_COUNTED_MAX;
    return OK;
}

/* -- others ----------------------------------------------------------------------------------------------------------
 */

enum { MINE_MAX = 100, ALIKE_MAX = 10 };

Fail dossiers_mine(Ctx *c, DossierRows *rows)
{
    Rows r;
    *rows = (DossierRows){0};
    if (!actor_is_known(c->actor)) return OK;
    bool acts = c->actor->org.n && c->actor->role && c->actor->role != ROLE_ADMIN && c->actor->role != ROLE_VIEWER;
    TRY(store_query(c, &r,
                    "SELECT " DOSSIER_COLUMNS
                    " FROM dossier d WHERE d.office_id = $1 AND (d.person_id = $2 OR (d.org <> '' AND d.org = $3)) "
                    "ORDER BY d.id DESC LIMIT $4",
                    OFFICE, c->actor->person, acts ? c->actor->org : S("-"), (int)MINE_MAX));
    return dossier_rows(c, &r, rows);
}

Fail dossiers_has_own(Ctx *c, bool *has)
{
    Rows r;
    *has = false;
    if (!actor_is_known(c->actor)) return OK;
    TRY(store_query(c, &r, "SELECT 1 FROM dossier WHERE office_id = $1 AND person_id = $2 LIMIT 1", OFFICE,
                    c->actor->person));
    *has = rows_next(&r);
    return rows_end(&r);
}

/* Those whose time is over lie among them: so many are looked through for one page. */
enum { PUBLISHED_LOOKED_MAX = 1000 };

Fail dossiers_published(Ctx *c, Str procedure, Id before, DossierRows *rows, Id *next)
{
    Rows r;
    Id key = key_of(c, procedure, S("!"), S(""));
    if (!before) before = INT64_MAX;
    TRY(store_query(c, &r,
                    "SELECT " DOSSIER_COLUMNS " FROM (SELECT dossier_id FROM dossier_key WHERE office_id = $1 AND key "
                    "= $2 AND dossier_id < $3 ORDER BY dossier_id DESC LIMIT $4) k JOIN dossier d ON d.office_id = $1 "
                    "AND d.id = k.dossier_id WHERE d.published_until >= $5 ORDER BY d.id DESC LIMIT $6",
                    OFFICE, key, before, (int)PUBLISHED_LOOKED_MAX, day_iso(&c->mem, c->today), DOSSIER_PAGE + 1));
    TRY(dossier_rows(c, &r, rows));
    if (rows->n <= DOSSIER_PAGE) return looked_to(c, key, before, PUBLISHED_LOOKED_MAX, next);
    rows->n = DOSSIER_PAGE, *next = rows->at[DOSSIER_PAGE - 1].id;
    return OK;
}

/* Only those on which c->actor decides, too: of others not even the number. */
static Fail keep_readable(Ctx *c, DossierRows *rows)
{
    size_t n = 0;
    for (size_t i = 0; i < rows->n; i++) {
        Dossier d;
        ShownTo who;
        bool may;
        TRY(dossier_open(c, &rows->at[i], &d));
        TRY(dossier_shown_to(c, &d, AS_SIGNED_IN, &who, &may));
        if (may && dossier_part_is_read(PART_INSIDE, who)) rows->at[n++] = rows->at[i];
    }
    rows->n = n;
    return OK;
}

Fail dossiers_alike(Ctx *c, const Dossier *d, DossierRows *rows)
{
    Rows r;
    Id key = key_of_alike(c, d);
    *rows = (DossierRows){0};
    if (!key || d->row.erased_at) return OK;
    TRY(store_query(c, &r,
                    "SELECT " DOSSIER_COLUMNS
                    " FROM dossier_key k JOIN dossier d ON d.office_id = k.office_id AND d.id = k.dossier_id "
                    "WHERE k.office_id = $1 AND k.key = $2 AND k.dossier_id <> $3 ORDER BY k.dossier_id DESC LIMIT $4",
                    OFFICE, key, d->row.id, (int)ALIKE_MAX));
    TRY(dossier_rows(c, &r, rows));
    return keep_readable(c, rows);
}

Fail dossier_is_taken(Ctx *c, Str procedure, Id but, const DesignField *f, Str answer, bool *is_taken)
{
    Rows r;
    bool is_free =
        f->type == FIELD_TEXT || f->type == FIELD_LINES || f->type == FIELD_PERSON || f->type == FIELD_ADDRESS;
    Str value = is_free ? viet_fold(&c->mem, answer) : answer;
    *is_taken = false;
    if (!value.n) return OK;
    TRY(store_query(c, &r, "SELECT 1 FROM dossier_key WHERE office_id = $1 AND key = $2 AND dossier_id <> $3 LIMIT 1",
                    OFFICE, key_of(c, procedure, str_format(&c->mem, "=%.*s", STR_ARGS(f->name)), value), but));
    *is_taken = rows_next(&r);
    return rows_end(&r);
}
