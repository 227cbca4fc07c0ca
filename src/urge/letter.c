// SPDX-License-Identifier: Apache-2.0
/* letter.c -- the letter that goes with an urge, as a draft in plain text.  Parts and their order: Decree
 * 30/2020/NĐ-CP, appendix I; its layout as a file comes from the folder of reports. */
#include "base/out.h"
#include "journal/actor.h"
#include "urge/urge.h"
#include "viet/workday.h"

static void list_tasks(Ctx *c, Out *o, const TaskList *tasks)
{
    for (size_t i = 0; i < tasks->n; i++) {
        const Task *t = &tasks->at[i];
        Str due = t->due == NO_DAY ? S("không có hạn")
                                   : str_format(&c->mem, "hạn %.*s", STR_ARGS(day_vietnamese(&c->mem, t->due)));
        out_format(o, "   - %.*s (%.*s", STR_ARGS(t->title), STR_ARGS(due));
        if (t->due != NO_DAY && t->due < c->today) out_format(o, ", quá hạn %d ngày", c->today - t->due);
        out_raw(o, S(");\n"));
    }
}

static void head_of(Ctx *c, Out *o, const UrgeList *urges, Str about)
{
    int year, month, day;
    day_split(urges->at[0].day, &year, &month, &day);
    bool known = actor_is_known(c->actor) && c->actor->org_name.n;
    Str from = known ? c->actor->org_name : S("CƠ QUAN THƯỜNG TRỰC");
    out_format(o, "%.*s\n", STR_ARGS(from));
    out_raw(o, S("Số:        /\nV/v đôn đốc thực hiện "));
    out_raw(o, about);
    out_raw(o, S("\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"));
    out_format(o, "        , ngày %02d tháng %d năm %d\n\nKính gửi:\n", day, month, year);
    for (size_t i = 0; i < urges->n; i++)
        out_format(o, "- %.*s%s\n", STR_ARGS(urges->at[i].org_name), i + 1 < urges->n ? ";" : ".");
}

static Fail body_of(Ctx *c, Out *o, const UrgeList *urges, Str about)
{
    int bad;
    const Workdays *days = workdays_load(&c->mem, (Str){0}, &bad);
    Day answer = workday_add(days, urges->at[0].day, URGE_ANSWER_DAYS);
    out_format(o,
               "\nThực hiện %.*s; qua theo dõi, đến hết ngày %.*s các cơ quan sau còn việc quá hạn, sắp đến hạn hoặc "
               "chưa báo cáo:\n\n",
               STR_ARGS(about), STR_ARGS(day_vietnamese(&c->mem, urges->at[0].day)));
    for (size_t i = 0; i < urges->n; i++) {
        TaskList tasks;
        const Urge *u = &urges->at[i];
        TRY(urge_tasks(c, u->id, &tasks));
        out_format(o, "%zu. %.*s (đôn đốc lần thứ %d):\n", i + 1, STR_ARGS(u->org_name), u->nth);
        list_tasks(c, o, &tasks);
    }
    if (urges->at[0].note.n) out_format(o, "\n%.*s\n", STR_ARGS(urges->at[0].note));
    out_format(o,
               "\nĐề nghị các cơ quan khẩn trương thực hiện, nêu rõ nguyên nhân chậm (nếu có) và cập nhật kết quả trên "
               "hệ thống "
               "trước ngày %.*s./.\n",
               STR_ARGS(day_vietnamese(&c->mem, answer + 1)));
    return OK;
}

Fail urge_letter(Ctx *c, Id batch, Str *text)
{
    UrgeList urges;
    PlanCard plan;
    Out o = {.mem = &c->mem};
    TRY(urges_of_batch(c, batch, &urges));
    TRY(plan_current(c, &plan));
    Str about = S("các nhiệm vụ được giao");
    if (plan.id && plan.number.n)
        about =
            str_format(&c->mem, "Kế hoạch số %.*s%s%.*s", STR_ARGS(plan.number), plan.issued == NO_DAY ? "" : " ngày ",
                       STR_ARGS(plan.issued == NO_DAY ? (Str){0} : day_vietnamese(&c->mem, plan.issued)));
    head_of(c, &o, &urges, about);
    TRY(body_of(c, &o, &urges, about));
    out_raw(&o, S("\nNơi nhận:\n- Như trên;\n- Chủ tịch, các Phó Chủ tịch UBND tỉnh (để báo cáo);\n- Lưu: VT.\n\n"
                  "THỦ TRƯỞNG CƠ QUAN\n(Ký, ghi rõ họ tên, đóng dấu)\n"));
    *text = out_str(&o);
    return OK;
}
