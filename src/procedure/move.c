// SPDX-License-Identifier: Apache-2.0
/* move.c -- the one way in which a dossier begins and goes on: looked at whole, then changed whole. */
#include "mail/mail.h"
#include "procedure/act.h"
#include "secret/secret.h"
#include "viet/text.h"
#include <jansson.h>

enum { SUBJECT_MAX = 300, NAME_MAX_BYTES = 300 };

/* -- what every change looks at --------------------------------------------------------------------------------------
 */

static Fail guard_holds(Ctx *c, const Dossier *d, const ProcedureMove *m)
{
    Scope s = dossier_scope(c, d, c->today);
    if (!m->guard || expression_holds(m->guard, &s)) return OK;
    return fail(c, FAIL_INPUT, "%.*s", STR_ARGS(m->guard_says.text));
}

/* What lists and letters call it, taken from the answers. */
Fail dossier_call(Ctx *c, Dossier *d)
{
    const ProcedureApply *a = &d->version.procedure->apply;
    Str words;
    TRY(dossier_words(c, d, a->subject, &words));
    d->row.subject = str_head(str_trim(words), SUBJECT_MAX);
    if (a->name) TRY(fill_words(c, a->name, answers_of(&d->answers, a->name->name), &words));
    else words = (Str){0};
    if (!words.n && actor_is_known(c->actor)) words = c->actor->org_name.n ? c->actor->org_name : c->actor->name;
    d->row.name = str_head(words, NAME_MAX_BYTES);
    d->row.phone = a->phone ? answer_text(&c->mem, answers_of(&d->answers, a->phone->name)) : (Str){0};
    d->row.mail = a->mail ? answer_text(&c->mem, answers_of(&d->answers, a->mail->name)) : (Str){0};
    return OK;
}

static void set_state(Ctx *c, Dossier *d, const ProcedureState *to)
{
    d->row.before = d->row.state;
    d->row.state = to->name;
    d->state = to;
    d->row.ended_day = to->kind == STATE_ENDED ? c->today : NO_DAY;
    d->row.moved_at = c->now, d->row.moved_day = c->today;
}

/* -- waiting for room ------------------------------------------------------------------------------------------------
 */

enum { PROMOTED_MAX = 500 };

static Fail move_one(Ctx *c, Id id, const MoveOrder *o, Dossier *was, Dossier *after);

/* It waits, has room now, and the clock may bring it in; a guard that refuses it keeps nobody behind it out. */
static Fail bring_in(Ctx *c, Id id, Str quota, bool *is_full)
{
    Dossier d, was;
    bool may = false;
    int64_t left, needs;
    TRY(dossier_by_id(c, id, &d));
    const ProcedureQuota *q = procedure_quota(d.version.procedure, quota);
    if (!q || q->waiting != d.state) return OK;
    TRY(quota_room(c, &d, q, &left, &needs));
    *is_full = needs > left;
    if (*is_full) return OK;
    TRY(move_allows(c, &d, q->promote, AS_CLOCK, &may));
    if (!may) return OK;
    /* Guard and room are looked at before anything is written. */
    Fail moved = move_one(c, id, &(MoveOrder){.move = q->promote->name, .as = AS_CLOCK}, &was, &d);
    if (moved == FAIL_INPUT || moved == FAIL_CONFLICT) c->why[0] = 0, moved = OK;
    return moved;
}

Fail quota_promote(Ctx *c, Str procedure, Str quota, Str item)
{
    Rows r;
    IdList ids = {0};
    bool is_full = false;
    TRY(store_query(c, &r,
                    "SELECT dossier_id FROM dossier_key WHERE office_id = $1 AND key = $2 ORDER BY dossier_id LIMIT $3",
                    OFFICE, key_of_waiting(c, procedure, quota, item), (int)PROMOTED_MAX));
    while (rows_next(&r)) *list_add(&c->mem, &ids) = row_integer(&r, 0);
    TRY(rows_end(&r));
    for (size_t i = 0; i < ids.n && !is_full; i++) TRY(bring_in(c, ids.at[i], quota, &is_full));
    return OK;
}

/* Room came free where `before` stood, or it waited in front of others: the first that wait come in, in their order,
 * as long as each has room. */
