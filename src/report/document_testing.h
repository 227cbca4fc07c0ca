// SPDX-License-Identifier: Apache-2.0
/* document_testing.h -- a plan with work and its report, for the tests of documents. */
#pragma once
#include "people/signed_in.h"
#include "plan/sample.h"
#include "report/report.h"
#include "urge/urge.h"
#include "viet/text.h"

extern const Feature feature_people, feature_work, feature_difficulty, feature_urge, feature_figures, feature_report,
    feature_plan, feature_portal, feature_receipt, feature_listing;
static const Feature *const list[] = {&feature_portal,     &feature_people,  &feature_plan, &feature_work,
                                      &feature_difficulty, &feature_figures, &feature_urge, &feature_report,
                                      &feature_receipt,    &feature_listing, NULL};

static Id plan, node, tasks[4], chairman_duty;
static SignedIn coordinator, second, chairman, official, stranger;

static inline Fail a_task(Ctx *c, const char *lead, Day due, Id *task)
{
    NewTask n = {.plan = plan,
                 .node = node,
                 .lead = str_of(lead),
                 .assigner = S("STTTT"),
                 .title = S("Tuyên truyền"),
                 .begins = NO_DAY,
                 .due = due};
    return task_add(c, &n, true, task);
}

static inline Fail say(Ctx *c, Id task, int percent, const char *result, bool asks)
{
    TaskReport report = {.task = task, .percent = percent, .result = str_of(result), .asks = asks};
    return task_report(c, &report);
}

/* On 10 October: two agencies said the same, one something else and in numbers, one nothing and is late. */
static inline Fail prepare(Ctx *c, void *unused)
{
    PlanActivityList activities;
    Id difficulty;
    (void)unused;
    c->today = day_of(2024, 10, 10);
    TRY(sample_plan_active(c, &plan));
    TRY(plan_activities(c, plan, &activities));
    node = activities.at[0].node;
    TRY(signed_in_new(c, "Nguyễn Điều Phối", "STTTT", ROLE_COORDINATOR, &coordinator));
    TRY(signed_in_new(c, "Lê Thứ Hai", "STTTT", ROLE_COORDINATOR, &second));
    TRY(signed_in_new(c, "TS. Phạm Lãnh Đạo", "UBND", ROLE_CHAIRMAN, &chairman));
    TRY(signed_in_new(c, "Trần Thị Bình", "SCT", ROLE_OFFICIAL, &official));
    TRY(signed_in_new(c, "Lê Văn Khác", "SYT", ROLE_OFFICIAL, &stranger));
    chairman_duty = chairman.duty;
    TRY(a_task(c, "SCT", day_of(2024, 10, 15), &tasks[0]));
    TRY(a_task(c, "SYT", day_of(2024, 10, 15), &tasks[1]));
    TRY(a_task(c, "STC", day_of(2024, 10, 15), &tasks[2]));
    TRY(a_task(c, "SXD", day_of(2024, 10, 5), &tasks[3]));
    TRY(say(c, tasks[0], 100, "Đã treo 8 băng rôn.", true));
    TRY(say(c, tasks[1], 50, "đã treo 8 băng rôn", false));
    TRY(say(c, tasks[2], 20, "Đã có 3 tin, bài", false));
    TRY(say(c, tasks[2], 30, "Đã có 5 tin, bài", false));
    TRY(say(c, tasks[2], 40, "Đang lấy ý kiến", false));
    TRY(difficulty_raise(c, tasks[1], S("Chưa có kinh phí in"), &difficulty));
    return difficulty_move(c, difficulty, DIFFICULTY_SUBMIT, S("Bổ sung 20 triệu đồng"));
}

static inline int begin(void **state)
{
    World *w = world_begin(
        migrations,
        (ServerOptions){.features = list, .gate = &people_gate, .today = day_of(2024, 10, 10), .no_limits = true},
        prepare, 0);
    *state = w;
    return 0;
}

static inline Draft draft_of(World *w)
{
    Draft draft;
    DraftOrder order = {.plan = plan, .org = S("UBND"), .as_of = w->c.today};
    must(draft_make(&w->c, &order, &draft));
    return draft;
}

static inline const DocumentPart *part_of(const DocumentPartList *parts, const char *key)
{
    for (size_t i = 0; i < parts->n; i++)
        if (str_equal(parts->at[i].key, str_of(key))) return &parts->at[i];
    test_fails("no part %s", key);
    return NULL;
}

static inline const DocumentPart *activity_of(World *w, const DocumentPartList *parts)
{
    return part_of(parts, text_in(w, "node %lld", (long long)node));
}

static inline Fail keep(Ctx *c, void *document)
{
    Draft draft;
    DraftOrder order = {.plan = plan, .org = S("UBND"), .as_of = c->today};
    TRY(draft_make(c, &order, &draft));
    return draft_keep(c, &draft, document);
}

static inline Id kept(World *w)
{
    Id document;
    must_write(w, keep, &document);
    return document;
}

static inline DocumentPart stored(World *w, Id document, const char *key)
{
    DocumentPartList parts;
    must(document_parts(&w->c, document, &parts));
    return *part_of(&parts, key);
}

typedef struct {
    Id document, part;
    int seen, nth;
    Str text;
} Edit;
static inline Fail save(Ctx *c, void *arg)
{
    Edit *e = arg;
    return part_save(c, e->document, e->part, e->seen, e->text);
}

static inline void write_the_rest(World *w, Id document)
{
    static const char *const keys[] = {"uu-diem", "han-che", "nguyen-nhan"};
    for (size_t i = 0; i < 3; i++) {
        DocumentPart p = stored(w, document, keys[i]);
        Edit e = {document, p.id, 0, 0, S("Đã đánh giá.")};
        must_write(w, save, &e);
    }
}

typedef struct {
    Id document;
    IssueOrder order;
} Issue;
static inline Fail issue(Ctx *c, void *arg)
{
    return document_issue(c, ((Issue *)arg)->document, 0, &((Issue *)arg)->order);
}

static inline Document issued(World *w)
{
    Document d;
    Issue i = {.document = kept(w), .order = {.duty = chairman_duty, .day = w->c.today}};
    write_the_rest(w, i.document);
    must_write(w, issue, &i);
    must(document_by_id(&w->c, i.document, &d));
    return d;
}
