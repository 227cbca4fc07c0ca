// SPDX-License-Identifier: Apache-2.0
/* web.c -- whom to urge, and who was urged. */
#include "urge/web.h"
#include "contact/contact.h"
#include "http/panel.h"
#include "http/record.h"
#include "http/shared.h"
#include "urge/view.h"

static const Column columns[] = {
    COL_INTEGER(UrgeCandidate, org_id, "id"),
    COL_TEXT(UrgeCandidate, org, "org", .title = "Mã cơ quan", .width = 12),
    COL_TEXT(UrgeCandidate, name, "name", .title = "Cơ quan", .width = 44),
    COL_NUMBER(UrgeCandidate, late, "late", .title = "Quá hạn", .sums = true),
    COL_NUMBER(UrgeCandidate, soon, "soon", .title = "Sắp đến hạn", .width = 12, .sums = true),
    COL_NUMBER(UrgeCandidate, silent, "silent", .title = "Chưa báo cáo 7 ngày", .width = 18, .sums = true),
    COL_NUMBER(UrgeCandidate, nth, "urged", .title = "Số lần đã đôn đốc", .width = 16),
    {0}};
static const Record record = {.name = "UrgeCandidate", .columns = columns};
static const Column list_columns[] = {COL_NUMBER(UrgePage, late, "overdue"),
                                      COL_NUMBER(UrgePage, answered, "overdue_answered"),
                                      COL_NUMBER(UrgePage, soon, "soon"),
                                      COL_NUMBER(UrgePage, silent, "silent"),
                                      COL_ROWS_AT(UrgePage, list, "agencies", &record),
                                      {0}};
const Record urge_list_record = {.name = "UrgeList", .columns = list_columns};

static const ListColumn shown[] = {{"co-quan", "Cơ quan", .is_fixed = true},
                                   {"qua-han", "Quá hạn", .sort = "qua-han", .class = "number"},
                                   {"sap-den-han", "Sắp đến hạn", .sort = "sap-den-han", .class = "number"},
                                   {"im-lang", "Chưa báo cáo", .sort = "im-lang", .class = "number"},
                                   {"cham", "Chậm nhất", .sort = NULL},
                                   {"don-doc", "Đã đôn đốc", .sort = "don-doc"},
                                   {0}};
const ListKind urge_list_kind = {"don-doc", "/don-doc", shown, .ticks = "co-quan", .groups = "nhom"};

static UrgeSort sort_of(Str typed)
{
    static const char *const keys[] = {"qua-han", "sap-den-han", "im-lang", "don-doc"};
    for (int i = 0; i <= URGE_BY_LAST; i++)
        if (str_equal(typed, str_of(keys[i]))) return (UrgeSort)i;
    return URGE_BY_LATE;
}

/* -- the list -------------------------------------------------------------------------------------------------- */

/* The tasks of all agencies, and those that are overdue besides: together as many as everywhere else. */
static Fail count_tasks(Ctx *c, const UrgeCandidateList *all, UrgePage *m)
{
    TaskCountList counts;
    m->agencies = (int)all->n;
    for (size_t i = 0; i < all->n; i++) {
        const UrgeCandidate *k = &all->at[i];
        m->late += k->late, m->soon += k->soon, m->silent += k->silent;
    }
    TRY(task_counts(c, actor_plan(c->actor), GRAIN_ALL, c->today, &counts));
    int more = (int)counts_of(&counts, S("")).class[CLASS_OVERDUE] - m->late;
    m->answered = more > 0 ? more : 0;
    return OK;
}

/* Each agency of the line. */
static bool was_urged_today(const Ctx *c, const UrgeLine *line)
{
    for (size_t i = 0; i < line->all.n; i++)
        if (line->all.at[i].last_day != c->today) return false;
    return true;
}

/* "chon=moi-trang": all that were chosen, also on pages to come. */
static void tick_all(Ctx *c, const UrgeLineList *lines, Listing *l)
{
    bool again = true; /* unless somebody was not urged today: then those only */
    for (size_t i = 0; i < lines->n; i++) again &= was_urged_today(c, &lines->at[i]);
    for (size_t i = 0; i < lines->n && l->ticked.n + l->groups.n < LIST_TICKED_MAX; i++) {
        const UrgeLine *line = &lines->at[i];
        if (!again && was_urged_today(c, line)) continue;
        if (line->group) *list_add(&c->mem, &l->groups) = line->group;
        else *list_add(&c->mem, &l->ticked) = line->all.at[0].org_id;
    }
}

/* What it points to is in c's memory. */
static Fail find_candidates(Ctx *c, const Request *q, UrgePage *m)
{
    UrgeCandidateList all, *list = NEW(&c->mem, UrgeCandidateList, 1);
    TRY(urge_candidates(c, 0, &all));
    *list = urge_chosen(c, &all, input_text(q, "loai"));
    m->list = list;
    return count_tasks(c, &all, m);
}

/* What the time of day says on it, found before: from when one may urge, how many were urged too lately. */
typedef struct {
    Listing listing;
    Str opens;
    int lately;
} Before;

static Fail draw_urge(Ctx *c, const Request *q, Reply *r, Out *o, const void *before)
{
    const Before *b = before;
    UrgeLineList lines;
    Listing l = b->listing;
    UrgeSort sort = sort_of(input_text(q, "xep"));
    UrgePage m = {
        .q = q, .listing = &l, .lines = &lines, .opened = input_id(q, "mo"), .opens = b->opens, .today = c->today};
    TRY(find_candidates(c, q, &m));
    TRY(urge_lines(c, m.list, sort, !input_given(q, "tung-co-quan"), &lines));
    if (str_equal(input_text(q, "chon"), S("moi-trang"))) tick_all(c, &lines, &l);
    TRY(urge_page_of(c, &lines, sort, l.after, URGE_PAGE, &m.next));
    shared_title(c, r, S("Đôn đốc"));
    urge_page(o, &m);
    return OK;
}

