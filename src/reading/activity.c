// SPDX-License-Identifier: Apache-2.0
/* activity.c -- one activity: its title, what is done, and its fields, from the items below its heading. */
#include "base/out.h"
#include "reading/inside.h"
#include "viet/text.h"

static const char ends_of_title[] = ".;: ";

/* -- one field ---------------------------------------------------------------------------------------------- */

static void add_text(Ctx *c, TextList *to, Text text)
{
    if (text.text.n) *list_add(&c->mem, to) = text;
}

/* A field's value and everything below it; below it may be nothing and its items stand beside it. */
static void add_values(Ctx *c, const Reader *r, size_t i, size_t end, TextList *to)
{
    add_text(c, to, r->items.at[i].value);
    for (size_t k = i + 1; k < end; k++) add_text(c, to, r->items.at[k].text);
}

static Text joined_value(Ctx *c, const Reader *r, size_t i, size_t end)
{
    Text all = r->items.at[i].value;
    for (size_t k = i + 1; k < end; k++) {
        Text more = r->items.at[k].text;
        if (!all.text.n) all = more;
        else
            all.text = str_format(&c->mem, "%.*s; %.*s", STR_ARGS(without_final(all.text, ";, ")), STR_ARGS(more.text)),
            all.last_line = more.last_line;
    }
    all.raw = all.text;
    return all;
}

Text text_as_title(Text t)
{
    t.text = without_final(t.text, ends_of_title);
    /* "(Chủ trì: A; thời gian: B)" was cut at its labels. */
    bool opened = str_index(t.text, '(') < t.text.n;
    if (!opened && str_ends(t.text, S(")"))) t.text = without_final(str_slice(t.text, 0, t.text.n - 1), ends_of_title);
    return t;
}

/* "Ngày 10/10/2025, tại Quảng trường trung tâm": where, when a field of time says it too. */
static void read_place_in_time(Ctx *c, Activity *a, const Item *item)
{
    if (a->place.text.n || !str_contains(viet_fold(&c->mem, item->label), S("dia diem"))) return;
    Str s = a->time.text;
    for (size_t i = 0; i + 2 < s.n; i++) {
        Str rest = str_from(s, i);
        size_t skip = str_starts(rest, S(" tại "))   ? sizeof " tại " - 1
                      : str_starts(rest, S(" Tại ")) ? sizeof " Tại " - 1
                      : str_starts(rest, S("; "))    ? 2
                                                     : 0;
        if (!skip) continue;
        a->place = a->time;
        a->place.text = str_trim(str_from(rest, skip));
        if (str_starts(a->place.text, S("tại "))) a->place.text = str_from(a->place.text, sizeof "tại " - 1);
        a->time.text = without_final(str_slice(s, 0, i), ",; ");
        return;
    }
}

/* A time that names no year is of the year in the plan's title, "… năm 2026", when there is one, else of the year of
 * issue. */
static Day year_of_plan(Ctx *c, const Reader *r, Str time)
{
    Day issued = r->reading->date;
    Str title = r->reading->attached_title.text.n ? r->reading->attached_title.text : r->reading->title.text;
    Str folded = viet_fold(&c->mem, title);
    size_t at = str_find(folded, S("nam 20"));
    int64_t year;
    bool once = at < folded.n && !str_contains(str_from(folded, at + 8), S(" 20"));
    if (!once || str_contains(viet_fold(&c->mem, time), S("tu nay"))) return issued;
    return str_integer(str_slice(folded, at + 4, at + 8), &year) ? day_of((int)year, 1, 1) : issued;
}

/* "T6/2025", "T.6": how tables write months. */
static Str with_months(Ctx *c, Str s)
{
    Out o = {.mem = &c->mem};
    bool found = false;
    for (Str rest = s, word; str_cut(&rest, ' ', &word);) {
        size_t sign = word.n > 2 && (word.p[0] == 'T' || word.p[0] == 't') ? 1 + (word.p[1] == '.') : 0;
        bool month = sign && sign < word.n && word.p[sign] >= '0' && word.p[sign] <= '9';
        if (o.n) out_char(&o, ' ');
        if (month) out_raw(&o, S("tháng ")), found = true;
        out_raw(&o, month ? str_from(word, sign) : word);
    }
    return found ? out_str(&o) : s;
}

