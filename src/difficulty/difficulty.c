// SPDX-License-Identifier: Apache-2.0
#include "difficulty/inside.h"
#include "journal/proof.h"
#include "org/sql.h"
#include "people/sql.h"
#include "secret/secret.h"
#include "store/cursor.h"
#include "viet/text.h"
#include "viet/workday.h"

PROOF(difficulty, "difficulty", "khó khăn",
      "t.state || ' ' || t.waits || ' ' || t.waits_since || ' ' || t.task_id || ' ' || t.org || ' ' || t.joined_to",
      "''", "1 = 0")

const DifficultyStateRow difficulty_states[DIFFICULTY_STATE_COUNT] = {
#define X(symbol, key, name, waits) {key, name, waits},
    DIFFICULTY_STATES(X)
#undef X
};
const char *const difficulty_waits[WAITS_COUNT] = {"", "coordinator", "chairman", "agency"};

#define B(state) (1u << DIFFICULTY_##state)
/* clang-format off */
const DifficultyMoveRow difficulty_moves[DIFFICULTY_MOVE_COUNT] = {
    [DIFFICULTY_ANSWER]   = {"tra-loi",   "Trả lời",                 B(OPEN),                   DIFFICULTY_ANSWERED,  true,  "difficulty.answer", "Đã trả lời, cơ quan nêu xác nhận tiếp.", "Đã trả lời"},
    [DIFFICULTY_SUBMIT]   = {"trinh",     "Trình lãnh đạo",          B(OPEN),                   DIFFICULTY_SUBMITTED, true,  "difficulty.answer", "Đã trình lãnh đạo.", "Đã trình lãnh đạo"},
    [DIFFICULTY_ASK_BACK] = {"hoi-lai",   "Hỏi lại điều phối",       B(SUBMITTED),              DIFFICULTY_OPEN,      true,  "difficulty.direct", "Đã hỏi lại điều phối.", NULL},
    [DIFFICULTY_CONFIRM]  = {"xac-nhan",  "Đã giải quyết được",      B(ANSWERED) | B(DIRECTED), DIFFICULTY_DONE,      false, "difficulty.raise", "Đã ghi nhận là giải quyết được.", NULL},
    [DIFFICULTY_AGAIN]    = {"chua-xong", "Chưa giải quyết được",    B(ANSWERED) | B(DIRECTED), DIFFICULTY_OPEN,      true,  "difficulty.raise", "Đã ghi nhận là chưa giải quyết được.", NULL},
    [DIFFICULTY_WITHDRAW] = {"rut",       "Rút, không cần nữa",      B(OPEN) | B(SUBMITTED) | B(JOINED), DIFFICULTY_WITHDRAWN, false, "difficulty.raise", "Đã rút khó khăn này.", NULL},
    [DIFFICULTY_PART]     = {"tach",      "Tách ra xử lý riêng",     B(JOINED),                 DIFFICULTY_OPEN,      false, "difficulty.answer", "Đã tách ra xử lý riêng.", NULL},
};
/* clang-format on */

DifficultyMove difficulty_move_of(Str key)
{
    for (int i = 0; i < DIFFICULTY_MOVE_COUNT; i++)
        if (str_equal(key, str_of(difficulty_moves[i].key))) return (DifficultyMove)i;
    return DIFFICULTY_MOVE_COUNT;
}

/* -- reading ----------------------------------------------------------------------------------------------------------
 */

#define COLUMNS                                                                                                        \
    "SELECT d.id, d.task_id, d.plan_id, d.node_id, d.direction_task, d.joined_to, d.org, " ORG_NAME(                   \
        "d.org") ", "                                                                                                  \
                 "coalesce(t.title, ''), d.state, d.raised_day, d.waits_since, d.text, d.answer, d.proposal, "         \
                 "d.direction, d.version, d.alike, d.proposal_lead "                                                   \
                 "FROM difficulty d LEFT JOIN work_task t ON t.office_id = d.office_id AND t.id = "                    \
                 "d.task_id " ORG_NAME_JOIN("d", "org")

DifficultyState difficulty_state_of(Str key)
{
    for (int i = 0; i < DIFFICULTY_STATE_COUNT; i++)
        if (str_equal(key, str_of(difficulty_states[i].key))) return (DifficultyState)i;
    return DIFFICULTY_WITHDRAWN;
}

