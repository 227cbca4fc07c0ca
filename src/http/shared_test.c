// SPDX-License-Identifier: Apache-2.0
/* A page that several people see alike is drawn once for all of them, until its table changes; nobody gets another's
 * token, name or page; and packed it is the same page. */
#include "http/gate_testing.h"
#include "http/inside.h"
#include "http/shared.h"
#include "http/world.h"
#include <signal.h>
#include <sys/wait.h>
#include <zlib.h>

static const Migration steps[] = {
    {"note", 1,
     "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL); CREATE TABLE other (n INTEGER NOT NULL);"},
    {0}};

/* Two with the same rights, one with others, one whose rights nobody compared. */
static const Actor people[] = {
    {.person = 1, .session = 1, .name = STR("An"), .form_token = STR("1111111111"), .view = 11, .likeness = 7},
    {.person = 2, .session = 2, .name = STR("Bình"), .form_token = STR("2222222222"), .view = 12, .likeness = 7},
    {.person = 3, .session = 3, .name = STR("Chi"), .form_token = STR("3333333333"), .view = 13, .likeness = 8},
    {.person = 4, .session = 4, .name = STR("Dũng"), .form_token = STR("4444444444"), .view = 14}};

static Fail gate_who(Ctx *c, void *memory, Str token, const Actor **actor)
{
    (void)c, (void)memory;
    *actor = NULL;
    for (size_t i = 0; i < sizeof people / sizeof *people; i++)
        if (str_equal(token, people[i].name)) *actor = &people[i];
    return OK;
}
static bool gate_may(const Actor *a, const char *right) { return (void)right, a != NULL; }
static bool gate_may_at(const Actor *a, const char *right, Place at) { return (void)at, gate_may(a, right); }
static const Gate gate = GATE_OF(gate_who, gate_may, gate_may_at);

/* -- pages ------------------------------------------------------------------------------------------------------- */

static int drawn, counted;

/* Long texts and short ones between forms. */
static Fail draw_notes(Ctx *c, const Request *q, Reply *r, Out *o, const void *of)
{
    Rows rows;
    (void)q;
    drawn++;
    shared_title(c, r, S("Ghi chép"));
    reply_step(c, r, S("/"), S("1"), S("Từ đầu"));
    TRY(store_query(c, &rows, "SELECT text FROM note ORDER BY id"));
    while (rows_next(&rows)) {
        out_raw(o, S("<form method=\"post\">"));
        OUT_FORM(o);
        OUT_TEXT(o, row_text(&rows, 0));
        out_raw(o, S("</form>"));
    }
    TRY(rows_end(&rows));
    if (of) OUT_TEXT(o, *(const Str *)of);
    return OK;
}

static Fail notes_get(Ctx *c, const Request *q, Reply *r) { return shared_page(c, q, r, (Str){0}, draw_notes, NULL); }

static Fail keyed_get(Ctx *c, const Request *q, Reply *r)
{
    Str own = q->actor->person == 2 ? S("riêng của Bình") : S("");
    return shared_page(c, q, r, own, draw_notes, &own);
}

static Fail draw_wrong(Ctx *c, const Request *q, Reply *r, Out *o, const void *of)
{
    (void)of;
    shared_title(c, r, S("Sai"));
    OUT_TEXT(o, q->actor->name);
    return OK;
}
static Fail wrong_get(Ctx *c, const Request *q, Reply *r) { return shared_page(c, q, r, (Str){0}, draw_wrong, NULL); }

static Fail draw_failing(Ctx *c, const Request *q, Reply *r, Out *o, const void *of)
{
    (void)of, (void)q;
    shared_title(c, r, S("Hỏng"));
    out_raw(o, S("nửa trang"));
    return fail(c, FAIL_CONFLICT, "Không vẽ được.");
}
static Fail failing_get(Ctx *c, const Request *q, Reply *r)
{
    return shared_page(c, q, r, (Str){0}, draw_failing, NULL);
}

