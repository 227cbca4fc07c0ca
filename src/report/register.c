// SPDX-License-Identifier: Apache-2.0
/* register.c -- the register of numbers: one sequence a year, an agency and a type of document (Decree 30/2020/NĐ-CP,
 * article 15).  A number is taken in the write that issues its document: writes of an office run one after the other,
 * so there are no gaps and no doubles; the unique index stands behind that. */
#include "base/out.h"
#include "journal/journal.h"
#include "report/inside.h"
#include "store/cursor.h"
#include "viet/text.h"

const NumberStateRow number_states[NUMBER_STATE_COUNT] = {
#define X(symbol, key, name) {key, name},
    NUMBER_STATES(X)
#undef X
};

static NumberState state_of(Str key)
{
    int i = 0;
    while (i < NUMBER_STATE_COUNT - 1 && !str_equal(key, str_of(number_states[i].key))) i++;
    return (NumberState)i;
}

Str register_type(PaperKind kind)
{
    Str type = paper_kind_abbreviation(kind);
    return type.n ? type : S(REGISTER_LETTERS);
}

static int year_of(Day day)
{
    int year, month, d;
    day_split(day, &year, &month, &d);
    return year;
}

/* -- reading ------------------------------------------------------------------------------------------------------ */

#define COLUMNS                                                                                                        \
    "SELECT n.id, n.document_id, n.year, n.number, n.org, n.type, n.state, n.symbol, n.day, n.subject, n.signer, "     \
    "n.receivers, n.note FROM report_number n WHERE n.office_id = $1 "

static Fail read_numbers(Ctx *c, Rows *r, RegisterNumberList *list)
{
    *list = (RegisterNumberList){0};
    while (rows_next(r))
        *list_add(&c->mem, list) = (RegisterNumber){.id = row_integer(r, 0),
                                                    .document = row_integer(r, 1),
                                                    .year = (int)row_integer(r, 2),
                                                    .number = (int)row_integer(r, 3),
                                                    .org = row_text(r, 4),
                                                    .type = row_text(r, 5),
                                                    .state = state_of(row_text(r, 6)),
                                                    .symbol = row_text(r, 7),
                                                    .day = row_day(r, 8),
                                                    .subject = row_text(r, 9),
                                                    .signer = row_text(r, 10),
                                                    .receivers = row_text(r, 11),
                                                    .note = row_text(r, 12)};
    return rows_end(r);
}

Fail register_number(Ctx *c, Id id, RegisterNumber *n)
{
    Rows r;
    RegisterNumberList list;
    TRY(store_query(c, &r, COLUMNS "AND n.id = $2", OFFICE, id));
    TRY(read_numbers(c, &r, &list));
    if (!list.n) return fail(c, FAIL_MISSING, "Sổ không có số này. Hãy mở lại từ sổ văn bản đi.");
    *n = list.at[0];
    return OK;
}

Fail register_kept(Ctx *c, Str org, Str type, int year, RegisterNumberList *list)
{
    Rows r;
    TRY(store_query(c, &r,
                    COLUMNS "AND n.org = $2 AND n.type = $3 AND n.year = $4 AND n.state = 'kept' ORDER BY n.number",
                    OFFICE, org, type, year));
    return read_numbers(c, &r, list);
}

static bool has_words(Ctx *c, const RegisterNumber *n, Str query)
{
    Str all =
        viet_fold(&c->mem, str_format(&c->mem, "%.*s %.*s %.*s %.*s %.*s", STR_ARGS(n->symbol), STR_ARGS(n->subject),
                                      STR_ARGS(n->receivers), STR_ARGS(n->signer), STR_ARGS(n->note)));
    Str rest = viet_fold(&c->mem, query), word;
    while (str_cut(&rest, ' ', &word))
        if (word.n && !str_contains(all, word)) return false;
    return true;
}

