// SPDX-License-Identifier: Apache-2.0
/* pages_bench -- every page of the program on a data file as large as a province's after years, each drawn anew for one
 * client, in CPU time of the whole process.
 *
 *   pages_bench FILE [PATH]    a data file of `ngayso demo`, grown by bench/copies; rows of bench/run's table, exit code 1
 *                              when a page takes longer; with PATH ("/viec", "/" for all) the rows that begin so, with
 *                              "=/" that one, with "@/viec?loai=tre" this address, each with its time on standard error
 *
 * The table of routes is walked: each GET row is asked for by six people of the demo, one a role, and its slowest answer
 * counts, the best of three; then again with each of its inputs given, each choice of a list, a day that is over, and as
 * JSON.  What is a file (a workbook, a document, a feed) is told apart: it grows with what is in it. */
#include "demo/demo.h"
#include "http/server.h"
#include "people/people.h"
#include "work/work.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { PAGE_MS = 10, TRIES = 3, SHOWN = 10, WHO_MAX = 6, ONCE_MS = 100 /* what takes so long is asked for once */ };

#define PAST_DAY (demo_today() - 8) /* of pages that show how it was */

static const char *const accounts[WHO_MAX] = {"quantri", "dieuphoi", "lanhdao", "h219.truong", "h217", "xem"};
typedef struct {
    const char *account;
    Id person;
    Str cookie;
} Who;
static Who who[WHO_MAX];

typedef struct {
    const char *path;
    const char *account;
    double ms;
    size_t bytes;
    bool is_page, is_variant;
} Took;
typedef LIST(Took) TookList;

static double cpu_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void or_die(Ctx *c, Fail failed, const char *what)
{
    if (!failed) return;
    fprintf(stderr, "pages: %s: %s\n", what, c->why);
    exit(2);
}

/* -- who asks ----------------------------------------------------------------------------------------------------- */

/* The counters are of the demo's day: bench/copies leaves them to be counted anew. */
static Fail begin(Ctx *c, void *memory)
{
    c->today = demo_today();
    TRY(task_roll(c));
    for (int i = 0; i < WHO_MAX; i++) {
        Str token;
        TRY(session_new(c, &(NewSession){.person = who[i].person, .has_second = true, .agent = S("bench")}, &token));
        who[i].cookie = str_format(memory, "Cookie: __Host-ngayso=%.*s\r\n", STR_ARGS(token));
    }
    return OK;
}

/* As the server's job does. */
static Fail keep_past(Ctx *c, Store *store)
{
    bool kept, more = true;
    TRY(task_past_is_kept(c, PAST_DAY, &kept));
    while (!kept && more) {
        Arena mark = c->mem;
        TRY(task_past_keep(c, store, &more));
        TRY(task_past_is_kept(c, PAST_DAY, &kept));
        arena_back(&c->mem, mark);
    }
    return OK;
}

static Fail find_people(Ctx *c)
{
    for (int i = 0; i < WHO_MAX; i++) {
        Rows r;
        who[i].account = accounts[i];
        TRY(store_one(c, &r, "SELECT id FROM person WHERE office_id = $1 AND account = $2", OFFICE, accounts[i]));
        who[i].person = row_integer(&r, 0);
        TRY(rows_end(&r));
    }
    return OK;
}

/* -- what for ----------------------------------------------------------------------------------------------------- */

/* What stands for a {part}: of the demo's own things. */
static const struct {
    const char *name, *sql;
} parts[] = {
    {"plan", "SELECT min(id) FROM plan WHERE office_id = $1"},
    {"task", "SELECT max(task_id) FROM task_entry WHERE office_id = $1 AND kind = 'comment'"},
    {"difficulty", "SELECT min(id) FROM difficulty WHERE office_id = $1"},
    {"nguoi", "SELECT min(person_id) FROM duty WHERE office_id = $1"},
    {"document", "SELECT min(id) FROM report_document WHERE office_id = $1"},
    {"den", "SELECT min(id) FROM report_receipt WHERE office_id = $1"},
    {"batch", "SELECT min(batch_id) FROM urge WHERE office_id = $1"},
    {"upload", "SELECT max(id) FROM upload WHERE office_id = $1 AND hangs_on = 'task'"},
    {"muc", "SELECT min(id) FROM report_part WHERE office_id = $1"},
    {"trang", "SELECT 1 WHERE $1 = $1"},
    {"class", "SELECT 'so-nganh' WHERE $1 = $1"},
    {"loai", "SELECT 'bao-cao' WHERE $1 = $1"},
    {"bo", "SELECT 'ha-tang-so' WHERE $1 = $1"},
    {"chi-tieu", "SELECT 'ho-dan' WHERE $1 = $1"},
    {"ky", "SELECT '2024-09-16' WHERE $1 = $1"},
};