static Fail draw_secret(Ctx *c, const Request *q, Reply *r, Out *o, const void *of)
{
    (void)of, (void)q;
    drawn++;
    shared_title(c, r, S("Kín"));
    out_raw(o, S("kín"));
    reply_secret(r);
    return OK;
}
static Fail secret_get(Ctx *c, const Request *q, Reply *r) { return shared_page(c, q, r, (Str){0}, draw_secret, NULL); }

static Fail waits(Ctx *c, int *n)
{
    Rows r;
    counted++;
    TRY(store_one(c, &r, "SELECT count(*) FROM other"));
    *n = (int)row_integer(&r, 0) + (int)c->actor->person;
    return rows_end(&r);
}

static const Route routes[] = {{GET, "/ghi", notes_get, .right = "r", .help = "Ghi chép"},
                               {GET, "/rieng", keyed_get, .right = "r", .help = "Có phần riêng"},
                               {GET, "/sai", wrong_get, .right = "r", .help = "Sai"},
                               {GET, "/hong", failing_get, .right = "r", .help = "Hỏng"},
                               {GET, "/kin", secret_get, .right = "r", .help = "Kín"},
                               {0}};
static const MenuRow menu[] = {{"/ghi", "Ghi chép", MENU_LEAD, 10, .right = "r", .waits = waits}, {0}};
static const Feature feature = {.name = "note", .routes = routes, .menu = menu};
static const Feature *const list[] = {&feature, NULL};

enum { LONG = 3000 };
static Fail add(Ctx *c, void *unused)
{
    static char text[LONG];
    (void)unused;
    for (int i = 0; i < LONG; i++) text[i] = (char)('a' + (i * i + i / 7) % 26);
    return store_run(c, "INSERT INTO note (id, text) SELECT count(*) + 1, $1 FROM note", ((Str){text, LONG}));
}
static Fail add_short(Ctx *c, void *unused)
{
    (void)unused;
    return store_run(c, "INSERT INTO note (id, text) SELECT count(*) + 1, 'ngắn' FROM note");
}
static Fail add_other(Ctx *c, void *unused)
{
    (void)unused;
    return store_run(c, "INSERT INTO other (n) VALUES (1)");
}

static int begin(void **state)
{
    World *w = world_begin(steps, (ServerOptions){.features = list, .gate = &gate, .no_cache = true}, NULL, 0);
    shared_prove(false);
    must_write(w, add, NULL);
    must_write(w, add_short, NULL);
    drawn = counted = 0;
    *state = w;
    return 0;
}

static Str page(World *w, const char *who, const char *path)
{
    LocalReply r = ask(w, path, text_in(w, "Cookie: __Host-ngayso=%s\r\n", who), NULL);
    assert_status(r, 200);
    return r.body;
}

static void it_is_drawn_once_for_all_with_the_same_rights(void **state)
{
    World *w = *state;
    Str an = page(w, "An", "/ghi"), binh = page(w, "Bình", "/ghi");
    assert_int_equal(drawn, 1);
    assert_has(an, "value=\"1111111111\"");
    assert_has_not(an, "2222222222");
    assert_has(binh, "value=\"2222222222\"");
    assert_has_not(binh, "1111111111");
    assert_has(binh, "Bình");
    assert_has_not(binh, "An</b>");
    assert_has(binh, "<title>Ghi chép");
    assert_has(binh, "Từ đầu");
    assert_has_not(binh, w->server->nobodys_token);
    assert_has(page(w, "Chi", "/ghi"), "value=\"3333333333\"");
    assert_int_equal(drawn, 2);
    assert_has(page(w, "Dũng", "/ghi"), "value=\"4444444444\"");
    assert_has(page(w, "Dũng", "/ghi"), "value=\"4444444444\"");
    assert_int_equal(drawn, 4);
    page(w, "An", "/ghi?x=1"); /* another address, another page */
    assert_int_equal(drawn, 5);
}

static void it_is_as_old_as_its_tables(void **state)
{
    World *w = *state;
    page(w, "An", "/ghi");
    must_write(w, add_other, NULL);
    page(w, "Bình", "/ghi");
    assert_int_equal(drawn, 1);
    must_write(w, add_short, NULL);
    assert_has(page(w, "Bình", "/ghi"), "ngắn");
    assert_int_equal(drawn, 2);
}

