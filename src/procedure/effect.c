// SPDX-License-Identifier: Apache-2.0
/* effect.c -- what a move or the end of a clock does beside: letters, tasks, documents, what becomes public.  In the
 * same write; what cannot be done (nobody has an address) is told in the history and holds nothing up. */
#include "contact/contact.h"
#include "http/reply.h"
#include "indicator/indicator.h"
#include "procedure/act.h"
#include "procedure/task.h"
#include "viet/workday.h"
#include <jansson.h>

/* -- letters ---------------------------------------------------------------------------------------------------------
 */

typedef struct {
    Str subject, text;
    int sent;
} Letter;

static Str one_line(Ctx *c, Str s)
{
    Str line = str_copy(&c->mem, str_head(s, MAIL_SUBJECT_MAX));
    for (size_t i = 0; i < line.n; i++)
        if ((unsigned char)line.p[i] < ' ') ((char *)line.p)[i] = ' ';
    return line;
}

static Fail send_to(Ctx *c, const Person *p, Letter *l)
{
    Contact way;
    bool sent = false;
    TRY(contact_of(c, p, &way));
    if (way.address.n)
        TRY(contact_send(
            c, p, &way,
            &(News){.subject = l->subject, .letter = l->text, .sentence = l->subject, .path = S("/cho-toi")}, &sent));
    l->sent += sent;
    return OK;
}

static void add_person(Ctx *c, const Person *p, PersonList *to)
{
    for (size_t i = 0; i < to->n; i++)
        if (to->at[i].id == p->id) return;
    *list_add(&c->mem, to) = *p;
}

static Fail add_role(Ctx *c, Role role, Str org, PersonList *to)
{
    DutyList duties;
    TRY(people_in_role(c, role, &duties));
    for (size_t i = 0; i < duties.n; i++) {
        Person p;
        if (org.n && !str_equal(duties.at[i].org, org)) continue;
        TRY(person_by_id(c, duties.at[i].person, &p));
        if (str_equal(p.state, S("active"))) add_person(c, &p, to);
    }
    return OK;
}

static Fail add_agency(Ctx *c, Str org, PersonList *to)
{
    PersonList people;
    TRY(contact_agency(c, org, &people));
    for (size_t i = 0; i < people.n; i++) add_person(c, &people.at[i], to);
    return add_role(c, ROLE_COORDINATOR, org, to);
}

/* Whoever may go on from where it is; of a kind of agencies nobody: that would be hundreds. */
static Fail find_deciders(Ctx *c, const Dossier *d, PersonList *to)
{
    const Procedure *p = d->version.procedure;
    for (size_t i = 1; i < p->moves; i++)
        for (size_t j = 0; p->move[i].from & state_bit(p, d->state) && j < p->move[i].who.n; j++) {
            const Who *w = &p->move[i].who.at[j];
            Str audience = who_audience(c, d, w), org = str_from(audience, str_index(audience, '@') + 1);
            if (w->kind != WHO_PEOPLE || !audience.n || w->agency_kind.n) continue;
            if (w->role) TRY(add_role(c, w->role, org, to));
            else if (org.n) TRY(add_agency(c, org, to));
        }
    return OK;
}

static Fail send_to_applicant(Ctx *c, const Dossier *d, Letter *l)
{
    Person p;
    if (d->row.mail.n && !mail_address_problem(MAIL_LETTER, d->row.mail)) {
        l->sent = 1;
        return mail_queue(
            c, &(Mail){.channel = MAIL_LETTER, .address = d->row.mail, .subject = l->subject, .body = l->text});
    }
    if (!d->row.person) return OK;
    TRY(person_by_id(c, d->row.person, &p));
    return send_to(c, &p, l);
}

static Fail mail_effect(Ctx *c, Dossier *d, const Effect *e)
{
    Letter l = {0};
    PersonList to = {0};
    TRY(dossier_words(c, d, e->subject, &l.subject));
    TRY(dossier_words(c, d, e->text, &l.text));
    l.subject = one_line(c, l.subject);
    bool is_applicant = str_equal(e->what, S("applicant"));
    if (is_applicant) TRY(send_to_applicant(c, d, &l));
    else if (str_equal(e->what, S("deciders"))) TRY(find_deciders(c, d, &to));
    else TRY(add_agency(c, e->what, &to));
    for (size_t i = 0; i < to.n; i++) TRY(send_to(c, &to.at[i], &l));
    return dossier_note(
        c, d,
        (NewEntry){
            .kind = l.sent ? "mail" : "mail-none", .text = l.subject, .data = l.text, .is_applicant = is_applicant});
}

/* -- tasks, documents, figures ---------------------------------------------------------------------------------------
 */

static Fail agency_of(Ctx *c, const Dossier *d, const Effect *e, Str otherwise, Str *org)
{
    /* ${field} of an agency says its name: what is kept is its code. */
    Str w = e->agency.text;
    *org = w.n ? w : otherwise;
    if (!str_starts(w, S("${")) || !str_ends(w, S("}"))) return OK;
    Str name = str_slice(w, 2, w.n - 1);
    const Procedure *p = d->version.procedure;
    *org = answer_text(&c->mem, answers_of(&d->answers, name));
    for (size_t i = 0; i < p->n_more; i++)
        if (str_equal(p->more[i], name)) *org = answer_text(&c->mem, d->more[i]);
    return OK;
}

