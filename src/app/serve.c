// SPDX-License-Identifier: Apache-2.0
#include "app/serve.h"
#include "app/jobs.h"
#include "app/keep.h"
#include "base/command.h"
#include "base/module.h"
#include "demo/demo.h"
#include "http/server.h"
#include "mail/mail.h"
#include "people/people.h"
#include "plan/intake.h"
#include "secret/secret.h"
#include <errno.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>

enum { DEFAULT_PORT = 8080, PORT_MAX = 65535, HURRY_MAX = 1000 };

typedef struct {
    const char *data, *read_store, *key_file, *host, *site, *proxies;
    int port;
    Day today;
    bool log, no_cache, no_limits, try_out;
    MailOptions mail;
    char *plan[FILES_MAX]; /* a file, or pictures of its pages */
    int plans;
} Options;

/* Behind a proxy we must know the name under which the world reaches us: links are made of it, and forms must come from
 * it.
 */
static Fail check_site(Ctx *c, const Options *o)
{
    Str site = str_of(o->site);
    if (o->proxies && !site.n)
        return fail(c, FAIL_INPUT, "--behind-proxy cần thêm --site, chẳng hạn --site https://ngayso.bacgiang.gov.vn");
    if (site.n && !str_starts(site, S("https://")) && !str_starts(site, S("http://127.0.0.1")))
        return fail(c, FAIL_INPUT, "--site phải bắt đầu bằng https://, không phải '%s'.", o->site);
    if (str_ends(site, S("/"))) return fail(c, FAIL_INPUT, "Hãy bỏ dấu / ở cuối của --site.");
    if (o->try_out && (o->proxies || strncmp(o->host, "127.", 4)))
        return fail(c, FAIL_INPUT, "--try chỉ dùng trên máy này, không dùng cùng --host hay --behind-proxy.");
    return OK;
}

/* Where the text of an option goes; NULL = it has none, or it is no text. */
static const char **text_of(Options *o, int option)
{
    switch (option) {
    case 'd': return &o->data;
    case 'h': return &o->host;
    case 's': return &o->site;
    case 'b': return &o->proxies;
    case 'r': return &o->read_store;
    case 'k': return &o->key_file;
    case 'M': return &o->mail.smtp;
    case 'F': return &o->mail.from;
    case 'U': return &o->mail.user;
    case 'P': return &o->mail.password_file;
    case 'A': return &o->mail.authority;
    case 'H': return &o->mail.hook;
    case 'T': return &o->mail.token_file;
    default: return NULL;
    }
}

static Fail take_number(Ctx *c, int64_t max, int64_t *n)
{
    if (str_integer(str_of(optarg), n) && *n >= 0 && *n <= max) return OK;
    return fail(c, FAIL_INPUT, "Phải là số từ 0 đến %lld, không phải '%s'.", (long long)max, optarg);
}

static const struct option known[] = {
    {"data", required_argument, NULL, 'd'},
    {"store", required_argument, NULL, 'd'},
    {"port", required_argument, NULL, 'p'},
    {"import", required_argument, NULL, 'i'},
    {"today", required_argument, NULL, 't'},
    {"log", no_argument, NULL, 'l'},
    {"no-cache", no_argument, NULL, 'n'},
    {"no-limits", no_argument, NULL, 'u'},
    {"host", required_argument, NULL, 'h'},
    {"site", required_argument, NULL, 's'},
    {"behind-proxy", required_argument, NULL, 'b'},
    {"try", no_argument, NULL, 'y'},
    {"read-store", required_argument, NULL, 'r'},
    {"key-file", required_argument, NULL, 'k'},
    {"mail", required_argument, NULL, 'M'},
    {"mail-from", required_argument, NULL, 'F'},
    {"mail-user", required_argument, NULL, 'U'},
    {"mail-password-file", required_argument, NULL, 'P'},
    {"mail-ca", required_argument, NULL, 'A'},
    {"mail-hurry", required_argument, NULL, 'q'},
    {"hook", required_argument, NULL, 'H'},
    {"hook-token-file", required_argument, NULL, 'T'},
    {0},
};

