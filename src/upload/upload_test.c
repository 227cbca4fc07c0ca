// SPDX-License-Identifier: Apache-2.0
/* What people send: where it is kept, who gets it back; and disks that fail. */
#include "base/list.h"
#include "http/world.h"
#include "people/signed_in.h"
#include "upload/inside.h"
#include <fcntl.h>
#include <sys/stat.h>

/* -- a page that takes files -------------------------------------------------------------------------------- */

enum { OBJECT = 77, OBJECT_OF_STC };
static const char *kind = "thing"; /* of what files hang on */
static Id last;                    /* the upload that was added last */
static bool forget_first;          /* take the bytes away between keeping and adding */

static Fail drop_kept(Ctx *c, void *kept)
{
    bool dropped;
    return files_drop(c, ((UploadKept *)kept)->digest, INT64_MAX, &dropped);
}

static Fail send_prepare(Ctx *c, const Request *q, Reply *r)
{
    UploadKept *kept = NEW(&c->mem, UploadKept, 1);
    UploadSet all = UPLOAD_SET(UPLOAD_TEXT) | UPLOAD_DOCUMENTS | UPLOAD_PICTURES;
    TRY(upload_keep(c, all, input_file_name(q, "tep"), input_text(q, "tep"), kept));
    if (forget_first) TRY(store_write_from(c, drop_kept, kept));
    reply_prepared(r, kept);
    return OK;
}

static Fail send_post(Ctx *c, const Request *q, Reply *r)
{
    Id id;
    Id thing = str_equal(c->actor->org, S("STTTT")) ? OBJECT : OBJECT_OF_STC;
    TRY(upload_add(c, request_prepared(q), kind, thing, &id));
    last = id;
    return reply_redirect(c, r, "/tep/%lld", (long long)id);
}

static const Input send_inputs[] = {{INPUT_FILE, "tep", "Tệp", .required = true, .max = UPLOAD_MAX}, {0}};
static const Route send_routes[] = {
    {POST, "/gui", send_post, send_inputs, "plan.read", "Gửi một tệp", .prepare = send_prepare, .slow = true}, {0}};
static bool has_moved; /* the thing of the one agency is the other's now */
static Fail find_thing(Ctx *c, Id id, Place *place)
{
    (void)c;
    *place = (Place){.org = id == OBJECT && !has_moved ? S("STTTT") : S("STC"), .right = "plan.read"};
    return OK;
}
static const ObjectKind things[] = {{"thing", .place = find_thing}, {0}};
static const Feature feature_send = {.name = "send", .routes = send_routes, .objects = things};
extern const Feature feature_upload;
static const Feature *const list[] = {&feature_upload, &feature_send, NULL};

/* As if a right were for one's own agency only. */
static bool own_only(const Actor *a, const char *right, Place place)
{
    return right_at(a, right, place) && (!place.org.n || str_equal(place.org, a->org));
}

static Gate gate;
static SignedIn here, there; /* of two agencies */

static Fail two_people(Ctx *c, void *unused)
{
    (void)unused;
    TRY(org_ensure_shipped(c));
    TRY(signed_in_new(c, "Trần Thị Bình", "STTTT", ROLE_OFFICIAL, &here));
    return signed_in_new(c, "Lê Văn Cường", "STC", ROLE_OFFICIAL, &there);
}

static int begin(void **state)
{
    gate = people_gate;
    gate.may_at = own_only;
    return world_begins(state, (ServerOptions){.features = list, .gate = &gate, .no_limits = true}, two_people);
}
static int end(void **state)
{
    kind = "thing", has_moved = false;
    files_fail_step(0);
    world_end(*state);
    return 0;
}

/* -- sending ------------------------------------------------------------------------------------------------ */

#define send(w, name, bytes) submit_file((w), &here, "/gui", (name), (bytes))

static LocalReply fetch(World *w, const SignedIn *who, Id id, const char *more)
{
    const char *headers = str_format(&w->c.mem, "%s%s", who->cookie, more).p;
    return ask(w, str_format(&w->c.mem, "/tep/%lld", (long long)id).p, headers, NULL);
}