/* A year of an agency is a few thousand rows: words are looked for in what the index gives. */
Fail register_list(Ctx *c, const RegisterChoice *a, RegisterNumberList *list, Str *next)
{
    Rows r;
    Cursor k = CURSOR_FIRST;
    RegisterNumberList all;
    size_t most = a->most > 0 ? (size_t)a->most : REGISTER_PAGE;
    *next = (Str){0}, *list = (RegisterNumberList){0};
    TRY(cursor_read_time(c, a->after, &k));
    TRY(store_query(c, &r,
                    COLUMNS "AND ($2 = '' OR n.org = $2) AND ($3 = 0 OR n.year = $3) AND ($4 = '' OR n.type = $4) "
                            "AND n.id < $5 ORDER BY n.id DESC LIMIT $6",
                    OFFICE, a->org, a->year, a->type, k.id < 0 ? INT64_MAX : k.id,
                    a->query.n ? INT64_C(1000000) : (int64_t)most + 1));
    TRY(read_numbers(c, &r, &all));
    for (size_t i = 0; i < all.n && list->n <= most; i++)
        if (!a->query.n || has_words(c, &all.at[i], a->query)) *list_add(&c->mem, list) = all.at[i];
    if (list->n <= most) return OK;
    list->n = most;
    *next = cursor_write_time(&c->mem, 0, list->at[most - 1].id);
    return OK;
}

/* What the register goes up to: the last number, and the last day of a document among those that are used. */
typedef struct {
    int number;
    Day day;
} Last;

static Fail last_of(Ctx *c, const RegisterNumber *n, Last *last)
{
    Rows r;
    TRY(store_query(c, &r,
                    "SELECT max(number), max(CASE WHEN state IN ('used', 'kept') THEN day ELSE '' END) "
                    "FROM report_number WHERE office_id = $1 AND org = $2 AND type = $3 AND year = $4",
                    OFFICE, n->org, n->type, n->year));
    *last = (Last){0, NO_DAY};
    if (rows_next(&r)) {
        Str day = row_text(&r, 1);
        *last = (Last){(int)row_integer(&r, 0), day.n ? day_parse_iso(day) : NO_DAY};
    }
    return rows_end(&r);
}

Fail register_gaps(Ctx *c, Str org, Str type, int year, int *gaps)
{
    Rows r;
    int at = 0;
    *gaps = 0;
    TRY(store_query(c, &r,
                    "SELECT number, state FROM report_number WHERE office_id = $1 AND org = $2 AND type = $3 "
                    "AND year = $4 ORDER BY number",
                    OFFICE, org, type, year));
    while (rows_next(&r)) {
        int number = (int)row_integer(&r, 0);
        if (str_equal(row_text(&r, 1), S("paper"))) at = number;
        else *gaps += number - at - 1, at = number;
    }
    return rows_end(&r);
}

/* -- what a day may be --------------------------------------------------------------------------------------------- */

static Fail day_is_here(Ctx *c, Day day)
{
    if (day == NO_DAY) return fail(c, FAIL_INPUT, "Hãy ghi ngày của văn bản.");
    if (day > c->today)
        return fail(c, FAIL_INPUT, "Ngày %.*s chưa đến. Số văn bản chỉ cấp cho ngày hôm nay hoặc ngày đã ký.",
                    STR_ARGS(day_vietnamese(&c->mem, day)));
    return OK;
}

/* A document leaves on the day on which it was signed, at latest on the next working day (article 18.1). */
static Fail day_is_fresh(Ctx *c, Day day)
{
    Day first = workday_before(workdays(), c->today, 1);
    if (day >= first) return OK;
    return fail(c, FAIL_INPUT,
                "Văn bản ký ngày %.*s phải lấy số chậm nhất trong ngày làm việc tiếp theo (Nghị định 30/2020/NĐ-CP). "
                "Hãy ghi từ ngày %.*s, hoặc dùng số đã dành sẵn cho ngày ấy.",
                STR_ARGS(day_vietnamese(&c->mem, day)), STR_ARGS(day_vietnamese(&c->mem, first)));
}

