// SPDX-License-Identifier: Apache-2.0
/* letters.c -- what goes to agencies about their tasks: the urging letter, the sheet by which work is given. */
#include "report/draft.h"
#include "urge/urge.h"

static void put_copies(Drafting *d, const char *more)
{
    d->draft->document.copies = str_format(&d->c->mem, "Như trên\n%sLưu: VT%s%.*s", more, d->agency.unit.n ? ", " : "",
                                           STR_ARGS(d->agency.unit));
}

/* -- urging
 * --------------------------------------------------------------------------------------------------------------------
 */

/* An agency that the letter goes to, and what it owes. */
typedef struct {
    Str org, name;
    int nth; /* urged so many times with this one; 0 = not counted yet */
    TaskList tasks;
} Urged;
typedef LIST(Urged) UrgedList;

/* Those that were urged together. */
static Fail urged_of_batch(Drafting *d, UrgedList *list, Str *note, Day *day)
{
    UrgeList urges;
    TRY(urges_of_batch(d->c, d->order->about, &urges));
    *note = urges.at[0].note, *day = urges.at[0].day;
    for (size_t i = 0; i < urges.n; i++) {
        Urged *one = list_add(&d->c->mem, list);
        *one = (Urged){.org = urges.at[i].org, .name = urges.at[i].org_name, .nth = urges.at[i].nth};
        TRY(urge_tasks(d->c, urges.at[i].id, &one->tasks));
    }
    return OK;
}

/* Whoever is late now; of one agency, when it is asked for. */
static Fail urged_now(Drafting *d, UrgedList *list)
{
    UrgeCandidateList all;
    TRY(urge_candidates(d->c, d->facts.plan, &all));
    for (size_t i = 0; i < all.n; i++) {
        TaskChoice a = TASK_ANY;
        Str next;
        if (!all.at[i].late || (d->facts.scope != SCOPE_PLAN && !str_equal(all.at[i].org, d->facts.org))) continue;
        Urged *one = list_add(&d->c->mem, list);
        *one = (Urged){.org = all.at[i].org, .name = all.at[i].name, .nth = 0};
        a.plan = d->facts.plan, a.lead = one->org, a.class = CLASS_OVERDUE, a.most = URGE_TASKS_MAX;
        TRY(task_list(d->c, &a, &one->tasks, &next));
    }
    return OK;
}

static void say_task(Drafting *d, Out *o, const Task *t)
{
    out_format(o, "- %.*s", STR_ARGS(bare_end(t->title)));
    if (t->due == NO_DAY) out_format(o, " (không có hạn);\n");
    else if (t->due < d->facts.on && t->class == CLASS_OVERDUE)
        out_format(o, " (hạn %.*s, quá hạn %d ngày);\n", STR_ARGS(day_vietnamese(o->mem, t->due)),
                   d->facts.on - t->due);
    else out_format(o, " (hạn %.*s);\n", STR_ARGS(day_vietnamese(o->mem, t->due)));
}

static void urged_part(Drafting *d, const Urged *u, int nth)
{
    Out o;
    Str heading = u->name;
    if (u->nth > 1) heading = str_format(&d->c->mem, "%.*s (đôn đốc lần thứ %d)", STR_ARGS(u->name), u->nth);
    DocumentPart *p = part_begin(d, &o, str_format(&d->c->mem, "org %.*s", STR_ARGS(u->org)).p, 2,
                                 str_format(&d->c->mem, "%d.", nth), heading);
    for (size_t i = 0; i < u->tasks.n; i++) say_task(d, &o, &u->tasks.at[i]);
    list_end(&o);
    if (!u->tasks.n) out_format(&o, "Không còn việc nào chậm.\n");
    part_end(p, &o);
}

static void urging_end(Drafting *d, Str note, Day day)
{
    Out o;
    Day answer = workday_add(workdays(), day, URGE_ANSWER_DAYS);
    DocumentPart *p = part_begin(d, &o, "ket", 0, (Str){0}, (Str){0});
    if (note.n) out_format(&o, "%.*s\n", STR_ARGS(note));
    out_format(
        &o,
        "Đề nghị các cơ quan, đơn vị khẩn trương thực hiện, nêu rõ nguyên nhân chậm (nếu có) và cập nhật kết quả "
        "trên hệ thống trước ngày %.*s.\n",
        STR_ARGS(day_vietnamese(&d->c->mem, answer + 1)));
    part_end(p, &o);
}

Fail draft_urging(Drafting *d)
{
    Out o, to = {.mem = &d->c->mem};
    UrgedList list = {0};
    Str note = {0};
    Day day = d->facts.on;
    Document *doc = &d->draft->document;
    if (d->order->about) TRY(urged_of_batch(d, &list, &note, &day));
    else TRY(urged_now(d, &list));
    if (!list.n) return fail(d->c, FAIL_CONFLICT, "Không có cơ quan nào chậm nên không cần công văn đôn đốc.");
    for (size_t i = 0; i < list.n; i++) out_format(&to, "%s%.*s", i ? "\n" : "", STR_ARGS(list.at[i].name));
    if (!doc->receivers.n) doc->receivers = out_str(&to);
    if (!doc->subject.n)
        doc->subject = str_format(&d->c->mem, "Đôn đốc thực hiện Kế hoạch%s%.*s", d->draft->plan.number.n ? " số " : "",
                                  STR_ARGS(d->draft->plan.number));
    DocumentPart *p = part_begin(d, &o, "mo-dau", 0, (Str){0}, (Str){0});
    out_format(&o, "Thực hiện ");
    say_plan(d, &o, true);
    out_format(&o,
               "; qua theo dõi, đến hết ngày %.*s các cơ quan, đơn vị sau còn việc quá hạn, sắp đến hạn hoặc chưa "
               "báo cáo:\n",
               STR_ARGS(day_vietnamese(&d->c->mem, day)));
    part_end(p, &o);
    for (size_t i = 0; i < list.n; i++) urged_part(d, &list.at[i], (int)i + 1);
    urging_end(d, note, day);
    put_copies(d, d->agency.parent_name.n ? "Chủ tịch, các Phó Chủ tịch UBND tỉnh (để báo cáo)\n" : "");
    return OK;
}