static Str part_of(Ctx *c, Str name)
{
    Rows r;
    Str text = {0};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (!str_equal(name, str_of(parts[i].name))) continue;
        or_die(c, store_query_values(c, &r, parts[i].sql, VALUES(OFFICE)), parts[i].name);
        if (rows_next(&r)) text = row_text(&r, 0);
        or_die(c, rows_end(&r), parts[i].name);
    }
    return text;
}

/* False when nothing stands for a part: forms, dossiers, links of one day. */
static bool address_of(Ctx *c, const Route *row, Str *address)
{
    Out o = {.mem = &c->mem};
    Str rest = str_of(row->path), part;
    char sign = '?';
    str_cut(&rest, '/', &part);
    while (str_cut(&rest, '/', &part)) {
        out_char(&o, '/');
        if (!part.n || part.p[0] != '{') out_raw(&o, part);
        else if (str_equal(part, S("{code}"))) out_raw(&o, strstr(row->path, "hoat-dong") ? S("3.1.a") : S("STTTT"));
        else {
            Str value = part_of(c, str_slice(part, 1, part.n - 1));
            if (!value.n) return false;
            out_raw(&o, value);
        }
    }
    for (const Input *in = row->inputs; in && in->type != INPUT_END; in++)
        if (in->required && !strstr(row->path, in->name)) out_format(&o, "%c%s=%s", sign, in->name, in->type == INPUT_TEXT ? "cong+nghe" : "1"), sign = '&';
    *address = out_str(&o);
    return true;
}

/* -- how long ----------------------------------------------------------------------------------------------------- */

static bool ask(Ctx *c, Server *server, Str address, const Who *w, Took *took)
{
    static int asked; /* another address each time: what people see alike is kept by its address */
    bool is_good = false;
    for (int i = 0; i < TRIES; i++) {
        Arena mark = c->mem;
        LocalReply r = {0};
        char sign = str_index(address, '?') < address.n ? '&' : '?';
        Str path = str_format(&c->mem, "%.*s%cx=%d", STR_ARGS(address), sign, ++asked);
        LocalRequest q = {.method = "GET", .path = path.p, .headers = str_c(&c->mem, w->cookie)};
        double begun = cpu_ms();
        Fail failed = server_local(c, server, q, &r);
        double ms = cpu_ms() - begun;
        is_good = !failed && r.status == 200;
        if (is_good && (!i || ms < took->ms)) took->ms = ms;
        took->bytes = r.body.n, took->is_page = str_contains(r.headers, S("text/html"));
        took->account = w->account;
        arena_back(&c->mem, mark);
        if (!is_good || ms > ONCE_MS) break;
    }
    return is_good;
}

static int by_time(const void *a, const void *b)
{
    double x = ((const Took *)a)->ms, y = ((const Took *)b)->ms;
    return (x < y) - (x > y);
}

/* "/viec": what begins so; "=/": that one alone. */
static bool is_asked(const char *path, const char *only)
{
    return *only == '=' ? !strcmp(path, only + 1) : !strncmp(path, only, strlen(only));
}

/* The slowest answer to anybody; nothing when nobody got one. */
static bool slowest(Ctx *c, Server *server, const char *path, Str address, bool tell, Took *worst)
{
    bool any = false;
    for (int i = 0; i < WHO_MAX; i++) {
        Took took = {.path = path};
        if (!ask(c, server, address, &who[i], &took)) continue;
        if (tell) fprintf(stderr, "%8.2f ms %8zu bytes %-12s %.*s\n", took.ms, took.bytes, took.account, STR_ARGS(address));
        if (!any || took.ms > worst->ms) *worst = took;
        any = true;
    }
    return any;
}

/* -- the same with something chosen ------------------------------------------------------------------------------- */

typedef struct {
    Server *server;
    Str address;
    bool tell;
    TookList *all;
} Variants;

static void one_variant(Ctx *c, const Variants *v, Str address)
{
    Took worst;
    const char *path = str_c(&c->mem, address);
    if (!slowest(c, v->server, path, address, v->tell, &worst)) return;
    worst.is_variant = true;
    *list_add(&c->mem, v->all) = worst;
}

static void one_input(Ctx *c, const Variants *v, const Input *in, Str value)
{
    char sign = str_index(v->address, '?') < v->address.n ? '&' : '?';
    if (value.n) one_variant(c, v, str_format(&c->mem, "%.*s%c%s=%.*s", STR_ARGS(v->address), sign, in->name, STR_ARGS(value)));
}

static void all_choices(Ctx *c, const Variants *v, const Input *in)
{
    Str rest = str_of(in->choices), key, words;
    while (choice_next(&rest, &key, &words)) one_input(c, v, in, key);
}

