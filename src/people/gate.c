// SPDX-License-Identifier: Apache-2.0
/* gate.c -- who holds a session's cookie: from the thread's memory as long as nothing about them changed.
 *
 * A person is read anew when a table that was read then has changed since (store.h: ReadMark), or the day has.  When
 * they were last seen is written now and then, apart, so that nobody is read anew for it. */
#include "base/out.h"
#include "people/inside.h"
#include <stdlib.h>

enum { KNOWN_MAX = 1024 }; /* places; each session has one, what is there gives way */

typedef struct {
    char token[TOKEN_LETTERS + 1];
    Actor actor;
    char *texts; /* what the actor's strings point into; from malloc */
    ReadMark mark;
    Day today;
    int64_t created_at, seen_at, noted_at; /* noted_at: when seen_at was last sent to the writer */
} Known;

typedef struct {
    Store *store;
    Known at[KNOWN_MAX];
} Memory;

static void *begin(Store *store)
{
    Memory *m = calloc(1, sizeof *m);
    if (m) m->store = store;
    return m;
}

static void forget(Known *k)
{
    free(k->texts);
    *k = (Known){0};
}

static void end(void *memory)
{
    Memory *m = memory;
    for (int i = 0; i < KNOWN_MAX; i++) forget(&m->at[i]);
    free(m);
}

/* -- reading one -------------------------------------------------------------------------------------------- */

typedef struct {
    Id duty;
    int64_t created_at, seen_at;
    Actor actor;
    ReadMark mark;
} Found;

static Fail read_session(Ctx *c, Str token, Found *f)
{
    Rows r;
    TRY(store_query(
        c, &r,
        "SELECT s.id, s.person_id, s.duty_id, s.has_second, s.created_at, s.confirmed_at, p.name, p.account, "
        "p.totp_key <> '', s.is_trusted FROM session s JOIN person p ON p.office_id = s.office_id AND p.id = "
        "s.person_id "
        "WHERE s.token = $1 AND s.office_id = $2 AND p.state = 'active'",
        digest(&c->mem, "session", token), OFFICE));
    if (rows_next(&r)) {
        f->duty = row_integer(&r, 2);
        f->created_at = row_integer(&r, 4);
        bool has_second = row_integer(&r, 3) != 0;
        f->actor = (Actor){.session = row_integer(&r, 0),
                           .person = row_integer(&r, 1),
                           .has_second = has_second,
                           .waits_for_code = row_integer(&r, 8) && !has_second,
                           .is_trusted = row_integer(&r, 9) != 0,
                           .confirmed_at = row_integer(&r, 5),
                           .name = row_text(&r, 6),
                           .account = row_text(&r, 7)};
    }
    return rows_end(&r);
}

static bool needs_subtree(Role role)
{
    for (const Feature *const *f = features; *f; f++)
        for (const Grant *g = (*f)->grants; g && g->right; g++)
            if (g->scope[role] == SUBTREE) return true;
    return false;
}

Fail duty_actor(Ctx *c, const Duty *d, Actor *a)
{
    *a = (Actor){.person = d->person,
                 .duty = d->id,
                 .behalf = d->behalf,
                 .role = (int)d->role,
                 .org = d->org,
                 .org_name = d->org_name,
                 .plan = d->plan};
    return needs_subtree(d->role) ? people_subtree(c, d->org, &a->subtree) : OK;
}

static Str others_of(Ctx *c, const DutyList *duties, const Duty *chosen)
{
    Out o = {.mem = &c->mem};
    for (size_t i = 0; i < duties->n; i++) {
        const Duty *d = &duties->at[i];
        if (d == chosen) continue;
        out_format(&o, "%s%lld\t%s, %.*s%s", o.n ? "\n" : "", (long long)d->id, role_names[d->role].name,
                   STR_ARGS(d->org), d->behalf ? " (thay mặt)" : "");
    }
    return out_str(&o);
}