static Difficulty read_difficulty(Ctx *c, Rows *r, const Workdays *days)
{
    Difficulty d = {.id = row_integer(r, 0),
                    .task = row_integer(r, 1),
                    .plan = row_integer(r, 2),
                    .node = row_integer(r, 3),
                    .direction_task = row_integer(r, 4),
                    .joined_to = row_integer(r, 5),
                    .org = row_text(r, 6),
                    .org_name = row_text(r, 7),
                    .task_title = row_text(r, 8),
                    .state = difficulty_state_of(row_text(r, 9)),
                    .raised = row_day(r, 10),
                    .waits_since = row_day(r, 11),
                    .text = row_text(r, 12),
                    .answer = row_text(r, 13),
                    .proposal = row_text(r, 14),
                    .direction = row_text(r, 15),
                    .version = (int)row_integer(r, 16),
                    .alike = row_integer(r, 17),
                    .proposal_lead = row_text(r, 18),
                    .n = 1};
    d.days = workday_count(days, d.raised, c->today);
    d.days_here = workday_count(days, d.waits_since, c->today);
    return d;
}

/* As of today; the code when the directory has no name.  Few have one. */
static Fail name_doers(Ctx *c, DifficultyList *list)
{
    for (size_t i = 0; i < list->n; i++) {
        Difficulty *d = &list->at[i];
        Org org;
        if (!d->proposal_lead.n) continue;
        d->proposal_lead_name = d->proposal_lead;
        Fail found = org_by_code(c, d->proposal_lead, &org);
        if (found && found != FAIL_MISSING) return found;
        if (found) c->why[0] = 0;
        else d->proposal_lead_name = org.name;
    }
    return OK;
}

static Fail read_all(Ctx *c, Rows *r, DifficultyList *list)
{
    const Workdays *days = workdays();
    *list = (DifficultyList){0};
    while (rows_next(r)) *list_add(&c->mem, list) = read_difficulty(c, r, days);
    TRY(rows_end(r));
    return name_doers(c, list);
}

Fail difficulty_by_id(Ctx *c, Id id, Difficulty *d)
{
    Rows r;
    DifficultyList list;
    TRY(store_query(c, &r, COLUMNS "WHERE d.office_id = $1 AND d.id = $2", OFFICE, id));
    TRY(read_all(c, &r, &list));
    if (!list.n) return fail(c, FAIL_MISSING, "Không có khó khăn này. Hãy mở lại từ danh sách.");
    *d = list.at[0];
    return OK;
}

Fail difficulties_of(Ctx *c, Id task, DifficultyList *list)
{
    Rows r;
    TRY(store_query(c, &r, COLUMNS "WHERE d.office_id = $1 AND d.task_id = $2 ORDER BY d.id", OFFICE, task));
    return read_all(c, &r, list);
}

Fail difficulties_joined(Ctx *c, Id id, DifficultyList *list)
{
    Rows r;
    TRY(store_query(c, &r, COLUMNS "WHERE d.office_id = $1 AND d.joined_to = $2 ORDER BY d.id", OFFICE, id));
    return read_all(c, &r, list);
}

/* $8 = 1: of those that wait for the same and say the same only the oldest; the others are in difficulties_alike. */
#define FIRST_OF_ALIKE                                                                                                 \
    "AND ($8 = 0 OR NOT EXISTS (SELECT 1 FROM difficulty s WHERE s.office_id = d.office_id AND s.waits = d.waits "     \
    "AND s.alike = d.alike AND ($4 = '' OR s.org = $4) AND ($7 = 0 OR s.plan_id = $7) "                                \
    "AND (s.raised_day, s.id) < (d.raised_day, d.id))) "
#define LIST_OF(waits, behind, order)                                                                                  \
    store_query(c, &r,                                                                                                 \
                COLUMNS "WHERE d.office_id = $1 AND " waits " AND (d.raised_day, d.id) " behind " ($2, $3) "           \
                        "AND ($4 = '' OR d.org = $4) AND ($7 = 0 OR d.plan_id = $7) " FIRST_OF_ALIKE                   \
                        "ORDER BY d.raised_day" order ", d.id" order " LIMIT $5",                                      \
                OFFICE, k.day, k.id, a->org, most + 1, waits_key, a->plan, (int)a->grouped)
#define BEHIND_ALL_DAYS ((Cursor){.day = S("9999-12-31"), .id = INT64_MAX})