Fail urge_get(Ctx *c, const Request *q, Reply *r)
{
    UrgePage m = {.today = c->today};
    Before b = {.opens = urge_opens(c)};
    if (reply_is_json(r)) {
        TRY(find_candidates(c, q, &m));
        return reply_record(c, r, &urge_list_record, &m);
    }
    TRY(listing_open(c, q, &urge_list_kind, true, &b.listing));
    TRY(urges_lately(c, &b.lately));
    Str key = str_format(&c->mem, "%d\n%.*s\n%.*s", b.lately, STR_ARGS(b.opens), STR_ARGS(listing_key(c, &b.listing)));
    return shared_page(c, q, r, key, draw_urge, &b);
}

/* -- urging ---------------------------------------------------------------------------------------------------- */

static void tick(Ctx *c, IdList *orgs, Id org)
{
    if (!listing_is_among(orgs, org)) *list_add(&c->mem, orgs) = org;
}

/* What is ticked, and all that stand behind a line that stands for many. */
static Fail ticked(Ctx *c, const Request *q, const UrgeCandidateList *all, IdList *orgs)
{
    IdList groups = input_ids(c, q, "nhom");
    UrgeCandidateList list = urge_chosen(c, all, input_text(q, "loai"));
    UrgeLineList lines;
    *orgs = input_ids(c, q, "co-quan");
    if (!groups.n) return OK;
    TRY(urge_lines(c, &list, URGE_BY_LATE, true, &lines));
    for (size_t i = 0; i < lines.n; i++)
        for (size_t k = 0; k < lines.at[i].all.n && listing_is_among(&groups, lines.at[i].group); k++)
            tick(c, orgs, lines.at[i].all.at[k].org_id);
    return OK;
}

/* Letters cannot be called back: many are asked for once more, with what will happen. */
static Fail ask_first(Ctx *c, const Request *q, Reply *r, const UrgeCandidateList *all, const IdList *orgs)
{
    UrgeCandidateList urged = {0}, spared = {0}, unreached = {0};
    IdList ticks = input_ids(c, q, "co-quan"), groups = input_ids(c, q, "nhom");
    UrgeQuestion m = {.q = q,
                      .urged = &urged,
                      .spared = &spared,
                      .unreached = &unreached,
                      .orgs = &ticks,
                      .groups = &groups,
                      .note = input_text(q, "noi-dung"),
                      .forced = input_text(q, "van-gui"),
                      .opens = urge_opens(c),
                      .back = listing_back(c, q, &urge_list_kind)};
    TRY(contact_reaches(c, &m.reaches));
    for (size_t i = 0; i < all->n; i++) {
        const UrgeCandidate *k = &all->at[i];
        PersonList people;
        if (!listing_is_among(orgs, k->org_id)) continue;
        bool is_spared = !m.forced.n && k->spared_until;
        *list_add(&c->mem, is_spared ? &spared : &urged) = *k;
        if (is_spared) continue;
        TRY(contact_agency(c, k->org, &people));
        m.people += (int)people.n;
        if (!people.n) *list_add(&c->mem, &unreached) = *k;
    }
    urge_question_page(reply_page(c, q, r, S("Đôn đốc")), &m);
    return OK;
}

static Fail check_time(Ctx *c, const Request *q)
{
    Str opens = urge_opens(c);
    if (!opens.n || input_given(q, "van-gui")) return OK;
    return fail(c, FAIL_CONFLICT, "Ngoài giờ làm việc. Gửi được từ %.*s; muốn gửi ngay hãy ghi lý do ở đây.",
                STR_ARGS(opens));
}

Fail urge_post(Ctx *c, const Request *q, Reply *r)
{
    Id batch;
    IdList orgs;
    UrgeCandidateList all;
    bool turned;
    TRY(listing_turn(c, q, r, &urge_list_kind, &turned));
    if (turned) return OK;
    TRY(urge_candidates(c, 0, &all));
    TRY(ticked(c, q, &all, &orgs));
    if (orgs.n) TRY(input_rule(q, "van-gui", check_time(c, q)));
    bool asks = orgs.n > 1 && !input_given(q, "dong-y") && !reply_is_json(r);
    if (asks) return ask_first(c, q, r, &all, &orgs);
    ReceiptDraft *k = receipt_open(c, S("/don-doc"));
    TRY(urge_send(c, &orgs, input_text(q, "noi-dung"), input_text(q, "van-gui"), k, &batch));
    TRY(receipt_close(c, r, k, str_format(&c->mem, "Đã đôn đốc %zu cơ quan.", receipt_done(k))));
    return reply_redirect(c, r, "/don-doc/%lld", (long long)batch);
}

Fail urge_batch_get(Ctx *c, const Request *q, Reply *r)
{
    UrgeList urges;
    BatchPage m = {.urges = &urges};
    Id batch = input_id(q, "batch");
    TRY(urges_of_batch(c, batch, &urges));
    TRY(panels_draw(c, q, r, PANEL_OF_URGE, (PanelSubject){.id = batch}, &m.panels));
    batch_page(reply_page(c, q, r, S("Lần đôn đốc")), &m);
    return OK;
}
