// SPDX-License-Identifier: Apache-2.0
/* web_catalogue.c -- which procedures there are, one of them, and beginning to fill it in. */
#include "form/draft.h"
#include "http/record.h"
#include "http/shared.h"
#include "people/rights.h"
#include "procedure/view.h"
#include "procedure/web.h"

/* Why nobody, or not who asks, can apply now; empty = they can. */
static Fail closed_of(Ctx *c, const Version *v, bool is_invited, Str *closed)
{
    *closed = (Str){0};
    if (!v->row.is_open) {
        *closed = S("Thủ tục này đang tạm dừng nhận hồ sơ.");
        return OK;
    }
    Fail allowed = apply_allows(c, v->procedure, is_invited);
    if (allowed != FAIL_DENIED && allowed != FAIL_CONFLICT) return allowed;
    *closed = str_copy(&c->mem, str_of(c->why));
    c->why[0] = 0;
    return OK;
}

/* Procedures that whoever asks can apply for now: without an account, those that are open to the public. */
Fail public_procedures_count(Ctx *c, int *n)
{
    VersionRows rows;
    TRY(versions_current(c, &rows));
    *n = 0;
    for (size_t i = 0; i < rows.n; i++) {
        Version v;
        Str closed;
        TRY(version_of_row(c, &rows.at[i], &v));
        TRY(closed_of(c, &v, false, &closed));
        *n += !closed.n;
    }
    return OK;
}

Fail public_panel(Ctx *c, const PanelSubject *s, Out *o)
{
    (void)s;
    int n;
    TRY(public_procedures_count(c, &n));
    if (n) public_links(o);
    return OK;
}

static Fail decides_in(Ctx *c, const Procedure *p, bool *decides)
{
    *decides = actor_is_known(c->actor) && right_here(c, "dossier.oversee");
    return *decides ? OK : procedure_is_decided_by(c, p, decides);
}

static RecordValue is_taking(Ctx *c, const void *row)
{
    (void)c;
    return (RecordValue){.yes = !((const CatalogueRow *)row)->closed.n};
}

static const Column row_columns[] = {COL_TEXT(CatalogueRow, row.code, "code"),
                                     COL_TEXT(CatalogueRow, row.title, "title"),
                                     COL_TEXT(CatalogueRow, row.category, "category"),
                                     COL_NUMBER(CatalogueRow, row.version, "version"),
                                     COL_TEXT(CatalogueRow, about, "about"),
                                     COL_MADE(COLUMN_YES, "takes_dossiers", is_taking),
                                     {0}};
static const Record row_record = {.name = "Procedure", .columns = row_columns};
static const Column catalogue_columns[] = {COL_ROWS_AT(CataloguePage, rows, "procedures", &row_record), {0}};
const Record catalogue_record = {.name = "ProcedureList", .columns = catalogue_columns};

/* What it points to is in c's memory. */
static Fail find_catalogue(Ctx *c, const Request *q, CataloguePage *m)
{
    VersionRows versions;
    CatalogueRows *rows = NEW(&c->mem, CatalogueRows, 1);
    *m = (CataloguePage){.q = q,
                         .rows = rows,
                         .may_manage = actor_is_known(c->actor) && right_here(c, "procedure.manage"),
                         .is_known = actor_is_known(c->actor)};
    TRY(versions_current(c, &versions));
    for (size_t i = 0; i < versions.n; i++) {
        Version v;
        CatalogueRow *k = list_add(&c->mem, rows);
        TRY(version_of_row(c, &versions.at[i], &v));
        k->row = v.row;
        k->about = v.procedure->form.about.text;
        TRY(closed_of(c, &v, false, &k->closed));
        TRY(decides_in(c, v.procedure, &k->decides));
    }
    return OK;
}

static Fail draw_catalogue(Ctx *c, const Request *q, Reply *r, Out *o, const void *unused)
{
    CataloguePage m;
    (void)unused;
    TRY(find_catalogue(c, q, &m));
    shared_title(c, r, S("Thủ tục"));
    catalogue_page(o, &m);
    return OK;
}

Fail catalogue_get(Ctx *c, const Request *q, Reply *r)
{
    CataloguePage m;
    if (!reply_is_json(r)) return shared_page(c, q, r, (Str){0}, draw_catalogue, NULL);
    TRY(find_catalogue(c, q, &m));
    return reply_record(c, r, &catalogue_record, &m);
}

