// SPDX-License-Identifier: Apache-2.0
/* activity.c -- what a report says of one activity or duty of the plan: who leads it, how far it is, in the agencies'
 * own words, what is missing. */
#include "report/draft.h"
#include "viet/date.h"
#include "viet/text.h"

static void say_period(Out *o, const PlanNode *n)
{
    Str time = node_text(n, PLAN_TIME);
    Day from = node_day(n, PLAN_FROM), to = node_day(n, PLAN_TO);
    if (time.n) out_format(o, "; thời gian: %.*s", STR_ARGS(in_sentence(o->mem, viet_period_said(o->mem, time))));
    else if (to != NO_DAY && from != NO_DAY)
        out_format(o, "; thời gian: từ ngày %.*s đến hết ngày %.*s", STR_ARGS(day_vietnamese(o->mem, from)),
                   STR_ARGS(day_vietnamese(o->mem, to)));
}

/* "Chủ trì: …; thời gian: … (mục 3.1.a của Kế hoạch)." */
static void say_lead(Out *o, const PlanNode *n)
{
    const PlanValue *v;
    int leads = 0;
    for (size_t at = 0; (v = node_next(n, PLAN_LEAD, &at));)
        out_format(o, "%s%.*s", leads++ ? ", " : "Cơ quan chủ trì: ", STR_ARGS(v->shown));
    if (!leads) out_format(o, "Kế hoạch không ghi cơ quan chủ trì");
    say_period(o, n);
    out_format(o, " (mục %.*s của Kế hoạch).\n", STR_ARGS(n->code));
}

static void say_done(Drafting *d, Out *o, Id node)
{
    if (!count_now(d, FIGURE_DONE, node)) {
        out_format(o, "; chưa có việc nào hoàn thành");
        return;
    }
    out_format(o, "; đã hoàn thành ");
    say_count(d, o, FIGURE_DONE, node);
    out_format(o, " việc");
}

/* The classes that have tasks: "37 việc đã hoàn thành (35 đúng hạn, 2 quá hạn)". */
void say_progress(Drafting *d, Out *o, Id node)
{
    bool late = count_now(d, FIGURE_LATE, node), over = count_now(d, FIGURE_OVERDUE, node);
    out_format(o, "Đã giao ");
    say_count(d, o, FIGURE_GIVEN, node);
    out_format(o, " việc");
    if (count_now(d, FIGURE_AGENCIES, node) > 1) { /* the only one is named around it */
        out_format(o, " cho ");
        say_count(d, o, FIGURE_AGENCIES, node);
        out_format(o, " cơ quan");
    }
    say_done(d, o, node);
    if (late && count_now(d, FIGURE_IN_TIME, node)) {
        out_format(o, " (đúng hạn ");
        say_count(d, o, FIGURE_IN_TIME, node);
        out_format(o, ", quá hạn ");
        say_count(d, o, FIGURE_LATE, node);
        out_format(o, ")");
    } else if (late) {
        out_format(o, ", đều quá hạn");
    }
    if (count_now(d, FIGURE_TERM, node)) {
        out_format(o, "; đang thực hiện trong hạn ");
        say_count(d, o, FIGURE_TERM, node);
        out_format(o, " việc");
    }
    if (count_now(d, FIGURE_UNDATED, node)) {
        out_format(o, "; đang thực hiện, không có hạn ");
        say_count(d, o, FIGURE_UNDATED, node);
        out_format(o, " việc");
    }
    if (over) {
        out_format(o, "; quá hạn chưa hoàn thành ");
        say_count(d, o, FIGURE_OVERDUE, node);
        out_format(o, " việc");
    }
    if (count_now(d, FIGURE_STOPPED, node)) {
        out_format(o, "; tạm dừng hoặc hủy ");
        say_count(d, o, FIGURE_STOPPED, node);
        out_format(o, " việc");
    }
    out_format(o, ".\n");
}

/* "- Đã treo 8 băng rôn (UBND huyện A, UBND huyện B);" */
static Fail say_words(Drafting *d, Out *o, Id node)
{
    WordGroupList groups;
    words_group(d->c, &d->facts, node, &groups);
    if (!groups.n) {
        out_format(o, "Đến hết ngày %.*s chưa có cơ quan nào báo cáo kết quả của nội dung này.\n",
                   STR_ARGS(day_vietnamese(o->mem, d->facts.on)));
        return OK;
    }
    size_t n = groups.n <= DRAFT_LINES_MAX + 1 ? groups.n : DRAFT_LINES_MAX;
    bool is_one = count_now(d, FIGURE_AGENCIES, node) == 1; /* whose words they are goes without saying */
    out_format(o, "Kết quả do %s báo cáo:\n", is_one ? "cơ quan" : "các cơ quan");
    for (size_t i = 0; i < n; i++) {
        out_format(o, "- %.*s", STR_ARGS(groups.at[i].text));
        if (!is_one) {
            out_format(o, " (");
            TRY(say_orgs(d, o, &groups.at[i].orgs, DRAFT_NAMES_MAX));
            out_format(o, ")");
        }
        out_format(o, i + 1 < n ? ";\n" : ".\n");
    }
    if (n < groups.n)
        out_format(o, "Còn %zu kết quả khác của các cơ quan, ghi ở tệp số liệu kèm theo.\n", groups.n - n);
    return OK;
}

