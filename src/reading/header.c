// SPDX-License-Identifier: Apache-2.0
/* header.c -- the head of a document (Decree 30/2020/NĐ-CP, art. 8 and app. I): issuer and motto, which the scan merges
 * into one column, number and place, kind and title; then the paragraphs that say on what it rests. */
#include "base/out.h"
#include "reading/inside.h"
#include "viet/distance.h"
#include "viet/text.h"

enum { HEAD_LINES_MAX = 60, TITLE_LINES_MAX = 14, WINDOW_WORDS_MAX = 12 };

/* Kinds of documents with a name of their own (Decree 30/2020, art. 7). */
static const struct {
    Str folded, name;
} kinds[] = {
    {STR("ke hoach"), STR("Kế hoạch")},         {STR("quyet dinh"), STR("Quyết định")},
    {STR("chuong trinh"), STR("Chương trình")}, {STR("de an"), STR("Đề án")},
    {STR("phuong an"), STR("Phương án")},       {STR("thong bao"), STR("Thông báo")},
    {STR("chi thi"), STR("Chỉ thị")},           {STR("nghi quyet"), STR("Nghị quyết")},
    {STR("huong dan"), STR("Hướng dẫn")},       {STR("bao cao"), STR("Báo cáo")},
    {STR("to trinh"), STR("Tờ trình")},         {STR("cong dien"), STR("Công điện")},
};

static Str kind_of_line(Ctx *c, Str line)
{
    if (line.n > 40) return (Str){0};
    Str read = viet_fold_ocr(&c->mem, line);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (viet_distance_ratio(read, kinds[i].folded, 0.2) <= 0.15) return kinds[i].name;
    return (Str){0};
}

/* Where, in a line of two merged columns, the phrase of the right one begins; line.n when it is not there. */
static size_t column_at(Ctx *c, Str line, Str folded)
{
    const char *begins[128];
    int n = 0;
    for (Str rest = line, word; n < 128 && viet_token(&rest, &word);) begins[n++] = word.p;
    size_t best = line.n;
    double least = 0.3;
    for (int i = 0; i < n; i++) {
        Str read = viet_fold_ocr(&c->mem, str_from(line, (size_t)(begins[i] - line.p)));
        double d = viet_distance_ratio(str_slice(read, 0, folded.n + 6), folded, least);
        if (d < least) least = d, best = (size_t)(begins[i] - line.p);
    }
    return best;
}

/* -- numbers of documents ----------------------------------------------------------------------------------- */

static bool is_digit(char ch) { return ch >= '0' && ch <= '9'; }

/* The abbreviations of kinds as the OCR spoils them (app. III of the decree; repair of codes). */
static Str code_group(Str s)
{
    static const struct {
        Str read, meant;
    } known[] = {
        {STR("Qb"), STR("QĐ")}, {STR("QD"), STR("QĐ")},     {STR("Qd"), STR("QĐ")},     {STR("QB"), STR("QĐ")},
        {STR("QP"), STR("QĐ")}, {STR("Qð"), STR("QĐ")},     {STR("ND"), STR("NĐ")},     {STR("Nb"), STR("NĐ")},
        {STR("NB"), STR("NĐ")}, {STR("HDND"), STR("HĐND")}, {STR("HBND"), STR("HĐND")}, {STR("HbND"), STR("HĐND")},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_equal(s, known[i].read)) return known[i].meant;
    return s;
}

static bool is_code_byte(char ch)
{
    return (ch >= 'A' && ch <= 'Z') || (ch >= 'a' && ch <= 'z') || is_digit(ch) || ch == '-' || ch == '&' ||
           ch == '.' || ch == '/' || (unsigned char)ch >= 0x80;
}

