// SPDX-License-Identifier: Apache-2.0
/* draft_web.c -- filling in a form: a press saves what was typed, whatever is wrong with it, and leads on to a page
 * that tells what is.  So nothing depends on the browser: it may be closed at any moment, and opened elsewhere. */
#include "form/draft_view.h"
#include "form/fill_view.h"
#include "form/web.h"
#include "secret/secret.h"

/* What is drawn again was sent to another address. */
static Str path_of(Ctx *c, const Request *q)
{
    return str_format(&c->mem, "/ban-nhap/%.*s", STR_ARGS(input_text(q, "ban-nhap")));
}

/* -- drawn ----------------------------------------------------------------------------------------------------- */

typedef struct {
    Loaded *l;
    Typed typed;          /* what is to be seen */
    const Typed *other;   /* what stands in the store, where that differs */
    bool tells;           /* what is wrong with this part */
    AnswerProblems extra; /* that only this press knows: files that were refused */
    Str saved;
} View;

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

static Fail draw_fields(Ctx *c, Out *o, const Form *form, const View *v, const DraftPage *page,
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
                 .holder = l->draft.id};
    TRY(filling_draw(c, o, form, &k));
    draft_buttons(o, page);
    return OK;
}

static Fail draw_form(Ctx *c, Out *o, const View *v, const DraftPage *page, const AnswerProblems *here,
                      const Answers *a)
{
    const Loaded *l = v->l;
    const Input *more;
    bool is_review = l->part > (int)l->parts.n;
    TRY(fill_more(c, &l->here, &more));
    Form form = form_begin(o, page->q, POST, "/ban-nhap/{ban-nhap}",
                           (FormAt){.action = page->path, .more = more, .is_lenient = true, .class = "form long"});
    enter_of(o, l);
    form_hidden(o, "phan", str_format(&c->mem, "%d", l->part));
    form_hidden(o, "lan", str_format(&c->mem, "%d", l->draft.edition));
    if (!loaded_is_short(l)) draft_steps(o, page);
    if (!is_review) TRY(draw_fields(c, o, &form, v, page, here));
    else {
        draft_review_head(o, here->n);
        TRY(filling_show(c, o, a, SHOWN_TO_GIVER, l->draft.id));
        draft_buttons(o, page);
    }
    form_end(o, &form);
    return OK;
}

