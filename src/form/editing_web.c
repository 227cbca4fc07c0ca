// SPDX-License-Identifier: Apache-2.0
/* editing_web.c -- working copies: all of them, one as a list of its fields, its text, what it differs in. */
#include "form/editing_view.h"
#include "form/sketch.h"
#include "form/web.h"
#include "http/reply.h"
#include "people/rights.h"

/* -- loaded ------------------------------------------------------------------------------------------------------- */

static void add_makers(Ctx *c, Edited *m)
{
    for (const Feature *const *all = request_features(m->q); !m->kind && *all; all++)
        for (const DesignKind *const *k = (*all)->designs; k && *k; k++)
            if ((*k)->make && right_here(c, (*k)->make_right)) *list_add(&c->mem, &m->makers) = *k;
}

Fail edited_load(Ctx *c, const Request *q, Edited *m)
{
    *m = (Edited){.q = q};
    TRY(editing_load(c, input_id(q, "ban-sua"), &m->e));
    m->kind = design_kind(request_features(q), m->e.kind);
    add_makers(c, m);
    m->is_good = design_check(&c->mem, m->kind, m->e.source, &m->d, &m->problems);
    /* A text that cannot be cut in pieces is changed as a text. */
    if (m->is_good && !pieces_of(&c->mem, m->e.source, &m->pieces)) m->is_good = false;
    if (m->is_good && m->pieces.n != m->d.n) m->is_good = false;
    return OK;
}

Fail edited_pieces(Ctx *c, const Request *q, Edited *m)
{
    TRY(edited_load(c, q, m));
    if (m->is_good) return OK;
    return fail(c, FAIL_CONFLICT, "Văn bản của biểu mẫu còn chỗ sai. Hãy sửa trong văn bản trước.");
}

Fail edited_field(Ctx *c, const Edited *m, Str name, size_t *at)
{
    const DesignField *f = design_field(&m->d, name);
    if (!f) return fail(c, FAIL_MISSING, "Biểu mẫu không còn trường này.");
    *at = design_place(&m->d, f);
    return OK;
}

/* -- all ------------------------------------------------------------------------------------------------------------
 */

Fail editings_get(Ctx *c, const Request *q, Reply *r)
{
    EditingsPage m = {.q = q, .features = request_features(q)};
    TRY(editings_all(c, &m.list));
    editings_page(reply_page(c, q, r, S("Biểu mẫu đang soạn")), &m);
    return OK;
}

Fail guide_get(Ctx *c, const Request *q, Reply *r)
{
    guide_page(reply_page(c, q, r, S("Cách viết một biểu mẫu")));
    return OK;
}

static Str lines_of(Arena *mem, const DesignProblems *problems)
{
    Out o = {.mem = mem};
    for (size_t i = 0; i < problems->n; i++) out_raw(&o, problem_line(mem, &problems->at[i])), out_char(&o, '\n');
    return str_trim(out_str(&o));
}

Fail editing_brought(Ctx *c, Str bytes, Brought *b)
{
    DesignProblems problems;
    Out o = {.mem = &c->mem};
    if (!str_starts(bytes, S("PK\x03\x04"))) {
        Yaml y = yaml_read(&c->mem, bytes);
        bool is_map = y.root && y.root->kind == YAML_MAP;
        if (!str_is_utf8(bytes) || bytes.n > DESIGN_SOURCE_MAX || !is_map) {
            problems_settle(&c->mem, &y.problems);
            Str why = y.problems.n ? problem_line(&c->mem, &y.problems.at[0]) : S("không có dòng «khóa: giá trị» nào.");
            return fail(c, FAIL_INPUT, "Tệp này không phải YAML hay XLSForm: %.*s", STR_ARGS(why));
        }
        *b = (Brought){.source = bytes};
        b->is_form = design_from_yaml(&c->mem, bytes, &b->d, &problems);
        return OK;
    }
    TRY(design_from_xlsform(c, bytes, &b->d, &problems));
    b->is_form = true;
    b->told = lines_of(&c->mem, &problems);
    if (!b->d.n) return fail(c, FAIL_INPUT, "Không lấy được câu hỏi nào: %.*s", STR_ARGS(str_head(b->told, 300)));
    design_put_yaml(&o, &b->d, 0);
    b->source = str_copy(&c->mem, out_str(&o));
    return OK;
}