static Fail read_duty(Ctx *c, Found *f)
{
    DutyList duties;
    const Duty *chosen = NULL;
    TRY(duties_of(c, f->actor.person, false, &duties));
    for (size_t i = 0; i < duties.n; i++)
        if (duties.at[i].id == f->duty) chosen = &duties.at[i];
    if (!chosen && duties.n) chosen = &duties.at[0];
    f->actor.role_name = str_of(role_names[chosen ? chosen->role : ROLE_NONE].name);
    f->actor.other_duties = others_of(c, &duties, chosen);
    if (!chosen) return OK;
    f->actor.duty = chosen->id;
    f->actor.behalf = chosen->behalf;
    f->actor.role = (int)chosen->role;
    f->actor.org = chosen->org;
    f->actor.org_name = chosen->org_name;
    f->actor.plan = chosen->plan;
    return needs_subtree(chosen->role) ? people_subtree(c, chosen->org, &f->actor.subtree) : OK;
}

static Fail read_seen(Ctx *c, Found *f)
{
    Rows r;
    TRY(store_query(c, &r, "SELECT at FROM session_seen WHERE office_id = $1 AND session_id = $2", OFFICE,
                    f->actor.session));
    f->seen_at = rows_next(&r) ? row_integer(&r, 0) : f->created_at;
    return rows_end(&r);
}

static Fail read_all(Ctx *c, Str token, Found *f)
{
    TRY(read_session(c, token, f));
    if (f->actor.session) TRY(read_duty(c, f));
    store_read_mark(c, &f->mark);
    return f->actor.session ? read_seen(c, f) : OK;
}

static Fail find(Ctx *c, Str token, Found *f)
{
    *f = (Found){0};
    TRY(store_read_begin(c));
    Fail result = read_all(c, token, f);
    store_read_end(c);
    if (!f->actor.session) return result;
    f->actor.form_token = digest(&c->mem, "form", token);
    return result;
}

/* -- without a session -------------------------------------------------------------------------------------- */

static Fail read_person(Ctx *c, Id person, Found *f)
{
    Rows r;
    TRY(store_query(c, &r, "SELECT name, account FROM person WHERE office_id = $1 AND id = $2 AND state = 'active'",
                    OFFICE, person));
    if (rows_next(&r))
        f->actor = (Actor){.person = person, .name = row_text(&r, 0), .account = row_text(&r, 1), .has_second = true};
    return rows_end(&r);
}

Fail actor_by_duty(Ctx *c, Id person, Id duty, const Actor **actor)
{
    Found *f = NEW(&c->mem, Found, 1);
    *f = (Found){.duty = duty};
    *actor = NULL;
    TRY(read_person(c, person, f));
    if (!f->actor.person) return OK;
    TRY(read_duty(c, f));
    if (f->actor.duty != duty) return OK;
    f->actor.view = 1;
    *actor = &f->actor;
    return OK;
}

/* -- keeping it --------------------------------------------------------------------------------------------- */

/* A page may look different for each session, and when something that it shows or that decides changed: so from their
 * bytes.
 */
static uint64_t view_of(const Actor *a, const char *texts, size_t n)
{
    uint64_t h = UINT64_C(0xcbf29ce484222325);
    const int64_t parts[] = {a->session, a->duty, a->role, a->plan, a->has_second + 2 * a->waits_for_code};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        h = (h ^ (uint64_t)parts[i]) * UINT64_C(0x9E3779B97F4A7C15);
    for (size_t i = 0; i < n; i++) h = (h ^ (unsigned char)texts[i]) * UINT64_C(0x100000001b3);
    return h | 1; /* 0 is nobody's */
}

