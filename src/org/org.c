// SPDX-License-Identifier: Apache-2.0
/* org.c -- what the store knows of agencies. */
#include "org/inside.h"
#include "viet/text.h"

static const struct {
    Str kind, name;
} kinds[] = {
    {STR("bo"), STR("Bộ")},
    {STR("tinh-uy"), STR("Tỉnh ủy")},
    {STR("hdnd"), STR("Hội đồng nhân dân")},
    {STR("dbqh"), STR("Đoàn đại biểu Quốc hội")},
    {STR("ubnd-tinh"), STR("UBND tỉnh")},
    {STR("so"), STR("Sở")},
    {STR("ban-nganh"), STR("Ban, ngành")},
    {STR("don-vi-su-nghiep"), STR("Đơn vị sự nghiệp")},
    {STR("mttq"), STR("Mặt trận Tổ quốc")},
    {STR("doan-the"), STR("Đoàn thể")},
    {STR("hiep-hoi"), STR("Hội, hiệp hội")},
    {STR("bao-chi"), STR("Báo chí")},
    {STR("ngan-hang"), STR("Ngân hàng")},
    {STR("doanh-nghiep"), STR("Doanh nghiệp")},
    {STR("ubnd-huyen"), STR("UBND cấp huyện")},
    {STR("ubnd-xa"), STR("UBND cấp xã")},
};

Str org_kind_name(Str kind)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (str_equal(kinds[i].kind, kind)) return kinds[i].name;
    return kind;
}

Org org_read(Rows *r)
{
    return (Org){.id = row_integer(r, 0),
                 .code = row_text(r, 1),
                 .name = row_text(r, 2),
                 .kind = row_text(r, 3),
                 .from = row_day(r, 4),
                 .to = row_day(r, 5),
                 .parent = row_text(r, 6)};
}

/* -- whom an agency stands under on a day ------------------------------------------------------------------- */

enum { HEIRS_MAX = 16 }; /* more in a row are a circle in the table */

/* Who is there on `on` in place of `code`, which is not: its successor, or that one's …; empty when none is. */
static Fail find_heir(Ctx *c, Str code, Day on, Str *heir)
{
    *heir = (Str){0};
    for (int i = 0; i < HEIRS_MAX && code.n; i++) {
        Rows r;
        TRY(store_query(c, &r,
                        "SELECT p.code, p.valid_to FROM org o "
                        "JOIN org_succession s ON s.office_id = o.office_id AND s.org_id = o.id "
                        "JOIN org p ON p.office_id = s.office_id AND p.id = s.successor_id "
                        "WHERE o.office_id = $1 AND o.code = $2 AND s.on_day <= $3 ORDER BY s.on_day, s.id LIMIT 1",
                        OFFICE, code, value_day(c, on)));
        bool found = rows_next(&r);
        code = found ? row_text(&r, 0) : (Str){0};
        bool there = found && (row_day(&r, 1) == NO_DAY || on < row_day(&r, 1));
        TRY(rows_end(&r));
        if (!there) continue;
        *heir = code;
        break;
    }
    return OK;
}

/* The parent is that of today; of an agency that is no more, or not yet: of its last or its first day. */
static Day day_of_parent(const Org *org, Day today)
{
    Day on = org->to != NO_DAY && today >= org->to ? org->to - 1 : today;
    return org->from != NO_DAY && on < org->from ? org->from : on;
}

static Fail settle_parent(Ctx *c, Org *org)
{
    Rows r;
    Day on = day_of_parent(org, c->today);
    if (!org->parent.n) return OK;
    TRY(store_query(c, &r,
                    "SELECT p.code FROM org_edge e JOIN org p ON p.office_id = e.office_id AND p.id = e.parent_id "
                    "WHERE e.office_id = $1 AND e.org_id = $2 AND (p.valid_from IS NULL OR p.valid_from <= $3) "
                    "AND (p.valid_to IS NULL OR p.valid_to > $3) ORDER BY e.place DESC LIMIT 1",
                    OFFICE, org->id, value_day(c, on)));
    bool found = rows_next(&r);
    Str parent = found ? row_text(&r, 0) : (Str){0};
    TRY(rows_end(&r));
    if (!found) TRY(find_heir(c, org->parent, on, &parent));
    org->parent = parent;
    return OK;
}

