// SPDX-License-Identifier: Apache-2.0
/* sentence.c -- who and when of an activity without labels: what its sentence says, the brackets at its end, the orders
 * among what is done, the agency under which it stands. */
#include "reading/inside.h"
#include "viet/text.h"

static const char ends_of_title[] = ".;: ";

/* -- an item without labels --------------------------------------------------------------------------------- */

/* Does a clause that begins here say when it must be done?  In the middle of a clause only its end does. */
static bool speaks_of_deadline(Str rest, bool clause_begins)
{
    static const Str at_clause[] = {STR("hoàn thành "), STR("Hoàn thành "), STR("xong trước "), STR("trước ngày "),
                                    STR("Thời gian "),  STR("thời gian "),  STR("chậm nhất "),  STR("Chậm nhất "),
                                    STR("hạn chót "),   STR("Hạn chót "),   STR("Xong trước "), STR("muộn nhất ")};
    static const Str at_end[] = {STR("trong quý "), STR("trong tháng "), STR("trước ngày "), STR("trước tháng ")};
    enum { END_BYTES_MAX = 48 };
    for (size_t k = 0; clause_begins && k < sizeof at_clause / sizeof *at_clause; k++)
        if (str_starts(rest, at_clause[k])) return true;
    for (size_t k = 0; rest.n <= END_BYTES_MAX && k < sizeof at_end / sizeof *at_end; k++)
        if (str_starts(rest, at_end[k])) return true;
    return false;
}

/* "…; hoàn thành trong tháng 10/2025.", "… trong quý IV/2025.": the last words of a sentence that name a time. */
static Text deadline_of(Ctx *c, const Reader *r, Text sentence)
{
    Str s = sentence.text;
    for (size_t i = s.n; i-- > 2;) {
        bool clause = s.p[i - 1] == '(' || (s.p[i - 1] == ' ' && strchr(",;.", s.p[i - 2]));
        if (!(clause || s.p[i - 1] == ' ') || !speaks_of_deadline(str_from(s, i), clause)) continue;
        Text words = sentence;
        words.text = str_from(s, i);
        Period p;
        bool timed = viet_period(&c->mem, words.text, r->reading->date, &p) &&
                     (p.from != NO_DAY || p.to != NO_DAY || p.recurrence.n);
        return timed ? words : (Text){0};
    }
    return (Text){0};
}

/* "Sở A chủ trì, phối hợp với Sở B, UBND các xã triển khai …": the agencies behind "phối hợp với" help. */
static void partners_from_sentence(Ctx *c, const Reader *r, Activity *a, Text sentence, size_t from)
{
    static const Str with[] = {STR(" chủ trì, phối hợp với "),  STR(" chủ trì phối hợp với "),
                               STR(" chủ trì, phối hợp cùng "), STR(" chủ trì, phối hợp "),
                               STR(" phối hợp với "),           STR(" phối hợp cùng ")};
    Str rest = str_from(sentence.text, from);
    for (size_t i = 0; i < sizeof with / sizeof *with; i++) {
        if (!str_starts(rest, with[i])) continue;
        Text named = sentence;
        named.text = str_from(rest, with[i].n);
        named.text = str_slice(named.text, 0, parties_opening(c, r, named.text));
        if (!a->partners_text.text.n) a->partners_text = text_as_title(named);
        if (named.text.n) parties_read(c, r, named, &a->partners);
        return;
    }
}

/* Where the agency begins: behind "Giao " or "Đề nghị ", at the front or where a sentence begins. */
static size_t order_at(Str s)
{
    static const Str orders[] = {STR("Giao "), STR("Đề nghị "), STR("Yêu cầu "), STR("Phân công ")};
    for (size_t k = 0; k < sizeof orders / sizeof *orders; k++) {
        if (str_starts(s, orders[k])) return orders[k].n;
        for (size_t i = 2; i + orders[k].n < s.n; i++)
            if (s.p[i - 1] == ' ' && s.p[i - 2] == '.' && str_starts(str_from(s, i), orders[k])) return i + orders[k].n;
    }
    return 0;
}

