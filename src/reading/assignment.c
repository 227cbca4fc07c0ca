// SPDX-License-Identifier: Apache-2.0
/* assignment.c -- who was told to do what ("Tổ chức thực hiện"), when the report is due, and where difficulties go. */
#include "reading/inside.h"
#include "viet/text.h"

static const char ends_of_heading[] = ".;: ";

static bool speaks_of_difficulties(Ctx *c, Str text)
{
    Str folded = viet_fold_ocr(&c->mem, text);
    return str_contains(folded, S("kho khan")) &&
           (str_contains(folded, S("vuong mac")) || str_contains(folded, S("vuong mec")) ||
            str_contains(folded, S("phat sinh")) || str_contains(folded, S("vu")));
}

static bool closes_plan(Ctx *c, Str text)
{
    Str folded = viet_fold_ocr(&c->mem, str_slice(text, 0, 80));
    return str_starts(folded, S("tren day la")) || str_starts(folded, S("trong qua trinh")) ||
           speaks_of_difficulties(c, text);
}

/* "Đề nghị …", "Giao …", "Yêu cầu …" in front: the mode, and what follows it. */
static Str take_mode(Ctx *c, Text *heading)
{
    static const struct {
        Str folded;
        int words;
        Str mode;
    } modes[] = {
        {STR("de nghi"), 2, STR("đề nghị")},
        {STR("giao"), 1, STR("giao")},
        {STR("yeu cau"), 2, STR("yêu cầu")},
        {STR("pe nghi"), 2, STR("đề nghị")},
    };
    Str folded = viet_fold(&c->mem, str_slice(heading->text, 0, 40));
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        if (!str_starts(folded, modes[i].folded)) continue;
        size_t at = 0;
        for (int words = modes[i].words; words && at < heading->text.n; at++) words -= heading->text.p[at] == ' ';
        heading->text = str_from(heading->text, at);
        return modes[i].mode;
    }
    return (Str){0};
}

/* The agencies of a heading; "Các doanh nghiệp viễn thông: VNPT, Viettel": those behind the colon. */
static void read_agencies(Ctx *c, const Reader *r, Text heading, PartyList *agencies)
{
    size_t colon = str_index(heading.text, ':');
    if (colon + 2 < heading.text.n) {
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

/* Where the agencies that open a running paragraph end: "Sở Tài chính chủ trì, phối hợp …", "Sở A, Sở B: …". */
static size_t opening_length(Ctx *c, const Reader *r, Str s)
{
    size_t at = 0;
    Party p;
    for (;;) {
        size_t n = party_opening(c, r, str_from(s, at), &p);
        if (!n) return at;
        at += n;
        Str rest = str_from(s, at);
        size_t join = str_starts(rest, S(", ")) || str_starts(rest, S("; ")) ? 2
                      : str_starts(rest, S(" và "))                          ? sizeof " và " - 1
                                                                             : 0;
        if (!join || !party_opening(c, r, str_from(rest, join), &p)) return at;
        at += join;
    }
}

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

/* Item i and what belongs to it. */
static void read_assignment(Ctx *c, Reader *r, size_t i, size_t end)
{
    enum { HEADING_MAX = 260 };
    Assignment *a = list_add(&c->mem, &r->reading->assignments);
    Text heading = r->items.at[i].text;
    *a = (Assignment){.number = r->items.at[i].ordinal};
    a->mode = take_mode(c, &heading);
    size_t length = opening_length(c, r, heading.text), colon = str_index(heading.text, ':');
    bool running =
        heading.text.n > HEADING_MAX || (length && length + 4 < heading.text.n && colon > length + 4 && end == i + 1);
    if (colon < heading.text.n && colon + 3 < heading.text.n && end == i + 1) running = true;
    if (running) {
        size_t cut =
            colon < HEADING_MAX && (!length || colon <= length + 40) && colon < heading.text.n ? colon : length;
        Text agencies = heading, duty = heading;
        agencies.text = str_slice(heading.text, 0, cut ? cut : heading.text.n);
        duty.text = capital(c, str_from(heading.text, cut));
        a->heading = agencies;
        if (cut) add_duty(c, a, duty);
        heading = agencies;
    } else a->heading = r->items.at[i].text;
    a->heading.text = without_final(a->heading.text, ends_of_heading);
    heading.text = without_final(heading.text, ends_of_heading);
    read_agencies(c, r, heading, &a->agencies);
    for (size_t k = i + 1; k < end; k++) {
        Text duty = r->items.at[k].text;
        if (r->items.at[k].mark == MARK_NONE && closes_plan(c, duty.text)) break;
        if (r->items.at[k].mark == MARK_NONE) {
            size_t opening = opening_length(c, r, duty.text);
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

static bool report_sentence(Ctx *c, Reader *r, Text text, const PartyList *by)
{
    Reading *out = r->reading;
    Str folded = viet_fold_ocr(&c->mem, text.text);
    if (!str_contains(folded, S("bao cao")) && !str_contains(folded, S("bdo cao"))) return false;
    Period p;
    FoundDate date = viet_find_date(text.text);
    bool timed = viet_period(&c->mem, text.text, out->date, &p);
    if (timed && p.recurrence.n) {
        if (!out->report_recurrence.n) out->report_recurrence = p.recurrence, out->report_text = text;
        return false;
    }
    if (date.day == NO_DAY) return false;
    Str before = viet_fold_ocr(&c->mem, str_slice(text.text, 0, (size_t)(date.text.p - text.text.p)));
    out->report_due = date.day;
    out->report_before =
        str_ends(before, S("truoc")) || str_ends(before, S("trudc")) || str_ends(before, S("truoc ngay"));
    out->report_text = text;
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
    for (size_t i = 0; i < r->items.n; i++)
        if (r->items.at[i].mark == MARK_NONE && report_sentence(c, r, r->items.at[i].text, NULL)) return;
}

void assignments_read(Ctx *c, Reader *r)
{
    size_t part = r->items.n;
    for (size_t i = 0; i < r->items.n; i++)
        if (r->items.at[i].mark <= MARK_NUMBER && r->items.at[i].field != FIELD_TIME &&
            part_assigns(c, &r->items.at[i]) &&
            (r->items.at[i].mark == MARK_PART || r->items.at[i].depth == 0 ||
             (r->items.at[i].parent >= 0 && r->items.at[r->items.at[i].parent].mark == MARK_LETTER)))
            part = i;
    size_t end = part < r->items.n ? item_end(r, part) : part;
    for (size_t i = part + 1; i < end;) {
        size_t next = item_end(r, i) < end ? item_end(r, i) : end;
        bool numbered = r->items.at[i].mark == MARK_NUMBER || r->items.at[i].mark == MARK_NUMBER2;
        bool channel = numbered && next == i + 1 && speaks_of_difficulties(c, r->items.at[i].text.text);
        if (numbered && !channel) read_assignment(c, r, i, next);
        i = next;
    }
    read_issue_channel(c, r);
    read_report(c, r);
}
