// SPDX-License-Identifier: Apache-2.0
/* draft_page.c -- the page of a draft: a part of its form, or all of it looked through before it is sent. */
#include "form/draft_view.h"
#include "form/fill_view.h"
#include "form/web.h"
#include "secret/secret.h"

Str draft_path(Ctx *c, const Request *q)
{
    return str_format(&c->mem, "/ban-nhap/%.*s", STR_ARGS(input_text(q, "ban-nhap")));
}

static bool has_rules(const Design *d)
{
    for (size_t i = 0; i < d->n; i++)
        if (d->field[i].shown || d->field[i].computed || d->field[i].filter || d->field[i].required) return true;
    return false;
}

static AnswerProblems those_here(Ctx *c, const Loaded *l, const AnswerProblems *all)
{
    AnswerProblems here = {0};
    bool all_parts = l->part > (int)l->parts.n;
    for (size_t i = 0; i < all->n; i++) {
        const DesignField *f = all->at[i].field;
        size_t place = design_place(l->asks.asked.design, f);
        const Part *part = all_parts ? NULL : &l->parts.at[l->part - 1];
        if (!part || (place >= part->first && place < part->end)) *list_add(&c->mem, &here) = all->at[i];
    }
    return here;
}

/* Pressing Enter sends the form, or goes on. */
static void enter_of(Out *o, const Loaded *l)
{
    enter_button(o, loaded_is_short(l) || l->part > (int)l->parts.n ? S("gui") : S("tiep"));
}

static Fail draw_fields(Ctx *c, Out *o, const Form *form, const DraftView *v, const DraftPage *page,
                        const AnswerProblems *here)
{
    const Loaded *l = v->l;
    const Part *part = &l->parts.at[l->part - 1];
    Filling k = {.asked = &l->here,
                 .typed = v->typed,
                 .other = v->other,
                 .problems = here,
                 .first = part->first,
                 .end = part->end,
                 .files = {l->draft.id, page->path}};
    if (l->language.n) draft_fields_in(o, l->language);
    TRY(filling_draw(c, o, form, &k));
    if (l->language.n) OUT_LITERAL(o, "</div>");
    draft_buttons(o, page);
    return OK;
}

static Fail draw_form(Ctx *c, Out *o, const DraftView *v, const DraftPage *page, const AnswerProblems *here,
                      const Answers *a)
{
    const Loaded *l = v->l;
    const Input *more;
    bool is_review = l->part > (int)l->parts.n;
    TRY(fill_more(c, &l->here, &more));
    Form form = form_begin(o, page->q, POST, "/ban-nhap/{ban-nhap}",
                           (FormAt){.action = page->path, .more = more, .is_lenient = true, .class = "form long"});
    enter_of(o, l);
    if (l->language.n) form_hidden(o, "ngon-ngu", l->language);
    form_hidden(o, "phan-so", str_format(&c->mem, "%d", l->part));
    form_hidden(o, "lan-luu", str_format(&c->mem, "%d", l->draft.edition));
    if (l->design->languages) draft_languages(o, l->design, l->language);
    if (!loaded_is_short(l)) draft_steps(o, page);
    if (!is_review) TRY(draw_fields(c, o, &form, v, page, here));
    else {
        draft_review_head(o, here->n);
        TRY(filling_show(c, o, a, SHOWN_TO_GIVER, (FilesAt){l->draft.id, page->path}));
        draft_buttons(o, page);
    }
    form_end(o, &form);
    return OK;
}

Fail draft_draw(Ctx *c, const Request *q, Reply *r, DraftView *v)
{
    Loaded *l = v->l;
    Answers a;
    AnswerProblems all = v->extra, none = {0};
    const Design *d = l->asks.asked.design;
    TRY(filling_check(c, &l->asks.asked, &v->typed, false, &a, &all));
    parts_judge(&c->mem, &l->parts, &l->asks.asked, &v->typed, &a, &all, c->today);
    AnswerProblems here = v->tells || l->part > (int)l->parts.n ? those_here(c, l, &all) : none;
    bool has_link = token_is_one(input_text(q, "ban-nhap"));
    Str site = request_site(q), path = draft_path(c, q);
    UploadComings coming;
    TRY(uploads_coming(c, l->draft.id, &coming));
    DraftPage page = {.q = q,
                      .l = l,
                      .coming = &coming,
                      .path = path,
                      .saved = v->saved,
                      .is_changed = l->draft.edition && l->draft.version != l->asks.version,
                      .has_rules = has_rules(d),
                      .link = has_link ? str_format(&c->mem, "%.*s%.*s", STR_ARGS(site), STR_ARGS(path)) : (Str){0}};
    Out *o = reply_page(c, q, r, d->title);
    reply_secret(r);
    if (v->tells && here.n) filling_problems(o, &here, &v->typed);
    draft_head(o, &page);
    TRY(draw_form(c, o, v, &page, &here, &a));
    draft_foot(o, &page);
    return OK;
}

bool draft_differs(const Loaded *l, const Typed *typed, bool with_files)
{
    const Design *d = l->here.design;
    for (size_t i = 0; i < d->n; i++) {
        const DesignField *f = &d->field[i];
        bool counts =
            f->rows == NO_ROWS && field_is_typed(f) && asked_is(&l->here, f) && (with_files || !field_is_file(f));
        if (counts && typed_differs(typed, &l->typed, f)) return true;
    }
    return false;
}

/* Typed here, and saved by somebody else meanwhile: both are seen.  Where only files are missing in what was sent, the
 * draft has them. */
static void show_again(Ctx *c, const Request *q, DraftView *v)
{
    int64_t seen;
    v->typed = typed_again(c, q, &v->l->here, &v->l->typed);
    typed_press(&c->mem, &v->typed, request_typed(q, "nut-bam"), c->today);
    bool is_old = str_integer(request_typed(q, "lan-luu"), &seen) && seen != v->l->draft.edition;
    if (!is_old) return;
    if (draft_differs(v->l, &v->typed, false)) v->other = &v->l->typed;
    else v->typed = v->l->typed;
}

Fail draft_get(Ctx *c, const Request *q, Reply *r)
{
    Loaded l;
    TRY(draft_load_asked(c, q, &l));
    if (l.draft.sent_path.n) return draft_leads_on(c, r, &l.draft);
    const Loaded *sent = request_is_again(q) ? request_prepared(q) : NULL;
    if (sent && sent->keep) TRY(sent->keep(c, sent, &l.draft));
    DraftView v = {.l = &l, .typed = l.typed, .tells = input_given(q, "soat")};
    if (input_given(q, "da-gui-thu")) v.saved = S("Đã gửi liên kết. Thư đến trong ít phút.");
    if (input_given(q, "luu"))
        v.saved = str_format(&c->mem, "Đã lưu nháp, %.*s.", STR_ARGS(time_vietnamese(&c->mem, l.draft.changed_at)));
    if (request_is_again(q) && request_typed(q, "lan-luu").n) show_again(c, q, &v);
    return draft_draw(c, q, r, &v);
}

Fail draft_more(Ctx *c, const Request *q, const Input **inputs)
{
    static const Input none[] = {{.type = INPUT_END}};
    Loaded l;
    *inputs = none;
    Fail found = draft_load_asked(c, q, &l);
    if (found == FAIL_MISSING && l.draft.id && !l.kind) return OK; /* `prepare` says it */
    TRY(found);
    return l.draft.sent_path.n ? OK : fill_more(c, &l.here, inputs);
}
