// SPDX-License-Identifier: Apache-2.0
/* assignment.c -- who was told to do what ("Tổ chức thực hiện"), when the report is due, and where difficulties go. */
#include "base/map.h"
#include "reading/inside.h"
#include "viet/text.h"

static const char ends_of_heading[] = ".;: ";

/* "Trong quá trình thực hiện, nếu có khó khăn, vướng mắc …", "… nếu cần sửa đổi, bổ sung …" */
static bool speaks_of_difficulties(Ctx *c, Str text)
{
    Str folded = viet_fold_ocr(&c->mem, text);
    if (str_starts(folded, S("trong qua trinh ")) && str_contains(folded, S(" neu "))) return true;
    return str_contains(folded, S("kho khan")) &&
           (str_contains(folded, S("vuong m")) || str_contains(folded, S("vuong, m")) ||
            str_contains(folded, S("phat sinh")) || str_contains(folded, S("vudng")));
}

/* The paragraph behind the last duty closes the document. */
static bool closes_plan(Ctx *c, const Reader *r, Text text)
{
    size_t order;
    Str folded = viet_fold_ocr(&c->mem, str_slice(text.text, 0, 80));
    order_mode(c, r, text.text, &order);
    return order || str_starts(folded, S("tren day la")) || str_starts(folded, S("trong qua trinh")) ||
           speaks_of_difficulties(c, text.text);
}

/* The agencies of a heading; "Các doanh nghiệp viễn thông: VNPT, Viettel": those behind the colon. */
static void read_agencies(Ctx *c, const Reader *r, Text heading, PartyList *agencies)
{
    size_t colon = str_index(heading.text, ':');
    Str front = viet_fold(&c->mem, str_slice(heading.text, 0, colon));
    bool several = str_equal(front, S("cac so")) || str_equal(front, S("so")); /* "Các sở: Tư pháp, Tài chính" */
    if (colon + 2 < heading.text.n && !several) {
        PartyList behind = {0};
        Text rest = heading;
        rest.text = str_trim(str_from(heading.text, colon + 1));
        if (rest.text.n < 300) parties_read(c, r, rest, &behind);
        if (parties_are_known(&behind)) {
            *agencies = behind;
            return;
        }
        heading.text = str_slice(heading.text, 0, colon);
    }
    parties_read(c, r, heading, agencies);
}

/* -- heading or running text -------------------------------------------------------------------------------- */

static Str capital(Ctx *c, Str s)
{
    while (s.n && strchr(" :,-", s.p[0])) s = str_from(s, 1);
    return viet_capital(&c->mem, s);
}

static void add_duty(Ctx *c, Assignment *a, Text duty)
{
    Str s = duty.text;
    if (str_ends(s, S("./."))) duty.text = str_slice(s, 0, s.n - 2);
    if (duty.text.n) *list_add(&c->mem, &a->duties) = duty;
}

/* Nothing but agencies that are known. */
static bool names_agencies(Ctx *c, const Reader *r, Text text)
{
    enum { NAMES_MAX = 300 };
    PartyList list = {0};
    if (text.text.n >= NAMES_MAX) return false;
    Str behind = str_trim(str_from(text.text, parties_opening(c, r, text.text)));
    if (verb_begins(c, r, behind) == VERB) return false;
    parties_read(c, r, text, &list);
    return parties_are_known(&list);
}

/* Where the agencies of a heading end and running text begins; h.n when the heading is all agencies. */
static size_t heading_length(Ctx *c, const Reader *r, Text heading, bool has_duties)
{
    enum { COLON_MAX = 260, SHORT_MAX = 40, HEADING_MAX = 200 };
    Str h = heading.text;
    size_t colon = str_index(h, ':'), length = parties_opening(c, r, h);
    if (colon + 1 < h.n && length <= colon) {
        Text behind = heading;
        behind.text = str_trim(str_from(h, colon + 1));
        if (names_agencies(c, r, behind)) return h.n;
        /* "Chế độ báo cáo: …": short, and no agency whose duty would begin. */
        if (length ? colon == length : colon < SHORT_MAX) return colon;
    }
    if (!length) return colon + 1 < h.n && colon < COLON_MAX ? colon : h.n;
    Str rest = str_trim(str_from(h, length));
    /* Above its duties a line without an end is a name, though it holds a word that may be a verb. */
    bool open = has_duties && h.n < HEADING_MAX && !str_ends(h, S("."));
    Verb verb = open ? verb_begins(c, r, rest) : VERB;
    bool heads = open && (verb == VERB_NONE || (verb == VERB_IN_NAMES && !str_ends(h, S(":"))));
    return heads || !without_final(rest, ".;: /").n ? h.n : length;
}

