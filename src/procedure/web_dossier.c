// SPDX-License-Identifier: Apache-2.0
/* web_dossier.c -- one dossier: to who decides, to who submitted it, to everybody where it is public. */
#include "people/rights.h"
#include "procedure/act.h"
#include "procedure/paper.h"
#include "procedure/view.h"
#include "procedure/web.h"
#include "procedure/web_inside.h"
#include <jansson.h>

Fail dossier_asked_for(Ctx *c, const Request *q, Dossier *d, DossierPage *m)
{
    Id id;
    bool may;
    *m = (DossierPage){.q = q, .d = d, .today = c->today};
    if (str_starts(request_path(q), S("/tra-cuu/")) || str_starts(request_path(q), S("/api/v1/tra-cuu/"))) {
        Str token = input_text(q, "khoa-xem");
        TRY(pass_find(c, token, &id));
        m->as = AS_APPLICANT;
        m->base = str_format(&c->mem, "/tra-cuu/%.*s", STR_ARGS(token));
    } else {
        id = input_id(q, "ho-so");
        m->base = str_format(&c->mem, "/ho-so/%lld", (long long)id);
    }
    TRY(dossier_by_id(c, id, d));
    TRY(dossier_shown_to(c, d, m->as, &m->who, &may));
    return may ? OK : fail(c, FAIL_MISSING, "Không có hồ sơ này. Hãy mở lại từ danh sách.");
}

/* The code that was just given out, and its picture. */
static Fail show_code(Ctx *c, const Request *q, DossierPage *m)
{
    QrCode qr;
    Str code = request_is_again(q) ? (Str){0} : input_text(q, "ma");
    if (m->as != AS_APPLICANT || !code.n || !code_is_of(c, m->d, code)) return OK;
    m->code = code;
    TRY(qr_code(c, str_format(&c->mem, "%.*s/tra-cuu?ma=%.*s", STR_ARGS(request_site(q)), STR_ARGS(code)), &qr));
    m->squares = qr_path(&c->mem, &qr), m->side = qr.side;
    return OK;
}

static Fail org_name_of(Ctx *c, Str code, Str *name)
{
    Org org;
    *name = (Str){0};
    if (!code.n) return OK;
    Fail found = org_by_code(c, code, &org);
    *name = found ? code : org.name;
    c->why[0] = 0;
    return OK;
}

/* What was answered at a move, as people read it. */
static Fail asked_at(Ctx *c, const Dossier *d, const DossierEntry *e, Str *lines)
{
    const ProcedureMove *move = procedure_move(d->version.procedure, e->move);
    Answers answers;
    StrList lost = {0};
    Out o = {.mem = &c->mem};
    *lines = (Str){0};
    if (!move || !e->data.n || !str_equal(e->kind, S("move"))) return OK;
    if (answers_from_json(c, &move->asked, e->data, &answers, &lost) != OK) {
        c->why[0] = 0; /* what is kept of another version is not told */
        return OK;
    }
    for (size_t i = 0; i < move->asked.n; i++) {
        const DesignField *f = &move->asked.field[i];
        Str words;
        if (!field_is_answered(f) || f->rows != NO_ROWS || f->type == FIELD_ROWS || answer_is_empty(answers.at[i]))
            continue;
        TRY(fill_words(c, f, answers.at[i], &words));
        out_format(&o, "%s%.*s: %.*s", out_str(&o).n ? "\n" : "", STR_ARGS(f->label.text.n ? f->label.text : f->name),
                   STR_ARGS(words));
    }
    *lines = out_str(&o);
    return OK;
}

Fail dossier_get(Ctx *c, const Request *q, Reply *r)
{
    Dossier d;
    DossierPage m;
    MoveList moves;
    DossierEntries entries;
    ClockRows clocks;
    DossierRows alike = {0};
    int bad;
    TRY(dossier_asked_for(c, q, &d, &m));
    m.moves = &moves, m.entries = &entries, m.clocks = &clocks, m.alike = &alike;
    m.days = workdays_load(&c->mem, (Str){0}, &bad);
    m.is_done = !request_is_again(q) && input_given(q, "xong");
    TRY(moves_now(c, &d, m.as, &moves));
    TRY(dossier_entries(c, d.row.id, &entries));
    Str *asked = NEW(&c->mem, Str, entries.n + 1);
    for (size_t i = 0; m.who >= SHOWN_TO_DECIDERS && i < entries.n; i++)
        TRY(asked_at(c, &d, &entries.at[i], &asked[i]));
    m.asked = asked;
    TRY(dossier_clocks(c, d.row.id, &clocks));
    if (dossier_part_is_read(PART_INSIDE, m.who)) TRY(dossiers_alike(c, &d, &alike));
    TRY(org_name_of(c, d.row.org, &m.org_name));
    TRY(show_code(c, q, &m));
    Out *o = reply_page(c, q, r, str_format(&c->mem, "Hồ sơ %.*s", STR_ARGS(d.row.number)));
    if (m.code.n || m.as == AS_APPLICANT) reply_secret(r);
    dossier_head(o, &m);
    TRY(fill_show(c, o, &d.answers, m.who));
    dossier_rest(o, &m);
    return OK;
}

