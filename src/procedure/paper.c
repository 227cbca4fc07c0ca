// SPDX-License-Identifier: Apache-2.0
#include "procedure/paper.h"
#include "report/report.h"
#include <jansson.h>

static PaperKind paper_kind(Str word)
{
    static const struct {
        Str word;
        PaperKind kind;
    } kinds[] = {{STR("letter"), PAPER_LETTER},     {STR("notice"), PAPER_NOTICE},
                 {STR("decision"), PAPER_DECISION}, {STR("submission"), PAPER_SUBMISSION},
                 {STR("minutes"), PAPER_MINUTES},   {STR("report"), PAPER_REPORT}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (str_equal(kinds[i].word, word)) return kinds[i].kind;
    return PAPER_LETTER;
}

static Str text_at(Ctx *c, const json_t *all, const char *key)
{
    const char *text = json_string_value(json_object_get(all, key));
    return str_copy(&c->mem, str_of(text));
}

static Fail paper_of(Ctx *c, const DossierPaper *d, Paper *p)
{
    json_t *all = json_loadb(d->data.p, d->data.n, 0, NULL);
    ReportAgency agency = {0};
    Str text = text_at(c, all, "text"), org = text_at(c, all, "agency"), line;
    *p = paper_new(&c->mem, paper_kind(text_at(c, all, "kind")));
    p->title = text_at(c, all, "title"), p->day = d->day;
    json_decref(all);
    if (org.n && report_agency(c, org, &agency) == OK) {
        p->governing = agency.parent_name, p->issuer = agency.name, p->issuer_in_text = agency.name,
        p->place = agency.place;
        p->symbol = paper_symbol(&c->mem, p->kind, agency.symbol, agency.unit);
    }
    c->why[0] = 0;
    if (d->to.n) *list_add(&c->mem, &p->to) = d->to;
    while (str_cut(&text, '\n', &line))
        if (str_trim(line).n) paper_add(p, PAPER_BODY, (Str){0}, str_trim(line));
    *list_add(&c->mem, &p->copies) = S("Như trên");
    *list_add(&c->mem, &p->copies) = str_format(&c->mem, "Lưu: VT, hồ sơ %.*s", STR_ARGS(d->number));
    return OK;
}

Fail dossier_paper(Ctx *c, const DossierPaper *d, PaperFile file, Str *bytes)
{
    Paper p;
    TRY(paper_of(c, d, &p));
    return paper_write(c, &p, file, bytes);
}
