// SPDX-License-Identifier: Apache-2.0
/* consolidated.c -- the consolidated report writes itself: sections by activity, then what stands in the way; what a
 * person has to judge is left to a person, with the facts beside it.  Nothing is invented: where agencies reported
 * nothing it says so. */
#include "report/draft.h"
#include "viet/date.h"
#include "viet/text.h"

/* -- one activity
 * -------------------------------------------------------------------------------------------------------- */

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

/* The classes that have tasks: "37 việc đã hoàn thành (35 đúng hạn, 2 quá hạn)". */
static void say_progress(Drafting *d, Out *o, Id node)
{
    bool late = count_now(d, FIGURE_LATE, node), over = count_now(d, FIGURE_OVERDUE, node);
    out_format(o, "Đã giao ");
    say_count(d, o, FIGURE_GIVEN, node);
    out_format(o, " việc cho ");
    say_count(d, o, FIGURE_AGENCIES, node);
    out_format(o, " cơ quan; đã hoàn thành ");
    say_count(d, o, FIGURE_DONE, node);
    out_format(o, " việc");
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
        if (t->cause.n) out_format(o, "nguyên nhân: %.*s);\n", STR_ARGS(in_sentence(o->mem, t->cause)));
        else out_format(o, "cơ quan chưa nêu nguyên nhân);\n");
    }
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

static Fail activity_part(Drafting *d, const PlanNode *n, Str marker, int level)
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

/* -- the sections
 * ----------------------------------------------------------------------------------------------------------- */

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

static void heading_part(Drafting *d, const char *key, int level, Str marker, Str heading)
{
    Out o;
    part_end(part_begin(d, &o, key, level, marker, heading), &o);
}

/* A group of activities is a heading of its own; its activities stand below it. */
static Fail activities(Drafting *d, Str marker)
{
    PlanNodeList nodes;
    Str group = {0};
    int item = 0, below = 0;
    heading_part(d, "ket-qua", 1, marker, S("Kết quả thực hiện các hoạt động"));
    TRY(plan_nodes(d->c, d->facts.plan, S("activity"), &nodes));
    for (size_t i = 0; i < nodes.n; i++) {
        const PlanNode *n = &nodes.at[i];
        Str of = node_text(n, PLAN_GROUP);
        if (d->facts.scope != SCOPE_PLAN && !count_now(d, FIGURE_GIVEN, n->id)) continue;
        if (of.n && !str_equal(of, group))
            heading_part(d, str_format(&d->c->mem, "group %lld", (long long)n->id).p, 2,
                         str_format(&d->c->mem, "%d.", ++item), of),
                below = 0;
        group = of;
        Str number = of.n ? str_format(&d->c->mem, "%d.%d.", item, ++below) : str_format(&d->c->mem, "%d.", ++item);
        TRY(activity_part(d, n, number, of.n ? 3 : 2));
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
        if (!*any) heading_part(d, "nhiem-vu", 1, marker, S("Kết quả thực hiện nhiệm vụ giao các cơ quan, địa phương"));
        *any = true;
        TRY(activity_part(d, n, str_format(&d->c->mem, "%d.", ++item), 2));
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
        for (size_t at = 0; (v = node_next(&nodes.at[0], PLAN_FUNDING, &at));) say_line(&o, "- ", v->shown, "");
    }
    for (size_t i = 0; i < d->facts.figures.n; i++) {
        const FactFigure *f = &d->facts.figures.at[i];
        if (!str_contains(viet_fold(&d->c->mem, f->unit), S("dong")) || !f->has_value) continue;
        out_format(&o, "%s- %.*s: ", n++ ? "" : "Số liệu các cơ quan báo cáo:\n", STR_ARGS(f->words));
        say_figure(d, &o, FIGURE_VALUE, f->node, f->words, f->unit);
        out_format(&o, " %.*s;\n", STR_ARGS(f->unit));
    }
    if (!n) out_format(&o, "Các cơ quan chưa báo cáo số liệu kinh phí trên hệ thống.\n");
    part_end(p, &o);
    return OK;
}

/* -- difficulties
 * ------------------------------------------------------------------------------------------------------------ */

static bool is_same(Ctx *c, Str a, Str b) { return str_equal(viet_fold(&c->mem, a), viet_fold(&c->mem, b)); }

/* Answers and directions that several got, each once. */
static void add_once(Ctx *c, StrList *list, Str text)
{
    for (size_t i = 0; i < list->n; i++)
        if (is_same(c, list->at[i], text)) return;
    if (text.n) *list_add(&c->mem, list) = text;
}

static void add_org(Ctx *c, StrList *list, Str org)
{
    for (size_t i = 0; i < list->n; i++)
        if (str_equal(list->at[i], org)) return;
    *list_add(&c->mem, list) = org;
}

typedef struct {
    Str text;
    StrList orgs, answers, directions, proposals;
    int all, waiting;
} Trouble;
typedef LIST(Trouble) TroubleList;

static void gather_troubles(Drafting *d, TroubleList *list)
{
    *list = (TroubleList){0};
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
        add_once(d->c, &t->directions, one->direction);
        if (waits) add_once(d->c, &t->proposals, one->proposal);
    }
}

static void say_each(Out *o, const char *begin, const StrList *list)
{
    for (size_t i = 0; i < list->n; i++)
        out_format(o, "%s%.*s", i ? "; " : begin, STR_ARGS(in_sentence(o->mem, list->at[i])));
}

static Fail difficulties(Drafting *d, Str marker, const TroubleList *troubles)
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
        out_format(&o, "- %.*s (", STR_ARGS(t->text));
        TRY(say_orgs(d, &o, &t->orgs, DRAFT_NAMES_MAX));
        out_format(&o, ").");
        say_each(&o, " Điều phối trả lời: ", &t->answers);
        if (t->answers.n) out_format(&o, ".");
        say_each(&o, " Lãnh đạo chỉ đạo: ", &t->directions);
        if (t->directions.n) out_format(&o, ".");
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
        if (excused) out_format(&o, ", %d được ghi là trễ khách quan", excused);
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

static Fail judgement(Drafting *d, Str marker)
{
    Str weakness;
    TRY(facts_of_weakness(d, &weakness));
    heading_part(d, "danh-gia", 1, marker, S("Đánh giá chung"));
    judged_part(d, "uu-diem", S("1."), S("Ưu điểm"), facts_of_strength(d));
    judged_part(d, "han-che", S("2."), S("Tồn tại, hạn chế"), weakness);
    judged_part(d, "nguyen-nhan", S("3."), S("Nguyên nhân"), facts_of_causes(d));
    return OK;
}

/* Activities that go on after the day of the report: it speaks of a part of them. */
static Fail proposals(Drafting *d, Str marker, const TroubleList *troubles)
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
    n = 0;
    for (size_t i = 0; i < troubles->n; i++)
        for (size_t k = 0; k < troubles->at[i].proposals.n; k++) {
            if (!n++) out_format(&o, "Đề xuất đang chờ quyết định:\n");
            out_format(&o, "- %.*s (về: %.*s);\n", STR_ARGS(troubles->at[i].proposals.at[k]),
                       STR_ARGS(in_sentence(o.mem, troubles->at[i].text)));
        }
    if (!n) out_format(&o, "Không có đề xuất nào của các cơ quan đang chờ quyết định.\n");
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
    gather_troubles(d, &troubles);
    TRY(difficulties(d, str_of(roman[n++]), &troubles));
    TRY(judgement(d, str_of(roman[n++])));
    TRY(proposals(d, str_of(roman[n]), &troubles));
    closing(d);
    return OK;
}