static Fail promote(Ctx *c, const Dossier *before, const Dossier *after)
{
    const Procedure *p = before->version.procedure;
    for (size_t i = 0; i < p->quotas; i++) {
        const ProcedureQuota *q = &p->quota[i];
        int64_t had, has;
        Str item = quota_item(c, before, q);
        bool waits = q->waiting == before->state, holds = quota_held(c, before, q->name, item, &had);
        if (!waits && !holds) continue;
        if (holds && quota_held(c, after, q->name, item, &has) && has >= had) continue;
        TRY(quota_promote(c, before->row.procedure, q->name, item));
    }
    return OK;
}

/* -- submitting ------------------------------------------------------------------------------------------------------
 */

static Fail take_number(Ctx *c, const Procedure *p, Str *number)
{
    Rows r;
    int year, month, day;
    int64_t n = 0;
    day_split(c->today, &year, &month, &day);
    TRY(store_run(c,
                  "INSERT INTO dossier_year (office_id, procedure, year, last) VALUES ($1, $2, $3, 1) "
                  "ON CONFLICT (office_id, procedure, year) DO UPDATE SET last = dossier_year.last + 1",
                  OFFICE, p->form.code, year));
    TRY(store_one(c, &r, "SELECT last FROM dossier_year WHERE office_id = $1 AND procedure = $2 AND year = $3", OFFICE,
                  p->form.code, year));
    n = row_integer(&r, 0);
    TRY(rows_end(&r));
    Out o = {.mem = &c->mem};
    for (Str rest = p->apply.number; rest.n;) {
        size_t so = str_find(rest, S("{so}")), nam = str_find(rest, S("{nam}"));
        size_t at = so < nam ? so : nam;
        out_raw(&o, str_slice(rest, 0, at));
        if (at == rest.n) break;
        out_format(&o, so < nam ? "%02lld" : "%lld", so < nam ? (long long)n : (long long)year);
        rest = str_from(rest, at + (so < nam ? 4 : 5));
    }
    *number = str_copy(&c->mem, out_str(&o));
    return OK;
}

static Fail already_there(Ctx *c, Id draft, Id *id)
{
    Rows r;
    *id = 0;
    if (!draft) return OK;
    TRY(store_query(c, &r, "SELECT id FROM dossier WHERE office_id = $1 AND draft_id = $2", OFFICE, draft));
    if (rows_next(&r)) *id = row_integer(&r, 0);
    return rows_end(&r);
}

static Fail begin_row(Ctx *c, const Version *v, const NewDossier *n, Dossier *d)
{
    const Procedure *p = v->procedure;
    bool known = actor_is_known(c->actor) && !n->is_entered, by_agency = p->apply.by & BY_AGENCY;
    *d = (Dossier){.version = *v, .state = p->move[0].to, .answers = *n->answers};
    d->row = (DossierRow){.id = n->id ? n->id : id_new(c->now),
                          .procedure = p->form.code,
                          .version = v->row.id,
                          .state = d->state->name,
                          .person = known ? c->actor->person : 0,
                          .org = known && by_agency ? c->actor->org : (Str){0},
                          .draft = n->draft,
                          .answers = answers_json(&c->mem, n->answers),
                          .edition = 1,
                          .created_at = c->now,
                          .moved_at = c->now,
                          .moved_day = c->today,
                          .due = NO_DAY,
                          .published_until = NO_DAY,
                          .ended_day = NO_DAY};
    return dossier_open_more(c, d);
}

Fail dossier_submit(Ctx *c, const Version *v, const NewDossier *n, Id *id, Str *code)
{
    const Procedure *p = v->procedure;
    const ProcedureMove *m = &p->move[0];
    Dossier d;
    *code = (Str){0};
    TRY(already_there(c, n->draft, id));
    if (*id) return OK;
    if (!v->row.is_open) return fail(c, FAIL_CONFLICT, "Thủ tục này đang tạm dừng nhận hồ sơ.");
    bool is_invited = false;
    if (n->invite) TRY(invite_is_open(c, n->invite, &is_invited));
    if (!n->is_entered) TRY(apply_allows(c, p, is_invited));
    TRY(begin_row(c, v, n, &d));
    TRY(guard_holds(c, &d, m));
    const ProcedureState *to = d.state;
    TRY(quotas_allow(c, &d, &(QuotaAsk){.begins = true}, &to));
    if (to != d.state) set_state(c, &d, to);
    if (to->kind == STATE_ENDED) d.row.ended_day = c->today;
    TRY(take_number(c, p, &d.row.number));
    TRY(dossier_open_more(c, &d));
    TRY(dossier_call(c, &d));
    *code = recovery_code_new(&c->mem), *id = d.row.id;
    TRY(clocks_move(c, &d, m, NULL));
    TRY(dossier_insert(c, &d, dossier_code_digest(c, *code)));
    Str site;
    TRY(mail_site(c, &site));
    d.path = str_format(&c->mem, "%.*s/tra-cuu?ma=%.*s", STR_ARGS(site), STR_ARGS(*code));
    TRY(dossier_settle(c, NULL, &d));
    TRY(dossier_note(
        c, &d, (NewEntry){.kind = "move", .move = str_c(&c->mem, m->name), .to = d.row.state, .is_applicant = true}));
    TRY(journal_write(
        c, (JournalEntry){
               .act = "Nộp hồ sơ", .object = "dossier", .id = d.row.id, .within = v->row.id, .title = d.row.number}));
    if (n->invite)
        TRY(store_run(c, "UPDATE dossier_invite SET dossier_id = $3 WHERE office_id = $1 AND id = $2", OFFICE,
                      n->invite, d.row.id));
    return effects_run(c, &d, &m->effects);
}