/* In the store; FAIL_MISSING with a sentence. */
static Fail find_by_code(Ctx *c, Str code, Org *org)
{
    Rows r;
    Fail result =
        store_one(c, &r, ORG_COLUMNS ORG_NAME ORG_PARENT "WHERE o.office_id = $1 AND o.code = $2", OFFICE, code);
    if (result == FAIL_MISSING) {
        c->why[0] = 0;
        result =
            store_one(c, &r, ORG_COLUMNS ORG_NAME ORG_PARENT "WHERE o.office_id = $1 AND upper(o.code) = upper($2)",
                      OFFICE, code);
    }
    if (result == FAIL_MISSING)
        return fail_rather(c, FAIL_MISSING,
                           "Không có cơ quan mã “%.*s” trong danh mục. Hãy tìm theo tên ở ô phía trên.",
                           STR_ARGS(str_head(code, 60)));
    TRY(result);
    *org = org_read(&r);
    TRY(rows_end(&r));
    return settle_parent(c, org);
}

Fail org_alone(Ctx *c, Str code, Org *org)
{
    Rows r;
    if (store_keeps_memos(c)) return org_by_code(c, code, org);
    TRY(store_query(c, &r,
                    "SELECT o.id, o.code, n.name, o.kind, o.valid_from, o.valid_to, '' FROM org o " ORG_NAME
                    "WHERE o.office_id = $1 AND o.code = $2",
                    OFFICE, code));
    bool found = rows_next(&r);
    if (found) *org = org_read(&r);
    TRY(rows_end(&r));
    return found ? OK : org_by_code(c, code, org); /* in other letters, or with its sentence */
}

enum { BRANCH_STEPS_MAX = 8 }; /* from a village's team up to the province: more is a circle in the tree */

Fail org_branch(Ctx *c, Str code, Str *branch)
{
    *branch = code;
    for (int i = 0; i < BRANCH_STEPS_MAX; i++) {
        Rows r;
        TRY(store_query(c, &r,
                        "SELECT p.code, p.kind FROM org o "
                        "JOIN org_edge e ON e.office_id = o.office_id AND e.org_id = o.id "
                        "JOIN org p ON p.office_id = e.office_id AND p.id = e.parent_id "
                        "WHERE o.office_id = $1 AND o.code = $2 AND (e.valid_from IS NULL OR e.valid_from <= $3) "
                        "AND (e.valid_to IS NULL OR e.valid_to > $3) ORDER BY e.place DESC LIMIT 1",
                        OFFICE, *branch, day_iso(&c->mem, c->today)));
        bool found = rows_next(&r);
        Str parent = found ? row_text(&r, 0) : (Str){0}, kind = found ? row_text(&r, 1) : (Str){0};
        TRY(rows_end(&r));
        if (!found || str_equal(kind, S("ubnd-tinh"))) return OK;
        *branch = parent;
    }
    return OK;
}

/* -- the whole directory ------------------------------------------------------------------------------------ */

bool org_has_alias(const Org *o, Str name)
{
    for (size_t i = 0; i < o->n_aliases; i++)
        if (str_equal(o->aliases[i], name)) return true;
    return false;
}

/* Names it had before are aliases too.  Rows come by agency, so the aliases of one stand together. */
static Fail add_aliases(Ctx *c, OrgRows *orgs)
{
    Rows r;
    size_t i = 0;
    StrList aliases = {0};
    TRY(store_query(c, &r,
                    "SELECT o.id, n.name FROM org o JOIN org_name n ON n.office_id = o.office_id AND n.org_id = o.id "
                    "WHERE o.office_id = $1 AND (n.is_alias = 1 OR n.valid_to IS NOT NULL) "
                    "ORDER BY o.place, n.is_alias DESC, n.place, n.id",
                    OFFICE));
    while (rows_next(&r)) {
        Id id = row_integer(&r, 0);
        Str name = row_text(&r, 1);
        if (orgs->at[i].id != id) aliases = (StrList){0};
        while (i < orgs->n && orgs->at[i].id != id) i++;
        if (i == orgs->n) break;
        if (str_equal(name, orgs->at[i].name) || org_has_alias(&orgs->at[i], name)) continue;
        *list_add(&c->mem, &aliases) = name;
        orgs->at[i].aliases = aliases.at, orgs->at[i].n_aliases = aliases.n;
    }
    return rows_end(&r);
}

static Fail read_all(Ctx *c, OrgRows *orgs)
{
    Rows r;
    *orgs = (OrgRows){0};
    TRY(store_query(c, &r, ORG_COLUMNS ORG_NAME ORG_PARENT "WHERE o.office_id = $1 ORDER BY o.place", OFFICE));
    while (rows_next(&r)) *list_add(&c->mem, orgs) = org_read(&r);
    TRY(rows_end(&r));
    return orgs->n ? add_aliases(c, orgs) : OK;
}

