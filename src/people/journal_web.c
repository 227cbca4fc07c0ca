// SPDX-License-Identifier: Apache-2.0
/* journal_web.c -- the journal as people read it: of a thing, of a person, of an agency, of all. */
#include "base/map.h"
#include "doc/sheet_write.h"
#include "http/panel.h"
#include "http/record.h"
#include "people/view.h"
#include "people/web.h"

Fail place_of_journal(Ctx *c, const Request *q, Place *place)
{
    if (input_given(q, "nguoi")) return place_of_person(c, q, place);
    *place = (Place){.org = input_text(q, "co-quan")};
    return OK;
}

/* Where what was changed can be seen. */
static Str link_of(Ctx *c, const JournalRow *row)
{
    if (!row->id) return (Str){0};
    return object_path(&c->mem, str_c(&c->mem, row->object), str_format(&c->mem, "%lld", (long long)row->id),
                       row->within);
}

static Fail name_of(Ctx *c, Map *names, Id id, Str *name)
{
    Person p;
    Str key = str_format(&c->mem, "%lld", (long long)id);
    Str **kept = (Str **)map_put(&c->mem, names, key);
    if (!*kept) {
        *kept = NEW(&c->mem, Str, 1);
        Fail found = person_by_id(c, id, &p);
        if (found && found != FAIL_MISSING) return found;
        if (found) c->why[0] = 0;
        **kept = found ? S("Người đã xóa thông tin") : p.name;
    }
    *name = **kept;
    return OK;
}

static Fail who(Ctx *c, Map *names, const JournalRow *row, Str *text)
{
    Str behalf;
    *text = S("Chương trình");
    if (!row->person) return OK;
    TRY(name_of(c, names, row->person, text));
    if (!row->behalf) return OK;
    TRY(name_of(c, names, row->behalf, &behalf));
    *text = str_format(&c->mem, "%.*s, thay mặt %.*s", STR_ARGS(*text), STR_ARGS(behalf));
    return OK;
}

/* The rows that the actor may see; all chosen ones are theirs already when an agency or a person was asked for. */
static Fail read_rows(Ctx *c, const Request *q, int most, JournalShownList *shown, int64_t *older)
{
    JournalRowList rows;
    Map names = {0};
    JournalChoice choice = {.object = input_id(q, "doi-tuong"),
                            .person = input_id(q, "nguoi"),
                            .org = input_text(q, "co-quan"),
                            .most = most};
    bool everything = !c->actor || actor_scope(c->actor, "journal.read") == ALL;
    if (input_given(q, "dong")) choice.before = input_integer(q, "dong") + 1, choice.most = 1;
    if (input_given(q, "sau") && (!str_integer(input_text(q, "sau"), &choice.before) || choice.before < 1))
        return fail(c, FAIL_INPUT, "Hãy mở lại nhật ký từ trang đầu.");
    if (!everything && !choice.object && !choice.person && !choice.org.n) choice.org = c->actor->org;
    TRY(journal_rows(c, choice, &rows));
    if (input_given(q, "dong") && rows.n && rows.at[0].n != input_integer(q, "dong")) rows.n = 0;
    for (size_t i = 0; i < rows.n; i++) {
        JournalShown s = {.row = rows.at[i], .when = time_vietnamese(&c->mem, rows.at[i].at)};
        bool theirs = everything || (s.row.org.n && right_at(c->actor, "journal.read", (Place){.org = s.row.org}));
        if (!theirs) continue;
        /* Names, mails, telephones are not the agency's; that they were changed is. */
        if (!everything && s.row.is_personal) s.row.before = s.row.after = (Str){0};
        s.link = link_of(c, &s.row);
        TRY(who(c, &names, &s.row, &s.who));
        *list_add(&c->mem, shown) = s;
    }
    *older = rows.n == (size_t)most && rows.at[rows.n - 1].n > 1 ? rows.at[rows.n - 1].n : 0;
    return OK;
}

static const Column row_columns[] = {
    COL_INTEGER(JournalShown, row.n, "n"),           COL_INTEGER(JournalShown, row.at, "at"),
    COL_INTEGER(JournalShown, row.person, "person"), COL_TEXT(JournalShown, who, "who"),
    COL_TEXT(JournalShown, row.org, "org"),          COL_TEXT(JournalShown, row.act, "act"),
    COL_TEXT(JournalShown, row.object, "object"),    COL_INTEGER(JournalShown, row.id, "id"),
    COL_TEXT(JournalShown, row.title, "title"),      COL_TEXT(JournalShown, row.before, "before"),
    COL_TEXT(JournalShown, row.after, "after"),      {0}};