static Fail draw_procedure(Ctx *c, const Request *q, Reply *r, Out *o, const void *unused)
{
    Version v;
    VersionRows versions;
    ProcedurePage m = {.q = q,
                       .v = &v,
                       .versions = &versions,
                       .may_manage = actor_is_known(c->actor) && right_here(c, "procedure.manage")};
    (void)unused;
    TRY(version_current(c, input_text(q, "thu-tuc"), &v));
    TRY(versions_of(c, v.row.code, &versions));
    TRY(closed_of(c, &v, false, &m.closed));
    TRY(decides_in(c, v.procedure, &m.decides));
    shared_title(c, r, v.row.title);
    procedure_page(o, &m);
    return OK;
}

Fail procedure_get(Ctx *c, const Request *q, Reply *r) { return shared_page(c, q, r, (Str){0}, draw_procedure, NULL); }

Fail procedure_begin_post(Ctx *c, const Request *q, Reply *r)
{
    Version v;
    Str path;
    TRY(version_current(c, input_text(q, "thu-tuc"), &v));
    if (!v.row.is_open) return fail(c, FAIL_CONFLICT, "Thủ tục này đang tạm dừng nhận hồ sơ.");
    TRY(apply_allows(c, v.procedure, false));
    TRY(draft_begin(c, &(DraftNew){.kind = dossier_form.kind, .code = v.row.code}, &path));
    return reply_redirect(c, r, "%.*s", STR_ARGS(path));
}

Fail procedure_open_post(Ctx *c, const Request *q, Reply *r)
{
    Str code = input_text(q, "thu-tuc");
    TRY(version_open(c, code, str_equal(input_text(q, "mo"), S("co"))));
    return reply_redirect(c, r, "/thu-tuc/%.*s", STR_ARGS(code));
}

Fail procedure_source_get(Ctx *c, const Request *q, Reply *r)
{
    Version v;
    Str text;
    TRY(version_by_id(c, input_id(q, "phien-ban"), &v));
    TRY(version_source(c, v.row.id, &text));
    out_raw(reply_text(c, r, "application/yaml; charset=utf-8"), text);
    reply_file_name(c, r, str_format(&c->mem, "%.*s-%d.yaml", STR_ARGS(v.row.code), v.row.version));
    return OK;
}

/* -- what is filled in becomes a dossier
 * ------------------------------------------------------------------------------- */

static Fail is_taken(Ctx *c, const void *about, const DesignField *f, Str answer, bool *taken)
{
    const Str *code = about;
    return dossier_is_taken(c, *code, 0, f, answer, taken);
}

static Fail asks(Ctx *c, const Draft *d, DraftAsks *a)
{
    Version v;
    Str *code = NEW(&c->mem, Str, 1);
    TRY(version_current(c, d->code, &v));
    *code = v.row.code;
    a->asked = (Asked){.design = &v.procedure->form, .is_taken = is_taken, .about = code};
    a->version = v.row.version;
    a->send = S("Nộp hồ sơ");
    a->back = str_format(&c->mem, "/thu-tuc/%.*s", STR_ARGS(v.row.code));
    bool is_invited = false;
    if (d->about) TRY(invite_is_open(c, d->about, &is_invited));
    return closed_of(c, &v, is_invited, &a->closed);
}

static Fail sent(Ctx *c, const Request *q, const Draft *d, const DraftAsks *a, Filled *f, Str *path)
{
    Version v;
    Str code, token;
    NewDossier n = {.id = id_new(c->now), .draft = d->id, .invite = d->about, .answers = &f->answers};
    Id id;
    TRY(version_current(c, d->code, &v));
    TRY(fill_keep(c, q, &a->asked, f, "dossier", n.id));
    TRY(dossier_submit(c, &v, &n, &id, &code));
    TRY(pass_new(c, id, &token));
    *path = code.n ? str_format(&c->mem, "/tra-cuu/%.*s?ma=%.*s", STR_ARGS(token), STR_ARGS(code))
                   : str_format(&c->mem, "/tra-cuu/%.*s", STR_ARGS(token));
    return OK;
}

const FormKind dossier_form = {.kind = "thu-tuc", .asks = asks, .send = sent};
