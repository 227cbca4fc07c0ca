// SPDX-License-Identifier: Apache-2.0
/* part.c -- what each part of a plan is, judged by what its children are over the finished tree: items with fields that
 * name agencies, items that agencies open, rows of a table.  The heading decides only where they do not. */
#include "reading/inside.h"
#include "viet/text.h"

enum { HEADING_BYTES_MAX = 160 };

static bool is_agency_field(Field f) { return f == FIELD_LEAD || f == FIELD_PARTNER; }

bool has_agency_field(const Reader *r, size_t from, size_t to)
{
    for (size_t k = from; k < to; k++)
        if (is_agency_field(r->items.at[k].field)) return true;
    return false;
}

/* -- headings ----------------------------------------------------------------------------------------------- */

/* What headings speak of; a text that is longer than headings are speaks of nothing. */
static const char *const assigning[] = {"to chuc thuc hien", "phan cong", "trach nhiem", "to chuc trien khai"};
static const char *const working[] = {"nhiem vu",  "noi dung",   "giai phap",   "hoat dong",
                                      "cong viec", "trien khai", "chuong trinh"};
static const char *const telling[] = {"muc dich",   "yeu cau",      "muc tieu",         "quan diem", "kinh phi",
                                      "nguyen tac", "thuc trang",   "ket qua dat duoc", "danh gia",  "tinh hinh",
                                      "can cu",     "su can thiet", "boi canh",         "nguon luc", "dieu khoan"};
static const char *const funding[] = {"kinh phi", "nguon luc", "nguon von", "du toan"};

static const char *const about_money[] = {"ve kinh phi", "ve nguon luc", "ve nguon von",
                                          "ve tai chinh"}; /* "Giải pháp về …" */

#define SPEAKS_OF(item, phrases) speaks_of_any(c, r, item, phrases, sizeof phrases / sizeof *phrases)
static bool speaks_of_any(Ctx *c, const Reader *r, const Item *item, const char *const *phrases, size_t n)
{
    if (item->text.text.n > HEADING_BYTES_MAX) return false;
    for (size_t i = 0; i < n; i++)
        if (item_speaks_of(c, r, item, phrases[i])) return true;
    return false;
}

bool heading_assigns(Ctx *c, const Reader *r, const Item *item) { return SPEAKS_OF(item, assigning); }

/* -- children ----------------------------------------------------------------------------------------------- */

typedef struct {
    size_t all, headed, told, labelled; /* opened by an agency as a heading, as a sentence; with agencies in fields */
    bool table;
} Units;

static bool is_unit(const Item *item, bool numbered)
{
    if (item->field != FIELD_NONE) return false;
    return numbered ? item->mark <= MARK_PAREN : item->mark >= MARK_DASH && item->mark < MARK_NONE;
}

static Units units_in(Ctx *c, const Reader *r, size_t from, size_t to)
{
    Units u = {0};
    bool numbered = false;
    for (size_t k = from; k < to; k = r->items.at[k].end) numbered |= is_unit(&r->items.at[k], true);
    for (size_t k = from; k < to; k = r->items.at[k].end) {
        const Item *item = &r->items.at[k];
        size_t begin, length;
        u.table |= item->is_cell;
        if (!is_unit(item, numbered)) continue;
        u.all++;
        if (has_agency_field(r, k + 1, item->end)) u.labelled++;
        Opened opened = item->is_cell ? OPENED_NOT : opened_by(c, r, item->text.text, &begin, &length);
        u.headed += opened == OPENED_HEADING, u.told += opened == OPENED_SENTENCE;
    }
    return u;
}

static PartKind judge(Ctx *c, const Reader *r, const Item *heading, size_t from, size_t to)
{
    Units u = units_in(c, r, from, to);
    bool labelled = has_agency_field(r, from, to), assigns = heading && SPEAKS_OF(heading, assigning),
         works = heading && SPEAKS_OF(heading, working), tells = heading && SPEAKS_OF(heading, telling);
    bool funds = heading && SPEAKS_OF(heading, funding) && (!works || SPEAKS_OF(heading, about_money));
    size_t opened = u.headed + u.told;
    if (u.table && labelled) return PART_LABELLED;
    if (opened && opened * 2 >= u.all && u.labelled <= opened / 2) {
        if (tells && !assigns) return funds ? PART_FUNDS : PART_OTHER;
        /* "Giao Sở A rà soát …" among the tasks is one of them; an agency as a heading is told its duties. */
        bool order = u.told > u.headed && !assigns;
        if (!heading) return order && str_equal(r->reading->type.text, S("Thông báo")) ? PART_WORKS : PART_ASSIGNS;
        return order && works ? PART_WORKS : PART_ASSIGNS;
    }
    if (labelled) return PART_LABELLED;
    if (funds) return PART_FUNDS;
    if (assigns) return PART_ASSIGNS;
    return works && !tells ? PART_WORKS : PART_OTHER;
}

