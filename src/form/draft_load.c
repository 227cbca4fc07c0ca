// SPDX-License-Identifier: Apache-2.0
/* draft_load.c -- a draft with its design of today, what was typed, and the part that is asked for. */
#include "form/draft_inside.h"

const FormKind *form_kind(const Request *q, Str kind)
{
    for (const Feature *const *f = request_features(q); *f; f++)
        for (const FormKind *const *k = (*f)->forms; k && *k; k++)
            if (str_equal(kind, str_of((*k)->kind))) return *k;
    return NULL;
}

static Fail first_typed(Ctx *c, Loaded *l)
{
    const Asked *asked = &l->asks.asked;
    Answers a = asked->had ? *asked->had : answers_new(&c->mem, asked->design, c->today);
    l->typed = typed_of_answers(&c->mem, &a);
    return OK;
}

/* What this draft does not ask is as it was had, whatever stood there when it began. */
static void take_had(Ctx *c, Loaded *l)
{
    const Asked *asked = &l->asks.asked;
    if (!asked->had || !asked->only) return;
    Typed had = typed_of_answers(&c->mem, asked->had);
    for (size_t i = 0; i < asked->design->n; i++) {
        const DesignField *f = &asked->design->field[i];
        if (f->rows != NO_ROWS || asked_is(asked, f)) continue;
        l->typed.raw.at[i] = had.raw.at[i], l->typed.raw.rows[i] = had.raw.rows[i], l->typed.rows[i] = had.rows[i];
    }
}

bool loaded_is_short(const Loaded *l) { return l->parts.n == 1; }

Fail draft_leads_on(Ctx *c, Reply *r, const Draft *sent)
{
    bool is_owner = actor_is_known(c->actor) && c->actor->person == sent->person;
    if (is_owner || c->now - sent->changed_at < (int64_t)DRAFT_AGAIN_MINUTES * 60000)
        return reply_redirect(c, r, "%.*s", STR_ARGS(sent->sent_path));
    return fail(c, FAIL_CONFLICT,
                "Biểu mẫu này đã được nộp. Người nộp xem tình trạng bằng mã hồ sơ và số điện thoại đã khai.");
}

static Fail load(Ctx *c, const Request *q, int part, Str language, Loaded *l)
{
    *l = (Loaded){0};
    TRY(draft_by_key(c, input_text(q, "ban-nhap"), &l->draft));
    l->kind = form_kind(q, l->draft.kind);
    if (!l->kind) return fail(c, FAIL_MISSING, "Chương trình không còn biểu mẫu của bản nháp này.");
    if (l->draft.sent_path.n) return OK;
    TRY(l->kind->asks(c, &l->draft, &l->asks));
    Asked *asked = &l->asks.asked;
    l->design = asked->design;
    if (design_speaks(asked->design, language)) l->language = language;
    asked->design = design_in(&c->mem, asked->design, language);
    if (l->draft.only.n && !asked->only) asked->only = &l->draft.only;
    TRY(l->draft.edition ? typed_from_json(c, asked->design, l->draft.typed, &l->typed, &l->lost) : first_typed(c, l));
    take_had(c, l);
    l->parts = parts_of(&c->mem, asked);
    int last = (int)l->parts.n + !loaded_is_short(l);
    l->part = part < 1 ? 1 : part > last ? last : part;
    l->here = *asked;
    if (l->part <= (int)l->parts.n) l->here_names = part_names(&c->mem, asked, &l->parts.at[l->part - 1]);
    l->here.only = &l->here_names;
    return OK;
}

Fail draft_load(Ctx *c, const Request *q, int part, Loaded *l) { return load(c, q, part, (Str){0}, l); }

Fail draft_load_asked(Ctx *c, const Request *q, Loaded *l)
{
    return load(c, q, (int)input_integer(q, "phan-so"), input_text(q, "ngon-ngu"), l);
}
