// SPDX-License-Identifier: Apache-2.0
/* samples.h -- a task of each agency with all that a task can have, for *_test.c only (http/samples.h). */
#pragma once
#include "http/samples.h"
#include "people/rights.h"
#include "plan/plan.h"
#include "upload/samples.h"
#include "work/work.h"

static inline Fail work_sample_words(Ctx *c, const SampleOf *k)
{
    TaskReport said = {.task = k->task,
                       .percent = 30,
                       .result = sample_mark(c, k, MARK_result),
                       .cause = sample_mark(c, k, MARK_cause)};
    TRY(task_report(c, &said));
    TRY(task_comment(c, k->task, sample_mark(c, k, MARK_comment)));
    TRY(task_set_due(c, k->task, c->today - 1, sample_mark(c, k, MARK_reason)));
    TRY(task_extension_ask(c, k->task, c->today + 20, sample_mark(c, k, MARK_extension)));
    return upload_sample_on(c, k, "task", k->task);
}

/* k->task is the task. */
static inline Fail work_samples(Ctx *c, SampleOf *k)
{
    PlanActivityList activities;
    TaskExtensionList extensions;
    Id item;
    TRY(plan_activities(c, k->plan, &activities));
    NewTask n = {.plan = k->plan,
                 .node = activities.at[0].node,
                 .lead = k->org,
                 .assigner = k->org,
                 .title = sample_mark(c, k, MARK_title),
                 .content = sample_mark(c, k, MARK_content),
                 .product = sample_mark(c, k, MARK_product),
                 .begins = NO_DAY,
                 .due = c->today - 3};
    TRY(task_add(c, &n, true, &k->task));
    TRY(task_item_add(c, k->task, false, sample_mark(c, k, MARK_item), (Str){0}, NULL, &item));
    TRY(work_sample_words(c, k));
    TRY(task_extensions(c, k->task, &extensions));
    sample_id(k, "work", "plan", k->plan);
    sample_id(k, "work", "task", k->task);
    sample_id(k, "work", "viec", k->task);
    sample_id(k, "work", "item", item);
    sample_id(k, "work", "extension", extensions.at[0].id);
    sample_id(k, "work", "ke-hoach", k->plan);
    sample_id(k, "work", "hoat-dong", n.node);
    sample_text(k, "work", "co-quan", k->org);
    sample_text(k, "work", "nhanh", k->org);
    return OK;
}

static const InputCase work_cases[] = {
    {"/viec", "viec", ROLE_HEAD, "lam=han&han=2024-10-01&ly-do=x&viec=@", .refused = 403, .taken = 303},
    {"/viec/{task}/sua", "co-quan", ROLE_HEAD, "ten=x&han=2024-10-01&co-quan=@", .refused = 403, .taken = 303},
    {"/viec/{task}/chia", "co-quan", ROLE_OFFICIAL, "ten=x&han=2024-10-01&co-quan=@", .refused = 403, .taken = 303},
    {"/viec/{task}/gia-han/{extension}", "extension", ROLE_HEAD, "tra-loi=khong&ly-do=x", .refused = 409, .taken = 303},
    {"/viec/{task}/muc/{item}/bo", "item", ROLE_HEAD, "", .refused = 404, .taken = 303},
    {0},
};

static const InputFree work_free[] = {
    {"/viec", "ke-hoach", "only which list is drawn"},
    {"/viec", "hoat-dong", "only which list is drawn"},
    {"/viec", "co-quan", "only which list is drawn"},
    {"/viec", "nhom", "only which list is drawn"},
    {"/viec", "nhom-viec", "stands for tasks of that list, each of which is looked at as if it were ticked"},
    {0},
};
