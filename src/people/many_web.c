// SPDX-License-Identifier: Apache-2.0
/* many_web.c -- a list of officials from a spreadsheet: every row is checked before anybody is added. */
#include "doc/sheet.h"
#include "doc/sheet_write.h"
#include "http/reply.h"
#include "people/view.h"
#include "people/web.h"
#include "viet/text.h"

/* The columns are inputs of the form that invites one person: its labels name them, its help explains them. */
typedef enum { COLUMN_NAME, COLUMN_ORG, COLUMN_POSITION, COLUMN_MAIL, COLUMN_PHONE, COLUMN_ROLE, COLUMNS } Column;
static const struct {
    const char *input;
    const char *also; /* what people call the column besides, folded */
    const char *example;
    int width;
} columns[COLUMNS] = {
    [COLUMN_NAME] = {"ho-ten", "ho ten|ten|name", NULL, 30},
    [COLUMN_ORG] = {"co-quan", "co quan|don vi|agency", NULL, 40},
    [COLUMN_POSITION] = {"chuc-vu", "chuc danh|position", "Chuyên viên", 24},
    [COLUMN_MAIL] = {"thu", "thu|email|e-mail|mail", "an@bacgiang.gov.vn", 30},
    [COLUMN_PHONE] = {"dien-thoai", "so dien thoai|phone", "0912345678", 16},
    [COLUMN_ROLE] = {"vai-tro", "role", "Chuyên viên", 20},
};

/* Who left the example where it stood invites nobody by it. */
static const char example_name[] = "Nguyễn Văn An (dòng ví dụ)";

/* The input of that form, from its row. */
static const Input *input_of(const Request *q, Column k)
{
    const Input *in = NULL;
    for (const Feature *const *f = request_features(q); *f; f++)
        for (const Route *r = (*f)->routes; r && r->path; r++)
            if (r->method == POST && !strcmp(r->path, "/nguoi/moi")) in = r->inputs;
    while (strcmp(in->name, columns[k].input)) in++;
    return in;
}

typedef struct {
    NewPerson person;
    int row;
} Row;

typedef struct {
    Ctx *c;
    int column[COLUMNS]; /* -1 = not there */
    const Directory *agencies;
    LIST(Row) good;
    LIST(Row) mails; /* of all rows that have one, folded */
    InvitedList wrong;
    size_t rows;
} List;