static int64_t rows_of(World *w)
{
    Rows r;
    assert_int_equal(store_one(&w->c, &r, "SELECT count(*) FROM upload"), OK);
    int64_t n = row_integer(&r, 0);
    assert_int_equal(rows_end(&r), OK);
    return n;
}

static size_t files_of(World *w)
{
    FileList all;
    assert_int_equal(files_older(&w->c, INT64_MAX, &all), OK);
    return all.n;
}

static size_t unfinished_of(World *w)
{
    size_t n;
    assert_int_equal(files_drop_unfinished(&w->c, INT64_MAX, &n), OK);
    return n;
}

static const char *path_of(World *w, Str bytes)
{
    Str d = digest(&w->c.mem, "upload", bytes);
    return str_format(&w->c.mem, "%s.files/%.2s/%s", w->path, d.p, d.p + 2).p;
}

#define PNG_HEAD "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\10\0\0\0\0\x3A\x7E\x9B\x55"
#define PNG_END  "\0\0\0\0IEND\xAE\x42\x60\x82"
#define PNG                                                                                                            \
    PNG_HEAD "\0\0\0\12IDATx\x9C"                                                                                      \
             "c`\0\0\0\2\0\1\x48\xAF\xA4\x71" PNG_END
#define JPEG "\xFF\xD8\xFF\xE0\0\20JFIF\0\1\1\0\0\1\0\1\0\0\xFF\xD9"
#define PDF  "%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"

/* -- whole requests ----------------------------------------------------------------------------------------- */

static void a_file_comes_back_as_it_was_sent(void **state)
{
    World *w = *state;
    assert_status(send(w, "../../Ảnh hội nghị.html", S(PNG)), 303);
    LocalReply r = fetch(w, &here, last, "Accept-Encoding: gzip\r\n");
    assert_status(r, 200);
    assert_str(r.body, S(PNG));
    assert_has(r.headers, "Content-Type: image/png\r\n");
    assert_has(r.headers,
               "Content-Disposition: attachment; filename*=UTF-8''%E1%BA%A2nh%20h%E1%BB%99i%20ngh%E1%BB%8B.html.png");
    assert_has(r.headers, "X-Content-Type-Options: nosniff");
    assert_has(r.headers, "; sandbox\r\n");
    assert_has(r.headers, "Cache-Control: private, no-cache");
    assert_has_not(r.headers, "Content-Encoding");
    Str tag = digest(&w->c.mem, "upload", S(PNG));
    r = fetch(w, &here, last, str_format(&w->c.mem, "If-None-Match: \"%.*s\"\r\n", STR_ARGS(tag)).p);
    assert_status(r, 304);
    UploadList all;
    assert_int_equal(uploads_of(&w->c, OBJECT, &all), OK);
    assert_int_equal(all.n, 1);
    UploadList theirs;
    assert_int_equal(uploads_by(&w->c, here.person, 10, &theirs), OK);
    assert_int_equal(theirs.at[0].id, all.at[0].id);
    assert_str(all.at[0].hangs_on, S("thing"));
    assert_int_equal(all.at[0].kind, UPLOAD_PNG);
}

/* Shown in a frame of ours, in its sandbox; nothing else is. */
static void a_pdf_can_be_looked_at(void **state)
{
    World *w = *state;
    assert_status(send(w, "giấy mời.pdf", S(PDF)), 303);
    const char *path = str_format(&w->c.mem, "/tep/%lld/xem", (long long)last).p;
    LocalReply r = ask(w, path, here.cookie, NULL);
    assert_status(r, 200);
    assert_str(r.body, S(PDF));
    assert_has(r.headers, "Content-Type: application/pdf\r\n");
    assert_has(r.headers, "Content-Disposition: inline; ");
    assert_has(r.headers, "frame-ancestors 'self'; sandbox\r\n");
    assert_has(r.headers, "X-Content-Type-Options: nosniff");
    assert_has(fetch(w, &here, last, "").headers, "frame-ancestors 'none'; sandbox\r\n"); /* the download is not */
    assert_status(ask(w, path, there.cookie, NULL), 404);
    assert_status(send(w, "anh.png", S(PNG)), 303);
    assert_status(ask(w, str_format(&w->c.mem, "/tep/%lld/xem", (long long)last).p, here.cookie, NULL), 404);
}

