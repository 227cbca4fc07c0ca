// SPDX-License-Identifier: Apache-2.0
/* draft_press.c -- a press saves what was typed, whatever is wrong with it, and leads on to a page that tells what is.
 * So nothing depends on the browser: it may be closed at any moment, and opened elsewhere. */
#include "form/draft_view.h"
#include "form/web.h"

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

static Fail conflict(Ctx *c, const Draft *now)
{
    return fail(
        c, FAIL_CONFLICT,
        "Bản nháp này vừa được lưu ở nơi khác, %.*s. Chỗ nào khác nhau có cả hai bản bên dưới: sửa cho đúng rồi "
        "lưu.",
        STR_ARGS(time_vietnamese(&c->mem, now->changed_at)));
}

/* "+N" becomes the key of what the draft holds. */
static void name_held(Arena *mem, const Press *p, Typed *t)
{
    for (FileCell at = {0}; file_cell_next(&t->raw, &at);) {
        Str rest = typed_text(t, at.field, at.row), key;
        Out keys = {.mem = mem};
        while (file_key_next(&rest, &key)) {
            int64_t n;
            bool is_new = key.p[0] == '+' && str_integer(str_from(key, 1), &n) && n >= 0 && (size_t)n < p->files.n;
            if (keys.n) out_char(&keys, ' ');
            if (is_new) out_format(&keys, "h%lld", (long long)p->held[n]);
            else out_raw(&keys, key);
        }
        typed_set(t, at.field, at.row, out_str(&keys));
    }
}

static Str all_keys(Arena *mem, const Typed *t)
{
    Out o = {.mem = mem};
    out_char(&o, ' ');
    for (FileCell at = {0}; file_cell_next(&t->raw, &at);)
        out_format(&o, "%.*s ", STR_ARGS(typed_text(t, at.field, at.row)));
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
    if (now.edition != p->l.draft.edition) return conflict(c, &now);
    for (size_t i = 0; i < p->files.n; i++) TRY(upload_hold(c, &p->files.at[i].kept, now.id, &p->held[i]));
    name_held(&c->mem, p, &t);
    typed_press(&c->mem, &t, p->button, c->today);
    TRY(let_go(c, p, &t));
    TRY(draft_save(c, &now, p->l.asks.version, typed_json(&c->mem, &t, &p->l.lost)));
    p->edition = now.edition;
    return OK;
}

/* What is sent is saved in the same write; where the rule refuses it, and nothing of that write stays, in one of its
 * own when the form is drawn again: whatever the rule says, nothing is lost. */
static Fail keep_refused(Ctx *c, const Loaded *l, Draft *now)
{
    Press *p = (Press *)(uintptr_t)l;
    if (now->edition != l->draft.edition) return OK;
    Fail kept = store_write_from(c, save, p);
    if (kept == FAIL_CONFLICT) c->why[0] = 0; /* somebody saved meanwhile: both are shown */
    else TRY(kept);
    if (!kept) now->edition = p->edition;
    return OK;
}

Fail draft_prepare(Ctx *c, const Request *q, Reply *r)
{
    Press *p = NEW(&c->mem, Press, 1);
    Answers a;
    reply_prepared(r, p);
    TRY(draft_load_asked(c, q, &p->l));
    p->button = input_text(q, "nut-bam");
    if (p->l.draft.sent_path.n) return OK;
    p->typed = typed_sent(c, q, &p->l.here, &p->l.typed);
    TRY(files_take(c, q, &p->l.here, p->l.draft.id, &p->l.typed, &p->typed, &p->files, &p->refused));
    p->held = NEW(&c->mem, Id, p->files.n + 1);
    if (is_button(p, "gui")) typed_drop_empty_rows(&p->typed);
    if (input_integer(q, "lan-luu") != p->l.draft.edition && draft_differs(&p->l, &p->typed, true))
        return conflict(c, &p->l.draft);
    if (!is_button(p, "gui") && !is_button(p, "tiep")) return OK;
    if (is_button(p, "gui")) p->l.keep = keep_refused;
    p->problems = p->refused;
    TRY(filling_check(c, &p->l.asks.asked, &p->typed, false, &a, &p->problems));
    parts_judge(&c->mem, &p->l.parts, &p->l.asks.asked, &p->typed, &a, &p->problems, c->today);
    return OK;
}

