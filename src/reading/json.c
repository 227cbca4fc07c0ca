// SPDX-License-Identifier: Apache-2.0
/* json.c -- the reading as JSON; its shape is schema.json.  Values stand plainly; where each was read stands under
 * "sources", by the path of the value. */
#include "reading/reading.h"

typedef struct {
    Ctx *c;
    json_t *sources;
} Writer;

static json_t *string(Str s) { return s.p && s.n ? json_stringn(s.p, s.n) : json_null(); }
static json_t *day(Writer *w, Day d) { return string(day_iso(&w->c->mem, d)); }

static void note(Writer *w, Str path, const Text *t)
{
    if (!t->first_line) return;
    json_t *about = json_pack("{s:[i,i], s:o, s:f}", "lines", t->first_line, t->last_line, "raw", string(t->raw),
                              "confidence", t->confidence);
    json_object_set_new(w->sources, str_c(&w->c->mem, path), about);
}

#define PATH(...) str_format(&w->c->mem, __VA_ARGS__)

static json_t *text(Writer *w, Str path, const Text *t)
{
    if (t->text.n) note(w, path, t);
    return string(t->text);
}

static json_t *texts(Writer *w, Str path, const TextList *list)
{
    json_t *all = json_array();
    for (size_t i = 0; i < list->n; i++)
        json_array_append_new(all, text(w, PATH("%.*s/%zu", STR_ARGS(path), i), &list->at[i]));
    return all;
}

static json_t *party(const Party *p)
{
    json_t *one = json_object();
    if (p->class_code.n) json_object_set_new(one, "class", string(p->class_code));
    else {
        json_object_set_new(one, "code", p->org ? string(p->org->code) : json_null());
        json_object_set_new(one, "name", string(p->name));
    }
    json_object_set_new(one, "text", string(p->source.text));
    if (p->qualifier.n) json_object_set_new(one, "qualifier", string(p->qualifier));
    return one;
}

static json_t *parties(Writer *w, Str path, const PartyList *list)
{
    json_t *all = json_array();
    for (size_t i = 0; i < list->n; i++) {
        json_array_append_new(all, party(&list->at[i]));
        note(w, PATH("%.*s/%zu", STR_ARGS(path), i), &list->at[i].source);
    }
    return all;
}

static void set_period(Writer *w, json_t *to, const Period *p)
{
    json_object_set_new(to, "from", day(w, p->from));
    json_object_set_new(to, "to", day(w, p->to));
    if (p->uncertain)
        json_object_set_new(to, "time_uncertain", json_true()), json_object_set_new(to, "time_note", string(p->note));
    if (p->recurrence.n) json_object_set_new(to, "recurrence", string(p->recurrence));
    if (p->condition.n) json_object_set_new(to, "time_condition", string(p->condition));
    if (!p->milestones.n) return;
    json_t *all = json_array();
    for (size_t i = 0; i < p->milestones.n; i++) json_array_append_new(all, day(w, p->milestones.at[i]));
    json_object_set_new(to, "milestones", all);
}

