// SPDX-License-Identifier: Apache-2.0
/* web.c -- the tree of agencies as of a day. */
#include "org/web.h"
#include "base/map.h"
#include "http/record.h"
#include "http/request.h"
#include "http/shared.h"
#include "org/view.h"

Fail place_of_org(Ctx *c, const Request *q, Place *place)
{
    (void)c;
    *place = (Place){.org = input_text(q, "code")};
    return OK;
}

/* The order in which a page names the kinds. */
static const Str kinds_shown[] = {STR("bo"),        STR("tinh-uy"),     STR("hdnd"),      STR("dbqh"),
                                  STR("ubnd-tinh"), STR("so"),          STR("ban-nganh"), STR("don-vi-su-nghiep"),
                                  STR("mttq"),      STR("doan-the"),    STR("hiep-hoi"),  STR("bao-chi"),
                                  STR("ngan-hang"), STR("doanh-nghiep")};
enum { KINDS = sizeof kinds_shown / sizeof *kinds_shown };

typedef struct {
    OrgGroup groups[KINDS + 1]; /* the last: kinds of an office's own */
    OrgRows of_kind[KINDS + 1];
    size_t n_groups;
    LIST(OrgBranch) branches;
    OrgRows loose;
} Tree;

#define OTHER_KINDS "khac" /* in addresses: of an office's own */

static size_t kind_place(Str kind)
{
    size_t i = 0;
    while (i < KINDS && !str_equal(kinds_shown[i], kind)) i++;
    return i;
}

static void put_in_tree(Ctx *c, Tree *t, const OrgRows *all)
{
    Map districts = {0};
    for (size_t i = 0; i < all->n; i++)
        if (str_equal(all->at[i].kind, S("ubnd-huyen"))) {
            *list_add(&c->mem, &t->branches) = (OrgBranch){.org = &all->at[i]};
            *map_put(&c->mem, &districts, all->at[i].code) = (void *)(uintptr_t)t->branches.n; /* place + 1 */
        }
    for (size_t i = 0; i < all->n; i++) {
        const Org *org = &all->at[i];
        bool commune = str_equal(org->kind, S("ubnd-xa")), district = str_equal(org->kind, S("ubnd-huyen"));
        uintptr_t branch = commune ? (uintptr_t)map_get(&districts, org->parent) : 0;
        if (branch) *list_add(&c->mem, &t->branches.at[branch - 1].communes) = *org;
        else if (commune) *list_add(&c->mem, &t->loose) = *org;
        else if (!district) *list_add(&c->mem, &t->of_kind[kind_place(org->kind)]) = *org;
    }
    for (size_t i = 0; i <= KINDS; i++)
        if (t->of_kind[i].n)
            t->groups[t->n_groups++] =
                (OrgGroup){i < KINDS ? kinds_shown[i] : S(OTHER_KINDS),
                           i < KINDS ? org_kind_name(kinds_shown[i]) : S("Khác"), &t->of_kind[i]};
}

static Fail milestones(Ctx *c, Day **days, size_t *n)
{
    LIST(Day) all = {0};
    Rows r;
    TRY(store_query(c, &r, "SELECT DISTINCT on_day FROM org_succession WHERE office_id = $1 ORDER BY on_day", OFFICE));
    while (rows_next(&r)) *list_add(&c->mem, &all) = row_day(&r, 0);
    *days = all.at, *n = all.n;
    return rows_end(&r);
}

static RecordValue parent_of(Ctx *c, const void *org)
{
    (void)c;
    const Org *o = org;
    return (RecordValue){.text = o->parent.n ? o->parent : (Str){0}};
}

static RecordValue kind_name_of(Ctx *c, const void *org)
{
    (void)c;
    return (RecordValue){.text = org_kind_name(((const Org *)org)->kind)};
}

static const Column org_columns[] = {
    COL_TEXT(Org, code, "code", .title = "Mã", .width = 14),
    COL_TEXT(Org, name, "name", .title = "Tên cơ quan", .width = 60),
    COL_TEXT(Org, kind, "kind"),
    COL_MADE(COLUMN_TEXT, "kind_name", kind_name_of, .title = "Loại cơ quan", .width = 20),
    COL_MADE(COLUMN_TEXT, "parent", parent_of, .title = "Mã cơ quan trên", .width = 14),
    COL_DAY(Org, from, "from", .title = "Từ ngày"),
    COL_DAY(Org, to, "to", .title = "Thôi từ ngày", .width = 14),
    {0}};
const Record org_record = {.name = "Agency", .columns = org_columns};

/* The tree as a list. */
typedef struct {
    Day on;
    StrList changes; /* days, ISO */
    const OrgRows *agencies;
} AgencyList;
static const Column tree_columns[] = {COL_DAY(AgencyList, on, "on"),
                                      COL_TEXTS(AgencyList, changes, "changes"),
                                      COL_ROWS_AT(AgencyList, agencies, "agencies", &org_record),
                                      {0}};
const Record org_tree_record = {.name = "AgencyList", .columns = tree_columns};

