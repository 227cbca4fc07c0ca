// SPDX-License-Identifier: Apache-2.0
/* pages_test.c -- the pages of a province at work, walked from the first page by their links, as people of several
 * roles: none is longer than PAGE_BYTES_MAX, none that is linked is closed or broken, and what speaks of a plan says
 * where in the plan it stands. */
#include "base/map.h"
#include "demo/demo.h"
#include "people/signed_in.h"

enum {
    PAGE_BYTES_MAX = 30 << 10, /* of HTML, before it is compressed: nothing waits on a bad line (README.md) */
    EACH_KIND = 2,             /* pages of one kind (the same row and inputs) that are looked at, of each person */
    PAGES_LEAST = 1000         /* so that a walk that goes nowhere is no success */
};

static const char *const walkers[] = {"dieuphoi", "h217", "lanhdao", "quantri", "h217.truong", "svhttdl", "xem"};

/* What is no page: files, the frame's own, signing out. */
static const char *const no_pages[] = {"/tinh/", "/api/v1", "/tep/", "/dang-xuat"};

typedef struct {
    Str address, from; /* from: a page that has the link */
} Way;

typedef struct {
    World *w;
    Arena kept; /* addresses: what a page takes is given back */
    SignedIn who;
    Map seen, kinds;
    LIST(Way) queue;
    Way here;
    const char *account;
    int pages, in_plan, wrong;
    size_t longest; /* page, in bytes */
} Walk;

__attribute__((format(printf, 2, 3))) static void wrong(Walk *k, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    print_error("%s at %.*s (linked by %.*s) ", k->account, STR_ARGS(k->here.address), STR_ARGS(k->here.from));
    vprint_error(format, list);
    va_end(list);
    k->wrong++;
}

/* -- who walks -------------------------------------------------------------------------------------------------- */

static Fail agencies(Ctx *c, void *unused)
{
    (void)unused;
    return org_ensure_shipped(c);
}

static World *begin(void)
{
    DemoAccountList accounts;
    World *w = world_begin(
        migrations,
        (ServerOptions){.features = features, .gate = &people_gate, .today = demo_today(), .no_limits = true}, agencies,
        0);
    DemoOptions o = {.seed = DEMO_SEED};
    if (demo_make(&w->c, w->store, &o, &accounts)) test_fails("%s", w->c.why);
    w->c.store = store_reader(w->store);
    return w;
}

typedef struct {
    const char *account;
    SignedIn *who;
} Coming;

static Fail sign_in(Ctx *c, void *arg)
{
    const Coming *s = arg;
    Person p;
    c->actor = NULL; /* the last that the demonstration was */
    TRY(person_by_account(c, str_of(s->account), &p));
    return signed_in_as(c, p.id, s->who);
}

/* -- addresses --------------------------------------------------------------------------------------------------- */

static bool has_letter_of(Str part, const char *some)
{
    for (size_t i = 0; i < part.n; i++)
        if (strchr(some, part.p[i])) return true;
    return false;
}