/* The next "505/QĐ-TTg" or "136 /KH-UBND" of `s`; false when there is none.  *end = behind it. */
static bool find_number(Ctx *c, Str s, Str *number, size_t *begin, size_t *end)
{
    for (size_t slash = 1; slash < s.n; slash++) {
        if (s.p[slash] != '/') continue;
        size_t from = slash, to = slash + 1;
        while (from && s.p[from - 1] == ' ') from--;
        size_t digits = from;
        while (digits && is_digit(s.p[digits - 1])) digits--;
        while (to < s.n && is_code_byte(s.p[to])) to++;
        Str code = without_final(str_slice(s, slash + 1, to), ".-/");
        bool letters = code.n && ((code.p[0] >= 'A' && code.p[0] <= 'Z') || str_starts(code, S("Đ")) ||
                                  (code.n > 5 && is_digit(code.p[0]) && code.p[4] == '/'));
        if (digits == from || !letters || code.n < 2) continue;
        /* Letters, not a date: "10/2024". */
        Out o = {.mem = &c->mem};
        out_raw(&o, str_slice(s, digits, from));
        out_char(&o, '/');
        bool first = true;
        for (Str rest = code, group; str_cut(&rest, '-', &group); first = false) {
            if (!first) out_char(&o, '-');
            out_raw(&o, code_group(group));
        }
        *number = out_str(&o), *begin = digits, *end = slash + 1 + code.n;
        return true;
    }
    return false;
}

/* -- the head ----------------------------------------------------------------------------------------------- */

static size_t head_end(Ctx *c, const Reader *r, Str *kind)
{
    for (size_t i = 0; i < r->doc->n && i < HEAD_LINES_MAX; i++) {
        *kind = kind_of_line(c, r->doc->line[i].text);
        if (kind->n) return i;
    }
    return 0;
}

static void read_issuer(Ctx *c, Reader *r, size_t end)
{
    static const Str right[] = {STR("cong hoa xa hoi chu nghia viet nam"), STR("doc lap tu do hanh phuc")};
    Str joined = {0};
    int first = 0, last = 0;
    for (size_t i = 0; i < end; i++) {
        const Line *line = &r->doc->line[i];
        size_t begin, stop;
        Str number;
        if (find_number(c, line->text, &number, &begin, &stop) || viet_find_date(line->text).day != NO_DAY) break;
        Str left = line->text;
        for (size_t k = 0; k < 2; k++) left = str_slice(left, 0, column_at(c, left, right[k]));
        left = without_final(str_trim(left), "-_*. ");
        if (!left.n || !viet_is_upper(left)) continue;
        joined = joined.n ? str_format(&c->mem, "%.*s %.*s", STR_ARGS(joined), STR_ARGS(left)) : left;
        if (!first) first = line->number;
        last = line->number;
    }
    if (!joined.n) return;
    Text text = text_of(viet_capital(&c->mem, viet_lower(&c->mem, joined)), first, last);
    text.raw = joined;
    double ratio;
    const Org *o = directory_exact(r->directory, org_key(&c->mem, joined, false));
    if (!o) o = directory_nearest(r->directory, org_key(&c->mem, joined, true), r->garbled ? 0.2 : 0.08, &ratio);
    if (o) text.text = o->name;
    r->reading->issuer = text;
}

static void read_number_and_date(Ctx *c, Reader *r, size_t end)
{
    Reading *out = r->reading;
    for (size_t i = 0; i < end; i++) {
        const Line *line = &r->doc->line[i];
        size_t begin, stop = 0;
        Str number;
        if (!out->number.text.n && find_number(c, line->text, &number, &begin, &stop)) {
            out->number = text_of(number, line->number, line->number);
            out->number.raw = str_slice(line->text, begin, stop);
        }
        FoundDate date = viet_find_date(str_from(line->text, stop));
        if (out->date != NO_DAY || date.day == NO_DAY) continue;
        out->date = date.day;
        out->date_uncertain = date.uncertain;
        out->date_text = text_of(date.text, line->number, line->number);
        Str before = str_trim(str_slice(line->text, stop, (size_t)(date.text.p - line->text.p)));
        out->place = text_of(without_final(before, ", "), line->number, line->number);
    }
}

