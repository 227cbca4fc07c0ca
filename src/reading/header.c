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

/* "KẾ HOẠCH Chuyển đổi số năm 2025": the kind, in capitals, with the title behind it; *length = bytes of the kind. */
static Str kind_before_title(Ctx *c, Str line, size_t *length)
{
    size_t words = 0, at = 0;
    for (; at < line.n && words < 2; at++) words += line.p[at] == ' ';
    Str front = str_trim(str_slice(line, 0, at));
    *length = at;
    return words == 2 && at < line.n && viet_is_upper(front) ? kind_of_line(c, front) : (Str){0};
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

/* -- the head ----------------------------------------------------------------------------------------------- */

typedef struct {
    Str kind;
    size_t line;  /* where the kind stands */
    size_t title; /* where the title begins */
    size_t skip;  /* bytes of that line that are not the title */
} Head;

/* The kind alone on its line, from `from` on; else the kind with the title behind it; kind empty = none. */
static Head find_head(Ctx *c, const Reader *r, size_t from, size_t to)
{
    size_t length;
    for (size_t i = from; i < to; i++) {
        Str kind = kind_of_line(c, r->doc->line[i].text);
        if (kind.n) return (Head){kind, i, i + 1, 0};
    }
    for (size_t i = from; i < to; i++) {
        Str kind = kind_before_title(c, r->doc->line[i].text, &length);
        if (kind.n) return (Head){kind, i, i, length};
    }
    return (Head){{0}, 0, 0, 0};
}

/* Words behind which a place is named: "TỈNH HÒA AN" is the name of a province, to be written "tỉnh Hòa An". */
static bool names_place(Str folded)
{
    static const Str types[] = {STR("tinh"), STR("pho"),    STR("huyen"), STR("quan"),
                                STR("xa"),   STR("phuong"), STR("tran"),  STR("khu")};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (str_equal(folded, types[i])) return true;
    return false;
}

/* "UBND TỈNH HÒA AN" -> "ủy ban nhân dân tỉnh Hòa An"; a line that begins with no place is a name of its own. */
static void sentence_case(Ctx *c, Out *o, Str upper)
{
    bool in_name = false, first = true;
    for (Str rest = upper, word; str_cut(&rest, ' ', &word); first = false) {
        Str folded = viet_fold(&c->mem, word), low = viet_lower(&c->mem, word);
        bool type = names_place(folded) || (first && (str_equal(low, S("thành")) || str_equal(low, S("thị"))));
        if (str_equal(folded, S("ubnd"))) low = S("ủy ban nhân dân");
        if (str_equal(folded, S("hdnd"))) low = S("hội đồng nhân dân");
        if (o->n) out_char(o, ' ');
        out_raw(o, (first || in_name) && !type ? viet_capital(&c->mem, low) : low);
        in_name |= type;
    }
}

/* The agency of these header lines, or of the last of them: the one above it is whom it answers to. */
static const Org *find_issuer(Ctx *c, const Reader *r, const StrList *lines)
{
    double ratio;
    for (size_t from = 0; from < lines->n; from++) {
        Str joined = {0};
        for (size_t i = from; i < lines->n; i++)
            joined =
                joined.n ? str_format(&c->mem, "%.*s %.*s", STR_ARGS(joined), STR_ARGS(lines->at[i])) : lines->at[i];
        const Org *o = directory_exact(r->directory, org_key(&c->mem, joined, false));
        if (!o && r->garbled) o = directory_nearest(r->directory, org_key(&c->mem, joined, true), 0.2, &ratio);
        if (o) return o;
    }
    return NULL;
}

static void read_issuer(Ctx *c, Reader *r, size_t end)
{
    static const Str right[] = {STR("cong hoa xa hoi chu nghia viet nam"), STR("doc lap tu do hanh phuc"),
                                STR("cong hoa xa hoi"), STR("chu nghia viet nam")};
    enum { ISSUER_LINES_MAX = 5 };
    StrList lines = {0};
    Str joined = {0};
    int first = 0, last = 0;
    for (size_t i = 0; i < end && lines.n < ISSUER_LINES_MAX; i++) {
        const Line *line = &r->doc->line[i];
        size_t begin, stop;
        Str number;
        if (number_find(c, line->text, &number, &begin, &stop) || viet_find_date(line->text).day != NO_DAY) {
            if (lines.n) break;
            continue; /* what a file or a web page puts above the document */
        }
        Str left = line->text;
        for (size_t k = 0; k < sizeof right / sizeof *right; k++)
            left = str_slice(left, 0, column_at(c, left, right[k]));
        left = without_final(str_trim(left), "-_*.| ");
        if (!left.n || !viet_is_upper(left)) continue;
        *list_add(&c->mem, &lines) = left;
        joined = joined.n ? str_format(&c->mem, "%.*s %.*s", STR_ARGS(joined), STR_ARGS(left)) : left;
        if (!first) first = line->number;
        last = line->number;
    }
    if (!joined.n) return;
    const Org *o = find_issuer(c, r, &lines);
    Out name = {.mem = &c->mem};
    for (size_t i = 0; i < lines.n; i++) sentence_case(c, &name, lines.at[i]);
    r->reading->issuer = text_of(o ? o->name : viet_capital(&c->mem, out_str(&name)), first, last);
    r->reading->issuer.raw = joined;
}

static void read_number_and_date(Ctx *c, Reader *r, size_t end)
{
    Reading *out = r->reading;
    for (size_t i = 0; i < end; i++) {
        const Line *line = &r->doc->line[i];
        size_t begin, stop = 0;
        Str number;
        if (number_find(c, line->text, &number, &begin, &stop) && !out->number.text.n) {
            out->number = text_of(number, line->number, line->number);
            out->number.raw = str_slice(line->text, begin, stop);
        }
        FoundDate date = viet_find_date(str_from(line->text, stop));
        if (out->date != NO_DAY || date.day == NO_DAY) continue;
        out->date = date.day;
        out->date_uncertain = date.uncertain;
        out->date_text = text_of(date.text, line->number, line->number);
        Str before = str_trim(str_slice(line->text, stop, (size_t)(date.text.p - line->text.p)));
        /* "Hòa An," on the line above */
        if (!before.n && i && str_ends(r->doc->line[i - 1].text, S(",")) && r->doc->line[i - 1].text.n < 40)
            before = (--line)->text;
        out->place = text_of(without_final(before, ",| "), line->number, line->number);
    }
}

/* -- the title ---------------------------------------------------------------------------------------------- */

static bool starts_with_any(Ctx *c, Str line, const Str *phrases, size_t n)
{
    Str folded = viet_fold_ocr(&c->mem, str_slice(line, 0, 120));
    for (size_t i = 0; i < n; i++)
        if (str_starts(folded, phrases[i])) return true;
    return false;
}
#define STARTS_WITH(line, phrases) starts_with_any(c, line, phrases, sizeof phrases / sizeof *phrases)

/* Never in a title: what it rests on, and who decides. */
static bool ends_title(Ctx *c, Str line)
{
    static const Str bases[] = {STR("can cu"), STR("can c"), STR("theo de nghi"), STR("xet de nghi")};
    static const Str powers[] = {STR("chu tich uy ban"), STR("uy ban nhan dan"), STR("hoi dong nhan dan"),
                                 STR("giam doc so"),     STR("thu tuong"),       STR("bo truong")};
    bool upper = viet_is_upper(line);
    return (!upper && STARTS_WITH(line, bases)) || (upper && STARTS_WITH(line, powers)) || line_is_heading(c, line);
}

/* Begins a sentence, where a title would go on. */
static bool begins_body(Ctx *c, Str line)
{
    static const Str openings[] = {STR("thuc hien"), STR("nham "),    STR("de "),      STR("trien khai"),
                                   STR("theo "),     STR("tiep tuc"), STR("phat huy"), STR("trong ")};
    return !viet_is_upper(line) && STARTS_WITH(line, openings);
}

static bool is_rule(Str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!strchr("-_=*| ", s.p[i]) && (unsigned char)s.p[i] < 0x80) return false;
    return s.n && (s.p[0] == '-' || s.p[0] == '_' || s.p[0] == '|' || str_starts(s, S("–")) || str_starts(s, S("—")));
}

