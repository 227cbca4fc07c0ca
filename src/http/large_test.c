// SPDX-License-Identifier: Apache-2.0
/* large_test.c -- what is larger than BODY_MAX: taken by rows that say so, from a file instead of memory, from whoever
 * may send it, a few at a time. */
#include "base/sanitized.h"
#include "http/inside.h"
#include "http/world.h"

enum { MB = 1 << 20, FILE_MOST = 20 * MB };

/* Memory that is no file's, KB; sampled where the files are read. */
static int64_t own_memory(void)
{
    char line[200];
    long long kb = -1;
    FILE *f = fopen("/proc/self/status", "r");
    while (f && fgets(line, sizeof line, f))
        if (!strncmp(line, "RssAnon:", 8)) kb = strtoll(line + 8, NULL, 10);
    if (f) fclose(f);
    return kb;
}
static int64_t seen_memory;

static Fail take(Ctx *c, const Request *q, Reply *r)
{
    InputFileList files = input_files(c, q, "tep");
    Out *o = reply_text(c, r, "text/plain");
    seen_memory = own_memory();
    for (size_t i = 0; i < files.n; i++) {
        Str bytes = files.at[i].bytes;
        out_format(o, "%.*s %zu %c%c|", STR_ARGS(files.at[i].name), bytes.n, bytes.n ? bytes.p[0] : '-',
                   bytes.n ? bytes.p[bytes.n - 1] : '-');
    }
    return OK;
}

static const Input large_inputs[] = {{INPUT_FILE, "tep", "Tệp", .required = true, .max = FILE_MOST, .many = true}, {0}};
static const Route routes[] = {{POST, "/lon", take, large_inputs, .right = "w", .help = "Gửi tệp lớn"}, {0}};
static const Feature feature = {.name = "large", .routes = routes};
static const Feature *const list[] = {&feature, NULL};
static const Migration steps[] = {{0}};

static int begin(void **state)
{
    *state = world_begin(steps, (ServerOptions){.features = list}, NULL, 0);
    return 0;
}

/* Files of so many bytes each, the first letter of each 'a', the last 'z'. */
static LocalReply sent(World *w, const size_t *bytes, int n)
{
    static char kept[1 << 16];
    Arena mark = w->c.mem;
    Out o = {.mem = &w->c.mem};
    LocalReply r;
    for (int i = 0; i < n; i++) {
        out_format(&o, "--xyz\r\nContent-Disposition: form-data; name=\"tep\"; filename=\"trang %d.jpg\"\r\n\r\na",
                   i + 1);
        for (size_t k = 2; k < bytes[i]; k++) out_char(&o, (char)(k * 7919 >> 4));
        out_raw(&o, S("z\r\n"));
    }
    out_raw(&o, S("--xyz--\r\n"));
    int64_t before = own_memory();
    LocalRequest q = {"POST", "/lon", "Content-Type: multipart/form-data; boundary=xyz\r\n", out_str(&o)};
    if (server_local(&w->c, w->server, q, &r)) test_fails("no answer: %s", w->c.why);
    seen_memory -= before;
    r.body = str_slice(r.body, 0, sizeof kept);
    memcpy(kept, r.body.p, r.body.n);
    r.body.p = kept;
    arena_back(&w->c.mem, mark);
    return r;
}

static void several_large_files_are_read_in_their_order(void **state)
{
    World *w = *state;
    LocalReply r = sent(w, (size_t[]){8 * MB, 7, 11 * MB}, 3);
    assert_status(r, 200);
    assert_str(r.body, S("trang 1.jpg 8388608 az|trang 2.jpg 7 az|trang 3.jpg 11534336 az|"));
    assert_int_equal(w->server->large_bodies, 0); /* its place is free again */
    r = sent(w, (size_t[]){100, 200}, 2);         /* small ones as ever */
    assert_str(r.body, S("trang 1.jpg 100 az|trang 2.jpg 200 az|"));
}

static void they_take_no_memory(void **state)
{
    World *w = *state;
    assert_status(sent(w, (size_t[]){8 * MB}, 1), 200);
    assert_true(seen_memory > 0);
    assert_status(sent(w, (size_t[]){19 * MB}, 1), 200);
    if (SANITIZED) return;               /* it keeps what was given back */
    assert_true(seen_memory < 28 << 10); /* KB: 20 are the request as the test wrote it */
}

static void what_is_too_large_says_how_much_is_taken(void **state)
{
    World *w = *state;
    LocalReply r = sent(w, (size_t[]){11 * MB, 11 * MB}, 2);
    assert_status(r, 400);
    assert_has(r.body, "Các tệp cộng lại lớn hơn 20 MB");
    r = sent(w, (size_t[]){21 * MB}, 1);
    assert_status(r, 400);
    assert_has(r.body, "Tệp lớn hơn 20 MB");
    r = sent(w, (size_t[]){30 * MB}, 1);
    assert_status(r, 413);
    assert_has(r.body, "lớn hơn 29 MB");
    static size_t tiny[FILES_MAX + 1];
    for (int i = 0; i <= FILES_MAX; i++) tiny[i] = 3;
    r = sent(w, tiny, FILES_MAX + 1);
    assert_status(r, 400);
    assert_has(r.body, "Nhiều nhất 100 tệp");
}

static void a_few_are_on_their_way_at_once(void **state)
{
    World *w = *state;
    w->server->large_bodies = LARGE_BODIES_MAX;
    LocalReply r = sent(w, (size_t[]){12 * MB}, 1);
    assert_status(r, 503);
    assert_has(r.body, "Hãy gửi lại sau ít phút");
    assert_status(sent(w, (size_t[]){2 * MB}, 1), 200); /* in memory */
    assert_int_equal(w->server->large_bodies, LARGE_BODIES_MAX);
    w->server->large_bodies = 0;
    assert_status(sent(w, (size_t[]){12 * MB}, 1), 200);
}

/* No folder to put it into. */
static void a_disk_that_takes_nothing_is_said(void **state)
{
    World *w = *state;
    char *before = getenv("TMPDIR") ? strdup(getenv("TMPDIR")) : NULL;
    setenv("TMPDIR", "/proc", 1);
    assert_status(sent(w, (size_t[]){12 * MB}, 1), 503);
    assert_int_equal(w->server->large_bodies, 0);
    if (before) setenv("TMPDIR", before, 1);
    else unsetenv("TMPDIR");
    free(before);
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, begin, world_ends)
    const struct CMUnitTest tests[] = {
        T(several_large_files_are_read_in_their_order), T(they_take_no_memory),
        T(what_is_too_large_says_how_much_is_taken),    T(a_few_are_on_their_way_at_once),
        T(a_disk_that_takes_nothing_is_said),
    };
    return cmocka_run_group_tests_name("large", tests, NULL, NULL);
}
