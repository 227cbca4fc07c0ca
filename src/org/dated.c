// SPDX-License-Identifier: Apache-2.0
/* dated.c -- the tree of all times in memory. */
#include "org/dated.h"
#include "base/map.h"
#include "org/inside.h"

typedef struct {
    size_t parent; /* place in `orgs` */
    Day from, to;
} Edge;

typedef struct {
    Org org;
    LIST(Edge) edges;
    size_t heir; /* place of the first successor in the directory, + 1; 0 = none */
    Day heir_on;
} Node;

struct OrgDated {
    LIST(Node) nodes;
    Map by_code; /* place + 1 */
};

enum { HEIRS_MAX = 16 }; /* more in a row are a circle in the table */

static size_t place_of(const OrgDated *t, Str code) { return (size_t)map_get(&t->by_code, code); }

static Fail read_nodes(Ctx *c, OrgDated *t)
{
    Rows r;
    TRY(store_query(c, &r,
                    "SELECT o.id, o.code, n.name, o.kind, o.valid_from, o.valid_to FROM org o "
                    "JOIN org_name n ON n.office_id = o.office_id AND n.org_id = o.id AND n.is_alias = 0 "
                    "AND n.valid_to IS NULL WHERE o.office_id = $1 ORDER BY o.place",
                    OFFICE));
    while (rows_next(&r)) {
        Node *n = list_add(&c->mem, &t->nodes);
        n->org = (Org){.id = row_integer(&r, 0),
                       .code = row_text(&r, 1),
                       .name = row_text(&r, 2),
                       .kind = row_text(&r, 3),
                       .from = row_day(&r, 4),
                       .to = row_day(&r, 5)};
        *map_put(&c->mem, &t->by_code, n->org.code) = (void *)t->nodes.n;
    }
    return rows_end(&r);
}

static Fail read_edges(Ctx *c, OrgDated *t)
{
    Rows r;
    TRY(store_query(c, &r,
                    "SELECT o.code, p.code, e.valid_from, e.valid_to FROM org_edge e "
                    "JOIN org o ON o.office_id = e.office_id AND o.id = e.org_id "
                    "JOIN org p ON p.office_id = e.office_id AND p.id = e.parent_id "
                    "WHERE e.office_id = $1 ORDER BY e.org_id, e.place DESC",
                    OFFICE));
    while (rows_next(&r)) {
        size_t child = place_of(t, row_text(&r, 0)), parent = place_of(t, row_text(&r, 1));
        if (child && parent)
            *list_add(&c->mem, &t->nodes.at[child - 1].edges) = (Edge){parent - 1, row_day(&r, 2), row_day(&r, 3)};
    }
    return rows_end(&r);
}

static Fail read_heirs(Ctx *c, OrgDated *t)
{
    Rows r;
    TRY(store_query(c, &r,
                    "SELECT o.code, p.code, s.on_day FROM org_succession s "
                    "JOIN org o ON o.office_id = s.office_id AND o.id = s.org_id "
                    "JOIN org p ON p.office_id = s.office_id AND p.id = s.successor_id "
                    "WHERE s.office_id = $1 ORDER BY s.on_day, s.id",
                    OFFICE));
    while (rows_next(&r)) {
        size_t ended = place_of(t, row_text(&r, 0)), heir = place_of(t, row_text(&r, 1));
        if (!ended || !heir || t->nodes.at[ended - 1].heir) continue;
        t->nodes.at[ended - 1].heir = heir, t->nodes.at[ended - 1].heir_on = row_day(&r, 2);
    }
    return rows_end(&r);
}

static Fail make_tree(Ctx *c, int64_t of, const void **made)
{
    OrgDated *t = NEW(&c->mem, OrgDated, 1);
    (void)of;
    TRY(read_nodes(c, t));
    TRY(read_edges(c, t));
    TRY(read_heirs(c, t));
    *made = t;
    return OK;
}