static Fail draw(Ctx *c, const Request *q, Reply *r, View *v)
{
    Loaded *l = v->l;
    Answers a;
    AnswerProblems all = v->extra, none = {0};
    const Design *d = l->asks.asked.design;
    TRY(filling_check(c, &l->asks.asked, &v->typed, false, &a, &all));
    parts_judge(&c->mem, &l->parts, &l->asks.asked, &v->typed, &a, &all, c->today);
    AnswerProblems here = v->tells || l->part > (int)l->parts.n ? those_here(c, l, &all) : none;
    bool has_link = token_is_one(input_text(q, "ban-nhap"));
    Str site = request_site(q), path = path_of(c, q);
    DraftPage page = {.q = q,
                      .l = l,
                      .path = path,
                      .saved = v->saved,
                      .is_changed = l->draft.edition && l->draft.version != l->asks.version,
                      .is_other = v->other,
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

static bool differs(const Loaded *l, const Typed *typed, bool with_files)
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
static void show_again(Ctx *c, const Request *q, View *v)
{
    int64_t seen;
    v->typed = typed_again(c, q, &v->l->here, &v->l->typed);
    typed_press(&c->mem, &v->typed, request_typed(q, "nut-bam"), c->today);
    bool is_old = str_integer(request_typed(q, "lan"), &seen) && seen != v->l->draft.edition;
    if (!is_old) return;
    if (differs(v->l, &v->typed, false)) v->other = &v->l->typed;
    else v->typed = v->l->typed;
}

Fail draft_get(Ctx *c, const Request *q, Reply *r)
{
    Loaded l;
    TRY(draft_load(c, q, (int)input_integer(q, "phan"), &l));
    if (l.draft.sent_path.n) return reply_redirect(c, r, "%.*s", STR_ARGS(l.draft.sent_path));
    View v = {.l = &l, .typed = l.typed, .tells = input_given(q, "soat")};
    if (input_given(q, "da-gui-thu")) v.saved = S("Đã gửi liên kết. Thư đến trong ít phút.");
    if (input_given(q, "luu"))
        v.saved = str_format(&c->mem, "Đã lưu nháp, %.*s.", STR_ARGS(time_vietnamese(&c->mem, l.draft.changed_at)));
    if (request_is_again(q) && request_typed(q, "lan").n) show_again(c, q, &v);
    return draw(c, q, r, &v);
}

/* -- saved ----------------------------------------------------------------------------------------------------- */

Fail draft_more(Ctx *c, const Request *q, const Input **inputs)
{
    static const Input none[] = {{.type = INPUT_END}};
    Loaded l;
    *inputs = none;
    Fail found = draft_load(c, q, (int)input_integer(q, "phan"), &l);
    if (found == FAIL_MISSING && l.draft.id && !l.kind) return OK; /* `prepare` says it */
    TRY(found);
    return l.draft.sent_path.n ? OK : fill_more(c, &l.here, inputs);
}

/* What `prepare` knows.  The handler may run twice, so it changes nothing of it but plain numbers. */
typedef struct {
    Loaded l;
    Typed typed;
    FilledFiles files;
    Id *held; /* of each of them, once the draft holds it */
    AnswerProblems refused;
    Str button;
    int edition; /* when it is saved */
    bool was_sent;
    AnswerProblems problems; /* of "gui" and "tiep": all of them */
} Press;

static bool is_button(const Press *p, const char *name) { return str_equal(p->button, str_of(name)); }

static Fail conflict(Ctx *c)
{
    return fail(c, FAIL_CONFLICT, "Bản nháp này vừa được lưu ở nơi khác. Cả hai bản ở bên dưới: sửa cho đúng rồi lưu.");
}

/* "+N" becomes the key of what the draft holds. */
static void name_held(Arena *mem, const Press *p, Typed *t)
{
    const Design *d = p->l.here.design;
    for (size_t i = 0; i < d->n; i++) {
        const DesignField *f = &d->field[i];
        size_t rows = f->rows == NO_ROWS ? 1 : t->raw.rows[f->rows].n;
        for (size_t row = 0; field_is_file(f) && row < rows; row++) {
            Str rest = typed_text(t, f, row), key;
            Out keys = {.mem = mem};
            while (file_key_next(&rest, &key)) {
                int64_t at;
                bool is_new =
                    key.p[0] == '+' && str_integer(str_from(key, 1), &at) && at >= 0 && (size_t)at < p->files.n;
                if (keys.n) out_char(&keys, ' ');
                if (is_new) out_format(&keys, "h%lld", (long long)p->held[at]);
                else out_raw(&keys, key);
            }
            typed_set(t, f, row, out_str(&keys));
        }
    }
}

static Str all_keys(Arena *mem, const Typed *t)
{
    Out o = {.mem = mem};
    const Design *d = t->raw.design;
    out_char(&o, ' ');
    for (size_t i = 0; i < d->n; i++) {
        const DesignField *f = &d->field[i];
        size_t rows = f->rows == NO_ROWS ? 1 : t->raw.rows[f->rows].n;
        for (size_t row = 0; field_is_file(f) && row < rows; row++)
            out_format(&o, "%.*s ", STR_ARGS(typed_text(t, f, row)));
    }
    return out_str(&o);
}

/* Files that were thrown out. */
static Fail let_go(Ctx *c, const Press *p, const Typed *now)
{
    Str kept = all_keys(&c->mem, now), rest = all_keys(&c->mem, &p->l.typed), key;
    while (file_key_next(&rest, &key)) {
        int64_t id;
        bool is_kept = str_contains(kept, str_format(&c->mem, " %.*s ", STR_ARGS(key)));
        if (!is_kept && key.p[0] == 'h' && str_integer(str_from(key, 1), &id)) TRY(upload_let_go(c, p->l.draft.id, id));
    }
    return OK;
}

/* In a write.  What somebody saved since `prepare` looked is not written over unseen. */
static Fail save(Ctx *c, void *press)
{
    Press *p = press;
    Draft now;
    Typed t = typed_copy(&c->mem, &p->typed);
    TRY(draft_by_id(c, p->l.draft.id, &now));
    p->was_sent = now.sent_path.n;
    if (p->was_sent) return OK;
    if (now.edition != p->l.draft.edition) return conflict(c);
    for (size_t i = 0; i < p->files.n; i++) TRY(upload_hold(c, &p->files.at[i].kept, now.id, &p->held[i]));
    name_held(&c->mem, p, &t);
    typed_press(&c->mem, &t, p->button, c->today);
    TRY(let_go(c, p, &t));
    TRY(draft_save(c, &now, p->l.asks.version, typed_json(&c->mem, &t, &p->l.lost)));
    p->edition = now.edition;
    return OK;
}

/* What is sent is saved first, in a write of its own: whatever the rule says to it, nothing is lost. */
Fail draft_prepare(Ctx *c, const Request *q, Reply *r)
{
    Press *p = NEW(&c->mem, Press, 1);
    Answers a;
    reply_prepared(r, p);
    TRY(draft_load(c, q, (int)input_integer(q, "phan"), &p->l));
    p->button = input_text(q, "nut-bam");
    if (p->l.draft.sent_path.n) return OK;
    p->typed = typed_sent(c, q, &p->l.here, &p->l.typed);
    TRY(files_take(c, q, &p->l.here, p->l.draft.id, &p->l.typed, &p->typed, &p->files, &p->refused));
    p->held = NEW(&c->mem, Id, p->files.n + 1);
    if (input_integer(q, "lan") != p->l.draft.edition && differs(&p->l, &p->typed, true)) return conflict(c);
    if (!is_button(p, "gui") && !is_button(p, "tiep")) return OK;
    if (is_button(p, "gui")) TRY(store_write_from(c, save, p));
    if (is_button(p, "gui")) name_held(&c->mem, p, &p->typed);
    p->problems = p->refused;
    TRY(filling_check(c, &p->l.asks.asked, &p->typed, false, &a, &p->problems));
    parts_judge(&c->mem, &p->l.parts, &p->l.asks.asked, &p->typed, &a, &p->problems, c->today);
    return OK;
}

/* -- sent ------------------------------------------------------------------------------------------------------ */

/* Held files wait for their rows: "+N" of f->files. */
static Fail take_held(Ctx *c, const Press *p, Filled *f)
{
    const Design *d = f->answers.design;
    for (size_t i = 0; i < d->n; i++) {
        const DesignField *field = &d->field[i];
        size_t rows = field->rows == NO_ROWS ? 1 : f->answers.rows[field->rows].n;
        for (size_t row = 0; field_is_file(field) && row < rows; row++) {
            Answer *a = answers_cell(&f->answers, field, row);
            Str rest = a->kind == IS_TEXT ? a->text : (Str){0}, keys = {0}, key;
            while (file_key_next(&rest, &key)) {
                UploadHeld held;
                int64_t id;
                if (key.p[0] == 'h' && str_integer(str_from(key, 1), &id)) {
                    TRY(upload_held_by(c, p->l.draft.id, id, &held));
                    files_append(c, field, row, &held.kept, &f->files, &keys);
                } else keys = keys.n ? str_format(&c->mem, "%.*s %.*s", STR_ARGS(keys), STR_ARGS(key)) : key;
            }
            *a = answer_of_text(keys);
        }
    }
    return OK;
}

static Fail lead(Ctx *c, const Request *q, Reply *r, const Press *p, int part, const char *more)
{
    if (reply_is_json(r)) return reply_json(c, r, json_pack("{s:i,s:i}", "edition", p->edition, "part", part));
    Str path = path_of(c, q);
    return reply_redirect(c, r, "%.*s?phan=%d%s", STR_ARGS(path), part, more);
}

static Fail send_it(Ctx *c, const Request *q, Reply *r, const Press *p)
{
    Draft now;
    Filled f = {0};
    AnswerProblems none = {0};
    Str path;
    TRY(draft_by_id(c, p->l.draft.id, &now));
    if (now.sent_path.n) return reply_redirect(c, r, "%.*s", STR_ARGS(now.sent_path));
    if (now.edition != p->edition) return conflict(c);
    f.answers = typed_read(&c->mem, &p->typed, &p->l.asks.asked, c->today, &none);
    TRY(take_held(c, p, &f));
    answers_drop_hidden(&c->mem, &f.answers, c->today);
    TRY(p->l.kind->send(c, q, &now, &p->l.asks, &f, &path));
    TRY(draft_set_sent(c, &now, path));
    return reply_redirect(c, r, "%.*s", STR_ARGS(path));
}

static int first_wrong(const Press *p)
{
    for (size_t i = 0; i < p->l.parts.n; i++)
        if (p->l.parts.at[i].problems) return (int)i + 1;
    return p->l.part;
}

static int next_shown(const Press *p)
{
    int part = p->l.part + 1;
    while (part <= (int)p->l.parts.n && !p->l.parts.at[part - 1].is_shown) part++;
    return part;
}

/* A file that may not be taken is told at once: the draft does not keep it. */
static Fail draw_refused(Ctx *c, const Request *q, Reply *r, const Press *p)
{
    Loaded l = p->l;
    View v = {.l = &l, .typed = typed_copy(&c->mem, &p->typed), .tells = true, .extra = p->refused};
    name_held(&c->mem, p, &v.typed);
    typed_press(&c->mem, &v.typed, p->button, c->today);
    l.draft.edition = p->edition;
    reply_status(r, FAIL_INPUT);
    return draw(c, q, r, &v);
}

static Fail lead_on(Ctx *c, const Request *q, Reply *r, const Press *p)
{
    Str rest = p->button, what, name = {0};
    int64_t part;
    str_cut(&rest, ':', &what);
    str_cut(&rest, ':', &name);
    if (str_equal(what, S("den")) && str_integer(name, &part) && part > 0 && part <= (int64_t)p->l.parts.n + 1)
        return lead(c, q, r, p, (int)part, "");
    if (str_equal(what, S("them")) || str_equal(what, S("bot")))
        return lead(c, q, r, p, p->l.part,
                    design_field(p->l.here.design, name) ? str_format(&c->mem, "#%.*s", STR_ARGS(name)).p : "");
    if (is_button(p, "tinh")) return lead(c, q, r, p, p->l.part, "");
    if (!is_button(p, "tiep")) return lead(c, q, r, p, p->l.part, "&luu=1");
    if (p->l.part <= (int)p->l.parts.n && p->l.parts.at[p->l.part - 1].problems)
        return lead(c, q, r, p, p->l.part, "&soat=1");
    return lead(c, q, r, p, next_shown(p), "");
}

Fail draft_post(Ctx *c, const Request *q, Reply *r)
{
    Press *p = request_prepared(q);
    bool sends = is_button(p, "gui");
    if (!p->l.draft.sent_path.n && !p->was_sent && !sends) TRY(save(c, p));
    if (p->l.draft.sent_path.n || p->was_sent) {
        Draft now;
        TRY(draft_by_id(c, p->l.draft.id, &now));
        return reply_redirect(c, r, "%.*s", STR_ARGS(now.sent_path));
    }
    if (p->refused.n && !reply_is_json(r)) return draw_refused(c, q, r, p);
    if (!sends) return lead_on(c, q, r, p);
    if (p->problems.n) return lead(c, q, r, p, first_wrong(p), "&soat=1");
    return p->l.asks.closed.n ? lead(c, q, r, p, p->l.part, "") : send_it(c, q, r, p);
}

/* -- the rest of a draft --------------------------------------------------------------------------------------- */

Fail draft_drop_post(Ctx *c, const Request *q, Reply *r)
{
    Loaded l;
    TRY(draft_load(c, q, 1, &l));
    if (l.draft.sent_path.n) return reply_redirect(c, r, "%.*s", STR_ARGS(l.draft.sent_path));
    TRY(draft_drop(c, l.draft.id));
    return reply_redirect(c, r, "%.*s", STR_ARGS(l.asks.back.n ? l.asks.back : S("/")));
}

Fail draft_link_post(Ctx *c, const Request *q, Reply *r)
{
    Loaded l;
    Str site = request_site(q), key = input_text(q, "ban-nhap"), mail = input_text(q, "thu");
    TRY(draft_load(c, q, 1, &l));
    const char *problem = mail_address_problem(MAIL_LETTER, mail);
    if (problem) return input_rule(q, "thu", fail(c, FAIL_INPUT, "%s", problem));
    if (!token_is_one(key)) return fail(c, FAIL_INPUT, "Bản nháp này mở được từ tài khoản của bạn ở máy khác.");
    TRY(draft_count_letter(c, &l.draft));
    Str title = l.asks.asked.design ? l.asks.asked.design->title : S("biểu mẫu");
    Mail m = {.channel = MAIL_LETTER,
              .address = mail,
              .subject = str_format(&c->mem, "Điền tiếp: %.*s", STR_ARGS(str_head(title, 150))),
              .body = str_format(&c->mem,
                                 "Kính gửi ông/bà,\n\nĐây là liên kết để điền tiếp “%.*s” đang dở ở Ngày Số:\n\n"
                                 "%.*s/ban-nhap/%.*s\n\nAi có liên kết này đều mở được bản nháp. Bản nháp được giữ %d "
                                 "ngày kể từ lần sửa cuối.\n\nNếu ông/bà không đề nghị thư này thì không cần làm gì.\n",
                                 STR_ARGS(title), STR_ARGS(site), STR_ARGS(key), DRAFT_DAYS),
              .is_secret = true};
    TRY(mail_queue(c, &m));
    return reply_redirect(c, r, "/ban-nhap/%.*s?da-gui-thu=1", STR_ARGS(key));
}

/* -- whose they are -------------------------------------------------------------------------------------------- */

/* What has no kind or form any more is left out: it goes with time. */
Fail drafts_get(Ctx *c, const Request *q, Reply *r)
{
    DraftList drafts;
    DraftLines lines = {0};
    TRY(drafts_of(c, c->actor->person, &drafts));
    for (size_t i = 0; i < drafts.n; i++) {
        const FormKind *kind = form_kind(q, drafts.at[i].kind);
        DraftAsks asks = {0};
        if (!kind || kind->asks(c, &drafts.at[i], &asks)) {
            c->why[0] = 0;
            continue;
        }
        Str at = time_vietnamese(&c->mem, drafts.at[i].changed_at);
        *list_add(&c->mem, &lines) = (DraftLine){drafts.at[i].id, asks.asked.design->title,
                                                 str_format(&c->mem, "sửa lần cuối %.*s", STR_ARGS(at))};
    }
    drafts_page(reply_page(c, q, r, S("Bản nháp của tôi")), &lines);
    return OK;
}

Fail drafts_panel(Ctx *c, const PanelSubject *s, Out *o)
{
    (void)c, (void)s;
    drafts_link(o);
    return OK;
}

Fail drafts_home_panel(Ctx *c, const PanelSubject *s, Out *o)
{
    DraftList drafts = {0};
    (void)s;
    if (actor_is_known(c->actor)) TRY(drafts_of(c, c->actor->person, &drafts));
    if (drafts.n) drafts_home(o, drafts.n);
    return OK;
}