/* The menu is counted once for each person's pages, and again when what it counts changes. */
static void a_menu_is_one_persons(void **state)
{
    World *w = *state;
    assert_has(page(w, "An", "/ghi"), "<b class=\"waits\">1<");
    assert_has(page(w, "Bình", "/ghi"), "<b class=\"waits\">2<");
    page(w, "An", "/ghi?x=1");
    assert_int_equal(counted, 2);
    must_write(w, add_other, NULL);
    assert_has(page(w, "An", "/ghi"), "<b class=\"waits\">2<");
    assert_int_equal(counted, 3);
}

static void what_is_personal_is_a_part_of_the_key(void **state)
{
    World *w = *state;
    assert_has_not(page(w, "An", "/rieng"), "riêng của Bình");
    assert_has(page(w, "Bình", "/rieng"), "riêng của Bình");
    assert_has_not(page(w, "An", "/rieng"), "riêng của Bình");
}

static void what_fails_or_is_secret_is_not_kept(void **state)
{
    World *w = *state;
    for (int i = 0; i < 2; i++) {
        LocalReply r = ask(w, "/hong", "Cookie: __Host-ngayso=An\r\n", NULL);
        assert_status(r, 409);
        assert_has(r.body, "Không vẽ được.");
        assert_has_not(r.body, "nửa trang");
        page(w, "An", "/kin");
    }
    assert_int_equal(drawn, 2);
}

static Str unpacked(World *w, Str packed)
{
    size_t room = 1 << 20;
    char *p = NEW(&w->c.mem, char, room);
    z_stream z = {.next_in = (Bytef *)(uintptr_t)packed.p,
                  .avail_in = (uInt)packed.n,
                  .next_out = (Bytef *)p,
                  .avail_out = (uInt)room};
    assert_int_equal(inflateInit2(&z, MAX_WBITS + 16), Z_OK);
    assert_int_equal(inflate(&z, Z_FINISH), Z_STREAM_END); /* zlib checks length and CRC */
    assert_int_equal(z.avail_in, 0);
    size_t n = z.total_out;
    inflateEnd(&z);
    return (Str){p, n};
}

static void packed_it_is_the_same_page(void **state)
{
    World *w = *state;
    for (int n = 0; n < 12; n++) {
        must_write(w, n % 3 ? add_short : add, NULL);
        for (int i = 0; i < 3; i++) {
            const char *cookie = text_in(w, "Cookie: __Host-ngayso=%s\r\n", people[i].name.p);
            LocalReply plain = ask(w, "/ghi", cookie, NULL);
            LocalReply packed = ask(w, "/ghi", text_in(w, "%sAccept-Encoding: gzip\r\n", cookie), NULL);
            assert_has(packed.headers, "Content-Encoding: gzip");
            assert_true(packed.body.n < plain.body.n);
            assert_str(unpacked(w, packed.body), plain.body);
        }
    }
}

/* Drawn as who asks it is another page: a mistake of the program, which tests find. */
static void a_page_that_says_who_asks_ends_the_program(void **state)
{
    pid_t child = fork();
    if (!child) {
        World *w = *state;
        (void)!freopen("/dev/null", "w", stderr);
        signal(SIGABRT, SIG_DFL);
        shared_prove(true);
        page(w, "An", "/sai");
        _exit(0);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_false(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, begin, world_ends)
    const struct CMUnitTest tests[] = {T(it_is_drawn_once_for_all_with_the_same_rights),
                                       T(it_is_as_old_as_its_tables),
                                       T(a_menu_is_one_persons),
                                       T(what_is_personal_is_a_part_of_the_key),
                                       T(what_fails_or_is_secret_is_not_kept),
                                       T(packed_it_is_the_same_page),
                                       T(a_page_that_says_who_asks_ends_the_program)};
    return cmocka_run_group_tests_name("shared", tests, NULL, NULL);
}
