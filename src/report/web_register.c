// SPDX-License-Identifier: Apache-2.0
/* web_register.c -- the register of documents that went out: seen, searched, taken along; numbers that are kept. */
#include "base/out.h"
#include "people/rights.h"
#include "report/view.h"
#include "report/web.h"

static const char *state_key(int state) { return number_states[state].key; }
static const char *state_name(int state) { return number_states[state].name; }
static const Column number_columns[] = {
    COL_INTEGER(RegisterNumber, id, "id"),
    COL_INTEGER(RegisterNumber, document, "document"),
    COL_NUMBER(RegisterNumber, year, "year"),
    COL_TEXT(RegisterNumber, org, "org", .title = "Mã cơ quan", .width = 12),
    COL_TEXT(RegisterNumber, type, "type", .title = "Loại", .width = 8),
    COL_NUMBER(RegisterNumber, number, "number", .title = "Số", .width = 8),
    COL_TEXT(RegisterNumber, symbol, "symbol", .title = "Số, ký hiệu", .width = 18),
    COL_DAY(RegisterNumber, day, "day", .title = "Ngày văn bản", .width = 13),
    COL_KEY(RegisterNumber, state, "state", state_key, .title = "Tình trạng", .width = 12, .word = state_name),
    COL_TEXT(RegisterNumber, subject, "subject", .title = "Trích yếu", .width = 60),
    COL_TEXT(RegisterNumber, signer, "signer", .title = "Người ký", .width = 24),
    COL_TEXT(RegisterNumber, receivers, "receivers", .title = "Nơi nhận", .width = 44),
    COL_TEXT(RegisterNumber, note, "note", .title = "Ghi chú", .width = 36),
    {0}};
static const Record number_record = {.name = "RegisterNumber", .columns = number_columns};
static const Column register_columns[] = {
    COL_ROWS_AT(RegisterPage, list, "numbers", &number_record), COL_TEXT(RegisterPage, next, "next"), {0}};
const Record register_record = {.name = "Register", .columns = register_columns};

static int this_year(const Ctx *c)
{
    int year, month, day;
    day_split(c->today, &year, &month, &day);
    return year;
}

static RegisterChoice choice_of(const Ctx *c, const Request *q)
{
    return (RegisterChoice){.org = input_text(q, "co-quan"),
                            .type = input_text(q, "loai-so"),
                            .year = input_given(q, "nam") ? (int)input_integer(q, "nam") : this_year(c),
                            .query = input_text(q, "q")};
}

/* "?nam=2024&loai-so=BC": the same choice, for the next page and for the file. */
static Str query_of(Ctx *c, const RegisterChoice *a)
{
    Out o = {.mem = &c->mem};
    out_format(&o, "?nam=%d", a->year);
    if (a->org.n) out_format(&o, "&co-quan="), out_url(&o, a->org);
    if (a->type.n) out_format(&o, "&loai-so="), out_url(&o, a->type);
    if (a->query.n) out_format(&o, "&q="), out_url(&o, a->query);
    return out_str(&o);
}

/* All types of the decree; letters are told by their name. */
static void load_types(Ctx *c, StrList *keys, StrList *names)
{
    for (int i = 0; i < PAPER_KINDS_N; i++) {
        Str type = register_type((PaperKind)i);
        *list_add(&c->mem, keys) = type;
        *list_add(&c->mem, names) = paper_kind_name((PaperKind)i);
    }
}

static Fail count_gaps(Ctx *c, const RegisterPage *m, int *gaps)
{
    *gaps = 0;
    for (size_t i = 0; i < m->issuers.n; i++)
        for (size_t k = 0; k < m->types.n; k++) {
            int n;
            TRY(register_gaps(c, m->issuers.at[i], m->types.at[k], m->choice.year, &n));
            *gaps += n;
        }
    return OK;
}

Fail register_get(Ctx *c, const Request *q, Reply *r)
{
    RegisterNumberList list;
    ReportAgency agency;
    Str next;
    RegisterPage m = {
        .q = q, .list = &list, .choice = choice_of(c, q), .may_keep = right_here(c, "report.issue"), .today = c->today};
    m.choice.after = input_text(q, "sau"), m.choice.most = reply_rows(r, 0);
    TRY(register_list(c, &m.choice, &list, &next));
    m.query = query_of(c, &m.choice), m.is_first = !m.choice.after.n;
    if (next.n) m.next = str_format(&c->mem, "/so-van-ban%.*s&sau=%.*s", STR_ARGS(m.query), STR_ARGS(next));
    if (reply_is_json(r)) return reply_record(c, r, &register_record, &m);
    load_types(c, &m.types, &m.type_names);
    TRY(report_issuers(c, &m.issuers, &m.issuer_names));
    TRY(report_agency(c, m.issuers.at[0], &agency));
    m.agency = &agency;
    TRY(count_gaps(c, &m, &m.gaps));
    register_page(reply_page(c, q, r, S("Sổ văn bản đi")), &m);
    return OK;
}

/* -- what a clerk does
 * ----------------------------------------------------------------------------------------------------------------------
 */

/* Only of those agencies for which this person writes. */
static Fail own_issuer(Ctx *c, const Request *q, Str *org)
{
    StrList codes, names;
    *org = input_text(q, "ban-hanh");
    TRY(report_issuers(c, &codes, &names));
    for (size_t i = 0; i < codes.n; i++)
        if (str_equal(codes.at[i], *org)) return OK;
    return fail(c, FAIL_DENIED, "Sổ này của cơ quan khác. Hãy chọn sổ của cơ quan mình.");
}

Fail register_keep_post(Ctx *c, const Request *q, Reply *r)
{
    RegisterNumber n = {.type = input_text(q, "loai-so"), .note = input_text(q, "danh-cho")};
    TRY(own_issuer(c, q, &n.org));
    TRY(register_keep(c, &n));
    return reply_redirect(c, r, "/so-van-ban");
}

Fail register_void_post(Ctx *c, const Request *q, Reply *r)
{
    TRY(register_void(c, input_id(q, "so-van-ban"), input_text(q, "ly-do")));
    return reply_redirect(c, r, "/so-van-ban");
}

Fail register_begin_post(Ctx *c, const Request *q, Reply *r)
{
    Str org;
    TRY(own_issuer(c, q, &org));
    TRY(register_begin_after(c, org, input_text(q, "loai-so"), this_year(c), (int)input_integer(q, "so-cuoi")));
    return reply_redirect(c, r, "/so-van-ban");
}

Fail register_agency_post(Ctx *c, const Request *q, Reply *r)
{
    Str org;
    TRY(own_issuer(c, q, &org));
    TRY(report_agency_set(c, org, input_text(q, "viet-tat"), input_text(q, "don-vi"), input_text(q, "dia-danh")));
    return reply_redirect(c, r, "/so-van-ban");
}
