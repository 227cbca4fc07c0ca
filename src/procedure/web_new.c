// SPDX-License-Identifier: Apache-2.0
/* web_new.c -- a procedure begins: from a file, as a copy of another, made of a form that is being written. */
#include "form/sketch.h"
#include "people/people.h"
#include "procedure/made.h"
#include "procedure/view.h"
#include "procedure/web.h"
#include "receipt/receipt.h"
#include "viet/text.h"

Fail procedure_guide_get(Ctx *c, const Request *q, Reply *r)
{
    procedure_guide_page(reply_page(c, q, r, S("Cách làm một thủ tục")));
    return OK;
}

Fail start_get(Ctx *c, const Request *q, Reply *r)
{
    StartPage m = {.q = q, .copied = input_text(q, "tu")};
    VersionRows rows;
    EditingList all;
    TRY(versions_current(c, &rows));
    for (size_t i = 0; i < rows.n; i++) {
        *list_add(&c->mem, &m.codes) = rows.at[i].code;
        *list_add(&c->mem, &m.titles) = rows.at[i].title;
    }
    TRY(editings_all(c, &all));
    for (size_t i = 0; i < all.n; i++)
        if (!all.at[i].kind.n) *list_add(&c->mem, &m.forms) = all.at[i];
    start_page(reply_page(c, q, r, S("Thêm thủ tục")), &m);
    return OK;
}

/* -- from a file
 * ------------------------------------------------------------------------------------------------------- */

Fail start_prepare(Ctx *c, const Request *q, Reply *r)
{
    Brought *b = NEW(&c->mem, Brought, 1);
    TRY(input_rule(q, "tep", editing_brought(c, input_text(q, "tep"), b)));
    reply_prepared(r, b);
    return OK;
}

Fail start_post(Ctx *c, const Request *q, Reply *r)
{
    const Brought *b = request_prepared(q);
    bool is_whole = !b->is_form && text_is_procedure(&c->mem, b->source);
    Procedure p = {0};
    DesignProblems problems;
    Id id;
    if (is_whole) procedure_read(&c->mem, b->source, NULL, &p, &problems);
    TRY(editing_begin(c, is_whole ? procedure_designs.kind : NULL, p.form.code, b->source, b->told, &id));
    if (is_whole) return reply_redirect(c, r, "/thu-tuc-moi?ban-sua=%lld", (long long)id);
    return reply_redirect(c, r, "/thu-tuc-them/%lld", (long long)id);
}

/* -- as a copy
 * --------------------------------------------------------------------------------------------------------- */

/* A code that no procedure has; beside its input when one has it. */
static Fail free_code(Ctx *c, const Request *q, const char *input, Str code)
{
    Version v;
    Fail found = version_current(c, code, &v);
    if (!found)
        return input_rule(q, input,
                          fail(c, FAIL_CONFLICT, "Đã có thủ tục mã “%.*s”, “%.*s”: hãy đặt khác đi.", STR_ARGS(code),
                               STR_ARGS(v.row.title)));
    c->why[0] = 0;
    return found == FAIL_MISSING ? OK : found;
}

Fail copy_post(Ctx *c, const Request *q, Reply *r)
{
    Version v;
    Id id;
    Str title = input_text(q, "ten-moi"), code = design_code_of(&c->mem, title);
    TRY(input_rule(q, "tu", version_current(c, input_text(q, "tu"), &v)));
    TRY(free_code(c, q, "ten-moi", code));
    TRY(editing_begin(c, procedure_designs.kind, code, made_of_procedure(&c->mem, v.procedure, code, title), (Str){0},
                      &id));
    return reply_redirect(c, r, "/thu-tuc-moi?ban-sua=%lld", (long long)id);
}

/* -- of a form
 * ----------------------------------------------------------------------------------------------------------- */