/* "15/12/202 5": a year that a narrow cell broke. */
static Str with_years(Ctx *c, Str s)
{
    enum { YEAR_DIGITS = 4 };
    Out o = {.mem = &c->mem};
    size_t lacking = 0; /* digits */
    for (Str rest = s, word; str_cut(&rest, ' ', &word);) {
        size_t digits = 0;
        while (digits < word.n && word.p[digits] >= '0' && word.p[digits] <= '9') digits++;
        bool goes_on = lacking && digits == lacking && (digits == word.n || strchr(".;,)", word.p[digits]));
        if (o.n && !goes_on) out_char(&o, ' ');
        out_raw(&o, word);
        size_t slash = word.n;
        while (slash && word.p[slash - 1] >= '0' && word.p[slash - 1] <= '9') slash--;
        size_t year = word.n - slash;
        bool broken = slash > 1 && word.p[slash - 1] == '/' && str_index(word, '/') < slash - 1 && year && year != 2 &&
                      year < YEAR_DIGITS && word.p[slash] == '2';
        /* "10/20 25": two digits are a year too, of this century when nothing follows. */
        broken |= slash > 1 && word.p[slash - 1] == '/' && year == 2 && str_ends(word, S("20"));
        lacking = broken ? YEAR_DIGITS - year : 0;
    }
    return out_str(&o);
}

/* The strokes of a Roman number as an OCR spoils them: "I'V", "TII", "IIH", "11"; no quarter has four in a row. */
static void out_quarter(Out *o, Str strokes)
{
    enum { STROKES_MAX = 3 };
    int in_row = 0;
    for (size_t i = 0; i < strokes.n; i++) {
        char sign = strokes.p[i];
        if (sign == '\'') continue;
        bool stroke = !strchr("VX", sign);
        for (int n = sign == 'H' ? 2 : 1; n > 0; n--)
            if (!stroke) out_char(o, sign), in_row = 0;
            else if (in_row++ < STROKES_MAX) out_char(o, 'I');
    }
}

/* "Quý 11/2024", "Quý TII", "Quý IJ, II]": what stands behind "quý". */
static Str with_quarters(Ctx *c, Str s)
{
    Out o = {.mem = &c->mem};
    bool quarter = false;
    for (Str rest = s, word; str_cut(&rest, ' ', &word);) {
        size_t n = 0;
        while (n < word.n && strchr("IVXH1l|!][JTi'", word.p[n])) n++;
        bool roman = quarter && n && (n == word.n || strchr(",;/-.", word.p[n]));
        if (o.n) out_char(&o, ' ');
        if (roman) out_quarter(&o, str_slice(word, 0, n));
        out_raw(&o, roman ? str_from(word, n) : word);
        quarter = roman || str_equal(viet_fold(&c->mem, word), S("quy")) ||
                  (quarter && (str_equal(word, S("và")) || str_equal(word, S("-")) || str_equal(word, S("quý"))));
    }
    return out_str(&o);
}

/* "Thời gian hoàn thành", "Thời hạn", "Hạn xử lý": until when, not when. */
static bool asks_until_when(Ctx *c, Str label)
{
    Str word, folded = viet_fold_ocr(&c->mem, label);
    if (str_contains(folded, S("bat dau"))) return false;
    if (str_contains(folded, S("hoan thanh"))) return true;
    while (str_cut(&folded, ' ', &word))
        if (str_equal(word, S("han"))) return true;
    return false;
}

/* Days, not a span of them. */
static bool is_days(const Period *p)
{
    return p->precision == PRECISION_DAY && p->to != NO_DAY && (p->from == p->to || p->milestones.n);
}

void activity_time(Ctx *c, const Reader *r, Activity *a, const Item *item, Text value)
{
    a->time = text_as_title(value);
    if (item) read_place_in_time(c, a, item);
    Str words = a->time.text;
    words = with_quarters(c, with_years(c, with_months(c, words)));
    int64_t year; /* "2025", "2026 và các năm tiếp theo" in a column of times */
    bool bare = str_index(words, ' ') == 4 && str_integer(str_slice(words, 0, 4), &year);
    Period p;
    Str said = viet_fold(&c->mem, words);
    bool all_year = str_equal(said, S("trong nam")) || str_ends(said, S("ca nam"));
    if (all_year && !viet_period(&c->mem, words, r->reading->date, &p)) {
        int of, month, day;
        day_split(year_of_plan(c, r, words), &of, &month, &day);
        words = str_format(&c->mem, "năm %d", of);
    }
    if (bare && (words.n == 4 || !viet_period(&c->mem, words, r->reading->date, &p)))
        words = str_format(&c->mem, "năm %.*s", STR_ARGS(words));
    a->timed = viet_period(&c->mem, words, year_of_plan(c, r, words), &a->period);
    if (!a->timed) a->period = (Period){.from = NO_DAY, .to = NO_DAY};
    a->is_deadline = a->timed && item && is_days(&a->period) && asks_until_when(c, item->label);
}

