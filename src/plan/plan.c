// SPDX-License-Identifier: Apache-2.0
/* plan.c -- what there is: plans, their nodes and values, who stands where. */
#include "plan/plan.h"
#include "plan/inside.h"
#include "viet/text.h"

bool plan_is_active(const PlanCard *p) { return str_equal(p->state, S("active")); }

/* -- cards -------------------------------------------------------------------------------------------------- */

#define CARD_COLUMNS                                                                                                   \
    "SELECT p.id, p.state, p.file_name, k.number, k.title, k.theme, k.issuer, k.issued, k.begins, k.ends, "            \
    "k.report_due, p.imported_at, p.activated_at, "                                                                    \
    "(SELECT count(*) FROM plan_finding f WHERE f.office_id = p.office_id AND f.plan_id = p.id AND f.state = "         \
    "'open'), "                                                                                                        \
    "(SELECT count(*) FROM plan_finding f WHERE f.office_id = p.office_id AND f.plan_id = p.id AND f.state = 'open' "  \
    "AND f.severity = 'blocking'), "                                                                                   \
    "(SELECT count(*) FROM plan_finding f WHERE f.office_id = p.office_id AND f.plan_id = p.id), "                     \
    "(SELECT count(*) FROM plan_look l WHERE l.office_id = p.office_id AND l.plan_id = p.id AND l.looked_at = 0) "     \
    "FROM plan p JOIN plan_card k ON k.office_id = p.office_id AND k.plan_id = p.id "

static PlanCard read_card(Rows *r)
{
    return (PlanCard){.id = row_integer(r, 0),
                      .state = row_text(r, 1),
                      .file_name = row_text(r, 2),
                      .number = row_text(r, 3),
                      .title = row_text(r, 4),
                      .theme = row_text(r, 5),
                      .issuer = row_text(r, 6),
                      .issued = row_day(r, 7),
                      .from = row_day(r, 8),
                      .to = row_day(r, 9),
                      .report_due = row_day(r, 10),
                      .imported_at = row_integer(r, 11),
                      .activated_at = row_integer(r, 12),
                      .open = (int)row_integer(r, 13),
                      .blocking = (int)row_integer(r, 14),
                      .findings = (int)row_integer(r, 15),
                      .unlooked = (int)row_integer(r, 16)};
}

/* A duty may be about one plan only. */
static bool sees(const Ctx *c, Id plan) { return !c->actor || !c->actor->plan || c->actor->plan == plan; }

static Fail make_cards(Ctx *c, int64_t unused, const void **made)
{
    Rows r;
    PlanCardList *all = NEW(&c->mem, PlanCardList, 1);
    (void)unused;
    TRY(store_query(c, &r, CARD_COLUMNS "WHERE p.office_id = $1 ORDER BY p.id DESC", OFFICE));
    while (rows_next(&r)) *list_add(&c->mem, all) = read_card(&r);
    *made = all;
    return rows_end(&r);
}

Fail plan_cards(Ctx *c, PlanCardList *plans)
{
    const void *made;
    TRY(store_memo(c, make_cards, 0, &made));
    const PlanCardList *all = made;
    *plans = (PlanCardList){0};
    for (size_t i = 0; i < all->n; i++)
        if (sees(c, all->at[i].id)) *list_add(&c->mem, plans) = all->at[i];
    return OK;
}

static Fail no_such_plan(Ctx *c)
{
    return fail_rather(c, FAIL_MISSING, "Không có kế hoạch này. Hãy mở lại từ danh sách kế hoạch.");
}

/* Among all, where those are read already. */
static Fail card_among(Ctx *c, Id plan, PlanCard *card)
{
    const void *made;
    TRY(store_memo(c, make_cards, 0, &made));
    const PlanCardList *all = made;
    for (size_t i = 0; i < all->n; i++)
        if (all->at[i].id == plan) return *card = all->at[i], OK;
    return no_such_plan(c);
}