static json_t *activity(Writer *w, const Activity *a)
{
    Str at = PATH("activities/%.*s", STR_ARGS(a->code));
    json_t *o = json_object();
    json_object_set_new(o, "code", string(a->code));
    json_object_set_new(o, "group", text(w, PATH("%.*s/group", STR_ARGS(at)), &a->group));
    json_object_set_new(o, "title", text(w, PATH("%.*s/title", STR_ARGS(at)), &a->title));
    json_object_set_new(o, "contents", texts(w, PATH("%.*s/contents", STR_ARGS(at)), &a->contents));
    json_object_set_new(o, "formats", texts(w, PATH("%.*s/formats", STR_ARGS(at)), &a->formats));
    json_object_set_new(o, "products", texts(w, PATH("%.*s/products", STR_ARGS(at)), &a->products));
    json_object_set_new(o, "scale", text(w, PATH("%.*s/scale", STR_ARGS(at)), &a->scale));
    json_object_set_new(o, "place", text(w, PATH("%.*s/place", STR_ARGS(at)), &a->place));
    json_object_set_new(o, "theme", text(w, PATH("%.*s/theme", STR_ARGS(at)), &a->theme));
    json_object_set_new(o, "audience", parties(w, PATH("%.*s/audience", STR_ARGS(at)), &a->audience));
    json_object_set_new(o, "leads", parties(w, PATH("%.*s/leads", STR_ARGS(at)), &a->leads));
    json_object_set_new(o, "coordinators", parties(w, PATH("%.*s/coordinators", STR_ARGS(at)), &a->partners));
    set_period(w, o, &a->period);
    if (a->is_deadline) json_object_set_new(o, "time_is_deadline", json_true());
    json_object_set_new(o, "leads_text", string(a->leads_text.text));
    json_object_set_new(o, "coordinators_text", string(a->partners_text.text));
    json_object_set_new(o, "time_text", text(w, PATH("%.*s/time", STR_ARGS(at)), &a->time));
    json_object_set_new(o, "lines", json_pack("[i,i]", a->first_line, a->last_line));
    if (a->also)
        json_object_set_new(o, "also",
                            json_pack("{s:o,s:[i,i]}", "code", string(a->also->code), "lines", a->also->first_line,
                                      a->also->last_line));
    return o;
}

static json_t *assignment(Writer *w, const Assignment *a)
{
    Str at = PATH("assignments/%.*s", STR_ARGS(a->code));
    json_t *o = json_object();
    json_object_set_new(o, "no", json_integer(a->number));
    json_object_set_new(o, "heading", text(w, PATH("%.*s/heading", STR_ARGS(at)), &a->heading));
    json_object_set_new(o, "agencies", parties(w, PATH("%.*s/agencies", STR_ARGS(at)), &a->agencies));
    json_object_set_new(o, "duties", texts(w, PATH("%.*s/duties", STR_ARGS(at)), &a->duties));
    if (a->mode.n) json_object_set_new(o, "mode", string(a->mode));
    return o;
}

static json_t *bases(Writer *w, const Reading *r)
{
    json_t *all = json_array();
    for (size_t i = 0; i < r->legal_bases.n; i++) {
        const LegalBase *b = &r->legal_bases.at[i];
        note(w, PATH("legal_bases/%zu", i), &b->source);
        json_array_append_new(all, json_pack("{s:o,s:o,s:o,s:o}", "number", string(b->number), "date", day(w, b->date),
                                             "issuer", string(b->issuer), "about", string(b->about)));
    }
    return all;
}

static json_t *recipients(Writer *w, const Reading *r)
{
    json_t *all = json_array();
    for (size_t i = 0; i < r->recipients.n; i++) {
        const Recipient *x = &r->recipients.at[i];
        Str at = PATH("recipients/%zu", i);
        json_array_append_new(all, json_pack("{s:o,s:o,s:[i,i]}", "text", text(w, at, &x->source), "agencies",
                                             parties(w, PATH("%.*s/agencies", STR_ARGS(at)), &x->agencies), "lines",
                                             x->source.first_line, x->source.last_line));
    }
    return all;
}

static json_t *findings(const Reading *r)
{
    static const char *const severities[] = {"note", "check", "blocking"};
    json_t *all = json_array();
    for (size_t i = 0; i < r->findings.n; i++) {
        const Finding *f = &r->findings.at[i];
        json_array_append_new(all, json_pack("{s:o,s:s,s:o,s:o,s:o,s:[i,i]}", "kind", string(f->kind), "severity",
                                             severities[f->severity], "sentence", string(f->sentence), "target",
                                             string(f->target), "suggestion", string(f->suggestion), "lines",
                                             f->first_line, f->last_line));
    }
    return all;
}