static void add_parties(Ctx *c, const Reader *r, Text value, Text *text, PartyList *to)
{
    if (!text->text.n) *text = text_as_title(value);
    parties_read(c, r, value, to);
}

/* Where in a folded clause its words say the role of whom it names; npos-like n when they say none. */
static size_t role_at(Str folded, const char *role)
{
    Str at_end = str_of(role);
    if (str_ends(folded, at_end)) return folded.n - at_end.n;
    return folded.n;
}

/* The last words of a printed clause whose folded form has `words` words less. */
static Str without_words(Str s, int words)
{
    s = without_final(s, ",.;: ");
    while (words-- > 0) {
        size_t at = s.n;
        while (at && s.p[at - 1] != ' ') at--;
        s = without_final(str_slice(s, 0, at), ",.;: ");
    }
    return s;
}

/* The next clause of `rest`: up to a semicolon, or a comma behind a role that is said ("A chủ trì, B phối hợp"). */
Str activity_clause(Ctx *c, const Reader *r, Str *rest)
{
    static const Str roles[] = {STR("chủ trì"), STR("phối hợp"), STR("thực hiện")};
    enum { TIME_BYTES = 40 };
    Period p;
    size_t end = 0;
    for (; end < rest->n && rest->p[end] != ';'; end++) {
        if (rest->p[end] != ',') continue;
        Str front = str_slice(*rest, 0, end), behind = str_trim(str_from(*rest, end + 1));
        bool role = false;
        for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) role |= str_ends(front, roles[i]);
        if (role && (party_begins(c, r, behind) || viet_period(&c->mem, str_head(behind, TIME_BYTES), NO_DAY, &p)))
            break;
    }
    Str clause = str_trim(str_slice(*rest, 0, end));
    *rest = str_from(*rest, end + 1);
    return clause;
}

/* "UBND các xã chủ trì; Tỉnh đoàn, Hội Nông dân phối hợp", "Sở A chủ trì, phối hợp với Sở B": the words behind the
 * names say who leads and who helps, whatever the label.  False when they say nothing. */
bool activity_roles(Ctx *c, const Reader *r, Activity *a, Text value)
{
    static const struct {
        const char *folded;
        int words;
        bool leads;
    } roles[] = {{"chu tri thuc hien", 4, true},
                 {"chu tri", 2, true},
                 {"phoi hop thuc hien", 4, false},
                 {"cung phoi hop", 3, false},
                 {"phoi hop", 2, false}};
    static const Str with[] = {STR(" phối hợp với "), STR(" phối hợp cùng "), STR("Phối hợp với "),
                               STR(" chủ trì, phối hợp ")};
    Str folded = viet_fold(&c->mem, value.text);
    if (!str_contains(folded, S("chu tri")) && !str_contains(folded, S("phoi hop"))) return false;
    for (Str rest = value.text; rest.n;) {
        Str clause = activity_clause(c, r, &rest);
        bool leads = true;
        Text named = value, helping = value;
        named.text = str_trim(clause), helping.text = (Str){0};
        for (size_t i = 0; i < sizeof with / sizeof *with; i++) {
            size_t at = str_find(named.text, with[i]);
            if (at >= named.text.n) continue;
            helping.text = str_from(named.text, at + with[i].n);
            named.text = without_final(str_slice(named.text, 0, at), ",; ");
        }
        Str last = viet_fold(&c->mem, named.text);
        for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
            if (role_at(last, roles[i].folded) < last.n) {
                named.text = without_words(named.text, roles[i].words), leads = roles[i].leads;
                break;
            }
        Str help = viet_fold(&c->mem, helping.text);
        if (str_ends(help, S("thuc hien"))) helping.text = without_words(helping.text, 2);
        if (named.text.n)
            add_parties(c, r, named, leads ? &a->leads_text : &a->partners_text, leads ? &a->leads : &a->partners);
        if (helping.text.n) add_parties(c, r, helping, &a->partners_text, &a->partners);
    }
    return true;
}