static const Record row_record = {.name = "JournalRow", .columns = row_columns};
static const Column journal_columns[] = {
    COL_ROWS_AT(JournalPage, rows, "rows", &row_record), COL_INTEGER(JournalPage, older, "older"), {0}};
const Record journal_record = {.name = "Journal", .columns = journal_columns};

static const ListColumn shown_columns[] = {{"luc", "Lúc", .is_fixed = true},   {"ai", "Ai", .sort = NULL},
                                           {"viec", "Việc", .is_fixed = true}, {"cu", "Cũ", .sort = NULL},
                                           {"moi", "Mới", .sort = NULL},       {0}};
const ListKind journal_list_kind = {"nhat-ky", "/nhat-ky", shown_columns, .ticks = NULL};

enum { JOURNAL_WORDS = 5 };

static Fail journal_title(Ctx *c, const Request *q, JournalPage *m, ListWord words[JOURNAL_WORDS])
{
    Person p;
    Org org;
    int n = 0;
    m->title = S("Nhật ký thay đổi");
    if (input_given(q, "doi-tuong")) {
        m->title = S("Lịch sử thay đổi của mục này");
        words[n++] = (ListWord){"doi-tuong", S("một mục")};
    }
    if (input_given(q, "dong")) words[n++] = (ListWord){"dong", S("một dòng")};
    if (input_given(q, "co-quan")) {
        TRY(org_by_code(c, input_text(q, "co-quan"), &org));
        m->title = str_format(&c->mem, "Nhật ký của %.*s", STR_ARGS(org.name));
        words[n++] = (ListWord){"co-quan", org.name};
    }
    if (input_given(q, "nguoi")) {
        TRY(person_by_id(c, input_id(q, "nguoi"), &p));
        m->title = str_format(&c->mem, "Nhật ký của %.*s", STR_ARGS(p.name));
        words[n++] = (ListWord){"nguoi", p.name};
    }
    return OK;
}

Fail journal_get(Ctx *c, const Request *q, Reply *r)
{
    JournalShownList shown = {0};
    Listing l;
    ListWord words[JOURNAL_WORDS] = {0};
    JournalPage m = {.list = &l,
                     .words = words,
                     .rows = &shown,
                     .is_whole = input_given(q, "dong"),
                     .may_export = !c->actor || right_somewhere(c->actor, "journal.export")};
    TRY(read_rows(c, q, JOURNAL_PAGE, &shown, &m.older));
    if (reply_is_json(r)) return reply_record(c, r, &journal_record, &m);
    TRY(listing_open(c, q, &journal_list_kind, false, &l));
    TRY(journal_title(c, q, &m, words));
    journal_page(reply_page(c, q, r, m.title), &m);
    return OK;
}

/* -- as a file ---------------------------------------------------------------------------------------------- */

static const SheetColumn columns[] = {{"Dòng", 8},  {"Lúc", 18},       {"Ai", 26}, {"Cơ quan", 12}, {"Địa chỉ", 16},
                                      {"Việc", 24}, {"Đối tượng", 40}, {"Cũ", 40}, {"Mới", 40}};
enum { EXPORT_COLUMNS = sizeof columns / sizeof *columns };

static void put_row(SheetWriter *w, const JournalShown *s)
{
    const Str texts[] = {s->who,
                         s->row.org,
                         s->row.address,
                         s->row.act,
                         s->row.title,
                         s->row.before,
                         s->row.is_erased ? S("đã xóa theo yêu cầu") : s->row.after};
    sheet_integer(w, s->row.n);
    sheet_time(w, s->row.at);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) sheet_text(w, texts[i]);
    sheet_end_row(w);
}

static Fail export(Ctx *c, const Request *q, Reply *r, SheetFile file)
{
    JournalShownList shown = {0};
    SheetWriter *w;
    int64_t older;
    Str bytes;
    TRY(read_rows(c, q, JOURNAL_EXPORT_MAX, &shown, &older));
    TRY(sheet_begin(c, file, S("Nhật ký"), columns, EXPORT_COLUMNS, &w));
    for (size_t i = 0; i < shown.n; i++) put_row(w, &shown.at[i]);
    TRY(sheet_end(w, &bytes));
    Out *o = reply_text(c, r, sheet_media_type(file));
    out_raw(o, bytes);
    Str day = day_iso(&c->mem, c->today);
    reply_file_name(c, r, str_format(&c->mem, "nhat-ky-%.*s%s", STR_ARGS(day), sheet_extension(file)));
    return OK;
}

Fail journal_csv(Ctx *c, const Request *q, Reply *r) { return export(c, q, r, SHEET_CSV); }
Fail journal_xlsx(Ctx *c, const Request *q, Reply *r) { return export(c, q, r, SHEET_XLSX); }
