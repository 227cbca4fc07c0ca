// SPDX-License-Identifier: Apache-2.0
/* A page on a wall: seen without a session, as its maker may read it now; it shows one page, and leads nowhere. */
#include "http/world.h"
#include "people/signed_in.h"
#include "people/web.h"
#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

extern const Feature feature_people;

/* A page that shows who reads, in which agency, and what people may do there: only at their own one. */
static Fail place_of_page(Ctx *c, const Request *q, Place *place)
{
    (void)c;
    *place = (Place){.org = input_text(q, "co-quan")};
    return OK;
}

static Fail page_get(Ctx *c, const Request *q, Reply *r)
{
    Out *o = reply_page(c, q, r, S("Bảng việc"));
    out_raw(o, S("<h1>Bảng việc</h1><p>Của "));
    out_text(o, input_text(q, "co-quan"));
    out_raw(o, S("</p><form action=\"/a\" method=\"get\"><label>Chọn <select "
                 "name=\"x\"><option>Một</option></select></label></form>"
                 "<form action=\"/a\" method=\"post\">"));
    out_html(o, o->form);
    out_raw(o, S("<table><tr><td><label><input type=\"checkbox\" name=\"y\">Sở Y tế</label></td><td>"
                 "<a href=\"/viec/1\">Việc số 1</a></td></tr></table><div class=\"field\"><label>Lời</label>"
                 "<textarea name=\"z\"></textarea></div><button>Gửi</button></form>"));
    return OK;
}

static const Input inputs[] = {{INPUT_TEXT, "co-quan", "Cơ quan", .required = true, .max = 20}, {0}};
static const Route routes[] = {
    {GET, "/bang", page_get, inputs, "person.read", "Bảng", .place = place_of_page, .live = "duty"},
    {GET, "/yen", page_get, inputs, "person.read", "Trang không tự làm mới", .place = place_of_page},
    {0}};
static const Feature feature = {.name = "bang", .routes = routes};
static const Feature *const list[] = {&feature_people, &feature, NULL};

static SignedIn head, other, admin;

static Fail prepare(Ctx *c, void *unused)
{
    (void)unused;
    TRY(org_ensure_shipped(c));
    TRY(signed_in_new(c, "Trần Thủ Trưởng", "SYT", ROLE_HEAD, &head));
    TRY(signed_in_new(c, "Lê Người Khác", "STC", ROLE_HEAD, &other));
    return signed_in_new(c, "Phạm Quản Trị", "STTTT", ROLE_ADMIN, &admin);
}

static World *begin(void)
{
    return world_begin(migrations, (ServerOptions){.features = list, .gate = &people_gate}, prepare, 0);
}

/* The path of a new wall of the head's page. */
static const char *wall_of(World *w, const char *more)
{
    LocalReply r = submit(w, &head, "/man-hinh", str_format(&w->c.mem, "trang=%%2Fbang%%3Fco-quan%%3DSYT%s", more).p);
    assert_status(r, 200);
    Str path = str_from(r.body, str_find(r.body, S("/tuong/")));
    return str_c(&w->c.mem, str_slice(path, 0, str_index(path, '"')));
}

static void a_wall_shows_its_page_without_any_session(void **state)
{
    (void)state;
    World *w = begin();
    const char *path = wall_of(w, "");
    LocalReply r = get(w, path);
    assert_status(r, 200);
    assert_has(r.body, "<p>Của SYT</p>");
    assert_has(r.body, "Cập nhật lúc ");
    assert_has(r.body, "data-wall=");
    assert_has(r.body, str_format(&w->c.mem, "data-live=\"/song?trang=%%2Ftuong%%2F").p);
    assert_has(r.headers, "no-store");
    assert_has_not(r.headers, "Set-Cookie");
    world_end(w);
}