Fail plan_card(Ctx *c, Id plan, PlanCard *card)
{
    Rows r;
    if (store_keeps_memos(c)) return card_among(c, plan, card);
    Fail result = store_one(c, &r, CARD_COLUMNS "WHERE p.office_id = $1 AND p.id = $2", OFFICE, plan);
    if (result == FAIL_MISSING) return no_such_plan(c);
    TRY(result);
    *card = read_card(&r);
    return rows_end(&r);
}

Fail plan_current(Ctx *c, PlanCard *card)
{
    PlanCardList all;
    *card = (PlanCard){.issued = NO_DAY, .from = NO_DAY, .to = NO_DAY, .report_due = NO_DAY};
    TRY(plan_cards(c, &all));
    if (all.n) *card = all.at[0];
    for (size_t i = all.n; i-- > 0;)
        if (plan_is_active(&all.at[i])) *card = all.at[i];
    return OK;
}

/* -- activities --------------------------------------------------------------------------------------------- */

static PlanParty read_party(Rows *r, int at)
{
    return (PlanParty){.value = row_integer(r, at),
                       .node = row_integer(r, at + 1),
                       .role = plan_field_named(row_text(r, at + 2)),
                       .org = row_text(r, at + 3),
                       .class = row_text(r, at + 4),
                       .qualifier = row_text(r, at + 5),
                       .name = row_text(r, at + 6)};
}

/* Both come in the order of the activities. */
static Fail add_parties(Ctx *c, Id plan, PlanActivityList *list)
{
    Rows r;
    size_t i = 0;
    TRY(store_query(c, &r,
                    "SELECT y.value_id, y.node_id, y.role, y.org_code, y.class_code, y.qualifier, y.name "
                    "FROM plan_activity a JOIN plan_party y ON y.office_id = a.office_id AND y.node_id = a.node_id "
                    "WHERE a.office_id = $1 AND a.plan_id = $2 AND y.role IN ('lead', 'partner') "
                    "ORDER BY a.place, y.place, y.value_id",
                    OFFICE, plan));
    while (rows_next(&r)) {
        PlanParty p = read_party(&r, 0);
        while (i < list->n && list->at[i].node != p.node) i++;
        if (i == list->n) break;
        *list_add(&c->mem, p.role == PLAN_LEAD ? &list->at[i].leads : &list->at[i].partners) = p;
    }
    return rows_end(&r);
}

static Fail make_activities(Ctx *c, int64_t plan, const void **made)
{
    Rows r;
    PlanActivityList *activities = NEW(&c->mem, PlanActivityList, 1);
    *made = activities;
    TRY(store_query(c, &r,
                    "SELECT node_id, plan_id, code, title, grouping, time_text, begins, ends FROM plan_activity "
                    "WHERE office_id = $1 AND plan_id = $2 ORDER BY place",
                    OFFICE, plan));
    while (rows_next(&r))
        *list_add(&c->mem, activities) = (PlanActivity){.node = row_integer(&r, 0),
                                                        .plan = row_integer(&r, 1),
                                                        .code = row_text(&r, 2),
                                                        .title = row_text(&r, 3),
                                                        .group = row_text(&r, 4),
                                                        .time = row_text(&r, 5),
                                                        .from = row_day(&r, 6),
                                                        .to = row_day(&r, 7)};
    TRY(rows_end(&r));
    return add_parties(c, plan, activities);
}

Fail plan_activities(Ctx *c, Id plan, PlanActivityList *activities)
{
    const void *made;
    TRY(store_memo(c, make_activities, plan, &made));
    const PlanActivityList *all = made;
    *activities = (PlanActivityList){.at = NEW(&c->mem, PlanActivity, all->n), .n = all->n, .room = all->n};
    if (all->n) memcpy(activities->at, all->at, all->n * sizeof *all->at);
    return OK;
}

/* -- nodes and values --------------------------------------------------------------------------------------- */

#define VALUE_OF                                                                                                       \
    "SELECT v.id, v.node_id, v.field, v.raw, v.initial, v.value, v.version, v.first_line, v.last_line, v.confidence, " \
    "y.value_id, y.node_id, y.role, y.org_code, y.class_code, y.qualifier, y.name FROM "
#define VALUE_PARTY   "LEFT JOIN plan_party y ON y.office_id = v.office_id AND y.value_id = v.id "
#define VALUE_COLUMNS VALUE_OF "plan_value v " VALUE_PARTY