static Fail count_alike(Ctx *c, const DifficultyChoice *a, Difficulty *d)
{
    Rows r;
    TRY(store_one(c, &r,
                  "SELECT count(*) FROM difficulty WHERE office_id = $1 AND waits = $2 AND alike = $3 "
                  "AND ($4 = '' OR org = $4) AND ($5 = 0 OR plan_id = $5)",
                  OFFICE, difficulty_waits[difficulty_states[d->state].waits], d->alike, a->org, a->plan));
    d->n = (int)row_integer(&r, 0);
    return rows_end(&r);
}

Fail difficulty_list(Ctx *c, const DifficultyChoice *a, DifficultyList *list, Str *next)
{
    Rows r;
    Cursor k = a->newest ? BEHIND_ALL_DAYS : CURSOR_FIRST;
    int most = a->most ? a->most : DIFFICULTY_PAGE;
    const char *waits_key = a->waits < WAITS_COUNT ? difficulty_waits[a->waits] : "";
    TRY(cursor_read_day(c, a->after, &k));
    *next = (Str){0};
    bool all = a->waits == WAITS_COUNT;
    if (a->org.n && !all && !a->newest) TRY(LIST_OF("d.org = $4 AND d.waits = $6", ">", ""));
    else if (all && a->newest) TRY(LIST_OF("d.waits <> $6", "<", " DESC"));
    else if (all) TRY(LIST_OF("d.waits <> $6", ">", ""));
    else if (a->newest) TRY(LIST_OF("d.waits = $6", "<", " DESC"));
    else TRY(LIST_OF("d.waits = $6", ">", ""));
    TRY(read_all(c, &r, list));
    if (list->n > (size_t)most) {
        list->n = (size_t)most;
        const Difficulty *last = &list->at[most - 1];
        *next = cursor_write_day(&c->mem, day_iso(&c->mem, last->raised), last->id);
    }
    for (size_t i = 0; a->grouped && i < list->n; i++) TRY(count_alike(c, a, &list->at[i]));
    return OK;
}

Fail difficulties_alike(Ctx *c, const DifficultyChoice *a, const Difficulty *d, DifficultyList *list)
{
    Rows r;
    TRY(store_query(c, &r,
                    COLUMNS "WHERE d.office_id = $1 AND d.waits = $2 AND d.alike = $3 AND ($4 = '' OR d.org = $4) "
                            "AND ($5 = 0 OR d.plan_id = $5) ORDER BY d.raised_day, d.id LIMIT $6",
                    OFFICE, difficulty_waits[difficulty_states[d->state].waits], d->alike, a->org, a->plan,
                    (int)DIFFICULTY_ALIKE_MAX));
    return read_all(c, &r, list);
}

/* What says the same, whatever its case and blanks, has the same number. */
static Id alike_of(Ctx *c, Str text) { return digest_number("alike", viet_fold(&c->mem, text)); }

Fail difficulty_rebuild(Ctx *c)
{
    Rows r;
    DifficultyList all = {0};
    TRY(store_query(c, &r, "SELECT id, text FROM difficulty WHERE office_id = $1 AND alike = 0", OFFICE));
    while (rows_next(&r)) *list_add(&c->mem, &all) = (Difficulty){.id = row_integer(&r, 0), .text = row_text(&r, 1)};
    TRY(rows_end(&r));
    for (size_t i = 0; i < all.n; i++)
        TRY(store_run(c, "UPDATE difficulty SET alike = $3 WHERE office_id = $1 AND id = $2", OFFICE, all.at[i].id,
                      alike_of(c, all.at[i].text)));
    return OK;
}

Fail difficulty_entries(Ctx *c, Id id, DifficultyEntryList *entries)
{
    Rows r;
    *entries = (DifficultyEntryList){0};
    TRY(store_query(
        c, &r,
        "SELECT e.id, e.kind, e.text, " PERSON_NAME("p") ", e.org, e.day FROM difficulty_entry e " PERSON_JOIN(
            "e", "person_id", "p") "WHERE e.office_id = $1 AND e.difficulty_id = $2 ORDER BY e.id",
        OFFICE, id));
    while (rows_next(&r))
        *list_add(&c->mem, entries) = (DifficultyEntry){row_integer(&r, 0), row_text(&r, 1), row_text(&r, 2),
                                                        row_text(&r, 3),    row_text(&r, 4), row_day(&r, 5)};
    return rows_end(&r);
}

