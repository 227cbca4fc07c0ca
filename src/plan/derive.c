// SPDX-License-Identifier: Apache-2.0
/* derive.c -- what lists, calendars and search read, made from the values of one node.  A correction and a rebuild go
 * through the same lines, so they cannot differ. */
#include "base/out.h"
#include "plan/inside.h"
#include "viet/text.h"

/* -- the card of a plan, the row of an activity ------------------------------------------------------------- */

static Value day_or_null(Str iso) { return iso.n ? value_text(iso) : SQL_NULL; }

typedef struct {
    PlanField field;
    Str value;
} Pair;
typedef LIST(Pair) Pairs;

static Fail read_pairs(Ctx *c, Id node, Pairs *pairs)
{
    Rows r;
    *pairs = (Pairs){0};
    TRY(store_query(c, &r,
                    "SELECT field, value FROM plan_value WHERE office_id = $1 AND node_id = $2 AND value <> '' "
                    "ORDER BY place",
                    OFFICE, node));
    while (rows_next(&r)) *list_add(&c->mem, pairs) = (Pair){plan_field_named(row_text(&r, 0)), row_text(&r, 1)};
    return rows_end(&r);
}

static Str first_of(const Pairs *pairs, PlanField field)
{
    for (size_t i = 0; i < pairs->n; i++)
        if (pairs->at[i].field == field) return pairs->at[i].value;
    return (Str){0};
}

static Fail derive_card(Ctx *c, Id plan, const Pairs *v)
{
    TRY(store_run(c, "DELETE FROM plan_card WHERE office_id = $1 AND plan_id = $2", OFFICE, plan));
    return store_run(c,
                     "INSERT INTO plan_card (office_id, plan_id, number, title, theme, issuer, issued, begins, ends, "
                     "report_due) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                     OFFICE, plan, first_of(v, PLAN_NUMBER), first_of(v, PLAN_TITLE), first_of(v, PLAN_THEME),
                     first_of(v, PLAN_ISSUER), day_or_null(first_of(v, PLAN_ISSUED)),
                     day_or_null(first_of(v, PLAN_FROM)), day_or_null(first_of(v, PLAN_TO)),
                     day_or_null(first_of(v, PLAN_REPORT_DUE)));
}

static Fail derive_activity(Ctx *c, const NodeKey *n, const Pairs *v)
{
    TRY(store_run(c, "DELETE FROM plan_activity WHERE office_id = $1 AND node_id = $2", OFFICE, n->node));
    return store_run(c,
                     "INSERT INTO plan_activity (office_id, node_id, plan_id, place, code, title, grouping, time_text, "
                     "begins, ends) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                     OFFICE, n->node, n->plan, n->place, n->code, first_of(v, PLAN_TITLE), first_of(v, PLAN_GROUP),
                     first_of(v, PLAN_TIME), day_or_null(first_of(v, PLAN_FROM)), day_or_null(first_of(v, PLAN_TO)));
}

/* -- parties ------------------------------------------------------------------------------------------------ */

typedef struct {
    Id value;
    int place;
    Str role, written;
} WrittenParty;

static Fail read_parties(Ctx *c, Id node, WrittenParty **parties, size_t *n)
{
    LIST(WrittenParty) all = {0};
    Rows r;
    TRY(store_query(c, &r,
                    "SELECT id, place, field, value FROM plan_value WHERE office_id = $1 AND node_id = $2 "
                    "AND value <> '' AND field IN ('lead', 'partner', 'audience', 'agency') ORDER BY place, id",
                    OFFICE, node));
    while (rows_next(&r))
        *list_add(&c->mem, &all) =
            (WrittenParty){row_integer(&r, 0), (int)row_integer(&r, 1), row_text(&r, 2), row_text(&r, 3)};
    *parties = all.at, *n = all.n;
    return rows_end(&r);
}

