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
    Id at[KEYS_MAX_ASKED];
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

#define KEY_IS(n)                                                                                                      \
    "AND ($" n " = 0 OR EXISTS (SELECT 1 FROM dossier_key x WHERE x.office_id = k.office_id AND x.key = $" n           \
    " AND x.dossier_id = k.dossier_id)) "

Fail dossier_list(Ctx *c, const DossierChoice *a, DossierRows *rows, Id *next)
{
    Rows r;
    AskedKeys k = {0};
    Id mine[AUDIENCES_MAX];
    bool is_all, looks;
    int most = a->most ? a->most : DOSSIER_PAGE;
    TRY(reader_keys(c, a->procedure, mine, &is_all, &looks));
    keys_of_choice(c, a, looks ? S("'") : S("~"), &k);
    TRY(store_query(c, &r,
                    "SELECT " DOSSIER_COLUMNS
                    " FROM dossier_key k JOIN dossier d ON d.office_id = k.office_id AND d.id = k.dossier_id "
                    "WHERE k.office_id = $1 AND k.key = $2 AND k.dossier_id < $3 " KEY_IS("4") KEY_IS("5") KEY_IS("6")
                        KEY_IS("7")
                            KEY_IS("8") "AND ($9 = 1 OR EXISTS (SELECT 1 FROM dossier_key y WHERE y.office_id = "
                                        "k.office_id AND y.dossier_id = k.dossier_id "
                                        "AND y.key IN ($10, $11, $12, $13, $14))) ORDER BY k.dossier_id DESC LIMIT $15",
                    OFFICE, k.at[0], a->before ? a->before : INT64_MAX, k.at[1], k.at[2], k.at[3], k.at[4], k.at[5],
                    is_all, mine[0], mine[1], mine[2], mine[3], mine[4], most + 1));
    TRY(dossier_rows(c, &r, rows));
    *next = 0;
    if (rows->n > (size_t)most) {
        rows->n = (size_t)most;
        *next = rows->at[most - 1].id;
    }
    return OK;
}

/* -- what waits for somebody -----------------------------------------------------------------------------------------
 */

#define WAITS_FOR_ME                                                                                                   \
    "w.office_id = $1 AND w.audience IN ($2, $3, $4, $5, $6) AND w.valid_from <= $7 AND w.valid_until >= $7"

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
    Rows r;
    Audiences mine;
    DossierRows found = {0};
    int bad;
    const Workdays *days = workdays_load(&c->mem, (Str){0}, &bad);
    *rows = (WaitRows){0};
    TRY(actor_audiences(c, &mine));
    if (!mine.n) return OK;
    TRY(store_query(
        c, &r,
        "SELECT " DOSSIER_COLUMNS
        " FROM (SELECT DISTINCT w.due AS due, w.dossier_id AS dossier_id FROM dossier_wait w WHERE " WAITS_FOR_ME
        ") w JOIN dossier d ON d.office_id = $1 AND d.id = w.dossier_id WHERE ($8 = '' OR d.procedure = $8) "
        "ORDER BY w.due, w.dossier_id LIMIT $9",
        OFFICE, mine.at[0], mine.at[1], mine.at[2], mine.at[3], mine.at[4], day_iso(&c->mem, c->today), procedure,
        most));
    TRY(dossier_rows(c, &r, &found));
    for (size_t i = 0; i < found.n; i++) {
        Version v;
        TRY(version_by_id(c, found.at[i].version, &v));
        const ProcedureState *s = procedure_state(v.procedure, found.at[i].state);
        WaitRow *w = list_add(&c->mem, rows);
        *w = (WaitRow){.row = found.at[i],
                       .title = v.procedure->form.title,
                       .state = s ? s->label.text : found.at[i].state,
                       .due = found.at[i].due,
                       .days = INT_MAX};
        if (w->due == NO_DAY) continue;
        TRY(due_is_calendar(c, v.procedure, &w->row, &w->is_calendar));
        w->days = w->is_calendar ? w->due - c->today : workday_count(days, c->today, w->due);
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
    TRY(store_query(c, &r,
                    "SELECT count(*) FROM (SELECT DISTINCT w.dossier_id FROM dossier_wait w WHERE " WAITS_FOR_ME
                    " ORDER BY w.dossier_id LIMIT $8) n",
                    OFFICE, mine.at[0], mine.at[1], mine.at[2], mine.at[3], mine.at[4], day_iso(&c->mem, c->today),
                    (int)WAITS_COUNTED_MAX));
    if (rows_next(&r)) *n = (int)row_integer(&r, 0);
    return rows_end(&r);
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

Fail dossiers_published(Ctx *c, Str procedure, Id before, DossierRows *rows, Id *next)
{
    Rows r;
    TRY(store_query(c, &r,
                    "SELECT " DOSSIER_COLUMNS
                    " FROM dossier_key k JOIN dossier d ON d.office_id = k.office_id AND d.id = k.dossier_id "
                    "WHERE k.office_id = $1 AND k.key = $2 AND k.dossier_id < $3 AND d.published_until >= $4 ORDER BY "
                    "k.dossier_id DESC LIMIT $5",
                    OFFICE, key_of(c, procedure, S("!"), S("")), before ? before : INT64_MAX,
                    day_iso(&c->mem, c->today), DOSSIER_PAGE + 1));
    TRY(dossier_rows(c, &r, rows));
    *next = 0;
    if (rows->n > DOSSIER_PAGE) rows->n = DOSSIER_PAGE, *next = rows->at[DOSSIER_PAGE - 1].id;
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