static PlanValue read_value(Ctx *c, Rows *r)
{
    PlanValue v = {.id = row_integer(r, 0),
                   .node = row_integer(r, 1),
                   .field = plan_field_named(row_text(r, 2)),
                   .raw = row_text(r, 3),
                   .initial = row_text(r, 4),
                   .value = row_text(r, 5),
                   .version = (int)row_integer(r, 6),
                   .first_line = (int)row_integer(r, 7),
                   .last_line = (int)row_integer(r, 8),
                   .confidence = row_real(r, 9)};
    v.shown = v.value;
    if (!v.value.n) return v;
    if (plan_fields[v.field].type == SAYS_DAY) v.shown = day_vietnamese(&c->mem, day_parse_iso(v.value));
    if (plan_fields[v.field].type == SAYS_PARTY) v.party = read_party(r, 10), v.shown = v.party.name;
    return v;
}

Fail node_values(Ctx *c, Id node, PlanValueList *values)
{
    Rows r;
    *values = (PlanValueList){0};
    TRY(store_query(c, &r, VALUE_COLUMNS "WHERE v.office_id = $1 AND v.node_id = $2 ORDER BY v.place, v.id", OFFICE,
                    node));
    while (rows_next(&r)) *list_add(&c->mem, values) = read_value(c, &r);
    return rows_end(&r);
}

Fail no_such_value(Ctx *c)
{
    return fail_rather(c, FAIL_MISSING, "Kế hoạch này không có giá trị đó. Hãy mở lại từ trang rà soát.");
}

Fail plan_value(Ctx *c, Id plan, Id value, PlanValue *v)
{
    Rows r;
    Fail result =
        store_one(c, &r, VALUE_COLUMNS "WHERE v.office_id = $1 AND v.id = $2 AND v.plan_id = $3", OFFICE, value, plan);
    if (result == FAIL_MISSING) return no_such_value(c);
    TRY(result);
    *v = read_value(c, &r);
    return rows_end(&r);
}

Fail plan_value_field(Ctx *c, Id plan, Id value, PlanField *field)
{
    Rows r;
    Fail result = store_one(c, &r, "SELECT field FROM plan_value WHERE office_id = $1 AND id = $2 AND plan_id = $3",
                            OFFICE, value, plan);
    if (result == FAIL_MISSING) return no_such_value(c);
    TRY(result);
    *field = plan_field_named(row_text(&r, 0));
    return rows_end(&r);
}

static PlanNode read_node(Rows *r)
{
    return (PlanNode){.id = row_integer(r, 0),
                      .plan = row_integer(r, 1),
                      .kind = row_text(r, 2),
                      .code = row_text(r, 3),
                      .first_line = (int)row_integer(r, 4),
                      .last_line = (int)row_integer(r, 5)};
}

/* Both come in the order of the nodes.  CROSS: SQLite would begin with the values of all plans. */
static Fail add_values(Ctx *c, Id plan, PlanNodeList *nodes)
{
    Rows r;
    size_t i = 0;
    TRY(store_query(c, &r,
                    VALUE_OF "plan_node n CROSS JOIN plan_value v " VALUE_PARTY
                             "WHERE n.office_id = $1 AND n.plan_id = $2 AND v.office_id = n.office_id "
                             "AND v.node_id = n.id ORDER BY n.place, n.id, v.place, v.id",
                    OFFICE, plan));
    while (rows_next(&r)) {
        PlanValue v = read_value(c, &r);
        while (i < nodes->n && nodes->at[i].id != v.node) i++;
        if (i < nodes->n) *list_add(&c->mem, &nodes->at[i].values) = v;
    }
    return rows_end(&r);
}

static Fail make_nodes(Ctx *c, int64_t plan, const void **made)
{
    Rows r;
    PlanNodeList *nodes = NEW(&c->mem, PlanNodeList, 1);
    TRY(store_query(c, &r,
                    "SELECT id, plan_id, kind, code, first_line, last_line FROM plan_node "
                    "WHERE office_id = $1 AND plan_id = $2 ORDER BY place, id",
                    OFFICE, plan));
    while (rows_next(&r)) *list_add(&c->mem, nodes) = read_node(&r);
    TRY(rows_end(&r));
    *made = nodes;
    return add_values(c, plan, nodes);
}