static Fail day_follows(Ctx *c, Day day, const Last *last)
{
    if (last->day == NO_DAY || day >= last->day) return OK;
    return fail(c, FAIL_INPUT,
                "Số %d đã cấp cho ngày %.*s; số tiếp theo không ghi ngày sớm hơn. Hãy ghi từ ngày ấy, hoặc dùng số đã "
                "dành sẵn.",
                last->number, STR_ARGS(day_vietnamese(&c->mem, last->day)));
}

/* -- giving a number ------------------------------------------------------------------------------------------------
 */

/* "12/BC-STTTT"; of a letter "45/UBND-VX". */
static Fail write_symbol(Ctx *c, RegisterNumber *n)
{
    ReportAgency agency;
    TRY(report_agency(c, n->org, &agency));
    Str number = paper_number(&c->mem, n->number);
    Str rest = !str_equal(n->type, S(REGISTER_LETTERS))
                   ? str_format(&c->mem, "%.*s-%.*s", STR_ARGS(n->type), STR_ARGS(agency.symbol))
                   : paper_symbol(&c->mem, PAPER_LETTER, agency.symbol, n->unit.n ? n->unit : agency.unit);
    n->symbol = str_format(&c->mem, "%.*s/%.*s", STR_ARGS(number), STR_ARGS(rest));
    return OK;
}

static Fail insert(Ctx *c, RegisterNumber *n)
{
    TRY(write_symbol(c, n));
    n->id = id_new(c->now);
    TRY(store_run(c,
                  "INSERT INTO report_number (office_id, id, year, org, type, number, state, symbol, day, subject, "
                  "signer, receivers, note, document_id, person_id, at) "
                  "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
                  OFFICE, n->id, n->year, n->org, n->type, n->number, number_states[n->state].key, n->symbol,
                  day_iso(&c->mem, n->day), n->subject, n->signer, n->receivers, n->note, n->document, writer_of(c),
                  c->now));
    return OK;
}

static Fail tell(Ctx *c, const RegisterNumber *n, const char *act, Str before)
{
    return journal_write(c, (JournalEntry){.act = act,
                                           .object = "number",
                                           .id = n->id,
                                           .within = n->document,
                                           .title = n->symbol,
                                           .before = before,
                                           .after = n->subject.n ? n->subject : n->note});
}

static Fail next_number(Ctx *c, RegisterNumber *n, const Last *last)
{
    n->number = last->number + 1;
    if (n->number > REGISTER_NUMBER_MAX)
        return fail(c, FAIL_CONFLICT, "Sổ năm %d đã đến số %d, không cấp thêm được.", n->year, REGISTER_NUMBER_MAX);
    return insert(c, n);
}

Fail register_take(Ctx *c, RegisterNumber *n)
{
    Last last;
    TRY(day_is_here(c, n->day));
    n->year = year_of(n->day), n->state = NUMBER_USED;
    TRY(last_of(c, n, &last));
    TRY(day_follows(c, n->day, &last));
    TRY(day_is_fresh(c, n->day));
    TRY(next_number(c, n, &last));
    return tell(c, n, "Cấp số", (Str){0});
}

Fail register_keep(Ctx *c, RegisterNumber *n)
{
    Last last;
    RegisterNumberList kept;
    if (!n->note.n) return fail(c, FAIL_INPUT, "Hãy ghi số dành cho văn bản nào.");
    n->day = c->today, n->year = year_of(n->day), n->state = NUMBER_KEPT;
    TRY(register_kept(c, n->org, n->type, n->year, &kept));
    if (kept.n >= REGISTER_KEEP_MAX)
        return fail(c, FAIL_CONFLICT, "Đã có %d số dành sẵn chưa dùng. Hãy dùng hoặc hủy bớt trước khi dành thêm.",
                    REGISTER_KEEP_MAX);
    TRY(last_of(c, n, &last));
    TRY(next_number(c, n, &last));
    return tell(c, n, "Dành số", (Str){0});
}