static int find_column(Ctx *c, const Request *q, const SheetRow *heads, Column k)
{
    Str label = viet_fold(&c->mem, str_of(input_of(q, k)->label));
    for (size_t i = 0; i < heads->n; i++) {
        Str have = str_trim(viet_fold(&c->mem, heads->cell[i])), rest = str_of(columns[k].also), name;
        if (str_equal(have, label)) return (int)i;
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

static void wrong(List *l, StrList *problems, const char *problem)
{
    if (problem) *list_add(&l->c->mem, problems) = str_of(problem);
}

static const char *twice(List *l, Str mail, int row)
{
    Str folded = account_folded(&l->c->mem, mail);
    if (!folded.n) return NULL;
    for (size_t i = 0; i < l->mails.n; i++)
        if (str_equal(folded, l->mails.at[i].person.mail))
            return str_format(&l->c->mem, "Thư điện tử này đã có ở dòng %d.", l->mails.at[i].row).p;
    *list_add(&l->c->mem, &l->mails) = (Row){{.mail = folded}, row};
    return NULL;
}

/* All that is wrong with a row, in the order of the columns. */
static StrList check_person(List *l, const NewPerson *n, Str org, int row)
{
    Ctx *c = l->c;
    StrList all = {0};
    const char *of[PERSON_PARTS];
    person_problems(c, n, of);
    for (int i = 0; i < PERSON_PARTS; i++) wrong(l, &all, of[i]);
    if (!org.n) wrong(l, &all, "Thiếu cơ quan.");
    else if (!n->org.n) wrong(l, &all, str_format(&c->mem, "Không có cơ quan “%.*s” trong danh mục.", STR_ARGS(org)).p);
    else if (c->actor && !right_at(c->actor, "person.invite", (Place){.org = n->org}))
        wrong(l, &all, "Bạn chỉ mời được người của cơ quan mình và các đơn vị thuộc cơ quan.");
    if (n->role == ROLE_NONE) wrong(l, &all, "Vai trò không có trong danh sách; xem trang Quyền.");
    else if (c->actor && !role_may_give(c->actor, n->role))
        wrong(l, &all, str_format(&c->mem, "Bạn không giao được vai trò %s.", role_names[n->role].name).p);
    wrong(l, &all, twice(l, n->mail, row));
    return all;
}

static void check_row(List *l, const SheetRow *row)
{
    Str cell[COLUMNS];
    for (int i = 0; i < COLUMNS; i++) cell[i] = sheet_cell(row, l->column[i]);
    if (str_equal(cell[COLUMN_NAME], str_of(example_name))) return;
    NewPerson n = {.name = cell[COLUMN_NAME],
                   .mail = cell[COLUMN_MAIL],
                   .phone = cell[COLUMN_PHONE],
                   .position = cell[COLUMN_POSITION],
                   .org = agency_code(l, cell[COLUMN_ORG]),
                   .role = role_typed(l, cell[COLUMN_ROLE]),
                   .to = NO_DAY};
    StrList problems = check_person(l, &n, cell[COLUMN_ORG], row->number);
    l->rows++;
    if (problems.n)
        *list_add(&l->c->mem, &l->wrong) = (InvitedRow){.row = row->number, .name = n.name, .problems = problems};
    else *list_add(&l->c->mem, &l->good) = (Row){n, row->number};
}

Fail many_prepare(Ctx *c, const Request *q, Reply *r)
{
    List *l = NEW(&c->mem, List, 1);
    Sheet sheet;
    l->c = c;
    TRY(sheet_read(c, input_text(q, "tep"), &sheet));
    for (int i = 0; i < COLUMNS; i++) l->column[i] = find_column(c, q, &sheet.row[0], (Column)i);
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
static Fail add_one(Ctx *c, const Request *q, const Reply *r, const Row *row, InvitedPage *m, Out *tokens)
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
        out_format(tokens, "%.*s\n", STR_ARGS(token));
        m->links.with_mail += p.mail.n > 0;
        if (m->rows.n < INVITED_EACH)
            TRY(panels_draw(c, q, r, PANEL_OF_LINK, (PanelSubject){.id = id, .thing = &token}, &done.panels));
    }
    *list_add(&c->mem, &m->rows) = done;
    return OK;
}

Fail many_post(Ctx *c, const Request *q, Reply *r)
{
    const List *l = request_prepared(q);
    InvitedPage m = {0};
    Out tokens = {.mem = &c->mem};
    if (l->wrong.n || input_given(q, "chi-kiem-tra")) {
        if (l->wrong.n) reply_status(r, FAIL_INPUT);
        const char *problem = l->wrong.n ? "Chưa thêm ai: sửa các dòng dưới đây trong tệp rồi gửi lại."
                                         : "Tệp đúng cả. Gửi lại, bỏ dấu “Chỉ kiểm tra”, để mời.";
        return draw(c, q, r, l, problem);
    }
    for (size_t i = 0; i < l->good.n; i++) TRY(add_one(c, q, r, &l->good.at[i], &m, &tokens));
    m.links.tokens = out_str(&tokens);
    m.title = str_format(&c->mem, "Đã nhận %zu người trong tệp", m.rows.n).p;
    TRY(panels_draw(c, q, r, PANEL_OF_LINKS, (PanelSubject){.thing = &m.links}, &m.panels));
    reply_secret(r);
    invited_page(reply_page(c, q, r, str_of(m.title)), &m);
    return OK;
}

/* -- as files --------------------------------------------------------------------------------------------------- */

static Fail send_sheet(Ctx *c, Reply *r, SheetWriter *w, const char *name)
{
    Str bytes;
    TRY(sheet_end(w, &bytes));
    out_raw(reply_text(c, r, sheet_media_type(SHEET_XLSX)), bytes);
    reply_file_name(c, r, str_format(&c->mem, "%s%s", name, sheet_extension(SHEET_XLSX)));
    reply_secret(r);
    return OK;
}

/* How a column is filled in, as the form of one person says it. */
static Str how_to(Ctx *c, const Request *q, Column k)
{
    const Input *in = input_of(q, k);
    if (k == COLUMN_ORG)
        return S("Mã hoặc tên đầy đủ trong danh mục cơ quan, như STTTT hoặc Sở Thông tin và Truyền thông.");
    if (k != COLUMN_ROLE) return str_of(in->help);
    Out o = {.mem = &c->mem};
    out_format(&o, "Để trống là %s. ", role_names[ROLE_OFFICIAL].name);
    for (int i = ROLE_ADMIN, n = 0; i < ROLE_COUNT; i++)
        if (!c->actor || role_may_give(c->actor, (Role)i)) out_format(&o, "%s%s", n++ ? "; " : "", role_names[i].name);
    return out_str(&o);
}

Fail many_template(Ctx *c, const Request *q, Reply *r)
{
    static const SheetColumn explained[] = {{"Cột", 30}, {"Phải có", 10}, {"Cách ghi", 80}};
    SheetColumn heads[COLUMNS];
    SheetWriter *w;
    for (int i = 0; i < COLUMNS; i++) heads[i] = (SheetColumn){input_of(q, (Column)i)->label, columns[i].width};
    TRY(sheet_begin(c, SHEET_XLSX, S("Danh sách"), heads, COLUMNS, &w));
    for (int i = 0; i < COLUMNS; i++) {
        Str own = c->actor && c->actor->org.n ? c->actor->org : S("STTTT");
        sheet_text(w, i == COLUMN_NAME ? str_of(example_name) : i == COLUMN_ORG ? own : str_of(columns[i].example));
    }
    sheet_end_row(w);
    TRY(sheet_next(w, S("Cách ghi"), explained, sizeof explained / sizeof *explained));
    for (int i = 0; i < COLUMNS; i++) {
        bool is_needed = i == COLUMN_NAME || i == COLUMN_ORG;
        sheet_text(w, str_of(heads[i].name)), sheet_text(w, is_needed ? S("có") : S("không"));
        sheet_text(w, how_to(c, q, (Column)i)), sheet_end_row(w);
    }
    return send_sheet(c, r, w, "mau-danh-sach-nguoi");
}

static Fail put_link(Ctx *c, const Request *q, SheetWriter *w, const MadeLink *k)
{
    Person p;
    DutyList duties;
    TRY(person_by_id(c, k->link.person, &p));
    TRY(duties_of(c, p.id, false, &duties));
    const Duty *d = duties.n ? &duties.at[0] : &(Duty){0};
    sheet_text(w, p.name), sheet_text(w, p.account), sheet_text(w, d->org_name), sheet_text(w, p.mail);
    sheet_text(w, str_format(&c->mem, "%.*s/loi-moi/%.*s", STR_ARGS(request_site(q)), STR_ARGS(k->token)));
    sheet_time(w, k->link.expires_at);
    sheet_end_row(w);
    return OK;
}

Fail many_links(Ctx *c, const Request *q, Reply *r)
{
    static const SheetColumn heads[] = {{"Họ và tên", 30},   {"Tên đăng nhập", 24},          {"Cơ quan", 40},
                                        {"Thư điện tử", 30}, {"Liên kết, dùng một lần", 80}, {"Dùng đến", 18}};
    MadeLinkList links;
    SheetWriter *w;
    TRY(links_made(c, input_text(q, "lien-ket"), &links));
    if (!links.n)
        return fail(c, FAIL_MISSING, "Các liên kết này đã dùng hoặc đã hết hạn. Hãy tạo lại ở trang của từng người.");
    TRY(sheet_begin(c, SHEET_XLSX, S("Liên kết"), heads, sizeof heads / sizeof *heads, &w));
    for (size_t i = 0; i < links.n; i++) TRY(put_link(c, q, w, &links.at[i]));
    return send_sheet(c, r, w, "lien-ket-moi");
}
