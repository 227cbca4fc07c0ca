// SPDX-License-Identifier: Apache-2.0
/* care.c -- messages, another version, the end of the time for which contents are kept. */
#include "form/draft.h"
#include "procedure/act.h"

Fail dossier_write_message(Ctx *c, Id id, ActAs as, Str text)
{
    Dossier d;
    ShownTo who;
    bool may;
    TRY(dossier_by_id(c, id, &d));
    TRY(dossier_shown_to(c, &d, as, &who, &may));
    if (!may || !dossier_part_is_read(PART_WORDS, who))
        return fail(c, FAIL_DENIED, "Chỉ người nộp và cơ quan giải quyết trao đổi được về hồ sơ này.");
    if (!str_trim(text).n) return fail(c, FAIL_INPUT, "Hãy viết vài dòng rồi gửi.");
    if (d.row.erased_at) return fail(c, FAIL_CONFLICT, "Hồ sơ %.*s đã hết thời hạn lưu.", STR_ARGS(d.row.number));
    bool from_applicant = who == SHOWN_TO_GIVER;
    TRY(dossier_note(c, &d,
                     (NewEntry){.kind = from_applicant ? "message" : "answer", .text = text, .is_applicant = true}));
    TRY(journal_write(c, (JournalEntry){.act = "Trao đổi về hồ sơ",
                                        .object = "dossier",
                                        .id = id,
                                        .within = d.row.version,
                                        .title = d.row.number}));
    const Effect letter = {
        .kind = EFFECT_MAIL,
        .what = from_applicant ? S("deciders") : S("applicant"),
        .subject = {S("Trao đổi về hồ sơ ${_so}")},
        .text = {str_format(&c->mem, "%.*s\n\n${_thu_tuc}, hồ sơ ${_so}: ${_duong_dan}", STR_ARGS(text))}};
    return effects_run(c, &d, &(EffectList){&letter, 1});
}

/* As it would stand in another version: its answers read by the new form, room asked for by the new quotas. */
static Fail stand_in(Ctx *c, const Dossier *was, const Version *to, const ProcedureState *state, CountedList *tried,
                     Dossier *d)
{
    StrList lost = {0};
    *d = *was;
    d->version = *to, d->row.version = to->row.id;
    TRY(answers_from_json(c, &to->procedure->form, was->row.answers, &d->answers, &lost));
    answers_compute(&c->mem, &d->answers, c->today);
    d->row.answers = answers_json(&c->mem, &d->answers);
    TRY(dossier_open_more(c, d));
    TRY(quotas_allow(c, d, &(QuotaAsk){.was = was, .is_taken_over = true, .tried = tried}, &state));
    d->row.before = was->row.state, d->row.state = state->name, d->state = state;
    return OK;
}

Fail dossier_try_over(Ctx *c, const Dossier *was, const Version *to, const ProcedureState *state, CountedList *tried)
{
    Dossier d;
    return stand_in(c, was, to, state, tried, &d);
}

Fail dossier_take_over(Ctx *c, const Dossier *was, const Version *to, const ProcedureState *state)
{
    Dossier d;
    TRY(stand_in(c, was, to, state, NULL, &d));
    d.row.moved_at = c->now, d.row.moved_day = c->today;
    d.row.ended_day = d.state->kind == STATE_ENDED ? c->today : NO_DAY;
    d.row.edition++;
    TRY(dossier_open_more(c, &d));
    TRY(dossier_save(c, &d));
    TRY(dossier_settle(c, was, &d));
    TRY(dossier_note(c, &d,
                     (NewEntry){.kind = "version",
                                .from = was->row.state,
                                .to = d.row.state,
                                .is_applicant = true,
                                .text = str_format(&c->mem, "Theo phiên bản %d của thủ tục", to->row.version)}));
    return journal_write(c, (JournalEntry){.act = "Chuyển hồ sơ sang phiên bản mới của thủ tục",
                                           .object = "dossier",
                                           .id = d.row.id,
                                           .within = to->row.id,
                                           .title = d.row.number});
}