static Fail parse(Ctx *c, int argc, char **argv, Options *o)
{
    *o = (Options){.data = "ngayso.db", .host = "127.0.0.1", .port = DEFAULT_PORT, .today = NO_DAY};
    int64_t port = DEFAULT_PORT, hurry = 0;
    optind = 1;
    for (int k; (k = getopt_long(argc, argv, "", known, NULL)) != -1;) switch (k) {
        case 'l': o->log = true; break;
        case 'i':
            if (o->plans == FILES_MAX) return fail(c, FAIL_INPUT, "Nhiều nhất %d ảnh trang một lần.", FILES_MAX);
            o->plan[o->plans++] = optarg;
            break;
        case 'n': o->no_cache = true; break;
        case 'u': o->no_limits = true; break;
        case 'y': o->try_out = true; break;
        case 'p': TRY(take_number(c, PORT_MAX, &port)); break;
        case 'q': TRY(take_number(c, HURRY_MAX, &hurry)); break;
        case 't':
            o->today = day_parse_iso(str_of(optarg));
            if (o->today == NO_DAY)
                return fail(c, FAIL_INPUT, "Ngày phải viết như 2024-09-28, không phải '%s'.", optarg);
            break;
        default:
            if (!text_of(o, k)) return fail(c, FAIL_INPUT, "Gõ 'ngayso help' để xem các tùy chọn.");
            *text_of(o, k) = optarg;
        }
    if (optind < argc) return fail(c, FAIL_INPUT, "Không hiểu '%s'. Gõ 'ngayso help' để xem cách dùng.", argv[optind]);
    o->port = (int)port;
    o->mail.hurry = (int)hurry;
    o->mail.site = o->site;
    return check_site(c, o);
}

/* Everybody knows the passwords of a demonstration: it is shown to this machine only. */
static Fail check_demo(Ctx *c, Store *store, const Options *o, bool *is_demo)
{
    c->store = store_reader(store);
    if (!c->store) return fail(c, FAIL_STORE, "Không mở được tệp dữ liệu để đọc.");
    TRY(demo_is(c, is_demo));
    if (!*is_demo || (!strncmp(o->host, "127.", 4) && !o->proxies)) return OK;
    return fail(c, FAIL_INPUT,
                "Đây là dữ liệu trình diễn, mật khẩu ai cũng biết: chỉ xem được trên máy này. Hãy bỏ --host và "
                "--behind-proxy, hoặc dùng tệp dữ liệu thật.");
}

typedef struct {
    int argc;
    char **argv;
} Arguments;

/* Links that let the first people in; in buffers, because the writer's memory is gone when its answer comes. */
typedef struct {
    bool wants_try, is_demo;
    char setup[TOKEN_LETTERS + 1], try_out[TOKEN_LETTERS + 1], guest[DEMO_GUESTS][TOKEN_LETTERS + 1];
} Entry;

/* Of a demonstration: a link for somebody in each role. */
static Fail make_guests(Ctx *c, Entry *e)
{
    Str token;
    for (int i = 0; i < DEMO_GUESTS; i++) {
        Fail found = people_look_link(c, str_of(demo_guests[i].account), &token);
        if (found == FAIL_MISSING) continue; /* of another plan, where this agency has no task */
        TRY(found);
        memcpy(e->guest[i], token.p, token.n);
    }
    return OK;
}

static Fail make_entry(Ctx *c, void *arg)
{
    Entry *e = arg;
    Str token;
    if (e->is_demo) TRY(make_guests(c, e));
    if (e->wants_try) TRY(people_try_link(c, &token));
    else TRY(people_first_link(c, &token));
    memcpy(e->wants_try ? e->try_out : e->setup, token.p ? token.p : "", token.n);
    return OK;
}

/* Wait for Ctrl+C or a request to end; the signals were blocked before any thread began.  Meanwhile, what the clock
 * begins. */
static void wait_for_end(Ctx *c, Jobs *jobs, Day today, const sigset_t *ends)
{
    static const struct timespec pause = {.tv_sec = JOB_TICK};
    while (sigtimedwait(ends, NULL, &pause) < 0) {
        if (errno != EAGAIN) continue;
        c->now = clock_ms();
        c->today = today == NO_DAY ? day_at(c->now) : today;
        jobs_step(c, jobs, today != NO_DAY); /* on a day that stands still nothing begins by itself */
    }
}