/* The days between which a number lies: those of the used ones before and behind it. */
static Fail neighbours(Ctx *c, const RegisterNumber *n, Day *from, Day *to)
{
    Rows r;
    *from = n->day, *to = c->today;
    TRY(store_query(c, &r,
                    "SELECT max(CASE WHEN number < $5 THEN day ELSE '' END), "
                    "min(CASE WHEN number > $5 THEN day ELSE '9999' END) FROM report_number WHERE office_id = $1 "
                    "AND org = $2 AND type = $3 AND year = $4 AND state = 'used'",
                    OFFICE, n->org, n->type, n->year, n->number));
    if (rows_next(&r)) {
        Day before = day_parse_iso(row_text(&r, 0)), after = day_parse_iso(row_text(&r, 1));
        if (before != NO_DAY) *from = before;
        if (after != NO_DAY) *to = after;
    }
    return rows_end(&r);
}

static Fail kept_by_id(Ctx *c, Id id, RegisterNumber *kept)
{
    TRY(register_number(c, id, kept));
    if (kept->state == NUMBER_KEPT) return OK;
    return fail(c, FAIL_CONFLICT, "Số %.*s không còn là số dành sẵn (%s). Hãy tải lại trang.", STR_ARGS(kept->symbol),
                number_states[kept->state].name);
}

Fail register_use(Ctx *c, Id id, RegisterNumber *n)
{
    RegisterNumber kept;
    Day from, to;
    TRY(kept_by_id(c, id, &kept));
    TRY(day_is_here(c, n->day));
    if (!str_equal(kept.org, n->org) || !str_equal(kept.type, n->type))
        return fail(c, FAIL_INPUT, "Số %.*s dành cho sổ khác. Hãy chọn số của đúng cơ quan và loại văn bản.",
                    STR_ARGS(kept.symbol));
    TRY(neighbours(c, &kept, &from, &to));
    if (n->day < from || n->day > to)
        return fail(c, FAIL_INPUT, "Số %.*s chỉ ghi được ngày từ %.*s đến %.*s, theo các số trước và sau nó.",
                    STR_ARGS(kept.symbol), STR_ARGS(day_vietnamese(&c->mem, from)),
                    STR_ARGS(day_vietnamese(&c->mem, to)));
    n->id = id, n->year = kept.year, n->number = kept.number, n->state = NUMBER_USED, n->note = kept.note;
    TRY(write_symbol(c, n));
    TRY(store_run(c,
                  "UPDATE report_number SET state = 'used', symbol = $3, day = $4, subject = $5, signer = $6, "
                  "receivers = $7, document_id = $8, person_id = $9, at = $10 WHERE office_id = $1 AND id = $2",
                  OFFICE, id, n->symbol, day_iso(&c->mem, n->day), n->subject, n->signer, n->receivers, n->document,
                  writer_of(c), c->now));
    return tell(c, n, "Dùng số dành sẵn", kept.note);
}

Fail register_void(Ctx *c, Id id, Str why)
{
    RegisterNumber kept;
    TRY(kept_by_id(c, id, &kept));
    if (!why.n) return fail(c, FAIL_INPUT, "Hãy ghi vì sao hủy số này; số vẫn ở trong sổ cùng lý do.");
    TRY(store_run(c, "UPDATE report_number SET state = 'void', note = $3 WHERE office_id = $1 AND id = $2", OFFICE, id,
                  why));
    Str before = kept.note;
    kept.note = why;
    return tell(c, &kept, "Hủy số dành sẵn", before);
}

Fail register_begin_after(Ctx *c, Str org, Str type, int year, int last)
{
    RegisterNumber n = {.org = org, .type = type, .year = year, .number = last, .state = NUMBER_PAPER};
    Last there;
    TRY(last_of(c, &n, &there));
    if (there.number)
        return fail(c, FAIL_CONFLICT, "Sổ này năm %d đã có số %d nên không đặt lại được số bắt đầu.", year,
                    there.number);
    n.day = day_of(year, 1, 1), n.note = str_format(&c->mem, "Từ số 01 đến số %02d ghi ở sổ giấy", last);
    TRY(insert(c, &n));
    return tell(c, &n, "Nối tiếp sổ giấy", (Str){0});
}