/* Of what decides about rights, and what says for whom somebody acts: not from who they are. */
static uint64_t likeness_of(const Actor *a)
{
    char numbers[128];
    int n = snprintf(numbers, sizeof numbers, "%d %lld %d %d %zu %zu %zu", a->role, (long long)a->plan, a->has_second,
                     a->behalf != 0, a->org.n, a->org_name.n, a->role_name.n);
    const Str parts[] = {{numbers, (size_t)n}, a->org, a->org_name, a->role_name, a->subtree};
    uint64_t h = 0;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        h = h * UINT64_C(0x9E3779B97F4A7C15) + (uint64_t)digest_number("likeness", parts[i]);
    return a->waits_for_code ? 0 : h | 1;
}

static bool keep(Known *k, Str token, const Found *f, Day today)
{
    Actor a = f->actor;
    Str *const texts[] = {&a.name,      &a.account,    &a.org,     &a.org_name,
                          &a.role_name, &a.form_token, &a.subtree, &a.other_duties};
    size_t n = 0, at = 0, count = sizeof texts / sizeof *texts;
    for (size_t i = 0; i < count; i++) n += texts[i]->n + 1;
    char *p = malloc(n);
    if (!p) return false;
    for (size_t i = 0; i < count; i++) {
        memcpy(p + at, texts[i]->n ? texts[i]->p : "", texts[i]->n);
        p[at + texts[i]->n] = 0;
        texts[i]->p = p + at;
        at += texts[i]->n + 1;
    }
    int64_t noted_at = str_equal(str_of(k->token), token) ? k->noted_at : 0,
            seen_at = noted_at && k->seen_at > f->seen_at ? k->seen_at : f->seen_at;
    forget(k);
    a.view = view_of(&a, p, at);
    a.likeness = likeness_of(&a);
    *k = (Known){.actor = a,
                 .texts = p,
                 .mark = f->mark,
                 .today = today,
                 .created_at = f->created_at,
                 .seen_at = seen_at,
                 .noted_at = noted_at};
    memcpy(k->token, token.p, TOKEN_LETTERS);
    return true;
}

/* -- when they were last seen -------------------------------------------------------------------------------- */

typedef struct {
    WriteJob job;
    Id session;
    int64_t at;
} Seen;

/* A session that has ended meanwhile stays ended. */
static Fail write_seen(Ctx *c, void *arg)
{
    const Seen *s = arg;
    return store_run(c, "UPDATE session_seen SET at = $3 WHERE office_id = $1 AND session_id = $2 AND at < $3", OFFICE,
                     s->session, s->at);
}

static void seen_written(void *arg, Fail result, const char *why)
{
    (void)result, (void)why;
    free(arg);
}

static void note_seen(Memory *m, Known *k, int64_t now)
{
    k->seen_at = now;
    if (now - k->noted_at < SESSION_SEEN_EVERY_MS) return;
    Seen *s = malloc(sizeof *s);
    if (!s) return;
    *s = (Seen){.job = {.run = write_seen, .done = seen_written, .arg = s}, .session = k->actor.session, .at = now};
    if (store_submit(m->store, &s->job)) k->noted_at = now;
    else free(s);
}

/* -- the questions ------------------------------------------------------------------------------------------ */

static int64_t may_rest(const Actor *a)
{
    if (a->role == ROLE_ADMIN) return SESSION_IDLE_ADMIN_MS;
    return a->is_trusted && !a->waits_for_code ? SESSION_IDLE_TRUSTED_MS : SESSION_IDLE_MS;
}

static bool is_over(const Known *k, int64_t now)
{
    int64_t idle = may_rest(&k->actor);
    return now - k->seen_at > idle || now - k->created_at > SESSION_MAX_MS;
}

/* Threads note apart from each other when they saw somebody: ask the store before one is sent away. */
static Fail look_again(Ctx *c, Known *k)
{
    Found f = {.actor = k->actor, .created_at = k->created_at};
    TRY(read_seen(c, &f));
    if (f.seen_at > k->seen_at) k->seen_at = f.seen_at;
    return OK;
}