Fail difficulty_counts(Ctx *c, Id plan, Str org, int counts[WAITS_COUNT])
{
    Rows r;
    memset(counts, 0, WAITS_COUNT * sizeof *counts);
    if (org.n)
        TRY(store_query(c, &r,
                        "SELECT waits, count(*) FROM difficulty WHERE office_id = $1 AND org = $2 "
                        "AND ($3 = 0 OR plan_id = $3) GROUP BY waits",
                        OFFICE, org, plan));
    else
        TRY(store_query(c, &r,
                        "SELECT waits, count(*) FROM difficulty WHERE office_id = $1 AND ($2 = 0 OR plan_id = $2) "
                        "GROUP BY waits",
                        OFFICE, plan));
    while (rows_next(&r))
        for (int i = 0; i < WAITS_COUNT; i++)
            if (str_equal(row_text(&r, 0), str_of(difficulty_waits[i]))) counts[i] = (int)row_integer(&r, 1);
    return rows_end(&r);
}

Fail difficulty_count(Ctx *c, DifficultyWaits waits, Str org, int *n)
{
    Rows r;
    if (org.n)
        TRY(store_one(c, &r,
                      "SELECT count(*) FROM difficulty WHERE office_id = $1 AND waits = $2 AND org = $3 "
                      "AND ($4 = 0 OR plan_id = $4)",
                      OFFICE, difficulty_waits[waits], org, actor_plan(c->actor)));
    else
        TRY(store_one(
            c, &r, "SELECT count(*) FROM difficulty WHERE office_id = $1 AND waits = $2 AND ($3 = 0 OR plan_id = $3)",
            OFFICE, difficulty_waits[waits], actor_plan(c->actor)));
    *n = (int)row_integer(&r, 0);
    return rows_end(&r);
}

/* -- writing
 * ----------------------------------------------------------------------------------------------------------- */

Fail difficulty_note(Ctx *c, const Difficulty *d, const char *kind, const char *act, Str text)
{
    bool known = actor_is_known(c->actor);
    TRY(store_run(c,
                  "INSERT INTO difficulty_entry (office_id, id, difficulty_id, kind, at, day, person_id, org, text) "
                  "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                  OFFICE, id_new(c->now), d->id, kind, c->now, day_iso(&c->mem, c->today),
                  known ? c->actor->person : (Id)0, known ? c->actor->org : S(""), text));
    TRY(task_entry_add(c, d->task, "difficulty", str_format(&c->mem, "%s: %.*s", act, STR_ARGS(text)), (Str){0},
                       (Str){0}));
    return journal_write(
        c,
        (JournalEntry){
            .act = act, .object = "difficulty", .id = d->id, .within = d->task, .title = str_head(d->task_title, 200)});
}

Fail difficulty_save(Ctx *c, const Difficulty *d)
{
    return store_run(c,
                     "UPDATE difficulty SET state = $3, waits = $4, waits_since = $5, answer = $6, proposal = $7, "
                     "direction = $8, direction_task = $9, joined_to = $10, proposal_lead = $11, version = version + 1 "
                     "WHERE office_id = $1 AND id = $2",
                     OFFICE, d->id, difficulty_states[d->state].key,
                     difficulty_waits[difficulty_states[d->state].waits], day_iso(&c->mem, d->waits_since), d->answer,
                     d->proposal, d->direction, d->direction_task, d->joined_to, d->proposal_lead);
}

Fail difficulty_set(Ctx *c, Difficulty *d, DifficultyState state)
{
    d->state = state;
    d->waits_since = c->today;
    return difficulty_save(c, d);
}

Fail difficulty_raise(Ctx *c, Id task, Str text, Id *id)
{
    Task t;
    Difficulty d;
    TRY(task_by_id(c, task, &t));
    if (!task_states[t.state].is_open)
        return fail(c, FAIL_CONFLICT, "Việc đang ở trạng thái “%s” nên không nêu khó khăn được.",
                    task_states[t.state].name);
    if (!str_trim(text).n) return fail(c, FAIL_INPUT, "Hãy ghi khó khăn là gì và cần ai giúp điều gì.");
    *id = id_new(c->now);
    TRY(store_run(
        c,
        "INSERT INTO difficulty (office_id, id, task_id, plan_id, node_id, org, state, waits, waits_since, text, "
        "answer, proposal, direction, direction_task, joined_to, raised_day, raised_by, alike) "
        "VALUES ($1, $2, $3, $4, $5, $6, 'open', 'coordinator', $7, $8, '', '', '', 0, 0, $7, $9, $10)",
        OFFICE, *id, task, t.plan, t.node, t.lead, day_iso(&c->mem, c->today), text,
        actor_is_known(c->actor) ? c->actor->person : (Id)0, alike_of(c, text)));
    TRY(difficulty_by_id(c, *id, &d));
    return difficulty_note(c, &d, "raise", "Nêu khó khăn", text);
}