static void the_largest_comes_back_too(void **state)
{
    World *w = *state;
    Out o = {.mem = &w->c.mem};
    OUT_LITERAL(&o, JPEG);
    while (o.n < UPLOAD_MAX) out_char(&o, (char)(o.n * 7919 >> 3));
    Str bytes = out_str(&o);
    assert_status(send(w, "anh.jpg", bytes), 303);
    assert_str(fetch(w, &here, last, "").body, bytes);
    out_char(&o, 'x');
    LocalReply r = send(w, "anh.jpg", out_str(&o));
    assert_status(r, 400);
    assert_has(r.body, "Tệp lớn hơn 8 MB");
    assert_int_equal(rows_of(w), 1);
    assert_int_equal(files_of(w), 1);
}

static void the_same_bytes_are_there_once(void **state)
{
    World *w = *state;
    assert_status(send(w, "mot.pdf", S(PDF)), 303);
    Id first = last;
    assert_status(submit_file(w, &there, "/gui", "hai.pdf", S(PDF)), 303);
    assert_int_equal(rows_of(w), 2);
    assert_int_equal(files_of(w), 1);
    assert_has(fetch(w, &here, first, "").headers, "mot.pdf");
    assert_has(fetch(w, &there, last, "").headers, "hai.pdf");
    if (place_is_postgres()) return; /* no directory */
    struct stat about;
    const char *path = path_of(w, S(PDF));
    assert_int_equal(stat(path, &about), 0);
    assert_int_equal(about.st_mode & 07777, 0600);
    assert_int_equal(stat(str_format(&w->c.mem, "%s.files", w->path).p, &about), 0);
    assert_int_equal(about.st_mode & 07777, 0700);
}