static void it_leads_nowhere(void **state)
{
    (void)state;
    World *w = begin();
    const char *path = wall_of(w, "");
    Str seen[] = {get(w, path).body, ask(w, path, head.cookie, NULL).body}; /* also for who is signed in */
    for (int i = 0; i < 2; i++) {
        static const char *const none[] = {"<form",  "<a ",  "<input", "<select", "<button",        "<textarea",
                                           "_token", "<nav", "Chọn",   "Lời",     "Trần Thủ Trưởng"};
        for (size_t k = 0; k < sizeof none / sizeof *none; k++) assert_has_not(seen[i], none[k]);
        assert_has(seen[i], "<td>Sở Y tế</td><td><span>Việc số 1</span></td>");
    }
    LocalReply r = ask(w, path, "Sec-Fetch-Site: same-origin\r\n", "x=1");
    assert_status(r, 405);
    world_end(w);
}

static void only_a_page_that_its_maker_may_see_is_hung(void **state)
{
    (void)state;
    World *w = begin();
    static const char *const bad[] = {
        "trang=%2Fbang%3Fco-quan%3DSTC",           "trang=%2Fyen%3Fco-quan%3DSYT", "trang=%2Fbang",
        "trang=https%3A%2F%2Fevil.example%2Fbang", "trang=%2Ftuong%2Fx",           "trang=x"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        LocalReply r = submit(w, &head, "/man-hinh", bad[i]);
        assert_status(r, 400);
        assert_has(r.body, "Trang này không đưa lên màn hình được");
    }
    LocalReply r = submit(w, &head, "/man-hinh", "trang=%2Fbang%3Fco-quan%3DSYT&gio=169");
    assert_status(r, 400);
    for (int i = 0; i < WALLS_MAX; i++) wall_of(w, "");
    r = submit(w, &head, "/man-hinh", "trang=%2Fbang%3Fco-quan%3DSYT");
    assert_status(r, 409);
    assert_has(r.body, "Hãy thu hồi một liên kết không dùng nữa");
    world_end(w);
}

static Fail lock(Ctx *c, void *unused)
{
    (void)unused;
    return person_disable(c, head.person, true);
}

static Fail unlock(Ctx *c, void *unused)
{
    (void)unused;
    TRY(person_disable(c, head.person, false));
    return store_run(c, "UPDATE person SET state = 'active' WHERE office_id = $1 AND id = $2", OFFICE, head.person);
}

static Fail leave(Ctx *c, void *unused)
{
    (void)unused;
    return duty_end(c, head.duty, c->today - 1);
}

static void it_goes_dark_when_its_maker_may_not_see_the_page(void **state)
{
    (void)state;
    World *w = begin();
    const char *path = wall_of(w, "");
    assert_int_equal(store_write(&w->c, w->store, lock, NULL), OK);
    LocalReply r = get(w, path);
    assert_status(r, 403);
    assert_has(r.body, "Màn hình này tạm tắt");
    assert_has(r.body, "data-wall="); /* so that it looks again */
    assert_has_not(r.body, "Của SYT");
    assert_has_not(r.body, "<a ");
    assert_int_equal(store_write(&w->c, w->store, unlock, NULL), OK);
    assert_status(get(w, path), 200);
    assert_int_equal(store_write(&w->c, w->store, leave, NULL), OK);
    assert_status(get(w, path), 403);
    world_end(w);
}

static Str id_of_wall(World *w, const SignedIn *who)
{
    LocalReply r = ask(w, "/man-hinh", who->cookie, NULL);
    assert_status(r, 200);
    Str at = str_from(r.body, str_find(r.body, S("action=\"/man-hinh/")) + strlen("action=\""));
    return str_slice(at, 0, str_index(at, '"'));
}

static void it_is_listed_and_taken_back_by_its_maker_and_administrators(void **state)
{
    (void)state;
    World *w = begin();
    for (int i = 0; i < 2; i++) {
        const char *path = wall_of(w, "");
        const char *away = str_c(&w->c.mem, id_of_wall(w, &head));
        assert_has_not(ask(w, "/man-hinh", other.cookie, NULL).body, "thu-hoi");
        assert_has(ask(w, "/man-hinh", admin.cookie, NULL).body, "Trần Thủ Trưởng");
        assert_status(submit(w, &other, away, ""), 404);
        assert_status(get(w, path), 200);
        assert_status(submit(w, i ? &admin : &head, away, ""), 303);
        LocalReply r = get(w, path);
        assert_status(r, 404);
        assert_has(r.body, "đã hết hạn hoặc đã được thu hồi");
        assert_status(submit(w, &head, away, ""), 404);
    }
    LocalReply r = ask(w, "/nhat-ky", admin.cookie, NULL);
    assert_has(r.body, "Tạo liên kết màn hình");
    assert_has(r.body, "Thu hồi liên kết màn hình");
    world_end(w);
}