static Fail load_form(Ctx *c, const Request *q, Editing *e, Design *d)
{
    DesignProblems problems;
    TRY(editing_load(c, input_id(q, "ban-sua"), e));
    if (e->kind.n) return fail(c, FAIL_CONFLICT, "Bản soạn này đã là một thủ tục. Hãy mở nó ở Biểu mẫu đang soạn.");
    if (design_check(&c->mem, NULL, e->source, d, &problems)) return OK;
    return fail(c, FAIL_CONFLICT, "Biểu mẫu còn chỗ sai: %.*s", STR_ARGS(problem_line(&c->mem, &problems.at[0])));
}

/* Whether its name or label says that a telephone is asked. */
static bool says_phone(Ctx *c, const DesignField *f)
{
    static const char *const words[] = {" dien thoai ", " phone ", " sdt "};
    Str said = str_format(&c->mem, " %.*s %.*s ", STR_ARGS(viet_fold(&c->mem, f->name)),
                          STR_ARGS(viet_fold(&c->mem, f->label.text)));
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_contains(said, str_of(words[i]))) return true;
    return false;
}

/* Two answers of which one begins with yes: figures by them say little. */
static bool is_yes_or_no(Ctx *c, const DesignList *list)
{
    bool has_yes = false;
    for (size_t i = 0; i < list->n; i++) {
        Str said = str_format(&c->mem, "%.*s ", STR_ARGS(viet_fold(&c->mem, list->choice[i].label.text)));
        has_yes |= str_starts(said, S("co ")) || str_starts(said, S("yes ")) || str_starts(said, S("dung "));
    }
    return list->n < 2 || (list->n == 2 && has_yes);
}

/* Which fields may be the phone, which may split the figures; what is chosen at first. */
static void offer_fields(Ctx *c, const Design *d, MakePage *m)
{
    for (size_t i = 0; i < d->n; i++) {
        const DesignField *f = &d->field[i];
        m->n += field_is_answered(f);
        if (f->rows != NO_ROWS) continue;
        m->has_phone |= f->type == FIELD_PHONE;
        m->has_mail |= f->type == FIELD_MAIL;
        if (f->type == FIELD_TEXT) {
            *list_add(&c->mem, &m->phones) = f->name;
            *list_add(&c->mem, &m->phone_names) = f->label.text;
            if (!m->phone.n && says_phone(c, f)) m->phone = f->name;
        } else if (field_is_choice(f)) {
            *list_add(&c->mem, &m->choices) = f->name;
            *list_add(&c->mem, &m->choice_names) = f->label.text;
            if (!m->split.n && !is_yes_or_no(c, f->list)) m->split = f->name;
        }
    }
}

/* A form that is wrong is put right first. */
static Fail draw_make(Ctx *c, const Request *q, Reply *r, MakePage *m)
{
    Editing e;
    Design d;
    DesignProblems problems;
    StrList codes, names;
    TRY(editing_load(c, input_id(q, "ban-sua"), &e));
    if (!e.kind.n && !design_check(&c->mem, NULL, e.source, &d, &problems))
        return reply_redirect(c, r, "/bieu-mau/%lld", (long long)e.id);
    TRY(load_form(c, q, &e, &d));
    TRY(org_names_coded(c, &codes, &names));
    m->q = q, m->e = &e, m->d = &d, m->agencies = &codes, m->agency_names = &names;
    offer_fields(c, &d, m);
    make_page(reply_page(c, q, r, str_format(&c->mem, "Thủ tục: %.*s", STR_ARGS(d.title))), m);
    return OK;
}

Fail make_get(Ctx *c, const Request *q, Reply *r) { return draw_make(c, q, r, &(MakePage){0}); }

static unsigned way_of(Str word)
{
    return str_equal(word, S("tai-khoan"))  ? BY_SIGNED_IN
           : str_equal(word, S("co-quan"))  ? BY_AGENCY
           : str_equal(word, S("duoc-moi")) ? BY_INVITED
                                            : BY_PUBLIC;
}

static Fail agency_typed(Ctx *c, Str code, Org *agency)
{
    Fail found = org_by_code(c, code, agency);
    return found == FAIL_MISSING ? fail_rather(c, FAIL_INPUT, "Không có cơ quan này. Hãy chọn trong danh sách.")
                                 : found;
}