/* What is added to its values goes elsewhere: they are everybody's. */
static PlanNode own_copy(const PlanNode *n)
{
    PlanNode copy = *n;
    copy.values.room = copy.values.n;
    return copy;
}

Fail plan_nodes(Ctx *c, Id plan, Str kind, PlanNodeList *nodes)
{
    const void *made;
    TRY(store_memo(c, make_nodes, plan, &made));
    const PlanNodeList *all = made;
    *nodes = (PlanNodeList){0};
    for (size_t i = 0; i < all->n; i++)
        if (!kind.n || str_equal(all->at[i].kind, kind)) *list_add(&c->mem, nodes) = own_copy(&all->at[i]);
    return OK;
}

Fail plan_node_by_id(Ctx *c, Id plan, Id id, const PlanNode **node)
{
    const void *made;
    TRY(store_memo(c, make_nodes, plan, &made));
    const PlanNodeList *all = made;
    *node = NULL;
    for (size_t i = 0; i < all->n && !*node; i++)
        if (all->at[i].id == id) *node = &all->at[i];
    return OK;
}

Fail plan_node(Ctx *c, Id plan, Str kind, Str code, PlanNode *node)
{
    const void *made;
    TRY(store_memo(c, make_nodes, plan, &made));
    const PlanNodeList *all = made;
    for (size_t i = 0; i < all->n; i++)
        if (str_equal(all->at[i].kind, kind) && str_equal(all->at[i].code, code))
            return *node = own_copy(&all->at[i]), OK;
    return fail(c, FAIL_MISSING, "Kế hoạch này không có mục “%.*s”. Hãy mở lại từ trang kế hoạch.", STR_ARGS(code));
}

const PlanValue *node_next(const PlanNode *n, PlanField field, size_t *at)
{
    while (*at < n->values.n) {
        const PlanValue *v = &n->values.at[(*at)++];
        if (v->field == field && v->value.n) return v;
    }
    return NULL;
}

const PlanValue *node_value(const PlanNode *n, PlanField field) { return node_next(n, field, &(size_t){0}); }

Str node_text(const PlanNode *n, PlanField field)
{
    const PlanValue *v = node_value(n, field);
    return v ? v->shown : (Str){0};
}

Day node_day(const PlanNode *n, PlanField field)
{
    const PlanValue *v = node_value(n, field);
    return v ? day_parse_iso(v->value) : NO_DAY;
}

size_t node_count(const PlanNode *n, PlanField field)
{
    size_t count = 0;
    for (size_t at = 0; node_next(n, field, &at);) count++;
    return count;
}

Fail plan_source(Ctx *c, Id plan, Doc *doc)
{
    Rows r;
    TRY(store_one(c, &r, "SELECT content FROM plan_source WHERE office_id = $1 AND plan_id = $2", OFFICE, plan));
    Str text = row_text(&r, 0);
    TRY(rows_end(&r));
    return doc_from_text(c, text, doc);
}

Fail plan_original(Ctx *c, Id plan, Id *upload)
{
    UploadList all;
    TRY(uploads_of(c, plan, &all));
    *upload = all.n ? all.at[0].id : 0;
    return OK;
}

/* -- who stands where --------------------------------------------------------------------------------------- */

static PlanRole read_role(Rows *r)
{
    return (PlanRole){.party = read_party(r, 0),
                      .plan = row_integer(r, 7),
                      .kind = row_text(r, 8),
                      .code = row_text(r, 9),
                      .title = row_text(r, 10),
                      .plan_number = row_text(r, 11),
                      .from = row_day(r, 12),
                      .to = row_day(r, 13),
                      .issued = row_day(r, 14)};
}