static Fail bring(Ctx *c, const Request *q, Reply *r)
{
    Brought *b = NEW(&c->mem, Brought, 1);
    TRY(input_rule(q, "tep", editing_brought(c, input_text(q, "tep"), b)));
    reply_prepared(r, b);
    return OK;
}

Fail editing_new_prepare(Ctx *c, const Request *q, Reply *r)
{
    if (input_given(q, "tep")) return bring(c, q, r);
    if (input_given(q, "ten-bieu-mau")) return OK;
    return input_rule(q, "ten-bieu-mau", fail(c, FAIL_INPUT, "Hãy đặt tên, hoặc chọn một tệp đã có."));
}

Fail editing_new_post(Ctx *c, const Request *q, Reply *r)
{
    Id id;
    const Brought *b = request_prepared(q);
    Out o = {.mem = &c->mem};
    if (!b) {
        Str title = input_text(q, "ten-bieu-mau");
        yaml_put_pair(&o, 0, S("code"), design_code_of(&c->mem, title));
        yaml_put_pair(&o, 0, S("title"), title);
        out_raw(&o, S("fields:\n  - ho_ten:\n      type: person\n      label: Họ và tên\n      required: true\n"));
    }
    TRY(editing_begin(c, NULL, (Str){0}, b ? b->source : out_str(&o), b ? b->told : (Str){0}, &id));
    return reply_redirect(c, r, "/bieu-mau/%lld", (long long)id);
}

/* -- one ------------------------------------------------------------------------------------------------------------
 */

Fail editing_get(Ctx *c, const Request *q, Reply *r)
{
    Edited m;
    TRY(edited_load(c, q, &m));
    editing_page(reply_page(c, q, r, m.e.title), &m);
    return OK;
}

static Fail back(Ctx *c, const Request *q, Reply *r, const char *rest)
{
    return reply_redirect(c, r, "/bieu-mau/%lld%s", (long long)input_id(q, "ban-sua"), rest);
}

/* Of the edition that somebody saw when they pressed; a program that does not say takes the newest. */
static Fail save(Ctx *c, const Request *q, Edited *m, Str source)
{
    if (input_given(q, "lan")) m->e.edition = (int)input_integer(q, "lan");
    return editing_save(c, &m->e, source);
}

Fail editing_move_post(Ctx *c, const Request *q, Reply *r)
{
    Edited m;
    size_t at = 0;
    Str name = input_text(q, "lam"), verb;
    if (!str_cut(&name, ':', &verb)) return fail(c, FAIL_INPUT, "Hãy bấm lại nút ở dòng của trường.");
    TRY(edited_pieces(c, q, &m));
    TRY(edited_field(c, &m, name, &at));
    bool is_up = str_equal(verb, S("len")), is_gone = str_equal(verb, S("bo"));
    Str source = is_gone ? pieces_without(&c->mem, &m.pieces, at) : pieces_moved(&c->mem, &m.pieces, at, is_up);
    Design d;
    DesignProblems problems;
    if (!design_check(&c->mem, m.kind, source, &d, &problems))
        return fail(c, FAIL_CONFLICT, "Không %s được trường này: %.*s", is_gone ? "bỏ" : "chuyển",
                    STR_ARGS(problems.at[0].text));
    TRY(save(c, q, &m, source));
    return back(c, q, r, "");
}

Fail editing_undo_post(Ctx *c, const Request *q, Reply *r)
{
    TRY(editing_undo(c, &(Editing){.id = input_id(q, "ban-sua"), .edition = (int)input_integer(q, "lan")}));
    return back(c, q, r, "");
}

