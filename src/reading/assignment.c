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

/* "Đề nghị …", "Giao …", "Yêu cầu …" in front: the mode, and what follows it.  "Trách nhiệm của …" says none. */
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
        {STR("trach nhiem cua"), 3, {0}},
        {STR("nhiem vu cua"), 3, {0}},
        {STR("doi voi"), 2, {0}},
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

/* -- heading or running text -------------------------------------------------------------------------------- */

size_t parties_opening(Ctx *c, const Reader *r, Str s)
{
    static const Str joins[] = {STR(", "), STR("; "), STR(" và "), STR(", và ")};
    size_t at = 0;
    Party p;
    for (;;) {
        size_t n = party_opening(c, r, str_from(s, at), &p), join = 0;
        if (!n) return at;
        at += without_final(str_slice(s, at, at + n), ",;:.").n;
        Str rest = str_from(s, at);
        for (size_t i = 0; i < sizeof joins / sizeof *joins; i++)
            if (str_starts(rest, joins[i])) join = joins[i].n;
        if (!join || !party_opening(c, r, str_from(rest, join), &p)) return at;
        at += join;
    }
}

/* Words with which duties begin, folded; in print their first letter is small, that of a name is not. */
static const Str duty_words[] = {
    STR("chu tri"),
    STR("phoi hop"),
    STR("co trach nhiem"),
    STR("chiu trach nhiem"),
    STR("can cu"),
    STR("tham muu"),
    STR("huong dan"),
    STR("theo doi"),
    STR("xay dung"),
    STR("trien khai"),
    STR("thuc hien"),
    STR("tuyen truyen"),
    STR("day manh"),
    STR("tang cuong"),
    STR("bo tri"),
    STR("chi dao"),
    STR("chu dong"),
    STR("tiep tuc"),
    STR("phan cong"),
    STR("bao dam"),
    STR("dam bao"),
    STR("tong hop"),
    STR("kiem tra"),
    STR("giup "),
    STR("la co quan"),
    STR("la don vi"),
    STR("la dau moi"),
    STR("ra soat"),
    STR("cung cap"),
    STR("ho tro"),
    STR("quan tam"),
    STR("theo chuc"),
    STR("tren co so"),
    STR("dua tin"),
    STR("nghiem tuc"),
    STR("dang tai"),
    STR("de xuat"),
    STR("bao cao"),
    STR("van dong"),
    STR("to chuc thuc hien"),
    STR("to chuc cac"),
    STR("to chuc trien khai"),
    STR("to chuc tuyen truyen"),
    STR("to chuc hoi"),
    STR("don doc"),
    STR("tich cuc"),
    STR("tham gia"),
    STR("cu the hoa"),
    STR("danh gia"),
    STR("lap "),
};

static bool begins_duty(Ctx *c, const Reader *r, Str s)
{
    Arena mark = c->mem;
    Str head = str_slice(s, 0, 48), folded = viet_fold(&c->mem, head);
    bool found = false, small = head.n &&
                                str_equal(viet_lower(&c->mem, str_slice(head, 0, 1)), str_slice(head, 0, 1)) &&
                                !str_starts(head, S("Đ"));
    for (size_t i = 0; small && !found && i < sizeof duty_words / sizeof *duty_words; i++) {
        Str words = without_final(duty_words[i], " ");
        found = words.n < 10 ? str_starts(folded, words) : near_start(r, folded, words);
    }
    c->mem.at = mark.at;
    return found;
}