static bool begins_capital(Ctx *c, Str s)
{
    return str_equal(viet_capital(&c->mem, s), s) && !str_equal(viet_lower(&c->mem, s), s);
}

/* The lines behind the kind, up to the first paragraph; r->begin is set behind them and behind "(Kèm theo …)". */
static Text read_title(Ctx *c, Reader *r, Head head)
{
    const Doc *doc = r->doc;
    size_t begin = head.title, end;
    while (begin < doc->n && (!doc->line[begin].text.n || is_rule(doc->line[begin].text))) begin++;
    for (end = begin; end < doc->n && end - begin < TITLE_LINES_MAX; end++) {
        Str s = doc->line[end].text;
        bool gap = end > begin && !doc->line[end - 1].text.n;
        if ((s.n && s.p[0] == '(') || is_rule(s)) break;
        if (end == begin) continue;
        if (s.n && (ends_title(c, s) || (begins_body(c, s) && begins_capital(c, s)))) break;
        if (gap && s.n > 60 && !viet_is_upper(s)) break;
    }
    Text title = lines_text(c, doc, begin, end);
    title.text = without_final(str_trim(str_from(title.text, head.skip)), "-_.: ");
    while (end < doc->n && (!doc->line[end].text.n || is_rule(doc->line[end].text))) end++;
    while (end < doc->n && doc->line[end].text.n && doc->line[end].text.p[0] == '(') {
        while (end < doc->n && !str_ends(doc->line[end].text, S(")")) && doc->line[end].text.n) end++;
        end++;
    }
    r->begin = end < doc->n ? end : doc->n;
    return title;
}

