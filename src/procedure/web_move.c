// SPDX-License-Identifier: Apache-2.0
/* web_move.c -- a move with what it asks: fields of its own, what has to be put right, which fields are to be
 * supplemented.  Each of these is a form of its own, drawn and read one after the other. */
#include "procedure/act.h"
#include "procedure/view.h"
#include "procedure/web.h"
#include "procedure/web_inside.h"
#include "receipt/receipt.h"

enum { PARTS_MAX = 3 };
typedef enum { PART_SUPPLEMENT, PART_EDITS, PART_ASKED } PartKind;
typedef struct {
    Asked at[PARTS_MAX];
    PartKind kind[PARTS_MAX];
    int n;
} MoveForm;

/* -- which fields the applicant has to put right: a choice among those of the form
 * ---------------------------------------- */

static const Design *supplement_design(Ctx *c, const Design *form)
{
    Design *d = NEW(&c->mem, Design, 1);
    DesignField *f = NEW(&c->mem, DesignField, 2);
    DesignList *list = NEW(&c->mem, DesignList, 1);
    DesignChoice *choice = NEW(&c->mem, DesignChoice, form->n);
    for (size_t i = 0; i < form->n; i++)
        if (field_is_answered(&form->field[i]) && form->field[i].rows == NO_ROWS && !form->field[i].computed)
            choice[list->n++] = (DesignChoice){.key = form->field[i].name, .label = form->field[i].label};
    *list = (DesignList){.name = S("_muc"), .choice = choice, .n = list->n};
    const Expression *always = expression_parse(&c->mem, S("1"), &(Names){0}, &(ExpressionProblem){0});
    f[0] = (DesignField){.type = FIELD_CHOICES,
                         .name = S("_muc"),
                         .label = {.text = S("Những mục phải bổ sung")},
                         .rows = NO_ROWS,
                         .list = list,
                         .required = always};
    f[1] = (DesignField){.type = FIELD_LINES,
                         .name = S("_bo_sung"),
                         .label = {.text = S("Cần bổ sung điều gì")},
                         .rows = NO_ROWS,
                         .required = always};
    *d = (Design){.code = S("bo-sung"), .field = f, .n = 2, .lists = list, .n_lists = 1};
    return d;
}

static const StrList *edited_names(Ctx *c, const Dossier *d, const ProcedureMove *m)
{
    StrList *names = NEW(&c->mem, StrList, 1);
    const Design *form = &d->version.procedure->form;
    for (size_t i = 0; i < form->n; i++) {
        const DesignField *f = &form->field[i];
        if (f->rows == NO_ROWS && field_is_answered(f) && !f->computed && move_edits(d, m, f))
            *list_add(&c->mem, names) = f->name;
    }
    return names;
}

static Fail is_taken(Ctx *c, const void *about, const DesignField *f, Str answer, bool *taken)
{
    const DossierRow *row = about;
    return dossier_is_taken(c, row->procedure, row->id, f, answer, taken);
}

static void add_part(MoveForm *k, PartKind kind, Asked asked)
{
    k->kind[k->n] = kind;
    k->at[k->n++] = asked;
}

static void form_of(Ctx *c, const Dossier *d, const ProcedureMove *m, MoveForm *k)
{
    *k = (MoveForm){0};
    if (m->is_supplement)
        add_part(k, PART_SUPPLEMENT, (Asked){.design = supplement_design(c, &d->version.procedure->form)});
    if (m->edits)
        add_part(k, PART_EDITS,
                 (Asked){.design = &d->version.procedure->form,
                         .only = edited_names(c, d, m),
                         .had = &d->answers,
                         .is_taken = is_taken,
                         .about = &d->row});
    if (m->asked.n) add_part(k, PART_ASKED, (Asked){.design = &m->asked});
}

/* The dossier and the move that the address names. */
static Fail asked_for(Ctx *c, const Request *q, Dossier *d, DossierPage *page, const ProcedureMove **move, MoveForm *k)
{
    TRY(dossier_asked_for(c, q, d, page));
    *move = procedure_move(d->version.procedure, input_text(q, "buoc-di"));
    if (!*move || !(*move)->from) return fail(c, FAIL_MISSING, "Thủ tục của hồ sơ này không có bước đó.");
    /* Who only looks is told nothing by what their answers are measured with. */
    if (!dossier_part_is_read(PART_WORDS, page->who))
        return fail(c, FAIL_DENIED, "Trong nhiệm vụ hiện nay bạn không được “%.*s” hồ sơ %.*s.",
                    STR_ARGS((*move)->label.text), STR_ARGS(d->row.number));
    form_of(c, d, *move, k);
    return OK;
}

/* The fields of all parts, as inputs. */
static Fail inputs_of(Ctx *c, const MoveForm *form, const Input **inputs)
{
    LIST(Input) all = {0};
    MoveForm k = *form;
    for (int i = 0; i < k.n; i++) {
        const Input *in;
        TRY(fill_more(c, &k.at[i], &in));
        for (; in->type != INPUT_END; in++) *list_add(&c->mem, &all) = *in;
    }
    *list_add(&c->mem, &all) = (Input){.type = INPUT_END};
    *inputs = all.at;
    return OK;
}