/* -- what speaks of people goes --------------------------------------------------------------------------------------
 */

static void empty_personal(Dossier *d)
{
    const Design *form = &d->version.procedure->form;
    for (size_t i = 0; i < form->n; i++) {
        const DesignField *f = &form->field[i];
        if (f->rows == NO_ROWS) {
            if (f->purpose.n || d->version.procedure->removes_all)
                d->answers.at[i] = (Answer){0}, d->answers.rows[i].n = 0;
            continue;
        }
        for (size_t row = 0; f->purpose.n && row < d->answers.rows[f->rows].n; row++)
            *answers_cell(&d->answers, f, row) = (Answer){0};
    }
}

Fail dossier_erase(Ctx *c, Id id)
{
    Dossier was, d;
    CountedList counted;
    TRY(dossier_by_id(c, id, &was));
    if (was.row.erased_at) return OK;
    TRY(dossier_counted(c, &was, &counted));
    d = was;
    d.answers = answers_empty(&c->mem, was.answers.design);
    for (size_t i = 0; i < was.answers.design->n; i++)
        d.answers.at[i] = was.answers.at[i], d.answers.rows[i] = was.answers.rows[i];
    empty_personal(&d);
    d.row.counted = counted_json(c, &counted);
    d.row.erased_at = c->now;
    d.row.answers = answers_json(&c->mem, &d.answers);
    d.row.asked = S("{}"), d.row.name = d.row.phone = d.row.mail = d.row.reason = S("");
    d.row.subject = was.version.procedure->removes_all ? S("") : d.row.subject;
    d.row.published_until = NO_DAY;
    d.row.edition++;
    TRY(dossier_save(c, &d));
    TRY(store_run(c, "UPDATE dossier SET code_digest = '', person_id = 0 WHERE office_id = $1 AND id = $2", OFFICE,
                  id));
    TRY(store_run(c, "UPDATE dossier_entry SET text = '', data = '' WHERE office_id = $1 AND dossier_id = $2", OFFICE,
                  id));
    d.row.person = 0;
    TRY(dossier_settle(c, &was, &d));
    TRY(dossier_note(c, &d, (NewEntry){.kind = "erase"}));
    return journal_write(c, (JournalEntry){.act = "Xóa nội dung hồ sơ hết thời hạn lưu",
                                           .object = "dossier",
                                           .id = id,
                                           .within = d.row.version,
                                           .title = d.row.number});
}

/* Those of one version that ended so long ago. */
static Fail erase_of(Ctx *c, const Version *v, int most, int *erased)
{
    Rows r;
    IdList ids = {0};
    TRY(store_query(
        c, &r,
        "SELECT id FROM dossier WHERE office_id = $1 AND procedure = $2 AND version_id = $3 AND erased_at = 0 "
        "AND ended_day > '' AND ended_day <= $4 "
        "ORDER BY ended_day, id LIMIT $5",
        OFFICE, v->row.code, v->row.id, day_iso(&c->mem, c->today - v->procedure->keep_days), most));
    while (rows_next(&r)) *list_add(&c->mem, &ids) = row_integer(&r, 0);
    TRY(rows_end(&r));
    for (size_t i = 0; i < ids.n; i++) TRY(dossier_erase(c, ids.at[i]));
    *erased += (int)ids.n;
    return OK;
}

Fail dossiers_erase_old(Ctx *c, int most, int *erased)
{
    Rows r;
    IdList ids = {0};
    *erased = 0;
    TRY(store_query(c, &r, "SELECT id FROM procedure_version WHERE office_id = $1 ORDER BY id", OFFICE));
    while (rows_next(&r)) *list_add(&c->mem, &ids) = row_integer(&r, 0);
    TRY(rows_end(&r));
    for (size_t i = 0; i < ids.n && *erased < most; i++) {
        Version v;
        TRY(version_by_id(c, ids.at[i], &v));
        if (v.procedure->keep_days) TRY(erase_of(c, &v, most - *erased, erased));
    }
    return OK;
}