void activity_from_sentence(Ctx *c, const Reader *r, Activity *a, Text sentence)
{
    enum { NAME_BYTES_MAX = 120 };
    size_t begin = order_at(sentence.text), front, length;
    Str told = str_from(sentence.text, begin);
    Opened opened = opened_by(c, r, told, &front, &length);
    begin += front;
    /* A heading that only begins like an agency tells nobody anything, unless it is an order. */
    if (opened != OPENED_SENTENCE && !begin) length = 0;
    /* A name that nobody knows is one when it "chủ trì". */
    size_t leads = str_find(str_from(sentence.text, begin), S(" chủ trì"));
    if (!length && leads < NAME_BYTES_MAX && leads + begin < sentence.text.n) length = leads;
    if (length) {
        Text named = sentence;
        named.text = str_slice(sentence.text, begin, begin + length);
        parties_read(c, r, named, &a->leads);
        partners_from_sentence(c, r, a, sentence, begin + length);
    }
    Text deadline = a->timed ? (Text){0} : deadline_of(c, r, sentence);
    if (deadline.text.n) activity_time(c, r, a, NULL, deadline);
}

/* "Giao Sở A …", "Sở A xây dựng …": a content that is told to somebody.  Without an order only agencies that are known
 * count: "Các hộ sản xuất được hỗ trợ" tells nobody anything. */
static bool is_order(Ctx *c, const Reader *r, Text text)
{
    enum { ORDER_BYTES_MAX = 16 };
    size_t begin = order_at(text.text), front, length;
    if (begin && begin <= ORDER_BYTES_MAX) return true;
    if (opened_by(c, r, text.text, &front, &length) != OPENED_SENTENCE) return false;
    PartyList named = {0};
    text.text = str_slice(text.text, front, front + length);
    parties_read(c, r, text, &named);
    return parties_are_known(&named);
}

/* Several deadlines are one time with all of them. */
void activity_from_orders(Ctx *c, const Reader *r, Activity *a)
{
    Text all = {0};
    for (size_t i = 0; i < a->contents.n; i++) {
        Activity one = {0};
        Text order = a->contents.at[i];
        if (!is_order(c, r, order)) continue;
        one.timed = true; /* read below, together with the others */
        activity_from_sentence(c, r, &one, order);
        for (size_t k = 0; k < one.leads.n; k++) *list_add(&c->mem, &a->leads) = one.leads.at[k];
        for (size_t k = 0; k < one.partners.n; k++) *list_add(&c->mem, &a->partners) = one.partners.at[k];
        Text deadline = a->timed ? (Text){0} : deadline_of(c, r, order);
        if (!deadline.text.n) continue;
        deadline.text = without_final(deadline.text, ends_of_title);
        if (all.text.n)
            all.text = str_format(&c->mem, "%.*s; %.*s", STR_ARGS(all.text), STR_ARGS(deadline.text)),
            all.last_line = deadline.last_line;
        else all = deadline;
    }
    if (all.text.n) all.raw = all.text, activity_time(c, r, a, NULL, all);
}

/* "Tổ chức trong tháng 5/2025 tại …", "Ngày 25/4/2025, …": a sentence that begins with when; what says it. */
static Str time_that_opens(Ctx *c, Str s)
{
    static const Str before[] = {STR("to chuc "),    STR("dien ra "), STR("thuc hien "),
                                 STR("trien khai "), STR("du kien "), STR("vao ")};
    static const Str begins[] = {STR("ngay "),      STR("tu ngay "), STR("trong thang "),
                                 STR("trong quy "), STR("thang "),   STR("quy ")};
    bool more = true, time = false;
    while (more) {
        more = false;
        Str folded = viet_fold(&c->mem, str_head(s, 24));
        for (size_t i = 0; i < sizeof before / sizeof *before && !more; i++)
            if ((more = str_starts(folded, before[i])))
                for (size_t words = 1 + str_contains(str_slice(before[i], 0, before[i].n - 1), S(" ")); words; words--)
                    s = str_from(s, str_index(s, ' ') + 1);
    }
    Str folded = viet_fold(&c->mem, str_head(s, 24));
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++) time |= str_starts(folded, begins[i]);
    if (!time) return (Str){0};
    size_t end = 0;
    while (end < s.n && !strchr(",.;(", s.p[end]) && !str_starts(str_from(s, end), S(" tại "))) end++;
    return str_slice(s, 0, end);
}

