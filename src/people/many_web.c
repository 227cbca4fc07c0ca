// SPDX-License-Identifier: Apache-2.0
/* many_web.c -- a list of officials from a spreadsheet: every row is checked before anybody is added. */
#include "doc/sheet.h"
#include "http/reply.h"
#include "people/view.h"
#include "people/web.h"
#include "viet/text.h"

enum { MANY_MAX = 2000 }; /* rows of one file */

typedef enum { COLUMN_NAME, COLUMN_ORG, COLUMN_POSITION, COLUMN_MAIL, COLUMN_PHONE, COLUMN_ROLE, COLUMNS } Column;

/* What people call the columns, folded; the first is the one that we name. */
static const char *const column_names[COLUMNS] = {
    [COLUMN_NAME] = "ho ten|ho va ten|ten|name",       [COLUMN_ORG] = "co quan|don vi|ma co quan|agency",
    [COLUMN_POSITION] = "chuc vu|chuc danh|position",  [COLUMN_MAIL] = "thu|thu dien tu|email|e-mail|mail",
    [COLUMN_PHONE] = "dien thoai|so dien thoai|phone", [COLUMN_ROLE] = "vai tro|role",
};

typedef struct {
    NewPerson person;
    int row;
} Row;

typedef struct {
    Ctx *c;
    int column[COLUMNS]; /* -1 = not there */
    const Directory *agencies;
    LIST(Row) good;
    InvitedList wrong;
    size_t rows;
} List;

static int find_column(Ctx *c, const SheetRow *heads, const char *names)
{
    for (size_t i = 0; i < heads->n; i++) {
        Str have = viet_fold(&c->mem, heads->cell[i]), rest = str_of(names), name;
        while (str_cut(&rest, '|', &name))
            if (str_equal(have, name)) return (int)i;
    }
    return -1;
}

/* A code, or any name that the directory knows. */
static Str agency_code(List *l, Str typed)
{
    const Org *org = directory_by_code(l->agencies, typed);
    if (!org) org = directory_exact(l->agencies, org_key(&l->c->mem, typed, false));
    bool there = org && (org->to == NO_DAY || l->c->today < org->to);
    return there ? org->code : (Str){0};
}

/* The key of a role, or its name or the beginning of it, with marks or without; empty is an official. */
static Role role_typed(List *l, Str typed)
{
    Str folded = str_trim(viet_fold(&l->c->mem, typed));
    if (!folded.n) return ROLE_OFFICIAL;
    for (int i = ROLE_ADMIN; i < ROLE_COUNT; i++)
        if (str_equal(typed, str_of(role_names[i].key)) ||
            str_starts(str_trim(viet_fold(&l->c->mem, str_of(role_names[i].name))), folded))
            return (Role)i;
    return ROLE_NONE;
}

static const char *check_person(List *l, const NewPerson *n, Str org)
{
    Ctx *c = l->c;
    const char *problem = person_problem(c, n, NULL);
    if (problem) return problem;
    if (!org.n) return "Thiếu cơ quan.";
    if (!n->org.n) return str_format(&c->mem, "Không có cơ quan “%.*s” trong danh mục.", STR_ARGS(org)).p;
    if (n->role == ROLE_NONE) return "Vai trò không có trong danh sách; xem trang Quyền.";
    if (c->actor && !role_may_give(c->actor, n->role))
        return str_format(&c->mem, "Bạn không giao được vai trò %s.", role_names[n->role].name).p;
    if (c->actor && !right_at(c->actor, "person.invite", (Place){.org = n->org}))
        return "Bạn chỉ mời được người của cơ quan mình và các đơn vị thuộc cơ quan.";
    for (size_t i = 0; n->mail.n && i < l->good.n; i++)
        if (str_equal(account_folded(&c->mem, n->mail), account_folded(&c->mem, l->good.at[i].person.mail)))
            return str_format(&c->mem, "Thư điện tử này đã có ở dòng %d.", l->good.at[i].row).p;
    return NULL;
}