/* -- where parts are ---------------------------------------------------------------------------------------- */

/* The level that parts have in this plan: Roman, else letters, else plain numbers. */
static Mark part_mark(const Reader *r)
{
    Mark least = MARK_NUMBER;
    for (size_t i = 0; i < r->items.n && r->items.at[i].mark != MARK_ANNEX; i++) {
        if (r->items.at[i].mark == MARK_PART) return MARK_PART;
        if (r->items.at[i].mark == MARK_LETTER) least = MARK_LETTER;
    }
    return least;
}

static void add_part(Ctx *c, Reader *r, size_t i)
{
    const Item *item = &r->items.at[i];
    *list_add(&c->mem, &r->parts) =
        (Part){.item = (int)i, .begin = i + 1, .end = item->end, .kind = judge(c, r, item, i + 1, item->end)};
}

/* Nothing but rows of a table: a list of tasks, as a spreadsheet has it, there with a title above. */
static bool is_list_of_tasks(const Reader *r, size_t end)
{
    for (size_t i = 0; i < end; i++)
        if (!r->items.at[i].is_cell && !(r->doc->workbook && r->items.at[i].mark == MARK_NONE)) return false;
    return end > 0 && has_agency_field(r, 0, end);
}

/* A letter or conclusion without parts: its numbers are told to agencies, one each. */
static bool read_whole(Ctx *c, Reader *r)
{
    enum { AGENCIES_MIN = 2 };
    size_t end = 0;
    while (end < r->items.n && r->items.at[end].mark != MARK_ANNEX) end++;
    Units u = units_in(c, r, 0, end);
    bool told = u.headed + u.told >= AGENCIES_MIN && (u.headed + u.told) * 2 >= u.all;
    if (!told && !is_list_of_tasks(r, end)) return false;
    *list_add(&c->mem, &r->parts) = (Part){.item = -1, .begin = 0, .end = end, .kind = judge(c, r, NULL, 0, end)};
    return true;
}

/* "C. TỔ CHỨC THỰC HIỆN" above "I. SỞ NỘI VỤ", "II. …": its Roman parts are told their duties, one each. */
static bool tells_parts(Ctx *c, const Reader *r, size_t i)
{
    size_t all = 0, headed = 0, begin, length;
    for (size_t k = i + 1; k < r->items.at[i].end; k = r->items.at[k].end) {
        if (r->items.at[k].mark != MARK_PART) continue;
        all++;
        headed += opened_by(c, r, r->items.at[k].text.text, &begin, &length) != OPENED_NOT;
    }
    return all > 1 && headed * 2 > all;
}

/* "I. Công an tỉnh", "II. Sở Xây dựng": all that stands at the top is an agency. */
static bool parts_are_agencies(Ctx *c, const Reader *r)
{
    size_t all = 0, headed = 0, begin, length;
    for (size_t i = 0; i < r->items.n && r->items.at[i].mark != MARK_ANNEX; i = r->items.at[i].end) {
        if (r->items.at[i].mark > MARK_PAREN) continue;
        all++;
        headed += opened_by(c, r, r->items.at[i].text.text, &begin, &length) != OPENED_NOT;
    }
    return all > 1 && headed == all;
}

/* Parts and annexes, in their order; a letter without Roman parts below it is one. */
void parts_read(Ctx *c, Reader *r)
{
    Mark mark = part_mark(r);
    bool whole = (mark == MARK_NUMBER || parts_are_agencies(c, r)) && read_whole(c, r);
    for (size_t i = 0; i < r->items.n; i++) {
        const Item *item = &r->items.at[i];
        bool is_part =
            item->mark == MARK_ANNEX || (item->mark == mark && !whole && (mark != MARK_NUMBER || item->parent < 0));
        if (item->mark == MARK_LETTER && mark == MARK_PART) {
            is_part = true;
            for (size_t k = i + 1; k < item->end && is_part; k++) is_part = r->items.at[k].mark != MARK_PART;
            is_part |= heading_assigns(c, r, item) && tells_parts(c, r, i);
        }
        bool inside = r->parts.n && item->parent >= 0 && i < r->parts.at[r->parts.n - 1].end; /* of a part above */
        if (is_part && !inside) add_part(c, r, i);
    }
}
