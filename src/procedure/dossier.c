// SPDX-License-Identifier: Apache-2.0
/* dossier.c -- dossiers in the store, and what expressions and texts know of one. */
#include "mail/mail.h"
#include "people/sql.h"
#include "procedure/act.h"
#include "secret/secret.h"
#include "viet/text.h"
#include <jansson.h>

static Day day_or_none(Str s) { return s.n ? day_parse_iso(s) : NO_DAY; }
static Str day_or_empty(Ctx *c, Day d) { return d == NO_DAY ? S("") : day_iso(&c->mem, d); }

DossierRow dossier_row(Rows *r)
{
    return (DossierRow){.id = row_integer(r, 0),
                        .procedure = row_text(r, 1),
                        .version = row_integer(r, 2),
                        .number = row_text(r, 3),
                        .state = row_text(r, 4),
                        .before = row_text(r, 5),
                        .subject = row_text(r, 6),
                        .name = row_text(r, 7),
                        .phone = row_text(r, 8),
                        .mail = row_text(r, 9),
                        .person = row_integer(r, 10),
                        .org = row_text(r, 11),
                        .draft = row_integer(r, 12),
                        .answers = row_text(r, 13),
                        .asked = row_text(r, 14),
                        .supplement = row_text(r, 15),
                        .reason = row_text(r, 16),
                        .marks = row_text(r, 17),
                        .due = day_or_none(row_text(r, 18)),
                        .published_until = day_or_none(row_text(r, 19)),
                        .edition = (int)row_integer(r, 20),
                        .created_at = row_integer(r, 21),
                        .moved_at = row_integer(r, 22),
                        .moved_day = day_or_none(row_text(r, 23)),
                        .ended_day = day_or_none(row_text(r, 24)),
                        .counted = row_text(r, 25),
                        .erased_at = row_integer(r, 26),
                        .code_digest = row_text(r, 27)};
}

Fail dossier_rows(Ctx *c, Rows *r, DossierRows *rows)
{
    *rows = (DossierRows){0};
    while (rows_next(r)) *list_add(&c->mem, rows) = dossier_row(r);
    return rows_end(r);
}

Fail dossier_by_id(Ctx *c, Id id, Dossier *d)
{
    Rows r;
    DossierRows rows;
    TRY(store_query(c, &r, "SELECT " DOSSIER_COLUMNS " FROM dossier d WHERE d.office_id = $1 AND d.id = $2", OFFICE,
                    id));
    TRY(dossier_rows(c, &r, &rows));
    if (!rows.n) return fail(c, FAIL_MISSING, "Không có hồ sơ này. Hãy mở lại từ danh sách.");
    return dossier_open(c, &rows.at[0], d);
}

Fail dossier_open(Ctx *c, const DossierRow *row, Dossier *d)
{
    VersionList none = {0};
    return dossier_open_in(c, row, &none, d);
}

Fail dossier_open_in(Ctx *c, const DossierRow *row, VersionList *known, Dossier *d)
{
    StrList lost = {0};
    *d = (Dossier){.row = *row};
    TRY(version_in(c, row->version, known, &d->version));
    d->state = procedure_state(d->version.procedure, row->state);
    if (!d->state)
        return fail(c, FAIL_CONFLICT, "Hồ sơ %.*s ở một trạng thái mà thủ tục không có.", STR_ARGS(row->number));
    TRY(answers_from_json(c, &d->version.procedure->form, row->answers, &d->answers, &lost));
    return dossier_open_more(c, d);
}

/* -- ${…} beside the form's fields -----------------------------------------------------------------------------------
 */

static Answer system_name(const Dossier *d, size_t i)
{
    switch (i) {
    case NAME_NUMBER: return answer_of_text(d->row.number);
    case NAME_STATE: return answer_of_text(d->state ? d->state->name : d->row.state);
    case NAME_SUBMITTED: return answer_of_day(d->row.created_at ? day_at(d->row.created_at) : NO_DAY);
    case NAME_DUE: return answer_of_day(d->row.due);
    case NAME_ORG: return answer_of_text(d->row.org);
    case NAME_REASON: return answer_of_text(d->row.reason);
    case NAME_TITLE: return answer_of_text(d->version.procedure->form.title);
    default: return (Answer){0};
    }
}