static Fail tree_json(Ctx *c, Reply *r, const TreePage *m, const OrgRows *all)
{
    AgencyList list = {.on = m->on, .agencies = all};
    for (size_t i = 0; i < m->n_milestones; i++) *list_add(&c->mem, &list.changes) = day_iso(&c->mem, m->milestones[i]);
    return reply_record(c, r, &org_tree_record, &list);
}

static const ListColumn shown[] = {{"ten", "Tên cơ quan", .is_fixed = true},
                                   {"loai", "Loại", .sort = NULL},
                                   {"ma", "Mã", .sort = NULL},
                                   {"thuoc", "Mã cơ quan trên", .is_extra = true},
                                   {"tu", "Từ ngày", .sort = NULL},
                                   {"den", "Đến hết ngày", .sort = NULL},
                                   {0}};
const ListKind org_list_kind = {"co-quan", "/co-quan", shown, .ticks = NULL};
enum { ORG_LIST_PAGE = 60 };

static bool is_of_kind(const Org *org, Str kind)
{
    bool is_place = str_equal(org->kind, S("ubnd-huyen")) || str_equal(org->kind, S("ubnd-xa"));
    if (str_equal(kind, S(OTHER_KINDS))) return !is_place && kind_place(org->kind) == KINDS;
    return !kind.n || str_equal(org->kind, kind);
}

/* An agency and what stands under it; of one kind. */
static OrgRows chosen(Ctx *c, const Request *q, const OrgRows *all)
{
    Str kind = input_text(q, "loai"), under = input_text(q, "thuoc");
    OrgRows rows = {0};
    for (size_t i = 0; i < all->n; i++) {
        const Org *org = &all->at[i];
        bool is_under = !under.n || str_equal(org->code, under) || str_equal(org->parent, under);
        if (is_under && is_of_kind(org, kind)) *list_add(&c->mem, &rows) = *org;
    }
    return rows;
}

/* What comes behind the agency with this code. */
static Fail page_of(Ctx *c, Str after, TreePage *m)
{
    size_t at = 0;
    m->n = m->shown.n;
    while (after.n && at < m->n && !str_equal(m->shown.at[at].code, after)) at++;
    if (after.n && at++ == m->n)
        return fail(c, FAIL_INPUT, "Địa chỉ trang này không đúng. Hãy mở lại danh sách từ đầu.");
    if (at) m->shown.at += at, m->shown.n -= at;
    if (m->shown.n <= ORG_LIST_PAGE) return OK;
    m->shown.n = ORG_LIST_PAGE;
    m->next = m->shown.at[ORG_LIST_PAGE - 1].code;
    return OK;
}

static Fail words_of(Ctx *c, const Request *q, ListWord words[3])
{
    Str kind = input_text(q, "loai"), under = input_text(q, "thuoc");
    int n = 0;
    Org org;
    Str kind_name = str_equal(kind, S(OTHER_KINDS)) ? S("Khác") : org_kind_name(kind);
    if (kind.n) words[n++] = (ListWord){"loai", kind_name};
    if (!under.n) return OK;
    TRY(org_by_code(c, under, &org));
    words[n] = (ListWord){"thuoc", org.name};
    return OK;
}

static void show_tree(Ctx *c, const OrgRows *all, TreePage *m)
{
    Tree *tree = NEW(&c->mem, Tree, 1);
    put_in_tree(c, tree, all);
    m->groups = tree->groups, m->n_groups = tree->n_groups;
    m->branches = tree->branches.at, m->n_branches = tree->branches.n;
    m->loose = &tree->loose;
}

/* What the page and its JSON say; what it points to is in c's memory. */
static Fail find_tree(Ctx *c, const Request *q, OrgRows *all, TreePage *m)
{
    Day *days;
    Str query = input_text(q, "tim");
    *all = (OrgRows){0};
    *m = (TreePage){.q = q, .on = input_day(q, "ngay")};
    m->is_tree = !query.n && !input_given(q, "loai") && !input_given(q, "thuoc");
    if (m->on == NO_DAY) m->on = c->today;
    if (query.n) TRY(org_search(c, query, all));
    else TRY(org_on(c, m->on, all));
    m->is_cut = query.n && all->n == ORG_HITS_MAX;
    TRY(milestones(c, &days, &m->n_milestones));
    m->milestones = days, m->count = (int)all->n;
    m->shown = chosen(c, q, all);
    return OK;
}

static Fail draw_tree(Ctx *c, const Request *q, Reply *r, Out *o, const void *listing)
{
    OrgRows all;
    TreePage m;
    ListWord words[3] = {0};
    TRY(find_tree(c, q, &all, &m));
    TRY(words_of(c, q, words));
    m.list = listing, m.words = words;
    if (m.is_tree) show_tree(c, &all, &m);
    else TRY(page_of(c, input_text(q, "sau"), &m));
    shared_title(c, r, S("Cơ quan"));
    tree_page(o, &m);
    return OK;
}

Fail tree_get(Ctx *c, const Request *q, Reply *r)
{
    OrgRows all;
    TreePage m;
    Listing l;
    if (reply_is_json(r)) {
        TRY(find_tree(c, q, &all, &m));
        return tree_json(c, r, &m, &m.shown);
    }
    TRY(listing_open(c, q, &org_list_kind, false, &l));
    return shared_page(c, q, r, listing_key(c, &l), draw_tree, &l);
}