Fail org_dated(Ctx *c, const OrgDated **tree)
{
    const void *made;
    TRY(store_memo(c, make_tree, 0, &made));
    *tree = made;
    return OK;
}

const Org *org_dated_by_code(const OrgDated *t, Str code)
{
    size_t at = place_of(t, code);
    return at ? &t->nodes.at[at - 1].org : NULL;
}

size_t org_dated_size(const OrgDated *t) { return t->nodes.n; }
const Org *org_dated_at(const OrgDated *t, size_t i) { return &t->nodes.at[i].org; }

/* Most that are asked for are this tree's own: where they lie says which they are. */
size_t org_dated_place(const OrgDated *t, const Org *o)
{
    uintptr_t at = (uintptr_t)o, first = (uintptr_t)t->nodes.at;
    if (at >= first && at < first + t->nodes.n * sizeof(Node)) return (at - first) / sizeof(Node);
    return place_of(t, o->code) - 1;
}

static const Node *node_of(const OrgDated *t, const Org *o) { return &t->nodes.at[org_dated_place(t, o)]; }

static const Org *heir_of(const OrgDated *t, const Node *n, Day on)
{
    for (int i = 0; i < HEIRS_MAX && n->heir && n->heir_on <= on; i++) {
        n = &t->nodes.at[n->heir - 1];
        if (org_is_there(&n->org, on)) return &n->org;
    }
    return NULL;
}

const Org *org_dated_heir(const OrgDated *t, const Org *o, Day on)
{
    return org_is_there(o, on) ? o : heir_of(t, node_of(t, o), on);
}

/* The edge of that day; of what stood under an agency that has ended: whoever came after it. */
const Org *org_dated_parent(const OrgDated *t, const Org *o, Day on)
{
    const Node *n = node_of(t, o);
    const Org *heir = NULL;
    for (size_t i = 0; i < n->edges.n; i++) {
        const Edge *e = &n->edges.at[i];
        if ((e->from != NO_DAY && e->from > on) || (e->to != NO_DAY && on >= e->to)) continue;
        const Node *parent = &t->nodes.at[e->parent];
        if (org_is_there(&parent->org, on)) return &parent->org;
        if (!heir) heir = heir_of(t, parent, on);
    }
    return heir;
}

size_t org_dated_above(const OrgDated *t, const Org *o, Day on, const Org *above[ORG_ABOVE_MAX])
{
    size_t n = 0;
    while (n < ORG_ABOVE_MAX && (o = org_dated_parent(t, o, on))) above[n++] = o;
    return n;
}

bool org_dated_fits(const OrgDated *t, Str rule, const Org *o, Day on)
{
    const Org *parent = org_dated_parent(t, o, on);
    return org_rule_fits(rule, o, parent ? parent->kind : (Str){0});
}

static bool is_condition(Str one)
{
    static const char *const names[] = {"kind", "code", "not", "under"};
    size_t equals = str_index(one, '=');
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_equal(str_slice(one, 0, equals), str_of(names[i]))) return equals + 1 < one.n;
    return false;
}

const char *org_rule_problem(Arena *mem, Str rule)
{
    Str either, one;
    if (!str_trim(rule).n)
        return "Hãy nói cơ quan nào báo cáo: mã của một loại cơ quan, hoặc điều kiện như kind=ubnd-xa.";
    while (str_cut(&rule, '|', &either)) {
        Str rest = either;
        if (!str_trim(either).n) return "Hai bên dấu | đều phải có điều kiện.";
        while (str_cut(&rest, ' ', &one))
            if (one.n && !is_condition(one))
                return str_format(mem,
                                  "Không có loại cơ quan hay điều kiện nào là “%.*s”; điều kiện viết như kind=ubnd-xa, "
                                  "code=VNPT, not=NHNN, under=ubnd-tinh.",
                                  STR_ARGS(str_head(one, 60)))
                    .p;
    }
    return NULL;
}