Fail dossier_message_post(Ctx *c, const Request *q, Reply *r)
{
    Dossier d;
    DossierPage m;
    TRY(dossier_asked_for(c, q, &d, &m));
    TRY(input_rule(q, "noi-dung", dossier_write_message(c, d.row.id, m.as, input_text(q, "noi-dung"))));
    return reply_redirect(c, r, "%.*s?xong=1", STR_ARGS(m.base));
}

/* -- documents that moves wrote
 * ---------------------------------------------------------------------------------------- */

Fail dossier_document_get(Ctx *c, const Request *q, Reply *r)
{
    Dossier d;
    DossierPage m;
    DossierEntries entries;
    Str bytes;
    TRY(dossier_asked_for(c, q, &d, &m));
    TRY(dossier_entries(c, d.row.id, &entries));
    PaperFile file = str_equal(input_text(q, "dang"), S("pdf")) ? PAPER_FILE_PDF : PAPER_FILE_DOCX;
    for (size_t i = 0; i < entries.n && dossier_part_is_read(PART_WORDS, m.who); i++) {
        const DossierEntry *e = &entries.at[i];
        if (e->id != input_id(q, "muc") || !str_equal(e->kind, S("document")) || !e->data.n) continue;
        TRY(dossier_paper(c, &(DossierPaper){e->data, d.row.name, d.row.number, e->day}, file, &bytes));
        reply_file(c, r, paper_media_type(file),
                   str_format(&c->mem, "%.*s%s", STR_ARGS(e->text), paper_extension(file)), bytes,
                   digest(&c->mem, "paper", bytes));
        return OK;
    }
    return fail(c, FAIL_MISSING, "Hồ sơ này không có văn bản đó.");
}

/* What hangs on a dossier is read by who decides and who submitted it. */
Fail dossier_file_place(Ctx *c, Id id, Place *place)
{
    Dossier d;
    ShownTo who;
    bool may;
    TRY(dossier_by_id(c, id, &d));
    TRY(dossier_shown_to(c, &d, AS_SIGNED_IN, &who, &may));
    *place =
        may && dossier_part_is_read(PART_WORDS, who) && c->actor ? place_at(c->actor->org, 0) : place_at((Str){0}, 0);
    place->right = "dossier.files";
    return OK;
}

/* -- without an account
 * ------------------------------------------------------------------------------------------------- */

Fail lookup_get(Ctx *c, const Request *q, Reply *r)
{
    lookup_page(reply_page(c, q, r, S("Tra cứu hồ sơ")), &(LookupPage){.q = q, .code = input_text(q, "ma")});
    return OK;
}

/* A wrong guess is counted, so it is no failure: what failed is taken back. */
Fail lookup_post(Ctx *c, const Request *q, Reply *r)
{
    Str token;
    LookupPage m = {.q = q, .code = input_text(q, "ma"), .phone = input_text(q, "dien-thoai")};
    TRY(pass_by_code(c, m.code, m.phone, &token, &m.problem));
    if (token.n) return reply_redirect(c, r, "/tra-cuu/%.*s", STR_ARGS(token));
    reply_status(r, FAIL_INPUT);
    lookup_page(reply_page(c, q, r, S("Tra cứu hồ sơ")), &m);
    return OK;
}

Fail my_dossiers_get(Ctx *c, const Request *q, Reply *r)
{
    DossierRows rows;
    StrList states = {0}, titles = {0};
    TRY(dossiers_mine(c, &rows));
    for (size_t i = 0; i < rows.n; i++) {
        Version v;
        TRY(version_by_id(c, rows.at[i].version, &v));
        const ProcedureState *s = procedure_state(v.procedure, rows.at[i].state);
        *list_add(&c->mem, &states) = s ? s->label.text : rows.at[i].state;
        *list_add(&c->mem, &titles) = v.row.title;
    }
    my_dossiers_page(reply_page(c, q, r, S("Hồ sơ của tôi")),
                     &(MinePage){.q = q, .rows = &rows, .states = &states, .titles = &titles});
    return OK;
}