static void all_variants(Ctx *c, const Variants *v, const Route *row)
{
    for (const Input *in = row->inputs; in && in->type != INPUT_END; in++) {
        if (in->required || in->each || strstr(row->path, in->name)) continue;
        if (in->type == INPUT_CHOICE) all_choices(c, v, in);
        if (in->type == INPUT_DAY) one_input(c, v, in, day_iso(&c->mem, PAST_DAY));
        if (in->type == INPUT_ID) one_input(c, v, in, part_of(c, strcmp(in->name, "ke-hoach") ? str_of(in->name) : S("plan")));
        if (in->type == INPUT_TEXT && !strcmp(in->name, "co-quan")) one_input(c, v, in, S("STTTT"));
        if (in->type == INPUT_TEXT && in->keys && !strcmp(in->keys, "search")) one_input(c, v, in, S("cong+nghe"));
    }
    if (row->api) one_variant(c, v, str_format(&c->mem, "/api/v1%.*s", STR_ARGS(v->address)));
    size_t end = str_index(v->address, '?');
    if (row->sheet) one_variant(c, v, str_format(&c->mem, "%.*s.xlsx%.*s", (int)end, v->address.p, STR_ARGS(str_from(v->address, end))));
}

/* -- what it says --------------------------------------------------------------------------------------------------- */

static bool is_among(const Took *t, bool pages, bool variants)
{
    bool is_json = !strncmp(t->path, "/api/", 5);
    return t->is_variant == variants && (t->is_page || is_json) == pages;
}

static int judge(const TookList *all, int64_t tasks, bool pages, bool variants)
{
    int n = 0, over = 0, shown = 0;
    for (size_t i = 0; i < all->n; i++) {
        if (!is_among(&all->at[i], pages, variants)) continue;
        n++, over += all->at[i].ms > PAGE_MS;
    }
    if (pages && variants) printf("each of them with one of its inputs given, each choice, and as JSON | ");
    else if (variants) printf("each list as a workbook | ");
    else if (pages) printf("every page with 600,000 tasks, drawn anew for the role with which it takes longest, one client, CPU | ");
    else printf("every file with 600,000 tasks, the same | ");
    printf("%lld tasks, %d %s, %d above %d ms:", (long long)tasks, n, variants ? "addresses" : "rows of the table of routes", over, PAGE_MS);
    for (size_t i = 0; i < all->n && shown < SHOWN; i++)
        if (is_among(&all->at[i], pages, variants)) printf("%s %s %.1f", shown++ ? "," : "", all->at[i].path, all->at[i].ms);
    if (pages) printf(" | <= %d ms | %s\n", PAGE_MS, over ? "NO" : "yes");
    else printf(" | | \n");
    return pages && over;
}

static Fail count_tasks(Ctx *c, int64_t *n)
{
    Rows r;
    TRY(store_one(c, &r, "SELECT count(*) FROM task WHERE office_id = $1", OFFICE));
    *n = row_integer(&r, 0);
    return rows_end(&r);
}

int main(int argc, char **argv)
{
    Ctx c = {.mem = arena_reserve((size_t)1 << 30), .now = clock_ms(), .today = demo_today()};
    ServerOptions o = {.features = features, .gate = &people_gate, .host = "127.0.0.1", .today = demo_today(), .is_of_today = true, .no_limits = true, .no_cache = true};
    TookList all = {0};
    Server *server;
    int64_t tasks;
    int skipped = 0;
    if (argc < 2) return fprintf(stderr, "usage: pages_bench FILE [PATH]\n"), 2;
    const char *only = argc > 2 ? argv[2] : NULL;
    or_die(&c, store_open(&c, (StoreOptions){.path = argv[1], .steps = migrations, .is_deaf = true}, &o.store), argv[1]);
    c.store = store_reader(o.store);
    or_die(&c, find_people(&c), "people");
    or_die(&c, count_tasks(&c, &tasks), "tasks");
    or_die(&c, store_write(&c, o.store, begin, &c.mem), "sessions");
    or_die(&c, keep_past(&c, o.store), "days that are over");
    or_die(&c, server_start_local(&c, o, &server), "server");
    for (const Feature *const *f = features; *f; f++)
        for (const Route *row = (*f)->routes; row && row->path; row++) {
            Took worst;
            Str address;
            if (row->method != GET || (only && !is_asked(row->path, only))) continue;
            if (!address_of(&c, row, &address) || !slowest(&c, server, row->path, address, only, &worst)) {
                if (++skipped && only) fprintf(stderr, "nobody gets %s\n", row->path);
                continue;
            }
            *list_add(&c.mem, &all) = worst;
            all_variants(&c, &(Variants){server, address, only, &all}, row);
        }
    if (only && *only == '@') one_variant(&c, &(Variants){server, {0}, true, &all}, str_of(only + 1));
    server_stop(server);
    qsort(all.at, all.n, sizeof *all.at, by_time);
    int missed = judge(&all, tasks, true, false);
    judge(&all, tasks, false, false);
    missed |= judge(&all, tasks, true, true);
    judge(&all, tasks, false, true);
    if (only) fprintf(stderr, "%d rows need what the demo has not\n", skipped);
    store_close(o.store);
    return missed;
}
