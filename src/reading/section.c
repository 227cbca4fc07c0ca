// SPDX-License-Identifier: Apache-2.0
/* section.c -- purposes, requirements, theme, period, funding: the sections beside the activities. */
#include "reading/inside.h"
#include "viet/text.h"

static const char ends_of_value[] = ".;: ";

/* "Mục tiêu chung: Hình thành …": what stands behind the colon of a short heading. */
static Text behind_heading(const Item *item)
{
    enum { HEADING_BYTES_MAX = 60 };
    Text own = item->text;
    size_t colon = str_index(own.text, ':');
    own.text = colon < HEADING_BYTES_MAX ? str_trim(str_from(own.text, colon + 1)) : (Str){0};
    return own;
}

/* The texts that belong to item i and are no headings themselves; undivided headings give their leaves. */
static void add_leaves(Ctx *c, Reader *r, size_t i, TextList *to)
{
    size_t end = item_end(r, i);
    Text own = behind_heading(&r->items.at[i]);
    if (own.text.n) *list_add(&c->mem, to) = own;
    for (size_t k = i + 1; k < end; k++)
        if (item_end(r, k) == k + 1) *list_add(&c->mem, to) = r->items.at[k].text;
}

/* A part that tells goals ("Mục tiêu"), and not also work. */
static bool tells_goals(Ctx *c, const Reader *r, const Item *item)
{
    return item_speaks_of(c, r, item, "muc tieu") && !item_speaks_of(c, r, item, "nhiem vu") &&
           !item_speaks_of(c, r, item, "noi dung") && !item_speaks_of(c, r, item, "giai phap");
}

static void read_purpose_part(Ctx *c, Reader *r, size_t i)
{
    Reading *out = r->reading;
    const Item *item = &r->items.at[i];
    bool divided = false, demands = item_speaks_of(c, r, item, "yeu cau") && !item_speaks_of(c, r, item, "muc dich");
    for (size_t k = i + 1, end = item_end(r, i); k < end; k++) {
        const Item *sub = &r->items.at[k];
        Item head = *sub;
        head.text.text = str_slice(sub->text.text, 0, str_index(sub->text.text, ':'));
        if (sub->mark >= MARK_PAREN || head.text.text.n > 60) continue;
        bool purpose = item_speaks_of(c, r, &head, "muc dich") || item_speaks_of(c, r, &head, "muc tieu"),
             requirement = item_speaks_of(c, r, &head, "yeu cau");
        if (!purpose && !requirement) continue;
        divided = true;
        add_leaves(c, r, k, requirement && !purpose ? &out->requirements : &out->purposes);
        if (!(purpose && requirement)) k = item_end(r, k) - 1; /* what stands below it was taken with it */
    }
    if (!divided) add_leaves(c, r, i, demands ? &out->requirements : &out->purposes);
}

/* Goals are purposes where a plan has no part that is called so. */
static void read_purposes(Ctx *c, Reader *r)
{
    Reading *out = r->reading;
    for (int goals = 0; goals < 2 && !out->purposes.n && !out->requirements.n; goals++)
        for (size_t i = 0; i < r->items.n; i++) {
            const Item *item = &r->items.at[i];
            bool part =
                item->mark == MARK_PART || item->mark == MARK_LETTER || (item->mark == MARK_NUMBER && item->depth == 0);
            if (!part) continue;
            bool meant = goals ? tells_goals(c, r, item)
                               : item_speaks_of(c, r, item, "muc dich") || item_speaks_of(c, r, item, "yeu cau");
            if (!meant) continue;
            read_purpose_part(c, r, i);
            i = item_end(r, i) - 1; /* its own parts were read with it */
        }
}

/* What stands between the first quotation marks, else what stands behind the colon, else all. */
static Text quoted(Ctx *c, Text text)
{
    static const struct {
        Str open, close;
    } pairs[] = {{STR("“"), STR("”")}, {STR("\""), STR("\"")}, {STR("«"), STR("»")}};
    (void)c;
    Str s = text.text;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        size_t open = str_find(s, pairs[i].open);
        if (open >= s.n) continue;
        Str inside = str_from(s, open + pairs[i].open.n);
        size_t close = str_find(inside, pairs[i].close);
        text.text = str_trim(str_slice(inside, 0, close));
        return text;
    }
    size_t colon = str_index(s, ':');
    if (colon < s.n) text.text = str_trim(str_from(s, colon + 1));
    text.text = without_final(text.text, ends_of_value);
    return text;
}

static bool in_activity_field(const Reader *r, const Item *item)
{
    return item->mark >= MARK_FIELD && item->parent >= 0 && r->items.at[item->parent].mark >= MARK_NUMBER &&
           r->items.at[item->parent].field == FIELD_NONE;
}

/* Beside a field that names an agency: it says when an activity is, not the plan. */
static bool is_beside_agency(const Reader *r, const Item *item)
{
    if (item->parent < 0) return false;
    for (size_t k = item->parent + 1, end = item_end(r, item->parent); k < end; k = item_end(r, k))
        if (r->items.at[k].field == FIELD_LEAD || r->items.at[k].field == FIELD_PARTNER) return true;
    return false;
}

