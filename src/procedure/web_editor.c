// SPDX-License-Identifier: Apache-2.0
/* web_editor.c -- a procedure as text: looked at, tried against what is open, published; its form changed field by
 * field (form/editing.h) on the way. */
#include "form/editing.h"
#include "procedure/made.h"
#include "procedure/view.h"
#include "procedure/web.h"
#include "receipt/receipt.h"

static Fail draw(Ctx *c, const Request *q, Reply *r, EditorPage *m)
{
    m->q = q;
    editor_page(reply_page(c, q, r, S("Thủ tục mới")), m);
    return OK;
}

/* What an office begins with: the least that can be published. */
static const char first_text[] =
    "code: dang-ky\ntitle: Đăng ký tham gia\nabout: Ai, làm gì, bao lâu có trả lời.\n\nfields:\n"
    "  - {name: don_vi, type: text, label: Đơn vị, required: true}\n"
    "  - {name: dien_thoai, type: phone, label: Điện thoại, required: true, purpose: Liên hệ về đăng ký này}\n\n"
    "states:\n  - {name: cho, label: Chờ xem xét, kind: open}\n  - {name: dong_y, label: Đồng ý, kind: ended, outcome: "
    "agreed}\n"
    "  - {name: khong, label: Không đồng ý, kind: ended, outcome: refused}\n\n"
    "moves:\n  - {name: dong_y, label: Đồng ý, from: cho, to: dong_y, who: {role: dieu-phoi}}\n"
    "  - name: tu_choi\n    label: Không đồng ý\n    from: cho\n    to: khong\n    who: {role: dieu-phoi}\n"
    "    fields:\n      - {name: ly_do, type: lines, label: Lý do, required: true}\n\n"
    "clocks:\n  - {name: tra_loi, label: Thời hạn trả lời, days: 5, starts: nop, stops: [dong_y, tu_choi], warns: 1}\n";

/* -- its form in the editor of forms ----------------------------------------------------------------------------------
 */

static Fail text_in_force(Ctx *c, Str code, Str *text)
{
    Version v;
    TRY(version_current(c, code, &v));
    return version_source(c, v.row.id, text);
}

static void check_text(Arena *mem, Str text, Design *d, DesignProblems *problems)
{
    Procedure *p = NEW(mem, Procedure, 1);
    procedure_read(mem, text, NULL, p, problems);
    *d = p->form;
}

const DesignKind procedure_designs = {"thu-tuc",
                                      "thủ tục",
                                      text_in_force,
                                      check_text,
                                      "/thu-tuc-moi?ban-sua={}",
                                      "Xem cả thủ tục và công bố",
                                      "/thu-tuc-them/{}",
                                      "Làm thành thủ tục",
                                      "procedure.manage"};

/* -- the text
 * ----------------------------------------------------------------------------------------------------------- */

/* What is wrong with it, and what publishing it would do. */
static Fail look(Ctx *c, EditorPage *m)
{
    Procedure *p = NEW(&c->mem, Procedure, 1);
    DesignProblems *problems = NEW(&c->mem, DesignProblems, 1);
    PublishTrial *trial = NEW(&c->mem, PublishTrial, 1);
    const Directory *agencies;
    TRY(org_directory(c, &agencies));
    m->is_good = procedure_read(&c->mem, m->text, agencies, p, problems);
    m->p = p, m->problems = problems, m->trial = trial;
    if (!m->is_good) return OK;
    TRY(version_try(c, p, trial));
    return procedure_alike(c, p, problems);
}

Fail editor_get(Ctx *c, const Request *q, Reply *r)
{
    Version v;
    Editing e;
    EditorPage m = {.text = S(first_text)};
    if (input_given(q, "ban-sua")) {
        TRY(editing_load(c, input_id(q, "ban-sua"), &e));
        m.text = e.source, m.editing = e.id, m.told = e.told;
    } else if (input_given(q, "tu")) {
        TRY(version_current(c, input_text(q, "tu"), &v));
        m.seen = v.row.version;
        TRY(version_source(c, v.row.id, &m.text));
    }
    if (request_is_again(q)) m.text = request_typed(q, "van-ban");
    if (m.editing || request_is_again(q)) TRY(look(c, &m));
    return draw(c, q, r, &m);
}

/* The text goes on as a working copy, with whatever is wrong in it. */
static Fail edit_fields(Ctx *c, const Request *q, Reply *r)
{
    Id id;
    Procedure p;
    DesignProblems problems;
    procedure_read(&c->mem, input_text(q, "van-ban"), NULL, &p, &problems);
    TRY(editing_begin(c, procedure_designs.kind, p.form.code, input_text(q, "van-ban"), (Str){0}, &id));
    if (input_given(q, "ban-sua")) TRY(editing_drop(c, input_id(q, "ban-sua")));
    return reply_redirect(c, r, "/bieu-mau/%lld", (long long)id);
}

/* Another version is in force than the one that was seen; the same text pressed twice is none. */
static bool is_crossed(const PublishTrial *t, const EditorPage *m, int64_t seen)
{
    return t->before.row.version != seen &&
           !str_equal(t->before.procedure ? t->before.procedure->source : S(""), m->text);
}

Fail editor_post(Ctx *c, const Request *q, Reply *r)
{
    Id id;
    EditorPage m = {.text = input_text(q, "van-ban"), .editing = input_id(q, "ban-sua")};
    if (str_equal(input_text(q, "lam"), S("sua-truong"))) return edit_fields(c, q, r);
    TRY(look(c, &m));
    bool publishes = str_equal(input_text(q, "lam"), S("cong-bo"));
    m.is_crossed =
        publishes && m.is_good && input_given(q, "da-xem") && is_crossed(m.trial, &m, input_integer(q, "da-xem"));
    if (!m.is_good || m.trial->refused.n || m.is_crossed || !publishes) {
        if (!m.is_good) reply_status(r, FAIL_INPUT);
        if (m.is_crossed) reply_status(r, FAIL_CONFLICT);
        return draw(c, q, r, &m);
    }
    TRY(version_publish(c, m.text, false, &id));
    if (m.editing) TRY(editing_drop(c, m.editing));
    ReceiptDraft *k = receipt_open(c, str_format(&c->mem, "/thu-tuc/%.*s", STR_ARGS(m.p->form.code)));
    receipt_did_for_good(k);
    TRY(receipt_close(c, r, k, str_format(&c->mem, "Đã công bố “%.*s”.", STR_ARGS(m.p->form.title))));
    return reply_redirect(c, r, "/thu-tuc/%.*s", STR_ARGS(m.p->form.code));
}