#define ROLE_COLUMNS                                                                                                   \
    "SELECT y.value_id, y.node_id, y.role, y.org_code, y.class_code, y.qualifier, y.name, y.plan_id, n.kind, n.code, " \
    "s.title, k.number, a.begins, a.ends, k.issued FROM plan_party y "                                                 \
    "JOIN plan_node n ON n.office_id = y.office_id AND n.id = y.node_id "                                              \
    "JOIN plan_card k ON k.office_id = y.office_id AND k.plan_id = y.plan_id "                                         \
    "JOIN plan_search s ON s.office_id = y.office_id AND s.id = y.node_id AND s.line = 0 "                             \
    "LEFT JOIN plan_activity a ON a.office_id = y.office_id AND a.node_id = y.node_id "

static Fail add_roles(Ctx *c, Rows *r, PlanRoleList *roles)
{
    while (rows_next(r)) {
        PlanRole role = read_role(r);
        if (sees(c, role.plan)) *list_add(&c->mem, roles) = role;
    }
    return rows_end(r);
}

Fail plan_roles(Ctx *c, Str org, const StrList *classes, PlanRoleList *roles)
{
    Rows r;
    *roles = (PlanRoleList){0};
    TRY(store_query(c, &r,
                    ROLE_COLUMNS "WHERE y.office_id = $1 AND y.org_code = $2 ORDER BY y.plan_id DESC, n.place, y.place",
                    OFFICE, org));
    TRY(add_roles(c, &r, roles));
    for (size_t i = 0; i < classes->n; i++) {
        TRY(store_query(c, &r,
                        ROLE_COLUMNS
                        "WHERE y.office_id = $1 AND y.class_code = $2 ORDER BY y.plan_id DESC, n.place, y.place",
                        OFFICE, classes->at[i]));
        TRY(add_roles(c, &r, roles));
    }
    return OK;
}

/* -- search ------------------------------------------------------------------------------------------------- */

/* "% bac%" for a word; empty where there is none. */
static int patterns_of(Ctx *c, Str query, Str pattern[PLAN_WORDS_MAX])
{
    Str rest = viet_fold(&c->mem, query), word;
    int n = 0;
    for (int i = 0; i < PLAN_WORDS_MAX; i++) pattern[i] = (Str){0};
    while (n < PLAN_WORDS_MAX && str_cut(&rest, ' ', &word))
        if (word.n) pattern[n++] = str_format(&c->mem, "%% %.*s%%", STR_ARGS(word));
    return n;
}

#define HAS(pattern) "AND (" pattern " = '' OR s.folded LIKE " pattern ") "

Fail plan_search(Ctx *c, Str query, PlanHitList *hits)
{
    Str p[PLAN_WORDS_MAX];
    Rows r;
    *hits = (PlanHitList){0};
    if (!patterns_of(c, query, p)) return OK;
    TRY(store_query(c, &r,
                    "SELECT s.plan_id, s.kind, s.code, s.title, k.number, s.line FROM plan_search s "
                    "JOIN plan_card k ON k.office_id = s.office_id AND k.plan_id = s.plan_id "
                    "WHERE s.office_id = $1 AND s.folded LIKE $2 " HAS("$3") HAS("$4") HAS("$5") HAS("$6") HAS("$7")
                        HAS("$8") HAS("$9") "ORDER BY CASE WHEN s.line > 0 THEN 3 WHEN s.folded_title LIKE $10 THEN 0 "
                                            "WHEN s.folded_title LIKE $2 THEN 1 ELSE 2 END, "
                                            "s.plan_id DESC, s.line, s.id LIMIT 60",
                    OFFICE, p[0], p[1], p[2], p[3], p[4], p[5], p[6], p[7],
                    str_format(&c->mem, "%% %.*s%%", STR_ARGS(viet_fold(&c->mem, query)))));
    _Static_assert(PLAN_WORDS_MAX == 8 && PLAN_HITS_MAX == 60, "the statement above");
    while (rows_next(&r)) {
        PlanHit hit = {.plan = row_integer(&r, 0),
                       .kind = row_text(&r, 1),
                       .code = row_text(&r, 2),
                       .title = row_text(&r, 3),
                       .plan_number = row_text(&r, 4),
                       .line = (int)row_integer(&r, 5)};
        if (sees(c, hit.plan)) *list_add(&c->mem, hits) = hit;
    }
    return rows_end(&r);
}