/* "/viec/…?loai": names of things and what was chosen do not make another kind of page. */
static Str kind_of(Arena *a, Str address)
{
    Out o = {.mem = a};
    size_t query = str_index(address, '?');
    Str rest = str_slice(address, 1, query), part, value;
    while (str_cut(&rest, '/', &part)) {
        bool is_name = has_letter_of(part, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");
        out_char(&o, '/');
        out_raw(&o, is_name ? S("…") : part);
    }
    for (rest = str_from(address, query < address.n ? query + 1 : query); str_cut(&rest, '&', &value);) {
        out_char(&o, '?');
        out_raw(&o, str_slice(value, 0, str_index(value, '=')));
    }
    return out_str(&o);
}

static bool is_page(Str address)
{
    Str path = str_slice(address, 0, str_index(address, '?'));
    for (size_t i = 0; i < sizeof no_pages / sizeof *no_pages; i++)
        if (str_starts(path, str_of(no_pages[i]))) return false;
    return str_index(path, '.') == path.n || str_contains(path, S("/hoat-dong/"));
}

/* As it stands in HTML: without its anchor, "&amp;" as '&'. */
static Str address_in(Arena *a, Str written)
{
    Out o = {.mem = a};
    for (size_t i = 0; i < written.n && written.p[i] != '#'; i++) {
        out_char(&o, written.p[i]);
        if (str_starts(str_from(written, i), S("&amp;"))) i += 4;
    }
    return out_str(&o);
}

/* How often it was met before; 0 = never. */
static int times(Walk *k, Map *met, Str what)
{
    int *n = map_get(met, what);
    if (n) return (*n)++;
    n = *(int **)map_put(&k->kept, met, str_copy(&k->kept, what)) = NEW(&k->kept, int, 1);
    return (*n)++;
}

static void meet(Walk *k, Str written)
{
    Arena before = k->w->c.mem;
    Str address = address_in(&k->w->c.mem, written);
    bool is_new = is_page(address) && !times(k, &k->seen, address) &&
                  times(k, &k->kinds, kind_of(&k->w->c.mem, address)) < EACH_KIND;
    if (is_new) *list_add(&k->kept, &k->queue) = (Way){str_copy(&k->kept, address), k->here.address};
    arena_back(&k->w->c.mem, before);
}

static void meet_links(Walk *k, Str body)
{
    const Str href = S("href=\"/");
    for (size_t at; at = str_find(body, href), at < body.n;) {
        body = str_from(body, at + href.n - 1);
        meet(k, str_slice(body, 0, str_index(body, '"')));
    }
}

/* -- what is true of each page ----------------------------------------------------------------------------------------
 */

static bool stands_in_a_plan(Walk *k, Str address)
{
    static const char *const rows[] = {"/ke-hoach/…", "/viec/…", "/kho-khan/…", "/van-ban/…"};
    Str kind = kind_of(&k->w->c.mem, address);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (str_starts(kind, str_of(rows[i]))) return true;
    return false;
}

static int occurrences(Str s, Str part)
{
    int n = 0;
    for (size_t at; at = str_find(s, part), at < s.n; n++) s = str_from(s, at + part.n);
    return n;
}

static void look_at(Walk *k, Str body)
{
    if (body.n > k->longest) k->longest = body.n;
    if (body.n > PAGE_BYTES_MAX) wrong(k, "reads %zu bytes: more than %d\n", body.n, PAGE_BYTES_MAX);
    if (!stands_in_a_plan(k, k->here.address)) return;
    size_t at = str_find(body, S("<nav class=\"trail\""));
    Str trail = str_from(body, at);
    trail = str_slice(trail, 0, str_find(trail, S("</nav>")));
    bool is_whole = str_contains(trail, S("<li><a href=\"/ke-hoach\">Kế hoạch</a></li>")) ||
                    str_contains(trail, S("<li><a href=\"/viec\">")) ||
                    str_contains(trail, S("<li><a href=\"/van-ban\">"));
    if (!is_whole || occurrences(trail, S("<span aria-current=\"page\">")) != 1)
        wrong(k, "is not told where that stands: %.*s\n", STR_ARGS(trail));
    k->in_plan++;
}

/* Pages that speak of what whoever reads them may not open. */
static bool may_be_closed(Str from)
{
    static const struct {
        const char *path, *why;
    } pages[] = {
        {"/tro-giup", "the help of another role tells what that role has"},
        {"/huong-dan", "the handbook is for whoever has the right, and whoever wants to know"},
        {"/nhat-ky", "the journal tells of every change, of things that one may not read as well"},
    };
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        if (str_starts(from, str_of(pages[i].path))) return true;
    return false;
}

static void visit_page(Walk *k)
{
    Arena before = k->w->c.mem;
    LocalReply r = ask(k->w, str_c(&k->w->c.mem, k->here.address), k->who.cookie, NULL);
    if (r.status == 303) {
        size_t at = str_find(r.headers, S("Location: "));
        Str to = str_from(r.headers, at + strlen("Location: "));
        if (at < r.headers.n) meet(k, str_slice(to, 0, str_index(to, '\r')));
    } else if (r.status != 200) {
        if (!may_be_closed(k->here.from)) wrong(k, "gets status %d\n", r.status);
    } else if (str_contains(r.headers, S("text/html"))) {
        look_at(k, r.body);
        meet_links(k, r.body);
        k->pages++;
    }
    arena_back(&k->w->c.mem, before);
}

static void the_pages_of_a_province_are_short_open_and_say_where_they_stand(void **state)
{
    (void)state;
    Arena whole = arena_reserve((size_t)256 << 20);
    Walk k = {.w = begin(), .kept = whole};
    int people = test_times(2, sizeof walkers / sizeof *walkers);
    for (int i = 0; i < people; i++) {
        must_write(k.w, sign_in, (&(Coming){walkers[i], &k.who}));
        k.account = walkers[i], k.here = (Way){0};
        k.seen = k.kinds = (Map){0}, k.queue.n = 0;
        meet(&k, S("/"));
        for (size_t at = 0; at < k.queue.n; at++) k.here = k.queue.at[at], visit_page(&k);
    }
    assert_int_equal(k.wrong, 0);
    if (getenv("NGAYSO_TEST_SAYS"))
        printf("%d pages, %d of them in a plan, the longest %zu bytes\n", k.pages, k.in_plan, k.longest);
    assert_true(k.pages > PAGES_LEAST && k.in_plan > PAGES_LEAST / 20);
    arena_release(&whole);
    world_end(k.w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_pages_of_a_province_are_short_open_and_say_where_they_stand),
    };
    password_make_cheap();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