static Fail made_typed(Ctx *c, const Request *q, const Design *d, Made *made)
{
    Org agency;
    Str title = input_text(q, "ten-thu-tuc"), code = input_text(q, "ma");
    Str phone = input_text(q, "dien-thoai"), split = input_text(q, "chia-theo");
    const DesignField *by = design_field(d, split);
    if (!code.n) code = design_code_of(&c->mem, title);
    if (!design_code_is_good(code))
        return input_rule(
            q, "ma",
            fail(c, FAIL_INPUT, "Mã chỉ gồm chữ thường không dấu, số và “-”, bắt đầu bằng chữ, như phien-cho-so."));
    TRY(free_code(c, q, "ma", code));
    TRY(input_rule(q, "giai-quyet", agency_typed(c, input_text(q, "giai-quyet"), &agency)));
    if (phone.n && !design_field(d, phone))
        return input_rule(q, "dien-thoai",
                          fail(c, FAIL_INPUT, "Biểu mẫu không có trường này. Hãy chọn trong danh sách."));
    if (split.n && (!by || by->rows != NO_ROWS || !field_is_choice(by)))
        return input_rule(q, "chia-theo",
                          fail(c, FAIL_INPUT, "Biểu mẫu không có câu hỏi lựa chọn này. Hãy chọn trong danh sách."));
    if (input_given(q, "han-nop") && input_day(q, "han-nop") < c->today)
        return input_rule(
            q, "han-nop",
            fail(c, FAIL_INPUT, "Ngày %.*s đã qua.", STR_ARGS(day_vietnamese(&c->mem, input_day(q, "han-nop")))));
    *made = (Made){.code = code,
                   .title = title,
                   .category = input_text(q, "nhom"),
                   .by = way_of(input_text(q, "ai-nop")),
                   .agency = agency.code,
                   .days = (int)input_integer(q, "so-ngay"),
                   .until = input_day(q, "han-nop"),
                   .telephone = phone,
                   .split = split};
    return OK;
}

/* What was done, and what is missing before anybody decides. */
static Fail published_words(Ctx *c, const Made *m, Str *words)
{
    Org agency;
    int people;
    TRY(org_by_code(c, m->agency, &agency));
    TRY(people_count(c, NULL, m->agency, &people));
    *words = str_format(&c->mem, "Đã công bố “%.*s”. Thủ tục đang nhận hồ sơ.", STR_ARGS(m->title));
    if (!people)
        *words = str_format(&c->mem, "%.*s %.*s chưa có ai dùng chương trình: hãy mời người, để có người giải quyết.",
                            STR_ARGS(*words), STR_ARGS(agency.name));
    return OK;
}

Fail make_post(Ctx *c, const Request *q, Reply *r)
{
    Editing e;
    Design d;
    Made made;
    Procedure *p = NEW(&c->mem, Procedure, 1);
    DesignProblems problems;
    Str words;
    Id id;
    TRY(load_form(c, q, &e, &d));
    TRY(made_typed(c, q, &d, &made));
    Str text = made_of_form(&c->mem, e.source, &d, &made);
    bool is_good = procedure_read(&c->mem, text, NULL, p, &problems);
    if (is_good && str_equal(input_text(q, "lam"), S("cong-bo"))) {
        TRY(version_publish(c, text, false, &id));
        TRY(editing_drop(c, e.id));
        ReceiptDraft *k = receipt_open(c, str_format(&c->mem, "/thu-tuc/%.*s", STR_ARGS(made.code)));
        receipt_did_for_good(k);
        TRY(published_words(c, &made, &words));
        TRY(receipt_close(c, r, k, words));
        return reply_redirect(c, r, "/thu-tuc/%.*s", STR_ARGS(made.code));
    }
    TRY(editing_begin(c, procedure_designs.kind, made.code, text, e.told, &id));
    TRY(editing_drop(c, e.id));
    return reply_redirect(c, r, "/thu-tuc-moi?ban-sua=%lld", (long long)id);
}