static void read_leads(Ctx *c, const Reader *r, Activity *a, Text value)
{
    if (!activity_roles(c, r, a, value)) add_parties(c, r, value, &a->leads_text, &a->leads);
}

/* "Chủ trì, phối hợp: …" names leads only; the label says what the value is. */
static void read_field(Ctx *c, const Reader *r, Activity *a, size_t i, size_t end)
{
    const Item *item = &r->items.at[i];
    Text value = joined_value(c, r, i, end);
    switch (item->field) {
    case FIELD_CONTENT: add_values(c, r, i, end, &a->contents); break;
    case FIELD_FORMAT:
        add_values(c, r, i, end, &a->formats);
        for (size_t k = 0; k < a->formats.n && a->formats.n == 1 && end == i + 1; k++)
            a->formats.at[k] = text_as_title(a->formats.at[k]);
        a->formats_label = text_of(item->label, item->text.first_line, item->text.first_line);
        break;
    case FIELD_PRODUCT: add_values(c, r, i, end, &a->products); break;
    case FIELD_LEAD: read_leads(c, r, a, value); break;
    case FIELD_PARTNER: add_parties(c, r, value, &a->partners_text, &a->partners); break;
    case FIELD_AUDIENCE: add_parties(c, r, value, &a->audience_text, &a->audience); break;
    case FIELD_TIME: activity_time(c, r, a, item, value); break;
    case FIELD_PLACE: a->place = text_as_title(value); break;
    case FIELD_SCALE: a->scale = text_as_title(value); break;
    case FIELD_THEME: a->theme = text_as_title(value); break;
    default: break;
    }
}

/* -- one activity ------------------------------------------------------------------------------------------- */

/* "Hoạt động 1: Lễ khai mạc": a count is no title; alone it stays. */
static Str without_count(Ctx *c, Str s)
{
    static const Str nouns[] = {STR("hoat dong "), STR("nhiem vu "), STR("noi dung "),
                                STR("du an "),     STR("viec thu "), STR("muc tieu ")};
    Str folded = viet_fold(&c->mem, str_head(s, 40));
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++) {
        if (!str_starts(folded, nouns[i]) || folded.n <= nouns[i].n) continue;
        size_t at = 0;
        while (at < s.n && !strchr(":.-", s.p[at])) at++;
        Str count = str_slice(folded, nouns[i].n, nouns[i].n + 3), rest = str_trim(str_from(s, at + 1));
        bool digit = count.p[0] >= '0' && count.p[0] <= '9';
        if (digit && at < 30 && rest.n) return rest;
    }
    return s;
}

/* "X: long enumeration" in one paragraph: the title is X, the rest its first content. */
void activity_title(Ctx *c, Activity *a, Text heading)
{
    enum { TITLE_MAX = 160, REST_MIN = 60 };
    Str s = heading.text;
    s = heading.text = without_count(c, heading.text);
    size_t colon = str_index(s, ':');
    a->title = heading;
    if (colon < TITLE_MAX && colon + REST_MIN < s.n) {
        Text rest = heading;
        a->title.text = str_slice(s, 0, colon);
        rest.text = str_trim(str_from(s, colon + 1));
        add_text(c, &a->contents, rest);
    }
    a->title = text_as_title(a->title);
}

/* A label that stands below another one, "b) Phân công thực hiện:" above "- Cơ quan chủ trì: …", is a field of its own.
 */
static bool is_own_field(const Item *item)
{
    return item->field == FIELD_LEAD || item->field == FIELD_PARTNER || item->field == FIELD_TIME;
}

void activity_block(Ctx *c, const Reader *r, Activity *a, size_t from, size_t to)
{
    bool open_content = false;
    for (size_t i = from; i < to; i++) {
        const Item *item = &r->items.at[i];
        if (item->field == FIELD_NONE || item->field >= FIELD_FUNDING) {
            if (!a->first_line) a->first_line = item->text.first_line;
            bool late = a->leads.n || a->partners.n || a->timed;
            if (!late || open_content) add_text(c, &a->contents, item->text);
            continue;
        }
        size_t end = i + 1;
        while (end < to && r->items.at[end].depth > item->depth && !is_own_field(&r->items.at[end])) end++;
        /* "- Nội dung:" with its dashes beside it and not below. */
        open_content = item->field == FIELD_CONTENT && end == i + 1 && !item->value.text.n;
        read_field(c, r, a, i, end);
        i = end - 1;
    }
    a->last_line = to > from ? r->items.at[to - 1].text.last_line : a->first_line;
}