/* -- moving ----------------------------------------------------------------------------------------------------------
 */

static Fail late(Ctx *c, const Dossier *d)
{
    return fail(c, FAIL_CONFLICT, "Hồ sơ %.*s vừa được chuyển sang “%.*s” lúc %.*s. Hãy xem lại rồi quyết định.",
                STR_ARGS(d->row.number), STR_ARGS(d->state->label.text),
                STR_ARGS(time_vietnamese(&c->mem, d->row.moved_at)));
}

static Fail allowed_move(Ctx *c, const Dossier *d, const MoveOrder *o, const ProcedureMove **move)
{
    const Procedure *p = d->version.procedure;
    const ProcedureMove *m = procedure_move(p, o->move);
    bool may;
    if (o->seen && o->seen != d->row.edition) return late(c, d);
    if (!m || !m->from) return fail(c, FAIL_MISSING, "Thủ tục của hồ sơ này không có bước đó. Hãy tải lại trang.");
    if (d->row.erased_at)
        return fail(c, FAIL_CONFLICT, "Hồ sơ %.*s đã hết thời hạn lưu, nội dung đã xóa.", STR_ARGS(d->row.number));
    if (!(m->from & state_bit(p, d->state)))
        return fail(c, FAIL_CONFLICT, "Hồ sơ %.*s đang ở trạng thái “%.*s” nên không “%.*s” được.",
                    STR_ARGS(d->row.number), STR_ARGS(d->state->label.text), STR_ARGS(m->label.text));
    TRY(move_allows(c, d, m, o->as, &may));
    if (!may)
        return fail(c, FAIL_DENIED, "Trong nhiệm vụ hiện nay bạn không được “%.*s” hồ sơ %.*s.",
                    STR_ARGS(m->label.text), STR_ARGS(d->row.number));
    *move = m;
    return OK;
}

bool move_edits(const Dossier *d, const ProcedureMove *m, const DesignField *f)
{
    Str rest = d->row.supplement, name;
    if (m->edits == EDITS_ALL || f->computed) return m->edits != EDITS_NOTHING;
    for (size_t i = 0; m->edits == EDITS_LISTED && i < m->n_edited; i++)
        if (m->edited[i] == f) return true;
    while (m->edits == EDITS_ASKED && str_cut(&rest, ' ', &name))
        if (str_equal(name, f->name)) return true;
    return false;
}

/* New answers over those of earlier moves, by name. */
static Fail merge_asked(Ctx *c, Dossier *d, const Answers *asked, Str *json)
{
    *json = answers_json(&c->mem, asked);
    json_t *all = json_loadb(d->row.asked.p, d->row.asked.n, 0, NULL), *these = json_loadb(json->p, json->n, 0, NULL);
    if (!all) all = json_object();
    for (size_t i = 0; i < asked->design->n; i++) json_object_del(all, str_c(&c->mem, asked->design->field[i].name));
    json_object_update(all, these);
    char *text = json_dumps(all, JSON_COMPACT);
    json_decref(all), json_decref(these);
    if (!text) return fail(c, FAIL_ROOM, "Nội dung quá dài.");
    d->row.asked = str_copy(&c->mem, str_of(text));
    free(text);
    return OK;
}

/* Cells that may be put back, without touching those that were given. */
static Answers answers_copy(Ctx *c, const Answers *a)
{
    Answers copy = answers_empty(&c->mem, a->design);
    for (size_t i = 0; i < a->design->n; i++) copy.at[i] = a->at[i], copy.rows[i] = a->rows[i];
    return copy;
}