static bool begins_body(Ctx *c, Str line)
{
    static const Str openings[] = {STR("can cu"), STR("thuc hien"), STR("nham"),     STR("de "),  STR("trien khai"),
                                   STR("theo "),  STR("tiep tuc"),  STR("phat huy"), STR("can c")};
    Str folded = viet_fold_ocr(&c->mem, line);
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++)
        if (str_starts(folded, openings[i])) return true;
    return false;
}

/* The lines behind the kind, up to the first paragraph: the title, and perhaps what the plan is attached to. */
static size_t read_title(Ctx *c, Reader *r, size_t from)
{
    const Doc *doc = r->doc;
    size_t begin = from, end;
    while (begin < doc->n && !doc->line[begin].text.n) begin++;
    for (end = begin; end < doc->n && end - begin < TITLE_LINES_MAX; end++) {
        Str s = doc->line[end].text;
        bool gap = end > begin && !doc->line[end - 1].text.n;
        if (s.n && s.p[0] == '(') break;
        if (gap && (begins_body(c, s) || str_starts(s, S("I.")) || str_starts(s, S("A.")) || str_starts(s, S("1."))))
            break;
        if (end > begin && begins_body(c, s) && !viet_is_upper(s) &&
            (str_starts(viet_fold_ocr(&c->mem, s), S("can cu")) ||
             str_starts(viet_fold_ocr(&c->mem, s), S("thuc hien quyet dinh")) ||
             str_starts(viet_fold_ocr(&c->mem, s), S("thuc hien ke hoach"))))
            break;
        if (gap && s.n && !viet_is_upper(s) && s.n > 60) break;
        if (str_starts(s, S("I.")) || str_starts(s, S("I ."))) break;
    }
    Text title = lines_text(c, doc, begin, end);
    title.text = without_final(title.text, "-_.: ");
    r->reading->title = title;
    while (end < doc->n && doc->line[end].text.n && doc->line[end].text.p[0] == '(') { /* (Kèm theo Quyết định số …) */
        while (end < doc->n && !str_ends(doc->line[end].text, S(")")) && doc->line[end].text.n) end++;
        end++;
    }
    return end;
}

/* -- what it rests on --------------------------------------------------------------------------------------- */

static const Str instruments[] = {STR("quyet dinh"),   STR("nghi quyet"), STR("ke hoach"), STR("chi thi"),
                                  STR("nghi dinh"),    STR("thong tu"),   STR("cong van"), STR("van ban"),
                                  STR("chuong trinh"), STR("thong bao"),  STR("luat"),     STR("huong dan"),
                                  STR("cong dien"),    STR("ket luan"),   STR("to trinh")};

/* True when the words just before a number name an instrument, and "và" or nothing of its description stands before it.
 */
static bool is_joined_by_and(Ctx *c, Str before)
{
    Str folded = viet_fold_ocr(&c->mem, str_slice(before, before.n > 60 ? before.n - 60 : 0, before.n));
    for (size_t i = 0; i < sizeof instruments / sizeof *instruments; i++) {
        Str phrase = str_format(&c->mem, "va %.*s s", STR_ARGS(instruments[i]));
        size_t at = str_find(folded, phrase);
        if (at < folded.n && folded.n - at <= phrase.n + 4) return true;
    }
    return false;
}