/* Pages, and letters beside them, until somebody ends it. */
static Fail run(Ctx *c, Jobs *jobs, ServerOptions options, MailWay *way, const Entry *entry, const sigset_t *ends)
{
    Server *server;
    MailThread *mail = NULL;
    IntakeThread *intake = NULL;
    TRY(server_start(c, options, &server));
    Str site = options.site ? str_of(options.site) : str_format(&c->mem, "http://127.0.0.1:%d", server_port(server));
    jobs->place.site = site;
    Fail result = mail_start(c, options.store, way, &mail);
    if (!result) result = intake_start(c, options.store, &intake);
    if (!result) {
        printf("Ngày Số đang chạy tại %.*s (nhấn Ctrl+C để dừng)\n", STR_ARGS(site));
        if (entry->setup[0])
            printf("Lập tài khoản quản trị đầu tiên (dùng một lần): %.*s/loi-moi/%s\n", STR_ARGS(site), entry->setup);
        if (entry->try_out[0])
            printf("Mở kế hoạch, đã đăng nhập (dùng một lần): %.*s/vao/%s\n", STR_ARGS(site), entry->try_out);
        if (entry->is_demo) printf("Vào xem với từng vai trò (mỗi liên kết dùng một lần, trên máy này):\n");
        for (int i = 0; i < DEMO_GUESTS; i++)
            if (entry->guest[i][0]) printf("  %s\t%.*s/vao/%s\n", demo_guests[i].role, STR_ARGS(site), entry->guest[i]);
        fflush(stdout);
        wait_for_end(c, jobs, options.today, ends);
    }
    intake_stop(intake);
    mail_stop(mail);
    server_stop(server);
    return result;
}

/* No request waits until what it needs is loaded; only documents as PDF and their pictures (press) are too rare for it:
 * that file is held. */
static Fail load_for_requests(Ctx *c)
{
    static const char *const modules[] = {"zip", "workbook", "magic", "codes", "yaml", "regex"};
    for (size_t i = 0; i < sizeof modules / sizeof *modules; i++) TRY(module_ready(c, modules[i]));
    return module_hold(c, "press");
}

static Fail serve(Ctx *c, void *arg)
{
    Arguments *a = arg;
    Options o;
    MailWay *way;
    Store *store;
    sigset_t ends;
    TRY(parse(c, a->argc, a->argv, &o));
    TRY(mail_way(c, &o.mail, &way));
    TRY(load_for_requests(c));
    /* What is done at the start is of that day, too (http/server.h: is_of_today). */
    if (o.today != NO_DAY) c->now += (o.today - day_at(c->now)) * INT64_C(86400000), c->today = o.today;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &ends, NULL);
    StoreOptions where = {.path = o.data, .read_path = o.read_store, .key_file = o.key_file, .steps = migrations};
    TRY(store_open_held(c, where, &store));
    if (store_needs_rebuild(store)) TRY(rebuild_derived(c, store));
    bool is_demo;
    TRY(check_demo(c, store, &o, &is_demo));
    Jobs jobs = jobs_of(c, features, store);
    TRY(jobs_start(c, &jobs));
    if (o.plans) {
        Id plan;
        bool existed;
        TRY(plan_import_files(c, store, o.plan, (size_t)o.plans, &plan, &existed));
    }
    Entry entry = {.wants_try = o.try_out, .is_demo = is_demo};
    TRY(store_write(c, store, make_entry, &entry));
    ServerOptions options = {.store = store,
                             .features = features,
                             .gate = is_demo ? &people_gate_shown : &people_gate,
                             .host = o.host,
                             .site = o.site,
                             .proxies = o.proxies,
                             .no_limits = o.no_limits,
                             .port = o.port,
                             .today = o.today,
                             .is_of_today = o.today != NO_DAY,
                             .log = o.log,
                             .no_cache = o.no_cache};
    return run(c, &jobs, options, way, &entry, &ends);
}

int serve_command(int argc, char **argv) { return command_run(serve, &(Arguments){argc, argv}); }