static Fail make_directory(Ctx *c, int64_t of, const void **made)
{
    OrgRows all;
    const Directory *d;
    (void)of;
    TRY(read_all(c, &all));
    TRY(directory_of(c, all.at, all.n, &d));
    *made = d;
    return OK;
}

Fail org_directory(Ctx *c, const Directory **d)
{
    const void *made;
    TRY(store_memo(c, make_directory, 0, &made));
    *d = made;
    return OK;
}

/* -- each with its parent, by code: what pages ask of row after row ------------------------------------------ */

/* What settle_parent does, for all of them: of those above on the day the one in the last place, else an heir. */
static Fail settle_all(Ctx *c, Day today, OrgRows *orgs, const Map *by_code)
{
    Rows r;
    Map settled = {0};
    TRY(store_query(c, &r,
                    "SELECT o.code, p.code, p.valid_from, p.valid_to FROM org_edge e "
                    "JOIN org o ON o.office_id = e.office_id AND o.id = e.org_id "
                    "JOIN org p ON p.office_id = e.office_id AND p.id = e.parent_id "
                    "WHERE e.office_id = $1 ORDER BY e.org_id, e.place DESC",
                    OFFICE));
    while (rows_next(&r)) {
        Org *o = map_get(by_code, row_text(&r, 0));
        Day from = row_day(&r, 2), to = row_day(&r, 3);
        if (!o || !o->parent.n || map_get(&settled, o->code)) continue;
        Day on = day_of_parent(o, today);
        if ((from != NO_DAY && from > on) || (to != NO_DAY && to <= on)) continue;
        o->parent = row_text(&r, 1);
        *map_put(&c->mem, &settled, o->code) = o;
    }
    TRY(rows_end(&r));
    for (size_t i = 0; i < orgs->n; i++) {
        Org *o = &orgs->at[i];
        if (!o->parent.n || map_get(&settled, o->code)) continue;
        TRY(find_heir(c, o->parent, day_of_parent(o, today), &o->parent));
    }
    return OK;
}

static Fail make_by_code(Ctx *c, int64_t today, const void **made)
{
    OrgRows all;
    Map *by_code = NEW(&c->mem, Map, 1);
    TRY(read_all(c, &all));
    for (size_t i = 0; i < all.n; i++) *map_put(&c->mem, by_code, all.at[i].code) = &all.at[i];
    *made = by_code;
    return settle_all(c, (Day)today, &all, by_code);
}

Fail org_by_code(Ctx *c, Str code, Org *org)
{
    const void *made;
    if (!store_keeps_memos(c)) return find_by_code(c, code, org);
    TRY(store_memo(c, make_by_code, c->today, &made));
    const Org *found = map_get(made, code);
    if (!found) return find_by_code(c, code, org);
    *org = *found;
    return OK;
}

/* -- the tree ----------------------------------------------------------------------------------------------- */

/* A parent that is not there on this day has an heir, or nobody. */
static Fail settle_parents(Ctx *c, Day on, OrgRows *orgs)
{
    Map there = {0}, heirs = {0};
    for (size_t i = 0; i < orgs->n; i++) *map_put(&c->mem, &there, orgs->at[i].code) = orgs;
    for (size_t i = 0; i < orgs->n; i++) {
        Org *o = &orgs->at[i];
        if (!o->parent.n || map_get(&there, o->parent)) continue;
        void **at = map_put(&c->mem, &heirs, o->parent);
        if (!*at) {
            Str *heir = NEW(&c->mem, Str, 1);
            TRY(find_heir(c, o->parent, on, heir));
            *at = heir;
        }
        o->parent = *(const Str *)*at;
    }
    return OK;
}

static Fail make_on(Ctx *c, int64_t on, const void **made)
{
    Rows r;
    OrgRows *orgs = NEW(&c->mem, OrgRows, 1);
    *made = orgs;
    TRY(store_query(c, &r,
                    ORG_COLUMNS
                    "JOIN org_name n ON n.office_id = o.office_id AND n.org_id = o.id AND n.is_alias = 0 "
                    "AND (n.valid_from IS NULL OR n.valid_from <= $2) AND (n.valid_to IS NULL OR n.valid_to > $2) "
                    "JOIN org_search k ON k.office_id = n.office_id AND k.name_id = n.id "
                    "LEFT JOIN org_edge e ON e.office_id = o.office_id AND e.org_id = o.id "
                    "AND (e.valid_from IS NULL OR e.valid_from <= $2) AND (e.valid_to IS NULL OR e.valid_to > $2) "
                    "LEFT JOIN org p ON p.office_id = e.office_id AND p.id = e.parent_id "
                    "WHERE o.office_id = $1 "
                    "AND (o.valid_from IS NULL OR o.valid_from <= $2) AND (o.valid_to IS NULL OR o.valid_to > $2) "
                    "ORDER BY k.order_key, o.place",
                    OFFICE, value_day(c, (Day)on)));
    while (rows_next(&r)) *list_add(&c->mem, orgs) = org_read(&r);
    TRY(rows_end(&r));
    return settle_parents(c, (Day)on, orgs);
}