/* -- a plan that a decision puts into force ----------------------------------------------------------------- */

/* The second kind further down; behind "QUYẾT ĐỊNH:", which is the kind once more. */
static Head attached_head(Ctx *c, const Reader *r, size_t from)
{
    size_t length;
    for (size_t i = from; i < r->doc->n; i++) {
        Str line = r->doc->line[i].text, kind = kind_of_line(c, line);
        if (!viet_is_upper(line)) continue;
        if (kind.n && !str_equal(kind, S("Quyết định"))) return (Head){kind, i, i + 1, 0};
        kind = kind_before_title(c, line, &length);
        if (kind.n && !str_equal(kind, S("Quyết định"))) return (Head){kind, i, i, length};
    }
    return (Head){{0}, 0, 0, 0};
}

/* What the decision rests on stands between its title and "QUYẾT ĐỊNH:". */
static void read_decision(Ctx *c, Reader *r, size_t end)
{
    bool open = false;
    for (size_t i = r->begin; i < end; i++) {
        size_t last = i;
        if (viet_is_upper(r->doc->line[i].text) && !str_equal(kind_of_line(c, r->doc->line[i].text), S("Quyết định")))
            continue;
        if (str_equal(kind_of_line(c, r->doc->line[i].text), S("Quyết định"))) return;
        while (last + 1 < end && r->doc->line[last].text.n &&
               !strchr(";.:", r->doc->line[last].text.p[r->doc->line[last].text.n - 1]))
            last++;
        open = bases_read(c, r, lines_text(c, r->doc, i, last + 1), open);
        i = last;
    }
}

void header_read(Ctx *c, Reader *r)
{
    size_t most = r->doc->n < HEAD_LINES_MAX ? r->doc->n : HEAD_LINES_MAX;
    Head head = find_head(c, r, 0, most);
    r->begin = 0;
    size_t look = head.kind.n ? head.line + 1 : most / 3;
    read_issuer(c, r, look);
    read_number_and_date(c, r, look);
    if (!head.kind.n) return;
    int line = r->doc->line[head.line].number;
    r->reading->type = text_of(head.kind, line, line);
    r->reading->title = read_title(c, r, head);
    r->signed_from = r->begin;
    Head plan = str_equal(head.kind, S("Quyết định")) ? attached_head(c, r, r->begin) : (Head){{0}, 0, 0, 0};
    if (!plan.kind.n) return;
    read_decision(c, r, plan.line);
    line = r->doc->line[plan.line].number;
    r->reading->attached = text_of(plan.kind, line, line);
    r->reading->attached_title = read_title(c, r, plan);
}