void activity_time_from_contents(Ctx *c, const Reader *r, Activity *a)
{
    enum { ALONE_BYTES_MAX = 80 };
    for (size_t i = 0; i < a->contents.n && !a->timed; i++) {
        Text opening = a->contents.at[i];
        opening.text = time_that_opens(c, opening.text);
        if (opening.text.n) activity_time(c, r, a, NULL, opening);
    }
    for (size_t i = 0; i < a->contents.n && !a->timed; i++) {
        Text one = a->contents.at[i];
        Period p;
        if (one.text.n <= ALONE_BYTES_MAX && speaks_of_deadline(one.text, true) &&
            viet_period(&c->mem, one.text, r->reading->date, &p) && (p.from != NO_DAY || p.to != NO_DAY))
            activity_time(c, r, a, NULL, one);
    }
}

/* -- brackets ----------------------------------------------------------------------------------------------- */

/* "… (Phòng A chủ trì; Đội B phối hợp; hoàn thành trước 15/5/2025).": the brackets that end a text; false without. */
static bool final_brackets(Str s, Str *before, Str *inside)
{
    s = without_final(s, ".;: ");
    if (!str_ends(s, S(")"))) return false;
    size_t at = s.n - 1;
    for (int depth = 1; depth && at; at--) depth += s.p[at - 1] == ')' ? 1 : s.p[at - 1] == '(' ? -1 : 0;
    if (!at || s.p[at] != '(') return false;
    *before = without_final(str_slice(s, 0, at), ",;: "), *inside = str_slice(s, at + 1, s.n - 1);
    return true;
}

/* "UBND xã thực hiện trong quý IV/2025": where a clause begins to say when; its end when it does not. */
static size_t time_at(Ctx *c, const Reader *r, Str clause)
{
    static const Str words[] = {STR("trong quý "), STR("trong tháng "), STR("trong năm "),   STR("trước ngày "),
                                STR("từ ngày "),   STR("từ tháng "),    STR("thường xuyên"), STR("định kỳ "),
                                STR("hằng "),      STR("hàng ")};
    Period p;
    for (size_t at = 0; at < clause.n; at += str_index(str_from(clause, at), ' ') + 1)
        for (size_t i = 0; at && i < sizeof words / sizeof *words; i++)
            if (str_starts(str_from(clause, at), words[i]) &&
                viet_period(&c->mem, str_from(clause, at), r->reading->date, &p))
                return at;
    return clause.n;
}

static size_t words_from(Str s, size_t at)
{
    size_t n = 0;
    for (s = str_trim(str_from(s, at)); s.n; s = str_trim(str_from(s, str_index(s, ' ')))) n++;
    return n;
}

typedef enum { CLAUSE_OTHER, CLAUSE_ROLE, CLAUSE_NAMES, CLAUSE_TIME } Clause;

/* "A chủ trì", "A thực hiện" say the role; "A, B" alone are names. */
static Clause kind_of_clause(Ctx *c, const Reader *r, Str clause)
{
    static const Str roles[] = {STR("chu tri"), STR("phoi hop"), STR("thuc hien"), STR("phu trach")};
    enum { CLAUSE_BYTES_MAX = 300, ROLE_WORDS = 2 };
    Period p;
    if (clause.n > CLAUSE_BYTES_MAX) return CLAUSE_OTHER;
    bool named = party_begins(c, r, clause);
    Str who = without_final(str_slice(clause, 0, time_at(c, r, clause)), ",. "), folded = viet_fold(&c->mem, who);
    for (size_t i = 0; named && i < sizeof roles / sizeof *roles; i++) {
        if (i < 2 && str_contains(folded, roles[i])) return CLAUSE_ROLE;
        /* Nothing stands between the names and what they do. */
        if (str_ends(folded, roles[i]) && words_from(who, parties_opening(c, r, who)) <= ROLE_WORDS) return CLAUSE_ROLE;
    }
    if (named && !without_final(str_from(clause, parties_opening(c, r, clause)), ".;, ").n) return CLAUSE_NAMES;
    return !named && viet_period(&c->mem, clause, r->reading->date, &p) ? CLAUSE_TIME : CLAUSE_OTHER;
}

