// SPDX-License-Identifier: Apache-2.0
/* mail.c -- who is urged hears of it at once: one letter a person, whatever the number of tasks, or one SMS or Zalo
 * message where they chose that (contact.h).  An order needs no consent, and cannot be switched off. */
#include "base/out.h"
#include "contact/contact.h"
#include "urge/inside.h"

enum { TASKS_SHOWN = 10 };

static Str letter(Ctx *c, const UrgeCandidate *k, const TaskList *tasks, Str text, Str name)
{
    Out o = {.mem = &c->mem};
    out_format(&o, "Kính gửi ông/bà %.*s, %.*s,\n\nĐôn đốc %.*s.\n\n", STR_ARGS(name), STR_ARGS(k->name),
               STR_ARGS(text));
    for (size_t i = 0; i < tasks->n && i < TASKS_SHOWN; i++) {
        const Task *t = &tasks->at[i];
        out_format(&o, "- %.*s", STR_ARGS(t->title));
        if (t->due != NO_DAY) out_format(&o, ", hạn %.*s", STR_ARGS(day_vietnamese(&c->mem, t->due)));
        out_format(&o, "\n");
    }
    if (tasks->n > TASKS_SHOWN) out_format(&o, "- và %zu việc nữa\n", tasks->n - TASKS_SHOWN);
    out_format(&o, "\nMở Ngày Số, trang “Cập nhật”, ghi tiến độ hoặc khó khăn: mất khoảng ba phút.\n");
    return out_str(&o);
}

Fail urge_letters(Ctx *c, const UrgeCandidate *k, const TaskList *tasks, Str text, Id urge)
{
    PersonList people;
    TRY(contact_agency(c, k->org, &people));
    for (size_t i = 0; i < people.n; i++) {
        const Person *p = &people.at[i];
        Contact contact;
        bool sent;
        Str subject = str_format(&c->mem, "Đôn đốc lần thứ %d: %zu việc chậm hoặc sắp đến hạn", k->nth + 1, tasks->n);
        TRY(contact_of(c, p, &contact));
        News news = {.subject = subject,
                     .letter = letter(c, k, tasks, text, p->name),
                     .sentence = str_format(&c->mem, "%.*s của %.*s. Hãy mở Ngày Số, ghi tiến độ hoặc khó khăn.",
                                            STR_ARGS(subject), STR_ARGS(k->name)),
                     .path = str_format(&c->mem, "/viec?co-quan=%.*s", STR_ARGS(k->org)),
                     .dedupe = str_format(&c->mem, "don doc %lld %lld", (long long)urge, (long long)p->id)};
        TRY(contact_send(c, p, &contact, &news, &sent));
    }
    return OK;
}