static void add_base(Ctx *c, Reader *r, Text paragraph, Str number, Str behind)
{
    LegalBase *base = list_add(&c->mem, &r->reading->legal_bases);
    FoundDate date = viet_find_date(str_slice(behind, 0, 60));
    *base = (LegalBase){.source = paragraph, .number = number, .date = date.day};
    if (date.day == NO_DAY) base->date = viet_find_date(str_slice(behind, 0, 300)).day;
    /* "của <issuer> về <what>" */
    Str rest = date.day != NO_DAY ? str_from(behind, (size_t)(date.text.p + date.text.n - behind.p)) : behind;
    rest = without_final(str_trim(rest), ";,. ");
    size_t of = 0;
    for (Str word, at = rest; of < 2 && viet_token(&at, &word); of++)
        if (str_equal(viet_fold(&c->mem, word), S("cua")) || str_equal(viet_fold(&c->mem, word), S("cta"))) {
            rest = str_trim(at);
            break;
        }
    static const Str abouts[] = {STR(" về "),        STR(" vé "),       STR(" ve "),      STR(" phê duyệt "),
                                 STR(" phé duyét "), STR(" ban hành "), STR(" quy định ")};
    size_t cut = rest.n;
    for (size_t i = 0; i < sizeof abouts / sizeof *abouts; i++) {
        size_t at = str_find(rest, abouts[i]);
        if (at < cut) cut = at;
    }
    base->issuer = str_slice(rest, 0, cut);
    base->about = str_trim(str_from(rest, cut));
}

static void read_bases(Ctx *c, Reader *r, Text paragraph)
{
    Str folded = viet_fold_ocr(&c->mem, str_slice(paragraph.text, 0, 60));
    if (!str_starts(folded, S("can c")) && !str_starts(folded, S("thuc hien")) && !str_starts(folded, S("theo")) &&
        !str_starts(folded, S("trien khai")) && !str_starts(folded, S("xet")))
        return;
    for (Str rest = paragraph.text, clause; str_cut(&rest, ';', &clause);) {
        bool first = true;
        for (Str number; clause.n;) {
            size_t begin, end;
            if (!find_number(c, clause, &number, &begin, &end)) {
                if (first && str_starts(viet_fold(&c->mem, clause), S("can cu luat")))
                    *list_add(&c->mem, &r->reading->unnumbered_bases) = paragraph;
                break;
            }
            if (first || is_joined_by_and(c, str_slice(clause, 0, begin)))
                add_base(c, r, paragraph, number, str_from(clause, end));
            first = false;
            clause = str_from(clause, end);
        }
    }
}

/* The paragraphs between the title and the first marker. */
void preamble_read(Ctx *c, Reader *r)
{
    Text whole = {0};
    for (size_t i = 0; i < r->items.n; i++) {
        Item *item = &r->items.at[i];
        if (item->mark <= MARK_PAREN) break;
        if (item->field != FIELD_NONE && item->mark != MARK_FIELD && item->mark < MARK_DASH) break;
        read_bases(c, r, item->text);
        if (!whole.first_line) whole = item->text;
        else
            whole.text = str_format(&c->mem, "%.*s %.*s", STR_ARGS(whole.text), STR_ARGS(item->text.text)),
            whole.last_line = item->text.last_line;
    }
    whole.raw = whole.text;
    r->reading->preamble = whole;
}

/* A plan that a decision puts into force: the second kind, alone on its line, further down. */
static size_t attached_plan(Ctx *c, Reader *r, size_t from)
{
    for (size_t i = from + 1; i < r->doc->n; i++) {
        Str name = kind_of_line(c, r->doc->line[i].text);
        if (!name.n || !viet_is_upper(r->doc->line[i].text) || str_equal(name, S("Quyết định"))) continue;
        r->reading->attached = text_of(name, r->doc->line[i].number, r->doc->line[i].number);
        return i;
    }
    return 0;
}

void header_read(Ctx *c, Reader *r)
{
    Str kind;
    size_t at = head_end(c, r, &kind);
    r->begin = 0;
    r->reading->date = NO_DAY;
    size_t look = kind.n ? at + 1 : r->doc->n < HEAD_LINES_MAX / 3 ? r->doc->n : HEAD_LINES_MAX / 3;
    read_issuer(c, r, look);
    read_number_and_date(c, r, look);
    if (!kind.n) return;
    r->reading->type = text_of(kind, r->doc->line[at].number, r->doc->line[at].number);
    size_t plan = str_equal(kind, S("Quyết định")) ? attached_plan(c, r, at) : 0;
    r->begin = read_title(c, r, (plan ? plan : at) + 1);
}