static Fail age(Ctx *c, void *hours)
{
    return store_run(c, "UPDATE wall SET expires_at = expires_at - $2 WHERE office_id = $1", OFFICE,
                     *(const int64_t *)hours * 3600 * 1000);
}

static void it_lives_for_a_day_unless_another_time_was_chosen(void **state)
{
    (void)state;
    World *w = begin();
    int64_t almost = WALL_HOURS - 1, more = 2;
    const char *path = wall_of(w, "");
    assert_int_equal(store_write(&w->c, w->store, age, &almost), OK);
    assert_status(get(w, path), 200);
    assert_int_equal(store_write(&w->c, w->store, age, &more), OK);
    assert_status(get(w, path), 404);
    almost = WALL_HOURS_MAX - 1;
    path = wall_of(w, "&gio=168");
    assert_int_equal(store_write(&w->c, w->store, age, &almost), OK);
    assert_status(get(w, path), 200);
    world_end(w);
}

static int connect_to(int port)
{
    struct sockaddr_in at = {
        .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int s = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(connect(s, (struct sockaddr *)&at, sizeof at), 0);
    return s;
}

static ssize_t hear(int s, Out *o)
{
    char piece[4096];
    ssize_t n = recv(s, piece, sizeof piece, 0);
    if (n > 0) out_raw(o, (Str){piece, (size_t)n});
    return n;
}

static void its_stream_is_let_in_without_a_session_and_ends_with_it(void **state)
{
    (void)state;
    World *w = begin();
    const char *path = wall_of(w, "");
    Server *s;
    ServerOptions o = {.store = w->store,
                       .features = list,
                       .gate = &people_gate,
                       .host = "127.0.0.1",
                       .threads = 1,
                       .today = w->c.today,
                       .live_beat = 50};
    assert_int_equal(server_start(&w->c, o, &s), OK);
    Str text = str_format(&w->c.mem, "GET /song?trang=%%2Ftuong%%2F%s HTTP/1.1\r\nHost: localhost\r\n\r\n",
                          path + strlen("/tuong/"));
    int socket_ = connect_to(server_port(s));
    Out heard = {.mem = &w->c.mem};
    assert_int_equal(write(socket_, text.p, text.n), (ssize_t)text.n);
    while (!str_contains(out_str(&heard), S("retry:"))) assert_true(hear(socket_, &heard) > 0);
    assert_has(out_str(&heard), "HTTP/1.1 200");
    assert_int_equal(store_write(&w->c, w->store, leave, NULL), OK);
    while (hear(socket_, &heard) > 0) {} /* told that the page is old, then the stream ends */
    assert_has(out_str(&heard), "event: moi");
    close(socket_);
    socket_ = connect_to(server_port(s));
    Out after = {.mem = &w->c.mem};
    assert_int_equal(write(socket_, text.p, text.n), (ssize_t)text.n);
    while (!str_contains(out_str(&after), S("\r\n"))) assert_true(hear(socket_, &after) > 0);
    assert_has(out_str(&after), "HTTP/1.1 403");
    close(socket_);
    server_stop(s);
    world_end(w);
}

int main(void)
{
#define T(test) cmocka_unit_test(test)
    const struct CMUnitTest tests[] = {
        T(a_wall_shows_its_page_without_any_session),
        T(it_leads_nowhere),
        T(only_a_page_that_its_maker_may_see_is_hung),
        T(it_goes_dark_when_its_maker_may_not_see_the_page),
        T(it_is_listed_and_taken_back_by_its_maker_and_administrators),
        T(it_lives_for_a_day_unless_another_time_was_chosen),
        T(its_stream_is_let_in_without_a_session_and_ends_with_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
