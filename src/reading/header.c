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
    {STR("ke hoach"), STR("Kế hoạch")},
    {STR("quyet dinh"), STR("Quyết định")},
    {STR("chuong trinh hanh dong"), STR("Chương trình hành động")},
    {STR("ke hoach hanh dong"), STR("Kế hoạch")},
    {STR("chuong trinh"), STR("Chương trình")},
    {STR("de an"), STR("Đề án")},
    {STR("phuong an"), STR("Phương án")},
    {STR("thong bao"), STR("Thông báo")},
    {STR("chi thi"), STR("Chỉ thị")},
    {STR("nghi quyet"), STR("Nghị quyết")},
    {STR("huong dan"), STR("Hướng dẫn")},
    {STR("bao cao"), STR("Báo cáo")},
    {STR("to trinh"), STR("Tờ trình")},
    {STR("cong dien"), STR("Công điện")},
    {STR("ket luan"), STR("Kết luận")},
    {STR("quy che"), STR("Quy chế")},
    {STR("quy dinh"), STR("Quy định")},
    {STR("du an"), STR("Dự án")},
    {STR("bien ban"), STR("Biên bản")},
    {STR("hop dong"), STR("Hợp đồng")},
    {STR("thong cao"), STR("Thông cáo")},
    {STR("giay moi"), STR("Giấy mời")},
    {STR("giay uy quyen"), STR("Giấy ủy quyền")},
    {STR("giay gioi thieu"), STR("Giấy giới thiệu")},
    {STR("ban ghi nho"), STR("Bản ghi nhớ")},
    {STR("ban thoa thuan"), STR("Bản thỏa thuận")},
    {STR("thu cong"), STR("Thư công")},
    {STR("noi quy"), STR("Nội quy")},
    {STR("dieu le"), STR("Điều lệ")},
};

/* What a decision may put into force and is a plan. */
static bool is_plan_kind(Str kind)
{
    static const Str plans[] = {STR("Kế hoạch"), STR("Chương trình"), STR("Chương trình hành động"), STR("Đề án"),
                                STR("Phương án")};
    for (size_t i = 0; i < sizeof plans / sizeof *plans; i++)
        if (str_equal(kind, plans[i])) return true;
    return false;
}

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
static bool ends_title(Ctx *c, const Reader *r, Str line)
{
    static const Str bases[] = {STR("can cu"), STR("can c"), STR("theo de nghi"), STR("xet de nghi")};
    static const Str powers[] = {STR("chu tich uy ban"), STR("uy ban nhan dan"), STR("hoi dong nhan dan"),
                                 STR("giam doc so"),     STR("thu tuong"),       STR("bo truong")};
    bool upper = viet_is_upper(line);
    return (!upper && STARTS_WITH(line, bases)) || (upper && STARTS_WITH(line, powers)) || line_is_heading(c, r, line);
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
        if (table_begins(c, r, end)) break; /* a list of tasks: nothing but a title and a table */
        if (end == begin) continue;
        if (s.n && (ends_title(c, r, s) || (begins_body(c, s) && begins_capital(c, s)))) break;
        bool sentence = s.n && strchr(".:;", s.p[s.n - 1]) != NULL; /* no title ends so, nor has a paragraph below it */
        if ((gap && s.n > 60 && !viet_is_upper(s)) || (s.n > 60 && sentence)) break;
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
        if (is_plan_kind(kind)) return (Head){kind, i, i + 1, 0};
        kind = kind_before_title(c, line, &length);
        if (is_plan_kind(kind)) return (Head){kind, i, i, length};
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

/* -- official letters: no kind, "V/v …" and "Kính gửi: …" ------------------------------------------------------ */

static bool is_address(Ctx *c, Str s)
{
    Str folded = viet_fold_ocr(&c->mem, str_slice(s, 0, 30));
    return s.n && (s.p[0] == 'K' || s.p[0] == 'k') && near_start(&(Reader){.garbled = true}, folded, S("kinh gui"));
}

static bool is_subject(Str s)
{
    return str_starts(s, S("V/v")) || str_starts(s, S("V/V")) || str_starts(s, S("Về việc"));
}

/* The subject stands under the number, what is asked behind those who are addressed. */
static void read_letter(Ctx *c, Reader *r, size_t address)
{
    const Doc *doc = r->doc;
    size_t begin = 0, end;
    while (begin < address && !is_subject(doc->line[begin].text)) begin++;
    Text title = {0};
    for (end = begin; end < address && doc->line[end].text.n; end++) {
        /* Beside it may stand where and when. */
        Str left = str_trim(str_slice(doc->line[end].raw, 0, str_index(doc->line[end].raw, '\t')));
        if (left.n == str_trim(doc->line[end].raw).n) left = doc->line[end].text;
        if (viet_find_date(left).day != NO_DAY) break;
        left = viet_nfc(&c->mem, left);
        if (!title.text.n) title = text_of(left, doc->line[end].number, doc->line[end].number);
        else title.text = title.raw = str_format(&c->mem, "%.*s %.*s", STR_ARGS(title.text), STR_ARGS(left));
        title.last_line = doc->line[end].number;
    }
    int line = doc->line[address].number;
    r->reading->type = text_of(S("Công văn"), line, line);
    title.text = without_final(title.text, ".; ");
    r->reading->title = title;
    for (end = address + 1; end < doc->n; end++) {
        Str s = doc->line[end].text;
        bool addressed = !s.n || strchr("-+", s.p[0]) || str_starts(s, S("–")) || (s.n < 100 && str_ends(s, S(";")));
        if (!addressed) break;
    }
    r->begin = r->signed_from = end;
}

/* The line of "Kính gửi", above any kind; most = none. */
static size_t address_line(Ctx *c, const Reader *r, size_t most)
{
    for (size_t i = 0; i < most; i++) {
        Str s = r->doc->line[i].text;
        if (is_address(c, s)) return i;
        if (s.n && viet_is_upper(s) && kind_of_line(c, s).n) return most;
    }
    return most;
}

void header_read(Ctx *c, Reader *r)
{
    size_t most = r->doc->n < HEAD_LINES_MAX ? r->doc->n : HEAD_LINES_MAX;
    Head head = find_head(c, r, 0, most);
    r->begin = 0;
    size_t address = address_line(c, r, most);
    size_t look = address < most ? address : head.kind.n ? head.line + 1 : most / 3;
    issuer_read(c, r, look);
    read_number_and_date(c, r, look);
    if (address < most) {
        read_letter(c, r, address);
        return;
    }
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