static Answer period_day(const Dossier *d, const DesignField *f, bool is_end)
{
    Answer a = answers_of(&d->answers, f->name);
    if (answer_is_empty(a) || a.kind != IS_TEXT) return (Answer){0};
    size_t at = str_index(a.text, '/');
    return answer_of_day(day_parse_iso(is_end ? str_from(a.text, at + 1) : str_slice(a.text, 0, at)));
}

Fail dossier_open_more(Ctx *c, Dossier *d)
{
    const Procedure *p = d->version.procedure;
    Answer *more = NEW(&c->mem, Answer, p->n_more);
    Str asked = d->row.asked.n ? d->row.asked : S("{}");
    for (size_t i = 0; i < p->n_more; i++) {
        if (i < DOSSIER_NAME_COUNT) more[i] = system_name(d, i);
        else if (p->more_fields[i] && str_starts(p->more[i], S("_tu_")))
            more[i] = period_day(d, p->more_fields[i], false);
        else if (p->more_fields[i] && str_starts(p->more[i], S("_den_")))
            more[i] = period_day(d, p->more_fields[i], true);
    }
    for (size_t m = 0; m < p->moves && asked.n > 2; m++) {
        Answers a;
        StrList lost = {0};
        if (!p->move[m].asked.n) continue;
        TRY(answers_from_json(c, &p->move[m].asked, asked, &a, &lost));
        for (size_t i = DOSSIER_NAME_COUNT; i < p->n_more; i++)
            if (p->more_fields[i] && str_equal(p->more[i], p->more_fields[i]->name) &&
                design_field(&p->move[m].asked, p->more[i]))
                more[i] = answers_of(&a, p->more[i]);
    }
    d->more = more;
    return OK;
}

Scope dossier_scope(Ctx *c, const Dossier *d, Day today)
{
    return (Scope){.mem = &c->mem, .answers = &d->answers, .more = d->more, .today = today};
}

static Fail path_words(Ctx *c, const Dossier *d, Str *words)
{
    Str site;
    *words = d->path;
    if (d->path.n) return OK;
    TRY(mail_site(c, &site));
    *words = str_format(&c->mem, "%.*s/tra-cuu", STR_ARGS(site));
    return OK;
}

/* What a name says to people. */
static Fail name_words(Ctx *c, const Dossier *d, Str name, Str *words)
{
    const Procedure *p = d->version.procedure;
    const DesignField *f = design_field(&p->form, name);
    *words = (Str){0};
    if (f) return fill_words(c, f, answers_of(&d->answers, name), words);
    for (size_t i = 0; i < p->n_more; i++) {
        if (!str_equal(p->more[i], name)) continue;
        Answer a = d->more[i];
        if (i == NAME_PATH) return path_words(c, d, words);
        if (i == NAME_STATE && d->state) *words = d->state->label.text;
        else if (a.kind == IS_DAY) *words = day_vietnamese(&c->mem, a.day);
        else if (p->more_fields[i] && str_equal(name, p->more_fields[i]->name))
            return fill_words(c, p->more_fields[i], a, words);
        else *words = answer_text(&c->mem, a);
        return OK;
    }
    return OK;
}

Fail dossier_words(Ctx *c, const Dossier *d, Wording w, Str *text)
{
    Out o = {.mem = &c->mem};
    Str rest = w.text;
    while (rest.n) {
        Str words;
        size_t at = str_find(rest, S("${"));
        out_raw(&o, str_slice(rest, 0, at));
        if (at >= rest.n) break;
        rest = str_from(rest, at + 2);
        size_t end = str_index(rest, '}');
        TRY(name_words(c, d, str_trim(str_slice(rest, 0, end)), &words));
        out_raw(&o, words);
        rest = str_from(rest, end + 1);
    }
    *text = str_copy(&c->mem, out_str(&o));
    return OK;
}

/* -- writing ---------------------------------------------------------------------------------------------------------
 */