/* "giai doan 2025 2030": from a year to a year. */
static bool is_span(Str folded)
{
    size_t years = 0;
    for (Str rest = folded, word; str_cut(&rest, ' ', &word);) {
        int64_t n;
        years += word.n == 4 && str_integer(word, &n);
    }
    return years >= 2;
}

/* "giai đoạn 2022 - 2025" of "…, tầm nhìn đến năm 2030", "… và định hướng đến năm 2030". */
static Str stage_of(Str s)
{
    enum { STAGE_BYTES_MAX = 60 };
    s = str_head(s, STAGE_BYTES_MAX);
    size_t comma = str_index(s, ','), and = str_find(s, S(" và định hướng"));
    return str_slice(s, 0, comma < and? comma : and);
}

/* What the heading of a part says as a label: its words before a colon, or all of a short one. */
static Field heading_field(Ctx *c, const Reader *r, const Item *item)
{
    enum { HEADING_BYTES_MAX = 60 };
    Str heading = str_slice(item->text.text, 0, str_index(item->text.text, ':'));
    return heading.n < HEADING_BYTES_MAX ? label_field(c, r, without_final(heading, ".: ")) : FIELD_NONE;
}

static void read_theme_and_period(Ctx *c, Reader *r)
{
    Reading *out = r->reading;
    for (size_t i = 0; i < r->items.n; i++) {
        Item *item = &r->items.at[i];
        size_t end = item_end(r, i);
        if (in_activity_field(r, item) || item->mark == MARK_NONE) continue;
        bool shallow = item->mark <= MARK_NUMBER2 || (item->mark == MARK_FIELD && item->depth <= 1) ||
                       (item->mark >= MARK_DASH && item->depth <= 2);
        /* "III. THỜI GIAN THỰC HIỆN" above what it is, "II. THỜI GIAN: …". */
        Field says = item->field == FIELD_NONE && item->mark <= MARK_PART ? heading_field(c, r, item) : item->field;
        if (item->field == FIELD_THEME && !out->theme.text.n && shallow) {
            Text source = item->value.text.n ? item->value : end > i + 1 ? r->items.at[i + 1].text : (Text){0};
            out->theme = quoted(c, source);
        }
        if (says == FIELD_TIME && shallow && !out->period_text.text.n && !is_beside_agency(r, item)) {
            Text source = item->value.text.n ? item->value : behind_heading(item);
            if (!source.text.n && end > i + 1) source = r->items.at[i + 1].text;
            if (source.text.n && viet_period(&c->mem, source.text, out->date, &out->period)) {
                out->period_text = source;
                out->period_text.text = without_final(source.text, ends_of_value);
            }
        }
    }
    /* "giai đoạn 2024 - 2025" in the title. */
    Str folded = viet_fold(&c->mem, out->title.text);
    size_t at = str_find(folded, S("giai doan "));
    if (!out->period_text.text.n && at < folded.n) {
        for (Str stage = out->title.text; stage.n; stage = str_from(stage, 1))
            if ((stage.p[0] == 'g' || stage.p[0] == 'G') &&
                str_starts(viet_fold(&c->mem, str_head(stage, 24)), S("giai doan")) &&
                is_span(viet_fold(&c->mem, str_head(stage, 40))) &&
                viet_period(&c->mem, stage_of(stage), out->date, &out->period)) {
                out->period_text = out->title;
                out->period_text.text = stage;
                break;
            }
    }
}

/* Where a source is named: "nguồn …", "các nguồn …", and first of all "ngân sách …"; its folded words. */
static bool names_source(Ctx *c, const Reader *r, Str rest, bool first)
{
    Str folded = viet_fold_ocr(&c->mem, str_slice(rest, 0, 24));
    return near_start(r, folded, S("nguon")) || near_start(r, folded, S("cac nguon")) ||
           (first &&
            (near_start(r, folded, S("ngan sach")) || str_starts(folded, S("quy ")) || str_starts(folded, S("von "))));
}

/* "từ nguồn A, nguồn B và các nguồn C" is cut at each source, without "từ"; one source only when "từ" stands before it.
 * False when the sentence names none. */