static json_t *report(Writer *w, const Reading *r)
{
    if (r->report_due == NO_DAY && !r->report_recurrence.n) return json_null();
    return json_pack("{s:o,s:s,s:o,s:o,s:o}", "date", day(w, r->report_due), "relation",
                     r->report_before ? "before" : "by", "by", parties(w, S("report_due/by"), &r->report_by),
                     "recurrence", string(r->report_recurrence), "text", text(w, S("report_due"), &r->report_text));
}

static void set_head(Writer *w, json_t *o, const Reading *r)
{
    json_object_set_new(o, "number", text(w, S("number"), &r->number));
    json_object_set_new(o, "issuer", text(w, S("issuer"), &r->issuer));
    json_object_set_new(o, "place", text(w, S("place"), &r->place));
    json_object_set_new(o, "date", day(w, r->date));
    note(w, S("date"), &r->date_text);
    json_object_set_new(o, "date_uncertain", json_boolean(r->date_uncertain));
    json_object_set_new(o, "date_alternatives",
                        r->date_alternative == NO_DAY ? json_array() : json_pack("[o]", day(w, r->date_alternative)));
    json_object_set_new(o, "type", text(w, S("type"), &r->type));
    if (r->attached.text.n)
        json_object_set_new(o, "attached",
                            json_pack("{s:o,s:o}", "type", text(w, S("attached/type"), &r->attached), "title",
                                      text(w, S("attached/title"), &r->attached_title)));
    json_object_set_new(o, "title", text(w, S("title"), &r->title));
    json_object_set_new(o, "legal_bases", bases(w, r));
    json_object_set_new(o, "legal_bases_unnumbered", texts(w, S("legal_bases_unnumbered"), &r->unnumbered_bases));
    json_object_set_new(o, "preamble", text(w, S("preamble"), &r->preamble));
}

json_t *reading_json(Ctx *c, const Reading *r)
{
    Writer writer = {c, json_object()}, *w = &writer;
    json_t *o = json_object(), *all = json_array(), *period = json_object();
    set_head(w, o, r);
    json_object_set_new(o, "purposes", texts(w, S("purposes"), &r->purposes));
    json_object_set_new(o, "requirements", texts(w, S("requirements"), &r->requirements));
    json_object_set_new(o, "theme", text(w, S("theme"), &r->theme));
    set_period(w, period, &r->period);
    json_object_set_new(period, "text", text(w, S("period"), &r->period_text));
    json_object_set_new(o, "period", period);
    for (size_t i = 0; i < r->activities.n; i++) json_array_append_new(all, activity(w, &r->activities.at[i]));
    json_object_set_new(o, "activities", all);
    json_object_set_new(o, "measures", texts(w, S("measures"), &r->measures));
    json_object_set_new(o, "funding",
                        json_pack("{s:o,s:o}", "sources", texts(w, S("funding/sources"), &r->funding_sources),
                                  "allocation", text(w, S("funding/allocation"), &r->allocation)));
    all = json_array();
    for (size_t i = 0; i < r->assignments.n; i++) json_array_append_new(all, assignment(w, &r->assignments.at[i]));
    json_object_set_new(o, "assignments", all);
    json_object_set_new(o, "report_due", report(w, r));
    json_object_set_new(o, "issue_channel",
                        r->issue_channel.text.n
                            ? json_pack("{s:o}", "text", text(w, S("issue_channel"), &r->issue_channel))
                            : json_null());
    json_object_set_new(o, "recipients", recipients(w, r));
    json_object_set_new(o, "signer",
                        json_pack("{s:o,s:o,s:o}", "title", text(w, S("signer/title"), &r->signer_title), "title_text",
                                  string(r->signer_title.raw), "name", text(w, S("signer/name"), &r->signer_name)));
    json_object_set_new(o, "footnotes", texts(w, S("footnotes"), &r->footnotes));
    json_object_set_new(o, "findings", findings(r));
    json_object_set_new(o, "sources", writer.sources);
    return o;
}