Fail difficulty_refuse(Ctx *c, const Difficulty *d, const char *what)
{
    return fail(c, FAIL_CONFLICT, "Khó khăn này đang ở trạng thái “%s” nên không thể “%s”. Hãy tải lại trang.",
                difficulty_states[d->state].name, what);
}

/* Those that are handled with it hear the same. */
Fail difficulty_tell_joined(Ctx *c, const Difficulty *d, DifficultyState state, const char *kind, const char *act,
                            Str text)
{
    DifficultyList joined;
    TRY(difficulties_joined(c, d->id, &joined));
    for (size_t i = 0; i < joined.n; i++) {
        Difficulty one = joined.at[i];
        one.answer = d->answer, one.direction = d->direction, one.direction_task = d->direction_task;
        TRY(difficulty_set(c, &one, state));
        TRY(difficulty_note(c, &one, kind, act, text));
    }
    return OK;
}

/* `lead` is of a proposal. */
static Fail move_with(Ctx *c, Id id, DifficultyMove move, Str text, Str lead)
{
    const DifficultyMoveRow *m = &difficulty_moves[move];
    Difficulty d;
    TRY(difficulty_by_id(c, id, &d));
    if (!(m->from >> d.state & 1)) return difficulty_refuse(c, &d, m->name);
    if (m->needs_text && !str_trim(text).n) return fail(c, FAIL_INPUT, "Hãy viết vài dòng cho bên kia rồi gửi.");
    if (move == DIFFICULTY_ANSWER) d.answer = text;
    if (move == DIFFICULTY_SUBMIT) d.proposal = text, d.proposal_lead = lead;
    if (move == DIFFICULTY_PART || move == DIFFICULTY_AGAIN || move == DIFFICULTY_WITHDRAW) d.joined_to = 0;
    TRY(difficulty_set(c, &d, m->to));
    TRY(difficulty_note(c, &d, m->key, m->name, text));
    return move == DIFFICULTY_ANSWER ? difficulty_tell_joined(c, &d, m->to, m->key, m->name, text) : OK;
}

Fail difficulty_submit(Ctx *c, Id id, Str proposal, Str lead)
{
    const Directory *directory;
    const Org *named = NULL;
    if (!lead.n) {
        TRY(org_directory(c, &directory));
        named = directory_named(&c->mem, directory, proposal);
    }
    return move_with(c, id, DIFFICULTY_SUBMIT, proposal, named ? named->code : lead);
}

Fail difficulty_move(Ctx *c, Id id, DifficultyMove move, Str text)
{
    return move == DIFFICULTY_SUBMIT ? difficulty_submit(c, id, text, (Str){0})
                                     : move_with(c, id, move, text, (Str){0});
}

Fail difficulty_join(Ctx *c, Id id, Id with)
{
    Difficulty d, main;
    DifficultyList joined;
    TRY(difficulty_by_id(c, id, &d));
    TRY(difficulty_by_id(c, with, &main));
    if (id == with) return fail(c, FAIL_INPUT, "Hãy chọn một khó khăn khác để gộp vào.");
    if (d.state != DIFFICULTY_OPEN) return difficulty_refuse(c, &d, "Gộp");
    if (main.state != DIFFICULTY_OPEN && main.state != DIFFICULTY_SUBMITTED) return difficulty_refuse(c, &main, "Gộp");
    TRY(difficulties_joined(c, id, &joined));
    d.joined_to = with;
    /* Each agency reads its own words only. */
    Str why = S("Cơ quan khác cũng nêu khó khăn này; giải quyết một lần cho tất cả.");
    TRY(difficulty_set(c, &d, DIFFICULTY_JOINED));
    for (size_t i = 0; i < joined.n; i++) { /* who was joined to it goes along */
        joined.at[i].joined_to = with;
        TRY(difficulty_set(c, &joined.at[i], DIFFICULTY_JOINED));
        TRY(difficulty_note(c, &joined.at[i], "join", "Gộp khó khăn giống nhau", why));
    }
    return difficulty_note(c, &d, "join", "Gộp khó khăn giống nhau", why);
}