static bool cut_sources(Ctx *c, const Reader *r, Text text, TextList *sources, Text *others)
{
    enum { CUTS_MAX = 32 };
    size_t stop = str_find(text.text, S(". "));
    Str s = str_slice(text.text, 0, stop);
    size_t cuts[CUTS_MAX], n = 0;
    for (size_t i = 0; i < s.n && n < CUTS_MAX; i++) {
        bool inside = n && i - cuts[n - 1] < sizeof "các nguồn" - 1;      /* its own second word */
        bool item = n && i > 1 && s.p[i - 1] == ' ' && s.p[i - 2] == ';'; /* of a list between semicolons */
        if ((i && s.p[i - 1] != ' ') || inside || !(item || names_source(c, r, str_from(s, i), !n))) continue;
        cuts[n++] = i;
    }
    if (!n) return false;
    Str before = viet_fold_ocr(&c->mem, str_slice(s, 0, cuts[0]));
    if (n == 1 && !str_ends(before, S("tu")) && !str_ends(before, S("bang"))) return false;
    /* "Nguồn kinh phí: ngân sách …": the label is no source. */
    if (n > 1 && str_index(str_slice(s, cuts[0], cuts[1]), ':') < cuts[1] - cuts[0])
        cuts[0] += str_index(str_from(s, cuts[0]), ':') + 1;
    for (size_t k = 0; k < n; k++) {
        Text one = text;
        one.text = str_trim(str_slice(s, cuts[k], k + 1 < n ? cuts[k + 1] : s.n));
        Str folded = viet_fold(&c->mem, one.text);
        if (str_ends(folded, S(" va"))) one.text = str_slice(one.text, 0, one.text.n - (sizeof " và" - 1));
        one.text = without_final(one.text, ",;:. ");
        *list_add(&c->mem, sources) = one;
    }
    /* What further sentences say. */
    if (stop + 2 < text.text.n && !others->text.n) {
        *others = text;
        others->text = str_from(text.text, stop + 2);
    }
    return true;
}

/* How money is to be handled is no source: "Các cơ quan lập dự toán, quyết toán theo quy định." */
static bool speaks_of_rules(Ctx *c, Str text)
{
    static const Str rules[] = {STR("lap du toan"), STR("quyet toan"), STR("can doi"), STR("bo tri du toan"),
                                STR("quan ly, su dung")};
    Str folded = viet_fold_ocr(&c->mem, str_head(text, 200));
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (str_contains(folded, rules[i])) return true;
    return false;
}

static void read_funding_item(Ctx *c, Reader *r, size_t i, bool part)
{
    Reading *out = r->reading;
    size_t end = item_end(r, i);
    const Item *head = &r->items.at[i];
    Text value = head->value.text.n ? head->value : behind_heading(head);
    bool sources_heading = part || item_speaks_of(c, r, head, "nguon");
    if (value.text.n && !cut_sources(c, r, value, &out->funding_sources, &out->allocation)) out->allocation = value;
    for (size_t k = i + 1; k < end; k++) {
        Item *item = &r->items.at[k];
        if (item->mark <= MARK_PAREN && item_end(r, k) > k + 1) {
            sources_heading = item_speaks_of(c, r, item, "nguon") || item_speaks_of(c, r, item, "kinh phi");
            continue;
        }
        Text text = item->field == FIELD_FUNDING && item->value.text.n ? item->value : item->text;
        Party agency; /* "2. Sở Tài chính tham mưu bố trí kinh phí …" is a duty */
        bool told = party_opening(c, r, item->text.text, &agency) > 0;
        bool listed = item->mark != MARK_NONE && item->mark != MARK_FIELD && item->field == FIELD_NONE && !told;
        bool named = item_speaks_of(c, r, item, "nguon") || item_speaks_of(c, r, item, "ngan sach");
        bool rules = speaks_of_rules(c, text.text);
        /* "1. Kinh phí được bố trí từ nguồn A và nguồn B": a sentence that names them. */
        bool sentence = near_start(r, viet_fold_ocr(&c->mem, str_head(text.text, 40)), S("kinh phi"));
        if (sentence && cut_sources(c, r, text, &out->funding_sources, &out->allocation)) continue;
        if (listed && !rules && (sources_heading || named)) *list_add(&c->mem, &out->funding_sources) = text;
        else if (!cut_sources(c, r, text, &out->funding_sources, &out->allocation) && !out->allocation.text.n)
            out->allocation = text;
    }
}

static void read_funding(Ctx *c, Reader *r)
{
    for (size_t k = 0; k < r->parts.n; k++)
        if (r->parts.at[k].kind == PART_FUNDS) {
            read_funding_item(c, r, (size_t)r->parts.at[k].item, true);
            return;
        }
    for (size_t i = 0; i < r->items.n; i++) {
        const Item *item = &r->items.at[i];
        Item head = *item;
        head.text.text = str_slice(item->text.text, 0, str_index(item->text.text, ':'));
        bool heading = item->mark <= MARK_NUMBER2 && head.text.text.n < 120 && item_speaks_of(c, r, &head, "kinh phi");
        if (!heading || (item->mark >= MARK_NUMBER && item->parent >= 0 &&
                         !heading_assigns(c, r, &r->items.at[item->parent]) && item->field != FIELD_FUNDING))
            continue;
        if (item->mark >= MARK_NUMBER && !item_speaks_of(c, r, &head, "kinh phi thuc hien") &&
            item->field != FIELD_FUNDING)
            continue;
        read_funding_item(c, r, i, false);
        return;
    }
}

void sections_read(Ctx *c, Reader *r)
{
    read_purposes(c, r);
    read_theme_and_period(c, r);
    read_funding(c, r);
}