/* -- giving work
 * ------------------------------------------------------------------------------------------------------------------ */

static void line_part(Drafting *d, const char *key, int nth, const char *heading, Str text)
{
    Out o;
    DocumentPart *p = part_begin(d, &o, key, 2, str_format(&d->c->mem, "%d.", nth), str_of(heading));
    out_raw(&o, text);
    part_end(p, &o);
}

static Fail partners(Drafting *d, Id task, Str *text)
{
    TaskPartnerList list;
    Out o = {.mem = &d->c->mem};
    TRY(task_partners(d->c, task, &list));
    for (size_t i = 0; i < list.n; i++) out_format(&o, "%s%.*s", i ? "; " : "", STR_ARGS(list.at[i].name));
    *text = list.n ? out_str(&o) : S("Kế hoạch không ghi cơ quan phối hợp.");
    return OK;
}

static Str due_words(Drafting *d, Day begins, Day due)
{
    if (due == NO_DAY) return S("Không có hạn; báo cáo kết quả khi hoàn thành.");
    if (begins == NO_DAY)
        return str_format(&d->c->mem, "Hoàn thành đến hết ngày %.*s.", STR_ARGS(day_vietnamese(&d->c->mem, due)));
    return str_format(&d->c->mem, "Từ ngày %.*s đến hết ngày %.*s.", STR_ARGS(day_vietnamese(&d->c->mem, begins)),
                      STR_ARGS(day_vietnamese(&d->c->mem, due)));
}

static Fail items(Drafting *d, const Task *t, Str *text)
{
    TaskItemList list;
    Out o = {.mem = &d->c->mem};
    TRY(task_items(d->c, t->id, &list));
    out_format(&o, "%.*s\n", STR_ARGS(t->title));
    say_line(&o, "", t->content, "");
    for (size_t i = 0; i < list.n; i++) {
        out_format(&o, "- %.*s", STR_ARGS(list.at[i].text));
        if (list.at[i].has_target)
            out_format(&o, ": %.*s %.*s", STR_ARGS(number_words(o.mem, list.at[i].target)), STR_ARGS(list.at[i].unit));
        out_raw(&o, S("\n"));
    }
    *text = out_str(&o);
    return OK;
}

static Fail one_task(Drafting *d, const Task *t)
{
    Str what, with;
    TRY(items(d, t, &what));
    TRY(partners(d, t->id, &with));
    line_part(d, "noi-dung", 1, "Nội dung công việc", what);
    line_part(d, "san-pham", 2, "Sản phẩm, kết quả cần đạt",
              t->product.n ? t->product : S("Báo cáo kết quả thực hiện kèm minh chứng trên hệ thống."));
    line_part(d, "thoi-han", 3, "Thời hạn", due_words(d, t->begins, t->due));
    line_part(d, "phoi-hop", 4, "Cơ quan phối hợp", with);
    line_part(
        d, "bao-cao", 5, "Chế độ báo cáo",
        S("Cập nhật tiến độ hằng tuần trên hệ thống; khi có khó khăn, vướng mắc thì báo cáo ngay để được giải quyết."));
    return OK;
}

/* All that an agency has of the plan and has not ended. */
static Fail all_tasks(Drafting *d)
{
    TaskList tasks;
    Out o;
    Str next;
    TaskChoice a = TASK_ANY;
    a.plan = d->facts.plan, a.lead = d->facts.org, a.only_open = true, a.most = TASK_PAGE_MAX;
    TRY(task_list(d->c, &a, &tasks, &next));
    if (!tasks.n) return fail(d->c, FAIL_CONFLICT, "Cơ quan này không còn việc nào chưa xong để giao.");
    DocumentPart *p = part_begin(d, &o, "noi-dung", 2, S("1."), S("Các việc được giao"));
    for (size_t i = 0; i < tasks.n; i++) say_task(d, &o, &tasks.at[i]);
    part_end(p, &o);
    line_part(
        d, "bao-cao", 2, "Chế độ báo cáo",
        S("Cập nhật tiến độ hằng tuần trên hệ thống; khi có khó khăn, vướng mắc thì báo cáo ngay để được giải quyết."));
    return OK;
}

Fail draft_assignment(Drafting *d)
{
    Out o;
    Task t = {0};
    Org org;
    Document *doc = &d->draft->document;
    if (d->order->about) TRY(task_by_id(d->c, d->order->about, &t));
    Str to = d->order->about ? t.lead : d->facts.org;
    if (!to.n) return fail(d->c, FAIL_INPUT, "Hãy chọn việc, hoặc cơ quan được giao việc.");
    TRY(org_by_code(d->c, to, &org));
    if (!doc->receivers.n) doc->receivers = org.name;
    if (!doc->subject.n)
        doc->subject = t.id ? t.title : str_format(&d->c->mem, "Các việc của %.*s", STR_ARGS(org.name));
    DocumentPart *p = part_begin(d, &o, "mo-dau", 0, (Str){0}, (Str){0});
    out_format(&o, "Căn cứ ");
    say_plan(d, &o, true);
    out_format(&o, ", %.*s giao %.*s thực hiện:\n", STR_ARGS(d->agency.name), STR_ARGS(org.name));
    part_end(p, &o);
    put_copies(d, "");
    return t.id ? one_task(d, &t) : all_tasks(d);
}
