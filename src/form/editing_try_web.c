// SPDX-License-Identifier: Apache-2.0
/* editing_try_web.c -- a form as those will see it who fill it in, and trying it: nothing is kept. */
#include "form/editing_view.h"
#include "form/expression.h"
#include "form/web.h"
#include "http/reply.h"

static Fail tried_of(Ctx *c, const Request *q, Edited *m, Asked *asked)
{
    TRY(edited_load(c, q, m));
    if (!m->d.n) return fail(c, FAIL_CONFLICT, "Biểu mẫu chưa có trường nào đọc được. Hãy sửa trong văn bản trước.");
    *asked = (Asked){.design = &m->d};
    return OK;
}

Fail trial_more(Ctx *c, const Request *q, const Input **inputs)
{
    Edited *m = NEW(&c->mem, Edited, 1);
    Asked asked;
    TRY(tried_of(c, q, m, &asked));
    return fill_more(c, &asked, inputs);
}

Fail trial_get(Ctx *c, const Request *q, Reply *r)
{
    Edited m;
    Asked asked;
    const Input *more;
    TRY(tried_of(c, q, &m, &asked));
    TRY(fill_more(c, &asked, &more));
    Out *o = reply_page(c, q, r, m.e.title);
    try_head(o, &m);
    Form form = form_begin(
        o, q, POST, "/bieu-mau/{ban-sua}/thu",
        (FormAt){.action = editing_path(&c->mem, &m, "/thu"), .more = more, .is_lenient = true, .class = "form long"});
    TRY(fill_draw(c, o, &form, &asked));
    try_buttons(o);
    form_end(o, &form);
    fill_script(o);
    return OK;
}

Fail trial_prepare(Ctx *c, const Request *q, Reply *r)
{
    Edited *m = NEW(&c->mem, Edited, 1);
    Asked asked;
    Filled *f = NEW(&c->mem, Filled, 1);
    TRY(tried_of(c, q, m, &asked));
    TRY(fill_read(c, q, &asked, f));
    reply_prepared(r, f);
    return OK;
}

static void lines_of(Ctx *c, const Answers *a, TriedPage *t)
{
    const Design *d = a->design;
    Shown shown = answers_shown(&c->mem, a, c->today);
    for (size_t i = 0; i < d->n; i++) {
        const DesignField *f = &d->field[i];
        Str label = f->label.text.n ? f->label.text : f->name;
        if (f->rows != NO_ROWS || !field_is_answered(f)) continue;
        if (!shown_is(&shown, f, 0)) {
            Str why =
                f->shown ? str_format(&c->mem, "chỉ hiện khi %.*s", STR_ARGS(expression_text(f->shown))) : (Str){0};
            *list_add(&c->mem, &t->lines) = (TriedLine){label, why, true};
        } else if (f->computed) {
            Str value = answer_words(&c->mem, f, a->at[i]);
            *list_add(&c->mem, &t->lines) = (TriedLine){label, value.n ? value : S("chưa tính được"), false};
        }
    }
}

Fail trial_post(Ctx *c, const Request *q, Reply *r)
{
    Edited m;
    TriedPage t = {.m = &m};
    const Filled *f = request_prepared(q);
    TRY(edited_load(c, q, &m));
    Out *o = reply_page(c, q, r, m.e.title);
    tried_head(o, &m);
    TRY(fill_show(c, o, &f->answers, SHOWN_TO_GIVER));
    lines_of(c, &f->answers, &t);
    tried_lines(o, &t);
    return OK;
}