/* "- Số hộ dùng cáp quang: 214 hộ, chỉ tiêu 300 hộ;" */
static void say_reported(Drafting *d, Out *o, Id node)
{
    size_t said = 0;
    for (size_t i = 0; i < d->facts.figures.n; i++) {
        const FactFigure *f = &d->facts.figures.at[i];
        if (f->node != node) continue;
        if (!said++) out_format(o, "Số liệu thực hiện:\n");
        out_format(o, "- %.*s: ", STR_ARGS(f->words));
        if (f->has_value) say_figure(d, o, FIGURE_VALUE, node, f->words, f->unit);
        else out_format(o, "chưa cơ quan nào báo cáo");
        if (f->has_value && f->unit.n) out_format(o, " %.*s", STR_ARGS(f->unit));
        if (f->has_target) {
            out_format(o, "; chỉ tiêu ");
            say_figure(d, o, FIGURE_TARGET, node, f->words, f->unit);
            if (f->unit.n) out_format(o, " %.*s", STR_ARGS(f->unit));
        }
        out_format(o, ";\n");
    }
    list_end(o);
}

static void say_evidence(Drafting *d, Out *o, Id node)
{
    if (!count_now(d, FIGURE_EVIDENCE, node)) return;
    out_format(o, "Số minh chứng kèm theo trên hệ thống: ");
    say_count(d, o, FIGURE_EVIDENCE, node);
    out_format(o, " (tệp, đường dẫn).\n");
}

/* What was not done, whose it is, and why: as they said it. */
static Fail say_missing(Drafting *d, Out *o, Id node)
{
    size_t said = 0, left = 0;
    for (size_t i = 0; i < d->facts.tasks.n; i++) {
        const FactTask *t = &d->facts.tasks.at[i];
        Str name;
        if (t->node != node || t->class != CLASS_OVERDUE) continue;
        if (said == DRAFT_LINES_MAX) {
            left++;
            continue;
        }
        if (!said++) out_format(o, "Chưa hoàn thành:\n");
        TRY(facts_name(d->c, &d->facts, t->lead, &name));
        out_format(o, "- %.*s: %.*s (hạn %.*s; ", STR_ARGS(name), STR_ARGS(bare_end(in_sentence(o->mem, t->title))),
                   STR_ARGS(day_vietnamese(o->mem, t->due)));
        if (t->cause.n) out_format(o, "nguyên nhân: %.*s);\n", STR_ARGS(bare_end(in_sentence(o->mem, t->cause))));
        else out_format(o, "cơ quan chưa nêu nguyên nhân);\n");
    }
    if (!left) list_end(o);
    if (left) out_format(o, "và %zu việc quá hạn khác.\n", left);
    return OK;
}

static Fail say_silent(Drafting *d, Out *o, Id node)
{
    Map seen = {0}, spoke = {0};
    StrList silent = {0};
    for (size_t i = 0; i < d->facts.tasks.n; i++)
        if (d->facts.tasks.at[i].node == node && d->facts.tasks.at[i].has_words)
            *map_put(o->mem, &spoke, d->facts.tasks.at[i].lead) = d;
    if (!spoke.n) return OK; /* that nobody reported was said */
    for (size_t i = 0; i < d->facts.tasks.n; i++) {
        const FactTask *t = &d->facts.tasks.at[i];
        if (t->node != node || t->class == CLASS_CANCELLED || map_get(&spoke, t->lead)) continue;
        void **once = map_put(o->mem, &seen, t->lead);
        if (!*once) *list_add(o->mem, &silent) = t->lead;
        *once = d;
    }
    if (!silent.n) return OK;
    out_format(o, "Chưa báo cáo kết quả: ");
    TRY(say_orgs(d, o, &silent, DRAFT_NAMES_MAX));
    out_format(o, ".\n");
    return OK;
}

Fail say_activity(Drafting *d, const PlanNode *n, Str marker, int level)
{
    Out o;
    bool is_activity = str_equal(n->kind, S("activity"));
    Str heading = is_activity ? node_text(n, PLAN_TITLE) : node_text(n, PLAN_HEADING);
    Str key = str_format(&d->c->mem, "node %lld", (long long)n->id);
    DocumentPart *p = part_begin(d, &o, key.p, level, marker, heading);
    if (is_activity) say_lead(&o, n);
    if (count_now(d, FIGURE_GIVEN, n->id)) {
        say_progress(d, &o, n->id);
        TRY(say_words(d, &o, n->id));
        say_reported(d, &o, n->id);
        say_evidence(d, &o, n->id);
        TRY(say_missing(d, &o, n->id));
        TRY(say_silent(d, &o, n->id));
    } else {
        out_format(&o, "Nội dung này chưa được giao thành việc trên hệ thống nên chưa có số liệu.\n");
    }
    part_end(p, &o);
    return OK;
}