static void read_clause(Ctx *c, const Reader *r, Activity *a, Text clause)
{
    static const Str does[] = {STR(" thực hiện"), STR(" phụ trách")};
    Clause kind = kind_of_clause(c, r, clause.text);
    size_t at = kind == CLAUSE_TIME ? 0 : time_at(c, r, clause.text);
    Text time = clause;
    time.text = str_from(clause.text, at);
    clause.text = without_final(str_slice(clause.text, 0, at), ",. ");
    if (time.text.n && !a->timed) activity_time(c, r, a, NULL, time);
    if (!clause.text.n || (kind == CLAUSE_ROLE && activity_roles(c, r, a, clause))) return;
    for (size_t i = 0; i < sizeof does / sizeof *does; i++)
        if (str_ends(clause.text, does[i])) clause.text = str_slice(clause.text, 0, clause.text.n - does[i].n);
    if (!a->leads_text.text.n) a->leads_text = clause;
    parties_read(c, r, clause, &a->leads);
}

/* Clauses of which each says who or when, and one of them who in what role, or both are said. */
static bool read_clauses(Ctx *c, const Reader *r, Activity *a, Text sentence)
{
    size_t of[CLAUSE_TIME + 1] = {0};
    Text clause = sentence;
    for (Str rest = sentence.text; rest.n;) of[kind_of_clause(c, r, activity_clause(c, r, &rest))]++;
    if (!(of[CLAUSE_ROLE] || (of[CLAUSE_NAMES] && of[CLAUSE_TIME])) || of[CLAUSE_OTHER]) return false;
    for (Str rest = sentence.text; rest.n;)
        if ((clause.text = activity_clause(c, r, &rest)).n) read_clause(c, r, a, clause);
    return true;
}

bool activity_from_brackets(Ctx *c, const Reader *r, Activity *a, Text *sentence)
{
    Str before, inside;
    Text said = *sentence;
    if (!final_brackets(sentence->text, &before, &inside)) return false;
    said.text = inside;
    if (!read_clauses(c, r, a, said)) return false;
    sentence->text = before;
    return true;
}

/* -- closing sentences -------------------------------------------------------------------------------------- */

/* The next sentence of `rest`: up to a full stop before a capital. */
static Str next_sentence(Ctx *c, Str *rest)
{
    size_t end = 0;
    for (; end + 2 < rest->n; end++) {
        Str next = str_head(str_from(*rest, end + 2), 4);
        if (rest->p[end] == '.' && rest->p[end + 1] == ' ' && !str_equal(viet_lower(&c->mem, next), next)) break;
    }
    if (end + 2 >= rest->n) end = rest->n;
    Str one = without_final(str_trim(str_slice(*rest, 0, end)), ".");
    *rest = str_from(*rest, end + 1);
    return one;
}

bool activity_from_closing(Ctx *c, const Reader *r, Activity *a, Text text)
{
    bool found = false;
    Str rest = text.text;
    next_sentence(c, &rest); /* what is done */
    while (rest.n) {
        Text one = text;
        one.text = next_sentence(c, &rest);
        if (!found) found = read_clauses(c, r, a, one);
        else if (!a->timed && speaks_of_deadline(one.text, true)) activity_time(c, r, a, NULL, one);
    }
    return found;
}

/* -- the heading above -------------------------------------------------------------------------------------- */

/* "1. Giao Sở A:" above "a) …", "b) …": whom the nearest order above names. */
void activity_from_order_above(Ctx *c, const Reader *r, Activity *a, size_t i)
{
    for (int at = r->items.at[i].parent; at >= 0 && r->items.at[at].mark > MARK_PART; at = r->items.at[at].parent) {
        size_t order, begin, length;
        Text above = r->items.at[at].text;
        Opened opened = opened_by(c, r, above.text, &begin, &length);
        if (opened == OPENED_NOT) continue;
        order_mode(c, r, above.text, &order);
        PartyList named = {0};
        above.text = str_slice(above.text, begin, begin + length);
        parties_read(c, r, above, &named);
        if (order || parties_are_known(&named)) a->leads = named;
        return;
    }
}