static Fail derive_parties(Ctx *c, const NodeKey *n)
{
    WrittenParty *all;
    size_t count;
    TRY(read_parties(c, n->node, &all, &count));
    TRY(store_run(c, "DELETE FROM plan_party WHERE office_id = $1 AND node_id = $2", OFFICE, n->node));
    for (size_t i = 0; i < count; i++) {
        PlanParty p;
        TRY(party_parse(c, all[i].written, &p));
        TRY(store_run(
            c,
            "INSERT INTO plan_party (office_id, value_id, plan_id, node_id, place, role, org_code, class_code, "
            "qualifier, name) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            OFFICE, all[i].value, n->plan, n->node, all[i].place, all[i].role, p.org, p.class, p.qualifier, p.name));
    }
    return OK;
}

/* -- search ------------------------------------------------------------------------------------------------- */

enum { SEARCH_TITLE_MAX = 400 }; /* bytes of a line that a hit shows */

static Fail put_search(Ctx *c, Id id, int line, Id plan, Str kind, Str code, Str title, Str all)
{
    Str folded_title = viet_fold(&c->mem, title), folded = viet_fold(&c->mem, all);
    return store_run(c,
                     "INSERT INTO plan_search (office_id, id, line, plan_id, kind, code, title, folded_title, folded) "
                     "VALUES ($1, $2, $3, $4, $5, $6, $7, ' ' || $8 || ' ', ' ' || $9 || ' ')",
                     OFFICE, id, line, plan, kind, code, title, folded_title, folded);
}

static Str search_title(Ctx *c, const NodeKey *n, const Pairs *v)
{
    Str title = first_of(v, str_equal(n->kind, S("assignment")) ? PLAN_HEADING : PLAN_TITLE), number;
    if (!str_equal(n->kind, S("plan"))) return title;
    number = first_of(v, PLAN_NUMBER);
    return number.n ? str_format(&c->mem, "%.*s · %.*s", STR_ARGS(number), STR_ARGS(title)) : title;
}

static Fail derive_search(Ctx *c, const NodeKey *n, const Pairs *v)
{
    Out all = {.mem = &c->mem};
    Rows r;
    out_raw(&all, n->code);
    for (size_t i = 0; i < v->n; i++) {
        if (plan_fields[v->at[i].field].type == SAYS_PARTY) continue;
        out_char(&all, ' ');
        out_raw(&all, v->at[i].value);
    }
    TRY(store_query(c, &r, "SELECT name FROM plan_party WHERE office_id = $1 AND node_id = $2 ORDER BY place, value_id",
                    OFFICE, n->node));
    while (rows_next(&r)) {
        out_char(&all, ' ');
        out_raw(&all, row_text(&r, 0));
    }
    TRY(rows_end(&r));
    TRY(store_run(c, "DELETE FROM plan_search WHERE office_id = $1 AND id = $2 AND line = 0", OFFICE, n->node));
    return put_search(c, n->node, 0, n->plan, n->kind, n->code, search_title(c, n, v), out_str(&all));
}

static Fail put_line(Ctx *c, Id plan, int number, Str meant, Str read)
{
    Str all = str_equal(meant, read) ? meant : str_format(&c->mem, "%.*s %.*s", STR_ARGS(meant), STR_ARGS(read));
    return put_search(c, plan, number, plan, S("line"), (Str){0}, str_head(meant, SEARCH_TITLE_MAX), all);
}

Fail derive_line(Ctx *c, Id plan, int number, Str meant, Str read)
{
    TRY(store_run(c, "DELETE FROM plan_search WHERE office_id = $1 AND id = $2 AND line = $3", OFFICE, plan, number));
    return put_line(c, plan, number, meant, read);
}

Fail derive_lines(Ctx *c, Id plan)
{
    PlanText text;
    TRY(plan_text(c, plan, &text));
    const Doc *doc = &text.meant;
    for (size_t i = 0; i < doc->n; i++) {
        const Line *line = &doc->line[i];
        bool again =
            i && doc->line[i - 1].number == line->number; /* a long line that was cut: its first piece counts */
        if (!line->text.n || again) continue;
        TRY(put_line(c, plan, line->number, line->text, text.read.line[i].text));
    }
    return OK;
}

/* -- one node, all nodes ------------------------------------------------------------------------------------ */

static bool is_shown_in_row(const NodeKey *n, PlanField f)
{
    if (str_equal(n->kind, S("plan")))
        return f == PLAN_NUMBER || f == PLAN_TITLE || f == PLAN_THEME || f == PLAN_ISSUER || f == PLAN_ISSUED ||
               f == PLAN_FROM || f == PLAN_TO || f == PLAN_REPORT_DUE;
    return str_equal(n->kind, S("activity")) &&
           (f == PLAN_TITLE || f == PLAN_GROUP || f == PLAN_TIME || f == PLAN_FROM || f == PLAN_TO);
}

static Fail derive(Ctx *c, const NodeKey *n, bool row, bool parties)
{
    Pairs v;
    if (parties) TRY(derive_parties(c, n));
    TRY(read_pairs(c, n->node, &v));
    if (row && str_equal(n->kind, S("plan"))) TRY(derive_card(c, n->plan, &v));
    if (row && str_equal(n->kind, S("activity"))) TRY(derive_activity(c, n, &v));
    return derive_search(c, n, &v);
}

Fail derive_node(Ctx *c, const NodeKey *n) { return derive(c, n, true, true); }

Fail derive_field(Ctx *c, const NodeKey *n, PlanField f)
{
    return derive(c, n, is_shown_in_row(n, f), plan_fields[f].type == SAYS_PARTY);
}

typedef LIST(NodeKey) NodeKeys;

static Fail read_nodes(Ctx *c, NodeKeys *nodes)
{
    Rows r;
    *nodes = (NodeKeys){0};
    TRY(store_query(c, &r, "SELECT plan_id, id, kind, code, place FROM plan_node WHERE office_id = $1 ORDER BY id",
                    OFFICE));
    while (rows_next(&r))
        *list_add(&c->mem, nodes) = (NodeKey){row_integer(&r, 0), row_integer(&r, 1), row_text(&r, 2), row_text(&r, 3),
                                              (int)row_integer(&r, 4)};
    return rows_end(&r);
}

Fail plan_rebuild(Ctx *c)
{
    NodeKeys nodes;
    Arena mark;
    TRY(read_nodes(c, &nodes));
    for (size_t i = 0; i < nodes.n; i++) {
        const NodeKey *n = &nodes.at[i];
        mark = c->mem;
        TRY(derive_node(c, n));
        if (str_equal(n->kind, S("plan"))) TRY(derive_lines(c, n->plan));
        arena_back(&c->mem, mark);
    }
    return OK;
}
