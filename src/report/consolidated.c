// SPDX-License-Identifier: Apache-2.0
/* consolidated.c -- the consolidated report writes itself: sections by activity (activity.c), then what stands in the
 * way and what a person has to judge (judged.c).  Nothing is invented: where agencies reported nothing it says so. */
#include "report/draft.h"
#include "viet/text.h"

static Fail opening(Drafting *d)
{
    Out o;
    DocumentPart *p = part_begin(d, &o, "mo-dau", 0, (Str){0}, (Str){0});
    Str name;
    out_format(&o, "Thực hiện ");
    say_plan(d, &o, true);
    out_format(&o, ", %.*s báo cáo kết quả thực hiện ", STR_ARGS(d->agency.name));
    if (d->facts.scope != SCOPE_PLAN) {
        TRY(facts_name(d->c, &d->facts, d->facts.org, &name));
        out_format(&o, "của %.*s%s ", STR_ARGS(name),
                   d->facts.scope == SCOPE_BRANCH ? " và các đơn vị thuộc địa bàn" : "");
    }
    out_format(&o, "đến hết ngày %.*s như sau:\n", STR_ARGS(day_vietnamese(&d->c->mem, d->facts.on)));
    part_end(p, &o);
    return OK;
}

static void direction(Drafting *d, Str marker)
{
    Out o;
    DocumentPart *p = part_begin(d, &o, "chi-dao", 1, marker, S("Công tác chỉ đạo, triển khai"));
    if (!count_now(d, FIGURE_GIVEN, 0)) {
        out_format(&o, "Đến hết ngày %.*s chưa có việc nào của Kế hoạch được giao trên hệ thống.\n",
                   STR_ARGS(day_vietnamese(&d->c->mem, d->facts.on)));
        part_end(p, &o);
        return;
    }
    say_progress(d, &o, 0);
    if (count_now(d, FIGURE_URGED, 0)) {
        out_format(&o, "Cơ quan điều phối đã đôn đốc ");
        say_count(d, &o, FIGURE_URGED, 0);
        out_format(&o, " lượt cơ quan.\n");
    }
    part_end(p, &o);
}

/* A group of activities is a heading of its own; its activities stand below it. */
static Fail activities(Drafting *d, Str marker)
{
    PlanNodeList nodes;
    Str group = {0};
    int item = 0, below = 0;
    say_heading(d, "ket-qua", 1, marker, S("Kết quả thực hiện các hoạt động"));
    TRY(plan_nodes(d->c, d->facts.plan, S("activity"), &nodes));
    for (size_t i = 0; i < nodes.n; i++) {
        const PlanNode *n = &nodes.at[i];
        Str of = node_text(n, PLAN_GROUP);
        if (d->facts.scope != SCOPE_PLAN && !count_now(d, FIGURE_GIVEN, n->id)) continue;
        if (of.n && !str_equal(of, group))
            say_heading(d, str_format(&d->c->mem, "group %lld", (long long)n->id).p, 2,
                        str_format(&d->c->mem, "%d.", ++item), of),
                below = 0;
        group = of;
        Str number = of.n ? str_format(&d->c->mem, "%d.%d.", item, ++below) : str_format(&d->c->mem, "%d.", ++item);
        TRY(say_activity(d, n, number, of.n ? 3 : 2));
    }
    return OK;
}

static Fail assignments(Drafting *d, Str marker, bool *any)
{
    PlanNodeList nodes;
    int item = 0;
    TRY(plan_nodes(d->c, d->facts.plan, S("assignment"), &nodes));
    *any = false;
    for (size_t i = 0; i < nodes.n; i++) {
        const PlanNode *n = &nodes.at[i];
        if (!count_now(d, FIGURE_GIVEN, n->id)) continue;
        if (!*any) say_heading(d, "nhiem-vu", 1, marker, S("Kết quả thực hiện nhiệm vụ giao các cơ quan, địa phương"));
        *any = true;
        TRY(say_activity(d, n, str_format(&d->c->mem, "%d.", ++item), 2));
    }
    return OK;
}

static bool is_in_plan(const PlanNodeList *nodes, Id node)
{
    for (size_t i = 0; i < nodes->n; i++)
        if (nodes->at[i].id == node) return true;
    return false;
}

/* What stands under no activity or duty: added by hand, or born from a direction. */
static Fail others(Drafting *d, Str marker, bool *any)
{
    Out o;
    PlanNodeList nodes;
    DocumentPart *p = NULL;
    size_t n = 0;
    TRY(plan_nodes(d->c, d->facts.plan, (Str){0}, &nodes));
    for (size_t i = 0; i < d->facts.tasks.n; i++) {
        const FactTask *t = &d->facts.tasks.at[i];
        Str name, class = in_sentence(&d->c->mem, str_of(task_classes[t->class].name));
        if (is_in_plan(&nodes, t->node)) continue;
        if (!p) p = part_begin(d, &o, "phat-sinh", 1, marker, S("Việc phát sinh, việc theo ý kiến chỉ đạo"));
        if (++n > DRAFT_LINES_MAX) continue;
        TRY(facts_name(d->c, &d->facts, t->lead, &name));
        out_format(&o, "- %.*s (%.*s): %.*s", STR_ARGS(bare_end(t->title)), STR_ARGS(name), STR_ARGS(class));
        if (t->lines.n)
            out_format(&o, "; %.*s", STR_ARGS(in_sentence(o.mem, bare_end(t->lines.at[t->lines.n - 1].text))));
        out_format(&o, ";\n");
    }
    if (p && n <= DRAFT_LINES_MAX) list_end(&o);
    if (n > DRAFT_LINES_MAX) out_format(&o, "và %zu việc khác, ghi ở tệp số liệu kèm theo.\n", n - DRAFT_LINES_MAX);
    if (p) part_end(p, &o);
    *any = p;
    return OK;
}