static Fail apply_edits(Ctx *c, const Dossier *was, Dossier *d, const ProcedureMove *m, const MoveOrder *o)
{
    if (!o->edited) return OK;
    if (m->edits == EDITS_NOTHING) return fail(c, FAIL_DENIED, "Bước này không sửa nội dung hồ sơ.");
    const Design *design = &was->version.procedure->form;
    for (size_t i = 0; i < design->n; i++) {
        const DesignField *f = &design->field[i];
        if (f->rows != NO_ROWS || move_edits(was, m, f)) continue;
        /* What may not be changed stays, whatever was sent. */
        d->answers.at[i] = was->answers.at[i], d->answers.rows[i] = was->answers.rows[i];
    }
    answers_compute(&c->mem, &d->answers, c->today);
    d->row.answers = answers_json(&c->mem, &d->answers);
    return OK;
}

static Fail ask_to_supplement(Ctx *c, Dossier *d, const MoveOrder *o)
{
    Out names = {.mem = &c->mem};
    for (size_t i = 0; o->fields && i < o->fields->n; i++) {
        const DesignField *f = design_field(&d->version.procedure->form, o->fields->at[i]);
        if (f && field_is_answered(f) && f->rows == NO_ROWS)
            out_format(&names, "%s%.*s", names.n ? " " : "", STR_ARGS(f->name));
    }
    if (!names.n) return fail(c, FAIL_INPUT, "Hãy đánh dấu những mục mà người nộp phải bổ sung.");
    if (!str_trim(o->text).n) return fail(c, FAIL_INPUT, "Hãy ghi cần bổ sung điều gì.");
    d->row.supplement = str_copy(&c->mem, out_str(&names));
    return OK;
}

static const ProcedureState *where_to(const Dossier *d, const ProcedureMove *m)
{
    const ProcedureState *before = procedure_state(d->version.procedure, d->row.before);
    if (m->to) return m->to;
    return before ? before : d->version.procedure->move[0].to;
}

static Fail keep_move(Ctx *c, const Dossier *was, Dossier *d, const ProcedureMove *m, const MoveOrder *o, Str asked)
{
    TRY(clocks_move(c, d, m, was->state));
    TRY(dossier_save(c, d));
    TRY(dossier_settle(c, was, d));
    TRY(dossier_note(
        c, d,
        (NewEntry){.kind = "move",
                   .move = str_c(&c->mem, m->name),
                   .from = was->row.state,
                   .to = d->row.state,
                   .text = o->text,
                   .data = asked,
                   .is_applicant = o->as == AS_APPLICANT || (o->as == AS_SIGNED_IN && dossier_is_mine(c, was))}));
    if (o->edited) TRY(dossier_note(c, d, (NewEntry){.kind = "edit", .data = was->row.answers, .is_applicant = true}));
    TRY(journal_write(c, (JournalEntry){.act = str_c(&c->mem, m->label.text),
                                        .object = "dossier",
                                        .id = d->row.id,
                                        .within = d->row.version,
                                        .title = d->row.number,
                                        .before = was->state->label.text,
                                        .after = d->state->label.text}));
    return effects_run(c, d, &m->effects);
}

static Fail move_one(Ctx *c, Id id, const MoveOrder *o, Dossier *was, Dossier *d)
{
    const ProcedureMove *m = NULL;
    Str asked = {0};
    TRY(dossier_by_id(c, id, was));
    TRY(allowed_move(c, was, o, &m));
    *d = *was;
    if (o->edited) d->answers = answers_copy(c, o->edited);
    TRY(apply_edits(c, was, d, m, o));
    if (o->asked) TRY(merge_asked(c, d, o->asked, &asked));
    if (m->is_supplement) TRY(ask_to_supplement(c, d, o));
    else if (was->state->waits_applicant) d->row.supplement = S("");
    if (o->text.n || asked.n) d->row.reason = o->text;
    TRY(dossier_open_more(c, d));
    TRY(guard_holds(c, d, m));
    const ProcedureState *to = where_to(was, m);
    TRY(quotas_allow(c, d, &(QuotaAsk){.was = was}, &to));
    set_state(c, d, to);
    d->row.edition++;
    TRY(dossier_open_more(c, d));
    if (o->edited) TRY(dossier_call(c, d));
    return keep_move(c, was, d, m, o, asked);
}

Fail dossier_move(Ctx *c, Id id, const MoveOrder *o, Dossier *after)
{
    Dossier was;
    TRY(move_one(c, id, o, &was, after));
    return promote(c, &was, after);
}