static void what_is_not_what_it_says_is_refused(void **state)
{
    World *w = *state;
    static const struct {
        const char *name;
        Str bytes;
        const char *says;
    } wrong[] = {
        {"ke-hoach.pdf", STR("<html><script>alert(1)</script>"), "Nội dung tệp không phải"},
        {"anh.png", STR("MZ\x90\0\3\0\0\0\4\0\0\0\xFF\xFF"), "Nội dung tệp không phải"},
        {"ke-hoach.docx", STR("PK\3\4 and no more"), "Nội dung tệp không phải"},
        {"trong.txt", STR(""), "Tệp này trống"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        LocalReply r = send(w, wrong[i].name, wrong[i].bytes);
        assert_status(r, 400);
        assert_has(r.body, wrong[i].says);
        assert_has_not(r.body, "alert");
    }
    assert_int_equal(rows_of(w), 0);
    assert_int_equal(files_of(w), 0);
}

static void another_agencys_file_is_not_there(void **state)
{
    World *w = *state;
    assert_status(send(w, "rieng.txt", S("Của Sở TTTT\n")), 303);
    assert_status(fetch(w, &here, last, ""), 200);
    LocalReply other = fetch(w, &there, last, ""), none = fetch(w, &there, last + 1, "");
    assert_status(other, 404);
    assert_status(none, 404);
    assert_has_not(other.body, "Của Sở TTTT");
    assert_has_not(other.headers, "rieng.txt");
    LocalReply nobody = get(w, str_format(&w->c.mem, "/tep/%lld", (long long)last).p);
    assert_status(nobody, 303);
    assert_has(nobody.headers, "/dang-nhap");
    assert_status(ask(w, "/tep/../../etc/passwd", here.cookie, NULL), 404);
    assert_status(ask(w, "/tep/0", here.cookie, NULL), 404);
}

static void a_file_follows_the_thing_on_which_it_hangs(void **state)
{
    World *w = *state;
    assert_status(send(w, "rieng.txt", S("Của Sở TTTT\n")), 303);
    has_moved = true;
    assert_status(fetch(w, &here, last, ""), 404);
    assert_status(fetch(w, &there, last, ""), 200);
}

static void a_file_on_what_no_feature_knows_is_nobodys(void **state)
{
    World *w = *state;
    kind = "other";
    assert_status(send(w, "rieng.txt", S("Của Sở TTTT\n")), 303);
    assert_status(fetch(w, &here, last, ""), 404);
}

/* -- what breaks -------------------------------------------------------------------------------------------- */

static void a_full_disk_leaves_nothing_behind(void **state)
{
    if (place_is_postgres()) skip(); /* no directory */
    World *w = *state;
    int n = 0;
    for (bool failed = true; failed;) {
        files_fail_step(++n);
        LocalReply r = send(w, "a.txt", str_format(&w->c.mem, "Lần thứ %d\n", n));
        failed = files_have_failed();
        assert_status(r, failed ? 500 : 303);
        if (failed) assert_has(r.body, "Ổ đĩa của máy chủ đã đầy");
        assert_int_equal(unfinished_of(w), 0);
        assert_int_equal(rows_of(w), !failed);
    }
    assert_true(n > 8);
    assert_status(fetch(w, &here, last, ""), 200);
}

static void a_directory_that_is_none_is_told(void **state)
{
    if (place_is_postgres()) skip(); /* no directory */
    World *w = *state;
    int file = open(str_format(&w->c.mem, "%s.files", w->path).p, O_CREAT | O_WRONLY, 0600);
    assert_true(file >= 0);
    close(file);
    LocalReply r = send(w, "a.txt", S("Chữ\n"));
    assert_status(r, 500);
    assert_has(r.body, "Máy chủ không ghi được tệp");
    assert_int_equal(rows_of(w), 0);
}

static size_t sweep_after(World *w, int64_t ms)
{
    Ctx c = w->c;
    size_t removed;
    c.now = clock_ms() + ms;
    assert_int_equal(upload_sweep(&c, w->store, &removed), OK);
    w->c.mem = c.mem;
    return removed;
}

enum { HOUR = 3600 * 1000 };

static Fail half_write(Ctx *c, void *arg)
{
    (void)arg;
    return store_run(
        c, "INSERT INTO upload_chunk (office_id, digest, place, kept_at, content) VALUES ($1, 'half', 0, $2, $3)",
        OFFICE, c->now, value_bytes(S("nửa")));
}

static void leave_half(World *w, Str orphan)
{
    if (place_is_postgres()) {
        assert_int_equal(store_write(&w->c, w->store, half_write, NULL), OK);
        return;
    }
    const char *half =
        str_format(&w->c.mem, "%.*snew-1", (int)(strlen(w->path) + sizeof ".files/ab"), path_of(w, orphan)).p;
    int file = open(half, O_CREAT | O_WRONLY, 0600);
    assert_true(file >= 0);
    close(file);
}

static Fail spoil(Ctx *c, void *digest)
{
    return store_run(c, "UPDATE upload_chunk SET content = $3 WHERE office_id = $1 AND digest = $2", OFFICE,
                     *(Str *)digest, value_bytes(S("khác")));
}

static Fail lose(Ctx *c, void *digest)
{
    return store_run(c, "DELETE FROM upload_chunk WHERE office_id = $1 AND digest = $2", OFFICE, *(Str *)digest);
}

/* Behind the program's back. */
static void spoil_kept(World *w, Str bytes, bool whole)
{
    Str d = digest(&w->c.mem, "upload", bytes);
    if (place_is_postgres()) {
        assert_int_equal(store_write(&w->c, w->store, whole ? lose : spoil, &d), OK);
    } else if (whole) {
        unlink(path_of(w, bytes));
    } else {
        int file = open(path_of(w, bytes), O_WRONLY);
        assert_true(file >= 0 && write(file, "k", 1) == 1);
        close(file);
    }
}

/* As if the program died after the bytes were there: the statement that gives them a row fails, or the commit. */
static void what_a_crash_left_goes_a_day_later(void **state)
{
    World *w = *state;
    int n = 0;
    assert_status(send(w, "a.txt", S("Trước\n")), 303); /* who sends it is noted now, and not among what is counted */
    for (bool failed = true; failed;) {
        store_fail_statement(w->store, ++n);
        LocalReply r = send(w, "a.txt", S("Chữ\n"));
        failed = store_has_failed(w->store);
        if (failed && r.status < 500) test_fails("statement %d: status %d", n, r.status);
        store_fail_statement(w->store, 0);
        assert_int_equal(rows_of(w), failed ? 1 : 2);
    }
    assert_true(n > 5);
    Ctx *c = &w->c;
    Str orphan = S("Chữ của ai đó\n");
    assert_int_equal(files_keep(c, digest(&c->mem, "upload", orphan), orphan), OK);
    leave_half(w, orphan);
    assert_int_equal(files_of(w), 3);
    assert_int_equal(sweep_after(w, 23 * HOUR), 0);
    assert_int_equal(sweep_after(w, 25 * HOUR), 2);
    assert_int_equal(files_of(w), 2);
    assert_int_equal(sweep_after(w, 25 * HOUR), 0);
    assert_status(fetch(w, &here, last, ""), 200);
}

static void bytes_swept_before_their_row_are_asked_for_again(void **state)
{
    World *w = *state;
    forget_first = true;
    LocalReply r = send(w, "a.txt", S("Chữ\n"));
    forget_first = false;
    assert_status(r, 409);
    assert_has(r.body, "Hãy gửi lại");
    assert_int_equal(rows_of(w), 0);
    assert_status(send(w, "a.txt", S("Chữ\n")), 303);
}

static void a_damaged_file_is_told_and_mended_by_sending_it_again(void **state)
{
    World *w = *state;
    UploadReport report;
    assert_status(send(w, "a.txt", S("Chữ\n")), 303);
    assert_status(send(w, "b.txt", S("Khác\n")), 303);
    assert_int_equal(upload_check(&w->c, &report), OK);
    assert_int_equal(report.files, 2);
    assert_int_equal(report.wrong, 0);
    spoil_kept(w, S("Khác\n"), false);
    LocalReply r = fetch(w, &here, last, "");
    assert_status(r, 500);
    assert_has(r.body, "không còn nguyên vẹn");
    assert_int_equal(upload_check(&w->c, &report), OK);
    assert_int_equal(report.wrong, 1);
    assert_int_equal(report.uploads.at[0], last);
    assert_status(send(w, "b.txt", S("Khác\n")), 303);
    assert_int_equal(upload_check(&w->c, &report), OK);
    assert_int_equal(report.wrong, 0);
    spoil_kept(w, S("Khác\n"), true);
    assert_status(fetch(w, &here, last, ""), 500);
}

#define IN_A_WORLD(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_WORLD(a_file_comes_back_as_it_was_sent),
        IN_A_WORLD(a_pdf_can_be_looked_at),
        IN_A_WORLD(the_largest_comes_back_too),
        IN_A_WORLD(the_same_bytes_are_there_once),
        IN_A_WORLD(what_is_not_what_it_says_is_refused),
        IN_A_WORLD(another_agencys_file_is_not_there),
        IN_A_WORLD(a_file_follows_the_thing_on_which_it_hangs),
        IN_A_WORLD(a_file_on_what_no_feature_knows_is_nobodys),
        IN_A_WORLD(a_full_disk_leaves_nothing_behind),
        IN_A_WORLD(a_directory_that_is_none_is_told),
        IN_A_WORLD(what_a_crash_left_goes_a_day_later),
        IN_A_WORLD(bytes_swept_before_their_row_are_asked_for_again),
        IN_A_WORLD(a_damaged_file_is_told_and_mended_by_sending_it_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