static Fail funding(Drafting *d, Str marker)
{
    Out o;
    DocumentPart *p = part_begin(d, &o, "kinh-phi", 1, marker, S("Kinh phí thực hiện"));
    PlanNodeList nodes;
    const PlanValue *v;
    size_t n = 0;
    TRY(plan_nodes(d->c, d->facts.plan, S("plan"), &nodes));
    if (nodes.n && node_count(&nodes.at[0], PLAN_FUNDING)) {
        out_format(&o, "Các nguồn kinh phí theo Kế hoạch:\n");
        for (size_t at = 0; (v = node_next(&nodes.at[0], PLAN_FUNDING, &at));)
            say_line(&o, "- ", bare_end(v->shown), ";");
        list_end(&o);
    }
    for (size_t i = 0; i < d->facts.figures.n; i++) {
        const FactFigure *f = &d->facts.figures.at[i];
        if (!str_contains(viet_fold(&d->c->mem, f->unit), S("dong")) || !f->has_value) continue;
        out_format(&o, "%s- %.*s: ", n++ ? "" : "Số liệu các cơ quan báo cáo:\n", STR_ARGS(f->words));
        say_figure(d, &o, FIGURE_VALUE, f->node, f->words, f->unit);
        out_format(&o, " %.*s;\n", STR_ARGS(f->unit));
    }
    list_end(&o);
    if (!n) out_format(&o, "Các cơ quan chưa báo cáo số liệu kinh phí trên hệ thống.\n");
    part_end(p, &o);
    return OK;
}

static void closing(Drafting *d)
{
    Out o;
    DocumentPart *p = part_begin(d, &o, "ket", 0, (Str){0}, (Str){0});
    out_format(&o, "Trên đây là báo cáo kết quả thực hiện ");
    say_plan(d, &o, false);
    if (d->agency.parent_name.n)
        out_format(&o, ", %.*s kính báo cáo %.*s xem xét, chỉ đạo.\n", STR_ARGS(d->agency.name),
                   STR_ARGS(d->agency.parent_name));
    else out_format(&o, " đến hết ngày %.*s.\n", STR_ARGS(day_vietnamese(o.mem, d->facts.on)));
    part_end(p, &o);
}

/* -- the head
 * ----------------------------------------------------------------------------------------------------------------------
 */

/* To whom: as the plan has it, without its last line, which is where it is kept. */
static Fail copies(Drafting *d)
{
    Out o = {.mem = &d->c->mem};
    PlanNodeList nodes;
    const PlanValue *v;
    TRY(plan_nodes(d->c, d->facts.plan, S("plan"), &nodes));
    if (d->draft->document.receivers.n) out_format(&o, "Như trên\n");
    for (size_t at = 0; nodes.n && (v = node_next(&nodes.at[0], PLAN_RECIPIENT, &at));)
        if (!str_starts(viet_fold(o.mem, v->shown), S("luu"))) say_line(&o, "", v->shown, "");
    out_format(&o, "Lưu: VT%s%.*s", d->agency.unit.n ? ", " : "", STR_ARGS(d->agency.unit));
    d->draft->document.copies = out_str(&o);
    return OK;
}

static Fail head(Drafting *d)
{
    Document *doc = &d->draft->document;
    Str name = {0}, title = d->draft->plan.title;
    if (d->facts.scope != SCOPE_PLAN) TRY(facts_name(d->c, &d->facts, d->facts.org, &name));
    if (!doc->subject.n)
        doc->subject = str_format(&d->c->mem, "Kết quả thực hiện Kế hoạch%s%.*s %.*s%s%.*s",
                                  d->draft->plan.number.n ? " số " : "", STR_ARGS(d->draft->plan.number),
                                  STR_ARGS(in_sentence(&d->c->mem, title)), name.n ? " của " : "", STR_ARGS(name));
    if (!doc->receivers.n) doc->receivers = d->agency.parent_name;
    return copies(d);
}

Fail draft_consolidated(Drafting *d)
{
    static const char *const roman[] = {"I.", "II.", "III.", "IV.", "V.", "VI.", "VII.", "VIII."};
    int n = 0;
    bool any;
    TroubleList troubles;
    TRY(head(d));
    TRY(opening(d));
    direction(d, str_of(roman[n++]));
    TRY(activities(d, str_of(roman[n++])));
    TRY(assignments(d, str_of(roman[n]), &any));
    n += any;
    TRY(others(d, str_of(roman[n]), &any));
    n += any;
    TRY(funding(d, str_of(roman[n++])));
    troubles_gather(d, &troubles);
    TRY(say_difficulties(d, str_of(roman[n++]), &troubles));
    TRY(say_judgement(d, str_of(roman[n++])));
    TRY(say_proposals(d, str_of(roman[n]), &troubles));
    closing(d);
    return OK;
}