size_t duty_at(Ctx *c, const Reader *r, Str s, size_t from)
{
    enum { LOOK_MAX = 260 };
    for (size_t i = from; i < s.n && i < LOOK_MAX; i++)
        if ((i == from || s.p[i - 1] == ' ') && s.p[i] != ' ' && begins_duty(c, r, str_from(s, i))) return i;
    return s.n;
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

/* Behind the agencies: "(cơ quan thường trực)". */
static size_t bracket_length(Str s)
{
    size_t open = str_index(s, '('), close = str_index(s, ')');
    return open <= 1 && close < s.n ? close + 1 : 0;
}

static bool names_agencies(Ctx *c, const Reader *r, Text text)
{
    enum { NAMES_MAX = 300 };
    PartyList list = {0};
    if (text.text.n < NAMES_MAX) parties_read(c, r, text, &list);
    return parties_are_known(&list);
}

/* Behind agencies that are known: small letters that do not go on with their name ("… tỉnh", "và …", "có liên quan")
 * begin a duty, whatever its first word. */
static bool goes_on_as_duty(Ctx *c, const Reader *r, Str rest)
{
    static const Str more[] = {STR("va "),  STR("cac "),  STR("thuoc "), STR("tren "),  STR("cua "),   STR("tinh"),
                               STR("o "),   STR("thanh"), STR("huyen"),  STR("cap "),   STR("khac"),   STR("lien quan"),
                               STR("tai "), STR("theo "), STR("khu "),   STR("truc "),  STR("phuong"), STR("co lien"),
                               STR("xa"),   STR("nganh"), STR("duoc "),  STR("trong "), STR("cung "),  STR("noi ")};
    rest = str_trim(rest);
    if (party_begins(c, r, rest)) return false;
    Str first = str_slice(rest, 0, str_index(rest, ' ')), folded = viet_fold(&c->mem, str_head(rest, 24));
    if (!str_equal(viet_lower(&c->mem, first), first) || first.n == rest.n) return false;
    for (size_t i = 0; i < sizeof more / sizeof *more; i++)
        if (str_starts(folded, more[i])) return false;
    return folded.n > 0 && folded.p[0] >= 'a' && strchr("(,;:.-", rest.p[0]) == NULL;
}

/* Where the agencies of a heading end and running text begins; h.n when the heading is all agencies. */
static size_t heading_length(Ctx *c, const Reader *r, Text heading)
{
    enum { COLON_MAX = 260, SHORT_MAX = 40 };
    Str h = heading.text;
    size_t colon = str_index(h, ':'), length = parties_opening(c, r, h);
    length += bracket_length(str_from(h, length));
    size_t duty = duty_at(c, r, h, length);
    if (colon + 1 < h.n) {
        Text behind = heading;
        behind.text = str_trim(str_from(h, colon + 1));
        if (names_agencies(c, r, behind)) return h.n;
        /* "Chế độ báo cáo: …": short, and no agency whose duty would begin. */
        if (colon < COLON_MAX && (colon < duty || (!length && colon < SHORT_MAX))) return colon;
    }
    bool sentence = duty == h.n && colon == h.n && length && length < h.n;
    return sentence && goes_on_as_duty(c, r, str_from(h, length)) ? length : duty;
}

/* Item i and what belongs to it. */
static void read_assignment(Ctx *c, Reader *r, size_t i, size_t end, int number)
{
    Assignment *a = list_add(&c->mem, &r->reading->assignments);
    Text heading = r->items.at[i].text;
    *a = (Assignment){.number = number};
    a->mode = take_mode(c, &heading);
    size_t length = heading_length(c, r, heading);
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
        if (r->items.at[k].mark == MARK_NONE && closes_plan(c, duty.text)) break;
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

static bool report_sentence(Ctx *c, Reader *r, Text text, const PartyList *by)
{
    Reading *out = r->reading;
    Str folded = viet_fold_ocr(&c->mem, text.text);
    if (!str_contains(folded, S("bao cao")) && !str_contains(folded, S("bdo cao"))) return false;
    Period p;
    FoundDate date = viet_find_date(text.text);
    bool timed = viet_period(&c->mem, text.text, out->date, &p);
    if (timed && p.recurrence.n) {
        if (out->report_recurrence.n) return false;
        out->report_recurrence = p.recurrence, out->report_text = text;
        if (by) out->report_by = *by;
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

/* The last part that assigns duties; r->items.n when none does. */
static size_t assigning_part(Ctx *c, const Reader *r)
{
    size_t part = r->items.n;
    for (size_t i = 0; i < r->items.n && r->items.at[i].mark != MARK_ANNEX; i++) {
        const Item *item = &r->items.at[i];
        bool high = item->mark <= MARK_PART || item->depth == 0 ||
                    (item->parent >= 0 && r->items.at[item->parent].mark == MARK_LETTER);
        if (high && item->mark <= MARK_NUMBER && item->field != FIELD_TIME && part_assigns(c, r, item)) part = i;
    }
    return part;
}

/* A dash or letter that an agency opens, where nothing is numbered. */
static bool is_unnumbered_assignment(Ctx *c, const Reader *r, const Item *item)
{
    Text heading = item->text;
    if (item->mark != MARK_ALPHA && item->mark != MARK_DASH && item->mark != MARK_BULLET) return false;
    take_mode(c, &heading);
    return parties_opening(c, r, heading.text) > 0;
}

static bool is_numbered_assignment(const Item *item)
{
    return !item->is_cell && (item->mark == MARK_NUMBER || item->mark == MARK_NUMBER2 || item->mark == MARK_NUMBER3);
}

void assignments_read(Ctx *c, Reader *r)
{
    size_t part = assigning_part(c, r), end = part < r->items.n ? item_end(r, part) : part;
    bool any_number = false;
    int count = 0;
    for (size_t i = part + 1; i < end; i++) any_number |= is_numbered_assignment(&r->items.at[i]);
    for (size_t i = part + 1, next; i < end; i = next) {
        const Item *item = &r->items.at[i];
        next = item_end(r, i) < end ? item_end(r, i) : end;
        bool channel = next == i + 1 && speaks_of_difficulties(c, item->text.text);
        bool assigns = any_number ? is_numbered_assignment(item) : is_unnumbered_assignment(c, r, item);
        if (assigns && !channel) read_assignment(c, r, i, next, any_number ? item->ordinal : ++count);
    }
    read_issue_channel(c, r);
    read_report(c, r);
}
