// SPDX-License-Identifier: Apache-2.0
/* web_api.c -- a procedure for other programs: one call that submits, and its description (OpenAPI 3.1) made of the
 * fields. */
#include "form/draft.h"
#include "http/record.h"
#include "procedure/act.h"
#include "procedure/view.h"
#include "procedure/web.h"

typedef struct {
    Version v;
    Asked asked;
} Sent;

static Fail is_taken(Ctx *c, const void *about, const DesignField *f, Str answer, bool *taken)
{
    const Version *v = about;
    return dossier_is_taken(c, v->row.code, 0, f, answer, taken);
}

static Fail asked_for(Ctx *c, const Request *q, Sent *s)
{
    TRY(version_current(c, input_text(q, "thu-tuc"), &s->v));
    s->asked = (Asked){.design = &s->v.procedure->form, .is_taken = is_taken, .about = &s->v};
    return OK;
}

Fail procedure_send_more(Ctx *c, const Request *q, const Input **inputs)
{
    Sent *s = NEW(&c->mem, Sent, 1);
    TRY(asked_for(c, q, s));
    return fill_more(c, &s->asked, inputs);
}

Fail procedure_send_prepare(Ctx *c, const Request *q, Reply *r)
{
    Sent *s = NEW(&c->mem, Sent, 1);
    Filled *f = NEW(&c->mem, Filled, 1);
    TRY(asked_for(c, q, s));
    reply_prepared(r, f);
    return fill_read(c, q, &s->asked, f);
}

Fail procedure_send_post(Ctx *c, const Request *q, Reply *r)
{
    Sent s;
    Filled *f = request_prepared(q);
    Str code, token;
    Id id;
    TRY(asked_for(c, q, &s));
    NewDossier n = {.id = id_new(c->now), .answers = &f->answers};
    TRY(fill_keep(c, q, &s.asked, f, "dossier", n.id));
    TRY(dossier_submit(c, &s.v, &n, &id, &code));
    TRY(pass_new(c, id, &token));
    return reply_redirect(c, r, "/tra-cuu/%.*s?ma=%.*s", STR_ARGS(token), STR_ARGS(code));
}

/* -- its description
 * ------------------------------------------------------------------------------------------------------------ */

static const char *type_of(const DesignField *f)
{
    switch (f->type) {
    case FIELD_INTEGER:
    case FIELD_MONEY: return "integer";
    case FIELD_DECIMAL: return "number";
    case FIELD_YES: return "boolean";
    case FIELD_ROWS: return "array";
    default: return "string";
    }
}

static json_t *schema_of(const DesignField *f)
{
    json_t *s = json_pack("{s:s, s:o}", "type", type_of(f), "title", json_str(f->label.text));
    if (f->help.text.n) json_object_set_new(s, "description", json_str(f->help.text));
    if (f->type == FIELD_DAY) json_object_set_new(s, "format", json_string("date"));
    if (f->type == FIELD_MAIL) json_object_set_new(s, "format", json_string("email"));
    if (f->type == FIELD_URL) json_object_set_new(s, "format", json_string("uri"));
    if (f->type == FIELD_FILE || f->type == FIELD_IMAGE) json_object_set_new(s, "format", json_string("binary"));
    if (f->has_min && field_is_number(f)) json_object_set_new(s, "minimum", json_real(f->min));
    if (f->has_max && field_is_number(f)) json_object_set_new(s, "maximum", json_real(f->max));
    if (f->has_max && (f->type == FIELD_TEXT || f->type == FIELD_LINES))
        json_object_set_new(s, "maxLength", json_integer((json_int_t)f->max));
    if (f->type == FIELD_CHOICE && f->list) {
        json_t *keys = json_array();
        for (size_t i = 0; i < f->list->n; i++) json_array_append_new(keys, json_str(f->list->choice[i].key));
        json_object_set_new(s, "enum", keys);
    }
    return s;
}

