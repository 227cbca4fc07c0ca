// SPDX-License-Identifier: Apache-2.0
/* judged.c -- what stands in the way and what comes next; what a person has to judge is left to a person, with the
 * facts beside it. */
#include "report/draft.h"
#include "viet/text.h"

/* -- difficulties
 * ------------------------------------------------------------------------------------------------------------ */

static bool is_same(Ctx *c, Str a, Str b) { return str_equal(viet_fold(&c->mem, a), viet_fold(&c->mem, b)); }

static bool is_among(Ctx *c, const StrList *list, Str text)
{
    for (size_t i = 0; i < list->n; i++)
        if (is_same(c, list->at[i], text)) return true;
    return false;
}

/* Answers and directions that several got, each once. */
static void add_once(Ctx *c, StrList *list, Str text)
{
    if (text.n && !is_among(c, list, text)) *list_add(&c->mem, list) = text;
}

static void add_org(Ctx *c, StrList *list, Str org)
{
    for (size_t i = 0; i < list->n; i++)
        if (str_equal(list->at[i], org)) return;
    *list_add(&c->mem, list) = org;
}

void troubles_gather(Drafting *d, TroubleList *list)
{
    StrList proposed = {0};
    *list = (TroubleList){0};
    for (size_t i = 0; i < d->facts.difficulties.n; i++)
        add_once(d->c, &proposed, d->facts.difficulties.at[i].proposal);
    for (size_t i = 0; i < d->facts.difficulties.n; i++) {
        const Difficulty *one = &d->facts.difficulties.at[i];
        size_t k = 0;
        while (k < list->n && !is_same(d->c, list->at[k].text, one->text)) k++;
        Trouble *t = k < list->n ? &list->at[k] : list_add(&d->c->mem, list);
        if (!t->text.n) t->text = one->text;
        bool waits = difficulty_states[one->state].waits != WAITS_NOBODY;
        t->all++, t->waiting += waits;
        add_org(d->c, &t->orgs, one->org);
        add_once(d->c, &t->answers, one->answer);
        add_once(d->c, is_among(d->c, &proposed, one->direction) ? &t->agreed : &t->directions, one->direction);
        if (difficulty_awaits_decision(one) && one->waits_since <= d->facts.on)
            add_once(d->c, &t->proposals, one->proposal);
    }
}

static void say_each(Out *o, const char *begin, const StrList *list)
{
    for (size_t i = 0; i < list->n; i++)
        out_format(o, "%s%.*s", i ? "; " : begin, STR_ARGS(bare_end(in_sentence(o->mem, list->at[i]))));
    if (list->n) out_format(o, ".");
}

Fail say_difficulties(Drafting *d, Str marker, const TroubleList *troubles)
{
    Out o;
    DocumentPart *p = part_begin(d, &o, "kho-khan", 1, marker, S("Khó khăn, vướng mắc và việc chỉ đạo giải quyết"));
    if (!troubles->n) out_format(&o, "Các cơ quan không nêu khó khăn, vướng mắc trên hệ thống.\n");
    if (troubles->n) {
        out_format(&o, "Các cơ quan nêu ");
        say_count(d, &o, FIGURE_DIFFICULTIES, 0);
        out_format(&o, " khó khăn, vướng mắc; đã giải quyết ");
        say_count(d, &o, FIGURE_SOLVED, 0);
        out_format(&o, ", đang chờ xử lý ");
        say_count(d, &o, FIGURE_WAITING, 0);
        out_format(&o, ". Cụ thể:\n");
    }
    for (size_t i = 0; i < troubles->n; i++) {
        const Trouble *t = &troubles->at[i];
        out_format(&o, "- %.*s (", STR_ARGS(bare_end(t->text)));
        TRY(say_orgs(d, &o, &t->orgs, DRAFT_NAMES_MAX));
        out_format(&o, ").");
        say_each(&o, " Điều phối trả lời: ", &t->answers);
        say_each(&o, " Lãnh đạo đồng ý với đề xuất của cơ quan điều phối: ", &t->agreed);
        say_each(&o, " Lãnh đạo chỉ đạo: ", &t->directions);
        if (t->waiting == t->all) out_format(&o, " Đang chờ xử lý.");
        else if (t->waiting) out_format(&o, " %d trên %d trường hợp đang chờ xử lý.", t->waiting, t->all);
        out_format(&o, "\n");
    }
    part_end(p, &o);
    return OK;
}

/* -- what a person has to judge
 * ------------------------------------------------------------------------------------------------ */

static Str facts_of_strength(Drafting *d)
{
    int64_t done = count_now(d, FIGURE_DONE, 0), in_time = count_now(d, FIGURE_IN_TIME, 0),
            given = count_now(d, FIGURE_GIVEN, 0);
    Map all = {0}, behind = {0};
    for (size_t i = 0; i < d->facts.tasks.n; i++) {
        const FactTask *t = &d->facts.tasks.at[i];
        if (t->class == CLASS_CANCELLED) continue;
        *map_put(&d->c->mem, &all, t->lead) = d;
        if (t->class != CLASS_IN_TIME) *map_put(&d->c->mem, &behind, t->lead) = d;
    }
    return str_format(
        &d->c->mem,
        "%.*s việc đã hoàn thành trên %.*s việc đã giao; %.*s trong số hoàn thành là đúng hạn.\n%zu cơ quan "
        "trên %zu hoàn thành đúng hạn mọi việc của mình.",
        STR_ARGS(number_words(&d->c->mem, done)), STR_ARGS(number_words(&d->c->mem, given)),
        STR_ARGS(share_words(&d->c->mem, (Share){in_time, done})), all.n - behind.n, all.n);
}