/* Whose session it is, while it lasts; *known = NULL for nobody's. */
static Fail find_known(Ctx *c, Memory *m, Str token, Known **known)
{
    *known = NULL;
    if (!token_is_one(token)) return OK;
    uint64_t place;
    memcpy(&place, token.p, sizeof place);
    Known *k = &m->at[(place * UINT64_C(0x9E3779B97F4A7C15)) >> 54];
    _Static_assert(KNOWN_MAX == 1 << 10, "64 - 54 bits");
    bool is_known = k->actor.session && secret_equal(str_of(k->token), token) && k->today == c->today &&
                    store_is_current(m->store, k->mark);
    if (!is_known) {
        Found f;
        TRY(find(c, token, &f));
        if (!f.actor.session) return OK;
        if (!keep(k, token, &f, c->today)) return fail(c, FAIL_BUSY, "Hết bộ nhớ trong chốc lát. Hãy thử lại.");
    }
    if (is_over(k, c->now)) TRY(look_again(c, k));
    if (!is_over(k, c->now)) *known = k;
    return OK;
}

static Fail who(Ctx *c, void *memory, Str token, const Actor **actor)
{
    Known *k;
    TRY(find_known(c, memory, token, &k));
    if (k) note_seen(memory, k, c->now);
    *actor = k ? &k->actor : NULL;
    return OK;
}

/* A page that asks on its own keeps nobody signed in. */
static Fail still(Ctx *c, void *memory, Str token, const Actor **actor)
{
    Known *k;
    TRY(find_known(c, memory, token, &k));
    *actor = k ? &k->actor : NULL;
    return OK;
}

static bool is_one_of(const char *path, const char *const *paths)
{
    for (; *paths; paths++)
        if (!strcmp(path, *paths)) return true;
    return false;
}

/* A code that is still missing comes before anything else. */
static const char *must_first_shown(const Actor *a, const Route *row)
{
    static const char *const of_code[] = {"/toi/ma", "/dang-xuat", NULL};
    if (a->waits_for_code) return is_one_of(row->path, of_code) ? NULL : "/toi/ma";
    bool needs_duty = strcmp(row->right, RIGHT_PUBLIC) && strcmp(row->right, RIGHT_OWN);
    return !a->duty && needs_duty ? "/toi" : NULL;
}

/* And so does an administrator's second factor. */
static const char *must_first(const Actor *a, const Route *row)
{
    static const char *const of_second[] = {
        "/toi/hai-lop", "/toi/hai-lop/khoa", "/toi/hai-lop/thoi", "/toi/xac-nhan", "/toi/nhiem-vu", "/dang-xuat", NULL};
    const char *first = must_first_shown(a, row);
    if (first) return first;
    bool lacks = a->role == ROLE_ADMIN && !a->has_second;
    return lacks && !is_one_of(row->path, of_second) ? "/toi/hai-lop" : NULL;
}

static bool is_fresh(const Actor *a, int64_t now) { return now - a->confirmed_at < SESSION_FRESH_MS; }

static Str holders(Ctx *c, const char *right)
{
    Str names = {0};
    for (int role = ROLE_ADMIN; role < ROLE_COUNT; role++)
        if (right_scope((Role)role, right) != NOWHERE)
            names = str_format(&c->mem, "%.*s%s%s", STR_ARGS(names), names.n ? ", " : "", role_names[role].name);
    return names;
}

/* How somebody comes in is the same at both doors; `first` is what each asks for before anything else. */
#define GATE(first)                                                                                                    \
    {                                                                                                                  \
        .begin = begin, .end = end, .who = who, .still = still, .may = right_somewhere, .may_at = right_at,            \
        .holders = holders, .must_first = (first), .is_fresh = is_fresh, .sign_in = "/dang-nhap", .hang = "/man-hinh", \
        .sign_out = "/dang-xuat", .choose_duty = "/toi/nhiem-vu", .account = "/toi", .confirm = "/toi/xac-nhan"        \
    }
const Gate people_gate = GATE(must_first);
const Gate people_gate_shown = GATE(must_first_shown);