/* "Công tác báo cáo: Các đơn vị báo cáo …": behind a heading that names nobody a sentence tells somebody. */
static Str behind_topic(Ctx *c, const Reader *r, Str heading)
{
    enum { TOPIC_BYTES_MAX = 60 };
    size_t colon = str_index(heading, ':'), begin, length;
    if (colon >= TOPIC_BYTES_MAX || colon >= heading.n || parties_opening(c, r, heading)) return heading;
    Str behind = str_trim(str_from(heading, colon + 1));
    return opened_by(c, r, behind, &begin, &length) == OPENED_SENTENCE ? str_from(behind, begin) : heading;
}

/* Item i and what belongs to it. */
static void read_assignment(Ctx *c, Reader *r, size_t i, size_t end, int number)
{
    Assignment *a = list_add(&c->mem, &r->reading->assignments);
    Text heading = r->items.at[i].text;
    *a = (Assignment){.number = number};
    size_t order;
    a->mode = order_mode(c, r, heading.text, &order);
    heading.text = behind_topic(c, r, str_from(heading.text, order));
    size_t length = heading_length(c, r, heading, end > i + 1);
    a->heading = length < heading.text.n || !a->mode.n ? heading : r->items.at[i].text;
    if (length < heading.text.n) {
        Text duty = heading;
        duty.text = capital(c, str_from(heading.text, length));
        a->heading.text = heading.text = str_slice(heading.text, 0, length);
        /* "Sở A có trách nhiệm:" above its bullets says no duty itself. */
        if (!(end > i + 1 && str_ends(duty.text, S(":")))) add_duty(c, a, duty);
    }
    a->heading.text = without_final(a->heading.text, ends_of_heading);
    heading.text = without_final(heading.text, ends_of_heading);
    read_agencies(c, r, heading, &a->agencies);
    for (size_t k = i + 1; k < end; k++) {
        Text duty = r->items.at[k].text;
        /* What stands right below a bare heading is its duty, however it begins. */
        bool behind = k > i + 1 || a->duties.n;
        if (r->items.at[k].mark == MARK_NONE && behind && closes_plan(c, r, duty)) break;
        if (r->items.at[k].mark == MARK_NONE) {
            size_t opening = parties_opening(c, r, duty.text);
            if (opening > 8) duty.text = capital(c, str_from(duty.text, opening));
        }
        add_duty(c, a, duty);
    }
}

static void read_issue_channel(Ctx *c, Reader *r)
{
    Reading *out = r->reading;
    for (size_t i = r->items.n; i-- > 0;) {
        Text text = r->items.at[i].text;
        if (!speaks_of_difficulties(c, text.text)) continue;
        out->issue_channel = text;
        return;
    }
}

/* -- the report --------------------------------------------------------------------------------------------- */

static bool says_report(Ctx *c, Str s)
{
    Str folded = viet_fold_ocr(&c->mem, s);
    return str_contains(folded, S("bao cao")) || str_contains(folded, S("bdo cao"));
}

/* "Xây dựng kế hoạch xong trước ngày 10/3; hằng tháng báo cáo …": from the clause that speaks of the report on, where
 * that says when. */
static Str report_clause(Ctx *c, const Reader *r, Str text)
{
    Period p;
    for (Str rest = text, clause; str_cut(&rest, ';', &clause);)
        if (says_report(c, clause) && viet_period(&c->mem, clause, r->reading->date, &p))
            return str_from(text, (size_t)(clause.p - text.p));
    return text;
}

static bool report_sentence(Ctx *c, Reader *r, Text text, const PartyList *by)
{
    Reading *out = r->reading;
    if (!says_report(c, text.text)) return false;
    Period p;
    Text whole = text;
    text.text = report_clause(c, r, text.text);
    FoundDate date = viet_find_date(text.text);
    bool timed = viet_period(&c->mem, text.text, out->date, &p);
    if (timed && p.recurrence.n && date.day == NO_DAY) {
        if (out->report_recurrence.n) return false;
        out->report_recurrence = p.recurrence, out->report_text = whole;
        if (by) out->report_by = *by;
        return false;
    }
    if (date.day == NO_DAY) return false;
    Str before = viet_fold_ocr(&c->mem, str_slice(text.text, 0, (size_t)(date.text.p - text.text.p)));
    out->report_due = date.day;
    out->report_before =
        str_ends(before, S("truoc")) || str_ends(before, S("trudc")) || str_ends(before, S("truoc ngay"));
    out->report_text = whole;
    if (by) out->report_by = *by;
    return true;
}

