// SPDX-License-Identifier: Apache-2.0
#include "plan/steps.h"
#include "base/out.h"
#include "journal/actor.h"
#include "plan/plan.h"

Str plan_group_code(Str activity)
{
    size_t n = activity.n;
    while (n && activity.p[n - 1] != '.') n--;
    return str_slice(activity, 0, n ? n - 1 : 0);
}

static void step_to(Ctx *c, Reply *r, Id plan, Str under, Str code, Str name)
{
    reply_step(c, r, str_format(&c->mem, "/ke-hoach/%lld%.*s", (long long)plan, STR_ARGS(under)), code, name);
}

/* A place on a page that may have several pages: "/phan-cong?muc=10#phan-cong-10". */
static Str part_path(Arena *a, const char *page, const char *anchor, Str code)
{
    Out o = {.mem = a};
    out_format(&o, "%s?muc=", page);
    out_url(&o, code);
    out_format(&o, "#%s-", anchor);
    out_url(&o, code);
    return out_str(&o);
}

static void activity_steps(Ctx *c, Reply *r, const PlanActivity *a)
{
    Out path = {.mem = &c->mem};
    Str group = plan_group_code(a->code);
    out_format(&path, "/hoat-dong/");
    out_url(&path, a->code);
    if (a->group.n && group.n) step_to(c, r, a->plan, part_path(&c->mem, "", "muc", group), group, a->group);
    step_to(c, r, a->plan, out_str(&path), a->code, a->title);
}

/* Of several agencies the first: the page behind it has them all. */
static Fail assignment_steps(Ctx *c, Reply *r, Id plan, Id node)
{
    Rows rows;
    TRY(store_query(
        c, &rows,
        "SELECT n.code, coalesce(y.name, '') FROM plan_part n LEFT JOIN plan_party y "
        "ON y.office_id = n.office_id AND y.node_id = n.id AND y.role = 'agency' "
        "WHERE n.office_id = $1 AND n.id = $2 AND n.kind = 'assignment' ORDER BY y.place NULLS LAST LIMIT 1",
        OFFICE, node));
    if (rows_next(&rows)) {
        Str code = row_text(&rows, 0), name = row_text(&rows, 1);
        step_to(c, r, plan, S("/phan-cong"), (Str){0}, S("Phân công"));
        step_to(c, r, plan, part_path(&c->mem, "/phan-cong", "phan-cong", code), code, name);
    }
    return rows_end(&rows);
}

static Fail node_steps(Ctx *c, Reply *r, Id plan, Id node)
{
    PlanActivityList all;
    TRY(plan_activities(c, plan, &all));
    for (size_t i = 0; i < all.n; i++)
        if (all.at[i].node == node) {
            activity_steps(c, r, &all.at[i]);
            return OK;
        }
    return assignment_steps(c, r, plan, node);
}

Fail plan_steps(Ctx *c, Reply *r, Id plan, Id node)
{
    PlanCardList all;
    if (!plan || reply_is_json(r)) return OK;
    TRY(plan_cards(c, &all));
    for (size_t i = 0; i < all.n; i++) {
        const PlanCard *p = &all.at[i];
        if (p->id != plan) continue;
        reply_step(c, r, S("/ke-hoach"), (Str){0}, S("Kế hoạch"));
        step_to(c, r, plan, S(""), S(""), p->number.n ? p->number : S("Kế hoạch này"));
        return node ? node_steps(c, r, plan, node) : OK;
    }
    return OK;
}