Fail dossier_insert(Ctx *c, const Dossier *d, Str code_digest)
{
    const DossierRow *w = &d->row;
    return store_run(c,
                     "INSERT INTO dossier (office_id, id, procedure, version_id, number, state, before_state, kind, "
                     "subject, name, phone, "
                     "mail, person_id, org, draft_id, code_digest, answers, asked, supplement, reason, marks, due, "
                     "published_until, edition, "
                     "created_at, moved_at, moved_day, ended_day, counted, erased_at) VALUES ($1, $2, $3, $4, $5, $6, "
                     "'', $7, $8, $9, $10, "
                     "$11, $12, $13, $14, $15, $16, '{}', '', '', '', $20, '', 1, $17, $17, $18, $19, '', 0)",
                     OFFICE, w->id, w->procedure, w->version, w->number, w->state, state_kinds[d->state->kind],
                     w->subject, w->name, w->phone, w->mail, w->person, w->org, w->draft, code_digest, w->answers,
                     w->created_at, day_or_empty(c, w->moved_day), day_or_empty(c, w->ended_day),
                     day_or_empty(c, w->due));
}

Fail dossier_save(Ctx *c, const Dossier *d)
{
    const DossierRow *w = &d->row;
    return store_run(c,
                     "UPDATE dossier SET version_id = $3, state = $4, before_state = $5, kind = $6, subject = $7, name "
                     "= $8, phone = $9, "
                     "mail = $10, answers = $11, asked = $12, supplement = $13, reason = $14, marks = $15, due = $16, "
                     "published_until = $17, "
                     "edition = $18, moved_at = $19, moved_day = $20, ended_day = $21, counted = $22, erased_at = $23 "
                     "WHERE office_id = $1 AND id = $2",
                     OFFICE, w->id, w->version, w->state, w->before, state_kinds[d->state->kind], w->subject, w->name,
                     w->phone, w->mail, w->answers, w->asked, w->supplement, w->reason, w->marks,
                     day_or_empty(c, w->due), day_or_empty(c, w->published_until), w->edition, w->moved_at,
                     day_or_empty(c, w->moved_day), day_or_empty(c, w->ended_day), w->counted, w->erased_at);
}

Str dossier_code_digest(Ctx *c, Str code) { return digest(&c->mem, "dossier code", code); }

Fail dossier_note(Ctx *c, const Dossier *d, NewEntry e)
{
    bool known = actor_is_known(c->actor);
    return store_run(
        c,
        "INSERT INTO dossier_entry (office_id, id, dossier_id, kind, move, from_state, to_state, person_id, behalf_id, "
        "org, "
        "is_applicant, at, day, text, data) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        OFFICE, id_new(c->now), d->row.id, e.kind, e.move ? e.move : "", e.from, e.to, known ? c->actor->person : (Id)0,
        known ? c->actor->behalf : (Id)0, known ? c->actor->org : S(""), e.is_applicant, c->now,
        day_iso(&c->mem, c->today), e.text, e.data);
}

Fail dossier_entries(Ctx *c, Id id, DossierEntries *entries)
{
    Rows r;
    *entries = (DossierEntries){0};
    TRY(store_query(
        c, &r,
        "SELECT e.id, e.kind, e.move, e.from_state, e.to_state, " PERSON_NAME("p") ", " PERSON_NAME(
            "b") ", e.org, e.text, e.data, "
                 "e.person_id, e.behalf_id, e.is_applicant, e.at, e.day FROM dossier_entry e " PERSON_JOIN(
                     "e", "person_id", "p")
                     PERSON_JOIN("e", "behalf_id", "b") "WHERE e.office_id = $1 AND e.dossier_id = $2 ORDER BY e.id",
        OFFICE, id));
    while (rows_next(&r))
        *list_add(&c->mem, entries) = (DossierEntry){.id = row_integer(&r, 0),
                                                     .kind = row_text(&r, 1),
                                                     .move = row_text(&r, 2),
                                                     .from = row_text(&r, 3),
                                                     .to = row_text(&r, 4),
                                                     .person_name = row_text(&r, 5),
                                                     .behalf_name = row_text(&r, 6),
                                                     .org = row_text(&r, 7),
                                                     .text = row_text(&r, 8),
                                                     .data = row_text(&r, 9),
                                                     .person = row_integer(&r, 10),
                                                     .behalf = row_integer(&r, 11),
                                                     .is_applicant = row_integer(&r, 12),
                                                     .at = row_integer(&r, 13),
                                                     .day = row_day(&r, 14)};
    return rows_end(&r);
}