static Fail facts_of_weakness(Drafting *d, Str *text)
{
    Out o = {.mem = &d->c->mem};
    Figures f;
    FigureChoice choice = {.plan = d->facts.plan, .on = d->facts.on};
    TRY(figures_by_agency(d->c, &choice, d->facts.names, &f));
    out_format(&o, "%.*s việc hoàn thành quá hạn, %.*s việc quá hạn chưa hoàn thành; %.*s cơ quan chưa báo cáo.",
               STR_ARGS(number_words(o.mem, count_now(d, FIGURE_LATE, 0))),
               STR_ARGS(number_words(o.mem, count_now(d, FIGURE_OVERDUE, 0))),
               STR_ARGS(number_words(o.mem, count_now(d, FIGURE_SILENT, 0))));
    figures_sort_worst(&f);
    for (size_t i = 0; i < f.rows.n && i < 5 && f.rows.at[i].n.class[CLASS_OVERDUE] && d->facts.scope == SCOPE_PLAN;
         i++)
        out_format(&o, "\n%.*s: %.*s việc quá hạn chưa xong", STR_ARGS(f.rows.at[i].name),
                   STR_ARGS(number_words(o.mem, f.rows.at[i].n.class[CLASS_OVERDUE])));
    *text = out_str(&o);
    return OK;
}

/* Causes as agencies gave them, and how often. */
static Str facts_of_causes(Drafting *d)
{
    Out o = {.mem = &d->c->mem};
    StrList causes = {0};
    for (size_t i = 0; i < d->facts.tasks.n; i++) add_once(d->c, &causes, d->facts.tasks.at[i].cause);
    for (size_t k = 0; k < causes.n; k++) {
        int n = 0, excused = 0;
        for (size_t i = 0; i < d->facts.tasks.n; i++) {
            const FactTask *t = &d->facts.tasks.at[i];
            if (t->cause.n && is_same(d->c, t->cause, causes.at[k])) n++, excused += t->is_excused;
        }
        out_format(&o, "%s%.*s: %d việc", k ? "\n" : "", STR_ARGS(causes.at[k]), n);
        if (excused) out_format(&o, ", %d được ghi là chậm do khách quan", excused);
    }
    return causes.n ? out_str(&o) : S("Các cơ quan chưa nêu nguyên nhân chậm nào.");
}

static void judged_part(Drafting *d, const char *key, Str marker, Str heading, Str facts)
{
    Out o;
    DocumentPart *p = part_begin(d, &o, key, 2, marker, heading);
    part_end(p, &o);
    p->is_needed = true, p->facts = facts;
}

Fail say_judgement(Drafting *d, Str marker)
{
    Str weakness;
    TRY(facts_of_weakness(d, &weakness));
    say_heading(d, "danh-gia", 1, marker, S("Đánh giá chung"));
    judged_part(d, "uu-diem", S("1."), S("Ưu điểm"), facts_of_strength(d));
    judged_part(d, "han-che", S("2."), S("Tồn tại, hạn chế"), weakness);
    judged_part(d, "nguyen-nhan", S("3."), S("Nguyên nhân"), facts_of_causes(d));
    return OK;
}

/* Activities that go on after the day of the report: it speaks of a part of them. */
Fail say_proposals(Drafting *d, Str marker, const TroubleList *troubles)
{
    Out o;
    PlanActivityList all;
    size_t n = 0;
    DocumentPart *p = part_begin(d, &o, "de-xuat", 1, marker, S("Nhiệm vụ tiếp theo và đề xuất, kiến nghị"));
    TRY(plan_activities(d->c, d->facts.plan, &all));
    for (size_t i = 0; i < all.n; i++) {
        const PlanActivity *a = &all.at[i];
        if (a->to == NO_DAY || a->to <= d->facts.on) continue;
        if (!n++) out_format(&o, "Các hoạt động còn tiếp tục sau ngày báo cáo:\n");
        out_format(&o, "- %.*s: đến hết ngày %.*s (mục %.*s của Kế hoạch);\n", STR_ARGS(a->title),
                   STR_ARGS(day_vietnamese(o.mem, a->to)), STR_ARGS(a->code));
    }
    list_end(&o);
    n = 0;
    for (size_t i = 0; i < troubles->n; i++)
        for (size_t k = 0; k < troubles->at[i].proposals.n; k++) {
            if (!n++) out_format(&o, "Đề xuất đang chờ quyết định:\n");
            out_format(&o, "- %.*s (về: %.*s);\n", STR_ARGS(bare_end(troubles->at[i].proposals.at[k])),
                       STR_ARGS(bare_end(in_sentence(o.mem, troubles->at[i].text))));
        }
    list_end(&o);
    if (!n) out_format(&o, "Không có đề xuất nào của các cơ quan đang chờ quyết định.\n");
    part_end(p, &o);
    return OK;
}
