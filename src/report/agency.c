// SPDX-License-Identifier: Apache-2.0
/* agency.c -- how an agency stands in its documents: symbol, place, who drafts.  Made from the directory, unless the
 * agency said otherwise. */
#include "base/out.h"
#include "journal/journal.h"
#include "people/rights.h"
#include "report/inside.h"
#include "viet/text.h"

#define COMMITTEE "Ủy ban nhân dân "

static bool is_committee(Str kind) { return str_starts(kind, S("ubnd-")); }

/* "Sở Lao động - Thương binh và Xã hội" -> "SLĐTBVXH", "SLĐTBXH": the first letters, without and with "và". */
static Str initials(Ctx *c, Str name, bool skips_and)
{
    Out o = {.mem = &c->mem};
    Str word;
    while (viet_token(&name, &word)) {
        if (!viet_is_syllable(word) && !str_is_utf8(word)) continue;
        if (skips_and && str_equal(word, S("và"))) continue;
        Str upper = viet_upper(&c->mem, word);
        size_t n = 1;
        while (n < upper.n && ((unsigned char)upper.p[n] & 0xC0) == 0x80) n++;
        if (((unsigned char)upper.p[0] & 0x80) || (upper.p[0] >= 'A' && upper.p[0] <= 'Z'))
            out_raw(&o, str_slice(upper, 0, n));
    }
    return out_str(&o);
}

/* The abbreviation of an agency as it writes it: codes are kept without marks, its name tells where a Đ stood. */
static Str symbol_of(Ctx *c, const Org *org)
{
    if (is_committee(org->kind)) return S("UBND");
    for (int skips = 1; skips >= 0; skips--) {
        Str all = initials(c, org->name, skips);
        for (size_t n = org->code.n; n <= all.n; n++) {
            Str head = str_slice(all, 0, n);
            if (str_is_utf8(head) && str_equal(viet_plain(&c->mem, head), org->code)) return head;
        }
    }
    return org->code;
}

/* "Ủy ban nhân dân huyện Lục Ngạn" -> "Lục Ngạn". */
static Str place_of(Ctx *c, Str committee)
{
    static const char *const units[] = {"tỉnh ", "thành phố ", "huyện ",    "thị xã ", "quận ",
                                        "xã ",   "phường ",    "thị trấn ", "đặc khu "};
    Str rest = str_starts(committee, S(COMMITTEE)) ? str_from(committee, sizeof COMMITTEE - 1) : committee;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (str_starts(rest, str_of(units[i]))) return str_from(rest, strlen(units[i]));
    (void)c;
    return rest;
}

Str name_within(Str name, Str committee)
{
    size_t at = str_find(committee, S("nhân dân "));
    Str unit = at < committee.n ? str_from(committee, at + sizeof "nhân dân " - 1) : (Str){0};
    return unit.n && str_ends(name, unit) && name.n > unit.n ? str_trim(str_slice(name, 0, name.n - unit.n)) : name;
}

Str agency_short(const ReportAgency *agency) { return name_within(agency->name, agency->parent_name); }

/* The committee that an agency stands under, itself or the nearest above; else the province's. */
static Fail committee_over(Ctx *c, const Org *org, Str *name)
{
    Org at = *org;
    for (int up = 0; up < 8 && !is_committee(at.kind) && at.parent.n; up++) TRY(org_by_code(c, at.parent, &at));
    *name = is_committee(at.kind) ? at.name : (Str){0};
    if (name->n) return OK;
    OrgRows all;
    TRY(org_on(c, c->today, &all));
    for (size_t i = 0; i < all.n && !name->n; i++)
        if (str_equal(all.at[i].kind, S("ubnd-tinh"))) *name = all.at[i].name;
    return OK;
}

Fail report_agency(Ctx *c, Str code, ReportAgency *agency)
{
    Org org, above;
    Str committee;
    Rows r;
    TRY(org_by_code(c, code, &org));
    TRY(committee_over(c, &org, &committee));
    *agency = (ReportAgency){.code = org.code,
                             .name = org.name,
                             .kind = org.kind,
                             .parent = org.parent,
                             .symbol = symbol_of(c, &org),
                             .place = place_of(c, committee)};
    if (org.parent.n && !org_by_code(c, org.parent, &above)) agency->parent_name = above.name;
    TRY(store_query(c, &r, "SELECT symbol, unit, place FROM report_agency WHERE office_id = $1 AND org = $2", OFFICE,
                    org.code));
    if (rows_next(&r)) {
        Str symbol = row_text(&r, 0), place = row_text(&r, 2);
        agency->unit = row_text(&r, 1);
        if (symbol.n) agency->symbol = symbol;
        if (place.n) agency->place = place;
    }
    return rows_end(&r);
}

/* A symbol is letters, digits and '&': '/' and '-' part it from the number and the type. */
static bool is_symbol(Str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (strchr("/- .,;:", s.p[i])) return false;
    return true;
}

Fail report_agency_set(Ctx *c, Str code, Str symbol, Str unit, Str place)
{
    ReportAgency before;
    TRY(report_agency(c, code, &before));
    if (!is_symbol(symbol) || !is_symbol(unit))
        return fail(c, FAIL_INPUT, "Chữ viết tắt không có dấu cách, dấu “/” hay “-”: viết như STTTT, CNTT.");
    TRY(store_run(c, "DELETE FROM report_agency WHERE office_id = $1 AND org = $2", OFFICE, before.code));
    TRY(store_run(c, "INSERT INTO report_agency (office_id, org, symbol, unit, place) VALUES ($1, $2, $3, $4, $5)",
                  OFFICE, before.code, symbol, unit, place));
    return journal_write(c, (JournalEntry){.act = "Sửa cách ghi văn bản",
                                           .object = "org",
                                           .title = before.name,
                                           .before = str_format(&c->mem, "%.*s, %.*s, %.*s", STR_ARGS(before.symbol),
                                                                STR_ARGS(before.unit), STR_ARGS(before.place)),
                                           .after = str_format(&c->mem, "%.*s, %.*s, %.*s", STR_ARGS(symbol),
                                                               STR_ARGS(unit), STR_ARGS(place))});
}

static Fail add_issuer(Ctx *c, Str code, StrList *codes, StrList *names)
{
    Org org;
    TRY(org_by_code(c, code, &org));
    *list_add(&c->mem, codes) = org.code;
    *list_add(&c->mem, names) = org.name;
    if (org.parent.n && !is_committee(org.kind)) {
        Org above;
        TRY(org_by_code(c, org.parent, &above));
        if (is_committee(above.kind)) {
            *list_add(&c->mem, codes) = above.code;
            *list_add(&c->mem, names) = above.name;
        }
    }
    return OK;
}

Fail report_issuers(Ctx *c, StrList *codes, StrList *names)
{
    *codes = *names = (StrList){0};
    if (actor_is_known(c->actor) && c->actor->org.n) return add_issuer(c, c->actor->org, codes, names);
    OrgRows all; /* a command, or an office where nobody signs in */
    TRY(org_on(c, c->today, &all));
    for (size_t i = 0; i < all.n; i++)
        if (str_equal(all.at[i].kind, S("ubnd-tinh"))) return add_issuer(c, all.at[i].code, codes, names);
    return fail(c, FAIL_CONFLICT, "Danh mục cơ quan chưa có Ủy ban nhân dân tỉnh. Hãy nhập danh mục cơ quan.");
}