static Fail task_effect(Ctx *c, Dossier *d, const Effect *e)
{
    NewDossierTask t = {.days = e->days};
    Id task;
    TRY(agency_of(c, d, e, (Str){0}, &t.lead));
    TRY(dossier_words(c, d, e->subject, &t.title));
    TRY(dossier_words(c, d, e->text, &t.content));
    TRY(dossier_task_add(c, &t, &task));
    return dossier_note(c, d,
                        (NewEntry){.kind = task ? "task" : "task-none",
                                   .text = t.title,
                                   .data = task ? str_format(&c->mem, "%lld", (long long)task) : (Str){0}});
}

/* The layout of a letter puts "V/v" before it (Decree 30/2020, annex I). */
static Str subject_alone(Str title)
{
    static const Str said[] = {STR("Về việc "), STR("về việc "), STR("V/v "), STR("v/v ")};
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        if (str_starts(title, said[i])) return str_trim(str_from(title, said[i].n));
    return title;
}

static Fail document_effect(Ctx *c, Dossier *d, const Effect *e)
{
    Str title, text, org;
    TRY(dossier_words(c, d, e->subject, &title));
    if (str_equal(e->paper, S("letter"))) title = subject_alone(title);
    TRY(dossier_words(c, d, e->text, &text));
    TRY(agency_of(c, d, e, actor_is_known(c->actor) ? c->actor->org : (Str){0}, &org));
    json_t *data = json_pack("{s:o, s:o, s:o, s:o}", "kind", json_str(e->paper), "title", json_str(title), "text",
                             json_str(text), "agency", json_str(org));
    char *dumped = data ? json_dumps(data, JSON_COMPACT) : NULL;
    json_decref(data);
    if (!dumped) return fail(c, FAIL_ROOM, "Văn bản quá dài.");
    Str kept = str_copy(&c->mem, str_of(dumped));
    free(dumped);
    return dossier_note(
        c, d,
        (NewEntry){
            .kind = "document", .move = str_c(&c->mem, e->what), .text = title, .data = kept, .is_applicant = true});
}

static Fail indicator_effect(Ctx *c, Dossier *d, const Effect *e)
{
    Str org;
    int64_t by = 1;
    TRY(agency_of(c, d, e, d->row.org, &org));
    if (e->value) {
        Scope s = dossier_scope(c, d, c->today);
        Answer a = expression_value(e->value, &s);
        by = a.kind == IS_INTEGER ? a.integer : a.kind == IS_DECIMAL ? amount_whole(a.decimal) : 0;
    }
    return by && org.n ? indicator_count(c, e->what, org, c->today, by) : OK;
}

static Fail publish_effect(Ctx *c, Dossier *d, const Effect *e)
{
    Day until = day_of(YEAR_MAX, 12, 31);
    if (e->value) {
        Scope s = dossier_scope(c, d, c->today);
        Answer a = expression_value(e->value, &s);
        until = a.kind == IS_DAY ? a.day : a.kind == IS_TEXT ? day_parse_iso(a.text) : NO_DAY;
    }
    d->row.published_until = until;
    return OK;
}

static Fail mark_effect(Ctx *c, Dossier *d, const Effect *e)
{
    Str rest = d->row.marks, line;
    while (str_cut(&rest, '\n', &line))
        if (str_equal(line, e->what)) return OK;
    d->row.marks =
        d->row.marks.n ? str_format(&c->mem, "%.*s\n%.*s", STR_ARGS(d->row.marks), STR_ARGS(e->what)) : e->what;
    return dossier_note(c, d, (NewEntry){.kind = "mark", .text = e->what});
}

static Fail run_effect(Ctx *c, Dossier *d, const Effect *e)
{
    switch (e->kind) {
    case EFFECT_MAIL: return mail_effect(c, d, e);
    case EFFECT_TASK: return task_effect(c, d, e);
    case EFFECT_DOCUMENT: return document_effect(c, d, e);
    case EFFECT_PUBLISH: return publish_effect(c, d, e);
    case EFFECT_INDICATOR: return indicator_effect(c, d, e);
    case EFFECT_MARK: return mark_effect(c, d, e);
    default: return OK; /* EFFECT_MOVE is the clock's */
    }
}

/* Those that change the row (publish, mark) are kept and found again. */
Fail effects_run(Ctx *c, Dossier *d, const EffectList *effects)
{
    Dossier before = *d;
    for (size_t i = 0; i < effects->n; i++) {
        const Effect *e = &effects->at[i];
        Scope s = dossier_scope(c, d, c->today);
        if (!e->when || expression_holds(e->when, &s)) TRY(run_effect(c, d, e));
    }
    if (str_equal(before.row.marks, d->row.marks) && before.row.published_until == d->row.published_until) return OK;
    TRY(dossier_save(c, d));
    return keys_move(c, &before, d);
}