static void read_report(Ctx *c, Reader *r)
{
    r->reading->report_due = NO_DAY;
    for (size_t i = 0; i < r->reading->assignments.n; i++) {
        const Assignment *a = &r->reading->assignments.at[i];
        for (size_t k = 0; k < a->duties.n; k++)
            if (report_sentence(c, r, a->duties.at[k], &a->agencies)) return;
    }
    bool work = false; /* what stands above it tells how the document came about */
    for (size_t i = 0; i < r->items.n; work |= r->items.at[i++].mark < MARK_FIELD)
        if (work && r->items.at[i].mark == MARK_NONE && report_sentence(c, r, r->items.at[i].text, NULL)) return;
}

/* A dash or letter that an agency opens, where nothing is numbered. */
static bool is_unnumbered_assignment(Ctx *c, const Reader *r, const Item *item)
{
    size_t order, length;
    if (item->mark != MARK_ALPHA && item->mark != MARK_DASH && item->mark != MARK_BULLET) return false;
    return opened_by(c, r, item->text.text, &order, &length) != OPENED_NOT;
}

static bool is_numbered_assignment(const Item *item)
{
    return !item->is_cell && (item->mark == MARK_PART || item->mark == MARK_NUMBER || item->mark == MARK_NUMBER2 ||
                              item->mark == MARK_NUMBER3);
}

/* "Kinh phí thực hiện" among those who carry the plan out is no duty of anybody. */
static bool speaks_of_money(Ctx *c, const Reader *r, const Item *item)
{
    enum { HEADING_BYTES_MAX = 80 };
    Text heading = item->text;
    heading.text = str_slice(heading.text, 0, str_index(heading.text, ':'));
    return heading.text.n < HEADING_BYTES_MAX && near_start(r, viet_fold_ocr(&c->mem, heading.text), S("kinh phi"));
}

/* "2. Trách nhiệm thực hiện" above "a) Sở A …", "b) Sở B …": who is told stands one level lower. */
static bool is_told_below(Ctx *c, const Reader *r, size_t i, size_t end)
{
    size_t all = 0, opened = 0, begin, length;
    /* "1. Nhóm cơ quan chủ trì" is nobody that is known. */
    Str heading = r->items.at[i].text.text;
    bool group = str_starts(viet_fold(&c->mem, str_head(heading, 8)), S("nhom"));
    if (!group && opened_by(c, r, heading, &begin, &length) != OPENED_NOT) return false;
    for (size_t k = i + 1; k < end; k = item_end(r, k)) {
        if (!item_is_numbered(&r->items.at[k])) continue;
        all++;
        opened += opened_by(c, r, r->items.at[k].text.text, &begin, &length) != OPENED_NOT;
    }
    return opened > 1 && opened * 2 > all;
}

static void read_part(Ctx *c, Reader *r, const Part *part, int *count)
{
    bool any_number = false;
    for (size_t i = part->begin; i < part->end; i++) any_number |= is_numbered_assignment(&r->items.at[i]);
    for (size_t i = part->begin, next; i < part->end; i = next) {
        const Item *item = &r->items.at[i];
        next = item_end(r, i) < part->end ? item_end(r, i) : part->end;
        bool channel = next == i + 1 && speaks_of_difficulties(c, item->text.text);
        bool assigns = any_number ? is_numbered_assignment(item) : is_unnumbered_assignment(c, r, item);
        if (!assigns || channel || speaks_of_money(c, r, item)) continue;
        if (any_number && is_told_below(c, r, i, next)) {
            for (size_t k = i + 1; k < next; k = item_end(r, k))
                if (item_is_numbered(&r->items.at[k])) read_assignment(c, r, k, item_end(r, k), r->items.at[k].ordinal);
        } else read_assignment(c, r, i, next, any_number ? item->ordinal : ++*count);
    }
}

/* Two parts may both count from 1. */
static void name_codes(Ctx *c, Reading *out)
{
    Map seen = {0};
    for (size_t i = 0; i < out->assignments.n; i++) {
        Assignment *a = &out->assignments.at[i];
        Str plain = str_format(&c->mem, "%d", a->number);
        uintptr_t n = (uintptr_t)map_get(&seen, plain) + 1;
        *map_put(&c->mem, &seen, plain) = (void *)n;
        a->code = n > 1 ? str_format(&c->mem, "%d (%zu)", a->number, (size_t)n) : plain;
    }
}

void assignments_read(Ctx *c, Reader *r)
{
    int count = 0;
    for (size_t k = 0; k < r->parts.n; k++)
        if (r->parts.at[k].kind == PART_ASSIGNS) read_part(c, r, &r->parts.at[k], &count);
    name_codes(c, r->reading);
    read_issue_channel(c, r);
    read_report(c, r);
}