/* -- sent ------------------------------------------------------------------------------------------------------ */

/* Held files wait for their rows: "+N" of f->files. */
static Fail take_held(Ctx *c, const Press *p, Filled *f)
{
    for (FileCell at = {0}; file_cell_next(&f->answers, &at);) {
        Answer *a = answers_cell(&f->answers, at.field, at.row);
        Str rest = a->kind == IS_TEXT ? a->text : (Str){0}, keys = {0}, key;
        while (file_key_next(&rest, &key)) {
            UploadHeld held;
            int64_t id;
            bool is_held = key.p[0] == 'h' && str_integer(str_from(key, 1), &id);
            if (is_held) TRY(upload_held_by(c, p->l.draft.id, id, &held));
            if (is_held) files_append(c, at.field, at.row, &held.kept, &f->files, &keys);
            else file_key_add(c, &keys, key);
        }
        *a = answer_of_text(keys);
    }
    return OK;
}

static Fail lead(Ctx *c, const Request *q, Reply *r, const Press *p, int part, const char *more)
{
    if (reply_is_json(r)) return reply_json(c, r, json_pack("{s:i,s:i}", "edition", p->edition, "part", part));
    Str path = draft_path(c, q);
    Str spoken = p->l.language.n ? str_format(&c->mem, "&ngon-ngu=%.*s", STR_ARGS(p->l.language)) : (Str){0};
    return reply_redirect(c, r, "%.*s?phan-so=%d%.*s%s", STR_ARGS(path), part, STR_ARGS(spoken), more);
}

/* Whatever language it was read in: answers and files of the design as it is kept. */
static void as_kept(Filled *f, const Design *kept)
{
    for (size_t i = 0; i < f->files.n; i++)
        f->files.at[i].field = &kept->field[design_place(f->answers.design, f->files.at[i].field)];
    f->answers.design = kept;
}

static Fail send_it(Ctx *c, const Request *q, Reply *r, const Press *p)
{
    Draft now;
    Filled f = {0};
    AnswerProblems none = {0};
    Str path;
    TRY(draft_by_id(c, p->l.draft.id, &now));
    if (now.sent_path.n) return draft_leads_on(c, r, &now);
    if (now.edition != p->edition) return conflict(c, &now);
    Typed typed = typed_copy(&c->mem, &p->typed);
    name_held(&c->mem, p, &typed);
    f.answers = typed_read(&c->mem, &typed, &p->l.asks.asked, c->today, &none);
    TRY(take_held(c, p, &f));
    answers_drop_hidden(&c->mem, &f.answers, c->today);
    as_kept(&f, p->l.design);
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
    DraftView v = {.l = &l, .typed = typed_copy(&c->mem, &p->typed), .tells = true, .extra = p->refused};
    name_held(&c->mem, p, &v.typed);
    typed_press(&c->mem, &v.typed, p->button, c->today);
    l.draft.edition = p->edition;
    reply_status(r, FAIL_INPUT);
    return draft_draw(c, q, r, &v);
}

static Fail lead_on(Ctx *c, const Request *q, Reply *r, const Press *p)
{
    Str rest = p->button, what, name = {0};
    int64_t part;
    str_cut(&rest, ':', &what);
    str_cut(&rest, ':', &name);
    if (str_equal(what, S("den")) && str_integer(name, &part) && part > 0 && part <= (int64_t)p->l.parts.n + 1)
        return lead(c, q, r, p, (int)part, "");
    if (str_equal(what, S("ngon-ngu"))) {
        Press spoken = *p;
        spoken.l.language = design_speaks(p->l.design, name) ? name : (Str){0};
        return lead(c, q, r, &spoken, p->l.part, "");
    }
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
    if (!p->l.draft.sent_path.n) TRY(save(c, p));
    if (p->l.draft.sent_path.n || p->was_sent) {
        Draft now;
        TRY(draft_by_id(c, p->l.draft.id, &now));
        return draft_leads_on(c, r, &now);
    }
    if (p->refused.n && !reply_is_json(r)) return draw_refused(c, q, r, p);
    if (!sends) return lead_on(c, q, r, p);
    if (p->problems.n) return lead(c, q, r, p, first_wrong(p), "&soat=1");
    return p->l.asks.closed.n ? lead(c, q, r, p, p->l.part, "") : send_it(c, q, r, p);
}