/* A period is sent as its two days. */
static void put_field(Ctx *c, json_t *properties, json_t *required, const DesignField *f, bool is_sent)
{
    const char *const ends[] = {"-tu", "-den"};
    bool always = f->required && str_equal(str_trim(expression_text(f->required)), S("1"));
    if (f->type == FIELD_PERIOD && is_sent) {
        for (int i = 0; i < 2; i++) {
            const char *name = str_format(&c->mem, "%.*s%s", STR_ARGS(f->name), ends[i]).p;
            json_object_set_new(properties, name, json_pack("{s:s, s:s}", "type", "string", "format", "date"));
            if (always) json_array_append_new(required, json_string(name));
        }
        return;
    }
    json_object_set_new(properties, str_c(&c->mem, f->name), schema_of(f));
    if (always) json_array_append_new(required, json_str(f->name));
}

static json_t *design_schema(Ctx *c, const Design *d, bool is_sent)
{
    json_t *properties = json_object(), *required = json_array();
    for (size_t i = 0; i < d->n; i++)
        if (field_is_answered(&d->field[i]) && d->field[i].rows == NO_ROWS && (!is_sent || !d->field[i].computed))
            put_field(c, properties, required, &d->field[i], is_sent);
    json_t *schema = json_pack("{s:s, s:o}", "type", "object", "properties", properties);
    if (json_array_size(required)) json_object_set_new(schema, "required", required);
    else json_decref(required);
    return schema;
}

static json_t *call_of(Ctx *c, Str title, const Design *d, bool has_edition)
{
    json_t *schema = design_schema(c, d, true);
    if (has_edition)
        json_object_set_new(
            json_object_get(schema, "properties"), "phien-ban",
            json_pack("{s:s, s:s}", "type", "integer", "description", "edition of the dossier that was looked at"));
    return json_pack("{s:{s:o, s:{s:{s:{s:o}}}, s:{s:{s:s}, s:{s:s}, s:{s:s}}}}", "post", "summary", json_str(title),
                     "requestBody", "content", "multipart/form-data", "schema", schema, "responses", "303",
                     "description", "done; Location leads on", "400", "description", "what is wrong with each field",
                     "409", "description", "its state does not allow it, or it changed meanwhile");
}

Fail procedure_openapi_get(Ctx *c, const Request *q, Reply *r)
{
    Version v;
    TRY(version_current(c, input_text(q, "thu-tuc"), &v));
    const Procedure *p = v.procedure;
    json_t *paths = json_object(), *states = json_array();
    json_object_set_new(paths, str_format(&c->mem, "/thu-tuc/%.*s/gui", STR_ARGS(v.row.code)).p,
                        call_of(c, p->move[0].label.text, &p->form, false));
    for (size_t i = 1; i < p->moves; i++)
        json_object_set_new(paths, str_format(&c->mem, "/ho-so/{ho-so}/chuyen/%.*s", STR_ARGS(p->move[i].name)).p,
                            call_of(c, p->move[i].label.text, &p->move[i].asked, true));
    for (size_t i = 0; i < p->states; i++) json_array_append_new(states, json_str(p->state[i].name));
    json_t *dossier = json_pack("{s:s, s:{s:{s:s}, s:{s:s}, s:{s:s, s:o}, s:o}}", "type", "object", "properties", "id",
                                "type", "integer", "number", "type", "string", "state", "type", "string", "enum",
                                states, "answers", design_schema(c, &p->form, false));
    json_object_set_new(paths, str_format(&c->mem, "/ho-so?thu-tuc=%.*s", STR_ARGS(v.row.code)).p,
                        json_pack("{s:{s:s, s:{s:{s:s, s:{s:{s:{s:s, s:{s:{s:s, s:{s:s}}}}}}}}}}", "get", "summary",
                                  "dossiers, the newest first", "responses", "200", "description", "a page of them",
                                  "content", "application/json", "schema", "type", "object", "properties", "dossiers",
                                  "type", "array", "items", "$ref", "#/components/schemas/Dossier"));
    return reply_json(c, r,
                      json_pack("{s:s, s:{s:o, s:o}, s:[{s:s}], s:o, s:{s:{s:o}}}", "openapi", "3.1.0", "info", "title",
                                json_str(p->form.title), "version", json_str(str_format(&c->mem, "%d", v.row.version)),
                                "servers", "url", "/api/v1", "paths", paths, "components", "schemas", "Dossier",
                                dossier));
}