Fail move_more(Ctx *c, const Request *q, const Input **inputs)
{
    Dossier *d = NEW(&c->mem, Dossier, 1);
    DossierPage page;
    const ProcedureMove *move;
    MoveForm k;
    TRY(asked_for(c, q, d, &page, &move, &k));
    return inputs_of(c, &k, inputs);
}

static Fail draw_form(Ctx *c, const Request *q, Out *o, const DossierPage *page, const ProcedureMove *move,
                      const MoveForm *k)
{
    const char *row =
        page->as == AS_APPLICANT ? "/tra-cuu/{khoa-xem}/chuyen/{buoc-di}" : "/ho-so/{ho-so}/chuyen/{buoc-di}";
    const Input *more;
    TRY(inputs_of(c, k, &more));
    Form f = form_begin(
        o, q, POST, row,
        (FormAt){.action = str_format(&c->mem, "%.*s/chuyen/%.*s", STR_ARGS(page->base), STR_ARGS(move->name)),
                 .more = more,
                 .is_lenient =
                     true}); /* what may be left out follows from other answers: the server says what may not */
    form_hidden(o, "phien-ban", str_format(&c->mem, "%d", page->d->row.edition));
    for (int i = 0; i < k->n; i++) TRY(fill_draw(c, o, &f, &k->at[i]));
    move_foot(o, move, page->base);
    form_end(o, &f);
    fill_script(o);
    return OK;
}

Fail move_get(Ctx *c, const Request *q, Reply *r)
{
    Dossier d;
    DossierPage page;
    const ProcedureMove *move;
    MoveForm k;
    bool may;
    TRY(asked_for(c, q, &d, &page, &move, &k));
    TRY(move_allows(c, &d, move, page.as, &may));
    if (!may && !request_is_again(q))
        return fail(c, FAIL_CONFLICT, "Hồ sơ %.*s đang ở trạng thái “%.*s”; lúc này bạn không “%.*s” được.",
                    STR_ARGS(d.row.number), STR_ARGS(d.state->label.text), STR_ARGS(move->label.text));
    Out *o = reply_page(c, q, r, move->label.text);
    move_head(o,
              &(MovePage){
                  .q = q, .d = &d, .move = move, .base = page.base, .may_name = dossier_subject_is_seen(&d, page.who)});
    return draw_form(c, q, o, &page, move, &k);
}

/* -- taking it
 * --------------------------------------------------------------------------------------------------------- */

typedef struct {
    Filled at[PARTS_MAX];
} MoveFilled;

Fail move_prepare(Ctx *c, const Request *q, Reply *r)
{
    Dossier *d = NEW(&c->mem, Dossier, 1);
    DossierPage page;
    const ProcedureMove *move;
    MoveForm k;
    MoveFilled *filled = NEW(&c->mem, MoveFilled, 1);
    Fail first = OK;
    TRY(asked_for(c, q, d, &page, &move, &k));
    /* All parts are read, so that all that is wrong is told. */
    for (int i = 0; i < k.n; i++) {
        Fail one = fill_read(c, q, &k.at[i], &filled->at[i]);
        if (one && one != FAIL_INPUT) return one;
        if (!first) first = one;
    }
    reply_prepared(r, filled);
    return first;
}

static void order_supplement(Ctx *c, const Answers *a, MoveOrder *order)
{
    StrList *names = NEW(&c->mem, StrList, 1);
    Str rest = answer_text(&c->mem, answers_of(a, S("_muc"))), name;
    while (str_cut(&rest, ' ', &name))
        if (name.n) *list_add(&c->mem, names) = name;
    order->fields = names;
    order->text = answer_text(&c->mem, answers_of(a, S("_bo_sung")));
}

Fail move_post(Ctx *c, const Request *q, Reply *r)
{
    Dossier d, after;
    DossierPage page;
    const ProcedureMove *move;
    MoveForm k;
    MoveFilled *filled = request_prepared(q);
    TRY(asked_for(c, q, &d, &page, &move, &k));
    MoveOrder order = {.seen = (int)input_integer(q, "phien-ban"), .move = move->name, .as = page.as};
    for (int i = 0; i < k.n; i++) {
        TRY(fill_keep(c, q, &k.at[i], &filled->at[i], "dossier", d.row.id));
        if (k.kind[i] == PART_SUPPLEMENT) order_supplement(c, &filled->at[i].answers, &order);
        else if (k.kind[i] == PART_EDITS) order.edited = &filled->at[i].answers;
        else order.asked = &filled->at[i].answers;
    }
    TRY(dossier_move(c, d.row.id, &order, &after));
    if (page.as == AS_APPLICANT) return reply_redirect(c, r, "%.*s?xong=1", STR_ARGS(page.base));
    ReceiptDraft *receipt = receipt_open(c, page.base);
    receipt_did_for_good(receipt);
    TRY(receipt_close(c, r, receipt,
                      str_format(&c->mem, "Hồ sơ %.*s: đã “%.*s”, nay là “%.*s”.", STR_ARGS(d.row.number),
                                 STR_ARGS(move->label.text), STR_ARGS(after.state->label.text))));
    return reply_redirect(c, r, "%.*s", STR_ARGS(page.base));
}