Fail org_on(Ctx *c, Day on, OrgRows *orgs)
{
    const void *made;
    TRY(store_memo(c, make_on, on, &made));
    const OrgRows *all = made;
    *orgs = (OrgRows){.at = NEW(&c->mem, Org, all->n), .n = all->n, .room = all->n};
    if (all->n) memcpy(orgs->at, all->at, all->n * sizeof *all->at);
    return OK;
}

/* -- who came after, and before ----------------------------------------------------------------------------- */

static OrgSuccessor read_successor(Rows *r)
{
    return (OrgSuccessor){.on = row_day(r, 0),
                          .org = {.id = row_integer(r, 1), .code = row_text(r, 2), .name = row_text(r, 3)}};
}

Fail org_successors(Ctx *c, Id org, OrgSuccessorList *successors)
{
    Rows r;
    *successors = (OrgSuccessorList){0};
    TRY(store_query(c, &r,
                    "SELECT s.on_day, s.successor_id, o.code, coalesce(n.name, s.outside) FROM org_succession s "
                    "LEFT JOIN org o ON o.office_id = s.office_id AND o.id = s.successor_id "
                    "LEFT JOIN org_name n ON n.office_id = s.office_id AND n.org_id = s.successor_id "
                    "AND n.is_alias = 0 AND n.valid_to IS NULL "
                    "WHERE s.office_id = $1 AND s.org_id = $2 ORDER BY s.on_day, s.id",
                    OFFICE, org));
    while (rows_next(&r)) *list_add(&c->mem, successors) = read_successor(&r);
    return rows_end(&r);
}

Fail org_predecessors(Ctx *c, Id org, OrgSuccessorList *predecessors)
{
    Rows r;
    *predecessors = (OrgSuccessorList){0};
    TRY(store_query(c, &r,
                    "SELECT s.on_day, o.id, o.code, n.name FROM org_succession s "
                    "JOIN org o ON o.office_id = s.office_id AND o.id = s.org_id " ORG_NAME
                    "WHERE s.office_id = $1 AND s.successor_id = $2 ORDER BY s.on_day, s.id",
                    OFFICE, org));
    while (rows_next(&r)) *list_add(&c->mem, predecessors) = read_successor(&r);
    return rows_end(&r);
}

/* -- names -------------------------------------------------------------------------------------------------- */

typedef struct {
    StrList codes, names;
} Named;

static Fail make_names(Ctx *c, int64_t on, const void **made)
{
    Rows r;
    Named *all = NEW(&c->mem, Named, 1);
    *made = all;
    TRY(store_query(c, &r,
                    "SELECT o.code, n.name FROM org o JOIN org_name n ON n.office_id = o.office_id AND n.org_id = o.id "
                    "WHERE o.office_id = $1 AND o.kind <> 'ubnd-xa' AND n.is_alias = 0 "
                    "AND (o.valid_from IS NULL OR o.valid_from <= $2) AND (o.valid_to IS NULL OR o.valid_to > $2) "
                    "AND (n.valid_from IS NULL OR n.valid_from <= $2) AND (n.valid_to IS NULL OR n.valid_to > $2) "
                    "ORDER BY o.place",
                    OFFICE, day_iso(&c->mem, (Day)on)));
    while (rows_next(&r)) {
        *list_add(&c->mem, &all->codes) = row_text(&r, 0);
        *list_add(&c->mem, &all->names) = row_text(&r, 1);
    }
    return rows_end(&r);
}

/* A copy, for who adds to it. */
static StrList copied(Ctx *c, const StrList *list)
{
    StrList copy = {.at = NEW(&c->mem, Str, list->n), .n = list->n, .room = list->n};
    if (list->n) memcpy(copy.at, list->at, list->n * sizeof *list->at);
    return copy;
}

Fail org_names_coded(Ctx *c, StrList *codes, StrList *names)
{
    const void *made;
    TRY(store_memo(c, make_names, c->today, &made));
    const Named *all = made;
    *codes = copied(c, &all->codes);
    *names = copied(c, &all->names);
    return OK;
}
