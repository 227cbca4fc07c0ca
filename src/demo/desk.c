// SPDX-License-Identifier: Apache-2.0
/* desk.c -- the same day at the coordinator's desk and at the chairman's. */
#include "demo/inside.h"
#include "difficulty/difficulty.h"
#include "urge/urge.h"

enum { URGED = 25 }; /* agencies that a Friday's urging names */

static Fail confirm_some(Ctx *c, Demo *d)
{
    IdList asked;
    TRY(demo_tasks(c, TASK_ASKED, &asked));
    for (size_t i = 0; i < asked.n; i++) {
        Arena mark = c->mem;
        Task t;
        TRY(task_by_id(c, asked.at[i], &t));
        demo_act(c, d, &d->coordinator, 9);
        if (!d->left && (t.asked >= d->today || dice_says(d, 300))) continue;
        bool good = d->left || dice_says(d, 900);
        TRY(task_move(c, t.id, good ? MOVE_CONFIRM : MOVE_REDO, good ? (Str){0} : say(d, SAY_REDO)));
        if (good && t.asked > t.due && t.due != NO_DAY && dice_says(d, 300))
            TRY(task_excuse(c, t.id, true, S("Bão số 3: văn bản số 4620 của UBND tỉnh cho lùi")));
        arena_back(&c->mem, mark);
    }
    return OK;
}

static Fail answer_returned(Ctx *c, Demo *d)
{
    IdList returned;
    TRY(demo_tasks(c, TASK_RETURNED, &returned));
    for (size_t i = 0; i < returned.n; i++) {
        demo_act(c, d, &d->coordinator, 10);
        if (d->left || dice_says(d, 500)) TRY(task_move(c, returned.at[i], MOVE_INSIST, say(d, SAY_INSIST)));
    }
    return OK;
}

static Fail answer_extensions(Ctx *c, Demo *d)
{
    TaskExtensionList open;
    TRY(task_extensions_open(c, &open));
    for (size_t i = 0; i < open.n; i++) {
        const TaskExtension *e = &open.at[i];
        unsigned throw = dice(d, d->left ? 20 : 100);
        demo_act(c, d, &d->coordinator, 11);
        if (throw < 20) TRY(task_extension_answer(c, e->task, e->id, e->asked, (Str){0}));
        else if (throw < 30 && e->asked - 2 > e->before)
            TRY(task_extension_answer(c, e->task, e->id, e->asked - 2, S("Cần số liệu trước khi tổng hợp")));
        else if (throw < 38)
            TRY(task_extension_answer(c, e->task, e->id, NO_DAY, S("Hạn do UBND tỉnh đặt, không lùi được")));
    }
    return OK;
}

static Fail answer_difficulties(Ctx *c, Demo *d)
{
    DifficultyList list;
    Str next;
    DifficultyChoice waits = {.waits = WAITS_COORDINATOR};
    TRY(difficulty_list(c, &waits, &list, &next));
    for (size_t i = 0; i < list.n; i++) {
        unsigned throw = dice(d, d->left ? 30 : 100);
        demo_act(c, d, &d->coordinator, 14);
        const Hardship *h = demo_hardship_of(list.at[i].text);
        if (!h) continue;
        if (throw < 30) TRY(difficulty_move(c, list.at[i].id, DIFFICULTY_ANSWER, str_of(h->answer)));
        else if (throw < 55) TRY(difficulty_submit(c, list.at[i].id, str_of(h->proposal), str_of(h->lead)));
    }
    waits.waits = WAITS_CHAIRMAN;
    TRY(difficulty_list(c, &waits, &list, &next));
    for (size_t i = 0; i < list.n; i++) {
        demo_act(c, d, &d->chairman, 15);
        const Hardship *h = demo_hardship_of(list.at[i].text);
        if (h && (d->left || dice_says(d, 120)))
            TRY(difficulty_direct(c, list.at[i].id, str_of(h->direction), str_of(h->lead), d->today + 7));
    }
    waits.waits = WAITS_AGENCY;
    TRY(difficulty_list(c, &waits, &list, &next));
    for (size_t i = 0; i < list.n; i++) {
        const Agency *a = demo_agency(d, list.at[i].org);
        if (!a || !(d->left || dice_says(d, 300))) continue;
        demo_act(c, d, &a->official, 16);
        TRY(difficulty_move(c, list.at[i].id, DIFFICULTY_CONFIRM, S("Đã thực hiện được")));
    }
    return OK;
}

/* On Fridays, after lunch. */
static Fail urge_some(Ctx *c, Demo *d)
{
    UrgeCandidateList all;
    IdList orgs = {0};
    Id batch;
    if (day_weekday(d->today) != FRIDAY) return OK;
    demo_act(c, d, &d->coordinator, 14);
    TRY(urge_candidates(c, 0, &all));
    for (size_t i = 0; i < all.n && orgs.n < URGED; i++) *list_add(&c->mem, &orgs) = all.at[i].org_id;
    if (!orgs.n) return OK;
    Str note = str_format(&c->mem, "Đề nghị cập nhật trước 16 giờ ngày %.*s để kịp báo cáo tuần",
                          STR_ARGS(day_vietnamese(&c->mem, d->today)));
    TRY(urge_send(c, &orgs, note, (Str){0}, NULL, &batch));
    return demo_letter(c, d, batch);
}

/* One that is not wanted any more, one that waits for the money. */
static Fail stop_some(Ctx *c, Demo *d)
{
    IdList doing;
    if (d->today != day_of(2024, 9, 24)) return OK;
    TRY(demo_tasks(c, TASK_DOING, &doing));
    if (doing.n < 2) return OK;
    demo_act(c, d, &d->coordinator, 15);
    TRY(task_move(c, doing.at[dice(d, (unsigned)doing.n / 2)], MOVE_PAUSE, S("Chờ phân bổ kinh phí")));
    return task_move(c, doing.at[doing.n - 1], MOVE_CANCEL, S("Gộp vào hội thảo cấp tỉnh"));
}

Fail demo_desk(Ctx *c, Demo *d)
{
    TRY(confirm_some(c, d));
    TRY(answer_returned(c, d));
    TRY(answer_extensions(c, d));
    TRY(answer_difficulties(c, d));
    TRY(stop_some(c, d));
    TRY(urge_some(c, d));
    return demo_letters_read(c, d);
}
