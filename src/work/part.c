// SPDX-License-Identifier: Apache-2.0
/* part.c -- breaking a task down for the agencies under its lead; whom a typed name means. */
#include "people/rights.h"
#include "work/inside.h"

enum { STEPS_MAX = 8 }; /* up the tree of agencies */

static Fail stands_under(Ctx *c, Str code, Str above, bool *under)
{
    Org org;
    *under = false;
    for (int i = 0; i < STEPS_MAX && code.n; i++) {
        *under = str_equal(code, above);
        if (*under) return OK;
        TRY(org_by_code(c, code, &org));
        code = org.parent;
    }
    return OK;
}

Fail task_break_down(Ctx *c, Id parent, const NewTask *part, Id *task)
{
    Task whole;
    bool under;
    NewTask n = *part;
    TRY(task_by_id(c, parent, &whole));
    if (!task_states[whole.state].is_open || whole.state == TASK_ASKED)
        return fail(c, FAIL_CONFLICT, "Việc đang ở trạng thái “%s” nên không chia nhỏ được.",
                    task_states[whole.state].name);
    if (!n.lead.n) return fail(c, FAIL_INPUT, "Hãy chọn đơn vị làm phần việc này.");
    TRY(stands_under(c, n.lead, whole.lead, &under));
    if (!under)
        return fail(c, FAIL_DENIED, "Chỉ chia việc cho %.*s và các đơn vị, xã trực thuộc.", STR_ARGS(whole.lead_name));
    if (whole.due != NO_DAY && (n.due == NO_DAY || n.due > whole.due))
        return fail(c, FAIL_INPUT, "Phần việc phải xong trong hạn của cả việc, %.*s.",
                    STR_ARGS(day_vietnamese(&c->mem, whole.due)));
    n.plan = whole.plan, n.node = whole.node, n.parent = parent, n.assigner = whole.lead;
    TRY(task_add(c, &n, true, task));
    return task_remark(c, &whole, "part", "Chia nhỏ việc", n.title, (Str){0}, n.lead);
}

/* A head gives work to the own agency and to those under it; to others the coordinator and the chairman do. */
Fail task_may_lead(Ctx *c, const Task *t, Str lead)
{
    bool under;
    if (str_equal(lead, t->lead) || !lead.n || !c->actor) return OK;
    if (right_at(c->actor, "work.manage", place_at((Str){0}, t->plan))) return OK;
    TRY(stands_under(c, lead, c->actor->org, &under));
    return under ? OK
                 : fail(c, FAIL_DENIED,
                        "Chỉ giao việc cho cơ quan mình và các đơn vị, xã trực thuộc. Việc của cơ quan "
                        "khác do điều phối giao.");
}

Fail task_lead_typed(Ctx *c, Str typed, Str *code)
{
    Org org;
    const Directory *d;
    *code = (Str){0};
    if (!str_trim(typed).n) return OK;
    Fail found = org_alone(c, str_trim(typed), &org);
    if (!found) *code = org.code;
    if (found != FAIL_MISSING) return found;
    c->why[0] = 0;
    TRY(org_directory(c, &d));
    const Org *named = directory_exact(d, org_key(&c->mem, typed, false));
    if (!named)
        return fail(c, FAIL_INPUT, "Không có cơ quan tên “%.*s” trong danh mục. Hãy chọn một tên được gợi ý.",
                    STR_ARGS(str_head(typed, 100)));
    *code = named->code;
    return OK;
}