Fail editing_heed_post(Ctx *c, const Request *q, Reply *r)
{
    TRY(editing_tell(c, input_id(q, "ban-sua"), (Str){0}));
    return back(c, q, r, "");
}

Fail editing_drop_post(Ctx *c, const Request *q, Reply *r)
{
    TRY(editing_drop(c, input_id(q, "ban-sua")));
    return reply_redirect(c, r, "/bieu-mau");
}

Fail editing_file_prepare(Ctx *c, const Request *q, Reply *r) { return bring(c, q, r); }

Fail editing_file_post(Ctx *c, const Request *q, Reply *r)
{
    Edited m;
    const Brought *b = request_prepared(q);
    TRY(edited_load(c, q, &m));
    Str source = b->source, around;
    if (m.kind && b->is_form && pieces_of_other(&c->mem, m.e.source, &b->d, &around)) source = around;
    TRY(save(c, q, &m, source));
    TRY(editing_tell(c, m.e.id, b->told));
    return back(c, q, r, "");
}

/* -- its text -------------------------------------------------------------------------------------------------------
 */

Fail editing_text_get(Ctx *c, const Request *q, Reply *r)
{
    Edited m;
    Design d;
    DesignProblems problems;
    TRY(edited_load(c, q, &m));
    TextPage t = {.m = &m, .text = m.e.source, .problems = &m.problems, .is_good = m.is_good};
    if (request_is_again(q)) {
        t.text = request_typed(q, "van-ban");
        t.is_good = design_check(&c->mem, m.kind, t.text, &d, &problems);
        t.problems = &problems;
    }
    text_page(reply_page(c, q, r, m.e.title), &t);
    return OK;
}

/* A working copy may be wrong: it is kept, and what is wrong is told. */
Fail editing_text_post(Ctx *c, const Request *q, Reply *r)
{
    Edited m;
    Design d;
    DesignProblems problems;
    Str source = input_text(q, "van-ban");
    TRY(edited_load(c, q, &m));
    TRY(save(c, q, &m, str_format(&c->mem, "%.*s\n", STR_ARGS(source))));
    bool is_good = design_check(&c->mem, m.kind, source, &d, &problems);
    return back(c, q, r, is_good ? "" : "/noi-dung#sai");
}

Fail editing_download_get(Ctx *c, const Request *q, Reply *r)
{
    Edited m;
    TRY(edited_load(c, q, &m));
    bool is_xform = str_equal(input_text(q, "dang"), S("xform"));
    if (is_xform && !m.is_good) return fail(c, FAIL_CONFLICT, "Văn bản của biểu mẫu còn chỗ sai. Hãy sửa trước.");
    Out *o = reply_text(c, r, is_xform ? "application/xml; charset=utf-8" : "application/yaml; charset=utf-8");
    if (is_xform) design_put_xform(o, &m.d, m.e.edition, NULL);
    else out_raw(o, m.e.source);
    Str code = m.d.code.n ? m.d.code : S("bieu-mau");
    reply_file_name(c, r, str_format(&c->mem, "%.*s.%s", STR_ARGS(code), is_xform ? "xml" : "yaml"));
    return OK;
}

/* -- what it differs in ---------------------------------------------------------------------------------------------
 */

Fail editing_changes_get(Ctx *c, const Request *q, Reply *r)
{
    Edited m;
    Str text = {0};
    Design before;
    DesignProblems problems;
    TRY(edited_load(c, q, &m));
    ChangesPage p = {.m = &m};
    Fail found = m.kind ? m.kind->published(c, m.e.code, &text) : FAIL_MISSING;
    if (found && found != FAIL_MISSING) return found;
    p.is_new = found == FAIL_MISSING;
    if (!p.is_new) {
        design_check(&c->mem, m.kind, text, &before, &problems);
        design_changes(&c->mem, &before, &m.d, &p.changes);
    }
    changes_page(reply_page(c, q, r, m.e.title), &p);
    return OK;
}