static void check_row(List *l, const SheetRow *row)
{
    Str cell[COLUMNS];
    for (int i = 0; i < COLUMNS; i++) cell[i] = sheet_cell(row, l->column[i]);
    NewPerson n = {.name = cell[COLUMN_NAME],
                   .mail = cell[COLUMN_MAIL],
                   .phone = cell[COLUMN_PHONE],
                   .position = cell[COLUMN_POSITION],
                   .org = agency_code(l, cell[COLUMN_ORG]),
                   .role = role_typed(l, cell[COLUMN_ROLE]),
                   .to = NO_DAY};
    const char *problem = check_person(l, &n, cell[COLUMN_ORG]);
    l->rows++;
    if (problem)
        *list_add(&l->c->mem, &l->wrong) = (InvitedRow){.row = row->number, .name = n.name, .problem = problem};
    else *list_add(&l->c->mem, &l->good) = (Row){n, row->number};
}

Fail many_prepare(Ctx *c, const Request *q, Reply *r)
{
    List *l = NEW(&c->mem, List, 1);
    Sheet sheet;
    l->c = c;
    TRY(sheet_read(c, input_text(q, "tep"), &sheet));
    for (int i = 0; i < COLUMNS; i++) l->column[i] = find_column(c, &sheet.row[0], column_names[i]);
    if (l->column[COLUMN_NAME] < 0 || l->column[COLUMN_ORG] < 0)
        return fail(c, FAIL_INPUT, "Dòng đầu của tệp phải có tên cột, ít nhất là “họ tên” và “cơ quan”.");
    TRY(org_directory(c, &l->agencies));
    for (size_t i = 1; i < sheet.n && l->rows <= MANY_MAX; i++) check_row(l, &sheet.row[i]);
    if (!l->rows) return fail(c, FAIL_INPUT, "Tệp này chỉ có tên cột, chưa có người nào.");
    if (l->rows > MANY_MAX) return fail(c, FAIL_INPUT, "Mỗi tệp nhiều nhất %d người. Hãy chia nhỏ tệp.", MANY_MAX);
    reply_prepared(r, l);
    return OK;
}

static Fail draw(Ctx *c, const Request *q, Reply *r, const List *l, const char *problem)
{
    ManyPage m = {.q = q, .wrong = l ? &l->wrong : NULL, .rows = l ? l->rows : 0, .problem = problem};
    many_page(reply_page(c, q, r, S("Mời nhiều người")), &m);
    return OK;
}

Fail many_get(Ctx *c, const Request *q, Reply *r) { return draw(c, q, r, NULL, NULL); }

/* Of who has an account already only what the list itself says is told. */
static Fail add_one(Ctx *c, const Request *q, const Reply *r, const Row *row, InvitedList *invited)
{
    Person p;
    Id id;
    Str token;
    InvitedRow done = {.row = row->row, .name = row->person.name};
    TRY(person_add(c, &row->person, &id, &done.added));
    if (done.added == PERSON_NEW) {
        TRY(person_by_id(c, id, &p));
        TRY(link_new(c, LINK_INVITE, id, &token));
        done.account = p.account;
        done.link = str_format(&c->mem, "%.*s/loi-moi/%.*s", STR_ARGS(request_site(q)), STR_ARGS(token));
        TRY(panels_draw(c, q, r, PANEL_OF_LINK, (PanelSubject){.id = id, .thing = &token}, &done.panels));
    }
    *list_add(&c->mem, invited) = done;
    return OK;
}

Fail many_post(Ctx *c, const Request *q, Reply *r)
{
    const List *l = request_prepared(q);
    InvitedList invited = {0};
    if (l->wrong.n || input_given(q, "chi-kiem-tra")) {
        if (l->wrong.n) reply_status(r, FAIL_INPUT);
        const char *problem = l->wrong.n ? "Chưa thêm ai: sửa các dòng dưới đây trong tệp rồi gửi lại."
                                         : "Tệp đúng cả. Gửi lại, bỏ dấu “Chỉ kiểm tra”, để mời.";
        return draw(c, q, r, l, problem);
    }
    for (size_t i = 0; i < l->good.n; i++) TRY(add_one(c, q, r, &l->good.at[i], &invited));
    reply_secret(r);
    Str title = str_format(&c->mem, "Đã nhận %zu người trong tệp", invited.n);
    invited_page(reply_page(c, q, r, title), &invited, title.p);
    return OK;
}
