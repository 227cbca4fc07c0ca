// SPDX-License-Identifier: Apache-2.0
/* basis.c -- numbers of documents, and the documents on which a plan rests ("Căn cứ …", "Thực hiện …"). */
#include "base/out.h"
#include "reading/inside.h"
#include "viet/text.h"

/* -- numbers of documents ----------------------------------------------------------------------------------- */

static bool is_digit(char ch) { return ch >= '0' && ch <= '9'; }

/* The abbreviations of kinds as the OCR spoils them (app. III of the decree; repair of codes). */
static Str code_group(Str s)
{
    static const struct {
        Str read, meant;
    } known[] = {
        {STR("Qb"), STR("QĐ")},           {STR("QD"), STR("QĐ")},       {STR("Qd"), STR("QĐ")},
        {STR("QB"), STR("QĐ")},           {STR("QP"), STR("QĐ")},       {STR("Qð"), STR("QĐ")},
        {STR("ND"), STR("NĐ")},           {STR("Nb"), STR("NĐ")},       {STR("TT¢"), STR("TTg")},
        {STR("TTq"), STR("TTg")},         {STR("CD"), STR("CĐ")},       {STR("BCD"), STR("BCĐ")},
        {STR("BGDDT"), STR("BGDĐT")},     {STR("SGDDT"), STR("SGDĐT")}, {STR("LDTBXH"), STR("LĐTBXH")},
        {STR("BLDTBXH"), STR("BLĐTBXH")}, {STR("NB"), STR("NĐ")},       {STR("HDND"), STR("HĐND")},
        {STR("HBND"), STR("HĐND")},       {STR("HbND"), STR("HĐND")},
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

/* Where the number in front of a slash begins: "505" of "505/QĐ-TTg", "57-NQ" of "57-NQ/TW"; slash when there is none.
 */
static size_t number_begin(Str s, size_t slash)
{
    size_t from = slash;
    while (from && s.p[from - 1] == ' ') from--;
    size_t letters = from;
    while (letters && is_code_byte(s.p[letters - 1]) && !is_digit(s.p[letters - 1]) &&
           !strchr("-./&", s.p[letters - 1]))
        letters--;
    size_t dash = letters;
    while (dash && s.p[dash - 1] == ' ') dash--;
    if (letters < from && dash && s.p[dash - 1] == '-') from = dash - 1;
    size_t digits = from;
    while (digits && is_digit(s.p[digits - 1])) digits--;
    return digits < from ? digits : slash;
}

/* Letters, not a date as in "10/2024"; a year may stand before them: "63/2010/NĐ-CP". */
static bool is_code(Str code)
{
    bool letter = code.n && ((code.p[0] >= 'A' && code.p[0] <= 'Z') || str_starts(code, S("Đ")));
    return code.n >= 2 && (letter || (code.n > 5 && is_digit(code.p[0]) && code.p[4] == '/'));
}

bool number_find(Ctx *c, Str s, Str *number, size_t *begin, size_t *end)
{
    for (size_t slash = str_index(s, '/'); slash < s.n; slash++) {
        if (s.p[slash] != '/') continue;
        size_t from = number_begin(s, slash), to = slash + 1;
        while (to < s.n && is_code_byte(s.p[to])) to++;
        /* "164/TTr- SKHCN": a blank behind a dash and before a capital is a slip. */
        if (to + 1 < s.n && s.p[to - 1] == '-' && s.p[to] == ' ' && s.p[to + 1] >= 'A' && s.p[to + 1] <= 'Z')
            for (to++; to < s.n && is_code_byte(s.p[to]);) to++;
        Str code = without_final(str_slice(s, slash + 1, to), ".-/");
        if (from == slash || !is_code(code)) continue;
        Out o = {.mem = &c->mem};
        for (size_t i = from; i < slash; i++)
            if (s.p[i] != ' ') out_char(&o, s.p[i]);
        out_char(&o, '/');
        bool first = true;
        for (Str rest = code, group; str_cut(&rest, '-', &group); first = false) {
            if (!first) out_char(&o, '-');
            out_raw(&o, code_group(str_trim(group)));
        }
        *number = str_copy(&c->mem, out_str(&o)), *begin = from, *end = slash + 1 + code.n;
        return true;
    }
    return false;
}

/* -- what it rests on --------------------------------------------------------------------------------------- */

static const Str instruments[] = {STR("quyet dinh"),   STR("nghi quyet"), STR("ke hoach"), STR("chi thi"),
                                  STR("nghi dinh"),    STR("thong tu"),   STR("cong van"), STR("van ban"),
                                  STR("chuong trinh"), STR("thong bao"),  STR("luat"),     STR("huong dan"),
                                  STR("cong dien"),    STR("ket luan"),   STR("to trinh")};

/* "… và Quyết định số" just before a number: a base of its own, not a part of what another is about. */
static bool is_joined_by_and(Ctx *c, const Reader *r, Str before)
{
    Str folded = viet_fold_ocr(&c->mem, str_slice(before, before.n > 60 ? before.n - 60 : 0, before.n));
    for (size_t i = 0; i < sizeof instruments / sizeof *instruments; i++) {
        Str phrase = str_format(&c->mem, "%.*s s", STR_ARGS(instruments[i]));
        if (folded.n < phrase.n) continue;
        size_t from = folded.n > phrase.n + 8 ? folded.n - phrase.n - 8 : 0;
        size_t at = from + near_find(r, str_from(folded, from), phrase);
        if (at < folded.n && folded.n - at <= phrase.n + 4 && str_ends(str_slice(folded, 0, at), S("va "))) return true;
    }
    return false;
}

/* Inside brackets, or behind "được sửa đổi …": documents that changed the base are not bases. */
static bool is_aside(Ctx *c, Str before)
{
    int depth = 0;
    for (size_t i = 0; i < before.n; i++) depth += before.p[i] == '(' ? 1 : before.p[i] == ')' && depth ? -1 : 0;
    return depth > 0 || str_contains(viet_fold_ocr(&c->mem, before), S("duoc sua doi"));
}

/* Where "của <issuer>" ends and what the document is about begins. */
static size_t about_begins(Str s)
{
    static const Str abouts[] = {STR(" về "),         STR(" vé "),       STR(" ve "),       STR(" phê duyệt "),
                                 STR(" phé duyét "),  STR(" ban hành "), STR(" quy định "), STR(" hướng dẫn "),
                                 STR(" triển khai "), STR(" sửa đổi"),   STR(" công bố ")};
    size_t cut = s.n;
    for (size_t i = 0; i < sizeof abouts / sizeof *abouts; i++) {
        size_t at = str_find(s, abouts[i]);
        if (at < cut) cut = at;
    }
    return cut;
}

/* "… của Bộ Chính trị, Kế hoạch số" just before a number, where nothing was said of what the other is about. */
static bool is_joined_by_comma(Ctx *c, Str before)
{
    size_t comma = before.n;
    while (comma && before.p[comma - 1] != ',') comma--;
    if (!comma || about_begins(str_slice(before, 0, comma)) < comma) return false;
    Str folded = viet_fold_ocr(&c->mem, str_trim(str_from(before, comma)));
    for (size_t i = 0; i < sizeof instruments / sizeof *instruments; i++)
        if (str_equal(folded, str_format(&c->mem, "%.*s so", STR_ARGS(instruments[i])))) return true;
    return false;
}

/* The rest of a clause is not about the base: "…, UBND tỉnh ban hành Kế hoạch như sau:", "… và Quyết định số 2". */
static Str about_only(Ctx *c, const Reader *r, Str about)
{
    Party p;
    for (size_t i = 0; i + 2 < about.n; i++) {
        Str rest = str_from(about, i);
        if (str_starts(rest, S(" và ")) || str_starts(rest, S(" va ")))
            for (size_t k = 0; k < sizeof instruments / sizeof *instruments; k++)
                if (str_starts(viet_fold_ocr(&c->mem, str_slice(rest, 0, 60)),
                               str_format(&c->mem, "va %.*s s", STR_ARGS(instruments[k]))))
                    return str_slice(about, 0, i);
        if (!str_starts(rest, S(", ")) || !party_opening(c, r, str_slice(rest, 2, 200), &p)) continue;
        Str folded = viet_fold_ocr(&c->mem, str_slice(rest, 0, 160));
        if (str_contains(folded, S("ban hanh")) || str_contains(folded, S("xay dung"))) return str_slice(about, 0, i);
    }
    return str_starts(about, S("về ")) ? str_from(about, sizeof "về " - 1) : about;
}

static void add_base(Ctx *c, Reader *r, Text paragraph, Str number, Str behind)
{
    LegalBase *base = list_add(&c->mem, &r->reading->legal_bases);
    FoundDate date = viet_find_date(str_slice(behind, 0, 60));
    *base = (LegalBase){.source = paragraph, .number = number, .date = date.day};
    if (date.day == NO_DAY) base->date = viet_find_date(str_slice(behind, 0, 300)).day;
    Str rest = date.day != NO_DAY ? str_from(behind, (size_t)(date.text.p + date.text.n - behind.p)) : behind;
    rest = without_final(str_trim(rest), ";,. ");
    size_t of = 0;
    for (Str word, at = rest; of < 2 && viet_token(&at, &word); of++)
        if (str_equal(viet_fold(&c->mem, word), S("cua")) || str_equal(viet_fold(&c->mem, word), S("cta"))) {
            rest = str_trim(at);
            break;
        }
    size_t cut = about_begins(rest);
    base->issuer = str_slice(rest, 0, cut);
    base->about = without_final(about_only(c, r, str_trim(str_from(rest, cut))), ",; ");
}

static bool starts_clause(Ctx *c, const Reader *r, Str clause, const Str *words, size_t n)
{
    Str folded = viet_fold_ocr(&c->mem, str_slice(clause, 0, 60));
    for (size_t i = 0; i < n; i++)
        if (near_start(r, folded, words[i])) return true;
    return false;
}

static void read_clause(Ctx *c, Reader *r, Text paragraph, Str clause)
{
    static const Str proposals[] = {STR("theo de nghi"), STR("xet de nghi"), STR("tren co so de nghi")};
    static const Str laws[] = {STR("can cu luat"),      STR("can cu cac luat"), STR("can cu bo luat"),
                               STR("can cu hien phap"), STR("luat "),           STR("bo luat "),
                               STR("phap lenh ")};
    clause = str_trim(clause);
    if (starts_clause(c, r, clause, proposals, 3)) return;
    bool first = true;
    Str whole = clause, number;
    for (size_t begin, end; clause.n; first = false) {
        if (!number_find(c, clause, &number, &begin, &end)) break;
        Str before = str_slice(whole, 0, (size_t)(clause.p - whole.p) + begin);
        /* "…, UBND tỉnh ban hành Kế hoạch thực hiện Nghị quyết số …": no base any more. */
        if (first && str_contains(viet_fold_ocr(&c->mem, before), S("ban hanh ke hoach"))) return;
        Str between = str_slice(clause, 0, begin);
        bool joined = first || is_joined_by_and(c, r, between) || is_joined_by_comma(c, between);
        if (joined && !is_aside(c, before)) add_base(c, r, paragraph, number, str_from(clause, end));
        clause = str_from(clause, end);
    }
    if (!first || !starts_clause(c, r, whole, laws, sizeof laws / sizeof *laws)) return;
    Text law = paragraph;
    law.text = law.raw = without_final(whole, ";,. ");
    *list_add(&c->mem, &r->reading->unnumbered_bases) = law;
}

bool bases_read(Ctx *c, Reader *r, Text paragraph, bool goes_on)
{
    static const Str openings[] = {STR("can cu"), STR("thuc hien"), STR("theo"), STR("trien khai"), STR("tiep tuc")};
    enum { PARAGRAPH_MAX = 16 << 10 };
    if (!goes_on && !starts_clause(c, r, paragraph.text, openings, sizeof openings / sizeof *openings)) return false;
    for (Str rest = str_slice(paragraph.text, 0, PARAGRAPH_MAX), clause; str_cut(&rest, ';', &clause);)
        read_clause(c, r, paragraph, clause);
    return str_ends(paragraph.text, S(";"));
}

/* A part of its own: "I. CĂN CỨ PHÁP LÝ", with a document an item. */
static void read_bases_part(Ctx *c, Reader *r)
{
    for (size_t i = 0; i < r->items.n; i++) {
        const Item *part = &r->items.at[i];
        if (part->mark > MARK_NUMBER || part->depth || part->text.text.n > 120) continue;
        Str folded = viet_fold_ocr(&c->mem, part->text.text);
        if (!str_starts(folded, S("can cu")) && !str_starts(folded, S("co so phap ly"))) continue;
        for (size_t k = i + 1, end = item_end(r, i); k < end; k++)
            read_clause(c, r, r->items.at[k].text, r->items.at[k].text.text);
        return;
    }
}

/* The paragraphs between the title and the first marker. */
void preamble_read(Ctx *c, Reader *r)
{
    bool open = false; /* the list of bases goes on behind a semicolon */
    read_bases_part(c, r);
    Out whole = {.mem = &c->mem};
    Text *preamble = &r->reading->preamble;
    for (size_t i = 0; i < r->items.n; i++) {
        Item *item = &r->items.at[i];
        if (item->mark <= MARK_PAREN) break;
        open = bases_read(c, r, item->text, open);
        if (whole.n) out_char(&whole, ' ');
        else *preamble = item->text;
        out_raw(&whole, item->text.text);
        preamble->last_line = item->text.last_line;
    }
    preamble->text = preamble->raw = str_copy(&c->mem, out_str(&whole));
}
